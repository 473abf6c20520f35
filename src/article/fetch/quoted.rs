//! How much of a page a digest may quote.
//!
//! Google's definition, which others follow: "use a maximum of \[number\] characters as a textual snippet for
//! this search result"; a page that is shown twice may have a snippet each time. A digest is one such result,
//! and its gist, points and quote are seen together, so together they are the snippet. Sentences of the
//! page count, once each; what a model or a curator wrote does not.

use super::Wishes;
use crate::digest::{Digest, GistFrom};

/// A digest that quotes more than its publisher allows, even at its shortest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}; link to it, or write its digest by hand", told(*.most))]
pub struct Unquotable {
    /// Most characters that may be quoted.
    pub most: usize,
}

fn told(most: usize) -> String {
    match most {
        0 => "the publisher asks that nothing of it be quoted (nosnippet)".to_owned(),
        1 => "the publisher lets one character of it be quoted (max-snippet), too little for a digest"
            .to_owned(),
        n => format!(
            "the publisher lets {n} characters of it be quoted (max-snippet), too little for a digest"
        ),
    }
}

impl Wishes {
    /// The digest with no more of the page in it than the publisher allows: the quote goes first, then points
    /// from the last on, as long as it stays a digest.
    ///
    /// # Errors
    /// It cannot be made short enough.
    pub fn fit(&self, mut digest: Digest) -> Result<Digest, Unquotable> {
        let Some(most) = self.max_snippet else { return Ok(digest) };
        let faults = digest.problems().len();
        let mut fitted = false;
        while quoted(&digest) > most {
            fitted = true;
            if digest.quote.take().is_some() {
                drop_source(&mut digest, |sources, points| sources.truncate(1 + points));
                continue;
            }
            digest.points.pop();
            drop_source(&mut digest, |sources, points| sources.truncate(1 + points));
            if digest.problems().len() > faults {
                return Err(Unquotable { most });
            }
        }
        if fitted {
            let seal = digest.seal();
            if let Some(origin) = digest.origin.as_mut().filter(|origin| origin.seal.is_some()) {
                origin.seal = Some(seal);
            }
        }
        Ok(digest)
    }
}

fn drop_source(digest: &mut Digest, cut: impl FnOnce(&mut Vec<(usize, usize)>, usize)) {
    let points = digest.points.len();
    if let Some(origin) = &mut digest.origin {
        cut(&mut origin.sources, points);
    }
}

/// Characters of the page that a digest shows, each sentence once.
fn quoted(digest: &Digest) -> usize {
    let Some(origin) = &digest.origin else { return 0 };
    let own_words = origin.summarizer != "extractive";
    let gist = (!own_words || origin.gist_from == GistFrom::Deck) && origin.gist_from != GistFrom::Editor;
    let mut shown: Vec<&str> = gist.then_some(digest.gist.as_str()).into_iter().collect();
    if !own_words {
        shown.extend(digest.points.iter().map(String::as_str));
    }
    let mut count: usize = shown.iter().map(|text| text.chars().count()).sum();
    if let Some(quote) = digest.quote.as_deref().filter(|q| !shown.iter().any(|text| text.contains(q))) {
        count += quote.chars().count();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Origin, parse_toml};

    /// A digest of `words` words whose gist, three points and quote have 40 characters each.
    fn digest(words: u32, summarizer: &str) -> Digest {
        let text = |n: u32| format!("Sentence {n} has forty characters in it, yes");
        let mut digest: Digest = parse_toml(&format!(
            "title = \"T\"\nadded = 2026-01-01T00:00:00Z\ngist = \"{}\"\npoints = [\"{}\", \"{}\", \"{}\"]\nquote = \"{}\"\nwords = {words}\npublication = \"P\"\n",
            &text(0)[..40], &text(1)[..40], &text(2)[..40], &text(3)[..40], &text(4)[..40],
        ))
        .unwrap();
        digest.origin = Some(Origin {
            summarizer: summarizer.to_owned(),
            gist_from: GistFrom::Engine,
            sources: (0..5).map(|n| (n, n + 1)).collect(),
            sha256: None,
            sketch: None,
            seal: Some(digest.seal()),
            added_by: None,
        });
        digest
    }

    fn most(n: usize) -> Wishes {
        Wishes { max_snippet: Some(n), ..Wishes::default() }
    }

    #[test]
    fn a_digest_quotes_no_more_than_it_may() {
        let short = || digest(300, "extractive");
        for (allowed, points, quote) in [(200, 3, true), (199, 3, false), (159, 2, false), (80, 1, false)] {
            let fitted = most(allowed).fit(short()).unwrap();
            assert_eq!((fitted.points.len(), fitted.quote.is_some()), (points, quote), "{allowed}");
            let origin = fitted.origin.as_ref().unwrap();
            assert_eq!(origin.sources.len(), 1 + points + usize::from(quote));
            assert_eq!(origin.seal, Some(fitted.seal()));
            assert!(fitted.problems().is_empty());
        }
        assert_eq!(most(79).fit(short()), Err(Unquotable { most: 79 }));
        assert_eq!(Wishes::default().fit(short()).unwrap(), short());
        // A long piece has three points at least.
        assert!(most(160).fit(digest(900, "extractive")).is_ok());
        let refused = most(159).fit(digest(900, "extractive")).unwrap_err().to_string();
        assert_eq!(
            refused,
            "the publisher lets 159 characters of it be quoted (max-snippet), too little for a digest; link to it, or write its digest by hand"
        );
        assert!(most(0).fit(short()).unwrap_err().to_string().contains("(nosnippet)"));
    }

    #[test]
    fn words_of_a_model_are_no_quotation() {
        assert!(most(40).fit(digest(900, "llm:x")).unwrap().quote.is_some());
        assert!(most(39).fit(digest(900, "llm:x")).unwrap().quote.is_none());
        let mut repeated = digest(900, "extractive");
        repeated.quote = Some(repeated.points[0].clone());
        assert!(most(160).fit(repeated).unwrap().quote.is_some());
    }
}
