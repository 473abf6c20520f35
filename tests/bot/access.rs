//! Daily posts that Discord does not let into their channel: the schedule is paused and not lost, somebody
//! who can mend it is told once, and it goes on by itself.

use crate::stage::{LIMIT, Stage, library, show};
use jiff::{Timestamp, ToSpan};
use standfirst::{
    ledger::{Ledger, PausedBy, Scheduled},
    playground::{Id, Message, Permissions},
};

const DAILY: &str = "[[daily]]\nname = \"lobby\"\nchannel = CHANNEL\nat = \"08:00\"\n";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Stage {
    /// Waits for a message and gives it.
    async fn next_in(&self, channel: Id, before: Option<&Message>) -> Message {
        let message = self.twin.wait_for_message(channel, before.map(|m| m.id), LIMIT).await;
        message.unwrap_or_else(|| panic!("nothing came; refused: {:?}", self.refusals()))
    }

    /// How often the bot asked what the channel of the posts is.
    fn looks(&self) -> usize {
        let path = format!("/channels/{}", self.twin.world().op_eds);
        self.requests().iter().filter(|(what, _)| what.starts_with("GET ") && what.ends_with(&path)).count()
    }
}

/// A stage on which #general is where the server says what concerns it.
async fn stage() -> Stage {
    let stage = Stage::with(&library(), DAILY).await;
    let world = stage.twin.world();
    stage.twin.set_system_channel(world.guild, Some(world.general));
    stage
}

/// What the notice says, with the ids of the stage named.
fn plain(stage: &Stage, notice: &Message) -> String {
    let world = stage.twin.world();
    show(notice).replace(&world.op_eds.to_string(), "OP-EDS").replace(&world.general.to_string(), "GENERAL")
}

#[tokio::test]
async fn what_is_lacking_is_told_once_and_the_missed_post_is_made_up() {
    let mut stage = stage().await;
    let world = stage.twin.world();
    stage.twin.deny(world.op_eds, Permissions::SEND_MESSAGES | Permissions::EMBED_LINKS);
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let notice = stage.next_in(world.general, None).await;
    let since = at("2026-11-23T08:00:00Z").as_second();
    assert_eq!(
        plain(&stage, &notice),
        format!(
            "Since <t:{since}:f>, the daily post “lobby” cannot be posted in <#OP-EDS>: this bot lacks **Send Messages**, \
             **Embed Links** there. It goes on by itself once the bot has that, or at once with `/daily resume`."
        )
    );
    stage.down().await;
    stage.up().await;
    stage.clock.set(at("2026-11-23T08:30:00Z"));
    let refused = stage.refusals().len();
    stage.twin.allow(world.op_eds);
    stage.clock.set(at("2026-11-23T09:00:00Z"));
    let post = stage.next_in(world.op_eds, None).await;
    assert!(show(&post).starts_with("# Let the bridge be free"));
    assert_eq!(stage.refusals().len(), refused, "it is not tried while it is paused");
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.next_in(world.op_eds, Some(&post)).await;
    assert_eq!(stage.twin.messages(world.op_eds).len(), 2);
    let told: Vec<String> = stage.twin.messages(world.general).iter().map(|m| plain(&stage, m)).collect();
    assert_eq!(told.len(), 2, "told once, and of the end: {told:?}");
    assert_eq!(
        told[1],
        format!("The daily post “lobby” goes on in <#OP-EDS>. It had been paused since <t:{since}:f>.")
    );
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn it_looks_again_each_hour_and_then_less_and_what_is_too_late_is_not_made_up() {
    let stage = stage().await;
    let world = stage.twin.world();
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.next_in(world.op_eds, None).await;
    stage.twin.deny(world.op_eds, Permissions::VIEW_CHANNEL);
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    let notice = stage.next_in(world.general, None).await;
    assert!(show(&notice).contains("**View Channel**"), "{}", show(&notice));
    let before = stage.looks();
    // An hour later, and then when it has waited as long again.
    for (n, hour) in [9, 10, 12, 16].into_iter().enumerate() {
        stage.clock.set(at("2026-11-24T00:00:00Z") + (hour - 1).hours() + 59.minutes());
        stage.clock.set(at("2026-11-24T00:00:00Z") + hour.hours());
        let looked = async {
            while stage.looks() <= before + n {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(LIMIT, looked).await.unwrap_or_else(|_| panic!("nothing at {hour}"));
        assert_eq!(stage.looks(), before + n + 1, "at {hour}");
    }
    stage.twin.allow(world.op_eds);
    stage.clock.set(at("2026-11-25T08:00:00Z"));
    stage.next_in(world.op_eds, Some(&first)).await;
    assert_eq!(stage.twin.messages(world.op_eds).len(), 2, "the day before is over");
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn a_channel_that_is_gone_is_told_and_the_schedule_stays() {
    let stage = stage().await;
    let world = stage.twin.world();
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    stage.next_in(world.op_eds, None).await;
    stage.twin.remove_channel(world.op_eds);
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    let notice = stage.next_in(world.general, None).await;
    let since = at("2026-11-24T08:00:00Z").as_second();
    assert_eq!(
        plain(&stage, &notice),
        format!(
            "Since <t:{since}:f>, the daily post “lobby” cannot be posted: its channel is gone. Give it another one with \
             `/daily set`."
        )
    );
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn a_server_that_was_left_keeps_its_schedules_for_thirty_days() {
    let stage = stage().await;
    let world = stage.twin.world();
    let schedules = async || {
        let ledger = Ledger::open(&stage.folder.path().join("data/standfirst.sqlite")).await.unwrap();
        ledger.schedules().await.unwrap()
    };
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.next_in(world.op_eds, None).await;
    stage.twin.expel(world.guild, true);
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    let until = async |wanted: &dyn Fn(&[Scheduled]) -> bool| {
        let done = async {
            while !wanted(&schedules().await) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(LIMIT, done).await.expect("the schedules do not come to that");
    };
    let left = |all: &[Scheduled]| {
        all.iter().any(|s| s.paused.as_ref().is_some_and(|p| p.by == PausedBy::Left && p.told_at.is_some()))
    };
    until(&left).await;
    stage.twin.expel(world.guild, false);
    stage.clock.set(at("2026-11-24T09:00:00Z"));
    let second = stage.next_in(world.op_eds, Some(&first)).await;
    stage.twin.expel(world.guild, true);
    stage.clock.set(at("2026-11-25T08:00:00Z"));
    until(&left).await;
    stage.clock.set(at("2026-12-24T08:00:00Z"));
    until(&left).await;
    assert_eq!(schedules().await.len(), 1);
    stage.clock.set(at("2026-12-26T08:00:00Z"));
    until(&|all| all.is_empty()).await;
    assert_eq!(stage.twin.messages(world.op_eds).last().map(|m| m.id), Some(second.id));
    stage.end_after_trouble().await;
}
