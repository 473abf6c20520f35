//! The daily posts: what is due is claimed in the ledger, posted, and settled there.

mod claims;
mod corrections;

pub(super) use corrections::Corrections;

use super::{
    Clock, Shelf,
    access::FIRST_CHECK,
    deliver::{End, LOOK_INTO, Parcel},
    under_way::{Ended, UnderWay},
};
use crate::{
    bot::{self, Mark, Stock},
    catalogue::{Catalogue, Entry},
    daily,
    discord::{Poster, RestError, Urgency},
    ledger::{
        Crossposted, Delivery, Ledger, LedgerError, Outcome, Paused, PausedBy, Scheduled, Shown, Target,
    },
};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// How often all schedules are placed anew, since a time zone may have got new rules.
const PLACE_ANEW: SignedDuration = SignedDuration::from_hours(24);

pub(super) struct Scheduler {
    pub(super) shelf: Shelf,
    pub(super) ledger: Ledger,
    pub(super) poster: Poster,
    pub(super) clock: Clock,
    /// How late a missed post is still made up.
    pub(super) grace: SignedDuration,
    /// The time of the last look that is over.
    pub(super) looked: watch::Sender<Timestamp>,
}

/// What is done about a post.
#[derive(Debug, Clone, Copy)]
enum Attempt {
    /// It is sent for the first time.
    First,
    /// How an earlier attempt ended is looked into at this time, and it is sent if it did not get out.
    Again(Timestamp),
    /// It is there, and is published.
    Crosspost,
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
        let mut stock = self.shelf.stock();
        let (mut placed, mut looked): (Option<Timestamp>, Option<Timestamp>) = (None, None);
        loop {
            changes.borrow_and_update();
            let now = self.clock.now();
            let past =
                |last: Option<Timestamp>, by| last.is_none_or(|last| now.duration_since(last).abs() >= by);
            if past(placed, PLACE_ANEW) {
                match self.ledger.renew_schedules(now, daily::next).await {
                    Ok(_) => placed = Some(now),
                    Err(error) => {
                        tracing::error!(%error, "the schedules could not be placed; tried again in a minute")
                    }
                }
            }
            if past(looked, LOOK_INTO) {
                looked = Some(now);
                self.restock(&mut stock).await;
                if let Err(error) = self.look_into(under_way, &stock, now, None).await {
                    tracing::error!(%error, "unsettled posts could not be looked into; tried again in a minute");
                }
            }
            let all = self.post_due(under_way, &mut stock).await.unwrap_or_else(|error| {
                tracing::error!(%error, "the daily posts could not be made; tried again in a minute");
                true
            });
            let next = self.ledger.next_post().await.ok().flatten().filter(|next| *next > now);
            let again = now + LOOK_INTO;
            let wake = self.clock.until(next.map_or(again, |next| next.min(again)), now);
            tokio::pin!(wake);
            loop {
                // All that was due, or as much of it as there is room for.
                if under_way.is_empty() && (all || !under_way.has_room()) {
                    self.looked.send_replace(now);
                }
                tokio::select! {
                    () = &mut wake => break,
                    // Its sender lives as long as the ledger.
                    _ = changes.changed() => {
                        // One that goes on may have a post to make up.
                        looked = None;
                        break;
                    }
                    overdue = under_way.ended() => {
                        if let Some(number) = overdue
                            && let Err(error) = self.look_into(under_way, &stock, self.clock.now(), Some(number)).await
                        {
                            tracing::error!(%error, "an unsettled post could not be looked into; tried again in a minute");
                        }
                        if !all && under_way.has_room() {
                            break;
                        }
                    }
                }
            }
        }
    }

    /// Goes on with what is in the library now.
    async fn restock(&self, stock: &mut Stock) {
        let newest = self.shelf.stock();
        if Arc::ptr_eq(&newest.catalogue, &stock.catalogue) {
            return;
        }
        // What is new has to have arrived before it is chosen; whoever numbers it first does.
        let new = newest.catalogue.newest().rev().filter(|e| stock.catalogue.get(&e.id).is_none());
        if let Err(error) = self.ledger.arrive(new.map(|e| &e.id)).await {
            tracing::error!(%error, "new digests could not be numbered; to some schedules they are not new");
        }
        *stock = newest;
    }

    /// Claims what has come, the longest waiting first, and begins to send it; whether that is all there
    /// is, or there is no room for more.
    async fn post_due(
        self: &Arc<Self>,
        under_way: &mut UnderWay,
        stock: &mut Stock,
    ) -> Result<bool, LedgerError> {
        while under_way.room() > 0 {
            // Writing off what an outage left takes its time, and what comes due meanwhile goes first.
            let now = self.clock.now();
            // After the time is read: what is in the library before the hour can be in the post.
            self.restock(stock).await;
            let Some(deliveries) = self.claim(stock, now, under_way.room()).await? else { return Ok(true) };
            for delivery in deliveries {
                self.begin(under_way, stock, delivery, Attempt::First);
            }
        }
        Ok(false)
    }

    /// Finds out how open claims ended, all or the one of that number, and sends those that did not get out;
    /// publishes what is there and yet to be published.
    async fn look_into(
        self: &Arc<Self>,
        under_way: &mut UnderWay,
        stock: &Stock,
        now: Timestamp,
        only: Option<i64>,
    ) -> Result<(), LedgerError> {
        let mut open = self.ledger.unsettled(now - self.grace).await?;
        let mut owed = self.ledger.crossposts_owed().await?;
        if let Some(number) = only {
            open.retain(|delivery| delivery.id == number);
            owed.retain(|delivery| delivery.id == number);
        } else {
            under_way.look_again();
        }
        for delivery in open {
            self.begin(under_way, stock, delivery, Attempt::Again(now));
        }
        for delivery in owed {
            self.begin(under_way, stock, delivery, Attempt::Crosspost);
        }
        Ok(())
    }

    /// Sends a post in a task of its own, unless it has one.
    fn begin(
        self: &Arc<Self>,
        under_way: &mut UnderWay,
        stock: &Stock,
        delivery: Delivery,
        attempt: Attempt,
    ) {
        let (this, catalogue) = (Arc::clone(self), Arc::clone(&stock.catalogue));
        under_way.begin(delivery.id, async move {
            match this.attempt(&delivery, &catalogue, attempt).await {
                Ok(ended) => ended,
                Err(error) => {
                    tracing::error!(%error, delivery = delivery.id, "the end of a post could not be noted; it is looked into in a minute");
                    Ended::Open
                }
            }
        });
    }

    async fn attempt(
        &self,
        delivery: &Delivery,
        catalogue: &Catalogue,
        attempt: Attempt,
    ) -> Result<Ended, LedgerError> {
        let due = delivery.claim.due_at.unwrap_or(delivery.claimed_at);
        let poster = self.poster.at(Urgency::Due(due));
        let entries = entries(catalogue, delivery);
        if let Attempt::Crosspost = attempt {
            self.crosspost(&poster, delivery).await?;
            return Ok(Ended::Settled);
        }
        let end = match (self.parcel(&poster, delivery, &entries).await, attempt) {
            (Ok(mut parcel), Attempt::Again(now)) => {
                if !self.is_wanted(delivery).await {
                    parcel.message = Err("its schedule was stopped or paused before it got out");
                }
                match parcel.look_into(&poster, now, self.grace).await {
                    End::Unsent => {
                        self.ledger.note_try(delivery.id, self.clock.now()).await?;
                        parcel.send(&poster).await
                    }
                    // The clock was set back: how long ago it was tried is not known any more.
                    End::Coming if parcel.tried_at > now => {
                        self.ledger.note_try(delivery.id, now).await?;
                        End::Coming
                    }
                    end => end,
                }
            }
            (Ok(parcel), _) => parcel.send(&poster).await,
            (Err(error), _) => End::Open(error),
        };
        self.settle(&poster, delivery, &entries, end).await
    }

    /// Whether the schedule of an open claim still posts; whoever stopped it wants no post hours later.
    async fn is_wanted(&self, delivery: &Delivery) -> bool {
        let by_person = |s: Scheduled| s.paused.is_some_and(|paused| paused.by == PausedBy::Person);
        match self.ledger.schedule(&delivery.claim.schedule).await {
            Ok(scheduled) => scheduled.is_some_and(|scheduled| !by_person(scheduled)),
            Err(_) => true,
        }
    }

    async fn parcel<'a>(
        &self,
        poster: &Poster,
        delivery: &'a Delivery,
        entries: &[Entry],
    ) -> Result<Parcel<'a>, RestError> {
        let claim = &delivery.claim;
        let gone = entries.is_empty() && !claim.digests.is_empty();
        Ok(Parcel {
            channel: claim.channel,
            target: match claim.target {
                Some(target) => target,
                None => self.target(poster, claim.channel).await?,
            },
            mark: Mark::Delivery(delivery.id),
            nonce: &claim.nonce,
            claimed_at: delivery.claimed_at,
            due_at: claim.due_at.unwrap_or(delivery.claimed_at),
            tried_at: delivery.tried_at,
            name: bot::thread_name(entries, delivery),
            message: if gone {
                Err("what it was to bring was taken out of the library")
            } else {
                Ok(bot::claimed_post(entries, delivery))
            },
        })
    }

    /// What a channel is, of which that is not known yet.
    async fn target(&self, poster: &Poster, channel: u64) -> Result<Target, RestError> {
        match poster.place(channel).await {
            Ok(place) => {
                if let Err(error) = self.ledger.note_channel(channel, place.guild, place.target).await {
                    tracing::warn!(%error, channel, "what the channel is could not be noted; it is asked for again");
                }
                Ok(place.target)
            }
            // Posting there will be refused, too, and says more about why.
            Err(RestError::Refused { .. }) => Ok(Target::Text),
            Err(error) => Err(error),
        }
    }

    /// Records how an attempt ended, unless it is not clear.
    async fn settle(
        &self,
        poster: &Poster,
        delivery: &Delivery,
        entries: &[Entry],
        end: End,
    ) -> Result<Ended, LedgerError> {
        let claim = &delivery.claim;
        let (schedule, channel) = (&claim.schedule, claim.channel);
        let outcome = match end {
            End::Settled(outcome) => {
                if let Outcome::Posted { .. } = outcome {
                    // First, so that nobody takes it for one that shows something else.
                    self.ledger.note_shown(delivery.id, &shown(entries)).await?;
                }
                outcome
            }
            End::Found(message) => Outcome::Posted { message },
            End::Refused(error) => return self.refused(delivery, &error).await,
            End::Unreadable(reason) => {
                tracing::warn!(
                    reason,
                    schedule,
                    channel,
                    "whether this post arrived cannot be found out; the bot needs Read Message History"
                );
                Outcome::Uncertain { reason }
            }
            End::Coming | End::Unsent => return Ok(Ended::Open),
            End::Open(error) => {
                tracing::warn!(%error, schedule, "it is not clear whether the daily post arrived; looking into it");
                return Ok(Ended::Open);
            }
        };
        self.ledger.settle(delivery.id, &outcome).await?;
        if let Outcome::Posted { message } = outcome {
            tracing::info!(schedule, digests = claim.digests.len(), channel, "posted");
            if claim.crosspost {
                self.crosspost(poster, &Delivery { message: Some(message), ..delivery.clone() }).await?;
            }
        }
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
        tracing::warn!(%error, schedule, channel, "a daily post was refused; its schedule is paused until the bot may post there");
        let now = self.clock.now();
        let check_at = Some(now + FIRST_CHECK);
        let paused = Paused { by, reason: error.to_string(), since: now, told_at: None, check_at };
        self.ledger.pause_schedule(schedule, &paused).await?;
        Ok(Ended::Settled)
    }

    /// Publishes a post to those who follow its channel. What is not clear is tried again.
    async fn crosspost(&self, poster: &Poster, delivery: &Delivery) -> Result<(), LedgerError> {
        let Some((channel, message)) = delivery.place() else { return Ok(()) };
        let end = match poster.crosspost(channel, message).await {
            Ok(()) => Crossposted::Done,
            Err(error @ RestError::Refused { .. }) => {
                tracing::warn!(%error, channel, "a post could not be published to those who follow the channel; it has to be an announcement channel, and the bot needs Send Messages there");
                Crossposted::Refused
            }
            Err(error) => {
                tracing::warn!(%error, channel, "it is not clear whether a post was published; tried again in a minute");
                return Ok(());
            }
        };
        self.ledger.crossposted(delivery.id, end).await
    }
}

/// What of a post's digests is still there, in its order.
fn entries(catalogue: &Catalogue, delivery: &Delivery) -> Vec<Entry> {
    delivery.claim.digests.iter().filter_map(|id| catalogue.get(id).cloned()).collect()
}

/// What a message with these digests shows of them.
fn shown(entries: &[Entry]) -> Vec<Shown> {
    let of = |entry: &Entry| Shown {
        digest: entry.id.clone(),
        text: entry.digest.seal(),
        updated: entry.digest.updated,
    };
    entries.iter().map(of).collect()
}
