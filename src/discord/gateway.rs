//! The gateway: interactions come in over a websocket that serenity keeps open, and are answered
//! over REST.

use super::{
    answers::Answers,
    curators::Curators,
    register,
    rest::{Rest, RestError},
};
use crate::{
    bot::{Bot, Orders},
    config,
};
use jiff::Timestamp;
use reqwest::Method;
use serenity::all::{
    ClientBuilder, Context, EventHandler, GatewayIntents, HttpBuilder, Interaction, Ready, async_trait,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::timeout;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long connecting may take at start.
const CONNECT_WITHIN: Duration = Duration::from_secs(30);
/// How long answers under way and the connection get at shutdown.
const FINISH_WITHIN: Duration = Duration::from_secs(5);

/// What the gateway needs.
pub struct Gateway {
    /// Where answers go, and where the gateway's address comes from.
    pub rest: Rest,
    /// Who answers.
    pub bot: Bot,
    /// Who does what takes its time.
    pub orders: Orders,
    /// In which servers commands are registered, and who is a curator.
    pub config: config::Discord,
    /// What time it is.
    pub now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Set once Discord knows the commands.
    pub ready: CancellationToken,
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The token is not valid.
    #[error("discord does not know this token; copy a new one from the Bot page of your application")]
    WrongToken,
    /// Discord cannot be reached at start.
    #[error("cannot reach discord at {url}: {reason}; check the address and the network")]
    Unreachable {
        /// The configured address.
        url: String,
        /// What happened.
        reason: String,
    },
    /// The connection ended for good.
    #[error("the connection to discord ended: {0}")]
    Ended(String),
}

impl Gateway {
    /// Connects, registers the commands, and answers until `stop`.
    ///
    /// # Errors
    /// There is no connection, or it ended for a reason that trying again does not mend.
    pub async fn run(self, stop: CancellationToken) -> Result<(), GatewayError> {
        let url = self.rest.base().to_owned();
        let unreachable = |reason: String| GatewayError::Unreachable { url: url.clone(), reason };
        let found =
            self.rest.send(Method::GET, "/gateway", None, CONNECT_WITHIN).await.map_err(|e| match e {
                e if e.is_wrong_token() => GatewayError::WrongToken,
                RestError::Unclear { reason, .. } => unreachable(reason),
                e => unreachable(e.to_string()),
            })?;
        let address = found.get("url").and_then(|u| u.as_str()).unwrap_or_default().to_owned();
        let http = HttpBuilder::new(self.rest.token().expose())
            .client(self.rest.client())
            .proxy(self.rest.base())
            .ratelimiter_disabled(true)
            .build();
        let tasks = TaskTracker::new();
        let curators = Curators::new(&self.config);
        let answers =
            Answers { rest: self.rest.clone(), bot: self.bot, orders: self.orders, curators, now: self.now };
        let handler = Handler {
            registered: AtomicBool::new(false),
            tasks: tasks.clone(),
            answers: Arc::new(answers),
            config: self.config,
            ready: self.ready,
        };
        // Interactions come without any intent, so that none needs Discord's approval.
        let client = ClientBuilder::new_with_http(http, GatewayIntents::empty()).event_handler(handler);
        let mut client = timeout(CONNECT_WITHIN, client)
            .await
            .map_err(|_| unreachable("it took too long".to_owned()))?
            .map_err(|e| unreachable(e.to_string()))?;
        // serenity falls back to the real gateway when it cannot get the address.
        let dialled = client.ws_url.lock().await.clone();
        if dialled != address {
            return Err(unreachable(format!("it names two gateways, {address} and {dialled}")));
        }
        let shards = Arc::clone(&client.shard_manager);
        let ended = tokio::select! {
            ended = client.start() => Some(ended),
            () = stop.cancelled() => None,
        };
        tasks.close();
        let finish = async {
            tasks.wait().await;
            shards.shutdown_all().await;
        };
        if timeout(FINISH_WITHIN, finish).await.is_err() {
            tracing::warn!("the connection to discord did not close in time");
        }
        match ended {
            Some(Err(serenity::Error::Gateway(serenity::gateway::GatewayError::InvalidAuthentication))) => {
                Err(GatewayError::WrongToken)
            }
            Some(Err(e)) => Err(GatewayError::Ended(e.to_string())),
            Some(Ok(())) => Err(GatewayError::Ended("the server closed it".to_owned())),
            None => Ok(()),
        }
    }
}

struct Handler {
    /// Every new session says that it is ready; the commands are registered once.
    registered: AtomicBool,
    tasks: TaskTracker,
    answers: Arc<Answers>,
    config: config::Discord,
    ready: CancellationToken,
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        tracing::info!(user = ready.user.name, "connected to discord");
        if self.registered.swap(true, Ordering::SeqCst) {
            return;
        }
        let application = ready.application.id.get();
        match register::register(&self.answers.rest, application, &self.config).await {
            Ok(()) => self.ready.cancel(),
            Err(error) => {
                self.registered.store(false, Ordering::SeqCst);
                tracing::error!(%error, "the commands could not be registered; the next session tries again");
            }
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        // serenity spawns this; the tracker lets shutdown wait for it.
        self.tasks.track_future(self.answers.answer(interaction)).await;
    }
}
