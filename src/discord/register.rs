//! The table of commands in Discord's form.

use super::rest::{Rest, RestError};
use crate::{
    bot::{Audience, COMMANDS, Command, Language, OptionKind, OptionSpec, Words},
    config::{self, Snowflake},
};
use reqwest::Method;
use serde_json::{Value, json};
use serenity::all::{
    CommandOptionType, CommandType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext,
};
use std::{collections::BTreeSet, time::Duration};

/// How long registering may take; nothing waits for it.
const WITHIN: Duration = Duration::from_secs(60);

/// Makes Discord's lists of commands what the table and the config say: everyone's commands in the
/// servers that are named, or else everywhere, and the curators' in their servers.
///
/// # Errors
/// Discord refused, or could not be reached.
pub(super) async fn register(
    rest: &Rest,
    application: u64,
    config: &config::Discord,
) -> Result<(), RestError> {
    let everywhere = config.guilds.is_empty();
    let guilds: BTreeSet<Snowflake> = config.guilds.iter().chain(&config.curator_guilds).copied().collect();
    let mut lists = Vec::new();
    if everywhere {
        lists.push((format!("/applications/{application}/commands"), commands(|a| a != Audience::Curators)));
    }
    for guild in guilds {
        let all = config.guilds.contains(&guild);
        let curated = config.curator_guilds.contains(&guild);
        let list = commands(|a| if a == Audience::Curators { curated } else { all });
        lists.push((format!("/applications/{application}/guilds/{guild}/commands"), list));
    }
    for (path, list) in lists {
        let body = Value::Array(list.iter().map(|c| json!(c)).collect());
        rest.send(Method::PUT, &path, Some(&body), WITHIN).await?;
    }
    Ok(())
}

/// The commands of some audiences. A group is registered with those of its members alone.
fn commands(of: impl Fn(Audience) -> bool) -> Vec<CreateCommand> {
    let table = || COMMANDS.iter().filter(|c| of(c.audience));
    let mut groups: Vec<&str> = table().filter_map(|c| c.path.first().copied()).collect();
    groups.dedup();
    groups
        .into_iter()
        .map(|name| top_level(name, table().filter(|c| c.path.first() == Some(&name))))
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
        let command = match (member.audience, member.path) {
            // What is chosen from a menu has no description.
            (Audience::OnMessages, _) => command.kind(CommandType::Message),
            (_, [_, name]) => described().add_option(subcommand(name, member)),
            _ => described().set_options(member.all_options().map(|o| option(member, o)).collect()),
        };
        placed(command, member.audience)
    })
}

/// Where a command can be used. A server's own list takes no places: there they are given.
fn placed(command: CreateCommand, audience: Audience) -> CreateCommand {
    if audience == Audience::Curators {
        return command;
    }
    command.integration_types(vec![InstallationContext::Guild, InstallationContext::User]).contexts(vec![
        InteractionContext::Guild,
        InteractionContext::BotDm,
        InteractionContext::PrivateChannel,
    ])
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
        OptionKind::Name(_) | OptionKind::Followed(_) | OptionKind::Zone => {
            of(CommandOptionType::String).set_autocomplete(true).max_length(100)
        }
        OptionKind::OneOf(values) => values.iter().fold(of(CommandOptionType::String), |made, value| {
            let local = translations().map(|(locale, words)| (locale, words.choice(spec.name, value)));
            made.add_string_choice_localized(Words::default().choice(spec.name, value), *value, local)
        }),
        OptionKind::Whole(least, most) => of(CommandOptionType::Integer)
            .min_int_value(u64::try_from(least).unwrap_or(0))
            .max_int_value(u64::try_from(most).unwrap_or(0)),
        OptionKind::Flag => of(CommandOptionType::Boolean),
        OptionKind::File => of(CommandOptionType::Attachment),
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
