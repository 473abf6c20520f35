//! Plain text, as one gets it by selecting and copying a page.

use super::{
    Article, Hints, MAX_TEXT, ReadError, authors, date, junk, kind, languages,
    layout::{self, Known, Line},
    person, publication, refusal, sites,
    standfirst::{Piece, is_standfirst},
    tags, tidy,
};
use crate::digest::Author;

/// Longest notice of copyright or origin, in characters.
const NOTICE: usize = 300;
/// Shortest line of text that was broken to a width, in characters.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=110;

/// Reads an article from copied text.
pub(super) fn read(text: &str, hints: &Hints) -> Result<Article, ReadError> {
    if text.len() > MAX_TEXT {
        return Err(ReadError::TooLong);
    }
    let lines = lines(text);
    let layout = layout::read(&lines, &Known { url: hints.url.clone(), ..Known::default() });
    refusal::check(&refusal::Evidence {
        url: hints.url.as_deref().unwrap_or_default(),
        titles: layout
            .title
            .as_deref()
            .into_iter()
            .chain(lines.iter().map(|l| l.text.as_str()).take(3))
            .collect(),
        lines: &lines,
        span: layout.span.clone(),
        body: &layout.body,
        copied: true,
        ..refusal::Evidence::default()
    })?;
    let untitled = hints.untitled.as_ref().filter(|_| layout.title.is_none());
    let title =
        layout.title.clone().or_else(|| untitled.map(|u| u.title.clone())).ok_or(ReadError::NoTitle)?;
    let url = hints.url.clone();
    let mut authors = authors::gather(&layout, Vec::new());
    if let (true, Some(untitled)) = (authors.is_empty(), untitled) {
        authors.push(Author { name: untitled.author.clone(), ..Author::default() });
    }
    let publication = publication_of(&lines, &layout, &authors, url.as_deref());
    let body = layout.body.join("\n\n");
    let kind = kind::tell(&kind::Signs {
        sections: layout.head.iter().map(String::as_str).filter(|l| l.chars().count() <= 40).collect(),
        title: &title,
        url: url.as_deref().unwrap_or_default(),
        roles: layout.head.iter().chain(layout.bios.iter().map(|b| &b.1)).map(String::as_str).collect(),
        unsigned: layout.unsigned,
        signed: !authors.is_empty(),
        disclaimed: !layout.disclaimers.is_empty(),
        text: &body,
        ..kind::Signs::default()
    });
    let names: Vec<String> = authors.iter().map(|a| a.name.clone()).collect();
    let piece =
        Piece { title: &title, paragraphs: &layout.body, names: &names, publication: publication.as_deref() };
    let deck = layout.deck.filter(|deck| is_standfirst(deck, &piece));
    Ok(Article {
        kind,
        published: layout.published.or_else(|| url.as_deref().and_then(date::in_address)),
        language: languages::told_by(&body).map(str::to_owned),
        authors,
        tags: tags::clean(layout.tags.iter().map(String::as_str), publication.as_deref()),
        disclaimer: authors::joined(&layout.disclaimers),
        deck,
        text: body,
        title,
        publication,
        url,
        // Copied text does not show them.
        quoted: Vec::new(),
    })
}

/// In this order of trust: a name on the page that is the address's, a standing disclaimer, a notice
/// of copyright that is no picture's and no book's, a notice where the piece stood first.
fn publication_of(
    lines: &[Line],
    layout: &layout::Layout,
    authors: &[Author],
    url: Option<&str>,
) -> Option<String> {
    let notices = || {
        lines.iter().map(|l| l.text.as_str()).filter(|l| l.chars().count() < NOTICE && !junk::is_credit(l))
    };
    let person = |name: &String| authors.iter().any(|a| person::same_person(&a.name, name));
    url.and_then(|url| publication::of_host(url, lines.iter().map(|l| l.text.as_str())))
        .or_else(|| layout.disclaimers.iter().find_map(|d| publication::in_disclaimer(d)))
        .or_else(|| notices().filter_map(publication::in_copyright).find(|n| !person(n)))
        .or_else(|| notices().find_map(publication::in_origin))
        .or_else(|| url.and_then(sites::publication).map(str::to_owned))
}

/// The lines of a text. A text broken to a width is put together again: in it, nearly all lines
/// within a block are about as long as the width.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}'], "\n");
    let blocks: Vec<Vec<String>> = text
        .split('\n')
        .map(tidy::line)
        .collect::<Vec<_>>()
        .split(String::is_empty)
        .filter(|block| !block.is_empty())
        .map(<[String]>::to_vec)
        .collect();
    let wrapped = is_wrapped(&blocks);
    let texts: Vec<String> = if wrapped {
        blocks.iter().map(|block| block.join(" ")).collect()
    } else {
        blocks.into_iter().flatten().collect()
    };
    let mut lines: Vec<Line> = Vec::with_capacity(texts.len());
    for text in texts {
        match lines.last_mut() {
            Some(before) if goes_on(&before.text, &text) => {
                before.text.push(' ');
                before.text.push_str(&text);
            }
            _ => lines.push(Line::plain(text)),
        }
    }
    lines
}

/// Whether a line goes on with the sentence of the one before it: a page may part a name from its
/// "is a …".
fn goes_on(before: &str, line: &str) -> bool {
    let verbs =
        ["is a ", "is an ", "is the ", "Is a ", "Is an ", "was a ", "was the ", "teaches ", "writes "];
    let name = before.rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_uppercase));
    name && before.ends_with(char::is_alphanumeric) && verbs.iter().any(|v| line.starts_with(v))
}

fn is_wrapped(blocks: &[Vec<String>]) -> bool {
    let inner: Vec<usize> = blocks
        .iter()
        .filter(|block| block.len() > 2)
        .flat_map(|block| block.iter().take(block.len() - 1))
        .map(|line| line.chars().count())
        .collect();
    let fits = inner.iter().filter(|n| WRAPPED.contains(n)).count();
    inner.len() >= 4 && fits * 10 >= inner.len() * 8
}
