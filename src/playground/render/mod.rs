//! Messages and dialogs as HTML, as Discord's clients show them.
//!
//! The HTML has no scripts and no inline styles, so that a page may forbid both; [`CSS`] goes with it. All that
//! somebody wrote is escaped, and links lead to `http` and `https` alone. A page finds its way by attributes:
//!
//! | attribute | on | is |
//! | --- | --- | --- |
//! | `data-message` | a message | its id; the element's id is `message-` and it |
//! | `data-custom-id` | a button, a select, a dialog, an input of one | what the bot calls it |
//! | `data-value` | a button in a select of one | the choice that it is |
//! | `data-choose` | the button of a select of several | sends the boxes that are ticked, whose `value` is the choice |
//! | `data-dismiss` | a button of an ephemeral message | hides the message |
//! | `data-close` | a button of a dialog | closes it |

mod controls;
mod embed;
mod markdown;
mod modal;

use super::{
    markdown::{Form, Moments},
    message::{CROSSPOSTED, EPHEMERAL, LOADING},
    reading::{is, list, number, shown_name, text},
    snowflake::Id,
};
use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, html};
use serde_json::Value;
use std::collections::BTreeMap;

/// The style of what this module makes; light and dark by the reader's system, or by `data-theme` on the
/// root element. Its custom properties serve the page around it, too.
pub const CSS: &str = include_str!("message.css");

/// Who looks, and from where.
#[derive(Debug, Clone)]
pub struct View {
    /// Whose eyes these are.
    pub viewer: Id,
    /// Roles of the viewer: a message that mentions one stands out.
    pub roles: Vec<Id>,
    /// The viewer's language as Discord writes it, `en-GB`: how dates are told.
    pub locale: String,
    /// The time zone of timestamps.
    pub zone: TimeZone,
    /// Now, for timestamps such as "in 2 hours".
    pub now: Timestamp,
    /// What ids stand for: `@Reader`, `#general`, as [`super::Twin::names`] gives them.
    pub names: BTreeMap<Id, String>,
}

impl View {
    fn name(&self, id: Option<Id>) -> Option<String> {
        self.names.get(&id?).map(|name| clean_text(name))
    }

    fn moments(&self) -> Moments<'_> {
        Moments { zone: &self.zone, now: self.now, american: self.locale == "en-US" }
    }

    /// An instant, told by `told`, with the whole of it at hand.
    fn time(&self, at: Timestamp, told: &str) -> Markup {
        html! {
            time datetime=(at) title=(self.moments().told(at, Form::Long)) { (told) }
        }
    }
}

/// A message as Discord's JSON has it: an `article`.
pub fn message(json: &Value, view: &View) -> String {
    let json = &clean(json);
    let flags = number(json, "flags").unwrap_or(0);
    let author = json.get("author").unwrap_or(&Value::Null);
    let id = json.get("id").and_then(Id::from_json);
    let called = id.map(|id| format!("message-{id}"));
    let head = id.map(|id| format!("message-{id}-head"));
    let classes = [
        Some("message"),
        (flags & EPHEMERAL != 0).then_some("is-ephemeral"),
        mentions(json, view).then_some("is-mention"),
    ];
    let classes = classes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let said = text(json, "content");
    let content = html! {
        (context(json, view))
        (avatar(author))
        h3 .message-head id=[head.as_deref()] { (self::head(json, author, view)) }
        div .message-body {
            @if flags & LOADING != 0 {
                p .thinking { bdi { (shown_name(author)) } " is thinking" span .dots aria-hidden="true" { "…" } }
            }
            @if !said.is_empty() {
                div .markdown .content dir="auto" { (markdown::blocks(said, view)) }
            }
            @for file in list(json, "attachments") { (attachment(file)) }
            @for embed in list(json, "embeds") { (embed::embed(embed, view)) }
            (controls::rows(json, view))
            @if flags & EPHEMERAL != 0 {
                p .only-you {
                    "Only you can see this · "
                    button type="button" .plain data-dismiss { "Dismiss message" }
                }
            }
        }
    };
    html! {
        article class=(classes) id=[called] data-message=[id] aria-labelledby=[head] { (content) }
    }
    .into_string()
}

/// A dialog as the bot sent it, `title`, `custom_id` and `components`: a `dialog` element with a form, to be
/// opened by `showModal`.
pub fn modal(json: &Value) -> String {
    modal::modal(&clean(json)).into_string()
}

/// The same without what HTML does not allow, escaped or not: control characters.
fn clean(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean_text(text)),
        Value::Array(list) => list.iter().map(clean).collect(),
        Value::Object(fields) => Value::Object(fields.iter().map(|(k, v)| (k.clone(), clean(v))).collect()),
        plain => plain.clone(),
    }
}

fn clean_text(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => Some(c),
        '\r' => None,
        c => Some(if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }),
    };
    text.chars().filter_map(shown).collect()
}

/// Whether the message wants this viewer's eyes.
fn mentions(json: &Value, view: &View) -> bool {
    let user = |u: &Value| u.get("id").and_then(Id::from_json) == Some(view.viewer);
    let role = |r: &Value| Id::from_json(r).is_some_and(|r| view.roles.contains(&r));
    is(json, "mention_everyone")
        || list(json, "mentions").iter().any(user)
        || list(json, "mention_roles").iter().any(role)
}

/// What the message answers: a command, a press, another message.
fn context(json: &Value, view: &View) -> Markup {
    let asked = json.get("interaction_metadata").unwrap_or(&Value::Null);
    let who = asked.get("user").unwrap_or(&Value::Null);
    let who_is = |id| {
        view.name(id).map_or_else(|| shown_name(who).to_owned(), |n| n.trim_start_matches('@').to_owned())
    };
    let who = who_is(who.get("id").and_then(Id::from_json));
    let command = text(asked, "name");
    let pressed = asked.get("interacted_message_id").and_then(Id::from_json);
    let reply = json.get("message_reference").and_then(|r| r.get("message_id")).and_then(Id::from_json);
    let slash = if number(asked, "command_type") == Some(1) { "/" } else { "" };
    html! {
        @if !command.is_empty() {
            p .context { bdi .who { (who) } " used " span .command { (slash) (command) } }
        } @else if let Some(id) = pressed.or(reply) {
            p .context {
                @if pressed.is_some() { bdi .who { (who) } " pressed a button of " } @else { "Reply to " }
                a href={ "#message-" (id) } { "an earlier message" }
            }
        }
    }
}

/// A disc with the first letter of the name, in one of five colours.
fn avatar(author: &Value) -> Markup {
    let name = shown_name(author);
    let letter: String =
        name.chars().find(|c| c.is_alphanumeric()).map_or("?".to_owned(), |c| c.to_uppercase().collect());
    let hue = author.get("id").and_then(Id::from_json).map_or(0, |id| (id.get() ^ id.get() >> 22) % 5);
    html! { span class={ "avatar hue-" (hue) } aria-hidden="true" { (letter) } }
}

fn head(json: &Value, author: &Value, view: &View) -> Markup {
    let at = text(json, "timestamp").parse::<Timestamp>().ok();
    let at = at.or_else(|| Some(json.get("id").and_then(Id::from_json)?.time()));
    let flags = number(json, "flags").unwrap_or(0);
    html! {
        bdi .author { (shown_name(author)) }
        @if is(author, "bot") { " " span .app { "APP" } }
        @if let Some(at) = at { " " (view.time(at, &view.moments().headed(at))) }
        @if json.get("edited_timestamp").is_some_and(Value::is_string) { " " span .note { "(edited)" } }
        @if flags & CROSSPOSTED != 0 { " " span .note { "(published)" } }
    }
}

fn attachment(file: &Value) -> Markup {
    let kilobytes = number(file, "size").unwrap_or(0).div_ceil(1024);
    let name = text(file, "filename");
    html! {
        p .attachment {
            @match web(text(file, "url")) {
                Some(url) => { (link(&url, html! { (name) })) }
                None => { (name) }
            }
            " " span .note { "(" (kilobytes) " KB)" }
        }
    }
}

/// The address, if a browser may follow it from here.
fn web(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// A link that tells the other side nothing. `url` comes from [`web`].
fn link(url: &str, text: Markup) -> Markup {
    html! { a href=(url) target="_blank" rel="noopener noreferrer" { (text) } }
}

#[cfg(test)]
mod tests;
