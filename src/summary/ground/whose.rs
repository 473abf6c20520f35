//! Whose view a sentence holds: a line below the author's name may not show what others say, ask or grant as the author's.

use super::Fault;
use super::cues::{CUES, negates};
use super::cut::Cut;
use super::reading::{Reading, Said, Word};
use crate::article::is_question;
use crate::summary::lexicon::Table;

/// Longest sentence that denies the one before: "That is nonsense."
const SHORT: usize = 8;
/// How far before a verb of speech its subject stands.
const NEAR: usize = 3;
const MAYBE: usize = 5;

/// What the sentence is cut for.
#[derive(Debug, Clone, Copy)]
pub(super) struct As {
    /// The gist.
    pub gist: bool,
    /// The line has the sentence before it as well, which tells who "he" is.
    pub led: bool,
}

/// What is wrong about the sentence that a line was cut from, as far as the line keeps it.
pub(super) fn faults(reading: &Reading<'_>, at: usize, cut: &Cut<'_>, line: As) -> Vec<Fault> {
    let Some(said) = reading.said.get(at) else { return Vec::new() };
    let text = || said.sentence.text.to_owned();
    let mut faults = Vec::new();
    if is_question(said.sentence.text) {
        faults.push(Fault::Stance(text()));
    }
    let named = told(reading, &said.words, cut, line.led);
    let next = reading.said.get(at + 1).filter(|next| reading.english() && denies(next));
    if let Some(next) = next.filter(|_| !named) {
        faults.push(Fault::Stance(next.sentence.text.to_owned()));
    }
    let before = at.checked_sub(1).and_then(|before| reading.said.get(before));
    let own = said.words.iter().any(|w| w.any(&["i"]));
    if let Some(before) = before.filter(|b| reading.english() && !own && announces(reading, &b.words)) {
        faults.push(Fault::Attribution(before.sentence.text.to_owned()));
    }
    if said.others && (line.gist || !named) {
        faults.push(Fault::Attribution(text()));
    }
    faults
}

/// A short sentence that says the one before is wrong: "That is nonsense.", "Not so.", "It has not."
fn denies(said: &Said<'_>) -> bool {
    let words = &said.words;
    let back = words.first().is_some_and(|w| w.is(&CUES.back)) || words.len() <= 2;
    let wrong = back && words.iter().any(|w| w.is(&CUES.denials));
    let no = words.len() <= 2 && words.first().is_some_and(|w| w.any(&["no", "hardly", "not"]));
    let ends = back && words.len() <= 4 && words.last().is_some_and(|w| negates(w) && !w.any(&["no"]));
    words.len() <= SHORT && !is_question(said.sentence.text) && (wrong || no || ends)
}

/// "I know the answer that officials give": what follows is theirs.
fn announces(reading: &Reading<'_>, words: &[Word]) -> bool {
    let any = |table: &Table| words.iter().any(|w| w.is(table));
    let others = reading.lexicon.is_some_and(|l| words.iter().any(|w| l.others.has(&w.low)));
    any(&CUES.arguments) && any(&CUES.given) && others
}

/// Whether the line keeps who says it, by name.
fn told(reading: &Reading<'_>, words: &[Word], cut: &Cut<'_>, led: bool) -> bool {
    let Some(lexicon) = reading.lexicon else { return false };
    let verb = |w: &Word| {
        w.any(&["according"])
            || lexicon.says.has(&w.low)
            || lexicon.holds.has(&w.low)
            || lexicon.asks.has(&w.low)
    };
    let lean = |n: usize| {
        words.get(n.saturating_sub(MAYBE)..n).unwrap_or_default().iter().any(|w| w.is(&CUES.whether))
    };
    let spoken = words.iter().enumerate().filter(|(n, w)| !w.quoted && verb(w) && cut.keeps(*n));
    let named = |n: usize| {
        let nobody =
            |k: usize| words.get(k).is_some_and(|w| w.is(&CUES.nobody) && !w.quoted) && !cut.names(k);
        // "…," he said, or the other way round.
        let after = words.get(n + 2).is_none_or(Word::parted) && nobody(n + 1);
        !after && !(n.saturating_sub(NEAR)..n).any(nobody)
    };
    spoken.into_iter().any(|(n, _)| led || named(n) || lean(n))
}
