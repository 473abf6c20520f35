//! What a daily post is like: several digests, a role, a thread, a forum, an announcement; what comes when
//! there is nothing new; and what becomes of it when a digest is corrected.

use crate::stage::{LIMIT, Stage, library, show};
use jiff::Timestamp;
use standfirst::{
    ledger::Ledger,
    playground::{Entry, Event, Fault, Id, Message, Permissions},
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn eight() -> Timestamp {
    at("2026-11-23T08:00:00Z")
}

/// A schedule in that channel, with these further lines.
fn daily(channel: &str, further: &str) -> String {
    format!("[[daily]]\nname = \"lobby\"\nchannel = {channel}\n{further}\n")
}

impl Stage {
    async fn first_in(&self, channel: Id) -> Message {
        self.twin.wait_for_message(channel, None, LIMIT).await.expect("no post came")
    }

    /// Waits for a request of that method whose path ends so, and that was answered with that status.
    async fn asked(&self, method: &str, end: &str, status: u16) {
        let mut log = self.twin.follow_log();
        let fits = |entry: &Entry| match &entry.event {
            Event::Request { method: m, path, status: s, .. } => {
                m == method && path.ends_with(end) && *s == status
            }
            _ => false,
        };
        if self.twin.log().iter().any(|e| fits(e)) {
            return;
        }
        let asked = async { while !fits(&log.recv().await.unwrap()) {} };
        tokio::time::timeout(LIMIT, asked).await.unwrap_or_else(|_| panic!("no {method} …{end} {status}"));
    }

    async fn states(&self) -> Vec<String> {
        let ledger = Ledger::open(&self.folder.path().join("data/standfirst.sqlite")).await.unwrap();
        let history = ledger.history(None, 9).await.unwrap();
        history.iter().map(|p| format!("{} {}", p.delivery.claim.date, p.state)).collect()
    }

    /// Waits until the ledger says so of the newest deliveries, newest first.
    async fn stands(&self, wanted: &[&str]) {
        let until = std::time::Instant::now() + LIMIT;
        while self.states().await != wanted {
            assert!(std::time::Instant::now() < until, "{:?}", self.states().await);
        }
    }
}

#[tokio::test]
async fn several_digests_come_as_one_message_with_a_menu_that_opens_each() {
    let stage = Stage::with(&library(), &daily("CHANNEL", "count = 3")).await;
    let world = stage.twin.world();
    stage.clock.set(eight());
    let post = stage.first_in(world.op_eds).await;
    insta::assert_snapshot!(show(&post), @"
    # Today’s op-eds
    **[Let the bridge be free](<https://harbour.example/opinion/bridge>)**
    *Ada Example* argues: Tolls on the old bridge cost more than they raise.
    -# The views expressed by contributors are their own and not the view of The Harbour Post.

    **A lamp is not a luxury**
    *The Night Watch* argues: Street lamps should burn all night.

    **The ferry is worth its fare**
    *Ada Example and Ben Sample* argue: The town should keep the ferry.
    <Open a digest: Let the bridge be free | A lamp is not a luxury | The ferry is worth its fare>
    [The newest] 1:newest:1
    ");
    let menu = post.controls().find(|c| c["options"].is_array()).unwrap()["custom_id"].as_str().unwrap();
    let ferry = "2023-02-01-the-ferry-is-worth-its-fare";
    let opened = stage.twin.choose(world.reader, post.id, menu, &[ferry]).await.unwrap();
    assert!(show(opened.message().unwrap()).starts_with("(only you)\n# The ferry is worth its fare\n"));
    let newest = stage.press(world.reader, &post, "The newest").await;
    assert!(newest.message().unwrap().is_ephemeral());
    stage.stands(&["2026-11-23 posted"]).await;
    // The channel has had all three.
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.stands(&["2026-11-24 skipped", "2026-11-23 posted"]).await;
    stage.end().await;
}

/// Five digests with everything as long as it may be: the stand-in refuses what is over a limit.
#[tokio::test]
async fn the_longest_digests_fit() {
    let long = |n: usize| {
        let words = |count: usize| {
            "worth–while ".repeat(count.div_ceil(12))[..].chars().take(count).collect::<String>()
        };
        format!(
            "title = \"{n} {}\"\npublication = \"{}\"\nurl = \"https://harbour.example/{}\"\npublished = 2024-05-0{n}\n\
             added = 2026-11-23T06:00:00Z\ntags = [\"Tolls\"]\ndisclaimer = \"{}\"\ngist = \"{}.\"\npoints = [\"{}.\"]\n\
             [[authors]]\nname = \"{} {n}\"\n",
            words(250).trim(),
            words(90).trim(),
            "a".repeat(300),
            words(900).trim(),
            words(290).trim(),
            words(290).trim(),
            words(90).trim(),
        )
    };
    let digests: Vec<(&'static str, String)> =
        (1..=5).map(|n| (&*format!("2024-05-0{n}-long").leak(), long(n))).collect();
    let stage = Stage::with(&digests, &daily("CHANNEL", "count = 5")).await;
    stage.clock.set(eight());
    let post = stage.first_in(stage.twin.world().op_eds).await;
    let shown = show(&post);
    for part in
        ["](<https://harbour.example/aaa", " argues: worth–while worth–while", "\n-# worth–while worth–while"]
    {
        assert_eq!(shown.matches(part).count(), 5, "{part}\n{shown}");
    }
    stage.end().await;
}

#[tokio::test]
async fn a_role_is_mentioned_and_pinged_and_nobody_else() {
    let digests: Vec<_> = library()
        .into_iter()
        .map(|(name, text)| (name, text.replace("gist = \"", "gist = \"@everyone <@&1> <@2> ")))
        .collect();
    let stage = Stage::with(&digests, &daily("CHANNEL", "role = CURATORS\ncount = 2")).await;
    let world = stage.twin.world();
    stage.clock.set(eight());
    let post = stage.first_in(world.op_eds).await;
    assert_eq!(post.content(), format!("<@&{}>", world.curators));
    assert_eq!(post.json["mention_roles"], serde_json::json!([world.curators.to_string()]));
    assert_eq!(post.json["mention_everyone"], false);
    let sent = stage.requests().into_iter().find(|(what, _)| what.ends_with("/messages")).unwrap().1;
    let only = serde_json::json!({ "parse": [], "users": [], "roles": [world.curators.to_string()] });
    assert_eq!(sent["allowed_mentions"]["roles"], only["roles"], "{}", sent["allowed_mentions"]);
    assert_eq!(sent["allowed_mentions"]["parse"], only["parse"]);
    stage.end().await;
}

#[tokio::test]
async fn in_a_forum_each_is_a_post_titled_by_the_digest_and_comes_once() {
    for fault in [None, Some(Fault::cut_after()), Some(Fault::cut_before()), Some(Fault::status(500))] {
        let stage = Stage::with(&library(), &daily("FORUM", "")).await;
        let world = stage.twin.world();
        let trap = fault.clone().map(|fault| stage.twin.fail(fault.on("POST", "/channels/*/threads")));
        stage.clock.set(eight());
        stage
            .asked(
                "POST",
                "/threads",
                if fault.is_none() { 201 } else { trap.as_ref().map_or(0, |_| status(&fault)) },
            )
            .await;
        if fault.is_some() {
            // What is not clear is looked into a minute later, and sent again when nothing can come of it any more.
            stage.clock.set(at("2026-11-23T08:03:20Z"));
        }
        stage.stands(&["2026-11-23 posted"]).await;
        stage.clock.set(at("2026-11-24T08:00:00Z"));
        stage.stands(&["2026-11-24 posted", "2026-11-23 posted"]).await;
        let mut names: Vec<String> = stage
            .twin
            .channels()
            .into_iter()
            .filter(|c| c.parent == Some(world.forum))
            .map(|c| c.name)
            .collect();
        names.sort();
        assert_eq!(names, ["A lamp is not a luxury", "Let the bridge be free"], "{fault:?}");
        stage.end_after_trouble().await;
    }
}

fn status(fault: &Option<Fault>) -> u16 {
    if fault.as_ref().is_some_and(|f| format!("{f:?}").contains("Error(500)")) { 500 } else { 0 }
}

#[tokio::test]
async fn in_a_thread_it_comes_once_too() {
    let mut stage = Stage::with(&library(), "").await;
    let world = stage.twin.world();
    let thread = stage.twin.add_thread(world.op_eds, "Daily reading");
    stage.down().await;
    stage.configure(&daily(&thread.to_string(), ""));
    stage.up().await;
    let trap = stage.twin.fail(Fault::cut_after().on("POST", "/channels/*/messages"));
    stage.clock.set(eight());
    stage.first_in(thread).await;
    assert_eq!(trap.hits(), 1);
    // Within the minute in which a nonce would hold: here it does not.
    stage.clock.set(at("2026-11-23T08:01:00Z"));
    stage.stands(&["2026-11-23 posted"]).await;
    assert_eq!(stage.twin.messages(thread).len(), 1);
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn where_the_history_cannot_be_read_nothing_is_repeated() {
    let stage = Stage::with(&library(), &daily("FORUM", "")).await;
    let world = stage.twin.world();
    let _trap = stage.twin.fail(Fault::cut_after().on("POST", "/channels/*/threads"));
    stage.twin.deny(world.forum, Permissions::READ_MESSAGE_HISTORY);
    stage.clock.set(eight());
    stage.asked("POST", "/threads", 0).await;
    stage.clock.set(at("2026-11-23T08:01:00Z"));
    stage.stands(&["2026-11-23 uncertain"]).await;
    let ledger = Ledger::open(&stage.folder.path().join("data/standfirst.sqlite")).await.unwrap();
    let past = ledger.history(None, 1).await.unwrap();
    assert!(past[0].reason.as_deref().is_some_and(|why| why.contains("403")), "{past:?}");
    assert_eq!(stage.twin.channels().iter().filter(|c| c.parent == Some(world.forum)).count(), 1);
    stage.end_after_trouble().await;
}

/// Discord lists no messages to those who may not read them: that is no proof that there are none.
#[tokio::test]
async fn an_empty_history_is_no_proof_that_the_post_is_not_there() {
    let mut stage = Stage::with(&library(), &daily("CHANNEL", "")).await;
    let world = stage.twin.world();
    stage.clock.set(eight());
    stage.first_in(world.op_eds).await;
    stage.stands(&["2026-11-23 posted"]).await;
    stage.down().await;
    let ledger = stage.folder.path().join("data/standfirst.sqlite");
    let raw = sqlx::SqlitePool::connect(&format!("sqlite://{}", ledger.display())).await.unwrap();
    sqlx::query("UPDATE deliveries SET state = 'claimed', message = NULL").execute(&raw).await.unwrap();
    raw.close().await;
    stage.twin.deny(world.op_eds, Permissions::READ_MESSAGE_HISTORY);
    stage.clock.set(at("2026-11-23T08:30:00Z"));
    stage.up().await;
    stage.stands(&["2026-11-23 uncertain"]).await;
    assert_eq!(stage.twin.messages(world.op_eds).len(), 1);
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn in_an_announcement_channel_it_is_published_also_after_a_crash() {
    let mut stage = Stage::with(&library(), &daily("ANNOUNCEMENTS", "crosspost = true")).await;
    let world = stage.twin.world();
    let trap = stage.twin.fail(Fault::hold().on("POST", "/channels/*/messages/*/crosspost"));
    stage.clock.set(eight());
    let post = stage.first_in(world.announcements).await;
    stage.stands(&["2026-11-23 posted"]).await;
    let held = async {
        while trap.hits() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LIMIT, held).await.unwrap();
    // It ends while it publishes: whether it did is not known.
    let running = stage.hand_over();
    let stopping = tokio::spawn(running.stop());
    trap.release();
    stopping.await.unwrap();
    stage.up().await;
    stage.asked("POST", "/crosspost", 200).await;
    let flags = stage.twin.message(post.id).unwrap().json["flags"].as_u64().unwrap();
    assert_eq!(flags & 1, 1, "it is published");
    assert_eq!(stage.twin.messages(world.announcements).len(), 1);
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn without_anything_new_it_is_silent_or_says_so_as_was_asked() {
    let mut stage = Stage::with(&library(), &daily("CHANNEL", "when_empty = \"say\"")).await;
    let world = stage.twin.world();
    // What was there before the schedule is not new to it.
    stage.clock.set(eight());
    let line = stage.first_in(world.op_eds).await;
    insta::assert_snapshot!(show(&line), @"
    Nothing new today: this channel has had every op-ed that it wants.
    [The newest] 1:newest:1
    ");
    stage.stands(&["2026-11-23 posted"]).await;
    stage.put(
        "2026-11-23-a-quay-for-all",
        &library()[0].1.replace("Let the bridge be free", "A quay for all"),
    );
    stage.refresh().await;
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    let quay = stage.twin.wait_for_message(world.op_eds, Some(line.id), LIMIT).await.unwrap();
    assert!(show(&quay).starts_with("# A quay for all\n"));
    stage.stands(&["2026-11-24 posted", "2026-11-23 posted"]).await;
    stage.down().await;
    stage.configure(&daily("CHANNEL", "when_empty = \"silence\""));
    stage.up().await;
    stage.clock.set(at("2026-11-25T08:00:00Z"));
    stage.stands(&["2026-11-25 skipped", "2026-11-24 posted", "2026-11-23 posted"]).await;
    assert_eq!(stage.twin.messages(world.op_eds).len(), 2);
    stage.end().await;
}

#[tokio::test]
async fn a_corrected_digest_is_corrected_where_it_was_posted_also_after_a_crash() {
    let mut stage = Stage::with(&library(), &daily("CHANNEL", "role = CURATORS\ncount = 2")).await;
    let world = stage.twin.world();
    stage.clock.set(eight());
    let post = stage.first_in(world.op_eds).await;
    stage.stands(&["2026-11-23 posted"]).await;
    let now_shown = |stage: &Stage| show(&stage.twin.message(post.id).unwrap());
    let (name, bridge) = library().remove(0);
    let corrected = |gist: &str, updated: &str| {
        bridge
            .replace("Tolls on the old bridge cost more than they raise.", gist)
            .replace("tags =", &format!("{updated}tags ="))
    };
    // Somebody edits the file by hand: that is left alone.
    stage.put(name, &corrected("Edited by hand.", ""));
    stage.refresh().await;
    // It goes down before a correction that the bot itself made reaches the post.
    stage.down().await;
    stage.put(name, &corrected("Corrected.", "updated = 2026-11-23T09:00:00Z\n"));
    stage.up().await;
    stage.asked("PATCH", &format!("/messages/{}", post.id), 200).await;
    let text = now_shown(&stage);
    assert!(text.contains("argues: Corrected.") && !text.contains("Edited"), "{text}");
    assert!(text.contains(&format!("<@&{}>", world.curators)) && text.contains("1:newest:1"), "{text}");
    // A week later it stays as it is.
    stage.down().await;
    stage.clock.set(at("2026-11-30T07:00:00Z"));
    stage.put(name, &corrected("Corrected again.", "updated = 2026-11-30T07:00:00Z\n"));
    stage.up().await;
    stage.refresh().await;
    stage.down().await;
    assert!(now_shown(&stage).contains("argues: Corrected.\n"));
    assert_eq!(stage.twin.messages(world.op_eds).iter().filter(|m| m.id == post.id).count(), 1);
    stage.end().await;
}
