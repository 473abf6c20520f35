//! `/settings`: how a server wants the bot to be. What it hides is hidden from its members everywhere in it.

use super::{Answer, Ask, Audience, CHOICES, Command, OptionKind, OptionSpec};
use crate::{
    bot::{
        Access, Bot, BotError, Card, Choice, CustomId, Field, Job, Look, Message, Press, Reply, Request, Row,
        Words,
        access::mention,
        custom_id::hash_folded,
        text::{bare, cut, escaped},
        tongue,
    },
    catalogue::{Completion, Filter, Subject},
    digest::fold,
    ledger::{HiddenName, Hideable, MOST_HIDDEN, Server, ServerChange, Target},
};

/// The language of each reader's own Discord.
const READERS: &str = "readers";

pub(super) const SETTINGS: Command = Command {
    path: &["settings"],
    options: &[
        OptionSpec {
            name: "language",
            kind: OptionKind::OneOf(&["en", "de", "es", "fr", READERS]),
            required: false,
        },
        OptionSpec { name: "log_channel", kind: OptionKind::Channel, required: false },
        OptionSpec {
            name: "hide_publication",
            kind: OptionKind::Name(Subject::Publication),
            required: false,
        },
        OptionSpec { name: "hide_tag", kind: OptionKind::Name(Subject::Tag), required: false },
        OptionSpec { name: "hide_language", kind: OptionKind::Language, required: false },
        OptionSpec { name: "show_again", kind: OptionKind::Hidden, required: false },
        OptionSpec {
            name: "reset",
            kind: OptionKind::OneOf(&["language", "log_channel", "hidden", "everything"]),
            required: false,
        },
    ],
    audience: Audience::Managers,
    run: |ask| -> Answer<'_> { Box::pin(settings(ask)) },
};

async fn settings(ask: Ask<'_>) -> Result<Reply, BotError> {
    let Some(guild) = ask.request.guild else { return Ok(ask.note("servers-only")) };
    let server = ask.bot.servers.get(guild).await?;
    let changes = match wanted(&ask, &server) {
        Ok(changes) => changes,
        Err(wrong) => return Ok(*wrong),
    };
    if changes.is_empty() {
        let seen = ask.seen(true);
        return Ok(seen.reply(shown(&server, String::new(), seen.words)));
    }
    let channel = changes.iter().find_map(|change| match change {
        ServerChange::LogChannel(channel) => *channel,
        _ => None,
    });
    if let Some(channel) = channel {
        // Nothing is said there that nobody can read.
        let Some(access) = &ask.access else {
            return Ok(ask.later(Job::Look(Look { guild, channel, role: None }), true));
        };
        let objection = match access {
            Access::Seen { kind: Target::Forum, .. } => Access::NoPlace.objection(channel, ask.words),
            access => access.objection(channel, ask.words),
        };
        if let Some(objection) = objection {
            return Ok(Reply::note(&format!("{objection} {}", ask.words.say("nothing-changed"))));
        }
    }
    let server = ask.bot.servers.change(guild, &changes, ask.request.user, ask.request.now).await?;
    let hides =
        |change: &&ServerChange| matches!(change, ServerChange::Hide(what) if !server.hidden.contains(what));
    let full = changes.iter().find(hides);
    // The language may be what was changed.
    let seen = ask.seen(true);
    let aloud = server.language.as_deref().map_or(ask.request.language, crate::bot::Language::of);
    let words = if seen.private { seen.words } else { Words(aloud) };
    let note = match full {
        Some(_) => words.fill("settings-full", &[("most", MOST_HIDDEN.into())]),
        None => words.say("me-saved"),
    };
    Ok(seen.reply(shown(&server, note, words)))
}

/// The changes that are asked for, or what to say of one that cannot be made.
fn wanted(ask: &Ask<'_>, server: &Server) -> Result<Vec<ServerChange>, Box<Reply>> {
    let mut changes = Vec::new();
    match ask.text("reset") {
        Some("language") => changes.push(ServerChange::Language(None)),
        Some("log_channel") => changes.push(ServerChange::LogChannel(None)),
        Some("hidden") => changes.extend(server.hidden.iter().cloned().map(ServerChange::Show)),
        Some("everything") => changes.push(ServerChange::Reset),
        _ => {}
    }
    match ask.text("language") {
        Some(READERS) => changes.push(ServerChange::Language(None)),
        Some(tag) => changes.push(ServerChange::Language(Some(tag.to_owned()))),
        None => {}
    }
    if let Some(channel) = ask.invocation.options.channel("log_channel") {
        changes.push(ServerChange::LogChannel(Some(channel)));
    }
    // What another setting hides can still be named.
    let whole = ask.bot.catalogue();
    if let Some(typed) = ask.text("hide_publication") {
        let filter = Filter { publication: Some(typed.to_owned()), ..Filter::default() };
        let page = whole.latest(&filter, 0, 1);
        let Some(name) = page.entries.first().and_then(|e| e.digest.publication.clone()) else {
            let keys = ["no-publication", "no-publication-but"];
            return Err(Box::new(ask.unknown(keys, Subject::Publication, typed)));
        };
        changes.push(hide(Hideable::Publication, &name));
    }
    if let Some(typed) = ask.text("hide_tag") {
        let Some(topic) = whole.tag(typed) else { return Err(Box::new(super::tags::unknown(ask, typed))) };
        changes.push(hide(Hideable::Tag, topic.tag.as_str()));
    }
    if let Some(typed) = ask.text("hide_language") {
        let Some(tag) = tongue::named(typed) else {
            let filling = [("name", escaped(typed, 100).into())];
            return Err(Box::new(Reply::note(&ask.words.fill("no-language", &filling))));
        };
        changes.push(hide(Hideable::Language, tag));
    }
    if let Some(typed) = ask.text("show_again") {
        let found = find(server, typed);
        if found.is_empty() {
            let filling = [("name", escaped(typed, 100).into())];
            return Err(Box::new(Reply::note(&ask.words.fill("not-hidden", &filling))));
        }
        changes.extend(found.into_iter().map(ServerChange::Show));
    }
    Ok(changes)
}

fn hide(kind: Hideable, name: &str) -> ServerChange {
    ServerChange::Hide(HiddenName { kind, key: fold(name), name: name.to_owned() })
}

/// What is hidden under that name: the value of a choice, or a name as typed.
fn find(server: &Server, typed: &str) -> Vec<HiddenName> {
    let by_value: Vec<HiddenName> = server.hidden.iter().filter(|h| value(h) == typed).cloned().collect();
    if !by_value.is_empty() {
        return by_value;
    }
    let key = fold(typed);
    let language = tongue::named(typed);
    let called = |h: &&HiddenName| match h.kind {
        Hideable::Language => language == Some(h.name.as_str()),
        _ => h.key == key,
    };
    server.hidden.iter().filter(called).cloned().collect()
}

/// What is sent for it; names have no limit, and values one of 100 characters.
fn value(hidden: &HiddenName) -> String {
    let kind = match hidden.kind {
        Hideable::Publication => 'p',
        Hideable::Tag => 't',
        Hideable::Language => 'l',
    };
    format!("{kind}:{:016x}", hash_folded(&hidden.key))
}

/// What the server hides, for the option that is being typed.
pub(super) async fn complete(bot: &Bot, request: &Request, typed: &str) -> Result<Vec<Completion>, BotError> {
    let Some(guild) = request.guild.filter(|_| request.rights.manage) else { return Ok(Vec::new()) };
    let server = bot.servers.get(guild).await?;
    let key = if typed.is_empty() { String::new() } else { fold(typed) };
    let fits = |h: &&HiddenName| h.key.contains(&key) || fold(&label(h)).contains(&key);
    let mut fitting: Vec<&HiddenName> = server.hidden.iter().filter(fits).collect();
    fitting.sort_by_key(|h| !h.key.starts_with(&key));
    let words = Words(request.language);
    let completion = |h: &HiddenName| Completion {
        label: format!("{} · {}", label(h), words.say(kind_key(h.kind))),
        value: value(h),
    };
    Ok(fitting.into_iter().map(completion).collect())
}

fn label(hidden: &HiddenName) -> String {
    match hidden.kind {
        Hideable::Language => tongue::name(&hidden.name),
        _ => hidden.name.clone(),
    }
}

fn kind_key(kind: Hideable) -> &'static str {
    match kind {
        Hideable::Publication => "a-publication",
        Hideable::Tag => "a-tag",
        Hideable::Language => "a-language",
    }
}

/// Something was chosen from a menu of what is hidden.
pub(in crate::bot) async fn chosen(
    bot: &Bot,
    request: &Request,
    press: &Press,
    value: &str,
    words: Words,
) -> Result<Reply, BotError> {
    let Some(guild) = request.guild else { return Ok(Reply::note(&words.say("servers-only"))) };
    if !request.rights.manage {
        return Ok(Reply::note(&words.say("managers-only")));
    }
    let server = bot.servers.get(guild).await?;
    let changes: Vec<ServerChange> = find(&server, value).into_iter().map(ServerChange::Show).collect();
    let server = bot.servers.change(guild, &changes, request.user, request.now).await?;
    let message = Message { private: true, ..shown(&server, words.say("me-saved"), words) };
    Ok(if press.private { Reply::Update(message) } else { Reply::Message(message) })
}

/// What is set, with menus to show again what is hidden.
fn shown(server: &Server, note: String, words: Words) -> Message {
    let names = |kind: Hideable| {
        let names: Vec<String> =
            server.hidden.iter().filter(|h| h.kind == kind).map(|h| escaped(&label(h), 60)).collect();
        if names.is_empty() { words.say("settings-none") } else { cut(&names.join(" · "), 1000) }
    };
    let language = match server.language.as_deref() {
        Some(tag) => words.choice("language", tag),
        None => words.choice("language", READERS),
    };
    let log = server.log_channel.map_or_else(|| words.say("settings-no-log"), mention);
    let field = |name: &str, value| Field { name: words.say(name), value };
    let menus = server.hidden.chunks(CHOICES).zip(0_u8..).take(4).map(|(part, menu)| Row::Menu {
        id: CustomId::ShowAgain { menu },
        placeholder: words.say("show-again"),
        choices: part
            .iter()
            .map(|h| Choice {
                label: cut(&bare(&label(h)), 100),
                value: value(h),
                description: words.say(kind_key(h.kind)),
            })
            .collect(),
    });
    Message {
        text: note,
        card: Some(Card {
            title: words.say("settings-title"),
            fields: vec![
                field("settings-language", language),
                field("settings-log", log),
                field("settings-publications", names(Hideable::Publication)),
                field("settings-tags", names(Hideable::Tag)),
                field("settings-languages", names(Hideable::Language)),
            ],
            footer: words.say("settings-foot"),
            ..Card::default()
        }),
        rows: menus.collect(),
        ..Message::default()
    }
}
