//! Bylines: from "By Ada Moor and Bo Lund, Special to the Courier" to two names.

mod bodies;

use super::{
    function_words::is_function_word,
    pattern::pattern,
    person::{is_degree, is_name, may_be_name, same_person, tidy_name},
};
use crate::digest::fold;
use regex::Regex;
use std::sync::LazyLock;

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
        r"(?ix)^(?:[-–—•*|]\s*)?(?:(?:(?:guest|contributed|special|news|opinion|political|book|film)\s)*
            (?:opinion|opinions|news|features?|reporting|interview|commentary|comment|column|editorial|analysis|essay|review|op-ed|perspective|viewpoint|posted|published|written|story|words|text|report|reported|authored)(?:\s+essay)?\s*(?:[|:—–-]\s*)?by\b
            |by(?:by)?(?:[\s:]|$)|par\b|von\b|por\b|di\b|door\b|authors?:|autore?:|auteur:|autor(?:es)?:)\s*:?\s*",
    )
});
/// "ByAda Moor", where a line break was lost.
static GLUED_BY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:By|BY)(?:by )?(\p{Lu}\S+\s\p{Lu})"));
/// A handle in a byline, also where the space before it was lost.
static HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\(?(?:^|\s|\(|\b)@([A-Za-z0-9_]{2,30})\b\)?"));
/// An address of mail.
static MAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"));
/// Where the names of a byline end for sure.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s*(?:[|•·/]|\s[-–—]{1,2}(?:\s|$)|(?i:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\p{L}*\.?\s+\d)|\d|[(\[]|(?i:\bon behalf of\b|\bfor the\b|\bspecial to\b|\bspecial for\b|\bof the\b|\bas told to\b|\bpublished\b|\bupdated\b|\bopens in\b)).*$",
    )
});
/// "Ada Moor. The Courier": two words or more, then a full stop that is no abbreviation's.
static STOP: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\S+\s.*?\p{Ll}{4})\.\s.*$"));
/// What parts two names.
static AND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*(?:,\s*(?:and|&)\s|\s(?:and|und|et|y|with|&|e|\+)\s|[,;&])\s*"));
/// What somebody is who writes: what may stand right after a name, also glued to it.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:an?|the|our|your|senior|chief|deputy|associate|assistant|managing|executive|staff|guest|special|regular|freelance|former|national|international|foreign|political|business|education|economics?|health|science|environment|technology|tech|arts?|culture|sports?|city|metro|local|city|global|diplomatic|legal|social|affairs|media|features?|news|breaking|investigations?|investigative|data|opinions?|editorial|contributing|community|letters|page|consumer|climate|energy|housing|transport\w*|crime|courts?|religion|faith|food|travel|style|weather|white house|washington|capitol|europe|asia|middle east|royal|security|defen[cs]e|property|money|personal finance|finance|markets?|retail|world|life|lifestyle|entertainment|television|tv|film|music|theatre|theater|books?|literary|wine|war|polling|elections?|and|&)\s)*(?:contribut(?:or|ing|ed)|columnists?|editors?(?:-at-large|-in-chief)?|staff|reporters?|correspondents?|writers?|fellow|critics?|analysts?|journalists?|opinion|twitter|facebook|email|follow|producer|ceo|cofounder|founder|president|professor|director|commentator|blogger|team|desk|bureau|author)s?\b",
    )
});
/// The people of a byline. Empty where it names none, as in "By the Editorial Board".
pub(super) fn people(byline: &str) -> Vec<Signed> {
    let byline = byline.trim_start_matches(['/', '|', '•', '·', '–', '—', '-', ' ']).trim_end();
    let marked = BY.is_match(byline);
    let text = BY.replace(byline, "");
    let text = GLUED_BY.replace(&text, "$1");
    let text = MAIL.replace_all(&text, " ");
    let handles: Vec<String> =
        HANDLE.captures_iter(&text).filter_map(|c| Some(format!("@{}", c.get(1)?.as_str()))).collect();
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
    // "By Voltaire"
    if found.is_empty() && marked && is_pen_name(&text) {
        found.push(Signed { name: tidy_name(&text), handle: None });
    }
    if handles.len() == found.len() {
        for (signed, handle) in found.iter_mut().zip(handles) {
            signed.handle = Some(handle);
        }
    }
    found
}

/// A name of one word: not in small letters, no agency, no word of the language.
fn is_pen_name(text: &str) -> bool {
    let text = text.trim();
    let key = fold(text);
    !text.contains([' ', '/', '@', '.', ','])
        && text.starts_with(char::is_uppercase)
        && text.chars().count() > 2
        && may_be_name(text)
        && !is_function_word(&key)
        && !bodies::is_agency(text)
}

/// Names from a field that holds nothing else, such as `author` in metadata: single words count too.
pub(super) fn people_of_field(field: &str) -> Vec<Signed> {
    let text = BY.replace(field.trim(), "").into_owned();
    if is_domain(&text) {
        return Vec::new();
    }
    let found = people(field);
    let pen_name = !text.contains(['/', '@', '.', ',', ' ']) && may_be_name(&text);
    if found.is_empty() && pen_name && text.contains(char::is_lowercase) {
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

/// Whether a line begins like a byline and names somebody, the editorial board or an agency.
pub(super) fn is_byline(line: &str) -> bool {
    if line.chars().count() > 160 {
        return false;
    }
    match BY.find(line) {
        Some(by) => {
            let rest = line.get(by.end()..).unwrap_or_default();
            let suffix = rest.split_whitespace().next_back().is_some_and(|w| is_suffix(w) || is_degree(w));
            let sentence = rest.ends_with(['.', '?', '!']) && !suffix && rest.split_whitespace().count() > 3;
            !sentence && (!people(line).is_empty() || is_board(rest) || bodies::is_agency(rest))
        }
        None => false,
    }
}

/// The publication speaking as one: no person.
pub(super) fn is_board(text: &str) -> bool {
    let text = BY.replace(text, "");
    let key = fold(&text);
    key.contains("editorial board")
        || key.contains("editorial staff")
        || matches!(key.as_str(), "editorial" | "the editors" | "editors" | "our view" | "opinion staff")
}

/// Whether a line says what somebody is: "Opinion columnist", "Assistant professor of law".
pub(super) fn is_role(line: &str) -> bool {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)^(?:$|\s*[,|•·–—@/\d(-]|\s(?:at|of|for|in|with|and|on|since|from|to|@|\p{Lu}\S*$))")
    });
    let role = ROLE.find(line).filter(|_| line.chars().count() <= 100 && !line.ends_with(['?', '!']));
    role.is_some_and(|role| line.get(role.end()..).is_some_and(|rest| AFTER.is_match(rest)))
}

/// Whether a line says "By the Editorial Board" and the like, rather than leading to its page.
pub(super) fn is_board_byline(line: &str) -> bool {
    is_board(line) && (BY.is_match(line) || fold(line).split(' ').count() > 2)
}

/// "Ada Moor | Opinion contributor", "Ada Moor, Guest columnist", "Ada Moor Political editor": a name and
/// what she is.
pub(super) fn is_name_and_role(line: &str) -> bool {
    static ROLE_APART: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:[|,•·—–]|\s-\s)\s*(?:an?\s|the\s)?(?:special (?:to|for)|for the|\p{L}*\s?(?:guest|opinion|contribut\w+|columnists?|editor\w*|staff|reporter|correspondent|fellow|writer)s?\b)",
        )
    });
    if line.chars().count() > 120 || line.ends_with(['.', '?', '!']) || people(line).is_empty() {
        return false;
    }
    let first = line.split(['|', ',', '•', '·', '—', '–']).next().unwrap_or_default();
    (ROLE_APART.is_match(line) && !people(first).is_empty()) || role_after_name(line).is_some()
}

/// The name of a line that is one with a role right after it, no mark between: "Ada Moor Political
/// editor", "Ada MoorContributor".
fn role_after_name(line: &str) -> Option<String> {
    let line = unglued_role(line);
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..words.len().min(6)).find_map(|n| {
        let (name, role) =
            words.split_at_checked(n).filter(|(name, _)| !name.iter().any(|w| w.ends_with(',')))?;
        let (name, role) = (tidy_name(&name.join(" ")), role.join(" "));
        (is_name(&name) && is_role(&role)).then_some(name)
    })
}

/// "Ada Moor, Bo Lund, M.D., and Cy Ray": names and nothing else, two at least.
pub(super) fn is_name_list(line: &str) -> bool {
    let part = |part: &str| is_name(&tidy_name(part)) || is_degree(part) || is_suffix(part);
    people(line).len() > 1 && AND.split(line.trim()).filter(|p| !p.is_empty()).all(part)
}

/// "Ada Moor · Tide News · Posted: …": the name that a line of marks and dates begins with.
pub(super) fn leading_name(line: &str) -> bool {
    let first = line.split(['|', '·', '•', '—', '–', '/']).next().unwrap_or_default();
    first.len() < line.len() && is_name(&tidy_name(first))
}

fn is_suffix(part: &str) -> bool {
    matches!(fold(part).as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

/// The longest beginning of a text that is a name; what follows must be a role or an agency.
fn name_in(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    // "Ada Moor Ada Moor", once for wide screens and once for narrow ones.
    let (first, second) = words.split_at(words.len() / 2);
    let words = if first == second { first } else { words.as_slice() };
    // "Ada Moor TNS", "Ada Moor DAILY COURIER"
    let shout = |w: &&str| {
        w.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !w.chars().any(char::is_lowercase)
            && *w != "III"
    };
    let loud = words.iter().position(shout).filter(|&at| at > 1 && !words.first().is_some_and(shout));
    let words = words.get(..loud.unwrap_or(words.len())).unwrap_or_default();
    let part = words.join(" ");
    let name = tidy_name(&part);
    if is_name(&name) {
        return Some(name);
    }
    if let Some(name) = role_after_name(&part) {
        return Some(name);
    }
    // "Field Level Media", "Bright Day Editorial Team": what follows is no role of the one before it.
    if words.last().is_some_and(|w| bodies::is_collective(w)) {
        return None;
    }
    (2..words.len().min(6)).rev().find_map(|n| {
        let (head, tail) = words.split_at(n);
        // "Ada Moor Tide News": the word before "News" is the paper's.
        let outlet = n > 2
            && tail
                .first()
                .is_some_and(|w| matches!(*w, "News" | "Digital" | "Network" | "Radio" | "Sports"));
        // "European Space Agency" is one body, and no part of it a person.
        let body = n == 2 && tail.first().is_some_and(|w| bodies::is_body(w));
        let head = tidy_name(&head.split_at(n - usize::from(outlet)).0.join(" "));
        (is_name(&head)
            && !body
            && tail.first().is_some_and(|w| !may_be_name(w) || w.chars().any(|c| c.is_ascii_digit())))
        .then_some(head)
    })
}

/// "Ada MoorBusiness Columnist": where a small letter meets a capital, a line break was lost. What
/// stands before it is kept alone if it is a name.
fn unglued(part: &str) -> String {
    let part = unglued_role(part);
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

/// A text with a space before a role that is glued to a name, however short: "Bo LiOpinion".
fn unglued_role(text: &str) -> String {
    let mut before = ' ';
    let seam = text.char_indices().find_map(|(at, c)| {
        let glued = c.is_uppercase() && before.is_lowercase();
        before = c;
        let (name, role) = (text.get(..at)?, text.get(at..)?);
        (glued && ROLE.is_match(role) && is_name(&tidy_name(name))).then_some(at)
    });
    match seam.and_then(|at| text.split_at_checked(at)) {
        Some((name, role)) => format!("{name} {role}"),
        None => text.to_owned(),
    }
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
            ("BY: ADA MOOR", vec!["Ada Moor"]),
            ("Opinion by Ada Moor", vec!["Ada Moor"]),
            ("Analysis by Ada Moor, Courier editor-at-large", vec!["Ada Moor"]),
            ("by Ada Moor - 12/22/23 12:24 PM ET", vec!["Ada Moor"]),
            ("By Ada Moor - - Thursday, December 21, 2023", vec!["Ada Moor"]),
            ("Ada Moor/November 18, 2016", vec!["Ada Moor"]),
            ("By ADA MOOR AND BO LUND", vec!["Ada Moor", "Bo Lund"]),
            ("Ada Moor | Opinion contributor", vec!["Ada Moor"]),
            ("Ada Moor, Bo Lund and Cy Ray, Special to the Courier", vec!["Ada Moor", "Bo Lund", "Cy Ray"]),
            ("Ada Moor & Bo Lund; Special to the Courier", vec!["Ada Moor", "Bo Lund"]),
            ("By Ada Moor / Harbour Appeal", vec!["Ada Moor"]),
            ("Ada Moor and Bo Lund | Guest Columnists", vec!["Ada Moor", "Bo Lund"]),
            ("By Dr. Ada J. Moor, Ph.D., and Bo Lund, M.D.", vec!["Ada J. Moor", "Bo Lund"]),
            ("By Sen. Ada Moor and State Rep. Bo Lund", vec!["Ada Moor", "Bo Lund"]),
            ("By Ada Moor, MS, RD, FAND", vec!["Ada Moor"]),
            ("By Ada MoorlyBusiness Columnist", vec!["Ada Moorly"]),
            ("By Ada RayOpinion Columnist", vec!["Ada Ray"]),
            ("Ada TrapCEO", vec!["Ada Trap"]),
            ("By Ada Moorly Bloomberg", vec!["Ada Moorly"]),
            ("By Ada T.R. Moor Tide News", vec!["Ada T.R. Moor"]),
            ("News by Ada Moor News Reporter", vec!["Ada Moor"]),
            ("Ada Moorly Bloomberg Fri", vec!["Ada Moorly"]),
            ("Par Élodie Maître", vec!["Élodie Maître"]),
            (
                "By Jürgen van der Velde and María de la Cruz",
                vec!["Jürgen van der Velde", "María de la Cruz"],
            ),
            ("By Omar bin Said al-Farsi", vec!["Omar bin Said al-Farsi"]),
            ("By Siôn ap Rhys and Aoife O’Neil-Ward", vec!["Siôn ap Rhys", "Aoife O’Neil-Ward"]),
            ("By J.R. Moor", vec!["J.R. Moor"]),
            ("By Voltaire", vec!["Voltaire"]),
            ("By Ada Moor, The Plain Courier", vec!["Ada Moor"]),
            ("By Ada Moor, Boston Globe", vec!["Ada Moor"]),
            ("By Ada Moor, Reuters", vec!["Ada Moor"]),
            ("Ada Moor as told to Bo Lund", vec!["Ada Moor"]),
            ("By the Editorial Board", vec![]),
            ("By Reuters", vec![]),
            ("by Lower Bergen Agency", vec![]),
            ("Byby ADA MOOR and BO LUND", vec!["Ada Moor", "Bo Lund"]),
            ("By The Associated Press", vec![]),
            ("By Ada Moor and A. Moor", vec!["Ada Moor"]),
            ("By Angus McKay, Jr.", vec!["Angus McKay"]),
        ] {
            assert_eq!(names(byline), expected, "{byline}");
        }
        for (byline, handles) in [
            ("Ada Moor @adamoor", vec![Some("@adamoor")]),
            ("By Ada Moor@AdaMoor", vec![Some("@AdaMoor")]),
            ("By Ada Moor (@ada) and Bo Lund (@bo)", vec![Some("@ada"), Some("@bo")]),
            ("By Ada Moor ada@moor.example", vec![None]),
        ] {
            let found = people(byline);
            assert_eq!(found.iter().map(|s| s.handle.as_deref()).collect::<Vec<_>>(), handles, "{byline}");
        }
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in
            ["By Ada Moor", "By the Editorial Board", "By Reuters", "by: Ada Moor", "Written by Ada Moor"]
        {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "Ada Moor | Opinion contributor",
            "Ada Moor Education editor",
            "Ada MoorContributor",
            "Ada Y. Moor Senior Contributor",
        ] {
            assert!(is_name_and_role(line), "{line}");
        }
        for line in [
            "By and large, this is how it goes.",
            "By Friday, Ada Moor had left.",
            "Von hier aus",
            "By Friday",
            "By then",
        ] {
            assert!(!is_byline(line), "{line}");
        }
        for line in [
            "Ada Moor Wins Chief Editor Prize Again in Bergen Today",
            "Staff Writer",
            "White House Press Secretary",
        ] {
            assert!(!is_name_and_role(line), "{line}");
        }
    }
}
