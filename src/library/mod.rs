//! The home of the digests. Two homes behave alike: a folder of TOML files, and memory.

mod folder;
mod memory;

use crate::digest::{Digest, DigestId, Fault, StemBase, fold};
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

    /// Stores a digest unless the same piece is there: one with the same address, or the same text.
    ///
    /// # Errors
    /// The digest has faults, or the folder cannot be written.
    pub async fn add(&self, digest: Digest) -> Result<Added, LibraryError> {
        if let Some(problem) = digest.problems().into_iter().next() {
            return Err(LibraryError::Unfit { title: digest.title, reason: problem.message });
        }
        match self {
            Library::Folder(folder) => off_runtime(folder, move |f| f.add(&digest)).await,
            Library::Memory(memory) => Ok(memory.add(digest)),
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

impl Library {
    /// Makes a draft a published digest. In a file, all else stays as it is: comments, the order of keys.
    ///
    /// # Errors
    /// The file cannot be read or written, or is no TOML.
    pub async fn publish(&self, id: &DigestId) -> Result<Published, LibraryError> {
        match self {
            Library::Folder(folder) => {
                let id = id.clone();
                off_runtime(folder, move |f| f.publish(&id)).await
            }
            Library::Memory(memory) => Ok(memory.publish(id)),
        }
    }
}

async fn off_runtime<T: Send + 'static>(
    folder: &Arc<folder::Folder>,
    work: impl FnOnce(&folder::Folder) -> Result<T, LibraryError> + Send + 'static,
) -> Result<T, LibraryError> {
    let folder = Arc::clone(folder);
    tokio::task::spawn_blocking(move || work(&folder)).await.unwrap_or(Err(LibraryError::Closed))
}

/// Whether two digests are of one piece: a common address, or the same text, or, where neither has
/// an address or a text to go by, the same title by the same people.
fn same_piece(a: &Digest, b: &Digest) -> bool {
    let addresses = |d: &'_ Digest| d.url.iter().chain(&d.also).map(|u| plain_address(u)).collect::<Vec<_>>();
    let (ours, theirs) = (addresses(a), addresses(b));
    if ours.iter().any(|u| theirs.contains(u)) {
        return true;
    }
    let hash = |d: &'_ Digest| d.origin.as_ref().and_then(|o| o.sha256.clone());
    match (hash(a), hash(b)) {
        (Some(a), Some(b)) => a == b,
        _ => {
            let names = |d: &Digest| d.authors.iter().map(|a| fold(&a.name)).collect::<Vec<_>>();
            fold(&a.title) == fold(&b.title)
                && names(a) == names(b)
                && (ours.is_empty() || theirs.is_empty())
                && (a.published.is_none() || b.published.is_none() || a.published == b.published)
        }
    }
}

/// An address for comparing: no scheme, `www.`, fragment or closing slash.
fn plain_address(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    format!("{}/{}", host.to_lowercase(), path.trim_end_matches('/'))
}

/// The ids that a new digest may take, best first; the first one not taken is its own.
fn choices(digest: &Digest) -> impl Iterator<Item = DigestId> {
    let base = StemBase::of(digest);
    (1..).map(move |n| base.choice(n))
}
