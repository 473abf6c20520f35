//! Numbers and dates of a line, held against those of its evidence.

use super::Fault;
use super::abroad::spelled;
use super::evidence::Evidence;
use super::forms::any_alike;
use super::numbers::{Number, is_month};
use super::reading::{Line, Reading, Word};
use super::scope::part;

/// A number said to be rough may differ from one that follows from the evidence by this share.
const ROUGH: f64 = 0.2;
/// How far from a number stands what it is said of, in words.
const OF: usize = 4;
/// Says that a number is rough.
const HEDGES: &[&str] = &["about", "almost", "around", "nearly", "over", "roughly", "some", "than"];

/// Numbers and dates of a line that its evidence does not have, nor a sentence close by, or not of these things.
pub(super) fn faults(reading: &Reading<'_>, line: &Line, evidence: &Evidence) -> Vec<Fault> {
    let near: Vec<&Line> =
        evidence.about(reading).iter().filter_map(|at| reading.said.get(*at)).map(|s| &s.line).collect();
    let near: Vec<&Line> = near.into_iter().chain([&reading.title]).collect();
    let has = |number: &Number| near.iter().any(|l| l.numbers.iter().any(|n| n.is(number)));
    let mut found = Vec::new();
    for number in &line.numbers {
        let within = |n: &Number| n.at.start <= number.at.start && number.at.end <= n.at.end;
        // "Seven in ten" is looked up whole; "a dollar" is one as well.
        if line.numbers.iter().any(|n| n != number && within(n)) || number.values == [1.0] {
            continue;
        }
        // "Seven of the nine": both are there.
        let parts: Vec<&Number> = line
            .numbers
            .iter()
            .filter(|n| *n != number && number.at.start <= n.at.start && n.at.end <= number.at.end)
            .collect();
        let known = has(number)
            || (parts.len() == 2 && parts.iter().all(|n| has(n)))
            || (!reading.english() && in_words(reading, number))
            || follows(&near, line, number);
        let cited = evidence.said.iter().filter_map(|at| reading.said.get(*at)).map(|s| &s.line);
        let cited: Vec<&Line> = cited.collect();
        if !known
            || of_others(line, number, &cited)
            || (number.year() && of_another_year(line, number, &cited))
        {
            let shown = line.words.get(number.at.clone()).unwrap_or_default();
            let shown = shown.iter().map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" ");
            found.push(if number.year() { Fault::Date(shown) } else { Fault::Number(shown) });
        }
    }
    found.extend(days(&near, line));
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

/// Whether what the line counts so has another number in the evidence, and this one counts something else there.
fn of_others(line: &Line, number: &Number, cited: &[&Line]) -> bool {
    let beside = |words: &[Word], n: &Number| -> Vec<String> {
        let own = part(words, n.at.start);
        let after = n.at.end..own.end.min(n.at.end + OF);
        let before = own.start.max(n.at.start.saturating_sub(OF))..n.at.start;
        let content = |i: &usize| {
            words.get(*i).is_some_and(|w| w.content() && !w.raw.starts_with(|c: char| c.is_ascii_digit()))
        };
        let after = after.filter(content).take(2);
        let before = before.rev().filter(content).take(2);
        after.chain(before).filter_map(|i| words.get(i)).map(|w| w.stem.clone()).collect()
    };
    if number.times || cited.iter().flat_map(|l| &l.numbers).filter(|n| n.is(number)).count() > 1 {
        return false;
    }
    let mine = beside(&line.words, number);
    let shared = |words: &[Word], n: &Number| {
        let theirs = beside(words, n);
        mine.iter().filter(|m| any_alike(m, theirs.iter().map(String::as_str))).count()
    };
    let same = cited.iter().flat_map(|l| l.numbers.iter().map(move |n| (l, n))).find(|(_, n)| n.is(number));
    let Some((there, own)) = same else { return false };
    let kind = |n: &Number| (n.year(), n.values.len());
    !beside(&there.words, own).is_empty()
        && shared(&there.words, own) == 0
        && cited.iter().any(|l| {
            l.numbers.iter().any(|n| !n.is(number) && kind(n) == kind(number) && shared(&l.words, n) > 1)
        })
}

/// Whether what the line says of a year stands in the evidence with another, and never with this one.
fn of_another_year(line: &Line, number: &Number, cited: &[&Line]) -> bool {
    let from = number.at.start.saturating_sub(OF - 1);
    let verb = (from..number.at.start).rev().find_map(|i| line.words.get(i).filter(|w| w.content()));
    let Some(verb) = verb else { return false };
    let years = |with: bool| {
        cited.iter().any(|l| {
            let has = |j: &usize| l.words.get(*j).is_some_and(|w| w.stem == verb.stem);
            (0..l.words.len()).filter(has).any(|j| {
                let own = part(&l.words, j);
                // A list of years is of one verb.
                l.numbers
                    .iter()
                    .any(|n| n.year() && n.is(number) == with && (with || own.contains(&n.at.start)))
            })
        })
    };
    years(false) && !years(true)
}

/// "Nearly double", "more than a quarter": a rough number that is near one of the evidence, or near the quotient
/// of two that it has.
fn follows(near: &[&Line], line: &Line, number: &Number) -> bool {
    let from = number.at.start.saturating_sub(3);
    let rough = line.words.get(from..number.at.start).unwrap_or_default();
    if number.year() || !rough.iter().any(|w| HEDGES.contains(&w.low.as_str())) {
        return false;
    }
    let close = |a: f64| (a - number.value()).abs() <= ROUGH * number.value();
    let all = || near.iter().flat_map(|l| &l.numbers);
    let stated = number.value() < 1.0 && all().any(|n| n.values.iter().any(|v| *v < 1.0 && close(*v)));
    stated || (number.times && all().any(|a| all().any(|b| b.value() > 0.0 && close(a.value() / b.value()))))
}

/// Months, alone or with a day.
fn days(near: &[&Line], line: &Line) -> Vec<Fault> {
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
    let known: Vec<_> = near.iter().flat_map(|l| dates(&l.words)).collect();
    dates(&line.words)
        .into_iter()
        .filter(|(month, day)| !known.iter().any(|(m, d)| m == month && (day.is_none() || d == day)))
        .map(|(month, day)| Fault::Date(day.map_or(month.clone(), |d| format!("{month} {d}"))))
        .collect()
}
