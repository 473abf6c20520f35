//! Answers to interactions: the first one, and the edits and follow-ups after it.

use super::super::{
    interaction::{First, Interaction, Kind},
    limits,
    message::{Draft, EPHEMERAL, File, LOADING},
    refusal::{Problem, Refusal},
    snowflake::Id,
    state::State,
};
use super::{Reply, Request, id_in};
use serde_json::{Value, json};

/// `POST /interactions/{id}/{token}/callback`: the first answer.
pub(super) fn callback(state: &mut State, request: Request, id: &str, token: &str) -> Result<Reply, Refusal> {
    let id = id_in(id)?;
    let interaction = state.answerable(id, token)?;
    let answer = request.body.get("type").and_then(Value::as_i64);
    let allowed = interaction.may_be_answered_with();
    let Some(answer) = answer.filter(|a| allowed.contains(a)) else {
        let list = allowed.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        return Err(Refusal::form(vec![Problem {
            path: "type".to_owned(),
            code: "BASE_TYPE_CHOICES",
            message: format!("Value must be one of {{{list}}}."),
        }]));
    };
    let (completes, source) = (interaction.completes, interaction.source);
    let nothing = json!({});
    let data = request.body.get("data").filter(|d| !d.is_null()).unwrap_or(&nothing);
    let (first, original) = match answer {
        4 => {
            limits::message(data, "data")?;
            let original = respond(state, id, data, request.files, 0)?;
            (First::Message, Some(original))
        }
        5 => (First::Thinking, Some(post(state, id, data, Vec::new(), LOADING)?)),
        6 => (First::Acknowledged, source),
        7 => {
            limits::message(data, "data")?;
            let source = source.ok_or_else(|| Refusal::code(10008))?;
            state.edit(source, data, request.files)?;
            (First::Update, Some(source))
        }
        8 => {
            limits::choices(data, completes)?;
            let choices = data.get("choices").and_then(Value::as_array).cloned();
            (First::Choices(choices.unwrap_or_default()), None)
        }
        _ => {
            limits::dialog(data)?;
            (First::Dialog(data.clone()), None)
        }
    };
    if let Some(interaction) = state.interactions.get_mut(&id) {
        interaction.first = Some(first);
        interaction.original = original;
        interaction.told.notify_waiters();
    }
    if request.query.get("with_response").is_none_or(|v| v != "true") {
        return Ok((204, Value::Null));
    }
    Ok((200, response(state, id, answer)))
}

/// What `?with_response=true` asks for.
fn response(state: &State, id: Id, answer: i64) -> Value {
    let kind = state.interactions.get(&id).map(|i| i.kind as u8);
    let original = state.interactions.get(&id).and_then(|i| i.original);
    let message = original.and_then(|m| state.messages.get(&m));
    let mut json = json!({
        "interaction": {
            "id": id, "type": kind, "response_message_id": original,
            "response_message_loading": message.is_some_and(|m| m.is_thinking()),
            "response_message_ephemeral": message.is_some_and(|m| m.is_ephemeral()),
        },
    });
    if let (Some(message), 4 | 7, Some(fields)) = (message, answer, json.as_object_mut()) {
        fields.insert("resource".to_owned(), json!({ "type": answer, "message": *message.json }));
    }
    json
}

/// A message that answers or follows; refused when empty.
fn respond(state: &mut State, id: Id, data: &Value, files: Vec<File>, flags: u64) -> Result<Id, Refusal> {
    if limits::is_blank(data) && files.is_empty() {
        return Err(Refusal::code(50006));
    }
    post(state, id, data, files, flags)
}

fn post(state: &mut State, id: Id, data: &Value, files: Vec<File>, flags: u64) -> Result<Id, Refusal> {
    let Some(asked) = state.interactions.get(&id) else { return Err(Refusal::code(10062)) };
    let asked_flags = data.get("flags").and_then(Value::as_u64).unwrap_or(0);
    let (user, channel, followed) = (asked.user, asked.channel, asked.original);
    let kind = match (asked.first.is_some(), asked.kind, asked.command) {
        (true, ..) => 19,
        (false, Kind::Command, 1) => 20,
        (false, Kind::Command, _) => 23,
        _ => 0,
    };
    let bot = state.world.seed.bot;
    let draft = Draft {
        body: Some(data),
        files,
        kind,
        only_for: (asked_flags & EPHEMERAL != 0).then_some(user),
        interaction: Some(id),
        flags,
        replies_to: followed.filter(|_| kind == 19),
        id: None,
    };
    Ok(state.post(channel, bot, draft))
}

/// `POST /webhooks/{application}/{token}`: a further message. After "thinking…" it takes the place
/// of that.
pub(super) fn follow(
    state: &mut State,
    request: Request,
    application: &str,
    token: &str,
) -> Result<Reply, Refusal> {
    let asked = state.followable(application, token)?;
    let id = asked.id;
    let thinking = asked.original.filter(|m| state.messages.get(m).is_some_and(|m| m.is_thinking()));
    limits::message(&request.body, "")?;
    if limits::is_blank(&request.body) && request.files.is_empty() {
        return Err(Refusal::code(50006));
    }
    let message = match thinking {
        Some(message) => {
            state.edit(message, &request.body, request.files)?;
            changed(state, id);
            message
        }
        None => {
            let message = respond(state, id, &request.body, request.files, 0)?;
            if let Some(asked) = state.interactions.get_mut(&id) {
                asked.followed.push(message);
                asked.told.notify_waiters();
            }
            message
        }
    };
    Ok((200, shown(state, message)))
}

/// `…/messages/@original` and `…/messages/{id}`: read, change or delete.
pub(super) fn message(
    state: &mut State,
    request: Request,
    application: &str,
    token: &str,
    which: &str,
) -> Result<Reply, Refusal> {
    let asked = state.followable(application, token)?;
    let id = asked.id;
    let message = own(asked, which)?;
    if !state.messages.contains_key(&message) {
        return Err(Refusal::code(10008));
    }
    let original = asked_for_original(state, id, message);
    match request.method.as_str() {
        "PATCH" => {
            limits::message(&request.body, "")?;
            state.edit(message, &request.body, request.files)?;
        }
        "DELETE" => state.delete(message),
        _ => return Ok((200, shown(state, message))),
    }
    if original {
        changed(state, id);
    }
    if request.method == "DELETE" { Ok((204, Value::Null)) } else { Ok((200, shown(state, message))) }
}

fn own(asked: &Interaction, which: &str) -> Result<Id, Refusal> {
    if which == "@original" {
        return asked.original.ok_or_else(|| Refusal::code(10008));
    }
    let id = id_in(which)?;
    let ours = asked.original == Some(id) || asked.followed.contains(&id);
    if ours { Ok(id) } else { Err(Refusal::code(10008)) }
}

fn asked_for_original(state: &State, id: Id, message: Id) -> bool {
    state.interactions.get(&id).is_some_and(|i| i.original == Some(message))
}

fn changed(state: &mut State, id: Id) {
    if let Some(asked) = state.interactions.get_mut(&id) {
        asked.changes += 1;
        asked.told.notify_waiters();
    }
}

fn shown(state: &State, message: Id) -> Value {
    state.messages.get(&message).map_or(Value::Null, |m| Value::clone(&m.json))
}
