//! The rest of what tests and a chat page do with the stand-in: people, places and messages.

use super::{
    Twin,
    gateway::{Event, intents},
    message::{Draft, File, Message},
    permissions::Permissions,
    render,
    snowflake::Id,
    state::Command,
    terminal,
    world::{Channel, ChannelKind, Guild, Overwrite, Role, User},
};
use jiff::tz::TimeZone;
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};

impl Twin {
    /// All registered commands, global ones and those of servers, in the order of registration.
    pub fn commands(&self) -> Vec<Command> {
        self.shared().look(|s| s.commands.clone())
    }

    /// Waits until `enough` of the registered commands; none after `limit` in real time.
    pub async fn wait_for_commands(
        &self,
        limit: Duration,
        enough: impl Fn(&[Command]) -> bool,
    ) -> Option<Vec<Command>> {
        self.shared().wait(limit, |s| enough(&s.commands).then(|| s.commands.clone())).await
    }

    /// The messages of a channel, oldest first, ephemeral ones among them.
    pub fn messages(&self, channel: Id) -> Vec<Message> {
        self.shared().look(|s| s.messages_in(channel).cloned().collect())
    }

    /// A message, if it still is there.
    pub fn message(&self, id: Id) -> Option<Message> {
        self.shared().look(|s| s.messages.get(&id).cloned())
    }

    /// Waits for the first message of a channel (with `None`, of any) after the message `after`,
    /// "thinking…" aside; none after `limit` in real time.
    pub async fn wait_for_message(
        &self,
        channel: impl Into<Option<Id>>,
        after: Option<Id>,
        limit: Duration,
    ) -> Option<Message> {
        let channel = channel.into();
        let new = |m: &&Message| {
            channel.is_none_or(|c| m.channel == c) && after.is_none_or(|a| m.id > a) && !m.is_thinking()
        };
        self.shared().wait(limit, |s| s.messages.values().find(new).cloned()).await
    }

    /// A user writes a message. The bot is told as its intents allow.
    pub fn say(&self, who: Id, channel: Id, text: &str) -> Id {
        let body = json!({ "content": text });
        let draft = Draft { body: Some(&body), ..Draft::default() };
        self.shared().with(|s| s.post(channel, who, draft))
    }

    /// A user starts a post in a forum; none where that is no forum, or they may not.
    pub fn start_post(&self, who: Id, forum: Id, title: &str, text: &str) -> Option<Id> {
        self.shared().with(|s| {
            let place = s.channel(forum).filter(|c| c.kind == ChannelKind::Forum)?;
            if !s.world.permissions(who, place).contains(Permissions::SEND_MESSAGES) {
                return None;
            }
            let guild = place.guild;
            let id = s.next_id();
            let mut thread = Channel::new(id, ChannelKind::Thread, guild, title, s.now);
            (thread.parent, thread.owner) = (Some(forum), Some(who));
            let data = thread.json(&s.world);
            s.world.channels.insert(id, thread);
            let event =
                Event { name: "THREAD_CREATE", data, intents: intents::GUILDS, guild, without_content: None };
            s.hub.dispatch(event);
            let body = json!({ "content": text });
            Some(s.post(id, who, Draft { body: Some(&body), id: Some(id), ..Draft::default() }))
        })
    }

    /// A user picks a file for an option of a command; the option then takes `name`.
    pub fn upload(&self, name: &str, content_type: &str, bytes: Vec<u8>) -> Id {
        let file = File { name: name.to_owned(), kind: content_type.to_owned(), bytes };
        self.shared().with(|s| {
            let id = s.next_id();
            s.files.insert(id, file);
            id
        })
    }

    /// The bytes of a file that was uploaded or attached, by the attachment's id.
    pub fn file(&self, id: Id) -> Option<Vec<u8>> {
        self.shared().look(|s| s.files.get(&id).map(|f| f.bytes.clone()))
    }

    /// What ids stand for, as chat shows it: `@Reader`, `@Curators`, `#general`.
    pub fn names(&self) -> BTreeMap<Id, String> {
        self.shared().look(|s| {
            let users = s.world.users.values().map(|u| (u.id, format!("@{}", u.display)));
            let roles = s.world.guilds.values().flat_map(|g| g.roles.values());
            let roles = roles.map(|r| (r.id, format!("@{}", r.name.trim_start_matches('@'))));
            let channels = s.world.channels.values().map(|c| (c.id, format!("#{}", c.name)));
            roles.chain(users).chain(channels).collect()
        })
    }

    /// How a terminal of `width` columns shows messages now; see [`terminal`].
    pub fn look(&self, width: usize, colour: bool, zone: TimeZone) -> terminal::Look {
        terminal::Look { width, colour, zone, now: self.now(), names: self.names() }
    }

    /// How a page shows messages to somebody now; see [`render`]. Somebody unknown has no roles.
    pub fn view(&self, who: Id, zone: TimeZone) -> render::View {
        let guild = self.world().guild;
        let (roles, locale) = self.shared().look(|s| {
            let member = s.world.guilds.get(&guild).and_then(|g| g.members.get(&who));
            let locale = s.world.users.get(&who).map_or("en-GB", |u| u.locale.as_str());
            (member.map(|m| m.roles.clone()).unwrap_or_default(), locale.to_owned())
        });
        render::View { viewer: who, roles, locale, zone, now: self.now(), names: self.names() }
    }

    /// Everybody, by id.
    pub fn users(&self) -> Vec<User> {
        self.shared().look(|s| s.world.users.values().cloned().collect())
    }

    /// All channels and threads, by id.
    pub fn channels(&self) -> Vec<Channel> {
        self.shared().look(|s| s.world.channels.values().cloned().collect())
    }

    /// The direct conversation of the bot with a user; opened where there is none yet.
    pub fn direct(&self, user: Id) -> Id {
        self.shared().with(|s| s.conversation(user))
    }

    /// Adds a user to the seeded server.
    pub fn add_user(&self, name: &str, roles: &[Id]) -> Id {
        let guild = self.world().guild;
        self.shared().with(|s| {
            let id = s.next_id();
            s.world.users.insert(id, User::new(id, name, false));
            s.world.join(guild, id, roles.to_vec(), s.now);
            id
        })
    }

    /// Sets the language of a user's client, as Discord writes it: `de`, `en-US`.
    pub fn set_locale(&self, user: Id, locale: &str) {
        self.shared().with(|s| {
            if let Some(user) = s.world.users.get_mut(&user) {
                locale.clone_into(&mut user.locale);
            }
        });
    }

    /// Lets a user take direct messages of bots, or take none; a conversation can be opened all the same.
    pub fn close_direct(&self, user: Id, closed: bool) {
        self.shared().with(|s| {
            if let Some(user) = s.world.users.get_mut(&user) {
                user.closed = closed;
            }
        });
    }

    /// Adds a role to a server.
    pub fn add_role(&self, guild: Id, name: &str, permissions: Permissions) -> Id {
        self.shared().with(|s| {
            let id = s.next_id();
            s.world.add_role(guild, Role { id, name: name.to_owned(), permissions });
            id
        })
    }

    /// Adds a channel to a server and tells the bot.
    pub fn add_channel(&self, guild: Id, name: &str, kind: ChannelKind) -> Id {
        self.shared().with(|s| {
            let id = s.next_id();
            let channel = Channel::new(id, kind, Some(guild), name, s.now);
            let data = channel.json(&s.world);
            s.world.channels.insert(id, channel);
            s.hub.dispatch(Event {
                name: "CHANNEL_CREATE",
                data,
                intents: intents::GUILDS,
                guild: Some(guild),
                without_content: None,
            });
            id
        })
    }

    /// Begins a thread in a text or announcement channel.
    pub fn add_thread(&self, parent: Id, name: &str) -> Id {
        self.shared().with(|s| {
            let (id, bot) = (s.next_id(), s.world.seed.bot);
            let (guild, announces) =
                s.channel(parent).map_or((None, false), |c| (c.guild, c.kind == ChannelKind::Announcement));
            let kind = if announces { ChannelKind::AnnouncementThread } else { ChannelKind::Thread };
            let mut thread = Channel::new(id, kind, guild, name, s.now);
            (thread.parent, thread.owner) = (Some(parent), Some(bot));
            s.world.channels.insert(id, thread);
            id
        })
    }

    /// Adds a tag to a forum.
    pub fn add_tag(&self, forum: Id, name: &str) -> Id {
        self.shared().with(|s| {
            let id = s.next_id();
            if let Some(forum) = s.world.channels.get_mut(&forum) {
                forum.tags.push((id, name.to_owned()));
            }
            id
        })
    }

    /// Adds a server with a channel #general, owned by `owner`, with the bot in it.
    pub fn add_guild(&self, name: &str, owner: Id) -> (Id, Id) {
        self.shared().with(|s| {
            let (guild, channel) = (s.next_id(), s.next_id());
            s.world.guilds.insert(guild, Guild::new(guild, name, owner));
            let bot = s.world.seed.bot;
            for user in [owner, bot] {
                s.world.join(guild, user, Vec::new(), s.now);
            }
            let general = Channel::new(channel, ChannelKind::Text, Some(guild), "general", s.now);
            s.world.channels.insert(channel, general);
            let data = s.world.guilds.get(&guild).map(|g| s.world.guild_create(g)).unwrap_or_default();
            s.hub.dispatch(Event {
                name: "GUILD_CREATE",
                data,
                intents: intents::GUILDS,
                guild: Some(guild),
                without_content: None,
            });
            (guild, channel)
        })
    }

    /// Chooses the channel where Discord itself tells a server of who came.
    pub fn set_system_channel(&self, guild: Id, channel: Option<Id>) {
        self.shared().with(|s| {
            if let Some(guild) = s.world.guilds.get_mut(&guild) {
                guild.system_channel = channel;
            }
        });
    }

    /// Takes the bot out of a server, or puts it back.
    pub fn expel(&self, guild: Id, out: bool) {
        self.shared().with(|s| {
            let (bot, now) = (s.world.seed.bot, s.now);
            match s.world.guilds.get_mut(&guild) {
                Some(guild) if out => drop(guild.members.remove(&bot)),
                Some(_) => s.world.join(guild, bot, Vec::new(), now),
                None => {}
            }
        });
    }

    /// Removes a channel, with its threads and messages, as an admin would.
    pub fn remove_channel(&self, channel: Id) {
        self.shared().with(|s| s.take_away(channel));
    }

    /// Lets the bot no longer find a channel, or find it again: to it there is none, or none yet. What is in it stays.
    pub fn hide_channel(&self, channel: Id, hidden: bool) {
        self.shared().with(|s| {
            let (from, to) = match hidden {
                true => (&mut s.world.channels, &mut s.world.hidden),
                false => (&mut s.world.hidden, &mut s.world.channels),
            };
            if let Some(channel) = from.remove(&channel) {
                to.insert(channel.id, channel);
            }
        });
    }

    /// Removes a message, as a moderator would.
    pub fn remove_message(&self, message: Id) {
        self.shared().with(|s| s.delete(message));
    }

    /// Takes permissions from the bot in a channel.
    pub fn deny(&self, channel: Id, permissions: Permissions) {
        let bot = self.world().bot;
        self.overwrite(channel, bot, Permissions::default(), permissions);
    }

    /// Gives the bot back what [`Twin::deny`] took in a channel.
    pub fn allow(&self, channel: Id) {
        let bot = self.world().bot;
        self.overwrite(channel, bot, Permissions::default(), Permissions::default());
    }

    /// Says what one user may and may not do in a channel, in the place of what was said before.
    pub fn overwrite(&self, channel: Id, user: Id, allow: Permissions, deny: Permissions) {
        self.shared().with(|s| {
            if let Some(channel) = s.world.channels.get_mut(&channel) {
                channel.overwrites.retain(|o| o.target != user);
                channel.overwrites.push(Overwrite { target: user, member: true, allow, deny });
            }
        });
    }
}
