//! What stands on which side: who and whom, before and after, cause and effect, this rather than that, more than
//! which. A line keeps the order of its sentences, but for what may move as a whole.

use super::Fault;
use super::reading::Word;
use super::trace::{Place, Trace};

/// Begin what can stand before or after the rest.
#[rustfmt::skip]
const MOVES: &[&str] = &[
    "about", "according", "across", "after", "against", "although", "among", "around", "as", "at", "because", "before", "behind", "below", "beside",
    "between", "beyond", "by", "despite", "during", "for", "from", "if", "in", "inside", "into", "like", "near", "of", "on", "once", "over",
    "since", "so", "that", "though", "through", "toward", "towards", "under", "unless", "until", "when", "where", "whereas",
    "which", "while", "who", "whose", "with", "within", "without", "last", "this", "next", "every", "today", "now", "then", "there", "here",
    "yesterday", "tomorrow", "instead", "how", "what", "why", "whether", "whoever", "only", "even", "outside", "upon", "per", "nearly", "almost",
];
/// So many words of a phrase may stand between two that it turns around: "buses in the evening", "evening buses".
const PHRASE: usize = 5;

fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.low.as_str())
}

/// Where the line has two things the other way about.
pub(super) fn faults(trace: &Trace<'_>) -> Vec<Fault> {
    let said = inverted(trace).or_else(|| caused(trace));
    let said = said.and_then(|s| trace.cited.get(s));
    said.map(|s| Fault::Sides(s.sentence.text.to_owned())).into_iter().collect()
}

/// The line's words with a sense of their own, with their places.
fn laid(trace: &Trace<'_>) -> Vec<(usize, Place)> {
    (0..trace.line.len()).filter_map(|i| Some((i, trace.place(i)?))).collect()
}

/// Whether what a word of the line belongs to can move: a word that leads it stands before it in both, or a mark parts it
/// from what stands before.
fn led(trace: &Trace<'_>, i: usize, place: Place) -> bool {
    let words = trace.words(place.said);
    let small = |w: Option<&Word>| w.is_some_and(|w| !w.content());
    let marked = (0..=place.at).rev().take(4).take_while(|at| *at == place.at || small(words.get(*at)));
    for at in marked {
        if at > 0 && words.get(at).is_some_and(Word::parted) {
            return true;
        }
        if at != place.at && MOVES.contains(&low(words, at)) {
            return trace.kept(place.said, at)
                || (i.saturating_sub(3)..i).any(|k| low(trace.line, k) == low(words, at));
        }
    }
    false
}

/// Whether two places are of one clause, but for what a mark sets apart at the head of the sentence.
fn within(words: &[Word], from: usize, to: usize) -> bool {
    let ends = |k: usize| {
        words.get(k).is_some_and(|w| {
            w.gap.contains([';', ':'])
                || w.parted()
                    && matches!(
                        w.low.as_str(),
                        "and" | "but" | "while" | "which" | "who" | "so" | "where" | "whose"
                    )
                || w.parted()
                    && (0..from).any(|p| matches!(low(words, p), "which" | "who" | "where" | "whose"))
        })
    };
    !(from + 1..=to).any(ends)
}

/// Where something that stands later in a sentence stands first in the line, and is nothing that moves.
fn inverted(trace: &Trace<'_>) -> Option<usize> {
    let all = laid(trace);
    for (k, pair) in all.windows(2).enumerate() {
        let [(i, a), (j, b)] = pair else { continue };
        if a.said != b.said || b.at >= a.at {
            continue;
        }
        let words = trace.words(a.said);
        // The run of words in order that ends here, and the one that begins.
        let later = |m: &usize| all.get(*m).is_some_and(|(_, p)| p.said == b.said && p.at > b.at);
        let first = (0..=k).rev().take_while(|m| rises(&all, *m, k) && later(m)).last().unwrap_or(k);
        let Some((start, head)) = all.get(first) else { continue };
        let gap = trace.line.get(*i..*j + 1).unwrap_or_default();
        let voice = |at: usize, words: &[Word]| {
            words
                .get(at.saturating_sub(2)..at)
                .unwrap_or_default()
                .iter()
                .any(|w| BE.contains(&w.low.as_str()))
        };
        // "The sum already spent" of "we spend the sum".
        let participle = |i: usize, p: Place| {
            let (here, there) = (low(trace.line, i), low(words, p.at));
            here != there && (here.ends_with("ed") || super::forms::plain_form(here) != here)
        };
        let turned = |i: usize, p: Place| voice(i, trace.line) != voice(p.at, words) || participle(i, p);
        // "3.20 that a pharmacist gets": who does it stays so.
        let relative = gap.iter().any(|w| matches!(w.low.as_str(), "that" | "which" | "whom" | "where"));
        // "Families in her trial": what a small word leads is neither who nor whom.
        let led_in = (j.saturating_sub(3)..*j).any(|k| {
            trace.spot(k).is_none()
                && matches!(
                    low(trace.line, k),
                    "in" | "of" | "at" | "on" | "for" | "with" | "under" | "during" | "among"
                )
        });
        let passive = turned(*i, *a)
            || turned(*j, *b)
            || relative
            || led_in
            || gap.iter().any(|w| w.low == "by")
                != words.get(b.at..a.at + 1).unwrap_or_default().iter().any(|w| w.low == "by");
        // "The lamps of the street", "the street's lamps", "street lamps".
        let phrase = a.at - b.at <= PHRASE
            && words.get(b.at + 1..a.at).unwrap_or_default().iter().all(|w| !w.content())
            && words
                .get(b.at + 1..a.at)
                .unwrap_or_default()
                .iter()
                .any(|w| matches!(w.low.as_str(), "of" | "in" | "for" | "at" | "on" | "from" | "to"));
        let spoken = |at: usize| {
            words.get(at).is_some_and(|w| {
                super::voice::SAYS.contains(&w.stem.as_str())
                    || matches!(w.stem.as_str(), "accept" | "grant" | "admit" | "agre")
            })
        };
        let speaks = |w: &Word| super::voice::SAYS.contains(&w.stem.as_str()) || w.low == "according";
        let told = gap.iter().any(speaks)
            || spoken(head.at)
            || spoken(b.at)
            || spoken(a.at)
            || (head.at > 0 && spoken(head.at - 1));
        let moves = (led(trace, *start, *head) && within(words, b.at, head.at))
            || (led(trace, *j, *b) && within(words, b.at, a.at));
        // "Than a hole": the side that it is compared with is led by its word.
        if !(passive || phrase || told || moves) || crossed(trace, *j, *b) {
            return Some(a.said);
        }
    }
    None
}

/// Whether the run of places from `m` to `k` is in order.
fn rises(all: &[(usize, Place)], m: usize, k: usize) -> bool {
    all.get(m..=k)
        .unwrap_or_default()
        .windows(2)
        .all(|w| matches!(w, [(_, a), (_, b)] if a.said == b.said && a.at < b.at))
}

/// Whether a word that sets things against one another stands right before `j` in the line, and after `b` in the evidence.
fn crossed(trace: &Trace<'_>, j: usize, b: Place) -> bool {
    let small = |k: &usize| !trace.line.get(*k).is_some_and(Word::content);
    let before = (j.saturating_sub(4)..j).rev().take_while(small);
    let marker = before.into_iter().find(|k| MARKERS.contains(&low(trace.line, *k)));
    marker.and_then(|k| trace.spot(k)).is_some_and(|p| p.said == b.said && p.at > b.at)
}

/// Forms of "be".
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];
/// Set what follows against what goes before.
const MARKERS: &[&str] = &["than", "before", "after", "because", "until", "if", "unless", "not"];

/// "A because B", where the evidence has "A, so B".
fn caused(trace: &Trace<'_>) -> Option<usize> {
    let line = trace.line;
    let at = (0..line.len()).find(|i| {
        trace.spot(*i).is_none()
            && matches!(low(line, *i), "because" | "since" | "so" | "therefore" | "hence")
    })?;
    let effect_after = matches!(low(line, at), "so" | "therefore" | "hence");
    let next = (at + 1..line.len()).find_map(|i| trace.place(i))?;
    let before = (0..at).rev().find_map(|i| trace.place(i))?;
    // Which of the two the evidence has first, and the word by which it joins them.
    let (early, late) = if effect_after { (before, next) } else { (next, before) };
    let cause = |p: Place, q: Place| {
        let words = trace.words(q.said);
        let from = if p.said == q.said { p.at } else { 0 };
        (from..q.at.max(from)).any(|k| matches!(low(words, k), "so" | "therefore" | "hence" | "thus"))
    };
    let because = |p: Place, q: Place| {
        let words = trace.words(q.said);
        p.said == q.said && (p.at..q.at.max(p.at)).any(|k| matches!(low(words, k), "because" | "since"))
    };
    let wrong = (late.said, late.at) < (early.said, early.at) && cause(late, early)
        || (early.said, early.at) < (late.said, late.at) && because(early, late);
    wrong.then_some(late.said)
}
