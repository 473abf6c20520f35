//! Ways to reach an author: handles are kept, everything else goes.

use super::super::{pattern::pattern, person::family_name};
use crate::digest::{fold, words};
use regex::Regex;
use std::sync::LazyLock;

/// Sentences that ask the reader to do something rather than say who somebody is.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:please\ )?(?:
            follow|find|reach|e-?mail|contact|write\ to|connect|subscribe|sign\ up|send|click|read|listen|watch|visit|learn|see\ more|tweet|you\ can|message
            |to\ (?:contact|respond|reach|submit|read|learn|follow)
            |(?:s?he|they|both|the\ (?:author|writer)s?|(?-i:\p{Lu}[\p{L}.'’-]*(?:\s(?:and\s)?\p{Lu}[\p{L}.'’-]*){0,6}))\ (?:(?:can|may)\ (?:also\ )?be\ (?:reached|contacted|e-?mailed|followed|found)\b|(?:is|are)\ (?:reached|reachable|on\ (?:twitter|x|facebook|instagram|linkedin|bluesky|mastodon|threads|substack)\b|(?:at|as)\ (?:@|\S+[@.]\S))|(?:tweets?|posts|blogs)\ (?:at|as|from|under|on)\b)
            |(?:s?he|they)\ (?:tweets?|posts)|(?:her|his|their|my)\ (?:e-?mail|twitter|website)|on\ (?:twitter|x\b|bluesky)|twitter|x:|bluesky|mastodon|(?:e-?)?mail:|phone:|tel:
            |have\ something|got\ a\b|do\ you\ have|(?:this|a\ version\ of\ this)\ (?:piece|column|article|essay|op-ed|commentary|story)|copyright|©|more:|share\b|for\ more|get\b
        )",
    )
});
/// A handle on any network, or the address of a profile: Twitter, Bluesky, Mastodon.
static HANDLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:^|[\s(\[:,/|“])@|(?:twitter|x)\.com/(?:#!/)?@?)([A-Za-z0-9_]{2,30}(?:(?:-[A-Za-z0-9]+)*\.bsky\.social\b|@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?)|bsky\.app/profile/([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    )
});
/// Pages of a network that are nobody's profile.
pub(in crate::article) const NO_PROFILE: &[&str] =
    &["intent", "share", "home", "search", "hashtag", "i", "http", "https", "twitter", "x"];
/// "…, and can be reached at …": the end of a sentence that begins as a bio.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)[,;]?\s+(?:(?:and|or|who|which)\s)?(?:(?:s?he|they)\s)?
        (?:(?:(?:can|may)\s(?:also\s)?be|is|are)\s(?:reached|contacted|found\s(?:at|on)|followed|e-?mailed|reachable)\b|(?:tweets?|posts?|is\son\s(?:twitter|x)|are\son\s(?:twitter|x))\s(?:at|as|from|under)?\s*@|(?:on\s(?:twitter|x|bluesky)|twitter|follow\s(?:her|him|them))[^.]{0,20}@|(?:e-?mail|contact)(?::|\s(?:her|him|them)\b)|reach\s(?:her|him|them)\b).*$",
    )
});
/// An address of mail, with what says that it is one.
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*[(\[]?\s*(?:\be-?mail(?:\saddress)?(?:\sis)?:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[)\]]?",
    )
});
/// A handle or an address of a profile after the last sentence, or in its stead.
static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\s+|^)(?:(?:on\s)?(?:twitter|x|bluesky|instagram|mastodon)\s*(?:/\s*x)?:?\s*)?(?:@[\w.@-]+|(?:https?://)?(?:www\.)?(?:twitter|x)\.com/\S+)[.;,]?$",
    )
});

/// Whether a sentence asks the reader to do something.
pub(super) fn is_request(sentence: &str) -> bool {
    CONTACT.is_match(sentence)
}

/// A sentence of a bio without addresses of mail and ways to reach its author; none where nothing is
/// left.
pub(super) fn without(sentence: &str) -> Option<String> {
    let mut kept = sentence.to_owned();
    if let Some(clause) = CLAUSE.find(&kept) {
        let closed = kept.get(..clause.start()).unwrap_or_default().trim_end().to_owned();
        kept = if closed.ends_with(['.', '!', '?', '”']) { closed } else { format!("{closed}.") };
    }
    if kept.contains('@') {
        kept = MAIL.replace_all(&kept, "").into_owned();
        kept = TRAILING.replace(&kept, "").into_owned();
    }
    let kept = kept.trim().trim_end_matches([',', ';', ':', '|', '(']).trim_end();
    let said = kept.chars().any(char::is_alphabetic) && words(kept) > 1;
    said.then(|| kept.to_owned())
}

/// Whether a sentence asks to follow somebody without saying whom.
pub(super) fn is_invitation(sentence: &str) -> bool {
    static FOLLOW: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^(?:follow|find|tweet|e-?mail) (?:me|her|him|them)\b"));
    FOLLOW.is_match(sentence)
}

/// Whether a text has an address of mail.
pub(super) fn has_mail(text: &str) -> bool {
    text.contains('@') && MAIL.is_match(text)
}

/// Handles named in a text, with their `@`; addresses of mail are none.
pub(in crate::article) fn handles(text: &str) -> Vec<String> {
    placed(text).into_iter().map(|h| h.1).collect()
}

/// Handles and where they stand.
pub(super) fn placed(text: &str) -> Vec<(usize, String)> {
    HANDLE
        .captures_iter(text)
        .filter_map(|c| c.get(1).or_else(|| c.get(2)))
        .map(|m| (m.start(), m.as_str().trim_end_matches(['.', '-'])))
        .filter(|(_, h)| !NO_PROFILE.contains(&h.to_ascii_lowercase().as_str()))
        .map(|(at, h)| (at, format!("@{h}")))
        .collect()
}

/// A line that is nothing but a way to reach the author: "Follow Ada on Twitter @ada", "@ada".
pub(in crate::article) fn is_contact(line: &str) -> bool {
    words(line) <= 25
        && (CONTACT.is_match(line) || line.starts_with('@'))
        && (!handles(line).is_empty() || MAIL.is_match(line))
}

/// The author whose name or family name a text has; of several the one named last, since a handle
/// follows its owner.
pub(in crate::article) fn mentioned(text: &str, authors: &[String]) -> Option<String> {
    let folded = format!(" {} ", fold(text));
    let place = |word: &str| {
        let key = fold(word);
        if key.is_empty() { None } else { folded.rfind(&format!(" {key} ")) }
    };
    let family = authors.iter().filter_map(|a| Some((place(family_name(a))?, a))).max_by_key(|f| f.0);
    family
        .or_else(|| {
            let given = |a: &String| place(a.split_whitespace().next().unwrap_or_default());
            authors.iter().filter_map(|a| Some((given(a)?, a))).max_by_key(|f| f.0)
        })
        .map(|f| f.1.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_reach_an_author_leave_the_bio() {
        for (sentence, kept) in [
            ("Ada Moor is a poet and can be reached at ada@moor.example.", "Ada Moor is a poet."),
            ("Ada Moor (ada@moor.example) is a poet.", "Ada Moor is a poet."),
            ("Ada Moor is a poet. @adamoor", "Ada Moor is a poet."),
            ("Ada Moor is a poet who tweets at @adamoor.", "Ada Moor is a poet."),
            ("Ada Moor is a poet; on Twitter @adamoor", "Ada Moor is a poet."),
            ("Ada Moor (@adamoor) is a poet.", "Ada Moor (@adamoor) is a poet."),
            ("Ada Moor is a poet, email: ada@moor.example", "Ada Moor is a poet."),
        ] {
            assert_eq!(without(sentence).as_deref(), Some(kept), "{sentence}");
        }
        assert_eq!(without("ada@moor.example"), None);
        assert_eq!(without("@adamoor"), None);
    }

    #[test]
    fn handles_of_any_network() {
        for (text, handle) in [
            ("Follow her at x.com/adamoor.", "@adamoor"),
            ("https://twitter.com/@adamoor?s=20", "@adamoor"),
            ("Bluesky: @ada-moor.bsky.social.", "@ada-moor.bsky.social"),
            ("https://bsky.app/profile/ada.moor.example", "@ada.moor.example"),
            ("Mastodon: @ada@tide.example", "@ada@tide.example"),
            ("She is @adamoor.", "@adamoor"),
        ] {
            assert_eq!(handles(text), [handle], "{text}");
        }
        for none in ["ada@moor.example", "https://x.com/share?u=1", "@ 5 pm"] {
            assert!(handles(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn requests_are_told_from_bios() {
        for request in [
            "Ada J. Moor can be reached at 555 0199.",
            "Follow her on X.",
            "Email: ada@moor.example",
            "She is on Twitter.",
            "Bo Lund and Ada Moor can be found at tide.example.",
        ] {
            assert!(is_request(request), "{request}");
        }
        for bio in ["She is at work on a novel of the sea.", "Ada Moor is on the board of Tidewater."] {
            assert!(!is_request(bio), "{bio}");
        }
    }
}
