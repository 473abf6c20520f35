//! Pages in, articles out: every page in `tests/article/` beside what a careful person would type.
//!
//! `NAME.txt` or `NAME.html` is the page, `NAME.toml` what must come of it; keys left out are not
//! looked at, an empty text or list means that the field must be empty.

use proptest::prelude::*;
use serde::Deserialize;
use standfirst::article::{self, Article, Hints, MAX_BYTES, ReadError};
use std::{fs, path::Path};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    url: Option<String>,
    charset: Option<String>,
    refused: Option<String>,
    title: Option<String>,
    kind: Option<String>,
    publication: Option<String>,
    published: Option<String>,
    language: Option<String>,
    deck: Option<String>,
    disclaimer: Option<String>,
    tags: Option<Vec<String>>,
    authors: Option<Vec<Person>>,
    /// The body's first and last words.
    starts: Option<String>,
    ends: Option<String>,
    /// Paragraphs of the body.
    paragraphs: Option<usize>,
    /// Texts that may stand nowhere in the article.
    #[serde(default)]
    never: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    handle: Option<String>,
    bio: Option<String>,
}

fn check(page: &Path) -> Result<(), String> {
    let expected: Expected = toml::from_str(&fs::read_to_string(page.with_extension("toml")).unwrap())
        .map_err(|e| format!("the expectation: {e}"))?;
    let hints = Hints { url: expected.url.clone(), charset: expected.charset.clone(), ..Hints::default() };
    let read = article::read(&fs::read(page).unwrap(), &hints);
    if let Some(refused) = &expected.refused {
        return same("refused", &read.err().map(|e| e.to_string()).unwrap_or_default(), refused);
    }
    let article = read.map_err(|e| e.to_string())?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    for (field, found, wanted) in [
        ("title", article.title.clone(), &expected.title),
        ("kind", article.kind.as_str().to_owned(), &expected.kind),
        ("publication", text(&article.publication), &expected.publication),
        ("published", article.published.map(|d| d.to_string()).unwrap_or_default(), &expected.published),
        ("language", text(&article.language), &expected.language),
        ("deck", text(&article.deck), &expected.deck),
        ("disclaimer", text(&article.disclaimer), &expected.disclaimer),
    ] {
        if let Some(wanted) = wanted {
            same(field, &found, wanted)?;
        }
    }
    if let Some(tags) = &expected.tags {
        let found: Vec<String> = article.tags.iter().map(ToString::to_string).collect();
        same("tags", &found, tags)?;
    }
    if let Some(authors) = &expected.authors {
        let found: Vec<Person> = article
            .authors
            .iter()
            .map(|a| Person { name: a.name.clone(), handle: a.handle.clone(), bio: a.bio.clone() })
            .collect();
        same("authors", &found, authors)?;
    }
    if let Some(starts) = &expected.starts {
        let found: String = article.text.chars().take(starts.chars().count()).collect();
        same("the beginning", &found, starts)?;
    }
    if let Some(ends) = &expected.ends
        && !article.text.ends_with(ends.as_str())
    {
        return Err(format!("the text should end in {ends:?}:\n{}", article.text));
    }
    if let Some(n) = expected.paragraphs {
        same("paragraphs", &article.text.split("\n\n").count(), &n)
            .map_err(|e| format!("{e}\n{}", article.text))?;
    }
    let all = format!("{article:?}");
    match expected.never.iter().find(|never| all.contains(never.as_str())) {
        Some(never) => Err(format!("{never:?} is in the article:\n{all}")),
        None => Ok(()),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(field: &str, found: &T, wanted: &T) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{field}:\n  found  {found:?}\n  wanted {wanted:?}")) }
}

#[test]
fn pages_give_what_a_careful_person_would_type() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/article");
    let mut pages: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "html" || e == "txt"))
        .collect();
    pages.sort();
    assert!(pages.len() > 9);
    let wrong: Vec<String> = pages
        .iter()
        .filter_map(|page| check(page).err().map(|e| format!("{}: {e}", page.file_name().unwrap().display())))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn bad_input_is_refused_in_one_line() {
    let read = |bytes: &[u8]| article::read(bytes, &Hints::default()).unwrap_err();
    assert_eq!(read(b""), ReadError::Empty);
    assert_eq!(read(b"%PDF-1.4 x"), ReadError::Binary { what: "a PDF" });
    assert_eq!(read(&[0, 1, 2, 3]), ReadError::Binary { what: "a binary file" });
    assert_eq!(read(&vec![b'a'; MAX_BYTES + 1]), ReadError::TooLarge);
    assert_eq!(read(b"<html><body><nav><a href=/>Home</a></nav></body></html>"), ReadError::NoArticle);
    for error in [read(b""), read(b"One line.\nAnother line.\nA third line of text.")] {
        let message = error.to_string();
        assert!(!message.contains('\n') && message.contains(';'), "{message}");
    }
}

#[test]
fn ten_megabytes_in_one_line_are_refused() {
    let read = |page: String| article::read(page.as_bytes(), &Hints::default()).unwrap_err();
    let prose = "The harbour was closed on Monday and nobody said why. ".repeat(MAX_BYTES / 60);
    assert_eq!(read(prose.clone()), ReadError::TooLong);
    assert_eq!(read("a".repeat(MAX_BYTES)), ReadError::TooLong);
    assert_eq!(read(format!("<html><h1>A line</h1><p>{prose}</p>")), ReadError::TooLong);
    // All of it in one tag.
    assert_eq!(read(format!("<html><p title=\"{prose}\">")), ReadError::NoArticle);
    assert_eq!(ReadError::TooLong.to_string(), "it has more than 512 KB of text; give one article alone");
}

#[test]
fn a_wrong_charset_does_no_harm() {
    let paragraph = |n: usize| {
        format!(
            "<p>Au jour {n} le café est fermé, et personne à la mairie n’a su dire à qui cela devait servir.</p>"
        )
    };
    let page = format!("<html><h1>Où est passé le café ?</h1>{}", (0..9).map(paragraph).collect::<String>());
    let read = |bytes: &[u8], charset: &str| {
        article::read(bytes, &Hints { charset: Some(charset.to_owned()), ..Hints::default() }).unwrap().title
    };
    for charset in ["iso-8859-1", "windows-1251", "utf-8", "no-such-thing", ""] {
        assert_eq!(read(page.as_bytes(), charset), "Où est passé le café ?", "{charset}");
    }
    let latin: Vec<u8> = page.chars().map(|c| if c == '’' { 0x92 } else { c as u8 }).collect();
    for charset in ["iso-8859-1", "utf-8", "no-such-thing", ""] {
        assert_eq!(read(&latin, charset), "Où est passé le café ?", "{charset}");
    }
}

#[test]
fn deep_nesting_costs_no_time() {
    let prose =
        "<p>The harbour was closed on Monday, and nobody in the council could say for whom.</p>".repeat(8);
    let page = format!(
        "<html><h1>A deep title here</h1>{}{prose}{}",
        "<div>".repeat(50_000),
        "</div>".repeat(50_000)
    );
    // Unflattened, this would take minutes; the test is that it ends.
    let _ = article::read(page.as_bytes(), &Hints::default());
    let open = format!("<html>{}", "<b><i><a href=x><table><tr><td><ul><li>".repeat(5_000));
    let _ = article::read(open.as_bytes(), &Hints::default());
}

#[test]
fn endless_tags_and_attributes_cost_no_time() {
    let prose: String = (1..=12)
        .map(|n| {
            format!("<p>The harbour was closed on day {n}, and nobody in the council could say for whom.</p>")
        })
        .collect();
    let attributes: String = (0..200_000).map(|i| format!(" a{i}=b")).collect();
    for rest in [format!("<p{attributes}>"), "<p>".repeat(1_000_000)] {
        let page = format!(
            "<html><title>Who closed the harbour</title><h1>Who closed the harbour</h1>{prose}{rest}"
        );
        // Uncapped, minutes and gigabytes.
        let article = article::read(page.as_bytes(), &Hints::default());
        assert_eq!(article.map(|a| a.title).as_deref(), Ok("Who closed the harbour"));
    }
}

/// Everything an article says.
fn says(article: &Article) -> Vec<String> {
    let mut all = vec![article.title.clone()];
    all.extend(article.publication.clone());
    all.extend(article.disclaimer.clone());
    all.extend(article.deck.clone());
    all.extend(article.tags.iter().map(ToString::to_string));
    all.extend(article.text.split("\n\n").map(str::to_owned));
    for author in &article.authors {
        all.push(author.name.clone());
        all.extend(author.bio.clone());
        all.extend(author.handle.clone());
    }
    all
}

fn lawful(bytes: &[u8]) {
    let hints = Hints { url: Some("https://plaincourier.example/opinion/x".to_owned()), ..Hints::default() };
    let read = article::read(bytes, &hints);
    assert_eq!(read, article::read(bytes, &hints));
    if let Ok(article) = read {
        for text in says(&article) {
            assert!(!text.chars().any(char::is_control), "{text:?}");
            assert_eq!(text.trim(), text);
        }
        assert!(!article.title.is_empty());
        for bio in article.authors.iter().filter_map(|a| a.bio.as_ref()) {
            assert!(bio.split_whitespace().count() <= 100, "{bio}");
            assert!(!bio.contains("ada@"), "{bio}");
        }
    }
}

/// Pieces of pages, so that arbitrary sequences of them reach every rule.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<a href=/tag/x>", "</a>", "<em>", "<br>", "<!--", "-->", "<script>",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[", "</script>", "<html>", "<meta name=author content='",
            "\n\n", "By Ada Moor\n", "Tags ", "Ada Moor (@ada) is a teacher. ", "Ada Moor is a poet; ada@moor.example. ", "Email: ada@moor.example ", "The views are her own. ", "&amp;", "&#0;", "\u{0}", "@", "(@", "— ",
            "More from ", "© 2020 ", "March 4, 2021 ", "99999/99/99 ", "Related\n", "About the author\n", "’s", "“", "...", ",",
        ])
        .prop_map(str::to_owned),
        Just("The harbour was closed on Monday, and nobody in the council could say for whom it had been closed. ".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        lawful(&bytes);
    }

    #[test]
    fn any_page_is_read_or_refused(fragments in prop::collection::vec(fragment(), 0..60)) {
        lawful(fragments.concat().as_bytes());
        lawful(format!("<html>{}", fragments.concat()).as_bytes());
    }
}
