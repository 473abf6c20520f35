//! The headline of a page.

use super::{
    jsonld::JsonLd,
    meta::{self, Meta},
    paper,
};
use crate::article::tidy;
use crate::digest::{fold, words};
use dom_query::{Document, NodeRef};

/// Most parts of a heading that are looked at.
const HEADING_PARTS: usize = 8;

/// The headline.
pub(super) fn of(document: &Document, ld: &JsonLd, meta: &Meta, url: Option<&str>) -> Option<String> {
    let own: Vec<&str> = meta.all(meta::SITE).chain(ld.publisher.as_deref()).collect();
    let told: Vec<String> = meta
        .all(meta::TITLE)
        .map(str::to_owned)
        .chain(ld.headline.clone())
        .chain(document.select("head > title").nodes().first().map(|t| tidy::decoded(&t.text())))
        .map(|t| paper::without_own(paper::without_name(&t, &own), url))
        .map(|t| without_section(&t).to_owned())
        .filter(|t| !t.is_empty())
        .collect();
    let own: Vec<String> = own.into_iter().map(fold).collect();
    // The name of the site is a heading on many.
    let sound = |h: &String| {
        (2..=40).contains(&words(h))
            && h.chars().count() <= 300
            && !h.contains('<')
            && !own.contains(&fold(h))
    };
    let keys: Vec<String> = told.iter().map(|t| fold(t)).collect();
    let exact = |h: &String| {
        let key = fold(h);
        keys.contains(&key) || keys.iter().any(|t| fold(paper::without_suffix(t)) == key)
    };
    let shown: Vec<String> = document
        .select("h1")
        .nodes()
        .iter()
        .filter(|h| !is_masthead(h))
        .map(|h| part(h, &exact))
        .filter(sound)
        .collect();
    let mut best: Option<(usize, &String)> = None;
    for h in &shown {
        let score = keys.iter().map(|t| likeness(&fold(h), t)).max().unwrap_or(0);
        if best.is_none_or(|b| score > b.0) {
            best = Some((score, h));
        }
    }
    let heading = best.filter(|b| b.0 >= 40 || told.is_empty()).map(|b| b.1.clone());
    // Where `<h1>` is the name of the site, the headline is a lesser heading.
    let lesser = || {
        let all = document.select("h2, h3");
        all.nodes().iter().map(|h| tidy::decoded(&h.text())).find(|h| sound(h) && words(h) > 2 && exact(h))
    };
    heading
        .filter(|h| best.is_some_and(|b| b.0 >= 75) || !told.iter().any(|t| words(t) > words(h)))
        .or_else(lesser)
        .or_else(|| best.filter(|b| b.0 >= 40 || told.is_empty()).map(|b| b.1.clone()))
        .or_else(|| told.first().map(|t| paper::without_suffix(t).to_owned()))
        .map(|t| without_section(&t).to_owned())
}

/// How many of the words of a heading, folded, another text has, in percent.
fn likeness(heading: &str, other: &str) -> usize {
    let own: Vec<&str> = heading.split(' ').collect();
    let shared = own.iter().filter(|w| other.split(' ').any(|o| o == **w)).count();
    shared * 100 / own.len().max(1)
}

/// The name of the site at the head of its pages: a heading that leads to the front page.
fn is_masthead(heading: &NodeRef<'_>) -> bool {
    heading
        .descendants_it()
        .chain(heading.parent())
        .any(|n| n.node_name().as_deref() == Some("a") && n.attr("href").is_some_and(|h| paper::is_front(&h)))
}

/// The text of a heading, or the part of it that is the headline as told elsewhere: kickers, dates and
/// decks stand in `<h1>` on some sites.
fn part(heading: &NodeRef<'_>, exact: &dyn Fn(&String) -> bool) -> String {
    let whole = tidy::decoded(&heading.text());
    if exact(&whole) {
        return whole;
    }
    let parts: Vec<String> = heading
        .descendants_it()
        .filter(NodeRef::is_text)
        .map(|n| tidy::decoded(&n.text()))
        .filter(|t| !t.is_empty())
        .take(HEADING_PARTS)
        .collect();
    for from in 0..parts.len() {
        for to in (from + 1..=parts.len()).rev() {
            let joined = parts.get(from..to).unwrap_or_default().join(" ");
            if words(&joined) > 2 && exact(&joined) {
                return joined;
            }
        }
    }
    // Parts with no space between them were lines of their own.
    if parts.len() > 1 && parts.iter().all(|p| words(p) > 1) { parts.join(" ") } else { whole }
}

/// "Opinion | The tide turns" and "The tide turns | Opinion" without the section.
fn without_section(title: &str) -> &str {
    const SECTIONS: &[&str] =
        &["opinion", "commentary", "editorial", "op ed", "guest column", "guest commentary", "guest essay"];
    for separator in [" | ", ": ", " — ", " – ", " - "] {
        if let Some((first, rest)) = title.split_once(separator)
            && SECTIONS.contains(&fold(first).as_str())
            && (separator != ": " || fold(first) == "opinion")
            // "Opinion: the tide has turned" is one sentence.
            && !rest.trim_start().starts_with(char::is_lowercase)
        {
            return without_section(rest.trim());
        }
        if let Some((rest, last)) = title.rsplit_once(separator)
            && separator != ": "
            && SECTIONS.contains(&fold(last).as_str())
        {
            return without_section(rest.trim());
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_marks_leave_the_headline() {
        assert_eq!(without_section("Opinion | The tide turns"), "The tide turns");
        assert_eq!(without_section("The tide turns | Opinion"), "The tide turns");
        assert_eq!(without_section("Opinion | The tide turns | Editorial"), "The tide turns");
        assert_eq!(without_section("Column: The tide turns"), "Column: The tide turns");
    }
}
