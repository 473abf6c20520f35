//! What a line is, by its own words.

use super::Line;
use crate::article::{byline, date, junk, languages, pattern::pattern, person, refusal, tags};
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
/// Fewest words of one that ends in an ellipsis.
const TEASER: usize = 12;
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
    if junk::begins_others(text) || languages::begins_others(text) {
        return Label::Others;
    }
    let dated = n <= 20 && date::find(text).is_some();
    if dated && !date::without(text).chars().any(char::is_alphanumeric) {
        return Label::Date;
    }
    if junk::is_junk(text) || languages::is_junk(text) || refusal::is_wall(text) {
        return Label::Junk;
    }
    if byline::is_byline(text) || byline::is_name_and_role(text) {
        return Label::Byline;
    }
    if dated {
        let rest = date::without(text);
        if words(&rest) <= 3 && !ends {
            let signed = byline::is_byline(rest.trim()) || person::is_name(&person::tidy_name(&rest));
            return if signed { Label::Byline } else { Label::Date };
        }
        let rest = rest.trim_start_matches(['|', '-', '–', '•', '·', ',', '/', ' ']);
        if byline::is_byline(rest)
            || person::is_name(&person::tidy_name(rest))
            || (!ends && byline::leading_name(text))
        {
            return Label::Byline;
        }
    }
    if junk::is_credit(text) && !(ends && n > 45) {
        return Label::Credit;
    }
    if n <= 6 && is_signature(text) {
        return Label::Name;
    }
    // "Ten ways to mend a net …" is a link to another piece.
    let teaser = n < TEASER && (text.ends_with("...") || text.ends_with('…'));
    if (ends && n >= SENTENCE && !teaser) || n >= LONG || (n >= 12 && text.ends_with(':')) {
        return Label::Prose;
    }
    Label::Short
}

/// The rest of a line that begins like a list of tags.
pub(super) fn tag_heading(text: &str) -> Option<&str> {
    let rest = TAGS.find(text).and_then(|m| text.get(m.end()..)).map(str::trim);
    // "Topics -----" is a heading and no more.
    if let Some(rest) = rest.or_else(|| languages::tag_heading(text)) {
        let other = rest.to_lowercase().starts_with("you ");
        return (!other).then_some(if rest.contains(char::is_alphanumeric) { rest } else { "" });
    }
    // "TopicsHarboursTides": links that ran together, their heading too.
    let heads = ["Topics", "TOPICS", "Tags", "TAGS", "Tagged", "Keywords", "More:"];
    let Some(rest) = heads.iter().find_map(|head| text.strip_prefix(head)) else {
        return languages::tag_heading(text);
    };
    let small = rest.starts_with(char::is_lowercase) && text.starts_with("Topics");
    (rest.starts_with(char::is_alphabetic) && (small || tags::seams(rest) > 0)).then_some(rest)
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
pub(in crate::article) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['■', '♦', '❖', '●', '▪', '◆', '□', '∎', '#', ' ']);
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '*']).ends_with(['.', '!', '?', '…'])
}
