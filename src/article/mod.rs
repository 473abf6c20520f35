//! From bytes to an [`Article`]: who wrote what, where, and the clean text of it.
//!
//! [`read`] is synchronous work for a processor, up to some tenths of a second for a long page;
//! callers in async code put it on a blocking thread.

mod abbreviations;
mod authors;
mod bio;
mod byline;
mod date;
mod decode;
mod disclaimer;
pub mod fetch;
mod function_words;
mod html;
mod junk;
mod kind;
mod layout;
mod mentions;
mod pattern;
mod person;
mod publication;
mod sentence;
mod tagline;
mod tags;
mod text;
mod tidy;
mod unglue;

pub use function_words::is_function_word;
pub use sentence::{Sentence, is_ended, is_question, sentences};

use crate::digest::{Author, Kind, Tag, words};
use jiff::civil::Date;

/// Largest page that is read, in bytes. Who reads a page from a file or the network stops there.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Most visible text that is read, in bytes: some 85,000 words. The rest of a large page is markup.
const MAX_TEXT: usize = 512 * 1024;
/// Fewest words of a body. A shorter text is a brief or the free part of a piece behind a paywall.
pub const MIN_WORDS: usize = 150;

/// An opinion piece as read from a page. It lives only while a digest is made of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// The headline, as printed.
    pub title: String,
    /// What sort of piece it is, told from the page.
    pub kind: Kind,
    /// The newspaper, magazine or site.
    pub publication: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// In byline order.
    pub authors: Vec<Author>,
    /// Clean, without duplicates.
    pub tags: Vec<Tag>,
    /// Whose views these are, all such sentences joined by a space.
    pub disclaimer: Option<String>,
    /// The human-written standfirst, where the page has one that is not its first sentence.
    pub deck: Option<String>,
    /// The cleaned body, paragraphs parted by a blank line; no junk, no bio, no disclaimer.
    pub text: String,
}

/// What the caller knows of a page from outside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// Where the page comes from.
    pub url: Option<String>,
    /// The day it was published; it goes before what the page says.
    pub published: Option<Date>,
    /// The encoding that the server named.
    pub charset: Option<String>,
}

/// Why no article could be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("it is empty; give the text or the page of an article")]
    Empty,
    /// No text at all.
    #[error("it is {what}, not text; give the article as plain text or HTML")]
    Binary {
        /// With its article, such as "a PDF".
        what: &'static str,
    },
    /// More than [`MAX_BYTES`].
    #[error("it has more than {} MB; give the page of one article alone", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// More text than any article has.
    #[error("it has more than {} KB of text; give one article alone", MAX_TEXT / 1024)]
    TooLong,
    /// In an encoding that could not be told.
    #[error("its characters cannot be decoded; save it as UTF-8")]
    Undecodable,
    /// A page without prose.
    #[error("no article was found in the page; give the address or the text of the article itself")]
    NoArticle,
    /// Too little prose.
    #[error(
        "it has {found} words of prose, and an article needs at least {}; give the whole text",
        MIN_WORDS
    )]
    TooShort {
        /// Words of body found.
        found: usize,
    },
    /// A body without a headline.
    #[error("no headline was found; put it in a line of its own above the text")]
    NoTitle,
}

/// Reads an article from a page or a text; which of the two it is, the content tells.
///
/// # Errors
/// Why there is no article in it, in one line that the caller puts after the name of the source.
pub fn read(bytes: &[u8], hints: &Hints) -> Result<Article, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let content = decode::decode(bytes, hints.charset.as_deref())?;
    let mut article =
        if html::is_html(&content) { html::read(&content, hints)? } else { text::read(&content, hints)? };
    if let Some(day) = hints.published {
        article.published = Some(day);
    }
    article.url = article.url.as_deref().map(fetch::clean_address);
    Ok(article)
}

/// Refuses what is too short to be an article.
fn long_enough(paragraphs: &[String]) -> Result<(), ReadError> {
    let found = paragraphs.iter().map(|p| words(p)).sum();
    if found < MIN_WORDS { Err(ReadError::TooShort { found }) } else { Ok(()) }
}
