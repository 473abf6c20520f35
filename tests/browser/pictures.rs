//! The pictures of the README. `cargo test --test browser -- --ignored` takes them anew.

use crate::{
    browser::{DARK, DESKTOP, Look},
    path::{opened, say},
    tools::Tools,
};
use std::path::{Path, PathBuf};

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[tokio::test]
#[ignore = "writes docs/screenshots"]
async fn the_playground() {
    let Some(tools) = Tools::find("the_playground") else { return };
    let (_place, browser) = opened(&tools, Look { height: 1040, ..DARK }).await;
    say(&browser, "/digest search query:korea").await;
    browser.see(".message .embed-title", "Kim’s missing missiles").await;
    browser.screenshot(&file("playground.png")).await;
    browser.close().await;
}

#[tokio::test]
#[ignore = "writes docs/screenshots"]
async fn a_daily_post() {
    let Some(tools) = Tools::find("a_daily_post") else { return };
    let (_place, browser) = opened(&tools, Look { height: 900, ..DESKTOP }).await;
    browser.click(".top-tools button", "Time").await;
    browser.click("button", "Next post").await;
    browser.see(".message .embed-title", "").await;
    browser.screenshot(&file("daily-post.png")).await;
    browser.close().await;
}
