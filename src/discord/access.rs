//! What the bot may do in a channel, by the rules that Discord documents: server, roles, then the channel's
//! overwrites for everybody, for roles, and for the bot. A thread follows the channel that it is in.

use super::rest::{Rest, RestError};
use crate::{
    bot::{Access, Look, Permission},
    ledger::Target,
};
use reqwest::Method;
use serde_json::Value;
use serenity::all::Permissions;
use std::time::Duration;

/// How long Discord may take for each answer.
const WITHIN: Duration = Duration::from_secs(10);

/// Finds out what the bot lacks for posting in a channel.
pub async fn look(rest: &Rest, asked: Look) -> Access {
    match looked(rest, asked).await {
        Ok(access) => access,
        Err(RestError::Refused { .. }) => Access::Unseen,
        Err(error) => {
            tracing::warn!(%error, channel = asked.channel, "what the bot may do in a channel is not known");
            Access::Unknown
        }
    }
}

async fn looked(rest: &Rest, asked: Look) -> Result<Access, RestError> {
    let get = async |path: String| rest.send(Method::GET, &path, None, WITHIN).await;
    let guild = asked.guild;
    let channel = get(format!("/channels/{}", asked.channel)).await?;
    if id(&channel, "guild_id") != Some(guild) {
        return Ok(Access::Elsewhere);
    }
    let Some(kind) = kind(&channel) else { return Ok(Access::NoPlace) };
    let me = get("/users/@me".to_owned()).await?;
    let me = id(&me, "id").unwrap_or_default();
    let roles = get(format!("/guilds/{guild}/roles"));
    let member = get(format!("/guilds/{guild}/members/{me}"));
    let place = async {
        match id(&channel, "parent_id").filter(|_| kind == Target::Thread) {
            Some(parent) => get(format!("/channels/{parent}")).await,
            None => Ok(channel.clone()),
        }
    };
    let (roles, member, place) = tokio::try_join!(roles, member, place)?;
    let held = permissions(
        guild,
        me,
        list(&roles),
        &member,
        list(place.get("permission_overwrites").unwrap_or(&Value::Null)),
    );
    let mut lacking: Vec<Permission> =
        needed(kind).iter().filter(|(p, _)| !held.contains(*p)).map(|(_, name)| *name).collect();
    if let Some(role) = asked.role {
        let role = list(&roles).iter().find(|r| id(r, "id") == Some(role)).filter(|_| role != guild);
        let Some(role) = role else { return Ok(Access::NoRole) };
        let open = role.get("mentionable") == Some(&Value::Bool(true));
        if !open && !held.contains(Permissions::MENTION_EVERYONE) {
            lacking.push(Permission::MentionRoles);
        }
    }
    // Without it nothing else can be told to be there.
    if lacking.contains(&Permission::ViewChannel) {
        lacking = vec![Permission::ViewChannel];
    }
    let name = channel.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Access::Seen { kind, name, lacking })
}

/// What posting takes in a channel of that kind.
fn needed(kind: Target) -> &'static [(Permissions, Permission)] {
    match kind {
        Target::Text | Target::Announcement => &[
            (Permissions::VIEW_CHANNEL, Permission::ViewChannel),
            (Permissions::SEND_MESSAGES, Permission::SendMessages),
            (Permissions::EMBED_LINKS, Permission::EmbedLinks),
            (Permissions::READ_MESSAGE_HISTORY, Permission::ReadMessageHistory),
        ],
        Target::Thread => &[
            (Permissions::VIEW_CHANNEL, Permission::ViewChannel),
            (Permissions::SEND_MESSAGES_IN_THREADS, Permission::SendMessagesInThreads),
            (Permissions::EMBED_LINKS, Permission::EmbedLinks),
            (Permissions::READ_MESSAGE_HISTORY, Permission::ReadMessageHistory),
        ],
        Target::Forum => &[
            (Permissions::VIEW_CHANNEL, Permission::ViewChannel),
            (Permissions::SEND_MESSAGES, Permission::SendMessages),
            (Permissions::SEND_MESSAGES_IN_THREADS, Permission::SendMessagesInThreads),
            (Permissions::EMBED_LINKS, Permission::EmbedLinks),
            (Permissions::READ_MESSAGE_HISTORY, Permission::ReadMessageHistory),
        ],
    }
}

/// By Discord's numbers; `None` where nothing can be posted.
fn kind(channel: &Value) -> Option<Target> {
    Some(match channel.get("type")?.as_u64()? {
        0 | 2 => Target::Text,
        5 => Target::Announcement,
        10..=12 => Target::Thread,
        15 => Target::Forum,
        _ => return None,
    })
}

fn permissions(guild: u64, me: u64, roles: &[Value], member: &Value, overwrites: &[Value]) -> Permissions {
    let mine: Vec<u64> =
        list(member.get("roles").unwrap_or(&Value::Null)).iter().filter_map(number).collect();
    let given = |role: &&Value| id(role, "id").is_some_and(|id| id == guild || mine.contains(&id));
    let mut held = Permissions::empty();
    for role in roles.iter().filter(given) {
        held |= bits(role, "permissions");
    }
    if held.contains(Permissions::ADMINISTRATOR) {
        return Permissions::all();
    }
    let everybody = |target: u64| target == guild;
    let a_role = |target: u64| target != guild && mine.contains(&target);
    let the_bot = |target: u64| target == me;
    let steps: [&dyn Fn(u64) -> bool; 3] = [&everybody, &a_role, &the_bot];
    for applies in steps {
        let theirs = || overwrites.iter().filter(|o| id(o, "id").is_some_and(applies));
        let (mut allow, mut deny) = (Permissions::empty(), Permissions::empty());
        for overwrite in theirs() {
            allow |= bits(overwrite, "allow");
            deny |= bits(overwrite, "deny");
        }
        held = (held - deny) | allow;
    }
    held
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn id(of: &Value, key: &str) -> Option<u64> {
    number(of.get(key)?)
}

/// Discord writes ids and permissions as strings.
fn number(value: &Value) -> Option<u64> {
    value.as_str().map_or_else(|| value.as_u64(), |text| text.parse().ok())
}

fn bits(of: &Value, key: &str) -> Permissions {
    Permissions::from_bits_truncate(id(of, key).unwrap_or_default())
}
