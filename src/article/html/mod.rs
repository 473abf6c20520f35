//! HTML pages.
//!
//! Where sources disagree, the first of these that has something is believed:
//! - title: the page's `<h1>` (of several, the one that metadata repeats; of one with a kicker in it, the
//!   part that metadata repeats), a lesser heading that metadata repeats, Open Graph and other meta tags,
//!   JSON-LD, `<title>`. Editors write other headlines for machines than for readers.
//! - authors: JSON-LD, meta tags, marks in the page (`rel=author` and microdata, then class names and links
//!   to author pages near the headline), the visible byline, bios, the address of an author's page. Of
//!   several in metadata, those whom the page shows; a byline that names all of them and more is whole. A
//!   bio that the page shows goes before one in JSON-LD.
//! - published: JSON-LD, meta tags, `<time>`, the date line, the address. A time in UTC gives way
//!   to the date line where the two are a day apart, since a paper's day is that of its readers.
//! - publication: Open Graph, JSON-LD, the end of `<title>`, each without slogans; a name in small letters
//!   or a bare domain gives way to the same letters written as a name; see [`paper::name`].
//! - tags: tag links beside the body, a list under a heading such as "Topics", then keywords.
//! - language: the words of the body; the page's own tag where it agrees, for its region.
//! - deck: the line under the headline, else the description, where it is not the body's beginning.

mod body;
mod bounds;
mod headline;
mod jsonld;
mod marked;
mod meta;
mod page;
mod paper;
mod people;
mod site;
mod topics;

use super::{
    Article, Hints, MAX_TEXT, ReadError, authors, kind, languages,
    layout::{self, Known, Layout, Line},
    refusal,
    standfirst::{Piece, is_description, is_standfirst},
    tidy,
};
use crate::digest::words;
use dom_query::Document;
use jsonld::JsonLd;
use meta::Meta;
use std::collections::HashSet;

/// How far into a text markup is looked for, in characters.
const SNIFFED: usize = 4096;
/// Boxes are opened where the body outside them has fewer words than this.
const BARE: usize = 60;

/// Whether a text is a page: it begins with a tag, and has one that only pages have.
pub(super) fn is_html(text: &str) -> bool {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(SNIFFED).collect();
    let start = start.to_ascii_lowercase();
    let marks = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<meta ",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<section",
        "<main",
        "<title",
    ];
    start.starts_with('<') && marks.iter().any(|m| start.contains(m))
}

/// Everything read from a page, before sources are weighed.
struct Page<'a> {
    document: &'a Document,
    ld: JsonLd,
    meta: Meta,
    layout: Layout,
    lines: Vec<layout::Line>,
    url: Option<String>,
}

/// Reads an article from a page.
pub(super) fn read(html: &str, hints: &Hints) -> Result<Article, ReadError> {
    let html = bounds::keep(html);
    let document = Document::from(&*html);
    let ld = JsonLd::read(&document);
    let meta = Meta::read(&document);
    let lines = page::lines(&document.root());
    if lines.iter().map(|l| l.text.len()).sum::<usize>() > MAX_TEXT {
        return Err(ReadError::TooLong);
    }
    let url = site::address(&document, &meta, hints);
    let title = headline::of(&document, &ld, &meta, url.as_deref());
    let named = people::from_metadata(&document, &ld, &meta, title.as_deref());
    let known = Known { title, authors: named.iter().map(|a| a.name.clone()).collect(), url: None };
    let (lines, layout) = lay_out(lines, &known);
    let page = Page { document: &document, ld, meta, layout, lines, url };

    let text = body::choose(&page);
    refuse(&page, &text)?;
    let title = page.layout.title.clone().ok_or(ReadError::NoTitle)?;
    let publication = paper::name(&page);
    let authors = people::gather(&page, named, publication.as_deref());
    let unsigned = authors.is_empty() && (page.layout.unsigned || page.ld.unsigned);
    let body = text.join("\n\n");
    let kind = kind::tell(&kind::Signs {
        types: page.ld.types.iter().map(String::as_str).collect(),
        sections: page
            .meta
            .all(meta::SECTION)
            .chain(page.ld.sections.iter().map(String::as_str))
            .chain(page.layout.head.iter().map(String::as_str).filter(|l| words(l) <= 4))
            .collect(),
        title: &title,
        url: page.url.as_deref().unwrap_or_default(),
        roles: page
            .ld
            .authors
            .iter()
            .filter_map(|a| a.job.as_deref())
            .chain(page.layout.head.iter().map(String::as_str))
            .chain(authors.iter().filter_map(|a| a.bio.as_deref()))
            .collect(),
        unsigned,
        signed: !authors.is_empty(),
        disclaimed: !page.layout.disclaimers.is_empty(),
        text: &body,
    });
    let quoted = quoted(&page.lines, &text);
    let names: Vec<String> = authors.iter().map(|a| a.name.clone()).collect();
    let deck = deck(
        &page,
        &Piece { title: &title, paragraphs: &text, names: &names, publication: publication.as_deref() },
    );
    Ok(Article {
        kind,
        published: site::published(&page),
        language: languages::reconciled(&body, site::language(&page)),
        tags: topics::tags(&page, publication.as_deref()),
        disclaimer: authors::joined(&page.layout.disclaimers),
        deck,
        text: body,
        title,
        publication,
        authors,
        url: page.url.clone(),
        quoted,
    })
}

/// The paragraphs that stand as quotations on the page. Where that is most of them, it is how the page looks.
fn quoted(lines: &[Line], body: &[String]) -> Vec<usize> {
    let set_off: HashSet<&str> = lines.iter().filter(|l| l.quoted).map(|l| l.text.as_str()).collect();
    let quoted: Vec<usize> =
        (0..).zip(body).filter(|(_, p)| set_off.contains(p.as_str())).map(|(i, _)| i).collect();
    if quoted.len() * 2 > body.len() { Vec::new() } else { quoted }
}

/// Refuses what is no whole article.
fn refuse(page: &Page<'_>, text: &[String]) -> Result<(), ReadError> {
    let mut types = page.ld.page_types.clone();
    for node in page.document.select("[itemscope][itemtype]").nodes() {
        let kind = node.attr("itemtype").unwrap_or_default();
        types.extend(kind.rsplit('/').next().map(str::to_owned));
    }
    let headings: Vec<String> =
        page.document.select("title, h1").nodes().iter().map(|n| tidy::line(&n.text())).collect();
    refusal::check(&refusal::Evidence {
        types: &types,
        og_type: page.meta.first(&["og:type"]).unwrap_or_default(),
        url: page.url.as_deref().unwrap_or_default(),
        titles: headings.iter().map(String::as_str).collect(),
        lines: &page.lines,
        span: page.layout.span.clone(),
        body: text,
        free: page.ld.free,
        stated: page.ld.words,
        copied: false,
    })
}

/// Reads the lines. Class names that tell a box are guesses: where next to nothing stands outside of
/// boxes, they are opened. (A short piece stays one, however long the comments on it are.)
fn lay_out(lines: Vec<layout::Line>, known: &Known) -> (Vec<layout::Line>, Layout) {
    let mass = |layout: &Layout| layout.body.iter().map(|p| words(p)).sum::<usize>();
    let layout = layout::read(&lines, known);
    if mass(&layout) >= BARE {
        return (lines, layout);
    }
    let opened: Vec<_> = lines.iter().map(|l| layout::Line { aside: l.frame, ..l.clone() }).collect();
    let other = layout::read(&opened, known);
    if mass(&other) >= BARE { (opened, other) } else { (lines, layout) }
}

/// The standfirst: the line under the headline, else the first description that is one.
fn deck(page: &Page<'_>, piece: &Piece<'_>) -> Option<String> {
    let described = page.ld.description.as_deref().into_iter().chain(page.meta.all(meta::DESCRIPTION));
    let under = page.layout.deck.clone().filter(|line| is_standfirst(line, piece));
    under.or_else(|| described.map(tidy::without_tags).find(|line| is_description(line, piece)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_texts() {
        assert!(is_html("\n<!DOCTYPE html><html><body>x"));
        assert!(is_html("<?xml version='1.0'?>\n<html>"));
        assert!(!is_html("Why <p> matters\n\nA tag is a tag."));
        assert!(!is_html("<3 the sea"));
    }
}
