//! A local stand-in for Discord, to try a bot on and to test it with.
//!
//! A [`Twin`] is a small Discord of its own on 127.0.0.1: REST v10 and gateway v10, spoken in plain
//! JSON over real sockets, so that an unmodified bot connects to it, registers its commands,
//! receives interactions and posts messages. It knows the protocol and no bot: one application, one
//! server with a few people and channels, and whatever else one adds.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use standfirst::playground::{Twin, TwinOptions};
//!
//! let twin = Twin::start(TwinOptions::default()).await?;
//! // … start the bot with twin.url() and twin.token() …
//! let world = twin.world();
//! let answer = twin.invoke(world.reader, world.general, "/digest search query:korea").await?;
//! println!("{:?}", answer.message().map(|m| m.content().to_owned()));
//! twin.shutdown().await;
//! # Ok(()) }
//! ```
//!
//! It refuses what Discord refuses, with Discord's error bodies. What it does not know
//! is answered 404 with a line in the log. All of its time comes from one clock, which a test moves
//! instead of sleeping. Trouble is set with [`Twin::fail`], [`Twin::disconnect`] and their like.

mod acts;
mod faults;
mod gateway;
mod interaction;
mod limits;
mod line;
mod log;
mod markdown;
mod message;
mod people;
mod permissions;
mod rates;
mod reading;
mod refusal;
pub mod render;
mod rest;
mod shapes;
mod slip;
mod snowflake;
mod state;
pub mod terminal;
mod value;
mod world;

pub use acts::{Answer, Choice, Dialog};
pub use faults::{Fault, Trap};
pub use log::{Entry, Event};
pub use message::Message;
pub use permissions::Permissions;
pub use rates::{Exceeded, RateLimits};
pub use slip::InvokeError;
pub use snowflake::Id;
pub use state::{Clock, Command};
pub use world::{Channel, ChannelKind, Role, Seed, User};

use snowflake::Snowflakes;
use state::{Shared, State};
use std::{
    collections::{BTreeMap, HashMap},
    fmt, io,
    net::Ipv4Addr,
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, sync::broadcast};
use tokio_util::task::TaskTracker;
use world::World;

/// How a stand-in is to be.
#[derive(Clone)]
pub struct TwinOptions {
    /// Its time. The default is the machine's.
    pub now: Clock,
    /// The port of the REST server; 0 for any that is free.
    pub port: u16,
    /// What the application and its bot are called.
    pub name: String,
    /// The bot's token.
    pub token: String,
    /// Whether the application may ask for members, presences and message content.
    pub privileged_intents: bool,
    /// How often the bot has to send a heartbeat, in real time.
    pub heartbeat: Duration,
    /// How long to wait for each answer of the bot, in real time.
    pub patience: Duration,
    /// The rate limits it keeps; none by default.
    pub rates: Option<RateLimits>,
}

impl Default for TwinOptions {
    fn default() -> TwinOptions {
        TwinOptions {
            now: Arc::new(jiff::Timestamp::now),
            port: 0,
            name: "Bot".to_owned(),
            token: "playground.token.not-a-secret".to_owned(),
            privileged_intents: false,
            heartbeat: Duration::from_millis(41_250),
            patience: Duration::from_secs(10),
            rates: None,
        }
    }
}

impl fmt::Debug for TwinOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TwinOptions").field("port", &self.port).finish_non_exhaustive()
    }
}

/// A running stand-in. Dropping it ends its servers and every connection; [`Twin::shutdown`] waits
/// until they have ended.
#[derive(Debug)]
pub struct Twin {
    shared: Arc<Shared>,
    tasks: TaskTracker,
    options: TwinOptions,
    seed: Seed,
    url: String,
}

impl Twin {
    /// Opens both servers on 127.0.0.1.
    ///
    /// # Errors
    /// Where a port cannot be opened.
    pub async fn start(options: TwinOptions) -> io::Result<Twin> {
        let rest = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let gateway = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", rest.local_addr()?);
        let now = (options.now)();
        let mut ids = Snowflakes::default();
        let world = World::seeded(&mut ids, now, &options.name);
        let seed = world.seed;
        let state = State {
            now,
            ids,
            world,
            commands: Vec::new(),
            messages: BTreeMap::new(),
            nonces: HashMap::new(),
            interactions: BTreeMap::new(),
            files: BTreeMap::new(),
            hub: gateway::Hub::default(),
            faults: faults::Faults::default(),
            log: log::Log::new(),
            rest: url.clone(),
            gateway: format!("ws://{}", gateway.local_addr()?),
            token: options.token.clone(),
            privileged: options.privileged_intents,
            rates: options.rates.clone().map(rates::Rates::new),
        };
        let shared = Arc::new(Shared::new(Arc::clone(&options.now), state, options.heartbeat));
        let tasks = TaskTracker::new();
        tasks.spawn(gateway::serve(Arc::clone(&shared), gateway, tasks.clone()));
        let ended = shared.ended.clone();
        let service = rest::router(Arc::clone(&shared)).into_make_service_with_connect_info::<rest::Cut>();
        tasks.spawn(async move {
            let server = axum::serve(rest::Wires(rest), service);
            let ended = server.with_graceful_shutdown(async move { ended.cancelled().await });
            // It ends by the token alone; axum's accept loop has no errors.
            let _ = ended.await;
        });
        Ok(Twin { shared, tasks, options, seed, url })
    }

    /// Ends both servers and waits until every connection is closed.
    pub async fn shutdown(self) {
        self.shared.ended.cancel();
        self.shared.with(|s| s.faults.clear());
        self.tasks.close();
        // A peer that holds on to its connection does not hold up the end.
        let _ = tokio::time::timeout(Duration::from_secs(5), self.tasks.wait()).await;
    }

    /// The address of the REST server, `http://127.0.0.1:PORT`; clients add `/api/v10`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        &self.options.token
    }

    /// Ids of the seeded server, its people and channels.
    pub fn world(&self) -> Seed {
        self.seed
    }

    /// The stand-in's time.
    pub fn now(&self) -> jiff::Timestamp {
        self.shared.now()
    }

    /// Everything in the log, oldest first; the last 2000 entries.
    pub fn log(&self) -> Vec<Entry> {
        self.shared.look(|s| s.log.entries())
    }

    /// The log as it grows. Who falls 256 entries behind misses some.
    pub fn follow_log(&self) -> broadcast::Receiver<Entry> {
        self.shared.look(|s| s.log.subscribe())
    }

    /// What went beyond the rate limits; nothing where none are kept.
    pub fn exceeded(&self) -> Exceeded {
        self.shared.look(|s| s.rates.as_ref().map(|r| r.exceeded).unwrap_or_default())
    }

    /// Sets a trouble for coming requests.
    pub fn fail(&self, fault: Fault) -> Trap {
        self.shared.with(|s| s.faults.set(fault))
    }

    /// Takes all troubles away: heartbeats are answered, events sent, connections taken again.
    pub fn heal(&self) {
        self.shared.with(|s| {
            s.faults.clear();
            (s.hub.silent, s.hub.held, s.hub.refuses) = (false, false, false);
            s.hub.wake_all();
        });
    }

    /// Keeps events back, until [`Twin::heal`].
    pub fn hold_events(&self) {
        self.shared.with(|s| s.hub.held = true);
    }

    /// Takes no gateway connection, until [`Twin::heal`].
    pub fn refuse_connections(&self) {
        self.shared.with(|s| s.hub.refuses = true);
    }

    /// Closes every gateway connection with a code, or resets it; 1005 is a close that has none. Returns
    /// how many there were.
    pub fn disconnect(&self, code: Option<u16>) -> usize {
        self.shared.with(|s| s.hub.close_all(code))
    }

    /// Asks every gateway connection to come back (opcode 7). Returns how many there were.
    pub fn reconnect(&self) -> usize {
        self.shared.with(|s| s.hub.reconnect_all())
    }

    /// Declares every session invalid (opcode 9). Returns how many connections there were.
    pub fn invalidate(&self, resumable: bool) -> usize {
        self.shared.with(|s| s.hub.invalidate_all(resumable))
    }

    /// Leaves heartbeats unanswered, until [`Twin::heal`].
    pub fn ignore_heartbeats(&self) {
        self.shared.with(|s| s.hub.silent = true);
    }

    /// How many gateway sessions have a connection.
    pub fn connected(&self) -> usize {
        self.shared.look(|s| s.hub.connected())
    }

    /// Waits until a bot is connected; false after `limit` in real time.
    pub async fn wait_for_bot(&self, limit: Duration) -> bool {
        self.shared.wait(limit, |s| (s.hub.connected() > 0).then_some(())).await.is_some()
    }

    fn shared(&self) -> &Shared {
        &self.shared
    }

    fn options(&self) -> &TwinOptions {
        &self.options
    }
}

impl Drop for Twin {
    fn drop(&mut self) {
        self.shared.ended.cancel();
        self.tasks.close();
    }
}
