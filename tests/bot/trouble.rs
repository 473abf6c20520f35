//! Whatever becomes of the connection, somebody answers afterwards; and what cannot be mended is said.

use crate::stage::{LIMIT, Stage, intake, library, show};
use jiff::ToSpan;
use standfirst::{
    app::{self, Clock},
    config::Config,
    discord::Token,
    playground::{Event, Fault, Twin, TwinOptions},
};
use std::time::Duration;

/// Somebody gets an answer, if not at the first try.
async fn answers(stage: &Stage) {
    let world = stage.twin.world();
    let tried = async {
        loop {
            assert!(stage.twin.wait_for_bot(LIMIT).await);
            let asked = stage.twin.invoke(world.reader, world.op_eds, "/digest latest");
            match tokio::time::timeout(Duration::from_secs(1), asked).await {
                Ok(Ok(answer)) => return show(answer.message().unwrap()),
                // Lost with its connection.
                _ => tokio::task::yield_now().await,
            }
        }
    };
    let said = tokio::time::timeout(LIMIT * 2, tried).await.expect("an answer");
    assert!(said.starts_with("# Let the bridge"), "{said}");
}

async fn closes_with(code: u16) {
    let stage = Stage::new().await;
    stage.disconnect(Some(code)).await;
    answers(&stage).await;
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn closes_that_serenity_mends() {
    let stage = Stage::new().await;
    for code in [1000, 1001, 4000, 4001, 4002, 4005, 4008] {
        stage.disconnect(Some(code)).await;
        answers(&stage).await;
    }
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn a_session_that_timed_out() {
    closes_with(4009).await;
}

#[tokio::test]
async fn a_sequence_that_is_wrong() {
    closes_with(4007).await;
}

#[tokio::test]
async fn a_close_upon_which_serenity_spins() {
    closes_with(4003).await;
}

#[tokio::test]
async fn a_close_for_a_wrong_shard() {
    closes_with(4010).await;
}

#[tokio::test]
async fn a_close_for_too_many_servers() {
    closes_with(4011).await;
}

#[tokio::test]
async fn a_close_for_a_wrong_version() {
    closes_with(4012).await;
}

#[tokio::test]
async fn a_close_without_a_code() {
    closes_with(1005).await;
}

#[tokio::test]
async fn an_invalid_session() {
    for resumable in [true, false] {
        let stage = Stage::new().await;
        assert_eq!(stage.twin.invalidate(resumable), 1);
        answers(&stage).await;
        stage.end_after_trouble().await;
    }
}

#[tokio::test]
async fn heartbeats_that_nobody_answers() {
    let stage = Stage::beating(Duration::from_millis(300)).await;
    stage.twin.ignore_heartbeats();
    let gone = async {
        while stage.twin.connected() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LIMIT, gone).await.unwrap();
    stage.twin.heal();
    answers(&stage).await;
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn a_gateway_that_is_down_for_a_while() {
    let stage = Stage::new().await;
    let mut log = stage.twin.follow_log();
    stage.twin.refuse_connections();
    stage.disconnect(None).await;
    let tried = async {
        let mut refused = 0;
        while refused < 2 {
            let entry = log.recv().await.unwrap();
            refused += usize::from(matches!(&entry.event, Event::Note(note) if note.contains("was refused")));
        }
    };
    tokio::time::timeout(LIMIT, tried).await.unwrap();
    assert_eq!(stage.twin.connected(), 0);
    stage.twin.heal();
    answers(&stage).await;
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn a_revoked_token_and_a_refused_intent_end_it_with_the_reason() {
    let mut said = Vec::new();
    for code in [4004, 4013, 4014] {
        let mut stage = Stage::new().await;
        stage.disconnect(Some(code)).await;
        let mut running = stage.hand_over();
        let error = tokio::time::timeout(LIMIT, running.ended()).await.unwrap().unwrap_err();
        said.push(error.to_string());
        running.stop().await;
        stage.end().await;
    }
    insta::assert_snapshot!(said.join("\n"), @r"
    discord does not know this token; copy a new one from the Bot page of your application
    discord does not grant the intents of this version; please report this
    discord does not grant the intents of this version; please report this
    ");
}

#[tokio::test]
async fn it_comes_up_when_discord_does() {
    let twin = Twin::start(TwinOptions::default()).await.unwrap();
    let trap = twin.fail(Fault::status(503).on("GET", "/gateway").times(u32::MAX));
    let folder = tempfile::TempDir::new().unwrap();
    let mut config = Config { data_dir: folder.path().join("data"), ..Config::default() };
    config.library.path = folder.path().join("digests");
    std::fs::create_dir(&config.library.path).unwrap();
    config.discord.api_url = twin.url().to_owned();
    let token = Token::new(twin.token()).unwrap();
    let mut running = app::start(&config, token, Clock::system(), intake()).await.unwrap();
    let tried = async {
        while trap.hits() < 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LIMIT, tried).await.unwrap();
    trap.release();
    tokio::time::timeout(LIMIT, running.ready()).await.unwrap().unwrap();
    running.stop().await;
    twin.shutdown().await;
}

#[tokio::test]
async fn what_discord_sends_again_is_answered_within_three_seconds_and_not_later() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    stage.say("/help").await;
    for (seconds, answered) in [(2, true), (10, false)] {
        stage.twin.hold_events();
        let before = stage.requests().len();
        let asked = stage.twin.invoke(world.reader, world.op_eds, "/digest latest");
        let later = async {
            stage.clock.set(stage.clock.now() + seconds.seconds());
            stage.twin.heal();
            // What comes after it in the same session shows that it was seen.
            stage.say("/digest random").await;
        };
        tokio::pin!(asked);
        tokio::select! {
            biased;
            _ = &mut asked => panic!("it was answered before it was sent"),
            () = std::future::ready(()) => {}
        }
        later.await;
        if answered {
            // The two are answered side by side.
            tokio::time::timeout(LIMIT, &mut asked).await.unwrap().unwrap();
        }
        let callbacks = stage.requests().len() - before;
        assert_eq!(callbacks, if answered { 2 } else { 1 }, "{seconds}");
    }
    stage.end().await;
}

#[tokio::test]
async fn who_asks_too_much_is_asked_to_wait_and_nobody_else() {
    let stage = Stage::with(&library(), "[discord]\nrequests_a_minute = 6").await;
    let world = stage.twin.world();
    let card = stage.ask("/digest latest").await;
    for _ in 0..2 {
        stage.press(world.reader, &card, "Related").await;
    }
    insta::assert_snapshot!(stage.say("/digest latest").await, @r"
    (only you)
    That was a lot at once. Please wait a minute, then try again.
    ");
    let pressed = stage.press(world.reader, &card, "Tags").await;
    assert!(show(pressed.message().unwrap()).contains("Please wait"));
    assert!(!stage.complete("/digest show digest:ferry").await.is_empty());
    let other = stage.twin.invoke(world.curator, world.op_eds, "/digest latest").await.unwrap();
    assert!(show(other.message().unwrap()).starts_with("# Let the bridge"));
    stage.end().await;
}

/// The lists that were sent, by path.
fn registrations(stage: &Stage) -> Vec<String> {
    let puts = stage.requests().into_iter().filter(|(what, _)| what.starts_with("PUT "));
    puts.map(|(what, body)| {
        let place = if what.contains("/guilds/") { "server" } else { "everywhere" };
        let names: Vec<&str> = body.as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
        format!("{place}: {}", names.join(", "))
    })
    .collect()
}

#[tokio::test]
async fn commands_are_registered_on_change_alone_and_go_when_they_are_not_wanted() {
    let mut stage = Stage::with(&library(), "[discord]\ncurator_guilds = [GUILD]").await;
    let curated = [
        "everywhere: digest, author, tags, follow, unfollow, me, daily, settings, Digest this, about, help",
        "server: digest, add",
    ];
    assert_eq!(registrations(&stage), curated);
    stage.down().await;
    stage.up().await;
    assert_eq!(registrations(&stage), curated, "nothing changed");
    stage.down().await;
    stage.configure("[discord]\nguilds = [GUILD]");
    stage.up().await;
    let sent = registrations(&stage);
    assert_eq!(
        sent[2..],
        [
            "everywhere: ",
            "server: digest, author, tags, follow, unfollow, me, daily, settings, Digest this, about, help"
        ]
    );
    stage.down().await;
    stage.configure("");
    stage.up().await;
    let sent = registrations(&stage);
    assert_eq!(
        sent[4..],
        [
            "everywhere: digest, author, tags, follow, unfollow, me, daily, settings, Digest this, about, help",
            "server: "
        ]
    );
    stage.down().await;
    stage.up().await;
    assert_eq!(registrations(&stage).len(), 6);
    stage.end().await;
}

#[tokio::test]
async fn only_so_many_articles_a_minute_are_digested_for_one_person() {
    let stage = Stage::with(&library(), "[discord]\nrequests_a_minute = 60").await;
    let world = stage.twin.world();
    let text: String = include_str!("../cli/piece.txt").chars().take(1900).collect();
    let message = stage.twin.say(world.curator, world.general, &text);
    for n in 0..6 {
        let answer = stage.twin.invoke_on_message(world.reader, message, "Digest this").await.unwrap();
        let said = show(answer.message().unwrap());
        assert_eq!(said.contains("Please wait a minute"), n == 5, "{n}: {said}");
    }
    stage.end().await;
}
