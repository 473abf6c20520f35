//! What a digest must be to be shown.

use super::{Digest, Kind};

/// Longest gist, in characters.
pub const GIST_CHARS: usize = 300;
/// Longest point, in characters.
pub const POINT_CHARS: usize = 300;
/// Most points.
pub const MAX_POINTS: usize = 5;
/// Longest quote, in words.
pub const QUOTE_WORDS: usize = 40;
/// Fewest points of a piece of at least [`FULL_LENGTH`] words.
const MIN_POINTS: usize = 3;
/// From this length in words on, a piece has at least three points.
const FULL_LENGTH: u32 = 600;
/// Longest bio, in words.
const BIO_WORDS: usize = 100;
/// Longest of all other single-line values, in characters.
const LINE_CHARS: usize = 500;

/// Something wrong with a digest, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a path of keys: `gist`, `points.2`, `authors.0.bio`; indices from 0.
    pub path: String,
    /// What and how, in lower case.
    pub message: String,
}

/// Words as a reader counts them: runs of non-space with a letter or digit in them.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

/// Whether a character cannot be seen and can make a line read otherwise than it is: controls other
/// than the line break, and what steers the direction of text, has no width, or
/// is a letter that is blank. Joiners are not among
/// them, since emoji and several scripts need them.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || (c.is_control() && c != '\n')
}

impl Digest {
    /// Everything that is wrong with it; empty when it can be shown.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Problems::default();
        found.line("title", &self.title, LINE_CHARS);
        found.line("gist", &self.gist, GIST_CHARS);
        self.check_points(&mut found);
        if let Some(quote) = &self.quote {
            found.line("quote", quote, usize::MAX);
            let n = words(quote);
            if n > QUOTE_WORDS {
                found.add(
                    "quote",
                    format!("the quote has {n} words; cut it to {QUOTE_WORDS} or choose a shorter one"),
                );
            }
        }
        for (key, value) in [
            ("publication", &self.publication),
            ("language", &self.language),
            ("disclaimer", &self.disclaimer),
        ] {
            if let Some(value) = value {
                found.line(key, value, 2 * LINE_CHARS);
            }
        }
        for (i, tag) in self.tags.iter().enumerate() {
            found.line(&format!("tags.{i}"), tag.as_str(), 100);
        }
        if let Some(url) = &self.url {
            found.address("url", url);
        }
        for (i, url) in self.also.iter().enumerate() {
            found.address(&format!("also.{i}"), url);
        }
        self.check_authors(&mut found);
        found.0
    }

    fn check_points(&self, found: &mut Problems) {
        let least = if self.words.is_some_and(|w| w >= FULL_LENGTH) { MIN_POINTS } else { 1 };
        let n = self.points.len();
        if !(least..=MAX_POINTS).contains(&n) {
            let of = if least == 1 { "" } else { " for a piece of 600 words or more" };
            found.add("points", format!("there are {n} points; give {least} to {MAX_POINTS}{of}"));
        }
        for (i, point) in self.points.iter().enumerate() {
            found.line(&format!("points.{i}"), point, POINT_CHARS);
        }
    }

    fn check_authors(&self, found: &mut Problems) {
        for (i, author) in self.authors.iter().enumerate() {
            let at = |key: &str| format!("authors.{i}.{key}");
            found.line(&at("name"), &author.name, 200);
            if let Some(bio) = &author.bio {
                let n = words(bio);
                if n == 0 {
                    found.add(at("bio"), "the bio is empty; write one or leave the key out");
                } else if n > BIO_WORDS {
                    found.add(at("bio"), format!("the bio has {n} words; cut it to {BIO_WORDS}"));
                }
            }
            if let Some(handle) = &author.handle
                && (!handle.starts_with('@') || handle.len() < 2 || handle.contains(char::is_whitespace))
            {
                found.add(at("handle"), format!("`{handle}` is not a handle; write it as \"@name\""));
            }
            if let Some(url) = &author.url {
                found.address(&at("url"), url);
            }
        }
        if self.authors.is_empty() && self.publication.is_none() && self.kind != Kind::Letter {
            found.add(
                "authors",
                "nobody is named; give an [[authors]] table, or the publication of an unsigned editorial",
            );
        }
    }
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.0.push(Problem { path: path.into(), message: message.into() });
    }

    fn line(&mut self, path: &str, value: &str, most: usize) {
        let name = match path.rsplit_once('.').map(|(list, n)| (list, n.parse::<usize>())) {
            Some((list, Ok(n))) => format!("{} {}", list.trim_end_matches('s'), n + 1),
            _ => format!("`{}`", path.rsplit('.').next().unwrap_or(path)),
        };
        let n = value.chars().count();
        if value.chars().all(|c| c.is_whitespace() || is_hidden(c)) {
            self.add(path, format!("{name} is empty; write something or leave it out"));
        } else if n > most {
            self.add(path, format!("{name} has {n} characters; cut it to {most}"));
        } else if value.chars().any(|c| c.is_control()) {
            self.add(
                path,
                format!("{name} has a line break or another control character; write it as one line"),
            );
        }
    }

    fn address(&mut self, path: &str, value: &str) {
        let good = url::Url::parse(value)
            .is_ok_and(|u| matches!(u.scheme(), "http" | "https") && u.host().is_some());
        if !good {
            self.add(path, format!("`{value}` is not a web address; write it from https:// on"));
        }
    }
}
