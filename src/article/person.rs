//! Names of people: what is one, how it is written, when two are the same.

use crate::digest::fold;

/// Words inside a name that are not capitalised; sorted.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "abu", "af", "al", "ap", "av", "ben", "bin", "bint", "da", "dal", "das", "de", "del", "della", "den",
    "der", "des", "di", "do", "dos", "du", "e", "el", "i", "ibn", "la", "las", "le", "los", "op",
    "te", "ten", "ter", "ud", "ul", "ur", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// Articles that are written together with a name and not capitalised: "al-Rahman", "d'Estaing".
const ARTICLES: &[&str] = &["al-", "an-", "ar-", "as-", "el-", "ul-", "d'", "d’", "l'", "l’", "'t", "’t"];

/// Titles before a name and what stands before those, folded; dropped; sorted.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "adm", "admiral", "amb", "ambassador", "archbishop", "baroness", "bishop", "brother", "capt", "captain",
    "cardinal", "chancellor", "col", "colonel", "congressman", "congresswoman", "dame", "dr", "dra",
    "father", "former", "fr", "gen", "general", "gov", "governor", "hon", "imam", "judge", "justice",
    "lady", "lord", "lt", "maj", "major", "mayor", "minister", "miss", "mr", "mrs", "ms", "msgr", "mx",
    "pastor", "president", "prof", "professor", "rabbi", "rep", "representative", "retired", "rev",
    "reverend", "secretary", "sen", "senator", "sergeant", "sgt", "sheikh", "sir", "sister", "state",
    "us",
];

/// Degrees and orders after a name, folded without stops; dropped; sorted.
#[rustfmt::skip]
const DEGREES: &[&str] = &[
    "aprn", "ba", "bs", "bsc", "cbe", "cfa", "cpa", "dds", "dmin", "dnp", "dphil", "dvm", "edd", "edm",
    "esq", "esquire", "facp", "jd", "jsd", "lcsw", "lld", "llm", "ma", "mba", "mbe", "md", "mdiv", "mfa",
    "mpa", "mph", "mpp", "ms", "msc", "msw", "np", "obe", "pharmd", "phd", "psyd", "rd", "ret", "rn", "scd",
];

/// Words that never stand in a person's name but in those of offices, papers, places and buttons; sorted.
#[rustfmt::skip]
const NOT_NAMES: &[&str] = &[
    "about", "academy", "account", "activist", "administration", "advertisement", "afp", "africa", "agency",
    "all", "alliance", "ambassador", "america", "american", "analysis", "analyst", "and", "ani", "ap",
    "apr", "arabia", "article", "asia", "assignment", "associated", "association", "attorney", "aug",
    "author", "authors", "avenue", "axios", "back", "bio", "bloomberg", "board", "breaking", "bureau",
    "business", "by", "caption", "careers", "categories", "center", "centre", "ceo", "certified",
    "chairman", "chairwoman", "chief", "chronicle", "city", "coach", "cofounder", "college", "column",
    "columnist", "columnists", "columns", "comment", "commentary", "comments", "committee", "company",
    "contact", "content", "contributed", "contributing", "contributor", "contributors", "conversation",
    "cooking", "coordinator", "copied", "corporation", "correspondent", "council", "courier", "court",
    "credit", "critic", "crossword", "daily", "dec", "december", "department", "desk", "digest", "digital",
    "director", "dispatch", "donate", "dpa", "economist", "edit", "edited", "edition", "editor",
    "editorial", "editors", "efe", "email", "emirates", "epa", "europe", "events", "examiner", "executive",
    "expert", "facebook", "feb", "february", "feedback", "fellow", "finance", "follow", "foreign",
    "foundation", "founder", "fri", "friday", "from", "gallery", "games", "gazette", "getty", "globe",
    "government", "group", "guardian", "guest", "head", "herald", "home", "house", "how", "ians", "image",
    "images", "inc", "independent", "inquirer", "instagram", "institute", "international", "january",
    "jobs", "journal", "july", "kingdom", "korea", "latest", "lawyer", "lead", "league", "learning",
    "lecturer", "letters", "licensed", "linkedin", "listen", "llc", "log", "magazine", "marketing", "media",
    "menu", "min", "minister", "ministry", "minutes", "mon", "monday", "more", "national", "navigation",
    "network", "news", "newsletter", "newsletters", "newspaper", "newsroom", "newsweek", "next", "nov",
    "november", "observer", "oct", "october", "office", "opinion", "opinions", "options", "party", "photo",
    "photographer", "photos", "physician", "podcast", "policy", "politico", "politics", "popular", "post",
    "posted", "president", "press", "previous", "print", "producer", "professor", "professors", "project",
    "pti", "published", "puzzles", "read", "recipes", "register", "related", "reply", "report", "reporter",
    "reporters", "research", "researcher", "reuters", "review", "reviewed", "reviewer", "saturday", "save",
    "scholar", "school", "scientist", "search", "section", "sections", "senate", "senior", "sep", "sept",
    "september", "service", "settings", "share", "sharing", "shutterstock", "site", "skip", "society",
    "source", "special", "specialist", "sponsored", "sports", "staff", "states", "strategist", "strategy",
    "street", "studies", "subscribe", "subscription", "subscriptions", "sunday", "support", "supreme",
    "syndicate", "tags", "tass", "team", "tech", "telegraph", "the", "this", "thu", "thursday", "times",
    "today", "topics", "trending", "tribune", "trust", "tue", "tuesday", "twitter", "union", "univ",
    "university", "unsplash", "updated", "upi", "video", "view", "views", "vox", "watch", "web", "wed",
    "wednesday", "weekly", "what", "why", "with", "world", "writer", "writers", "xinhua", "yesterday",
    "your", "zealand",
];

/// Whether a sorted table has a word.
fn is(table: &[&str], word: &str) -> bool {
    table.binary_search(&word).is_ok()
}

/// Whether a text reads as the name of one person, given and family name.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=6).contains(&words.len()) && text.chars().count() <= 50 && are_name_words(&words)
}

/// The same, but also for a single word, as pen names are.
pub(super) fn may_be_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=6).contains(&words.len())
        && text.chars().count() <= 50
        && are_name_words(&words)
        && words.iter().any(|w| w.chars().count() > 2)
}

fn are_name_words(words: &[&str]) -> bool {
    let lower_allowed = words.len() > 1;
    words.iter().enumerate().all(|(i, word)| {
        let key = fold(word);
        let lower = word.chars().next().is_some_and(char::is_lowercase);
        let plain = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '\'' | '’' | '“' | '”' | '"' | ','));
        plain
            && word.chars().any(char::is_alphabetic)
            && (lower && is(PARTICLES, &key) || !is(NOT_NAMES, &key))
            && (!lower
                || (lower_allowed
                    && i + 1 < words.len()
                    && (is(PARTICLES, &key) || word.contains(['\'', '’'])))
                || (i > 0 && ARTICLES.iter().any(|article| word.starts_with(article))))
    }) && words.first().is_some_and(|w| fold(w) != "of")
}

/// A name as it stands in a byline: without titles and degrees, and not in capitals.
pub(super) fn tidy_name(text: &str) -> String {
    let text =
        text.trim().trim_end_matches([',', ';', ':', '|', '/', '-', '–', '—', '*', '•', '_', '+']).trim();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    // "the Rev. Ada Moor"; without a title it is a paper: "The Plain Courier".
    if let [article, title, _, _, ..] = words.as_slice()
        && fold(article) == "the"
        && is(TITLES, &fold(title))
    {
        words.remove(0);
    }
    let titles = words
        .iter()
        .take(words.len().saturating_sub(2))
        .take_while(|w| is(TITLES, &fold(w).replace(' ', "")));
    words.drain(..titles.count());
    while words.len() > 2 && words.last().is_some_and(|w| is_degree(w)) {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_end_matches(',');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 4 && !name.chars().any(char::is_lowercase) {
        return capitalised(name);
    }
    // "Ada MOOR", as agencies print family names.
    let loud =
        |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() > 3 && !w.chars().any(char::is_lowercase);
    if !name.split(' ').any(loud) {
        return name.to_owned();
    }
    let words = name.split(' ').enumerate();
    words
        .map(|(i, w)| if loud(w) { word_capitalised(w, i) } else { w.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a word, or a part between commas, is a degree. Short ones count in capitals alone, since
/// "Ma" is a name.
pub(super) fn is_degree(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    is(DEGREES, &letters.to_lowercase())
        && letters.starts_with(char::is_uppercase)
        && (letters.len() > 3 || capitals > 1 || word.contains('.') || letters.eq_ignore_ascii_case("esq"))
}

/// "HARRIET O'NEIL-VAN DER BERG" in small letters but the first of each word; particles small.
fn capitalised(name: &str) -> String {
    name.split_whitespace()
        .enumerate()
        .map(|(i, word)| word_capitalised(word, i))
        .collect::<Vec<_>>()
        .join(" ")
}

/// One word of such a name; `place` is how many words stand before it.
fn word_capitalised(word: &str, place: usize) -> String {
    let lower = word.to_lowercase();
    let roman = matches!(word, "II" | "III" | "IV");
    // Two letters without a vowel, or with a J, are initials: "TC", "AJ".
    let vowel = lower.contains(['a', 'e', 'i', 'o', 'u', 'y']) && (!lower.contains('j') || lower == "jo");
    let initials = word.chars().count() == 2 && !vowel && place == 0;
    if roman || initials || (word.contains('.') && word.chars().count() <= 5) {
        return word.to_owned();
    }
    if place > 0 && is(PARTICLES, &lower) {
        return lower;
    }
    let mut start = true;
    let mut written = String::with_capacity(word.len());
    for c in lower.chars() {
        if std::mem::replace(&mut start, matches!(c, '-' | '\'' | '’' | '.')) || written.ends_with("Mc") {
            written.extend(c.to_uppercase());
        } else {
            written.push(c);
        }
    }
    written
}

/// Whether two spellings name one person: alike but for accents, case, middle names and suffixes,
/// or with an initial for a given name.
pub(super) fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (key_words(a), key_words(b));
    let (Some(first_a), Some(first_b), Some(last_a), Some(last_b)) =
        (a.first(), b.first(), a.last(), b.last())
    else {
        return false;
    };
    if a == b || a.concat() == b.concat() {
        return true;
    }
    if a.len() < 2 || b.len() < 2 || last_a != last_b {
        return false;
    }
    let middle = |words: &[String]| words.get(1..words.len() - 1).unwrap_or_default().to_vec();
    let (middle_a, middle_b) = (middle(&a), middle(&b));
    let initial =
        |x: &str, y: &str| x == y || (x.len() == 1 && y.starts_with(x)) || (y.len() == 1 && x.starts_with(y));
    initial(first_a, first_b)
        && (middle_a.is_empty()
            || middle_b.is_empty()
            || middle_a.iter().zip(&middle_b).all(|(x, y)| initial(x, y)))
}

/// Whether `called` may be the person `name` in a text that is about that person: also with a short
/// given name, as "Steph" for "Stephanie".
pub(super) fn goes_by(name: &str, called: &str) -> bool {
    if same_person(name, called) {
        return true;
    }
    let (full, called) = (key_words(name), key_words(called));
    let given = |words: &[String]| words.first().map(|w| w.chars().take(3).collect::<String>());
    full.len() > 1
        && called.len() > 1
        && full.last() == called.last()
        && given(&full) == given(&called)
        && given(&full).is_some_and(|g| g.len() == 3)
}

/// The words of a name that tell persons apart.
fn key_words(name: &str) -> Vec<String> {
    let folded = fold(&tidy_name(name));
    folded
        .split(' ')
        .filter(|w| !w.is_empty() && !matches!(*w, "jr" | "sr" | "ii" | "iii" | "iv"))
        .map(str::to_owned)
        .collect()
}

/// The family name, without suffixes such as "Jr.".
pub(super) fn family_name(name: &str) -> &str {
    name.split_whitespace()
        .rev()
        .find(|w| !matches!(fold(w).as_str(), "jr" | "sr" | "ii" | "iii" | "iv") && !is_degree(w))
        .unwrap_or(name)
        .trim_end_matches(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_none() {
        for table in [PARTICLES, TITLES, DEGREES, NOT_NAMES] {
            assert!(table.is_sorted_by(|a, b| a < b), "{:?}", table.windows(2).find(|w| w[0] >= w[1]));
        }
        for name in [
            "Ada Moor",
            "J. R. van der Velde",
            "María-José de la Cruz",
            "Sean O’Neil Jr.",
            "Ludwig von Braun",
            "Mohammed bin Rashid al-Farsi",
            "Jean d’Ormes",
            "Siôn ap Rhys",
            "Clara Page",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "Editorial Board",
            "Staff Writer",
            "The Plain Courier",
            "ada moor",
            "Ada",
            "Ada Moor 3",
            "Read More",
            "Link Copied",
            "Edit Story",
            "Boston Globe",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn titles_degrees_and_capitals_go() {
        for (printed, name) in [
            ("Dr. Ada J. Moor, Ph.D.", "Ada J. Moor"),
            ("ANNA O'NEIL VAN DER BERG", "Anna O'Neil van der Berg"),
            ("ADA MCKAY", "Ada McKay"),
            ("A.J. MOOR", "A.J. Moor"),
            ("Ada MOOR", "Ada Moor"),
            ("Ada Moor, M.D., MPH", "Ada Moor"),
            ("Former U.S. Rep. Ada Moor", "Ada Moor"),
            ("The Rev. Dr. Ada Moor", "Ada Moor"),
            ("Jo Lin Ma", "Jo Lin Ma"),
        ] {
            assert_eq!(tidy_name(printed), name);
        }
        assert_eq!(family_name("Yo Ma"), "Ma");
    }

    #[test]
    fn one_person_in_two_spellings() {
        for (a, b) in [
            ("Ada J. Moor", "Ada Moor"),
            ("José Núñez", "JOSE NUNEZ"),
            ("Ada Moor, Ph.D.", "A. Moor"),
            ("Ada Moor Jr.", "Ada Moor"),
        ] {
            assert!(same_person(a, b), "{a}, {b}");
        }
        for (a, b) in
            [("Ada Moor", "Ida Moor"), ("Ada J. Moor", "Ada K. Moor"), ("Steph Moor", "Stephanie Moor")]
        {
            assert!(!same_person(a, b), "{a}, {b}");
        }
        assert!(goes_by("Stephanie Moor", "Steph Moor") && !goes_by("Ada Moor", "Ida Moor"));
    }
}
