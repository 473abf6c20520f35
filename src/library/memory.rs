//! A library in memory, for tests and trials.

use super::{Added, Contents, Published, choices, same_piece};
use crate::digest::{Digest, DigestId, Status};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Digests by id.
#[derive(Debug, Default)]
pub struct Memory(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    digests: BTreeMap<DigestId, Arc<Digest>>,
    version: u64,
}

impl Memory {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn load(&self) -> Contents {
        let state = self.state();
        let digests = state.digests.iter().map(|(id, d)| (id.clone(), Arc::clone(d))).collect();
        Contents { digests, broken: Vec::new(), version: state.version }
    }

    pub(super) fn add(&self, digest: Digest) -> Added {
        let mut state = self.state();
        if let Some((id, _)) = state.digests.iter().find(|(_, d)| same_piece(d, &digest)) {
            return Added::Known(id.clone());
        }
        let free = choices(&digest).find(|id| !state.digests.contains_key(id));
        // The choices are without end, so that one of them is free.
        let Some(id) = free else { return Added::Known(super::StemBase::of(&digest).choice(1)) };
        state.version += 1;
        state.digests.insert(id.clone(), Arc::new(digest));
        Added::New(id)
    }

    pub(super) fn publish(&self, id: &DigestId) -> Published {
        let mut state = self.state();
        match state.digests.get_mut(id) {
            None => Published::Missing,
            Some(digest) if digest.status == Status::Published => Published::Already,
            Some(digest) => {
                Arc::make_mut(digest).status = Status::Published;
                state.version += 1;
                Published::Now
            }
        }
    }

    pub(super) fn remove(&self, id: &DigestId) -> bool {
        let mut state = self.state();
        state.version += 1;
        state.digests.remove(id).is_some()
    }
}
