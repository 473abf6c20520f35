//! Days as pages print them.

use super::{languages, pattern::pattern};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// 2021-03-04, also with a time after it, and 2021/03/04 as in addresses.
static ISO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?:\D|$|T)"));
/// March 4, 2021; Mar. 4th 2021.
static MONTH_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:18|19|20)\d\d)"));
/// 4 March 2021; 4. März 2021; 4 de marzo de 2021.
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(\p{L}{3,10})\.?,?\s+(?:de\s+)?((?:18|19|20)\d\d)",
    )
});
/// 3/4/21 and 03/04/2021: the month comes first, as American pages have it, unless it cannot, or the
/// time beside it is not of America, or the line speaks a language that puts the day first. With full
/// stops the day comes first.
static SLASHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(\d{1,2})([-/.])(\d{1,2})[-/.]((?:19|20)\d\d|\d\d\b)(?:\W+\d{1,2}[:.]\d\d(?:\s?[ap]m)?\s(GMT|BST|IST|CES?T|AE[SD]T|HKT|SGT|SAST)\b)?",
    )
});
/// /2021/dec/21/ in an address.
static NAMED_PATH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?:/|$)"));

/// Beginnings of month names, folded: English, French, German, Spanish, Portuguese, Italian.
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fev", 2),
    ("mar", 3),
    ("maer", 3),
    ("mrz", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("ott", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
];

/// Whole month names, folded, so that "market 4, 2021" is no date.
fn month(word: &str) -> Option<i8> {
    let word = crate::digest::fold(word);
    MONTHS.iter().filter(|m| word.starts_with(m.0)).max_by_key(|m| m.0.len()).map(|m| m.1).filter(|_| {
        word.len() <= 4
            || [
                "january",
                "february",
                "march",
                "april",
                "august",
                "september",
                "october",
                "november",
                "december",
                "janvier",
                "fevrier",
                "avril",
                "juillet",
                "septembre",
                "octobre",
                "novembre",
                "decembre",
                "januar",
                "februar",
                "maerz",
                "marz",
                "oktober",
                "dezember",
                "enero",
                "febrero",
                "marzo",
                "abril",
                "junio",
                "julio",
                "agosto",
                "septiembre",
                "setiembre",
                "octubre",
                "noviembre",
                "diciembre",
                "janeiro",
                "fevereiro",
                "marco",
                "maio",
                "junho",
                "julho",
                "setembro",
                "outubro",
                "novembro",
                "dezembro",
                "gennaio",
                "febbraio",
                "aprile",
                "maggio",
                "giugno",
                "luglio",
                "settembre",
                "ottobre",
                "dicembre",
            ]
            .contains(&word.as_str())
    })
}

/// The first day named in a text, in any of the forms above.
pub(super) fn find(text: &str) -> Option<Date> {
    type Form = (&'static LazyLock<Regex>, fn(&Captures<'_>) -> Option<Date>);
    if languages::is_dated(text)
        && let Some(found) = SLASHED.captures(text).and_then(|c| slashed(&c, true))
    {
        return Some(found);
    }
    let forms: [Form; 4] = [
        (&ISO, |c| day(number(c, 1)?, number(c, 2)? as i8, number(c, 3)? as i8)),
        (&MONTH_FIRST, |c| day(number(c, 3)?, month(c.get(1)?.as_str())?, number(c, 2)? as i8)),
        (&DAY_FIRST, |c| day(number(c, 3)?, month(c.get(2)?.as_str())?, number(c, 1)? as i8)),
        (&SLASHED, |c| slashed(c, c.get(5).is_some() || c.get(2).is_some_and(|mark| mark.as_str() == "."))),
    ];
    forms
        .iter()
        .filter_map(|(form, read)| {
            form.captures_iter(text).find_map(|c| Some((c.get(0)?.start(), read(&c)?)))
        })
        .min_by_key(|found| found.0)
        .map(|found| found.1)
}

/// The day of a match of [`SLASHED`]; the other order where it cannot be this one.
fn slashed(c: &Captures<'_>, day_first: bool) -> Option<Date> {
    let (a, b, year) = (number(c, 1)? as i8, number(c, 3)? as i8, number(c, 4)?);
    let year = if year < 100 { 2000 + year } else { year };
    let (month, of_month) = if day_first { (b, a) } else { (a, b) };
    day(year, month, of_month).or_else(|| day(year, of_month, month))
}

/// The day in an address such as `/2021/03/04/` or `/2021/mar/04/`.
pub(super) fn in_address(url: &str) -> Option<Date> {
    if let Some(c) = NAMED_PATH.captures(url) {
        return day(number(&c, 1)?, month(c.get(2)?.as_str())?, number(&c, 3)? as i8);
    }
    ISO.captures(url).and_then(|c| day(number(&c, 1)?, number(&c, 2)? as i8, number(&c, 3)? as i8))
}

/// What is left of a line once its days, times and weekdays are gone: nothing much, in a date line.
pub(super) fn without(text: &str) -> String {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix)\b\d{1,2}(?:[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\ ?m\b\.?)?|\s*[ap]\.?m\b\.?|\d\d\ GMT)(?:\s*\(?(?:[ACEMP][SD]?T|GMT|UTC|BST|I?ST|CET|CEST|AE[SD]T|HKT|SGT)\b\)?)?
            |\(\d{4}\ \w{3}\)|\bat\ \d{4}\b|\b\d{4}\ (?:GMT|HKT)\b
            |\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?
            |\b(?:published|posted|updated|last\ (?:modified|updated)|modified|created|story|issued|filed|on|at|first|from|today|yesterday)\b:?
            |\b\d+\s*-?\s*min(?:ute)?s?\.?\s*(?:to\ )?read\b",
        )
    });
    let mut rest = TIME.replace_all(text, " ").into_owned();
    if find(text).is_some() {
        rest = languages::without_dated(&rest).into_owned();
    }
    // Twice, since of two days that ran together the second has no bound before it.
    for form in [&ISO, &MONTH_FIRST, &DAY_FIRST, &SLASHED, &MONTH_FIRST, &DAY_FIRST] {
        rest = form.replace_all(&rest, " ").into_owned();
    }
    TIME.replace_all(&rest, " ").into_owned()
}

fn number(captures: &Captures<'_>, group: usize) -> Option<i16> {
    captures.get(group)?.as_str().parse().ok()
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn date_lines_say_nothing_else() {
        for line in [
            "Published March 4, 2021 5:30AM (EST)",
            "PUBLISHED: March 4, 2021 at 1:52 p.m. | UPDATED: March 5, 2021 at 1:55 p.m.",
            "Thursday, 4 Mar 2021 3 PM PT",
            "Story published on Mar 4, 2021.",
            "Apr. 26, 2022Apr. 26, 2022",
        ] {
            let rest = without(line);
            assert!(!rest.chars().any(char::is_alphanumeric), "{line}: {rest}");
        }
    }

    #[test]
    fn days_in_many_dresses() {
        for text in [
            "March 4, 2021",
            "4 March 2021 18.54 GMT",
            "2021-03-04T01:02:03Z",
            "Thu., Mar. 4, 2021",
            "3/4/21 12:24 PM ET",
            "4. März 2021",
            "4 de marzo de 2021",
            "le 4 mars 2021",
            "Published on March 4th, 2021",
            "Mar. 4, 2021timer2 min. read",
            "21:17 4.3.2021Get short link",
            "4 March 20215 March 2021",
        ] {
            assert_eq!(find(text), Some(date(2021, 3, 4)), "{text}");
        }
        for text in [
            "Publié le 04/03/2021 à 10h30",
            "4.3.2021",
            "Publicado el 4/3/2021",
            "Stand: 04.03.2021, 10:00 Uhr",
            "Publicado em 04/03/2021 às 7h",
        ] {
            assert_eq!(find(text), Some(date(2021, 3, 4)), "{text}");
        }
        assert_eq!(find("25/12/2021"), Some(date(2021, 12, 25)));
        assert_eq!(find("04/03/2021 02:00pm GMT"), Some(date(2021, 3, 4)));
        for text in ["market 4, 2021", "In 2021 we had 31 cases", "February 31, 2021", "99/99/9999"] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(in_address("https://a.example/news/2021/mar/4/x/"), Some(date(2021, 3, 4)));
        assert_eq!(in_address("https://a.example/2021/03/04/x"), Some(date(2021, 3, 4)));
    }
}
