//! Which line is the headline.

use super::{Label, Line, Region};
use crate::article::{byline, disclaimer, function_words::is_function_word, mentions::Mentions};
use crate::digest::{fold, words};
use std::collections::{HashMap, HashSet};

/// Longest headline, in words.
const LONGEST: usize = 30;
/// What a full likeness to the address is worth: more than all else, since editors cut addresses from
/// headlines.
const SLUG: f64 = 5.0;
/// Fewest words of an address that tell anything.
const SLUG_WORDS: usize = 2;
/// Among how many first lines of the body the headline may stand.
const INSIDE: usize = 8;
/// Likeness to the address that only a headline has.
const ALIKE: f64 = 0.75;
/// From how far above the body a line is less likely to be the headline, in lines.
const NEAR: usize = 12;

/// The line that is the headline, where it is known: the last one before the body wins, since a page
/// often has it in its navigation too.
pub(super) fn place(lines: &[Line], title: &str) -> Option<usize> {
    let key = fold(title);
    let places: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.text.len() < 2 * title.len() + 20)
        .filter(|(_, l)| {
            let line = fold(&l.text);
            // A heading may have the section before the headline.
            line == key || l.heading && line.strip_suffix(&key).is_some_and(|kicker| kicker.ends_with(' '))
        })
        .map(|p| p.0)
        .collect();
    let marked = places.iter().copied().find(|&p| lines.get(p).is_some_and(|l| l.heading));
    marked.or_else(|| {
        // Not one from a list of other pieces at the end.
        places.into_iter().rfind(|&p| {
            lines.get(p + 1..).is_some_and(|rest| {
                let after: usize = rest.iter().map(|l| words(&l.text)).sum();
                let all: usize = lines.iter().map(|l| words(&l.text)).sum();
                after * 2 > all
            })
        })
    })
}

/// The most likely headline above the body.
pub(super) fn find(lines: &[Line], labels: &[Label], region: &Region, url: Option<&str>) -> Option<usize> {
    let body = lines.get(region.start..region.end).unwrap_or_default();
    let mentions = Mentions::of(body.iter().map(|l| l.text.as_str()));
    let stems: HashSet<String> = body.iter().flat_map(|l| stems(&l.text)).collect();
    let slug = url.map(Slug::of).unwrap_or_default();
    let above = lines.get(..region.start).unwrap_or_default();
    let keys: Vec<String> = above.iter().map(|l| fold(&l.text)).collect();
    let mut times: HashMap<&String, usize> = HashMap::new();
    for key in &keys {
        *times.entry(key).or_default() += 1;
    }
    let signed = |i: usize| labels.get(i) == Some(&Label::Byline);
    let last_byline = (0..region.start).rev().find(|&i| signed(i));

    let mut scores: Vec<(usize, f64)> = Vec::new();
    for (i, (line, label)) in above.iter().zip(labels).enumerate() {
        let n = words(&line.text);
        let likeness = slug.likeness(&line.text);
        let labelled = matches!(label, Label::Short | Label::Prose | Label::Name);
        if !(labelled || *label != Label::Junk && likeness > ALIKE)
            || !(2..=LONGEST).contains(&n)
            || disclaimer::only_disclaimers(&line.text).is_some()
            || keys.get(i).is_some_and(|key| slug.is_site(key))
        {
            continue;
        }
        let own: Vec<String> = self::stems(&line.text).collect();
        let shared = own.iter().filter(|s| stems.contains(*s)).count() as f64 / own.len().max(1) as f64;
        let repeated = n > 3 && keys.get(i).and_then(|k| times.get(k)).is_some_and(|&n| n > 1);
        let soon = (i + 1..region.start.min(i + 5))
            .any(|j| matches!(labels.get(j), Some(Label::Byline | Label::Date | Label::Name)));
        let mut score = 2.5 * shared + SLUG * likeness;
        score += match n {
            2 => -2.5,
            3 => -0.5,
            4 => 0.5,
            5..=18 => 1.0,
            _ => 0.3,
        };
        score += if repeated { 1.2 } else { 0.0 };
        score += if soon { 0.7 } else { 0.0 };
        score += if line.heading { 1.5 } else { 0.0 };
        score -= if line.text.ends_with(['.', ':']) { 1.5 } else { 0.0 };
        score -= if *label == Label::Name { 1.5 } else { 0.0 };
        score -= if line.linked || line.aside { 1.0 } else { 0.0 };
        score -= if is_glued(&line.text) { 2.0 } else { 0.0 };
        // Under a name stands what she is.
        let named =
            i.checked_sub(1).is_some_and(|j| matches!(labels.get(j), Some(Label::Name | Label::Byline)));
        score -= if named && byline::is_role(&line.text) { 3.0 } else { 0.0 };
        // Below the byline stand decks and captions.
        score -= if last_byline.is_some_and(|by| by < i && by + NEAR >= i) { 1.0 } else { 0.0 };
        // A caption says what the piece says, but is no headline.
        let credited = labels.get(i + 1) == Some(&Label::Credit);
        score -= if credited && n > 12 { 1.0 } else { 0.0 };
        // Lists of other pieces stand far above.
        score -= (region.start - i).saturating_sub(NEAR).min(40) as f64 * 0.04;
        score += 0.3 * i as f64 / region.start.max(1) as f64;
        score += if mentions.has(&line.text) && n > 3 { 0.2 } else { 0.0 };
        scores.push((i, score));
    }
    let top = scores.iter().map(|s| s.1).max_by(f64::total_cmp)?;
    // Of two alike the first stands higher on the page, the headline before the deck; of the same line
    // twice the last is not that of a navigation.
    let first = scores.iter().find(|s| s.1 > top - 0.05)?.0;
    let key = keys.get(first);
    let at = scores.iter().rev().map(|s| s.0).find(|&i| keys.get(i) == key).unwrap_or(first);
    let at = above_deck(at, top, &scores, lines);
    Some(unlabelled(at, &scores, &keys).unwrap_or(at))
}

/// The headline among the first lines of the body, where the address repeats it: a caption or a box
/// stood above.
pub(super) fn within(lines: &[Line], region: &Region, url: Option<&str>) -> Option<usize> {
    let slug = url.map(Slug::of).unwrap_or_default();
    (region.start..region.end.min(region.start + INSIDE))
        .find(|&i| lines.get(i).is_some_and(|l| words(&l.text) <= LONGEST && slug.likeness(&l.text) > ALIKE))
}

/// "now reading: The tide turns" where the next lines have "The tide turns".
fn unlabelled(at: usize, scores: &[(usize, f64)], keys: &[String]) -> Option<usize> {
    let key = keys.get(at)?;
    scores.iter().map(|s| s.0).find(|&i| {
        keys.get(i).is_some_and(|k| {
            k.contains(' ')
                && k.len() < key.len()
                && k.len() * 2 > key.len()
                && key.ends_with(&format!(" {k}"))
        })
    })
}

/// A deck shares more words with the body than its headline does, and stands right below it.
fn above_deck(at: usize, top: f64, scores: &[(usize, f64)], lines: &[Line]) -> usize {
    let headline = scores.iter().rev().find(|s| s.0 < at).filter(|&&(above, score)| {
        above + 1 == at
            && score >= top - 1.2
            && lines.get(above).is_some_and(|l| {
                let n = words(&l.text);
                n >= 5 || (n >= 3 && l.text.contains(['?', '!', ',', ':', '–', '—']))
            })
    });
    headline.map_or(at, |h| h.0)
}

/// Whether links of a navigation ran together: "OpinionsEditorials Columns".
fn is_glued(line: &str) -> bool {
    line.split_whitespace().any(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(5).any(|w| {
            w.iter().all(|c| c.is_alphabetic())
                && w.iter().take(4).skip(1).all(|c| c.is_lowercase())
                && w.last().is_some_and(|c| c.is_uppercase())
        })
    })
}

/// Words of four letters or more, cut to five.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let found: Vec<String> =
        folded.split(' ').filter(|w| w.len() >= 4).map(|w| w.chars().take(5).collect()).collect();
    found.into_iter()
}

/// What an address says of the piece.
#[derive(Debug, Default)]
struct Slug {
    words: HashSet<String>,
    site: String,
}

impl Slug {
    fn of(url: &str) -> Slug {
        let Ok(url) = url::Url::parse(url) else { return Slug::default() };
        let site = url.host_str().unwrap_or_default().trim_start_matches("www.");
        let site = site.rsplit_once('.').map_or(site, |p| p.0).rsplit('.').next().unwrap_or_default();
        let folders = url.path_segments().into_iter().flatten();
        let words = folders
            .map(|folder| key_words(folder.split('.').next().unwrap_or_default()))
            .max_by_key(HashSet::len);
        Slug { words: words.unwrap_or_default(), site: fold(site).replace(' ', "") }
    }

    /// How much of the address a line has and the other way round, from 0 to 1: F1 of their words.
    fn likeness(&self, line: &str) -> f64 {
        if self.words.len() < SLUG_WORDS {
            return 0.0;
        }
        let own = key_words(line);
        let shared = own.intersection(&self.words).count();
        2.0 * shared as f64 / (own.len() + self.words.len()) as f64
    }

    /// Whether a folded line is the name of the site.
    fn is_site(&self, key: &str) -> bool {
        let name = key.replace(' ', "");
        !self.site.is_empty() && (name == self.site || name.strip_prefix("the") == Some(&self.site))
    }
}

/// Words that tell what a text is about, cut to six letters: no function words, no numbers.
fn key_words(text: &str) -> HashSet<String> {
    fold(text)
        .split(' ')
        .filter(|w| w.len() > 1 && !is_function_word(w) && !w.contains(|c: char| c.is_ascii_digit()))
        .map(|w| w.chars().take(6).collect())
        .collect()
}
