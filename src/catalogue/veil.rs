//! What is hidden from those who ask in some place. A catalogue with a veil over it answers as if that were not
//! in the library.

use super::{All, Entry};
use crate::digest::fold;
use std::sync::Arc;
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
};

/// What a server does not want to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Pieces from these; names are compared folded.
    pub publications: Vec<String>,
    /// Pieces with one of these tags; names are compared folded.
    pub tags: Vec<String>,
    /// Pieces in these languages, such as `de`; of `pt-BR`, the part before the hyphen counts.
    pub languages: Vec<String>,
}

impl Hidden {
    /// Whether nothing is hidden.
    pub fn is_empty(&self) -> bool {
        self.publications.is_empty() && self.tags.is_empty() && self.languages.is_empty()
    }
}

/// What languages are told apart by: `pt` of `pt-BR`.
pub(super) fn language_key(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase()
}

/// The positions that are hidden, a bit each.
pub(super) struct Veil {
    bits: Vec<u64>,
    count: usize,
}

impl Veil {
    /// None where nothing in the library is hidden.
    pub(super) fn over(all: &All, hidden: &Hidden) -> Option<Veil> {
        let mut veil = Veil { bits: Vec::new(), count: 0 };
        let publications = hidden.publications.iter().filter_map(|name| all.by_publication.get(&fold(name)));
        let languages = hidden.languages.iter().filter_map(|tag| all.by_language.get(&language_key(tag)));
        let tags = hidden.tags.iter().filter_map(|name| all.tags.get(*all.tag_by_key.get(&fold(name))?));
        for list in publications.chain(languages).chain(tags.map(|topic| &topic.entries)) {
            for &n in list {
                veil.hide(n, &all.entries);
            }
        }
        (veil.count > 0).then_some(veil)
    }

    fn hide(&mut self, n: usize, entries: &[Entry]) {
        if self.bits.is_empty() {
            self.bits = vec![0; entries.len().div_ceil(64)];
        }
        if let Some(word) = self.bits.get_mut(n / 64) {
            let bit = 1 << (n % 64);
            self.count += usize::from(*word & bit == 0);
            *word |= bit;
        }
    }

    pub(super) fn hides(&self, n: usize) -> bool {
        self.bits.get(n / 64).is_some_and(|word| word & (1 << (n % 64)) != 0)
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }
}

/// Collects what is not hidden. The index has one segment, in which a document's number is its position.
pub(super) struct Veiled<C> {
    inner: C,
    veil: Arc<Veil>,
}

impl<C> Veiled<C> {
    pub(super) fn new(inner: C, veil: &Arc<Veil>) -> Veiled<C> {
        Veiled { inner, veil: Arc::clone(veil) }
    }
}

impl<C: Collector> Collector for Veiled<C> {
    type Fruit = C::Fruit;
    type Child = Veiled<C::Child>;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Veiled<C::Child>> {
        Ok(Veiled { inner: self.inner.for_segment(segment, reader)?, veil: Arc::clone(&self.veil) })
    }

    fn requires_scoring(&self) -> bool {
        self.inner.requires_scoring()
    }

    fn merge_fruits(&self, fruits: Vec<<C::Child as SegmentCollector>::Fruit>) -> tantivy::Result<C::Fruit> {
        self.inner.merge_fruits(fruits)
    }
}

impl<C: SegmentCollector> SegmentCollector for Veiled<C> {
    type Fruit = C::Fruit;

    fn collect(&mut self, document: DocId, score: Score) {
        if !self.veil.hides(document as usize) {
            self.inner.collect(document, score);
        }
    }

    fn harvest(self) -> C::Fruit {
        self.inner.harvest()
    }
}
