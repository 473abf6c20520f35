//! A time of day as people type it: what they mean, and whether it is written as it has to be.

use crate::{bot::words::Words, catalogue::Completion};
use jiff::civil::Time;

/// What a text says of a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// `08:00`, on the clock of 24 hours.
    Clock(Time),
    /// A time in another form, such as `8am`.
    Loose(Time),
    /// A number of hours or minutes that no day has, and the nearest time that there is.
    Beyond(Time),
    /// No time at all.
    Nothing,
}

/// Words for times, in the four languages and in what others type.
const NAMED: [(&[&str], i8); 2] = [
    (&["noon", "midday", "mittag", "mittags", "mediodía", "mediodia", "midi"], 12),
    (&["midnight", "mitternacht", "medianoche", "minuit"], 0),
];

/// Reads what was typed.
pub(super) fn read(typed: &str) -> Typed {
    let text = typed.trim().to_lowercase();
    if let Some((_, hour)) = NAMED.iter().find(|(names, _)| names.contains(&text.as_str())) {
        return Typed::Loose(at(*hour, 0));
    }
    let strict = text.split_once(':').is_some_and(|(hour, minute)| {
        (1..=2).contains(&hour.len()) && minute.len() == 2 && digits(hour) && digits(minute)
    });
    let (text, half) = half_of_day(&text);
    let Some((hour, minute)) = numbers(&text) else { return Typed::Nothing };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return Typed::Beyond(at(12, 0)),
        Some(late) => hour % 12 + if late { 12 } else { 0 },
        None => hour,
    };
    match (i8::try_from(hour), i8::try_from(minute)) {
        (Ok(h), Ok(m)) if h < 24 && m < 60 => match half {
            None if strict => Typed::Clock(at(h, m)),
            _ => Typed::Loose(at(h, m)),
        },
        (Ok(24), Ok(0)) => Typed::Loose(at(0, 0)),
        (Ok(h), _) if h < 24 => Typed::Beyond(at(h, 0)),
        _ => Typed::Beyond(at(23, 0)),
    }
}

/// The text without `am` or `pm`, and whether it is the later half.
fn half_of_day(text: &str) -> (String, Option<bool>) {
    let bare = text.replace(['.', ' '], "");
    for (ending, late) in [("am", false), ("pm", true)] {
        if let Some(rest) = bare.strip_suffix(ending) {
            // The dots of `8.30 p.m.` part hours from minutes, too.
            let kept = text.trim_end_matches(['a', 'p', 'm', '.', ' ']);
            return (if rest.is_empty() { String::new() } else { kept.to_owned() }, Some(late));
        }
    }
    (text.to_owned(), None)
}

/// Hours and minutes: `8`, `8:30`, `8.30`, `8h30`, `0830`, `8 uhr`, `8 uhr 30`, `8 h`.
fn numbers(text: &str) -> Option<(u32, u32)> {
    let text = text.replace("o'clock", "").replace("uhr", ":").replace('h', ":").replace(['.', ','], ":");
    let text: String = text.split_whitespace().collect();
    let text = text.trim_end_matches(':');
    let number = |part: &str| (digits(part) && part.len() <= 4).then(|| part.parse::<u32>().ok()).flatten();
    match text.split_once(':') {
        Some((hour, minute)) => Some((number(hour)?, number(minute)?)),
        None if text.len() == 4 => number(text).map(|n| (n / 100, n % 100)),
        None => Some((number(text)?, 0)),
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn at(hour: i8, minute: i8) -> Time {
    Time::new(hour, minute, 0, 0).unwrap_or(Time::midnight())
}

/// `08:00`
pub(super) fn written(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// Times that may be meant by what was typed so far.
pub(in crate::bot::commands) fn complete(typed: &str, words: Words) -> Vec<Completion> {
    let completion = |time: Time| {
        let value = written(time);
        let label = match (time.hour(), time.minute()) {
            (12, 0) => format!("{value} · {}", words.say("noon")),
            (0, 0) => format!("{value} · {}", words.say("midnight")),
            _ => value.clone(),
        };
        Completion { label, value }
    };
    let hours = |of: &dyn Fn(i8) -> bool| (0..24).filter(|h| of(*h)).map(|h| at(h, 0)).collect::<Vec<_>>();
    let text = typed.trim().to_lowercase();
    let times = match read(&text) {
        // The usual hours first.
        Typed::Nothing if text.is_empty() => {
            let mut all = hours(&|_| true);
            all.sort_by_key(|time| (time.hour() + 24 - 6) % 24);
            all
        }
        Typed::Nothing => NAMED
            .iter()
            .filter(|(names, _)| names.iter().any(|name| name.starts_with(&text)))
            .map(|(_, hour)| at(*hour, 0))
            .collect(),
        Typed::Clock(time) | Typed::Beyond(time) => vec![time],
        Typed::Loose(time) => {
            let mut times = vec![time];
            // Nothing but an hour was typed: it may be of the afternoon, go on, or be followed by minutes.
            if digits(&text) && text.len() <= 2 {
                if (1..12).contains(&time.hour()) {
                    times.push(at(time.hour() + 12, 0));
                }
                times.extend([15, 30, 45].map(|minute| at(time.hour(), minute)));
                if text.len() == 1 {
                    times.extend(hours(&|h| h >= 10 && h.to_string().starts_with(&text)));
                }
            }
            times
        }
    };
    let mut seen = Vec::new();
    times
        .into_iter()
        .filter(|t| {
            !seen.contains(t) && {
                seen.push(*t);
                true
            }
        })
        .map(completion)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type_is_understood() {
        let told = |typed: &str| match read(typed) {
            Typed::Clock(t) => format!("= {}", written(t)),
            Typed::Loose(t) => format!("~ {}", written(t)),
            Typed::Beyond(t) => format!("! {}", written(t)),
            Typed::Nothing => "?".to_owned(),
        };
        for (typed, wanted) in [
            ("08:00", "= 08:00"),
            ("8:05", "= 08:05"),
            ("23:59", "= 23:59"),
            ("8", "~ 08:00"),
            ("8am", "~ 08:00"),
            ("8 AM", "~ 08:00"),
            ("8:30 p.m.", "~ 20:30"),
            ("12am", "~ 00:00"),
            ("12pm", "~ 12:00"),
            ("noon", "~ 12:00"),
            ("Midnight", "~ 00:00"),
            ("20h", "~ 20:00"),
            ("20h30", "~ 20:30"),
            ("8 Uhr", "~ 08:00"),
            ("8.30", "~ 08:30"),
            ("0830", "~ 08:30"),
            ("24:00", "~ 00:00"),
            ("25:00", "! 23:00"),
            ("8:75", "! 08:00"),
            ("13pm", "! 12:00"),
            ("99999999", "?"),
            ("soon", "?"),
            ("am", "?"),
            ("", "?"),
            ("-1", "?"),
        ] {
            assert_eq!(told(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn times_complete() {
        let offered = |typed: &str| {
            complete(typed, Words::default()).into_iter().map(|c| c.value).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(offered("8"), "08:00 20:00 08:15 08:30 08:45");
        assert_eq!(
            offered("1"),
            "01:00 13:00 01:15 01:30 01:45 10:00 11:00 12:00 14:00 15:00 16:00 17:00 18:00 19:00"
        );
        assert_eq!(offered("8pm"), "20:00");
        assert_eq!(offered("no"), "12:00");
        assert_eq!(offered("25:00"), "23:00");
        assert!(offered("").starts_with("06:00 07:00 08:00"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_is_offered_is_a_time(typed in ".{0,12}") {
            for offered in complete(&typed, Words::default()) {
                prop_assert!(matches!(read(&offered.value), Typed::Clock(_)), "{}", offered.value);
            }
        }
    }
}
