//! The playground as a process, with the digests that come with the project.

use crate::process::{self, Running};
use std::process::Command;

pub struct Playground {
    pub url: String,
    // It ends with the value.
    _process: Running,
}

impl Playground {
    pub async fn start() -> Playground {
        let mut command = Command::new(env!("CARGO_BIN_EXE_standfirst"));
        command.args(["playground", "--port", "0"]).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.env_remove("DISCORD_TOKEN").env("TZ", "Europe/London");
        let (process, url) = process::start(&mut command, |line| {
            let at = line.find("http://127.0.0.1:")?;
            line[at..].split_whitespace().next().map(str::to_owned)
        })
        .await;
        Playground { url, _process: process }
    }
}
