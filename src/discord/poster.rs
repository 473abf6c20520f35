//! Posting to channels, and finding there what was posted.

use super::{
    outgoing,
    rest::{Rest, RestError},
    turns::Urgency,
};
use crate::{
    bot::{CustomId, Mark, Message},
    ledger::Target,
};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

/// How long one post may take, retries counted: less than the time in which Discord knows a nonce.
const POST_WITHIN: Duration = Duration::from_secs(60);
/// How long reading a channel may take.
const READ_WITHIN: Duration = Duration::from_secs(30);
/// Messages that Discord lists at a time, at most.
const PAGE: usize = 100;
/// How many such pages of a busy channel are read for one message.
const PAGES: usize = 20;
/// How many of them are from before the clock of this machine, were it not quite right, says that it was written.
const PAGES_BEFORE: usize = 3;
/// Threads of a forum that are read for one post.
const THREADS: usize = 100;
/// How far the clock of this machine and Discord's may well differ.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_hours(1);
/// How far they may differ where somebody set this one wrong, as far as there is not too much to read.
const CLOCK_WRONG: SignedDuration = SignedDuration::from_hours(25);
/// Snowflakes count milliseconds from the first of January 2015, in their upper 42 bits.
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

/// Discord's code for a channel that is gone.
pub(super) const UNKNOWN_CHANNEL: u64 = 10003;
/// Discord's code for a message that is gone.
pub(super) const UNKNOWN_MESSAGE: u64 = 10008;
/// Discord's code for a message that is published already.
const ALREADY_CROSSPOSTED: u64 = 40033;

/// Posts messages to channels.
#[derive(Debug, Clone)]
pub struct Poster {
    rest: Rest,
    urgency: Urgency,
    /// The bot's own id, once it was asked for.
    me: Arc<OnceLock<u64>>,
}

/// What a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its kind.
    pub target: Target,
    /// Its server; none of a direct conversation.
    pub guild: Option<u64>,
    /// The newest message that was written there, as Discord tells it; it may be gone.
    newest: Option<u64>,
}

/// What came of looking for a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is there, as this message; in a forum that is the thread, too.
    There(u64),
    /// It is not there.
    Nowhere,
    /// Discord does not let the bot read there, or there is too much to read; why.
    Unreadable(String),
}

impl Poster {
    /// Posts by this path, after all that is more urgent.
    pub fn new(rest: Rest) -> Poster {
        Poster { rest, urgency: Urgency::Idle, me: Arc::default() }
    }

    /// Posts as urgently as that.
    #[must_use]
    pub fn at(&self, urgency: Urgency) -> Poster {
        Poster { urgency, ..self.clone() }
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, RestError> {
        self.rest.send_as(self.urgency, method, path, body, POST_WITHIN).await
    }

    async fn send_once(&self, path: &str, body: &Value) -> Result<Value, RestError> {
        self.rest.send_once(self.urgency, Method::POST, path, Some(body), POST_WITHIN).await
    }

    /// Posts a message and gives its id. With the same nonce, Discord posts once within some minutes.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether the message is there.
    pub async fn post(&self, channel: u64, message: &Message, nonce: &str) -> Result<u64, RestError> {
        let path = format!("/channels/{channel}/messages");
        let body = outgoing::post(message, nonce).map_err(|e| unclear("POST", &path, &e.to_string()))?;
        let posted = self.send(Method::POST, &path, Some(&body)).await?;
        id(&posted).ok_or_else(|| unclear("POST", &path, "the answer has no message id"))
    }

    /// Posts a message to a thread, once: what is not clear is not repeated, since no nonce holds there.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether the message is there.
    pub async fn post_once(&self, thread: u64, message: &Message, nonce: &str) -> Result<u64, RestError> {
        let path = format!("/channels/{thread}/messages");
        let body = outgoing::post(message, nonce).map_err(|e| unclear("POST", &path, &e.to_string()))?;
        let posted = self.send_once(&path, &body).await?;
        id(&posted).ok_or_else(|| unclear("POST", &path, "the answer has no message id"))
    }

    /// Begins a post of that name in a forum, once, and gives the id of the thread, which is that of its
    /// first message, too.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether the post is there.
    pub async fn post_in_forum(
        &self,
        forum: u64,
        name: &str,
        message: &Message,
        nonce: &str,
    ) -> Result<u64, RestError> {
        let path = format!("/channels/{forum}/threads");
        let body =
            outgoing::forum_post(message, nonce, name).map_err(|e| unclear("POST", &path, &e.to_string()))?;
        let posted = self.send_once(&path, &body).await?;
        id(&posted).ok_or_else(|| unclear("POST", &path, "the answer has no thread id"))
    }

    /// Puts a message in the place of one that was posted; its text above the card stays.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether it changed; it may be asked again.
    pub async fn correct(&self, channel: u64, message: u64, new: &Message) -> Result<(), RestError> {
        let path = format!("/channels/{channel}/messages/{message}");
        let body = outgoing::correction(new).map_err(|e| unclear("PATCH", &path, &e.to_string()))?;
        self.send(Method::PATCH, &path, Some(&body)).await.map(|_| ())
    }

    /// Publishes a message of an announcement channel to those who follow it. One that is published
    /// already counts as done.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether it was done; it may be asked again.
    pub async fn crosspost(&self, channel: u64, message: u64) -> Result<(), RestError> {
        let path = format!("/channels/{channel}/messages/{message}/crosspost");
        match self.send(Method::POST, &path, None).await {
            Err(error) if error.code() != Some(ALREADY_CROSSPOSTED) => Err(error),
            _ => Ok(()),
        }
    }

    /// Posts a message that nothing waits for, unless it was written there since `since`: a text that says when
    /// something was so is the same text.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether the message is there.
    pub async fn tell(
        &self,
        channel: u64,
        message: &Message,
        nonce: &str,
        since: Timestamp,
    ) -> Result<(), RestError> {
        let same = |m: &Value| m.get("content").and_then(Value::as_str) == Some(&message.text);
        match self.look_back(channel, same, since).await {
            Ok(Seen::There(_)) => Ok(()),
            // Where it cannot be read, the nonce alone keeps it from coming twice.
            Ok(_) | Err(RestError::Refused { .. }) => self.post(channel, message, nonce).await.map(drop),
            Err(error) => Err(error),
        }
    }

    /// Opens the direct conversation with a person, or finds it, and gives its channel.
    ///
    /// # Errors
    /// Discord refused, or could not be reached.
    pub async fn conversation(&self, person: u64) -> Result<u64, RestError> {
        let body = json!({ "recipient_id": person.to_string() });
        let path = "/users/@me/channels";
        let channel = self.send(Method::POST, path, Some(&body)).await?;
        id(&channel).ok_or_else(|| unclear("POST", path, "the answer has no channel id"))
    }

    /// What a channel is.
    ///
    /// # Errors
    /// Discord refused, or could not be reached.
    pub async fn place(&self, channel: u64) -> Result<Place, RestError> {
        let channel = self.read(&format!("/channels/{channel}")).await?;
        let number = |key: &str| channel.get(key)?.as_str()?.parse().ok();
        let target = match channel.get("type").and_then(Value::as_u64) {
            Some(5) => Target::Announcement,
            Some(10..=12) => Target::Thread,
            Some(15 | 16) => Target::Forum,
            _ => Target::Text,
        };
        Ok(Place { target, guild: number("guild_id"), newest: number("last_message_id") })
    }

    /// Looks for the message that bears this mark, among those that were written since `since`.
    ///
    /// # Errors
    /// Discord could not be reached.
    pub async fn find(
        &self,
        channel: u64,
        target: Target,
        mark: Mark,
        since: Timestamp,
    ) -> Result<Found, RestError> {
        let found = match target {
            Target::Forum => self.find_in_forum(channel, mark, since).await,
            _ => self.find_in_channel(channel, mark, since).await,
        };
        match found {
            Err(error @ RestError::Refused { .. }) => Ok(Found::Unreadable(error.to_string())),
            found => found,
        }
    }

    async fn find_in_channel(&self, channel: u64, mark: Mark, since: Timestamp) -> Result<Found, RestError> {
        Ok(match self.look_back(channel, |m| bears(m, mark), since).await? {
            Seen::There(message) => Found::There(message),
            Seen::Nowhere => Found::Nowhere,
            // Where the bot may not read the history, Discord says that there is none.
            Seen::Nothing => return self.is_empty(channel).await,
            Seen::TooMuch => Found::Unreadable("too much was written there since".to_owned()),
        })
    }

    /// Looks for a message among those of a channel, from the newest back to `since` and somewhat farther.
    async fn look_back(
        &self,
        channel: u64,
        is_it: impl Fn(&Value) -> bool,
        since: Timestamp,
    ) -> Result<Seen, RestError> {
        let (mut before, mut pages_before) = (String::new(), 0);
        for page in 0..PAGES {
            let path = format!("/channels/{channel}/messages?limit={PAGE}{before}");
            let messages = self.read(&path).await?;
            let messages = messages.as_array().map(Vec::as_slice).unwrap_or_default();
            if let Some(found) = messages.iter().find(|m| is_it(m)).and_then(id) {
                return Ok(Seen::There(found));
            }
            let Some(oldest) = messages.iter().filter_map(id).min() else {
                return Ok(if page == 0 { Seen::Nothing } else { Seen::Nowhere });
            };
            pages_before += usize::from(written(oldest) < since - CLOCKS_DIFFER);
            if messages.len() < PAGE || written(oldest) < since - CLOCK_WRONG || pages_before > PAGES_BEFORE {
                return Ok(Seen::Nowhere);
            }
            before = format!("&before={oldest}");
        }
        Ok(if pages_before > 0 { Seen::Nowhere } else { Seen::TooMuch })
    }

    /// The bot's own id.
    async fn me(&self) -> Result<u64, RestError> {
        if let Some(me) = self.me.get() {
            return Ok(*me);
        }
        let path = "/users/@me";
        let me = id(&self.read(path).await?).ok_or_else(|| unclear("GET", path, "the answer has no id"))?;
        Ok(*self.me.get_or_init(|| me))
    }

    /// Whether a channel that lists no messages has none.
    async fn is_empty(&self, channel: u64) -> Result<Found, RestError> {
        let Some(newest) = self.place(channel).await?.newest else { return Ok(Found::Nowhere) };
        match self.read(&format!("/channels/{channel}/messages/{newest}")).await {
            Err(error) if error.code() == Some(UNKNOWN_MESSAGE) => Ok(Found::Nowhere),
            Err(error) => Err(error),
            Ok(_) => Err(unclear("GET", &format!("/channels/{channel}/messages"), "it changed meanwhile")),
        }
    }

    async fn find_in_forum(&self, forum: u64, mark: Mark, since: Timestamp) -> Result<Found, RestError> {
        let Some(guild) = self.place(forum).await?.guild else {
            return Ok(Found::Unreadable("the forum is in no server".to_owned()));
        };
        let active = self.read(&format!("/guilds/{guild}/threads/active")).await?;
        let archived = self.read(&format!("/channels/{forum}/threads/archived/public?limit={PAGE}")).await?;
        let threads = [&active, &archived].into_iter().flat_map(|list| {
            list.get("threads").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
        });
        let me = self.me().await?;
        let ours = |thread: &&Value| {
            let number = |key: &str| thread.get(key)?.as_str()?.parse::<u64>().ok();
            number("parent_id") == Some(forum) && number("owner_id") == Some(me)
        };
        let recent = |thread: &u64| written(*thread) >= since - CLOCK_WRONG;
        let mut recent: Vec<u64> = threads.filter(ours).filter_map(id).filter(recent).collect();
        recent.sort_unstable_by(|a, b| b.cmp(a));
        recent.dedup();
        if recent.len() > THREADS {
            return Ok(Found::Unreadable("this bot began too many posts there since".to_owned()));
        }
        for thread in recent {
            match self.read(&format!("/channels/{thread}/messages/{thread}")).await {
                Ok(first) if bears(&first, mark) => return Ok(Found::There(thread)),
                Err(error) if error.code() != Some(UNKNOWN_MESSAGE) => return Err(error),
                _ => {}
            }
        }
        Ok(Found::Nowhere)
    }

    pub(super) async fn read(&self, path: &str) -> Result<Value, RestError> {
        self.rest.send_as(self.urgency, Method::GET, path, None, READ_WITHIN).await
    }
}

/// What came of looking for a message among those of a channel.
enum Seen {
    /// It is there, as this one.
    There(u64),
    /// It is not there.
    Nowhere,
    /// None is listed at all.
    Nothing,
    /// More was written since than is read.
    TooMuch,
}

fn unclear(method: &str, path: &str, reason: &str) -> RestError {
    RestError::Unclear { what: format!("{method} {path}"), reason: reason.to_owned() }
}

fn id(message: &Value) -> Option<u64> {
    message.get("id")?.as_str()?.parse().ok()
}

/// When the message or thread of that id was made.
fn written(id: u64) -> Timestamp {
    let milliseconds = i64::try_from(id >> 22).unwrap_or(i64::MAX).saturating_add(DISCORD_EPOCH);
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::MAX)
}

fn bears(message: &Value, mark: Mark) -> bool {
    custom_ids(message).any(|id| id.mark() == Some(mark))
}

/// What each button of a message sends.
fn custom_ids(message: &Value) -> impl Iterator<Item = CustomId> {
    let list =
        |value: &'_ Value| value.get("components").and_then(Value::as_array).cloned().unwrap_or_default();
    list(message)
        .into_iter()
        .flat_map(move |row| list(&row))
        .filter_map(|button| button.get("custom_id")?.as_str()?.parse().ok())
}
