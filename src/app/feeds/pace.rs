//! When a feed is asked next.
//!
//! Feeds do not march in step: each has a share of its interval added that is its own, by a hash of its
//! address, so that a hundred that were imported together spread within a few rounds.

use jiff::{SignedDuration, Timestamp};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};

/// Longest pause between two attempts at a feed that fails, unless its site asks for more.
const LONGEST_BACKOFF: Duration = Duration::from_secs(24 * 3600);
/// Longest time that a feed is believed to stay as it is.
const LONGEST_FRESH: Duration = Duration::from_secs(24 * 3600);
/// The first pause after a piece failed; each further one is four times as long.
const PIECE_PAUSE: Duration = Duration::from_secs(15 * 60);
/// How long a feed may fail before it is paused.
pub const PAUSE_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Failures that there must have been by then: a bot that was off for a month has not seen any.
const PAUSE_FAILURES: u32 = 10;

/// After a success: the interval, or what the site asks for if that is longer.
pub(super) fn after_success(
    url: &str,
    every: Duration,
    asked: [Option<Duration>; 2],
    now: Timestamp,
) -> Timestamp {
    let longest = asked.into_iter().flatten().max().unwrap_or_default().min(LONGEST_FRESH);
    later(now, spread(url, every.max(longest)))
}

/// After so many failures in a row: twice as long each time, and no sooner than the site asks.
pub(super) fn after_failure(
    url: &str,
    every: Duration,
    failures: u32,
    retry_after: Option<Duration>,
    now: Timestamp,
) -> Timestamp {
    let doubled = every.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let pause = spread(url, doubled.min(LONGEST_BACKOFF.max(every)));
    later(now, pause.max(retry_after.unwrap_or_default()))
}

/// Whether a feed that fails now, for the so many-eth time, is asked no more.
pub(super) fn is_over(failures: u32, since: Timestamp, now: Timestamp) -> bool {
    failures >= PAUSE_FAILURES && now.duration_since(since) >= PAUSE_AFTER
}

/// When a piece that failed so often is tried again.
pub(super) fn of_piece(attempts: u32, retry_after: Option<Duration>, now: Timestamp) -> Timestamp {
    let pause = PIECE_PAUSE.saturating_mul(4_u32.saturating_pow(attempts.saturating_sub(1).min(8)));
    later(now, pause.max(retry_after.unwrap_or_default()))
}

/// A length of time and up to a tenth of it.
fn spread(url: &str, time: Duration) -> Duration {
    // With keys of its own a hasher is the same in every run.
    let mut hash = DefaultHasher::new();
    url.hash(&mut hash);
    let share = u32::try_from(hash.finish() % 1000).unwrap_or(0);
    time.saturating_add(time / 10_000 * share)
}

fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn minutes(at: Timestamp) -> i64 {
        at.duration_since(now()).as_mins()
    }

    fn now() -> Timestamp {
        "2026-11-23T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_feed_is_asked_in_its_interval_or_when_the_site_likes() {
        let after = |asked| minutes(after_success("https://p.example/feed", HOUR, asked, now()));
        assert!((60..=66).contains(&after([None, None])));
        assert_eq!(after([Some(HOUR / 2), None]), after([None, None]));
        assert!((120..=132).contains(&after([Some(HOUR * 2), Some(HOUR)])));
        assert!((24 * 60..=27 * 60).contains(&after([Some(HOUR * 9999), None])), "a year is not believed");
    }

    #[test]
    fn failures_make_it_wait_twice_as_long_each_time_up_to_a_day() {
        let hours: Vec<i64> = (1..9)
            .map(|n| minutes(after_failure("https://p.example/feed", HOUR, n, None, now())) / 60)
            .collect();
        let plain = [1, 2, 4, 8, 16, 24, 24, 24];
        assert!(hours.iter().zip(plain).all(|(h, p)| (p..=p + p / 9 + 1).contains(h)), "{hours:?}");
        assert!(minutes(after_failure("x", HOUR, u32::MAX, Some(HOUR * 50), now())) >= 50 * 60);
    }

    #[test]
    fn feeds_that_began_together_spread() {
        let at: std::collections::HashSet<_> = (0..100)
            .map(|n| after_success(&format!("https://{n}.example/feed"), HOUR, [None, None], now()))
            .collect();
        assert!(at.len() > 80, "{}", at.len());
    }
}
