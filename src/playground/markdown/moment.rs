//! Timestamps as Discord's clients tell them.

use jiff::{Timestamp, Unit, tz::TimeZone};

/// The forms of `<t:…:F>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::playground) enum Form {
    ShortTime,
    LongTime,
    ShortDate,
    LongDate,
    Short,
    Long,
    Relative,
}

impl Form {
    /// The form that a letter stands for.
    pub fn read(letter: &str) -> Option<Form> {
        Some(match letter {
            "t" => Form::ShortTime,
            "T" => Form::LongTime,
            "d" => Form::ShortDate,
            "D" => Form::LongDate,
            "f" => Form::Short,
            "F" => Form::Long,
            "R" => Form::Relative,
            _ => return None,
        })
    }
}

/// Where and when somebody is who reads timestamps, in English.
#[derive(Debug, Clone, Copy)]
pub(in crate::playground) struct Moments<'a> {
    pub zone: &'a TimeZone,
    pub now: Timestamp,
    /// Whether the month comes before the day, and the clock has twelve hours.
    pub american: bool,
}

impl Moments<'_> {
    /// An instant in one of Discord's forms.
    pub fn told(&self, at: Timestamp, form: Form) -> String {
        let format = match (form, self.american) {
            (Form::ShortTime, false) => "%H:%M",
            (Form::ShortTime, true) => "%-I:%M %p",
            (Form::LongTime, false) => "%H:%M:%S",
            (Form::LongTime, true) => "%-I:%M:%S %p",
            (Form::ShortDate, false) => "%d/%m/%Y",
            (Form::ShortDate, true) => "%-m/%-d/%Y",
            (Form::LongDate, false) => "%-d %B %Y",
            (Form::LongDate, true) => "%B %-d, %Y",
            (Form::Short, false) => "%-d %B %Y %H:%M",
            (Form::Short, true) => "%B %-d, %Y %-I:%M %p",
            (Form::Long, false) => "%A, %-d %B %Y %H:%M",
            (Form::Long, true) => "%A, %B %-d, %Y %-I:%M %p",
            (Form::Relative, _) => return self.relative(at),
        };
        at.to_zoned_datetime(self.zone.clone()).strftime(format).to_string()
    }

    /// As beside the name of who wrote something: "Today at 08:00".
    pub fn headed(&self, at: Timestamp) -> String {
        let day = |at: Timestamp| at.to_zoned_datetime(self.zone.clone()).date();
        let (there, today) = (day(at), day(self.now));
        let time = self.told(at, Form::ShortTime);
        if there == today {
            format!("Today at {time}")
        } else if today.yesterday().is_ok_and(|y| y == there) {
            format!("Yesterday at {time}")
        } else {
            format!("{}, {time}", self.told(at, Form::ShortDate))
        }
    }

    /// "in 3 hours", "2 days ago": in the largest unit that fits.
    fn relative(&self, at: Timestamp) -> String {
        let now = self.now.to_zoned_datetime(self.zone.clone());
        let there = at.to_zoned_datetime(self.zone.clone());
        let Ok(span) = now.until((Unit::Year, &there)) else { return "some time".to_owned() };
        let units = [
            (i64::from(span.get_years()), "year"),
            (i64::from(span.get_months()), "month"),
            (i64::from(span.get_days()), "day"),
            (i64::from(span.get_hours()), "hour"),
            (span.get_minutes(), "minute"),
            (span.get_seconds(), "second"),
        ];
        let Some((n, unit)) = units.into_iter().find(|u| u.0 != 0) else { return "now".to_owned() };
        let plural = if n.abs() == 1 { "" } else { "s" };
        let words = format!("{} {unit}{plural}", n.abs());
        if n > 0 { format!("in {words}") } else { format!("{words} ago") }
    }
}
