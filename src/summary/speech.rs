//! Whose words a sentence holds: the author's, or those of somebody who is quoted or reported.

use super::lexicon::{Lexicon, Table};
use crate::article::{Article, Sentence, is_question, tokens};
use unicode_segmentation::UnicodeSegmentation;

/// From this many quoted words on, a sentence is a quotation and not an author's use of a phrase.
const QUOTED_WORDS: usize = 8;
/// A quotation of this many words beside a verb of speech is somebody's.
const ATTRIBUTED_WORDS: usize = 3;

/// Longest insertion that tells who speaks, in words.
const INSERTED_WORDS: usize = 5;
/// Longest sentence that does no more than deny the one before, in words.
const ANSWER_WORDS: usize = 8;

/// Whose words a sentence holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The author's alone.
    Own,
    /// The author's, around a phrase in quotation marks.
    OwnWithPhrase,
    /// Somebody else's, quoted or reported.
    Other,
}

/// The voice of every sentence of the article; `said` holds their tokens.
pub(super) fn voices(
    article: &Article,
    sentences: &[Sentence<'_>],
    said: &[Vec<String>],
    lexicon: &Lexicon,
) -> Vec<Voice> {
    let mut quoted = Quotation::default();
    let mut paragraph = 0;
    let asked = asked(sentences);
    // A paragraph after "She wrote:" is hers, quotation marks or not.
    let mut announced = None;
    let mut voices = Vec::with_capacity(sentences.len());
    let mut at = 0;
    for (n, (sentence, words)) in sentences.iter().zip(said).enumerate() {
        if sentence.paragraph != paragraph {
            paragraph = sentence.paragraph;
            quoted = Quotation::default();
        }
        let between = article.text.get(at..sentence.span.start).unwrap_or_default();
        quoted.read(between);
        at = sentence.span.end;
        let inside = tokens(&quoted.read(sentence.text)).len();
        let spoken =
            lexicon.says.within(words) || words.iter().any(|w| lexicon.holds.has(w) || lexicon.asks.has(w));
        let other = announced == Some(paragraph)
            || article.quoted.binary_search(&paragraph).is_ok()
            || inside >= QUOTED_WORDS
            || inside * 5 > words.len() * 2
            || (spoken && inside >= ATTRIBUTED_WORDS)
            || is_reported(sentence.text, words, lexicon)
            || is_inserted(sentence.text, lexicon)
            || is_answered(sentences.get(n + 1), said.get(n + 1), lexicon)
            || n.checked_sub(1)
                .and_then(|before| said.get(before))
                .is_some_and(|b| is_theirs(words, b, lexicon))
            || (asked.is_some_and(|first| paragraph > first)
                && words.iter().any(|w| lexicon.first_person.has(w)));
        if sentence.text.ends_with(':') {
            announced = other.then_some(paragraph + 1);
        }
        voices.push(match (other, inside) {
            (true, _) => Voice::Other,
            (false, 0) => Voice::Own,
            (false, _) => Voice::OwnWithPhrase,
        });
    }
    voices
}

/// The first question of an interview: a piece with at least three paragraphs that are a question
/// each. Whoever says "I" after it is the one who is asked.
fn asked(sentences: &[Sentence<'_>]) -> Option<usize> {
    let mut alone = sentences.chunk_by(|a, b| a.paragraph == b.paragraph).filter_map(|p| match p {
        [one] if is_question(one.text) => Some(one.paragraph),
        _ => None,
    });
    let first = alone.next();
    alone.nth(1).and(first)
}

/// Whether somebody other than the author says or holds what the sentence tells.
fn is_reported(text: &str, words: &[String], lexicon: &Lexicon) -> bool {
    if lexicon.according.within(words) {
        return true;
    }
    let named: Vec<bool> = text.unicode_words().map(|w| w.starts_with(char::is_uppercase)).collect();
    words.iter().enumerate().any(|(k, verb)| {
        let before = words.get(k.saturating_sub(3)..k).unwrap_or_default();
        let last = before.last().map_or("", String::as_str);
        let mine = before.iter().any(|w| matches!(w.as_str(), "i" | "we"));
        let witness = before.iter().any(|w| lexicon.witnesses.has(w));
        if mine || lexicon.own_voice.has(last) {
            return false;
        }
        if words.get(k..).is_some_and(|rest| lexicon.says.opens(rest)) {
            // "A third, say, of the fare."
            let example = verb == "say" && text.contains(", say,");
            return !witness && !example;
        }
        if !lexicon.holds.has(verb) {
            return false;
        }
        // "Many in this town fear": the subject may stand further off at the head of the sentence.
        let head = words.first().filter(|_| k < 8);
        let others = before.iter().chain(head).any(|w| lexicon.others.has(w));
        // "…, explains Ames": the name may follow.
        let follows = k > 3 && named.get(k + 1) == Some(&true) && words.len() <= k + 4;
        // "Mr. Ames believes": a name right before the verb, which does not open the sentence.
        let back = if matches!(last, "has" | "have" | "had") { 2 } else { 1 };
        let name = k >= back && named.get(k - back) == Some(&true) && !lexicon.witnesses.has(last);
        let that = words.get(k + 1).is_some_and(|w| matches!(w.as_str(), "dass" | "que" | "that"));
        others || name || follows || (that && !witness && k > 0)
    })
}

/// "Consent, ministers reply, is a luxury": who says it stands between the commas.
fn is_inserted(text: &str, lexicon: &Lexicon) -> bool {
    text.split(',').skip(1).any(|part| {
        let words = tokens(part);
        let speaks = |w: &String| lexicon.says.has(w) || lexicon.holds.has(w);
        // "…, maintains the director, …".
        let verb = words.last().is_some_and(speaks)
            || matches!(words.as_slice(), [verb, the, ..] if the == "the" && speaks(verb));
        let own = words.iter().any(|w| lexicon.first_person.has(w) || lexicon.witnesses.has(w));
        verb && !own && (2..=INSERTED_WORDS).contains(&words.len())
    })
}

/// The next sentence is short and says that this one is wrong: "That is nonsense.", "Not so.", "They have not."
fn is_answered(next: Option<&Sentence<'_>>, words: Option<&Vec<String>>, lexicon: &Lexicon) -> bool {
    let (Some(next), Some(words)) = (next, words) else { return false };
    let first = |table: &Table| words.first().is_some_and(|w| table.has(w));
    let few = words.len() <= 2;
    let back = first(&lexicon.answering) || few;
    let wrong = back && words.iter().any(|w| lexicon.denials.has(w));
    let no = few && first(&lexicon.negations);
    let ends = |w: &String| w != "no" && (lexicon.negations.has(w) || w.ends_with("n't"));
    let not = back && words.len() <= 4 && words.last().is_some_and(ends);
    words.len() <= ANSWER_WORDS && !is_question(next.text) && (wrong || no || not)
}

/// "I know the answer that officials give": what follows is theirs, unless it has an "I".
fn is_theirs(words: &[String], before: &[String], lexicon: &Lexicon) -> bool {
    let any = |table: &Table| before.iter().any(|w| table.has(w));
    any(&lexicon.arguments) && any(&lexicon.given) && any(&lexicon.others) && !words.iter().any(|w| w == "i")
}

/// Follows quotation marks through a paragraph. One that is never closed reaches to its end, as
/// every paragraph but the last of a long quotation is printed.
#[derive(Debug, Default)]
struct Quotation {
    closing: Option<char>,
    last: Option<char>,
}

impl Quotation {
    /// Reads on and returns what stood within quotation marks.
    fn read(&mut self, text: &str) -> String {
        let mut inside = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let in_word = next.is_some_and(char::is_alphanumeric);
            match self.closing {
                // An apostrophe within or before a word closes nothing.
                Some(mark) if c == mark && !(mark == '’' && in_word) => {
                    self.closing = None;
                    inside.push(' ');
                }
                Some(_) => inside.push(c),
                None => self.closing = self.opened(c),
            }
            self.last = Some(c);
        }
        inside
    }

    fn opened(&self, c: char) -> Option<char> {
        let after_word = self.last.is_some_and(char::is_alphanumeric);
        match c {
            '“' => Some('”'),
            '„' => Some('“'),
            '«' => Some('»'),
            '「' => Some('」'),
            '『' => Some('』'),
            '‘' if !after_word => Some('’'),
            // After a digit it means inches.
            '"' if !after_word => Some('"'),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;

    fn heard(text: &str) -> Vec<Voice> {
        heard_in("en", text)
    }

    fn heard_in(language: &str, text: &str) -> Vec<Voice> {
        let found = sentences(text);
        let said: Vec<_> = found.iter().map(|s| tokens(s.text)).collect();
        let article = Article { text: text.to_owned(), ..Article::default() };
        voices(&article, &found, &said, Lexicon::of(Some(language), &[]).unwrap())
    }

    #[test]
    fn others_are_told_from_the_author() {
        for text in [
            "“We shall win,” the mayor told us.",
            "The mayor said the bridge would hold.",
            "Critics argue that the toll is unfair.",
            "According to the council, all is well.",
            "Mr. Ames believes the toll is a tax.",
            "Many think the river will wait.",
            "As the poet likes to say, “the tide waits for nobody.”",
            "Opponents of the toll warn that shops will close.",
            "Many in this old river town fear the flood.",
            "The bridge will hold for another year, explains Ames.",
            "Closing bridges is part of a wider plan, The Alder Post has reported.",
            "The treasurer’s office estimates that the toll costs more than it earns.",
            "\"The bridge is safe and sound and always was.\"",
            "‘The bridge is safe,’ the engineer told the council.",
            "Repairs, ministers reply, are a luxury.",
            "Floods, maintains the warden, are rare.",
            "The ferrymen’s union is adamant the night boat must stay.",
            "The editors are concerned that the toll would silence them.",
            "In his speech on the quay Mayor Ames praised the board for its courage.",
        ] {
            assert_eq!(heard(text), [Voice::Other], "{text}");
        }
        for (text, first) in [
            ("The bridge will hold. It will not.", Voice::Other),
            ("The toll is fair. That is nonsense.", Voice::Other),
            ("The toll is fair. Not so.", Voice::Other),
            ("The toll is unfair. It is a tax on the poor.", Voice::Own),
            ("The toll is unfair. Is that not wrong?", Voice::Own),
        ] {
            assert_eq!(heard(text)[0], first, "{text}");
        }
        let given =
            heard("I know the answer that officials give. A bridge is a luxury. I have given it myself.");
        assert_eq!(given, [Voice::Own, Voice::Other, Voice::Own]);
    }

    #[test]
    fn other_languages_hand_the_word_over_too() {
        for (language, other, own) in [
            (
                "de",
                "Die Brücke halte noch lange, sagte der Bürgermeister.",
                "Die Brücke hält nicht mehr lange.",
            ),
            ("de", "Laut Rathaus hält die Brücke noch lange.", "Ich sage, dass die Brücke nicht hält."),
            ("fr", "Selon le maire, le pont tiendra.", "Le pont ne tiendra pas."),
            ("fr", "Le maire a déclaré que le pont tiendrait.", "Je dis que le pont ne tiendra pas."),
            ("es", "El puente aguantará, dijo la alcaldesa.", "El puente no aguantará."),
            ("pt", "A ponte vai aguentar, disse o presidente.", "A ponte não vai aguentar."),
        ] {
            assert_eq!(heard_in(language, other), [Voice::Other], "{other}");
            assert_eq!(heard_in(language, own), [Voice::Own], "{own}");
        }
    }

    #[test]
    fn the_author_may_use_verbs_of_speech_and_phrases() {
        for text in [
            "I say the bridge must be rebuilt.",
            "We argue that the toll should go.",
            "That said, the toll is a poor tax.",
            "It is fair to say that the council failed.",
            "The evidence suggests that tolls work.",
            "The claim that bridges last for ever is false.",
            "Residents have no say in the matter.",
        ] {
            assert_eq!(heard(text), [Voice::Own], "{text}");
        }
        assert_eq!(
            heard("The so-called “smart toll” is a tax on the poor of this town."),
            [Voice::OwnWithPhrase]
        );
        assert_eq!(heard("It is the townspeople’s bridge, and ’twas ever theirs."), [Voice::Own]);
    }

    #[test]
    fn answers_of_an_interview_are_not_the_authors() {
        use Voice::{Other, Own};
        let text = "Ames builds bridges.\n\nWhy bridges?\n\nI like them.\n\nAnd tolls?\n\nThe toll must go.\n\nWhen?\n\nAsk my council.";
        assert_eq!(heard(text), [Own, Own, Other, Own, Own, Own, Other]);
    }

    #[test]
    fn a_quotation_goes_on_over_sentences_until_closed() {
        use Voice::{Other, Own};
        assert_eq!(heard("“It holds. It always held. Trust me.” Nobody did."), [Other, Other, Other, Own]);
        assert_eq!(heard("“It holds. It always held.\n\nNobody looked."), [Other, Other, Own]);
        assert_eq!(
            heard("The mayor wrote:\n\nIt holds. It held.\n\nNobody looked."),
            [Other, Other, Other, Own]
        );
    }
}
