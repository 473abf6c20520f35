//! Daily posts: what is claimed, what became of it, what is left to be done about it.

use super::{Ledger, LedgerError, Scheduled, Target};
use crate::{config::WhenEmpty, digest::DigestId};
use jiff::{Timestamp, civil::Date};
use std::collections::HashSet;

/// A post to be made: one for each schedule and local day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The schedule's id.
    pub schedule: String,
    /// The day, in the schedule's own zone.
    pub date: Date,
    /// Its time; `None` of one from before it was kept.
    pub due_at: Option<Timestamp>,
    /// The channel's id, as it was when it was claimed.
    pub channel: u64,
    /// What that is, where it is known.
    pub target: Option<Target>,
    /// What is posted, in this order; nothing for the line that says that there is nothing new.
    pub digests: Vec<DigestId>,
    /// A role that it mentions.
    pub role: Option<u64>,
    /// The language of its own words.
    pub language: Option<String>,
    /// Whether it is published to those who follow the channel, once it is there.
    pub crosspost: bool,
    /// Discord drops a second message with the same nonce within some minutes.
    pub nonce: String,
}

/// A claim with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Counts up from 1; the post carries it in its first button.
    pub id: i64,
    /// What was claimed.
    pub claim: Claim,
    /// When.
    pub claimed_at: Timestamp,
    /// When the last attempt to send it was begun.
    pub tried_at: Timestamp,
    /// The message, once it is there.
    pub message: Option<u64>,
}

impl Delivery {
    /// Channel and message, once it is there: a post in a forum is a thread of its own, which has the
    /// id of its first message.
    pub fn place(&self) -> Option<(u64, u64)> {
        let message = self.message?;
        Some((if self.claim.target == Some(Target::Forum) { message } else { self.claim.channel }, message))
    }
}

/// What came of an attempt to claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is ours to send.
    Ours(Box<Delivery>),
    /// That day of that schedule is claimed or settled already.
    DayTaken,
    /// That channel has had one of those digests, or is about to get it.
    DigestTaken,
    /// The schedule was changed, paused or stopped meanwhile.
    Changed,
}

/// A local day that brings no post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedDay {
    /// The day, in the schedule's own zone.
    pub date: Date,
    /// Its time.
    pub due_at: Timestamp,
    /// The nonce that its post would have had.
    pub nonce: String,
    /// Why.
    pub reason: String,
}

/// What of a schedule brings no post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenOff {
    /// The schedule's id.
    pub schedule: String,
    /// Its days.
    pub days: Vec<SkippedDay>,
    /// When its next post comes.
    pub next_at: Option<Timestamp>,
}

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is there, as this message.
    Posted {
        /// The message's id.
        message: u64,
    },
    /// It was not sent, and will not be.
    Skipped {
        /// Why.
        reason: String,
    },
    /// It may or may not be there, and cannot be found out; it is not repeated.
    Uncertain {
        /// Why.
        reason: String,
    },
}

impl Outcome {
    /// State, message id and reason, as the tables have them.
    pub(super) fn parts(&self) -> (&'static str, Option<String>, Option<&str>) {
        match self {
            Outcome::Posted { message } => ("posted", Some(message.to_string()), None),
            Outcome::Skipped { reason } => ("skipped", None, Some(reason)),
            Outcome::Uncertain { reason } => ("uncertain", None, Some(reason)),
        }
    }
}

/// A delivery as history: when, where, what, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The delivery.
    pub delivery: Delivery,
    /// `claimed`, `posted`, `skipped` or `uncertain`.
    pub state: String,
    /// Why, where it is not `posted`.
    pub reason: Option<String>,
}

/// What a channel has had.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// All that it has had, or is about to get.
    pub had: HashSet<DigestId>,
    /// What its newest post brought, or the one that it is about to get.
    pub last: Vec<DigestId>,
    /// What came into the library since the schedule was set; `None` where that makes no difference.
    pub new: Option<HashSet<DigestId>>,
}

/// What a post shows of a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Which.
    pub digest: DigestId,
    /// Something that differs when the text does; empty where it is not known.
    pub text: String,
    /// When that digest had last been changed.
    pub updated: Option<Timestamp>,
}

/// Whether a post is published to those who follow its channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crossposted {
    /// It is.
    Done,
    /// Discord says no.
    Refused,
}

impl Ledger {
    /// Claims posts for schedules that are due, all in one transaction; what came of each, in their
    /// order. Of any number of callers with the same claim, one gets it. The second value of each is
    /// when the schedule's next post comes.
    ///
    /// # Errors
    /// SQLite failed; then nothing is claimed.
    pub async fn claim_posts(
        &self,
        claims: &[(Claim, Option<Timestamp>)],
        now: Timestamp,
    ) -> Result<Vec<Claimed>, LedgerError> {
        self.0.claim_posts(claims, now).await
    }

    /// Records that days of schedules bring no post, and when their next posts come, all in one transaction. A day
    /// that is claimed or settled stays as it is.
    ///
    /// # Errors
    /// SQLite failed; then nothing is recorded.
    pub async fn write_off(&self, all: &[WrittenOff], now: Timestamp) -> Result<(), LedgerError> {
        self.0.write_off(all, now).await
    }

    /// Whether that day of that schedule is claimed or settled.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn has_day(&self, schedule: &str, date: Date) -> Result<bool, LedgerError> {
        self.0.has_day(schedule, date).await
    }

    /// Records how a delivery ended. One that is posted already stays so.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn settle(&self, delivery: i64, outcome: &Outcome) -> Result<(), LedgerError> {
        self.0.settle(delivery, outcome).await?;
        self.announce(matches!(outcome, Outcome::Uncertain { .. }));
        Ok(())
    }

    /// Notes that another attempt to send a claim begins.
    ///
    /// # Errors
    /// SQLite failed; then it is not to be sent.
    pub async fn note_try(&self, delivery: i64, now: Timestamp) -> Result<(), LedgerError> {
        self.0.note_try(delivery, now).await
    }

    /// Claims of which it is not known how they ended, oldest first. Left out are those whose schedule
    /// Discord keeps from posting: they wait until it goes on, and those due before `grace` are
    /// recorded as skipped.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn unsettled(&self, grace: Timestamp) -> Result<Vec<Delivery>, LedgerError> {
        self.0.unsettled(grace).await
    }

    /// Posts that are there and yet to be published to those who follow their channels, oldest first.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn crossposts_owed(&self) -> Result<Vec<Delivery>, LedgerError> {
        self.0.crossposts_owed().await
    }

    /// Records what came of publishing a post.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn crossposted(&self, delivery: i64, end: Crossposted) -> Result<(), LedgerError> {
        self.0.crossposted(delivery, end).await
    }

    /// Posts of which nobody can say whether they are there, and of which nobody was told, oldest
    /// first, each with the reason.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn untold(&self) -> Result<Vec<(Delivery, String)>, LedgerError> {
        self.0.untold().await
    }

    /// Notes that somebody is told of an uncertain post; whether nobody had been. Of any number of
    /// callers, one gets to tell.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn tell_of_delivery(&self, delivery: i64, now: Timestamp) -> Result<bool, LedgerError> {
        self.0.tell_of_delivery(delivery, now).await
    }

    /// The delivery of that number.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn delivery(&self, id: i64) -> Result<Option<Delivery>, LedgerError> {
        self.0.delivery(id).await
    }

    /// What the posts that were claimed since then show, each with its delivery's number: of these
    /// digests, or of all.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn shown(
        &self,
        of: Option<&[DigestId]>,
        since: Timestamp,
    ) -> Result<Vec<(i64, Shown)>, LedgerError> {
        self.0.shown(of, since).await
    }

    /// Notes what a post shows.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn note_shown(&self, delivery: i64, shown: &[Shown]) -> Result<(), LedgerError> {
        self.0.note_shown(delivery, shown).await
    }

    /// The newest deliveries, newest first; of one schedule, or of all.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn history(&self, schedule: Option<&str>, most: u32) -> Result<Vec<Past>, LedgerError> {
        self.0.history(schedule, most).await
    }

    /// What a schedule's channel has had, as choosing its next digests takes it.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn brought(&self, scheduled: &Scheduled) -> Result<Brought, LedgerError> {
        let channel = scheduled.schedule.channel;
        let new = match scheduled.schedule.when_empty {
            WhenEmpty::Older => None,
            _ => Some(self.arrivals(scheduled.arrived).await?.into_iter().map(|(_, id)| id).collect()),
        };
        Ok(Brought { had: self.0.had(channel).await?, last: self.0.last_brought(channel).await?, new })
    }

    /// The newest daily post of the channel that brought anything: its local day and its first digest.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn newest_post(&self, channel: u64) -> Result<Option<(Date, DigestId)>, LedgerError> {
        self.0.newest_post(channel).await
    }

    /// Where a digest was posted by itself: channels and messages.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn posts_of(&self, digest: &DigestId) -> Result<Vec<(u64, u64)>, LedgerError> {
        self.0.posts_of(digest).await
    }
}
