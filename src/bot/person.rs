//! What is kept of a person, and what they are told of it.

use super::{
    BotError, Request,
    custom_id::CustomId,
    reply::{Button, Card, Field, Message, Reply, Row, Target},
    text::{cut, escaped},
    words::{Language, Words},
};
use crate::{
    daily::letter,
    ledger::{Follow, Ledger, Pause, Person},
};
use jiff::Timestamp;

/// What is kept of the one who asks.
pub(super) struct Own {
    /// As it is from now on: who uses the bot takes its letters again.
    pub(super) person: Person,
    pub(super) follows: Vec<Follow>,
    /// Whether anything was kept before.
    pub(super) known: bool,
    /// Why they got no letters before.
    pub(super) paused: Option<Pause>,
}

/// The language in which a person is written to.
pub(super) fn language(person: &Person) -> Language {
    Language::of(person.language.as_deref().unwrap_or(&person.locale))
}

impl Own {
    pub(super) async fn of(ledger: &Ledger, request: &Request) -> Result<Own, BotError> {
        let kept = ledger.person(request.user).await?;
        let known = kept.is_some();
        let mut person = kept.unwrap_or(Person { id: request.user, ..Person::default() });
        let paused = person.paused;
        person.paused = paused.filter(|why| *why != Pause::Closed);
        request.locale.tag().clone_into(&mut person.locale);
        Ok(Own { person, follows: ledger.follows(request.user).await?, known, paused })
    }

    /// The same with letters held back, if they were: what it is asked for says nothing of them.
    pub(super) fn still_paused(mut self) -> Own {
        self.person.paused = self.paused;
        self
    }

    /// Keeps it as it is now.
    pub(super) async fn keep(&self, ledger: &Ledger, now: Timestamp) -> Result<(), BotError> {
        Ok(ledger.keep_person(&self.person, self.next(now)).await?)
    }

    fn next(&self, now: Timestamp) -> Option<Timestamp> {
        letter::next(&self.person, !self.follows.is_empty(), now)
    }

    /// That letters come again, where they were held back.
    pub(super) fn reopened(&self, words: Words) -> Option<String> {
        (self.paused == Some(Pause::Closed)).then(|| words.say("letters-reopened"))
    }

    /// `08:00`
    pub(super) fn hour(&self) -> String {
        format!("{:02}:00", self.person.hour.unwrap_or(letter::USUAL_HOUR))
    }

    /// `Europe/Berlin`
    pub(super) fn zone(&self) -> &str {
        self.person.timezone.as_deref().unwrap_or("UTC")
    }

    /// All of it, for the person to see.
    pub(super) fn shown(&self, now: Timestamp, notes: &[String]) -> Message {
        let words = Words(language(&self.person));
        let zone = match &self.person.timezone {
            Some(zone) => zone.clone(),
            None => words.say("me-zone-none"),
        };
        let (comes, button) = match (self.next(now), self.follows.is_empty()) {
            (_, true) => (words.say("me-letter-none"), None),
            (Some(next), _) => {
                let next = moment(next);
                let filling = [("hour", self.hour().into()), ("next", next.into())];
                (words.fill("me-letter-at", &filling), Some(stop_button(words)))
            }
            (None, _) => (words.say("letter-stopped"), Some(resume_button(words))),
        };
        let spoken = words.choice("language", words.0.tag());
        let spoken = match &self.person.language {
            Some(_) => spoken,
            None => words.fill("me-language-discord", &[("language", spoken.into())]),
        };
        let names: Vec<String> = self.follows.iter().map(|f| escaped(&f.name, 60)).collect();
        let follows = match names.as_slice() {
            [] => words.say("me-follows-nothing"),
            names => cut(&names.join(" · "), 1000),
        };
        let field = |name: &str, value| Field { name: words.say(name), value };
        Message {
            private: true,
            text: notes.join("\n"),
            mention: None,
            card: Some(Card {
                title: words.say("me-title"),
                fields: vec![
                    field("me-zone", zone),
                    field("me-letter", comes),
                    field("me-language", spoken),
                    field("me-follows", follows),
                ],
                footer: words.say("me-foot"),
                ..Card::default()
            }),
            rows: button.into_iter().map(|button| Row::Buttons(vec![button])).collect(),
        }
    }
}

/// *Stop these letters* was pressed.
pub(super) async fn stop(ledger: &Ledger, request: &Request, words: Words) -> Result<Reply, BotError> {
    let mut own = Own::of(ledger, request).await?;
    // Of one who was forgotten nothing is kept, and nothing comes.
    if own.known {
        own.person.paused = Some(Pause::Stopped);
        own.keep(ledger, request.now).await?;
    }
    let rows = own.known.then(|| Row::Buttons(vec![resume_button(words)])).into_iter().collect();
    Ok(Reply::Message(Message { rows, ..Message::note(&words.say("letter-stopped")) }))
}

/// *Letters again* was pressed.
pub(super) async fn resume(ledger: &Ledger, request: &Request, words: Words) -> Result<Reply, BotError> {
    let mut own = Own::of(ledger, request).await?;
    if own.follows.is_empty() {
        return Ok(Reply::note(&words.say("me-letter-none")));
    }
    own.person.paused = None;
    own.keep(ledger, request.now).await?;
    let next = own.next(request.now).map(moment).unwrap_or_default();
    Ok(Reply::note(&words.fill("letter-resumed", &[("next", next.into())])))
}

/// A moment that Discord shows in the reader's own time.
fn moment(at: Timestamp) -> String {
    format!("<t:{}:f>", at.as_second())
}

fn stop_button(words: Words) -> Button {
    Button { label: words.say("letter-stop"), target: Target::Press(CustomId::Stop { letter: None }) }
}

fn resume_button(words: Words) -> Button {
    Button { label: words.say("letter-resume"), target: Target::Press(CustomId::Resume) }
}
