//! The daily letter: what is new by those whom a person follows, or about what they follow.

use super::{
    card::brief,
    custom_id::CustomId,
    list,
    person::language,
    reply::{Button, Card, Message, Row, Target},
    words::Words,
};
use crate::{catalogue::Entry, ledger::Person};

/// The letter with these digests, the newest first, at most [`crate::daily::letter::SHOWN`], and word
/// of so many more; the ledger knows it by this number, which its first button bears.
pub fn letter(entries: &[Entry], more: u32, number: i64, person: &Person) -> Message {
    let words = Words(language(person));
    let mut body: Vec<String> = entries.iter().map(|e| brief(e, list::ROOM, words)).collect();
    if more > 0 {
        body.push(words.fill("letter-more", &[("more", more.into())]));
    }
    let stop = Button {
        label: words.say("letter-stop"),
        target: Target::Press(CustomId::Stop { letter: Some(number) }),
    };
    Message {
        card: Some(Card {
            title: words.say("letter-title"),
            body: body.join("\n\n"),
            footer: words.say("letter-foot"),
            ..Card::default()
        }),
        rows: vec![list::menu(entries, words), Row::Buttons(vec![stop])],
        ..Message::default()
    }
}
