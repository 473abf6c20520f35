//! The clock of the playground, as its page moves it.

use crate::{app::Clock, config::Daily, daily, playground::page::Time};
use futures_util::future::{BoxFuture, FutureExt, ready};
use jiff::{Timestamp, tz::TimeZone};

/// The clock, and what posts by it.
#[derive(Clone)]
pub(super) struct Moved {
    pub clock: Clock,
    pub schedules: Vec<Daily>,
}

impl Time for Moved {
    fn set(&self, to: Timestamp) {
        self.clock.set(to);
    }

    fn next_post(&self, after: Timestamp) -> BoxFuture<'_, Option<Timestamp>> {
        let due = self.schedules.iter().filter_map(|s| daily::following(s, after)).map(|due| due.at).min();
        ready(due).boxed()
    }

    fn zone(&self) -> TimeZone {
        self.schedules.first().map_or(TimeZone::UTC, |s| s.timezone.clone())
    }
}
