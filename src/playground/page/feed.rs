//! What happens, told to the page as it happens: server-sent events.
//!
//! `scene` what is there, whenever that changed; `message` one that came or changed; `gone` one that
//! went; `log` one line of what went over the wire; `lost` where the page fell behind and has to ask
//! for everything again.

use super::{Extract, Shared, messages, messages::Viewer, wirelog};
use crate::playground::{Change, Entry, Id};
use axum::{
    extract::{Query, State as Taken},
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, stream};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::{collections::VecDeque, convert::Infallible, sync::Arc};
use tokio::sync::{
    broadcast::{Receiver, error::RecvError},
    watch,
};

/// A clock further off than that was moved.
const MOVED: SignedDuration = SignedDuration::from_millis(1500);

struct Feed {
    stage: Shared,
    viewer: Viewer,
    who: Id,
    changes: Receiver<Change>,
    log: Receiver<Arc<Entry>>,
    any: watch::Receiver<()>,
    /// What was told last.
    scene: Value,
    ahead: Option<SignedDuration>,
    waiting: VecDeque<Event>,
}

/// `GET /api/events`.
pub(super) async fn events(
    Taken(stage): Extract,
    Query(viewer): Query<Viewer>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut feed = Feed {
        who: stage.person(viewer.who),
        viewer,
        changes: stage.twin.follow_messages(),
        log: stage.twin.follow_log(),
        any: stage.twin.shared().watch(),
        scene: Value::Null,
        ahead: None,
        waiting: VecDeque::new(),
        stage,
    };
    // One can always write to the bot.
    feed.stage.twin.direct(feed.who);
    feed.look_around();
    let events = stream::unfold(feed, async |mut feed| feed.next().await.map(|event| (Ok(event), feed)));
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn event(name: &str, data: &Value) -> Event {
    Event::default().event(name).data(data.to_string())
}

impl Feed {
    /// The next event; none where the page's server ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            let ended = self.stage.ended.clone();
            tokio::select! {
                () = ended.cancelled() => return None,
                change = self.changes.recv() => match change {
                    Ok(change) => self.changed(change),
                    Err(RecvError::Lagged(_)) => self.waiting.push_back(event("lost", &json!({}))),
                    Err(RecvError::Closed) => return None,
                },
                entry = self.log.recv() => match entry {
                    Ok(entry) => self.waiting.push_back(event("log", &wirelog::line(&entry))),
                    Err(RecvError::Lagged(_)) => self.waiting.push_back(event("lost", &json!({}))),
                    Err(RecvError::Closed) => return None,
                },
                any = self.any.changed() => {
                    any.ok()?;
                    self.look_around();
                }
            }
        }
    }

    fn changed(&mut self, change: Change) {
        let told = match change {
            Change::Gone { message, channel } => {
                Some(event("gone", &json!({ "id": message, "channel": channel })))
            }
            Change::Message(id) => {
                let found = self
                    .stage
                    .twin
                    .shared()
                    .look(|s| s.messages.get(&id).filter(|m| messages::seen(s, self.who, m)).cloned());
                found.map(|m| event("message", &self.stage.show(&m, &self.stage.view(&self.viewer))))
            }
        };
        // A channel that is new with its first message has to be there before it.
        self.look_around();
        self.waiting.extend(told);
    }

    /// Tells of the scene and the time if they are not what they were.
    fn look_around(&mut self) {
        let scene = self.stage.scene(self.who);
        if scene != self.scene {
            self.waiting.push_back(event("scene", &scene));
            self.scene = scene;
        }
        let now = self.stage.twin.now();
        let ahead = now.duration_since(Timestamp::now());
        if self.ahead.is_none_or(|told| ahead.checked_sub(told).is_none_or(|d| d.abs() > MOVED)) {
            let zone = self.stage.time.zone();
            let zone = zone.iana_name().unwrap_or("UTC");
            self.waiting.push_back(event("clock", &json!({ "now": now.as_millisecond(), "zone": zone })));
            self.ahead = Some(ahead);
        }
    }
}
