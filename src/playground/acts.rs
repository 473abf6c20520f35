//! What people do: type commands, press buttons, choose, fill in dialogs; and what comes of it.

use super::{
    Twin,
    act::submit_act,
    interaction::{Act, First, Interaction},
    line::{Call, called},
    message::Message,
    slip::InvokeError,
    snowflake::Id,
    state::{Command, State},
};
use serde_json::Value;
use std::time::Duration;

/// What came of an interaction, once the bot was done with it.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A message of its own.
    Message(Message),
    /// The message with the component was changed.
    Update(Message),
    /// A dialog opened.
    Dialog(Dialog),
    /// The answer was deleted again.
    Deleted,
}

impl Answer {
    /// The message that came or changed.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Answer::Message(message) | Answer::Update(message) => Some(message),
            Answer::Dialog(_) | Answer::Deleted => None,
        }
    }

    /// The dialog that opened.
    pub fn dialog(&self) -> Option<&Dialog> {
        match self {
            Answer::Dialog(dialog) => Some(dialog),
            _ => None,
        }
    }
}

/// A dialog that waits to be filled in.
#[derive(Debug, Clone)]
pub struct Dialog {
    /// Who sees it.
    pub user: Id,
    /// Where.
    pub channel: Id,
    /// The message with the component that opened it.
    pub source: Option<Id>,
    /// As the bot sent it: `title`, `custom_id`, `components`.
    pub json: Value,
}

impl Dialog {
    /// Its title.
    pub fn title(&self) -> &str {
        self.json.get("title").and_then(Value::as_str).unwrap_or_default()
    }

    /// Its text inputs, in order.
    pub fn inputs(&self) -> impl Iterator<Item = &Value> {
        let rows = self.json.get("components").and_then(Value::as_array);
        rows.into_iter().flatten().filter_map(|r| r.get("components")?.as_array()).flatten()
    }
}

/// A choice that the bot offers for an option.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is shown.
    pub name: String,
    /// What is sent when it is taken.
    pub value: Value,
}

impl Twin {
    /// Types a command and sends it: `/digest search query:korea private:true`. A value goes on to
    /// the next `name:`, or stands in quotes; text without a name belongs to the first required
    /// option, or the first that takes text. Files are named as given to [`Twin::upload`].
    ///
    /// Waits for the first answer and, after "thinking…", for what takes its place.
    ///
    /// # Errors
    /// What is wrong with the line; or [`InvokeError::NoAnswer`] and
    /// [`InvokeError::StillThinking`] after [`super::TwinOptions::patience`].
    pub async fn invoke(&self, who: Id, channel: Id, line: &str) -> Result<Answer, InvokeError> {
        self.perform(self.shared().look(|s| s.line_act(who, channel, line, false))?).await
    }

    /// Sends a command whose options were filled in one by one, as [`Twin::invoke`] does a line.
    ///
    /// # Errors
    /// As [`Twin::invoke`].
    pub async fn call(&self, who: Id, channel: Id, call: &Call) -> Result<Answer, InvokeError> {
        self.perform(self.shared().look(|s| s.call_act(who, channel, call, false))?).await
    }

    /// What the bot offers for the last option of a command that is being filled in.
    ///
    /// # Errors
    /// As [`Twin::autocomplete`].
    pub async fn complete(&self, who: Id, channel: Id, call: &Call) -> Result<Vec<Choice>, InvokeError> {
        self.choices(self.shared().look(|s| s.call_act(who, channel, call, true))?).await
    }

    /// What the bot offers for the last option of a line that is being typed:
    /// `/digest show digest:kim`.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; and [`InvokeError::NotCompleted`].
    pub async fn autocomplete(&self, who: Id, channel: Id, line: &str) -> Result<Vec<Choice>, InvokeError> {
        self.choices(self.shared().look(|s| s.line_act(who, channel, line, true))?).await
    }

    async fn choices(&self, act: Act) -> Result<Vec<Choice>, InvokeError> {
        let id = self.send(act)?;
        let first = self.wait_first(id).await?;
        let First::Choices(choices) = first else { return Err(InvokeError::NoAnswer) };
        let one = |c: &Value| Choice {
            name: called(c).to_owned(),
            value: c.get("value").cloned().unwrap_or_default(),
        };
        Ok(choices.iter().map(one).collect())
    }

    /// Picks a command from the menu on a message.
    ///
    /// # Errors
    /// As [`Twin::invoke`].
    pub async fn invoke_on_message(&self, who: Id, message: Id, name: &str) -> Result<Answer, InvokeError> {
        self.perform(self.shared().look(|s| s.menu_act(who, message, name))?).await
    }

    /// Presses a button, by custom id or label.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; [`InvokeError::Link`] for a button that opens an address.
    pub async fn press(&self, who: Id, message: Id, button: &str) -> Result<Answer, InvokeError> {
        self.perform(self.shared().look(|s| s.press_act(who, message, button))?).await
    }

    /// Chooses from a select, by the values of its options or, for selects of users, roles and
    /// channels, by ids.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; [`InvokeError::BadInput`] for values that the select has not, or too
    /// many or few of them.
    pub async fn choose(
        &self,
        who: Id,
        message: Id,
        select: &str,
        values: &[&str],
    ) -> Result<Answer, InvokeError> {
        self.perform(self.shared().look(|s| s.choose_act(who, message, select, values))?).await
    }

    /// Fills in a dialog: custom ids of inputs and their texts; inputs left out keep what the bot
    /// put into them.
    ///
    /// # Errors
    /// As [`Twin::invoke`]; [`InvokeError::BadInput`] for a text that the input does not take.
    pub async fn submit(&self, dialog: &Dialog, texts: &[(&str, &str)]) -> Result<Answer, InvokeError> {
        self.perform(submit_act(dialog, texts)?).await
    }

    /// The commands that a user sees in a channel, typed and menu ones.
    pub fn commands_for(&self, who: Id, channel: Id) -> Vec<Command> {
        let seen = |s: &State| {
            let place = s.place(who, channel).ok()?;
            Some(place.commands().into_iter().cloned().collect())
        };
        self.shared().look(seen).unwrap_or_default()
    }

    /// Sends what a user does and gives the first answer, which may be "thinking…"; none where the bot
    /// only promised a change.
    ///
    /// # Errors
    /// As [`Twin::invoke`].
    pub(super) async fn first_answer(
        &self,
        act: Act,
        limit: Duration,
    ) -> Result<Option<Answer>, InvokeError> {
        let id = self.send(act)?;
        let first = |s: &State| s.interactions.get(&id)?.first.is_some().then(|| s.answer_of(id));
        self.shared().wait_for_answer(id, limit, first).await.ok_or(InvokeError::NoAnswer)
    }

    async fn perform(&self, act: Act) -> Result<Answer, InvokeError> {
        let id = self.send(act)?;
        match self.wait_first(id).await? {
            First::Thinking | First::Acknowledged => self.wait_change(id).await,
            _ => self.shared().look(|s| s.answer_of(id)).ok_or(InvokeError::NoAnswer),
        }
    }

    fn send(&self, act: Act) -> Result<Id, InvokeError> {
        self.shared().with(|s| s.interact(act)).ok_or(InvokeError::NotConnected)
    }

    fn patience(&self) -> Duration {
        self.options().patience
    }

    async fn wait_first(&self, id: Id) -> Result<First, InvokeError> {
        let first = |s: &State| s.interactions.get(&id)?.first.clone();
        self.shared().wait_for_answer(id, self.patience(), first).await.ok_or(InvokeError::NoAnswer)
    }

    /// Waits until the original was filled, changed or deleted, or something followed.
    async fn wait_change(&self, id: Id) -> Result<Answer, InvokeError> {
        let done = |s: &State| {
            let asked = s.interactions.get(&id)?;
            (asked.changes > 0 || !asked.followed.is_empty()).then(|| s.answer_of(id)).flatten()
        };
        self.shared().wait_for_answer(id, self.patience(), done).await.ok_or(InvokeError::StillThinking)
    }
}

impl State {
    /// What an interaction has come to.
    fn answer_of(&self, id: Id) -> Option<Answer> {
        let asked: &Interaction = self.interactions.get(&id)?;
        if let First::Dialog(json) = asked.first.as_ref()? {
            let (user, channel, source) = (asked.user, asked.channel, asked.source);
            return Some(Answer::Dialog(Dialog { user, channel, source, json: json.clone() }));
        }
        let message = |id: &Id| self.messages.get(id).cloned();
        let update = matches!(asked.first, Some(First::Update | First::Acknowledged));
        if update && asked.changes == 0 && asked.first == Some(First::Acknowledged) {
            return asked.followed.last().and_then(message).map(Answer::Message);
        }
        let original = asked.original.as_ref().and_then(message);
        Some(match original {
            None => Answer::Deleted,
            Some(message) if update => Answer::Update(message),
            Some(message) => Answer::Message(message),
        })
    }
}
