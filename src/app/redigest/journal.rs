//! Which digests of the library a run has been through, so that one that was interrupted goes on where it was.
//!
//! A text file in the data folder: a line that says what the run does, then one id a line. Work that was done but
//! not written down is done once more, which changes nothing.

use crate::digest::DigestId;
use std::{
    collections::HashSet,
    fs::{self, File, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// Its name in the data folder.
const FILE: &str = "redigest";

/// The journal of a run; held by one process at a time.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    done: HashSet<DigestId>,
}

/// Why there is no journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another process redigests.
    #[error("{0} is in use: another `standfirst redigest` is at work; wait until it ends")]
    Held(PathBuf),
    /// It cannot be read or written.
    #[error("{path}: {reason}; set data_dir to a folder that can be written")]
    Io {
        /// The file or its folder.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}

impl Journal {
    /// Takes up the journal of an interrupted run that did `what`, a single line; one of anything else is begun
    /// anew, as is any with `afresh`.
    ///
    /// # Errors
    /// Another process has it, or the data folder cannot be written.
    pub fn open(data_dir: &Path, what: &str, afresh: bool) -> Result<Journal, JournalError> {
        let path = data_dir.join(FILE);
        let io = |reason| JournalError::Io { path: path.clone(), reason };
        fs::create_dir_all(data_dir).map_err(io)?;
        let mut file =
            File::options().create(true).truncate(false).read(true).write(true).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(JournalError::Held(path)),
            Err(TryLockError::Error(e)) => return Err(io(e)),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(io)?;
        // A line that a crash cut short has no end, and may name another digest.
        let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
        let text = String::from_utf8_lossy(bytes.get(..whole).unwrap_or_default()).into_owned();
        let mut lines = text.lines();
        let goes_on = !afresh && lines.next() == Some(what);
        let done =
            if goes_on { lines.filter_map(|line| line.parse().ok()).collect() } else { HashSet::new() };
        let keep = if goes_on { whole } else { 0 };
        file.set_len(keep as u64).and_then(|()| file.seek(SeekFrom::End(0))).map_err(io)?;
        if !goes_on {
            writeln!(file, "{what}").map_err(io)?;
        }
        Ok(Journal { path, file, done })
    }

    /// How many digests it has been through.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether it begins.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// Whether it has been through this one.
    pub fn has(&self, id: &DigestId) -> bool {
        self.done.contains(id)
    }

    /// Writes down that it has been through this one.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn note(&mut self, id: &DigestId) -> Result<(), JournalError> {
        let written = writeln!(self.file, "{id}");
        written.map_err(|reason| JournalError::Io { path: self.path.clone(), reason })?;
        self.done.insert(id.clone());
        Ok(())
    }

    /// Ends the run: the next one begins anew.
    ///
    /// # Errors
    /// The file cannot be deleted.
    pub fn finish(self) -> Result<(), JournalError> {
        fs::remove_file(&self.path).map_err(|reason| JournalError::Io { path: self.path.clone(), reason })
    }
}
