//! The parts of a sentence, and what a negation is about.

use super::operators::DENY;
use super::reading::Word;
use std::ops::Range;

/// Verbs, by their stems, after which a negation before them is about what follows: "I do not think that".
const RAISES: &[&str] = &[
    "agre", "argu", "believ", "claim", "convinc", "expect", "imagin", "mean", "pretend", "say", "suggest",
    "suppos", "tell", "think", "want", "wish",
];
/// Parts of a sentence begin with these.
const PARTS: &[&str] = &[
    "although", "because", "but", "if", "since", "so", "than", "though", "unless", "when", "whereas",
    "which", "while", "who", "yet",
];

/// The part of a sentence that a word stands in: from a mark or a conjunction to the next.
pub(super) fn part(words: &[Word], at: usize) -> Range<usize> {
    let begins = |i: usize| {
        words.get(i).is_some_and(|w| w.parted() || (PARTS.contains(&w.low.as_str()) && !quantifies(words, i)))
    };
    let start = (0..=at).rev().find(|i| begins(*i)).unwrap_or(0);
    let end = (at + 1..words.len()).find(|i| begins(*i)).unwrap_or(words.len());
    start..end
}

/// Words that are numbers.
const NUMERALS: &[&str] = &[
    "half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twice", "double",
    "twenty", "thirty", "forty", "fifty",
];
/// Nouns that are numbers after "a".
const COUNTED: &[&str] =
    &["hundred", "thousand", "million", "billion", "dozen", "third", "quarter", "half", "decade", "century"];

/// Whether a number begins at a word.
pub(super) fn numeral(words: &[Word], at: usize) -> bool {
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    low(at).starts_with(|c: char| c.is_ascii_digit())
        || NUMERALS.contains(&low(at))
        || (matches!(low(at), "a" | "an") && COUNTED.contains(&low(at + 1)))
}

/// "More than 300" is no comparison, and ends no part.
pub(super) fn quantifies(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.low == "than") && numeral(words, at + 1)
}

/// Whether a word denies.
pub(super) fn negates(word: &Word) -> bool {
    DENY.contains(&word.low.as_str()) && word.low != "against"
}

/// Where the clause begins that the negation at `at` is raised from: "I do not think that …".
pub(super) fn raises(words: &[Word], at: usize) -> Option<usize> {
    let near = (at + 1..(at + 7).min(words.len()))
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
