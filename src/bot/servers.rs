//! What servers have set, as the bot goes by it.

use super::remembered::Remembered;
use crate::{
    catalogue::Hidden,
    ledger::{Hideable, Ledger, LedgerError, Server, ServerChange},
};
use jiff::Timestamp;
use std::sync::Arc;

/// The settings of servers.
#[derive(Debug, Clone)]
pub(super) struct Servers {
    ledger: Ledger,
    known: Remembered<Arc<Server>>,
}

impl Servers {
    pub(super) fn new(ledger: Ledger) -> Servers {
        Servers { ledger, known: Remembered::default() }
    }

    pub(super) async fn get(&self, guild: u64) -> Result<Arc<Server>, LedgerError> {
        match self.known.get(guild) {
            Some(server) => Ok(server),
            None => Ok(self.known.read(guild, Arc::new(self.ledger.server(guild).await?))),
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
        self.known.changed(guild, Arc::clone(&server));
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
