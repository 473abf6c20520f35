use super::*;
use jiff::civil::{date, time};

fn schedule(hour: i8, minute: i8, zone: &str) -> Hour {
    Hour { at: time(hour, minute, 0, 0), timezone: TimeZone::get(zone).unwrap(), days: Days::EVERY }
}

fn at(schedule: &Hour, day: Date) -> String {
    on(schedule, day).map_or("never".to_owned(), |due| due.at.to_string())
}

#[test]
fn a_skipped_time_is_the_instant_of_the_change() {
    let berlin = schedule(2, 30, "Europe/Berlin");
    assert_eq!(at(&berlin, date(2026, 3, 28)), "2026-03-28T01:30:00Z");
    assert_eq!(at(&berlin, date(2026, 3, 29)), "2026-03-29T01:00:00Z");
    assert_eq!(at(&berlin, date(2026, 3, 30)), "2026-03-30T00:30:00Z");
}

#[test]
fn a_skipped_time_at_the_end_of_a_day_is_that_day_s() {
    let nuuk = schedule(23, 30, "America/Nuuk");
    assert_eq!(at(&nuuk, date(2026, 3, 28)), "2026-03-29T01:00:00Z");
    assert_eq!(at(&nuuk, date(2026, 3, 29)), "2026-03-30T00:30:00Z");
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

fn lobby(at: Time, zone: &str) -> Schedule {
    let channel = crate::config::Snowflake::try_from(1).unwrap();
    let declared = crate::config::Daily::new("lobby", channel, at, TimeZone::get(zone).unwrap());
    Schedule::from(&declared)
}

/// A schedule that is set at that time.
fn set(schedule: Schedule, at: &str) -> Scheduled {
    let placed = placed(&schedule, None, at.parse().unwrap());
    Scheduled {
        schedule,
        since: placed.since,
        arrived: 0,
        last_day: None,
        next_at: placed.next_at,
        paused: None,
    }
}

/// What is owed at that time, as the scheduler goes on until nothing is due.
fn dealt_with(scheduled: &mut Scheduled, now: &str) -> Vec<String> {
    let now = now.parse().unwrap();
    let mut told = Vec::new();
    while scheduled.next_at.is_some_and(|next| next <= now) {
        let owed = owed(scheduled, now, GRACE);
        told.extend(owed.skipped.iter().map(|day| format!("{} skipped", day.date)));
        told.extend(owed.due.iter().map(|due| format!("{} posted", due.date)));
        let last = owed.due.map(|due| due.date).or(owed.skipped.last().map(|day| day.date));
        scheduled.last_day = scheduled.last_day.max(last);
        assert!(owed.next > scheduled.next_at, "{owed:?}");
        scheduled.next_at = owed.next;
    }
    told
}

#[test]
fn after_an_outage_one_post_is_made_up_and_the_days_before_it_are_skipped() {
    let mut lobby = set(lobby(time(8, 0, 0, 0), "UTC"), "2026-11-22T09:00:00Z");
    assert_eq!(dealt_with(&mut lobby, "2026-11-23T07:59:59Z"), [""; 0]);
    assert_eq!(dealt_with(&mut lobby, "2026-11-23T08:00:00Z"), ["2026-11-23 posted"]);
    assert_eq!(
        dealt_with(&mut lobby, "2026-11-26T09:00:00Z"),
        ["2026-11-24 skipped", "2026-11-25 skipped", "2026-11-26 posted"]
    );
    assert_eq!(dealt_with(&mut lobby, "2026-11-27T14:00:01Z"), ["2026-11-27 skipped"]);
    let year = dealt_with(&mut lobby, "2028-01-01T09:00:00Z");
    assert_eq!(year.len(), MOST_SKIPPED + 1, "a year of silence is no flood");
    assert_eq!(year.last().unwrap(), "2028-01-01 posted");
}

#[test]
fn a_clock_that_was_a_year_ahead_stops_no_schedule_and_repeats_no_day() {
    let mut lobby = set(lobby(time(8, 0, 0, 0), "UTC"), "2026-11-22T09:00:00Z");
    dealt_with(&mut lobby, "2027-11-23T09:00:00Z");
    let now: Timestamp = "2026-11-23T07:00:00Z".parse().unwrap();
    lobby.next_at = next(&lobby, now);
    assert_eq!(dealt_with(&mut lobby, "2026-11-23T08:00:00Z"), ["2026-11-23 posted"]);
}

/// In every zone of the database each local day of twenty years has exactly one time, whatever the hour:
/// the local time that was asked for where there is one, the first of two, or else the instant of the
/// change that skips it.
#[test]
fn every_zone_has_one_time_a_day() {
    let names: Vec<String> = jiff::tz::db().available().map(|n| n.as_str().to_owned()).collect();
    assert!(names.len() > 300, "the database has only {} zones", names.len());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for part in names.chunks(names.len().div_ceil(threads)) {
            scope.spawn(move || part.iter().for_each(|name| one_time_a_day(name)));
        }
    });
}

fn one_time_a_day(name: &str) {
    let zone = TimeZone::get(name).unwrap();
    let (first, last) = (date(2020, 1, 1), date(2041, 1, 1));
    // A time of day for the whole span, and every half hour of the days about each change.
    let spread = name.bytes().fold(0, |sum: u32, b| (sum * 31 + u32::from(b)) % 1440);
    let at = |minute: u32| time((minute / 60) as i8, (minute % 60) as i8, 0, 0);
    walk(name, &zone, at(spread), first, last);
    let changes: Vec<Date> = zone
        .following(TimeZone::UTC.to_timestamp(first.to_datetime(Time::midnight())).unwrap())
        .map(|change| change.timestamp().to_zoned_datetime(zone.clone()).date())
        .take_while(|day| *day < last)
        .collect();
    for (n, day) in changes.into_iter().enumerate() {
        // Every half hour of one change in eight, other minutes of the others.
        let step = if n % 8 == 0 { 30 } else { 210 };
        for minute in (n as u32 % 30..1440).step_by(step) {
            let from = day.checked_sub(jiff::Span::new().days(2)).unwrap();
            walk(name, &zone, at(minute), from, day.checked_add(jiff::Span::new().days(2)).unwrap());
        }
    }
}

/// Goes from post to post, and looks at each.
fn walk(name: &str, zone: &TimeZone, at: Time, first: Date, last: Date) {
    let hour = Hour { at, timezone: zone.clone(), days: Days::EVERY };
    let mut due = on(&hour, first).unwrap_or_else(|| panic!("{name} has no {first} {at}"));
    let mut day = first;
    while day < last {
        assert_eq!(due.date, day, "{name} at {at}");
        let local = day.to_datetime(at);
        let told = zone.to_datetime(due.at);
        assert_eq!(at_instant(&hour, due.at), Some(due), "{name} at {at}");
        let before = zone.to_datetime(due.at - SignedDuration::from_nanos(1));
        if told == local {
            // The first of two: an hour earlier it was not this time already.
            let offset = zone.to_offset(due.at);
            let earlier = zone.to_ambiguous_timestamp(local).earlier().unwrap();
            assert_eq!(due.at, earlier, "{name} at {at} on {day}, offset {offset}");
        } else {
            assert!(before < local && local < told, "{name} at {at} on {day}: {before} to {told}");
        }
        due = following(&hour, due.at).unwrap_or_else(|| panic!("{name} ends on {day}"));
        day = day.tomorrow().unwrap();
    }
}
