//! The schedules of daily posts: what was asked for, in `config.toml` or in chat, and how it stands.
//!
//! The ledger keeps them and finds those that are due; when a post comes is the calendar's to say
//! (`daily`), so that whoever changes a schedule hands in a function that places it anew. It is called
//! within the transaction, with what stood before.

use super::{Ledger, LedgerError};
use crate::config::{self, Days, Filters, WhenEmpty};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use tokio::sync::watch;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Its identity: see [`Schedule::id_in`].
    pub id: String,
    /// What people call it; unique in its server, or in `config.toml`.
    pub name: String,
    /// Where it was set.
    pub source: Source,
    /// The server of its channel, where it is known.
    pub guild: Option<u64>,
    /// Where it posts.
    pub channel: u64,
    /// What that is, where it is known.
    pub target: Option<Target>,
    /// Local time of day, on the minute.
    pub at: Time,
    /// The zone that `at` and the calendar day are told in: Area/City, or UTC.
    pub timezone: String,
    /// On which days.
    pub days: Days,
    /// How many digests a post brings, 1 to [`config::MOST_DIGESTS`].
    pub count: u8,
    /// Which pieces.
    pub filters: Filters,
    /// What comes when there is nothing new.
    pub when_empty: WhenEmpty,
    /// A role that each post mentions.
    pub role: Option<u64>,
    /// In an announcement channel: whether each post is published to those who follow it.
    pub crosspost: bool,
    /// The language of the post's own words, as people or servers chose it, such as `de`.
    pub language: Option<String>,
    /// Who set it in chat.
    pub set_by: Option<u64>,
}

/// Where a schedule was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// In `config.toml`, which is read at each start.
    Config,
    /// In chat.
    Chat,
}

/// What kind of channel a schedule posts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A text channel, or one that posts like it.
    Text,
    /// One whose messages other servers can follow.
    Announcement,
    /// A thread.
    Thread,
    /// A forum: each daily post is a post of its own.
    Forum,
}

/// A schedule and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    /// What was asked for.
    pub schedule: Schedule,
    /// What came before this is not owed.
    pub since: Timestamp,
    /// The last arrival before it was set: digests with a higher number are new to it.
    pub arrived: i64,
    /// The last local day that was claimed, posted or skipped.
    pub last_day: Option<Date>,
    /// When the next post comes; while it is paused, when it would. It may be in the past: then it is
    /// owed. `None` where none comes.
    pub next_at: Option<Timestamp>,
    /// Why nothing is posted, if that is so.
    pub paused: Option<Paused>,
}

/// Why and since when a schedule posts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paused {
    /// Why.
    pub by: PausedBy,
    /// In words, for the log and for those who ask; of a person's pause, nothing.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
    /// When somebody was told of it.
    pub told_at: Option<Timestamp>,
    /// When access is looked into again; `None` where it waits for a person.
    pub check_at: Option<Timestamp>,
}

/// What a schedule is paused by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PausedBy {
    /// A person asked for it. What is missed meanwhile is not owed.
    Person,
    /// Discord lets the bot not post there. What is missed meanwhile is made up within the grace time.
    Refused,
    /// The channel is gone.
    Missing,
    /// The bot is no longer in the server.
    Left,
}

/// From when on a schedule owes posts, and when the next one comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// What came before this is not owed.
    pub since: Timestamp,
    /// When the next post comes; in the past where it is owed already.
    pub next_at: Option<Timestamp>,
}

/// Places a schedule that is set: what is asked for, what stood before, and the time.
pub type Place = fn(&Schedule, Option<&Scheduled>, Timestamp) -> Placed;

/// What came of setting a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is new, or was stopped before.
    New,
    /// It changed, and is the same schedule still: it posts once a day.
    Changed,
    /// It stood so already.
    Same,
}

/// What came of taking over those of `config.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synced {
    /// Ids of those that are new or changed.
    pub changed: Vec<String>,
    /// Ids of those that are no longer in the file, and post no more.
    pub stopped: Vec<String>,
}

impl Schedule {
    /// The identity of a schedule of that name that was set in chat in that server. One of
    /// `config.toml` has its name for an identity, and no such name begins with `@`.
    pub fn id_in(guild: u64, name: &str) -> String {
        format!("@{guild}/{name}")
    }
}

/// As `config.toml` declares it; server and kind of channel are found out later.
impl From<&config::Daily> for Schedule {
    fn from(daily: &config::Daily) -> Schedule {
        Schedule {
            id: daily.name(),
            name: daily.name(),
            source: Source::Config,
            guild: None,
            channel: daily.channel.get(),
            target: None,
            at: daily.at,
            timezone: daily.timezone.iana_name().unwrap_or("UTC").to_owned(),
            days: daily.days,
            count: daily.count,
            filters: daily.filters(),
            when_empty: daily.when_empty,
            role: daily.role.map(|role| role.get()),
            crosspost: daily.crosspost,
            language: daily.language.clone(),
            set_by: None,
        }
    }
}

impl PausedBy {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            PausedBy::Person => "asked",
            PausedBy::Refused => "refused",
            PausedBy::Missing => "missing",
            PausedBy::Left => "left",
        }
    }
}

impl Target {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Target::Text => "text",
            Target::Announcement => "announcement",
            Target::Thread => "thread",
            Target::Forum => "forum",
        }
    }
}

impl Ledger {
    /// Sets a schedule that is new, or changes the one of the same id: its history stays its own, it
    /// still posts once a day, and a person's pause stays. Another channel ends a pause that Discord
    /// was the cause of. `place` is `daily::placed`.
    ///
    /// # Errors
    /// SQLite failed; then nothing changed.
    pub async fn put_schedule(
        &self,
        schedule: &Schedule,
        now: Timestamp,
        place: Place,
    ) -> Result<Put, LedgerError> {
        let put = self.0.put_schedule(schedule, now, place).await?;
        self.announce(put != Put::Same);
        Ok(put)
    }

    /// Takes over the schedules of `config.toml`: those that are no longer there are stopped. Those of
    /// chat have other ids, and stay as they are.
    ///
    /// # Errors
    /// SQLite failed; then nothing changed.
    pub async fn sync_schedules(
        &self,
        declared: &[Schedule],
        now: Timestamp,
        place: Place,
    ) -> Result<Synced, LedgerError> {
        let synced = self.0.sync_schedules(declared, now, place).await?;
        self.announce(synced != Synced::default());
        Ok(synced)
    }

    /// The schedule of that id, unless it was stopped.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn schedule(&self, id: &str) -> Result<Option<Scheduled>, LedgerError> {
        self.0.schedule(id).await
    }

    /// All that are not stopped, of any source, by channel and name.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn schedules(&self) -> Result<Vec<Scheduled>, LedgerError> {
        self.0.schedules(None).await
    }

    /// Those that post in a server and are not stopped, by channel and name. One of `config.toml` is
    /// among them as soon as the server of its channel is known.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn schedules_of(&self, guild: u64) -> Result<Vec<Scheduled>, LedgerError> {
        self.0.schedules(Some(guild)).await
    }

    /// Those whose next post comes between these times, the longest waiting first, at most so many. One look at
    /// an index, however many there are.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn schedules_due(
        &self,
        from: Timestamp,
        to: Timestamp,
        most: u32,
    ) -> Result<Vec<Scheduled>, LedgerError> {
        self.0.schedules_due(from, to, most).await
    }

    /// When the next post of any schedule comes.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn next_post(&self) -> Result<Option<Timestamp>, LedgerError> {
        self.0.next_post().await
    }

    /// Lets a schedule post no more; whether there was one. Its history stays. Set again, it owes
    /// nothing for the time between.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn stop_schedule(&self, id: &str, now: Timestamp) -> Result<bool, LedgerError> {
        self.0.stop_schedule(id, now).await
    }

    /// Pauses a schedule; whether it was not paused before. A pause by a person takes the place of any
    /// other; no other takes the place of one.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn pause_schedule(&self, id: &str, paused: &Paused) -> Result<bool, LedgerError> {
        let newly = self.0.pause_schedule(id, paused).await?;
        self.announce(newly);
        Ok(newly)
    }

    /// Lets a paused schedule go on; whether there was one. `place` is `daily::resumed`.
    ///
    /// # Errors
    /// SQLite failed; then nothing changed.
    pub async fn resume_schedule(
        &self,
        id: &str,
        now: Timestamp,
        place: fn(&Scheduled, Timestamp) -> Placed,
    ) -> Result<bool, LedgerError> {
        let resumed = self.0.resume_schedule(id, now, place).await?;
        self.announce(resumed);
        Ok(resumed)
    }

    /// Paused ones whose access is to be looked into by now, the longest waiting first, at most so
    /// many.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn schedules_to_check(&self, now: Timestamp, most: u32) -> Result<Vec<Scheduled>, LedgerError> {
        self.0.schedules_to_check(now, most).await
    }

    /// When the access of any paused schedule is looked into next.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn next_check(&self) -> Result<Option<Timestamp>, LedgerError> {
        self.0.next_check().await
    }

    /// Those that Discord keeps from posting and of which nobody was told yet, the longest paused first,
    /// at most so many.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn pauses_untold(&self, most: u32) -> Result<Vec<Scheduled>, LedgerError> {
        self.0.pauses_untold(most).await
    }

    /// Notes when the access of a paused schedule is looked into again; `None` for never by itself.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn check_schedule_at(&self, id: &str, at: Option<Timestamp>) -> Result<(), LedgerError> {
        self.0.check_schedule_at(id, at).await
    }

    /// Notes that somebody is told of a schedule's pause; whether nobody had been. Of any number of
    /// callers, one gets to tell.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn tell_of_pause(&self, id: &str, now: Timestamp) -> Result<bool, LedgerError> {
        self.0.tell_of_pause(id, now).await
    }

    /// Notes what kind of channel schedules post in, and in which server it is.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn note_channel(
        &self,
        channel: u64,
        guild: Option<u64>,
        target: Target,
    ) -> Result<(), LedgerError> {
        self.0.note_channel(channel, guild, target).await
    }

    /// Channels of which it is not known in which server they are, at most so many.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn channels_unplaced(&self, most: u32) -> Result<Vec<u64>, LedgerError> {
        self.0.channels_unplaced(most).await
    }

    /// Places all schedules anew, as after a change of the tz database; how many changed. `next` is
    /// `daily::next`.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn renew_schedules(
        &self,
        now: Timestamp,
        next: fn(&Scheduled, Timestamp) -> Option<Timestamp>,
    ) -> Result<usize, LedgerError> {
        let changed = self.0.renew_schedules(now, next).await?;
        self.announce(changed > 0);
        Ok(changed)
    }

    /// Marks a change whenever a schedule was set, changed, paused or resumed through this ledger or a clone of
    /// it: then something may be due earlier than it was.
    pub fn schedule_changes(&self) -> watch::Receiver<()> {
        self.1.subscribe()
    }

    pub(super) fn announce(&self, changed: bool) {
        if changed {
            self.1.send_replace(());
        }
    }
}
