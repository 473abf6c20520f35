//! The one clock. It follows the system's until it is moved, and then goes on from there; in tests
//! it stands still until it is moved.

use jiff::{SignedDuration, Timestamp};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// Longest sleep before looking at the system's clock again: it may have been set, or the machine
/// may have slept.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// A clock that is kept in step with others goes back by less.
const SET_BACK: SignedDuration = SignedDuration::from_secs(5);

/// What time it is, for every part of the program. Clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock(Arc<watch::Sender<Mode>>);

#[derive(Debug, Clone, Copy)]
enum Mode {
    /// The system's time and so much.
    Ahead(SignedDuration),
    Stopped(Timestamp),
}

impl Clock {
    /// The system's time.
    pub fn system() -> Clock {
        Clock(Arc::new(watch::Sender::new(Mode::Ahead(SignedDuration::ZERO))))
    }

    /// A clock that stands still at `at` until it is moved.
    pub fn stopped(at: Timestamp) -> Clock {
        Clock(Arc::new(watch::Sender::new(Mode::Stopped(at))))
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        match *self.0.borrow() {
            Mode::Ahead(by) => Timestamp::now().checked_add(by).unwrap_or(Timestamp::MAX),
            Mode::Stopped(at) => at,
        }
    }

    /// The time, as a function to hand to parts that know no more of a clock.
    pub fn reading(&self) -> Arc<dyn Fn() -> Timestamp + Send + Sync> {
        let clock = self.clone();
        Arc::new(move || clock.now())
    }

    /// Sets the clock; whoever sleeps until a time that has come by then wakes up.
    pub fn set(&self, to: Timestamp) {
        self.0.send_modify(|mode| {
            *mode = match *mode {
                Mode::Ahead(_) => Mode::Ahead(to.duration_since(Timestamp::now())),
                Mode::Stopped(_) => Mode::Stopped(to),
            };
        });
    }

    /// Sleeps until `at` has come, however it comes; or until the clock is set back, since what was found at `now` may
    /// be otherwise then.
    pub async fn until(&self, at: Timestamp, now: Timestamp) {
        let mut changes = self.0.subscribe();
        let mut latest = now;
        loop {
            let stopped = matches!(*changes.borrow_and_update(), Mode::Stopped(_));
            let now = self.now();
            let left = at.duration_since(now);
            if !left.is_positive() || latest.duration_since(now) > SET_BACK {
                return;
            }
            latest = now;
            let nap = Duration::try_from(left).unwrap_or(LOOK_AGAIN).min(LOOK_AGAIN);
            tokio::select! {
                // The sender lives as long as this clock, so that this ends by a change only.
                _ = changes.changed() => {}
                () = tokio::time::sleep(nap), if !stopped => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stopped_clock_wakes_sleepers_when_it_is_moved_far_enough() {
        let start: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let clock = Clock::stopped(start);
        let hour = SignedDuration::from_hours(1);
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.until(start + hour, start).await }
        });
        tokio::task::yield_now().await;
        clock.set(start + hour - SignedDuration::from_secs(1));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.set(start + hour);
        tokio::time::timeout(Duration::from_secs(5), sleeper).await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_is_set_back() {
        let start: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let clock = Clock::stopped(start);
        let (first, later) = (clock.clone(), start + SignedDuration::from_hours(1));
        let sleeper = tokio::spawn(async move { first.until(later, start).await });
        tokio::task::yield_now().await;
        clock.set(start - SignedDuration::from_secs(2));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.set(start - SignedDuration::from_hours(1));
        tokio::time::timeout(Duration::from_secs(5), sleeper).await.unwrap().unwrap();
    }
}
