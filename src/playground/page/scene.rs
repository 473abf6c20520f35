//! What is on the stage: the server, its people and channels, as one person sees them.

use super::{Answered, Extract, Failed, Stage};
use crate::playground::{
    Channel, ChannelKind, Id, Permissions, User,
    state::State,
    world::{Guild, World},
};
use axum::{Json, extract::State as Taken};
use serde::Deserialize;
use serde_json::{Value, json};

/// Languages of a Discord client, with their own names. Of those that Discord has, these are enough to
/// see a bot's texts change.
const LOCALES: [(&str, &str); 32] = [
    ("en-GB", "English, UK"),
    ("en-US", "English, US"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es-ES", "Español"),
    ("es-419", "Español, LATAM"),
    ("bg", "Български"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("el", "Ελληνικά"),
    ("fi", "Suomi"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt-BR", "Português do Brasil"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sv-SE", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh-CN", "中文"),
    ("zh-TW", "繁體中文"),
];

impl Stage {
    /// The whole of it, for one person.
    pub(super) fn scene(&self, me: Id) -> Value {
        let troubles = self.troubles().json();
        self.twin.shared().look(|s| {
            let world = &s.world;
            let guild = world.guilds.get(&world.seed.guild);
            let bot = world.users.get(&world.seed.bot);
            json!({
                "me": me,
                "guild": guild.map(|g| json!({ "id": g.id, "name": g.name })),
                "bot": bot.map(|b| json!({ "id": b.id, "name": b.display, "online": s.hub.connected() > 0 })),
                "users": world.users.values().filter(|u| !u.bot).map(|u| user(u, guild)).collect::<Value>(),
                "roles": guild.map(roles),
                "channels": channels(s, me),
                "troubles": troubles,
                "locales": LOCALES,
            })
        })
    }

    /// The person with this id; the reader where there is none.
    pub(super) fn person(&self, id: Option<Id>) -> Id {
        let known =
            id.filter(|id| self.twin.shared().look(|s| s.world.users.get(id).is_some_and(|u| !u.bot)));
        known.unwrap_or(self.twin.world().reader)
    }
}

fn user(user: &User, guild: Option<&Guild>) -> Value {
    let member = guild.and_then(|g| Some((g, g.members.get(&user.id)?)));
    let roles = member.map(|(g, m)| m.roles.iter().filter_map(|r| g.roles.get(r)).map(|r| r.name.as_str()));
    let owner = guild.is_some_and(|g| g.owner == user.id);
    json!({
        "id": user.id, "name": user.display, "locale": user.locale, "owner": owner,
        "roles": roles.map(|r| r.collect::<Vec<_>>()).unwrap_or_default(),
    })
}

fn roles(guild: &Guild) -> Value {
    guild.roles.values().map(|r| json!({ "id": r.id, "name": r.name })).collect()
}

/// The channels that the person sees, in order; threads behind those they belong to.
fn channels(state: &State, me: Id) -> Value {
    let world = &state.world;
    let sees = |c: &&Channel| world.permissions(me, c).contains(Permissions::VIEW_CHANNEL);
    world.channels.values().filter(sees).map(|c| channel(state, world, me, c)).collect()
}

fn channel(state: &State, world: &World, me: Id, channel: &Channel) -> Value {
    let mine = world.permissions(me, channel);
    let bot = world.permissions(world.seed.bot, channel);
    let write = if channel.kind.is_thread() {
        Permissions::SEND_MESSAGES_IN_THREADS
    } else {
        Permissions::SEND_MESSAGES
    };
    let name = match channel.kind {
        ChannelKind::Dm => world.users.get(&world.seed.bot).map_or("", |b| b.display.as_str()),
        _ => channel.name.as_str(),
    };
    let owner = channel.owner.and_then(|id| world.users.get(&id)).map(|u| u.display.as_str());
    let tags: Vec<&str> = channel
        .parent
        .and_then(|id| world.channels.get(&id))
        .map(|p| p.tags.iter().filter(|(id, _)| channel.applied_tags.contains(id)).map(|t| t.1.as_str()))
        .map(Iterator::collect)
        .unwrap_or_default();
    json!({
        "id": channel.id, "kind": channel.kind as u8, "name": name, "guild": channel.guild,
        "parent": channel.parent, "owner": owner, "tags": tags, "messages": channel.messages,
        "last": channel.last_message.filter(|id| state.messages.get(id).is_some_and(|m| m.only_for.is_none_or(|o| o == me))),
        "created": channel.created.as_millisecond(),
        "writable": mine.contains(write), "bot_writes": bot.contains(write | Permissions::VIEW_CHANNEL),
    })
}

#[derive(Deserialize)]
pub(super) struct Locale {
    who: Id,
    locale: String,
}

/// `POST /api/locale`: the language of a person's client.
pub(super) async fn set_locale(Taken(stage): Extract, Json(asked): Json<Locale>) -> Answered {
    if !LOCALES.iter().any(|(code, _)| *code == asked.locale) {
        return Err(Failed::told("Discord has no such language"));
    }
    stage.twin.set_locale(asked.who, &asked.locale);
    Ok(Json(json!({})))
}
