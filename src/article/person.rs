//! Names of people: what is one, how it is written, when two are the same.

use crate::digest::fold;

/// Words inside a name that are not capitalised.
const PARTICLES: &[&str] = &[
    "af", "al", "ap", "av", "bin", "bint", "da", "dal", "das", "de", "del", "della", "den", "der", "des",
    "di", "do", "dos", "du", "e", "el", "i", "ibn", "la", "las", "le", "los", "of", "ter", "van", "vom",
    "von", "y", "zu", "zum", "zur",
];

/// Titles before a name, folded; dropped.
const TITLES: &[&str] = &[
    "amb",
    "ambassador",
    "capt",
    "col",
    "dr",
    "dra",
    "father",
    "fr",
    "gen",
    "gov",
    "hon",
    "judge",
    "lt",
    "maj",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "pastor",
    "prof",
    "professor",
    "rabbi",
    "rep",
    "rev",
    "reverend",
    "sen",
    "sgt",
];

/// Degrees and orders after a name, folded without stops; dropped.
const DEGREES: &[&str] = &[
    "aprn", "bsc", "cbe", "cfa", "cfp", "cpa", "cpt", "dds", "dmd", "dphil", "dpt", "dvm", "edd", "esq",
    "esquire", "facp", "fnp", "jd", "kcmg", "lcsw", "ld", "llm", "ma", "mba", "mbe", "md", "mfa", "mph",
    "mpp", "ms", "msc", "msn", "msw", "np", "obe", "pharmd", "phd", "psyd", "rd", "rdn", "ret", "rn",
];

/// Words that never stand in a person's name but in those of offices, papers and departments.
const NOT_NAMES: &[&str] = &[
    "about",
    "academy",
    "admin",
    "administrator",
    "anonymous",
    "agency",
    "alliance",
    "all",
    "america",
    "american",
    "analysis",
    "analyst",
    "and",
    "arts",
    "associated",
    "association",
    "attorney",
    "author",
    "authors",
    "bio",
    "board",
    "breaking",
    "business",
    "bureau",
    "center",
    "centre",
    "ceo",
    "chief",
    "city",
    "college",
    "column",
    "columnist",
    "columnists",
    "comments",
    "commentary",
    "committee",
    "company",
    "contributed",
    "contributing",
    "contributor",
    "contributors",
    "correspondent",
    "council",
    "critic",
    "daily",
    "department",
    "desk",
    "digital",
    "director",
    "editor",
    "editorial",
    "editors",
    "fellow",
    "foreign",
    "foundation",
    "globe",
    "from",
    "group",
    "guest",
    "herald",
    "inc",
    "institute",
    "international",
    "journal",
    "letters",
    "llc",
    "magazine",
    "media",
    "national",
    "network",
    "news",
    "newsletter",
    "newsletters",
    "newspaper",
    "newsroom",
    "office",
    "opinion",
    "opinions",
    "photo",
    "photographer",
    "photos",
    "podcast",
    "policy",
    "politics",
    "post",
    "president",
    "press",
    "producer",
    "professor",
    "project",
    "reporter",
    "reporters",
    "research",
    "researcher",
    "review",
    "school",
    "section",
    "senior",
    "service",
    "share",
    "site",
    "society",
    "special",
    "sponsored",
    "sports",
    "staff",
    "studies",
    "subscribe",
    "team",
    "the",
    "this",
    "times",
    "today",
    "trust",
    "tribune",
    "university",
    "updated",
    "view",
    "views",
    "video",
    "web",
    "weekly",
    "with",
    "world",
    "writer",
    "writers",
    "your",
    "yesterday",
    "contact",
    "content",
    "follow",
    "full",
    "read",
    "more",
    "view",
    "published",
    "posted",
    "by",
    "minutes",
    "min",
    "how",
    "why",
    "what",
    "facebook",
    "twitter",
    "linkedin",
    "email",
    "print",
    "instagram",
    "getty",
    "reuters",
    "bloomberg",
    "afp",
    "ap",
    "unsplash",
    "shutterstock",
    "street",
    "avenue",
    "department",
    "government",
    "administration",
    "live",
    "watch",
    "webmaster",
    "house",
    "supreme",
    "court",
    "party",
    "assistant",
    "associate",
    "certified",
    "chair",
    "coach",
    "consultant",
    "coordinator",
    "counsel",
    "economist",
    "edited",
    "edition",
    "engineer",
    "expert",
    "founder",
    "head",
    "historian",
    "journalism",
    "journalist",
    "lead",
    "learning",
    "lecturer",
    "licensed",
    "manager",
    "marketing",
    "minister",
    "officer",
    "organization",
    "owner",
    "partner",
    "physician",
    "product",
    "reviewed",
    "reviewer",
    "scientist",
    "secretary",
    "specialist",
    "strategist",
    "strategy",
    "student",
    "tech",
    "in",
    "for",
    "on",
    "at",
    "is",
    "are",
    "into",
    "using",
];

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
            && !NOT_NAMES.contains(&key.as_str())
            && (!lower
                || (lower_allowed
                    && i + 1 < words.len()
                    && (PARTICLES.contains(&key.as_str()) || word.contains(['\'', '’'])))
                || (i > 0 && word.starts_with("al-")))
    }) && words.first().is_some_and(|w| fold(w) != "of")
}

/// A name as it stands in a byline: without titles and degrees, and not all in capitals.
pub(super) fn tidy_name(text: &str) -> String {
    let text = text.trim().trim_end_matches([',', ';', ':', '|', '/', '-', '–', '—', '*', '•']).trim();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.len() > 2 && words.first().is_some_and(|w| TITLES.contains(&fold(w).as_str())) {
        words.remove(0);
    }
    while words.len() > 2 && words.last().is_some_and(|w| is_degree(w)) {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_end_matches(',');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 4 && !name.chars().any(char::is_lowercase) { capitalised(name) } else { name.to_owned() }
}

/// Whether a word, or a part between commas, is a degree.
pub(super) fn is_degree(word: &str) -> bool {
    let key: String = word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    // "MA" is a degree and "Ma" a name.
    let capitals = word.chars().filter(|c| c.is_alphabetic()).take(2).all(char::is_uppercase);
    let written = capitals || word.contains('.') || key.len() > 3 || matches!(key.as_str(), "phd" | "esq");
    DEGREES.contains(&key.as_str()) && written && word.chars().next().is_some_and(char::is_uppercase)
}

/// "HARRIET O'NEIL-VAN DER BERG" in small letters but the first of each word; particles small.
fn capitalised(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .enumerate()
        .map(|(i, word)| {
            let lower = word.to_lowercase();
            let roman = matches!(word, "II" | "III" | "IV");
            // Two letters without a vowel are initials: "JD", "TJ".
            let initials =
                word.chars().count() == 2 && !lower.contains(['a', 'e', 'i', 'o', 'u', 'y']) && i == 0;
            if roman || initials || word.contains('.') {
                word.to_owned()
            } else if i > 0 && PARTICLES.contains(&lower.as_str()) {
                lower
            } else {
                let mut start = true;
                lower
                    .chars()
                    .flat_map(|c| {
                        let up = std::mem::replace(&mut start, matches!(c, '-' | '\'' | '’'));
                        if up { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
                    })
                    .collect()
            }
        })
        .collect();
    words.join(" ")
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

/// The words of a name that tell persons apart.
fn key_words(name: &str) -> Vec<String> {
    let folded = fold(&tidy_name(name));
    folded
        .split(' ')
        .filter(|w| !w.is_empty() && !matches!(*w, "jr" | "sr" | "ii" | "iii" | "iv") && !DEGREES.contains(w))
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
        for name in [
            "Ada Moor",
            "J. R. van der Velde",
            "María-José de la Cruz",
            "Sean O’Neil Jr.",
            "Ludwig von Braun",
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
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn titles_degrees_and_capitals_go() {
        assert_eq!(tidy_name("Dr. Ada J. Moor, Ph.D."), "Ada J. Moor");
        assert_eq!(tidy_name("ANNA O'NEIL VAN DER BERG"), "Anna O'Neil van der Berg");
        assert_eq!(tidy_name("Ada Moor, M.D., MPH"), "Ada Moor");
    }

    #[test]
    fn one_person_in_two_spellings() {
        assert!(same_person("Ada J. Moor", "Ada Moor"));
        assert!(same_person("José Núñez", "JOSE NUNEZ"));
        assert!(same_person("Ada Moor, Ph.D.", "A. Moor"));
        assert!(!same_person("Ada Moor", "Ida Moor"));
        assert!(!same_person("Ada J. Moor", "Ada K. Moor"));
    }
}
