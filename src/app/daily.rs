//! The daily posts: what is due is claimed in the ledger, posted, and settled there.

use super::{
    Clock, Shelf,
    deliver::{End, LOOK_INTO, Parcel},
};
use crate::{
    bot::{self, Mark},
    config::Daily,
    daily::{self, Due},
    discord::Poster,
    ledger::{Claimed, Delivery, Ledger, LedgerError, Outcome},
};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

/// Posts under way at the same time.
const AT_ONCE: usize = 16;
/// Other choices that are tried when another schedule took the digest for the same channel.
const CHOICES: usize = 5;

pub(super) struct Scheduler {
    pub(super) schedules: Vec<Daily>,
    pub(super) shelf: Shelf,
    pub(super) ledger: Ledger,
    pub(super) poster: Poster,
    pub(super) clock: Clock,
}

impl Scheduler {
    /// Posts what is due, whenever it is, until `stop`.
    pub(super) async fn run(self, stop: CancellationToken) {
        let this = &self;
        loop {
            let now = self.clock.now();
            let settled = self.settle_open(now).await;
            stream::iter(&self.schedules)
                .for_each_concurrent(AT_ONCE, |schedule| async move {
                    if let Err(error) = this.tick(schedule, now).await {
                        tracing::error!(%error, schedule = schedule.name(), "a daily post could not be made; it is tried again in a minute");
                    }
                })
                .await;
            if let Err(error) = settled {
                tracing::error!(%error, "unsettled posts could not be looked into; tried again in a minute");
            }
            let next = self.schedules.iter().filter_map(|s| daily::following(s, now)).map(|due| due.at).min();
            let again = now + LOOK_INTO;
            let wake = next.map_or(again, |next| next.min(again));
            if stop.run_until_cancelled(self.clock.until(wake)).await.is_none() {
                return;
            }
        }
    }

    async fn tick(&self, schedule: &Daily, now: Timestamp) -> Result<(), LedgerError> {
        let name = schedule.name();
        let since = self.ledger.first_seen(&name, now).await?;
        let Some(due) = daily::due(schedule, since, now) else { return Ok(()) };
        if self.ledger.has_day(&name, due.date).await? {
            return Ok(());
        }
        match self.claim(schedule, &due, now).await? {
            Some(delivery) => {
                let end = self.parcel(&delivery).send(&self.poster).await;
                self.settle(&delivery, end).await
            }
            None => Ok(()),
        }
    }

    /// Chooses a digest and claims the day for it.
    async fn claim(
        &self,
        schedule: &Daily,
        due: &Due,
        now: Timestamp,
    ) -> Result<Option<Delivery>, LedgerError> {
        let catalogue = self.shelf.catalogue();
        for _ in 0..CHOICES {
            let had = self.ledger.had(schedule.channel.get()).await?;
            let candidates = catalogue.newest().map(|e| (&e.id, &*e.digest));
            let Some(id) = daily::pick(schedule, candidates, &had) else {
                tracing::debug!(schedule = schedule.name(), "the channel has had every digest that fits");
                return Ok(None);
            };
            match self.ledger.claim(&daily::claim(schedule, due, id.clone()), now).await? {
                Claimed::Ours(delivery) => return Ok(Some(delivery)),
                Claimed::DayTaken => return Ok(None),
                Claimed::DigestTaken => {}
            }
        }
        Ok(None)
    }

    fn parcel<'a>(&self, delivery: &'a Delivery) -> Parcel<'a> {
        let claim = &delivery.claim;
        let entry = self.shelf.catalogue().get(&claim.digest).cloned();
        Parcel {
            channel: claim.channel,
            mark: Mark::Delivery(delivery.id),
            nonce: &claim.nonce,
            claimed_at: delivery.claimed_at,
            message: entry.map(|entry| bot::daily_post(&entry, delivery.id, bot::Words::default())),
        }
    }

    /// Records how an attempt ended, unless it is not clear.
    async fn settle(&self, delivery: &Delivery, end: End) -> Result<(), LedgerError> {
        let claim = &delivery.claim;
        let (schedule, channel) = (&claim.schedule, claim.channel);
        let outcome = match end {
            End::Settled(outcome) => {
                if let Outcome::Posted { .. } = outcome {
                    tracing::info!(schedule, digest = %claim.digest, channel, "posted");
                }
                outcome
            }
            End::Refused(error) => {
                tracing::warn!(%error, schedule, channel, "the daily post was refused; the bot needs View Channel, Send Messages and Embed Links there");
                Outcome::Skipped { reason: error.to_string() }
            }
            End::Unreadable(error) => {
                tracing::warn!(%error, schedule, "whether this post arrived cannot be found out; the bot needs Read Message History");
                Outcome::Uncertain { reason: error.to_string() }
            }
            End::Open(error) => {
                tracing::warn!(%error, schedule, "it is not clear whether the daily post arrived; looking into it");
                return Ok(());
            }
        };
        self.ledger.settle(delivery.id, &outcome).await
    }

    /// Finds out how open claims ended, and sends those that did not get out.
    async fn settle_open(&self, now: Timestamp) -> Result<(), LedgerError> {
        for delivery in self.ledger.unsettled().await? {
            let end = self.parcel(&delivery).look_into(&self.poster, now).await;
            self.settle(&delivery, end).await?;
        }
        Ok(())
    }
}
