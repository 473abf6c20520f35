//! The clock of the playground, as its page moves it.

use crate::{
    app::Clock,
    daily::{self, Hour},
    ledger::{Ledger, LedgerError, Scheduled},
    playground::page::Time,
};
use futures_util::future::{BoxFuture, FutureExt};
use jiff::{Timestamp, tz::TimeZone};

/// The clock, and what posts by it.
#[derive(Clone)]
pub(super) struct Moved {
    clock: Clock,
    ledger: Ledger,
    zone: TimeZone,
}

impl Moved {
    /// Days begin in the zone of the first schedule, or else in UTC.
    ///
    /// # Errors
    /// The ledger.
    pub async fn new(clock: Clock, ledger: Ledger) -> Result<Moved, LedgerError> {
        let first = ledger.schedules().await?.into_iter().next();
        let zone = first.and_then(|s| Hour::of(&s.schedule)).map_or(TimeZone::UTC, |hour| hour.timezone);
        Ok(Moved { clock, ledger, zone })
    }

    async fn following(&self, after: Timestamp) -> Option<Timestamp> {
        let schedules = match self.ledger.schedules().await {
            Ok(schedules) => schedules,
            Err(error) => {
                tracing::error!(%error, "the schedules cannot be read");
                return None;
            }
        };
        let next = |scheduled: &Scheduled| {
            let hour = Hour::of(&scheduled.schedule).filter(|_| scheduled.paused.is_none())?;
            Some(daily::following(&hour, after)?.at)
        };
        schedules.iter().filter_map(next).min()
    }
}

impl Time for Moved {
    fn set(&self, to: Timestamp) {
        self.clock.set(to);
    }

    fn next_post(&self, after: Timestamp) -> BoxFuture<'_, Option<Timestamp>> {
        self.following(after).boxed()
    }

    fn zone(&self) -> TimeZone {
        self.zone.clone()
    }
}
