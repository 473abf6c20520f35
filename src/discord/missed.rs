//! Interactions that come too late. After a break, Discord sends again what happened in it; whoever
//! waited longer than three seconds has been told that the bot did not respond, and what they asked
//! for must not be done behind their backs.

use jiff::Timestamp;
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// Discord waits so long for the first answer.
const TOO_OLD: i64 = 3_000;
/// How many ages are remembered.
const KEPT: usize = 16;
/// Snowflakes count milliseconds from the first of January 2015.
const EPOCH: i64 = 1_420_070_400_000;

/// The ages, in milliseconds, at which the last interactions came. The least of them is how far the
/// clock is ahead of Discord's: a clock that is wrong makes all of them old, and none of them late.
#[derive(Debug, Default)]
pub(super) struct Ages(Mutex<Recent>);

#[derive(Debug, Default)]
struct Recent {
    ages: VecDeque<i64>,
    missed: u64,
}

impl Ages {
    /// How many interactions were missed so far, if this one is another.
    pub(super) fn missed(&self, interaction: u64, now: Timestamp) -> Option<u64> {
        let made = i64::try_from(interaction >> 22).unwrap_or(i64::MAX).saturating_add(EPOCH);
        let age = now.as_millisecond().saturating_sub(made);
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ahead = recent.ages.iter().copied().min().unwrap_or(age);
        if recent.ages.len() == KEPT {
            recent.ages.pop_front();
        }
        recent.ages.push_back(age);
        if age.saturating_sub(ahead) <= TOO_OLD {
            return None;
        }
        recent.missed += 1;
        Some(recent.missed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(at: &str) -> u64 {
        u64::try_from(at.parse::<Timestamp>().unwrap().as_millisecond() - EPOCH).unwrap() << 22
    }

    #[test]
    fn what_is_replayed_late_is_missed() {
        let ages = Ages::default();
        let now = "2026-11-24T12:00:10Z".parse().unwrap();
        assert_eq!(ages.missed(id("2026-11-24T12:00:10Z"), now), None);
        assert_eq!(ages.missed(id("2026-11-24T12:00:08Z"), now), None);
        assert_eq!(ages.missed(id("2026-11-24T12:00:06Z"), now), Some(1));
        assert_eq!(ages.missed(id("2026-11-24T12:00:00Z"), now), Some(2));
    }

    #[test]
    fn a_clock_that_is_wrong_or_is_set_makes_nothing_late_for_long() {
        let ages = Ages::default();
        let fast = "2026-11-24T12:01:00Z".parse().unwrap();
        for _ in 0..10 {
            assert_eq!(ages.missed(id("2026-11-24T12:00:00Z"), fast), None);
        }
        let later = "2026-11-24T13:01:00Z".parse().unwrap();
        let late = (0..40).filter(|_| ages.missed(id("2026-11-24T12:00:00Z"), later).is_some()).count();
        assert_eq!(late, KEPT);
    }
}
