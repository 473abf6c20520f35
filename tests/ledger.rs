//! The ledger on real SQLite files: one claim a day, one digest a channel, whoever asks and however
//! often it is opened.

use jiff::{
    SignedDuration, Timestamp,
    civil::{date, time},
    tz::TimeZone,
};
use standfirst::{
    config::Daily,
    daily::{self, Due},
    digest::DigestId,
    ledger::{
        Claim, Claimed, Contents, Delivery, EntryEnd, FeedRead, Followable, Followed, Ledger, LetterClaim,
        Listed, Outcome, Pause, Paused, PausedBy, Person, Plan, Put, Reader, Schedule, Scheduled, Seen,
        Source, Synced, Target,
    },
};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("standfirst.sqlite")
}

async fn open(path: &Path) -> Ledger {
    Ledger::open(path).await.unwrap()
}

/// A schedule at eight every morning, UTC.
fn schedule(name: &str, channel: u64) -> Schedule {
    let id = channel.to_string().parse().unwrap();
    let eight = time(8, 0, 0, 0);
    Schedule::from(&Daily::new(name, id, eight, TimeZone::UTC))
}

/// Sets such a schedule, in channel 7, that owes from the day before that day on.
async fn set(ledger: &Ledger, name: &str, day: i8) {
    let evening = at(day, 8) - SignedDuration::from_hours(12);
    ledger.put_schedule(&schedule(name, 7), evening, daily::placed).await.unwrap();
}

fn at(day: i8, hour: i8) -> Timestamp {
    TimeZone::UTC.to_timestamp(date(2026, 11, day).at(hour, 0, 0, 0)).unwrap()
}

fn claim(schedule: &str, day: i8, digests: &[&str]) -> Claim {
    let digests = digests.iter().map(|d| d.parse().unwrap()).collect();
    daily::claim(&self::schedule(schedule, 7), &Due { date: date(2026, 11, day), at: at(day, 8) }, digests)
}

/// Claims one, for a schedule whose next post comes a day later.
async fn try_claim(ledger: &Ledger, claim: &Claim) -> Claimed {
    let next = claim.due_at.map(|at| at + SignedDuration::from_hours(24));
    ledger.claim_posts(&[(claim.clone(), next)], now()).await.unwrap().remove(0)
}

async fn claimed(ledger: &Ledger, claim: &Claim) -> Delivery {
    match try_claim(ledger, claim).await {
        Claimed::Ours(delivery) => *delivery,
        other => panic!("{other:?}"),
    }
}

/// What channel 7 has had.
async fn had(ledger: &Ledger) -> HashSet<DigestId> {
    let anything = Scheduled {
        schedule: schedule("any", 7),
        since: now(),
        arrived: 0,
        last_day: None,
        next_at: None,
        paused: None,
    };
    ledger.brought(&anything).await.unwrap().had
}

fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_claims_to_a_day_one_succeeds() {
    let folder = TempDir::new().unwrap();
    // Two openings of one file stand for two processes.
    let ledgers = [open(&file(&folder)).await, open(&file(&folder)).await];
    set(&ledgers[0], "lobby", 23).await;
    let claims = (0..40).map(|n| {
        let ledger = ledgers[n % 2].clone();
        tokio::spawn(async move { try_claim(&ledger, &claim("lobby", 23, &[&format!("digest-{n}")])).await })
    });
    let mut ours = 0;
    for claimed in claims.collect::<Vec<_>>() {
        match claimed.await.unwrap() {
            Claimed::Ours(_) => ours += 1,
            other => assert_eq!(other, Claimed::DayTaken),
        }
    }
    assert_eq!(ours, 1);
    let next = ledgers[1].schedule("lobby").await.unwrap().unwrap();
    assert_eq!((next.last_day, next.next_at), (Some(date(2026, 11, 23)), Some(at(24, 8))));
}

#[tokio::test]
async fn a_channel_gets_a_digest_once_unless_it_was_not_sent() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    for name in ["lobby", "second", "third"] {
        set(&ledger, name, 23).await;
    }
    ledger.put_schedule(&schedule("elsewhere", 8), at(22, 9), daily::placed).await.unwrap();
    let first = claimed(&ledger, &claim("lobby", 23, &["a", "b"])).await;
    assert_eq!(try_claim(&ledger, &claim("second", 23, &["c", "b"])).await, Claimed::DigestTaken);
    let elsewhere = Claim { channel: 8, ..claim("elsewhere", 23, &["a"]) };
    claimed(&ledger, &elsewhere).await;
    assert_eq!(had(&ledger).await.len(), 2, "what was not claimed is not taken");
    ledger.settle(first.id, &Outcome::Skipped { reason: "refused".to_owned() }).await.unwrap();
    assert!(had(&ledger).await.is_empty());
    claimed(&ledger, &claim("second", 23, &["a"])).await;
    assert_eq!(
        try_claim(&ledger, &claim("lobby", 23, &["z"])).await,
        Claimed::DayTaken,
        "a day is not repeated"
    );
}

#[tokio::test]
async fn what_was_changed_since_it_was_found_due_is_not_claimed() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    set(&ledger, "lobby", 23).await;
    let due = ledger.schedules_due(Timestamp::MIN, now(), 9).await.unwrap();
    assert_eq!(due.len(), 1);
    // Moved to another channel.
    ledger.put_schedule(&schedule("lobby", 8), now(), daily::placed).await.unwrap();
    assert_eq!(try_claim(&ledger, &claim("lobby", 23, &["a"])).await, Claimed::Changed);
    set(&ledger, "second", 23).await;
    let pause =
        Paused { by: PausedBy::Person, reason: String::new(), since: now(), told_at: None, check_at: None };
    assert!(ledger.pause_schedule("second", &pause).await.unwrap());
    assert_eq!(try_claim(&ledger, &claim("second", 23, &["a"])).await, Claimed::Changed);
    set(&ledger, "third", 23).await;
    assert!(ledger.stop_schedule("third", now()).await.unwrap());
    assert!(!ledger.stop_schedule("third", now()).await.unwrap());
    assert_eq!(try_claim(&ledger, &claim("third", 23, &["a"])).await, Claimed::Changed);
}

#[tokio::test]
async fn a_schedule_is_the_same_one_through_every_change() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    let mut changes = ledger.schedule_changes();
    let lobby = Schedule { count: 3, role: Some(5), ..schedule("lobby", 7) };
    assert_eq!(ledger.put_schedule(&lobby, at(22, 20), daily::placed).await.unwrap(), Put::New);
    assert!(changes.has_changed().unwrap());
    changes.borrow_and_update();
    assert_eq!(ledger.put_schedule(&lobby, at(22, 21), daily::placed).await.unwrap(), Put::Same);
    assert!(!changes.has_changed().unwrap());
    let kept = ledger.schedule("lobby").await.unwrap().unwrap();
    assert_eq!((&kept.schedule, kept.next_at), (&lobby, Some(at(23, 8))));

    // Posted at eight: a later hour is for tomorrow.
    claimed(&ledger, &claim("lobby", 23, &["a"])).await;
    let later = Schedule { at: time(10, 0, 0, 0), ..lobby.clone() };
    assert_eq!(ledger.put_schedule(&later, at(23, 9), daily::placed).await.unwrap(), Put::Changed);
    let next = || async { ledger.schedule("lobby").await.unwrap().unwrap().next_at };
    assert_eq!(next().await, Some(at(24, 10)));
    // Not posted yet today: an earlier hour, that has passed, is owed still.
    ledger.put_schedule(&lobby, at(24, 9), daily::placed).await.unwrap();
    assert_eq!(next().await, Some(at(24, 8)));
    // A day that was not chosen before is not owed for the hours that have passed.
    let tuesdays = Schedule { days: "tue".parse().unwrap(), ..schedule("weekly", 7) };
    ledger.put_schedule(&tuesdays, at(22, 9), daily::placed).await.unwrap();
    ledger.put_schedule(&schedule("weekly", 7), at(23, 9), daily::placed).await.unwrap();
    assert_eq!(ledger.schedule("weekly").await.unwrap().unwrap().next_at, Some(at(24, 8)));

    // What is stopped and set again owes nothing for the time between.
    ledger.stop_schedule("lobby", at(24, 9)).await.unwrap();
    assert_eq!(ledger.schedule("lobby").await.unwrap(), None);
    assert_eq!(ledger.put_schedule(&lobby, at(26, 9), daily::placed).await.unwrap(), Put::New);
    assert_eq!(next().await, Some(at(27, 8)));
    assert_eq!(ledger.history(Some("lobby"), 9).await.unwrap().len(), 1, "its history is there");
}

#[tokio::test]
async fn what_a_person_pauses_is_not_owed_and_what_discord_does_is() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    set(&ledger, "lobby", 23).await;
    let paused =
        |by, check_at| Paused { by, reason: "no".to_owned(), since: at(23, 7), told_at: None, check_at };
    let due = || async { ledger.schedules_due(Timestamp::MIN, at(24, 9), 9).await.unwrap().len() };
    let refused = paused(PausedBy::Refused, Some(at(23, 8)));
    assert!(ledger.pause_schedule("lobby", &refused).await.unwrap());
    assert!(!ledger.pause_schedule("lobby", &paused(PausedBy::Missing, None)).await.unwrap());
    assert!(ledger.pause_schedule("lobby", &refused).await.is_ok());
    assert_eq!(due().await, 0);
    assert_eq!(ledger.schedules_to_check(at(23, 7), 9).await.unwrap().len(), 0);
    assert_eq!(ledger.schedules_to_check(at(23, 8), 9).await.unwrap().len(), 1);
    assert!(ledger.tell_of_pause("lobby", at(23, 8)).await.unwrap());
    assert!(!ledger.tell_of_pause("lobby", at(23, 8)).await.unwrap(), "told once");
    assert!(ledger.resume_schedule("lobby", at(23, 9), daily::resumed).await.unwrap());
    assert_eq!(ledger.schedule("lobby").await.unwrap().unwrap().next_at, Some(at(23, 8)));
    assert_eq!(due().await, 1);

    ledger.pause_schedule("lobby", &refused).await.unwrap();
    ledger.pause_schedule("lobby", &paused(PausedBy::Person, None)).await.unwrap();
    ledger.pause_schedule("lobby", &refused).await.unwrap();
    let by = ledger.schedule("lobby").await.unwrap().unwrap().paused.map(|paused| paused.by);
    assert_eq!(by, Some(PausedBy::Person), "a person's pause is nobody else's to end");
    assert!(ledger.resume_schedule("lobby", at(23, 9), daily::resumed).await.unwrap());
    assert!(!ledger.resume_schedule("lobby", at(23, 9), daily::resumed).await.unwrap());
    assert_eq!(ledger.schedule("lobby").await.unwrap().unwrap().next_at, Some(at(24, 8)));
}

#[tokio::test]
async fn config_has_its_own_and_chat_its_own() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    let id = Schedule::id_in(3, "lobby");
    let chat = Schedule { id: id.clone(), guild: Some(3), source: Source::Chat, ..schedule("lobby", 7) };
    ledger.put_schedule(&chat, now(), daily::placed).await.unwrap();
    let declared = [schedule("lobby", 7), schedule("hall", 8)];
    let synced = ledger.sync_schedules(&declared, now(), daily::placed).await.unwrap();
    assert_eq!((synced.changed.len(), synced.stopped.len()), (2, 0));
    assert_eq!(ledger.sync_schedules(&declared, now(), daily::placed).await.unwrap(), Synced::default());
    ledger.note_channel(8, Some(3), Target::Forum).await.unwrap();
    assert_eq!(ledger.sync_schedules(&declared, now(), daily::placed).await.unwrap(), Synced::default());
    let there: Vec<String> =
        ledger.schedules_of(3).await.unwrap().into_iter().map(|s| s.schedule.id).collect();
    assert_eq!(there, [id.as_str(), "hall"]);
    let synced = ledger.sync_schedules(&[], now(), daily::placed).await.unwrap();
    assert_eq!(synced.stopped, ["hall", "lobby"]);
    assert_eq!(ledger.schedules().await.unwrap().len(), 1);
}

#[tokio::test]
async fn everything_is_there_after_reopening() {
    let folder = TempDir::new().unwrap();
    let ledger = open(&file(&folder)).await;
    set(&ledger, "lobby", 22).await;
    let posted = claimed(&ledger, &claim("lobby", 22, &["a"])).await;
    ledger.settle(posted.id, &Outcome::Posted { message: 99 }).await.unwrap();
    let open_claim = claimed(&ledger, &claim("lobby", 23, &["b", "c"])).await;
    let kept = ledger.schedule("lobby").await.unwrap();
    drop(ledger);
    let ledger = open(&file(&folder)).await;
    assert_eq!(ledger.schedule("lobby").await.unwrap(), kept);
    assert_eq!(ledger.unsettled(Timestamp::UNIX_EPOCH).await.unwrap(), [open_claim]);
    assert_eq!(ledger.newest_post(7).await.unwrap(), Some((date(2026, 11, 22), "a".parse().unwrap())));
    assert_eq!(had(&ledger).await.len(), 3);
    assert_eq!(ledger.posts_of(&"a".parse().unwrap()).await.unwrap(), [(7, 99)]);
    assert!(ledger.has_day("lobby", date(2026, 11, 23)).await.unwrap());
    let states: Vec<String> =
        ledger.history(None, 5).await.unwrap().into_iter().map(|past| past.state).collect();
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

/// The file as each earlier version left it, with a post of each state, becomes one of this version.
#[tokio::test]
async fn a_file_of_every_earlier_version_keeps_what_is_in_it() {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ledger/migrations");
    let mut names: Vec<_> = std::fs::read_dir(&all).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    for count in 1..=names.len() {
        let folder = TempDir::new().unwrap();
        let migrations = folder.path().join("migrations");
        std::fs::create_dir(&migrations).unwrap();
        for name in &names[..count] {
            std::fs::copy(all.join(name), migrations.join(name)).unwrap();
        }
        let address = format!("sqlite://{}?mode=rwc", file(&folder).display());
        let raw = sqlx::SqlitePool::connect(&address).await.unwrap();
        sqlx::migrate::Migrator::new(migrations.as_path()).await.unwrap().run(&raw).await.unwrap();
        let (digest, claimed_at) = match count {
            ..8 => ("digest, ", "2026-11-22T08:00:00.123456789Z"),
            _ => ("", "1795334400"),
        };
        for (day, state, message) in [
            (20, "posted", "'99'"),
            (21, "skipped", "NULL"),
            (22, "uncertain", "NULL"),
            (23, "claimed", "NULL"),
        ] {
            let value = if digest.is_empty() { String::new() } else { format!("'d{day}', ") };
            let sql = format!(
                "INSERT INTO deliveries (schedule, local_date, channel, {digest}nonce, state, claimed_at, message) \
                 VALUES ('lobby', '2026-11-{day}', '7', {value}'n{day}', '{state}', '{claimed_at}', {message})"
            );
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&raw).await.unwrap();
            if digest.is_empty() {
                let sql = format!(
                    "INSERT INTO posted_digests (delivery, place, digest, channel, held) \
                     SELECT id, 0, 'd{day}', channel, state <> 'skipped' FROM deliveries WHERE nonce = 'n{day}'"
                );
                sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&raw).await.unwrap();
            }
        }
        if count < 7 {
            let seen = "INSERT INTO schedules (name, first_seen) VALUES ('lobby', '2026-11-19T20:00:00.5Z'), ('hall', '2026-11-19T20:00:00Z')";
            sqlx::query(seen).execute(&raw).await.unwrap();
        }
        if count >= 2 {
            let feed =
                "INSERT INTO feeds (url, next_poll, failures) VALUES ('https://paper.example/feed', 1, 3)";
            sqlx::query(feed).execute(&raw).await.unwrap();
        }
        if count >= 3 {
            let person =
                "INSERT INTO people (id, locale, timezone, covered) VALUES ('1', 'de', 'Europe/Berlin', 0)";
            sqlx::query(person).execute(&raw).await.unwrap();
        }
        raw.close().await;

        let ledger = open(&file(&folder)).await;
        let history = ledger.history(None, 9).await.unwrap();
        let told: Vec<String> = history
            .iter()
            .map(|p| format!("{} {} {}", p.delivery.claim.date, p.delivery.claim.digests[0], p.state))
            .collect();
        assert_eq!(
            told,
            [
                "2026-11-23 d23 claimed",
                "2026-11-22 d22 uncertain",
                "2026-11-21 d21 skipped",
                "2026-11-20 d20 posted"
            ],
            "from version {count}"
        );
        assert_eq!(history[0].delivery.claimed_at, at(22, 8), "from version {count}");
        let mut had: Vec<String> = crate::had(&ledger).await.iter().map(ToString::to_string).collect();
        had.sort();
        assert_eq!(had, ["d20", "d22", "d23"], "from version {count}");
        assert_eq!(ledger.posts_of(&"d20".parse().unwrap()).await.unwrap(), [(7, 99)]);
        assert_eq!(ledger.unsettled(Timestamp::UNIX_EPOCH).await.unwrap().len(), 1);
        if count < 8 {
            assert_eq!(ledger.untold().await.unwrap(), [], "old news is not told");
        }
        // The start takes over what config.toml declares.
        let synced = ledger.sync_schedules(&[schedule("lobby", 7)], at(24, 9), daily::placed).await.unwrap();
        assert_eq!(synced.stopped.len(), usize::from(count < 7), "from version {count}");
        let lobby = ledger.schedule("lobby").await.unwrap().unwrap();
        let owed = if count < 7 { at(24, 8) } else { at(25, 8) };
        assert_eq!(
            (lobby.last_day, lobby.next_at),
            (Some(date(2026, 11, 23)), Some(owed)),
            "from version {count}"
        );
        let failures = ledger.feed(FEED).await.unwrap().map(|feed| feed.failures);
        assert_eq!(failures, (count >= 2).then_some(3));
        assert_eq!(ledger.person(1).await.unwrap(), (count >= 3).then(|| person(1)));
        ledger.keep_person(&person(1), None).await.unwrap();
    }
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

#[tokio::test]
async fn a_days_requests_are_counted_once_each_and_outlive_the_process() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder);
    let day = date(2026, 1, 5);
    let (one, other) = (open(&path).await, open(&path).await);
    let all =
        (0..20).map(|n| if n % 2 == 0 { one.spend_request(day, 7) } else { other.spend_request(day, 7) });
    let had = futures_util::future::join_all(all).await;
    assert_eq!(had.into_iter().filter(|spent| matches!(spent, Ok(true))).count(), 7);
    drop((one, other));
    let again = open(&path).await;
    assert!(!again.spend_request(day, 7).await.expect("an answer"));
    assert!(again.spend_request(day, 8).await.expect("an answer"), "the config allows one more");
    assert!(again.spend_request(day.tomorrow().expect("a day"), 1).await.expect("an answer"));
    assert!(!again.spend_request(date(2026, 2, 1), 0).await.expect("an answer"));
}
