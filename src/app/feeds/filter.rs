//! Which pieces a feed is read for.

use crate::digest::{Digest, fold};

/// The first of these words, authors or tags that stands in one of the texts. Spelling is not looked at
/// closely, but a word is a whole word: "art" is not in "party".
pub(super) fn found<'a>(words: &'a [String], texts: &[&str]) -> Option<&'a str> {
    let texts: Vec<String> = texts.iter().map(|text| format!(" {} ", fold(text))).collect();
    let stands = |word: &&String| {
        let word = fold(word);
        !word.is_empty() && texts.iter().any(|text| text.contains(&format!(" {word} ")))
    };
    words.iter().find(stands).map(String::as_str)
}

/// What of a digest is looked at: what a reader sees of what it is about and by whom.
pub(super) fn texts(digest: &Digest) -> Vec<&str> {
    let names = digest.authors.iter().map(|author| author.name.as_str());
    let tags = digest.tags.iter().map(|tag| tag.as_str());
    let points = digest.points.iter().map(String::as_str);
    [digest.title.as_str(), digest.gist.as_str()].into_iter().chain(names).chain(tags).chain(points).collect()
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn words_are_whole_and_spelling_is_loose() {
        let words = ["Art".to_owned(), "José Pérez".to_owned(), String::new()];
        assert_eq!(found(&words, &["The party’s over", "By Jose PEREZ"]), Some("José Pérez"));
        assert_eq!(found(&words, &["State of the art"]), Some("Art"));
        assert_eq!(found(&words, &["Parties", ""]), None);
        assert_eq!(found(&[], &["anything"]), None);
    }
}
