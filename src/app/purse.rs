//! The day's requests to a language model, counted in the ledger: whoever asks, the bot or a command, and
//! however it ends.

use crate::{
    ledger::Ledger,
    summary::llm::{Budget, Spent},
};
use jiff::civil::Date;
use std::{fs, path::PathBuf};
use tokio::sync::OnceCell;

/// A budget that outlives the process.
#[derive(Debug)]
pub(super) struct Purse {
    folder: PathBuf,
    /// Opened for the first request: who asks no model leaves no file.
    ledger: OnceCell<Ledger>,
}

impl Purse {
    /// In the ledger of this data folder.
    pub fn new(folder: PathBuf) -> Purse {
        Purse { folder, ledger: OnceCell::new() }
    }

    async fn count(&self, day: Date, most: u32) -> Result<bool, String> {
        let open = || async {
            fs::create_dir_all(&self.folder).map_err(|e| format!("{}: {e}", self.folder.display()))?;
            Ledger::open(&self.folder.join(super::LEDGER_FILE)).await.map_err(|e| e.to_string())
        };
        let ledger = self.ledger.get_or_try_init(open).await?;
        ledger.spend_request(day, most).await.map_err(|e| e.to_string())
    }
}

impl Budget for Purse {
    fn spend(&self, day: Date, most: u32) -> Spent<'_> {
        Box::pin(self.count(day, most))
    }
}
