//! Languages in which pieces are written, as people name them: by tag, in English, or in the language itself.

use crate::{
    catalogue::{Catalogue, Completion},
    digest::fold,
};

/// Tag, English name, own name. Two-letter tags are those of ISO 639-1, names those of CLDR.
const KNOWN: [(&str, &str, &str); 44] = [
    ("ar", "Arabic", "العربية"),
    ("bg", "Bulgarian", "български"),
    ("bn", "Bengali", "বাংলা"),
    ("ca", "Catalan", "català"),
    ("cs", "Czech", "čeština"),
    ("da", "Danish", "dansk"),
    ("de", "German", "Deutsch"),
    ("el", "Greek", "Ελληνικά"),
    ("en", "English", "English"),
    ("es", "Spanish", "español"),
    ("et", "Estonian", "eesti"),
    ("eu", "Basque", "euskara"),
    ("fa", "Persian", "فارسی"),
    ("fi", "Finnish", "suomi"),
    ("fr", "French", "français"),
    ("ga", "Irish", "Gaeilge"),
    ("gl", "Galician", "galego"),
    ("he", "Hebrew", "עברית"),
    ("hi", "Hindi", "हिन्दी"),
    ("hr", "Croatian", "hrvatski"),
    ("hu", "Hungarian", "magyar"),
    ("id", "Indonesian", "Indonesia"),
    ("is", "Icelandic", "íslenska"),
    ("it", "Italian", "italiano"),
    ("ja", "Japanese", "日本語"),
    ("ko", "Korean", "한국어"),
    ("lt", "Lithuanian", "lietuvių"),
    ("lv", "Latvian", "latviešu"),
    ("nb", "Norwegian Bokmål", "norsk bokmål"),
    ("nl", "Dutch", "Nederlands"),
    ("pl", "Polish", "polski"),
    ("pt", "Portuguese", "português"),
    ("ro", "Romanian", "română"),
    ("ru", "Russian", "русский"),
    ("sk", "Slovak", "slovenčina"),
    ("sl", "Slovenian", "slovenščina"),
    ("sr", "Serbian", "српски"),
    ("sv", "Swedish", "svenska"),
    ("th", "Thai", "ไทย"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "українська"),
    ("ur", "Urdu", "اردو"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("zh", "Chinese", "中文"),
];

/// Most choices that Discord takes.
const CHOICES: usize = 25;

/// The tag of a language, such as `de`; of `pt-BR`, the part before the hyphen.
pub(super) fn named(typed: &str) -> Option<&'static str> {
    let key = fold(typed);
    let tag = fold(typed.split(['-', '_']).next().unwrap_or_default());
    let called = |(known, english, own): &&(&'static str, &str, &str)| {
        *known == tag || fold(english) == key || fold(own) == key
    };
    KNOWN.iter().find(called).map(|(tag, ..)| *tag)
}

/// `Deutsch (de)`; a tag that is not known stands for itself.
pub(super) fn name(tag: &str) -> String {
    let known = KNOWN.iter().find(|(known, ..)| *known == tag);
    known.map_or_else(|| tag.to_owned(), |(tag, _, own)| format!("{own} ({tag})"))
}

/// The languages that may be meant: those of the library first.
pub(super) fn complete(catalogue: &Catalogue, typed: &str) -> Vec<Completion> {
    let key = if typed.is_empty() { String::new() } else { fold(typed) };
    let fits = |(tag, english, own): &&(&'static str, &str, &str)| {
        tag.starts_with(&key) || fold(english).starts_with(&key) || fold(own).starts_with(&key)
    };
    let there = catalogue.languages();
    let rank = |tag: &str| there.iter().position(|(known, _)| *known == tag).unwrap_or(there.len());
    let mut tags: Vec<&str> = KNOWN.iter().filter(fits).map(|(tag, ..)| *tag).collect();
    tags.sort_by_key(|tag| rank(tag));
    let completion = |tag: &str| Completion { label: name(tag), value: tag.to_owned() };
    tags.into_iter().take(CHOICES).map(completion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_tag_and_by_name() {
        for typed in ["de", "DE", "de-AT", "German", "deutsch", "Deutsch"] {
            assert_eq!(named(typed), Some("de"), "{typed}");
        }
        assert_eq!(named("中文"), Some("zh"));
        assert_eq!(named("français"), Some("fr"));
        assert_eq!(named("Klingon"), None);
        assert_eq!(named(""), None);
        assert_eq!(name("de"), "Deutsch (de)");
        assert_eq!(name("tlh"), "tlh");
    }
}
