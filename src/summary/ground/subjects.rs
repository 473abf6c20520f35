//! Who does what: a verb of the line keeps whom it is said of, and what belongs to a verb is not given to another.

use super::Fault;
use super::forms::{any_alike, plain_form};
use super::reading::Word;
use super::trace::{Place, Trace};
use super::voice::SAYS;

/// Verbs that any text has.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "may", "might",
    "must", "should", "does", "did", "do",
];
/// Begin what is no subject.
const ASIDE: &[&str] = &[
    "about", "across", "after", "although", "among", "around", "as", "at", "because", "before", "behind",
    "below", "between", "by", "despite", "during", "for", "from", "if", "in", "inside", "near", "of", "on",
    "once", "over", "since", "so", "through", "to", "under", "until", "when", "where", "while", "with",
    "within", "without", "that", "which", "who", "last", "this", "every", "next", "not",
];
/// Stand for somebody or something.
const PRONOUNS: &[&str] = &[
    "he", "she", "it", "they", "i", "we", "you", "this", "that", "these", "those", "his", "her", "its",
    "their", "such", "which", "who", "both", "there", "what", "him", "them", "us", "me", "my", "our", "whom",
    "one", "nobody", "none", "ones", "whose",
];
/// Before one of these forms no verb is one.
const NOUNS: &[&str] = &[
    "a", "an", "the", "his", "her", "its", "their", "our", "my", "of", "to", "in", "by", "for", "with", "on",
    "at", "no",
];

fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.low.as_str())
}

/// A verb whose subject was cut and has another in its place.
pub(super) fn faults(trace: &Trace<'_>) -> Vec<Fault> {
    let said = (0..trace.line.len()).find_map(|i| replaced(trace, i)).or_else(|| spliced(trace));
    let text = said.and_then(|s| trace.cited.get(s)).map(|s| s.sentence.text.to_owned());
    text.map(Fault::Subject).into_iter().collect()
}

/// The sentence whose verb the word at `i` is, where whoever does it there is left out.
fn replaced(trace: &Trace<'_>, i: usize) -> Option<usize> {
    let place = trace.spot(i)?;
    let words = trace.words(place.said);
    if !verb(words, place.at) {
        return None;
    }
    // The line begins with it: nothing is in the place of what was cut.
    (0..i).find(|k| trace.line.get(*k).is_some_and(Word::content))?;
    // "They will be drawn away by it": who does it may be left out. "This is no comfort": what "this" is, the line says.
    let be = |w: &Word| matches!(w.low.as_str(), "be" | "been" | "being" | "is" | "are" | "was" | "were");
    let passive = (i.saturating_sub(2)..(i + 4).min(trace.line.len()))
        .any(|k| trace.spot(k).is_none() && trace.line.get(k).is_some_and(be));
    // "Tarvish had moved", of what the sentence calls "the language": another check looks at the name.
    let says = trace.line.get(i).is_some_and(|w| SAYS.contains(&w.stem.as_str()));
    let renamed = !says
        && (i.saturating_sub(2)..i)
            .any(|k| trace.spot(k).is_none() && trace.line.get(k).is_some_and(Word::content));
    let stands_in = renamed
        || i.checked_sub(1).is_some_and(|k| {
            trace.spot(k).is_none()
                && PRONOUNS.contains(&low(trace.line, k))
                && !matches!(low(trace.line, k), "that" | "who")
        });
    let participle = trace.line.get(i).is_some_and(|w| w.low != low(words, place.at) && w.content());
    if passive || stands_in || participle {
        return None;
    }
    without_subject(trace, place).then_some(place.said)
}

fn begins(words: &[Word], at: usize) -> bool {
    at == 0
        || words.get(at).is_some_and(Word::parted)
        || matches!(
            low(words, at - 1),
            "and" | "but" | "that" | "because" | "so" | "while" | "when" | "if" | "or" | "than" | "as"
        )
}

/// Whether a word is the verb of its clause, as far as its form tells.
fn verb(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let before = at.checked_sub(1).map_or("", |i| low(words, i));
    let noun = NOUNS.contains(&before) || word.capital();
    let past = word.low.ends_with("ed") || (plain_form(&word.low) != word.low && !word.low.ends_with('s'));
    let says = SAYS.contains(&word.stem.as_str()) && (word.low.ends_with('s') || past);
    AUXILIARIES.contains(&word.low.as_str()) || (word.content() && (past || says) && !noun)
}

/// What belongs to a verb that is left out and is given to another: the line goes on, in the middle of a clause, with
/// something that another verb of the sentence has.
fn spliced(trace: &Trace<'_>) -> Option<usize> {
    let all: Vec<(usize, Place)> = (0..trace.line.len()).filter_map(|i| Some((i, trace.spot(i)?))).collect();
    all.windows(2).enumerate().find_map(|(k, pair)| {
        let [(i, a), (j, b)] = pair else { return None };
        if j - i > 1 || trace.line.get(*j).is_some_and(Word::parted) || JOINS.contains(&low(trace.line, *j)) {
            return None;
        }
        let words = trace.words(b.said);
        if a.said != b.said {
            // What stands in for "it" is followed by the rest of the sentence that has "it".
            let returns = all
                .iter()
                .skip(k + 2)
                .find(|(_, p)| p.said != b.said)
                .is_some_and(|(_, p)| p.said == a.said && p.at > a.at);
            let follows = all
                .get(..=k)
                .unwrap_or_default()
                .iter()
                .rev()
                .find(|(_, p)| p.said != a.said)
                .is_some_and(|(_, p)| p.said == b.said && p.at < b.at);
            return (!returns && !follows && without_subject(trace, *b)).then_some(b.said);
        }
        if b.at <= a.at + 1 {
            return None;
        }
        // Something of a clause of its own, whose verb is cut, and which no mark ends before it goes on.
        let start = (a.at + 1..=b.at).rev().find(|k| begins(words, *k))?;
        let cut = (start..b.at).any(|k| verb(words, k) && !AUXILIARIES.contains(&low(words, k)));
        (cut && !verb(words, b.at)).then_some(a.said)
    })
}

/// Join one clause to another.
const JOINS: &[&str] =
    &["and", "but", "that", "because", "who", "which", "while", "so", "if", "when", "where", "since", "whom"];

/// Whether the clause of a place has who or what it is said of before it, left out of the line.
fn without_subject(trace: &Trace<'_>, place: Place) -> bool {
    let words = trace.words(place.said);
    let start = (0..=place.at).rev().find(|k| begins(words, *k)).unwrap_or(0);
    // "My colleague, who teaches law, calls": what the marks set apart is no subject.
    let apart = (1..start).rev().find(|k| words.get(*k).is_some_and(Word::parted));
    let apart = apart.filter(|_| {
        start == place.at && words.get(start).is_some_and(|w| w.parted() && w.gap.starts_with(','))
    });
    let (start, end) = match apart {
        Some(open) => ((0..open).rev().find(|k| begins(words, *k)).unwrap_or(0), open),
        None => (start, place.at),
    };
    let aside = ASIDE.contains(&low(words, start));
    let verbal = (start..=place.at).any(|k| verb(words, k));
    // "His wife says" is said of her.
    let owns = |k: usize| matches!(low(words, k), "my" | "his" | "her" | "its" | "their" | "our" | "whose");
    let pronoun = (start..end).any(|k| PRONOUNS.contains(&low(words, k)) && !owns(k));
    // Who it is said of may stand in what the marks set apart: "their chairman, Lord Pellew, is".
    let mut named =
        (start..place.at).filter_map(|k| words.get(k)).filter(|w| w.content() && !w.low.ends_with("ly"));
    let stands = |w: &Word| any_alike(&w.stem, trace.line.iter().map(|l| l.stem.as_str()));
    let first = named.clone().next().is_some();
    verbal && first && !aside && !pronoun && !named.any(stands)
}
