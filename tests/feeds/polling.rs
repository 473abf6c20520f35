//! What a feed brings into the library, once each.

use crate::{
    pieces::{PIECES, page},
    site::{Desk, status, typed},
};
use axum::{body::Body, http::Response};
use jiff::SignedDuration;
use standfirst::{
    app::{self, Asked, Clock},
    config::{Config, Feed},
    digest::{DigestId, Status},
    discord::Token,
    library::Added,
    playground::{Twin, TwinOptions},
};
use std::sync::Arc;

#[tokio::test]
async fn the_first_poll_takes_the_newest_and_later_ones_what_is_new() {
    let desk = Desk::new().await;
    let feed = Feed { newest: 2, ..desk.config() };
    desk.site.feed(&["trams", "library", "orchards", "homework"]);
    let polled = desk.poll(&feed).await;
    assert_eq!(polled[0].asked, Some(Asked::Read { new: 2 }));
    insta::assert_snapshot!(desk.told(&polled), @"
    added 2026-10-27-a-library-that-closes-at-five-is
    added 2026-10-28-give-the-trams-their-street-back
    ");
    let contents = desk.library.load().await.unwrap();
    let digest = &contents.digests[0].1;
    assert_eq!(digest.status, Status::Published);
    let added_by = digest.origin.as_ref().unwrap().added_by.clone().unwrap();
    assert_eq!(added_by, format!("feed:{}", feed.url));
    assert_eq!(digest.published.unwrap().to_string(), "2026-10-27", "the feed's, where the page has none");

    assert_eq!(desk.poll(&feed).await, [], "nothing is due");
    desk.site.heard();
    desk.site.feed(&["jury", "trams", "library", "orchards", "homework"]);
    let polled = desk.next_poll(&feed).await;
    assert_eq!(polled[0].asked, Some(Asked::Read { new: 1 }));
    insta::assert_snapshot!(desk.told(&polled), @"added 2026-10-28-let-the-jury-take-notes");
    assert_eq!(desk.site.heard(), ["/feed", "/jury"], "what was seen is not asked for again");
}

#[tokio::test]
async fn an_unchanged_feed_is_not_sent_again() {
    let desk = Desk::new().await;
    let feed = desk.config();
    let rss = desk.site.rss(&["trams"]);
    desk.site.on("/feed", move |headers| {
        let known = headers.get("if-none-match").is_some_and(|tag| tag == "\"one\"");
        let answer = Response::builder().header("etag", "\"one\"").header("cache-control", "max-age=7200");
        let answer = answer.header("last-modified", "Sun, 01 Nov 2026 07:00:00 GMT");
        if known { answer.status(304).body("".into()) } else { answer.body(rss.clone().into()) }.unwrap()
    });
    desk.poll(&feed).await;
    assert_eq!(desk.site.header("/feed", "if-none-match"), None);
    let wait = desk.minutes_until(desk.state(&feed).await.next_poll);
    assert!((120..=132).contains(&wait), "as the site asks: {wait}");
    let polled = desk.next_poll(&feed).await;
    assert_eq!(polled[0].asked, Some(Asked::Unchanged));
    assert_eq!(
        desk.site.header("/feed", "if-modified-since").as_deref(),
        Some("Sun, 01 Nov 2026 07:00:00 GMT")
    );
    // The marks hold for the next time, too.
    assert_eq!(desk.next_poll(&feed).await[0].asked, Some(Asked::Unchanged));
}

#[tokio::test]
async fn a_kill_between_storing_and_marking_doubles_nothing() {
    let desk = Desk::new().await;
    let feed = desk.config();
    desk.site.feed(&["trams", "library"]);
    desk.poll(&feed).await;
    // As a kill leaves it: the digests are stored, and the ledger does not know yet.
    let raw = sqlx::SqlitePool::connect(&format!("sqlite://{}", desk.ledger_file().display())).await.unwrap();
    sqlx::query("UPDATE feed_entries SET state = 'waiting', digest = NULL").execute(&raw).await.unwrap();
    raw.close().await;
    let polled = desk.poll(&feed).await;
    assert_eq!(polled[0].asked, None, "its time has not come, but its pieces wait");
    insta::assert_snapshot!(desk.told(&polled), @"
    known 2026-10-27-a-library-that-closes-at-five-is
    known 2026-10-28-give-the-trams-their-street-back
    ");
    assert_eq!(desk.titles().await.len(), 2);
    assert_eq!(desk.poll(&feed).await, []);
}

#[tokio::test]
async fn a_poll_that_is_cut_off_goes_on_after_a_restart() {
    let desk = Desk::new().await;
    let feed = desk.config();
    desk.site.feed(&["trams", "library", "orchards"]);
    // The second page never comes, and the program ends while it waits.
    let poller = desk.poller(std::slice::from_ref(&feed)).await;
    let (asked, is_asked) = tokio::sync::oneshot::channel();
    let asked = std::sync::Mutex::new(Some(asked));
    desk.site.on("/library", move |_| {
        asked.lock().unwrap().take().map(|asked| asked.send(()));
        typed("text/html", Body::from_stream(futures_util::stream::pending::<Result<&str, std::io::Error>>()))
    });
    tokio::select! {
        _ = poller.poll_due() => panic!("it ended"),
        heard = is_asked => heard.unwrap(),
    }
    drop(poller);
    assert_eq!(desk.titles().await, ["Stop paying farmers to fell orchards"]);
    let html = page(&PIECES[1]);
    desk.site.on("/library", move |_| typed("text/html", html.clone()));
    desk.site.heard();
    let polled = desk.poll(&feed).await;
    assert_eq!(polled[0].pieces.len(), 2);
    assert_eq!(desk.site.heard(), ["/library", "/trams"]);
    assert_eq!(desk.titles().await.len(), 3);
}

#[tokio::test]
async fn one_bad_piece_stops_none_of_the_others() {
    let desk = Desk::new().await;
    let feed = Feed { newest: 20, ..desk.config() };
    desk.site.on("/report.pdf", |_| typed("application/pdf", "%PDF-1.7"));
    desk.site.on("/gone", |_| status(410));
    desk.site
        .on("/stub", |_| typed("text/html", "<html><h1>Ferries</h1><p>Subscribe to read on.</p></html>"));
    desk.site.on("/torn", |_| {
        let half = &include_bytes!("../fetch/page.html.gz")[..400];
        Response::builder()
            .header("content-type", "text/html")
            .header("content-encoding", "gzip")
            .body(half.into())
            .unwrap()
    });
    desk.site.on("/endless", |_| {
        let flood = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'a'; 1 << 16]));
        typed("text/html", Body::from_stream(flood))
    });
    desk.site.on("/round", |_| {
        Response::builder().status(302).header("location", "/round").body("".into()).unwrap()
    });
    desk.site.on("/unlisted", |_| {
        let html = page(&PIECES[3]);
        Response::builder()
            .header("content-type", "text/html")
            .header("x-robots-tag", "noindex")
            .body(html.into())
            .unwrap()
    });
    desk.site.on("/reserved", |_| {
        let html = page(&PIECES[4]);
        Response::builder()
            .header("content-type", "text/html")
            .header("tdm-reservation", "1")
            .body(html.into())
            .unwrap()
    });
    desk.site.feed(&[
        "trams",
        "report.pdf",
        "gone",
        "stub",
        "torn",
        "endless",
        "round",
        "unlisted",
        "reserved",
        "library",
    ]);
    let polled = desk.poll(&feed).await;
    insta::assert_snapshot!(desk.told(&polled), @"
    added 2026-10-19-a-library-that-closes-at-five-is
    SITE/reserved left out: its publisher reserves text and data mining (tdm-reservation)
    SITE/unlisted left out: its publisher asks that it be left out of lists (noindex)
    refused SITE/round: it redirects in a circle; open it in a browser and give the text
    refused SITE/endless: it has more than 10 MB; give the page of one article alone
    postponed SITE/torn: the page arrived damaged (unexpected end of file); try again later
    refused SITE/stub: no article was found in the page; give the address or the text of the article itself
    refused SITE/gone: there is no such page (status 410); check the address
    refused SITE/report.pdf: it is application/pdf; give the address of an article's page, or its text
    added 2026-10-28-give-the-trams-their-street-back
    ");
    // What may pass is tried again; what will not is left alone.
    desk.site.heard();
    desk.forward(SignedDuration::from_mins(20));
    let polled = desk.poll(&feed).await;
    assert_eq!(polled[0].pieces.len(), 1);
    assert_eq!(desk.site.heard(), ["/torn"]);
    for _ in 0..9 {
        desk.forward(SignedDuration::from_hours(20));
        desk.poll(&feed).await;
    }
    assert_eq!(desk.state(&feed).await.waiting, None, "after five attempts it is given up");
}

#[tokio::test]
async fn news_is_left_out_unless_it_is_asked_for() {
    let desk = Desk::new().await;
    let news = "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
                \"headline\":\"Let the jury take notes\",\"articleSection\":\"News\"}</script>\
                <meta property=\"article:section\" content=\"News\"></head>";
    let html = page(&PIECES[5]).replace("</head>", news);
    desk.site.on("/jury", move |_| typed("text/html", html.clone()));
    desk.site.feed(&["jury"]);
    let polled = desk.poll(&desk.config()).await;
    insta::assert_snapshot!(desk.told(&polled), @"SITE/jury left out: it is a news report");
    let other = Desk { site: desk.site.clone(), ..Desk::new().await };
    let feed = Feed { opinion_only: false, ..other.config() };
    other.poll(&feed).await;
    assert_eq!(other.titles().await, ["Let the jury take notes"]);
}

#[tokio::test]
async fn filters_go_by_word_author_and_tag() {
    let desk = Desk::new().await;
    let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    desk.site.feed(&["trams", "library", "orchards", "homework", "harbour-lights", "jury"]);
    let feed = Feed {
        newest: 20,
        include: words(&["mira okonedo", "Farming", "homework", "eels"]),
        exclude: words(&["Cider", "jury"]),
        ..desk.config()
    };
    let polled = desk.poll(&feed).await;
    insta::assert_snapshot!(desk.told(&polled), @r#"
    SITE/harbour-lights left out: it has none of the words, authors and tags to be included
    added 2026-10-25-homework-belongs-in-school
    SITE/orchards left out: "Cider" is excluded
    SITE/library left out: it has none of the words, authors and tags to be included
    added 2026-10-28-give-the-trams-their-street-back
    "#);
    assert!(!desk.site.heard().contains(&"/jury".to_owned()), "what the feed itself tells is not asked for");
}

#[tokio::test]
async fn with_review_pieces_wait_as_drafts_until_they_are_published() {
    let desk = Desk::new().await;
    let feed = Feed { review: true, ..desk.config() };
    desk.site.feed(&["trams"]);
    desk.poll(&feed).await;
    let contents = desk.library.load().await.unwrap();
    let (id, digest) = &contents.digests[0];
    assert_eq!(digest.status, Status::Draft);
    desk.library.publish(id).await.unwrap();
    let contents = desk.library.load().await.unwrap();
    assert_eq!(contents.digests[0].1.status, Status::Published);
}

#[tokio::test]
async fn what_a_curator_removed_or_added_stays_so() {
    let desk = Desk::new().await;
    let feed = desk.config();
    desk.site.feed(&["trams"]);
    desk.poll(&feed).await;
    let id: DigestId = desk.library.load().await.unwrap().digests[0].0.clone();
    let digest = desk.library.load().await.unwrap().digests[0].1.as_ref().clone();
    desk.library.remove(&id).await.unwrap();
    desk.next_poll(&feed).await;
    assert_eq!(desk.titles().await, [""; 0]);
    let rss = desk.site.rss(&["trams"]);
    desk.site.on("/all", move |_| typed("text/xml", rss.clone()));
    // Another feed finds a piece that is there.
    assert!(matches!(desk.library.add(digest).await.unwrap(), Added::New(_)));
    let polled = desk.poll(&Feed::new(&desk.site.url("/all"))).await;
    insta::assert_snapshot!(desk.told(&polled), @"known 2026-10-28-give-the-trams-their-street-back");
    // What was blocked stays away, whichever feed brings it.
    let id: DigestId = desk.library.load().await.unwrap().digests[0].0.clone();
    desk.library.block(&id).await.unwrap();
    let rss = desk.site.rss(&["trams"]);
    desk.site.on("/more", move |_| typed("text/xml", rss.clone()));
    let polled = desk.poll(&Feed::new(&desk.site.url("/more"))).await;
    insta::assert_snapshot!(desk.told(&polled), @"SITE/trams left out: it was removed for good");
    assert_eq!(desk.titles().await, [""; 0]);
}

#[tokio::test]
async fn the_task_polls_when_it_is_due_and_ends_when_told() {
    let desk = Desk::new().await;
    desk.site.feed(&["trams"]);
    let feed = Feed { newest: 1, ..desk.config() };
    let stop = tokio_util::sync::CancellationToken::new();
    let poller = desk.poller(std::slice::from_ref(&feed)).await;
    let task = tokio::spawn(poller.run(stop.clone()));
    desk.until(|titles| titles.len() == 1).await;
    desk.site.feed(&["jury", "trams"]);
    desk.forward(SignedDuration::from_hours(2));
    desk.until(|titles| titles.len() == 2).await;
    stop.cancel();
    task.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_bot_polls_and_ends_in_the_midst_of_it() {
    let desk = Desk::new().await;
    desk.site.feed(&["trams", "library"]);
    let twin = Twin::start(TwinOptions::default()).await.unwrap();
    let mut config = Config { feeds: vec![desk.config()], ..Config::default() };
    config.data_dir = desk.folder.path().to_owned();
    config.library.path = desk.folder.path().join("digests");
    config.discord.api_url = twin.url().to_owned();
    let start = async |clock: &Clock| {
        let token = Token::new(twin.token()).unwrap();
        app::start(&config, token, clock.clone(), Arc::new(desk.intake())).await.unwrap()
    };
    let running = start(&desk.clock).await;
    desk.until(|titles| titles.len() == 2).await;
    // The next poll hangs in a page that never comes; the bot ends all the same.
    let (asked, is_asked) = tokio::sync::oneshot::channel();
    let asked = std::sync::Mutex::new(Some(asked));
    desk.site.on("/jury", move |_| {
        asked.lock().unwrap().take().map(|asked| asked.send(()));
        typed("text/html", Body::from_stream(futures_util::stream::pending::<Result<&str, std::io::Error>>()))
    });
    desk.site.feed(&["jury", "trams"]);
    desk.forward(SignedDuration::from_hours(2));
    is_asked.await.unwrap();
    running.stop().await;
    // After the restart the piece that waited is read, although the feed itself is not due.
    let html = page(&PIECES[5]);
    desk.site.on("/jury", move |_| typed("text/html", html.clone()));
    desk.site.heard();
    let running = start(&desk.clock).await;
    desk.until(|titles| titles.len() == 3).await;
    assert_eq!(desk.site.heard(), ["/jury"]);
    running.stop().await;
    twin.shutdown().await;
}

#[tokio::test]
async fn an_edited_piece_is_read_again_once_a_day_at_most_and_keeps_its_id() {
    let desk = Desk::new().await;
    let feed = desk.config();
    let atom = |updated: &str| {
        let atom = format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Quay Gazette</title><id>q</id>\
             <updated>{updated}</updated><entry><id>g-trams</id><title>Trams</title><link href=\"/trams\"/>\
             <published>2026-10-28T06:00:00Z</published><updated>{updated}</updated></entry></feed>"
        );
        desk.site.on("/feed", move |_| typed("application/atom+xml", atom.clone()));
    };
    atom("2026-10-28T06:00:00Z");
    let added = desk.poll(&feed).await;
    assert!(desk.told(&added).starts_with("added 2026-10-28-give-the-trams"), "{}", desk.told(&added));

    let edited = page(&PIECES[0])
        .replace("only an expensive shelter", "only an expensive waiting room")
        .replace("Give the trams their street back", "Give Alder Street back to its trams");
    desk.site.on("/trams", move |_| typed("text/html", edited.clone()));
    atom("2026-11-02T09:00:00Z");
    assert_eq!(desk.told(&desk.next_poll(&feed).await), "", "within a day of the first reading");
    desk.forward(SignedDuration::from_hours(24));
    insta::assert_snapshot!(desk.told(&desk.poll(&feed).await), @"updated 2026-10-28-give-the-trams-their-street-back: title, gist");
    desk.site.heard();
    desk.forward(SignedDuration::from_hours(48));
    desk.next_poll(&feed).await;
    assert_eq!(desk.site.heard(), ["/feed"], "what did not change again is not asked for again");
    let contents = desk.library.load().await.unwrap();
    assert_eq!(contents.digests.len(), 1);
    assert_eq!(contents.digests[0].1.title, "Give Alder Street back to its trams");
}
