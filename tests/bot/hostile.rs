//! What people and files may contain cannot ping, format, hide, overflow or break anything.

use crate::stage::{Stage, show};
use standfirst::digest::is_hidden;

/// Strings that have hurt other bots.
fn corpus() -> Vec<String> {
    let mut corpus: Vec<String> = [
        "@everyone",
        "@here",
        "<@1>",
        "<@!1>",
        "<@&1>",
        "<#1>",
        "</digest:1>",
        "<:x:1>",
        "<a:x:1>",
        "<t:0:F>",
        "<id:customize>",
        "**bold**",
        "__under__",
        "~~gone~~",
        "||spoiler||",
        "`code`",
        "```\ncode",
        "> quote",
        ">>> quote",
        "# head",
        "-# small",
        "- list",
        "1. list",
        "[text](https://evil.example)",
        "[text](<https://evil.example>)",
        "https://evil.example",
        "\\",
        "\\\\",
        "\\*",
        "*",
        "_",
        "a_b_c",
        "\u{202e}evil",
        "a\u{200b}b",
        "\u{feff}",
        "e\u{0301}\u{0301}\u{0301}",
        "👩‍👩‍👧‍👦",
        "مرحبا",
        "שלום",
        "北朝鮮",
        "\n\n\n",
        "\t",
        "\r\n",
        "\u{0}",
        "\u{7f}",
        "\u{1b}[31m",
        "%s%n",
        "{}",
        "${x}",
        "' OR 1=1 --",
        "\"",
        "<script>",
        "&amp;",
        "AND",
        "OR",
        "NOT",
        "title:x",
        "x^2",
        "x~",
        "*?",
        "(",
        ")",
        "+-",
        "/",
        "::::",
        "1:about:x",
        "1:page:0:s:x",
        "null",
        "undefined",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    let long: Vec<String> = corpus.iter().map(|s| s.repeat(50 / s.chars().count().max(1))).collect();
    corpus.extend(long);
    corpus
}

#[tokio::test]
async fn any_query_is_answered() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    for text in corpus() {
        let text: String = text.chars().take(50).collect();
        if text.trim().is_empty() {
            continue;
        }
        for line in [
            "/digest search query:",
            "/digest show digest:",
            "/author name:",
            "/tags tag:",
            "/follow author:",
            "/unfollow tag:",
            "/me timezone:",
        ] {
            let quoted = format!("{line}{text}");
            match stage.twin.invoke(world.reader, world.op_eds, &quoted).await {
                Ok(answer) => assert!(!show(answer.message().unwrap()).is_empty()),
                // The composer itself does not take every text.
                Err(error) => assert!(!error.to_string().contains("answer"), "{quoted}: {error}"),
            }
        }
    }
    nobody_is_pinged(&stage);
    stage.end().await;
}

#[tokio::test]
async fn any_digest_can_be_shown() {
    let quote = |text: &str| {
        serde_json::to_string(&text.replace(['\n', '\r', '\t', '\0', '\u{7f}', '\u{1b}'], " ")).unwrap()
    };
    let digests: Vec<(&str, String)> = corpus()
        .into_iter()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty() && text.chars().any(|c| !is_hidden(c) && !c.is_whitespace()))
        .map(|(i, text)| {
            let (one, long) = (quote(&text), quote(&text.repeat(300).chars().take(299).collect::<String>()));
            let bio = quote(&format!("{text} writes"));
            let name: &'static str = format!("2024-01-01-hostile-{i}").leak();
            let digest = format!(
                "title = {long}\npublication = {one}\nurl = \"https://h.example/a(b)_{i}\"\nadded = 2024-01-01T00:00:00Z\ntags = [{one}]\n\
                 disclaimer = {long}\ngist = {long}\npoints = [{long}, {long}, {long}, {long}, {long}]\nquote = {one}\n\
                 [[authors]]\nname = {one}\nbio = {bio}\naffiliations = [{one}]\n[[authors]]\nname = {one}\nbio = {bio}\n"
            );
            (name, digest)
        })
        .collect();
    let names: Vec<&str> = digests.iter().map(|(name, _)| *name).collect();
    let stage = Stage::with(&digests, "").await;
    let world = stage.twin.world();
    let mut shown = 0;
    for name in names {
        let card = stage.ask(&format!("/digest show digest:{name}")).await;
        assert_eq!(card.embeds().len(), 1, "{name}: {}", show(&card));
        shown += 1;
        for control in ["About the authors", "Related"] {
            stage.press(world.reader, &card, control).await;
        }
    }
    assert!(shown > 90, "only {shown} were there");
    nobody_is_pinged(&stage);
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

/// Every message body says that it pings nobody.
fn nobody_is_pinged(stage: &Stage) {
    let mut seen = 0;
    for (what, body) in stage.requests() {
        let message = if what.contains("/callback") { &body["data"] } else { &body };
        if message.get("embeds").is_some() {
            assert_eq!(message["allowed_mentions"]["parse"], serde_json::json!([]), "{what}");
            for list in ["users", "roles"] {
                assert!(message["allowed_mentions"][list].as_array().is_none_or(Vec::is_empty), "{what}");
            }
            seen += 1;
        }
    }
    assert!(seen > 0);
}
