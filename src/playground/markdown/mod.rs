//! Discord's markdown, parsed: what a terminal and a page show in their own ways.
//!
//! It is close to what Discord's clients do, and total: what is no markdown stays as it was typed.

mod moment;
mod spans;

pub(super) use moment::{Form, Moments};
pub(super) use spans::{inline, unlinked};

use super::snowflake::Id;
use jiff::Timestamp;

/// Lists within lists; deeper ones are shown at this depth.
const LIST_DEPTH: usize = 5;

/// A part of a text that has lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Lines, parted by line breaks within the spans. The last one may be empty: a gap before what follows.
    Text(Vec<Span>),
    /// A heading of level 1 to 3.
    Heading(u8, Vec<Span>),
    /// Small print.
    Subtext(Vec<Span>),
    /// Quoted lines.
    Quote(Vec<Block>),
    /// A list; numbered from a number on, or with bullets.
    List { from: Option<u64>, items: Vec<Item> },
    /// Code as it was typed.
    Code(String),
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub text: Vec<Span>,
    /// The lists below it.
    pub inner: Vec<Block>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Span {
    Text(String),
    Styled(Mark, Vec<Span>),
    Code(String),
    /// A link whose text is its address, or a text over an address that begins with `http`.
    Link {
        url: String,
        text: Option<Vec<Span>>,
    },
    Moment(Timestamp, Form),
    /// A user or a role.
    Mention(Id),
    Channel(Id),
    /// `@everyone` or `@here`.
    Everybody(&'static str),
    /// A command, with its slash.
    Command(String),
    /// A server's own emoji, by name.
    Emoji(String),
}

/// What a pair of marks does to the text between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bold,
    Italic,
    Underlined,
    Struck,
    Spoiler,
}

/// The parts of a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    parse(text, true)
}

fn parse(text: &str, may_quote: bool) -> Vec<Block> {
    let mut out = Blocks::default();
    let mut rest = text;
    while !rest.is_empty() {
        rest = step(rest, may_quote, &mut out);
    }
    out.finish()
}

/// Takes what begins a line; returns what is left.
fn step<'a>(text: &'a str, may_quote: bool, out: &mut Blocks) -> &'a str {
    let (line, rest) = first_line(text);
    if may_quote {
        if let Some(quoted) = text.strip_prefix(">>> ") {
            out.push(Block::Quote(parse(quoted, false)));
            return "";
        }
        if let Some(first) = line.strip_prefix("> ") {
            let (mut quoted, mut rest) = (first.to_owned(), rest);
            loop {
                let (line, after) = first_line(rest);
                let more = line.strip_prefix("> ").or_else(|| (line == ">").then_some(""));
                let Some(more) = more else { break };
                quoted.push('\n');
                quoted.push_str(more);
                rest = after;
            }
            out.push(Block::Quote(parse(&quoted, false)));
            return rest;
        }
    }
    if let Some((before, code, after)) = fenced(text, line) {
        if !before.is_empty() {
            out.line(before);
        }
        out.push(Block::Code(code));
        return after;
    }
    for (level, mark) in [(1, "# "), (2, "## "), (3, "### ")] {
        if let Some(heading) = line.strip_prefix(mark).map(str::trim).filter(|h| !h.is_empty()) {
            out.push(Block::Heading(level, inline(heading)));
            return rest;
        }
    }
    if let Some(small) = line.strip_prefix("-# ").map(str::trim).filter(|s| !s.is_empty()) {
        out.push(Block::Subtext(inline(small)));
        return rest;
    }
    if bullet(line).is_some() {
        let (list, rest) = list(text, 0);
        out.push(list);
        return rest;
    }
    out.line(line);
    rest
}

/// Blocks as they come; lines of plain text are held together until something else begins.
#[derive(Default)]
struct Blocks {
    done: Vec<Block>,
    lines: Vec<String>,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    fn push(&mut self, block: Block) {
        self.settle();
        self.done.push(block);
    }

    fn settle(&mut self) {
        if !self.lines.is_empty() {
            self.done.push(Block::Text(inline(&std::mem::take(&mut self.lines).join("\n"))));
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.settle();
        self.done
    }
}

fn first_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// Code between fences that begins in this line: what stands before it, the code, and what is left.
fn fenced<'a>(text: &'a str, line: &'a str) -> Option<(&'a str, String, &'a str)> {
    let (before, _) = line.split_once("```")?;
    let inner = text.get(before.len() + 3..)?;
    let (code, after) = inner.split_once("```")?;
    if code.trim().is_empty() {
        return None;
    }
    let is_language = |word: &str| {
        word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-' | '.' | '#'))
    };
    let code = match code.split_once('\n') {
        Some((language, code)) if is_language(language) && !code.trim().is_empty() => code,
        _ => code,
    };
    let code = code.trim_matches('\n').to_owned();
    Some((before, code, after.strip_prefix('\n').unwrap_or(after)))
}

/// What a line of a list begins with: its indent in columns, its number, and its text.
fn bullet(line: &str) -> Option<(usize, Option<u64>, &str)> {
    let bare = line.trim_start_matches(' ');
    let indent = line.len() - bare.len();
    if let Some(text) = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* ")) {
        return Some((indent, None, text.trim())).filter(|b| !b.2.is_empty());
    }
    let (number, text) = bare.split_once(". ")?;
    let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    Some((indent, Some(number.parse().ok().filter(|_| is_number)?), text.trim())).filter(|b| !b.2.is_empty())
}

/// The list that begins the text, and what is left.
fn list(text: &str, depth: usize) -> (Block, &str) {
    let (mut items, mut rest): (Vec<Item>, _) = (Vec::new(), text);
    let first = bullet(first_line(text).0);
    let (margin, from) = first.map_or((0, None), |(indent, number, _)| (indent, number));
    loop {
        let (line, after) = first_line(rest);
        let Some((indent, number, text)) = bullet(line) else { break };
        let below = indent >= margin + 2 && depth < LIST_DEPTH;
        match items.last_mut() {
            Some(item) if below => {
                let (inner, left) = list(rest, depth + 1);
                item.inner.push(inner);
                rest = left;
                continue;
            }
            // Bullets end a numbered list, and the other way round.
            Some(_) if number.is_some() != from.is_some() => break,
            Some(_) if indent < margin && depth > 0 => break,
            _ => {}
        }
        items.push(Item { text: inline(text), inner: Vec::new() });
        rest = after;
    }
    (Block::List { from, items }, rest)
}
