//! One digest, one card, whoever asks for it and how.

use crate::stage::{Stage, library, show};

#[tokio::test]
async fn a_search_with_one_hit_answers_with_its_card() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.say("/digest search query:bridge").await, @"
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
    [About the author] 1:about:2024-05-06-let-the-bridge-be-free
    [Related] 1:related:2024-05-06-let-the-bridge-be-free
    [Tags] 1:tags:2024-05-06-let-the-bridge-be-free
    [Read the original] https://harbour.example/opinion/bridge
    [👍] 1:up:2024-05-06-let-the-bridge-be-free
    [👎] 1:down:2024-05-06-let-the-bridge-be-free
    ");
    stage.end().await;
}

#[tokio::test]
async fn two_authors_and_no_address() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.say("/digest show digest:ferry").await, @"
    # The ferry is worth its fare
    *Ada Example and Ben Sample* argue

    **The town should keep the ferry.**

    • Buses would be slower.
    ## Ben Sample
    Ben Sample is a pilot.
    ## Tags
    Ferries · Tolls
    -- The Harbour Post · 1 February 2023
    Summed up by hand
    [About the authors] 1:about:2023-02-01-the-ferry-is-worth-its-fare
    [Related] 1:related:2023-02-01-the-ferry-is-worth-its-fare
    [Tags] 1:tags:2023-02-01-the-ferry-is-worth-its-fare
    [👍] 1:up:2023-02-01-the-ferry-is-worth-its-fare
    [👎] 1:down:2023-02-01-the-ferry-is-worth-its-fare
    ");
    stage.end().await;
}

#[tokio::test]
async fn an_unsigned_editorial_names_the_publication() {
    let stage = Stage::new().await;
    let card = stage.ask("/digest show digest:2022-12-24-a-lamp-is-not-a-luxury").await;
    insta::assert_snapshot!(show(&card), @"
    # A lamp is not a luxury
    *The Night Watch* argues

    **Street lamps should burn all night.**

    • The dark costs more than the light.
    ## Tags
    Street lamps
    -- The Night Watch · 24 December 2022
    Summed up by hand
    [About the publication] 1:about:2022-12-24-a-lamp-is-not-a-luxury
    [Related] 1:related:2022-12-24-a-lamp-is-not-a-luxury
    [Tags] 1:tags:2022-12-24-a-lamp-is-not-a-luxury
    [👍] 1:up:2022-12-24-a-lamp-is-not-a-luxury
    [👎] 1:down:2022-12-24-a-lamp-is-not-a-luxury
    ");
    let world = stage.twin.world();
    let about = stage.press(world.reader, &card, "About the publication").await;
    insta::assert_snapshot!(show(about.message().unwrap()), @"
    (only you)
    # The Night Watch
    Nobody signed this piece: it speaks for the publication.
    -- 1 digest
    ");
    stage.end().await;
}

/// One piece written from right to left, and one without spaces between words.
fn other_scripts() -> Vec<(&'static str, String)> {
    let arabic = r#"title = "الجسر القديم يجب أن يكون مجانيا"
publication = "صحيفة الميناء"
published = 2025-03-01
added = 2026-11-23T06:00:00Z
language = "ar"
tags = ["الجسور", "Tolls"]
disclaimer = "الآراء الواردة هنا تعبر عن كاتبها وحده."
gist = "رسوم الجسر القديم تكلف المدينة أكثر مما تجلب لها."
points = ["نصف ما يجمع يذهب إلى من يجمعه."]

[[authors]]
name = "هند الفارس"
bio = "هند الفارس مهندسة جسور في المدينة."
"#;
    let japanese = r#"title = "古い橋は無料にすべきだ"
publication = "港新聞"
published = 2025-02-01
added = 2026-11-23T06:00:00Z
language = "ja"
tags = ["橋", "通行料"]
gist = "古い橋の通行料は、町にもたらすより多くの費用を町に負わせている。"
points = ["集めた料金の半分は集める費用に消える。"]

[[authors]]
name = "山本 葵"
"#;
    vec![("2025-03-01-the-bridge", arabic.to_owned()), ("2025-02-01-the-bridge", japanese.to_owned())]
}

#[tokio::test]
async fn other_scripts_read_as_well() {
    let stage = Stage::with(&other_scripts(), "").await;
    insta::assert_snapshot!(stage.say("/digest show digest:2025-03-01-the-bridge").await, @"
    # الجسر القديم يجب أن يكون مجانيا
    *هند الفارس* argues

    **رسوم الجسر القديم تكلف المدينة أكثر مما تجلب لها.**

    • نصف ما يجمع يذهب إلى من يجمعه.
    ## هند الفارس
    هند الفارس مهندسة جسور في المدينة.
    ## Tags
    الجسور · Tolls
    -- صحيفة الميناء · 1 March 2025
    Summed up by hand
    الآراء الواردة هنا تعبر عن كاتبها وحده.
    [About the author] 1:about:2025-03-01-the-bridge
    [Related] 1:related:2025-03-01-the-bridge
    [Tags] 1:tags:2025-03-01-the-bridge
    [👍] 1:up:2025-03-01-the-bridge
    [👎] 1:down:2025-03-01-the-bridge
    ");
    insta::assert_snapshot!(stage.say("/digest show digest:2025-02-01-the-bridge").await, @"
    # 古い橋は無料にすべきだ
    *山本 葵* argues

    **古い橋の通行料は、町にもたらすより多くの費用を町に負わせている。**

    • 集めた料金の半分は集める費用に消える。
    ## Tags
    橋 · 通行料
    -- 港新聞 · 1 February 2025
    Summed up by hand
    [About the author] 1:about:2025-02-01-the-bridge
    [Related] 1:related:2025-02-01-the-bridge
    [Tags] 1:tags:2025-02-01-the-bridge
    [👍] 1:up:2025-02-01-the-bridge
    [👎] 1:down:2025-02-01-the-bridge
    ");
    insta::assert_snapshot!(stage.say("/digest latest count:2").await, @"
    (only you)
    # The newest
    **الجسر القديم يجب أن يكون مجانيا**
    *هند الفارس* argues: رسوم الجسر القديم تكلف المدينة أكثر مما تجلب لها.
    -# الآراء الواردة هنا تعبر عن كاتبها وحده.

    **古い橋は無料にすべきだ**
    *山本 葵* argues: 古い橋の通行料は、町にもたらすより多くの費用を町に負わせている。
    -- 2 digests
    <Open a digest: الجسر القديم يجب أن يكون مجانيا | 古い橋は無料にすべきだ>
    [Post here] 1:post:0:l::::2
    ");
    assert!(
        stage.say("/digest search query:الجسر").await.contains("هند الفارس"),
        "words of Arabic are found"
    );
    stage.end().await;
}

#[tokio::test]
async fn the_buttons_tell_about_the_author_and_what_is_related() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    let card = stage.ask("/digest latest").await;
    let about = stage.press(world.curator, &card, "About the author").await;
    insta::assert_snapshot!(show(about.message().unwrap()), @"
    (only you)
    # Ada Example (@ada)
    Ada Example builds bridges and teaches at the Harbour School.
    -- 2 digests
    ");
    let related = stage.press(world.curator, &card, "Related").await;
    let related = related.message().unwrap();
    insta::assert_snapshot!(show(related), @"
    (only you)
    # Related to Let the bridge be free
    **The ferry is worth its fare**
    *Ada Example and Ben Sample* argue: The town should keep the ferry.
    -- 1 digest
    <Open a digest: The ferry is worth its fare>
    [Post here] 1:post:0:r:2024-05-06-let-the-bridge-be-free
    ");
    let opened = stage
        .twin
        .choose(world.curator, related.id, "1:open", &["2023-02-01-the-ferry-is-worth-its-fare"])
        .await;
    assert!(show(opened.unwrap().message().unwrap()).starts_with("(only you)\n# The ferry"));
    stage.end().await;
}

#[tokio::test]
async fn latest_takes_filters_and_says_what_it_does_not_know() {
    let stage = Stage::new().await;
    assert!(stage.say("/digest latest author:ben sample").await.starts_with("# The ferry"));
    assert!(stage.say("/digest latest publication:the night watch").await.starts_with("# A lamp"));
    assert!(stage.say("/digest latest tag:tolls author:Ada Example").await.starts_with("# Let the bridge"));
    insta::assert_snapshot!(stage.say("/digest latest author:ada exampel").await, @"
    (only you)
    Nobody called “ada exampel” is in the library. Did you mean **Ada Example**?
    ");
    insta::assert_snapshot!(stage.say("/digest latest tag:tols").await, @"
    (only you)
    No digest has the tag “tols”. Did you mean **Tolls**?
    ");
    insta::assert_snapshot!(stage.say("/digest latest publication:harbour").await, @"
    (only you)
    No digest is from “harbour”. Did you mean **The Harbour Post**?
    ");
    insta::assert_snapshot!(stage.say("/digest latest tag:tolls publication:The Night Watch").await, @"
    (only you)
    No digest fits all of that. Leave one of the options out.
    ");
    stage.end().await;
}

#[tokio::test]
async fn today_is_the_days_pick_until_the_channel_has_had_a_post() {
    let stage = Stage::new().await;
    let first = stage.say("/digest today").await;
    assert!(first.starts_with("This channel has had no daily post yet"), "{first}");
    assert_eq!(stage.say("/digest today").await, first, "the same all day");
    stage.end().await;
}

#[tokio::test]
async fn random_reaches_every_digest() {
    let stage = Stage::new().await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..40 {
        seen.insert(stage.say("/digest random").await.lines().next().unwrap().to_owned());
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
    stage.end().await;
}

#[tokio::test]
async fn private_answers_are_for_the_one_who_asked() {
    let stage = Stage::new().await;
    assert!(!stage.ask("/digest latest").await.is_ephemeral());
    assert!(stage.ask("/digest latest private:true").await.is_ephemeral());
    assert!(stage.ask("/tags").await.is_ephemeral());
    assert!(!stage.ask("/tags private:false").await.is_ephemeral());
    stage.end().await;
}

#[tokio::test]
async fn help_is_the_table_of_commands() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.say("/help").await, @"
    (only you)
    # Standfirst
    `/digest latest [count] [publication] [author] [tag]`
    The newest digest, or the newest few

    `/digest search query`
    Find digests by words in them

    `/digest show digest`
    Show one digest

    `/digest random`
    Show a digest by chance

    `/digest today`
    Show this channel's digest of the day

    `/author name`
    Who an author is, and their pieces, newest first

    `/tags [tag]`
    The most used tags, or the digests of one

    `/follow [author] [tag]`
    A daily letter with what is new by an author or about a tag

    `/unfollow [author] [tag]`
    No more letters about an author or a tag

    `/me [timezone] [hour] [language] [forget]`
    Your time zone, the hour of your letters, your language, and what you follow

    `Digest this`, in the menu of a message under *Apps*
    Digest the article that a message links to, for you alone

    `/about`
    What this bot is, how digests are made, and privacy

    `/help`
    What this bot can do

    Every command takes `private:True`: then the answer is for you alone.
    -- 3 digests in the library. Each digest is of somebody’s opinion, and says whose.
    ");
    stage.end().await;
}

#[tokio::test]
async fn an_empty_library_says_so() {
    let stage = Stage::with(&[], "").await;
    for line in [
        "/digest latest",
        "/digest random",
        "/digest today",
        "/tags",
        "/digest search query:anything",
        "/digest show digest:anything",
        "/digest latest count:3",
    ] {
        let said = stage.say(line).await;
        assert_eq!(
            said, "(only you)\nThe library is empty. A curator fills it with `standfirst add`.",
            "{line}"
        );
    }
    stage.end().await;
}

#[tokio::test]
async fn old_buttons_work_after_a_restart_and_say_when_their_digest_is_gone() {
    let mut stage = Stage::new().await;
    let world = stage.twin.world();
    let card = stage.ask("/digest latest").await;
    stage.down().await;
    stage.up().await;
    let about = stage.press(world.reader, &card, "About the author").await;
    assert!(show(about.message().unwrap()).contains("Ada Example"));
    std::fs::remove_file(stage.folder.path().join("digests/2024-05-06-let-the-bridge-be-free.toml")).unwrap();
    stage.refresh().await;
    for button in ["About the author", "Related"] {
        let answer = stage.press(world.reader, &card, button).await;
        assert_eq!(
            show(answer.message().unwrap()),
            "(only you)\nThat digest is gone: it was taken out of the library."
        );
    }
    stage.end().await;
}

#[tokio::test]
async fn a_digest_added_by_hand_is_found_at_once_after_a_refresh() {
    let stage = Stage::new().await;
    assert!(stage.say("/digest search query:zeppelin").await.contains("Nothing here is about"));
    let (_, bridge) = &crate::stage::library()[0];
    stage.put(
        "2025-01-01-zeppelins",
        &bridge.replace("Let the bridge be free", "Zeppelins").replace("opinion/bridge", "z"),
    );
    stage.refresh().await;
    assert!(stage.say("/digest search query:zeppelin").await.starts_with("# Zeppelins"));
    stage.end().await;
}

#[tokio::test]
async fn about_says_what_it_is_and_what_it_keeps() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.say("/about").await, @"
    (only you)
    # Standfirst 0.1.0
    Short digests of op-eds: who argues what, and why. An op-ed is somebody’s opinion, and every digest says whose.

    In the library: 3 digests, 2 authors, 4 tags.
    ## How digests are made
    Each card says how at its foot: in the author’s own sentences, by a model and checked against the article, by the publication’s editors, or by hand. The article itself is never stored; the title leads to it.
    ## Privacy
    Kept of you: your votes, what you follow and set, and, of curators, what they changed. The bot reads no messages but the one you use *Digest this* on, and does not keep that.
    ");
    stage.end().await;
}

#[tokio::test]
async fn an_editors_summary_is_not_put_into_the_authors_mouth() {
    let ferry = library().remove(1).1.replace("publication = \"The Harbour Post\"\n", "")
        + "\n[origin]\nsummarizer = \"extractive\"\ngist_from = \"deck\"\n";
    let stage = Stage::with(&[("ferry", ferry)], "").await;
    let said = stage.say("/digest latest").await;
    assert!(said.contains("\n*The editors’ summary*\n"), "{said}");
    assert!(said.contains("The first line by the editors, the rest in the article’s words"), "{said}");
    stage.end().await;
}
