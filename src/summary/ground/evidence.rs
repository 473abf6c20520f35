//! The sentences of the article that a line is cut from: those that its writer names for it.

use super::Fault;
use super::reading::Reading;

/// Most sentences that one line may be cut from.
const MOST: usize = 2;

/// Sentences of an article, by their places, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Evidence {
    pub said: Vec<usize>,
}

impl Evidence {
    /// The sentences with these numbers. Those that give orders to a model are there, and bear nothing out.
    pub fn of(reading: &Reading<'_>, from: &[usize]) -> Result<Evidence, Fault> {
        if from.is_empty() {
            return Err(Fault::Evidence("no sentence is named that it is cut from".to_owned()));
        }
        let last = reading.said.len();
        if let Some(wrong) = from.iter().find(|n| !(1..=last).contains(n)) {
            return Err(Fault::Evidence(format!("there is no sentence {wrong}, they go from 1 to {last}")));
        }
        let mut said: Vec<usize> = from.iter().map(|n| n - 1).collect();
        said.sort_unstable();
        said.dedup();
        if said.len() > MOST {
            return Err(Fault::Evidence(format!(
                "it is said to be cut from {} sentences; name at most {MOST}",
                said.len()
            )));
        }
        if said.iter().any(|at| reading.said.get(*at).is_none_or(|s| s.order)) {
            return Err(Fault::Evidence(
                "what it is said to be cut from is no part of the argument".to_owned(),
            ));
        }
        Ok(Evidence { said })
    }

    /// Where each of them stands, in characters.
    pub fn spans(&self, reading: &Reading<'_>) -> Vec<(usize, usize)> {
        self.said.iter().filter_map(|at| reading.chars(*at..at + 1)).collect()
    }

    /// Where the run of them stands that has most words: sentences that follow one another directly.
    pub fn source(&self, reading: &Reading<'_>) -> Option<(usize, usize)> {
        let words = |run: &[usize]| {
            run.iter().filter_map(|at| reading.said.get(*at)).map(|s| s.words.len()).sum::<usize>()
        };
        let longest = self.said.chunk_by(|a, b| a + 1 == *b).rev().max_by_key(|run| words(run))?;
        reading.chars(*longest.first()?..longest.last()? + 1)
    }
}
