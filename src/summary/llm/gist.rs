//! The gist as it is shown: below a line that says who argues it, so that it does not say so again.

use crate::article::Article;
use crate::article::sentences;
use unicode_segmentation::UnicodeSegmentation;

/// What a writer is told whose gist still begins with the author.
pub(super) const NAMED: &str =
    "the gist begins with the author, whom the line above it names already; say what is argued itself";

/// Verbs that hand over to a clause, in English, French, Spanish and Portuguese. In German and Dutch the order of
/// the words would have to change.
const HAND_OVER: &[&str] = &[
    "affirme",
    "afirma",
    "argues",
    "argumenta",
    "argue",
    "asserts",
    "believes",
    "believe",
    "claims",
    "concludes",
    "contends",
    "contend",
    "cree",
    "defende",
    "defiende",
    "estime",
    "estima",
    "explains",
    "holds",
    "insists",
    "insist",
    "maintains",
    "maintain",
    "pense",
    "piensa",
    "says",
    "say",
    "sostiene",
    "soutient",
    "sustenta",
    "suggests",
    "thinks",
    "warns",
    "warn",
    "writes",
    "écrit",
];
/// What such a clause begins with.
const THAT: &[&str] = &["that", "que"];
/// Words that begin a clause where "that" is left out.
const BEGINS: &[&str] =
    &["a", "an", "every", "it", "its", "most", "no", "our", "the", "there", "these", "this", "we"];
/// Verbs after which somebody is to do something.
const URGES: &[&str] = &["asks", "exhorts", "implores", "presses", "urge", "urges", "want", "wants"];
/// Who argues, where no name is given.
const WRITERS: &[&[&str]] = &[
    &["the", "article"],
    &["the", "author"],
    &["the", "authors"],
    &["the", "columnist"],
    &["the", "editorial"],
    &["the", "essay"],
    &["the", "op-ed"],
    &["the", "paper"],
    &["the", "piece"],
    &["the", "writer"],
    &["the", "editorial", "board"],
    &["el", "autor"],
    &["la", "autora"],
    &["l'auteur"],
    &["l'auteure"],
    &["l'autrice"],
];
/// Longest apposition after a name, in words: "Nora Vale, a night nurse, argues".
const APPOSED: usize = 10;
/// Longest name of those who are urged, in words.
const URGED: usize = 8;
/// Fewest words that a gist keeps.
const LEAST: usize = 3;

/// The words of a text, split at white space.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn low(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// How many words at the head name who argues; 0 where none do.
fn named(article: &Article, said: &[&str]) -> usize {
    let parts = |name: &str| words(name).iter().map(|w| low(w)).collect::<Vec<_>>();
    let mut names: Vec<Vec<String>> =
        WRITERS.iter().map(|w| w.iter().map(|w| (*w).to_owned()).collect()).collect();
    let all: Vec<Vec<String>> = article.authors.iter().map(|a| parts(&a.name)).collect();
    for name in &all {
        names.extend(name.last().map(|last| vec![last.clone()]));
        // A middle name or initial may be left out.
        if let [first, .., last] = name.as_slice() {
            names.push(vec![first.clone(), last.clone()]);
        }
        names.push(name.clone());
    }
    if let [one, two] = all.as_slice() {
        let last = |n: &Vec<String>| n.last().cloned().unwrap_or_default();
        names.push([one.clone(), vec!["and".to_owned()], two.clone()].concat());
        names.push(vec![last(one), "and".to_owned(), last(two)]);
    }
    if let Some(paper) = &article.publication {
        let paper = parts(paper);
        names.push([vec!["the".to_owned()], paper.clone()].concat());
        names.push(paper);
    }
    let begins = |name: &Vec<String>| {
        !name.is_empty() && said.len() > name.len() && name.iter().zip(said).all(|(n, w)| *n == low(w))
    };
    names.iter().filter(|n| begins(n)).map(Vec::len).max().unwrap_or(0)
}

/// Whether a gist begins with whoever argues it.
pub(super) fn names_author(article: &Article, gist: &str) -> bool {
    named(article, &words(gist)) > 0
}

/// The gist without "NAME argues that", and "NAME urges the board to act" as "The board should act". What has
/// another form is left as it is.
pub(super) fn unattributed(article: &Article, gist: &str) -> String {
    let parts: Vec<&str> = sentences(gist).into_iter().map(|s| s.text).collect();
    let bare: Vec<String> =
        parts.iter().map(|s| without(article, s).unwrap_or_else(|| (*s).to_owned())).collect();
    if parts.is_empty() { gist.to_owned() } else { bare.join(" ") }
}

fn without(article: &Article, sentence: &str) -> Option<String> {
    let said = words(sentence);
    let mut at = named(article, &said);
    if at == 0 {
        return None;
    }
    // "…, a night nurse, argues".
    if said.get(at - 1)?.ends_with(',') {
        let end = said.iter().skip(at).take(APPOSED).position(|w| w.ends_with(','))?;
        at += end + 1;
    }
    let verb = low(said.get(at)?);
    let rest = said.get(at + 1..)?;
    let told = if HAND_OVER.contains(&verb.as_str()) {
        let first = low(rest.first()?);
        match (THAT.contains(&first.as_str()), first.strip_prefix("qu'")) {
            (true, _) => rest.get(1..)?.join(" "),
            (_, Some(_)) => rest.join(" ").chars().skip(3).collect(),
            _ if BEGINS.contains(&first.as_str()) => rest.join(" "),
            _ => return None,
        }
    } else if URGES.contains(&verb.as_str()) {
        let to = rest.iter().take(URGED + 1).position(|w| *w == "to").filter(|to| *to > 0)?;
        let (whom, what) = (rest.get(..to)?, rest.get(to + 1..)?);
        match whom {
            [whom @ .., "not"] if !whom.is_empty() => {
                format!("{} should not {}", whom.join(" "), what.join(" "))
            }
            whom => format!("{} should {}", whom.join(" "), what.join(" ")),
        }
    } else {
        return None;
    };
    let told = told.replace(" and that ", " and ").replace(" and urges ", " and should ");
    if told.unicode_words().count() < LEAST {
        return None;
    }
    let mut chars = told.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Author;

    fn article() -> Article {
        let author = |name: &str| Author { name: name.to_owned(), ..Author::default() };
        Article {
            authors: vec![author("Nora J. Vale")],
            publication: Some("The Alder Post".to_owned()),
            ..Article::default()
        }
    }

    #[test]
    fn a_gist_does_not_say_again_who_argues_it() {
        for (said, shown) in [
            ("Nora Vale argues that the board should act.", "The board should act."),
            (
                "Nora J. Vale, a night nurse, contends that ferries pay and that boards lie.",
                "Ferries pay and boards lie.",
            ),
            ("Vale says the board should act.", "The board should act."),
            (
                "The author believes that the board should act. Vale warns that time is short.",
                "The board should act. Time is short.",
            ),
            ("The Alder Post argues that the board should act.", "The board should act."),
            (
                "Vale urges the harbour board to restore the boat.",
                "The harbour board should restore the boat.",
            ),
            (
                "Vale urges the harbour board not to cut the boat.",
                "The harbour board should not cut the boat.",
            ),
            ("Nora Vale estime qu’il faut agir vite.", "Il faut agir vite."),
            ("Nora Vale sostiene que la junta debe actuar.", "La junta debe actuar."),
        ] {
            assert_eq!(unattributed(&article(), said), shown);
            assert!(!names_author(&article(), shown));
        }
    }

    #[test]
    fn what_others_say_and_what_cannot_be_cut_safely_stays() {
        for said in [
            "The board should act.",
            "Peter Lindqvist argues that the board should act.",
            "Vale rejects the board’s plan.",
            "Vale argues for a second boat at night.",
            "Vale’s sister argues that the board should act.",
            "Nora Vale meint, dass der Rat handeln sollte.",
            "Vale says so.",
        ] {
            assert_eq!(unattributed(&article(), said), said);
        }
        assert!(names_author(&article(), "Vale rejects the board’s plan."));
    }
}
