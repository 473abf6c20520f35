//! What people do, as the interaction that the bot gets: checked as a client checks it before it is
//! sent.

use super::{
    acts::Dialog,
    interaction::{Act, Kind},
    line::{Call, Place, Typed, called, nearest},
    message::Message,
    reading::{list, number},
    slip::InvokeError,
    snowflake::Id,
    state::State,
};
use serde_json::{Value, json};

impl State {
    /// A typed line; `partial` where its last option is still being typed.
    pub fn line_act(&self, who: Id, channel: Id, line: &str, partial: bool) -> Result<Act, InvokeError> {
        let place = self.place(who, channel)?;
        let typed = if partial { place.read_partial(line)? } else { place.read(line)? };
        Ok(command_act(&place, typed, partial))
    }

    /// A command whose options were filled in; `partial` where the last one still is.
    pub fn call_act(&self, who: Id, channel: Id, call: &Call, partial: bool) -> Result<Act, InvokeError> {
        let place = self.place(who, channel)?;
        Ok(command_act(&place, place.fill(call, partial)?, partial))
    }

    /// A command from the menu on a message.
    pub fn menu_act(&self, who: Id, message: Id, name: &str) -> Result<Act, InvokeError> {
        let target = self.seen_by(who, message)?;
        let place = self.place(who, target.channel)?;
        let commands = place.commands();
        let menu = || commands.iter().filter(|c| c.kind() == 3);
        let command = menu().find(|c| c.name() == name).ok_or_else(|| InvokeError::UnknownCommand {
            name: name.to_owned(),
            near: nearest(name, menu().map(|c| c.name())),
        })?;
        let resolved = super::interaction::object(message, Value::clone(&target.json));
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
    }

    /// A button, by custom id or label.
    pub fn press_act(&self, who: Id, message: Id, button: &str) -> Result<Act, InvokeError> {
        let target = self.seen_by(who, message)?;
        let found = control(target, button, |kind| kind == 2)?;
        if let Some(url) = found.get("url").and_then(Value::as_str) {
            return Err(InvokeError::Link(url.to_owned()));
        }
        Ok(component_act(who, target, found, json!({})))
    }

    /// What was chosen from a select.
    pub fn choose_act(
        &self,
        who: Id,
        message: Id,
        select: &str,
        values: &[&str],
    ) -> Result<Act, InvokeError> {
        let target = self.seen_by(who, message)?;
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
            fields.insert("resolved".to_owned(), self.resolved(target.channel, who, values));
        }
        Ok(component_act(who, target, found, data))
    }

    pub(super) fn place(&self, user: Id, channel: Id) -> Result<Place<'_>, InvokeError> {
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
}

/// A dialog that was filled in.
pub(super) fn submit_act(dialog: &Dialog, texts: &[(&str, &str)]) -> Result<Act, InvokeError> {
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
            return Err(InvokeError::BadInput(format!("`{label}` does not take a text of {n} characters")));
        }
        let value = json!({ "type": 4, "id": rows.len() * 2 + 2, "custom_id": id, "value": text });
        rows.push(json!({ "type": 1, "id": rows.len() * 2 + 1, "components": [value] }));
    }
    Ok(Act {
        kind: Kind::Dialog,
        user: dialog.user,
        channel: dialog.channel,
        data: json!({ "custom_id": dialog.json.get("custom_id"), "components": rows }),
        name: None,
        completes: 0,
        command: 0,
        source: dialog.source,
    })
}

fn command_act(place: &Place<'_>, typed: Typed, partial: bool) -> Act {
    Act {
        kind: if partial { Kind::Autocomplete } else { Kind::Command },
        user: place.user,
        channel: place.channel.id,
        name: Some(full_name(&typed.data)),
        data: typed.data,
        completes: typed.completes,
        command: 1,
        source: None,
    }
}

/// The name of a command with those of its group and subcommand.
fn full_name(data: &Value) -> String {
    let mut name = called(data).to_owned();
    let mut part = data;
    while let Some(sub) = list(part, "options").first().filter(|o| matches!(number(o, "type"), Some(1 | 2))) {
        name = format!("{name} {}", called(sub));
        part = sub;
    }
    name
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
