//! A name or a noun that stands for a pronoun: it has to be the one that was named last.

use super::cues::CUES;
use super::reading::{Said, Word};

/// Sentences before that are looked through.
const BACK: usize = 6;
/// Words before the subject of a sentence: "Last month the council".
const FIRST: usize = 3;

/// What the pronouns of a sentence may stand for.
#[derive(Debug)]
pub(super) struct Antecedents<'a> {
    /// The sentences up to and with the one that is read, which is the last.
    near: &'a [Said<'a>],
    english: bool,
}

impl<'a> Antecedents<'a> {
    pub fn new(said: &'a [Said<'a>], at: usize, english: bool) -> Antecedents<'a> {
        Antecedents { near: said.get(at.saturating_sub(BACK)..=at).unwrap_or_default(), english }
    }

    fn words(&self) -> &'a [Word] {
        self.near.last().map_or(&[], |s| s.words.as_slice())
    }

    /// Whether the word at a place is a pronoun that may be replaced.
    pub fn pronoun(&self, place: usize) -> bool {
        self.english && self.words().get(place).is_some_and(|w| w.is(&CUES.persons) || w.is(&CUES.things))
    }

    /// Whether these words of a line are what the pronoun at a place stands for.
    pub fn stands_for(&self, place: usize, name: &[Word]) -> bool {
        let Some(pronoun) = self.words().get(place) else { return false };
        let mut name: Vec<String> = name.iter().map(|w| w.low.clone()).collect();
        let Some(last) = name.last_mut() else { return false };
        let owner = last.strip_suffix("'s").or_else(|| last.strip_suffix('\'')).map(str::to_owned);
        // "Her" is an object as well.
        if pronoun.is(&CUES.owners) && !pronoun.any(&["her"]) && owner.is_none() {
            return false;
        }
        if owner.is_some() && !pronoun.is(&CUES.owners) {
            return false;
        }
        if let Some(owner) = owner {
            *last = owner;
        }
        let Some((sentence, at)) = self.last_named(&name, place) else { return false };
        let person = pronoun.is(&CUES.persons);
        if person {
            !self.rival(&name, sentence, at, place)
        } else {
            self.topic(&name, sentence, at, pronoun.is(&CUES.one))
        }
    }

    /// Where the words stand last before a place: the sentence, and the word in it.
    fn last_named(&self, name: &[String], place: usize) -> Option<(usize, usize)> {
        let current = self.near.len().checked_sub(1)?;
        (0..self.near.len()).rev().find_map(|n| {
            let words = &self.near.get(n)?.words;
            let end = if n == current { place } else { words.len() };
            let words = words.get(..end)?;
            let last = |w: &[Word]| {
                let (Some(word), Some(name)) = (w.last(), name.last()) else { return false };
                word.low.strip_suffix("'s").unwrap_or(&word.low) == name
            };
            let same = |w: &[Word]| w.iter().zip(name).rev().skip(1).all(|(a, b)| a.low == *b);
            let found = words.windows(name.len()).rposition(|w| last(w) && same(w));
            found.map(|at| (n, at))
        })
    }

    /// Whether somebody else is named between the name and the pronoun.
    fn rival(&self, name: &[String], sentence: usize, at: usize, place: usize) -> bool {
        let current = self.near.len() - 1;
        (sentence..=current).any(|n| {
            let words = self.near.get(n).map_or(&[][..], |s| s.words.as_slice());
            let from = if n == sentence { at + name.len() } else { 0 };
            let to = if n == current { place } else { words.len() };
            people(words, from..to).any(|person| {
                let known = |w: &Word| name.contains(&w.low.strip_suffix("'s").unwrap_or(&w.low).to_owned());
                !person.iter().any(known)
            })
        })
    }

    /// Whether what stands there is likely what the pronoun is: of its number, and the subject or the end of a sentence
    /// before, or anything in the last.
    fn topic(&self, name: &[String], sentence: usize, at: usize, one: bool) -> bool {
        let current = self.near.len() - 1;
        let words = self.near.get(sentence).map_or(&[][..], |s| s.words.as_slice());
        let last = words.get(at + name.len() - 1);
        let many =
            last.is_some_and(|w| w.low.ends_with('s') || w.is(&CUES.many) || name.iter().any(|n| n == "and"));
        let agrees = last.is_some_and(Word::capital) || many != one;
        let ends = at + name.len() == words.len() && sentence < current;
        at <= FIRST || ends || (agrees && sentence + 1 >= current)
    }
}

/// The people that are named in a part of a sentence: with a title, by two names, or as "my father".
fn people(words: &[Word], part: std::ops::Range<usize>) -> impl Iterator<Item = &[Word]> {
    let inside = words.get(part).unwrap_or_default();
    inside.chunk_by(|a, b| a.capital() && b.capital() && !b.parted()).filter(|run| {
        let titled = run.first().is_some_and(|w| w.is(&CUES.titles));
        let named = run.iter().all(Word::capital) && run.len() >= 2 && (titled || run.len() <= 3);
        named || run.iter().any(|w| w.is(&CUES.kin))
    })
}
