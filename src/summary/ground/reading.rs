//! An article and a line, read for comparing: sentences, words by their stems, and whose words they are.

use super::forms::plain_form;
use super::numbers::{Number, numbers};
use crate::article::{Article, Sentence, is_function_word, sentences};
use crate::summary::lexicon::Lexicon;
use crate::summary::speech::{Voice, voices};
use crate::summary::terms::tokens;
use frostem::{Algorithm, Stemmer};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// So many of its words are what a language is told by, where it is not English.
const COMMON: usize = 60;
/// Fewest words of a line whose language can be told.
const FEW: usize = 5;
/// Share of function words that tells English.
const ENGLISH_SHARE: f64 = 0.1;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As printed, with plain apostrophes.
    pub raw: String,
    /// Lower case, without a possessive ending.
    pub low: String,
    /// What it is compared by.
    pub stem: String,
    /// What stands between it and the word before.
    pub gap: String,
}

impl Word {
    /// It begins with a capital.
    pub fn capital(&self) -> bool {
        self.raw.starts_with(char::is_uppercase)
    }

    /// It carries meaning of its own.
    pub fn content(&self) -> bool {
        !is_function_word(&self.low) && (self.low.len() > 1 || self.raw.starts_with(char::is_numeric))
    }

    /// A mark that parts clauses stands before it.
    pub fn parted(&self) -> bool {
        self.gap.contains([',', ';', ':', '—', '–', '(', ')', '.', '?', '!'])
    }
}

/// French words that lose their vowel before another.
const ELIDED: &[&str] = &["c", "d", "j", "l", "m", "n", "qu", "s"];

/// What is drawn together with the word before it, and what it stands for.
const CONTRACTED: &[(&str, &str)] =
    &[("n't", "not"), ("'m", "am"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would")];

/// "Isn't" and "cannot" are two words.
fn contracted(raw: &str) -> (&str, Option<(&str, &str)>) {
    if raw.eq_ignore_ascii_case("cannot") {
        let (can, not) = raw.split_at(3);
        return (can, Some((not, "not")));
    }
    let found = CONTRACTED.iter().find_map(|(end, word)| {
        let first = raw.strip_suffix(end).filter(|first| !first.is_empty())?;
        Some((first, Some((raw.get(first.len()..)?, *word))))
    });
    found.unwrap_or((raw, None))
}

/// The words of a text, contractions taken apart.
pub(super) fn read(text: &str) -> Vec<Word> {
    let text = text.replace('’', "'");
    let stemmer = Stemmer::new(Algorithm::English);
    let mut end = 0;
    let mut found = Vec::new();
    for (at, raw) in text.unicode_word_indices() {
        // "L'Organisation": French elides, and what follows is a word of its own.
        let elided = raw
            .split_once('\'')
            .filter(|(a, b)| ELIDED.contains(&a.to_lowercase().as_str()) && b.chars().count() > 2);
        let (at, raw) = elided.map_or((at, raw), |(a, b)| (at + a.len() + 1, b));
        let gap = text.get(end..at).unwrap_or_default().to_owned();
        end = at + raw.len();
        let (raw, rest) = contracted(raw);
        let low = raw.to_lowercase();
        let low = low.strip_suffix("'s").or_else(|| low.strip_suffix('\'')).unwrap_or(&low);
        // "Can't", "won't" and "shan't" lose letters.
        let low = match (low, rest) {
            ("ca", Some(("n't", _))) => "can",
            ("wo", Some(("n't", _))) => "will",
            ("sha", Some(("n't", _))) => "shall",
            _ => low,
        };
        let word = |raw: &str, low: &str, gap: String| Word {
            raw: raw.to_owned(),
            low: low.to_owned(),
            stem: stemmer.stem(plain_form(low)).to_string(),
            gap,
        };
        found.push(word(raw, low, gap));
        if let Some((raw, low)) = rest {
            found.push(word(raw, low, String::new()));
        }
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

/// A line of a draft.
#[derive(Debug)]
pub(super) struct Line {
    /// Its words.
    pub words: Vec<Word>,
    /// Its numbers.
    pub numbers: Vec<Number>,
}

impl Line {
    pub fn new(text: &str) -> Line {
        let words = read(text);
        let numbers = numbers(&words);
        Line { words, numbers }
    }

    /// Whether it is English, as far as function words tell.
    pub fn english(&self) -> bool {
        let plain = self.words.iter().filter(|w| is_function_word(&w.low)).count();
        plain as f64 >= self.words.len() as f64 * ENGLISH_SHARE
    }
}

/// A sentence of the article.
#[derive(Debug)]
pub(super) struct Said<'a> {
    /// Where it stands.
    pub sentence: Sentence<'a>,
    /// Its number among all sentences of the text, from 1.
    pub number: usize,
    /// Its words and numbers.
    pub line: Line,
    /// Somebody other than the author says it.
    pub others: bool,
}

/// An article, read.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub said: Vec<Said<'a>>,
    /// How many sentences its text has, with those that are not read.
    pub all: usize,
    /// Its headline.
    pub title: Line,
    /// The words that it has anywhere, byline and publication included, as printed.
    pub printed: HashSet<String>,
    /// The stems of its words that carry meaning.
    stems: HashSet<String>,
    /// The words that it has most often.
    common: HashSet<String>,
    english: bool,
}

impl<'a> Reading<'a> {
    pub fn new(article: &'a Article) -> Reading<'a> {
        let all = sentences(&article.text);
        let ordered: HashSet<usize> =
            all.iter().filter(|s| orders_a_model(s.text)).map(|s| s.paragraph).collect();
        let last = all.len();
        let (numbers, found): (Vec<usize>, Vec<Sentence<'_>>) =
            (1..).zip(all).filter(|(_, s)| !ordered.contains(&s.paragraph)).unzip();
        let tokens: Vec<Vec<String>> = found.iter().map(|s| tokens(s.text)).collect();
        let lexicon = Lexicon::of(article.language.as_deref(), &tokens);
        let voices = voices(article, &found, &tokens, lexicon.unwrap_or(Lexicon::english()));
        let english = lexicon.is_some_and(Lexicon::is_english);
        let said: Vec<Said<'a>> = found
            .into_iter()
            .zip(voices)
            .zip(numbers)
            .map(|((sentence, voice), number)| Said {
                line: Line::new(sentence.text),
                others: voice == Voice::Other,
                number,
                sentence,
            })
            .collect();
        let words = said.iter().flat_map(|s| &s.line.words);
        let stems = words.filter(|w| w.content()).map(|w| w.stem.clone()).collect();
        let mut often: HashMap<&str, usize> = HashMap::new();
        for word in said.iter().flat_map(|s| &s.line.words) {
            *often.entry(word.low.as_str()).or_default() += 1;
        }
        let mut often: Vec<(&str, usize)> = often.into_iter().collect();
        often.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let common = often.iter().take(COMMON).map(|(w, _)| (*w).to_owned()).collect();
        let title = Line::new(&article.title);
        let about = article.authors.iter().map(|a| a.name.as_str()).chain(article.publication.as_deref());
        let printed = said
            .iter()
            .flat_map(|s| s.line.words.clone())
            .chain(title.words.clone())
            .chain(about.flat_map(read))
            .flat_map(|w| [w.raw.strip_suffix("'s").unwrap_or(&w.raw).to_owned(), w.raw.clone()])
            .collect();
        Reading { article, said, all: last, title, printed, stems, common, english }
    }

    /// Whether the article is English.
    pub fn english(&self) -> bool {
        self.english
    }

    /// Whether its nouns have capitals, as in German: many words inside its sentences do.
    pub fn capitalises(&self) -> bool {
        let inside = || self.said.iter().flat_map(|s| s.line.words.iter().skip(1));
        inside().filter(|w| w.capital()).count() * 6 > inside().count()
    }

    /// Whether a line is in another language than the article.
    pub fn foreign(&self, line: &Line) -> bool {
        // "Crime fell slightly": too few words to tell.
        if line.words.len() < FEW {
            return false;
        }
        if self.english {
            return !line.english();
        }
        let share = |plain: &dyn Fn(&Word) -> bool| line.words.iter().filter(|w| plain(w)).count();
        share(&|w| is_function_word(&w.low)) > share(&|w| self.common.contains(&w.low))
    }

    /// Whether a stem stands anywhere in the text or the headline.
    pub fn knows(&self, stem: &str) -> bool {
        self.stems.contains(stem) || self.title.words.iter().any(|w| w.stem == stem)
    }

    /// Whether a stem is of the name of an author; of the publication, where nobody signs.
    pub fn signs(&self, stem: &str) -> bool {
        let signed = !self.article.authors.is_empty();
        let authors = self.article.authors.iter().map(|a| a.name.as_str());
        let paper = self.article.publication.as_deref().filter(|_| !signed);
        authors.chain(paper).flat_map(read).any(|w| w.content() && w.stem == stem)
    }

    /// Whether a stem is of a word of the byline, or of the publication.
    pub fn names_author(&self, stem: &str) -> bool {
        let about = self.article.authors.iter().map(|a| a.name.as_str());
        about.chain(self.article.publication.as_deref()).flat_map(read).any(|w| w.content() && w.stem == stem)
    }

    /// Where sentences stand, in characters.
    pub fn chars(&self, which: Range<usize>) -> Option<(usize, usize)> {
        let part = self.said.get(which)?;
        let (first, last) = (part.first()?, part.last()?);
        let before = |at: usize| self.article.text.get(..at).map_or(0, |head| head.chars().count());
        Some((before(first.sentence.span.start), before(last.sentence.span.end)))
    }
}
