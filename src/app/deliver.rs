//! Sending what has to come once: it is claimed in the ledger first, and a claim whose end is not known,
//! after a crash or an unclear answer, is looked into before anything is sent again.

use crate::{
    bot::{Mark, Message},
    discord::{Poster, RestError},
    ledger::Outcome,
};
use jiff::{SignedDuration, Timestamp};

/// Discord knows a nonce for some minutes; within this time a repeat cannot double the message.
const NONCE_HOLDS: SignedDuration = SignedDuration::from_secs(60);
/// How often claims whose end is not known are looked into.
pub(super) const LOOK_INTO: SignedDuration = SignedDuration::from_secs(60);

/// A message that was claimed.
pub(super) struct Parcel<'a> {
    pub(super) channel: u64,
    /// What it is found again by.
    pub(super) mark: Mark,
    pub(super) nonce: &'a str,
    pub(super) claimed_at: Timestamp,
    /// None where what it was to bring is gone.
    pub(super) message: Option<Message>,
}

/// What came of an attempt.
pub(super) enum End {
    /// It ended.
    Settled(Outcome),
    /// Discord says no, and the message is not there.
    Refused(RestError),
    /// It may be there, and Discord does not let the channel be read.
    Unreadable(RestError),
    /// It is not clear, and has to be looked into.
    Open(RestError),
}

impl Parcel<'_> {
    /// Sends it.
    pub(super) async fn send(&self, poster: &Poster) -> End {
        let Some(message) = &self.message else {
            return skipped("what it was to bring was taken out of the library");
        };
        match poster.post(self.channel, message, self.nonce).await {
            Ok(message) => End::Settled(Outcome::Posted { message }),
            Err(error @ RestError::Refused { .. }) => End::Refused(error),
            Err(error) => End::Open(error),
        }
    }

    /// Finds out how an earlier attempt ended, and sends it again if it did not get out.
    pub(super) async fn look_into(
        &self,
        poster: &Poster,
        now: Timestamp,
        grace: SignedDuration,
    ) -> End {
        let age = now.duration_since(self.claimed_at);
        if age <= NONCE_HOLDS {
            return self.send(poster).await;
        }
        match poster.find(self.channel, self.mark).await {
            Ok(Some(message)) => End::Settled(Outcome::Posted { message }),
            Ok(None) if age <= grace => self.send(poster).await,
            Ok(None) => skipped("it did not get out in time"),
            Err(error @ RestError::Refused { .. }) => End::Unreadable(error),
            Err(error) => End::Open(error),
        }
    }
}

fn skipped(reason: &str) -> End {
    End::Settled(Outcome::Skipped { reason: reason.to_owned() })
}
