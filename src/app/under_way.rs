//! Posts that are being sent: so many at a time, each by itself, so that one that takes long holds up
//! no other.

use std::{collections::HashSet, future::Future};
use tokio::task::JoinSet;

/// Most posts that are claimed and not known to have ended. Those that wait for their turn are sent
/// within some seconds, and while Discord cannot be reached, no more are claimed than these.
const MOST: usize = 256;

/// The posts under way, by their numbers in the ledger.
#[derive(Default)]
pub(super) struct UnderWay {
    tasks: JoinSet<(i64, Ended)>,
    numbers: HashSet<i64>,
    /// Those whose end is not clear; they are looked into later.
    open: HashSet<i64>,
    /// Those that were to be looked into while they were under way.
    overdue: HashSet<i64>,
}

/// Whether it is known how a post ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// It is, and the ledger has it.
    Settled,
    /// It is not.
    Open,
}

impl UnderWay {
    /// How many more may be claimed.
    pub(super) fn room(&self) -> usize {
        MOST.saturating_sub(self.numbers.len() + self.open.len())
    }

    /// Whether there is room for enough to be worth a look at the ledger.
    pub(super) fn has_room(&self) -> bool {
        self.room() >= MOST / 2
    }

    /// Whether none is under way.
    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Begins, unless that post is under way.
    pub(super) fn begin(&mut self, number: i64, sending: impl Future<Output = Ended> + Send + 'static) {
        if self.numbers.insert(number) {
            self.open.remove(&number);
            self.tasks.spawn(async move { (number, sending.await) });
        } else {
            self.overdue.insert(number);
        }
    }

    /// Forgets which ones are open: the ledger was asked.
    pub(super) fn look_again(&mut self) {
        self.open.clear();
    }

    /// Waits until one ends; for good where none is under way. Its number, if it is to be looked into at once: the time
    /// for it came while it was under way.
    pub(super) async fn ended(&mut self) -> Option<i64> {
        match self.tasks.join_next().await {
            Some(Ok((number, ended))) => {
                self.numbers.remove(&number);
                let overdue = self.overdue.remove(&number);
                if ended == Ended::Open {
                    self.open.insert(number);
                }
                (overdue && ended == Ended::Open).then_some(number)
            }
            // One that died is open; the ledger says which it was at the next look.
            Some(Err(error)) => {
                tracing::error!(%error, "sending a post failed; please report this");
                if self.tasks.is_empty() {
                    self.numbers.clear();
                }
                None
            }
            None => std::future::pending().await,
        }
    }

    /// Waits for all of them.
    pub(super) async fn finish(mut self) {
        while !self.tasks.is_empty() {
            self.ended().await;
        }
    }
}
