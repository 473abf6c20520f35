//! A digest that was corrected is corrected in the posts that brought it, too, for some days. What each
//! post shows is in the ledger, so that a correction that was interrupted is found again.

use super::{Clock, LOOK_INTO, Shelf, entries, shown};
use crate::{
    bot,
    catalogue::Catalogue,
    digest::DigestId,
    discord::{Poster, RestError},
    ledger::{Ledger, LedgerError, Shown},
};
use jiff::SignedDuration;
use std::{collections::BTreeSet, sync::Arc};
use tokio_util::sync::CancellationToken;

/// What stands for a digest that was taken out of a post of several.
const TAKEN_OUT: &str = "-";

pub(in crate::app) struct Corrections {
    pub(in crate::app) shelf: Shelf,
    pub(in crate::app) ledger: Ledger,
    pub(in crate::app) poster: Poster,
    pub(in crate::app) clock: Clock,
    /// How old a post is corrected.
    pub(in crate::app) within: SignedDuration,
    /// Whether what somebody changed in a file by hand counts as a correction.
    pub(in crate::app) by_hand: bool,
}

impl Corrections {
    /// Corrects posts whenever digests change, until `stop`.
    pub(in crate::app) async fn run(self, stop: CancellationToken) {
        let mut changes = self.shelf.subscribe();
        // The first look is at all posts: the last process may have been interrupted.
        let mut seen: Option<Arc<Catalogue>> = None;
        loop {
            let catalogue = Arc::clone(&changes.borrow_and_update().catalogue);
            let changed = seen.as_ref().map(|before| changed(before, &catalogue));
            let all_done = match self.correct(&catalogue, changed.as_deref(), &stop).await {
                Ok(all_done) => all_done,
                Err(error) => {
                    tracing::error!(%error, "posts could not be corrected; tried again in a minute");
                    false
                }
            };
            seen = all_done.then_some(catalogue);
            let now = self.clock.now();
            let again = self.clock.until(now + LOOK_INTO, now);
            tokio::select! {
                () = stop.cancelled() => return,
                // Its sender lives as long as the shelf.
                _ = changes.changed() => {}
                () = again, if !all_done => {}
            }
        }
    }

    /// Corrects the posts of these digests, or of all; whether none is left to be tried again.
    async fn correct(
        &self,
        catalogue: &Catalogue,
        of: Option<&[DigestId]>,
        stop: &CancellationToken,
    ) -> Result<bool, LedgerError> {
        if of.is_some_and(<[_]>::is_empty) {
            return Ok(true);
        }
        let since = self.clock.now() - self.within;
        let all = self.ledger.shown(of, since).await?;
        let wrong: BTreeSet<i64> = all
            .iter()
            .filter(|(_, was)| self.is_wrong(catalogue, was))
            .map(|(delivery, _)| *delivery)
            .collect();
        let mut all_done = true;
        for delivery in wrong {
            if stop.is_cancelled() {
                return Ok(false);
            }
            all_done &= self.correct_post(catalogue, delivery).await?;
        }
        Ok(all_done)
    }

    /// Whether a post shows something else than is to be shown.
    fn is_wrong(&self, catalogue: &Catalogue, was: &Shown) -> bool {
        match catalogue.get(&was.digest) {
            // A post of that digest alone is deleted by whoever removed it.
            None => was.text != TAKEN_OUT,
            Some(entry) => {
                was.text != entry.digest.seal()
                    && (self.by_hand || was.text.is_empty() || entry.digest.updated > was.updated)
            }
        }
    }

    /// Corrects one post; whether it is done with.
    async fn correct_post(&self, catalogue: &Catalogue, delivery: i64) -> Result<bool, LedgerError> {
        let Some(delivery) = self.ledger.delivery(delivery).await? else { return Ok(true) };
        let entries = entries(catalogue, &delivery);
        let Some((channel, message)) = delivery.place().filter(|_| !entries.is_empty()) else {
            return Ok(true);
        };
        match self.poster.correct(channel, message, &bot::claimed_post(&entries, &delivery)).await {
            Ok(()) => tracing::info!(delivery = delivery.id, channel, "a post was corrected"),
            Err(error @ RestError::Refused { .. }) => {
                tracing::warn!(%error, delivery = delivery.id, channel, "a post could not be corrected; it stays as it is");
            }
            Err(error) => {
                tracing::warn!(%error, delivery = delivery.id, channel, "it is not clear whether a post was corrected; tried again in a minute");
                return Ok(false);
            }
        }
        let gone = delivery.claim.digests.iter().filter(|id| catalogue.get(id).is_none());
        let mut now_shown = shown(&entries);
        now_shown.extend(gone.map(|id| Shown {
            digest: id.clone(),
            text: TAKEN_OUT.to_owned(),
            updated: None,
        }));
        self.ledger.note_shown(delivery.id, &now_shown).await?;
        Ok(true)
    }
}

/// Digests of the first that are others in the second, or not there.
fn changed(before: &Catalogue, after: &Catalogue) -> Vec<DigestId> {
    let differs = |e: &&crate::catalogue::Entry| after.get(&e.id).is_none_or(|now| now.digest != e.digest);
    before.newest().filter(differs).map(|e| e.id.clone()).collect()
}
