//! Writing in a folder so that a killed process or a power cut loses nothing: a file is written under
//! another name and synced, then takes its own name in one step, then the folder is synced.

use super::LibraryError;
use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};
use tempfile::NamedTempFile;

/// How the name of a file begins that is still being written.
const NEW: &str = "_new-";

/// Keeps other processes from adding the same piece at the same time, until dropped.
pub(super) fn lock(folder: &Path) -> Result<File, LibraryError> {
    let path = folder.join("_lock");
    let file = File::options().create(true).append(true).open(&path).map_err(|e| io_error(&path, e))?;
    file.lock().map_err(|e| io_error(&path, e))?;
    Ok(file)
}

/// A text on disk, in a file that has yet to get its name. What an earlier process left behind in that
/// folder is removed; the caller holds the lock, so that nobody is at work on it.
pub(super) fn new_file(folder: &Path, text: &str) -> Result<NamedTempFile, LibraryError> {
    let entries = fs::read_dir(folder).map_err(|e| io_error(folder, e))?;
    for entry in entries.flatten().filter(|e| e.file_name().as_encoded_bytes().starts_with(NEW.as_bytes())) {
        fs::remove_file(entry.path()).map_err(|e| io_error(&entry.path(), e))?;
    }
    let mut builder = tempfile::Builder::new();
    // Temporary files are private by default; a digest is readable as other new files are.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(NEW).tempfile_in(folder).map_err(|e| io_error(folder, e))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .map_err(|e| io_error(file.path(), e))?;
    Ok(file)
}

/// Puts a text in the place of a file, in one step.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), LibraryError> {
    let folder = folder_of(path);
    let file = new_file(folder, text)?;
    // Who may read the file stays as somebody set it, where the file system knows of that.
    if let Ok(about) = fs::metadata(path) {
        let _ = file.as_file().set_permissions(about.permissions());
    }
    file.persist(path).map_err(|e| io_error(path, e.error))?;
    sync(folder)
}

/// Removes a file.
pub(super) fn delete(path: &Path) -> Result<(), LibraryError> {
    fs::remove_file(path).map_err(|e| io_error(path, e))?;
    sync(folder_of(path))
}

/// A rename or a removal is safe from a power cut only when the folder itself is on disk.
pub(super) fn sync(folder: &Path) -> Result<(), LibraryError> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| io_error(folder, e))?;
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

pub(super) fn io_error(path: &Path, reason: io::Error) -> LibraryError {
    LibraryError::Io { path: path.to_owned(), reason }
}
