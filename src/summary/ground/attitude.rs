//! What the author thinks of a thing or of what somebody else says, by the words about it, held against what a
//! line says that they think.

use super::Fault;
use super::opposites::DENIALS;
use super::polarity::turned;
use super::reading::{Line, Reading, Word};
use super::senses::any_alike;

/// Verbs, by their stems, that put the author on the side of what follows.
const SIDES_WITH: &[&str] = &[
    "accept", "admir", "agre", "applaud", "approv", "back", "celebr", "champion", "commend", "concur",
    "defend", "echo", "embrac", "endors", "favor", "favour", "hail", "join", "prais", "share", "side",
    "support", "trust", "welcom",
];
/// And that put them on the other.
const SIDES_AGAINST: &[&str] = &[
    "against", "attack", "blame", "condemn", "critic", "criticis", "decri", "denounc", "deni", "disagre",
    "dismiss", "disput", "distrust", "doubt", "mock", "object", "oppos", "question", "rebut", "refut",
    "regret", "reject", "resist",
];
/// Words, by their stems, that are for what they stand beside.
const GOOD: &[&str] = &[
    "answer", "bargain", "benefit", "best", "better", "cure", "deserv", "effect", "excel", "fair", "gain",
    "good", "help", "honest", "improv", "promis", "proud", "remedi", "right", "sensibl", "solut", "sound",
    "succeed", "success", "thank", "welcom", "wise", "work", "worth",
];
/// And against.
const BAD: &[&str] = &[
    "absurd",
    "bad",
    "betray",
    "blunder",
    "burden",
    "cruel",
    "danger",
    "delus",
    "error",
    "excus",
    "fail",
    "failur",
    "folli",
    "fool",
    "foolish",
    "gimmick",
    "harm",
    "hurt",
    "illus",
    "insult",
    "lie",
    "mistak",
    "myth",
    "nonsens",
    "pointless",
    "poison",
    "pretend",
    "ruin",
    "scandal",
    "shame",
    "threat",
    "threaten",
    "toll",
    "trap",
    "unfair",
    "unjust",
    "useless",
    "wast",
    "wors",
    "worst",
    "wrong",
];
/// Verbs by which an op-ed brings in those it disagrees with.
const OPPONENTS: &[&str] = &[
    "answer", "claim", "complain", "fear", "insist", "maintain", "object", "promis", "protest", "repli",
    "retort", "respond", "argu", "say", "call", "see", "want", "tell", "propos", "plan", "demand",
];
/// What an author speaks so of they do not back.
const DISLIKED: f64 = -1.5;
/// What an author speaks so of they are not against.
const LIKED: f64 = 1.5;
/// Whom the author agrees with they speak of better than this.
const AGREED: f64 = -0.3;
/// Heads of a sentence that turns against what went before.
const TURNS: &[&str] =
    &["but", "yet", "however", "still", "perhaps", "no", "not", "nonsense", "then", "instead"];
/// Says that somebody is right.
const AGREES: &[&[&str]] = &[
    &["is", "right"],
    &["are", "right"],
    &["was", "right"],
    &["were", "right"],
    &["i", "agree"],
    &["we", "agree"],
    &["i", "accept"],
    &["is", "true"],
    &["quite", "so"],
    &["i", "share"],
    &["has", "a", "point"],
    &["i", "am", "with"],
    &["we", "are", "with"],
    &["rightly"],
];

fn is(table: &[&str], stem: &str) -> bool {
    table.contains(&stem)
}

/// A side that a line gives to the author.
struct Taken {
    with: bool,
    /// What it is taken on.
    about: Vec<String>,
    /// The same as printed.
    shown: String,
    /// It is taken on what somebody says or does, not on a thing.
    person: bool,
    /// It is to say the same as somebody.
    agrees: bool,
}

/// "Vale rejects the chairman's claim", "he is against the bill".
fn taken(reading: &Reading<'_>, line: &Line) -> Vec<Taken> {
    let words = &line.words;
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let with = is(SIDES_WITH, &word.stem);
        if !with && !is(SIDES_AGAINST, &word.stem) || word.low.ends_with("ing") || word.low == "back" {
            continue;
        }
        let subject = words.get(at.saturating_sub(4)..at).unwrap_or_default();
        let own = subject.iter().any(|w| {
            matches!(w.low.as_str(), "he" | "she" | "they" | "author" | "paper" | "editorial" | "writer")
                || reading.names_author(&w.stem)
        });
        let other = subject.iter().any(|w| w.capital() && w.content() && !reading.names_author(&w.stem));
        if !own || other {
            continue;
        }
        let rest = words.get(at + 1..).unwrap_or_default();
        let end = rest
            .iter()
            .position(|w| {
                w.parted()
                    || matches!(
                        w.low.as_str(),
                        "because" | "since" | "which" | "who" | "although" | "though" | "but" | "rather"
                    )
            })
            .unwrap_or(rest.len());
        let object = rest.get(..end).unwrap_or_default();
        let person = object.iter().any(|w| {
            (w.capital() && w.content())
                || is(
                    &[
                        "argument",
                        "claim",
                        "concern",
                        "fear",
                        "idea",
                        "objection",
                        "opinion",
                        "suggest",
                        "view",
                        "worri",
                        "notion",
                        "critic",
                        "oppon",
                        "minist",
                        "mayor",
                        "council",
                        "compani",
                        "governor",
                        "offici",
                    ],
                    &w.stem,
                )
        });
        let about: Vec<String> = object.iter().filter(|w| w.content()).map(|w| w.stem.clone()).collect();
        // Who does not object need not be for it.
        if !about.is_empty() && (with || !turned(words, at)) {
            let shown = object.iter().map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" ");
            found.push(Taken {
                with: with != turned(words, at),
                about,
                shown,
                person,
                agrees: is(&["accept", "agre", "concur", "echo", "join", "share", "side"], &word.stem),
            });
        }
    }
    found
}

fn phrase(words: &[Word], wanted: &[&str]) -> bool {
    words.windows(wanted.len()).any(|w| w.iter().zip(wanted).all(|(a, b)| a.low == **b))
}

/// How the author speaks of these things: above 0 for them, below 0 against.
pub(super) fn attitude(reading: &Reading<'_>, about: &[String]) -> f64 {
    let weight = |s: &str| {
        let w = reading.weight(s);
        if w > 0.0 { w } else { 1.0 }
    };
    let all: f64 = about.iter().map(|s| weight(s)).sum();
    let mut sum = 0.0;
    for (at, s) in reading.said.iter().enumerate() {
        let words = &s.line.words;
        let stems = || words.iter().filter(|w| w.content()).map(|w| w.stem.as_str());
        let near: f64 = about.iter().filter(|a| any_alike(a, stems())).map(|a| weight(a)).sum::<f64>() / all;
        if near < 0.34 {
            continue;
        }
        let next = reading.said.get(at + 1).filter(|n| n.sentence.paragraph == s.sentence.paragraph);
        let agrees = |w: &[Word]| AGREES.iter().any(|p| phrase(w, p)) && !phrase(w, &["not", "right"]);
        let own = !s.others && !brings_in(words);
        let mut here = 0.0;
        if own {
            for (i, w) in words.iter().enumerate() {
                let sign = if is(GOOD, &w.stem) {
                    1.0
                } else if is(BAD, &w.stem) {
                    -1.0
                } else {
                    continue;
                };
                here += if turned(words, i) { -sign } else { sign };
            }
            if agrees(words) {
                here += 1.0
            }
        } else {
            here -= 0.5;
            if agrees(words) {
                here += 2.0
            }
        }
        let of_them = |w: &Word| about.contains(&w.stem);
        if let Some(n) = next {
            let head = n.line.words.first().map_or("", |w| w.low.as_str());
            let text = n.line.words.iter().map(|w| w.low.as_str()).collect::<Vec<_>>().join(" ");
            if agrees(&n.line.words) {
                here += 1.5;
            } else if n.line.words.len() <= 7
                && n.line.words.iter().any(|w| w.low == "not" || w.low.ends_with("n't"))
            {
                here -= 1.5;
            } else if TURNS.contains(&head) || DENIALS.iter().any(|d| text.starts_with(d)) {
                here -= if own { 0.5 } else { 1.0 };
            } else if !own
                && n.line.words.iter().any(super::advice::negates)
                && n.line.words.iter().any(of_them)
            {
                here -= 0.75;
            }
        }
        // "Lend to them rather than hand out tax breaks": what is turned is what the author is against.
        let mine: Vec<usize> = (0..words.len()).filter(|i| words.get(*i).is_some_and(of_them)).collect();
        let down = mine.iter().filter(|i| turned(words, **i)).count();
        if own && !mine.is_empty() {
            here -= 2.0 * down as f64 / mine.len() as f64;
        }
        sum += near * here;
    }
    // The headline is what the author thinks.
    let title = &reading.title.words;
    if about.iter().any(|a| any_alike(a, title.iter().map(|w| w.stem.as_str()))) {
        for (i, w) in title.iter().enumerate() {
            let sign = if is(GOOD, &w.stem) {
                1.0
            } else if is(BAD, &w.stem) || is(super::opposites::AGAINST, &w.stem) {
                -1.0
            } else {
                continue;
            };
            sum += if turned(title, i) { -sign } else { sign };
        }
    }
    sum
}

/// Whether a sentence gives the word to somebody named.
fn brings_in(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(i, w)| {
        is(OPPONENTS, &w.stem)
            && words.get(i.saturating_sub(4)..i).is_some_and(|b| {
                b.iter().any(|w| w.capital() && w.content())
                    || b.iter().any(|w| {
                        matches!(
                            w.low.as_str(),
                            "people"
                                | "they"
                                | "critics"
                                | "opponents"
                                | "companies"
                                | "minister"
                                | "mayor"
                                | "council"
                                | "government"
                                | "director"
                                | "lobby"
                                | "ministry"
                        )
                    })
            })
    })
}

pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let mut found = Vec::new();
    for side in taken(reading, line) {
        let felt = attitude(reading, &side.about);
        let wrong = if side.with {
            felt <= DISLIKED || (side.person && side.agrees && felt <= AGREED)
        } else {
            felt >= LIKED
        };
        if wrong {
            found.push(Fault::Stance(side.shown));
        }
    }
    found.truncate(1);
    found
}
