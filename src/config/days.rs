//! On which days of the week, and at what time of the day: as people write it in the config and in chat.

use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Deserializer, de::Error};
use std::{fmt, str::FromStr};

/// On which days of the week a schedule posts: at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

const ALL: u8 = 0b111_1111;
const WORKING: u8 = 0b001_1111;
const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Default for Days {
    fn default() -> Self {
        Days::EVERY
    }
}

impl Days {
    /// All seven.
    pub const EVERY: Days = Days(ALL);
    /// Monday to Friday.
    pub const WEEKDAYS: Days = Days(WORKING);

    /// Whether it posts on that day.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// One bit a day, Monday the lowest; never 0.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The days of these bits; `None` where there are none, or others.
    pub fn from_bits(bits: u8) -> Option<Days> {
        (1..=ALL).contains(&bits).then_some(Days(bits))
    }

    /// The days, Monday first.
    pub fn list(self) -> impl Iterator<Item = Weekday> {
        Weekday::Monday.cycle_forward().take(7).filter(move |day| self.has(*day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

/// No days that anything could be posted on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` are no days; use \"every day\", \"weekdays\", or a list such as [\"mon\", \"thu\"]")]
pub struct DaysError(String);

/// `every day`, `weekdays`, `weekends`, or days in English, parted by commas or spaces: `mon, thu`.
impl FromStr for Days {
    type Err = DaysError;

    fn from_str(text: &str) -> Result<Days, DaysError> {
        let wrong = || DaysError(text.to_owned());
        match text.trim().to_lowercase().as_str() {
            "every day" | "everyday" | "daily" | "all" => Ok(Days::EVERY),
            "weekdays" => Ok(Days::WEEKDAYS),
            "weekends" | "weekend" => Ok(Days(ALL & !WORKING)),
            "weekly" => Ok(Days(bit(Weekday::Monday))),
            words => {
                let words = words.split([',', ' ', ';']).filter(|word| !matches!(*word, "" | "and"));
                let bits = words.map(day).try_fold(0, |bits, day| Some(bits | bit(day?)));
                bits.and_then(Days::from_bits).ok_or_else(wrong)
            }
        }
    }
}

/// A day by its English name, or by two or more letters of it.
fn day(word: &str) -> Option<Weekday> {
    let at = NAMES
        .iter()
        .position(|n| word.len() >= 2 && (n.starts_with(word) || *n == word.trim_end_matches('s')))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// As it is parsed: `every day`, `weekdays`, or `mon, thu`.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ALL => f.write_str("every day"),
            WORKING => f.write_str("weekdays"),
            _ => {
                let short =
                    |day: Weekday| NAMES.get(usize::try_from(day.to_monday_zero_offset()).ok()?)?.get(..3);
                f.write_str(&self.list().filter_map(short).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "expected \"every day\", \"weekdays\", or a list such as [\"mon\", \"thu\"]"
        )]
        enum Wire {
            Word(String),
            List(Vec<String>),
        }
        let text = match Wire::deserialize(from)? {
            Wire::Word(word) => word,
            Wire::List(list) => list.join(", "),
        };
        text.parse().map_err(D::Error::custom)
    }
}

/// A time of day as the clock of 24 hours has it: `08:00`, `8:00`, `23:59`.
pub fn time_of_day(text: &str) -> Option<Time> {
    let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let (hour, minute) =
        text.trim().split_once(':').filter(|(h, m)| digits(h) && digits(m) && m.len() == 2)?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_print_what_they_parse() {
        for bits in 1..=ALL {
            let days = Days::from_bits(bits).unwrap();
            assert_eq!(days.to_string().parse(), Ok(days));
        }
        let told =
            |text: &str| text.parse::<Days>().map(|days| days.to_string()).unwrap_or_else(|e| e.to_string());
        assert_eq!(told("Thursdays and mon"), "mon, thu");
        assert_eq!(told("weekends"), "sat, sun");
        assert_eq!(told("weekly"), "mon");
        assert_eq!(told("mo tu we th fr"), "weekdays");
        for wrong in ["", "m", "moonday", "mon, never"] {
            assert!(wrong.parse::<Days>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_time_of_day_has_hours_and_minutes() {
        assert_eq!(time_of_day("8:05"), Some(jiff::civil::time(8, 5, 0, 0)));
        for wrong in ["8", "8am", "25:00", "noon", "08:60", "8:5", "-1:00", "24:00", ""] {
            assert_eq!(time_of_day(wrong), None, "{wrong}");
        }
    }
}
