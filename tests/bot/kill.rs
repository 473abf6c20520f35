//! The bot as a process of its own that is killed again and again during a burst of daily posts: none is
//! lost, none is doubled.
//!
//! `STANDFIRST_KILLS=100` kills it a hundred times.

use crate::stage::{LIMIT, intake, many};
use jiff::{SignedDuration, Timestamp};
use standfirst::{
    app::{self, Clock},
    config::Config,
    discord::Token,
    playground::{ChannelKind, Event, Id, Twin, TwinOptions},
};
use std::{
    env, fs,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

const CONFIG: &str = "STANDFIRST_TEST_CONFIG";
const TOKEN: &str = "STANDFIRST_TEST_TOKEN";
const NOW: &str = "STANDFIRST_TEST_NOW";

/// A process that is killed when it is dropped.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The process that is killed is this test, started by itself.
#[tokio::test(flavor = "multi_thread")]
async fn killed_during_a_burst_it_loses_and_doubles_nothing() {
    if let (Ok(config), Ok(token), Ok(now)) = (env::var(CONFIG), env::var(TOKEN), env::var(NOW)) {
        return run_for_ever(&config, &token, &now).await;
    }
    let kills: usize = env::var("STANDFIRST_KILLS").map_or(8, |kills| kills.parse().unwrap());
    let eight: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    let clock = Clock::stopped(eight - SignedDuration::from_hours(1));
    let options = TwinOptions { now: clock.reading(), ..TwinOptions::default() };
    let twin = Twin::start(options).await.unwrap();
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("digests")).unwrap();
    for (name, text) in many(3) {
        fs::write(folder.path().join(format!("digests/{name}.toml")), text).unwrap();
    }
    let (guild, op_eds) = (twin.world().guild, twin.world().op_eds);
    let channels: Vec<(ChannelKind, Id)> = (0..kills * 9)
        .map(|n| match n % 9 {
            0 => (ChannelKind::Forum, twin.add_channel(guild, &format!("f{n}"), ChannelKind::Forum)),
            1 => (ChannelKind::Thread, twin.add_thread(op_eds, &format!("t{n}"))),
            _ => (ChannelKind::Text, twin.add_channel(guild, &format!("c{n}"), ChannelKind::Text)),
        })
        .collect();
    let mut config = format!("data_dir = \"data\"\n[discord]\napi_url = \"{}\"\n", twin.url());
    for (n, (_, channel)) in channels.iter().enumerate() {
        config.push_str(&format!("[[daily]]\nname = \"s{n}\"\nchannel = {channel}\n"));
    }
    let path = folder.path().join("config.toml");
    fs::write(&path, config).unwrap();
    let begin = |now: Timestamp| {
        let child = Command::new(env::current_exe().unwrap())
            .args(["kill::killed_during_a_burst_it_loses_and_doubles_nothing", "--exact"])
            .env(CONFIG, &path)
            .env(TOKEN, twin.token())
            .env(NOW, now.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Killed(child)
    };
    // It comes to know of the schedules an hour before.
    let mut log = twin.follow_log();
    let first = begin(clock.now());
    assert!(twin.wait_for_bot(LIMIT).await);
    tokio::time::timeout(LIMIT, twin.wait_for_commands(LIMIT, |commands| !commands.is_empty()))
        .await
        .unwrap();
    drop(first);

    clock.set(eight);
    for kill in 0..kills {
        // Within the minute of the claims, and later: the nonce holds, and does not.
        if kill % 2 == 1 {
            clock.set(clock.now() + SignedDuration::from_secs(200));
        }
        let child = begin(clock.now());
        // The first, the second, … request that posts: then it is killed, wherever it is by then.
        let mut left = 1 + (kill * 7) % 5;
        let posted = async {
            while left > 0 {
                match log.recv().await {
                    Ok(entry) => {
                        if let Event::Request { method, path, .. } = &entry.event
                            && method == "POST"
                            && (path.ends_with("/messages") || path.ends_with("/threads"))
                        {
                            left -= 1;
                        }
                    }
                    Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => left = 0,
                    Err(error) => panic!("{error}"),
                }
            }
        };
        // What may still come of the last attempt is not repeated: then there is nothing to wait for.
        let _ = tokio::time::timeout(LIMIT / 4, posted).await;
        drop(child);
        log = twin.follow_log();
    }
    let count = |kind: ChannelKind, channel: Id| match kind {
        ChannelKind::Forum => twin.channels().iter().filter(|c| c.parent == Some(channel)).count(),
        _ => twin.messages(channel).len(),
    };
    let sum = || channels.iter().map(|(kind, channel)| count(*kind, *channel)).sum::<usize>();
    println!("{} of {} posts were out after {kills} kills", sum(), channels.len());
    clock.set(clock.now() + SignedDuration::from_secs(200));
    let last = begin(clock.now());
    let all = async {
        while channels.iter().any(|(kind, channel)| count(*kind, *channel) == 0) {
            tokio::task::yield_now().await;
        }
    };
    let all = tokio::time::timeout(LIMIT * 6, all).await;
    drop(last);
    let lost = channels.iter().filter(|(kind, channel)| count(*kind, *channel) == 0).count();
    let doubled = channels.iter().filter(|(kind, channel)| count(*kind, *channel) > 1).count();
    println!("lost {lost}, doubled {doubled}");
    assert_eq!((lost, doubled, all.is_ok()), (0, 0, true));
    twin.shutdown().await;
}

async fn run_for_ever(config: &str, token: &str, now: &str) {
    let config = Config::load(Some(config.as_ref())).unwrap();
    let clock = Clock::stopped(now.parse().unwrap());
    let token = Token::new(token).unwrap();
    let mut running = app::start(&config, token, clock, intake()).await.unwrap();
    running.ended().await.unwrap();
}
