//! Whether a digest that somebody wrote is grounded in its article: each line is one of its sentences, cut so that it
//! still says the same, and none is what others say.
//!
//! The check knows words, not meaning, and so it lets nothing be retold. It errs on the side of doubt: a line it
//! doubts is written again or replaced, which costs little; a false one that is shown costs trust.
//! docs/grounding.md has its rates.

mod cues;
mod cut;
mod evidence;
mod left_out;
mod named;
mod quotes;
mod reading;
mod whose;

use super::pick::room;
use super::terms::length;
use crate::article::{Article, sentences};
use crate::digest::{GIST_CHARS, MAX_POINTS, QUOTE_WORDS, words};
use cut::{Cut, LONGEST};
use evidence::Evidence;
use left_out::Cuts;
use named::Antecedents;
use reading::{Reading, read};
use whose::As;

/// What a line may have between its words whether or not its sentence has it there.
const MARKS: &str = ".,;:—–-…“”„«»\"‘’'()";
/// Fewest points of a piece of [`LONG`] words; a shorter one may have a single point.
const LEAST_POINTS: usize = 3;
const LONG: usize = 600;

/// A line that somebody wrote, and the sentences of the article that they name for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// The line: one sentence, or two.
    pub say: String,
    /// Which sentences it is cut from, counted from 1 as [`sentences`] finds them in the article's text.
    pub from: Vec<usize>,
}

/// What a model or a person wrote of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// What is argued.
    pub gist: Claim,
    /// The steps of the argument.
    pub points: Vec<Claim>,
    /// One sentence of the author's, verbatim.
    pub quote: Option<String>,
}

/// Why a line is not grounded. The messages are made to be sent back to whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The line has words that do not stand so in its sentence.
    #[error(
        "the sentence named for it does not have “{0}” there: copy its words as they stand, in their order"
    )]
    Words(String),
    /// The line has words in quotation marks that stand there without.
    #[error("“{0}” is in quotation marks and is not so in the article")]
    Quote(String),
    /// The line has without quotation marks what the article has in them.
    #[error("the article has “{0}” in quotation marks: keep them, or leave it out")]
    Unquoted(String),
    /// The quote is not one of the author's own sentences.
    #[error("the quote is not one whole sentence of the author’s own")]
    NotOwn,
    /// The sentences named for the line are not there, or too many.
    #[error("{0}")]
    Evidence(String),
    /// The line leaves out what the rest of it depends on.
    #[error("“{0}” may not be left out there: keep it, or cut at another mark")]
    Cut(String),
    /// The line says what the article asks.
    #[error("the article asks this: “{0}”")]
    Asked(String),
    /// The line gives to the author what the article gives to somebody else.
    #[error("the article has somebody else say this, whom the line has to name: “{0}”")]
    Attribution(String),
    /// Too long, too many or too few.
    #[error("{0}")]
    Length(String),
}

/// A line of a draft and what was found about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The line; empty for what concerns the draft as a whole.
    pub line: String,
    /// What is wrong with it; nothing where it is grounded.
    pub faults: Vec<Fault>,
    /// The sentences that it was held against, in their order: `[start, end)`, in characters of the text.
    pub evidence: Vec<(usize, usize)>,
    /// Where the article bears it out best, in the same measure: one of them, with those that follow it directly.
    pub source: Option<(usize, usize)>,
    /// The line is the quote.
    pub quote: bool,
}

/// Holds a draft against its article: the draft as a whole, gist, points and quote, in that order.
pub fn ground(article: &Article, draft: &Draft) -> Vec<Verdict> {
    let reading = Reading::new(article);
    let whole = lengths(article, draft);
    let mut verdicts = vec![Verdict {
        line: String::new(),
        faults: whole,
        evidence: Vec::new(),
        source: None,
        quote: false,
    }];
    verdicts.push(said(&reading, &draft.gist, true));
    verdicts.extend(draft.points.iter().map(|point| said(&reading, point, false)));
    if let Some(quote) = &draft.quote {
        verdicts.push(spoken(&reading, quote));
    }
    verdicts
}

/// One line, cut from sentences of the article.
fn said(reading: &Reading<'_>, claim: &Claim, gist: bool) -> Verdict {
    let verdict = |faults: Vec<Fault>, evidence: &Evidence| Verdict {
        line: claim.say.clone(),
        faults,
        evidence: evidence.spans(reading),
        source: evidence.source(reading),
        quote: false,
    };
    match Evidence::of(reading, &claim.from) {
        Ok(evidence) => verdict(cut(reading, &claim.say, &evidence, gist), &evidence),
        Err(fault) => verdict(vec![fault], &Evidence::default()),
    }
}

/// What is wrong with a line that is cut from these sentences: as many as it has itself, in their order.
fn cut(reading: &Reading<'_>, line: &str, evidence: &Evidence, gist: bool) -> Vec<Fault> {
    let parts = sentences(line);
    // A whole line is held against one sentence where it ends inside it, as a quotation does.
    let lines: Vec<&str> = match evidence.said.as_slice() {
        [_] => vec![line],
        _ => parts.iter().map(|part| part.text).collect(),
    };
    if lines.len() != evidence.said.len() {
        let (has, named) = (lines.len(), evidence.said.len());
        return vec![Fault::Evidence(format!(
            "it has {has} sentence and {named} are named for it: each of its own is cut from one"
        ))];
    }
    let mut faults = Vec::new();
    for (line, at) in lines.into_iter().zip(&evidence.said) {
        let Some(said) = reading.said.get(*at) else { continue };
        let words = read(line);
        if words.len() > LONGEST || said.words.len() > LONGEST {
            faults.push(Fault::Evidence(format!("a sentence has more than {LONGEST} words")));
            continue;
        }
        let cuts = Cuts::new(said.sentence.text, &said.words, reading.lexicon);
        let names = Antecedents::new(&reading.said, *at, reading.english());
        let cut = Cut::new(&words, &said.words, &cuts, &names);
        let wrong = cut.faults();
        // A mark that is part of a new word is told with it.
        faults.extend(strange(line, said.sentence.text).filter(|_| wrong.is_empty()));
        faults.extend(wrong);
        faults.extend(whose::faults(
            reading,
            *at,
            &cut,
            As { gist, led: evidence.said.contains(&at.wrapping_sub(1)) },
        ));
    }
    faults
}

/// A mark that the sentence has not and that says something, as a question mark does, or a picture.
fn strange(line: &str, sentence: &str) -> Option<Fault> {
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || MARKS.contains(c);
    let mark = line.chars().find(|c| !plain(*c) && !sentence.contains(*c))?;
    Some(Fault::Words(mark.to_string()))
}

fn spoken(reading: &Reading<'_>, quote: &str) -> Verdict {
    let mut faults = Vec::new();
    let source = quotes::own_sentence(reading, quote);
    if source.is_none() {
        faults.push(Fault::NotOwn);
    }
    if words(quote) > QUOTE_WORDS {
        faults
            .push(Fault::Length(format!("the quote has {} words, and at most {QUOTE_WORDS}", words(quote))));
    }
    let source = source.and_then(|at| reading.chars(at..at + 1));
    Verdict { line: quote.to_owned(), faults, evidence: source.into_iter().collect(), source, quote: true }
}

fn lengths(article: &Article, draft: &Draft) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut wrong = |text: String| found.push(Fault::Length(text));
    let all = length(&article.text);
    let most = room(all);
    let lines = || std::iter::once(&draft.gist).chain(&draft.points).map(|claim| &claim.say);
    let held = lines().chain(&draft.quote).map(|l| length(l)).sum::<usize>();
    if held > most {
        wrong(format!("the digest has {held} words, and at most {most}"));
    }
    for line in lines().filter(|l| l.chars().count() > GIST_CHARS) {
        let begins: String = line.chars().take(40).collect();
        wrong(format!("“{begins}…” has {} characters, and at most {GIST_CHARS}", line.chars().count()));
    }
    if lines().any(|l| l.trim().is_empty()) {
        wrong("a line is empty".to_owned());
    }
    if sentences(&draft.gist.say).len() > 2 {
        wrong("the gist has more than two sentences".to_owned());
    }
    let least = if all < LONG { 1 } else { LEAST_POINTS };
    if !(least..=MAX_POINTS).contains(&draft.points.len()) {
        wrong(format!("there are {} points, and {least} to {MAX_POINTS} are wanted", draft.points.len()));
    }
    found
}
