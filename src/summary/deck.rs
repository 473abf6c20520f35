//! The deck as gist: editors have said it better.

use super::terms::length;
use super::trim::tidy;
use crate::article::Article;
use crate::article::{is_ended, is_function_word, is_question, sentences, tokens};
use crate::digest::{GIST_CHARS, fold};
use std::collections::BTreeSet;

/// Fewest words of a deck that says something.
const LEAST: usize = 6;
/// How much of the text, in characters, a deck is sought in that may be only its beginning.
const LEAD: usize = 2000;
/// Fewest content words of one that the headline has not.
const LEAST_CONTENT: usize = 3;
/// Openings of decks that tease instead of telling.
const TEASES: &[&str] = &[
    "also", "browse", "by", "check", "discover", "explore", "find", "here", "here's", "how", "join", "learn",
    "listen", "meet", "plus", "read", "see", "watch", "what", "why",
];
/// Openings of decks that only tell what sort of piece it is.
const LABELS: &[&str] = &[
    "a chat with",
    "a conversation with",
    "a guide to",
    "a look at",
    "a q&a with",
    "an interview with",
    "excerpted from",
    "in this article",
    "in this column",
    "in this episode",
    "in this essay",
    "in this guide",
    "in this post",
    "this article",
    "this guide",
    "this post",
];

/// The deck on one line, where it tells what the piece says, is no copy of title or lead, and fits.
pub(super) fn gist(article: &Article) -> Option<String> {
    let deck = fitting(without_label(&tidy(article.deck.as_deref()?)));
    let first = tokens(&deck).into_iter().next()?;
    let lead: String = article.text.chars().take(LEAD).collect();
    let lower = deck.to_lowercase();
    let tells = length(&deck) >= LEAST
        && !sentences(&deck).iter().any(|s| is_question(s.text))
        && !deck.ends_with(['…', ':', ','])
        && !deck.ends_with("...")
        && !TEASES.contains(&first.as_str())
        && !LABELS.iter().any(|label| lower.starts_with(label))
        && news(&deck, &article.title) >= LEAST_CONTENT
        && !is_caption(&deck);
    let own = !fold(&lead).contains(&fold(&deck));
    (tells && own).then_some(deck)
}

/// How many content words it has that the headline has not.
fn news(deck: &str, title: &str) -> usize {
    let known = tokens(title);
    let said: BTreeSet<String> = tokens(deck).into_iter().collect();
    said.iter().filter(|w| !is_function_word(w) && !known.contains(w)).count()
}

/// "Nora Vale and Ida Marsh in The Alder Flood": names under a picture rather than a statement.
fn is_caption(deck: &str) -> bool {
    let content = || deck.split_whitespace().filter(|w| !is_function_word(&w.to_lowercase()));
    let names = content().filter(|w| w.starts_with(char::is_uppercase)).count();
    !is_ended(deck) && names * 10 >= content().count() * 9
}

/// "COMMENTARY | The bridge is old": what the section is called goes.
fn without_label(deck: &str) -> &str {
    let parted = deck.split_once(" | ");
    parted.filter(|(label, _)| label.split(' ').count() <= 3).map_or(deck, |(_, rest)| rest)
}

/// As many whole sentences as fit; the rest of a long deck goes, and so does a last sentence that was
/// cut short.
fn fitting(deck: &str) -> String {
    let mut whole = sentences(deck);
    if whole.len() > 1
        && whole.last().is_some_and(|s| !is_ended(s.text))
        && whole.first().is_some_and(|s| is_ended(s.text))
    {
        whole.pop();
    }
    let ends = whole.into_iter().map(|s| s.span.end);
    let fits = |end: &usize| deck.get(..*end).is_some_and(|head| head.chars().count() <= GIST_CHARS);
    let end = ends.take_while(fits).last().unwrap_or(0);
    deck.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(deck: &str) -> Option<String> {
        let article = Article {
            title: "A toll on patience".to_owned(),
            text: "The bridge is old. It has stood for a hundred years and more.".to_owned(),
            deck: Some(deck.to_owned()),
            ..Article::default()
        };
        gist(&article)
    }

    #[test]
    fn a_deck_that_tells_is_the_gist() {
        let deck = "The council should buy\nthe bridge before it falls";
        let told = "The council should buy the bridge before it falls";
        assert_eq!(of(deck).as_deref(), Some(told));
        assert_eq!(of(&format!("COMMENT | {deck}")).as_deref(), Some(told));
        let cut = format!("{deck}. It has been for sale since the spring of");
        assert_eq!(of(&cut), Some(format!("{told}.")));
    }

    #[test]
    fn teasers_copies_and_stubs_are_not() {
        for deck in [
            "",
            "On bridges",
            "What should the council do about our bridge?",
            "Who owns the bridge? The council should buy it before it falls.",
            "Plus: the best of the letters on our bridge.",
            "Here's what the council should do about the bridge",
            "An interview with the mayor about the bridge and the council",
            "Another toll, and more patience for it",
            "It has stood for a hundred years and more",
            "The council should buy the bridge before the next…",
            "Nora Vale and Ida Marsh in The Bridge of Alder",
        ] {
            assert_eq!(of(deck), None, "{deck}");
        }
    }
}
