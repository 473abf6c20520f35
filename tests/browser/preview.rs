//! `standfirst preview`: the card as a page and as a picture.

use crate::{
    browser::{Browser, DESKTOP},
    tools::Tools,
};
use std::{
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

const ID: &str = "2026-11-23-kims-missing-missiles-may-mark-a";

fn preview(tools: &Tools, option: &str, file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standfirst"))
        .args(["preview", ID, option])
        .arg(file)
        .env("CHROME_PATH", &tools.chromium)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

#[tokio::test]
async fn a_page_stands_by_itself() {
    let Some(tools) = Tools::find("a_page_stands_by_itself") else { return };
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("card.html");
    let made = preview(&tools, "--html", &file);
    assert!(made.status.success(), "{made:?}");
    let browser = Browser::open(&tools, DESKTOP).await;
    browser.goto(&format!("file://{}", file.display())).await;
    browser.see(".embed-title", "Kim’s missing missiles").await;
    browser.see("button", "About the author").await;
    browser.accessible("a previewed card").await;
    // Its style has come through its own policy.
    let embed = browser.see(".embed", "").await;
    assert_ne!(embed.css_value("background-color").await.unwrap(), "rgba(0, 0, 0, 0)");
    browser.close().await;
}

#[tokio::test]
async fn a_picture_shows_the_whole_card() {
    let Some(tools) = Tools::find("a_picture_shows_the_whole_card") else { return };
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("card.png");
    let made = preview(&tools, "--png", &file);
    assert!(made.status.success(), "{made:?}");
    let picture = std::fs::read(&file).unwrap();
    assert_eq!(&picture[1..4], b"PNG");
    let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    // As wide as a card at two pixels for one, and as high as this one needs.
    assert_eq!(size(16), 1360);
    assert!((1200..2400).contains(&size(20)), "{}", size(20));
}
