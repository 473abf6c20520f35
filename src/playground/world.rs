//! The people and places of the stand-in: users, servers with roles and members, channels.

use super::{
    permissions::Permissions,
    snowflake::{Id, Snowflakes},
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A person, or the bot.
#[derive(Debug, Clone)]
pub struct User {
    /// Its id.
    pub id: Id,
    /// The account name: lower case, no spaces.
    pub name: String,
    /// The name that is shown.
    pub display: String,
    /// Whether it is a bot.
    pub bot: bool,
    /// Language of the user's client, as Discord writes it: `en-GB`, `de`.
    pub locale: String,
    /// Whether the user takes no direct messages of bots.
    pub closed: bool,
}

/// A role of a server. The role whose id is the server's belongs to everybody.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it gives.
    pub permissions: Permissions,
}

/// A user's place in a server.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub user: Id,
    pub roles: Vec<Id>,
    pub joined: Timestamp,
}

/// A server.
#[derive(Debug, Clone)]
pub(super) struct Guild {
    pub id: Id,
    pub name: String,
    pub owner: Id,
    pub locale: String,
    /// Where Discord itself tells of who came.
    pub system_channel: Option<Id>,
    pub roles: BTreeMap<Id, Role>,
    pub members: BTreeMap<Id, Member>,
}

/// What a channel is; the numbers are Discord's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum ChannelKind {
    /// A text channel.
    Text = 0,
    /// A conversation of one user with the bot.
    Dm = 1,
    /// A channel whose messages other servers can follow.
    Announcement = 5,
    /// A thread in an announcement channel.
    AnnouncementThread = 10,
    /// A thread, or a post in a forum.
    Thread = 11,
    /// A channel that holds posts only.
    Forum = 15,
}

impl ChannelKind {
    /// Whether it lives inside another channel.
    pub fn is_thread(self) -> bool {
        matches!(self, ChannelKind::AnnouncementThread | ChannelKind::Thread)
    }
}

/// What one role or one member may or may not do in a channel, against the rest.
#[derive(Debug, Clone)]
pub(super) struct Overwrite {
    /// A role or a user.
    pub target: Id,
    pub member: bool,
    pub allow: Permissions,
    pub deny: Permissions,
}

/// A channel, thread or direct conversation.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: ChannelKind,
    /// Its server; none for a direct conversation.
    pub guild: Option<Id>,
    /// Its name, without `#`; empty for a direct conversation.
    pub name: String,
    /// The channel that a thread belongs to.
    pub parent: Option<Id>,
    /// Who started the thread.
    pub owner: Option<Id>,
    /// With whom the bot talks in a direct conversation.
    pub recipient: Option<Id>,
    /// Tags a forum offers.
    pub tags: Vec<(Id, String)>,
    /// Tags a post bears.
    pub applied_tags: Vec<Id>,
    pub(super) overwrites: Vec<Overwrite>,
    pub(super) last_message: Option<Id>,
    pub(super) messages: u32,
    pub(super) created: Timestamp,
}

/// Ids of the seeded world: one server with its people and channels.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    /// The application.
    pub application: Id,
    /// Its bot user.
    pub bot: Id,
    /// The server, "The Reading Room".
    pub guild: Id,
    /// Who owns the server.
    pub owner: Id,
    /// A member with no role.
    pub reader: Id,
    /// A member with the role Curators.
    pub curator: Id,
    /// A member with the role Admins, which gives Manage Server.
    pub admin: Id,
    /// The role Curators, which gives nothing by itself.
    pub curators: Id,
    /// The role Admins.
    pub admins: Id,
    /// #op-eds, a text channel.
    pub op_eds: Id,
    /// #general, a text channel.
    pub general: Id,
    /// #announcements.
    pub announcements: Id,
    /// #debates, a forum.
    pub forum: Id,
}

#[derive(Debug)]
pub(super) struct World {
    pub seed: Seed,
    pub users: BTreeMap<Id, User>,
    pub guilds: BTreeMap<Id, Guild>,
    pub channels: BTreeMap<Id, Channel>,
    /// Those that the bot does not find for now.
    pub hidden: BTreeMap<Id, Channel>,
}

impl World {
    /// The seeded world. `ids` goes on from there.
    pub fn seeded(ids: &mut Snowflakes, now: Timestamp, bot: &str) -> World {
        let mut next = || ids.next(now);
        let seed = Seed {
            application: next(),
            bot: next(),
            guild: next(),
            owner: next(),
            reader: next(),
            curator: next(),
            admin: next(),
            curators: next(),
            admins: next(),
            op_eds: next(),
            general: next(),
            announcements: next(),
            forum: next(),
        };
        let mut world = World {
            seed,
            users: BTreeMap::new(),
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            hidden: BTreeMap::new(),
        };
        for (id, name) in [
            (seed.bot, bot),
            (seed.owner, "Owner"),
            (seed.reader, "Reader"),
            (seed.curator, "Curator"),
            (seed.admin, "Admin"),
        ] {
            world.users.insert(id, User::new(id, name, id == seed.bot));
        }
        world.guilds.insert(seed.guild, Guild::new(seed.guild, "The Reading Room", seed.owner));
        for (id, name, permissions) in [
            (seed.curators, "Curators", Permissions::default()),
            (seed.admins, "Admins", Permissions::MANAGE_GUILD),
        ] {
            world.add_role(seed.guild, Role { id, name: name.to_owned(), permissions });
        }
        for (user, roles) in [
            (seed.owner, vec![]),
            (seed.bot, vec![]),
            (seed.reader, vec![]),
            (seed.curator, vec![seed.curators]),
            (seed.admin, vec![seed.admins]),
        ] {
            world.join(seed.guild, user, roles, now);
        }
        for (id, kind, name) in [
            (seed.op_eds, ChannelKind::Text, "op-eds"),
            (seed.general, ChannelKind::Text, "general"),
            (seed.announcements, ChannelKind::Announcement, "announcements"),
            (seed.forum, ChannelKind::Forum, "debates"),
        ] {
            world.channels.insert(id, Channel::new(id, kind, Some(seed.guild), name, now));
        }
        world
    }

    pub fn add_role(&mut self, guild: Id, role: Role) {
        if let Some(guild) = self.guilds.get_mut(&guild) {
            guild.roles.insert(role.id, role);
        }
    }

    pub fn join(&mut self, guild: Id, user: Id, roles: Vec<Id>, joined: Timestamp) {
        if let Some(guild) = self.guilds.get_mut(&guild) {
            guild.members.insert(user, Member { user, roles, joined });
        }
    }

    /// What `user` may do in `channel`, by Discord's order: server, roles, then the channel's
    /// overwrites for everybody, for roles, for the member. A thread follows its parent.
    pub fn permissions(&self, user: Id, channel: &Channel) -> Permissions {
        let Some(guild) = channel.guild.and_then(|id| self.guilds.get(&id)) else {
            let inside = channel.recipient == Some(user) || user == self.seed.bot;
            return if inside { Permissions::EVERYONE } else { Permissions::default() };
        };
        let Some(member) = guild.members.get(&user) else { return Permissions::default() };
        let mut held = guild.permissions(member);
        if held.contains(Permissions::ADMINISTRATOR) {
            return Permissions::ALL;
        }
        let place = channel.parent.and_then(|id| self.channels.get(&id)).unwrap_or(channel);
        let steps: [&dyn Fn(&Overwrite) -> bool; 3] = [
            &|o| !o.member && o.target == guild.id,
            &|o| !o.member && o.target != guild.id && member.roles.contains(&o.target),
            &|o| o.member && o.target == user,
        ];
        for applies in steps {
            let (mut allow, mut deny) = (Permissions::default(), Permissions::default());
            for overwrite in place.overwrites.iter().filter(|o| applies(o)) {
                allow = allow | overwrite.allow;
                deny = deny | overwrite.deny;
            }
            held = held.without(deny) | allow;
        }
        held
    }

    /// Everybody in `guild` called `name`, by account or shown name, case aside.
    pub fn user_named(&self, guild: Option<Id>, name: &str) -> Option<&User> {
        let wanted = name.to_lowercase();
        let called = |u: &&User| u.name.to_lowercase() == wanted || u.display.to_lowercase() == wanted;
        let member =
            |u: &&User| guild.and_then(|g| self.guilds.get(&g)).is_none_or(|g| g.members.contains_key(&u.id));
        self.users.values().filter(member).find(called)
    }
}

impl Guild {
    pub fn new(id: Id, name: &str, owner: Id) -> Guild {
        let everyone = Role { id, name: "@everyone".to_owned(), permissions: Permissions::EVERYONE };
        Guild {
            id,
            name: name.to_owned(),
            owner,
            locale: "en-GB".to_owned(),
            system_channel: None,
            roles: BTreeMap::from([(id, everyone)]),
            members: BTreeMap::new(),
        }
    }

    /// What the member may do in the server as a whole.
    pub fn permissions(&self, member: &Member) -> Permissions {
        if member.user == self.owner {
            return Permissions::ALL;
        }
        let of = |id: &Id| self.roles.get(id).map_or(Permissions::default(), |r| r.permissions);
        let held = member.roles.iter().fold(of(&self.id), |sum, role| sum | of(role));
        if held.contains(Permissions::ADMINISTRATOR) { Permissions::ALL } else { held }
    }
}

impl User {
    pub(super) fn new(id: Id, display: &str, bot: bool) -> User {
        let name = display.to_lowercase().replace(char::is_whitespace, "_");
        User { id, name, display: display.to_owned(), bot, locale: "en-GB".to_owned(), closed: false }
    }
}

impl Channel {
    pub(super) fn new(
        id: Id,
        kind: ChannelKind,
        guild: Option<Id>,
        name: &str,
        created: Timestamp,
    ) -> Channel {
        Channel {
            id,
            kind,
            guild,
            name: name.to_owned(),
            parent: None,
            owner: None,
            recipient: None,
            tags: Vec::new(),
            applied_tags: Vec::new(),
            overwrites: Vec::new(),
            last_message: None,
            messages: 0,
            created,
        }
    }
}
