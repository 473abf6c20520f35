//! A plain stand-in until `playground::render` is there.

use crate::playground::Id;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
#[allow(dead_code)]
pub(super) struct View {
    pub viewer: Id,
    pub roles: Vec<Id>,
    pub locale: String,
    pub zone: TimeZone,
    pub now: Timestamp,
    pub names: BTreeMap<Id, String>,
}

fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn message(json: &Value, _view: &View) -> String {
    let id = safe(text(json, "id"));
    let author = json.get("author").map_or("", |a| text(a, "global_name"));
    let mut html = format!(
        "<article class=message data-message={id}><h3 class=message-head><bdi class=author>{}</bdi></h3><div class=message-body><p>{}</p>",
        safe(author),
        safe(text(json, "content"))
    );
    for embed in list(json, "embeds") {
        html +=
            &format!("<h4>{}</h4><p>{}</p>", safe(text(embed, "title")), safe(text(embed, "description")));
    }
    html += "<div class=controls>";
    for control in list(json, "components").iter().flat_map(|r| list(r, "components")) {
        html += &format!(
            "<button type=button class=button data-custom-id=\"{}\">{}</button>",
            safe(text(control, "custom_id")),
            safe(text(control, "label"))
        );
    }
    html + "</div></div></article>"
}

pub(super) fn modal(json: &Value) -> String {
    format!(
        "<dialog class=modal><form><h2>{}</h2><div class=modal-actions></div></form></dialog>",
        safe(text(json, "title"))
    )
}
