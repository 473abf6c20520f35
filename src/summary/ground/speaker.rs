//! Who is named in a line: whoever speaks in it, does something in it or is where something is, is so in its
//! evidence.

use super::Fault;
use super::evidence::Evidence;
use super::forms::any_alike;
use super::names::{Name, names};
use super::reading::{Reading, Word};
use super::trace::Trace;
use super::voice::{SAYS, author, reports};

/// So many words before a verb of speech stands whoever speaks.
const SUBJECT: usize = 6;
/// So far back a sentence may have named whom the evidence calls "she".
const BACK: usize = 8;
/// Before a name these tell where something is.
const WHERE: &[&str] = &["across", "around", "at", "from", "in", "near", "of", "outside"];
/// Stand for somebody named before.
const PRONOUNS: &[&str] =
    &["he", "her", "hers", "him", "his", "its", "she", "their", "they", "it", "them", "there"];
/// Before a verb of speech these tell that it has another subject, or none.
const NOT_SAID: &[&str] = &[
    "a", "are", "be", "been", "can", "could", "is", "may", "must", "not", "of", "should", "the", "to", "was",
    "were", "will", "would",
];

/// Whoever is named in the line in the place of another.
pub(super) fn faults(reading: &Reading<'_>, trace: &Trace<'_>, evidence: &Evidence) -> Vec<Fault> {
    let found = named(reading, trace, evidence).or_else(|| at_head(reading, trace));
    let found = found.or_else(|| unnamed(reading, trace, evidence));
    found.map(Fault::Speaker).into_iter().collect()
}

/// A name that the evidence has not, nor stands for with "she".
fn named(reading: &Reading<'_>, trace: &Trace<'_>, evidence: &Evidence) -> Option<String> {
    let line = trace.line;
    let all = names(line);
    let stranger = all.iter().find(|name| {
        let words = name.words(line);
        let own = words.iter().any(|w| author(reading, w));
        let printed = words.iter().filter(|w| reading.printed.contains(w.raw.trim_end_matches("'s"))).count();
        let placed =
            speaks(line, &name.span) || replaces(reading, trace, name) || (printed > 1 && !ours(trace));
        // The head of a line may be no name.
        let sure =
            name.sure || words.iter().any(|w| !reading.printed.contains(&w.low) && reading.knows(&w.stem));
        !own && sure && printed > 0 && placed && !known(reading, trace, evidence, name)
    });
    stranger.map(|name| name.shown(line))
}

/// "Carlsund put", where the evidence has another name before this verb.
fn at_head(reading: &Reading<'_>, trace: &Trace<'_>) -> Option<String> {
    let line = trace.line;
    let [head, verb, ..] = line else { return None };
    let another = |words: &[Word]| {
        names(words).iter().filter(|n| n.sure).any(|n| {
            let same = words.get(n.span.end).is_some_and(|w| w.low == verb.low);
            same && !n.words(words).iter().any(|w| line.iter().any(|l| l.low == w.low))
        })
    };
    let new = head.capital() && !verb.parted() && !reading.knows(&head.stem);
    (new && trace.cited.iter().any(|s| another(&s.line.words))).then(|| head.raw.clone())
}

/// "A university study found": none of it is in the evidence.
fn unnamed(reading: &Reading<'_>, trace: &Trace<'_>, evidence: &Evidence) -> Option<String> {
    let line = trace.line;
    let says = |w: &Word| SAYS.contains(&w.stem.as_str());
    let verb = (1..line.len()).find(|i| {
        let before = line.get(i - 1).map_or("", |w| w.low.as_str());
        line.get(*i).is_some_and(|w| says(w) && !w.low.ends_with("ing")) && !NOT_SAID.contains(&before)
    })?;
    if !trace.cited.iter().any(|s| reports(s) || s.line.words.iter().any(says)) {
        return None;
    }
    let start = (0..verb).rev().find(|i| line.get(*i).is_some_and(Word::parted)).unwrap_or(0);
    let start = start.max(verb.saturating_sub(SUBJECT));
    let subject: Vec<(usize, &Word)> =
        line.iter().enumerate().take(verb).skip(start).filter(|(_, w)| w.content()).collect();
    let new = |(i, w): &(usize, &Word)| {
        !author(reading, w) && trace.place(*i).is_none() && !near(reading, evidence, w)
    };
    let shown = || subject.iter().map(|(_, w)| w.raw.as_str()).collect::<Vec<_>>().join(" ");
    (!subject.is_empty() && subject.iter().all(new)).then(shown)
}

/// Whether the evidence tells of what is the author's own, which the line has to name.
fn ours(trace: &Trace<'_>) -> bool {
    let own = |w: &Word| matches!(w.low.as_str(), "i" | "me" | "my" | "our" | "ours" | "us" | "we");
    trace.cited.iter().any(|s| s.line.words.iter().any(own))
}

/// Whether the evidence names something that the line does not, in the place of this name: where something is, or
/// who does it.
fn replaces(reading: &Reading<'_>, trace: &Trace<'_>, name: &Name) -> bool {
    let has = |text: &[Word], word: &Word| text.iter().any(|w| w.low == word.low);
    let place = somewhere(trace.line, &name.span);
    trace.cited.iter().any(|s| {
        let words = &s.line.words;
        names(words).iter().filter(|n| n.sure && somewhere(words, &n.span) == place).any(|n| {
            n.words(words)
                .iter()
                .all(|w| !has(trace.line, w) && !has(&reading.title.words, w) && !author(reading, w))
        })
    })
}

/// Whether a name tells where something is.
fn somewhere(words: &[Word], span: &std::ops::Range<usize>) -> bool {
    let before = words.get(span.start.saturating_sub(2)..span.start).unwrap_or_default();
    before.iter().any(|w| WHERE.contains(&w.low.as_str()))
}

/// Whether whoever is named there is given a thought.
fn speaks(line: &[Word], span: &std::ops::Range<usize>) -> bool {
    let says = |w: &Word| SAYS.contains(&w.stem.as_str()) || w.low == "according";
    line.get(span.end..(span.end + 3).min(line.len())).unwrap_or_default().iter().any(says)
        || line.get(span.start.saturating_sub(3)..span.start).unwrap_or_default().iter().any(says)
}

/// Whether the sentence before the evidence has the word.
fn near(reading: &Reading<'_>, evidence: &Evidence, word: &Word) -> bool {
    let before = evidence.said.iter().filter_map(|at| reading.said.get(at.checked_sub(1)?));
    any_alike(&word.stem, before.flat_map(|s| s.line.words.iter()).map(|w| w.stem.as_str()))
}

/// Whether the evidence names somebody so, or speaks of whom a sentence before it named last.
fn known(reading: &Reading<'_>, trace: &Trace<'_>, evidence: &Evidence, name: &Name) -> bool {
    let words = name.words(trace.line);
    let last = words.last().map(|w| w.low.as_str()).unwrap_or_default();
    let has = |text: &[Word]| {
        text.iter().any(|w| {
            w.low == last || (words.len() > 1 && words.iter().any(|n| n.low == w.low && n.content()))
        })
    };
    if trace.cited.iter().any(|s| has(&s.line.words)) {
        return true;
    }
    // What stands in the place of another name is not what "it" stands for.
    if replaces(reading, trace, name) {
        return false;
    }
    if has(&reading.title.words) {
        return true;
    }
    trace.cited.iter().zip(&evidence.said).any(|(s, at)| {
        // "Their cars" are those of whom the sentence names itself.
        let pronoun = s.line.words.iter().enumerate().position(|(i, w)| {
            let owns = matches!(w.low.as_str(), "her" | "his" | "its" | "their");
            PRONOUNS.contains(&w.low.as_str()) && (!owns || i < 3)
        });
        let Some(pronoun) = pronoun else { return false };
        // Whoever the sentence names itself before is who it speaks of.
        let inside = names(s.line.words.get(..pronoun).unwrap_or_default());
        if inside.iter().any(|n| n.span.len() > 1) {
            return false;
        }
        let before = (at.saturating_sub(BACK)..*at).rev().filter_map(|i| reading.said.get(i));
        let mut naming = before.filter(|s| names(&s.line.words).iter().any(|n| n.sure));
        naming.next().is_some_and(|s| has(&s.line.words))
    })
}
