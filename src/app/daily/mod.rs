//! The daily posts: what is due is claimed in the ledger, posted, and settled there.

mod claims;
mod corrections;

pub(super) use corrections::Corrections;

use super::{
    Clock, Shelf,
    deliver::{End, LOOK_INTO, Parcel},
};
use crate::{
    bot::{self, Mark},
    catalogue::{Catalogue, Entry},
    daily::{self, Candidates},
    discord::{Poster, RestError},
    ledger::{Crossposted, Delivery, Ledger, LedgerError, Outcome, PausedBy, Scheduled, Shown, Target},
};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Posts under way at the same time.
const AT_ONCE: usize = 16;
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
        let mut changes = self.ledger.schedule_changes();
        let mut stock = Stock::of(self.shelf.catalogue());
        let mut placed: Option<Timestamp> = None;
        loop {
            changes.borrow_and_update();
            let now = self.clock.now();
            if placed.is_none_or(|placed| now.duration_since(placed).abs() >= PLACE_ANEW) {
                match self.ledger.renew_schedules(now, daily::next).await {
                    Ok(_) => placed = Some(now),
                    Err(error) => {
                        tracing::error!(%error, "the schedules could not be placed; tried again in a minute")
                    }
                }
            }
            let catalogue = self.shelf.catalogue();
            if !Arc::ptr_eq(&catalogue, &stock.catalogue) {
                // What is new has to have arrived before it is chosen; whoever numbers it first does.
                let new = catalogue.newest().iter().rev().filter(|e| stock.catalogue.get(&e.id).is_none());
                if let Err(error) = self.ledger.arrive(new.map(|e| &e.id)).await {
                    tracing::error!(%error, "new digests could not be numbered; to some schedules they are not new");
                }
                stock = Stock::of(catalogue);
            }
            if let Err(error) = self.look(&stock, now, &stop).await {
                tracing::error!(%error, "the daily posts could not be seen to; tried again in a minute");
            }
            self.looked.send_replace(now);
            let next = self.ledger.next_post().await.ok().flatten().filter(|next| *next > now);
            let again = now + LOOK_INTO;
            let wake = next.map_or(again, |next| next.min(again));
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.clock.until(wake) => {}
                // Its sender lives as long as the ledger.
                _ = changes.changed() => {}
            }
        }
    }

    async fn look(&self, stock: &Stock, now: Timestamp, stop: &CancellationToken) -> Result<(), LedgerError> {
        let open = self.ledger.unsettled().await?;
        self.deliver(stock, &open, Some(now), stop).await;
        while !stop.is_cancelled() {
            let Some(deliveries) = self.claim(stock, now).await? else { break };
            self.deliver(stock, &deliveries, None, stop).await;
        }
        for delivery in self.ledger.crossposts_owed().await? {
            self.crosspost(&delivery).await?;
        }
        Ok(())
    }

    /// Sends posts, some at a time, until `stop`: what is left then is open. Where `again` has the time,
    /// how an earlier attempt ended is looked into first.
    async fn deliver(
        &self,
        stock: &Stock,
        deliveries: &[Delivery],
        again: Option<Timestamp>,
        stop: &CancellationToken,
    ) {
        stream::iter(deliveries)
            .for_each_concurrent(AT_ONCE, |delivery| async move {
                if stop.is_cancelled() {
                    return;
                }
                let entries = entries(&stock.catalogue, delivery);
                let end = self.attempt(delivery, &entries, again).await.unwrap_or_else(End::Open);
                if let Err(error) = self.settle(delivery, &entries, end).await {
                    tracing::error!(%error, delivery = delivery.id, "the end of a post could not be noted; it is looked into in a minute");
                }
            })
            .await;
    }

    async fn attempt(
        &self,
        delivery: &Delivery,
        entries: &[Entry],
        again: Option<Timestamp>,
    ) -> Result<End, RestError> {
        let mut parcel = self.parcel(delivery, entries).await?;
        let Some(now) = again else { return Ok(parcel.send(&self.poster).await) };
        if !self.is_wanted(delivery).await {
            parcel.message = Err("its schedule was stopped or paused before it got out");
        }
        Ok(parcel.look_into(&self.poster, now, self.grace).await)
    }

    /// Whether the schedule of an open claim still posts; whoever stopped it wants no post hours later.
    async fn is_wanted(&self, delivery: &Delivery) -> bool {
        let by_person = |s: Scheduled| s.paused.is_some_and(|paused| paused.by == PausedBy::Person);
        match self.ledger.schedule(&delivery.claim.schedule).await {
            Ok(scheduled) => scheduled.is_some_and(|scheduled| !by_person(scheduled)),
            Err(_) => true,
        }
    }

    async fn parcel<'a>(&self, delivery: &'a Delivery, entries: &[Entry]) -> Result<Parcel<'a>, RestError> {
        let claim = &delivery.claim;
        let gone = entries.is_empty() && !claim.digests.is_empty();
        Ok(Parcel {
            channel: claim.channel,
            target: match claim.target {
                Some(target) => target,
                None => self.target(claim.channel).await?,
            },
            mark: Mark::Delivery(delivery.id),
            nonce: &claim.nonce,
            claimed_at: delivery.claimed_at,
            name: bot::thread_name(entries, delivery),
            message: if gone {
                Err("what it was to bring was taken out of the library")
            } else {
                Ok(bot::claimed_post(entries, delivery))
            },
        })
    }

    /// What a channel is, of which that is not known yet.
    async fn target(&self, channel: u64) -> Result<Target, RestError> {
        match self.poster.place(channel).await {
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
    async fn settle(&self, delivery: &Delivery, entries: &[Entry], end: End) -> Result<(), LedgerError> {
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
            End::Refused(error) => {
                tracing::warn!(%error, schedule, channel, "the daily post was refused; the bot needs View Channel, Send Messages and Embed Links there");
                Outcome::Skipped { reason: error.to_string() }
            }
            End::Unreadable(reason) => {
                tracing::warn!(
                    reason,
                    schedule,
                    channel,
                    "whether this post arrived cannot be found out; the bot needs Read Message History"
                );
                Outcome::Uncertain { reason }
            }
            End::Open(error) => {
                tracing::warn!(%error, schedule, "it is not clear whether the daily post arrived; looking into it");
                return Ok(());
            }
        };
        self.ledger.settle(delivery.id, &outcome).await?;
        if let Outcome::Posted { message } = outcome {
            tracing::info!(schedule, digests = claim.digests.len(), channel, "posted");
            if claim.crosspost {
                self.crosspost(&Delivery { message: Some(message), ..delivery.clone() }).await?;
            }
        }
        Ok(())
    }

    /// Publishes a post to those who follow its channel. What is not clear is tried again.
    async fn crosspost(&self, delivery: &Delivery) -> Result<(), LedgerError> {
        let Some((channel, message)) = delivery.place() else { return Ok(()) };
        let end = match self.poster.crosspost(channel, message).await {
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
