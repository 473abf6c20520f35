//! What stands on which side: who and whom, before and after, cause and effect, this rather than that, more
//! than which.

use super::Fault;
use super::align::{Aligned, Place};
use super::numbers::Number;
use super::reading::Word;
use super::scope::part;
use std::ops::Range;

/// Verbs, by their stems, of a part that only tells who says it.
const TOLD: &[&str] = &[
    "accord", "argu", "believ", "claim", "explain", "find", "note", "report", "say", "tell", "think", "warn",
    "write",
];
/// How far from its verb who does it, or to whom, may stand.
const NEAR: usize = 6;

/// Two things that a sentence sets against one another, the first being earlier, or the cause, or the one
/// preferred, or the one that is more: the words of each.
#[derive(Debug)]
struct Ordered {
    kind: Kind,
    first: Vec<usize>,
    second: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Time,
    Cause,
    Choice,
    Compared,
    Changed,
}

fn content(words: &[Word], range: Range<usize>) -> Vec<usize> {
    range.filter(|i| words.get(*i).is_some_and(Word::content)).collect()
}

/// The words from `at` to the end of what a mark closes.
fn until_mark(words: &[Word], at: usize) -> usize {
    (at + 1..words.len()).find(|i| words.get(*i).is_some_and(Word::parted)).unwrap_or(words.len())
}

/// The mark before a word.
fn since_mark(words: &[Word], at: usize) -> usize {
    (0..=at).rev().find(|i| words.get(*i).is_some_and(Word::parted)).unwrap_or(0)
}

fn ordered(words: &[Word]) -> Vec<Ordered> {
    let mut found = Vec::new();
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    let parted = |i: usize| words.get(i).is_some_and(Word::parted);
    for i in 0..words.len() {
        let (kind, skip, first_after) = match (low(i), low(i + 1)) {
            ("before" | "until", _) => (Kind::Time, 1, false),
            ("after", _) => (Kind::Time, 1, true),
            ("once", _) if i == 0 || parted(i) => (Kind::Time, 1, true),
            ("because", "of") => (Kind::Cause, 2, true),
            ("because", _) => (Kind::Cause, 1, true),
            ("since", _) if parted(i) || i == 0 => (Kind::Cause, 1, true),
            ("due" | "owing" | "thanks", "to") => (Kind::Cause, 2, true),
            ("so" | "therefore" | "hence", _) if parted(i) => (Kind::Cause, 1, false),
            ("causes" | "caused" | "cause" | "produces" | "produced" | "causing", _) => {
                (Kind::Cause, 1, false)
            }
            ("leads" | "led" | "lead" | "leading", "to") => (Kind::Cause, 2, false),
            ("rather", "than") | ("instead", "of") => (Kind::Choice, 2, false),
            ("not", _) if parted(i) && i > 2 => (Kind::Choice, 1, false),
            ("later", "than") => (Kind::Time, 2, true),
            ("earlier" | "sooner", "than") => (Kind::Time, 2, false),
            ("than", _) if matches!(low(i.wrapping_sub(1)), "later" | "earlier" | "sooner") => continue,
            ("than", _) if low(i.wrapping_sub(1)) != "rather" => (Kind::Compared, 1, false),
            _ => continue,
        };
        let end = until_mark(words, i + skip);
        let opens = parted(i) || i == 0;
        // "After the fire, they built": what it is after stands between it and the mark.
        let main = if i == 0 || (opens && i < 3) {
            end..words.len()
        } else {
            since_mark(words, i.saturating_sub(1))..i
        };
        let main = if opens && main.end == i { 0..i } else { main };
        let (a, b) = (content(words, i + skip..end), content(words, main));
        let (first, second) = if first_after { (a, b) } else { (b, a) };
        found.push(Ordered { kind, first, second });
    }
    // "First this, now that"; "from this to that"; "not this but that".
    let find = |from: usize, table: &[&str]| (from..words.len()).find(|i| table.contains(&low(*i)));
    if let Some(a) = find(0, &["first", "once", "initially", "originally"])
        && let Some(b) = find(0, &["now", "later", "today", "then", "since", "eventually"])
    {
        let (first, second) = if a < b { (a..b, b..words.len()) } else { (a..words.len(), b..a) };
        found.push(Ordered {
            kind: Kind::Time,
            first: content(words, first),
            second: content(words, second),
        });
    }
    for a in (0..words.len()).filter(|i| low(*i) == "from") {
        if let Some(b) = find(a + 1, &["to", "into"]).filter(|b| *b <= a + NEAR) {
            let end = until_mark(words, b).min(b + NEAR);
            let (first, second) = (content(words, a..b), content(words, b..end));
            found.push(Ordered { kind: Kind::Changed, first, second });
        }
    }
    if let Some(n) = find(0, &["not"])
        && let Some(b) = find(n + 1, &["but"])
    {
        let (first, second) = (content(words, b..until_mark(words, b)), content(words, n..b));
        found.push(Ordered { kind: Kind::Choice, first, second });
    }
    found
}

/// Where two sides of the line stand the other way round in a sentence of the evidence.
fn swapped(aligned: &Aligned<'_>) -> Option<usize> {
    for mine in ordered(aligned.line) {
        for said in 0..aligned.cited.len() {
            for theirs in ordered(aligned.words(said)).iter().filter(|t| t.kind == mine.kind) {
                let stand = |side: &[usize], there: &[usize]| {
                    let places = side.iter().filter_map(|i| aligned.place(*i)).filter(|p| p.said == said);
                    places.filter(|p| there.contains(&p.at)).count()
                };
                let cross = (stand(&mine.first, &theirs.second), stand(&mine.second, &theirs.first));
                let straight = stand(&mine.first, &theirs.first) + stand(&mine.second, &theirs.second);
                let second =
                    mine.second.iter().filter_map(|i| aligned.place(*i)).filter(|p| p.said == said).count();
                let whole = cross.1 == second && stand(&mine.first, &theirs.second) == theirs.second.len();
                if cross.0 > 0 && cross.1 > 0 && (cross.0 + cross.1 > straight || whole) {
                    return Some(said);
                }
            }
        }
    }
    None
}

/// Whether the verb at `at` is passive: "was sued".
fn passive(words: &[Word], at: usize) -> bool {
    let be = |w: &Word| {
        matches!(
            w.low.as_str(),
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "get" | "gets" | "got"
        )
    };
    let by = words.get(at + 1).is_some_and(|w| w.low == "by");
    by || (words.get(at.saturating_sub(2)..at).unwrap_or_default().iter().any(be)
        && words.get(at).is_some_and(|w| !w.low.ends_with("ing")))
}

/// Whether a word is told as a noun by what stands before it.
fn noun(words: &[Word], at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "a", "an", "her", "his", "its", "my", "of", "our", "own", "that", "the", "their", "these", "this",
        "those",
    ];
    at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| BEFORE.contains(&w.low.as_str()))
}

/// "The mayor sued the union" where the union sued the mayor.
fn who_and_whom(aligned: &Aligned<'_>, numbers: &[Number]) -> Option<usize> {
    let figure = |i: usize| numbers.iter().any(|n| n.at.contains(&i));
    let arguments = |at: usize, place: Place| {
        let own = part(aligned.line, at);
        let there = |i: &usize| {
            let same = aligned.place(*i).filter(|p| p.said == place.said && p.at != place.at)?;
            (!figure(*i)).then_some(same.at)
        };
        let before = (own.start.max(at.saturating_sub(NEAR))..at).rev().find_map(|i| there(&i));
        let after = (at + 1..own.end.min(at + 1 + NEAR)).find_map(|i| there(&i));
        before.zip(after)
    };
    for (at, verb) in aligned.line.iter().enumerate() {
        if !verb.content() || verb.capital() || figure(at) || noun(aligned.line, at) {
            continue;
        }
        let Some(place) = aligned.place(at) else { continue };
        let words = aligned.words(place.said);
        let there = part(words, place.at);
        let Some((who, whom)) = arguments(at, place) else { continue };
        let crossed = who > place.at && whom < place.at && there.contains(&who) && there.contains(&whom);
        let spoken = matches!(verb.stem.as_str(), "say" | "ask" | "write" | "tell");
        if crossed
            && !spoken
            && !noun(words, place.at)
            && passive(aligned.line, at) == passive(words, place.at)
        {
            return Some(place.said);
        }
    }
    None
}

/// "The rich could not pay and the poor had no fever", where the evidence has it the other way about: two parts
/// of the line that follow one another both mix the words of two parts of a sentence.
fn crossed(aligned: &Aligned<'_>) -> Option<usize> {
    let begins = |words: &[Word], i: usize| {
        i > 0
            && words.get(i).is_some_and(|w| {
                w.parted() || matches!(w.low.as_str(), "and" | "but" | "while" | "whereas" | "than")
            })
    };
    let parts = |words: &[Word]| -> Vec<Range<usize>> {
        let starts: Vec<usize> =
            (0..=words.len()).filter(|i| *i == 0 || *i == words.len() || begins(words, *i)).collect();
        starts.windows(2).filter_map(|w| Some(*w.first()?..*w.last()?)).collect()
    };
    let mine = parts(aligned.line);
    (0..aligned.cited.len()).find(|said| {
        let words = aligned.words(*said);
        let theirs = parts(words);
        let homes = |range: &Range<usize>| -> Vec<usize> {
            let found = range.clone().filter_map(|i| {
                let place = aligned.place(i).filter(|p| p.said == *said)?;
                // A word that the sentence has twice has no home, and a name little.
                let own = words.get(place.at)?;
                let twice = words.iter().filter(|w| own.stem == w.stem).count() > 1;
                theirs.iter().position(|p| p.contains(&place.at)).filter(|_| !twice)
            });
            found.collect()
        };
        let all: Vec<Vec<usize>> = mine.iter().map(homes).collect();
        // "…, he says" takes no part in it.
        let told = |r: &Range<usize>| {
            aligned.line.get(r.clone()).is_some_and(|p| p.iter().any(|w| TOLD.contains(&w.stem.as_str())))
        };
        let all: Vec<&Vec<usize>> =
            mine.iter().zip(&all).filter(|(r, _)| !told(r)).map(|(_, homes)| homes).collect();
        all.windows(2).any(|pair| {
            let [a, b] = pair else { return false };
            let both = |x: &usize, y: &usize| [a, b].iter().all(|p| p.contains(x) && p.contains(y));
            a.iter().any(|x| a.iter().any(|y| x < y && both(x, y)))
        })
    })
}

/// Where the line has the two sides of something the other way about.
pub(super) fn faults(aligned: &Aligned<'_>, numbers: &[Number]) -> Vec<Fault> {
    let at = swapped(aligned).or_else(|| crossed(aligned)).or_else(|| who_and_whom(aligned, numbers));
    let said = at.and_then(|s| aligned.cited.get(s));
    said.map(|s| Fault::Sides(s.sentence.text.to_owned())).into_iter().collect()
}
