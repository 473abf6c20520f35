//! Every interaction gets an answer: at once, or *thinking…* and the answer when its job is done.

use super::{
    curators::Curators,
    incoming::{self, Incoming},
    outgoing,
    rest::{Rest, RestError},
};
use crate::bot::{Bot, BotError, Job, Message, Order, Orders, Outcome, Place, Reply, Request};
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
/// Longest that finding out somebody's language may take.
const KNOW_WITHIN: Duration = Duration::from_millis(300);
/// A job that takes longer than this is answered with *thinking…* first.
const SOON: Duration = Duration::from_millis(500);
/// Longest that a job may take. The interaction's token serves a quarter of an hour.
const JOB_WITHIN: Duration = Duration::from_secs(5 * 60);
/// How long the final answer of a job may take to arrive.
const FINISH_WITHIN: Duration = Duration::from_secs(60);
/// Discord's code for an interaction that has its answer: an earlier try got through.
const ALREADY_ANSWERED: u64 = 40060;

/// Who answers.
pub(super) struct Answers {
    pub(super) rest: Rest,
    pub(super) bot: Bot,
    pub(super) orders: Orders,
    pub(super) curators: Curators,
    pub(super) now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

/// Where the answer to an interaction goes.
struct Way {
    callback: String,
    original: String,
}

impl Answers {
    /// Thinks of an answer and sends it.
    pub(super) async fn answer(&self, interaction: Interaction) {
        let rights = incoming::rights(&interaction, &self.rest, &self.curators).await;
        let Some(Incoming { mut request, id, application, token }) =
            incoming::request(&interaction, rights, (self.now)())
        else {
            tracing::warn!(kind = ?interaction.kind(), "an interaction of a kind that nothing was registered for");
            return;
        };
        match timeout(KNOW_WITHIN, self.bot.language(&request)).await {
            Ok(Ok(language)) => request.language = language,
            Ok(Err(error)) => {
                tracing::warn!(%error, "somebody's language is not known; answered as discord says")
            }
            Err(_) => tracing::warn!("somebody's language is not known in time; answered as discord says"),
        }
        let way = Way {
            callback: format!("/interactions/{id}/{token}/callback"),
            original: format!("/webhooks/{application}/{token}/messages/@original"),
        };
        let sent = match self.think(request.clone()).await {
            Ok(Reply::Later { place, job }) => self.later(&way, &request, place, job).await,
            Ok(reply) => self.respond(&way, &reply).await,
            Err(error) => {
                tracing::error!(error, action = ?request.action, "a command failed");
                self.respond(&way, &BotError::apology(request.language)).await
            }
        };
        if let Err(error) = sent {
            tracing::error!(%error, action = ?request.action, "an answer did not arrive");
        }
    }

    /// The bot's reply, or in a few words why there is none. A command that panics takes its own task
    /// down and nothing else, so that the person still gets an answer.
    async fn think(&self, request: Request) -> Result<Reply, String> {
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
        let (done, mut outcome) = oneshot::channel();
        if self.orders.try_send(Order { job, done }).is_err() {
            return self.respond(way, &Bot::busy(request.language)).await;
        }
        if let Ok(outcome) = timeout(SOON, &mut outcome).await {
            let reply = self.conclude(request, outcome.ok());
            return self.respond(way, &seen_in(reply, place)).await;
        }
        let thinking = outgoing::thinking(place);
        self.callback(way, &thinking).await?;
        let outcome = timeout(JOB_WITHIN, outcome).await.ok().and_then(Result::ok);
        let Reply::Message(message) = self.conclude(request, outcome) else { return Ok(()) };
        let body = outgoing::edit(&message).map_err(formless)?;
        self.rest.send(Method::PATCH, &way.original, Some(&body), FINISH_WITHIN).await.map(drop)
    }

    /// The final reply; none is left of a job that was interrupted.
    fn conclude(&self, request: &Request, outcome: Option<Outcome>) -> Reply {
        match outcome {
            Some(outcome) => self.bot.conclude(request, outcome),
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
