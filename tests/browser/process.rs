//! Programs that a test starts: they tell on a line that they are ready, and end with the test.

use crate::browser::LIMIT;
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};
use tokio::sync::oneshot;

/// A program that ends when this is dropped.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and waits for the line of its output in which `ready` finds what it looks for.
pub async fn start(
    command: &mut Command,
    ready: impl Fn(&str) -> Option<String> + Send + 'static,
) -> (Running, String) {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let out = child.stdout.take().unwrap();
    let (sender, told) = oneshot::channel();
    // To its end, since a full pipe would hold it up.
    std::thread::spawn(move || {
        let mut sender = Some(sender);
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if sender.is_some()
                && let Some(found) = ready(&line)
            {
                let _ = sender.take().unwrap().send(found);
            }
        }
    });
    let running = Running(child);
    let told = tokio::time::timeout(LIMIT, told).await.expect("it is not ready in time");
    (running, told.expect("it ended before it was ready"))
}
