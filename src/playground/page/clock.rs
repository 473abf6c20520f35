//! Moving the time.

use super::{Answered, Extract, Failed};
use axum::{Json, extract::State as Taken};
use jiff::{SpanRelativeTo, Timestamp, ToSpan, tz::TimeZone};
use serde::Deserialize;
use serde_json::json;

/// How far ahead the time can be moved at once, in years: ids and calendars have an end.
const FARTHEST: i64 = 20;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "to")]
pub(super) enum Step {
    /// When the application next posts by itself.
    Post,
    /// The beginning of the next day.
    Tomorrow,
    /// The next clock change of a zone.
    Change { zone: String },
    /// That instant.
    Instant { at: Timestamp },
}

/// `POST /api/clock`.
pub(super) async fn step(Taken(stage): Extract, Json(step): Json<Step>) -> Answered {
    let now = stage.twin.now();
    let zone = stage.time.zone();
    let to = match step {
        Step::Post => stage
            .time
            .next_post(now)
            .await
            .ok_or_else(|| Failed::told("no post is coming: nothing is scheduled"))?,
        Step::Tomorrow => {
            let next =
                now.to_zoned_datetime(zone.clone()).date().tomorrow().and_then(|d| d.to_zoned_datetime(zone));
            next.map_err(Failed::told)?.timestamp()
        }
        Step::Change { zone } => {
            let zone = TimeZone::get(&zone).map_err(|_| Failed::told(format!("there is no zone {zone}")))?;
            let change = zone.following(now).next().map(|change| change.timestamp());
            change.ok_or_else(|| Failed::told("that zone changes its clocks no more"))?
        }
        Step::Instant { at } => at,
    };
    if to < now {
        return Err(Failed::told("the time goes forward only"));
    }
    let farthest = FARTHEST.years();
    if now.until(to).ok().is_none_or(|span| {
        span.compare((farthest, SpanRelativeTo::from(jiff::civil::date(2000, 1, 1))))
            .is_ok_and(std::cmp::Ordering::is_gt)
    }) {
        return Err(Failed::told(format!("that is more than {FARTHEST} years away")));
    }
    stage.time.set(to);
    stage.twin.note(&format!("the time was moved to {to}"));
    Ok(Json(json!({ "now": to.as_millisecond() })))
}

/// `GET /api/zones`: names of all time zones.
pub(super) async fn zones() -> Answered {
    let names: Vec<String> =
        jiff::tz::db().available().map(|n| n.to_string()).filter(|n| n.contains('/')).collect();
    Ok(Json(json!({ "zones": names })))
}
