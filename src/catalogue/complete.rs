//! Completion: what a name may become while it is typed.

use super::{Entry, Person, Topic, names::Names};
use crate::digest::fold;
use std::collections::HashSet;

/// What is being named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A digest, by title, author or id.
    Digest,
    /// An author, by name or handle.
    Author,
    /// A tag.
    Tag,
    /// A publication.
    Publication,
}

/// Something that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// As shown.
    pub label: String,
    /// As sent back when chosen: an id or a name.
    pub value: String,
}

/// Everything that can be named, most useful first within each list.
#[derive(Debug, Default)]
pub(super) struct Completions {
    digests: Candidates,
    authors: Candidates,
    tags: Candidates,
    publications: Candidates,
}

#[derive(Debug, Default)]
struct Candidates {
    names: Names,
    completions: Vec<Completion>,
}

impl Candidates {
    /// Of what is searched, what is shown, and what is sent.
    fn new(all: impl Iterator<Item = (String, String, String)>) -> Candidates {
        let (folded, completions): (Vec<String>, Vec<Completion>) =
            all.map(|(searched, label, value)| (fold(&searched), Completion { label, value })).unzip();
        Candidates { names: Names::build(folded.into_iter()), completions }
    }
}

/// A tag with how many digests have it.
pub(super) fn of_tag(tag: &str, digests: usize) -> Completion {
    Completion { label: format!("{tag} ({digests})"), value: tag.to_owned() }
}

impl Completions {
    pub(super) fn build(entries: &[Entry], people: &[Person], tags: &[Topic]) -> Completions {
        let digests = entries.iter().map(|e| {
            let names = e.digest.authors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(" and ");
            let by = if names.is_empty() { e.digest.publication.clone().unwrap_or_default() } else { names };
            let label =
                if by.is_empty() { e.digest.title.clone() } else { format!("{} · {by}", e.digest.title) };
            (format!("{} {by} {}", e.digest.title, e.id), label, e.id.to_string())
        });
        let authors = people.iter().map(|p| {
            let handle = p.handle.as_deref().unwrap_or_default();
            (format!("{} {handle}", p.name), p.name.clone(), p.name.clone())
        });
        let tags = tags.iter().map(|t| {
            let Completion { label, value } = of_tag(t.tag.as_str(), t.count());
            (value.clone(), label, value)
        });
        let mut seen = HashSet::new();
        let publications = entries.iter().filter_map(|e| e.digest.publication.as_deref());
        let publications = publications.filter(|p| seen.insert(*p));
        let publications = publications.map(|p| (p.to_owned(), p.to_owned(), p.to_owned()));
        Completions {
            digests: Candidates::new(digests),
            authors: Candidates::new(authors),
            tags: Candidates::new(tags),
            publications: Candidates::new(publications),
        }
    }

    pub(super) fn find(&self, subject: Subject, typed: &str, take: usize) -> Vec<Completion> {
        let candidates = match subject {
            Subject::Digest => &self.digests,
            Subject::Author => &self.authors,
            Subject::Tag => &self.tags,
            Subject::Publication => &self.publications,
        };
        // Symbols alone fold to themselves and fit nothing.
        let typed = if typed.trim().is_empty() { String::new() } else { fold(typed) };
        let found = candidates.names.find(&typed, take);
        found.into_iter().filter_map(|n| candidates.completions.get(n).cloned()).collect()
    }
}
