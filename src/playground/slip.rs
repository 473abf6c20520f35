//! What is told to a person whose command, press or choice came to nothing.

/// Why something that a person did came to nothing. Worded for that person.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum InvokeError {
    /// The line does not begin with a slash.
    #[error("a command begins with `/`")]
    NotACommand,
    /// Nothing registered has this name.
    #[error("there is no command `/{name}`{}", hint(.near))]
    UnknownCommand {
        /// What was typed.
        name: String,
        /// The name most like it.
        near: Option<String>,
    },
    /// The command has subcommands, and this is none of them.
    #[error("`/{command}` is followed by one of: {}{}", .known.join(", "), instead(.name, .near))]
    UnknownSubcommand {
        /// The command so far.
        command: String,
        /// What was typed; empty for nothing.
        name: String,
        /// What there is.
        known: Vec<String>,
        /// That of them which is most like it.
        near: Option<String>,
    },
    /// The command is there, but the user lacks the permission it asks for, or it is for other
    /// places.
    #[error("`/{command}` is not for you, or not for this channel")]
    NotAllowed {
        /// The command.
        command: String,
    },
    /// The command has no such option.
    #[error("`/{command}` has no option `{name}`{}", hint(.near))]
    UnknownOption {
        /// The command.
        command: String,
        /// What was typed.
        name: String,
        /// The name most like it.
        near: Option<String>,
    },
    /// A required option is missing.
    #[error("`/{command}` needs `{option}:…`")]
    MissingOption {
        /// The command.
        command: String,
        /// The first one missing.
        option: String,
    },
    /// An option was given twice.
    #[error("`{option}` is given twice")]
    Repeated {
        /// The option.
        option: String,
    },
    /// The value does not fit the option.
    #[error("`{value}` does not fit `{option}`: give {expected}")]
    BadValue {
        /// The option.
        option: String,
        /// What was typed.
        value: String,
        /// What it takes.
        expected: String,
    },
    /// The option at the end of the line does not complete.
    #[error("there is nothing to complete here{}", of(.option))]
    NotCompleted {
        /// The option; empty where there is none.
        option: String,
    },
    /// There is no such user, channel or message, or the user does not see it.
    #[error("there is no such {0}, or you do not see it")]
    Unseen(&'static str),
    /// The message has no such button or select.
    #[error("the message has no `{wanted}`; it has: {}", none_or(.has))]
    NoSuchControl {
        /// What was asked for.
        wanted: String,
        /// Labels and custom ids of what there is.
        has: Vec<String>,
    },
    /// The button or select is switched off.
    #[error("`{0}` is switched off")]
    Disabled(String),
    /// The button opens an address, and nothing is sent to the bot.
    #[error("this button opens {0}")]
    Link(String),
    /// The values do not fit the select or the dialog.
    #[error("{0}")]
    BadInput(String),
    /// No bot is connected.
    #[error("the bot is not connected")]
    NotConnected,
    /// The bot did not answer in time.
    #[error("the application did not respond")]
    NoAnswer,
    /// The bot promised an answer, and it did not come in time.
    #[error("the bot is still thinking")]
    StillThinking,
}

fn hint(near: &Option<String>) -> String {
    near.as_ref().map_or_else(String::new, |n| format!("; did you mean `{n}`?"))
}

fn instead(name: &str, near: &Option<String>) -> String {
    if name.is_empty() { String::new() } else { format!(", not `{name}`{}", hint(near)) }
}

fn of(option: &str) -> String {
    if option.is_empty() { String::new() } else { format!(": `{option}` has no completion") }
}

fn none_or(list: &[String]) -> String {
    if list.is_empty() { "nothing to press".to_owned() } else { list.join(", ") }
}
