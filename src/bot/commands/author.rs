//! `/author`: who somebody is, and what they wrote.

use super::{Answer, Ask, Audience, Command, OptionKind, OptionSpec};
use crate::{
    bot::{BotError, Card, Listing, Reply, about, custom_id::hash, list},
    catalogue::Subject,
};

pub(super) const AUTHOR: Command = Command {
    path: &["author"],
    options: &[OptionSpec { name: "name", kind: OptionKind::Name(Subject::Author), required: true }],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(async move { author(&ask) }) },
};

fn author(ask: &Ask<'_>) -> Result<Reply, BotError> {
    let catalogue = &ask.catalogue;
    let name = ask.text("name").unwrap_or_default();
    let only = || match catalogue.complete(Subject::Author, name, 2).as_slice() {
        [only] if !name.is_empty() => catalogue.author(&only.value),
        _ => None,
    };
    let Some(person) = catalogue.author(name).or_else(only) else { return Ok(unknown(ask, name)) };
    let listing = Listing::Author(hash(&person.name));
    let seen = ask.seen(true);
    let words = seen.words;
    let mut message = list::page_of(catalogue, &listing, 0, seen.private, list::ROOM_BELOW_BIO, words)?;
    if let Some(pieces) = message.card.take() {
        let mut card = about::person(catalogue, person, words);
        card.body = format!("{}\n\n{}", card.body, pieces.body);
        message.card = Some(Card { footer: pieces.footer, ..card });
    }
    Ok(seen.reply(message))
}

/// What is said of a name that nobody has.
pub(super) fn unknown(ask: &Ask<'_>, name: &str) -> Reply {
    ask.unknown(["no-author", "no-author-but"], Subject::Author, name)
}
