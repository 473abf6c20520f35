//! The chat page, as a browser speaks to it: requests, and events as they come.

use crate::stage::{LIMIT, Stage};
use futures_util::future::{BoxFuture, FutureExt, ready};
use jiff::{Timestamp, tz::TimeZone};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use standfirst::{
    app::Clock,
    playground::{
        ChannelKind, Id,
        page::{self, Page, Time},
    },
};
use std::sync::Arc;

/// A daily post at eight, in #op-eds.
const DAILY: &str =
    "[[daily]]\nname = \"lobby\"\nchannel = \"CHANNEL\"\nat = \"08:00\"\ntimezone = \"UTC\"\n";

struct Hands(Clock);

impl Time for Hands {
    fn set(&self, to: Timestamp) {
        self.0.set(to);
    }
    fn next_post(&self, after: Timestamp) -> BoxFuture<'_, Option<Timestamp>> {
        let eight = "2026-11-23T08:00:00Z".parse::<Timestamp>().unwrap();
        ready((eight > after).then_some(eight)).boxed()
    }
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}

/// A page, and a browser on it.
struct Browser {
    page: Page,
    http: reqwest::Client,
    who: Id,
    channel: Id,
}

impl Browser {
    async fn on(stage: &Stage) -> Browser {
        let page =
            page::serve(Arc::clone(&stage.twin), Box::new(Hands(stage.clock.clone())), 0).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let world = stage.twin.world();
        Browser { page, http, who: world.reader, channel: world.op_eds }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.page.url())
    }

    async fn get(&self, path: &str) -> Response {
        self.http.get(self.at(path)).timeout(LIMIT).send().await.unwrap()
    }

    async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.unwrap()
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let answer = self.http.post(self.at(path)).json(&body).timeout(LIMIT).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    /// A post that has to be taken.
    async fn does(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.post(path, body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    async fn commands(&self) -> Value {
        self.read(&format!("api/commands?who={}&channel={}", self.who, self.channel)).await
    }

    /// The row of a command, by what it is called in the person's language.
    async fn row(&self, label: &str) -> Value {
        let commands = self.commands().await;
        let typed = commands["typed"].as_array().unwrap();
        typed
            .iter()
            .find(|row| row["label"] == label)
            .unwrap_or_else(|| panic!("{label}: {commands}"))
            .clone()
    }

    async fn call(&self, label: &str, options: Value) -> (StatusCode, Value) {
        let row = self.row(label).await;
        let call = json!({ "command": row["command"], "path": row["path"], "options": options });
        self.post("api/call", json!({ "who": self.who, "channel": self.channel, "call": call })).await
    }

    async fn events(&self) -> Events {
        let path = format!("api/events?who={}&zone=Europe/Berlin", self.who);
        let answer = self.http.get(self.at(&path)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        Events { answer, read: String::new() }
    }

    async fn messages(&self) -> Vec<Value> {
        let path = format!("api/messages?who={}&channel={}", self.who, self.channel);
        self.read(&path).await["messages"].as_array().unwrap().clone()
    }
}

struct Events {
    answer: Response,
    read: String,
}

impl Events {
    /// The next event of that name that is so.
    async fn next(&mut self, name: &str, so: impl Fn(&Value) -> bool) -> Value {
        let found = async {
            loop {
                while let Some((one, rest)) = self.read.split_once("\n\n") {
                    let event = one.lines().find_map(|l| l.strip_prefix("event: ")).unwrap_or_default();
                    let data = one.lines().find_map(|l| l.strip_prefix("data: ")).unwrap_or("null");
                    let data: Value = serde_json::from_str(data).unwrap();
                    let fits = event == name && so(&data);
                    self.read = rest.to_owned();
                    if fits {
                        return data;
                    }
                }
                let chunk = self.answer.chunk().await.unwrap().expect("the page went on telling");
                self.read.push_str(std::str::from_utf8(&chunk).unwrap());
            }
        };
        tokio::time::timeout(LIMIT, found).await.unwrap_or_else(|_| panic!("no such event: {name}"))
    }
}

fn html(message: &Value) -> &str {
    message["html"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_found_filled_in_and_answered_and_its_buttons_work() {
    let stage = Stage::new().await;
    let browser = Browser::on(&stage).await;
    let mut events = browser.events().await;
    let scene = events.next("scene", |_| true).await;
    assert_eq!(scene["bot"]["online"], true);
    let row = browser.row("digest search").await;
    assert_eq!(row["options"][0]["name"], "query");
    assert_eq!(row["options"][0]["required"], true);
    let (status, answer) = browser.call("digest search", json!([["query", "bridge"]])).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let told = events.next("message", |m| m["id"] == answer["message"]).await;
    assert!(html(&told).contains("Let the bridge be free"), "{told}");
    let card = stage.twin.message(answer["message"].as_str().unwrap().parse().unwrap()).unwrap();
    let about = card.controls().find(|c| c["label"] == "About the author").unwrap()["custom_id"].clone();
    assert!(html(&told).contains(about.as_str().unwrap()), "{told}");
    let pressed =
        browser.does("api/press", json!({ "who": browser.who, "message": card.id, "what": about })).await;
    let bio = events.next("message", |m| m["id"] == pressed["message"]).await;
    assert!(html(&bio).contains("builds bridges"), "{bio}");
    browser.page.shutdown().await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_complete_through_the_bot_and_are_checked_before_they_are_sent() {
    let stage = Stage::new().await;
    let browser = Browser::on(&stage).await;
    let row = browser.row("author").await;
    let call = json!({ "command": row["command"], "path": row["path"], "options": [["name", "exam"]] });
    let asked = json!({ "who": browser.who, "channel": browser.channel, "call": call });
    let found = browser.does("api/complete", asked).await;
    assert_eq!(found["choices"][0]["name"], "Ada Example");
    let value = found["choices"][0]["value"].clone();
    let (status, _) = browser.call("author", json!([["name", value], ["private", "true"]])).await;
    assert_eq!(status, StatusCode::OK);
    for (options, told) in [
        (json!([]), "`/author` needs `name:…`"),
        (json!([["name", "x"], ["private", "maybe"]]), "give true or false"),
        (json!([["name", "x"], ["nome", "y"]]), "has no option `nome`"),
        (json!([["name", "x"], ["name", "y"]]), "`name` is given twice"),
    ] {
        let (status, answer) = browser.call("author", options).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer["error"].as_str().unwrap().contains(told), "{answer}");
    }
    browser.page.shutdown().await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_person_sees_their_own() {
    let stage = Stage::new().await;
    let browser = Browser::on(&stage).await;
    let (_, answer) = browser.call("tags", json!([["private", "true"]])).await;
    let mine = browser.messages().await;
    assert!(mine.iter().any(|m| m["id"] == answer["message"]), "{mine:?}");
    let curator = Browser { who: stage.twin.world().curator, ..Browser::on(&stage).await };
    assert_eq!(curator.messages().await, [] as [Value; 0]);
    let pressed = json!({ "who": curator.who, "message": answer["message"], "what": "x" });
    assert_eq!(curator.post("api/press", pressed).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    // What one writes, all see; and it is text, whatever it looks like.
    let mut events = curator.events().await;
    events.next("scene", |_| true).await;
    let text = "<img src=x onerror=alert(1)> & \"so\"";
    let said = json!({ "who": browser.who, "channel": browser.channel, "text": text });
    let id = browser.does("api/messages", said).await["id"].clone();
    let told = events.next("message", |m| m["id"] == id).await;
    assert!(html(&told).contains("&lt;img src=x onerror=alert(1)&gt;"), "{told}");
    assert!(!html(&told).contains("<img"), "{told}");
    // Another language: other names.
    browser.does("api/locale", json!({ "who": browser.who, "locale": "de" })).await;
    let german = browser.commands().await;
    let help = |c: &Value| {
        let rows = c["typed"].as_array().unwrap().clone();
        rows.into_iter().find(|r| r["path"] == json!(["latest"])).unwrap()["description"].clone()
    };
    assert_ne!(help(&german), help(&curator.commands().await));
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_opens_and_is_sent_once() {
    let curated = "[discord]\ncurator_guilds = [GUILD]\ncurator_role = \"Curators\"";
    let stage = Stage::with(&crate::stage::library(), curated).await;
    let browser = Browser { who: stage.twin.world().curator, ..Browser::on(&stage).await };
    let id = "2024-05-06-let-the-bridge-be-free";
    let (status, answer) = browser.call("digest edit", json!([["digest", id]])).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let dialog = answer["dialog"]["id"].clone();
    assert!(answer["dialog"]["html"].as_str().unwrap().starts_with("<dialog"), "{answer}");
    let refused = browser.post("api/submit", json!({ "dialog": dialog, "texts": [["nothing", "x"]] })).await;
    assert_eq!(refused.0, StatusCode::UNPROCESSABLE_ENTITY);
    browser.does("api/submit", json!({ "dialog": dialog, "texts": [] })).await;
    let again = browser.post("api/submit", json!({ "dialog": dialog, "texts": [] })).await;
    assert_eq!(again.0, StatusCode::NOT_FOUND);
    browser.page.shutdown().await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_moves_to_the_next_post_and_the_post_appears() {
    let stage = Stage::with(&crate::stage::library(), DAILY).await;
    let browser = Browser::on(&stage).await;
    let mut events = browser.events().await;
    events
        .next("clock", |c| c["now"] == "2026-11-23T07:00:00Z".parse::<Timestamp>().unwrap().as_millisecond())
        .await;
    browser.does("api/clock", json!({ "to": "post" })).await;
    events
        .next("clock", |c| c["now"] == "2026-11-23T08:00:00Z".parse::<Timestamp>().unwrap().as_millisecond())
        .await;
    let post = events.next("message", |_| true).await;
    assert_eq!(post["channel"], json!(browser.channel));
    let now = async |step: Value| browser.does("api/clock", step).await["now"].as_i64().unwrap();
    let at = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
    assert_eq!(now(json!({ "to": "tomorrow" })).await, at("2026-11-24T00:00:00Z"));
    assert_eq!(now(json!({ "to": "change", "zone": "Europe/Berlin" })).await, at("2027-03-28T01:00:00Z"));
    for (step, told) in [
        (json!({ "to": "change", "zone": "Asia/Tokyo" }), "no more"),
        (json!({ "to": "change", "zone": "Mars/Olympus" }), "no zone"),
        (json!({ "to": "instant", "at": "2020-01-01T00:00:00Z" }), "forward only"),
        (json!({ "to": "post" }), "nothing is scheduled"),
    ] {
        let (status, answer) = browser.post("api/clock", step).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer["error"].as_str().unwrap().contains(told), "{answer}");
    }
    browser.page.shutdown().await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_is_switched_on_and_off_and_the_log_says_what_was_refused() {
    let stage = Stage::new().await;
    let browser = Browser::on(&stage).await;
    let mut events = browser.events().await;
    events.next("scene", |_| true).await;
    browser.does("api/troubles", json!({ "what": "failing", "on": true })).await;
    events.next("scene", |s| s["troubles"]["failing"] == true).await;
    let (status, answer) = browser.call("help", json!([])).await;
    assert_eq!(
        (status, &answer["error"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("the application did not respond"))
    );
    let failed = events.next("log", |l| l["status"] == 500).await;
    assert_eq!(failed["refusal"], "told to fail");
    browser.does("api/troubles", json!({ "what": "failing", "on": false })).await;
    assert_eq!(browser.call("help", json!([])).await.0, StatusCode::OK);
    // A lost connection comes back by itself once it can.
    browser.does("api/troubles", json!({ "what": "lost", "on": true })).await;
    events.next("scene", |s| s["bot"]["online"] == false).await;
    let (_, answer) = browser.call("help", json!([])).await;
    assert_eq!(answer["error"], "the bot is not connected");
    browser.does("api/troubles", json!({ "what": "lost", "on": false })).await;
    events.next("scene", |s| s["bot"]["online"] == true).await;
    // The bot may not write in one channel.
    let denied = json!({ "what": "denied", "on": true, "channel": browser.channel });
    browser.does("api/troubles", denied).await;
    let here = |s: &Value| {
        let channels = s["channels"].as_array().unwrap().clone();
        channels.into_iter().find(|c| c["id"] == json!(browser.channel)).unwrap()
    };
    events.next("scene", |s| here(s)["bot_writes"] == false).await;
    // The log: found by a word of a body, and whole.
    let lines = browser.read("api/log?text=MESSAGE_COMPONENT_NOT_THERE").await;
    assert_eq!(lines["lines"], json!([]));
    let lines = browser.read("api/log?text=told%20to%20fail").await;
    let number = lines["lines"][0]["number"].as_u64().unwrap();
    let whole = browser.read(&format!("api/log/{number}")).await;
    assert_eq!(whole["bodies"][0]["title"], "request");
    browser.page.shutdown().await;
    stage.end_after_trouble().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_is_ever_in_the_log() {
    let stage = Stage::new().await;
    let browser = Browser::on(&stage).await;
    browser.call("digest search", json!([["query", "bridge"]])).await;
    browser.call("digest latest", json!([["private", "true"]])).await;
    let lines = browser.read("api/log").await;
    let mut all = lines.to_string();
    for line in lines["lines"].as_array().unwrap() {
        all += &browser.read(&format!("api/log/{}", line["number"])).await.to_string();
    }
    assert!(!all.contains(stage.twin.token()));
    let tokens: Vec<&str> = all.split("\"token\":").skip(1).map(|rest| &rest[..5]).collect();
    assert!(tokens.len() > 2 && tokens.iter().all(|t| t.starts_with("\"…\"")), "{tokens:?}");
    for path in all.split("/interactions/").skip(1) {
        assert_eq!(path.split('/').nth(1), Some("…"), "{path:.80}");
    }
    browser.page.shutdown().await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_page_itself_is_answered() {
    let stage = Stage::new().await;
    let browser = Browser::on(&stage).await;
    let own = browser.page.url().trim_end_matches('/').to_owned();
    let port = own.rsplit(':').next().unwrap();
    let ask = async |method: Method, path: &str, headers: &[(&str, &str)]| {
        let mut request = browser.http.request(method, browser.at(path)).timeout(LIMIT);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap().status().as_u16()
    };
    let local = format!("localhost:{port}");
    let paths = [
        "",
        "main.js",
        "api/commands?who=1&channel=1",
        "api/events",
        "api/log",
        "api/zones",
        "nothing",
        "api/nothing",
    ];
    for path in paths {
        assert_ne!(ask(Method::GET, path, &[("host", &local)]).await, 403, "{path}");
        for (name, value) in [
            ("host", "evil.example"),
            ("host", "127.0.0.1"),
            ("host", "127.0.0.1.evil.example"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1:1"),
        ] {
            assert_eq!(ask(Method::GET, path, &[(name, value)]).await, 403, "{path} {name}: {value}");
        }
        let cross = ask(Method::GET, path, &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(cross == 403, !path.is_empty(), "{path}");
    }
    let routes = [
        "messages",
        "posts",
        "call",
        "complete",
        "menu",
        "press",
        "choose",
        "submit",
        "locale",
        "clock",
        "troubles",
        "files?name=x",
    ];
    for path in routes {
        let path = format!("api/{path}");
        assert_eq!(ask(Method::POST, &path, &[("origin", "https://evil.example")]).await, 403, "{path}");
        assert_eq!(ask(Method::POST, &path, &[("sec-fetch-site", "same-site")]).await, 403, "{path}");
        // A form of another page cannot send JSON.
        if !path.contains("files") {
            let form = [("content-type", "text/plain"), ("origin", own.as_str())];
            assert_eq!(ask(Method::POST, &path, &form).await, 415, "{path}");
        }
    }
    assert_eq!(browser.messages().await, [] as [Value; 0]);
    let page = browser.get("").await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let text = page.text().await.unwrap();
    assert!(!text.contains("<style") && !text.contains(" style=") && !text.contains("http"), "{text}");
    // Every file that the page names is there.
    for part in text.split("href=\"/").chain(text.split("src=\"/")).skip(1) {
        let path = part.split('"').next().unwrap();
        if path.contains('.') {
            assert_eq!(browser.get(path).await.status(), StatusCode::OK, "{path}");
        }
    }
    let large = "x".repeat(200_000);
    let said = json!({ "who": browser.who, "channel": browser.channel, "text": large });
    let answer = browser.http.post(browser.at("api/messages")).json(&said).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let file =
        browser.http.post(browser.at("api/files?name=a.txt")).body(vec![0; 11 * 1024 * 1024]).send().await;
    assert!(file.is_err() || file.is_ok_and(|a| a.status() == StatusCode::PAYLOAD_TOO_LARGE));
    browser.page.shutdown().await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forums_have_posts_and_the_menu_of_a_message_has_the_bots_commands() {
    let stage = Stage::new().await;
    let browser = Browser::on(&stage).await;
    let mut events = browser.events().await;
    let scene = events.next("scene", |_| true).await;
    let kinds: Vec<u64> =
        scene["channels"].as_array().unwrap().iter().map(|c| c["kind"].as_u64().unwrap()).collect();
    for kind in [ChannelKind::Text, ChannelKind::Announcement, ChannelKind::Forum, ChannelKind::Dm] {
        assert!(kinds.contains(&(kind as u64)), "{kinds:?}");
    }
    let post =
        json!({ "who": browser.who, "forum": stage.twin.world().forum, "title": "Trams", "text": "Free?" });
    let thread = browser.does("api/posts", post).await["id"].clone();
    let scene = events.next("scene", |s| s["channels"].to_string().contains("Trams")).await;
    assert!(scene["channels"].as_array().unwrap().iter().any(|c| c["id"] == thread));
    events.next("message", |m| m["channel"] == thread).await;
    let menu = browser.commands().await["menu"].clone();
    assert_eq!(menu[0]["name"], "Digest this");
    let said = json!({ "who": browser.who, "channel": browser.channel, "text": "Nothing to see." });
    let message = browser.does("api/messages", said).await["id"].clone();
    let picked = json!({ "who": browser.who, "message": message, "what": "Digest this" });
    let answer = browser.does("api/menu", picked).await;
    events.next("message", |m| m["id"] == answer["message"] && m["only_for"] == json!(browser.who)).await;
    browser.page.shutdown().await;
    stage.end().await;
}
