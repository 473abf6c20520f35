//! `feeds`: those of the config, how they stand, and polling them now.

use super::{Done, Failure, args, complain, print, render};
use crate::{
    app::{Asked, Clock, Feeds, Intake, LEDGER_FILE, PieceEnd, Polled, discover},
    article::{
        self,
        feed::{Outline, read_opml, write_opml},
    },
    config::{self, Config, Feed, add_feeds, feed_address, remove_feed},
    ledger::{FeedState, Ledger},
    library::Library,
};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use std::{
    collections::HashSet,
    fs::{self, File},
    io::Read,
    path::Path,
    sync::Arc,
};

/// Feeds that `feeds poll` asks at the same time.
const AT_ONCE: usize = 4;

pub(super) async fn feeds(path: Option<&Path>, wanted: args::Feeds) -> Result<Done, Failure> {
    let config = Config::load(path)?;
    match wanted {
        args::Feeds::List => list(&config).await,
        args::Feeds::Add { url, name, review } => add(path, &config, &url, name, review).await,
        args::Feeds::Remove { feed } => remove(path, &config, &feed).await,
        args::Feeds::Poll { feed } => poll(&config, feed.as_deref()).await,
        args::Feeds::Import { file } => import(path, &config, &file),
        args::Feeds::Export => export(&config),
    }
}

async fn list(config: &Config) -> Result<Done, Failure> {
    if config.feeds.is_empty() {
        print("no feed is declared; `standfirst feeds add https://…` adds one\n")?;
        return Ok(Done::All);
    }
    let path = config.data_dir.join(LEDGER_FILE);
    // Looking makes no ledger.
    let states = if path.exists() { Ledger::open(&path).await?.feeds().await? } else { Vec::new() };
    let line = |feed: &Feed| {
        let state = states.iter().find(|state| state.url == feed.url);
        let name = feed.name.as_deref().map(|name| format!("{name}  ")).unwrap_or_default();
        let told = state.map_or_else(|| vec!["never polled".to_owned()], told);
        format!("{name}{}\n{}", feed.url, told.iter().map(|line| format!("    {line}\n")).collect::<String>())
    };
    print(&render::safe(&config.feeds.iter().map(line).collect::<String>()))?;
    Ok(Done::All)
}

/// How a feed stands, one fact a line.
fn told(state: &FeedState) -> Vec<String> {
    let reason = state.reason.as_deref().unwrap_or("for a reason unknown");
    let last = state.last_poll.map_or_else(|| "never".to_owned(), minute);
    let mut lines = vec![match state.paused_since {
        Some(_) => format!("last poll {last}"),
        None => format!("last poll {last}, next {}", minute(state.next_poll)),
    }];
    match (state.paused_since, state.failing_since) {
        (Some(paused), since) => {
            let since =
                since.map(|since| format!(" after failing since {}", minute(since))).unwrap_or_default();
            lines.push(format!("paused since {}{since}: {reason}", minute(paused)));
            lines.push(format!("`standfirst feeds poll {}` asks it again", state.url));
        }
        (None, Some(since)) => {
            let times =
                if state.failures == 1 { "once".to_owned() } else { format!("{} times", state.failures) };
            lines.push(format!("failed {times} since {}: {reason}", minute(since)));
        }
        (None, None) => {}
    }
    if let Some((waiting, at)) = state.waiting {
        lines.push(format!("pieces that wait: {waiting}, tried from {}", minute(at)));
    }
    if let Some(to) = &state.moved_to {
        lines.push(format!("moved for good to {to}; change its address in the config"));
    }
    lines
}

fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

async fn add(
    path: Option<&Path>,
    config: &Config,
    given: &str,
    name: Option<String>,
    review: bool,
) -> Result<Done, Failure> {
    let wrong = |what| format!("{given}: {what}");
    let url = feed_address(given).map_err(wrong)?;
    let known = |url: &str| config.feeds.iter().any(|feed| feed.url == url);
    if known(&url) {
        print(&format!("known already: {url}; nothing changed\n"))?;
        return Ok(Done::All);
    }
    let found = discover(&Intake::configured(config), &url).await?;
    let url = feed_address(&found.url).map_err(wrong)?;
    if known(&url) {
        print(&format!("known already: {url}; nothing changed\n"))?;
        return Ok(Done::All);
    }
    let name = name.or(found.feed.title);
    let feed = Feed { name: name.clone(), review, ..Feed::new(&url) };
    add_feeds(path, std::slice::from_ref(&feed))?;
    let title = name.map(|name| format!(" ({name})")).unwrap_or_default();
    let count = found.feed.entries.len();
    let newest = feed.newest;
    let mut text =
        format!("added {url}{title}; of its {count} pieces the first poll takes the newest {newest}\n");
    for other in found.others {
        let title = other.title.map(|title| format!(" ({title})")).unwrap_or_default();
        text.push_str(&format!("the page also names {}{title}\n", other.url));
    }
    text.push_str(RESTART);
    print(&render::safe(&text))?;
    Ok(Done::All)
}

/// The config is read once.
const RESTART: &str = "a bot that runs polls by this config when it is started again\n";

async fn remove(path: Option<&Path>, config: &Config, given: &str) -> Result<Done, Failure> {
    let feed = chosen(config, given)?;
    remove_feed(path, &feed.url)?;
    let ledger = config.data_dir.join(LEDGER_FILE);
    if ledger.exists() {
        Ledger::open(&ledger).await?.forget_feed(&feed.url).await?;
    }
    print(&render::safe(&format!("removed {}; its digests stay\n{RESTART}", feed.url)))?;
    Ok(Done::All)
}

async fn poll(config: &Config, given: Option<&str>) -> Result<Done, Failure> {
    let feeds = match given {
        Some(given) => vec![chosen(config, given)?.clone()],
        None => config.feeds.clone(),
    };
    if feeds.is_empty() {
        return Err("no feed is declared; `standfirst feeds add https://…` adds one".into());
    }
    fs::create_dir_all(&config.data_dir)?;
    let ledger = Ledger::open(&config.data_dir.join(LEDGER_FILE)).await?;
    let library = Library::folder(&config.library.path);
    let poller =
        Feeds::new(feeds.clone(), ledger, library, Arc::new(Intake::configured(config)), Clock::system());
    let mut polls = stream::iter(&feeds).map(|feed| poller.poll_now(feed)).buffer_unordered(AT_ONCE);
    let mut done = Done::All;
    while let Some(polled) = polls.next().await {
        if report(&polled?)? == Done::Partly {
            done = Done::Partly;
        }
    }
    Ok(done)
}

/// One line for the feed and one for each piece.
fn report(polled: &Polled) -> Result<Done, Failure> {
    let mut done = Done::All;
    match &polled.asked {
        Some(Asked::Failed { reason, .. }) => {
            complain(reason);
            done = Done::Partly;
        }
        Some(Asked::Unchanged) => print(&render::safe(&format!("{}: nothing new\n", polled.feed)))?,
        Some(Asked::Read { new }) => print(&render::safe(&format!("{}: {new} new\n", polled.feed)))?,
        None => {}
    }
    for piece in &polled.pieces {
        let line = match &piece.end {
            PieceEnd::Added(id) => format!("added {id}"),
            PieceEnd::Known(id) => format!("known already: {id}"),
            PieceEnd::Updated(id, changes) => format!("updated {id}: {changes}"),
            PieceEnd::LeftOut(reason) => format!("left out {}: {reason}", piece.url),
            PieceEnd::Refused(reason) | PieceEnd::Postponed(reason) => {
                let later = matches!(piece.end, PieceEnd::Postponed(_));
                complain(&format!("    {} {reason}", if later { "later:" } else { "skipped" }));
                done = Done::Partly;
                continue;
            }
        };
        print(&render::safe(&format!("    {line}\n")))?;
    }
    Ok(done)
}

fn import(path: Option<&Path>, config: &Config, file: &Path) -> Result<Done, Failure> {
    let failed = |reason: &dyn std::fmt::Display| format!("{}: {reason}", file.display());
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|file| file.take(article::MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|e| failed(&format!("cannot read it ({e}); check the name and its permissions")))?;
    if bytes.len() > article::MAX_BYTES {
        return Err(failed(&"it is too large for a list of feeds; export it again").into());
    }
    let text = String::from_utf8(bytes).map_err(|_| failed(&"it is not UTF-8; export it again"))?;
    let outlines = read_opml(&text).map_err(|e| failed(&e))?;
    let mut seen: HashSet<String> = config.feeds.iter().map(|feed| feed.url.clone()).collect();
    let (mut new, mut known, mut done) = (Vec::new(), 0, Done::All);
    for outline in &outlines {
        match feed_address(&outline.url) {
            Ok(url) if seen.insert(url.clone()) => {
                new.push(Feed { name: outline.title.clone(), ..Feed::new(&url) });
            }
            Ok(_) => known += 1,
            Err(what) => {
                complain(&format!("skipped {}: {what}", outline.url));
                done = Done::Partly;
            }
        }
    }
    if !new.is_empty() {
        add_feeds(path, &new)?;
    }
    let skipped = outlines.len() - new.len() - known;
    print(&format!("{} added, {known} known already, {skipped} skipped\n", new.len()))?;
    if !new.is_empty() {
        print(RESTART)?;
    }
    Ok(done)
}

fn export(config: &Config) -> Result<Done, Failure> {
    let outline = |feed: &Feed| Outline { url: feed.url.clone(), title: feed.name.clone() };
    let outlines: Vec<Outline> = config.feeds.iter().map(outline).collect();
    print(&write_opml("Standfirst’s feeds", &outlines)?)?;
    Ok(Done::All)
}

/// The feed of that address or name; else a failure that names the nearest.
fn chosen<'a>(config: &'a Config, given: &str) -> Result<&'a config::Feed, Failure> {
    let url = feed_address(given).unwrap_or_default();
    let named = |feed: &&Feed| feed.url == url || feed.name.as_deref() == Some(given);
    if let Some(feed) = config.feeds.iter().find(named) {
        return Ok(feed);
    }
    let likeness = |feed: &Feed| {
        let name = strsim::jaro_winkler(feed.title(), given);
        strsim::jaro_winkler(&feed.url, given).max(name)
    };
    let near = config.feeds.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    Err(match near.filter(|near| likeness(near) > 0.8) {
        Some(near) => format!("no feed is called \"{given}\"; did you mean {}?", near.url),
        None => format!("no feed is called \"{given}\"; `standfirst feeds list` shows what is there"),
    }
    .into())
}
