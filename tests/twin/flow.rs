//! What tests and a chat page do with the stand-in, the bot being a raw client.

use crate::raw::{LIMIT, Raw, Socket};
use reqwest::Method;
use serde_json::{Value, json};
use standfirst::playground::{Answer, Fault, InvokeError, Permissions, Twin};
use std::{sync::Arc, time::Duration};

/// The commands of these tests.
fn commands() -> Value {
    let string = |name: &str, required: bool| {
        json!({
            "name": name, "description": "d", "type": 3, "required": required, "autocomplete": true,
        })
    };
    json!([
        { "name": "digest", "description": "d", "options": [
            { "name": "search", "description": "d", "type": 1, "options": [
                string("query", true),
                { "name": "private", "description": "d", "type": 5 },
                { "name": "count", "description": "d", "type": 4, "min_value": 1, "max_value": 5 },
            ]},
            { "name": "latest", "description": "d", "type": 1 },
        ]},
        { "name": "daily", "description": "d", "default_member_permissions": "32", "options": [
            { "name": "channel", "description": "d", "type": 7 },
            { "name": "role", "description": "d", "type": 8 },
            { "name": "who", "description": "d", "type": 6 },
            { "name": "when", "description": "d", "type": 3, "choices": [
                { "name": "Every day", "value": "daily" }, { "name": "Weekdays", "value": "week" },
            ]},
            { "name": "share", "description": "d", "type": 10 },
            { "name": "file", "description": "d", "type": 11 },
        ]},
        { "name": "Digest this", "type": 3 },
        { "name": "here", "description": "d", "contexts": [0] },
    ])
}

async fn with_bot() -> (Raw, Socket) {
    let raw = Raw::start_with(|o| o.patience = Duration::from_secs(15)).await;
    raw.register(commands()).await;
    let socket = Socket::ready(&raw, 0).await;
    (raw, socket)
}

/// Does something as a person, in the background.
macro_rules! act {
    ($raw:expr, |$twin:ident| $what:expr) => {{
        let $twin: Arc<Twin> = Arc::clone(&$raw.twin);
        tokio::spawn(async move { $what.await })
    }};
}

#[tokio::test]
async fn a_typed_line_reaches_the_bot_as_discord_would_send_it() {
    let (raw, mut socket) = with_bot().await;
    let world = raw.twin.world();
    raw.twin.set_locale(world.reader, "de");
    let waiting = raw.type_line("/digest search query:north korea: why private:yes count:3");
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!((&asked["type"], &asked["version"], &asked["context"]), (&json!(2), &json!(1), &json!(0)));
    assert_eq!(asked["data"]["name"], "digest");
    assert_eq!(
        asked["data"]["options"],
        json!([{ "name": "search", "type": 1, "options": [
            { "name": "query", "type": 3, "value": "north korea: why" },
            { "name": "private", "type": 5, "value": true },
            { "name": "count", "type": 4, "value": 3 },
        ]}])
    );
    assert_eq!((&asked["locale"], &asked["guild_locale"]), (&json!("de"), &json!("en-GB")));
    assert_eq!(asked["guild_id"], world.guild.to_string());
    assert_eq!(asked["channel"]["id"], world.general.to_string());
    assert_eq!(asked["member"]["user"]["username"], "reader");
    assert_eq!(asked["member"]["permissions"], Permissions::EVERYONE.0.to_string());
    assert_eq!(asked["authorizing_integration_owners"]["0"], world.guild.to_string());
    assert!(asked["app_permissions"].is_string() && asked["attachment_size_limit"].is_u64());
    raw.answer(&asked, json!({ "type": 4, "data": { "content": "found", "flags": 64 } })).await;
    let answer = waiting.await.unwrap().unwrap();
    let message = answer.message().unwrap();
    assert_eq!((message.content(), message.only_for), ("found", Some(world.reader)));
    assert_eq!(message.json["type"], 20);
    assert_eq!(message.json["interaction_metadata"]["user"]["id"], world.reader.to_string());
    let (status, _) = raw.get(&format!("/channels/{}/messages/{}", world.general, message.id)).await;
    assert_eq!(status, 404, "an ephemeral message is not in the channel");
}

#[tokio::test]
async fn values_may_be_quoted_unnamed_and_of_every_type() {
    let (raw, mut socket) = with_bot().await;
    let world = raw.twin.world();
    let mut sent = async |who, line: &'static str| {
        let task = act!(raw, |twin| twin.invoke(who, twin.world().general, line));
        tokio::select! {
            asked = socket.event("INTERACTION_CREATE") => asked["data"].clone(),
            outcome = task => panic!("{line}: {outcome:?}"),
        }
    };
    for (line, query) in [
        ("/digest search korea", "korea"),
        ("/digest search https://a.example/x?y:z", "https://a.example/x?y:z"),
        (r#"/digest search query:"a private:yes \"b\"" private:no"#, "a private:yes \"b\""),
        (r#"/digest search query:"open ended"#, "\"open ended"),
        ("  /digest   search   query:  spaced   out  private:no", "spaced   out"),
    ] {
        assert_eq!(sent(world.reader, line).await["options"][0]["options"][0]["value"], query, "{line}");
    }
    let file = raw.twin.upload("a.txt", "text/plain", b"hello".to_vec());
    let line = "/daily channel:#op-eds role:Curators who:@curator when:weekdays share:0.5 file:a.txt";
    let data = sent(world.admin, line).await;
    let values: Vec<Value> = data["options"].as_array().unwrap().iter().map(|o| o["value"].clone()).collect();
    let ids = [world.op_eds, world.curators, world.curator].map(|id| json!(id.to_string()));
    assert_eq!(values[..3], ids);
    assert_eq!(values[3..], [json!("week"), json!(0.5), json!(file.to_string())]);
    let resolved = &data["resolved"];
    assert_eq!(resolved["channels"][world.op_eds.to_string()]["name"], "op-eds");
    assert_eq!(resolved["roles"][world.curators.to_string()]["name"], "Curators");
    assert_eq!(resolved["users"][world.curator.to_string()]["username"], "curator");
    let url = resolved["attachments"][file.to_string()]["url"].as_str().unwrap();
    assert_eq!(raw.http.get(url).send().await.unwrap().text().await.unwrap(), "hello");
}

#[tokio::test]
async fn slips_are_told_in_plain_words() {
    let (raw, _socket) = with_bot().await;
    let world = raw.twin.world();
    let mut told = Vec::new();
    for (who, channel, line) in [
        (world.reader, world.general, "digest"),
        (world.reader, world.general, "/digets search"),
        (world.reader, world.general, "/xyzzy"),
        (world.reader, world.general, "/digest"),
        (world.reader, world.general, "/digest serach query:x"),
        (world.reader, world.general, "/digest search"),
        (world.reader, world.general, "/digest search qurey:korea"),
        (world.reader, world.general, "/digest search query:korea privat:true"),
        (world.reader, world.general, "/digest search query:a query:b"),
        (world.reader, world.general, "/digest search query:a private:maybe"),
        (world.reader, world.general, "/digest search query:a count:9"),
        (world.reader, world.general, "/digest latest now"),
        (world.reader, world.general, "/daily"),
        (world.admin, world.general, "/daily when:never"),
        (world.admin, world.general, "/daily channel:nowhere"),
        (world.reader, raw.twin.direct(world.reader), "/here"),
        (world.curator, raw.twin.direct(world.reader), "/digest latest"),
    ] {
        told.push(raw.twin.invoke(who, channel, line).await.unwrap_err().to_string());
    }
    insta::assert_snapshot!(told.join("\n"), @r"
    a command begins with `/`
    there is no command `/digets`; did you mean `digest`?
    there is no command `/xyzzy`
    `/digest` is followed by one of: search, latest
    `/digest` is followed by one of: search, latest, not `serach`; did you mean `search`?
    `/digest search` needs `query:…`
    `/digest search` has no option `qurey`; did you mean `query`?
    `/digest search` has no option `privat`; did you mean `private`?
    `query` is given twice
    `maybe` does not fit `private`: give true or false
    `9` does not fit `count`: give a whole number from 1 to 5
    `/digest latest` has no option `now`
    `/daily` is not for you, or not for this channel
    `never` does not fit `when`: give one of: Every day, Weekdays
    `nowhere` does not fit `channel`: give a channel, by name
    `/here` is not for you, or not for this channel
    there is no such channel, or you do not see it
    ");
    let error = raw.twin.autocomplete(world.reader, world.general, "/digest search query:a count:1").await;
    assert_eq!(error, Err(InvokeError::NotCompleted { option: "count".to_owned() }));
}

#[tokio::test]
async fn the_option_being_typed_completes() {
    let (raw, mut socket) = with_bot().await;
    let world = raw.twin.world();
    let line = "/digest search private:true query:Kim J";
    let task = act!(raw, |twin| twin.autocomplete(world.reader, world.general, line));
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!(asked["type"], 4);
    let option = &asked["data"]["options"][0]["options"][1];
    assert_eq!(*option, json!({ "name": "query", "type": 3, "value": "Kim J", "focused": true }));
    let choices = json!([{ "name": "Kim Jong-un", "value": "kim" }]);
    raw.answer(&asked, json!({ "type": 8, "data": { "choices": choices } })).await;
    let choices = task.await.unwrap().unwrap();
    assert_eq!((choices[0].name.as_str(), &choices[0].value), ("Kim Jong-un", &json!("kim")));
}

#[tokio::test]
async fn a_deferred_answer_is_waited_for() {
    let (raw, mut socket) = with_bot().await;
    let general = raw.twin.world().general;
    for by_follow_up in [false, true] {
        let waiting = raw.type_line("/digest latest");
        let asked = socket.event("INTERACTION_CREATE").await;
        let (status, body) = {
            let (id, token) = (asked["id"].as_str().unwrap(), asked["token"].as_str().unwrap());
            let path = format!("/interactions/{id}/{token}/callback?with_response=true");
            raw.post(&path, json!({ "type": 5 })).await
        };
        assert_eq!((status, &body["interaction"]["response_message_loading"]), (200, &json!(true)));
        let thinking = raw.twin.messages(general).pop().unwrap();
        assert!(thinking.is_thinking() && !waiting.is_finished());
        let webhook = raw.webhook(&asked);
        let say = json!({ "content": "at last" });
        let (status, body) = if by_follow_up {
            raw.post(&webhook, say).await
        } else {
            raw.call(Method::PATCH, &format!("{webhook}/messages/@original"), say).await
        };
        assert_eq!((status, &body["id"]), (200, &json!(thinking.id.to_string())));
        let answer = waiting.await.unwrap().unwrap();
        assert_eq!(answer.message().unwrap().content(), "at last");
        assert!(!answer.message().unwrap().is_thinking());
        let (status, more) = raw.post(&webhook, json!({ "content": "more" })).await;
        assert_eq!(
            (status, more["message_reference"]["message_id"].clone()),
            (200, json!(thinking.id.to_string()))
        );
        let own = format!("{webhook}/messages/{}", more["id"].as_str().unwrap());
        assert_eq!(raw.call(Method::DELETE, &own, Value::Null).await.0, 204);
    }
}

#[tokio::test]
async fn who_does_not_answer_is_named() {
    let raw = Raw::start_with(|o| o.patience = Duration::from_millis(50)).await;
    raw.register(commands()).await;
    let world = raw.twin.world();
    let latest = || raw.twin.invoke(world.reader, world.general, "/digest latest");
    assert_eq!(latest().await.unwrap_err(), InvokeError::NotConnected);
    let mut socket = Socket::ready(&raw, 0).await;
    assert_eq!(latest().await.unwrap_err(), InvokeError::NoAnswer);
    socket.event("INTERACTION_CREATE").await;
    let waiting = raw.type_line("/digest latest");
    let asked = socket.event("INTERACTION_CREATE").await;
    raw.answer(&asked, json!({ "type": 5 })).await;
    assert_eq!(waiting.await.unwrap().unwrap_err(), InvokeError::StillThinking);
}

#[tokio::test]
async fn buttons_and_selects() {
    let (raw, mut socket) = with_bot().await;
    let world = raw.twin.world();
    let (_, posted) = raw
        .post(
            &format!("/channels/{}/messages", world.general),
            json!({ "content": "x", "components": [
                { "type": 1, "components": [
                    { "type": 2, "style": 1, "label": "Go", "custom_id": "1:go" },
                    { "type": 2, "style": 1, "label": "Off", "custom_id": "1:off", "disabled": true },
                    { "type": 2, "style": 5, "label": "Read", "url": "https://a.example" },
                ]},
                { "type": 1, "components": [{ "type": 3, "custom_id": "1:s", "options": [
                    { "label": "One", "value": "1" }, { "label": "Two", "value": "2" },
                ]}]},
                { "type": 1, "components": [{ "type": 8, "custom_id": "1:c" }] },
            ]}),
        )
        .await;
    let id = posted["id"].as_str().unwrap().parse().unwrap();
    let press = async |what: &str| raw.twin.press(world.reader, id, what).await.unwrap_err().to_string();
    assert_eq!(press("Of").await, "the message has no `Of`; it has: Go, Off, Read");
    assert_eq!(press("Off").await, "`Off` is switched off");
    assert_eq!(press("Read").await, "this button opens https://a.example");
    let choose = async |values: &[&str]| {
        raw.twin.choose(world.reader, id, "1:s", values).await.unwrap_err().to_string()
    };
    assert_eq!(choose(&["3"]).await, "`3` is not among the options");
    assert_eq!(choose(&["1", "2"]).await, "choose 1 to 1 of these, not 2");

    let task = act!(raw, |twin| twin.press(world.curator, id, "Go"));
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!((&asked["type"], &asked["data"]["custom_id"]), (&json!(3), &json!("1:go")));
    assert_eq!(asked["message"]["id"], id.to_string());
    assert_eq!(asked["member"]["roles"], json!([world.curators.to_string()]));
    raw.answer(&asked, json!({ "type": 7, "data": { "content": "went", "components": [] } })).await;
    let Ok(Answer::Update(message)) = task.await.unwrap() else { panic!("no update") };
    assert_eq!((message.id, message.content(), message.controls().count()), (id, "went", 0));
    raw.call(
        Method::PATCH,
        &format!("/channels/{}/messages/{id}", world.general),
        json!({ "components": posted["components"] }),
    )
    .await;

    let task = act!(raw, |twin| twin.choose(world.reader, id, "1:s", &["2"]));
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!((&asked["data"]["values"], &asked["data"]["component_type"]), (&json!(["2"]), &json!(3)));
    raw.answer(&asked, json!({ "type": 6 })).await;
    raw.call(
        Method::PATCH,
        &format!("{}/messages/@original", raw.webhook(&asked)),
        json!({ "content": "two" }),
    )
    .await;
    assert_eq!(task.await.unwrap().unwrap().message().unwrap().content(), "two");

    let general = world.general.to_string();
    let task = act!(raw, |twin| twin.choose(world.reader, id, "1:c", &[&general]));
    let asked = socket.event("INTERACTION_CREATE").await;
    let resolved = &asked["data"]["resolved"]["channels"][world.general.to_string()];
    assert_eq!(resolved["name"], "general");
    task.abort();
}

#[tokio::test]
async fn dialogs_and_menus() {
    let (raw, mut socket) = with_bot().await;
    let world = raw.twin.world();
    let said = raw.twin.say(world.curator, world.general, "https://a.example/op-ed");
    let task = act!(raw, |twin| twin.invoke_on_message(world.reader, said, "Digest this"));
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!((&asked["data"]["type"], &asked["data"]["target_id"]), (&json!(3), &json!(said.to_string())));
    let target = &asked["data"]["resolved"]["messages"][said.to_string()];
    assert_eq!(target["content"], "https://a.example/op-ed");
    let input = |id: &str, more: Value| {
        let mut input = json!({ "type": 4, "custom_id": id, "label": id, "style": 1 });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "type": 1, "components": [input] })
    };
    let rows = [
        input("gist", json!({ "max_length": 5, "min_length": 2 })),
        input("tags", json!({ "required": false })),
        input("kind", json!({ "value": "op-ed" })),
    ];
    let dialog = json!({ "title": "Edit", "custom_id": "1:e", "components": rows });
    raw.answer(&asked, json!({ "type": 9, "data": dialog })).await;
    let Ok(Answer::Dialog(dialog)) = task.await.unwrap() else { panic!("no dialog") };
    for texts in [&[("gist", "x")][..], &[("gist", "too long")], &[], &[("gist", "good"), ("stray", "x")]] {
        let error = raw.twin.submit(&dialog, texts).await.unwrap_err();
        assert!(matches!(error, InvokeError::BadInput(_)), "{texts:?}");
    }
    let task = act!(raw, |twin| twin.submit(&dialog, &[("gist", "good")]));
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!((&asked["type"], &asked["data"]["custom_id"]), (&json!(5), &json!("1:e")));
    let values: Vec<&str> = asked["data"]["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["components"][0]["value"].as_str().unwrap())
        .collect();
    assert_eq!(values, ["good", "", "op-ed"]);
    raw.answer(&asked, json!({ "type": 4, "data": { "content": "done" } })).await;
    assert_eq!(task.await.unwrap().unwrap().message().unwrap().content(), "done");
}

#[tokio::test]
async fn ephemeral_messages_are_of_one_user() {
    let (raw, mut socket) = with_bot().await;
    let world = raw.twin.world();
    let waiting = raw.type_line("/digest latest");
    let asked = socket.event("INTERACTION_CREATE").await;
    let button = json!([{ "type": 1, "components": [
        { "type": 2, "style": 1, "label": "Post here", "custom_id": "1:p" },
    ]}]);
    let data = json!({ "content": "x", "flags": 64, "components": button });
    raw.answer(&asked, json!({ "type": 4, "data": data })).await;
    let id = waiting.await.unwrap().unwrap().message().unwrap().id;
    let other = raw.twin.press(world.curator, id, "Post here").await;
    assert_eq!(other.unwrap_err(), InvokeError::Unseen("message"));
    let task = act!(raw, |twin| twin.press(world.reader, id, "Post here"));
    let asked = socket.event("INTERACTION_CREATE").await;
    raw.answer(&asked, json!({ "type": 4, "data": { "content": "for all" } })).await;
    assert_eq!(task.await.unwrap().unwrap().message().unwrap().only_for, None);
    assert_eq!(raw.get(&format!("/channels/{}/messages", world.general)).await.1[0]["content"], "for all");
}

#[tokio::test]
async fn a_nonce_brings_a_message_once_for_five_minutes() {
    let raw = Raw::start().await;
    let world = raw.twin.world();
    let path = format!("/channels/{}/messages", world.op_eds);
    let body = |nonce: Value| json!({ "content": "x", "nonce": nonce, "enforce_nonce": true });
    let (_, first) = raw.post(&path, body(json!("n"))).await;
    assert_eq!(raw.post(&path, body(json!("n"))).await.1["id"], first["id"]);
    let (_, other) = raw.post(&path, body(json!("m"))).await;
    assert_ne!(other["id"], first["id"]);
    let elsewhere = format!("/channels/{}/messages", world.general);
    assert_ne!(raw.post(&elsewhere, body(json!("n"))).await.1["id"], first["id"]);
    let plain = json!({ "content": "x", "nonce": "n" });
    assert_ne!(raw.post(&path, plain).await.1["id"], first["id"], "not enforced");
    raw.hands.forward(301);
    assert_ne!(raw.post(&path, body(json!("n"))).await.1["id"], first["id"]);
}

#[tokio::test]
async fn troubles_meet_the_requests_they_are_meant_for() {
    let raw = Raw::start().await;
    let world = raw.twin.world();
    let path = format!("/channels/{}/messages", world.op_eds);
    let post =
        || raw.send(Method::POST, &path, json!({ "content": "x", "nonce": "n", "enforce_nonce": true }));
    let count = || raw.twin.messages(world.op_eds).len();

    let trap = raw.twin.fail(Fault::rate_limited(1.5).on("POST", "/channels/*/messages").times(2));
    assert_eq!(raw.get("/users/@me").await.0, 200);
    let limited = post().await.unwrap();
    assert_eq!(limited.status(), 429);
    assert_eq!(limited.headers()["retry-after"], "2");
    assert_eq!(limited.headers()["x-ratelimit-reset-after"], "1.500");
    let body: Value = limited.json().await.unwrap();
    assert_eq!((&body["retry_after"], &body["global"]), (&json!(1.5), &json!(false)));
    post().await.unwrap();
    assert_eq!((trap.hits(), count()), (2, 0));

    raw.twin.fail(Fault::rate_limited_globally(1.0));
    let limited = post().await.unwrap();
    assert_eq!(limited.headers()["x-ratelimit-global"], "true");
    raw.twin.fail(Fault::status(503));
    assert_eq!(post().await.unwrap().status(), 503);
    raw.twin.fail(Fault::cut_before());
    assert!(post().await.is_err());
    assert_eq!(count(), 0);
    raw.twin.fail(Fault::cut_after());
    assert!(post().await.is_err());
    assert_eq!(count(), 1, "stored, though the answer never came");
    assert_eq!(post().await.unwrap().status(), 200);
    assert_eq!(count(), 1, "and not stored again");

    let trap = raw.twin.fail(Fault::hold().on("GET", "/users/@me"));
    let held = raw.get("/users/@me");
    let free = async {
        // Another request overtakes the one that is held.
        assert_eq!(raw.get("/gateway").await.0, 200);
        while trap.hits() == 0 {
            tokio::task::yield_now().await;
        }
        trap.release();
    };
    assert_eq!(tokio::join!(held, free).0.0, 200);
    raw.twin.fail(Fault::status(500).times(u32::MAX));
    assert_eq!(raw.get("/gateway").await.0, 500);
    raw.twin.heal();
    assert_eq!(raw.get("/gateway").await.0, 200);
}

#[tokio::test]
async fn commands_are_kept_by_name() {
    let raw = Raw::start().await;
    let path = format!("/applications/{}/commands", raw.app());
    let a = json!({ "name": "a", "description": "d", "default_member_permissions": 32 });
    let (status, made) = raw.post(&path, a.clone()).await;
    assert_eq!((status, &made["default_member_permissions"]), (201, &json!("32")));
    let (status, again) = raw.post(&path, json!({ "name": "a", "description": "e" })).await;
    assert_eq!((status, &again["id"], &again["description"]), (200, &made["id"], &json!("e")));
    let list = json!([{ "name": "b", "description": "d" }, a]);
    let (_, list) = raw.call(Method::PUT, &path, list).await;
    assert_eq!((&list[1]["id"], list.as_array().unwrap().len()), (&made["id"], 2));
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    let (status, changed) = raw.call(Method::PATCH, &one, json!({ "description": "f" })).await;
    assert_eq!((status, &changed["description"]), (200, &json!("f")));
    assert_eq!(raw.get(&one).await.1, changed);
    assert_eq!(raw.call(Method::DELETE, &one, Value::Null).await, (204, Value::Null));
    assert_eq!(raw.get(&path).await.1.as_array().unwrap().len(), 1);
    let local = format!("/applications/{}/guilds/{}/commands", raw.app(), raw.twin.world().guild);
    raw.post(&local, a).await;
    let names: Vec<(String, bool)> =
        raw.twin.commands().iter().map(|c| (c.name().to_owned(), c.guild.is_some())).collect();
    assert_eq!(names, [("b".to_owned(), false), ("a".to_owned(), true)]);
}

#[tokio::test]
async fn history_pages_both_ways() {
    let raw = Raw::start().await;
    let world = raw.twin.world();
    let ids: Vec<String> =
        (0..6).map(|i| raw.twin.say(world.reader, world.op_eds, &i.to_string()).to_string()).collect();
    let page = async |query: String| {
        let (_, list) = raw.get(&format!("/channels/{}/messages?{query}", world.op_eds)).await;
        let texts = list.as_array().unwrap().iter().map(|m| m["content"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>().join("")
    };
    assert_eq!(page("limit=2".to_owned()).await, "54");
    assert_eq!(page(format!("limit=2&before={}", ids[4])).await, "32");
    assert_eq!(page(format!("limit=2&after={}", ids[1])).await, "32");
    assert_eq!(page(format!("limit=3&around={}", ids[3])).await, "432");
}

#[tokio::test]
async fn only_allowed_mentions_ping() {
    let raw = Raw::start().await;
    let world = raw.twin.world();
    let path = format!("/channels/{}/messages", world.op_eds);
    let text = format!("<@{}> <@&{}> @everyone", world.reader, world.curators);
    let pings = async |allowed: Value| {
        let (_, message) = raw.post(&path, json!({ "content": text, "allowed_mentions": allowed })).await;
        let n = |key: &str| message[key].as_array().unwrap().len();
        (n("mentions"), n("mention_roles"))
    };
    assert_eq!(pings(Value::Null).await, (1, 1));
    assert_eq!(pings(json!({ "parse": [] })).await, (0, 0));
    assert_eq!(pings(json!({ "parse": ["roles"] })).await, (0, 1));
    assert_eq!(pings(json!({ "users": [world.reader.to_string()] })).await, (1, 0));
}

#[tokio::test]
async fn files_come_as_parts() {
    let raw = Raw::start().await;
    let world = raw.twin.world();
    let boundary = "a-boundary";
    let payload = json!({ "content": "", "attachments": [{ "id": 0, "description": "all of it" }] });
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{payload}\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a b.toml\"\r\nContent-Type: text/plain\r\n\r\ntitle = 1\r\n\r\n--{boundary}--\r\n"
    );
    let response = raw
        .http
        .post(format!("{}/api/v10/channels/{}/messages", raw.twin.url(), world.op_eds))
        .header("Authorization", format!("Bot {}", raw.twin.token()))
        .header("Content-Type", format!("multipart/form-data; boundary={boundary}"))
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let message = raw.twin.wait_for_message(world.op_eds, None, LIMIT).await.unwrap();
    let file = &message.json["attachments"][0];
    assert_eq!((&file["filename"], &file["size"]), (&json!("a b.toml"), &json!(11)));
    assert_eq!(file["description"], "all of it");
    let bytes = raw.http.get(file["url"].as_str().unwrap()).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes.as_ref(), b"title = 1\r\n");
}

#[tokio::test]
async fn the_log_tells_everything_but_tokens() {
    let (raw, mut socket) = with_bot().await;
    let mut feed = raw.twin.follow_log();
    let waiting = raw.type_line("/digest latest");
    let asked = socket.event("INTERACTION_CREATE").await;
    raw.answer(&asked, json!({ "type": 4, "data": { "content": "x" } })).await;
    waiting.await.unwrap().unwrap();
    let seen = [feed.recv().await.unwrap(), feed.recv().await.unwrap()];
    assert_eq!(seen[0].to_string(), "to the bot: INTERACTION_CREATE");
    assert_eq!(
        seen[1].to_string(),
        format!("POST /interactions/{}/…/callback: 204", asked["id"].as_str().unwrap())
    );
    let all = format!("{:?}", raw.twin.log());
    assert!(!all.contains(asked["token"].as_str().unwrap()) && !all.contains(raw.twin.token()));
}
