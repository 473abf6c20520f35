//! Whose turn it is: requests that wait, the budgets that Discord grants, and who goes first. No I/O
//! and no clock, so that every case can be played through.
//!
//! Limits and headers are those of Discord's documentation, "Rate Limits": a bot may send so many requests
//! a second, usually fifty, answers to interactions aside; each route has a bucket, named by `X-RateLimit-Bucket`, one for
//! each channel, server or webhook; ten thousand answers of 401, 403 or 429 within ten minutes shut an
//! address out.

use super::route::Route;
use jiff::Timestamp;
use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    time::Duration,
};
use tokio::time::Instant;

const SECOND: Duration = Duration::from_secs(1);
/// Clocks differ by the least bit.
const MARGIN: Duration = Duration::from_millis(1);
/// Most requests that wait.
const MOST_WAITING: usize = 20_000;
/// Half as many refusals as shut an address out: then nothing but answers to interactions is sent.
const MOST_INVALID: usize = 5_000;
const INVALID_WITHIN: Duration = Duration::from_secs(600);
/// First pause after a 429 that says nothing of how long, which comes from before Discord itself; each
/// further one in a row is twice as long.
const FIRST_SHUT: Duration = Duration::from_secs(2);
const LONGEST_SHUT: Duration = Duration::from_secs(300);

/// Who goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody waits for it.
    Now,
    /// It was due then: what is latest goes first.
    Due(Timestamp),
    /// It can wait.
    Idle,
}

/// A place among those that wait: who is least goes first.
type Place = (Urgency, u64);
/// Its name, and the channel, server or webhook it is for.
type Key = (String, String);

/// What an answer says of limits.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Heard {
    /// The bucket as its headers say it.
    pub(super) bucket: Option<Budget>,
    /// A 429, with the seconds to wait, and whom it is for.
    pub(super) wait: Option<(Option<Duration>, Scope)>,
    /// It did what it should.
    pub(super) success: bool,
    /// It counts towards those that shut an address out.
    pub(super) invalid: bool,
}

/// A bucket's budget.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Budget {
    pub(super) name: String,
    pub(super) remaining: u32,
    pub(super) reset_after: Duration,
}

/// Whom a 429 holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Its bucket.
    Bucket,
    /// All but answers to interactions.
    Global,
    /// Everything: it does not come from Discord itself.
    All,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// This one may be sent.
    Go(u64),
    /// Nothing until then.
    At(Instant),
    /// Nothing until something changes.
    Rest,
}

/// Everything that waits or is under way.
#[derive(Debug)]
pub(super) struct Turns {
    last: u64,
    waiting: HashMap<u64, (Key, Route, Urgency)>,
    under_way: HashMap<u64, (Key, Route)>,
    buckets: HashMap<Key, Bucket>,
    /// What Discord calls the bucket of a route; `None` where the route has none.
    names: HashMap<String, Option<String>>,
    /// The first of each bucket that has room: answers to interactions, and all others.
    free: BTreeSet<(Place, Key)>,
    counted: BTreeSet<(Place, Key)>,
    /// Buckets to be looked at again.
    later: BTreeSet<(Instant, Key)>,
    global: Global,
    shut_until: Option<Instant>,
    shut_for: Option<Duration>,
    invalid: VecDeque<Instant>,
}

#[derive(Debug, Default)]
struct Bucket {
    waiting: BTreeSet<Place>,
    under_way: u32,
    window: Option<Window>,
    held_until: Option<Instant>,
    listed: Listed,
}

#[derive(Debug)]
struct Window {
    left: u32,
    ends: Instant,
}

#[derive(Debug, Default)]
enum Listed {
    #[default]
    Nowhere,
    Free(Place),
    Counted(Place),
    Later(Instant),
}

/// The limit of all. What left in one second may arrive within less, so that a request counts from when it
/// is sent until a second after its answer: whatever the ways take, no more than the limit arrive in any one
/// second.
#[derive(Debug, Default)]
struct Global {
    a_second: usize,
    under_way: usize,
    /// When the last ones were answered.
    answered: VecDeque<Instant>,
    held_until: Option<Instant>,
}

/// Whether one more may be sent.
enum Room {
    Now,
    At(Instant),
    /// After the next answer.
    Later,
}

impl Global {
    fn room(&mut self, now: Instant) -> Room {
        self.held_until.take_if(|at| *at <= now);
        while self.answered.front().is_some_and(|at| *at + SECOND + MARGIN <= now) {
            self.answered.pop_front();
        }
        let full = self.under_way + self.answered.len() >= self.a_second;
        let free = self.answered.front().filter(|_| full).map(|at| *at + SECOND + MARGIN);
        match (free.max(self.held_until), full && free.is_none()) {
            (_, true) => Room::Later,
            (Some(at), false) => Room::At(at),
            (None, false) => Room::Now,
        }
    }
}

impl Turns {
    /// With so many in any one second.
    pub(super) fn new(a_second: usize) -> Turns {
        Turns {
            last: 0,
            waiting: HashMap::new(),
            under_way: HashMap::new(),
            buckets: HashMap::new(),
            names: HashMap::new(),
            free: BTreeSet::new(),
            counted: BTreeSet::new(),
            later: BTreeSet::new(),
            global: Global { a_second, ..Global::default() },
            shut_until: None,
            shut_for: None,
            invalid: VecDeque::new(),
        }
    }

    /// Gets in line; `None` where too many wait.
    pub(super) fn join(&mut self, route: Route, urgency: Urgency, now: Instant) -> Option<u64> {
        if self.waiting.len() >= MOST_WAITING {
            return None;
        }
        self.last += 1;
        let ticket = self.last;
        let bucket = self.names.get(&route.name).and_then(Option::as_ref).unwrap_or(&route.name);
        let key = (bucket.clone(), route.major.clone());
        self.buckets.entry(key.clone()).or_default().waiting.insert((urgency, ticket));
        self.waiting.insert(ticket, (key.clone(), route, urgency));
        self.list(&key, now);
        Some(ticket)
    }

    /// Leaves without having been sent; also one whose turn has just come.
    pub(super) fn leave(&mut self, ticket: u64, now: Instant) {
        if let Some((key, _, urgency)) = self.waiting.remove(&ticket) {
            if let Some(bucket) = self.buckets.get_mut(&key) {
                bucket.waiting.remove(&(urgency, ticket));
            }
            self.list(&key, now);
        }
        self.done(ticket, &Heard::default(), now);
    }

    /// What is to be done now.
    pub(super) fn next(&mut self, now: Instant) -> Next {
        while let Some((at, key)) = self.later.first().filter(|(at, _)| *at <= now).cloned() {
            self.later.remove(&(at, key.clone()));
            self.list(&key, now);
        }
        let mut wake = self.later.first().map(|(at, _)| *at);
        let mut until = |at: Instant| wake = Some(wake.map_or(at, |wake| wake.min(at)));
        let (shut, spared) = (self.shut_until.filter(|at| *at > now), self.spared(now));
        match (self.free.first(), shut) {
            (Some(_), Some(at)) => until(at),
            (Some((place, key)), None) => return self.go(*place, &key.clone(), now),
            (None, _) => {}
        }
        if let Some((place, key)) = self.counted.first() {
            match (self.global.room(now), shut.max(spared)) {
                (Room::Now, None) => {
                    let (place, key) = (*place, key.clone());
                    self.global.under_way += 1;
                    return self.go(place, &key, now);
                }
                (Room::Now, Some(at)) => until(at),
                (Room::At(at), also) => until(also.map_or(at, |also| at.max(also))),
                (Room::Later, _) => {}
            }
        }
        wake.map_or(Next::Rest, Next::At)
    }

    /// Until when refusals hold everything back that can be.
    fn spared(&self, now: Instant) -> Option<Instant> {
        let many = (self.invalid.len() >= MOST_INVALID).then(|| self.invalid.front()).flatten();
        many.map(|first| *first + INVALID_WITHIN).filter(|at| *at > now)
    }

    fn go(&mut self, place: Place, key: &Key, now: Instant) -> Next {
        let ticket = place.1;
        if let Some(bucket) = self.buckets.get_mut(key) {
            bucket.waiting.remove(&place);
            bucket.under_way += 1;
            if let Some(window) = &mut bucket.window {
                window.left = window.left.saturating_sub(1);
            }
        }
        if let Some((_, route, _)) = self.waiting.remove(&ticket) {
            self.under_way.insert(ticket, (key.clone(), route));
        }
        self.list(key, now);
        Next::Go(ticket)
    }

    /// An answer came, or none will.
    pub(super) fn done(&mut self, ticket: u64, heard: &Heard, now: Instant) {
        let Some((mut key, route)) = self.under_way.remove(&ticket) else { return };
        if !route.free {
            self.global.under_way = self.global.under_way.saturating_sub(1);
            self.global.answered.push_back(now);
        }
        match &heard.bucket {
            Some(budget) => {
                self.names.insert(route.name, Some(budget.name.clone()));
                key = self.rename(key, &budget.name, now);
            }
            None if heard.success => {
                self.names.entry(route.name).or_insert(None);
            }
            None => {}
        }
        if heard.invalid {
            self.invalid.push_back(now);
            while self.invalid.len() > MOST_INVALID {
                self.invalid.pop_front();
            }
        }
        let bucket = self.buckets.entry(key.clone()).or_default();
        bucket.under_way = bucket.under_way.saturating_sub(1);
        if let Some(budget) = &heard.bucket {
            bucket.hear(budget, now);
        }
        match heard.wait {
            Some((after, Scope::Bucket)) => {
                bucket.held_until = Some(now + after.unwrap_or(FIRST_SHUT)).max(bucket.held_until);
            }
            Some((after, Scope::Global)) => {
                let held = &mut self.global.held_until;
                *held = Some(now + after.unwrap_or(FIRST_SHUT)).max(*held);
            }
            Some((after, Scope::All)) => {
                // Of many that were under way together, one lengthens the pause.
                if self.shut_until.is_none_or(|at| at <= now) {
                    self.shut_for =
                        Some(self.shut_for.map_or(FIRST_SHUT, |before| before * 2).min(LONGEST_SHUT));
                }
                let pause = after.or(self.shut_for).unwrap_or(FIRST_SHUT);
                self.shut_until = Some(now + pause).max(self.shut_until);
            }
            None if heard.success => self.shut_for = None,
            None => {}
        }
        self.list(&key, now);
    }

    /// Moves what is known under one name to another: Discord has said what the bucket is called.
    fn rename(&mut self, key: Key, name: &str, now: Instant) -> Key {
        if key.0 == name {
            return key;
        }
        let new = (name.to_owned(), key.1.clone());
        self.unlist(&key);
        if let Some(old) = self.buckets.remove(&key) {
            for (_, ticket) in &old.waiting {
                if let Some((of, ..)) = self.waiting.get_mut(ticket) {
                    of.clone_from(&new);
                }
            }
            for (of, _) in self.under_way.values_mut().filter(|(of, _)| *of == key) {
                of.clone_from(&new);
            }
            let bucket = self.buckets.entry(new.clone()).or_default();
            bucket.waiting.extend(old.waiting);
            bucket.under_way += old.under_way;
            bucket.held_until = bucket.held_until.max(old.held_until);
        }
        self.list(&new, now);
        new
    }

    fn unlist(&mut self, key: &Key) {
        let Some(bucket) = self.buckets.get_mut(key) else { return };
        match std::mem::take(&mut bucket.listed) {
            Listed::Nowhere => false,
            Listed::Free(place) => self.free.remove(&(place, key.clone())),
            Listed::Counted(place) => self.counted.remove(&(place, key.clone())),
            Listed::Later(at) => self.later.remove(&(at, key.clone())),
        };
    }

    /// Puts a bucket where it belongs: to those with room, to those to be looked at later, or away.
    fn list(&mut self, key: &Key, now: Instant) {
        self.unlist(key);
        let Some(bucket) = self.buckets.get_mut(key) else { return };
        bucket.refill(now);
        let Some(place) = bucket.waiting.first().copied() else {
            match bucket.opens(now) {
                // It is remembered for as long as it says something.
                Some(at) => {
                    bucket.listed = Listed::Later(at);
                    self.later.insert((at, key.clone()));
                }
                None if bucket.under_way == 0 => drop(self.buckets.remove(key)),
                None => {}
            }
            return;
        };
        let (free, unlimited) = self.waiting.get(&place.1).map_or((false, false), |(_, route, _)| {
            (route.free, matches!(self.names.get(&route.name), Some(None)))
        });
        let closed = match &bucket.window {
            _ if bucket.held_until.is_some() => bucket.held_until,
            Some(window) => (window.left == 0).then_some(window.ends),
            None => None,
        };
        if let Some(at) = closed {
            bucket.listed = Listed::Later(at);
            self.later.insert((at, key.clone()));
        } else if bucket.window.is_none() && !unlimited && bucket.under_way > 0 {
            // The first answer will say how many there may be.
        } else if free {
            bucket.listed = Listed::Free(place);
            self.free.insert((place, key.clone()));
        } else {
            bucket.listed = Listed::Counted(place);
            self.counted.insert((place, key.clone()));
        }
    }
}

impl Bucket {
    /// What an answer says. Others may be under way that it does not know of, and answers may overtake each
    /// other. The end is told as seen from Discord, so that it is never taken to be earlier than it is; an
    /// answer that tells of a later end is from the next window, in which the least that either grants is safe.
    fn hear(&mut self, budget: &Budget, now: Instant) {
        let ends = now + budget.reset_after;
        self.window = Some(match &self.window {
            Some(window) => Window { left: window.left.min(budget.remaining), ends: window.ends.min(ends) },
            None => Window { left: budget.remaining.saturating_sub(self.under_way), ends },
        });
    }

    /// Forgets what is over. What the next window grants, the first answer in it says.
    fn refill(&mut self, now: Instant) {
        self.window.take_if(|window| window.ends <= now);
        self.held_until.take_if(|at| *at <= now);
    }

    /// When there is nothing left to remember.
    fn opens(&self, now: Instant) -> Option<Instant> {
        self.window.as_ref().map(|w| w.ends).max(self.held_until).filter(|at| *at > now)
    }
}

#[cfg(test)]
mod tests;
