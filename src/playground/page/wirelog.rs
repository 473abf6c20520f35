//! What went over the wire, line by line, and each line whole.

use super::{Answered, Extract, Failed};
use crate::playground::{Entry, Event, log::name};
use axum::{
    Json,
    extract::{Path, Query, State as Taken},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::borrow::Cow;

/// An entry without the bodies.
pub(super) fn line(entry: &Entry) -> Value {
    let mut line =
        json!({ "number": entry.number, "at": entry.at.as_millisecond(), "text": entry.to_string() });
    let more = match &entry.event {
        Event::Request { method, path, status, refusal, .. } => json!({
            "kind": "request", "method": method, "path": path, "status": status, "refusal": refusal,
        }),
        Event::Received(payload) => json!({ "kind": "received", "name": name(payload) }),
        Event::Sent(payload) => json!({ "kind": "sent", "name": payload.name() }),
        Event::Note(text) => json!({ "kind": "note", "name": text }),
    };
    if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
        line.extend(more);
    }
    line
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// What has to be in a line or in its bodies.
    text: Option<String>,
}

/// `GET /api/log`: the lines, oldest first.
pub(super) async fn list(Taken(stage): Extract, Query(asked): Query<Asked>) -> Answered {
    let wanted = asked.text.unwrap_or_default().to_lowercase();
    let fits = |entry: &Entry| {
        let holds = |text: String| text.to_lowercase().contains(&wanted);
        wanted.is_empty()
            || holds(entry.to_string())
            || bodies(entry).iter().any(|(_, v)| holds(v.to_string()))
    };
    let lines: Vec<Value> = stage.twin.log().iter().filter(|e| fits(e)).map(|e| line(e)).collect();
    Ok(Json(json!({ "lines": lines })))
}

/// `GET /api/log/{number}`: one line with its bodies.
pub(super) async fn one(Taken(stage): Extract, Path(number): Path<u64>) -> Answered {
    let entries = stage.twin.log();
    let entry = entries.iter().find(|e| e.number == number);
    let entry = entry.ok_or_else(|| Failed::missing("the log goes back 2000 entries; this one is older"))?;
    let mut whole = line(entry);
    if let Some(fields) = whole.as_object_mut() {
        let bodies = bodies(entry);
        let bodies = bodies.iter().map(|(title, body)| json!({ "title": title, "body": body })).collect();
        fields.insert("bodies".to_owned(), bodies);
    }
    Ok(Json(whole))
}

fn bodies(entry: &Entry) -> Vec<(&'static str, Cow<'_, Value>)> {
    let all = match &entry.event {
        Event::Request { body, answer, .. } => {
            vec![("request", Cow::Borrowed(&**body)), ("answer", Cow::Borrowed(answer))]
        }
        Event::Received(payload) => vec![("payload", Cow::Borrowed(payload))],
        Event::Sent(payload) => vec![("payload", Cow::Owned(payload.json()))],
        Event::Note(_) => Vec::new(),
    };
    all.into_iter().filter(|(_, body)| !body.is_null()).collect()
}
