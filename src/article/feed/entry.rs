//! The parser's model to ours: bounded, absolute, newest first.

use super::{Entry, Feed, MAX_ENTRIES};
use crate::article::fetch::clean_address;
use dom_query::Document;
use feed_rs::model;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use std::{cmp::Reverse, collections::HashSet, time::Duration};
use url::Url;

/// Longest guid that is kept as it is, in bytes; a longer one becomes its hash.
const MAX_GUID: usize = 512;
/// Longest address, in bytes, as pages are asked for.
const MAX_URL: usize = 4096;
/// Most characters of a title, a name or a tag.
const MAX_CHARS: usize = 300;
/// Most authors or tags of one entry.
const MAX_NAMES: usize = 30;

/// Takes over what the parser read. Entries without an address are left out: there is nothing to read.
pub(super) fn feed(parsed: model::Feed, base: &Url) -> Feed {
    let mut dated: Vec<(Option<Timestamp>, Entry)> = Vec::new();
    let mut last = None;
    for entry in parsed.entries {
        let Some(entry) = one(entry, base) else { continue };
        last = entry.published.or(last);
        dated.push((last, entry));
    }
    dated.sort_by_key(|(when, _)| Reverse(*when));
    let mut seen = HashSet::new();
    let entries = dated.into_iter().map(|(_, entry)| entry).filter(|entry| seen.insert(entry.guid.clone()));
    Feed {
        title: parsed.title.and_then(|title| line(&plain(&title.content), MAX_CHARS)),
        ttl: parsed.ttl.map(|minutes| Duration::from_secs(u64::from(minutes) * 60)),
        entries: entries.take(MAX_ENTRIES).collect(),
    }
}

fn one(entry: model::Entry, base: &Url) -> Option<Entry> {
    let url = address(&entry, base)?;
    let guid = match entry.id.trim() {
        "" => url.clone(),
        long if long.len() > MAX_GUID => Sha256::digest(long).iter().map(|b| format!("{b:02x}")).collect(),
        guid => guid.to_owned(),
    };
    let names = |names: &mut dyn Iterator<Item = String>| {
        names.filter_map(|name| line(&plain(&name), MAX_CHARS)).take(MAX_NAMES).collect::<Vec<_>>()
    };
    let category = |c: model::Category| c.label.filter(|label| !label.trim().is_empty()).unwrap_or(c.term);
    Some(Entry {
        guid,
        url,
        title: entry.title.and_then(|title| line(&plain(&title.content), MAX_CHARS)),
        authors: names(&mut entry.authors.into_iter().filter_map(person)),
        tags: names(&mut entry.categories.into_iter().map(category)),
        published: entry
            .published
            .or(entry.updated)
            .and_then(|at| Timestamp::from_second(at.timestamp()).ok()),
        updated: entry.updated.and_then(|at| Timestamp::from_second(at.timestamp()).ok()),
    })
}

/// RSS has people as `desk@paper.example (Ada Moor)`.
fn person(person: model::Person) -> Option<String> {
    let name = person.name.map(|name| name.trim().trim_matches(['(', ')', '（', '）']).to_owned());
    name.filter(|name| !name.is_empty()).or(person.email)
}

/// Where the piece is: its link, else a guid that is an address.
fn address(entry: &model::Entry, base: &Url) -> Option<String> {
    let of_page = |link: &&model::Link| {
        let alternate = link.rel.as_deref().is_none_or(|rel| rel == "alternate");
        alternate && link.target.is_none() && link.media_type.as_deref().is_none_or(|t| t.contains("html"))
    };
    let link = entry.links.iter().find(of_page).map(|link| link.href.trim());
    let guid = Some(entry.id.trim()).filter(|id| id.starts_with("https://") || id.starts_with("http://"));
    let url = base.join(link.filter(|href| !href.is_empty()).or(guid)?).ok()?;
    let good = matches!(url.scheme(), "http" | "https") && url.as_str().len() <= MAX_URL;
    good.then(|| clean_address(url.as_str()))
}

/// A text in which there may be markup, without it.
fn plain(text: &str) -> String {
    let short: String = text.chars().take(MAX_CHARS * 4).collect();
    if short.contains(['<', '&']) { Document::fragment(short).text().to_string() } else { short }
}

/// A text on one line, cut to `most` characters; none where nothing is left.
pub(super) fn line(text: &str, most: usize) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    let line = words.join(" ");
    let line = match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    };
    (!line.is_empty()).then_some(line)
}
