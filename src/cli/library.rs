//! `list`, `show`, `search`, `author`, `tags`, `publish` and `remove`.

use super::{Done, Failure, args::Format, complain, print, render};
use crate::{
    app::Shelf,
    catalogue::{Catalogue, Entry, Subject},
    config::Config,
    digest::{Digest, DigestId, Status},
    library::{Library, Published},
};
use std::path::Path;

/// Most digests that `search` prints.
const FOUND: usize = 20;

async fn open(config: Option<&Path>) -> Result<Shelf, Failure> {
    let config = Config::load(config)?;
    let shelf = Shelf::open(Library::folder(&config.library.path)).await?;
    for broken in shelf.broken().await {
        for fault in &broken.faults {
            complain(&format!("{}: {fault}; it is left out", broken.path.display()));
        }
    }
    Ok(shelf)
}

pub(super) async fn list(config: Option<&Path>, drafts_only: bool) -> Result<Done, Failure> {
    let shelf = open(config).await?;
    let contents = shelf.library().load().await?;
    let mut lines: Vec<String> = shelf.catalogue().newest().map(|e| line(&e.id, &e.digest)).collect();
    if drafts_only {
        lines.clear();
    }
    let drafts = contents.digests.iter().filter(|(_, d)| d.status == Status::Draft);
    lines.extend(drafts.map(|(id, d)| line(id, d)));
    print(&lines.concat())?;
    Ok(Done::All)
}

/// A digest of the library, draft or not; where none has the id, a failure that names the nearest.
pub(super) async fn stored(config: Option<&Path>, id: &str) -> Result<Entry, Failure> {
    let shelf = open(config).await?;
    let id = known(&shelf, id).await?;
    let contents = shelf.library().load().await?;
    let found = contents.digests.into_iter().find(|(have, _)| *have == id);
    let (id, digest) = found.ok_or_else(|| format!("{id} was removed just now"))?;
    Ok(Entry { id, digest })
}

pub(super) async fn show(config: Option<&Path>, id: &str, format: Format) -> Result<Done, Failure> {
    let Entry { id, digest } = stored(config, id).await?;
    let text = match format {
        Format::Text => render::text(&digest),
        Format::Toml => digest.to_toml(),
        Format::Json => render::json(&digest, Some(&id), None)?,
    };
    print(&text)?;
    Ok(Done::All)
}

pub(super) async fn search(config: Option<&Path>, words: &str) -> Result<Done, Failure> {
    let catalogue = open(config).await?.catalogue();
    let page = catalogue.search(words, 0, FOUND)?;
    if page.entries.is_empty() {
        return Err(format!("nothing is about \"{words}\"; try fewer or other words").into());
    }
    if !page.exact {
        complain(&format!("no digest has all of \"{words}\"; these come nearest"));
    }
    let mut lines: String = page.entries.iter().map(|e| line(&e.id, &e.digest)).collect();
    if page.total > page.entries.len() {
        lines.push_str(&format!("… and {} more\n", page.total - page.entries.len()));
    }
    print(&lines)?;
    Ok(Done::All)
}

pub(super) async fn author(config: Option<&Path>, name: &str) -> Result<Done, Failure> {
    let catalogue = open(config).await?.catalogue();
    let Some(person) = catalogue.author(name) else {
        return Err(format!("nobody is called \"{name}\"{}", meant(&catalogue, Subject::Author, name)).into());
    };
    let handle = person.handle.as_deref().map(|h| format!(" ({h})")).unwrap_or_default();
    let mut text = format!("{}{handle}\n", person.name);
    if let Some(bio) = &person.bio {
        text.push_str(&format!("{bio}\n"));
    }
    text.push('\n');
    text.extend(catalogue.pieces(person).into_iter().map(|e: &Entry| line(&e.id, &e.digest)));
    print(&render::safe(&text))?;
    Ok(Done::All)
}

pub(super) async fn tags(config: Option<&Path>) -> Result<Done, Failure> {
    let catalogue = open(config).await?.catalogue();
    let lines: String = catalogue
        .tags()
        .into_iter()
        .map(|t| format!("{:>4}  {}\n", catalogue.digests_about(t), t.tag))
        .collect();
    print(&render::safe(&lines))?;
    Ok(Done::All)
}

pub(super) async fn publish(config: Option<&Path>, id: &str) -> Result<Done, Failure> {
    let shelf = open(config).await?;
    let id = known(&shelf, id).await?;
    print(&match shelf.library().publish(&id).await? {
        Published::Now => format!("published {id}\n"),
        Published::Already => format!("published already: {id}; nothing changed\n"),
        Published::Missing => return Err(format!("{id} was removed just now").into()),
    })?;
    Ok(Done::All)
}

pub(super) async fn remove(config: Option<&Path>, id: &str, block: bool) -> Result<Done, Failure> {
    let shelf = open(config).await?;
    let id = known(&shelf, id).await?;
    let library = shelf.library();
    if !(if block { library.block(&id).await? } else { library.remove(&id).await? }) {
        return Err(format!("{id} was removed just now").into());
    }
    let blocked = if block { "; it stays out until its entry in _blocked.toml is removed" } else { "" };
    print(&format!("removed {id}{blocked}\n"))?;
    Ok(Done::All)
}

/// The id, if a digest has it; else a failure that names the nearest.
pub(super) async fn known(shelf: &Shelf, id: &str) -> Result<DigestId, Failure> {
    let contents = shelf.library().load().await?;
    let known = id.parse::<DigestId>().ok().filter(|id| contents.digests.iter().any(|(have, _)| have == id));
    known.ok_or_else(|| {
        // Drafts are in no catalogue, and a typo may be in the date.
        let likeness = |have: &DigestId| strsim::jaro_winkler(have.as_str(), id);
        let ids = contents.digests.iter().map(|(have, _)| have);
        let near = ids.max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|near| likeness(near) > 0.9);
        let meant = match near {
            Some(near) => format!("; did you mean \"{near}\"?"),
            None => meant(&shelf.catalogue(), Subject::Digest, id),
        };
        format!("no digest has the id \"{id}\"{meant}").into()
    })
}

fn meant(catalogue: &Catalogue, subject: Subject, typed: &str) -> String {
    match catalogue.complete(subject, typed, 1).first() {
        Some(near) => format!("; did you mean \"{}\"?", near.value),
        None => "; `standfirst list` shows what is there".to_owned(),
    }
}

/// One digest on one line.
fn line(id: &DigestId, digest: &Digest) -> String {
    let draft = if digest.status == Status::Draft { "[draft] " } else { "" };
    let names: Vec<&str> = digest.authors.iter().map(|a| a.name.as_str()).collect();
    let by = match (&digest.publication, names.is_empty()) {
        (Some(publication), true) => publication.clone(),
        (Some(publication), false) => format!("{}, {publication}", names.join(" and ")),
        (None, _) => names.join(" and "),
    };
    let by = if by.is_empty() { by } else { format!(" · {by}") };
    render::safe(&format!("{id}  {draft}{}{by}\n", digest.title))
}
