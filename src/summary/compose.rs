//! The digest of an article and its summary: everything that is kept, made fit to be shown.

use super::trim::tidy;
use super::{Summary, SummaryError, terms};
use crate::article::Article;
use crate::article::sentences;
use crate::digest::{Author, Digest, Kind, Origin, Sketch, Status, Tag, words};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use url::Url;

/// Longest title, in characters.
const TITLE: usize = 500;
/// Longest name of a person, in characters.
const NAME: usize = 200;
/// Longest publication, language or disclaimer, in characters.
const LINE: usize = 1000;
/// Longest tag, in characters.
const TAG: usize = 100;
/// Longest bio, in words.
const BIO: usize = 100;

/// The published digest of an article. What an article may hold and a digest may not is mended:
/// white space is tidied, long values are cut at a sentence or word, what is no address, handle or
/// tag is left out. A piece without byline and publication goes by the host of its address.
///
/// `added_by` is `cli`, `feed:<url>` or `discord:<user id>`.
///
/// # Errors
/// [`SummaryError::Untitled`] and [`SummaryError::NobodyNamed`]: what cannot be mended here. The
/// digest of an extractive summary has no [`Digest::problems`].
pub fn digest_of(
    article: Article,
    summary: Summary,
    added: Timestamp,
    added_by: &str,
) -> Result<Digest, SummaryError> {
    let title = line(&article.title, TITLE).ok_or(SummaryError::Untitled)?;
    let url = article.url.as_deref().and_then(address);
    let authors: Vec<Author> = article.authors.into_iter().filter_map(author).collect();
    let mut publication = article.publication.as_deref().and_then(|p| line(p, LINE));
    if authors.is_empty() && publication.is_none() && article.kind != Kind::Letter {
        publication = Some(url.as_deref().and_then(host).ok_or(SummaryError::NobodyNamed)?);
    }
    let mut digest = Digest {
        title,
        kind: article.kind,
        status: Status::Published,
        publication,
        url,
        also: Vec::new(),
        // TOML has no dates before our era.
        published: article.published.filter(|day| day.year() > 0),
        added,
        updated: None,
        language: article.language.as_deref().and_then(|l| line(l, LINE)),
        tags: article.tags.iter().filter_map(tag).collect(),
        disclaimer: article.disclaimer.as_deref().and_then(|d| whole(d, |head| head.chars().count() <= LINE)),
        words: Some(u32::try_from(terms::length(&article.text)).unwrap_or(u32::MAX)),
        gist: summary.gist,
        points: summary.points,
        quote: summary.quote,
        authors,
        origin: None,
    };
    digest.origin = Some(Origin {
        summarizer: summary.summarizer,
        gist_from: summary.gist_from,
        sources: summary.sources,
        sha256: Some(Sha256::digest(article.text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()),
        sketch: Sketch::of(&article.text).map(|sketch| sketch.to_string()),
        seal: Some(digest.seal()),
        added_by: Some(tidy(added_by)),
    });
    Ok(digest)
}

/// One line of at most `most` characters, cut at a word; none if nothing is left.
fn line(text: &str, most: usize) -> Option<String> {
    let line = tidy(text);
    if line.is_empty() || line.chars().count() <= most {
        return Some(line).filter(|l| !l.is_empty());
    }
    let head: String = line.chars().take(most.saturating_sub(1)).collect();
    let cut = head.rfind(' ').filter(|at| *at > head.len() / 2).unwrap_or(head.len());
    Some(format!("{}…", head.get(..cut).unwrap_or(&head).trim_end()))
}

/// The text on one line, cut after the last sentence that `fits`; where not even the first does, after
/// the last word that does with an ellipsis.
fn whole(text: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let line = tidy(text);
    if fits(&line) {
        return Some(line).filter(|l| !l.is_empty());
    }
    let last = |heads: &mut dyn Iterator<Item = String>| heads.take_while(|head| fits(head)).last();
    let head = |end: usize| line.get(..end).unwrap_or_default();
    last(&mut sentences(&line).iter().map(|s| head(s.span.end).to_owned()))
        .or_else(|| last(&mut line.match_indices(' ').map(|(at, _)| format!("{}…", head(at)))))
}

fn author(author: Author) -> Option<Author> {
    Some(Author {
        name: line(&author.name, NAME)?,
        handle: author.handle.as_deref().and_then(handle),
        bio: author.bio.as_deref().and_then(|b| whole(b, |head| words(head) <= BIO)).filter(|b| words(b) > 0),
        url: author.url.as_deref().and_then(address),
        affiliations: author.affiliations.iter().filter_map(|a| line(a, LINE)).collect(),
    })
}

fn handle(text: &str) -> Option<String> {
    let name = text.trim().trim_start_matches('@');
    let fits = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control());
    fits.then(|| format!("@{name}"))
}

fn tag(tag: &Tag) -> Option<Tag> {
    Tag::new(&tidy(tag.as_str())).filter(|t| t.as_str().chars().count() <= TAG)
}

fn address(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let fits = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    fits.then(|| text.trim().to_owned())
}

fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    line(host.strip_prefix("www.").unwrap_or(host), LINE)
}
