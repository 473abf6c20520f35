//! Who somebody is: the answer to *About the author* and the head of `/author`.

use super::{
    card::TITLE_URL,
    list,
    reply::{Card, Field, Message, Reply},
    text::{cut, escaped, link},
    words::Words,
};
use crate::catalogue::{Catalogue, Entry, Person};

/// Longest bio in a card, escapes counted: a hundred long words.
const BIO: usize = 900;

/// Everyone who signed a digest; of an unsigned one, where it is from.
pub(super) fn authors(catalogue: &Catalogue, entry: &Entry, words: Words) -> Reply {
    let people: Vec<&Person> =
        entry.digest.authors.iter().filter_map(|a| catalogue.author(&a.name)).collect();
    let card = match people.as_slice() {
        [] => publication(catalogue, entry, words),
        [one] => person(catalogue, one, words),
        many => Card {
            title: words.fill("about-authors", &[("authors", many.len().into())]),
            fields: many
                .iter()
                .take(5)
                .map(|p| Field { name: escaped(&named(p), 256), value: cut(&about(p, words), 1000) })
                .collect(),
            ..Card::default()
        },
    };
    Reply::Message(Message { private: true, card: Some(card), ..Message::default() })
}

/// One author's card.
pub(super) fn person(catalogue: &Catalogue, person: &Person, words: Words) -> Card {
    Card {
        title: escaped(&named(person), 256),
        url: person.url.clone().filter(|url| url.len() <= TITLE_URL),
        body: about(person, words),
        footer: list::count(catalogue.digests_by(person), words),
        ..Card::default()
    }
}

fn named(person: &Person) -> String {
    match &person.handle {
        Some(handle) => format!("{} ({handle})", person.name),
        None => person.name.clone(),
    }
}

fn about(person: &Person, words: Words) -> String {
    let bio = person.bio.as_deref().map_or_else(|| words.say("nothing-known"), |bio| escaped(bio, BIO));
    if person.affiliations.is_empty() {
        return bio;
    }
    let affiliations: Vec<String> = person.affiliations.iter().map(|a| escaped(a, 100)).collect();
    format!("{bio}\n\n{}", cut(&affiliations.join(" · "), 500))
}

fn publication(catalogue: &Catalogue, entry: &Entry, words: Words) -> Card {
    let digest = &entry.digest;
    let name = digest.publication.clone().unwrap_or_else(|| words.say("unnamed-publication"));
    let others = match &digest.publication {
        Some(publication) => catalogue.digests_from(publication),
        None => catalogue.newest().filter(|e| e.digest.publication.is_none()).count(),
    };
    let original = match &digest.url {
        Some(url) if url.len() <= 1000 => format!("\n\n{}", link(&words.say("the-original"), url, 100)),
        _ => String::new(),
    };
    Card {
        title: escaped(&name, 256),
        body: format!("{}{original}", words.say("unsigned")),
        footer: list::count(others, words),
        ..Card::default()
    }
}
