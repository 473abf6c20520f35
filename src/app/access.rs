//! Schedules that Discord keeps from posting: who can mend it is told, once, where they can see it; and
//! they go on by themselves when the bot may post there again.

use super::{Clock, deliver::LOOK_INTO};
use crate::{
    bot::{self, Language, Trouble, Words},
    daily,
    discord::{self, Poster, Rest, RestError, Standing},
    ledger::{Ledger, LedgerError, Paused, PausedBy, Scheduled},
};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Schedules that are looked into, and of which is told, at a time.
const BATCH: u32 = 50;
const AT_ONCE: usize = 4;
/// When access is looked into first. Each time it takes as long again, up to the longest.
pub(super) const FIRST_CHECK: SignedDuration = SignedDuration::from_hours(1);
const LONGEST_CHECK: SignedDuration = SignedDuration::from_hours(24);
/// How long schedules of a server are kept that the bot is no longer in.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

pub(super) struct Access {
    pub(super) rest: Rest,
    pub(super) poster: Poster,
    pub(super) ledger: Ledger,
    pub(super) clock: Clock,
    /// How late a missed post is still made up.
    pub(super) grace: SignedDuration,
    /// The time of the last look that is over.
    pub(super) looked: watch::Sender<Timestamp>,
}

impl Access {
    /// Tells and looks whenever there is something to, until `stop`.
    pub(super) async fn run(self, stop: CancellationToken) {
        let placing = stop.run_until_cancelled(self.place());
        tokio::join!(placing, self.go_on(&stop));
    }

    /// Finds out in which servers the config's schedules post, which it does not say, so that those who run the
    /// servers see them from the start.
    async fn place(&self) {
        let channels = self.ledger.channels_unplaced(BATCH).await.unwrap_or_default();
        let place = |channel| async move {
            // One that cannot be seen is told of when its first post is refused.
            let Ok(place) = self.poster.place(channel).await else { return };
            if let Err(error) = self.ledger.note_channel(channel, place.guild, place.target).await {
                tracing::warn!(%error, channel, "where a schedule posts could not be noted; its first post tells");
            }
        };
        stream::iter(channels).map(place).buffer_unordered(AT_ONCE).collect::<()>().await;
    }

    async fn go_on(&self, stop: &CancellationToken) {
        let mut changes = self.ledger.schedule_changes();
        loop {
            changes.borrow_and_update();
            let now = self.clock.now();
            let looked = stop.run_until_cancelled(self.look(now)).await;
            if let Some(Err(error)) = looked {
                tracing::error!(%error, "paused schedules could not be looked into; tried again in a minute");
            }
            self.looked.send_replace(now);
            let next = self.ledger.next_check().await.ok().flatten().filter(|next| *next > now);
            let again = now + LOOK_INTO;
            let wake = next.map_or(again, |next| next.min(again));
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.clock.until(wake, now) => {}
                // Its sender lives as long as the ledger.
                _ = changes.changed() => {}
            }
        }
    }

    async fn look(&self, now: Timestamp) -> Result<(), LedgerError> {
        let paused = self.ledger.pauses_untold(BATCH).await?;
        all(paused.iter().map(|scheduled| self.tell_of_pause(scheduled, now)).collect()).await?;
        for (delivery, _) in self.ledger.untold().await? {
            let Some(scheduled) = self.ledger.schedule(&delivery.claim.schedule).await? else {
                self.ledger.tell_of_delivery(delivery.id, now).await?;
                continue;
            };
            let trouble = Trouble::Uncertain(delivery.claim.date);
            if self.tell(&scheduled, delivery.claim.channel, &trouble, delivery.claimed_at).await? {
                self.ledger.tell_of_delivery(delivery.id, now).await?;
            }
        }
        let due = self.ledger.schedules_to_check(now, BATCH).await?;
        all(due.iter().map(|scheduled| self.check(scheduled, now)).collect()).await
    }

    /// Tells of a pause, with what is lacking.
    async fn tell_of_pause(&self, scheduled: &Scheduled, now: Timestamp) -> Result<(), LedgerError> {
        let Some(paused) = &scheduled.paused else { return Ok(()) };
        let schedule = &scheduled.schedule;
        let trouble = match discord::standing(&self.rest, schedule.channel, schedule.guild).await {
            Standing::Lacking(permissions) => Trouble::Lacking(permissions),
            Standing::Gone => Trouble::Gone,
            Standing::Left => {
                self.left(scheduled, paused).await?;
                Trouble::Left
            }
            // Something was mended between the refusal and now, after a restart, say: the next check lets it go on.
            Standing::Open if self.clock.now().duration_since(paused.since) > LOOK_INTO => return Ok(()),
            Standing::Open => {
                // What keeps it from posting cannot be seen: there is no telling when it is over.
                self.ledger.check_schedule_at(&schedule.id, Some(now + LONGEST_CHECK)).await?;
                Trouble::Refused(paused.reason.clone())
            }
            Standing::Unknown => return Ok(()),
        };
        if self.tell(scheduled, schedule.channel, &trouble, paused.since).await? {
            self.ledger.tell_of_pause(&schedule.id, now).await?;
        }
        Ok(())
    }

    /// Tells those who can mend it; whether that is done with. It is noted after it is done, and looked for
    /// before it is done, so that it is told once whenever this process is killed.
    async fn tell(
        &self,
        scheduled: &Scheduled,
        channel: u64,
        trouble: &Trouble,
        since: Timestamp,
    ) -> Result<bool, LedgerError> {
        let schedule = &scheduled.schedule;
        let server = match schedule.guild {
            Some(guild) => self.ledger.server(guild).await?,
            None => Default::default(),
        };
        let language = server.language.or_else(|| schedule.language.clone());
        let notice = |language: Option<&str>| {
            let words = Words(language.map(Language::of).unwrap_or_default());
            bot::notice(&schedule.name, channel, trouble, since, words)
        };
        let day = since.to_zoned_datetime(TimeZone::UTC).date();
        let nonce = daily::nonce(&format!("{} {since} {trouble:?}", schedule.id), day, 0);
        for place in [Place::Log(server.log_channel), Place::System, Place::Direct] {
            let found = match place {
                Place::Log(log) => log,
                Place::System => match schedule.guild {
                    Some(guild) => discord::system_channel(&self.rest, guild).await,
                    None => None,
                },
                Place::Direct => match schedule.set_by {
                    Some(person) => self.poster.conversation(person).await.ok(),
                    None => None,
                },
            };
            let Some(found) = found else { continue };
            let own = match (place, schedule.set_by) {
                (Place::Direct, Some(person)) => self.ledger.person(person).await?,
                _ => None,
            };
            let own = own
                .and_then(|person| person.language.or((!person.locale.is_empty()).then_some(person.locale)));
            let notice = notice(own.as_deref().or(language.as_deref()));
            match self.poster.tell(found, &notice, &nonce, since).await {
                Ok(()) => return Ok(true),
                Err(RestError::Refused { .. }) => {}
                Err(error) => {
                    tracing::warn!(%error, schedule = schedule.id, "a notice may not have arrived; tried again in a minute");
                    return Ok(false);
                }
            }
        }
        tracing::warn!(
            schedule = schedule.id,
            ?trouble,
            "a schedule is in trouble, and nobody could be told; set a log channel with /settings"
        );
        Ok(true)
    }

    /// Lets a schedule go on if the bot may post there again, or says when to look next.
    async fn check(&self, scheduled: &Scheduled, now: Timestamp) -> Result<(), LedgerError> {
        let (schedule, Some(paused)) = (&scheduled.schedule, &scheduled.paused) else { return Ok(()) };
        let paused_for = now.duration_since(paused.since);
        match discord::standing(&self.rest, schedule.channel, schedule.guild).await {
            Standing::Open => {
                // Whoever was told of it is told that it is over; first, since afterwards nothing says that it is owed.
                let tells = paused.told_at.is_some() && paused.by != PausedBy::Person;
                if tells && !self.tell(scheduled, schedule.channel, &Trouble::Over, paused.since).await? {
                    return self.ledger.check_schedule_at(&schedule.id, Some(now + LOOK_INTO)).await;
                }
                tracing::info!(schedule = schedule.id, "the bot may post there again; the schedule goes on");
                // What is too late to be made up is given up first, so that its digests are free again.
                self.ledger.unsettled(now - self.grace).await?;
                self.ledger.resume_schedule(&schedule.id, now, daily::resumed).await?;
                return Ok(());
            }
            Standing::Left if paused.by != PausedBy::Left => self.left(scheduled, paused).await?,
            Standing::Left if paused_for >= KEPT => {
                tracing::info!(
                    schedule = schedule.id,
                    "the bot left its server a month ago; the schedule is removed"
                );
                self.ledger.stop_schedule(&schedule.id, now).await?;
                return Ok(());
            }
            _ => {}
        }
        let next = now + paused_for.clamp(FIRST_CHECK, LONGEST_CHECK);
        self.ledger.check_schedule_at(&schedule.id, Some(next)).await
    }

    /// Notes that the bot is no longer in the server.
    async fn left(&self, scheduled: &Scheduled, paused: &Paused) -> Result<(), LedgerError> {
        let left = Paused { by: PausedBy::Left, ..paused.clone() };
        self.ledger.pause_schedule(&scheduled.schedule.id, &left).await.map(drop)
    }
}

/// Where somebody is told.
enum Place {
    /// The channel that the server chose for it.
    Log(Option<u64>),
    /// Where Discord itself tells of who came.
    System,
    /// The one who set the schedule.
    Direct,
}

/// Does all of it, some at a time; the first failure of the ledger, at the end.
async fn all(these: Vec<impl Future<Output = Result<(), LedgerError>>>) -> Result<(), LedgerError> {
    let done: Vec<Result<(), LedgerError>> = stream::iter(these).buffer_unordered(AT_ONCE).collect().await;
    done.into_iter().collect()
}
