//! Commands as a composer lists them: one row a command or subcommand, in the person's language.

use super::{Answered, Extract};
use crate::playground::{Command, Id};
use axum::{
    Json,
    extract::{Query, State as Taken},
};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
pub(super) struct Asked {
    who: Id,
    channel: Id,
}

/// `GET /api/commands`: typed ones, and those of the menu on messages.
pub(super) async fn list(Taken(stage): Extract, Query(asked): Query<Asked>) -> Answered {
    let commands = stage.twin.commands_for(asked.who, asked.channel);
    let users = stage.twin.users();
    let locale = users.iter().find(|u| u.id == asked.who).map_or("en-GB", |u| u.locale.as_str());
    let mut typed: Vec<Value> =
        commands.iter().filter(|c| c.kind() == 1).flat_map(|c| rows(c, locale)).collect();
    typed.sort_by_key(|row| row["label"].as_str().unwrap_or_default().to_owned());
    let menu = commands.iter().filter(|c| c.kind() == 3);
    let menu: Vec<Value> =
        menu.map(|c| json!({ "name": c.name(), "label": said(&c.json, "name", locale) })).collect();
    Ok(Json(json!({ "typed": typed, "menu": menu })))
}

/// A text in the language, or else as it is without one. British and American English stand in for
/// each other, as in Discord.
fn said<'a>(of: &'a Value, key: &str, locale: &str) -> &'a str {
    let localized = of.get(format!("{key}_localizations"));
    let in_locale = |locale: &str| localized?.get(locale)?.as_str();
    let cousin = match locale {
        "en-GB" => "en-US",
        "en-US" => "en-GB",
        _ => locale,
    };
    let found = in_locale(locale).or_else(|| in_locale(cousin));
    found.or_else(|| of.get(key)?.as_str()).unwrap_or_default()
}

fn options(of: &Value) -> &[Value] {
    of.get("options").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What can be sent: the command itself, or each of its subcommands.
fn rows(command: &Command, locale: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut open = vec![(&command.json, Vec::new(), vec![said(&command.json, "name", locale)])];
    while let Some((level, path, label)) = open.pop() {
        let steps = options(level).iter().filter(|o| [1, 2].contains(&kind(o)));
        let before = open.len();
        for step in steps {
            let name = step.get("name").and_then(Value::as_str).unwrap_or_default();
            let path = path.iter().copied().chain([name]).collect();
            let label = label.iter().copied().chain([said(step, "name", locale)]).collect();
            open.push((step, path, label));
        }
        if open.len() == before {
            let name = [&[command.name()], &path[..]].concat().join(" ");
            rows.push(json!({
                "command": command.id, "path": path, "name": name, "label": label.join(" "),
                "description": said(level, "description", locale),
                "options": options(level).iter().map(|o| option(o, locale)).collect::<Value>(),
            }));
        }
    }
    rows
}

fn kind(option: &Value) -> i64 {
    option.get("type").and_then(Value::as_i64).unwrap_or(0)
}

fn option(option: &Value, locale: &str) -> Value {
    let choices = option.get("choices").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let choices: Vec<Value> =
        choices.iter().map(|c| json!({ "name": said(c, "name", locale), "value": c.get("value") })).collect();
    let mut shown = json!({
        "name": option.get("name"), "label": said(option, "name", locale),
        "description": said(option, "description", locale), "type": kind(option),
        "required": option.get("required") == Some(&Value::Bool(true)),
        "completes": option.get("autocomplete") == Some(&Value::Bool(true)), "choices": choices,
    });
    if let Some(fields) = shown.as_object_mut() {
        for key in ["min_value", "max_value", "min_length", "max_length", "channel_types"] {
            fields.extend(option.get(key).map(|value| (key.to_owned(), value.clone())));
        }
    }
    shown
}
