//! What is within lines: styles, links, mentions, timestamps, code.

use super::{Form, Mark, Span};
use crate::playground::snowflake::Id;
use jiff::Timestamp;

/// Styles within styles that are looked into; deeper ones stay as typed.
const DEPTH: usize = 8;

/// Marks that come in pairs, longer ones first.
const PAIRS: [(&str, Mark); 6] = [
    ("**", Mark::Bold),
    ("__", Mark::Underlined),
    ("~~", Mark::Struck),
    ("||", Mark::Spoiler),
    ("*", Mark::Italic),
    ("_", Mark::Italic),
];

/// The spans of a text; line breaks stay within them.
pub(in crate::playground) fn inline(text: &str) -> Vec<Span> {
    spans(text, 0, true)
}

/// The same without links, for a text that is one as a whole.
pub(in crate::playground) fn unlinked(text: &str) -> Vec<Span> {
    spans(text, 0, false)
}

fn spans(text: &str, depth: usize, links: bool) -> Vec<Span> {
    let mut out = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        if let Some((taken, span)) = special(rest, before, depth, links) {
            if !literal.is_empty() {
                out.push(Span::Text(std::mem::take(&mut literal)));
            }
            out.push(span);
            before = rest.get(..taken).and_then(|t| t.chars().next_back()).unwrap_or(' ');
            rest = rest.get(taken..).unwrap_or_default();
            continue;
        }
        let mut taken = c.len_utf8();
        let mut shown = c;
        if c == '\\'
            && let Some(next) = rest.chars().nth(1).filter(char::is_ascii_punctuation)
        {
            taken += 1;
            shown = next;
        }
        literal.push(shown);
        before = shown;
        rest = rest.get(taken..).unwrap_or_default();
    }
    if !literal.is_empty() {
        out.push(Span::Text(literal));
    }
    out
}

/// What begins right here, if something does, and how many bytes of the text it takes.
fn special(text: &str, before: char, depth: usize, links: bool) -> Option<(usize, Span)> {
    match text.as_bytes().first()? {
        b'`' => return code(text),
        b'<' => {
            let end = text.find('>')?;
            return Some((end + 1, angle(text.get(1..end)?, links)?));
        }
        b'@' => {
            let name = ["@everyone", "@here"].into_iter().find(|n| text.starts_with(n))?;
            return Some((name.len(), Span::Everybody(name)));
        }
        b'h' if links && !before.is_alphanumeric() => return bare_link(text),
        b'[' if links && depth < DEPTH => return masked_link(text, depth),
        b'*' | b'_' | b'~' | b'|' if depth < DEPTH => {}
        _ => return None,
    }
    for (pair, mark) in PAIRS {
        let Some(rest) = text.strip_prefix(pair) else { continue };
        // snake_case is no emphasis.
        if pair == "_" && before.is_alphanumeric() || rest.starts_with(char::is_whitespace) && pair == "*" {
            continue;
        }
        let Some(end) = closing(rest, pair).filter(|end| *end > 0) else { continue };
        let inner = spans(rest.get(..end)?, depth + 1, links);
        return Some((end + 2 * pair.len(), Span::Styled(mark, inner)));
    }
    None
}

/// Code between as many backticks as it begins with.
fn code(text: &str) -> Option<(usize, Span)> {
    let inner = text.trim_start_matches('`');
    let ticks = text.len() - inner.len();
    let mut at = 0;
    while let Some(run) = inner.get(at..)?.find('`').map(|found| at + found) {
        let length = inner.get(run..)?.bytes().take_while(|b| *b == b'`').count();
        if length == ticks {
            return Some((2 * ticks + run, Span::Code(inner.get(..run)?.to_owned())));
        }
        at = run + length;
    }
    None
}

/// Where a mark comes next, escaped ones and longer ones aside.
fn closing(text: &str, mark: &str) -> Option<usize> {
    let same = mark.chars().next()?;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        if let Some(escaped) = rest.strip_prefix('\\') {
            at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
            continue;
        }
        if let Some(after) = rest.strip_prefix(mark) {
            let again = after.starts_with(same);
            let double = mark.len() == 1 && again;
            // ***both***: the outer pair closes last.
            let early = mark.len() == 2 && again && matches!(same, '*' | '_');
            let inside = mark == "_" && after.starts_with(char::is_alphanumeric);
            if !double && !early && !inside {
                return Some(at);
            }
            at += if double { 2 } else { 1 };
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// `[text](https://… "title")`, its address in angle brackets or not.
fn masked_link(text: &str, depth: usize) -> Option<(usize, Span)> {
    let rest = text.get(1..)?;
    let middle = closing(rest, "](")?;
    let target = rest.get(middle + 2..)?;
    let mut open = 0_usize;
    let end = target.char_indices().find_map(|(at, c)| match c {
        '(' => {
            open += 1;
            None
        }
        ')' if open == 0 => Some(at),
        ')' => {
            open -= 1;
            None
        }
        _ => None,
    })?;
    let url = target.get(..end)?.split_whitespace().next()?.trim_start_matches('<').trim_end_matches('>');
    let shown = rest.get(..middle).filter(|shown| !shown.trim().is_empty())?;
    if !is_web(url) {
        return None;
    }
    let shown = spans(shown, depth + 1, false);
    Some((middle + end + 4, Span::Link { url: url.to_owned(), text: Some(shown) }))
}

/// An address in running text. Punctuation that ends a sentence is not part of it.
fn bare_link(text: &str) -> Option<(usize, Span)> {
    let scheme = ["https://", "http://"].into_iter().find(|s| text.starts_with(s))?;
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(text.len());
    let mut url = text.get(..end)?;
    loop {
        let unopened = url.ends_with(')') && url.matches(')').count() > url.matches('(').count();
        let cut = url.strip_suffix(['.', ',', ':', ';', '\'', ']', '*', '_', '~', '|', '!', '?']);
        match cut.or_else(|| url.strip_suffix(')').filter(|_| unopened)) {
            Some(shorter) => url = shorter,
            None => break,
        }
    }
    (url.len() > scheme.len()).then(|| (url.len(), Span::Link { url: url.to_owned(), text: None }))
}

/// What stands between `<` and `>`, if it is anything of Discord's.
fn angle(inner: &str, links: bool) -> Option<Span> {
    if links && is_web(inner) && !inner.contains(char::is_whitespace) {
        return Some(Span::Link { url: inner.to_owned(), text: None });
    }
    if let Some(stamp) = inner.strip_prefix("t:") {
        let (seconds, form) = stamp.split_once(':').unwrap_or((stamp, "f"));
        return Some(Span::Moment(Timestamp::from_second(seconds.parse().ok()?).ok()?, Form::read(form)?));
    }
    if let Some(command) = inner.strip_prefix('/') {
        return Some(Span::Command(format!("/{}", command.split_once(':')?.0)));
    }
    if let Some(emoji) = inner.strip_prefix(':').or_else(|| inner.strip_prefix("a:")) {
        return Some(Span::Emoji(emoji.split_once(':')?.0.to_owned()));
    }
    if let Some(channel) = inner.strip_prefix('#') {
        return Some(Span::Channel(channel.parse().ok()?));
    }
    let id = inner.strip_prefix("@&").or_else(|| inner.strip_prefix("@!"));
    let id: Id = id.or_else(|| inner.strip_prefix('@'))?.parse().ok()?;
    Some(Span::Mention(id))
}
