//! A library in memory, for tests and trials.

use super::{
    Added, Contents, LibraryError,
    blocked::Blocked,
    choices,
    once::{self, Decision},
};
use crate::digest::{Digest, DigestId};
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
    blocked: Vec<Blocked>,
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
        let digest =
            match once::decide(state.digests.iter().map(|(id, d)| (id, &**d)), &state.blocked, digest) {
                Decision::Store(digest) => digest,
                Decision::Change(id, digest, added) => {
                    state.version += 1;
                    state.digests.insert(id, Arc::new(digest));
                    return added;
                }
                Decision::Leave(added) => return added,
            };
        let free = choices(&digest).find(|id| !state.digests.contains_key(id));
        // The choices are without end, so that one of them is free.
        let Some(id) = free else { return Added::Known(super::StemBase::of(&digest).choice(1)) };
        state.version += 1;
        state.digests.insert(id.clone(), Arc::new(digest));
        Added::New(id)
    }

    pub(super) fn change(
        &self,
        id: &DigestId,
        change: impl FnOnce(&mut Digest),
    ) -> Result<Option<Digest>, LibraryError> {
        let mut state = self.state();
        let Some(digest) = state.digests.get_mut(id) else { return Ok(None) };
        let mut after = Digest::clone(digest);
        change(&mut after);
        super::fit(&after)?;
        let before = std::mem::replace(digest, Arc::new(after));
        state.version += 1;
        Ok(Some(Arc::unwrap_or_clone(before)))
    }

    pub(super) fn remove(&self, id: &DigestId) -> bool {
        let mut state = self.state();
        state.version += 1;
        state.digests.remove(id).is_some()
    }

    pub(super) fn block(&self, id: &DigestId) -> bool {
        let mut state = self.state();
        let Some(digest) = state.digests.remove(id) else { return false };
        state.version += 1;
        state.blocked.push(Blocked::of(id, &digest));
        true
    }
}
