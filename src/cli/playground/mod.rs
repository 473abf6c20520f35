//! `playground`: the bot on the local stand-in for Discord, with a chat in the terminal.

mod browser;
mod chat;
mod time;

use super::{Done, Failure, args, print, run};
use crate::{
    app::{self, Clock, Intake, RunError},
    config::{Config, Daily, Snowflake},
    discord::Token,
    playground::{
        Twin, TwinOptions,
        page::{self, Page},
    },
};
use jiff::tz::TimeZone;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;

/// How long the bot gets to connect to a server on the same machine.
const CONNECT_WITHIN: Duration = Duration::from_secs(30);
/// Deepest subfolder that is copied; a library has no deeper ones.
const MAX_DEPTH: usize = 8;

pub(super) async fn playground(config: Option<&Path>, wanted: &args::Playground) -> Result<Done, Failure> {
    let mut config = Config::load(config)?;
    // Who moves the clock past daily posts need not be told of each that was missed.
    run::log_to_stderr("warn,standfirst::app::daily=error")?;
    let clock = Clock::system();
    let twin = Twin::start(TwinOptions {
        name: "Standfirst".to_owned(),
        now: clock.reading(),
        ..TwinOptions::default()
    })
    .await?;
    let twin = Arc::new(twin);
    let _copy = if wanted.write { None } else { Some(on_a_copy(&mut config).await?) };
    config.discord.api_url = twin.url().to_owned();
    config.discord.guilds.clear();
    // A clock that is moved ahead would tell the ledger wrong times for the next polls.
    config.feeds.clear();
    // Nobody needs protection from the one who tries it.
    config.discord.requests_a_minute = 0;
    config.discord.curator_guilds = vec![twin.world().guild.to_string().parse()?];
    "Curators".clone_into(&mut config.discord.curator_role);
    let channel = twin.world().op_eds.to_string().parse()?;
    daily_in(&mut config, channel);
    let token = Token::new(twin.token()).ok_or("the stand-in has no token")?;
    let intake = Arc::new(Intake::configured(&config));
    let mut running = app::start(&config, token, clock.clone(), intake).await?;
    let ready = tokio::time::timeout(CONNECT_WITHIN, running.ready()).await;
    ready.map_err(|_| "the bot did not connect to the stand-in in time; try again")??;
    let digests = running.shelf.catalogue().len();
    let time = time::Moved::new(clock.clone(), running.ledger.clone()).await?;
    let page = page_on(Arc::clone(&twin), time, wanted.port).await?;
    if wanted.open {
        browser::open(page.url());
    }
    let mut chat = chat::Chat::new(&twin, clock, running.ledger.clone(), digests).await?;
    let told = run::told_to_end().map_err(RunError::Signal)?;
    let talk = async {
        if wanted.no_chat {
            print(&format!("The playground is at {}. Ctrl-C ends it.\n", page.url()))?;
            return std::future::pending().await;
        }
        chat.run(page.url()).await
    };
    let chatted = tokio::select! {
        chatted = talk => chatted,
        ended = running.ended() => Err(ended.err().map_or_else(|| "the bot ended".into(), Failure::from)),
        () = told => Ok(Done::All),
    };
    page.shutdown().await;
    running.stop().await;
    twin.shutdown().await;
    chatted
}

/// The page on the port that was asked for, or else on its own one, or on any that is free.
async fn page_on(twin: Arc<Twin>, time: time::Moved, port: Option<u16>) -> Result<Page, Failure> {
    if let Some(port) = port {
        let page = page::serve(twin, Box::new(time), port).await;
        return page
            .map_err(|e| format!("port {port} cannot be used: {e}; choose another with --port").into());
    }
    match page::serve(Arc::clone(&twin), Box::new(time.clone()), page::PORT).await {
        Ok(page) => Ok(page),
        Err(_) => Ok(page::serve(twin, Box::new(time), 0).await?),
    }
}

/// Moves library and data to a temporary folder, which is deleted when the value is dropped.
async fn on_a_copy(config: &mut Config) -> Result<TempDir, Failure> {
    let folder = TempDir::new()?;
    let (from, to) = (config.library.path.clone(), folder.path().join("digests"));
    config.data_dir = folder.path().join("data");
    config.library.path.clone_from(&to);
    tokio::task::spawn_blocking(move || copy(&from, &to, 0)).await??;
    Ok(folder)
}

fn copy(from: &Path, to: &Path, depth: usize) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let entries = match fs::read_dir(from) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e),
    };
    for entry in entries {
        let path: PathBuf = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() && depth < MAX_DEPTH {
            copy(&path, &to.join(name), depth + 1)?;
        } else if path.extension().is_some_and(|x| x == "toml") {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// Daily posts go to the playground's channel: those of the config, or else one at eight.
fn daily_in(config: &mut Config, channel: Snowflake) {
    if config.daily.is_empty() {
        let eight = jiff::civil::time(8, 0, 0, 0);
        config.daily.push(Daily::new("playground", channel, eight, TimeZone::system()));
    }
    for daily in &mut config.daily {
        daily.channel = channel;
    }
}
