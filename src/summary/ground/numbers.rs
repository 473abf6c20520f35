//! Numbers and dates, however they are written: "$3 billion" and "3bn", "two-thirds" and "67 percent",
//! "seven in ten", "tripled".

use super::reading::Word;

/// Two shares of one are the same that differ by less: "67 percent" and "two-thirds".
const SAME: f64 = 0.006;

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// As it may be read: "70 percent" is 70 and 0.7.
    pub values: Vec<f64>,
    /// Which words it is made of.
    pub at: std::ops::Range<usize>,
    /// How many times something else: "double", "three times".
    pub times: bool,
    /// Part of a name: "Bill 212", "Room 114".
    pub label: bool,
}

impl Number {
    /// Whether it can be the same as the other.
    pub fn is(&self, other: &Number) -> bool {
        self.values.iter().any(|a| other.values.iter().any(|b| same(*a, *b)))
    }

    /// Its first reading.
    pub fn value(&self) -> f64 {
        self.values.first().copied().unwrap_or_default()
    }

    /// A calendar year.
    pub fn year(&self) -> bool {
        self.values.len() == 1 && self.value().fract() == 0.0 && (1500.0..2100.0).contains(&self.value())
    }
}

fn same(a: f64, b: f64) -> bool {
    let near = if a < 1.0 && b < 1.0 { SAME } else { 1e-9 };
    (a - b).abs() <= near * a.abs().max(1.0)
}

/// Cardinal numbers below a hundred.
const CARDINALS: &[(&str, f64)] = &[
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("dozen", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// What multiplies the number before it.
const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("k", 1e3),
    ("thousand", 1e3),
    ("m", 1e6),
    ("mn", 1e6),
    ("million", 1e6),
    ("b", 1e9),
    ("bn", 1e9),
    ("billion", 1e9),
    ("tn", 1e12),
    ("trillion", 1e12),
];

/// Parts of one, without a plural "s".
const PARTS: &[(&str, f64)] = &[
    ("half", 2.0),
    ("halve", 2.0),
    ("third", 3.0),
    ("quarter", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("tenth", 10.0),
];

/// How many times.
const TIMES: &[(&str, f64)] = &[
    ("double", 2.0),
    ("doubled", 2.0),
    ("doubling", 2.0),
    ("twice", 2.0),
    ("twofold", 2.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("tripling", 3.0),
    ("threefold", 3.0),
    ("quadruple", 4.0),
    ("quadrupled", 4.0),
    ("fourfold", 4.0),
];

/// Spans of years.
const SPANS: &[(&str, f64)] = &[("decade", 10.0), ("century", 100.0)];

/// Months as they are written.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn of(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// The numbers of a text, in order.
pub(super) fn numbers(words: &[Word]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match number(words, at) {
            Some(number) => {
                at = number.at.end;
                found.push(number);
            }
            None => at += 1,
        }
    }
    let ratios: Vec<Number> = found.windows(2).filter_map(|w| ratio(words, w)).collect();
    found.extend(ratios);
    found
}

/// "Seven in ten", "three shops in four".
fn ratio(words: &[Word], pair: &[Number]) -> Option<Number> {
    let [a, b] = pair else { return None };
    let between = words.get(a.at.end..b.at.start)?;
    let of = |w: &Word| matches!(w.low.as_str(), "in" | "of");
    let in_or_of = match between {
        [.., w, the] if matches!(the.low.as_str(), "the" | "every") => of(w),
        [.., w] => of(w),
        [] => false,
    };
    let fits = in_or_of
        && between.len() <= 2
        && !a.times
        && a.value() < b.value()
        && !b.year()
        && b.value() <= 1000.0;
    (fits && between.iter().all(|w| !w.parted())).then(|| Number {
        // "Sixty in a hundred" are sixty percent.
        values: if same(b.value(), 100.0) {
            vec![a.value(), a.value() / 100.0]
        } else {
            vec![a.value() / b.value()]
        },
        at: a.at.start..b.at.end,
        times: false,
        label: false,
    })
}

fn number(words: &[Word], at: usize) -> Option<Number> {
    let word = words.get(at)?;
    // "Walter Two Rivers" counts nothing.
    let named = |i: Option<usize>| i.and_then(|i| words.get(i)).is_some_and(|w| w.capital() && !w.parted());
    if word.capital() && at > 0 && !word.parted() && named(at.checked_sub(1)) && named(Some(at + 1)) {
        return None;
    }
    let low = word.low.as_str();
    let one = |values: Vec<f64>, end: usize, times| {
        Some(Number { values, at: at..end, times, label: labelled(words, at) })
    };
    let single = low.strip_suffix('s').unwrap_or(low);
    if let Some(times) = of(TIMES, low) {
        return one(vec![times], at + 1, true);
    }
    // "Decades" are no number of years.
    if let Some(years) = of(SPANS, low) {
        return one(vec![years], at + 1, false);
    }
    let halved = if low.starts_with("halv") { Some(2.0) } else { of(PARTS, single) };
    if let Some(part) = halved {
        // "A quarter of a century", "half a century".
        let ahead = |n: usize| words.get(at + n).map_or("", |w| w.low.as_str());
        let years = match (ahead(1), ahead(2), ahead(3)) {
            ("century", ..) => Some(2),
            ("a", "century", _) | ("of", "century", _) => Some(3),
            ("of", "a" | "the", "century") => Some(4),
            _ => None,
        };
        if let Some(taken) = years {
            return one(vec![100.0 / part], at + taken, false);
        }
        // "A third" is a part, "the third time" is not.
        let ordinal = part > 2.0
            && part != 4.0
            && at > 0
            && words.get(at - 1).is_some_and(|w| !matches!(w.low.as_str(), "a" | "one" | "by"));
        return if ordinal && !low.ends_with('s') { None } else { one(vec![1.0 / part], at + 1, false) };
    }
    let (mut value, mut end) = cardinal(words, at)?;
    let next = |end: usize| words.get(end).map_or("", |w| w.low.as_str());
    // "Two-thirds", "three-quarters".
    if value < 20.0
        && next(end).ends_with('s')
        && let Some(part) = of(PARTS, next(end).trim_end_matches('s'))
    {
        return one(vec![value / part], end + 1, false);
    }
    while let Some(scale) = of(SCALES, next(end)).filter(|_| !words.get(end).is_some_and(Word::parted)) {
        value *= scale;
        end += 1;
        // "One hundred and forty".
        let more = if next(end) == "and" { end + 1 } else { end };
        if scale == 1e2
            && let Some((rest, after)) = cardinal(words, more).filter(|(rest, _)| *rest < 100.0)
        {
            value += rest;
            end = after;
        }
    }
    let percent = matches!(next(end), "percent" | "pc") || (next(end) == "per" && next(end + 1) == "cent");
    let sign = words.get(end).map_or("", |w| w.gap.as_str()).starts_with('%');
    if percent || sign {
        let after = if !percent {
            end
        } else if next(end) == "per" {
            end + 2
        } else {
            end + 1
        };
        return one(vec![value, value / 100.0], after, false);
    }
    if next(end) == "times" {
        return one(vec![value], end + 1, true);
    }
    // "Four decades" are forty years, "three dozen" are 36.
    let many = match next(end) {
        "decades" => Some(10.0),
        "centuries" => Some(100.0),
        "dozen" if value < 12.0 => Some(12.0),
        _ => None,
    };
    if let Some(many) = many {
        return one(vec![value * many, value], end + 1, false);
    }
    one(vec![value], end, false)
}

/// Whether a capitalised word right before it makes it part of a name.
fn labelled(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| words.get(i));
    let joined = words
        .get(at)
        .is_some_and(|w| w.gap == " " && w.raw.len() < 4 && w.raw.chars().all(|c| c.is_ascii_digit()));
    // "In 1958", "Over 300": the capital is of the sentence.
    let name = |w: &Word| w.capital() && w.content() && at > 1 && !is_month(w);
    joined && before.is_some_and(name)
}

/// Whether it is the name of a month, long or short.
pub(super) fn is_month(word: &Word) -> bool {
    let short = |m: &str| (3..=4).contains(&word.low.len()) && m.starts_with(&word.low);
    word.capital() && MONTHS.iter().any(|m| *m == word.low || short(m))
}

/// "1,204", "3.5", "3bn", "1980s", "forty", "twenty-one".
fn cardinal(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let word = words.get(at)?;
    let low = word.low.as_str();
    if low.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = low.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(low.len());
        let (head, tail) = (low.get(..digits)?, low.get(digits..)?);
        let value: f64 = head.replace(',', "").trim_end_matches('.').parse().ok()?;
        let scale = match tail {
            "" | "s" | "st" | "nd" | "rd" | "th" => 1.0,
            tail => of(SCALES, tail)?,
        };
        return Some((value * scale, at + 1));
    }
    if matches!(low, "one" | "a") {
        let next = |n: usize| words.get(at + n).map_or("", |w| w.low.as_str());
        let scaled = of(SCALES, next(1)).is_some() && next(1).len() > 2;
        // "One in four", but not "one in 2020".
        let ratio = low == "one" && next(1) == "in" && of(CARDINALS, next(2)).is_some();
        return (scaled || ratio).then_some((1.0, at + 1));
    }
    if let Some(scale) = of(SCALES, low).filter(|_| low.len() > 3) {
        return Some((scale, at + 1));
    }
    let tens = of(CARDINALS, low)?;
    let unit =
        words.get(at + 1).filter(|w| w.gap == "-" && tens >= 20.0).and_then(|w| match w.low.as_str() {
            "one" => Some(1.0),
            w => of(CARDINALS, w).filter(|v| *v < 10.0),
        });
    Some(unit.map_or((tens, at + 1), |unit| (tens + unit, at + 2)))
}
