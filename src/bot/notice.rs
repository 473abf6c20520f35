//! What those who can mend it are told of a schedule that does not post.

use super::{access::Permission, reply::Message, text, words::Words};
use jiff::{Timestamp, civil::Date};

/// Longest name or reason that is told, in characters.
const LONGEST: usize = 200;

/// Why a schedule does not post, or may not have posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The bot lacks these permissions in the channel.
    Lacking(Vec<Permission>),
    /// The channel is gone.
    Gone,
    /// The bot is no longer in the server.
    Left,
    /// Discord says no, in these words, and the bot cannot see why.
    Refused(String),
    /// It is over: the bot may post there again.
    Over,
    /// Whether the post of that day arrived cannot be found out.
    Uncertain(Date),
}

/// The notice about a schedule of that name in that channel, of something that was so at that time. The
/// same trouble always gives the same text, so that a notice is found again.
pub fn notice(name: &str, channel: u64, trouble: &Trouble, since: Timestamp, words: Words) -> Message {
    let mut filling = vec![
        ("name", text::escaped(name, LONGEST).into()),
        ("channel", format!("<#{channel}>").into()),
        ("since", format!("<t:{}:f>", since.as_second()).into()),
    ];
    let key = match trouble {
        Trouble::Lacking(permissions) => {
            let names: Vec<String> = permissions.iter().map(|p| format!("**{}**", p.name(words))).collect();
            filling.push(("permissions", names.join(", ").into()));
            "notice-lacking"
        }
        Trouble::Gone => "notice-gone",
        Trouble::Left => "notice-left",
        Trouble::Refused(reason) => {
            filling.push(("reason", text::escaped(reason, LONGEST).into()));
            "notice-refused"
        }
        Trouble::Over => "notice-resumed",
        Trouble::Uncertain(date) => {
            filling.push(("day", words.day(*date).into()));
            "notice-uncertain"
        }
    };
    Message { text: words.fill(key, &filling), ..Message::default() }
}
