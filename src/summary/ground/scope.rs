//! What a negation is about: the parts of a sentence, and the words that a "not" turns.

use super::reading::Word;
use std::ops::Range;

/// Negate what follows or stands about them.
const NEGATORS: &[&str] = &[
    "barely", "cannot", "hardly", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing",
    "nowhere", "scarcely", "without",
];
/// So do these words, by their stems, of what they govern.
const TURNERS: &[&str] = &[
    "avoid", "deni", "fail", "failur", "far", "imposs", "instead", "lack", "prevent", "rather", "refus",
    "reject", "stop", "unabl", "unlik", "unwil",
];
/// Those of them that only turn a verb after "to".
const TO: &[&str] = &["fail", "failur", "refus", "unabl", "unwil", "imposs", "unlik"];
/// Words, by their stems, that may stand for a negation without being one.
const AGAINST: &[&str] = &[
    "against", "abandon", "contrari", "doubt", "except", "forbid", "halt", "ignor", "neglect", "object",
    "oppos", "absurd", "error", "folli", "foolish", "mistak", "nonsens", "opposit", "overlook", "untru",
    "wrong",
];
/// Verbs, by their stems, of which a negation denies less themselves than what follows: "I do not want every".
const WISHES: &[&str] = &["ask", "claim", "expect", "mean", "pretend", "say", "suggest", "want", "wish"];
/// Verbs, by their stems, after which a negation before them is about what follows: "I do not think that".
const RAISES: &[&str] = &[
    "agre", "argu", "believ", "claim", "convinc", "expect", "imagin", "mean", "pretend", "say", "suggest",
    "suppos", "tell", "think", "want", "wish",
];
/// Negate more than the words beside them: what follows in their part.
const VERBAL: &[&str] = &["not", "never", "cannot", "hardly", "without", "nobody", "no"];
/// After a negator these make no negation: "not only".
const NO_NEGATION: &[&str] = &["just", "least", "less", "mere", "only", "simpli", "sooner", "wonder"];
/// Parts of a sentence begin with these.
const PARTS: &[&str] = &[
    "although", "because", "but", "if", "since", "so", "than", "though", "unless", "when", "whereas",
    "which", "while", "who", "yet",
];
/// After a negation these begin another clause: what it denies is left out.
const LEFT_OUT: &[&str] = &["are", "is", "may", "must", "should", "was", "were", "will", "would"];
/// How many words of content a negation is about.
const ABOUT: usize = 2;
/// How far before a word a negation may stand that turns it.
const REACH: usize = 6;

/// The part of a sentence that a word stands in: from a mark or a conjunction to the next.
pub(super) fn part(words: &[Word], at: usize) -> Range<usize> {
    let begins = |i: usize| {
        words.get(i).is_some_and(|w| w.parted() || (PARTS.contains(&w.low.as_str()) && !quantifies(words, i)))
    };
    let start = (0..=at).rev().find(|i| begins(*i)).unwrap_or(0);
    let end = (at + 1..words.len()).find(|i| begins(*i)).unwrap_or(words.len());
    start..end
}

/// "More than 300" is no comparison, and ends no part.
pub(super) fn quantifies(words: &[Word], at: usize) -> bool {
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    let figure = |i: usize| {
        low(i).starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                low(i),
                "half"
                    | "one"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "seven"
                    | "eight"
                    | "nine"
                    | "ten"
                    | "twice"
                    | "double"
                    | "twenty"
                    | "thirty"
                    | "forty"
                    | "fifty"
            )
            || (matches!(low(i), "a" | "an")
                && matches!(
                    low(i + 1),
                    "hundred"
                        | "thousand"
                        | "million"
                        | "billion"
                        | "dozen"
                        | "third"
                        | "quarter"
                        | "half"
                        | "decade"
                        | "century"
                ))
    };
    low(at) == "than" && figure(at + 1)
}

/// What a word stands with: its part, from "and" to "and", and what it is compared with.
pub(super) fn clause(words: &[Word], at: usize) -> Range<usize> {
    let own = part(words, at);
    let and = |i: &usize| words.get(*i).is_some_and(|w| matches!(w.low.as_str(), "and" | "or"));
    let start = (own.start..at).rev().find(and).map_or(own.start, |i| i + 1);
    let end = (at + 1..own.end).find(and).unwrap_or(own.end);
    let compared = words.get(end).is_some_and(|w| w.low == "than" && !w.parted());
    let end = if compared { part(words, end).end } else { end };
    let begins = words.get(start).is_some_and(|w| w.low == "than" && !w.parted()) && start > 0;
    let start = if begins { part(words, start - 1).start } else { start };
    start..end
}

/// A negation in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Negation {
    /// Which word it is.
    pub at: usize,
    /// The words that it is about, the first foremost.
    pub about: Vec<usize>,
    /// All that stands in its part after it, or with it where nothing does.
    pub with: Vec<usize>,
    /// It has a sense of its own besides: "fail", "without".
    pub word: bool,
}

/// The negations of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Scopes {
    /// In their order.
    pub negations: Vec<Negation>,
}

/// Whether a word denies.
pub(super) fn negates(word: &Word) -> bool {
    NEGATORS.contains(&word.low.as_str()) || word.low.ends_with("n't")
}

impl Scopes {
    pub fn new(words: &[Word]) -> Scopes {
        let mut negations: Vec<Negation> = (0..words.len()).filter_map(|at| negation(words, at)).collect();
        // "I do not think that it can never work": the two cancel.
        if let Some((raised, after)) =
            negations.iter().enumerate().find_map(|(k, n)| Some((k, raises(words, n)?)))
        {
            let end = (after + 1..words.len())
                .find(|i| words.get(*i).is_some_and(Word::parted))
                .unwrap_or(words.len());
            let inner = negations.iter().position(|n| (after..end).contains(&n.at));
            if let Some(inner) = inner {
                negations.remove(inner);
                negations.remove(raised);
            } else if let Some(n) = negations.get_mut(raised) {
                n.about = (after..words.len()).filter(|i| words.get(*i).is_some_and(Word::content)).collect();
                n.with.clone_from(&n.about);
            }
        }
        Scopes { negations }
    }

    /// Whether the negations of its part turn a word.
    pub fn turned(&self, words: &[Word], at: usize) -> bool {
        let part = part(words, at);
        let verbal = |n: &Negation| {
            words.get(n.at).is_some_and(|w| {
                w.low.ends_with("n't")
                    || VERBAL.contains(&w.low.as_str())
                    || TURNERS.contains(&w.stem.as_str())
            })
        };
        let before = self.negations.iter().filter(|n| {
            let governs = n.at < at && part.contains(&n.at) && at - n.at <= REACH && verbal(n);
            n.about.contains(&at) || (governs && !joined(words, n.at, at))
        });
        before.count() % 2 == 1
    }
}

/// Whether a word denies by what it means: "against", "wrong".
pub(super) fn opposes(word: &Word) -> bool {
    AGAINST.contains(&word.stem.as_str())
}

/// Where the clause begins that a negation is raised from: "I do not think that …".
fn raises(words: &[Word], negation: &Negation) -> Option<usize> {
    if negation.word {
        return None;
    }
    let near = (negation.at + 1..(negation.at + 7).min(words.len()))
        .take_while(|i| !words.get(*i).is_some_and(Word::parted))
        .find(|i| words.get(*i).is_some_and(|w| RAISES.contains(&w.stem.as_str())))?;
    let begins = |i: &usize| {
        words
            .get(*i)
            .is_some_and(|w| matches!(w.low.as_str(), "that" | "it" | "they" | "he" | "she" | "there"))
    };
    // "I will not tell you that".
    (near + 1..near + 3).find(begins).map(|i| i + 1)
}

/// Whether "and" stands between: a negation ends with its verb.
fn joined(words: &[Word], from: usize, to: usize) -> bool {
    words.get(from..to).unwrap_or_default().iter().any(|w| w.low == "and")
}

fn negation(words: &[Word], at: usize) -> Option<Negation> {
    let word = words.get(at)?;
    let next = |n: usize| words.get(at + n).map_or("", |w| w.low.as_str());
    // A name denies nothing.
    let turner = TURNERS.contains(&word.stem.as_str()) && (!word.capital() || at == 0);
    // "Too grand to say so".
    let too = (at + 2..at + 4).find(|i| word.low == "too" && words.get(*i).is_some_and(|w| w.low == "to"));
    if let Some(to) = too {
        let end = (to + 1..words.len()).find(|i| part(words, *i).start == *i).unwrap_or(words.len());
        let with: Vec<usize> = (to + 1..end).filter(|i| words.get(*i).is_some_and(Word::content)).collect();
        return Some(Negation { at, about: with.iter().copied().take(ABOUT).collect(), with, word: false });
    }
    if !negates(word) && !turner {
        return None;
    }
    // "Rather than", "instead of": alone they deny nothing.
    let pair = match word.low.as_str() {
        "rather" => next(1) == "than",
        "far" => next(1) == "from",
        // "A failed experiment" is not one that was not made.
        _ if TO.contains(&word.stem.as_str()) => next(1) == "to",
        _ if word.stem == "stop" => next(1).ends_with("ing"),
        // "Whether they come or not".
        "not" if at > 0 && words.get(at - 1).is_some_and(|w| w.low == "or") => false,
        "instead" => next(1) == "of",
        "no" if next(1) == "doubt" => false,
        // "No fewer than", "not only".
        "no" | "not" => !words.get(at + 1).is_some_and(|w| NO_NEGATION.contains(&w.stem.as_str())),
        // "Nothing but".
        "nothing" | "none" => next(1) != "but",
        _ => true,
    };
    if !pair {
        return None;
    }
    // "Not because they lost": what is denied stands in the next part.
    let mut from = at + 1;
    while words.get(from).is_some_and(|w| {
        let joins = ["because", "that", "than", "of", "so", "to", "longer", "one", "when", "if", "from"];
        joins.contains(&w.low.as_str()) && !w.parted()
    }) {
        from += 1;
    }
    let counts = |i: &usize| words.get(*i).is_some_and(Word::content);
    let own = part(words, at);
    let before = (own.start..at).rev().find(counts);
    let spoken = at > 0
        && word.low == "no"
        && words.get(at - 1).is_some_and(|w| matches!(w.stem.as_str(), "vote" | "say" | "answer"));
    // "It settles nothing", "vote no".
    let object = spoken
        || matches!(word.low.as_str(), "nothing" | "none" | "nobody")
            && at > 0
            && before == at.checked_sub(1);
    // "Those that cannot should close": what they cannot do, another sentence says.
    let verb = word.low == "cannot" || word.low.ends_with("n't");
    let left_out =
        words.get(at + 1).is_some_and(|w| w.parted() || (verb && LEFT_OUT.contains(&w.low.as_str())));
    let end = (from + 1..words.len()).find(|i| part(words, *i).start == *i).unwrap_or(words.len());
    // "That is not felt is a fee": the negation ends with its verb.
    let verb_at = |i: &usize| {
        words.get(*i).is_some_and(|w| matches!(w.low.as_str(), "is" | "are" | "was" | "were"))
            && words.get(from..*i).unwrap_or_default().iter().any(Word::content)
    };
    let subject = matches!(word.low.as_str(), "nobody" | "none" | "neither") || next(1) == "one";
    let end = (from..end).find(|i| !subject && verb_at(i)).unwrap_or(end);
    let mut about: Vec<usize> = if object || left_out {
        Vec::new()
    } else if subject {
        (from..end).filter(counts).collect()
    } else {
        // "Do not want every failure" denies less the wish than what is wished.
        let wish = |i: &usize| words.get(*i).is_some_and(|w| WISHES.contains(&w.stem.as_str()));
        let all: Vec<usize> = (from..end).filter(counts).collect();
        let wished: Vec<usize> = all.iter().copied().filter(|i| !wish(i)).take(ABOUT).collect();
        if wished.is_empty() { all.into_iter().take(ABOUT).collect() } else { wished }
    };
    // "She asked me not to."
    let asked = word.low == "not" && next(1) == "to" && about.is_empty();
    if object || asked || (about.is_empty() && !left_out && word.low == "no") {
        about.extend(before);
    }
    let mut with: Vec<usize> =
        if object || left_out { Vec::new() } else { (from..end).filter(counts).collect() };
    with.extend(about.iter().filter(|i| **i < at && !asked));
    Some(Negation { at, about, with, word: turner || word.low == "without" })
}
