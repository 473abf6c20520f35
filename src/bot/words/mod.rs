//! Every text that the bot says, by key, in the reader's language. The texts are in the `.ftl` files
//! beside this one, in the syntax of [Project Fluent](https://projectfluent.org); what a language
//! lacks is said in English.

#[cfg(test)]
mod tests;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::civil::Date;
use std::{fmt, sync::LazyLock};

/// A language that the bot speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Complete, and what is said where another has no text.
    #[default]
    English,
    /// `de`
    German,
    /// `es-ES` and `es-419`
    Spanish,
    /// `fr`
    French,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 4] = [Language::English, Language::German, Language::Spanish, Language::French];

    /// The language of one of Discord's locales, such as `es-419`; English where it is none of these.
    pub fn of(locale: &str) -> Language {
        match locale.split(['-', '_']).next().unwrap_or_default() {
            "de" => Language::German,
            "es" => Language::Spanish,
            "fr" => Language::French,
            _ => Language::English,
        }
    }

    /// Discord's locales that it serves; none for English, which is what commands are named in.
    pub fn locales(self) -> &'static [&'static str] {
        match self {
            Language::English => &[],
            Language::German => &["de"],
            Language::Spanish => &["es-ES", "es-419"],
            Language::French => &["fr"],
        }
    }

    /// `en`, `de`, `es`, `fr`
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Spanish => "es",
            Language::French => "fr",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("en.ftl"),
            Language::German => include_str!("de.ftl"),
            Language::Spanish => include_str!("es.ftl"),
            Language::French => include_str!("fr.ftl"),
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
            Language::Spanish => &SPANISH,
            Language::French => &FRENCH,
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| load(Language::English));
static GERMAN: LazyLock<Bundle> = LazyLock::new(|| load(Language::German));
static SPANISH: LazyLock<Bundle> = LazyLock::new(|| load(Language::Spanish));
static FRENCH: LazyLock<Bundle> = LazyLock::new(|| load(Language::French));

/// What can be read of a language's file; the tests see to it that this is all of it.
fn load(language: Language) -> Bundle {
    let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(part, _)| part);
    let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
    // Marks of direction around every name would be hidden characters in every message.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words(pub Language);

/// What is filled in, by name.
pub(super) type Filling<'a> = [(&'static str, FluentValue<'a>)];

impl Words {
    /// The text of that key.
    pub(super) fn say(self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of that key with its blanks filled in.
    pub(super) fn fill(self, key: &str, filling: &Filling<'_>) -> String {
        let args: FluentArgs<'_> = filling.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.text(key, None, Some(&args)).unwrap_or_else(|| key.to_owned())
    }

    /// What a command does, by its path; of an option of it, what that is for. At most 100 characters.
    pub fn command(self, path: &[&str], option: Option<&str>) -> String {
        let key = format!("command-{}", slug(&path.join("-")));
        let shared = || self.text(&format!("option-{}", option?), None, None);
        self.text(&key, option, None).or_else(shared).unwrap_or_default()
    }

    /// What one of the fixed values of an option is called.
    pub fn choice(self, option: &str, value: &str) -> String {
        self.say(&format!("choice-{option}-{value}"))
    }

    /// The local name of a command or an option; none in English.
    pub fn name(self, name: &str) -> Option<String> {
        let bundle = self.0.bundle();
        let value = bundle.get_message(&format!("name-{}", slug(name)))?.value()?;
        Some(bundle.format_pattern(value, None, &mut Vec::new()).into_owned())
    }

    /// `4 March 2021`
    pub(super) fn day(self, date: Date) -> String {
        let month = self.say(&format!("month-{}", date.month()));
        // A number would be grouped: 2,021.
        let year = date.year().to_string();
        self.fill("day", &[("day", date.day().into()), ("month", month.into()), ("year", year.into())])
    }

    /// `a`, `a and b`, `a, b and c`; of more than three, the first two "and n others".
    pub(super) fn and(self, names: &[String]) -> String {
        let name = |n: &String| FluentValue::from(n.clone());
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first, last] => self.fill("and-two", &[("first", name(first)), ("last", name(last))]),
            [first, second, last] => self
                .fill("and-three", &[("first", name(first)), ("second", name(second)), ("last", name(last))]),
            [first, second, rest @ ..] => self.fill(
                "and-others",
                &[("first", name(first)), ("second", name(second)), ("others", rest.len().into())],
            ),
        }
    }

    fn text(self, key: &str, attribute: Option<&str>, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let said = |bundle: &Bundle| {
            let message = bundle.get_message(key)?;
            let pattern = match attribute {
                Some(name) => message.get_attribute(name)?.value(),
                None => message.value()?,
            };
            Some(bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
        };
        said(self.0.bundle()).or_else(|| said(&ENGLISH))
    }
}

/// `Digest this` is a name in Discord and no key here.
fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}
