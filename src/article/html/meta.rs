//! What a page says of itself in `<meta>`, `<link>` and microdata.

use crate::article::tidy;
use dom_query::Document;

/// All named values of a page, in page order.
#[derive(Debug, Default)]
pub(super) struct Meta(Vec<(String, String)>);

impl Meta {
    /// Collects them: `<meta>` by name, property or itemprop.
    pub fn read(page: &Document) -> Meta {
        let mut found = Vec::new();
        for node in page.select("meta[content]").nodes() {
            let content = tidy::decoded(&node.attr("content").unwrap_or_default());
            if content.is_empty() {
                continue;
            }
            for attribute in ["property", "name", "itemprop"] {
                if let Some(name) = node.attr(attribute) {
                    found.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Meta(found)
    }

    /// All values under any of the names, in the order of the names.
    pub fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names.iter().flat_map(|name| self.0.iter().filter(move |m| m.0 == *name).map(|m| m.1.as_str()))
    }

    /// The first of them.
    pub fn first<'a>(&'a self, names: &'a [&str]) -> Option<&'a str> {
        self.all(names).next()
    }
}

/// Names of the headline.
pub(super) const TITLE: &[&str] =
    &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"];
/// Names of the authors. `article:author` is often an address, which the reader of names drops.
pub(super) const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dcsext.author",
    "byl",
    "authors",
    "citation_author",
];
/// Names of the day of publication.
pub(super) const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "dc.date.created",
    "dcterms.issued",
    "prism.publicationdate",
    "publish_date",
    "date_published",
    "published",
    "datecreated",
];
/// Names of the paper.
pub(super) const SITE: &[&str] =
    &["og:site_name", "application-name", "dc.publisher", "apple-mobile-web-app-title"];
/// Names of the description.
pub(super) const DESCRIPTION: &[&str] =
    &["og:description", "description", "twitter:description", "dc.description", "sailthru.description"];
/// Names of the section.
pub(super) const SECTION: &[&str] =
    &["article:section", "og:section", "parsely-section", "section", "category", "og:type"];
/// Names of keywords, the most human first.
pub(super) const KEYWORDS: &[&str] =
    &["news_keywords", "keywords", "sailthru.tags", "parsely-tags", "dc.subject", "article:tag"];
