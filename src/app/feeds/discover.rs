//! From an address that somebody gives to the feed that they mean.

use crate::{
    app::{Intake, IntakeError},
    article::{
        feed::{self, Feed, FeedError, Offer},
        fetch::{FetchError, Marks},
    },
};

/// A feed that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is, after redirects for good.
    pub url: String,
    /// What it holds now.
    pub feed: Feed,
    /// Further feeds that the page named, if a page was given.
    pub others: Vec<Offer>,
}

/// Why there is no feed. The message begins with the address.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The address could not be had.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It could not be read in time.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// There is no feed at it.
    #[error("{url}: {reason}")]
    NoFeed {
        /// The address.
        url: String,
        /// Why.
        reason: FeedError,
    },
}

/// Finds the feed at an address, or the first that the page there names.
///
/// # Errors
/// There is none, or it cannot be read.
pub async fn discover(intake: &Intake, address: &str) -> Result<Found, DiscoverError> {
    match at(intake, address).await {
        Err(DiscoverError::NoFeed { url, reason: FeedError::Page { mut offers } }) if !offers.is_empty() => {
            let first = offers.remove(0);
            tracing::debug!("{url} is a page that names {}", first.url);
            Ok(Found { others: offers, ..at(intake, &first.url).await? })
        }
        other => other,
    }
}

async fn at(intake: &Intake, address: &str) -> Result<Found, DiscoverError> {
    let answer = intake.fetcher(address).await?.get_feed(address, &Marks::default()).await?;
    let url = answer.moved_to.unwrap_or_else(|| address.to_owned());
    // Without marks every answer has bytes; an answer that has none all the same has an empty feed.
    let found = answer.changed.unwrap_or_default();
    let read = move || feed::read(&found.bytes, found.charset.as_deref(), &found.url);
    match intake.work(address, read).await? {
        Ok(feed) => Ok(Found { url, feed, others: Vec::new() }),
        Err(reason) => Err(DiscoverError::NoFeed { url: address.to_owned(), reason }),
    }
}
