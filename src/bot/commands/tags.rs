//! `/tags`: what the library is about, and what it has about one thing.

use super::{Answer, Ask, Audience, Command, OptionKind, OptionSpec};
use crate::{
    bot::{BotError, Card, Choice, CustomId, Listing, Message, Reply, Row, custom_id::hash, list, text},
    catalogue::{Subject, Topic},
};

/// Tags on the list; as many as a menu holds.
const SHOWN: usize = 25;

pub(super) const TAGS: Command = Command {
    path: &["tags"],
    options: &[OptionSpec { name: "tag", kind: OptionKind::Name(Subject::Tag), required: false }],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(async move { tags(&ask) }) },
};

fn tags(ask: &Ask<'_>) -> Result<Reply, BotError> {
    let Some(name) = ask.text("tag") else { return Ok(top(ask)) };
    match ask.catalogue.tag(name) {
        Some(topic) => {
            let listing = Listing::Tag(hash(topic.tag.as_str()));
            Ok(ask.shown(list::page(&ask.catalogue, &listing, 0, true, ask.words)?, true))
        }
        None => Ok(unknown(ask, name)),
    }
}

fn top(ask: &Ask<'_>) -> Reply {
    let words = ask.words;
    let all = ask.catalogue.tags();
    // A menu takes values of at most 100 characters, and a cut name would name nothing.
    let fits = |t: &&Topic| t.tag.as_str().encode_utf16().count() <= 100;
    let topics: Vec<&Topic> = all.iter().filter(fits).take(SHOWN).collect();
    if topics.is_empty() {
        return Reply::note(&words.say("empty-library"));
    }
    let line = |t: &&Topic| format!("{} · {}", text::escaped(t.tag.as_str(), 120), t.count());
    let body = topics.iter().map(line).collect::<Vec<_>>().join("\n");
    let choices = topics.iter().map(|t| Choice {
        label: text::cut(&text::bare(t.tag.as_str()), 100),
        value: t.tag.to_string(),
        description: list::count(t.count(), words),
    });
    let menu =
        Row::Menu { id: CustomId::Topic, placeholder: words.say("list-tag"), choices: choices.collect() };
    let footer = words.fill("some-tags", &[("shown", topics.len().into()), ("all", all.len().into())]);
    let card = Card { title: words.say("tags"), body: text::cut(&body, 4000), footer, ..Card::default() };
    ask.shown(Message { card: Some(card), rows: vec![menu], ..Message::default() }, true)
}

/// What is said of a tag that no digest has.
pub(super) fn unknown(ask: &Ask<'_>, name: &str) -> Reply {
    ask.unknown(["no-tag", "no-tag-but"], Subject::Tag, name)
}
