//! Plain negation: what the article denies and the line says, or the other way round.

use super::Fault;
use super::opposites::NEGATORS;
use super::polarity::{denied_after, part, said, turned, wished};
use super::reading::{Line, Reading, Word};
use super::senses::{SENSES, any_alike};

/// The sentence must be about so much of what the line is about.
const ABOUT: f64 = 0.45;
/// Another that says it the line's way about so much less does not count.
const AS_NEAR: f64 = 0.7;
/// Words of a line that deny in another way than with "not".
const DENYING: &[&str] = &[
    "against", "block", "critic", "criticis", "deni", "disput", "dismiss", "doubt", "fail", "instead",
    "lack", "mistak", "neither", "object", "oppos", "prevent", "rather", "refus", "reject", "rebut", "stop",
    "unlik", "without", "wrong", "longer", "halt", "end", "far", "less", "few", "fewer", "hardly", "only",
    "unabl", "avoid", "abandon",
];
/// Say that a sentence tells of what might be.
const IF: &[&str] = &["could", "if", "may", "might", "perhaps", "suppose", "unless", "used", "would"];

pub(super) fn denies(words: &[Word]) -> bool {
    words.iter().any(|w| {
        NEGATORS.contains(&w.low.as_str())
            || DENYING.contains(&w.stem.as_str())
            || w.low.ends_with("n't")
            || ["un", "dis", "non"].iter().any(|p| w.low.len() > 6 && w.low.starts_with(p) && !w.capital())
    })
}

/// Share of the line's content that a sentence has.
fn share(reading: &Reading<'_>, line: &Line, sentence: usize) -> f64 {
    let Some(s) = reading.said.get(sentence) else { return 0.0 };
    let stems = || s.line.words.iter().filter(|w| w.content()).map(|w| w.stem.as_str());
    let (mut shared, mut all) = (0.0, 0.0);
    for word in line.words.iter().filter(|w| w.content() && !said(&w.low) && !reading.names_author(&w.stem)) {
        let weight = reading.weight(&word.stem).max(1.0);
        all += weight;
        if any_alike(&word.stem, stems()) {
            shared += weight;
        }
    }
    shared / f64::max(all, 1.0)
}

/// The words that a negation in a sentence is about: the first two of content after it.
fn denied(words: &[Word]) -> Vec<usize> {
    (0..words.len())
        .filter(|i| words.get(*i).is_some_and(Word::content) && turned(words, *i))
        .filter(|i| {
            let part = part(words, *i);
            // "It settles nothing."
            if words.get(*i + 1).is_some_and(|w| matches!(w.low.as_str(), "nothing" | "nobody")) {
                return true;
            }
            let last = (part.start..*i).rev().find(|j| {
                words.get(*j).is_some_and(|w| NEGATORS.contains(&w.low.as_str()) || w.low.ends_with("n't"))
            });
            last.is_some_and(|j| {
                // "No fine for firing" denies the fine alone.
                let most = if words.get(j).is_some_and(|w| w.low == "no") { 1 } else { 2 };
                words.get(j + 1..*i).unwrap_or_default().iter().filter(|w| w.content()).count() < most
            })
        })
        .collect()
}

/// The article denies it, the line says it.
fn affirmed(reading: &Reading<'_>, line: &Line) -> Option<usize> {
    if denies(&line.words) {
        return None;
    }
    for (at, s) in reading.said.iter().enumerate() {
        let words = &s.line.words;
        let near = share(reading, line, at);
        if near < ABOUT {
            continue;
        }
        for i in denied(words) {
            let Some(word) = words.get(i) else { continue };
            let is = |w: &Word| w.content() && w.stem == word.stem && !said(&w.low);
            let mine = line
                .words
                .iter()
                .enumerate()
                .any(|(j, w)| is(w) && wished(&line.words, j) == wished(words, i));
            let plainly = |t: usize, s: &super::reading::Said<'_>| {
                share(reading, line, t) >= AS_NEAR * near
                    && s.line
                        .words
                        .iter()
                        .enumerate()
                        .any(|(j, w)| w.stem == word.stem && !turned(&s.line.words, j))
            };
            if mine && !reading.said.iter().enumerate().any(|(t, s)| plainly(t, s)) {
                return Some(at);
            }
        }
    }
    None
}

/// How many negations stand before a word in its part.
fn negators(words: &[Word], at: usize) -> usize {
    let part = part(words, at);
    words
        .get(part.start..at)
        .unwrap_or_default()
        .iter()
        .filter(|w| NEGATORS.contains(&w.low.as_str()) || w.low.ends_with("n't"))
        .count()
}

/// The line denies it, the article says it.
fn negated(reading: &Reading<'_>, line: &Line) -> Option<usize> {
    // Who criticises the view that a thing cannot be done does not say that it cannot.
    if line.words.iter().any(|w| DENYING.contains(&w.stem.as_str()) && !NEGATORS.contains(&w.low.as_str())) {
        return None;
    }
    // What ought not to be done may well be done.
    let mine: Vec<usize> = denied(&line.words).into_iter().filter(|i| !wished(&line.words, *i)).collect();
    for i in mine {
        let word = line.words.get(i)?;
        for (at, s) in reading.said.iter().enumerate().filter(|(_, s)| !s.others) {
            let words = &s.line.words;
            let plain = words.iter().enumerate().any(|(j, w)| w.stem == word.stem && !turned(words, j))
                && (!denies(words)
                    || words.iter().enumerate().any(|(j, w)| w.stem == word.stem && negators(words, j) == 2));
            let supposed =
                words.iter().any(|w| IF.contains(&w.low.as_str())) || s.sentence.text.ends_with('?');
            if plain && !supposed && !denied_after(reading, at) && share(reading, line, at) >= ABOUT {
                let other = reading.said.iter().enumerate().any(|(t, o)| {
                    t != at
                        && denies(&o.line.words)
                        && share(reading, line, t) >= AS_NEAR * share(reading, line, at)
                });
                if !other {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// "Unsafe" where the article says "safe" of the same.
fn prefixed(reading: &Reading<'_>, line: &Line) -> Option<usize> {
    for (i, word) in line.words.iter().enumerate() {
        let known = reading.said.iter().any(|s| s.line.words.iter().any(|w| w.stem == word.stem));
        for (at, s) in reading.said.iter().enumerate() {
            let turn = |j: usize, w: &Word| {
                SENSES.prefixed(&word.low, &w.low) && turned(&line.words, i) == turned(&s.line.words, j)
            };
            if !known
                && s.line.words.iter().enumerate().any(|(j, w)| turn(j, w))
                && share(reading, line, at) >= ABOUT
            {
                return Some(at);
            }
        }
    }
    None
}

pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let at = affirmed(reading, line).or_else(|| negated(reading, line)).or_else(|| prefixed(reading, line));
    at.and_then(|i| reading.said.get(i))
        .map(|s| Fault::Stance(s.sentence.text.to_owned()))
        .into_iter()
        .collect()
}
