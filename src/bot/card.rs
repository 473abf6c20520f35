//! The card of a digest: one look for every answer and for the daily post.

use super::{
    custom_id::CustomId,
    reply::{Button, Card, Field, Message, Row, Target},
    text::{and, bare, cut, day, escaped, link},
};
use crate::{
    catalogue::Entry,
    digest::{Author, Digest, GistFrom},
};

/// Longest statement of a card, escapes counted. With the other limits here a card has at most
/// 5,900 characters; Discord takes 6,000.
const STATEMENT: usize = 420;
/// Longest address that Discord takes for a button.
const BUTTON_URL: usize = 512;
/// Longest address that it takes for the title of a card.
pub(super) const TITLE_URL: usize = 2048;
/// Words a minute of a grown reader: 238, after Brysbaert's review of 190 studies (2019).
const READING_SPEED: u32 = 238;

/// The card of a digest with its buttons.
pub fn card(entry: &Entry) -> Message {
    with_buttons(entry, None)
}

/// The same as the daily post that the ledger knows by this number: its first button bears it.
pub fn daily_post(entry: &Entry, delivery: i64) -> Message {
    with_buttons(entry, Some(delivery))
}

fn with_buttons(entry: &Entry, delivery: Option<i64>) -> Message {
    let Entry { id, digest } = entry;
    let press = |label: &str, id| Button { label: label.to_owned(), target: Target::Press(id) };
    let mut buttons = vec![
        press(about_label(digest), CustomId::About { digest: id.clone(), delivery }),
        press("Related", CustomId::Related { digest: id.clone() }),
    ];
    if let Some(url) = digest.url.as_ref().filter(|url| url.len() <= BUTTON_URL) {
        buttons.push(Button { label: "Read the original".to_owned(), target: Target::Link(url.clone()) });
    }
    Message { card: Some(embed(digest)), rows: vec![Row::Buttons(buttons)], ..Message::default() }
}

fn about_label(digest: &Digest) -> &'static str {
    match digest.authors.len() {
        0 => "About the publication",
        1 => "About the author",
        _ => "About the authors",
    }
}

fn embed(digest: &Digest) -> Card {
    let mut body = format!("{}\n\n**{}**\n", who_argues(digest), escaped(&digest.gist, STATEMENT));
    for point in &digest.points {
        body.push_str(&format!("\n• {}", escaped(point, STATEMENT)));
    }
    if let Some(quote) = &digest.quote {
        body.push_str(&format!("\n\n> “{}”", escaped(quote.trim_matches(['"', '“', '”']), STATEMENT)));
    }
    let mut fields: Vec<Field> = digest.authors.iter().take(2).filter_map(bio_field).collect();
    if !digest.tags.is_empty() {
        let tags = digest.tags.iter().map(|t| escaped(t.as_str(), 100)).collect::<Vec<_>>().join(" · ");
        fields.push(Field { name: "Tags".to_owned(), value: cut(&tags, 400) });
    }
    Card { title: escaped(&digest.title, 256), url: digest.url.clone(), body, fields, footer: footer(digest) }
}

/// "*Author* argues": whose opinion it is, or who summed it up where the gist is the editors'.
pub(super) fn who_argues(digest: &Digest) -> String {
    let editors = digest.origin.as_ref().is_some_and(|o| o.gist_from == GistFrom::Deck);
    match (&digest.publication, editors) {
        (Some(publication), true) => format!("*{}’s summary*", escaped(publication, 100)),
        _ => format!("*{}* {}", names(digest), digest.kind.verb(digest.authors.len())),
    }
}

/// Those who sign for it, escaped: the authors, else the publication.
fn names(digest: &Digest) -> String {
    let authors: Vec<String> = digest.authors.iter().map(|a| escaped(&a.name, 60)).collect();
    match &digest.publication {
        _ if !authors.is_empty() => and(&authors),
        Some(publication) => escaped(publication, 100),
        None => "The writer, unnamed,".to_owned(),
    }
}

fn bio_field(author: &Author) -> Option<Field> {
    let bio = author.bio.as_deref()?;
    let handle = author.handle.as_deref().map(|h| format!(" ({h})")).unwrap_or_default();
    Some(Field { name: cut(&bare(&format!("{}{handle}", author.name)), 100), value: escaped(bio, STATEMENT) })
}

/// Publication, date and length; how the digest was made; whose views these are.
fn footer(digest: &Digest) -> String {
    let length = digest.words.map(|w| format!("{} min read", w.div_ceil(READING_SPEED).max(1)));
    let source =
        [digest.publication.as_deref().map(|p| cut(&bare(p), 100)), digest.published.map(day), length];
    let source = source.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let disclaimer = digest.disclaimer.as_deref().map(|d| cut(&bare(d), 500)).unwrap_or_default();
    [source, how_made(digest).to_owned(), disclaimer]
        .into_iter()
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn how_made(digest: &Digest) -> String {
    let Some(origin) = &digest.origin else { return "Summed up by hand".to_owned() };
    let edited = origin.seal.is_some() && digest.edits().words;
    match origin.summarizer.as_str() {
        "editor" => "Summed up by hand".to_owned(),
        _ if edited => "Edited by hand".to_owned(),
        "extractive" if digest.authors.len() > 1 => "In the authors’ words".to_owned(),
        "extractive" => "In the author’s words".to_owned(),
        other => match other.strip_prefix("llm:") {
            Some(model) => cut(&bare(&format!("Written by {model}, checked against the article")), 100),
            None => String::new(),
        },
    }
}

/// One entry of a list in at most `room` characters, which is at least 420: title, whose opinion,
/// gist, and the disclaimer. The gist takes what the others leave.
pub(super) fn brief(entry: &Entry, room: usize) -> String {
    let digest = &entry.digest;
    let title = match &digest.url {
        Some(url) if url.len() <= room / 6 => link(&digest.title, url, room / 6),
        _ => escaped(&digest.title, room / 4),
    };
    let head = format!("**{title}**\n{}: ", cut(&who_argues(digest), room / 4));
    let disclaimer = digest.disclaimer.as_deref().map(|d| format!("\n-# {}", escaped(d, room / 5)));
    let disclaimer = disclaimer.unwrap_or_default();
    let taken = head.encode_utf16().count() + disclaimer.encode_utf16().count();
    format!("{head}{}{disclaimer}", escaped(&digest.gist, room.saturating_sub(taken)))
}
