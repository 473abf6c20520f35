//! The table of commands in Discord's form.

use super::rest::{Rest, RestError};
use crate::{
    bot::{COMMANDS, Command, Language, OptionKind, OptionSpec, Words},
    config::Snowflake,
};
use reqwest::Method;
use serde_json::{Value, json};
use serenity::all::{
    CommandOptionType, CommandType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext,
};
use std::time::Duration;

/// How long registering may take; nothing waits for it.
const WITHIN: Duration = Duration::from_secs(60);

/// Makes Discord's list of commands the table's: in these servers at once, or everywhere.
///
/// # Errors
/// Discord refused, or could not be reached.
pub(super) async fn register(rest: &Rest, application: u64, guilds: &[Snowflake]) -> Result<(), RestError> {
    let body = Value::Array(commands().iter().map(|c| json!(c)).collect());
    let mut paths = vec![format!("/applications/{application}/commands")];
    if !guilds.is_empty() {
        paths = guilds
            .iter()
            .map(|guild| format!("/applications/{application}/guilds/{guild}/commands"))
            .collect();
    }
    for path in paths {
        rest.send(Method::PUT, &path, Some(&body), WITHIN).await?;
    }
    Ok(())
}

fn commands() -> Vec<CreateCommand> {
    let mut groups: Vec<&str> = COMMANDS.iter().filter_map(|c| c.path.first().copied()).collect();
    groups.dedup();
    groups
        .into_iter()
        .map(|name| {
            let members = COMMANDS.iter().filter(|c| c.path.first() == Some(&name));
            let base = CreateCommand::new(name)
                .kind(CommandType::ChatInput)
                .description(Words::default().command(&[name], None))
                .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
                .contexts(vec![
                    InteractionContext::Guild,
                    InteractionContext::BotDm,
                    InteractionContext::PrivateChannel,
                ]);
            let base = translations().fold(base, |command, (locale, words)| {
                let command = command.description_localized(locale, words.command(&[name], None));
                match words.name(name) {
                    Some(name) => command.name_localized(locale, name),
                    None => command,
                }
            });
            members.fold(base, |command, member| match member.path {
                [_, name] => command.add_option(subcommand(name, member)),
                _ => command.set_options(member.all_options().map(|o| option(member, o)).collect()),
            })
        })
        .collect()
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
        OptionKind::Name(_) => of(CommandOptionType::String).set_autocomplete(true).max_length(100),
        OptionKind::Whole(least, most) => of(CommandOptionType::Integer)
            .min_int_value(u64::try_from(least).unwrap_or(0))
            .max_int_value(u64::try_from(most).unwrap_or(0)),
        OptionKind::Flag => of(CommandOptionType::Boolean),
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
