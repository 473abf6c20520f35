//! How many, and how surely: "all" where the article says "most", "some" where it says "every one".

use super::Fault;
use super::reading::{Line, Reading, Word};
use super::senses::any_alike;

/// All or none, without exception.
const WHOLE: &[&str] = &[
    "all",
    "altogether",
    "always",
    "completely",
    "entirely",
    "every",
    "everybody",
    "everyone",
    "everything",
    "invariably",
    "nobody",
    "none",
    "totally",
    "universally",
    "wholly",
];
/// So do these in an article.
const WHOLE_TOO: &[&str] =
    &["always", "anybody", "anyone", "each", "entire", "never", "nothing", "nowhere", "whole"];
/// A part.
const PART: &[&str] = &[
    "few",
    "fewer",
    "half",
    "largely",
    "majority",
    "many",
    "mostly",
    "most",
    "often",
    "partly",
    "perhaps",
    "several",
    "some",
    "sometimes",
    "third",
    "quarter",
    "two-thirds",
    "usually",
    "nearly",
    "almost",
    "minority",
    "others",
    "generally",
    "rarely",
];

fn has(words: &[Word], tables: &[&[&str]]) -> bool {
    words.iter().enumerate().any(|(i, w)| {
        let before = i.checked_sub(1).and_then(|i| words.get(i)).map_or("", |w| w.low.as_str());
        // "At all", "after all" and "above all" count nobody.
        let next = words.get(i + 1).map_or("", |w| w.low.as_str());
        let idiom = matches!(before, "at" | "after" | "above" | "nearly" | "almost" | "not")
            || matches!(next, "that" | "this" | "at" | "told" | "but");
        !idiom && tables.iter().any(|t| t.contains(&w.low.as_str()))
    })
}

pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let (whole, partly) =
        (has(&line.words, &[WHOLE]), has(&line.words, &[&["some", "several", "partly", "sometimes"]]));
    if whole == partly {
        return Vec::new();
    }
    let window = reading.support(line);
    let near: Vec<usize> =
        window.sentences.clone().chain(reading.nearest(line).iter().take(2).map(|(i, _)| *i)).collect();
    let words = || {
        near.iter()
            .filter_map(|i| reading.said.get(*i))
            .flat_map(|s| s.line.words.clone())
            .collect::<Vec<Word>>()
    };
    let all = words();
    let counted = near.iter().filter_map(|i| reading.said.get(*i)).any(|s| {
        s.line.numbers.iter().any(|n| !n.year())
            && line
                .words
                .iter()
                .filter(|w| w.content())
                .filter(|w| any_alike(&w.stem, s.line.words.iter().map(|w| w.stem.as_str())))
                .count()
                >= 2
    });
    let wrong = if whole {
        !has(&all, &[WHOLE, WHOLE_TOO]) && (has(&all, &[PART]) || counted)
    } else {
        has(&all, &[WHOLE, &["each", "nothing"]]) && !has(&all, &[PART])
    };
    let text = near.first().and_then(|i| reading.said.get(*i)).map_or("", |s| s.sentence.text);
    wrong.then(|| Fault::Degree(text.to_owned())).into_iter().collect()
}
