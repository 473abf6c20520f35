//! `run`: the bot on Discord, until it is told to end.

use super::{Done, Failure};
use crate::{
    app::{self, Clock, Intake},
    config::Config,
    discord::Token,
};
use std::{env, io::IsTerminal, path::Path, sync::Arc};
use tracing_subscriber::EnvFilter;

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
enum TokenError {
    #[error(
        "there is no token; put the bot's token into DISCORD_TOKEN, or the name of a file with it into DISCORD_TOKEN_FILE"
    )]
    Missing,
    #[error("DISCORD_TOKEN holds no token; copy it from the Bot page of your application")]
    Malformed,
    #[error("{file}: cannot read the token ({reason}); check the name in DISCORD_TOKEN_FILE")]
    Unreadable { file: String, reason: std::io::Error },
}

pub(super) async fn run(config: Option<&Path>) -> Result<Done, Failure> {
    let config = Config::load(config)?;
    log_to_stderr(&config.log.level)?;
    let token = token()?;
    let intake = Arc::new(Intake::configured(&config));
    // Before anything is begun: who is told to end in the middle of it ends in good order, too.
    let told = told_to_end().map_err(app::RunError::Signal)?;
    let mut running = app::start(&config, token, Clock::system(), intake).await?;
    let ended = tokio::select! {
        ended = running.ended() => ended,
        () = told => Ok(()),
    };
    running.stop().await;
    ended?;
    Ok(Done::All)
}

fn token() -> Result<Token, TokenError> {
    if let Ok(token) = env::var("DISCORD_TOKEN") {
        return Token::new(&token).ok_or(TokenError::Malformed);
    }
    let Ok(file) = env::var("DISCORD_TOKEN_FILE") else { return Err(TokenError::Missing) };
    match std::fs::read_to_string(&file) {
        Ok(token) => Token::new(&token).ok_or(TokenError::Malformed),
        Err(reason) => Err(TokenError::Unreadable { file, reason }),
    }
}

/// Listens from now on for the signal that ends a service, and for Ctrl-C; it is over when one came.
pub(super) fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Starts the log. A level without a target is for this program; of the libraries only warnings show.
pub(super) fn log_to_stderr(level: &str) -> Result<(), Failure> {
    let filter =
        if level.contains(['=', ',']) { level.to_owned() } else { format!("warn,standfirst={level}") };
    let filter = EnvFilter::try_new(filter).map_err(|_| {
        format!("`{level}` is no log level; set [log] level to error, warn, info, debug or trace")
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
    Ok(())
}
