//! The table of commands in Discord's form.

use super::rest::{Rest, RestError};
use crate::{
    bot::{Audience, COMMANDS, Command, Language, OptionKind, OptionSpec, Words},
    config::{self, Snowflake},
    ledger::{Ledger, LedgerError},
};
use reqwest::Method;
use serde_json::{Value, json};
use serenity::all::{
    ChannelType, CommandOptionType, CommandType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext, Permissions,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// What Discord adds to a command, and, in a server's list, to what is not said of places.
const ADDED: &[&str] =
    &["id", "application_id", "guild_id", "version", "dm_permission", "default_permission", "handler"];
const PLACES: &[&str] = &["contexts", "integration_types"];
/// Channels in which messages can be posted.
const PLACES_TO_POST: &[ChannelType] = &[
    ChannelType::Text,
    ChannelType::News,
    ChannelType::NewsThread,
    ChannelType::PublicThread,
    ChannelType::PrivateThread,
    ChannelType::Forum,
];
/// How long registering may take; nothing waits for it.
const WITHIN: Duration = Duration::from_secs(60);

/// Makes Discord's lists of commands what the table and the config say: everyone's commands in the
/// servers that are named, or else everywhere, and the curators' in their servers. A list that is as it
/// should be is not sent. The servers are remembered, so that one that is no longer named loses its list.
///
/// # Errors
/// Discord refused, or could not be reached, or the ledger failed; all that could be done is done.
pub(super) async fn register(
    rest: &Rest,
    ledger: &Ledger,
    application: u64,
    config: &config::Discord,
) -> Result<(), RegisterError> {
    let everyone = |a| a != Audience::Curators;
    let global = if config.guilds.is_empty() { commands(true, everyone) } else { Vec::new() };
    let mut done = set(rest, &format!("/applications/{application}/commands"), &global).await;
    let named: BTreeSet<u64> = config.guilds.iter().chain(&config.curator_guilds).map(|g| g.get()).collect();
    let before = ledger.registered().await?;
    for guild in named.iter().copied().chain(before.into_iter().filter(|g| !named.contains(g))) {
        let path = format!("/applications/{application}/guilds/{guild}/commands");
        let is_in = |list: &[Snowflake]| list.iter().any(|g| g.get() == guild);
        let (all, curated) = (is_in(&config.guilds), is_in(&config.curator_guilds));
        let list = commands(false, |a| if a == Audience::Curators { curated } else { all });
        if all || curated {
            ledger.set_registered(guild, true).await?;
            done = done.and(set(rest, &path, &list).await);
            continue;
        }
        match set(rest, &path, &list).await {
            // A server that the bot has left took its list along.
            Ok(()) | Err(RestError::Refused { .. }) => ledger.set_registered(guild, false).await?,
            Err(error) => done = done.and(Err(error)),
        }
    }
    Ok(done?)
}

/// Why not all commands are registered.
#[derive(Debug, thiserror::Error)]
pub(super) enum RegisterError {
    #[error(transparent)]
    Rest(#[from] RestError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Makes one list what it should be. To send it when nothing changed would count against the 200 new
/// commands a day that Discord allows.
async fn set(rest: &Rest, path: &str, list: &[CreateCommand]) -> Result<(), RestError> {
    let wanted: Vec<Value> = list.iter().map(|c| json!(c)).collect();
    let known = rest.send(Method::GET, &format!("{path}?with_localizations=true"), None, WITHIN).await?;
    let known = known.as_array().cloned().unwrap_or_default();
    let added = if path.contains("/guilds/") { [ADDED, PLACES].concat() } else { ADDED.to_vec() };
    let by_name = |list: &[Value]| -> BTreeMap<(u64, String), Value> {
        let key = |c: &Value| {
            let name = c.get("name").and_then(Value::as_str).unwrap_or_default();
            (c.get("type").and_then(Value::as_u64).unwrap_or(1), name.to_owned())
        };
        list.iter().map(|c| (key(c), plain(c, &added))).collect()
    };
    if known.len() == wanted.len() && by_name(&known) == by_name(&wanted) {
        return Ok(());
    }
    tracing::info!(commands = wanted.len(), "registering commands");
    rest.send(Method::PUT, path, Some(&Value::Array(wanted)), WITHIN).await.map(drop)
}

/// A command, or an option of one, without what Discord adds and without what means nothing said.
fn plain(value: &Value, added: &[&str]) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(key, _)| !added.contains(&key.as_str()));
            let sorted: BTreeMap<&String, Value> = kept.map(|(k, v)| (k, plain(v, added))).collect();
            let said = |v: &Value| match v {
                Value::Null | Value::Bool(false) => false,
                Value::String(text) => !text.is_empty(),
                Value::Array(list) => !list.is_empty(),
                Value::Object(fields) => !fields.is_empty(),
                _ => true,
            };
            Value::Object(sorted.into_iter().filter(|(_, v)| said(v)).map(|(k, v)| (k.clone(), v)).collect())
        }
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().map(|v| plain(v, added)).collect();
            // Places are sets; options have an order.
            if list.iter().all(Value::is_number) {
                list.sort_by_key(Value::as_u64);
            }
            Value::Array(list)
        }
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        plain => plain.clone(),
    }
}

/// The commands of some audiences. A group is registered with those of its members alone.
fn commands(global: bool, of: impl Fn(Audience) -> bool) -> Vec<CreateCommand> {
    let table = || COMMANDS.iter().filter(|c| of(c.audience));
    let mut groups: Vec<&str> = table().filter_map(|c| c.path.first().copied()).collect();
    groups.dedup();
    groups
        .into_iter()
        .map(|name| {
            let members = || table().filter(|c| c.path.first() == Some(&name));
            let command = top_level(name, members());
            let managed = members().all(|c| c.audience == Audience::Managers);
            let command =
                if managed { command.default_member_permissions(Permissions::MANAGE_GUILD) } else { command };
            match (global, managed) {
                (true, true) => in_servers(command),
                (true, false) => everywhere(command),
                (false, _) => command,
            }
        })
        .collect()
}

/// A command, or a group with its members.
fn top_level<'a>(name: &str, members: impl Iterator<Item = &'a Command>) -> CreateCommand {
    let localized = translations()
        .filter_map(|(locale, words)| Some((locale, words.name(name)?)))
        .fold(CreateCommand::new(name), |command, (locale, name)| command.name_localized(locale, name));
    members.fold(localized, |command, member| {
        let described = || {
            let words = Words::default();
            let base = command.clone().kind(CommandType::ChatInput).description(words.command(&[name], None));
            translations().fold(base, |command, (locale, words)| {
                command.description_localized(locale, words.command(&[name], None))
            })
        };
        match (member.audience, member.path) {
            // What is chosen from a menu has no description.
            (Audience::OnMessages, _) => command.kind(CommandType::Message),
            (_, [_, name]) => described().add_option(subcommand(name, member)),
            _ => described().set_options(member.all_options().map(|o| option(member, o)).collect()),
        }
    })
}

/// Reading is for everyone: in servers, with the bot alone, and among friends who have installed it for
/// themselves. A server's own list takes no places.
fn everywhere(command: CreateCommand) -> CreateCommand {
    command.integration_types(vec![InstallationContext::Guild, InstallationContext::User]).contexts(vec![
        InteractionContext::Guild,
        InteractionContext::BotDm,
        InteractionContext::PrivateChannel,
    ])
}

/// What is set up for a server can be set up there alone, and by nobody who only installed the bot for themselves.
fn in_servers(command: CreateCommand) -> CreateCommand {
    command.integration_types(vec![InstallationContext::Guild]).contexts(vec![InteractionContext::Guild])
}

/// Discord's locales other than English, and their texts.
fn translations() -> impl Iterator<Item = (&'static str, Words)> {
    Language::ALL.into_iter().flat_map(|l| l.locales().iter().map(move |locale| (*locale, Words(l))))
}

fn subcommand(name: &str, command: &Command) -> CreateCommandOption {
    let base = described(CommandOptionType::SubCommand, name, command, None);
    command.all_options().fold(base, |sub, spec| sub.add_sub_option(option(command, spec)))
}

fn option(command: &Command, spec: &OptionSpec) -> CreateCommandOption {
    let of = |kind| described(kind, spec.name, command, Some(spec.name)).required(spec.required);
    match spec.kind {
        OptionKind::Text(most) => of(CommandOptionType::String).max_length(most),
        OptionKind::Name(_)
        | OptionKind::Followed(_)
        | OptionKind::Zone
        | OptionKind::Language
        | OptionKind::Hidden
        | OptionKind::Time
        | OptionKind::Days
        | OptionKind::Schedule => of(CommandOptionType::String).set_autocomplete(true).max_length(100),
        OptionKind::Names(_) => of(CommandOptionType::String).set_autocomplete(true).max_length(300),
        OptionKind::Role => of(CommandOptionType::Role),
        OptionKind::OneOf(values) => values.iter().fold(of(CommandOptionType::String), |made, value| {
            let local = translations().map(|(locale, words)| (locale, words.choice(spec.name, value)));
            made.add_string_choice_localized(Words::default().choice(spec.name, value), *value, local)
        }),
        OptionKind::Whole(least, most) => of(CommandOptionType::Integer)
            .min_int_value(u64::try_from(least).unwrap_or(0))
            .max_int_value(u64::try_from(most).unwrap_or(0)),
        OptionKind::Flag => of(CommandOptionType::Boolean),
        OptionKind::File => of(CommandOptionType::Attachment),
        OptionKind::Channel => of(CommandOptionType::Channel).channel_types(PLACES_TO_POST.to_vec()),
    }
}

/// An option, or a subcommand, with its name and its purpose in every language.
fn described(
    kind: CommandOptionType,
    name: &str,
    command: &Command,
    option: Option<&str>,
) -> CreateCommandOption {
    let base = CreateCommandOption::new(kind, name, Words::default().command(command.path, option));
    translations().fold(base, |made, (locale, words)| {
        let made = made.description_localized(locale, words.command(command.path, option));
        match words.name(name) {
            Some(name) => made.name_localized(locale, name),
            None => made,
        }
    })
}
