//! What people write: in dialogs, in a forum, in files, and in messages that the bot then digests.

use crate::{
    browser::{Browser, DESKTOP},
    path::{opened, say},
    tools::Tools,
};
use std::fmt::Write;
use thirtyfour::Key;

const SANTA: &str = "digest:1897-09-21-is-there-a-santa-claus";

/// From now on, the person at the page is the one whose name begins so.
pub async fn becomes(browser: &Browser, who: &str) {
    let script = format!(
        "const who = document.querySelector('#who'); who.value = [...who.options].find(o => o.text.startsWith('{who}')).value;
         who.dispatchEvent(new Event('change'))"
    );
    browser.run(&script, vec![]).await;
}

/// Puts a text in the place of the one that a field has.
async fn fill(browser: &Browser, css: &str, text: &str) {
    let field = browser.see(css, "").await;
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

#[tokio::test]
async fn a_curator_corrects_a_digest_in_its_dialog() {
    let Some(tools) = Tools::find("a_curator_corrects_a_digest_in_its_dialog") else { return };
    let (_place, browser) = opened(&tools, DESKTOP).await;
    // Who is not one is told so, and gets no dialog.
    say(&browser, &format!("/digest show {SANTA}")).await;
    browser.see(".message .embed-title", "Is There a Santa Claus?").await;
    becomes(&browser, "Curator").await;
    say(&browser, &format!("/digest edit {SANTA}")).await;
    browser.see("dialog[open] h2", "").await;
    fill(&browser, "dialog textarea[data-custom-id=edit-gist]", "Wonder needs no proof.").await;
    browser.click("dialog button[type=submit]", "").await;
    browser.miss("dialog[open]", "").await;
    browser.see(".message.is-ephemeral", "The digest is corrected.").await;
    // A reader sees the new words.
    becomes(&browser, "Reader").await;
    say(&browser, &format!("/digest show {SANTA}")).await;
    browser.see(".message", "Wonder needs no proof.").await;
    browser.close().await;
}

#[tokio::test]
async fn a_forum_is_written_in() {
    let Some(tools) = Tools::find("a_forum_is_written_in") else { return };
    let (_place, browser) = opened(&tools, DESKTOP).await;
    browser.click("nav a", "debates").await;
    browser.see("h1", "debates").await;
    browser.see("#forum", "No posts yet.").await;
    for title in ["Ferry or bridge?", "Trams or buses?"] {
        browser.click("nav a", "debates").await;
        browser.click("#forum summary", "New post").await;
        fill(&browser, "#post-title", title).await;
        fill(&browser, "#post-text", "Neither, I say.").await;
        browser.click("#forum button[type=submit]", "Post").await;
        // One is led to the post, and can go on there, with commands too.
        browser.see("h1", title).await;
        browser.see(".message", "Neither, I say.").await;
    }
    say(&browser, "/digest search query:korea").await;
    browser.see(".message .embed-title", "Kim’s missing missiles").await;
    browser.click("nav a", "debates").await;
    browser.see("a.post", "Ferry or bridge?").await;
    let post = browser.see("a.post", "1 reply").await.text().await.unwrap();
    assert!(post.contains("Trams or buses?"), "{post}");
    browser.close().await;
}

#[tokio::test]
async fn a_message_is_digested_from_its_menu() {
    let Some(tools) = Tools::find("a_message_is_digested_from_its_menu") else { return };
    let (_place, browser) = opened(&tools, DESKTOP).await;
    // A long message of somebody's own; Shift and Enter begin a new line.
    let argued = "The council should close the quay to cars, because nobody shops from a car and everybody shops on foot. "
        .repeat(2)
        + "Last summer the quay was closed for nine weeks, and the shops along it sold more than in any summer before. \
           The traders had warned of ruin; now they ask when the barriers will return. Noise fell, children came back, and \
           the old men moved their chess tables into the road. Nothing of this cost the town more than four bollards. \
           A town that has seen with its own eyes what it can be must not go back out of habit. The council fears the \
           drivers, but the drivers found other ways within days, as they always do. It should vote in May, close the \
           quay for good, and spend what it saves on the bus that everybody was promised years ago and never got. \
           There is no need for another study, for another round table or for a pilot: the pilot was last summer, and \
           it worked better than its own authors had dared to hope.";
    browser.click("#composer textarea", "").await;
    browser.keys(&argued).await;
    browser.keys(&Key::Enter.value().to_string()).await;
    browser.see(".message", "chess tables").await;
    browser.click(".message-menu", "Actions for the message of Reader").await;
    browser.click("[role=menuitem]", "Digest this").await;
    let answer = browser.see(".message.is-ephemeral", "A message of Reader").await;
    let said = answer.text().await.unwrap();
    assert!(said.contains("Reader argues") && said.contains("Only you can see this"), "{said}");
    browser.close().await;
}

#[tokio::test]
async fn a_long_file_is_thought_about() {
    let Some(tools) = Tools::find("a_long_file_is_thought_about") else { return };
    let (_place, browser) = opened(&tools, DESKTOP).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.txt");
    std::fs::write(&file, long_piece()).unwrap();
    becomes(&browser, "Curator").await;
    // The page is watched from here on, since nobody can say how long the bot thinks.
    browser
        .run(
            "window.thought = []; new MutationObserver(() => {
               const seen = document.querySelector('.thinking'); if (seen) window.thought.push(seen.innerText);
             }).observe(document, { subtree: true, childList: true })",
            vec![],
        )
        .await;
    browser.click("#composer textarea", "").await;
    browser.keys("/add ").await;
    browser.click(".add-option", "file").await;
    browser
        .see("form.is-command input[type=file]", "")
        .await
        .send_keys(file.display().to_string())
        .await
        .unwrap();
    browser.click("form.is-command [type=submit]", "").await;
    browser.see(".message .embed-title", "The harbour must be opened").await;
    let thought = browser.run("return window.thought.join('|')", vec![]).await;
    assert!(thought.as_str().unwrap().contains("Standfirst is thinking"), "{thought}");
    browser.miss(".thinking", "").await;
    browser.close().await;
}

/// Half a megabyte that argues for the same thing in ever new numbers.
fn long_piece() -> String {
    let mut text = "The harbour must be opened\n\nBy Ottoline Brandt\n\n".to_owned();
    for n in 1..2400 {
        write!(
            text,
            "The harbour should be opened on day {n}, because {n} boats wait outside and the pilots number {}. \
             Those who would keep it shut have given {n} reasons, and none survives a look at the tide.\n\n",
            n / 7 + 1
        )
        .unwrap();
    }
    text
}
