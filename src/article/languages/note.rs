//! Bios in these languages.

use super::{ALL, any};
use crate::article::{
    bio::{Note, cut, handles},
    disclaimer::is_disclaimer,
    person::{family_name, same_person},
    sentence,
};
use crate::digest::{fold, words};
use regex::Regex;
use std::sync::LazyLock;

/// How many words may stand between the name and the verb: "Ada Moor, ancienne ministre de …, est".
const BEFORE_VERB: usize = 25;
/// How many may stand before the name: "La sociologue Ada Moor est …".
const BEFORE_NAME: usize = 4;
/// Longest bio, in words.
const MOST: usize = 100;

static ROLE: LazyLock<Regex> = LazyLock::new(|| any(r"\b(?:", |w| w.roles, r")\b"));
static THE_AUTHOR: LazyLock<Regex> = LazyLock::new(|| any("^(?:", |w| w.author, r")\s"));

/// Reads a paragraph that stands where bios stand; `None` where it says nothing about one of `authors`.
pub(in crate::article) fn note(paragraph: &str, authors: &[String]) -> Option<Note> {
    let sentences = sentence::texts(paragraph);
    let (first, rest) = sentences.split_first()?;
    let name = introduced(first, authors)?;
    let mut note = Note::default();
    let mut bio = cut(first);
    for sentence in rest {
        if is_disclaimer(sentence) {
            note.disclaimers.push((*sentence).to_owned());
        } else if !super::is_junk(sentence) && words(&bio) + words(sentence) <= MOST {
            bio.push(' ');
            bio.push_str(sentence);
        }
    }
    note.handles = handles(paragraph).into_iter().take(1).map(|h| (name.clone(), h)).collect();
    note.bios.push((name, bio));
    Some(note)
}

/// The author whom a sentence introduces.
fn introduced(sentence: &str, authors: &[String]) -> Option<String> {
    if words(sentence) > MOST || !ROLE.is_match(sentence) {
        return None;
    }
    let folded = fold(sentence);
    let tokens: Vec<&str> = folded.split(' ').collect();
    let is_verb = |token: &&str| ALL.iter().any(|w| w.verbs.binary_search(token).is_ok());
    let says = |to: usize| tokens.iter().skip(to).take(BEFORE_VERB).any(is_verb);
    if let [only] = authors
        && THE_AUTHOR.is_match(sentence)
        && says(1)
    {
        return Some(only.clone());
    }
    authors
        .iter()
        .find(|author| {
            let long = fold(author).split(' ').count();
            let named = (0..=BEFORE_NAME).find_map(|from| {
                let window = tokens.get(from..from + long)?;
                same_person(&window.join(" "), author).then_some(from + long)
            });
            let family = fold(family_name(author));
            let by_family = || (tokens.first() == Some(&family.as_str())).then_some(1);
            named.or_else(by_family).is_some_and(|to| says(to) || sentence.contains(','))
        })
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bios_in_each_language() {
        let authors = ["Ada Moor".to_owned()];
        for text in [
            "Ada Moor est professeure de droit à l’université de Brest.",
            "La sociologue Ada Moor enseigne à Brest.",
            "Ada Moor ist Professorin für Hafenrecht in Bremen.",
            "Die Autorin lehrt Geschichte an der Universität Kiel.",
            "Ada Moor es profesora de Economía en la Universidad de Cádiz.",
            "Ada Moor é professora na Universidade do Porto.",
            "Ada Moor, économiste, Brest.",
        ] {
            let note = note(text, &authors).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(note.bios, [("Ada Moor".to_owned(), text.to_owned())]);
        }
        for text in [
            "Hier hat Ada Moor recht behalten.",
            "Ada Moor est venue hier.",
            "Le port est fermé, dit le professeur.",
            "La universidad es de todos.",
        ] {
            assert_eq!(note(text, &authors), None, "{text}");
        }
    }
}
