//! "More than" and "less than", where the evidence has not the words but the figures of both.

use super::Fault;
use super::align::Aligned;
use super::numbers::Number;
use super::reading::{Line, Word};
use super::scope::clause;
use super::senses::SENSES;

/// Comparatives whose figure is the larger, and the smaller.
const LARGER: &[&str] = &[
    "bigger", "costlier", "dearer", "greater", "heavier", "higher", "larger", "longer", "more", "older", "slower",
    "taller", "wider",
];
const SMALLER: &[&str] = &[
    "cheaper", "faster", "fewer", "less", "lighter", "lower", "narrower", "quicker", "shorter", "smaller", "younger",
];
/// What a span of time is counted in: such a figure is of how long, and seldom of what is compared.
const TIMES: &[&str] = &["day", "hour", "minut", "month", "second", "week", "year", "decad"];

/// A comparison or a change of the line that the figures of its evidence contradict.
pub(super) fn faults(aligned: &Aligned<'_>, line: &Line) -> Vec<Fault> {
    let wrong = against_sides(aligned, line) || against_change(aligned);
    let text = aligned.cited.first().map_or("", |s| s.sentence.text);
    wrong.then(|| Fault::Comparison(text.to_owned())).into_iter().collect()
}

/// The figures of a sentence that may be compared.
fn figures<'a>(said: &'a Line, line: &'a Line) -> impl Iterator<Item = &'a Number> {
    said.numbers.iter().filter(move |n| {
        let time = said.words.get(n.at.end).is_some_and(|w| TIMES.contains(&w.stem.as_str()));
        let known = line.numbers.iter().any(|l| l.is(n));
        !time && !n.year() && !known && !n.label
    })
}

/// "X more than Y", where Y has the larger figure.
fn against_sides(aligned: &Aligned<'_>, line: &Line) -> bool {
    let words = aligned.line;
    let Some(than) = words.iter().position(|w| w.low == "than") else { return false };
    let before = words.get(than.saturating_sub(4)..than).unwrap_or_default();
    let has = |table: &[&str]| before.iter().any(|w| table.contains(&w.low.as_str()));
    // "Fell by more than": the fall is what is compared.
    let more = match (has(LARGER), has(SMALLER)) {
        (true, false) => true,
        (false, true) => false,
        _ => return false,
    };
    if aligned.scopes.negations.iter().any(|n| n.at < than) {
        return false;
    }
    let end = words.len();
    let all: Vec<(usize, &Number)> = aligned
        .cited
        .iter()
        .enumerate()
        .flat_map(|(s, said)| figures(&said.line, line).map(move |n| (s, n)))
        .collect();
    let kind = |n: &Number| n.values.len();
    let [a, b] = all.as_slice() else { return false };
    if kind(a.1) != kind(b.1) && (a.1.value() < 1.0) != (b.1.value() < 1.0) {
        return false;
    }
    // How much of each side stands with a figure.
    let stands = |range: std::ops::Range<usize>, (said, n): &(usize, &Number)| {
        let text = aligned.words(*said);
        let own = clause(text, n.at.start);
        let places = range.filter_map(|i| aligned.place(i)).filter(|p| p.said == *said);
        places.map(|p| if own.contains(&p.at) { 2 } else if a.0 == b.0 { 0 } else { 1 }).sum::<usize>()
    };
    let (first, second) = (0..than, than..end);
    let straight = stands(first.clone(), a) + stands(second.clone(), b);
    let crossed = stands(first, b) + stands(second, a);
    let (left, right) = match straight.cmp(&crossed) {
        std::cmp::Ordering::Greater => (a.1.value(), b.1.value()),
        std::cmp::Ordering::Less => (b.1.value(), a.1.value()),
        std::cmp::Ordering::Equal => return false,
    };
    (left - right).abs() > f64::EPSILON && (left > right) != more
}

/// "Fell", where the evidence has it go from 71 to 84.
fn against_change(aligned: &Aligned<'_>) -> bool {
    let moves = |words: &[Word]| -> Vec<bool> {
        (0..words.len()).flat_map(|i| SENSES.sides(words, i)).filter_map(|s| SENSES.rises(s)).collect()
    };
    let mine = moves(aligned.line);
    let Some(up) = mine.first().copied().filter(|f| mine.iter().all(|m| m == f)) else { return false };
    if !aligned.scopes.negations.is_empty() {
        return false;
    }
    aligned.cited.iter().any(|s| {
        let words = &s.line.words;
        moves(words).is_empty()
            && s.line.numbers.windows(2).any(|pair| {
                let [a, b] = pair else { return false };
                let from = a.at.start.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.low == "from");
                let to = words.get(b.at.start.wrapping_sub(1)).is_some_and(|w| w.low == "to");
                from && to && (b.value() > a.value()) != up
            })
    })
}
