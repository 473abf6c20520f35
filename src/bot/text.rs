//! Texts made safe to show: nothing from a digest or a person can ping, format, link, hide or
//! overflow.

use crate::digest::is_hidden;

/// The text on one line without hidden characters; for places where Discord reads no markdown.
pub(super) fn bare(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text on one line with everything escaped that Discord would read as markdown or a mention,
/// cut at a word to at most `most` characters, escapes counted.
pub(super) fn escaped(text: &str, most: usize) -> String {
    let bare = bare(text);
    let mut whole = String::with_capacity(bare.len() + 8);
    // Ends of characters in `whole`, an escape being one with its backslash.
    let mut ends = Vec::with_capacity(bare.len());
    for (at, c) in bare.char_indices() {
        if is_markup(&bare, at, c) {
            whole.push('\\');
        }
        whole.push(c);
        ends.push(whole.len());
    }
    cut_at(&whole, most, ends.into_iter())
}

/// Whether Discord would take the character at `at` for more than itself.
fn is_markup(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + c.len_utf8()..).unwrap_or_default();
    match c {
        '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' | '#' => true,
        // Other mentions are in angle brackets; a handle stays as it is.
        '@' => after.starts_with("everyone") || after.starts_with("here"),
        // In emoji, timestamps and the scheme of a bare link; in running text a space follows.
        ':' => after.starts_with(|c: char| !c.is_whitespace()),
        '-' | '+' => before.is_empty(),
        // "1." at the beginning starts a list.
        '.' => !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

/// The text cut at a word to at most `most` characters; its markdown is not looked at.
pub(super) fn cut(text: &str, most: usize) -> String {
    cut_at(text, most, text.char_indices().map(|(at, c)| at + c.len_utf8()))
}

/// Cuts `text` so that it fits with its ellipsis, at one of `ends`, and at the end of a word unless
/// that would lose half of what fits. Lengths are in UTF-16 units, which count no character as less
/// than Discord does.
fn cut_at(text: &str, most: usize, ends: impl Iterator<Item = usize>) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let (mut length, mut end) = (0, 0);
    for next in ends {
        length += text.get(end..next).unwrap_or_default().encode_utf16().count();
        if length > most.saturating_sub(1) {
            break;
        }
        end = next;
    }
    let kept = text.get(..end).unwrap_or_default();
    let word_end = match text.get(end..).and_then(|rest| rest.chars().next()) {
        Some(c) if c.is_whitespace() => end,
        _ => kept.rfind(char::is_whitespace).unwrap_or(0),
    };
    let end = if word_end * 2 > end { word_end } else { end };
    format!("{}…", text.get(..end).unwrap_or_default().trim_end())
}

/// `[text](url)` that cannot lead elsewhere than it says.
pub(super) fn link(text: &str, url: &str, most: usize) -> String {
    let url = url.replace('(', "%28").replace(')', "%29").replace([' ', '<', '>'], "");
    format!("[{}](<{url}>)", escaped(text, most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markdown_and_mentions_come_out_as_they_were_typed() {
        assert_eq!(
            escaped("**bold** [a](https://b.example) <@1> @everyone", 200),
            r"\*\*bold\*\* \[a\](https\://b.example) \<@1\> \@everyone"
        );
        assert_eq!(escaped("- not a list", 200), r"\- not a list");
        assert_eq!(escaped("1. not a list", 200), r"1\. not a list");
        assert_eq!(escaped("Kim: peace at 5.30", 200), "Kim: peace at 5.30");
        assert_eq!(escaped("a\u{202e}b\u{200b}c\nd", 200), "abc d");
    }

    #[test]
    fn long_texts_end_at_a_word() {
        assert_eq!(escaped("one two three four", 12), "one two…");
        assert_eq!(cut("one two three four", 12), "one two…");
        assert_eq!(cut("one", 12), "one");
    }

    proptest! {
        #[test]
        fn nothing_overflows(text in any::<String>(), most in 1_usize..60) {
            prop_assert!(escaped(&text, most).encode_utf16().count() <= most);
            prop_assert!(cut(&text, most).encode_utf16().count() <= most);
        }

        #[test]
        fn what_is_short_enough_stays_whole(text in "[a-z*_ ]{0,30}") {
            let shown = escaped(&text, 100).replace('\\', "");
            prop_assert_eq!(shown, bare(&text));
        }
    }
}
