//! `standfirst run` as a process on the stand-in: it answers, it ends when told to, and being killed
//! costs nothing.

use super::Place;
use standfirst::playground::{Event, Fault, Message, Twin, TwinOptions};
use std::{process::Child, time::Duration};

/// Longest wait for anything; a test that waits so long has failed.
const LIMIT: Duration = Duration::from_secs(30);

/// A process that is killed when a failing test drops it.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn run(place: &Place, twin: &Twin) -> Bot {
    let mut command = place.command(&["run"]);
    command.env("DISCORD_TOKEN", twin.token());
    let mut log = twin.follow_log();
    let bot = Bot(command.spawn().unwrap());
    // A process that was just killed may still count as connected: this one has to be greeted.
    let greeted = async {
        while !matches!(&log.recv().await.unwrap().event, Event::Sent(payload) if payload.name() == "READY") {
        }
    };
    tokio::time::timeout(LIMIT, greeted).await.unwrap();
    assert!(twin.wait_for_commands(LIMIT, |commands| !commands.is_empty()).await.is_some());
    bot
}

fn tell(bot: &Bot, signal: &str) {
    let told = std::process::Command::new("kill").args([signal, &bot.0.id().to_string()]).status().unwrap();
    assert!(told.success());
}

async fn ended(mut bot: Bot) -> Option<i32> {
    tokio::task::spawn_blocking(move || bot.0.wait().unwrap().code()).await.unwrap()
}

fn config(twin: &Twin) -> String {
    format!("[discord]\napi_url = \"{}\"\n", twin.url())
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_and_ends_in_good_order_when_told() {
    let (place, twin) = (Place::new(), Twin::start(TwinOptions::default()).await.unwrap());
    place.write("config.toml", config(&twin));
    place.says(&["add", "piece.txt"]);
    let bot = run(&place, &twin).await;
    let world = twin.world();
    let answer = twin.invoke(world.reader, world.general, "/digest latest").await.unwrap();
    let title = answer.message().unwrap().embeds()[0]["title"].as_str().unwrap().to_owned();
    assert_eq!(title, "The ferry is worth its fare");
    tell(&bot, "-TERM");
    assert_eq!(ended(bot).await, Some(0));
    twin.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_it_starts_again_on_the_same_data() {
    let (place, twin) = (Place::new(), Twin::start(TwinOptions::default()).await.unwrap());
    place.write("config.toml", config(&twin));
    place.says(&["add", "piece.txt"]);
    let world = twin.world();
    let first = run(&place, &twin).await;
    let second = place.command(&["run"]).env("DISCORD_TOKEN", twin.token()).output().unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains(&format!("is in use by process {}", first.0.id())), "{said}");
    let answer = twin.invoke(world.reader, world.general, "/digest latest").await.unwrap();
    let card: Message = answer.message().unwrap().clone();
    tell(&first, "-KILL");
    assert_eq!(ended(first).await, None);
    let again = run(&place, &twin).await;
    let about = twin.press(world.reader, card.id, "About the author").await.unwrap();
    assert!(about.message().unwrap().embeds()[0]["title"].as_str().unwrap().contains("Nora Vale"));
    tell(&again, "-INT");
    assert_eq!(ended(again).await, Some(0));
    twin.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_a_kill_cut_short_says_so_after_the_next_start() {
    let (place, twin) = (Place::new(), Twin::start(TwinOptions::default()).await.unwrap());
    let world = twin.world();
    place.write("config.toml", format!("{}curator_guilds = [{}]\n", config(&twin), world.guild));
    let first = run(&place, &twin).await;
    let offered = |commands: &[standfirst::playground::Command]| commands.iter().any(|c| c.name() == "add");
    assert!(twin.wait_for_commands(LIMIT, offered).await.is_some());
    twin.upload("piece.txt", "text/plain", include_bytes!("piece.txt").to_vec());
    let files = twin.fail(Fault::hold().on("GET", "/attachments/*/*/*"));
    let asked = twin.invoke(world.admin, world.general, "/add file:piece.txt");
    let killed = async {
        let mut log = twin.follow_log();
        loop {
            let entry = tokio::time::timeout(LIMIT, log.recv()).await.unwrap().unwrap();
            if let Event::Request { path, body, .. } = &entry.event
                && path.ends_with("/callback")
                && body["type"] == 5
            {
                break;
            }
        }
        tell(&first, "-KILL");
        assert_eq!(ended(first).await, None);
        files.release();
        run(&place, &twin).await
    };
    let (answer, again) = tokio::join!(asked, killed);
    let said = answer.unwrap().message().unwrap().content().to_owned();
    assert_eq!(said, "This was interrupted before it was done. Please try again.");
    tell(&again, "-TERM");
    assert_eq!(ended(again).await, Some(0));
    twin.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_playground_serves_its_page_until_it_is_told_to_end() {
    use std::io::BufRead;
    let place = Place::new();
    let mut command = place.command(&["playground", "--no-chat", "--port", "0"]);
    let mut bot = Bot(command.stdout(std::process::Stdio::piped()).spawn().unwrap());
    let out = bot.0.stdout.take().unwrap();
    let line = tokio::task::spawn_blocking(move || {
        let mut line = String::new();
        std::io::BufReader::new(out).read_line(&mut line).map(|_| line)
    });
    let line = tokio::time::timeout(LIMIT, line).await.unwrap().unwrap().unwrap();
    let url =
        line.split_whitespace().find_map(|w| w.strip_suffix('.').filter(|w| w.contains("://"))).unwrap();
    let page = reqwest::Client::builder().no_proxy().build().unwrap().get(url).send().await.unwrap();
    assert_eq!(page.status(), reqwest::StatusCode::OK);
    assert!(page.text().await.unwrap().contains("<title>Playground</title>"));
    let port = url.trim_end_matches('/').rsplit(':').next().unwrap().to_owned();
    let said = place.says(&["playground", "--port", &port]);
    assert!(said.starts_with("1: ") && said.contains("choose another with --port"), "{said}");
    tell(&bot, "-TERM");
    assert_eq!(ended(bot).await, Some(0));
}
