//! The words that tell what a part of a sentence does, in English: data, in `cues.toml`.

use super::reading::Word;
use crate::summary::lexicon::{Lexicon, Table};
use serde::Deserialize;
use std::sync::LazyLock;

/// Tables of words and phrases.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Cues {
    /// May be left out wherever they stand.
    pub plain: Table,
    /// Where one of these follows, a small word before it belongs to it: "even if".
    pub bound: Table,
    /// At the head, with "that" or without it: the author says so in any case.
    pub openers: Table,
    /// Begin a head that says where, when or for whom the rest holds.
    pub scopes: Table,
    /// Join two clauses.
    pub joins: Table,
    /// Turn against the clause before.
    pub answers: Table,
    /// Begin a clause that grants something, after which the other holds by itself.
    pub grants: Table,
    /// What somebody wants or thinks, and a colon may hand over to.
    pub plans: Table,
    /// Begin a part about a noun before it.
    pub relative: Table,
    /// Show, where the head of a sentence was left out, that the rest is no sentence.
    pub fragment: Table,
    /// Begin an aside, even where "and" follows it.
    pub asides: Table,
    /// The rest depends on a part that has one of these at its head.
    pub conditions: Table,
    /// As these, of more words.
    pub limits: Table,
    /// Conditions where they begin a part.
    pub when: Table,
    /// Conditions where they begin a sentence; later they tell more about a place.
    pub places: Table,
    /// Begin a part that turns or limits the one before.
    pub turns: Table,
    /// Say that somebody says something, beside the verbs of the lexicon.
    pub speaks: Table,
    /// Stand for something said before, as a subject.
    pub pointers: Table,
    /// Subjects of a clause.
    pub subjects: Table,
    /// Pronouns of one thing.
    pub one: Table,
    /// Nouns of more than one without an "s".
    pub many: Table,
    /// Pronouns of a person.
    pub persons: Table,
    /// Pronouns of things, or of people.
    pub things: Table,
    /// Pronouns that a name with "'s" stands for.
    pub owners: Table,
    /// Stand before a name.
    pub titles: Table,
    /// People, after "my" or "her".
    pub kin: Table,
    /// Who speaks, where a line does not say who that is.
    pub nobody: Table,
    /// "Whether or not he thinks so": nobody says that he does.
    pub whether: Table,
}

/// The test sees to it that the file can be read.
pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| toml::from_str(include_str!("cues.toml")).unwrap_or_default());

/// Whether a word denies.
pub(super) fn negates(word: &Word) -> bool {
    word.is(&Lexicon::english().negations) || word.low.ends_with("n't")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_has_no_entry_twice() {
        let file = include_str!("cues.toml");
        assert!(toml::from_str::<Cues>(file).is_ok());
        let tables: std::collections::BTreeMap<String, Vec<String>> = toml::from_str(file).unwrap();
        for (name, words) in tables {
            assert!(words.is_sorted_by(|a, b| a < b), "{name}: {words:?}");
            assert!(words.iter().all(|w| *w == w.to_lowercase() && !w.contains('’')), "{name}");
        }
    }
}
