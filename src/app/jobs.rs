//! The one who runs jobs: slow work that chat asked for.

use super::{Clock, Intake, Shelf};
use crate::{
    article::{Article, Hints, MAX_BYTES},
    bot::{File, Job, Kept, Order, Outcome, Source},
    digest::Digest,
    discord::Rest,
    library::Added,
};
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
    pub(super) clock: Clock,
}

/// Why a job has no better outcome.
enum Stopped {
    /// For this reason, which the person is told.
    Refused(String),
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
            Job::Digest { source, added_by } => {
                let (name, article) = self.article(source).await?;
                let by = added_by.as_deref().unwrap_or("discord");
                let digest = self.intake.digest(&name, article, self.clock.now(), by).await;
                let digest = digest.map_err(|e| Stopped::Refused(e.to_string()))?;
                match added_by {
                    Some(_) => self.keep(digest).await,
                    None => Ok(Outcome::Made(Arc::new(digest))),
                }
            }
        }
    }

    async fn article(&self, source: Source) -> Result<(String, Article), Stopped> {
        let refused = |e: super::IntakeError| Stopped::Refused(e.to_string());
        match source {
            Source::Address(address) => {
                let read = self.intake.read_address(&address, Hints::default()).await.map_err(refused)?;
                Ok((address, read.article))
            }
            Source::Text(text) => {
                let name = "the message".to_owned();
                let article = self.intake.read(&name, text.into_bytes(), Hints::default()).await;
                Ok((name, article.map_err(refused)?))
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
                let article = self.intake.read(&name, file, Hints::default()).await.map_err(refused)?;
                Ok((name, article))
            }
        }
    }

    async fn keep(&self, digest: Digest) -> Result<Outcome, Stopped> {
        let kept = self.shelf.library().add(digest).await;
        let kept = kept.map_err(|error| broken(&error, "a digest could not be stored"))?;
        // So that the answer's buttons find it.
        self.shelf.refresh().await.map_err(|error| broken(&error, "the library could not be read"))?;
        Ok(match kept {
            Added::New(id) => Outcome::Kept(id, Kept::New),
            Added::Known(id) => Outcome::Kept(id, Kept::Known),
            Added::Also(id) => Outcome::Kept(id, Kept::Also),
            Added::Updated { id, changes } => Outcome::Kept(id, Kept::Updated(changes)),
            Added::Kept(id) => Outcome::Kept(id, Kept::ByHand),
            Added::Blocked(name) => {
                let reason = format!("{name}: it was removed for good; who allows it again removes it from _blocked.toml");
                Outcome::Refused(reason)
            }
        })
    }
}

fn broken(error: &dyn std::error::Error, what: &str) -> Stopped {
    tracing::error!(%error, "{what}");
    Stopped::Broken
}
