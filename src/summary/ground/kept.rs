//! What a line keeps of the words that turn the sense of others: where it keeps what one of them stands by, it keeps
//! that too, by the same word; and it has none that its sentences have not.

use super::Fault;
use super::operators::{DENY, Kind, MOODS, heads, kind, operator, weighs};
use super::reading::Word;
use super::scope::{part, raises};
use super::trace::Trace;

/// So far before a word another may stand that turns it.
const REACH: usize = 7;
/// So near to a word stands one that turns it in a sentence.
const NEAR: usize = 4;
/// Operators that may stand for one another.
const EQUAL: &[&[&str]] = &[
    &["may", "might", "could", "can", "perhaps", "possibly", "maybe", "possible"],
    &["should", "ought", "must"],
    &["only", "alone", "merely", "solely"],
    &["probably", "likely", "probable"],
    &["almost", "nearly"],
    &["everybody", "everyone", "all", "every", "each"],
    &["anybody", "anyone", "any"],
    &["rarely", "seldom", "hardly", "scarcely", "barely"],
    &["seem", "seems", "seemed", "apparently", "seemingly"],
    &["mostly", "mainly", "largely", "most"],
    &["less", "fewer"],
];

fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.low.as_str())
}

/// Whether one operator may stand for the other.
fn equal(a: &str, b: &str) -> bool {
    a == b || EQUAL.iter().any(|e| e.contains(&a) && e.contains(&b)) || (denies(a) && denies(b))
}

/// Whether a word denies what it stands by, and sets nothing against it.
fn denies(word: &str) -> bool {
    DENY.contains(&word) && word != "against"
}

/// The words from one place to another, as printed.
fn shown(words: &[Word], from: usize, to: usize) -> String {
    let (from, to) = (from.min(to), from.max(to));
    let part = words.get(from..(to + 1).min(words.len())).unwrap_or_default();
    part.iter()
        .enumerate()
        .map(|(i, w)| if i == 0 { w.raw.clone() } else { format!("{}{}", w.gap, w.raw) })
        .collect()
}

/// What the operators of a sentence stand by. "I do not think that they lied" is about their lying.
fn about(words: &[Word], at: usize) -> Vec<usize> {
    let mut found = heads(words, at);
    if denies(low(words, at))
        && let Some(after) = raises(words, at)
    {
        let inner = (after..words.len()).filter(|i| words.get(*i).is_some_and(weighs));
        found.extend(inner.take_while(|i| !words.get(*i).is_some_and(Word::parted)).take(4));
    }
    found
}

/// Words of the evidence that turn what the line keeps, and that it leaves out or puts elsewhere.
pub(super) fn lost(trace: &Trace<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    for (said, sentence) in trace.cited.iter().enumerate() {
        let words = &sentence.line.words;
        for at in 0..words.len() {
            let Some(kind) = kind(words, at).filter(|k| *k != Kind::Whole) else { continue };
            let about = about(words, at);
            let head = about.iter().copied().find(|h| trace.kept(said, *h));
            let wrong = match (trace.back(said, at), head) {
                (Some(i), _) => strengthened(trace, i, words, at) || moved(trace, i, said, at, &about),
                (None, Some(head)) if low(words, at) != "if" => !stands_for(trace, said, at, head, kind),
                (None, None) if kind != Kind::Sides => between(trace, said, at),
                _ => false,
            };
            if wrong {
                let to = head.or(about.first().copied()).unwrap_or(at);
                found.push(Fault::Cut(shown(words, at, to)));
            }
        }
    }
    found
}

/// Whether the line keeps the words right before and after a place, and not what stood there.
fn between(trace: &Trace<'_>, said: usize, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| trace.back(said, b)) else { return false };
    // "The essay is dead", although the line has that "dead" from further on.
    let words = trace.words(said);
    let head = heads(words, at).first().and_then(|h| words.get(*h)).map_or("", |w| w.stem.as_str());
    if trace.line.get(before + 1).is_some_and(|w| w.content() && w.stem == head) {
        return true;
    }
    let Some(after) = trace.back(said, at + 1) else { return false };
    let inside = || (before + 1..after).map(|k| low(trace.line, k));
    after == before + 1 || (after == before + 2 && !inside().any(|w| equal(w, low(words, at))))
}

/// "Will" for "would", "can" for "could".
fn strengthened(trace: &Trace<'_>, i: usize, words: &[Word], at: usize) -> bool {
    matches!((low(trace.line, i), low(words, at)), ("will", "would") | ("can", "could"))
}

/// Whether the line has another word in the place of one that it leaves out.
fn stands_for(trace: &Trace<'_>, said: usize, at: usize, head: usize, kind: Kind) -> bool {
    let words = trace.words(said);
    let Some(i) = trace.back(said, head) else { return false };
    // "Would pay the captain and let him wait": one word for both.
    let shared = (i.saturating_sub(2)..i).any(|k| matches!(low(trace.line, k), "and" | "or"));
    let from = if shared { 0 } else { i.saturating_sub(REACH) };
    let near = |k: usize| trace.spot(k).is_none_or(|p| p.said != said) && operator(trace.line, k);
    let first = words.iter().take(at).any(|w| matches!(w.low.as_str(), "i" | "we"));
    let mut other = (from..(i + 4).min(trace.line.len())).filter(|k| near(*k));
    let same = other.any(|k| {
        equal(low(trace.line, k), low(words, at))
            // "I would spend it": it should be spent.
            || (first && low(words, at) == "would" && matches!(low(trace.line, k), "should" | "ought"))
            || (first && low(words, at) == "should" && low(trace.line, k) == "would")
            // "Nothing but" is "only".
            || (low(words, at) == "nothing" && low(words, at + 1) == "but" && low(trace.line, k) == "only")
            || (low(words, at) == "instead" && low(trace.line, k) == "rather")
            || (low(words, at) == "rather" && low(trace.line, k) == "instead")
            || (low(words, at) == "than" && low(words, at.wrapping_sub(1)) == "rather" && denies(low(trace.line, k)))
    });
    // "Has to" for "must".
    let has_to = matches!(low(words, at), "must" | "should")
        && (from..i).any(|k| {
            matches!(low(trace.line, k), "has" | "have" | "had" | "need" | "needs")
                && low(trace.line, k + 1) == "to"
        });
    // A second denial that the line keeps by the first: "neither … nor".
    let joined =
        matches!(low(words, at), "nor" | "or" | "neither") && (from..i).any(|k| denies(low(trace.line, k)));
    // "The plan to close them", which would close them: neither has happened.
    let wished = kind == Kind::Mood
        && low(words, head.wrapping_sub(1)) != "to"
        && i.checked_sub(1).is_some_and(|k| low(trace.line, k) == "to")
        && !i.checked_sub(2).is_some_and(|k| matches!(low(trace.line, k), "have" | "has" | "had" | "going"));
    same || has_to || joined || wished
}

/// Whether an operator that the line keeps stands by something else there.
fn moved(trace: &Trace<'_>, i: usize, said: usize, at: usize, about: &[usize]) -> bool {
    let words = trace.words(said);
    // "More than detection software", where the sentence has "more than £200,000 on" it.
    let counts = about
        .first()
        .filter(|h| words.get(**h).is_some_and(|w| w.raw.starts_with(|c: char| c.is_ascii_digit())));
    if kind(words, at) == Some(Kind::Part) && counts.is_some_and(|h| !trace.kept(said, *h)) {
        return (i + 1..i + 4).all(|k| trace.spot(k).is_none_or(|p| !about.contains(&p.at)));
    }
    let Some(next) = heads(trace.line, i).first().copied() else { return false };
    let Some(place) = trace.spot(next) else { return false };
    if about.is_empty() {
        // "Twelve fewer closings", where the sentence has "twelve closings, fewer than".
        return next == i + 1 && place.said == said && place.at < at && kind(words, at) == Some(Kind::Part);
    }
    if place.said != said {
        // What stands in for "she" may be of another sentence.
        let pronoun = words.get(at + 1).is_some_and(|w| !w.content());
        return !pronoun && about.iter().any(|h| *h > at);
    }
    // What it stands by still comes after it.
    let (own_line, own_heads) = (part(trace.line, i), heads(trace.line, i));
    let after = |k: &usize| *k > i && (own_line.contains(k) || own_heads.contains(k));
    if about.iter().any(|h| trace.back(said, *h).is_some_and(|k| after(&k))) {
        return false;
    }
    if next < i || about.iter().all(|h| *h < at) {
        return false;
    }
    if place.at < at {
        return true;
    }
    // "Should cancel the order and put back the benches": one mood for both.
    let joined = (at + 1..=place.at).rev().take(4).any(|k| matches!(low(words, k), "and" | "or" | "nor"));
    let own = part(words, at);
    let raised = raises(words, at).is_some();
    !own.contains(&place.at) && !joined && !raised
}

/// Operators of the line that its evidence has not.
pub(super) fn added(trace: &Trace<'_>) -> Vec<Fault> {
    let line = trace.line;
    let new = (0..line.len()).filter(|i| {
        // "Not only" is a denial where the evidence has none.
        let denial = denies(low(line, *i))
            && !matches!(low(line, i + 1), "doubt")
            && low(line, i.wrapping_sub(1)) != "or";
        trace.spot(*i).is_none() && (operator(line, *i) || denial)
    });
    let wrong = new.filter(|i| !excused(trace, *i));
    wrong
        .map(|i| {
            let to = heads(line, i).first().copied().filter(|h| *h > i).unwrap_or(i);
            Fault::Added(shown(line, i, to))
        })
        .collect()
}

/// Small words that lead to something, by groups that may stand for one another: another group is another relation.
const LEADS: &[&[&str]] = &[
    &["for"],
    &["against"],
    &["with"],
    &["without"],
    &["before", "until"],
    &["after", "once", "since"],
    &["because", "since", "as"],
    &["although", "though", "while", "but", "despite"],
    &["above", "over"],
    &["below", "under"],
    &["and", "but", "while"],
    &["or", "nor"],
    &["up"],
    &["down"],
    &["on", "onto"],
    &["off"],
    &["from"],
    &["to", "into"],
    &["out"],
    &["in"],
    &["if", "when", "where", "whether"],
    &["unless"],
];

/// A small word in the place of another that leads elsewhere: "for it" where the sentence has "against it".
pub(super) fn exchanged(trace: &Trace<'_>) -> Vec<Fault> {
    let line = trace.line;
    let groups = |w: &str| LEADS.iter().filter(|g| g.contains(&w)).collect::<Vec<_>>();
    let wrong = (0..line.len()).find_map(|i| {
        let mine = groups(low(line, i));
        if trace.spot(i).is_some() || mine.is_empty() {
            return None;
        }
        let before = i.checked_sub(1).and_then(|k| trace.spot(k));
        let after = trace.spot(i + 1);
        let place = before
            .map(|p| (p.said, p.at + 1))
            .or_else(|| after.and_then(|p| Some((p.said, p.at.checked_sub(1)?))))?;
        let words = trace.words(place.0);
        // What stood there is gone, and the words about it stand.
        let next = i + 1 >= line.len() && place.1 + 1 >= words.len()
            || after.is_some_and(|p| p.said == place.0 && p.at == place.1 + 1);
        let other = groups(low(words, place.1));
        let differs = !other.is_empty() && !mine.iter().any(|g| other.contains(g));
        (next && differs && !trace.kept(place.0, place.1))
            .then(|| shown(words, place.1.saturating_sub(1), place.1 + 1))
    });
    wrong.map(Fault::Cut).into_iter().collect()
}

/// Say that the one is so because of the other, and that it is so in spite of it.
const CAUSES: &[&str] = &["because", "since", "therefore", "hence"];
const SPITES: &[&str] = &["although", "though", "but", "yet", "however", "despite", "nevertheless"];

/// A cause where the evidence has the contrary, or the other way round, between the same clauses.
pub(super) fn rejoined(trace: &Trace<'_>) -> Vec<Fault> {
    let line = trace.line;
    let wrong = (1..line.len()).find_map(|i| {
        let other = match low(line, i) {
            w if CAUSES.contains(&w) => SPITES,
            w if SPITES.contains(&w) && w != "but" => CAUSES,
            _ => return None,
        };
        let before = (0..i).rev().find_map(|k| trace.spot(k))?;
        let after = (i + 1..line.len()).find_map(|k| trace.spot(k))?;
        if trace.spot(i).is_some() {
            return None;
        }
        let words = trace.words(after.said);
        let from = if before.said == after.said && before.at < after.at {
            before.at
        } else {
            after.at.saturating_sub(3)
        };
        let turned =
            (from..after.at).find(|k| other.contains(&low(words, *k)) && !trace.kept(after.said, *k))?;
        Some(shown(words, turned, after.at))
    });
    wrong.map(Fault::Cut).into_iter().collect()
}

/// Whether the evidence bears out an operator in other words.
fn excused(trace: &Trace<'_>, i: usize) -> bool {
    let line = trace.line;
    let word = low(line, i);
    // The sentence that what it stands by is of.
    let by = heads(line, i).into_iter().chain(i.saturating_sub(2)..i).find_map(|h| trace.spot(h));
    let said = by.map(|p| p.said);
    let cut = |fits: &dyn Fn(&[Word], usize) -> bool| {
        trace.cited.iter().enumerate().filter(|(s, _)| said.is_none_or(|own| own == *s)).any(
            |(s, sentence)| {
                let words = &sentence.line.words;
                (0..words.len()).any(|j| !trace.kept(s, j) && fits(words, j))
            },
        )
    };
    // Another word for it, that is left out, stood by the same.
    let near = |words: &[Word], j: usize| {
        low(words, j) == "nor"
            || by.is_none_or(|p| p.at.abs_diff(j) <= NEAR || about(words, j).contains(&p.at))
    };
    if cut(&|words, j| {
        (operator(words, j) || denies(low(words, j))) && equal(low(words, j), word) && near(words, j)
    }) {
        return true;
    }
    let has = |table: &[&str]| cut(&|words, j| table.contains(&low(words, j)));
    match word {
        "would" | "any" => true,
        "should" | "ought" | "must" => {
            wished(trace) || has(&["need", "needs", "has", "have", "had", "would"])
        }
        "can" | "could" => has(&["able", "possible", "let", "lets", "allow", "allows", "enough", "free"]),
        "only" => has(&["but", "just", "except", "nothing", "no"]),
        "rather" | "instead" => has(&["not", "instead", "rather", "no", "never"]),
        "than" => low(line, i.wrapping_sub(1)) == "rather" && has(&["not", "instead", "no", "never"]),
        "if" => has(&["when", "where", "whoever", "provided", "unless", "as", "whether", "should", "once"]),
        "until" | "before" | "after" => has(&[
            "then",
            "when",
            "since",
            "once",
            "later",
            "following",
            "until",
            "first",
            "till",
            "before",
            "after",
            "now",
        ]),
        "each" | "every" => has(&["a", "an", "per"]),
        "may" | "might" => has(&["let", "lets", "allow", "allows", "allowed"]),
        "against" => low(line, i + 1).starts_with(|c: char| c.is_ascii_digit()),
        "half" => true,
        _ => false,
    }
}

/// Whether the evidence wants something done: an order, a wish of the author's, a word that recommends.
fn wished(trace: &Trace<'_>) -> bool {
    const WISHES: &[&str] = &[
        "propose",
        "deserve",
        "deserves",
        "need",
        "needs",
        "time",
        "let",
        "better",
        "answer",
        "remedy",
        "urge",
        "ask",
        "duty",
        "recommend",
        "solution",
        "right",
    ];
    let has = |words: &[Word], table: &[&str]| words.iter().any(|w| table.contains(&w.low.as_str()));
    trace.cited.iter().map(|s| s.line.words.as_slice()).any(|words| {
        has(words, WISHES)
            || has(words, MOODS)
            || (has(words, &["i", "we"]) && has(words, &["want", "wish", "hope", "favour", "favor"]))
            || (0..words.len()).any(|i| ordered(words, i))
    })
}

/// Whether a clause begins here with what may be an order: a verb without anybody who does it.
fn ordered(words: &[Word], at: usize) -> bool {
    let begins = at == 0
        || words.get(at).is_some_and(Word::parted)
        || matches!(low(words, at.wrapping_sub(1)), "and" | "so" | "then");
    let Some(word) = words.get(at).filter(|_| begins) else { return false };
    let bare = weighs(word) && !["s", "ed", "ing", "ly"].iter().any(|e| word.low.ends_with(e))
        || matches!(word.low.as_str(), "do" | "keep" | "not");
    // What follows is what it is done to.
    bare && words.get(at + 1).is_some_and(|w| {
        !w.parted()
            && matches!(
                w.low.as_str(),
                "a" | "an"
                    | "the"
                    | "them"
                    | "it"
                    | "him"
                    | "her"
                    | "their"
                    | "its"
                    | "his"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "every"
                    | "all"
                    | "each"
                    | "no"
                    | "not"
                    | "back"
                    | "up"
                    | "down"
                    | "out"
                    | "one"
                    | "two"
                    | "with"
                    | "to"
                    | "for"
                    | "in"
                    | "us"
            )
            || w.content() && !w.low.ends_with('s')
    })
}
