//! `/daily`: what comes to a server's channels, set and stopped in chat.

use crate::stage::{LIMIT, Stage, library, show};
use jiff::Timestamp;
use standfirst::{
    ledger::{Ledger, Scheduled},
    playground::{Id, Message, Permissions},
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Stage {
    async fn kept(&self) -> Ledger {
        Ledger::open(&self.folder.path().join("data/standfirst.sqlite")).await.unwrap()
    }

    async fn scheduled(&self) -> Vec<Scheduled> {
        self.kept().await.schedules().await.unwrap()
    }

    /// Ids as words, and moments by their seconds, so that a snapshot stays.
    fn told(&self, text: &str) -> String {
        let world = self.twin.world();
        [(world.op_eds, "op-eds"), (world.general, "general"), (world.curators, "curators")]
            .iter()
            .fold(text.to_owned(), |text, (id, name)| text.replace(&id.to_string(), name))
    }

    async fn comes_in(&self, channel: Id, after: Option<&Message>) -> Message {
        let came = self.twin.wait_for_message(channel, after.map(|m| m.id), LIMIT).await;
        came.unwrap_or_else(|| panic!("no post came\n{}", self.refusals().join("\n")))
    }
}

#[tokio::test]
async fn with_nothing_it_is_this_channel_at_eight_and_the_answer_says_what_comes() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    assert!(stage.manage("/daily show").await.contains("This server has no daily post."));
    let said = stage.manage("/daily set").await;
    insta::assert_snapshot!(stage.told(&said), @"
    (only you)
    Set: **op-eds**
    A digest in <#op-eds>: Every day at 08:00 (UTC).
    Next: <t:1795420800:F> (<t:1795420800:R>)
    The time zone is UTC, since neither this server nor you have set one; `timezone` names another.
    Preview of the next post:
    # Let the bridge be free
    -> https://harbour.example/opinion/bridge
    *Ada Example* argues

    **Tolls on the old bridge cost more than they raise.**

    • Collecting them takes half of what comes in.
    • The detours wear out the side streets.

    > “A toll that pays for its own booth is no toll at all.”
    ## Ada Example (@ada)
    Ada Example builds bridges and teaches at the Harbour School.
    ## Tags
    Tolls · Bridges
    -- The Harbour Post · 6 May 2024 · 3 min read
    In the author’s words
    The views expressed by contributors are their own and not the view of The Harbour Post.
    [About the author] 1:about:2024-05-06-let-the-bridge-be-free
    [Related] 1:related:2024-05-06-let-the-bridge-be-free
    [Tags] 1:tags:2024-05-06-let-the-bridge-be-free
    [Read the original] https://harbour.example/opinion/bridge
    [👍] 1:up:2024-05-06-let-the-bridge-be-free
    [👎] 1:down:2024-05-06-let-the-bridge-be-free
    ");
    insta::assert_snapshot!(stage.told(&stage.manage("/daily show").await), @"
    (only you)
    # Daily posts of this server
    ## op-eds
    A digest in <#op-eds>: Every day at 08:00 (UTC).
    Next: <t:1795420800:F> (<t:1795420800:R>)
    -- /daily set with a name changes one; /daily preview shows the next post.
    ");
    let preview = stage.manage("/daily preview").await;
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let before = stage.twin.messages(world.op_eds).pop();
    let post = stage.comes_in(world.op_eds, before.as_ref()).await;
    // It is as the preview had it, but for the mark that it is found again by.
    assert_eq!(format!("(only you)\n{}", show(&post)).replace("free:1", "free"), preview);
    stage.end().await;
}

#[tokio::test]
async fn all_of_it_can_be_set_and_changed_by_name() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    stage.twin.invoke(world.admin, world.op_eds, "/me timezone:Europe/Berlin").await.unwrap();
    let said = stage
        .manage(
            "/daily set channel:general at:18:30 days:Tue-Thu count:3 tag:tolls, ferries author:ada example \
             publication:the harbour post exclude:street lamps language:en when_empty:say role:curators name:Evening",
        )
        .await;
    assert!(said.contains("**Mention \\@everyone, \\@here, and All Roles**"), "{said}");
    assert!(said.ends_with("Nothing was saved."), "{said}");
    assert_eq!(stage.scheduled().await, []);
    stage.twin.overwrite(world.general, world.bot, Permissions::MENTION_EVERYONE, Permissions::default());
    let said = stage
        .manage(
            "/daily set channel:general at:18:30 days:Tue-Thu count:3 tag:tolls, ferries author:ada example \
             publication:the harbour post exclude:street lamps language:en when_empty:say role:curators name:Evening",
        )
        .await;
    insta::assert_snapshot!(stage.told(&said), @"
    (only you)
    Set: **Evening**
    3 digests in <#general>: Tuesday, Wednesday and Thursday at 18:30 (Europe/Berlin).
    Next: <t:1795541400:F> (<t:1795541400:R>)
    Only about: Tolls · Ferries
    Only by: Ada Example
    Only from: The Harbour Post
    Never: Street lamps
    Only in: English (en)
    When there is nothing new, a line says so.
    Mentions <@&curators>
    The time zone Europe/Berlin is the one you set with `/me`; `timezone` names another.
    Preview of the next post:
    <@&curators> Nothing new today: this channel has had every op-ed that it wants.
    [The newest] 1:newest
    ");
    // What is not named stays as it was.
    let said = stage.manage("/daily set name:evening at:07:15 language:none tag:-").await;
    insta::assert_snapshot!(stage.told(&said), @"
    (only you)
    Changed: **Evening**
    3 digests in <#general>: Tuesday, Wednesday and Thursday at 07:15 (Europe/Berlin).
    Next: <t:1795500900:F> (<t:1795500900:R>)
    Only by: Ada Example
    Only from: The Harbour Post
    Never: Street lamps
    When there is nothing new, a line says so.
    Mentions <@&curators>
    Preview of the next post:
    <@&curators> Nothing new today: this channel has had every op-ed that it wants.
    [The newest] 1:newest
    ");
    let [one] = &stage.scheduled().await[..] else { panic!("there are more") };
    assert_eq!((one.schedule.channel, one.schedule.count), (world.general.get(), 3));
    assert_eq!(one.schedule.role, Some(world.curators.get()));
    // Another without a name takes the zone of the first.
    let said = stage.manage("/daily set").await;
    assert!(
        said.contains("The time zone Europe/Berlin is that of another daily post of this server"),
        "{said}"
    );
    assert_eq!(stage.scheduled().await.len(), 2);
    assert!(stage.manage("/daily set").await.contains("stands so already"));
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn what_is_written_wrong_is_answered_with_what_works() {
    let stage = Stage::new().await;
    let mut said = Vec::new();
    for option in [
        "at:8",
        "at:8am",
        "at:25:00",
        "at:noon",
        "at:soon",
        "timezone:EST",
        "timezone:Berlin",
        "timezone:UTC+2",
        "timezone:Mars",
        "days:someday",
        "tag:toll",
        "tag:zzzz",
        "author:ada exampel",
        "publication:night wacht",
        "exclude:zzzz",
        "language:Klingon",
        "at:8 days:someday",
    ] {
        let answer = stage.manage(&format!("/daily set {option}")).await;
        let answer =
            answer.strip_prefix("(only you)\n").unwrap().strip_suffix("\nNothing was saved.").unwrap();
        said.push(answer.to_owned());
    }
    insta::assert_snapshot!(said.join("\n"), @r"
    “8” was understood as 08:00, but a time is written with hours and minutes on the clock of 24 hours. Use `at:08:00`.
    “8am” was understood as 08:00, but a time is written with hours and minutes on the clock of 24 hours. Use `at:08:00`.
    “25\:00” was understood as a time of day, but no day has it: hours go from 00 to 23, minutes from 00 to 59. Use, for example, `at:23:00`.
    “noon” was understood as 12:00, but a time is written with hours and minutes on the clock of 24 hours. Use `at:12:00`.
    “soon” is no time of day. Write hours and minutes on the clock of 24 hours: for example, `at:08:00`.
    “EST” was understood as short for a time zone, but does not say when clocks change. Use `timezone:America/New_York`.
    “Berlin” is no time zone. Did you mean `Europe/Berlin`?
    “UTC+2” was understood as a distance from UTC, but does not say when clocks change. Where it is so now: `Europe/Athens`, `Africa/Cairo`, `Africa/Johannesburg`. Use one of these as `timezone`.
    “Mars” is no time zone. Did you mean `Pacific/Marquesas`?
    “someday” are no days. Write them like `Mon-Fri`, `Tuesday, Thursday` or `every day`.
    No digest has the tag “toll”. Did you mean **Tolls**?
    No digest has the tag “zzzz”. `/tags` lists those there are.
    Nobody called “ada exampel” is in the library. Did you mean **Ada Example**?
    No digest is from “night wacht”. Publications complete as you type them.
    No tag, author or publication is called “zzzz”. Names complete as you type them.
    “Klingon” is no language known here. Write its tag, such as `de`, or its name, such as `German`.
    “8” was understood as 08:00, but a time is written with hours and minutes on the clock of 24 hours. Use `at:08:00`.
    “someday” are no days. Write them like `Mon-Fri`, `Tuesday, Thursday` or `every day`.
    ");
    // Each suggestion works.
    for option in ["at:08:00", "at:12:00", "timezone:America/New_York", "timezone:Europe/Athens", "tag:Tolls"]
    {
        let answer = stage.manage(&format!("/daily set {option} name:{}", option.replace(':', " "))).await;
        assert!(answer.contains("Next: <t:"), "{answer}");
    }
    stage.end().await;
}

#[tokio::test]
async fn a_channel_where_it_cannot_post_is_refused_by_the_name_of_what_it_lacks() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    for (deny, lacks) in [
        (Permissions::VIEW_CHANNEL, "**View Channel**"),
        (Permissions::SEND_MESSAGES, "**Send Messages**"),
        (Permissions::EMBED_LINKS, "**Embed Links**"),
        (Permissions::READ_MESSAGE_HISTORY, "**Read Message History**"),
    ] {
        stage.twin.deny(world.general, deny);
        let said = stage.manage("/daily set channel:general").await;
        assert!(said.contains(lacks) && said.ends_with("Nothing was saved."), "{said}");
        stage.twin.allow(world.general);
    }
    stage.twin.deny(world.forum, Permissions::SEND_MESSAGES_IN_THREADS);
    let said = stage.manage("/daily set channel:debates").await;
    assert!(said.contains("**Send Messages in Threads**"), "{said}");
    assert_eq!(stage.scheduled().await, []);
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn it_can_be_paused_resumed_and_stopped() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    stage.manage("/daily set").await;
    stage.manage("/daily set channel:general name:other").await;
    assert!(stage.manage("/daily pause").await.contains("**op-eds** is paused."));
    let shown = stage.manage("/daily show").await;
    assert!(shown.contains("as somebody asked; `/daily resume` lets it come again."), "{shown}");
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    stage.comes_in(world.general, None).await;
    assert!(stage.twin.messages(world.op_eds).iter().all(Message::is_ephemeral));
    let said = stage.manage("/daily resume name:op-eds").await;
    assert!(said.contains("**op-eds** comes again; next: <t:1795507200:F>"), "{said}");
    assert!(
        stage.manage("/daily pause name:nobody").await.contains("No daily post here is called “nobody”.")
    );
    assert!(stage.manage("/daily stop name:Other").await.contains("**other** comes no more."));
    let names: Vec<String> = stage.scheduled().await.into_iter().map(|s| s.schedule.name).collect();
    assert_eq!(names, ["op-eds"]);
    // Who did it is kept.
    let file = format!("sqlite://{}", stage.folder.path().join("data/standfirst.sqlite").display());
    let ledger = sqlx::SqlitePool::connect(&file).await.unwrap();
    let acts: Vec<(String, String)> =
        sqlx::query_as("SELECT user, act FROM server_acts ORDER BY id").fetch_all(&ledger).await.unwrap();
    ledger.close().await;
    let admin = world.admin.to_string();
    assert!(acts.iter().all(|(user, _)| *user == admin));
    let acts: Vec<&str> = acts.iter().map(|(_, act)| act.as_str()).collect();
    assert_eq!(
        acts,
        [
            "daily set op-eds",
            "daily set other",
            "daily pause op-eds",
            "daily resume op-eds",
            "daily stop other"
        ]
    );
    stage.end().await;
}

#[tokio::test]
async fn what_the_server_hides_does_not_come() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    stage.manage("/settings hide_publication:The Harbour Post language:de").await;
    let said = stage.manage("/daily set").await;
    assert!(said.contains("# A lamp is not a luxury") && !said.contains("Harbour"), "{said}");
    let before = stage.twin.messages(world.op_eds).pop();
    stage.clock.set(at("2026-11-23T08:00:00Z"));
    let post = show(&stage.comes_in(world.op_eds, before.as_ref()).await);
    assert!(post.starts_with("# A lamp is not a luxury") && post.contains("[Verwandtes]"), "{post}");
    stage.end().await;
}

#[tokio::test]
async fn options_complete_in_ones_own_language() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    stage.twin.set_locale(world.admin, "de");
    stage.manage("/daily set name:Morgens").await;
    let offered = |line: &'static str| {
        let stage = &stage;
        async move {
            let choices = stage.twin.autocomplete(world.admin, world.op_eds, line).await.unwrap();
            let told =
                |c: standfirst::playground::Choice| format!("{} = {}", c.name, c.value.as_str().unwrap());
            choices.into_iter().take(3).map(told).collect::<Vec<_>>().join(" | ")
        }
    };
    assert_eq!(offered("/daily set at:8").await, "08:00 = 08:00 | 20:00 = 20:00 | 08:15 = 08:15");
    assert_eq!(offered("/daily set at:mit").await, "12:00 · Mittag = 12:00 | 00:00 · Mitternacht = 00:00");
    assert_eq!(offered("/daily set days:di").await, "Dienstag = tue");
    assert!(offered("/daily set days:Mo-Fr").await.starts_with("Montag bis Freitag = weekdays"));
    assert!(offered("/daily set timezone:berl").await.starts_with("Europe/Berlin"));
    assert_eq!(offered("/daily set tag:tolls, fer").await, "tolls, Ferries (1) = tolls, Ferries");
    assert!(offered("/daily set exclude:night").await.starts_with("The Night Watch"));
    assert!(
        offered("/daily stop name:mor").await.starts_with("Morgens · Jeden Tag um 08:00 (UTC) = Morgens")
    );
    stage.end().await;
}

#[tokio::test]
async fn one_of_the_config_is_shown_and_paused_but_not_changed_here() {
    let stage =
        Stage::with(&library(), "[[daily]]\nname = \"lobby\"\nchannel = CHANNEL\nat = \"09:00\"\n").await;
    let ledger = stage.kept().await;
    // The config says no server; the bot finds it out.
    let placed = async {
        while !ledger.channels_unplaced(1).await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LIMIT, placed).await.unwrap();
    assert!(stage.manage("/daily show").await.contains("Set in the operator’s config.toml"));
    for line in ["/daily set name:lobby at:10:00", "/daily stop name:lobby"] {
        let said = stage.manage(line).await;
        assert!(said.contains("config.toml under \\[\\[daily\\]\\]") || said.contains("[[daily]]"), "{said}");
    }
    assert!(stage.manage("/daily pause name:lobby").await.contains("**lobby** is paused."));
    assert!(stage.manage("/daily resume").await.contains("**lobby** comes again"));
    stage.end().await;
}
