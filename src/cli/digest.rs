//! `digest` and `add`: an article goes in, its digest comes out, or into the library.

use super::{
    Done, Failure, args, complain,
    input::{self, InputError},
    print, render,
};
use crate::{
    app::{Explanation, Intake},
    article::{Article, Hints},
    config::Config,
    digest::Digest,
    library::{Added, Library},
};
use jiff::Timestamp;
use std::path::Path;

pub(super) async fn digest(config: Option<&Path>, wanted: args::Digest) -> Result<Done, Failure> {
    let intake = Intake::configured(&Config::load(config)?);
    let (article, digest, how) = make(&intake, &wanted.source, &wanted.about).await?;
    if wanted.explain {
        complain(render::explanation(&article.text, &digest, &how).trim_end());
    } else {
        tell_fallback("", &how);
    }
    let text = match wanted.format {
        args::Format::Text => render::text(&digest),
        args::Format::Toml => digest.to_toml(),
        args::Format::Json => render::json(&digest, None, wanted.with_text.then_some(article.text.as_str()))?,
    };
    print(&text)?;
    Ok(Done::All)
}

pub(super) async fn add(config: Option<&Path>, wanted: args::Add) -> Result<Done, Failure> {
    let config = Config::load(config)?;
    let intake = Intake::configured(&config);
    let library = Library::folder(config.library.path);
    let many = wanted.sources.len();
    let mut done = Done::All;
    let (mut new, mut known, mut updated, mut blocked) = (0, 0, 0, 0);
    for (n, source) in wanted.sources.iter().enumerate() {
        let progress = if many > 1 { format!("[{}/{many}] ", n + 1) } else { String::new() };
        let line = match make(&intake, source, &wanted.about).await {
            Ok((article, digest, how)) => {
                match library.add(digest).await.inspect(|_| tell_fallback(&progress, &how))? {
                    Added::New(id) => {
                        new += 1;
                        format!("added {id}\n")
                    }
                    Added::Known(id) => {
                        known += 1;
                        format!("known already: {id}; nothing changed\n")
                    }
                    Added::Also(id) => {
                        known += 1;
                        format!("also at {}: added to {id}\n", article.url.unwrap_or_default())
                    }
                    Added::Updated { id, changes } => {
                        updated += 1;
                        format!("updated {id}: {changes}\n")
                    }
                    Added::Kept(id) => {
                        known += 1;
                        format!(
                            "known already: {id}; the article was edited, but its digest is by hand and stays\n"
                        )
                    }
                    Added::Blocked(title) => {
                        complain(&format!(
                            "{progress}blocked: {title}; remove its entry from _blocked.toml to allow it"
                        ));
                        blocked += 1;
                        done = Done::Partly;
                        continue;
                    }
                }
            }
            Err(error) => {
                complain(&format!("{progress}skipped {error}"));
                done = Done::Partly;
                continue;
            }
        };
        print(&format!("{progress}{line}"))?;
    }
    if many > 1 {
        let skipped = many - new - known - updated - blocked;
        let mut told = format!("{new} added, {known} known already, {skipped} skipped");
        for (n, what) in [(updated, "updated"), (blocked, "blocked")].into_iter().filter(|(n, _)| *n > 0) {
            told.push_str(&format!(", {n} {what}"));
        }
        print(&format!("{told}\n"))?;
    }
    Ok(done)
}

/// Says why no model wrote the digest, where one should have.
fn tell_fallback(progress: &str, how: &Explanation) {
    if let Some(note) = &how.note {
        complain(&format!("{progress}{note}; sentences of the article were chosen instead"));
    }
}

async fn make(
    intake: &Intake,
    source: &str,
    about: &args::About,
) -> Result<(Article, Digest, Explanation), InputError> {
    let hints = Hints { url: about.url.clone(), published: about.published, ..Hints::default() };
    let reading = input::read(intake, source, hints).await?;
    let article = reading.article.clone();
    let (digest, how) = intake.explained(input::name(source), reading, Timestamp::now(), "cli").await?;
    Ok((article, digest, how))
}
