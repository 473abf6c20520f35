//! The pieces that stay out of the library: `_blocked.toml`, which people may edit.

use super::piece::Piece;
use crate::digest::{Digest, DigestId, Fault, Sketch, parse_toml};
use serde::{Deserialize, Serialize};

/// Name of the file in the library's folder.
pub(super) const FILE: &str = "_blocked.toml";
/// Largest file, in bytes; enough for some eight thousand entries.
pub(super) const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// What a new file begins with.
const HEAD: &str = "# Pieces that stay out of the library, by address, text or likeness.\n\
                    # Remove an entry to let its piece in again.";

/// One piece that stays out. Every key is optional, but one there must be to know the piece by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Blocked {
    /// The id it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<DigestId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sketch: Option<Sketch>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    piece: Vec<Blocked>,
}

impl Blocked {
    pub fn of(id: &DigestId, digest: &Digest) -> Blocked {
        let piece = Piece::of(digest);
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        Blocked {
            id: Some(id.clone()),
            title: digest.title.clone(),
            authors: owned(piece.authors),
            addresses: owned(piece.addresses),
            sha256: piece.sha256.map(str::to_owned),
            sketch: piece.sketch,
        }
    }

    /// What to call it in a message.
    pub fn name(&self) -> String {
        match &self.id {
            _ if !self.title.is_empty() => self.title.clone(),
            Some(id) => id.to_string(),
            None => self.addresses.first().cloned().unwrap_or_default(),
        }
    }

    /// Whether a piece is this one. An address that is blocked stays so, whatever it leads to.
    pub fn blocks(&self, piece: &Piece<'_>) -> bool {
        let entry = Piece {
            title: &self.title,
            authors: self.authors.iter().map(String::as_str).collect(),
            published: None,
            addresses: self.addresses.iter().map(String::as_str).collect(),
            sha256: self.sha256.as_deref(),
            sketch: self.sketch,
        };
        entry.shares_address(piece) || entry.likeness(piece).is_some()
    }
}

/// The entries of a file.
///
/// # Errors
/// What is wrong in it; then nothing may be added, or what is blocked might come back.
pub(super) fn parse(text: &str) -> Result<Vec<Blocked>, Fault> {
    Ok(parse_toml::<List>(text)?.piece)
}

/// The text of the file with one more entry; the others and the comments stay as they are.
///
/// # Errors
/// What is wrong in the file.
pub(super) fn with(text: &str, entry: &Blocked) -> Result<String, Fault> {
    parse(text)?;
    let fault = |message: String| Fault { line: 1, message };
    let entry = toml_edit::ser::to_string(entry).map_err(|e| fault(e.to_string()))?;
    let text = if text.is_empty() { HEAD } else { text.trim_end() };
    let text = format!("{text}\n\n[[piece]]\n{entry}");
    // Somebody may have written the list in a form that cannot be added to in this way.
    let readable = parse(&text);
    readable.map_err(|_| fault("nothing can be added to it; write each piece as [[piece]]".to_owned()))?;
    Ok(text)
}

/// The file is too large, to be read or to become so.
pub(super) fn full() -> Fault {
    let message =
        format!("it has more than {} MB; remove entries that nobody needs", MAX_BYTES / 1024 / 1024);
    Fault { line: 1, message }
}
