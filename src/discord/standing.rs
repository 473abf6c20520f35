//! How the bot stands to a channel that it was kept from posting in.

use super::{
    access,
    rest::{Rest, RestError},
    turns::Urgency,
};
use crate::bot::{Access, Look, Permission};
use reqwest::Method;
use serde_json::Value;
use std::time::Duration;

/// How long Discord may take for each answer.
const WITHIN: Duration = Duration::from_secs(30);

/// How the bot stands to a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is seen that keeps it from posting there.
    Open,
    /// It lacks these permissions.
    Lacking(Vec<Permission>),
    /// There is no such channel.
    Gone,
    /// It is not in the server.
    Left,
    /// Discord did not tell.
    Unknown,
}

/// Finds out how the bot stands to a channel, which is or was in that server, where it is known.
pub async fn standing(rest: &Rest, channel: u64, guild: Option<u64>) -> Standing {
    match find(rest, channel, guild).await {
        Ok(standing) => standing,
        Err(error) => {
            tracing::warn!(%error, channel, "how the bot stands to a channel is not known");
            Standing::Unknown
        }
    }
}

async fn find(rest: &Rest, channel: u64, guild: Option<u64>) -> Result<Standing, RestError> {
    let hidden = || Standing::Lacking(vec![Permission::ViewChannel]);
    let guild = match (ask(rest, &format!("/channels/{channel}")).await, guild) {
        (Ok(found), known) => {
            let guild = found.get("guild_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
            match guild.or(known) {
                Some(guild) => guild,
                None => return Ok(Standing::Open),
            }
        }
        (Err(RestError::Refused { status, .. }), Some(guild)) => {
            return Ok(match ask(rest, &format!("/guilds/{guild}")).await {
                Ok(_) if status == 404 => Standing::Gone,
                Ok(_) => hidden(),
                Err(RestError::Refused { .. }) => Standing::Left,
                Err(error) => return Err(error),
            });
        }
        (Err(RestError::Refused { status: 404, .. }), None) => return Ok(Standing::Gone),
        (Err(RestError::Refused { .. }), None) => return Ok(hidden()),
        (Err(error), _) => return Err(error),
    };
    Ok(match access::look(rest, Look { guild, channel, role: None }).await {
        Access::Seen { lacking, .. } if lacking.is_empty() => Standing::Open,
        Access::Seen { lacking, .. } => Standing::Lacking(lacking),
        Access::Unseen => hidden(),
        Access::Unknown => Standing::Unknown,
        Access::Elsewhere | Access::NoPlace | Access::NoRole => Standing::Gone,
    })
}

/// Where the server says what concerns it; `None` where it has no such channel, or is not to be asked.
pub async fn system_channel(rest: &Rest, guild: u64) -> Option<u64> {
    let found = ask(rest, &format!("/guilds/{guild}")).await.ok()?;
    found.get("system_channel_id")?.as_str()?.parse().ok()
}

async fn ask(rest: &Rest, path: &str) -> Result<Value, RestError> {
    rest.send_as(Urgency::Idle, Method::GET, path, None, WITHIN).await
}
