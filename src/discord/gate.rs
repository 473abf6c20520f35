//! Where requests wait for their turn. [`Turns`] says whose it is; here it is waited for.

use super::{
    route::Route,
    turns::{Heard, Next, Turns, Urgency},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    sync::{Notify, oneshot},
    time::{Instant, sleep_until, timeout_at},
};
use tokio_util::task::AbortOnDropHandle;

/// Clones are one gate. Its task ends with the last of them.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    shared: Arc<Shared>,
    _turnkey: Arc<AbortOnDropHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    line: Mutex<Line>,
    /// The time to wake up at is an earlier one now.
    sooner: Notify,
}

#[derive(Debug)]
struct Line {
    turns: Turns,
    callers: HashMap<u64, oneshot::Sender<()>>,
    wake: Option<Instant>,
}

/// Why no turn came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTurn {
    /// Too many wait.
    Full,
    /// There was no room in time.
    Late,
}

/// Leave to send one request. Dropped, it counts as sent and not answered.
#[derive(Debug)]
pub(super) struct Turn {
    shared: Arc<Shared>,
    ticket: u64,
}

impl Gate {
    /// Has to be made on the runtime.
    pub(super) fn new(a_second: usize) -> Gate {
        let line = Line { turns: Turns::new(a_second), callers: HashMap::new(), wake: None };
        let shared = Arc::new(Shared { line: Mutex::new(line), sooner: Notify::new() });
        let turnkey = tokio::spawn(turn_the_key(Arc::clone(&shared)));
        Gate { shared, _turnkey: Arc::new(AbortOnDropHandle::new(turnkey)) }
    }

    /// Waits until the request may be sent.
    pub(super) async fn turn(
        &self,
        route: Route,
        urgency: Urgency,
        deadline: Instant,
    ) -> Result<Turn, NoTurn> {
        let (call, called) = oneshot::channel();
        let ticket = {
            let mut line = self.shared.line();
            let now = Instant::now();
            let ticket = line.turns.join(route, urgency, now).ok_or(NoTurn::Full)?;
            line.callers.insert(ticket, call);
            ticket
        };
        // From here on, whatever ends the wait gives the place up.
        let turn = Turn { shared: Arc::clone(&self.shared), ticket };
        self.shared.go_on();
        match timeout_at(deadline, called).await {
            Ok(Ok(())) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(NoTurn::Late),
        }
    }
}

impl Turn {
    /// Tells what the answer said of limits.
    pub(super) fn answered(self, heard: &Heard) {
        self.shared.line().turns.done(self.ticket, heard, Instant::now());
        // Dropping it lets the next one go.
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        {
            let mut line = self.shared.line();
            line.callers.remove(&self.ticket);
            line.turns.leave(self.ticket, Instant::now());
        }
        self.shared.go_on();
    }
}

impl Shared {
    /// Nothing in it panics half-way.
    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls everyone whose turn it is.
    fn go_on(&self) {
        let mut line = self.line();
        let wake = loop {
            let now = Instant::now();
            match line.turns.next(now) {
                Next::Go(ticket) => {
                    let called = line.callers.remove(&ticket).is_some_and(|call| call.send(()).is_ok());
                    if !called {
                        line.turns.leave(ticket, now);
                    }
                }
                Next::At(at) => break Some(at),
                Next::Rest => break None,
            }
        };
        let sooner = wake.is_some_and(|wake| line.wake.is_none_or(|before| wake < before));
        line.wake = wake;
        if sooner {
            self.sooner.notify_one();
        }
    }
}

/// Opens when it is time.
async fn turn_the_key(shared: Arc<Shared>) {
    loop {
        let wake = shared.line().wake;
        let time = async {
            match wake {
                Some(at) => sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = time => shared.go_on(),
            () = shared.sooner.notified() => {}
        }
    }
}
