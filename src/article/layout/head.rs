//! What stands above the body: headline, deck, byline, date.

use super::{Known, Label, Layout, Line, Region, label::ends_sentence, signed::signed, title};
use crate::article::{byline, date, disclaimer};
use crate::digest::{fold, words};

/// How many lines before the headline may hold the byline and the date.
const ABOVE: usize = 4;
/// How many lines after the beginning of the body may still hold the date.
const BELOW: usize = 2;

/// Reads the head into `layout`.
pub(super) fn read(lines: &[Line], labels: &[Label], region: &Region, known: &Known, layout: &mut Layout) {
    let title = region.title.or_else(|| {
        if known.title.is_none() { title::find(lines, labels, region, known.url.as_deref()) } else { None }
    });
    layout.title = known.title.clone().or_else(|| title.and_then(|t| lines.get(t)).map(|l| l.text.clone()));
    let top = title.map_or(region.start.saturating_sub(12), |t| t.saturating_sub(ABOVE));
    layout.head = (top..region.start)
        .filter(|&i| labels.get(i) != Some(&Label::Others))
        .filter_map(|i| lines.get(i))
        .filter(|l| !l.frame)
        .map(|l| l.text.clone())
        .collect();
    layout.deck = title.and_then(|t| deck(lines, labels, t, region));
    let near = top..region.start;
    // Above the headline a navigation may lead to the page of the board.
    layout.unsigned = near.clone().filter(|&i| labels.get(i) != Some(&Label::Others)).any(|i| {
        lines.get(i).filter(|l| !l.frame).is_some_and(|l| {
            byline::is_board_byline(&l.text) || (title.is_none_or(|t| i > t) && byline::is_board(&l.text))
        })
    });
    layout.authors = signed(lines, labels, near.clone(), title);
    layout.published = (near.start..region.start + BELOW)
        .filter(|&i| matches!(labels.get(i), Some(Label::Byline | Label::Date | Label::Junk | Label::Short)))
        .filter_map(|i| lines.get(i))
        .filter(|l| words(&l.text) <= 25)
        .find_map(|l| date::find(&l.text));
}

/// The line under the headline, where it is a sentence and not the beginning of the body.
fn deck(lines: &[Line], labels: &[Label], title: usize, region: &Region) -> Option<String> {
    let key = lines.get(title).map(|l| fold(&l.text)).unwrap_or_default();
    (title + 1..region.end.min(title + 4))
        .filter(|&i| {
            labels.get(i + 1) != Some(&Label::Credit)
                || !lines.get(i).is_some_and(|l| l.text.ends_with(['.', '?', '!']))
                || i < region.start && labels.get(i + 1) == Some(&Label::Byline)
        })
        .filter(|&i| matches!(labels.get(i), Some(Label::Prose | Label::Short)))
        // A line above a credit is a caption.
        .filter(|&i| i < region.start || followed_by_head(labels, i))
        .filter_map(|i| lines.get(i))
        .find(|l| (5..=60).contains(&words(&l.text)) && fold(&l.text) != key && !l.aside)
        .filter(|l| ends_sentence(&l.text) || words(&l.text) >= 7)
        .filter(|l| disclaimer::only_disclaimers(&l.text).is_none())
        .map(|l| l.text.clone())
}

/// Whether what follows a line is still the head: credits, captions, buttons, then prose.
fn followed_by_head(labels: &[Label], i: usize) -> bool {
    matches!(labels.get(i + 1), Some(Label::Credit | Label::Byline | Label::Date | Label::Name | Label::Junk))
}
