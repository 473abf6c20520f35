//! Pages that stand before the page: consent, captchas, sign-in, and those that say that there is none.

use super::{Evidence, ReadError, seen};
use crate::article::pattern::pattern;
use crate::digest::words;
use regex::Regex;
use std::sync::LazyLock;

/// Headlines of pages that say that there is no page.
static MISSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:error\ |erreur\ |fehler\ )?404\b(?:.{0,3}$|.*\b(?:error|not\ found|page|seite|página))
        |\b(?:page|article|story|post|content|url|file)\ (?:was\ |is\ |could\ |can\ ?)?(?:not\ (?:be\ )?found|no\ longer\ (?:available|exists?)|not\ available|does\ ?n[o’']t\ exist)
        |\b(?:we|sorry).{0,30}(?:can[’']t|cannot|couldn[’']t|could\ not)\ find\ (?:the|that|this|your)\ page
        |^(?:http\ )?(?:404|410|not\ found)\b|\bpage\ (?:introuvable|non\ trouvée)|\b(?:seite|artikel)\b.{0,20}\bnicht\ gefunden
        |\bpágina\ no\ (?:encontrada|existe)|\bpágina\ não\ (?:foi\ )?encontrada",
    )
});
/// What sites show to programs, and browsers without scripts.
static ROBOT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\bare\ you\ (?:a\ )?(?:robot|human)\b|\b(?:verify|verifying|confirm|prove|checking)\b.{0,30}\b(?:you\ are|you[’']re|if\ you\ are)\b.{0,10}\b(?:human|not\ a\ (?:ro)?bot)
        |\bunusual\ (?:traffic|activity)\b|^just\ a\ moment\b|^attention\ required|\b(?:solve|complete)\ (?:the|this)\ captcha|\bchecking\ your\ browser\b|^access\ (?:to\ this\ page\ )?(?:has\ been\ )?denied\b
        |\b(?:enable|activate|turn\ on|requires?|allow)\ (?:javascript|js)\b|\bjavascript\ (?:is|must\ be|to\ be|and\ cookies)\ (?:disabled|not\ enabled|required|enabled|to\ continue)
        |\bjavascript\ (?:aktivieren|ist\ deaktiviert)|\b(?:activer|activez)\ (?:le\ )?javascript|\b(?:habilit\w+|activ\w+|ativ\w+)\ (?:el\ |o\ )?javascript
        |\b(?:êtes-vous|sind\ sie|eres|é)\ (?:un|ein|um)\ robot|\bkein\ roboter|\bpas\ un\ robot|\bno\ (?:soy|eres)\ un\ robot",
    )
});
/// What asks for consent.
static CONSENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\bbefore\ you\ continue\b|\b(?:accept|agree\ to|consent\ to|use\ of|uses?|store)\b.{0,40}\bcookies\b|\bcookies\b.{0,60}\b(?:consent|accept|agree|partners|preferences|preferencias)
        |\b(?:we|you)\ and\ our\ \d*\s?partners\b|\byour\ (?:privacy|personal\ data)\b.{0,60}\b(?:partners|consent|choices)|\b(?:manage|withdraw|give)\ (?:your\ )?(?:consent|privacy|preferences)|\bprivacy\ (?:settings|choices)\b
        |\b(?:datenschutz|einwilligung|zustimmung|zustimmen)\b.{0,60}\b(?:cookies|werbung|tracking|partner)|\bcookies\b.{0,60}\b(?:zustimm|einwillig|akzeptier)|\bmit\ werbung\ (?:weiterlesen|und\ cookies)
        |\b(?:accepter|acceptez|consentement|refuser|déposer)\b.{0,60}\b(?:cookies|traceurs|partenaires)|\bcookies\b.{0,60}\b(?:accept|consent|partenaires|socios|parceiros)
        |\b(?:aceptar|acepta|consentimiento|aceitar|aceita|consentimento)\b.{0,40}\bcookies\b",
    )
});
/// What asks to sign in.
static LOGIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:please\ )?(?:log|sign)\ ?-?in(?:\ to\b.{0,60}|\ or\ (?:register|sign\ up|create\ an\ account).{0,40}|\ (?:required|page)|\s*[|·–—-].{0,60})?$
        |\b(?:you\ (?:must|need\ to|have\ to)\ (?:be\ )?(?:log|sign)(?:ged|ned)?\ in)\b|^(?:anmelden|einloggen|bitte\ (?:melden|loggen)\ sie\ sich|se\ connecter|connectez-vous|connexion|iniciar\ sesión|inicia\ sesión|fazer\ login|faça\ login)\b.{0,60}$",
    )
});

/// Share of a body's words that speak of cookies, in percent, from which it is a dialogue about them.
const COOKIES: usize = 60;
/// Below so many words a page has no body to speak of.
const BARE: usize = 60;
/// How many lines of a page without a body are looked at.
const LINES: usize = 80;

/// The wall that stands in place of a page.
pub(super) fn find(page: &Evidence<'_>) -> Option<ReadError> {
    // A page with prose may have such a line among its headings; its own name is `<title>`.
    let named = if page.is_short() { page.titles.len() } else { usize::from(!page.is_called_article()) };
    let title = |form: &Regex| {
        page.titles.iter().take(named).find(|t| words(t) <= 14 && form.is_match(t)).map(|t| seen(t))
    };
    let line = |form: &Regex, heading: bool| {
        let mut own = page
            .lines
            .iter()
            .filter(|l| !l.frame && l.text.len() < 400 && (l.heading || !heading))
            .take(LINES);
        let found = own.find_map(|l| Some(from_clause(&l.text, form.find(&l.text)?.start())))?;
        (page.is_short()).then(|| seen(found))
    };
    let bare = page.words() < BARE;
    title(&MISSING)
        .or_else(|| line(&MISSING, true))
        .map(|sign| ReadError::Missing { sign })
        .or_else(|| title(&ROBOT).or_else(|| line(&ROBOT, !bare)).map(|sign| ReadError::Robot { sign }))
        .or_else(|| cookies(page).map(|sign| ReadError::Consent { sign }))
        .or_else(|| {
            title(&LOGIN)
                .or_else(|| line(&LOGIN, true).filter(|_| bare))
                .map(|sign| ReadError::Login { sign })
        })
}

/// The first paragraph about cookies, if most are about them.
fn cookies(page: &Evidence<'_>) -> Option<String> {
    if !page.is_short() && page.is_called_article() {
        return None;
    }
    let own: Vec<&str> = if page.body.is_empty() {
        page.lines.iter().filter(|l| words(&l.text) >= 6).map(|l| l.text.as_str()).take(LINES).collect()
    } else {
        page.body.iter().map(String::as_str).collect()
    };
    let all: usize = own.iter().map(|p| words(p)).sum();
    let asked: Vec<&str> = own.into_iter().filter(|p| CONSENT.is_match(p)).collect();
    let asking: usize = asked.iter().map(|p| words(p)).sum();
    (all > 0 && asking * 100 >= all * COOKIES).then(|| asked.first().map(|p| seen(p))).flatten()
}

/// The text from the beginning of the clause on that a place is in.
fn from_clause(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let start = head.rfind(['.', '!', '?', ':', '|']).map_or(0, |i| i + 1);
    text.get(start..).unwrap_or(text)
}
