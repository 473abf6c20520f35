//! From a typed line to the answer in the channel, over sockets: stand-in, gateway, bot, REST. How long
//! the slowest hundredth waits matters more than the mean, and only shows with many at once, so that
//! this measures by itself. Beside each figure stands how many times that of a bare request it is, to the
//! same server with as many at once, in the same run. `cargo bench --bench chat -- 10000 100000` names the sizes of the library;
//! `show`, `search`, `latest`, `tags` or `typing` after them picks some kinds of request.

use standfirst::{
    app::{self, Clock, Intake, Running},
    config::Config,
    discord::Token,
    playground::{Twin, TwinOptions},
};
use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::sync::Barrier;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So many at once, and whether each asks again as soon as it is answered: that shows what can be borne at most. Or all
/// ask at the same moment, and again when all are answered: that is what people do.
const CROWDS: [(usize, bool); 5] = [(1, true), (16, true), (64, true), (16, false), (64, false)];
/// Requests of each kind and crowd.
const REQUESTS: usize = 1_500;
/// Not counted: connections are made, pages of the index touched.
const WARM_UP: usize = 200;

/// To compare with: one request, without any bot.
const BARE: &str = "bare";

/// Makes a line of a number, so that they differ.
type Make = fn(usize) -> String;

/// What people do.
const KINDS: [(&str, Make); 7] = [
    ("show", |n| format!("/digest show digest:n-{}", n % 9_000)),
    ("search", |n| format!("/digest search query:quay{} ward{}", n % 9_000 % 997, n % 9_000 % 389)),
    ("search with a slip", |n| {
        format!("/digest search query:{} ward{}", ["habrour", "harbuor", "flods", "buidl"][n % 4], n % 389)
    }),
    ("latest", |n| format!("/digest latest count:5 tag:topic {}", n % 300)),
    ("tags", |_| "/tags".to_owned()),
    ("typing", |n| format!("/digest show digest:{}", ["qu", "number 7", "why the harb", "author 33"][n % 4])),
    ("typing with a slip", |n| {
        format!("/digest show digest:{}", ["habrour", "quya500", "nmuber 77", "atuhor 3"][n % 4])
    }),
];

/// Invented digests, each with some words of its own.
fn digest(n: usize) -> String {
    let day = jiff::civil::date(2000, 1, 1)
        .checked_add(jiff::Span::new().days((n % 9_000) as i64))
        .expect("a date");
    format!(
        "title = \"Number {n}: why the harbour needs quay{a}\"\npublication = \"The Post {p}\"\npublished = {day}\n\
         url = \"https://post.example/{n}\"\nadded = 2026-11-23T08:00:00Z\ntags = [\"Topic {t}\", \"Harbours\"]\n\
         gist = \"The harbour should build quay{a} before winter, and let ward{b} pay for it.\"\n\
         points = [\"The old quay floods twice a year.\", \"Ships wait outside ward{b}.\", \"Nobody else will pay.\"]\n\
         [[authors]]\nname = \"Author {u} Vale\"\nbio = \"Author {u} Vale writes about ward{b}.\"\n",
        a = n % 997,
        b = n % 389,
        p = n % 20,
        t = n % 300,
        u = n % 7_000,
    )
}

struct Stage {
    twin: Twin,
    bare: reqwest::Client,
    _running: Running,
    _folder: TempDir,
}

async fn stage(digests: usize) -> Stage {
    let twin = Twin::start(TwinOptions { patience: Duration::from_secs(60), ..TwinOptions::default() })
        .await
        .expect("a stand-in");
    let folder = TempDir::new().expect("a folder");
    let library = folder.path().join("digests");
    fs::create_dir(&library).expect("a folder");
    for n in 0..digests {
        fs::write(library.join(format!("n-{n}.toml")), digest(n)).expect("a file");
    }
    let mut config = Config { data_dir: folder.path().join("data"), ..Config::default() };
    config.library.path = library;
    config.discord.api_url = twin.url().to_owned();
    config.discord.requests_a_minute = 0;
    let token = Token::new(twin.token()).expect("a token");
    let intake = Arc::new(Intake::configured(&config));
    let mut running = app::start(&config, token, Clock::system(), intake).await.expect("a bot");
    running.ready().await.expect("a connection");
    let bare = reqwest::Client::builder().no_proxy().build().expect("a client");
    Stage { twin, bare, _running: running, _folder: folder }
}

async fn ask(stage: &Stage, line: &str) {
    let world = stage.twin.world();
    if line == BARE {
        let answer = stage.bare.get(format!("{}/api/v10/gateway", stage.twin.url())).send().await;
        answer.expect("an answer").bytes().await.expect("a body");
        return;
    }
    if line.starts_with("/digest show digest:n-") || !line.starts_with("/digest show") {
        stage.twin.invoke(world.reader, world.general, line).await.expect("an answer");
    } else {
        let choices = stage.twin.autocomplete(world.reader, world.general, line).await.expect("choices");
        assert!(!choices.is_empty(), "{line}");
    }
}

/// How long each of so many requests took, with so many under way at a time.
async fn crowd(
    stage: &Arc<Stage>,
    make: Make,
    (at_once, on): (usize, bool),
    requests: usize,
) -> Vec<Duration> {
    let together = Arc::new(Barrier::new(at_once));
    let people = (0..at_once).map(|person| {
        let (stage, together) = (Arc::clone(stage), Arc::clone(&together));
        tokio::spawn(async move {
            let mut took = Vec::new();
            for n in (person..requests / at_once * at_once).step_by(at_once) {
                if !on {
                    together.wait().await;
                }
                let begun = Instant::now();
                ask(&stage, &make(n * 7)).await;
                took.push(begun.elapsed());
            }
            took
        })
    });
    let mut took = Vec::new();
    for person in people.collect::<Vec<_>>() {
        took.extend(person.await.expect("a person"));
    }
    took.sort_unstable();
    took
}

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let mut sizes: Vec<usize> = words.iter().filter_map(|w| w.parse().ok()).collect();
    if sizes.is_empty() {
        sizes.push(10_000);
    }
    let wanted = |kind: &str| {
        let mut kinds = words.iter().filter(|w| w.parse::<usize>().is_err()).peekable();
        kinds.peek().is_none() || kinds.any(|w| kind.starts_with(w.as_str()))
    };
    for size in sizes {
        let begun = Instant::now();
        let stage = Arc::new(stage(size).await);
        println!("{size} digests, ready after {:.1} s", begun.elapsed().as_secs_f64());
        println!(
            "{:20} {:>8} {:>10} {:>9} {:>9} {:>9} {:>8} {:>9} {:>9}",
            "", "at once", "", "p50 ms", "p99 ms", "most ms", "a second", "p50/bare", "p99/bare"
        );
        let bare: (&str, Make) = (BARE, |_| BARE.to_owned());
        let mut beside = Vec::new();
        let kinds = std::iter::once(&bare).chain(KINDS.iter().filter(|(kind, _)| wanted(kind)));
        for (kind, make) in kinds {
            crowd(&stage, *make, (16, true), WARM_UP).await;
            for (n, (at_once, on)) in CROWDS.into_iter().enumerate() {
                let begun = Instant::now();
                let took = crowd(&stage, *make, (at_once, on), REQUESTS).await;
                let rate = took.len() as f64 / begun.elapsed().as_secs_f64();
                let ms = |of: f64| took[((took.len() - 1) as f64 * of) as usize].as_secs_f64() * 1000.0;
                if *kind == BARE {
                    beside.push((ms(0.5), ms(0.99)));
                }
                let (p50, p99) = beside[n];
                let how = if on { "on and on" } else { "in a burst" };
                println!(
                    "{kind:20} {at_once:>8} {how:>10} {:>9.2} {:>9.2} {:>9.2} {rate:>8.0} {:>9.1} {:>9.1}",
                    ms(0.5),
                    ms(0.99),
                    ms(1.0),
                    ms(0.5) / p50,
                    ms(0.99) / p99,
                );
            }
        }
    }
}
