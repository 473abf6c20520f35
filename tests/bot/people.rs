//! What people set for themselves and follow, and the daily letter with what is new: at their hour,
//! once a day, and only when there is something.

use crate::stage::{LIMIT, Stage, library, show};
use jiff::Timestamp;
use standfirst::{
    ledger::{Contents, Ledger, LetterClaim, Seen},
    playground::{Answer, Fault, Id, Message},
};
use std::path::PathBuf;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A digest by that author about that tag.
fn piece(title: &str, author: &str, tag: &str) -> String {
    format!(
        "title = \"{title}\"\nadded = 2026-01-01T00:00:00Z\ntags = [\"{tag}\"]\ngist = \"About {title}.\"\n\
         points = [\"It is so.\"]\ndisclaimer = \"Theirs alone.\"\n[[authors]]\nname = \"{author}\"\n"
    )
}

impl Stage {
    fn reader(&self) -> Id {
        self.twin.world().reader
    }

    /// Somebody else types a line in #op-eds.
    async fn tell(&self, who: Id, line: &str) -> String {
        let answer = self.twin.invoke(who, self.twin.world().op_eds, line).await.unwrap();
        show(answer.message().unwrap())
    }

    /// A digest comes into the library.
    async fn arrive(&self, title: &str, author: &str, tag: &str) {
        self.put(&title.to_lowercase().replace(' ', "-"), &piece(title, author, tag));
        self.refresh().await;
    }

    async fn letter_after(&self, who: Id, before: Option<&Message>) -> Message {
        let channel = self.twin.direct(who);
        self.twin.wait_for_message(channel, before.map(|m| m.id), LIMIT).await.expect("no letter came")
    }

    /// Moves the clock and waits until the curator, who follows the lamps, has a letter of that hour.
    /// Then the bot ends: by then whatever was due for others was sent.
    async fn ring_by_letter(&mut self, to: &str) {
        let curator = self.twin.world().curator;
        self.tell(curator, "/follow tag:street lamps").await;
        self.arrive(&format!("Lamps {}", to[8..13].to_lowercase()), "Cy Third", "Street lamps").await;
        let before = self.twin.messages(self.twin.direct(curator)).pop();
        self.clock.set(at(to));
        self.letter_after(curator, before.as_ref()).await;
        self.down().await;
    }

    /// When and what, of every letter to the reader.
    fn letters(&self) -> Vec<String> {
        let line = |m: &Message| {
            let time = m.json["timestamp"].as_str().unwrap()[..16].to_owned();
            let titles = show(m);
            let titles = titles.lines().filter_map(|l| l.strip_prefix("**")?.strip_suffix("**"));
            format!("{time} {}", titles.collect::<Vec<_>>().join(", "))
        };
        self.twin
            .messages(self.twin.direct(self.reader()))
            .iter()
            .filter(|m| !m.is_ephemeral())
            .map(line)
            .collect()
    }

    fn ledger_file(&self) -> PathBuf {
        self.folder.path().join("data/standfirst.sqlite")
    }

    async fn sql(&self, statement: &'static str) -> u64 {
        let file = format!("sqlite://{}", self.ledger_file().display());
        let ledger = sqlx::SqlitePool::connect(&file).await.unwrap();
        let done = sqlx::query(statement).execute(&ledger).await.unwrap();
        ledger.close().await;
        done.rows_affected()
    }

    /// Waits until the ledger knows of so many digests.
    async fn numbered(&self, digests: usize) {
        let ledger = Ledger::open(&self.ledger_file()).await.unwrap();
        let until = std::time::Instant::now() + LIMIT;
        while ledger.arrivals(0).await.unwrap().len() < digests {
            assert!(std::time::Instant::now() < until, "the ledger never heard of them");
            tokio::task::yield_now().await;
        }
    }

    /// Waits until no letter is open.
    async fn letters_noted(&self) {
        let ledger = Ledger::open(&self.ledger_file()).await.unwrap();
        let until = std::time::Instant::now() + LIMIT;
        while !ledger.open_letters().await.unwrap().is_empty() {
            assert!(std::time::Instant::now() < until, "a letter stays open");
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn me_shows_what_is_set_and_keeps_nothing_of_those_who_look() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.say("/me").await, @"
    (only you)
    # You
    ## Time zone
    UTC, until you set yours with `/me timezone`
    ## Daily letter
    None comes, since you follow nothing. `/follow` an author or a tag.
    ## Language
    English, as in Discord
    ## You follow
    Nothing
    -- /me forget:True deletes all that is kept of you: this, your votes, and the record of your letters.
    ");
    assert_eq!(stage.say("/me forget:true").await, "(only you)\nNothing is kept of you.");
    insta::assert_snapshot!(stage.say("/me timezone:europe/berlin hour:7 private:false").await, @"
    (only you)
    Saved.
    # You
    ## Time zone
    Europe/Berlin
    ## Daily letter
    None comes, since you follow nothing. `/follow` an author or a tag.
    ## Language
    English, as in Discord
    ## You follow
    Nothing
    -- /me forget:True deletes all that is kept of you: this, your votes, and the record of your letters.
    ");
    stage.say("/follow author:ada example tag:tolls").await;
    insta::assert_snapshot!(stage.say("/me").await, @"
    (only you)
    # You
    ## Time zone
    Europe/Berlin
    ## Daily letter
    At 07:00, if there is anything new; next on <t:1795500000:f>.
    ## Language
    English, as in Discord
    ## You follow
    Ada Example · Tolls
    -- /me forget:True deletes all that is kept of you: this, your votes, and the record of your letters.
    [Stop these letters] 1:stop
    ");
    insta::assert_snapshot!(stage.say("/me forget:true").await, @"
    (only you)
    Everything that was kept of you is deleted: your settings, what you followed, your votes, and the record of your letters.
    ");
    assert!(stage.say("/me").await.contains("UTC, until you set yours"));
    stage.end().await;
}

#[tokio::test]
async fn what_is_no_zone_is_answered_with_one_that_works_and_nothing_is_saved() {
    let stage = Stage::new().await;
    let mut said = Vec::new();
    for zone in ["Berlin", "EST", "UTC+2", "Mars/Base", "**here**"] {
        said.push(stage.say(&format!("/me timezone:\"{zone}\" hour:3")).await.replace("(only you)\n", ""));
    }
    insta::assert_snapshot!(said.join("\n"), @r"
    “Berlin” is no time zone. Did you mean `Europe/Berlin`? Nothing was changed.
    “EST” is no time zone. Did you mean `America/New_York`? Nothing was changed.
    “UTC+2” is no time zone. Write Area/City, such as `Europe/Berlin`, or `UTC`; names complete as you type them. Nothing was changed.
    “Mars/Base” is no time zone. Write Area/City, such as `Europe/Berlin`, or `UTC`; names complete as you type them. Nothing was changed.
    “\*\*here\*\*” is no time zone. Write Area/City, such as `Europe/Berlin`, or `UTC`; names complete as you type them. Nothing was changed.
    ");
    assert_eq!(stage.say("/me forget:true").await, "(only you)\nNothing is kept of you.");
    stage.end().await;
}

#[tokio::test]
async fn zones_complete_with_the_time_there() {
    let stage = Stage::new().await;
    assert_eq!(stage.complete("/me timezone:berl").await, ["Europe/Berlin · 08:00 = Europe/Berlin"]);
    assert_eq!(stage.complete("/me timezone:est").await[0], "America/New_York · 02:00 = America/New_York");
    assert_eq!(stage.complete("/me timezone:").await[0], "UTC · 07:00 = UTC");
    stage.end().await;
}

#[tokio::test]
async fn a_language_of_ones_own_is_spoken_everywhere_until_it_is_as_in_discord() {
    let stage = Stage::new().await;
    assert!(stage.say("/me language:Deutsch").await.contains("Gespeichert."));
    assert!(stage.say("/author name:zzz").await.contains("Niemand namens"));
    let card = stage.ask("/digest latest").await;
    let about = stage.press(stage.reader(), &card, "Über den Autor").await;
    assert!(show(about.message().unwrap()).contains("2 Kurzfassungen"));
    assert!(stage.tell(stage.twin.world().curator, "/me").await.contains("English, as in Discord"));
    assert!(stage.say("/me language:As in Discord").await.contains("Saved."));
    assert!(stage.say("/author name:zzz").await.contains("Nobody called"));
    stage.end().await;
}

#[tokio::test]
async fn following_and_unfollowing() {
    let stage = Stage::new().await;
    let mut said = Vec::new();
    for line in [
        "/follow",
        "/unfollow author:ada",
        "/follow author:nobody known",
        "/follow author:ada example tag:toll",
        "/follow author:ADA EXAMPLE tag:tolls",
        "/follow author:sample private:false",
        "/follow author:ada example",
        "/unfollow tag:bridges",
        "/unfollow author:ada exmple",
        "/unfollow author:ben sample tag:tolls",
        "/follow",
    ] {
        said.push(format!("> {line}\n{}", stage.say(line).await));
    }
    insta::assert_snapshot!(said.join("\n"), @"
    > /follow
    (only you)
    You follow nothing. `/follow` an author or a tag, and what is new comes in one direct message a day.
    > /unfollow author:ada
    (only you)
    You follow nothing. `/follow` an author or a tag, and what is new comes in one direct message a day.
    > /follow author:nobody known
    (only you)
    Nobody called “nobody known” is in the library. Names complete as you type them.
    > /follow author:ada example tag:toll
    (only you)
    No digest has the tag “toll”. Did you mean **Tolls**?
    > /follow author:ADA EXAMPLE tag:tolls
    (only you)
    You follow **Ada Example** from now on.
    You follow **Tolls** from now on.
    What is new comes in one direct message a day, at 08:00 (UTC). `/me` changes that.
    > /follow author:sample private:false
    (only you)
    You follow **Ben Sample** from now on.
    What is new comes in one direct message a day, at 08:00 (UTC). `/me` changes that.
    > /follow author:ada example
    (only you)
    You follow **Ada Example** already.
    What is new comes in one direct message a day, at 08:00 (UTC). `/me` changes that.
    > /unfollow tag:bridges
    (only you)
    You do not follow “bridges”. `/follow` shows what you follow.
    > /unfollow author:ada exmple
    (only you)
    You do not follow “ada exmple”. Did you mean **Ada Example**?
    > /unfollow author:ben sample tag:tolls
    (only you)
    You no longer follow **Ben Sample**.
    You no longer follow **Tolls**.
    > /follow
    (only you)
    # What you follow
    **Authors**
    • Ada Example
    -- 1 of at most 50
    <Unfollow one of these: Ada Example>
    ");
    stage.end().await;
}

#[tokio::test]
async fn names_complete_from_the_library_and_from_ones_own() {
    let stage = Stage::new().await;
    assert_eq!(stage.complete("/follow author:exa").await, ["Ada Example = Ada Example"]);
    assert_eq!(stage.complete("/unfollow author:").await, Vec::<String>::new());
    stage.say("/follow author:ada example tag:tolls").await;
    stage.say("/follow tag:bridges").await;
    assert_eq!(stage.complete("/unfollow author:").await, ["Ada Example = Ada Example"]);
    assert_eq!(stage.complete("/unfollow tag:").await, ["Bridges = Bridges", "Tolls = Tolls"]);
    assert_eq!(stage.complete("/unfollow tag:brdige").await, ["Bridges = Bridges"]);
    stage.end().await;
}

#[tokio::test]
async fn fifty_can_be_followed_and_unfollowed_from_menus() {
    let digests: Vec<(&str, String)> = (0..51)
        .map(|n| (&*format!("p-{n}").leak(), piece("P", "Ada Example", &format!("Tag {n:02}"))))
        .collect();
    let stage = Stage::with(&digests, "").await;
    for n in 0..50 {
        assert!(stage.say(&format!("/follow tag:tag {n:02}")).await.contains("from now on"));
    }
    let full = stage.say("/follow tag:tag 50").await;
    assert!(full.contains("**Tag 50** was not added: 50 authors and tags are the most"), "{full}");
    let list = stage.ask("/follow").await;
    let menus: Vec<_> = list.controls().map(|c| c["options"].as_array().unwrap().len()).collect();
    assert_eq!(menus, [25, 25]);
    let second = list.controls().nth(1).unwrap();
    let last = second["options"][24]["value"].as_str().unwrap();
    let chosen = stage.twin.choose(stage.reader(), list.id, "1:unfollow:1", &[last]).await.unwrap();
    let Answer::Update(changed) = chosen else { panic!("{chosen:?}") };
    assert!(show(&changed).starts_with("(only you)\nYou no longer follow **Tag 49**.\n# What you follow"));
    assert!(show(&changed).contains("49 of at most 50"), "{}", show(&changed));
    assert!(stage.say("/follow tag:tag 50").await.contains("from now on"));
    stage.end().await;
}

#[tokio::test]
async fn a_letter_brings_what_is_new_at_the_readers_hour() {
    let stage = Stage::new().await;
    stage.say("/me timezone:Europe/Berlin hour:9").await;
    stage.say("/follow author:ada example tag:tolls").await;
    stage.arrive("A new toll", "Cy Third", "Tolls").await;
    stage.arrive("Of no interest", "Cy Third", "Cheese").await;
    stage.arrive("Ada again", "Ada Example", "Tolls").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let letter = stage.letter_after(stage.reader(), None).await;
    insta::assert_snapshot!(show(&letter), @"
    # New from what you follow
    **Ada again**
    *Ada Example* argues: About Ada again.
    -# Theirs alone.

    **A new toll**
    *Cy Third* argues: About A new toll.
    -# Theirs alone.
    -- At most one letter a day. /me sets its hour, /unfollow what is in it.
    <Open a digest: Ada again | A new toll>
    [Stop these letters] 1:stop:1
    ");
    let opened = stage.twin.choose(stage.reader(), letter.id, "1:open", &["ada-again"]).await.unwrap();
    assert!(show(opened.message().unwrap()).starts_with("(only you)\n# Ada again\n"));
    assert_eq!(stage.letters(), ["2026-11-23T08:00 Ada again, A new toll"]);
    stage.end().await;
}

#[tokio::test]
async fn a_letter_comes_once_a_day_and_only_when_there_is_something_new() {
    let mut stage = Stage::new().await;
    stage.say("/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    stage.letter_after(stage.reader(), None).await;
    stage.down().await;
    stage.up().await;
    stage.arrive("Second", "Cy Third", "Tolls").await;
    // A later hour on the same day brings no second letter.
    stage.say("/me hour:9").await;
    stage.tell(stage.twin.world().curator, "/me hour:10").await;
    stage.ring_by_letter("2026-11-23T10:00:00Z").await;
    assert_eq!(stage.letters(), ["2026-11-23T08:00 First"]);
    stage.up().await;
    stage.ring_by_letter("2026-11-24T10:00:00Z").await;
    assert_eq!(stage.letters(), ["2026-11-23T08:00 First", "2026-11-24T10:00 Second"]);
    stage.up().await;
    stage.ring_by_letter("2026-11-25T10:00:00Z").await;
    assert_eq!(stage.letters().len(), 2, "nothing was new");
    stage.end().await;
}

#[tokio::test]
async fn what_is_older_than_the_follow_is_not_new_and_many_are_told_in_few() {
    let stage = Stage::new().await;
    stage.say("/follow author:ada example").await;
    for n in 0..7 {
        stage.arrive(&format!("Piece {n}"), "Cy Third", "Cheese").await;
    }
    stage.numbered(10).await;
    stage.say("/follow tag:cheese").await;
    for n in 7..14 {
        stage.put(&format!("piece-{n}"), &piece(&format!("Piece {n}"), "Cy Third", "Cheese"));
    }
    stage.refresh().await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let letter = show(&stage.letter_after(stage.reader(), None).await);
    assert!(letter.contains("\n… and 2 more: `/digest latest`\n"), "{letter}");
    assert_eq!(letter.matches("*Cy Third* argues").count(), 5);
    assert!(!letter.contains("Piece 6"), "{letter}");
    stage.end().await;
}

#[tokio::test]
async fn failures_of_discord_neither_lose_nor_double_a_letter() {
    for path in ["/channels/*/messages", "/users/*/channels"] {
        for fault in [
            Fault::status(500),
            Fault::status(503).times(2),
            Fault::rate_limited(0.05),
            Fault::cut_before(),
            Fault::cut_after(),
        ] {
            let stage = Stage::new().await;
            stage.say("/follow tag:tolls").await;
            stage.arrive("First", "Cy Third", "Tolls").await;
            let trap = stage.twin.fail(fault.on("POST", path));
            stage.clock.set(at("2026-11-23T08:00:00Z"));
            let first = stage.letter_after(stage.reader(), None).await;
            stage.letters_noted().await;
            stage.arrive("Second", "Cy Third", "Tolls").await;
            stage.clock.set(at("2026-11-24T08:00:00Z"));
            stage.letter_after(stage.reader(), Some(&first)).await;
            assert!(trap.hits() > 0);
            assert_eq!(stage.letters(), ["2026-11-23T08:00 First", "2026-11-24T08:00 Second"]);
            stage.end_after_trouble().await;
        }
    }
}

#[tokio::test]
async fn a_letter_that_the_ledger_did_not_hear_of_is_found_in_the_conversation() {
    let mut stage = Stage::new().await;
    stage.say("/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let first = stage.letter_after(stage.reader(), None).await;
    stage.down().await;
    // As if it had died between Discord's answer and the ledger's note of it.
    assert_eq!(stage.sql("UPDATE letters SET state = 'claimed', message = NULL").await, 1);
    stage.clock.set(at("2026-11-23T08:30:00Z"));
    stage.up().await;
    stage.letters_noted().await;
    stage.arrive("Second", "Cy Third", "Tolls").await;
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.letter_after(stage.reader(), Some(&first)).await;
    assert_eq!(stage.letters(), ["2026-11-23T08:00 First", "2026-11-24T08:00 Second"]);
    let posted =
        |(what, _): &&(String, serde_json::Value)| what.starts_with("POST ") && what.ends_with("/messages");
    assert_eq!(stage.requests().iter().filter(posted).count(), 2, "it was not even sent again");
    stage.end().await;
}

#[tokio::test]
async fn a_letter_that_was_claimed_and_never_sent_goes_out() {
    let mut stage = Stage::new().await;
    stage.say("/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.down().await;
    let ledger = Ledger::open(&stage.ledger_file()).await.unwrap();
    let now = at("2026-11-23T08:00:00Z");
    ledger.arrive([&"first".parse().unwrap()].into_iter()).await.unwrap();
    let reader = ledger.readers_due(now, 10).await.unwrap().remove(0);
    let claim = LetterClaim {
        date: "2026-11-23".parse().unwrap(),
        contents: Contents { digests: vec!["first".parse().unwrap()], more: 0 },
        nonce: "a-nonce".to_owned(),
    };
    let seen = Seen { claim: Some(claim), upto: 99, next: Some(at("2026-11-24T08:00:00Z")) };
    let both = [(reader.clone(), seen.clone()), (reader, seen)];
    assert_eq!(ledger.claim_letters(&both, now).await.unwrap().len(), 1, "one of two gets it");
    stage.clock.set(at("2026-11-23T08:30:00Z"));
    stage.up().await;
    stage.letter_after(stage.reader(), None).await;
    assert_eq!(stage.letters(), ["2026-11-23T08:30 First"]);
    stage.end().await;
}

#[tokio::test]
async fn a_letter_that_was_missed_for_long_comes_the_next_day_with_all_that_is_new() {
    let mut stage = Stage::new().await;
    stage.say("/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.down().await;
    stage.clock.set(at("2026-11-23T14:01:00Z"));
    stage.up().await;
    stage.arrive("Second", "Cy Third", "Tolls").await;
    stage.clock.set(at("2026-11-24T08:00:00Z"));
    stage.letter_after(stage.reader(), None).await;
    assert_eq!(stage.letters(), ["2026-11-24T08:00 Second, First"]);
    stage.end().await;
}

#[tokio::test]
async fn who_takes_no_messages_is_left_in_peace_until_they_come_back() {
    let mut stage = Stage::new().await;
    let reader = stage.reader();
    stage.say("/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.twin.close_direct(reader, true);
    stage.ring_by_letter("2026-11-23T08:00:00Z").await;
    assert_eq!(stage.refusals().len(), 1, "{:?}", stage.refusals());
    stage.up().await;
    stage.ring_by_letter("2026-11-24T08:00:00Z").await;
    assert_eq!(stage.refusals().len(), 1, "it was tried once");
    stage.up().await;
    stage.twin.close_direct(reader, false);
    insta::assert_snapshot!(stage.say("/me").await, @"
    (only you)
    Your letters were held back, since Discord did not let this bot write to you. From now on they come again; if they still do not, allow direct messages in the privacy settings of a server that you share with it.
    # You
    ## Time zone
    UTC, until you set yours with `/me timezone`
    ## Daily letter
    At 08:00, if there is anything new; next on <t:1795593600:f>.
    ## Language
    English, as in Discord
    ## You follow
    Tolls
    -- /me forget:True deletes all that is kept of you: this, your votes, and the record of your letters.
    [Stop these letters] 1:stop
    ");
    assert!(!stage.say("/me").await.contains("held back"));
    stage.clock.set(at("2026-11-25T08:00:00Z"));
    stage.letter_after(reader, None).await;
    assert_eq!(stage.letters(), ["2026-11-25T08:00 First"], "what they missed is new to them");
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn letters_stop_at_the_press_of_a_button_also_after_a_restart() {
    let mut stage = Stage::new().await;
    let reader = stage.reader();
    stage.say("/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let letter = stage.letter_after(reader, None).await;
    stage.down().await;
    stage.up().await;
    let stopped = stage.press(reader, &letter, "Stop these letters").await;
    insta::assert_snapshot!(show(stopped.message().unwrap()), @"
    (only you)
    Your letters are stopped; what you follow is kept.
    [Send them again] 1:resume
    ");
    stage.arrive("Second", "Cy Third", "Tolls").await;
    stage.ring_by_letter("2026-11-24T08:00:00Z").await;
    assert_eq!(stage.letters().len(), 1);
    stage.up().await;
    let me = stage.ask("/me").await;
    assert!(show(&me).contains("Your letters are stopped"), "{}", show(&me));
    let again = stage.press(reader, &me, "Send them again").await;
    insta::assert_snapshot!(show(again.message().unwrap()), @"
    (only you)
    Your letters come again; the next on <t:1795593600:f>, if there is anything new.
    ");
    stage.arrive("Third", "Cy Third", "Tolls").await;
    let before = stage.twin.messages(stage.twin.direct(reader)).pop();
    stage.clock.set(at("2026-11-25T08:00:00Z"));
    stage.letter_after(reader, before.as_ref()).await;
    assert_eq!(
        stage.letters(),
        ["2026-11-23T08:00 First", "2026-11-25T08:00 Third"],
        "what came while they were stopped was not wanted"
    );
    stage.end().await;
}

#[tokio::test]
async fn a_letter_speaks_the_readers_language() {
    let stage = Stage::new().await;
    let (reader, curator) = (stage.reader(), stage.twin.world().curator);
    stage.say("/me language:Español").await;
    stage.say("/follow tag:tolls").await;
    stage.twin.set_locale(curator, "fr");
    stage.tell(curator, "/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    insta::assert_snapshot!(show(&stage.letter_after(reader, None).await), @"
    # Lo nuevo de lo que sigues
    **First**
    *Cy Third* sostiene: About First.
    -# Theirs alone.
    -- Una carta al día como mucho. /me pone la hora, /unfollow el contenido.
    <Abrir un resumen: First>
    [No más cartas] 1:stop:1
    ");
    let french = show(&stage.letter_after(curator, None).await);
    assert!(french.contains("*Cy Third* soutient") && french.contains("[Arrêter ces lettres]"), "{french}");
    stage.end().await;
}

#[tokio::test]
async fn who_is_forgotten_gets_nothing_and_old_buttons_say_so() {
    let mut stage = Stage::new().await;
    let reader = stage.reader();
    stage.say("/follow tag:tolls").await;
    stage.arrive("First", "Cy Third", "Tolls").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let letter = stage.letter_after(reader, None).await;
    stage.letters_noted().await;
    stage.arrive("Second", "Cy Third", "Tolls").await;
    stage.say("/me forget:true").await;
    stage.ring_by_letter("2026-11-24T08:00:00Z").await;
    assert_eq!(stage.letters().len(), 1);
    stage.up().await;
    stage.press(reader, &letter, "Stop these letters").await;
    assert_eq!(stage.say("/me forget:true").await, "(only you)\nNothing is kept of you.");
    assert!(stage.say("/follow").await.contains("You follow nothing."));
    stage.end().await;
}

#[tokio::test]
async fn a_clock_change_neither_skips_nor_doubles_a_letter() {
    let mut stage = Stage::new().await;
    stage.say("/me timezone:Europe/Berlin hour:2").await;
    stage.say("/follow tag:tolls").await;
    // Two o'clock is skipped on 28 March 2027, and comes twice on 31 October.
    for (n, time) in [
        "2027-03-27T01:00:00Z",
        "2027-03-28T01:00:00Z",
        "2027-03-29T00:00:00Z",
        "2027-10-30T00:00:00Z",
        "2027-10-31T00:00:00Z",
        "2027-11-01T01:00:00Z",
    ]
    .into_iter()
    .enumerate()
    {
        // A look before the time finds nothing due.
        stage.clock.set(at(time) - jiff::SignedDuration::from_secs(1));
        stage.down().await;
        stage.up().await;
        stage.arrive(&format!("Piece {n}"), "Cy Third", "Tolls").await;
        let before = stage.twin.messages(stage.twin.direct(stage.reader())).pop();
        stage.clock.set(at(time));
        stage.letter_after(stage.reader(), before.as_ref()).await;
        stage.letters_noted().await;
    }
    assert_eq!(
        stage.letters(),
        [
            "2027-03-27T01:00 Piece 0",
            "2027-03-28T01:00 Piece 1",
            "2027-03-29T00:00 Piece 2",
            "2027-10-30T00:00 Piece 3",
            "2027-10-31T00:00 Piece 4",
            "2027-11-01T01:00 Piece 5"
        ]
    );
    stage.end().await;
}

#[tokio::test]
async fn the_longest_values_fit_a_letter() {
    for filler in ["*", "w", "a ", "界", "👍", "_a "] {
        let long =
            |n: usize| filler.repeat(n).chars().take(n).collect::<String>().trim_end().to_owned() + ".";
        let stage = Stage::new().await;
        stage.say("/follow tag:tolls").await;
        for n in 0..6 {
            let digest = format!(
                "title = \"{}\"\nurl = \"https://h.example/{n}/{}\"\nadded = 2024-01-01T00:00:00Z\ntags = [\"Tolls\"]\n\
                 disclaimer = \"{}\"\ngist = \"{}\"\npoints = [\"It is so.\"]\n[[authors]]\nname = \"{}\"\n",
                long(490),
                "x".repeat(if n % 2 == 0 { 100 } else { 1500 }),
                long(950),
                long(299),
                long(199),
            );
            stage.put(&format!("long-{n}"), &digest);
        }
        stage.refresh().await;
        stage.clock.set(at("2026-11-23T08:00:00Z"));
        let letter = show(&stage.letter_after(stage.reader(), None).await);
        assert!(letter.contains("… and 1 more"), "{letter}");
        stage.end().await;
    }
}

#[tokio::test]
async fn thousands_of_letters_hold_up_neither_the_daily_post_nor_the_end() {
    let config = "[[daily]]\nname = \"lobby\"\nchannel = CHANNEL\nat = \"08:00\"\n";
    let stage = Stage::with(&library(), config).await;
    stage
        .sql(
        "INSERT INTO people (id, locale, covered, next_at) WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 \
         FROM n WHERE id < 10000) SELECT id, 'en', 0, unixepoch('2026-11-23T08:00:00Z') FROM n",
    )
    .await;
    stage.sql("INSERT INTO follows (person, kind, key, name, since) SELECT id, 'tag', 'tolls', 'Tolls', 0 FROM people").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let post = stage.twin.wait_for_message(stage.twin.world().op_eds, None, LIMIT).await;
    assert!(post.is_some(), "no daily post came");
    let began = std::time::Instant::now();
    assert!(stage.say("/digest latest").await.starts_with("# Let the bridge be free"));
    let letters =
        || stage.requests().iter().filter(|(what, _)| what.ends_with("/users/@me/channels")).count();
    let some = async {
        while letters() < 3 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LIMIT, some).await.expect("no letters go out");
    assert!(letters() < 1000, "they go out all at once");
    stage.end_after_trouble().await;
    assert!(began.elapsed() < std::time::Duration::from_secs(9), "it did not end in time");
}
