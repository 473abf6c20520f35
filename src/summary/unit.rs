//! The units that a digest is put together from.

use super::scenes::{PAGE, PAST, PRESENT};
use super::speech::Voice;
use super::terms::length;
use super::traits::{Cues, contains};
use super::trim::{tidy, trimmed};
use crate::article::{Sentence, is_ended, is_question};
use crate::digest::GIST_CHARS;
use std::ops::Range;

/// Most words of two sentences that make a gist together.
const PAIR_WORDS: usize = 40;
/// A sentence of at most so many words may want the next.
const BARE: usize = 10;

/// One sentence of the author's, or two that stand together.
#[derive(Debug)]
pub(super) struct Unit {
    /// The number of its sentence, or of the first of two, among all of the piece.
    pub at: usize,
    /// Its paragraph, from 0.
    pub paragraph: usize,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// Its tokens.
    pub said: Vec<String>,
    /// Trimmed, on one line.
    pub text: String,
    /// As printed, on one line.
    pub verbatim: String,
    /// Length of `text`.
    pub words: usize,
    /// What its words tell; all false where the language is not English.
    pub cues: Cues,
    /// It asks something.
    pub question: bool,
    /// It holds a phrase in quotation marks.
    pub phrase: bool,
    /// It is two sentences.
    pub pair: bool,
}

impl Unit {
    /// The sentence number `at`, if it is the author's own and running prose; none if it is too long and
    /// cannot be trimmed.
    pub fn of(
        at: usize,
        sentence: &Sentence<'_>,
        said: &[String],
        voice: Voice,
        english: bool,
    ) -> Option<Unit> {
        if voice == Voice::Other || !stands_in_prose(sentence.text, said) {
            return None;
        }
        let text = trimmed(sentence.text, english, GIST_CHARS)?;
        Some(Unit {
            at,
            paragraph: sentence.paragraph,
            span: sentence.span.clone(),
            said: said.to_vec(),
            words: length(&text),
            cues: if english { Cues::of(&text) } else { Cues::default() },
            text,
            verbatim: tidy(sentence.text),
            question: is_question(sentence.text),
            phrase: voice == Voice::OwnWithPhrase,
            pair: false,
        })
    }

    /// Itself and the next sentence of its paragraph, where that completes it and both are short.
    pub fn with(&self, next: &Unit) -> Option<Unit> {
        let text = format!("{} {}", self.text, next.verbatim);
        let words = length(&text);
        let fits = words <= PAIR_WORDS && text.chars().count() <= GIST_CHARS;
        let follows = next.at == self.at + 1 && next.paragraph == self.paragraph;
        let completes = next.cues.leans || next.cues.early_pronoun || self.words <= BARE;
        (fits && follows && completes).then(|| Unit {
            at: self.at,
            paragraph: self.paragraph,
            span: self.span.start..next.span.end,
            said: self.said.iter().chain(&next.said).cloned().collect(),
            words,
            cues: self.cues.with(&next.cues),
            text,
            verbatim: format!("{} {}", self.verbatim, next.verbatim),
            question: self.question || next.question,
            phrase: self.phrase || next.phrase,
            pair: true,
        })
    }
}

/// Whether a sentence is running prose rather than a heading, a list item, an address or a remnant
/// of the page.
fn stands_in_prose(text: &str, words: &[String]) -> bool {
    let first = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    is_ended(text)
        && !text.ends_with(":.")
        && text.starts_with(|c: char| c.is_alphanumeric() || "\"'“‘«¿¡「『$€£".contains(c))
        && !text.ends_with("...")
        && !text.ends_with('…')
        && first.is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
        // Square brackets are put into the words of others.
        && !text.contains(['{', '}', '|', '@', '©', '\u{fffd}', '[', ']'])
        && !text.contains("://")
        && !text.contains("www.")
        && text.matches('(').count() == text.matches(')').count()
        && !contains(words, PAGE)
}

/// Whether a sentence opens by turning against the one before.
pub(super) fn is_turn(said: &[String]) -> bool {
    said.first()
        .is_some_and(|w| matches!(w.as_str(), "but" | "however" | "nevertheless" | "nonetheless" | "yet"))
}

/// "Standing firm against it all.", "The upshot: more of the same."
pub(super) fn is_fragment(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let label = words.clone().take(3).any(|w| w.ends_with(':'));
    let finite =
        |w: &str| PRESENT.binary_search(&w).is_ok() || PAST.binary_search(&w).is_ok() || w.ends_with('s');
    let participle = words.next().is_some_and(|w| w.ends_with("ing") && w.len() > 5);
    label || (participle && !words.any(finite))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_told_from_clauses() {
        for text in ["Standing firm against all of it.", "The upshot: more of the same."] {
            assert!(is_fragment(text), "{text}");
        }
        for text in
            ["Tolling bridges is a tax on work.", "The bridge is old.", "Raising tolls was a mistake."]
        {
            assert!(!is_fragment(text), "{text}");
        }
    }
}
