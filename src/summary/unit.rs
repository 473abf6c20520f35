//! The units that a digest is put together from.

use super::cues::Cues;
use super::lexicon::Lexicon;
use super::speech::Voice;
use super::terms::length;
use super::trim::{tidy, trimmed};
use crate::article::{Sentence, is_ended, is_function_word, is_question, tokens};
use crate::digest::GIST_CHARS;
use std::ops::Range;

/// Most words of two sentences that make a gist together.
const PAIR_WORDS: usize = 40;
/// A sentence of at most so many words may want the next.
const BARE: usize = 7;

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
    /// What its words tell; all false where the language is not known.
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
        lexicon: Option<&Lexicon>,
    ) -> Option<Unit> {
        let page = |l: &Lexicon| l.page.within(said);
        if voice == Voice::Other || !stands_in_prose(sentence.text) || lexicon.is_some_and(page) {
            return None;
        }
        let text = trimmed(sentence.text, lexicon, GIST_CHARS)?;
        Some(Unit {
            at,
            paragraph: sentence.paragraph,
            span: sentence.span.clone(),
            said: said.to_vec(),
            words: length(&text),
            cues: lexicon.map(|l| Cues::of(&text, l)).unwrap_or_default(),
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
fn stands_in_prose(text: &str) -> bool {
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
}

/// Whether a sentence opens by turning against the one before.
pub(super) fn is_turn(said: &[String], lexicon: Option<&Lexicon>) -> bool {
    lexicon.is_some_and(|l| l.against.opens(said))
}

/// "Standing firm against it all.", "The upshot: more of the same.", "A bridge of stone."
pub(super) fn is_fragment(text: &str, lexicon: Option<&Lexicon>) -> bool {
    let mut words = text.split_whitespace();
    let label = words.clone().take(3).any(|w| w.ends_with(':'));
    let Some(lexicon) = lexicon.filter(|l| l.is_english()) else { return label };
    let verb = |w: &str| lexicon.present.has(w) || lexicon.past.has(w);
    let finite = |w: &str| verb(w) || w.ends_with('s');
    let participle = words.next().is_some_and(|w| w.ends_with("ing") && w.len() > 5);
    label || (participle && !words.any(finite)) || is_verbless(text, verb)
}

/// Nothing in it can be a verb. "We want more" has none that is told from a noun, but a subject that
/// needs one.
fn is_verbless(text: &str, verb: impl Fn(&str) -> bool) -> bool {
    let said = tokens(text);
    let may = |w: &str| {
        let short = w.contains('\'') && !w.ends_with("'s");
        let formed = !w.ends_with("'s") && w.len() > 2 && (w.ends_with('s') || w.ends_with("ed"));
        verb(w) || short || formed || matches!(w, "i" | "it" | "let" | "they" | "we" | "who" | "you")
    };
    said.len() >= 6 && said.first().is_some_and(|w| is_function_word(w)) && !said.iter().any(|w| may(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_told_from_clauses() {
        let english = Lexicon::of(Some("en"), &[]);
        for text in [
            "Standing firm against all of it.",
            "The upshot: more of the same.",
            "The mayor’s plan for a new bridge over an old river.",
        ] {
            assert!(is_fragment(text, english), "{text}");
        }
        for text in [
            "Tolling bridges is a tax on work.",
            "The bridge is old.",
            "Raising tolls was a mistake.",
            "If we want more, we pay more to the town.",
            "The town pays for the bridge over an old river.",
        ] {
            assert!(!is_fragment(text, english), "{text}");
        }
    }
}
