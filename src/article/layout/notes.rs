//! Bios, handles and disclaimers around the body.

use super::{Label, Layout, Line, Region, label::ends_sentence};
use crate::article::{
    bio, byline, disclaimer, languages,
    pattern::pattern,
    person::{is_name, same_person, tidy_name},
};
use crate::digest::words;
use regex::Regex;
use std::{collections::HashSet, sync::LazyLock};

/// How many paragraphs at either end of the body may be notes.
const EDGE: usize = 3;
/// How many lines after the body a bio of somebody not yet known may stand.
const NEAR: usize = 8;
/// How many lines after the body a standing disclaimer may stand.
const FAR: usize = 25;

/// Fewest words of a bio that a page cut off.
const LONG: usize = 15;
/// Longest line that is the name of an author and her role, in words.
const NAME_WORDS: usize = 10;

/// What heads a bio.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:about the (?:authors?|writers?|columnist|contributors?)|(?:about|written by|meet|author:?)\s+\p{Lu}.{2,50}|the authors?|author bio)\s*:?$",
    )
});

/// Reads the notes into `layout`; returns the lines that are notes.
pub(super) fn read(
    lines: &[Line],
    labels: &[Label],
    region: &Region,
    authors: &[String],
    layout: &mut Layout,
) -> HashSet<usize> {
    let mut taken = HashSet::new();
    let mut known: Vec<String> = authors.to_vec();
    let unsigned = layout.unsigned;
    // Behind the heading of a list stand other pieces, which name their authors too.
    let others =
        (region.end..lines.len()).find(|&i| labels.get(i) == Some(&Label::Others)).unwrap_or(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let inside = (region.start..region.end).contains(&i);
        let edge = !inside || line.italic || i < region.start + EDGE || i + EDGE >= region.end;
        if !edge {
            continue;
        }
        let near = i + EDGE >= region.end && i < region.end + NEAR;
        let stranger = known.is_empty() && near && !unsigned;
        let signed = matches!(labels.get(i), Some(Label::Byline | Label::Date | Label::Name));
        let head = i < region.start && (signed || line.text.starts_with("& "));
        let caption = labels.get(i) == Some(&Label::Credit);
        let candidate = words(&line.text) >= 4 && (stranger || !known.is_empty()) && !head && !caption;
        let note = if candidate {
            bio::note(&line.text, &known).or_else(|| languages::note(&line.text, &known))
        } else {
            None
        };
        if let Some(note) = note {
            taken.insert(i);
            if authors.is_empty() {
                for (name, _) in &note.bios {
                    if !known.contains(name) {
                        known.push(name.clone());
                    }
                }
            }
            merge(layout, note, i < others);
        } else if (i < region.end + FAR)
            && let Some(found) = disclaimer::only_disclaimers(&line.text)
        {
            taken.insert(i);
            for sentence in found {
                add_disclaimer(layout, sentence);
            }
        } else if near && bio::reaches(&line.text, &known) {
            taken.insert(i);
        }
    }
    under_headings(lines, labels, region, &known, layout);
    read_handles(lines, region, &known, &taken, layout);
    taken
}

/// `own` notes stand before all lists of other pieces.
fn merge(layout: &mut Layout, note: bio::Note, own: bool) {
    for sentence in &note.disclaimers {
        add_disclaimer(layout, sentence);
    }
    for (name, text) in note.bios {
        match layout.bios.iter_mut().find(|b| same_person(&b.0, &name)) {
            // The same bio in other words elsewhere on the page: the longer one says more.
            Some(known) if own && text.len() > known.1.len() => known.1 = text,
            Some(_) => {}
            None => layout.bios.push((name, text)),
        }
    }
    for handle in note.handles {
        if !layout.handles.iter().any(|h| h.0 == handle.0) {
            layout.handles.push(handle);
        }
    }
}

fn add_disclaimer(layout: &mut Layout, sentence: &str) {
    if !layout.disclaimers.iter().any(|d| d == sentence) {
        layout.disclaimers.push(sentence.to_owned());
    }
}

/// "About the author", "Written by Ada Moor", "Ada Moor": the prose under it is a bio though it names
/// nobody, or her given name alone.
fn under_headings(lines: &[Line], labels: &[Label], region: &Region, known: &[String], layout: &mut Layout) {
    for (i, line) in lines.iter().enumerate().skip(region.end) {
        let heading = HEADING.is_match(&line.text);
        let alone =
            matches!(labels.get(i), Some(Label::Name | Label::Byline)) && words(&line.text) <= NAME_WORDS;
        if !heading && !alone {
            continue;
        }
        let named = byline::people(&line.text)
            .into_iter()
            .find_map(|s| known.iter().find(|k| same_person(k, &s.name)).cloned());
        let only = if let [only] = known { Some(only.clone()).filter(|_| heading) } else { None };
        let Some(name) = named.or(only) else { continue };
        if layout.bios.iter().any(|b| same_person(&b.0, &name)) {
            continue;
        }
        let other = |l: &Line| known.iter().any(|k| !same_person(k, &name) && same_person(k, &l.text));
        let prose = (i + 1..lines.len().min(i + 6))
            .take_while(|&j| labels.get(j) != Some(&Label::Others))
            .filter_map(|j| Some((labels.get(j)?, lines.get(j)?)))
            .take_while(|(_, l)| !other(l))
            .filter(|(label, _)| matches!(label, Label::Prose | Label::Short))
            .map(|(_, l)| l)
            .find(|l| {
                words(&l.text) >= 4
                    && !is_name(&tidy_name(&l.text))
                    && (ends_sentence(&l.text)
                        || words(&l.text) >= LONG
                        || heading && byline::is_role(&l.text))
            });
        // Under a name alone a teaser may stand: a bio says "I" or her name.
        let given = name.split(' ').next().unwrap_or_default();
        let own =
            |l: &&Line| heading || l.text.split(' ').any(|w| w == given || matches!(w, "I" | "I’m" | "I'm"));
        if let Some(text) = prose.filter(own).and_then(|l| bio::of_profile(&l.text)) {
            layout.bios.push((name, text));
        }
    }
}

/// Handles that stand alone: "Follow Ada on Twitter @ada", "Ada Moor @ada", "@ada" beside the bio.
fn read_handles(
    lines: &[Line],
    region: &Region,
    known: &[String],
    taken: &HashSet<usize>,
    layout: &mut Layout,
) {
    for (i, line) in lines.iter().enumerate() {
        let outside = i < region.start || i + EDGE >= region.end;
        if !outside || words(&line.text) > 25 || !line.text.contains('@') {
            continue;
        }
        let beside =
            |d: usize| taken.contains(&(i + d)) || i.checked_sub(d).is_some_and(|at| taken.contains(&at));
        let alone = line.text.starts_with('@') && !line.text.contains(' ') && (beside(1) || beside(2));
        let signed =
            byline::people(&line.text).into_iter().any(|p| known.iter().any(|k| same_person(k, &p.name)));
        let name = match known {
            [only] if alone => Some(only.clone()),
            _ if signed || bio::is_contact(&line.text) => bio::mentioned(&line.text, known),
            _ => None,
        };
        if let (Some(name), Some(handle)) = (name, bio::handles(&line.text).into_iter().next())
            && !layout.handles.iter().any(|h| h.0 == name)
        {
            layout.handles.push((name, handle));
        }
    }
}
