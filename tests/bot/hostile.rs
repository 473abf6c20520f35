//! What people and files may contain cannot ping, format, hide, overflow or break anything. `wire` looks
//! at every body for that; here it is given reasons to.

use crate::stage::{Stage, library, show};
use standfirst::{digest::Digest, playground::InvokeError};
use std::collections::BTreeSet;

/// Strings that have hurt other bots, one a line, as JSON.
fn corpus() -> Vec<String> {
    let corpus: Vec<String> =
        include_str!("hostile.txt").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(corpus.len() >= 200);
    corpus
}

/// The bot answered, or the stand-in's own composer did not take the line.
fn answered<T>(line: &str, answer: Result<T, InvokeError>) -> Option<T> {
    let unanswered = |e: &InvokeError| matches!(e, InvokeError::NoAnswer | InvokeError::StillThinking);
    match answer {
        Err(error) if unanswered(&error) => panic!("{line}: {error}"),
        answer => answer.ok(),
    }
}

#[tokio::test]
async fn any_option_is_answered() {
    let stage = Stage::with(&library(), "[discord]\ncurator_guilds = [GUILD]").await;
    let world = stage.twin.world();
    let mut taken = BTreeSet::new();
    for text in corpus() {
        for command in [
            "/digest search query:",
            "/digest show digest:",
            "/digest latest publication:",
            "/digest latest author:",
            "/digest latest tag:",
            "/digest edit digest:",
            "/digest remove digest:",
            "/author name:",
            "/tags tag:",
            "/follow author:",
            "/unfollow tag:",
            "/me timezone:",
            "/settings hide_publication:",
            "/settings hide_tag:",
            "/settings hide_language:",
            "/settings show_again:",
            "/daily set name:",
            "/daily set at:",
            "/daily set timezone:",
            "/daily set days:",
            "/daily set exclude:",
            "/daily set tag:",
            "/daily set author:",
            "/daily set publication:",
            "/daily set language:",
            "/daily stop name:",
            "/add url:",
        ] {
            let line = format!("{command}{text}");
            let answer = answered(&line, stage.twin.invoke(world.admin, world.op_eds, &line).await);
            taken.extend(answer.map(|_| command.to_owned() + &text));
            answered(&line, stage.twin.autocomplete(world.admin, world.op_eds, &line).await);
        }
    }
    assert!(taken.len() > 4500, "only {} lines were taken", taken.len());
    // Those that got such names are shown with them.
    for line in ["/daily set", "/daily show", "/settings"] {
        stage.twin.invoke(world.admin, world.op_eds, line).await.unwrap();
    }
    stage.end().await;
}

#[tokio::test]
async fn any_message_and_any_dialog_is_answered() {
    let stage = Stage::with(&library(), "[discord]\ncurator_guilds = [GUILD]").await;
    let world = stage.twin.world();
    for text in corpus() {
        let message = stage.twin.say(world.curator, world.general, &text);
        stage.twin.invoke_on_message(world.reader, message, "Digest this").await.unwrap();
        let edit = "/digest edit digest:2023-02-01-the-ferry-is-worth-its-fare";
        let opened = stage.twin.invoke(world.admin, world.op_eds, edit).await.unwrap();
        let texts = ["edit-title", "edit-gist", "edit-points", "edit-quote", "edit-tags"];
        let texts: Vec<(&str, &str)> = texts.iter().map(|id| (*id, text.as_str())).collect();
        let answer = stage.twin.submit(opened.dialog().unwrap(), &texts).await;
        answered(&text, answer);
    }
    stage.end().await;
}

#[tokio::test]
async fn any_digest_can_be_shown() {
    let quote = |text: &str| serde_json::to_string(text).unwrap();
    let digests: Vec<(&str, String)> = corpus()
        .into_iter()
        .enumerate()
        .filter_map(|(i, text)| {
            let text = text.trim();
            let (one, long) = (quote(text), quote(text.repeat(300).chars().take(299).collect::<String>().trim()));
            let name: &'static str = format!("2024-01-01-hostile-{i}").leak();
            let digest = format!(
                "title = {long}\npublication = {one}\nurl = \"https://h.example/a(b)_{i}\"\nadded = 2024-01-01T00:00:00Z\ntags = [{one}]\n\
                 disclaimer = {long}\ngist = {long}\npoints = [{long}, {long}, {long}, {long}, {long}]\nquote = {one}\n\
                 [[authors]]\nname = {one}\nHANDLEbio = {one}\naffiliations = [{one}]\n[[authors]]\nname = {one}\nbio = {one}\n"
            );
            // What no digest may hold never comes so far; few of these can be a handle.
            let handle = format!("handle = {}\n", quote(&format!("@{text}")));
            let fit = |text: &str| Digest::from_toml(text).ok().filter(|d| d.problems().is_empty());
            let digest = fit(&digest.replace("HANDLE", &handle)).or_else(|| fit(&digest.replace("HANDLE", "")))?;
            Some((name, digest.to_toml()))
        })
        .collect();
    assert!(digests.len() > 200, "only {} can be digests", digests.len());
    let names: Vec<&str> = digests.iter().map(|(name, _)| *name).collect();
    let stage = Stage::with(&digests, "[discord]\ncurator_guilds = [GUILD]").await;
    let world = stage.twin.world();
    for name in names {
        let card = stage.ask(&format!("/digest show digest:{name}")).await;
        assert_eq!(card.embeds().len(), 1, "{name}: {}", show(&card));
        for control in ["About the authors", "Related", "Tags"] {
            stage.press(world.reader, &card, control).await;
        }
        let edit = format!("/digest edit digest:{name}");
        assert!(stage.twin.invoke(world.admin, world.op_eds, &edit).await.unwrap().dialog().is_some());
        stage.twin.invoke(world.admin, world.op_eds, &format!("/digest remove digest:{name}")).await.unwrap();
    }
    for page in ["/digest latest count:25", "/tags", "/digest drafts"] {
        stage.twin.invoke(world.admin, world.op_eds, page).await.unwrap();
    }
    stage.end().await;
}

#[tokio::test]
async fn the_longest_values_fit_every_card_and_list() {
    for filler in ["*", "w", "a ", "界", "👍", "_a "] {
        let long =
            |n: usize| filler.repeat(n).chars().take(n).collect::<String>().trim_end().to_owned() + ".";
        let digests: Vec<(&str, String)> = (0..12)
            .map(|n| {
                let name: &'static str = format!("2024-01-01-long-{n}").leak();
                let author = format!("[[authors]]\nname = \"{}\"\nbio = \"Writes {}\"\naffiliations = [\"{}\"]\n", long(199), long(600).split_whitespace().take(99).collect::<Vec<_>>().join(" "), long(400));
                let digest = format!(
                    "title = \"{}\"\npublication = \"{}\"\nurl = \"https://h.example/{n}/{}\"\nadded = 2024-01-01T00:00:00Z\n\
                     tags = [\"{tag}\", \"{tag}2\"]\ndisclaimer = \"{}\"\ngist = \"{gist}\"\npoints = [\"{gist}\", \"{gist}\", \"{gist}\", \"{gist}\", \"{gist}\"]\n\
                     quote = \"{}\"\nwords = 99999\n{author}{author}{author}{author}",
                    long(490), long(900), "x".repeat(if n % 2 == 0 { 100 } else { 1500 }), long(950), long(600).split_whitespace().take(40).collect::<Vec<_>>().join(" "),
                    tag = long(98), gist = long(299),
                );
                (name, digest)
            })
            .collect();
        let stage = Stage::with(&digests, "").await;
        let world = stage.twin.world();
        let card = stage.ask("/digest show digest:2024-01-01-long-1").await;
        assert!(!card.embeds().is_empty(), "{}", show(&card));
        stage.press(world.reader, &card, "About the authors").await;
        stage.press(world.reader, &card, "Related").await;
        let list = stage.ask("/digest latest count:12").await;
        assert_eq!(list.controls().count(), 7, "{}", show(&list));
        stage.press(world.reader, &list, "Next ›").await;
        stage.ask("/tags").await;
        let author = format!("/author name:{}", long(199).chars().take(100).collect::<String>());
        stage.ask(&author).await;
        stage.complete("/digest show digest:").await;
        stage.complete("/author name:").await;
        stage.complete("/tags tag:").await;
        stage.end().await;
    }
}
