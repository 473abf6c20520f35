//! Lines of styled text, wrapped to a width.

use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

/// Fewest columns for text, however much stands before it.
const LEAST: usize = 4;

/// A set of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style(u8);

impl Style {
    pub const PLAIN: Style = Style(0);
    pub const BOLD: Style = Style(1);
    pub const DIM: Style = Style(2);
    pub const ITALIC: Style = Style(4);
    pub const UNDERLINE: Style = Style(8);
    pub const STRUCK: Style = Style(16);

    pub fn and(self, other: Style) -> Style {
        Style(self.0 | other.0)
    }

    /// The ANSI sequence that turns it on; empty for plain text.
    fn on(self) -> String {
        let codes = [(1, "1"), (2, "2"), (4, "3"), (8, "4"), (16, "9")];
        let codes: Vec<&str> = codes.iter().filter(|c| self.0 & c.0 != 0).map(|c| c.1).collect();
        if codes.is_empty() { String::new() } else { format!("\u{1b}[{}m", codes.join(";")) }
    }
}

/// A stretch of text in one style, free of control characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    text: String,
    style: Style,
}

impl Piece {
    pub fn new(text: impl AsRef<str>, style: Style) -> Piece {
        Piece { text: text.as_ref().chars().filter_map(harmless).collect(), style }
    }
}

/// A character as it may reach a terminal: none where it would only turn text around or hide it.
fn harmless(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => None,
        c if c.is_control() => Some('\u{FFFD}'),
        c => Some(c),
    }
}

/// A line before it is wrapped: what its first and its further rows begin with, and its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub first: String,
    pub rest: String,
    pub pieces: Vec<Piece>,
}

impl Line {
    /// With nothing before it.
    pub fn plain(pieces: Vec<Piece>) -> Line {
        Line { first: String::new(), rest: String::new(), pieces }
    }

    /// The same within something that begins its rows with `first` and then `rest`.
    pub fn within(mut self, first: &str, rest: &str) -> Line {
        self.first.insert_str(0, first);
        self.rest.insert_str(0, rest);
        self
    }
}

/// Text that grows line by line.
#[derive(Debug)]
pub(super) struct Page {
    width: usize,
    colour: bool,
    /// What stands before every row: the bar of an embed.
    margin: String,
    out: String,
}

impl Page {
    pub fn new(width: usize, colour: bool) -> Page {
        Page { width: width.max(20), colour, margin: String::new(), out: String::new() }
    }

    /// Begins an embed, with its colour as 0xRRGGBB.
    pub fn bar(&mut self, colour: Option<u64>) {
        self.margin = match colour.filter(|_| self.colour) {
            Some(c) => format!("\u{1b}[38;2;{};{};{}m▎\u{1b}[0m ", c >> 16 & 255, c >> 8 & 255, c & 255),
            None => "│ ".to_owned(),
        };
    }

    pub fn end_bar(&mut self) {
        self.margin.clear();
    }

    /// A row with nothing but the margin, unless there was one just now.
    pub fn gap(&mut self) {
        let row = format!("{}\n", self.margin.trim_end());
        if !self.out.ends_with(&format!("\n{row}")) {
            self.out.push_str(&row);
        }
    }

    /// One line; nothing where there are no pieces.
    pub fn line(&mut self, pieces: Vec<Piece>) {
        if !pieces.is_empty() {
            self.put(Line::plain(pieces));
        }
    }

    pub fn put(&mut self, line: Line) {
        let bar = if self.margin.is_empty() { 0 } else { 2 };
        let lead = cells(&line.first).max(cells(&line.rest));
        let room = self.width.saturating_sub(bar + lead).max(LEAST);
        for (i, row) in wrap(&line.pieces, room).into_iter().enumerate() {
            let lead = if i == 0 { &line.first } else { &line.rest };
            let mut text = format!("{}{lead}", self.margin);
            for piece in row {
                let on = if self.colour { piece.style.on() } else { String::new() };
                let off = if on.is_empty() { "" } else { "\u{1b}[0m" };
                // Writing to a String does not fail.
                let _ = write!(text, "{on}{}{off}", piece.text);
            }
            self.out.push_str(text.trim_end());
            self.out.push('\n');
        }
    }

    pub fn finish(self) -> String {
        self.out
    }
}

/// How many columns a text takes: East Asian wide characters and emoji take two.
fn cells(text: &str) -> usize {
    text.graphemes(true).map(cell).sum()
}

fn cell(grapheme: &str) -> usize {
    match grapheme.chars().next().map_or(0, u32::from) {
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// Parts a line into rows of at most `room` columns, between words where that can be.
fn wrap(pieces: &[Piece], room: usize) -> Vec<Vec<Piece>> {
    let mut rows = Vec::new();
    let mut row: Vec<Piece> = Vec::new();
    let mut used = 0;
    // A word may run through several pieces: **A**da.
    let mut word: Vec<(&str, Style)> = Vec::new();
    let mut settle = |word: &mut Vec<(&str, Style)>, row: &mut Vec<Piece>, used: &mut usize| {
        let length: usize = word.iter().map(|(g, _)| cell(g)).sum();
        if *used > 0 && *used + length > room {
            rows.push(std::mem::take(row));
            *used = 0;
        }
        for (grapheme, style) in word.drain(..) {
            if *used + cell(grapheme) > room {
                rows.push(std::mem::take(row));
                *used = 0;
            }
            *used += cell(grapheme);
            match row.last_mut().filter(|p| p.style == style) {
                Some(piece) => piece.text.push_str(grapheme),
                None => row.push(Piece { text: grapheme.to_owned(), style }),
            }
        }
        rows.len()
    };
    let mut begun = 0;
    for piece in pieces {
        for grapheme in piece.text.graphemes(true) {
            if grapheme != " " {
                word.push((grapheme, piece.style));
                continue;
            }
            let rows_so_far = settle(&mut word, &mut row, &mut used);
            // Spaces are kept but for those where a row was broken.
            let broken = rows_so_far > begun && used == 0;
            begun = rows_so_far;
            if !broken && used < room {
                used += 1;
                match row.last_mut().filter(|p| p.style == piece.style) {
                    Some(last) => last.text.push(' '),
                    None => row.push(Piece { text: " ".to_owned(), style: piece.style }),
                }
            }
        }
    }
    settle(&mut word, &mut row, &mut used);
    rows.push(row);
    rows
}
