//! What stands in the place of something else: between the same words, another word, number or name.

use super::Fault;
use super::names::names;
use super::numbers::Number;
use super::reading::{Line, Word};
use super::trace::{Place, Trace};

/// So far from a name the words about it may stand.
const NEAR: usize = 3;
/// Longest stretch of a sentence in whose place a name may stand.
const STRETCH: usize = 12;

/// Words, numbers and names in the place of others.
pub(super) fn faults(trace: &Trace<'_>, line: &Line) -> Vec<Fault> {
    let word = exchanged(trace).map(Fault::Cut);
    let number = counted(trace, line).map(Fault::Number);
    let name = misplaced(trace).map(Fault::Speaker);
    word.into_iter().chain(number).chain(name).collect()
}

fn shown(words: &[Word], at: std::ops::Range<usize>) -> String {
    let words = words.get(at).unwrap_or_default();
    words.iter().map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" ")
}

/// "Old schools", where the sentence has "new schools".
fn exchanged(trace: &Trace<'_>) -> Option<String> {
    let line = trace.line;
    (0..line.len()).find_map(|i| {
        // Numbers are looked at by themselves.
        if !line.get(i).is_some_and(|w| w.content() && !w.raw.starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let before = i.checked_sub(1).map(|k| trace.spot(k));
        let after = (i + 1 < line.len()).then(|| trace.spot(i + 1));
        // The place that is left between the words about it.
        let place = match (before, after) {
            (Some(Some(p)), Some(Some(q))) if p.said == q.said && q.at == p.at + 2 => {
                Place { said: p.said, at: p.at + 1 }
            }
            (None, Some(Some(q))) if q.at == 1 => Place { said: q.said, at: 0 },
            (Some(Some(p)), None) if p.at + 2 == trace.words(p.said).len() => {
                Place { said: p.said, at: p.at + 1 }
            }
            _ => return None,
        };
        let words = trace.words(place.said);
        let other = words.get(place.at).filter(|w| w.content())?;
        // "600" of "5,600" and the like are one number.
        let differs = trace.spot(i) != Some(place) && line.get(i).is_some_and(|w| w.low != other.low);
        differs.then(|| shown(words, place.at.saturating_sub(1)..place.at + 2))
    })
}

/// Numbers of one line that list one after the other: "1995, 2003 and 2013".
fn listed(words: &[Word], numbers: &[Number], from: &Number, to: &Number) -> bool {
    let (first, last) = (from.at.start.min(to.at.start), from.at.end.max(to.at.end));
    (first..last).all(|k| {
        numbers.iter().any(|n| n.at.contains(&k))
            || words.get(k).is_some_and(|w| matches!(w.low.as_str(), "and" | "or" | "in" | "to"))
    }) && words.get(first..last).unwrap_or_default().iter().all(|w| w.low != "to")
}

/// A number where the sentence has another: after the same word, or before the same.
fn counted(trace: &Trace<'_>, line: &Line) -> Option<String> {
    line.numbers.iter().filter(|n| !n.label).find_map(|number| {
        let outer = line
            .numbers
            .iter()
            .any(|n| n != number && n.at.start <= number.at.start && number.at.end <= n.at.end);
        let before = number.at.start.checked_sub(1).and_then(|k| trace.spot(k));
        let after = trace.spot(number.at.end);
        let there = |place: Place, fits: &dyn Fn(&Number) -> bool| {
            let said = trace.cited.get(place.said)?;
            let all = &said.line.numbers;
            let other = all.iter().filter(|n| fits(n)).max_by_key(|n| n.at.len())?;
            // The number itself stands there, alone or within a longer one.
            let same = all.iter().any(|n| fits(n) && n.is(number))
                || (0..line.words.len()).any(|k| {
                    number.at.contains(&k)
                        && trace.spot(k).is_some_and(|p| p.said == place.said && other.at.contains(&p.at))
                });
            let list = all.iter().filter(|n| n.is(number)).any(|n| listed(&said.line.words, all, n, other));
            (!same && !list).then_some(())
        };
        let wrong = before.and_then(|p| there(p, &|n| n.at.start == p.at + 1)).is_some()
            || after.and_then(|p| there(p, &|n| n.at.end == p.at)).is_some();
        (wrong && !outer).then(|| shown(&line.words, number.at.clone()))
    })
}

/// A name where the sentence has another.
fn misplaced(trace: &Trace<'_>) -> Option<String> {
    let line = trace.line;
    names(line).into_iter().filter(|n| n.sure || n.span.len() > 1).find_map(|name| {
        let last = name.span.end - 1;
        let before = (0..name.span.start).rev().find_map(|k| Some((k, trace.spot(k)?)));
        let after = (name.span.end..line.len()).find_map(|k| Some((k, trace.spot(k)?)));
        // The sentence that it stands in, and between which of its words.
        let said = before.or(after)?.1.said;
        let after = after.filter(|(_, p)| p.said == said && before.is_none_or(|(_, b)| p.at > b.at));
        let words = trace.words(said);
        let (from, end) = (before.map_or(0, |(_, p)| p.at + 1), after.map_or(words.len(), |(_, p)| p.at));
        let far = before.is_some_and(|(k, _)| name.span.start - k > NEAR)
            || after.is_some_and(|(k, _)| k - name.span.end > NEAR);
        let own = trace.spot(last).filter(|p| p.said == said);
        if before.is_none() && own.is_some()
            || far
            || end.saturating_sub(from) > STRETCH
            || own.is_some_and(|p| (from..end).contains(&p.at))
        {
            return None;
        }
        let here = before.map_or(0, |(k, _)| k)..after.map_or(line.len(), |(k, _)| k);
        let other = names(words).into_iter().any(|n| {
            let there = n.span.start >= from && n.span.end <= end;
            let kept = trace.back(said, n.span.end - 1);
            // "Pryce and Garrow" may be "Garrow and Pryce", and a name may stand before or after what it is.
            let same =
                words.get(n.span.end - 1).is_some_and(|w| line.get(last).is_some_and(|l| l.low == w.low));
            let beside = same || own.is_some_and(|p| p.at.abs_diff(n.span.end - 1) <= NEAR);
            (n.sure || n.span.len() > 1) && there && !beside && kept.is_none_or(|k| !here.contains(&k))
        });
        other.then(|| name.shown(line))
    })
}
