//! Pages of the web that reach for the stand-in through somebody's browser.

use crate::raw::{LIMIT, Raw};
use standfirst::playground::Event;
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Error, client::IntoClientRequest},
};

#[tokio::test]
async fn neither_rest_nor_gateway_answers_a_web_page() {
    let raw = Raw::start().await;
    let status = async |path: &str, name: &str, value: &str| {
        let request = raw.http.get(format!("{}{path}", raw.twin.url())).header(name, value).timeout(LIMIT);
        request.send().await.unwrap().status().as_u16()
    };
    let port = raw.twin.url().rsplit(':').next().unwrap().to_owned();
    assert_eq!(status("/api/v10/gateway", "host", &format!("localhost:{port}")).await, 200);
    for path in ["/api/v10/gateway", "/attachments/1/2/x.html"] {
        assert_eq!(status(path, "origin", "https://evil.example").await, 403);
        assert_eq!(status(path, "host", "evil.example").await, 403);
        assert_eq!(status(path, "host", "127.0.0.1.evil.example:80").await, 403);
    }
    let gateway = raw.get("/gateway").await.1["url"].as_str().unwrap().to_owned();
    let mut request = gateway.into_client_request().unwrap();
    request.headers_mut().insert("origin", "https://evil.example".parse().unwrap());
    let refused = tokio::time::timeout(LIMIT, connect_async(request)).await.unwrap();
    assert!(matches!(refused, Err(Error::Http(answer)) if answer.status() == 403));
    let told = |e: &standfirst::playground::Entry| matches!(&e.event, Event::Note(note) if note.contains("web page"));
    assert_eq!(raw.twin.log().iter().filter(|e| told(e)).count(), 3);
    raw.twin.shutdown().await;
}
