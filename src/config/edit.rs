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
    rewrite(named, |tables| {
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
    rewrite(named, |tables| {
        let of =
            |table: &Table| table.get("url").and_then(Item::as_str).and_then(|url| feed_address(url).ok());
        let before = tables.len();
        tables.retain(|table| of(table).as_deref() != Some(url));
        tables.len() < before
    })
}

/// Rewrites the feeds of the file, and the file as a whole or not at all. What `change` makes of it, if it
/// says that it did something, has to be a good config.
fn rewrite(
    named: Option<&Path>,
    change: impl FnOnce(&mut ArrayOfTables) -> bool,
) -> Result<bool, ConfigError> {
    let path = named.unwrap_or(Path::new("config.toml"));
    let failed = |reason| ConfigError::Unwritable { path: path.to_owned(), reason };
    let read = |path: &Path| match fs::read_to_string(path) {
        Err(e) if named.is_none() && e.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        other => other,
    };
    let before = read(path).map_err(|reason| ConfigError::Unreadable { path: path.to_owned(), reason })?;
    let faulty = |faults| ConfigError::Faulty { path: path.to_owned(), faults };
    Config::parse(&before).map_err(faulty)?;
    let fault = |message: &str| {
        let line =
            before.lines().position(|line| line.trim_start().starts_with("feeds")).map_or(1, |n| n + 1);
        faulty(vec![Fault { line, message: message.to_owned() }])
    };
    let mut document: DocumentMut = before.parse().map_err(|e: toml_edit::TomlError| fault(e.message()))?;
    let feeds = document.entry("feeds").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(tables) = feeds.as_array_of_tables_mut() else {
        return Err(fault("the feeds are a list in one line; write each as a [[feeds]] of its own"));
    };
    if !change(tables) {
        return Ok(false);
    }
    if tables.is_empty() {
        document.remove("feeds");
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

#[cfg(test)]
mod tests {
    use super::*;

    const HAND: &str = "# mine\ndata_dir = \"d\"   # here\n\n[log]\nlevel = \"warn\"\n\n# the paper\n[[feeds]]\n\
                        url = \"https://a.example/feed\" # daily\nnewest = 3\n\n[[daily]]\nchannel = 1\n";

    fn feed(n: u8) -> Feed {
        Feed { name: Some(format!("\"{n}\"")), ..Feed::new(&format!("https://{n}.example/feed")) }
    }

    #[test]
    fn what_the_operator_wrote_stays() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("c.toml");
        fs::write(&path, HAND).unwrap();
        add_feeds(Some(&path), &[feed(1), Feed { review: true, ..feed(2) }]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        insta::assert_snapshot!(text, @r#"
        # mine
        data_dir = "d"   # here

        [log]
        level = "warn"

        # the paper
        [[feeds]]
        url = "https://a.example/feed" # daily
        newest = 3

        [[feeds]]
        url = "https://1.example/feed"
        name = '"1"'

        [[feeds]]
        url = "https://2.example/feed"
        name = '"2"'
        review = true

        [[daily]]
        channel = 1
        "#);
        assert!(remove_feed(Some(&path), "https://1.example/feed").unwrap());
        assert!(remove_feed(Some(&path), "https://2.example/feed").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), HAND);
        assert!(!remove_feed(Some(&path), "https://2.example/feed").unwrap());
        assert!(remove_feed(Some(&path), "https://a.example/feed").unwrap());
        add_feeds(Some(&path), &[feed(3)]).unwrap();
        assert_eq!(Config::load(Some(&path)).unwrap().feeds, [feed(3)]);
    }

    #[test]
    fn a_faulty_file_is_left_alone() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("c.toml");
        for (text, told) in [
            ("[[feeds]]\nurll = 1\n", "line 2: unknown key `urll`; did you mean `url`?"),
            ("feeds = [{ url = \"https://a.example/\" }]\n", "write each as a [[feeds]] of its own"),
        ] {
            fs::write(&path, text).unwrap();
            let error = add_feeds(Some(&path), &[feed(1)]).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_private_file_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::TempDir::new().unwrap();
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("link.toml"));
        fs::write(&real, HAND).unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink("real.toml", &link).unwrap();
        add_feeds(Some(&link), &[feed(1)]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(fs::read_to_string(&real).unwrap().contains("https://1.example/feed"));
    }
}
