//! Everything the stand-in knows, behind one lock.

use super::{
    faults::Faults,
    gateway::Hub,
    interaction::Interaction,
    log::Log,
    message::{File, Message},
    rates::Rates,
    snowflake::{Id, Snowflakes},
    world::{Channel, World},
};
use jiff::Timestamp;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::{broadcast, watch};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// A clock: whatever it says is the stand-in's time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What happened to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It came, or it was changed.
    Message(Id),
    /// It was taken away.
    Gone {
        /// The message.
        message: Id,
        /// Where it was.
        channel: Id,
    },
}

/// A registered command.
#[derive(Debug, Clone)]
pub struct Command {
    /// Its id.
    pub id: Id,
    /// The server it is for; none for a global one.
    pub guild: Option<Id>,
    /// As Discord shows it.
    pub json: Value,
}

impl Command {
    /// Its name.
    pub fn name(&self) -> &str {
        self.json.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// 1 for a typed command, 2 for a menu on users, 3 for a menu on messages.
    pub fn kind(&self) -> i64 {
        self.json.get("type").and_then(Value::as_i64).unwrap_or(1)
    }
}

/// All that is known. Every method leaves it consistent, so that a poisoned lock can be taken.
#[derive(Debug)]
pub(super) struct State {
    /// The time of the call that holds the lock.
    pub now: Timestamp,
    pub ids: Snowflakes,
    pub world: World,
    pub commands: Vec<Command>,
    pub messages: BTreeMap<Id, Message>,
    /// Those of each channel.
    pub in_channel: HashMap<Id, BTreeSet<Id>>,
    /// Which message a channel's author sent under a nonce, and when.
    pub nonces: HashMap<(Id, Id, String), (Id, Timestamp)>,
    pub interactions: BTreeMap<Id, Interaction>,
    /// Files by id, each with the channel it was put into.
    pub files: BTreeMap<Id, File>,
    pub hub: Hub,
    pub faults: Faults,
    pub log: Log,
    pub changes: broadcast::Sender<Change>,
    /// `http://127.0.0.1:PORT`, for addresses of files.
    pub rest: String,
    /// `ws://127.0.0.1:PORT`.
    pub gateway: String,
    pub token: String,
    pub privileged: bool,
    pub rates: Option<Rates>,
}

impl State {
    pub fn next_id(&mut self) -> Id {
        self.ids.next(self.now)
    }

    /// Tells whoever follows what happened to messages. That nobody follows is no failure.
    pub fn tell(&self, change: Change) {
        let _ = self.changes.send(change);
    }

    /// The channel of a message or an interaction, if it still is there.
    pub fn channel(&self, id: Id) -> Option<&Channel> {
        self.world.channels.get(&id)
    }
}

/// What the servers and the [`super::Twin`] share.
pub(super) struct Shared {
    clock: Clock,
    state: Mutex<State>,
    changed: watch::Sender<()>,
    /// Cancelled when everything has to end.
    pub ended: CancellationToken,
    /// Counts connections to the REST server, and requests that are being done.
    pub busy: TaskTracker,
    pub heartbeat: Duration,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Shared {
    pub fn new(clock: Clock, state: State, heartbeat: Duration) -> Shared {
        Shared {
            clock,
            state: Mutex::new(state),
            changed: watch::Sender::new(()),
            ended: CancellationToken::new(),
            busy: TaskTracker::new(),
            heartbeat,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes something; everybody who waits looks again.
    pub fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // The clock belongs to the user and may take its time or call back: ask it outside the lock.
        let now = (self.clock)();
        let out = {
            let mut state = self.lock();
            state.now = now;
            change(&mut state)
        };
        self.changed.send_replace(());
        out
    }

    /// Reads something.
    pub fn look<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.lock())
    }

    /// Marks every change from now on.
    pub fn watch(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// The stand-in's time.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Waits, in real time, until `find` finds something.
    pub async fn wait<T>(&self, limit: Duration, mut find: impl FnMut(&State) -> Option<T>) -> Option<T> {
        let mut changes = self.changed.subscribe();
        let found = async {
            loop {
                changes.mark_unchanged();
                if let Some(found) = self.look(&mut find) {
                    return Some(found);
                }
                changes.changed().await.ok()?;
            }
        };
        self.within(limit, found).await
    }

    /// The same for what comes of an interaction, without looking again at each change of anything else.
    pub async fn wait_for_answer<T>(
        &self,
        to: Id,
        limit: Duration,
        mut find: impl FnMut(&State) -> Option<T>,
    ) -> Option<T> {
        let told = self.look(|s| s.interactions.get(&to).map(|asked| Arc::clone(&asked.told)))?;
        let found = async {
            loop {
                let mut next = pin!(told.notified());
                next.as_mut().enable();
                if let Some(found) = self.look(&mut find) {
                    return Some(found);
                }
                next.await;
            }
        };
        self.within(limit, found).await
    }

    async fn within<T>(&self, limit: Duration, found: impl Future<Output = Option<T>>) -> Option<T> {
        tokio::select! {
            found = tokio::time::timeout(limit, found) => found.ok().flatten(),
            () = self.ended.cancelled() => None,
        }
    }
}
