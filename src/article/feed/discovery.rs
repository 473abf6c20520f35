//! The feeds that a page names: `<link rel="alternate" type="application/rss+xml" href="…">`.

use super::entry::line;
use dom_query::Document;
use url::Url;

/// Most feeds that are taken from one page.
const MOST: usize = 20;
/// How much of a page is looked at, in bytes; the links stand in its head.
const HEAD: usize = 512 * 1024;
/// The media types of feeds.
const TYPES: [&str; 4] =
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Absolute.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
}

/// The feeds that a page names, in its order, each once; feeds of comments come last.
pub(super) fn offers(page: &str, base: &Url) -> Vec<Offer> {
    // All that stands before the body, or a good piece of a page without one.
    let end = page.find("<body").unwrap_or(page.len()).min(HEAD);
    let end = (0..=end).rev().find(|at| page.is_char_boundary(*at)).unwrap_or(0);
    let document = Document::from(page.get(..end).unwrap_or_default());
    let declared = document.select("base[href]").attr("href").and_then(|href| base.join(&href).ok());
    let base = declared.as_ref().unwrap_or(base);
    let mut offers: Vec<Offer> = Vec::new();
    for link in document.select("link[rel][href]").iter() {
        let has = |name: &str| link.attr(name).unwrap_or_default().trim().to_ascii_lowercase();
        let kind = has("type");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !has("rel").split_whitespace().any(|rel| rel == "alternate") || !TYPES.contains(&kind) {
            continue;
        }
        let Ok(mut url) = base.join(link.attr("href").unwrap_or_default().trim()) else { continue };
        url.set_fragment(None);
        let url = String::from(url);
        if url.starts_with("http") && !offers.iter().any(|known| known.url == url) && offers.len() < MOST {
            offers.push(Offer { url, title: link.attr("title").and_then(|title| line(&title, 100)) });
        }
    }
    offers.sort_by_key(|offer| {
        let of_comments = |text: &str| text.to_lowercase().contains("comment");
        of_comments(&offer.url) || offer.title.as_deref().is_some_and(of_comments)
    });
    offers
}
