//! What is asked for at every request and changed by nobody but the bot: remembered once it was read.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// People or servers that are remembered at most.
const MOST: usize = 20_000;

/// By the id of a person or a server. Clones share what they remember.
#[derive(Debug, Clone)]
pub(super) struct Remembered<T>(Arc<Mutex<HashMap<u64, T>>>);

impl<T> Default for Remembered<T> {
    fn default() -> Remembered<T> {
        Remembered(Arc::default())
    }
}

impl<T: Clone> Remembered<T> {
    pub(super) fn get(&self, id: u64) -> Option<T> {
        self.known().get(&id).cloned()
    }

    /// Remembers what was read, unless it was changed meanwhile; what holds now.
    pub(super) fn read(&self, id: u64, read: T) -> T {
        self.known().entry(id).or_insert(read).clone()
    }

    /// Remembers what it was changed to.
    pub(super) fn changed(&self, id: u64, to: T) {
        self.known().insert(id, to);
    }

    fn known(&self) -> MutexGuard<'_, HashMap<u64, T>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known
    }
}
