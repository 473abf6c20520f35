//! What a sentence shows of its part in the argument: all that its worth depends on.

use super::cues::{CLAIMS, CONCEDES, CONTRASTS, GRANTS, HEDGES, JUDGES, META, RECOMMENDS};
use super::leaning::{LEANS, POINTS_BACK, PRONOUNS, STANDS, TRAILS};
use super::scenes::{ANECDOTE, PAST, PEGS, PRESENT, SCENES};
use super::terms::tokens;
use crate::article::is_function_word;
use unicode_segmentation::UnicodeSegmentation;

/// What a unit of text, one sentence or two, is and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Traits {
    /// What its words tell; all false where the language is not English.
    pub cues: Cues,
    /// Its length.
    pub words: usize,
    /// Letters and digits per word.
    pub weight: f64,
    /// Different content words.
    pub content: usize,
    /// Words that hold a digit.
    pub digits: usize,
    /// Capitalised words after the first.
    pub names: usize,
    /// Two sentences.
    pub pair: bool,
    /// It asks something.
    pub question: bool,
    /// It holds a phrase in quotation marks.
    pub phrase: bool,
    /// It opened with a "But" or the like, which was trimmed: the argument turns here.
    pub turned: bool,
    /// The next sentence turns against it.
    pub answered: bool,
    /// Not a clause: it opens with a participle or a label.
    pub fragment: bool,
    /// It is the first of the piece.
    pub first: bool,
    /// It opens its paragraph.
    pub opens: bool,
    /// It closes its paragraph.
    pub closes: bool,
    /// Its paragraph, from 0.
    pub paragraph: usize,
    /// Paragraphs after its own.
    pub left: usize,
    /// The piece is a report.
    pub news: bool,
    /// How much of the headline it holds, from 0 to 1.
    pub headline: f64,
    /// Words that it has in common with the headline.
    pub shared: usize,
    /// How much of the piece it speaks for, from 0 to 1.
    pub topic: f64,
}

/// What the words of an English sentence tell of its part.
#[derive(Debug, Clone, Default)]
pub(super) struct Cues {
    /// It says what ought to be done.
    pub recommends: bool,
    /// Turns of phrase that judge, explain or conclude, two at most.
    pub claims: usize,
    /// It takes a side.
    pub judges: bool,
    /// It says how things are or ought to be, rather than what has happened.
    pub general: bool,
    /// It sets one thing against another.
    pub contrasts: bool,
    /// It cannot be read without the one before.
    pub leans: bool,
    /// A pronoun stands near the head, if not at it.
    pub early_pronoun: bool,
    /// It points back from within.
    pub points_back: bool,
    /// It tells what happened.
    pub tale: bool,
    /// It tells what happened to the author.
    pub anecdote: bool,
    /// It has an "I".
    pub first_person: bool,
    /// It begins a scene or a piece of news.
    pub scene: bool,
    /// It grants what the author turns against.
    pub concedes: bool,
    /// It opens with a clause that grants or sets a condition.
    pub late: bool,
    /// It leaves open whether it claims anything.
    pub hedges: bool,
    /// It speaks of the article, not of the matter.
    pub meta: bool,
}

impl Cues {
    /// Reads the words of a sentence, or of two.
    pub fn of(text: &str) -> Cues {
        let words = tokens(text);
        let is = |table: &[&str], w: &String| table.binary_search(&w.as_str()).is_ok();
        let stands = begins(&words, STANDS);
        let pronoun = words.iter().position(|w| is(PRONOUNS, w));
        // "If it wants": nothing named before the pronoun; "ly" ends an adverb, which names nothing.
        let named = words.iter().position(|w| !is_function_word(w) && !w.ends_with("ly"));
        let dangles = pronoun.is_some_and(|p| named.is_none_or(|n| p < n));
        let past = |w: &String| is(PAST, w) || (w.len() > 4 && w.ends_with("ed"));
        let present = words.iter().any(|w| is(PRESENT, w));
        // "This is", "these were": no noun follows to say what.
        let alone = words.windows(2).any(|w| {
            matches!(w, [a, b] if matches!(a.as_str(), "this" | "these" | "those") && (is(PRESENT, b) || is(PAST, b)))
        });
        Cues {
            recommends: contains(&words, RECOMMENDS),
            claims: count(&words, CLAIMS).min(2),
            judges: words.iter().any(|w| is(JUDGES, w)),
            general: present && !contains(&words, &["had", "has", "have"]),
            contrasts: contains(&words, CONTRASTS),
            leans: (begins(&words, LEANS) || dangles) && !stands,
            early_pronoun: pronoun.is_some_and(|p| p < 6) && !stands,
            points_back: contains(&words, POINTS_BACK)
                || alone
                || same_as_before(&words)
                || somebody_unnamed(text, &words)
                || late_subject(text)
                || words.last().is_some_and(|w| is(TRAILS, w)),
            tale: words.iter().any(past) && !present,
            anecdote: contains(&words, ANECDOTE),
            first_person: contains(&words, &["i", "i'm", "i've", "me", "my"]),
            scene: begins(&words, SCENES) || dated(&words) || contains(&words, PEGS),
            concedes: begins(&words, CONCEDES),
            late: begins(&words, GRANTS),
            hedges: contains(&words, HEDGES),
            meta: contains(&words, META),
        }
    }

    /// The cues of this sentence and the next together. What the next leans on is there.
    pub fn with(&self, next: &Cues) -> Cues {
        Cues {
            recommends: self.recommends || next.recommends,
            claims: (self.claims + next.claims).min(2),
            judges: self.judges || next.judges,
            general: self.general || next.general,
            contrasts: self.contrasts || next.contrasts,
            tale: self.tale && next.tale,
            anecdote: self.anecdote || next.anecdote,
            first_person: self.first_person || next.first_person,
            hedges: self.hedges || next.hedges,
            meta: self.meta || next.meta,
            ..self.clone()
        }
    }
}

/// "In 1991 the town …".
fn dated(words: &[String]) -> bool {
    let year = |w: &String| w.len() == 4 && w.parse::<u16>().is_ok_and(|y| (1500..2100).contains(&y));
    words.first().is_some_and(|w| w == "in" || w == "by") && words.get(1).is_some_and(year)
}

/// "The same question": as what, stands in another sentence.
fn same_as_before(words: &[String]) -> bool {
    let at = words.windows(2).position(|w| matches!(w, [a, b] if a == "the" && b == "same"));
    let compared = |rest: &[String]| {
        rest.first().is_some_and(|w| matches!(w.as_str(), "time" | "way"))
            || rest.iter().any(|w| matches!(w.as_str(), "as" | "that" | "who" | "which"))
    };
    at.is_some_and(|at| !words.get(at + 2..).is_some_and(compared))
}

/// "The subcommittee will take his testimony": nobody before "his" whom it could mean.
fn somebody_unnamed(text: &str, words: &[String]) -> bool {
    let of_one = |w: &String| matches!(w.split('\'').next(), Some("he" | "she" | "him" | "his" | "her"));
    let Some(at) = words.iter().position(of_one) else { return false };
    let somebody = |w: &str| {
        let plain = w.to_lowercase();
        let begins = w.starts_with(char::is_uppercase) && !is_function_word(&plain);
        begins || PERSON_ENDINGS.iter().any(|e| plain.ends_with(e)) || PERSONS.contains(&plain.as_str())
    };
    !text.unicode_words().take(at).any(somebody)
}

/// Endings of nouns that mean a person.
const PERSON_ENDINGS: &[&str] =
    &["ant", "body", "ent", "er", "ian", "ist", "man", "one", "or", "person", "who", "woman"];
/// Nouns that mean a person and do not end so.
const PERSONS: &[&str] = &[
    "boy", "child", "chief", "coach", "everyone", "girl", "judge", "king", "nurse", "pope", "spouse", "wife",
];

/// "In 2014 they captured", "Set in Alder, it follows": the subject after an opening that names
/// none is a pronoun.
fn late_subject(text: &str) -> bool {
    let Some((opening, rest)) = text.split_once(", ") else { return false };
    let first = opening.split_whitespace().next().unwrap_or_default().to_lowercase();
    let participle =
        first.ends_with("ed") || first.ends_with("ing") || matches!(first.as_str(), "set" | "born" | "built");
    let preposition = OPENINGS.contains(&first.as_str());
    let mut words = rest.split_whitespace().take(8);
    let subject =
        words.find(|w| !matches!(*w, "in" | "on" | "at" | "by") && !w.starts_with(char::is_numeric));
    let alone = subject.is_some_and(|w| matches!(w, "they" | "he" | "she") || (participle && w == "it"));
    (participle || preposition)
        && alone
        && !opening.split_whitespace().skip(1).any(|w| w.starts_with(char::is_uppercase))
}

/// Prepositions that open a sentence without naming its subject.
const OPENINGS: &[&str] = &[
    "after", "against", "at", "before", "by", "despite", "during", "from", "in", "on", "since", "through",
    "under", "with", "without",
];

/// Whether one of the phrases, sorted, stands among the words.
pub(super) fn contains(words: &[String], phrases: &[&str]) -> bool {
    (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| begins(rest, phrases)))
}

/// At how many words one of the phrases begins.
fn count(words: &[String], phrases: &[&str]) -> usize {
    (0..words.len()).filter(|at| words.get(*at..).is_some_and(|rest| begins(rest, phrases))).count()
}

/// Whether the words begin with one of the phrases. Those with the same first word stand together in
/// a sorted table, after that word by itself, since a space sorts before whatever a word may hold.
fn begins(words: &[String], phrases: &[&str]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let from = phrases.partition_point(|p| *p < first.as_str());
    for phrase in phrases.iter().skip(from) {
        match phrase.strip_prefix(first.as_str()) {
            Some("") => return true,
            Some(more) if more.starts_with(' ') => {
                let mut said = rest.iter();
                if more.split(' ').skip(1).all(|w| said.next().is_some_and(|s| s == w)) {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn all(cue: fn(&Cues) -> bool, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!(cue(&Cues::of(text)), "{text}");
        }
        for text in no {
            assert!(!cue(&Cues::of(text)), "{text}");
        }
    }

    #[test]
    fn what_leans_on_the_sentence_before_is_told() {
        all(
            |c| c.leans || c.points_back,
            &[
                "He should resign.",
                "Such a toll is a tax.",
                "The council knows that this is wrong.",
                "By contrast, the ferry is cheap.",
                "The man in question is the mayor.",
                "If the same question were asked today, nobody would listen.",
                "The board will hold a hearing to take his testimony.",
                "After a decade of tolls, in 2014 they captured a fifth of the traffic.",
            ],
            &[
                "The mayor should resign because he lied.",
                "It is time to close the bridge.",
                "This newspaper has opposed tolls.",
                "The town should sell this bridge.",
                "The mayor says what his voters want to hear.",
                "Tolls and fares rose at the same rate as wages.",
            ],
        );
    }

    #[test]
    fn talk_of_the_article_and_hedges_are_told() {
        all(
            |c| c.meta || c.hedges,
            &[
                "There are important points we can take from the report.",
                "In this column I look at tolls.",
                "More good news could come from the river.",
                "Whether the toll helps remains to be seen.",
            ],
            &["The toll must go.", "The points on the line are worn."],
        );
    }

    #[test]
    fn what_the_author_grants_is_told() {
        all(
            |c| c.concedes,
            &["Of course tolls raise money.", "There is no doubt the bridge is old."],
            &["Tolls raise money, of course.", "The bridge is old."],
        );
    }
}
