//! Light, safe trimming: what is left says no more and no less.

use super::lexicon::{Lexicon, Table};
use crate::article::is_ended;
use crate::article::tokens;

/// Fewest words of a clause that may stand for its sentence.
const CLAUSE_WORDS: usize = 8;

/// On one line, white space and control characters as single spaces.
pub(super) fn tidy(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The sentence on one line without the connectives it opens with, and if it is longer than `most`
/// characters cut at a clause boundary; none where that cannot be done faithfully.
pub(super) fn trimmed(sentence: &str, lexicon: Option<&Lexicon>, most: usize) -> Option<String> {
    let line = tidy(sentence);
    let Some(lexicon) = lexicon else { return Some(line).filter(|l| l.chars().count() <= most) };
    let line = without_connective(&line, lexicon);
    if line.chars().count() <= most {
        Some(line)
    } else {
        first_clause(&line, lexicon, most).filter(|_| lexicon.is_english())
    }
}

fn without_connective(line: &str, lexicon: &Lexicon) -> String {
    let mut rest = line;
    while let Some(shorter) = strip_one(rest, lexicon) {
        rest = shorter;
    }
    let mut chars = rest.chars();
    match chars.next() {
        Some(first) if rest.len() < line.len() => first.to_uppercase().chain(chars).collect(),
        _ => line.to_owned(),
    }
}

/// How many words at the head of a sentence tie it to the one before, and may be dropped: each number of them.
pub(super) fn connectives(sentence: &str, lexicon: &Lexicon) -> Vec<usize> {
    let line = tidy(sentence);
    let count = |text: &str| text.split_whitespace().count();
    let rests = std::iter::successors(strip_one(&line, lexicon), |rest| strip_one(rest, lexicon));
    rests.map(|rest| count(&line) - count(rest)).collect()
}

fn strip_one<'a>(line: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let head = tokens(line.split_whitespace().next()?).into_iter().next()?;
    let strip = |table: &Table, needs: &dyn Fn(bool, &str) -> bool| {
        let starting = table.entries().skip_while(|e| !e.starts_with(&head));
        starting.take_while(|e| e.starts_with(&head)).find_map(|word| {
            let begins = line.get(..word.len()).is_some_and(|h| h.to_lowercase().replace('’', "'") == word);
            let rest = line.get(word.len()..).filter(|_| begins)?;
            let (rest, comma) = rest.strip_prefix(',').map_or((rest, false), |rest| (rest, true));
            let rest = rest.strip_prefix(' ').filter(|r| r.starts_with(char::is_alphanumeric))?;
            let next = tokens(rest).into_iter().next()?;
            needs(comma, &next).then_some(rest)
        })
    };
    // A comma after "and" opens an insertion, whose other comma would be left alone.
    strip(&lexicon.connectives_bare, &|comma, next| !comma && !lexicon.not_after_connective.has(next))
        .or_else(|| {
            strip(&lexicon.connectives_before_openers, &|comma, next| comma || lexicon.openers.has(next))
        })
        .or_else(|| strip(&lexicon.connectives_before_commas, &|comma, _| comma))
}

/// The longest head that ends at a semicolon or dash, is a clause by itself and is not turned around
/// by what follows.
fn first_clause(line: &str, lexicon: &Lexicon, most: usize) -> Option<String> {
    let bounds: Vec<(usize, usize)> = ["; ", " — ", " – "]
        .iter()
        .flat_map(|b| line.match_indices(b).map(|(at, b)| (at, b.len())))
        .collect();
    let dashes = line.matches(['—', '–']).count();
    let head_word = tokens(line).into_iter().next()?;
    if lexicon.hangs.has(&head_word) {
        return None;
    }
    let mut best: Option<&str> = None;
    for (at, len) in bounds {
        let (Some(head), Some(tail)) = (line.get(..at), line.get(at + len..)) else { continue };
        let turned = tokens(tail).into_iter().next().is_none_or(|w| lexicon.turns.has(&w));
        // One dash of a pair parts an insertion, not a clause.
        let paired = len > 2 && dashes > 1;
        let open = head.matches(['(', '“', '"']).count() != head.matches([')', '”']).count();
        let fits = head.chars().count() < most && crate::digest::words(head) >= CLAUSE_WORDS;
        if fits && !turned && !paired && !open && best.is_none_or(|b| b.len() < head.len()) {
            best = Some(head);
        }
    }
    best.map(|head| if is_ended(head) { head.to_owned() } else { format!("{head}.") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Option<&'static Lexicon> {
        Lexicon::of(Some("en"), &[])
    }

    #[test]
    fn leading_connectives_go_and_nothing_else() {
        for (whole, left) in [
            ("But the tide turns.", "The tide turns."),
            ("And yet, the tide turns.", "The tide turns."),
            ("However, tides turn.", "Tides turn."),
            ("So far, nothing.", "So far, nothing."),
            ("So we wait.", "We wait."),
            ("Yet another tide.", "Yet another tide."),
            ("But for the tide, we won.", "But for the tide, we won."),
            ("Still waters run deep.", "Still waters run deep."),
            ("And, as ever, we lost.", "And, as ever, we lost."),
            ("Butter melts.", "Butter melts."),
            ("But “no” is no answer.", "But “no” is no answer."),
            ("The mayor said\nso.", "The mayor said so."),
        ] {
            assert_eq!(trimmed(whole, english(), 300).as_deref(), Some(left));
        }
        for (language, whole, left) in [
            ("de", "Aber das Wasser steigt.", "Das Wasser steigt."),
            ("de", "Doch steigt das Wasser.", "Doch steigt das Wasser."),
            ("fr", "Mais l’eau monte.", "L’eau monte."),
            ("fr", "En effet, l’eau monte.", "L’eau monte."),
            ("es", "Sin embargo, el agua sube.", "El agua sube."),
            ("pt", "No entanto, a água sobe.", "A água sobe."),
        ] {
            let lexicon = Lexicon::of(Some(language), &[]);
            assert_eq!(trimmed(whole, lexicon, 300).as_deref(), Some(left));
        }
        assert_eq!(trimmed("But a víz emelkedik.", None, 300).as_deref(), Some("But a víz emelkedik."));
    }

    #[test]
    fn long_sentences_are_cut_only_where_a_clause_ends() {
        let head = "The town should buy the whole of the river bank this year";
        let tail = "every season lost doubles the price of the land";
        let cut = Some(format!("{head}."));
        assert_eq!(trimmed(&format!("{head}; {tail}."), english(), 80), cut);
        assert_eq!(trimmed(&format!("{head} — {tail}."), english(), 80), cut);
        assert_eq!(trimmed(&format!("{head}; but {tail}."), english(), 80), None);
        assert_eq!(trimmed(&format!("If {head}; {tail}."), english(), 80), None);
        assert_eq!(trimmed(&format!("{head} — at last — and {tail}."), english(), 80), None);
        assert_eq!(trimmed(&format!("{head} and {tail}."), english(), 80), None);
    }
}
