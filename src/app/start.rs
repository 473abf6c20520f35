//! The bot as a whole: what it opens, which tasks it runs, and how it ends.

use super::{
    Clock, DataLock, Feeds, Intake, LockError, Shelf,
    access::Access,
    daily::{Corrections, Scheduler},
    jobs::{self, Jobs},
    letters::Letters,
    shelf::ShelfError,
};
use crate::{
    bot::Bot,
    config::Config,
    daily,
    discord::{Gateway, GatewayError, Poster, Rest, Token, Urgency},
    ledger::{Ledger, LedgerError, Schedule},
    library::Library,
};
use jiff::{SignedDuration, Timestamp};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The ledger's file in the data folder.
pub const LEDGER_FILE: &str = "standfirst.sqlite";
/// How long the tasks get to end.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// A bot at work.
pub struct Running {
    stop: CancellationToken,
    ready: CancellationToken,
    tasks: TaskTracker,
    gateway: JoinHandle<Result<(), GatewayError>>,
    /// The library it serves.
    pub shelf: Shelf,
    /// What it owes.
    pub ledger: Ledger,
    /// The time of the last look at the schedules that is over: what was due by then was seen to, or waits until
    /// it is known how enough of what was sent ended.
    pub looked: watch::Receiver<Timestamp>,
    /// The time of the last look at the paused schedules that is over: whoever was to be told by then was.
    pub checked: watch::Receiver<Timestamp>,
    _lock: DataLock,
}

/// Why the bot cannot run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Another process is at work on the same data.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The library.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The HTTP client.
    #[error("the system's TLS cannot be set up: {0}; check its certificates")]
    Client(#[from] reqwest::Error),
    /// The connection to Discord.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// The system does not let signals be waited for.
    #[error("cannot wait for signals: {0}; run it in an ordinary process")]
    Signal(std::io::Error),
    /// A task died of a fault in this program.
    #[error("the connection's task died: {0}; please report this")]
    Died(tokio::task::JoinError),
}

/// Opens library and ledger, connects, and starts the poller of feeds, the daily posts and the letters.
///
/// # Errors
/// Anything cannot be opened. Whether Discord answers shows in [`Running::ready`].
pub async fn start(
    config: &Config,
    token: Token,
    clock: Clock,
    intake: Arc<Intake>,
) -> Result<Running, RunError> {
    let lock = DataLock::take(&config.data_dir)?;
    let ledger = Ledger::open(&config.data_dir.join(LEDGER_FILE)).await?;
    let shelf = Shelf::open(Library::folder(&config.library.path)).await?;
    let (stop, ready, tasks) = (CancellationToken::new(), CancellationToken::new(), TaskTracker::new());
    let rest = Rest::new(&config.discord, token, stop.clone())?;
    let poster = Poster::new(rest.clone());
    let letters = Letters::new(shelf.clone(), ledger.clone(), poster.clone(), clock.clone()).await?;
    // After the letters have numbered what is there: to a new schedule it is not new.
    let declared: Vec<Schedule> = config.daily.iter().map(Schedule::from).collect();
    let synced = ledger.sync_schedules(&declared, clock.now(), daily::placed).await?;
    for schedule in &synced.stopped {
        tracing::info!(schedule, "it is no longer in config.toml, and posts no more");
    }
    let (orders, ordered) = mpsc::channel(jobs::QUEUE);
    let gateway = Gateway {
        rest: rest.clone(),
        bot: Bot::new(shelf.subscribe(), ledger.clone()),
        orders,
        ledger: ledger.clone(),
        config: config.discord.clone(),
        now: clock.reading(),
        ready: ready.clone(),
    };
    let gateway = tasks.spawn(gateway.run(stop.clone()));
    let grace = SignedDuration::from_hours(config.discord.make_up_hours.into());
    let (checked, last_check) = watch::channel(Timestamp::MIN);
    let access = Access {
        looked: checked,
        rest: rest.clone(),
        poster: poster.clone(),
        ledger: ledger.clone(),
        clock: clock.clone(),
        grace,
    };
    let jobs = Jobs {
        intake: Arc::clone(&intake),
        shelf: shelf.clone(),
        rest,
        poster: poster.at(Urgency::Now),
        ledger: ledger.clone(),
        clock: clock.clone(),
    };
    tasks.spawn(jobs.run(ordered, stop.clone()));
    tasks.spawn(shelf.clone().watch(stop.clone()));
    if !config.feeds.is_empty() {
        let (feeds, library) = (config.feeds.clone(), shelf.library().clone());
        let poller = Feeds::new(feeds, ledger.clone(), library, Arc::clone(&intake), clock.clone());
        tasks.spawn(poller.run(stop.clone()));
    }
    let corrections = Corrections {
        shelf: shelf.clone(),
        ledger: ledger.clone(),
        poster: poster.clone(),
        clock: clock.clone(),
        within: SignedDuration::from_hours(24 * i64::from(config.discord.edit_posts_days)),
        by_hand: config.discord.edit_posts_by_hand,
    };
    let (looked, last_look) = watch::channel(Timestamp::MIN);
    let scheduler = Scheduler { shelf: shelf.clone(), ledger: ledger.clone(), poster, clock, grace, looked };
    // Sending begins once Discord has let the bot in.
    let (ending, entered) = (stop.clone(), ready.clone());
    tasks.spawn(async move {
        if ending.run_until_cancelled(entered.cancelled()).await.is_some() {
            scheduler.run(ending).await;
        }
    });
    let (ending, entered) = (stop.clone(), ready.clone());
    tasks.spawn(async move {
        if ending.run_until_cancelled(entered.cancelled()).await.is_some() {
            access.run(ending).await;
        }
    });
    if config.discord.edit_posts_days > 0 {
        let (ending, entered) = (stop.clone(), ready.clone());
        tasks.spawn(async move {
            if ending.run_until_cancelled(entered.cancelled()).await.is_some() {
                corrections.run(ending).await;
            }
        });
    }
    let (ending, entered) = (stop.clone(), ready.clone());
    tasks.spawn(async move {
        if ending.run_until_cancelled(entered.cancelled()).await.is_some() {
            letters.run(ending).await;
        }
    });
    Ok(Running {
        stop,
        ready,
        tasks,
        gateway,
        shelf,
        ledger,
        looked: last_look,
        checked: last_check,
        _lock: lock,
    })
}

impl Running {
    /// Waits until Discord knows the commands.
    ///
    /// # Errors
    /// The connection ended before that.
    pub async fn ready(&mut self) -> Result<(), RunError> {
        tokio::select! {
            () = self.ready.cancelled() => Ok(()),
            ended = &mut self.gateway => match ended {
                Ok(ended) => Err(ended.err().unwrap_or(GatewayError::Stopped).into()),
                Err(died) => Err(RunError::Died(died)),
            },
        }
    }

    /// Runs until the connection ends for good.
    ///
    /// # Errors
    /// Why it ended.
    pub async fn ended(&mut self) -> Result<(), RunError> {
        match (&mut self.gateway).await {
            Ok(ended) => Ok(ended?),
            Err(died) => Err(RunError::Died(died)),
        }
    }

    /// Ends every task: answers under way get their time, nothing new begins.
    pub async fn stop(self) {
        self.stop.cancel();
        self.tasks.close();
        if tokio::time::timeout(STOP_WITHIN, self.tasks.wait()).await.is_err() {
            tracing::warn!("some tasks did not end in time");
        }
    }
}
