//! Lists of digests: a page of briefs, a menu that opens one, buttons that turn the page.

use super::{
    BotError, CustomId, Listing,
    card::brief,
    custom_id::{hash, hash_folded},
    reply::{Button, Card, Choice, Message, Row, Target},
    text::{bare, cut, escaped},
    words::Words,
};
use crate::catalogue::{Catalogue, Entry, Filter, Page, Person, Topic};

/// Digests on a page.
const PER_PAGE: usize = 5;
/// Most characters of each on a page of its own: five fit a card's 4,096.
pub(super) const ROOM: usize = 780;
/// Most characters of each below an author's bio.
pub(super) const ROOM_BELOW_BIO: usize = 480;

/// The page of a list, counted from 0; the last one where there are fewer.
pub(super) fn page(
    catalogue: &Catalogue,
    listing: &Listing,
    page: usize,
    private: bool,
    words: Words,
) -> Result<Message, BotError> {
    page_of(catalogue, listing, page, private, ROOM, words)
}

/// The same with so many characters for each digest.
pub(super) fn page_of(
    catalogue: &Catalogue,
    listing: &Listing,
    page: usize,
    private: bool,
    room: usize,
    words: Words,
) -> Result<Message, BotError> {
    let (mut page, mut found) = (page, fetch(catalogue, listing, page)?);
    if found.entries.is_empty() && found.total > 0 {
        page = (found.total - 1) / PER_PAGE;
        found = fetch(catalogue, listing, page)?;
    }
    if found.entries.is_empty() {
        return Ok(Message::note(&nothing(catalogue, listing, words)));
    }
    let pages = found.total.div_ceil(PER_PAGE);
    let body = found.entries.iter().map(|e| brief(e, room, words)).collect::<Vec<_>>().join("\n\n");
    let mut footer = count(found.total, words);
    if pages > 1 {
        let where_ = words.fill("page", &[("page", (page + 1).into()), ("pages", pages.into())]);
        footer = format!("{footer} · {where_}");
    }
    let mut rows = vec![menu(&found.entries, words)];
    rows.extend(turning(listing, page, pages, private, words));
    let note = match listing {
        Listing::Search(query) if !found.exact => {
            words.fill("nearest-to", &[("query", escaped(query, 200).into())])
        }
        _ => String::new(),
    };
    Ok(Message {
        private,
        text: note,
        mention: None,
        card: Some(Card { title: title(catalogue, listing, words), body, footer, ..Card::default() }),
        rows,
    })
}

/// `1 digest`, `12 digests`
pub(super) fn count(digests: usize, words: Words) -> String {
    words.fill("digests", &[("count", digests.into())])
}

fn fetch(catalogue: &Catalogue, listing: &Listing, page: usize) -> Result<Page, BotError> {
    let skip = page.saturating_mul(PER_PAGE);
    let part = |all: Vec<&Entry>| Page {
        total: all.len(),
        entries: all.into_iter().skip(skip).take(PER_PAGE).cloned().collect(),
        exact: true,
    };
    Ok(match listing {
        Listing::Search(query) => catalogue.search(query, skip, PER_PAGE)?,
        Listing::Author(name) => {
            part(person(catalogue, *name).map(|p| catalogue.pieces(p)).unwrap_or_default())
        }
        Listing::Tag(name) => part(topic(catalogue, *name).map(|t| catalogue.tagged(t)).unwrap_or_default()),
        Listing::Related(id) => part(catalogue.related(id, 25)),
        Listing::Latest { publication, author, tag, count } => {
            // A name that the catalogue has lost passes nothing.
            let lost = || Some(String::new());
            let filter = Filter {
                publication: publication.and_then(|h| publication_name(catalogue, h).or_else(lost)),
                author: author.and_then(|h| person(catalogue, h).map(|p| p.name.clone()).or_else(lost)),
                tag: tag.and_then(|h| topic(catalogue, h).map(|t| t.tag.to_string()).or_else(lost)),
            };
            let count = usize::from(*count);
            let page = catalogue.latest(&filter, skip, PER_PAGE.min(count.saturating_sub(skip)));
            Page { total: page.total.min(count), ..page }
        }
    })
}

fn person(catalogue: &Catalogue, name: u64) -> Option<&Person> {
    catalogue.author_whose(|key| hash_folded(key) == name)
}

fn topic(catalogue: &Catalogue, name: u64) -> Option<&Topic> {
    catalogue.tag_whose(|key| hash_folded(key) == name)
}

fn publication_name(catalogue: &Catalogue, name: u64) -> Option<String> {
    catalogue.publications().find(|p| hash(p) == name).map(str::to_owned)
}

fn title(catalogue: &Catalogue, listing: &Listing, words: Words) -> String {
    let of = |key, blank, name: &str| words.fill(key, &[(blank, escaped(name, 200).into())]);
    let named = match listing {
        Listing::Search(query) => Some(of("searched", "query", query)),
        Listing::Latest { publication: None, author: None, tag: None, .. } => Some(words.say("newest")),
        Listing::Latest { .. } => Some(words.say("newest-of-these")),
        Listing::Author(name) => person(catalogue, *name).map(|p| of("by", "name", &p.name)),
        Listing::Tag(name) => topic(catalogue, *name).map(|t| of("tagged", "tag", t.tag.as_str())),
        Listing::Related(id) => catalogue.get(id).map(|e| of("related-to", "title", &e.digest.title)),
    };
    named.unwrap_or_else(|| words.say("newest-of-these"))
}

fn nothing(catalogue: &Catalogue, listing: &Listing, words: Words) -> String {
    if catalogue.is_empty() {
        return words.say("empty-library");
    }
    match listing {
        Listing::Search(query) => {
            let tags: Vec<String> =
                catalogue.tags().into_iter().take(5).map(|t| escaped(t.tag.as_str(), 60)).collect();
            words.fill(
                "nothing-found",
                &[("query", escaped(query, 200).into()), ("tags", tags.join(", ").into())],
            )
        }
        Listing::Related(_) => words.say("nothing-related"),
        _ => words.say("nothing-listed"),
    }
}

/// A menu that opens one of these.
pub(super) fn menu(entries: &[Entry], words: Words) -> Row {
    let choices = entries.iter().map(|e| {
        let authors: Vec<String> = e.digest.authors.iter().map(|a| bare(&a.name)).collect();
        let by = if authors.is_empty() {
            e.digest.publication.clone().unwrap_or_default()
        } else {
            words.and(&authors)
        };
        Choice {
            label: cut(&bare(&e.digest.title), 100),
            value: e.id.to_string(),
            description: cut(&bare(&by), 100),
        }
    });
    Row::Menu { id: CustomId::Open, placeholder: words.say("open-one"), choices: choices.collect() }
}

/// The tags of a digest, with how much there is on each, and a menu to list one.
pub(super) fn tags_of(catalogue: &Catalogue, entry: &Entry, words: Words) -> Message {
    let topics: Vec<&Topic> = entry.digest.tags.iter().filter_map(|t| catalogue.tag(t.as_str())).collect();
    let title = words.fill("tags-of", &[("title", escaped(&entry.digest.title, 200).into())]);
    Message { private: true, ..tag_list(catalogue, &topics, title, String::new(), words) }
}

/// A list of tags with a menu; the first 25, as many as a menu holds.
pub(super) fn tag_list(
    catalogue: &Catalogue,
    topics: &[&Topic],
    title: String,
    footer: String,
    words: Words,
) -> Message {
    // A menu takes values of at most 100 characters, and a cut name would name nothing.
    let fits = |t: &&&Topic| t.tag.as_str().encode_utf16().count() <= 100;
    let topics: Vec<&&Topic> = topics.iter().filter(fits).take(25).collect();
    let line = |t: &&&Topic| format!("{} · {}", escaped(t.tag.as_str(), 120), catalogue.digests_about(t));
    let body = topics.iter().map(line).collect::<Vec<_>>().join("\n");
    let choices: Vec<Choice> = topics
        .iter()
        .map(|t| Choice {
            label: cut(&bare(t.tag.as_str()), 100),
            value: t.tag.to_string(),
            description: count(catalogue.digests_about(t), words),
        })
        .collect();
    let menu = Row::Menu { id: CustomId::Topic, placeholder: words.say("list-tag"), choices };
    let rows = if topics.is_empty() { Vec::new() } else { vec![menu] };
    let card = Card { title, body: cut(&body, 4000), footer, ..Card::default() };
    Message { card: Some(card), rows, ..Message::default() }
}

/// First, previous, where one is, next, last; and *Post here* on a private list.
fn turning(listing: &Listing, page: usize, pages: usize, private: bool, words: Words) -> Vec<Row> {
    let number = |page: usize| u16::try_from(page).unwrap_or(u16::MAX);
    let mut rows = Vec::new();
    if pages > 1 {
        let last = pages - 1;
        // Ids in one message must differ, and two of these can lead to the same page. Only buttons
        // that lead somewhere send their id; the others are told apart by pages that no list has.
        let button = |label: String, to: usize, useful: bool, spare: u16| Button {
            label,
            target: if useful {
                Target::Press(CustomId::Page { page: number(to), listing: listing.clone() })
            } else {
                Target::Nothing(CustomId::Page { page: u16::MAX - spare, listing: listing.clone() })
            },
        };
        let at = words.fill("page-short", &[("page", (page + 1).into()), ("pages", pages.into())]);
        rows.push(Row::Buttons(vec![
            button(words.say("first"), 0, page > 1, 0),
            button(words.say("previous"), page.saturating_sub(1), page > 0, 1),
            button(at, page, false, 2),
            button(words.say("next"), page + 1, page < last, 3),
            button(words.say("last"), last, page + 1 < last, 4),
        ]));
    }
    if private {
        let id = CustomId::Post { page: number(page), listing: listing.clone() };
        rows.push(Row::Buttons(vec![Button { label: words.say("post-here"), target: Target::Press(id) }]));
    }
    rows
}
