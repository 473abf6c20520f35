//! Who signed, from the lines around the headline.

use super::{Label, Line, label::is_signature};
use crate::article::{
    byline::{self, Signed},
    date,
    pattern::pattern,
    person::{same_person, tidy_name},
};
use crate::digest::fold;
use regex::Regex;
use std::sync::LazyLock;

/// How far below the headline a name alone is a byline, in lines.
const BELOW: usize = 4;

/// Who signed: lines that say "by", and names joined to those by "and"; else a name alone under the headline; else
/// one with a date, a role or a handle after it.
pub(super) fn signed(
    lines: &[Line],
    labels: &[Label],
    near: std::ops::Range<usize>,
    title: Option<usize>,
) -> Vec<Signed> {
    let text = |i: usize| lines.get(i).map(|l| l.text.as_str()).unwrap_or_default();
    let label = |i: usize| labels.get(i).copied();
    let mut found = Found::default();
    for i in near.clone().filter(|&i| Some(i) != title) {
        let above = i.checked_sub(1).map(|p| fold(text(p))).unwrap_or_default();
        let joined = !found.people.is_empty()
            && (matches!(above.as_str(), "and" | "&" | "and by") || starts_with_and(text(i)));
        let listed = title.is_some_and(|t| i > t && i <= t + BELOW) && byline::is_name_list(text(i));
        if label(i) == Some(Label::Byline) || listed {
            found.add(byline::people(&date::without(text(i))));
        } else if joined
            || (above == "by" || above.ends_with(" by") || above == "author") && is_signature(text(i))
        {
            found.add(byline::people(text(i).trim_start_matches("& ").trim_start_matches("and ")));
        }
    }
    if !found.people.is_empty() || near.clone().any(|i| byline::is_board_byline(text(i))) {
        return found.people;
    }
    let names = || near.clone().filter(|&i| label(i) == Some(Label::Name) && Some(i) != title);
    let marked = |i: &usize| {
        let next = text(i + 1);
        text(*i).ends_with('/')
            || label(i + 1) == Some(Label::Date)
            || (next.starts_with('@') && !next.contains(' '))
            || byline::is_role(next)
    };
    let below = |i: &usize| title.is_some_and(|t| *i > t && *i <= t + BELOW);
    let first = names().find(below).or_else(|| names().find(marked));
    if let Some(first) = first {
        found.add(alone(text(first)));
        if let Some(handle) = Some(text(first + 1)).filter(|t| t.starts_with('@') && !t.contains(' '))
            && let [only] = found.people.as_mut_slice()
        {
            only.handle = Some(handle.to_owned());
        }
        // Names of others right below, also with their roles between.
        let mut last = first;
        for i in names().filter(|&i| i > first) {
            if i > last + 2 || (i == last + 2 && !byline::is_role(text(i - 1))) {
                break;
            }
            found.add(alone(text(i)));
            last = i;
        }
    }
    found.people
}

/// How a letter begins that its writer signs at the end.
static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:sirs?|madam|sir or madam|dear [^,:;!?0-9\n]{1,40}|to the editors?|(?:mr\.? )?editor)\s*[,:–—-]",
    )
});
/// A headline that says it is one.
static LETTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^letters?\s*[:|–—-]|\bletters? to the editor\b|\bopen letter\b"));
/// How far below the body a letter is signed, in lines.
const SIGNED: usize = 3;

/// Who signed a letter: a name alone right below its body.
pub(super) fn signed_below(
    lines: &[Line],
    labels: &[Label],
    body: std::ops::Range<usize>,
    title: Option<&str>,
) -> Vec<Signed> {
    let begins = lines.iter().take(body.start + 1).skip(body.start.saturating_sub(1));
    let letter =
        title.is_some_and(|t| LETTER.is_match(t)) || begins.clone().any(|l| SALUTATION.is_match(&l.text));
    let name = (body.end.saturating_sub(1)..body.end + SIGNED).find(|i| labels.get(*i) == Some(&Label::Name));
    match name.and_then(|i| lines.get(i)) {
        Some(line) if letter => alone(&line.text),
        _ => Vec::new(),
    }
}

fn starts_with_and(line: &str) -> bool {
    line.strip_prefix("& ")
        .or_else(|| line.strip_prefix("and "))
        .is_some_and(|rest| !byline::people(rest).is_empty())
}

/// The people of a line that is a name.
fn alone(line: &str) -> Vec<Signed> {
    let people = byline::people(line);
    if people.is_empty() { vec![Signed { name: tidy_name(line), handle: None }] } else { people }
}

/// People without repeats.
#[derive(Default)]
struct Found {
    people: Vec<Signed>,
}

impl Found {
    fn add(&mut self, people: Vec<Signed>) {
        for person in people {
            match self.people.iter_mut().find(|p| same_person(&p.name, &person.name)) {
                Some(known) => known.handle = known.handle.take().or(person.handle),
                None => self.people.push(person),
            }
        }
    }
}
