//! What is advised, for or against: told from clauses that say what ought to be done, in an article and in
//! a line about it.

use super::opposites::{ACTS, AGAINST, BAD, FOR, GOOD, KEEPS, NEGATORS, RETURNS};
use super::reading::{Line, Reading, Word};
use super::senses::{SENSES, Side};
use std::collections::BTreeSet;

/// How many sentences back a recommendation may have named what it calls "it".
const BACK: usize = 2;
/// Letters that words made from one another share.
pub(super) const ROOT: usize = 5;

/// Something that is recommended or advised against.
#[derive(Debug, Clone)]
pub(super) struct Advice {
    /// For it.
    pub wanted: bool,
    /// The stems of what it is about: the words of its clause.
    pub about: BTreeSet<String>,
    /// The stems of what "it" may be.
    pub with: BTreeSet<String>,
    /// That a thing stay or return.
    pub keeps: Option<bool>,
    /// The sides that its words take of pairs of opposites.
    pub sides: Vec<Side>,
    /// A side taken on a thing, rather than something that ought to be done.
    pub side: bool,
    /// The words as printed.
    pub shown: String,
}

/// Words after which a clause says what ought to be done.
const OUGHT: &[&str] = &["should", "must", "ought", "needs", "need", "shouldn't", "let", "time"];
/// What an author says of their own wishes.
const WISHES: &[&str] = &["ask", "favor", "favour", "propose", "suggest", "support", "urge", "want", "would"];
/// Verbs of a digest after which stands what the author wants of somebody.
const URGES: &[&str] = &[
    "urges", "urge", "asks", "ask", "wants", "want", "calls", "demands", "implores", "begs", "tells",
    "presses", "advises",
];
/// Verbs of a digest by which the author takes a side; what follows is what the side is taken on.
const SIDES_FOR: &[&str] = &["support", "back", "defend", "endors", "favor", "favour", "champion"];
const SIDES_AGAINST: &[&str] = &["oppos", "reject", "condemn"];
/// What is rejected as untrue rather than as unwise.
const CLAIMED: &[&str] =
    &["argument", "charge", "claim", "idea", "notion", "objection", "suggestion", "view"];

pub(super) fn is(table: &[&str], stem: &str) -> bool {
    table.contains(&stem)
}

pub(super) fn negates(word: &Word) -> bool {
    is(NEGATORS, &word.low)
}

/// The clause from `at` on: up to a mark, or to a second verb of advice after "and".
fn clause(words: &[Word], at: usize) -> &[Word] {
    let rest = words.get(at..).unwrap_or_default();
    let joined = |i: usize| {
        let verb = rest.get(i + 1).is_some_and(|w| [FOR, AGAINST, ACTS].iter().any(|t| is(t, &w.stem)));
        rest.get(i).is_some_and(|w| matches!(w.low.as_str(), "and" | "but")) && verb
    };
    let end = (1..rest.len()).find(|i| {
        rest.get(*i).is_some_and(|w| w.parted() || is(&["because", "so", "which", "who", "while"], &w.low))
            || joined(*i)
    });
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// What one clause advises. What is to be done to the subject is about it as well.
fn advice(subject: &[Word], clause: &[Word], flipped: bool, with: &BTreeSet<String>) -> Advice {
    // "Needs protection": what is needed is no verb.
    let needed = subject.last().is_some_and(|w| matches!(w.low.as_str(), "need" | "needs"));
    // The verb of the clause stands within its first words; one further on belongs to something else.
    let down = clause.iter().take(4).any(|w| is(&["vote", "turn", "pull", "knock", "tear"], &w.stem))
        && clause.iter().take(8).any(|w| w.low == "down");
    let up = clause.iter().take(2).any(|w| w.stem == "give") && clause.iter().take(6).any(|w| w.low == "up");
    let mut verbs = clause.iter().filter(|w| w.content() && !negates(w)).take(2);
    let against = down || up || verbs.any(|w| is(AGAINST, &w.stem));
    let nobody = subject.iter().any(negates);
    let turns = clause.iter().filter(|w| negates(w)).count()
        + usize::from(against)
        + usize::from(flipped)
        + usize::from(nobody);
    let passive = clause.iter().take(2).any(|w| matches!(w.low.as_str(), "be" | "stay" | "remain"));
    let subject = if passive { subject } else { &[] };
    let acts = |w: &Word| [FOR, AGAINST, ACTS].iter().any(|t| is(t, &w.stem));
    let about = |w: &&Word| w.content() && !is(OUGHT, &w.low) && !negates(w);
    // The verb itself may be any other that does the same.
    let verb = clause
        .iter()
        .position(|w| w.content() && !negates(w))
        .filter(|i| !needed && clause.get(*i).is_some_and(acts));
    let object = clause.iter().enumerate().filter(|(i, _)| Some(*i) != verb).map(|(_, w)| w);
    let has = |table: &[&str]| clause.iter().any(|w| is(table, &w.stem));
    let back = clause
        .windows(3)
        .any(|w| matches!(w, [a, .., c] if is(&["give", "send", "bring"], &a.stem) && c.low == "back"))
        || clause.windows(2).any(|w| matches!(w, [a, b] if a.stem == "give" && b.low == "back"));
    Advice {
        wanted: turns % 2 == 0,
        sides: (0..clause.len()).flat_map(|i| SENSES.sides(clause, i)).collect(),
        side: false,
        about: subject.iter().chain(object).filter(about).map(|w| w.stem.clone()).collect(),
        with: if vague(clause) { with.clone() } else { BTreeSet::new() },
        keeps: if has(KEEPS) {
            Some(true)
        } else if back || has(RETURNS) {
            Some(false)
        } else {
            None
        },
        shown: subject.iter().chain(clause).map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" "),
    }
}

/// Whether a clause leaves it to what went before to say what it is about.
fn vague(clause: &[Word]) -> bool {
    let stands_for = |w: &Word| matches!(w.low.as_str(), "it" | "them" | "this" | "that" | "so" | "these");
    clause.iter().take(3).any(stands_for) || clause.iter().filter(|w| w.content()).count() < 2
}

/// The words before `at` back to a mark or the head of a clause.
fn subject(words: &[Word], at: usize) -> &[Word] {
    let head = |w: &Word| matches!(w.low.as_str(), "and" | "but" | "that" | "which" | "who");
    let last = at.min(words.len().saturating_sub(1));
    let last = match words.get(last.saturating_sub(1)) {
        // "Schools would help and should be built": the subject stands before.
        Some(w) if w.low == "and" => last.saturating_sub(2),
        _ => last,
    };
    let start = (0..=last).rev().find_map(|i| match words.get(i) {
        Some(w) if i < at && head(w) => Some(i + 1),
        Some(w) if w.parted() => Some(i),
        _ => None,
    });
    // What is further off is the subject of something else.
    words.get(start.unwrap_or(0).max(at.saturating_sub(9))..at).unwrap_or_default()
}

/// All clauses that say what ought to be done, in a run of words.
fn oughts(words: &[Word], with: &BTreeSet<String>) -> Vec<Advice> {
    let mut found = Vec::new();
    // "I would leave it up", "we ask that the files be opened".
    let own = |at: usize| {
        let first = words
            .get(at.saturating_sub(2)..at)
            .unwrap_or_default()
            .iter()
            .any(|w| matches!(w.low.as_str(), "i" | "we"));
        first && words.get(at).is_some_and(|w| is(WISHES, &w.low))
    };
    for (at, word) in words.iter().enumerate().filter(|(i, w)| is(OUGHT, &w.low) || own(*i)) {
        if word.low == "time" && words.get(at + 1).is_none_or(|w| w.low != "to") {
            continue;
        }
        // "I should like to see it" wishes for what follows, whatever its verb.
        if word.low == "should"
            && at
                .checked_sub(1)
                .and_then(|i| words.get(i))
                .is_some_and(|w| matches!(w.low.as_str(), "i" | "we"))
        {
            continue;
        }
        if word.low == "let" && at > 0 && !word.parted() {
            continue;
        }
        // "Pupils who need a telephone" advises nothing.
        let before = at.checked_sub(1).and_then(|i| words.get(i)).map_or("", |w| w.low.as_str());
        if word.stem == "need" && matches!(before, "who" | "that" | "which" | "they") {
            continue;
        }
        let mut first = clause(words, at + 1);
        let mut before = subject(words, at).to_vec();
        if words.get(at + 1).is_some_and(|w| w.low != "to") {
            before.push(word.clone());
        }
        found.push(advice(&before, first, word.low == "shouldn't", with));
        // "… and withdraw the bill".
        let mut next = at + 1 + first.len();
        while words.get(next).is_some_and(|w| w.low == "and") {
            first = clause(words, next + 1);
            found.push(advice(&[], first, false, with));
            next += 1 + first.len();
            if first.is_empty() {
                break;
            }
        }
    }
    found
}

/// "Put the levy on, spend it on homes and give owners two years."
fn orders(words: &[Word], with: &BTreeSet<String>) -> Vec<Advice> {
    let acts = |w: &Word| {
        [FOR, AGAINST, ACTS]
            .iter()
            .any(|t| is(t, &w.low) || (is(t, &w.stem) && w.low.len() < w.stem.len() + 2))
    };
    if !words.first().is_some_and(acts)
        || words.get(1).is_some_and(|w| is(&["of", "is", "was", "in"], &w.low))
    {
        return Vec::new();
    }
    let heads = words.iter().enumerate().filter(|(i, w)| {
        let joined = *i == 0 || w.parted() || words.get(i - 1).is_some_and(|w| w.low == "and");
        joined && acts(w)
    });
    heads.map(|(i, _)| advice(&[], clause(words, i), false, with)).collect()
}

/// What the article advises, by its headline and by sentences of the author's own.
pub(super) fn of_article(reading: &Reading<'_>) -> Vec<Advice> {
    let none = BTreeSet::new();
    let title = &reading.title.words;
    let mut found = oughts(title, &none);
    if found.is_empty() {
        // At its end it denies a verb that the headline has before: "… and what it did not".
        let not = title.iter().rev().skip(1).filter(|w| negates(w)).count();
        if title.last().is_some_and(negates) {
            return of_body(reading, found);
        }
        let verb = title.first().or(None).map(|w| w.stem.as_str()).unwrap_or_default();
        let judged = title.iter().any(|w| is(&["mistak", "wrong", "punish", "fail", "threat"], &w.stem));
        // "Tax the empty house", "Grammar schools are not the answer".
        let imperative = title.get(1).is_some_and(|w| matches!(w.low.as_str(), "the" | "our" | "your"));
        // "Grade the teacher, not the test".
        let but_not = title.iter().position(|w| w.low == "not" && w.parted()).filter(|i| *i > 1);
        if let Some(at) = but_not {
            found.push(advice(&[], title.get(..at).unwrap_or_default(), judged, &none));
            found.push(advice(&[], title.get(at + 1..).unwrap_or_default(), !judged, &none));
        } else if not > 0 || judged || imperative || is(FOR, verb) || is(AGAINST, verb) {
            found.push(advice(&[], title, judged, &none));
        }
    }
    of_body(reading, found)
}

/// The same of the sentences of the author's own.
fn of_body(reading: &Reading<'_>, mut found: Vec<Advice>) -> Vec<Advice> {
    for (at, said) in reading.said.iter().enumerate().filter(|(_, s)| !s.others) {
        let words = &said.line.words;
        let before = reading.said.get(at.saturating_sub(BACK)..at).unwrap_or_default();
        let with: BTreeSet<String> = before
            .iter()
            .flat_map(|s| s.line.content().into_iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let elliptic = matches!(words.as_slice(), [.., a, b] if is(OUGHT, &a.low) && negates(b));
        let flip = words
            .windows(3)
            .any(|w| matches!(w, [a, b, c] if a.low == "do" && b.low == "the" && c.low == "opposite"));
        let mut all = oughts(words, &with);
        all.extend(orders(words, &with));
        if elliptic || flip {
            all.iter_mut().for_each(|a| a.wanted = false);
        }
        found.extend(all);
    }
    // "Withdraw the application", "drop the plan": what that is, another sentence says.
    for advice in found.iter_mut().filter(|a| a.about.len() == 1) {
        let first: Vec<String> = advice.about.iter().flat_map(|s| first_told(reading, s)).collect();
        advice.with.extend(first);
    }
    found
}

/// The content words of the sentence that first tells of a thing, by its stem or what it was made from:
/// "the application" goes back to "has applied".
fn first_told(reading: &Reading<'_>, stem: &str) -> Vec<String> {
    let root: String = stem.chars().take(ROOT).collect();
    let kin = |w: &Word| {
        w.content() && (w.stem == stem || (root.chars().count() == ROOT && w.stem.starts_with(&root)))
    };
    let first = reading.said.iter().find(|s| s.line.words.iter().any(kin));
    first.map_or_else(Vec::new, |s| s.line.content().into_iter().map(str::to_owned).collect())
}

/// What a line says the author advises.
pub(super) fn of_line(reading: &Reading<'_>, line: &Line) -> Vec<Advice> {
    let none = BTreeSet::new();
    let words = &line.words;
    let mut found = oughts(words, &none);
    for (at, word) in words.iter().enumerate() {
        let person = ["er", "ers", "ant", "ants"].iter().any(|e| word.low.ends_with(e));
        let verb = !word.low.ends_with("ing") && word.low != "back" && !person && at > 0;
        let next = |n: usize| words.get(at + n).map_or("", |w| w.low.as_str());
        let takes = is(URGES, &word.low) || is(SIDES_FOR, &word.stem) || is(SIDES_AGAINST, &word.stem);
        // What the commissioners oppose is no matter of what the author thinks.
        let denied = words.get(at.saturating_sub(2)..at).unwrap_or_default().iter().any(negates);
        if takes && (denied || !of_author(reading, words, at)) {
            continue;
        }
        if verb && is(URGES, &word.low) {
            // "Urges the council to reject", "urges parents not to".
            let rest = words.get(at..).unwrap_or_default();
            let to = rest.iter().take(9).position(|w| w.low == "to");
            if let Some(to) = to {
                let not = rest.get(to.saturating_sub(1)).is_some_and(negates);
                let first = clause(words, at + to + 1);
                let whom = rest.get(1..to - usize::from(not)).unwrap_or_default();
                found.push(advice(whom, first, not, &none));
                let after = at + to + 1 + first.len();
                if words.get(after).is_some_and(|w| w.low == "and") {
                    found.push(advice(&[], clause(words, after + 1), false, &none));
                }
            }
        } else if verb && (is(SIDES_FOR, &word.stem) || is(SIDES_AGAINST, &word.stem)) {
            if words.iter().skip(at).take(4).any(|w| is(CLAIMED, &w.low)) {
                continue;
            }
            let against = is(SIDES_AGAINST, &word.stem);
            let whole = clause(words, at + 1);
            // Who opposes a bill to lock up telephones says nothing against telephones.
            let to = whole.iter().position(|w| w.low == "to").filter(|_| against).unwrap_or(whole.len());
            let whole = whole.get(..to).unwrap_or_default();
            // A plan "without juries" is for the plan and against the juries.
            let without = whole.iter().position(|w| w.low == "without").unwrap_or(whole.len());
            for (part, turned) in [(whole.get(..without), false), (whole.get(without..), true)] {
                let mut taken = advice(&[], part.unwrap_or_default(), false, &none);
                taken.wanted = against == turned;
                taken.side = true;
                found.push(taken);
            }
        } else if next(1) == "against" && is(&["argu", "speak", "write"], &word.stem) {
            let mut taken = advice(&[], clause(words, at + 2), false, &none);
            taken.wanted = false;
            found.push(taken);
        } else if judged(words, at) {
            let mut taken = advice(subject(words, at), &[], false, &none);
            taken.about.extend(subject(words, at).iter().filter(|w| w.content()).map(|w| w.stem.clone()));
            taken.shown = subject(words, at).iter().map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" ");
            taken.wanted = is(GOOD, &word.stem);
            taken.side = true;
            found.push(taken);
        } else if word.low == "right" && next(1) == "to" {
            found.push(advice(&[], clause(words, at + 2), false, &none));
        } else if word.low == "wrong" && next(1) == "to" {
            found.push(advice(&[], clause(words, at + 2), true, &none));
        }
    }
    found
}

/// "… is the best protection", "… would help poor towns": a verdict on the subject, not on what others do.
fn judged(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let before = words.get(at.saturating_sub(4)..at).unwrap_or_default();
    let verb = |w: &Word| matches!(w.low.as_str(), "is" | "are" | "would" | "will");
    let claims = words
        .iter()
        .take(at)
        .any(|w| matches!(w.low.as_str(), "argues" | "argue" | "believes" | "holds" | "says"));
    let judges = is(GOOD, &word.stem) || is(BAD, &word.stem);
    judges && (word.stem == "deserv" || before.iter().any(verb)) && claims && !words.iter().any(negates)
}

/// Whether the author is who does what the word at `at` says: named or spoken of before it, and nobody else nearer.
pub(super) fn of_author(reading: &Reading<'_>, words: &[Word], at: usize) -> bool {
    let own = |w: &Word| {
        matches!(
            w.low.as_str(),
            "he" | "she" | "they" | "author" | "paper" | "editorial" | "writer" | "columnist"
        ) || reading.names_author(&w.stem)
    };
    let before = words.get(..at).unwrap_or_default();
    let subject = before.iter().rposition(own);
    // "Opoku, a chemistry teacher, opposes".
    subject.is_some_and(|i| {
        let between = before.get(i + 1..).unwrap_or_default();
        let apposed = between.first().is_some_and(Word::parted);
        between.len() <= 3
            || (apposed && between.len() <= 10 && words.get(at).is_some_and(Word::parted))
            || between.iter().any(|w| w.low == "and")
    }) || before.is_empty()
}
