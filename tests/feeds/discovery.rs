//! From the address that somebody gives to the feed that they mean.

use crate::site::{Desk, typed};
use standfirst::app::discover;

#[tokio::test]
async fn a_feed_is_found_by_its_own_address_or_by_a_page_that_names_it() {
    let desk = Desk::new().await;
    desk.site.feed(&["trams"]);
    desk.site.on("/", |_| {
        typed(
            "text/html; charset=utf-8",
            "<!doctype html><html><head><base href=\"/\"><title>The Quay Gazette</title>\
             <link rel=\"alternate\" type=\"application/rss+xml\" title=\"Comments\" href=\"comments/feed\">\
             <link rel=\"ALTERNATE\" type=\"application/rss+xml; charset=utf-8\" title=\"Opinion\" href=\"feed\">\
             <link rel=\"alternate\" type=\"application/json+oembed\" href=\"oembed\">\
             <link rel=\"alternate\" hreflang=\"de\" href=\"/de\"></head><body>Hello</body></html>",
        )
    });
    for address in [desk.site.url("/feed"), desk.site.url("/")] {
        let found = discover(&desk.intake(), &address).await.unwrap();
        assert_eq!(found.url, desk.site.url("/feed"));
        assert_eq!(found.feed.title.as_deref(), Some("The Quay Gazette: Opinion"));
    }
    let found = discover(&desk.intake(), &desk.site.url("/")).await.unwrap();
    assert_eq!(found.others.len(), 1);
    assert_eq!(found.others[0].title.as_deref(), Some("Comments"));
}

#[tokio::test]
async fn a_page_without_a_feed_and_no_page_at_all_say_so() {
    let desk = Desk::new().await;
    desk.site.on("/text", |_| typed("text/plain", "Just a text."));
    let mut lines = Vec::new();
    for path in ["/trams", "/text", "/nowhere"] {
        let error = discover(&desk.intake(), &desk.site.url(path)).await.unwrap_err();
        lines.push(desk.plain(&error.to_string()));
    }
    insta::assert_snapshot!(lines.join("\n"), @"
    SITE/trams: it is a web page that names no feed; look there for one, often at /feed or /rss
    SITE/text: it is neither RSS, Atom nor JSON Feed; give the address of a feed, or of a page that names one
    SITE/nowhere: there is no such page (status 404); check the address
    ");
}
