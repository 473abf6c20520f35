//! Being told of a daily post that cannot be made, that is made again, and of which nobody can say whether it was:
//! in the server's log channel, in its system channel, or directly, in the language of whoever reads it; also by a
//! process that is killed between any two steps of it.

use crate::{
    process::Process,
    stage::{LIMIT, Stage, library, morning, show},
};
use jiff::{SignedDuration, Timestamp};
use standfirst::{
    app::Clock,
    config::Config,
    playground::{Fault, Id, Message, Permissions, Trap, Twin, TwinOptions},
};
use std::fs;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const EIGHT: &str = "2026-11-23T08:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[derive(Debug, Clone, Copy)]
enum Way {
    Log,
    System,
    Direct,
}

/// A stage whose admin has set a daily post in #op-eds at eight, and where that channel is.
async fn stage(way: Way, language: &str) -> (Stage, Id) {
    // A minute's tries are a second's.
    let stage = Stage::with(&library(), "[discord]\ntry_seconds = 1\n").await;
    let world = stage.twin.world();
    let place = match way {
        Way::Log => {
            stage.manage(&format!("/settings log_channel:general language:{language}")).await;
            world.general
        }
        Way::System => {
            stage.manage(&format!("/settings language:{language}")).await;
            stage.twin.set_system_channel(world.guild, Some(world.general));
            world.general
        }
        Way::Direct => {
            stage.manage(&format!("/me language:{language}")).await;
            stage.twin.direct(world.admin)
        }
    };
    let said = stage.manage("/daily set name:lobby at:08:00 timezone:UTC").await;
    assert!(said.contains("**lobby**"), "{said}");
    (stage, place)
}

/// The notices of a place, with the ids and the moments of the stage named.
fn told(stage: &Stage, place: Id) -> Vec<String> {
    let name = |m: &Message| {
        let seconds = at(EIGHT).as_second();
        show(m)
            .replace(&stage.twin.world().op_eds.to_string(), "OP-EDS")
            .replace(&format!("<t:{seconds}:f>"), "EIGHT")
    };
    stage.twin.messages(place).iter().filter(|m| m.author == stage.twin.world().bot).map(name).collect()
}

/// How many messages everybody sees there.
fn seen(stage: &Stage, place: Id) -> usize {
    stage.twin.messages(place).iter().filter(|m| !m.is_ephemeral()).count()
}

async fn comes(stage: &Stage, place: Id, after: usize) {
    let came = async {
        while seen(stage, place) <= after {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LIMIT, came)
        .await
        .unwrap_or_else(|_| panic!("nothing came; {:?}", stage.refusals()));
}

#[tokio::test]
async fn a_pause_and_its_end_are_told_in_each_way_and_in_the_language_there() {
    let mut all = String::new();
    for (way, language) in [(Way::Log, "de"), (Way::System, "fr"), (Way::Direct, "es")] {
        let (stage, place) = stage(way, language).await;
        let world = stage.twin.world();
        stage.twin.deny(world.op_eds, Permissions::SEND_MESSAGES);
        stage.clock.set(at(EIGHT));
        comes(&stage, place, 0).await;
        stage.twin.allow(world.op_eds);
        stage.clock.set(at("2026-11-23T09:00:00Z"));
        comes(&stage, place, 1).await;
        comes(&stage, world.op_eds, 0).await;
        all += &format!("{way:?}\n{}\n", told(&stage, place).join("\n"));
        stage.end_after_trouble().await;
    }
    insta::assert_snapshot!(all, @"
    Log
    Seit EIGHT kann der tägliche Beitrag „lobby“ nicht in <#OP-EDS> erscheinen: Diesem Bot fehlt dort **Nachrichten senden**. Es geht von selbst weiter, sobald er es hat, oder sofort mit `/daily resume`.
    Der tägliche Beitrag „lobby“ in <#OP-EDS> geht weiter. Er war seit EIGHT angehalten.
    System
    Depuis EIGHT, la publication quotidienne « lobby » ne peut pas paraître dans <#OP-EDS> : il y manque à ce bot **Envoyer des messages**. Elle reprend d’elle-même dès qu’il l’a, ou aussitôt avec `/daily resume`.
    La publication quotidienne « lobby » reprend dans <#OP-EDS>. Elle était suspendue depuis EIGHT.
    Direct
    Desde EIGHT, la publicación diaria «lobby» no puede salir en <#OP-EDS>: a este bot le falta allí **Enviar mensajes**. Sigue por sí sola en cuanto lo tenga, o enseguida con `/daily resume`.
    La publicación diaria «lobby» sigue en <#OP-EDS>. Estaba en pausa desde EIGHT.
    ");
}

#[tokio::test]
async fn a_post_that_may_not_have_arrived_is_told_in_each_way_and_in_the_language_there() {
    let mut all = String::new();
    for (way, language) in [(Way::Log, "es"), (Way::System, "de"), (Way::Direct, "fr")] {
        let (stage, place) = stage(way, language).await;
        let world = stage.twin.world();
        let path = format!("/channels/{}/messages", world.op_eds);
        let trap = stage.twin.fail(Fault::cut_after().on("POST", &path).times(u32::MAX));
        stage.twin.deny(world.op_eds, Permissions::READ_MESSAGE_HISTORY);
        stage.clock.set(at(EIGHT));
        stage.looked().await;
        assert!(trap.hits() > 0);
        stage.clock.set(at("2026-11-23T08:02:00Z"));
        comes(&stage, place, 0).await;
        assert_eq!(seen(&stage, world.op_eds), 1, "it is not repeated");
        // Nor is it told again.
        stage.clock.set(at("2026-11-23T08:04:00Z"));
        stage.looked().await;
        all += &format!("{way:?}\n{}\n", told(&stage, place).join("\n"));
        stage.end_after_trouble().await;
    }
    insta::assert_snapshot!(all, @"
    Log
    La publicación diaria «lobby» del 23 de noviembre de 2026 en <#OP-EDS> quizá no llegó, y este bot no puede averiguarlo: allí necesita **Leer el historial de mensajes**. Para no publicar dos veces, no se repite. (EIGHT)
    System
    Der tägliche Beitrag „lobby“ vom 23. November 2026 in <#OP-EDS> ist vielleicht nicht angekommen, und dieser Bot kann es nicht feststellen: Er braucht dort **Nachrichtenverlauf anzeigen**. Damit nichts doppelt kommt, wird er nicht wiederholt. (EIGHT)
    Direct
    La publication quotidienne « lobby » du 23 novembre 2026 dans <#OP-EDS> n’est peut-être pas arrivée, et ce bot ne peut pas le savoir : il lui faut y **Voir les anciens messages**. Pour ne pas publier deux fois, elle n’est pas répétée. (EIGHT)
    ");
}

#[tokio::test]
async fn where_the_log_channel_is_closed_the_next_way_is_taken() {
    let (stage, general) = stage(Way::Log, "en").await;
    let world = stage.twin.world();
    stage.twin.deny(general, Permissions::SEND_MESSAGES);
    stage.twin.deny(world.op_eds, Permissions::SEND_MESSAGES);
    stage.clock.set(at(EIGHT));
    comes(&stage, stage.twin.direct(world.admin), 0).await;
    assert_eq!(told(&stage, general), Vec::<String>::new());
    stage.end_after_trouble().await;
}

/// A post in #op-eds at eight, and a process that can be killed.
struct Doomed {
    runtime: Runtime,
    twin: Twin,
    clock: Clock,
    config: Config,
    _folder: TempDir,
    process: Option<Process>,
}

impl Doomed {
    fn new() -> Doomed {
        let runtime = Runtime::new().unwrap();
        let clock = Clock::stopped(morning());
        let options = TwinOptions { now: clock.reading(), ..TwinOptions::default() };
        let twin = runtime.block_on(Twin::start(options)).unwrap();
        let world = twin.world();
        twin.set_system_channel(world.guild, Some(world.general));
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("digests")).unwrap();
        for (name, text) in library() {
            fs::write(folder.path().join(format!("digests/{name}.toml")), text).unwrap();
        }
        let text = format!("[[daily]]\nname = \"lobby\"\nchannel = {}\nat = \"08:00\"\n", world.op_eds);
        let mut config = Config::parse(&text).unwrap();
        config.data_dir = folder.path().join("data");
        config.library.path = folder.path().join("digests");
        config.discord.api_url = twin.url().to_owned();
        let process = Some(Process::start(&config, &twin, &clock));
        Doomed { runtime, twin, clock, config, _folder: folder, process }
    }

    fn until(&self, what: &str, done: impl Fn() -> bool) {
        let done = async {
            while !done() {
                tokio::task::yield_now().await;
            }
        };
        let done = self.runtime.block_on(async { tokio::time::timeout(LIMIT, done).await });
        assert!(done.is_ok(), "{what}: it did not come to that");
    }

    fn notices(&self) -> Vec<String> {
        self.twin.messages(self.twin.world().general).iter().map(|m| m.content().to_owned()).collect()
    }

    /// Waits until the ledger knows that the pause was told.
    fn noted(&self) {
        let noted = async {
            let ledger = &self.process.as_ref().unwrap().running.ledger;
            let told =
                async || ledger.schedule("lobby").await.unwrap().and_then(|s| s.paused?.told_at).is_some();
            while !told().await {
                tokio::task::yield_now().await;
            }
        };
        self.runtime.block_on(async { tokio::time::timeout(LIMIT, noted).await }).unwrap();
    }

    fn told(&self, what: &str) -> usize {
        self.notices().iter().filter(|text| text.contains(what)).count()
    }

    /// Sets the clock, and kills the process at the request that the trap waits for; it is back a minute later.
    fn dies_at(&mut self, trap: &Trap, time: Timestamp, what: &str) {
        self.clock.set(time);
        self.until(what, || trap.hits() > 0);
        self.process = None;
        self.twin.heal();
        self.clock.set(time + SignedDuration::from_secs(61));
        self.process = Some(Process::start(&self.config, &self.twin, &self.clock));
    }
}

#[test]
fn killed_at_any_step_it_tells_of_a_pause_and_of_its_end_once() {
    let probe = Doomed::new();
    let world = probe.twin.world();
    drop(probe);
    let (here, guild, general) = (
        format!("/channels/{}", world.op_eds),
        format!("/guilds/{}", world.guild),
        format!("/channels/{}/messages", world.general),
    );
    // What is asked on the way: how the bot stands, where to tell, what was told; then the notice itself, which is there
    // when the process dies, or is not.
    let steps: [(&str, Fault); 5] = [
        ("standing", Fault::hold().on("GET", &here)),
        ("where", Fault::hold().on("GET", &guild)),
        ("what was told", Fault::hold().on("GET", &general)),
        ("before", Fault::cut_before().on("POST", &general)),
        ("after", Fault::cut_after().on("POST", &general)),
    ];
    for (pausing, _) in &steps {
        for (resuming, _) in &steps {
            let what = format!("killed at {pausing}, then at {resuming}");
            let fault = |name: &str| steps.iter().find(|(of, _)| *of == name).unwrap().1.clone();
            let mut doomed = Doomed::new();
            doomed.twin.deny(world.op_eds, Permissions::SEND_MESSAGES);
            let trap = doomed.twin.fail(fault(pausing));
            doomed.dies_at(&trap, at(EIGHT), &what);
            doomed.until(&what, || doomed.told("cannot be posted") > 0);
            // One that is mended before it is noted that it was told is not told to be over.
            doomed.noted();
            doomed.twin.allow(world.op_eds);
            let trap = doomed.twin.fail(fault(resuming));
            doomed.dies_at(&trap, at("2026-11-23T09:30:00Z"), &what);
            doomed.until(&what, || doomed.told("goes on in") > 0);
            doomed.until(&what, || doomed.twin.messages(world.op_eds).len() == 1);
            // Whatever is told again is told now.
            doomed.process = None;
            doomed.clock.set(at("2026-11-23T11:00:00Z"));
            let process = Process::start(&doomed.config, &doomed.twin, &doomed.clock);
            let mut looked = process.running.looked.clone();
            let seen = looked.wait_for(|looked| *looked == doomed.clock.now());
            doomed.runtime.block_on(async { tokio::time::timeout(LIMIT, seen).await }).unwrap().unwrap();
            assert_eq!(doomed.notices().len(), 2, "{what}: {:?}", doomed.notices());
            assert_eq!(doomed.told("cannot be posted"), 1, "{what}");
        }
    }
}
