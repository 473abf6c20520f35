//! The fleet at work: stand-in, right time, the host's clock, and a process that can be killed.

use super::course::{Kind, Lost, Spec, Spell, Trouble, minutes};
use crate::{
    process::Process,
    stage::{LIMIT, many},
};
use jiff::{SignedDuration, Timestamp};
use standfirst::{
    app::Clock,
    config::Config,
    playground::{ChannelKind, Fault, Id, Permissions, Trap, Twin, TwinOptions},
};
use std::{collections::BTreeMap, fs};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A minute, after which the bot looks into what was not clear, and a moment.
const A_LOOK: SignedDuration = SignedDuration::from_secs(61);
/// Looks after which nothing is on its way any more.
const LOOKS: usize = 4;
/// After an outage much is tried at once, each for a second; where the machine is busy, that takes more looks.
const LOOKS_BACK: usize = 12;

/// What ends by itself.
enum Over {
    Loss(usize),
    Skew,
}

/// From when to when.
pub type Span = (Timestamp, Timestamp);

pub struct Fleet {
    /// Of the stand-in, and of the test.
    pub runtime: Runtime,
    pub twin: Twin,
    /// The right time, which is Discord's.
    right: Clock,
    /// The time as the bot's host has it.
    host: Clock,
    skew: SignedDuration,
    config: Config,
    pub folder: TempDir,
    process: Option<Process>,
    /// With the channel of each.
    pub specs: Vec<(Spec, Id)>,
    over: BTreeMap<Timestamp, Vec<Over>>,
    /// When nothing could go out at all.
    pub down: Vec<Span>,
    /// When something could not go out to a channel.
    pub lost: Vec<(usize, Span)>,
    /// When the host's clock was wrong, and by how much.
    pub skewed: Vec<(Span, SignedDuration)>,
    /// Each time that the clock was set to.
    pub steps: Vec<Timestamp>,
    /// What befell it, by name.
    pub befell: BTreeMap<&'static str, usize>,
}

impl Fleet {
    pub fn new(specs: Vec<Spec>, digests: usize, start: Timestamp) -> Fleet {
        let runtime = Runtime::new().unwrap();
        let (right, host) = (Clock::stopped(start), Clock::stopped(start));
        let options = TwinOptions { now: right.reading(), ..TwinOptions::default() };
        let twin = runtime.block_on(Twin::start(options)).unwrap();
        let world = twin.world();
        twin.set_system_channel(world.guild, Some(world.general));
        let specs: Vec<(Spec, Id)> = specs
            .into_iter()
            .enumerate()
            .map(|(n, spec)| {
                let channel = match spec.kind {
                    Kind::Text => twin.add_channel(world.guild, &format!("c{n}"), ChannelKind::Text),
                    Kind::Forum => twin.add_channel(world.guild, &format!("c{n}"), ChannelKind::Forum),
                    Kind::Thread => twin.add_thread(world.op_eds, &format!("c{n}")),
                };
                (spec, channel)
            })
            .collect();
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("digests")).unwrap();
        for (name, text) in many(digests) {
            fs::write(folder.path().join(format!("digests/{name}.toml")), text).unwrap();
        }
        let text: String =
            specs.iter().enumerate().map(|(n, (spec, channel))| spec.declared(n, *channel)).collect();
        let mut config = Config::parse(&text).unwrap();
        config.data_dir = folder.path().join("data");
        config.library.path = folder.path().join("digests");
        config.discord.api_url = twin.url().to_owned();
        // The stand-in takes as many as come, and a minute's tries are a second's.
        (config.discord.requests_a_second, config.discord.try_seconds) = (10_000, 1);
        let process = Some(Process::start(&config, &twin, &host));
        let fleet = Fleet {
            runtime,
            twin,
            right,
            host,
            skew: SignedDuration::ZERO,
            config,
            folder,
            process,
            specs,
            over: BTreeMap::new(),
            down: Vec::new(),
            lost: Vec::new(),
            skewed: Vec::new(),
            steps: vec![start],
            befell: BTreeMap::new(),
        };
        fleet.seen_to(&[]);
        fleet
    }

    /// The right time.
    pub fn now(&self) -> Timestamp {
        self.right.now()
    }

    /// Waits until everything that was due by now was seen to, or one of the traps has snapped.
    fn seen_to(&self, traps: &[Trap]) {
        let (now, process) = (self.host.now(), self.process.as_ref().unwrap());
        let (mut looked, mut checked) = (process.running.looked.clone(), process.running.checked.clone());
        let seen = async {
            looked.wait_for(|looked| *looked == now).await.unwrap();
            // It looks each minute.
            let fresh = |checked: &Timestamp| now.duration_since(*checked).abs() < minutes(1);
            checked.wait_for(fresh).await.unwrap();
        };
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
                seen = tokio::time::timeout(LIMIT * 6, seen) => {
                    assert!(seen.is_ok(), "the schedules were not looked at, at {now}");
                }
            }
        });
    }

    /// Sets the clocks; what is over by then is over.
    fn set(&mut self, to: Timestamp) {
        tracing::info!(%to, "the clock is set");
        while let Some(first) = self.over.first_entry().filter(|first| *first.key() <= to) {
            for over in first.remove() {
                match over {
                    Over::Loss(n) => {
                        self.twin.hide_channel(self.specs[n].1, false);
                        self.twin.allow(self.specs[n].1);
                    }
                    Over::Skew => self.skew = SignedDuration::ZERO,
                }
            }
        }
        self.right.set(to);
        self.host.set(to + self.skew);
        self.steps.push(to);
    }

    pub fn advance(&mut self, to: Timestamp) {
        // By a wrong clock nothing may be due then, and the bot looks after a minute.
        let least = if self.skew.is_zero() { to } else { self.now() + A_LOOK };
        self.set(to.max(least));
        self.seen_to(&[]);
    }

    /// Moves on until what was not clear is.
    pub fn settle(&mut self) {
        self.look(LOOKS);
    }

    /// Moves on so many minutes, and a little.
    fn look(&mut self, times: usize) {
        for _ in 0..times {
            self.advance(self.now() + A_LOOK);
        }
    }

    /// Ends the process; what it has sent by then is done before the time moves on.
    pub fn kill(&mut self) {
        self.process = None;
        let hung_up = async { tokio::time::timeout(LIMIT, self.twin.hung_up()).await };
        assert!(self.runtime.block_on(hung_up).is_ok(), "the killed process is connected still");
    }

    fn start(&mut self) {
        self.process = Some(Process::start(&self.config, &self.twin, &self.host));
        self.seen_to(&[]);
    }

    /// Kills the process; it is back so many minutes later.
    fn restart(&mut self, back: u16) {
        let since = self.now();
        self.kill();
        self.twin.heal();
        self.set(since + minutes(back));
        self.down.push((since, self.now()));
        self.start();
    }

    /// Lets the posts of that time meet a trouble.
    pub fn meet(&mut self, trouble: &Trouble, at: Timestamp) {
        *self.befell.entry(trouble.name()).or_default() += 1;
        let traps = trouble.fault().map(|fault| {
            ["/channels/*/messages", "/channels/*/threads"]
                .map(|path| self.twin.fail(fault.clone().on("POST", path)))
        });
        let traps = traps.as_ref().map(<[Trap; 2]>::as_slice).unwrap_or_default();
        match trouble {
            Trouble::Restart { back } => return self.restart(*back),
            Trouble::Dies { back, .. } => {
                self.set(at);
                // At the first request that posts.
                self.seen_to(traps);
                self.restart(*back);
            }
            Trouble::Held { seconds, back } => {
                self.set(at);
                self.seen_to(traps);
                self.hold(traps, at + SignedDuration::from_secs(*seconds), *back);
            }
            _ => {
                self.advance(at);
                self.twin.heal();
            }
        }
        self.settle();
    }

    /// A request is held until then; the process may die at once, and is back so many minutes later.
    fn hold(&mut self, traps: &[Trap], until: Timestamp, back: Option<u16>) {
        match back.map(|back| self.now() + minutes(back)) {
            None => {
                // The bot gives up, and looks for it.
                self.seen_to(&[]);
                if until - A_LOOK >= self.now() {
                    self.advance(self.now() + A_LOOK);
                }
                self.set(until);
                self.let_go(traps);
            }
            Some(back) => {
                let since = self.now();
                self.kill();
                if back >= until {
                    self.set(until);
                    self.let_go(traps);
                }
                self.set(back);
                self.start();
                if back < until {
                    self.set(until);
                    self.let_go(traps);
                }
                self.down.push((since, back));
            }
        }
    }

    /// What is held is done.
    fn let_go(&self, traps: &[Trap]) {
        traps.iter().for_each(Trap::release);
        let done = async {
            while traps.iter().any(|trap| trap.let_go() < trap.hits()) {
                tokio::task::yield_now().await;
            }
        };
        self.runtime.block_on(async { tokio::time::timeout(LIMIT, done).await.unwrap() });
    }

    /// Begins what lasts; none of it outlasts `latest`.
    pub fn begin(&mut self, spell: &Spell, at: Timestamp, latest: Timestamp) {
        *self.befell.entry(spell.name()).or_default() += 1;
        match spell {
            Spell::Outage(steps) => {
                self.twin.fail(Fault::cut_before().times(u32::MAX));
                self.twin.refuse_connections();
                self.twin.disconnect(None);
                self.advance(at);
                for step in steps {
                    self.advance(self.now() + minutes(*step));
                }
                self.twin.heal();
                self.down.push((at, self.now()));
                self.look(LOOKS_BACK);
            }
            Spell::Loss { first, apart, how, hours } => {
                let until = latest.min(at + SignedDuration::from_hours(*hours));
                let (twin, posts) =
                    (&self.twin, Permissions::SEND_MESSAGES | Permissions::SEND_MESSAGES_IN_THREADS);
                for n in (*first..self.specs.len()).step_by(*apart) {
                    let (spec, channel) = &self.specs[n];
                    match (how, spec.kind) {
                        // A thread goes by the permissions of its channel, where others are.
                        (Lost::Gone, _) | (_, Kind::Thread) => twin.hide_channel(*channel, true),
                        (Lost::Post, _) => twin.deny(*channel, posts),
                        (Lost::View, _) => twin.deny(*channel, Permissions::VIEW_CHANNEL),
                    }
                    self.lost.push((n, (at, until)));
                    self.over.entry(until).or_default().push(Over::Loss(n));
                }
                self.advance(at);
            }
            Spell::Skew { quarters, hours } => {
                self.advance(at);
                let until = latest.min(at + SignedDuration::from_hours(*hours));
                self.skew = minutes(15 * quarters);
                self.skewed.push(((at, until), self.skew));
                self.over.entry(until).or_default().push(Over::Skew);
                self.set(at);
                self.seen_to(&[]);
            }
        }
    }
}
