//! Asking one feed, and writing down what stands in it.

use super::{Asked, Feeds, FeedsError, filter, pace};
use crate::{
    app::IntakeError,
    article::{
        feed::{self, Entry, Feed},
        fetch::{FeedAnswer, FetchError, Marks, Reason},
    },
    config,
    ledger::{FeedRead, FeedState, Listed, Plan},
};
use std::{collections::HashSet, time::Duration};

/// Most new pieces that one poll takes up, the newest. A feed that has more is no paper's.
const MOST_NEW: usize = 100;

/// Why a feed was not read, naming its address, and when it may be asked again.
struct Unread {
    reason: String,
    retry_after: Option<Duration>,
}

impl From<FetchError> for Unread {
    fn from(error: FetchError) -> Unread {
        use Reason::{BadAddress, Missing, NotPublic, Port, Tls, Unknown};
        let told = match &error.reason {
            BadAddress { .. }
            | Missing { .. }
            | NotPublic { .. }
            | Port { .. }
            | Tls { .. }
            | Unknown { .. } => error.to_string(),
            // What may be done about a page, give its text or try again, is none of it to be done about a feed.
            other => {
                let why = other.to_string();
                format!("{}: {}", error.address, why.split(';').next().unwrap_or_default())
            }
        };
        Unread { reason: told, retry_after: error.reason.retry_after() }
    }
}

impl From<IntakeError> for Unread {
    fn from(error: IntakeError) -> Unread {
        Unread { reason: error.to_string(), retry_after: None }
    }
}

impl Feeds {
    /// Asks a feed, and writes down what it said before anything is done about it.
    pub(super) async fn ask(&self, feed: &config::Feed) -> Result<Asked, FeedsError> {
        let state = self.ledger.feed(&feed.url).await?;
        match self.read(feed, state.as_ref()).await {
            Ok((answer, read)) => self.was_read(feed, state.as_ref(), answer, read).await,
            Err(unread) => self.failed(feed, state.as_ref(), unread).await,
        }
    }

    async fn read(
        &self,
        feed: &config::Feed,
        state: Option<&FeedState>,
    ) -> Result<(FeedAnswer, Option<Feed>), Unread> {
        let marks = state.map_or_else(Marks::default, |s| Marks {
            etag: s.etag.clone(),
            last_modified: s.last_modified.clone(),
        });
        let mut answer = self.intake.fetcher(&feed.url).await?.get_feed(&feed.url, &marks).await?;
        let Some(found) = answer.changed.take() else { return Ok((answer, None)) };
        let read = move || feed::read(&found.bytes, found.charset.as_deref(), &found.url);
        let read = self.intake.work(&feed.url, read).await?;
        let read = read.map_err(|e| Unread { reason: format!("{}: {e}", feed.url), retry_after: None })?;
        Ok((answer, Some(read)))
    }

    async fn was_read(
        &self,
        feed: &config::Feed,
        state: Option<&FeedState>,
        answer: FeedAnswer,
        read: Option<Feed>,
    ) -> Result<Asked, FeedsError> {
        let now = self.clock.now();
        let ttl = read.as_ref().and_then(|read| read.ttl);
        let next_poll = pace::after_success(&feed.url, feed.every, [answer.fresh_for, ttl], now);
        let entries = match read {
            None => None,
            Some(read) => {
                let seen = self.ledger.seen_in_feed(&feed.url).await?;
                let first = state.is_none_or(|s| s.first_read.is_none());
                let most = if first { usize::from(feed.newest) } else { MOST_NEW };
                Some(planned(feed, read.entries, &seen, most))
            }
        };
        let asked = match &entries {
            None => Asked::Unchanged,
            Some((_, new)) => Asked::Read { new: *new },
        };
        if answer.moved_to.is_some() && answer.moved_to != state.and_then(|s| s.moved_to.clone()) {
            let to = answer.moved_to.as_deref().unwrap_or_default();
            tracing::warn!(
                feed = feed.url,
                "the feed moved for good to {to}; change its address in the config"
            );
        }
        let read = FeedRead {
            etag: answer.marks.etag,
            last_modified: answer.marks.last_modified,
            moved_to: answer.moved_to,
            next_poll,
            entries: entries.map(|(entries, _)| entries),
        };
        self.ledger.feed_read(&feed.url, &read, now).await?;
        Ok(asked)
    }

    async fn failed(
        &self,
        feed: &config::Feed,
        state: Option<&FeedState>,
        unread: Unread,
    ) -> Result<Asked, FeedsError> {
        let now = self.clock.now();
        let failures = state.map_or(0, |s| s.failures).saturating_add(1);
        let since = state.and_then(|s| s.failing_since).unwrap_or(now);
        let next = pace::after_failure(&feed.url, feed.every, failures, unread.retry_after, now);
        let paused = pace::is_over(failures, since, now);
        self.ledger.feed_failed(&feed.url, &unread.reason, next, paused, now).await?;
        if paused {
            tracing::warn!(
                feed = feed.url,
                "{}; it has failed since {since} and is asked no more until `standfirst feeds poll`",
                unread.reason
            );
        } else if failures == 1 {
            tracing::warn!(feed = feed.url, "{}; tried again at {next}", unread.reason);
        }
        Ok(Asked::Failed { reason: unread.reason, paused })
    }
}

/// All that stands in a feed, with what is to be done with each piece that was not seen before: the
/// newest are read, at most so many. The second value counts them.
fn planned(
    feed: &config::Feed,
    entries: Vec<Entry>,
    seen: &HashSet<String>,
    most: usize,
) -> (Vec<Listed>, usize) {
    let mut new = 0;
    let listed = entries.into_iter().map(|entry| {
        let texts: Vec<&str> =
            entry.title.iter().chain(&entry.authors).chain(&entry.tags).map(String::as_str).collect();
        let plan = if let Some(word) = filter::found(&feed.exclude, &texts) {
            Plan::LeaveOut { reason: format!("\"{word}\" is excluded") }
        } else if seen.contains(&entry.guid) || seen.contains(&entry.url) {
            Plan::Read { wanted: false }
        } else if new >= most {
            Plan::LeaveOut { reason: format!("only the newest {most} are taken") }
        } else {
            new += 1;
            Plan::Read { wanted: filter::found(&feed.include, &texts).is_some() }
        };
        let Entry { guid, url, title, published, updated, .. } = entry;
        Listed { guid, url, title, published, updated, plan }
    });
    (listed.collect(), new)
}
