//! Sentences and where they stand in a text.
//!
//! The bounds are those of Unicode Standard Annex 29, which knows nothing of abbreviations; breaks
//! that it sees after "Sen.", "No." or an initial are joined again, and where a page lost the space
//! after a full stop a break is added.

use super::abbreviations::{After, after};
use super::function_words::is_function_word;
use super::pattern::pattern;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};
use unicode_segmentation::UnicodeSegmentation;

/// One sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// As it stands there, without the space around it.
    pub text: &'a str,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// The paragraph it belongs to, from 0.
    pub paragraph: usize,
}

/// Shortest line, in bytes, taken as one that was wrapped rather than ended.
const WRAPPED: usize = 50;

/// Fewest bytes before a full stop that may have lost the space after it.
const LEAD: usize = 16;
/// What German counts with "4." rather than "4th".
const AFTER_ORDINAL: &[&str] = &[
    "april",
    "august",
    "bundestag",
    "dezember",
    "etage",
    "februar",
    "geburtstag",
    "jahrestag",
    "jahrhundert",
    "jahrhunderts",
    "januar",
    "juli",
    "juni",
    "jänner",
    "klasse",
    "lebensjahr",
    "mai",
    "märz",
    "november",
    "oktober",
    "platz",
    "runde",
    "september",
    "stock",
    "weltkrieg",
    "weltkriegs",
];

/// A space was lost: a word of small letters before the full stop, after it one that begins with a
/// capital. "Courier.com" and "U.S.A" are not such.
static GLUED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\p{Ll}{4}[.!?…]+[”"’')\]»]*\p{Lu}[\p{Ll} ]"#));

/// French parts its quotation marks from what they hold.
static SPACED: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.!?…]\s+»\s+"));

/// An ellipsis with what closes behind it.
static ELLIPSIS: LazyLock<Regex> = LazyLock::new(|| pattern(r#"…[”"’')\]»]*\s+"#));

/// The sentences of `text` in order. Paragraphs are parted by a blank line, which always ends a
/// sentence; a closing quotation mark or bracket belongs to the sentence before it.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs(text).enumerate() {
        let Some(block) = text.get(paragraph.clone()) else { continue };
        let mut start = 0;
        for at in bounds(block) {
            let (Some(before), Some(rest)) = (block.get(start..at), block.get(at..)) else { continue };
            if !is_false_break(before, rest) {
                push(&mut found, before, paragraph.start + start, number);
                start = at;
            }
        }
        push(&mut found, block.get(start..).unwrap_or_default(), paragraph.start + start, number);
    }
    found
}

/// The words of a text, lower case, with plain apostrophes: what [`is_function_word`] and lists of words go by.
pub fn tokens(text: &str) -> Vec<String> {
    text.unicode_words().map(|w| w.to_lowercase().replace('’', "'")).collect()
}

/// The sentences of one paragraph. Joined by a space they are the paragraph, unless it lacked a space
/// between two.
pub(super) fn texts(paragraph: &str) -> Vec<&str> {
    sentences(paragraph).into_iter().map(|s| s.text).collect()
}

/// Where a sentence may end, in bytes.
fn bounds(block: &str) -> Vec<usize> {
    let mut found: Vec<usize> = block.split_sentence_bound_indices().skip(1).map(|b| b.0).collect();
    found.extend(GLUED.find_iter(block).filter_map(|glued| {
        let at = glued.as_str().find(is_stop)?;
        let capital = glued.as_str().rfind(char::is_uppercase)?;
        (at < capital && glued.start() > LEAD).then_some(glued.start() + capital)
    }));
    found.extend(SPACED.find_iter(block).map(|m| m.end()).filter(|&at| at < block.len()));
    // The annex does not count an ellipsis among the marks that end sentences.
    found.extend(ELLIPSIS.find_iter(block).map(|m| m.end()).filter(|&at| at < block.len()));
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the last character that is no closing mark ends a sentence, in any script.
pub fn is_ended(sentence: &str) -> bool {
    sentence.trim_end_matches(is_closing).ends_with(is_stop)
}

/// Whether it asks something.
pub fn is_question(sentence: &str) -> bool {
    sentence.trim_end_matches(is_closing).ends_with(['?', '？', '؟', '\u{37e}'])
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '؟' | '۔' | '।' | '॥' | '։' | '።')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | '‘' | ')' | ']' | '」' | '』' | '）')
        || c.is_whitespace()
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '»' | '‹' | '›' | '„' | '‚' | '(' | '[' | '「' | '『' | '（')
}

fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    std::iter::from_fn(move || {
        let (start, first) = lines.by_ref().find(|(_, line)| !line.trim().is_empty())?;
        let mut end = start + first.len();
        for (at, line) in lines.by_ref() {
            if line.trim().is_empty() {
                break;
            }
            end = at + line.len();
        }
        Some(start..end)
    })
}

fn push<'a>(found: &mut Vec<Sentence<'a>>, piece: &'a str, at: usize, paragraph: usize) {
    let text = piece.trim();
    if !text.is_empty() {
        let start = at + (piece.len() - piece.trim_start().len());
        found.push(Sentence { text, span: start..start + text.len(), paragraph });
    }
}

fn is_false_break(before: &str, rest: &str) -> bool {
    if rest.trim_start().starts_with('»') && before.matches('«').count() > before.matches('»').count() {
        return true;
    }
    let next = rest.trim_start().trim_start_matches(is_opening).trim_start();
    let Some(first) = next.chars().next() else { return false };
    let ended = before.trim_end();
    if before.ends_with(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) && !is_ended(ended) {
        let line = ended.rsplit('\n').next().unwrap_or(ended);
        return first.is_lowercase() || line.len() >= WRAPPED;
    }
    if first.is_lowercase() {
        return true;
    }
    let Some(stem) = ended.strip_suffix('.') else { return false };
    let mut words = stem.rsplit(char::is_whitespace);
    let word = words.next().unwrap_or_default().trim_start_matches(is_opening);
    let opens = || is_function_word(&next_word(next).to_lowercase());
    if is_initial(word) {
        // "Plan B. The" ends; "Harry J. Kazianis" and "J. Smith" go on; so does "and I. We" not.
        // "que M. Roux", "z. B. Häfen": the French for Mr., and the second half of a German abbreviation;
        // "the poet, J. Smith".
        let before = words.next();
        let named = word == "M"
            || before.is_some_and(|b| matches!(b, "z." | "u." | "d." | "o." | "i." | "p."))
            || before.is_none_or(|w| {
                w.trim_start_matches(is_opening).starts_with(char::is_uppercase) || w.ends_with(',')
            });
        return named && first.is_uppercase() && !opens();
    }
    // "am 4. März", "im 19. Jahrhundert"
    if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty() {
        return AFTER_ORDINAL.contains(&next_word(next).to_lowercase().as_str());
    }
    if is_dotted(word) {
        return !opens();
    }
    // The state in "D-Mass." is what the table knows.
    let known = word.rsplit(['-', '–', '/']).next().unwrap_or(word);
    match after(&known.to_lowercase()) {
        Some(After::More) => known.starts_with(char::is_uppercase) || matches!(known, "vs" | "cf" | "v"),
        Some(After::Always) => true,
        Some(After::Digit) => first.is_numeric(),
        Some(After::Either) => known.starts_with(char::is_uppercase) && !opens(),
        None => false,
    }
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// "U.S", "a.m", "Ph.D": letters parted by stops.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic))
}

fn next_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| s.text).collect()
    }

    #[track_caller]
    fn whole(sentence: &str) {
        let text = format!("It began so. {sentence} And so it ended.");
        assert_eq!(split(&text), ["It began so.", sentence, "And so it ended."]);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        for sentence in [
            "Harry J. Kazianis thinks otherwise.",
            "J. R. R. Tolkien wrote it.",
            "A former pilot, J. Moor wrote it.",
            "Mr. Brown and Mrs. Gray met Dr. Green.",
            "Sen. Vance of the U.S. Senate spoke at 10 a.m. Monday.",
            "She is Rep. Ann Lee, D-Mass. Critics aside.",
            "The door of No. 10 stayed shut.",
            "It was Sept. 11 all over again.",
            "Prices rose 3.5 per cent, or $1.2 million.",
            "The court decided Mill v. Weir that year.",
            "See St. Paul, Gen. Dow and Prof. Ames vs. Lt. Col. Roe.",
            "Acme Inc. Chairman Ames left.",
            "Martin Luther King Jr. Boulevard is closed.",
            "An e.g. here and an i.e. there do no harm.",
            "He waited ... and waited.",
            "He waited… and waited.",
        ] {
            whole(sentence);
        }
    }

    #[test]
    fn abbreviations_of_other_languages_do_not_end_a_sentence_either() {
        for sentence in [
            "Das gilt z. B. Für Häfen, d. h. auch für Herrn Dr. Moor.",
            "Am 4. März und im 19. Jahrhundert war es so.",
            "Hr. Moor zahlte ca. 3 Mio. Euro.",
            "On sait que M. Roux et Mme Petit, ou MM. Roux et Petit, y vivent.",
            "La Sra. Gil y el Sr. Paz viven en el núm. 4.",
            "O Sr. Dias e a Dra. Reis leram a pág. 7.",
            "Er rief: „Genug!“ und ging.",
            "Il a dit : « Assez ! » et il est parti.",
        ] {
            whole(sentence);
        }
        assert_eq!(
            split("„Genug.“ Er ging. »Gut.« Sie auch."),
            ["„Genug.“", "Er ging.", "»Gut.«", "Sie auch."]
        );
        assert_eq!(split("« Assez. » Il partit."), ["« Assez. »", "Il partit."]);
        assert_eq!(split("¿Por qué? ¡Basta! Se fue."), ["¿Por qué?", "¡Basta!", "Se fue."]);
        assert_eq!(
            split("Es war im Jahr 12. Der Rest schwieg."),
            ["Es war im Jahr 12.", "Der Rest schwieg."]
        );
    }

    #[test]
    fn abbreviations_may_end_a_sentence() {
        assert_eq!(split("He left the U.S. The rest stayed."), ["He left the U.S.", "The rest stayed."]);
        assert_eq!(split("They open at 9 a.m. But not today."), ["They open at 9 a.m.", "But not today."]);
        assert_eq!(split("We need a Plan B. The first failed."), ["We need a Plan B.", "The first failed."]);
        assert_eq!(split("So did she and I. We left."), ["So did she and I.", "We left."]);
        assert_eq!(split("I say no. Nothing else."), ["I say no.", "Nothing else."]);
        assert_eq!(split("He works for Acme Inc. It pays."), ["He works for Acme Inc.", "It pays."]);
        assert_eq!(split("Wait... Then go."), ["Wait...", "Then go."]);
    }

    #[test]
    fn a_lost_space_parts_sentences() {
        assert_eq!(
            split("The harbour was closed again.Nobody said why.” Ask the Courier.com desk."),
            ["The harbour was closed again.", "Nobody said why.”", "Ask the Courier.com desk."]
        );
    }

    #[test]
    fn titles_initials_and_quotes_do_not_mislead() {
        let text = "Dr. Ada J. Moor of the U.S. Navy spoke. “Enough!” she said. Was it? It was… We left.";
        assert_eq!(
            split(text),
            [
                "Dr. Ada J. Moor of the U.S. Navy spoke.",
                "“Enough!” she said.",
                "Was it?",
                "It was…",
                "We left."
            ]
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        assert_eq!(split("“Go.” He went."), ["“Go.”", "He went."]);
        assert_eq!(split("\"Go.\" \"No.\""), ["\"Go.\"", "\"No.\""]);
        assert_eq!(
            split("“Why?” she asked. (Nobody knew.) ‘Well.’ Yes!"),
            ["“Why?” she asked.", "(Nobody knew.)", "‘Well.’", "Yes!"]
        );
    }

    #[test]
    fn other_scripts_have_stops_too() {
        assert_eq!(split("時間がない。急ごう！本当に？"), ["時間がない。", "急ごう！", "本当に？"]);
        assert_eq!(split("¿Por qué no? Porque no."), ["¿Por qué no?", "Porque no."]);
    }

    #[test]
    fn paragraphs_end_sentences_and_wrapped_lines_do_not() {
        let found = sentences(
            "A heading\n\nThis line is long enough to have been wrapped by an editor\nof plain text. End.\n",
        );
        let told: Vec<_> = found.iter().map(|s| (s.paragraph, s.text.len())).collect();
        assert_eq!(told, [(0, 9), (1, 73), (1, 4)]);
        assert_eq!(split("- one\n- two\n"), ["- one", "- two"]);
    }

    proptest::proptest! {
        #[test]
        fn spans_hold_the_text_and_miss_only_space(text in "\\PC{0,80}|([A-Za-z.\"”“ \n]|Mr|U\\.S\\.|。|\u{301}){0,60}") {
            let found = sentences(&text);
            let mut at = 0;
            for s in &found {
                proptest::prop_assert_eq!(&text[s.span.clone()], s.text);
                proptest::prop_assert!(text[at..s.span.start].trim().is_empty());
                at = s.span.end;
            }
            proptest::prop_assert!(text[at..].trim().is_empty());
        }
    }
}
