//! The gateway: interactions come in over a websocket, and are answered over REST. Connections are
//! made anew for as long as that may help.

use super::{
    answers::Answers,
    connection::{Connection, End},
    curators::Curators,
    limits::Limits,
    missed::Ages,
    register,
    rest::{Rest, RestError},
};
use crate::{
    bot::{Bot, Orders},
    config,
    ledger::Ledger,
};
use jiff::Timestamp;
use reqwest::Method;
use serenity::all::{Context, EventHandler, Interaction, Ready, async_trait};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    runtime::Handle,
    time::{Instant, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long asking for the gateway's address may take.
const ASK_WITHIN: Duration = Duration::from_secs(30);
/// How long answers under way get at shutdown.
const FINISH_WITHIN: Duration = Duration::from_secs(5);
/// First pause before a new connection; each further one is twice as long, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);
/// A connection that lasted so long was a good one: the next one is made soon.
const STEADY: Duration = Duration::from_secs(60);
/// How long until registration is tried again.
const REGISTER_AGAIN: Duration = Duration::from_secs(60);

/// What the gateway needs.
pub struct Gateway {
    /// Where answers go, and where the gateway's address comes from.
    pub rest: Rest,
    /// Who answers.
    pub bot: Bot,
    /// Who does what takes its time.
    pub orders: Orders,
    /// What has to outlive the process: answers that are owed, and where commands are registered.
    pub ledger: Ledger,
    /// In which servers commands are registered, and who is a curator.
    pub config: config::Discord,
    /// What time it is.
    pub now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Set once Discord knows the commands.
    pub ready: CancellationToken,
}

/// Why there can be no connection.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The token is not valid.
    #[error("discord does not know this token; copy a new one from the Bot page of your application")]
    WrongToken,
    /// Discord does not let the bot have what it asks for.
    #[error("discord does not grant the intents of this version; please report this")]
    Intents,
    /// It was told to end.
    #[error("the connection to discord was stopped")]
    Stopped,
}

impl Gateway {
    /// Connects, registers the commands, and answers until `stop`.
    ///
    /// # Errors
    /// There can be no connection, for a reason that trying again does not mend.
    pub async fn run(self, stop: CancellationToken) -> Result<(), GatewayError> {
        let tasks = TaskTracker::new();
        let answers = Answers {
            rest: self.rest.clone(),
            bot: self.bot,
            orders: self.orders,
            ledger: self.ledger,
            curators: Curators::new(&self.config),
            limits: Limits::new(&self.config),
            ages: Ages::default(),
            now: self.now,
        };
        let handler = Handler(Arc::new(Inner {
            registered: AtomicBool::new(false),
            tasks: tasks.clone(),
            runtime: Handle::current(),
            answers: Arc::new(answers),
            config: self.config,
            ready: self.ready,
            stop: stop.clone(),
        }));
        let answers = Arc::clone(&handler.0.answers);
        tasks.spawn(stop.clone().run_until_cancelled_owned(async move { answers.finish_pending().await }));
        let ended = keep_connected(&self.rest, &handler, &stop).await;
        tasks.close();
        if timeout(FINISH_WITHIN, tasks.wait()).await.is_err() {
            tracing::warn!("some answers were not finished in time");
        }
        match ended {
            Ok(connection) => {
                if let Some(connection) = connection {
                    connection.close().await;
                }
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

/// Makes one connection after another; gives the last one once `stop` is set.
async fn keep_connected(
    rest: &Rest,
    handler: &Handler,
    stop: &CancellationToken,
) -> Result<Option<Connection>, GatewayError> {
    let mut pause = FIRST_PAUSE;
    loop {
        let begun = Instant::now();
        let opened = tokio::select! {
            opened = connect(rest, handler) => opened,
            () = stop.cancelled() => return Ok(None),
        };
        let end = match opened {
            Ok(mut connection) => tokio::select! {
                end = connection.ended() => {
                    connection.abandon().await;
                    end
                }
                () = stop.cancelled() => return Ok(Some(connection)),
            },
            Err(end) => end,
        };
        match end {
            End::WrongToken => return Err(GatewayError::WrongToken),
            End::Intents => return Err(GatewayError::Intents),
            End::Lost(reason) => {
                if begun.elapsed() > STEADY {
                    pause = FIRST_PAUSE;
                }
                tracing::error!(reason, again_in = ?pause, "no connection to discord");
            }
        }
        if stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_none() {
            return Ok(None);
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn connect(rest: &Rest, handler: &Handler) -> Result<Connection, End> {
    let unreachable = |reason: String| {
        End::Lost(format!(
            "cannot reach discord at {}: {reason}; check the address and the network",
            rest.base()
        ))
    };
    let found = rest.send(Method::GET, "/gateway", None, ASK_WITHIN).await.map_err(|e| match e {
        e if e.is_wrong_token() => End::WrongToken,
        RestError::Unclear { reason, .. } => unreachable(reason),
        e => unreachable(e.to_string()),
    })?;
    let address = found.get("url").and_then(|u| u.as_str()).unwrap_or_default().to_owned();
    Connection::open(rest, address, handler.clone()).await.map_err(unreachable)
}

/// What serenity calls, on the connection's thread; the work is done on the bot's.
#[derive(Clone)]
pub(super) struct Handler(Arc<Inner>);

struct Inner {
    /// Every new session says that it is ready; the commands are registered once.
    registered: AtomicBool,
    tasks: TaskTracker,
    runtime: Handle,
    answers: Arc<Answers>,
    config: config::Discord,
    ready: CancellationToken,
    stop: CancellationToken,
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        tracing::info!(user = ready.user.name, "connected to discord");
        if self.0.registered.swap(true, Ordering::SeqCst) {
            return;
        }
        let (inner, application) = (Arc::clone(&self.0), ready.application.id.get());
        let stop = self.0.stop.clone();
        let registered = stop.run_until_cancelled_owned(async move { inner.register(application).await });
        self.0.tasks.spawn_on(registered, &self.0.runtime);
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let answers = Arc::clone(&self.0.answers);
        // The tracker lets shutdown wait for it.
        self.0.tasks.spawn_on(async move { answers.answer(interaction).await }, &self.0.runtime);
    }
}

impl Inner {
    /// Registers the commands, however often that takes.
    async fn register(&self, application: u64) {
        let answers = &self.answers;
        loop {
            match register::register(&answers.rest, &answers.ledger, application, &self.config).await {
                Ok(()) => return self.ready.cancel(),
                Err(error) => {
                    tracing::error!(%error, "the commands could not be registered; trying again soon")
                }
            }
            tokio::time::sleep(REGISTER_AGAIN).await;
        }
    }
}
