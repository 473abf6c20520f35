//! Choosing gist, points and quote within what a digest may hold of a piece.

use super::SummaryError;
use super::score::{Candidate, Marked};
use super::terms::cosine;
use crate::digest::MAX_POINTS;
use std::ops::Range;

/// Most words of the text that a digest may hold.
const MOST_WORDS: usize = 150;
/// The digest may hold one word of this many, if that is less.
const ONE_OF: usize = 5;
/// From this similarity on, two sentences say the same.
const SAME: f64 = 0.5;
/// A gist may have so many words however short the piece is, if a point still fits beside it.
const GIST_ROOM: usize = 26;
/// What each word costs that a point has beyond its share of the room.
const OVER: f64 = 0.01;
/// What a point must be worth beyond what is chosen, unless it is needed to make up the least number.
const WORTH: f64 = 0.1;

/// How many words of its text the digest of a piece of this `length` in words may hold.
pub(super) fn room(length: usize) -> usize {
    MOST_WORDS.min(length / ONE_OF)
}

/// What was chosen, as indices into the candidates.
#[derive(Debug)]
pub(super) struct Picked {
    /// None where the deck is the gist.
    pub gist: Option<usize>,
    /// In the order of the text.
    pub points: Vec<usize>,
    /// The quote.
    pub quote: Option<usize>,
}

/// Chooses for a piece of `length` words. `deck` is the length of a deck that serves as gist.
///
/// # Errors
/// [`SummaryError::NothingOwn`] where there is less than a digest must have, a gist and one point (three
/// from 600 words on); [`SummaryError::Wordy`] where that passes the limit in words.
pub(super) fn pick(marked: &Marked, length: usize, deck: Option<usize>) -> Result<Picked, SummaryError> {
    let candidates = marked.candidates.as_slice();
    let least = if length >= 600 { 3 } else { 1 };
    let needed = least + usize::from(deck.is_none());
    let mut choice = Choice { marked, room: room(length), taken: Vec::new() };
    let found = candidates.iter().filter(|c| c.point.is_some()).count();
    let refused = SummaryError::NothingOwn { found, needed };
    let gist = match deck {
        Some(words) => {
            choice.room = choice.room.saturating_sub(words);
            None
        }
        None => Some(choice.gist(least).ok_or(refused.clone())?),
    };
    let quote = choice.quote(least);
    let points = choice.points(gist, least, wanted(length));
    if points.len() < least {
        return Err(refused);
    }
    let most = room(length);
    let held = |i: &usize| candidates.get(*i).map_or(0, |c| c.words);
    let spoken = quote.and_then(|i| candidates.get(i)).map_or(0, |c| c.spoken);
    let words = deck.unwrap_or(0) + gist.iter().chain(&points).map(held).sum::<usize>();
    if words > most {
        return Err(SummaryError::Wordy { words, most });
    }
    Ok(Picked { gist, points, quote: quote.filter(|_| words + spoken <= most) })
}

/// How many points a piece of so many words should have.
fn wanted(length: usize) -> usize {
    match length {
        0..300 => 2,
        300..600 => 3,
        600..1500 => 4,
        _ => MAX_POINTS,
    }
}

/// The lengths of the shortest points, kept back while something else is chosen.
struct Reserve {
    n: usize,
    lengths: Vec<(usize, Range<usize>)>,
}

impl Reserve {
    /// Words that the points still missing take at least, if `chosen` is chosen now.
    fn without(&self, chosen: &Candidate) -> usize {
        let left = self.lengths.iter().filter(|(_, span)| !overlap(span, &chosen.span));
        left.take(self.n).map(|(words, _)| words).sum()
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

struct Choice<'a> {
    marked: &'a Marked,
    /// Words left.
    room: usize,
    taken: Vec<usize>,
}

impl Choice<'_> {
    /// Whether no word of it is taken.
    fn is_open(&self, candidate: &Candidate) -> bool {
        let mut taken = self.taken.iter().filter_map(|i| self.marked.candidates.get(*i));
        !taken.any(|t| overlap(&t.span, &candidate.span))
    }

    /// The best by `worth` that is not taken; of equals the first.
    fn best(&self, worth: impl Fn(&Candidate) -> Option<f64>) -> Option<usize> {
        let open = self.marked.candidates.iter().enumerate().filter(|(_, c)| self.is_open(c));
        let marked = open.filter_map(|(i, c)| Some((i, worth(c)?)));
        marked.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(i, _)| i)
    }

    fn take(&mut self, chosen: Option<usize>) -> Option<usize> {
        let candidate = self.marked.candidates.get(chosen?)?;
        self.room = self.room.saturating_sub(candidate.words);
        self.taken.extend(chosen);
        chosen
    }

    /// The `n` shortest open points, and two more, since a choice may take two of them.
    fn shortest(&self, n: usize) -> Reserve {
        let open = self.marked.candidates.iter().filter(|c| c.point.is_some() && self.is_open(c));
        let mut lengths: Vec<(usize, Range<usize>)> = open.map(|c| (c.words, c.span.clone())).collect();
        lengths.sort_unstable_by_key(|(words, span)| (*words, span.start));
        lengths.truncate(n + 2);
        Reserve { n, lengths }
    }

    fn gist(&mut self, least: usize) -> Option<usize> {
        let room = self.room;
        let cap = (room * 2 / 5).max(GIST_ROOM);
        let reserve = self.shortest(least);
        let fits = |c: &Candidate| c.words + reserve.without(c) <= room;
        let chosen = self
            .best(|c| c.gist.filter(|_| c.words <= cap && fits(c)))
            .or_else(|| self.best(|c| c.gist.filter(|_| fits(c))))
            .or_else(|| self.best(|c| c.gist.map(|_| -(c.words as f64))));
        self.take(chosen)
    }

    /// A quote is the first thing to go without where room is short or nothing is worth repeating.
    fn quote(&mut self, least: usize) -> Option<usize> {
        let cap = self.room / 3;
        let reserve = self.shortest(least);
        let chosen = self.best(|c| {
            let fits = c.spoken <= cap && c.spoken + reserve.without(c) <= self.room;
            c.quote.filter(|worth| fits && *worth > 0.0 && self.repeats(c) < SAME)
        });
        let more = chosen
            .and_then(|i| self.marked.candidates.get(i))
            .map_or(0, |c| c.spoken.saturating_sub(c.words));
        self.room = self.room.saturating_sub(more);
        self.take(chosen)
    }

    /// Points by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998), spread over the
    /// piece, in its order.
    fn points(&mut self, gist: Option<usize>, least: usize, wanted: usize) -> Vec<usize> {
        let mut points: Vec<usize> = Vec::new();
        while points.len() < wanted {
            let missing = least.saturating_sub(points.len() + 1);
            let share = self.room / (wanted - points.len());
            let worth = |c: &Candidate| {
                let over = c.words.saturating_sub(share) as f64;
                Some(c.point? - 0.8 * self.repeats(c) - 0.4 * self.crowds(c, &points, wanted) - OVER * over)
            };
            let reserve = self.shortest(missing);
            let fits = |c: &Candidate| c.words + reserve.without(c) <= self.room;
            let needed = points.len() < least;
            let mut chosen = self
                .best(|c| worth(c).filter(|w| (needed || *w > WORTH) && fits(c) && self.repeats(c) < SAME));
            if needed {
                chosen = chosen
                    .or_else(|| self.best(|c| worth(c).filter(|_| fits(c))))
                    .or_else(|| self.best(|c| c.point.map(|_| -(c.words as f64))));
            }
            let Some(chosen) = self.take(chosen) else { break };
            points.push(chosen);
        }
        points.retain(|p| Some(*p) != gist);
        points.sort_unstable();
        points
    }

    /// Similarity to the nearest of what is taken, or of the deck.
    fn repeats(&self, c: &Candidate) -> f64 {
        let taken = self.taken.iter().filter_map(|i| self.marked.candidates.get(*i)).map(|t| &t.vector);
        taken.chain(&self.marked.deck).map(|t| cosine(t, &c.vector)).fold(0.0, f64::max)
    }

    /// 1 beside another point, falling to 0 at an even spacing.
    fn crowds(&self, c: &Candidate, points: &[usize], wanted: usize) -> f64 {
        let spacing = self.marked.sentences as f64 / (wanted + 1) as f64;
        let nearest =
            points.iter().filter_map(|i| self.marked.candidates.get(*i)).map(|p| p.at.abs_diff(c.at)).min();
        nearest.map_or(0.0, |d| (1.0 - d as f64 / spacing).max(0.0))
    }
}
