//! The words of a text as numbers: what similarity and overlap are computed from.

use super::lexicon::Lexicon;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Share of sentences from which on a word of an unknown language is taken for a function word.
const COMMON_SHARE: f64 = 0.25;

/// Length of a text in words. Han and kana, written without spaces, count two characters a word.
pub(super) fn length(text: &str) -> usize {
    let unspaced =
        |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    let run = text.chars().filter(unspaced).count();
    if run == 0 {
        return crate::digest::words(text);
    }
    let spaced: String = text.chars().map(|c| if unspaced(&c) { ' ' } else { c }).collect();
    crate::digest::words(&spaced) + run.div_ceil(2)
}

/// A sparse vector of unit length, sorted by term; empty where a sentence has no content words.
pub(super) type Vector = Vec<(u32, f64)>;

/// The cosine of two vectors: 1 for the same words in the same proportions, 0 for none in common.
pub(super) fn cosine(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some(&&(i, x)), Some(&&(j, y))) = (a.peek(), b.peek()) {
        match i.cmp(&j) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                sum += x * y;
                a.next();
                b.next();
            }
        }
    }
    sum
}

/// The content words of a text and how rare each is in it.
#[derive(Debug)]
pub(super) struct Terms {
    ids: HashMap<String, u32>,
    /// How many sentences have the term.
    counts: Vec<u32>,
    idf: Vec<f64>,
    lexicon: Option<&'static Lexicon>,
    /// Where function words are not known, a term in more sentences than this is taken for one.
    common: f64,
}

impl Terms {
    /// Reads the tokens of all sentences.
    pub fn new(sentences: &[Vec<String>], lexicon: Option<&'static Lexicon>) -> Terms {
        let mut terms =
            Terms { ids: HashMap::new(), counts: Vec::new(), idf: Vec::new(), lexicon, common: 0.0 };
        for sentence in sentences {
            let mut seen = HashSet::new();
            for word in sentence {
                let Some(word) = terms.content(word) else { continue };
                let next = terms.ids.len() as u32;
                let id = *terms.ids.entry(word).or_insert(next);
                if id == next {
                    terms.counts.push(0);
                }
                if seen.insert(id)
                    && let Some(count) = terms.counts.get_mut(id as usize)
                {
                    *count += 1;
                }
            }
        }
        let n = sentences.len() as f64;
        terms.common = (n * COMMON_SHARE).max(2.0);
        terms.idf = terms.counts.iter().map(|&df| ((n + 1.0) / f64::from(df)).ln()).collect();
        terms
    }

    /// The tf-idf vector of a sentence. Words that the text does not have are left out.
    pub fn vector(&self, sentence: &[String]) -> Vector {
        let mut weights: BTreeMap<u32, f64> = BTreeMap::new();
        for id in sentence.iter().filter_map(|w| self.ids.get(&self.content(w)?)) {
            *weights.entry(*id).or_default() += self.idf.get(*id as usize).copied().unwrap_or_default();
        }
        let norm = weights.values().map(|w| w * w).sum::<f64>().sqrt();
        if norm > 0.0 { weights.into_iter().map(|(id, w)| (id, w / norm)).collect() } else { Vector::new() }
    }

    /// The terms of a sentence, each once, sorted. Words that the text does not have are left out.
    pub fn of(&self, sentence: &[String]) -> Vec<u32> {
        let ids: BTreeSet<u32> =
            sentence.iter().filter_map(|w| self.ids.get(&self.content(w)?).copied()).collect();
        ids.into_iter().collect()
    }

    /// How many sentences have the term.
    pub fn count(&self, term: u32) -> f64 {
        self.counts.get(term as usize).copied().map_or(0.0, f64::from)
    }

    /// How much of the text the terms speak for: the cosine to its centroid of raw counts, times a
    /// number that is the same for every sentence (Radev et al., "Centroid-based summarization of
    /// multiple documents", Information Processing and Management 40(6), 2004; counts rather than
    /// tf-idf after Nenkova and Vanderwende, "The impact of frequency on summarization", 2005).
    pub fn topic(&self, terms: &[u32]) -> f64 {
        let sum: f64 = terms
            .iter()
            .map(|t| self.count(*t))
            .filter(|c| self.lexicon.is_some() || *c <= self.common)
            .sum();
        sum / (terms.len().max(1) as f64).sqrt()
    }

    /// A content word in the spelling it is compared by; none for a function word.
    fn content(&self, word: &str) -> Option<String> {
        let Some(lexicon) = self.lexicon else { return Some(word.to_owned()) };
        if lexicon.is_english() {
            let word = word.strip_suffix("'s").unwrap_or(word);
            return (!lexicon.is_function(word) && word.len() > 1).then(|| singular(word).to_owned());
        }
        // "l'eau", "qu'un"
        let word = word.split_once('\'').filter(|(head, _)| head.len() <= 2).map_or(word, |(_, rest)| rest);
        (!lexicon.is_function(word) && word.len() > 1).then(|| word.to_owned())
    }
}

/// Plural and singular as one, by the S stemmer of D. Harman, "How effective is suffixing?",
/// JASIS 42(1), 1991; "ies" loses its ending only, which serves comparing as well.
fn singular(word: &str) -> &str {
    let kept = |ending: &str, not: &[&str]| {
        word.strip_suffix(ending).filter(|stem| stem.len() > 2 && !not.iter().any(|n| word.ends_with(n)))
    };
    kept("ies", &["eies", "aies"])
        .or_else(|| kept("y", &["ay", "ey", "oy", "uy"]))
        .or_else(|| kept("s", &["us", "ss", "ies"]))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tokens;

    #[test]
    fn plural_and_singular_compare_alike() {
        for (one, many) in [("cut", "cuts"), ("policy", "policies"), ("leader", "leaders")] {
            assert_eq!(singular(one), singular(many));
        }
        for word in ["focus", "loss", "gas", "today"] {
            assert_eq!(singular(word), word);
        }
    }

    #[test]
    fn unspaced_scripts_have_a_length() {
        assert_eq!(length("two words"), 2);
        assert_eq!(length("時間がない"), 3);
        assert_eq!(length("GDP は下がった。"), 4);
    }

    #[test]
    fn cosine_is_one_for_the_same_and_zero_for_other_words() {
        let said = ["rivers need banks", "banks need rivers", "cats purr"].map(tokens);
        let terms = Terms::new(&said, Lexicon::of(Some("en"), &[]));
        let [a, b, c] = said.map(|s| terms.vector(&s));
        assert!((cosine(&a, &b) - 1.0).abs() < 1e-9);
        assert_eq!(cosine(&a, &c), 0.0);
    }
}
