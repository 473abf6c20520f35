//! From Discord's interactions to the bot's requests.

use crate::bot::{Action, Invocation, Language, Options, Press, Request, Value};
use jiff::Timestamp;
use serenity::all::{
    CommandDataOption, CommandDataOptionValue, CommandInteraction, ComponentInteraction,
    ComponentInteractionDataKind, Interaction, MessageFlags, MessageInteractionMetadata,
};

/// An interaction as the bot sees it, and where its answer goes.
pub(super) struct Incoming {
    pub(super) request: Request,
    pub(super) id: u64,
    pub(super) token: String,
}

/// `None` for a kind that the bot registers nothing for.
pub(super) fn request(interaction: &Interaction, now: Timestamp) -> Option<Incoming> {
    let (token, locale, user, channel, action) = match interaction {
        Interaction::Command(c) => {
            (&c.token, &c.locale, c.user.id, c.channel_id, Action::Command(invocation(c).0))
        }
        Interaction::Autocomplete(c) => {
            let (invocation, focused) = invocation(c);
            (&c.token, &c.locale, c.user.id, c.channel_id, Action::Complete { invocation, option: focused? })
        }
        Interaction::Component(c) => (&c.token, &c.locale, c.user.id, c.channel_id, component(c)?),
        _ => return None,
    };
    let id = interaction.id().get();
    let language = Language::of(locale);
    let request =
        Request { interaction: id, user: user.get(), channel: channel.get(), language, now, action };
    Some(Incoming { request, id, token: token.clone() })
}

/// The command with its options, and the option that is being typed.
fn invocation(command: &CommandInteraction) -> (Invocation, Option<String>) {
    let mut invocation = Invocation { path: vec![command.data.name.clone()], options: Options::default() };
    let mut focused = None;
    collect(&command.data.options, &mut invocation, &mut focused);
    (invocation, focused)
}

fn collect(options: &[CommandDataOption], into: &mut Invocation, focused: &mut Option<String>) {
    for option in options {
        let value = match &option.value {
            CommandDataOptionValue::SubCommand(inner) | CommandDataOptionValue::SubCommandGroup(inner) => {
                into.path.push(option.name.clone());
                collect(inner, into, focused);
                continue;
            }
            CommandDataOptionValue::Autocomplete { value, .. } => {
                *focused = Some(option.name.clone());
                Value::Text(value.clone())
            }
            CommandDataOptionValue::String(text) => Value::Text(text.clone()),
            CommandDataOptionValue::Integer(n) => Value::Whole(*n),
            CommandDataOptionValue::Boolean(yes) => Value::Flag(*yes),
            _ => continue,
        };
        into.options.0.insert(option.name.clone(), value);
    }
}

fn component(component: &ComponentInteraction) -> Option<Action> {
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
        ComponentInteractionDataKind::Button => Some(Action::Press(press)),
        ComponentInteractionDataKind::StringSelect { values } => Some(Action::Choose(press, values.clone())),
        _ => None,
    }
}
