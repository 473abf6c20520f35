//! When something comes that comes daily. A local time that a clock change skips is the instant of the change; one
//! that occurs twice is the first of the two.

use crate::config::{Daily, Days};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
    tz::{AmbiguousOffset, TimeZone},
};

/// How late a missed post is still made up.
pub const GRACE: SignedDuration = SignedDuration::from_hours(6);

/// A local time of day, on some days of the week.
#[derive(Debug, Clone)]
pub struct Hour {
    /// The time.
    pub at: Time,
    /// The zone that it is told in.
    pub timezone: TimeZone,
    /// On which days.
    pub days: Days,
}

impl From<&Daily> for Hour {
    fn from(daily: &Daily) -> Hour {
        Hour { at: daily.at, timezone: daily.timezone.clone(), days: daily.days.clone() }
    }
}

/// A post's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The local day it belongs to.
    pub date: Date,
    /// The instant.
    pub at: Timestamp,
}

/// The newest time that has come by `now`, if it came after `since` and no longer ago than [`GRACE`].
pub fn due(hour: impl Into<Hour>, since: Timestamp, now: Timestamp) -> Option<Due> {
    let hour = hour.into();
    let today = now.to_zoned_datetime(hour.timezone.clone()).date();
    [Some(today), today.yesterday().ok()]
        .into_iter()
        .flatten()
        .filter_map(|date| on(&hour, date))
        .find(|due| due.at <= now)
        .filter(|due| due.at > since && now.duration_since(due.at) <= GRACE)
}

/// The first time after `after`.
pub fn following(hour: impl Into<Hour>, after: Timestamp) -> Option<Due> {
    let hour = hour.into();
    let mut date = after.to_zoned_datetime(hour.timezone.clone()).date();
    // Some day of every week is chosen, and no zone has skipped more than one day.
    for _ in 0..=14 {
        if let Some(due) = on(&hour, date).filter(|due| due.at > after) {
            return Some(due);
        }
        date = date.tomorrow().ok()?;
    }
    None
}

/// The time on that local day; `None` where the day is not chosen, or does not exist there.
fn on(hour: &Hour, date: Date) -> Option<Due> {
    if !hour.days.has(date.weekday()) {
        return None;
    }
    let zone = &hour.timezone;
    let local = date.to_datetime(hour.at);
    let at = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(local).ok()?,
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(local).ok()?,
        AmbiguousOffset::Gap { before, .. } => last_change(zone, before.to_timestamp(local).ok()?)?,
    };
    let exists = at.to_zoned_datetime(zone.clone()).date() == date;
    exists.then_some(Due { date, at })
}

/// The newest clock change up to and including `at`.
fn last_change(zone: &TimeZone, at: Timestamp) -> Option<Timestamp> {
    let just_after = at.checked_add(SignedDuration::from_nanos(1)).ok()?;
    zone.preceding(just_after).next().map(|change| change.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Snowflake;
    use jiff::civil::{date, time};

    fn schedule(hour: i8, minute: i8, zone: &str) -> Daily {
        let channel = Snowflake::try_from(1).unwrap();
        Daily::new("test", channel, time(hour, minute, 0, 0), TimeZone::get(zone).unwrap())
    }

    fn at(schedule: &Daily, day: Date) -> String {
        on(&schedule.into(), day).map_or("never".to_owned(), |due| due.at.to_string())
    }

    #[test]
    fn a_skipped_time_is_the_instant_of_the_change() {
        let berlin = schedule(2, 30, "Europe/Berlin");
        assert_eq!(at(&berlin, date(2026, 3, 28)), "2026-03-28T01:30:00Z");
        assert_eq!(at(&berlin, date(2026, 3, 29)), "2026-03-29T01:00:00Z");
        assert_eq!(at(&berlin, date(2026, 3, 30)), "2026-03-30T00:30:00Z");
    }

    #[test]
    fn a_doubled_time_is_its_first() {
        let new_york = schedule(1, 30, "America/New_York");
        assert_eq!(at(&new_york, date(2026, 11, 1)), "2026-11-01T05:30:00Z");
    }

    #[test]
    fn a_day_that_a_zone_left_out_has_no_post() {
        let apia = schedule(8, 0, "Pacific/Apia");
        assert_eq!(at(&apia, date(2011, 12, 30)), "never");
        assert_eq!(at(&apia, date(2011, 12, 31)), "2011-12-30T18:00:00Z");
    }

    #[test]
    fn a_post_is_due_from_its_time_until_the_grace_is_over() {
        let utc = schedule(8, 0, "UTC");
        let eight: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let long_ago = Timestamp::UNIX_EPOCH;
        let second = SignedDuration::from_secs(1);
        assert_eq!(due(&utc, long_ago, eight - second), None);
        assert_eq!(due(&utc, long_ago, eight).map(|d| d.at), Some(eight));
        assert_eq!(due(&utc, long_ago, eight + GRACE).map(|d| d.at), Some(eight));
        assert_eq!(due(&utc, long_ago, eight + GRACE + second), None);
        assert_eq!(due(&utc, eight, eight + second), None, "it was not yet owed");
    }

    #[test]
    fn just_after_midnight_the_evening_before_is_still_due() {
        let utc = schedule(23, 59, "UTC");
        let now: Timestamp = "2026-11-24T00:00:30Z".parse().unwrap();
        assert_eq!(due(&utc, Timestamp::UNIX_EPOCH, now).map(|d| d.date), Some(date(2026, 11, 23)));
    }

    /// In every zone of the database, each local day of a few years has exactly one time, and they
    /// come one after the other.
    #[test]
    fn every_zone_has_one_time_a_day() {
        let names: Vec<String> = jiff::tz::db().available().map(|n| n.as_str().to_owned()).collect();
        assert!(names.len() > 300, "the database has only {} zones", names.len());
        for name in names {
            let schedule = schedule(2, 30, &name);
            let (mut day, mut before) = (date(2024, 1, 1), Timestamp::MIN);
            while day < date(2027, 1, 1) {
                let due = on(&Hour::from(&schedule), day).unwrap_or_else(|| panic!("{name} has no {day}"));
                assert!(due.at > before, "{name} on {day}");
                assert_eq!(
                    following(&schedule, before.max(due.at - SignedDuration::from_secs(1))),
                    Some(due)
                );
                (before, day) = (due.at, day.tomorrow().unwrap());
            }
        }
    }
}
