//! Coming up, staying up, and going down.

use crate::stage::{LIMIT, Stage, intake, library};
use standfirst::{
    app::{self, Clock},
    config::Config,
    discord::Token,
};

/// A config for a second bot on the same stand-in.
fn another(stage: &Stage, data: &str) -> Config {
    let mut config = Config { data_dir: stage.folder.path().join(data), ..Config::default() };
    config.library.path = stage.folder.path().join("digests");
    config.discord.api_url = stage.twin.url().to_owned();
    config
}

#[tokio::test]
async fn a_wrong_token_is_told_plainly() {
    let stage = Stage::new().await;
    let token = Token::new("not.the.token").unwrap();
    let mut running = app::start(&another(&stage, "other"), token, Clock::system(), intake()).await.unwrap();
    let error = tokio::time::timeout(LIMIT, running.ready()).await.unwrap().unwrap_err();
    insta::assert_snapshot!(error.to_string(), @"discord does not know this token; copy a new one from the Bot page of your application");
    running.stop().await;
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn a_second_process_on_the_same_data_is_told_of_the_first() {
    let stage = Stage::new().await;
    let token = Token::new(stage.twin.token()).unwrap();
    let Err(error) = app::start(&another(&stage, "data"), token, Clock::system(), intake()).await else {
        panic!("it started")
    };
    let said = error.to_string();
    assert!(said.contains(&format!("is in use by process {}; stop that one", std::process::id())), "{said}");
    stage.end().await;
}

#[tokio::test]
async fn the_commands_are_registered_as_the_table_says() {
    let stage = Stage::new().await;
    let names: Vec<String> = stage.twin.commands().into_iter().map(|c| c.name().to_owned()).collect();
    let all = [
        "digest",
        "author",
        "tags",
        "follow",
        "unfollow",
        "me",
        "daily",
        "settings",
        "Digest this",
        "about",
        "help",
    ];
    assert_eq!(names, all);
    stage.end().await;
}

#[tokio::test]
async fn it_answers_again_after_the_connection_was_lost() {
    let stage = Stage::with(&library(), "").await;
    for trouble in [Some(1000), Some(4000), None] {
        stage.disconnect(trouble).await;
        assert!(stage.twin.wait_for_bot(LIMIT).await);
        assert!(stage.say("/digest latest").await.starts_with("# Let the bridge"), "{trouble:?}");
    }
    let asked = async {
        while stage.twin.reconnect() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LIMIT, asked).await.unwrap();
    assert!(stage.twin.wait_for_bot(LIMIT).await);
    assert!(stage.say("/digest latest").await.starts_with("# Let the bridge"));
    stage.end().await;
}

#[tokio::test]
async fn an_answer_that_discord_fails_to_take_is_sent_again() {
    use standfirst::playground::Fault;
    for fault in [Fault::status(500), Fault::rate_limited(0.05), Fault::cut_before(), Fault::cut_after()] {
        let stage = Stage::new().await;
        let trap = stage.twin.fail(fault.on("POST", "/interactions/*/*/callback"));
        assert!(stage.say("/digest latest").await.starts_with("# Let the bridge"));
        assert_eq!(trap.hits(), 1);
        stage.end_after_trouble().await;
    }
}
