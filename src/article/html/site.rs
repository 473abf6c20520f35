//! Where and when a page appeared: address, day, language.

use super::{
    Page,
    meta::{self, Meta},
};
use crate::article::{Hints, date};
use crate::digest::fold;
use dom_query::Document;
use jiff::{ToSpan, civil::Date};
use url::Url;

/// The address: the canonical one if it is of the same site as the one given, else the one given.
pub(super) fn address(document: &Document, meta: &Meta, hints: &Hints) -> Option<String> {
    let canonical = document
        .select("link[rel='canonical'][href]")
        .nodes()
        .first()
        .and_then(|l| l.attr("href"))
        .map(|h| h.to_string())
        .or_else(|| meta.first(&["og:url"]).map(str::to_owned))
        .filter(|u| parsed(u).is_some());
    match (&hints.url, canonical) {
        (Some(given), Some(found)) => {
            let same = parsed(given)
                .zip(parsed(&found))
                .is_some_and(|(a, b)| site(&a) == site(&b) && b.path().len() > 1);
            Some(if same { found } else { given.clone() })
        }
        (given, found) => given.clone().or(found),
    }
}

fn parsed(url: &str) -> Option<Url> {
    Url::parse(url).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.host_str().is_some())
}

/// What one owner has of a host: its last two labels, or three under a country's general domain, as
/// in "paper.co.uk".
fn site(url: &Url) -> String {
    const GENERAL: &[&str] =
        &["ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "ne", "net", "or", "org"];
    let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let labels: Vec<&str> = host.rsplit('.').collect();
    let own = match labels.as_slice() {
        [country, general, ..] if country.len() == 2 && GENERAL.contains(general) => 3,
        _ => 2,
    };
    labels.into_iter().take(own).collect::<Vec<_>>().join(".")
}

/// Elements that say when the piece appeared.
const MARKED: &str =
    "[itemprop='datePublished'][datetime], article time[datetime], header time[datetime], time[pubdate]";

/// The day.
pub(super) fn published(page: &Page<'_>) -> Option<Date> {
    let times = |marked: &str| {
        page.document
            .select(marked)
            .nodes()
            .iter()
            .filter_map(|n| n.attr("datetime").map(|d| d.to_string()))
            .collect::<Vec<_>>()
    };
    let stamp = page
        .ld
        .published
        .iter()
        .cloned()
        .chain(page.meta.all(meta::PUBLISHED).map(str::to_owned))
        .chain(times(MARKED))
        .find_map(|s| date::find(&s).map(|d| (s, d)));
    let shown = page.layout.published;
    match (stamp, shown) {
        (Some((stamp, told)), Some(shown)) => {
            let universal = stamp.ends_with('Z') || stamp.ends_with("+00:00") || stamp.ends_with("+0000");
            let near = told.checked_sub(1.day()).is_ok_and(|d| d == shown)
                || told.checked_add(1.day()).is_ok_and(|d| d == shown);
            Some(if universal && near { shown } else { told })
        }
        (Some((_, told)), None) => Some(told),
        (None, shown) => shown
            .or_else(|| page.url.as_deref().and_then(date::in_address))
            .or_else(|| times("time[datetime]").iter().find_map(|s| date::find(s))),
    }
}

/// The language, as `en` or `pt-BR`.
pub(super) fn language(page: &Page<'_>) -> Option<String> {
    let html = page
        .document
        .select("html[lang]")
        .nodes()
        .first()
        .and_then(|n| n.attr("lang"))
        .map(|l| l.to_string());
    let told = html.into_iter().chain(page.ld.language.clone()).chain(
        page.meta.all(&["content-language", "og:locale", "language", "dc.language"]).map(str::to_owned),
    );
    told.into_iter().find_map(|tag| {
        let tag = tag.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        if !(2..=3).contains(&language.len())
            || !language.chars().all(|c| c.is_ascii_alphabetic())
            || fold(&tag) == "und"
        {
            return None;
        }
        match parts.next() {
            Some(region) if region.len() == 2 && region.chars().all(|c| c.is_ascii_alphabetic()) => {
                Some(format!("{language}-{}", region.to_ascii_uppercase()))
            }
            _ => Some(language),
        }
    })
}
