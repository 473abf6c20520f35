//! The ledger on real SQLite files: one claim a day, one digest a channel, whoever asks and however
//! often it is opened.

use jiff::{SignedDuration, Timestamp, civil::date};
use standfirst::ledger::{
    Claim, Claimed, Contents, EntryEnd, FeedRead, Followable, Followed, Ledger, LetterClaim, Listed, Outcome,
    Pause, Person, Plan, Reader, Seen,
};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("standfirst.sqlite")
}

async fn open(path: &Path) -> Ledger {
    Ledger::open(path).await.unwrap()
}

fn claim(schedule: &str, day: i8, digest: &str) -> Claim {
    Claim {
        schedule: schedule.to_owned(),
        date: date(2026, 11, day),
        channel: 7,
        digest: digest.parse().unwrap(),
        nonce: format!("{schedule}-{day}"),
    }
}

fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_claims_to_a_day_one_succeeds() {
    let folder = TempDir::new().unwrap();
    // Two openings of one file stand for two processes.
    let ledgers = [open(&file(&folder)).await, open(&file(&folder)).await];
    let claims = (0..40).map(|n| {
        let ledger = ledgers[n % 2].clone();
        tokio::spawn(async move {
            ledger.claim(&claim("lobby", 23, &format!("digest-{n}")), now()).await.unwrap()
        })
    });
    let mut ours = 0;
    for claimed in claims.collect::<Vec<_>>() {
        match claimed.await.unwrap() {
            Claimed::Ours(_) => ours += 1,
            other => assert_eq!(other, Claimed::DayTaken),
        }
    }
    assert_eq!(ours, 1);
}

#[tokio::test]
async fn a_channel_gets_a_digest_once_unless_it_was_not_sent() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    let Claimed::Ours(first) = ledger.claim(&claim("lobby", 23, "a"), now()).await.unwrap() else { panic!() };
    assert_eq!(ledger.claim(&claim("second", 23, "a"), now()).await.unwrap(), Claimed::DigestTaken);
    let elsewhere = Claim { channel: 8, ..claim("elsewhere", 23, "a") };
    assert!(matches!(ledger.claim(&elsewhere, now()).await.unwrap(), Claimed::Ours(_)));
    ledger.settle(first.id, &Outcome::Skipped { reason: "refused".to_owned() }).await.unwrap();
    assert!(ledger.had(7).await.unwrap().is_empty());
    assert!(matches!(ledger.claim(&claim("second", 23, "a"), now()).await.unwrap(), Claimed::Ours(_)));
    assert_eq!(
        ledger.claim(&claim("lobby", 23, "b"), now()).await.unwrap(),
        Claimed::DayTaken,
        "a day is not repeated"
    );
}

#[tokio::test]
async fn everything_is_there_after_reopening() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    let seen = ledger.first_seen("lobby", now()).await.unwrap();
    let Claimed::Ours(posted) = ledger.claim(&claim("lobby", 22, "a"), now()).await.unwrap() else {
        panic!()
    };
    ledger.settle(posted.id, &Outcome::Posted { message: 99 }).await.unwrap();
    let Claimed::Ours(open_claim) = ledger.claim(&claim("lobby", 23, "b"), now()).await.unwrap() else {
        panic!()
    };
    drop(ledger);
    let ledger = open(&file(&folder)).await;
    let later = "2026-12-01T00:00:00Z".parse().unwrap();
    assert_eq!(ledger.first_seen("lobby", later).await.unwrap(), seen);
    assert_eq!(ledger.unsettled().await.unwrap(), [open_claim]);
    assert_eq!(ledger.newest_post(7).await.unwrap(), Some((date(2026, 11, 22), "a".parse().unwrap())));
    assert_eq!(ledger.had(7).await.unwrap().len(), 2);
    assert!(ledger.has_day("lobby", date(2026, 11, 23)).await.unwrap());
    let states: Vec<String> = ledger.history(5).await.unwrap().into_iter().map(|past| past.state).collect();
    assert_eq!(states, ["claimed", "posted"], "newest first");
    assert!(!ledger.has_day("lobby", date(2026, 11, 24)).await.unwrap());
}

#[tokio::test]
async fn a_file_that_is_no_ledger_is_refused_and_kept() {
    let folder = TempDir::new().unwrap();
    std::fs::write(file(&folder), "not a database, but perhaps of value").unwrap();
    let error = Ledger::open(&file(&folder)).await.unwrap_err().to_string();
    assert!(error.starts_with("the ledger "), "{error}");
    assert!(std::fs::read_to_string(file(&folder)).unwrap().contains("of value"));
}

#[tokio::test]
async fn tables_of_a_later_version_are_refused() {
    let folder = TempDir::new().unwrap();
    drop(open(&file(&folder)).await);
    let raw = sqlx::SqlitePool::connect(&format!("sqlite://{}", file(&folder).display())).await.unwrap();
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(later).execute(&raw).await.unwrap();
    raw.close().await;
    let error = Ledger::open(&file(&folder)).await.unwrap_err().to_string();
    assert!(error.contains("use the version that wrote them"), "{error}");
}

#[tokio::test]
async fn a_file_of_the_first_version_keeps_its_posts_and_gets_feeds_and_people() {
    let folder = TempDir::new().unwrap();
    let (first, migrations) = ("0001_deliveries.sql", folder.path().join("first"));
    std::fs::create_dir(&migrations).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ledger/migrations").join(first);
    std::fs::copy(source, migrations.join(first)).unwrap();
    let raw =
        sqlx::SqlitePool::connect(&format!("sqlite://{}?mode=rwc", file(&folder).display())).await.unwrap();
    sqlx::migrate::Migrator::new(migrations.as_path()).await.unwrap().run(&raw).await.unwrap();
    let posted = "INSERT INTO deliveries (schedule, local_date, channel, digest, nonce, state, claimed_at) \
                  VALUES ('lobby', '2026-11-22', '7', 'a', 'n', 'posted', '2026-11-22T08:00:00Z')";
    sqlx::query(posted).execute(&raw).await.unwrap();
    raw.close().await;
    let ledger = open(&file(&folder)).await;
    assert_eq!(ledger.history(5).await.unwrap().len(), 1);
    assert_eq!(ledger.feeds().await.unwrap(), []);
    ledger.feed_failed(FEED, "it is down", now(), false, now()).await.unwrap();
    assert_eq!(ledger.feed(FEED).await.unwrap().unwrap().failures, 1);
    assert_eq!(ledger.person(1).await.unwrap(), None);
    ledger.keep_person(&person(1), None).await.unwrap();
    assert_eq!(ledger.person(1).await.unwrap(), Some(person(1)));
}

fn person(id: u64) -> Person {
    Person { id, timezone: Some("Europe/Berlin".to_owned()), locale: "de".to_owned(), ..Person::default() }
}

fn letter(digest: &str) -> Seen {
    let contents = Contents { digests: vec![digest.parse().unwrap()], more: 0 };
    let claim = LetterClaim { date: date(2026, 11, 23), contents, nonce: format!("letter-{digest}") };
    Seen { claim: Some(claim), upto: 1, next: Some(now() + SignedDuration::from_hours(24)) }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_claims_to_a_letter_one_succeeds() {
    let folder = TempDir::new().unwrap();
    let ledgers = [open(&file(&folder)).await, open(&file(&folder)).await];
    ledgers[0].keep_person(&person(1), Some(now())).await.unwrap();
    let reader = ledgers[0].readers_due(now(), 9).await.unwrap().remove(0);
    let claims = (0..40).map(|n| {
        let (ledger, reader) = (ledgers[n % 2].clone(), reader.clone());
        tokio::spawn(async move {
            ledger.claim_letters(&[(reader, letter(&format!("digest-{n}")))], now()).await.unwrap().len()
        })
    });
    let mut ours = 0;
    for claimed in claims.collect::<Vec<_>>() {
        ours += claimed.await.unwrap();
    }
    assert_eq!(ours, 1);
    assert_eq!(ledgers[1].open_letters().await.unwrap().len(), 1);
    assert_eq!(ledgers[1].readers_due(now(), 9).await.unwrap(), []);
}

#[tokio::test]
async fn a_day_has_one_letter_whatever_the_hour_and_who_changes_something_meanwhile_gets_none() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    ledger.keep_person(&person(1), Some(now())).await.unwrap();
    let reader = || async { ledger.readers_due(now(), 9).await.unwrap().pop() };
    let claimed = ledger.claim_letters(&[(reader().await.unwrap(), letter("a"))], now()).await.unwrap();
    let hour = Some(9);
    ledger.keep_person(&Person { hour, ..person(1) }, Some(now())).await.unwrap();
    assert_eq!(reader().await, None, "while it is not known how the first ended");
    ledger.settle_letter(claimed[0].id, &Outcome::Skipped { reason: "refused".to_owned() }).await.unwrap();
    let due = reader().await.unwrap();
    assert_eq!(due.covered, 0, "what was skipped is still new");
    assert_eq!(ledger.claim_letters(&[(due, letter("b"))], now()).await.unwrap(), []);

    ledger.keep_person(&person(2), Some(now())).await.unwrap();
    let due = reader().await.unwrap();
    let paused = Some(Pause::Stopped);
    ledger.keep_person(&Person { paused, ..person(2) }, None).await.unwrap();
    assert_eq!(ledger.claim_letters(&[(due, letter("c"))], now()).await.unwrap(), []);
}

#[tokio::test]
async fn of_one_who_is_forgotten_nothing_is_left() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    ledger.arrive(["a", "b"].map(|id| id.parse().unwrap()).iter()).await.unwrap();
    ledger.keep_person(&person(1), Some(now())).await.unwrap();
    assert_eq!(ledger.follow(1, Followable::Tag, "tolls", "Tolls").await.unwrap(), Followed::New);
    assert_eq!(ledger.follow(1, Followable::Tag, "tolls", "Tolls").await.unwrap(), Followed::Known);
    assert_eq!(ledger.follows(1).await.unwrap()[0].since, 2);
    let due = ledger.readers_due(now(), 9).await.unwrap();
    let seen: Vec<(Reader, Seen)> = due.into_iter().map(|reader| (reader, letter("a"))).collect();
    let claimed = ledger.claim_letters(&seen, now()).await.unwrap();
    ledger.vote(&"a".parse().unwrap(), 1, true, now()).await.unwrap();
    assert!(ledger.forget(1).await.unwrap());
    assert!(!ledger.forget(1).await.unwrap());
    assert_eq!(ledger.person(1).await.unwrap(), None);
    assert_eq!(ledger.follows(1).await.unwrap(), []);
    assert_eq!(ledger.open_letters().await.unwrap(), []);
    assert_eq!(ledger.votes(&"a".parse().unwrap()).await.unwrap(), (0, 0));
    // Its end comes too late to be kept.
    ledger.settle_letter(claimed[0].id, &Outcome::Posted { message: 9 }).await.unwrap();
    assert_eq!(ledger.person(1).await.unwrap(), None);
}

#[tokio::test]
async fn many_readers_are_seen_to_in_batches_and_each_once() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    let raw = sqlx::SqlitePool::connect(&format!("sqlite://{}", file(&folder).display())).await.unwrap();
    for statement in [
        "INSERT INTO people (id, locale, covered, next_at) WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 500) SELECT id, 'en', 0, 1795420800 FROM n",
        "INSERT INTO follows (person, kind, key, name, since) SELECT id, 'tag', 'tolls', 'Tolls', 0 FROM people",
    ] {
        sqlx::query(statement).execute(&raw).await.unwrap();
    }
    raw.close().await;
    let mut claimed = 0;
    loop {
        let due = ledger.readers_due(now(), 50).await.unwrap();
        if due.is_empty() {
            break;
        }
        let letter = |reader: Reader| {
            let id = reader.person.id;
            (reader, letter(&format!("digest-{id}")))
        };
        let seen: Vec<(Reader, Seen)> = due.into_iter().map(letter).collect();
        let letters = ledger.claim_letters(&seen, now()).await.unwrap();
        for letter in &letters {
            ledger.settle_letter(letter.id, &Outcome::Posted { message: 1 }).await.unwrap();
        }
        claimed += letters.len();
    }
    assert_eq!(claimed, 500);
}

const FEED: &str = "https://paper.example/feed";

fn read(guids: impl IntoIterator<Item = String>) -> FeedRead {
    let listed = |guid: String| Listed {
        url: format!("https://paper.example/{guid}"),
        guid,
        title: None,
        published: None,
        updated: None,
        plan: Plan::Read { wanted: false },
    };
    let entries = Some(guids.into_iter().map(listed).collect());
    FeedRead { etag: None, last_modified: None, moved_to: None, next_poll: now(), entries }
}

#[tokio::test]
async fn what_left_a_feed_is_forgotten_in_time_and_what_stands_in_it_never() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    let named = |names: &[&str]| read(names.iter().map(|n| (*n).to_owned()));
    ledger.feed_read(FEED, &named(&["stays", "goes"]), now()).await.unwrap();
    for waiting in ledger.waiting_in_feed(FEED, now()).await.unwrap() {
        ledger.settle_entry(waiting.id, &EntryEnd::LeftOut("news".to_owned())).await.unwrap();
    }
    let later = now() + jiff::SignedDuration::from_hours(24 * 61);
    ledger.feed_read(FEED, &named(&["stays", "new"]), later).await.unwrap();
    let seen = ledger.seen_in_feed(FEED).await.unwrap();
    assert!(seen.contains("stays") && seen.contains("https://paper.example/stays"));
    assert!(!seen.contains("goes"), "{seen:?}");
    let waiting = ledger.waiting_in_feed(FEED, later).await.unwrap();
    assert_eq!(waiting.len(), 1, "what was settled is not taken up again");
    // A feed with new names at every poll does not fill the disk.
    for round in 0..9 {
        let at = later + jiff::SignedDuration::from_hours(round);
        let mut read = read((0..1000).map(|n| format!("{round}-{n}")));
        for listed in read.entries.iter_mut().flatten() {
            listed.plan = Plan::LeaveOut { reason: "older".to_owned() };
        }
        ledger.feed_read(FEED, &read, at).await.unwrap();
    }
    assert!(ledger.seen_in_feed(FEED).await.unwrap().len() <= 2 * 6100);
    ledger.forget_feed(FEED).await.unwrap();
    assert!(ledger.seen_in_feed(FEED).await.unwrap().is_empty());
}
