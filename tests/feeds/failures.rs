//! Feeds that fail: how they are told, how long they are left alone, and when for good.

use crate::site::{Desk, status, typed};
use axum::{body::Body, http::Response};
use jiff::SignedDuration;
use standfirst::{
    app::{Asked, PAUSE_AFTER, Polled},
    config::Feed,
};

fn reason(polled: &[Polled]) -> String {
    match &polled[0].asked {
        Some(Asked::Failed { reason, .. }) => reason.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_failure_has_its_line_and_none_stops_the_others() {
    let desk = Desk::new().await;
    let site = &desk.site;
    site.on("/page", |_| {
        typed("text/html", "<!doctype html><html><head><title>Opinion</title></head><body>Hi</body></html>")
    });
    site.on("/naming", |_| {
        typed("text/html", "<!doctype html><html><head><link rel=alternate type=application/rss+xml href=/feed></head></html>")
    });
    site.on("/pdf", |_| typed("application/rss+xml", "%PDF-1.7\n1 0 obj"));
    site.on("/empty", |_| typed("application/rss+xml", " \n"));
    site.on("/json", |_| typed("application/json", "{\"error\": \"no\"}"));
    let cut = site.rss(&["trams", "library"]);
    site.on("/cut", move |_| typed("application/rss+xml", cut[..cut.len() / 2].to_owned()));
    site.on("/torn", |_| {
        let half = &include_bytes!("../fetch/page.html.gz")[..400];
        Response::builder().header("content-encoding", "gzip").body(half.into()).unwrap()
    });
    site.on("/endless", |_| {
        let flood = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'<'; 1 << 16]));
        typed("application/rss+xml", Body::from_stream(flood))
    });
    site.on("/round", |_| {
        Response::builder().status(302).header("location", "/round").body("".into()).unwrap()
    });
    site.on("/silent", |_| {
        typed("text/xml", Body::from_stream(futures_util::stream::pending::<Result<&str, std::io::Error>>()))
    });
    site.on("/inside", |_| {
        Response::builder().status(302).header("location", "http://10.0.0.1/feed").body("".into()).unwrap()
    });
    site.on("/robots.txt", |_| typed("text/plain", "User-agent: *\nDisallow: /private"));
    site.feed(&["trams"]);
    let paths = [
        "/page", "/naming", "/pdf", "/empty", "/json", "/cut", "/torn", "/endless", "/round", "/silent",
        "/inside", "/private", "/missing", "/feed",
    ];
    let feeds: Vec<Feed> = paths.iter().map(|path| Feed::new(&site.url(path))).collect();
    let mut polled = desk.poller(&feeds).await.poll_due().await.unwrap();
    polled.sort_by_key(|p| feeds.iter().position(|feed| feed.url == p.feed));
    let good = polled.pop().unwrap();
    assert_eq!(good.pieces.len(), 1);
    let lines: Vec<String> = polled.iter().map(|p| desk.plain(&reason(std::slice::from_ref(p)))).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    SITE/page: it is a web page that names no feed; look there for one, often at /feed or /rss
    SITE/naming: it is a web page; its feeds are SITE/feed
    SITE/pdf: it is a PDF, not a feed; give the address of a feed, or of a page that names one
    SITE/empty: it is empty; give the address of a feed, or of a page that names one
    SITE/json: the feed is broken (unable to parse JSON: missing field `version` at line 1 column 15); the site has to mend it
    SITE/cut: the feed is broken (unable to parse XML: Parser error: syntax error: tag not closed: `>` not found before end of input); the site has to mend it
    SITE/torn: the page arrived damaged (unexpected end of file)
    SITE/endless: it has more than 10 MB
    SITE/round: it redirects in a circle
    SITE/silent: the site was too slow (it fell silent)
    SITE/inside (which leads to http://10.0.0.1/feed): 10.0.0.1 is not on the public internet; give the address of a public page
    SITE/private: the site's robots.txt asks programs not to read this page
    SITE/missing: there is no such page (status 404); check the address
    ");
}

#[tokio::test]
async fn a_site_that_asks_for_time_gets_it() {
    let desk = Desk::new().await;
    let feed = desk.config();
    desk.site.on("/feed", |_| {
        Response::builder().status(429).header("retry-after", "36000").body("".into()).unwrap()
    });
    let polled = desk.poll(&feed).await;
    insta::assert_snapshot!(desk.plain(&reason(&polled)), @"SITE/feed: the site asks for fewer requests (status 429)");
    assert_eq!(desk.minutes_until(desk.state(&feed).await.next_poll), 600);
    // So does one that asks for it while its pieces are read: the others wait with the first.
    desk.site.feed(&["trams", "library"]);
    desk.site.on("/library", |_| {
        Response::builder().status(429).header("retry-after", "7200").body("".into()).unwrap()
    });
    desk.site.heard();
    let polled = desk.next_poll(&feed).await;
    assert_eq!(desk.site.heard(), ["/feed", "/library"]);
    assert_eq!(polled[0].pieces.len(), 1);
    let state = desk.state(&feed).await;
    assert_eq!((state.failures, state.reason), (0, None), "a success ends the row of failures");
    let (waiting, at) = state.waiting.unwrap();
    assert_eq!((waiting, desk.minutes_until(at)), (2, 120));
}

#[tokio::test]
async fn after_a_month_of_failures_a_feed_is_paused_and_says_why_until_it_is_polled_by_hand() {
    let desk = Desk::new().await;
    let feed = desk.config();
    desk.site.feed(&["trams"]);
    desk.poll(&feed).await;
    desk.site.on("/feed", |_| status(500));
    let mut waits = Vec::new();
    let polled = loop {
        let polled = desk.next_poll(&feed).await;
        waits.push(desk.minutes_until(desk.state(&feed).await.next_poll));
        if desk.state(&feed).await.paused_since.is_some() {
            break polled;
        }
        assert!(waits.len() < 100);
    };
    assert!(waits.is_sorted() && *waits.last().unwrap() < 27 * 60, "{waits:?}");
    assert!((30..50).contains(&waits.len()), "{}", waits.len());
    assert!(matches!(polled[0].asked, Some(Asked::Failed { paused: true, .. })));
    let state = desk.state(&feed).await;
    assert!(state.paused_since.unwrap().duration_since(state.failing_since.unwrap()) >= PAUSE_AFTER);
    insta::assert_snapshot!(desk.plain(&state.reason.unwrap()), @"SITE/feed: the site has a fault of its own (status 500)");
    assert_eq!(desk.titles().await.len(), 1, "nothing is deleted");

    desk.site.heard();
    desk.forward(SignedDuration::from_hours(24 * 90));
    assert_eq!(desk.poll(&feed).await, []);
    assert_eq!(desk.site.heard(), [""; 0]);

    // By hand it is asked again, and one more failure is not the end.
    let poller = desk.poller(std::slice::from_ref(&feed)).await;
    poller.poll_now(&feed).await.unwrap();
    let state = desk.state(&feed).await;
    assert_eq!((state.failures, state.paused_since), (1, None));
    desk.site.feed(&["jury", "trams"]);
    let polled = poller.poll_now(&feed).await.unwrap();
    assert_eq!(polled.asked, Some(Asked::Read { new: 1 }));
    let state = desk.state(&feed).await;
    assert_eq!((state.failures, state.failing_since, state.reason), (0, None, None));
}

#[tokio::test]
async fn a_feed_that_moved_for_good_says_where_to() {
    let desk = Desk::new().await;
    let feed = Feed::new(&desk.site.url("/old"));
    let to = |status: u16, place: &'static str| {
        move |_: &_| Response::builder().status(status).header("location", place).body("".into()).unwrap()
    };
    desk.site.on("/old", to(301, "/newer"));
    desk.site.on("/newer", to(308, "/newest"));
    desk.site.on("/newest", to(302, "/feed"));
    desk.site.feed(&["trams"]);
    let polled = desk.poll(&feed).await;
    assert_eq!(polled[0].pieces.len(), 1);
    let moved = desk.state(&feed).await.moved_to.unwrap();
    assert_eq!(desk.plain(&moved), "SITE/newest", "what is sent on for now counts for now");
}
