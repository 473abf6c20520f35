//! The daily letter to somebody who follows authors or tags: when it comes, and what is in it.

use super::{Due, Hour, due, following, nonce, zone};
use crate::{
    config::Days,
    digest::{Digest, DigestId, fold},
    ledger::{Contents, Follow, Followable, LetterClaim, Person, Reader, Seen},
};
use jiff::{SignedDuration, Timestamp, civil::Time, tz::TimeZone};
use std::collections::HashSet;

/// The hour of those who chose none.
pub const USUAL_HOUR: i8 = 8;
/// Most digests that a letter shows.
pub const SHOWN: usize = 5;

/// When somebody's letters come. A zone that the tz database has lost counts as UTC.
pub fn hour(person: &Person) -> Hour {
    let timezone = person.timezone.as_deref().and_then(zone::named).unwrap_or(TimeZone::UTC);
    let at = Time::new(person.hour.unwrap_or(USUAL_HOUR), 0, 0, 0).unwrap_or_default();
    Hour { at, timezone, days: Days::default() }
}

/// When the next letter to somebody is to be seen to; `None` where none is to come.
pub fn next(person: &Person, follows_any: bool, now: Timestamp) -> Option<Timestamp> {
    (follows_any && person.paused.is_none()).then(|| following(&hour(person), now))?.map(|due| due.at)
}

/// A digest with its number in the order of arrival, and what it can be followed by.
#[derive(Debug)]
pub struct Arrival {
    n: i64,
    id: DigestId,
    authors: HashSet<String>,
    tags: HashSet<String>,
}

impl Arrival {
    /// The arrival of that number.
    pub fn new(n: i64, id: DigestId, digest: &Digest) -> Arrival {
        let authors = digest.authors.iter().map(|a| fold(&a.name)).collect();
        let tags = digest.tags.iter().map(|t| t.key()).collect();
        Arrival { n, id, authors, tags }
    }

    fn is_followed_by(&self, follow: &Follow) -> bool {
        let names = match follow.kind {
            Followable::Author => &self.authors,
            Followable::Tag => &self.tags,
        };
        self.n > follow.since && names.contains(&follow.key)
    }
}

/// What comes of seeing to somebody's letter: what of the arrivals, which come in order and end with
/// number `upto`, is new to them, and when to look again. A letter that could not come within [`super::GRACE`]
/// is left out, and what it would have brought comes with the next one.
pub fn see(reader: &Reader, arrivals: &[Arrival], upto: i64, now: Timestamp) -> Seen {
    let next = next(&reader.person, !reader.follows.is_empty(), now);
    let since = reader.at - SignedDuration::from_secs(1);
    let Some(due) = due(&hour(&reader.person), since, now) else {
        return Seen { claim: None, upto: reader.covered, next };
    };
    let wanted = |arrival: &&Arrival| {
        arrival.n > reader.covered && reader.follows.iter().any(|f| arrival.is_followed_by(f))
    };
    // The newest first.
    let mut wanted: Vec<DigestId> =
        arrivals.iter().rev().filter(wanted).map(|arrival| arrival.id.clone()).collect();
    let more = u32::try_from(wanted.len().saturating_sub(SHOWN)).unwrap_or(u32::MAX);
    wanted.truncate(SHOWN);
    let claim =
        (!wanted.is_empty()).then(|| claim(reader.person.id, &due, Contents { digests: wanted, more }));
    Seen { claim, upto, next }
}

fn claim(person: u64, due: &Due, contents: Contents) -> LetterClaim {
    LetterClaim { date: due.date, contents, nonce: nonce(&format!("letter to {person}"), due.date, 0) }
}
