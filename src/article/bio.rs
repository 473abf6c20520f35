//! Bios: the sentences that say who an author is.

use super::{
    byline,
    disclaimer::is_disclaimer,
    pattern::pattern,
    person::{family_name, is_name, same_person},
    sentence,
};
use crate::digest::{fold, words};
use regex::Regex;
use std::sync::LazyLock;

/// Longest bio, in words.
const BIO_WORDS: usize = 100;
/// How many bytes may stand between a name and the bio that begins with it again.
const HEADING: usize = 20;
/// How many words may stand before the name: "Prize-winning journalist Ada Moor writes …".
const WORDS_BEFORE_NAME: usize = 8;
/// How many words may stand between the name and the verb: "Ada Moor, a former minister of …, is".
const WORDS_BEFORE_VERB: usize = 40;

/// What a paragraph about the authors says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Note {
    /// Name and bio; a bio of several people stands once for each.
    pub bios: Vec<(String, String)>,
    /// Name and handle, the latter with its `@`.
    pub handles: Vec<(String, String)>,
    /// Sentences that say whose views these are.
    pub disclaimers: Vec<String>,
}

/// Verbs that say what somebody is or does; sorted.
const VERBS: &[&str] = &[
    "advises",
    "are",
    "authored",
    "became",
    "began",
    "blogs",
    "built",
    "chairs",
    "co",
    "coauthored",
    "contributes",
    "covers",
    "currently",
    "directs",
    "drove",
    "edits",
    "established",
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
    "holds",
    "hosts",
    "is",
    "joined",
    "kept",
    "lead",
    "leads",
    "lectures",
    "led",
    "lives",
    "manages",
    "oversees",
    "practices",
    "practised",
    "practises",
    "previously",
    "ran",
    "received",
    "recently",
    "reported",
    "reports",
    "represented",
    "represents",
    "researches",
    "retired",
    "runs",
    "sat",
    "served",
    "serves",
    "specialises",
    "specializes",
    "spent",
    "studied",
    "studies",
    "taught",
    "teach",
    "teaches",
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

/// Verbs of captions and summaries, which say what somebody said.
const SAYS: &[&str] = &[
    "answers",
    "argues",
    "asks",
    "breaks",
    "considers",
    "details",
    "discusses",
    "examines",
    "explains",
    "explores",
    "joins",
    "looks",
    "reacts",
    "responds",
    "reveals",
    "reviews",
    "says",
    "shares",
    "speaks",
    "talks",
    "tells",
    "thinks",
    "warns",
    "weighs",
];

/// What people are, in bios.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\w*professor|fellow|director|editors?|columnists?|writers?|authors?|founder|co-?founder|president|chair(?:man|woman|person)?|ceo|executive|chief|partner|attorneys?|lawyers?|barrister|economists?|historians?|journalists?|reporters?|correspondent|critics?|analysts?|researchers?|scholars?|scientists?|physicians?|doctors?|surgeon|nurse|teachers?|lecturers?|students?|candidate|minister|secretary|ambassador|diplomat|senators?|representatives?|congress\w+|mayor|governor|councill?or|commissioner|officer|veteran|consultants?|strategists?|advis[eo]rs?|members?|manager|engineers?|activists?|organi[sz]ers?|advocates?|poet|novelist|filmmaker|artist|pastor|priest|rabbi|bishop|adjunct|faculty|dean|contributors?|host|entrepreneurs?|investor|farmer|retired|novels?|books?|column|bureau|policy|university|institute|school|teaches|writes|works|lives|serves|runs|hails|covers|speciali[sz]es|practi[cs]es)\b",
    )
});
/// Sentences that ask the reader to do something rather than say who somebody is.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:please )?(?:follow|find|reach|e-?mail|contact|write to|connect|subscribe|sign up|send|click|read|listen|watch|visit|learn|see more|tweet|you can|to (?:contact|respond|reach|submit|read|learn)|(?:s?he|they|\p{Lu}\p{L}+) (?:can be|may be|is|are|tweets?|posts?) (?:reached|contacted|on|at|emailed|followed|found)\b|(?:s?he|they) tweets?|(?:her|his|their) (?:e-?mail|twitter)|on twitter|twitter|x:|have something|got a tip|if you (?:have|would|want|know)|(?:story )?tips (?:can|may)|hungry for|check it out|(?:this|a version of this) (?:piece|column|article|essay|op-ed|commentary|story)|copyright|©|more:|share|for more|get\b)",
    )
});
static HANDLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:(?:^|[\s(\[:,])@|(?:twitter|x)\.com/@?)([A-Za-z0-9_]{2,30})\b"));
/// "The author is a teacher in Bergen."
static THE_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the|our)\s(?:guest )?(?:author|writer|columnist|contributor|essayist)s?(?:,.{3,120},)?\s(?:is|are|was|were|has|have|serves?|teach(?:es)?|works?|writes?|lives?|runs?|leads?)\s",
    )
});
/// A name at the beginning that nobody announced: "Ada Moor (@ada), a poet, is …".
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[•*–—-]\s*)?((?:\p{Lu}[\p{L}.'’-]*,?\s+(?:(?:de|del|della|der|den|di|da|dos|du|van|von|bin|al|el|la|le|and)\s+)*){1,8}?)(?:\(@?[^)]{2,40}\)\s*)?,?\s*(?:(?:an?|the|who|formerly|professor|former)\b[^.!?]{2,160}?,\s+)?(is|are|was|were|has|have|serves?|served|teach(?:es)?|writes?|runs|leads?|works?|worked|covers|hosts|directs|edits|lives|hails|holds|heads|chairs|founded|studies|speciali[sz]es|practices|practi[cs]es)\s",
    )
});

/// Reads a paragraph that stands where bios stand. `None` where it says nothing about an author:
/// `authors` are the names known so far, and any name will do while there are none.
pub(super) fn note(paragraph: &str, authors: &[String]) -> Option<Note> {
    let mut note = Note::default();
    let mut who: Vec<String> = Vec::new();
    let mut unclear = 0;
    for sentence in sentence::texts(paragraph) {
        if is_disclaimer(sentence) {
            note.disclaimers.push(sentence.to_owned());
            continue;
        }
        let contact = CONTACT.is_match(sentence);
        let introduced =
            if contact { Vec::new() } else { introduces(sentence, authors, !note.bios.is_empty()) };
        if !introduced.is_empty() {
            who = introduced;
            note.add(&who, sentence);
        } else if who.is_empty() {
            unclear += 1;
        } else if !contact && !is_notice(sentence) {
            note.add(&who, sentence);
        }
        for handle in handles(sentence) {
            let name = who.first().cloned().or_else(|| mentioned(sentence, authors));
            if let Some(name) = name
                && !note.handles.iter().any(|h| h.1 == handle)
            {
                note.handles.push((name, handle));
            }
        }
    }
    for (_, bio) in &mut note.bios {
        *bio = TRAILING.replace(&MAIL.replace_all(bio, ""), "").into_owned();
    }
    // A paragraph that comes to the author only in passing is not about the author.
    (!note.bios.is_empty() && unclear <= 1).then_some(note)
}

impl Note {
    fn add(&mut self, who: &[String], sentence: &str) {
        let sentence = sentence.trim_start_matches(['•', '*', '—', '–', '-', '&', ' ']);
        for name in who {
            match self.bios.iter_mut().find(|b| &b.0 == name) {
                Some((_, bio)) => {
                    if words(bio) + words(sentence) <= BIO_WORDS {
                        bio.push(' ');
                        bio.push_str(sentence);
                    }
                }
                None => self.bios.push((name.clone(), cut(from_last_name(sentence, name)))),
            }
        }
    }
}

/// "Ada Moor Twitter Ada Moor is a poet.": an author box read as one line begins with its heading.
fn from_last_name<'a>(sentence: &'a str, name: &str) -> &'a str {
    let again = sentence.match_indices(name).map(|m| m.0).nth(1).filter(|&at| at <= 2 * name.len() + HEADING);
    match again {
        Some(at) if sentence.starts_with(name) => sentence.get(at..).unwrap_or(sentence),
        _ => sentence,
    }
}

/// The first hundred words.
pub(super) fn cut(bio: &str) -> String {
    if words(bio) <= BIO_WORDS {
        return bio.to_owned();
    }
    let mut kept = String::new();
    for sentence in sentence::texts(bio) {
        if words(&kept) + words(sentence) > BIO_WORDS {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(sentence);
    }
    if kept.is_empty() {
        let first: Vec<&str> = bio.split_whitespace().take(BIO_WORDS - 1).collect();
        kept = format!("{} …", first.join(" "));
    }
    kept
}

/// An address of mail after a name.
static MAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s\([^\s()]+@[^\s()]+\)"));
/// A handle after the last sentence.
static TRAILING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s@\w{2,30}$"));

/// A bio handed over by metadata or an author box, without its contact lines and disclaimers.
pub(super) fn of_profile(text: &str) -> Option<String> {
    let kept: Vec<&str> = sentence::texts(text)
        .into_iter()
        .filter(|s| !is_disclaimer(s) && !CONTACT.is_match(s) && !is_notice(s))
        .collect();
    let joined = kept.join(" ");
    let bio = cut(TRAILING.replace(&MAIL.replace_all(&joined, ""), "").trim());
    (words(&bio) >= 4).then_some(bio)
}

/// Whether a text that names nobody may be the bio of `name`: it says what somebody is, or has the name.
pub(super) fn may_be_of(text: &str, name: &str) -> bool {
    let folded = format!(" {} ", fold(text));
    ROLE.is_match(text) || name.split_whitespace().any(|w| folded.contains(&format!(" {} ", fold(w))))
}

/// Handles named in a text, with their `@`; addresses of mail are none.
pub(super) fn handles(text: &str) -> Vec<String> {
    HANDLE
        .captures_iter(text)
        .filter_map(|c| Some(c.get(1)?.as_str()))
        .filter(|h| {
            !matches!(
                h.to_ascii_lowercase().as_str(),
                "intent" | "share" | "home" | "search" | "hashtag" | "i"
            )
        })
        .map(|h| format!("@{h}"))
        .collect()
}

/// A line that is nothing but a way to reach the author: "Follow Ada on Twitter @ada", "@ada".
pub(super) fn is_contact(line: &str) -> bool {
    words(line) <= 25 && (CONTACT.is_match(line) || line.starts_with('@')) && !handles(line).is_empty()
}

/// The author whose name or family name a text has.
pub(super) fn mentioned(text: &str, authors: &[String]) -> Option<String> {
    let folded = format!(" {} ", fold(text));
    let has = |word: &str| !word.is_empty() && folded.contains(&format!(" {} ", fold(word)));
    authors
        .iter()
        .find(|a| has(family_name(a)))
        .or_else(|| authors.iter().find(|a| has(a.split_whitespace().next().unwrap_or_default())))
        .cloned()
}

fn is_notice(sentence: &str) -> bool {
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)originally (?:appeared|published)|first appeared|all rights reserved|\bhttps?://|\bwww\.|\bhere\.$|newsletter|subscri|reprinted|licensed under|project syndicate, 20|read more|click",
        )
    });
    NOTICE.is_match(sentence)
}

/// The people whom a sentence introduces; `within` once its paragraph is known to hold bios.
fn introduces(sentence: &str, authors: &[String], within: bool) -> Vec<String> {
    if words(sentence) > 120 {
        return Vec::new();
    }
    let folded = fold(sentence);
    let tokens: Vec<&str> = folded.split(' ').collect();
    let is_verb = |token: &str| VERBS.binary_search(&token).is_ok();
    let mut found: Vec<(usize, usize, &String)> = authors
        .iter()
        .filter_map(|author| place_of(&tokens, author).map(|(from, to)| (from, to, author)))
        .filter(|(from, _, _)| *from <= WORDS_BEFORE_NAME)
        .collect();
    found.sort_by_key(|f| f.0);
    // "Ada Moor: Good morning." is what a transcript prints.
    let speaks = |to: usize| {
        to.checked_sub(1).and_then(|i| sentence.split_whitespace().nth(i)).is_some_and(|w| w.ends_with(':'))
    };
    // "Ada Moor / The Courier A dam" is a credit and its caption.
    let credited = |to: usize| sentence.split_whitespace().nth(to).is_some_and(|w| w.starts_with('/'));
    if found.first().is_some_and(|f| f.0 == 0 && (speaks(f.1) || credited(f.1))) {
        return Vec::new();
    }
    if let Some(&(from, to, first)) = found.first() {
        let reach = if from == 0 { WORDS_BEFORE_VERB } else { 1 };
        let verb = tokens.iter().skip(to).take(reach).position(|t| is_verb(t)).map(|i| i + to);
        // A name of several names: "Ada Moor and Bo Lund are …".
        let end = found.iter().map(|f| f.1).max().unwrap_or(to);
        let joint = tokens
            .get(end)
            .is_some_and(|t| matches!(*t, "are" | "were" | "teach" | "work" | "write" | "have" | "lead"));
        if joint && found.len() > 1 {
            return found.iter().map(|f| f.2.clone()).collect();
        }
        if verb.is_some() && (within || from == 0 || ROLE.is_match(sentence)) {
            return vec![first.clone()];
        }
        // "Ada Moor interprets in court": any verb will do right after the name.
        let next = sentence.split_whitespace().nth(to);
        if from == 0
            && next
                .is_some_and(|w| w.ends_with('s') && w.chars().all(char::is_lowercase) && !SAYS.contains(&w))
        {
            return vec![first.clone()];
        }
        // "Ada Moor, professor of law, Bergen": a bio without a verb.
        if from == 0
            && sentence.get(..).is_some_and(|s| s.contains(','))
            && ROLE.is_match(sentence)
            && tokens.len() > to + 3
        {
            return vec![first.clone()];
        }
    }
    if let [only] = authors
        && THE_AUTHOR.is_match(sentence)
    {
        return vec![only.clone()];
    }
    if authors.len() > 1
        && THE_AUTHOR.is_match(sentence)
        && tokens.iter().take(4).any(|t| matches!(*t, "authors" | "writers" | "columnists"))
    {
        return authors.to_vec();
    }
    // "Moor specialises in …", "Dr. Moor is …"
    let first = tokens
        .iter()
        .position(|t| !matches!(*t, "dr" | "mr" | "ms" | "mrs" | "prof" | "professor"))
        .unwrap_or(0);
    if let Some(author) = authors.iter().find(|a| {
        let family = fold(family_name(a));
        tokens.get(first) == Some(&family.as_str()) && tokens.get(first + 1).is_some_and(|t| is_verb(t))
    }) && ROLE.is_match(sentence)
    {
        return vec![author.clone()];
    }
    if authors.is_empty() { unannounced(sentence) } else { Vec::new() }
}

/// Where an author's name stands in folded words, in full or without its middle.
fn place_of(tokens: &[&str], author: &str) -> Option<(usize, usize)> {
    let name = fold(author);
    let full: Vec<&str> = name.split(' ').collect();
    let longest = full.len() + 2;
    (0..tokens.len().min(WORDS_BEFORE_NAME + 12)).find_map(|from| {
        (2..=longest).rev().find_map(|n| {
            let window = tokens.get(from..from + n)?;
            let family = fold(family_name(author));
            let ends = window.last().is_some_and(|w| family.rsplit(' ').next() == Some(*w));
            (ends && same_person(&window.join(" "), author)).then_some((from, from + n))
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

    fn known(names: &[&str]) -> Vec<String> {
        names.iter().map(|&n| n.to_owned()).collect()
    }

    #[test]
    fn a_bio_parts_from_its_disclaimer_and_its_handle() {
        let text = "Ada J. Moor (@adamoor) is director of Tidal Studies at the Centre for Coasts. She worked for the \
                    harbour board. The views voiced in this article are her own. Follow her on Twitter @adamoor.";
        let note = note(text, &[]).unwrap();
        assert_eq!(
            note.bios,
            [(
                "Ada J. Moor".to_owned(),
                "Ada J. Moor (@adamoor) is director of Tidal Studies at the Centre for Coasts. She worked for the harbour board.".to_owned()
            )]
        );
        assert_eq!(note.handles, [("Ada J. Moor".to_owned(), "@adamoor".to_owned())]);
        assert_eq!(note.disclaimers, ["The views voiced in this article are her own."]);
    }

    #[test]
    fn two_authors_each_have_their_own() {
        let authors = known(&["Ada Moor", "Bo Lund"]);
        let note1 = note("Ada Moor teaches law in Bergen. Bo Lund is a pilot.", &authors).unwrap();
        assert_eq!(note1.bios.len(), 2);
        assert_eq!(note1.bios[1].1, "Bo Lund is a pilot.");
        let both = note("Ada Moor and Bo Lund are professors of law.", &authors).unwrap();
        assert_eq!(both.bios.len(), 2);
        assert_eq!(both.bios[0].1, both.bios[1].1);
    }

    #[test]
    fn many_forms() {
        let authors = known(&["Ada Moor"]);
        for text in [
            "Moor specializes in tides, especially high ones.",
            "Prize-winning journalist Ada Moor writes a daily blog.",
            "• Ada Moor, a former commissioner at the Harbour Board, is president of the Centre.",
            "The author is a teacher in Bergen.",
            "Dr. Ada Moor hails from the north, where she runs a farm.",
            "Ada Moor, professor of law, University of Bergen.",
            "Ada K. Moor runs relations at Tidewater.",
        ] {
            assert!(note(text, &authors).is_some(), "{text}");
        }
        for text in [
            "Follow Ada Moor on Twitter.",
            "Yesterday the minister met Ada Moor.",
            "Read more by Ada Moor",
            "The harbour is closed. The board has met. Nothing came of it. Ada Moor is a fellow.",
        ] {
            assert_eq!(note(text, &authors), None, "{text}");
        }
        assert_eq!(note("Harbour boards are nothing new.", &[]), None);
        assert!(VERBS.is_sorted());
    }
}
