//! Text as a person would have typed it: no invisible characters, single spaces, no ad marks.

use super::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Marks that content systems leave where an advertisement goes: `{mosads}`, `[mosads]`, `{{ad}}`.
static AD_MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\{\{?[a-z_]{2,20}\}?\}|\[mosads\]"));

/// What screen readers are told of a link, glued to it when a page is copied.
static NEW_WINDOW: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s?\(?(?:[Oo]pens|[Oo]pen) in (?:a )?new (?:window|tab|browser)\)?"));

/// A text that was handed over with its markup.
pub(super) fn without_tags(text: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[a-zA-Z][^<>]*>"));
    if text.contains('<') { line(&TAG.replace_all(text, " ")) } else { text.to_owned() }
}

/// One line: white space of any kind becomes one space; ad marks, control and zero-width
/// characters are gone.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    if out.contains(['{', '[']) && AD_MARK.is_match(&out) {
        return line(&AD_MARK.replace_all(&out, " "));
    }
    if out.contains("new ") && NEW_WINDOW.is_match(&out) {
        return line(&NEW_WINDOW.replace_all(&out, " "));
    }
    out
}

/// Characters that take no room and say nothing to a reader: zero-width ones, soft hyphens,
/// direction marks, byte-order marks, private use, strike-through overlays.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{335}'..='\u{338}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
        | '\u{e000}'..='\u{f8ff}')
}

/// A line with character references decoded, also those encoded twice (`&amp;#x27;`).
pub(super) fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        text = references(&text);
    }
    line(&text)
}

/// Named references that turn up in metadata; the HTML parser knows the others.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("copy", '©'),
    ("eacute", 'é'),
    ("gt", '>'),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("quot", '"'),
    ("rdquo", '”'),
    ("rsquo", '’'),
];

fn references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let reference = from.get(1..).and_then(|r| r.split_once(';')).and_then(|(name, after)| {
            let c = match name.strip_prefix('#') {
                Some(n) => match n.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => n.parse().ok(),
                }
                .and_then(char::from_u32),
                None => {
                    NAMED.binary_search_by_key(&name, |n| n.0).ok().and_then(|i| NAMED.get(i)).map(|n| n.1)
                }
            };
            c.map(|c| (c, after))
        });
        match reference {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_does_not_see_is_gone() {
        assert_eq!(line("  a\u{200b}b \u{a0}\t c\u{7}d {mosads}e "), "ab c d e");
        assert_eq!(line("{mosads}Just as"), "Just as");
        assert_eq!(line("@adamoorOpens in a new window"), "@adamoor");
    }

    #[test]
    fn references_are_decoded_once_or_twice() {
        assert_eq!(decoded("a&#x27;s &amp;amp; b &nosuch; &"), "a's & b &nosuch; &");
        assert!(NAMED.is_sorted_by_key(|n| n.0));
    }
}
