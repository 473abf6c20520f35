//! Numbers where they belong: the sentence that tells what a line tells has the line's number in it.

use super::Fault;
use super::polarity::said;
use super::reading::{Line, Reading, Word};
use super::senses::any_alike;

/// The sentence must have so much of what the line is about.
const ABOUT: f64 = 0.6;
/// So many sentences on, a number may still be about the same.
const CLOSE: usize = 3;
/// Those about the number must have less than this share of that.
const AWAY: f64 = 0.45;

/// A number that the article has, elsewhere, where what the line says has another.
pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let counts = |i: usize| line.numbers.iter().any(|n| n.at.contains(&i));
    let topic: Vec<&Word> = line
        .words
        .iter()
        .enumerate()
        .filter(|(i, w)| w.content() && !counts(*i) && !said(&w.low) && !reading.names_author(&w.stem))
        .map(|(_, w)| w)
        .collect();
    let weight = |w: &Word| reading.weight(&w.stem).max(1.0);
    let all: f64 = topic.iter().map(|w| weight(w)).sum();
    let told = |at: usize| -> f64 {
        let Some(s) = reading.said.get(at) else { return 0.0 };
        let stems = || s.line.words.iter().filter(|w| w.content()).map(|w| w.stem.as_str());
        topic.iter().filter(|w| any_alike(&w.stem, stems())).map(|w| weight(w)).sum()
    };
    let mut found = Vec::new();
    for number in line.numbers.iter().filter(|n| !n.year() && n.values != [1.0] && !n.times) {
        let kind = |v: f64| v < 1.0;
        let has =
            |at: usize| reading.said.get(at).is_some_and(|s| s.line.numbers.iter().any(|n| n.is(number)));
        let other = |at: usize| {
            reading.said.get(at).is_some_and(|s| {
                s.line.numbers.iter().any(|n| {
                    !n.is(number)
                        && !n.year()
                        && !n.times
                        && kind(n.value()) == kind(number.value())
                        && !line.numbers.iter().any(|l| l.is(n))
                })
            })
        };
        let here = (0..reading.said.len())
            .filter(|at| has(*at) || has(at + 1) || at.checked_sub(1).is_some_and(has))
            .map(told)
            .fold(0.0, f64::max);
        // "They say eleven. It is eight": what is close by corrects it.
        let close = |at: usize| (at.saturating_sub(CLOSE)..=at + CLOSE).any(has);
        let there =
            (0..reading.said.len()).filter(|at| other(*at) && !close(*at)).map(told).fold(0.0, f64::max);
        let stated = reading.title.numbers.iter().any(|n| n.is(number));
        let known = (0..reading.said.len()).any(has);
        if !stated && known && there >= ABOUT * all && here < AWAY * there {
            let shown = line.words.get(number.at.clone()).unwrap_or_default();
            found.push(Fault::Number(shown.iter().map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" ")));
        }
    }
    found
}
