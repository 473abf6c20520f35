//! A page, whatever is in it: an article with a digest, or a refusal, and never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standfirst::{article, summary};

/// Enough for an article, so that what is found in the page comes all the way through.
const BODY: &str = "<p>The town should keep its ferry, because the new bridge will not carry those who walk \
to work each day. Its timetable is old, and nobody on the council has sailed with it this year.</p>\
<p>A fare of two coins pays for the crew and for half of the fuel. The other half is the price of a street \
without queues, and it is a low one: a lane on the bridge would cost ten times as much.</p>\
<p>Those who want to sell the boats say that buses can do the work. They cannot. A bus needs forty minutes \
for a way that the ferry makes in nine, and on market days it stands in the same queue as everyone else.</p>\
<p>So the council should do three things before the summer. It should give the ferry five years. It should put \
a manager of its own on the quay. And it must ask the passengers, who have never been asked at all.</p>\
<p>A public service is a promise, and this town has kept it for ninety years. We ought to keep it now.</p>";

fuzz_target!(|bytes: &[u8]| {
    let mut page = b"<!doctype html><html>".to_vec();
    page.extend_from_slice(bytes);
    page.extend_from_slice(BODY.as_bytes());
    let hints = article::Hints { url: Some("https://paper.example/opinion/a".to_owned()), ..Default::default() };
    let Ok(article) = article::read(&page, &hints) else { return };
    let Ok(summary) = summary::extractive(&article) else { return };
    if let Ok(digest) = summary::digest_of(article, summary, "2026-01-01T00:00:00Z".parse().unwrap(), "cli") {
        assert_eq!(digest.problems(), []);
    }
});
