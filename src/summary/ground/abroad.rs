//! Languages other than English: the numbers that they spell out, and the little that can be told of negations
//! and of what goes up and down.

use super::Fault;
use super::evidence::Evidence;
use super::reading::{Line, Reading, Word};

/// Turn the words after them.
const NEGATORS: &[&str] = &[
    "aucun", "aucune", "jamais", "kein", "keine", "keinem", "keinen", "keiner", "keines", "nadie", "nem",
    "ni", "nicht", "nie", "niemals", "niemand", "ningún", "ninguna", "no", "nunca", "não", "ohne", "pas",
    "sans", "sem", "sin",
];

/// Words one of which says the contrary of what the other says of the same things: German, French, Spanish,
/// Portuguese.
const PAIRS: &[(&[&str], &[&str])] = &[
    (
        &[
            "gestiegen",
            "gewachsen",
            "steigen",
            "stieg",
            "verdreifacht",
            "verdoppelt",
            "wachsen",
            "wuchs",
            "zugenommen",
            "erhöht",
        ],
        &[
            "abgenommen",
            "fallen",
            "fiel",
            "gefallen",
            "gesunken",
            "halbiert",
            "sank",
            "sinken",
            "geschrumpft",
        ],
    ),
    (&["mehr", "größer", "höher"], &["weniger", "kleiner", "niedriger", "geringer"]),
    (&["besser"], &["schlechter"]),
    (
        &["augmenté", "augmente", "monté", "progressé", "doublé", "triplé", "accru"],
        &["baissé", "baisse", "chuté", "diminué", "diminue", "reculé", "réduit"],
    ),
    (&["plus"], &["moins"]),
    (&["mieux", "meilleur", "meilleure"], &["pire", "pires"]),
    (
        &["aumentado", "aumentó", "crecido", "creció", "subido", "subió", "duplicado", "triplicado"],
        &["bajado", "bajó", "caído", "cayó", "descendido", "descendió", "disminuido", "reducido"],
    ),
    (&["más"], &["menos"]),
    (&["mejor", "mejores"], &["peor", "peores"]),
    (&["aumentou", "cresceu", "subiu"], &["caiu", "diminuiu", "desceu"]),
    (&["mais"], &["menos"]),
];

/// Letters that forms of one word share.
const ROOT: usize = 5;
/// The evidence must have such a share of the line's words.
const LEAST: f64 = 0.3;

/// A word that carries meaning, as far as length tells.
fn content(w: &Word) -> bool {
    w.low.chars().count() > 3 && !NEGATORS.contains(&w.low.as_str())
}

fn root(w: &Word) -> String {
    w.low.chars().take(ROOT).collect()
}

/// Whether a negation stands shortly before a word, in the same part.
fn turned(words: &[Word], at: usize) -> bool {
    let start = (0..=at).rev().find(|i| words.get(*i).is_some_and(Word::parted)).unwrap_or(0);
    words
        .get(at.saturating_sub(2).max(start)..at)
        .unwrap_or_default()
        .iter()
        .any(|w| NEGATORS.contains(&w.low.as_str()))
}

/// Where the evidence has the line's words with the contrary sense, or too few of them.
pub(super) fn faults(reading: &Reading<'_>, line: &Line, evidence: &Evidence) -> Vec<Fault> {
    let mine: Vec<&Word> =
        line.words.iter().filter(|w| content(w) && !reading.names_author(&w.stem)).collect();
    let cited = || evidence.said.iter().filter_map(|at| reading.said.get(*at));
    let has = |m: &Word, words: &[Word]| words.iter().any(|w| content(w) && root(w) == root(m));
    let known = |m: &&&Word| cited().any(|s| has(m, &s.line.words));
    if (mine.iter().filter(known).count() as f64) < LEAST * mine.len() as f64 {
        let new: Vec<&str> = mine.iter().filter(|m| !known(m)).map(|w| w.raw.as_str()).collect();
        return vec![Fault::Unsupported(new.join(", "))];
    }
    let share = |words: &[Word]| mine.iter().filter(|m| has(m, words)).count();
    let best = cited().map(|s| share(&s.line.words)).max().unwrap_or_default();
    let near = || cited().filter(|s| share(&s.line.words) == best);
    let sides = |words: &[Word], side: &[&str]| words.iter().any(|w| side.contains(&w.low.as_str()));
    let opposed = near().find(|s| {
        PAIRS.iter().any(|(one, other)| {
            let (a, b) = (sides(&line.words, one), sides(&line.words, other));
            let (c, d) = (sides(&s.line.words, one), sides(&s.line.words, other));
            (a && !b && d && !c) || (b && !a && c && !d)
        })
    });
    let denied = near().find(|s| {
        let theirs = &s.line.words;
        let pairs: Vec<(bool, bool)> = line
            .words
            .iter()
            .enumerate()
            .filter(|(_, w)| content(w))
            .flat_map(|(i, w)| {
                theirs
                    .iter()
                    .enumerate()
                    .filter(move |(_, v)| v.low == w.low)
                    .map(move |(j, _)| (turned(&line.words, i), turned(theirs, j)))
            })
            .collect();
        pairs.iter().filter(|(a, b)| a != b).count() >= 1
            && pairs.iter().all(|(a, b)| a != b || !(*a || *b))
            && pairs.iter().any(|(a, b)| a != b)
    });
    opposed
        .map(|s| Fault::Stance(s.sentence.text.to_owned()))
        .or_else(|| denied.map(|s| Fault::Stance(s.sentence.text.to_owned())))
        .into_iter()
        .collect()
}

/// A whole number below a hundred in German, French and Spanish words.
pub(super) fn spelled(n: u32) -> Vec<String> {
    let de = [
        "",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ];
    let de_tens =
        ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
    let fr = [
        "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];
    let fr_tens = [
        "",
        "",
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "soixante",
        "quatre-vingt",
        "quatre-vingt",
    ];
    let es = [
        "",
        "un",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    let es_tens =
        ["", "", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    let (n, tens, unit) = (n as usize, n as usize / 10, n as usize % 10);
    let pick = |table: &[&str], i: usize| table.get(i).copied().unwrap_or_default().to_owned();
    if !(2..100).contains(&n) {
        return Vec::new();
    }
    let german = match (tens, unit) {
        (0 | 1, _) => pick(&de, n),
        (_, 0) => pick(&de_tens, tens),
        _ => format!("{}und{}", pick(&de, unit), pick(&de_tens, tens)),
    };
    // Seventy is "soixante-dix" and goes on with the teens.
    let rest = if matches!(tens, 7 | 9) { unit + 10 } else { unit };
    let french = match (tens, rest) {
        (0 | 1, _) => pick(&fr, n),
        (8, 0) => "quatre-vingts".to_owned(),
        (_, 0) => pick(&fr_tens, tens),
        (2..=7, 1 | 11) => format!("{} et {}", pick(&fr_tens, tens), pick(&fr, rest)),
        _ => format!("{}-{}", pick(&fr_tens, tens), pick(&fr, rest)),
    };
    let spanish = match (tens, unit) {
        (0..=2, _) => pick(&es, n),
        (_, 0) => pick(&es_tens, tens),
        _ => format!("{} y {}", pick(&es_tens, tens), pick(&es, unit)),
    };
    vec![german, french, spanish]
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn numbers_are_spelled() {
        assert_eq!(spelled(19), ["neunzehn", "dix-neuf", "diecinueve"]);
        assert_eq!(spelled(45), ["fünfundvierzig", "quarante-cinq", "cuarenta y cinco"]);
        assert_eq!(
            spelled(71),
            ["einundsiebzig", "soixante et onze", "setenta y uno".replace("uno", "un").as_str()]
        );
        assert_eq!(spelled(91), ["einundneunzig", "quatre-vingt-onze", "noventa y un"]);
    }
}
