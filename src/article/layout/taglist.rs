//! Tags as a page prints them under the body: a list with a heading, a line, or short lines alone.

use super::{Label, Layout, Line, Region, label::tag_heading};
use crate::article::{bio, junk, mentions::Mentions, person::same_person, tags};
use crate::digest::words;

/// How many lines after the body tags may begin.
const REACH: usize = 25;
/// How many lines after the body tags without a heading may begin: under bios and dates.
const BARE_REACH: usize = 8;
/// Longest tag of a list, in words.
const TAG_WORDS: usize = 6;
/// Most lines of a list without a heading; navigations are longer.
const BARE_MOST: usize = 14;

/// Reads the tags into `layout`; `authors` are no tags.
pub(super) fn read(
    lines: &[Line],
    labels: &[Label],
    region: &Region,
    authors: &[String],
    layout: &mut Layout,
) {
    let title = layout.title.as_deref().unwrap_or_default();
    let body = Mentions::of(layout.body.iter().map(String::as_str).chain([title]));
    let reader = Reader { lines, labels, authors, body: &body };
    let found = reader.headed(region).or_else(|| reader.bare(region.end)).unwrap_or_default();
    // A page that prints all its tags in capitals says nothing of their spelling.
    let loud = found.iter().all(|t| !t.chars().any(char::is_lowercase));
    let text = if loud { layout.body.join(" ") } else { String::new() };
    layout.tags = if loud { found.iter().map(|t| tags::uncapitalised(t, &text)).collect() } else { found };
}

struct Reader<'a> {
    lines: &'a [Line],
    labels: &'a [Label],
    authors: &'a [String],
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
            let found = if rest.is_empty() { self.list(i + 1, weak) } else { tags::of_line(rest, self.body) };
            let row = found.len() >= 4 && is_row(self.text(i + 1));
            let sure = !weak || row || (found.len() > 1 && self.mentioned(&found) * 2 >= found.len());
            (!found.is_empty() && sure).then_some(found)
        })
    }

    /// Without a heading: three short lines or more under the body and its notes, or one line of links
    /// that ran together.
    fn bare(&self, end: usize) -> Option<Vec<String>> {
        (end..self.lines.len().min(end + BARE_REACH)).find_map(|start| {
            let line = self.text(start);
            if tags::seams(line) > 1 && words(line) < 40 && !line.ends_with('.') {
                let found = tags::of_line(line, self.body);
                return (self.mentioned(&found) > 0).then_some(found);
            }
            let found = self.list(start, true);
            let likely = (3..=BARE_MOST).contains(&found.len()) && self.mentioned(&found) * 3 >= found.len();
            likely.then_some(found)
        })
    }

    fn mentioned(&self, found: &[String]) -> usize {
        found.iter().filter(|t| self.body.has(t)).count()
    }

    /// Short lines from `start` on, or one line of several tags; `strict` where no heading of tags says
    /// that they are.
    fn list(&self, start: usize, strict: bool) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (line, label) in self.lines.iter().zip(self.labels).skip(start) {
            let text = line.text.as_str();
            let n = words(text);
            if found.is_empty() && self.is_row_of_tags(text, *label, strict) {
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
            if !tag || junk::begins_others(text) {
                break;
            }
            found.push(text.to_owned());
        }
        // One line of tags that ran together, as a heading of its own says.
        if let [only] = found.as_slice()
            && !strict
            && words(only) > 1
            && !self.body.has(only)
        {
            return tags::of_line(only, self.body);
        }
        found
    }

    fn is_row_of_tags(&self, text: &str, label: Label, strict: bool) -> bool {
        let parts = text.matches(',').count();
        let long = words(text) > TAG_WORDS;
        matches!(label, Label::Short | Label::Prose)
            && !text.ends_with(['.', '?', '!'])
            && (parts > 1
                || tags::seams(text) > 1
                || (!strict && (long || parts > 0 || tags::counts(text) > 0)))
    }
}

/// A line of short items between commas.
fn is_row(line: &str) -> bool {
    line.matches(',').count() >= 3 && line.split(',').all(|item| words(item) <= TAG_WORDS)
}
