//! What a site may expect of a visitor.

use crate::site::{PAGE, Site, fetcher, html, missing, moved, options};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::future::join_all;
use standfirst::article::fetch::{FetchOptions, Reason, Wishes};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

#[tokio::test]
async fn the_visitor_says_who_it_is() {
    let site = Site::new(|_| html(PAGE)).await;
    let contact = Some("mailto:desk@paper.example".to_owned());
    let fetcher = fetcher(FetchOptions { contact, ..options() });
    fetcher.get(&site.url("/a")).await.unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!("standfirst/{version} (digests of op-eds; +mailto:desk@paper.example)");
    assert_eq!(site.last("user-agent"), Some(expected));
    for name in ["referer", "cookie", "authorization"] {
        assert_eq!(site.last(name), None);
    }
}

#[tokio::test]
async fn robots_txt_is_read_once_and_kept() {
    let site = Site::new(|path| match path {
        "/robots.txt" => {
            "User-agent: *\nDisallow: /\n\nUser-agent: Standfirst\nDisallow: /members\n".into_response()
        }
        "/in" => moved("/members/a"),
        _ => html(PAGE),
    })
    .await;
    let fetcher = fetcher(options());
    site.get_with(&fetcher, "/a").await.unwrap();
    insta::assert_snapshot!(site.get_with(&fetcher, "/members/a?b").await.unwrap_err(), @"SITE/members/a?b: the site's robots.txt asks programs not to read this page; give its text instead");
    insta::assert_snapshot!(site.get_with(&fetcher, "/in").await.unwrap_err(), @"SITE/in (which leads to SITE/members/a): the site's robots.txt asks programs not to read this page; give its text instead");
    assert_eq!(site.heard(), ["/robots.txt", "/a", "/in"]);

    // Another name is another site, with rules of its own.
    let named = format!("http://paper.example:{}/members/a", site.address.port());
    assert_eq!(fetcher.get(&named).await.unwrap_err().reason, Reason::Robots);
    assert_eq!(site.heard(), ["/robots.txt", "/a", "/in", "/robots.txt"]);
}

#[tokio::test]
async fn a_robots_txt_that_cannot_be_read_forbids_and_one_that_is_not_there_allows() {
    async fn with(
        robots: impl Fn() -> Response + Clone + Send + Sync + 'static,
    ) -> Result<Vec<String>, String> {
        let site = Site::new(move |path| if path == "/a" { html(PAGE) } else { robots() }).await;
        let page = site.get("/a").await;
        assert_eq!(page.is_ok(), site.heard().contains(&"/a".to_owned()));
        page.map(|_| site.heard())
    }
    for status in [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED] {
        with(move || status.into_response()).await.unwrap();
    }
    // A circle of redirects is as good as no file.
    with(|| moved("/robots.txt")).await.unwrap();
    // As much of an endless one is read as fits.
    with(|| {
        format!("User-agent: *\nDisallow: /b\n{}\nDisallow: /a\n", "# \n".repeat(300_000)).into_response()
    })
    .await
    .unwrap();
    insta::assert_snapshot!(with(|| StatusCode::BAD_GATEWAY.into_response()).await.unwrap_err(), @"SITE/a: the site's robots.txt could not be read: the site has a fault of its own (status 502); try again later");
    let busy = || (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "30")]).into_response();
    insta::assert_snapshot!(with(busy).await.unwrap_err(), @"SITE/a: the site's robots.txt could not be read: the site asks for fewer requests (status 429); try again in 30 seconds");
}

#[tokio::test]
async fn the_publishers_wishes_are_honoured_or_handed_on() {
    let site = Site::new(|path| {
        let header = match path {
            "/header" => "nosnippet",
            "/zero" => "max-snippet: 0",
            "/others" => "otherbot: nosnippet",
            "/some" => "noindex, max-snippet: 120",
            "/meta" | "/reserved" => "all",
            _ => return missing(),
        };
        let meta = if path == "/meta" { "<meta name=\"robots\" content=\"nosnippet\">" } else { "" };
        let reserved = if path == "/reserved" { "1" } else { "0" };
        let page = PAGE.replace("<title>", &format!("{meta}<title>"));
        ([("x-robots-tag", header), ("tdm-reservation", reserved)], axum::response::Html(page))
            .into_response()
    })
    .await;
    for path in ["/header", "/zero", "/meta"] {
        let error = fetcher(options()).get(&site.url(path)).await.unwrap_err();
        assert_eq!(error.reason, Reason::NoSnippet, "{path}");
    }
    assert_eq!(site.get("/others").await.unwrap().wishes, Wishes::default());
    let some = Wishes { max_snippet: Some(120), noindex: true, tdm_reserved: false };
    assert_eq!(site.get("/some").await.unwrap().wishes, some);
    assert!(site.get("/reserved").await.unwrap().wishes.tdm_reserved);
    insta::assert_snapshot!(site.get("/header").await.unwrap_err(), @"SITE/header: the publisher asks that nothing of it be quoted (nosnippet); link to it instead");
}

#[tokio::test]
async fn a_host_gets_one_request_at_a_time_and_a_pause_between() {
    let (here, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let arrivals = Arc::new(Mutex::new(Vec::new()));
    let (at_once, times) = (Arc::clone(&most), Arc::clone(&arrivals));
    let site = Site::slow(move |_| {
        times.lock().unwrap().push(Instant::now());
        at_once.fetch_max(here.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let here = Arc::clone(&here);
        async move {
            // Time enough for another to come in, if one may.
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            here.fetch_sub(1, Ordering::SeqCst);
            html(PAGE)
        }
    })
    .await;
    let gap = Duration::from_millis(40);
    let fetcher = fetcher(FetchOptions { gap, ..options() });
    let pages: Vec<String> = (0..4).map(|n| site.url(&format!("/{n}"))).collect();
    for page in join_all(pages.iter().map(|url| fetcher.get(url))).await {
        page.unwrap();
    }
    assert_eq!(most.load(Ordering::SeqCst), 1);
    let arrivals = arrivals.lock().unwrap();
    assert_eq!(arrivals.len(), 5);
    assert!(arrivals.windows(2).all(|pair| pair[1] - pair[0] >= gap), "{arrivals:?}");
}
