//! From an [`Article`] to what is argued in it: gist, points and quote, and the [`Digest`] they go
//! into.
//!
//! The extractive summarizer chooses sentences of the author's own. It is offline and deterministic.
//! What others say in the piece, quoted or reported, is never chosen.
//!
//! [`Digest`]: crate::digest::Digest

mod compose;
mod cues;
mod deck;
pub mod ground;
mod lexicon;
pub mod llm;
mod pick;
mod score;
mod speech;
mod terms;
mod traits;
mod trim;
mod unit;
mod worth;

pub use compose::digest_of;

use crate::article::Article;
use crate::digest::GistFrom;
use std::ops::Range;

/// Fewest words of a piece that can be digested.
const LEAST_WORDS: usize = 150;

/// What a summarizer made of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What is argued, one or two sentences.
    pub gist: String,
    /// The steps of the argument, in the order of the text.
    pub points: Vec<String>,
    /// One sentence of the author's, verbatim.
    pub quote: Option<String>,
    /// Spans `[start, end)` of [`Article::text`], counted in characters, that gist, points and quote
    /// were taken from, in that order; `(0, 0)` for a gist that is the deck.
    pub sources: Vec<(usize, usize)>,
    /// Who wrote the gist.
    pub gist_from: GistFrom,
    /// The name of the summarizer, as a digest's origin keeps it.
    pub summarizer: String,
}

/// Why an article has no digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SummaryError {
    /// Too little text to digest.
    #[error("the piece has {words} words, too short to digest; give the whole text, at least {needed} words")]
    TooShort {
        /// Words of the text.
        words: usize,
        /// Words needed.
        needed: usize,
    },
    /// Too few sentences that the author speaks in their own voice.
    #[error(
        "the piece has {found} sentences of the author's own that can stand alone, and a digest needs \
         {needed}; write this digest by hand"
    )]
    NothingOwn {
        /// Sentences found.
        found: usize,
        /// Sentences needed.
        needed: usize,
    },
    /// The least a digest may be would repeat more of the piece than it may.
    #[error(
        "the shortest digest of the piece would repeat {words} of its words, and it may repeat {most}; write this \
         digest by hand"
    )]
    Wordy {
        /// Words of that digest.
        words: usize,
        /// Words that it may have.
        most: usize,
    },
    /// No headline.
    #[error("the piece has no title; put its headline on the first line")]
    Untitled,
    /// Neither author, publication nor address.
    #[error(
        "nobody is named as author or publication; add the byline to the text, or give the address with --url"
    )]
    NobodyNamed,
}

/// Chooses gist, points and quote from the sentences of an article. The same article always gives
/// the same summary.
///
/// # Errors
/// [`SummaryError::TooShort`] under 150 words; [`SummaryError::NothingOwn`] where too few sentences
/// are the author's; [`SummaryError::Wordy`] where they are so long that they would make up more than
/// a fifth of the piece.
pub fn extractive(article: &Article) -> Result<Summary, SummaryError> {
    let words = terms::length(&article.text);
    if words < LEAST_WORDS {
        return Err(SummaryError::TooShort { words, needed: LEAST_WORDS });
    }
    let deck = deck::gist(article).filter(|deck| terms::length(deck) * 2 <= words / 5);
    let marked = score::candidates(article, deck.as_deref());
    let picked = pick::pick(&marked, words, deck.as_deref().map(terms::length))?;
    let chars = |span: &Range<usize>| {
        let before = |end: usize| article.text.get(..end).map_or(0, |head| head.chars().count());
        (before(span.start), before(span.end))
    };
    let get = |i: &usize| marked.candidates.get(*i);
    let gist = picked.gist.as_ref().and_then(get);
    let points = picked.points.iter().filter_map(get);
    let quote = picked.quote.as_ref().and_then(get);
    Ok(Summary {
        gist_from: if deck.is_some() { GistFrom::Deck } else { GistFrom::Engine },
        sources: std::iter::once(gist.map_or((0, 0), |c| chars(&c.span)))
            .chain(points.clone().chain(quote).map(|c| chars(&c.span)))
            .collect(),
        gist: deck.or_else(|| gist.map(|c| c.text.clone())).unwrap_or_default(),
        points: points.map(|c| c.text.clone()).collect(),
        quote: quote.map(|c| c.verbatim.clone()),
        summarizer: "extractive".to_owned(),
    })
}
