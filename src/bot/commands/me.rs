//! `/me`: what a person set for themselves, for their eyes alone.

use super::{Answer, Ask, Audience, Command, OptionKind, OptionSpec};
use crate::{
    bot::{BotError, Reply, Words, person, person::Own, text},
    catalogue::Completion,
    daily::zone,
};
use jiff::Timestamp;

/// What goes back to the language of the person's Discord.
const AS_DISCORD: &str = "discord";

pub(super) const ME: Command = Command {
    path: &["me"],
    options: &[
        OptionSpec { name: "timezone", kind: OptionKind::Zone, required: false },
        OptionSpec { name: "hour", kind: OptionKind::Whole(0, 23), required: false },
        OptionSpec {
            name: "language",
            kind: OptionKind::OneOf(&["en", "de", "es", "fr", AS_DISCORD]),
            required: false,
        },
        OptionSpec { name: "forget", kind: OptionKind::Flag, required: false },
    ],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(me(ask)) },
};

async fn me(ask: Ask<'_>) -> Result<Reply, BotError> {
    let (ledger, request) = (&ask.bot.ledger, ask.request);
    if ask.invocation.options.flag("forget") == Some(true) {
        let forgotten = ledger.forget(request.user).await?;
        ask.bot.spoken.chosen(request.user, None);
        return Ok(ask.note(if forgotten { "me-forgotten" } else { "me-nothing-kept" }));
    }
    let mut own = Own::of(ledger, request).await?;
    let (typed, hour, language) =
        (ask.text("timezone"), ask.invocation.options.whole("hour"), ask.text("language"));
    if let Some(typed) = typed {
        let Some(found) = zone::named(typed) else { return Ok(no_zone(&ask, typed)) };
        own.person.timezone = Some(found.iana_name().unwrap_or("UTC").to_owned());
    }
    if let Some(hour) = hour.and_then(|hour| i8::try_from(hour).ok()).filter(|hour| (0..24).contains(hour)) {
        own.person.hour = Some(hour);
    }
    match language {
        Some(AS_DISCORD) => own.person.language = None,
        Some(tag) => own.person.language = Some(tag.to_owned()),
        None => {}
    }
    let set = typed.is_some() || hour.is_some() || language.is_some();
    // Nothing is kept of one who only looks.
    if own.known || set {
        own.keep(ledger, request.now).await?;
        ask.bot.spoken.chosen(request.user, own.person.language.as_deref());
    }
    let words = Words(person::language(&own.person));
    let saved = set.then(|| words.say("me-saved"));
    let notes: Vec<String> = saved.into_iter().chain(own.reopened(words)).collect();
    Ok(Reply::Message(own.shown(request.now, &notes)))
}

fn no_zone(ask: &Ask<'_>, typed: &str) -> Reply {
    let name = text::escaped(typed, 100).into();
    let objection = match zone::near(typed) {
        Some(near) => ask.words.fill("no-zone-but", &[("name", name), ("near", near.into())]),
        None => ask.words.fill("no-zone", &[("name", name)]),
    };
    Reply::note(&format!("{objection} {}", ask.words.say("nothing-changed")))
}

/// Zones, with the time that it is there.
pub(super) fn complete_zone(typed: &str, now: Timestamp) -> Vec<Completion> {
    let shown = |name: String| {
        let there = now.to_zoned_datetime(zone::named(&name)?);
        Some(Completion { label: format!("{name} · {}", there.strftime("%H:%M")), value: name })
    };
    zone::complete(typed, super::CHOICES).into_iter().filter_map(shown).collect()
}
