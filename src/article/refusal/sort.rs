//! Pages of other sorts: lists, forums, shops, recipes, videos, live blogs.

use super::{Evidence, ReadError, seen};
use crate::article::layout::{Label, label};
use crate::digest::words;
use std::collections::HashMap;
use url::Url;

/// What a page is if it calls itself so in its data and not an article.
const TYPES: &[(&str, Sort)] = &[
    ("AudioObject", Sort::Audio),
    ("CollectionPage", Sort::List),
    ("DiscussionForumPosting", Sort::Forum),
    ("ImageGallery", Sort::Gallery),
    ("LiveBlogPosting", Sort::Live),
    ("MediaGallery", Sort::Gallery),
    ("PodcastEpisode", Sort::Audio),
    ("Product", Sort::Product),
    ("ProductGroup", Sort::Product),
    ("ProfilePage", Sort::List),
    ("QAPage", Sort::Forum),
    ("Recipe", Sort::Recipe),
    ("SearchResultsPage", Sort::List),
    ("VideoObject", Sort::Video),
];
/// What a folder of the address stands for, where the page does not call itself an article.
const FOLDERS: &[(&str, Sort)] = &[
    ("forum", Sort::Forum),
    ("forums", Sort::Forum),
    ("galleries", Sort::Gallery),
    ("gallery", Sort::Gallery),
    ("live", Sort::Live),
    ("live-blog", Sort::Live),
    ("live-updates", Sort::Live),
    ("liveblog", Sort::Live),
    ("photo-gallery", Sort::Gallery),
    ("podcast", Sort::Audio),
    ("podcasts", Sort::Audio),
    ("product", Sort::Product),
    ("products", Sort::Product),
    ("questions", Sort::Forum),
    ("recipe", Sort::Recipe),
    ("recipes", Sort::Recipe),
    ("thread", Sort::Forum),
    ("threads", Sort::Forum),
    ("video", Sort::Video),
    ("videos", Sort::Video),
];
/// First folders of addresses that list what follows them.
const LISTS: &[&str] = &[
    "archive",
    "archives",
    "author",
    "authors",
    "autor",
    "auteur",
    "categoria",
    "categories",
    "category",
    "etiqueta",
    "kategorie",
    "schlagwort",
    "search",
    "section",
    "suche",
    "tag",
    "tags",
    "thema",
    "topics",
];
/// Names of home pages, in the last place of an address.
const HOMES: &[&str] =
    &["index.html", "index.htm", "index.php", "home", "home.html", "default.aspx", "default.asp"];
/// Below so many words a page with a video or with pictures is theirs.
const BESIDE_MEDIA: usize = 300;
/// Fewest headlines of other pieces between the paragraphs of a list.
const HEADLINES: usize = 6;
/// In a list each teaser stands in a box of its own: no box holds so much of the prose, in percent.
const HELD: usize = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Audio,
    Forum,
    Gallery,
    List,
    Live,
    Product,
    Recipe,
    Video,
}

impl Sort {
    fn refusal(self, sign: String) -> ReadError {
        let other = |what| ReadError::Other { what, sign: sign.clone() };
        let media = |what| ReadError::Media { what, sign: sign.clone() };
        match self {
            Sort::Audio => media("something to listen to"),
            Sort::Video => media("a video"),
            Sort::Gallery => media("a series of pictures"),
            Sort::Forum => other("a discussion of many"),
            Sort::Product => other("the page of a product"),
            Sort::Recipe => other("a recipe"),
            Sort::List => ReadError::Listing { sign },
            Sort::Live => ReadError::Live { sign },
        }
    }

    /// Whether a page of the sort may have an article of its own beside the thing.
    fn has_words(self) -> bool {
        matches!(self, Sort::Audio | Sort::Video | Sort::Gallery)
    }
}

/// What sort of page it is, if none that has an article.
pub(super) fn find(page: &Evidence<'_>) -> Option<ReadError> {
    let article = page.is_called_article();
    if page.is("LiveBlogPosting") {
        return Some(Sort::Live.refusal("it calls itself LiveBlogPosting".to_owned()));
    }
    let news = page.types.iter().any(|t| t.ends_with("NewsArticle"));
    if article && (news || !page.is("Recipe")) {
        return None;
    }
    let little = page.words() < BESIDE_MEDIA;
    let typed = page.types.iter().find_map(|t| {
        let i = TYPES.binary_search_by_key(&t.as_str(), |row| row.0).ok()?;
        let sort = TYPES.get(i)?.1;
        // Pages of an author or a collection hold pieces as well; a shop calls everything a product.
        ((little || !sort.has_words())
            && (!matches!(sort, Sort::List | Sort::Product) || page.og_type != "article"))
            .then(|| sort.refusal(format!("it calls itself {t}")))
    });
    let og = || match page.og_type {
        "product" | "product.group" | "product.item" | "og:product" => Some(Sort::Product),
        kind if kind.starts_with("video") && little => Some(Sort::Video),
        kind if kind.starts_with("music") && little => Some(Sort::Audio),
        _ => None,
    };
    let og = || og().map(|sort| sort.refusal(format!("its og:type is {}", page.og_type)));
    typed.or_else(og).or_else(|| {
        let claimed = article || page.og_type == "article";
        if claimed { None } else { by_address(page, little).or_else(|| by_shape(page)) }
    })
}

/// What the address says.
fn by_address(page: &Evidence<'_>, little: bool) -> Option<ReadError> {
    let url = Url::parse(page.url).ok()?;
    let path = url.path().to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    let language = |p: &str| {
        p.len() == 2 || (p.len() == 5 && p.as_bytes().get(2).is_some_and(|b| matches!(b, b'-' | b'_')))
    };
    let own: Vec<&str> = parts.iter().copied().skip_while(|p| language(p)).collect();
    let home = own.is_empty() || matches!(own.as_slice(), [only] if HOMES.contains(only));
    if home && url.query().is_none() {
        return Some(Sort::List.refusal("the address is that of a site, not of a page".to_owned()));
    }
    if let [first, _] | [first] = own.as_slice()
        && LISTS.contains(first)
    {
        return Some(Sort::List.refusal(format!("the address has /{first}/ in it")));
    }
    let folders = own.split_last().map_or(&[][..], |p| p.1);
    folders.iter().find_map(|f| {
        let i = FOLDERS.binary_search_by_key(f, |row| row.0).ok()?;
        let sort = FOLDERS.get(i)?.1;
        (little || !sort.has_words()).then(|| sort.refusal(format!("the address has /{f}/ in it")))
    })
}

/// Headlines of other pieces between its paragraphs, and no place that holds most of these.
fn by_shape(page: &Evidence<'_>) -> Option<ReadError> {
    let (mut headlines, mut paragraphs, mut all, mut first) = (0, 0, 0, None);
    let mut held: HashMap<Option<usize>, usize> = HashMap::new();
    for (i, line) in page.lines.iter().enumerate().filter(|(_, l)| !l.aside) {
        let n = words(&line.text);
        match label(line) {
            Label::Prose if !line.linked => {
                paragraphs += 1;
                if page.span.contains(&i) {
                    all += n;
                    *held.entry(line.container).or_default() += n;
                }
            }
            _ if line.linked && n >= 4 => {
                headlines += 1;
                first = first.or(Some(line));
            }
            _ => {}
        }
    }
    let most = held.into_values().max().unwrap_or(0);
    let listed = headlines >= HEADLINES && headlines >= paragraphs && most * 100 < all * HELD;
    listed.then(|| ReadError::Listing {
        sign: format!("{headlines} links such as {}", seen(first.map_or("", |l| &l.text))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(TYPES.is_sorted_by_key(|row| row.0) && FOLDERS.is_sorted_by_key(|row| row.0));
    }
}
