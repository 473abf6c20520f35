//! Everything that the bot sends goes one way, within the limits that the stand-in keeps in real time.

use crate::stage::LIMIT;
use jiff::{SignedDuration, Timestamp};
use standfirst::{
    bot::Message,
    config,
    discord::{Poster, Rest, RestError, Token, Urgency},
    playground::{ChannelKind, Exceeded, Fault, Id, Permissions, RateLimits, Twin, TwinOptions},
};
use std::collections::BTreeSet;
use tokio::{task::JoinSet, time::timeout};
use tokio_util::sync::CancellationToken;

struct Office {
    twin: Twin,
    poster: Poster,
    ending: CancellationToken,
}

impl Office {
    async fn keeping(rates: RateLimits) -> Office {
        let options = TwinOptions { rates: Some(rates), ..TwinOptions::default() };
        let twin = Twin::start(options).await.unwrap();
        let ending = CancellationToken::new();
        let mut settings = config::Discord::default();
        twin.url().clone_into(&mut settings.api_url);
        let rest = Rest::new(&settings, Token::new(twin.token()).unwrap(), ending.clone()).unwrap();
        Office { twin, poster: Poster::new(rest), ending }
    }

    fn channels(&self, n: usize) -> Vec<Id> {
        let guild = self.twin.world().guild;
        (0..n).map(|i| self.twin.add_channel(guild, &format!("channel-{i}"), ChannelKind::Text)).collect()
    }

    /// Posts one after the other into a line, without waiting for any.
    fn post(&self, all: &mut JoinSet<Result<u64, RestError>>, channel: Id, n: usize, urgency: Urgency) {
        let poster = self.poster.at(urgency);
        all.spawn(async move {
            let message = Message { text: format!("{n}"), ..Message::default() };
            poster.post(number(channel), &message, &format!("nonce-{n}")).await
        });
    }
}

fn number(id: Id) -> u64 {
    id.to_string().parse().unwrap()
}

fn due(second: i64) -> Urgency {
    Urgency::Due(Timestamp::from_second(second).unwrap())
}

async fn ids(mut all: JoinSet<Result<u64, RestError>>) -> BTreeSet<u64> {
    let mut ids = BTreeSet::new();
    while let Some(posted) = timeout(LIMIT, all.join_next()).await.unwrap() {
        ids.insert(posted.unwrap().unwrap());
    }
    ids
}

#[tokio::test]
async fn a_burst_to_few_channels_keeps_their_limits() {
    let window = SignedDuration::from_millis(250);
    let office = Office::keeping(RateLimits { window, ..RateLimits::default() }).await;
    let channels = office.channels(3);
    let mut all = JoinSet::new();
    for n in 0..36 {
        office.post(&mut all, channels[n % 3], n, due(0));
    }
    assert_eq!(ids(all).await.len(), 36);
    let exceeded = office.twin.exceeded();
    assert!(exceeded.bucket <= 1 && exceeded.global == 0, "{exceeded:?}");
    assert!(channels.iter().all(|c| office.twin.messages(*c).len() == 12));
    office.twin.shutdown().await;
}

#[tokio::test]
async fn a_burst_to_many_channels_keeps_the_limit_of_all_and_goes_by_lateness() {
    let office = Office::keeping(RateLimits::default()).await;
    let channels = office.channels(120);
    let mut all = JoinSet::new();
    // The first fifty go at once, whatever is latest; of the rest, the last ones are.
    for (n, channel) in channels.iter().enumerate() {
        office.post(&mut all, *channel, n, due(1_000 - n as i64));
        if n == 0 {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(ids(all).await.len(), 120);
    let exceeded = office.twin.exceeded();
    // Where the machine is busy, the two windows of a second drift apart; without a gate it would be seventy.
    assert!(exceeded.global <= 6 && exceeded.bucket == 0, "{exceeded:?}");
    let mut order: Vec<(Timestamp, usize)> = Vec::new();
    for (n, channel) in channels.iter().enumerate() {
        let message = office.twin.messages(*channel).pop().unwrap();
        order.push((message.id.time(), n));
    }
    order.sort();
    let last: Vec<usize> = order.iter().skip(100).map(|(_, n)| *n).collect();
    assert!(last.iter().all(|n| *n < 70), "what is due later was sent last: {last:?}");
    office.twin.shutdown().await;
}

#[tokio::test]
async fn a_channel_that_does_not_answer_holds_up_no_other() {
    let office = Office::keeping(RateLimits::default()).await;
    let channels = office.channels(30);
    let path = format!("/channels/{}/messages", channels[0]);
    let held = office.twin.fail(Fault::hold().on("POST", &path).times(u32::MAX));
    let (mut slow, mut all) = (JoinSet::new(), JoinSet::new());
    for n in 0..3 {
        office.post(&mut slow, channels[0], n, due(0));
    }
    for (n, channel) in channels.iter().enumerate().skip(1) {
        office.post(&mut all, *channel, 10 + n, due(1_000));
    }
    assert_eq!(ids(all).await.len(), 29);
    assert_eq!(held.hits(), 1, "the first answer says how many the channel takes");
    held.release();
    assert_eq!(ids(slow).await.len(), 3);
    office.twin.shutdown().await;
}

#[tokio::test]
async fn what_discord_forbids_is_not_asked_for_again() {
    let office = Office::keeping(RateLimits::default()).await;
    let channel = office.twin.world().op_eds;
    office.twin.deny(channel, Permissions::SEND_MESSAGES);
    let message = Message { text: "x".to_owned(), ..Message::default() };
    let refused = office.poster.post(number(channel), &message, "n");
    let refused = timeout(LIMIT, refused).await.unwrap().unwrap_err();
    assert_eq!(refused.code(), Some(50013));
    assert_eq!(office.twin.exceeded(), Exceeded { global: 0, bucket: 0, invalid: 1 });
    office.twin.shutdown().await;
}

#[tokio::test]
async fn a_limit_that_was_not_known_is_told_by_a_429_and_then_kept() {
    let office = Office::keeping(RateLimits::default()).await;
    let channels = office.channels(2);
    for fault in [Fault::rate_limited(0.1), Fault::rate_limited_globally(0.1)] {
        let trap = office.twin.fail(fault.on("POST", "/channels/*/messages"));
        let mut all = JoinSet::new();
        for (n, channel) in channels.iter().enumerate() {
            office.post(&mut all, *channel, n, due(0));
        }
        assert_eq!(ids(all).await.len(), 2);
        assert_eq!(trap.hits(), 1);
    }
    office.twin.shutdown().await;
}

#[tokio::test]
async fn the_end_ends_what_waits() {
    let window = SignedDuration::from_hours(1);
    let office = Office::keeping(RateLimits { window, bucket: 1, ..RateLimits::default() }).await;
    let channel = office.channels(1)[0];
    let mut all = JoinSet::new();
    office.post(&mut all, channel, 0, due(0));
    all.join_next().await.unwrap().unwrap().unwrap();
    office.post(&mut all, channel, 1, due(0));
    tokio::task::yield_now().await;
    office.ending.cancel();
    let ended = timeout(LIMIT, all.join_next()).await.unwrap().unwrap().unwrap().unwrap_err();
    assert!(ended.to_string().contains("the bot is ending"), "{ended}");
    office.twin.shutdown().await;
}
