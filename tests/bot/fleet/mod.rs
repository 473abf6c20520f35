//! Many schedules through simulated weeks of trouble: whatever happens to Discord, to the way there, to the host's
//! clock and to the process, each schedule's chosen local day has exactly one post, or a record of why not. What was
//! posted is told by the stand-in's own record; the ledger is asked only why a post is missing.
//!
//! `STANDFIRST_FLEET=1000x365` runs a thousand schedules for a year, `STANDFIRST_SEED=7` another course;
//! `STANDFIRST_LOG=info` says what the bot does. Most of the time goes into syncing the ledger to the disk: with
//! `TMPDIR` in memory it takes a third less.

mod course;
mod judge;
mod world;

use course::Course;
use jiff::{SignedDuration, Timestamp};
use std::{collections::BTreeSet, env, time::Instant};
use world::Fleet;

#[test]
fn every_chosen_day_has_one_post_through_weeks_of_trouble() {
    let size = env::var("STANDFIRST_FLEET").unwrap_or_else(|_| "60x16".to_owned());
    let (schedules, days) = size.split_once('x').unwrap();
    let (schedules, days): (usize, i64) = (schedules.parse().unwrap(), days.parse().unwrap());
    assert!(days > 8, "a course has at least nine days");
    let seed: u64 = env::var("STANDFIRST_SEED").map_or(1, |seed| seed.parse().unwrap());
    println!("STANDFIRST_FLEET={size} STANDFIRST_SEED={seed}");
    let begun = Instant::now();
    if let Ok(level) = env::var("STANDFIRST_LOG") {
        tracing_subscriber::fmt().with_env_filter(level).with_ansi(false).init();
    }

    let mut course = Course::new(seed);
    // Across the end of summer time in Europe and America, and what the others have.
    let start: Timestamp = "2026-10-21T00:07:00Z".parse().unwrap();
    let day = |n: i64| start + SignedDuration::from_hours(24 * n);
    // By the end everything is well, and has been for longer than a pause is looked into.
    let (end, peace) = (day(days), day(days - 4));
    let calm = day(days - 2);
    // Enough for a new one each day, and some.
    let digests = usize::try_from(days).unwrap() + 20;
    let mut fleet = Fleet::new(course.specs(schedules), digests, start);
    let mut times: BTreeSet<Timestamp> =
        fleet.specs.iter().flat_map(|(spec, _)| spec.occurrences(start, end)).map(|(_, at)| at).collect();
    let mut last_day = 0;
    while let Some(at) = times.pop_first() {
        if at <= fleet.now() {
            continue;
        }
        let today = at.duration_since(start).as_hours() / 24;
        let spell = if today > last_day && at < peace { course.spell(today) } else { None };
        if today > last_day && today % 30 == 0 {
            println!("day {today} after {} s", begun.elapsed().as_secs());
        }
        last_day = today;
        match (spell, course.trouble().filter(|_| at < peace)) {
            (Some(spell), _) => fleet.begin(&spell, at, peace),
            (None, Some(trouble)) => fleet.meet(&trouble, at),
            (None, None) => fleet.advance(at),
        }
    }
    // What is open still is looked into.
    fleet.advance(end.max(fleet.now()) + SignedDuration::from_mins(2));
    fleet.settle();
    let (sum, wrong) = judge::judge(&fleet, start, end, calm);
    println!("{sum:?} in {} s; it met {:?}", begun.elapsed().as_secs(), fleet.befell);
    assert!(wrong.is_empty(), "{} of these:\n{}", wrong.len(), wrong.join("\n"));
    assert!(sum.posted > schedules, "{sum:?}");
    assert!(!fleet.skewed.is_empty() && !fleet.lost.is_empty() && !fleet.down.is_empty());
    fleet.kill();
    fleet.runtime.block_on(fleet.twin.shutdown());
}
