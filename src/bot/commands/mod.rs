//! The table of commands. It drives registration, routing and `/help`: a new command is a file here
//! and a row in [`COMMANDS`].

mod about;
mod add;
mod author;
mod curate;
mod daily;
mod digest;
mod follow;
mod help;
mod me;
mod settings;
mod tags;

use super::{
    Access, Bot, BotError, Invocation, Job, Message, Place, Reply, Request, text, tongue, words::Words,
};
use crate::{
    catalogue::{Catalogue, Subject},
    ledger::Followable,
};
use std::pin::Pin;

pub(super) use curate::{dialog as edit_dialog, find as find_any, submitted as edit_submitted};
pub(super) use follow::chosen as unfollow_chosen;
pub(super) use settings::chosen as show_chosen;

/// The answer of a command, when it is there.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Reply, BotError>> + Send + 'a>>;

/// One command, or one subcommand of a group. What it and its options are for is said by [`Words::command`].
#[derive(Debug)]
pub struct Command {
    /// `["help"]`, or `["digest", "search"]`.
    pub path: &'static [&'static str],
    /// Its options, required ones first. Every command also takes `private`.
    pub options: &'static [OptionSpec],
    /// Who finds it, and where.
    pub audience: Audience,
    pub(super) run: for<'a> fn(Ask<'a>) -> Answer<'a>,
}

/// Who finds a command, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone, everywhere, typing it.
    Everyone,
    /// Everyone, everywhere, in the menu of a message.
    OnMessages,
    /// Curators, in the servers of the operator.
    Curators,
    /// Who has Manage Server, in any server that the bot is in.
    Managers,
}

/// One option.
#[derive(Debug)]
pub struct OptionSpec {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: OptionKind,
    /// Whether it must be there.
    pub required: bool,
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionKind {
    /// Any text of at most so many characters.
    Text(u16),
    /// A name of something in the library, which completes as one types.
    Name(Subject),
    /// A name of something that the person follows, which completes as one types.
    Followed(Followable),
    /// A time zone, which completes as one types.
    Zone,
    /// A language in which pieces are written, which completes as one types.
    Language,
    /// Something that the server hides, which completes as one types.
    Hidden,
    /// A channel in which messages can be posted.
    Channel,
    /// A role.
    Role,
    /// A time of day, which completes as one types.
    Time,
    /// Days of the week, which complete as one types.
    Days,
    /// A daily post of the server, which completes as one types; or a name for another.
    Schedule,
    /// Names of things in the library with commas between them; the last one completes as one types.
    Names(&'static [Subject]),
    /// One of these; what they are called is said by [`Words::choice`].
    OneOf(&'static [&'static str]),
    /// A whole number in this range.
    Whole(i64, i64),
    /// Yes or no.
    Flag,
    /// A file.
    File,
}

/// Most choices that Discord takes.
const CHOICES: usize = 25;

/// The option that every command takes.
pub const PRIVATE: OptionSpec = OptionSpec { name: "private", kind: OptionKind::Flag, required: false };

/// All commands, in the order in which `/help` lists them.
pub const COMMANDS: &[Command] = &[
    digest::LATEST,
    digest::SEARCH,
    digest::SHOW,
    digest::RANDOM,
    digest::TODAY,
    curate::EDIT,
    curate::REMOVE,
    curate::DRAFTS,
    author::AUTHOR,
    tags::TAGS,
    follow::FOLLOW,
    follow::UNFOLLOW,
    me::ME,
    daily::SET,
    daily::SHOW,
    daily::PAUSE,
    daily::RESUME,
    daily::STOP,
    daily::PREVIEW,
    settings::SETTINGS,
    add::ADD,
    add::DIGEST_THIS,
    about::ABOUT,
    help::HELP,
];

impl Command {
    /// Its options, the common one last. What is chosen from a menu has none.
    pub fn all_options(&self) -> impl Iterator<Item = &OptionSpec> {
        let common = (self.audience != Audience::OnMessages).then_some(&PRIVATE);
        self.options.iter().chain(common)
    }
}

/// The command of that path.
pub(super) fn find(path: &[String]) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.path.iter().eq(path))
}

/// A command that somebody sent, with all that answering takes.
#[derive(Clone)]
pub(super) struct Ask<'a> {
    pub bot: &'a Bot,
    pub request: &'a Request,
    pub invocation: &'a Invocation,
    /// As it was when the command came, without what the server hides.
    pub catalogue: Catalogue,
    /// In the language of the one who asks.
    pub words: Words,
    /// What was found of the channel that it is about, once that was asked for.
    pub access: Option<Access>,
}

impl Ask<'_> {
    /// The text of that option.
    fn text(&self, option: &str) -> Option<&str> {
        self.invocation.options.text(option)
    }

    /// A short private answer.
    fn note(&self, key: &str) -> Reply {
        Reply::note(&self.words.say(key))
    }

    /// Who sees the answer: as the person asked, or else as is usual for the command.
    fn seen(&self, usually_private: bool) -> Seen {
        let private = self.invocation.options.flag(PRIVATE.name).unwrap_or(usually_private);
        let language = if private { self.request.language } else { self.request.aloud };
        Seen { private, words: Words(language) }
    }

    /// The answer that a job gives.
    fn later(&self, job: Job, usually_private: bool) -> Reply {
        let place = if self.seen(usually_private).private { Place::Private } else { Place::Public };
        Reply::Later { place, job }
    }

    /// The answer to a name that is not there: one key to say so, and one to say what may be meant.
    fn unknown(&self, [plain, but]: [&str; 2], subject: Subject, typed: &str) -> Reply {
        let near = self.catalogue.complete(subject, typed, 3);
        let near: Vec<String> =
            near.iter().map(|c| format!("**{}**", text::escaped(&c.value, 100))).collect();
        let name = text::escaped(typed, 100).into();
        Reply::note(&match near.as_slice() {
            [] => self.words.fill(plain, &[("name", name)]),
            near => self.words.fill(but, &[("name", name), ("near", near.join(", ").into())]),
        })
    }
}

/// Who sees an answer, and in which language it speaks to them.
#[derive(Clone, Copy)]
struct Seen {
    private: bool,
    words: Words,
}

impl Seen {
    fn reply(self, message: Message) -> Reply {
        Reply::Message(Message { private: self.private || message.private, ..message })
    }
}

/// Choices for the option that is being typed.
pub(super) async fn complete(
    bot: &Bot,
    request: &Request,
    invocation: &Invocation,
    option: &str,
) -> Result<Reply, BotError> {
    let Some(command) = find(&invocation.path) else { return Ok(Reply::Choices(Vec::new())) };
    let spec = command.all_options().find(|o| o.name == option);
    let typed = invocation.options.text(option).unwrap_or_default();
    let mut choices = match spec.map(|s| s.kind) {
        // Curators work on all of the library.
        Some(OptionKind::Name(subject)) if command.audience == Audience::Curators => {
            bot.catalogue().complete(subject, typed, CHOICES)
        }
        Some(OptionKind::Name(subject)) => bot.seen_by(request).await?.complete(subject, typed, CHOICES),
        Some(OptionKind::Followed(kind)) => follow::complete(bot, request.user, kind, typed).await?,
        Some(OptionKind::Zone) => me::complete_zone(typed, request.now),
        Some(OptionKind::Language) => tongue::complete(&bot.seen_by(request).await?, typed),
        Some(OptionKind::Hidden) => settings::complete(bot, request, typed).await?,
        Some(OptionKind::Time) => daily::complete_time(typed, Words(request.language)),
        Some(OptionKind::Days) => daily::complete_days(typed, Words(request.language)),
        Some(OptionKind::Schedule) => daily::complete(bot, request, typed).await?,
        Some(OptionKind::Names(subjects)) => {
            daily::complete_names(&bot.seen_by(request).await?, subjects, typed)
        }
        _ => Vec::new(),
    };
    choices.truncate(CHOICES);
    for choice in &mut choices {
        choice.label = text::cut(&text::bare(&choice.label), 100);
    }
    // Discord takes values of at most 100 characters, and a cut name would name nothing.
    choices.retain(|c| c.value.encode_utf16().count() <= 100 && !c.label.is_empty());
    Ok(Reply::Choices(choices))
}
