//! What the bot answers from and posts.

use crate::{catalogue::Catalogue, daily::Candidates};
use std::sync::Arc;

/// The catalogue, and what of it can be posted.
#[derive(Clone)]
pub struct Stock {
    /// Every published digest.
    pub catalogue: Arc<Catalogue>,
    /// The same for the choice of daily posts.
    pub candidates: Arc<Candidates>,
}

impl Stock {
    /// Of a catalogue. This folds all its names: do it off the runtime.
    pub fn of(catalogue: Catalogue) -> Stock {
        let candidates = Candidates::new(catalogue.newest().map(|e| (&e.id, &*e.digest)));
        Stock { catalogue: Arc::new(catalogue), candidates: Arc::new(candidates) }
    }
}
