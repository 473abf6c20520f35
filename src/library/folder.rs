//! A folder of TOML files, one a digest, that people may edit while the bot runs.

use super::{
    Added, Broken, Contents, LibraryError,
    blocked::{self, Blocked},
    choices,
    once::{self, Decision},
    write::{self, io_error},
};
use crate::digest::{Digest, DigestId, Fault};
use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    fs::{self, Metadata},
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

/// Largest file that is taken for a digest, in bytes. A full one has about 8,000.
const MAX_BYTES: u64 = 256 * 1024;
/// Deepest subfolder.
const MAX_DEPTH: usize = 8;

/// The folder, with what was read of it kept so that only changed files are read again.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    read: Mutex<Read>,
}

/// What was read last.
#[derive(Debug, Default)]
struct Read {
    files: HashMap<PathBuf, Entry>,
    blocked: Option<(Stamp, Blocklist)>,
}

/// The pieces that stay out, or what is wrong in their file.
type Blocklist = Result<Arc<[Blocked]>, Fault>;

/// One file as last seen.
#[derive(Debug, Clone)]
struct Entry {
    stamp: Stamp,
    outcome: Result<(DigestId, Arc<Digest>), Vec<Fault>>,
}

/// What tells that a file changed, without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// The file's number: another one after each rewriting, even within one tick of its clock.
    number: u64,
}

impl Stamp {
    fn of(about: &Metadata) -> Stamp {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(about);
        #[cfg(not(unix))]
        let number = 0;
        Stamp { bytes: about.len(), modified: about.modified().ok(), number }
    }
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Folder {
        Folder { path, read: Mutex::default() }
    }

    pub(super) fn load(&self) -> Result<Contents, LibraryError> {
        let files = self.files()?;
        let blocked = self.blocked();
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let read = &mut read.files;
        read.retain(|path, _| files.contains_key(path));
        let mut version = DefaultHasher::new();
        let mut digests = BTreeMap::<DigestId, (PathBuf, Arc<Digest>)>::new();
        let mut broken = Vec::new();
        for (path, stamp) in files {
            (&path, stamp).hash(&mut version);
            let known = read.get(&path).filter(|e| e.stamp == stamp).cloned();
            let entry = match known {
                Some(entry) => entry,
                None => {
                    let entry = Entry { stamp, outcome: read_file(&path, stamp) };
                    read.insert(path.clone(), entry.clone());
                    entry
                }
            };
            match entry.outcome {
                Ok((id, digest)) => match digests.get(&id) {
                    Some((first, _)) => broken.push(Broken {
                        faults: vec![Fault {
                            line: 1,
                            message: format!(
                                "the id {id} belongs to {} already; rename one of the two files",
                                first.display()
                            ),
                        }],
                        path,
                    }),
                    None => {
                        digests.insert(id, (path, digest));
                    }
                },
                Err(faults) => broken.push(Broken { path, faults }),
            }
        }
        if let Err(fault) = blocked {
            fault.to_string().hash(&mut version);
            broken.push(Broken { path: self.path.join(blocked::FILE), faults: vec![fault] });
        }
        let digests = digests.into_iter().map(|(id, (_, digest))| (id, digest)).collect();
        Ok(Contents { digests, broken, version: version.finish() })
    }

    pub(super) fn add(&self, digest: Digest) -> Result<Added, LibraryError> {
        fs::create_dir_all(&self.path).map_err(|e| io_error(&self.path, e))?;
        let _lock = write::lock(&self.path)?;
        let contents = self.load()?;
        let library = contents.digests.iter().map(|(id, digest)| (id, &**digest));
        let blocked = self.blocked().map_err(|fault| self.broken(&self.path.join(blocked::FILE), fault))?;
        let digest = match once::decide(library, &blocked, digest) {
            Decision::Store(digest) => digest,
            Decision::Change(id, digest, added) => {
                self.rewrite(&id, |have| *have = digest)?;
                return Ok(added);
            }
            Decision::Leave(added) => return Ok(added),
        };
        let mut file = write::new_file(&self.path, &digest.to_toml())?;
        let taken: Vec<&DigestId> = contents.digests.iter().map(|(id, _)| id).collect();
        for id in choices(&digest).filter(|id| taken.binary_search(&id).is_err()) {
            let path = self.path.join(format!("{id}.toml"));
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    write::sync(&self.path)?;
                    return Ok(Added::New(id));
                }
                // A broken file of that name is in the way; it is not ours to replace.
                Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => file = e.file,
                Err(e) => return Err(io_error(&path, e.error)),
            }
        }
        Err(io_error(&self.path, io::Error::other("no name is free")))
    }

    pub(super) fn remove(&self, id: &DigestId) -> Result<bool, LibraryError> {
        if !self.path.exists() {
            return Ok(false);
        }
        let _lock = write::lock(&self.path)?;
        let Some(path) = self.file_of(id)? else { return Ok(false) };
        write::delete(&path)?;
        Ok(true)
    }

    /// Removes a digest for good. The list of what is blocked is on disk before the digest is deleted.
    pub(super) fn block(&self, id: &DigestId) -> Result<bool, LibraryError> {
        if !self.path.exists() {
            return Ok(false);
        }
        let _lock = write::lock(&self.path)?;
        let Some(path) = self.file_of(id)? else { return Ok(false) };
        let text = fs::read_to_string(&path).map_err(|e| io_error(&path, e))?;
        let digest = Digest::from_toml(&text).map_err(|faults| self.broken(&path, first(faults)))?;
        let list = self.path.join(blocked::FILE);
        let before = match fs::read_to_string(&list) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
            Err(e) => return Err(io_error(&list, e)),
        };
        let after = blocked::with(&before, &Blocked::of(id, &digest)).map_err(|f| self.broken(&list, f))?;
        if after.len() as u64 > blocked::MAX_BYTES {
            return Err(self.broken(&list, blocked::full()));
        }
        write::replace(&list, &after)?;
        write::delete(&path)?;
        Ok(true)
    }

    pub(super) fn change(
        &self,
        id: &DigestId,
        change: impl FnOnce(&mut Digest),
    ) -> Result<Option<Digest>, LibraryError> {
        if !self.path.exists() {
            return Ok(None);
        }
        let _lock = write::lock(&self.path)?;
        self.rewrite(id, change)
    }

    /// Changes a digest in its file, which is replaced whole or not at all; what a person wrote around the
    /// changed values stays. Gives the digest as it was, or nothing where there is none of that id. The
    /// caller holds the lock.
    fn rewrite(
        &self,
        id: &DigestId,
        change: impl FnOnce(&mut Digest),
    ) -> Result<Option<Digest>, LibraryError> {
        let Some(path) = self.file_of(id)? else { return Ok(None) };
        let text = fs::read_to_string(&path).map_err(|e| io_error(&path, e))?;
        let before = Digest::from_toml(&text).map_err(|faults| self.broken(&path, first(faults)))?;
        let mut after = before.clone();
        change(&mut after);
        super::fit(&after)?;
        let written = after.to_toml_over(&text).map_err(|faults| self.broken(&path, first(faults)))?;
        if written != text {
            write::replace(&path, &written)?;
        }
        Ok(Some(before))
    }

    /// The pieces that stay out, read again only where the file changed.
    fn blocked(&self) -> Blocklist {
        let path = self.path.join(blocked::FILE);
        let unreadable = |e: io::Error| Fault { line: 1, message: unreadable(&e) };
        let stamp = match fs::metadata(&path) {
            Ok(about) => Stamp::of(&about),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Arc::default()),
            Err(e) => return Err(unreadable(e)),
        };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, outcome)) = read.blocked.as_ref().filter(|(seen, _)| *seen == stamp) {
            return outcome.clone();
        }
        let outcome = if stamp.bytes > blocked::MAX_BYTES {
            Err(blocked::full())
        } else {
            let text = fs::read_to_string(&path).map_err(unreadable);
            text.and_then(|text| blocked::parse(&text)).map(Arc::from)
        };
        read.blocked = Some((stamp, outcome.clone()));
        outcome
    }

    /// The file of a digest, if there is one.
    fn file_of(&self, id: &DigestId) -> Result<Option<PathBuf>, LibraryError> {
        let name = format!("{id}.toml");
        Ok(self.files()?.into_keys().find(|p| p.file_name().is_some_and(|n| n == name.as_str())))
    }

    /// Every file that should be a digest: `*.toml` here and in subfolders, but nothing whose name
    /// begins with `_` or a dot.
    fn files(&self) -> Result<BTreeMap<PathBuf, Stamp>, LibraryError> {
        let mut files = BTreeMap::new();
        let mut folders = vec![(self.path.clone(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(io_error(&folder, e)),
            };
            for entry in entries {
                let entry = entry.map_err(|e| io_error(&folder, e))?;
                let (name, path) = (entry.file_name(), entry.path());
                if name.as_encoded_bytes().starts_with(b"_") || name.as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                // A file that vanishes between the two calls was not there.
                let Ok(about) = fs::metadata(&path) else { continue };
                if about.is_dir() && depth < MAX_DEPTH {
                    folders.push((path, depth + 1));
                } else if about.is_file() && path.extension().is_some_and(|x| x == "toml") {
                    files.insert(path, Stamp::of(&about));
                }
            }
        }
        Ok(files)
    }

    fn broken(&self, path: &Path, fault: Fault) -> LibraryError {
        LibraryError::Broken { path: path.to_owned(), fault }
    }
}

fn unreadable(reason: &io::Error) -> String {
    format!("cannot read it ({reason}); check its permissions")
}

/// Of several faults the first; where there are any, there is one.
fn first(faults: Vec<Fault>) -> Fault {
    let none = || Fault { line: 1, message: "it is no digest; mend it".to_owned() };
    faults.into_iter().next().unwrap_or_else(none)
}

fn read_file(path: &Path, stamp: Stamp) -> Result<(DigestId, Arc<Digest>), Vec<Fault>> {
    let fault = |message: String| vec![Fault { line: 1, message }];
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let id: DigestId = stem.parse().map_err(|_| {
        fault(format!("the file name `{stem}` is no id; use a-z, digits and hyphens, at most 48 of them"))
    })?;
    if stamp.bytes > MAX_BYTES {
        return Err(fault(format!("the file has {} bytes, too many for a digest; remove it", stamp.bytes)));
    }
    let bytes = fs::read(path).map_err(|e| fault(unreadable(&e)))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let good = e.utf8_error().valid_up_to();
        let line = e.as_bytes().iter().take(good).filter(|&&b| b == b'\n').count() + 1;
        vec![Fault { line, message: "not UTF-8 here; save the file as UTF-8".to_owned() }]
    })?;
    Ok((id, Arc::new(Digest::from_toml(&text)?)))
}
