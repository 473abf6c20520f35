//! Slow work as data. A command that cannot be answered at once returns a [`Job`]; whoever runs it
//! hands the [`Outcome`] back, and the bot makes the final reply of it.

use super::access::{Access, Look};
use crate::digest::{Digest, DigestId};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// What shall be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Make the digest of an article, and perhaps keep it.
    Digest {
        /// Where the article is.
        source: Source,
        /// The user for whom it goes into the library, if it does.
        keep_for: Option<u64>,
    },
    /// Find out what the bot may do in a channel.
    Look(Look),
    /// Change a digest of the library.
    Change {
        /// Which.
        digest: DigestId,
        /// How.
        change: Change,
        /// Who wants it.
        by: u64,
    },
}

/// What a curator does to a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Corrects it.
    Edit(Box<Edit>),
    /// Lets readers see a draft.
    Publish,
    /// Takes it out, together with its posts.
    Remove {
        /// Whether the piece may come back.
        block: bool,
    },
}

/// The parts of a digest that can be corrected in chat, as they shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The headline.
    pub title: String,
    /// What is argued.
    pub gist: String,
    /// The steps of the argument.
    pub points: Vec<String>,
    /// A sentence of the author's.
    pub quote: Option<String>,
    /// What it is about.
    pub tags: Vec<String>,
}

/// Where an article is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// At an address, as typed.
    Address(String),
    /// In a file that came with the command.
    File(File),
    /// Somebody's own words.
    Own(Own),
}

/// What somebody wrote in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The words.
    pub text: String,
    /// Whose they are.
    pub sender: String,
    /// What stands above them if they have no headline.
    pub title: String,
    /// Where they are.
    pub address: String,
}

/// A file that somebody attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, as the person's machine has it.
    pub name: String,
    /// Where Discord keeps it.
    pub url: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What became of the posts of a digest that was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unposted {
    /// Messages that were deleted.
    pub deleted: usize,
    /// Forum posts that stay, since readers answered in them.
    pub answered: usize,
    /// Forum posts that stay, empty, since the bot may not delete them.
    pub emptied: usize,
}

/// What came of a [`Job`].
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The digest, not kept.
    Made(Arc<Digest>),
    /// The digest is in the library, under this id.
    Kept(DigestId, Kept),
    /// The digest was changed as asked; of one that was removed, so many posts were deleted.
    Changed {
        /// Which.
        digest: DigestId,
        /// How.
        change: Change,
        /// What became of its posts.
        posts: Unposted,
    },
    /// What the bot may do in the channel.
    Looked(Access),
    /// There is no such digest any more.
    Gone,
    /// It cannot be done, for this reason, in plain words that may hold anything.
    Refused(String),
    /// A digest stays as it was, since it would not be fit to be shown, for this reason.
    Unfit(String),
    /// Something broke, and the log has it.
    Broken,
}

/// How a digest came to be in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    New,
    /// It was there; nothing was changed.
    Known,
    /// It was there from another address, and this one was noted.
    Also,
    /// The piece was edited since; these parts of its digest changed, in English words.
    Updated(String),
    /// The piece was edited since, but its digest is somebody's own work and stays.
    ByHand,
}

/// A job on its way to whoever runs it.
#[derive(Debug)]
pub struct Order {
    /// What shall be done.
    pub job: Job,
    /// Where the outcome goes.
    pub done: oneshot::Sender<Outcome>,
}

/// Where orders are handed in; it takes no more than it can hold.
pub type Orders = mpsc::Sender<Order>;
