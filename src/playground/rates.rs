//! Rate limits: how many requests are taken, by route and in all, and what went beyond that. They are
//! those of Discord's documentation, "Rate Limits", and count only when a stand-in is told to keep them.

use super::state::Clock;
use axum::http::{HeaderMap, HeaderValue, Method};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    sync::Arc,
};

/// For how long refusals are counted.
const INVALID_WITHIN: SignedDuration = SignedDuration::from_mins(10);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// The limits that a stand-in keeps.
#[derive(Clone)]
pub struct RateLimits {
    /// Requests in any one second, answers to interactions aside.
    pub global: usize,
    /// New messages in one channel within [`RateLimits::window`]; so many of every other kind of request
    /// to a channel, and so many to one interaction after its first answer.
    pub bucket: u32,
    /// How long a bucket lasts from its first request on.
    pub window: SignedDuration,
    /// Answers of 401, 403 and 429 within ten minutes, after which nothing is answered.
    pub invalid: usize,
    /// The time they go by. It is the machine's even where the stand-in's stands still, since a bot
    /// waits in real time.
    pub now: Clock,
}

impl Default for RateLimits {
    fn default() -> RateLimits {
        RateLimits {
            global: 50,
            bucket: 5,
            window: SignedDuration::from_secs(5),
            invalid: 10_000,
            now: Arc::new(Timestamp::now),
        }
    }
}

impl fmt::Debug for RateLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RateLimits").field("global", &self.global).field("bucket", &self.bucket).finish()
    }
}

/// What went beyond the limits, or counts against them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exceeded {
    /// Requests beyond the limit of all.
    pub global: u32,
    /// Requests beyond that of their bucket.
    pub bucket: u32,
    /// Answers of 401, 403 and 429.
    pub invalid: u32,
}

/// A request that is not taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Beyond {
    /// Seconds to wait, and whether everything has to.
    Limit { retry_after: f64, global: bool },
    /// Shut out: answered before Discord itself.
    ShutOut,
}

/// What is counted.
#[derive(Debug)]
pub(super) struct Rates {
    limits: RateLimits,
    second: VecDeque<Timestamp>,
    buckets: BTreeMap<(&'static str, String), Bucket>,
    invalid: VecDeque<Timestamp>,
    pub exceeded: Exceeded,
}

#[derive(Debug)]
struct Bucket {
    ends: Timestamp,
    left: u32,
}

/// A request's bucket: what it is called, and the channel or interaction it is for.
fn bucket(method: &Method, path: &[String]) -> Option<(&'static str, String)> {
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    Some(match (method.as_str(), &parts[..]) {
        ("POST", ["channels", channel, "messages"]) => ("b1c0ffee", (*channel).to_owned()),
        ("GET", ["channels", channel, "messages", ..]) => ("b2c0ffee", (*channel).to_owned()),
        ("PATCH" | "DELETE", ["channels", channel, "messages", _]) => ("b3c0ffee", (*channel).to_owned()),
        ("POST", ["channels", channel, ..]) => ("b4c0ffee", (*channel).to_owned()),
        (_, ["webhooks", application, token, ..]) => ("b5c0ffee", format!("{application} {token}")),
        _ => return None,
    })
}

impl Rates {
    pub fn new(limits: RateLimits) -> Rates {
        Rates {
            limits,
            second: VecDeque::new(),
            buckets: BTreeMap::new(),
            invalid: VecDeque::new(),
            exceeded: Exceeded::default(),
        }
    }

    /// Counts a request; gives the headers of its answer.
    pub fn take(&mut self, method: &Method, path: &[String]) -> Result<HeaderMap, (Beyond, HeaderMap)> {
        let now = (self.limits.now)();
        while self.invalid.front().is_some_and(|at| now.duration_since(*at) >= INVALID_WITHIN) {
            self.invalid.pop_front();
        }
        if self.invalid.len() >= self.limits.invalid {
            return Err((Beyond::ShutOut, HeaderMap::new()));
        }
        let free = matches!(path.first().map(String::as_str), Some("interactions" | "webhooks"));
        if !free {
            while self.second.front().is_some_and(|at| now.duration_since(*at) >= SECOND) {
                self.second.pop_front();
            }
            let full = (self.second.len() >= self.limits.global).then(|| self.second.front()).flatten();
            if let Some(first) = full {
                let wait = SECOND - now.duration_since(*first);
                self.exceeded.global += 1;
                return Err((
                    Beyond::Limit { retry_after: wait.as_secs_f64(), global: true },
                    HeaderMap::new(),
                ));
            }
        }
        let Some(key) = bucket(method, path) else {
            if !free {
                self.second.push_back(now);
            }
            return Ok(HeaderMap::new());
        };
        if self.buckets.len() > 10_000 {
            self.buckets.retain(|_, bucket| bucket.ends > now);
        }
        let (name, most) = (key.0, self.limits.bucket);
        let new = Bucket { ends: now + self.limits.window, left: most };
        let bucket = self.buckets.entry(key).or_insert(Bucket { ..new });
        if bucket.ends <= now {
            *bucket = new;
        }
        let reset = bucket.ends.duration_since(now).as_secs_f64();
        let headers = |left: u32| {
            let mut headers = HeaderMap::new();
            for (header, value) in [
                ("x-ratelimit-limit", most.to_string()),
                ("x-ratelimit-remaining", left.to_string()),
                ("x-ratelimit-reset-after", format!("{reset:.3}")),
                ("x-ratelimit-bucket", name.to_owned()),
            ] {
                if let Ok(value) = HeaderValue::from_str(&value) {
                    headers.insert(header, value);
                }
            }
            headers
        };
        if bucket.left == 0 {
            self.exceeded.bucket += 1;
            return Err((Beyond::Limit { retry_after: reset, global: false }, headers(0)));
        }
        bucket.left -= 1;
        if !free {
            self.second.push_back(now);
        }
        Ok(headers(bucket.left))
    }

    /// Counts an answer.
    pub fn answered(&mut self, status: u16) {
        if matches!(status, 401 | 403 | 429) {
            self.exceeded.invalid += 1;
            self.invalid.push_back((self.limits.now)());
        }
    }
}
