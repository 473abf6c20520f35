//! The command line: what is typed, what is printed, and the exit status.

mod args;
mod check;
mod daily;
mod digest;
mod feeds;
mod input;
mod library;
mod playground;
mod preview;
mod redigest;
mod render;
mod run;

use args::{Args, Command};
use clap::Parser;
use std::{io::Write, process::ExitCode, time::Duration};

/// How long blocking work that nobody waits for any more holds up the end.
const LINGER: Duration = Duration::from_millis(200);

/// What a command came to, where it did not fail as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// All of it, or it was done already.
    All,
    /// Something was refused, and the reason is on the standard error stream.
    Partly,
}

/// A failure of the whole command: one line for the person.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs the command line. Exit status: 0 all done or already known, 1 something was refused, 2 wrong
/// usage.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return failed(&e),
    };
    let done = runtime.block_on(dispatch(args));
    runtime.shutdown_timeout(LINGER);
    match done {
        Ok(Done::All) => ExitCode::SUCCESS,
        Ok(Done::Partly) => ExitCode::FAILURE,
        Err(e) if is_closed_pipe(&*e) => ExitCode::SUCCESS,
        Err(e) => failed(&*e),
    }
}

async fn dispatch(args: Args) -> Result<Done, Failure> {
    let config = args.config.as_deref();
    match args.command {
        Command::Digest(wanted) => digest::digest(config, wanted).await,
        Command::Add(wanted) => digest::add(config, wanted).await,
        Command::Redigest(wanted) => redigest::redigest(config, wanted).await,
        Command::List { drafts } => library::list(config, drafts).await,
        Command::Publish { id } => library::publish(config, &id).await,
        Command::Show { id, format } => library::show(config, &id, format).await,
        Command::Preview(wanted) => preview::preview(config, &wanted).await,
        Command::Search { words } => library::search(config, &words.join(" ")).await,
        Command::Author { name } => library::author(config, &name.join(" ")).await,
        Command::Tags => library::tags(config).await,
        Command::Remove { id, block } => library::remove(config, &id, block).await,
        Command::Check => check::check(config).await,
        Command::Feeds(wanted) => feeds::feeds(config, wanted).await,
        Command::Daily(wanted) => daily::daily(config, wanted).await,
        Command::Run => run::run(config).await,
        Command::Playground(wanted) => playground::playground(config, &wanted).await,
    }
}

fn failed(error: &(dyn std::error::Error + 'static)) -> ExitCode {
    complain(&error.to_string());
    ExitCode::FAILURE
}

/// One line on the standard error stream. If that is closed, nobody is there to be told.
fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", render::safe(line));
}

/// Text on the standard output stream.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// `standfirst list | head` closes the pipe early; that is no failure.
fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}
