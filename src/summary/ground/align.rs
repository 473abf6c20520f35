//! Which word of the evidence each word of a line stands for. A line that was made by shortening and joining
//! sentences keeps their words, so that what differs can be looked at by itself.

use super::evidence::Evidence;
use super::reading::{Line, Reading, Said, Word};
use super::scope::{Scopes, clause};
use super::senses::SENSES;

/// What the same word counts, and one of the same family.
const SAME: f64 = 1.0;
const KIN: f64 = 0.7;
/// How far words look for others that stand beside them in both.
const BESIDE: usize = 5;
/// What stands so near to a word tells three times as much of where it belongs.
const NEXT: usize = 3;
/// What a word beside it counts that stands as near there, somewhat further, or only in the same sentence.
const NEAR: [(usize, f64); 3] = [(2, 0.35), (6, 0.2), (usize::MAX, 0.08)];

/// A place in the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Which sentence of it.
    pub said: usize,
    /// Which word of that.
    pub at: usize,
}

/// A line laid on its evidence.
#[derive(Debug)]
pub(super) struct Aligned<'a> {
    /// The words of the line.
    pub line: &'a [Word],
    /// Its negations.
    pub scopes: Scopes,
    /// The sentences it rests on.
    pub cited: Vec<&'a Said<'a>>,
    /// Their negations.
    pub cited_scopes: Vec<Scopes>,
    /// Where each word of the line stands; none for what is new, and for words that any text has.
    pub places: Vec<Option<Place>>,
}

impl<'a> Aligned<'a> {
    pub fn new(reading: &'a Reading<'a>, line: &'a Line, evidence: &Evidence) -> Aligned<'a> {
        let cited: Vec<&Said<'_>> = evidence.said.iter().filter_map(|at| reading.said.get(*at)).collect();
        let words = line.words.as_slice();
        let all: Vec<Vec<(Place, f64)>> = words.iter().map(|w| candidates(w, &cited)).collect();
        let places = (0..words.len()).map(|i| best(&all, i)).collect();
        Aligned {
            line: words,
            scopes: Scopes::new(words),
            cited_scopes: cited.iter().map(|s| Scopes::new(&s.line.words)).collect(),
            cited,
            places,
        }
    }

    /// The words of a sentence of the evidence.
    pub fn words(&self, said: usize) -> &'a [Word] {
        self.cited.get(said).map_or(&[], |s| s.line.words.as_slice())
    }

    /// Where a word of the line stands.
    pub fn place(&self, at: usize) -> Option<Place> {
        self.places.get(at).copied().flatten()
    }

    /// Which word of the line stands for a place.
    pub fn back(&self, place: Place) -> Option<usize> {
        self.places.iter().position(|p| *p == Some(place))
    }

    /// The clauses of the evidence in which what stands about a word of the line stands, other than the word
    /// itself, with how much that is; most first.
    pub fn homes(&self, at: usize) -> Vec<(usize, std::ops::Range<usize>, usize)> {
        // Where something is, by its name, tells little.
        let named = |i: &usize| self.line.get(*i).is_some_and(Word::capital);
        let beside = clause(self.line, at).filter(|i| *i != at && !named(i));
        let beside = beside.filter_map(|i| Some((i, self.place(i)?)));
        let mut votes: Vec<(usize, std::ops::Range<usize>, usize)> = Vec::new();
        for (i, place) in beside {
            let there = clause(self.words(place.said), place.at);
            let counts = if i.abs_diff(at) <= NEXT { 3 } else { 1 };
            match votes.iter_mut().find(|(said, range, _)| *said == place.said && *range == there) {
                Some((_, _, n)) => *n += counts,
                None => votes.push((place.said, there, counts)),
            }
        }
        votes.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
        votes
    }
}

/// Where a word may stand.
fn candidates(word: &Word, cited: &[&Said<'_>]) -> Vec<(Place, f64)> {
    if !word.content() {
        return Vec::new();
    }
    let figure = word.raw.starts_with(|c: char| c.is_ascii_digit());
    let score = |w: &Word| {
        if !w.content() {
            None
        } else if w.stem == word.stem {
            Some(SAME)
        } else {
            (!figure && SENSES.alike(&word.stem, &w.stem)).then_some(KIN)
        }
    };
    cited
        .iter()
        .enumerate()
        .flat_map(|(said, s)| {
            s.line.words.iter().enumerate().filter_map(move |(at, w)| Some((Place { said, at }, score(w)?)))
        })
        .collect()
}

fn best(all: &[Vec<(Place, f64)>], i: usize) -> Option<Place> {
    let own = all.get(i)?;
    let beside = || {
        (i.saturating_sub(BESIDE)..(i + BESIDE + 1).min(all.len()))
            .filter(|k| *k != i)
            .filter_map(|k| Some((k, all.get(k)?)))
    };
    let worth = |(place, score): &(Place, f64)| {
        let more: f64 = beside()
            .map(|(k, others)| {
                others
                    .iter()
                    .filter(|(o, _)| o.said == place.said && o.at != place.at)
                    .map(|(o, s)| {
                        let off = (o.at as isize - place.at as isize).abs_diff(k as isize - i as isize);
                        s * NEAR.iter().find(|(far, _)| off <= *far).map_or(0.0, |(_, counts)| *counts)
                    })
                    .fold(0.0, f64::max)
            })
            .sum();
        score + more
    };
    let ranked = own.iter().map(|c| (worth(c), c.0));
    ranked.rev().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place)
}
