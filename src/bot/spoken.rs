//! The languages that people chose, as the bot goes by them.

use super::words::Language;
use crate::ledger::{Ledger, LedgerError};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// People who are remembered at most.
const REMEMBERED: usize = 20_000;

/// What people chose with `/me`. Every command asks for it, so that it is remembered: nobody else changes it.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    ledger: Ledger,
    known: Arc<Mutex<HashMap<u64, Option<Language>>>>,
}

impl Spoken {
    pub(super) fn new(ledger: Ledger) -> Spoken {
        Spoken { ledger, known: Arc::default() }
    }

    /// The language that a person chose; none where they leave it to Discord.
    pub(super) async fn by(&self, user: u64) -> Result<Option<Language>, LedgerError> {
        if let Some(chosen) = self.known().get(&user) {
            return Ok(*chosen);
        }
        let person = self.ledger.person(user).await?;
        let chosen = person.and_then(|p| p.language).map(|tag| Language::of(&tag));
        // What was chosen meanwhile is newer.
        Ok(*self.known().entry(user).or_insert(chosen))
    }

    /// Goes by this from now on; it is in the ledger already.
    pub(super) fn chosen(&self, user: u64, language: Option<&str>) {
        self.known().insert(user, language.map(Language::of));
    }

    fn known(&self) -> MutexGuard<'_, HashMap<u64, Option<Language>>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known
    }
}
