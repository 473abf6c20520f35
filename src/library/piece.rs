//! Whether two digests are of one piece.

use crate::digest::{Digest, Sketch, fold};
use jiff::civil::Date;

/// From this similarity on two texts are one piece, whatever else is known of them. Of the measured
/// articles no two different ones come near it; see [`Sketch::similarity`].
const SAME: f64 = 0.5;
/// From this one on they are, if they also have an author or the title in common: a piece cut to half, or
/// much edited. Eight standard errors above unrelated texts.
const LIKELY: f64 = 0.3;
/// From this one on, if they are two pages of one site under two titles and of two days. Such pages may
/// have the site's own notices in common, which a reader of pages can miss.
const SAME_ON_SITE: f64 = 0.8;
/// Below this one two texts have nothing in common but chance.
const UNRELATED: f64 = 0.15;

/// What a piece is known by, of a digest or of an entry that blocks one.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece<'a> {
    pub title: &'a str,
    pub authors: Vec<&'a str>,
    pub published: Option<Date>,
    pub addresses: Vec<&'a str>,
    pub sha256: Option<&'a str>,
    pub sketch: Option<Sketch>,
}

/// By what two digests are known to be of one piece; the surer, the greater.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Likeness {
    /// A common address.
    pub address: bool,
    /// The same text, letter by letter.
    pub text: bool,
    /// What the texts have in common; 0 where that is not known.
    pub similarity: f64,
}

impl<'a> Piece<'a> {
    pub fn of(digest: &'a Digest) -> Piece<'a> {
        let origin = digest.origin.as_ref();
        Piece {
            title: &digest.title,
            authors: digest.authors.iter().map(|a| a.name.as_str()).collect(),
            published: digest.published,
            addresses: digest.url.iter().chain(&digest.also).map(String::as_str).collect(),
            sha256: origin.and_then(|o| o.sha256.as_deref()),
            sketch: origin.and_then(|o| o.sketch.as_deref()).and_then(|sketch| sketch.parse().ok()),
        }
    }

    /// How two pieces are one; `None` where they are two.
    pub fn likeness(&self, other: &Piece<'_>) -> Option<Likeness> {
        let address = self.shares_address(other);
        let text = self.sha256.is_some() && self.sha256 == other.sha256;
        let similarity = match (&self.sketch, &other.sketch) {
            _ if text => Some(1.0),
            (Some(ours), Some(theirs)) => Some(ours.similarity(theirs)),
            _ => None,
        };
        let same = if address {
            text || !self.replaced(other, similarity)
        } else {
            text || similarity.is_some_and(|similarity| self.alike(other, similarity)) || self.namesake(other)
        };
        same.then_some(Likeness { address, text, similarity: similarity.unwrap_or_default() })
    }

    pub fn shares_address(&self, other: &Piece<'_>) -> bool {
        self.addresses.iter().any(|ours| other.addresses.iter().any(|theirs| same_address(ours, theirs)))
    }

    /// Whether an address that both have leads to another piece by now, as that of a column's newest issue
    /// does. The less speaks for one piece, the more its texts must have in common: the digest of one that
    /// was taken for an edit of the other would be lost.
    fn replaced(&self, other: &Piece<'_>, similarity: Option<f64>) -> bool {
        let title = self.same_title(other);
        let days = self.published.zip(other.published).map(|(a, b)| a == b);
        let least = match (title, days) {
            // Rewritten from the ground up, maybe, but still that day's piece of that title.
            (true, Some(true)) => return false,
            (_, Some(false)) => SAME,
            (false, None) => LIKELY,
            _ => UNRELATED,
        };
        similarity.map_or(!title && days == Some(false), |similarity| similarity < least)
    }

    /// Whether so much in common makes one piece of two texts at two addresses.
    fn alike(&self, other: &Piece<'_>, similarity: f64) -> bool {
        let near = similarity >= SAME || similarity >= LIKELY && self.kin(other);
        near && (similarity >= SAME_ON_SITE || !self.neighbours(other))
    }

    /// Whether they are two pages of one site, under two titles and of two days.
    fn neighbours(&self, other: &Piece<'_>) -> bool {
        let same_host = |a: &str, b: &str| parts(a).0.eq_ignore_ascii_case(parts(b).0);
        let site = self.addresses.iter().any(|ours| other.addresses.iter().any(|url| same_host(ours, url)));
        site && self.published.zip(other.published).is_some_and(|(a, b)| a != b) && !self.same_title(other)
    }

    /// Whether texts of some likeness are also by one author or under one title.
    fn kin(&self, other: &Piece<'_>) -> bool {
        let theirs: Vec<String> = other.authors.iter().map(|name| fold(name)).collect();
        self.authors.iter().any(|name| theirs.contains(&fold(name))) || self.same_title(other)
    }

    /// Where there are no two texts to compare, nor addresses: the same title by the same people.
    fn namesake(&self, other: &Piece<'_>) -> bool {
        let names = |piece: &Piece<'_>| piece.authors.iter().map(|name| fold(name)).collect::<Vec<_>>();
        (self.sha256.is_none() || other.sha256.is_none())
            && (self.addresses.is_empty() || other.addresses.is_empty())
            && self.published.zip(other.published).is_none_or(|(a, b)| a == b)
            && self.same_title(other)
            && names(self) == names(other)
    }

    fn same_title(&self, other: &Piece<'_>) -> bool {
        !self.title.is_empty() && (self.title == other.title || fold(self.title) == fold(other.title))
    }
}

/// Whether two addresses lead to one page: scheme, `www.`, fragment, a closing slash and the case of the
/// host do not count.
pub(super) fn same_address(a: &str, b: &str) -> bool {
    let ((host, path), (other_host, other_path)) = (parts(a), parts(b));
    path == other_path && host.eq_ignore_ascii_case(other_host)
}

fn parts(url: &str) -> (&str, &str) {
    let url = url.split('#').next().unwrap_or(url);
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let bare = host.get(4..).filter(|_| host.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www.")));
    (bare.unwrap_or(host), path.trim_end_matches('/'))
}
