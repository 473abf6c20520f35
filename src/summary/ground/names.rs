//! Names: each is in the article, first and last name belong together, and so do name and office.

use super::Fault;
use super::numbers::is_month;
use super::reading::{Line, Reading, Word, read};
use std::ops::Range;

/// What stands before a name and is not part of it.
const TITLES: &[&str] = &[
    "captain",
    "col",
    "colonel",
    "congressman",
    "congresswoman",
    "dame",
    "dr",
    "gen",
    "general",
    "gov",
    "governor",
    "judge",
    "justice",
    "king",
    "lady",
    "lord",
    "marshal",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rep",
    "representative",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sheriff",
    "sir",
    "st",
];

/// What people are, beside a name.
const ROLES: &[&str] = &[
    "chairman",
    "chairwoman",
    "chief",
    "coach",
    "commissioner",
    "director",
    "engineer",
    "executive",
    "founder",
    "governor",
    "judge",
    "leader",
    "manager",
    "mayor",
    "minister",
    "owner",
    "president",
    "principal",
    "professor",
    "prosecutor",
    "ranger",
    "secretary",
    "senator",
    "sheriff",
    "spokesman",
    "spokeswoman",
    "treasurer",
];

/// Peoples whose name is not made from their country's by an ending.
const DEMONYMS: &[(&str, &str)] = &[
    ("American", "States"),
    ("British", "UK"),
    ("Danish", "Denmark"),
    ("Dutch", "Netherlands"),
    ("Finnish", "Finland"),
    ("French", "France"),
    ("Irish", "Ireland"),
    ("Polish", "Poland"),
    ("Spanish", "Spain"),
    ("Swiss", "Switzerland"),
    ("Welsh", "Wales"),
];

/// Adjectives are made of names with these endings.
const ADJECTIVES: &[&str] = &["an", "ean", "ian", "ish", "ese", "ic", "i", "s", "ans", "ians"];

/// Words of other languages before whoever a thing is laid to.
const SOURCES: &[&str] = &["berichtet", "des", "der", "laut", "zufolge"];

/// How far from a name its office may stand, in words.
const BESIDE: usize = 4;

/// Capitalised words that stand together.
fn sequences(words: &[Word]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !word.capital() || word.raw == "I" {
            continue;
        }
        let stopped =
            word.gap == ". " && at > 0 && words.get(at - 1).is_some_and(|w| w.raw.chars().count() <= 4);
        let joined = word.gap == " " || word.gap == "-" || stopped;
        match found.last_mut().filter(|last| last.end == at && joined) {
            Some(last) if words.get(at - 1).is_some_and(|w| !w.raw.ends_with("'s")) => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// A name in a text.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Which words it is made of.
    pub span: Range<usize>,
    /// It does not owe its capital to the head of a sentence.
    pub sure: bool,
}

impl Name {
    /// Its words, without titles before it.
    pub fn words<'a>(&self, text: &'a [Word]) -> &'a [Word] {
        text.get(self.span.clone()).unwrap_or_default()
    }

    /// As printed.
    pub fn shown(&self, text: &[Word]) -> String {
        self.words(text).iter().map(|w| w.raw.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The names of a text, without titles.
pub(super) fn names(text: &[Word]) -> Vec<Name> {
    let named = |w: &Word| {
        !is_title(w)
            && !is_month(w)
            && !w.low.ends_with("day")
            && w.content()
            && w.raw.chars().any(char::is_lowercase)
    };
    let spans = sequences(text).into_iter().filter_map(|span| {
        let start = span.clone().find(|i| text.get(*i).is_some_and(named))?;
        let opens =
            start == 0 || text.get(start).is_some_and(|w| w.gap.contains(['.', '?', '!', ':', '“', '"']));
        Some(Name { sure: !opens || span.end - start > 1, span: start..span.end })
    });
    spans.collect()
}

fn is_title(word: &Word) -> bool {
    TITLES.contains(&word.low.as_str())
}

/// Names that the article does not have, or not so.
pub(super) fn faults(reading: &Reading<'_>, line: &Line) -> Vec<Fault> {
    let mut found = Vec::new();
    for span in sequences(&line.words) {
        let words = line.words.get(span.clone()).unwrap_or_default();
        // German capitalises every noun: there, only several words together are surely a name, or those that
        // something is laid to.
        let lone = !reading.english() && words.len() < 2;
        let laid_to = || {
            span.start.checked_sub(2).is_some_and(|at| {
                line.words
                    .get(at..span.start)
                    .is_some_and(|b| b.iter().any(|w| SOURCES.contains(&w.low.as_str())))
            })
        };
        if lone && reading.capitalises() && !laid_to() {
            continue;
        }
        let shown =
            || words.iter().map(|w| w.raw.strip_suffix("'s").unwrap_or(&w.raw)).collect::<Vec<_>>().join(" ");
        let opens = span.start == 0
            || line
                .words
                .get(span.start)
                .is_some_and(|w| w.gap.contains(['.', '?', '!', '“', '"']) && w.gap != ". ");
        // A word that opens a sentence may have its capital from there alone.
        let doubtful = |i: usize| !(opens && i == 0 && begins(reading, line, span.start));
        let unknown = words.iter().enumerate().any(|(i, w)| doubtful(i) && !is_known(reading, w));
        if (unknown && !shortened(reading, words))
            || strangers(
                reading,
                words.get(usize::from(opens && plain(reading, words))..).unwrap_or_default(),
            )
            || (opens && another_first_name(reading, words))
            || wrong_role(reading, line, &span)
        {
            found.push(Fault::Name(shown()));
        }
    }
    found
}

/// Whether the first of these words is none of a name: the article has it with a small letter.
fn plain(reading: &Reading<'_>, words: &[Word]) -> bool {
    words.first().is_some_and(|w| reading.printed.contains(&w.low) && !reading.printed.contains(&w.raw))
}

/// Whether a word at the head of a sentence may have its capital from there alone.
fn begins(reading: &Reading<'_>, line: &Line, at: usize) -> bool {
    let Some(word) = line.words.get(at) else { return true };
    // A noun that opens a sentence without an article is a plural, something that cannot be counted, or a name.
    let uncounted =
        ["ion", "ment", "ness", "ity", "ism", "ance", "ence", "ing", "ship", "ly", "ed", "cy", "age"];
    let followed = line.words.get(at + 1);
    let verb = followed.is_some_and(|w| {
        !w.capital()
            && !w.parted()
            && (VERBS.contains(&w.low.as_str())
                || (w.low.len() > 4 && w.low.ends_with('s') && !w.low.ends_with("ss")))
    });
    let noun = word.content() && !word.low.ends_with('s') && !uncounted.iter().any(|e| word.low.ends_with(e));
    !(noun && verb) || reading.knows(&word.stem)
}

/// Verbs by which a subject is told.
const VERBS: &[&str] =
    &["has", "had", "is", "was", "would", "will", "should", "must", "can", "could", "does", "did"];

fn is_known(reading: &Reading<'_>, word: &Word) -> bool {
    let raw = word.raw.strip_suffix("'s").unwrap_or(&word.raw).trim_end_matches('\'');
    let upper = |w: &str| w.starts_with(char::is_uppercase);
    // A month is told with its day, a number by its value; "I" is nobody's name.
    if is_title(word) || !raw.starts_with(char::is_alphabetic) || raw == "I" || reading.printed.contains(raw)
    {
        return true;
    }
    let single = raw.strip_suffix('s').unwrap_or(raw);
    let kin = |known: &str| {
        let shared = known.chars().zip(raw.chars()).take_while(|(a, b)| a == b).count();
        let rest = |w: &str| w.chars().skip(shared).collect::<String>();
        shared >= 4
            && (ADJECTIVES.contains(&rest(raw).as_str()) || ADJECTIVES.contains(&rest(known).as_str()))
    };
    let demonym = DEMONYMS.iter().any(|(people, land)| *people == raw && reading.printed.contains(*land));
    demonym
        || reading.printed.contains(single)
        || (raw.contains('-') && raw.split('-').all(|p| reading.printed.contains(p)))
        || reading.printed.iter().filter(|k| upper(k)).any(|k| k == single || kin(k))
        || (acronym(raw) && initials_stand(reading, raw))
}

fn acronym(raw: &str) -> bool {
    let letters = raw.chars().filter(|c| *c != '.');
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase)
}

/// Whether capitalised words of the article begin with these letters: "UN", "United Nations".
fn initials_stand(reading: &Reading<'_>, short: &str) -> bool {
    let wanted: String = short.chars().filter(|c| *c != '.').collect();
    reading.said.iter().any(|s| {
        let first: String = s
            .line
            .words
            .iter()
            .filter(|w| w.capital() || !matches!(w.low.as_str(), "of" | "the" | "and" | "for"))
            .map(|w| if w.capital() { w.raw.chars().next().unwrap_or(' ') } else { ' ' })
            .collect();
        first.contains(&wanted)
    })
}

/// "United Nations" for an article's "UN".
fn shortened(reading: &Reading<'_>, words: &[Word]) -> bool {
    let short: String = words.iter().filter_map(|w| w.raw.chars().next()).collect();
    let dotted: String = short.chars().map(|c| format!("{c}.")).collect();
    short.len() >= 2
        && (reading.printed.contains(&short) || reading.printed.contains(dotted.trim_end_matches('.')))
}

/// Every run of words of the article, with byline and headline.
fn texts<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = &'a [Word]> {
    reading
        .said
        .iter()
        .map(|s| s.line.words.as_slice())
        .chain(std::iter::once(reading.title.words.as_slice()))
}

/// Two words of a name that the article never has together.
fn strangers(reading: &Reading<'_>, words: &[Word]) -> bool {
    let byline: Vec<Vec<Word>> = reading
        .article
        .authors
        .iter()
        .map(|a| read(&a.name))
        .chain(reading.article.publication.as_deref().map(read))
        .collect();
    words.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        let printed = |w: &Word| reading.printed.contains(w.raw.strip_suffix("'s").unwrap_or(&w.raw));
        // "When Valdora": the capital is of the sentence.
        if is_title(a) || is_title(b) || !a.content() || !printed(a) || !printed(b) {
            return false;
        }
        // "Robert Maddox" for "Robert T. Maddox".
        let together = |text: &[Word]| {
            text.iter()
                .enumerate()
                .any(|(i, w)| w.low == a.low && text.iter().skip(i + 1).take(2).any(|w| w.low == b.low))
        };
        !texts(reading).any(together) && !byline.iter().any(|t| together(t))
    })
}

/// A name at the head of a line whose last word the article has with another first name alone.
fn another_first_name(reading: &Reading<'_>, words: &[Word]) -> bool {
    let [first, .., last] = words else { return false };
    if is_title(first) || is_known(reading, first) || plain(reading, words) {
        return false;
    }
    let all = || texts(reading).flat_map(|t| sequences(t).into_iter().filter_map(move |s| t.get(s)));
    let mut named = all().filter_map(|n| match n {
        [.., a, b] if b.low == last.low && !is_title(a) => Some(a.low.as_str()),
        _ => None,
    });
    named.next().is_some()
}

/// An office beside a name in the line that the article has beside other names alone.
fn wrong_role(reading: &Reading<'_>, line: &Line, span: &Range<usize>) -> bool {
    let last = span.clone().next_back().and_then(|i| line.words.get(i));
    // What the author is, no sentence says by name.
    let Some(name) = last.filter(|w| !is_title(w) && !reading.names_author(&w.stem)) else { return false };
    let after = line.words.get(span.end..).unwrap_or_default();
    let apposed = after.first().is_some_and(|w| w.gap.starts_with(','));
    let role = after.iter().take(BESIDE).find(|w| ROLES.contains(&w.low.as_str())).filter(|_| apposed);
    let before = span.start.checked_sub(1).and_then(|i| line.words.get(i));
    let Some(role) = role.or(before.filter(|w| ROLES.contains(&w.low.as_str()))) else { return false };
    let (mut own, mut of_another) = (false, false);
    for text in texts(reading) {
        for (at, _) in text.iter().enumerate().filter(|(_, w)| w.low == role.low) {
            let near =
                text.get(at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(text.len())).unwrap_or_default();
            let names =
                || near.iter().filter(|w| w.capital() && w.content() && !is_title(w) && w.low != role.low);
            own |= near.iter().any(|w| w.low == name.low);
            of_another |= names().any(|w| w.low != name.low && sequence_of_two(text, w));
        }
    }
    of_another && !own
}

/// Whether a word is part of a name of at least two words.
fn sequence_of_two(text: &[Word], word: &Word) -> bool {
    sequences(text)
        .into_iter()
        .any(|s| s.len() > 1 && text.get(s).is_some_and(|names| names.iter().any(|w| w == word)))
}
