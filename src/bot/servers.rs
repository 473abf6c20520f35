//! What servers have set, as the bot goes by it.

use crate::{
    catalogue::Hidden,
    ledger::{Hideable, Ledger, LedgerError, Server, ServerChange},
};
use jiff::Timestamp;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Servers that are remembered at most.
const REMEMBERED: usize = 20_000;

/// The settings of servers. Every request asks for some, so that they are remembered: nobody else changes them.
#[derive(Debug, Clone)]
pub(super) struct Servers {
    ledger: Ledger,
    known: Arc<Mutex<HashMap<u64, Arc<Server>>>>,
}

impl Servers {
    pub(super) fn new(ledger: Ledger) -> Servers {
        Servers { ledger, known: Arc::default() }
    }

    pub(super) async fn get(&self, guild: u64) -> Result<Arc<Server>, LedgerError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&guild).cloned();
        match known {
            Some(server) => Ok(server),
            None => {
                let server = Arc::new(self.ledger.server(guild).await?);
                let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
                if known.len() >= REMEMBERED {
                    known.clear();
                }
                // What was changed meanwhile is newer.
                Ok(Arc::clone(known.entry(guild).or_insert(server)))
            }
        }
    }

    pub(super) async fn change(
        &self,
        guild: u64,
        changes: &[ServerChange],
        by: u64,
        now: Timestamp,
    ) -> Result<Arc<Server>, LedgerError> {
        let server = Arc::new(self.ledger.change_server(guild, changes, by, now).await?);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(guild, Arc::clone(&server));
        Ok(server)
    }
}

/// What the catalogue leaves out in a server.
pub fn hidden(server: &Server) -> Hidden {
    let mut hidden = Hidden::default();
    for one in &server.hidden {
        let list = match one.kind {
            Hideable::Publication => &mut hidden.publications,
            Hideable::Tag => &mut hidden.tags,
            Hideable::Language => &mut hidden.languages,
        };
        list.push(one.name.clone());
    }
    hidden
}
