//! "More than" and "less than", where the evidence has not the words but the figures of both.

use super::Fault;
use super::align::Aligned;
use super::numbers::Number;
use super::reading::{Line, Word};
use super::scope::{clause, part, quantifies};
use super::senses::SENSES;

/// Comparatives whose figure is the larger, and the smaller.
const LARGER: &[&str] = &[
    "bigger", "costlier", "dearer", "greater", "heavier", "higher", "larger", "longer", "more", "older",
    "slower", "taller", "wider",
];
const SMALLER: &[&str] = &[
    "cheaper", "faster", "fewer", "less", "lighter", "lower", "narrower", "quicker", "shorter", "smaller",
    "younger",
];
/// What a span of time is counted in: such a figure is of how long, and seldom of what is compared.
const TIMES: &[&str] = &["day", "hour", "minut", "month", "second", "week", "year", "decad"];

/// Words by which the evidence may compare in another way.
#[rustfmt::skip]
const COMPARES: &[&str] = &[
    "above", "against", "below", "best", "better", "beyond", "biggest", "closer", "colder", "compared",
    "deeper", "double", "doubled", "earlier", "easier", "exceed", "exceeds", "fall", "fallen", "fell",
    "fewest", "further", "gain", "gained", "grew", "grow", "half", "halved", "harder", "highest", "increase",
    "increased", "instead", "largest", "later", "least", "lost", "lowest", "most", "nearer", "outnumber",
    "over", "poorer", "rather", "richer", "rise", "risen", "rose", "safer", "sooner", "stronger", "than",
    "twice", "under", "warmer", "weaker", "worse", "worst",
];
/// One figure and another that is so many times as large are of different things.
const FAR: f64 = 100.0;
/// So many words before "than" stands what is compared.
const WINDOW: usize = 8;
/// Tells of today.
const NOW: &[&str] = &["currently", "now", "today"];
/// What the time tells of which figure is meant, in words that stand with it.
const WHEN: usize = 16;
/// What "as large as" may be told by.
const TIMES_AS: &[&str] = &["half", "twice", "thrice", "times", "third", "quarter", "nearly", "almost"];

/// A comparison or a change of the line that the figures of its evidence contradict.
pub(super) fn faults(aligned: &Aligned<'_>, line: &Line) -> Vec<Fault> {
    let wrong = against_sides(aligned, line)
        || against_change(aligned)
        || against_time(aligned, line)
        || uncompared(aligned)
        || unmoved(aligned)
        || times(aligned)
        || bounds(aligned, line);
    let text = aligned.cited.first().map_or("", |s| s.sentence.text);
    wrong.then(|| Fault::Comparison(text.to_owned())).into_iter().collect()
}

/// The figures of a sentence that may be compared: neither a span of time nor a year.
fn figures(said: &Line) -> impl Iterator<Item = &Number> {
    said.numbers.iter().filter(|n| {
        let time = said.words.get(n.at.end).is_some_and(|w| TIMES.contains(&w.stem.as_str()));
        let part = said.numbers.iter().any(|m| m != *n && m.at.start <= n.at.start && n.at.end <= m.at.end);
        !time && !n.year() && !part && !n.label
    })
}

/// Whether two figures can be of the same thing.
fn comparable(a: &Number, b: &Number) -> bool {
    let (small, large) = if a.value() < b.value() { (a.value(), b.value()) } else { (b.value(), a.value()) };
    (a.value() < 1.0) == (b.value() < 1.0) && large <= FAR * small
}

/// "X more than Y", where Y has the larger figure.
fn against_sides(aligned: &Aligned<'_>, line: &Line) -> bool {
    let words = aligned.line;
    let Some(than) = words.iter().position(|w| w.low == "than") else { return false };
    let before = words.get(than.saturating_sub(WINDOW)..than).unwrap_or_default();
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
    let new = |n: &&Number| !line.numbers.iter().any(|l| l.is(n));
    let cited = || aligned.cited.iter().enumerate();
    let mut all: Vec<(usize, &Number)> =
        cited().flat_map(|(s, said)| figures(&said.line).filter(new).map(move |n| (s, n))).collect();
    // What takes how long may be what is compared.
    if all.len() < 2 {
        all = cited()
            .flat_map(|(s, said)| {
                said.line.numbers.iter().filter(|n| !n.year()).filter(new).map(move |n| (s, n))
            })
            .collect();
    }
    // Shares are compared with shares.
    let shares: Vec<(usize, &Number)> = all.iter().filter(|(_, n)| n.values.len() == 2).copied().collect();
    if shares.len() == 2 {
        all = shares;
    }
    let [a, b] = all.as_slice() else { return false };
    if !comparable(a.1, b.1) {
        return false;
    }
    // "In 2008 than in 1994": the years tell the figures.
    let year = |i: usize| line.numbers.iter().any(|n| n.year() && n.at.contains(&i));
    let years = (0..than).any(year) && (than..end).any(year);
    // How much of each side stands with a figure.
    let stands = |range: std::ops::Range<usize>, (said, n): &(usize, &Number)| {
        let text = aligned.words(*said);
        let own = clause(text, n.at.start);
        let now = |words: &[Word]| words.iter().any(|w| NOW.contains(&w.low.as_str()));
        let times = now(words.get(range.clone()).unwrap_or_default())
            && now(text.get(own.clone()).unwrap_or_default());
        let places =
            range.filter(|i| !years || year(*i)).filter_map(|i| aligned.place(i)).filter(|p| p.said == *said);
        usize::from(times) * WHEN
            + places
                .map(|p| {
                    if own.contains(&p.at) {
                        2
                    } else if a.0 == b.0 {
                        0
                    } else {
                        1
                    }
                })
                .sum::<usize>()
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
    let Some(up) = mine.first().copied() else { return false };
    if !aligned.scopes.negations.is_empty() {
        return false;
    }
    aligned.cited.iter().any(|s| {
        let words = &s.line.words;
        moves(words).is_empty()
            && s.line.numbers.windows(2).any(|pair| {
                let [a, b] = pair else { return false };
                let from =
                    a.at.start.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.low == "from");
                let to = words.get(b.at.start.wrapping_sub(1)).is_some_and(|w| w.low == "to");
                from && to && (b.value() > a.value()) != up
            })
    })
}

/// "More than", where the evidence compares nothing and has no two figures.
fn uncompared(aligned: &Aligned<'_>) -> bool {
    let words = aligned.line;
    let than = (1..words.len()).any(|i| {
        words.get(i).is_some_and(|w| w.low == "than")
            && !quantifies(words, i)
            && words
                .get(i.saturating_sub(WINDOW)..i)
                .unwrap_or_default()
                .iter()
                .any(|w| LARGER.contains(&w.low.as_str()) || SMALLER.contains(&w.low.as_str()))
    });
    let cited = aligned.cited.iter().any(|s| s.line.words.iter().any(compares));
    let all: Vec<&Number> = aligned.cited.iter().flat_map(|s| figures(&s.line)).collect();
    let figures = all.iter().enumerate().any(|(i, a)| all.iter().skip(i + 1).any(|b| comparable(a, b)));
    let times = aligned.cited.iter().any(|s| s.line.numbers.iter().any(|n| n.times));
    than && !cited && !figures && !times
}

/// "More now", where the figure of now is the smaller.
fn against_time(aligned: &Aligned<'_>, line: &Line) -> bool {
    let words = aligned.line;
    let has = |table: &[&str]| {
        words.iter().enumerate().any(|(i, w)| table.contains(&w.low.as_str()) && aligned.place(i).is_none())
    };
    let moved = (0..words.len())
        .filter(|i| aligned.place(*i).is_none())
        .flat_map(|i| SENSES.sides(words, i))
        .find_map(|s| SENSES.rises(s));
    let more = match (has(LARGER), has(SMALLER), moved) {
        (true, false, _) => true,
        (false, true, _) => false,
        (_, _, Some(up)) => up,
        _ => return false,
    };
    if !aligned.scopes.negations.is_empty() || !line.numbers.is_empty() {
        return false;
    }
    let told = |words: &[Word]| {
        words.iter().any(|w| LARGER.contains(&w.low.as_str()) || SMALLER.contains(&w.low.as_str()))
            || (0..words.len()).any(|i| SENSES.sides(words, i).iter().any(|s| SENSES.rises(*s).is_some()))
    };
    let all: Vec<(bool, bool, &Number)> = aligned
        .cited
        .iter()
        .flat_map(|s| figures(&s.line).map(move |n| (s, n)))
        .map(|(s, n)| {
            let own = s.line.words.get(part(&s.line.words, n.at.start)).unwrap_or_default();
            let before: Vec<&Word> = s.line.words.iter().take(n.at.start).collect();
            let lately = |a: &Word, b: &Word| {
                matches!(a.low.as_str(), "last" | "this") && TIMES.contains(&b.stem.as_str())
            };
            let late = own.iter().any(|w| NOW.contains(&w.low.as_str()))
                || before.windows(2).any(|w| matches!(w, [a, b] if lately(a, b)));
            let early = before.iter().rev().take(12).any(|w| w.low == "before");
            (early, late, n)
        })
        .collect();
    let [a, b] = all.as_slice() else { return false };
    // The figure that is named first is the earlier one.
    let known = !a.1 && !b.0 && (a.0 || b.1);
    let compared = aligned.cited.iter().any(|s| told(&s.line.words));
    known && !compared && comparable(a.2, b.2) && (b.2.value() > a.2.value()) != more
}

/// A rise or a fall of which the evidence has neither the word nor two figures.
fn unmoved(aligned: &Aligned<'_>) -> bool {
    let moves = |words: &[Word], i: usize| SENSES.sides(words, i).iter().any(|s| SENSES.rises(*s).is_some());
    let mine = (0..aligned.line.len()).any(|i| {
        aligned.place(i).is_none() && aligned.line.get(i).is_some_and(Word::content) && moves(aligned.line, i)
    });
    let two = |all: &[&Number]| {
        all.iter().enumerate().any(|(i, a)| all.iter().skip(i + 1).any(|b| comparable(a, b)))
    };
    let counts: Vec<&Number> = aligned.cited.iter().flat_map(|s| figures(&s.line)).collect();
    let timed =
        aligned.cited.iter().flat_map(|s| &s.line.numbers).filter(|n| !n.year() && !counts.contains(n));
    let figures = two(&counts) || two(&timed.collect::<Vec<_>>());
    let told = |words: &[Word]| {
        let compared = |w: &Word| w.low != "later" && w.low != "earlier" && compares(w);
        (0..words.len()).any(|i| moves(words, i)) || words.iter().any(compared)
    };
    mine && !figures && !aligned.cited.iter().any(|s| told(&s.line.words))
}

/// Whether a word compares.
fn compares(word: &Word) -> bool {
    [COMPARES, LARGER, SMALLER].iter().any(|table| table.contains(&word.low.as_str()))
}

/// "More than 120" for "fewer than 120".
fn bounds(aligned: &Aligned<'_>, line: &Line) -> bool {
    let bound = |words: &[Word], n: &Number| -> Option<bool> {
        let low =
            |k: usize| n.at.start.checked_sub(k).and_then(|i| words.get(i)).map_or("", |w| w.low.as_str());
        let turned = matches!(low(3), "no" | "not");
        let after = |k: usize| words.get(n.at.end + k).map_or("", |w| w.low.as_str());
        for k in 0..3 {
            match (after(k), after(k + 1)) {
                ("or" | "and", "more" | "over" | "above" | "longer" | "older") => return Some(true),
                ("or", "less" | "fewer" | "under" | "below" | "younger" | "shorter") => return Some(false),
                _ => {}
            }
        }
        match (low(2), low(1)) {
            ("more" | "larger" | "longer" | "older" | "higher", "than") => Some(!turned),
            ("fewer" | "less" | "smaller" | "shorter" | "younger" | "lower", "than") => Some(turned),
            ("at", "least") => Some(true),
            ("at", "most") | ("up", "to") => Some(false),
            (_, "over" | "above" | "beyond") => Some(true),
            (_, "below" | "under" | "nearly" | "almost") => Some(false),
            _ => None,
        }
    };
    line.numbers.iter().filter(|n| !n.year()).any(|n| {
        let mine = bound(&line.words, n);
        mine.is_some()
            && aligned.cited.iter().any(|s| {
                s.line
                    .numbers
                    .iter()
                    .any(|m| m.is(n) && bound(&s.line.words, m).is_some_and(|b| Some(b) != mine))
            })
    })
}

/// "As large as" for "half as large as".
fn times(aligned: &Aligned<'_>) -> bool {
    let before = |words: &[Word], at: usize| -> Option<String> {
        let as_ = at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.low == "as");
        let word = at.checked_sub(2).and_then(|i| words.get(i)).map(|w| w.low.clone()).unwrap_or_default();
        as_.then(|| if TIMES_AS.contains(&word.as_str()) { word } else { String::new() })
    };
    (0..aligned.line.len()).any(|i| {
        aligned.place(i).is_some_and(|p| {
            matches!((before(aligned.line, i), before(aligned.words(p.said), p.at)), (Some(a), Some(b)) if a != b)
        })
    })
}
