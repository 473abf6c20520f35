//! What may be left out of a sentence so that the rest says the same: what ties it to the one before, its head or its end
//! where a mark parts them, an aside. Whatever the rest depends on has to stay.

use super::cues::{CUES, negates};
use super::reading::Word;
use crate::summary::lexicon::{Lexicon, Table};
use crate::summary::trim::connectives;

/// So many words are little, and so many the beginning of more.
const LITTLE: usize = 6;
const LEAD: usize = 3;

/// A sentence, and what may be left out of it.
#[derive(Debug)]
pub(super) struct Cuts<'a> {
    words: &'a [Word],
    lexicon: Option<&'static Lexicon>,
    /// So many words at the head tie it to the sentence before.
    ties: Vec<usize>,
}

impl<'a> Cuts<'a> {
    pub fn new(sentence: &str, words: &'a [Word], lexicon: Option<&'static Lexicon>) -> Cuts<'a> {
        let mut ties = lexicon.map(|l| connectives(sentence, l)).unwrap_or_default();
        if let [first, next, ..] = words
            && first.any(&["yet"])
            && !next.any(&["another", "again", "to"])
            && lexicon.is_some_and(Lexicon::is_english)
        {
            ties.push(1);
        }
        Cuts { words, lexicon, ties }
    }

    fn part(&self, from: usize, to: usize) -> &'a [Word] {
        self.words.get(from..to).unwrap_or_default()
    }

    fn parted(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(Word::parted)
    }

    /// Whether the words from one place up to another may be left out.
    pub fn allowed(&self, from: usize, to: usize) -> bool {
        if from == 0 && self.ties.contains(&to) {
            return true;
        }
        let within = |at: usize| {
            at > 0
                && at < self.words.len()
                && self.part(at - 1, at + 1).iter().all(|w| w.quoted)
                && !self.words.get(at).is_some_and(|w| w.gap.contains(['"', '“', '”']))
        };
        if within(from) || within(to) {
            return false;
        }
        let english = self.lexicon.is_some_and(Lexicon::is_english);
        if from > 0 && to < self.words.len() && self.bracketed(from, to) {
            return !english
                || self.part(from, from + 1).iter().any(|w| w.is(&CUES.relative))
                || !self.held(from, to);
        }
        if !english || from == to {
            return false;
        }
        if from > 0 && self.plain(from, to) {
            return true;
        }
        match (from, to) {
            (0, to) if to == self.words.len() => false,
            (0, to) => self.head(to),
            (from, to) if to == self.words.len() => self.tail(from),
            (from, to) => self.aside(from, to),
        }
    }

    /// Small words that add nothing by themselves, and that nothing beside them turns.
    fn plain(&self, from: usize, to: usize) -> bool {
        let part = self.part(from, to);
        let alone = self.parted(to) && self.parted(from);
        let is =
            |phrase: &[&str]| part.len() == phrase.len() && part.iter().zip(phrase).all(|(w, p)| w.low == *p);
        let small = part.iter().all(|w| w.is(&CUES.plain)) || is(&["of", "course"]);
        let closed = (is(&["too"]) && self.parted(to)) || ((is(&["however"]) || is(&["though"])) && alone);
        let turned = self.part(from - 1, from).iter().any(negates);
        (small || closed) && !turned && !self.part(to, to + 1).iter().any(|w| w.is(&CUES.bound))
    }

    /// "Which seems to me too little": the author's verdict on what somebody else wants.
    fn verdict(&self, from: usize, to: usize) -> bool {
        let which = self.part(from, from + 1).iter().any(|w| w.any(&["which"]));
        which && (self.denies(from, to) || self.part(from, to).iter().any(|w| w.any(&["me", "too"])))
    }

    /// Between brackets, or between two dashes.
    fn bracketed(&self, from: usize, to: usize) -> bool {
        let (Some(first), Some(next)) = (self.words.get(from), self.words.get(to)) else { return false };
        let between =
            |opens: &[char], closes: &[char]| first.gap.contains(opens) && next.gap.contains(closes);
        let closed = |marks: &[char]| !self.part(from + 1, to).iter().any(|w| w.gap.contains(marks));
        (between(&['('], &[')']) && closed(&['(', ')']))
            || (between(&['—', '–'], &['—', '–']) && closed(&['—', '–']))
    }

    /// Somebody other than the author says something there.
    fn says(&self, from: usize, to: usize) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        (from..to).any(|at| {
            let Some(word) = self.words.get(at) else { return false };
            let own = self.part(at.saturating_sub(2).max(from), at).iter().any(|w| w.any(&["i", "we"]));
            word.speaks(lexicon) && !own
        })
    }

    /// It begins with what limits the rest, or is little else.
    fn limits(&self, from: usize, to: usize) -> bool {
        let near = if to - from <= LITTLE { to } else { from + LEAD };
        let part = self.part(from, near.min(to));
        part.iter().any(|w| w.is(&CUES.conditions)) || CUES.limits.within(&lows(part))
    }

    fn denies(&self, from: usize, to: usize) -> bool {
        self.part(from, to).iter().any(|w| w.is(&Lexicon::english().denials))
    }

    /// Something there says more than that it stands beside the rest.
    fn held(&self, from: usize, to: usize) -> bool {
        let begins = |table: &Table| self.part(from, from + 1).iter().any(|w| w.is(table));
        // A second clause speaks for itself, unless its end tells who says all of it: "…, and so it is, the firm says."
        let spoken = if begins(&CUES.joins) { to.saturating_sub(LEAD).max(from) } else { from };
        self.limits(from, to)
            || self.denies(from, to)
            || self.says(spoken, to)
            || begins(&CUES.when)
            || begins(&CUES.turns)
    }

    /// "The board's plan is simple:", "That is a myth:".
    fn hands(&self, from: usize, to: usize) -> bool {
        let part = self.part(from, to);
        let theirs = |w: &Word| {
            w.low.ends_with("'s")
                || w.any(&["their", "his", "her"])
                || self.lexicon.is_some_and(|l| l.others.has(&w.low))
        };
        self.denies(from, to) || (part.iter().any(|w| w.is(&CUES.plans)) && part.iter().any(theirs))
    }

    /// Everything before a place.
    fn head(&self, to: usize) -> bool {
        let starts: Vec<usize> = self.ties.iter().copied().chain([0]).filter(|s| *s < to).collect();
        let opener = |start: &usize| {
            let part = self.part(*start, to);
            let part = match part.split_last() {
                Some((last, rest)) if last.any(&["that"]) => rest,
                _ => part,
            };
            CUES.openers.has(&lows(part).join(" "))
        };
        if starts.iter().any(opener) {
            return true;
        }
        let Some(next) = self.words.get(to).filter(|w| !w.is(&CUES.fragment)) else { return false };
        let last = self.words.get(to - 1).filter(|w| to > 1 && w.parted() && w.is(&CUES.joins));
        let end = if last.is_some() { to - 1 } else { to };
        if last.is_none() && !next.parted() {
            return false;
        }
        let start = self.ties.iter().copied().max().filter(|s| *s < end).unwrap_or(0);
        let Some(first) = self.words.get(start) else { return false };
        let answered = last.is_some_and(|w| w.is(&CUES.answers));
        let turned = answered || first.is(&CUES.grants);
        let clause = last.is_some() || next.gap.contains([';', ':', '—', '–']);
        let when = first.is(&CUES.when) || first.is(&CUES.places) || first.is(&CUES.conditions);
        if when
            || (first.is(&CUES.scopes) && !clause)
            || (next.gap.contains([':', '—', '–']) && self.hands(start, end))
        {
            return false;
        }
        let body = lows(self.part(start, end));
        let granted = self.lexicon.is_some_and(|l| l.concedes.opens(&body));
        let negated = self.part(start, end).iter().any(negates) || self.denies(start, end);
        let held = granted || self.says(start, end) || (!clause && self.limits(start, end));
        turned || (!held && (clause || !negated))
    }

    /// Everything from a place on.
    fn tail(&self, from: usize) -> bool {
        let end = self.words.len();
        let Some(first) = self.words.get(from).filter(|w| w.parted()) else { return false };
        if first.is(&CUES.relative) {
            return !self.verdict(from, end);
        }
        if first.any(&["because"]) {
            return true;
        }
        // "…; it is not."
        let denied = first.is(&CUES.pointers) && self.part(from, end).iter().any(negates);
        !denied && !self.held(from, end)
    }

    /// Between two marks within the sentence.
    fn aside(&self, from: usize, to: usize) -> bool {
        if !self.parted(from) || !self.parted(to) {
            return false;
        }
        let Some(first) = self.words.get(from) else { return false };
        if first.is(&CUES.relative) {
            return !self.verdict(from, to);
        }
        let part = self.part(from, to);
        let apposed = part.len() <= 6
            && first.capital()
            && part.iter().all(|w| w.capital() || w.any(&["of", "the", "and", "for", "de"]));
        // Not "I am told".
        let own =
            part.len() <= 4 && first.any(&["i", "we"]) && !part.iter().any(|w| w.any(&["am", "are", "hear"]));
        // What may be a clause beside another: "…, she left, and won".
        let joins = |at: usize| self.part(at, at + 1).iter().any(|w| w.is(&CUES.joins));
        let clause = first.is(&CUES.subjects) || joins(from) || (joins(to) && !first.is(&CUES.asides));
        // "In no sense", "by no means".
        let negated = part.iter().skip(1).take(1).any(negates);
        (apposed || own || !clause) && !negated && !self.held(from, to)
    }
}

fn lows(words: &[Word]) -> Vec<String> {
    words.iter().map(|w| w.low.clone()).collect()
}
