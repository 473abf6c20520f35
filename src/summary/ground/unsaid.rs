//! What a line says that its evidence does not: words that are not there.

use super::Fault;
use super::align::Aligned;
use super::reading::{Reading, Word};
use super::senses::any_alike;

/// Share of a line's content words that may be new.
const MOST_NEW: f64 = 0.4;
/// What a new word counts that stands in a sentence beside the evidence, or in the headline.
const BESIDE: f64 = 0.4;
/// At least so many new words are too many, unless they are nearly all of the line.
const FEW: f64 = 2.5;
const NEARLY_ALL: f64 = 0.8;

/// The new words of a line, and how much each counts.
pub(super) fn new_words<'a>(
    reading: &Reading<'_>,
    aligned: &Aligned<'a>,
    evidence: &[usize],
) -> Vec<(&'a Word, f64)> {
    let beside = |w: &Word| {
        let near = evidence.iter().flat_map(|at| [at.checked_sub(1), Some(at + 1)]).flatten();
        let stems = near.filter_map(|at| reading.said.get(at)).flat_map(|s| s.line.words.iter());
        let stems = stems.chain(&reading.title.words).map(|w| w.stem.as_str());
        any_alike(&w.stem, stems)
    };
    let words =
        aligned.line.iter().enumerate().filter(|(i, w)| counts(reading, w) && aligned.place(*i).is_none());
    words.map(|(_, w)| (w, if beside(w) { BESIDE } else { 1.0 })).collect()
}

/// Whether a word has to be in the evidence: it has a sense of its own, and is neither a number nor a name,
/// which are looked at by themselves.
fn counts(reading: &Reading<'_>, word: &Word) -> bool {
    let figure = word.raw.starts_with(|c: char| c.is_ascii_digit());
    word.content() && !figure && !word.capital() && !reading.names_author(&word.stem)
}

/// Too many new words.
pub(super) fn faults(reading: &Reading<'_>, aligned: &Aligned<'_>, evidence: &[usize]) -> Vec<Fault> {
    let new = new_words(reading, aligned, evidence);
    let all = aligned.line.iter().filter(|w| counts(reading, w)).count();
    let sum: f64 = new.iter().map(|(_, counts)| counts).sum();
    let shown: Vec<&str> = new.iter().map(|(w, _)| w.raw.as_str()).collect();
    let share = sum / (all.max(1) as f64);
    let wrong = (sum >= FEW && share > MOST_NEW) || share > NEARLY_ALL;
    wrong.then(|| Fault::Unsupported(shown.join(", "))).into_iter().collect()
}
