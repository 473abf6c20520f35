//! Every body that the bot sends in any of these tests, looked at by two parties that did not write it:
//! Discord's own OpenAPI description, where it is there, and twilight's validators.

use crate::stage::LIMIT;
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use standfirst::{
    digest::is_hidden,
    playground::{Entry, Event, Twin},
};
use std::{
    collections::{BTreeSet, HashMap},
    fs,
    sync::{Arc, LazyLock, Mutex},
};
use tokio::sync::{
    broadcast::{Receiver, error::RecvError},
    watch,
};
use twilight_model::{
    application::command::Command,
    channel::message::{Component, Embed},
};
use twilight_validate::{command, component, message};

/// Discord's description of its API; it is kept beside the repository, not in it.
const DESCRIPTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/discord/openapi.json");

static API: LazyLock<Option<Value>> = LazyLock::new(|| {
    let text = fs::read_to_string(DESCRIPTION).ok()?;
    Some(serde_json::from_str(&text).expect("the description is JSON"))
});

/// Schemas are compiled once each, by method and path.
static SCHEMAS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// Looks at what comes over the wire while a test runs.
pub struct Watch(
    Arc<Mutex<Seen>>,
    /// The number of the last entry that was looked at.
    watch::Receiver<u64>,
);

#[derive(Default)]
struct Seen {
    bodies: usize,
    faults: Vec<String>,
}

impl Watch {
    pub fn start(twin: &Twin) -> Watch {
        let seen = Arc::default();
        let (last, looked) = watch::channel(0);
        tokio::spawn(follow(twin.follow_log(), Arc::clone(&seen), last));
        Watch(seen, looked)
    }

    /// What was wrong with all that came so far.
    pub async fn faults(&self, twin: &Twin) -> Vec<String> {
        let newest = twin.log().last().map_or(0, |e| e.number);
        let mut last = self.1.clone();
        let caught_up = last.wait_for(|last| *last >= newest);
        tokio::time::timeout(LIMIT, caught_up).await.unwrap().unwrap();
        self.0.lock().unwrap().faults.clone()
    }

    /// How many bodies there were.
    pub fn bodies(&self) -> usize {
        self.0.lock().unwrap().bodies
    }
}

async fn follow(mut log: Receiver<Arc<Entry>>, seen: Arc<Mutex<Seen>>, last: watch::Sender<u64>) {
    loop {
        let entry = match log.recv().await {
            Ok(entry) => entry,
            Err(RecvError::Closed) => return,
            Err(RecvError::Lagged(n)) => {
                seen.lock().unwrap().faults.push(format!("{n} entries of the log were missed"));
                continue;
            }
        };
        seen.lock().unwrap().look_at(entry.event.clone());
        last.send_replace(entry.number);
    }
}

impl Seen {
    fn look_at(&mut self, event: Event) {
        let Event::Request { method, path, body, refusal, .. } = event else { return };
        if let Some(why) = refusal {
            self.faults.push(format!("{method} {path} was refused: {why}"));
        }
        if body.is_null() {
            return;
        }
        self.bodies += 1;
        let faults = check(&method, &path, &body);
        self.faults.extend(faults.into_iter().map(|fault| format!("{method} {path}: {fault}\n{body}")));
    }
}

/// What is wrong with a body.
fn check(method: &str, path: &str, body: &Value) -> Vec<String> {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches("/api/v10");
    let mut faults = by_description(method, path, body);
    faults.extend(by_twilight(path, body).err());
    faults
}

fn by_description(method: &str, path: &str, body: &Value) -> Vec<String> {
    let Some(api) = &*API else { return Vec::new() };
    let Some(template) = template(api, path) else {
        return vec!["the description has no such path".to_owned()];
    };
    let schema = &api["paths"][template][method.to_lowercase()]["requestBody"]["content"]["application/json"]
        ["schema"];
    let Some(schema) = schema.as_object() else {
        return vec!["the description takes no body here".to_owned()];
    };
    let validator = Arc::clone(
        SCHEMAS
            .lock()
            .unwrap()
            .entry(format!("{method} {template}"))
            .or_insert_with(|| compiled(schema, api)),
    );
    // serenity gives permissions as a string, as Discord's prose has it; the description says a number.
    let mut body = body.clone();
    for command in body.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        command.remove("default_member_permissions");
    }
    validator.iter_errors(&body).map(|e| format!("at {}: {e}", e.instance_path())).collect()
}

fn compiled(schema: &Map<String, Value>, api: &Value) -> Arc<Validator> {
    let mut schema = schema.clone();
    schema.insert("components".to_owned(), api["components"].clone());
    Arc::new(
        jsonschema::options().offline().build(&Value::Object(schema)).expect("Discord's schema compiles"),
    )
}

/// The path in the description that fits, the one with the most literal parts.
fn template<'a>(api: &'a Value, path: &str) -> Option<&'a str> {
    let parts: Vec<&str> = path.split('/').collect();
    let literal = |t: &str| t.split('/').filter(|part| !part.starts_with('{')).count();
    let fits = |t: &&str| {
        let wanted: Vec<&str> = t.split('/').collect();
        wanted.len() == parts.len() && wanted.iter().zip(&parts).all(|(w, p)| w.starts_with('{') || w == p)
    };
    api["paths"].as_object()?.keys().map(String::as_str).filter(fits).max_by_key(|t| literal(t))
}

fn by_twilight(path: &str, body: &Value) -> Result<(), String> {
    let commands = body.as_array().filter(|_| path.ends_with("/commands"));
    if let Some(commands) = commands {
        return commands.iter().try_for_each(a_command);
    }
    if path == "/users/@me/channels" {
        return Ok(());
    }
    if !path.ends_with("/callback") {
        return a_message(body);
    }
    let data = &body["data"];
    match body["type"].as_u64() {
        Some(4 | 7) => a_message(data),
        Some(8) => choices(data),
        Some(9) => dialog(data),
        _ => Ok(()),
    }
}

fn a_command(body: &Value) -> Result<(), String> {
    let mut body = body.clone();
    // What Discord adds to it.
    let fields = body.as_object_mut().ok_or("a command is no object")?;
    fields.insert("version".to_owned(), json!("1"));
    fields.entry("description").or_insert(json!(""));
    let parsed: Command = serde_json::from_value(body).map_err(|e| e.to_string())?;
    // A command of a menu has no description, which this validator does not know.
    if parsed.description.is_empty() {
        return command::name(&parsed.name).map_err(|e| format!("{e:?}"));
    }
    command::command(&parsed).map_err(|e| format!("{e:?}"))
}

fn a_message(data: &Value) -> Result<(), String> {
    // A post in a forum has its first message in it.
    let data = data.get("message").unwrap_or(data);
    let list = |key: &str| Value::Array(data[key].as_array().cloned().unwrap_or_default());
    if let Some(content) = data["content"].as_str() {
        message::content(content).map_err(|e| format!("{e:?}"))?;
    }
    let embeds: Vec<Embed> = serde_json::from_value(list("embeds")).map_err(|e| e.to_string())?;
    message::embeds(&embeds).map_err(|e| format!("{e:?}"))?;
    let components: Vec<Component> = serde_json::from_value(list("components")).map_err(|e| e.to_string())?;
    message::components(&components, false).map_err(|e| format!("{e:?}"))?;
    if data["allowed_mentions"]["parse"] != json!([]) {
        return Err("it does not say that it pings nobody".to_owned());
    }
    for kind in ["users", "roles"] {
        let whom = data["allowed_mentions"][kind].as_array().map(Vec::as_slice).unwrap_or_default();
        // A daily post may ping one role, which it says before anything else, and is asked for by the config.
        let asked = |role: &Value| {
            let mention = format!("<@&{}>", role.as_str().unwrap_or_default());
            kind == "roles" && data["content"].as_str().is_some_and(|content| content.starts_with(&mention))
        };
        if whom.len() > 1 || !whom.iter().all(asked) {
            return Err(format!("it pings {kind}"));
        }
    }
    seen(data)?;
    unlike(data["components"].as_array().into_iter().flatten())
}

/// What a reader sees holds nothing hidden, and nothing that Discord makes more of than it says.
fn seen(data: &Value) -> Result<(), String> {
    let role = data["allowed_mentions"]["roles"][0].as_str().map(|role| format!("<@&{role}>"));
    let content = data["content"].as_str();
    let content = content.map(|text| role.and_then(|role| text.strip_prefix(&*role)).unwrap_or(text));
    let mut markdown: Vec<&str> = content.into_iter().collect();
    let mut plain: Vec<&str> = Vec::new();
    for embed in data["embeds"].as_array().into_iter().flatten() {
        markdown.extend(["title", "description"].iter().filter_map(|key| embed[*key].as_str()));
        for field in embed["fields"].as_array().into_iter().flatten() {
            markdown.extend(["name", "value"].iter().filter_map(|key| field[*key].as_str()));
        }
        plain.extend(embed["footer"]["text"].as_str());
    }
    for control in data["components"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|row| row["components"].as_array())
        .flatten()
    {
        plain.extend(["label", "placeholder"].iter().filter_map(|key| control[*key].as_str()));
        for option in control["options"].as_array().into_iter().flatten() {
            plain.extend(["label", "description"].iter().filter_map(|key| option[*key].as_str()));
        }
    }
    if let Some(text) = markdown.iter().chain(&plain).find(|t| t.chars().any(is_hidden)) {
        return Err(format!("something is hidden in {text:?}"));
    }
    for text in markdown {
        for mark in [
            "||",
            "~~",
            "__",
            "<@",
            "<#",
            "<:",
            "<a:",
            "<t:",
            "</",
            "<id:",
            "@everyone",
            "@here",
            "```",
            "://",
        ] {
            // What a link of the bot's own leads to is in angle brackets.
            let bare = |at: usize| at.checked_sub(1).is_none_or(|b| text.as_bytes()[b] != b'\\');
            let linked = |at: usize| {
                mark == "://"
                    && text[..at].rsplit("](<").next().is_some_and(|url| ["http", "https"].contains(&url))
            };
            // Times that the bot gives itself are of this form, which no text of the corpus has.
            let time = |at: usize| {
                mark == "<t:"
                    && text[at..].split_inclusive('>').next().is_some_and(|t| {
                        t.len() == "<t:1795420800:F>".len()
                            && [":f>", ":F>", ":R>"].iter().any(|end| t.ends_with(end))
                    })
            };
            // So are channels and roles that it names; those of the corpus stand in it.
            let named = |at: usize| {
                let whole = text[at..].split_inclusive('>').next().unwrap_or_default();
                let kind = whole.starts_with("<#") || whole.starts_with("<@&");
                kind && whole.len() > 19 && !include_str!("hostile.txt").contains(whole)
            };
            if let Some((at, _)) = text
                .match_indices(mark)
                .find(|(at, _)| bare(*at) && !linked(*at) && !time(*at) && !named(*at))
            {
                return Err(format!("{mark} at {at} is more than text in {text:?}"));
            }
        }
        let ends = text.match_indices("](").filter(|(at, _)| !text[..*at].ends_with('\\'));
        if let Some((at, _)) = ends.into_iter().find(|(at, _)| !text[at + 2..].starts_with("<http")) {
            return Err(format!("a link at {at} in {text:?}"));
        }
    }
    Ok(())
}

/// Custom ids must differ within a message, which neither of the two looks at.
fn unlike<'a>(rows: impl Iterator<Item = &'a Value>) -> Result<(), String> {
    let mut ids = BTreeSet::new();
    let controls = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    for id in controls.filter_map(|c| c["custom_id"].as_str()) {
        if !ids.insert(id) {
            return Err(format!("two controls have the id {id}"));
        }
    }
    Ok(())
}

fn choices(data: &Value) -> Result<(), String> {
    let choices = data["choices"].as_array().ok_or("there are no choices")?;
    if choices.len() > 25 {
        return Err(format!("there are {} choices", choices.len()));
    }
    for choice in choices {
        command::choice_name(choice["name"].as_str().unwrap_or_default()).map_err(|e| format!("{e:?}"))?;
        let value = choice["value"].as_str().unwrap_or_default();
        if value.is_empty() || value.encode_utf16().count() > 100 {
            return Err(format!("a choice has the value {value:?}"));
        }
    }
    Ok(())
}

fn dialog(data: &Value) -> Result<(), String> {
    let title = data["title"].as_str().unwrap_or_default();
    if title.is_empty() || title.encode_utf16().count() > 45 {
        return Err(format!("a dialog has the title {title:?}"));
    }
    let rows: Vec<Component> =
        serde_json::from_value(data["components"].clone()).map_err(|e| e.to_string())?;
    if rows.is_empty() || rows.len() > 5 {
        return Err(format!("a dialog has {} rows", rows.len()));
    }
    for row in &rows {
        let Component::ActionRow(row) = row else { return Err("a dialog has more than rows".to_owned()) };
        for input in &row.components {
            let Component::TextInput(input) = input else {
                return Err("a dialog has more than texts".to_owned());
            };
            component::text_input(input, true).map_err(|e| format!("{e:?}"))?;
        }
    }
    unlike(data["components"].as_array().into_iter().flatten())
}

#[test]
fn discords_own_description_is_there() {
    if API.is_none() {
        eprintln!("not run: {DESCRIPTION} is not there, so that no body was checked against it");
    }
}

#[test]
fn what_is_wrong_is_seen() {
    let ok = json!({ "type": 4, "data": { "content": "a", "allowed_mentions": { "parse": [] } } });
    let callback = "/api/v10/interactions/1/x/callback";
    assert_eq!(check("POST", callback, &ok), Vec::<String>::new());
    let bad = [
        json!({ "type": 4, "data": { "content": "a" } }),
        json!({ "type": 4, "data": { "content": "a".repeat(2001), "allowed_mentions": { "parse": [] } } }),
        json!({ "type": 4, "data": { "content": "a ||b||", "allowed_mentions": { "parse": [] } } }),
        json!({ "type": 4, "data": { "content": "a\u{202e}b", "allowed_mentions": { "parse": [] } } }),
        json!({ "type": 4, "data": { "content": "[a](https://b.example)", "allowed_mentions": { "parse": [] } } }),
        json!({ "type": 8, "data": { "choices": [{ "name": "", "value": "x" }] } }),
        json!({ "type": 4, "data": { "allowed_mentions": { "parse": [] }, "embeds": [{ "type": "rich", "title": "a".repeat(300) }] } }),
    ];
    for body in bad {
        assert_ne!(check("POST", callback, &body), Vec::<String>::new(), "{body}");
    }
    if API.is_some() {
        let flags = json!({ "type": 4, "data": { "content": "a", "flags": "none", "allowed_mentions": { "parse": [] } } });
        assert_ne!(check("POST", callback, &flags), Vec::<String>::new());
    }
}
