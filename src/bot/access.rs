//! What the bot may do in a channel: found out before anything is promised there.

use super::words::Words;
use crate::ledger::Target;

/// What Discord calls a permission, as far as posting takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// See the channel.
    ViewChannel,
    /// Write there; in a forum, begin a post.
    SendMessages,
    /// Write in a thread, or in a forum's post.
    SendMessagesInThreads,
    /// Send cards.
    EmbedLinks,
    /// Read what was written: so it is found out after a crash whether a post arrived.
    ReadMessageHistory,
    /// Mention roles that not everybody may mention.
    MentionRoles,
}

impl Permission {
    /// Its name as Discord shows it.
    pub fn name(self, words: Words) -> String {
        words.say(match self {
            Permission::ViewChannel => "permission-view-channel",
            Permission::SendMessages => "permission-send-messages",
            Permission::SendMessagesInThreads => "permission-send-in-threads",
            Permission::EmbedLinks => "permission-embed-links",
            Permission::ReadMessageHistory => "permission-read-history",
            Permission::MentionRoles => "permission-mention-roles",
        })
    }
}

/// What is asked about a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The server in which it should be.
    pub guild: u64,
    /// Which.
    pub channel: u64,
    /// A role that is to be mentioned there.
    pub role: Option<u64>,
}

/// What is found of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// The bot cannot see it, or it is gone.
    Unseen,
    /// It belongs to another server.
    Elsewhere,
    /// Nothing can be posted in channels of its kind.
    NoPlace,
    /// There is no such role.
    NoRole,
    /// It is there.
    Seen {
        /// What sort of channel it is.
        kind: Target,
        /// What it is called.
        name: String,
        /// What the bot lacks there.
        lacking: Vec<Permission>,
    },
    /// Discord did not tell.
    Unknown,
}

impl Access {
    /// What stands in the way of posting in that channel, in words; `None` where nothing does.
    pub(super) fn objection(&self, channel: u64, words: Words) -> Option<String> {
        let filling = [("channel", mention(channel).into())];
        Some(match self {
            Access::Unseen => words.fill("channel-unseen", &filling),
            Access::Elsewhere => words.fill("channel-elsewhere", &filling),
            Access::NoPlace => words.fill("channel-no-place", &filling),
            Access::NoRole => words.say("no-role"),
            Access::Unknown => words.fill("channel-unknown", &filling),
            Access::Seen { lacking, .. } if lacking.is_empty() => return None,
            Access::Seen { lacking, .. } => {
                let names: Vec<String> = lacking.iter().map(|p| format!("**{}**", p.name(words))).collect();
                let [(channel, id)] = filling;
                words.fill("channel-lacking", &[(channel, id), ("permissions", names.join(", ").into())])
            }
        })
    }
}

/// A channel as Discord shows it: its name, which leads to it. It pings nobody.
pub(super) fn mention(channel: u64) -> String {
    format!("<#{channel}>")
}
