//! The sentences of the article that a line is held against: those that its writer names for it.

use super::Fault;
use super::reading::Reading;

/// Most sentences that one line may rest on.
pub(in crate::summary) const MOST: usize = 4;
/// So many sentences before and after them may have a number or a name that they leave out.
const NEAR: usize = 2;

/// Sentences of an article that are to bear out a line: which of those that were read, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Evidence {
    pub said: Vec<usize>,
}

impl Evidence {
    /// The sentences with these numbers. Those that give orders to a model are there, and bear nothing out.
    pub fn of(reading: &Reading<'_>, from: &[usize]) -> Result<Evidence, Fault> {
        if from.is_empty() {
            return Err(Fault::Evidence("no sentence is named that bears this out".to_owned()));
        }
        if let Some(wrong) = from.iter().find(|n| !(1..=reading.all).contains(n)) {
            let last = reading.all;
            return Err(Fault::Evidence(format!("there is no sentence {wrong}, they go from 1 to {last}")));
        }
        let mut numbers = from.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.len() > MOST {
            return Err(Fault::Evidence(format!(
                "it is said to rest on {} sentences; name at most {MOST}, or say less",
                numbers.len()
            )));
        }
        let said = numbers.iter().filter_map(|n| reading.said.iter().position(|s| s.number == *n));
        let said: Vec<usize> = said.collect();
        if said.is_empty() {
            return Err(Fault::Evidence("what it is said to rest on is no part of the argument".to_owned()));
        }
        Ok(Evidence { said })
    }

    /// The sentences about them, themselves among these.
    pub fn about(&self, reading: &Reading<'_>) -> Vec<usize> {
        let near = |at: &usize| at.saturating_sub(NEAR)..(at + NEAR + 1).min(reading.said.len());
        let mut all: Vec<usize> = self.said.iter().flat_map(near).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Where each of them stands, in characters.
    pub fn spans(&self, reading: &Reading<'_>) -> Vec<(usize, usize)> {
        self.said.iter().filter_map(|at| reading.chars(*at..at + 1)).collect()
    }

    /// Where the run of them stands that has most words: sentences that follow one another directly.
    pub fn source(&self, reading: &Reading<'_>) -> Option<(usize, usize)> {
        let words = |run: &[usize]| {
            run.iter().filter_map(|at| reading.said.get(*at)).map(|s| s.line.words.len()).sum::<usize>()
        };
        let longest = self.said.chunk_by(|a, b| a + 1 == *b).rev().max_by_key(|run| words(run))?;
        reading.chars(*longest.first()?..longest.last()? + 1)
    }
}
