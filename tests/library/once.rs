//! One piece, once: syndicated, edited, replaced, blocked; in every home alike.

use super::{each, id, only};
use proptest::prelude::*;
use standfirst::{
    digest::{Author, Digest, DigestId, Origin, Sketch, Status, Tag},
    library::{Added, Library, LibraryError},
};
use std::fs;
use tempfile::TempDir;

const HOME: &str = "https://harbour.example/opinion/ferry";
const ELSEWHERE: &str = "https://ledger.example/2024/ferry";

/// Four hundred invented words, others for each seed.
fn text(seed: u64) -> String {
    let word = |n: u64| {
        let mixed = (n + 1000 * seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        format!("w{}", (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 54)
    };
    (0..400).map(word).collect::<Vec<_>>().join(" ")
}

/// What the intake makes of an article, sealed and with a sketch.
fn digest_of(url: Option<&str>, text: &str) -> Digest {
    let words: Vec<&str> = text.split(' ').collect();
    let mut digest = super::digest("The ferry is worth its fare");
    digest.url = url.map(str::to_owned);
    digest.gist = words[..8].join(" ");
    digest.points = [100, 200, 300].map(|at| words[at..at + 8].join(" ")).to_vec();
    digest.words = u32::try_from(words.len()).ok();
    digest.tags = ["Ferries", "Harbours"].iter().filter_map(|t| Tag::new(t)).collect();
    digest.authors = vec![Author { name: "Nora Vale".to_owned(), ..Author::default() }];
    sealed(digest, text)
}

fn sealed(mut digest: Digest, text: &str) -> Digest {
    digest.origin = Some(Origin {
        summarizer: "extractive".to_owned(),
        gist_from: Default::default(),
        sources: vec![(0, 8)],
        sha256: Some(format!(
            "{:x}",
            text.bytes().fold(7_u64, |h, b| h.wrapping_mul(31).wrapping_add(b.into()))
        )),
        sketch: Sketch::of(text).map(|s| s.to_string()),
        seal: None,
        added_by: Some("cli".to_owned()),
    });
    let seal = digest.seal();
    digest.origin.as_mut().unwrap().seal = Some(seal);
    digest
}

/// The text with its gist, a point and ten other words edited.
fn edited(text: &str) -> String {
    let word =
        |(n, word): (usize, &str)| if n % 40 == 2 || n == 303 { format!("{word}x") } else { word.to_owned() };
    text.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}

fn later(digest: Digest) -> Digest {
    Digest { added: "2026-11-24T08:00:00Z".parse().unwrap(), ..digest }
}

#[tokio::test]
async fn the_same_piece_elsewhere_is_noted_at_the_first() {
    each(|library| async move {
        let first = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
        let also = library.add(digest_of(Some(ELSEWHERE), &text(1))).await.unwrap();
        assert_eq!(also, Added::Also(id(&first).clone()));
        // A wire's notice in front, and a paragraph less.
        let cut = format!("By the wire. {}", &text(1)[..1600]);
        let third = library.add(digest_of(Some("https://third.example/"), &cut)).await.unwrap();
        assert_eq!(third, also);
        let kept = only(&library).await;
        assert_eq!(kept.also, [ELSEWHERE, "https://third.example/"]);
        assert_eq!(
            Digest { also: Vec::new(), ..kept },
            digest_of(Some(HOME), &text(1)),
            "nothing else changed"
        );
        let version = library.load().await.unwrap().version;
        for address in [HOME, ELSEWHERE, "http://www.third.example"] {
            let again = library.add(digest_of(Some(address), &text(1))).await.unwrap();
            assert_eq!(again, Added::Known(id(&first).clone()));
        }
        let elsewhere = library.add(digest_of(Some(ELSEWHERE), &edited(&text(1)))).await.unwrap();
        assert_eq!(elsewhere, Added::Known(id(&first).clone()), "only an edit at its own address counts");
        assert_eq!(library.load().await.unwrap().version, version);
    })
    .await;
}

#[tokio::test]
async fn a_piece_without_an_address_gets_one() {
    each(|library| async move {
        let first = library.add(digest_of(None, &text(1))).await.unwrap();
        let again = library.add(digest_of(Some(HOME), &edited(&text(1)))).await.unwrap();
        assert_eq!(again, Added::Also(id(&first).clone()));
        assert_eq!(only(&library).await.url.as_deref(), Some(HOME));
        let copied = library.add(digest_of(None, &edited(&text(1)))).await.unwrap();
        assert_eq!(copied, Added::Known(id(&first).clone()), "nobody knows which text is the newer one");
    })
    .await;
}

#[tokio::test]
async fn half_a_piece_is_the_piece_only_by_the_same_hand() {
    each(|library| async move {
        let whole = text(1);
        let half = whole.split(' ').take(175).collect::<Vec<_>>().join(" ");
        let half = sealed(digest_of(Some(ELSEWHERE), &whole), &half);
        let first = library.add(digest_of(Some(HOME), &whole)).await.unwrap();
        let mut other = Digest { title: "Another view".to_owned(), ..half.clone() };
        other.authors[0].name = "Somebody Else".to_owned();
        assert!(matches!(library.add(other).await.unwrap(), Added::New(_)));
        library.remove(&"2024-05-06-another-view".parse().unwrap()).await.unwrap();
        assert_eq!(library.add(half).await.unwrap(), Added::Also(id(&first).clone()));
    })
    .await;
}

#[tokio::test]
async fn two_pages_of_one_site_with_its_notices_are_two_pieces() {
    each(|library| async move {
        // Two short pieces, each with the same long notice of the site behind it.
        let page = |url: &str, seed: u64| {
            let own = text(seed).split(' ').take(120).collect::<Vec<_>>().join(" ");
            digest_of(Some(url), &format!("{own} {}", text(9)))
        };
        library.add(page("https://www.harbour.example/1", 1)).await.unwrap();
        let other = |url, title: &str, day| Digest {
            title: title.to_owned(),
            published: Some(jiff::civil::date(2024, 5, day)),
            ..page(url, 2)
        };
        let second = library.add(other("https://harbour.example/2", "Night buses", 7)).await.unwrap();
        assert!(matches!(second, Added::New(_)), "{second:?}");
        library.remove(id(&second)).await.unwrap();
        // The same day, or elsewhere, it counts as one.
        for (url, day) in [("https://harbour.example/3", 6), ("https://elsewhere.example/3", 7)] {
            let third = library.add(other(url, "Night buses", day)).await.unwrap();
            assert!(matches!(third, Added::Also(_)), "{third:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_edited_piece_is_digested_anew_under_its_id() {
    each(|library| async move {
        let draft = Digest { status: Status::Draft, ..digest_of(Some(HOME), &text(1)) };
        let first = library.add(draft.clone()).await.unwrap();
        library.add(digest_of(Some(ELSEWHERE), &text(1))).await.unwrap();
        let mut new = digest_of(Some(HOME), &edited(&text(1)));
        new.title = "The ferry is worth twice its fare".to_owned();
        new.published = None;
        let new = later(sealed(new, &edited(&text(1))));
        let updated = library.add(new.clone()).await.unwrap();
        let changes = "title, gist, 2 points".to_owned();
        assert_eq!(updated, Added::Updated { id: id(&first).clone(), changes });
        let kept = only(&library).await;
        assert_eq!((kept.gist.as_str(), kept.title.as_str()), (new.gist.as_str(), new.title.as_str()));
        assert_eq!((kept.added, kept.updated), (draft.added, Some(new.added)));
        assert_eq!(kept.published, draft.published, "what the page says no more stays");
        assert_eq!((kept.status, kept.also.len()), (Status::Draft, 1));
        assert!(!kept.edits().words && !kept.edits().page);
        assert_eq!(library.add(new).await.unwrap(), Added::Known(id(&first).clone()));
    })
    .await;
}

#[tokio::test]
async fn an_edit_that_no_reader_would_see_changes_nothing() {
    each(|library| async move {
        let first = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
        let typo = text(1).replacen(text(1).split(' ').nth(50).unwrap(), "typo", 1);
        let again = library.add(later(digest_of(Some(HOME), &typo))).await.unwrap();
        assert_eq!(again, Added::Known(id(&first).clone()));
        assert_eq!(only(&library).await, digest_of(Some(HOME), &text(1)));
    })
    .await;
}

#[tokio::test]
async fn a_piece_that_went_behind_a_paywall_keeps_its_digest() {
    each(|library| async move {
        let first = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
        let words: Vec<String> = edited(&text(1)).split(' ').take(190).map(str::to_owned).collect();
        let mut stub = later(digest_of(Some(HOME), &edited(&text(1))));
        stub.words = Some(190);
        let stub = sealed(stub, &words.join(" "));
        assert_eq!(library.add(stub).await.unwrap(), Added::Known(id(&first).clone()));
        assert_eq!(only(&library).await, digest_of(Some(HOME), &text(1)));
    })
    .await;
}

#[tokio::test]
async fn another_headline_or_bio_on_the_page_is_taken_over() {
    each(|library| async move {
        let first = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
        let mut new = digest_of(Some(HOME), &text(1));
        new.title = "Keep the ferry".to_owned();
        new.authors[0].bio = Some("Nora Vale is a pilot.".to_owned());
        let new = later(sealed(new, &text(1)));
        let changes = "title, authors".to_owned();
        assert_eq!(
            library.add(new.clone()).await.unwrap(),
            Added::Updated { id: id(&first).clone(), changes }
        );
        // That the page says less now, or says it elsewhere, takes nothing away.
        let elsewhere = digest_of(Some(ELSEWHERE), &text(1));
        assert!(matches!(library.add(elsewhere).await.unwrap(), Added::Also(_)));
        let bare = Digest { title: new.title.clone(), tags: Vec::new(), ..digest_of(Some(HOME), &text(1)) };
        assert_eq!(library.add(sealed(bare, &text(1))).await.unwrap(), Added::Known(id(&first).clone()));
        assert_eq!(only(&library).await.authors, new.authors);
    })
    .await;
}

#[tokio::test]
async fn what_a_person_wrote_or_corrected_stays() {
    each(|library| async move {
        let mut ours = digest_of(Some(HOME), &text(1));
        ours.points[0] = "In our own words.".to_owned();
        let first = library.add(ours.clone()).await.unwrap();
        let new = later(digest_of(Some(HOME), &edited(&text(1))));
        assert_eq!(library.add(new.clone()).await.unwrap(), Added::Kept(id(&first).clone()));
        assert_eq!(only(&library).await, ours);
        library.remove(id(&first)).await.unwrap();

        let mut editors = digest_of(Some(HOME), &text(1));
        editors.origin.as_mut().unwrap().summarizer = "editor".to_owned();
        let first = library.add(editors).await.unwrap();
        assert_eq!(library.add(new.clone()).await.unwrap(), Added::Kept(id(&first).clone()));
        library.remove(id(&first)).await.unwrap();

        // A corrected name and title outlive one edit of the piece and the next.
        let mut corrected = digest_of(Some(HOME), &text(1));
        corrected.title = "The ferry is worth it".to_owned();
        corrected.authors[0].name = "Nora Válová".to_owned();
        library.add(corrected).await.unwrap();
        for text in [edited(&text(1)), text(1)] {
            let new = later(digest_of(Some(HOME), &text));
            let Added::Updated { changes, .. } = library.add(new.clone()).await.unwrap() else { panic!() };
            assert_eq!(changes, "gist, 2 points");
            let kept = only(&library).await;
            assert_eq!((kept.title.as_str(), kept.gist), ("The ferry is worth it", new.gist));
            assert_eq!(kept.authors[0].name, "Nora Válová");
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_that_leads_to_another_piece_by_now_gives_another_digest() {
    each(|library| async move {
        let first = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
        let mut next = digest_of(Some(HOME), &text(2));
        next.title = "The library should open at night".to_owned();
        let next = sealed(next, &text(2));
        let second = library.add(next.clone()).await.unwrap();
        assert!(matches!(second, Added::New(_)), "{second:?}");
        assert_eq!(library.add(next).await.unwrap(), Added::Known(id(&second).clone()));
        let old = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
        assert_eq!(old, Added::Known(id(&first).clone()));
        // Rewritten from the ground up, but still that day's piece of that title.
        let rewritten = library.add(digest_of(Some(HOME), &text(3))).await.unwrap();
        assert!(matches!(&rewritten, Added::Updated { id: same, .. } if same == id(&first)), "{rewritten:?}");
        // The same heading every week, as a column may have, and the same notice behind it.
        for (seed, day) in [(4, 13), (5, 20)] {
            let text = format!("{} {}", text(seed), &text(9)[..900]);
            let mut weekly = digest_of(Some(HOME), &text);
            weekly.published = Some(jiff::civil::date(2024, 5, day));
            let added = library.add(sealed(weekly, &text)).await.unwrap();
            assert!(matches!(added, Added::New(_)), "{added:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_tag_takes_the_spelling_of_the_library() {
    each(|library| async move {
        let tags = |tags: &[&str]| tags.iter().filter_map(|t| Tag::new(t)).collect::<Vec<_>>();
        for (n, spelling) in ["Kim Jong-un", "Kim Jong-un", "Kim Jong Un"].into_iter().enumerate() {
            // By hand, where every spelling stays as it is.
            let by_hand = Digest { tags: tags(&[spelling]), ..super::digest(&format!("Piece {n}")) };
            assert!(matches!(library.add(by_hand).await.unwrap(), Added::New(_)));
        }
        let new =
            Digest { tags: tags(&["kim jong-un", "KIM JONG UN", "Peace"]), ..digest_of(None, &text(1)) };
        let added = library.add(sealed(new, &text(1))).await.unwrap();
        let contents = library.load().await.unwrap();
        let (_, stored) = contents.digests.iter().find(|(have, _)| have == id(&added)).unwrap();
        assert_eq!(stored.tags, tags(&["Kim Jong-un", "Peace"]));
        assert!(!stored.edits().page, "the library is no person");
    })
    .await;
}

#[tokio::test]
async fn a_blocked_piece_does_not_come_back() {
    each(|library| async move {
        let first = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
        assert!(library.block(id(&first)).await.unwrap());
        assert!(!library.block(id(&first)).await.unwrap());
        let blocked = Added::Blocked("The ferry is worth its fare".to_owned());
        let other_title = |digest: Digest| Digest { title: "Other".to_owned(), ..digest };
        for (digest, by) in [
            (digest_of(Some(HOME), &text(2)), "its address"),
            (other_title(digest_of(None, &text(1))), "its text"),
            (other_title(digest_of(Some(ELSEWHERE), &edited(&text(1)))), "its likeness"),
        ] {
            assert_eq!(library.add(digest).await.unwrap(), blocked, "{by}");
        }
        assert!(library.load().await.unwrap().digests.is_empty());
        let other = library.add(digest_of(Some(ELSEWHERE), &text(2))).await.unwrap();
        assert!(matches!(other, Added::New(_)), "another piece");
        // One by hand has neither text nor address to be known by.
        let by_hand = library.add(super::digest("By hand")).await.unwrap();
        library.block(id(&by_hand)).await.unwrap();
        assert_eq!(
            library.add(super::digest("by hand")).await.unwrap(),
            Added::Blocked("By hand".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn comments_and_order_in_a_file_survive_what_is_learnt() {
    let folder = TempDir::new().unwrap();
    let library = Library::folder(folder.path());
    let digest = digest_of(Some(HOME), &text(1));
    // A subfolder, a comment, and the keys in another order.
    let toml = digest.to_toml().replace("title = ", "# checked\ntitle = ").replace("kind = \"op-ed\"\n", "");
    fs::create_dir(folder.path().join("2024")).unwrap();
    let path = folder.path().join("2024/ferry.toml");
    fs::write(&path, format!("language = \"en\" # told by the desk\n{toml}")).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    let page = |url| Digest { language: Some("en".to_owned()), ..digest_of(Some(url), &text(1)) };
    assert_eq!(library.add(page(ELSEWHERE)).await.unwrap(), Added::Also("ferry".parse().unwrap()));
    let updated = library.add(later(digest_of(Some(HOME), &edited(&text(1))))).await.unwrap();
    assert!(matches!(updated, Added::Updated { .. }), "{updated:?}");
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with("language = \"en\" # told by the desk\n# checked\ntitle = "), "{after}");
    assert!(after.contains("\nalso = [\n    \"https://ledger.example/2024/ferry\",\n]\n"), "{after}");
    assert!(after.contains("\nupdated = 2026-11-24T08:00:00Z\n") && !after.contains("kind"), "{after}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
    let files = fs::read_dir(folder.path().join("2024")).unwrap().count();
    assert_eq!(files, 1, "nothing is left behind");
}

#[tokio::test]
async fn the_list_of_what_is_blocked_is_a_persons_to_edit() {
    let folder = TempDir::new().unwrap();
    let library = Library::folder(folder.path());
    let list = folder.path().join("_blocked.toml");
    let first = library.add(digest_of(Some(HOME), &text(1))).await.unwrap();
    library.block(id(&first)).await.unwrap();
    let written = fs::read_to_string(&list).unwrap();
    assert!(written.starts_with("# Pieces that stay out"), "{written}");
    fs::write(
        &list,
        format!("{written}\n# Never these.\n[[piece]]\naddresses = [\"harbour.example/advert/\"]\n"),
    )
    .unwrap();
    let advert = library.add(digest_of(Some("https://www.harbour.example/advert"), &text(5))).await.unwrap();
    assert_eq!(advert, Added::Blocked("harbour.example/advert/".to_owned()));
    let second = library.add(digest_of(Some(ELSEWHERE), &text(2))).await.unwrap();
    library.block(id(&second)).await.unwrap();
    let both = fs::read_to_string(&list).unwrap();
    assert!(both.contains("# Never these.") && both.starts_with(&written), "{both}");

    fs::write(&list, both.replace("addresses = [\"harbour", "adresses = [\"harbour")).unwrap();
    let error = library.add(digest_of(Some(HOME), &text(1))).await.unwrap_err();
    assert!(matches!(error, LibraryError::Broken { .. }), "{error}");
    let told = error.to_string();
    assert!(told.contains("_blocked.toml: line ") && told.contains("did you mean `addresses`?"), "{told}");
    let broken = library.load().await.unwrap().broken;
    assert_eq!(broken.len(), 1, "a check tells it, too");

    fs::write(&list, "# Empty now.\n").unwrap();
    assert!(matches!(library.add(digest_of(Some(HOME), &text(1))).await.unwrap(), Added::New(_)));
}

#[tokio::test]
async fn many_adders_of_one_piece_from_many_places_store_it_once() {
    let folder = TempDir::new().unwrap();
    let adders = (0..8).map(|n| {
        let library = Library::folder(folder.path());
        let piece = digest_of(Some(&format!("https://paper{n}.example/ferry")), &text(1));
        tokio::spawn(async move { library.add(piece).await.unwrap() })
    });
    for adder in adders.collect::<Vec<_>>() {
        adder.await.unwrap();
    }
    assert_eq!(only(&Library::folder(folder.path())).await.also.len(), 7);
}

/// What may be done to a library.
#[derive(Debug, Clone)]
enum Act {
    Add { page: usize, text: u64, edited: bool, title: usize },
    Remove(usize),
    Block(usize),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..4usize, 0..3u64, any::<bool>(), 0..2usize)
            .prop_map(|(page, text, edited, title)| Act::Add { page, text, edited, title }),
        1 => (0..4usize).prop_map(Act::Remove),
        1 => (0..4usize).prop_map(Act::Block),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_homes_cannot_be_told_apart(acts in prop::collection::vec(any_act(), 1..12)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let folder = TempDir::new().unwrap();
        let homes = [Library::memory(), Library::folder(folder.path())];
        for act in acts {
            let told = homes.each_ref().map(|library| runtime.block_on(done(library, &act)));
            prop_assert_eq!(&told[0], &told[1], "{:?}", act);
            let contents = homes.each_ref().map(|library| runtime.block_on(library.load()).unwrap());
            prop_assert_eq!(&contents[0].digests, &contents[1].digests, "{:?}", act);
            prop_assert!(contents[1].broken.is_empty());
        }
    }
}

async fn done(library: &Library, act: &Act) -> String {
    let nth = async |n: usize| -> Option<DigestId> {
        Some(library.load().await.unwrap().digests.get(n)?.0.clone())
    };
    match *act {
        Act::Add { page, text: seed, edited: edit, title } => {
            let text = if edit { edited(&text(seed)) } else { text(seed) };
            let url = [None, Some(HOME), Some(ELSEWHERE), Some("https://third.example/")][page];
            let mut digest = digest_of(url, &text);
            digest.title = ["The ferry", "Night buses"][title].to_owned();
            format!("{:?}", library.add(sealed(digest, &text)).await.unwrap())
        }
        Act::Remove(n) => match nth(n).await {
            Some(id) => library.remove(&id).await.unwrap().to_string(),
            None => String::new(),
        },
        Act::Block(n) => match nth(n).await {
            Some(id) => library.block(&id).await.unwrap().to_string(),
            None => String::new(),
        },
    }
}
