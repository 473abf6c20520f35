//! `daily`: the schedules, the coming posts, and the past ones.

use super::{Done, Failure, args, print, render};
use crate::{
    app::{LEDGER_FILE, Shelf},
    config::{Config, Daily},
    daily,
    ledger::Ledger,
    library::Library,
};
use jiff::{SignedDuration, Timestamp};
use std::path::Path;

pub(super) async fn daily(config: Option<&Path>, wanted: args::Daily) -> Result<Done, Failure> {
    let config = Config::load(config)?;
    let now = Timestamp::now();
    let text = match wanted {
        args::Daily::List => config.daily.iter().map(|schedule| list(schedule, now)).collect(),
        args::Daily::Plan { days } => plan(&config, now, days).await?,
        args::Daily::History { most } => history(&config, most).await?,
    };
    let nothing = "no daily post is declared; config.toml shows how, under [[daily]]\n";
    print(if config.daily.is_empty() && text.is_empty() { nothing } else { &text })?;
    Ok(Done::All)
}

fn list(schedule: &Daily, now: Timestamp) -> String {
    let next =
        daily::following(schedule, now).map_or_else(|| "never".to_owned(), |due| told(schedule, due.at));
    render::safe(&format!("{}  channel {}  next {next}\n", schedule.name(), schedule.channel))
}

/// Each coming post with the digest that it would be, if nothing is added meanwhile.
async fn plan(config: &Config, now: Timestamp, days: u8) -> Result<String, Failure> {
    let catalogue = Shelf::open(Library::folder(&config.library.path)).await?.catalogue();
    let ledger = open(config).await?;
    let end = now + SignedDuration::from_hours(24 * i64::from(days));
    let mut posts = Vec::new();
    for schedule in &config.daily {
        let mut due = daily::following(schedule, now);
        while let Some(post) = due.filter(|due| due.at <= end) {
            posts.push((post.at, schedule));
            due = daily::following(schedule, post.at);
        }
    }
    posts.sort_by_key(|(at, _)| *at);
    let mut had = std::collections::HashMap::new();
    let mut text = String::new();
    for (at, schedule) in posts {
        let channel = schedule.channel.get();
        if let std::collections::hash_map::Entry::Vacant(new) = had.entry(channel) {
            new.insert(match &ledger {
                Some(ledger) => ledger.had(channel).await?,
                None => Default::default(),
            });
        }
        let Some(had) = had.get_mut(&channel) else { continue };
        let candidates = catalogue.newest().map(|e| (&e.id, &*e.digest));
        let what = match daily::pick(schedule, candidates, had) {
            Some(id) => {
                had.insert(id.clone());
                id.to_string()
            }
            None => "nothing: the channel has had every digest that fits".to_owned(),
        };
        text.push_str(&format!("{}  {}  {what}\n", told(schedule, at), schedule.name()));
    }
    Ok(render::safe(&text))
}

async fn history(config: &Config, most: u32) -> Result<String, Failure> {
    let Some(ledger) = open(config).await? else { return Ok("nothing was posted yet\n".to_owned()) };
    let line = |past: &crate::ledger::Past| {
        let claim = &past.delivery.claim;
        let reason = past.reason.as_deref().map(|r| format!(" ({r})")).unwrap_or_default();
        format!("{}  {}  {}  {}{reason}\n", claim.date, claim.schedule, claim.digest, past.state)
    };
    Ok(render::safe(&ledger.history(most).await?.iter().map(line).collect::<String>()))
}

/// The ledger, unless no bot has run here yet; looking at it makes none.
async fn open(config: &Config) -> Result<Option<Ledger>, Failure> {
    let path = config.data_dir.join(LEDGER_FILE);
    Ok(if path.exists() { Some(Ledger::open(&path).await?) } else { None })
}

fn told(schedule: &Daily, at: Timestamp) -> String {
    at.to_zoned_datetime(schedule.timezone.clone()).strftime("%a %Y-%m-%d %H:%M %Q").to_string()
}
