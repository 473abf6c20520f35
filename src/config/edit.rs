//! `config.toml` rewritten: comments and the order of keys stay as the operator left them.

use super::{Config, ConfigError, Feed, feed_address};
use crate::digest::Fault;
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// Adds feeds to the named file, else to `config.toml` in the working directory, which is made where there
/// is none. The feeds must not be there yet.
///
/// # Errors
/// The file cannot be read or written, or something is wrong in it.
pub fn add_feeds(named: Option<&Path>, feeds: &[Feed]) -> Result<(), ConfigError> {
    rewrite(named, |document| {
        let tables = document.entry("feeds").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let Some(tables) = tables.as_array_of_tables_mut() else { return false };
        for feed in feeds {
            let mut table = Table::new();
            table.insert("url", value(&feed.url));
            if let Some(name) = &feed.name {
                table.insert("name", value(name));
            }
            if feed.review {
                table.insert("review", value(true));
            }
            table.decor_mut().set_prefix("\n");
            tables.push(table);
        }
        true
    })
    .map(|_| ())
}

/// Takes a feed out of that file; false where it is not there.
///
/// # Errors
/// The file cannot be read or written, or something is wrong in it.
pub fn remove_feed(named: Option<&Path>, url: &str) -> Result<bool, ConfigError> {
    rewrite(named, |document| {
        let Some(tables) = document.get_mut("feeds").and_then(Item::as_array_of_tables_mut) else {
            return false;
        };
        let of =
            |table: &Table| table.get("url").and_then(Item::as_str).and_then(|url| feed_address(url).ok());
        let before = tables.len();
        tables.retain(|table| of(table).as_deref() != Some(url));
        let removed = tables.len() < before;
        if tables.is_empty() {
            document.remove("feeds");
        }
        removed
    })
}

/// Rewrites the file as a whole, or not at all. What `change` makes of it has to be a good config.
fn rewrite(named: Option<&Path>, change: impl FnOnce(&mut DocumentMut) -> bool) -> Result<bool, ConfigError> {
    let path = named.unwrap_or(Path::new("config.toml"));
    let failed = |reason| ConfigError::Unwritable { path: path.to_owned(), reason };
    let read = |path: &Path| match fs::read_to_string(path) {
        Err(e) if named.is_none() && e.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        other => other,
    };
    let before = read(path).map_err(|reason| ConfigError::Unreadable { path: path.to_owned(), reason })?;
    let faulty = |faults| ConfigError::Faulty { path: path.to_owned(), faults };
    Config::parse(&before).map_err(faulty)?;
    let mut document: DocumentMut = before.parse().map_err(|e: toml_edit::TomlError| {
        faulty(vec![Fault { line: 1, message: e.message().to_owned() }])
    })?;
    if !change(&mut document) {
        return Ok(false);
    }
    let after = document.to_string();
    Config::parse(&after).map_err(faulty)?;
    // A link to the file stays a link.
    let target: PathBuf = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".config-").tempfile_in(folder).map_err(failed)?;
    io::Write::write_all(&mut file, after.as_bytes()).map_err(failed)?;
    if let Ok(about) = fs::metadata(&target) {
        file.as_file().set_permissions(about.permissions()).map_err(failed)?;
    }
    file.as_file().sync_all().map_err(failed)?;
    if read(path).ok().as_deref() != Some(before.as_str()) {
        return Err(failed(io::Error::other("it was changed meanwhile")));
    }
    file.persist(&target).map_err(|e| failed(e.error))?;
    Ok(true)
}
