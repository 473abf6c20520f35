//! `/help`: the table of commands, told.

use super::{Answer, Ask, Audience, COMMANDS, Command};
use crate::bot::{Card, Message, Reply, list};

pub(super) const HELP: Command = Command {
    path: &["help"],
    options: &[],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(async move { Ok(help(&ask)) }) },
};

fn help(ask: &Ask<'_>) -> Reply {
    let seen = ask.seen(true);
    let words = seen.words;
    let named = |name: &str| words.name(name).unwrap_or_else(|| name.to_owned());
    let theirs = |c: &&Command| match c.audience {
        Audience::Curators => ask.request.rights.curate,
        Audience::Managers => ask.request.rights.manage && ask.request.guild.is_some(),
        Audience::Everyone | Audience::OnMessages => true,
    };
    let lines = COMMANDS.iter().filter(theirs).map(|command| {
        let options: String = command
            .options
            .iter()
            .map(|o| if o.required { format!(" {}", named(o.name)) } else { format!(" [{}]", named(o.name)) })
            .collect();
        let path: Vec<String> = command.path.iter().map(|name| named(name)).collect();
        let typed = match command.audience {
            Audience::OnMessages => words.fill("help-menu", &[("name", path.join(" ").into())]),
            _ => format!("`/{}{options}`", path.join(" ")),
        };
        format!("{typed}\n{}", words.command(command.path, None))
    });
    let body = lines.chain([words.say("help-more")]).collect::<Vec<_>>().join("\n\n");
    let digests = list::count(ask.catalogue.len(), words);
    let footer = words.fill("help-foot", &[("digests", digests.into())]);
    let card = Card { title: "Standfirst".to_owned(), body, footer, ..Card::default() };
    seen.reply(Message { card: Some(card), ..Message::default() })
}
