//! Messages as the page gets them, and what people write.

use super::{Answered, Extract, Failed, Stage};
use crate::playground::{
    Id, Message, Permissions, State,
    render::{self, View},
};
use axum::{
    Json,
    extract::{Query, State as Taken},
};
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Value, json};

/// How many messages the page gets at once.
const AT_ONCE: usize = 50;
/// Longest message of a person, in characters.
const LONGEST: usize = 2000;

/// Who looks, and in which time zone.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Viewer {
    pub who: Option<Id>,
    pub zone: Option<String>,
}

impl Viewer {
    /// The zone of the browser, or else UTC.
    pub fn zone(&self) -> TimeZone {
        self.zone.as_deref().and_then(|z| TimeZone::get(z).ok()).unwrap_or(TimeZone::UTC)
    }
}

impl Stage {
    /// A message for the page: its HTML, and what the page has to know of it.
    pub(super) fn show(&self, message: &Message, view: &View) -> Value {
        json!({
            "id": message.id, "channel": message.channel, "author": message.author,
            "at": message.id.time().as_millisecond(), "kind": message.json.get("type"),
            "only_for": message.only_for, "html": render::message(&message.json, view),
        })
    }

    /// How that person sees messages now.
    pub(super) fn view(&self, viewer: &Viewer) -> View {
        self.twin.view(self.person(viewer.who), viewer.zone())
    }
}

/// Whether that person sees the message.
pub(super) fn seen(state: &State, who: Id, message: &Message) -> bool {
    let channel = state.channel(message.channel);
    channel.is_some_and(|c| state.world.permissions(who, c).contains(Permissions::VIEW_CHANNEL))
        && message.only_for.is_none_or(|only| only == who)
}

#[derive(Deserialize)]
pub(super) struct Asked {
    who: Id,
    channel: Id,
    before: Option<Id>,
    zone: Option<String>,
}

/// `GET /api/messages`: the newest of a channel, oldest first, and whether there are older ones.
pub(super) async fn list(Taken(stage): Extract, Query(asked): Query<Asked>) -> Answered {
    let viewer = Viewer { who: Some(asked.who), zone: asked.zone };
    let mut found: Vec<Message> = stage.twin.shared().look(|s| {
        let before = |m: &&Message| asked.before.is_none_or(|b| m.id < b);
        let all = s.messages_in(asked.channel).rev().filter(before).filter(|m| seen(s, asked.who, m));
        all.take(AT_ONCE + 1).cloned().collect()
    });
    let more = found.len() > AT_ONCE;
    found.truncate(AT_ONCE);
    let view = stage.view(&viewer);
    let shown: Vec<Value> = found.iter().rev().map(|m| stage.show(m, &view)).collect();
    Ok(Json(json!({ "messages": shown, "more": more })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    who: Id,
    channel: Id,
    text: String,
}

fn checked(text: &str) -> Result<&str, Failed> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Failed::told("write something first")),
        n if n > LONGEST => Err(Failed::told(format!("{n} characters; a message has at most {LONGEST}"))),
        _ => Ok(text),
    }
}

/// `POST /api/messages`: a person writes a message.
pub(super) async fn say(Taken(stage): Extract, Json(said): Json<Said>) -> Answered {
    let text = checked(&said.text)?;
    let may = stage.twin.shared().look(|s| {
        let channel = s.channel(said.channel)?;
        let needs = if channel.kind.is_thread() {
            Permissions::SEND_MESSAGES_IN_THREADS
        } else {
            Permissions::SEND_MESSAGES
        };
        let held = s.world.permissions(said.who, channel);
        Some(held.contains(needs | Permissions::VIEW_CHANNEL) && State::takes_messages(channel.kind))
    });
    if may != Some(true) {
        return Err(Failed::told("you cannot write there"));
    }
    let id = stage.twin.say(said.who, said.channel, text);
    Ok(Json(json!({ "id": id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Post {
    who: Id,
    forum: Id,
    title: String,
    text: String,
}

/// `POST /api/posts`: a person starts a post in a forum.
pub(super) async fn start_post(Taken(stage): Extract, Json(post): Json<Post>) -> Answered {
    let (title, text) = (post.title.trim(), checked(&post.text)?);
    if title.is_empty() || title.chars().count() > 100 {
        return Err(Failed::told("a title has 1 to 100 characters"));
    }
    let id = stage.twin.start_post(post.who, post.forum, title, text);
    let id = id.ok_or_else(|| Failed::told("you cannot post there"))?;
    Ok(Json(json!({ "id": id })))
}
