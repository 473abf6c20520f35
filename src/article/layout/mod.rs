//! What stands where on a page: from its lines to head, body and the notes around it.
//!
//! The same reading serves copied text and HTML. Every line gets a [`Label`] by its words alone; the
//! body is the stretch with the most prose; title, byline and date are looked for before it, bios,
//! tags and disclaimers around it.

mod head;
mod label;
mod notes;
mod region;
mod signed;
mod taglist;
mod title;

pub(super) use label::{Label, ends_sentence, label};

use super::{byline::Signed, languages};
use jiff::civil::Date;

/// One line of a page: a paragraph, a heading, a button.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    /// Tidied text.
    pub text: String,
    /// Whether it is marked up as a heading.
    pub heading: bool,
    /// Whether it is mostly links.
    pub linked: bool,
    /// Whether it is all in italics.
    pub italic: bool,
    /// Whether it stands in a part of the page that is not the piece: a box, a caption, the frame.
    pub aside: bool,
    /// Whether it stands in the frame that all pages of a site share: navigation, footer.
    pub frame: bool,
    /// Whether it is set off as a quotation.
    pub quoted: bool,
    /// Its links.
    pub links: Vec<Link>,
    /// The innermost element that holds it and other lines; siblings have the same one.
    pub container: Option<usize>,
}

/// A link within a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Link {
    /// Tidied text.
    pub text: String,
    /// Whether it leads to a page of a tag or topic.
    pub tag: bool,
}

impl Line {
    /// A line of plain text.
    pub fn plain(text: String) -> Line {
        Line { text, ..Line::default() }
    }
}

/// What is known of a piece before its lines are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The headline.
    pub title: Option<String>,
    /// From metadata, in byline order.
    pub authors: Vec<String>,
    /// The address, whose last part repeats the headline on many sites.
    pub url: Option<String>,
}

/// What the lines of a page say.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The headline.
    pub title: Option<String>,
    /// The standfirst.
    pub deck: Option<String>,
    /// The lines between the headline and the body, and a few before it.
    pub head: Vec<String>,
    /// Who signed.
    pub authors: Vec<Signed>,
    /// Whether the byline is that of the publication itself.
    pub unsigned: bool,
    /// The first date near the headline.
    pub published: Option<Date>,
    /// Cleaned paragraphs.
    pub body: Vec<String>,
    /// Name and bio.
    pub bios: Vec<(String, String)>,
    /// Name and handle.
    pub handles: Vec<(String, String)>,
    /// Sentences that say whose views these are, in page order.
    pub disclaimers: Vec<String>,
    /// Tags as printed.
    pub tags: Vec<String>,
    /// Which lines the body was taken from.
    pub span: std::ops::Range<usize>,
}

/// Reads the lines of a page.
pub(super) fn read(lines: &[Line], known: &Known) -> Layout {
    let lines = &*languages::with_plain_bylines(lines);
    let labels: Vec<Label> = lines.iter().map(label).collect();
    let mut layout = Layout::default();
    let Some(mut region) = region::find(lines, &labels, known) else { return layout };
    if known.title.is_none()
        && let Some(title) = title::within(lines, &region, known.url.as_deref())
    {
        region.start = title + 1;
    }
    head::read(lines, &labels, &region, known, &mut layout);
    if layout.authors.is_empty() && known.authors.is_empty() && !layout.unsigned {
        layout.authors =
            signed::signed_below(lines, &labels, region.start..region.end, layout.title.as_deref());
    }
    let mut authors = known.authors.clone();
    for signed in &layout.authors {
        if !authors.iter().any(|a| super::person::same_person(a, &signed.name)) {
            authors.push(signed.name.clone());
        }
    }
    region::end_at_notes(lines, &labels, &mut region, &authors);
    layout.span = region.start..region.end;
    let taken = notes::read(lines, &labels, &region, &authors, &mut layout);
    region::paragraphs(lines, &labels, &region, &taken, &authors, &mut layout);
    taglist::read(lines, &labels, &region, &authors, &taken, &mut layout);
    layout
}

/// The stretch of lines that is the body, `start..end`, and where the headline is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub start: usize,
    pub end: usize,
    pub title: Option<usize>,
    /// The container of most of its paragraphs.
    pub home: Option<usize>,
}
