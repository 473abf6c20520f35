//! Lists: found, newest, by author, by tag; their pages; and completion.

use crate::stage::{Stage, many, show};
use standfirst::playground::Answer;

#[tokio::test]
async fn a_search_with_several_hits_is_a_private_list() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.say("/digest search query:tolls").await, @"
    (only you)
    # Search: tolls
    **[Let the bridge be free](<https://harbour.example/opinion/bridge>)**
    *Ada Example* argues: Tolls on the old bridge cost more than they raise.
    -# The views expressed by contributors are their own and not the view of The Harbour Post.

    **The ferry is worth its fare**
    *Ada Example and Ben Sample* argue: The town should keep the ferry.
    -- 2 digests
    <Open a digest: Let the bridge be free | The ferry is worth its fare>
    [Post here] 1:post:0:s:tolls
    ");
    stage.end().await;
}

#[tokio::test]
async fn a_search_forgives_typos_and_says_so() {
    let stage = Stage::new().await;
    let said = stage.say("/digest search query:brigde detuors").await;
    assert!(
        said.starts_with("(only you)\nNo digest has all of “brigde detuors”; these come nearest.\n# Search:"),
        "{said}"
    );
    assert!(said.contains("Let the bridge be free"), "{said}");
    insta::assert_snapshot!(stage.say("/digest search query:zeppelin").await, @"
    (only you)
    Nothing here is about “zeppelin”. Try fewer or other words, or one of the tags: Tolls, Bridges, Ferries, Street lamps.
    ");
    stage.end().await;
}

#[tokio::test]
async fn an_author_is_somebody_with_pieces() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.say("/author name:ada example").await, @"
    (only you)
    # Ada Example (@ada)
    Ada Example builds bridges and teaches at the Harbour School.

    **[Let the bridge be free](<https://harbour.example/opinion/bridge>)**
    *Ada Example* argues: Tolls on the old bridge cost more than they raise.
    -# The views expressed by contributors are their own and not the view of The Harbour Post.

    **The ferry is worth its fare**
    *Ada Example and Ben Sample* argue: The town should keep the ferry.
    -- 2 digests
    <Open a digest: Let the bridge be free | The ferry is worth its fare>
    [Post here] 1:post:0:a:3084a112e639e8f5
    ");
    assert!(stage.say("/author name:@ada").await.contains("# Ada Example"));
    assert!(stage.say("/author name:sample").await.contains("# Ben Sample"), "the only one who fits");
    insta::assert_snapshot!(stage.say("/author name:zzz").await, @"
    (only you)
    Nobody called “zzz” is in the library. Names complete as you type them.
    ");
    stage.end().await;
}

#[tokio::test]
async fn tags_are_listed_and_opened() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    let list = stage.ask("/tags").await;
    insta::assert_snapshot!(show(&list), @"
    (only you)
    # Tags
    Tolls · 2
    Bridges · 1
    Ferries · 1
    Street lamps · 1
    -- 4 of 4 tags
    <List a tag: Tolls | Bridges | Ferries | Street lamps>
    ");
    let tolls = stage.twin.choose(world.reader, list.id, "1:topic", &["Tolls"]).await.unwrap();
    assert!(show(tolls.message().unwrap()).starts_with("(only you)\n# Tagged Tolls\n"));
    assert!(stage.say("/tags tag:tolls").await.starts_with("(only you)\n# Tagged Tolls\n"));
    assert!(stage.say("/tags tag:toll").await.contains("Did you mean **Tolls**?"));
    stage.end().await;
}

#[tokio::test]
async fn pages_turn_in_place_for_the_one_who_asked_and_apart_for_others() {
    let stage = Stage::with(&many(23), "").await;
    let world = stage.twin.world();
    let list = stage.ask("/digest latest count:23 private:false").await;
    let first = show(&list);
    assert!(
        first.contains("Piece 22") && first.contains("Piece 18") && !first.contains("Piece 17"),
        "{first}"
    );
    assert!(first.contains("23 digests · page 1 of 5"), "{first}");
    let Answer::Update(second) = stage.press(world.reader, &list, "Next ›").await else {
        panic!("not in place")
    };
    assert!(show(&second).contains("Piece 17") && show(&second).contains("page 2 of 5"));
    let Answer::Update(last) = stage.press(world.reader, &second, "Last »").await else {
        panic!("not in place")
    };
    insta::assert_snapshot!(show(&last), @"
    # The newest
    **Piece 2**
    *Ada Example* argues: Harbour thought number 2.

    **Piece 1**
    *Ada Example* argues: Harbour thought number 1.

    **Piece 0**
    *Ada Example* argues: Harbour thought number 0.
    -- 23 digests · page 5 of 5
    <Open a digest: Piece 2 | Piece 1 | Piece 0>
    [« First] 1:page:0:l::::23
    [‹ Previous] 1:page:3:l::::23
    [5 of 5 off] 1:page:65533:l::::23
    [Next › off] 1:page:65532:l::::23
    [Last » off] 1:page:65531:l::::23
    ");
    let Answer::Message(apart) = stage.press(world.curator, &last, "« First").await else {
        panic!("in place")
    };
    assert!(apart.is_ephemeral());
    assert!(show(&apart).contains("page 1 of 5"));
    assert_eq!(show(&stage.twin.message(list.id).unwrap()), show(&last), "the public one stays");
    stage.end().await;
}

#[tokio::test]
async fn the_newest_few_are_as_many_as_were_asked_for() {
    let stage = Stage::with(&many(23), "").await;
    let world = stage.twin.world();
    let list = stage.ask("/digest latest count:7").await;
    assert!(show(&list).contains("7 digests · page 1 of 2"), "{}", show(&list));
    let second = stage.press(world.reader, &list, "Next ›").await;
    let second = show(second.message().unwrap());
    assert!(
        second.contains("Piece 17") && second.contains("Piece 16") && !second.contains("Piece 15"),
        "{second}"
    );
    assert!(stage.say("/digest latest count:30").await.contains("23 digests · page 1 of 5"));
    stage.end().await;
}

#[tokio::test]
async fn a_private_list_can_be_posted() {
    let stage = Stage::with(&many(7), "").await;
    let world = stage.twin.world();
    let list = stage.ask("/digest search query:harbour").await;
    let Answer::Update(second) = stage.press(world.reader, &list, "Next ›").await else {
        panic!("not in place")
    };
    assert!(second.is_ephemeral());
    let posted = stage.press(world.reader, &second, "Post here").await;
    let posted = posted.message().unwrap();
    assert!(!posted.is_ephemeral());
    assert!(show(posted).contains("page 2 of 2") && !show(posted).contains("Post here"), "{}", show(posted));
    stage.end().await;
}

#[tokio::test]
async fn options_complete_as_one_types() {
    let stage = Stage::new().await;
    assert_eq!(
        stage.complete("/digest show digest:").await,
        [
            "Let the bridge be free · Ada Example = 2024-05-06-let-the-bridge-be-free",
            "The ferry is worth its fare · Ada Example and Ben Sample = 2023-02-01-the-ferry-is-worth-its-fare",
            "A lamp is not a luxury · The Night Watch = 2022-12-24-a-lamp-is-not-a-luxury",
        ]
    );
    assert_eq!(stage.complete("/digest show digest:LAMP").await.len(), 1);
    assert_eq!(stage.complete("/digest show digest:fery").await.len(), 1, "a typo");
    assert_eq!(stage.complete("/author name:ex").await, ["Ada Example = Ada Example"]);
    assert_eq!(stage.complete("/tags tag:").await[0], "Tolls (2) = Tolls");
    assert_eq!(
        stage.complete("/digest latest publication:night").await,
        ["The Night Watch = The Night Watch"]
    );
    assert!(stage.complete("/author name:qqqq").await.is_empty());
    stage.end().await;
}

#[tokio::test]
async fn twenty_five_choices_are_the_most() {
    let stage = Stage::with(&many(40), "").await;
    assert_eq!(stage.complete("/digest show digest:piece").await.len(), 25);
    stage.end().await;
}
