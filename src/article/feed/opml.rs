//! Lists of feeds as OPML 2.0, which every feed reader exports and imports.

use super::entry::line;
use quick_xml::{
    Reader, Writer,
    escape::unescape,
    events::{BytesDecl, BytesStart, BytesText, Event},
};
use std::io;

/// Most feeds that are read from one list.
pub const MAX_OUTLINES: usize = 10_000;

/// One feed in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The feed's address, as written.
    pub url: String,
    /// What the list calls it.
    pub title: Option<String>,
}

/// Why there is no list of feeds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpmlError {
    /// No OPML at all.
    #[error("it is no OPML; export the list of feeds from your reader as OPML")]
    NotOpml,
    /// Broken XML.
    #[error("the OPML is broken at byte {at} ({why}); export it again")]
    Broken {
        /// Where, in bytes from the beginning.
        at: u64,
        /// What the parser says.
        why: String,
    },
    /// OPML without feeds.
    #[error("there is no feed in it; export the list of feeds, not of folders or posts")]
    NoFeeds,
    /// More than [`MAX_OUTLINES`].
    #[error("it has more than {MAX_OUTLINES} feeds; import a part of it")]
    TooMany,
}

/// Reads the feeds of a list, in its order, from whatever folders they are in; each address once.
///
/// # Errors
/// Why there are none, in one line that the caller puts after the name of the file.
pub fn read_opml(text: &str) -> Result<Vec<Outline>, OpmlError> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut is_opml, mut feeds) = (false, Vec::<Outline>::new());
    let mut seen = std::collections::HashSet::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "opml" => is_opml = true,
                "outline" if is_opml => {
                    if let Some(feed) = outline(&tag)
                        && seen.insert(feed.url.clone())
                    {
                        feeds.push(feed);
                    }
                }
                _ if !is_opml => return Err(OpmlError::NotOpml),
                _ => {}
            },
            Ok(Event::Eof) if !is_opml => return Err(OpmlError::NotOpml),
            Ok(Event::Eof) if feeds.is_empty() => return Err(OpmlError::NoFeeds),
            Ok(Event::Eof) => return Ok(feeds),
            Ok(_) => {}
            Err(_) if !is_opml => return Err(OpmlError::NotOpml),
            Err(error) => {
                let why = line(&error.to_string(), 200).unwrap_or_default();
                return Err(OpmlError::Broken { at: reader.error_position(), why });
            }
        }
        if feeds.len() > MAX_OUTLINES {
            return Err(OpmlError::TooMany);
        }
    }
}

fn outline(tag: &BytesStart<'_>) -> Option<Outline> {
    let (mut url, mut title, mut text) = (None, None, None);
    let mut attributes = tag.attributes();
    for attribute in attributes.with_checks(false).flatten() {
        let raw = &attribute.value;
        let value = || unescape(raw).map_or_else(|_| raw.to_string(), |value| value.into_owned());
        let key = attribute.key.as_ref();
        if key.eq_ignore_ascii_case("xmlUrl") {
            url = Some(value().trim().to_owned());
        } else if key.eq_ignore_ascii_case("title") {
            title = line(&value(), 100);
        } else if key.eq_ignore_ascii_case("text") {
            text = line(&value(), 100);
        }
    }
    let url = url.filter(|url| !url.is_empty())?;
    Some(Outline { url, title: title.or(text) })
}

/// Writes a list of feeds.
///
/// # Errors
/// None that a text in memory could have; the writer's signature has one.
pub fn write_opml(title: &str, feeds: &[Outline]) -> io::Result<String> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("opml").with_attribute(("version", "2.0")).write_inner_content(|writer| {
        writer.create_element("head").write_inner_content(|writer| {
            writer.create_element("title").write_text_content(BytesText::new(title))?;
            Ok(())
        })?;
        writer.create_element("body").write_inner_content(|writer| {
            for feed in feeds {
                let name = feed.title.as_deref().unwrap_or(&feed.url);
                writer
                    .create_element("outline")
                    .with_attributes([("type", "rss"), ("text", name), ("xmlUrl", feed.url.as_str())])
                    .write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    let mut text = String::from_utf8(writer.into_inner()).map_err(io::Error::other)?;
    text.push('\n');
    Ok(text)
}
