//! The words that tell what a sentence does in an argument, and whose opinion it holds: data, in a
//! file for each language in `words/`, and what looks them up. A table that a language lacks is empty.

use crate::article::is_function_word;
use serde::Deserialize;
use std::sync::LazyLock;

/// Share of function words from which on an untagged text is taken for a language. Running text has a
/// third and more of its language's; sister languages share many, so the largest share decides.
const SHARE: f64 = 0.25;

/// What is known of one language. Entries are lower case, with plain apostrophes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Lexicon {
    /// The language's subtag.
    pub code: String,
    /// Words that any text has, whatever it is about; English has its own list.
    function: Table,
    /// Says what ought to be done.
    pub recommends: Table,
    /// Judges, explains or concludes.
    pub claims: Table,
    /// Takes a side: good or bad, wise or foolish, needed or useless.
    pub judges: Table,
    /// Sets one thing against another.
    pub contrasts: Table,
    /// Begins what the author grants before turning against it.
    pub concedes: Table,
    /// Opens with a clause that grants or sets a condition, so that the claim comes late.
    pub grants: Table,
    /// Leaves open whether anything is claimed.
    pub hedges: Table,
    /// Speaks of the article, or announces what it will say.
    pub meta: Table,
    /// Begins a sentence that cannot be read without the one before.
    pub leans: Table,
    /// Stand for something named before, unless it is named earlier in the sentence itself.
    pub pronouns: Table,
    /// Ends like the name of a person by what they do, "er", "or", "ent", and means none.
    pub things: Table,
    /// Begins like one of `leans` or with one of `pronouns`, and yet stands alone.
    pub stands: Table,
    /// Points back from within the sentence.
    pub points_back: Table,
    /// Ends a sentence that leans on the one before.
    pub trails: Table,
    /// The verb of a claim: present, future, or what ought to be.
    pub present: Table,
    /// The verb of a tale.
    pub past: Table,
    /// The author.
    pub first_person: Table,
    /// Tells what happened to the author.
    pub anecdote: Table,
    /// Begins a scene or a piece of news.
    pub scenes: Table,
    /// Ties what is told to a day.
    pub pegs: Table,
    /// Speaks to the reader about the page rather than the matter.
    pub page: Table,
    /// Names whose opinion it is: "according to".
    pub according: Table,
    /// Verbs that hand the word to somebody, whatever follows.
    pub says: Table,
    /// Verbs that do so where "that" follows or others are the subject.
    pub holds: Table,
    /// What stands beside a quotation, besides these verbs.
    pub asks: Table,
    /// Subjects whose opinion is not the author's.
    pub others: Table,
    /// Subjects that argue without a voice: what they show is the author's own claim.
    pub witnesses: Table,
    /// Words before a verb of speech after which it is the author who speaks, or nobody.
    pub own_voice: Table,
    /// Say that something is not so.
    pub denials: Table,
    /// Deny.
    pub negations: Table,
    /// Subjects of a short sentence that says the one before is wrong.
    pub answering: Table,
    /// What others say, as a noun.
    pub arguments: Table,
    /// How it is announced: "the answer that officials give".
    pub given: Table,
    /// Heads of a clause that cannot stand once the rest is cut away.
    pub hangs: Table,
    /// Openings of a second clause that turn the first around.
    pub turns: Table,
    /// Openings by which a sentence turns against the one before.
    pub against: Table,
    /// Connectives that may be dropped from the head of a sentence before any word but those of
    /// `not_after_connective`.
    pub connectives_bare: Table,
    /// Connectives that may be dropped before a comma or one of `openers`.
    pub connectives_before_openers: Table,
    /// Connectives that may be dropped before a comma.
    pub connectives_before_commas: Table,
    /// Words after a bare connective with which it is none.
    pub not_after_connective: Table,
    /// Words that open a clause of their own.
    pub openers: Table,
}

impl Lexicon {
    /// The lexicon of a text with these words; `tag` is its BCP 47 tag, if it has one. None for a
    /// language that is not known.
    pub fn of(tag: Option<&str>, sentences: &[Vec<String>]) -> Option<&'static Lexicon> {
        if let Some(tag) = tag {
            let code = tag.split('-').next().unwrap_or_default();
            return ALL.iter().map(|one| &**one).find(|one| one.code.eq_ignore_ascii_case(code));
        }
        let all = sentences.iter().flatten().count().max(1);
        let share = |one: &Lexicon| {
            let plain = sentences.iter().flatten().filter(|w| one.is_function(w)).count();
            plain as f64 / all as f64
        };
        let shares = ALL.iter().map(|one| (&**one, share(one))).filter(|(_, share)| *share >= SHARE);
        shares.reduce(|most, next| if next.1 > most.1 { next } else { most }).map(|(one, _)| one)
    }

    /// That of English, which what is quoted and reported is told by where nothing better is known.
    pub fn english() -> &'static Lexicon {
        let [english, ..] = &ALL;
        english
    }

    /// Whether the rules of English syntax hold.
    pub fn is_english(&self) -> bool {
        self.code == "en"
    }

    /// Whether any text has the word, whatever it is about.
    pub fn is_function(&self, word: &str) -> bool {
        if self.is_english() { is_function_word(word) } else { self.function.has(word) }
    }
}

/// The tests see to it that the files can be read.
macro_rules! lexicon {
    ($file:literal) => {
        LazyLock::new(|| toml::from_str(include_str!($file)).unwrap_or_default())
    };
}

static ALL: [LazyLock<Lexicon>; 5] = [
    lexicon!("words/en.toml"),
    lexicon!("words/de.toml"),
    lexicon!("words/es.toml"),
    lexicon!("words/fr.toml"),
    lexicon!("words/pt.toml"),
];

/// Words and phrases. Sorted, so that those with the same first word stand together, after that word by
/// itself: a space sorts before whatever a word may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Table(Vec<String>);

impl From<Vec<String>> for Table {
    fn from(mut entries: Vec<String>) -> Table {
        entries.sort_unstable();
        Table(entries)
    }
}

impl Table {
    /// Whether the word is an entry.
    pub fn has(&self, word: &str) -> bool {
        self.0.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok()
    }

    /// Its entries, sorted.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether an entry stands anywhere among the words.
    pub fn within(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| self.opens(rest)))
    }

    /// At how many words an entry begins.
    pub fn count(&self, words: &[String]) -> usize {
        (0..words.len()).filter(|at| words.get(*at..).is_some_and(|rest| self.opens(rest))).count()
    }

    /// Whether the words begin with an entry.
    pub fn opens(&self, words: &[String]) -> bool {
        let Some((first, rest)) = words.split_first() else { return false };
        let from = self.0.partition_point(|p| p < first);
        for phrase in self.0.iter().skip(from) {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tokens;

    #[test]
    fn every_file_is_read_and_has_no_entry_twice() {
        for (code, file) in [
            ("en", include_str!("words/en.toml")),
            ("de", include_str!("words/de.toml")),
            ("es", include_str!("words/es.toml")),
            ("fr", include_str!("words/fr.toml")),
            ("pt", include_str!("words/pt.toml")),
        ] {
            let read: Lexicon = toml::from_str(file).unwrap();
            assert_eq!(read.code, code);
            let tables: std::collections::BTreeMap<String, toml::Value> = toml::from_str(file).unwrap();
            for (name, table) in tables.iter().filter(|(name, _)| *name != "code") {
                let words: Vec<&str> =
                    table.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
                assert!(words.is_sorted_by(|a, b| a < b), "{code} {name}: {words:?}");
                assert!(words.iter().all(|w| *w == w.to_lowercase() && !w.contains('’')), "{code} {name}");
            }
        }
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        let table = Table::from(["but", "but for", "it is time"].map(str::to_owned).to_vec());
        assert!(table.opens(&tokens("But we wait.")) && table.opens(&tokens("It is time to go.")));
        assert!(!table.opens(&tokens("It is late.")) && table.within(&tokens("Now it is time.")));
        assert_eq!(table.count(&tokens("But it is time, but not now.")), 3);
    }

    #[test]
    fn an_untagged_text_tells_its_language() {
        let code = |text: &str| Lexicon::of(None, &[tokens(text)]).map(|l| l.code.as_str());
        assert_eq!(code("The council should repair the bridge, because it is old."), Some("en"));
        assert_eq!(code("Die Stadt muss die Brücke erneuern, weil sie alt ist."), Some("de"));
        assert_eq!(code("La ville doit réparer le pont, parce qu'il est vieux."), Some("fr"));
        assert_eq!(
            code("El ayuntamiento debe reparar el puente, porque es viejo y no hay otro."),
            Some("es")
        );
        assert_eq!(code("A cidade deve reparar a ponte, porque não há outra e esta é velha."), Some("pt"));
        assert_eq!(code("Hidat kell javítani."), None);
    }
}
