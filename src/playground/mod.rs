//! A local stand-in for Discord, to try a bot on and to test it with.
//!
//! A [`Twin`] is a small Discord of its own on 127.0.0.1: REST v10 and gateway v10, spoken in plain
//! JSON over real sockets, so that an unmodified bot connects to it, registers its commands,
//! receives interactions and posts messages. It knows the protocol and no bot: one application, one
//! server with a few people and channels, and whatever else one adds. It names nothing else of this
//! crate, so that its folder can be lifted out whole.
//!
//! ```
//! use serenity::all::*;
//! use standfirst::playground::{Fault, Twin, TwinOptions};
//! use std::time::Duration;
//!
//! struct Greeter;
//!
//! #[serenity::async_trait]
//! impl EventHandler for Greeter {
//!     async fn ready(&self, context: Context, _: Ready) {
//!         let hello = CreateCommand::new("hello").description("Says hello");
//!         Command::create_global_command(&context.http, hello).await.unwrap();
//!     }
//!
//!     async fn interaction_create(&self, context: Context, interaction: Interaction) {
//!         let Interaction::Command(command) = interaction else { return };
//!         let button = CreateActionRow::Buttons(vec![CreateButton::new("again").label("Again")]);
//!         let hello = CreateInteractionResponseMessage::new().content("Hello!").components(vec![button]);
//!         let _ = command.create_response(&context, CreateInteractionResponse::Message(hello)).await;
//!     }
//! }
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let twin = Twin::start(TwinOptions { patience: Duration::from_secs(2), ..TwinOptions::default() }).await?;
//! // A bot as any other, but for where it finds Discord.
//! let http = HttpBuilder::new(twin.token()).proxy(twin.url()).ratelimiter_disabled(true).build();
//! let mut bot =
//!     ClientBuilder::new_with_http(http, GatewayIntents::empty()).event_handler(Greeter).await?;
//! let bot = tokio::spawn(async move { bot.start().await });
//! let limit = Duration::from_secs(10);
//! assert!(twin.wait_for_commands(limit, |commands| !commands.is_empty()).await.is_some());
//!
//! // A person types a command in a channel.
//! let (reader, general) = (twin.world().reader, twin.world().general);
//! let answer = twin.invoke(reader, general, "/hello").await?;
//! let message = answer.message().unwrap().clone();
//! assert_eq!(message.content(), "Hello!");
//!
//! // They press a button, which this bot does not answer.
//! assert!(twin.press(reader, message.id, "Again").await.is_err());
//!
//! // Discord fails once.
//! let trap = twin.fail(Fault::status(500).on("POST", "/interactions/*/*/callback"));
//! assert!(twin.invoke(reader, general, "/hello").await.is_err());
//! assert_eq!(trap.hits(), 1);
//! assert_eq!(twin.messages(general).len(), 1);
//!
//! twin.shutdown().await;
//! bot.abort();
//! # Ok(()) }
//! ```
//!
//! | one wants to | with |
//! | --- | --- |
//! | start, end | [`Twin::start`], [`Twin::shutdown`] |
//! | have people, roles, servers, channels | [`Twin::world`], [`Twin::add_user`], [`Twin::add_role`], [`Twin::add_guild`], [`Twin::add_channel`], [`Twin::add_tag`] |
//! | be somebody | [`Twin::invoke`], [`Twin::call`], [`Twin::autocomplete`], [`Twin::invoke_on_message`], [`Twin::press`], [`Twin::choose`], [`Twin::submit`], [`Twin::say`], [`Twin::upload`] |
//! | see what came | [`Twin::messages`], [`Twin::wait_for_message`], [`Twin::follow_messages`], [`Twin::commands_for`] |
//! | see what went over the wire | [`Twin::log`], [`Twin::follow_log`] |
//! | make trouble | [`Twin::fail`], [`Twin::disconnect`], [`Twin::reconnect`], [`Twin::invalidate`], [`Twin::refuse_connections`], [`Twin::deny`]; [`Twin::heal`], [`Twin::hung_up`] |
//! | move the time | [`TwinOptions::now`] is the one clock |
//! | show it in a browser, in a terminal | [`page`], [`terminal`] |
//!
//! It refuses what Discord refuses, with Discord's error bodies. What it does not know is answered 404
//! with a line in the log, so that nobody takes silence for success. All of its time comes from one
//! clock, which a test moves instead of sleeping. It answers to this machine alone: a request that a web
//! page sends, or that names another host, is refused.

mod act;
mod acts;
mod faults;
mod gateway;
mod interaction;
mod limits;
mod line;
mod log;
mod markdown;
mod message;
pub mod page;
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
pub use line::Call;
pub use log::{Entry, Event, Payload};
pub use message::Message;
pub use permissions::Permissions;
pub use rates::{Exceeded, RateLimits};
pub use slip::InvokeError;
pub use snowflake::Id;
pub use state::{Change, Clock, Command};
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
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::broadcast,
};
use tokio_util::task::TaskTracker;
use world::World;

/// How many changes of messages are kept for who follows them slowly.
const CHANGES: usize = 1024;

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
            in_channel: HashMap::new(),
            nonces: HashMap::new(),
            interactions: BTreeMap::new(),
            files: BTreeMap::new(),
            hub: gateway::Hub::default(),
            faults: faults::Faults::default(),
            log: log::Log::new(),
            changes: broadcast::channel(CHANGES).0,
            rest: url.clone(),
            gateway: format!("ws://{}", gateway.local_addr()?),
            token: options.token.clone(),
            privileged: options.privileged_intents,
            rates: options.rates.clone().map(rates::Rates::new),
        };
        let shared = Arc::new(Shared::new(Arc::clone(&options.now), state, options.heartbeat));
        let tasks = TaskTracker::new();
        tasks.spawn(gateway::serve(Arc::clone(&shared), gateway, tasks.clone()));
        let (ended, busy) = (shared.ended.clone(), shared.busy.clone());
        let service = rest::router(Arc::clone(&shared)).into_make_service_with_connect_info::<rest::Cut>();
        tasks.spawn(async move {
            let server = axum::serve(rest::Wires(rest, busy), service);
            let ended = server.with_graceful_shutdown(async move { ended.cancelled().await });
            // It ends by the token alone; axum's accept loop has no errors.
            let _ = ended.await;
        });
        Ok(Twin { shared, tasks, options, seed, url })
    }

    /// Ends both servers and waits until every connection is closed.
    pub async fn shutdown(&self) {
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
    pub fn log(&self) -> Vec<Arc<Entry>> {
        self.shared.look(|s| s.log.entries())
    }

    /// The log as it grows. Who falls 256 entries behind misses some.
    pub fn follow_log(&self) -> broadcast::Receiver<Arc<Entry>> {
        self.shared.look(|s| s.log.subscribe())
    }

    /// What went beyond the rate limits; nothing where none are kept.
    pub fn exceeded(&self) -> Exceeded {
        self.shared.look(|s| s.rates.as_ref().map(|r| r.exceeded).unwrap_or_default())
    }

    /// What happens to messages, from now on. Who falls 1024 changes behind misses some.
    pub fn follow_messages(&self) -> broadcast::Receiver<Change> {
        self.shared.look(|s| s.changes.subscribe())
    }

    /// Puts a line of one's own into the log.
    pub fn note(&self, text: &str) {
        self.shared.with(|s| s.log.add(s.now, Event::Note(text.to_owned())));
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

    /// Waits until nobody is connected to the REST server and all that was asked is done, but for what is held:
    /// after a bot was killed, what it had sent has been done then.
    pub async fn hung_up(&self) {
        // Who connected before this is let in before it; whether it is answered is no matter.
        let _ = self.knock().await;
        self.shared.busy.close();
        self.shared.busy.wait().await;
        self.shared.busy.reopen();
    }

    async fn knock(&self) -> io::Result<()> {
        let address = self.url.trim_start_matches("http://");
        let request =
            format!("GET /api/v10/gateway HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(request.as_bytes()).await?;
        stream.read_to_end(&mut Vec::new()).await.map(drop)
    }

    /// Keeps events back, until [`Twin::heal`].
    pub fn hold_events(&self) {
        self.shared.with(|s| s.hub.held = true);
    }

    /// Takes no gateway connection, until [`Twin::heal`].
    pub fn refuse_connections(&self) {
        self.shared.with(|s| s.hub.refuses = true);
    }

    /// Takes gateway connections again, after [`Twin::refuse_connections`].
    pub fn accept_connections(&self) {
        self.shared.with(|s| s.hub.refuses = false);
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

/// Why a request is none of a bot's on this machine. A page of the web sends its `Origin`; one that was
/// led here by a name of its own (DNS rebinding) sends that name as `Host`.
fn stranger(headers: &axum::http::HeaderMap) -> Option<&'static str> {
    use axum::http::header::{HOST, ORIGIN};
    if headers.contains_key(ORIGIN) {
        return Some("refused: it comes from a web page");
    }
    let host = headers.get(HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(host, |(name, _)| name);
    let local = ["127.0.0.1", "localhost", "[::1]"].iter().any(|l| l.eq_ignore_ascii_case(name));
    (!local).then_some("refused: it is for another host")
}

impl Drop for Twin {
    fn drop(&mut self) {
        self.shared.ended.cancel();
        self.tasks.close();
    }
}
