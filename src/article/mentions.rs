//! What a text mentions: looking up phrases in any spelling.

use crate::digest::fold;
use std::collections::HashSet;

/// A text folded for look-ups; phrases do not reach over the end of a clause.
#[derive(Debug, Default)]
pub(super) struct Mentions(String);

impl Mentions {
    /// Takes in all parts of a text.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Mentions {
        let mut folded = String::from(" ");
        for part in parts {
            for clause in clauses(part) {
                folded.push_str(&fold(clause));
                folded.push_str(" | ");
            }
        }
        Mentions(folded)
    }

    /// Whether the phrase occurs, in whatever case, accents and hyphens.
    pub(super) fn has(&self, phrase: &str) -> bool {
        let key = fold(phrase);
        !key.is_empty() && self.0.contains(&format!(" {key} "))
    }

    /// Its words, folded.
    pub(super) fn words(&self) -> HashSet<&str> {
        self.0.split(' ').filter(|w| !w.is_empty() && *w != "|").collect()
    }

    /// Whether the phrase occurs with its last word in another number.
    pub(super) fn has_inflected(&self, phrase: &str) -> bool {
        let key = fold(phrase);
        let mut forms = vec![format!("{key}s"), format!("{key}es")];
        forms.extend(key.strip_suffix('s').map(str::to_owned));
        forms.extend(key.strip_suffix("es").map(str::to_owned));
        forms.extend(key.strip_suffix('y').map(|stem| format!("{stem}ies")));
        forms.extend(key.strip_suffix("ies").map(|stem| format!("{stem}y")));
        forms.iter().any(|form| form.len() > 2 && self.0.contains(&format!(" {form} ")))
    }
}

/// Parts a text where a phrase ends: at brackets, quotation marks and dashes with space, and at
/// stops and commas before a space, but not after an initial.
fn clauses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|n| n.1);
        let before_gap = next.is_none_or(char::is_whitespace);
        let ends = match c {
            '.' => before_gap && !after_initial(text.get(start..at).unwrap_or_default()),
            ',' | ';' | ':' | '!' | '?' | '…' => before_gap,
            '(' | ')' | '[' | ']' | '“' | '”' | '"' | '«' | '»' | '—' | '|' | '\n' => true,
            _ => false,
        };
        if ends {
            found.push(text.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
    }
    found.push(text.get(start..).unwrap_or_default());
    found
}

fn after_initial(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1 || word.contains('.') || matches!(word, "St" | "Dr" | "Mr" | "Mrs" | "Ms" | "Jr" | "Sr")
}

#[cfg(test)]
mod tests {
    use super::Mentions;

    #[test]
    fn phrases_in_any_spelling_within_a_clause() {
        let text = Mentions::of(["The U.S. met José W. Ruiz-Paz, in Oslo. Bergen slept."]);
        assert!(text.has("jose w ruiz paz"));
        assert!(text.has("U.S."));
        assert!(!text.has("Oslo Bergen"));
        assert!(!text.has("uiz"));
        assert!(!text.has("  "));
    }
}
