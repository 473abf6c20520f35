//! Sending what has to come once: it is claimed in the ledger first, and a claim whose end is not known,
//! after a crash or an unclear answer, is looked into before anything is sent again.
//!
//! Discord posts once for the same nonce, for some minutes and not in forums and threads. So a repeat has
//! the nonce, and is made only if the message is not to be found; where it cannot be looked for, the nonce
//! alone is trusted for [`NONCE_HOLDS`], and after that nothing is repeated. A request that was given up may
//! still become a message, so that one that is not to be found counts as not there only after [`COMES_LATE`]:
//! before that nothing is repeated where no nonce holds, and nothing is given up.

use crate::{
    bot::{Mark, Message},
    discord::{Found, Poster, RestError},
    ledger::{Outcome, Target},
};
use jiff::{SignedDuration, Timestamp};

/// Discord knows a nonce for some minutes; within this time a repeat cannot double the message.
const NONCE_HOLDS: SignedDuration = SignedDuration::from_secs(60);
/// How long after it was begun an attempt may still bring a message: half a minute to find out what the channel is,
/// a minute of tries, and the 100 seconds that the guard before Discord gives its servers for an answer
/// (Cloudflare's "Error 524").
const COMES_LATE: SignedDuration = SignedDuration::from_secs(200);
/// How often claims whose end is not known are looked into.
pub(super) const LOOK_INTO: SignedDuration = SignedDuration::from_secs(60);

/// A message that was claimed.
pub(super) struct Parcel<'a> {
    pub(super) channel: u64,
    /// What that is.
    pub(super) target: Target,
    /// What it is found again by.
    pub(super) mark: Mark,
    pub(super) nonce: &'a str,
    pub(super) claimed_at: Timestamp,
    /// When it should have come, which says when it is too late.
    pub(super) due_at: Timestamp,
    /// When the last attempt was begun.
    pub(super) tried_at: Timestamp,
    /// What a post in a forum is called.
    pub(super) name: String,
    /// The message; else why there is none, and none is to be sent.
    pub(super) message: Result<Message, &'static str>,
}

/// What came of an attempt.
pub(super) enum End {
    /// It ended.
    Settled(Outcome),
    /// It was there already, from an earlier attempt, as this message.
    Found(u64),
    /// Discord says no, and the message is not there.
    Refused(RestError),
    /// It may be there, and that cannot be found out; why.
    Unreadable(String),
    /// It is not clear, and has to be looked into.
    Open(RestError),
    /// An earlier attempt may still bring it; it has to be looked into later.
    Coming,
    /// It did not get out, and is to be sent.
    Unsent,
}

impl Parcel<'_> {
    /// Sends it. Only for one that nothing was sent of, or that is known not to be there.
    pub(super) async fn send(&self, poster: &Poster) -> End {
        let message = match &self.message {
            Ok(message) => message,
            Err(reason) => return skipped(reason),
        };
        let posted = match self.target {
            Target::Text | Target::Announcement => poster.post(self.channel, message, self.nonce).await,
            Target::Thread => poster.post_once(self.channel, message, self.nonce).await,
            Target::Forum => poster.post_in_forum(self.channel, &self.name, message, self.nonce).await,
        };
        match posted {
            Ok(message) => End::Settled(Outcome::Posted { message }),
            Err(error @ RestError::Refused { .. }) => End::Refused(error),
            Err(error) => End::Open(error),
        }
    }

    /// Finds out how an earlier attempt ended.
    pub(super) async fn look_into(&self, poster: &Poster, now: Timestamp, grace: SignedDuration) -> End {
        let age = now.duration_since(self.claimed_at);
        let has_nonce = matches!(self.target, Target::Text | Target::Announcement);
        // A claim of the future tells that the clock was set back: then its age is not known.
        let nonce_holds = has_nonce && !age.is_negative() && age <= NONCE_HOLDS;
        let tried = now.duration_since(self.tried_at);
        let coming = tried.is_negative() || tried < COMES_LATE;
        let late = now.duration_since(self.due_at) > grace;
        match poster.find(self.channel, self.target, self.mark, self.claimed_at.min(now)).await {
            Ok(Found::There(message)) => End::Found(message),
            Ok(Found::Nowhere) if coming && (!has_nonce || late || self.message.is_err()) => End::Coming,
            Ok(Found::Nowhere) if late => skipped("it did not get out in time"),
            Ok(Found::Nowhere) => End::Unsent,
            Ok(Found::Unreadable(_)) if nonce_holds => End::Unsent,
            Ok(Found::Unreadable(reason)) => End::Unreadable(reason),
            Err(error) => End::Open(error),
        }
    }
}

pub(super) fn skipped(reason: &str) -> End {
    End::Settled(Outcome::Skipped { reason: reason.to_owned() })
}
