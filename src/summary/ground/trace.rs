//! Which word of the evidence each word of a line is. A line is made by cutting: it is laid on its sentences so
//! that as many of its words as can be stand there in the same order, and what was left out between them is short.

use super::evidence::Evidence;
use super::forms::alike;
use super::numbers::Number;
use super::operators::operator;
use super::reading::{Line, Reading, Said, Word};

/// What a word costs that is in no sentence: one that any text has, one that denies, doubts, counts or compares, one
/// that has a sense of its own.
const NEW: (f64, f64, f64) = (0.4, 1.6, 3.0);
/// What a word costs that is there in another form.
const FORM: f64 = 0.1;
const KIN: f64 = 0.3;
/// What it costs to leave something out before a word, and each word of that.
const CUT: (f64, f64) = (0.15, 0.02);
/// Counted no further than this.
const FAR: usize = 25;
/// What it costs to go back within a sentence, on to a later one, and back to an earlier one.
const BACK: f64 = 1.8;
const ON: f64 = 0.9;
const BEFORE: f64 = 1.1;

/// Forms of small words that may stand for one another.
const FORMS: &[&[&str]] = &[
    &["am", "is", "are", "was", "were", "be", "been", "being"],
    &["has", "have", "had", "having"],
    &["do", "does", "did", "done", "doing"],
    &["get", "gets", "got", "getting"],
    &["go", "goes", "went", "going", "gone"],
    &["come", "comes", "came", "coming"],
    &["make", "makes", "made", "making"],
    &["see", "sees", "saw", "seen", "seeing"],
    &["say", "says", "said", "saying"],
    &["put", "puts", "putting"],
    &["let", "lets", "letting"],
    &["like", "likes", "liked"],
    &["seem", "seems", "seemed"],
    &["become", "becomes", "became"],
    &["may", "might"],
    &["can", "could"],
    &["will", "would"],
    &["shall", "should"],
    &["this", "these", "that", "those"],
    &["a", "an", "one"],
    &["he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "mine", "myself"],
    &["they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves"],
    &["it", "its", "itself"],
    &["who", "whom", "whose", "which"],
    &["anybody", "anyone"],
    &["everybody", "everyone"],
    &["nobody", "none"],
    &["no", "not", "nor"],
];

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
pub(super) struct Trace<'a> {
    /// The words of the line.
    pub line: &'a [Word],
    /// The sentences it rests on.
    pub cited: Vec<&'a Said<'a>>,
    /// Where each word of the line stands; none for what is new.
    places: Vec<Option<Place>>,
}

impl<'a> Trace<'a> {
    pub fn new(reading: &'a Reading<'a>, line: &'a Line, evidence: &Evidence) -> Trace<'a> {
        let cited: Vec<&Said<'_>> = evidence.said.iter().filter_map(|at| reading.said.get(*at)).collect();
        let mut places = laid(line, &cited);
        once(&mut places);
        named(&mut places, line, &cited);
        Trace { line: &line.words, cited, places }
    }

    /// The words of a sentence of the evidence.
    pub fn words(&self, said: usize) -> &'a [Word] {
        self.cited.get(said).map_or(&[], |s| s.line.words.as_slice())
    }

    /// Where a word of the line stands.
    pub fn spot(&self, at: usize) -> Option<Place> {
        self.places.get(at).copied().flatten()
    }

    /// Where a word of the line stands that has a sense of its own.
    pub fn place(&self, at: usize) -> Option<Place> {
        self.spot(at).filter(|_| self.line.get(at).is_some_and(Word::content))
    }

    /// Which word of the line is the one at a place.
    pub fn back(&self, said: usize, at: usize) -> Option<usize> {
        self.places.iter().position(|p| *p == Some(Place { said, at }))
    }

    /// Whether the line has the word at a place.
    pub fn kept(&self, said: usize, at: usize) -> bool {
        self.back(said, at).is_some()
    }

    /// How many words with a sense of their own the line has from these places.
    pub fn taken(&self, said: usize, range: std::ops::Range<usize>) -> usize {
        let places = (0..self.line.len()).filter_map(|i| self.place(i));
        places.filter(|p| p.said == said && range.contains(&p.at)).count()
    }
}

/// A word of the evidence is one word of the line: that which stands beside the same words.
fn once(places: &mut [Option<Place>]) {
    for i in 0..places.len() {
        let Some(place) = places.get(i).copied().flatten() else { continue };
        let Some(j) = (i + 1..places.len()).find(|j| places.get(*j).copied().flatten() == Some(place)) else {
            continue;
        };
        let beside = |k: usize| {
            let at = |n: Option<usize>| n.and_then(|n| places.get(n).copied().flatten());
            let next =
                |p: Place, by: usize, q: Option<Place>| q == Some(Place { said: p.said, at: p.at + by });
            usize::from(at(k.checked_sub(1)).is_some_and(|p| p.said == place.said && p.at + 1 == place.at))
                + usize::from(next(place, 1, at(Some(k + 1))))
        };
        let extra = if beside(j) > beside(i) { i } else { j };
        if let Some(place) = places.get_mut(extra) {
            *place = None;
        }
    }
}

/// A noun of the sentence that the line puts for "it" is new there, and not what stands elsewhere in the sentence.
fn named(places: &mut [Option<Place>], line: &Line, cited: &[&Said<'_>]) {
    const PRONOUNS: &[&str] = &[
        "it", "its", "he", "she", "him", "her", "his", "they", "them", "their", "this", "these", "that",
        "those",
    ];
    for i in 1..places.len() {
        let Some(before) = places.get(i - 1).copied().flatten() else { continue };
        let words = cited.get(before.said).map_or(&[][..], |s| s.line.words.as_slice());
        let pronoun = words.get(before.at + 1).is_some_and(|w| PRONOUNS.contains(&w.low.as_str()));
        // The line goes on right after the pronoun, a few words later.
        let after = (i + 1..(i + 5).min(places.len())).find(|k| {
            places.get(*k).copied().flatten() == Some(Place { said: before.said, at: before.at + 2 })
        });
        let Some(after) = after.filter(|_| pronoun) else { continue };
        let nouns = line.words.get(i..after).unwrap_or_default();
        if nouns.iter().any(|w| w.parted() || PRONOUNS.contains(&w.low.as_str())) || operator(&line.words, i)
        {
            continue;
        }
        for place in places.get_mut(i..after).unwrap_or_default() {
            *place = None;
        }
    }
}

/// What it costs to take one word for the other; none where it cannot be.
fn cost(a: &Word, b: &Word) -> Option<f64> {
    if a.low == b.low {
        return Some(0.0);
    }
    if FORMS.iter().any(|f| f.contains(&a.low.as_str()) && f.contains(&b.low.as_str())) {
        return Some(KIN);
    }
    let figure = |w: &Word| w.raw.starts_with(|c: char| c.is_ascii_digit());
    if !a.content() || !b.content() || figure(a) || figure(b) {
        return None;
    }
    if a.stem == b.stem { Some(FORM) } else { alike(&a.stem, &b.stem).then_some(KIN) }
}

/// The cheapest way to lay a line on sentences, word by word.
fn laid(line: &Line, cited: &[&Said<'_>]) -> Vec<Option<Place>> {
    let all: Vec<Place> = (0..cited.len())
        .flat_map(|said| {
            (0..cited.get(said).map_or(0, |s| s.line.words.len())).map(move |at| Place { said, at })
        })
        .collect();
    let count = |numbers: &[Number], at: usize| numbers.iter().find(|n| n.at.contains(&at)).cloned();
    // The state after each word is the place that the line was at last: 0 for none, or one more than its index.
    let mut best: Vec<Option<f64>> = vec![None; all.len() + 1];
    if let Some(start) = best.first_mut() {
        *start = Some(0.0);
    }
    let mut from: Vec<Vec<Option<usize>>> = Vec::with_capacity(line.words.len());
    for (i, word) in line.words.iter().enumerate() {
        let new = if word.content() {
            NEW.2
        } else if operator(&line.words, i) {
            NEW.1
        } else {
            NEW.0
        };
        // Left where it is, the word being new, unless it is laid on a place.
        let mut next: Vec<Option<f64>> = best.iter().map(|b| b.map(|b| b + new)).collect();
        let mut came: Vec<Option<usize>> = vec![None; best.len()];
        let number = count(&line.numbers, i);
        for (q, place) in all.iter().enumerate() {
            let Some(said) = cited.get(place.said) else { continue };
            let Some(there) = said.line.words.get(place.at) else { continue };
            let same = || {
                let theirs = count(&said.line.numbers, place.at)?;
                number.as_ref().is_some_and(|n| n.is(&theirs)).then_some(FORM)
            };
            let Some(fits) = cost(word, there).or_else(same) else { continue };
            for (p, before) in best.iter().enumerate() {
                let Some(before) = before else { continue };
                let last = p.checked_sub(1).and_then(|p| all.get(p));
                let total = before + fits + last.map_or(0.0, |last| step(*last, *place));
                if next.get(q + 1).is_some_and(|n| n.is_none_or(|n| total < n)) {
                    if let Some(n) = next.get_mut(q + 1) {
                        *n = Some(total);
                    }
                    if let Some(c) = came.get_mut(q + 1) {
                        *c = Some(p);
                    }
                }
            }
        }
        best = next;
        from.push(came);
    }
    let cheapest = best.iter().enumerate().filter_map(|(q, c)| Some((q, (*c)?)));
    let mut at = cheapest.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(q, _)| q);
    let mut places = vec![None; line.words.len()];
    for (came, place) in from.iter().zip(places.iter_mut()).rev() {
        if let Some(before) = came.get(at).copied().flatten() {
            *place = at.checked_sub(1).and_then(|q| all.get(q)).copied();
            at = before;
        }
    }
    places
}

/// What it costs to go from one place to the next.
fn step(from: Place, to: Place) -> f64 {
    let gap = |n: usize| CUT.1 * n.min(FAR) as f64;
    if to.said != from.said {
        return if to.said > from.said { ON } else { BEFORE };
    }
    match to.at.checked_sub(from.at) {
        Some(1) => 0.0,
        Some(0) | None => BACK + gap(from.at - to.at),
        Some(n) => CUT.0 + gap(n),
    }
}
