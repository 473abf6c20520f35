//! Whom a sentence introduces.

use super::super::{
    byline,
    pattern::pattern,
    person::{family_name, goes_by, is_name},
};
use crate::digest::{fold, words};
use regex::Regex;
use std::{borrow::Cow, sync::LazyLock};

/// How many words may stand before the name: "Prize-winning journalist Ada Moor writes …".
const WORDS_BEFORE_NAME: usize = 8;
/// How many words may stand between the name and the verb: "Ada Moor, a former minister of …, is".
const WORDS_BEFORE_VERB: usize = 40;
/// Longest sentence that introduces somebody, in words.
const LONGEST: usize = 120;

/// Verbs that say what somebody is or does; sorted.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "advises",
    "appears",
    "are",
    "authored",
    "became",
    "began",
    "blogs",
    "built",
    "chairs",
    "co",
    "coauthored",
    "cofounded",
    "cohosts",
    "conducts",
    "consults",
    "contributed",
    "contributes",
    "counsels",
    "covered",
    "covers",
    "created",
    "curates",
    "currently",
    "develops",
    "directs",
    "drove",
    "earned",
    "edited",
    "edits",
    "established",
    "explores",
    "focuses",
    "formerly",
    "founded",
    "graduated",
    "grew",
    "hails",
    "has",
    "have",
    "headed",
    "heads",
    "helped",
    "helps",
    "holds",
    "hosted",
    "hosts",
    "interned",
    "investigates",
    "is",
    "joined",
    "kept",
    "lead",
    "leads",
    "lectured",
    "lectures",
    "led",
    "lives",
    "maintains",
    "makes",
    "manages",
    "organises",
    "organizes",
    "oversees",
    "owns",
    "performs",
    "photographs",
    "practiced",
    "practices",
    "practised",
    "practises",
    "presides",
    "previously",
    "produces",
    "provides",
    "published",
    "publishes",
    "ran",
    "received",
    "recently",
    "reported",
    "reports",
    "represented",
    "represents",
    "researches",
    "resides",
    "retired",
    "runs",
    "sat",
    "served",
    "serves",
    "sits",
    "speaks",
    "specialises",
    "specializes",
    "spent",
    "splits",
    "started",
    "stepped",
    "studied",
    "studies",
    "supervises",
    "supports",
    "taught",
    "teach",
    "teaches",
    "tracks",
    "trained",
    "translates",
    "travels",
    "unpacks",
    "volunteers",
    "was",
    "were",
    "won",
    "work",
    "worked",
    "works",
    "write",
    "writes",
    "wrote",
];

/// What people are, in bios.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\w*professor|fellow|director|editors?|columnists?|writers?|authors?|founder|co-?founder|president|chair(?:man|woman|person)?|ceo|executive|chief|partner|attorneys?|lawyers?|barrister|economists?|historians?|journalists?|reporters?|correspondent|critics?|analysts?|researchers?|scholars?|scientists?|physicians?|doctors?|surgeon|nurse|teachers?|lecturers?|students?|candidate|minister|secretary|ambassador|diplomat|senators?|representatives?|congress\w+|mayor|governor|councill?or|commissioner|officer|veteran|consultants?|strategists?|advis[eo]rs?|members?|manager|engineers?|activists?|organi[sz]ers?|advocates?|poet|novelist|filmmaker|artist|pastor|priest|rabbi|bishop|adjunct|faculty|dean|contributors?|host|entrepreneurs?|investor|farmer|retired|novels?|books?|column|bureau|policy|university|institute|school|teaches|writes|works|lives|serves|runs|hails|covers|speciali[sz]es|practi[cs]es)\b",
    )
});
/// "The author is a teacher in Bergen."
static THE_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the|our)\s(?:guest )?(?:author|writer|columnist|contributor|essayist)s?(?:,.{3,120},)?\s(?:is|are|was|were|has|have|serves?|teach(?:es)?|works?|writes?|lives?|runs?|leads?)\s",
    )
});
/// Somebody's works.
static WORKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:\p{Lu}[\p{L}.'’-]*\s){1,3}?\p{Lu}[\p{L}.-]*)(?:[’']s|s[’'])\s(?:(?:most recent|latest|new|newest|next|first|second|third|forthcoming|upcoming|debut|many|other)\s)?(?:books?|novels?|memoir|work|writing|essays?|column|columns|reporting|research|collection|poetry|commentary)\b",
    )
});
/// What may stand between what is said of one author and of the next.
static LINK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:[,;]\s+(?:and|while|whereas|but)|\s(?:and|while|whereas)|;)\s+"));
/// A name at the beginning that nobody announced: "Ada Moor (@ada), a poet, is …".
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[•*–—-]\s*)?((?:\p{Lu}[\p{L}.'’-]*,?\s+(?:(?:de|del|della|der|den|di|da|dos|du|van|von|bin|al|el|la|le|and)\s+)*){1,8}?)(?:\(@?[^)]{2,40}\)\s*)?,?\s*(?:(?:an?|the|who|formerly|professor|former)\b[^.!?]{2,160}?,\s+)?(is|are|was|were|has|have|serves?|served|teach(?:es)?|writes?|runs|leads?|works?|worked|covers|hosts|directs|edits|lives|hails|holds|heads|chairs|founded|studies|speciali[sz]es|practices|practi[cs]es)\s",
    )
});

/// The people whom a sentence introduces; `within` once its paragraph is known to hold bios.
pub(super) fn introduces(sentence: &str, authors: &[String], within: bool) -> Vec<String> {
    if words(sentence) > LONGEST {
        return Vec::new();
    }
    let folded = fold(sentence);
    let tokens: Vec<&str> = folded.split(' ').collect();
    let mut named: Vec<(usize, usize, &String)> = authors
        .iter()
        .filter_map(|author| place_of(&tokens, author).map(|(from, to)| (from, to, author)))
        .collect();
    named.sort_by_key(|n| n.0);
    if let Some(&(from, to, first)) = named.first().filter(|n| n.0 <= WORDS_BEFORE_NAME) {
        // "Ada Moor: Good morning." is what a transcript prints, "Ada Moor / The Courier" a credit.
        let last = to.checked_sub(1).and_then(|i| sentence.split_whitespace().nth(i));
        let next = sentence.split_whitespace().nth(to);
        if from == 0
            && (last.is_some_and(|w| w.ends_with([':', '/'])) || next.is_some_and(|w| w.starts_with('/')))
        {
            return Vec::new();
        }
        let verb_from = |at: usize, reach: usize| {
            tokens.iter().skip(at).take(reach).position(|t| is_verb(t)).map(|i| i + at)
        };
        // "Ada Moor and Bo Lund are …", "Ada Moor, a poet, and Bo Lund, a pilot, wrote …": a name of
        // several names, since no verb stands between them.
        let verb = verb_from(to, if from == 0 { WORDS_BEFORE_VERB } else { 1 });
        let joint: Vec<String> =
            named.iter().take_while(|n| verb.is_none_or(|v| n.0 < v)).map(|n| n.2.clone()).collect();
        if joint.len() > 1 && (verb.is_some() || ROLE.is_match(sentence)) {
            return joint;
        }
        if verb.is_some() && (within || from == 0 || ROLE.is_match(sentence)) {
            return vec![first.clone()];
        }
        // "Ada Moor interprets in court": any verb will do right after the name.
        let plain = |w: &str| w.ends_with('s') && w.chars().all(char::is_lowercase) && w != "says";
        if from == 0 && next.is_some_and(plain) {
            return vec![first.clone()];
        }
        // "Ada Moor, professor of law, Bergen": a bio without a verb.
        if from == 0 && sentence.contains(',') && ROLE.is_match(sentence) && tokens.len() > to + 3 {
            return vec![first.clone()];
        }
    }
    // "Ada Moor’s latest book is …"
    if let Some(owner) = WORKS.captures(sentence).and_then(|c| c.get(1))
        && let Some(author) = authors.iter().find(|a| goes_by(a, owner.as_str()))
    {
        return vec![author.clone()];
    }
    if THE_AUTHOR.is_match(sentence) {
        let several = tokens
            .iter()
            .take(4)
            .any(|t| matches!(*t, "authors" | "writers" | "columnists" | "contributors"));
        if authors.len() == 1 || (authors.len() > 1 && several) {
            return authors.to_vec();
        }
    }
    if ROLE.is_match(sentence)
        && let Some(author) = by_family_name(&tokens, authors)
    {
        return vec![author.clone()];
    }
    if authors.is_empty() { unannounced(sentence) } else { Vec::new() }
}

/// "Moor specialises in …", "Dr. Moor is …"
fn by_family_name<'a>(tokens: &[&str], authors: &'a [String]) -> Option<&'a String> {
    let titled = |t: &&str| {
        matches!(*t, "dr" | "mr" | "ms" | "mrs" | "mx" | "prof" | "professor" | "sen" | "rep" | "rev" | "gov")
    };
    let first = tokens.iter().take_while(|t| titled(t)).count();
    authors.iter().find(|author| {
        let family = fold(family_name(author));
        let n = family.split(' ').count();
        tokens.get(first..first + n).is_some_and(|window| window.join(" ") == family)
            && tokens.get(first + n).is_some_and(|t| is_verb(t))
    })
}

/// "Ada Moor is a poet, and Bo Lund is a pilot": the part of a sentence about each, where each has a
/// verb of its own.
pub(super) fn parted<'a>(sentence: &'a str, authors: &[String]) -> Vec<Cow<'a, str>> {
    let mut parts: Vec<Cow<'a, str>> = Vec::new();
    let mut start = 0;
    if authors.len() > 1 {
        for link in LINK.find_iter(sentence) {
            let (Some(before), Some(rest)) = (sentence.get(start..link.start()), sentence.get(link.end()..))
            else {
                continue;
            };
            let (one, other) = (opening(before, authors), opening(rest, authors));
            if let (Some(one), Some(other)) = (one, other)
                && one != other
            {
                parts.push(format!("{}.", before.trim_end_matches([',', ';'])).into());
                start = link.end();
            }
        }
    }
    parts.extend(sentence.get(start..).map(Cow::from));
    parts
}

/// The author whom a clause opens with, where a verb of one follows.
fn opening<'a>(clause: &str, authors: &'a [String]) -> Option<&'a String> {
    const PLURAL: &[&str] = &["are", "were", "have", "teach", "work", "write", "lead", "serve", "run"];
    let folded = fold(clause);
    let tokens: Vec<&str> = folded.split(' ').collect();
    let named = authors
        .iter()
        .find_map(|author| place_of(&tokens, author).filter(|p| p.0 <= 1).map(|p| (p.1, author)));
    let (to, author) = named.or_else(|| by_family_name(&tokens, authors).map(|a| (1, a)))?;
    let verb = tokens.iter().skip(to).take(WORDS_BEFORE_VERB).find(|t| is_verb(t))?;
    (!PLURAL.contains(verb)).then_some(author)
}

fn is_verb(token: &str) -> bool {
    VERBS.binary_search(&token).is_ok()
}

/// Where an author's name stands in folded words, in full, without its middle, or with a short given
/// name.
fn place_of(tokens: &[&str], author: &str) -> Option<(usize, usize)> {
    let name = fold(author);
    let longest = name.split(' ').count() + 2;
    let family = fold(family_name(author));
    let last = family.rsplit(' ').next()?;
    (0..tokens.len().min(WORDS_BEFORE_VERB)).find_map(|from| {
        if name == *tokens.get(from)? {
            return Some((from, from + 1));
        }
        (2..=longest).rev().find_map(|n| {
            let window = tokens.get(from..from + n)?;
            (window.last() == Some(&last) && goes_by(author, &window.join(" "))).then_some((from, from + n))
        })
    })
}

/// The people of a sentence that opens with a name and says what they are.
fn unannounced(sentence: &str) -> Vec<String> {
    let Some(captures) = OPENING.captures(sentence) else { return Vec::new() };
    let Some(opening) = captures.get(1) else { return Vec::new() };
    if !ROLE.is_match(sentence) {
        return Vec::new();
    }
    byline::people(opening.as_str()).into_iter().map(|s| s.name).filter(|n| is_name(n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_about_two() {
        let authors: Vec<String> = ["Ada Moor", "Bo Lund"].map(str::to_owned).to_vec();
        for (sentence, parts) in [
            (
                "Ada Moor is a poet and Bo Lund is a pilot.",
                vec!["Ada Moor is a poet.", "Bo Lund is a pilot."],
            ),
            (
                "Ada Moor, a poet, lives in Bergen; Lund teaches law.",
                vec!["Ada Moor, a poet, lives in Bergen.", "Lund teaches law."],
            ),
            ("Ada Moor and Bo Lund are poets.", vec!["Ada Moor and Bo Lund are poets."]),
            ("Ada Moor is a poet and lives in Bergen.", vec!["Ada Moor is a poet and lives in Bergen."]),
        ] {
            assert_eq!(parted(sentence, &authors), parts);
        }
        for both in [
            "Ada Moor and Bo Lund are poets.",
            "Ada Moor, a poet, and Bo Lund, a pilot, wrote “Tides.”",
            "The writers are poets.",
        ] {
            assert_eq!(introduces(both, &authors, false), authors, "{both}");
        }
        assert_eq!(introduces("Bo Lund’s most recent book is “Tides.”", &authors, false), ["Bo Lund"]);
        assert!(VERBS.is_sorted());
    }
}
