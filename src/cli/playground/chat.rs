//! The chat: one person in one channel, a line at a time. With input from a pipe it runs the lines
//! and ends.

use crate::{
    app::Clock,
    cli::{Done, Failure, print, render},
    daily::{self, Hour},
    ledger::{Ledger, Scheduled},
    playground::{Answer, Id, InvokeError, Message, Twin, terminal},
};
use jiff::{Timestamp, tz::TimeZone};
use std::{
    io::{BufRead, IsTerminal},
    time::Duration,
};
use tokio::sync::mpsc;

/// How long a daily post may take to appear after its time.
const POST_WITHIN: Duration = Duration::from_secs(5);
/// The playground's own commands.
const OWN: [&str; 6] = ["/quit", "/exit", "/tomorrow", "/as", "/press", "/complete"];
/// How like one of them a mistyped one is, at least.
const LIKE: f64 = 0.7;
/// Widest lines, in columns: longer ones are hard to read.
const WIDEST: usize = 100;

pub(super) struct Chat<'a> {
    twin: &'a Twin,
    clock: Clock,
    ledger: Ledger,
    digests: usize,
    zone: TimeZone,
    /// Who types.
    who: Id,
    /// The newest message with something to press.
    last: Option<Message>,
    failed: bool,
}

/// What a line asks of the playground itself; everything else is for the bot.
enum Own {
    Quit,
    Tomorrow,
    As(String),
    Press(String),
    Complete(String),
}

impl<'a> Chat<'a> {
    pub(super) async fn new(
        twin: &'a Twin,
        clock: Clock,
        ledger: Ledger,
        digests: usize,
    ) -> Result<Chat<'a>, Failure> {
        let first = ledger.schedules().await?.into_iter().next();
        let zone = first.and_then(|s| Hour::of(&s.schedule)).map_or(TimeZone::UTC, |hour| hour.timezone);
        let who = twin.world().reader;
        Ok(Chat { twin, clock, ledger, digests, zone, who, last: None, failed: false })
    }

    /// Reads and runs lines until there are no more, or `/quit`. From a pipe, a line that came to
    /// nothing makes the whole `Partly`.
    pub(super) async fn run(&mut self, page: &str) -> Result<Done, Failure> {
        let person = std::io::stdin().is_terminal();
        let mut lines = lines();
        print(&self.greeting(page))?;
        loop {
            if person {
                print("\n> ")?;
            }
            let Some(line) = lines.recv().await else { break };
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if !person {
                print(&format!("\n> {}\n", render::safe(line)))?;
            }
            match own(line) {
                Some(Own::Quit) => break,
                Some(Own::Tomorrow) => self.tomorrow().await?,
                Some(Own::As(name)) => self.turn_into(&name)?,
                Some(Own::Press(what)) => self.press(&what).await?,
                Some(Own::Complete(line)) => self.complete(&line).await?,
                None => {
                    let answer = self.twin.invoke(self.who, self.twin.world().op_eds, line).await;
                    match (&answer, meant(line)) {
                        (Err(InvokeError::UnknownCommand { name, .. }), Some(own)) => {
                            self.note(&format!("there is no command `/{name}`; did you mean `{own}`?"))?;
                        }
                        _ => self.show(answer)?,
                    }
                }
            }
        }
        Ok(if self.failed && !person { Done::Partly } else { Done::All })
    }

    fn greeting(&self, page: &str) -> String {
        format!(
            "This is a local stand-in for Discord, with the bot and {} digests.\n\
             In a browser it is at {page}\n\
             Here you are a reader in #op-eds. Type a command of the bot:\n\
             \x20 /digest search query:korea\n\
             \x20 /help                     all of them\n\
             or of the playground:\n\
             \x20 /tomorrow                 moves the clock to tomorrow’s daily post\n\
             \x20 /as curator               you are one from then on; or admin, or reader again\n\
             \x20 /press 1                  presses the button [1] of the last message; /press 1 2 chooses its 2nd\n\
             \x20 /complete /author name:ad what is offered while one types that\n\
             \x20 /quit\n\
             It is {}.\n",
            self.digests,
            self.told(self.clock.now()),
        )
    }

    fn told(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.zone.clone()).strftime("%A, %-d %B %Y, %H:%M (%Q)").to_string()
    }

    fn turn_into(&mut self, name: &str) -> Result<(), Failure> {
        let world = self.twin.world();
        let who = match name.to_lowercase().as_str() {
            "reader" => world.reader,
            "curator" => world.curator,
            "admin" => world.admin,
            _ => return self.note("you can be the reader, the curator or the admin: /as curator"),
        };
        self.who = who;
        print(&format!("You are {} now.\n", self.twin.names().get(&who).map_or("", String::as_str)))
    }

    /// Moves the clock to the first post of the next day or later, and shows it.
    async fn tomorrow(&mut self) -> Result<(), Failure> {
        let now = self.clock.now();
        let after_today = |scheduled: Scheduled| {
            let hour = Hour::of(&scheduled.schedule).filter(|_| scheduled.paused.is_none())?;
            let today = now.to_zoned_datetime(hour.timezone.clone()).date();
            let mut due = daily::following(&hour, now)?;
            while due.date <= today {
                due = daily::following(&hour, due.at)?;
            }
            Some(due.at)
        };
        let schedules = self.ledger.schedules().await?;
        let Some(at) = schedules.into_iter().filter_map(after_today).min() else {
            return self.note("no daily post is coming; there is no schedule, or all are paused");
        };
        let channel = self.twin.world().op_eds;
        let before = self.twin.messages(channel).pop().map(|m| m.id);
        self.clock.set(at);
        print(&format!("It is {}.\n", self.told(at)))?;
        match self.twin.wait_for_message(channel, before, POST_WITHIN).await {
            Some(_) => self.show_new(before),
            None => self.note("no post came: the channel has had every digest that fits"),
        }
    }

    /// `what` is a number or a label, and for a menu the number of the choice.
    async fn press(&mut self, what: &str) -> Result<(), Failure> {
        let Some(message) = self.last.clone() else {
            return self.note("no message has a button yet");
        };
        let (first, second) = what.split_once(' ').unwrap_or((what, ""));
        let numbered = first.parse::<usize>().ok().and_then(|n| message.controls().nth(n.checked_sub(1)?));
        let Some(control) = numbered else {
            let answer = self.twin.press(self.who, message.id, what).await;
            return self.show(answer);
        };
        if control.get("url").is_some() {
            return self.note("that button opens the original in a browser");
        }
        let id = control.get("custom_id").and_then(|id| id.as_str()).unwrap_or_default();
        let Some(options) = control.get("options").and_then(|o| o.as_array()) else {
            let answer = self.twin.press(self.who, message.id, id).await;
            return self.show(answer);
        };
        let chosen = second.trim().parse::<usize>().ok().and_then(|n| options.get(n.checked_sub(1)?));
        let Some(value) = chosen.and_then(|o| o.get("value")?.as_str()) else {
            return self.note(&format!(
                "that is a menu; choose with /press {first} 1 to /press {first} {}",
                options.len()
            ));
        };
        let answer = self.twin.choose(self.who, message.id, id, &[value]).await;
        self.show(answer)
    }

    async fn complete(&mut self, line: &str) -> Result<(), Failure> {
        let world = self.twin.world();
        match self.twin.autocomplete(self.who, world.op_eds, line).await {
            Ok(choices) if choices.is_empty() => print("nothing fits\n"),
            Ok(choices) => {
                let names: String = choices.iter().map(|c| format!("{}\n", c.name)).collect();
                print(&render::safe(&names))
            }
            Err(error) => self.note(&error.to_string()),
        }
    }

    fn show(&mut self, answer: Result<Answer, InvokeError>) -> Result<(), Failure> {
        match answer {
            Ok(Answer::Message(message) | Answer::Update(message)) => self.show_message(message),
            Ok(Answer::Dialog(dialog)) => print(&terminal::dialog(&dialog, &self.look())),
            Ok(Answer::Deleted) => print("the answer was deleted\n"),
            Err(error) => self.note(&error.to_string()),
        }
    }

    /// Everything that one sees after that message.
    fn show_new(&mut self, after: Option<Id>) -> Result<(), Failure> {
        let who = self.who;
        let new =
            self.twin.messages(self.twin.world().op_eds).into_iter().filter(|m| {
                after.is_none_or(|after| m.id > after) && m.only_for.is_none_or(|only| only == who)
            });
        for message in new {
            self.show_message(message)?;
        }
        Ok(())
    }

    fn show_message(&mut self, message: Message) -> Result<(), Failure> {
        print(&terminal::message(&message, &self.look()))?;
        if message.controls().next().is_some() {
            self.last = Some(message);
        }
        Ok(())
    }

    fn note(&mut self, text: &str) -> Result<(), Failure> {
        self.failed = true;
        print(&format!("{}\n", render::safe(text)))
    }

    fn look(&self) -> terminal::Look {
        let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        self.twin.look(width.min(WIDEST), colour, self.zone.clone())
    }
}

fn own(line: &str) -> Option<Own> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match word {
        "/quit" | "/exit" => Some(Own::Quit),
        "/tomorrow" => Some(Own::Tomorrow),
        "/as" => Some(Own::As(rest.trim().to_owned())),
        "/press" => Some(Own::Press(rest.trim().to_owned())),
        "/complete" => Some(Own::Complete(rest.trim().to_owned())),
        _ => None,
    }
}

/// The playground's own command that a mistyped one is nearest to.
fn meant(line: &str) -> Option<&'static str> {
    let word = line.split_whitespace().next()?.to_lowercase();
    let likeness = |own: &&str| strsim::normalized_damerau_levenshtein(&word, own);
    let near = OWN.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&near) > LIKE).then_some(near)
}

/// Lines of the standard input, read on a thread of its own: a read cannot be cancelled, and must
/// not hold up the end.
fn lines() -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { return };
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receiver
}
