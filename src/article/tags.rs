//! Tags cleaned: as a curator would keep them.

use super::{mentions::Mentions, pattern::pattern, tagline, tidy, unglue};
use crate::digest::{Tag, fold};
use regex::Regex;
use std::sync::LazyLock;

/// Most tags of a piece.
const MOST: usize = 30;

/// What a page files under but nobody searches for, folded; sorted.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "ad feedback", "all", "article", "articles", "blog", "blogs", "breaking news", "column", "columnist",
    "columnists", "columns", "comment", "comment and analysis", "commentaries", "commentary", "contributed",
    "contributor", "contributors", "editorial", "editorial board", "editorials", "editorials and opinion",
    "exclusive", "exclusives", "feature", "featured", "features", "from the editorial board", "front page",
    "guest column", "guest columnist", "guest columnists", "guest commentary", "guest essay",
    "guest opinion", "guest opinions", "guest view", "headlines", "home", "homepage", "latest",
    "latest news", "letter", "letter to the editor", "letters", "letters to the editor", "loading",
    "local columnists", "local opinion", "main", "meinung", "my view", "news", "newsletter", "none", "null",
    "op ed", "op eds", "op eds and columns", "opeds", "opinion", "opinion columnists", "opinion columns",
    "opinion editorial", "opinions", "opinión", "our view", "perspective", "perspectives", "post", "posts",
    "premium", "press", "print", "print edition", "promoted", "share", "share on facebook", "sponsored",
    "spotlight", "staff", "staff editorial", "stories", "story", "subscriber only", "syndicated",
    "syndicated columnists", "syndicated columns", "tags", "the editorial board", "top news", "top stories",
    "topics", "tops", "trending", "uncategorised", "uncategorized", "undefined", "us opinion", "viewpoint",
    "viewpoints", "views", "web", "web exclusive", "web only", "your view",
];

/// Cleans tags that a reader sees on the page: entities, prefixes and section names go, also the
/// publication's own name and repeats.
pub(super) fn clean<'a>(tags: impl IntoIterator<Item = &'a str>, publication: Option<&str>) -> Vec<Tag> {
    let own = publication.map(fold).unwrap_or_default();
    let own = own.strip_prefix("the ").unwrap_or(&own).to_owned();
    let mut found: Vec<Tag> = Vec::new();
    for tag in tags {
        let text = tidy::decoded(tag);
        let text = text.replace('_', " ");
        let text = tagline::without_prefix(text.trim_start_matches('#'))
            .trim_matches(|c: char| matches!(c, ',' | ';' | '|' | '•' | '·' | '/' | '"') || c.is_whitespace())
            .trim_end_matches('.')
            .to_owned();
        let Some(tag) = Tag::new(&text) else { continue };
        let key = tag.key();
        let known = SECTIONS.binary_search(&key.as_str()).is_ok();
        let is_own = !own.is_empty() && key.strip_prefix("the ").unwrap_or(&key) == own;
        let letters = text.chars().any(char::is_alphanumeric);
        if known || is_own || !letters || text.chars().count() > 80 || found.iter().any(|t| t.key() == key) {
            continue;
        }
        found.push(tag);
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// Cleans keywords that only machines are meant to read: on top of [`clean`], identifiers, key-value
/// pairs and advertising codes go.
pub(super) fn clean_keywords<'a>(
    tags: impl IntoIterator<Item = &'a str>,
    publication: Option<&str>,
) -> Vec<Tag> {
    let human = tags.into_iter().map(str::trim).filter(|tag| {
        let code = tag.contains('_')
            || tag.starts_with('#')
            || tag.contains(':')
            || tag.contains('|')
            || tag.contains('=');
        let slug = tag.contains('-') && !tag.contains(' ') && tag.matches('-').count() > 2;
        let letters = tag.chars().filter(|c| c.is_alphabetic()).count();
        !code && !slug && letters >= 2 && tag.split_whitespace().count() <= 6
    });
    clean(human.collect::<Vec<_>>(), publication)
}

/// A tag that the page prints in capitals, as the body spells it.
pub(super) fn uncapitalised(tag: &str, body: &str) -> String {
    if tag.chars().any(char::is_lowercase) || tag.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return tag.to_owned();
    }
    let lower = tag.to_lowercase();
    let words: Vec<&str> = body
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    let wanted: Vec<&str> = lower.split_whitespace().collect();
    let as_in_body = words
        .windows(wanted.len())
        .find(|window| window.iter().zip(&wanted).all(|(a, b)| a.to_lowercase() == *b))
        .map(|window| window.join(" "));
    match as_in_body {
        Some(found) if found.chars().any(char::is_uppercase) => found,
        _ => wanted
            .iter()
            .map(|w| {
                let mut chars = w.chars();
                chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
            })
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// How many pieces each tag has: "Congress (507 posts) Senate (289)".
static COUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\(\d[\d,.]*(?:\s\p{L}+)?\)\s*"));

/// How many counts of pieces a line has.
pub(super) fn counts(line: &str) -> usize {
    COUNT.find_iter(line).count()
}

/// In how many places a line lost the space between two tags: "TidesHarbours".
pub(super) fn seams(line: &str) -> usize {
    line.split_whitespace().map(|word| unglue::seams(word).len()).sum()
}

/// Parts a line of tags, at its separators or, where it has none, by [`tagline::part`].
pub(super) fn of_line(line: &str, body: &Mentions) -> Vec<String> {
    let trimmed = |parts: &mut dyn Iterator<Item = &str>| {
        parts.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
    };
    if counts(line) > 0 {
        return trimmed(&mut COUNT.split(line));
    }
    for separator in [" | ", "|", " • ", "•", " · ", ";", ",", " / "] {
        if line.contains(separator) {
            return trimmed(&mut line.split(separator));
        }
    }
    if line.matches('#').count() > 1 {
        return trimmed(&mut line.split('#'));
    }
    unglue::parts(line, body).iter().flat_map(|part| tagline::part(part, body)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tags: &[Tag]) -> Vec<&str> {
        tags.iter().map(Tag::as_str).collect()
    }

    #[test]
    fn what_nobody_searches_for_goes() {
        let tags = [
            "Draft:Sea &amp; sand",
            "sea & sand",
            "Opinion",
            "Plain Courier",
            "Harbour_Board",
            "…",
            "Tides.",
        ];
        assert_eq!(texts(&clean(tags, Some("The Plain Courier"))), ["Sea & sand", "Harbour Board", "Tides"]);
        let words = ["tides", "smg_opinion", "word count: 300", "#inhouse", "a|b", "Harbour board"];
        assert_eq!(texts(&clean_keywords(words, None)), ["tides", "Harbour board"]);
        assert!(SECTIONS.is_sorted(), "{:?}", SECTIONS.windows(2).find(|w| w[0] > w[1]));
    }

    #[test]
    fn lines_of_tags_are_parted() {
        let body =
            Mentions::of(["The tide took the harbour board of Upper Bergen. Ada Moor spoke of tide tables."]);
        for (line, tags) in [
            ("Harbours (507 posts) High tide (1,289) Bergen (2)", vec!["Harbours", "High tide", "Bergen"]),
            ("Harbours, High tide, Bergen", vec!["Harbours", "High tide", "Bergen"]),
            ("#Harbours #HighTide", vec!["Harbours", "HighTide"]),
            ("Ada MoorUpper Bergen Tide tables", vec!["Ada Moor", "Upper Bergen", "Tide tables"]),
        ] {
            assert_eq!(of_line(line, &body), tags, "{line}");
        }
        assert_eq!(seams("Ada McKay met Bo DeVito"), 0);
    }

    #[test]
    fn capitals_become_the_spelling_of_the_body() {
        assert_eq!(uncapitalised("NATO HQ", "At the NATO HQ they wait."), "NATO HQ");
        assert_eq!(uncapitalised("HIGH TIDE", "a high tide came"), "High Tide");
        assert_eq!(uncapitalised("McKay", ""), "McKay");
    }
}
