//! A folder of TOML files, one a digest, that people may edit while the bot runs.

use super::{Added, Broken, Contents, LibraryError, Published, choices, same_piece};
use crate::digest::{Digest, DigestId, Fault};
use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    fs::{self, File},
    hash::{Hash, Hasher},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};
use tempfile::NamedTempFile;

/// Largest file that is taken for a digest, in bytes. A full one has about 8,000.
const MAX_BYTES: u64 = 256 * 1024;
/// How the name of a file begins that is still being written.
const NEW: &str = "_new-";
/// Deepest subfolder.
const MAX_DEPTH: usize = 8;

/// The folder, with what was read of it kept so that only changed files are read again.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    read: Mutex<HashMap<PathBuf, Entry>>,
}

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
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Folder {
        Folder { path, read: Mutex::default() }
    }

    pub(super) fn load(&self) -> Result<Contents, LibraryError> {
        let files = self.files()?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
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
        let digests = digests.into_iter().map(|(id, (_, digest))| (id, digest)).collect();
        Ok(Contents { digests, broken, version: version.finish() })
    }

    pub(super) fn add(&self, digest: &Digest) -> Result<Added, LibraryError> {
        fs::create_dir_all(&self.path).map_err(|e| self.io(&self.path, e))?;
        let _lock = self.lock()?;
        let contents = self.load()?;
        if let Some((id, _)) = contents.digests.iter().find(|(_, d)| same_piece(d, digest)) {
            return Ok(Added::Known(id.clone()));
        }
        let mut file = self.new_file()?;
        file.write_all(digest.to_toml().as_bytes())
            .and_then(|()| file.as_file().sync_all())
            .map_err(|e| self.io(file.path(), e))?;
        let taken: Vec<&DigestId> = contents.digests.iter().map(|(id, _)| id).collect();
        for id in choices(digest).filter(|id| taken.binary_search(&id).is_err()) {
            let path = self.path.join(format!("{id}.toml"));
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    self.sync_folder()?;
                    return Ok(Added::New(id));
                }
                // A broken file of that name is in the way; it is not ours to replace.
                Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => file = e.file,
                Err(e) => return Err(self.io(&path, e.error)),
            }
        }
        Err(self.io(&self.path, io::Error::other("no name is free")))
    }

    pub(super) fn publish(&self, id: &DigestId) -> Result<Published, LibraryError> {
        if !self.path.exists() {
            return Ok(Published::Missing);
        }
        let _lock = self.lock()?;
        let Some(path) = self.file_of(id)? else { return Ok(Published::Missing) };
        let text = fs::read_to_string(&path).map_err(|e| self.io(&path, e))?;
        let broken = |e: toml_edit::TomlError| self.io(&path, io::Error::other(e.message().to_owned()));
        let mut document: toml_edit::DocumentMut = text.parse().map_err(broken)?;
        let Some(status) = document.get_mut("status").and_then(|item| item.as_value_mut()) else {
            return Ok(Published::Already);
        };
        if status.as_str() == Some("published") {
            return Ok(Published::Already);
        }
        // What stands around the value stays, a comment above all.
        let decor = status.decor().clone();
        *status = "published".into();
        *status.decor_mut() = decor;
        self.replace(&path, &document.to_string())?;
        Ok(Published::Now)
    }

    /// Writes a file anew, as a whole or not at all. The caller holds the lock.
    fn replace(&self, path: &Path, text: &str) -> Result<(), LibraryError> {
        let mut file = self.new_file()?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.as_file().sync_all())
            .map_err(|e| self.io(file.path(), e))?;
        file.persist(path).map_err(|e| self.io(path, e.error))?;
        self.sync_folder()
    }

    /// The file of a digest, here or in a subfolder.
    fn file_of(&self, id: &DigestId) -> Result<Option<PathBuf>, LibraryError> {
        let name = format!("{id}.toml");
        let files = self.files()?;
        Ok(files.into_keys().find(|p| p.file_name().is_some_and(|n| n == name.as_str())))
    }

    pub(super) fn remove(&self, id: &DigestId) -> Result<bool, LibraryError> {
        if !self.path.exists() {
            return Ok(false);
        }
        let _lock = self.lock()?;
        let Some(path) = self.file_of(id)? else { return Ok(false) };
        fs::remove_file(&path).map_err(|e| self.io(&path, e))?;
        self.sync_folder()?;
        Ok(true)
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
                Err(e) => return Err(self.io(&folder, e)),
            };
            for entry in entries {
                let entry = entry.map_err(|e| self.io(&folder, e))?;
                let (name, path) = (entry.file_name(), entry.path());
                if name.as_encoded_bytes().starts_with(b"_") || name.as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                // A file that vanishes between the two calls was not there.
                let Ok(about) = fs::metadata(&path) else { continue };
                if about.is_dir() && depth < MAX_DEPTH {
                    folders.push((path, depth + 1));
                } else if about.is_file() && path.extension().is_some_and(|x| x == "toml") {
                    files.insert(path, Stamp { bytes: about.len(), modified: about.modified().ok() });
                }
            }
        }
        Ok(files)
    }

    /// Keeps other processes from adding the same piece at the same time, until dropped.
    fn lock(&self) -> Result<File, LibraryError> {
        let path = self.path.join("_lock");
        let file = File::options().create(true).append(true).open(&path).map_err(|e| self.io(&path, e))?;
        file.lock().map_err(|e| self.io(&path, e))?;
        Ok(file)
    }

    /// A file to write to before it gets its name. What an earlier process left behind is removed;
    /// the caller holds the lock, so that nobody is at work on it.
    fn new_file(&self) -> Result<NamedTempFile, LibraryError> {
        let entries = fs::read_dir(&self.path).map_err(|e| self.io(&self.path, e))?;
        for entry in
            entries.flatten().filter(|e| e.file_name().as_encoded_bytes().starts_with(NEW.as_bytes()))
        {
            fs::remove_file(entry.path()).map_err(|e| self.io(&entry.path(), e))?;
        }
        let mut builder = tempfile::Builder::new();
        // Temporary files are private by default; a digest is readable as other new files are.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder.prefix(NEW).tempfile_in(&self.path).map_err(|e| self.io(&self.path, e))
    }

    /// A rename or a removal is safe from a power cut only when the folder itself is on disk.
    fn sync_folder(&self) -> Result<(), LibraryError> {
        if cfg!(unix) {
            File::open(&self.path).and_then(|f| f.sync_all()).map_err(|e| self.io(&self.path, e))?;
        }
        Ok(())
    }

    fn io(&self, path: &Path, reason: io::Error) -> LibraryError {
        LibraryError::Io { path: path.to_owned(), reason }
    }
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
    let bytes = fs::read(path).map_err(|e| fault(format!("cannot read it ({e}); check its permissions")))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let good = e.utf8_error().valid_up_to();
        let line = e.as_bytes().iter().take(good).filter(|&&b| b == b'\n').count() + 1;
        vec![Fault { line, message: "not UTF-8 here; save the file as UTF-8".to_owned() }]
    })?;
    Ok((id, Arc::new(Digest::from_toml(&text)?)))
}
