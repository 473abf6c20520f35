//! Feeds on the command line: declared in the config, listed with their state, refused in one line.

use super::Place;
use std::fs;

const LIST: &str = "<opml version='2.0'><body><outline text='Papers'>\
    <outline text='The Quay Gazette' type='rss' xmlUrl='https://quay.example/opinion/feed'/>\
    <outline text='Tea &amp; Salt' xmlUrl='https://tea.example/rss?a=1&amp;b=2'/></outline>\
    <outline text='the same' xmlUrl='https://QUAY.example/opinion/feed#top'/>\
    <outline text='local' xmlUrl='file:///etc/passwd'/></body></opml>";

#[test]
fn a_list_is_imported_listed_exported_and_taken_apart() {
    let place = Place::new();
    let said = place.says(&["feeds", "list"]);
    assert_eq!(said, "0: no feed is declared; `standfirst feeds add https://…` adds one");
    place.write("config.toml", "# by hand\ndata_dir = \"data\"\n");
    place.write("list.opml", LIST);
    insta::assert_snapshot!(place.says(&["feeds", "import", "list.opml"]), @"
    1: 2 added, 1 known already, 1 skipped
    a bot that runs polls by this config when it is started again
    skipped file:///etc/passwd: it is none of the web; write it from https:// on
    ");
    insta::assert_snapshot!(fs::read_to_string(place.path().join("config.toml")).unwrap(), @r#"
    # by hand
    data_dir = "data"

    [[feeds]]
    url = "https://quay.example/opinion/feed"
    name = "The Quay Gazette"

    [[feeds]]
    url = "https://tea.example/rss?a=1&b=2"
    name = "Tea & Salt"
    "#);
    assert!(place.says(&["check"]).starts_with("0: the config"));
    insta::assert_snapshot!(place.says(&["feeds", "list"]), @"
    0: The Quay Gazette  https://quay.example/opinion/feed
        never polled
    Tea & Salt  https://tea.example/rss?a=1&b=2
        never polled
    ");
    assert!(!place.path().join("data").exists(), "looking makes no ledger");

    let exported = place.run(&["feeds", "export"]).stdout;
    insta::assert_snapshot!(String::from_utf8_lossy(&exported), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <opml version="2.0">
      <head>
        <title>Standfirst’s feeds</title>
      </head>
      <body>
        <outline type="rss" text="The Quay Gazette" xmlUrl="https://quay.example/opinion/feed"/>
        <outline type="rss" text="Tea &amp; Salt" xmlUrl="https://tea.example/rss?a=1&amp;b=2"/>
      </body>
    </opml>
    "#);
    place.write("again.opml", exported);
    let said = place.says(&["feeds", "import", "again.opml"]);
    assert_eq!(said, "0: 0 added, 2 known already, 0 skipped");

    let said = place.says(&["feeds", "remove", "Tea & Slat"]);
    assert!(said.ends_with("did you mean https://tea.example/rss?a=1&b=2?"), "{said}");
    assert!(place.says(&["feeds", "remove", "Tea & Salt"]).starts_with("0: removed https://tea.example/rss"));
    assert!(place.says(&["feeds", "remove", "https://quay.example/opinion/feed"]).starts_with("0: removed"));
    assert_eq!(
        fs::read_to_string(place.path().join("config.toml")).unwrap(),
        "# by hand\ndata_dir = \"data\"\n"
    );
}

#[test]
fn what_is_no_list_and_no_feed_is_told_in_one_line() {
    let place = Place::new();
    place.write("page.opml", "<html><body>Hello</body></html>");
    place.write("torn.opml", LIST.get(..LIST.len() / 2).unwrap());
    let lines = [
        &["feeds", "import", "page.opml"][..],
        &["feeds", "import", "torn.opml"],
        &["feeds", "import", "nowhere.opml"],
        &["feeds", "add", "quay.example"],
        &["feeds", "add", "http://127.0.0.1/feed"],
        &["feeds", "poll"],
        &["feeds", "remove", "Quay"],
    ]
    .map(|args| place.says(args));
    insta::assert_snapshot!(lines.join("\n"), @r#"
    1: page.opml: it is no OPML; export the list of feeds from your reader as OPML
    1: torn.opml: the OPML is broken at byte 137 (syntax error: attribute value not closed: `'` not found before end of input); export it again
    1: nowhere.opml: cannot read it (No such file or directory (os error 2)); check the name and its permissions
    1: quay.example: it cannot be read; write it from https:// on
    1: http://127.0.0.1/feed: 127.0.0.1 is not on the public internet; give the address of a public page
    1: no feed is declared; `standfirst feeds add https://…` adds one
    1: no feed is called "Quay"; `standfirst feeds list` shows what is there
    "#);
    assert!(!place.path().join("config.toml").exists(), "nothing is written");
}

#[test]
fn a_feed_that_fails_shows_it_in_the_list() {
    let place = Place::new();
    let config = "[[feeds]]\nurl = \"http://127.0.0.1/feed\"\nname = \"Inside\"\n";
    place.write("config.toml", config);
    let said = place.says(&["feeds", "poll", "Inside"]);
    assert!(said.starts_with("1: http://127.0.0.1/feed: 127.0.0.1 is not on the public internet"), "{said}");
    let said = place.says(&["feeds", "list"]);
    insta::with_settings!({filters => vec![(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "[time]")]}, {
        insta::assert_snapshot!(said, @"
        0: Inside  http://127.0.0.1/feed
            last poll [time], next [time]
            failed once since [time]: http://127.0.0.1/feed: 127.0.0.1 is not on the public internet; give the address of a public page
        ");
    });
    assert!(place.says(&["feeds", "remove", "Inside"]).starts_with("0: removed"));
    place.write("config.toml", config);
    assert!(place.says(&["feeds", "list"]).ends_with("never polled"));
}

#[test]
fn drafts_are_listed_and_published() {
    let place = Place::new();
    place.says(&["add", "--published", "2024-05-06", "piece.txt"]);
    let file = place.path().join("digests/2024-05-06-the-ferry-is-worth-its-fare.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("status = \"published\"", "status = \"draft\" # not yet")).unwrap();
    let line = "2024-05-06-the-ferry-is-worth-its-fare  [draft] The ferry is worth its fare · Nora Vale, The Harbour Post";
    assert_eq!(place.says(&["list", "--drafts"]), format!("0: {line}"));
    let said = place.says(&["publish", "2024-05-06-the-ferry"]);
    assert!(said.starts_with("1: no digest has the id"), "{said}");
    let said = place.says(&["publish", "2024-05-06-the-ferry-is-worth-its-fare"]);
    assert_eq!(said, "0: published 2024-05-06-the-ferry-is-worth-its-fare");
    assert_eq!(place.says(&["list", "--drafts"]), "0: ");
    assert!(place.says(&["search", "ferry"]).starts_with("0: 2024-05-06"));
    let said = place.says(&["publish", "2024-05-06-the-ferry-is-worth-its-fare"]);
    assert!(said.starts_with("0: published already"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text.replace("\"published\"", "\"published\" # not yet"));
}
