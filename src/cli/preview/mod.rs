//! `preview`: the card of a digest as the bot would send it, in the terminal, as a page or as a picture.

mod browser;

use super::{Done, Failure, args::Preview, library, print};
use crate::{
    bot::{self, Words},
    catalogue::Entry,
    discord,
    playground::{Id, Message, render, terminal},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::{IsTerminal, Write},
    path::Path,
};

/// Widest lines in the terminal, in columns.
const WIDEST: usize = 100;
/// What the page adds to the style of messages.
const PAGE_CSS: &str = "
body { margin: 0; background: var(--ground); }
main { max-width: 40rem; padding: 1rem 0; }
";

pub(super) async fn preview(config: Option<&Path>, wanted: &Preview) -> Result<Done, Failure> {
    let entry = library::stored(config, &wanted.id).await?;
    let now = Timestamp::now();
    let json = sent(&entry, now)?;
    if let Some(file) = &wanted.html {
        write(file, page(&entry, &json, now).as_bytes())?;
    } else if let Some(file) = &wanted.png {
        let picture = browser::picture(&page(&entry, &json, now)).await?;
        write(file, &picture)?;
    } else {
        let [id, channel, author] = [Id::at(now), Id::new(0), Id::new(0)];
        let message = Message { id, channel, author, only_for: None, interaction: None, json: json.into() };
        print(&terminal::message(&message, &look(now)))?;
    }
    Ok(Done::All)
}

/// The message as a channel would show it: what the bot sends, and what Discord adds.
fn sent(entry: &Entry, now: Timestamp) -> Result<Value, Failure> {
    let mut json = discord::body(&bot::card(entry, Words::default()))?;
    if let Some(fields) = json.as_object_mut() {
        fields.insert("author".to_owned(), json!({ "username": "Standfirst", "bot": true }));
        fields.insert("timestamp".to_owned(), json!(now));
    }
    Ok(json)
}

/// A page that needs nothing else and runs nothing.
fn page(entry: &Entry, json: &Value, now: Timestamp) -> String {
    let view = render::View {
        viewer: Id::new(0),
        roles: Vec::new(),
        locale: "en-GB".to_owned(),
        zone: TimeZone::system(),
        now,
        names: BTreeMap::new(),
    };
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    let page = maud::html! {
        (maud::DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy);
                title { (entry.digest.title) }
                style { (maud::PreEscaped(render::CSS)) (maud::PreEscaped(PAGE_CSS)) }
            }
            body { main { (maud::PreEscaped(render::message(json, &view))) } }
        }
    };
    page.into_string()
}

fn look(now: Timestamp) -> terminal::Look {
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)).min(WIDEST);
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    terminal::Look { width, colour, zone: TimeZone::system(), now, names: BTreeMap::new() }
}

/// Into the file, or to the standard output for `-`.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if file == Path::new("-") {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        return Ok(out.flush()?);
    }
    std::fs::write(file, bytes).map_err(|e| format!("{} cannot be written: {e}", file.display()))?;
    Ok(())
}
