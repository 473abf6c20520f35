//! Digests written by a language model, against a stand-in for its endpoint over real sockets: what it answers
//! well, what it makes up, and all the ways in which it can fail.

use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use standfirst::app::{Intake, Reading};
use standfirst::article::{Article, Hints};
use standfirst::config::{Config, Llm};
use standfirst::digest::Author;
use standfirst::summary::llm::{Writer, Written};
use std::collections::VecDeque;
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};
use std::time::Duration;

/// What the stand-in answers next.
enum Answer {
    /// These words, as the model's.
    Says(String),
    /// This status, with this `Retry-After`.
    Fails(StatusCode, Option<&'static str>),
    /// Nothing, ever.
    Silence,
    /// Bytes that are no answer.
    Garbage,
}

#[derive(Default)]
struct Model {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<Value>>,
    under_way: AtomicUsize,
    most: AtomicUsize,
}

async fn chat(State(model): State<Arc<Model>>, Json(body): Json<Value>) -> Response {
    model.asked.lock().expect("unpoisoned").push(body);
    let now = model.under_way.fetch_add(1, Ordering::SeqCst) + 1;
    model.most.fetch_max(now, Ordering::SeqCst);
    tokio::task::yield_now().await;
    let answer = model.answers.lock().expect("unpoisoned").pop_front();
    model.under_way.fetch_sub(1, Ordering::SeqCst);
    match answer {
        Some(Answer::Says(text)) => Json(json!({
            "id": "1", "object": "chat.completion", "created": 1, "model": "stand-in",
            "choices": [{ "index": 0, "finish_reason": "stop", "message": { "role": "assistant", "content": text } }],
            "usage": { "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 },
        }))
        .into_response(),
        Some(Answer::Fails(status, Some(after))) => (status, [(header::RETRY_AFTER, after)]).into_response(),
        Some(Answer::Fails(status, None)) => status.into_response(),
        Some(Answer::Silence) => std::future::pending().await,
        Some(Answer::Garbage) => "{\"choices\": [".into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A stand-in that answers so, and a writer that asks it.
async fn stage(answers: Vec<Answer>, more: &str) -> (Arc<Model>, Writer) {
    let model = Arc::new(Model { answers: Mutex::new(answers.into()), ..Model::default() });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let app = Router::new().route("/v1/chat/completions", post(chat)).with_state(model.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let text =
        format!("[summary.llm]\nmodel = \"stand-in\"\nbase_url = \"http://127.0.0.1:{port}/v1\"\n{more}");
    let settings: Llm = Config::parse(&text).expect("a config").summary.llm;
    let writer = Writer::new(&settings, Some("secret".to_owned())).expect("a writer");
    (model, writer.with_pause(Duration::from_millis(1)))
}

fn article() -> Article {
    Article {
        title: "Pay for passengers, not for minutes".to_owned(),
        publication: Some("The Alder Post".to_owned()),
        authors: vec![Author { name: "Nora Vale".to_owned(), ..Author::default() }],
        text: include_str!("summary/ferry.txt").trim().to_owned(),
        ..Article::default()
    }
}

async fn written(writer: &Writer, article: &Article) -> Written {
    writer.write(article, Timestamp::UNIX_EPOCH).await.expect("a digest")
}

fn asked(model: &Model) -> usize {
    model.asked.lock().expect("unpoisoned").len()
}

fn answer(gist: &str, points: &[&str], quote: &str) -> Answer {
    Answer::Says(json!({ "gist": gist, "points": points, "quote": quote }).to_string())
}

const GIST: &str = "Nora Vale argues that the county should pay the ferry operator for passengers delivered.";
const POINT: &str = "By the auditor’s figures, the bonus would pay for 60,000 passages a year.";
const OTHER: &str = "The deal was signed in 2014, when the county was desperate.";

fn good() -> Answer {
    answer(GIST, &[POINT, OTHER], "")
}

fn made_up() -> Answer {
    answer(GIST, &["By the auditor’s figures, the bonus would pay for 90,000 passages a year.", OTHER], "")
}

#[tokio::test]
async fn a_good_answer_is_the_digest() {
    let (model, writer) = stage(vec![good()], "").await;
    let written = written(&writer, &article()).await;
    assert_eq!(written.note, None);
    assert_eq!(written.summary.gist, GIST);
    assert_eq!(written.summary.summarizer, "llm:stand-in");
    let (start, end) = written.summary.sources[1];
    let source: String = article().text.chars().skip(start).take(end - start).collect();
    assert!(source.contains("60,000 passages"), "{source}");
    let asked = model.asked.lock().expect("unpoisoned");
    assert_eq!(asked[0]["response_format"]["type"], "json_schema");
    let data: Value =
        serde_json::from_str(asked[0]["messages"][1]["content"].as_str().expect("text")).expect("data");
    assert_eq!(data["text"], article().text, "the article is data");
}

#[tokio::test]
async fn what_is_made_up_goes_back_once_with_the_reason() {
    let (model, writer) = stage(vec![made_up(), good()], "").await;
    assert_eq!(written(&writer, &article()).await.summary.gist, GIST);
    let asked = model.asked.lock().expect("unpoisoned");
    let last = asked[1]["messages"].as_array().and_then(|m| m.last()).expect("a message");
    let told = last["content"].as_str().expect("text");
    assert!(told.contains("the number “90,000” is not in the article"), "{told}");
}

#[tokio::test]
async fn what_is_made_up_twice_is_replaced_and_said() {
    let (model, writer) = stage(vec![made_up(), made_up(), good()], "").await;
    let written = written(&writer, &article()).await;
    assert_eq!((written.summary.summarizer.as_str(), asked(&model)), ("extractive", 2));
    insta::assert_snapshot!(written.note.expect("a note"), @"the model’s digest was not borne out by the article: “By the auditor’s figures, the bonus would pay for 90,000 passages a year.”: the number “90,000” is not in the article, or not said of this");
    assert!(written.verdicts.iter().any(|v| !v.faults.is_empty()));
}

#[tokio::test]
async fn an_answer_of_another_form_goes_back_as_well() {
    let cut = format!("{{\"gist\": \"{GIST}\", \"points\": [\"By the aud");
    for wrong in ["Here is your digest!".to_owned(), cut, "{\"gist\": 1}".to_owned(), String::new()] {
        let (model, writer) = stage(vec![Answer::Says(wrong), good()], "").await;
        assert_eq!(written(&writer, &article()).await.note, None);
        assert_eq!(asked(&model), 2);
    }
}

#[tokio::test]
async fn a_fence_around_the_answer_is_forgiven() {
    let fenced =
        format!("```json\n{}\n```", json!({ "gist": GIST, "points": [POINT, OTHER], "quote": null }));
    let (model, writer) = stage(vec![Answer::Says(fenced)], "").await;
    assert_eq!(written(&writer, &article()).await.note, None);
    assert_eq!(asked(&model), 1);
}

#[tokio::test]
async fn passing_failures_are_tried_again() {
    let busy = |after| Answer::Fails(StatusCode::TOO_MANY_REQUESTS, after);
    let broken = Answer::Fails(StatusCode::INTERNAL_SERVER_ERROR, None);
    let (model, writer) = stage(vec![busy(Some("0")), broken, Answer::Garbage, good()], "").await;
    assert_eq!(written(&writer, &article()).await.note, None);
    assert_eq!(asked(&model), 4);
}

#[tokio::test]
async fn lasting_failures_end_in_sentences_of_the_article() {
    let (model, writer) = stage(vec![], "retries = 2").await;
    let fallen = written(&writer, &article()).await;
    assert_eq!((fallen.summary.summarizer.as_str(), asked(&model)), ("extractive", 3));
    insta::assert_snapshot!(fallen.note.expect("a note"), @"the model did not answer (status 500 Internal Server Error)");

    let (model, writer) = stage(vec![Answer::Fails(StatusCode::UNAUTHORIZED, None)], "").await;
    let fallen = written(&writer, &article()).await;
    assert_eq!((fallen.verdicts, asked(&model)), (vec![], 1));
    insta::assert_snapshot!(fallen.note.expect("a note"), @"the model’s endpoint refuses the key; put the right one in the environment as OPENAI_API_KEY");

    let (model, writer) = stage(vec![Answer::Fails(StatusCode::NOT_FOUND, None)], "").await;
    insta::assert_snapshot!(written(&writer, &article()).await.note.expect("a note"), @"the model’s endpoint refuses the request (status 404 Not Found); check provider, model and base_url in [summary.llm]");
    assert_eq!(asked(&model), 1);
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_ends_so_too() {
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = nobody.local_addr().expect("an address").port();
    drop(nobody);
    let text = format!("[summary.llm]\nmodel = \"m\"\nretries = 0\nbase_url = \"http://127.0.0.1:{port}\"");
    let settings = Config::parse(&text).expect("a config").summary.llm;
    let fallen = written(&Writer::new(&settings, None).expect("a writer"), &article()).await;
    assert_eq!(fallen.summary.summarizer, "extractive");
    assert!(fallen.note.expect("a note").starts_with("the model did not answer ("));
}

#[tokio::test]
async fn a_silent_endpoint_is_waited_for_so_long_and_no_longer() {
    let (_model, writer) = stage(vec![Answer::Silence], "timeout = 1\nretries = 0").await;
    insta::assert_snapshot!(written(&writer, &article()).await.note.expect("a note"), @"the model did not answer (no answer within 1 s)");
}

#[tokio::test]
async fn a_day_has_so_many_requests() {
    let (model, writer) = stage(vec![good(), good(), good()], "daily_requests = 1").await;
    assert_eq!(written(&writer, &article()).await.note, None);
    let spent = written(&writer, &article()).await;
    insta::assert_snapshot!(spent.note.expect("a note"), @"the day’s requests to the model are spent (1); wait, or raise daily_requests in [summary.llm]");
    assert_eq!(asked(&model), 1);
    let tomorrow = Timestamp::from_second(86_400).expect("a time");
    assert_eq!(writer.write(&article(), tomorrow).await.expect("a digest").note, None);
}

#[tokio::test]
async fn no_more_are_under_way_than_may_be() {
    let (model, writer) = stage((0..6).map(|_| good()).collect(), "concurrency = 1").await;
    let article = article();
    let six = (0..6).map(|_| writer.write(&article, Timestamp::UNIX_EPOCH));
    for written in futures_util::future::join_all(six).await {
        assert_eq!(written.expect("a digest").note, None);
    }
    assert_eq!(model.most.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_stub_is_refused_unasked() {
    let (model, writer) = stage(vec![good()], "").await;
    let stub = Article { text: "Sign in to read on.".to_owned(), ..article() };
    assert!(writer.write(&stub, Timestamp::UNIX_EPOCH).await.is_err());
    assert_eq!(asked(&model), 0);
}

#[tokio::test]
async fn peoples_own_messages_go_to_a_model_only_where_the_config_says_so() {
    for (line, goes) in [("", false), ("messages = true", true)] {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let app = Router::new().fallback(move || {
            count.fetch_add(1, Ordering::SeqCst);
            std::future::ready(StatusCode::BAD_REQUEST)
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(async move { axum::serve(listener, app).await });
        let config = format!(
            "[summary]\nengine = \"llm\"\n[summary.llm]\nprovider = \"ollama\"\nmodel = \"stand-in\"\n\
             base_url = \"http://127.0.0.1:{port}/\"\nretries = 0\n{line}"
        );
        let intake = Intake::configured(&Config::parse(&config).expect("a config"));
        let text = include_bytes!("cli/piece.txt").to_vec();
        let read = intake.read("a message", text, Hints::default()).await.expect("an article");
        for (private, sent) in [(true, goes), (false, true)] {
            let before = asked.load(Ordering::SeqCst);
            let reading = Reading { private, ..read.clone() };
            let digest = intake.digest("a message", reading, Timestamp::UNIX_EPOCH, "discord").await;
            let made_by = digest.expect("a digest").origin.expect("an origin").summarizer;
            assert_eq!(made_by, "extractive");
            assert_eq!(asked.load(Ordering::SeqCst) > before, sent, "private {private}, {line:?}");
        }
    }
}
