//! The home of the digests. Two homes behave alike: a folder of TOML files, and memory.

mod blocked;
mod folder;
mod memory;
mod once;
mod piece;
mod write;

use crate::digest::{Digest, DigestId, Fault, Status, StemBase};
use once::Renewal;
use std::{io, path::PathBuf, sync::Arc};

/// Where digests are kept. All calls are short on a warm folder; the folder's work is done off the
/// async runtime.
#[derive(Debug, Clone)]
pub enum Library {
    /// One TOML file a digest.
    Folder(Arc<folder::Folder>),
    /// Gone when the process ends.
    Memory(Arc<memory::Memory>),
}

/// Everything that can be read, and what cannot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contents {
    /// In the order of their ids.
    pub digests: Vec<(DigestId, Arc<Digest>)>,
    /// Files that are left out, and why.
    pub broken: Vec<Broken>,
    /// Changes whenever the contents do.
    pub version: u64,
}

/// A file that is no digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Where it is.
    pub path: PathBuf,
    /// What is wrong in it.
    pub faults: Vec<Fault>,
}

/// What became of a digest that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// Stored under this id.
    New(DigestId),
    /// The same piece is there already; nothing was changed.
    Known(DigestId),
    /// The same piece is there from elsewhere; its new address was noted under this id.
    Also(DigestId),
    /// The piece was edited since; its digest was made anew under the same id.
    Updated {
        /// Of the digest.
        id: DigestId,
        /// What is another now, in words: `title, gist, 2 points`.
        changes: String,
    },
    /// The piece was edited since, but its digest is a person's work and stays as it is.
    Kept(DigestId),
    /// It was removed for good; this is its title, or what else its entry in `_blocked.toml` is known by.
    Blocked(String),
}

/// What became of a digest that was made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renewed {
    /// It is as the summarizer has it now.
    Done {
        /// What is another for a reader, in words: `title, gist, 2 points`; empty where nothing is.
        changes: String,
    },
    /// A person wrote or corrected it; it stays.
    ByHand,
    /// It stays, since the page has another text, or only part of it; this says which.
    Unlike(&'static str),
    /// There is no such digest.
    Missing,
}

/// What became of a draft that readers shall see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// They see it from now on.
    Now,
    /// They did already.
    Already,
    /// There is no such digest.
    Missing,
}

/// Why the library could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The disk or the permissions.
    #[error("{path}: {reason}; check that the folder exists and can be written")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// Handed in with faults.
    #[error("the digest of \"{title}\" cannot be stored: {reason}")]
    Unfit {
        /// Its title.
        title: String,
        /// The first fault.
        reason: String,
    },
    /// A file that is to be changed, but is not as it should be.
    #[error("{path}: {fault}")]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        fault: Fault,
    },
    /// The blocking task was cancelled at shutdown.
    #[error("the library was closed before it answered; try again")]
    Closed,
}

impl Library {
    /// The folder at `path`, which is made when the first digest is stored.
    pub fn folder(path: impl Into<PathBuf>) -> Library {
        Library::Folder(Arc::new(folder::Folder::new(path.into())))
    }

    /// An empty library in memory.
    pub fn memory() -> Library {
        Library::Memory(Arc::default())
    }

    /// Everything in it. A folder re-reads only the files that changed since the last call.
    ///
    /// # Errors
    /// The folder is there but cannot be listed. A broken file is no error: it is in the answer.
    pub async fn load(&self) -> Result<Contents, LibraryError> {
        match self {
            Library::Folder(folder) => off_runtime(folder, |f| f.load()).await,
            Library::Memory(memory) => Ok(memory.load()),
        }
    }

    /// Stores a digest, unless the same piece is there: at the same address, with the same text, or with
    /// one much like it. Then an edit at the digest's own address updates it, another address is noted,
    /// and all else changes nothing. Where an address leads to a plainly different text by now, as that of
    /// a column's newest issue does, that is another piece, with a digest of its own. A tag that the
    /// library has takes its spelling there.
    ///
    /// # Errors
    /// The digest has faults, the folder cannot be written, or its list of blocked pieces cannot be read.
    pub async fn add(&self, digest: Digest) -> Result<Added, LibraryError> {
        fit(&digest)?;
        match self {
            Library::Folder(folder) => off_runtime(folder, move |f| f.add(digest)).await,
            Library::Memory(memory) => Ok(memory.add(digest)),
        }
    }

    /// Changes one digest in place: the values that differ, and nothing else of its file. Gives the digest as
    /// it was; nothing where there is none of that id.
    ///
    /// # Errors
    /// The file is broken or cannot be written, or the changed digest has faults; then it stays as it was.
    pub async fn rewrite(
        &self,
        id: &DigestId,
        change: impl FnOnce(&mut Digest) + Send + 'static,
    ) -> Result<Option<Digest>, LibraryError> {
        match self {
            Library::Folder(folder) => {
                let id = id.clone();
                off_runtime(folder, move |f| f.change(&id, change)).await
            }
            Library::Memory(memory) => memory.change(id, change),
        }
    }

    /// Puts a digest of the same piece, made anew, in the place of that id's. Id, status, addresses and who added
    /// it stay, and so does what a person wrote or corrected; with `over_hand` a person's gist, points and quote
    /// are replaced, too.
    ///
    /// # Errors
    /// As [`Library::rewrite`], or the library cannot be listed.
    pub async fn renew(
        &self,
        id: &DigestId,
        mut new: Digest,
        over_hand: bool,
    ) -> Result<Renewed, LibraryError> {
        let contents = self.load().await?;
        once::respell(&mut new, contents.digests.iter().map(|(id, digest)| (id, &**digest)));
        let new = Arc::new(new);
        let latest = Arc::clone(&new);
        let change = move |have: &mut Digest| {
            if let Renewal::Done(after, _) = once::renew(have, &latest, over_hand) {
                *have = *after;
            }
        };
        let Some(before) = self.rewrite(id, change).await? else { return Ok(Renewed::Missing) };
        Ok(match once::renew(&before, &new, over_hand) {
            Renewal::Done(_, changes) => Renewed::Done { changes },
            Renewal::ByHand => Renewed::ByHand,
            Renewal::Unlike(why) => Renewed::Unlike(why),
        })
    }

    /// Makes a draft a published digest.
    ///
    /// # Errors
    /// As [`Library::rewrite`].
    pub async fn publish(&self, id: &DigestId) -> Result<Published, LibraryError> {
        let before = self.rewrite(id, |digest| digest.status = Status::Published).await?;
        Ok(match before.map(|digest| digest.status) {
            None => Published::Missing,
            Some(Status::Published) => Published::Already,
            Some(Status::Draft) => Published::Now,
        })
    }

    /// Takes a digest out, and keeps its piece from coming back until its entry in `_blocked.toml` is
    /// removed; false where there is none of that id.
    ///
    /// # Errors
    /// The digest or the list cannot be read, or not be changed.
    pub async fn block(&self, id: &DigestId) -> Result<bool, LibraryError> {
        match self {
            Library::Folder(folder) => {
                let id = id.clone();
                off_runtime(folder, move |f| f.block(&id)).await
            }
            Library::Memory(memory) => Ok(memory.block(id)),
        }
    }

    /// Takes a digest out; false where there is none of that id.
    ///
    /// # Errors
    /// The file cannot be deleted.
    pub async fn remove(&self, id: &DigestId) -> Result<bool, LibraryError> {
        match self {
            Library::Folder(folder) => {
                let id = id.clone();
                off_runtime(folder, move |f| f.remove(&id)).await
            }
            Library::Memory(memory) => Ok(memory.remove(id)),
        }
    }
}

/// Refuses what has faults.
fn fit(digest: &Digest) -> Result<(), LibraryError> {
    match digest.problems().into_iter().next() {
        Some(problem) => Err(LibraryError::Unfit { title: digest.title.clone(), reason: problem.message }),
        None => Ok(()),
    }
}

async fn off_runtime<T: Send + 'static>(
    folder: &Arc<folder::Folder>,
    work: impl FnOnce(&folder::Folder) -> Result<T, LibraryError> + Send + 'static,
) -> Result<T, LibraryError> {
    let folder = Arc::clone(folder);
    tokio::task::spawn_blocking(move || work(&folder)).await.unwrap_or(Err(LibraryError::Closed))
}

/// The ids that a new digest may take, best first; the first one not taken is its own.
fn choices(digest: &Digest) -> impl Iterator<Item = DigestId> {
    let base = StemBase::of(digest);
    (1..).map(move |n| base.choice(n))
}
