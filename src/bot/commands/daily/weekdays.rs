//! Days of the week as people type them, in their language or in English: `every day`, `Mon-Fri`,
//! `mardi, jeudi`.

use crate::{
    bot::words::{Language, Words},
    catalogue::Completion,
    daily::Days,
    digest::fold,
};
use jiff::civil::Weekday;

const EVERY: u8 = 0b111_1111;
const WORKING: u8 = 0b001_1111;
const WEEKEND: u8 = 0b110_0000;

/// The bits of days as typed, Monday the lowest; `None` where some of it names no day.
pub(super) fn read(typed: &str, words: Words) -> Option<Days> {
    let bits = [words, Words(Language::English)].into_iter().find_map(|words| bits(typed, words))?;
    Days::from_bits(bits)
}

fn bits(typed: &str, words: Words) -> Option<u8> {
    let whole = fold(typed);
    let said = |key: &str| words.say(key);
    for (key, others, bits) in [
        ("every-day", "every-day-too", EVERY),
        ("weekdays", "weekdays-too", WORKING),
        ("weekends", "weekends-too", WEEKEND),
    ] {
        if whole == fold(&said(key)) || said(others).split(',').any(|w| fold(w) == whole) {
            return Some(bits);
        }
    }
    // What joins two days, or leads from one to another, in any of the languages.
    let joined = format!(
        " {} ",
        typed.to_lowercase().replace(['–', '—', '-'], " - ").replace([',', ';', '/', '&', '+'], " , ")
    );
    let mut bits = 0;
    let (mut last, mut through) = (None::<i8>, false);
    for word in joined.split_whitespace() {
        match word {
            "," | "and" | "und" | "y" | "et" => through = false,
            "-" | "to" | "bis" | "a" | "al" | "à" | "au" | "through" => through = last.is_some(),
            word => {
                let day = day(word, words)?;
                match last.filter(|_| through) {
                    // Friday to Monday goes over the weekend.
                    Some(from) => {
                        let days = (day - from).rem_euclid(7);
                        (0..=days).for_each(|n| bits |= 1 << ((from + n) % 7));
                    }
                    None => bits |= 1 << day,
                }
                (last, through) = (Some(day), false);
            }
        }
    }
    (bits != 0 && !through).then_some(bits)
}

/// A day by its name, a plural of it, or the beginning of it, counted from Monday.
fn day(word: &str, words: Words) -> Option<i8> {
    let word = fold(word);
    let name = |n: &i8| fold(&words.say(&format!("weekday-{}", n + 1)));
    let is = |n: &i8| {
        let name = name(n);
        name == word || word.strip_suffix('s') == Some(&name) || (word.len() >= 2 && name.starts_with(&word))
    };
    let mut named = (0..7).filter(|n| is(n));
    let found = named.next()?;
    // `ma` may be mardi, and nothing else; `m` could be more than one.
    named.next().is_none().then_some(found)
}

/// `every day`, `Monday to Friday`, `Tuesday and Thursday`
pub(super) fn told(days: Days, words: Words) -> String {
    match days.bits() {
        EVERY => words.say("every-day"),
        WORKING => words.say("weekdays"),
        WEEKEND => words.say("weekends"),
        _ => {
            let names: Vec<String> = days.list().map(|day| name(day, words)).collect();
            match names.as_slice() {
                [all @ .., last] if all.len() > 2 => {
                    words.fill("and-two", &[("first", all.join(", ").into()), ("last", last.clone().into())])
                }
                names => words.and(names),
            }
        }
    }
}

fn name(day: Weekday, words: Words) -> String {
    words.say(&format!("weekday-{}", day.to_monday_one_offset()))
}

/// Days that may be meant by what was typed so far; further days go on behind a comma.
pub(in crate::bot::commands) fn complete(typed: &str, words: Words) -> Vec<Completion> {
    let offer = |bits: u8| {
        let days = Days::from_bits(bits)?;
        Some(Completion { label: told(days, words), value: days.to_string() })
    };
    let mut offered: Vec<u8> = read(typed, words).map(Days::bits).into_iter().collect();
    let (before, part) = match typed.rfind([',', ' ']) {
        Some(at) => typed.split_at(at),
        None => ("", typed),
    };
    let part = fold(part.trim_matches([',', ' ']));
    let so_far = read(before, words).map_or(0, Days::bits);
    if so_far == 0 {
        let usual = [("every-day", EVERY), ("weekdays", WORKING), ("weekends", WEEKEND)];
        let typed = if typed.trim().is_empty() { String::new() } else { fold(typed) };
        let begins = |key: &str| {
            let begins = |w: &Words| w.say(key).split(',').any(|said| fold(said).starts_with(&typed));
            [words, Words(Language::English)].iter().any(begins)
        };
        let fits = |key: &str| begins(key) || begins(&format!("{key}-too"));
        offered.extend(usual.into_iter().filter(|(key, _)| fits(key)).map(|(_, bits)| bits));
        if begins("weekly-too") {
            // On one day of the week, whichever.
            offered.extend((0..7_u8).map(|n| 1 << n));
        }
    }
    let begins = |n: &u8| {
        [words, Words(Language::English)]
            .iter()
            .any(|w| part.is_empty() || fold(&w.say(&format!("weekday-{}", n + 1))).starts_with(&part))
    };
    offered.extend((0..7_u8).filter(begins).map(|n| so_far | 1 << n));
    let mut seen = Vec::new();
    offered.retain(|bits| {
        !seen.contains(bits) && {
            seen.push(*bits);
            true
        }
    });
    offered.into_iter().filter_map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days(typed: &str, language: Language) -> String {
        read(typed, Words(language)).map_or("none".to_owned(), |days| days.to_string())
    }

    #[test]
    fn days_are_read_in_english_and_in_ones_own_language() {
        for (typed, wanted) in [
            ("every day", "every day"),
            ("daily", "every day"),
            ("Mon-Fri", "weekdays"),
            ("weekdays", "weekdays"),
            ("weekend", "sat, sun"),
            ("mon, thu", "mon, thu"),
            ("Tuesdays and Thursday", "tue, thu"),
            ("fri - mon", "mon, fri, sat, sun"),
            ("Mon–Wed, Sat", "mon, tue, wed, sat"),
            ("monday to wednesday", "mon, tue, wed"),
            ("t", "none"),
            ("mon-", "none"),
            ("someday", "none"),
            ("", "none"),
        ] {
            assert_eq!(days(typed, Language::English), wanted, "{typed}");
        }
        assert_eq!(days("Mo-Fr", Language::German), "weekdays");
        assert_eq!(days("Mo bis Mi und Samstag", Language::German), "mon, tue, wed, sat");
        assert_eq!(days("werktags", Language::German), "weekdays");
        assert_eq!(days("mardi, jeudi", Language::French), "tue, thu");
        assert_eq!(days("lunes a viernes", Language::Spanish), "weekdays");
        assert_eq!(days("miércoles y sábado", Language::Spanish), "wed, sat");
        assert_eq!(days("mon-fri", Language::Spanish), "weekdays");
    }

    #[test]
    fn days_complete_with_their_names_in_ones_own_language() {
        let offered = |typed: &str, language: Language| {
            let told = |c: Completion| format!("{} = {}", c.label, c.value);
            complete(typed, Words(language)).into_iter().map(told).collect::<Vec<_>>().join("\n")
        };
        assert!(
            offered("", Language::English).starts_with("Every day = every day\nMonday to Friday = weekdays")
        );
        assert_eq!(offered("di", Language::German), "Dienstag = tue");
        assert!(
            offered("wee", Language::English).starts_with("Monday to Friday = weekdays\nSaturday and Sunday")
        );
        assert_eq!(offered("weekly", Language::English).lines().count(), 7);
        assert!(offered("jede w", Language::German).starts_with("Montag = mon"));
        assert_eq!(
            offered("mon, t", Language::English),
            "Monday and Tuesday = mon, tue\nMonday and Thursday = mon, thu"
        );
        assert!(offered("lundi-ven", Language::French).starts_with("Du lundi au vendredi = weekdays"));
    }

    proptest! {
        #[test]
        fn what_is_offered_is_read_again(typed in ".{0,16}") {
            for language in Language::ALL {
                for offered in complete(&typed, Words(language)) {
                    prop_assert!(read(&offered.value, Words(language)).is_some(), "{}", offered.value);
                    prop_assert!(read(&offered.label, Words(language)).is_some(), "{}", offered.label);
                }
            }
        }
    }
}
