//! Time zones as people write them: Area/City, or UTC. Abbreviations and offsets are no zones, since
//! they do not say when the clocks change.

use jiff::{Timestamp, tz::TimeZone};

/// Areas of the tz database; its other names are old ones, or have no clock changes.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// What is offered before anything is typed, and before others that fit as well.
const COMMON: [&str; 12] = [
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Paris",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
];

/// For each offset, winter's and summer's, the places that are best known there, after [`COMMON`].
const KNOWN: [&str; 65] = [
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Athens",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Africa/Nairobi",
    "Asia/Riyadh",
    "Africa/Lagos",
    "Africa/Casablanca",
    "Europe/Lisbon",
    "Africa/Accra",
    "America/Toronto",
    "America/Bogota",
    "America/Lima",
    "America/Mexico_City",
    "America/Guatemala",
    "America/Phoenix",
    "America/Vancouver",
    "America/Tijuana",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Halifax",
    "America/Caracas",
    "America/Santiago",
    "America/Puerto_Rico",
    "America/Argentina/Buenos_Aires",
    "America/Montevideo",
    "America/St_Johns",
    "America/Noronha",
    "Atlantic/South_Georgia",
    "Atlantic/Cape_Verde",
    "Atlantic/Azores",
    "America/Nuuk",
    "Asia/Dubai",
    "Asia/Baku",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Tashkent",
    "Asia/Colombo",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Ho_Chi_Minh",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Manila",
    "Australia/Perth",
    "Asia/Seoul",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Brisbane",
    "Pacific/Port_Moresby",
    "Pacific/Noumea",
    "Pacific/Auckland",
    "Pacific/Fiji",
    "Pacific/Chatham",
    "Pacific/Tongatapu",
    "Pacific/Pago_Pago",
];

/// What those probably mean who write an abbreviation.
const ABBREVIATIONS: [(&str, &str); 22] = [
    ("est", "America/New_York"),
    ("edt", "America/New_York"),
    ("et", "America/New_York"),
    ("cst", "America/Chicago"),
    ("cdt", "America/Chicago"),
    ("mst", "America/Denver"),
    ("mdt", "America/Denver"),
    ("pst", "America/Los_Angeles"),
    ("pdt", "America/Los_Angeles"),
    ("gmt", "Europe/London"),
    ("bst", "Europe/London"),
    ("wet", "Europe/Lisbon"),
    ("cet", "Europe/Berlin"),
    ("cest", "Europe/Berlin"),
    ("mez", "Europe/Berlin"),
    ("mesz", "Europe/Berlin"),
    ("eet", "Europe/Athens"),
    ("eest", "Europe/Athens"),
    ("msk", "Europe/Moscow"),
    ("ist", "Asia/Kolkata"),
    ("jst", "Asia/Tokyo"),
    ("aest", "Australia/Sydney"),
];

/// Least likeness of a name that is suggested, from 0 to 1.
const LIKE: f64 = 0.85;

/// The zone of that name, in any case.
pub fn named(name: &str) -> Option<TimeZone> {
    let fits = name.eq_ignore_ascii_case("UTC") || name.contains('/');
    if fits { TimeZone::get(name).ok() } else { None }
}

/// The name that is probably meant.
pub fn near(typed: &str) -> Option<String> {
    let typed = plain(typed);
    if let Some(name) = abbreviated(&typed) {
        return Some(name.to_owned());
    }
    let likeness = |name: &String| {
        let name = plain(name);
        strsim::jaro_winkler(city(&name), &typed).max(strsim::jaro_winkler(&name, &typed))
    };
    // An offset is like no name.
    let offset = typed.contains(|c: char| c.is_ascii_digit());
    let best = names().filter(|_| !offset).map(|n| (likeness(&n), n));
    let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    best.filter(|(likeness, _)| *likeness > LIKE).map(|(_, name)| name)
}

/// Whether it is the abbreviation of a zone, such as `EST`, which does not say when clocks change.
pub fn is_abbreviation(typed: &str) -> bool {
    abbreviated(&plain(typed)).is_some()
}

/// Zones of which the offset that was typed holds now, such as `UTC+2`: at most three, the best known first. None
/// for what is no offset.
pub fn at_offset(typed: &str, now: Timestamp) -> Vec<String> {
    let Some(seconds) = offset(&plain(typed)) else { return Vec::new() };
    let holds = |name: &String| {
        named(name).is_some_and(|zone| now.to_zoned_datetime(zone).offset().seconds() == seconds)
    };
    let common = COMMON.iter().chain(&KNOWN).map(|name| (*name).to_owned());
    let mut found: Vec<String> = Vec::new();
    for name in common.chain(names()).filter(holds) {
        if !found.contains(&name) {
            found.push(name);
        }
        if found.len() == 3 {
            break;
        }
    }
    found
}

/// The seconds of `utc+2`, `gmt-05:30`, `+0200`.
fn offset(typed: &str) -> Option<i32> {
    let bare: String = typed.replace('−', "-").split_whitespace().collect();
    let bare = bare.strip_prefix("utc").or_else(|| bare.strip_prefix("gmt")).unwrap_or(&bare);
    let (sign, digits) = match (bare.strip_prefix('+'), bare.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let number = |text: &str| text.parse::<u8>().ok().map(i32::from);
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Names that begin with what was typed, as a whole or in one of their words; else those that have it
/// anywhere; else the one that is like it.
pub fn complete(typed: &str, most: usize) -> Vec<String> {
    let typed = plain(typed);
    if typed.is_empty() {
        return COMMON.iter().take(most).map(|n| (*n).to_owned()).collect();
    }
    let rank = |name: &String| {
        let name = plain(name);
        let word = || name.split(['/', ' ', '-']).any(|word| word.starts_with(&typed));
        match name.find(&typed) {
            _ if city(&name).starts_with(&typed) => Some(0),
            Some(0) => Some(1),
            Some(_) if word() => Some(2),
            Some(_) => Some(3),
            None => None,
        }
    };
    let mut ranked: Vec<(i32, String)> = names().filter_map(|name| Some((rank(&name)?, name))).collect();
    ranked.sort_by_cached_key(|(rank, name)| (*rank, !COMMON.contains(&name.as_str()), name.clone()));
    if ranked.is_empty() {
        return near(&typed).into_iter().collect();
    }
    let abbreviated = abbreviated(&typed);
    let others = ranked.into_iter().map(|(_, name)| name).filter(|name| Some(name.as_str()) != abbreviated);
    abbreviated.map(str::to_owned).into_iter().chain(others).take(most).collect()
}

fn abbreviated(typed: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(short, _)| *short == typed).map(|(_, name)| *name)
}

/// Lower case, with spaces.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace('_', " ")
}

fn city(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

/// Every name that is offered.
fn names() -> impl Iterator<Item = String> {
    let known = |name: &String| {
        let area = name.split_once('/').map(|(area, _)| area);
        name == "UTC" || area.is_some_and(|area| AREAS.contains(&area))
    };
    jiff::tz::db().available().map(|name| name.as_str().to_owned()).filter(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_areas_with_cities_and_utc() {
        for name in ["Europe/Berlin", "europe/berlin", "America/Argentina/Ushuaia", "UTC", "utc"] {
            assert!(named(name).is_some(), "{name}");
        }
        for name in ["Berlin", "EST", "UTC+2", "", "Mars/Base", "+02:00", "local"] {
            assert!(named(name).is_none(), "{name}");
        }
        assert_eq!(named("europe/berlin").unwrap().iana_name(), Some("Europe/Berlin"));
    }

    #[test]
    fn what_is_mistyped_is_suggested() {
        let near = |typed| near(typed).unwrap_or_default();
        assert_eq!(near("Berlin"), "Europe/Berlin");
        assert_eq!(near("new york"), "America/New_York");
        assert_eq!(near("Europe/Berln"), "Europe/Berlin");
        assert_eq!(near("EST"), "America/New_York");
        assert_eq!(near("UTC+2"), "");
        assert_eq!(near("Mars/Base"), "");
        for (_, zone) in ABBREVIATIONS {
            assert!(named(zone).is_some(), "{zone}");
        }
    }

    #[test]
    fn offsets_are_places_of_that_offset() {
        let winter: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        let summer = "2027-06-26T12:00:00Z".parse().unwrap();
        assert_eq!(at_offset("UTC+2", winter), ["Europe/Athens", "Africa/Cairo", "Africa/Johannesburg"]);
        assert_eq!(at_offset("UTC+2", summer), ["Europe/Paris", "Europe/Berlin", "Europe/Madrid"]);
        let places = |typed: &str| at_offset(typed, winter).first().cloned().unwrap_or_default();
        assert_eq!(places("utc-5"), "America/New_York");
        assert_eq!(places("GMT+05:30"), "Asia/Kolkata");
        assert_eq!(places("+0900"), "Asia/Tokyo");
        assert_eq!(places("UTC+0"), "UTC");
        assert_eq!(places("UTC+3"), "Europe/Istanbul");
        assert_eq!(places("UTC-3"), "America/Sao_Paulo");
        for known in KNOWN {
            assert!(named(known).is_some(), "{known}");
        }
        // Wherever people live, the best known place comes before any other.
        let all: Vec<i32> = names()
            .filter(|name| !name.starts_with("Antarctica/"))
            .filter_map(|name| Some(winter.to_zoned_datetime(named(&name)?).offset().seconds() / 60))
            .collect();
        for minutes in all {
            let sign = if minutes < 0 { '-' } else { '+' };
            let typed = format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
            let place = places(&typed);
            let rare = ["Australia/Eucla", "Pacific/Marquesas", "Pacific/Kiritimati"];
            assert!(
                COMMON.contains(&&*place) || KNOWN.contains(&&*place) || rare.contains(&&*place),
                "{typed}: {place}"
            );
        }
        for wrong in ["UTC", "UTC+", "UTC+99", "+2:xx", "Berlin", "+ä", "", "UTC+13:61"] {
            assert_eq!(places(wrong), "", "{wrong}");
        }
    }

    #[test]
    fn names_complete_by_city_first() {
        assert_eq!(complete("ber", 2), ["Europe/Berlin", "Atlantic/Bermuda"]);
        assert_eq!(complete("new y", 5), ["America/New_York"]);
        assert_eq!(complete("est", 1), ["America/New_York"]);
        assert_eq!(complete("", 3), ["UTC", "America/New_York", "America/Chicago"]);
        assert_eq!(complete("berlln", 5), ["Europe/Berlin"]);
        assert!(complete("a", 25).len() == 25);
    }
}
