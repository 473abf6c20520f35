//! Interactions: what a user did, how it reaches the bot, and what may be answered until when.

use super::{gateway::Event, refusal::Refusal, snowflake::Id, state::State, world::World};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use tokio::sync::Notify;

/// The first answer has to come within this time.
const FIRST_ANSWER: SignedDuration = SignedDuration::from_secs(3);
/// Edits and follow-ups are taken for this long.
const TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(15);
/// How many interactions are remembered.
const REMEMBERED: usize = 10_000;

/// What kind of thing a user did; the numbers are Discord's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Dialog = 5,
}

/// How an interaction was first answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum First {
    /// With a message of its own.
    Message,
    /// With "thinking…".
    Thinking,
    /// By changing the message that the component is on.
    Update,
    /// With the promise of a change, or with nothing more.
    Acknowledged,
    /// With a dialog, in JSON.
    Dialog(Value),
    /// With choices, in JSON.
    Choices(Vec<Value>),
}

#[derive(Debug)]
pub(super) struct Interaction {
    pub id: Id,
    pub token: String,
    pub kind: Kind,
    pub user: Id,
    pub channel: Id,
    pub guild: Option<Id>,
    pub created: Timestamp,
    /// Name of the command, for commands.
    pub name: Option<String>,
    /// Type of the option that is being completed.
    pub completes: i64,
    /// Type of the command: 1 typed, 2 and 3 from a menu.
    pub command: i64,
    /// The message with the component, or with the component that opened the dialog.
    pub source: Option<Id>,
    pub first: Option<First>,
    /// What `@original` stands for.
    pub original: Option<Id>,
    /// Messages that followed, oldest first.
    pub followed: Vec<Id>,
    /// How often the original was changed, filled or deleted after the first answer.
    pub changes: u32,
    /// Wakes whoever waits for what comes of it.
    pub told: Arc<Notify>,
}

/// What a user does, before it is sent.
#[derive(Debug)]
pub(super) struct Act {
    pub kind: Kind,
    pub user: Id,
    pub channel: Id,
    pub data: Value,
    pub name: Option<String>,
    pub completes: i64,
    pub command: i64,
    pub source: Option<Id>,
}

impl Interaction {
    /// What a message says about the interaction that it answers.
    pub fn metadata(&self, world: &World) -> Value {
        let mut json = json!({
            "id": self.id, "type": self.kind as u8, "user": world.user_json(self.user),
            "authorizing_integration_owners": owners(self.guild),
        });
        if let Some(fields) = json.as_object_mut() {
            match (self.kind, self.source) {
                (Kind::Command, _) => {
                    fields.insert("name".to_owned(), json!(self.name));
                    fields.insert("command_type".to_owned(), json!(self.command));
                }
                (Kind::Component, Some(source)) => {
                    fields.insert("interacted_message_id".to_owned(), json!(source));
                }
                _ => {}
            }
        }
        json
    }

    /// Whether edits and follow-ups are still taken.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        now.duration_since(self.created) <= TOKEN_LIFE
    }

    /// Types of answers that this interaction may have.
    pub fn may_be_answered_with(&self) -> &'static [i64] {
        match (self.kind, self.source) {
            (Kind::Command, _) => &[4, 5, 9],
            (Kind::Component, _) => &[4, 5, 6, 7, 9],
            (Kind::Autocomplete, _) => &[8],
            (Kind::Dialog, Some(_)) => &[4, 5, 6, 7],
            (Kind::Dialog, None) => &[4, 5],
        }
    }
}

/// Who installed the application: the server, or in a direct conversation nobody in particular.
fn owners(guild: Option<Id>) -> Value {
    json!({ "0": guild.map_or_else(|| "0".to_owned(), |g| g.to_string()) })
}

impl State {
    /// Sends an interaction to the bot. None where no bot is connected.
    pub fn interact(&mut self, act: Act) -> Option<Id> {
        let channel = self.world.channels.get(&act.channel)?.clone();
        let id = self.next_id();
        // Unguessable enough for a stand-in, and as long as Discord's are.
        let token = format!("{}{:0>64}", id, id.get().wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let bot = self.world.seed.bot;
        let held = self.world.permissions(act.user, &channel);
        let locale = self.world.users.get(&act.user).map_or("en-GB", |u| u.locale.as_str());
        let mut json = json!({
            "id": id, "application_id": self.world.seed.application, "type": act.kind as u8,
            "token": token, "version": 1, "channel_id": channel.id,
            "app_permissions": self.world.permissions(bot, &channel),
            "locale": locale, "entitlements": [], "entitlement_sku_ids": [],
            "authorizing_integration_owners": owners(channel.guild),
            "context": if channel.guild.is_some() { 0 } else { 1 },
            "attachment_size_limit": 10_485_760,
        });
        let fields = json.as_object_mut()?;
        // The macro would copy them.
        fields.insert("data".to_owned(), act.data);
        fields.insert("channel".to_owned(), channel.partial_json(&self.world, held));
        match channel.guild.and_then(|g| self.world.guilds.get(&g)) {
            Some(guild) => {
                let place = json!({ "id": guild.id, "locale": guild.locale, "features": [] });
                fields.insert("guild".to_owned(), place);
                fields.insert("guild_id".to_owned(), json!(guild.id));
                fields.insert("guild_locale".to_owned(), json!(guild.locale));
                let member = self.world.member_json(guild.id, act.user, Some(held));
                fields.insert("member".to_owned(), member);
            }
            None => {
                fields.insert("user".to_owned(), self.world.user_json(act.user));
            }
        }
        if let Some(message) = act.source.and_then(|id| self.messages.get(&id)) {
            fields.insert("message".to_owned(), Value::clone(&message.json));
        }
        let interaction = Interaction {
            id,
            token,
            kind: act.kind,
            user: act.user,
            channel: channel.id,
            guild: channel.guild,
            created: self.now,
            name: act.name,
            completes: act.completes,
            command: act.command,
            source: act.source,
            first: None,
            original: None,
            followed: Vec::new(),
            changes: 0,
            told: Arc::default(),
        };
        let event = Event {
            name: "INTERACTION_CREATE",
            data: json,
            intents: 0,
            guild: channel.guild,
            without_content: None,
        };
        if self.interactions.len() == REMEMBERED {
            self.interactions.pop_first();
        }
        self.interactions.insert(id, interaction);
        if self.hub.dispatch(event) == 0 {
            self.interactions.remove(&id);
            return None;
        }
        Some(id)
    }

    /// The interaction that may now be answered for the first time.
    pub fn answerable(&self, id: Id, token: &str) -> Result<&Interaction, Refusal> {
        let Some(interaction) = self.interactions.get(&id).filter(|i| i.token == token) else {
            return Err(Refusal::code(10062));
        };
        if interaction.first.is_some() {
            return Err(Refusal::code(40060));
        }
        let waited = self.now.duration_since(interaction.created);
        if waited > FIRST_ANSWER {
            let note = format!(
                "the first answer came after {:.1} s; it has to come within 3 s",
                waited.as_secs_f64()
            );
            return Err(Refusal::code(10062).noting(note));
        }
        Ok(interaction)
    }

    /// The interaction that this token lets one edit and follow.
    pub fn followable(&self, application: &str, token: &str) -> Result<&Interaction, Refusal> {
        let ours = application.parse() == Ok(self.world.seed.application);
        let Some(interaction) = self.interactions.values().find(|i| ours && i.token == token) else {
            return Err(Refusal::code(10015));
        };
        if !interaction.is_alive(self.now) {
            return Err(Refusal::code(50027).noting("the token of an interaction lasts 15 minutes"));
        }
        if interaction.first.is_none() {
            return Err(Refusal::code(10015).noting("the interaction has not been answered yet"));
        }
        Ok(interaction)
    }
}

/// An object with one key.
pub(super) fn object(key: impl ToString, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_string(), value)]))
}
