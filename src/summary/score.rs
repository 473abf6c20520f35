//! The sentences that may stand in a digest, and what each is worth there.

use super::lexicon::Lexicon;
use super::speech::voices;
use super::terms::{Terms, Vector, length};
use super::traits::Traits;
use super::trim::tidy;
use super::unit::{Unit, is_fragment, is_turn};
use crate::article::{Article, sentences, tokens};
use crate::digest::{GIST_CHARS, Kind, QUOTE_WORDS};
use std::collections::HashSet;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Share of the headline's words from which on a sentence is as close to it as can be.
const CLOSE: f64 = 0.5;

/// What may stand in the digest, with its marks; none in a part it cannot play.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The number of its sentence, or of the first of two, among all of the piece.
    pub at: usize,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// Trimmed for gist and points.
    pub text: String,
    /// As printed, on one line, for a quote.
    pub verbatim: String,
    /// Length of `text`.
    pub words: usize,
    /// Length of `verbatim`.
    pub spoken: usize,
    /// What similarity is computed from.
    pub vector: Vector,
    /// Its worth as gist.
    pub gist: Option<f64>,
    /// Its worth as a point.
    pub point: Option<f64>,
    /// Its worth as the quote.
    pub quote: Option<f64>,
}

/// What there is to choose from.
#[derive(Debug)]
pub(super) struct Marked {
    /// The sentences of the author's own that can stand alone in a digest, in order, then the pairs of
    /// them that may make a gist.
    pub candidates: Vec<Candidate>,
    /// How many sentences the piece has in all.
    pub sentences: usize,
    /// The sentences of the deck that serves as gist.
    pub deck: Vec<Vector>,
}

/// What may stand in the digest of an article, with its marks, beside `deck` if that is the gist.
pub(super) fn candidates(article: &Article, deck: Option<&str>) -> Marked {
    let found = sentences(&article.text);
    let said: Vec<Vec<String>> = found.iter().map(|s| tokens(s.text)).collect();
    let lexicon = Lexicon::of(article.language.as_deref(), &said);
    let terms = Terms::new(&said, lexicon);
    let voices = voices(article, &found, &said, lexicon.unwrap_or(Lexicon::english()));
    let about = about(article);
    let kept: Vec<Unit> = (0..found.len())
        .filter_map(|at| Unit::of(at, found.get(at)?, said.get(at)?, *voices.get(at)?, lexicon))
        .filter(|unit| !about.iter().any(|text| text.contains(&unit.verbatim)))
        .collect();
    let pairs: Vec<Unit> = kept.windows(2).filter_map(|w| w.first()?.with(w.get(1)?)).collect();
    let units: Vec<Unit> = kept.into_iter().chain(pairs).collect();

    let printed = tokens(&format!("{} {}", article.title, article.deck.as_deref().unwrap_or_default()));
    let headline = terms.of(&printed);
    let neighbours: HashSet<&[String]> = printed.windows(2).collect();
    let shared = |ids: &[u32]| headline.iter().filter(|t| ids.binary_search(t).is_ok()).count();
    let overlap = |ids: &[u32]| shared(ids) as f64 / headline.len().max(1) as f64;
    let ids: Vec<Vec<u32>> = units.iter().map(|u| terms.of(&u.said)).collect();
    let closest = ids.iter().map(|i| overlap(i)).fold(CLOSE, f64::max);
    let topmost = ids.iter().map(|i| terms.topic(i)).fold(f64::EPSILON, f64::max);
    let last = found.last().map_or(0, |s| s.paragraph);
    let marked = units.into_iter().zip(ids).map(|(unit, ids)| {
        let lead = found.get(unit.at).map_or(0, |s| s.paragraph);
        let traits = Traits {
            cues: unit.cues,
            words: unit.words,
            weight: unit.said.iter().map(|w| w.chars().count()).sum::<usize>() as f64
                / unit.said.len().max(1) as f64,
            content: ids.len(),
            digits: unit.text.split_whitespace().filter(|w| is_figure(w)).count(),
            names: unit.text.unicode_words().skip(1).filter(|w| w.starts_with(char::is_uppercase)).count(),
            pair: unit.pair,
            question: unit.question,
            phrase: unit.phrase,
            turned: unit.text.get(..1) != unit.verbatim.get(..1),
            answered: said
                .get(unit.at + if unit.pair { 2 } else { 1 })
                .is_some_and(|next| is_turn(next, lexicon)),
            fragment: is_fragment(&unit.text, lexicon),
            first: unit.at == 0,
            opens: unit.at == 0 || found.get(unit.at - 1).is_some_and(|s| s.paragraph != lead),
            closes: found.get(unit.at + 1).is_none_or(|s| s.paragraph != lead),
            paragraph: lead,
            left: last.saturating_sub(lead),
            news: article.kind == Kind::News,
            headline: overlap(&ids) / closest,
            shared: shared(&ids),
            share: overlap(&ids),
            echoes: unit.said.windows(2).filter(|w| neighbours.contains(*w)).count(),
            at: unit.at,
            through: unit.at as f64 / found.len().max(1) as f64,
            commas: unit.text.matches(',').count(),
            brackets: unit.text.contains('('),
            topic: terms.topic(&ids) / topmost,
        };
        let spoken = length(&unit.verbatim);
        Candidate {
            at: unit.at,
            span: unit.span.clone(),
            words: unit.words,
            spoken,
            vector: terms.vector(&unit.said),
            gist: traits.gist(),
            point: traits.point(),
            quote: traits
                .quote()
                .filter(|_| spoken <= QUOTE_WORDS && unit.verbatim.chars().count() <= GIST_CHARS),
            text: unit.text,
            verbatim: unit.verbatim,
        }
    });
    Marked {
        candidates: marked.collect(),
        sentences: found.len(),
        deck: deck.map(sentences).into_iter().flatten().map(|s| terms.vector(&tokens(s.text))).collect(),
    }
}

/// "212", "$9,600", "(18", but not "COVID-19".
fn is_figure(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit())
}

/// Bios and disclaimer, should a sentence of theirs have stayed in the text.
fn about(article: &Article) -> Vec<String> {
    article
        .authors
        .iter()
        .filter_map(|a| a.bio.as_deref())
        .chain(article.disclaimer.as_deref())
        .map(tidy)
        .collect()
}
