//! What curators do to digests that are there, and what readers say of them.

use crate::stage::{Stage, library, morning, show};
use jiff::{ToSpan, civil::date};
use standfirst::{
    bot::{Action, Bot, Language, Press, Reply, Request, Rights},
    ledger::Ledger,
    playground::{Answer, Id, Permissions},
};
use std::{collections::BTreeMap, fs};

const CURATED: &str = "[discord]\ncurator_guilds = [GUILD]\ncurator_role = \"Curators\"";
const BRIDGE: &str = "2024-05-06-let-the-bridge-be-free";

async fn curated() -> Stage {
    Stage::with(&library(), CURATED).await
}

async fn typed(stage: &Stage, who: Id, line: &str) -> Answer {
    stage.twin.invoke(who, stage.twin.world().op_eds, line).await.unwrap()
}

fn shown(answer: &Answer) -> String {
    show(answer.message().unwrap())
}

fn file(stage: &Stage, id: &str) -> String {
    fs::read_to_string(stage.folder.path().join(format!("digests/{id}.toml"))).unwrap()
}

#[tokio::test]
async fn a_digest_is_corrected_in_a_dialog() {
    let stage = curated().await;
    let curator = stage.twin.world().curator;
    let commented = format!("# read twice\n{}", file(&stage, BRIDGE));
    stage.put(BRIDGE, &commented);
    stage.refresh().await;
    let answer = typed(&stage, curator, &format!("/digest edit digest:{BRIDGE}")).await;
    let dialog = answer.dialog().unwrap();
    assert_eq!(dialog.title(), "Let the bridge be free");
    let texts = [
        ("edit-gist", "Tolls on the old bridge cost  more than they bring."),
        ("edit-points", "• Half of what comes in is lost.\n\nThe detours wear out the side streets."),
        ("edit-tags", "Tolls, Old Bridge, "),
        ("edit-quote", ""),
    ];
    let done = stage.twin.submit(dialog, &texts).await.unwrap();
    insta::assert_snapshot!(shown(&done), @"
    (only you)
    The digest is corrected.
    # Let the bridge be free
    -> https://harbour.example/opinion/bridge
    *Ada Example* argues

    **Tolls on the old bridge cost more than they bring.**

    • Half of what comes in is lost.
    • The detours wear out the side streets.
    ## Ada Example (@ada)
    Ada Example builds bridges and teaches at the Harbour School.
    ## Tags
    Tolls · Old Bridge
    -- The Harbour Post · 6 May 2024 · 3 min read
    Edited by hand
    The views expressed by contributors are their own and not the view of The Harbour Post.
    [About the author] 1:about:2024-05-06-let-the-bridge-be-free
    [Related] 1:related:2024-05-06-let-the-bridge-be-free
    [Tags] 1:tags:2024-05-06-let-the-bridge-be-free
    [Read the original] https://harbour.example/opinion/bridge
    [👍] 1:up:2024-05-06-let-the-bridge-be-free
    [👎] 1:down:2024-05-06-let-the-bridge-be-free
    ");
    let file = file(&stage, BRIDGE);
    assert!(file.starts_with("# read twice\ntitle"), "{file}");
    assert!(
        file.contains("gist_from = \"editor\"") && file.contains("updated = 2026-11-23T07:00:00Z"),
        "{file}"
    );
    stage.end().await;
}

#[tokio::test]
async fn a_correction_that_no_digest_may_have_is_refused() {
    let stage = curated().await;
    let answer = typed(&stage, stage.twin.world().curator, &format!("/digest edit digest:{BRIDGE}")).await;
    let points = (0..6).map(|n| format!("Point {n}.")).collect::<Vec<_>>().join("\n");
    let done = stage.twin.submit(answer.dialog().unwrap(), &[("edit-points", &points)]).await.unwrap();
    insta::assert_snapshot!(shown(&done), @"
    (only you)
    Nothing was changed: there are 6 points; give 1 to 5.
    ");
    assert!(file(&stage, BRIDGE).contains("Collecting them"));
    stage.end().await;
}

#[tokio::test]
async fn a_digest_is_removed_with_its_posts() {
    let config = format!(
        "{CURATED}\n[[daily]]\nname = \"lobby\"\nchannel = CHANNEL\nat = \"08:00\"\ntimezone = \"UTC\""
    );
    let stage = Stage::with(&library(), &config).await;
    let world = stage.twin.world();
    stage.clock.set(morning() + 1.hour());
    let post = stage.twin.wait_for_message(world.op_eds, None, crate::stage::LIMIT).await.unwrap();
    assert!(show(&post).contains("Let the bridge be free"));
    stage.noted(date(2026, 11, 23)).await;
    let sure = typed(&stage, world.curator, "/digest remove digest:bridge").await;
    insta::assert_snapshot!(shown(&sure), @"
    (only you)
    Take **Let the bridge be free** out of the library, together with its posts?
    [Remove] 1:remove:2024-05-06-let-the-bridge-be-free
    [Remove, and keep it out] 1:block:2024-05-06-let-the-bridge-be-free
    ");
    let done = stage.press(world.curator, sure.message().unwrap(), "Remove").await;
    assert_eq!(shown(&done), "(only you)\nIt is removed, and one post of it deleted.");
    assert!(stage.twin.message(post.id).is_none());
    assert!(stage.say("/digest search query:bridge").await.contains("Nothing here is about"));
    stage.end().await;
}

#[tokio::test]
async fn a_post_in_a_forum_goes_as_a_whole_unless_somebody_answered_or_the_bot_may_not() {
    for (may, answered, said, left) in [
        (true, false, "", None),
        (true, true, "\nOne forum post stays without it, for the answers of its readers.", Some(1)),
        (false, false, "\nOne forum post stays, empty: deleting it takes **Manage Threads**.", Some(0)),
    ] {
        let config = format!(
            "{CURATED}\n[[daily]]\nname = \"lobby\"\nchannel = FORUM\nat = \"08:00\"\ntimezone = \"UTC\""
        );
        let stage = Stage::with(&library(), &config).await;
        let world = stage.twin.world();
        if may {
            let threads = Permissions::MANAGE_THREADS;
            stage.twin.overwrite(world.forum, world.bot, threads, Permissions::default());
        }
        stage.clock.set(morning() + 1.hour());
        let post = stage.twin.wait_for_message(None, None, crate::stage::LIMIT).await.unwrap();
        stage.looked().await;
        if answered {
            stage.twin.say(world.reader, post.channel, "I cross it every day.");
        }
        let sure = typed(&stage, world.curator, "/digest remove digest:bridge").await;
        let done = stage.press(world.curator, sure.message().unwrap(), "Remove").await;
        assert_eq!(shown(&done), format!("(only you)\nIt is removed, and one post of it deleted.{said}"));
        assert!(stage.twin.message(post.id).is_none());
        let thread = stage.twin.channels().into_iter().find(|c| c.id == post.channel);
        assert_eq!(thread.map(|c| stage.twin.messages(c.id).len()), left);
        stage.end_after_trouble().await;
    }
}

#[tokio::test]
async fn a_piece_that_is_removed_for_good_does_not_come_back() {
    let stage = curated().await;
    let world = stage.twin.world();
    let text = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/piece.txt")).unwrap();
    stage.twin.upload("piece.txt", "text/plain", text);
    typed(&stage, world.curator, "/add file:piece.txt").await;
    let id = stage.twin.messages(world.op_eds).into_iter().rev().find_map(|m| {
        let ids: Vec<String> =
            m.controls().filter_map(|c| c["custom_id"].as_str().map(str::to_owned)).collect();
        ids.iter().find_map(|id| id.strip_prefix("1:related:").map(str::to_owned))
    });
    let sure = typed(&stage, world.curator, &format!("/digest remove digest:{}", id.unwrap())).await;
    let done = stage.press(world.curator, sure.message().unwrap(), "Remove, and keep it out").await;
    assert_eq!(shown(&done), "(only you)\nIt is removed, and will not come back.");
    let again = typed(&stage, world.curator, "/add file:piece.txt").await;
    assert!(shown(&again).contains("it was removed for good"), "{}", shown(&again));
    stage.end().await;
}

#[tokio::test]
async fn drafts_are_for_curators_until_one_is_published() {
    let stage = curated().await;
    let world = stage.twin.world();
    assert!(shown(&typed(&stage, world.curator, "/digest drafts").await).contains("No draft waits"));
    let draft = file(&stage, BRIDGE).replacen("kind =", "status = \"draft\"\nkind =", 1);
    stage.put(BRIDGE, &draft);
    stage.refresh().await;
    assert!(stage.say("/digest search query:bridge").await.contains("Nothing here is about"));
    assert!(stage.say("/digest drafts").await.contains("you are not one here"));
    let drafts = typed(&stage, world.curator, "/digest drafts").await;
    let opened = stage.twin.choose(world.curator, drafts.message().unwrap().id, "1:draft", &[BRIDGE]).await;
    let opened = opened.unwrap();
    insta::assert_snapshot!(shown(&opened).lines().filter(|l| l.starts_with('[')).collect::<Vec<_>>().join("\n"), @"
    [Publish] 1:publish:2024-05-06-let-the-bridge-be-free
    [Edit] 1:edit:2024-05-06-let-the-bridge-be-free
    [Discard] 1:remove:2024-05-06-let-the-bridge-be-free
    [Read the original] https://harbour.example/opinion/bridge
    ");
    let done = stage.press(world.curator, opened.message().unwrap(), "Publish").await;
    assert!(shown(&done).contains("Readers see it now.\n# Let the bridge be free"), "{}", shown(&done));
    assert!(stage.say("/digest search query:bridge").await.contains("Let the bridge be free"));
    stage.end().await;
}

#[tokio::test]
async fn made_up_ids_give_nobody_a_right() {
    let stage = curated().await;
    let ledger = Ledger::open(&stage.folder.path().join("other.sqlite")).await.unwrap();
    let bot = Bot::new(stage.shelf().subscribe(), ledger);
    for id in ["edit", "publish", "remove", "block"] {
        let press = Press { id: format!("1:{id}:{BRIDGE}"), own: true, private: true };
        let submit = Action::Submit(press.id.clone(), BTreeMap::new());
        for action in [Action::Press(press), submit] {
            let request = Request {
                interaction: 1,
                user: 2,
                channel: 3,
                guild: Some(4),
                rights: Rights { manage: true, curate: false },
                language: Language::English,
                aloud: Language::English,
                locale: Language::English,
                now: morning(),
                action,
            };
            let Ok(Reply::Message(answer)) = bot.handle(&request).await else { panic!("{id} did something") };
            assert!(answer.private && answer.card.is_none(), "{id}: {answer:?}");
        }
    }
    stage.end().await;
}

#[tokio::test]
async fn readers_vote_and_curators_see_it() {
    let stage = curated().await;
    let world = stage.twin.world();
    let card = stage.ask("/digest latest").await;
    for (who, button) in [(world.reader, "👍"), (world.admin, "👎"), (world.owner, "👍")] {
        assert!(shown(&stage.press(who, &card, button).await).contains("that counts"));
    }
    assert!(shown(&stage.press(world.owner, &card, "👍").await).contains("Taken back"));
    stage.press(world.admin, &card, "👍").await;
    let line = format!("/digest show digest:{BRIDGE} private:True");
    let seen = shown(&typed(&stage, world.curator, &line).await);
    assert!(seen.starts_with("(only you)\nReaders: 👍 2 · 👎 0\n"), "{seen}");
    assert!(!stage.say(&line).await.contains("Readers"));
    stage.end().await;
}

#[tokio::test]
async fn the_tags_of_a_card_lead_on() {
    let stage = curated().await;
    let world = stage.twin.world();
    let card = stage.ask("/digest latest").await;
    let tags = stage.press(world.reader, &card, "Tags").await;
    insta::assert_snapshot!(shown(&tags), @"
    (only you)
    # Tags of Let the bridge be free
    Tolls · 2
    Bridges · 1
    <List a tag: Tolls | Bridges>
    ");
    let listed = stage.twin.choose(world.reader, tags.message().unwrap().id, "1:topic", &["Tolls"]).await;
    assert!(shown(&listed.unwrap()).contains("The ferry is worth its fare"));
    assert_eq!(morning(), stage.clock.now());
    stage.end().await;
}
