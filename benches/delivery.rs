//! Daily posts by the thousand: finding and claiming what is due among many schedules, and sending as
//! fast as Discord lets a bot. It measures by itself, since a minute's work is what counts, and not the
//! mean of many. `cargo bench --bench delivery -- claim` and `-- send` do one of the two.

use jiff::{Timestamp, civil::time, tz::TimeZone};
use standfirst::{
    app::{self, Clock, Intake},
    bot::Message,
    config::{Config, Daily, Discord},
    daily::{self, Candidates, Choice},
    digest::{Digest, DigestId},
    discord::{Poster, Rest, Token, Urgency},
    ledger::{Claim, Claimed, Ledger, Schedule, Source, Target, WrittenOff},
    playground::{ChannelKind, Id, RateLimits, Twin, TwinOptions},
};
use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Of so many schedules, one is due at eight.
const ONE_IN: usize = 40;
/// Schedules that are looked at together, as the bot does.
const BATCH: u32 = 256;
const CHANNEL: u64 = 1_000_000_000_000_000_000;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn digest(n: usize) -> Digest {
    let text = format!(
        "title = \"Number {n}: why the harbour needs a quay\"\npublished = 2026-11-{:02}\nadded = 2026-11-23T06:00:00Z\n\
         tags = [\"Topic {}\"]\ngist = \"Harbour thought number {n}.\"\npoints = [\"It is so.\"]\n[[authors]]\nname = \"Ada Example\"\n",
        1 + n % 22,
        n % 300,
    );
    Digest::from_toml(&text).expect("a digest")
}

/// Resident memory of this process, in MB; 0 where the system does not say.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// So many schedules over the minutes of the day, one in forty of them at eight in the morning, UTC.
fn schedules(n: usize) -> Vec<Schedule> {
    (0..n)
        .map(|i| {
            let minute = if i % ONE_IN == 0 { 480 } else { 481 + i % 900 };
            let at = time((minute / 60) as i8, (minute % 60) as i8, 0, 0);
            let channel = (CHANNEL + i as u64).to_string().parse().expect("an id");
            let daily = Daily::new(&format!("s{i}"), channel, at, TimeZone::UTC);
            Schedule { source: Source::Chat, id: format!("@1/s{i}"), ..Schedule::from(&daily) }
        })
        .collect()
}

async fn ledger_with(folder: &TempDir, all: &[Schedule]) -> Ledger {
    let ledger = Ledger::open(&folder.path().join("standfirst.sqlite")).await.expect("a ledger");
    ledger.sync_schedules(all, at("2026-11-23T00:00:00Z"), daily::placed).await.expect("schedules");
    ledger
}

/// One minute's work, as the bot does it; how many were claimed, and after how long the last of them.
async fn claim(ledger: &Ledger, candidates: &Candidates, now: Timestamp) -> (usize, Duration) {
    let (begun, mut ours, mut claimed_after) = (Instant::now(), 0, Duration::ZERO);
    let in_time = now - daily::GRACE;
    loop {
        let mut due = ledger.schedules_due(in_time, now, BATCH).await.expect("schedules");
        if due.is_empty() {
            due = ledger.schedules_due(Timestamp::MIN, in_time, BATCH).await.expect("schedules");
        }
        if due.is_empty() {
            return (ours, claimed_after);
        }
        let mut off: Vec<WrittenOff> = Vec::new();
        let mut claims: Vec<(Claim, Option<Timestamp>)> = Vec::new();
        for scheduled in &due {
            let owed = daily::owed(scheduled, now, daily::GRACE);
            let Some(post) = owed.due.filter(|_| owed.skipped.is_empty()) else {
                let next_at = owed.due.map(|due| due.at).or(owed.next);
                let schedule = scheduled.schedule.id.clone();
                off.push(WrittenOff { schedule, days: owed.skipped, next_at });
                continue;
            };
            let brought = ledger.brought(scheduled).await.expect("history");
            let Choice::Digests(digests) = daily::pick(&scheduled.schedule, candidates, &brought, |_| true)
            else {
                panic!("something new for each")
            };
            claims.push((daily::claim(&scheduled.schedule, &post, digests), owed.next));
        }
        if !off.is_empty() {
            ledger.write_off(&off, now).await.expect("skips");
        }
        if !claims.is_empty() {
            let claimed = ledger.claim_posts(&claims, now).await.expect("claims");
            ours += claimed.iter().filter(|c| matches!(c, Claimed::Ours(_))).count();
            claimed_after = begun.elapsed();
        }
    }
}

async fn claims(sizes: &[usize]) {
    let digests: Vec<(DigestId, Digest)> =
        (0..10_000).map(|n| (format!("n-{n}").parse().expect("an id"), digest(n))).collect();
    let candidates = Candidates::new(digests.iter().map(|(id, digest)| (id, digest)));
    println!("finding and claiming what is due at eight, with 10,000 digests to choose from");
    println!(
        "{:>10} {:>7} {:>9} {:>14} {:>14} {:>10} {:>12} {:>10}",
        "schedules", "due", "first ms", "outage due ms", "outage all ms", "idle ms", "bare ms", "memory MB"
    );
    for &size in sizes {
        let folder = TempDir::new().expect("a folder");
        let ledger = ledger_with(&folder, &schedules(size)).await;
        let before = memory();
        let time = async |now: Timestamp| {
            let begun = Instant::now();
            let (ours, claimed_after) = claim(&ledger, &candidates, now).await;
            let ms = |time: Duration| time.as_secs_f64() * 1000.0;
            (ours, ms(begun.elapsed()), ms(claimed_after))
        };
        let (due, first, _) = time(at("2026-11-23T08:00:00Z")).await;
        let (_, idle, _) = time(at("2026-11-23T08:00:30Z")).await;
        // A day later, as after an outage: the day between is nobody's, and has to be written off.
        let (_, all, second) = time(at("2026-11-24T08:00:00Z")).await;
        let bare = bare(&folder, due).await;
        println!(
            "{size:>10} {due:>7} {first:>9.1} {second:>14.1} {all:>14.1} {idle:>10.2} {bare:>12.1} {:>10}",
            format!("{before}+{}", memory().saturating_sub(before))
        );
    }
}

/// To compare with: as many rows, merely written, in one transaction.
async fn bare(folder: &TempDir, rows: usize) -> f64 {
    let file = format!("sqlite://{}?mode=rwc", folder.path().join("bare.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&file).await.expect("a file");
    sqlx::query("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT)")
        .execute(&pool)
        .await
        .expect("a table");
    let begun = Instant::now();
    let mut all = pool.begin().await.expect("a transaction");
    for n in 0..rows {
        sqlx::query("INSERT INTO t (a, b) VALUES (?, ?)")
            .bind(format!("schedule {n}"))
            .bind("2026-11-23")
            .execute(&mut *all)
            .await
            .expect("a row");
    }
    all.commit().await.expect("a commit");
    begun.elapsed().as_secs_f64() * 1000.0
}

async fn twin(rates: Option<RateLimits>) -> Twin {
    Twin::start(TwinOptions { rates, ..TwinOptions::default() }).await.expect("a stand-in")
}

fn channels(twin: &Twin, n: usize) -> Vec<Id> {
    let guild = twin.world().guild;
    (0..n).map(|i| twin.add_channel(guild, &format!("c{i}"), ChannelKind::Text)).collect()
}

fn number(id: Id) -> u64 {
    id.to_string().parse().expect("an id")
}

/// Posts, one to each of so many channels, through the layer that everything goes through.
async fn posts(rates: Option<RateLimits>, n: usize) {
    let limited = rates.is_some();
    let twin = twin(rates).await;
    let token = Token::new(twin.token()).expect("a token");
    let mut settings = Discord::default();
    twin.url().clone_into(&mut settings.api_url);
    let rest = Rest::new(&settings, token, CancellationToken::new()).expect("a client");
    let poster = Poster::new(rest).at(Urgency::Due(Timestamp::UNIX_EPOCH));
    let channels = channels(&twin, n);
    let begun = Instant::now();
    let all: Vec<_> = channels
        .iter()
        .enumerate()
        .map(|(n, channel)| {
            let (poster, channel) = (poster.clone(), number(*channel));
            tokio::spawn(async move {
                let message = Message { text: format!("post {n}"), ..Message::default() };
                poster.post(channel, &message, &format!("n{n}")).await.expect("a post");
                Instant::now()
            })
        })
        .collect();
    let mut ends = Vec::new();
    for one in all {
        ends.push(one.await.expect("a task"));
    }
    ends.sort();
    let whole = begun.elapsed().as_secs_f64();
    if limited {
        // The first fifty are there at once; what counts is how many come after them in how long.
        let sustained = (n - 50) as f64 / (ends[n - 1] - ends[49]).as_secs_f64();
        println!(
            "sustained at a limit of 50 a second: {sustained:.2} a second, {:.1} % of it; {n} in {whole:.1} s; {:?}",
            sustained * 2.0,
            twin.exceeded()
        );
    } else {
        println!("beside: of a stand-in without limits {:.0} a second", n as f64 / whole);
    }
    twin.shutdown().await;
}

/// The bot as a whole: so many schedules of a hundred thousand come due together.
async fn morning(all: usize) {
    let twin = twin(Some(RateLimits::default())).await;
    let folder = TempDir::new().expect("a folder");
    let library = folder.path().join("digests");
    fs::create_dir(&library).expect("a folder");
    for n in 0..100 {
        fs::write(library.join(format!("n-{n}.toml")), digest(n).to_toml()).expect("a file");
    }
    let data = folder.path().join("data");
    fs::create_dir(&data).expect("a folder");
    let due = all.div_ceil(ONE_IN);
    let places = channels(&twin, due);
    let mut schedules = schedules(all);
    for (schedule, channel) in schedules.iter_mut().step_by(ONE_IN).zip(&places) {
        schedule.channel = number(*channel);
        schedule.target = Some(Target::Text);
    }
    let ledger = Ledger::open(&data.join(app::LEDGER_FILE)).await.expect("a ledger");
    ledger.sync_schedules(&schedules, at("2026-11-23T00:00:00Z"), daily::placed).await.expect("schedules");
    drop(ledger);
    let clock = Clock::stopped(at("2026-11-23T07:59:00Z"));
    let mut config = Config { data_dir: data, ..Config::default() };
    config.library.path = library;
    config.discord.api_url = twin.url().to_owned();
    let token = Token::new(twin.token()).expect("a token");
    let intake = Arc::new(Intake::configured(&config));
    let mut running = app::start(&config, token, clock.clone(), intake).await.expect("a bot");
    running.ready().await.expect("a connection");
    let before = memory();
    clock.set(at("2026-11-23T08:00:00Z"));
    let begun = Instant::now();
    let mut late = Duration::ZERO;
    for channel in places {
        if twin.messages(channel).is_empty() {
            twin.wait_for_message(channel, None, Duration::from_secs(120)).await.expect("a post");
        }
        late = begun.elapsed();
    }
    println!(
        "{due} posts of {all} schedules, all at eight, on the whole bot: {:.1} s, at best {:.1} s; memory {before}+{} MB; {:?}",
        late.as_secs_f64(),
        (due as f64 - 50.0) / 50.0,
        memory().saturating_sub(before),
        twin.exceeded()
    );
    running.stop().await;
    twin.shutdown().await;
}

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let wanted = |what: &str| words.is_empty() || words.iter().any(|w| w == what);
    if wanted("claim") {
        claims(&[1_000, 10_000, 100_000]).await;
    }
    if wanted("send") {
        posts(None, 1_000).await;
        posts(Some(RateLimits::default()), 1_000).await;
    }
    if wanted("morning") {
        morning(100_000).await;
    }
}
