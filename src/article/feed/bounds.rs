//! What is looked at before the parser gets a feed: its encoding, its form, and what would make the
//! parser slow.

use super::{FeedError, ReadError, decode, html};
use crate::article::pattern::pattern;
use encoding_rs::{Encoding, UTF_8};
use quick_xml::{Reader, events::Event};
use regex::{Captures, Regex};
use std::{borrow::Cow, sync::LazyLock};

/// Most attributes of one tag; the parser takes quadratic time over the same name again and again.
const MAX_ATTRIBUTES: usize = 200;
/// Longest `xml:base`, in bytes; the parser copies it for every element below.
const MAX_BASE: usize = 4096;
/// Deepest nesting of elements.
const MAX_DEPTH: usize = 256;
/// Longest XML declaration, in bytes.
const DECLARATION: usize = 1024;

/// What a text is, by its first element.
pub(super) enum Form<'a> {
    /// Perhaps a feed, made good where feeds are commonly wrong.
    Xml(Cow<'a, str>),
    /// Perhaps JSON Feed.
    Json,
    /// HTML.
    Page,
    /// Neither.
    Other,
}

/// The text of a feed. The order of trust: byte-order mark, the server's word, UTF-8 if it is valid, and
/// last the encoding that the XML declaration names, which often is not true.
pub(super) fn decoded(bytes: &[u8], charset: Option<&str>) -> Result<String, FeedError> {
    let charset = charset.map(str::to_owned).or_else(|| declared(bytes));
    decode::decode(bytes, charset.as_deref()).map_err(|error| match error {
        ReadError::Empty => FeedError::Empty,
        ReadError::Binary { what } => FeedError::Binary { what },
        _ => FeedError::Undecodable,
    })
}

/// The encoding that an XML declaration names, where the bytes are not valid UTF-8.
fn declared(bytes: &[u8]) -> Option<String> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200))?).into_owned();
    let head = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start().to_owned();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.split(quote).nth(1)?;
    Encoding::for_label(label.as_bytes()).filter(|&e| e != UTF_8).map(|_| label.to_owned())
}

/// Tells the form of a text, and takes the XML declaration off, which names an encoding that is no
/// longer true.
pub(super) fn form(text: &str) -> Form<'_> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return Form::Json;
    }
    let text = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((declaration, rest)) if declaration.len() < DECLARATION => rest.trim_start(),
        _ => text,
    };
    let root = root(text);
    let name: String = root.chars().take_while(|c| c.is_alphanumeric() || *c == ':').collect();
    match name.rsplit(':').next().unwrap_or_default() {
        "feed" | "entry" | "RDF" => Form::Xml(text.into()),
        "rss" => Form::Xml(versioned(text, root)),
        _ if html::is_html(text) => Form::Page,
        _ => Form::Other,
    }
}

/// What follows the `<` of the first element; before it there may be comments, a style sheet, a document
/// type.
fn root(mut text: &str) -> &str {
    loop {
        let Some(tag) = text.trim_start().strip_prefix('<') else { return "" };
        let end = match tag {
            comment if comment.starts_with("!--") => "-->",
            instruction if instruction.starts_with('?') => "?>",
            declaration if declaration.starts_with('!') => ">",
            element => return element,
        };
        let Some((_, rest)) = tag.split_once(end) else { return "" };
        text = rest;
    }
}

/// RSS with a version that the parser knows: those from 2.0 on, and none at all, are read as 2.0.
fn versioned<'a>(text: &'a str, tag: &str) -> Cow<'a, str> {
    let tag = tag.split('>').next().unwrap_or_default();
    let known = ["2.0", "0.91", "0.92"];
    let value = |quote| {
        tag.split_once("version=").and_then(|(_, rest)| rest.strip_prefix(quote)?.split(quote).next())
    };
    match value('"').or_else(|| value('\'')) {
        Some(version) if known.contains(&version) => text.into(),
        Some(version) if !version.is_empty() => text.replacen(version, "2.0", 1).into(),
        Some(_) => text.into(),
        None => text.replacen("<rss", "<rss version=\"2.0\"", 1).into(),
    }
}

static AMPERSAND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"&(?:[A-Za-z][A-Za-z0-9]{0,31};|#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};)?"));

/// An address of mail with a character beside it that is not ASCII: the parser takes it for one byte.
static CROWDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"([^\x00-\x7f]?)([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}\.[A-Za-z]{2,})([^\x00-\x7f]?)")
});

/// XML with bare ampersands, impossible characters and crowded addresses of mail made good, the commonest
/// faults of feeds written by hand or by template.
pub(super) fn mended(text: &str) -> String {
    let text = &*CROWDED.replace_all(text, "$1 $2 $3");
    let mut parts = text.split("<![CDATA[");
    let mut mended = amended(parts.next().unwrap_or_default());
    for part in parts {
        let (data, rest) = part.split_once("]]>").unwrap_or((part, ""));
        mended.push_str("<![CDATA[");
        mended.push_str(data);
        mended.push_str("]]>");
        mended.push_str(&amended(rest));
    }
    mended
}

fn amended(text: &str) -> String {
    let good = |reference: &Captures<'_>| {
        let found = reference.get(0).map_or("", |m| m.as_str());
        let number = found.strip_prefix("&#").and_then(|rest| rest.strip_suffix(';'));
        let code = number.map(|n| match n.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => n.parse(),
        });
        match code {
            _ if found == "&" => "&amp;".to_owned(),
            None => found.to_owned(),
            Some(code) => {
                let c = code.ok().and_then(char::from_u32).filter(|c| !c.is_control()).unwrap_or(' ');
                format!("&#{};", u32::from(c))
            }
        }
    };
    AMPERSAND.replace_all(text, good).into_owned()
}

/// Refuses what would make the parser slow.
pub(super) fn checked(text: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if is_heavy(&tag) => {
                return Err("a tag of it has too many or too long attributes".to_owned());
            }
            // The first one was taken off; the parser cannot change its mind about the encoding.
            Ok(Event::Decl(_)) => return Err("an XML declaration stands in the midst of it".to_owned()),
            Ok(Event::Start(_)) if depth >= MAX_DEPTH => return Err("it is nested too deeply".to_owned()),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            // The parser says what is wrong.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn is_heavy(tag: &quick_xml::events::BytesStart<'_>) -> bool {
    let mut attributes = tag.attributes();
    let mut count = 0;
    attributes.with_checks(false).any(|attribute| {
        count += 1;
        let long = attribute.is_ok_and(|a| a.key.as_ref() == "xml:base" && a.value.len() > MAX_BASE);
        count > MAX_ATTRIBUTES || long
    })
}
