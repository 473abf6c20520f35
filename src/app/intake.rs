//! Articles in: from an address or from bytes to an [`Article`] and its [`Digest`]. The command line,
//! feeds and chat all come this way.
//!
//! Reading a page is work for a processor, and pages come from anyone: it is done by few workers, off
//! the async runtime, and who waits for one waits no longer than [`LONGEST`].

use super::purse::Purse;
use crate::{
    article::{
        self, Article, Hints, ReadError,
        fetch::{FetchError, FetchOptions, Fetcher, Unquotable, Wishes},
    },
    config::{Config, Engine},
    digest::Digest,
    summary::{
        self, SummaryError,
        ground::Verdict,
        llm::{Writer, Written},
    },
};
use jiff::Timestamp;
use std::{num::NonZero, sync::Arc, thread, time::Duration};
use tokio::{
    sync::{OnceCell, Semaphore},
    task,
    time::timeout,
};

/// Longest time that reading one page, or digesting it, may take, waiting for a worker included.
pub const LONGEST: Duration = Duration::from_secs(30);

/// The way in. It remembers the sites it has asked, so that a program needs one.
pub struct Intake {
    options: FetchOptions,
    /// Made for the first address.
    fetcher: OnceCell<Fetcher>,
    workers: Arc<Semaphore>,
    longest: Duration,
    /// The model that writes the digests, if one is to.
    writer: Option<Writer>,
    /// Whether people\'s own messages go to it, too.
    messages: bool,
}

/// How a digest came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What was found about a model's last draft, line by line; nothing where none wrote.
    pub verdicts: Vec<Verdict>,
    /// Why the model that was to write did not; none where it did, or none was to.
    pub note: Option<String>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// What its publisher asks of those who take something from the page; nothing for a file.
    pub wishes: Wishes,
    /// Whether it is somebody's own message: those go to an outside model only where the config says so.
    pub private: bool,
}

/// Why a source has no digest. The message begins with the source's name.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The page could not be had.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// No page can be had at all.
    #[error("{name}: no page can be fetched ({reason}); save it and give the file")]
    NoFetcher {
        /// Of the source.
        name: String,
        /// What the system says.
        reason: String,
    },
    /// There is no article in it.
    #[error("{name}: {reason}")]
    Unread {
        /// Of the source.
        name: String,
        /// Why.
        reason: ReadError,
    },
    /// There is no digest of it.
    #[error("{name}: {reason}")]
    Undigested {
        /// Of the source.
        name: String,
        /// Why.
        reason: SummaryError,
    },
    /// Its publisher lets too little of it be quoted.
    #[error("{name}: {reason}")]
    Unquotable {
        /// Of the source.
        name: String,
        /// How little.
        reason: Unquotable,
    },
    /// The work on it did not end in time.
    #[error("{name}: reading it took more than {} seconds; save the text alone and give that", LONGEST.as_secs())]
    TooSlow {
        /// Of the source.
        name: String,
    },
    /// The work on it ended without an answer, at shutdown or by a fault of this program.
    #[error("{name}: reading it was interrupted; try again")]
    Interrupted {
        /// Of the source.
        name: String,
    },
}

impl Intake {
    /// One as the config has it.
    pub fn configured(config: &Config) -> Intake {
        let options = FetchOptions { contact: config.contact.clone(), ..FetchOptions::default() };
        let llm = &config.summary.llm;
        let key = || std::env::var(llm.key_variable()).ok();
        let purse = || Arc::new(Purse::new(config.data_dir.clone()));
        let writer = (config.summary.engine == Engine::Llm)
            .then(|| Writer::new(llm, key()).map(|writer| writer.with_budget(purse())));
        let told = |error| tracing::warn!(%error, "sentences of the articles are chosen instead");
        let writer = writer.and_then(|w| w.map_err(told).ok());
        Intake { writer, messages: llm.messages, ..Intake::new(options) }
    }

    /// One that has asked nobody yet; as many workers as processors.
    pub fn new(options: FetchOptions) -> Intake {
        let workers = thread::available_parallelism().map_or(1, NonZero::get);
        let workers = Arc::new(Semaphore::new(workers));
        Intake { options, fetcher: OnceCell::new(), workers, longest: LONGEST, writer: None, messages: false }
    }

    /// Fetches and reads the page at an address.
    ///
    /// # Errors
    /// Why there is no article at it, in one line.
    pub async fn read_address(&self, address: &str, hints: Hints) -> Result<Reading, IntakeError> {
        let page = self.fetcher(address).await?.get(address).await?;
        let hints = Hints { url: hints.url.or(Some(page.url)), charset: page.charset, ..hints };
        Ok(Reading { wishes: page.wishes, ..self.read(address, page.bytes, hints).await? })
    }

    /// Reads an article from bytes; `name` says in messages where they come from.
    ///
    /// # Errors
    /// Why there is no article in them, in one line.
    pub async fn read(&self, name: &str, bytes: Vec<u8>, hints: Hints) -> Result<Reading, IntakeError> {
        let read = self.work(name, move || article::read(&bytes, &hints)).await?;
        let article = read.map_err(|reason| IntakeError::Unread { name: name.to_owned(), reason })?;
        Ok(Reading { article, wishes: Wishes::default(), private: false })
    }

    /// The digest of what was read, with no more of it than its publisher lets be quoted; `added_by` is
    /// `cli`, `feed:<url>` or `discord:<user id>`.
    ///
    /// # Errors
    /// Why there is none, in one line.
    pub async fn digest(
        &self,
        name: &str,
        reading: Reading,
        added: Timestamp,
        added_by: &str,
    ) -> Result<Digest, IntakeError> {
        let (digest, how) = self.explained(name, reading, added, added_by).await?;
        if let Some(note) = how.note {
            tracing::warn!(article = name, note, "sentences of the article were chosen instead");
        }
        Ok(digest)
    }

    /// The same, with how it came about.
    ///
    /// # Errors
    /// Why there is none, in one line.
    pub async fn explained(
        &self,
        name: &str,
        reading: Reading,
        added: Timestamp,
        added_by: &str,
    ) -> Result<(Digest, Explanation), IntakeError> {
        let added_by = added_by.to_owned();
        // To the second: a digest's times are read by people.
        let added = Timestamp::from_second(added.as_second()).unwrap_or(added);
        let undigested = |reason| IntakeError::Undigested { name: name.to_owned(), reason };
        let Reading { article, wishes, private } = reading;
        let mut how = Explanation { verdicts: Vec::new(), note: None };
        let mut written = None;
        if let Some(writer) = self.writer.as_ref().filter(|_| !private || self.messages) {
            let Written { summary, verdicts, note } =
                writer.write(&article, added).await.map_err(undigested)?;
            how = Explanation { verdicts, note };
            written = Some(summary);
        }
        let made = self.work(name, move || {
            let summary = written.map_or_else(|| summary::extractive(&article), Ok)?;
            summary::digest_of(article, summary, added, &added_by)
        });
        let digest = made.await?.map_err(undigested)?;
        let fit = wishes.fit(digest);
        Ok((fit.map_err(|reason| IntakeError::Unquotable { name: name.to_owned(), reason })?, how))
    }

    /// The one that pages are fetched by.
    ///
    /// # Errors
    /// The system gives no means to make one.
    pub async fn fetcher(&self, name: &str) -> Result<&Fetcher, IntakeError> {
        let new = || async { Fetcher::new(self.options.clone()) };
        self.fetcher
            .get_or_try_init(new)
            .await
            .map_err(|reason| IntakeError::NoFetcher { name: name.to_owned(), reason: reason.to_string() })
    }

    /// Has a worker do something. Work cannot be stopped halfway: one that is too slow keeps its worker
    /// until it ends, so that there are never more of them.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, IntakeError> {
        let interrupted = || IntakeError::Interrupted { name: name.to_owned() };
        let done = timeout(self.longest, async {
            let worker = Arc::clone(&self.workers).acquire_owned().await.map_err(|_| interrupted())?;
            let job = move || {
                let _worker = worker;
                work()
            };
            task::spawn_blocking(job).await.map_err(|_| interrupted())
        });
        done.await.unwrap_or_else(|_| Err(IntakeError::TooSlow { name: name.to_owned() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn work_without_end_is_left_alone_and_keeps_its_worker() {
        let workers = Arc::new(Semaphore::new(1));
        let longest = Duration::from_millis(20);
        let intake = Intake { workers, longest, ..Intake::new(FetchOptions::default()) };
        let (release, stuck) = mpsc::channel::<()>();
        let first = intake.work("page", move || stuck.recv()).await;
        assert!(matches!(first, Err(IntakeError::TooSlow { .. })));
        // The one worker is still at it.
        let second = intake.work("other", || 2).await;
        assert!(matches!(second, Err(IntakeError::TooSlow { .. })));
        drop(release);
        let patient = Intake { longest: LONGEST, ..intake };
        assert_eq!(patient.work("third", || 3).await.unwrap(), 3);
    }

    #[tokio::test]
    async fn work_that_panics_is_an_error_and_frees_its_worker() {
        let intake = Intake { workers: Arc::new(Semaphore::new(1)), ..Intake::new(FetchOptions::default()) };
        let failed = intake.work("page", || panic!("as asked")).await;
        assert_eq!(failed.unwrap_err().to_string(), "page: reading it was interrupted; try again");
        assert_eq!(intake.work("page", || 1).await.unwrap(), 1);
    }
}
