//! The daily post: one digest as a full card, or several in one message with a menu that opens each.

use super::{
    card::{TITLE_URL, card, who_argues, with_buttons},
    custom_id::CustomId,
    list,
    reply::{Button, Card, Message, Row, Target},
    text::{bare, cut, escaped, link},
    words::{Language, Words},
};
use crate::{catalogue::Entry, ledger::Delivery};

/// Most characters of the digests of one post together: what a card's body takes.
const BODY: usize = 4096;
/// Longest name of a thread.
const THREAD_NAME: usize = 100;

/// A schedule's post with these digests, at most [`crate::daily::MOST_DIGESTS`]: a full card of one, a
/// list of several, and a line where there is none. The ledger knows it by the number of `delivery`, which
/// its first button bears; a preview has none. `role` is mentioned by it, and nobody else.
pub fn daily_post(entries: &[Entry], delivery: Option<i64>, role: Option<u64>, words: Words) -> Message {
    let message = match entries {
        [] => Message {
            text: words.say("daily-nothing"),
            rows: vec![Row::Buttons(vec![newest(delivery, words)])],
            ..Message::default()
        },
        [one] if delivery.is_none() => card(one, words),
        [one] => with_buttons(one, delivery, words),
        several => list_of(several, delivery, words),
    };
    let text = match role {
        Some(role) => format!("<@&{role}> {}", message.text).trim_end().to_owned(),
        None => message.text,
    };
    Message { text, mention: role, ..message }
}

/// The post that was claimed, with what of its digests is still there.
pub fn claimed_post(entries: &[Entry], delivery: &Delivery) -> Message {
    daily_post(entries, Some(delivery.id), delivery.claim.role, words_of(delivery))
}

/// What a thread that begins with the post is called, at most 100 characters: in a forum, the title of
/// the digest.
pub fn thread_name(entries: &[Entry], delivery: &Delivery) -> String {
    match entries {
        [one] => Some(cut(&bare(&one.digest.title), THREAD_NAME)).filter(|name| !name.is_empty()),
        _ => None,
    }
    .unwrap_or_else(|| {
        let words = words_of(delivery);
        words.fill("daily-title-of", &[("day", words.day(delivery.claim.date).into())])
    })
}

fn words_of(delivery: &Delivery) -> Words {
    Words(delivery.claim.language.as_deref().map(Language::of).unwrap_or_default())
}

fn newest(delivery: Option<i64>, words: Words) -> Button {
    Button { label: words.say("daily-newest"), target: Target::Press(CustomId::Newest { delivery }) }
}

fn list_of(entries: &[Entry], delivery: Option<i64>, words: Words) -> Message {
    let room = BODY / entries.len() - "\n\n".len();
    let body: Vec<String> = entries.iter().map(|entry| part(entry, room, words)).collect();
    Message {
        card: Some(Card { title: words.say("daily-title"), body: body.join("\n\n"), ..Card::default() }),
        rows: vec![list::menu(entries, words), Row::Buttons(vec![newest(delivery, words)])],
        ..Message::default()
    }
}

/// One digest of several in at most `room` characters, which is at least 800: the linked title, who
/// argues, the gist, the disclaimer. The gist takes what the others leave.
fn part(entry: &Entry, room: usize, words: Words) -> String {
    let digest = &entry.digest;
    let title = match &digest.url {
        Some(url) if url.len() <= (room / 2).min(TITLE_URL) => link(&digest.title, url, room / 8),
        _ => escaped(&digest.title, room / 4),
    };
    let head = format!("**{title}**\n{}: ", cut(&who_argues(digest, words), room / 8));
    let disclaimer =
        digest.disclaimer.as_deref().map(|d| format!("\n-# {}", escaped(d, room / 8))).unwrap_or_default();
    let taken = head.encode_utf16().count() + disclaimer.encode_utf16().count();
    format!("{head}{}{disclaimer}", escaped(&digest.gist, room.saturating_sub(taken)))
}
