//! Words of a line that its evidence has not. It is made by cutting: what is new in it is a name or a noun for
//! "he" or "it", the author, or who says it, and nothing else.

use super::Fault;
use super::evidence::Evidence;
use super::forms::any_alike;
use super::reading::{Reading, Word};
use super::trace::Trace;
use super::voice::{author, reports};

/// So far back a sentence may have what "it" stands for.
const BACK: usize = 10;
/// A word that a sentence beside the evidence has, or the headline, counts so much; less than one is let pass.
const BESIDE: f64 = 0.5;
/// Stand for something that is named elsewhere.
#[rustfmt::skip]
const PRONOUNS: &[&str] = &[
    "he", "her", "hers", "here", "him", "his", "it", "its", "one", "ones", "our", "ours", "other", "others", "same", "she",
    "so", "such", "that", "their", "theirs", "them", "there", "these", "they", "this", "those", "us", "we", "both",
    "neither", "none", "either", "i", "my", "me", "mine", "some", "most", "all", "two", "which", "who",
];
/// Verbs, by their stems, that give a thought to somebody and say nothing of it.
const TELLS: &[&str] = &[
    "accord", "add", "answer", "argu", "ask", "believ", "call", "claim", "conclud", "explain", "find",
    "hold", "note", "point", "recal", "report", "say", "state", "suggest", "tell", "think", "write", "see",
    "view", "word",
];
/// By these, by their stems, somebody grants what is said, or wants it.
const GRANTS: &[&str] = &["accept", "acknowledg", "admit", "agre", "conced", "grant"];
const WANTS: &[&str] =
    &["ask", "demand", "propos", "urg", "want", "wish", "recommend", "call", "plead", "hope"];

/// Words that turn what stands by them about: "go up", "do away", "worse". None of them is a noun.
#[rustfmt::skip]
const TURNS: &[&str] = &[
    "above", "ahead", "away", "back", "bad", "behind", "below", "best", "better", "bigger", "cheaper", "down", "earlier", "easier", "faster", "first", "good", "greater",
    "harder", "higher", "larger", "last", "later", "longer", "lower", "off", "over", "right", "safer", "shorter", "slower", "smaller", "stronger", "too", "twice", "under",
    "up", "weaker", "well", "worse", "worst", "wrong",
];
/// Before one of these, a word is no verb.
#[rustfmt::skip]
const BEFORE_NOUNS: &[&str] = &[
    "a", "about", "against", "an", "and", "any", "as", "at", "between", "both", "by", "during", "each", "every", "for", "from", "her", "his", "in",
    "into", "its", "like", "many", "more", "most", "my", "no", "of", "on", "or", "our", "per", "some", "such", "than", "that", "the", "their", "these",
    "this", "those", "through", "under", "until", "which", "with", "without", "other", "own", "same", "two", "because", "but",
];

/// Whether a word stands for something, rather than for what is done or how it is.
fn nounish(trace: &Trace<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let Some(word) = trace.line.get(before) else { return true };
    let opens = trace.line.get(at).is_some_and(Word::parted);
    let named =
        word.capital() || word.raw.ends_with("'s") || word.raw.starts_with(|c: char| c.is_ascii_digit());
    let new = word.content() && trace.spot(before).is_none() && nounish(trace, before);
    let adjective = word.content()
        && !word.low.ends_with("ly")
        && trace.spot(before).is_some_and(|p| {
            // It stands before another noun there.
            trace.words(p.said).get(p.at + 1).is_some_and(|n| n.content() && !n.parted())
        });
    opens || named || new || adjective || BEFORE_NOUNS.contains(&word.low.as_str())
}

/// The words that are too many.
pub(super) fn faults(reading: &Reading<'_>, trace: &Trace<'_>, evidence: &Evidence) -> Vec<Fault> {
    let new: Vec<(&Word, f64)> =
        (0..trace.line.len()).filter_map(|i| new(reading, trace, evidence, i)).collect();
    let sum: f64 = new.iter().map(|(_, counts)| counts).sum();
    let shown: Vec<&str> = new.iter().map(|(w, _)| w.raw.as_str()).collect();
    (sum >= 1.0).then(|| Fault::Unsupported(shown.join(", "))).into_iter().collect()
}

/// The word at `at`, and what it counts, if it is new.
fn new<'a>(
    reading: &Reading<'_>,
    trace: &Trace<'a>,
    evidence: &Evidence,
    at: usize,
) -> Option<(&'a Word, f64)> {
    let word = trace.line.get(at)?;
    let figure = word.raw.starts_with(|c: char| c.is_ascii_digit());
    let opens = at == 0 || word.gap.contains(['.', '?', '!', ':', '“', '"']);
    // Names are looked at by themselves.
    let name = word.capital() && (!opens || !reading.printed.contains(&word.low));
    let turns = TURNS.contains(&word.low.as_str());
    if !(word.content() || turns) || figure || trace.spot(at).is_some() || name || counted(trace, at) {
        return None;
    }
    let own = author(reading, word) || reading.names_author(&word.stem);
    if own || matches!(word.low.as_str(), "people" | "because") || tells(reading, trace, word) {
        return None;
    }
    let cited = || trace.cited.iter().zip(&evidence.said);
    // A word that the evidence has and that is used once more.
    if nounish(trace, at)
        && cited().any(|(s, _)| any_alike(&word.stem, s.line.words.iter().map(|w| w.stem.as_str())))
    {
        return None;
    }
    let has = |l: &[Word]| any_alike(&word.stem, l.iter().filter(|w| w.content()).map(|w| w.stem.as_str()));
    // "A better contract", named so before, for "it".
    let named = |words: &[Word]| {
        let next = trace.line.get(at + 1).map_or("", |w| w.stem.as_str());
        words.windows(2).any(|w| matches!(w, [a, b] if a.stem == word.stem && b.stem == next))
    };
    let back = evidence.said.iter().flat_map(|at| at.saturating_sub(BACK)..*at);
    if turns && back.filter_map(|k| reading.said.get(k)).any(|s| named(&s.line.words)) {
        return None;
    }
    if turns || !nounish(trace, at) {
        return Some((word, 1.0));
    }
    let pronoun = |words: &[Word], said: usize| {
        words.iter().enumerate().any(|(j, w)| PRONOUNS.contains(&w.low.as_str()) && !trace.kept(said, j))
    };
    let before = evidence.said.iter().enumerate().filter(|(k, at)| {
        let leans = |s: &&super::reading::Said<'_>| pronoun(&s.line.words, *k);
        reading.said.get(**at).is_some_and(|s| leans(&s))
    });
    let mut before = before
        .flat_map(|(_, at)| at.saturating_sub(BACK)..*at)
        .filter_map(|k| reading.said.get(k))
        .map(|s| s.line.words.as_slice());
    let leans = trace.cited.iter().enumerate().any(|(k, s)| pronoun(&s.line.words, k));
    if before.any(has) || (leans && has(&reading.title.words)) {
        return None;
    }
    let mut near = evidence
        .said
        .iter()
        .flat_map(|at| [at.checked_sub(1), Some(at + 1)])
        .flatten()
        .filter_map(|k| reading.said.get(k))
        .map(|s| s.line.words.as_slice())
        .chain(std::iter::once(reading.title.words.as_slice()));
    Some((word, if near.any(has) { BESIDE } else { 1.0 }))
}

/// Whether the word is of a number, which is looked at by itself.
fn counted(trace: &Trace<'_>, at: usize) -> bool {
    super::numbers::numbers(trace.line).iter().any(|n| n.at.contains(&at))
}

/// Whether a word only says whose thought it is, where it is somebody's.
fn tells(reading: &Reading<'_>, trace: &Trace<'_>, word: &Word) -> bool {
    let stem = word.stem.as_str();
    let any = |fits: &dyn Fn(&Word) -> bool| trace.cited.iter().any(|s| s.line.words.iter().any(fits));
    let first = || any(&|w| matches!(w.low.as_str(), "i" | "we" | "my" | "our" | "me" | "us"));
    let reported = || trace.cited.iter().any(|s| reports(s));
    let granted = || {
        any(&|w| {
            matches!(
                w.low.as_str(),
                "true"
                    | "granted"
                    | "right"
                    | "course"
                    | "may"
                    | "admit"
                    | "believe"
                    | "fair"
                    | "accept"
                    | "yes"
            )
        })
    };
    let wished = || any(&|w| matches!(w.low.as_str(), "should" | "would" | "must" | "let" | "ought"));
    let own = trace
        .line
        .iter()
        .take(4)
        .any(|w| author(reading, w) || matches!(w.low.as_str(), "he" | "she" | "they"));
    (TELLS.contains(&stem) && (first() || reported() || own))
        || (GRANTS.contains(&stem) && granted())
        || (WANTS.contains(&stem) && (first() || wished()))
}
