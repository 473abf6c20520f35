//! A stage for one test: a stand-in, a library, a clock that stands still, and the bot at work.

use crate::wire::Watch;
use jiff::Timestamp;
use serde_json::Value;
use standfirst::{
    app::{self, Clock, Intake, Running, Shelf},
    article::fetch::{FetchOptions, Reach},
    config::Config,
    discord::Token,
    playground::{Answer, Entry, Event, Id, Message, Twin, TwinOptions},
};
use std::{
    fs,
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;

/// Longest wait for anything, in real time; a test that waits so long has failed.
pub const LIMIT: Duration = Duration::from_secs(20);

pub struct Stage {
    pub twin: Arc<Twin>,
    pub clock: Clock,
    pub folder: TempDir,
    intake: Arc<Intake>,
    config: Config,
    running: Option<Running>,
    wire: Watch,
}

/// The way in for articles, for sites on this machine.
pub fn intake() -> Arc<Intake> {
    let reach = Reach::Only(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]);
    Arc::new(Intake::new(FetchOptions { reach, gap: Duration::ZERO, ..FetchOptions::default() }))
}

/// 23 November 2026, a Monday, seven in the morning UTC.
pub fn morning() -> Timestamp {
    "2026-11-23T07:00:00Z".parse().unwrap()
}

impl Stage {
    /// With these digests, by file name, and this much of a `config.toml`.
    pub async fn with(digests: &[(&str, String)], config: &str) -> Stage {
        Stage::on(TwinOptions::default(), digests, config).await
    }

    /// With the little library, on a stand-in that wants a heartbeat so often.
    pub async fn beating(heartbeat: Duration) -> Stage {
        Stage::on(TwinOptions { heartbeat, ..TwinOptions::default() }, &library(), "").await
    }

    async fn on(options: TwinOptions, digests: &[(&str, String)], config: &str) -> Stage {
        let clock = Clock::stopped(morning());
        let twin = Arc::new(Twin::start(TwinOptions { now: clock.reading(), ..options }).await.unwrap());
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("digests")).unwrap();
        let wire = Watch::start(&twin);
        let mut stage =
            Stage { intake: intake(), config: Config::default(), twin, clock, folder, running: None, wire };
        stage.configure(config);
        for (name, text) in digests {
            stage.put(name, text);
        }
        stage.up().await;
        stage
    }

    /// With the little library of [`library`].
    pub async fn new() -> Stage {
        Stage::with(&library(), "").await
    }

    pub fn put(&self, name: &str, text: &str) {
        fs::write(self.config.library.path.join(format!("{name}.toml")), text).unwrap();
    }

    /// Takes another config for the next start. CHANNEL, GENERAL, ANNOUNCEMENTS and FORUM stand for
    /// channels, GUILD for the server, CURATORS for a role.
    pub fn configure(&mut self, config: &str) {
        let world = self.twin.world();
        let config = config
            .replace("CHANNEL", &world.op_eds.to_string())
            .replace("ANNOUNCEMENTS", &world.announcements.to_string())
            .replace("FORUM", &world.forum.to_string())
            .replace("CURATORS", &world.curators.to_string())
            .replace("GENERAL", &world.general.to_string())
            .replace("GUILD", &world.guild.to_string());
        self.config = Config::parse(&config).unwrap();
        if !config.contains("requests_a_minute") {
            // Tests ask for more than a person does.
            self.config.discord.requests_a_minute = 0;
        }
        self.config.data_dir = self.folder.path().join("data");
        self.config.library.path = self.folder.path().join("digests");
        self.config.discord.api_url = self.twin.url().to_owned();
    }

    /// Starts the bot.
    pub async fn up(&mut self) {
        let token = Token::new(self.twin.token()).unwrap();
        let mut running =
            app::start(&self.config, token, self.clock.clone(), self.intake.clone()).await.unwrap();
        tokio::time::timeout(LIMIT, running.ready()).await.unwrap().unwrap();
        assert_eq!(running.shelf.broken().await, []);
        self.running = Some(running);
    }

    /// Ends the bot.
    pub async fn down(&mut self) {
        self.hand_over().stop().await;
    }

    /// The bot, for a test that ends it while it waits for something else.
    pub fn hand_over(&mut self) -> Running {
        self.running.take().unwrap()
    }

    /// Waits until everything that is due by now was seen to.
    pub async fn looked(&self) {
        let (now, mut looked) = (self.clock.now(), self.running.as_ref().unwrap().looked.clone());
        tokio::time::timeout(LIMIT, looked.wait_for(|looked| *looked == now)).await.unwrap().unwrap();
    }

    /// The library and its catalogue, as the bot has them.
    pub fn shelf(&self) -> &Shelf {
        &self.running.as_ref().unwrap().shelf
    }

    /// Waits until somebody sees *thinking…*.
    pub async fn thinking(&self) {
        let deferred = |(path, body): &(String, Value)| path.ends_with("/callback") && body["type"] == 5;
        let seen = async {
            while !self.requests().iter().any(deferred) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(LIMIT, seen).await.unwrap();
    }

    /// Ends the connection with a close code, or resets it, once there is one.
    pub async fn disconnect(&self, code: Option<u16>) {
        let done = async {
            while self.twin.disconnect(code) == 0 {
                assert!(self.twin.wait_for_bot(LIMIT).await);
            }
        };
        tokio::time::timeout(LIMIT, done).await.unwrap();
    }

    /// Lets the bot see changes in the library.
    pub async fn refresh(&self) {
        self.running.as_ref().unwrap().shelf.refresh().await.unwrap();
    }

    /// The reader types a line in #op-eds; the answer as they see it.
    pub async fn say(&self, line: &str) -> String {
        show(&self.ask(line).await)
    }

    pub async fn ask(&self, line: &str) -> Message {
        let world = self.twin.world();
        match self.twin.invoke(world.reader, world.op_eds, line).await {
            Ok(answer) => answer.message().unwrap().clone(),
            Err(error) => panic!("{line}: {error}\n{}", self.refusals().join("\n")),
        }
    }

    pub async fn press(&self, who: Id, message: &Message, button: &str) -> Answer {
        match self.twin.press(who, message.id, button).await {
            Ok(answer) => answer,
            Err(error) => panic!("{button}: {error}\n{}", self.refusals().join("\n")),
        }
    }

    pub async fn complete(&self, line: &str) -> Vec<String> {
        let world = self.twin.world();
        let choices = self.twin.autocomplete(world.reader, world.op_eds, line).await.unwrap();
        choices.into_iter().map(|c| format!("{} = {}", c.name, c.value.as_str().unwrap())).collect()
    }

    /// Every request of the bot with its body.
    pub fn requests(&self) -> Vec<(String, Value)> {
        let request = |entry: &Arc<Entry>| match &entry.event {
            Event::Request { method, path, body, .. } => {
                Some((format!("{method} {path}"), Value::clone(body)))
            }
            _ => None,
        };
        self.twin.log().iter().filter_map(request).collect()
    }

    /// What the stand-in refused.
    pub fn refusals(&self) -> Vec<String> {
        let refused = |entry: &Arc<Entry>| match &entry.event {
            Event::Request { method, path, refusal: Some(why), .. } => {
                Some(format!("{method} {path}: {why}"))
            }
            _ => None,
        };
        self.twin.log().iter().filter_map(refused).collect()
    }

    /// Ends a test in which Discord was made to fail.
    pub async fn end_after_trouble(mut self) {
        self.down().await;
        let mut faults = self.wire.faults(&self.twin).await;
        faults.retain(|fault| !fault.contains(" was refused: "));
        assert_eq!(faults, Vec::<String>::new());
        self.twin.shutdown().await;
    }

    /// Ends the test: the bot ends in good order, and nobody finds fault with anything it sent.
    pub async fn end(mut self) {
        if self.running.is_some() {
            self.down().await;
        }
        assert_eq!(self.wire.faults(&self.twin).await, Vec::<String>::new());
        assert!(self.wire.bodies() > 0);
        self.twin.shutdown().await;
    }
}

/// A message as plain lines: what a reader sees, and what the buttons send.
pub fn show(message: &Message) -> String {
    let mut lines = Vec::new();
    if message.is_ephemeral() {
        lines.push("(only you)".to_owned());
    }
    if !message.content().is_empty() {
        lines.push(message.content().to_owned());
    }
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    for embed in message.embeds() {
        lines.push(format!("# {}", text(embed, "title")));
        lines.extend(embed["url"].as_str().map(|url| format!("-> {url}")));
        lines.extend(embed["description"].as_str().map(str::to_owned));
        for field in embed["fields"].as_array().into_iter().flatten() {
            lines.push(format!("## {}\n{}", text(field, "name"), text(field, "value")));
        }
        lines.extend(embed["footer"]["text"].as_str().map(|f| format!("-- {f}")));
    }
    for control in message.controls() {
        let off = if control["disabled"] == true { " off" } else { "" };
        match control["options"].as_array() {
            Some(options) => {
                let options = options.iter().map(|o| text(o, "label")).collect::<Vec<_>>().join(" | ");
                lines.push(format!("<{}: {options}>", text(control, "placeholder")));
            }
            None => {
                let target =
                    control["url"].as_str().unwrap_or_else(|| control["custom_id"].as_str().unwrap());
                lines.push(format!("[{}{off}] {target}", text(control, "label")));
            }
        }
    }
    lines.join("\n")
}

/// Three digests by two people, of 2022 to 2024.
pub fn library() -> Vec<(&'static str, String)> {
    let bridge = r#"title = "Let the bridge be free"
kind = "column"
publication = "The Harbour Post"
url = "https://harbour.example/opinion/bridge"
published = 2024-05-06
added = 2026-11-23T06:00:00Z
tags = ["Tolls", "Bridges"]
disclaimer = "The views expressed by contributors are their own and not the view of The Harbour Post."
gist = "Tolls on the old bridge cost more than they raise."
points = ["Collecting them takes half of what comes in.", "The detours wear out the side streets."]
quote = "A toll that pays for its own booth is no toll at all."
words = 501

[[authors]]
name = "Ada Example"
handle = "@ada"
bio = "Ada Example builds bridges and teaches at the Harbour School."

[origin]
summarizer = "extractive"
"#;
    let ferry = r#"title = "The ferry is worth its fare"
publication = "The Harbour Post"
published = 2023-02-01
added = 2026-11-23T06:00:00Z
tags = ["Ferries", "Tolls"]
gist = "The town should keep the ferry."
points = ["Buses would be slower."]

[[authors]]
name = "Ada Example"

[[authors]]
name = "Ben Sample"
bio = "Ben Sample is a pilot."
"#;
    let editorial = r#"title = "A lamp is not a luxury"
kind = "editorial"
publication = "The Night Watch"
published = 2022-12-24
added = 2026-11-23T06:00:00Z
tags = ["Street lamps"]
gist = "Street lamps should burn all night."
points = ["The dark costs more than the light."]
"#;
    vec![
        ("2024-05-06-let-the-bridge-be-free", bridge.to_owned()),
        ("2023-02-01-the-ferry-is-worth-its-fare", ferry.to_owned()),
        ("2022-12-24-a-lamp-is-not-a-luxury", editorial.to_owned()),
    ]
}

/// `n` digests, the newest last.
pub fn many(n: usize) -> Vec<(&'static str, String)> {
    (0..n)
        .map(|i| {
            let day = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(i as i64)).unwrap();
            let name: &'static str = format!("{day}-piece-{i}").leak();
            let text = format!(
                "title = \"Piece {i}\"\npublished = {day}\nadded = 2026-11-23T06:00:00Z\ntags = [\"Everything\"]\n\
                 gist = \"Harbour thought number {i}.\"\npoints = [\"It is so.\"]\n[[authors]]\nname = \"Ada Example\"\n"
            );
            (name, text)
        })
        .collect()
}
