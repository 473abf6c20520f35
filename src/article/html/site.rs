//! Where and when a page appeared: address, publication, day, language.

use super::{
    Page,
    meta::{self, Meta},
};
use crate::article::{Hints, date, publication};
use crate::digest::{fold, words};
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

/// The paper.
pub(super) fn publication(page: &Page<'_>) -> Option<String> {
    let mut told: Vec<String> = page.meta.all(meta::SITE).take(1).map(str::to_owned).collect();
    told.extend(page.ld.publisher.clone());
    told.extend(title_suffix(page.document));
    let named = told.iter().find(|n| !is_domain(n)).cloned();
    let named = named.or_else(|| {
        let url = page.url.as_deref()?;
        publication::of_host(url, page.lines.iter().map(|l| l.text.as_str()))
    });
    let named = named.or_else(|| page.layout.disclaimers.iter().find_map(|d| publication::in_disclaimer(d)));
    named.or_else(|| told.into_iter().next()).map(|name| match name.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => name,
    })
}

fn is_domain(name: &str) -> bool {
    !name.contains(' ')
        && name
            .rsplit_once('.')
            .is_some_and(|(_, end)| end.len() >= 2 && end.chars().all(|c| c.is_ascii_lowercase()))
}

/// The paper after the headline in `<title>`: "The tide turns | The Plain Courier".
fn title_suffix(document: &Document) -> Option<String> {
    let title = crate::article::tidy::line(&document.select("head > title").nodes().first()?.text());
    let rest = without_suffix(&title);
    let suffix = title.get(rest.len()..)?.trim_start_matches([' ', '|', '-', '–', '—', '•', '·', ':']).trim();
    // "The tide turns - by Ada Moor" names its author there.
    let signed = suffix.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
    (!suffix.is_empty() && !signed).then(|| suffix.to_owned())
}

/// A `<title>` without the name of the site at its end.
pub(super) fn without_suffix(title: &str) -> &str {
    for separator in [" | ", " – ", " — ", " - ", " • ", " · "] {
        if let Some((rest, last)) = title.rsplit_once(separator)
            && last.split_whitespace().count() <= 5
            && rest.split_whitespace().count() >= 2
        {
            return without_suffix(rest.trim());
        }
    }
    title
}

/// A `<title>` without the name of the site at either end, whatever separates them.
pub(super) fn without_name<'a>(title: &'a str, names: &[&str]) -> &'a str {
    const SEPARATORS: [&str; 8] = [" | ", " – ", " — ", " - ", " • ", " · ", " : ", ": "];
    let is_name = |text: &str| words(text) <= 6 && names.iter().any(|n| fold(n) == fold(text));
    for separator in SEPARATORS {
        if let Some((first, rest)) = title.split_once(separator)
            && is_name(first)
        {
            return rest.trim();
        }
        if let Some((rest, last)) = title.rsplit_once(separator)
            && is_name(last)
        {
            return rest.trim();
        }
    }
    title
}

/// Whether an address is that of a front page.
pub(super) fn is_front(href: &str) -> bool {
    let path = match href.split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.starts_with("http") => {
            rest.split_once('/').map_or("", |(_, path)| path)
        }
        _ => href,
    };
    matches!(path.trim_matches('/'), "" | "index.html" | "index.php" | "home" | "#") && !href.is_empty()
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
