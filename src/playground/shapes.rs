//! Users, members, roles, servers and channels as Discord's JSON shows them.

use super::{
    permissions::Permissions,
    snowflake::Id,
    world::{Channel, ChannelKind, Guild, Member, Role, User, World},
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// An instant as Discord writes it: `2026-11-23T08:00:00.000000+00:00`.
pub(super) fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}

impl User {
    pub(super) fn json(&self) -> Value {
        json!({
            "id": self.id, "username": self.name, "discriminator": "0", "global_name": self.display,
            "avatar": null, "bot": self.bot, "system": false, "banner": null, "accent_color": null,
            "flags": 0, "public_flags": 0, "avatar_decoration_data": null, "primary_guild": null,
        })
    }
}

impl Role {
    fn json(&self, position: usize) -> Value {
        json!({
            "id": self.id, "name": self.name, "color": 0, "hoist": false, "icon": null,
            "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
            "unicode_emoji": null, "position": position, "permissions": self.permissions,
            "managed": false, "mentionable": false, "flags": 0,
        })
    }
}

impl Member {
    /// Without the user, as beside a message's author.
    pub(super) fn json(&self) -> Value {
        json!({
            "nick": null, "avatar": null, "roles": self.roles, "joined_at": instant(self.joined),
            "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false,
            "communication_disabled_until": null,
        })
    }
}

impl Guild {
    pub(super) fn roles_json(&self) -> Value {
        self.roles.values().enumerate().map(|(i, role)| role.json(i)).collect()
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "id": self.id, "name": self.name, "icon": null, "icon_hash": null, "splash": null,
            "discovery_splash": null, "owner_id": self.owner, "afk_channel_id": null, "afk_timeout": 300,
            "widget_enabled": false, "widget_channel_id": null, "verification_level": 0,
            "default_message_notifications": 1, "explicit_content_filter": 0, "roles": self.roles_json(),
            "emojis": [], "features": ["NEWS", "COMMUNITY"], "mfa_level": 0, "application_id": null,
            "system_channel_id": self.system_channel, "system_channel_flags": 0, "rules_channel_id": null,
            "max_presences": null, "max_members": 500_000, "vanity_url_code": null, "description": null,
            "banner": null, "premium_tier": 0, "premium_subscription_count": 0,
            "preferred_locale": self.locale, "public_updates_channel_id": null,
            "max_video_channel_users": 25, "max_stage_video_channel_users": 50, "nsfw_level": 0,
            "stickers": [], "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null, "home_header": null,
            "region": "deprecated", "nsfw": false, "incidents_data": null,
        })
    }
}

impl Channel {
    pub(super) fn json(&self, world: &World) -> Value {
        if self.kind == ChannelKind::Dm {
            let recipients: Vec<Value> =
                self.recipient.iter().filter_map(|id| world.users.get(id)).map(User::json).collect();
            return json!({
                "id": self.id, "type": self.kind as u8, "last_message_id": self.last_message,
                "flags": 0, "recipients": recipients,
            });
        }
        let mut json = json!({
            "id": self.id, "type": self.kind as u8, "guild_id": self.guild, "name": self.name,
            "parent_id": self.parent, "last_message_id": self.last_message, "flags": 0,
            "rate_limit_per_user": 0, "nsfw": false, "topic": null, "position": self.position(world),
            "permission_overwrites": self.overwrites_json(),
        });
        let Value::Object(fields) = &mut json else { return json };
        let mut set = |key: &str, value: Value| fields.insert(key.to_owned(), value);
        if self.kind.is_thread() {
            set("owner_id", json!(self.owner));
            set("message_count", json!(self.messages));
            set("total_message_sent", json!(self.messages));
            set("member_count", json!(1));
            set("applied_tags", json!(self.applied_tags));
            set(
                "thread_metadata",
                json!({
                    "archived": false, "auto_archive_duration": 4320, "locked": false,
                    "archive_timestamp": instant(self.created), "create_timestamp": instant(self.created),
                }),
            );
        }
        if self.kind == ChannelKind::Forum {
            let tag = |(id, name): &(Id, String)| json!({ "id": id, "name": name, "moderated": false, "emoji_id": null, "emoji_name": null });
            set("available_tags", self.tags.iter().map(tag).collect());
            set("default_reaction_emoji", Value::Null);
            set("default_sort_order", Value::Null);
            set("default_forum_layout", json!(0));
        }
        json
    }

    /// As an interaction carries it: with what the user may do there.
    pub(super) fn partial_json(&self, world: &World, permissions: Permissions) -> Value {
        let mut json = self.json(world);
        if let Some(fields) = json.as_object_mut() {
            fields.insert("permissions".to_owned(), json!(permissions));
        }
        json
    }

    fn position(&self, world: &World) -> usize {
        if self.kind.is_thread() {
            return 0;
        }
        let before = |c: &&Channel| c.guild == self.guild && c.id < self.id && !c.kind.is_thread();
        world.channels.values().filter(before).count()
    }

    fn overwrites_json(&self) -> Value {
        let one = |o: &super::world::Overwrite| {
            json!({
                "id": o.target, "type": u8::from(o.member), "allow": o.allow, "deny": o.deny,
            })
        };
        self.overwrites.iter().map(one).collect()
    }
}

impl World {
    /// A user in JSON; `null` for an unknown id.
    pub(super) fn user_json(&self, id: Id) -> Value {
        self.users.get(&id).map_or(Value::Null, User::json)
    }

    /// A member with its user and, for a channel, with what it may do there.
    pub(super) fn member_json(&self, guild: Id, user: Id, permissions: Option<Permissions>) -> Value {
        let member = self.guilds.get(&guild).and_then(|g| g.members.get(&user));
        let mut json = member.map_or(Value::Null, Member::json);
        if let Some(fields) = json.as_object_mut() {
            fields.insert("user".to_owned(), self.user_json(user));
            if let Some(permissions) = permissions {
                fields.insert("permissions".to_owned(), json!(permissions));
            }
        }
        json
    }

    /// A server as GUILD_CREATE brings it.
    pub(super) fn guild_create(&self, guild: &Guild) -> Value {
        let mut json = guild.json();
        if let Some(fields) = json.as_object_mut() {
            let bot = guild.members.get(&self.seed.bot);
            let joined = bot.map_or(Timestamp::UNIX_EPOCH, |m| m.joined);
            let members: Value = bot.map(|m| self.member_json(guild.id, m.user, None)).into_iter().collect();
            let here = |threads: bool| -> Value {
                let of = |c: &&Channel| c.guild == Some(guild.id) && c.kind.is_thread() == threads;
                self.channels.values().filter(of).map(|c| c.json(self)).collect()
            };
            for (key, value) in [
                ("joined_at", json!(instant(joined))),
                ("large", json!(false)),
                ("unavailable", json!(false)),
                ("member_count", json!(guild.members.len())),
                ("voice_states", json!([])),
                ("members", members),
                ("channels", here(false)),
                ("threads", here(true)),
                ("presences", json!([])),
                ("stage_instances", json!([])),
                ("guild_scheduled_events", json!([])),
                ("soundboard_sounds", json!([])),
            ] {
                fields.insert(key.to_owned(), value);
            }
        }
        json
    }
}
