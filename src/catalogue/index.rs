//! Full-text search over the digests, with tantivy in memory.

use super::{
    CatalogueError, Entry,
    veil::{Veil, Veiled},
};
use crate::digest::{Tag, fold};
use std::sync::Arc;
use tantivy::{
    Searcher, TantivyDocument, Term,
    collector::{Count, TopDocs},
    directory::RamDirectory,
    query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{Language, SimpleTokenizer, Stemmer, TextAnalyzer, TokenStream},
};

/// The fields, and how much more a word counts there than in the points.
const FIELDS: [(&str, f32); 6] =
    [("title", 4.0), ("people", 4.0), ("tags", 3.0), ("publication", 2.0), ("argument", 1.0), ("bio", 0.5)];
/// Words of a query beyond these are not looked at.
const MAX_WORDS: usize = 12;
/// Memory for building, in bytes: tantivy's least is 15 MB.
const BUILD_BYTES: usize = 50_000_000;

pub(super) struct Index {
    searcher: Searcher,
    fields: Vec<(Field, f32)>,
    analyzer: TextAnalyzer,
}

impl Index {
    /// Indexes the entries; what is found later are positions in this slice.
    pub(super) fn build(entries: &[Entry]) -> Result<Index, CatalogueError> {
        let analyzer =
            TextAnalyzer::builder(SimpleTokenizer::default()).filter(Stemmer::new(Language::English)).build();
        let mut schema = Schema::builder();
        let text = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("folded")
                .set_index_option(IndexRecordOption::WithFreqs),
        );
        let fields: Vec<(Field, f32)> =
            FIELDS.iter().map(|(name, boost)| (schema.add_text_field(name, text.clone()), *boost)).collect();
        let tokenizers = tantivy::tokenizer::TokenizerManager::default();
        tokenizers.register("folded", analyzer.clone());
        // One segment: documents keep the order they came in, so that equal scores are newest first
        // and a document's number is its entry's position.
        let mut writer = tantivy::Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), BUILD_BYTES)?;
        for entry in entries {
            let mut document = TantivyDocument::new();
            for ((field, _), text) in fields.iter().zip(texts(entry)) {
                document.add_text(*field, fold(&text));
            }
            writer.add_document(document)?;
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        Ok(Index { searcher, fields, analyzer })
    }

    /// Positions of what is found and not hidden, how many there are in all, and whether every word was there.
    pub(super) fn search(
        &self,
        words: &str,
        skip: usize,
        take: usize,
        veil: Option<&Arc<Veil>>,
    ) -> Result<(Vec<usize>, usize, bool), CatalogueError> {
        let words = self.terms(words);
        // tantivy 0.27 panics on a prefix query over an index without documents.
        if words.is_empty() || self.searcher.num_docs() == 0 {
            return Ok((Vec::new(), 0, true));
        }
        let attempts: [(Occur, Near, bool); 3] = [
            (Occur::Must, Near::Prefix, true),
            (Occur::Must, Near::Typo, false),
            (Occur::Should, Near::Typo, false),
        ];
        for (occur, near, exact) in attempts {
            let clauses = words.iter().map(|word| (occur, self.anywhere(word, near))).collect();
            let query = BooleanQuery::new(clauses);
            let top = TopDocs::with_limit(take.max(1)).and_offset(skip).order_by_score();
            let (top, total) = match veil {
                Some(veil) => self.searcher.search(&query, &Veiled::new((top, Count), veil))?,
                None => self.searcher.search(&query, &(top, Count))?,
            };
            if total > 0 {
                let found = top.into_iter().map(|(_, address)| address.doc_id as usize).take(take).collect();
                return Ok((found, total, exact));
            }
        }
        Ok((Vec::new(), 0, false))
    }

    /// The query's words as they stand in the index, each with its plain spelling.
    fn terms(&self, words: &str) -> Vec<Word> {
        let folded = fold(words);
        let mut analyzer = self.analyzer.clone();
        let mut terms = Vec::new();
        for plain in folded.split_whitespace().take(MAX_WORDS) {
            let mut stream = analyzer.token_stream(plain);
            while let Some(token) = stream.next() {
                terms.push(Word { plain: plain.to_owned(), stem: token.text.clone() });
            }
        }
        terms
    }

    /// The word in any field.
    fn anywhere(&self, word: &Word, near: Near) -> Box<dyn Query> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let length = word.plain.len();
        for &(field, boost) in &self.fields {
            let term = Term::from_field_text(field, &word.stem);
            let exact = TermQuery::new(term, IndexRecordOption::WithFreqs);
            clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(exact), boost))));
            if length >= 3 {
                let prefix = FuzzyTermQuery::new_prefix(Term::from_field_text(field, &word.plain), 0, true);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(prefix), boost * 0.3))));
            }
            if matches!(near, Near::Typo) && length >= 4 {
                let distance = if length >= 8 { 2 } else { 1 };
                let typo = FuzzyTermQuery::new(Term::from_field_text(field, &word.stem), distance, true);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(typo), boost * 0.2))));
            }
        }
        Box::new(BooleanQuery::new(clauses))
    }
}

struct Word {
    plain: String,
    stem: String,
}

/// How far a word may be from what is in the index.
#[derive(Clone, Copy)]
enum Near {
    /// The word, or one that begins with it.
    Prefix,
    /// Also one with a letter or two wrong.
    Typo,
}

/// What stands in each of [`FIELDS`].
fn texts(entry: &Entry) -> [String; FIELDS.len()] {
    let digest = &entry.digest;
    let join = |parts: &mut dyn Iterator<Item = &str>| parts.collect::<Vec<_>>().join(" ");
    [
        digest.title.clone(),
        join(&mut digest.authors.iter().flat_map(|a| [Some(a.name.as_str()), a.handle.as_deref()]).flatten()),
        join(&mut digest.tags.iter().map(Tag::as_str)),
        digest.publication.clone().unwrap_or_default(),
        join(
            &mut std::iter::once(digest.gist.as_str())
                .chain(digest.points.iter().map(String::as_str))
                .chain(digest.quote.as_deref()),
        ),
        join(&mut digest.authors.iter().filter_map(|a| a.bio.as_deref())),
    ]
}
