//! Articles handed in from chat: `/add` for curators, *Digest this* for everyone.

use crate::stage::{Stage, show};
use axum::{Router, http::StatusCode, response::Html, routing::get};
use standfirst::playground::{Answer, Id};
use std::sync::Arc;
use tokio::{net::TcpListener, sync::Notify};

const CURATED: &str = "[discord]\ncurator_guilds = [GUILD]\ncurator_role = \"curators\"";

/// A page of an invented paper.
const PAGE: &str = include_str!("../fetch/page.html");

/// A site with an article at `/opinion`, and at `/slow`, once it is told to give it.
async fn site() -> (String, Arc<Notify>) {
    let gate = Arc::new(Notify::new());
    let slow = Arc::clone(&gate);
    let router = Router::new()
        .route("/opinion", get(|| async { Html(PAGE) }))
        .route("/gone", get(|| async { StatusCode::NOT_FOUND }))
        .route(
            "/slow",
            get(|| async move {
                slow.notified().await;
                Html(PAGE)
            }),
        );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, gate)
}

async fn curated() -> Stage {
    Stage::with(&[], CURATED).await
}

async fn typed(stage: &Stage, who: Id, line: &str) -> Answer {
    let channel = stage.twin.world().op_eds;
    stage.twin.invoke(who, channel, line).await.unwrap()
}

fn shown(answer: &Answer) -> String {
    show(answer.message().unwrap())
}

#[tokio::test]
async fn a_curator_adds_an_address_and_everyone_finds_it() {
    let (stage, (site, _)) = (curated().await, site().await);
    let world = stage.twin.world();
    let added = typed(&stage, world.curator, &format!("/add url:{site}/opinion")).await;
    assert!(shown(&added).starts_with("(only you)\nIt is in the library now.\n# "), "{}", shown(&added));
    let found = stage.say("/digest latest").await;
    assert!(found.contains("argues"), "{found}");
    let again = typed(&stage, world.curator, &format!("/add url:{site}/opinion?utm_source=x")).await;
    assert!(shown(&again).contains("already; nothing was changed"), "{}", shown(&again));
    let origin = std::fs::read_dir(stage.folder.path().join("digests")).unwrap().map(|f| f.unwrap().path());
    let files: Vec<String> =
        origin.filter(|p| p.extension().is_some()).map(|p| std::fs::read_to_string(p).unwrap()).collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].contains(&format!("added_by = \"discord:{}\"", world.curator)), "{}", files[0]);
    stage.end().await;
}

#[tokio::test]
async fn who_is_no_curator_is_told_what_they_can_do() {
    let (stage, (site, _)) = (curated().await, site().await);
    let line = format!("/add url:{site}/opinion");
    insta::assert_snapshot!(stage.say(&line).await, @"
    (only you)
    The library is filled by its curators, and you are not one here. To read an article in short for yourself, use *Digest this* in the menu of a message with its link.
    ");
    assert!(!stage.say("/help").await.contains("/add"));
    let curators = stage.twin.invoke(stage.twin.world().curator, stage.twin.world().op_eds, "/help").await;
    assert!(shown(&curators.unwrap()).contains("`/add [url] [file]`"));
    stage.end().await;
}

#[tokio::test]
async fn without_a_role_whoever_manages_the_server_is_a_curator() {
    let stage = Stage::with(&[], "[discord]\ncurator_guilds = [GUILD]").await;
    let world = stage.twin.world();
    for (who, may) in [(world.curator, false), (world.admin, true), (world.reader, false)] {
        let answer = shown(&typed(&stage, who, "/add").await);
        assert_eq!(answer.contains("as `url`"), may, "{answer}");
    }
    stage.end().await;
}

#[tokio::test]
async fn elsewhere_there_is_no_add() {
    let stage = Stage::new().await;
    let names: Vec<String> = stage.twin.commands().iter().map(|c| c.name().to_owned()).collect();
    assert!(!names.contains(&"add".to_owned()), "{names:?}");
    stage.end().await;
}

#[tokio::test]
async fn a_file_is_added_and_what_is_no_article_is_refused_with_the_reason() {
    let stage = curated().await;
    let world = stage.twin.world();
    let file = include_bytes!("../cli/piece.txt").to_vec();
    stage.twin.upload("piece.txt", "text/plain", file);
    let added = typed(&stage, world.curator, "/add file:piece.txt").await;
    assert!(shown(&added).contains("It is in the library now."), "{}", shown(&added));
    stage.twin.upload("picture.png", "image/png", b"\x89PNG\r\n\x1a\n0000".to_vec());
    let refused = typed(&stage, world.curator, "/add file:picture.png").await;
    insta::assert_snapshot!(shown(&refused), @"
    (only you)
    No digest was made of it: picture.png: it is an image, not text; give the article as plain text or HTML.
    ");
    stage.end().await;
}

#[tokio::test]
async fn addresses_that_give_nothing_are_refused_with_the_reason() {
    let (stage, (site, _)) = (curated().await, site().await);
    let curator = stage.twin.world().curator;
    let mut said = Vec::new();
    for url in [&format!("{site}/gone"), "http://192.168.0.1/router", "https://user@a.example/"] {
        let answer = shown(&typed(&stage, curator, &format!("/add url:{url}")).await);
        said.push(answer.replace('\\', "").replace(&site, "SITE"));
    }
    insta::assert_snapshot!(said.join("\n"), @"
    (only you)
    No digest was made of it: SITE/gone: there is no such page (status 404); check the address.
    (only you)
    No digest was made of it: http://192.168.0.1/router: 192.168.0.1 is not on the public internet; give the address of a public page.
    (only you)
    No digest was made of it: https://a.example/: it is no address of a page (there is a user name in it); copy it from the browser, from https:// on.
    ");
    stage.end().await;
}

#[tokio::test]
async fn a_slow_site_is_thought_about_and_answered_by_an_edit() {
    let (stage, (site, gate)) = (curated().await, site().await);
    let world = stage.twin.world();
    let line = format!("/add url:{site}/slow");
    let asked = stage.twin.invoke(world.curator, world.op_eds, &line);
    let opened = async {
        stage.thinking().await;
        gate.notify_one();
    };
    let (answer, ()) = tokio::join!(asked, opened);
    assert!(shown(&answer.unwrap()).contains("It is in the library now."));
    stage.end().await;
}

#[tokio::test]
async fn what_a_restart_interrupts_is_not_left_thinking() {
    let (mut stage, (site, _gate)) = (curated().await, site().await);
    let world = stage.twin.world();
    let running = stage.hand_over();
    let line = format!("/add url:{site}/slow");
    let ended = async {
        stage.thinking().await;
        running.stop().await;
    };
    let (answer, ()) = tokio::join!(stage.twin.invoke(world.curator, world.op_eds, &line), ended);
    let answer = answer.unwrap();
    assert!(shown(&answer).contains("This was interrupted"), "{}", shown(&answer));
    stage.end().await;
}

#[tokio::test]
async fn a_message_with_a_link_is_digested_for_the_one_who_asks() {
    let (stage, (site, _)) = (Stage::with(&[], "").await, site().await);
    let world = stage.twin.world();
    let message = stage.twin.say(world.curator, world.general, &format!("Look: <{site}/opinion>."));
    let answer = stage.twin.invoke_on_message(world.reader, message, "Digest this").await.unwrap();
    assert!(shown(&answer).starts_with("(only you)\n# "), "{}", shown(&answer));
    assert!(shown(&answer).contains("argues"));
    assert_eq!(std::fs::read_dir(stage.folder.path().join("digests")).unwrap().count(), 0);
    let short = stage.twin.say(world.curator, world.general, "No link here");
    let answer = stage.twin.invoke_on_message(world.reader, short, "Digest this").await.unwrap();
    assert!(shown(&answer).contains("There is no link in that message"));
    stage.end().await;
}

#[tokio::test]
async fn a_pasted_article_is_digested_itself() {
    let stage = Stage::with(&[], "").await;
    let world = stage.twin.world();
    let text: String = include_str!("../cli/piece.txt").chars().take(1900).collect();
    let message = stage.twin.say(world.curator, world.general, &text);
    let answer = stage.twin.invoke_on_message(world.reader, message, "Digest this").await.unwrap();
    assert!(shown(&answer).starts_with("(only you)\n# The ferry is worth its fare"), "{}", shown(&answer));
    assert!(shown(&answer).contains("*Nora Vale* argues"), "{}", shown(&answer));
    stage.end().await;
}

#[tokio::test]
async fn the_own_words_of_a_long_message_are_its_senders() {
    let stage = Stage::with(&[], "").await;
    let world = stage.twin.world();
    let piece = include_str!("../cli/piece.txt");
    let own: Vec<&str> = piece.lines().filter(|line| line.len() > 200).take(4).collect();
    let text = format!("> The boat must go, as everybody should see.\n{}", own.join("\n"));
    let message = stage.twin.say(world.curator, world.general, &text);
    let answer = stage.twin.invoke_on_message(world.reader, message, "Digest this").await.unwrap();
    let shown = shown(&answer);
    assert!(shown.starts_with("(only you)\n# A message of Curator"), "{shown}");
    assert!(shown.contains("*Curator* argues"), "{shown}");
    assert!(!shown.contains("The boat must go"), "{shown}");
    assert!(shown.contains(&format!("/{}/{message}", world.general)), "{shown}");
    stage.end().await;
}
