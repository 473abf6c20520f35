//! Quotation marks: what stands between them is in the article, word for word.

use super::Fault;
use super::reading::{Reading, Word, read};
use super::trace::Trace;

/// Quotes straightened, white space single, lower case, without closing marks.
fn plain(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' | '„' => '"',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let line = line.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase();
    line.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '£' | '€')).to_owned()
}

/// What stands in double quotation marks.
pub(super) fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['“', '"', '„', '«']) {
        let after = rest.get(open..).unwrap_or_default();
        let begin = after.chars().next().map_or(0, char::len_utf8);
        let inside = after.get(begin..).unwrap_or_default();
        let Some(close) = inside.find(['”', '"', '»', '“']) else { break };
        found.push(inside.get(..close).unwrap_or_default());
        let skip = inside.get(close..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        rest = inside.get(close + skip..).unwrap_or_default();
    }
    found
}

/// Words in quotation marks that the article does not have. What an ellipsis parts is looked up by parts.
pub(super) fn faults(reading: &Reading<'_>, text: &str) -> Vec<Fault> {
    let body = plain(&format!("{} {}", reading.article.title, reading.article.text));
    let spoken = quoted(text);
    let parts = spoken.iter().flat_map(|q| q.split("...").flat_map(|q| q.split('…')).collect::<Vec<_>>());
    parts
        .map(|part| (part, plain(part)))
        .filter(|(_, part)| !part.is_empty() && !stands_in(&body, part))
        .map(|(part, _)| Fault::Quote(part.trim().to_owned()))
        .collect()
}

/// Most words of a phrase that its marks set off from the author's own.
const PHRASE: usize = 5;

/// Words that the evidence has in quotation marks and the line without: they are somebody else's, or not meant.
pub(super) fn bare(trace: &Trace<'_>, text: &str) -> Vec<Fault> {
    let marked = read(&quoted(text).join(" "));
    let mut found = Vec::new();
    for (said, sentence) in trace.cited.iter().enumerate() {
        for phrase in quoted(sentence.sentence.text) {
            let words: Vec<Word> = read(phrase);
            let at = sentence
                .line
                .words
                .windows(words.len().max(1))
                .position(|w| w.iter().zip(&words).all(|(a, b)| a.low == b.low));
            let Some(at) = at.filter(|_| (1..=PHRASE).contains(&words.len())) else { continue };
            let content = (0..words.len()).filter(|k| words.get(*k).is_some_and(Word::content));
            let mut kept = content.clone().map(|k| trace.kept(said, at + k));
            let shown = words.iter().any(|w| w.content() && marked.iter().any(|m| m.low == w.low));
            if content.clone().next().is_some() && kept.all(|k| k) && !shown {
                found.push(Fault::Unquoted(phrase.to_owned()));
            }
        }
    }
    found
}

/// Whether the words stand there, not as parts of longer ones.
fn stands_in(body: &str, part: &str) -> bool {
    body.match_indices(part).any(|(at, found)| {
        let before = body.get(..at).and_then(|t| t.chars().next_back());
        let after = body.get(at + found.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The sentence of the author's own that is this quote.
pub(super) fn own_sentence(reading: &Reading<'_>, quote: &str) -> Option<usize> {
    let quote = plain(quote);
    reading.said.iter().position(|s| !s.others && plain(s.sentence.text) == quote)
}
