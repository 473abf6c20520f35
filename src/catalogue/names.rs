//! An index over names, for completion: what somebody has typed of one, in milliseconds among a hundred
//! thousand. It holds the words that occur in them, each with the names that have it.

use memchr::memmem::Finder;
use std::{collections::HashMap, ops::Range};

/// Words beyond these are not looked at.
const MAX_PARTS: usize = 12;
/// So many names that have the words are looked at for the very run of letters: the most useful ones.
/// Where more have them, the words say little, and there are enough of the others.
const MAX_LOOKS: usize = 20_000;

/// Folded names, most useful first.
#[derive(Debug, Default)]
pub(super) struct Names {
    folded: Vec<Box<str>>,
    /// Their positions in alphabetical order.
    sorted: Vec<u32>,
    /// In alphabetical order.
    words: Vec<Word>,
    /// Which letters are in each of the words.
    letters: Vec<u64>,
}

#[derive(Debug)]
struct Word {
    text: Box<str>,
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
        let word = |(text, names): (&str, Vec<u32>)| Word { text: text.into(), names };
        let mut words: Vec<Word> = by_word.into_iter().map(word).collect();
        words.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        let letters = words.iter().map(|w| letters(&w.text)).collect();
        let mut sorted: Vec<u32> = (0..).take(folded.len()).collect();
        sorted.sort_by_key(|&n| folded.get(n as usize));
        Names { folded, sorted, words, letters }
    }

    /// Positions of the names that may be meant, best first: names that begin so, that have a word that
    /// begins so, that have it inside, that have its words in any order; else those that are a slip away.
    pub(super) fn find(&self, typed: &str, take: usize) -> Vec<usize> {
        if typed.is_empty() {
            return (0..self.folded.len().min(take)).collect();
        }
        let parts: Vec<&str> = typed.split(' ').take(MAX_PARTS).collect();
        // Names that begin so stand together.
        let mut found = least(self.sorted.get(self.begun(typed)).unwrap_or_default(), take);
        if found.len() >= take {
            return found;
        }
        // Of those that have the words, what has them in a row comes first.
        let begun = self.with_all(&parts, |part| Box::new(self.beginning(part).iter()));
        let (after_a_space, anywhere) = (format!(" {typed}"), Finder::new(typed));
        let after_a_space = Finder::new(&after_a_space);
        let (mut in_a_row, mut inside, mut apart) = (Vec::new(), Vec::new(), Vec::new());
        for (looks, (n, name)) in begun.of(&self.folded).enumerate() {
            if found.len() + in_a_row.len() >= take || (looks >= MAX_LOOKS && apart.len() >= take) {
                break;
            }
            let name = name.as_bytes();
            if name.starts_with(typed.as_bytes()) {
                continue;
            } else if after_a_space.find(name).is_some() {
                in_a_row.push(n);
            } else if inside.len() < take && anywhere.find(name).is_some() {
                inside.push(n);
            } else if apart.len() < take {
                apart.push(n);
            }
        }
        found.append(&mut in_a_row);
        if found.len() < take {
            let mut others = self.with_all(&parts, |part| Box::new(self.having(part)));
            others.remove(&begun);
            let more = others.of(&self.folded).take(MAX_LOOKS);
            let more = more.filter(|(_, name)| anywhere.find(name.as_bytes()).is_some()).map(|(n, _)| n);
            inside.extend(more.take(take));
            inside.sort_unstable();
        }
        found.extend(inside.into_iter().chain(apart));
        found.truncate(take);
        if found.is_empty() {
            let near = self.with_all(&parts, |part| self.near(part));
            found = near.of(&self.folded).map(|(n, _)| n).take(take).collect();
        }
        found
    }

    /// Where the names that begin so stand in alphabetical order.
    fn begun(&self, typed: &str) -> Range<usize> {
        let name = |n: &u32| self.folded.get(*n as usize).map(|name| &**name).unwrap_or_default();
        let from = self.sorted.partition_point(|n| name(n) < typed);
        let rest = self.sorted.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|n| name(n).starts_with(typed))
    }

    /// The words that begin so.
    fn beginning(&self, part: &str) -> &[Word] {
        let from = self.words.partition_point(|w| *w.text < *part);
        let rest = self.words.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|w| w.text.starts_with(part))).unwrap_or_default()
    }

    /// The words that have it inside.
    fn having<'a>(&'a self, part: &str) -> impl Iterator<Item = &'a Word> + use<'a> {
        let (wanted, finder) = (letters(part), Finder::new(part).into_owned());
        let candidates = self.letters.iter().zip(&self.words).filter(move |(has, _)| wanted & !**has == 0);
        candidates.map(|(_, word)| word).filter(move |word| finder.find(word.text.as_bytes()).is_some())
    }

    /// The words whose beginning is a slip away: a letter that is wrong, missing, too much or swapped;
    /// two of them in a long word, none in one of a letter or two.
    fn near<'a>(&'a self, part: &str) -> Box<dyn Iterator<Item = &'a Word> + 'a> {
        let length = part.chars().count();
        let slips = match length {
            0..=2 => return Box::new(self.beginning(part).iter()),
            3..=6 => 1,
            _ => 2,
        };
        let (wanted, mut slipped) = (letters(part), Slipped::new(part, slips));
        // A slip puts in at most one letter that the word has not.
        let candidates = self.letters.iter().zip(&self.words);
        let candidates = candidates.filter(move |(has, _)| (wanted & !**has).count_ones() <= slips);
        Box::new(candidates.map(|(_, word)| word).filter(move |word| slipped.begins(&word.text)))
    }

    /// The names that have, for each part, one of its words.
    fn with_all<'a>(
        &'a self,
        parts: &[&str],
        words: impl Fn(&str) -> Box<dyn Iterator<Item = &'a Word> + 'a>,
    ) -> Set {
        let mut all: Option<Set> = None;
        for part in parts {
            let mut set = Set::new(self.folded.len());
            words(part).flat_map(|w| &w.names).for_each(|n| set.insert(*n));
            match &mut all {
                Some(all) => all.keep(&set),
                None => all = Some(set),
            }
        }
        all.unwrap_or_else(|| Set::new(0))
    }
}

/// What was typed with slips in it: letters wrong, missing, too much, or swapped with the next. Beginnings of words
/// are compared with it by the optimal string alignment distance, row by row, as long as it may stay small enough
/// (Ukkonen, "Algorithms for approximate string matching", 1985).
struct Slipped {
    typed: Vec<char>,
    most: u32,
    /// The distances of the beginnings of what was typed to so many letters of the word: one letter ago, now.
    rows: [Vec<u32>; 3],
}

impl Slipped {
    fn new(typed: &str, most: u32) -> Slipped {
        let typed: Vec<char> = typed.chars().collect();
        let row = vec![0; typed.len() + 1];
        Slipped { typed, most, rows: [row.clone(), row.clone(), row] }
    }

    /// Whether the word begins with something that is so few slips away; it is at most a letter shorter or longer
    /// than what was typed.
    fn begins(&mut self, word: &str) -> bool {
        let length = self.typed.len();
        let [before, last, now] = &mut self.rows;
        (0..).zip(last.iter_mut()).for_each(|(i, cell)| *cell = i);
        let (mut previous, mut letters) = (None, 0);
        for letter in word.chars().take(length + 1) {
            letters += 1;
            let mut left = letters as u32;
            let mut least = left;
            if let Some(first) = now.first_mut() {
                *first = left;
            }
            let columns = self.typed.iter().zip(last.windows(2)).zip(now.iter_mut().skip(1)).enumerate();
            for (i, ((typed, above), cell)) in columns {
                let [corner, over] = *above else { continue };
                left = (corner + u32::from(*typed != letter)).min(over + 1).min(left + 1);
                // The two letters have changed places.
                if let Some(swapped) = i.checked_sub(1)
                    && previous == Some(*typed)
                    && self.typed.get(swapped) == Some(&letter)
                    && let Some(cost) = before.get(swapped)
                {
                    left = left.min(cost + 1);
                }
                *cell = left;
                least = least.min(left);
            }
            if letters + 1 >= length && left <= self.most {
                return true;
            }
            // A swap goes back two rows, and costs one itself.
            if least > self.most + 1 {
                return false;
            }
            previous = Some(letter);
            std::mem::swap(before, last);
            std::mem::swap(last, now);
        }
        // A word that is shorter yet has been compared whole.
        letters + 1 < length && last.last().is_some_and(|distance| *distance <= self.most)
    }
}

/// The least of some numbers, ascending.
fn least(of: &[u32], take: usize) -> Vec<usize> {
    let mut least: Vec<u32> = of.to_vec();
    if take > 0 && take < least.len() {
        least.select_nth_unstable(take - 1);
    }
    least.truncate(take);
    least.sort_unstable();
    least.into_iter().map(|n| n as usize).collect()
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
        fn a_beginning_is_near_as_the_distance_says(word in "[abc]{1,9}", typed in "[abc]{3,8}", most in 1_u32..3) {
            let length = typed.chars().count();
            let near = |n: usize| strsim::osa_distance(word.get(..n).unwrap_or(&word), &typed) <= most as usize;
            let slow = [length - 1, length, length + 1].into_iter().any(near);
            prop_assert_eq!(Slipped::new(&typed, most).begins(&word), slow);
        }

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
