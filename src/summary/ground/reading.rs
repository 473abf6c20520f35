//! An article and a line, read for comparing: sentences, and words as they are printed, with what stands between them.

use super::cues::CUES;
use crate::article::{Article, Sentence, sentences, tokens};
use crate::summary::lexicon::{Lexicon, Table};
use crate::summary::speech::{Voice, voices};
use std::collections::HashSet;
use std::ops::Range;

/// A word of a text: what white space and dashes part, without the marks around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As printed, with plain apostrophes; a currency or percent sign belongs to it.
    pub text: String,
    /// In lower case.
    pub low: String,
    /// The marks that stand between it and the word before.
    pub gap: String,
    /// It stands within quotation marks.
    pub quoted: bool,
}

/// What belongs to the word that it stands at.
fn is_part(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '$' | '€' | '£' | '¥' | '%' | '‰' | '°' | '+' | '±' | '<' | '>' | '~' | '#' | '@' | '&' | '§'
        )
}

impl Word {
    /// It begins with a capital.
    pub fn capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// A mark that parts clauses stands before it.
    pub fn parted(&self) -> bool {
        self.gap.contains([',', ';', ':', '—', '–', '(', ')', '[', ']', '…'])
    }

    /// It is a verb of saying or holding.
    pub fn speaks(&self, lexicon: &Lexicon) -> bool {
        self.is(&CUES.speaks) || lexicon.says.has(&self.low) || lexicon.holds.has(&self.low)
    }

    /// It is one of these, however it is capitalised.
    pub fn any(&self, words: &[&str]) -> bool {
        words.contains(&self.low.as_str())
    }

    /// It is in the table.
    pub fn is(&self, table: &Table) -> bool {
        table.has(&self.low)
    }
}

/// Which quotation mark would close, within a sentence.
#[derive(Default)]
struct Marks(Option<char>);

impl Marks {
    fn opens(&mut self, mark: char) {
        let closing = match mark {
            '"' => '"',
            '“' => '”',
            '„' => '“',
            '«' => '»',
            '‘' | '\'' => '’',
            '「' => '」',
            _ => return,
        };
        self.0 = self.0.or(Some(closing));
    }

    fn closes(&mut self, mark: char) {
        let mark = if mark == '\'' { '’' } else { mark };
        if self.0 == Some(mark) {
            self.0 = None;
        }
    }
}

/// The words of a text.
pub(super) fn read(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut gap = String::new();
    let mut marks = Marks::default();
    // A long dash parts words, with spaces about it or without.
    let spaced = text.replace('—', " — ");
    for chunk in spaced.split_whitespace() {
        let Some(start) = chunk.find(is_part) else {
            for mark in chunk.chars() {
                marks.closes(mark);
                marks.opens(mark);
            }
            // A hyphen by itself is a dash.
            gap.push_str(if chunk.chars().all(|c| c == '-') { "–" } else { chunk });
            continue;
        };
        let end = chunk.rfind(is_part).map_or(start, |at| {
            at + chunk.get(at..).and_then(|c| c.chars().next()).map_or(0, char::len_utf8)
        });
        // "-5" and ".5" are not 5.
        let signed = |head: &str| {
            let sign = head.chars().next_back().filter(|c| matches!(c, '-' | '−' | '.' | ','));
            sign.filter(|_| chunk.get(start..).is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric())))
        };
        let start = start - chunk.get(..start).and_then(signed).map_or(0, char::len_utf8);
        let (head, word, tail) = (
            chunk.get(..start).unwrap_or_default(),
            chunk.get(start..end).unwrap_or_default(),
            chunk.get(end..).unwrap_or_default(),
        );
        head.chars().for_each(|mark| marks.opens(mark));
        gap.push_str(head);
        let text = word.replace('’', "'");
        found.push(Word {
            low: text.to_lowercase(),
            text,
            gap: std::mem::take(&mut gap),
            quoted: marks.0.is_some(),
        });
        tail.chars().for_each(|mark| marks.closes(mark));
        gap.push_str(tail);
    }
    found
}

/// What is said to a language model rather than to a reader. A paragraph with such words bears nothing out.
const ORDERS: &[&[&str]] = &[
    &["ignore", "instructions"],
    &["ignore", "prompt"],
    &["disregard", "instructions"],
    &["forget", "instructions"],
    &["override", "instructions"],
    &["system", "prompt"],
    &["as", "an", "ai", "model"],
    &["as", "an", "ai", "assistant"],
    &["you", "are", "now", "a"],
    &["you", "are", "now", "an"],
    &["answer", "with", "the", "gist"],
    &["summarize", "this", "as"],
    &["summarise", "this", "as"],
    &["respond", "only", "with"],
    &["output", "only"],
];
/// How many words such an order spans.
const ORDER: usize = 6;

/// Whether the words of an order stand close together, in their order.
fn orders_a_model(text: &str) -> bool {
    let words = tokens(text);
    ORDERS.iter().any(|order| {
        (0..words.len()).any(|at| {
            let mut rest = words.iter().skip(at).take(ORDER);
            words.get(at).is_some_and(|w| Some(&w.as_str()) == order.first())
                && order.iter().all(|o| rest.any(|w| w == o))
        })
    })
}

/// A sentence of the article.
#[derive(Debug)]
pub(super) struct Said<'a> {
    /// Where it stands.
    pub sentence: Sentence<'a>,
    /// Its words.
    pub words: Vec<Word>,
    /// Somebody other than the author says it.
    pub others: bool,
    /// It is said to a model and not to readers.
    pub order: bool,
}

/// An article, read.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub said: Vec<Said<'a>>,
    /// The words of its language that tell what a sentence does; none for a language that is not known.
    pub lexicon: Option<&'static Lexicon>,
}

impl<'a> Reading<'a> {
    pub fn new(article: &'a Article) -> Reading<'a> {
        let found = sentences(&article.text);
        let ordered: HashSet<usize> =
            found.iter().filter(|s| orders_a_model(s.text)).map(|s| s.paragraph).collect();
        let tokens: Vec<Vec<String>> = found.iter().map(|s| tokens(s.text)).collect();
        let lexicon = Lexicon::of(article.language.as_deref(), &tokens);
        let voices = voices(article, &found, &tokens, lexicon.unwrap_or(Lexicon::english()));
        let said = found.into_iter().zip(voices).map(|(sentence, voice)| Said {
            words: read(sentence.text),
            others: voice == Voice::Other,
            order: ordered.contains(&sentence.paragraph),
            sentence,
        });
        Reading { article, said: said.collect(), lexicon }
    }

    /// Whether the article is English.
    pub fn english(&self) -> bool {
        self.lexicon.is_some_and(Lexicon::is_english)
    }

    /// Where sentences stand, in characters.
    pub fn chars(&self, which: Range<usize>) -> Option<(usize, usize)> {
        let part = self.said.get(which)?;
        let (first, last) = (part.first()?, part.last()?);
        let before = |at: usize| self.article.text.get(..at).map_or(0, |head| head.chars().count());
        Some((before(first.sentence.span.start), before(last.sentence.span.end)))
    }
}
