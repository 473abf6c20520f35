//! Ten thousand digests: loading them, cataloguing them, and finding some.

use divan::{Bencher, black_box};
use standfirst::{
    catalogue::{Catalogue, Filter, Subject},
    digest::{Digest, Origin, Sketch},
    library::{Added, Contents, Library},
};
use std::{path::PathBuf, sync::LazyLock};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DIGESTS: usize = 10_000;

fn main() {
    divan::main();
}

/// Invented digests, each with some words of its own.
fn digest(n: usize) -> Digest {
    let day = jiff::civil::date(2000, 1, 1)
        .checked_add(jiff::Span::new().days((n % 9_000) as i64))
        .expect("a date");
    let text = format!(
        "title = \"Number {n}: why the harbour needs quay{a}\"\npublication = \"The Post {p}\"\npublished = {day}\n\
         url = \"https://post.example/{n}\"\nadded = 2026-11-23T08:00:00Z\ntags = [\"Topic {t}\", \"Harbours\"]\n\
         gist = \"The harbour should build quay{a} before winter, and let ward{b} pay for it.\"\n\
         points = [\"The old quay floods twice a year.\", \"Ships wait outside ward{b}.\", \"Nobody else will pay.\"]\n\
         [[authors]]\nname = \"Author {u} Vale\"\nbio = \"Author {u} Vale writes about ward{b}.\"\n",
        a = n % 997,
        b = n % 389,
        p = n % 20,
        t = n % 300,
        u = n % 700,
    );
    let mut digest = Digest::from_toml(&text).expect("a digest");
    let words: Vec<String> =
        (0..200).map(|w| format!("{}", (n * 7_919 + w * w * 104_729) % 1_000_003)).collect();
    digest.origin = Some(Origin {
        summarizer: "extractive".to_owned(),
        gist_from: Default::default(),
        sources: vec![(0, 120), (300, 410), (500, 610), (700, 810)],
        sha256: Some(format!("{n:064x}")),
        sketch: Sketch::of(&words.join(" ")).map(|sketch| sketch.to_string()),
        seal: Some(digest.seal()),
        added_by: Some("cli".to_owned()),
    });
    digest
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().expect("a folder");
    for n in 0..DIGESTS {
        std::fs::write(folder.path().join(format!("n-{n}.toml")), digest(n).to_toml()).expect("a file");
    }
    folder
});

fn load(library: &Library) -> Contents {
    RUNTIME.block_on(library.load()).expect("contents")
}

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::build(&load(&Library::folder(FOLDER.path()))).expect("a catalogue"));

#[divan::bench(sample_count = 10)]
fn load_10_000(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| Library::folder(FOLDER.path())).bench_refs(|library| load(library));
}

/// To compare with: the same files merely read.
#[divan::bench(sample_count = 10)]
fn read_10_000_files() -> usize {
    let entries = std::fs::read_dir(FOLDER.path()).expect("the folder");
    entries.map(|e| std::fs::read(e.expect("an entry").path()).expect("a file").len()).sum()
}

#[divan::bench(sample_count = 10)]
fn look_for_changes_in_10_000(bencher: Bencher<'_, '_>) {
    let library = Library::folder(FOLDER.path());
    load(&library);
    bencher.bench(|| load(&library));
}

/// Takes what was added away again, off the clock, so that the folder stays as it is.
struct Gone(PathBuf);

impl Drop for Gone {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).expect("it was there");
    }
}

/// Looking for changes, comparing with every digest, and a file on disk.
#[divan::bench(sample_count = 20)]
fn add_to_10_000(bencher: Bencher<'_, '_>) {
    let library = Library::folder(FOLDER.path());
    load(&library);
    let mut n = DIGESTS;
    let next = || {
        n += 1;
        digest(n)
    };
    bencher.with_inputs(next).bench_local_values(|new| {
        match RUNTIME.block_on(library.add(new)).expect("an answer") {
            Added::New(id) => Gone(FOLDER.path().join(format!("{id}.toml"))),
            other => panic!("it was new, not {other:?}"),
        }
    });
}

/// One text of a thousand words.
#[divan::bench]
fn sketch(bencher: Bencher<'_, '_>) {
    let words: Vec<String> = (0..1000).map(|n| format!("word{}", n * n % 997)).collect();
    let text = words.join(" ");
    bencher.bench(|| Sketch::of(black_box(&text)));
}

#[divan::bench(sample_count = 10)]
fn catalogue_10_000(bencher: Bencher<'_, '_>) {
    let contents = load(&Library::folder(FOLDER.path()));
    bencher.bench(|| Catalogue::build(black_box(&contents)).expect("a catalogue").len());
}

#[divan::bench(args = ["quay500", "harbour ward33 vale", "qauy500 habrour"])]
fn search(bencher: Bencher<'_, '_>, words: &str) {
    let catalogue = &*CATALOGUE;
    bencher.bench(|| catalogue.search(black_box(words), 0, 5).expect("a page").total);
}

/// To compare with: looking through every text.
#[divan::bench]
fn search_by_reading_everything(bencher: Bencher<'_, '_>) {
    let catalogue = &*CATALOGUE;
    let has = |d: &Digest| d.title.contains("quay500") || d.gist.contains("quay500");
    bencher.bench(|| catalogue.newest().filter(|e| has(black_box(&e.digest))).count());
}

#[divan::bench(args = ["number 77", "vael"])]
fn complete(bencher: Bencher<'_, '_>, typed: &str) {
    let catalogue = &*CATALOGUE;
    bencher.bench(|| catalogue.complete(Subject::Digest, black_box(typed), 25).len());
}

#[divan::bench]
fn newest_of_a_tag(bencher: Bencher<'_, '_>) {
    let catalogue = &*CATALOGUE;
    let filter = Filter { tag: Some("topic 7".to_owned()), ..Filter::default() };
    bencher.bench(|| catalogue.latest(black_box(&filter), 0, 5).total);
}
