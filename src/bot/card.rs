//! The card of a digest: one look for every answer and for the daily post.

use super::{
    custom_id::CustomId,
    reply::{Button, Card, Field, Message, Row, Target},
    text::{bare, cut, escaped, link},
    words::Words,
};
use crate::{
    catalogue::Entry,
    digest::{Author, Digest, DigestId, GistFrom, Kind},
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
pub fn card(entry: &Entry, words: Words) -> Message {
    with_buttons(entry, None, words)
}

/// The card of a digest that is not in the library.
pub(super) fn unkept(digest: &Digest, words: Words) -> Message {
    let rows = read_button(digest, words).map(|button| Row::Buttons(vec![button])).into_iter().collect();
    Message { card: Some(embed(digest, words)), rows, ..Message::default() }
}

fn read_button(digest: &Digest, words: Words) -> Option<Button> {
    let url = digest.url.as_ref().filter(|url| url.len() <= BUTTON_URL)?;
    Some(Button {
        label: words.fill("read", &[("kind", digest.kind.as_str().into())]),
        target: Target::Link(url.clone()),
    })
}

/// The same; as a daily post, its first button bears the number that the ledger knows it by.
pub(super) fn with_buttons(entry: &Entry, delivery: Option<i64>, words: Words) -> Message {
    let Entry { id, digest } = entry;
    let press = |label, id| Button { label, target: Target::Press(id) };
    let authors = digest.authors.len();
    let mut buttons = vec![
        press(
            words.fill("about-authors", &[("authors", authors.into())]),
            CustomId::About { digest: id.clone(), delivery },
        ),
        press(words.say("related"), CustomId::Related { digest: id.clone() }),
    ];
    if !digest.tags.is_empty() {
        buttons.push(press(words.say("tags"), CustomId::Tags { digest: id.clone() }));
    }
    buttons.extend(read_button(digest, words));
    Message {
        card: Some(embed(digest, words)),
        rows: vec![Row::Buttons(buttons), votes(id)],
        ..Message::default()
    }
}

/// The card of a draft, for curators.
pub(super) fn draft(entry: &Entry, words: Words) -> Message {
    let press = |key, id| Button { label: words.say(key), target: Target::Press(id) };
    let digest = || entry.id.clone();
    let mut buttons = vec![
        press("publish", CustomId::Publish { digest: digest() }),
        press("edit", CustomId::Edit { digest: digest() }),
        press("discard", CustomId::Remove { digest: digest(), block: false }),
    ];
    buttons.extend(read_button(&entry.digest, words));
    Message {
        card: Some(embed(&entry.digest, words)),
        rows: vec![Row::Buttons(buttons)],
        ..Message::default()
    }
}

fn votes(id: &DigestId) -> Row {
    let vote = |label: &str, up| Button {
        label: label.to_owned(),
        target: Target::Press(CustomId::Vote { digest: id.clone(), up }),
    };
    Row::Buttons(vec![vote("👍", true), vote("👎", false)])
}

fn embed(digest: &Digest, words: Words) -> Card {
    let mut body = format!("{}\n\n**{}**\n", who_argues(digest, words), escaped(&digest.gist, STATEMENT));
    for point in &digest.points {
        body.push_str(&format!("\n• {}", escaped(point, STATEMENT)));
    }
    if let Some(quote) = &digest.quote {
        let quote = escaped(quote.trim_matches(['"', '“', '”', '„', '«', '»', ' ', '\u{a0}']), STATEMENT);
        body.push_str(&format!("\n\n> {}", words.fill("quoted", &[("quote", quote.into())])));
    }
    let mut fields: Vec<Field> = digest.authors.iter().take(2).filter_map(bio_field).collect();
    if !digest.tags.is_empty() {
        let tags = digest.tags.iter().map(|t| escaped(t.as_str(), 100)).collect::<Vec<_>>().join(" · ");
        fields.push(Field { name: words.say("tags"), value: cut(&tags, 400) });
    }
    let footer = footer(digest, words);
    Card { title: escaped(&digest.title, 256), url: digest.url.clone(), body, fields, footer }
}

/// "*Author* argues": whose opinion it is, or who summed it up where the gist is the editors'.
pub(super) fn who_argues(digest: &Digest, words: Words) -> String {
    let editors = digest.origin.as_ref().is_some_and(|o| o.gist_from == GistFrom::Deck);
    match (&digest.publication, editors) {
        (Some(publication), true) => {
            words.fill("deck-of", &[("publication", escaped(publication, 100).into())])
        }
        (None, true) => words.say("deck"),
        _ => {
            let kind = if digest.kind == Kind::News { "news" } else { "opinion" };
            let authors = digest.authors.len().max(1);
            let names = names(digest, words);
            words.fill(
                "argues",
                &[("kind", kind.into()), ("authors", authors.into()), ("names", names.into())],
            )
        }
    }
}

/// Those who sign for it, escaped: the authors, else the publication.
fn names(digest: &Digest, words: Words) -> String {
    let authors: Vec<String> = digest.authors.iter().map(|a| escaped(&a.name, 60)).collect();
    match &digest.publication {
        _ if !authors.is_empty() => words.and(&authors),
        Some(publication) => escaped(publication, 100),
        None => words.say("unnamed"),
    }
}

fn bio_field(author: &Author) -> Option<Field> {
    let bio = author.bio.as_deref()?;
    let handle = author.handle.as_deref().map(|h| format!(" ({h})")).unwrap_or_default();
    Some(Field { name: escaped(&format!("{}{handle}", author.name), 100), value: escaped(bio, STATEMENT) })
}

/// Publication, date and length; how the digest was made; whose views these are.
fn footer(digest: &Digest, words: Words) -> String {
    let minutes = |w: u32| words.fill("minutes", &[("minutes", w.div_ceil(READING_SPEED).max(1).into())]);
    let length = digest.words.map(minutes);
    let source = [
        digest.publication.as_deref().map(|p| cut(&bare(p), 100)),
        digest.published.map(|d| words.day(d)),
        length,
    ];
    let source = source.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let disclaimer = digest.disclaimer.as_deref().map(|d| cut(&bare(d), 500)).unwrap_or_default();
    [source, how_made(digest, words), disclaimer]
        .into_iter()
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// How a digest was made, in one line of plain text: by whom it was chosen, written or edited.
pub fn how_made(digest: &Digest, words: Words) -> String {
    let Some(origin) = &digest.origin else { return words.say("made-by-hand") };
    let edited = origin.seal.is_some() && digest.edits().words;
    match origin.summarizer.as_str() {
        "editor" => words.say("made-by-hand"),
        _ if edited => words.say("made-edited"),
        "extractive" if origin.gist_from == GistFrom::Deck => words.say("made-with-deck"),
        "extractive" => words.fill("made-extractive", &[("authors", digest.authors.len().into())]),
        other => match other.strip_prefix("llm:") {
            Some(model) => words.fill("made-by-model", &[("model", cut(&bare(model), 60).into())]),
            None => String::new(),
        },
    }
}

/// One entry of a list in at most `room` characters, which is at least 420: title, whose opinion,
/// gist, and the disclaimer. The gist takes what the others leave.
pub(super) fn brief(entry: &Entry, room: usize, words: Words) -> String {
    let digest = &entry.digest;
    let title = match &digest.url {
        Some(url) if url.len() <= room / 6 => link(&digest.title, url, room / 6),
        _ => escaped(&digest.title, room / 4),
    };
    let head = format!("**{title}**\n{}: ", cut(&who_argues(digest, words), room / 4));
    let disclaimer = digest.disclaimer.as_deref().map(|d| format!("\n-# {}", escaped(d, room / 5)));
    let disclaimer = disclaimer.unwrap_or_default();
    let taken = head.encode_utf16().count() + disclaimer.encode_utf16().count();
    format!("{head}{}{disclaimer}", escaped(&digest.gist, room.saturating_sub(taken)))
}
