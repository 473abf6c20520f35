//! Trouble on demand: what a request meets instead of, or besides, its answer.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use tokio_util::sync::CancellationToken;

/// What goes wrong.
#[derive(Debug, Clone, PartialEq)]
enum Trouble {
    RateLimited { retry_after: f64, global: bool },
    ShutOut,
    Error(u16),
    ErrorAfter(u16),
    CutBefore,
    CutAfter,
    Hold,
}

/// A trouble, which requests it meets, and how often. Made by one of the constructors, then
/// narrowed with [`Fault::on`] and [`Fault::times`]; by itself it meets the next request, whichever
/// that is.
#[derive(Debug, Clone)]
pub struct Fault {
    trouble: Trouble,
    method: Option<String>,
    path: Vec<String>,
    left: u32,
}

impl Fault {
    fn new(trouble: Trouble) -> Fault {
        Fault { trouble, method: None, path: Vec::new(), left: 1 }
    }

    /// Answers 429; `retry_after` is in seconds.
    pub fn rate_limited(retry_after: f64) -> Fault {
        Fault::new(Trouble::RateLimited { retry_after, global: false })
    }

    /// Answers 429 for the whole application.
    pub fn rate_limited_globally(retry_after: f64) -> Fault {
        Fault::new(Trouble::RateLimited { retry_after, global: true })
    }

    /// Answers 429 as the guard before Discord does: a page, and no word on how long.
    pub fn shut_out() -> Fault {
        Fault::new(Trouble::ShutOut)
    }

    /// Answers this status, for instance 500 or 503, and does nothing.
    pub fn status(status: u16) -> Fault {
        Fault::new(Trouble::Error(status))
    }

    /// Does what was asked, and answers this status all the same.
    pub fn status_after(status: u16) -> Fault {
        Fault::new(Trouble::ErrorAfter(status))
    }

    /// Resets the connection and does nothing.
    pub fn cut_before() -> Fault {
        Fault::new(Trouble::CutBefore)
    }

    /// Does what was asked, then resets the connection instead of answering.
    pub fn cut_after() -> Fault {
        Fault::new(Trouble::CutAfter)
    }

    /// Leaves the request waiting until [`Trap::release`]. What it asks is done then, whether or not anybody
    /// waits for the answer still.
    pub fn hold() -> Fault {
        Fault::new(Trouble::Hold)
    }

    /// Only requests of this method, whose path has these segments, the version left out; `*` is
    /// any one segment: `("POST", "/channels/*/messages")`.
    #[must_use]
    pub fn on(mut self, method: &str, path: &str) -> Fault {
        self.method = Some(method.to_owned());
        self.path = path.split('/').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        self
    }

    /// Meets the next `n` such requests; `u32::MAX` for all of them.
    #[must_use]
    pub fn times(mut self, n: u32) -> Fault {
        self.left = n;
        self
    }

    fn meets(&self, method: &str, path: &[String]) -> bool {
        self.left > 0
            && self.method.as_deref().is_none_or(|m| m.eq_ignore_ascii_case(method))
            && (self.path.is_empty()
                || self.path.len() == path.len()
                    && self.path.iter().zip(path).all(|(want, has)| want == "*" || want == has))
    }
}

/// A fault that was set.
#[derive(Debug, Clone)]
pub struct Trap {
    hits: Arc<AtomicU32>,
    let_go: Arc<AtomicU32>,
    lifted: CancellationToken,
}

impl Trap {
    /// How many requests it has met.
    pub fn hits(&self) -> u32 {
        self.hits.load(Ordering::SeqCst)
    }

    /// How many requests that it held were done since.
    pub fn let_go(&self) -> u32 {
        self.let_go.load(Ordering::SeqCst)
    }

    /// Takes the fault away and lets go of what it holds.
    pub fn release(&self) {
        self.lifted.cancel();
    }
}

/// What the server has to do about a request.
#[derive(Debug)]
pub(super) enum Meets {
    RateLimit { retry_after: f64, global: bool },
    ShutOut,
    Error(u16),
    CutBefore,
    ErrorAfter(u16),
    CutAfter,
    Hold(Held),
}

/// A request that waits.
#[derive(Debug)]
pub(super) struct Held {
    pub lifted: CancellationToken,
    let_go: Arc<AtomicU32>,
}

impl Held {
    /// What it asked is done.
    pub fn done(&self) {
        self.let_go.fetch_add(1, Ordering::SeqCst);
    }
}

#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(Fault, Trap)>);

impl Faults {
    pub fn set(&mut self, fault: Fault) -> Trap {
        self.0.retain(|(fault, trap)| fault.left > 0 && !trap.lifted.is_cancelled());
        let trap = Trap { hits: Arc::default(), let_go: Arc::default(), lifted: CancellationToken::new() };
        self.0.push((fault, trap.clone()));
        trap
    }

    pub fn clear(&mut self) {
        for (_, trap) in self.0.drain(..) {
            trap.release();
        }
    }

    /// The first fault that this request meets; it counts as met.
    pub fn meet(&mut self, method: &str, path: &[String]) -> Option<Meets> {
        let (fault, trap) =
            self.0.iter_mut().find(|(f, trap)| !trap.lifted.is_cancelled() && f.meets(method, path))?;
        if fault.left < u32::MAX {
            fault.left -= 1;
        }
        trap.hits.fetch_add(1, Ordering::SeqCst);
        Some(match fault.trouble {
            Trouble::RateLimited { retry_after, global } => Meets::RateLimit { retry_after, global },
            Trouble::ShutOut => Meets::ShutOut,
            Trouble::Error(status) => Meets::Error(status),
            Trouble::CutBefore => Meets::CutBefore,
            Trouble::CutAfter => Meets::CutAfter,
            Trouble::ErrorAfter(status) => Meets::ErrorAfter(status),
            Trouble::Hold => {
                Meets::Hold(Held { lifted: trap.lifted.clone(), let_go: Arc::clone(&trap.let_go) })
            }
        })
    }
}
