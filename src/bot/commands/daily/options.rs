//! The options of `/daily set`, as people fill them in: each is understood, or answered with what was understood,
//! what is wrong, and what works.

use super::{hour, weekdays};
use crate::{
    bot::{Words, commands::Ask, text::escaped, tongue},
    catalogue::{Catalogue, Filter, Subject},
    daily::{Days, zone},
};
use jiff::{Timestamp, civil::Time};

/// What clears a list that was set before.
const NONE: [&str; 2] = ["-", "none"];

/// The time of day; `Err` with what to say.
pub(super) fn time(typed: &str, words: Words) -> Result<Time, String> {
    let say = |key: &str, time: Time| {
        let filling = [("typed", escaped(typed, 50).into()), ("time", hour::written(time).into())];
        words.fill(key, &filling)
    };
    match hour::read(typed) {
        hour::Typed::Clock(time) => Ok(time),
        hour::Typed::Loose(time) => Err(say("time-loose", time)),
        hour::Typed::Beyond(time) => Err(say("time-beyond", time)),
        hour::Typed::Nothing => Err(say("time-nothing", Time::constant(8, 0, 0, 0))),
    }
}

/// The name of a time zone.
pub(super) fn timezone(typed: &str, now: Timestamp, words: Words) -> Result<String, String> {
    if let Some(found) = zone::named(typed) {
        return Ok(found.iana_name().unwrap_or("UTC").to_owned());
    }
    let name = escaped(typed, 50);
    let offset = zone::at_offset(typed, now);
    if !offset.is_empty() {
        let near: Vec<String> = offset.iter().map(|name| format!("`{name}`")).collect();
        return Err(words.fill("zone-offset", &[("name", name.into()), ("near", near.join(", ").into())]));
    }
    Err(match zone::near(typed) {
        Some(near) if zone::is_abbreviation(typed) => {
            words.fill("zone-short", &[("name", name.into()), ("near", near.into())])
        }
        Some(near) => words.fill("no-zone-but", &[("name", name.into()), ("near", near.into())]),
        None => words.fill("no-zone", &[("name", name.into())]),
    })
}

/// The days.
pub(super) fn days(typed: &str, words: Words) -> Result<Days, String> {
    weekdays::read(typed, words).ok_or_else(|| words.fill("no-days", &[("name", escaped(typed, 50).into())]))
}

/// A language of pieces; none clears what was set.
pub(super) fn language(typed: &str, words: Words) -> Result<Vec<String>, String> {
    if NONE.contains(&typed) {
        return Ok(Vec::new());
    }
    match tongue::named(typed) {
        Some(tag) => Ok(vec![tag.to_owned()]),
        None => Err(words.fill("no-language", &[("name", escaped(typed, 50).into())])),
    }
}

/// Names, parted by commas, of things in the library, as they are written there.
pub(super) fn names(ask: &Ask<'_>, subjects: &[Subject], typed: &str) -> Result<Vec<String>, String> {
    if NONE.contains(&typed) {
        return Ok(Vec::new());
    }
    let catalogue = &ask.catalogue;
    let known = |name: &str| subjects.iter().find_map(|subject| known(catalogue, *subject, name));
    // A name may have a comma in it.
    if let Some(whole) = known(typed) {
        return Ok(vec![whole]);
    }
    let mut names = Vec::new();
    for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match known(part) {
            Some(name) => names.push(name),
            None => return Err(unknown(ask, subjects, part)),
        }
    }
    Ok(names)
}

fn known(catalogue: &Catalogue, subject: Subject, name: &str) -> Option<String> {
    match subject {
        Subject::Tag => catalogue.tag(name).map(|t| t.tag.to_string()),
        Subject::Author => catalogue.author(name).map(|p| p.name.clone()),
        Subject::Publication => {
            let filter = Filter { publication: Some(name.to_owned()), ..Filter::default() };
            catalogue.latest(&filter, 0, 1).entries.first()?.digest.publication.clone()
        }
        Subject::Digest => None,
    }
}

fn unknown(ask: &Ask<'_>, subjects: &[Subject], name: &str) -> String {
    let near = subjects.iter().flat_map(|subject| ask.catalogue.complete(*subject, name, 3));
    let near: Vec<String> = near.take(3).map(|c| format!("**{}**", escaped(&c.value, 100))).collect();
    let (plain, but) = match subjects {
        [Subject::Tag] => ("no-tag", "no-tag-but"),
        [Subject::Author] => ("no-author", "no-author-but"),
        [Subject::Publication] => ("no-publication", "no-publication-but"),
        _ => ("no-such-name", "no-such-name-but"),
    };
    let name = escaped(name, 100).into();
    match near.as_slice() {
        [] => ask.words.fill(plain, &[("name", name)]),
        near => ask.words.fill(but, &[("name", name), ("near", near.join(", ").into())]),
    }
}
