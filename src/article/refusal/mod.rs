//! What is no article, or not the whole of one, and how that is told.
//!
//! A piece that is refused wrongly costs more than one that slips through, so a long body is refused only
//! on strong signs: what the page calls itself, what its address says where the page claims nothing, a
//! wall that stands where the text ends. With a short body, which is refused anyway, weaker signs
//! serve to give the true reason.

mod error;
mod paywall;
mod sort;
mod wall;

pub use error::ReadError;
pub(super) use paywall::is_wall;

use super::{MIN_WORDS, layout::Line};
use crate::digest::words;
use std::ops::Range;

/// What is known of a page or a text when it is decided whether it is an article.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// The types by which it describes itself in JSON-LD and microdata, those of its parts left out.
    pub types: &'a [String],
    /// `og:type`.
    pub og_type: &'a str,
    /// Its address, if known.
    pub url: &'a str,
    /// Its headlines: `<title>` and `<h1>`, or the first lines of a text.
    pub titles: Vec<&'a str>,
    /// Its visible lines.
    pub lines: &'a [Line],
    /// Which of them the body was taken from.
    pub span: Range<usize>,
    /// The cleaned body.
    pub body: &'a [String],
    /// `isAccessibleForFree`.
    pub free: Option<bool>,
    /// `wordCount`.
    pub stated: Option<usize>,
    /// Whether it is copied text: what stands in it was seen by a person.
    pub copied: bool,
}

impl Evidence<'_> {
    fn words(&self) -> usize {
        self.body.iter().map(|p| words(p)).sum()
    }

    /// Whether there is too little prose for an article, whatever it is.
    fn is_short(&self) -> bool {
        self.words() < MIN_WORDS
    }

    fn is(&self, kind: &str) -> bool {
        self.types.iter().any(|t| t == kind)
    }

    /// Whether its data call it an article.
    fn is_called_article(&self) -> bool {
        self.types.iter().any(|t| {
            t.ends_with("Article")
                || matches!(
                    t.as_str(),
                    "BlogPosting" | "Review" | "CriticReview" | "Report" | "AnalysisNewsArticle"
                )
        })
    }
}

/// Refuses what is no whole article.
///
/// # Errors
/// What it is instead.
pub(super) fn check(evidence: &Evidence<'_>) -> Result<(), ReadError> {
    let refusal = wall::find(evidence).or_else(|| sort::find(evidence)).or_else(|| paywall::find(evidence));
    // Of a few copied lines that make no body, it is their number that matters.
    let pasted = evidence.lines.iter().map(|l| words(&l.text)).sum();
    match refusal {
        Some(refusal) => Err(refusal),
        None if evidence.copied && evidence.body.is_empty() && pasted < MIN_WORDS => {
            Err(ReadError::TooShort { found: pasted })
        }
        None if evidence.body.is_empty() => Err(ReadError::NoArticle),
        None if evidence.is_short() => Err(ReadError::TooShort { found: evidence.words() }),
        None => Ok(()),
    }
}

/// What was seen, as a quotation for a message: at most 60 characters.
fn seen(text: &str) -> String {
    let text = super::tidy::line(text);
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("“{}…”", text.get(..end).unwrap_or_default().trim_end()),
        None => format!("“{text}”"),
    }
}
