//! Who may do what in a channel.

use serde::{Serialize, Serializer};
use std::ops::BitOr;

/// A set of permissions, by Discord's bit numbers. JSON carries it as a decimal string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permissions(pub u64);

impl Permissions {
    /// Everything, everywhere.
    pub const ADMINISTRATOR: Permissions = Permissions(1 << 3);
    /// Create, edit and delete channels.
    pub const MANAGE_CHANNELS: Permissions = Permissions(1 << 4);
    /// Change the server's settings.
    pub const MANAGE_GUILD: Permissions = Permissions(1 << 5);
    /// See a channel at all.
    pub const VIEW_CHANNEL: Permissions = Permissions(1 << 10);
    /// Write in a channel; in a forum, start a post.
    pub const SEND_MESSAGES: Permissions = Permissions(1 << 11);
    /// Delete and publish what others wrote.
    pub const MANAGE_MESSAGES: Permissions = Permissions(1 << 13);
    /// Show embeds.
    pub const EMBED_LINKS: Permissions = Permissions(1 << 14);
    /// Attach files.
    pub const ATTACH_FILES: Permissions = Permissions(1 << 15);
    /// Read what was written before.
    pub const READ_MESSAGE_HISTORY: Permissions = Permissions(1 << 16);
    /// Ping everybody, or a role that may not be pinged.
    pub const MENTION_EVERYONE: Permissions = Permissions(1 << 17);
    /// Create and change roles.
    pub const MANAGE_ROLES: Permissions = Permissions(1 << 28);
    /// Use slash commands.
    pub const USE_APPLICATION_COMMANDS: Permissions = Permissions(1 << 31);
    /// Delete and change threads, those of others too.
    pub const MANAGE_THREADS: Permissions = Permissions(1 << 34);
    /// Start public threads.
    pub const CREATE_PUBLIC_THREADS: Permissions = Permissions(1 << 35);
    /// Write in threads.
    pub const SEND_MESSAGES_IN_THREADS: Permissions = Permissions(1 << 38);
    /// All of them; 53 bits are in use.
    pub const ALL: Permissions = Permissions((1 << 53) - 1);
    /// What everybody has in the seeded world.
    pub const EVERYONE: Permissions = Permissions(
        Self::VIEW_CHANNEL.0
            | Self::SEND_MESSAGES.0
            | Self::EMBED_LINKS.0
            | Self::ATTACH_FILES.0
            | Self::READ_MESSAGE_HISTORY.0
            | Self::USE_APPLICATION_COMMANDS.0
            | Self::CREATE_PUBLIC_THREADS.0
            | Self::SEND_MESSAGES_IN_THREADS.0,
    );

    /// Whether all of `other` is in here.
    pub const fn contains(self, other: Permissions) -> bool {
        self.0 & other.0 == other.0
    }

    /// These without `other`.
    pub const fn without(self, other: Permissions) -> Permissions {
        Permissions(self.0 & !other.0)
    }
}

impl BitOr for Permissions {
    type Output = Permissions;
    fn bitor(self, other: Permissions) -> Permissions {
        Permissions(self.0 | other.0)
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}
