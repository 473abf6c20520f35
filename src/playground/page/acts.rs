//! What people do on the page: commands, buttons, choices, dialogs. Each answers as soon as the bot
//! has answered for the first time; what comes later comes as events.

use super::{Answered, Extract, Failed, Stage};
use crate::playground::{Answer, Call, Id, InvokeError, act::submit_act, interaction::Act, render};
use axum::{
    Json,
    body::Bytes,
    extract::{Query, State as Taken},
    http::{HeaderMap, header},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// How long a bot has for its first answer, with some grace for the way.
const FIRST_ANSWER: Duration = Duration::from_millis(3200);
/// Largest file that a command takes, in bytes; Discord's limit for people without a subscription.
pub(super) const LARGEST_FILE: usize = 10 * 1024 * 1024;

impl Stage {
    /// Sends what a person does, and says what it came to.
    async fn perform(&self, act: Result<Act, InvokeError>) -> Answered {
        let act = act.map_err(Failed::told)?;
        let answer = self.twin.first_answer(act, FIRST_ANSWER).await.map_err(Failed::told)?;
        Ok(Json(match answer {
            Some(Answer::Dialog(dialog)) => {
                let html = render::modal(&dialog.json);
                json!({ "dialog": { "id": self.keep(dialog), "html": html } })
            }
            Some(Answer::Message(message)) => {
                json!({ "message": message.id, "thinking": message.is_thinking() })
            }
            Some(Answer::Update(message)) => json!({ "update": message.id }),
            Some(Answer::Deleted) | None => json!({}),
        }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Called {
    who: Id,
    channel: Id,
    call: Call,
}

/// `POST /api/call`: a command with its options.
pub(super) async fn call(Taken(stage): Extract, Json(asked): Json<Called>) -> Answered {
    let act = stage.twin.shared().look(|s| s.call_act(asked.who, asked.channel, &asked.call, false));
    stage.perform(act).await
}

/// `POST /api/complete`: choices for the last option of a command.
pub(super) async fn complete(Taken(stage): Extract, Json(asked): Json<Called>) -> Answered {
    let choices = stage.twin.complete(asked.who, asked.channel, &asked.call).await.map_err(Failed::told)?;
    let choices: Vec<Value> =
        choices.into_iter().map(|c| json!({ "name": c.name, "value": c.value })).collect();
    Ok(Json(json!({ "choices": choices })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Touched {
    who: Id,
    message: Id,
    /// The command of a menu, or the custom id of a control.
    what: String,
    #[serde(default)]
    values: Vec<String>,
}

/// `POST /api/menu`: a command from the menu on a message.
pub(super) async fn menu(Taken(stage): Extract, Json(asked): Json<Touched>) -> Answered {
    let act = stage.twin.shared().look(|s| s.menu_act(asked.who, asked.message, &asked.what));
    stage.perform(act).await
}

/// `POST /api/press`: a button.
pub(super) async fn press(Taken(stage): Extract, Json(asked): Json<Touched>) -> Answered {
    let act = stage.twin.shared().look(|s| s.press_act(asked.who, asked.message, &asked.what));
    stage.perform(act).await
}

/// `POST /api/choose`: values of a select.
pub(super) async fn choose(Taken(stage): Extract, Json(asked): Json<Touched>) -> Answered {
    let values: Vec<&str> = asked.values.iter().map(String::as_str).collect();
    let act = stage.twin.shared().look(|s| s.choose_act(asked.who, asked.message, &asked.what, &values));
    stage.perform(act).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filled {
    dialog: Id,
    texts: Vec<(String, String)>,
}

/// `POST /api/submit`: a dialog that was filled in. It is forgotten once the bot took it.
pub(super) async fn submit(Taken(stage): Extract, Json(asked): Json<Filled>) -> Answered {
    let dialog = stage.dialog(asked.dialog).ok_or_else(|| Failed::missing("this dialog is closed"))?;
    let texts: Vec<(&str, &str)> = asked.texts.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let answered = stage.perform(submit_act(&dialog, &texts)).await?;
    stage.forget(asked.dialog);
    Ok(answered)
}

#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

/// `POST /api/files?name=…`: a file for an option; the body is its bytes.
pub(super) async fn upload(
    Taken(stage): Extract,
    Query(Named { name }): Query<Named>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Answered {
    let name: String = name.chars().filter(|c| !c.is_control() && !"/\\".contains(*c)).take(200).collect();
    if name.is_empty() {
        return Err(Failed::told("the file has no name"));
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let id = stage.twin.upload(&name, kind.unwrap_or("application/octet-stream"), bytes.to_vec());
    Ok(Json(json!({ "id": id, "name": name, "size": bytes.len() })))
}
