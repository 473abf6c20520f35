//! `daily`: schedules, plan and history.

use super::Place;
use standfirst::{
    config::Config,
    daily::{self, Due},
    ledger::{Claimed, Ledger, Outcome, Schedule, Source},
};

#[test]
fn daily_posts_are_listed_and_planned() {
    let place = Place::new();
    let said = place.says(&["daily", "list"]);
    assert!(said.starts_with("0: there is no daily post; config.toml shows how"), "{said}");
    place.says(&["add", "--published", "2024-05-06", "piece.txt"]);
    place.write(
        "config.toml",
        "[[daily]]\nname = \"lobby\"\nchannel = 42\nat = \"08:00\"\ntimezone = \"Europe/Berlin\"\n",
    );
    let said = place.says(&["daily", "list"]);
    assert!(
        said.starts_with("0: lobby  channel 42  08:00 Europe/Berlin, every day  (config)  next ")
            && said.ends_with("08:00 Europe/Berlin"),
        "{said}"
    );
    let said = place.says(&["daily", "plan", "--days", "2"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].ends_with("08:00 Europe/Berlin  lobby  2024-05-06-the-ferry-is-worth-its-fare"),
        "{said}"
    );
    assert!(lines[1].ends_with("nothing: the channel has had every digest that fits"), "{said}");
    assert_eq!(place.says(&["daily", "history"]), "0: nothing was posted yet");
    assert!(!place.path().join("data").exists(), "looking makes no ledger");
}

#[test]
fn daily_posts_of_chat_and_their_history_are_told_while_the_ledger_is_open() {
    let place = Place::new();
    place.write("config.toml", "[[daily]]\nname = \"lobby\"\nchannel = 42\ntags = [\"Tolls\"]\n");
    std::fs::create_dir(place.path().join("data")).unwrap();
    let now = jiff::Timestamp::now();
    let declared =
        Config::parse("[[daily]]\nname = \"hall\"\nchannel = 43\ncount = 3\ndays = [\"mon\"]\n").unwrap();
    let hall = Schedule {
        id: Schedule::id_in(7, "hall"),
        source: Source::Chat,
        guild: Some(7),
        ..Schedule::from(&declared.daily[0])
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    // It stays open, as by a bot at work.
    let _ledger = runtime.block_on(async {
        let ledger = Ledger::open(&place.path().join("data/standfirst.sqlite")).await.unwrap();
        ledger.put_schedule(&hall, now, daily::placed).await.unwrap();
        let due = ledger.schedule(&hall.id).await.unwrap().unwrap().next_at.unwrap();
        let date = due.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
        let claim =
            daily::claim(&hall, &Due { date, at: due }, vec!["a".parse().unwrap(), "b".parse().unwrap()]);
        let Claimed::Ours(delivery) = ledger.claim_posts(&[(claim, Some(due))], now).await.unwrap().remove(0)
        else {
            panic!("it was not claimed")
        };
        ledger.settle(delivery.id, &Outcome::Uncertain { reason: "no answer".to_owned() }).await.unwrap();
        ledger
    });
    let said = place.says(&["daily", "list"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].starts_with("0: lobby  channel 42  08:00 UTC, every day; tags: Tolls  (config)  next "),
        "{said}"
    );
    assert!(
        lines[1].starts_with("hall  channel 43  08:00 UTC, mon; 3 digests  (chat, server 7)  next Mon "),
        "{said}"
    );
    let said = place.says(&["daily", "history"]);
    assert!(said.starts_with("0: 20") && said.ends_with("@7/hall  a, b  uncertain (no answer)"), "{said}");
    assert_eq!(place.says(&["daily", "history", "lobby"]), "0: nothing was posted yet");
}
