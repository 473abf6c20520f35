//! What signs and is no person.

use crate::digest::fold;

/// What bodies are called whose names begin like a person's.
const BODIES: &[&str] = &[
    "academy",
    "agency",
    "alliance",
    "association",
    "center",
    "centre",
    "college",
    "committee",
    "company",
    "corporation",
    "council",
    "department",
    "foundation",
    "group",
    "institute",
    "institution",
    "ministry",
    "museum",
    "office",
    "organisation",
    "organization",
    "school",
    "society",
    "trust",
    "union",
    "university",
];
/// Last words of what several people are called.
const COLLECTIVE: &[&str] = &["editors", "hub", "inc", "llc", "media", "network", "team"];
/// Agencies that sign news, folded: no persons.
const AGENCIES: &[&str] = &[
    "afp",
    "agence france presse",
    "ani",
    "ap",
    "associated press",
    "bloomberg",
    "bloomberg news",
    "canadian press",
    "dpa",
    "efe",
    "ians",
    "press association",
    "pti",
    "reuters",
    "the associated press",
    "the canadian press",
    "the conversation",
    "tribune news service",
    "upi",
    "xinhua",
];

/// Whether a word is what bodies are called.
pub(super) fn is_body(word: &str) -> bool {
    BODIES.contains(&fold(word).as_str())
}

/// Whether a name that ends with this word is that of several people.
pub(super) fn is_collective(word: &str) -> bool {
    COLLECTIVE.contains(&fold(word).as_str())
}

/// An agency and nobody else.
pub(super) fn is_agency(text: &str) -> bool {
    AGENCIES.contains(&fold(text).as_str())
}
