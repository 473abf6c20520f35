//! From Discord's interactions to the bot's requests.

use super::{curators::Curators, rest::Rest};
use crate::bot::{Action, File, Invocation, Language, Options, Press, Request, Rights, Said, Value};
use jiff::Timestamp;
use serenity::all::{
    ActionRow, ActionRowComponent, AuthorizingIntegrationOwner, AuthorizingIntegrationOwners,
    CommandDataOption, CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction,
    ComponentInteractionDataKind, GuildId, Interaction, Member, Message, MessageFlags,
    MessageInteractionMetadata, Permissions,
};
use std::collections::BTreeMap;

/// An interaction as the bot sees it, and where its answer goes.
pub(super) struct Incoming {
    pub(super) request: Request,
    pub(super) id: u64,
    pub(super) application: u64,
    pub(super) token: String,
}

/// What the one who acts may do.
pub(super) async fn rights(interaction: &Interaction, rest: &Rest, curators: &Curators) -> Rights {
    let (guild, member): (Option<GuildId>, Option<&Member>) = match interaction {
        Interaction::Command(c) | Interaction::Autocomplete(c) => (c.guild_id, c.member.as_deref()),
        Interaction::Component(c) => (c.guild_id, c.member.as_ref()),
        Interaction::Modal(c) => (c.guild_id, c.member.as_ref()),
        _ => (None, None),
    };
    let (Some(guild), Some(member)) = (guild, member) else { return Rights::default() };
    Rights {
        manage: member.permissions.is_some_and(|p| p.contains(Permissions::MANAGE_GUILD)),
        curate: curators.include(rest, guild.get(), member).await,
    }
}

/// `None` for a kind that the bot registers nothing for.
pub(super) fn request(interaction: &Interaction, rights: Rights, now: Timestamp) -> Option<Incoming> {
    let (token, locale, user, channel, guild, owners, action) = match interaction {
        Interaction::Command(c) => {
            let action = Action::Command(invocation(c).0);
            (
                &c.token,
                &c.locale,
                c.user.id,
                c.channel_id,
                c.guild_id,
                Some(&c.authorizing_integration_owners),
                action,
            )
        }
        Interaction::Autocomplete(c) => {
            let (invocation, focused) = invocation(c);
            (
                &c.token,
                &c.locale,
                c.user.id,
                c.channel_id,
                c.guild_id,
                Some(&c.authorizing_integration_owners),
                // Nothing completes what no option is.
                Action::Complete { invocation, option: focused.unwrap_or_default() },
            )
        }
        Interaction::Component(c) => (
            &c.token,
            &c.locale,
            c.user.id,
            c.channel_id,
            c.guild_id,
            Some(&c.authorizing_integration_owners),
            component(c),
        ),
        Interaction::Modal(c) => {
            let action = Action::Submit(c.data.custom_id.clone(), texts(&c.data.components));
            (
                &c.token,
                &c.locale,
                c.user.id,
                c.channel_id,
                c.guild_id,
                // serenity does not tell of a dialog.
                None,
                action,
            )
        }
        _ => return None,
    };
    let id = interaction.id().get();
    let language = Language::of(locale);
    let request = Request {
        interaction: id,
        user: user.get(),
        channel: channel.get(),
        guild: guild.filter(|_| !owners.is_some_and(only_for_themselves)).map(GuildId::get),
        rights,
        language,
        aloud: language,
        locale: language,
        now,
        action,
    };
    let application = interaction.application_id().get();
    Some(Incoming { request, id, application, token: token.clone() })
}

/// Whether the bot is there only because the person has installed it for themselves: then the server is none of
/// the bot's.
fn only_for_themselves(owners: &AuthorizingIntegrationOwners) -> bool {
    let server =
        |owner: &AuthorizingIntegrationOwner| matches!(owner, AuthorizingIntegrationOwner::GuildInstall(_));
    !owners.0.is_empty() && !owners.0.iter().any(server)
}

/// The command with its options, and the option that is being typed.
fn invocation(command: &CommandInteraction) -> (Invocation, Option<String>) {
    let data = &command.data;
    let message = (data.kind == CommandType::Message).then(|| {
        data.resolved.messages.values().next().map(|m| said(m, command.guild_id)).unwrap_or_default()
    });
    let mut invocation = Invocation { path: vec![data.name.clone()], options: Options::default(), message };
    let mut focused = None;
    collect(command, &data.options, &mut invocation, &mut focused);
    (invocation, focused)
}

fn said(message: &Message, guild: Option<GuildId>) -> Said {
    Said {
        text: message.content.clone(),
        sender: message.author.display_name().to_owned(),
        // What comes with an interaction does not say its server.
        address: message.id.link(message.channel_id, guild),
        shown: message.embeds.iter().filter_map(|e| e.url.clone()).collect(),
    }
}

fn collect(
    command: &CommandInteraction,
    options: &[CommandDataOption],
    into: &mut Invocation,
    focused: &mut Option<String>,
) {
    for option in options {
        let value = match &option.value {
            CommandDataOptionValue::SubCommand(inner) | CommandDataOptionValue::SubCommandGroup(inner) => {
                into.path.push(option.name.clone());
                collect(command, inner, into, focused);
                continue;
            }
            CommandDataOptionValue::Autocomplete { value, .. } => {
                *focused = Some(option.name.clone());
                Value::Text(value.clone())
            }
            CommandDataOptionValue::String(text) => Value::Text(text.clone()),
            CommandDataOptionValue::Integer(n) => Value::Whole(*n),
            CommandDataOptionValue::Boolean(yes) => Value::Flag(*yes),
            CommandDataOptionValue::Attachment(id) => match command.data.resolved.attachments.get(id) {
                Some(file) => Value::File(File {
                    name: file.filename.clone(),
                    url: file.url.clone(),
                    bytes: file.size.into(),
                }),
                None => continue,
            },
            CommandDataOptionValue::Channel(id) => Value::Channel(id.get()),
            CommandDataOptionValue::Role(id) => Value::Role(id.get()),
            _ => continue,
        };
        into.options.0.insert(option.name.clone(), value);
    }
}

fn texts(rows: &[ActionRow]) -> BTreeMap<String, String> {
    let inputs = rows.iter().flat_map(|row| &row.components).filter_map(|component| match component {
        ActionRowComponent::InputText(text) => {
            Some((text.custom_id.clone(), text.value.clone().unwrap_or_default()))
        }
        _ => None,
    });
    inputs.collect()
}

fn component(component: &ComponentInteraction) -> Action {
    let message = &component.message;
    let owner = match message.interaction_metadata.as_deref() {
        Some(MessageInteractionMetadata::Command(by)) => Some(by.user.id),
        Some(MessageInteractionMetadata::Component(by)) => Some(by.user.id),
        _ => None,
    };
    let press = Press {
        id: component.data.custom_id.clone(),
        own: owner == Some(component.user.id),
        private: message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL)),
    };
    match &component.data.kind {
        ComponentInteractionDataKind::Button => Action::Press(press),
        ComponentInteractionDataKind::StringSelect { values } => Action::Choose(press, values.clone()),
        // No menu of the bot's is of another kind, and is told so.
        _ => Action::Choose(press, Vec::new()),
    }
}
