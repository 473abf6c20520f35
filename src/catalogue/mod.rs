//! The catalogue: every published digest, and the ways to find one. It is derived from the library,
//! lives in memory, never changes, and is built anew when the library has changed.

mod complete;
mod index;
mod people;

pub use complete::{Completion, Subject};
pub use people::Person;

use crate::{
    digest::{Digest, DigestId, Status, Tag, fold},
    library::Contents,
};
use jiff::tz::TimeZone;
use std::{collections::HashMap, sync::Arc};

/// A digest with its id.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: DigestId,
    /// All of it.
    pub digest: Arc<Digest>,
}

/// All published digests, newest first, with the indices over them.
pub struct Catalogue {
    entries: Vec<Entry>,
    /// Newest first; no list or search has them.
    drafts: Vec<Entry>,
    by_id: HashMap<DigestId, usize>,
    people: Vec<Person>,
    person_by_key: HashMap<String, usize>,
    tags: Vec<Topic>,
    tag_by_key: HashMap<String, usize>,
    index: index::Index,
    completions: complete::Completions,
}

/// A tag and the digests that have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// In the spelling of the newest digest that has it.
    pub tag: Tag,
    /// Newest first.
    entries: Vec<usize>,
}

impl Topic {
    /// How many digests have it.
    pub fn count(&self) -> usize {
        self.entries.len()
    }
}

/// Which digests of a list are wanted; names are compared folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// From this publication.
    pub publication: Option<String>,
    /// By this author.
    pub author: Option<String>,
    /// With this tag.
    pub tag: Option<String>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The digests on it.
    pub entries: Vec<Entry>,
    /// How many the whole list has.
    pub total: usize,
    /// Whether these are what was asked for, or merely the nearest there is.
    pub exact: bool,
}

/// The search index could not be built or read.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}; restart to build it anew")]
pub struct CatalogueError(#[from] tantivy::TantivyError);

impl Catalogue {
    /// Builds all of it. This takes some milliseconds for a thousand digests; do it off the runtime.
    ///
    /// # Errors
    /// The search library fails, which it has no known reason to do in memory.
    pub fn build(contents: &Contents) -> Result<Catalogue, CatalogueError> {
        let mut all: Vec<Entry> = contents
            .digests
            .iter()
            .map(|(id, digest)| Entry { id: id.clone(), digest: Arc::clone(digest) })
            .collect();
        all.sort_by_cached_key(|e| std::cmp::Reverse((newness(&e.digest), e.id.clone())));
        let (entries, drafts): (Vec<Entry>, Vec<Entry>) =
            all.into_iter().partition(|e| e.digest.status == Status::Published);
        let by_id = entries.iter().enumerate().map(|(n, e)| (e.id.clone(), n)).collect();
        let (people, person_by_key) = people::gather(&entries);
        let (tags, tag_by_key) = topics(&entries);
        let index = index::Index::build(&entries)?;
        let completions = complete::Completions::build(&entries, &people, &tags);
        Ok(Catalogue { entries, drafts, by_id, people, person_by_key, tags, tag_by_key, index, completions })
    }

    /// How many digests there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every digest, newest first: by the day of publication, else the day it was added.
    pub fn newest(&self) -> &[Entry] {
        &self.entries
    }

    /// What waits to be published, newest first.
    pub fn drafts(&self) -> &[Entry] {
        &self.drafts
    }

    /// The published digest of that id.
    pub fn get(&self, id: &DigestId) -> Option<&Entry> {
        self.by_id.get(id).and_then(|&n| self.entries.get(n))
    }

    /// The newest that pass the filter.
    pub fn latest(&self, filter: &Filter, skip: usize, take: usize) -> Page {
        let mut all = self.entries.iter().filter(|e| filter.passes(&e.digest));
        let entries: Vec<Entry> = all.by_ref().skip(skip).take(take).cloned().collect();
        let total = self.entries.iter().filter(|e| filter.passes(&e.digest)).count();
        Page { entries, total, exact: true }
    }

    /// Those that have every word of the query, best first. Where none has, those that have words
    /// spelt much like it, else some of the words; then the page is not `exact`.
    ///
    /// # Errors
    /// The search library fails.
    pub fn search(&self, words: &str, skip: usize, take: usize) -> Result<Page, CatalogueError> {
        let (found, total, exact) = self.index.search(words, skip, take)?;
        let entries = found.into_iter().filter_map(|n| self.entries.get(n).cloned()).collect();
        Ok(Page { entries, total, exact })
    }

    /// One of all, the same for the same seed.
    pub fn random(&self, seed: u64) -> Option<&Entry> {
        let n = self.entries.len() as u64;
        if n == 0 {
            return None;
        }
        // Finalizer of SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds land far apart.
        let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.entries.get(usize::try_from((z ^ (z >> 31)) % n).unwrap_or(0))
    }

    /// The author of that name in any spelling, or of that handle.
    pub fn author(&self, name: &str) -> Option<&Person> {
        self.person_by_key.get(&fold(name)).and_then(|&n| self.people.get(n))
    }

    /// Everyone who signed something, the most prolific first.
    pub fn authors(&self) -> &[Person] {
        &self.people
    }

    /// What that author signed, newest first.
    pub fn pieces(&self, person: &Person) -> Vec<&Entry> {
        person.entries.iter().filter_map(|&n| self.entries.get(n)).collect()
    }

    /// All tags, the most used first.
    pub fn tags(&self) -> &[Topic] {
        &self.tags
    }

    /// The tag in any spelling.
    pub fn tag(&self, name: &str) -> Option<&Topic> {
        self.tag_by_key.get(&fold(name)).and_then(|&n| self.tags.get(n))
    }

    /// What has that tag, newest first.
    pub fn tagged(&self, topic: &Topic) -> Vec<&Entry> {
        topic.entries.iter().filter_map(|&n| self.entries.get(n)).collect()
    }

    /// What goes with a digest: shared tags count the more the rarer they are, a shared author
    /// counts as one rare tag. Best first, then newest.
    pub fn related(&self, id: &DigestId, take: usize) -> Vec<&Entry> {
        let Some(entry) = self.get(id) else { return Vec::new() };
        let mut scores = HashMap::<usize, f64>::new();
        let mut credit = |entries: &[usize], all: usize| {
            let weight = (1.0 + all as f64 / (1.0 + entries.len() as f64)).ln();
            for &n in entries {
                *scores.entry(n).or_default() += weight;
            }
        };
        for topic in entry.digest.tags.iter().filter_map(|t| self.tag(t.as_str())) {
            credit(&topic.entries, self.entries.len());
        }
        for person in entry.digest.authors.iter().filter_map(|a| self.author(&a.name)) {
            credit(&person.entries, self.entries.len());
        }
        let mut ranked: Vec<(usize, f64)> =
            scores.into_iter().filter(|(n, _)| self.entries.get(*n).is_some_and(|e| e.id != *id)).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(take).filter_map(|(n, _)| self.entries.get(n)).collect()
    }

    /// What may be meant by what was typed so far, most useful first.
    pub fn complete(&self, subject: Subject, typed: &str, take: usize) -> Vec<Completion> {
        self.completions.find(subject, typed, take)
    }
}

impl Filter {
    /// Whether a digest is wanted.
    pub fn passes(&self, digest: &Digest) -> bool {
        let same = |wanted: &Option<String>, mut has: Box<dyn Iterator<Item = &str> + '_>| {
            wanted.as_ref().is_none_or(|wanted| {
                let wanted = fold(wanted);
                has.any(|h| fold(h) == wanted)
            })
        };
        same(&self.publication, Box::new(digest.publication.as_deref().into_iter()))
            && same(&self.author, Box::new(digest.authors.iter().map(|a| a.name.as_str())))
            && same(&self.tag, Box::new(digest.tags.iter().map(Tag::as_str)))
    }
}

fn newness(digest: &Digest) -> (jiff::civil::Date, jiff::Timestamp) {
    let day = digest.published.unwrap_or_else(|| digest.added.to_zoned_datetime(TimeZone::UTC).date());
    (day, digest.added)
}

fn topics(entries: &[Entry]) -> (Vec<Topic>, HashMap<String, usize>) {
    let mut by_key = HashMap::<String, Topic>::new();
    for (n, entry) in entries.iter().enumerate() {
        for tag in &entry.digest.tags {
            let topic =
                by_key.entry(tag.key()).or_insert_with(|| Topic { tag: tag.clone(), entries: Vec::new() });
            if topic.entries.last() != Some(&n) {
                topic.entries.push(n);
            }
        }
    }
    let mut all: Vec<(String, Topic)> = by_key.into_iter().collect();
    all.sort_by(|a, b| b.1.count().cmp(&a.1.count()).then_with(|| a.0.cmp(&b.0)));
    let keys = all.iter().enumerate().map(|(n, (key, _))| (key.clone(), n)).collect();
    (all.into_iter().map(|(_, topic)| topic).collect(), keys)
}
