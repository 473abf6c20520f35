//! A source as typed: the name of a file, `-` for the standard input, or an address.

use crate::{
    app::{Intake, IntakeError, Reading},
    article::{self, Hints},
};
use std::{
    fs::File,
    io::{self, Read},
};

/// Why a source gave no article. The message begins with the source's name.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputError {
    #[error("{name}: cannot read it ({reason}); check the name and its permissions")]
    Unreadable { name: String, reason: io::Error },
    #[error(transparent)]
    Intake(#[from] IntakeError),
}

/// How messages name a source.
pub(super) fn name(source: &str) -> &str {
    if source == "-" { "standard input" } else { source }
}

/// Reads one source.
pub(super) async fn read(intake: &Intake, source: &str, hints: Hints) -> Result<Reading, InputError> {
    if is_address(source) {
        return Ok(intake.read_address(source, hints).await?);
    }
    let path = source.to_owned();
    let unreadable = |reason| InputError::Unreadable { name: name(source).to_owned(), reason };
    let bytes = tokio::task::spawn_blocking(move || bytes(&path)).await;
    let bytes = bytes.unwrap_or_else(|e| Err(io::Error::other(e))).map_err(unreadable)?;
    Ok(intake.read(name(source), bytes, hints).await?)
}

fn is_address(source: &str) -> bool {
    let begins = |scheme: &str| source.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// At most one byte more than an article may have, so that a larger one is known for that.
fn bytes(path: &str) -> io::Result<Vec<u8>> {
    let limit = article::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if path == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
