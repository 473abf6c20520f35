//! Digests as text for a terminal, and as JSON.

use crate::app::Explanation;
use crate::bot;
use crate::digest::{Digest, DigestId, GistFrom, Kind, StemBase};
use serde::Serialize;

/// The text without anything that steers a terminal.
pub(super) fn safe(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// How a digest came about, line by line: what the check said of a model's draft, and the words of the article
/// that each line comes from.
pub(super) fn explanation(article: &str, digest: &Digest, how: &Explanation) -> String {
    let chars: Vec<char> = article.chars().collect();
    let words = |(start, end): (usize, usize)| -> String {
        let part: String = chars.get(start..end).unwrap_or_default().iter().collect();
        part.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let name = |n: usize, count: usize| match n {
        0 => "gist".to_owned(),
        n if n <= count => format!("point {n}"),
        _ => "quote".to_owned(),
    };
    let mut text = String::new();
    let lines = how.verdicts.get(1..).unwrap_or_default();
    let quoted = usize::from(lines.last().is_some_and(|v| v.quote));
    let points = lines.len().saturating_sub(1 + quoted);
    if let Some(note) = &how.note {
        text.push_str(&format!("{note}; sentences of the article were chosen instead\n"));
    }
    if let Some(whole) = how.verdicts.first() {
        let kept = if how.note.is_none() { "holds" } else { "was not kept" };
        text.push_str(&format!("The model’s draft {kept}.\n"));
        text.extend(whole.faults.iter().map(|f| format!("  doubted: {f}\n")));
    }
    for (n, verdict) in lines.iter().enumerate() {
        text.push_str(&format!("\n{}: {}\n", name(n, points), verdict.line));
        match verdict.faults.as_slice() {
            [] => text.push_str("  holds\n"),
            faults => text.extend(faults.iter().map(|f| format!("  doubted: {f}\n"))),
        }
        text.extend(verdict.evidence.iter().map(|span| format!("  | {}\n", words(*span))));
    }
    if !how.verdicts.is_empty() && how.note.is_none() {
        return text;
    }
    text.push_str(if text.is_empty() { "" } else { "\n" });
    text.push_str("Sentences of the article were chosen.\n");
    let sources = digest.origin.iter().flat_map(|o| &o.sources);
    let lines = std::iter::once(&digest.gist).chain(&digest.points).chain(&digest.quote);
    for (n, (line, source)) in lines.zip(sources).enumerate() {
        text.push_str(&format!("\n{}: {line}\n", name(n, digest.points.len())));
        text.push_str(&match source {
            (0, 0) if n == 0 => "  the publication’s own summary\n".to_owned(),
            span if words(*span) == *line => "  word for word\n".to_owned(),
            span => format!("  | {}\n", words(*span)),
        });
    }
    text
}

/// A digest for reading: whose opinion, what is argued, who they are, whose views these are.
pub(super) fn text(digest: &Digest) -> String {
    let names: Vec<&str> = digest.authors.iter().map(|a| a.name.as_str()).collect();
    let editors = digest.origin.as_ref().is_some_and(|o| o.gist_from == GistFrom::Deck);
    let head = match &digest.publication {
        Some(publication) if editors => format!("{publication}’s summary:"),
        None if names.is_empty() => format!("The writer, unnamed, {}:", digest.kind.verb(1)),
        Some(publication) if names.is_empty() => format!("{publication} {}:", digest.kind.verb(0)),
        _ => format!("{} {}:", names.join(" and "), digest.kind.verb(names.len())),
    };
    let mut text = format!("{}\n\n{head}\n{}\n\n", digest.title, digest.gist);
    for point in &digest.points {
        text.push_str(&format!("• {point}\n"));
    }
    if let Some(quote) = &digest.quote {
        text.push_str(&format!("\n“{}”\n", quote.trim_matches(['"', '“', '”'])));
    }
    for author in &digest.authors {
        if let Some(bio) = &author.bio {
            let handle = author.handle.as_deref().map(|h| format!(" ({h})")).unwrap_or_default();
            text.push_str(&format!("\n{}{handle}: {bio}\n", author.name));
        }
    }
    let tags: Vec<&str> = digest.tags.iter().map(|t| t.as_str()).collect();
    let lines = [
        (!tags.is_empty()).then(|| format!("Tags: {}", tags.join(", "))),
        source(digest),
        digest.url.clone(),
        Some(bot::how_made(digest, bot::Words::default())).filter(|line| !line.is_empty()),
        digest.disclaimer.clone(),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    if !lines.is_empty() {
        text.push_str(&format!("\n{}\n", lines.join("\n")));
    }
    safe(&text)
}

fn source(digest: &Digest) -> Option<String> {
    let kind = (digest.kind != Kind::OpEd).then(|| digest.kind.as_str().to_owned());
    let published = digest.published.map(|d| d.to_string());
    let words = digest.words.map(|w| format!("{w} words"));
    let parts: Vec<String> =
        [digest.publication.clone(), kind, published, words].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

#[derive(Serialize)]
struct Object<'a> {
    id: String,
    title: &'a str,
    kind: Kind,
    publication: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<String>,
    authors: Vec<Author<'a>>,
    disclaimer: Option<&'a str>,
    tags: Vec<&'a str>,
    gist: &'a str,
    points: &'a [String],
    quote: Option<&'a str>,
    language: Option<&'a str>,
    words: Option<u32>,
    sources: &'a [(usize, usize)],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    bio: Option<&'a str>,
    handle: Option<&'a str>,
    affiliations: &'a [String],
}

/// A digest as one JSON object; absent values are null or empty lists. Without an id it has the one
/// that it would get in an empty library.
pub(super) fn json(
    digest: &Digest,
    id: Option<&DigestId>,
    text: Option<&str>,
) -> Result<String, serde_json::Error> {
    let id = id.map_or_else(|| StemBase::of(digest).choice(1), DigestId::clone);
    let object = Object {
        id: id.to_string(),
        title: &digest.title,
        kind: digest.kind,
        publication: digest.publication.as_deref(),
        url: digest.url.as_deref(),
        published: digest.published.map(|d| d.to_string()),
        authors: digest
            .authors
            .iter()
            .map(|a| Author {
                name: &a.name,
                bio: a.bio.as_deref(),
                handle: a.handle.as_deref(),
                affiliations: &a.affiliations,
            })
            .collect(),
        disclaimer: digest.disclaimer.as_deref(),
        tags: digest.tags.iter().map(|t| t.as_str()).collect(),
        gist: &digest.gist,
        points: &digest.points,
        quote: digest.quote.as_deref(),
        language: digest.language.as_deref(),
        words: digest.words,
        sources: digest.origin.as_ref().map(|o| o.sources.as_slice()).unwrap_or_default(),
        text,
    };
    Ok(serde_json::to_string_pretty(&object)? + "\n")
}
