//! What the line gives to somebody: they are who says it in its sentences.

use super::reading::{Reading, Word};
use super::trace::Trace;
use super::voice::{SAYS, author, reports, speech};

/// Those of them that give somebody a wish.
const WISHES: &[&str] = &["ask", "call", "demand", "hope", "promis", "propos", "urg", "want", "wish"];

/// Whoever is given a thought in the line that the evidence does not give to them: the verb is new, and what they say is
/// the author's own there, or the verb is of one sentence and what they say of another, which is the author's.
pub(super) fn to(reading: &Reading<'_>, trace: &Trace<'_>) -> Option<String> {
    let line = trace.line;
    let verbs = (0..line.len()).filter(|i| {
        let before = i.checked_sub(1).and_then(|k| line.get(k)).map_or("", |w| w.low.as_str());
        let according = line.get(*i).is_some_and(|w| w.low == "according");
        according || line.get(*i).is_some_and(|w| SAYS.contains(&w.stem.as_str()) && !w.low.ends_with("ing"))
            && handing(line, *i)
            // "Wants to borrow": what else they do is no thought.
            && !(trace.spot(*i).is_some() && line.get(*i).is_some_and(|w| WISHES.contains(&w.stem.as_str())))
            && !matches!(before, "being" | "been" | "not" | "to" | "a" | "an" | "the" | "be" | "is" | "are" | "was" | "were" | "of" | "who" | "that" | "which" | "its" | "their" | "his" | "her")
    });
    verbs
        .filter_map(|i| {
            let (speaker, rest) = speaker(line, i)?;
            let own = speaker.iter().any(|k| {
                line.get(*k).is_some_and(|w| {
                    author(reading, w)
                        || reading.names_author(&w.stem)
                        || matches!(w.low.as_str(), "editors" | "he" | "she" | "they" | "we" | "i" | "it")
                })
            });
            let named = speaker.iter().any(|k| line.get(*k).is_some_and(Word::content));
            if own || !named {
                return None;
            }
            // The sentence that has most of what is said.
            let mut from: Vec<usize> = vec![0; trace.cited.len()];
            for place in rest.filter_map(|k| trace.spot(k)) {
                *from.get_mut(place.said)? += 1;
            }
            let most = (0..from.len()).max_by_key(|s| (from.get(*s).copied(), std::cmp::Reverse(*s)))?;
            let said = trace.cited.get(most).filter(|_| from.get(most).is_some_and(|n| *n > 1))?;
            // Whoever speaks stands before the verb, or after one that follows what is said.
            let words = &said.line.words;
            let own_verb = trace.spot(i).filter(|p| p.said == most).map(|p| p.at);
            let speaks = |j: &usize| {
                speech(words, *j)
                    && (handing(words, *j) || words.get(*j).is_some_and(|w| w.low == "according"))
            };
            let verb = own_verb.or_else(|| (0..words.len()).find(speaks)).unwrap_or(words.len());
            let named = words.get(verb + 1).is_none_or(|w| w.capital() || w.parted());
            let follows = words.get(verb).is_some_and(|w| w.parted() && named || w.low == "according");
            let here = speaker
                .iter()
                .filter_map(|k| trace.place(*k))
                .any(|p| p.said == most && (p.at < verb || follows));
            // "Her report concluded".
            let before = words.get(..verb).unwrap_or_default();
            let pronoun = before.iter().any(|w| {
                matches!(w.low.as_str(), "he" | "she" | "they" | "it" | "her" | "his" | "their" | "its")
            });
            let told = trace.spot(i).is_some_and(|p| p.said == most) || reports(said);
            let shown = || {
                speaker
                    .iter()
                    .filter_map(|k| line.get(*k))
                    .map(|w| w.raw.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            (!told || !(here || pronoun)).then(shown)
        })
        .next()
}

/// Whether the form of a word is that of a verb by which somebody speaks.
fn handing(line: &[Word], at: usize) -> bool {
    let Some(word) = line.get(at) else { return false };
    let that = line.get(at + 1).is_some_and(|w| w.low == "that");
    let doubtful = [
        "show", "object", "answer", "hold", "see", "find", "state", "note", "report", "ask", "call", "write",
    ];
    let base = ["say", "think", "believ", "argu", "insist"];
    let formed = word.low.ends_with('s')
        || word.low.ends_with("ed")
        || super::forms::plain_form(&word.low) != word.low;
    that || (base.contains(&word.stem.as_str()) || formed) && !doubtful.contains(&word.stem.as_str())
}

/// Who speaks by the verb at `at`, and where what they say stands.
fn speaker(line: &[Word], at: usize) -> Option<(Vec<usize>, std::ops::Range<usize>)> {
    let low = |i: usize| line.get(i).map_or("", |w| w.low.as_str());
    let parted = |i: &usize| line.get(*i).is_some_and(Word::parted);
    // "According to Hollister, …", "…, according to Hollister".
    if low(at) == "according" {
        let end = (at + 2..line.len()).find(parted).unwrap_or(line.len());
        let said = if at > 2 && end == line.len() { 0..at } else { end..line.len() };
        return Some(((at + 2..end).collect(), said));
    }
    // "…, says Hollister": whoever is named right after it, where a mark stands before.
    if parted(&at) && line.get(at + 1).is_some_and(Word::capital) {
        let end = (at + 2..line.len()).find(parted).unwrap_or(line.len());
        return Some(((at + 1..end).collect(), 0..at));
    }
    // "…, Hollister says, …": the whole stands between marks.
    let start = (1..at).rev().find(|i| parted(i) || matches!(low(i - 1), "and" | "but")).unwrap_or(0);
    let closed = (at + 1..(at + 2).min(line.len() + 1)).find(|i| *i == line.len() || parted(i));
    let who: Vec<usize> = (start..at).collect();
    if closed.is_some() && start > 0 {
        return Some((who, 0..start));
    }
    // "Hollister, its president, predicts": the name stands before the mark.
    let from = (1..start)
        .rev()
        .find(|i| parted(i) && line.get(*i).is_some_and(|w| w.gap.contains(['.', ';'])))
        .unwrap_or(0);
    let joins = |i: &usize| {
        low(*i) == "because"
            || parted(i)
                && matches!(low(*i), "but" | "and" | "while" | "though" | "although" | "yet" | "since" | "so")
    };
    let turn = (at + 2..line.len()).find(joins).unwrap_or(line.len());
    Some((
        if who.iter().any(|k| line.get(*k).is_some_and(Word::capital)) { who } else { (from..at).collect() },
        at + 1..turn,
    ))
}
