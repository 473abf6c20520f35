//! One connection to the gateway: a serenity client on a thread of its own.
//!
//! serenity 0.12 keeps the connection up through most of what happens to one. After some closes it
//! spins without ever waiting, or waits for itself for good; nothing it offers ends that. With a thread
//! of its own it cannot starve the rest of the bot, it is seen to spin, and it is ended with its thread.

use super::{gateway::Handler, rest::Rest};
use serenity::all::{
    ClientBuilder, ConnectionStage, GatewayIntents, HttpBuilder, ShardManager, ShardRunnerInfo,
};
use serenity::gateway::GatewayError as Refused;
use std::{io, sync::Arc, thread, time::Duration};
use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
    time::{Instant, sleep, timeout},
};
use tokio_util::sync::CancellationToken;

/// How long making the client may take.
const OPEN_WITHIN: Duration = Duration::from_secs(30);
/// How often it is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// A healthy client waits at least twice a second; one that has not for so long spins.
const SPIN: Duration = Duration::from_secs(2);
/// Discord wants a heartbeat every 41 seconds, and answers it. Without an answer for three of them,
/// serenity has had its chances.
const QUIET: Duration = Duration::from_secs(130);
/// How long saying goodbye may take.
const CLOSE_WITHIN: Duration = Duration::from_secs(3);

/// How a connection ended.
#[derive(Debug)]
pub(super) enum End {
    /// Discord does not take the token.
    WrongToken,
    /// Discord does not grant the intents.
    Intents,
    /// It has to be made anew, for this reason.
    Lost(String),
}

/// A client at work.
pub(super) struct Connection {
    thread: Handle,
    shards: Arc<ShardManager>,
    /// Ends the client; in good order if `orderly` says so.
    stop: CancellationToken,
    orderly: CancellationToken,
    ended: oneshot::Receiver<End>,
    /// Whether it has ended.
    over: bool,
}

/// What the thread tells when its client is made.
type Made = Result<(Handle, Arc<ShardManager>), String>;

impl Connection {
    /// Connects to the gateway of that address.
    pub(super) async fn open(rest: &Rest, address: String, handler: Handler) -> Result<Connection, String> {
        let (made, making) = oneshot::channel();
        let (done, ended) = oneshot::channel();
        let (stop, orderly) = (CancellationToken::new(), CancellationToken::new());
        let signals = (stop.clone(), orderly.clone());
        let rest = rest.clone();
        let client = move || client(&rest, &address, handler, made, done, &signals.0, &signals.1);
        thread::Builder::new().name("gateway".to_owned()).spawn(client).map_err(|e| e.to_string())?;
        // Whatever becomes of this, the thread is told to end.
        let guard = stop.clone().drop_guard();
        let (thread, shards) = match timeout(OPEN_WITHIN, making).await {
            Ok(Ok(made)) => made?,
            Ok(Err(_)) => return Err("its thread died".to_owned()),
            Err(_) => return Err("it took too long".to_owned()),
        };
        guard.disarm();
        Ok(Connection { thread, shards, stop, orderly, ended, over: false })
    }

    /// Waits until it ends, or is beyond help.
    pub(super) async fn ended(&mut self) -> End {
        let mut pulse = Pulse::default();
        loop {
            tokio::select! {
                ended = &mut self.ended => {
                    self.over = true;
                    return ended.unwrap_or_else(|_| End::Lost("its thread died".to_owned()));
                }
                () = sleep(LOOK) => {}
            }
            if timeout(SPIN, self.thread.spawn(async {})).await.is_err() {
                return End::Lost("the client spins".to_owned());
            }
            pulse.feel(&self.shards).await;
            if pulse.since.elapsed() > QUIET {
                return End::Lost("no heartbeat was answered".to_owned());
            }
        }
    }

    /// Says goodbye and ends.
    pub(super) async fn close(mut self) {
        self.orderly.cancel();
        self.stop.cancel();
        self.over = timeout(CLOSE_WITHIN * 2, &mut self.ended).await.is_ok();
        if !self.over {
            tracing::warn!("the connection to discord did not close in time");
        }
    }

    /// Ends without a word, whatever it is doing.
    pub(super) async fn abandon(mut self) {
        if self.over {
            return;
        }
        self.stop.cancel();
        self.nudge();
        self.over = timeout(CLOSE_WITHIN, &mut self.ended).await.is_ok();
        if !self.over {
            tracing::error!("a connection to discord that hangs cannot be ended; its thread is left behind");
        }
    }

    /// A client that spins still reads its messages. This one makes it write to its closed connection, upon
    /// which it ends.
    fn nudge(&self) {
        let runners = self.shards.runners.try_lock();
        for runner in runners.iter().flat_map(|r| r.values()) {
            runner.runner_tx.set_activity(None);
        }
    }
}

impl Drop for Connection {
    /// Whoever lets go of it leaves no thread behind that spins.
    fn drop(&mut self) {
        if !self.over {
            self.stop.cancel();
            self.nudge();
        }
    }
}

/// The thread of a client, from its making to its end.
fn client(
    rest: &Rest,
    address: &str,
    handler: Handler,
    made: oneshot::Sender<Made>,
    done: oneshot::Sender<End>,
    stop: &CancellationToken,
    orderly: &CancellationToken,
) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(made.send(Err(error.to_string()))),
    };
    let end = runtime.block_on(async {
        let http = match http(rest) {
            Ok(http) => http,
            Err(error) => {
                let _ = made.send(Err(error.to_string()));
                return None;
            }
        };
        // Interactions come without any intent, so that none needs Discord's approval.
        let client = ClientBuilder::new_with_http(http, GatewayIntents::empty()).event_handler(handler);
        let mut client = match client.await {
            Ok(client) => client,
            Err(error) => {
                let _ = made.send(Err(error.to_string()));
                return None;
            }
        };
        // serenity falls back to the real gateway when it cannot get the address.
        let dialled = client.ws_url.lock().await.clone();
        if dialled != address {
            let _ = made.send(Err(format!("it names two gateways, {address} and {dialled}")));
            return None;
        }
        let shards = Arc::clone(&client.shard_manager);
        let _ = made.send(Ok((Handle::current(), Arc::clone(&shards))));
        tokio::select! {
            ended = client.start() => Some(ended),
            () = stop.cancelled() => {
                if orderly.is_cancelled() {
                    let _ = timeout(CLOSE_WITHIN, shards.shutdown_all()).await;
                }
                None
            }
        }
    });
    // Every task of the client goes with it.
    drop(runtime);
    let end = match end {
        Some(Err(serenity::Error::Gateway(Refused::InvalidAuthentication))) => End::WrongToken,
        Some(Err(serenity::Error::Gateway(
            Refused::DisallowedGatewayIntents | Refused::InvalidGatewayIntents,
        ))) => End::Intents,
        Some(Err(error)) => End::Lost(error.to_string()),
        Some(Ok(())) | None => End::Lost("it was closed".to_owned()),
    };
    let _ = done.send(end);
}

/// serenity's own way to Discord; it fetches the gateway's address and nothing else. It shares no
/// connection with [`Rest`], whose connections outlive the thread.
fn http(rest: &Rest) -> Result<serenity::all::Http, io::Error> {
    // It asks once.
    let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build();
    let client = client.map_err(io::Error::other)?;
    Ok(HttpBuilder::new(rest.token().expose())
        .client(client)
        .proxy(rest.base())
        .ratelimiter_disabled(true)
        .build())
}

/// The last sign of life.
struct Pulse {
    since: Instant,
    latency: Option<Duration>,
}

impl Default for Pulse {
    fn default() -> Pulse {
        Pulse { since: Instant::now(), latency: None }
    }
}

impl Pulse {
    /// Every answered heartbeat gives another latency.
    async fn feel(&mut self, shards: &ShardManager) {
        let Ok(runners) = timeout(LOOK, shards.runners.lock()).await else { return };
        let beating = |r: &&ShardRunnerInfo| r.stage == ConnectionStage::Connected;
        let latency = runners.values().find(beating).and_then(|r| r.latency);
        if latency.is_some() && latency != self.latency {
            *self = Pulse { since: Instant::now(), latency };
        }
    }
}
