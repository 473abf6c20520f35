//! `daily`: the schedules, the coming posts, and the past ones. It reads the ledger, also while a bot
//! runs, and writes nothing: what is new in `config.toml` is shown as the next start will take it over.

use super::{Done, Failure, args, print, render};
use crate::{
    app::{LEDGER_FILE, Shelf},
    bot::{self, Stock},
    config::Config,
    daily::{self, Choice, Hour},
    digest::DigestId,
    ledger::{Brought, Ledger, Past, Schedule, Scheduled, Server, Source},
    library::Library,
};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::{BTreeMap, HashMap, HashSet, hash_map::Entry},
    path::Path,
};

pub(super) async fn daily(config: Option<&Path>, wanted: args::Daily) -> Result<Done, Failure> {
    let config = Config::load(config)?;
    let now = Timestamp::now();
    let ledger = open(&config).await?;
    let text = match wanted {
        args::Daily::List => {
            let all = schedules(&config, ledger.as_ref(), now).await?;
            all.iter().map(list).collect()
        }
        args::Daily::Plan { days } => plan(&config, ledger.as_ref(), now, days).await?,
        args::Daily::History { most, name } => history(ledger.as_ref(), name.as_deref(), most).await?,
    };
    let nothing = "there is no daily post; config.toml shows how to declare one, under [[daily]]\n";
    print(if text.is_empty() { nothing } else { &text })?;
    Ok(Done::All)
}

/// Those of the ledger, and those of the config as they will be after the next start.
async fn schedules(
    config: &Config,
    ledger: Option<&Ledger>,
    now: Timestamp,
) -> Result<Vec<Scheduled>, Failure> {
    let kept = match ledger {
        Some(ledger) => ledger.schedules().await?,
        None => Vec::new(),
    };
    let declared = config.daily.iter().map(Schedule::from).map(|schedule| {
        let before = kept.iter().find(|kept| kept.schedule.id == schedule.id);
        let placed = daily::placed(&schedule, before, now);
        match before {
            Some(before) if before.schedule.at == schedule.at && before.next_at.is_some() => {
                Scheduled { schedule, ..before.clone() }
            }
            _ => Scheduled {
                schedule,
                since: placed.since,
                arrived: before.map_or(0, |before| before.arrived),
                last_day: before.and_then(|before| before.last_day),
                next_at: placed.next_at,
                paused: before.and_then(|before| before.paused.clone()),
            },
        }
    });
    let mut all: Vec<Scheduled> = declared.collect();
    all.extend(kept.iter().filter(|kept| kept.schedule.source == Source::Chat).cloned());
    all.sort_by(|a, b| (a.schedule.channel, &a.schedule.name).cmp(&(b.schedule.channel, &b.schedule.name)));
    Ok(all)
}

fn list(scheduled: &Scheduled) -> String {
    let schedule = &scheduled.schedule;
    let next = match (&scheduled.paused, scheduled.next_at) {
        (Some(paused), _) if paused.reason.is_empty() => "paused".to_owned(),
        (Some(paused), _) => format!("paused: {}", paused.reason),
        (None, Some(at)) => format!("next {}", told(schedule, at)),
        (None, None) => format!("never: the time zone {} is not known here", schedule.timezone),
    };
    let filters = &schedule.filters;
    let mut wishes = Vec::new();
    if schedule.count > 1 {
        wishes.push(format!("{} digests", schedule.count));
    }
    for (what, names) in [
        ("tags", &filters.tags),
        ("authors", &filters.authors),
        ("publications", &filters.publications),
        ("without", &filters.exclude),
        ("languages", &filters.languages),
    ] {
        if !names.is_empty() {
            wishes.push(format!("{what}: {}", names.join(", ")));
        }
    }
    let source = match (schedule.source, schedule.guild) {
        (Source::Config, _) => "config".to_owned(),
        (Source::Chat, Some(guild)) => format!("chat, server {guild}"),
        (Source::Chat, None) => "chat".to_owned(),
    };
    let wishes = if wishes.is_empty() { String::new() } else { format!("; {}", wishes.join("; ")) };
    let line = format!(
        "{}  channel {}  {} {}, {}{wishes}  ({source})  {next}",
        schedule.name,
        schedule.channel,
        schedule.at.strftime("%H:%M"),
        schedule.timezone,
        schedule.days
    );
    format!("{}\n", render::safe(&line))
}

/// Each coming post with the digests that it would bring, if nothing is added meanwhile.
async fn plan(config: &Config, ledger: Option<&Ledger>, now: Timestamp, days: u8) -> Result<String, Failure> {
    let Stock { catalogue, candidates } = Shelf::open(Library::folder(&config.library.path)).await?.stock();
    let all = schedules(config, ledger, now).await?;
    let end = now + SignedDuration::from_hours(24 * i64::from(days));
    let mut posts: BTreeMap<Timestamp, Vec<&Scheduled>> = BTreeMap::new();
    for scheduled in all.iter().filter(|scheduled| scheduled.paused.is_none()) {
        let Some(hour) = Hour::of(&scheduled.schedule) else { continue };
        let mut at = scheduled.next_at;
        while let Some(post) = at.filter(|at| *at <= end) {
            posts.entry(post).or_default().push(scheduled);
            at = daily::following(&hour, post).map(|due| due.at);
        }
    }
    let mut brought: HashMap<u64, Brought> = HashMap::new();
    let mut news: HashMap<&str, Option<HashSet<DigestId>>> = HashMap::new();
    let mut text = String::new();
    // What Discord grants, and some less: a request counts until its answer is there.
    let pace = usize::try_from(config.discord.requests_a_second * 9 / 10).map_or(1, |pace| pace.max(1));
    for (at, together) in posts {
        for scheduled in &together {
            let schedule = &scheduled.schedule;
            let known = match brought.entry(schedule.channel) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(match ledger {
                    Some(ledger) => ledger.brought(scheduled).await?,
                    None => Brought::default(),
                }),
            };
            // What is new differs from schedule to schedule.
            known.new = match (news.entry(&schedule.id), ledger) {
                (Entry::Occupied(new), _) => new.get().clone(),
                (Entry::Vacant(unknown), Some(ledger)) => {
                    unknown.insert(ledger.brought(scheduled).await?.new).clone()
                }
                (Entry::Vacant(_), None) => None,
            };
            let server = match (ledger, schedule.guild) {
                (Some(ledger), Some(guild)) => ledger.server(guild).await?,
                _ => Server::default(),
            };
            let seen = catalogue.without(&bot::hidden(&server));
            let what = match daily::pick(schedule, &candidates, known, |id| seen.get(id).is_some()) {
                Choice::Digests(digests) => {
                    let what = digests.iter().map(DigestId::as_str).collect::<Vec<_>>().join(", ");
                    known.had.extend(digests.iter().cloned());
                    known.last = digests;
                    what
                }
                Choice::Line => "a line that says that there is nothing new".to_owned(),
                Choice::Nothing => "nothing: the channel has had every digest that fits".to_owned(),
            };
            text.push_str(&format!("{}  {}  {}\n", told(schedule, at), schedule.name, render::safe(&what)));
        }
        let seconds = together.len().div_ceil(pace);
        if seconds > 60 {
            text.push_str(&format!("{} posts at once: they take {seconds} seconds\n", together.len()));
        }
    }
    Ok(render::safe(&text))
}

async fn history(ledger: Option<&Ledger>, name: Option<&str>, most: u32) -> Result<String, Failure> {
    let Some(ledger) = ledger else { return Ok("nothing was posted yet\n".to_owned()) };
    let line = |past: &Past| {
        let claim = &past.delivery.claim;
        let reason = past.reason.as_deref().map(|r| format!(" ({r})")).unwrap_or_default();
        let digests = claim.digests.iter().map(DigestId::as_str).collect::<Vec<_>>().join(", ");
        let digests = if digests.is_empty() { "–" } else { &digests };
        let line = format!("{}  {}  {digests}  {}{reason}", claim.date, claim.schedule, past.state);
        format!("{}\n", render::safe(&line))
    };
    let text: String = ledger.history(name, most).await?.iter().map(line).collect();
    Ok(if text.is_empty() { "nothing was posted yet\n".to_owned() } else { text })
}

/// The ledger, unless no bot has run here yet; looking at it makes none.
async fn open(config: &Config) -> Result<Option<Ledger>, Failure> {
    let path = config.data_dir.join(LEDGER_FILE);
    Ok(if path.exists() { Some(Ledger::open(&path).await?) } else { None })
}

/// In the schedule's own zone.
fn told(schedule: &Schedule, at: Timestamp) -> String {
    let zone = daily::zone::named(&schedule.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    at.to_zoned_datetime(zone).strftime("%a %Y-%m-%d %H:%M %Q").to_string()
}
