//! Sentences that say whose views a piece gives.

use super::{languages, pattern::pattern, sentence};
use regex::Regex;
use std::sync::LazyLock;

static FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        // "The views expressed here are her own."
        pattern(
            r"(?i)\b(?:views?|opinions?|thoughts|conclusions|beliefs)\b.{0,120}\b(?:his|her|their|its|the authors?['’]?s?|my|our|the writers?['’]?s?)\s(?:very )?own\b",
        ),
        // "The opinions are solely those of the author", "… do not represent those of …"
        pattern(
            r"(?i)\b(?:views?|opinions?|thoughts)\b.{0,120}\b(?:are|is|remain)\s(?:solely|only|exclusively|entirely|strictly|purely)?\s?(?:those of|that of|the responsibility of)\b",
        ),
        pattern(
            r"(?i)\b(?:views?|opinions?|thoughts|column|article|piece|commentary|essay|op-ed|post|content)\b.{0,140}\b(?:do|does|should|may|are|is)\snot\s(?:be (?:taken|read) (?:as|to)\s?)?(?:necessarily )?(?:reflect|represent|express|state|those of|the views? of|the opinions? of|the official)\b",
        ),
        pattern(
            r"(?i)\bin (?:a|an|his|her|their|my|our) (?:purely |strictly )?(?:personal|private|individual) capacity\b",
        ),
    ]
});

/// What a paper says of the comments under its pieces.
static OF_READERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:reader|user|visitor)s?[’']? (?:comments?|posts?)\b|\bcommenters?\b|\bcomments (?:posted|section|below)\b",
    )
});

/// Whether a sentence says whose views these are. Where it stands decides as well; see
/// [`only_disclaimers`].
pub(super) fn is_disclaimer(sentence: &str) -> bool {
    (4..=70).contains(&sentence.split_whitespace().count())
        && !sentence.starts_with(['“', '"'])
        && !OF_READERS.is_match(sentence)
        && (FORMS.iter().any(|form| form.is_match(sentence)) || languages::is_disclaimer(sentence))
}

/// The disclaimers of a line that begins with one or has little else: notices such as "Send
/// letters to …" may stand beside them. `None` for prose that merely speaks of views.
pub(super) fn only_disclaimers(line: &str) -> Option<Vec<&str>> {
    let parts = sentence::texts(line);
    let found: Vec<&str> = parts.iter().copied().filter(|s| is_disclaimer(s)).collect();
    let leads = found.first().is_some_and(|f| parts.first() == Some(f));
    (!found.is_empty() && (parts.len() <= found.len() + 3 || leads)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_views() {
        for yes in [
            "The views expressed by contributors are their own and not the view of The Courier",
            "The opinions voiced in this essay are her own.",
            "Opinions are solely those of the author.",
            "This column does not necessarily reflect the opinion of the editorial board.",
            "The views here are Ada’s and do not reflect those of her employer.",
            "She writes in a personal capacity.",
        ] {
            assert!(is_disclaimer(yes), "{yes}");
        }
        for no in [
            "Comments are opinions of our readers and are subject to the rules.",
            "The opinions expressed in reader comments are those of the author only.",
            "She does not share the view of the ministry.",
            "The view from the tower is not bad.",
            "“The views expressed here are their own,” he sneered.",
        ] {
            assert!(!is_disclaimer(no), "{no}");
        }
    }
}
