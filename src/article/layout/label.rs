//! What a line is, by its own words.

use super::Line;
use crate::article::{byline, date, junk, pattern::pattern, person};
use crate::digest::words;
use regex::Regex;
use std::sync::LazyLock;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::article) enum Label {
    /// A paragraph.
    Prose,
    /// A heading, a kicker, a headline of another piece.
    Short,
    /// A button, a prompt, a notice.
    Junk,
    /// Who took the picture.
    Credit,
    /// Who wrote the piece.
    Byline,
    /// When it appeared.
    Date,
    /// The name of a person and no more.
    Name,
    /// The beginning of a list of other pieces.
    Others,
    /// The beginning of a box that repeats what the piece says.
    Summary,
    /// A list of tags, or its heading.
    Tags,
}

/// Fewest words of a paragraph that ends like a sentence.
const SENTENCE: usize = 4;
/// Fewest words of one that does not.
const LONG: usize = 25;

/// What heads a list of tags.
static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:tags?|tagged(?: (?:as|with|in))?|topics?|keywords?|filed (?:under|in)|story topics|related topics|more on these topics|in this article|mots-clés|schlagw[öo]rter|themen|etiquetas|temas)\s*:?(?:\s|$)",
    )
});

/// Tells what a line is.
pub(in crate::article) fn label(line: &Line) -> Label {
    let text = line.text.as_str();
    let n = words(text);
    let ends = ends_sentence(text);
    if tag_heading(text).is_some_and(|rest| rest.is_empty() || !ends) && !(ends && n > 12) {
        return Label::Tags;
    }
    if line.linked && !line.links.is_empty() && line.links.iter().all(|l| l.tag) && n <= 60 {
        return Label::Tags;
    }
    if junk::begins_summary(text) {
        return Label::Summary;
    }
    if junk::begins_others(text) {
        return Label::Others;
    }
    if junk::is_junk(text) {
        return Label::Junk;
    }
    if byline::is_byline(text) || byline::is_name_and_role(text) {
        return Label::Byline;
    }
    if date::find(text).is_some() && n <= 20 {
        let rest = date::without(text);
        // "Published: March 4, 2021 at 8 p.m." ends like a sentence.
        if words(&rest) <= 3 && (!ends || words(&rest) == 0) {
            return if byline::is_byline(rest.trim()) || person::is_name(&person::tidy_name(&rest)) {
                Label::Byline
            } else {
                Label::Date
            };
        }
        let rest = rest.trim_start_matches(['|', '-', '–', '•', '·', ',', ' ']);
        if byline::is_byline(rest) || person::is_name(&person::tidy_name(rest)) {
            return Label::Byline;
        }
    }
    if junk::is_credit(text) && !(ends && n > 45) {
        return Label::Credit;
    }
    if n <= 6 && is_signature(text) {
        return Label::Name;
    }
    if (ends && n >= SENTENCE) || n >= LONG || (n >= 12 && text.ends_with(':')) {
        return Label::Prose;
    }
    Label::Short
}

/// The rest of a line that begins like a list of tags.
pub(super) fn tag_heading(text: &str) -> Option<&str> {
    TAGS.find(text).and_then(|m| text.get(m.end()..)).map(str::trim)
}

/// A person's name alone, or with a handle.
pub(super) fn is_signature(text: &str) -> bool {
    text.chars().count() <= 70 && {
        let name = text.split(" @").next().unwrap_or(text);
        let name = person::tidy_name(name);
        person::is_name(&name)
    }
}

/// Whether a text ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '*']).ends_with(['.', '!', '?', '…'])
}
