//! `redigest`: digests of the library made anew, after a summarizer changed.

use super::{Done, Failure, args, complain, library, print};
use crate::{
    app::{Intake, Journal, Redigest, Redone, Shelf},
    config::{Config, Engine},
    digest::{Digest, DigestId},
    library::{Library, Renewed},
};
use futures_util::{StreamExt, stream};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use std::{path::Path, sync::Arc};

/// Pages that are asked for at the same time; one site still gets one request at a time.
const AT_ONCE: usize = 4;

/// How many digests came to what.
#[derive(Default)]
struct Tally {
    anew: usize,
    same: usize,
    by_hand: usize,
    skipped: usize,
}

pub(super) async fn redigest(config: Option<&Path>, wanted: args::Redigest) -> Result<Done, Failure> {
    let config = Config::load(config)?;
    let shelf = Shelf::open(Library::folder(&config.library.path)).await?;
    let contents = shelf.library().load().await?;
    let mut journal = wanted.all.then(|| journal(&config, &wanted)).transpose()?;
    let mut digests: Vec<(DigestId, Arc<Digest>)> = Vec::new();
    for id in &wanted.ids {
        let id = library::known(&shelf, id).await?;
        digests.extend(contents.digests.iter().filter(|(have, _)| *have == id).cloned());
    }
    if let Some(journal) = &journal {
        digests = contents.digests.into_iter().filter(|(id, _)| !journal.has(id)).collect();
        if !journal.is_empty() {
            complain(&format!(
                "going on where it was interrupted: {} done, {} left",
                journal.len(),
                digests.len()
            ));
        }
    }
    let intake = Intake::configured(&config);
    let redigest = Redigest { intake: &intake, library: shelf.library(), over_hand: wanted.edited };
    let bar = bar(digests.len());
    let many = digests.len() > 1;
    let mut tally = Tally::default();
    let mut refused = false;
    let mut work = stream::iter(&digests)
        .map(async |(id, digest)| (id, redigest.one(id, digest, Timestamp::now()).await))
        .buffer_unordered(AT_ONCE);
    while let Some((id, redone)) = work.next().await {
        let redone = redone?;
        if let Redone::NoModel(why) = redone {
            bar.finish_and_clear();
            let go_on = if journal.is_some() { "; run it again to go on from here" } else { "" };
            return Err(format!("stopped at {id}, which stays as it is: {why}{go_on}").into());
        }
        // By design, where all were asked for; the person's mistake, where this one was.
        refused |= match &redone {
            Redone::NoAddress | Redone::Renewed(Renewed::ByHand) => !wanted.all,
            Redone::Skipped(_) | Redone::Renewed(Renewed::Unlike(_)) => true,
            _ => false,
        };
        let line = tally.line(id, &redone);
        let progress =
            if many { format!("[{}/{}] ", bar.position() + 1, digests.len()) } else { String::new() };
        bar.suspend(|| match line {
            Ok(line) => print(&format!("{progress}{line}\n")),
            Err(line) => {
                complain(&format!("{progress}{line}"));
                Ok(())
            }
        })?;
        bar.inc(1);
        if let Some(journal) = &mut journal {
            journal.note(id)?;
        }
    }
    bar.finish_and_clear();
    if let Some(journal) = journal {
        journal.finish()?;
    }
    if many {
        print(&tally.told())?;
    }
    Ok(if refused { Done::Partly } else { Done::All })
}

/// The journal of a run over all, by this version and this engine.
fn journal(config: &Config, wanted: &args::Redigest) -> Result<Journal, Failure> {
    let engine = match config.summary.engine {
        Engine::Extractive => "extractive".to_owned(),
        Engine::Llm => format!("llm:{}", config.summary.llm.model.trim()),
    };
    let edited = if wanted.edited { " --edited" } else { "" };
    let what = format!("{} {engine}{edited}", env!("CARGO_PKG_VERSION"));
    Ok(Journal::open(&config.data_dir, &what, wanted.afresh)?)
}

/// A bar on the standard error stream, where that is a terminal.
fn bar(digests: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} left").ok();
    let bar = ProgressBar::new(digests as u64);
    if let Some(style) = style {
        bar.set_style(style);
    }
    bar.tick();
    bar
}

impl Tally {
    /// What is to be said of one; an `Err` is for the standard error stream.
    fn line(&mut self, id: &DigestId, redone: &Redone) -> Result<String, String> {
        match redone {
            Redone::Renewed(Renewed::Done { changes }) if changes.is_empty() => {
                self.same += 1;
                Ok(format!("as before: {id}"))
            }
            Redone::Renewed(Renewed::Done { changes }) => {
                self.anew += 1;
                Ok(format!("redigested {id}: {changes}"))
            }
            Redone::Renewed(Renewed::ByHand) => {
                self.by_hand += 1;
                Err(format!("left alone: {id}; a person wrote or corrected it (--edited redigests it, too)"))
            }
            Redone::Renewed(Renewed::Unlike(why)) => self.skip(format!("{id}: {why}; it stays as it is")),
            Redone::Renewed(Renewed::Missing) => self.skip(format!("{id}: it was removed just now")),
            Redone::NoAddress => self.skip(format!(
                "{id}: it has no address to fetch it from, and texts are not kept; remove it, then add its file again"
            )),
            Redone::Skipped(why) | Redone::NoModel(why) => self.skip(format!("{id}: {why}")),
        }
    }

    fn skip(&mut self, line: String) -> Result<String, String> {
        self.skipped += 1;
        Err(format!("skipped {line}"))
    }

    fn told(&self) -> String {
        let Tally { anew, same, by_hand, skipped } = self;
        format!("{anew} redigested, {same} as before, {by_hand} left alone, {skipped} skipped\n")
    }
}
