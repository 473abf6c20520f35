//! What sort of piece a page is.

use super::{pattern::pattern, voice};
use crate::digest::{Kind, fold};
use regex::Regex;
use std::sync::LazyLock;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Signs<'a> {
    /// Types in structured data, such as `OpinionNewsArticle`.
    pub types: Vec<&'a str>,
    /// Sections, kickers and breadcrumbs.
    pub sections: Vec<&'a str>,
    /// The headline.
    pub title: &'a str,
    /// The address.
    pub url: &'a str,
    /// Job titles of the authors, lines of the byline and bios.
    pub roles: Vec<&'a str>,
    /// Whether the publication itself signs.
    pub unsigned: bool,
    /// Whether a person signs.
    pub signed: bool,
    /// Whether a disclaimer says that the views are the author's.
    pub disclaimed: bool,
    /// The cleaned body.
    pub text: &'a str,
}

static WORDS: LazyLock<[(Regex, Kind); 6]> = LazyLock::new(|| {
    [
        (pattern(r"\b(?:letters? to the editor|open letter|readers? letters?|letters)\b"), Kind::Letter),
        (
            pattern(
                r"\b(?:editorials?|leader|leaders|our view|the .{2,20} view|leitartikel|editoriale?s?|editoriaux|edito)\b",
            ),
            Kind::Editorial,
        ),
        (pattern(r"\b(?:reviews?|film review|book review|books the arts|rezension)\b"), Kind::Review),
        (
            pattern(
                r"\b(?:columns?|columnists?|kolumnen?|columnas?|columnistas?|colunas?|colunistas?|chroniques?)\b",
            ),
            Kind::Column,
        ),
        (pattern(r"\b(?:essays?|the long read|longform)\b"), Kind::Essay),
        (
            pattern(
                r"\b(?:opinion|opinions|op ?eds?|commentary|commentaries|commentisfree|viewpoints?|contributors?|guest (?:columns?|essays?|voices?|posts?)|soapbox|meinung|meinungen|kommentare?|gastkommentare?|gastbeitrag|gastbeitraege|standpunkte?|opinion[ei]|opiniao|opinione|tribunes?|point de vue|points de vue|idees|debats|firmas|tribuna|tribunas)\b",
            ),
            Kind::OpEd,
        ),
    ]
});

/// Tells the kind. In this order: what structured data says, the headline's own mark, section and
/// kicker, the address, the authors' roles. Where nothing of that speaks for an opinion, it is news if
/// the text speaks as reports do; the more so, the more the page looks like one of news.
pub(super) fn tell(signs: &Signs<'_>) -> Kind {
    for (name, kind) in
        [("ReviewNewsArticle", Kind::Review), ("Review", Kind::Review), ("CriticReview", Kind::Review)]
    {
        if signs.types.contains(&name) {
            return kind;
        }
    }
    let title = fold(signs.title);
    for (mark, kind) in [
        ("column ", Kind::Column),
        ("editorial ", Kind::Editorial),
        ("letter ", Kind::Letter),
        ("letters ", Kind::Letter),
        ("review ", Kind::Review),
        ("essay ", Kind::Essay),
    ] {
        if title.starts_with(mark) && signs.title.contains([':', '|']) {
            return kind;
        }
    }
    let path = url::Url::parse(signs.url).map(|u| u.path().to_owned()).unwrap_or_default();
    let folders = path.trim_end_matches('/').rsplit_once('/').map_or("", |p| p.0);
    let named = signs
        .sections
        .iter()
        .find_map(|s| kind_of_section(&fold(s)))
        .or_else(|| kind_of_words(&fold(folders)));
    let role = |wanted: &Regex| signs.roles.iter().map(|r| fold(r)).any(|r| wanted.is_match(&r));
    let columnist = signs.roles.iter().any(|r| {
        let r = fold(r);
        COLUMNIST.is_match(&r) && !r.contains("guest")
    });
    let opinion =
        named.is_some() || signs.types.contains(&"OpinionNewsArticle") || signs.disclaimed || columnist;
    if !opinion && is_report(signs, folders, role(&REPORTER)) {
        return Kind::News;
    }
    if signs.unsigned && !signs.signed {
        return Kind::Editorial;
    }
    let critic = role(&CRITIC);
    let reviewed = fold(&path).split(' ').any(|w| w == "review");
    match named {
        Some(Kind::OpEd) | None if critic && reviewed => Kind::Review,
        Some(Kind::Editorial) if signs.signed => Kind::OpEd,
        Some(Kind::OpEd) | None if columnist => Kind::Column,
        Some(kind) => kind,
        None => Kind::OpEd,
    }
}

static COLUMNIST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:columnists?|kolumnist(?:in)?|chroniqueu(?:r|se)|columnista|colunista)\b|^column by\b")
});
static CRITIC: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bcritic\b"));
/// What reporters sign with.
static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:by )?(?:.{2,40} )?(?:staff (?:writer|reporter)|news reporter|reporter|associated press|reuters|afp|dpa|efe|lusa|ansa|upi|press association)$",
    )
});
/// In bytes.
const LONGEST_DATELINE: usize = 100;
/// "SALTMARSH (AP) — ", "SALTMARSH, May 4 — ", "Süderhafen (dpa) - "
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Lu}[\p{Lu} .’'-]{2,}(?:, \p{Lu}[\p{L}.]+(?: [0-9]{1,2})?)?\s?(?:\([^)]+\)\s?)?[—–-]{1,2}\s|\p{Lu}[\p{L} .,’'/-]{2,}\((?:AP|AFP|Reuters|REUTERS|UPI|CNN|dpa|dpa/\w+|DPA|APA|sda|EFE|Europa Press|Lusa|ANSA|CP|PA|PTI|Xinhua)\)\s?[.:—–-])",
    )
});

/// Below this a text reports, see [`voice::argues`]: on a page that calls itself one of news and stands in a
/// section of news, that does only the one or only the other, that does neither.
const NEWS_IN_NEWS: f64 = 1.5;
const NEWS: f64 = 0.5;
const IN_NEWS: f64 = 0.0;
const ELSEWHERE: f64 = -1.0;

/// Whether a page that says nothing of opinion reports.
fn is_report(signs: &Signs<'_>, folders: &str, reporter: bool) -> bool {
    if DATELINE.find(signs.text).is_some_and(|found| found.len() <= LONGEST_DATELINE) {
        return true;
    }
    let sections = fold(&signs.sections.join(" | "));
    let typed = signs.types.iter().any(|t| matches!(*t, "NewsArticle" | "ReportageNewsArticle"));
    let filed = says_news(&sections, folders);
    let argues = voice::argues(signs.text);
    match (typed || reporter, filed) {
        (true, true) => argues < NEWS_IN_NEWS,
        (true, false) => argues < NEWS,
        (false, true) => argues < IN_NEWS,
        (false, false) => argues < ELSEWHERE,
    }
}

/// The kind that a section stands for. Words that mean much else count only alone.
fn kind_of_section(folded: &str) -> Option<Kind> {
    match folded {
        "comment" | "debate" | "debatte" | "debat" | "guest" | "perspective" | "perspectives" | "tribune"
        | "views" | "voices" => Some(Kind::OpEd),
        "ideas" => Some(Kind::Essay),
        _ => kind_of_words(folded),
    }
}

fn kind_of_words(folded: &str) -> Option<Kind> {
    WORDS.iter().find(|(words, _)| words.is_match(folded)).map(|w| w.1)
}

/// Sections that hold reports.
fn says_news(sections: &str, folders: &str) -> bool {
    static NEWS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:news|policy|politics|world|national|local|business|homenews|regulation|us|sports?|technology|science|health|environment|energy|finance|economy|international|weather|crime|politik|wirtschaft|inland|ausland|panorama|nachrichten|sport|gesellschaft|regional|economie|politique|societe|monde|france|actualites?|faits divers|politica|economia|sociedad|sociedade|internacional|mundo|noticias|deportes|esportes?|desporto|brasil|espana|portugal|celebrity|entertainment|lifestyle|food|travel|money|tech)\b",
        )
    });
    NEWS.is_match(sections) || NEWS.is_match(&fold(folders))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_their_marks() {
        let told = |signs: Signs<'_>| tell(&signs);
        let signed = || Signs { signed: true, ..Signs::default() };
        assert_eq!(told(signed()), Kind::OpEd);
        assert_eq!(told(Signs { title: "Column: The tide turns", ..signed() }), Kind::Column);
        assert_eq!(told(Signs { unsigned: true, ..Signs::default() }), Kind::Editorial);
        let dateline = "SALTMARSH (AP) — The harbour was closed.";
        assert_eq!(told(Signs { text: dateline, ..signed() }), Kind::News);
        assert_eq!(told(Signs { text: dateline, disclaimed: true, ..signed() }), Kind::OpEd);
        assert_eq!(told(Signs { url: "https://a.example/opinion/letters/x", ..signed() }), Kind::Letter);
        assert_eq!(
            told(Signs { types: vec!["NewsArticle"], url: "https://a.example/policy/x", ..signed() }),
            Kind::News
        );
        assert_eq!(
            told(Signs { types: vec!["NewsArticle"], url: "https://a.example/opinion/x", ..signed() }),
            Kind::OpEd
        );
        assert_eq!(told(Signs { roles: vec!["Business Columnist"], ..signed() }), Kind::Column);
        assert_eq!(
            told(Signs { types: vec!["Article"], url: "https://a.example/p/x-9b", ..signed() }),
            Kind::OpEd
        );
    }
}
