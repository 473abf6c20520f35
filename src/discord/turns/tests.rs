//! Played through without a clock.

use super::*;
use proptest::prelude::*;
use reqwest::Method;

fn post(channel: u32) -> Route {
    Route::of(&Method::POST, &format!("/channels/{channel}/messages"))
}

fn answer(interaction: u32) -> Route {
    Route::of(&Method::POST, &format!("/interactions/{interaction}/token/callback"))
}

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

fn left(remaining: u32, reset_after: Duration) -> Heard {
    let budget = Budget { name: "b1".to_owned(), remaining, reset_after };
    Heard { bucket: Some(budget), success: true, ..Heard::default() }
}

fn wait(after: Option<Duration>, scope: Scope) -> Heard {
    Heard { wait: Some((after, scope)), invalid: true, ..Heard::default() }
}

const DONE: Heard = Heard { bucket: None, wait: None, success: true, invalid: false };

fn due(second: i64) -> Urgency {
    Urgency::Due(Timestamp::from_second(second).unwrap())
}

#[test]
fn no_second_has_more_than_fifty_and_few_have_less() {
    let (mut turns, start) = (Turns::new(50), Instant::now());
    for channel in 0..1_000 {
        turns.join(post(channel), Urgency::Idle, start).unwrap();
    }
    let (mut now, mut sent) = (start, Vec::new());
    loop {
        match turns.next(now) {
            Next::Go(ticket) => {
                sent.push(now);
                turns.done(ticket, &DONE, now);
            }
            // A timer is late.
            Next::At(at) => now = at + ms(3),
            Next::Rest => break,
        }
    }
    assert_eq!(sent.len(), 1_000);
    assert!(sent.windows(51).all(|w| w[50] - w[0] >= SECOND));
    let took = sent[999] - sent[49];
    assert!(950.0 / took.as_secs_f64() > 0.98 * 50.0, "{took:?}");
}

#[test]
fn who_waits_goes_first_then_what_is_latest() {
    let (mut turns, now) = (Turns::new(50), Instant::now());
    let tickets = [(1, Urgency::Idle), (2, due(90)), (3, due(30)), (4, Urgency::Now)]
        .map(|(channel, urgency)| turns.join(post(channel), urgency, now).unwrap());
    let order = [tickets[3], tickets[2], tickets[1], tickets[0]];
    assert_eq!(order.map(|_| turns.next(now)), order.map(Next::Go));
}

#[test]
fn answers_to_interactions_do_not_wait_for_the_limit_of_all() {
    let (mut turns, now) = (Turns::new(50), Instant::now());
    for channel in 0..60 {
        turns.join(post(channel), due(0), now).unwrap();
    }
    let sent: Vec<u64> =
        (0..50).map(|_| if let Next::Go(t) = turns.next(now) { t } else { panic!() }).collect();
    assert_eq!(turns.next(now), Next::Rest, "a request counts until a second after its answer");
    turns.done(sent[0], &DONE, now + ms(80));
    assert_eq!(turns.next(now + ms(80)), Next::At(now + ms(80) + SECOND + MARGIN));
    for interaction in 0..200 {
        let ticket = turns.join(answer(interaction), Urgency::Now, now).unwrap();
        assert_eq!(turns.next(now), Next::Go(ticket));
    }
}

#[test]
fn a_channel_that_has_had_enough_waits_and_no_other() {
    let (mut turns, now) = (Turns::new(50), Instant::now());
    let [first, second] = [1, 1].map(|channel| turns.join(post(channel), due(0), now).unwrap());
    assert_eq!(turns.next(now), Next::Go(first));
    assert_eq!(
        turns.next(now),
        Next::Rest,
        "how many the channel takes is not known before its first answer"
    );
    turns.done(first, &left(0, ms(4_000)), now + ms(100));
    assert_eq!(turns.next(now + ms(100)), Next::At(now + ms(4_100)));
    let other = turns.join(post(2), due(60), now + ms(100)).unwrap();
    assert_eq!(turns.next(now + ms(100)), Next::Go(other));
    assert_eq!(turns.next(now + ms(4_100)), Next::Go(second));
}

#[test]
fn a_429_holds_back_whom_it_is_for() {
    let (mut turns, now) = (Turns::new(50), Instant::now());
    let sent = |turns: &mut Turns, route, at| {
        let ticket = turns.join(route, Urgency::Now, at).unwrap();
        assert_eq!(turns.next(at), Next::Go(ticket));
        ticket
    };
    let ticket = sent(&mut turns, post(1), now);
    turns.done(ticket, &wait(Some(ms(500)), Scope::Bucket), now);
    let again = turns.join(post(1), Urgency::Now, now).unwrap();
    let ticket = sent(&mut turns, post(2), now);
    turns.done(ticket, &wait(Some(ms(900)), Scope::Global), now);
    let other = turns.join(post(3), Urgency::Now, now).unwrap();
    sent(&mut turns, answer(1), now);
    assert_eq!(turns.next(now), Next::At(now + ms(500)));
    assert_eq!(turns.next(now + ms(500)), Next::At(now + ms(900)), "all but answers wait");
    assert_eq!(turns.next(now + ms(900)), Next::Go(again));
    assert_eq!(turns.next(now + ms(900)), Next::Go(other));
    let ticket = sent(&mut turns, answer(2), now + ms(900));
    turns.done(ticket, &wait(None, Scope::All), now + ms(900));
    let shut = turns.join(answer(3), Urgency::Now, now + ms(900)).unwrap();
    assert_eq!(turns.next(now + ms(900)), Next::At(now + ms(900) + FIRST_SHUT));
    let later = now + ms(900) + FIRST_SHUT;
    assert_eq!(turns.next(later), Next::Go(shut));
    turns.done(shut, &wait(None, Scope::All), later);
    turns.join(answer(4), Urgency::Now, later).unwrap();
    assert_eq!(turns.next(later), Next::At(later + FIRST_SHUT * 2), "each such pause is longer");
}

#[test]
fn refusals_do_not_go_on_until_the_address_is_shut_out() {
    let (mut turns, now) = (Turns::new(50), Instant::now());
    let refused = Heard { invalid: true, ..Heard::default() };
    for n in 0..MOST_INVALID {
        turns.join(answer(n as u32), Urgency::Now, now).unwrap();
        let Next::Go(ticket) = turns.next(now) else { panic!("{n}") };
        turns.done(ticket, &refused, now);
    }
    let post = turns.join(post(1), due(0), now).unwrap();
    assert_eq!(turns.next(now), Next::At(now + INVALID_WITHIN));
    let ticket = turns.join(answer(1), Urgency::Now, now).unwrap();
    assert_eq!(turns.next(now), Next::Go(ticket));
    assert_eq!(turns.next(now + INVALID_WITHIN), Next::Go(post));
}

#[test]
fn nothing_is_kept_of_what_is_over() {
    let (mut turns, mut now) = (Turns::new(50), Instant::now());
    for n in 0..5_000 {
        let route = if n % 2 == 0 { post(n) } else { answer(n) };
        let ticket = turns.join(route, Urgency::Now, now).unwrap();
        while turns.next(now) != Next::Go(ticket) {
            now += ms(20);
        }
        turns.done(ticket, &if n % 2 == 0 { left(4, ms(5_000)) } else { DONE }, now);
    }
    assert!(matches!(turns.next(now + ms(5_000)), Next::Rest));
    assert_eq!(
        (
            turns.buckets.len(),
            turns.later.len(),
            turns.waiting.len(),
            turns.under_way.len(),
            turns.names.len()
        ),
        (0, 0, 0, 0, 2)
    );
}

proptest! {
    /// Whatever the ways take, no more than fifty arrive in any one second.
    #[test]
    fn no_second_has_more_than_fifty_where_they_arrive(
        ways in proptest::collection::vec((1_u64..900, 1_u64..900), 1..40),
    ) {
        let (mut turns, start) = (Turns::new(50), Instant::now());
        for channel in 0..300 {
            turns.join(post(channel), Urgency::Idle, start).unwrap();
        }
        let (mut now, mut arrived) = (start, Vec::new());
        let mut answers: BTreeSet<(Instant, u64)> = BTreeSet::new();
        loop {
            let next = turns.next(now);
            if let Next::Go(ticket) = next {
                let (there, back) = ways[arrived.len() % ways.len()];
                arrived.push(now + ms(there));
                answers.insert((now + ms(there + back), ticket));
                continue;
            }
            let at = if let Next::At(at) = next { Some(at) } else { None };
            let Some(at) = answers.first().map(|a| a.0).into_iter().chain(at).min() else { break };
            now = at;
            while let Some((_, ticket)) = answers.first().copied().filter(|a| a.0 <= now) {
                answers.pop_first();
                turns.done(ticket, &DONE, now);
            }
        }
        prop_assert_eq!(arrived.len(), 300);
        arrived.sort();
        prop_assert!(arrived.windows(51).all(|w| w[50] - w[0] >= SECOND));
    }
}

/// A channel as Discord counts it: a window from its first request on.
#[derive(Default)]
struct Channel {
    ends: Option<Instant>,
    taken: u32,
}

proptest! {
    /// Whatever the ways take, no channel gets more than it may, and everything is sent in the end.
    #[test]
    fn a_bucket_is_never_overdrawn(
        requests in proptest::collection::vec((0_u32..4, 0_i64..100), 1..120),
        ways in proptest::collection::vec((1_u64..300, 1_u64..300), 1..20),
        limit in 1_u32..6,
    ) {
        let (mut turns, mut now) = (Turns::new(50), Instant::now());
        let mut channels: [Channel; 4] = Default::default();
        let of: HashMap<u64, u32> = requests
            .iter()
            .map(|(channel, second)| (turns.join(post(*channel), due(*second), now).unwrap(), *channel))
            .collect();
        // When it arrives, when its answer does, and the answer.
        let mut coming: BTreeSet<(Instant, u64)> = BTreeSet::new();
        let mut answers: Vec<(Instant, u64, Heard)> = Vec::new();
        let mut sent = 0;
        loop {
            let next = turns.next(now);
            if let Next::Go(ticket) = next {
                coming.insert((now + ms(ways[sent % ways.len()].0), ticket));
                sent += 1;
                continue;
            }
            answers.sort_by_key(|a| std::cmp::Reverse(a.0));
            let times = [
                coming.first().map(|c| c.0),
                answers.last().map(|a| a.0),
                if let Next::At(at) = next { Some(at) } else { None },
            ];
            let Some(at) = times.into_iter().flatten().min() else { break };
            now = at;
            while let Some((_, ticket)) = coming.first().copied().filter(|c| c.0 <= now) {
                coming.pop_first();
                let channel = &mut channels[of[&ticket] as usize];
                if channel.ends.is_none_or(|ends| ends <= now) {
                    *channel = Channel { ends: Some(now + ms(5_000)), taken: 0 };
                }
                channel.taken += 1;
                prop_assert!(channel.taken <= limit);
                let heard = left(limit - channel.taken, channel.ends.unwrap() - now);
                answers.push((now + ms(ways[ticket as usize % ways.len()].1), ticket, heard));
            }
            while let Some((_, ticket, heard)) = answers.pop_if(|a| a.0 <= now) {
                turns.done(ticket, &heard, now);
            }
        }
        prop_assert_eq!(sent, requests.len());
    }
}
