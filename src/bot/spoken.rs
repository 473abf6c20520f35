//! The languages that people chose, as the bot goes by them.

use super::{remembered::Remembered, words::Language};
use crate::ledger::{Ledger, LedgerError};

/// What people chose with `/me`.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    ledger: Ledger,
    known: Remembered<Option<Language>>,
}

impl Spoken {
    pub(super) fn new(ledger: Ledger) -> Spoken {
        Spoken { ledger, known: Remembered::default() }
    }

    /// The language that a person chose; none where they leave it to Discord.
    pub(super) async fn by(&self, user: u64) -> Result<Option<Language>, LedgerError> {
        if let Some(chosen) = self.known.get(user) {
            return Ok(chosen);
        }
        let person = self.ledger.person(user).await?;
        let chosen = person.and_then(|p| p.language).map(|tag| Language::of(&tag));
        Ok(self.known.read(user, chosen))
    }

    /// Goes by this from now on; it is in the ledger already.
    pub(super) fn chosen(&self, user: u64, language: Option<&str>) {
        self.known.changed(user, language.map(Language::of));
    }
}
