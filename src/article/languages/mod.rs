//! What pages in French, German, Spanish and Portuguese say in their own words: data, a file for each
//! language, and what reads it. English is in the modules that need it.

mod de;
mod es;
mod fr;
mod note;
mod pt;
mod tag;

pub(super) use note::note;
pub(super) use tag::{reconciled, told_by};

use super::{byline::people, layout::Line, pattern::pattern};
use crate::digest::fold;
use regex::{Regex, RegexBuilder};
use std::{borrow::Cow, sync::LazyLock};

/// The words of one language. Patterns are alternatives parted by `|` and stand between word bounds; lines
/// and single words are folded.
struct Words {
    /// What a byline begins with, and of what kind the piece is: "Ein Gastbeitrag von".
    bylines: &'static str,
    /// What a disclaimer has in it.
    disclaimers: &'static str,
    /// Verbs that say what somebody is or does.
    verbs: &'static [&'static str],
    /// What people are, in bios.
    roles: &'static str,
    /// "The author", at the beginning of a sentence about them.
    author: &'static str,
    /// Whole lines that are buttons and labels.
    junk: &'static [&'static str],
    /// Prompts at the beginning of a short line.
    prompts: &'static str,
    /// What begins a list of other pieces.
    others: &'static str,
    /// What heads the tags.
    tags: &'static str,
    /// What a line with a date has beside it.
    dated: &'static str,
}

const ALL: [&Words; 4] = [&de::WORDS, &es::WORDS, &fr::WORDS, &pt::WORDS];

/// Longest line that is a byline, a button or a heading, in characters.
const SHORT: usize = 120;
const PROMPT: usize = 220;

/// The alternatives of all languages in one pattern.
#[expect(clippy::expect_used, reason = "only constants are handed in, and the tests compile every one")]
fn any(before: &str, part: fn(&Words) -> &'static str, after: &str) -> Regex {
    let all: Vec<&str> = ALL.iter().map(|w| part(w)).collect();
    let whole = format!("(?i){before}(?:{}){after}", all.join("|"));
    RegexBuilder::new(&whole).build().expect("a constant pattern compiles")
}

/// Lines whose bylines begin as English ones do: "Ein Gastbeitrag von Ada Moor" is "By Ada Moor", "Coluna de
/// Ada Moor" is "Column by Ada Moor".
pub(super) fn with_plain_bylines(lines: &[Line]) -> Cow<'_, [Line]> {
    static COLUMN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^(?:\S{1,4}\s)?(?:kolumne|columna|coluna|chronique|cr[óô]nica)\b"));
    static BYLINE: LazyLock<Regex> =
        LazyLock::new(|| any("^(?:", |w| w.bylines, r")\s*:?\s*((?-i:\p{Lu})\S*\s.*)$"));
    let found = |line: &Line| {
        line.text.len() < SHORT
            && BYLINE
                .captures(&line.text)
                .and_then(|c| c.get(1))
                .is_some_and(|rest| !people(rest.as_str()).is_empty())
    };
    if !lines.iter().any(found) {
        return Cow::Borrowed(lines);
    }
    let plain = |line: &Line| {
        let by = if COLUMN.is_match(&line.text) { "Column by $1" } else { "By $1" };
        Line { text: BYLINE.replace(&line.text, by).into_owned(), ..line.clone() }
    };
    Cow::Owned(lines.iter().map(|l| if found(l) { plain(l) } else { l.clone() }).collect())
}

/// Whether a sentence says whose views these are.
pub(super) fn is_disclaimer(sentence: &str) -> bool {
    static FORMS: LazyLock<Regex> = LazyLock::new(|| any(r"\b", |w| w.disclaimers, ""));
    FORMS.is_match(sentence)
}

/// Whether a line is a button or a prompt.
pub(super) fn is_junk(line: &str) -> bool {
    static PROMPTS: LazyLock<Regex> = LazyLock::new(|| any("^", |w| w.prompts, r"(?:\b|$)"));
    if line.len() <= 60 && !line.is_ascii() || line.len() <= 40 {
        let key = fold(line);
        if ALL.iter().any(|w| w.junk.binary_search(&key.as_str()).is_ok()) {
            return true;
        }
    }
    line.chars().count() <= PROMPT && PROMPTS.is_match(line)
}

/// Whether a line begins a list of other pieces.
pub(super) fn begins_others(line: &str) -> bool {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| any("^(?:", |w| w.others, r")\s*:?$"));
    line.len() <= SHORT && OTHERS.is_match(line)
}

/// The rest of a line that begins like a list of tags.
pub(super) fn tag_heading(line: &str) -> Option<&str> {
    static TAGS: LazyLock<Regex> = LazyLock::new(|| any("^(?:", |w| w.tags, r")\s*(?::|$)"));
    TAGS.find(line).and_then(|m| line.get(m.end()..)).map(str::trim)
}

/// Whether a line with a date says so in one of these languages, which put the day first.
pub(super) fn is_dated(line: &str) -> bool {
    DATED.is_match(line)
}

/// A line without what such a line has beside its date.
pub(super) fn without_dated(line: &str) -> Cow<'_, str> {
    DATED.replace_all(line, " ")
}

static DATED: LazyLock<Regex> = LazyLock::new(|| any(r"\b", |w| w.dated, r"(?:\b|$)"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_patterns_compile() {
        for words in ALL {
            for list in [words.verbs, words.junk] {
                assert!(list.is_sorted(), "{:?}", list.windows(2).find(|w| w[0] > w[1]));
            }
        }
        assert!(
            !is_dated("x")
                && !is_junk("x")
                && !begins_others("x")
                && !is_disclaimer("x")
                && tag_heading("x").is_none()
        );
    }

    #[test]
    fn bylines_begin_in_many_ways() {
        for (line, plain) in [
            ("Ein Gastbeitrag von Ada Moor", "By Ada Moor"),
            ("Gastkommentar von Ada Moor", "By Ada Moor"),
            ("Kommentar: Ada Moor", "By Ada Moor"),
            ("Tribune par Ada Moor", "By Ada Moor"),
            ("Une chronique de Ada Moor", "Column by Ada Moor"),
            ("Coluna de Ada Moor", "Column by Ada Moor"),
            ("Una opinión de Ada Moor", "By Ada Moor"),
            ("Publié par Ada Moor", "By Ada Moor"),
        ] {
            let lines = [Line::plain(line.to_owned())];
            assert_eq!(with_plain_bylines(&lines)[0].text, plain);
        }
        for prose in ["Kommentar ist frei.", "Tribune par temps de pluie", "Coluna de fumaça"] {
            assert!(
                matches!(with_plain_bylines(&[Line::plain(prose.to_owned())]), Cow::Borrowed(_)),
                "{prose}"
            );
        }
    }

    #[test]
    fn disclaimers_in_each_language() {
        for yes in [
            "Les opinions exprimées dans cet article n’engagent que leur auteur.",
            "Les points de vue publiés ici ne reflètent pas nécessairement ceux de la rédaction.",
            "Gastbeiträge geben nicht notwendigerweise die Meinung der Redaktion wieder.",
            "Die Meinung des Autors muss nicht mit jener der Redaktion übereinstimmen.",
            "Las opiniones expresadas en este artículo son responsabilidad de su autora.",
            "Este artículo no refleja necesariamente la opinión del periódico.",
            "Este texto não reflete necessariamente a opinião do jornal.",
            "As opiniões expressas são da exclusiva responsabilidade do autor.",
        ] {
            assert!(is_disclaimer(yes), "{yes}");
        }
        for no in [
            "Les opinions varient.",
            "Die Meinung der Leute ist ihm gleich.",
            "Las opiniones son libres.",
            "A opinião pública mudou.",
        ] {
            assert!(!is_disclaimer(no), "{no}");
        }
    }
}
