//! How many, and how surely: "all" where the evidence says "most", "will" where it says "may".

use super::Fault;
use super::align::Aligned;
use super::numbers::Number;
use super::reading::Word;
use super::scope::part;

/// All or none, without exception.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "all", "altogether", "always", "any", "completely", "each", "entire", "entirely", "every", "everybody",
    "everyone", "everything", "everywhere", "fully", "invariably", "never", "no", "nobody", "none", "nothing",
    "solely", "sole", "totally", "universally", "whole", "wholly",
];
/// Most of them.
#[rustfmt::skip]
const MOST: &[&str] = &[
    "almost", "chiefly", "generally", "largely", "mainly", "majority", "most", "mostly", "nearly", "normally",
    "primarily", "typically", "usually",
];
/// A part.
#[rustfmt::skip]
const PART: &[&str] = &[
    "few", "fewer", "half", "hardly", "many", "minority", "occasionally", "often", "one", "partly", "quarter",
    "rarely", "seldom", "several", "some", "sometimes", "third", "two-thirds",
];
/// It may be so.
#[rustfmt::skip]
const MAYBE: &[&str] = &[
    "could", "likely", "may", "maybe", "might", "perhaps", "possible", "possibly", "probably", "seem",
    "seems", "seemed", "suggest", "suggests", "suggested", "appears", "appear", "presumably", "would", "if",
    "tend", "tends", "can", "let", "lets", "allow", "allows", "allowed", "able", "free", "expected", "hope",
    "hopes", "want", "wants", "wanted", "should", "ought", "threaten", "threatens", "threatened", "risk",
    "risks", "fear", "fears", "feared", "warn", "warns", "warned", "plan", "plans", "asked", "asks",
];
/// It may be so, and these say it of the verb after them.
const DOUBTS: &[&str] =
    &["could", "may", "maybe", "might", "perhaps", "possibly", "probably", "seems", "seem"];
/// It is so.
#[rustfmt::skip]
const SURELY: &[&str] = &[
    "certainly", "certain", "clearly", "definitely", "guarantee", "guarantees", "inevitable", "inevitably",
    "must", "prove", "proved", "proven", "proves", "surely", "undoubtedly", "will",
];

fn idiom(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| words.get(i)).map_or("", |w| w.low.as_str());
    // "At all", "after all" and "above all" count nobody.
    matches!(before, "at" | "after" | "above")
}

fn has(words: &[Word], table: &[&str]) -> bool {
    words
        .iter()
        .enumerate()
        .any(|(i, w)| table.contains(&w.low.as_str()) && !idiom(words, i) && w.raw != "May")
}

/// What is said of more, of fewer, or more surely than the evidence has it.
pub(super) fn faults(aligned: &Aligned<'_>, numbers: &[Number]) -> Vec<Fault> {
    let cited = |table: &[&str]| aligned.cited.iter().any(|s| has(&s.line.words, table));
    let line = |table: &[&str]| has(aligned.line, table);
    let counted = aligned.cited.iter().any(|s| s.line.numbers.iter().any(|n| !n.year()));
    let negated = !aligned.scopes.negations.is_empty();
    let figure = |i: usize| numbers.iter().any(|n| n.at.start == i);
    let only = aligned.line.iter().enumerate().any(|(i, w)| w.low == "only" && !figure(i + 1));
    let denied = aligned.cited_scopes.iter().any(|s| !s.negations.is_empty());
    let some: &[&str] = &["some", "several", "sometimes", "partly", "few"];
    let seldom: &[&str] = &["few", "some", "several", "sometimes", "rarely", "seldom", "minority"];
    let alone: &[&str] = &[
        "only", "alone", "just", "solely", "sole", "nothing", "nobody", "none", "but", "merely", "except",
        "than",
    ];
    let wrong = (line(WHOLE)
        && !cited(WHOLE)
        && !line(PART)
        && !negated
        && !counted
        && !cited(&["only", "both"])
        && !denied)
        || (line(WHOLE)
            && !cited(WHOLE)
            && (cited(MOST) || cited(PART))
            && !line(MOST)
            && !line(PART)
            && !negated)
        || (line(MOST) && cited(WHOLE) && !cited(MOST) && !line(WHOLE) && !counted)
        || (line(MOST) && !cited(MOST) && cited(seldom))
        || (line(some) && !cited(PART) && (cited(WHOLE) || cited(MOST)) && !line(WHOLE))
        || (only && !cited(alone) && !denied && aligned.cited.len() == 1)
        || unsure(aligned);
    let text = aligned.cited.first().map_or("", |s| s.sentence.text);
    wrong.then(|| Fault::Degree(text.to_owned())).into_iter().collect()
}

/// "Will" for "may", or a verb without the "may" that it has in the evidence.
fn unsure(aligned: &Aligned<'_>) -> bool {
    let hedged = has(aligned.line, MAYBE) || aligned.line.iter().any(|w| w.low == "whether");
    if hedged {
        return false;
    }
    aligned.line.iter().enumerate().any(|(i, w)| {
        let Some(place) = aligned.place(i).filter(|_| w.content()) else { return false };
        let words = aligned.words(place.said);
        let own = part(words, place.at);
        let from = place.at.saturating_sub(4).max(own.start);
        words.get(from..place.at).unwrap_or_default().iter().enumerate().any(|(k, d)| {
            DOUBTS.contains(&d.low.as_str()) && d.raw != "May"
                // The verb is what stands next.
                && words.get(from + k + 1..place.at).unwrap_or_default().iter().all(|w| !w.content())
        })
    }) || (has(aligned.line, SURELY)
        && !aligned.cited.iter().any(|s| has(&s.line.words, SURELY))
        && aligned.cited.iter().any(|s| has(&s.line.words, DOUBTS)))
}
