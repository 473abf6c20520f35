//! Every interaction gets an answer: at once, or *thinking…* and the answer when its job is done.

use super::{
    curators::Curators,
    incoming::{self, Incoming},
    limits::Limits,
    missed::Ages,
    outgoing,
    rest::{Rest, RestError},
};
use crate::{
    bot::{Action, Bot, BotError, Job, Language, Message, Order, Orders, Outcome, Place, Reply, Request},
    ledger::{Ledger, Pending},
};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::Value;
use serenity::all::Interaction;
use std::{sync::Arc, time::Duration};
use tokio::{sync::oneshot, time::timeout};
use tokio_util::task::AbortOnDropHandle;

/// Discord gives up on an interaction that has no answer after three seconds; that includes the way.
const ANSWER_WITHIN: Duration = Duration::from_millis(2_500);
/// Longest that thinking may take, so that an apology still comes in time.
const THINK_WITHIN: Duration = Duration::from_millis(1_200);
/// Longest that the ledger may keep an answer waiting.
const KNOW_WITHIN: Duration = Duration::from_millis(300);
/// A job that takes longer than this is answered with *thinking…* first.
const SOON: Duration = Duration::from_millis(500);
/// Longest that a job may take. The interaction's token serves a quarter of an hour.
const JOB_WITHIN: Duration = Duration::from_secs(5 * 60);
/// How long the final answer of a job may take to arrive.
const FINISH_WITHIN: Duration = Duration::from_secs(60);
/// Discord's code for an interaction that has its answer: an earlier try got through.
const ALREADY_ANSWERED: u64 = 40060;
/// Discord's code for an interaction that is over: it has waited too long.
const UNKNOWN_INTERACTION: u64 = 10062;

/// Discord's flag of a message that says *thinking…*.
const THINKING: u64 = 1 << 7;

/// Who answers.
pub(super) struct Answers {
    pub(super) rest: Rest,
    pub(super) bot: Bot,
    pub(super) orders: Orders,
    pub(super) ledger: Ledger,
    pub(super) limits: Limits,
    pub(super) ages: Ages,
    pub(super) curators: Curators,
    pub(super) now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

/// Where the answer to an interaction goes.
struct Way {
    callback: String,
    original: String,
    owed: Pending,
}

/// Where the first answer is edited.
fn original(application: u64, token: &str) -> String {
    format!("/webhooks/{application}/{token}/messages/@original")
}

impl Answers {
    /// Thinks of an answer and sends it.
    pub(super) async fn answer(&self, interaction: Interaction) {
        if let Some(so_far) = self.ages.missed(interaction.id().get(), (self.now)()) {
            tracing::warn!(so_far, "an interaction came too late to be answered");
            return;
        }
        let rights = incoming::rights(&interaction, &self.rest, &self.curators).await;
        let Some(Incoming { mut request, id, application, token }) =
            incoming::request(&interaction, rights, (self.now)())
        else {
            tracing::warn!(kind = ?interaction.kind(), "an interaction of a kind that nothing was registered for");
            return;
        };
        match timeout(KNOW_WITHIN, self.bot.languages(&request)).await {
            Ok(Ok((own, aloud))) => (request.language, request.aloud) = (own, aloud),
            Ok(Err(error)) => {
                tracing::warn!(%error, "somebody's language is not known; answered as discord says")
            }
            Err(_) => tracing::warn!("somebody's language is not known in time; answered as discord says"),
        }
        let way = Way {
            callback: format!("/interactions/{id}/{token}/callback"),
            original: original(application, &token),
            owed: Pending { interaction: id, application, token, locale: request.language.to_string() },
        };
        let sent = match self.think(request.clone()).await {
            Ok(Reply::Later { place, job }) => self.later(&way, &request, place, job).await,
            Ok(reply) => self.respond(&way, &reply).await,
            Err(error) => {
                tracing::error!(error, action = ?request.action, "a command failed");
                self.respond(&way, &BotError::apology(request.language)).await
            }
        };
        match sent {
            Ok(()) => {}
            Err(error) if error.code() == Some(UNKNOWN_INTERACTION) => {
                tracing::warn!(action = ?request.action, "an interaction was over before its answer came");
            }
            Err(error) => tracing::error!(%error, action = ?request.action, "an answer did not arrive"),
        }
    }

    /// Gives up the answers that a process before this one owes: they say that they were interrupted.
    pub(super) async fn finish_pending(&self) {
        let owed = match self.ledger.owed((self.now)()).await {
            Ok(owed) => owed,
            Err(error) => return tracing::error!(%error, "the answers that are owed are not known"),
        };
        for pending in owed {
            match self.give_up(&pending).await {
                Ok(()) => {}
                Err(error) => {
                    tracing::warn!(%error, "an answer that was interrupted cannot say so");
                    if error.code().is_none() {
                        // The next start may reach Discord.
                        continue;
                    }
                }
            }
            self.settle(&pending).await;
        }
    }

    /// Ends *thinking…* where it still shows: the answer may have come just before the end.
    async fn give_up(&self, pending: &Pending) -> Result<(), RestError> {
        let original = original(pending.application, &pending.token);
        let shown = self.rest.send(Method::GET, &original, None, FINISH_WITHIN).await?;
        let flags = shown.get("flags").and_then(Value::as_u64).unwrap_or_default();
        if flags & THINKING != 0
            && let Reply::Message(message) = Bot::interrupted(Language::of(&pending.locale))
        {
            self.edit(&original, &message).await?;
            tracing::info!("an answer that was interrupted says so now");
        }
        Ok(())
    }

    /// The bot's reply, or in a few words why there is none. A command that panics takes its own task
    /// down and nothing else, so that the person still gets an answer.
    async fn think(&self, request: Request) -> Result<Reply, String> {
        if !self.limits.allow(&request) {
            return Ok(too_much(&request));
        }
        let bot = self.bot.clone();
        let thinking = AbortOnDropHandle::new(tokio::spawn(async move { bot.handle(&request).await }));
        match timeout(THINK_WITHIN, thinking).await {
            Ok(Ok(Ok(reply))) => Ok(reply),
            Ok(Ok(Err(error))) => Err(error.to_string()),
            Ok(Err(died)) => Err(died.to_string()),
            Err(_) => Err("it took too long".to_owned()),
        }
    }

    /// Has a job done, and answers with what it gives.
    async fn later(&self, way: &Way, request: &Request, place: Place, job: Job) -> Result<(), RestError> {
        // Curators have work to do.
        if matches!(job, Job::Digest { keep_for: None, .. }) && !self.limits.allow_job(request.user) {
            return self.respond(way, &too_much(request)).await;
        }
        let (done, mut outcome) = oneshot::channel();
        if self.orders.try_send(Order { job, done }).is_err() {
            return self.respond(way, &Bot::busy(request.language)).await;
        }
        if let Ok(outcome) = timeout(SOON, &mut outcome).await {
            let reply = self.conclude(request, place, outcome.ok()).await;
            return self.respond(way, &seen_in(reply, place)).await;
        }
        // What this process does not live to finish, the next one does.
        match timeout(KNOW_WITHIN, self.ledger.owe(&way.owed, request.now)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "an answer that is owed could not be noted"),
            Err(_) => tracing::warn!("an answer that is owed could not be noted in time"),
        }
        let finished = match self.callback(way, &outgoing::thinking(place)).await {
            Ok(()) => {
                let outcome = timeout(JOB_WITHIN, outcome).await.ok().and_then(Result::ok);
                match self.conclude(request, place, outcome).await {
                    Reply::Message(message) => self.edit(&way.original, &message).await,
                    _ => Ok(()),
                }
            }
            refused => refused,
        };
        self.settle(&way.owed).await;
        finished
    }

    async fn edit(&self, original: &str, message: &Message) -> Result<(), RestError> {
        let body = outgoing::edit(message).map_err(formless)?;
        self.rest.send(Method::PATCH, original, Some(&body), FINISH_WITHIN).await.map(drop)
    }

    async fn settle(&self, owed: &Pending) {
        if let Err(error) = self.ledger.answered(owed.interaction).await {
            tracing::error!(%error, "an answer that was given could not be noted");
        }
    }

    /// The final reply; none is left of a job that was interrupted.
    async fn conclude(&self, request: &Request, place: Place, outcome: Option<Outcome>) -> Reply {
        match outcome {
            Some(outcome) => self.bot.conclude(request, place, outcome).await,
            None => Bot::interrupted(request.language),
        }
    }

    async fn respond(&self, way: &Way, reply: &Reply) -> Result<(), RestError> {
        self.callback(way, &outgoing::response(reply).map_err(formless)?).await
    }

    async fn callback(&self, way: &Way, body: &Value) -> Result<(), RestError> {
        match self.rest.send(Method::POST, &way.callback, Some(body), ANSWER_WITHIN).await {
            Err(error) if error.code() != Some(ALREADY_ANSWERED) => Err(error),
            _ => Ok(()),
        }
    }
}

/// What is said to somebody who asks too often; nothing is completed for one who types too fast.
fn too_much(request: &Request) -> Reply {
    match request.action {
        Action::Complete { .. } => Reply::Choices(Vec::new()),
        _ => Bot::slow_down(request.language),
    }
}

fn seen_in(reply: Reply, place: Place) -> Reply {
    match (reply, place) {
        (Reply::Message(message), Place::InPlace) => Reply::Update(message),
        (Reply::Message(message), Place::Private) => Reply::Message(Message { private: true, ..message }),
        (reply, _) => reply,
    }
}

fn formless(error: serde_json::Error) -> RestError {
    RestError::Unclear { what: "an answer".to_owned(), reason: format!("it has no JSON form: {error}") }
}
