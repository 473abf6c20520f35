//! Whose view a sentence holds: a line below the author's name may not show what others say, ask or grant as the author's.

use super::Fault;
use super::cues::CUES;
use super::cut::Cut;
use super::reading::{Reading, Word};
use crate::article::is_question;

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
        faults.push(Fault::Asked(text()));
    }
    if said.others && (line.gist || !told(reading, &said.words, cut, line.led)) {
        faults.push(Fault::Attribution(text()));
    }
    faults
}

/// Whether the line keeps who says it, by name.
fn told(reading: &Reading<'_>, words: &[Word], cut: &Cut<'_>, led: bool) -> bool {
    let Some(lexicon) = reading.lexicon else { return false };
    let verb = |w: &Word| w.speaks(lexicon) || lexicon.asks.has(&w.low);
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
