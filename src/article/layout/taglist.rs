//! Tags as a page prints them under the body: a list with a heading, a line, or short lines alone.

use super::{Label, Layout, Line, Region, label::tag_heading};
use crate::article::{bio, junk, mentions::Mentions, person::same_person, tags};
use crate::digest::words;
use std::collections::HashSet;

/// How many lines after the body tags may begin.
const REACH: usize = 25;
/// How many lines after the body tags without a heading may begin: under bios and dates.
const BARE_REACH: usize = 8;
/// Longest tag of a list, in words.
const TAG_WORDS: usize = 6;
/// Most lines of a list without a heading; navigations are longer.
const BARE_MOST: usize = 14;

/// Reads the tags into `layout`; `authors` are no tags, and under the notes in `taken` tags stand.
pub(super) fn read(
    lines: &[Line],
    labels: &[Label],
    region: &Region,
    authors: &[String],
    taken: &HashSet<usize>,
    layout: &mut Layout,
) {
    let title = layout.title.as_deref().unwrap_or_default();
    let body = Mentions::of(layout.body.iter().map(String::as_str).chain([title]));
    let reader = Reader { lines, labels, authors, taken, body: &body };
    let found = reader.headed(region).or_else(|| reader.bare(region.end)).unwrap_or_default();
    // A page that prints all its tags in capitals says nothing of their spelling.
    let loud = found.iter().all(|t| !t.chars().any(char::is_lowercase));
    let text = if loud { layout.body.join(" ") } else { String::new() };
    layout.tags = if loud { found.iter().map(|t| tags::uncapitalised(t, &text)).collect() } else { found };
}

/// How sure it is that lines are tags.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// A heading of tags stands above.
    Headed,
    /// "Related" or "Read more" does.
    Weak,
    /// Nothing does.
    Bare,
}

struct Reader<'a> {
    lines: &'a [Line],
    labels: &'a [Label],
    authors: &'a [String],
    taken: &'a HashSet<usize>,
    body: &'a Mentions,
}

impl Reader<'_> {
    fn text(&self, i: usize) -> &str {
        self.lines.get(i).map(|l| l.text.as_str()).unwrap_or_default()
    }

    /// Under a heading such as "Topics": after the body, else between the headline and the body.
    fn headed(&self, region: &Region) -> Option<Vec<String>> {
        let tail = region.end..self.lines.len().min(region.end + REACH);
        let head = region.start.saturating_sub(REACH)..region.start;
        tail.chain(head).find_map(|i| {
            // "Related" and "Read more" head tags on some sites, other pieces on most.
            let weak = self.labels.get(i) == Some(&Label::Others) && i >= region.end;
            let rest = match tag_heading(self.text(i)) {
                Some(rest) if self.labels.get(i) == Some(&Label::Tags) => rest,
                _ if weak => "",
                _ => return None,
            };
            let trust = if weak { Trust::Weak } else { Trust::Headed };
            let found =
                if rest.is_empty() { self.list(i + 1, trust) } else { tags::of_line(rest, self.body) };
            let row = found.len() >= 4 && is_row(self.text(i + 1));
            let mentioned = self.mentioned(&found);
            let sure = !weak || row || (mentioned > 1 && mentioned * 2 >= found.len());
            (!found.is_empty() && sure).then_some(found)
        })
    }

    /// Without a heading: three short lines or more under the body and its notes, or one line of links
    /// that ran together.
    fn bare(&self, end: usize) -> Option<Vec<String>> {
        (end..self.lines.len().min(end + BARE_REACH)).find_map(|start| {
            let found = self.list(start, Trust::Bare);
            let (n, mentioned) = (found.len(), self.mentioned(&found));
            // Right under the body little speaks against tags; further down other lists stand.
            let near = start <= end + 1
                || self.taken.contains(&(start - 1))
                || matches!(self.labels.get(start - 1), Some(Label::Date));
            let likely =
                if near { mentioned > 0 && mentioned * 4 >= n } else { mentioned > 1 && mentioned * 2 >= n };
            let short = found.iter().all(|t| words(t) <= TAG_WORDS && !junk::is_junk(t));
            ((3..=BARE_MOST).contains(&n) && likely && short).then_some(found)
        })
    }

    fn mentioned(&self, found: &[String]) -> usize {
        found.iter().filter(|t| self.body.has(t)).count()
    }

    /// Short lines from `start` on, or one line of several tags.
    fn list(&self, start: usize, trust: Trust) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (line, label) in self.lines.iter().zip(self.labels).skip(start) {
            let text = line.text.as_str();
            let n = words(text);
            if found.is_empty() && self.is_row_of_tags(text, *label, trust) {
                return tags::of_line(text, self.body);
            }
            let tag = matches!(label, Label::Short | Label::Name | Label::Junk)
                && (1..=TAG_WORDS).contains(&n)
                && !text.ends_with(['.', ':', '?', '!'])
                && (*label != Label::Junk || text.eq_ignore_ascii_case("opinion"))
                && bio::handles(text).is_empty()
                && !self
                    .authors
                    .iter()
                    .any(|a| same_person(a, text) && !text.starts_with(char::is_lowercase));
            // "NEW STORIES IN THE COURIER" after tags in small letters.
            let loud = |t: &str| !t.chars().any(char::is_lowercase);
            let heading = n > 2 && loud(text) && found.iter().any(|t| !loud(t));
            if !tag || heading || junk::begins_others(text) || text.chars().count() < 2 {
                break;
            }
            found.push(text.to_owned());
        }
        // One line of tags that ran together, as a heading of its own says.
        if let [only] = found.as_slice()
            && trust == Trust::Headed
            && words(only) > 1
            && !self.body.has(only)
        {
            return tags::of_line(only, self.body);
        }
        found
    }

    fn is_row_of_tags(&self, text: &str, label: Label, trust: Trust) -> bool {
        let commas = text.matches(',').count();
        let several = match trust {
            Trust::Headed => {
                commas > 0 || words(text) > TAG_WORDS || tags::seams(text) > 0 || tags::counts(text) > 0
            }
            Trust::Weak => is_row(text) || tags::seams(text) > 0,
            Trust::Bare => commas > 1 && is_row(text) || tags::seams(text) > 1,
        };
        matches!(label, Label::Short | Label::Prose) && !text.ends_with(['.', '?', '!']) && several
    }
}

/// A line of short items between commas; an enumeration ends in "and …".
fn is_row(line: &str) -> bool {
    let items = || line.split(',').map(str::trim);
    items().count() > 2 && items().all(|item| words(item) <= TAG_WORDS && !item.starts_with("and "))
}
