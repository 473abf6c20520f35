//! Posting to channels, and finding there what was posted.

use super::{
    outgoing,
    rest::{Rest, RestError},
    turns::Urgency,
};
use crate::bot::{CustomId, Mark, Message};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// How long one post may take, retries counted: less than the time in which Discord knows a nonce.
const POST_WITHIN: Duration = Duration::from_secs(60);
/// How long reading a channel may take.
const READ_WITHIN: Duration = Duration::from_secs(30);

/// Discord's code for a channel that is gone.
const UNKNOWN_CHANNEL: u64 = 10003;
/// Discord's code for a message that is gone.
const UNKNOWN_MESSAGE: u64 = 10008;

/// Posts messages to channels.
#[derive(Debug, Clone)]
pub struct Poster {
    rest: Rest,
    urgency: Urgency,
}

impl Poster {
    /// Posts by this path, after all that is more urgent.
    pub fn new(rest: Rest) -> Poster {
        Poster { rest, urgency: Urgency::Idle }
    }

    /// Posts as urgently as that.
    #[must_use]
    pub fn at(&self, urgency: Urgency) -> Poster {
        Poster { rest: self.rest.clone(), urgency }
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
    ) -> Result<Value, RestError> {
        self.rest.send_as(self.urgency, method, path, body, within).await
    }

    /// Posts a message and gives its id. With the same nonce, Discord posts once within some minutes.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether the message is there.
    pub async fn post(&self, channel: u64, message: &Message, nonce: &str) -> Result<u64, RestError> {
        let what = format!("POST /channels/{channel}/messages");
        let unclear = |reason: String| RestError::Unclear { what: what.clone(), reason };
        let body = outgoing::post(message, nonce).map_err(|e| unclear(e.to_string()))?;
        let path = format!("/channels/{channel}/messages");
        let posted = self.send(Method::POST, &path, Some(&body), POST_WITHIN).await?;
        id(&posted).ok_or_else(|| unclear("the answer has no message id".to_owned()))
    }

    /// Deletes a message. One that is gone already, or is in a channel that is, counts as deleted.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether the message is there.
    pub async fn delete(&self, channel: u64, message: u64) -> Result<(), RestError> {
        let path = format!("/channels/{channel}/messages/{message}");
        match self.send(Method::DELETE, &path, None, POST_WITHIN).await {
            Err(error) if !matches!(error.code(), Some(UNKNOWN_CHANNEL | UNKNOWN_MESSAGE)) => Err(error),
            _ => Ok(()),
        }
    }

    /// Opens the direct conversation with a person, or finds it, and gives its channel.
    ///
    /// # Errors
    /// Discord refused, or could not be reached.
    pub async fn conversation(&self, person: u64) -> Result<u64, RestError> {
        let body = json!({ "recipient_id": person.to_string() });
        let channel = self.send(Method::POST, "/users/@me/channels", Some(&body), READ_WITHIN).await?;
        id(&channel).ok_or_else(|| RestError::Unclear {
            what: "POST /users/@me/channels".to_owned(),
            reason: "the answer has no channel id".to_owned(),
        })
    }

    /// The newest message among the channel's last hundred that bears this mark.
    ///
    /// # Errors
    /// The channel cannot be read.
    pub async fn find(&self, channel: u64, mark: Mark) -> Result<Option<u64>, RestError> {
        let path = format!("/channels/{channel}/messages?limit=100");
        let messages = self.send(Method::GET, &path, None, READ_WITHIN).await?;
        let bears_mark = |message: &&Value| custom_ids(message).any(|id| id.mark() == Some(mark));
        Ok(messages.as_array().and_then(|all| all.iter().find(bears_mark)).and_then(id))
    }
}

fn id(message: &Value) -> Option<u64> {
    message.get("id")?.as_str()?.parse().ok()
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
