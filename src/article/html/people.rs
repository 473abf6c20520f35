//! The authors of a page, and where to find them.

use super::{
    Page,
    jsonld::JsonLd,
    marked,
    meta::{self, Meta},
};
use crate::article::{
    authors, bio, byline, date,
    pattern::pattern,
    person::{family_name, is_name, same_person},
};
use crate::digest::{Author, fold, words};
use dom_query::{Document, NodeRef};
use regex::Regex;
use std::sync::LazyLock;

/// Most authors of a piece.
const MOST: usize = 12;
/// Longest author box, in characters.
const BOX_CHARS: usize = 1200;
/// How many elements up from a link its author box may be.
const BOX_HEIGHT: usize = 6;

/// Class names of bylines and author boxes.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s_-])(?:\w*author\w*|\w*byline\w*|bio\w*|contributors?\w*|columnist\w*|writers?|profile)(?:$|[\s_-])",
    )
});
/// A profile on Twitter.
static PROFILE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^@?|//(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:#!/)?@?)([A-Za-z0-9_]{2,30})/?(?:[?#].*)?$",
    )
});

/// Authors named for machines, in order of trust: JSON-LD, meta tags, marks in the page.
pub(super) fn from_metadata(
    document: &Document,
    ld: &JsonLd,
    meta: &Meta,
    headline: Option<&str>,
) -> Vec<Author> {
    let mut found: Vec<Author> = Vec::new();
    let own: Vec<String> = meta.all(meta::SITE).chain(ld.publisher.as_deref()).map(fold).collect();
    let add = |found: &mut Vec<Author>, author: Author| {
        // The site of one person has that person's name.
        let paper = !ld.personal && own.contains(&fold(&author.name));
        if !paper && found.len() < MOST && !found.iter().any(|f| same_person(&f.name, &author.name)) {
            found.push(author);
        }
    };
    for person in &ld.authors {
        add(
            &mut found,
            Author {
                name: person.name.clone(),
                handle: person.same_as.iter().find_map(|u| handle(u)),
                url: person.url.clone().filter(|u| u.starts_with("http")),
                ..Author::default()
            },
        );
    }
    if found.is_empty() {
        for value in meta.all(meta::AUTHOR).filter(|v| !v.contains("://")).take(MOST) {
            for signed in byline::people_of_field(value) {
                add(&mut found, Author { name: signed.name, handle: signed.handle, ..Author::default() });
            }
        }
    }
    if found.is_empty() {
        for name in marked::authors(&document.root(), headline) {
            add(&mut found, Author { name, ..Author::default() });
        }
    }
    found
}

/// Everything known of the authors.
pub(super) fn gather(page: &Page<'_>, named: Vec<Author>, publication: Option<&str>) -> Vec<Author> {
    let named = with_byline(page, shown(page, named));
    let told: Vec<String> = named.iter().map(|a| a.name.clone()).collect();
    let mut found = authors::gather(&page.layout, named);
    if found.is_empty() && !page.layout.unsigned && !page.ld.unsigned {
        found.extend(
            page.meta
                .all(&["article:author"])
                .filter_map(of_address)
                .map(|name| Author { name, ..Author::default() }),
        );
    }
    let paper = publication.map(fold).unwrap_or_default();
    found.retain(|a| told.contains(&a.name) || fold(&a.name) != paper);
    for author in &mut found {
        if author.bio.is_none() {
            author.bio = page
                .ld
                .authors
                .iter()
                .find(|p| same_person(&p.name, &author.name))
                .and_then(|p| bio::of_profile(p.description.as_deref()?));
        }
    }
    if found.iter().any(|a| a.handle.is_none()) {
        linked_handles(page, &mut found);
    }
    found
}

/// Names as the byline has them: the whole of "Ada", and those that metadata leaves out of a list.
fn with_byline(page: &Page<'_>, mut named: Vec<Author>) -> Vec<Author> {
    let signed = &page.layout.authors;
    if let [only] = named.as_mut_slice()
        && !only.name.contains(' ')
        && let Some(whole) = signed.iter().find(|s| s.name.split(' ').next() == Some(&only.name))
    {
        only.name = whole.name.clone();
    }
    // The byline is one line.
    let joint =
        page.layout.head.iter().filter(|l| l.contains(" and ") || l.contains(" & ")).find_map(|line| {
            let people = byline::people(&date::without(line));
            let whole = named.iter().all(|a| people.iter().any(|p| same_person(&p.name, &a.name)));
            (!named.is_empty() && whole && words(line) <= 30 && people.len() > named.len()).then_some(people)
        });
    for person in joint.unwrap_or_default() {
        if !named.iter().any(|a| same_person(&a.name, &person.name)) {
            named.push(Author { name: person.name, ..Author::default() });
        }
    }
    named
}

/// Of several authors in metadata those that the page shows: who put a piece on the web is named
/// beside who wrote it on some.
fn shown(page: &Page<'_>, named: Vec<Author>) -> Vec<Author> {
    if named.len() < 2 {
        return named;
    }
    let visible = |author: &Author| {
        let key = fold(&author.name);
        page.lines.iter().any(|l| fold(&l.text).contains(&key))
    };
    let (seen, unseen): (Vec<_>, Vec<_>) = named.into_iter().partition(visible);
    if seen.is_empty() { unseen } else { seen }
}

/// `https://paper.example/author/ada-moor` → "Ada Moor".
fn of_address(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let mut path = url.path_segments()?.filter(|s| !s.is_empty());
    let last = path.next_back()?;
    let folder = path.next_back()?;
    let named = [
        "author",
        "authors",
        "people",
        "person",
        "by",
        "profile",
        "staff",
        "contributor",
        "contributors",
        "columnist",
    ]
    .contains(&folder);
    let name: Vec<String> = last
        .split('-')
        .map(|w| {
            let mut chars = w.chars();
            chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
        })
        .collect();
    let name = name.join(" ");
    (named && is_name(&name) && words(&name) <= 4).then_some(name)
}

/// The handle in the address of a profile, with its `@`.
fn handle(url: &str) -> Option<String> {
    let name = PROFILE.captures(url.trim())?.get(1)?.as_str();
    (!bio::NO_PROFILE.contains(&name.to_ascii_lowercase().as_str())).then(|| format!("@{name}"))
}

/// Handles behind links in author boxes, then `twitter:creator`; never the paper's own.
fn linked_handles(page: &Page<'_>, authors: &mut [Author]) {
    let own: Vec<String> =
        page.meta.all(&["twitter:site"]).filter_map(handle).map(|h| h.to_lowercase()).collect();
    let foreign = |h: &String| !own.contains(&h.to_lowercase());
    let alone = authors.len() == 1;
    for link in page.document.select("a[href*='twitter.com/'], a[href*='//x.com/']").nodes() {
        let Some(handle) = link.attr("href").and_then(|h| handle(&h)).filter(foreign) else { continue };
        let Some(box_text) = author_box(link, authors) else { continue };
        let named = authors.iter_mut().find(|a| box_text.contains(&fold(family_name(&a.name))));
        let author = match named {
            Some(author) => Some(author),
            None if alone => authors.first_mut(),
            None => None,
        };
        if let Some(author) = author.filter(|a| a.handle.is_none()) {
            author.handle = Some(handle);
        }
    }
    if let [only] = authors
        && only.handle.is_none()
    {
        let creator = page
            .meta
            .all(&["twitter:creator"])
            .filter_map(|c| handle(c.trim_start_matches('@')))
            .find(foreign);
        let paper = |h: &String| {
            let key = h.trim_start_matches('@').to_lowercase();
            page.url.as_deref().is_some_and(|u| u.to_lowercase().contains(&key))
        };
        only.handle = creator.filter(|h| !paper(h));
    }
}

/// The text of the small element around a link that is marked as an author's, or names one.
fn author_box(link: &NodeRef<'_>, authors: &[Author]) -> Option<String> {
    for element in link.ancestors_it(Some(BOX_HEIGHT)) {
        if element.node_name().is_some_and(|n| matches!(&*n, "body" | "nav" | "footer" | "main")) {
            return None;
        }
        let text = element.text();
        if text.len() > BOX_CHARS {
            return None;
        }
        let folded = fold(&text);
        if authors.iter().any(|a| folded.contains(&fold(&a.name))) {
            return Some(folded);
        }
        let marks =
            format!("{} {}", element.class().unwrap_or_default(), element.id_attr().unwrap_or_default());
        if BOX.is_match(&marks) {
            return Some(folded);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_and_names_of_addresses() {
        assert_eq!(handle("https://twitter.com/adamoor?lang=en").as_deref(), Some("@adamoor"));
        assert_eq!(handle("https://x.com/adamoor/").as_deref(), Some("@adamoor"));
        assert_eq!(handle("@adamoor").as_deref(), Some("@adamoor"));
        for none in [
            "https://twitter.com/intent/tweet?x=1",
            "https://twitter.com/",
            "https://twitter.com/a/status/1",
            "https://x.com/share",
        ] {
            assert_eq!(handle(none), None, "{none}");
        }
        assert_eq!(of_address("https://a.example/author/ada-moor").as_deref(), Some("Ada Moor"));
        assert_eq!(of_address("https://facebook.com/adamoor"), None);
    }
}
