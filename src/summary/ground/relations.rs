//! What stands on which side: before and after, cause and effect, this rather than that, who and whom.

use super::Fault;
use super::polarity::{part, said};
use super::reading::{Line, Reading, Word};
use super::senses::{SENSES, any_alike};

/// Two things that a sentence sets against one another, the first being earlier, or the cause, or the one
/// preferred.
#[derive(Debug)]
struct Ordered {
    kind: Kind,
    first: Vec<String>,
    second: Vec<String>,
}

/// Of what both sides of a line say, so much must have changed places.
const MUCH: f64 = 0.4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Time,
    Cause,
    Choice,
}

fn content(words: &[Word]) -> Vec<String> {
    words.iter().filter(|w| w.content() && !said(&w.low)).map(|w| w.stem.clone()).collect()
}

/// The words from `at` to the end of what a mark closes.
fn until_mark(words: &[Word], at: usize) -> usize {
    (at + 1..words.len()).find(|i| words.get(*i).is_some_and(Word::parted)).unwrap_or(words.len())
}

fn ordered(words: &[Word]) -> Vec<Ordered> {
    let mut found = Vec::new();
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    for i in 0..words.len() {
        let (kind, skip, first_after) = match (low(i), low(i + 1)) {
            ("before" | "until", _) => (Kind::Time, 1, false),
            ("after" | "once", _)
                if low(i) == "after" || words.get(i).is_some_and(|w| w.parted() || i == 0) =>
            {
                (Kind::Time, 1, true)
            }
            ("because" | "since", _) if low(i) == "because" || words.get(i).is_some_and(Word::parted) => {
                (Kind::Cause, if low(i + 1) == "of" { 2 } else { 1 }, true)
            }
            ("due", "to") | ("owing", "to") | ("thanks", "to") => (Kind::Cause, 2, true),
            ("so", _) | ("therefore", _) | ("hence", _) if words.get(i).is_some_and(Word::parted) => {
                (Kind::Cause, 1, false)
            }
            ("causes" | "caused", _) => (Kind::Cause, 1, false),
            ("rather", "than") | ("instead", "of") => (Kind::Choice, 2, false),
            ("not", _) if words.get(i).is_some_and(Word::parted) && i > 2 => (Kind::Choice, 1, false),
            _ => continue,
        };
        let end = until_mark(words, i + skip);
        let after = words.get(i + skip..end).unwrap_or_default();
        let opens = words.get(i).is_some_and(Word::parted) || i == 0;
        let head = words.get(..i).unwrap_or_default();
        let tail = words.get(end..).unwrap_or_default();
        // "After the fire, they built": what it is after stands between it and the mark.
        let main = if i == 0 || (opens && head.len() < 3) { tail } else { head };
        let (a, b) = (content(after), content(main));
        let (first, second) = if first_after { (a, b) } else { (b, a) };
        found.push(Ordered { kind, first, second });
    }
    // "First this … now that".
    let at = |table: &[&str]| words.iter().position(|w| table.contains(&w.low.as_str()));
    if let (Some(a), Some(b)) =
        (at(&["first", "once", "initially", "originally"]), at(&["now", "later", "today", "then", "since"]))
    {
        let (first, second) =
            if a < b { (words.get(a..b), words.get(b..)) } else { (words.get(a..), words.get(..a)) };
        found.push(Ordered {
            kind: Kind::Time,
            first: content(first.unwrap_or_default()),
            second: content(second.unwrap_or_default()),
        });
    }
    // "Not this but that".
    if let Some(n) = at(&["not"])
        && let Some(b) = words.iter().skip(n + 1).position(|w| w.low == "but").map(|b| n + 1 + b)
    {
        let end = until_mark(words, b);
        found.push(Ordered {
            kind: Kind::Choice,
            first: content(words.get(b + 1..end).unwrap_or_default()),
            second: content(words.get(n + 1..b).unwrap_or_default()),
        });
    }
    found
}

/// Words that one side has and the other of the same pair has not.
fn shared(reading: &Reading<'_>, a: &[String], b: &[String], not: &[String]) -> f64 {
    a.iter()
        .filter(|w| {
            !any_alike(w, not.iter().map(String::as_str)) && any_alike(w, b.iter().map(String::as_str))
        })
        .map(|w| reading.weight(w).max(0.5))
        .sum()
}

fn swapped(reading: &Reading<'_>, line: &Line) -> Option<usize> {
    let mine = ordered(&line.words);
    if mine.is_empty() {
        return None;
    }
    for (at, s) in reading.said.iter().enumerate() {
        for theirs in ordered(&s.line.words) {
            for m in mine.iter().filter(|m| m.kind == theirs.kind) {
                let cross = (
                    shared(reading, &m.first, &theirs.second, &theirs.first),
                    shared(reading, &m.second, &theirs.first, &theirs.second),
                );
                let straight = shared(reading, &m.first, &theirs.first, &theirs.second)
                    + shared(reading, &m.second, &theirs.second, &theirs.first);
                let weight = |words: &[String]| words.iter().map(|w| reading.weight(w).max(0.5)).sum::<f64>();
                let much = cross.0 + cross.1 >= MUCH * (weight(&m.first) + weight(&m.second));
                if cross.0 > 0.0 && cross.1 > 0.0 && much && cross.0 + cross.1 > 1.5 * straight {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// The parts of a sentence, by its marks and conjunctions.
fn parts(words: &[Word]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let begins = |i: usize| {
        words.get(i).is_some_and(|w| {
            w.parted() || matches!(w.low.as_str(), "and" | "but" | "while" | "whereas" | "than")
        })
    };
    let mut start = 0;
    for i in 1..=words.len() {
        if i == words.len() || begins(i) {
            found.push(start..i);
            start = i;
        }
    }
    found
}

/// "The rich could not pay and the poor had no fever", where the article has it the other way about.
fn crossed(reading: &Reading<'_>, line: &Line) -> Option<usize> {
    let mine: Vec<Vec<String>> = parts(&line.words)
        .into_iter()
        .map(|p| content(line.words.get(p).unwrap_or_default()))
        .filter(|p| p.len() >= 2)
        .collect();
    for (at, s) in reading.said.iter().enumerate() {
        let theirs: Vec<Vec<String>> = parts(&s.line.words)
            .into_iter()
            .map(|p| content(s.line.words.get(p).unwrap_or_default()))
            .collect();
        // The only part of the sentence that has a word.
        let home = |w: &String| {
            let mut at = theirs.iter().enumerate().filter(|(_, p)| p.iter().any(|x| x == w)).map(|(i, _)| i);
            let first = at.next()?;
            at.next().is_none().then_some(first)
        };
        let ends = |p: &Vec<String>| {
            let mut homes = p.iter().filter_map(home);
            let first = homes.next()?;
            homes.next_back().filter(|last| *last != first).map(|last| (first, last))
        };
        let all: Vec<(usize, usize)> = mine.iter().filter_map(ends).collect();
        if all.windows(2).any(|w| matches!(w, [a, b] if a.0 == b.1 && a.1 == b.0)) {
            return Some(at);
        }
    }
    None
}

/// "The mayor sued the union" where the union sued the mayor.
fn who_and_whom(reading: &Reading<'_>, line: &Line) -> Option<usize> {
    let near = |words: &[Word], at: usize| -> Option<(String, String)> {
        let own = part(words, at);
        let plain = |i: &usize| {
            words.get(*i).is_some_and(|w| w.content() && !w.raw.starts_with(|c: char| c.is_ascii_digit()))
        };
        let a = (own.start.max(at.saturating_sub(5))..at).rev().find(plain)?;
        let b = (at + 1..own.end.min(at + 6)).find(plain)?;
        Some((words.get(a)?.stem.clone(), words.get(b)?.stem.clone()))
    };
    let passive = |words: &[Word], at: usize| {
        words.get(at + 1).is_some_and(|w| w.low == "by")
            && words.get(at.saturating_sub(2)..at).is_some_and(|b| {
                b.iter().any(|w| {
                    matches!(w.low.as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being")
                })
            })
    };
    let noun = |words: &[Word], at: usize| {
        words.get(at.saturating_sub(2)..at).unwrap_or_default().iter().any(|w| {
            matches!(
                w.low.as_str(),
                "a" | "an" | "the" | "its" | "his" | "her" | "their" | "of" | "own" | "this" | "that"
            )
        })
    };
    for (i, verb) in
        line.words.iter().enumerate().filter(|(i, w)| w.content() && !w.capital() && !noun(&line.words, *i))
    {
        let Some((a, b)) = near(&line.words, i) else { continue };
        for (at, s) in reading.said.iter().enumerate() {
            for (j, _) in s
                .line
                .words
                .iter()
                .enumerate()
                .filter(|(j, v)| v.stem == verb.stem && !noun(&s.line.words, *j))
            {
                let Some((c, d)) = near(&s.line.words, j) else { continue };
                let cross = SENSES.alike(&a, &d) && SENSES.alike(&b, &c) && !SENSES.alike(&a, &c);
                if cross && passive(&line.words, i) == passive(&s.line.words, j) {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// Where the article has the two sides of something the other way about.
pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let at =
        swapped(reading, line).or_else(|| crossed(reading, line)).or_else(|| who_and_whom(reading, line));
    at.and_then(|i| reading.said.get(i))
        .map(|s| Fault::Sides(s.sentence.text.to_owned()))
        .into_iter()
        .collect()
}
