//! Embeds: the cards of a message.

use super::{View, link, list, markdown, number, text, web};
use crate::playground::{markdown::Form, reading::is};
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::Value;

/// Inline fields that stand side by side.
const ABREAST: usize = 3;

pub(super) fn embed(embed: &Value, view: &View) -> Markup {
    let colour = number(embed, "color").filter(|c| *c <= 0xFF_FFFF);
    let title = text(embed, "title");
    let description = text(embed, "description");
    html! {
        div .embed dir="auto" {
            // An attribute of SVG, since a page may forbid inline styles.
            svg .bar aria-hidden="true" {
                @if let Some(colour) = colour { rect width="100%" height="100%" fill={ "#" (format!("{colour:06x}")) } {} }
            }
            div .embed-body {
                @if let Some(author) = embed.get("author") {
                    p .embed-author { (linked(text(author, "url"), html! { (text(author, "name")) })) }
                }
                @if !title.is_empty() {
                    h4 .embed-title { (linked(text(embed, "url"), markdown::title(title, view))) }
                }
                @if !description.is_empty() {
                    div .markdown { (markdown::blocks(description, view)) }
                }
                (fields(list(embed, "fields"), view))
                @for part in ["image", "thumbnail"] {
                    @if let Some(image) = embed.get(part) { (picture(part, text(image, "url"))) }
                }
                (footer(embed, view))
            }
        }
    }
}

fn linked(url: &str, text: Markup) -> Markup {
    match web(url) {
        Some(url) => link(&url, text),
        None => text,
    }
}

/// Pictures are named, not fetched.
fn picture(part: &str, url: &str) -> Markup {
    html! {
        @if let Some(url) = web(url) {
            p .attachment { "🖼 " (link(&url, html! { (part) })) }
        }
    }
}

/// Up to three inline fields share a row; any other has one to itself.
fn fields(fields: &[Value], view: &View) -> Markup {
    let rows = fields.chunk_by(|a, b| is(a, "inline") && is(b, "inline")).flat_map(|run| run.chunks(ABREAST));
    html! {
        @if !fields.is_empty() {
            dl .embed-fields {
                @for row in rows {
                    @for field in row {
                        div class={ "embed-field abreast-" (row.len()) } {
                            dt { (markdown::inline(text(field, "name"), view)) }
                            dd .markdown { (markdown::blocks(text(field, "value"), view)) }
                        }
                    }
                }
            }
        }
    }
}

fn footer(embed: &Value, view: &View) -> Markup {
    let footer = embed.get("footer").map_or("", |f| text(f, "text"));
    let at = text(embed, "timestamp").parse::<Timestamp>().ok();
    html! {
        @if !footer.is_empty() || at.is_some() {
            p .embed-footer {
                (footer)
                @if let Some(at) = at {
                    @if !footer.is_empty() { " • " }
                    (view.time(at, &view.moments().told(at, Form::Short)))
                }
            }
        }
    }
}
