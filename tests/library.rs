//! What every home of digests does alike, and what a folder does besides.

#[path = "library/once.rs"]
mod once;

use standfirst::{
    digest::{Digest, DigestId, Status},
    library::{Added, Library, Published},
};
use std::fs;
use tempfile::TempDir;

fn digest(title: &str) -> Digest {
    Digest::from_toml(&format!(
        "title = \"{title}\"\npublication = \"The Harbour Post\"\npublished = 2024-05-06\n\
         added = 2026-11-23T08:00:00Z\ngist = \"Tolls cost more than they raise.\"\npoints = [\"They do.\"]\n"
    ))
    .unwrap()
}

fn with_url(title: &str, url: &str) -> Digest {
    Digest { url: Some(url.to_owned()), ..digest(title) }
}

fn id(added: &Added) -> &DigestId {
    match added {
        Added::New(id) | Added::Known(id) | Added::Also(id) | Added::Kept(id) => id,
        Added::Updated { id, .. } => id,
        Added::Blocked(title) => panic!("\"{title}\" is blocked"),
    }
}

async fn only(library: &Library) -> Digest {
    let contents = library.load().await.unwrap();
    assert_eq!((contents.digests.len(), contents.broken.len()), (1, 0));
    Digest::clone(&contents.digests[0].1)
}

/// Runs a contract against each home.
async fn each<F: Future<Output = ()>>(contract: impl Fn(Library) -> F) {
    contract(Library::memory()).await;
    let folder = TempDir::new().unwrap();
    contract(Library::folder(folder.path().join("digests"))).await;
}

#[tokio::test]
async fn what_is_added_is_there_until_it_is_removed() {
    each(|library| async move {
        assert!(library.load().await.unwrap().digests.is_empty());
        let added = library.add(digest("Let the bridge be free")).await.unwrap();
        assert_eq!(id(&added).as_str(), "2024-05-06-let-the-bridge-be-free");
        let contents = library.load().await.unwrap();
        assert_eq!(*contents.digests[0].1, digest("Let the bridge be free"));
        assert!(library.remove(id(&added)).await.unwrap());
        assert!(!library.remove(id(&added)).await.unwrap());
        assert!(library.load().await.unwrap().digests.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_same_article_twice_changes_nothing() {
    each(|library| async move {
        let first = library.add(with_url("One", "https://www.harbour.example/a/?x=1")).await.unwrap();
        let version = library.load().await.unwrap().version;
        let again =
            library.add(with_url("Another headline", "http://harbour.example/a/?x=1#top")).await.unwrap();
        assert_eq!(again, Added::Known(id(&first).clone()));
        assert_eq!(library.load().await.unwrap().version, version);
        let by_title = library.add(digest("one")).await.unwrap();
        assert_eq!(by_title, Added::Known(id(&first).clone()), "the same title by nobody else");
    })
    .await;
}

#[tokio::test]
async fn two_pieces_of_one_title_get_two_ids() {
    each(|library| async move {
        library.add(with_url("A view", "https://harbour.example/1")).await.unwrap();
        let second = library.add(with_url("A view", "https://harbour.example/2")).await.unwrap();
        assert_eq!(second, Added::New("2024-05-06-a-view-2".parse().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn a_digest_with_faults_is_not_stored() {
    each(|library| async move {
        let error = library.add(Digest { gist: String::new(), ..digest("x") }).await.unwrap_err();
        assert!(error.to_string().contains("`gist` is empty"), "{error}");
        assert!(library.load().await.unwrap().digests.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_version_tells_every_change() {
    each(|library| async move {
        let mut seen = vec![library.load().await.unwrap().version];
        let added = library.add(digest("One")).await.unwrap();
        seen.push(library.load().await.unwrap().version);
        assert_eq!(library.load().await.unwrap().version, seen[1]);
        library.add(digest("Two")).await.unwrap();
        seen.push(library.load().await.unwrap().version);
        library.remove(id(&added)).await.unwrap();
        seen.push(library.load().await.unwrap().version);
        assert!(seen.windows(2).all(|w| w[0] != w[1]), "{seen:?}");
    })
    .await;
}

#[tokio::test]
async fn many_adders_of_one_article_store_it_once() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("digests");
    let adders = (0..8).map(|_| {
        // A library of its own for each: as many processes would have.
        let library = Library::folder(&path);
        tokio::spawn(async move { library.add(digest("One")).await.unwrap() })
    });
    let mut new = 0;
    for adder in adders.collect::<Vec<_>>() {
        new += usize::from(matches!(adder.await.unwrap(), Added::New(_)));
    }
    assert_eq!(new, 1);
    assert_eq!(Library::folder(&path).load().await.unwrap().digests.len(), 1);
}

#[tokio::test]
async fn a_broken_file_is_told_and_the_rest_still_serves() {
    let folder = TempDir::new().unwrap();
    let library = Library::folder(folder.path());
    library.add(digest("One")).await.unwrap();
    fs::write(folder.path().join("2024-05-07-broken.toml"), "title = \"x\"\ngits = \"y\"\n").unwrap();
    fs::write(folder.path().join("Capital.toml"), "").unwrap();
    fs::write(folder.path().join("2024-05-08-bytes.toml"), b"title = \"x\"\ngist = \"\xff\"").unwrap();
    fs::write(folder.path().join("_draft.toml"), "not looked at").unwrap();
    fs::write(folder.path().join("notes.txt"), "not looked at").unwrap();
    let contents = library.load().await.unwrap();
    assert_eq!(contents.digests.len(), 1);
    let told: Vec<String> = contents
        .broken
        .iter()
        .map(|b| format!("{}: {}", b.path.file_name().unwrap().display(), b.faults[0]))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    2024-05-07-broken.toml: line 2: unknown key `gits`; did you mean `gist`?
    2024-05-08-bytes.toml: line 2: not UTF-8 here; save the file as UTF-8
    Capital.toml: line 1: the file name `Capital` is no id; use a-z, digits and hyphens, at most 48 of them
    ");
}

#[tokio::test]
async fn subfolders_are_read_and_an_id_is_there_once() {
    let folder = TempDir::new().unwrap();
    let library = Library::folder(folder.path());
    let added = library.add(digest("One")).await.unwrap();
    let name = format!("{}.toml", id(&added));
    fs::create_dir(folder.path().join("zz")).unwrap();
    fs::write(folder.path().join("zz").join(&name), digest("Another").to_toml()).unwrap();
    let contents = library.load().await.unwrap();
    assert_eq!((contents.digests.len(), contents.broken.len()), (1, 1));
    assert!(contents.broken[0].faults[0].message.contains("rename one of the two files"));
}

#[tokio::test]
async fn an_edit_by_hand_is_seen() {
    let folder = TempDir::new().unwrap();
    let library = Library::folder(folder.path());
    let added = library.add(digest("One")).await.unwrap();
    library.load().await.unwrap();
    let path = folder.path().join(format!("{}.toml", id(&added)));
    let edited = Digest { status: Status::Draft, ..digest("One, corrected") };
    fs::write(&path, edited.to_toml()).unwrap();
    assert_eq!(*library.load().await.unwrap().digests[0].1, edited);
}

#[tokio::test]
async fn what_a_killed_writer_left_is_cleared_away() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("_new-abc"), "half a dig").unwrap();
    let library = Library::folder(folder.path());
    assert!(library.load().await.unwrap().broken.is_empty());
    library.add(digest("One")).await.unwrap();
    assert!(!folder.path().join("_new-abc").exists());
}

#[tokio::test]
async fn a_draft_is_published_once() {
    each(|library| async move {
        let draft = Digest { status: Status::Draft, ..digest("A draft") };
        let id = id(&library.add(draft).await.unwrap()).clone();
        let before = library.load().await.unwrap().version;
        assert_eq!(library.publish(&id).await.unwrap(), Published::Now);
        let after = library.load().await.unwrap();
        assert_eq!(after.digests[0].1.status, Status::Published);
        assert_ne!(after.version, before);
        assert_eq!(library.publish(&id).await.unwrap(), Published::Already);
        assert_eq!(library.publish(&"nothing".parse().unwrap()).await.unwrap(), Published::Missing);
    })
    .await;
}

#[tokio::test]
async fn publishing_leaves_all_else_in_the_file_as_it_is() {
    let folder = TempDir::new().unwrap();
    let library = Library::folder(folder.path());
    let text = digest("A draft")
        .to_toml()
        .replace("status = \"published\"", "status  =  \"draft\"   # ask Ada first");
    let text = format!("# by hand\n{text}\n# the end\n");
    fs::create_dir(folder.path().join("sub")).unwrap();
    let path = folder.path().join("sub/2024-05-06-a-draft.toml");
    fs::write(&path, &text).unwrap();
    library.publish(&"2024-05-06-a-draft".parse().unwrap()).await.unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text.replace("\"draft\"", "\"published\""));
}
