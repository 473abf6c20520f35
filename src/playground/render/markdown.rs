//! Discord's markdown as HTML.

use super::{View, link, web};
use crate::playground::markdown::{self, Block, Item, Mark, Span};
use maud::{Markup, html};

/// A text of several lines.
pub(super) fn blocks(text: &str, view: &View) -> Markup {
    list(&markdown::blocks(text), view)
}

/// A text that has no headings, quotes or lists, such as the name of a field.
pub(super) fn inline(text: &str, view: &View) -> Markup {
    spans(&markdown::inline(text), view)
}

/// A title: it may be a link as a whole, and has none in it.
pub(super) fn title(text: &str, view: &View) -> Markup {
    spans(&markdown::unlinked(text), view)
}

fn list(blocks: &[Block], view: &View) -> Markup {
    html! {
        @for (i, block) in blocks.iter().enumerate() {
            @match block {
                Block::Text(text) => { div .text { (spans(text, view)) (gap(text, i + 1 < blocks.len())) } }
                // The message's author is the third level of the page.
                Block::Heading(1, text) => { h4 .heading-1 { (spans(text, view)) } }
                Block::Heading(2, text) => { h5 .heading-2 { (spans(text, view)) } }
                Block::Heading(_, text) => { h6 .heading-3 { (spans(text, view)) } }
                Block::Subtext(text) => { div .subtext { (spans(text, view)) } }
                Block::Quote(inner) => { blockquote { (list(inner, view)) } }
                Block::List { from: Some(from), items } => { ol start=(from) { (self::items(items, view)) } }
                Block::List { from: None, items } => { ul { (self::items(items, view)) } }
                // It scrolls where it is wide, and the keyboard has to get there.
                Block::Code(code) => { pre tabindex="0" { code { (code) } } }
            }
        }
    }
}

/// A line break at the end of a box is not seen; one more is, where a gap is meant.
fn gap(text: &[Span], more: bool) -> &'static str {
    match text.last() {
        Some(Span::Text(text)) if more && text.ends_with('\n') => "\n",
        _ => "",
    }
}

fn items(items: &[Item], view: &View) -> Markup {
    html! {
        @for item in items { li { (spans(&item.text, view)) (list(&item.inner, view)) } }
    }
}

fn spans(spans: &[Span], view: &View) -> Markup {
    html! { @for span in spans { (self::span(span, view)) } }
}

fn span(span: &Span, view: &View) -> Markup {
    let named = |id, unknown: &str| view.name(Some(id)).unwrap_or_else(|| unknown.to_owned());
    html! {
        @match span {
            Span::Text(text) => { (text) }
            Span::Styled(Mark::Bold, inner) => { strong { (spans(inner, view)) } }
            Span::Styled(Mark::Italic, inner) => { em { (spans(inner, view)) } }
            Span::Styled(Mark::Underlined, inner) => { u { (spans(inner, view)) } }
            Span::Styled(Mark::Struck, inner) => { s { (spans(inner, view)) } }
            Span::Styled(Mark::Spoiler, inner) => {
                // A box to tick needs no script.
                label .spoiler {
                    input type="checkbox" aria-label="Show the spoiler";
                    span { (spans(inner, view)) }
                }
            }
            Span::Code(code) => { code { (code) } }
            Span::Link { url, text } => {
                @let text = text.as_ref().map_or_else(|| html! { (url) }, |t| spans(t, view));
                @match web(url) {
                    Some(url) => { (link(&url, text)) }
                    None => { (text) }
                }
            }
            Span::Moment(at, form) => { span .moment { (view.time(*at, &view.moments().told(*at, *form))) } }
            Span::Mention(id) => { span .mention { (named(*id, "@unknown")) } }
            Span::Channel(id) => { span .mention { (named(*id, "#unknown")) } }
            Span::Everybody(name) => { span .mention { (name) } }
            Span::Command(command) => { span .mention { (command) } }
            Span::Emoji(name) => { ":" (name) ":" }
        }
    }
}
