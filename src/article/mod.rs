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
pub mod feed;
pub mod fetch;
mod function_words;
mod html;
mod junk;
mod kind;
mod languages;
mod layout;
mod mentions;
mod pattern;
mod person;
mod publication;
mod refusal;
mod sentence;
mod sites;
mod standfirst;
mod tagline;
mod tags;
mod text;
mod tidy;
mod unglue;
mod voice;

pub use function_words::is_function_word;
pub use refusal::ReadError;
pub use sentence::{Sentence, is_ended, is_question, sentences, tokens};

use crate::digest::{Author, Kind, Tag};
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
    /// Which paragraphs of it, from 0, the page sets off as quotations of others.
    pub quoted: Vec<usize>,
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
    /// What a text is called that has no headline; one that has none is refused otherwise.
    pub untitled: Option<Untitled>,
}

/// What stands in for a headline and a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untitled {
    /// For the headline.
    pub title: String,
    /// Who wrote the text, if it names nobody.
    pub author: String,
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
    for author in article.authors.iter_mut().filter(|a| a.affiliations.is_empty()) {
        author.affiliations = author.bio.as_deref().map(bio::affiliations).unwrap_or_default();
    }
    article.url = article.url.as_deref().map(fetch::clean_address);
    Ok(article)
}
