//! The daily letters to those who follow something. They have a task of their own, and go out slowly:
//! ten thousand of them delay no daily post, and no answer.

use super::{
    Clock, Shelf,
    deliver::{End, LOOK_INTO, Parcel},
};
use crate::{
    bot::{self, Mark},
    catalogue::{Catalogue, Entry},
    daily::{
        self,
        letter::{self, Arrival},
    },
    discord::{Poster, RestError},
    ledger::{Ledger, LedgerError, Letter, Outcome, Reader, Seen, Target},
};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{Interval, MissedTickBehavior, interval},
};
use tokio_util::sync::CancellationToken;

/// Letters that are claimed at a time. They wait for their turn no longer than a nonce holds.
const CLAIMED: u32 = 50;
/// Letters under way at the same time.
const AT_ONCE: usize = 4;
/// From one letter to the next: a fifth of the fifty requests a second that Discord grants to a bot,
/// for as many letters need a request to open the conversation.
const PACE: Duration = Duration::from_millis(200);
/// Discord's codes for those who take no direct messages, who share no server with the bot, and who
/// are gone.
const CLOSED: &[u64] = &[50007, 50278, 10013];

pub(super) struct Letters {
    shelf: Shelf,
    ledger: Ledger,
    poster: Poster,
    clock: Clock,
    /// What the ledger knows to have arrived.
    arrived: Arc<Catalogue>,
}

impl Letters {
    /// What is in the library now is new to nobody.
    pub(super) async fn new(
        shelf: Shelf,
        ledger: Ledger,
        poster: Poster,
        clock: Clock,
    ) -> Result<Letters, LedgerError> {
        let arrived = shelf.catalogue();
        ledger.arrive(arrived.newest().rev().map(|e| &e.id)).await?;
        Ok(Letters { shelf, ledger, poster, clock, arrived })
    }

    /// Sends what is due, whenever it is, until `stop`.
    pub(super) async fn run(mut self, stop: CancellationToken) {
        let mut changes = self.shelf.subscribe();
        let mut pace = interval(PACE);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let pace = Mutex::new(pace);
        loop {
            changes.borrow_and_update();
            let now = self.clock.now();
            if let Err(error) = self.look(now, &pace, &stop).await {
                tracing::error!(%error, "the letters could not be seen to; tried again in a minute");
            }
            // Whoever became due meanwhile is seen to at once; whoever was due and still is waits for the end
            // of an open letter.
            let next = self.ledger.next_letter().await.ok().flatten().filter(|next| *next > now);
            let again = now + LOOK_INTO;
            let wake = next.map_or(again, |next| next.min(again));
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.clock.until(wake, now) => {}
                // Its sender lives as long as the shelf.
                _ = changes.changed() => {}
            }
        }
    }

    async fn look(
        &mut self,
        now: Timestamp,
        pace: &Mutex<Interval>,
        stop: &CancellationToken,
    ) -> Result<(), LedgerError> {
        // Read after the time: what is in the library before the hour is in the letter.
        let catalogue = self.shelf.catalogue();
        if !Arc::ptr_eq(&catalogue, &self.arrived) {
            let known = &self.arrived;
            let new = catalogue.newest().rev().filter(|e| known.get(&e.id).is_none());
            self.ledger.arrive(new.map(|e| &e.id)).await?;
            self.arrived = catalogue;
        }
        self.deliver(self.ledger.open_letters().await?, true, pace, stop).await;
        while !stop.is_cancelled() {
            // While Discord cannot be reached, no more are claimed than these.
            if self.ledger.open_letters().await?.len() >= CLAIMED as usize {
                break;
            }
            let Some(letters) = self.claim(now).await? else { break };
            self.deliver(letters, false, pace, stop).await;
        }
        Ok(())
    }

    /// Sends letters, some at a time, until `stop`: what is left then is open. Where it is `again`, how
    /// an earlier attempt ended is looked into first.
    async fn deliver(
        &self,
        letters: Vec<Letter>,
        again: bool,
        pace: &Mutex<Interval>,
        stop: &CancellationToken,
    ) {
        stream::iter(&letters)
            .for_each_concurrent(AT_ONCE, |letter| async move {
                let turn = async { pace.lock().await.tick().await };
                if stop.run_until_cancelled(turn).await.is_none() {
                    return;
                }
                let end = match self.parcel(letter).await {
                    Ok(parcel) if again => {
                        match parcel.look_into(&self.poster, self.clock.now(), daily::GRACE).await {
                            End::Unsent => parcel.send(&self.poster).await,
                            end => end,
                        }
                    }
                    Ok(parcel) => parcel.send(&self.poster).await,
                    Err(end) => end,
                };
                if let Err(error) = self.settle(letter, end).await {
                    tracing::error!(%error, letter = letter.id, "the end of a letter could not be noted; it is looked into in a minute");
                }
            })
            .await;
    }

    /// Sees to the letters of some who are due, and claims those that there are; `None` where nobody
    /// is due.
    async fn claim(&self, now: Timestamp) -> Result<Option<Vec<Letter>>, LedgerError> {
        let readers = self.ledger.readers_due(now, CLAIMED).await?;
        let Some(covered) = readers.iter().map(|r| r.covered).min() else { return Ok(None) };
        let arrivals = self.ledger.arrivals(covered).await?;
        let upto = arrivals.last().map_or(covered, |(n, _)| *n);
        // What was taken out of the library since is news no more.
        let arrivals: Vec<Arrival> = arrivals
            .into_iter()
            .filter_map(|(n, id)| {
                let digest = &self.arrived.get(&id)?.digest;
                Some(Arrival::new(n, id, digest))
            })
            .collect();
        let see = |reader: Reader| {
            let seen = letter::see(&reader, &arrivals, upto, now);
            (reader, seen)
        };
        let seen: Vec<(Reader, Seen)> = readers.into_iter().map(see).collect();
        self.ledger.claim_letters(&seen, now).await.map(Some)
    }

    /// The letter as it is sent; its end, where there is no conversation with the person.
    async fn parcel<'a>(&self, letter: &'a Letter) -> Result<Parcel<'a>, End> {
        let channel = match letter.channel {
            Some(channel) => channel,
            None => self.conversation(letter.person.id).await?,
        };
        let contents = &letter.claim.contents;
        let entries: Vec<Entry> =
            contents.digests.iter().filter_map(|id| self.arrived.get(id).cloned()).collect();
        Ok(Parcel {
            channel,
            target: Target::Text,
            name: String::new(),
            mark: Mark::Letter(letter.id),
            nonce: &letter.claim.nonce,
            claimed_at: letter.claimed_at,
            due_at: letter.claimed_at,
            tried_at: letter.claimed_at,
            message: match entries.as_slice() {
                [] => Err("what it was to bring was taken out of the library"),
                entries => Ok(bot::letter(entries, contents.more, letter.id, &letter.person)),
            },
        })
    }

    async fn conversation(&self, person: u64) -> Result<u64, End> {
        match self.poster.conversation(person).await {
            Ok(channel) => {
                if let Err(error) = self.ledger.keep_channel(person, channel).await {
                    tracing::warn!(%error, "a conversation could not be noted; it is opened again next time");
                }
                Ok(channel)
            }
            Err(error @ RestError::Refused { .. }) => Err(End::Refused(error)),
            Err(error) => Err(End::Open(error)),
        }
    }

    /// Records how an attempt ended, unless it is not clear.
    async fn settle(&self, letter: &Letter, end: End) -> Result<(), LedgerError> {
        let id = letter.id;
        let outcome = match end {
            End::Settled(outcome) => outcome,
            End::Found(message) => Outcome::Posted { message },
            End::Refused(error) => {
                if error.code().is_some_and(|code| CLOSED.contains(&code)) {
                    tracing::debug!(%error, letter = id, "somebody takes no letters; they get none until they use /me or /follow");
                    self.ledger.close_letters(letter.person.id).await?;
                } else {
                    tracing::warn!(%error, letter = id, "a letter was refused");
                }
                Outcome::Skipped { reason: error.to_string() }
            }
            End::Unreadable(reason) => {
                tracing::warn!(
                    reason,
                    letter = id,
                    "whether a letter arrived cannot be found out; it is not repeated"
                );
                Outcome::Uncertain { reason }
            }
            End::Coming | End::Unsent => return Ok(()),
            End::Open(error) => {
                tracing::warn!(%error, letter = id, "it is not clear whether a letter arrived; looking into it");
                return Ok(());
            }
        };
        self.ledger.settle_letter(id, &outcome).await
    }
}
