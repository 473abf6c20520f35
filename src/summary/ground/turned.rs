//! Whether a line says the contrary of its evidence: a word on the other side of a pair of opposites, or a
//! negation that came or went.

use super::Fault;
use super::align::{Aligned, Place};
use super::reading::Word;
use super::scope::{Negation, clause, opposes, part, quantifies};
use super::senses::{SENSES, Side};

/// The first reason to doubt it.
pub(super) fn faults(aligned: &Aligned<'_>) -> Vec<Fault> {
    let at = opposed(aligned).map(|(s, moves)| (s, !moves));
    let at = at.or_else(|| dropped(aligned).or_else(|| added(aligned)).map(|s| (s, true)));
    let text = |s: usize| aligned.cited.get(s).map_or("", |s| s.sentence.text).to_owned();
    at.map(|(s, stance)| if stance { Fault::Stance(text(s)) } else { Fault::Comparison(text(s)) })
        .into_iter()
        .collect()
}

/// The sides that the words of a sentence take, by their place. A name takes none.
fn sides(words: &[Word]) -> Vec<(usize, Side)> {
    let named = |i: usize| words.get(i).is_some_and(|w| w.capital() && i > 0 && !w.parted());
    // "More than 300" compares nothing.
    let counts = |i: usize| words.get(i + 1).is_some_and(|w| w.low == "than") && quantifies(words, i + 1);
    (0..words.len())
        .filter(|i| !named(*i) && !counts(*i)).flat_map(|i| SENSES.sides(words, i).into_iter().map(move |s| (i, s))).collect()
}

/// A word of the line that has its contrary in the evidence, where nothing else tells them apart; and whether
/// the two are of more and less.
fn opposed(aligned: &Aligned<'_>) -> Option<(usize, bool)> {
    let mine = sides(aligned.line);
    let theirs: Vec<Vec<(usize, Side)>> = (0..aligned.cited.len()).map(|s| sides(aligned.words(s))).collect();
    for (i, side) in &mine {
        // A line with both sides of a pair sets them against one another itself.
        let other = |(k, s): &&(usize, Side)| s.pair == side.pair && s.first != side.first && k != i;
        let both = mine.iter().any(|m| other(&m));
        if mine.iter().filter(other).any(|(k, _)| clause(aligned.line, *i).contains(k)) {
            continue;
        }
        let has = |s: usize, range: &std::ops::Range<usize>, first: bool| -> Option<usize> {
            let all = theirs.get(s)?;
            all.iter().find(|(j, t)| range.contains(j) && t.pair == side.pair && t.first == first).map(|(j, _)| *j)
        };
        let whole = |s: usize| 0..aligned.words(s).len();
        let home = aligned.home(*i);
        let anywhere = (0..aligned.cited.len()).any(|s| has(s, &whole(s), side.first).is_some());
        let found = match &home {
            Some((s, range, _)) if has(*s, range, side.first).is_some() => None,
            Some((s, range, _)) => has(*s, range, !side.first)
                .or_else(|| has(*s, &whole(*s), !side.first).filter(|_| !anywhere && !both))
                .map(|j| (*s, j)),
            None => None,
        };
        let Some((s, j)) = found else { continue };
        let turned = aligned.cited_scopes.get(s).is_some_and(|t| t.turned(aligned.words(s), j));
        if aligned.scopes.turned(aligned.line, *i) == turned {
            return Some((s, SENSES.rises(*side).is_some()));
        }
    }
    None
}

/// Whether a word of the line has its contrary, by side or by prefix, among these words.
fn contrary(aligned: &Aligned<'_>, at: usize, words: &[Word]) -> bool {
    let Some(word) = aligned.line.get(at) else { return false };
    let mine = SENSES.sides(aligned.line, at);
    words.iter().enumerate().any(|(j, w)| {
        SENSES.prefixed(&word.low, &w.low)
            || SENSES.sides(words, j).iter().any(|t| mine.iter().any(|s| s.pair == t.pair && s.first != t.first))
    })
}

/// Whether a negation of the line and one of the evidence are about the same.
fn meet(aligned: &Aligned<'_>, mine: &Negation, said: usize, theirs: &Negation) -> bool {
    let here = |i: &usize| aligned.place(*i).is_some_and(|p| p.said == said && theirs.about.contains(&p.at));
    mine.about.iter().any(here) || aligned.place(mine.at) == Some(Place { said, at: theirs.at })
}

/// Whether a negation of the line is free to stand for one of the evidence, or the other way round: it meets
/// none of the other's.
fn free(aligned: &Aligned<'_>, mine: &Negation) -> bool {
    let all = aligned.cited_scopes.iter().enumerate().flat_map(|(s, c)| c.negations.iter().map(move |n| (s, n)));
    all.into_iter().all(|(s, n)| !meet(aligned, mine, s, n))
}

/// A negation of the evidence that is about a word of the line, which has none.
fn dropped(aligned: &Aligned<'_>) -> Option<usize> {
    let opposes = aligned.line.iter().any(opposes);
    for (s, scopes) in aligned.cited_scopes.iter().enumerate() {
        let words = aligned.words(s);
        for negation in &scopes.negations {
            let kept = aligned.back(Place { said: s, at: negation.at }).is_some();
            let Some(first) = negation.about.first() else { continue };
            let Some(i) = aligned.back(Place { said: s, at: *first }) else { continue };
            let own = part(aligned.line, i);
            let about = words.get(*first..*first + 1).unwrap_or_default();
            let mut all = aligned.scopes.negations.iter();
            let denied = (negation.word && kept)
                || opposes
                || all.any(|n| meet(aligned, n, s, negation) || own.contains(&n.at) || free(aligned, n))
                // "Does not allow" may be "forbids".
                || own.clone().any(|k| contrary(aligned, k, about));
            if !denied {
                return Some(s);
            }
        }
    }
    None
}

/// A negation of the line about what the evidence says without one.
fn added(aligned: &Aligned<'_>) -> Option<usize> {
    if aligned.cited.iter().any(|s| s.line.words.iter().any(opposes)) {
        return None;
    }
    for mine in &aligned.scopes.negations {
        if mine.word && aligned.place(mine.at).is_some() {
            continue;
        }
        let Some(place) = mine.about.first().and_then(|i| aligned.place(*i)) else { continue };
        let words = aligned.words(place.said);
        let there = part(words, place.at);
        let mut all =
            aligned.cited_scopes.iter().enumerate().flat_map(|(s, c)| c.negations.iter().map(move |n| (s, n)));
        let denied = all.any(|(s, theirs)| {
            let used = s == place.said || aligned.places.iter().flatten().any(|p| p.said == s);
            meet(aligned, mine, s, theirs)
                || (s == place.said && there.contains(&theirs.at))
                || (used && aligned.scopes.negations.iter().all(|n| !meet(aligned, n, s, theirs)))
        }) || words.get(there).is_some_and(|w| mine.about.iter().any(|k| contrary(aligned, *k, w)));
        if !denied {
            return Some(place.said);
        }
    }
    None
}
