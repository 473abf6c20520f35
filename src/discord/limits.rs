//! How much one person, and one server, may ask for.

use crate::{
    bot::{Action, Request},
    config,
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::{
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

/// A server may ask for as much as so many people who each ask for all they may.
const PEOPLE_OF_A_SERVER: u32 = 15;
/// Half-typed options come several times a second.
const TYPED_A_MINUTE: NonZeroU32 = NonZeroU32::new(240).unwrap();
/// Articles that a person may have digested for themselves in a minute.
const JOBS_A_MINUTE: NonZeroU32 = NonZeroU32::new(5).unwrap();
/// After so many requests, who has asked for nothing lately is forgotten.
const TIDY_AFTER: u32 = 4096;

/// Counts requests, by the generic cell rate algorithm: up to half a minute's worth at once, and then
/// as they come in again.
pub(super) struct Limits {
    users: Option<DefaultKeyedRateLimiter<u64>>,
    servers: Option<DefaultKeyedRateLimiter<u64>>,
    typing: DefaultKeyedRateLimiter<u64>,
    jobs: DefaultKeyedRateLimiter<u64>,
    seen: AtomicU32,
}

impl Limits {
    pub(super) fn new(config: &config::Discord) -> Limits {
        let most = NonZeroU32::new(config.requests_a_minute);
        let of_servers = most.map(|n| n.saturating_mul(PEOPLE_OF_A_SERVER.try_into().unwrap_or(n)));
        Limits {
            users: most.map(limiter),
            servers: of_servers.map(limiter),
            typing: limiter(TYPED_A_MINUTE),
            jobs: RateLimiter::keyed(Quota::per_minute(JOBS_A_MINUTE)),
            seen: AtomicU32::new(0),
        }
    }

    /// Whether a request may be answered.
    pub(super) fn allow(&self, request: &Request) -> bool {
        if self.seen.fetch_add(1, Ordering::Relaxed) % TIDY_AFTER == TIDY_AFTER - 1 {
            self.tidy();
        }
        let allows = |limiter: &Option<DefaultKeyedRateLimiter<u64>>, key| {
            limiter.as_ref().is_none_or(|l| l.check_key(&key).is_ok())
        };
        match request.action {
            Action::Complete { .. } => self.users.is_none() || self.typing.check_key(&request.user).is_ok(),
            _ => allows(&self.users, request.user) && request.guild.is_none_or(|g| allows(&self.servers, g)),
        }
    }

    /// Whether a person may have another article digested.
    pub(super) fn allow_job(&self, user: u64) -> bool {
        self.users.is_none() || self.jobs.check_key(&user).is_ok()
    }

    fn tidy(&self) {
        for limiter in self.users.iter().chain(&self.servers).chain([&self.typing, &self.jobs]) {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn limiter(a_minute: NonZeroU32) -> DefaultKeyedRateLimiter<u64> {
    let burst = NonZeroU32::new(a_minute.get() / 2).unwrap_or(a_minute);
    RateLimiter::keyed(Quota::per_minute(a_minute).allow_burst(burst))
}
