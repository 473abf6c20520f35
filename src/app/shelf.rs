//! The library and the catalogue of it, kept in step.

use crate::{
    bot::Stock,
    catalogue::{Catalogue, CatalogueError},
    library::{Broken, Library, LibraryError},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;

/// How often the library is looked at for changes.
const REFRESH: Duration = Duration::from_secs(10);

/// The library with its newest catalogue.
#[derive(Clone)]
pub struct Shelf {
    library: Library,
    stock: watch::Sender<Stock>,
    seen: Arc<Mutex<Seen>>,
}

struct Seen {
    version: u64,
    broken: Vec<Broken>,
}

/// Why the shelf cannot be filled.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The library.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The search index.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The program is ending.
    #[error("the catalogue was not finished; start again")]
    Closed,
}

impl Shelf {
    /// Reads the library and catalogues it.
    ///
    /// # Errors
    /// The library cannot be listed. Broken files are no error: see [`Shelf::broken`].
    pub async fn open(library: Library) -> Result<Shelf, ShelfError> {
        let contents = library.load().await?;
        let seen = Seen { version: contents.version, broken: contents.broken.clone() };
        let stock = build(contents).await?;
        Ok(Shelf { library, stock: watch::Sender::new(stock), seen: Arc::new(Mutex::new(seen)) })
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The catalogue as it is now.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.stock.borrow().catalogue)
    }

    /// The catalogue as it is now, with what of it can be posted.
    pub fn stock(&self) -> Stock {
        self.stock.borrow().clone()
    }

    /// The same as it will be.
    pub fn subscribe(&self) -> watch::Receiver<Stock> {
        self.stock.subscribe()
    }

    /// Files that are no digests.
    pub async fn broken(&self) -> Vec<Broken> {
        self.seen.lock().await.broken.clone()
    }

    /// Looks at the library, and catalogues it anew if it changed.
    ///
    /// # Errors
    /// The library cannot be listed; the catalogue stays as it was.
    pub async fn refresh(&self) -> Result<(), ShelfError> {
        let mut seen = self.seen.lock().await;
        let contents = self.library.load().await?;
        if contents.version == seen.version {
            return Ok(());
        }
        for broken in contents.broken.iter().filter(|b| !seen.broken.contains(b)) {
            warn(broken);
        }
        let new = Seen { version: contents.version, broken: contents.broken.clone() };
        let stock = build(contents).await?;
        *seen = new;
        tracing::info!(digests = stock.catalogue.len(), "the library changed");
        self.stock.send_replace(stock);
        Ok(())
    }

    /// Refreshes from time to time until `stop`.
    pub(super) async fn watch(self, stop: CancellationToken) {
        for broken in self.broken().await {
            warn(&broken);
        }
        let mut failing = false;
        while stop.run_until_cancelled(tokio::time::sleep(REFRESH)).await.is_some() {
            match self.refresh().await {
                Ok(()) => failing = false,
                Err(error) if !failing => {
                    failing = true;
                    tracing::error!(%error, "the library cannot be read; serving what was read before");
                }
                Err(_) => {}
            }
        }
    }
}

fn warn(broken: &Broken) {
    for fault in &broken.faults {
        tracing::warn!("{}: {fault}; it is left out", broken.path.display());
    }
}

async fn build(contents: crate::library::Contents) -> Result<Stock, ShelfError> {
    match tokio::task::spawn_blocking(move || Catalogue::build(&contents).map(Stock::of)).await {
        Ok(built) => Ok(built?),
        Err(_) => Err(ShelfError::Closed),
    }
}
