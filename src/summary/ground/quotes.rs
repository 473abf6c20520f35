//! The quote of a digest is one whole sentence of the author's own.

use super::reading::Reading;

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

/// The sentence of the author's own that is this quote.
pub(super) fn own_sentence(reading: &Reading<'_>, quote: &str) -> Option<usize> {
    let quote = plain(quote);
    reading.said.iter().position(|s| !s.others && !s.order && plain(s.sentence.text) == quote)
}
