//! What a server sets: what its members do not see, in which language everybody is addressed, where admins are
//! told of trouble.

use crate::stage::{Stage, library, morning, show};
use standfirst::{
    bot::{Action, Bot, Invocation, Language, Reply, Request, Rights},
    ledger::{Ledger, Server},
    playground::{Answer, Id, Permissions},
};

impl Stage {
    /// The admin types a line in #op-eds.
    pub async fn manage(&self, line: &str) -> String {
        let world = self.twin.world();
        match self.twin.invoke(world.admin, world.op_eds, line).await {
            Ok(answer) => shown(&answer),
            Err(error) => panic!("{line}: {error}\n{}", self.refusals().join("\n")),
        }
    }

    async fn direct(&self, who: Id, line: &str) -> String {
        shown(&self.twin.invoke(who, self.twin.direct(who), line).await.unwrap())
    }

    async fn set(&self) -> Server {
        let ledger = Ledger::open(&self.folder.path().join("data/standfirst.sqlite")).await.unwrap();
        ledger.server(self.twin.world().guild.get()).await.unwrap()
    }
}

fn shown(answer: &Answer) -> String {
    answer.message().map(show).unwrap_or_default()
}

#[tokio::test]
async fn nothing_is_set_at_first() {
    let stage = Stage::new().await;
    insta::assert_snapshot!(stage.manage("/settings").await, @"
    (only you)
    # This server’s settings
    ## Language of what everybody sees
    Each reader’s own
    ## Log channel
    None: who is to be told is written to directly
    ## Hidden publications
    None
    ## Hidden tags
    None
    ## Hidden languages
    None
    -- What is hidden is in no list, search or daily post of this server. Whoever has Manage Server can change this.
    ");
    stage.end().await;
}

#[tokio::test]
async fn what_is_hidden_is_nowhere_in_the_server() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    let card = stage.ask("/digest show digest:bridge").await;
    insta::assert_snapshot!(stage.manage("/settings hide_publication:the harbour post").await, @"
    (only you)
    Saved.
    # This server’s settings
    ## Language of what everybody sees
    Each reader’s own
    ## Log channel
    None: who is to be told is written to directly
    ## Hidden publications
    The Harbour Post
    ## Hidden tags
    None
    ## Hidden languages
    None
    -- What is hidden is in no list, search or daily post of this server. Whoever has Manage Server can change this.
    <Show one of these again: The Harbour Post>
    ");
    for line in [
        "/digest latest",
        "/digest latest count:10",
        "/digest search query:bridge",
        "/digest search query:ferry",
        "/digest show digest:2024-05-06-let-the-bridge-be-free",
        "/digest random",
        "/digest today",
        "/author name:Ada Example",
        "/tags",
        "/tags tag:Tolls",
        "/about",
        "/help",
    ] {
        let said = stage.say(line).await;
        for hidden in ["Harbour", "bridge be free", "ferry is worth", "Tolls ·"] {
            assert!(!said.contains(hidden), "{line}: {said}");
        }
    }
    assert!(stage.say("/about").await.contains("1 digest, 0 authors, 1 tags"));
    for line in [
        "/digest show digest:",
        "/author name:",
        "/tags tag:",
        "/digest latest publication:",
        "/follow tag:t",
    ] {
        let offered = stage.complete(line).await.join("\n");
        assert!(
            !offered.contains("bridge") && !offered.contains("Ada") && !offered.contains("Toll"),
            "{offered}"
        );
        assert!(!offered.contains("Harbour"), "{offered}");
    }
    // A card that stands there already leads nowhere.
    for button in ["About the author", "Related", "Tags", "👍"] {
        let said = shown(&stage.press(world.reader, &card, button).await);
        assert!(said.contains("That digest is gone"), "{button}: {said}");
    }
    // In a direct conversation nothing is hidden.
    assert!(stage.direct(world.reader, "/digest latest").await.contains("Let the bridge be free"));
    // It can be shown again: with the option, which completes, or from the menu.
    let offered =
        stage.twin.autocomplete(world.admin, world.op_eds, "/settings show_again:har").await.unwrap();
    assert_eq!(offered[0].name, "The Harbour Post · Publication");
    let again = format!("/settings show_again:{}", offered[0].value.as_str().unwrap());
    assert!(stage.manage(&again).await.contains("Saved."));
    assert!(stage.say("/digest latest").await.contains("Let the bridge be free"));
    stage.end().await;
}

#[tokio::test]
async fn tags_and_languages_are_hidden_too_and_shown_again_from_the_menu() {
    let mut digests = library();
    for (_, text) in digests.iter_mut().take(1) {
        *text = text.replacen("kind =", "language = \"de-AT\"\nkind =", 1);
    }
    let stage = Stage::with(&digests, "").await;
    let world = stage.twin.world();
    stage.manage("/settings hide_tag:street lamps hide_language:german").await;
    let listed = stage.say("/digest latest count:5").await;
    assert!(
        listed.contains("The ferry") && !listed.contains("lamp") && !listed.contains("bridge"),
        "{listed}"
    );
    let settings = stage.twin.invoke(world.admin, world.op_eds, "/settings").await.unwrap();
    insta::assert_snapshot!(shown(&settings), @"
    (only you)
    # This server’s settings
    ## Language of what everybody sees
    Each reader’s own
    ## Log channel
    None: who is to be told is written to directly
    ## Hidden publications
    None
    ## Hidden tags
    Street lamps
    ## Hidden languages
    Deutsch (de)
    -- What is hidden is in no list, search or daily post of this server. Whoever has Manage Server can change this.
    <Show one of these again: Street lamps | Deutsch (de)>
    ");
    let message = settings.message().unwrap();
    let options = message.controls().next().unwrap()["options"].clone();
    let lamps = options[0]["value"].as_str().unwrap();
    let chosen = stage.twin.choose(world.admin, message.id, "1:show:0", &[lamps]).await.unwrap();
    assert!(matches!(chosen, Answer::Update(_)));
    assert!(stage.say("/digest latest count:5").await.contains("A lamp is not a luxury"));
    stage.manage("/settings reset:hidden").await;
    assert_eq!(stage.set().await.hidden, []);
    stage.end().await;
}

#[tokio::test]
async fn everybody_is_addressed_in_the_servers_language_and_each_in_their_own() {
    let mut stage = Stage::new().await;
    let world = stage.twin.world();
    stage.twin.set_locale(world.admin, "sv-SE");
    let said = stage.manage("/settings language:de private:false").await;
    assert!(said.starts_with("Gespeichert."), "{said}");
    stage.twin.set_locale(world.reader, "fr");
    let public = stage.say("/digest show digest:ferry").await;
    assert!(public.contains("meinen") && public.contains("[Themen]"), "{public}");
    let private = stage.say("/digest show digest:ferry private:true").await;
    assert!(private.contains("soutiennent"), "{private}");
    // A list is the reader's own until it is posted.
    let list = stage.ask("/digest search query:tolls").await;
    assert!(show(&list).contains("Recherche"), "{}", show(&list));
    let posted = stage.press(world.reader, &list, "Publier ici").await;
    assert!(shown(&posted).contains("Suche: tolls"), "{}", shown(&posted));
    // It is still so after a restart, until it is taken back.
    stage.down().await;
    stage.up().await;
    assert!(stage.say("/digest show digest:ferry").await.contains("meinen"));
    stage.manage("/settings language:readers").await;
    assert!(stage.say("/digest show digest:ferry").await.contains("soutiennent"));
    stage.end().await;
}

#[tokio::test]
async fn a_log_channel_is_one_that_the_bot_can_write_in() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    stage.twin.deny(world.general, Permissions::SEND_MESSAGES | Permissions::EMBED_LINKS);
    let said = stage.manage("/settings log_channel:general language:de").await;
    assert_eq!(
        said,
        format!(
            "(only you)\nThis bot lacks permissions in <#{}>: **Send Messages**, **Embed Links**. Give them to it there, and try again. Nothing was changed.",
            world.general
        )
    );
    // Nothing is saved by halves.
    assert_eq!(stage.set().await, Server::default());
    stage.twin.deny(world.general, Permissions::VIEW_CHANNEL);
    assert!(stage.manage("/settings log_channel:general").await.contains("cannot see"));
    assert!(stage.manage("/settings log_channel:debates").await.contains("Choose a text channel"));
    stage.twin.allow(world.general);
    let said = stage.manage("/settings log_channel:general").await;
    assert!(said.contains(&format!("## Log channel\n<#{}>", world.general)), "{said}");
    assert_eq!(stage.set().await.log_channel, Some(world.general.get()));
    assert!(stage.manage("/settings reset:everything").await.contains("None: who is to be told"));
    stage.end_after_trouble().await;
}

#[tokio::test]
async fn what_is_unknown_is_not_hidden_and_something_like_it_is_offered() {
    let stage = Stage::new().await;
    for (line, said) in [
        ("/settings hide_tag:Toll", "No digest has the tag “Toll”. Did you mean **Tolls**?"),
        ("/settings hide_publication:Habour Post", "Did you mean **The Harbour Post**?"),
        ("/settings hide_language:Klingon", "“Klingon” is no language known here."),
        ("/settings show_again:Tolls", "Nothing called “Tolls” is hidden here."),
    ] {
        let answer = stage.manage(line).await;
        assert!(answer.contains(said), "{line}: {answer}");
    }
    assert_eq!(stage.set().await, Server::default());
    stage.end().await;
}

#[tokio::test]
async fn who_does_not_manage_the_server_sets_nothing() {
    let stage = Stage::new().await;
    let world = stage.twin.world();
    let seen = |who: Id, place: Id| {
        stage.twin.commands_for(who, place).iter().any(|command| command.name() == "settings")
    };
    assert!(seen(world.admin, world.op_eds));
    assert!(!seen(world.reader, world.op_eds));
    assert!(!seen(world.admin, stage.twin.direct(world.admin)));
    // The server may let others use the command; the bot looks itself.
    let ledger = Ledger::open(&stage.folder.path().join("other.sqlite")).await.unwrap();
    let bot = Bot::new(stage.shelf().subscribe(), ledger);
    for (guild, manage, said) in [
        (Some(4), false, "That takes the permission Manage Server"),
        (None, true, "That is set for a server."),
    ] {
        let request = Request {
            interaction: 1,
            user: 2,
            channel: 3,
            guild,
            rights: Rights { manage, curate: true },
            language: Language::English,
            aloud: Language::English,
            locale: Language::English,
            now: morning(),
            action: Action::Command(Invocation {
                path: vec!["settings".to_owned()],
                ..Invocation::default()
            }),
        };
        let Ok(Reply::Message(answer)) = bot.handle(&request).await else { panic!("something was done") };
        assert!(answer.private && answer.text.starts_with(said), "{answer:?}");
    }
    stage.end().await;
}
