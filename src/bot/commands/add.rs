//! `/add`: a curator hands in an article. *Digest this*: a reader has a message digested, for their
//! eyes alone.

use super::{Answer, Ask, Audience, Command, OptionKind, OptionSpec};
use crate::{
    bot::{Job, Own, Reply, Source},
    digest::words,
};

/// Fewest words of a message that is digested itself, rather than a link in it. The reader of
/// articles refuses less.
const OWN_WORDS: usize = 150;

pub(super) const ADD: Command = Command {
    path: &["add"],
    options: &[
        OptionSpec { name: "url", kind: OptionKind::Text(2000), required: false },
        OptionSpec { name: "file", kind: OptionKind::File, required: false },
    ],
    audience: Audience::Curators,
    run: |ask| -> Answer<'_> { Box::pin(async move { Ok(add(&ask)) }) },
};

pub(super) const DIGEST_THIS: Command = Command {
    path: &["Digest this"],
    options: &[],
    audience: Audience::OnMessages,
    run: |ask| -> Answer<'_> { Box::pin(async move { Ok(digest_this(&ask)) }) },
};

fn add(ask: &Ask<'_>) -> Reply {
    let source = match (ask.text("url"), ask.invocation.options.file("file")) {
        (Some(_), Some(_)) => return ask.note("add-one"),
        (Some(url), None) => Source::Address(with_scheme(url)),
        (None, Some(file)) => Source::File(file.clone()),
        (None, None) => return ask.note("add-nothing"),
    };
    let job = Job::Digest { source, keep_for: Some(ask.request.user) };
    ask.later(job, true)
}

fn digest_this(ask: &Ask<'_>) -> Reply {
    let Some(message) = &ask.invocation.message else { return ask.note("digest-this-nothing") };
    let own = own_words(&message.text);
    let linked = link(&message.text).or_else(|| message.shown.first().map(String::as_str));
    let source = match linked {
        Some(url) => Source::Address(url.to_owned()),
        None if words(&own) >= OWN_WORDS => Source::Own(Own {
            text: own,
            title: ask.words.fill("message-of", &[("name", message.sender.as_str().into())]),
            sender: message.sender.clone(),
            address: message.address.clone(),
        }),
        None => return ask.note("digest-this-nothing"),
    };
    ask.later(Job::Digest { source, keep_for: None }, true)
}

/// A message without what it quotes: lines after `> `, and all that follows `>>> `.
fn own_words(text: &str) -> String {
    let own: Vec<&str> = text
        .lines()
        .take_while(|line| !line.starts_with(">>> "))
        .filter(|line| !line.starts_with("> "))
        .collect();
    own.join("\n")
}

/// What a person types for an address: with or without `https://`, perhaps in angle brackets.
fn with_scheme(typed: &str) -> String {
    let typed = typed.trim_matches(['<', '>']).trim();
    if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") }
}

/// The first address in a message.
fn link(text: &str) -> Option<&str> {
    let begins = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let split = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '|' | '"');
    text.split(split).find(begins).map(|word| word.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']))
}
