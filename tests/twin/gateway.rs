//! The gateway's protocol.

use crate::raw::{Raw, Socket, identify, resume};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{io::Write, time::Duration};
use tokio_tungstenite::tungstenite::Message;

const GUILDS: u64 = 1;
const GUILD_MESSAGES: u64 = 1 << 9;
const MESSAGE_CONTENT: u64 = 1 << 15;

#[tokio::test]
async fn identify_brings_ready_and_the_server() {
    let raw = Raw::start().await;
    let mut socket = Socket::connect(&raw).await;
    socket.send(identify(raw.twin.token(), GUILDS)).await;
    let ready = socket.event("READY").await;
    let world = raw.twin.world();
    assert_eq!(ready["user"]["id"], world.bot.to_string());
    assert_eq!(ready["application"]["id"], world.application.to_string());
    assert_eq!(ready["guilds"][0], json!({ "id": world.guild.to_string(), "unavailable": true }));
    assert!(ready["resume_gateway_url"].as_str().unwrap().starts_with("ws://127.0.0.1:"));
    let guild = socket.event("GUILD_CREATE").await;
    assert_eq!(guild["channels"].as_array().unwrap().len(), 4);
    socket.send(json!({ "op": 1, "d": socket.seq })).await;
    assert_eq!(socket.next().await.unwrap()["op"], 11);
}

#[tokio::test]
async fn what_discord_closes_for() {
    let raw = Raw::start().await;
    let token = raw.twin.token();
    let shard = |shard| json!({ "op": 2, "d": { "token": token, "intents": 0, "shard": shard } });
    for (code, payload) in [
        (4001, json!({ "op": 99 })),
        (4002, json!({ "op": "x" })),
        (4002, json!([])),
        (4002, json!({ "op": 2, "d": {} })),
        (4002, json!({ "op": 1, "d": "x".repeat(5000) })),
        (4003, json!({ "op": 3, "d": {} })),
        (4004, identify("wrong", 0)),
        (4004, json!({ "op": 6, "d": { "token": "wrong", "session_id": "s", "seq": 0 } })),
        (4007, json!({ "op": 6, "d": { "token": token, "session_id": "s" } })),
        (4010, shard(json!([3, 2]))),
        (4013, identify(token, 1 << 40)),
        (4014, identify(token, MESSAGE_CONTENT)),
    ] {
        let mut socket = Socket::connect(&raw).await;
        socket.send(payload.clone()).await;
        assert_eq!(socket.closed().await, code, "{payload}");
    }
    let mut socket = Socket::connect(&raw).await;
    socket.text("{").await;
    assert_eq!(socket.closed().await, 4002);
    let mut socket = Socket::ready(&raw, 0).await;
    socket.send(identify(token, 0)).await;
    assert_eq!(socket.closed().await, 4005);
}

#[tokio::test]
async fn another_version_is_refused() {
    let raw = Raw::start().await;
    let (_, body) = raw.get("/gateway").await;
    let url = format!("{}/?v=6", body["url"].as_str().unwrap());
    let (mut stream, _) = tokio_tungstenite::connect_async(url).await.unwrap();
    let message = stream.next().await.unwrap().unwrap();
    let Message::Close(Some(frame)) = message else { panic!("{message}") };
    assert_eq!(u16::from(frame.code), 4012);
}

#[tokio::test]
async fn a_resume_brings_what_was_missed_once_and_in_order() {
    let raw = Raw::start().await;
    let world = raw.twin.world();
    let mut socket = Socket::ready(&raw, GUILD_MESSAGES).await;
    raw.twin.say(world.reader, world.general, "one");
    socket.event("MESSAGE_CREATE").await;
    assert_eq!(raw.twin.disconnect(None), 1);
    assert_eq!(socket.closed().await, 0);
    let two = raw.twin.say(world.reader, world.general, "two");
    let three = raw.twin.say(world.reader, world.general, "three");

    let mut again = Socket::connect(&raw).await;
    again.seq = socket.seq;
    again.send(resume(&raw, &socket)).await;
    assert_eq!(again.event("MESSAGE_CREATE").await["id"], two.to_string());
    assert_eq!(again.event("MESSAGE_CREATE").await["id"], three.to_string());
    again.event("RESUMED").await;
    assert_eq!(raw.twin.connected(), 1);
}

#[tokio::test]
async fn sessions_that_are_over_cannot_be_resumed() {
    let raw = Raw::start().await;
    let socket = Socket::ready(&raw, 0).await;
    let wish = resume(&raw, &socket);
    socket.close(1000).await;
    let mut again = Socket::connect(&raw).await;
    again.send(wish).await;
    assert_eq!(again.next().await.unwrap(), json!({ "op": 9, "s": null, "t": null, "d": false }));
    // The same connection may identify anew.
    again.send(identify(raw.twin.token(), 0)).await;
    again.event("READY").await;
}

#[tokio::test]
async fn orders_reach_the_bot() {
    let raw = Raw::start().await;
    let mut socket = Socket::ready(&raw, 0).await;
    raw.twin.reconnect();
    assert_eq!(socket.next().await.unwrap()["op"], 7);
    raw.twin.invalidate(true);
    assert_eq!(socket.next().await.unwrap()["d"], true);
    raw.twin.invalidate(false);
    assert_eq!(socket.next().await.unwrap()["d"], false);
    raw.twin.disconnect(Some(4008));
    assert_eq!(socket.closed().await, 4008);
}

#[tokio::test]
async fn a_bot_without_heartbeats_is_dropped_and_acks_can_be_withheld() {
    let raw = Raw::start_with(|o| o.heartbeat = Duration::from_millis(40)).await;
    let mut socket = Socket::ready(&raw, 0).await;
    raw.twin.ignore_heartbeats();
    socket.send(json!({ "op": 1, "d": null })).await;
    assert_eq!(socket.closed().await, 4009);
}

#[tokio::test]
async fn messages_come_as_the_intents_allow() {
    let raw = Raw::start_with(|o| o.privileged_intents = true).await;
    let world = raw.twin.world();
    let mut deaf = Socket::ready(&raw, 0).await;
    let mut plain = Socket::ready(&raw, GUILD_MESSAGES).await;
    let mut full = Socket::ready(&raw, GUILD_MESSAGES | MESSAGE_CONTENT).await;
    raw.twin.say(world.reader, world.general, "a secret");
    raw.twin.say(world.reader, world.general, &format!("hello <@{}>", world.bot));
    let seen = plain.event("MESSAGE_CREATE").await;
    assert_eq!((&seen["content"], &seen["author"]["username"]), (&json!(""), &json!("reader")));
    assert!(plain.event("MESSAGE_CREATE").await["content"].as_str().unwrap().starts_with("hello"));
    let seen = full.event("MESSAGE_CREATE").await;
    assert_eq!((&seen["content"], &seen["guild_id"]), (&json!("a secret"), &json!(world.guild.to_string())));
    // In direct conversations under an intent of their own, which nobody has here.
    raw.twin.say(world.reader, raw.twin.direct(world.reader), "psst");
    deaf.send(json!({ "op": 1, "d": null })).await;
    assert_eq!(deaf.next().await.unwrap()["op"], 11, "no event came before the answer");
    full.event("MESSAGE_CREATE").await;
    full.send(json!({ "op": 1, "d": null })).await;
    assert_eq!(full.next().await.unwrap()["op"], 11);
}

#[tokio::test]
async fn shutting_down_ends_every_connection() {
    let raw = Raw::start().await;
    let mut socket = Socket::ready(&raw, 0).await;
    let url = raw.twin.url().to_owned();
    let Raw { twin, http, .. } = raw;
    std::sync::Arc::into_inner(twin).unwrap().shutdown().await;
    assert_eq!(socket.closed().await, 0);
    assert!(http.get(format!("{url}/api/v10/gateway")).send().await.is_err());
}

#[tokio::test]
async fn a_compressed_stream_can_be_read_payload_by_payload() {
    let raw = Raw::start().await;
    let (_, body) = raw.get("/gateway").await;
    let url = format!("{}/?v=10&encoding=json&compress=zlib-stream", body["url"].as_str().unwrap());
    let (mut stream, _) = tokio_tungstenite::connect_async(url).await.unwrap();
    let mut unpack = flate2::write::ZlibDecoder::new(Vec::new());
    stream.send(Message::Text(identify(raw.twin.token(), GUILDS).to_string())).await.unwrap();
    for wanted in ["", "READY", "GUILD_CREATE"] {
        let Message::Binary(packed) = stream.next().await.unwrap().unwrap() else { panic!("not packed") };
        assert!(packed.ends_with(&[0, 0, 0xFF, 0xFF]), "a payload ends with a flush");
        unpack.write_all(&packed).unwrap();
        unpack.flush().unwrap();
        let payload: Value = serde_json::from_slice(&std::mem::take(unpack.get_mut())).unwrap();
        assert_eq!(payload["t"].as_str().unwrap_or_default(), wanted, "{payload}");
    }
}
