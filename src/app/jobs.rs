//! The one who runs jobs: slow work that chat asked for.

use super::{Clock, Intake, Shelf, intake::Reading};
use crate::{
    article::{Hints, MAX_BYTES, Untitled},
    bot::{Change, Edit, File, Job, Kept, Order, Outcome, Own, Source, Unposted},
    digest::{Digest, DigestId, GistFrom, Tag},
    discord::{self, Poster, Rest, TakenDown},
    ledger::{Act, Ledger},
    library::{Added, LibraryError, Published},
};
use jiff::Timestamp;
use std::{sync::Arc, time::Duration};
use tokio::{sync::mpsc, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// Orders that may wait; whoever comes then is asked to come back.
pub(super) const QUEUE: usize = 64;
/// Jobs that run at a time. Most of their time they wait for a site.
const AT_ONCE: usize = 8;
/// How long getting an attached file may take.
const DOWNLOAD_WITHIN: Duration = Duration::from_secs(30);

/// Everything that jobs take.
#[derive(Clone)]
pub(super) struct Jobs {
    pub(super) intake: Arc<Intake>,
    pub(super) shelf: Shelf,
    pub(super) rest: Rest,
    pub(super) poster: Poster,
    pub(super) ledger: Ledger,
    pub(super) clock: Clock,
}

/// Why a job has no better outcome.
enum Stopped {
    /// For this reason, which the person is told.
    Refused(String),
    /// The digest would not be fit to be shown, for this reason.
    Unfit(String),
    /// It broke; the log has it.
    Broken,
}

impl Jobs {
    /// Runs what is ordered until `stop`; what is under way then is dropped, and whoever waits for it
    /// sees that.
    pub(super) async fn run(self, mut orders: mpsc::Receiver<Order>, stop: CancellationToken) {
        let mut running = JoinSet::new();
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                Some(ended) = running.join_next() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "a job died");
                    }
                }
                Some(order) = orders.recv(), if running.len() < AT_ONCE => {
                    let jobs = self.clone();
                    running.spawn(async move {
                        let outcome = jobs.job(order.job).await.unwrap_or_else(|stopped| match stopped {
                            Stopped::Refused(reason) => Outcome::Refused(reason),
                            Stopped::Unfit(reason) => Outcome::Unfit(reason),
                            Stopped::Broken => Outcome::Broken,
                        });
                        // Whoever asked may have left.
                        let _ = order.done.send(outcome);
                    });
                }
            }
        }
    }

    async fn job(&self, job: Job) -> Result<Outcome, Stopped> {
        match job {
            Job::Digest { source, keep_for } => {
                let (name, reading) = self.reading(source).await?;
                let by = keep_for.map_or_else(|| "discord".to_owned(), |user| format!("discord:{user}"));
                let digest = self.intake.digest(&name, reading, self.clock.now(), &by).await;
                let digest = digest.map_err(|e| Stopped::Refused(e.to_string()))?;
                match keep_for {
                    Some(user) => self.keep(digest, user).await,
                    None => Ok(Outcome::Made(Arc::new(digest))),
                }
            }
            Job::Look(asked) => Ok(Outcome::Looked(discord::look(&self.rest, asked).await)),
            Job::Change { digest, change, by } => {
                let mut posts = Unposted::default();
                let changed = match &change {
                    Change::Edit(edit) => self.edit(&digest, edit).await?,
                    Change::Publish => self.publish(&digest).await?,
                    Change::Remove { block } => {
                        // The posts first: who is interrupted can then ask for it again.
                        posts = self.unpost(&digest).await?;
                        self.remove(&digest, *block).await?
                    }
                };
                if !changed {
                    return Ok(Outcome::Gone);
                }
                let act = match change {
                    Change::Edit(_) => Act::Edited,
                    Change::Publish => Act::Published,
                    Change::Remove { .. } => Act::Removed,
                };
                self.note(&digest, by, act).await?;
                self.refresh().await?;
                Ok(Outcome::Changed { digest, change, posts })
            }
        }
    }

    async fn reading(&self, source: Source) -> Result<(String, Reading), Stopped> {
        let refused = |e: super::IntakeError| Stopped::Refused(e.to_string());
        match source {
            Source::Address(address) => {
                let read = self.intake.read_address(&address, Hints::default()).await.map_err(refused)?;
                Ok((address, read))
            }
            Source::Own(Own { text, sender, title, address }) => {
                let name = "the message".to_owned();
                let untitled = Some(Untitled { title, author: sender });
                let hints = Hints { untitled, ..Hints::default() };
                let mut read = self.intake.read(&name, text.into_bytes(), hints).await.map_err(refused)?;
                read.article.url = Some(address);
                Ok((name, Reading { private: true, ..read }))
            }
            Source::File(File { name, url, bytes }) => {
                if bytes > MAX_BYTES as u64 {
                    let most = MAX_BYTES / 1024 / 1024;
                    return Err(Stopped::Refused(format!(
                        "{name}: it has more than {most} MB; give the text alone"
                    )));
                }
                let file = self.rest.download(&url, MAX_BYTES, DOWNLOAD_WITHIN).await;
                let file = file.map_err(|error| broken(&error, "an attached file could not be had"))?;
                let read = self.intake.read(&name, file, Hints::default()).await.map_err(refused)?;
                Ok((name, read))
            }
        }
    }

    async fn keep(&self, digest: Digest, user: u64) -> Result<Outcome, Stopped> {
        let kept = self.shelf.library().add(digest).await;
        let kept = kept.map_err(|error| broken(&error, "a digest could not be stored"))?;
        if let Added::New(id) = &kept {
            self.note(id, user, Act::Added).await?;
        }
        self.refresh().await?;
        Ok(match kept {
            Added::New(id) => Outcome::Kept(id, Kept::New),
            Added::Known(id) => Outcome::Kept(id, Kept::Known),
            Added::Also(id) => Outcome::Kept(id, Kept::Also),
            Added::Updated { id, changes } => Outcome::Kept(id, Kept::Updated(changes)),
            Added::Kept(id) => Outcome::Kept(id, Kept::ByHand),
            Added::Blocked(name) => {
                let reason = format!(
                    "{name}: it was removed for good; who allows it again removes it from _blocked.toml"
                );
                Outcome::Refused(reason)
            }
        })
    }
}

impl Jobs {
    async fn edit(&self, id: &DigestId, edit: &Edit) -> Result<bool, Stopped> {
        let (edit, now) = (edit.clone(), self.clock.now());
        let change = move |digest: &mut Digest| {
            let seal = digest.seal();
            if let Some(origin) = &mut digest.origin {
                if digest.gist != one_line(&edit.gist) {
                    origin.gist_from = GistFrom::Editor;
                }
                // So that the card says that somebody edited it.
                origin.seal.get_or_insert(seal);
            }
            let tags = edit.tags.iter().filter_map(|t| Tag::new(t)).collect();
            digest.title = one_line(&edit.title);
            digest.gist = one_line(&edit.gist);
            digest.points = edit.points.iter().map(|p| one_line(p)).collect();
            digest.quote = edit.quote.as_deref().map(one_line);
            digest.tags = tags;
            digest.updated = Timestamp::from_second(now.as_second()).ok();
        };
        Ok(changed(self.shelf.library().rewrite(id, change).await)?.is_some())
    }

    async fn publish(&self, id: &DigestId) -> Result<bool, Stopped> {
        Ok(changed(self.shelf.library().publish(id).await)? != Published::Missing)
    }

    async fn remove(&self, id: &DigestId, block: bool) -> Result<bool, Stopped> {
        let library = self.shelf.library();
        changed(if block { library.block(id).await } else { library.remove(id).await })
    }

    /// Takes the posts of a digest down. One that Discord does not let go of is left, and logged.
    async fn unpost(&self, id: &DigestId) -> Result<Unposted, Stopped> {
        let posts = self.ledger.posts_of(id).await.map_err(|e| broken(&e, "the posts are not known"))?;
        let mut all = Unposted::default();
        for (channel, message) in posts {
            match self.poster.take_down(channel, message).await {
                Ok(taken) => {
                    all.deleted += 1;
                    all.answered += usize::from(taken == TakenDown::Answered);
                    all.emptied += usize::from(taken == TakenDown::Emptied);
                }
                Err(error) => tracing::warn!(%error, channel, message, "a post could not be deleted"),
            }
        }
        Ok(all)
    }

    async fn note(&self, id: &DigestId, user: u64, act: Act) -> Result<(), Stopped> {
        let noted = self.ledger.note(id, user, act, self.clock.now()).await;
        noted.map_err(|error| broken(&error, "who did it could not be noted"))
    }

    /// So that the answer and its buttons find what changed.
    async fn refresh(&self) -> Result<(), Stopped> {
        self.shelf.refresh().await.map_err(|error| broken(&error, "the library could not be read"))
    }
}

/// A digest that would not be fit is the person's to mend.
fn changed<T>(done: Result<T, LibraryError>) -> Result<T, Stopped> {
    done.map_err(|error| match error {
        LibraryError::Unfit { reason, .. } => Stopped::Unfit(reason),
        error => broken(&error, "a digest could not be changed"),
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn broken(error: &dyn std::error::Error, what: &str) -> Stopped {
    tracing::error!(%error, "{what}");
    Stopped::Broken
}
