//! The free beginning of a piece that readers pay for.
//!
//! `isAccessibleForFree: false` says nothing by itself: most pages that say so hold the whole text. Nor
//! does a prompt to subscribe. What tells is how much there is beside how much there should be, and a
//! wall that stands where the text ends.

use super::{Evidence, ReadError, seen};
use crate::article::{layout, pattern::pattern};
use crate::digest::words;
use regex::Regex;
use std::sync::LazyLock;

/// What says that this piece goes on for those who pay.
static WALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\bsubscribe(?:\ now|\ today)?\ (?:to|and)\ (?:keep|continue|read\ (?:the\ (?:rest|full)|on|this|more\ of))\b|\bto\ (?:continue|keep)\ reading\b|\bkeep\ reading\ (?:with|for)\b|\b(?:continue|finish|resume)\ reading\ (?:this|with|for|your)\b
        |\bthis\ (?:is\ a\ )?(?:article|story|post|content|piece|column|page|episode)?\s?(?:is\ |was\ )?(?:only\ |exclusively\ )?(?:available\ |reserved\ |is\ )?(?:only\ )?(?:for|to)\ (?:our\ )?(?:paid\ |paying\ |digital\ |premium\ )?(?:subscribers?|members)\b|\b(?:subscriber|member)[-\ ](?:only|exclusive)\ (?:article|story|content|post)
        |\b(?:unlock|read|get|see)\ (?:this|the\ (?:full|rest\ of\ th\w+|whole|entire|complete))\ (?:article|story|post|piece|column)\b|\b(?:register|sign\ (?:in|up)|log\ in|create\ (?:a\ free|an)\ account)\ (?:for\ free\ )?(?:to|and)\ (?:continue|keep|read)
        |\byou(?:[’']ve|\ have)\ (?:reached|hit|read|used)\b.{0,40}\b(?:limit|free\ (?:articles?|stor))
        |\ble\ reste\ de\ (?:l[’']|cet\ )?article|\b(?:réservée?s?\ (?:à\ nos|aux)\ abonné)|\bpour\ (?:lire\ la\ suite|continuer\ (?:la|votre)\ lecture)|\bla\ suite\ (?:de\ cet\ article\ )?est\ réservée
        |\b(?:jetzt\ |diesen\ artikel\ |artikel\ )weiterlesen\b|\bweiterlesen\ mit\b|\b(?:nur|exklusiv)\ für\ (?:unsere\ )?(?:\w*abonnent|mitglieder|plus)|\bum\ (?:diesen\ artikel\ |den\ (?:ganzen|vollständigen)\ artikel\ )?(?:zu\ lesen|weiterzulesen)|\bweiter(?:zu)?lesen\b.{0,40}\b(?:abo|abonn|anmelden|registrier)
        |\b(?:contenido|artículo|noticia)\ (?:exclusiv[oa]|sólo|solo)\ para\ (?:suscriptor|abonad|socio)|\b(?:suscr[ií]bete|regístrate|inicia\ sesión)\ (?:para|y)\ (?:seguir|continuar|leer)|\bpara\ seguir\ leyendo\b
        |\b(?:conteúdo|matéria|artigo|texto)\ exclusiv[oa]\ para\ assinante|\bassine\ (?:para|e)\ (?:continu|ler|leia)|\bpara\ continuar\ lendo\b",
    )
});
/// How much is left, in percent: "Il vous reste 64.3% de cet article à lire."
static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:il vous reste|you have|noch|te queda(?: el)?)\s+(\d{1,2})(?:[.,]\d+)?\s?%\s+(?:de cet article|of this (?:article|story)|des artikels|de este artículo|del artículo)",
    )
});
/// How long it takes to read.
static MINUTES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(\d{1,2})[\s-]?min(?:ute)?s?\.?\s(?:to\ )?read\b|\breading\ time:?\s(\d{1,2})\b|\blesezeit:?\s(?:ca\.\s)?(\d{1,2})\b|\b(\d{1,2})\smin(?:uten?)?\.?\slesezeit|\btemps\sde\slecture\s?:?\s(\d{1,2})\b|\b(\d{1,2})\smin(?:utos?|utes?)?\.?\sde\sle(?:ctura|ctu?re|itura)",
    )
});

/// Share of the whole, in percent, below which what is there is its beginning.
const PART: usize = 60;
/// Words that an adult reads in a minute; sites reckon with 200 to 265.
const PER_MINUTE: usize = 220;
/// Below so many words a wall after the body is believed without a stated length.
const STUB: usize = 450;
/// How many lines after the body the wall may stand, and how many before its end.
const AFTER: usize = 14;
const BEFORE: usize = 3;
/// Longest line of a wall, in bytes.
const LINE: usize = 300;
/// How many lines before the body the time to read it may stand.
const HEAD: usize = 25;
/// A stated length is that of the words up to this many times what was found; beyond it counts
/// characters.
const MOST: usize = 20;

/// The free part of a longer piece.
pub(super) fn find(page: &Evidence<'_>) -> Option<ReadError> {
    let found = page.words();
    if found == 0 {
        return None;
    }
    let wall = wall(page);
    if let Some(left) = page.lines.iter().filter(|l| l.text.len() < 400).find_map(|l| LEFT.captures(&l.text))
    {
        let percent: usize = left.get(1).and_then(|n| n.as_str().parse().ok()).unwrap_or(0);
        let whole = (1..100).contains(&percent).then(|| found * 100 / (100 - percent));
        return Some(ReadError::Paywall { found, whole, sign: seen(left.get(0).map_or("", |m| m.as_str())) });
    }
    let stated = page.stated.filter(|&w| w < found * MOST);
    let timed = minutes(page).map(|m| m * PER_MINUTE);
    let is_part = |whole: usize| found * 100 < whole * PART;
    let locked = page.free == Some(false);
    if let Some(whole) = stated.filter(|&w| is_part(w))
        && (locked || wall.is_some())
    {
        let sign = wall.unwrap_or_else(|| "the page says that it is not free".to_owned());
        return Some(ReadError::Paywall { found, whole: Some(whole), sign });
    }
    if stated.is_some_and(|w| !is_part(w)) || page.free == Some(true) || found >= STUB {
        return None;
    }
    let whole = timed.filter(|&w| is_part(w));
    if let Some(sign) = wall
        && (page.copied || locked || page.is_short() || whole.is_some() || is_cut_off(page))
    {
        return Some(ReadError::Paywall { found, whole, sign });
    }
    if locked && (page.is_short() || whole.is_some() && is_cut_off(page)) {
        let sign = "the page says that it is not free".to_owned();
        return Some(ReadError::Paywall { found, whole, sign });
    }
    None
}

/// Whether a line says that this piece goes on for those who pay; no such line is of the piece.
pub(in crate::article) fn is_wall(line: &str) -> bool {
    line.len() < LINE && words(line) <= 40 && (WALL.is_match(line) || LEFT.is_match(line))
}

/// The wall at the end of the body.
fn wall(page: &Evidence<'_>) -> Option<String> {
    let end = page.span.end;
    let near = page.lines.get(end.saturating_sub(BEFORE)..(end + AFTER).min(page.lines.len()))?;
    near.iter().find(|l| !l.frame && is_wall(&l.text)).map(|l| seen(&l.text))
}

/// The time that the head says it takes to read.
fn minutes(page: &Evidence<'_>) -> Option<usize> {
    let head = page.lines.get(page.span.start.saturating_sub(HEAD)..page.span.start)?;
    head.iter().rev().filter(|l| l.text.len() < 120).find_map(|l| {
        let told = MINUTES.captures(&l.text)?;
        told.iter().skip(1).flatten().next()?.as_str().parse().ok()
    })
}

/// Whether the last paragraph breaks off.
fn is_cut_off(page: &Evidence<'_>) -> bool {
    page.body.last().is_some_and(|last| {
        last.ends_with('…')
            || last.ends_with("...")
            || (words(last) >= 8 && !layout::ends_sentence(last) && !last.ends_with(':'))
    })
}
