//! The publication of a page, and its name in titles.

use super::{Page, meta};
use crate::article::{publication, sites};
use crate::digest::{fold, words};
use dom_query::Document;

/// Longest name of a paper, in words.
const NAME_WORDS: usize = 6;

/// The paper, in this order of trust: Open Graph and other meta tags, JSON-LD, the end of `<title>` if
/// it has the letters of the address, what the page calls itself in these letters, disclaimers, any end
/// of `<title>`. A name in small letters, or a domain, gives way to the same letters written as a name.
pub(super) fn name(page: &Page<'_>) -> Option<String> {
    let label = page.url.as_deref().and_then(publication::host_label);
    let label = label.as_deref().unwrap_or_default();
    let mut told: Vec<String> = page.meta.all(meta::SITE).take(1).map(|n| slogan_cut(n, label)).collect();
    told.extend(page.ld.publisher.as_deref().map(|n| slogan_cut(n, label)));
    let suffix = title_suffix(page.document, page.layout.title.as_deref()).map(|n| slogan_cut(&n, label));
    told.extend(suffix.clone().filter(|n| is_of(n, label)));
    told.retain(|n| !n.is_empty());
    let of_host = || publication::of_host(page.url.as_deref()?, page.lines.iter().map(|l| l.text.as_str()));
    let proper = |n: &&String| !is_domain(n) && (n.contains(' ') || n.chars().any(char::is_uppercase));
    let named = told.iter().find(proper).cloned();
    // "courierpost" beside the "Courier Post" of another source.
    let first = told.first().filter(|f| !proper(f));
    let named =
        named.filter(|n| first.is_none_or(|f| is_domain(f) || letters(n).contains(letters(f).as_str())));
    named
        .or_else(of_host)
        .or_else(|| sites::publication(page.url.as_deref()?).map(str::to_owned))
        .or_else(|| told.iter().find(|n| is_domain(n)).cloned())
        .or_else(|| told.into_iter().next())
        .or_else(|| page.layout.disclaimers.iter().find_map(|d| publication::in_disclaimer(d)))
        .or_else(|| suffix.filter(|s| words(s) <= NAME_WORDS))
        .map(|name| match name.strip_prefix("the ") {
            Some(rest) => format!("The {rest}"),
            None => name,
        })
}

/// A title without the parts that have the letters of the address, where others are left.
pub(super) fn without_own(title: &str, url: Option<&str>) -> String {
    let Some(label) = url.and_then(publication::host_label) else { return title.to_owned() };
    for separator in [" | ", " – ", " — ", " - ", " : "] {
        if let Some((first, rest)) = title.split_once(separator)
            && is_of(first, &label)
            && words(first) <= NAME_WORDS
            && words(rest) > 1
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}

/// A name without the slogan after it, its `@` and what companies append. Of the parts of a name the
/// one that is the address's counts, else the first.
fn slogan_cut(name: &str, label: &str) -> String {
    let parts: Vec<&str> = [" | ", " — ", " – ", " - ", " · ", " : "]
        .iter()
        .fold(vec![name], |parts, separator| parts.into_iter().flat_map(|p| p.split(separator)).collect());
    let own = parts.iter().find(|p| is_of(p, label)).or(parts.first()).copied().unwrap_or(name);
    let own = own.trim_start_matches('@').trim_matches([' ', '|', '-', '–', '—', '·', ':']);
    let own = own.strip_suffix(", Inc.").or_else(|| own.strip_suffix(", LLC")).unwrap_or(own);
    own.trim().to_owned()
}

fn letters(name: &str) -> String {
    fold(name).replace(' ', "")
}

/// Whether a name has the letters of the address, as it stands or by its initials.
fn is_of(name: &str, label: &str) -> bool {
    let name = fold(name);
    let bare = name.strip_prefix("the ").unwrap_or(&name).replace(' ', "");
    let initials: String = name.split(' ').filter_map(|w| w.chars().next()).collect();
    let label = label.strip_prefix("the").unwrap_or(label);
    !bare.is_empty()
        && !label.is_empty()
        && (bare.contains(label)
            || (bare.len() > 3 && label.contains(&bare))
            || (initials.len() > 1 && initials == label))
}

fn is_domain(name: &str) -> bool {
    !name.contains(' ')
        && name
            .rsplit_once('.')
            .is_some_and(|(_, end)| end.len() >= 2 && end.chars().all(|c| c.is_ascii_lowercase()))
}

/// The paper after the headline in `<title>`: "The tide turns | The Plain Courier".
fn title_suffix(document: &Document, headline: Option<&str>) -> Option<String> {
    let title = crate::article::tidy::line(&document.select("head > title").nodes().first()?.text());
    // "The Plain Courier: The tide turns"
    if let Some(name) = headline.and_then(|h| title.strip_suffix(h))
        && let name = name.trim_end_matches([' ', '|', '-', '–', '—', ':', '·'])
        && (1..=NAME_WORDS).contains(&words(name))
        && fold(name) != "opinion"
    {
        return Some(name.to_owned());
    }
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
