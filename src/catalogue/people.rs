//! Authors: everyone who signed a digest, with what is known of them.

use super::Entry;
use crate::digest::fold;
use std::collections::HashMap;

/// An author, gathered from all digests they signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// In the spelling of the newest piece.
    pub name: String,
    /// The newest known.
    pub handle: Option<String>,
    /// The newest known.
    pub bio: Option<String>,
    /// The newest known.
    pub url: Option<String>,
    /// All that were named, newest piece first.
    pub affiliations: Vec<String>,
    pub(super) entries: Vec<usize>,
}

impl Person {
    /// How many pieces they signed, hidden ones among them.
    fn count(&self) -> usize {
        self.entries.len()
    }
}

/// Everyone, most prolific first, and where to find them by folded name or handle. `entries` are
/// newest first.
pub(super) fn gather(entries: &[Entry]) -> (Vec<Person>, HashMap<String, usize>) {
    let mut by_key = HashMap::<String, Person>::new();
    for (n, entry) in entries.iter().enumerate() {
        for author in &entry.digest.authors {
            let person = by_key.entry(fold(&author.name)).or_insert_with(|| Person {
                name: author.name.clone(),
                handle: None,
                bio: None,
                url: None,
                affiliations: Vec::new(),
                entries: Vec::new(),
            });
            if person.entries.last() != Some(&n) {
                person.entries.push(n);
            }
            for (known, new) in [
                (&mut person.handle, &author.handle),
                (&mut person.bio, &author.bio),
                (&mut person.url, &author.url),
            ] {
                if known.is_none() {
                    known.clone_from(new);
                }
            }
            for affiliation in &author.affiliations {
                if !person.affiliations.contains(affiliation) {
                    person.affiliations.push(affiliation.clone());
                }
            }
        }
    }
    let mut all: Vec<(String, Person)> = by_key.into_iter().collect();
    all.sort_by(|a, b| b.1.count().cmp(&a.1.count()).then_with(|| a.0.cmp(&b.0)));
    let mut keys: HashMap<String, usize> = HashMap::new();
    for (n, (_, person)) in all.iter().enumerate() {
        if let Some(handle) = &person.handle {
            keys.insert(fold(handle), n);
        }
    }
    // Names last: a name that looks like someone's handle is the name.
    keys.extend(all.iter().enumerate().map(|(n, (key, _))| (key.clone(), n)));
    (all.into_iter().map(|(_, person)| person).collect(), keys)
}
