//! A copied text, whatever is in it: an article with a digest, or a refusal, and never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standfirst::{article, summary};

fuzz_target!(|bytes: &[u8]| {
    let Ok(article) = article::read(bytes, &article::Hints::default()) else { return };
    let Ok(summary) = summary::extractive(&article) else { return };
    if let Ok(digest) = summary::digest_of(article, summary, "2026-01-01T00:00:00Z".parse().unwrap(), "cli") {
        assert_eq!(digest.problems(), []);
        assert_eq!(standfirst::digest::Digest::from_toml(&digest.to_toml()), Ok(digest));
    }
});
