//! In which language a text is.

use whatlang::{Lang, detect};

/// How much of a text is looked at, in bytes: some six hundred words.
const LOOKED_AT: usize = 4000;
/// Fewest words from which a language can be told.
const LEAST: usize = 20;
/// Languages that are told from each other only with luck: the page's own word goes first.
const ALIKE: &[&[&str]] = &[
    &["bs", "hr", "sh", "sr"],
    &["da", "nb", "nn", "no"],
    &["cs", "sk"],
    &["id", "jv", "ms"],
    &["gl", "pt", "es"],
    &["hi", "mr", "ne"],
];

/// The language of a text as its words tell it; `None` if they do not.
pub(in crate::article) fn told_by(text: &str) -> Option<&'static str> {
    let mut end = LOOKED_AT.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    let info = detect(head).filter(|info| info.is_reliable())?;
    let spaced = !matches!(info.lang(), Lang::Cmn | Lang::Jpn | Lang::Tha | Lang::Mya | Lang::Khm);
    (!spaced || head.split_whitespace().take(LEAST).count() == LEAST).then(|| code(info.lang()))
}

/// The BCP 47 tag of a text for which the page gives `told`: the words of the text go before it, since
/// pages often name the language of their frame. Where both agree the page's tag stays, with its region.
pub(in crate::article) fn reconciled(text: &str, told: Option<String>) -> Option<String> {
    let Some(found) = told_by(text) else { return told };
    match told {
        Some(tag) => {
            let own = tag.split('-').next().unwrap_or_default();
            let alike = ALIKE.iter().any(|group| group.contains(&own) && group.contains(&found));
            Some(if own == found || alike { tag } else { found.to_owned() })
        }
        None => Some(found.to_owned()),
    }
}

/// The shortest code of ISO 639, as BCP 47 wants it.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_goes_before_the_page() {
        let german = "Wer in diesen Tagen über den Marktplatz geht, der sieht, dass das Café geschlossen bleibt und niemand weiß, warum es so kam.";
        let told = |tag: &str| reconciled(german, Some(tag.to_owned()));
        assert_eq!(told("de-AT").as_deref(), Some("de-AT"));
        assert_eq!(told("en-US").as_deref(), Some("de"));
        assert_eq!(reconciled(german, None).as_deref(), Some("de"));
        assert_eq!(reconciled("Ja.", Some("de".to_owned())).as_deref(), Some("de"));
        assert_eq!(reconciled("", None), None);
    }
}
