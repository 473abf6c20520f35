//! Which way words point: each word of a pair of opposites, with the negations that turn it, held against
//! what the article says of the same things.

use super::Fault;
use super::advice::of_author;
use super::opposites::{DENIALS, NEGATORS};
use super::reading::{Line, Reading, Word};
use super::senses::{SENSES, Side, any_alike};
use std::ops::Range;

/// How many words a negation reaches.
const REACH: usize = 6;
/// How many words what turns a verb reaches: "stop praising".
const TURNS: usize = 3;
/// Parts of a sentence begin with these.
const PARTS: &[&str] = &[
    "although", "because", "but", "if", "since", "so", "than", "though", "when", "whereas", "which", "while",
    "who", "yet",
];
/// Turn the word after them, or the one after "to".
const TURNERS: &[&str] =
    &["against", "avoid", "ceas", "deni", "fail", "lack", "mistak", "oppos", "refus", "stop", "wrong"];
/// After a negator these make no negation.
const NO_NEGATION: &[&str] = &["doubt", "just", "least", "less", "longer", "mere", "only", "simpli"];

/// The opposite side must be about so much of what the line is about.
const ABOUT: f64 = 0.4;
/// Where nothing changed it must be about so much.
const SAME: f64 = 0.5;
/// And so much nearer to it than the same side.
const CLEAR: f64 = 1.25;
/// So many words about a word, those that it is about count twice.
const BESIDE: usize = 3;
/// What a shared word counts in the same clause, elsewhere in the sentence, and in the one before.
const HERE: f64 = 1.0;
const BY: f64 = 0.7;
const BEFORE: f64 = 0.3;

/// The part of a sentence that a word stands in.
pub(super) fn part(words: &[Word], at: usize) -> Range<usize> {
    let begins = |i: usize| words.get(i).is_some_and(|w| w.parted() || PARTS.contains(&w.low.as_str()));
    let start = (0..=at).rev().find(|i| begins(*i)).unwrap_or(0);
    let end = (at + 1..words.len()).find(|i| begins(*i)).unwrap_or(words.len());
    start..end
}

/// Whether the negations about a word turn it.
pub(super) fn turned(words: &[Word], at: usize) -> bool {
    let part = part(words, at);
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    let stem = |i: usize| words.get(i).map_or("", |w| w.stem.as_str());
    let negates = |i: usize| {
        NEGATORS.contains(&low(i)) && !NO_NEGATION.contains(&stem(i + 1)) && low(i + 1) != "but"
            // "Not that they lost but that they nearly won".
            && !(low(i + 1) == "that" && words.iter().skip(i).any(|w| w.low == "but"))
    };
    // "Could not pay and lost his job": a negation ends with its verb.
    let from = at.saturating_sub(REACH).max(part.start);
    let from = (from..at).rev().find(|i| low(*i) == "and").unwrap_or(from);
    // "No fine for firing" denies the fine.
    let ended = |i: usize| {
        low(i) == "no" && (i + 1..at).any(|j| matches!(low(j), "by" | "for" | "from" | "of" | "on" | "with"))
    };
    // "What was never used can never be bought": the first belongs to another verb.
    let again = |i: usize| (i + 1..at).any(|j| low(j) == low(i));
    let before = (from..at).filter(|i| negates(*i) && !ended(*i) && !again(*i)).count();
    // "It settles nothing", "was used by no one".
    let after = (at + 1..(at + 3).min(part.end))
        .filter(|i| matches!(low(*i), "nothing" | "nobody" | "none" | "neither") && low(i + 1) != "but")
        .take(1)
        .count();
    let turner = (at.saturating_sub(TURNS).max(part.start)..at)
        .filter(|i| TURNERS.contains(&stem(*i)) && (low(i + 1) == "to" || low(*i) != "wrong"))
        .count();
    let instead = (part.start.saturating_sub(1)..at).any(|i| {
        matches!((low(i), low(i + 1)), ("rather" | "other", "than") | ("instead", "of") | ("far", "from"))
            || low(i) == "without"
    });
    // "No longer heard" says nothing of what else the part has.
    let longer = (at.saturating_sub(3).max(part.start)..at).any(|i| low(i) == "no" && low(i + 1) == "longer");
    (before + after + usize::from(longer) + turner + usize::from(instead)) % 2 == 1
}

/// A word that takes a side, and the side it takes with all that turns it.
#[derive(Debug, Clone)]
struct Pointed {
    at: usize,
    side: Side,
    /// It is said to be wished for, rather than to be so.
    ought: bool,
}

/// Stand for what the sentence before speaks of.
const PRONOUNS: &[&str] = &["it", "one", "ones", "so", "that", "them", "these", "they", "this", "those"];

/// Words about which a part of a sentence says what is wished for.
const WISHED: &[&str] = &[
    "ask", "asks", "call", "calls", "demand", "demands", "favours", "favors", "let", "must", "need", "needs",
    "ought", "propose", "proposes", "reason", "should", "urge", "urges", "want", "wants", "would",
];

/// Whether a word stands in a wish: after "should", or in a sentence that begins with its verb.
pub(super) fn wished(words: &[Word], at: usize) -> bool {
    let before = words.get(at.saturating_sub(9)..at).unwrap_or_default();
    // "Cap the ships": an order begins with its verb.
    let order = at == 0
        && words.get(1).is_some_and(|w| {
            matches!(
                w.low.as_str(),
                "a" | "the" | "it" | "them" | "our" | "your" | "this" | "these" | "that" | "every" | "no"
            )
        });
    order || before.iter().any(|w| WISHED.contains(&w.low.as_str()))
}

fn pointed(words: &[Word]) -> Vec<Pointed> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // A name points nowhere, nor does "more than 300".
        let name = word.capital() && at > 0 && !word.parted();
        let next = |n: usize| words.get(at + n);
        let figure = next(1).is_some_and(|w| w.low == "than")
            && next(2).is_some_and(|w| {
                w.raw.starts_with(|c: char| c.is_ascii_digit()) || w.low == "a" || w.low == "one"
            });
        if name || figure {
            continue;
        }
        for side in SENSES.sides(words, at) {
            let first = side.first != turned(words, at);
            found.push(Pointed { at, side: Side { first, ..side }, ought: wished(words, at) });
        }
    }
    found
}

/// What a word of a line is about: the other content words, those of its own part first.
fn topic<'a>(reading: &Reading<'_>, line: &'a Line, at: usize) -> Vec<(&'a str, f64)> {
    let own = part(&line.words, at);
    let mut found: Vec<(&str, f64)> = Vec::new();
    for (i, word) in line.words.iter().enumerate() {
        if i == at || !word.content() || reading.names_author(&word.stem) || said(&word.low) {
            continue;
        }
        if found.iter().any(|(s, _)| *s == word.stem) || word.raw.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        // What is done, and to what, stands beside its verb.
        let near = if i.abs_diff(at) <= BESIDE {
            2.0
        } else if own.contains(&i) {
            1.0
        } else {
            0.5
        };
        let known = reading.weight(&word.stem);
        found.push((word.stem.as_str(), near * if known > 0.0 { known } else { 1.0 }));
    }
    found
}

/// A verb by which a digest gives a thought to the author.
pub(super) fn said(low: &str) -> bool {
    matches!(
        low,
        "argues"
            | "says"
            | "writes"
            | "contends"
            | "holds"
            | "believes"
            | "thinks"
            | "warns"
            | "notes"
            | "adds"
            | "insists"
            | "maintains"
            | "author"
            | "claims"
            | "observes"
            | "recalls"
            | "reports"
    )
}

/// How much of a topic stands about a word of a sentence.
fn overlap(reading: &Reading<'_>, topic: &[(&str, f64)], sentence: usize, at: usize) -> f64 {
    let Some(said) = reading.said.get(sentence) else { return 0.0 };
    let words = &said.line.words;
    let own = part(words, at);
    let stands =
        |words: &[Word], t: &str| any_alike(t, words.iter().filter(|w| w.content()).map(|w| w.stem.as_str()));
    let before = sentence.checked_sub(1).and_then(|i| reading.said.get(i));
    // "They should be opened": what they are, the sentence before says.
    let stands_for =
        words.get(own.clone()).unwrap_or_default().iter().any(|w| PRONOUNS.contains(&w.low.as_str()));
    topic
        .iter()
        .map(|(t, weight)| {
            let share = if words.get(own.clone()).is_some_and(|w| stands(w, t)) {
                HERE
            } else if stands(words, t) {
                BY
            } else if before.is_some_and(|b| stands(&b.line.words, t)) {
                if stands_for { BY } else { BEFORE }
            } else {
                0.0
            };
            share * weight
        })
        .sum()
}

/// Where the article says the contrary of what the line says of the same things.
pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let article: Vec<(usize, Pointed)> = reading
        .said
        .iter()
        .enumerate()
        .flat_map(|(i, s)| {
            let denied = (s.others || reported(&s.line.words)) && denied_after(reading, i);
            let turn =
                move |p: Pointed| Pointed { side: Side { first: p.side.first != denied, ..p.side }, ..p };
            pointed(&s.line.words).into_iter().map(move |p| (i, turn(p)))
        })
        .collect();
    let mut found = Vec::new();
    let points = pointed(&line.words);
    let taken_by_author = |at: usize| {
        line.words.get(at).is_some_and(|w| SIDES_TAKEN.contains(&w.stem.as_str()))
            && of_author(reading, &line.words, at)
    };
    for point in &points {
        // A line with both sides of a pair sets them against one another itself.
        if points
            .iter()
            .any(|p| p.at != point.at && p.side.pair == point.side.pair && p.side.first != point.side.first)
        {
            continue;
        }
        // "Keeping it open is a matter of sentiment" does not say that it is kept open.
        let gerund = line.words.get(point.at).is_some_and(|w| w.low.ends_with("ing"));
        if gerund || taken_by_author(point.at) {
            continue;
        }
        let topic = topic(reading, line, point.at);
        let all: f64 = topic.iter().map(|(_, w)| w).sum();
        let beside: Vec<&(&str, f64)> = topic
            .iter()
            .filter(|(s, _)| {
                line.words.iter().enumerate().any(|(i, w)| {
                    w.stem == *s && i.abs_diff(point.at) <= BESIDE && part(&line.words, point.at).contains(&i)
                })
            })
            .collect();
        // What it is said of stands beside it there, too, or is what a pronoun stands for.
        let beside_too = |sentence: usize, at: usize| {
            let words = reading.said.get(sentence).map(|s| s.line.words.as_slice()).unwrap_or_default();
            let own = words.get(part(words, at)).unwrap_or_default();
            beside.is_empty()
                || own.iter().any(|w| PRONOUNS.contains(&w.low.as_str()))
                || beside
                    .iter()
                    .any(|(s, _)| any_alike(s, own.iter().filter(|w| w.content()).map(|w| w.stem.as_str())))
        };
        let both = |sentence: usize, at: usize| {
            let words = reading.said.get(sentence).map(|s| s.line.words.as_slice()).unwrap_or_default();
            let own = part(words, at);
            let mut sides = article
                .iter()
                .filter(|(i, p)| *i == sentence && p.side.pair == point.side.pair && own.contains(&p.at));
            let first = sides.next().map(|(_, p)| p.side.first);
            sides.any(|(_, p)| Some(p.side.first) != first)
        };
        let best = |same: bool| {
            article
                .iter()
                .filter(|(_, p)| p.side.pair == point.side.pair && (p.side.first == point.side.first) == same)
                .filter(|(i, p)| {
                    beside_too(*i, p.at) && (same || (p.ought == point.ought && !both(*i, p.at)))
                })
                .map(|(i, p)| (overlap(reading, &topic, *i, p.at), *i))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
                .unwrap_or_default()
        };
        let (same, other) = (best(true), best(false));
        if other.0 >= ABOUT * all
            && other.0 > CLEAR * same.0
            && let Some(said) = reading.said.get(other.1)
        {
            found.push(Fault::Comparison(said.sentence.text.to_owned()));
        }
    }
    found.extend(unchanged(reading, line));
    found.truncate(1);
    found
}

/// A line that has a thing rise or fall of which the article says that it did not change.
fn unchanged(reading: &Reading<'_>, line: &Line) -> Option<Fault> {
    let moves =
        |words: &[Word]| (0..words.len()).find(|i| SENSES.sides(words, *i).iter().any(|s| SENSES.moves(*s)));
    let at = moves(&line.words)?;
    let topic = topic(reading, line, at);
    let all: f64 = topic.iter().map(|(_, w)| w).sum();
    let still = reading.said.iter().find(|s| {
        let words = &s.line.words;
        words.iter().enumerate().any(|(j, w)| {
            let stays = (w.stem == "chang" && turned(words, j)) || w.low == "unchanged";
            let own = words.get(part(words, j)).unwrap_or_default();
            let here = |t: &str| any_alike(t, own.iter().filter(|w| w.content()).map(|w| w.stem.as_str()));
            let shared: f64 = topic.iter().filter(|(t, _)| here(t)).map(|(_, w)| w).sum();
            stays && moves(own).is_none() && shared >= SAME * all
        })
    });
    still.map(|s| Fault::Comparison(s.sentence.text.to_owned()))
}

/// Whether a short sentence after this one says that it is not so.
pub(super) fn denied_after(reading: &Reading<'_>, at: usize) -> bool {
    let Some(next) = reading.said.get(at + 1) else { return false };
    let answer = next.line.words.iter().map(|w| w.low.as_str()).collect::<Vec<_>>().join(" ");
    let not = next.line.words.iter().any(|w| w.low == "not" || w.low.ends_with("n't"));
    next.line.words.len() <= 7 && ((not && !next.others) || DENIALS.iter().any(|d| answer.starts_with(d)))
}

/// Whether somebody is given the word by a pronoun: "He also says that".
fn reported(words: &[Word]) -> bool {
    words.iter().take(3).enumerate().any(|(i, w)| {
        matches!(w.low.as_str(), "he" | "she" | "they")
            && words
                .iter()
                .skip(i + 1)
                .take(2)
                .any(|w| matches!(w.stem.as_str(), "say" | "claim" | "insist" | "argu" | "tell" | "fear"))
    })
}

/// Verbs and the like, by their stems, by which an author takes a side: what side that is, is told elsewhere.
const SIDES_TAKEN: &[&str] = &[
    "accept", "admir", "admit", "advoc", "against", "agre", "applaud", "approv", "back", "champion",
    "conced", "concur", "condemn", "confess", "critic", "criticis", "defend", "deni", "disagre", "disput",
    "doubt", "endors", "favor", "favour", "object", "oppos", "prais", "refus", "reject", "side", "support",
    "trust", "welcom",
];
