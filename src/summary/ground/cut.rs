//! A line laid on the sentence that it is cut from: which word of the sentence each of its words is, and what was left
//! out between them.

use super::Fault;
use super::left_out::Cuts;
use super::named::Antecedents;
use super::reading::Word;
use std::ops::Range;

/// Longest sentence that is cut, in words: the time grows with its square.
pub(super) const LONGEST: usize = 400;
/// Most words of a name that stands for a pronoun.
const NAME: usize = 6;
/// What a word costs that is not there, what it costs to leave out what has to stay and what need not, and to put a name
/// for a pronoun. The cheapest way tells best what is wrong.
const NEW: f64 = 3.0;
const HELD: f64 = 1.0;
const FREE: f64 = 0.05;
const NAMED: f64 = 0.03;
/// And for each word that is left out, so that the nearest of two like words is taken.
const EACH: f64 = 0.001;

/// What a word of the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// In no place of the sentence.
    New,
    /// So many words are this one of the sentence, itself or the name for it.
    At { place: usize, words: usize },
}

impl Step {
    fn place(self) -> Option<usize> {
        match self {
            Step::New => None,
            Step::At { place, .. } => Some(place),
        }
    }
}

/// A line laid on a sentence.
#[derive(Debug)]
pub(super) struct Cut<'a> {
    line: &'a [Word],
    sentence: &'a [Word],
    /// What the words of the line are, in their order.
    steps: Vec<Step>,
    /// What was left out and may not be.
    held: Vec<Range<usize>>,
}

/// Whether a word of a line is this one of the sentence. What was cut at its head has lost or got a capital.
fn same(line: &[Word], at: usize, sentence: &[Word], place: usize) -> bool {
    let (Some(a), Some(b)) = (line.get(at), sentence.get(place)) else { return false };
    a.text == b.text || ((at == 0 || place == 0) && a.low == b.low)
}

impl<'a> Cut<'a> {
    /// The best way to lay the line on the sentence.
    pub fn new(line: &'a [Word], sentence: &'a [Word], cuts: &Cuts<'_>, names: &Antecedents<'_>) -> Cut<'a> {
        let (n, m) = (line.len(), sentence.len());
        let run = |from: usize, to: usize| match to - from {
            0 => 0.0,
            left if cuts.allowed(from, to) => FREE + EACH * left as f64,
            left => HELD + EACH * left as f64,
        };
        // The state after some words is the place after that which the last of them stands at.
        let mut best = vec![vec![f64::INFINITY; m + 1]; n + 1];
        let mut came: Vec<Vec<Option<(usize, usize, Step)>>> = vec![vec![None; m + 1]; n + 1];
        best[0][0] = 0.0;
        for at in 0..n {
            for place in 0..=m {
                let so_far = best[at][place];
                if so_far.is_infinite() {
                    continue;
                }
                let mut reach = |words: usize, to: usize, cost: f64, step: Step| {
                    let total = so_far + cost;
                    if total < best[at + words][to] {
                        best[at + words][to] = total;
                        came[at + words][to] = Some((at, place, step));
                    }
                };
                reach(1, place, NEW, Step::New);
                for next in place..m {
                    if same(line, at, sentence, next) {
                        reach(1, next + 1, run(place, next), Step::At { place: next, words: 1 });
                    } else if names.pronoun(next) {
                        for words in 1..=NAME.min(n - at) {
                            if names.stands_for(next, &line[at..at + words]) {
                                let cost = NAMED + run(place, next);
                                reach(words, next + 1, cost, Step::At { place: next, words });
                            }
                        }
                    }
                }
            }
        }
        let ends = (0..=m).map(|place| (place, best[n][place] + run(place, m)));
        let mut place = ends.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(place, _)| place);
        let mut at = n;
        let mut steps = Vec::new();
        while let Some((before, from, step)) = came[at][place] {
            steps.push(step);
            (at, place) = (before, from);
        }
        steps.reverse();
        // What stands there for a word that is not in the sentence is told by that word.
        let (mut held, mut end, mut new) = (Vec::new(), 0, false);
        for place in steps.iter().map(|step| step.place()).chain([Some(m)]) {
            let Some(place) = place else {
                new = true;
                continue;
            };
            if place > end && !new && !cuts.allowed(end, place) {
                held.push(end..place);
            }
            (end, new) = (place + 1, false);
        }
        Cut { line, sentence, steps, held }
    }

    /// Whether the line has the word at a place, or a name for it.
    pub fn keeps(&self, wanted: usize) -> bool {
        self.steps.iter().any(|step| step.place() == Some(wanted))
    }

    /// Whether a name stands for the word at a place.
    pub fn names(&self, wanted: usize) -> bool {
        let mut at = 0;
        self.steps.iter().any(|step| {
            let here = at;
            at += if let Step::At { words, .. } = step { *words } else { 1 };
            matches!(step, Step::At { place, .. } if *place == wanted && !same(self.line, here, self.sentence, wanted))
        })
    }

    /// What is not the sentence's, what had to stay, and what gained or lost its quotation marks.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let (mut new, mut marked, mut bare) = (Vec::new(), Vec::new(), Vec::new());
        let mut at = 0;
        for step in &self.steps {
            let Some(word) = self.line.get(at) else { break };
            match step {
                Step::New => {
                    new.push(at);
                    at += 1;
                }
                Step::At { place, words } => {
                    let there = self.sentence.get(*place);
                    match there.map(|w| w.quoted) {
                        Some(false) if word.quoted => marked.push(at),
                        Some(true) if !word.quoted => bare.push(at),
                        _ => {}
                    }
                    at += words;
                }
            }
        }
        let runs = |places: &[usize]| -> Vec<String> {
            let runs = places.chunk_by(|a, b| a + 1 == *b);
            runs.map(|run| text(self.line, *run.first().unwrap_or(&0)..run.last().unwrap_or(&0) + 1))
                .collect()
        };
        faults.extend(runs(&new).into_iter().map(Fault::Words));
        faults.extend(runs(&marked).into_iter().map(Fault::Quote));
        faults.extend(runs(&bare).into_iter().map(Fault::Unquoted));
        faults.extend(self.held.iter().map(|run| Fault::Cut(text(self.sentence, run.clone()))));
        faults
    }
}

/// Words as they are printed, with the marks between them.
fn text(words: &[Word], which: Range<usize>) -> String {
    let mut told = String::new();
    for (n, word) in words.get(which).unwrap_or_default().iter().enumerate() {
        if n > 0 {
            told.push_str(&word.gap.replace(['—', '–'], " –"));
            told.push(' ');
        }
        told.push_str(&word.text);
    }
    told
}
