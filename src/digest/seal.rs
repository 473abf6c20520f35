//! The seal: what of a digest a machine made, and what a person changed since.

use super::{Digest, GistFrom, Tag};
use sha2::{Digest as _, Sha256};

impl Digest {
    /// What [`super::Origin::seal`] is for a digest as it is now: a hash of what a summarizer wrote and one
    /// of what was read from the page, parted by a hyphen. Addresses, status and times are in neither.
    pub fn seal(&self) -> String {
        format!("{}-{}", self.words_hash(), self.page_hash())
    }

    /// What somebody changed by hand since the digest was sealed. Without a seal nothing is known to be by
    /// machine, so that all counts as changed.
    pub fn edits(&self) -> Edits {
        let seal = self.origin.as_ref().and_then(|o| o.seal.as_deref()).unwrap_or_default();
        let (words, page) = seal.split_once('-').unwrap_or((seal, ""));
        Edits { words: words != self.words_hash(), page: page != self.page_hash() }
    }

    /// Whether a person wrote it, or changed anything in it since a machine did.
    pub fn is_by_hand(&self) -> bool {
        let Edits { words, page } = self.edits();
        words || page || self.is_an_editors()
    }

    /// Whether no machine wrote it in the first place.
    pub fn is_an_editors(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| {
            matches!(origin.summarizer.as_str(), "editor" | "hand") || origin.gist_from == GistFrom::Editor
        })
    }

    fn words_hash(&self) -> String {
        hash(
            std::iter::once(self.gist.as_str())
                .chain(self.points.iter().map(String::as_str))
                .chain(self.quote.as_deref()),
        )
    }

    fn page_hash(&self) -> String {
        let published = self.published.map(|day| day.to_string());
        let counts = format!("{} {}", self.tags.len(), self.authors.len());
        let options = [&self.publication, &published, &self.language, &self.disclaimer];
        let people = self.authors.iter().flat_map(|author| {
            [&author.handle, &author.bio, &author.url]
                .map(|part| part.as_deref().unwrap_or_default())
                .into_iter()
                .chain([author.name.as_str()])
                .chain(author.affiliations.iter().map(String::as_str))
        });
        hash(
            [self.title.as_str(), self.kind.as_str(), &counts]
                .into_iter()
                .chain(options.map(|part| part.as_deref().unwrap_or_default()))
                .chain(self.tags.iter().map(Tag::as_str))
                .chain(people),
        )
    }
}

/// Which parts of a digest were changed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edits {
    /// Gist, points or quote.
    pub words: bool,
    /// What is read from the page: title, kind, publication, day, language, tags, disclaimer, authors.
    pub page: bool,
}

/// The first 64 bits of a SHA-256 of some texts, in hex.
fn hash<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"title = "Let the bridge be free"
added = 2026-11-23T08:00:00Z
tags = ["Tolls", "Bridges"]
gist = "Tolls on the old bridge cost more than they raise."
points = ["Collecting them takes half.", "The detours wear out the side streets."]
[[authors]]
name = "Ada Example"
bio = "Ada Example builds bridges."
[origin]
summarizer = "extractive"
"#;

    #[test]
    fn the_seal_tells_which_part_was_edited() {
        let mut digest = Digest::from_toml(SMALL).unwrap();
        let seal = digest.seal();
        assert_eq!(digest.edits(), Edits { words: true, page: true }, "it has no seal");
        digest.origin.as_mut().unwrap().seal = Some(seal);
        let edits = |edit: fn(&mut Digest)| {
            let mut edited = digest.clone();
            edit(&mut edited);
            let Edits { words, page } = edited.edits();
            (words, page)
        };
        assert_eq!(edits(|d| d.points[1].push('!')), (true, false));
        assert_eq!(edits(|d| d.quote = Some("No.".to_owned())), (true, false));
        assert_eq!(edits(|d| d.title.push('!')), (false, true));
        assert_eq!(edits(|d| d.authors[0].bio = None), (false, true));
        assert_eq!(edits(|d| d.tags.truncate(1)), (false, true));
        assert_eq!(edits(|d| d.also.push("https://a.example/".to_owned())), (false, false));
        assert_eq!(edits(|d| d.status = crate::digest::Status::Draft), (false, false));
    }
}
