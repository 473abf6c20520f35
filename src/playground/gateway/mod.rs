//! The gateway: a websocket server that speaks Discord's gateway v10 in JSON, compressed where the bot asks
//! for it.

mod link;
mod pack;
mod session;

pub(super) use link::serve;
pub(super) use session::{Event, Hub};

/// Discord's gateway intents, as far as the stand-in has events for them.
pub(super) mod intents {
    pub const GUILDS: u64 = 1 << 0;
    pub const GUILD_MESSAGES: u64 = 1 << 9;
    pub const DIRECT_MESSAGES: u64 = 1 << 12;
    pub const MESSAGE_CONTENT: u64 = 1 << 15;
    /// Members, presences, message content: these need a switch in the developer portal.
    pub const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | MESSAGE_CONTENT;
    /// All that exist.
    pub const KNOWN: u64 = 0x31_FFFF | 1 << 24 | 1 << 25;
}
