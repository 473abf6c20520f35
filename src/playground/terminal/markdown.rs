//! Discord's markdown, as far as a terminal can show it.

use super::super::markdown::{Block, Item, Mark, Span, blocks};
use super::{
    Look,
    page::{Line, Piece, Style},
};

/// The lines of a text: headings, quotes, lists and code among them.
pub(super) fn lines(text: &str, look: &Look) -> Vec<Line> {
    blocks(text).iter().flat_map(|block| self::block(block, look)).collect()
}

fn block(block: &Block, look: &Look) -> Vec<Line> {
    match block {
        Block::Text(spans) => split(spans, Style::PLAIN, look),
        Block::Heading(_, spans) => split(spans, Style::BOLD, look),
        Block::Subtext(spans) => split(spans, Style::DIM, look),
        Block::Code(code) => code.lines().map(|l| Line::plain(vec![Piece::new(l, Style::DIM)])).collect(),
        Block::Quote(inner) => {
            let lines = inner.iter().flat_map(|block| self::block(block, look));
            lines.map(|line| line.within("┃ ", "┃ ")).collect()
        }
        Block::List { from, items } => {
            let numbered = items.iter().zip(0..);
            numbered.flat_map(|(item, n)| self::item(item, from.map(|from| from + n), look)).collect()
        }
    }
}

fn item(item: &Item, number: Option<u64>, look: &Look) -> Vec<Line> {
    let mark = number.map_or_else(|| "• ".to_owned(), |n| format!("{n}. "));
    let indent = " ".repeat(mark.chars().count());
    let text = split(&item.text, Style::PLAIN, look).into_iter().map(|line| line.within(&mark, &indent));
    let below = item.inner.iter().flat_map(|block| self::block(block, look));
    text.chain(below.map(|line| line.within("  ", "  "))).collect()
}

/// The styles, links, mentions and timestamps of a text on one line.
pub(super) fn inline(text: &str, style: Style, look: &Look) -> Vec<Piece> {
    let lines = split(&super::super::markdown::inline(text), style, look);
    lines.into_iter().flat_map(|line| line.pieces).collect()
}

fn split(spans: &[Span], style: Style, look: &Look) -> Vec<Line> {
    let mut lines = vec![Vec::new()];
    spans.iter().for_each(|span| self::span(span, style, look, &mut lines));
    lines.into_iter().map(Line::plain).collect()
}

fn span(span: &Span, style: Style, look: &Look, lines: &mut Vec<Vec<Piece>>) {
    let name = |id, unknown: &str| look.name(Some(id)).unwrap_or(unknown).to_owned();
    let (shown, style) = match span {
        Span::Text(text) => (text.clone(), style),
        Span::Styled(mark, inner) => {
            let style = style.and(styled(*mark));
            return inner.iter().for_each(|span| self::span(span, style, look, lines));
        }
        Span::Code(code) => (code.clone(), style.and(Style::DIM)),
        Span::Link { url, text: None } => (url.clone(), style),
        Span::Link { url, text: Some(text) } => {
            let underlined = style.and(Style::UNDERLINE);
            text.iter().for_each(|span| self::span(span, underlined, look, lines));
            (format!(" <{url}>"), style.and(Style::DIM))
        }
        Span::Moment(at, form) => (look.moments().told(*at, *form), style),
        Span::Mention(id) => (name(*id, "@unknown"), style),
        Span::Channel(id) => (name(*id, "#unknown"), style),
        Span::Everybody(name) => ((*name).to_owned(), style),
        Span::Command(command) => (command.clone(), style),
        Span::Emoji(emoji) => (format!(":{emoji}:"), style),
    };
    for (i, part) in shown.split('\n').enumerate() {
        if i > 0 {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
            line.push(Piece::new(part, style));
        }
    }
}

fn styled(mark: Mark) -> Style {
    match mark {
        Mark::Bold => Style::BOLD,
        Mark::Italic => Style::ITALIC,
        Mark::Underlined => Style::UNDERLINE,
        Mark::Struck => Style::STRUCK,
        Mark::Spoiler => Style::DIM,
    }
}
