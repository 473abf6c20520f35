//! From a piece in a feed to a digest in the library.

use super::{Feeds, FeedsError, Piece, PieceEnd, filter, pace};
use crate::{
    app::IntakeError,
    article::{Hints, fetch::Reason},
    config,
    digest::{Kind, Status},
    ledger::{EntryEnd, Waiting},
    library::{Added, LibraryError},
};
use jiff::tz::TimeZone;
use std::time::Duration;

/// Attempts at one piece.
const ATTEMPTS: u32 = 5;

/// How an attempt at a piece ended.
enum Attempt {
    /// For good.
    End(EntryEnd),
    /// For now.
    Later {
        reason: String,
        retry_after: Option<Duration>,
        /// The site asks for fewer requests.
        busy: bool,
    },
}

impl Feeds {
    /// Tries every piece of a feed whose time has come. One that fails holds up none of the others.
    pub(super) async fn read_waiting(&self, feed: &config::Feed) -> Result<Vec<Piece>, FeedsError> {
        let mut pieces = Vec::new();
        for waiting in self.ledger.waiting_in_feed(&feed.url, self.clock.now()).await? {
            let attempt = self.attempt(feed, &waiting).await?;
            let busy = matches!(attempt, Attempt::Later { busy: true, .. });
            let end = self.settled(feed, &waiting, attempt).await?;
            pieces.push(Piece { url: waiting.url, end });
            if busy {
                break;
            }
        }
        Ok(pieces)
    }

    async fn attempt(&self, feed: &config::Feed, waiting: &Waiting) -> Result<Attempt, FeedsError> {
        let left_out = |reason: &str| Ok(Attempt::End(EntryEnd::LeftOut(reason.to_owned())));
        let mut reading = match self.intake.read_address(&waiting.url, Hints::default()).await {
            Ok(reading) => reading,
            Err(error) => return Ok(failure(&error)),
        };
        if reading.wishes.noindex {
            return left_out("its publisher asks that it be left out of lists (noindex)");
        }
        if reading.wishes.tdm_reserved {
            return left_out("its publisher reserves text and data mining (tdm-reservation)");
        }
        if feed.opinion_only && reading.article.kind == Kind::News {
            return left_out("it is a news report");
        }
        let day = waiting.published.map(|at| at.to_zoned_datetime(TimeZone::UTC).date());
        reading.article.published = reading.article.published.or(day);
        let added_by = format!("feed:{}", feed.url);
        let mut digest = match self.intake.digest(&waiting.url, reading, self.clock.now(), &added_by).await {
            Ok(digest) => digest,
            Err(error) => return Ok(failure(&error)),
        };
        let texts = filter::texts(&digest);
        if let Some(word) = filter::found(&feed.exclude, &texts) {
            return left_out(&format!("\"{word}\" is excluded"));
        }
        if !feed.include.is_empty() && !waiting.wanted && filter::found(&feed.include, &texts).is_none() {
            return left_out("it has none of the words, authors and tags to be included");
        }
        if feed.review {
            digest.status = Status::Draft;
        }
        match self.library.add(digest).await {
            Ok(Added::New(id)) => {
                tracing::info!(feed = feed.url, digest = %id, draft = feed.review, "added");
                Ok(Attempt::End(EntryEnd::Stored(id)))
            }
            Ok(Added::Updated { id, changes }) => {
                tracing::info!(feed = feed.url, digest = %id, changes, "updated");
                Ok(Attempt::End(EntryEnd::Updated(id, changes)))
            }
            Ok(Added::Known(id) | Added::Also(id) | Added::Kept(id)) => Ok(Attempt::End(EntryEnd::Known(id))),
            Ok(Added::Blocked(_)) => left_out("it was removed for good"),
            Err(error @ LibraryError::Unfit { .. }) => Ok(Attempt::End(EntryEnd::Refused(error.to_string()))),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes down how an attempt ended.
    async fn settled(
        &self,
        feed: &config::Feed,
        waiting: &Waiting,
        attempt: Attempt,
    ) -> Result<PieceEnd, FeedsError> {
        let end = match attempt {
            Attempt::End(end) => end,
            Attempt::Later { reason, retry_after, busy } if waiting.attempts + 1 < ATTEMPTS => {
                let until = pace::of_piece(waiting.attempts + 1, retry_after, self.clock.now());
                self.ledger.postpone_entry(waiting.id, &reason, until).await?;
                if busy {
                    self.ledger.hold_feed(&feed.url, until).await?;
                }
                return Ok(PieceEnd::Postponed(reason));
            }
            Attempt::Later { reason, .. } => EntryEnd::Refused(reason),
        };
        self.ledger.settle_entry(waiting.id, &end).await?;
        Ok(match end {
            EntryEnd::Stored(id) => PieceEnd::Added(id),
            EntryEnd::Known(id) => PieceEnd::Known(id),
            EntryEnd::Updated(id, changes) => PieceEnd::Updated(id, changes),
            EntryEnd::LeftOut(reason) => {
                tracing::debug!(feed = feed.url, piece = waiting.url, "left out: {reason}");
                PieceEnd::LeftOut(reason)
            }
            EntryEnd::Refused(reason) => {
                tracing::info!(feed = feed.url, "refused: {reason}");
                PieceEnd::Refused(reason)
            }
        })
    }
}

/// Whether a piece that failed is worth another attempt.
fn failure(error: &IntakeError) -> Attempt {
    let reason = error.to_string();
    let later = match error {
        IntakeError::Fetch(fetch) => match &fetch.reason {
            Reason::Busy { retry_after } => Some((*retry_after, true)),
            Reason::Fault { retry_after, .. } | Reason::RobotsUnread { retry_after, .. } => {
                Some((*retry_after, false))
            }
            Reason::TooSlow { .. }
            | Reason::Unreachable { .. }
            | Reason::Unknown { .. }
            | Reason::Tls { .. }
            | Reason::Torn { .. } => Some((None, false)),
            _ => None,
        },
        IntakeError::NoFetcher { .. } | IntakeError::TooSlow { .. } | IntakeError::Interrupted { .. } => {
            Some((None, false))
        }
        IntakeError::Unread { .. } | IntakeError::Undigested { .. } | IntakeError::Unquotable { .. } => None,
    };
    match later {
        Some((retry_after, busy)) => Attempt::Later { reason, retry_after, busy },
        None => Attempt::End(EntryEnd::Refused(reason)),
    }
}
