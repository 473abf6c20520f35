//! Caps on how deep elements nest, how many there are, and how many attributes one has.
//!
//! Readers of trees take time that grows with the square of the depth; twenty thousand nested `<div>`
//! in 220 KB would keep one busy for a minute. An element takes some 500 bytes, so that 10 MB of empty
//! ones would fill a gigabyte; and a parser compares each attribute with all before it. Real pages stay
//! under a hundred levels and fifty thousand tags.

use std::borrow::Cow;

/// Deepest nesting that is kept.
const DEEPEST: usize = 150;

/// Most tags that are read; the rest of a page is cut off.
const MOST_TAGS: usize = 150_000;
/// Longest tag, quoted values left out, in bytes.
const LONGEST_TAG: usize = 8192;

/// Elements that cannot hold others, or whose end tag may be left out: they do not count.
const UNCOUNTED: &[&str] = &[
    "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "iframe", "xmp"];

/// The page without the tags that open or close elements deeper than the cap, whose text stays, without
/// tags of endless attributes, and without what comes after too many tags.
pub(super) fn keep(html: &str) -> Cow<'_, str> {
    let mut depth = 0usize;
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut tags = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')).map(|i| at + i) {
        tags += 1;
        if tags > MOST_TAGS {
            kept.push_str(html.get(copied..open).unwrap_or_default());
            return Cow::Owned(kept);
        }
        let rest = html.get(open..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = open + rest.find("-->").map_or(rest.len(), |i| i + 3);
            continue;
        }
        let closing = rest.starts_with("</");
        let name = tag_name(rest.get(if closing { 2 } else { 1 }..).unwrap_or_default());
        if name.is_empty() {
            at = open + 1;
            continue;
        }
        let (length, bare) = tag_end(rest);
        let end = open + length;
        at = end;
        if bare > LONGEST_TAG {
            kept.push_str(html.get(copied..open).unwrap_or_default());
            kept.push(' ');
            copied = end;
            continue;
        }
        let name = name.to_ascii_lowercase();
        let name = name.as_str();
        if UNCOUNTED.binary_search(&name).is_ok() || rest.get(..end - open).is_some_and(|t| t.ends_with("/>"))
        {
            continue;
        }
        if !closing && RAW.contains(&name) {
            at = end + raw_end(html.get(end..).unwrap_or_default(), name);
            continue;
        }
        let over = if closing {
            let over = depth > DEEPEST;
            depth = depth.saturating_sub(1);
            over
        } else {
            depth += 1;
            depth > DEEPEST
        };
        if over {
            kept.push_str(html.get(copied..open).unwrap_or_default());
            kept.push(' ');
            copied = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

fn tag_name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    let name = text.get(..end).unwrap_or_default();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { "" }
}

/// Where a tag ends, past its `>`, and how long it is without quoted values, which may hold one.
fn tag_end(tag: &str) -> (usize, usize) {
    let mut quote = None;
    let mut bare = 0;
    for (i, b) in tag.bytes().enumerate() {
        match (quote, b) {
            (None, b'>') => return (i + 1, bare),
            (None, b'"' | b'\'') if tag.as_bytes().get(i.wrapping_sub(1)) == Some(&b'=') => quote = Some(b),
            (Some(q), b) if q == b => quote = None,
            (None, _) => bare += 1,
            _ => {}
        }
    }
    (tag.len(), bare)
}

/// Where the content of a raw element ends: at its end tag.
fn raw_end(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(i) = text.get(from..).and_then(|t| t.find("</")).map(|i| from + i) {
        if text.get(i + 2..i + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return i;
        }
        from = i + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_capped_and_text_stays() {
        let page = format!("{}deep{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let flat = keep(&page);
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
        assert_eq!(flat.matches("</div>").count(), DEEPEST);
        assert!(flat.contains("deep"));
    }

    #[test]
    fn tags_and_attributes_are_capped() {
        let page = format!("<p>kept</p>{}<p>cut off</p>", "<p>".repeat(MOST_TAGS));
        let kept = keep(&page);
        assert!(kept.contains("kept") && !kept.contains("cut off"));
        let attributes: String = (0..2000).map(|i| format!(" a{i}=1")).collect();
        assert_eq!(keep(&format!("a<p{attributes}>b</p>")), "a b</p>");
        let long = format!("<p data-state='{}'>b</p>", "x > y ".repeat(9000));
        assert_eq!(keep(&long), long);
    }

    #[test]
    fn a_sound_page_stays_as_it_is() {
        let page = "<p>a<p>b<div title='a > b'><script>'<div>'</script><!-- <div> --><br/>1 < 2</div>";
        assert!(matches!(keep(page), Cow::Borrowed(_)));
        assert!(UNCOUNTED.is_sorted());
        // A quoted value that never ends takes the rest of the page with it.
        assert_eq!(keep("<div title=\"x").as_ref(), "<div title=\"x");
    }
}
