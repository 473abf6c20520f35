//! The command line as a process: what comes out, on which stream, with which exit status.

mod daily;
mod feeds;
mod redigest;
// It sends signals, which only Unix has.
#[cfg(unix)]
mod service;

use standfirst::digest::Digest;
use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

const PIECE: &str = include_str!("piece.txt");

/// A folder with a config of its own, in which commands run.
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("piece.txt"), PIECE).unwrap();
        Place(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_standfirst"));
        command.args(args).current_dir(self.path()).stdin(Stdio::null());
        command.env_remove("DISCORD_TOKEN").env_remove("DISCORD_TOKEN_FILE");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Exit status and what the person reads, both streams.
    fn says(&self, args: &[&str]) -> String {
        told(&self.run(args))
    }

    fn piped(&self, args: &[&str], input: &[u8]) -> String {
        let mut command = self.command(args);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A program that refuses early closes its end.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        told(&output)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), bytes).unwrap();
    }
}

fn told(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    format!("{}: {}", output.status.code().unwrap(), String::from_utf8(text).unwrap().trim_end())
}

#[test]
fn a_text_becomes_a_digest_in_three_formats() {
    let place = Place::new();
    let text = place.says(&["digest", "piece.txt"]);
    assert!(text.starts_with("0: The ferry is worth its fare\n\nNora Vale argues:\n"), "{text}");
    let toml = place.run(&["digest", "--format", "toml", "piece.txt"]);
    let digest = Digest::from_toml(&String::from_utf8(toml.stdout).unwrap()).unwrap();
    assert_eq!(digest.authors[0].name, "Nora Vale");
    let json = place.run(&[
        "digest",
        "--format",
        "json",
        "--with-text",
        "--url",
        "https://h.example/f",
        "piece.txt",
    ]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["url"], "https://h.example/f");
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys.join(" "),
        "id title kind publication url published authors disclaimer tags gist points quote language words sources text"
    );
    // Each source is where it says, in the text beside it.
    let body: Vec<char> = json["text"].as_str().unwrap().chars().collect();
    let first = &json["sources"][1];
    let span: String =
        body[first[0].as_u64().unwrap() as usize..first[1].as_u64().unwrap() as usize].iter().collect();
    let point = json["points"][0].as_str().unwrap();
    let last_word = point.split(' ').next_back().unwrap();
    assert!(span.contains(last_word), "{span} / {point}");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "digest writes nothing");
}

#[test]
fn a_digest_is_explained_line_by_line() {
    let place = Place::new();
    let output = place.run(&["digest", "--explain", "--format", "toml", "piece.txt"]);
    let digest = Digest::from_toml(&String::from_utf8(output.stdout).unwrap()).unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("Sentences of the article were chosen.\n"), "{told}");
    for (n, point) in (1..).zip(&digest.points) {
        let said = told.split_once(&format!("point {n}: {point}\n  ")).expect(&told).1;
        // What was trimmed stands there whole.
        let end = point.trim_start_matches(char::is_uppercase);
        let shown = said.lines().next().unwrap();
        assert!(shown == "word for word" || (shown.starts_with("| ") && shown.contains(end)), "{told}");
    }
}

#[test]
fn where_no_model_can_be_had_sentences_are_chosen_and_it_is_said() {
    let place = Place::new();
    // Nobody listens at port 9 of this machine.
    let config = "[summary]\nengine = \"llm\"\n[summary.llm]\nmodel = \"m\"\nretries = 0\nbase_url = \"http://127.0.0.1:9\"";
    place.write("config.toml", config);
    let said = place.says(&["digest", "piece.txt"]);
    assert!(said.starts_with("0: The ferry is worth its fare\n"), "{said}");
    assert!(said.contains("the model did not answer"), "{said}");
    assert!(said.contains("sentences of the article were chosen instead"), "{said}");
}

#[test]
fn added_once_listed_found_shown_and_removed() {
    let place = Place::new();
    let added = place.says(&["add", "--published", "2024-05-06", "piece.txt"]);
    assert_eq!(added, "0: added 2024-05-06-the-ferry-is-worth-its-fare");
    let stored = fs::read(place.path().join("digests/2024-05-06-the-ferry-is-worth-its-fare.toml")).unwrap();
    let again = place.says(&["add", "piece.txt"]);
    assert_eq!(again, "0: known already: 2024-05-06-the-ferry-is-worth-its-fare; nothing changed");
    let line = "0: 2024-05-06-the-ferry-is-worth-its-fare  The ferry is worth its fare · Nora Vale, The Harbour Post";
    assert_eq!(place.says(&["list"]), line);
    assert_eq!(place.says(&["search", "ferries"]), line);
    assert!(place.says(&["search", "zeppelin"]).starts_with("1: nothing is about \"zeppelin\""));
    assert!(place.says(&["author", "nora", "vale"]).contains("Nora Vale"));
    assert!(place.says(&["author", "nora", "vael"]).contains("did you mean \"Nora Vale\"?"));
    assert!(place.says(&["tags"]).contains("Ferries"));
    assert!(place.says(&["check"]).ends_with("the config and 1 digests are in order"));
    let shown = place.run(&["show", "--format", "toml", "2024-05-06-the-ferry-is-worth-its-fare"]);
    assert_eq!(shown.stdout, stored);
    let wrong = place.says(&["remove", "the ferry"]);
    assert!(wrong.contains("did you mean \"2024-05-06-the-ferry-is-worth-its-fare\"?"), "{wrong}");
    assert!(place.says(&["remove", "2024-05-06-the-ferry-is-worth-its-fare"]).starts_with("0: removed"));
    assert_eq!(place.says(&["list"]), "0: ");
}

#[test]
fn the_same_piece_elsewhere_or_edited_is_told() {
    let place = Place::new();
    let id = "2024-05-06-the-ferry-is-worth-its-fare";
    let add = |url: &str| place.says(&["add", "--published", "2024-05-06", "--url", url, "piece.txt"]);
    assert_eq!(add("https://h.example/f"), format!("0: added {id}"));
    let also = format!("0: also at https://wire.example/9: added to {id}");
    assert_eq!(add("https://wire.example/9?utm_source=x"), also);
    assert_eq!(add("https://wire.example/9"), format!("0: known already: {id}; nothing changed"));
    place.write("piece.txt", PIECE.replace("The ferry is worth its fare", "The ferry is worth every penny"));
    assert_eq!(add("https://h.example/f"), format!("0: updated {id}: title"));
    let digest = place.says(&["show", "--format", "toml", id]);
    let digest = Digest::from_toml(digest.strip_prefix("0: ").unwrap()).unwrap();
    let edited = digest.gist.replace("five years", "six years");
    place.write("piece.txt", PIECE.replace("five years", "six years"));
    assert_eq!(add("https://h.example/f"), format!("0: updated {id}: title, gist"));
    let path = format!("digests/{id}.toml");
    let by_hand = fs::read_to_string(place.path().join(&path)).unwrap().replace(&edited, "Ferries pay");
    place.write(&path, &by_hand);
    place.write("piece.txt", PIECE);
    let said = add("https://h.example/f");
    assert_eq!(
        said,
        format!("0: known already: {id}; the article was edited, but its digest is by hand and stays")
    );
    assert_eq!(fs::read_to_string(place.path().join(&path)).unwrap(), by_hand);
}

#[test]
fn a_removed_piece_can_be_kept_out() {
    let place = Place::new();
    place.says(&["add", "--published", "2024-05-06", "piece.txt"]);
    let id = "2024-05-06-the-ferry-is-worth-its-fare";
    let typo = place.says(&["remove", "--block", "2024-06-05-the-fery-is-worth-its-fare"]);
    assert_eq!(
        typo,
        format!("1: no digest has the id \"2024-06-05-the-fery-is-worth-its-fare\"; did you mean \"{id}\"?")
    );
    let removed = place.says(&["remove", "--block", id]);
    assert_eq!(removed, format!("0: removed {id}; it stays out until its entry in _blocked.toml is removed"));
    let blocked = "blocked: The ferry is worth its fare; remove its entry from _blocked.toml to allow it";
    assert_eq!(place.says(&["add", "piece.txt"]), format!("1: {blocked}"));
    place.write("empty.txt", "");
    let said = place.says(&["add", "piece.txt", "empty.txt"]);
    assert!(said.contains(&format!("[1/2] {blocked}")), "{said}");
    assert!(said.contains("0 added, 0 known already, 1 skipped, 1 blocked"), "{said}");
    assert!(place.says(&["check"]).starts_with("0: "));
    place.write("digests/_blocked.toml", "[[peice]]\n");
    let said = place.says(&["check"]);
    assert!(said.contains("_blocked.toml: line 1: unknown key `peice`; did you mean `piece`?"), "{said}");
    fs::remove_file(place.path().join("digests/_blocked.toml")).unwrap();
    assert_eq!(place.says(&["add", "--published", "2024-05-06", "piece.txt"]), format!("0: added {id}"));
}

#[test]
fn of_many_files_the_good_ones_are_added() {
    let place = Place::new();
    place.write("empty.txt", "");
    let said = place.says(&["add", "empty.txt", "piece.txt", "missing.txt"]);
    assert!(said.starts_with("1: "), "{said}");
    assert!(said.contains("[2/3] added "), "{said}");
    assert!(said.contains("1 added, 0 known already, 2 skipped"), "{said}");
    assert!(said.contains("[1/3] skipped empty.txt: it is empty"), "{said}");
}

#[test]
fn bad_input_is_refused_with_one_line_that_names_it_and_the_remedy() {
    let place = Place::new();
    place.write("empty.txt", "");
    place.write("binary.bin", [0_u8, 159, 146, 150, 0, 1, 2, 3].repeat(100));
    place.write("short.txt", "One line.\n\nTwo lines.\n\nThree lines.\n");
    place.write(
        "page.html",
        "<!doctype html><html><title>Home</title><body><a href=/a>A</a><a href=/b>B</a></body></html>",
    );
    fs::create_dir(place.path().join("folder")).unwrap();
    for (source, reason) in [
        ("empty.txt", "it is empty"),
        ("binary.bin", "not text"),
        ("short.txt", "words"),
        ("page.html", "no article was found"),
        ("folder", "cannot read it"),
        ("missing.txt", "cannot read it"),
        ("http://127.0.0.1/a", "is not on the public internet"),
        ("https://harbour.example:8080/a", "port 8080"),
    ] {
        for command in ["digest", "add"] {
            let said = place.says(&[command, source]);
            assert!(said.starts_with("1: ") && said.contains(source) && said.contains(reason), "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
    }
    assert!(!place.path().join("digests").exists(), "nothing is written");
}

#[test]
fn fifty_megabytes_are_refused_from_a_file_and_a_pipe() {
    let place = Place::new();
    let large = "word ".repeat(10 * 1024 * 1024);
    place.write("large.txt", &large);
    for said in [place.says(&["digest", "large.txt"]), place.piped(&["digest", "-"], large.as_bytes())] {
        assert!(said.starts_with("1: ") && said.contains("more than 10 MB"), "{said}");
    }
}

#[test]
fn other_encodings_are_read() {
    let place = Place::new();
    let accented = PIECE.replace("Nora Vale", "Noémie Válka");
    let (latin, _, unmappable) = encoding_rs::WINDOWS_1252.encode(&accented);
    assert!(!unmappable);
    place.write("latin.txt", &latin);
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(accented.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    place.write("utf16.txt", utf16);
    for file in ["latin.txt", "utf16.txt"] {
        let said = place.says(&["digest", file]);
        assert!(said.contains("Noémie Válka argues"), "{said}");
    }
    assert!(place.piped(&["digest", "-"], accented.as_bytes()).contains("Noémie Válka argues"));
}

#[test]
fn a_wrong_config_is_told_with_its_line() {
    let place = Place::new();
    place.write("config.toml", "[discord]\napi_ulr = \"x\"\n");
    assert_eq!(
        place.says(&["list"]),
        "1: config.toml: line 2: unknown key `api_ulr`; did you mean `api_url`?"
    );
    place.write("config.toml", "[[daily]]\nchannel = 1\ntimezone = \"Berlin\"\n");
    let said = place.says(&["check"]);
    assert!(
        said.contains("config.toml: line 3: unknown time zone `Berlin`; did you mean `Europe/Berlin`?"),
        "{said}"
    );
    let said = place.says(&["list", "--config", "nowhere.toml"]);
    assert!(said.starts_with("1: nowhere.toml: cannot read it"), "{said}");
}

#[test]
fn paths_in_a_config_start_at_its_folder() {
    let place = Place::new();
    fs::create_dir(place.path().join("site")).unwrap();
    place.write("site/config.toml", "[library]\npath = \"pieces\"\n");
    assert!(place.says(&["add", "--config", "site/config.toml", "piece.txt"]).starts_with("0: added"));
    assert_eq!(
        fs::read_dir(place.path().join("site/pieces"))
            .unwrap()
            .filter(|e| !e.as_ref().unwrap().file_name().to_string_lossy().starts_with('_'))
            .count(),
        1
    );
}

#[test]
fn check_names_every_broken_digest() {
    let place = Place::new();
    fs::create_dir(place.path().join("digests")).unwrap();
    place.write("digests/2024-01-01-a.toml", "titel = \"x\"\n");
    place.write("digests/2024-01-02-b.toml", "title = \"x\"\n");
    let said = place.says(&["check"]);
    assert!(said.starts_with("1: "), "{said}");
    assert!(said.contains("2024-01-01-a.toml: line 1: unknown key `titel`; did you mean `title`?"), "{said}");
    assert!(said.contains("2024-01-02-b.toml: line 1: the key `added` is missing; add it"), "{said}");
    assert!(place.says(&["list"]).contains("it is left out"));
}

#[test]
fn without_a_token_run_says_where_it_belongs() {
    let place = Place::new();
    let said = place.says(&["run"]);
    assert!(said.starts_with("1: there is no token; put the bot's token into DISCORD_TOKEN"), "{said}");
    let said = told(&place.command(&["run"]).env("DISCORD_TOKEN_FILE", "nowhere").output().unwrap());
    assert!(said.starts_with("1: nowhere: cannot read the token"), "{said}");
}

#[test]
fn the_playground_runs_lines_from_a_pipe_and_ends() {
    let place = Place::new();
    place.says(&["add", "piece.txt"]);
    let lines = "/digest search query:ferry\n\n# a comment\n/press 1\n/complete /author name:no\n/tomorrow\n";
    let said = place.piped(&["playground"], lines.as_bytes());
    assert!(said.starts_with("0: This is a local stand-in for Discord"), "{said}");
    assert_eq!(
        said.matches("The ferry is worth its fare").count(),
        2,
        "the answer and the daily post: {said}"
    );
    assert!(said.contains("Nora Vale argues") && said.contains("harbour pilot"), "{said}");
    assert!(!place.path().join("data").exists(), "it works on a copy");
    let said = place
        .piped(&["playground"], b"/digset latest\n/tomorow\nhello\n/press 1\n/tags\n/press 1\n/press 1 9\n");
    insta::with_settings!({filters => vec![(r"127.0.0.1:\d+", "[address]"), (r"It is .*", "[time]"), (r"APP.*", "APP [time]")]}, {
        insta::assert_snapshot!(said, @"
        1: This is a local stand-in for Discord, with the bot and 1 digests.
        In a browser it is at http://[address]/
        Here you are a reader in #op-eds. Type a command of the bot:
          /digest search query:korea
          /help                     all of them
        or of the playground:
          /tomorrow                 moves the clock to tomorrow’s daily post
          /as curator               you are one from then on; or admin, or reader again
          /press 1                  presses the button [1] of the last message; /press 1 2 chooses its 2nd
          /complete /author name:ad what is offered while one types that
          /quit
        [time]

        > /digset latest
        there is no command `/digset`; did you mean `digest`?

        > /tomorow
        there is no command `/tomorow`; did you mean `/tomorrow`?

        > hello
        a command begins with `/`

        > /press 1
        no message has a button yet

        > /tags
        Standfirst  APP [time]
        │ Tags
        │ Ferries · 1
        │ Harbour · 1
        │ Public Transport · 1
        │
        │ 3 of 3 tags
        [1] List a tag ▾
            1.1 Ferries – 1 digest
            1.2 Harbour – 1 digest
            1.3 Public Transport – 1 digest

        > /press 1
        that is a menu; choose with /press 1 1 to /press 1 3

        > /press 1 9
        that is a menu; choose with /press 1 1 to /press 1 3
        ");
    });
}

#[test]
fn wrong_usage_is_status_two() {
    let place = Place::new();
    for args in [
        &["digset"][..],
        &["digest"],
        &["show"],
        &["digest", "--format", "xml", "piece.txt"],
        &["digest", "--url", "harbour", "piece.txt"],
    ] {
        assert!(place.says(args).starts_with("2: error: "), "{args:?}");
    }
}

#[test]
fn the_sample_library_is_in_order() {
    let place = Place::new();
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/config.toml");
    let said = place.says(&["check", "--config", config]);
    assert!(said.starts_with("0: the config and "), "{said}");
    let tags = place.says(&["tags", "--config", config]);
    assert!(tags.lines().count() > 10, "{tags}");
}

#[test]
fn in_the_playground_one_can_be_a_curator() {
    let place = Place::new();
    let said = place.piped(&["playground"], b"/digest drafts\n/as curator\n/digest drafts\n/as pope\n");
    for line in ["you are not one here", "You are @Curator now.", "No draft waits", "you can be the reader"] {
        assert!(said.contains(line), "{line}: {said}");
    }
}
