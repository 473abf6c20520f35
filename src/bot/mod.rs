//! What the bot says: a [`Request`] comes in, a [`Reply`] goes out, both plain values. No network and
//! no clock here, so that any adapter can carry them.

mod about;
mod access;
mod card;
mod commands;
mod custom_id;
mod daily;
mod job;
mod letter;
mod list;
mod notice;
mod person;
mod press;
mod remembered;
mod reply;
mod request;
mod servers;
mod spoken;
mod stock;
mod text;
mod tongue;
mod words;

pub use access::{Access, Look, Permission};
pub use card::{card, how_made};
pub use commands::{Audience, COMMANDS, Command, OptionKind, OptionSpec};
pub use custom_id::{CustomId, CustomIdError, Listing, Mark};
pub use daily::{claimed_post, daily_post, thread_name};
pub use job::{Change, Edit, File, Job, Kept, Order, Orders, Outcome, Own, Source, Unposted};
pub use letter::letter;
pub use notice::{Trouble, notice};
pub use reply::{Button, Card, Choice, Dialog, Field, Input, Message, Place, Reply, Row, Target};
pub use request::{Action, Invocation, Options, Press, Request, Rights, Said, Value};
pub use servers::hidden;
pub use stock::Stock;
pub use words::{Language, Words};

use crate::digest::DigestId;
use crate::{
    catalogue::{Catalogue, CatalogueError},
    ledger::{Ledger, LedgerError},
};
use commands::Ask;
use std::sync::Arc;
use tokio::sync::watch;

/// Everything that answering takes.
#[derive(Clone)]
pub struct Bot {
    stock: watch::Receiver<Stock>,
    ledger: Ledger,
    servers: servers::Servers,
    spoken: spoken::Spoken,
}

/// Something broke. The person who asked is told no more than [`BotError::apology`].
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    /// The search index.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl BotError {
    /// What the person who asked is told.
    pub fn apology(language: Language) -> Reply {
        Reply::note(&Words(language).say("broken"))
    }
}

impl Bot {
    /// A bot that answers from the newest that `stock` gives.
    pub fn new(stock: watch::Receiver<Stock>, ledger: Ledger) -> Bot {
        let servers = servers::Servers::new(ledger.clone());
        let spoken = spoken::Spoken::new(ledger.clone());
        Bot { stock, ledger, servers, spoken }
    }

    /// The whole catalogue as it is now.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.stock.borrow().catalogue)
    }

    /// The catalogue as it is now, without what the server hides in which it is asked for.
    async fn seen_by(&self, request: &Request) -> Result<Catalogue, BotError> {
        let whole = self.catalogue();
        Ok(match request.guild {
            Some(guild) => {
                let server = self.servers.get(guild).await?;
                whole.without(&servers::hidden(&server))
            }
            None => Catalogue::clone(&whole),
        })
    }

    /// The language that the person chose, or else the one of the request; and the one in which everybody is
    /// addressed there, which is the server's if it has set one.
    ///
    /// # Errors
    /// The ledger failed.
    pub async fn languages(&self, request: &Request) -> Result<(Language, Language), BotError> {
        // Names are what is completed, and they are the same in all languages.
        if matches!(request.action, Action::Complete { .. }) {
            return Ok((request.language, request.language));
        }
        let own = self.spoken.by(request.user).await?.unwrap_or(request.language);
        let server = match request.guild {
            Some(guild) => self.servers.get(guild).await?.language.as_deref().map(Language::of),
            None => None,
        };
        Ok((own, server.unwrap_or(own)))
    }

    /// Answers.
    ///
    /// # Errors
    /// Something broke that the person did not cause; what they did wrong is a reply.
    pub async fn handle(&self, request: &Request) -> Result<Reply, BotError> {
        let words = Words(request.language);
        match &request.action {
            Action::Command(invocation) => match commands::find(&invocation.path) {
                Some(command) if command.audience == Audience::Curators && !request.rights.curate => {
                    Ok(Reply::note(&words.say("curators-only")))
                }
                Some(command) if command.audience == Audience::Managers && request.guild.is_none() => {
                    Ok(Reply::note(&words.say("servers-only")))
                }
                Some(command) if command.audience == Audience::Managers && !request.rights.manage => {
                    Ok(Reply::note(&words.say("managers-only")))
                }
                Some(command) => self.run(command, request, invocation, None).await,
                None => Ok(Reply::note(&words.say("unknown-command"))),
            },
            Action::Complete { invocation, option } => {
                commands::complete(self, request, invocation, option).await
            }
            Action::Press(press) => self.press(request, press).await,
            Action::Choose(press, values) => self.choose(request, press, values).await,
            Action::Submit(id, texts) => Ok(self.submit(request, id, texts)),
        }
    }

    async fn run(
        &self,
        command: &Command,
        request: &Request,
        invocation: &Invocation,
        access: Option<Access>,
    ) -> Result<Reply, BotError> {
        let catalogue = self.seen_by(request).await?;
        let words = Words(request.language);
        (command.run)(Ask { bot: self, request, invocation, catalogue, words, access }).await
    }

    /// Goes on with a command that had to know more of a channel.
    async fn go_on(&self, request: &Request, access: Access) -> Reply {
        let Action::Command(invocation) = &request.action else { return BotError::apology(request.language) };
        let Some(command) = commands::find(&invocation.path) else {
            return BotError::apology(request.language);
        };
        match self.run(command, request, invocation, Some(access)).await {
            Ok(reply @ Reply::Message(_)) => reply,
            Ok(reply) => {
                tracing::error!(?reply, "a command that knows all does not end");
                BotError::apology(request.language)
            }
            Err(error) => {
                tracing::error!(%error, action = ?request.action, "a command failed");
                BotError::apology(request.language)
            }
        }
    }

    /// The final reply, in that place, to a request whose job is done.
    pub async fn conclude(&self, request: &Request, place: Place, outcome: Outcome) -> Reply {
        let words = Words(if place == Place::Public { request.aloud } else { request.language });
        match outcome {
            Outcome::Made(digest) => Reply::Message(card::unkept(&digest, words)),
            Outcome::Kept(id, kept) => {
                let note = match kept {
                    Kept::New => words.say("added"),
                    Kept::Known => words.say("known"),
                    Kept::Also => words.say("known-elsewhere"),
                    Kept::Updated(changes) => words.fill("updated", &[("changes", changes.into())]),
                    Kept::ByHand => words.say("known-by-hand"),
                };
                match self.catalogue().get(&id) {
                    Some(entry) => Reply::Message(Message { text: note, ..card(entry, words) }),
                    None => Reply::note(&note),
                }
            }
            Outcome::Changed { digest, change, posts } => self.changed(&digest, &change, posts, words),
            Outcome::Looked(access) => self.go_on(request, access).await,
            Outcome::Gone => Reply::note(&words.say("gone")),
            Outcome::Refused(reason) => {
                Reply::note(&words.fill("refused", &[("reason", text::escaped(&reason, 1500).into())]))
            }
            Outcome::Unfit(reason) => {
                Reply::note(&words.fill("unfit", &[("reason", text::escaped(&reason, 1500).into())]))
            }
            Outcome::Broken => BotError::apology(request.language),
        }
    }

    fn changed(&self, digest: &DigestId, change: &Change, posts: Unposted, words: Words) -> Reply {
        let mut note = match change {
            Change::Edit(_) => words.say("edited"),
            Change::Publish => words.say("published"),
            Change::Remove { block: false } => words.fill("removed", &[("posts", posts.deleted.into())]),
            Change::Remove { block: true } => {
                words.fill("removed-for-good", &[("posts", posts.deleted.into())])
            }
        };
        for (key, count) in [("posts-answered", posts.answered), ("posts-emptied", posts.emptied)] {
            if count > 0 {
                note.push('\n');
                note.push_str(&words.fill(key, &[("count", count.into())]));
            }
        }
        let catalogue = self.catalogue();
        match (catalogue.get(digest), commands::find_any(&catalogue, digest)) {
            (Some(entry), _) => Reply::Message(Message { text: note, ..card(entry, words) }),
            (None, Some(draft)) => Reply::Message(Message { text: note, ..card::draft(&draft, words) }),
            (None, None) => Reply::note(&note),
        }
    }

    /// What is said when there is no room for another job.
    pub fn busy(language: Language) -> Reply {
        Reply::note(&Words(language).say("busy"))
    }

    /// What is said to somebody who asks for more than one person may.
    pub fn slow_down(language: Language) -> Reply {
        Reply::note(&Words(language).say("slow-down"))
    }

    /// What is said when a job ended without an outcome.
    pub fn interrupted(language: Language) -> Reply {
        Reply::note(&Words(language).say("interrupted"))
    }
}
