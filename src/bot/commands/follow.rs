//! `/follow` and `/unfollow`: of what a person gets a letter when there is something new, for their
//! eyes alone.

use super::{Answer, Ask, Audience, CHOICES, Command, OptionKind, OptionSpec};
use crate::{
    bot::{
        Bot, BotError, Card, Choice, CustomId, Message, Press, Reply, Request, Row, Words,
        custom_id::hash,
        person::Own,
        text::{bare, cut, escaped},
    },
    catalogue::{Completion, Subject},
    digest::fold,
    ledger::{Follow, Followable, Followed, Ledger, MOST_FOLLOWS},
};

/// Least likeness of a name that is taken for a mistyped one, from 0 to 1.
const LIKE: f64 = 0.8;

pub(super) const FOLLOW: Command = Command {
    path: &["follow"],
    options: &[
        OptionSpec { name: "author", kind: OptionKind::Name(Subject::Author), required: false },
        OptionSpec { name: "tag", kind: OptionKind::Name(Subject::Tag), required: false },
    ],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(follow(ask)) },
};

pub(super) const UNFOLLOW: Command = Command {
    path: &["unfollow"],
    options: &[
        OptionSpec { name: "author", kind: OptionKind::Followed(Followable::Author), required: false },
        OptionSpec { name: "tag", kind: OptionKind::Followed(Followable::Tag), required: false },
    ],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(unfollow(ask)) },
};

async fn follow(ask: Ask<'_>) -> Result<Reply, BotError> {
    let (ledger, request, words) = (&ask.bot.ledger, ask.request, ask.words);
    let mut wanted = Vec::new();
    if let Some(typed) = ask.text("author") {
        let only = || match ask.catalogue.complete(Subject::Author, typed, 2).as_slice() {
            [only] => ask.catalogue.author(&only.value),
            _ => None,
        };
        let Some(person) = ask.catalogue.author(typed).or_else(only) else {
            return Ok(super::author::unknown(&ask, typed));
        };
        wanted.push((Followable::Author, fold(&person.name), person.name.clone()));
    }
    if let Some(typed) = ask.text("tag") {
        let Some(topic) = ask.catalogue.tag(typed) else { return Ok(super::tags::unknown(&ask, typed)) };
        wanted.push((Followable::Tag, topic.tag.key(), topic.tag.to_string()));
    }
    let mut own = Own::of(ledger, request).await?;
    if wanted.is_empty() {
        if own.known {
            own.keep(ledger, request.now).await?;
        }
        let notes: Vec<String> = own.reopened(words).into_iter().collect();
        return Ok(Reply::Message(list(&own.follows, &notes, words)));
    }
    // Who follows something wants to hear of it.
    own.person.paused = None;
    own.keep(ledger, request.now).await?;
    let mut lines = Vec::new();
    for (kind, key, name) in wanted {
        let said = match ledger.follow(request.user, kind, &key, &name).await? {
            Followed::New => "follow-new",
            Followed::Known => "follow-known",
            Followed::Full => "follow-full",
        };
        let filling = [("name", escaped(&name, 200).into()), ("most", MOST_FOLLOWS.into())];
        lines.push(words.fill(said, &filling));
    }
    own.follows = ledger.follows(request.user).await?;
    own.keep(ledger, request.now).await?;
    let filling = [("hour", own.hour().into()), ("zone", own.zone().to_owned().into())];
    lines.push(words.fill("follow-when", &filling));
    lines.extend(own.reopened(words));
    Ok(Reply::note(&lines.join("\n")))
}

async fn unfollow(ask: Ask<'_>) -> Result<Reply, BotError> {
    let (ledger, request, words) = (&ask.bot.ledger, ask.request, ask.words);
    let mut own = Own::of(ledger, request).await?.still_paused();
    let typed = [(Followable::Author, ask.text("author")), (Followable::Tag, ask.text("tag"))];
    let typed: Vec<(Followable, &str)> = typed.into_iter().filter_map(|(k, t)| Some((k, t?))).collect();
    if typed.is_empty() || own.follows.is_empty() {
        return Ok(Reply::Message(list(&own.follows, &[], words)));
    }
    let mut lines = Vec::new();
    for (kind, typed) in typed {
        let key = fold(typed);
        match own.follows.iter().find(|f| f.kind == kind && f.key == key) {
            Some(found) => {
                ledger.unfollow(request.user, kind, &found.key).await?;
                lines.push(words.fill("unfollow-done", &[("name", escaped(&found.name, 200).into())]));
            }
            None => lines.push(unknown(&own.follows, kind, typed, words)),
        }
    }
    own.follows = ledger.follows(request.user).await?;
    own.keep(ledger, request.now).await?;
    Ok(Reply::note(&lines.join("\n")))
}

fn unknown(follows: &[Follow], kind: Followable, typed: &str, words: Words) -> String {
    let near: Vec<String> = fitting(follows, kind, typed)
        .into_iter()
        .take(3)
        .map(|f| format!("**{}**", escaped(&f.name, 100)))
        .collect();
    let name = escaped(typed, 100).into();
    match near.as_slice() {
        [] => words.fill("unfollow-unknown", &[("name", name)]),
        near => words.fill("unfollow-unknown-but", &[("name", name), ("near", near.join(", ").into())]),
    }
}

/// Something was chosen from a menu of the list.
pub(in crate::bot) async fn chosen(
    ledger: &Ledger,
    request: &Request,
    press: &Press,
    value: &str,
    words: Words,
) -> Result<Reply, BotError> {
    let mut own = Own::of(ledger, request).await?.still_paused();
    let mut notes = Vec::new();
    if let Some(found) = own.follows.iter().find(|f| choice(f).value == value) {
        ledger.unfollow(request.user, found.kind, &found.key).await?;
        notes.push(words.fill("unfollow-done", &[("name", escaped(&found.name, 200).into())]));
        own.follows = ledger.follows(request.user).await?;
        own.keep(ledger, request.now).await?;
    }
    let message = list(&own.follows, &notes, words);
    Ok(if press.private { Reply::Update(message) } else { Reply::Message(message) })
}

/// What a person follows, with menus to follow it no longer.
fn list(follows: &[Follow], notes: &[String], words: Words) -> Message {
    if follows.is_empty() {
        let lines = [notes, &[words.say("follows-nothing")]].concat();
        return Message::note(&lines.join("\n"));
    }
    let lines = |kind: Followable, head: &str| {
        let names: Vec<String> = follows
            .iter()
            .filter(|f| f.kind == kind)
            .map(|f| format!("• {}", escaped(&f.name, 60)))
            .collect();
        (!names.is_empty()).then(|| format!("**{}**\n{}", words.say(head), names.join("\n")))
    };
    let parts = [lines(Followable::Author, "authors"), lines(Followable::Tag, "tags")];
    let filling = [("count", follows.len().into()), ("most", MOST_FOLLOWS.into())];
    let menus = follows.chunks(CHOICES).zip(0_u8..).map(|(part, menu)| Row::Menu {
        id: CustomId::Unfollow { menu },
        placeholder: words.say("unfollow-one"),
        choices: part.iter().map(choice).collect(),
    });
    Message {
        private: true,
        text: notes.join("\n"),
        mention: None,
        card: Some(Card {
            title: words.say("follows"),
            body: parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"),
            footer: words.fill("follows-count", &filling),
            ..Card::default()
        }),
        rows: menus.collect(),
    }
}

fn choice(follow: &Follow) -> Choice {
    let kind = match follow.kind {
        Followable::Author => 'a',
        Followable::Tag => 't',
    };
    Choice {
        label: cut(&bare(&follow.name), 100),
        value: format!("{kind}:{:016x}", hash(&follow.name)),
        description: String::new(),
    }
}

/// Names of what a person follows, for the option that is being typed.
pub(super) async fn complete(
    bot: &Bot,
    person: u64,
    kind: Followable,
    typed: &str,
) -> Result<Vec<Completion>, BotError> {
    let follows = bot.ledger.follows(person).await?;
    let completion = |f: &Follow| Completion { label: f.name.clone(), value: f.name.clone() };
    Ok(fitting(&follows, kind, typed).into_iter().map(completion).collect())
}

/// Those that begin with what was typed, then those that have it in them, else those that are like it.
fn fitting<'a>(follows: &'a [Follow], kind: Followable, typed: &str) -> Vec<&'a Follow> {
    let typed = if typed.is_empty() { String::new() } else { fold(typed) };
    let of_kind = || follows.iter().filter(|f| f.kind == kind);
    let mut fitting: Vec<&Follow> = of_kind().filter(|f| f.key.contains(&typed)).collect();
    fitting.sort_by_key(|f| !f.key.starts_with(&typed));
    if fitting.is_empty() {
        let like = |word: &str| strsim::jaro_winkler(word, &typed) > LIKE;
        fitting = of_kind().filter(|f| like(&f.key) || f.key.split(' ').any(like)).collect();
    }
    fitting
}
