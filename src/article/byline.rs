//! Bylines: from "By Ada Moor and Bo Lund, Special to the Courier" to two names.

use super::{
    pattern::pattern,
    person::{is_degree, is_name, may_be_name, same_person, tidy_name},
};
use crate::digest::fold;
use regex::Regex;
use std::sync::LazyLock;

/// Last words of what several people are called.
const COLLECTIVE: &[&str] = &[
    "agency",
    "editors",
    "foundation",
    "group",
    "hub",
    "inc",
    "institute",
    "llc",
    "media",
    "network",
    "society",
    "team",
];

/// Someone in a byline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Signed {
    /// Without titles.
    pub name: String,
    /// With its `@`, where the byline gives one.
    pub handle: Option<String>,
}

/// What a byline begins with. Only English "by" may stand before something unclear.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:guest |contributed )?(?:opinion|commentary|column|editorial|analysis|essay|review|op-ed|posted|written|story|words)(?:\s+essay)?\s*(?:[|:—–-]\s*)?by\b|by\b|par\b|von\b|por\b|di\b|door\b|authors?:|autore?:|auteur:|autor(?:es)?:)\s*:?\s*",
    )
});
/// "ByAda Moor", where a line break was lost.
static GLUED_BY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:By|BY)(?:by )?(\p{Lu}\S+\s\p{Lu})"));
/// A handle in a byline.
static HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(?(?:^|\s|\()@([A-Za-z0-9_]{2,30})\b\)?"));
/// Where the names of a byline end for sure.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*(?:[|•·/]|\s[-–—]{1,2}(?:\s|$)|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\p{L}*\.?\s+\d|\d|[(\[]|\bfor the\b|\bon behalf of\b|\bspecial to\b|\bof the\b|\bpublished\b|\bupdated\b).*$",
    )
});
/// "Ada Moor. The Courier": two words or more, then a full stop that is no abbreviation's.
static STOP: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\S+\s.*?\p{Ll}{4})\.\s.*$"));
/// What parts two names.
static AND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*(?:,\s*(?:and|&)\s|\s(?:and|und|et|y|with|&|e)\s|[,;&])\s*"));

/// The people of a byline. Empty where it names none, as in "By the Editorial Board".
pub(super) fn people(byline: &str) -> Vec<Signed> {
    let text = BY.replace(byline.trim(), "");
    let text = GLUED_BY.replace(&text, "$1");
    let handle = HANDLE.captures(&text).and_then(|c| Some(format!("@{}", c.get(1)?.as_str())));
    let text = HANDLE.replace_all(&text, " ");
    let text = END.replace(&text, "");
    let text = STOP.replace(&text, "$1");
    let mut found: Vec<Signed> = Vec::new();
    for part in AND.split(&text) {
        let part = unglued(part.trim());
        if part.is_empty() || is_degree(&part) || is_suffix(&part) {
            continue;
        }
        match name_in(&part) {
            Some(name) if found.iter().any(|s| same_person(&s.name, &name)) => {}
            Some(name) => found.push(Signed { name, handle: None }),
            // A role or an office: what follows is no longer names.
            None if !found.is_empty() => break,
            None => {}
        }
    }
    if let [only] = found.as_mut_slice() {
        only.handle = handle;
    }
    found
}

/// Names from a field that holds nothing else, such as `author` in metadata: single words count too.
pub(super) fn people_of_field(field: &str) -> Vec<Signed> {
    let text = BY.replace(field.trim(), "").into_owned();
    if is_domain(&text) {
        return Vec::new();
    }
    let found = people(field);
    if found.is_empty()
        && !text.contains(['/', '@', '.', ','])
        && may_be_name(&text)
        && !text.contains(' ')
        && text.chars().any(char::is_lowercase)
    {
        return vec![Signed { name: tidy_name(&text), handle: None }];
    }
    found
}

/// "courier.example", "PlainCourier.com"
fn is_domain(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(site, top)| {
        !site.ends_with(char::is_whitespace)
            && (2..=6).contains(&top.len())
            && site.chars().count() > 2
            && top.chars().all(|c| c.is_ascii_lowercase())
    })
}

/// Whether a line begins like a byline and names somebody, or the editorial board.
pub(super) fn is_byline(line: &str) -> bool {
    if line.chars().count() > 160 {
        return false;
    }
    match BY.find(line) {
        Some(by) => {
            let rest = line.get(by.end()..).unwrap_or_default();
            let suffix = rest.split_whitespace().next_back().is_some_and(|w| is_suffix(w) || is_degree(w));
            let sentence = rest.ends_with(['.', '?', '!']) && !suffix && rest.split_whitespace().count() > 3;
            !sentence && (!people(line).is_empty() || is_board(rest))
        }
        None => false,
    }
}

/// The publication speaking as one: no person.
pub(super) fn is_board(text: &str) -> bool {
    let key = fold(text);
    key.contains("editorial board")
        || key.contains("editorial staff")
        || matches!(key.as_str(), "editorial" | "the editors" | "editors")
}

/// "Ada Moor | Opinion contributor", "Ada Moor, Guest columnist": a name and what she is.
pub(super) fn is_name_and_role(line: &str) -> bool {
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:[|,•·—–]|\s-\s)\s*(?:an?\s|the\s)?(?:special to|for the|\p{L}*\s?(?:guest|opinion|contribut\w+|columnists?|editor\w*|staff|reporter|correspondent|fellow|writer)s?\b)",
        )
    });
    line.chars().count() <= 120
        && !line.ends_with(['.', '?', '!'])
        && ROLE.is_match(line)
        && line.split(['|', ',', '•', '·', '—', '–']).next().is_some_and(|first| !people(first).is_empty())
        && !people(line).is_empty()
}

fn is_suffix(part: &str) -> bool {
    matches!(fold(part).as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

/// The longest beginning of a text that is a name; what follows must be a role or an agency.
fn name_in(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    // "Ada Moor TNS", "Ada Moor DAILY COURIER"
    let shout = |w: &&str| {
        w.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !w.chars().any(char::is_lowercase)
            && w.len() > 2
            && *w != "III"
    };
    let loud = words.iter().position(|w| shout(w)).filter(|&at| at > 1 && !words.first().is_some_and(shout));
    let words = words.get(..loud.unwrap_or(words.len())).unwrap_or_default();
    // "Ada Moor Ada Moor", once for wide screens and once for narrow ones.
    let (first, second) = words.split_at(words.len() / 2);
    let words = if first == second { first } else { words };
    let name = tidy_name(&words.join(" "));
    if is_name(&name) {
        return Some(name);
    }
    // "Field Level Media", "Bright Day Editorial Team": what follows is no role of the one before it.
    if words.last().is_some_and(|w| COLLECTIVE.contains(&fold(w).as_str())) {
        return None;
    }
    (2..words.len().min(5)).rev().find_map(|n| {
        let (head, tail) = words.split_at(n);
        let head = tidy_name(&head.join(" "));
        (is_name(&head)
            && tail.first().is_some_and(|w| !may_be_name(w) || w.chars().any(|c| c.is_ascii_digit())))
        .then_some(head)
    })
}

/// "Ada MoorBusiness Columnist": where a small letter meets a capital, a line break was lost. What
/// stands before it is kept alone if it is a name.
fn unglued(part: &str) -> String {
    let mut out = String::with_capacity(part.len() + 1);
    let mut run = 0;
    for c in part.chars() {
        // "McKay", "MacLeod", "DeVito", "LeBlanc": the part before the capital is short.
        if c.is_uppercase() && run >= 4 {
            if is_name(&tidy_name(&out)) {
                return out;
            }
            out.push(' ');
        }
        run = if c.is_alphabetic() { run + 1 } else { 0 };
        if c.is_uppercase() {
            run = 1;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(byline: &str) -> Vec<String> {
        people(byline).into_iter().map(|s| s.name).collect()
    }

    #[test]
    fn names_come_out_of_bylines() {
        for (byline, expected) in [
            ("By Ada Moor", vec!["Ada Moor"]),
            ("by Ada Moor - 12/22/23 12:24 PM ET", vec!["Ada Moor"]),
            ("By Ada Moor - - Thursday, December 21, 2023", vec!["Ada Moor"]),
            ("By ADA MOOR AND BO LUND", vec!["Ada Moor", "Bo Lund"]),
            ("Ada Moor | Opinion contributor", vec!["Ada Moor"]),
            ("Ada Moor, Bo Lund and Cy Ray, Special to the Courier", vec!["Ada Moor", "Bo Lund", "Cy Ray"]),
            ("Ada Moor and Bo Lund | Guest Columnists", vec!["Ada Moor", "Bo Lund"]),
            ("By Dr. Ada J. Moor, Ph.D., and Bo Lund, M.D.", vec!["Ada J. Moor", "Bo Lund"]),
            ("By Ada MoorlyBusiness Columnist", vec!["Ada Moorly"]),
            ("By Ada Moorly Bloomberg", vec!["Ada Moorly"]),
            ("Par Élodie Maître", vec!["Élodie Maître"]),
            ("By Ada Moor, The Plain Courier", vec!["Ada Moor"]),
            ("By the Editorial Board", vec![]),
            ("By Ada Moor and A. Moor", vec!["Ada Moor"]),
            ("By Angus McKay, Jr.", vec!["Angus McKay"]),
        ] {
            assert_eq!(names(byline), expected, "{byline}");
        }
        assert_eq!(people("Ada Moor @adamoor")[0].handle.as_deref(), Some("@adamoor"));
    }

    #[test]
    fn sentences_are_no_bylines() {
        assert!(is_byline("By Ada Moor"));
        assert!(is_byline("By the Editorial Board"));
        assert!(is_name_and_role("Ada Moor | Opinion contributor"));
        for line in ["By and large, this is how it goes.", "By Friday, Ada Moor had left.", "Von hier aus"] {
            assert!(!is_byline(line), "{line}");
        }
    }
}
