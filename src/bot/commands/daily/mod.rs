//! `/daily`: what comes to a server's channels every day, and when.

mod hour;
mod options;
mod set;
mod told;
mod weekdays;

use super::{Answer, Ask, Audience, CHOICES, Command, OptionKind, OptionSpec};
use crate::{
    bot::{
        Bot, BotError, Card, Field, Job, Language, Look, Message, Reply, Request, Words, daily_post,
        text::{cut, escaped},
    },
    catalogue::{Catalogue, Completion, Subject},
    daily::{self, Choice},
    digest::DigestId,
    digest::fold,
    ledger::{Paused, PausedBy, Scheduled, Source},
};

pub(super) use hour::complete as complete_time;
pub(super) use weekdays::complete as complete_days;

/// Most schedules of a server.
const MOST: usize = 25;

const NAME: OptionSpec = OptionSpec { name: "name", kind: OptionKind::Schedule, required: false };
const NAMED: &[OptionSpec] = &[NAME];

const fn optional(name: &'static str, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, kind, required: false }
}

pub(super) const SET: Command = Command {
    path: &["daily", "set"],
    options: &[
        optional("channel", OptionKind::Channel),
        optional("at", OptionKind::Time),
        optional("timezone", OptionKind::Zone),
        optional("days", OptionKind::Days),
        optional("count", OptionKind::Whole(1, daily::MOST_DIGESTS as i64)),
        optional("tag", OptionKind::Names(&[Subject::Tag])),
        optional("author", OptionKind::Names(&[Subject::Author])),
        optional("publication", OptionKind::Names(&[Subject::Publication])),
        optional("exclude", OptionKind::Names(&[Subject::Tag, Subject::Author, Subject::Publication])),
        optional("language", OptionKind::Language),
        optional("when_empty", OptionKind::OneOf(&["older", "silence", "say"])),
        optional("role", OptionKind::Role),
        NAME,
    ],
    audience: Audience::Managers,
    run: |ask| -> Answer<'_> { Box::pin(set::set(ask)) },
};

pub(super) const SHOW: Command = Command {
    path: &["daily", "show"],
    options: &[],
    audience: Audience::Managers,
    run: |ask| -> Answer<'_> { Box::pin(show(ask)) },
};

pub(super) const PREVIEW: Command = Command {
    path: &["daily", "preview"],
    options: NAMED,
    audience: Audience::Managers,
    run: |ask| -> Answer<'_> { Box::pin(preview(ask)) },
};

pub(super) const PAUSE: Command = Command {
    path: &["daily", "pause"],
    options: NAMED,
    audience: Audience::Managers,
    run: |ask| -> Answer<'_> { Box::pin(pause(ask)) },
};

pub(super) const RESUME: Command = Command {
    path: &["daily", "resume"],
    options: NAMED,
    audience: Audience::Managers,
    run: |ask| -> Answer<'_> { Box::pin(resume(ask)) },
};

pub(super) const STOP: Command = Command {
    path: &["daily", "stop"],
    options: NAMED,
    audience: Audience::Managers,
    run: |ask| -> Answer<'_> { Box::pin(stop(ask)) },
};

/// The server's schedules.
async fn all(ask: &Ask<'_>) -> Result<Vec<Scheduled>, BotError> {
    match ask.request.guild {
        Some(guild) => Ok(ask.bot.ledger.schedules_of(guild).await?),
        None => Ok(Vec::new()),
    }
}

/// The schedule that is meant: the one of that name; or the only one of this channel, or of this server.
async fn meant(ask: &Ask<'_>) -> Result<Result<Scheduled, Reply>, BotError> {
    let mut all = all(ask).await?;
    if all.is_empty() {
        return Ok(Err(ask.note("daily-none")));
    }
    let words = ask.words;
    let names = |all: &[Scheduled]| {
        let names: Vec<String> =
            all.iter().take(10).map(|s| format!("**{}**", plain(&s.schedule.name))).collect();
        names.join(", ")
    };
    if let Some(typed) = ask.text("name") {
        let key = fold(typed);
        if let Some(at) = all.iter().position(|s| fold(&s.schedule.name) == key) {
            return Ok(Ok(all.swap_remove(at)));
        }
        let filling = [("name", escaped(typed, 100).into()), ("names", names(&all).into())];
        return Ok(Err(Reply::note(&words.fill("daily-unknown", &filling))));
    }
    let here: Vec<usize> = (0..all.len())
        .filter(|n| all.get(*n).is_some_and(|s| s.schedule.channel == ask.request.channel))
        .collect();
    Ok(match (here.as_slice(), all.len()) {
        ([only], _) => Ok(all.swap_remove(*only)),
        ([], 1) => Ok(all.swap_remove(0)),
        _ => Err(Reply::note(&words.fill("daily-which", &[("names", names(&all).into())]))),
    })
}

/// A name as it is shown.
fn plain(name: &str) -> String {
    escaped(name, 60)
}

async fn show(ask: Ask<'_>) -> Result<Reply, BotError> {
    let all = all(&ask).await?;
    if all.is_empty() {
        return Ok(ask.note("daily-none"));
    }
    let seen = ask.seen(true);
    let words = seen.words;
    // A card has 6,000 characters.
    let room = (5000 / all.len().clamp(1, MOST)).clamp(180, 1000);
    let field = |s: &Scheduled| Field {
        name: escaped(&s.schedule.name, 60),
        value: cut(&told::standing(s, words).join("\n"), room),
    };
    let fields: Vec<Field> = all.iter().take(MOST).map(field).collect();
    let card = Card {
        title: words.say("dailies-title"),
        fields,
        footer: words.say("dailies-foot"),
        ..Card::default()
    };
    Ok(seen.reply(Message { card: Some(card), ..Message::default() }))
}

async fn preview(ask: Ask<'_>) -> Result<Reply, BotError> {
    let scheduled = match meant(&ask).await? {
        Ok(scheduled) => scheduled,
        Err(reply) => return Ok(reply),
    };
    // It is for the asker alone, whatever they say.
    Ok(match next_post(ask.bot, &ask.catalogue, &scheduled, ask.request).await? {
        Some(message) => Reply::Message(Message { private: true, ..message }),
        None => ask.note("daily-nothing-fits"),
    })
}

/// The next post as it would be now.
async fn next_post(
    bot: &Bot,
    catalogue: &Catalogue,
    scheduled: &Scheduled,
    request: &Request,
) -> Result<Option<Message>, BotError> {
    let brought = bot.ledger.brought(scheduled).await?;
    let candidates = bot.stock.borrow().candidates.clone();
    let sees = |id: &DigestId| catalogue.get(id).is_some();
    let schedule = &scheduled.schedule;
    let server = match request.guild {
        Some(guild) => bot.servers.get(guild).await?.language.clone(),
        None => None,
    };
    let words = Words(schedule.language.clone().or(server).map(|tag| Language::of(&tag)).unwrap_or_default());
    let post = match daily::pick(schedule, &candidates, &brought, sees) {
        Choice::Digests(ids) => {
            let entries: Vec<_> = ids.iter().filter_map(|id| catalogue.get(id).cloned()).collect();
            Some(daily_post(&entries, None, schedule.role, words))
        }
        Choice::Line => Some(daily_post(&[], None, schedule.role, words)),
        Choice::Nothing => None,
    };
    // It mentions the role to the eye alone.
    Ok(post.map(|post| Message { mention: None, ..post }))
}

async fn pause(ask: Ask<'_>) -> Result<Reply, BotError> {
    let scheduled = match meant(&ask).await? {
        Ok(scheduled) => scheduled,
        Err(reply) => return Ok(reply),
    };
    let paused = Paused {
        by: PausedBy::Person,
        reason: String::new(),
        since: ask.request.now,
        told_at: None,
        check_at: None,
    };
    ask.bot.ledger.pause_schedule(&scheduled.schedule.id, &paused).await?;
    done(&ask, &scheduled, "pause", "daily-paused").await
}

async fn resume(ask: Ask<'_>) -> Result<Reply, BotError> {
    let scheduled = match meant(&ask).await? {
        Ok(scheduled) => scheduled,
        Err(reply) => return Ok(reply),
    };
    let schedule = &scheduled.schedule;
    let Some(guild) = ask.request.guild else { return Ok(ask.note("servers-only")) };
    // It would only be paused again.
    let Some(access) = &ask.access else {
        return Ok(ask.later(Job::Look(Look { guild, channel: schedule.channel, role: schedule.role }), true));
    };
    if let Some(objection) = access.objection(schedule.channel, ask.words) {
        return Ok(Reply::note(&format!("{objection} {}", ask.words.say("nothing-changed"))));
    }
    ask.bot.ledger.resume_schedule(&schedule.id, ask.request.now, daily::resumed).await?;
    done(&ask, &scheduled, "resume", "daily-resumed").await
}

async fn stop(ask: Ask<'_>) -> Result<Reply, BotError> {
    let scheduled = match meant(&ask).await? {
        Ok(scheduled) => scheduled,
        Err(reply) => return Ok(reply),
    };
    if scheduled.schedule.source == Source::Config {
        let filling = [("name", plain(&scheduled.schedule.name).into())];
        return Ok(Reply::note(&ask.words.fill("daily-config", &filling)));
    }
    ask.bot.ledger.stop_schedule(&scheduled.schedule.id, ask.request.now).await?;
    done(&ask, &scheduled, "stop", "daily-stopped").await
}

/// Notes who did it, and says how the schedule stands.
async fn done(ask: &Ask<'_>, before: &Scheduled, act: &str, said: &str) -> Result<Reply, BotError> {
    let (ledger, request) = (&ask.bot.ledger, ask.request);
    let schedule = &before.schedule;
    if let Some(guild) = request.guild {
        let act = format!("daily {act} {}", schedule.name);
        ledger.note_in_server(guild, request.user, &act, request.now).await?;
    }
    let seen = ask.seen(true);
    let now = ledger.schedule(&schedule.id).await?;
    let next = now.and_then(|s| s.next_at).map(told::moment).unwrap_or_default();
    let filling = [("name", plain(&schedule.name).into()), ("next", next.into())];
    Ok(seen.reply(Message { text: seen.words.fill(said, &filling), ..Message::default() }))
}

/// Names of the server's schedules, for the option that is being typed.
pub(super) async fn complete(bot: &Bot, request: &Request, typed: &str) -> Result<Vec<Completion>, BotError> {
    let Some(guild) = request.guild.filter(|_| request.rights.manage) else { return Ok(Vec::new()) };
    let key = if typed.is_empty() { String::new() } else { fold(typed) };
    let all = bot.ledger.schedules_of(guild).await?;
    let mut fitting: Vec<&Scheduled> = all.iter().filter(|s| fold(&s.schedule.name).contains(&key)).collect();
    // Those of this channel first.
    fitting
        .sort_by_key(|s| (s.schedule.channel != request.channel, !fold(&s.schedule.name).starts_with(&key)));
    let words = Words(request.language);
    let completion = |s: &Scheduled| Completion {
        label: format!("{} · {}", s.schedule.name, told::when(&s.schedule, words)),
        value: s.schedule.name.clone(),
    };
    Ok(fitting.into_iter().take(CHOICES).map(completion).collect())
}

/// Names parted by commas: what the last of them may become.
pub(super) fn complete_names(catalogue: &Catalogue, subjects: &[Subject], typed: &str) -> Vec<Completion> {
    let (before, last) = typed.rsplit_once(',').unwrap_or(("", typed));
    let (before, last) = (before.trim(), last.trim());
    let found = subjects.iter().flat_map(|subject| catalogue.complete(*subject, last, CHOICES));
    let whole = |found: Completion| match before {
        "" => found,
        before => Completion {
            label: format!("{before}, {}", found.label),
            value: format!("{before}, {}", found.value),
        },
    };
    let mut seen = std::collections::HashSet::new();
    found.filter(|c| seen.insert(c.value.clone())).map(whole).take(CHOICES).collect()
}
