//! From the bot's replies to Discord's forms. Every message says that it pings nobody, but for a daily post
//! that is to mention a role.

use crate::bot::{Button, Card, Dialog, Message, Place, Reply, Row, Target};
use serde_json::{Value, json};
use serenity::all::{
    AutocompleteChoice, ButtonStyle, CreateActionRow, CreateAllowedMentions, CreateAutocompleteResponse,
    CreateButton, CreateEmbed, CreateEmbedFooter, CreateInputText, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, EditInteractionResponse, EditMessage, InputTextStyle, Nonce, RoleId,
};

/// The bar at the side of a card: newsprint grey.
const COLOUR: u32 = 0x8A_7F_6A;

/// The body of the answer to an interaction.
///
/// # Errors
/// Never in practice: every value has a JSON form.
pub(super) fn response(reply: &Reply) -> Result<Value, serde_json::Error> {
    let response = match reply {
        Reply::Message(message) => CreateInteractionResponse::Message(fill(message)),
        // The message keeps its audience; a flag here would be refused.
        Reply::Update(message) => {
            CreateInteractionResponse::UpdateMessage(fill(&Message { private: false, ..message.clone() }))
        }
        // What is later said is said by `edit`.
        Reply::Later { place, .. } => return Ok(thinking(*place)),
        Reply::Dialog(dialog) => CreateInteractionResponse::Modal(self::dialog(dialog)),
        Reply::Choices(choices) => {
            let choices =
                choices.iter().map(|c| AutocompleteChoice::new(c.label.clone(), c.value.clone())).collect();
            CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new().set_choices(choices))
        }
    };
    serde_json::to_value(response)
}

/// A message as an answer carries it.
///
/// # Errors
/// Never in practice, as above.
pub fn body(message: &Message) -> Result<Value, serde_json::Error> {
    let mut response = response(&Reply::Message(message.clone()))?;
    Ok(response.get_mut("data").map(Value::take).unwrap_or_default())
}

/// The answer that says *thinking…*; the real one comes by an edit.
pub(super) fn thinking(place: Place) -> Value {
    json!(match place {
        // The message stays as it is until then.
        Place::InPlace => CreateInteractionResponse::Acknowledge,
        place => {
            let private = place == Place::Private;
            CreateInteractionResponse::Defer(CreateInteractionResponseMessage::new().ephemeral(private))
        }
    })
}

/// The body of an edit that puts a message in place of *thinking…*, or of another.
///
/// # Errors
/// Never in practice, as above.
pub(super) fn edit(message: &Message) -> Result<Value, serde_json::Error> {
    serde_json::to_value(
        EditInteractionResponse::new()
            .allowed_mentions(CreateAllowedMentions::new())
            .content(&message.text)
            .embeds(message.card.iter().map(embed).collect())
            .components(rows(&message.rows)),
    )
}

/// The body of a message that is posted unasked. Discord gives the same message back for the same
/// nonce, instead of posting it again.
///
/// # Errors
/// Never in practice, as above.
pub(super) fn post(message: &Message, nonce: &str) -> Result<Value, serde_json::Error> {
    let mentions = CreateAllowedMentions::new().roles(message.mention.map(RoleId::new));
    let mut create = CreateMessage::new()
        .allowed_mentions(mentions)
        .embeds(message.card.iter().map(embed).collect())
        .components(rows(&message.rows))
        .nonce(Nonce::String(nonce.to_owned()))
        .enforce_nonce(true);
    if !message.text.is_empty() {
        create = create.content(&message.text);
    }
    serde_json::to_value(create)
}

/// The same as the first message of a post in a forum, under this name. Discord knows no nonce there.
///
/// # Errors
/// Never in practice, as above.
pub(super) fn forum_post(message: &Message, nonce: &str, name: &str) -> Result<Value, serde_json::Error> {
    let mut first = post(message, nonce)?;
    if let Some(fields) = first.as_object_mut() {
        fields.retain(|key, _| !matches!(key.as_str(), "nonce" | "enforce_nonce" | "tts"));
    }
    Ok(json!({ "name": name, "message": first }))
}

/// The body of a change of a message that was posted unasked: its text stays, and nobody is pinged anew.
///
/// # Errors
/// Never in practice, as above.
pub(super) fn correction(message: &Message) -> Result<Value, serde_json::Error> {
    serde_json::to_value(
        EditMessage::new()
            .allowed_mentions(CreateAllowedMentions::new())
            .embeds(message.card.iter().map(embed).collect())
            .components(rows(&message.rows)),
    )
}

fn fill(message: &Message) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .allowed_mentions(CreateAllowedMentions::new())
        .content(&message.text)
        .embeds(message.card.iter().map(embed).collect())
        .components(rows(&message.rows))
        .ephemeral(message.private)
}

fn dialog(dialog: &Dialog) -> CreateModal {
    let rows = dialog.inputs.iter().map(|input| {
        let style = if input.long { InputTextStyle::Paragraph } else { InputTextStyle::Short };
        let text = CreateInputText::new(style, &input.label, input.id)
            .max_length(input.most)
            .required(input.required);
        let text = if input.value.is_empty() { text } else { text.value(&input.value) };
        CreateActionRow::InputText(text)
    });
    CreateModal::new(dialog.id.to_string(), &dialog.title).components(rows.collect())
}

fn embed(card: &Card) -> CreateEmbed {
    let mut embed = CreateEmbed::new()
        .title(&card.title)
        .colour(COLOUR)
        .fields(card.fields.iter().map(|f| (f.name.clone(), f.value.clone(), false)));
    if !card.body.is_empty() {
        embed = embed.description(&card.body);
    }
    if let Some(url) = &card.url {
        embed = embed.url(url);
    }
    if !card.footer.is_empty() {
        embed = embed.footer(CreateEmbedFooter::new(&card.footer));
    }
    embed
}

fn rows(rows: &[Row]) -> Vec<CreateActionRow> {
    rows.iter()
        .map(|row| match row {
            Row::Buttons(buttons) => CreateActionRow::Buttons(buttons.iter().map(button).collect()),
            Row::Menu { id, placeholder, choices } => {
                let options = choices.iter().map(|c| {
                    let option = CreateSelectMenuOption::new(&c.label, &c.value);
                    if c.description.is_empty() { option } else { option.description(&c.description) }
                });
                let kind = CreateSelectMenuKind::String { options: options.collect() };
                CreateActionRow::SelectMenu(
                    CreateSelectMenu::new(id.to_string(), kind).placeholder(placeholder),
                )
            }
        })
        .collect()
}

fn button(button: &Button) -> CreateButton {
    match &button.target {
        Target::Press(id) => {
            CreateButton::new(id.to_string()).label(&button.label).style(ButtonStyle::Secondary)
        }
        Target::Nothing(id) => CreateButton::new(id.to_string())
            .label(&button.label)
            .style(ButtonStyle::Secondary)
            .disabled(true),
        Target::Link(url) => CreateButton::new_link(url).label(&button.label),
    }
}
