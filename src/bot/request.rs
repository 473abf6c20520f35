//! What comes in: a command, a half-typed option, a press of a button, a choice from a menu.

use super::{job::File, words::Language};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// One interaction of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The interaction's id; it also seeds what is random, so that a repeat gives the same answer.
    pub interaction: u64,
    /// Who asks.
    pub user: u64,
    /// Where.
    pub channel: u64,
    /// The server that the channel is in, if the bot is in it, too.
    pub guild: Option<u64>,
    /// What they may do there.
    pub rights: Rights,
    /// In which language they are answered.
    pub language: Language,
    /// In which language everybody there is addressed.
    pub aloud: Language,
    /// In which language they use Discord.
    pub locale: Language,
    /// When.
    pub now: Timestamp,
    /// What.
    pub action: Action,
}

/// What a person may do, beyond reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rights {
    /// Set up the bot for the server: they have Manage Server.
    pub manage: bool,
    /// Fill the library.
    pub curate: bool,
}

/// What a person did.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Sent a slash command.
    Command(Invocation),
    /// Is typing the option of that name.
    Complete {
        /// The command as far as it is there.
        invocation: Invocation,
        /// The option that is being typed; its text so far is among the options.
        option: String,
    },
    /// Pressed a button.
    Press(Press),
    /// Chose these values from a menu.
    Choose(Press, Vec<String>),
    /// Filled in a dialog: its id, and the texts by their ids.
    Submit(String, BTreeMap<String, String>),
}

/// A slash command with its options.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Invocation {
    /// Command and subcommand: `["digest", "search"]`.
    pub path: Vec<String>,
    /// What was filled in.
    pub options: Options,
    /// For a command on a message: that one.
    pub message: Option<Said>,
}

/// A message that somebody sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Its text, as typed.
    pub text: String,
    /// The name its sender goes by there.
    pub sender: String,
    /// Its own address.
    pub address: String,
    /// The addresses that the pages shown below it have.
    pub shown: Vec<String>,
}

/// Options by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options(pub BTreeMap<String, Value>);

/// An option's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Any text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
    /// A file.
    File(File),
    /// A channel, by its id.
    Channel(u64),
    /// A role, by its id.
    Role(u64),
}

impl Options {
    /// The text of that option, without white space around it; `None` where there is none.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.0.get(name) {
            Some(Value::Text(text)) => Some(text.trim()).filter(|t| !t.is_empty()),
            _ => None,
        }
    }

    /// The number of that option.
    pub fn whole(&self, name: &str) -> Option<i64> {
        match self.0.get(name) {
            Some(Value::Whole(n)) => Some(*n),
            _ => None,
        }
    }

    /// The file of that option.
    pub fn file(&self, name: &str) -> Option<&File> {
        match self.0.get(name) {
            Some(Value::File(file)) => Some(file),
            _ => None,
        }
    }

    /// The channel of that option.
    pub fn channel(&self, name: &str) -> Option<u64> {
        match self.0.get(name) {
            Some(Value::Channel(id)) => Some(*id),
            _ => None,
        }
    }

    /// The role of that option.
    pub fn role(&self, name: &str) -> Option<u64> {
        match self.0.get(name) {
            Some(Value::Role(id)) => Some(*id),
            _ => None,
        }
    }

    /// The yes or no of that option.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.0.get(name) {
            Some(Value::Flag(yes)) => Some(*yes),
            _ => None,
        }
    }
}

/// A press, and of whose message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// The custom id, as sent; it may be from an older version, or made up.
    pub id: String,
    /// Whether the message answers a command of the one who pressed.
    pub own: bool,
    /// Whether the message is seen by that person alone.
    pub private: bool,
}
