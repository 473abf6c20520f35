//! Messages of a channel.

use super::super::{
    limits,
    message::{CROSSPOSTED, Draft, Message},
    permissions::Permissions,
    refusal::{Problem, Refusal},
    snowflake::Id,
    state::{Change, State},
    world::{Channel, ChannelKind},
};
use super::{Reply, Request, id_in};
use serde_json::{Value, json};

/// The channel, if the bot sees it.
pub(super) fn visible<'a>(state: &'a State, channel: &str) -> Result<&'a Channel, Refusal> {
    let channel = state.channel(id_in(channel)?).ok_or_else(|| Refusal::code(10003))?;
    if held(state, channel).contains(Permissions::VIEW_CHANNEL) {
        Ok(channel)
    } else {
        Err(Refusal::code(50001).noting("the bot lacks View Channel here"))
    }
}

/// What the bot may do in a channel.
pub(super) fn held(state: &State, channel: &Channel) -> Permissions {
    state.world.permissions(state.world.seed.bot, channel)
}

/// Refuses where the bot lacks a permission.
pub(super) fn demand(
    state: &State,
    channel: &Channel,
    permission: Permissions,
    name: &str,
) -> Result<(), Refusal> {
    if held(state, channel).contains(permission) {
        return Ok(());
    }
    Err(Refusal::code(50013).noting(format!("the bot lacks {name} here")))
}

/// Refuses where the bot may not write what is in the body.
pub(super) fn may_write(state: &State, channel: &Channel, request: &Request) -> Result<(), Refusal> {
    if channel.kind.is_thread() {
        demand(state, channel, Permissions::SEND_MESSAGES_IN_THREADS, "Send Messages in Threads")?;
    } else {
        demand(state, channel, Permissions::SEND_MESSAGES, "Send Messages")?;
    }
    let embeds = request.body.pointer("/embeds").or_else(|| request.body.pointer("/message/embeds"));
    if embeds.and_then(Value::as_array).is_some_and(|e| !e.is_empty()) {
        demand(state, channel, Permissions::EMBED_LINKS, "Embed Links")?;
    }
    if !request.files.is_empty() {
        demand(state, channel, Permissions::ATTACH_FILES, "Attach Files")?;
    }
    Ok(())
}

/// `POST /channels/{channel}/messages`.
pub(super) fn create(state: &mut State, request: Request, channel: &str) -> Result<Reply, Refusal> {
    let place = visible(state, channel)?;
    if !State::takes_messages(place.kind) {
        return Err(Refusal::code(50008));
    }
    may_write(state, place, &request)?;
    if place.recipient.and_then(|user| state.world.users.get(&user)).is_some_and(|user| user.closed) {
        return Err(Refusal::code(50007).noting("the user takes no direct messages"));
    }
    let (channel, bot, in_thread) = (place.id, state.world.seed.bot, place.kind.is_thread());
    let body = &request.body;
    limits::message(body, "")?;
    if limits::is_blank(body) && request.files.is_empty() {
        return Err(Refusal::code(50006));
    }
    let replies_to = replied(state, channel, body)?;
    // A bot must not count on it in threads: there it is not told what Discord does.
    if body.get("enforce_nonce").and_then(Value::as_bool) == Some(true)
        && !in_thread
        && let Some(first) = state.sent_before(channel, bot, body)
    {
        return Ok((200, shown(state, first)));
    }
    let kind = if replies_to.is_some() { 19 } else { 0 };
    let body = request.body;
    let draft = Draft { body: Some(&body), files: request.files, kind, replies_to, ..Draft::default() };
    let id = state.post(channel, bot, draft);
    state.remember_nonce(channel, bot, &body, id);
    Ok((200, shown(state, id)))
}

/// The message that the body replies to, if it is there.
fn replied(state: &State, channel: Id, body: &Value) -> Result<Option<Id>, Refusal> {
    let Some(reference) = body.get("message_reference").filter(|r| !r.is_null()) else { return Ok(None) };
    let id = reference.get("message_id").and_then(Id::from_json);
    let there = id.and_then(|id| public(state, channel, id).ok()).map(|m| m.id);
    if there.is_none() && reference.get("fail_if_not_exists") != Some(&Value::Bool(false)) {
        return Err(Refusal::form(vec![Problem {
            path: "message_reference".to_owned(),
            code: "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
            message: "Unknown message".to_owned(),
        }]));
    }
    Ok(there)
}

/// A message that everybody sees.
fn public(state: &State, channel: Id, id: Id) -> Result<&Message, Refusal> {
    let message = state.messages.get(&id).filter(|m| m.channel == channel && m.only_for.is_none());
    message.ok_or_else(|| Refusal::code(10008))
}

/// `GET /channels/{channel}/messages`: newest first. Without Read Message History there are none.
pub(super) fn list(state: &State, request: &Request, channel: &str) -> Result<Reply, Refusal> {
    let place = visible(state, channel)?;
    let limit: usize = request.asked("limit").unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Refusal::form(vec![Problem {
            path: "limit".to_owned(),
            code: if limit == 0 { "NUMBER_TYPE_MIN" } else { "NUMBER_TYPE_MAX" },
            message: "int value should be between 1 and 100.".to_owned(),
        }]));
    }
    if !held(state, place).contains(Permissions::READ_MESSAGE_HISTORY) {
        return Ok((200, json!([])));
    }
    let all = || state.messages_in(place.id).filter(|m| m.only_for.is_none());
    let found: Vec<&Message> = if let Some(after) = request.asked::<Id>("after") {
        let mut next: Vec<&Message> = all().filter(|m| m.id > after).take(limit).collect();
        next.reverse();
        next
    } else if let Some(around) = request.asked::<Id>("around") {
        let newer: Vec<&Message> = all().filter(|m| m.id > around).take(limit / 2).collect();
        let older = all().rev().filter(|m| m.id <= around).take(limit - limit / 2);
        newer.into_iter().rev().chain(older).collect()
    } else {
        let before = request.asked::<Id>("before");
        all().rev().filter(|m| before.is_none_or(|b| m.id < b)).take(limit).collect()
    };
    Ok((200, found.into_iter().map(|m| Value::clone(&m.json)).collect()))
}

/// `GET`, `PATCH`, `DELETE /channels/{channel}/messages/{id}`.
pub(super) fn one(state: &mut State, request: Request, channel: &str, id: &str) -> Result<Reply, Refusal> {
    let place = visible(state, channel)?;
    let message = public(state, place.id, id_in(id)?)?;
    let (id, bot) = (message.id, state.world.seed.bot);
    match request.method.as_str() {
        "PATCH" => {
            if message.author != bot {
                return Err(Refusal::code(50005));
            }
            limits::message(&request.body, "")?;
            state.edit(id, &request.body, request.files)?;
            Ok((200, shown(state, id)))
        }
        "DELETE" => {
            if message.author != bot {
                demand(state, place, Permissions::MANAGE_MESSAGES, "Manage Messages")?;
            }
            state.delete(id);
            Ok((204, Value::Null))
        }
        _ => {
            if !held(state, place).contains(Permissions::READ_MESSAGE_HISTORY) {
                return Err(Refusal::code(50001).noting("the bot lacks Read Message History here"));
            }
            Ok((200, Value::clone(&message.json)))
        }
    }
}

/// `POST /channels/{channel}/messages/{id}/crosspost`: publishes to the servers that follow.
pub(super) fn crosspost(state: &mut State, channel: &str, id: &str) -> Result<Reply, Refusal> {
    let place = visible(state, channel)?;
    let message = public(state, place.id, id_in(id)?)?;
    if place.kind != ChannelKind::Announcement {
        return Err(Refusal::code(50024));
    }
    if message.author == state.world.seed.bot {
        demand(state, place, Permissions::SEND_MESSAGES, "Send Messages")?;
    } else {
        demand(state, place, Permissions::MANAGE_MESSAGES, "Manage Messages")?;
    }
    let flags = message.flags();
    if flags & CROSSPOSTED != 0 {
        return Err(Refusal::code(40033));
    }
    let id = message.id;
    if let Some(message) = state.messages.get_mut(&id) {
        message.set("flags", json!(flags | CROSSPOSTED));
    }
    state.tell(Change::Message(id));
    Ok((200, shown(state, id)))
}

pub(super) fn shown(state: &State, id: Id) -> Value {
    state.messages.get(&id).map_or(Value::Null, |m| Value::clone(&m.json))
}
