//! Digests of the library made anew, after a summarizer changed. The texts are not kept, so that each page is
//! asked for again.

mod journal;

pub use journal::{Journal, JournalError};

use super::Intake;
use crate::{
    article::Hints,
    digest::{Digest, DigestId},
    library::{Library, LibraryError, Renewed},
};
use jiff::Timestamp;

/// Makes digests anew, one at a time for each caller.
pub struct Redigest<'a> {
    /// How pages are had and digested.
    pub intake: &'a Intake,
    /// Where the digests are.
    pub library: &'a Library,
    /// Whether those that a person wrote or corrected are made anew, too.
    pub over_hand: bool,
}

/// What came of one digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redone {
    /// It was made anew, or there was nothing to be done: see [`Renewed`].
    Renewed(Renewed),
    /// It came from a file or a message, and its text is not kept.
    NoAddress,
    /// The page could not be had or digested; this says why, naming its address. The digest stays.
    Skipped(String),
    /// The model that is to write cannot be had, or has had its requests of the day. The digest stays, and the
    /// next one would fare no better.
    NoModel(String),
}

impl Redigest<'_> {
    /// Makes one digest anew. It is changed in one step or not at all.
    ///
    /// # Errors
    /// The library cannot be read or written.
    pub async fn one(&self, id: &DigestId, digest: &Digest, now: Timestamp) -> Result<Redone, LibraryError> {
        if !self.over_hand && digest.is_by_hand() {
            return Ok(Redone::Renewed(Renewed::ByHand));
        }
        let Some(address) = &digest.url else { return Ok(Redone::NoAddress) };
        let reading = match self.intake.read_address(address, Hints::default()).await {
            Ok(reading) => reading,
            Err(error) => return Ok(Redone::Skipped(error.to_string())),
        };
        let added_by = digest.origin.as_ref().and_then(|o| o.added_by.as_deref()).unwrap_or("cli");
        match self.intake.explained(address, reading, now, added_by).await {
            Err(error) => Ok(Redone::Skipped(error.to_string())),
            // The model answered nothing that could be checked. Sentences in the place of what it wrote
            // before would be no gain.
            Ok((_, how)) if how.note.is_some() && how.verdicts.is_empty() => {
                Ok(Redone::NoModel(how.note.unwrap_or_default()))
            }
            Ok((new, _)) => Ok(Redone::Renewed(self.library.renew(id, new, self.over_hand).await?)),
        }
    }
}
