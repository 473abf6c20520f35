//! The TOML form of a digest, and where in the text something is wrong.

use super::{Digest, Problem};
use serde::de::DeserializeOwned;
use std::fmt;
use toml::de::{DeTable, DeValue};

/// Something wrong at one line of a TOML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and how to mend it, in lower case.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Reads a TOML text as `T`. An unknown key is a fault that names the nearest known one, provided
/// that `T` denies unknown fields.
pub fn parse_toml<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|e| Fault {
        line: line_at(text, e.span().map_or(0, |s| s.start)),
        message: plain(e.message()),
    })
}

impl Digest {
    /// Reads the TOML form and checks it.
    ///
    /// # Errors
    /// Every fault found: one where the text is not a digest at all, else one a [`Problem`].
    pub fn from_toml(text: &str) -> Result<Digest, Vec<Fault>> {
        let digest: Digest = parse_toml(text).map_err(|fault| vec![fault])?;
        let problems = digest.problems();
        if problems.is_empty() { Ok(digest) } else { Err(located(text, problems)) }
    }

    /// Writes the TOML form, points and tags over several lines.
    pub fn to_toml(&self) -> String {
        // A digest is tables, strings, numbers and dates; TOML has a form for every one of them.
        let Ok(mut document) = toml_edit::ser::to_document(self) else { return String::new() };
        for key in ["points", "also"] {
            if let Some(array) = document.get_mut(key).and_then(|v| v.as_array_mut()) {
                for value in array.iter_mut() {
                    value.decor_mut().set_prefix("\n    ");
                }
                array.set_trailing("\n");
                array.set_trailing_comma(true);
            }
        }
        standard_tables(&mut document);
        document.to_string()
    }
}

/// `authors` as `[[authors]]` and `origin` as `[origin]` rather than inline.
fn standard_tables(document: &mut toml_edit::DocumentMut) {
    for key in ["authors", "origin"] {
        if let Some(item) = document.get_mut(key) {
            let value = std::mem::take(item);
            *item = match value.into_array_of_tables() {
                Ok(tables) => toml_edit::Item::ArrayOfTables(tables),
                Err(other) => match other.into_table() {
                    Ok(table) => toml_edit::Item::Table(table),
                    Err(other) => other,
                },
            };
        }
    }
}

fn located(text: &str, problems: Vec<Problem>) -> Vec<Fault> {
    let root = DeTable::parse(text).ok();
    let line = |path: &str| root.as_ref().map_or(1, |root| line_at(text, offset(root.get_ref(), path)));
    problems.into_iter().map(|p| Fault { line: line(&p.path), message: p.message }).collect()
}

/// Where the value at `path` begins; where a part of the path is missing, its nearest parent.
fn offset(root: &DeTable<'_>, path: &str) -> usize {
    let mut keys = path.split('.');
    let mut found = 0;
    let mut value = match keys.next().and_then(|k| root.get(k)) {
        Some(v) => v,
        None => return found,
    };
    loop {
        found = value.span().start;
        let next = keys.next().and_then(|key| match value.get_ref() {
            DeValue::Array(a) => key.parse::<usize>().ok().and_then(|i| a.get(i)),
            DeValue::Table(t) => t.get(key),
            _ => None,
        });
        match next {
            Some(v) => value = v,
            None => return found,
        }
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|&&b| b == b'\n').count() + 1
}

/// serde's words in ours: of the known keys or values only the nearest is named.
fn plain(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut quoted = message.split('`').skip(1).step_by(2);
    let wrong = quoted.next().unwrap_or_default();
    let likeness = |known: &str| strsim::jaro_winkler(wrong, known);
    let near =
        quoted.clone().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|n| likeness(n) > 0.7);
    if message.starts_with("unknown field ") {
        match near {
            Some(near) => format!("unknown key `{wrong}`; did you mean `{near}`?"),
            None => format!("unknown key `{wrong}`; remove it"),
        }
    } else if message.starts_with("unknown variant ") {
        match near {
            Some(near) => format!("unknown value \"{wrong}\"; did you mean \"{near}\"?"),
            None => {
                format!("unknown value \"{wrong}\"; use one of {}", quoted.collect::<Vec<_>>().join(", "))
            }
        }
    } else if message.starts_with("missing field ") {
        format!("the key `{wrong}` is missing; add it")
    } else {
        message.to_owned()
    }
}

/// An optional calendar day as a TOML local date.
pub(super) mod date {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser};
    use toml::value::Datetime;

    pub fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        date.as_ref()
            .map(|d| d.to_string().parse::<Datetime>())
            .transpose()
            .map_err(ser::Error::custom)?
            .serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let wrong = || D::Error::custom("not a date; write it as 2021-03-04, without quotes");
        let date = Datetime::deserialize(from).ok().and_then(|d| d.date).ok_or_else(wrong)?;
        date.to_string().parse().map(Some).map_err(|_| wrong())
    }
}

/// An instant as a TOML offset date-time.
pub(super) mod timestamp {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser};
    use toml::value::Datetime;

    pub fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        at.to_string().parse::<Datetime>().map_err(ser::Error::custom)?.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        let wrong = || D::Error::custom("not an instant; write it as 2026-11-23T08:00:00Z, without quotes");
        Datetime::deserialize(from).map_err(|_| wrong())?.to_string().parse().map_err(|_| wrong())
    }
}

/// The same, where it may be missing.
pub(super) mod optional_timestamp {
    use jiff::Timestamp;
    use serde::{Deserializer, Serializer};

    pub fn serialize<S: Serializer>(at: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => super::timestamp::serialize(at, to),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        super::timestamp::deserialize(from).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"title = "Let the bridge be free"
kind = "column"
status = "published"
publication = "The Harbour Post"
url = "https://harbour.example/opinion/bridge"
published = 2024-05-06
added = 2026-11-23T08:00:00Z
tags = ["Tolls", "Bridges"]
gist = "Tolls on the old bridge cost more than they raise."
points = [
    "Collecting them takes half of what comes in.",
    "The detours wear out the side streets.",
]

[[authors]]
name = "Ada Example"
handle = "@ada"
bio = "Ada Example builds bridges."

[origin]
summarizer = "editor"
gist_from = "editor"
sources = [[0, 120], [300, 410]]
"#;

    fn faults(text: &str) -> String {
        let faults = Digest::from_toml(text).unwrap_err();
        faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_digest_reads_as_it_is_written() {
        let digest = Digest::from_toml(SMALL).unwrap();
        assert_eq!(digest.to_toml(), SMALL);
        assert_eq!(digest.published, Some(jiff::civil::date(2024, 5, 6)));
    }

    #[test]
    fn faults_name_line_and_remedy() {
        insta::assert_snapshot!(faults(&SMALL.replace("publication", "publicaton")), @"line 4: unknown key `publicaton`; did you mean `publication`?");
        insta::assert_snapshot!(faults(&SMALL.replace("handle = \"@ada\"", "handel = \"@ada\"")), @"line 17: unknown key `handel`; did you mean `handle`?");
        insta::assert_snapshot!(faults(&SMALL.replace("\"@ada\"", "\"ada\"")), @r#"line 17: `ada` is not a handle; write it as "@name""#);
        insta::assert_snapshot!(faults(&SMALL.replace("2024-05-06", "\"May 6\"")), @"line 6: not a date; write it as 2021-03-04, without quotes");
        insta::assert_snapshot!(faults(&SMALL.replace("https://harbour.example", "harbour.example")), @"line 5: `harbour.example/opinion/bridge` is not a web address; write it from https:// on");
        insta::assert_snapshot!(faults(&SMALL.replace("The detours wear out the side streets.", &"x".repeat(301))), @"line 12: point 2 has 301 characters; cut it to 300");
        insta::assert_snapshot!(faults(&SMALL.replace("title = ", "titel = ")), @"line 1: unknown key `titel`; did you mean `title`?");
        insta::assert_snapshot!(faults("kind = \"column\"\n"), @"line 1: the key `title` is missing; add it");
        insta::assert_snapshot!(faults(&SMALL.replace("\"column\"", "\"colum\"")), @r#"line 2: unknown value "colum"; did you mean "column"?"#);
        insta::assert_snapshot!(faults("title = \"a"), @r#"line 1: invalid basic string, expected `"`"#);
    }
}
