//! What the author is for and against, as the article has it, held against what a line says it is.

use super::Fault;
use super::advice::{Advice, is, negates, of_article, of_line};
use super::opposites::{DENIALS, DISCLAIMS, FORMERLY, WANTS};
use super::reading::{Line, Reading};
use super::senses::{Side, any_alike};
use std::collections::BTreeSet;

/// The other side must be so much nearer to what a line says.
const CLEAR: f64 = 1.2;
/// The other side must be about so much of what the line is about.
const LEAST: f64 = 0.2;
/// Share of what a line is about that a wish of somebody's is about.
const MOSTLY: f64 = 0.4;
/// What a recommendation calls "it" tells less than what it names.
const VAGUE: f64 = 0.5;

/// Where the line has the author advise the contrary of what the article advises, or take up what the
/// article gives to somebody else.
pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let known = of_article(reading);
    let mut found = Vec::new();
    for said in of_line(reading, line) {
        let about: BTreeSet<&str> =
            said.about.iter().map(String::as_str).filter(|s| !reading.names_author(s)).collect();
        let worth = |set: &BTreeSet<String>| {
            about
                .iter()
                .filter(|s| any_alike(s, set.iter().map(String::as_str)))
                .map(|s| reading.weight(s).max(0.5))
                .sum::<f64>()
        };
        let overlap =
            |a: &Advice| worth(&a.about) + VAGUE * worth(&a.with.difference(&a.about).cloned().collect());
        // To want a thing kept is not to want it returned.
        let agrees = |a: &Advice| {
            let apart = matches!((a.keeps, said.keeps), (Some(x), Some(y)) if x != y);
            (a.wanted == said.wanted) != (apart || opposed(&a.sides, &said.sides))
        };
        let best = |same: bool| known.iter().filter(|a| agrees(a) == same).map(overlap).fold(0.0, f64::max);
        let proposed = proposed_by_others(reading, &about);
        let (same, other) = (best(true), best(false));
        // Who is against what others propose takes no side that the article does not.
        let same = if !said.wanted && proposed > other { same.max(proposed) } else { same };
        let all: f64 = about.iter().map(|s| reading.weight(s).max(0.5)).sum();
        let turned = other > CLEAR * same && other >= if said.side { MOSTLY } else { LEAST } * all;
        let taken = said.wanted && !said.side && proposed > CLEAR * same;
        if turned || taken {
            found.push(Fault::Stance(said.shown));
        }
    }
    found.extend(denied(reading, line));
    found.truncate(1);
    found
}

/// Whether one has one word of a pair of opposites, the other the other: to open, and to keep closed.
fn opposed(a: &[Side], b: &[Side]) -> bool {
    let has = |sides: &[Side], side: &Side| sides.contains(side);
    let other = |side: &Side| Side { first: !side.first, ..*side };
    a.iter().any(|s| has(b, &other(s)) && !has(b, s) && !has(a, &other(s)))
}

/// How much the sentence that speaks most of these things tells of them, if it gives them as somebody's
/// wish; else 0.
fn proposed_by_others(reading: &Reading<'_>, about: &BTreeSet<&str>) -> f64 {
    let worth = |i: usize| {
        reading
            .said
            .get(i)
            .map_or(0.0, |s| about.iter().filter(|w| s.has(w)).map(|w| reading.weight(w)).sum::<f64>())
    };
    let best = (0..reading.said.len()).max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a)));
    let wish = best.and_then(|i| reading.said.get(i)).is_some_and(|s| {
        let words = &s.line.words;
        words.iter().enumerate().any(|(i, w)| {
            let owner = words.get(i.saturating_sub(3)..i).unwrap_or_default();
            is(WANTS, &w.low) && owner.iter().any(|o| o.capital() && o.content())
        })
    });
    let all: f64 = about.iter().map(|w| reading.weight(w)).sum();
    best.filter(|i| wish && worth(*i) > MOSTLY * all).map_or(0.0, worth)
}

/// What the article has somebody say, denies in the next sentence, and the line gives as so.
fn denied(reading: &Reading<'_>, line: &Line) -> Option<Fault> {
    let (at, _) = *reading.nearest(line).first()?;
    let said = reading.said.get(at)?;
    let next = reading.said.get(at + 1).filter(|n| !n.others)?;
    let answer = next.line.words.iter().map(|w| w.low.as_str()).collect::<Vec<_>>().join(" ");
    let denies = next.line.words.len() <= 7 && DENIALS.iter().any(|d| answer.starts_with(d));
    let negated = line.words.iter().any(negates);
    let named = line
        .words
        .iter()
        .skip(1)
        .any(|w| w.capital() && w.content() && said.has(&w.stem) && !reading.names_author(&w.stem));
    let told = said.line.words.iter().map(|w| w.low.as_str()).collect::<Vec<_>>().join(" ");
    let shared: f64 = line.content().iter().filter(|w| said.has(w)).map(|w| reading.weight(w)).sum();
    let all: f64 = line.content().iter().map(|w| reading.weight(w)).sum();
    let formerly = line.words.iter().any(|w| is(FORMERLY, &w.low));
    let disclaimed = DISCLAIMS.iter().any(|d| told.contains(d)) && shared >= all / 2.0 && !formerly;
    (!negated && !named && (disclaimed || (said.others && denies)))
        .then(|| Fault::Attribution(said.sentence.text.to_owned()))
}
