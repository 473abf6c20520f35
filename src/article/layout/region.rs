//! Where the body is, and which of its lines are of the piece.

use super::{Known, Label, Layout, Line, Region, title};
use crate::article::{bio, disclaimer, junk, languages, person};
use crate::digest::{fold, words};
use std::collections::{HashMap, HashSet};

/// Share of the body's words within which a byline still belongs to the head, as a divisor.
const HEAD_SHARE: usize = 3;
/// A mark of the end is one if what follows has at most this share of the words before, as a divisor.
const TAIL_SHARE: usize = 2;
/// A container is the body's home if it holds at least this share of its words, as a divisor.
const HOME_SHARE: usize = 2;
/// Length of a pull quote in bytes: longer paragraphs are the piece itself.
const PULL_QUOTE: std::ops::Range<usize> = 41..400;
/// Longest caption above a credit, in words.
const CAPTION: usize = 20;
/// Among how many last lines a bio of somebody not yet known is looked for.
const STRANGERS: usize = 3;
/// Within how many lines after their heading comments have a reply.
const REPLIES: usize = 12;
/// Fewest words before a list of other pieces that may end the body.
const LEAST: usize = 100;

/// Finds the stretch with the most prose. Paragraphs count by their words; what stands between
/// pieces counts against.
pub(super) fn find(lines: &[Line], labels: &[Label], known: &Known) -> Option<Region> {
    let title = known.title.as_deref().and_then(|t| title::place(lines, t));
    let whole = heaviest(lines, labels, 0)?;
    // A headline repeated below the piece, in a box or a list, is not its beginning.
    let below = title.and_then(|t| heaviest(lines, labels, t + 1)).filter(|b| b.0 * 2 >= whole.0);
    let title = title.filter(|_| below.is_some());
    let (_, start, end) = below.unwrap_or(whole);
    let mut region = Region { start, end, title, home: None };
    reach_siblings(lines, labels, &mut region);
    trim_head(lines, labels, &mut region);
    trim_tail(lines, labels, &mut region);
    Some(region)
}

/// The stretch from `from` on that weighs most: its weight, start and end.
fn heaviest(lines: &[Line], labels: &[Label], from: usize) -> Option<(i64, usize, usize)> {
    let weight = |i: usize| -> i64 {
        let (Some(line), Some(label)) = (lines.get(i), labels.get(i)) else { return 0 };
        if line.aside {
            return -2;
        }
        match label {
            Label::Prose if line.linked => -4,
            Label::Prose => words(&line.text) as i64,
            Label::Short if line.heading => -2,
            Label::Short => -4,
            Label::Junk | Label::Credit | Label::Summary => -2,
            Label::Name => -6,
            Label::Byline | Label::Date => -15,
            Label::Others | Label::Tags => -25,
        }
    };
    let (mut best, mut start, mut sum) = (None::<(i64, usize, usize)>, from, 0i64);
    for i in from..lines.len() {
        if sum <= 0 {
            (sum, start) = (0, i);
        }
        sum += weight(i);
        if sum > best.map_or(0, |b| b.0) {
            best = Some((sum, start, i + 1));
        }
    }
    best
}

/// Paragraphs beside those of the body in the same container are of the body too, whatever box of
/// other pieces parts them from it.
fn reach_siblings(lines: &[Line], labels: &[Label], region: &mut Region) {
    let prose = |i: usize| lines.get(i).filter(|l| !l.aside && labels.get(i) == Some(&Label::Prose));
    let mut held: HashMap<usize, usize> = HashMap::new();
    for line in (region.start..region.end).filter_map(prose) {
        if let Some(container) = line.container {
            *held.entry(container).or_default() += words(&line.text);
        }
    }
    let Some((home, most)) = held.into_iter().max_by_key(|h| (h.1, h.0)) else { return };
    if most * HOME_SHARE < Mass::of(lines, labels).between(region.start, region.end) {
        return;
    }
    region.home = Some(home);
    let from = region.title.map_or(0, |t| t + 1);
    let siblings =
        || (from..lines.len()).filter(|&i| prose(i).is_some_and(|l| l.container == Some(home) && !l.linked));
    region.start = siblings().next().map_or(region.start, |i| i.min(region.start));
    region.end = siblings().next_back().map_or(region.end, |i| region.end.max(i + 1));
}

/// Prose words of any stretch, from sums made once: a page may have many thousand lines.
struct Mass(Vec<usize>);

impl Mass {
    fn of(lines: &[Line], labels: &[Label]) -> Mass {
        let mut sums = vec![0];
        let mut sum = 0;
        for (line, label) in lines.iter().zip(labels) {
            sum += if *label == Label::Prose { words(&line.text) } else { 0 };
            sums.push(sum);
        }
        Mass(sums)
    }

    fn between(&self, start: usize, end: usize) -> usize {
        let until = |i: usize| self.0.get(i).or(self.0.last()).copied().unwrap_or(0);
        until(end).saturating_sub(until(start))
    }
}

/// A byline or a date among the first paragraphs ends the head: what stands before is decks and boxes.
fn trim_head(lines: &[Line], labels: &[Label], region: &mut Region) {
    let mass = Mass::of(lines, labels);
    let all = mass.between(region.start, region.end);
    let (mut start, mut paragraphs) = (region.start, 0);
    let begun = |i: usize| {
        region.home.is_some()
            && labels.get(i) == Some(&Label::Prose)
            && lines.get(i).is_some_and(|l| l.container == region.home && !l.aside)
    };
    for i in region.start..region.end {
        // After a paragraph of the body's own container a byline is that of another piece, in a box.
        if mass.between(region.start, i) * HEAD_SHARE > all || paragraphs > 1 {
            break;
        }
        paragraphs += usize::from(begun(i));
        if matches!(labels.get(i), Some(Label::Byline | Label::Date)) {
            start = i + 1;
        }
    }
    region.start = start;
    skip_caption(lines, labels, region);
    if let Some(box_start) =
        (region.start..region.end.min(region.start + 4)).find(|&i| labels.get(i) == Some(&Label::Summary))
        && let Some(box_end) = (box_start + 1..region.end.min(box_start + 9))
            .find(|&i| matches!(labels.get(i), Some(Label::Junk | Label::Credit)))
        && box_end > box_start + 1
    {
        region.start = box_end;
    }
}

/// A short sentence above a credit, right after the head, says what a picture shows.
fn skip_caption(lines: &[Line], labels: &[Label], region: &mut Region) {
    let size = |i: usize| lines.get(i).map_or(0, |l| words(&l.text));
    let first = (region.start..region.end).find(|&i| labels.get(i) == Some(&Label::Prose));
    if let Some(i) = first
        && size(i) <= CAPTION
        && labels.get(i + 1) == Some(&Label::Credit)
        && size(i + 1) <= CAPTION / 2
        && labels.get(i + 2) == Some(&Label::Prose)
        && i + 2 < region.end
    {
        region.start = i + 2;
    }
}

/// Tags, notices and lists end the body where little prose follows them.
fn trim_tail(lines: &[Line], labels: &[Label], region: &mut Region) {
    let mass = Mass::of(lines, labels);
    for i in region.start + 1..region.end {
        let copyright = lines.get(i).is_some_and(|l| l.text.contains('©') || l.text.starts_with("Copyright"));
        let ends = labels.get(i) == Some(&Label::Tags) || (labels.get(i) == Some(&Label::Junk) && copyright);
        let (before, after) = (mass.between(region.start, i), mass.between(i, region.end));
        let little = before >= after * TAIL_SHARE;
        let list = matches!(labels.get(i), Some(Label::Others | Label::Tags))
            && before >= LEAST
            && are_teasers(lines, labels, region.home, i + 1..region.end);
        let tagged = labels.get(i) == Some(&Label::Tags) && before >= after && before >= LEAST;
        if (ends && little) || list || tagged || (before >= LEAST && are_comments(lines, i)) {
            region.end = i;
            break;
        }
    }
    end_at_prose(labels, region);
}

/// Notes about the authors end the body where little prose follows them: bios, an author's name alone,
/// ways to reach one.
pub(super) fn end_at_notes(lines: &[Line], labels: &[Label], region: &mut Region, authors: &[String]) {
    let mass = Mass::of(lines, labels);
    let first = if authors.is_empty() { region.end.saturating_sub(STRANGERS) } else { region.start + 1 };
    for i in first.max(region.start + 1)..region.end {
        let (before, after) = (mass.between(region.start, i), mass.between(i, region.end));
        let Some(line) = lines.get(i).filter(|_| before >= after * TAIL_SHARE) else { continue };
        let signed = labels.get(i) == Some(&Label::Name) && is_author(&line.text, authors);
        let about = || {
            bio::is_about(&line.text, authors)
                || (!authors.is_empty() && languages::note(&line.text, authors).is_some())
        };
        if signed || about() {
            // The note itself stays within reach of those who read notes at the edge.
            region.end = i;
            end_at_prose(labels, region);
            return;
        }
    }
}

/// Whether comments of readers begin here: with a heading, and replies soon after.
fn are_comments(lines: &[Line], at: usize) -> bool {
    lines.get(at).is_some_and(|l| junk::begins_comments(&l.text))
        && lines.iter().skip(at + 1).take(REPLIES).any(|l| junk::is_reply(&l.text))
}

/// Whether paragraphs are the beginnings of other pieces: most have a link, a name or a date above, and
/// do not stand beside those of the body.
fn are_teasers(lines: &[Line], labels: &[Label], home: Option<usize>, range: std::ops::Range<usize>) -> bool {
    let prose: Vec<usize> = range.clone().filter(|&i| labels.get(i) == Some(&Label::Prose)).collect();
    let headed = prose
        .iter()
        .filter(|&&i| home.is_none() || lines.get(i).is_some_and(|l| l.container != home))
        .filter(|&&i| {
            (range.start.max(i.saturating_sub(2))..i).any(|j| {
                matches!(labels.get(j), Some(Label::Name | Label::Date | Label::Byline))
                    || lines.get(j).is_some_and(|l| l.linked && !l.aside)
            }) || lines.get(i).is_some_and(|l| l.linked)
        })
        .count();
    !prose.is_empty() && headed * 4 >= prose.len() * 3
}

fn end_at_prose(labels: &[Label], region: &mut Region) {
    while region.end > region.start + 1 && !matches!(labels.get(region.end - 1), Some(Label::Prose)) {
        region.end -= 1;
    }
}

/// Takes the paragraphs of the body: prose and the headings above it; `taken` lines are notes.
pub(super) fn paragraphs(
    lines: &[Line],
    labels: &[Label],
    region: &Region,
    taken: &HashSet<usize>,
    authors: &[String],
    layout: &mut Layout,
) {
    let title = layout.title.as_deref().map(fold).unwrap_or_default();
    let mut others = false;
    let mut seen = HashSet::new();
    for i in region.start..region.end {
        let (Some(line), Some(&label)) = (lines.get(i), labels.get(i)) else { continue };
        if taken.contains(&i) || line.aside || layout.deck.as_deref() == Some(line.text.as_str()) {
            continue;
        }
        match label {
            Label::Others => others = true,
            Label::Prose if line.linked && words(&line.text) < 25 => {}
            Label::Prose => {
                // After "Related" a line as short as a headline is one, even with a question mark.
                if others && words(&line.text) < 15 && !line.text.ends_with('.') {
                    continue;
                }
                others = false;
                if disclaimer::only_disclaimers(&line.text).is_some() || !seen.insert(fold(&line.text)) {
                    continue;
                }
                layout.body.push(junk::without_prompts(&line.text).to_owned());
            }
            Label::Name if is_author(&line.text, authors) => {}
            Label::Short | Label::Name
                if !others
                    && !line.linked
                    && (is_heading(lines, labels, region, i)
                        || region.home.is_some() && line.container == region.home) =>
            {
                let key = fold(&line.text);
                if key != title && seen.insert(key) {
                    layout.body.push(line.text.clone());
                }
            }
            _ => {}
        }
    }
    drop_pull_quotes(&mut layout.body);
}

fn is_author(line: &str, authors: &[String]) -> bool {
    let name = line.split(" @").next().unwrap_or(line);
    authors.iter().any(|a| person::same_person(a, name))
}

/// A short line is a heading, or a short paragraph, if prose follows it.
fn is_heading(lines: &[Line], labels: &[Label], region: &Region, i: usize) -> bool {
    let prose = |at: Option<usize>| {
        at.is_some_and(|at| region.start <= at && at < region.end && labels.get(at) == Some(&Label::Prose))
    };
    let next =
        (i + 1..region.end.min(i + 4)).find(|&n| !matches!(labels.get(n), Some(Label::Short | Label::Junk)));
    let near = lines.get(i).is_some_and(|l| words(&l.text) > 0);
    near && prose(next)
        && (i == region.start
            || prose(i.checked_sub(1))
            || lines.get(i).is_some_and(|l| l.heading)
            || matches!(
                labels.get(i.wrapping_sub(1)),
                Some(Label::Short | Label::Junk | Label::Credit | Label::Summary)
            ))
}

/// Drops paragraphs that stand word for word inside a longer one.
fn drop_pull_quotes(body: &mut Vec<String>) {
    let keys: Vec<String> = body.iter().map(|p| format!(" {} ", fold(p))).collect();
    let mut i = 0;
    body.retain(|_| {
        let key = keys.get(i).map(String::as_str).unwrap_or_default();
        let quoted = PULL_QUOTE.contains(&key.len())
            && keys.iter().enumerate().any(|(j, k)| j != i && k.len() > key.len() && k.contains(key));
        i += 1;
        !quoted
    });
}
