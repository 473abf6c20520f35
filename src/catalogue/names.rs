//! An index over names, for completion: what somebody has typed of one, in milliseconds among a hundred
//! thousand. It holds the words that occur in them, each with the names that have it.

use std::collections::HashMap;

/// Words beyond these are not looked at.
const MAX_PARTS: usize = 12;

/// Folded names, most useful first.
#[derive(Debug, Default)]
pub(super) struct Names {
    folded: Vec<Box<str>>,
    /// In alphabetical order.
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    text: Box<str>,
    /// Which letters are in it.
    letters: u64,
    /// The names that have it, ascending.
    names: Vec<u32>,
}

impl Names {
    pub(super) fn build(folded: impl Iterator<Item = String>) -> Names {
        let folded: Vec<Box<str>> = folded.map(String::into_boxed_str).collect();
        let mut by_word = HashMap::<&str, Vec<u32>>::new();
        for (n, name) in (0_u32..).zip(&folded) {
            for word in name.split(' ') {
                let names = by_word.entry(word).or_default();
                if names.last() != Some(&n) {
                    names.push(n);
                }
            }
        }
        let word =
            |(text, names): (&str, Vec<u32>)| Word { text: text.into(), letters: letters(text), names };
        let mut words: Vec<Word> = by_word.into_iter().map(word).collect();
        words.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        Names { folded, words }
    }

    /// Positions of the names that may be meant, best first: names that begin so, that have a word that
    /// begins so, that have it inside, that have its words in any order; else those that are a slip away.
    pub(super) fn find(&self, typed: &str, take: usize) -> Vec<usize> {
        if typed.is_empty() {
            return (0..self.folded.len().min(take)).collect();
        }
        let parts: Vec<&str> = typed.split(' ').take(MAX_PARTS).collect();
        let spaced = format!(" {typed}");
        let begun = self.with_all(&parts, |part| self.beginning(part).iter().collect());
        let mut ranks: [Vec<usize>; 4] = Default::default();
        let mut put = |rank: usize, n: usize| {
            if let Some(found) = ranks.get_mut(rank).filter(|r| r.len() < take) {
                found.push(n);
            }
        };
        for (n, name) in begun.of(&self.folded) {
            put(rank(name, typed, &spaced).unwrap_or(3), n);
        }
        let enough = |ranks: &[Vec<usize>; 4]| ranks.iter().take(2).map(Vec::len).sum::<usize>() >= take;
        if !enough(&ranks) {
            let inside = |part: &&str| self.words.iter().filter(|w| w.text.contains(*part)).collect();
            let mut inside = self.with_all(&parts, |part| inside(&part));
            inside.remove(&begun);
            let more = inside.of(&self.folded).filter(|(_, name)| name.contains(typed)).map(|(n, _)| n);
            let [_, _, within, _] = &mut ranks;
            within.extend(more.take(take));
            within.sort_unstable();
        }
        let mut found: Vec<usize> = ranks.into_iter().flatten().take(take).collect();
        if found.is_empty() {
            let near = self.with_all(&parts, |part| self.near(part));
            found = near.of(&self.folded).map(|(n, _)| n).take(take).collect();
        }
        found
    }

    /// The words that begin so.
    fn beginning(&self, part: &str) -> &[Word] {
        let from = self.words.partition_point(|w| *w.text < *part);
        let rest = self.words.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|w| w.text.starts_with(part))).unwrap_or_default()
    }

    /// The words whose beginning is a slip away: a letter that is wrong, missing, too much or swapped;
    /// two of them in a long word, none in one of a letter or two.
    fn near(&self, part: &str) -> Vec<&Word> {
        let length = part.chars().count();
        let slips = match length {
            0..=2 => return self.beginning(part).iter().collect(),
            3..=6 => 1,
            _ => 2,
        };
        let wanted = letters(part);
        let is_near = |word: &&Word| {
            // A slip puts in at most one letter that the word has not.
            (wanted & !word.letters).count_ones() <= slips
                && [length - 1, length, length + 1].into_iter().any(|n| {
                    let end = word.text.char_indices().nth(n).map_or(word.text.len(), |(at, _)| at);
                    let head = word.text.get(..end).unwrap_or_default();
                    strsim::osa_distance(head, part) <= slips as usize
                })
        };
        self.words.iter().filter(is_near).collect()
    }

    /// The names that have, for each part, one of its words.
    fn with_all<'a>(&'a self, parts: &[&str], words: impl Fn(&str) -> Vec<&'a Word>) -> Set {
        let mut all: Option<Set> = None;
        for part in parts {
            let mut set = Set::new(self.folded.len());
            words(part).into_iter().flat_map(|w| &w.names).for_each(|n| set.insert(*n));
            match &mut all {
                Some(all) => all.keep(&set),
                None => all = Some(set),
            }
        }
        all.unwrap_or_else(|| Set::new(0))
    }
}

/// How well a name fits, best 0; `None` where it has no such run of letters.
fn rank(name: &str, typed: &str, spaced: &str) -> Option<usize> {
    if name.starts_with(typed) {
        Some(0)
    } else if name.contains(spaced) {
        Some(1)
    } else if name.contains(typed) {
        Some(2)
    } else {
        None
    }
}

/// One bit for each letter and digit, more or less: others share the bits.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte & 63))
}

/// A set of names, a bit each.
struct Set(Vec<u64>);

impl Set {
    fn new(size: usize) -> Set {
        Set(vec![0; size.div_ceil(64)])
    }

    fn insert(&mut self, n: u32) {
        if let Some(word) = self.0.get_mut(n as usize / 64) {
            *word |= 1 << (n % 64);
        }
    }

    fn keep(&mut self, other: &Set) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    fn remove(&mut self, other: &Set) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
    }

    /// Its members with their names, ascending.
    fn of<'a>(&self, folded: &'a [Box<str>]) -> impl Iterator<Item = (usize, &'a str)> {
        let members = self.0.iter().enumerate().flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(at * 64 + bit)
            })
        });
        members.filter_map(|n| Some((n, &**folded.get(n)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by looking at every name.
    fn slowly(names: &[String], typed: &str, take: usize) -> Vec<usize> {
        let spaced = format!(" {typed}");
        let begins = |name: &str| typed.split(' ').all(|t| name.split(' ').any(|w| w.starts_with(t)));
        let rank = |name: &str| rank(name, typed, &spaced).or_else(|| begins(name).then_some(3));
        let mut ranked: Vec<(usize, usize)> =
            names.iter().enumerate().filter_map(|(n, name)| Some((rank(name)?, n))).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, n)| n).take(take).collect()
    }

    proptest! {
        #[test]
        fn it_finds_what_a_slow_search_finds(
            names in proptest::collection::vec("[abc]{1,4}( [abc]{1,4}){0,3}", 1..90),
            typed in "[abc]{1,3}( [abc]{1,2}){0,2}",
            take in 1_usize..30,
        ) {
            let slow = slowly(&names, &typed, take);
            let found = Names::build(names.iter().cloned()).find(&typed, take);
            // Where it finds nothing, slips are forgiven.
            prop_assert!(slow.is_empty() || slow == found, "{slow:?} {found:?}");
        }
    }

    #[test]
    fn a_slip_is_forgiven_in_the_middle_of_typing() {
        let names =
            Names::build(["let the bridge be free", "north korea", "a lamp"].map(str::to_owned).into_iter());
        for (typed, wanted) in [
            ("bride", 0),
            ("brigde", 0),
            ("bidge fre", 0),
            ("nroth", 1),
            ("kroea nort", 1),
            ("lanp", 2),
            ("orea", 1),
        ] {
            assert_eq!(names.find(typed, 5), [wanted], "{typed}");
        }
        assert_eq!(names.find("zzz", 5), [0; 0]);
        assert_eq!(names.find("", 2), [0, 1]);
    }
}
