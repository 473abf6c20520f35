//! The catalogue of texts is whole: nothing is said without a text, in no language.

use super::*;
use crate::bot::{Audience, COMMANDS, OptionKind};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Every text of a language by its key, attributes after a dot, with the names of its blanks.
fn texts(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let source = language.source();
    FluentResource::try_new(source.to_owned()).unwrap_or_else(|(_, e)| panic!("{language}: {e:?}"));
    let mut texts = BTreeMap::<String, BTreeSet<String>>::new();
    let mut key = String::new();
    let mut message = String::new();
    for line in source.lines().filter(|l| !l.starts_with('#')) {
        let (name, own) = (line.trim().trim_start_matches('.'), line.trim().starts_with('.'));
        if let Some((name, _)) = name.split_once(" =") {
            if !line.starts_with(' ') {
                name.clone_into(&mut message);
                key = message.clone();
            } else if own {
                key = format!("{message}.{name}");
            }
            let twice = texts.insert(key.clone(), BTreeSet::new());
            assert_eq!(twice, None, "{language}: {key} stands there twice");
        }
        let blanks = line
            .split("$")
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>());
        texts.entry(key.clone()).or_default().extend(blanks);
    }
    texts.remove("");
    texts
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .flat_map(|p| if p.is_dir() { sources(&p) } else { vec![p] })
        .filter(|p| p.extension().is_some_and(|x| x == "rs") && !p.ends_with("tests.rs"))
        .collect()
}

/// What the code of the bot says by key.
fn said() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bot");
    sources(&folder).iter().map(|p| fs::read_to_string(p).unwrap()).collect()
}

#[test]
fn every_text_that_is_said_is_there_and_no_other() {
    let (english, code) = (texts(Language::English), said());
    let calls = [".say(\"", ".fill(\"", ".note(\""];
    for call in calls {
        for (at, _) in code.match_indices(call) {
            let key = code[at + call.len()..].split('"').next().unwrap();
            assert!(english.contains_key(key), "{key} has no text");
        }
    }
    let made_up = ["command-", "option-", "month-", "weekday-", "choice-"];
    for key in english.keys().filter(|k| !made_up.iter().any(|m| k.starts_with(m))) {
        assert!(code.contains(&format!("\"{key}\"")), "nobody says {key}");
    }
}

#[test]
fn every_language_has_every_text_with_the_same_blanks() {
    let english = texts(Language::English);
    for language in Language::ALL {
        let mut its = texts(language);
        its.retain(|key, _| !key.starts_with("name-"));
        assert_eq!(its, english, "{language}");
    }
}

#[test]
fn every_command_and_option_is_named_and_described_within_discords_limits() {
    for words in Language::ALL.map(Words) {
        let mut names = BTreeMap::new();
        for command in COMMANDS {
            let about = words.command(command.path, None);
            assert!((1..=100).contains(&about.chars().count()), "{:?}: {about:?}", command.path);
            for part in command.path {
                let menu = command.audience == Audience::OnMessages;
                names.insert((menu, command.path.len(), *part), words.name(part));
            }
            let mut siblings = BTreeSet::new();
            for option in command.all_options() {
                let about = words.command(command.path, Some(option.name));
                assert!((1..=100).contains(&about.chars().count()), "{:?} {}", command.path, option.name);
                let name = words.name(option.name).unwrap_or_else(|| option.name.to_owned());
                if let OptionKind::OneOf(values) = option.kind {
                    let names: BTreeSet<String> =
                        values.iter().map(|value| words.choice(option.name, value)).collect();
                    assert_eq!(names.len(), values.len(), "{:?} {}", command.path, option.name);
                    assert!(names.iter().all(|name| !name.starts_with("choice-")), "{names:?}");
                }
                assert!(siblings.insert(name.clone()), "{:?}: {name} twice", command.path);
                names.insert((false, 0, option.name), words.name(option.name));
            }
            // Groups have a text of their own, and so do commands without a group.
            let group = words.command(&command.path[..1], None);
            assert!((1..=100).contains(&group.chars().count()), "{group}");
        }
        for ((menu, _, name), local) in names {
            assert_eq!(local.is_some(), words.0 != Language::English, "{}: {name}", words.0);
            let local = local.unwrap_or_else(|| name.to_owned());
            let fits = |c: char| menu || c.is_alphanumeric() || c == '-' || c == '_';
            assert!((1..=32).contains(&local.chars().count()) && local.chars().all(fits), "{local}");
            assert!(menu || local == local.to_lowercase(), "{local}");
        }
    }
}

#[test]
fn blanks_are_filled_and_dates_and_lists_read_as_the_language_has_them() {
    let names = ["Ada", "Ben", "Cy", "Di", "Ed"].map(str::to_owned);
    let said = Language::ALL.map(|l| {
        let words = Words(l);
        let day = words.day(jiff::civil::date(2021, 3, 1));
        let count = |n: usize| words.fill("digests", &[("count", n.into())]);
        format!("{day}; {}; {}; {}", words.and(&names), count(1), count(2000))
    });
    insta::assert_snapshot!(said.join("\n"), @"
    1 March 2021; Ada, Ben and 3 others; 1 digest; 2000 digests
    1. März 2021; Ada, Ben und 3 weitere; 1 Kurzfassung; 2000 Kurzfassungen
    1 de marzo de 2021; Ada, Ben y 3 más; 1 resumen; 2000 resúmenes
    1er mars 2021; Ada, Ben et 3 autres; 1 résumé; 2000 résumés
    ");
}
