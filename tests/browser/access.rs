//! Everything that the page can show, held against the rules of axe, light and dark.

use crate::{
    browser::{Browser, DARK, DESKTOP, Look},
    path::{opened, say},
    tools::Tools,
    writing::becomes,
};
use thirtyfour::Key;

#[tokio::test]
async fn axe_finds_nothing_serious_in_the_light() {
    looked_through("axe_finds_nothing_serious_in_the_light", DESKTOP).await;
}

#[tokio::test]
async fn axe_finds_nothing_serious_in_the_dark() {
    looked_through("axe_finds_nothing_serious_in_the_dark", DARK).await;
}

async fn looked_through(test: &str, look: Look) {
    let Some(tools) = Tools::find(test) else { return };
    let (_place, browser) = opened(&tools, look).await;
    browser.accessible("an empty channel").await;
    browser.click("#composer textarea", "").await;
    browser.keys("/").await;
    browser.see("[role=option]", "/help").await;
    browser.accessible("the list of commands").await;
    browser.click("[role=option]", "/digest show").await;
    browser.see("[role=option]", "").await;
    browser.accessible("a command that is being filled in").await;
    browser.keys(&Key::Escape.value().to_string()).await;
    browser.keys(&Key::Escape.value().to_string()).await;
    for line in [
        "/digest search query:korea",
        "/digest latest count:12",
        "/help",
        "/tags",
        "/digest search query:xyzzy",
    ] {
        say(&browser, line).await;
        browser
            .see(".message .context", line.split(" query").next().unwrap().split(" count").next().unwrap())
            .await;
    }
    browser.click(".message summary", "").await;
    browser.see(".message .choice", "").await;
    browser.accessible("answers of the bot").await;
    for tool in ["Time", "Trouble", "Log"] {
        browser.click(".top-tools button", tool).await;
        browser.see("[role=tab][aria-selected=true]", tool).await;
        browser.accessible(tool).await;
    }
    edited(&browser).await;
    browser.click("nav a", "debates").await;
    browser.see("h1", "debates").await;
    browser.accessible("a forum").await;
    browser.close().await;
}

/// A curator opens the dialog that edits a digest.
async fn edited(browser: &Browser) {
    becomes(browser, "Curator").await;
    say(browser, "/digest edit digest:1897-09-21-is-there-a-santa-claus").await;
    browser.see("dialog[open] h2", "").await;
    browser.accessible("a dialog").await;
    browser.click("dialog button", "Cancel").await;
    browser.miss("dialog[open]", "").await;
}
