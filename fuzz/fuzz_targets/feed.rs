//! A feed or a list of feeds, whatever is in it: entries, or a refusal, and never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standfirst::article::feed;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(feed) = feed::read(bytes, None, "https://paper.example/opinion/feed") {
        assert!(feed.entries.iter().all(|entry| entry.url.starts_with("http")));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(outlines) = feed::read_opml(text)
    {
        let written = feed::write_opml("Feeds", &outlines).expect("a list that was read can be written");
        assert_eq!(feed::read_opml(&written).ok(), Some(outlines));
    }
});
