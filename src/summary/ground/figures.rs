//! Numbers and dates of a line, held against those of the article.

use super::Fault;
use super::abroad::spelled;
use super::numbers::{Number, is_month};
use super::reading::{Line, Reading, Word};
use super::senses::any_alike;

/// A number said to be rough may differ from one that follows from the article by this share.
const ROUGH: f64 = 0.2;
/// So many sentences about a number speak of what it counts.
const AROUND: usize = 2;
/// Says that a number is rough.
const HEDGES: &[&str] = &["about", "almost", "around", "nearly", "over", "roughly", "some", "than"];

/// Numbers and dates of a line that the article does not have, or not of the same things.
pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let mut found = Vec::new();
    for number in &line.numbers {
        let shown = || {
            let words = line.words.get(number.at.clone()).unwrap_or_default();
            words.iter().map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" ")
        };
        let there = reading.said.iter().any(|s| s.line.numbers.iter().any(|n| n.is(number)))
            || reading.title.numbers.iter().any(|n| n.is(number));
        if !there && !reading.english() && in_words(reading, number) {
            continue;
        }
        let ratio = line
            .numbers
            .iter()
            .any(|n| n != number && n.at.start <= number.at.start && number.at.end <= n.at.end);
        // "A dollar" is one as well.
        if ratio || number.values == [1.0] {
            continue;
        }
        // "Seven of the nine": both are there, close together.
        let parts: Vec<&Number> = line
            .numbers
            .iter()
            .filter(|n| *n != number && number.at.start <= n.at.start && n.at.end <= number.at.end)
            .collect();
        let beside = |at: usize, n: &Number| {
            reading
                .said
                .get(at..at + 2)
                .or_else(|| reading.said.get(at..))
                .unwrap_or_default()
                .iter()
                .any(|s| s.line.numbers.iter().any(|m| m.is(n)))
        };
        if parts.len() == 2 && (0..reading.said.len()).any(|at| parts.iter().all(|n| beside(at, n))) {
            continue;
        }
        let stands = there && near(reading, line, number) && !of_others(reading, line, number);
        if !stands && !follows(reading, line, number) {
            found.push(if number.year() { Fault::Date(shown()) } else { Fault::Number(shown()) });
        }
    }
    found.extend(days(reading, line));
    found
}

/// Whether an article in another language than English has the number in words.
fn in_words(reading: &Reading<'_>, number: &Number) -> bool {
    let value = number.value();
    if value.fract() != 0.0 || !(2.0..100.0).contains(&value) {
        return false;
    }
    let text = reading.article.text.to_lowercase();
    spelled(value as u32).iter().any(|words| text.contains(words.as_str()))
}

/// Whether the number stands in the article beside something that the line speaks of.
fn near(reading: &Reading<'_>, line: &Line, number: &Number) -> bool {
    let content = line.content();
    let has = |i: usize| {
        let stems =
            || reading.said.get(i).into_iter().flat_map(|s| s.line.words.iter().map(|w| w.stem.as_str()));
        content.iter().any(|w| !w.starts_with(char::is_numeric) && any_alike(w, stems()))
    };
    reading.title.numbers.iter().any(|n| n.is(number))
        || reading.said.iter().enumerate().any(|(i, s)| {
            s.line.numbers.iter().any(|n| n.is(number)) && (i.saturating_sub(AROUND)..=i + AROUND).any(has)
        })
}

/// Whether the article counts the same things with another number, and never with this one.
fn of_others(reading: &Reading<'_>, line: &Line, number: &Number) -> bool {
    let counted = |words: &[Word], n: &Number| -> Option<String> {
        let word = words.get(n.at.end).filter(|w| w.content() && !w.parted() && !w.capital())?;
        Some(word.stem.clone())
    };
    if number.year() || number.times {
        return false;
    }
    let Some(thing) = counted(&line.words, number) else { return false };
    let all = || reading.said.iter().flat_map(|s| s.line.numbers.iter().map(move |n| (&s.line, n)));
    let other = all().any(|(l, n)| !n.is(number) && counted(&l.words, n).as_ref() == Some(&thing));
    // Where the article does not say what it counts, it may be these.
    let open = |l: &Line, n: &Number| {
        let near = l.words.iter().skip(n.at.end).take(3);
        counted(&l.words, n).is_none() || near.clone().any(|w| w.stem == thing)
    };
    other && !all().any(|(l, n)| n.is(number) && open(l, n))
}

/// "Nearly double", "more than a quarter": a rough number that is near one of the article's, or near the
/// quotient of two that it has together.
fn follows(reading: &Reading<'_>, line: &Line, number: &Number) -> bool {
    let from = number.at.start.saturating_sub(3);
    let rough = line.words.get(from..number.at.start).unwrap_or_default();
    if number.year() || !rough.iter().any(|w| HEDGES.contains(&w.low.as_str())) {
        return false;
    }
    let near = |a: f64| (a - number.value()).abs() <= ROUGH * number.value();
    let stated = number.value() < 1.0
        && reading
            .said
            .iter()
            .flat_map(|s| &s.line.numbers)
            .any(|n| n.values.iter().any(|v| *v < 1.0 && near(*v)));
    stated
        || number.times
            && reading.said.windows(2).any(|pair| {
                let all: Vec<f64> =
                    pair.iter().flat_map(|s| s.line.numbers.iter().map(Number::value)).collect();
                all.iter().any(|a| all.iter().any(|b| *b > 0.0 && near(a / b)))
            })
}

/// Months, alone or with a day.
fn days(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let day = |words: &[Word], at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|i| words.get(i));
        beside
            .filter_map(|w| w.low.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u8>().ok())
            .find(|d| (1..=31).contains(d))
    };
    let dates = |words: &[Word]| -> Vec<(String, Option<u8>)> {
        let at = words.iter().enumerate().filter(|(_, w)| is_month(w));
        at.map(|(i, w)| (w.low.chars().take(3).collect(), day(words, i))).collect()
    };
    let known: Vec<_> =
        reading.said.iter().flat_map(|s| dates(&s.line.words)).chain(dates(&reading.title.words)).collect();
    dates(&line.words)
        .into_iter()
        .filter(|(month, day)| !known.iter().any(|(m, d)| m == month && (day.is_none() || d == day)))
        .map(|(month, day)| Fault::Date(day.map_or(month.clone(), |d| format!("{month} {d}"))))
        .collect()
}
