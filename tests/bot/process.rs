//! A bot that is killed within the test's own process.

use crate::stage::{LIMIT, intake};
use standfirst::{
    app::{self, Clock, Running},
    config::Config,
    discord::Token,
    playground::Twin,
};
use tokio::runtime::Runtime;

/// The bot with a runtime of its own: when that is shut down, everything ends between two steps of it.
pub struct Process {
    runtime: Option<Runtime>,
    pub running: Running,
}

impl Process {
    pub fn start(config: &Config, twin: &Twin, clock: &Clock) -> Process {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let token = Token::new(twin.token()).unwrap();
        let running = runtime.block_on(async {
            let mut running = app::start(config, token, clock.clone(), intake()).await.unwrap();
            tokio::time::timeout(LIMIT, running.ready()).await.unwrap().unwrap();
            running
        });
        Process { runtime: Some(runtime), running }
    }
}

impl Drop for Process {
    /// Without any good order.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(LIMIT);
        }
    }
}
