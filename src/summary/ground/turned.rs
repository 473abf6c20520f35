//! Whether a line says the contrary of its evidence: a word on the other side of a pair of opposites, or a
//! negation that came or went.

use super::Fault;
use super::align::{Aligned, Place};
use super::reading::{Said, Word};
use super::scope::{Negation, clause, negates, opposes, part, quantifies};
use super::senses::{SENSES, Side};

/// Most words of a sentence that only says no, and the words of content that it may have, by their stems.
const ANSWER: usize = 11;
const ANSWERS: &[&str] = &[
    "admir", "agre", "believ", "hope", "like", "mind", "need", "respect", "say", "share", "think", "want",
    "wish",
];
/// A line that rests on the sentence before has more of its words than this.
const ADDS: usize = 2;

/// The first reason to doubt it.
pub(super) fn faults(aligned: &Aligned<'_>) -> Vec<Fault> {
    let at = opposed(aligned).map(|(s, moves)| (s, !moves));
    let denied = || {
        exchanged(aligned)
            .or_else(|| answered(aligned))
            .or_else(|| dropped(aligned))
            .or_else(|| added(aligned))
    };
    let at = at.or_else(|| denied().map(|s| (s, true)));
    let text = |s: usize| aligned.cited.get(s).map_or("", |s| s.sentence.text).to_owned();
    at.map(|(s, stance)| if stance { Fault::Stance(text(s)) } else { Fault::Comparison(text(s)) })
        .into_iter()
        .collect()
}

/// "This, not that" where the evidence has "that, not this": what it denies is said, and what it says denied.
fn exchanged(aligned: &Aligned<'_>) -> Option<usize> {
    let mine = aligned.scopes.negations.iter().filter_map(|n| n.about.first());
    let denies = mine.filter_map(|i| aligned.line.get(*i)).any(|w| {
        let mut there = aligned.cited_scopes.iter().enumerate().flat_map(|(s, scopes)| {
            let words = aligned.words(s);
            (0..words.len())
                .filter(|j| like(words, *j, &w.stem))
                .map(|j| scopes.turned(words, j))
                .collect::<Vec<_>>()
        });
        there.next().is_some_and(|first| !first && there.all(|t| !t))
    });
    let said = aligned.cited_scopes.iter().enumerate().find(|(s, scopes)| {
        let words = aligned.words(*s);
        let all = scopes.negations.iter().filter(|n| !n.with.is_empty()).flat_map(|n| n.about.iter().take(2));
        let mut turned = all.filter(|at| scopes.turned(words, **at)).filter_map(|at| words.get(*at));
        turned.any(|w| {
            let here = (0..aligned.line.len()).filter(|i| like(aligned.line, *i, &w.stem));
            let mut here = here.map(|i| aligned.scopes.turned(aligned.line, i));
            here.next().is_some_and(|first| !first && here.all(|t| !t))
        })
    });
    said.filter(|_| denies).map(|(s, _)| s)
}

/// "There should not.": what the sentence before says, or asks, and the line says without a negation.
fn answered(aligned: &Aligned<'_>) -> Option<usize> {
    let answers = |s: &Said<'_>| {
        let words = &s.line.words;
        let own = words
            .iter()
            .any(|w| matches!(w.low.as_str(), "i" | "we" | "it" | "there" | "they" | "he" | "she"));
        let adds = |w: &&Word| w.content() && !ANSWERS.contains(&w.stem.as_str());
        !s.others
            && own
            && words.len() <= ANSWER
            && !words.iter().any(|w| adds(&w))
            && words.iter().any(negates)
    };
    let at = (1..aligned.cited.len()).find(|s| aligned.cited.get(*s).is_some_and(|s| answers(s)))?;
    let from = |s: usize| aligned.places.iter().flatten().filter(|p| p.said == s).count();
    (aligned.scopes.negations.is_empty() && from(at - 1) > ADDS && from(at) == 0).then_some(at)
}

/// Whether a word can stand for another.
fn like(words: &[Word], at: usize, stem: &str) -> bool {
    words.get(at).is_some_and(|w| w.content() && SENSES.alike(&w.stem, stem))
}

/// The sides that the words of a sentence take, by their place. A name takes none.
fn sides(words: &[Word]) -> Vec<(usize, Side)> {
    let named = |i: usize| words.get(i).is_some_and(|w| w.capital() && i > 0 && !w.parted());
    // "More than 300" compares nothing.
    let counts = |i: usize| words.get(i + 1).is_some_and(|w| w.low == "than") && quantifies(words, i + 1);
    (0..words.len())
        .filter(|i| !named(*i) && !counts(*i))
        .flat_map(|i| SENSES.sides(words, i).into_iter().map(move |s| (i, s)))
        .collect()
}

/// A word of the line that has its contrary in the evidence, where nothing else tells them apart; and whether
/// the two are of more and less.
fn opposed(aligned: &Aligned<'_>) -> Option<(usize, bool)> {
    let mine = sides(aligned.line);
    // What is asked is not said.
    let asks = |s: usize| aligned.cited.get(s).is_some_and(|s| s.sentence.text.ends_with('?'));
    let all = (0..aligned.cited.len()).map(|s| if asks(s) { Vec::new() } else { sides(aligned.words(s)) });
    let theirs: Vec<Vec<(usize, Side)>> = all.collect();
    for (i, side) in &mine {
        // A line with both sides of a pair sets them against one another itself.
        let other = |(k, s): &&(usize, Side)| s.pair == side.pair && s.first != side.first && k != i;
        let both = mine.iter().any(|m| other(&m));
        if mine.iter().filter(other).any(|(k, _)| clause(aligned.line, *i).contains(k)) {
            continue;
        }
        let has = |s: usize, range: &std::ops::Range<usize>, first: bool| -> Option<usize> {
            let all = theirs.get(s)?;
            all.iter()
                .find(|(j, t)| range.contains(j) && t.pair == side.pair && t.first == first)
                .map(|(j, _)| *j)
        };
        let whole = |s: usize| 0..aligned.words(s).len();
        // The same side of any pair that the word is in.
        let own = |s: usize, range: &std::ops::Range<usize>| {
            let sides = || mine.iter().filter(|(k, _)| k == i).map(|(_, s)| s);
            theirs
                .get(s)
                .is_some_and(|all| all.iter().any(|(j, t)| range.contains(j) && sides().any(|s| s == t)))
        };
        let anywhere = (0..aligned.cited.len()).any(|s| own(s, &whole(s)));
        // The clause that is most about the same and takes either side decides; else a whole sentence.
        let others = |s: usize| (0..aligned.cited.len()).filter(move |t| *t != s);
        let homes = aligned.homes(*i);
        let most = |fits: &dyn Fn(usize, &std::ops::Range<usize>) -> bool| {
            homes.iter().filter(|(s, r, _)| fits(*s, r)).map(|(_, _, n)| *n).max().unwrap_or_default()
        };
        let decides = homes.iter().find(|(s, r, _)| own(*s, r) || has(*s, r, !side.first).is_some());
        let found = match decides {
            Some((s, r, n)) if own(*s, r) || most(&own) >= *n => None,
            // Another sentence that is as much about it may say it the line's way.
            Some((s, _, _))
                if others(*s)
                    .any(|t| own(t, &whole(t)) && shared(aligned, *i, t) >= shared(aligned, *i, *s)) =>
            {
                None
            }
            Some((s, range, _)) => has(*s, range, !side.first).map(|j| (*s, j)),
            None if anywhere || both => None,
            None => {
                // "It was a bad one": what "it" is, the sentence before says.
                let leans = (1..aligned.cited.len()).filter(|s| leans(aligned.words(*s)));
                let sentences = homes.iter().map(|(s, _, _)| *s).chain(leans);
                sentences.into_iter().find_map(|s| Some((s, has(s, &whole(s), !side.first)?)))
            }
        };
        let Some((s, j)) = found else { continue };
        let turned = aligned.cited_scopes.get(s).is_some_and(|t| t.turned(aligned.words(s), j));
        if aligned.scopes.turned(aligned.line, *i) == turned {
            return Some((s, SENSES.rises(*side).is_some()));
        }
    }
    None
}

/// Whether a sentence begins with what stands for something before it.
fn leans(words: &[Word]) -> bool {
    words
        .iter()
        .take(2)
        .any(|w| matches!(w.low.as_str(), "it" | "they" | "this" | "that" | "these" | "those" | "he" | "she"))
        || words.iter().take(5).any(|w| w.low == "it")
}

/// How much a sentence has of what a word of the line stands with.
fn shared(aligned: &Aligned<'_>, at: usize, said: usize) -> usize {
    let words = aligned.words(said);
    let beside = clause(aligned.line, at)
        .filter(|k| *k != at)
        .filter_map(|k| aligned.line.get(k).filter(|w| w.content()));
    beside.filter(|w| (0..words.len()).any(|j| like(words, j, &w.stem))).count()
}

/// Whether a word of the line has its contrary, by side or by prefix, among these words.
fn contrary(aligned: &Aligned<'_>, at: usize, words: &[Word]) -> bool {
    let Some(word) = aligned.line.get(at) else { return false };
    let mine = SENSES.sides(aligned.line, at);
    words.iter().enumerate().any(|(j, w)| {
        SENSES.prefixed(&word.low, &w.low)
            || SENSES
                .sides(words, j)
                .iter()
                .any(|t| mine.iter().any(|s| s.pair == t.pair && s.first != t.first))
    })
}

/// Whether a negation of the line and one of the evidence are about the same.
fn meet(aligned: &Aligned<'_>, mine: &Negation, said: usize, theirs: &Negation) -> bool {
    let words = aligned.words(said);
    let here = |i: &usize| {
        aligned.line.get(*i).is_some_and(|w| theirs.with.iter().any(|j| like(words, *j, &w.stem)))
    };
    mine.about.iter().any(here) || aligned.place(mine.at) == Some(Place { said, at: theirs.at })
}

/// Whether a negation of the line is free to stand for one of the evidence, or the other way round: it meets
/// none of the other's.
fn free(aligned: &Aligned<'_>, mine: &Negation) -> bool {
    // "Says no" denies nothing else.
    if mine.about.iter().all(|i| *i < mine.at) && !mine.about.is_empty() {
        return false;
    }
    let all =
        aligned.cited_scopes.iter().enumerate().flat_map(|(s, c)| c.negations.iter().map(move |n| (s, n)));
    all.into_iter().all(|(s, n)| !meet(aligned, mine, s, n))
}

/// A negation of the evidence that is about a word of the line, which has none.
fn dropped(aligned: &Aligned<'_>) -> Option<usize> {
    // "Only these" denies the others.
    let denies = |w: &Word| opposes(w) || w.low == "only";
    let opposes = aligned.line.iter().enumerate().any(|(i, w)| denies(w) && aligned.place(i).is_none());
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
    let omitted = |(s, i): (usize, usize)| aligned.back(Place { said: s, at: i }).is_none();
    let opposing = aligned
        .cited
        .iter()
        .enumerate()
        .any(|(s, said)| said.line.words.iter().enumerate().any(|(i, w)| opposes(w) && omitted((s, i))));
    if opposing {
        return None;
    }
    for mine in &aligned.scopes.negations {
        if mine.word && aligned.place(mine.at).is_some() {
            continue;
        }
        let Some(place) = mine.about.first().and_then(|i| aligned.place(*i)) else { continue };
        let words = aligned.words(place.said);
        let there = part(words, place.at);
        let mut all = aligned
            .cited_scopes
            .iter()
            .enumerate()
            .flat_map(|(s, c)| c.negations.iter().map(move |n| (s, n)));
        let denied =
            all.any(|(s, theirs)| {
                let used = s != place.said && aligned.places.iter().flatten().any(|p| p.said == s);
                meet(aligned, mine, s, theirs)
                    || (s == place.said && there.contains(&theirs.at))
                    || (used
                        && theirs
                            .about
                            .first()
                            .is_none_or(|at| aligned.back(Place { said: s, at: *at }).is_some())
                        && aligned.scopes.negations.iter().all(|n| !meet(aligned, n, s, theirs)))
            }) || words.get(there).is_some_and(|w| mine.about.iter().any(|k| contrary(aligned, *k, w)));
        if !denied {
            return Some(place.said);
        }
    }
    None
}
