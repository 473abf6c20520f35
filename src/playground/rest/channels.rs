//! Servers, channels, threads, direct conversations, and who one is.

use super::super::{
    gateway::{Event, intents},
    limits,
    message::Draft,
    permissions::Permissions,
    refusal::Refusal,
    snowflake::Id,
    state::State,
    world::{Channel, ChannelKind, Guild},
};
use super::messages::{demand, held, may_write, shown, visible};
use super::{Reply, Request, id_in};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::cmp::Reverse;

/// The application as it sees itself.
pub(super) fn application(state: &State) -> Value {
    let seed = &state.world.seed;
    let owner = state.world.user_json(seed.owner);
    let name = state.world.users.get(&seed.bot).map(|bot| bot.display.as_str());
    json!({
        "id": seed.application, "name": name, "icon": null, "description": "", "rpc_origins": [],
        "bot_public": true, "bot_require_code_grant": false, "owner": owner, "team": null,
        "verify_key": "0".repeat(64), "flags": 0, "summary": "", "tags": [],
        "bot": state.world.user_json(seed.bot), "approximate_guild_count": state.world.guilds.len(),
        "interactions_endpoint_url": null, "role_connections_verification_url": null, "hook": true,
        "redirect_uris": [], "type": null, "flags_new": "0",
        "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0, "eligible_oauth2_scopes": [],
        "integration_types_config": { "0": {} },
    })
}

/// `GET /users/@me`: the bot, with what only it sees of itself.
pub(super) fn me(state: &State) -> Result<Reply, Refusal> {
    let mut json = state.world.user_json(state.world.seed.bot);
    if let Some(fields) = json.as_object_mut() {
        for (key, value) in [
            ("mfa_enabled", json!(false)),
            ("locale", json!("en-US")),
            ("verified", json!(true)),
            ("email", Value::Null),
        ] {
            fields.insert(key.to_owned(), value);
        }
    }
    Ok((200, json))
}

/// `GET /users/@me/guilds`.
pub(super) fn guilds(state: &State) -> Result<Reply, Refusal> {
    let bot = state.world.seed.bot;
    let here = state.world.guilds.values().filter(|g| g.members.contains_key(&bot));
    let one = |guild: &Guild| {
        let held = guild.members.get(&bot).map_or(Permissions::default(), |m| guild.permissions(m));
        json!({
            "id": guild.id, "name": guild.name, "icon": null, "banner": null, "owner": guild.owner == bot,
            "permissions": held, "features": ["NEWS", "COMMUNITY"],
            "approximate_member_count": guild.members.len(),
        })
    };
    Ok((200, here.map(one).collect()))
}

/// `GET /users/{id}`.
pub(super) fn user(state: &State, id: &str) -> Result<Reply, Refusal> {
    let user = state.world.users.get(&id_in(id)?).ok_or_else(|| Refusal::code(10013))?;
    Ok((200, user.json()))
}

fn known<'a>(state: &'a State, guild: &str) -> Result<&'a Guild, Refusal> {
    let guild = state.world.guilds.get(&id_in(guild)?).ok_or_else(|| Refusal::code(10004))?;
    let inside = guild.members.contains_key(&state.world.seed.bot);
    if inside { Ok(guild) } else { Err(Refusal::code(50001)) }
}

/// `GET /guilds/{id}`.
pub(super) fn guild(state: &State, guild: &str) -> Result<Reply, Refusal> {
    Ok((200, known(state, guild)?.json()))
}

/// `GET /guilds/{id}/roles`.
pub(super) fn roles(state: &State, guild: &str) -> Result<Reply, Refusal> {
    Ok((200, known(state, guild)?.roles_json()))
}

/// `GET /guilds/{id}/members/{user}`.
pub(super) fn member(state: &State, guild: &str, user: &str) -> Result<Reply, Refusal> {
    let user = if user == "@me" { state.world.seed.bot } else { id_in(user)? };
    let json = state.world.member_json(known(state, guild)?.id, user, None);
    if json.is_null() { Err(Refusal::code(10013)) } else { Ok((200, json)) }
}

/// `GET /guilds/{id}/channels`: threads are not among them.
pub(super) fn of_guild(state: &State, guild: &str) -> Result<Reply, Refusal> {
    let guild = known(state, guild)?.id;
    let here = state.world.channels.values().filter(|c| c.guild == Some(guild) && !c.kind.is_thread());
    Ok((200, here.map(|c| c.json(&state.world)).collect()))
}

/// How long after its last message a thread is archived: three days, as Discord proposes.
const ARCHIVED_AFTER: SignedDuration = SignedDuration::from_hours(72);
/// Threads that are listed at a time where nothing else is asked for.
const LISTED: usize = 50;

/// When something last happened in a thread.
fn stirred(thread: &Channel) -> Timestamp {
    thread.last_message.map_or(thread.created, |last| last.time().max(thread.created))
}

/// `GET /guilds/{id}/threads/active`: those that the bot sees.
pub(super) fn active_threads(state: &State, guild: &str) -> Result<Reply, Refusal> {
    let guild = known(state, guild)?.id;
    let seen = |c: &&Channel| {
        c.guild == Some(guild)
            && c.kind.is_thread()
            && state.now.duration_since(stirred(c)) <= ARCHIVED_AFTER
            && held(state, c).contains(Permissions::VIEW_CHANNEL)
    };
    let threads: Value = state.world.channels.values().filter(seen).map(|c| c.json(&state.world)).collect();
    Ok((200, json!({ "threads": threads, "members": [] })))
}

/// `GET /channels/{id}/threads/archived/public`: the one that was archived last goes first.
pub(super) fn archived_threads(state: &State, request: &Request, channel: &str) -> Result<Reply, Refusal> {
    let channel = visible(state, channel)?;
    demand(state, channel, Permissions::READ_MESSAGE_HISTORY, "Read Message History")?;
    let archived =
        |c: &&Channel| c.parent == Some(channel.id) && state.now.duration_since(stirred(c)) > ARCHIVED_AFTER;
    let mut threads: Vec<&Channel> = state.world.channels.values().filter(archived).collect();
    threads.sort_by_key(|thread| Reverse(stirred(thread)));
    let limit = request.asked("limit").unwrap_or(LISTED);
    let shown = |thread: &&Channel| {
        let mut json = thread.json(&state.world);
        if let Some(archived) = json.pointer_mut("/thread_metadata/archived") {
            *archived = Value::from(true);
        }
        json
    };
    let listed: Value = threads.iter().take(limit).map(shown).collect();
    Ok((200, json!({ "threads": listed, "members": [], "has_more": threads.len() > limit })))
}

/// `GET /channels/{id}`.
pub(super) fn one(state: &State, channel: &str) -> Result<Reply, Refusal> {
    Ok((200, visible(state, channel)?.json(&state.world)))
}

/// `PATCH /channels/{id}`: the name and a post's tags.
pub(super) fn change(state: &mut State, request: &Request, channel: &str) -> Result<Reply, Refusal> {
    let channel = visible(state, channel)?;
    let id = channel.id;
    if channel.owner != Some(state.world.seed.bot) {
        demand(state, channel, Permissions::MANAGE_CHANNELS, "Manage Channels")?;
    }
    if request.body.get("name").is_some() {
        limits::thread(&request.body)?;
    }
    if let Some(channel) = state.world.channels.get_mut(&id) {
        if let Some(name) = request.body.get("name").and_then(Value::as_str) {
            name.clone_into(&mut channel.name);
        }
        if let Some(tags) = request.body.get("applied_tags").and_then(Value::as_array) {
            channel.applied_tags = tags.iter().filter_map(Id::from_json).collect();
        }
    }
    tell(state, "CHANNEL_UPDATE", "THREAD_UPDATE", id);
    Ok((200, state.channel(id).map_or(Value::Null, |c| c.json(&state.world))))
}

/// `DELETE /channels/{id}`: also of a thread that one began oneself it takes a permission.
pub(super) fn remove(state: &mut State, channel: &str) -> Result<Reply, Refusal> {
    let channel = visible(state, channel)?;
    if channel.kind.is_thread() {
        demand(state, channel, Permissions::MANAGE_THREADS, "Manage Threads")?;
    } else {
        demand(state, channel, Permissions::MANAGE_CHANNELS, "Manage Channels")?;
    }
    let (id, json) = (channel.id, channel.json(&state.world));
    tell(state, "CHANNEL_DELETE", "THREAD_DELETE", id);
    state.take_away(id);
    Ok((200, json))
}

/// `POST /channels/{id}/typing`.
pub(super) fn typing(state: &State, channel: &str) -> Result<Reply, Refusal> {
    let channel = visible(state, channel)?;
    demand(state, channel, Permissions::SEND_MESSAGES, "Send Messages")?;
    Ok((204, Value::Null))
}

/// `POST /users/@me/channels`: opens, or finds, the conversation with a user.
pub(super) fn open_dm(state: &mut State, request: &Request) -> Result<Reply, Refusal> {
    let user = request.body.get("recipient_id").and_then(Id::from_json);
    let user = user.and_then(|id| state.world.users.get(&id)).ok_or_else(|| Refusal::code(10013))?;
    if user.bot {
        return Err(Refusal::code(50007));
    }
    let user = user.id;
    let id = state.conversation(user);
    Ok((200, state.channel(id).map_or(Value::Null, |c| c.json(&state.world))))
}

/// `POST /channels/{id}/threads` and `…/messages/{message}/threads`: a post in a forum, or a thread.
pub(super) fn start_thread(
    state: &mut State,
    request: Request,
    channel: &str,
    message: Option<&str>,
) -> Result<Reply, Refusal> {
    let place = visible(state, channel)?;
    let forum = place.kind == ChannelKind::Forum;
    let kind = match (place.kind, forum && message.is_some()) {
        (ChannelKind::Forum | ChannelKind::Text, false) => ChannelKind::Thread,
        (ChannelKind::Announcement, _) => ChannelKind::AnnouncementThread,
        _ => return Err(Refusal::code(50024)),
    };
    if forum {
        may_write(state, place, &request)?;
    } else {
        demand(state, place, Permissions::CREATE_PUBLIC_THREADS, "Create Public Threads")?;
    }
    limits::thread(&request.body)?;
    let first = request.body.get("message").cloned().unwrap_or_else(|| json!({}));
    let tags: Vec<Id> =
        request.body.get("applied_tags").and_then(Value::as_array).map_or_else(Vec::new, |l| {
            l.iter().filter_map(Id::from_json).filter(|id| place.tags.iter().any(|t| t.0 == *id)).collect()
        });
    if forum {
        limits::message(&first, "message")?;
        if limits::is_blank(&first) && request.files.is_empty() {
            return Err(Refusal::code(50006));
        }
    }
    let started_on = message.map(id_in).transpose()?;
    if let Some(on) = started_on {
        let there = state.messages.get(&on).is_some_and(|m| m.channel == place.id && m.only_for.is_none());
        if !there {
            return Err(Refusal::code(10008));
        }
        if state.channel(on).is_some() {
            return Err(Refusal::code(160_004));
        }
    }
    let (parent, guild, bot) = (place.id, place.guild, state.world.seed.bot);
    let name = request.body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    // A thread on a message has the message's id.
    let id = started_on.unwrap_or_else(|| state.next_id());
    let mut thread = Channel::new(id, kind, guild, &name, state.now);
    (thread.parent, thread.owner, thread.applied_tags) = (Some(parent), Some(bot), tags);
    state.world.channels.insert(id, thread);
    tell(state, "CHANNEL_CREATE", "THREAD_CREATE", id);
    let message = forum.then(|| {
        let draft = Draft { body: Some(&first), files: request.files, id: Some(id), ..Draft::default() };
        state.post(id, bot, draft)
    });
    let mut json = state.channel(id).map_or(Value::Null, |c| c.json(&state.world));
    if let (Some(message), Some(fields)) = (message, json.as_object_mut()) {
        fields.insert("message".to_owned(), shown(state, message));
    }
    Ok((201, json))
}

/// Tells the gateway about a channel or a thread.
fn tell(state: &mut State, channel_event: &'static str, thread_event: &'static str, id: Id) {
    let Some(channel) = state.channel(id) else { return };
    if !held(state, channel).contains(Permissions::VIEW_CHANNEL) {
        return;
    }
    let name = if channel.kind.is_thread() { thread_event } else { channel_event };
    let (data, guild) = (channel.json(&state.world), channel.guild);
    state.hub.dispatch(Event { name, data, intents: intents::GUILDS, guild, without_content: None });
}

impl State {
    /// Takes a channel away, with its threads and all messages.
    pub(in super::super) fn take_away(&mut self, channel: Id) {
        let is_gone = |c: &Channel| c.id == channel || c.parent == Some(channel);
        let gone: Vec<Id> = self.world.channels.values().filter(|c| is_gone(c)).map(|c| c.id).collect();
        self.world.channels.retain(|id, _| !gone.contains(id));
        self.messages.retain(|_, m| !gone.contains(&m.channel));
        self.in_channel.retain(|channel, _| !gone.contains(channel));
    }

    /// The direct conversation of the bot with a user; made where there is none yet.
    pub(in super::super) fn conversation(&mut self, user: Id) -> Id {
        let known = self.world.channels.values().find(|c| c.recipient == Some(user)).map(|c| c.id);
        known.unwrap_or_else(|| {
            let id = self.next_id();
            let mut channel = Channel::new(id, ChannelKind::Dm, None, "", self.now);
            channel.recipient = Some(user);
            self.world.channels.insert(id, channel);
            id
        })
    }
}
