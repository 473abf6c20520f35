//! What goes out. Texts in it are final: escaped where Discord reads markdown, and within its limits.

use super::{CustomId, job::Job, text};
use crate::catalogue::Completion;

/// The answer to a [`super::Request`].
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// A new message.
    Message(Message),
    /// The message whose button was pressed, changed.
    Update(Message),
    /// What a job gives, once it is done.
    Later {
        /// Where it is seen.
        place: Place,
        /// What is to be done first.
        job: Job,
    },
    /// A dialog to be filled in.
    Dialog(Dialog),
    /// What the option being typed may become, at most 25.
    Choices(Vec<Completion>),
}

impl Reply {
    /// A short private text.
    pub fn note(text: &str) -> Reply {
        Reply::Message(Message::note(text))
    }
}

/// Where the answer of a job is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the channel.
    Public,
    /// By the one who asked.
    Private,
    /// In place of the message whose button was pressed.
    InPlace,
}

/// A dialog: texts to be filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Dialog {
    /// What it is sent as.
    pub id: CustomId,
    /// At most 45 characters.
    pub title: String,
    /// At most five.
    pub inputs: Vec<Input>,
}

/// A text in a dialog.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// What it is sent as.
    pub id: &'static str,
    /// At most 45 characters.
    pub label: String,
    /// What stands in it at first.
    pub value: String,
    /// Most characters, at most 4,000.
    pub most: u16,
    /// Whether it may have several lines.
    pub long: bool,
    /// Whether it may not be left empty.
    pub required: bool,
}

/// A message. Nobody is ever pinged by one but the role that a daily post is to mention.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Message {
    /// Whether only the one who asked sees it.
    pub private: bool,
    /// Text above the card, at most 2,000 characters.
    pub text: String,
    /// A role that its text mentions, and that is pinged; only a daily post has one.
    pub mention: Option<u64>,
    /// At most one.
    pub card: Option<Card>,
    /// At most five.
    pub rows: Vec<Row>,
}

impl Message {
    /// A short private text.
    pub fn note(note: &str) -> Message {
        Message { private: true, text: text::cut(note, 2000), ..Message::default() }
    }
}

/// What Discord calls an embed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    /// At most 256 characters.
    pub title: String,
    /// Where the title leads.
    pub url: Option<String>,
    /// At most 4,096 characters of markdown.
    pub body: String,
    /// At most 25.
    pub fields: Vec<Field>,
    /// At most 2,048 characters, no markdown.
    pub footer: String,
}

/// A headed part of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// At most 256 characters.
    pub name: String,
    /// At most 1,024.
    pub value: String,
}

/// A row of things to press.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// Up to five.
    Buttons(Vec<Button>),
    /// A menu to choose one from.
    Menu {
        /// What the choice is sent as.
        id: CustomId,
        /// What the closed menu says, at most 150 characters.
        placeholder: String,
        /// At most 25.
        choices: Vec<Choice>,
    },
}

/// A button.
#[derive(Debug, Clone, PartialEq)]
pub struct Button {
    /// At most 80 characters.
    pub label: String,
    /// What it does.
    pub target: Target,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// Sends this id.
    Press(CustomId),
    /// Opens this address.
    Link(String),
    /// Nothing; it shows where one is, or that there is no further page. It still needs an id, which
    /// must be unlike the others' in the message.
    Nothing(CustomId),
}

/// One entry of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// At most 100 characters.
    pub label: String,
    /// At most 100 characters.
    pub value: String,
    /// At most 100 characters.
    pub description: String,
}
