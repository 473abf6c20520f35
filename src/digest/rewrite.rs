//! Writing a digest over the TOML text of an earlier version of it, which a person may have edited.

use super::{Digest, Fault};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, RawString, Table, Value};

impl Digest {
    /// The TOML `text` of an earlier version of this digest, changed to be this one. Only the keys whose
    /// values differ are touched: comments, the order of keys and the way the rest is written stay. A new
    /// key goes where [`Digest::to_toml`] has it.
    ///
    /// # Errors
    /// The text is no digest, or is written in a way that cannot be changed in place.
    pub fn to_toml_over(&self, text: &str) -> Result<String, Vec<Fault>> {
        let before = document(&Digest::from_toml(text)?);
        let after = document(self);
        let unreadable = |message: &str| vec![Fault { line: 1, message: message.to_owned() }];
        let mut target: DocumentMut = text.parse().map_err(|_| unreadable("not TOML; mend it"))?;
        merge(target.as_table_mut(), &before, &after);
        let written = target.to_string();
        if Digest::from_toml(&written).as_ref() == Ok(self) {
            Ok(written)
        } else {
            Err(unreadable("it cannot be changed in place as it is written; change it by hand"))
        }
    }
}

/// The standard form, from which what differs is known and what is new is taken.
fn document(digest: &Digest) -> DocumentMut {
    digest.to_toml().parse().unwrap_or_default()
}

/// Does to `target` what was done to `before` to make it `after`.
fn merge(target: &mut Table, before: &Table, after: &Table) {
    for (key, _) in before.iter().filter(|(key, _)| !after.contains_key(key)) {
        target.remove(key);
    }
    let mut earlier: Vec<&str> = Vec::new();
    for (key, new) in after {
        let old = before.get(key);
        if old.is_none_or(|old| old.to_string() != new.to_string()) {
            match target.get_mut(key) {
                Some(item) => change(item, old, new),
                None => insert(target, key, new, &earlier),
            }
        }
        earlier.push(key);
    }
}

fn change(item: &mut Item, old: Option<&Item>, new: &Item) {
    match (item, old, new) {
        (Item::Table(target), Some(Item::Table(old)), Item::Table(new)) => merge(target, old, new),
        (Item::ArrayOfTables(target), Some(Item::ArrayOfTables(old)), Item::ArrayOfTables(new)) => {
            change_tables(target, old, new);
        }
        (Item::Value(target), old, new) => {
            if let Ok(new) = new.clone().into_value() {
                change_value(target, old.and_then(Item::as_value), new);
            }
        }
        (item, _, new) => *item = new.clone(),
    }
}

fn change_tables(target: &mut ArrayOfTables, old: &ArrayOfTables, new: &ArrayOfTables) {
    while target.len() > new.len() {
        target.remove(target.len() - 1);
    }
    for (n, table) in new.iter().enumerate() {
        match (target.get_mut(n), old.get(n)) {
            (Some(target), Some(old)) => merge(target, old, table),
            _ => target.push(unplaced(table)),
        }
    }
}

/// Gives a value another content; the white space and comments around it stay.
fn change_value(target: &mut Value, old: Option<&Value>, mut new: Value) {
    let decor = target.decor().clone();
    match (target, old, &mut new) {
        (Value::Array(target), Some(Value::Array(old)), Value::Array(new)) => {
            while target.len() > new.len() {
                target.remove(target.len() - 1);
            }
            for (n, value) in new.iter().enumerate() {
                match target.get(n) {
                    Some(_) if old.get(n).is_some_and(|old| same(old, value)) => {}
                    Some(have) => {
                        let decor = have.decor().clone();
                        let mut value = value.clone();
                        *value.decor_mut() = decor;
                        target.replace_formatted(n, value);
                    }
                    None => push(target, value.clone()),
                }
            }
        }
        (target, _, _) => {
            *new.decor_mut() = decor;
            *target = new;
        }
    }
}

/// Puts a value at the end, laid out as the last one is. A comment behind the last one stays there.
fn push(target: &mut Array, mut value: Value) {
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
    let mut behind = text(Some(target.trailing()));
    let mut indent = String::new();
    if let Some(last) = target.len().checked_sub(1).and_then(|n| target.get_mut(n)) {
        let lead = text(last.decor().prefix());
        indent = match lead.rsplit_once('\n') {
            Some((_, spaces)) => format!("\n{spaces}"),
            None => " ".to_owned(),
        };
        behind.insert_str(0, &text(last.decor().suffix()));
        last.decor_mut().set_suffix("");
    }
    if behind.contains('#') {
        value.decor_mut().set_prefix(format!("{}{indent}", behind.trim_end()));
        behind = "\n".to_owned();
    } else {
        value.decor_mut().set_prefix(indent);
    }
    target.push_formatted(value);
    target.set_trailing(behind);
}

fn same(a: &Value, b: &Value) -> bool {
    let bare = |v: &Value| v.clone().decorated("", "").to_string();
    bare(a) == bare(b)
}

/// Puts a key after the last of the `earlier` ones that is there.
fn insert(target: &mut Table, key: &str, new: &Item, earlier: &[&str]) {
    let keys: Vec<String> = target.iter().map(|(k, _)| k.to_owned()).collect();
    let before = earlier.iter().rev().find_map(|k| keys.iter().position(|have| have == k));
    let place = before.map_or(0, |at| at + 1);
    let later: Vec<_> = keys.iter().skip(place).filter_map(|k| target.remove_entry(k)).collect();
    let new = match new {
        Item::Table(table) => Item::Table(unplaced(table)),
        Item::ArrayOfTables(tables) => Item::ArrayOfTables(tables.iter().map(unplaced).collect()),
        other => other.clone(),
    };
    target.insert(key, new);
    for (key, item) in later {
        target.insert_formatted(&key, item);
    }
}

/// A table that comes from another document, without the place it had there.
fn unplaced(table: &Table) -> Table {
    let mut table = table.clone();
    table.set_position(None);
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BY_HAND: &str = r#"# Corrected by the desk.
gist = "Tolls cost more than they raise." # ours
title = 'The toll'   # as printed

# The day is from the masthead.
added = 2026-11-23T08:00:00Z
also = [
    "https://a.example/1", # the wire
]
points = ["They do.", "It floods."]
publication = "The Harbour Post"

# One person.
[[authors]]
bio = "Ada builds." # asked
name = "Ada"

[origin]
# by machine
summarizer = "extractive"
# the end
"#;

    #[test]
    fn only_what_differs_is_written() {
        let mut digest = Digest::from_toml(BY_HAND).unwrap();
        assert_eq!(digest.to_toml_over(BY_HAND).unwrap(), BY_HAND);
        digest.status = crate::digest::Status::Draft;
        digest.updated = Some("2026-11-24T08:00:00Z".parse().unwrap());
        digest.gist = "Tolls are dear.".to_owned();
        digest.also.push("https://b.example/1".to_owned());
        digest.also.push("https://c.example/1".to_owned());
        digest.points[1] = "It floods twice a year.".to_owned();
        digest.authors[0].handle = Some("@ada".to_owned());
        digest.authors.push(crate::digest::Author { name: "Ben".to_owned(), ..Default::default() });
        digest.origin.as_mut().unwrap().seal = Some("00".to_owned());
        insta::assert_snapshot!(digest.to_toml_over(BY_HAND).unwrap(), @r#"
        # Corrected by the desk.
        gist = "Tolls are dear." # ours
        title = 'The toll'   # as printed
        status = "draft"

        # The day is from the masthead.
        added = 2026-11-23T08:00:00Z
        updated = 2026-11-24T08:00:00Z
        also = [
            "https://a.example/1", # the wire
            "https://b.example/1",
            "https://c.example/1",
        ]
        points = ["They do.", "It floods twice a year."]
        publication = "The Harbour Post"

        # One person.
        [[authors]]
        bio = "Ada builds." # asked
        name = "Ada"
        handle = "@ada"

        [[authors]]
        name = "Ben"

        [origin]
        # by machine
        summarizer = "extractive"
        seal = "00"
        # the end
        "#);
    }

    #[test]
    fn a_text_that_is_no_digest_is_left_alone() {
        let digest = Digest::from_toml(BY_HAND).unwrap();
        assert!(digest.to_toml_over("title = ").is_err());
        assert!(digest.to_toml_over("title = \"x\"\n").is_err());
    }

    /// Digests that differ in which keys they have and how many of each, written in two ways.
    fn any_digest() -> impl Strategy<Value = Digest> {
        let some = |text: &'static str| prop::option::of(Just(text.to_owned()));
        let list = || prop::collection::vec("[a-c]{1,3}", 1..5);
        let authors = prop::collection::vec((("[A-C][a-c]{1,3}"), some("A bio."), some("@a")), 0..3);
        (list(), list(), authors, some("de"), some("A quote."), prop::option::of(list()), any::<bool>())
            .prop_map(|(points, tags, authors, language, quote, origin, draft)| {
                let mut digest = Digest::from_toml(BY_HAND).unwrap();
                digest.points = points;
                digest.also = tags.iter().map(|t| format!("https://{t}.example/")).collect();
                digest.tags = tags.iter().filter_map(|t| crate::digest::Tag::new(t)).collect();
                digest.authors = authors
                    .into_iter()
                    .map(|(name, bio, handle)| crate::digest::Author {
                        name,
                        bio,
                        handle,
                        ..Default::default()
                    })
                    .collect();
                digest.language = language;
                digest.quote = quote;
                digest.origin = digest.origin.filter(|_| origin.is_some()).map(|o| crate::digest::Origin {
                    sources: origin.iter().flatten().enumerate().map(|(n, _)| (n, n + 1)).collect(),
                    ..o
                });
                if draft {
                    digest.status = crate::digest::Status::Draft;
                }
                digest
            })
    }

    /// The same with inline tables, which people write, too.
    fn inline(digest: &Digest) -> String {
        toml_edit::ser::to_string(digest).unwrap()
    }

    proptest! {
        #[test]
        fn the_text_becomes_the_digest(before in any_digest(), after in any_digest()) {
            for text in [before.to_toml(), inline(&before), BY_HAND.to_owned()] {
                let written = after.to_toml_over(&text).unwrap();
                prop_assert_eq!(Digest::from_toml(&written).unwrap(), after.clone());
            }
            prop_assert_eq!(after.to_toml_over(&after.to_toml()).unwrap(), after.to_toml());
        }
    }
}
