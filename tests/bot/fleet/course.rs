//! What is drawn: schedules, and what befalls them.

use jiff::{SignedDuration, Timestamp, civil::Date};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config as Cases, RngAlgorithm, TestRng, TestRunner},
};
use standfirst::{
    daily::{Days, Hour, following, time_of_day, zone},
    playground::{Fault, Id},
};

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
pub struct Spec {
    minute: u16,
    zone: &'static str,
    days: u8,
    pub kind: Kind,
    /// Whether it brings digests, or a line that there is nothing new.
    digests: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Text,
    Thread,
    Forum,
}

/// What goes wrong at the next request that posts.
#[derive(Debug, Clone)]
pub enum Trouble {
    Status(u16, u32),
    /// The message is there, and Discord says that it failed.
    StatusAfter(u16),
    Limited(bool),
    CutBefore,
    CutAfter,
    /// Discord does it so many seconds later, when nobody waits any more; the process may have died meanwhile, and
    /// be back after so many minutes.
    Held {
        seconds: i64,
        back: Option<u16>,
    },
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

/// What lasts.
#[derive(Debug, Clone)]
pub enum Spell {
    /// Nothing can be reached, for so many times so many minutes; the process lives on.
    Outage(Vec<u16>),
    /// In some channels, which are so far apart, the bot may not post for so many hours, or not see them, or finds none.
    Loss { first: usize, apart: usize, how: Lost, hours: i64 },
    /// The host's clock is so many quarters of an hour ahead of the right time, for so many hours.
    Skew { quarters: i32, hours: i64 },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lost {
    Post,
    View,
    Gone,
}

/// Draws from one seed.
pub struct Course(TestRunner);

impl Course {
    pub fn new(seed: u64) -> Course {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        Course(TestRunner::new_with_rng(Cases::default(), rng))
    }

    fn draw<T: std::fmt::Debug>(&mut self, from: impl Strategy<Value = T>) -> T {
        from.new_tree(&mut self.0).unwrap().current()
    }

    pub fn specs(&mut self, n: usize) -> Vec<Spec> {
        self.draw(proptest::collection::vec(spec(), n))
    }

    /// What befalls one of the times at which something is due: one in so many, so that there is some each day.
    pub fn trouble(&mut self) -> Option<Trouble> {
        self.draw(proptest::option::weighted(0.075, trouble()))
    }

    /// What begins on the nth day. Each has its turn, so that a short course has all of them.
    pub fn spell(&mut self, day: i64) -> Option<Spell> {
        match day % 9 {
            3 => Some(Spell::Outage(self.draw(proptest::collection::vec(10..360u16, 1..9)))),
            5 => {
                let how = prop_oneof![Just(Lost::Post), Just(Lost::View), Just(Lost::Gone)];
                let (first, apart, how, hours) = self.draw((0..9usize, 3..30usize, how, 6..96i64));
                Some(Spell::Loss { first, apart, how, hours })
            }
            7 => {
                let quarters = prop_oneof![-20..=-1i32, 1..=20i32];
                let (quarters, hours) = self.draw((quarters, 2..30i64));
                Some(Spell::Skew { quarters, hours })
            }
            _ => None,
        }
    }
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
    let status = || proptest::sample::select(&[500u16, 502, 503][..]);
    prop_oneof![
        3 => (status(), 1..3u32).prop_map(|(s, n)| Trouble::Status(s, n)),
        2 => status().prop_map(Trouble::StatusAfter),
        2 => any::<bool>().prop_map(Trouble::Limited),
        3 => Just(Trouble::CutBefore),
        4 => Just(Trouble::CutAfter),
        // No longer than the guard before Discord waits for its servers.
        3 => (0..=100i64, proptest::option::of(back.clone()))
            .prop_map(|(seconds, back)| Trouble::Held { seconds, back }),
        4 => (any::<bool>(), back.clone()).prop_map(|(stored, back)| Trouble::Dies { stored, back }),
        1 => back.prop_map(|back| Trouble::Restart { back }),
    ]
}

impl Trouble {
    pub fn name(&self) -> &'static str {
        match self {
            Trouble::Status(..) => "5xx before",
            Trouble::StatusAfter(_) => "5xx after",
            Trouble::Limited(true) => "429 of all",
            Trouble::Limited(false) => "429",
            Trouble::CutBefore => "reset before",
            Trouble::CutAfter => "reset after",
            Trouble::Held { back: None, .. } => "held",
            Trouble::Held { back: Some(_), .. } => "held and killed",
            Trouble::Dies { stored: true, .. } => "killed after",
            Trouble::Dies { stored: false, .. } => "killed before",
            Trouble::Restart { .. } => "killed idle",
        }
    }

    /// What it does to a request.
    pub fn fault(&self) -> Option<Fault> {
        Some(match self {
            Trouble::Status(status, times) => Fault::status(*status).times(*times),
            Trouble::StatusAfter(status) => Fault::status_after(*status),
            Trouble::Limited(true) => Fault::rate_limited_globally(0.01),
            Trouble::Limited(false) => Fault::rate_limited(0.01),
            Trouble::CutBefore | Trouble::Dies { stored: false, .. } => Fault::cut_before(),
            Trouble::CutAfter | Trouble::Dies { stored: true, .. } => Fault::cut_after(),
            Trouble::Held { .. } => Fault::hold(),
            Trouble::Restart { .. } => return None,
        })
    }
}

impl Spell {
    pub fn name(&self) -> &'static str {
        match self {
            Spell::Outage(_) => "outage",
            Spell::Loss { how: Lost::Post, .. } => "may not post",
            Spell::Loss { how: Lost::View, .. } => "may not see",
            Spell::Loss { how: Lost::Gone, .. } => "not found",
            Spell::Skew { quarters: ..0, .. } => "clock back",
            Spell::Skew { .. } => "clock ahead",
        }
    }
}

impl Spec {
    fn hour(&self) -> Hour {
        let at = time_of_day(&format!("{:02}:{:02}", self.minute / 60, self.minute % 60)).unwrap();
        Hour { at, timezone: zone::named(self.zone).unwrap(), days: Days::from_bits(self.days).unwrap() }
    }

    pub fn declared(&self, n: usize, channel: Id) -> String {
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
    pub fn occurrences(&self, from: Timestamp, to: Timestamp) -> Vec<(Date, Timestamp)> {
        let hour = self.hour();
        let next = |after| following(&hour, after).filter(|due| due.at <= to);
        std::iter::successors(next(from), |due| next(due.at)).map(|due| (due.date, due.at)).collect()
    }
}

pub fn minutes(n: impl Into<i64>) -> SignedDuration {
    SignedDuration::from_mins(n.into())
}
