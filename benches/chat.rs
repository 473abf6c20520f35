//! From a typed line to the answer in the channel: stand-in, gateway, bot, REST, all over sockets.

use divan::Bencher;
use standfirst::{
    app::{self, Clock, Intake, Running},
    config::Config,
    discord::Token,
    playground::{Twin, TwinOptions},
};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;
use tokio::runtime::Runtime;

fn main() {
    divan::main();
}

struct Stage {
    runtime: Runtime,
    twin: Twin,
    _running: Running,
    _folder: TempDir,
}

/// The bot with the library that ships.
static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let runtime = Runtime::new().expect("a runtime");
    let (twin, running, folder) = runtime.block_on(async {
        let twin = Twin::start(TwinOptions::default()).await.expect("a stand-in");
        let folder = TempDir::new().expect("a folder");
        let mut config = Config { data_dir: folder.path().to_owned(), ..Config::default() };
        config.library.path = concat!(env!("CARGO_MANIFEST_DIR"), "/digests").into();
        config.discord.api_url = twin.url().to_owned();
        let token = Token::new(twin.token()).expect("a token");
        let intake = Arc::new(Intake::configured(&config));
        let mut running = app::start(&config, token, Clock::system(), intake).await.expect("a bot");
        running.ready().await.expect("a connection");
        (twin, running, folder)
    });
    Stage { runtime, twin, _running: running, _folder: folder }
});

#[divan::bench(args = ["/digest show digest:1897-09-21-is-there-a-santa-claus", "/digest search query:press freedom", "/help"])]
fn line_to_answer(bencher: Bencher<'_, '_>, line: &str) {
    let stage = &*STAGE;
    let world = stage.twin.world();
    bencher.bench(|| {
        stage.runtime.block_on(stage.twin.invoke(world.reader, world.general, line)).expect("an answer")
    });
}

#[divan::bench]
fn typing_to_choices(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    let world = stage.twin.world();
    bencher.bench(|| {
        let typed = stage.twin.autocomplete(world.reader, world.general, "/digest show digest:pr");
        stage.runtime.block_on(typed).expect("choices")
    });
}

/// To compare with: one request to the stand-in and its answer, with no bot.
#[divan::bench]
fn one_request(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let url = format!("{}/api/v10/gateway", stage.twin.url());
    bencher.bench(|| {
        let asked = async { client.get(&url).send().await?.text().await };
        stage.runtime.block_on(asked).expect("an answer")
    });
}
