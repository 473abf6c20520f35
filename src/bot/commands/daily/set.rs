//! `/daily set`: a new schedule, or another hour for one that is there. Everything is looked at before anything
//! is saved.

use super::{Ask, MOST, all, next_post, options, plain, told};
use crate::{
    bot::{
        Access, BotError, Job, Look, Message, Reply, Words,
        text::{bare, cut},
    },
    catalogue::Subject,
    daily::{self, Days, LONGEST_NAME, WhenEmpty},
    digest::fold,
    ledger::{Put, Schedule, Scheduled, Source, Target},
};
use jiff::civil::Time;

pub(super) async fn set(ask: Ask<'_>) -> Result<Reply, BotError> {
    let Some(guild) = ask.request.guild else { return Ok(ask.note("servers-only")) };
    let there = all(&ask).await?;
    let named = ask.text("name").map(bare);
    let channel = ask.invocation.options.channel("channel");
    // One without a name of its own is known by its channel.
    let id = match &named {
        Some(name) => Schedule::id_in(guild, &fold(name)),
        None => Schedule::id_in(guild, &channel.unwrap_or(ask.request.channel).to_string()),
    };
    let before = match &named {
        Some(name) => there.iter().find(|s| fold(&s.schedule.name) == fold(name)),
        None => there.iter().find(|s| s.schedule.id == id),
    };
    if let Some(Scheduled { schedule: Schedule { source: Source::Config, name, .. }, .. }) = before {
        return Ok(Reply::note(&ask.words.fill("daily-config", &[("name", plain(name).into())])));
    }
    let wanted = match Wanted::of(&ask) {
        Ok(wanted) => wanted,
        Err(wrong) => return Ok(refused(&wrong, ask.words)),
    };
    let channel = channel.or(before.map(|b| b.schedule.channel)).unwrap_or(ask.request.channel);
    let role = ask.invocation.options.role("role").or(before.and_then(|b| b.schedule.role));
    let Some(access) = &ask.access else {
        return Ok(ask.later(Job::Look(Look { guild, channel, role }), true));
    };
    if let Some(objection) = access.objection(channel, ask.words) {
        return Ok(refused(&objection, ask.words));
    }
    let Access::Seen { kind, name: place, .. } = access else { return Ok(refused("", ask.words)) };
    let name = named.unwrap_or_else(|| unnamed(&there, place, channel));
    if name.is_empty() || name.starts_with('@') || name.chars().count() > LONGEST_NAME {
        let filling = [("most", LONGEST_NAME.into())];
        return Ok(refused(&ask.words.fill("daily-name", &filling), ask.words));
    }
    if before.is_none() && there.len() >= MOST {
        return Ok(refused(&ask.words.fill("daily-full", &[("most", MOST.into())]), ask.words));
    }
    let (timezone, whence) = match (&wanted.timezone, before) {
        (Some(zone), _) => (zone.clone(), None),
        (None, Some(before)) => (before.schedule.timezone.clone(), None),
        (None, None) => zone_of(&ask, &there).await?,
    };
    let base = before.map(|b| b.schedule.clone()).unwrap_or(Schedule {
        id,
        name,
        source: Source::Chat,
        guild: Some(guild),
        channel,
        target: Some(*kind),
        at: Time::constant(8, 0, 0, 0),
        timezone: timezone.clone(),
        days: Days::EVERY,
        count: 1,
        filters: Default::default(),
        when_empty: WhenEmpty::default(),
        role,
        crosspost: false,
        language: None,
        set_by: None,
    });
    let schedule = Schedule {
        channel,
        target: Some(*kind),
        timezone,
        role,
        // Who posts to followers wants them to get it.
        crosspost: *kind == Target::Announcement,
        set_by: Some(ask.request.user),
        ..wanted.over(base)
    };
    let put = ask.bot.ledger.put_schedule(&schedule, ask.request.now, daily::placed).await?;
    let act = format!("daily set {}", schedule.name);
    ask.bot.ledger.note_in_server(guild, ask.request.user, &act, ask.request.now).await?;
    answer(&ask, &schedule, put, whence).await
}

/// The name of one that was given none: its channel's, with a number where another has it.
fn unnamed(all: &[Scheduled], place: &str, channel: u64) -> String {
    let place = cut(&bare(place), LONGEST_NAME - 5);
    let place = if place.is_empty() { channel.to_string() } else { place };
    let taken = |name: &String| all.iter().any(|s| fold(&s.schedule.name) == fold(name));
    let numbered = (2..=MOST + 1).map(|n| format!("{place} {n}"));
    std::iter::once(place.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(place)
}

/// What was filled in.
struct Wanted {
    at: Option<Time>,
    timezone: Option<String>,
    days: Option<Days>,
    count: Option<u8>,
    tags: Option<Vec<String>>,
    authors: Option<Vec<String>>,
    publications: Option<Vec<String>>,
    exclude: Option<Vec<String>>,
    languages: Option<Vec<String>>,
    when_empty: Option<WhenEmpty>,
}

impl Wanted {
    /// All of it, or all that is wrong with it.
    fn of(ask: &Ask<'_>) -> Result<Wanted, String> {
        let (words, now) = (ask.words, ask.request.now);
        let mut wrong = Vec::new();
        fn good<T>(parsed: Option<Result<T, String>>, wrong: &mut Vec<String>) -> Option<T> {
            parsed?.map_err(|said| wrong.push(said)).ok()
        }
        let names = |option: &str, subjects: &[Subject]| {
            ask.text(option).map(|typed| options::names(ask, subjects, typed))
        };
        let any = [Subject::Tag, Subject::Author, Subject::Publication];
        let wanted = Wanted {
            at: good(ask.text("at").map(|t| options::time(t, words)), &mut wrong),
            timezone: good(ask.text("timezone").map(|t| options::timezone(t, now, words)), &mut wrong),
            days: good(ask.text("days").map(|t| options::days(t, words)), &mut wrong),
            count: ask.invocation.options.whole("count").and_then(|n| u8::try_from(n).ok()),
            tags: good(names("tag", &[Subject::Tag]), &mut wrong),
            authors: good(names("author", &[Subject::Author]), &mut wrong),
            publications: good(names("publication", &[Subject::Publication]), &mut wrong),
            exclude: good(names("exclude", &any), &mut wrong),
            languages: good(ask.text("language").map(|t| options::language(t, words)), &mut wrong),
            when_empty: match ask.text("when_empty") {
                Some("older") => Some(WhenEmpty::Older),
                Some("silence") => Some(WhenEmpty::Silence),
                Some("say") => Some(WhenEmpty::Say),
                _ => None,
            },
        };
        if wrong.is_empty() { Ok(wanted) } else { Err(wrong.join("\n")) }
    }

    /// The schedule with that; the rest stays.
    fn over(self, base: Schedule) -> Schedule {
        let mut schedule = base;
        schedule.at = self.at.unwrap_or(schedule.at);
        schedule.days = self.days.unwrap_or(schedule.days);
        schedule.count = self.count.unwrap_or(schedule.count).clamp(1, daily::MOST_DIGESTS);
        schedule.when_empty = self.when_empty.unwrap_or(schedule.when_empty);
        let filters = &mut schedule.filters;
        for (list, new) in [
            (&mut filters.tags, self.tags),
            (&mut filters.authors, self.authors),
            (&mut filters.publications, self.publications),
            (&mut filters.exclude, self.exclude),
            (&mut filters.languages, self.languages),
        ] {
            if let Some(new) = new {
                *list = new;
            }
        }
        schedule
    }
}

/// The server's zone, and where it was taken from.
async fn zone_of(ask: &Ask<'_>, there: &[Scheduled]) -> Result<(String, Option<&'static str>), BotError> {
    if let Some(other) = there.first() {
        return Ok((other.schedule.timezone.clone(), Some("daily-zone-earlier")));
    }
    let person = ask.bot.ledger.person(ask.request.user).await?;
    Ok(match person.and_then(|p| p.timezone) {
        Some(zone) => (zone, Some("daily-zone-own")),
        None => ("UTC".to_owned(), Some("daily-zone-none")),
    })
}

/// What will come and when, with the next post as it would be now.
async fn answer(
    ask: &Ask<'_>,
    schedule: &Schedule,
    put: Put,
    whence: Option<&str>,
) -> Result<Reply, BotError> {
    let seen = ask.seen(true);
    let words = seen.words;
    let Some(scheduled) = ask.bot.ledger.schedule(&schedule.id).await? else {
        return Ok(ask.note("daily-none"));
    };
    let said = match put {
        Put::New => "daily-new",
        Put::Changed => "daily-changed",
        Put::Same => "daily-same",
    };
    let mut lines = vec![words.fill(said, &[("name", plain(&schedule.name).into())])];
    lines.extend(told::standing(&scheduled, words));
    lines.extend(whence.map(|key| words.fill(key, &[("zone", schedule.timezone.clone().into())])));
    let post = next_post(ask.bot, &ask.catalogue, &scheduled, ask.request).await?;
    let message = match post {
        Some(post) => {
            lines.push(words.say("daily-preview"));
            lines.extend(Some(post.text.clone()).filter(|text| !text.is_empty()));
            post
        }
        None => {
            lines.push(words.say("daily-nothing-fits"));
            Message::default()
        }
    };
    Ok(seen.reply(Message { text: cut(&lines.join("\n"), 2000), ..message }))
}

fn refused(why: &str, words: Words) -> Reply {
    let nothing = words.say("nothing-saved");
    Reply::note(&format!("{why}\n{nothing}"))
}
