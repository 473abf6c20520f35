//! Feeds: RSS, Atom and JSON Feed, from bytes to entries; where a page says its feeds are; and lists
//! of feeds as OPML.
//!
//! A feed comes from anyone, so that what is read of it is bounded: entries, and the length of each field.

mod bounds;
mod discovery;
mod entry;
mod opml;

pub use discovery::Offer;
pub use opml::{MAX_OUTLINES, OpmlError, Outline, read_opml, write_opml};

use super::{MAX_BYTES, ReadError, decode, html};
use feed_rs::parser::{Builder, ParseErrorKind, ParseFeedError};
use jiff::Timestamp;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};
use url::Url;

/// Entries of a feed that are read, the newest. Feeds in good use have ten to a hundred.
pub const MAX_ENTRIES: usize = 1000;

/// A feed as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// How long it says that it stays as it is (`<ttl>`).
    pub ttl: Option<Duration>,
    /// Newest first; what has no date keeps its place beside its neighbour. At most [`MAX_ENTRIES`].
    pub entries: Vec<Entry>,
}

/// One piece in a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its identity within the feed: its own, else its address. At most 512 bytes.
    pub guid: String,
    /// Where the piece is, absolute, as [`super::fetch::clean_address`] has it.
    pub url: String,
    /// Its headline.
    pub title: Option<String>,
    /// As the feed names them: people, desks or whoever pressed the button.
    pub authors: Vec<String>,
    /// The feed's categories.
    pub tags: Vec<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last edited, where the feed says so.
    pub updated: Option<Timestamp>,
}

/// Why there is no feed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Nothing but white space.
    #[error("it is empty; give the address of a feed, or of a page that names one")]
    Empty,
    /// No text at all.
    #[error("it is {what}, not a feed; give the address of a feed, or of a page that names one")]
    Binary {
        /// With its article, such as "a PDF".
        what: &'static str,
    },
    /// More than [`MAX_BYTES`].
    #[error("it has more than {} MB, too many for a feed", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// In an encoding that could not be told.
    #[error("its characters cannot be decoded; the site has to mend it")]
    Undecodable,
    /// A web page.
    #[error("{}", page(.offers))]
    Page {
        /// The feeds that it names, in its order.
        offers: Vec<Offer>,
    },
    /// Begun as a feed, but not to be read.
    #[error("the feed is broken ({why}); the site has to mend it")]
    Broken {
        /// What the parser says.
        why: String,
    },
    /// Neither feed nor page.
    #[error("it is neither RSS, Atom nor JSON Feed; give the address of a feed, or of a page that names one")]
    NoFeed,
}

fn page(offers: &[Offer]) -> String {
    match offers {
        [] => "it is a web page that names no feed; look there for one, often at /feed or /rss".to_owned(),
        some => {
            let urls: Vec<&str> = some.iter().map(|offer| offer.url.as_str()).collect();
            format!("it is a web page; its feeds are {}", urls.join(" and "))
        }
    }
}

/// Reads a feed. `url` is where it was found, which relative links start at.
///
/// # Errors
/// Why there is none, in one line that the caller puts after the address.
pub fn read(bytes: &[u8], charset: Option<&str>, url: &str) -> Result<Feed, FeedError> {
    if bytes.len() > MAX_BYTES {
        return Err(FeedError::TooLarge);
    }
    let text = bounds::decoded(bytes, charset)?;
    let Ok(base) = Url::parse(url) else { return Err(broken("its address cannot be read".to_owned())) };
    match bounds::form(&text) {
        bounds::Form::Xml(xml) => {
            bounds::checked(&xml).map_err(broken)?;
            match parsed(&xml, &base) {
                Err(FeedError::Broken { why }) => {
                    let mended = bounds::mended(&xml);
                    let usable = mended.len() <= MAX_BYTES && bounds::checked(&mended).is_ok();
                    let again = if usable { parsed(&mended, &base).ok() } else { None };
                    again.ok_or(FeedError::Broken { why })
                }
                other => other,
            }
        }
        bounds::Form::Json => parsed(&text, &base),
        bounds::Form::Page => Err(FeedError::Page { offers: discovery::offers(&text, &base) }),
        bounds::Form::Other => Err(FeedError::NoFeed),
    }
}

fn parsed(text: &str, base: &Url) -> Result<Feed, FeedError> {
    let parser = Builder::new()
        .base_uri(Some(base.as_str()))
        .sanitize_content(false)
        // A headline that is mended does not make a new entry.
        .id_generator(|_, _, _| String::new())
        .build();
    // The parser panics on some input (feed-rs 3.0: addresses of mail beside other than ASCII, durations of
    // 25 digits); none of its state outlives the call.
    match catch_unwind(AssertUnwindSafe(|| parser.parse(text.as_bytes()))) {
        Ok(Ok(feed)) => Ok(entry::feed(feed, base)),
        Ok(Err(ParseFeedError::ParseError(ParseErrorKind::NoFeedRoot)))
        | Ok(Err(ParseFeedError::JsonUnsupportedVersion(_))) => Err(FeedError::NoFeed),
        Ok(Err(other)) => Err(broken(other.to_string())),
        Err(_) => Err(broken("there is something in it that the parser cannot take".to_owned())),
    }
}

fn broken(why: String) -> FeedError {
    FeedError::Broken { why: entry::line(&why, 200).unwrap_or_default() }
}
