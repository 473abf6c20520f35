//! Messages: how they come about, change and go, and who is told.

use super::{
    gateway::{Event, intents},
    limits,
    permissions::Permissions,
    refusal::Refusal,
    shapes::instant,
    snowflake::Id,
    state::{Change, State},
    world::ChannelKind,
};
use jiff::SignedDuration;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Flag: only one user sees it.
pub(super) const EPHEMERAL: u64 = 1 << 6;
/// Flag: "thinking…".
pub(super) const LOADING: u64 = 1 << 7;
/// Flag: published to following servers.
pub(super) const CROSSPOSTED: u64 = 1;
/// Flags a bot may set: no previews, ephemeral, silent.
const SETTABLE: u64 = 1 << 2 | EPHEMERAL | 1 << 12;
/// How long a nonce is remembered; Discord says "the past few minutes", which are no less than these.
const NONCE_KEPT: SignedDuration = SignedDuration::from_mins(2);

/// A message in a channel.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its id.
    pub id: Id,
    /// Where it is.
    pub channel: Id,
    /// Who wrote it.
    pub author: Id,
    /// The one user who sees it; none where everybody does.
    pub only_for: Option<Id>,
    /// The interaction that it answers or follows.
    pub interaction: Option<Id>,
    /// As Discord shows it.
    pub json: Arc<Value>,
}

/// A file that came with a message, or that a user put into a command.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub name: String,
    pub kind: String,
    pub bytes: Vec<u8>,
}

impl Message {
    /// Its text; empty where it has none.
    pub fn content(&self) -> &str {
        self.json.get("content").and_then(Value::as_str).unwrap_or_default()
    }

    /// Its embeds, as Discord shows them.
    pub fn embeds(&self) -> &[Value] {
        self.json.get("embeds").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Its buttons and selects, row by row, in order.
    pub fn controls(&self) -> impl Iterator<Item = &Value> {
        let rows = self.json.get("components").and_then(Value::as_array);
        rows.into_iter().flatten().filter_map(|r| r.get("components")?.as_array()).flatten()
    }

    /// Whether it stands for an answer that is still to come: "thinking…".
    pub fn is_thinking(&self) -> bool {
        self.flags() & LOADING != 0
    }

    /// Whether only [`Message::only_for`] sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.only_for.is_some()
    }

    pub(super) fn flags(&self) -> u64 {
        self.json.get("flags").and_then(Value::as_u64).unwrap_or(0)
    }

    pub(super) fn set(&mut self, key: &str, value: Value) {
        if let Some(fields) = Arc::make_mut(&mut self.json).as_object_mut() {
            fields.insert(key.to_owned(), value);
        }
    }
}

/// A message to be.
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    /// Checked already.
    pub body: Option<&'a Value>,
    pub files: Vec<File>,
    /// Discord's message type: 0, 19 for a reply, 20 and 23 for answers to commands.
    pub kind: u8,
    pub only_for: Option<Id>,
    pub interaction: Option<Id>,
    pub flags: u64,
    /// The message it replies to.
    pub replies_to: Option<Id>,
    /// Its id, where that is settled: a forum post begins with a message of its own id.
    pub id: Option<Id>,
}

impl State {
    /// Puts a message into a channel and tells the gateway.
    pub fn post(&mut self, channel: Id, author: Id, draft: Draft<'_>) -> Id {
        let id = draft.id.unwrap_or_else(|| self.next_id());
        let empty = Value::Null;
        let body = draft.body.unwrap_or(&empty);
        let settable = body.get("flags").and_then(Value::as_u64).unwrap_or(0) & SETTABLE;
        let flags =
            draft.flags | settable & !EPHEMERAL | if draft.only_for.is_some() { EPHEMERAL } else { 0 };
        let attachments = self.attach(channel, draft.files, body);
        let content = body.get("content").and_then(Value::as_str).unwrap_or_default().trim();
        let mut json = json!({
            "id": id, "channel_id": channel, "type": draft.kind, "content": content,
            "author": null, "timestamp": instant(self.now),
            "edited_timestamp": null, "tts": body.get("tts").and_then(Value::as_bool).unwrap_or(false),
            "pinned": false, "flags": flags,
        });
        let mentions = self.mentions(channel, author, content, body.get("allowed_mentions"));
        if let Some(fields) = json.as_object_mut() {
            // The macro would copy what it is given.
            for (key, value) in [
                ("author", self.world.user_json(author)),
                ("attachments", attachments),
                ("embeds", embeds(body)),
                ("components", components(body)),
            ] {
                fields.insert(key.to_owned(), value);
            }
            fields.extend(mentions);
            if let Some(nonce) = body.get("nonce").filter(|n| !n.is_null()) {
                fields.insert("nonce".to_owned(), nonce.clone());
            }
            if let Some(to) = draft.replies_to {
                let guild = self.channel(channel).and_then(|c| c.guild);
                let reference =
                    json!({ "type": 0, "message_id": to, "channel_id": channel, "guild_id": guild });
                fields.insert("message_reference".to_owned(), reference);
            }
            if let Some(asked) = draft.interaction.and_then(|i| self.interactions.get(&i)) {
                fields.insert("webhook_id".to_owned(), json!(self.world.seed.application));
                fields.insert("application_id".to_owned(), json!(self.world.seed.application));
                fields.insert("interaction_metadata".to_owned(), asked.metadata(&self.world));
            }
        }
        let (only_for, interaction) = (draft.only_for, draft.interaction);
        let message = Message { id, channel, author, only_for, interaction, json: Arc::new(json) };
        self.in_channel.entry(message.channel).or_default().insert(id);
        self.messages.insert(id, message);
        self.tell(Change::Message(id));
        if let Some(place) = self.world.channels.get_mut(&channel) {
            place.last_message = Some(id);
            // That with which a post in a forum begins is not counted.
            place.messages += u32::from(id != channel);
        }
        self.announce("MESSAGE_CREATE", id);
        id
    }

    /// Changes what the body names and leaves the rest, as PATCH does.
    pub fn edit(&mut self, id: Id, body: &Value, files: Vec<File>) -> Result<(), Refusal> {
        let Some(old) = self.messages.get(&id) else { return Err(Refusal::code(10008)) };
        let mut new = old.clone();
        if let Some(content) = body.get("content") {
            new.set("content", json!(content.as_str().unwrap_or_default().trim()));
            let mentions =
                self.mentions(new.channel, new.author, new.content(), body.get("allowed_mentions"));
            for (key, value) in mentions {
                new.set(&key, value);
            }
        }
        if body.get("embeds").is_some() {
            new.set("embeds", embeds(body));
        }
        if body.get("components").is_some() {
            new.set("components", components(body));
        }
        let kept = match body.get("attachments").and_then(Value::as_array) {
            None => old.json.get("attachments").cloned().unwrap_or_else(|| json!([])),
            Some(list) => {
                let had = old.json.get("attachments").and_then(Value::as_array);
                let named = |a: &&Value| list.iter().any(|l| l.get("id") == a.get("id"));
                had.into_iter().flatten().filter(named).cloned().collect()
            }
        };
        let mut attachments = kept.as_array().cloned().unwrap_or_default();
        if !files.is_empty() {
            attachments.extend(self.attach(new.channel, files, body).as_array().cloned().unwrap_or_default());
        }
        new.set("attachments", Value::Array(attachments));
        if limits::is_blank(&new.json) {
            return Err(Refusal::code(50006));
        }
        let flags = new.flags();
        if flags & LOADING == 0 {
            new.set("edited_timestamp", json!(instant(self.now)));
        }
        let asked = body.get("flags").and_then(Value::as_u64);
        let suppress = asked.map_or(flags & 4, |f| f & 4);
        new.set("flags", json!(flags & !LOADING & !4 | suppress));
        self.messages.insert(id, new);
        self.tell(Change::Message(id));
        self.announce("MESSAGE_UPDATE", id);
        Ok(())
    }

    /// Takes a message away.
    pub fn delete(&mut self, id: Id) {
        let Some(message) = self.messages.remove(&id) else { return };
        if let Some(here) = self.in_channel.get_mut(&message.channel) {
            here.remove(&id);
        }
        if let Some(place) = self.world.channels.get_mut(&message.channel) {
            place.messages = place.messages.saturating_sub(u32::from(id != message.channel));
        }
        self.tell(Change::Gone { message: id, channel: message.channel });
        if message.only_for.is_none() {
            let guild = self.channel(message.channel).and_then(|c| c.guild);
            self.hub.dispatch(Event {
                name: "MESSAGE_DELETE",
                data: json!({ "id": id, "channel_id": message.channel, "guild_id": guild }),
                intents: message_intents(guild),
                guild,
                without_content: None,
            });
        }
    }

    /// The message that this nonce brought a little while ago.
    pub fn sent_before(&self, channel: Id, author: Id, body: &Value) -> Option<Id> {
        let nonce = nonce(body)?;
        let (id, at) = self.nonces.get(&(channel, author, nonce))?;
        let fresh = self.now.duration_since(*at) <= NONCE_KEPT;
        (fresh && self.messages.contains_key(id)).then_some(*id)
    }

    /// Remembers under which nonce a message came.
    pub fn remember_nonce(&mut self, channel: Id, author: Id, body: &Value, id: Id) {
        let now = self.now;
        self.nonces.retain(|_, (_, at)| now.duration_since(*at) <= NONCE_KEPT);
        if let Some(nonce) = nonce(body) {
            // The first message stays the one that a repetition brings.
            self.nonces.entry((channel, author, nonce)).or_insert((id, now));
        }
    }

    /// Tells the gateway about a message that everybody sees.
    fn announce(&mut self, name: &'static str, id: Id) {
        let Some(message) = self.messages.get(&id).filter(|m| m.only_for.is_none()) else { return };
        let guild = self.channel(message.channel).and_then(|c| c.guild);
        let intents = message_intents(guild);
        if !self.hub.is_wanted(intents, guild) {
            return;
        }
        let mut data = Value::clone(&message.json);
        if let (Some(fields), Some(guild)) = (data.as_object_mut(), guild) {
            let member = self.world.guilds.get(&guild).and_then(|g| g.members.get(&message.author));
            fields.insert("guild_id".to_owned(), json!(guild));
            fields.insert("member".to_owned(), member.map_or(Value::Null, super::world::Member::json));
        }
        let bot = self.world.seed.bot;
        let mentioned = data.get("mentions").and_then(Value::as_array).into_iter().flatten();
        let open = guild.is_none()
            || message.author == bot
            || mentioned.filter_map(|u| u.get("id").and_then(Id::from_json)).any(|u| u == bot);
        let without_content = (!open).then(|| {
            let mut bare = data.clone();
            if let Some(fields) = bare.as_object_mut() {
                fields.insert("content".to_owned(), json!(""));
                for key in ["embeds", "attachments", "components"] {
                    fields.insert(key.to_owned(), json!([]));
                }
            }
            bare
        });
        self.hub.dispatch(Event { name, data, intents, guild, without_content });
    }

    /// Keeps files and gives the attachments that stand for them.
    fn attach(&mut self, channel: Id, files: Vec<File>, body: &Value) -> Value {
        let described = body.get("attachments").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut attachments = Vec::with_capacity(files.len());
        for (i, file) in files.into_iter().enumerate() {
            let id = self.next_id();
            let said =
                described.iter().find(|a| a.get("id").and_then(Id::from_json) == Some(Id::new(i as u64)));
            let description = said.and_then(|a| a.get("description")).cloned();
            let mut json = self.attachment_json(channel, id, &file);
            if let (Some(fields), Some(description)) = (json.as_object_mut(), description) {
                fields.insert("description".to_owned(), description);
            }
            attachments.push(json);
            self.files.insert(id, file);
        }
        Value::Array(attachments)
    }

    /// A file as an attachment, with the address where the stand-in serves it.
    pub(super) fn attachment_json(&self, channel: Id, id: Id, file: &File) -> Value {
        let name: String = url::form_urlencoded::byte_serialize(file.name.as_bytes()).collect();
        let url = format!("{}/attachments/{channel}/{id}/{name}", self.rest);
        json!({
            "id": id, "filename": file.name, "size": file.bytes.len(), "url": url, "proxy_url": url,
            "content_type": file.kind,
        })
    }

    /// Whom a text pings: `mentions`, `mention_roles`, `mention_everyone`. Only those that
    /// `allowed_mentions` lets through are in them.
    fn mentions(&self, channel: Id, author: Id, text: &str, allowed: Option<&Value>) -> Map<String, Value> {
        let allowed = allowed.filter(|a| !a.is_null());
        let parses = |kind: &str| {
            let list = |a: &Value| a.get("parse")?.as_array().cloned();
            allowed.is_none_or(|a| list(a).is_some_and(|l| l.iter().any(|k| k == kind)))
        };
        let listed = |kind: &str, id: Id| {
            let ids = allowed.and_then(|a| a.get(kind)?.as_array());
            ids.is_some_and(|l| l.iter().any(|v| Id::from_json(v) == Some(id)))
        };
        let pings = |kind: &str, id: Id| parses(kind) || listed(kind, id);
        let mut users = Vec::new();
        let mut roles = Vec::new();
        for part in text.split('<').skip(1) {
            let Some((inner, _)) = part.split_once('>') else { continue };
            if let Some(id) = inner.strip_prefix("@&").and_then(|t| t.parse::<Id>().ok()) {
                let known = self.world.guilds.values().any(|g| g.roles.contains_key(&id));
                if known && pings("roles", id) && !roles.contains(&json!(id)) {
                    roles.push(json!(id));
                }
            } else if let Some(rest) = inner.strip_prefix('@')
                && let Ok(id) = rest.trim_start_matches('!').parse::<Id>()
                && let Some(user) = self.world.users.get(&id)
                && pings("users", id)
                && !users.contains(&user.json())
            {
                users.push(user.json());
            }
        }
        let may = self
            .channel(channel)
            .is_some_and(|c| self.world.permissions(author, c).contains(Permissions::MENTION_EVERYONE));
        let everyone = may && parses("everyone") && (text.contains("@everyone") || text.contains("@here"));
        let mut found = Map::new();
        found.insert("mention_everyone".to_owned(), json!(everyone));
        found.insert("mentions".to_owned(), Value::Array(users));
        found.insert("mention_roles".to_owned(), Value::Array(roles));
        found
    }

    /// The messages of a channel, oldest first, ephemeral ones among them.
    pub fn messages_in(&self, channel: Id) -> impl DoubleEndedIterator<Item = &Message> {
        self.in_channel.get(&channel).into_iter().flatten().filter_map(|id| self.messages.get(id))
    }

    /// Whether messages can be written into a channel of this kind.
    pub fn takes_messages(kind: ChannelKind) -> bool {
        kind != ChannelKind::Forum
    }
}

fn message_intents(guild: Option<Id>) -> u64 {
    if guild.is_some() { intents::GUILD_MESSAGES } else { intents::DIRECT_MESSAGES }
}

fn nonce(body: &Value) -> Option<String> {
    match body.get("nonce")? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The embeds of a body as Discord gives them back.
fn embeds(body: &Value) -> Value {
    let mut embeds = body.get("embeds").filter(|e| !e.is_null()).map_or_else(|| json!([]), without_nulls);
    for embed in embeds.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        embed.insert("type".to_owned(), json!("rich"));
        let fields = embed.get_mut("fields").and_then(Value::as_array_mut);
        for field in fields.into_iter().flatten().filter_map(Value::as_object_mut) {
            field.entry("inline").or_insert(json!(false));
        }
        if let Some(stamp) = embed.get("timestamp").and_then(Value::as_str)
            && let Ok(at) = stamp.parse()
        {
            embed.insert("timestamp".to_owned(), json!(instant(at)));
        }
    }
    embeds
}

/// The components of a body as Discord gives them back: each with a number, selects with how many
/// may be chosen.
fn components(body: &Value) -> Value {
    fn complete(list: &mut Value, next: &mut u32) {
        for component in list.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            component.entry("id").or_insert_with(|| json!(*next));
            *next += 1;
            if component.get("type").and_then(Value::as_u64).is_some_and(|kind| (3..=8).contains(&kind)) {
                component.entry("min_values").or_insert(json!(1));
                component.entry("max_values").or_insert(json!(1));
            }
            if let Some(inner) = component.get_mut("components") {
                complete(inner, next);
            }
        }
    }
    let mut list = body.get("components").filter(|c| !c.is_null()).map_or_else(|| json!([]), without_nulls);
    complete(&mut list, &mut 1);
    list
}

/// A value without the keys that are null, all the way down.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let set = fields.iter().filter(|(_, v)| !v.is_null());
            Value::Object(set.map(|(k, v)| (k.clone(), without_nulls(v))).collect())
        }
        Value::Array(list) => list.iter().map(without_nulls).collect(),
        plain => plain.clone(),
    }
}
