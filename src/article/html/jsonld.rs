//! What a page says of itself in JSON-LD.

use crate::article::{byline, tidy};
use dom_query::Document;
use regex::Regex;
use serde_json::{Map, Value};
use std::{collections::HashMap, sync::LazyLock};

/// Deepest nesting that is looked into.
const DEEPEST: usize = 8;
/// Most authors that are read, among them those named in a list of several pieces.
const MOST_AUTHORS: usize = 40;
/// Keys below which other pieces and things stand.
const OTHER: &[&str] = &[
    "about",
    "associatedMedia",
    "comment",
    "hasPart",
    "image",
    "isPartOf",
    "itemListElement",
    "mentions",
    "relatedLink",
    "video",
];

/// The article that a page's JSON-LD describes.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    /// Its types.
    pub types: Vec<String>,
    /// The types of everything that the page describes, the article among it.
    pub page_types: Vec<String>,
    /// `isAccessibleForFree`, of the page or the article.
    pub free: Option<bool>,
    /// `wordCount`.
    pub words: Option<usize>,
    /// `headline`.
    pub headline: Option<String>,
    /// `author`, persons only.
    pub authors: Vec<Person>,
    /// Whether `author` is the publication.
    pub unsigned: bool,
    /// `datePublished`, as written.
    pub published: Option<String>,
    /// `publisher.name`, or the name of a news organisation described beside it.
    pub publisher: Option<String>,
    /// Whether the publisher is a person.
    pub personal: bool,
    /// `description`.
    pub description: Option<String>,
    /// `articleBody`, line breaks kept.
    pub body: Option<String>,
    /// `keywords`.
    pub keywords: Vec<String>,
    /// `articleSection` and `genre`.
    pub sections: Vec<String>,
    /// `inLanguage`.
    pub language: Option<String>,
}

/// Somebody described in JSON-LD.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Person {
    pub name: String,
    pub description: Option<String>,
    pub job: Option<String>,
    pub url: Option<String>,
    pub same_as: Vec<String>,
}

impl JsonLd {
    /// Reads all JSON-LD of a page. Broken blocks are mended where that is easy, else left out.
    pub fn read(page: &Document) -> JsonLd {
        let blocks: Vec<Value> = page
            .select("script[type*='ld+json']")
            .nodes()
            .iter()
            .filter_map(|node| parse(&node.text()))
            .collect();
        let mut nodes = Vec::new();
        for block in &blocks {
            collect(block, &mut nodes, 0);
        }
        let by_id: HashMap<&str, &Map<String, Value>> = nodes
            .iter()
            .filter(|n| n.len() > 2)
            .filter_map(|n| Some((n.get("@id")?.as_str()?, *n)))
            .collect();
        let article = nodes.iter().filter(|n| types(n).iter().any(|t| is_article(t))).max_by_key(|n| {
            ["headline", "author", "datePublished", "articleBody", "publisher"]
                .iter()
                .filter(|k| n.contains_key(**k))
                .count()
        });
        let mut found = article.map(|a| read_article(a, &by_id)).unwrap_or_default();
        if found.authors.is_empty() && !found.unsigned {
            // Some describe the piece twice, and sign it once.
            let other = nodes
                .iter()
                .filter(|n| types(n).iter().any(|t| is_article(t) || *t == "WebPage"))
                .map(|n| read_article(n, &by_id))
                .find(|other| !other.authors.is_empty());
            found.authors = other.map(|o| o.authors).unwrap_or_default();
        }
        if found.published.is_none() {
            let page =
                |n: &&&Map<String, Value>| types(n).iter().any(|t| is_article(t) || t.ends_with("WebPage"));
            found.published = nodes.iter().filter(page).find_map(|n| text(n.get("datePublished")));
        }
        found.page_types = nodes.iter().flat_map(|n| types(n)).map(str::to_owned).collect();
        found.free = nodes.iter().find_map(|n| truth(n.get("isAccessibleForFree")?));
        if found.publisher.is_none() {
            found.publisher = nodes
                .iter()
                .find(|n| {
                    types(n)
                        .iter()
                        .any(|t| matches!(*t, "NewsMediaOrganization" | "Organization" | "Newspaper"))
                })
                .and_then(|n| text(n.get("name")));
        }
        for person in nodes.iter().filter(|n| types(n).contains(&"Person")) {
            let described = read_person(person);
            if let Some(known) =
                found.authors.iter_mut().find(|a| described.as_ref().is_some_and(|d| d.name == a.name))
                && let Some(described) = described
            {
                known.description = known.description.take().or(described.description);
                known.job = known.job.take().or(described.job);
                known.url = known.url.take().or(described.url);
                known.same_as.extend(described.same_as);
            }
        }
        found
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || matches!(kind, "BlogPosting" | "Review" | "CriticReview" | "Report" | "LiveBlogPosting")
}

/// Parses a block; stray control characters, comment marks and trailing commas are mended.
fn parse(block: &str) -> Option<Value> {
    static TRAILING: LazyLock<Regex> = LazyLock::new(|| crate::article::pattern::pattern(r",\s*([}\]])"));
    let block = block
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let block = block
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(block) {
        return Some(value);
    }
    let mended: String = block.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mended = TRAILING.replace_all(&mended, "$1");
    serde_json::Deserializer::from_str(&mended).into_iter().next()?.ok()
}

/// Everything with a type, other pieces left out.
fn collect<'a>(value: &'a Value, nodes: &mut Vec<&'a Map<String, Value>>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, nodes, depth + 1)),
        Value::Object(map) => {
            if map.contains_key("@type") {
                nodes.push(map);
            }
            for (_, inner) in map.iter().filter(|(key, _)| OTHER.binary_search(&key.as_str()).is_err()) {
                collect(inner, nodes, depth + 1);
            }
        }
        _ => {}
    }
}

fn types(node: &Map<String, Value>) -> Vec<&str> {
    match node.get("@type") {
        Some(Value::String(one)) => vec![one.rsplit('/').next().unwrap_or(one)],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn read_article(node: &Map<String, Value>, by_id: &HashMap<&str, &Map<String, Value>>) -> JsonLd {
    let mut found = JsonLd {
        types: types(node).into_iter().map(str::to_owned).collect(),
        headline: text(node.get("headline")).or_else(|| text(node.get("name"))),
        published: text(node.get("datePublished")).or_else(|| text(node.get("dateCreated"))),
        personal: resolve(node.get("publisher"), by_id).is_some_and(|p| types(p).contains(&"Person")),
        publisher: resolve(node.get("publisher"), by_id)
            .or_else(|| resolve(node.get("isPartOf"), by_id))
            .and_then(|p| text(p.get("name"))),
        description: text(node.get("description")),
        words: node
            .get("wordCount")
            .and_then(|n| text(Some(n)).map_or(n.as_u64(), |n| n.parse().ok()))
            .map(|n| n as usize),
        body: node.get("articleBody").and_then(Value::as_str).map(str::to_owned),
        keywords: list(node.get("keywords")),
        sections: [list(node.get("articleSection")), list(node.get("genre"))].concat(),
        language: text(node.get("inLanguage")),
        ..JsonLd::default()
    };
    let authors = match node.get("author").or_else(|| node.get("creator")) {
        Some(Value::Array(many)) => many.iter().take(MOST_AUTHORS).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for author in authors {
        if let Value::String(name) = author {
            found.unsigned |= byline::is_board(name);
            found.authors.extend(named(name));
        } else if let Some(map) = resolve(Some(author), by_id) {
            let organization = types(map).iter().any(|t| t.ends_with("Organization"));
            let name = text(map.get("name")).unwrap_or_default();
            found.unsigned |= byline::is_board(&name);
            if !organization {
                found.authors.extend(read_person(map).into_iter().flat_map(|person| {
                    let several = byline::people(&name);
                    if several.len() > 1 {
                        several.into_iter().map(|s| Person { name: s.name, ..Person::default() }).collect()
                    } else {
                        vec![person]
                    }
                }));
            }
        }
    }
    found
}

fn named(field: &str) -> Vec<Person> {
    byline::people_of_field(&tidy::decoded(field))
        .into_iter()
        .map(|s| Person { name: s.name, ..Person::default() })
        .collect()
}

fn read_person(map: &Map<String, Value>) -> Option<Person> {
    let name = text(map.get("name"))?;
    let name = byline::people_of_field(&name).into_iter().next()?.name;
    Some(Person {
        name,
        description: text(map.get("description")).map(|d| tidy::without_tags(&d)),
        job: text(map.get("jobTitle")),
        url: text(map.get("url")),
        same_as: list_of_strings(map.get("sameAs")),
    })
}

fn resolve<'a>(
    value: Option<&'a Value>,
    by_id: &HashMap<&str, &'a Map<String, Value>>,
) -> Option<&'a Map<String, Value>> {
    match value? {
        Value::Object(map) => {
            let id = map.get("@id").and_then(Value::as_str);
            match id.and_then(|id| by_id.get(id)) {
                Some(full) if !map.contains_key("name") => Some(full),
                _ => Some(map),
            }
        }
        Value::Array(many) => resolve(many.first(), by_id),
        _ => None,
    }
}

/// A text, or the first of several, tidied.
fn text(value: Option<&Value>) -> Option<String> {
    let found = match value? {
        Value::String(text) => tidy::decoded(text),
        Value::Array(many) => return text(many.first()),
        Value::Object(map) => {
            return text(map.get("name").or_else(|| map.get("@value")).or_else(|| map.get("@id")));
        }
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}

/// A truth value, also one written as a text.
fn truth(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| match value.as_str()?.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })
}

/// A list, also one written as a text with commas.
fn list(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => {
            text.split([',', ';']).map(tidy::decoded).filter(|t| !t.is_empty()).collect()
        }
        Some(Value::Array(many)) => many.iter().filter_map(|v| text(Some(v))).collect(),
        _ => Vec::new(),
    }
}

fn list_of_strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> JsonLd {
        JsonLd::read(&Document::from(format!("<script type=application/ld+json>{json}</script>").as_str()))
    }

    #[test]
    fn a_graph_with_references() {
        let found = read(
            r##"{"@graph": [{"@type": "Person", "@id": "#a", "name": "Ada Moor", "description": "Ada Moor teaches.",
                 "sameAs": ["https://twitter.com/adamoor"]},
                {"@type": ["Article", "OpinionNewsArticle"], "headline": "Tides &amp; time", "author": {"@id": "#a"},
                 "publisher": {"@type": "Organization", "name": "The Plain Courier"}, "keywords": "sea, sand"}]}"##,
        );
        assert_eq!(found.headline.as_deref(), Some("Tides & time"));
        assert_eq!(found.authors[0].name, "Ada Moor");
        assert_eq!(found.authors[0].description.as_deref(), Some("Ada Moor teaches."));
        assert_eq!(found.publisher.as_deref(), Some("The Plain Courier"));
        assert_eq!(found.keywords, ["sea", "sand"]);
        assert!(found.types.iter().any(|t| t == "OpinionNewsArticle"));
    }

    #[test]
    fn broken_json_is_mended_or_left() {
        let found = read(
            "{\"@type\": \"NewsArticle\", \"headline\": \"Two\nlines\", \"author\": \"By Ada Moor and Bo Lund\",}",
        );
        assert_eq!(found.headline.as_deref(), Some("Two lines"));
        assert_eq!(found.authors.len(), 2);
        assert!(read("{\"@type\": \"NewsArticle\", ").headline.is_none());
        assert!(OTHER.is_sorted());
    }

    #[test]
    fn organizations_are_no_authors() {
        let found = read(
            r#"{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Editorial Board"}}"#,
        );
        assert!(found.authors.is_empty() && found.unsigned);
    }
}
