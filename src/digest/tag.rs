//! Tags: what a piece is about.

use super::fold;
use serde::{Deserialize, Serialize};

/// One tag in its display spelling. Two tags are the same when their [`Tag::key`]s are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    /// The tag with its white space tidied; `None` where nothing is left.
    pub fn new(text: &str) -> Option<Tag> {
        let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!tidy.is_empty()).then_some(Tag(tidy))
    }

    /// As shown to a reader.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What comparing goes by: case, accents and punctuation do not count.
    pub fn key(&self) -> String {
        fold(&self.0)
    }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
