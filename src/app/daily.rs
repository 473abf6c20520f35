//! The daily posts: what is due is claimed in the ledger, posted, and settled there. A claim whose
//! end is not known, after a crash or an unclear answer, is looked into before anything is sent again.

use super::{Clock, Shelf};
use crate::{
    bot,
    config::Daily,
    daily::{self, Due, GRACE},
    discord::{Poster, RestError},
    ledger::{Claimed, Delivery, Ledger, LedgerError, Outcome},
};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

/// Discord knows a nonce for some minutes; within this time a repeat cannot double the post.
const NONCE_HOLDS: SignedDuration = SignedDuration::from_secs(60);
/// How often unsettled claims are looked into.
const LOOK_INTO: SignedDuration = SignedDuration::from_secs(60);
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
            Some(delivery) => self.send(&delivery).await,
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
            let candidates = catalogue.newest().iter().map(|e| (&e.id, &*e.digest));
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

    /// Posts a claimed delivery and settles it, unless the end is not clear.
    async fn send(&self, delivery: &Delivery) -> Result<(), LedgerError> {
        let claim = &delivery.claim;
        let catalogue = self.shelf.catalogue();
        let Some(entry) = catalogue.get(&claim.digest) else {
            let reason = format!("the digest {} was taken out of the library", claim.digest);
            return self.ledger.settle(delivery.id, &Outcome::Skipped { reason }).await;
        };
        let message = bot::daily_post(entry, delivery.id, bot::Words::default());
        match self.poster.post(claim.channel, &message, &claim.nonce).await {
            Ok(message) => {
                tracing::info!(schedule = claim.schedule, digest = %claim.digest, channel = claim.channel, "posted");
                self.ledger.settle(delivery.id, &Outcome::Posted { message }).await
            }
            Err(error @ RestError::Refused { .. }) => {
                tracing::warn!(%error, schedule = claim.schedule, channel = claim.channel, "the daily post was refused; the bot needs View Channel, Send Messages and Embed Links there");
                self.ledger.settle(delivery.id, &Outcome::Skipped { reason: error.to_string() }).await
            }
            Err(error) => {
                tracing::warn!(%error, schedule = claim.schedule, "it is not clear whether the daily post arrived; looking into it");
                Ok(())
            }
        }
    }

    /// Finds out how open claims ended, and sends those that did not get out.
    async fn settle_open(&self, now: Timestamp) -> Result<(), LedgerError> {
        for delivery in self.ledger.unsettled().await? {
            let age = now.duration_since(delivery.claimed_at);
            if age <= NONCE_HOLDS {
                self.send(&delivery).await?;
                continue;
            }
            match self.poster.find(delivery.claim.channel, delivery.id).await {
                Ok(Some(message)) => self.ledger.settle(delivery.id, &Outcome::Posted { message }).await?,
                Ok(None) if age <= GRACE => self.send(&delivery).await?,
                Ok(None) => {
                    let reason = "it did not get out in time".to_owned();
                    self.ledger.settle(delivery.id, &Outcome::Skipped { reason }).await?;
                }
                Err(error @ RestError::Refused { .. }) => {
                    tracing::warn!(%error, schedule = delivery.claim.schedule, "whether this post arrived cannot be found out; the bot needs Read Message History");
                    self.ledger
                        .settle(delivery.id, &Outcome::Uncertain { reason: error.to_string() })
                        .await?;
                }
                Err(error) => {
                    tracing::warn!(%error, "the channel cannot be read now; tried again in a minute")
                }
            }
        }
        Ok(())
    }
}
