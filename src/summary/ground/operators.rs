//! Words that turn the sense of what they stand by: they deny, doubt, limit, count or set side by side. A line keeps
//! each with what it stands by, and has none besides.

use super::reading::Word;
use super::scope::{numeral, part};

/// Deny.
pub(super) const DENY: &[&str] = &[
    "against", "barely", "hardly", "instead", "neither", "never", "no", "nobody", "none", "nor", "not",
    "nothing", "nowhere", "rarely", "scarcely", "seldom", "without",
];
/// Say that something may, should or would be.
pub(super) const MOODS: &[&str] = &["can", "could", "may", "might", "must", "ought", "should", "would"];
/// Doubt.
#[rustfmt::skip]
const DOUBT: &[&str] = &[
    "alleged", "allegedly", "apparently", "likely", "maybe", "perhaps", "possible", "possibly", "presumably",
    "probable", "probably", "reputedly", "seem", "seemed", "seemingly", "seems", "so-called", "supposed",
    "supposedly", "unlikely", "failed", "fake", "false", "former", "planned", "potential", "proposed",
];
/// All of it, or always: what loses them says less, and so nothing new.
#[rustfmt::skip]
pub(super) const WHOLE: &[&str] = &[
    "all", "always", "any", "anybody", "anyone", "completely", "each", "entire", "entirely", "every", "everybody",
    "everyone", "everything", "everywhere", "fully", "purely", "totally", "whole", "wholly",
];
/// Part of it, or now and then.
#[rustfmt::skip]
const PART: &[&str] = &[
    "few", "fewer", "fewest", "generally", "largely", "least", "less", "little", "mainly", "many", "more", "most", "mostly",
    "much", "normally", "occasionally", "often", "partly", "several", "some", "sometimes", "usually", "almost",
    "nearly", "half", "too", "twice", "times", "up", "under", "over", "below", "above",
];
/// This and no other.
const LIMIT: &[&str] = &["alone", "but", "except", "far", "merely", "one", "only", "solely", "unless"];
/// Sets one thing against another.
const SIDES: &[&str] = &["than", "rather", "before", "after", "until", "if"];

/// What an operator does to what it stands by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Denies it.
    Denies,
    /// Says that it may, should or would be.
    Mood,
    /// Doubts it.
    Doubts,
    /// Says it of all.
    Whole,
    /// Says it of some.
    Part,
    /// Says it of this alone.
    Limit,
    /// Sets it against something.
    Sides,
}

/// What the word at `at` is as an operator; none for most words.
pub(super) fn kind(words: &[Word], at: usize) -> Option<Kind> {
    let word = words.get(at)?;
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    let (before, next) = (at.checked_sub(1).map_or("", low), low(at + 1));
    let tables: [(&[&str], Kind); 7] = [
        (DENY, Kind::Denies),
        (MOODS, Kind::Mood),
        (DOUBT, Kind::Doubts),
        (WHOLE, Kind::Whole),
        (PART, Kind::Part),
        (LIMIT, Kind::Limit),
        (SIDES, Kind::Sides),
    ];
    let (_, kind) = tables.into_iter().find(|(table, _)| table.contains(&word.low.as_str()))?;
    let counts = |i: usize| low(i) == "a" || numeral(words, i);
    let figure = |i: usize| low(i).starts_with(|c: char| c.is_ascii_digit());
    // "At all", "no doubt", "not only", "leave me alone", "the month of May", "the May vote".
    let idle = match word.low.as_str() {
        "may" => word.raw == "May" && (at > 0 || figure(at + 1)),
        "no" => matches!(next, "doubt" | "wonder" | "one" | "matter") && next != "one",
        "not" => matches!(next, "only" | "just" | "merely" | "simply") || before == "or",
        "only" | "merely" => before == "not" || before == "if",
        "all" => matches!(before, "at" | "after" | "above"),
        "most" | "least" if before == "at" => false,
        // "The most expensive", "more expensive" are told by what they are laid on; "some 300" counts nothing.
        "some" => figure(at + 1),
        // "As many as", "so much", "too little" count nothing.
        // "Too large" and no "he came, too"; "up to 300", "over 300", "twice as many".
        "too" => {
            at + 1 >= words.len()
                || words.get(at + 1).is_some_and(Word::parted)
                || matches!(next, "has" | "is" | "was" | "have" | "had" | "are")
        }
        "twice" | "times" => !matches!(next, "as" | "more" | "the"),
        "up" => next != "to" || !counts(at + 2),
        "under" | "over" | "below" | "above" => !counts(at + 1),
        "failed" => next == "to",
        "many" | "much" | "few" | "little" => matches!(before, "as" | "so" | "too" | "how" | "very"),
        // "All but three", "far from being", "one of the largest".
        "but" => !matches!(
            before,
            "all"
                | "nobody"
                | "nothing"
                | "none"
                | "anything"
                | "everything"
                | "everybody"
                | "everyone"
                | "last"
        ),
        "far" => next != "from",
        "one" => {
            next != "of"
                || at
                    .checked_sub(1)
                    .is_some_and(|_| matches!(before, "no" | "any" | "every" | "the" | "only"))
                || matches!(low(at + 2), "them" | "us" | "those")
        }
        "nothing" => before == "for",
        "instead" => next != "of",
        "rather" => next != "than",
        "alone" => matches!(before, "leave" | "left" | "let" | "live" | "lives" | "living"),
        "if" => matches!(before, "as" | "even" | "what") || next == "only",
        "likely" => before == "most",
        "against" => false,
        "half" => at > 0 && before == "and",
        _ => false,
    };
    (!idle).then_some(kind)
}

/// Whether the word at `at` is an operator.
pub(super) fn operator(words: &[Word], at: usize) -> bool {
    kind(words, at).is_some()
}

/// A word that does something by itself although any text has it.
const LIGHT: &[&str] = &[
    "come", "comes", "came", "coming", "get", "gets", "got", "give", "go", "goes", "going", "gone", "went",
    "like", "make", "makes", "made", "put", "puts", "say", "says", "said", "see", "sees", "let", "lets",
    "become", "becomes", "became", "use", "way", "well", "same", "other", "others", "enough", "two", "one",
    "first", "last", "now", "ever", "done", "doing",
];

/// Whether a word can be what an operator stands by.
pub(super) fn weighs(word: &Word) -> bool {
    word.content() || LIGHT.contains(&word.low.as_str())
}

fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.low.as_str())
}

/// What the operator at `at` stands by: the next word that has a sense, and one more where that belongs to it.
pub(super) fn heads(words: &[Word], at: usize) -> Vec<usize> {
    let own = part(words, at);
    let end = if words
        .get(at)
        .is_some_and(|w| matches!(w.low.as_str(), "than" | "if" | "unless" | "except" | "until"))
    {
        (at + 1..words.len())
            .find(|i| words.get(*i).is_some_and(|w| w.parted() || w.low == "and"))
            .unwrap_or(words.len())
    } else {
        own.end
    };
    // "Not because they lost": what is denied stands in the next part.
    let own = if words.get(at).is_some_and(|w| w.low == "not")
        && own.end == at + 1
        && words.get(at + 1).is_some_and(|w| !w.parted())
    {
        at..part(words, at + 1).end
    } else {
        own
    };
    let end = end.max(own.end);
    // "Those that cannot should close": what they cannot do, another sentence says.
    let verb = |i: &usize| {
        words.get(*i).is_some_and(|w| {
            MOODS.contains(&w.low.as_str())
                || matches!(w.low.as_str(), "will" | "is" | "are" | "was" | "were")
        })
    };
    let moody = words.get(at).is_some_and(|w| MOODS.contains(&w.low.as_str()) || w.low == "not");
    let left_out = verb(&(at + 1)) || (low(words, at + 1) == "not" && verb(&(at + 2)));
    let end = if moody && left_out { at + 1 } else { end };
    let Some(first) = (at + 1..end).find(|i| words.get(*i).is_some_and(weighs)) else {
        // "It settles nothing", "to the poor alone".
        let before = (own.start..at).rev().find(|i| words.get(*i).is_some_and(weighs));
        let closes = words.get(at).is_some_and(|w| {
            matches!(
                w.low.as_str(),
                "nothing" | "none" | "nobody" | "alone" | "most" | "least" | "more" | "less" | "all" | "only"
            )
        });
        return before.filter(|_| closes).into_iter().collect();
    };
    let mood = words.get(at).is_some_and(|w| MOODS.contains(&w.low.as_str()));
    let adverb = words.get(first).is_some_and(|w| w.low.ends_with("ly"));
    let second = (first + 1..end).next().filter(|i| {
        (!mood || adverb) && words.get(*i).is_some_and(|w| w.content() && !w.parted() && !w.capital())
    });
    std::iter::once(first).chain(second).collect()
}
