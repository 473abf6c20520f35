//! Whether a digest that somebody wrote is grounded in its article: every number, date, name and quote is
//! there, each line is borne out by some of its sentences, and none turns its sense around.
//!
//! The check knows words, not meaning. It errs on the side of doubt: a line it doubts is written again or
//! replaced, which costs little; a false one that is shown costs trust. docs/grounding.md has its rates.

mod abroad;
mod evidence;
mod figures;
mod forms;
mod governed;
mod handed;
mod kept;
mod links;
mod names;
mod numbers;
mod operators;
mod order;
mod quotes;
mod reading;
mod scope;
mod slots;
mod speaker;
mod subjects;
mod trace;
mod unsaid;
mod voice;

use super::terms::length;
use crate::article::{Article, sentences};
use crate::digest::{GIST_CHARS, MAX_POINTS, QUOTE_WORDS, words};
use evidence::Evidence;
use reading::{Line, Reading};
use trace::Trace;

pub(super) use evidence::MOST;

/// Most words of a written digest.
const MOST_WORDS: usize = 200;
/// The digest may have one word of this many of the piece, if that is less.
const ONE_OF: usize = 4;
/// Fewest points of a piece of [`LONG`] words; a shorter one may have a single point.
const LEAST_POINTS: usize = 3;
const LONG: usize = 600;

/// A line that somebody wrote, and the sentences of the article that they name for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// The line.
    pub say: String,
    /// Which sentences bear it out, counted from 1 as [`sentences`] finds them in the article's text.
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
    /// The line has a number that the article has not, or not of these things.
    #[error("the number “{0}” is not in the article, or not said of this")]
    Number(String),
    /// The line has a date that the article has not.
    #[error("the date “{0}” is not in the article")]
    Date(String),
    /// The line names somebody or something that the article does not name so.
    #[error("“{0}” is not named so in the article")]
    Name(String),
    /// The line has an address in it.
    #[error("“{0}” is an address, and a digest has none")]
    Link(String),
    /// The line gives words in quotation marks that are not in the article.
    #[error("“{0}” is in quotation marks and is not in the article word for word")]
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
    /// The line has words that the sentences named for it have not.
    #[error("the sentences named for it do not have “{0}”")]
    Unsupported(String),
    /// The line has a word that denies, doubts, counts or compares, and that its sentences do not have by this.
    #[error("the sentences named for it do not say “{0}”")]
    Added(String),
    /// The line keeps something and leaves out what turns it.
    #[error("the article has it only as “{0}”: keep all of that, or nothing of it")]
    Cut(String),
    /// The line says what the article only grants or asks.
    #[error("the article only grants this, asks it, or takes the other side: “{0}”")]
    Stance(String),
    /// The line gives to the author what the article gives to somebody else.
    #[error("the article has somebody else say this: “{0}”")]
    Attribution(String),
    /// The line gives to somebody what the sentences named for it do not have of them.
    #[error("the sentences named for it do not have this of “{0}”")]
    Speaker(String),
    /// A verb has another subject than in the article.
    #[error("the article says this of somebody or something else: “{0}”")]
    Subject(String),
    /// First and last, cause and effect, who and whom have changed places.
    #[error("in the article these stand the other way round: “{0}”")]
    Sides(String),
    /// Too long, too many or too few.
    #[error("{0}")]
    Length(String),
    /// The line is not in the language of the article.
    #[error("it is not in the language of the article")]
    Language,
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
    verdicts.extend(std::iter::once(&draft.gist).chain(&draft.points).map(|claim| said(&reading, claim)));
    if let Some(quote) = &draft.quote {
        verdicts.push(spoken(&reading, quote));
    }
    verdicts
}

/// One line in words other than the article's.
fn said(reading: &Reading<'_>, claim: &Claim) -> Verdict {
    let text = claim.say.as_str();
    let line = Line::new(text);
    let verdict = |faults: Vec<Fault>, evidence: &Evidence| Verdict {
        line: text.to_owned(),
        faults,
        evidence: evidence.spans(reading),
        source: evidence.source(reading),
        quote: false,
    };
    // What is in another language would fail in every other way as well.
    if reading.foreign(&line) {
        return verdict(vec![Fault::Language], &Evidence::default());
    }
    let evidence = match Evidence::of(reading, &claim.from) {
        Ok(evidence) => evidence,
        Err(fault) => return verdict(vec![fault], &Evidence::default()),
    };
    let mut faults = quotes::faults(reading, text);
    faults.extend(figures::faults(reading, &line, &evidence));
    faults.extend(names::faults(reading, &line));
    faults.extend(links::faults(text));
    for fault in sense(reading, &line, &evidence, text) {
        // A number that is not there is also in the place of another: one reason is enough.
        let told = |f: &Fault| match (f, &fault) {
            (Fault::Number(_) | Fault::Date(_), Fault::Number(_))
            | (Fault::Speaker(_), Fault::Speaker(_)) => true,
            // So is what was left out of a sentence, shown in fewer words of it.
            (Fault::Cut(told), Fault::Cut(new)) => new.contains(told.as_str()),
            (told, new) => told == new,
        };
        if !faults.iter().any(told) {
            faults.push(fault);
        }
    }
    verdict(faults, &evidence)
}

/// Whether a line keeps the sense of its evidence.
fn sense(reading: &Reading<'_>, line: &Line, evidence: &Evidence, text: &str) -> Vec<Fault> {
    if !reading.english() {
        return abroad::faults(reading, line, evidence);
    }
    let trace = Trace::new(reading, line, evidence);
    let checks: [&dyn Fn() -> Vec<Fault>; 12] = [
        &|| unsaid::faults(reading, &trace, evidence),
        &|| kept::added(&trace),
        &|| kept::lost(&trace),
        &|| kept::exchanged(&trace),
        &|| quotes::bare(&trace, text),
        &|| kept::rejoined(&trace),
        &|| governed::faults(&trace),
        &|| order::faults(&trace),
        &|| subjects::faults(&trace),
        &|| slots::faults(&trace, line),
        &|| speaker::faults(reading, &trace, evidence),
        &|| voice::faults(reading, &trace, evidence, text),
    ];
    checks.iter().flat_map(|check| check()).collect()
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
    let most = MOST_WORDS.min(all / ONE_OF);
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
