//! Sessions: what the bot has been sent, so that it can resume.

use super::super::{snowflake::Id, state::State};
use super::intents;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};
use tokio::sync::Notify;

/// How many events a session keeps for a resume.
const REPLAY: usize = 1000;
/// How many sessions are kept; the oldest without a connection go first.
const SESSIONS: usize = 16;

/// Something to tell the bot.
#[derive(Debug)]
pub(in super::super) struct Event {
    pub name: &'static str,
    pub data: Value,
    /// Goes to sessions with one of these intents; 0 for all.
    pub intents: u64,
    /// The server it happened in: shards go by it.
    pub guild: Option<Id>,
    /// What sessions without the message content intent get instead.
    pub without_content: Option<Value>,
}

/// What a connection is told to do, besides sending events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Reconnect,
    Invalidate { resumable: bool },
    Close(u16),
    Cut,
}

#[derive(Debug)]
pub(super) struct Session {
    pub id: String,
    intents: u64,
    shard: (u64, u64),
    seq: u64,
    events: VecDeque<(u64, Arc<Value>)>,
    link: Option<u64>,
}

#[derive(Debug, Default)]
struct Link {
    orders: VecDeque<Order>,
    wake: Arc<Notify>,
}

/// All connections and sessions.
#[derive(Debug, Default)]
pub(in super::super) struct Hub {
    sessions: Vec<Session>,
    links: BTreeMap<u64, Link>,
    made: u64,
    /// Heartbeats go unanswered.
    pub silent: bool,
    /// Events wait.
    pub held: bool,
    /// New connections are refused.
    pub refuses: bool,
}

impl Session {
    fn push(&mut self, name: &str, data: Value) {
        self.seq += 1;
        if self.events.len() == REPLAY {
            self.events.pop_front();
        }
        let mut payload = json!({ "op": 0, "s": self.seq, "t": name });
        if let Some(fields) = payload.as_object_mut() {
            fields.insert("d".to_owned(), data);
        }
        self.events.push_back((self.seq, Arc::new(payload)));
    }

    fn wants(&self, intents: u64, guild: Option<Id>) -> bool {
        let (shard, of) = self.shard;
        let here = guild.map_or(0, |guild| (guild.get() >> 22) % of.max(1)) == shard;
        here && (intents == 0 || intents & self.intents != 0)
    }
}

impl Hub {
    /// Takes in a connection.
    pub(super) fn attach(&mut self) -> (u64, Arc<Notify>) {
        self.made += 1;
        let link = self.links.entry(self.made).or_default();
        (self.made, Arc::clone(&link.wake))
    }

    /// A connection ended. A session closed with 1000 or 1001 by the bot is over.
    pub(super) fn detach(&mut self, link: u64, over: bool) {
        self.links.remove(&link);
        self.sessions.retain(|s| !(over && s.link == Some(link)));
        for session in self.sessions.iter_mut().filter(|s| s.link == Some(link)) {
            session.link = None;
        }
    }

    /// Opens a session on a connection with READY and what follows it.
    pub(super) fn open(&mut self, link: u64, intents: u64, shard: (u64, u64), first: Vec<(&str, Value)>) {
        if self.sessions.len() >= SESSIONS
            && let Some(oldest) = self.sessions.iter().position(|s| s.link.is_none())
        {
            self.sessions.remove(oldest);
        }
        let id = format!("session-{}", self.made);
        let mut session =
            Session { id: id.clone(), intents, shard, seq: 0, events: VecDeque::new(), link: Some(link) };
        for (name, mut data) in first {
            if name == "READY"
                && let Some(ready) = data.as_object_mut()
            {
                ready.insert("session_id".to_owned(), json!(id));
            }
            session.push(name, data);
        }
        self.sessions.push(session);
    }

    /// Goes on with a session after the event `seq`. False where that cannot be.
    pub(super) fn resume(&mut self, link: u64, id: &str, seq: u64) -> bool {
        let Some(session) = self.sessions.iter_mut().find(|s| s.id == id) else { return false };
        let lost = session.events.front().is_some_and(|(first, _)| *first > seq + 1);
        if seq > session.seq || lost {
            return false;
        }
        let before = session.link.replace(link);
        session.push("RESUMED", json!({ "_trace": [] }));
        if let Some(before) = before.filter(|b| *b != link) {
            self.order_one(before, Order::Cut);
        }
        true
    }

    /// Ends the session of a connection.
    pub(super) fn forget(&mut self, link: u64) {
        self.sessions.retain(|s| s.link != Some(link));
    }

    /// The events after `cursor`, which moves on, and the orders of a connection.
    pub(super) fn take(&mut self, link: u64, cursor: &mut u64) -> (Vec<Arc<Value>>, Vec<Order>) {
        let session = self.sessions.iter().find(|s| s.link == Some(link) && !self.held);
        let events = session.map_or_else(Vec::new, |s| {
            let old = s.events.partition_point(|(seq, _)| *seq <= *cursor);
            let new = s.events.range(old..).map(|(_, e)| Arc::clone(e)).collect();
            *cursor = (*cursor).max(s.seq);
            new
        });
        let orders = self.links.get_mut(&link).map_or_else(Vec::new, |l| l.orders.drain(..).collect());
        (events, orders)
    }

    /// Whether any session wants to know of what has these intents and this server.
    pub fn is_wanted(&self, intents: u64, guild: Option<Id>) -> bool {
        self.sessions.iter().any(|session| session.wants(intents, guild))
    }

    /// Tells every session that wants to know. Returns how many there are.
    pub fn dispatch(&mut self, event: Event) -> usize {
        let mut told = 0;
        for session in &mut self.sessions {
            if !session.wants(event.intents, event.guild) {
                continue;
            }
            let bare = (session.intents & intents::MESSAGE_CONTENT == 0)
                .then_some(event.without_content.as_ref())
                .flatten();
            session.push(event.name, bare.unwrap_or(&event.data).clone());
            if let Some(link) = session.link.and_then(|l| self.links.get(&l)) {
                told += 1;
                link.wake.notify_one();
            }
        }
        told
    }

    /// Lets connections see what waits for them.
    pub fn wake_all(&self) {
        for link in self.links.values() {
            link.wake.notify_one();
        }
    }

    /// Gives every connection an order. Returns how many there are.
    pub(super) fn order(&mut self, order: Order) -> usize {
        let links: Vec<u64> = self.links.keys().copied().collect();
        for link in &links {
            self.order_one(*link, order);
        }
        links.len()
    }

    fn order_one(&mut self, link: u64, order: Order) {
        if let Some(link) = self.links.get_mut(&link) {
            link.orders.push_back(order);
            link.wake.notify_one();
        }
    }

    /// Closes all connections; with no code they are reset without a word.
    pub fn close_all(&mut self, code: Option<u16>) -> usize {
        self.order(code.map_or(Order::Cut, Order::Close))
    }

    /// Asks all connections to come back.
    pub fn reconnect_all(&mut self) -> usize {
        self.order(Order::Reconnect)
    }

    /// Tells all connections that their session is invalid.
    pub fn invalidate_all(&mut self, resumable: bool) -> usize {
        self.order(Order::Invalidate { resumable })
    }

    /// How many sessions have a connection.
    pub fn connected(&self) -> usize {
        self.sessions.iter().filter(|s| s.link.is_some()).count()
    }
}

impl State {
    /// READY, and the servers where the intents ask for them.
    pub(super) fn greeting(&self, intents: u64, shard: (u64, u64)) -> Vec<(&'static str, Value)> {
        let seed = &self.world.seed;
        let mine = |id: &Id| (id.get() >> 22) % shard.1.max(1) == shard.0;
        let guilds: Vec<&Id> = self.world.guilds.keys().filter(|id| mine(id)).collect();
        let listed: Value = guilds.iter().map(|id| json!({ "id": id, "unavailable": true })).collect();
        let ready = json!({
            "v": 10, "user": self.world.user_json(seed.bot), "guilds": listed,
            "session_type": "normal", "resume_gateway_url": self.gateway, "shard": [shard.0, shard.1],
            "application": { "id": seed.application, "flags": 0 }, "user_settings": {},
            "relationships": [], "private_channels": [], "presences": [], "guild_join_requests": [],
        });
        let mut greeting = vec![("READY", ready)];
        if intents & super::intents::GUILDS != 0 {
            let full = guilds.iter().filter_map(|id| self.world.guilds.get(id));
            greeting.extend(full.map(|g| ("GUILD_CREATE", self.world.guild_create(g))));
        }
        greeting
    }
}
