//! Telling a standfirst from what stands in its place: dates, bylines, greetings, what a whole site is about, the
//! piece's own first words.

use super::{
    bio, byline, date, disclaimer, is_ended, is_function_word, junk, pattern::pattern, sentence, tokens,
};
use crate::digest::{fold, words};
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewest words.
const LEAST: usize = 5;
/// Fewest content words beside names, dates and labels.
const LEAST_CONTENT: usize = 2;
/// How much of the piece, in words, counts as its beginning.
const LEAD: usize = 450;
/// Words in a row that are compared with the beginning.
const RUN: usize = 4;
/// From this share of such runs on, a line is the beginning again.
const COPIED: f64 = 0.7;
/// Below this share of content words that the piece or its headline has too, a line is about something else.
const OWN: f64 = 0.34;
/// Letters that two words must share to count as one.
const STEM: usize = 5;

/// What a line of a page is held against.
pub(super) struct Piece<'a> {
    /// The headline.
    pub title: &'a str,
    /// The body.
    pub paragraphs: &'a [String],
    /// The authors.
    pub names: &'a [String],
    /// The publication.
    pub publication: Option<&'a str>,
}

/// What speaks of the page, the site or its readers.
static ABOUT_SITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        \bsign\ up\b|\bsubscribe\b|\bour\ newsletter\b|\byour\ inbox\b|\bclick\ here\b|\badd\ your\ comment\b
        |\bnews,\ (?:sports?|weather|business|opinion)\b|\bbreaking\ news,|\blatest\ (?:news|headlines)\ (?:and|from)\b
        |\barticle\ is\ more\ than\ \w+\ years?\b|^editor.?s.?\ note\b|\boriginally\ appeared\b|\bcite\ this\b
        |\baccount\ on\ github\b|\bcomments\ so\ far\b|^the\ (?:official\ )?(?:web)?site\ (?:of|for)\b|^official\ (?:web)?site\b
        |\S@\S+\.\w|\bfree\ article\ with\ opinions\b|^(?:a|the)\ blog\ (?:about|of|by|on)\b",
    )
});
/// Labels beside names and days at the head of a page.
const LABELS: &[&str] = &[
    "ago",
    "am",
    "article",
    "author",
    "comment",
    "comments",
    "contributor",
    "contributors",
    "correspondent",
    "date",
    "editor",
    "editors",
    "edt",
    "est",
    "gmt",
    "hour",
    "hours",
    "last",
    "min",
    "mins",
    "minute",
    "minutes",
    "news",
    "now",
    "number",
    "photo",
    "photos",
    "pm",
    "published",
    "posted",
    "read",
    "reporter",
    "reporters",
    "revision",
    "share",
    "shares",
    "staff",
    "tagged",
    "updated",
    "view",
    "views",
    "volume",
    "votes",
    "writer",
    "written",
];
/// A day, or how long ago, as the head of a page has it.
static AGO: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b\d+ (?:minutes?|hours?|days?|months?) ago\b"));

/// Whether a description in a page's head is one of this piece. Many a site describes itself there on every page.
pub(super) fn is_description(line: &str, piece: &Piece<'_>) -> bool {
    is_standfirst(line, piece) && is_about(line, piece)
}

/// Whether a line under the headline says what this piece says, in other words than its first.
pub(super) fn is_standfirst(line: &str, piece: &Piece<'_>) -> bool {
    words(line) >= LEAST
        && !line.ends_with("...")
        && !line.ends_with('…')
        && !is_furniture(line, piece)
        && !is_title(line, piece)
        && !is_beginning(line, piece.paragraphs)
}

/// Bylines, days, prompts and what the site says of itself.
fn is_furniture(line: &str, piece: &Piece<'_>) -> bool {
    let open = !is_ended(line);
    let names: HashSet<String> =
        piece.names.iter().map(String::as_str).chain(piece.publication).flat_map(tokens).collect();
    let says =
        |w: &str| !names.contains(w) && !LABELS.contains(&w) && !w.contains(|c: char| c.is_ascii_digit());
    let said: HashSet<String> = content(&date::without(line)).into_iter().filter(|w| says(w)).collect();
    said.len() < LEAST_CONTENT
        || junk::is_junk(line)
        || ABOUT_SITE.is_match(line)
        || byline::is_byline(line)
        || (!piece.names.is_empty() && bio::is_about(line, piece.names))
        || line.starts_with(['&', '|', '/', '·', '•'])
        || (open && (date::find(line).is_some() || AGO.is_match(line)))
        || (open && line.rsplit_once(" | ").is_some_and(|(_, last)| words(last) <= LEAST))
        || sentence::texts(line).into_iter().any(disclaimer::is_disclaimer)
}

/// The headline again, with the name of the site or a word more.
fn is_title(line: &str, piece: &Piece<'_>) -> bool {
    let known: HashSet<String> =
        tokens(piece.title).into_iter().chain(piece.publication.into_iter().flat_map(tokens)).collect();
    let said: HashSet<String> = content(line).into_iter().collect();
    let new = said.iter().filter(|w| !known.contains(*w)).count();
    let opens = words(piece.title) >= LEAST && fold(line).starts_with(&fold(piece.title));
    opens || new <= 1 || new * 5 <= said.len()
}

/// The first words of the piece, with or without a place or a day before them.
fn is_beginning(line: &str, paragraphs: &[String]) -> bool {
    let lead: Vec<String> = paragraphs.iter().flat_map(|p| tokens(p)).take(LEAD).collect();
    let own = tokens(line);
    let runs: HashSet<&[String]> = own.windows(RUN).collect();
    let known: HashSet<&[String]> = lead.windows(RUN).collect();
    let copied = runs.iter().filter(|run| known.contains(*run)).count();
    let opening: String = fold(line).chars().take(50).collect();
    let opens = |p: &String| {
        let start: String = fold(p).chars().take(50).collect();
        !start.is_empty() && (start.starts_with(&opening) || opening.starts_with(&start))
    };
    (copied > 0 && copied as f64 >= COPIED * runs.len() as f64) || paragraphs.iter().take(4).any(opens)
}

/// Whether enough of its words are the piece's.
fn is_about(line: &str, piece: &Piece<'_>) -> bool {
    let stem = |w: &String| w.chars().take(STEM).collect::<String>();
    let texts = piece.paragraphs.iter().map(String::as_str).chain([piece.title]);
    let known: HashSet<String> = texts.flat_map(tokens).map(|w| stem(&w)).collect();
    let said: HashSet<String> = content(line).into_iter().collect();
    let shared = said.iter().filter(|w| known.contains(&stem(w))).count();
    shared as f64 >= OWN * said.len() as f64
}

fn content(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|w| !is_function_word(w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(line: &str) -> bool {
        of_piece(line, is_standfirst)
    }

    fn described(line: &str) -> bool {
        of_piece(line, is_description)
    }

    fn of_piece(line: &str, judge: fn(&str, &Piece<'_>) -> bool) -> bool {
        let paragraphs = [
            "The council wants to close the old bridge, which has carried the town for a hundred years."
                .to_owned(),
            "Closing it would strand the mill and the school on the far bank of the river.".to_owned(),
        ];
        let title = "Save the bridge that feeds us";
        judge(
            line,
            &Piece {
                title,
                paragraphs: &paragraphs,
                names: &["Nora Vale".to_owned()],
                publication: Some("The Alder Post"),
            },
        )
    }

    #[test]
    fn what_an_editor_says_of_the_piece_is_one() {
        for line in [
            "Without the bridge the mill would die, and the school with it",
            "On 3 May the council votes on closing the bridge. It should vote no.",
            "The school needs the river crossing more than the council does",
        ] {
            assert!(holds(line), "{line}");
        }
    }

    #[test]
    fn dates_bylines_and_talk_of_the_site_are_none() {
        for line in [
            "Updated Nov 19, 6:55 AM; Posted Nov 19, 6:51 AM",
            "Nora Vale May 3, 2023 Comment Now!",
            "By Nora Vale and Ida Marsh",
            "Nora Vale is a bridge engineer and has worked for the council since 2007.",
            "& Ida Marsh, Director of Bridges, Alder Foundation",
            "nora@alder.example By Nora Vale | The Alder Post",
            "Published 5 hours ago, bridge and river, council, school",
            "124 votes and 50 comments so far on the bridge forum",
            "Sign up here to get the bridge letter in your inbox every Friday.",
            "The latest headlines and information from Alder including breaking news, weather, travel and more.",
            "The views expressed here are the author's own and not those of the council.",
        ] {
            assert!(!holds(line), "{line}");
        }
    }

    #[test]
    fn what_describes_the_site_is_no_description_of_the_piece() {
        let line = "An encyclopedia anybody may correct, written by volunteers everywhere";
        assert!(!described(line));
        assert!(described("Without the bridge the mill would die, and the school with it"));
    }

    #[test]
    fn the_headline_and_the_first_words_again_are_none() {
        for line in [
            "Save the bridge that feeds us | Opinion | The Alder Post",
            "Save the bridge that feeds us - bridge, council, river, mill, school",
            "ALDER, Monday: The council wants to close the old bridge, which has carried the town",
            "The council wants to close the old bridge…",
        ] {
            assert!(!holds(line), "{line}");
        }
    }
}
