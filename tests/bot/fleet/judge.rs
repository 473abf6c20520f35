//! What came of it. What was posted is told by the stand-in's own record; the ledger is asked only why a post is
//! missing.

use super::{
    course::minutes,
    world::{Fleet, Span},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use standfirst::{
    ledger::{Ledger, Past},
    playground::{Id, Message, Twin},
};
use std::{collections::BTreeMap, path::Path};

/// How late a post is made up.
const GRACE: SignedDuration = SignedDuration::from_hours(6);
/// How much longer it may take until it is known that it did not get out.
const LOOKED_INTO: SignedDuration = SignedDuration::from_mins(5);
/// How long after access is there again a schedule may be paused still.
const NOTICED: SignedDuration = SignedDuration::from_hours(25);

/// How many days had which end.
#[derive(Debug, Default, Clone, Copy)]
pub struct Sum {
    pub posted: usize,
    pub skipped: usize,
    pub uncertain: usize,
    /// Notices of pauses.
    pub told: usize,
}

fn time(message: &Message) -> Timestamp {
    message.json["timestamp"].as_str().unwrap().parse().unwrap()
}

/// When each message was written, by the channel that it was written for: posts in a forum count for the forum.
fn written(twin: &Twin) -> BTreeMap<Id, Vec<Timestamp>> {
    let mut written: BTreeMap<Id, Vec<Timestamp>> = BTreeMap::new();
    let op_eds = twin.world().op_eds;
    for channel in twin.channels() {
        let of = channel.parent.filter(|parent| *parent != op_eds).unwrap_or(channel.id);
        written.entry(of).or_default().extend(twin.messages(channel.id).iter().map(time));
    }
    written
}

/// Whether two spans have a moment in common.
fn meet(a: Span, b: Span) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// How much of a span others cover.
fn covered(span: Span, by: &[Span]) -> SignedDuration {
    let mut by: Vec<Span> = by.iter().copied().filter(|one| meet(span, *one)).collect();
    by.sort();
    let (mut sum, mut upto) = (SignedDuration::ZERO, span.0);
    for (from, to) in by {
        let (from, to) = (from.max(upto), to.min(span.1));
        if to > from {
            sum += to.duration_since(from);
            upto = to;
        }
    }
    sum
}

/// The ends of all days, and what is wrong with any of them.
pub fn judge(fleet: &Fleet, start: Timestamp, end: Timestamp, calm: Timestamp) -> (Sum, Vec<String>) {
    let path = fleet.folder.path().join("data/standfirst.sqlite");
    let recorded: BTreeMap<(String, Date), Past> = fleet.runtime.block_on(async {
        let ledger = Ledger::open(Path::new(&path)).await.unwrap();
        let history = ledger.history(None, u32::MAX).await.unwrap();
        history.into_iter().map(|p| ((p.delivery.claim.schedule.clone(), p.delivery.claim.date), p)).collect()
    });
    let written = written(&fleet.twin);
    let (mut sum, mut wrong) = (Sum::default(), Vec::new());
    for (n, (spec, channel)) in fleet.specs.iter().enumerate() {
        let lost: Vec<Span> = fleet.lost.iter().filter(|(of, _)| *of == n).map(|(_, span)| *span).collect();
        let mut written = written.get(channel).cloned().unwrap_or_default();
        for (date, at) in spec.occurrences(start, end) {
            let (mut from, mut to) = (at, at + GRACE + LOOKED_INTO);
            let around = (at - GRACE, to + GRACE);
            let skews = fleet.skewed.iter().filter(|(span, _)| meet(*span, around));
            let skewed = skews.clone().count() > 0;
            for (_, by) in skews {
                if by.is_negative() {
                    to = to.max(at + GRACE + LOOKED_INTO - *by);
                } else {
                    from = from.min(at - *by);
                }
            }
            let pause = lost
                .iter()
                .find(|lost| meet(**lost, (at - GRACE, to)) || meet((lost.1, lost.1 + NOTICED), (at, at)));
            if pause.is_some() {
                // It goes on by itself, while the time moves on in steps.
                let next = fleet.steps.iter().filter(|step| **step > to).nth(1);
                to = next.map_or(to, |next| (*next).min(at + minutes(12 * 60)));
            }
            let here = |time: &Timestamp| from <= *time && *time <= to;
            let posts = written.iter().filter(|time| here(time)).count();
            written.retain(|time| !here(time));
            let past = recorded.get(&(format!("s{n}"), date));
            let open = GRACE - covered((at, at + GRACE), &fleet.down);
            let could = open > minutes(15) && !skewed && pause.is_none();
            let calm = at >= calm;
            match (posts, past.map_or("missing", |past| past.state.as_str())) {
                (1, "posted") => sum.posted += 1,
                (0, "skipped") if !could && !calm => sum.skipped += 1,
                (0 | 1, "uncertain") if pause.is_some() && !calm => sum.uncertain += 1,
                _ => wrong.push(format!(
                    "s{n} {spec:?} on {date}, due at {at}: {posts} posts then, others at {written:?}; {open:?} of six hours \
                     open, lost {lost:?}, skewed {skewed}; the ledger says {past:?}"
                )),
            }
        }
        if !written.is_empty() {
            wrong.push(format!("s{n} {spec:?}: no day asked for the posts at {written:?}"));
        }
    }
    sum.told = told(fleet, &mut wrong);
    (sum, wrong)
}

/// Of each loss that kept something from being posted somebody was told, once.
fn told(fleet: &Fleet, wrong: &mut Vec<String>) -> usize {
    let general = fleet.twin.world().general;
    let notices: Vec<(Timestamp, String)> =
        fleet.twin.messages(general).iter().map(|m| (time(m), m.content().to_owned())).collect();
    for (n, (from, to)) in &fleet.lost {
        let spec = &fleet.specs[*n].0;
        let name = format!("“s{n}”");
        let here =
            |(at, text): &&(Timestamp, String)| text.contains(&name) && *from <= *at && *at <= *to + NOTICED;
        let here: Vec<_> = notices.iter().filter(here).collect();
        let count = here.iter().filter(|(_, text)| text.contains("cannot be posted")).count();
        // A post that was on its way then may be uncertain instead.
        let uncertain = here.iter().any(|(_, text)| text.contains("may not have arrived"));
        let kept = spec.occurrences(*from, *to - minutes(180));
        let clear = |at: &Timestamp| {
            let around = (*at - minutes(15), *at + minutes(15));
            fleet.down.iter().all(|down| !meet(*down, around))
                && fleet.skewed.iter().all(|(skew, _)| !meet(*skew, (*at - GRACE, *at + GRACE)))
        };
        let kept = kept.iter().any(|(_, at)| *at > *from && clear(at));
        if count > 1 || count == 0 && kept && !uncertain {
            wrong.push(format!("s{n} {spec:?}, lost from {from} to {to}: told {here:?}"));
        }
    }
    notices.iter().filter(|(_, text)| text.contains("cannot be posted")).count()
}
