//! Many schedules through simulated weeks of trouble: whatever happens to Discord and to the process, each
//! schedule's chosen local day has exactly one post, or a record of why not. What was posted is told by the
//! stand-in's own record; the ledger is asked only why a post is missing.
//!
//! `STANDFIRST_FLEET=1000x365` runs a thousand schedules for a year, `STANDFIRST_SEED=7` another course.

use crate::stage::{LIMIT, intake, many};
use jiff::{SignedDuration, Timestamp, civil::Date};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config as Cases, RngAlgorithm, TestRng, TestRunner},
};
use standfirst::{
    app::{self, Clock, Running},
    config::Config,
    daily::{Days, Hour, following, time_of_day, zone},
    discord::Token,
    ledger::{Ledger, Past},
    playground::{ChannelKind, Fault, Id, Trap, Twin, TwinOptions},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How late a post is made up.
const GRACE: SignedDuration = SignedDuration::from_hours(6);
const ZONES: [&str; 12] = [
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Europe/Berlin",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
];

/// One schedule, which has a channel of its own.
#[derive(Debug, Clone)]
struct Spec {
    minute: u16,
    zone: &'static str,
    days: u8,
    kind: Kind,
    /// Whether it brings digests, or a line that there is nothing new.
    digests: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Thread,
    Forum,
}

/// What goes wrong at the next request that posts, or that reads.
#[derive(Debug, Clone)]
enum Trouble {
    Status(u16, u32),
    Limited(bool),
    CutBefore,
    CutAfter,
    /// The process dies: before the message is stored, or after; and is back so many minutes later.
    Dies {
        stored: bool,
        back: u16,
    },
    /// The same to a process that has nothing to do just then.
    Restart {
        back: u16,
    },
}

fn spec() -> impl Strategy<Value = Spec> {
    let kind = prop_oneof![6 => Just(Kind::Text), 1 => Just(Kind::Thread), 1 => Just(Kind::Forum)];
    let days = prop_oneof![2 => Just(0b111_1111u8), 2 => Just(0b001_1111), 2 => 1..=0b111_1111u8, 2 => (0..7u8).prop_map(|d| 1 << d)];
    (0..96u16, proptest::sample::select(&ZONES[..]), days, kind, proptest::bool::weighted(0.2)).prop_map(
        |(quarter, zone, days, kind, digests)| Spec { minute: quarter * 15, zone, days, kind, digests },
    )
}

fn trouble() -> impl Strategy<Value = Trouble> {
    let back = prop_oneof![3 => 0..3u16, 2 => 3..60u16, 1 => 60..900u16];
    prop_oneof![
        3 => (proptest::sample::select(&[500u16, 502, 503][..]), 1..3u32).prop_map(|(s, n)| Trouble::Status(s, n)),
        2 => any::<bool>().prop_map(Trouble::Limited),
        3 => Just(Trouble::CutBefore),
        4 => Just(Trouble::CutAfter),
        4 => (any::<bool>(), back.clone()).prop_map(|(stored, back)| Trouble::Dies { stored, back }),
        1 => back.prop_map(|back| Trouble::Restart { back }),
    ]
}

/// The bot with a runtime of its own: when that is shut down, everything ends between two steps of it.
struct Process {
    runtime: Option<Runtime>,
    running: Running,
}

impl Process {
    fn start(config: &Config, twin: &Twin, clock: &Clock) -> Process {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let token = Token::new(twin.token()).unwrap();
        let running = runtime.block_on(async {
            let mut running = app::start(config, token, clock.clone(), intake()).await.unwrap();
            tokio::time::timeout(LIMIT, running.ready()).await.unwrap().unwrap();
            running
        });
        Process { runtime: Some(runtime), running }
    }
}

impl Drop for Process {
    /// Without any good order.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(LIMIT);
        }
    }
}

struct Fleet {
    /// Of the stand-in, and of the test.
    runtime: Runtime,
    twin: Twin,
    clock: Clock,
    config: Config,
    folder: TempDir,
    process: Option<Process>,
    /// With the channel of each.
    specs: Vec<(Spec, Id)>,
}

impl Fleet {
    fn new(specs: Vec<Spec>, start: Timestamp) -> Fleet {
        let runtime = Runtime::new().unwrap();
        let clock = Clock::stopped(start);
        let options = TwinOptions { now: clock.reading(), ..TwinOptions::default() };
        let twin = runtime.block_on(Twin::start(options)).unwrap();
        let (guild, op_eds) = (twin.world().guild, twin.world().op_eds);
        let specs: Vec<(Spec, Id)> = specs
            .into_iter()
            .enumerate()
            .map(|(n, spec)| {
                let channel = match spec.kind {
                    Kind::Text => twin.add_channel(guild, &format!("c{n}"), ChannelKind::Text),
                    Kind::Forum => twin.add_channel(guild, &format!("c{n}"), ChannelKind::Forum),
                    Kind::Thread => twin.add_thread(op_eds, &format!("c{n}")),
                };
                (spec, channel)
            })
            .collect();
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("digests")).unwrap();
        for (name, text) in many(40) {
            fs::write(folder.path().join(format!("digests/{name}.toml")), text).unwrap();
        }
        let text: String =
            specs.iter().enumerate().map(|(n, (spec, channel))| spec.declared(n, *channel)).collect();
        let mut config = Config::parse(&text).unwrap();
        config.data_dir = folder.path().join("data");
        config.library.path = folder.path().join("digests");
        config.discord.api_url = twin.url().to_owned();
        let process = Some(Process::start(&config, &twin, &clock));
        Fleet { runtime, twin, clock, config, folder, process, specs }
    }

    /// Waits until everything that was due by now was seen to, or one of the traps has snapped.
    fn seen_to(&self, traps: &[Trap]) {
        let (now, process) = (self.clock.now(), self.process.as_ref().unwrap());
        let mut looked = process.running.looked.clone();
        let snapped = async {
            match traps {
                [] => std::future::pending().await,
                traps => {
                    while traps.iter().all(|trap| trap.hits() == 0) {
                        tokio::task::yield_now().await;
                    }
                }
            }
        };
        self.runtime.block_on(async {
            tokio::select! {
                biased;
                () = snapped => {}
                seen = tokio::time::timeout(LIMIT * 6, looked.wait_for(|looked| *looked >= now)) => {
                    seen.expect("the schedules were not looked at").unwrap();
                }
            }
        });
    }

    fn advance(&self, to: Timestamp) {
        self.clock.set(to);
        self.seen_to(&[]);
    }

    /// Kills the process; it is back so many minutes later.
    fn restart(&mut self, back: u16) {
        self.process = None;
        self.twin.heal();
        self.clock.set(self.clock.now() + SignedDuration::from_mins(back.into()));
        self.process = Some(Process::start(&self.config, &self.twin, &self.clock));
        self.seen_to(&[]);
    }

    /// Lets the posts of that time meet a trouble.
    fn meet(&mut self, trouble: &Trouble, at: Timestamp) {
        let faults = |fault: &Fault| {
            ["/channels/*/messages", "/channels/*/threads"]
                .map(|path| self.twin.fail(fault.clone().on("POST", path)))
        };
        let traps = match trouble {
            Trouble::Status(status, times) => faults(&Fault::status(*status).times(*times)),
            Trouble::Limited(true) => faults(&Fault::rate_limited_globally(0.01)),
            Trouble::Limited(false) => faults(&Fault::rate_limited(0.01)),
            Trouble::CutBefore => faults(&Fault::cut_before()),
            Trouble::CutAfter => faults(&Fault::cut_after()),
            Trouble::Dies { stored: true, .. } => faults(&Fault::cut_after()),
            // Not held: the stand-in would store it when the process is long dead.
            Trouble::Dies { stored: false, .. } => faults(&Fault::cut_before()),
            Trouble::Restart { back } => return self.restart(*back),
        };
        self.clock.set(at);
        if let Trouble::Dies { back, .. } = trouble {
            // At the first request that posts.
            self.seen_to(&traps);
            return self.restart(*back);
        }
        self.seen_to(&[]);
        self.twin.heal();
        // What was not clear is looked into.
        self.advance(at + SignedDuration::from_secs(61));
    }
}

impl Spec {
    fn hour(&self) -> Hour {
        let at = time_of_day(&format!("{:02}:{:02}", self.minute / 60, self.minute % 60)).unwrap();
        Hour { at, timezone: zone::named(self.zone).unwrap(), days: Days::from_bits(self.days).unwrap() }
    }

    fn declared(&self, n: usize, channel: Id) -> String {
        let hour = self.hour();
        let days: Vec<String> = hour.days.to_string().split(", ").map(|day| format!("{day:?}")).collect();
        format!(
            "[[daily]]\nname = \"s{n}\"\nchannel = {channel}\nat = \"{}\"\ntimezone = \"{}\"\ndays = [{}]\nwhen_empty = \"{}\"\n",
            hour.at.strftime("%H:%M"),
            self.zone,
            days.join(", "),
            if self.digests { "older" } else { "say" },
        )
    }

    /// Its chosen local days between two times, with the time of each.
    fn occurrences(&self, from: Timestamp, to: Timestamp) -> Vec<(Date, Timestamp)> {
        let hour = self.hour();
        let next = |after| following(&hour, after).filter(|due| due.at <= to);
        std::iter::successors(next(from), |due| next(due.at)).map(|due| (due.date, due.at)).collect()
    }
}

/// When each message of a schedule's channel was written, by the stand-in's record.
fn written(twin: &Twin, spec: &Spec, channel: Id) -> Vec<Timestamp> {
    let messages = match spec.kind {
        Kind::Text | Kind::Thread => twin.messages(channel),
        Kind::Forum => {
            let posts = twin.channels().into_iter().filter(|c| c.parent == Some(channel));
            posts.flat_map(|post| twin.messages(post.id)).collect()
        }
    };
    messages.iter().map(|m| m.json["timestamp"].as_str().unwrap().parse().unwrap()).collect()
}

/// The sum of what was found: posted, skipped, uncertain.
fn judge(fleet: &Fleet, start: Timestamp, end: Timestamp) -> [usize; 3] {
    let path = fleet.folder.path().join("data/standfirst.sqlite");
    let recorded: BTreeMap<(String, Date), Past> = fleet.runtime.block_on(async {
        let ledger = Ledger::open(Path::new(&path)).await.unwrap();
        let history = ledger.history(None, u32::MAX).await.unwrap();
        history.into_iter().map(|p| ((p.delivery.claim.schedule.clone(), p.delivery.claim.date), p)).collect()
    });
    let mut sum = [0; 3];
    for (n, (spec, channel)) in fleet.specs.iter().enumerate() {
        let mut written = written(&fleet.twin, spec, *channel);
        for (date, at) in spec.occurrences(start, end) {
            let here = |time: &Timestamp| at <= *time && *time <= at + GRACE + SignedDuration::from_mins(2);
            let posts = written.iter().filter(|time| here(time)).count();
            written.retain(|time| !here(time));
            let past = recorded.get(&(format!("s{n}"), date));
            match (posts, past.map_or("missing", |past| past.state.as_str())) {
                (1, "posted") => sum[0] += 1,
                (0, "skipped") => sum[1] += 1,
                (0 | 1, "uncertain") => sum[2] += 1,
                _ => panic!(
                    "s{n} {spec:?} on {date}, due at {at}: {posts} posts then, others at {written:?}, and the ledger says {past:?}"
                ),
            }
        }
        assert_eq!(written, [], "s{n} {spec:?}: posts that no day asked for");
    }
    sum
}

#[test]
fn every_chosen_day_has_one_post_through_weeks_of_trouble() {
    let size = env::var("STANDFIRST_FLEET").unwrap_or_else(|_| "60x16".to_owned());
    let (schedules, days) = size.split_once('x').unwrap();
    let (schedules, days): (usize, i64) = (schedules.parse().unwrap(), days.parse().unwrap());
    let seed: u64 = env::var("STANDFIRST_SEED").map_or(1, |seed| seed.parse().unwrap());
    println!("STANDFIRST_FLEET={size} STANDFIRST_SEED={seed}");

    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Cases::default(), rng);
    let draw = |runner: &mut TestRunner| trouble().new_tree(runner).unwrap().current();
    let specs = proptest::collection::vec(spec(), schedules).new_tree(&mut runner).unwrap().current();

    // Across the end of summer time in Europe and America, and what the others have.
    let start: Timestamp = "2026-10-21T00:07:00Z".parse().unwrap();
    let end = start + SignedDuration::from_hours(24 * days);
    let mut fleet = Fleet::new(specs, start);
    fleet.seen_to(&[]);
    let mut times: BTreeSet<Timestamp> =
        fleet.specs.iter().flat_map(|(spec, _)| spec.occurrences(start, end)).map(|(_, at)| at).collect();
    let mut troubles = 0;
    while let Some(at) = times.pop_first() {
        if at <= fleet.clock.now() {
            continue;
        }
        // One time in so many, so that there are some each day.
        let meets = (0..40u32).new_tree(&mut runner).unwrap().current() < 3;
        if meets {
            let trouble = draw(&mut runner);
            troubles += 1;
            fleet.meet(&trouble, at);
        } else {
            fleet.advance(at);
        }
    }
    // What is open still is looked into.
    for _ in 0..2 {
        fleet.advance(fleet.clock.now() + SignedDuration::from_secs(61));
    }
    fleet.advance(end.max(fleet.clock.now()) + GRACE + SignedDuration::from_mins(2));
    let [posted, skipped, uncertain] = judge(&fleet, start, fleet.clock.now());
    println!("{posted} posted, {skipped} skipped, {uncertain} uncertain; {troubles} troubles");
    assert!(posted > schedules && troubles > 0, "{posted} posts, {troubles} troubles");
    assert_eq!(uncertain, 0, "all of these channels can be read");
    fleet.process = None;
    fleet.runtime.block_on(fleet.twin.shutdown());
}
