//! Schedules in words.

use super::{hour, weekdays};
use crate::{
    bot::{
        access::mention,
        text::{cut, escaped},
        tongue,
        words::Words,
    },
    daily::WhenEmpty,
    ledger::{PausedBy, Schedule, Scheduled, Source},
};
use jiff::Timestamp;

/// `Monday to Friday, 08:00 (Europe/Berlin)`
pub(super) fn when(schedule: &Schedule, words: Words) -> String {
    let days = weekdays::told(schedule.days, words);
    let zone = schedule.timezone.clone();
    words.fill(
        "daily-when",
        &[("days", days.into()), ("at", hour::written(schedule.at).into()), ("zone", zone.into())],
    )
}

/// What comes, where and when: one sentence.
pub(super) fn what(schedule: &Schedule, words: Words) -> String {
    let filling = [
        ("count", schedule.count.into()),
        ("channel", mention(schedule.channel).into()),
        ("when", when(schedule, words).into()),
    ];
    words.fill("daily-what", &filling)
}

/// Its conditions, one a line.
pub(super) fn conditions(schedule: &Schedule, words: Words) -> Vec<String> {
    let filters = &schedule.filters;
    let list = |key: &str, names: &[String]| {
        let names: Vec<String> = names.iter().map(|n| escaped(n, 60)).collect();
        (!names.is_empty()).then(|| words.fill(key, &[("names", cut(&names.join(" · "), 300).into())]))
    };
    let languages: Vec<String> = filters.languages.iter().map(|tag| tongue::name(tag)).collect();
    let empty = match schedule.when_empty {
        WhenEmpty::Older => None,
        WhenEmpty::Silence => Some(words.say("daily-silence")),
        WhenEmpty::Say => Some(words.say("daily-say")),
    };
    let role = schedule.role.map(|role| words.fill("daily-role", &[("role", format!("<@&{role}>").into())]));
    [
        list("daily-tags", &filters.tags),
        list("daily-authors", &filters.authors),
        list("daily-publications", &filters.publications),
        list("daily-exclude", &filters.exclude),
        list("daily-languages", &languages),
        empty,
        role,
        schedule.crosspost.then(|| words.say("daily-crosspost")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What comes and when, and why it does not, one a line.
pub(super) fn standing(scheduled: &Scheduled, words: Words) -> Vec<String> {
    let schedule = &scheduled.schedule;
    let mut lines = vec![what(schedule, words)];
    match (&scheduled.paused, scheduled.next_at) {
        (Some(paused), _) => {
            let since = moment(paused.since).into();
            lines.push(match paused.by {
                PausedBy::Person => words.fill("daily-paused-asked", &[("since", since)]),
                PausedBy::Refused => words.fill(
                    "daily-paused-refused",
                    &[("since", since), ("reason", escaped(&paused.reason, 200).into())],
                ),
                PausedBy::Missing => words.fill("daily-paused-missing", &[("since", since)]),
                PausedBy::Left => words.fill("daily-paused-left", &[("since", since)]),
            });
        }
        (None, Some(next)) => lines.push(words.fill("daily-next", &[("next", moment(next).into())])),
        (None, None) => {}
    }
    lines.extend(conditions(schedule, words));
    if schedule.source == Source::Config {
        lines.push(words.say("daily-from-config"));
    }
    lines
}

/// A moment that Discord shows in the reader's own time: day and hour, and how long it is until then.
pub(super) fn moment(at: Timestamp) -> String {
    let second = at.as_second();
    format!("<t:{second}:F> (<t:{second}:R>)")
}
