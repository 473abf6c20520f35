//! When something comes that comes daily. A local time that a clock change skips is the instant of the change; one
//! that occurs twice is the first of the two.

use super::{nonce, zone};
use crate::{
    config::Days,
    ledger::{Paused, PausedBy, Placed, Schedule, Scheduled, SkippedDay},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
    tz::{AmbiguousOffset, TimeZone},
};

/// How late a missed letter is still made up, and a missed post where the config says nothing else.
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

impl Hour {
    /// When a schedule posts; `None` where the tz database does not have its zone.
    pub fn of(schedule: &Schedule) -> Option<Hour> {
        Some(Hour { at: schedule.at, timezone: zone::named(&schedule.timezone)?, days: schedule.days })
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

/// What a schedule owes at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owed {
    /// Days that came too long ago, oldest first; of very many, the newest.
    pub skipped: Vec<SkippedDay>,
    /// The post to be made now.
    pub due: Option<Due>,
    /// When the next one comes; it may have come already.
    pub next: Option<Timestamp>,
}

/// Most days that are recorded as skipped at once: after a longer outage those before them are not.
const MOST_SKIPPED: usize = 31;

/// The newest time that has come by `now`, if it came after `since` and no longer ago than [`GRACE`].
pub fn due(hour: &Hour, since: Timestamp, now: Timestamp) -> Option<Due> {
    let today = now.to_zoned_datetime(hour.timezone.clone()).date();
    [Some(today), today.yesterday().ok()]
        .into_iter()
        .flatten()
        .filter_map(|date| on(hour, date))
        .find(|due| due.at <= now)
        .filter(|due| due.at > since && now.duration_since(due.at) <= GRACE)
}

/// The first time after `after`.
pub fn following(hour: &Hour, after: Timestamp) -> Option<Due> {
    first(hour, after, None)
}

/// The first time after `after` on a day later than `day`.
fn first(hour: &Hour, after: Timestamp, day: Option<Date>) -> Option<Due> {
    let mut date = after.to_zoned_datetime(hour.timezone.clone()).date();
    if let Some(day) = day {
        date = date.max(day.tomorrow().ok()?);
    }
    // Some day of every week is chosen, and no zone has skipped more than one day.
    for _ in 0..=14 {
        if let Some(due) = on(hour, date).filter(|due| due.at > after) {
            return Some(due);
        }
        date = date.tomorrow().ok()?;
    }
    None
}

/// When the next post of a schedule comes: the first time after what it owes from, on a day that has not
/// been dealt with. For [`crate::ledger::Ledger::renew_schedules`].
pub fn next(scheduled: &Scheduled, now: Timestamp) -> Option<Timestamp> {
    let hour = Hour::of(&scheduled.schedule)?;
    let tomorrow = now.to_zoned_datetime(hour.timezone.clone()).date().tomorrow().ok()?;
    match scheduled.last_day {
        // The clock was wrong, and was set back: what was dealt with is known by its day alone.
        Some(day) if day > tomorrow => following(&hour, now - GRACE),
        day => first(&hour, scheduled.since, day),
    }
    .map(|due| due.at)
}

/// Places a schedule that is set or changed. A new one owes nothing for the hours before it. A changed
/// one owes the day that it owed before, at its new time, even if that has passed; and no other day that
/// is past. For [`crate::ledger::Ledger::put_schedule`].
pub fn placed(schedule: &Schedule, before: Option<&Scheduled>, now: Timestamp) -> Placed {
    let owes_it_still = |before: &Scheduled| -> Option<bool> {
        let old = Hour::of(&before.schedule)?;
        let day = at_instant(&old, before.next_at?)?.date;
        Some(on(&Hour::of(schedule)?, day)?.at <= now)
    };
    // One that was known before it had a plan owes from when it was known.
    let since = match before {
        Some(before) if before.next_at.is_none() || owes_it_still(before) == Some(true) => before.since,
        Some(before) => before.since.max(now),
        None => now,
    };
    let last_day = before.and_then(|before| before.last_day);
    let next_at = Hour::of(schedule).and_then(|hour| first(&hour, since, last_day)).map(|due| due.at);
    Placed { since, next_at }
}

/// Places a schedule that goes on after a pause: what a person's pause left out is not owed; what was
/// missed for any other reason is. For [`crate::ledger::Ledger::resume_schedule`].
pub fn resumed(scheduled: &Scheduled, now: Timestamp) -> Placed {
    let asked = matches!(scheduled.paused, Some(Paused { by: PausedBy::Person, .. }));
    let since = if asked { scheduled.since.max(now) } else { scheduled.since };
    let next_at = Hour::of(&scheduled.schedule)
        .and_then(|hour| first(&hour, since, scheduled.last_day))
        .map(|due| due.at);
    Placed { since, next_at }
}

/// What a schedule whose time has come owes: the first post that is no later than `grace`, and the days
/// before it that are. Posts that come after that one are told by its `next`.
pub fn owed(scheduled: &Scheduled, now: Timestamp, grace: SignedDuration) -> Owed {
    let schedule = &scheduled.schedule;
    let Some((hour, at)) = Hour::of(schedule).zip(scheduled.next_at) else { return Owed::default() };
    // A rule of the zone may have changed since it was placed: then its time is placed anew.
    let Some(placed) = at_instant(&hour, at) else {
        return Owed { next: next(scheduled, now), ..Owed::default() };
    };
    let (mut skipped, mut due) = (Vec::new(), Some(placed));
    while let Some(past) = due.filter(|due| due.at <= now && now.duration_since(due.at) > grace) {
        skipped.push(SkippedDay {
            date: past.date,
            due_at: past.at,
            nonce: nonce(&schedule.id, past.date, 0),
            reason: "it could not be posted in time".to_owned(),
        });
        due = first(&hour, past.at, Some(past.date));
    }
    skipped.drain(..skipped.len().saturating_sub(MOST_SKIPPED));
    let next = match due {
        Some(due) if due.at <= now => first(&hour, due.at, Some(due.date)).map(|due| due.at),
        coming => coming.map(|due| due.at),
    };
    Owed { skipped, due: due.filter(|due| due.at <= now), next }
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
        AmbiguousOffset::Gap { before, after } => {
            let change = last_change(zone, before.to_timestamp(local).ok()?)?;
            // The day exists if something of it is left before the gap, or after it: Greenland skips the last
            // hour of a day, Samoa once skipped a whole one.
            let exists = before.to_datetime(change) > date.to_datetime(Time::midnight())
                || after.to_datetime(change).date() == date;
            return exists.then_some(Due { date, at: change });
        }
    };
    Some(Due { date, at })
}

/// The post whose time is that very instant, which may be the first of the day after.
fn at_instant(hour: &Hour, at: Timestamp) -> Option<Due> {
    let date = at.to_zoned_datetime(hour.timezone.clone()).date();
    let days = [Some(date), date.yesterday().ok()];
    days.into_iter().flatten().filter_map(|date| on(hour, date)).find(|due| due.at == at)
}

/// The newest clock change up to and including `at`.
fn last_change(zone: &TimeZone, at: Timestamp) -> Option<Timestamp> {
    let just_after = at.checked_add(SignedDuration::from_nanos(1)).ok()?;
    zone.preceding(just_after).next().map(|change| change.timestamp())
}

#[cfg(test)]
mod tests;
