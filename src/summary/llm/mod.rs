//! Digests written by a language model, and held against the article before anything is kept.
//!
//! The model gets one chance to mend what the check finds. After that, and whenever it cannot be had,
//! sentences of the article are chosen instead, and a note says why.

mod answer;
mod ask;
mod budget;

pub use ask::WriterError;
pub use budget::{Budget, Spent};

use super::ground::{Draft, Fault, Verdict, ground};
use super::terms::length;
use super::{LEAST_WORDS, Summary, SummaryError, extractive};
use crate::article::Article;
use crate::config::Llm;
use crate::digest::GistFrom;
use answer::Turn;
use ask::Asker;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// How often the model writes one digest: once, and once more with what was wrong.
const ROUNDS: usize = 2;
/// So many reasons against one line are told to the model: what it needs to mend it, and no more.
const REASONS: usize = 3;

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The summary, the model's or chosen.
    pub summary: Summary,
    /// What the check found about the model's last answer; none where it gave none.
    pub verdicts: Vec<Verdict>,
    /// Why the model did not write it, in one line; none where it did.
    pub note: Option<String>,
}

/// A language model, its manners and its budget. One is shared by all that digest.
#[derive(Debug)]
pub struct Writer {
    asker: Asker,
    name: String,
}

impl Writer {
    /// For these settings. `key` is the provider's secret; Ollama needs none.
    ///
    /// # Errors
    /// No connection can be made on this machine at all.
    pub fn new(settings: &Llm, key: Option<String>) -> Result<Writer, WriterError> {
        Ok(Writer { asker: Asker::new(settings, key)?, name: format!("llm:{}", settings.model.trim()) })
    }

    /// Counts the day's requests there; for as long as it lives, where nothing is said.
    #[must_use]
    pub fn with_budget(mut self, budget: Arc<dyn Budget>) -> Writer {
        self.asker.budget = budget;
        self
    }

    /// Waits so long before the first repetition, and twice as long before each next one; a second
    /// where nothing is said.
    #[must_use]
    pub fn with_pause(mut self, pause: Duration) -> Writer {
        self.asker.pause = pause;
        self
    }

    /// Writes the digest of an article. `now` tells the day whose budget it is.
    ///
    /// # Errors
    /// As [`extractive`], where the model cannot be had or has failed the check twice.
    pub async fn write(&self, article: &Article, now: Timestamp) -> Result<Written, SummaryError> {
        let words = length(&article.text);
        if words < LEAST_WORDS {
            return Err(SummaryError::TooShort { words, needed: LEAST_WORDS });
        }
        let rules = answer::rules(article, words);
        let mut turns = vec![Turn::article(article)];
        let mut verdicts = Vec::new();
        let mut note = String::new();
        for _ in 0..ROUNDS {
            let said = match self.asker.ask(&rules, &turns, now).await {
                Ok(said) => said,
                Err(error) => {
                    note = error.to_string();
                    break;
                }
            };
            let (wrong, why) = match answer::draft(article, &said) {
                Ok(draft) => {
                    verdicts = ground(article, &draft);
                    let wrong = reasons(&verdicts);
                    if wrong.is_empty() {
                        return Ok(Written { summary: self.summary(draft, &verdicts), verdicts, note: None });
                    }
                    (wrong, "the model’s digest was not borne out by the article")
                }
                Err(reason) => (reason, "the model gave no digest"),
            };
            note = format!("{why}: {}", wrong.replace('\n', "; "));
            turns.push(Turn::model(said));
            turns.push(Turn::wrong(&wrong));
        }
        Ok(Written { summary: extractive(article)?, verdicts, note: Some(note) })
    }

    fn summary(&self, draft: Draft, verdicts: &[Verdict]) -> Summary {
        Summary {
            sources: verdicts.iter().skip(1).map(|v| v.source.unwrap_or_default()).collect(),
            gist: draft.gist.say,
            points: draft.points.into_iter().map(|point| point.say).collect(),
            quote: draft.quote,
            gist_from: GistFrom::Engine,
            summarizer: self.name.clone(),
        }
    }
}

/// What is wrong, a line each.
fn reasons(verdicts: &[Verdict]) -> String {
    let told = |v: &Verdict, f: &Fault| {
        if v.line.is_empty() { f.to_string() } else { format!("“{}”: {f}", v.line) }
    };
    let all: Vec<String> = verdicts
        .iter()
        .flat_map(|v| v.faults.iter().take(REASONS).map(|f| told(v, f)).collect::<Vec<_>>())
        .collect();
    all.join("\n")
}
