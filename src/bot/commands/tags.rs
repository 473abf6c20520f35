//! `/tags`: what the library is about, and what it has about one thing.

use super::{Answer, Ask, Audience, Command, OptionKind, OptionSpec};
use crate::{
    bot::{BotError, Listing, Reply, custom_id::hash, list},
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
            let seen = ask.seen(true);
            Ok(seen.reply(list::page(&ask.catalogue, &listing, 0, seen.private, seen.words)?))
        }
        None => Ok(unknown(ask, name)),
    }
}

fn top(ask: &Ask<'_>) -> Reply {
    let all: Vec<&Topic> = ask.catalogue.tags();
    if all.is_empty() {
        return ask.note("empty-library");
    }
    let footer = [("shown", all.len().min(SHOWN).into()), ("all", all.len().into())];
    let seen = ask.seen(true);
    let footer = seen.words.fill("some-tags", &footer);
    let title = seen.words.say("tags");
    seen.reply(list::tag_list(&ask.catalogue, &all, title, footer, seen.words))
}

/// What is said of a tag that no digest has.
pub(super) fn unknown(ask: &Ask<'_>, name: &str) -> Reply {
    ask.unknown(["no-tag", "no-tag-but"], Subject::Tag, name)
}
