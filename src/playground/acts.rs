//! What people do: type commands, press buttons, choose, fill in dialogs; and what comes of it.

use super::{
    Twin,
    interaction::{Act, First, Interaction, Kind},
    line::{Place, Typed, called, nearest},
    message::Message,
    slip::InvokeError,
    snowflake::Id,
    state::{Command, State},
};
use serde_json::{Value, json};
use std::time::Duration;

/// What came of an interaction, once the bot was done with it.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A message of its own.
    Message(Message),
    /// The message with the component was changed.
    Update(Message),
    /// A dialog opened.
    Dialog(Dialog),
    /// The answer was deleted again.
    Deleted,
}

impl Answer {
    /// The message that came or changed.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Answer::Message(message) | Answer::Update(message) => Some(message),
            Answer::Dialog(_) | Answer::Deleted => None,
        }
    }

    /// The dialog that opened.
    pub fn dialog(&self) -> Option<&Dialog> {
        match self {
            Answer::Dialog(dialog) => Some(dialog),
            _ => None,
        }
    }
}

/// A dialog that waits to be filled in.
#[derive(Debug, Clone)]
pub struct Dialog {
    /// Who sees it.
    pub user: Id,
    /// Where.
    pub channel: Id,
    /// The message with the component that opened it.
    pub source: Option<Id>,
    /// As the bot sent it: `title`, `custom_id`, `components`.
    pub json: Value,
}

impl Dialog {
    /// Its title.
    pub fn title(&self) -> &str {
        self.json.get("title").and_then(Value::as_str).unwrap_or_default()
    }

    /// Its text inputs, in order.
    pub fn inputs(&self) -> impl Iterator<Item = &Value> {
        let rows = self.json.get("components").and_then(Value::as_array);
        rows.into_iter().flatten().filter_map(|r| r.get("components")?.as_array()).flatten()
    }
}

/// A choice that the bot offers for an option.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is shown.
    pub name: String,
    /// What is sent when it is taken.
    pub value: Value,
}

impl Twin {
    /// Types a command and sends it: `/digest search query:korea private:true`. A value goes on to
    /// the next `name:`, or stands in quotes; text without a name belongs to the first required
    /// option, or the first that takes text. Files are named as given to [`Twin::upload`].
    ///
    /// Waits for the first answer and, after "thinking…", for what takes its place.
    ///
    /// # Errors
    /// What is wrong with the line; or [`InvokeError::NoAnswer`] and
    /// [`InvokeError::StillThinking`] after [`super::TwinOptions::patience`].
    pub async fn invoke(&self, who: Id, channel: Id, line: &str) -> Result<Answer, InvokeError> {
        let act = self.shared().look(|s| {
            let place = s.place(who, channel)?;
            Ok(command_act(&place, place.read(line)?, Kind::Command))
        })?;
        self.perform(act).await
    }

    /// What the bot offers for the last option of a line that is being typed:
    /// `/digest show digest:kim`.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; and [`InvokeError::NotCompleted`].
    pub async fn autocomplete(&self, who: Id, channel: Id, line: &str) -> Result<Vec<Choice>, InvokeError> {
        let act = self.shared().look(|s| {
            let place = s.place(who, channel)?;
            Ok(command_act(&place, place.read_partial(line)?, Kind::Autocomplete))
        })?;
        let id = self.send(act)?;
        let first = self.wait_first(id).await?;
        let First::Choices(choices) = first else { return Err(InvokeError::NoAnswer) };
        let one = |c: &Value| Choice {
            name: called(c).to_owned(),
            value: c.get("value").cloned().unwrap_or_default(),
        };
        Ok(choices.iter().map(one).collect())
    }

    /// Picks a command from the menu on a message.
    ///
    /// # Errors
    /// As [`Twin::invoke`].
    pub async fn invoke_on_message(&self, who: Id, message: Id, name: &str) -> Result<Answer, InvokeError> {
        let act = self.shared().look(|s| {
            let target = s.seen_by(who, message)?;
            let place = s.place(who, target.channel)?;
            let commands = place.commands();
            let menu = || commands.iter().filter(|c| c.kind() == 3);
            let command = menu().find(|c| c.name() == name).ok_or_else(|| InvokeError::UnknownCommand {
                name: name.to_owned(),
                near: nearest(name, menu().map(|c| c.name())),
            })?;
            let resolved = super::interaction::object(message, target.json.clone());
            let data = json!({
                "id": command.id, "name": name, "type": 3, "target_id": message,
                "guild_id": command.guild, "resolved": { "messages": resolved },
            });
            Ok(Act {
                kind: Kind::Command,
                user: who,
                channel: target.channel,
                data,
                name: Some(name.to_owned()),
                completes: 0,
                command: 3,
                source: None,
            })
        })?;
        self.perform(act).await
    }

    /// Presses a button, by custom id or label.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; [`InvokeError::Link`] for a button that opens an address.
    pub async fn press(&self, who: Id, message: Id, button: &str) -> Result<Answer, InvokeError> {
        let act = self.shared().look(|s| {
            let target = s.seen_by(who, message)?;
            let found = control(target, button, |kind| kind == 2)?;
            if let Some(url) = found.get("url").and_then(Value::as_str) {
                return Err(InvokeError::Link(url.to_owned()));
            }
            Ok(component_act(who, target, found, json!({})))
        })?;
        self.perform(act).await
    }

    /// Chooses from a select, by the values of its options or, for selects of users, roles and
    /// channels, by ids.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; [`InvokeError::BadInput`] for values that the select has not, or too
    /// many or few of them.
    pub async fn choose(
        &self,
        who: Id,
        message: Id,
        select: &str,
        values: &[&str],
    ) -> Result<Answer, InvokeError> {
        let act = self.shared().look(|s| {
            let target = s.seen_by(who, message)?;
            let found = control(target, select, |kind| kind != 2)?;
            let number = |key: &str| found.get(key).and_then(Value::as_u64).unwrap_or(1);
            let n = values.len() as u64;
            if !(number("min_values")..=number("max_values")).contains(&n) {
                return Err(InvokeError::BadInput(format!(
                    "choose {} to {} of these, not {n}",
                    number("min_values"),
                    number("max_values")
                )));
            }
            let mut data = json!({ "values": values });
            if super::line::kind(found) == 3 {
                let options = super::line::options(found);
                let known =
                    |v: &&&str| options.iter().any(|o| o.get("value").and_then(Value::as_str) == Some(**v));
                if let Some(stray) = values.iter().find(|v| !known(v)) {
                    return Err(InvokeError::BadInput(format!("`{stray}` is not among the options")));
                }
            } else if let Some(fields) = data.as_object_mut() {
                fields.insert("resolved".to_owned(), s.resolved(target.channel, who, values));
            }
            Ok(component_act(who, target, found, data))
        })?;
        self.perform(act).await
    }

    /// Fills in a dialog: custom ids of inputs and their texts; inputs left out keep what the bot
    /// put into them.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; [`InvokeError::BadInput`] for a text that the input does not take.
    pub async fn submit(&self, dialog: &Dialog, texts: &[(&str, &str)]) -> Result<Answer, InvokeError> {
        if let Some((stray, _)) = texts
            .iter()
            .find(|(id, _)| !dialog.inputs().any(|i| i.get("custom_id").and_then(Value::as_str) == Some(id)))
        {
            return Err(InvokeError::BadInput(format!("the dialog has no input `{stray}`")));
        }
        let mut rows = Vec::new();
        for input in dialog.inputs() {
            let id = input.get("custom_id").and_then(Value::as_str).unwrap_or_default();
            let preset = input.get("value").and_then(Value::as_str).unwrap_or_default();
            let text = texts.iter().find(|(key, _)| *key == id).map_or(preset, |(_, text)| text);
            let number = |key: &str| input.get(key).and_then(Value::as_u64);
            let n = text.chars().count() as u64;
            let required = input.get("required") != Some(&Value::Bool(false));
            let short = n < number("min_length").unwrap_or(0) && (required || n > 0);
            if required && n == 0 || short || n > number("max_length").unwrap_or(4000) {
                let label = input.get("label").and_then(Value::as_str).unwrap_or(id);
                return Err(InvokeError::BadInput(format!(
                    "`{label}` does not take a text of {n} characters"
                )));
            }
            let value = json!({ "type": 4, "id": rows.len() * 2 + 2, "custom_id": id, "value": text });
            rows.push(json!({ "type": 1, "id": rows.len() * 2 + 1, "components": [value] }));
        }
        let act = Act {
            kind: Kind::Dialog,
            user: dialog.user,
            channel: dialog.channel,
            data: json!({ "custom_id": dialog.json.get("custom_id"), "components": rows }),
            name: None,
            completes: 0,
            command: 0,
            source: dialog.source,
        };
        self.perform(act).await
    }

    /// The commands that a user sees in a channel, typed and menu ones.
    pub fn commands_for(&self, who: Id, channel: Id) -> Vec<Command> {
        let seen = |s: &State| {
            let place = s.place(who, channel).ok()?;
            Some(place.commands().into_iter().cloned().collect())
        };
        self.shared().look(seen).unwrap_or_default()
    }

    async fn perform(&self, act: Act) -> Result<Answer, InvokeError> {
        let id = self.send(act)?;
        match self.wait_first(id).await? {
            First::Thinking | First::Acknowledged => self.wait_change(id).await,
            _ => self.shared().look(|s| s.answer_of(id)).ok_or(InvokeError::NoAnswer),
        }
    }

    fn send(&self, act: Act) -> Result<Id, InvokeError> {
        self.shared().with(|s| s.interact(act)).ok_or(InvokeError::NotConnected)
    }

    fn patience(&self) -> Duration {
        self.options().patience
    }

    async fn wait_first(&self, id: Id) -> Result<First, InvokeError> {
        let first = |s: &State| s.interactions.get(&id)?.first.clone();
        self.shared().wait(self.patience(), first).await.ok_or(InvokeError::NoAnswer)
    }

    /// Waits until the original was filled, changed or deleted, or something followed.
    async fn wait_change(&self, id: Id) -> Result<Answer, InvokeError> {
        let done = |s: &State| {
            let asked = s.interactions.get(&id)?;
            (asked.changes > 0 || !asked.followed.is_empty()).then(|| s.answer_of(id)).flatten()
        };
        self.shared().wait(self.patience(), done).await.ok_or(InvokeError::StillThinking)
    }
}

fn command_act(place: &Place<'_>, typed: Typed, kind: Kind) -> Act {
    Act {
        kind,
        user: place.user,
        channel: place.channel.id,
        name: Some(typed.command.name().to_owned()),
        data: typed.data,
        completes: typed.completes,
        command: 1,
        source: None,
    }
}

fn component_act(who: Id, message: &Message, control: &Value, mut data: Value) -> Act {
    if let Some(fields) = data.as_object_mut() {
        for (to, from) in [("custom_id", "custom_id"), ("component_type", "type"), ("id", "id")] {
            fields.insert(to.to_owned(), control.get(from).cloned().unwrap_or_default());
        }
    }
    Act {
        kind: Kind::Component,
        user: who,
        channel: message.channel,
        data,
        name: None,
        completes: 0,
        command: 0,
        source: Some(message.id),
    }
}

/// The button or select with this custom id or label.
fn control<'a>(
    message: &'a Message,
    wanted: &str,
    fits: impl Fn(i64) -> bool,
) -> Result<&'a Value, InvokeError> {
    let text = |c: &'a Value, key: &str| c.get(key).and_then(Value::as_str);
    let of_kind = || message.controls().filter(|c| fits(super::line::kind(c)));
    let by_id = of_kind().find(|c| text(c, "custom_id") == Some(wanted));
    let found = by_id.or_else(|| of_kind().find(|c| text(c, "label") == Some(wanted)));
    let Some(found) = found else {
        let name = |c| text(c, "label").or_else(|| text(c, "custom_id")).unwrap_or_default().to_owned();
        return Err(InvokeError::NoSuchControl {
            wanted: wanted.to_owned(),
            has: of_kind().map(name).collect(),
        });
    };
    if found.get("disabled") == Some(&Value::Bool(true)) {
        return Err(InvokeError::Disabled(wanted.to_owned()));
    }
    Ok(found)
}

impl State {
    fn place(&self, user: Id, channel: Id) -> Result<Place<'_>, InvokeError> {
        let channel = self.channel(channel).ok_or(InvokeError::Unseen("channel"))?;
        let seen = self.world.permissions(user, channel).contains(super::Permissions::VIEW_CHANNEL);
        if seen { Ok(Place { state: self, user, channel }) } else { Err(InvokeError::Unseen("channel")) }
    }

    fn seen_by(&self, user: Id, message: Id) -> Result<&Message, InvokeError> {
        let found = self.messages.get(&message).ok_or(InvokeError::Unseen("message"))?;
        self.place(user, found.channel)?;
        let seen = found.only_for.is_none_or(|only| only == user);
        if seen { Ok(found) } else { Err(InvokeError::Unseen("message")) }
    }

    /// Users, roles and channels by their ids, as a select's interaction carries them.
    fn resolved(&self, channel: Id, who: Id, ids: &[&str]) -> Value {
        let mut sets = json!({ "users": {}, "members": {}, "roles": {}, "channels": {} });
        let guild = self.channel(channel).and_then(|c| c.guild);
        let roles = guild.and_then(|g| self.world.guilds.get(&g)).map(|g| g.roles_json());
        let mut put = |set: &str, id: &str, value: Value| {
            if let Some(fields) = sets.get_mut(set).and_then(Value::as_object_mut) {
                fields.insert(id.to_owned(), value);
            }
        };
        for text in ids {
            let Ok(id) = text.parse::<Id>() else { continue };
            if let Some(user) = self.world.users.get(&id) {
                put("users", text, user.json());
                let member = guild.and_then(|g| self.world.guilds.get(&g)?.members.get(&id));
                if let Some(member) = member {
                    put("members", text, member.json());
                }
            }
            if let Some(channel) = self.channel(id) {
                let held = self.world.permissions(who, channel);
                put("channels", text, channel.partial_json(&self.world, held));
            }
            let same = |r: &&Value| r.get("id").and_then(Id::from_json) == Some(id);
            let role = roles.as_ref().and_then(|r| r.as_array()?.iter().find(same));
            if let Some(role) = role {
                put("roles", text, role.clone());
            }
        }
        if let Some(fields) = sets.as_object_mut() {
            fields.retain(|_, set| set.as_object().is_some_and(|s| !s.is_empty()));
        }
        sets
    }

    /// What an interaction has come to.
    fn answer_of(&self, id: Id) -> Option<Answer> {
        let asked: &Interaction = self.interactions.get(&id)?;
        if let First::Dialog(json) = asked.first.as_ref()? {
            let (user, channel, source) = (asked.user, asked.channel, asked.source);
            return Some(Answer::Dialog(Dialog { user, channel, source, json: json.clone() }));
        }
        let message = |id: &Id| self.messages.get(id).cloned();
        let update = matches!(asked.first, Some(First::Update | First::Acknowledged));
        if update && asked.changes == 0 && asked.first == Some(First::Acknowledged) {
            return asked.followed.last().and_then(message).map(Answer::Message);
        }
        let original = asked.original.as_ref().and_then(message);
        Some(match original {
            None => Answer::Deleted,
            Some(message) if update => Answer::Update(message),
            Some(message) => Answer::Message(message),
        })
    }
}
