//! `/about`: what this bot is, how its digests are made, and what it keeps of people.

use super::{Answer, Ask, Audience, Command};
use crate::bot::{Card, Field, Message, Reply, list};

pub(super) const ABOUT: Command = Command {
    path: &["about"],
    options: &[],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(async move { Ok(about(&ask)) }) },
};

fn about(ask: &Ask<'_>) -> Reply {
    let seen = ask.seen(true);
    let words = seen.words;
    let field = |name, value| Field { name: words.say(name), value: words.say(value) };
    let (catalogue, version) = (&ask.catalogue, env!("CARGO_PKG_VERSION"));
    let library = words.fill(
        "about-library",
        &[
            ("digests", list::count(catalogue.len(), words).into()),
            ("people", catalogue.authors().count().into()),
            ("tags", catalogue.tags().len().into()),
        ],
    );
    let card = Card {
        title: format!("Standfirst {version}"),
        body: format!("{}\n\n{library}", words.say("about-what")),
        fields: vec![field("about-made", "about-made-how"), field("about-privacy", "about-privacy-how")],
        ..Card::default()
    };
    seen.reply(Message { card: Some(card), ..Message::default() })
}
