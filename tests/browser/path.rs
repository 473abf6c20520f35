//! A newcomer's path: with a mouse, with the keyboard alone, on a phone.

use crate::{
    browser::{Browser, DARK, DESKTOP, Look, PHONE},
    place::Playground,
    tools::Tools,
};
use thirtyfour::Key;

const CARD: &str = "Kim’s missing missiles may mark a turning point";

/// The playground, and a browser that looks at it with a bot that is there.
pub async fn opened(tools: &Tools, look: Look) -> (Playground, Browser) {
    let place = Playground::start().await;
    let browser = Browser::open(tools, look).await;
    browser.goto(&place.url).await;
    browser.see("[role=status]", "Standfirst is online").await;
    (place, browser)
}

/// Types a whole line into the message box and sends it.
pub async fn say(browser: &Browser, line: &str) {
    browser.click("#composer textarea", "").await;
    browser.keys(line).await;
    browser.keys(&Key::Enter.value().to_string()).await;
    if !line.contains(':') {
        // It could have options; a second time says that it has none.
        browser.see("form.is-command", "").await;
        browser.keys(&Key::Enter.value().to_string()).await;
    }
}

#[tokio::test]
async fn a_newcomer_finds_the_way() {
    let Some(tools) = Tools::find("a_newcomer_finds_the_way") else { return };
    let (_place, browser) = opened(&tools, DESKTOP).await;

    // A slash lists the commands; one is picked, filled in and sent.
    browser.click("#composer textarea", "").await;
    browser.keys("/").await;
    browser.see("[role=option]", "/help").await;
    browser.click("[role=option]", "/digest search").await;
    browser.see(".command-name", "/digest search").await;
    browser.keys("korea").await;
    browser.keys(&Key::Enter.value().to_string()).await;

    // The card says what it is, whose, and where it comes from.
    for part in
        [CARD, "Reader used /digest search", "Harry J. Kazianis argues", "(@grecianformula)", "The Hill"]
    {
        browser.see(".message", part).await;
    }

    browser.click(".message button", "About the author").await;
    let about = browser.see(".message.is-ephemeral", "Center for the National Interest").await;
    assert!(about.text().await.unwrap().contains("Only you can see this"));
    browser.click("button", "Dismiss message").await;
    browser.miss(".message.is-ephemeral", "").await;

    // A list has pages.
    say(&browser, "/digest latest count:12").await;
    browser.see(".message button", "1 of 3").await;
    browser.click(".message button", "Next").await;
    browser.see(".message button", "2 of 3").await;
    browser.click(".message summary", "").await;
    browser.click(".message .choice", "").await;
    browser.miss(".message details[open]", "").await;

    // Names complete, typing errors forgiven.
    browser.see("#composer textarea", "").await.click().await.unwrap();
    browser.keys("/author ").await;
    browser.see(".command-name", "/author").await;
    browser.keys("ida wels").await;
    browser.click("[role=option]", "Ida B. Wells").await;
    browser.keys(&Key::Enter.value().to_string()).await;
    browser.see(".message .embed-title", "Ida B. Wells").await;
    browser.close().await;
}

#[tokio::test]
async fn the_clock_moves_and_the_daily_post_comes() {
    let Some(tools) = Tools::find("the_clock_moves_and_the_daily_post_comes") else { return };
    let (_place, browser) = opened(&tools, DESKTOP).await;
    let before = browser.see("#clock", "").await.text().await.unwrap();
    browser.click("button", "Time").await;
    browser.click("button", "Next post").await;
    let post = browser.see(".message", "argue").await.text().await.unwrap();
    assert!(!post.contains("used /"), "{post}");
    browser.see("#clock", "08:00").await;
    assert_ne!(browser.see("#clock", "").await.text().await.unwrap(), before);
    // A second one, the day after, is another digest.
    let first = browser.see(".message .embed-title", "").await.text().await.unwrap();
    browser.click("button", "Next post").await;
    let second = browser.see("article.message ~ article.message .embed-title", "").await;
    assert_ne!(second.text().await.unwrap(), first);
    // What a clock change brings is told.
    let zone = browser.see("#change-zone", "").await;
    zone.clear().await.unwrap();
    zone.send_keys("America/New_York").await.unwrap();
    browser.click("button", "Go").await;
    browser.see(".clock-day", "Sunday").await;
    browser.close().await;
}

#[tokio::test]
async fn discord_fails_and_recovers() {
    let Some(tools) = Tools::find("discord_fails_and_recovers") else { return };
    let (_place, browser) = opened(&tools, DESKTOP).await;
    browser.click("button", "Trouble").await;
    browser.click("label", "Discord answers 500").await;
    browser.see("#trouble-count", "1").await;
    say(&browser, "/help").await;
    browser.see("[role=alert]", "The application did not respond").await;
    // The log says why.
    browser.click("[role=tab]", "Log").await;
    browser.see(".line.is-refused", "callback").await;
    // The page was told so by its own server, and the browser notes that.
    let noted = browser.console().await;
    assert!(noted.iter().all(|line| line.contains("/api/call") && line.contains("422")), "{noted:?}");

    browser.click("[role=tab]", "Trouble").await;
    browser.click("label", "Discord answers 500").await;
    browser.miss("#trouble-count", "").await;
    say(&browser, "/help").await;
    browser.see(".message", "/digest search").await;

    // A lost connection is seen, and comes back by itself.
    browser.click("label", "The connection is lost").await;
    browser.see("[role=status]", "Standfirst is offline").await;
    browser.click("label", "The connection is lost").await;
    browser.see("[role=status]", "Standfirst is online").await;
    say(&browser, "/digest search query:korea").await;
    browser.see(".message .embed-title", CARD).await;
    browser.close().await;
}

#[tokio::test]
async fn the_keyboard_is_enough() {
    let Some(tools) = Tools::find("the_keyboard_is_enough") else { return };
    let (_place, browser) = opened(&tools, DARK).await;
    let [enter, tab, escape] = [Key::Enter, Key::Tab, Key::Escape].map(|k| k.value().to_string());
    // The first stop leads past the channels to the message box.
    browser.keys(&tab).await;
    browser.see("a:focus", "Skip to the message box").await;
    browser.keys(&enter).await;
    browser.see("textarea:focus", "Message #op-eds").await;
    browser.keys("/digest sea").await;
    browser.see("[role=option][aria-selected=true]", "/digest search").await;
    browser.keys(&enter).await;
    browser.see("input:focus", "").await;
    browser.keys("korea").await;
    browser.keys(&enter).await;
    browser.see(".message .embed-title", CARD).await;
    // Backwards from the message box to the card's buttons.
    browser.tab_to("button", "About the author", true).await;
    browser.keys(&enter).await;
    browser.see(".message.is-ephemeral", "Center for the National Interest").await;
    // A select opens, and is chosen from.
    browser.see("#composer textarea", "").await.click().await.unwrap();
    browser.keys(&format!("/digest latest count:12{enter}")).await;
    browser.see(".message summary", "").await;
    browser.tab_to("summary", "", true).await;
    browser.keys(&enter).await;
    browser.see(".message .choice", "").await;
    browser.keys(&tab).await;
    let title = browser.see(".choice:focus .choice-label", "").await.text().await.unwrap();
    browser.keys(&enter).await;
    browser.see(".message .embed-title", &title).await;
    // The tools, and back.
    browser.tab_to("button", "Time", true).await;
    browser.keys(&enter).await;
    browser.see("[role=tab]:focus", "Time").await;
    browser.tab_to("button", "Next post", false).await;
    browser.keys(&enter).await;
    browser.see("#clock", "08:00").await;
    browser.keys(&escape).await;
    browser.miss("#tools", "").await;
    browser.see("button:focus", "Time").await;
    browser.close().await;
}

#[tokio::test]
async fn a_phone_is_enough() {
    let Some(tools) = Tools::find("a_phone_is_enough") else { return };
    let (_place, browser) = opened(&tools, PHONE).await;
    say(&browser, "/digest search query:korea").await;
    browser.see(".message .embed-title", CARD).await;
    fits(&browser).await;
    browser.click("button", "Channels").await;
    browser.click("nav a", "announcements").await;
    browser.see("h1", "#announcements").await;
    fits(&browser).await;
    browser.click("button", "Time").await;
    browser.see("button", "Next post").await;
    fits(&browser).await;
    browser.accessible("a phone, with the tools open").await;
    browser.close().await;
}

/// Nothing is wider than the window.
async fn fits(browser: &Browser) {
    let wide = "return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
        && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('pre, .lines, .sr, [hidden]'))
        .map(e => e.outerHTML.slice(0, 200))";
    assert_eq!(browser.run(wide, vec![]).await, serde_json::json!([]));
    let scrolls = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(browser.run(scrolls, vec![]).await, serde_json::json!(false));
}
