//! The sentences of the article that a line is held against: those that its writer names, else those that
//! share most of its words.

use super::Fault;
use super::reading::{Line, Reading};

/// Most sentences that one line may rest on.
pub(in crate::summary) const MOST: usize = 4;

/// Sentences of an article that are to bear out a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Evidence {
    /// Which of those that were read, in order.
    pub said: Vec<usize>,
    /// Share of the line's content words that they have.
    pub share: f64,
}

impl Evidence {
    /// Those with these numbers; where there are none, those nearest to the line.
    pub fn of(reading: &Reading<'_>, line: &Line, from: &[usize]) -> Result<Evidence, Fault> {
        if from.is_empty() {
            let support = reading.support(line);
            return Ok(Evidence { said: support.sentences.collect(), share: support.share });
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
        let said: Vec<usize> =
            numbers.iter().filter_map(|n| reading.said.iter().position(|s| s.number == *n)).collect();
        let share = reading.share(line, &said);
        Ok(Evidence { said, share })
    }

    /// Where each of them stands, in characters.
    pub fn spans(&self, reading: &Reading<'_>) -> Vec<(usize, usize)> {
        self.said.iter().filter_map(|at| reading.chars(*at..at + 1)).collect()
    }

    /// Where the run of them stands that has most words: sentences that follow one another directly.
    pub fn source(&self, reading: &Reading<'_>) -> Option<(usize, usize)> {
        let runs = self.said.chunk_by(|a, b| a + 1 == *b);
        let words = |run: &[usize]| {
            run.iter().filter_map(|at| reading.said.get(*at)).map(|s| s.line.words.len()).sum::<usize>()
        };
        let longest = runs.rev().max_by_key(|run| words(run))?;
        reading.chars(*longest.first()?..longest.last()? + 1)
    }
}
