//! Rate limits, where it is told to keep them.

use crate::raw::Raw;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use standfirst::playground::{Exceeded, Id, RateLimits};
use std::sync::Arc;

async fn limited(change: impl FnOnce(&mut RateLimits)) -> Raw {
    Raw::start_with(|options| {
        let mut rates = RateLimits { now: Arc::clone(&options.now), ..RateLimits::default() };
        change(&mut rates);
        options.rates = Some(rates);
    })
    .await
}

async fn post(raw: &Raw, channel: Id) -> Response {
    raw.send(Method::POST, &format!("/channels/{channel}/messages"), json!({ "content": "x" })).await.unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

#[tokio::test]
async fn a_channel_takes_five_messages_in_five_seconds() {
    let raw = limited(|_| {}).await;
    let world = raw.twin.world();
    for left in ["4", "3", "2", "1", "0"] {
        let response = post(&raw, world.op_eds).await;
        assert_eq!(response.status(), 200);
        assert_eq!(header(&response, "x-ratelimit-remaining"), left);
        assert_eq!(header(&response, "x-ratelimit-reset-after"), "5.000");
    }
    raw.hands.forward(1);
    let response = post(&raw, world.op_eds).await;
    assert_eq!(response.status(), 429);
    assert_eq!(header(&response, "x-ratelimit-bucket"), "b1c0ffee");
    let body: Value = response.json().await.unwrap();
    assert_eq!((&body["retry_after"], &body["global"]), (&json!(4.0), &json!(false)));
    assert_eq!(post(&raw, world.general).await.status(), 200, "another channel has its own");
    raw.hands.forward(4);
    assert_eq!(post(&raw, world.op_eds).await.status(), 200);
    assert_eq!(raw.twin.exceeded(), Exceeded { global: 0, bucket: 1, invalid: 1 });
}

#[tokio::test]
async fn the_application_has_so_many_requests_a_second() {
    let raw = limited(|rates| rates.global = 3).await;
    for _ in 0..3 {
        assert_eq!(raw.get("/users/@me").await.0, 200);
    }
    let response = post(&raw, raw.twin.world().op_eds).await;
    assert_eq!(response.status(), 429);
    assert_eq!(header(&response, "x-ratelimit-global"), "true");
    raw.hands.forward(1);
    assert_eq!(raw.get("/users/@me").await.0, 200);
    assert_eq!(raw.twin.exceeded(), Exceeded { global: 1, bucket: 0, invalid: 1 });
}

#[tokio::test]
async fn who_is_refused_too_often_is_shut_out() {
    let raw = limited(|rates| rates.invalid = 2).await;
    for _ in 0..2 {
        let wrong = raw.http.get(format!("{}/api/v10/users/@me", raw.twin.url())).send().await.unwrap();
        assert_eq!(wrong.status(), 401);
    }
    let shut = post(&raw, raw.twin.world().op_eds).await;
    assert_eq!(shut.status(), 429);
    assert!(shut.text().await.unwrap().starts_with("<html>"));
    raw.hands.forward(600);
    assert_eq!(post(&raw, raw.twin.world().op_eds).await.status(), 200);
}
