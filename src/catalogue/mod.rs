//! The catalogue: every published digest, and the ways to find one. It is derived from the library,
//! lives in memory, never changes, and is built anew when the library has changed.

mod complete;
mod index;
mod names;
mod people;
mod veil;

pub use complete::{Completion, Subject};
pub use people::Person;
pub use veil::Hidden;

use crate::{
    digest::{Digest, DigestId, Status, Tag, fold},
    library::Contents,
};
use jiff::tz::TimeZone;
use std::{collections::HashMap, sync::Arc};
use veil::Veil;

/// A digest with its id.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: DigestId,
    /// All of it.
    pub digest: Arc<Digest>,
}

/// All published digests, newest first, with the indices over them; or those of them that are not hidden from
/// whoever asks.
#[derive(Clone)]
pub struct Catalogue {
    all: Arc<All>,
    /// What is hidden, if anything is.
    veil: Option<Arc<Veil>>,
}

struct All {
    entries: Vec<Entry>,
    /// Newest first; no list or search has them.
    drafts: Vec<Entry>,
    by_id: HashMap<DigestId, usize>,
    people: Vec<Person>,
    person_by_key: HashMap<String, usize>,
    tags: Vec<Topic>,
    tag_by_key: HashMap<String, usize>,
    /// Newest first, by folded name.
    by_publication: HashMap<String, Vec<usize>>,
    /// Newest first, by what languages are told apart by.
    by_language: HashMap<String, Vec<usize>>,
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
    /// How many digests have it, hidden ones among them.
    fn count(&self) -> usize {
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
        let mut by_publication = HashMap::<String, Vec<usize>>::new();
        for (n, entry) in entries.iter().enumerate() {
            if let Some(publication) = &entry.digest.publication {
                by_publication.entry(fold(publication)).or_default().push(n);
            }
        }
        let mut by_language = HashMap::<String, Vec<usize>>::new();
        for (n, entry) in entries.iter().enumerate() {
            if let Some(language) = &entry.digest.language {
                by_language.entry(veil::language_key(language)).or_default().push(n);
            }
        }
        let index = index::Index::build(&entries)?;
        let completions = complete::Completions::build(&entries, &people, &tags);
        let all = All {
            entries,
            drafts,
            by_id,
            people,
            person_by_key,
            tags,
            tag_by_key,
            by_publication,
            by_language,
            index,
            completions,
        };
        Ok(Catalogue { all: Arc::new(all), veil: None })
    }

    /// The same as seen where this is hidden: as if what is hidden were not in the library. It shares all
    /// that is in memory.
    pub fn without(&self, hidden: &Hidden) -> Catalogue {
        Catalogue { all: Arc::clone(&self.all), veil: Veil::over(&self.all, hidden).map(Arc::new) }
    }

    fn sees(&self, n: usize) -> bool {
        self.veil.as_ref().is_none_or(|veil| !veil.hides(n))
    }

    /// Those of these positions that are not hidden.
    fn seen<'a>(&'a self, of: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
        of.iter().copied().filter(|n| self.sees(*n))
    }

    fn entry(&self, n: usize) -> Option<&Entry> {
        self.all.entries.get(n)
    }

    /// How many digests there are.
    pub fn len(&self) -> usize {
        self.all.entries.len() - self.veil.as_ref().map_or(0, |veil| veil.count())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every digest, newest first: by the day of publication, else the day it was added.
    pub fn newest(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.all.entries.iter().enumerate().filter(|(n, _)| self.sees(*n)).map(|(_, entry)| entry)
    }

    /// What waits to be published, newest first.
    pub fn drafts(&self) -> &[Entry] {
        &self.all.drafts
    }

    /// The published digest of that id.
    pub fn get(&self, id: &DigestId) -> Option<&Entry> {
        self.all.by_id.get(id).filter(|n| self.sees(**n)).and_then(|&n| self.entry(n))
    }

    /// The newest that pass the filter.
    pub fn latest(&self, filter: &Filter, skip: usize, take: usize) -> Page {
        let page = |entries: &mut dyn Iterator<Item = &Entry>, total| Page {
            entries: entries.skip(skip).take(take).cloned().collect(),
            total,
            exact: true,
        };
        let wanted = [
            (Subject::Publication, &filter.publication),
            (Subject::Author, &filter.author),
            (Subject::Tag, &filter.tag),
        ];
        let mut lists: Vec<&[usize]> =
            wanted.iter().filter_map(|(of, name)| Some(self.bearing(*of, name.as_ref()?))).collect();
        lists.sort_by_key(|list| list.len());
        let Some((shortest, others)) = lists.split_first() else {
            return page(&mut self.newest(), self.len());
        };
        let in_all = |n: &usize| others.iter().all(|list| list.binary_search(n).is_ok());
        let total = self.seen(shortest).filter(in_all).count();
        page(&mut self.seen(shortest).filter(in_all).filter_map(|n| self.entry(n)), total)
    }

    /// The digests that bear a name, newest first.
    fn bearing(&self, subject: Subject, name: &str) -> &[usize] {
        let key = fold(name);
        let found = match subject {
            Subject::Publication => self.all.by_publication.get(&key),
            Subject::Author => self.author(name).map(|p| &p.entries),
            Subject::Tag => self.tag(name).map(|t| &t.entries),
            Subject::Digest => None,
        };
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// All publications, each in the spelling of its newest digest.
    pub fn publications(&self) -> impl Iterator<Item = &str> {
        let newest = self.all.by_publication.values().filter_map(|list| self.entry(self.seen(list).next()?));
        newest.filter_map(|e| e.digest.publication.as_deref())
    }

    /// The languages of the digests, such as `de`, each with how many are in it, the most used first.
    pub fn languages(&self) -> Vec<(&str, usize)> {
        let counted = self.all.by_language.iter().map(|(tag, list)| (tag.as_str(), self.count(list)));
        let mut languages: Vec<(&str, usize)> = counted.filter(|(_, digests)| *digests > 0).collect();
        languages.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        languages
    }

    /// The author whose folded name or handle fits.
    pub fn author_whose(&self, fits: impl Fn(&str) -> bool) -> Option<&Person> {
        let (_, &n) = self.all.person_by_key.iter().find(|(key, _)| fits(key))?;
        self.all.people.get(n).filter(|p| self.digests_by(p) > 0)
    }

    /// The tag whose folded name fits.
    pub fn tag_whose(&self, fits: impl Fn(&str) -> bool) -> Option<&Topic> {
        let (_, &n) = self.all.tag_by_key.iter().find(|(key, _)| fits(key))?;
        self.all.tags.get(n).filter(|t| self.digests_about(t) > 0)
    }

    /// Those that have every word of the query, best first. Where none has, those that have words
    /// spelt much like it, else some of the words; then the page is not `exact`.
    ///
    /// # Errors
    /// The search library fails.
    pub fn search(&self, words: &str, skip: usize, take: usize) -> Result<Page, CatalogueError> {
        let (found, total, exact) = self.all.index.search(words, skip, take, self.veil.as_ref())?;
        let entries = found.into_iter().filter_map(|n| self.entry(n).cloned()).collect();
        Ok(Page { entries, total, exact })
    }

    /// One of all, the same for the same seed.
    pub fn random(&self, seed: u64) -> Option<&Entry> {
        let n = self.len() as u64;
        if n == 0 {
            return None;
        }
        // Finalizer of SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds land far apart.
        let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.newest().nth(usize::try_from((z ^ (z >> 31)) % n).unwrap_or(0))
    }

    /// The author of that name in any spelling, or of that handle.
    pub fn author(&self, name: &str) -> Option<&Person> {
        let person = self.all.person_by_key.get(&fold(name)).and_then(|&n| self.all.people.get(n));
        person.filter(|p| self.digests_by(p) > 0)
    }

    /// Everyone who signed something, the most prolific first.
    pub fn authors(&self) -> impl Iterator<Item = &Person> {
        self.all.people.iter().filter(|p| self.digests_by(p) > 0)
    }

    /// How many pieces an author signed.
    pub fn digests_by(&self, person: &Person) -> usize {
        self.count(&person.entries)
    }

    /// How many digests have a tag.
    pub fn digests_about(&self, topic: &Topic) -> usize {
        self.count(&topic.entries)
    }

    /// How many digests are of that publication.
    pub fn digests_from(&self, publication: &str) -> usize {
        self.count(self.bearing(Subject::Publication, publication))
    }

    fn count(&self, of: &[usize]) -> usize {
        if self.veil.is_none() { of.len() } else { self.seen(of).count() }
    }

    /// What that author signed, newest first.
    pub fn pieces(&self, person: &Person) -> Vec<&Entry> {
        self.seen(&person.entries).filter_map(|n| self.entry(n)).collect()
    }

    /// All tags, the most used first.
    pub fn tags(&self) -> Vec<&Topic> {
        let mut tags: Vec<&Topic> = self.all.tags.iter().filter(|t| self.digests_about(t) > 0).collect();
        if self.veil.is_some() {
            tags.sort_by_cached_key(|t| std::cmp::Reverse(self.digests_about(t)));
        }
        tags
    }

    /// The tag in any spelling.
    pub fn tag(&self, name: &str) -> Option<&Topic> {
        let topic = self.all.tag_by_key.get(&fold(name)).and_then(|&n| self.all.tags.get(n));
        topic.filter(|t| self.digests_about(t) > 0)
    }

    /// What has that tag, newest first.
    pub fn tagged(&self, topic: &Topic) -> Vec<&Entry> {
        self.seen(&topic.entries).filter_map(|n| self.entry(n)).collect()
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
            credit(&topic.entries, self.all.entries.len());
        }
        for person in entry.digest.authors.iter().filter_map(|a| self.author(&a.name)) {
            credit(&person.entries, self.all.entries.len());
        }
        let other = |n: usize| self.sees(n) && self.entry(n).is_some_and(|e| e.id != *id);
        let mut ranked: Vec<(usize, f64)> = scores.into_iter().filter(|(n, _)| other(*n)).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(take).filter_map(|(n, _)| self.entry(n)).collect()
    }

    /// What may be meant by what was typed so far, most useful first.
    pub fn complete(&self, subject: Subject, typed: &str, take: usize) -> Vec<Completion> {
        if self.veil.is_none() {
            return self.all.completions.find(subject, typed, take);
        }
        // More are asked for until enough of them are seen here, or there are no more.
        let mut asked = take;
        loop {
            let found = self.all.completions.find(subject, typed, asked);
            let exhausted = found.len() < asked;
            let mut seen: Vec<Completion> =
                found.into_iter().filter_map(|found| self.completion(subject, found)).collect();
            if exhausted || seen.len() >= take {
                seen.truncate(take);
                return seen;
            }
            asked = asked.saturating_mul(4);
        }
    }

    /// A completion as it is where something is hidden; none of what is hidden itself.
    fn completion(&self, subject: Subject, found: Completion) -> Option<Completion> {
        match subject {
            Subject::Digest => self.get(&found.value.parse().ok()?).map(|_| found),
            Subject::Author => self.author(&found.value).map(|_| found),
            Subject::Publication => (self.digests_from(&found.value) > 0).then_some(found),
            Subject::Tag => {
                let topic = self.tag(&found.value)?;
                Some(complete::of_tag(topic.tag.as_str(), self.digests_about(topic)))
            }
        }
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
