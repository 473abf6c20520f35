//! Messages as plain text for a terminal.
//!
//! What a bot or a user wrote never reaches the terminal as control characters; markdown is shown
//! lightly, escapes are undone, timestamps and mentions read as in Discord.

mod markdown;
mod page;

use super::{
    acts::Dialog,
    markdown::Moments,
    message::Message,
    reading::{list, shown_name, text},
    snowflake::Id,
};
use jiff::{Timestamp, tz::TimeZone};
use markdown::{inline, lines};
use page::{Page, Piece, Style};
use serde_json::Value;
use std::collections::BTreeMap;

/// How a terminal wants it.
#[derive(Debug, Clone)]
pub struct Look {
    /// Columns; at least 20 are used.
    pub width: usize,
    /// Whether ANSI styles are written.
    pub colour: bool,
    /// The time zone that timestamps are shown in.
    pub zone: TimeZone,
    /// Now, for timestamps such as "in 2 hours".
    pub now: Timestamp,
    /// What ids stand for: `@Reader`, `#general`, as [`super::Twin::names`] gives them.
    pub names: BTreeMap<Id, String>,
}

impl Look {
    fn name(&self, id: Option<Id>) -> Option<&str> {
        self.names.get(&id?).map(String::as_str)
    }

    fn moments(&self) -> Moments<'_> {
        Moments { zone: &self.zone, now: self.now, american: false }
    }
}

/// A message: who and when, content, embeds, attachments, and its buttons and selects, numbered
/// from 1 in the order of [`Message::controls`]. Ends with a line break.
pub fn message(message: &Message, look: &Look) -> String {
    let mut page = Page::new(look.width, look.colour);
    page.line(head(message, look));
    if message.is_thinking() {
        page.line(vec![Piece::new("thinking…", Style::DIM)]);
    }
    for line in lines(message.content(), look) {
        page.put(line);
    }
    for embed in message.embeds() {
        page.bar(embed.get("color").and_then(Value::as_u64));
        self::embed(&mut page, embed, look);
        page.end_bar();
    }
    for file in list(&message.json, "attachments") {
        let kilobytes = file.get("size").and_then(Value::as_u64).unwrap_or(0).div_ceil(1024);
        let shown = format!("📎 {} ({kilobytes} KB)", text(file, "filename"));
        page.line(vec![Piece::new(shown, Style::PLAIN)]);
    }
    controls(&mut page, message);
    page.finish()
}

fn head(message: &Message, look: &Look) -> Vec<Piece> {
    let author = message.json.get("author").unwrap_or(&Value::Null);
    let name = shown_name(author);
    let at = message.id.time().to_zoned_datetime(look.zone.clone()).strftime("%H:%M").to_string();
    let mut head = vec![Piece::new(name, Style::BOLD), Piece::new("  ", Style::PLAIN)];
    if author.get("bot") == Some(&Value::Bool(true)) {
        head.push(Piece::new("APP ", Style::DIM));
    }
    head.push(Piece::new(at, Style::DIM));
    if let Some(only) = message.only_for {
        let who = look.name(Some(only)).unwrap_or("one user").trim_start_matches('@');
        head.push(Piece::new(format!("  (only {who} can see this)"), Style::DIM));
    }
    if message.json.get("edited_timestamp").is_some_and(Value::is_string) {
        head.push(Piece::new("  (edited)", Style::DIM));
    }
    head
}

fn embed(page: &mut Page, embed: &Value, look: &Look) {
    if let Some(author) = embed.get("author") {
        page.line(inline(text(author, "name"), Style::DIM, look));
    }
    let title = text(embed, "title");
    if !title.is_empty() {
        page.line(inline(title, Style::BOLD, look));
    }
    let url = text(embed, "url");
    if !url.is_empty() {
        page.line(vec![Piece::new(url, Style::DIM)]);
    }
    for line in lines(text(embed, "description"), look) {
        page.put(line);
    }
    let fields = list(embed, "fields");
    if fields.first().is_some_and(|f| f.get("inline") == Some(&Value::Bool(true))) {
        page.gap();
    }
    for field in fields {
        let mut name = inline(text(field, "name"), Style::BOLD, look);
        let value = lines(text(field, "value"), look);
        match (field.get("inline"), value.len()) {
            (Some(Value::Bool(true)), 1) => {
                name.push(Piece::new(": ", Style::BOLD));
                name.extend(value.into_iter().flat_map(|l| l.pieces));
                page.line(name);
            }
            _ => {
                page.gap();
                page.line(name);
                value.into_iter().for_each(|line| page.put(line));
            }
        }
    }
    for part in ["image", "thumbnail"] {
        if let Some(image) = embed.get(part) {
            page.line(vec![Piece::new(format!("🖼 {}", text(image, "url")), Style::DIM)]);
        }
    }
    let footer = embed.get("footer").map_or("", |f| text(f, "text"));
    let stamp = text(embed, "timestamp").parse::<Timestamp>().ok();
    let stamp =
        stamp.map(|at| at.to_zoned_datetime(look.zone.clone()).strftime("%-d %b %Y %H:%M").to_string());
    let last: Vec<&str> =
        [Some(footer), stamp.as_deref()].into_iter().flatten().filter(|t| !t.is_empty()).collect();
    if !last.is_empty() {
        page.gap();
    }
    for line in last.join(" · ").lines() {
        page.line(vec![Piece::new(line, Style::DIM)]);
    }
}

fn controls(page: &mut Page, message: &Message) {
    let mut row = Vec::new();
    let mut n = 0;
    for part in list(&message.json, "components") {
        for control in list(part, "components") {
            n += 1;
            if control.get("type").and_then(Value::as_u64) == Some(2) {
                row.extend(button(control, n));
            } else {
                page.line(std::mem::take(&mut row));
                select(page, control, n);
            }
        }
        page.line(std::mem::take(&mut row));
    }
}

/// An emoji as text; empty where there is none.
fn emoji(of: &Value) -> String {
    let name = of.get("emoji").map_or("", |e| text(e, "name"));
    if name.is_empty() { String::new() } else { format!("{name} ") }
}

fn off(control: &Value) -> &'static str {
    if control.get("disabled") == Some(&Value::Bool(true)) { " (off)" } else { "" }
}

fn button(control: &Value, n: usize) -> Vec<Piece> {
    let label = format!("{}{}", emoji(control), text(control, "label"));
    let mut pieces =
        vec![Piece::new(format!("[{n}] "), Style::DIM), Piece::new(label.trim(), Style::UNDERLINE)];
    let url = text(control, "url");
    if !url.is_empty() {
        pieces.push(Piece::new(format!(" <{url}>"), Style::DIM));
    }
    pieces.push(Piece::new(format!("{}  ", off(control)), Style::DIM));
    pieces
}

fn select(page: &mut Page, control: &Value, n: usize) {
    let prompt = Some(text(control, "placeholder")).filter(|p| !p.is_empty()).unwrap_or("Choose");
    page.line(vec![
        Piece::new(format!("[{n}] "), Style::DIM),
        Piece::new(prompt, Style::UNDERLINE),
        Piece::new(format!(" ▾{}", off(control)), Style::DIM),
    ]);
    for (i, option) in list(control, "options").iter().enumerate() {
        let chosen = if option.get("default") == Some(&Value::Bool(true)) { " ✓" } else { "" };
        let mut pieces = vec![
            Piece::new(format!("    {n}.{} ", i + 1), Style::DIM),
            Piece::new(format!("{}{}{chosen}", emoji(option), text(option, "label")), Style::PLAIN),
        ];
        let note = text(option, "description");
        if !note.is_empty() {
            pieces.push(Piece::new(format!(" – {note}"), Style::DIM));
        }
        page.line(pieces);
    }
}

/// A dialog: its title and its inputs, each with custom id, label and what it takes. Ends with a
/// line break.
pub fn dialog(dialog: &Dialog, look: &Look) -> String {
    let mut page = Page::new(look.width, look.colour);
    page.line(vec![Piece::new(dialog.title(), Style::BOLD)]);
    page.bar(None);
    for input in dialog.inputs() {
        let need = if input.get("required") == Some(&Value::Bool(false)) { "" } else { " *" };
        page.line(vec![
            Piece::new(format!("{}{need}", text(input, "label")), Style::BOLD),
            Piece::new(format!("  {}:", text(input, "custom_id")), Style::DIM),
        ]);
        let value = text(input, "value");
        let (shown, style) =
            if value.is_empty() { (text(input, "placeholder"), Style::DIM) } else { (value, Style::PLAIN) };
        for line in shown.lines() {
            page.line(vec![Piece::new(line, style)]);
        }
    }
    page.end_bar();
    page.finish()
}

#[cfg(test)]
mod tests;
