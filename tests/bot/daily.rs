//! The daily post: at its time, once a day, what the channel has not had.

use crate::stage::{LIMIT, Stage, library, show};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use standfirst::{
    daily::{self, Due},
    ledger::{Claimed, Ledger},
    playground::{Event, Fault, Message, Permissions},
};

const DAILY: &str = "[[daily]]\nname = \"lobby\"\nchannel = CHANNEL\nat = \"08:00\"\n";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Stage {
    async fn post_after(&self, before: Option<&Message>) -> Message {
        let channel = self.twin.world().op_eds;
        self.twin.wait_for_message(channel, before.map(|m| m.id), LIMIT).await.expect("no post came")
    }

    /// Moves the clock to the time of the `bell` schedule and waits for its post in #general: by then
    /// every earlier look at the schedules is over.
    async fn ring(&self, to: &str) {
        let before = self.twin.messages(self.twin.world().general).pop().map(|m| m.id);
        self.clock.set(at(to));
        let rung = self.twin.wait_for_message(self.twin.world().general, before, LIMIT).await;
        rung.expect("the bell did not ring");
    }

    /// Waits until the ledger knows of the post of that day in #op-eds.
    pub async fn noted(&self, day: Date) {
        let ledger = Ledger::open(&self.ledger()).await.unwrap();
        let channel = self.twin.world().op_eds.to_string().parse().unwrap();
        let until = std::time::Instant::now() + LIMIT;
        while ledger.newest_post(channel).await.unwrap().is_none_or(|(newest, _)| newest < day) {
            assert!(std::time::Instant::now() < until, "the ledger never heard of the post");
        }
    }

    /// When and what, of every post in #op-eds.
    fn posts(&self) -> Vec<String> {
        let line = |m: Message| {
            let time = m.json["timestamp"].as_str().unwrap()[..16].to_owned();
            format!("{time} {}", show(&m).lines().next().unwrap_or_default())
        };
        self.twin.messages(self.twin.world().op_eds).into_iter().map(line).collect()
    }

    /// How often the bot sent a post to #op-eds.
    fn sent(&self) -> usize {
        let path = format!("/channels/{}/messages", self.twin.world().op_eds);
        self.requests().iter().filter(|(what, _)| what.starts_with("POST ") && what.ends_with(&path)).count()
    }

    fn ledger(&self) -> std::path::PathBuf {
        self.folder.path().join("data/standfirst.sqlite")
    }
}

/// A schedule in another channel whose post shows that time has passed for all.
const BELL: &str = "[[daily]]\nname = \"bell\"\nchannel = GENERAL\nat = \"12:00\"\n";

#[tokio::test]
async fn a_digest_comes_at_its_hour_and_another_the_next_day() {
    let stage = Stage::with(&library(), DAILY).await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.post_after(None).await;
    insta::assert_snapshot!(show(&first), @"
    # Let the bridge be free
    -> https://harbour.example/opinion/bridge
    *Ada Example* argues

    **Tolls on the old bridge cost more than they raise.**

    • Collecting them takes half of what comes in.
    • The detours wear out the side streets.

    > “A toll that pays for its own booth is no toll at all.”
    ## Ada Example (@ada)
    Ada Example builds bridges and teaches at the Harbour School.
    ## Tags
    Tolls · Bridges
    -- The Harbour Post · 6 May 2024 · 3 min read
    In the author’s words
    The views expressed by contributors are their own and not the view of The Harbour Post.
    [About the author] 1:about:2024-05-06-let-the-bridge-be-free:1
    [Related] 1:related:2024-05-06-let-the-bridge-be-free
    [Tags] 1:tags:2024-05-06-let-the-bridge-be-free
    [Read the original] https://harbour.example/opinion/bridge
    [👍] 1:up:2024-05-06-let-the-bridge-be-free
    [👎] 1:down:2024-05-06-let-the-bridge-be-free
    ");
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    let second = stage.post_after(Some(&first)).await;
    assert!(show(&second).starts_with("# A lamp"), "another author and publication");
    stage.noted(date(2026, 11, 24)).await;
    let today = stage.say("/digest today").await;
    assert!(
        today.starts_with("The newest daily post of this channel, of 24 November 2026.\n# A lamp"),
        "{today}"
    );
    stage.end().await;
}

#[tokio::test]
async fn it_comes_once_a_day_also_across_a_restart() {
    let mut stage = Stage::with(&library(), &format!("{DAILY}{BELL}")).await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.post_after(None).await;
    stage.down().await;
    stage.clock.set(at("2026-11-23T09:30:00Z"));
    stage.up().await;
    stage.ring("2026-11-23T12:00:00Z").await;
    stage.down().await;
    stage.up().await;
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.post_after(Some(&first)).await;
    assert_eq!(
        stage.posts(),
        ["2026-11-23T08:00 # Let the bridge be free", "2026-11-24T08:00 # A lamp is not a luxury"]
    );
    assert_eq!(stage.sent(), 2);
    stage.end().await;
}

#[tokio::test]
async fn a_missed_post_is_made_up_within_six_hours_and_not_after() {
    let mut stage = Stage::with(&library(), DAILY).await;
    stage.down().await;
    stage.clock.set(at("2026-11-23T13:59:00Z"));
    stage.up().await;
    let first = stage.post_after(None).await;
    stage.down().await;
    stage.clock.set(at("2026-11-24T14:01:00Z"));
    stage.up().await;
    stage.clock.set(at("2026-11-25T08:00:00Z"));
    stage.post_after(Some(&first)).await;
    assert_eq!(
        stage.posts(),
        ["2026-11-23T13:59 # Let the bridge be free", "2026-11-25T08:00 # A lamp is not a luxury"]
    );
    stage.end().await;
}

#[tokio::test]
async fn a_new_schedule_owes_nothing_for_the_hours_before_it() {
    let stage = Stage::with(&library(), &DAILY.replace("08:00", "06:59")).await;
    stage.clock.set(at("2026-11-24T06:59:00Z"));
    stage.post_after(None).await;
    assert_eq!(stage.posts(), ["2026-11-24T06:59 # Let the bridge be free"]);
    stage.end().await;
}

#[tokio::test]
async fn a_changed_hour_is_the_same_schedule() {
    let mut stage = Stage::with(&library(), DAILY).await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.post_after(None).await;
    stage.down().await;
    stage.configure(&format!("{}{BELL}", DAILY.replace("08:00", "09:00")));
    stage.up().await;
    stage.clock.set(at("2026-11-23T09:00:00Z"));
    stage.ring("2026-11-23T12:00:00Z").await;
    stage.clock.set(at("2026-11-24T09:00:00Z"));
    stage.post_after(Some(&first)).await;
    assert_eq!(
        stage.posts(),
        ["2026-11-23T08:00 # Let the bridge be free", "2026-11-24T09:00 # A lamp is not a luxury"]
    );
    stage.end().await;
}

#[tokio::test]
async fn filters_and_days_are_kept() {
    let config = format!("{DAILY}tags = [\"tolls\"]\nexclude = [\"ben sample\"]\ndays = [\"tue\"]\n{BELL}");
    let stage = Stage::with(&library(), &config).await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    stage.ring("2026-11-23T12:00:00Z").await;
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.post_after(None).await;
    stage.clock.set(at("2026-12-01T08:00:00Z"));
    stage.ring("2026-12-01T12:00:00Z").await;
    assert_eq!(
        stage.posts(),
        ["2026-11-24T08:00 # Let the bridge be free"],
        "Tuesdays only, and nothing else fits"
    );
    stage.end().await;
}

#[tokio::test]
async fn two_schedules_of_a_channel_bring_two_digests() {
    let config = format!("{DAILY}{}", DAILY.replace("lobby", "second"));
    let stage = Stage::with(&library(), &config).await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.post_after(None).await;
    stage.post_after(Some(&first)).await;
    let mut posts = stage.posts();
    posts.sort();
    assert_eq!(
        posts,
        ["2026-11-23T08:00 # A lamp is not a luxury", "2026-11-23T08:00 # Let the bridge be free"]
    );
    stage.end().await;
}

#[tokio::test]
async fn failures_of_discord_neither_lose_nor_double_it() {
    let faults = [
        Fault::status(500),
        Fault::status(502).times(2),
        Fault::rate_limited(0.05),
        Fault::rate_limited_globally(0.05),
        Fault::cut_before(),
        Fault::cut_after(),
    ];
    for fault in faults {
        let stage = Stage::with(&library(), DAILY).await;
        let trap = stage.twin.fail(fault.on("POST", "/channels/*/messages"));
        stage.clock.set(at("2026-11-23T08:00:00Z"));
        let first = stage.post_after(None).await;
        stage.noted(date(2026, 11, 23)).await;
        stage.clock.set(at("2026-11-24T08:00:00Z"));
        stage.post_after(Some(&first)).await;
        assert!(trap.hits() > 0);
        assert_eq!(
            stage.posts(),
            ["2026-11-23T08:00 # Let the bridge be free", "2026-11-24T08:00 # A lamp is not a luxury"]
        );
        stage.end_after_trouble().await;
    }
}

#[tokio::test]
async fn a_post_that_the_ledger_did_not_hear_of_is_found_in_the_channel() {
    let mut stage = Stage::with(&library(), DAILY).await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.post_after(None).await;
    stage.down().await;
    // As if it had died between Discord's answer and the ledger's note of it.
    let ledger = sqlx::SqlitePool::connect(&format!("sqlite://{}", stage.ledger().display())).await.unwrap();
    let changed = sqlx::query("UPDATE deliveries SET state = 'claimed', message = NULL")
        .execute(&ledger)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 1);
    ledger.close().await;
    stage.clock.set(at("2026-11-23T08:30:00Z"));
    stage.up().await;
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.post_after(Some(&first)).await;
    assert_eq!(
        stage.posts(),
        ["2026-11-23T08:00 # Let the bridge be free", "2026-11-24T08:00 # A lamp is not a luxury"]
    );
    assert_eq!(stage.sent(), 2, "it was not even sent again");
    stage.end().await;
}

#[tokio::test]
async fn a_claim_that_was_never_sent_goes_out() {
    let mut stage = Stage::with(&library(), DAILY).await;
    stage.down().await;
    // As if it had died between the claim and the sending.
    let ledger = Ledger::open(&stage.ledger()).await.unwrap();
    let scheduled = ledger.schedule("lobby").await.unwrap().unwrap();
    let due = Due { date: date(2026, 11, 23), at: at("2026-11-23T08:00:00Z") };
    let ferry = "2023-02-01-the-ferry-is-worth-its-fare".parse().unwrap();
    let claim = (daily::claim(&scheduled.schedule, &due, vec![ferry]), Some(at("2026-11-24T08:00:00Z")));
    let mut claimed = ledger.claim_posts(&[claim.clone(), claim], due.at).await.unwrap();
    assert_eq!(claimed.pop(), Some(Claimed::DayTaken));
    assert!(matches!(claimed.pop(), Some(Claimed::Ours(_))));
    stage.clock.set(at("2026-11-23T08:30:00Z"));
    stage.up().await;
    stage.post_after(None).await;
    assert_eq!(
        stage.posts(),
        ["2026-11-23T08:30 # The ferry is worth its fare"],
        "what was claimed is what is posted"
    );
    stage.end().await;
}

#[tokio::test]
async fn a_refused_post_uses_up_no_digest() {
    let stage = Stage::with(&library(), &format!("{DAILY}{BELL}")).await;
    let channel = stage.twin.world().op_eds;
    stage.twin.deny(channel, Permissions::SEND_MESSAGES);
    let mut log = stage.twin.follow_log();
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let refused =
        async { while !matches!(log.recv().await.unwrap().event, Event::Request { status: 403, .. }) {} };
    tokio::time::timeout(LIMIT, refused).await.expect("nothing was refused");
    stage.ring("2026-11-23T12:00:00Z").await;
    stage.twin.allow(channel);
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.post_after(None).await;
    assert_eq!(stage.posts(), ["2026-11-24T08:00 # Let the bridge be free"]);
    stage.end_after_trouble().await;
}
