//! Who says it: what the evidence has somebody say is given to nobody else, and what others say not to the author.

use super::Fault;
use super::align::{Aligned, Place};
use super::evidence::Evidence;
use super::names::{Name, names};
use super::quotes::quoted;
use super::reading::{Reading, Said, Word, read};
use super::scope::{negates, part};
use super::senses::any_alike;
use crate::article::sentences;
use crate::summary::lexicon::Lexicon;
use crate::summary::speech::{Voice, voices};
use crate::summary::terms::tokens;

/// Share of what the line has from its evidence that others say there.
const MOSTLY: f64 = 0.6;
/// So many words before a verb of speech stands whoever speaks.
const SUBJECT: usize = 6;
/// So many words before it, with what is said of them between.
const FAR: usize = 12;
/// So far back a sentence may have named whom the evidence calls "she".
const BACK: usize = 8;
/// Verbs, by their stems, by which somebody is given a thought.
pub(super) const SAYS: &[&str] = &[
    "admit", "advis", "announc", "answer", "argu", "ask", "assert", "believ", "call", "claim", "complain", "conced", "conclud",
    "declar", "demand", "deni", "estim", "explain", "fear", "find", "hold", "hope", "insist", "maintain", "note", "object",
    "observ", "predict", "promis", "propos", "recommend", "regard", "remark", "repli", "report", "say", "see", "show", "state",
    "suggest", "tell", "think", "urg", "want", "warn", "wish", "write", "reckon", "expect", "accus", "discov", "calcul",
];
/// Nouns, by their stems, for what somebody thinks.
const IDEAS: &[&str] = &[
    "answer", "argument", "claim", "complaint", "cure", "excus", "idea", "object", "plan", "propos", "remedi", "repli", "solut",
    "theori", "view",
];
/// Verbs by which somebody shares a thought.
const AGREES: &[&str] = &["accept", "admit", "agre", "believ", "conced", "grant", "share"];
/// Nouns, by their stems, by which a line hands a thought to somebody.
const THOUGHTS: &[&str] = &[
    "accord", "alleg", "argument", "belief", "claim", "complaint", "critic", "defend", "excus", "fear", "idea", "myth", "object",
    "oppon", "plan", "promis", "propos", "sceptic", "skeptic", "suppos", "support", "view", "warn", "worri",
];
/// Verbs, by their stems, by which somebody takes a side with others, and against them.
const WITH: &[&str] = &["agre", "back", "endors", "join", "share", "side", "support", "welcom"];
const AGAINST: &[&str] = &["disagre", "disput", "doubt", "object", "oppos", "question", "reject"];
/// By these an author agrees, in a short sentence.
const AGREED: &[&[&str]] = &[
    &["is", "true"], &["is", "right"], &["are", "right"], &["was", "right"], &["were", "right"], &["i", "agree"], &["i", "believe", "her"],
    &["i", "believe", "him"], &["i", "believe", "them"], &["we", "agree"], &["quite", "so"], &["has", "a", "point"],
];
/// Most words of such a sentence.
const SHORT: usize = 16;
/// Stand for somebody named before.
const PRONOUNS: &[&str] = &["he", "her", "hers", "him", "his", "its", "she", "their", "they", "it", "them", "there"];
/// Whether words give a thought to somebody.
fn hands_over(text: &str) -> bool {
    let found = sentences(text);
    let said: Vec<Vec<String>> = found.iter().map(|s| tokens(s.text)).collect();
    voices(text, &found, &said, Lexicon::english()).contains(&Voice::Other)
}

/// Whether a word stands for the author, without a name.
fn paper(word: &Word) -> bool {
    matches!(word.low.as_str(), "author" | "columnist" | "editorial" | "newspaper" | "paper" | "writer")
}

/// Whether a word stands for the author.
fn author(reading: &Reading<'_>, word: &Word) -> bool {
    paper(word) || reading.signs(&word.stem)
}

/// Where the line gives to the author, to nobody or to another what somebody says.
pub(super) fn faults(reading: &Reading<'_>, aligned: &Aligned<'_>, evidence: &Evidence, text: &str) -> Vec<Fault> {
    if let Some(stranger) = stranger(reading, aligned, evidence) {
        return vec![Fault::Speaker(stranger)];
    }
    if sides(reading, aligned, evidence) {
        let text = aligned.cited.first().map_or("", |s| s.sentence.text);
        return vec![Fault::Stance(text.to_owned())];
    }
    let said = aligned.cited.iter().find(|s| reports(s));
    let taken = || unnamed(reading, aligned, text) || own(reading, aligned);
    let wrong = said.filter(|_| !agreed(reading, evidence) && taken());
    wrong.map(|s| Fault::Attribution(s.sentence.text.to_owned())).into_iter().collect()
}

/// Whether a sentence tells what somebody other than the author thinks.
fn reports(said: &Said<'_>) -> bool {
    let words = &said.line.words;
    let low = |i: usize| words.get(i).map_or("", |w| w.low.as_str());
    let mine = |i: usize| words.get(i.saturating_sub(4)..i).unwrap_or_default().iter().any(|w| matches!(w.low.as_str(), "i" | "we" | "my" | "our" | "you" | "to"));
    let first = |w: &Word| matches!(w.low.as_str(), "i" | "we") || paper(w);
    let own = words.iter().take(2).any(first) && !said.sentence.text.starts_with(['“', '"']);
    !own && (said.others || (1..words.len()).any(|i| {
            let Some(word) = words.get(i) else { return false };
            // "Tells us that", "the usual answer is that".
            let that = (i + 1..i + 3).any(|k| low(k) == "that") && word.content();
            let verb = SAYS.contains(&word.stem.as_str()) && word.low.ends_with('s') && that && !matches!(low(i - 1), "this" | "that" | "which" | "it");
            // "Her own remedy is", "the usual answer was".
            let noun = IDEAS.contains(&word.stem.as_str())
                && somebodys(words, i)
                && (i + 1..words.len()).any(|k| matches!(low(k), "is" | "was" | "runs" | "goes"));
            (verb || noun) && !mine(i)
        }))
}

/// "The usual answer", "their answer", rather than the author's.
fn somebodys(words: &[Word], at: usize) -> bool {
    let own = usize::from(at > 0 && words.get(at - 1).is_some_and(|w| w.low == "own"));
    at.checked_sub(1 + own).and_then(|i| words.get(i)).is_some_and(|w| {
        w.raw.ends_with("'s") || matches!(w.low.as_str(), "common" | "familiar" | "her" | "his" | "official" | "standard" | "stock" | "their" | "usual")
    })
}

/// Whether what these words of the line say is said by others in the evidence.
fn of_others(aligned: &Aligned<'_>, words: std::ops::Range<usize>) -> bool {
    // Where others are quoted in it, what stands outside is the author's, unless it tells who speaks.
    let within = |p: &Place| {
        let Some(s) = aligned.cited.get(p.said) else { return false };
        let quoted = read(&quoted(s.sentence.text).join(" "));
        let told = s.line.words.iter().any(|w| w.stem != "call" && !w.low.contains("proposal") && SAYS.contains(&w.stem.as_str()));
        let word = s.line.words.get(p.at);
        // What a semicolon parts from who speaks is the author's.
        let words = &s.line.words;
        let ends = |i: usize| words.get(i).is_some_and(|w| w.gap.contains(';'));
        let from = (0..=p.at).rev().find(|i| ends(*i)).unwrap_or(0);
        let to = (p.at + 1..words.len()).find(|i| ends(*i)).unwrap_or(words.len());
        let whole = from == 0 && to == words.len();
        let speaks = |w: &Word| SAYS.contains(&w.stem.as_str());
        if !whole && told && !words.get(from..to).unwrap_or_default().iter().any(speaks) {
            return false;
        }
        reports(s) && (told || quoted.is_empty() || quoted.iter().any(|q| word.is_some_and(|w| w.low == q.low)))
    };
    let counted = |range: std::ops::Range<usize>, others: bool| {
        let places = range.filter_map(|i| aligned.place(i));
        places.filter(|p| within(p) == others).count() as f64
    };
    let (others, own) = (counted(words.clone(), true), counted(words.clone(), false));
    let mostly = others > 0.0 && others >= MOSTLY * (others + own);
    // A part of its own that others say.
    mostly || words.clone().any(|i| {
        let part = part(aligned.line, i);
        let apposed = aligned.line.get(i).is_some_and(|w| matches!(w.low.as_str(), "who" | "which" | "a" | "the"));
        part.start == i && !(apposed && i > 0) && counted(part.clone(), true) > 2.0 && counted(part, false) == 0.0
    })
}

/// Who speaks in a sentence: the names before a verb of speech, or after one that ends it.
fn speakers<'a>(said: &Said<'a>) -> Vec<String> {
    let words = &said.line.words;
    let verb = words.iter().position(|w| SAYS.contains(&w.stem.as_str()) || w.low == "according");
    let Some(verb) = verb else { return Vec::new() };
    // "…, says Petra Sundqvist": what stands before is what she says.
    let follows = words.get(verb + 1..(verb + 4).min(words.len())).unwrap_or_default().iter().any(Word::capital);
    let from = if follows { verb } else { verb.saturating_sub(FAR) };
    let before = words.get(from..verb).unwrap_or_default();
    let after = words.get(verb + 1..(verb + 8).min(words.len())).unwrap_or_default();
    let names = words.get(..verb).unwrap_or_default().iter().skip(1).chain(after).filter(|w| w.capital());
    before.iter().chain(names).filter(|w| w.content()).map(|w| w.low.clone()).collect()
}

/// Whether the author says of what others say there that it is so.
fn agreed(reading: &Reading<'_>, evidence: &Evidence) -> bool {
    let near = evidence.said.iter().flat_map(|at| [*at, at + 1]).filter_map(|at| reading.said.get(at));
    let phrase = |words: &[Word], wanted: &[&str]| {
        words.windows(wanted.len()).any(|w| w.iter().zip(wanted).all(|(a, b)| a.low == *b))
    };
    let affirms = |w: &[Word]| {
        w.len() <= 3 && !w.iter().any(negates) && w.iter().all(|w| !w.content())
            && w.last().is_some_and(|w| matches!(w.low.as_str(), "is" | "are" | "do" | "does" | "did" | "was" | "were" | "so"))
    };
    near.into_iter().any(|s| affirms(&s.line.words) || s.line.words.len() <= SHORT && AGREED.iter().any(|a| phrase(&s.line.words, a)))
}

/// "The author agrees with them", of what the author calls wrong, or doubts what the author calls right.
fn sides(reading: &Reading<'_>, aligned: &Aligned<'_>, evidence: &Evidence) -> bool {
    let words = aligned.line;
    let of_author = |i: usize| words.get(i.saturating_sub(4)..i).unwrap_or_default().iter().any(|w| author(reading, w));
    let takes = |table: &[&str]| {
        (1..words.len()).any(|i| {
            words.get(i).is_some_and(|w| table.contains(&w.stem.as_str())) && of_author(i)
                && !words.get(i.saturating_sub(3)..i).unwrap_or_default().iter().any(negates)
        })
    };
    let wrong = aligned.cited.iter().filter(|s| !s.others).any(|s| {
        s.line.words.iter().any(|w| ["wrong", "disagre", "nonsens", "mistaken", "absurd"].contains(&w.stem.as_str()))
    });
    (takes(WITH) && wrong && !agreed(reading, evidence)) || (takes(AGAINST) && !wrong && agreed(reading, evidence))
}

/// A thought of others that the line gives to nobody.
fn unnamed(reading: &Reading<'_>, aligned: &Aligned<'_>, text: &str) -> bool {
    let author = |w: &Word| author(reading, w);
    let of_author = aligned.line.iter().take(4).any(author);
    let thought = aligned.line.iter().any(|w| THOUGHTS.contains(&w.stem.as_str()));
    let mut named = aligned.cited.iter().filter(|s| reports(s)).flat_map(|s| speakers(s));
    let known = thought
        || named.any(|n| aligned.line.iter().any(|l| l.low == n && !author(l)))
        || text.contains(['“', '"'])
        || doubts(aligned.line)
        || (hands_over(text) && !of_author);
    !known && of_others(aligned, 0..aligned.line.len())
}

/// Whether a line denies a thought: "does not believe".
fn doubts(line: &[Word]) -> bool {
    line.iter().enumerate().any(|(i, w)| {
        SAYS.contains(&w.stem.as_str()) && line.get(i.saturating_sub(3)..i).unwrap_or_default().iter().any(negates)
    })
}

/// "The author thinks that", of what others think.
fn own(reading: &Reading<'_>, aligned: &Aligned<'_>) -> bool {
    let words = aligned.line;
    let verb = (0..words.len()).find(|i| {
        let before = words.get(i.saturating_sub(2)..*i).unwrap_or_default();
        words.get(*i).is_some_and(|w| SAYS.contains(&w.stem.as_str())) && before.iter().any(|w| author(reading, w))
    });
    let agrees = words.iter().any(|w| AGREES.contains(&w.stem.as_str())) && aligned.cited.iter().any(|s| !reports(s));
    verb.is_some_and(|at| {
        let after = if at + 3 < words.len() { at + 1..words.len() } else { 0..at };
        !agrees && !doubts(words) && of_others(aligned, after)
    })
}

/// Whoever speaks in the line and is neither in the evidence nor what "she" stands for there.
fn stranger(reading: &Reading<'_>, aligned: &Aligned<'_>, evidence: &Evidence) -> Option<String> {
    let line = aligned.line;
    let mine = names(line);
    let at_home = |name: &Name| known(reading, aligned, evidence, name);
    let somebody = mine.iter().find(|name| {
        let words = name.words(line);
        let own = words.iter().any(|w| author(reading, w));
        let printed = words.iter().filter(|w| reading.printed.contains(w.raw.trim_end_matches("'s"))).count();
        let people = speaks(line, &name.span) || replaces(reading, aligned) || (printed > 1 && !ours(aligned));
        // The head of a line may be no name.
        let sure = name.sure || words.iter().any(|w| !reading.printed.contains(&w.low) && reading.knows(&w.stem));
        !own && sure && printed > 0 && people && !at_home(name)
    });
    if let Some(name) = somebody {
        return Some(name.shown(line));
    }
    // "Carlsund put", where the evidence has another name before this verb.
    if let [head, verb, ..] = line
        && head.capital()
        && !verb.parted()
        && !reading.knows(&head.stem)
        && aligned.cited.iter().any(|s| {
            let words = &s.line.words;
            names(words).iter().filter(|n| n.sure).any(|n| {
                let same = words.get(n.span.end).is_some_and(|w| w.low == verb.low);
                same && !n.words(words).iter().any(|w| line.iter().any(|l| l.low == w.low))
            })
        })
    {
        return Some(head.raw.clone());
    }
    // "A university study found": none of it is in the evidence.
    let says = (1..line.len()).find(|i| {
        let verb = line.get(*i).is_some_and(|w| SAYS.contains(&w.stem.as_str()) && !w.low.ends_with("ing"));
        let before = line.get(i - 1).map_or("", |w| w.low.as_str());
        verb && !matches!(before, "to" | "the" | "a" | "of" | "not" | "should" | "must" | "would" | "will" | "could" | "may" | "can" | "be" | "been" | "is" | "are" | "was" | "were")
    })?;
    if !aligned.cited.iter().any(|s| reports(s) || s.line.words.iter().any(|w| SAYS.contains(&w.stem.as_str()))) {
        return None;
    }
    let start = (0..says).rev().find(|i| line.get(*i).is_some_and(Word::parted)).unwrap_or(0).max(says.saturating_sub(SUBJECT));
    let subject: Vec<usize> = (start..says).filter(|i| line.get(*i).is_some_and(Word::content)).collect();
    let new = !subject.is_empty()
        && subject.iter().all(|i| {
            line.get(*i).is_some_and(|w| !author(reading, w) && aligned.place(*i).is_none() && !near(reading, evidence, w))
        });
    new.then(|| subject.iter().filter_map(|i| line.get(*i)).map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" "))
}

/// Whether the evidence tells of what is the author's own, which the line has to name.
fn ours(aligned: &Aligned<'_>) -> bool {
    let own = |w: &Word| matches!(w.low.as_str(), "i" | "me" | "my" | "our" | "ours" | "us" | "we");
    aligned.cited.iter().any(|s| s.line.words.iter().any(own))
}

/// Whether the evidence names something that the line does not.
fn replaces(reading: &Reading<'_>, aligned: &Aligned<'_>) -> bool {
    let has = |text: &[Word], word: &Word| text.iter().any(|w| w.low == word.low);
    aligned.cited.iter().any(|s| {
        let words = &s.line.words;
        names(words).iter().filter(|n| n.sure).any(|n| {
            n.words(words).iter().all(|w| !has(aligned.line, w) && !has(&reading.title.words, w) && !author(reading, w))
        })
    })
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
fn known(reading: &Reading<'_>, aligned: &Aligned<'_>, evidence: &Evidence, name: &Name) -> bool {
    let words = name.words(aligned.line);
    let last = words.last().map(|w| w.low.as_str()).unwrap_or_default();
    let has = |text: &[Word]| text.iter().any(|w| w.low == last || (words.len() > 1 && words.iter().any(|n| n.low == w.low && n.content())));
    let named = has(&reading.title.words) && !replaces(reading, aligned);
    if named || aligned.cited.iter().any(|s| has(&s.line.words)) {
        return true;
    }
    aligned.cited.iter().zip(&evidence.said).any(|(s, at)| {
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
