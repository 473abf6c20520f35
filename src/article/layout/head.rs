//! What stands above the body: headline, deck, byline, date.

use super::{
    Known, Label, Layout, Line, Region,
    label::{ends_sentence, is_signature},
};
use crate::article::{
    byline::{self, Signed},
    date,
    mentions::Mentions,
    person::{same_person, tidy_name},
};
use crate::digest::{fold, words};
use std::collections::HashSet;

/// How many lines before the headline may hold the byline and the date.
const ABOVE: usize = 4;
/// How many lines after the beginning of the body may still hold the date.
const BELOW: usize = 2;
/// Longest headline, in words.
const TITLE_WORDS: usize = 30;

/// Reads the head into `layout`.
pub(super) fn read(lines: &[Line], labels: &[Label], region: &Region, known: &Known, layout: &mut Layout) {
    let title =
        region.title.or_else(|| if known.title.is_none() { find_title(lines, labels, region) } else { None });
    layout.title = known.title.clone().or_else(|| title.and_then(|t| lines.get(t)).map(|l| l.text.clone()));
    let top = title.map_or(region.start.saturating_sub(12), |t| t.saturating_sub(ABOVE));
    layout.head = (top..region.start)
        .filter(|&i| labels.get(i) != Some(&Label::Others))
        .filter_map(|i| lines.get(i))
        .filter(|l| !l.frame)
        .map(|l| l.text.clone())
        .collect();
    layout.deck = title.and_then(|t| deck(lines, labels, t, region));
    layout.unsigned = layout
        .head
        .iter()
        .any(|l| byline::is_board(l) || (byline::is_byline(l) && byline::people(l).is_empty()));
    let near = top..region.start;
    layout.authors = signed(lines, labels, near.clone(), title);
    layout.published = (near.start..region.start + BELOW)
        .filter(|&i| matches!(labels.get(i), Some(Label::Byline | Label::Date | Label::Junk | Label::Short)))
        .filter_map(|i| lines.get(i))
        .filter(|l| words(&l.text) <= 25)
        .find_map(|l| date::find(&l.text));
}

/// The line that is the headline, where it is known: the last one before the body wins, since a page
/// often has it in its navigation too.
pub(super) fn place_of_title(lines: &[Line], title: &str) -> Option<usize> {
    let key = fold(title);
    let places: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.text.len() < 2 * title.len() + 20)
        .filter(|(_, l)| {
            let line = fold(&l.text);
            // A heading may have the section before the headline.
            line == key || l.heading && line.strip_suffix(&key).is_some_and(|kicker| kicker.ends_with(' '))
        })
        .map(|p| p.0)
        .collect();
    let marked = places.iter().copied().find(|&p| lines.get(p).is_some_and(|l| l.heading));
    marked.or_else(|| {
        // Not one from a list of other pieces at the end.
        places.into_iter().rfind(|&p| {
            lines.get(p + 1..).is_some_and(|rest| {
                let after: usize = rest.iter().map(|l| words(&l.text)).sum();
                let all: usize = lines.iter().map(|l| words(&l.text)).sum();
                after * 2 > all
            })
        })
    })
}

/// The most likely headline above the body.
fn find_title(lines: &[Line], labels: &[Label], region: &Region) -> Option<usize> {
    let body =
        Mentions::of(lines.get(region.start..region.end).unwrap_or_default().iter().map(|l| l.text.as_str()));
    let stems: HashSet<String> =
        lines.get(region.start..region.end).unwrap_or_default().iter().flat_map(|l| stems(&l.text)).collect();
    let mut scores: Vec<(usize, f64)> = Vec::new();
    let mut best: Option<(f64, usize)> = None;
    for i in 0..region.start {
        let (Some(line), Some(label)) = (lines.get(i), labels.get(i)) else { continue };
        let n = words(&line.text);
        if !matches!(label, Label::Short | Label::Prose | Label::Name) || !(2..=TITLE_WORDS).contains(&n) {
            continue;
        }
        if crate::article::disclaimer::only_disclaimers(&line.text).is_some() {
            continue;
        }
        let own = stems_of(&line.text);
        let shared = own.iter().filter(|s| stems.contains(*s)).count() as f64 / own.len().max(1) as f64;
        let key = fold(&line.text);
        let repeated =
            lines.get(..region.start).unwrap_or_default().iter().filter(|l| fold(&l.text) == key).count() > 1;
        let signed = (i + 1..region.start.min(i + 5))
            .any(|j| matches!(labels.get(j), Some(Label::Byline | Label::Date | Label::Name)));
        let mut score = 2.5 * shared;
        score += match n {
            2 => -2.5,
            3 => -0.5,
            4 => 0.5,
            5..=18 => 1.0,
            _ => 0.3,
        };
        score += if repeated { 1.2 } else { 0.0 };
        score += if signed { 0.7 } else { 0.0 };
        score += if line.heading { 1.5 } else { 0.0 };
        score -= if line.text.ends_with('.') { 1.5 } else { 0.0 };
        score -= if *label == Label::Name { 1.5 } else { 0.0 };
        score -= if line.linked || line.aside { 1.0 } else { 0.0 };
        let by = |label: Option<&Label>| label == Some(&Label::Byline);
        let below = (i.saturating_sub(12)..i).any(|j| by(labels.get(j)));
        score -= if below && !(i..region.start).any(|j| by(labels.get(j))) { 1.0 } else { 0.0 };
        // A caption says what the piece says, but is no headline.
        score -= if labels.get(i + 1) == Some(&Label::Credit) && n > 12 { 1.0 } else { 0.0 };
        score += 0.3 * i as f64 / region.start.max(1) as f64;
        score += if body.has(&line.text) && n > 3 { 0.2 } else { 0.0 };
        // Of two alike the first stands higher on the page: the headline, then the deck.
        if best.is_none_or(|b| score > b.0 + 0.05)
            || best.is_some_and(|b| lines.get(b.1).is_some_and(|l| fold(&l.text) == key))
        {
            best = Some((score, i));
        }
        scores.push((i, score));
    }
    let (top, mut at) = best?;
    // A deck shares more words with the body than its headline does, and stands right below it.
    if let Some(&(above, score)) = scores.iter().rev().find(|s| s.0 < at)
        && above + 1 == at
        && score >= top - 1.2
        && lines.get(above).is_some_and(|l| words(&l.text) >= 5)
    {
        at = above;
    }
    Some(at)
}

fn stems_of(text: &str) -> Vec<String> {
    stems(text).collect()
}

/// Words of four letters or more, cut to five.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    folded
        .split(' ')
        .filter(|w| w.len() >= 4)
        .map(|w| w.chars().take(5).collect())
        .collect::<Vec<String>>()
        .into_iter()
}

/// The line under the headline, where it is a sentence and not the beginning of the body.
fn deck(lines: &[Line], labels: &[Label], title: usize, region: &Region) -> Option<String> {
    let key = lines.get(title).map(|l| fold(&l.text)).unwrap_or_default();
    (title + 1..region.end.min(title + 4))
        .filter(|&i| {
            labels.get(i + 1) != Some(&Label::Credit)
                || !lines.get(i).is_some_and(|l| l.text.ends_with(['.', '?', '!']))
                || i < region.start && labels.get(i + 1) == Some(&Label::Byline)
        })
        .filter(|&i| matches!(labels.get(i), Some(Label::Prose | Label::Short)))
        // A line above a credit is a caption.
        .filter(|&i| i < region.start || followed_by_head(labels, i))
        .filter_map(|i| lines.get(i))
        .find(|l| (5..=60).contains(&words(&l.text)) && fold(&l.text) != key && !l.aside)
        .filter(|l| ends_sentence(&l.text) || words(&l.text) >= 7)
        .filter(|l| crate::article::disclaimer::only_disclaimers(&l.text).is_none())
        .map(|l| l.text.clone())
}

/// Whether what follows a line is still the head: credits, captions, buttons, then prose.
fn followed_by_head(labels: &[Label], i: usize) -> bool {
    matches!(labels.get(i + 1), Some(Label::Credit | Label::Byline | Label::Date | Label::Name | Label::Junk))
}

/// Who signed: lines that say "by", else a name with a date, else a name alone under the headline.
fn signed(
    lines: &[Line],
    labels: &[Label],
    near: std::ops::Range<usize>,
    title: Option<usize>,
) -> Vec<Signed> {
    let mut found: Vec<Signed> = Vec::new();
    let mut add = |people: Vec<Signed>| {
        for person in people {
            match found.iter_mut().find(|f| same_person(&f.name, &person.name)) {
                Some(known) => known.handle = known.handle.take().or(person.handle),
                None => found.push(person),
            }
        }
    };
    let texts = |wanted: Label| {
        near.clone()
            .filter(move |&i| labels.get(i) == Some(&wanted) && Some(i) != title)
            .filter_map(|i| lines.get(i).map(|l| (i, &l.text)))
    };
    let mut by = false;
    for (_, text) in texts(Label::Byline) {
        let undated = date::without(text);
        let people = byline::people(undated.trim_start_matches(['|', '-', '–', '•', '·', ',', ' ']));
        by = by || !people.is_empty();
        add(people);
    }
    for (i, text) in texts(Label::Name).chain(texts(Label::Short)) {
        let above = i.checked_sub(1).and_then(|p| lines.get(p)).map(|l| fold(&l.text)).unwrap_or_default();
        let introduced = above == "by" || above.ends_with(" by") || above == "author";
        if introduced && is_signature(text) {
            by = true;
            add(byline::people(text));
        }
    }
    if !by && !near.clone().any(|i| lines.get(i).is_some_and(|l| byline::is_board(&l.text))) {
        let alone = texts(Label::Name).find(|(i, text)| {
            title.is_some_and(|t| *i > t && *i <= t + 4)
                || text.ends_with('/')
                || labels.get(i + 1) == Some(&Label::Date)
        });
        if let Some((_, text)) = alone {
            let mut people = byline::people(text);
            if people.is_empty() {
                people.push(Signed { name: tidy_name(text), handle: None });
            }
            add(people);
        }
    }
    found
}
