//! A digest: what is kept of an opinion piece, and the TOML form it is kept in.
//!
//! Nothing here does I/O or asks for the time. The full article is never part of a digest.

mod check;
mod fold;
mod form;
mod id;
mod rewrite;
mod seal;
mod sketch;
mod tag;

pub use check::{GIST_CHARS, MAX_POINTS, POINT_CHARS, Problem, QUOTE_WORDS, is_hidden, words};
pub use fold::fold;
pub use form::{Fault, parse_toml};
pub use id::{DigestId, IdError, StemBase};
pub use seal::Edits;
pub use sketch::{Sketch, SketchError};
pub use tag::Tag;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The digest of one opinion piece, as `digests/<id>.toml` holds it. The id is the file's stem and
/// stands beside the digest, not in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    /// The headline, as printed.
    pub title: String,
    /// What sort of piece it is.
    #[serde(default)]
    pub kind: Kind,
    /// Whether readers see it.
    #[serde(default)]
    pub status: Status,
    /// The newspaper, magazine or site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
    /// The canonical address of the original, http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Further addresses of the same piece.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The day it was published, in the publication's own calendar.
    #[serde(default, with = "form::date", skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// When the digest was stored.
    #[serde(with = "form::timestamp")]
    pub added: Timestamp,
    /// When it last changed.
    #[serde(default, with = "form::optional_timestamp", skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// A BCP 47 tag, such as `en` or `pt-BR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What it is about, in the page's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// Whose views these are: the publication's words and the author's own, joined by a space.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<String>,
    /// What is argued, in one or two sentences of at most [`GIST_CHARS`] characters.
    pub gist: String,
    /// The steps of the argument, at most [`MAX_POINTS`] of at most [`POINT_CHARS`] characters.
    pub points: Vec<String>,
    /// One sentence of the author's, verbatim, at most [`QUOTE_WORDS`] words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Length of the original body in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<u32>,
    /// In byline order; none for an unsigned editorial.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// How the digest came to be; none for one written by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// What sort of piece a digest is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A guest's opinion article.
    #[default]
    OpEd,
    /// A regular columnist's piece.
    Column,
    /// The publication's own opinion, most often unsigned.
    Editorial,
    /// A longer, freer argument.
    Essay,
    /// A letter to the editor, or an open one.
    Letter,
    /// A judgement of a work.
    Review,
    /// A report; let in, but not an opinion.
    News,
}

impl Kind {
    /// The word that stands in the TOML form.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::OpEd => "op-ed",
            Kind::Column => "column",
            Kind::Editorial => "editorial",
            Kind::Essay => "essay",
            Kind::Letter => "letter",
            Kind::Review => "review",
            Kind::News => "news",
        }
    }

    /// What its author does in it: opinions argue, news reports.
    pub fn verb(self, authors: usize) -> &'static str {
        match (self, authors) {
            (Kind::News, 0 | 1) => "reports",
            (Kind::News, _) => "report",
            (_, 0 | 1) => "argues",
            (_, _) => "argue",
        }
    }
}

/// Whether readers see a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Everyone does.
    #[default]
    Published,
    /// Curators only, until one publishes it.
    Draft,
}

/// Somebody who signed the piece.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// As in the byline, without titles.
    pub name: String,
    /// With its `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The sentences that say who this is, at most a hundred words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// The author's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Institutions named in the bio.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<String>,
}

/// Where a digest comes from, so that it can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// `extractive`, `llm:<model>` or `editor`.
    pub summarizer: String,
    /// Who wrote the gist.
    #[serde(default)]
    pub gist_from: GistFrom,
    /// Spans `[start, end)` of the cleaned text, counted in characters, that gist, points and quote
    /// were taken from, in that order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<(usize, usize)>,
    /// SHA-256 of the cleaned text, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// A similarity sketch of that text: a printed [`Sketch`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sketch: Option<String>,
    /// [`Digest::seal`] at the time of writing; [`Digest::edits`] tells what somebody changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    /// `cli`, `feed:<url>` or `discord:<user id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_by: Option<String>,
}

/// Who wrote the gist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GistFrom {
    /// The summarizer.
    #[default]
    Engine,
    /// The publication's editors: it is the deck of the page.
    Deck,
    /// A curator.
    Editor,
}
