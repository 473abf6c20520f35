//! Trouble on demand, as switches.

use super::{Answered, Extract, Stage};
use crate::playground::{Fault, Id, Permissions, Trap};
use axum::{Json, extract::State as Taken};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What requests are told to wait, in seconds.
const WAIT: f64 = 2.0;
/// The first answer to an interaction has no rate limit with Discord; everything else that bots send
/// often has one.
const LIMITED: [(&str, &str); 9] = [
    ("POST", "/channels/*/messages"),
    ("PATCH", "/channels/*/messages/*"),
    ("DELETE", "/channels/*/messages/*"),
    ("GET", "/channels/*/messages"),
    ("POST", "/channels/*/messages/*/crosspost"),
    ("POST", "/channels/*/threads"),
    ("POST", "/users/@me/channels"),
    ("POST", "/webhooks/*/*"),
    ("PATCH", "/webhooks/*/*/messages/*"),
];
/// What a bot loses: to write, in channels and in threads, and to show cards.
const LOST: Permissions = Permissions(
    Permissions::SEND_MESSAGES.0 | Permissions::SEND_MESSAGES_IN_THREADS.0 | Permissions::EMBED_LINKS.0,
);

/// What is switched on.
#[derive(Debug, Default)]
pub(super) struct Troubles {
    limited: Vec<Trap>,
    failing: Vec<Trap>,
    lost: Vec<Trap>,
    denied: BTreeSet<Id>,
}

impl Troubles {
    pub fn json(&self) -> Value {
        json!({
            "limited": !self.limited.is_empty(), "failing": !self.failing.is_empty(),
            "lost": !self.lost.is_empty(), "denied": self.denied,
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub(super) enum Switch {
    /// Discord answers 429.
    Limited { on: bool },
    /// Discord answers 500.
    Failing { on: bool },
    /// Neither REST nor the gateway can be reached.
    Lost { on: bool },
    /// The bot may not write in a channel.
    Denied { on: bool, channel: Id },
}

/// `POST /api/troubles`.
pub(super) async fn switch(Taken(stage): Extract, Json(switch): Json<Switch>) -> Answered {
    stage.switch(&switch);
    Ok(Json(stage.troubles().json()))
}

impl Stage {
    fn switch(&self, switch: &Switch) {
        let mut troubles = self.troubles();
        let set = |traps: &mut Vec<Trap>, on: bool, faults: Vec<Fault>| {
            traps.drain(..).for_each(|trap| trap.release());
            if on {
                traps.extend(faults.into_iter().map(|f| self.twin.fail(f.times(u32::MAX))));
            }
        };
        let note = match *switch {
            Switch::Limited { on } => {
                let faults = LIMITED.map(|(method, path)| Fault::rate_limited(WAIT).on(method, path));
                set(&mut troubles.limited, on, faults.to_vec());
                if on { "Discord is rate limiting" } else { "Discord is no longer rate limiting" }
            }
            Switch::Failing { on } => {
                set(&mut troubles.failing, on, vec![Fault::status(500)]);
                if on { "Discord answers 500" } else { "Discord answers again" }
            }
            Switch::Lost { on } => {
                set(&mut troubles.lost, on, vec![Fault::cut_before()]);
                if on {
                    self.twin.refuse_connections();
                    self.twin.disconnect(None);
                    "the connection is lost"
                } else {
                    self.twin.accept_connections();
                    "connections are taken again"
                }
            }
            Switch::Denied { on, channel } => {
                if on {
                    self.twin.deny(channel, LOST);
                    troubles.denied.insert(channel);
                    "the bot may no longer write in a channel"
                } else {
                    self.twin.allow(channel);
                    troubles.denied.remove(&channel);
                    "the bot may write in the channel again"
                }
            }
        };
        drop(troubles);
        self.twin.note(note);
    }
}
