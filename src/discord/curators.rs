//! Who may fill the library: people with a certain role in the operator's own servers.

use super::rest::Rest;
use crate::config::Discord;
use reqwest::Method;
use serde_json::Value;
use serenity::all::{Member, Permissions};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long asking for a server's roles may take: an answer waits for it.
const ASK_WITHIN: Duration = Duration::from_millis(700);
/// How long a server's roles are remembered. They change, and a name says nothing of that.
const KEPT: Duration = Duration::from_secs(60);

/// The rule of one bot.
pub(super) struct Curators {
    guilds: Vec<u64>,
    /// An id or a name; blank where Manage Server makes a curator.
    role: String,
    /// The role's id in a server, and when it was asked for.
    known: Mutex<HashMap<u64, (Instant, Option<u64>)>>,
}

impl Curators {
    pub(super) fn new(config: &Discord) -> Curators {
        Curators {
            guilds: config.curator_guilds.iter().map(|g| g.get()).collect(),
            role: config.curator_role.clone(),
            known: Mutex::default(),
        }
    }

    /// Whether this member of that server is a curator. Where Discord does not tell in time, nobody is.
    pub(super) async fn include(&self, rest: &Rest, guild: u64, member: &Member) -> bool {
        if !self.guilds.contains(&guild) {
            return false;
        }
        if self.role.is_empty() {
            return member.permissions.is_some_and(|p| p.contains(Permissions::MANAGE_GUILD));
        }
        match self.role_in(rest, guild).await {
            Some(role) => member.roles.iter().any(|r| r.get() == role),
            None => false,
        }
    }

    async fn role_in(&self, rest: &Rest, guild: u64) -> Option<u64> {
        if let Ok(id) = self.role.parse() {
            return Some(id);
        }
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&guild).copied();
        if let Some((asked, role)) = known
            && asked.elapsed() < KEPT
        {
            return role;
        }
        let roles = match rest.send(Method::GET, &format!("/guilds/{guild}/roles"), None, ASK_WITHIN).await {
            Ok(roles) => roles,
            Err(error) => {
                tracing::warn!(%error, guild, "the server's roles are not known; nobody is a curator there now");
                return known.and_then(|(_, role)| role);
            }
        };
        let text = |role: &Value, key: &str| role.get(key).and_then(Value::as_str).map(str::to_owned);
        let named = |role: &&Value| text(role, "name").is_some_and(|n| n.eq_ignore_ascii_case(&self.role));
        let role = roles.as_array().and_then(|all| all.iter().find(named));
        let role = role.and_then(|r| text(r, "id")?.parse().ok());
        if role.is_none() {
            tracing::warn!(guild, "the server has no role `{}`; see curator_role in config.toml", self.role);
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(guild, (Instant::now(), role));
        role
    }
}
