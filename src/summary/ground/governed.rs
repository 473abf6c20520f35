//! What stands under something that the line leaves out: a clause that somebody only wants, doubts, asks or grants, or
//! that holds under a condition, is not said by itself.

use super::Fault;
use super::forms::plain_form;
use super::operators::weighs;
use super::reading::{Said, Word};
use super::trace::Trace;
use std::ops::Range;

/// What may stand before "that" and be left out: it says that the rest is so.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "argu", "certain", "clear", "conclus", "convinc", "demonstr", "differ", "evid", "fact", "find", "histori", "know", "learn",
    "lesson", "mean", "notic", "obvious", "plain", "point", "prove", "realis", "realiz", "reason", "rememb", "result", "reveal",
    "see", "show", "simpl", "sure", "truth", "troubl", "problem", "discov", "understand", "remain", "matter", "confess", "grant",
    "true", "such", "strang", "odd", "irony", "aware", "given", "provid", "ensur", "observ", "much", "answer", "advantag", "conced", "admit", "right",
];
/// So are these of the author's own: "I think that".
const OWN: &[&str] = &[
    "believ", "think", "say", "suspect", "argu", "submit", "hold", "insist", "maintain", "suggest", "propos",
    "tell", "repeat", "agre", "accept", "like",
];
/// Words between a verb and its "to".
const OBJECT: usize = 5;
/// What is done at the will of somebody, or not yet, by the stem of the word before "to".
#[rustfmt::skip]
const UNDONE: &[&str] = &[
    "abl", "afraid", "afford", "agre", "aim", "allow", "ask", "attempt", "beg", "compel", "decid", "declin", "demand", "expect", "fail",
    "failur", "forbid", "forc", "hope", "hesit", "impos", "imposs", "intend", "like", "long", "mean", "offer", "order", "persuad", "plan",
    "pledg", "prefer", "pretend", "promis", "propos", "readi", "refus", "reluct", "right", "seek", "suppos", "tempt", "tend", "threat",
    "threaten", "tri", "unabl", "unwil", "urg", "vow", "wait", "want", "will", "wish", "claim", "appear", "seem", "invit", "permit", "unlik", "use", "forget", "ceas",
];
/// Verbs, by their stems, before a gerund or a noun that is not so.
const AVOIDED: &[&str] = &[
    "avoid",
    "stop",
    "prevent",
    "consid",
    "oppos",
    "suggest",
    "propos",
    "resist",
    "deni",
    "reject",
    "recommend",
    "imagin",
    "lack",
    "quit",
    "discuss",
    "contemplat",
    "risk",
    "delay",
    "postpon",
];
/// What stands before "of" and adds little to what follows.
const MEASURES: &[&str] = &[
    "bit",
    "city",
    "collection",
    "couple",
    "form",
    "group",
    "island",
    "kind",
    "lot",
    "pair",
    "piece",
    "province",
    "series",
    "set",
    "sort",
    "state",
    "team",
    "town",
    "type",
    "variety",
    "village",
];
/// What begins a sentence that is granted, to be answered.
const GRANTED: &[&[&str]] = &[
    &["it", "is", "true"],
    &["true"],
    &["granted"],
    &["of", "course"],
    &["admittedly"],
    &["to", "be", "sure"],
    &["to", "be", "fair"],
    &["no", "doubt"],
    &["certainly"],
    &["yes"],
    &["it", "may", "be"],
    &["i", "grant"],
    &["i", "will", "grant"],
    &["i", "concede"],
    &["i", "admit"],
    &["i", "will", "even", "grant"],
    &["i", "accept"],
    &["i", "do", "not", "deny"],
    &["nobody", "denies"],
    &["no", "one", "denies"],
    &["i", "know", "that"],
    &["it", "may", "well", "be"],
    &["there", "is", "no", "doubt"],
    &["one", "may", "say"],
    &["one", "might", "say"],
    &["it", "can", "be", "said"],
    &["it", "could", "be", "argued"],
    &["it", "is", "said"],
    &["we", "are", "told"],
    &["it", "is", "often", "said"],
    &["i", "am", "told"],
    &["i", "hear"],
    &["it", "will", "be", "said"],
    &["it", "would", "be", "easy"],
    &["it", "is", "tempting"],
    &["perhaps"],
];
/// By one of these a line grants what it says.
#[rustfmt::skip]
const GRANTS: &[&str] = &[
    "accept", "accepts", "admit", "admits", "acknowledge", "acknowledges", "agrees", "although", "but", "concede", "concedes",
    "course", "despite", "doubt", "even", "grant", "granted", "grants", "however", "may", "might", "perhaps", "said", "sure", "though", "told", "true",
    "while", "yet", "yes", "certainly", "admittedly", "however",
];

fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.low.as_str())
}

fn stem(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.stem.as_str())
}

/// From `at` to the next mark.
fn until_mark(words: &[Word], at: usize) -> usize {
    (at + 1..words.len()).find(|i| words.get(*i).is_some_and(Word::parted)).unwrap_or(words.len())
}

/// From the mark before `at`.
fn since_mark(words: &[Word], at: usize) -> usize {
    (0..=at).rev().find(|i| words.get(*i).is_some_and(Word::parted)).unwrap_or(0)
}

/// What the line says that its evidence does not say of itself.
pub(super) fn faults(trace: &Trace<'_>) -> Vec<Fault> {
    let mut found = Vec::new();
    for (said, sentence) in trace.cited.iter().enumerate() {
        let all = 0..sentence.line.words.len();
        if trace.taken(said, all) == 0 {
            continue;
        }
        let text = || sentence.sentence.text.to_owned();
        if asked(trace, said, sentence) || granted(trace, said, sentence) {
            found.push(Fault::Stance(text()));
        } else if imagined(trace, said)
            || restricted(trace, said)
            || under_that(trace, said)
            || under_to(trace, said)
            || under_verb(trace, said)
            || headless(trace, said)
            || past(trace, said)
            || some_of(trace, said)
            || condition(trace, said)
        {
            found.push(Fault::Cut(text()));
        }
    }
    found
}

/// What a sentence asks, and the line says.
fn asked(trace: &Trace<'_>, said: usize, sentence: &Said<'_>) -> bool {
    let words = &sentence.line.words;
    let asks = sentence.sentence.text.trim_end_matches(['"', '”', '’']).ends_with('?');
    let here = trace.line.iter().any(|w| {
        matches!(
            w.low.as_str(),
            "whether" | "why" | "how" | "who" | "what" | "asks" | "asked" | "ask" | "question"
        )
    });
    // "Would it be closed?" and "Who would pay?": what is asked is not said.
    asks && !here && trace.taken(said, 0..words.len()) > 2
}

/// What a sentence grants, and the line says without granting it.
fn granted(trace: &Trace<'_>, said: usize, sentence: &Said<'_>) -> bool {
    let words = &sentence.line.words;
    let opens = |from: usize| {
        GRANTED
            .iter()
            .find(|g| g.iter().enumerate().all(|(k, w)| low(words, from + k) == *w))
            .map(|g| from + g.len())
    };
    let but = usize::from(matches!(low(words, 0), "and" | "but" | "now"));
    let Some(from) = opens(but) else { return false };
    if sentence.others && low(words, 0) == "perhaps" {
        return false;
    }
    // "…, but": what answers it stands in the sentence itself.
    let to = (from..words.len()).find(|i| matches!(low(words, *i), "but" | "yet")).unwrap_or(words.len());
    let granted = trace.taken(said, from..to);
    let marked = trace.line.iter().any(|w| GRANTS.contains(&w.low.as_str()));
    granted > 1 && !marked && trace.taken(said, to..words.len()) <= granted
}

/// "… that": what stands after it without what stands before.
fn under_that(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    (1..words.len()).filter(|t| matches!(low(words, *t), "that" | "whether")).any(|t| {
        let start = since_mark(words, t - 1).max(t.saturating_sub(OBJECT));
        let Some(matrix) = (start..t).rev().find(|i| words.get(*i).is_some_and(weighs)) else { return false };
        // "The house that he built": what is meant is kept, or something else is said of it.
        let end = until_mark(words, t);
        let (inner, outer) = (trace.taken(said, t..end), trace.taken(said, 0..t));
        let i = |w: usize| matches!(low(words, w), "i" | "we");
        // "I thought that" tells what is no longer thought.
        let past = words.get(matrix).is_some_and(|w| w.low.ends_with("ed") || plain_form(&w.low) != w.low);
        let own = (start..t).any(i) && OWN.contains(&stem(words, matrix)) && !past
            || matches!(
                low(words, t - 1),
                "so" | "now" | "all" | "except" | "but" | "those" | "something" | "everything" | "one"
            );
        let is = matches!(low(words, t - 1), "is" | "was" | "be")
            && !super::voice::THOUGHTS.contains(&stem(words, matrix));
        let plain = is && !denied(words, start, t)
            || PLAIN.contains(&stem(words, matrix)) && low(words, t) == "that" && !denied(words, start, t);
        inner > 1 && outer == 0 && !own && !plain && !trace.kept(said, matrix) && !told(trace)
    })
}

/// Whether somebody denies between these.
fn denied(words: &[Word], from: usize, to: usize) -> bool {
    (from..to).any(|i| words.get(i).is_some_and(super::scope::negates))
}

/// Whether the line says who tells it.
fn told(trace: &Trace<'_>) -> bool {
    trace.line.iter().any(|w| {
        super::voice::SAYS.contains(&w.stem.as_str())
            || w.low == "according"
            || GRANTS.contains(&w.low.as_str())
    })
}

/// "Wants to close" of what the line has as "closes".
fn under_to(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    (1..words.len()).filter(|t| low(words, *t) == "to" && words.get(t + 1).is_some_and(weighs)).any(|t| {
        let start = t.saturating_sub(OBJECT).max(since_mark(words, t));
        let Some(over) = (start..t).rev().find(|i| UNDONE.contains(&stem(words, *i))) else { return false };
        let Some(i) = trace.back(said, t + 1) else { return false };
        let before = |k: usize| i.checked_sub(k).map_or("", |p| low(trace.line, p));
        let bare = |w: &str| {
            matches!(w, "to" | "should" | "would" | "may" | "might" | "must" | "could" | "can" | "ought")
        };
        let kept = (1..4).any(|k| bare(before(k)));
        let noun = trace.line.get(i).is_some_and(|w| w.low.ends_with("ing"));
        !trace.kept(said, over) && !kept && !noun
    })
}

/// "Avoid closing": what is avoided is not done.
fn under_verb(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    (0..words.len()).filter(|v| AVOIDED.contains(&stem(words, *v)) && !trace.kept(said, *v)).any(|v| {
        let verb = (v + 1..(v + 3).min(words.len())).find(|k| words.get(*k).is_some_and(Word::content));
        verb.is_some_and(|k| trace.kept(said, k) && words.get(k).is_some_and(|w| w.low.ends_with("ing")))
    }) || (1..words.len()).any(|f| {
        // "Keeps them from building".
        let from = low(words, f) == "from" && !trace.kept(said, f);
        from && words.get(f + 1).is_some_and(|w| w.low.ends_with("ing")) && trace.kept(said, f + 1)
    })
}

/// "Suppose that", "as if": what is only imagined.
fn imagined(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    let opens = matches!(low(words, 0), "suppose" | "imagine" | "assume" | "picture" | "say" | "pretend")
        && words.len() > 3;
    let supposed = opens && !trace.kept(said, 0) && trace.taken(said, 1..words.len()) > 1;
    supposed
        || (0..words.len()).any(|a| {
            let as_if = low(words, a) == "as" && matches!(low(words, a + 1), "if" | "though");
            as_if && !trace.kept(said, a + 1) && trace.taken(said, a + 2..until_mark(words, a + 2)) > 1
        })
}

/// "Nurses who live far away would lose" of what the line has as "nurses would lose".
fn restricted(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    (1..words.len()).filter(|w| matches!(low(words, *w), "who" | "that" | "whose" | "whom")).any(|w| {
        let Some(head) = words.get(w - 1).filter(|_| !words.get(w).is_some_and(Word::parted)) else {
            return false;
        };
        let many = matches!(
            head.low.as_str(),
            "those"
                | "people"
                | "anyone"
                | "anybody"
                | "everyone"
                | "everybody"
                | "children"
                | "women"
                | "men"
        ) || (head.content() && head.low.ends_with('s') && !head.capital());
        let definite = (w.saturating_sub(4)..w - 1).any(|k| {
            matches!(
                low(words, k),
                "the" | "these" | "his" | "her" | "their" | "its" | "our" | "my" | "two" | "three"
            )
        });
        // The clause ends with its verb and what belongs to it: what is kept of it is seen by any word.
        let near = (w..(w + 3).min(words.len())).any(|k| trace.kept(said, k));
        let goes_on = (w + 3..words.len()).filter(|k| trace.kept(said, *k)).count() > 2;
        many && !definite && trace.kept(said, w - 1) && !near && goes_on
    })
}

/// "Until 1871 they were examined" of what the line has as "they are".
fn past(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    let now = |i: usize| matches!(low(trace.line, i), "is" | "are" | "has" | "have" | "do" | "does");
    let then = |j: usize| matches!(low(words, j), "was" | "were" | "had" | "did");
    let moved = (0..trace.line.len())
        .filter(|i| now(*i))
        .filter_map(|i| trace.spot(i))
        .any(|p| p.said == said && then(p.at));
    let dated = (0..words.len()).any(|j| {
        let year = low(words, j).len() == 4 && low(words, j).parse::<u16>().is_ok();
        (year || matches!(low(words, j), "until" | "once" | "then" | "formerly" | "used" | "ago" | "before"))
            && !trace.kept(said, j)
    });
    moved && dated
}

/// "Nobody in that group" of what the line has as "nobody".
fn some_of(trace: &Trace<'_>, said: usize) -> bool {
    const ALL: &[&str] = &[
        "all",
        "any",
        "anybody",
        "anyone",
        "each",
        "every",
        "everybody",
        "everyone",
        "everything",
        "neither",
        "no",
        "nobody",
        "none",
        "nothing",
    ];
    let words = trace.words(said);
    (0..words.len()).filter(|a| ALL.contains(&low(words, *a)) && trace.kept(said, *a)).any(|a| {
        // Right after it, or after its noun.
        let leads = (a + 1..(a + 3).min(words.len())).find(|k| {
            matches!(
                low(words, *k),
                "in" | "of" | "who" | "at" | "among" | "under" | "over" | "from" | "with" | "that"
            ) && !words.get(*k).is_some_and(Word::parted)
        });
        let Some(leads) = leads.filter(|k| *k == a + 1 || trace.kept(said, a + 1)) else { return false };
        let inside = leads..(leads + 4).min(until_mark(words, leads));
        let content = inside.clone().any(|k| words.get(k).is_some_and(Word::content));
        let goes_on = (inside.end..words.len()).any(|k| trace.kept(said, k));
        content
            && goes_on
            && !inside.clone().any(|k| trace.kept(said, k) && words.get(k).is_some_and(Word::content))
    })
}

/// "The price of bread" of what the line has as "bread".
fn headless(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    (1..words.len()).filter(|o| low(words, *o) == "of" && !trace.kept(said, *o)).any(|o| {
        // "A pair of pipes" is pipes.
        let measure = words.get(o - 1).is_some_and(|w| MEASURES.contains(&w.low.as_str()));
        let head = !measure
            && words.get(o - 1).is_some_and(|w| w.content() && !w.capital() && !w.parted())
            && !trace.kept(said, o - 1);
        let of = (o + 1..(o + 4).min(words.len()))
            .take_while(|k| !words.get(*k).is_some_and(Word::parted))
            .find(|k| words.get(*k).is_some_and(Word::content));
        head && of.is_some_and(|k| words.get(k).is_some_and(|w| !w.capital()) && trace.kept(said, k))
    })
}

/// "If", "unless", "as long as": what holds under them alone.
fn condition(trace: &Trace<'_>, said: usize) -> bool {
    let words = trace.words(said);
    (0..words.len()).any(|c| {
        let Some(own) = clause_of(words, c) else { return false };
        let inside = trace.taken(said, own.clone());
        let kept = |r: &Range<usize>| r.clone().filter(|k| trace.kept(said, *k)).count();
        let outside: usize = sentence_part(words, &own).iter().map(kept).sum();
        let within = kept(&own);
        let alone = within > 2 && outside == 0;
        (outside > 2 || alone) && !trace.kept(said, c) && !(inside > 1 && joined(trace))
    })
}

/// Whether the line joins by another word of condition.
fn joined(trace: &Trace<'_>) -> bool {
    trace.line.iter().any(|w| {
        matches!(
            w.low.as_str(),
            "if" | "unless"
                | "when"
                | "where"
                | "provided"
                | "as"
                | "whoever"
                | "only"
                | "until"
                | "once"
                | "except"
                | "whether"
                | "should"
        )
    })
}

/// The clause of a condition that begins at `at`.
fn clause_of(words: &[Word], at: usize) -> Option<Range<usize>> {
    let before = at.checked_sub(1).map_or("", |i| low(words, i));
    let begins = match (low(words, at), low(words, at + 1)) {
        // "Even if", "as if", "ask if": no condition.
        ("if", _) => {
            !matches!(before, "even" | "as" | "ask" | "asked" | "wonder" | "know" | "see" | "what" | "and")
                && !matches!(low(words, at + 1), "not" | "only")
        }
        ("unless" | "provided", _) => true,
        ("except", _) => true,
        ("but", "for") => at > 0,
        ("other", "than") | ("apart", "from") => true,
        ("long", "as") => before == "as",
        ("only", "if" | "when" | "where" | "after" | "once") => true,
        ("until" | "till", _) => {
            let dated = low(words, at + 1).starts_with(|c: char| c.is_ascii_digit());
            !dated && denied(words, 0, at)
        }
        _ => false,
    };
    begins.then(|| at + 1..until_mark(words, at))
}

/// What a condition is a condition of: what stands about it between semicolons.
fn sentence_part(words: &[Word], own: &Range<usize>) -> [Range<usize>; 2] {
    let ends = |i: &usize| words.get(*i).is_some_and(|w| w.gap.contains([';', ':']));
    let from = (1..own.start).rev().find(ends).unwrap_or(0);
    let to = (own.end..words.len()).find(ends).unwrap_or(words.len());
    // "…, but": another clause.
    let turn = |i: &usize| low(words, *i) == "but" && words.get(*i).is_some_and(Word::parted);
    let and = |i: &usize| turn(i) || (low(words, *i) == "and" && words.get(*i).is_some_and(Word::parted));
    let from = (from..own.start).rev().find(and).unwrap_or(from);
    let to = (own.end..to).find(turn).unwrap_or(to);
    [from..own.start.saturating_sub(1), own.end..to]
}
