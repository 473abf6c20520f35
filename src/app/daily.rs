//! The daily posts: what is due is claimed in the ledger, posted, and settled there.

use super::{
    Clock, Shelf,
    deliver::{End, LOOK_INTO, Parcel},
    under_way::{Ended, UnderWay},
};
use crate::{
    bot::{self, Mark},
    catalogue::{Catalogue, Entry},
    daily::{self, Candidates, Choice},
    discord::{Poster, RestError, Urgency},
    ledger::{
        Claim, Claimed, Delivery, Ledger, LedgerError, Outcome, Paused, PausedBy, Scheduled, SkippedDay,
    },
};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Schedules that are looked at, and claimed for, at a time.
const BATCH: u32 = 500;
/// When a schedule that Discord keeps from posting is looked into first.
const FIRST_CHECK: SignedDuration = SignedDuration::from_hours(1);
/// How often all schedules are placed anew, since a time zone may have got new rules.
const PLACE_ANEW: SignedDuration = SignedDuration::from_hours(24);

pub(super) struct Scheduler {
    pub(super) shelf: Shelf,
    pub(super) ledger: Ledger,
    pub(super) poster: Poster,
    pub(super) clock: Clock,
    /// How late a missed post is still made up.
    pub(super) grace: SignedDuration,
}

/// The catalogue with its candidates.
struct Stock {
    catalogue: Arc<Catalogue>,
    candidates: Candidates,
}

impl Stock {
    fn of(catalogue: Arc<Catalogue>) -> Stock {
        let candidates = Candidates::new(catalogue.newest().iter().map(|e| (&e.id, &*e.digest)));
        Stock { catalogue, candidates }
    }
}

impl Scheduler {
    /// Posts what is due, whenever it is, until `stop`.
    pub(super) async fn run(self, stop: CancellationToken) {
        let this = Arc::new(self);
        let mut under_way = UnderWay::default();
        tokio::select! {
            () = stop.cancelled() => {}
            () = this.go_on(&mut under_way) => {}
        }
        // What is being sent gets its answer; what waits for its turn is told of the end.
        under_way.finish().await;
    }

    /// Never ends.
    async fn go_on(self: &Arc<Self>, under_way: &mut UnderWay) {
        let mut changes = self.ledger.schedule_changes();
        let mut stock = Stock::of(self.shelf.catalogue());
        let (mut placed, mut looked): (Option<Timestamp>, Option<Timestamp>) = (None, None);
        loop {
            changes.borrow_and_update();
            let now = self.clock.now();
            let past = |last: Option<Timestamp>, by| last.is_none_or(|last| now.duration_since(last).abs() >= by);
            if past(placed, PLACE_ANEW) {
                match self.ledger.renew_schedules(now, daily::next).await {
                    Ok(_) => placed = Some(now),
                    Err(error) => tracing::error!(%error, "the schedules could not be placed; tried again in a minute"),
                }
            }
            let catalogue = self.shelf.catalogue();
            if !Arc::ptr_eq(&catalogue, &stock.catalogue) {
                stock = Stock::of(catalogue);
            }
            if past(looked, LOOK_INTO) {
                looked = Some(now);
                if let Err(error) = self.look_into_open(under_way, &stock, now).await {
                    tracing::error!(%error, "unsettled posts could not be looked into; tried again in a minute");
                }
            }
            let all = match self.post_due(under_way, &stock, now).await {
                Ok(all) => all,
                Err(error) => {
                    tracing::error!(%error, "the daily posts could not be made; tried again in a minute");
                    true
                }
            };
            let next = self.ledger.next_post().await.ok().flatten().filter(|next| *next > now);
            let again = now + LOOK_INTO;
            let wake = next.map_or(again, |next| next.min(again));
            let wake = self.clock.until(wake);
            tokio::pin!(wake);
            loop {
                tokio::select! {
                    () = &mut wake => break,
                    // Its sender lives as long as the ledger.
                    _ = changes.changed() => {
                        // One that goes on may have a post to make up.
                        looked = None;
                        break;
                    }
                    () = under_way.ended() => {
                        if !all && under_way.has_room() {
                            break;
                        }
                    }
                }
            }
        }
    }

    /// Claims what has come, the longest waiting first, and begins to send it; whether that is all there
    /// is, or there was no room for more.
    async fn post_due(
        self: &Arc<Self>,
        under_way: &mut UnderWay,
        stock: &Stock,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        loop {
            let room = u32::try_from(under_way.room()).unwrap_or(u32::MAX).min(BATCH);
            if room == 0 {
                return Ok(false);
            }
            let due = self.ledger.schedules_due(now, room).await?;
            if due.is_empty() {
                return Ok(true);
            }
            for delivery in self.claim(stock, &due, now).await? {
                self.begin(under_way, &stock.catalogue, delivery, None);
            }
        }
    }

    /// Sends a post in a task of its own. Where it is `again`, how an earlier attempt ended is looked into first.
    fn begin(
        self: &Arc<Self>,
        under_way: &mut UnderWay,
        catalogue: &Arc<Catalogue>,
        delivery: Delivery,
        again: Option<Timestamp>,
    ) {
        let (this, catalogue) = (Arc::clone(self), Arc::clone(catalogue));
        under_way.begin(delivery.id, async move {
            let due = delivery.claim.due_at.unwrap_or(delivery.claimed_at);
            let poster = this.poster.at(Urgency::Due(due));
            let parcel = this.parcel(&delivery, &catalogue);
            let end = match again {
                Some(now) => parcel.look_into(&poster, now, this.grace).await,
                None => parcel.send(&poster).await,
            };
            match this.settle(&delivery, end).await {
                Ok(ended) => ended,
                Err(error) => {
                    tracing::error!(%error, delivery = delivery.id, "the end of a post could not be noted; it is looked into in a minute");
                    Ended::Open
                }
            }
        });
    }

    /// Claims the day of each of these schedules that is to post, and skips what came too long ago.
    /// None of them is due still when this is over, but for one that lost its digest to another, or has
    /// a further post to make up.
    async fn claim(
        &self,
        stock: &Stock,
        due: &[Scheduled],
        now: Timestamp,
    ) -> Result<Vec<Delivery>, LedgerError> {
        let mut claims: Vec<(Claim, Option<Timestamp>)> = Vec::new();
        for scheduled in due {
            let schedule = &scheduled.schedule;
            let mut owed = daily::owed(scheduled, now, self.grace);
            let Some(post) = owed.due.filter(|_| owed.skipped.is_empty()) else {
                // The post that is left, if there is one, is due when these are out of the way.
                let next = owed.due.map(|due| due.at).or(owed.next);
                for day in &owed.skipped {
                    tracing::warn!(schedule = schedule.id, day = %day.date, "a daily post was not made: {}", day.reason);
                }
                self.ledger.skip_days(&schedule.id, &owed.skipped, next, now).await?;
                continue;
            };
            let brought = self.ledger.brought(scheduled).await?;
            let digests = match daily::pick(schedule, &stock.candidates, &brought) {
                Choice::Digests(digests) => digests,
                Choice::Line => Vec::new(),
                Choice::Nothing => {
                    owed.skipped.push(SkippedDay {
                        date: post.date,
                        due_at: post.at,
                        nonce: daily::nonce(&schedule.id, post.date, 0),
                        reason: "there is nothing that the channel has not had".to_owned(),
                    });
                    self.ledger.skip_days(&schedule.id, &owed.skipped, owed.next, now).await?;
                    continue;
                }
            };
            claims.push((daily::claim(schedule, &post, digests), owed.next));
        }
        let claimed = self.ledger.claim_posts(&claims, now).await?;
        let ours = |claimed| if let Claimed::Ours(delivery) = claimed { Some(delivery) } else { None };
        Ok(claimed.into_iter().filter_map(ours).collect())
    }

    fn parcel<'a>(&self, delivery: &'a Delivery, catalogue: &Catalogue) -> Parcel<'a> {
        let claim = &delivery.claim;
        let entries: Vec<Entry> = claim.digests.iter().filter_map(|id| catalogue.get(id).cloned()).collect();
        Parcel {
            channel: claim.channel,
            mark: Mark::Delivery(delivery.id),
            nonce: &claim.nonce,
            claimed_at: delivery.claimed_at,
            message: entries.first().map(|entry| bot::daily_post(entry, delivery.id, bot::Words::default())),
        }
    }

    /// Records how an attempt ended, unless it is not clear.
    async fn settle(&self, delivery: &Delivery, end: End) -> Result<Ended, LedgerError> {
        let claim = &delivery.claim;
        let (schedule, channel) = (&claim.schedule, claim.channel);
        let outcome = match end {
            End::Settled(outcome) => {
                if let Outcome::Posted { .. } = outcome {
                    tracing::info!(schedule, digests = claim.digests.len(), channel, "posted");
                }
                outcome
            }
            End::Refused(error) => return self.refused(delivery, &error).await,
            End::Unreadable(error) => {
                tracing::warn!(%error, schedule, "whether this post arrived cannot be found out; the bot needs Read Message History");
                Outcome::Uncertain { reason: error.to_string() }
            }
            End::Open(error) => {
                tracing::warn!(%error, schedule, "it is not clear whether the daily post arrived; looking into it");
                return Ok(Ended::Open);
            }
        };
        self.ledger.settle(delivery.id, &outcome).await?;
        Ok(Ended::Settled)
    }

    /// Pauses the schedule of a post that Discord does not let into its channel. The claim stays as it
    /// is, so that the post is made up if the schedule goes on in time.
    async fn refused(&self, delivery: &Delivery, error: &RestError) -> Result<Ended, LedgerError> {
        let (schedule, channel) = (&delivery.claim.schedule, delivery.claim.channel);
        let by = match error {
            RestError::Refused { status: 403, .. } => Some(PausedBy::Refused),
            RestError::Refused { status: 404, .. } => Some(PausedBy::Missing),
            _ => None,
        };
        let stands = self.ledger.schedule(schedule).await?.filter(|s| s.schedule.channel == channel);
        let (Some(by), Some(_)) = (by, stands) else {
            tracing::error!(%error, schedule, channel, "a daily post was refused");
            self.ledger.settle(delivery.id, &Outcome::Skipped { reason: error.to_string() }).await?;
            return Ok(Ended::Settled);
        };
        tracing::warn!(%error, schedule, channel, "the daily post was refused; its schedule is paused until the bot may post there");
        let now = self.clock.now();
        let check_at = Some(now + FIRST_CHECK);
        let paused = Paused { by, reason: error.to_string(), since: now, told_at: None, check_at };
        self.ledger.pause_schedule(schedule, &paused).await?;
        Ok(Ended::Settled)
    }

    /// Finds out how open claims ended, and sends those that did not get out.
    async fn look_into_open(
        self: &Arc<Self>,
        under_way: &mut UnderWay,
        stock: &Stock,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let open = self.ledger.unsettled(now - self.grace).await?;
        under_way.look_again();
        for delivery in open {
            if !under_way.has(delivery.id) {
                self.begin(under_way, &stock.catalogue, delivery, Some(now));
            }
        }
        Ok(())
    }
}
