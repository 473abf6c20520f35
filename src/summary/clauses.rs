//! English words at the joints of sentences and clauses: data only. All tables are lower case and
//! sorted.

/// Heads of a clause that cannot stand once the rest is cut away.
pub(super) const HANGS: &[&str] = &[
    "although", "as", "because", "either", "even", "if", "just", "many", "neither", "not", "once", "since",
    "some", "though", "unless", "until", "when", "whenever", "where", "whereas", "whether", "while",
];

/// Openings of a second clause that turn the first around.
pub(super) const TURNS: &[&str] = &[
    "although",
    "but",
    "except",
    "however",
    "if",
    "instead",
    "just",
    "nevertheless",
    "nor",
    "not",
    "only",
    "or",
    "provided",
    "rather",
    "still",
    "that",
    "though",
    "unless",
    "until",
    "when",
    "which",
    "while",
    "who",
    "without",
    "yet",
];

/// What must follow a word for it to be a connective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// A word that is not one of [`NOT_AFTER_CONNECTIVE`].
    Word,
    /// A comma, or one of [`OPENERS`].
    Opener,
    /// A comma.
    Comma,
}

/// Connectives that may be dropped from the head of a sentence.
pub(super) const CONNECTIVES: &[(&str, Needs)] = &[
    ("above all", Needs::Comma),
    ("accordingly", Needs::Comma),
    ("additionally", Needs::Comma),
    ("after all", Needs::Comma),
    ("again", Needs::Comma),
    ("also", Needs::Comma),
    ("and", Needs::Word),
    ("as a result", Needs::Comma),
    ("besides", Needs::Comma),
    ("but", Needs::Word),
    ("consequently", Needs::Comma),
    ("finally", Needs::Comma),
    ("first", Needs::Comma),
    ("first and foremost", Needs::Comma),
    ("first up", Needs::Comma),
    ("for one thing", Needs::Comma),
    ("for starters", Needs::Comma),
    ("furthermore", Needs::Comma),
    ("hence", Needs::Comma),
    ("however", Needs::Comma),
    ("in addition", Needs::Comma),
    ("in conclusion", Needs::Comma),
    ("in fact", Needs::Comma),
    ("in other words", Needs::Comma),
    ("in short", Needs::Comma),
    ("in sum", Needs::Comma),
    ("in the end", Needs::Comma),
    ("indeed", Needs::Comma),
    ("instead", Needs::Comma),
    ("likewise", Needs::Comma),
    ("more importantly", Needs::Comma),
    ("moreover", Needs::Comma),
    ("most importantly", Needs::Comma),
    ("nevertheless", Needs::Comma),
    ("next up", Needs::Comma),
    ("nonetheless", Needs::Comma),
    ("now", Needs::Comma),
    ("put simply", Needs::Comma),
    ("second", Needs::Comma),
    ("similarly", Needs::Comma),
    ("simply put", Needs::Comma),
    ("so", Needs::Opener),
    ("still", Needs::Comma),
    ("then", Needs::Comma),
    ("therefore", Needs::Comma),
    ("third", Needs::Comma),
    ("thus", Needs::Comma),
    ("to be clear", Needs::Comma),
    ("yet", Needs::Opener),
];

/// Words after "and" or "but" with which it is no connective.
pub(super) const NOT_AFTER_CONNECTIVE: &[&str] = &["for", "not", "or", "then"];

/// Words that open a clause of their own.
pub(super) const OPENERS: &[&str] = &[
    "a", "an", "every", "he", "her", "his", "i", "if", "its", "my", "no", "our", "she", "the", "their",
    "there", "these", "they", "those", "we", "when", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_without_repeats() {
        for table in [HANGS, TURNS, NOT_AFTER_CONNECTIVE, OPENERS] {
            assert!(table.is_sorted_by(|a, b| a < b), "{table:?}");
        }
        assert!(CONNECTIVES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
