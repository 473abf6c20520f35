//! Digests of the library made anew from their pages: what changes, what stays, and where a run goes on.

#[path = "fetch/site.rs"]
#[allow(dead_code, reason = "the stage of other tests, of which this one needs a part")]
mod site;

use axum::response::Response;
use jiff::Timestamp;
use site::{PAGE, Site, html, missing};
use standfirst::{
    app::{Intake, Journal, Redigest, Redone},
    article::Hints,
    digest::{Digest, DigestId, Status},
    library::{Added, Library, Renewed},
};
use std::{
    fs,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// A library with the digest of a page, on a site whose page can be changed.
struct Desk {
    site: Site,
    page: Arc<Mutex<Option<String>>>,
    intake: Intake,
    folder: TempDir,
    library: Library,
    id: DigestId,
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

impl Desk {
    async fn new() -> Desk {
        let page = Arc::new(Mutex::new(Some(PAGE.to_owned())));
        let shown = Arc::clone(&page);
        let answer = move |path: &str| -> Response {
            match shown.lock().unwrap().clone() {
                Some(page) if path == "/ferry" => html(page),
                _ => missing(),
            }
        };
        let site = Site::new(answer).await;
        let intake = Intake::new(site::options());
        let folder = TempDir::new().unwrap();
        let library = Library::folder(folder.path());
        let url = site.url("/ferry");
        let reading = intake.read_address(&url, Hints::default()).await.unwrap();
        let digest = intake.digest(&url, reading, at("2026-11-01T08:00:00Z"), "discord:7").await.unwrap();
        let Added::New(id) = library.add(digest).await.unwrap() else { panic!("it is new") };
        Desk { site, page, intake, folder, library, id }
    }

    async fn digest(&self) -> Digest {
        let contents = self.library.load().await.unwrap();
        Digest::clone(&contents.digests.iter().find(|(id, _)| *id == self.id).unwrap().1)
    }

    /// Changes the digest as another version of this program would have written it, which is sealed, or as a
    /// person does.
    async fn write(&self, sealed: bool, change: fn(&mut Digest)) {
        let change = move |digest: &mut Digest| {
            change(digest);
            let seal = digest.seal();
            if let Some(origin) = digest.origin.as_mut().filter(|_| sealed) {
                origin.seal = Some(seal);
            }
        };
        self.library.rewrite(&self.id, change).await.unwrap();
    }

    async fn redigest(&self, over_hand: bool) -> Redone {
        let redigest = Redigest { intake: &self.intake, library: &self.library, over_hand };
        redigest.one(&self.id, &self.digest().await, at("2026-11-26T08:00:00Z")).await.unwrap()
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.folder.path().join(format!("{}.toml", self.id))).unwrap()
    }
}

fn changed(changes: &str) -> Redone {
    Redone::Renewed(Renewed::Done { changes: changes.to_owned() })
}

#[tokio::test]
async fn what_an_earlier_version_wrote_is_made_anew_and_all_else_stays() {
    let desk = Desk::new().await;
    let first = desk.digest().await;
    desk.write(true, |digest| {
        digest.gist = "What an earlier version chose.".to_owned();
        digest.points[0] = "What an earlier version made of it.".to_owned();
        digest.also.push("https://wire.example/ferry".to_owned());
        digest.status = Status::Draft;
    })
    .await;
    assert_eq!(desk.redigest(false).await, changed("gist, 1 point"));
    let after = desk.digest().await;
    assert_eq!((&after.gist, &after.points), (&first.gist, &first.points));
    assert_eq!((after.status, after.also.len()), (Status::Draft, 1));
    assert_eq!(after.updated, Some(at("2026-11-26T08:00:00Z")));
    assert_eq!(after.origin.as_ref().unwrap().added_by.as_deref(), Some("discord:7"));
    assert!(!after.is_by_hand(), "it can be made anew the next time, too");
    // Once more changes nothing, not a byte.
    let bytes = desk.bytes();
    assert_eq!(desk.redigest(false).await, changed(""));
    assert_eq!(desk.bytes(), bytes);
}

#[tokio::test]
async fn what_a_person_wrote_stays_unless_asked() {
    let desk = Desk::new().await;
    let first = desk.digest().await;
    for edit in [
        (|d| d.gist = "As the desk has it.".to_owned()) as fn(&mut Digest),
        |d| d.title = "As the desk has it".to_owned(),
        |d| d.origin.as_mut().unwrap().summarizer = "editor".to_owned(),
    ] {
        desk.write(false, edit).await;
        let bytes = desk.bytes();
        assert_eq!(desk.redigest(false).await, Redone::Renewed(Renewed::ByHand));
        assert_eq!(desk.bytes(), bytes);
    }
    assert_eq!(desk.redigest(true).await, changed("gist"));
    let after = desk.digest().await;
    assert_eq!(after.gist, first.gist);
    assert_eq!(after.title, "As the desk has it", "a correction of the page's own stays");
    assert!(after.edits().page && !after.edits().words);
}

#[tokio::test]
async fn a_page_that_is_gone_or_has_another_text_changes_nothing() {
    let desk = Desk::new().await;
    desk.write(true, |digest| digest.gist = "What an earlier version chose.".to_owned()).await;
    let bytes = desk.bytes();
    *desk.page.lock().unwrap() = None;
    let Redone::Skipped(why) = desk.redigest(false).await else { panic!("it is gone") };
    assert!(why.starts_with(&desk.site.url("/ferry")), "{why}");
    let other = include_str!("article/wordpress.html");
    *desk.page.lock().unwrap() = Some(other.to_owned());
    let unlike = Renewed::Unlike("its address leads to another text by now");
    assert_eq!(desk.redigest(false).await, Redone::Renewed(unlike));
    assert_eq!(desk.bytes(), bytes);
    desk.write(true, |digest| digest.url = None).await;
    assert_eq!(desk.redigest(false).await, Redone::NoAddress);
}

#[test]
fn an_interrupted_run_goes_on_and_a_finished_one_begins_anew() {
    let folder = TempDir::new().unwrap();
    let ids: Vec<DigestId> = ["a", "b", "ab"].iter().map(|id| id.parse().unwrap()).collect();
    let mut journal = Journal::open(folder.path(), "1 extractive", false).unwrap();
    journal.note(&ids[0]).unwrap();
    let held = Journal::open(folder.path(), "1 extractive", false).unwrap_err();
    assert!(held.to_string().contains("another `standfirst redigest` is at work"), "{held}");
    drop(journal);
    // A line that a crash cut short is of no digest.
    let file = folder.path().join("redigest");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, whole.clone() + "ab").unwrap();
    let mut journal = Journal::open(folder.path(), "1 extractive", false).unwrap();
    assert_eq!(ids.iter().map(|id| journal.has(id)).collect::<Vec<_>>(), [true, false, false]);
    journal.note(&ids[1]).unwrap();
    drop(journal);
    assert_eq!(fs::read_to_string(&file).unwrap(), whole + "b\n");
    assert_eq!(Journal::open(folder.path(), "1 extractive", false).unwrap().len(), 2);
    assert_eq!(Journal::open(folder.path(), "1 extractive", true).unwrap().len(), 0, "as asked");
    let mut journal = Journal::open(folder.path(), "1 llm:m", false).unwrap();
    assert!(journal.is_empty(), "another engine");
    journal.note(&ids[0]).unwrap();
    journal.finish().unwrap();
    assert!(Journal::open(folder.path(), "1 llm:m", false).unwrap().is_empty());
}
