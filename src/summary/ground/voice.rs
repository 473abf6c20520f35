//! Whose thought it is: what others say in the evidence is not given to the author, nor the author put on the side
//! of those they disagree with.

use super::Fault;
use super::evidence::Evidence;
use super::handed;
use super::quotes::quoted;
use super::reading::{Reading, Said, Word, read};
use super::scope::{negates, part};
use super::trace::{Place, Trace};

/// Share of what the line has from its evidence that others say there.
const MOSTLY: f64 = 0.6;
/// A part of a line is somebody's own where it has more than so many words from them, and none of the author's.
const APART: f64 = 1.0;
/// Verbs, by their stems, by which somebody is given a thought.
#[rustfmt::skip]
pub(super) const SAYS: &[&str] = &[
    "admit", "advis", "announc", "answer", "argu", "ask", "assert", "believ", "call", "claim", "complain",
    "conced", "conclud", "declar", "demand", "deni", "estim", "explain", "fear", "find", "hold", "hope",
    "insist", "maintain", "note", "object", "observ", "predict", "promis", "propos", "recommend", "regard",
    "remark", "repli", "report", "say", "see", "show", "state", "suggest", "tell", "think", "urg", "want",
    "warn", "wish", "write", "reckon", "expect", "accus", "discov", "calcul",
];
/// Nouns, by their stems, for what somebody thinks.
#[rustfmt::skip]
const IDEAS: &[&str] = &[
    "answer", "argument", "claim", "complaint", "cure", "excus", "idea", "object", "plan", "propos", "remedi",
    "repli", "solut", "theori", "view",
];
/// Nouns, by their stems, by which a line hands a thought to somebody.
#[rustfmt::skip]
pub(super) const THOUGHTS: &[&str] = &[
    "accord", "alleg", "argument", "belief", "claim", "complaint", "critic", "defend", "excus", "fear",
    "idea", "myth", "object", "oppon", "plan", "promis", "propos", "sceptic", "skeptic", "suppos", "support",
    "view", "warn", "worri",
];
/// Verbs, by their stems, by which somebody takes a side with others, and against them.
const WITH: &[&str] = &["agre", "back", "endors", "join", "share", "side", "support", "welcom"];
const AGAINST: &[&str] = &["disagre", "disput", "doubt", "object", "oppos", "question", "reject"];
/// By these an author agrees, in a short sentence.
const AGREED: &[&[&str]] = &[
    &["is", "true"],
    &["is", "right"],
    &["are", "right"],
    &["was", "right"],
    &["were", "right"],
    &["i", "agree"],
    &["i", "believe", "her"],
    &["i", "believe", "him"],
    &["i", "believe", "them"],
    &["we", "agree"],
    &["quite", "so"],
    &["has", "a", "point"],
    &["i", "accept"],
    &["i", "grant"],
    &["i", "admit"],
    &["i", "concede"],
    &["not", "doubt", "it"],
    &["not", "doubt", "that"],
];
/// Most words of such a sentence.
const SHORT: usize = 30;

/// Whether a word stands for the author, without a name.
fn paper(word: &Word) -> bool {
    matches!(word.low.as_str(), "author" | "columnist" | "editorial" | "newspaper" | "paper" | "writer")
}

/// Whether a word stands for the author.
pub(super) fn author(reading: &Reading<'_>, word: &Word) -> bool {
    paper(word) || reading.signs(&word.stem)
}

/// Where the line gives to the author, or to nobody, what somebody else says.
pub(super) fn faults(
    reading: &Reading<'_>,
    trace: &Trace<'_>,
    evidence: &Evidence,
    text: &str,
) -> Vec<Fault> {
    if sides(reading, trace, evidence) {
        let text = trace.cited.first().map_or("", |s| s.sentence.text);
        return vec![Fault::Stance(text.to_owned())];
    }
    if let Some(name) = handed::to(reading, trace) {
        return vec![Fault::Speaker(name)];
    }
    let said = trace.cited.iter().find(|s| reports(s));
    let wrong = said.filter(|_| !agreed(reading, evidence) && unnamed(reading, trace, text));
    wrong.map(|s| Fault::Attribution(s.sentence.text.to_owned())).into_iter().collect()
}

/// Whether a sentence tells what somebody other than the author thinks.
pub(super) fn reports(said: &Said<'_>) -> bool {
    let words = &said.line.words;
    let first = |w: &Word| matches!(w.low.as_str(), "i" | "we") || paper(w);
    // "…, and I decided that": the verb of speech is the author's.
    let verb = (0..words.len()).find(|i| speech(words, *i)).unwrap_or(0);
    let own = (words.iter().take(2).any(first)
        || words.get(verb.saturating_sub(3)..verb).unwrap_or_default().iter().any(first))
        && !said.sentence.text.starts_with(['“', '"']);
    !own && (said.others || (1..words.len()).any(|i| hands(words, i)))
}

/// Whether a word hands the word to somebody: "tells us that", "her own remedy is".
fn hands(words: &[Word], at: usize) -> bool {
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    let Some(word) = words.get(at) else { return false };
    let mine = words.get(at.saturating_sub(4)..at).unwrap_or_default().iter();
    let mine = mine.clone().any(|w| matches!(w.low.as_str(), "i" | "we" | "my" | "our" | "you" | "to"));
    let that = (at + 1..at + 3).any(|k| low(k) == "that") && word.content();
    let verb = SAYS.contains(&word.stem.as_str())
        && word.low.ends_with('s')
        && that
        && !matches!(low(at - 1), "this" | "that" | "which" | "it");
    let noun = IDEAS.contains(&word.stem.as_str())
        && somebodys(words, at)
        && (at + 1..words.len()).any(|k| matches!(low(k), "is" | "was" | "runs" | "goes"));
    (verb || noun) && !mine
}

/// "The usual answer", "their answer", rather than the author's.
fn somebodys(words: &[Word], at: usize) -> bool {
    let own = usize::from(at > 0 && words.get(at - 1).is_some_and(|w| w.low == "own"));
    at.checked_sub(1 + own).and_then(|i| words.get(i)).is_some_and(|w| {
        w.raw.ends_with("'s")
            || matches!(
                w.low.as_str(),
                "common" | "familiar" | "her" | "his" | "official" | "standard" | "stock" | "their" | "usual"
            )
    })
}

/// Whether what stands at a place of the evidence is said by others. Where they are quoted, what stands outside is
/// the author's, unless it tells who speaks.
fn theirs(trace: &Trace<'_>, place: &Place) -> bool {
    let Some(said) = trace.cited.get(place.said) else { return false };
    let words = &said.line.words;
    let speaks =
        |w: &Word| w.stem != "call" && !w.low.contains("proposal") && SAYS.contains(&w.stem.as_str());
    let told = words.iter().any(speaks);
    // What a semicolon parts from who speaks is the author's.
    let ends = |i: &usize| words.get(*i).is_some_and(|w| w.gap.contains(';'));
    let from = (1..=place.at).rev().find(ends).unwrap_or(0);
    let to = (place.at + 1..words.len()).find(ends).unwrap_or(words.len());
    if told && !words.get(from..to).unwrap_or_default().iter().any(speaks) {
        return false;
    }
    // What stands before "says that" tells who speaks; what stands before "…, says Hollister" is what is said.
    let verb = (from..to).find(|i| words.get(*i).is_some_and(speaks));
    let parted = |i: usize| words.get(i).is_none_or(Word::parted);
    let trails = |v: usize| parted(v + 1) || (parted(v) && words.get(v + 1).is_some_and(Word::capital));
    if verb.is_some_and(|v| place.at < v && !trails(v)) {
        return false;
    }
    let quoted = read(&quoted(said.sentence.text).join(" "));
    let within = || words.get(place.at).is_some_and(|w| quoted.iter().any(|q| w.low == q.low));
    reports(said) && (told || quoted.is_empty() || within())
}

/// Whether what these words of the line say is said by others in the evidence: most of it, or a part of its own.
fn of_others(trace: &Trace<'_>, words: std::ops::Range<usize>) -> bool {
    let counted = |range: std::ops::Range<usize>, others: bool| {
        let places = range.filter_map(|i| trace.place(i));
        places.filter(|p| theirs(trace, p) == others).count() as f64
    };
    let (others, own) = (counted(words.clone(), true), counted(words.clone(), false));
    let apart = |i: usize| {
        let part = part(trace.line, i);
        let opens = trace.line.get(i).map_or("", |w| w.low.as_str());
        let apposed = i > 0 && matches!(opens, "who" | "which" | "a" | "the");
        part.start == i && !apposed && counted(part.clone(), true) > APART && counted(part, false) == 0.0
    };
    others > 0.0 && others >= MOSTLY * (others + own) || words.clone().any(apart)
}

/// Whether the author says of what others say there that it is so.
fn agreed(reading: &Reading<'_>, evidence: &Evidence) -> bool {
    let near = evidence.said.iter().flat_map(|at| [*at, at + 1]).filter_map(|at| reading.said.get(at));
    let phrase = |words: &[Word], wanted: &[&str]| {
        words.windows(wanted.len()).any(|w| w.iter().zip(wanted).all(|(a, b)| a.low == *b))
    };
    let affirms = |w: &[Word]| {
        w.len() <= 3
            && !w.iter().any(negates)
            && w.iter().all(|w| !w.content())
            && w.last().is_some_and(|w| {
                matches!(w.low.as_str(), "is" | "are" | "do" | "does" | "did" | "was" | "were" | "so")
            })
    };
    near.into_iter().any(|s| {
        affirms(&s.line.words)
            || s.line.words.len() <= SHORT && AGREED.iter().any(|a| phrase(&s.line.words, a))
    })
}

/// "The author agrees with them", of what the author calls wrong, or doubts what the author calls right.
fn sides(reading: &Reading<'_>, trace: &Trace<'_>, evidence: &Evidence) -> bool {
    let words = trace.line;
    let of_author =
        |i: usize| words.get(i.saturating_sub(4)..i).unwrap_or_default().iter().any(|w| author(reading, w));
    let takes = |table: &[&str]| {
        (1..words.len()).any(|i| {
            words.get(i).is_some_and(|w| table.contains(&w.stem.as_str()))
                && of_author(i)
                && !words.get(i.saturating_sub(3)..i).unwrap_or_default().iter().any(negates)
        })
    };
    let wrong = trace.cited.iter().filter(|s| !s.others).any(|s| {
        s.line
            .words
            .iter()
            .any(|w| ["wrong", "disagre", "nonsens", "mistaken", "absurd"].contains(&w.stem.as_str()))
    });
    (takes(WITH) && wrong && !agreed(reading, evidence))
        || (takes(AGAINST) && !wrong && agreed(reading, evidence))
}

/// A thought of others that the line gives to nobody.
fn unnamed(reading: &Reading<'_>, trace: &Trace<'_>, text: &str) -> bool {
    let author = |w: &Word| author(reading, w);
    let of_author = trace.line.iter().take(4).any(|w| author(w) && !w.raw.ends_with("'s"));
    let thought = trace.line.iter().any(|w| THOUGHTS.contains(&w.stem.as_str()));
    // The verb by which they say it, or another that says no more.
    let told = trace
        .cited
        .iter()
        .enumerate()
        .filter(|(_, s)| reports(s))
        .any(|(k, s)| (0..s.line.words.len()).any(|j| speech(&s.line.words, j) && trace.kept(k, j)))
        || (0..trace.line.len()).any(|i| trace.spot(i).is_none() && speech(trace.line, i));
    let known =
        (thought && !of_author) || text.contains(['“', '"']) || doubts(trace.line) || (told && !of_author);
    !known && of_others(trace, 0..trace.line.len())
}

/// Whether the word at `at` is a verb of speech, or leads to who speaks.
pub(super) fn speech(words: &[Word], at: usize) -> bool {
    let to = at > 0 && words.get(at - 1).is_some_and(|w| w.low == "to");
    words.get(at).is_some_and(|w| w.low == "according" || SAYS.contains(&w.stem.as_str())) && !to
}

/// Whether a line denies a thought: "does not believe".
fn doubts(line: &[Word]) -> bool {
    line.iter().enumerate().any(|(i, w)| {
        SAYS.contains(&w.stem.as_str())
            && line.get(i.saturating_sub(3)..i).unwrap_or_default().iter().any(negates)
    })
}
