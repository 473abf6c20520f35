//! Comparisons and changes: which way they go.

use super::Fault;
use super::denial;
use super::opposites::{AUXILIARIES, NEGATORS, PAIRS};
use super::reading::{Line, Reading, Said, Word};

/// Two sentences speak of the same where they share words worth so much of the line's.
const ABOUT: f64 = 0.34;

/// Where a comparison or a change of the line goes the other way in the sentences nearest to it.
pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let nearest = reading.nearest(line);
    let all: f64 = line.content().iter().map(|w| reading.weight(w)).sum();
    let close: Vec<usize> =
        nearest.iter().filter(|(_, worth)| *worth >= ABOUT * all).take(2).map(|(i, _)| *i).collect();
    let outcome = close
        .iter()
        .filter_map(|i| reading.said.get(i.checked_sub(1)?))
        .find(|s| lost_and_won(&s.line, line));
    // The figures of both sides may stand in two sentences.
    let paired = close.iter().find_map(|i| {
        let pair = reading.said.get(*i..i + 2)?;
        let text = pair.iter().map(|s| s.sentence.text).collect::<Vec<_>>().join(" ");
        if against_figures(&Line::new(&text), line) { Some(Fault::Comparison(text)) } else { None }
    });
    let unsaid = unnegated(reading, &close, line).and_then(|i| reading.said.get(i));
    let close: Vec<&Said<'_>> = close.iter().filter_map(|i| reading.said.get(*i)).collect();
    let mut found: Vec<Fault> = close
        .iter()
        .filter(|s| {
            turned(s, line)
                || sides_swapped(&s.line, line)
                || against_figures(&s.line, line)
                || against_change(&s.line, line)
        })
        .map(|s| Fault::Comparison(s.sentence.text.to_owned()))
        .collect();
    if from_to_swapped(reading, line) {
        let text = close.first().map_or("", |s| s.sentence.text);
        found.push(Fault::Comparison(text.to_owned()));
    }
    found.extend(paired);
    found.extend(unsaid.map(|s| Fault::Comparison(s.sentence.text.to_owned())));
    found.extend(outcome.map(|s| Fault::Comparison(s.sentence.text.to_owned())));
    found.truncate(1);
    found
}

/// Who won, told a sentence before the figures.
fn lost_and_won(said: &Line, line: &Line) -> bool {
    let has = |words: &[Word], side: &[&str]| words.iter().any(|w| side.contains(&w.stem.as_str()));
    let (won, lost) = (["beat", "win", "won"], ["defeat", "lose", "lost"]);
    let one = |a: &[&str], b: &[&str]| {
        has(&line.words, a) && !has(&line.words, b) && has(&said.words, b) && !has(&said.words, a)
    };
    (one(&won, &lost) || one(&lost, &won)) && !negated(&line.words)
}

fn negated(words: &[Word]) -> bool {
    words.iter().any(|w| NEGATORS.contains(&w.low.as_str()))
}

/// One word of a pair of opposites stands in the line, the other in the sentence, and neither has both.
fn turned(said: &Said<'_>, line: &Line) -> bool {
    let clause = nearest_clause(&said.line.words, line);
    PAIRS.iter().any(|(one, other)| {
        let sides = |words: &[Word], counted: bool| (has(words, one, counted), has(words, other, counted));
        let sentence =
            if sides(clause, false) == (false, false) { said.line.words.as_slice() } else { clause };
        let opposed = matches!(
            (sides(&line.words, true), sides(sentence, false)),
            ((true, false), (false, true)) | ((false, true), (true, false))
        );
        // "Not safer" is "more dangerous".
        opposed && negated(&line.words) == negated(sentence)
    })
}

/// The clause that has what the line speaks of, where one has most of it; else the sentence.
fn nearest_clause<'a>(sentence: &'a [Word], line: &Line) -> &'a [Word] {
    let content = line.content();
    let shared = |part: &[Word]| content.iter().filter(|s| part.iter().any(|w| w.stem == **s)).count();
    let starts = (0..sentence.len()).filter(|i| *i == 0 || sentence.get(*i).is_some_and(Word::parted));
    let starts: Vec<usize> = starts.chain([sentence.len()]).collect();
    let clauses = starts.windows(2).filter_map(|w| sentence.get(*w.first()?..*w.last()?));
    let best = clauses.map(|c| (shared(c), c)).max_by_key(|(n, _)| *n);
    best.filter(|(n, _)| *n >= 3 && n * 2 >= content.len()).map_or(sentence, |(_, clause)| clause)
}

/// "Not", rather than "without", which may belong to a part of the sentence.
fn denies(words: &[Word]) -> bool {
    words.iter().any(|w| w.low == "not" || w.low.ends_with("n't"))
}

/// Whether a word of one side is there, other than in a name; with `counted`, other than in "more than 300".
fn has(words: &[Word], side: &[&str], counted: bool) -> bool {
    words.iter().enumerate().any(|(i, w)| {
        let next = |n: usize| words.get(i + n);
        let figure = counted
            && next(1).is_some_and(|w| w.low == "than")
            && next(2).is_some_and(|w| w.raw.starts_with(|c: char| c.is_ascii_digit()));
        let name = w.capital() && i > 0;
        !figure && !name && (side.contains(&w.stem.as_str()) || side.contains(&w.low.as_str()))
    })
}

/// "Fell" where the sentence has it go from 71 to 84.
fn against_change(said: &Line, line: &Line) -> bool {
    let Some((up, down)) = PAIRS.first() else { return false };
    let rises = match (has(&line.words, up, false), has(&line.words, down, false)) {
        (true, false) => true,
        (false, true) => false,
        _ => return false,
    };
    if denies(&line.words) || has(&said.words, up, false) || has(&said.words, down, false) {
        return false;
    }
    said.numbers.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        let from = a.at.start.checked_sub(1).and_then(|i| said.words.get(i)).is_some_and(|w| w.low == "from");
        let to = said
            .words
            .get(a.at.end..b.at.start)
            .is_some_and(|w| w.len() == 1 && w.iter().all(|w| w.low == "to"));
        from && to && (b.value() > a.value()) != rises
    })
}

/// Comparatives whose figure is the larger, and the smaller.
const LARGER: &[&str] = &[
    "bigger", "costlier", "dearer", "greater", "heavier", "higher", "larger", "longer", "more", "older",
    "slower", "taller", "wider",
];
const SMALLER: &[&str] = &[
    "cheaper", "faster", "fewer", "less", "lighter", "lower", "narrower", "quicker", "shorter", "smaller",
    "younger",
];
/// What is fast takes little of these, and goes many of others.
const TIMES: &[&str] = &["day", "hour", "minut", "month", "second", "week", "year"];

/// "Fewer than before" where the figures of the sentence went up, or "X more than Y" where Y has the
/// larger.
fn against_figures(said: &Line, line: &Line) -> bool {
    let up = match (has(&line.words, LARGER, true), has(&line.words, SMALLER, true)) {
        (true, false) => true,
        (false, true) => false,
        _ => return false,
    };
    let speed = line.words.iter().any(|w| matches!(w.low.as_str(), "faster" | "quicker" | "slower"));
    let timed = said.words.iter().any(|w| TIMES.contains(&w.stem.as_str()));
    if !line.numbers.is_empty()
        || has(&said.words, LARGER, false)
        || has(&said.words, SMALLER, false)
        || denies(&line.words)
        || (speed && !timed)
    {
        return false;
    }
    let Some(than) = line.words.iter().position(|w| w.low == "than") else { return false };
    let [first, .., last] = said.numbers.as_slice() else { return false };
    let between = said.words.get(first.at.end..last.at.start).unwrap_or_default();
    if between.iter().any(|w| matches!(w.low.as_str(), "against" | "compared"))
        && line.words.iter().skip(than).any(|w| w.low == "before")
    {
        return (first.value() > last.value()) != up;
    }
    // Each side's figure is the next one after its words.
    let figure = |words: &[Word]| {
        let of_side = |w: &Word| w.content() && words.iter().any(|v| v.stem == w.stem);
        let last = said.words.iter().rposition(of_side)?;
        said.numbers.iter().find(|n| n.at.start > last).map(super::numbers::Number::value)
    };
    let head = line.words.get(..than).unwrap_or_default();
    let tail: Vec<Word> = line
        .words
        .iter()
        .skip(than + 1)
        .filter(|w| !head.iter().any(|h| h.stem == w.stem))
        .cloned()
        .collect();
    let compares = |w: &Word| LARGER.contains(&w.low.as_str()) || SMALLER.contains(&w.low.as_str());
    let subject: Vec<Word> = head.iter().take_while(|w| !compares(w)).cloned().collect();
    match (figure(&subject), figure(&tail)) {
        (Some(a), Some(b)) if (a - b).abs() > f64::EPSILON => (a > b) != up,
        _ => false,
    }
}

/// "Wants to build there" where all that the article says of it is "does not want to".
fn unnegated(reading: &Reading<'_>, near: &[usize], line: &Line) -> Option<usize> {
    if denial::denies(&line.words) {
        return None;
    }
    let denied = |words: &[Word], i: usize| {
        let before = |n: usize| i.checked_sub(n).and_then(|i| words.get(i));
        let aux = |w: &Word| AUXILIARIES.contains(&w.low.as_str());
        (before(1).is_some_and(|w| w.low == "not") && before(2).is_some_and(aux))
            || before(1).is_some_and(|w| w.low.ends_with("n't") || w.low == "cannot")
    };
    near.iter().copied().find(|at| {
        let Some(said) = reading.said.get(*at) else { return false };
        said.line.words.iter().enumerate().any(|(i, w)| {
            let shared = w.content() && line.words.iter().any(|l| l.stem == w.stem);
            let plain = |s: &Said<'_>| {
                s.line.words.iter().enumerate().any(|(j, v)| v.stem == w.stem && !denied(&s.line.words, j))
            };
            shared && denied(&said.line.words, i) && !reading.said.iter().any(plain)
        })
    })
}

/// "More … than X" where the sentence has X do more.
fn sides_swapped(said: &Line, line: &Line) -> bool {
    let than = |words: &[Word]| words.iter().position(|w| w.low == "than");
    let than = |words: &[Word]| {
        than(words).or_else(|| {
            // "Twice as often as".
            let first = words.iter().position(|w| w.low == "as")?;
            (first + 1..words.len().min(first + 4)).find(|i| words.get(*i).is_some_and(|w| w.low == "as"))
        })
    };
    let (Some(a), Some(b)) = (than(&said.words), than(&line.words)) else { return false };
    let name = |w: &&Word| w.content() && !w.raw.starts_with(char::is_numeric);
    let after = |words: &[Word], at: usize| -> Vec<String> {
        let rest = words.iter().skip(at + 1);
        rest.take_while(|w| !w.parted()).filter(name).map(|w| w.stem.clone()).collect()
    };
    let before = |words: &[Word], at: usize| -> Vec<String> {
        words.iter().take(at).filter(name).map(|w| w.stem.clone()).collect()
    };
    let same = |words: &[Word], at: usize| {
        PAIRS
            .iter()
            .filter_map(|(one, other)| {
                let near = words.get(at.saturating_sub(4)..at).unwrap_or_default();
                let in_side = |side: &[&str]| near.iter().any(|w| side.contains(&w.low.as_str()));
                if in_side(one) {
                    Some(true)
                } else if in_side(other) {
                    Some(false)
                } else {
                    None
                }
            })
            .next()
    };
    let (mut said_after, mut line_after, mut line_before) =
        (after(&said.words, a), after(&line.words, b), before(&line.words, b));
    let said_before = before(&said.words, a);
    said_after.retain(|w| !said_before.contains(w));
    // "White servers than black servers": what both sides have tells nothing.
    let both: Vec<String> = line_after.iter().filter(|w| line_before.contains(w)).cloned().collect();
    line_after.retain(|w| !both.contains(w));
    line_before.retain(|w| !both.contains(w));
    same(&said.words, a) == same(&line.words, b)
        && !said_after.is_empty()
        && said_after.iter().any(|w| line_before.contains(w))
        && !said_after.iter().any(|w| line_after.contains(w))
}

/// "From 900 to 5,200" where the article has it fall from 5,200 to 900.
fn from_to_swapped(reading: &Reading<'_>, line: &Line) -> bool {
    let ahead = |at: usize| at.checked_sub(1).and_then(|i| line.words.get(i)).map_or("", |w| w.low.as_str());
    line.numbers.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        let to = line.words.get(a.at.end..b.at.start).unwrap_or_default().iter().any(|w| w.low == "to");
        if ahead(a.at.start) != "from" || !to {
            return false;
        }
        reading.said.iter().any(|s| {
            let at = |n: &super::numbers::Number| s.line.numbers.iter().find(|m| m.is(n)).map(|m| m.at.start);
            let from = |at: usize| {
                at.checked_sub(1).and_then(|i| s.line.words.get(i)).is_some_and(|w| w.low == "from")
            };
            match (at(a), at(b)) {
                (Some(first), Some(second)) => second < first && !from(first),
                _ => false,
            }
        })
    })
}
