//! Taking a post down again.

use super::{
    poster::{Poster, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE},
    rest::RestError,
};
use reqwest::Method;
use serde_json::Value;

/// What became of a post that was taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenDown {
    /// Nothing of it is left.
    Whole,
    /// Its message is deleted; the forum post that it began stays, for the answers in it.
    Answered,
    /// Its message is deleted; the forum post that it began stays, empty, since deleting it takes Manage Threads.
    Emptied,
}

impl Poster {
    /// Deletes a message, and the forum post that it began, which has its id, unless somebody answered in it. What is
    /// gone already, or in a channel that is, counts as deleted.
    ///
    /// # Errors
    /// Discord refused, or it is not clear whether the message is there.
    pub async fn take_down(&self, channel: u64, message: u64) -> Result<TakenDown, RestError> {
        if channel != message {
            return self.delete(channel, message).await.map(|()| TakenDown::Whole);
        }
        let thread = match self.read(&format!("/channels/{channel}")).await {
            Ok(thread) => thread,
            Err(error) if error.code() == Some(UNKNOWN_CHANNEL) => return Ok(TakenDown::Whole),
            Err(error) => return Err(error),
        };
        // The message that begins it does not count, nor do those that were deleted.
        if thread.get("message_count").and_then(Value::as_u64).is_none_or(|answers| answers > 0) {
            return self.delete(channel, message).await.map(|()| TakenDown::Answered);
        }
        match self.send(Method::DELETE, &format!("/channels/{channel}"), None).await {
            Ok(_) => Ok(TakenDown::Whole),
            Err(error) if error.code() == Some(UNKNOWN_CHANNEL) => Ok(TakenDown::Whole),
            Err(RestError::Refused { .. }) => {
                self.delete(channel, message).await.map(|()| TakenDown::Emptied)
            }
            Err(error) => Err(error),
        }
    }

    async fn delete(&self, channel: u64, message: u64) -> Result<(), RestError> {
        let path = format!("/channels/{channel}/messages/{message}");
        match self.send(Method::DELETE, &path, None).await {
            Err(error) if !matches!(error.code(), Some(UNKNOWN_CHANNEL | UNKNOWN_MESSAGE)) => Err(error),
            _ => Ok(()),
        }
    }
}
