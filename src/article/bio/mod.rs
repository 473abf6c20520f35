//! Bios: the sentences that say who an author is.

mod affiliation;
mod contact;
mod introduce;

pub(super) use affiliation::affiliations;
pub(super) use contact::{NO_PROFILE, handles, is_contact, mentioned};

use super::{disclaimer::is_disclaimer, pattern::pattern, sentence};
use crate::digest::words;
use introduce::{introduces, parted};
use regex::Regex;
use std::sync::LazyLock;

/// Longest bio, in words.
const BIO_WORDS: usize = 100;
/// How many bytes may stand between a name and the bio that begins with it again.
const HEADING: usize = 20;

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

/// What may stand before the first sentence of a bio: "About the author:", a bullet, a dash.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[•*_–—\[-]+\s*)?(?:(?:about the (?:authors?|writers?|columnist|contributors?)|author(?:[’']s)? bio(?:graphy)?|bio|the authors?)\s*[:—–|-]+\s*)?",
    )
});
/// "They are …" after the bios of several.
static ALL_OF_THEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:They|Both|The two|Together)\b"));

/// Reads a paragraph that stands where bios stand. `None` where it says nothing about an author:
/// `authors` are the names known so far, and any name will do while there are none.
pub(super) fn note(paragraph: &str, authors: &[String]) -> Option<Note> {
    let paragraph = undecorated(paragraph);
    let mut note = Note::default();
    let mut who: Vec<String> = Vec::new();
    let mut unclear = 0;
    for sentence in sentence::texts(paragraph).into_iter().flat_map(|s| parted(s, authors)) {
        let sentence = sentence.as_ref();
        if is_disclaimer(sentence) {
            note.disclaimers.push(sentence.to_owned());
            continue;
        }
        let request = contact::is_request(sentence);
        let introduced =
            if request { Vec::new() } else { introduces(sentence, authors, !note.bios.is_empty()) };
        if !introduced.is_empty() {
            who = introduced;
            note.add(&who, sentence);
        } else if who.is_empty() {
            unclear += 1;
        } else if !request && !is_notice(sentence) {
            if note.bios.len() > 1 && ALL_OF_THEM.is_match(sentence) {
                who = note.bios.iter().map(|b| b.0.clone()).collect();
            }
            note.add(&who, sentence);
        }
        note.add_handles(sentence, &who, authors);
    }
    // A paragraph that comes to the author only in passing is not about the author.
    (!note.bios.is_empty() && unclear <= 1).then_some(note)
}

/// Whether a paragraph is a note about the authors or a way to reach one.
pub(super) fn is_about(paragraph: &str, authors: &[String]) -> bool {
    note(paragraph, authors).is_some() || reaches(paragraph, authors)
}

/// Whether a paragraph is nothing but ways to reach the author: "Ada Moor can be reached at …".
pub(super) fn reaches(paragraph: &str, authors: &[String]) -> bool {
    let sentences = sentence::texts(paragraph);
    let named = || mentioned(paragraph, authors).is_some();
    words(paragraph) <= 40
        && !sentences.is_empty()
        && sentences.iter().all(|s| contact::is_request(s) || contact::without(s).is_none())
        && (contact::has_mail(paragraph)
            || !handles(paragraph).is_empty()
            || contact::is_invitation(paragraph)
            || named())
}

/// A paragraph without its label and without the marks of italics around it.
fn undecorated(paragraph: &str) -> &str {
    let from = LABEL.find(paragraph).map_or(0, |m| m.end());
    let rest = paragraph.get(from..).unwrap_or(paragraph);
    // "Ada Moor: ada@moor.example; Moor writes about …"
    let rest = match rest.split_once(": ").and_then(|(_, after)| after.split_once([';', ' '])) {
        Some((mail, bio)) if mail.contains('@') && !mail.starts_with('@') && words(bio) > 3 => {
            bio.trim_start()
        }
        _ => rest,
    };
    rest.trim_end_matches(['*', '_', ']']).trim()
}

impl Note {
    fn add(&mut self, who: &[String], sentence: &str) {
        let Some(sentence) = contact::without(sentence) else { return };
        for name in who {
            match self.bios.iter_mut().find(|b| &b.0 == name) {
                Some((_, bio)) => {
                    if words(bio) + words(&sentence) <= BIO_WORDS {
                        bio.push(' ');
                        bio.push_str(&sentence);
                    }
                }
                None => self.bios.push((name.clone(), cut(from_last_name(&sentence, name)))),
            }
        }
    }

    /// Each handle belongs to the author named last before it, else to the one the sentence is about.
    fn add_handles(&mut self, sentence: &str, who: &[String], authors: &[String]) {
        let found = contact::placed(sentence);
        for (n, (at, handle)) in found.iter().enumerate() {
            let before = sentence.get(..*at).unwrap_or_default();
            let named = mentioned(before, if authors.is_empty() { who } else { authors });
            let in_turn = if found.len() > 1 && found.len() == authors.len() { authors.get(n) } else { None };
            let name = named.or_else(|| in_turn.cloned()).or_else(|| who.first().cloned());
            if let Some(name) = name
                && !self.handles.iter().any(|h| &h.1 == handle || h.0 == name)
            {
                self.handles.push((name, handle.clone()));
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

/// A bio handed over by metadata or an author box, without its contact lines and disclaimers.
pub(super) fn of_profile(text: &str) -> Option<String> {
    let kept: Vec<String> = sentence::texts(undecorated(text))
        .into_iter()
        .filter(|s| !is_disclaimer(s) && !contact::is_request(s) && !is_notice(s))
        .filter_map(contact::without)
        .collect();
    let bio = cut(kept.join(" ").trim());
    (words(&bio) >= 4).then_some(bio)
}

fn is_notice(sentence: &str) -> bool {
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)originally (?:appeared|published)|first appeared|all rights reserved|\bhttps?://|\bwww\.|\bhere\.$|newsletter|subscri|reprinted|licensed under|project syndicate, 20|read more|click",
        )
    });
    NOTICE.is_match(sentence)
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
    }
}
