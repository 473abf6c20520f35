//! What the words of a sentence tell of its part: that it recommends, leans on another, sets a scene.

use super::lexicon::Lexicon;
use crate::article::{is_function_word, tokens};
use unicode_segmentation::UnicodeSegmentation;

/// What the words of a sentence tell of its part.
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
    /// It speaks of a "he" or a "she" and does not say who that is.
    pub unnamed: bool,
    /// It says "this toll" or "those plans" of what it has not named.
    pub demonstrates: bool,
    /// How often it says "they", two at most.
    pub plurals: usize,
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
    pub fn of(text: &str, lexicon: &Lexicon) -> Cues {
        let words = tokens(text);
        let english = lexicon.is_english();
        let stands = lexicon.stands.opens(&words);
        let pronoun = words.iter().position(|w| lexicon.pronouns.has(w));
        // "If it wants": nothing named before the pronoun; "ly" ends an adverb, which names nothing.
        let nameless = |w: &String| lexicon.is_function(w) || (english && w.ends_with("ly"));
        let named = words.iter().position(|w| !nameless(w));
        let dangles = pronoun.is_some_and(|p| named.is_none_or(|n| p < n) && (english || p == 0));
        let past = |w: &String| lexicon.past.has(w) || (english && w.len() > 4 && w.ends_with("ed"));
        let present = words.iter().any(|w| lexicon.present.has(w));
        let syntax = english
            && (alone(&words, lexicon)
                || words.iter().take(5).any(|w| w == "also")
                || same_as_before(&words)
                || late_subject(text));
        let unnamed = english && somebody_unnamed(text, &words, lexicon);
        Cues {
            recommends: lexicon.recommends.within(&words),
            claims: lexicon.claims.count(&words).min(2),
            judges: words.iter().any(|w| lexicon.judges.has(w)),
            general: present && !words.iter().any(|w| matches!(w.as_str(), "had" | "has" | "have")),
            contrasts: lexicon.contrasts.within(&words),
            leans: (lexicon.leans.opens(&words) || dangles) && !stands,
            early_pronoun: english && pronoun.is_some_and(|p| p < 6) && !stands,
            unnamed,
            demonstrates: english && demonstrates(&words, lexicon),
            plurals: if english { words.iter().filter(|w| is_plural(w)).count().min(2) } else { 0 },
            points_back: syntax
                || unnamed
                || lexicon.points_back.within(&words)
                || words.last().is_some_and(|w| lexicon.trails.has(w)),
            tale: words.iter().any(past) && !present,
            anecdote: lexicon.anecdote.within(&words),
            first_person: words.iter().any(|w| lexicon.first_person.has(w)),
            scene: lexicon.scenes.opens(&words) || dated(&words) || lexicon.pegs.within(&words),
            concedes: lexicon.concedes.opens(&words),
            late: lexicon.grants.opens(&words),
            hedges: lexicon.hedges.within(&words),
            meta: lexicon.meta.within(&words),
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

/// "This is", "these were": no noun follows to say what.
fn alone(words: &[String], lexicon: &Lexicon) -> bool {
    let verb = |w: &str| lexicon.present.has(w) || lexicon.past.has(w);
    let bare = |w: &str| matches!(w, "this" | "these" | "those");
    words.windows(2).any(|w| matches!(w, [a, b] if bare(a) && verb(b)))
}

fn is_plural(word: &str) -> bool {
    matches!(word, "they" | "them" | "their")
}

/// "This toll", "of that money", "without such tolls": what is meant, stands in another sentence, unless a word of
/// it came before or a clause follows that tells.
fn demonstrates(words: &[String], lexicon: &Lexicon) -> bool {
    let stem = |w: &str| w.chars().take(STEM).collect::<String>();
    let tells = |w: &&String| matches!(w.as_str(), "that" | "which" | "who" | "whose");
    words.iter().enumerate().any(|(at, word)| {
        let (before, after) = words.split_at(at);
        let after = after.get(1..).unwrap_or_default();
        let several = matches!(word.as_str(), "these" | "those");
        let points = several
            || word == "this"
            || (matches!(word.as_str(), "such" | "that")
                && before.last().is_some_and(|w| PREPOSITIONS.contains(&w.as_str())));
        let Some(noun) = after.first().filter(|_| points) else { return false };
        let names = !is_function_word(noun)
            && !lexicon.present.has(noun)
            && !noun.ends_with("ly")
            && !TIMES.contains(&noun.as_str());
        let known = |w: &String| before.iter().any(|b| !is_function_word(b) && stem(b) == stem(w));
        let told = several && after.iter().skip(1).take(2).any(|w| tells(&w));
        names && !told && !after.iter().take(3).filter(|w| !is_function_word(w)).take(2).any(known)
    })
}

/// Letters that two words must share to count as one.
const STEM: usize = 5;
/// Prepositions after which "that" points at something.
const PREPOSITIONS: &[&str] = &[
    "about", "after", "against", "and", "at", "before", "by", "for", "from", "in", "into", "of", "on",
    "over", "through", "to", "under", "with", "without",
];
/// Nouns that a reader knows which is meant by "this".
const TIMES: &[&str] = &[
    "century", "country", "day", "days", "decade", "election", "evening", "kind", "moment", "month",
    "months", "morning", "nation", "night", "point", "season", "sort", "time", "times", "way", "week",
    "weeks", "world", "year", "years",
];

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
fn somebody_unnamed(text: &str, words: &[String], lexicon: &Lexicon) -> bool {
    let of_one = |w: &String| matches!(w.split('\'').next(), Some("he" | "she" | "him" | "his" | "her"));
    let Some(at) = words.iter().position(of_one) else { return false };
    let somebody = |w: &str| {
        let plain = w.to_lowercase();
        let named = w.starts_with(char::is_uppercase) || PERSON_ENDINGS.iter().any(|e| plain.ends_with(e));
        let thing = is_function_word(&plain) || lexicon.things.has(&plain);
        PERSONS.contains(&plain.as_str()) || (named && !thing)
    };
    // "House investigators": the first word may have its capital from its place alone.
    let several =
        |w: &str| w.strip_suffix('s').is_some_and(|one| PERSON_ENDINGS.iter().any(|e| one.ends_with(e)));
    let skip = usize::from(text.unicode_words().nth(1).is_some_and(several));
    !text.unicode_words().take(at).skip(skip).any(somebody)
}

/// Endings of nouns that mean a person.
const PERSON_ENDINGS: &[&str] =
    &["ant", "body", "ent", "er", "ian", "ist", "man", "one", "or", "person", "who", "woman"];
/// Nouns that mean a person and do not end so.
const PERSONS: &[&str] = &[
    "anyone", "boy", "chief", "child", "coach", "everyone", "girl", "judge", "king", "nobody", "nurse",
    "one", "pope", "somebody", "someone", "spouse", "who", "whoever", "wife",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn all(cue: fn(&Cues) -> bool, yes: &[&str], no: &[&str]) {
        read("en", cue, yes, no);
    }

    #[track_caller]
    fn read(language: &str, cue: fn(&Cues) -> bool, yes: &[&str], no: &[&str]) {
        let lexicon = Lexicon::of(Some(language), &[]).unwrap();
        for text in yes {
            assert!(cue(&Cues::of(text, lexicon)), "{text}");
        }
        for text in no {
            assert!(!cue(&Cues::of(text, lexicon)), "{text}");
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
                "However the ferry is cheap.",
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
    fn what_points_at_something_named_elsewhere_is_told() {
        all(
            |c| c.demonstrates,
            &[
                "The council should give up this toll.",
                "Those plans would ruin the town.",
                "The town has seen little of that money.",
                "Without such tolls the bridge would fall.",
            ],
            &[
                "The toll is unfair, and the council should give up this toll.",
                "Those plans that the mayor drew would ruin the town.",
                "The council should vote this week.",
                "The mayor knows that money is short.",
                "Those who pay the toll have no other bridge.",
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

    #[test]
    fn other_languages_have_cues_of_their_own() {
        let leans: fn(&Cues) -> bool = |c| c.leans;
        read(
            "de",
            leans,
            &["Deshalb ist sie alt.", "Er irrt."],
            &["Die Brücke ist alt.", "Es ist Zeit zu bauen."],
        );
        read(
            "fr",
            leans,
            &["Pourtant le pont tient.", "Elle se trompe."],
            &["Le pont est vieux.", "Il faut bâtir."],
        );
        read(
            "es",
            leans,
            &["Por eso no basta.", "Esto es grave."],
            &["El puente es viejo.", "Hay que construir."],
        );
        read(
            "pt",
            leans,
            &["Por isso não basta.", "Ela está errada."],
            &["A ponte é velha.", "É preciso construir."],
        );
        let recommends: fn(&Cues) -> bool = |c| c.recommends;
        read("de", recommends, &["Die Stadt muss die Brücke erneuern."], &["Die Brücke ist alt."]);
        read("fr", recommends, &["La ville doit réparer le pont."], &["Le pont est vieux."]);
        read("es", recommends, &["El ayuntamiento debe reparar el puente."], &["El puente es viejo."]);
        read("pt", recommends, &["A câmara tem de reparar a ponte."], &["A ponte é velha."]);
    }
}
