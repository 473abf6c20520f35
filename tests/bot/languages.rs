//! Everyone is answered in the language in which they use Discord.

use crate::stage::Stage;
use serde_json::Value;
use std::collections::BTreeSet;

async fn said(locale: &str, line: &str) -> String {
    let stage = Stage::new().await;
    stage.twin.set_locale(stage.twin.world().reader, locale);
    let said = stage.say(line).await;
    stage.end().await;
    said
}

#[tokio::test]
async fn a_card_in_german() {
    insta::assert_snapshot!(said("de", "/digest show digest:ferry").await, @"
    # The ferry is worth its fare
    *Ada Example und Ben Sample* meinen

    **The town should keep the ferry.**

    • Buses would be slower.
    ## Ben Sample
    Ben Sample is a pilot.
    ## Themen
    Ferries · Tolls
    -- The Harbour Post · 1. Februar 2023
    Von Hand zusammengefasst
    [Über die Autoren] 1:about:2023-02-01-the-ferry-is-worth-its-fare
    [Verwandtes] 1:related:2023-02-01-the-ferry-is-worth-its-fare
    [Themen] 1:tags:2023-02-01-the-ferry-is-worth-its-fare
    [👍] 1:up:2023-02-01-the-ferry-is-worth-its-fare
    [👎] 1:down:2023-02-01-the-ferry-is-worth-its-fare
    ");
}

#[tokio::test]
async fn a_card_in_french() {
    insta::assert_snapshot!(said("fr", "/digest latest").await, @"
    # Let the bridge be free
    -> https://harbour.example/opinion/bridge
    *Ada Example* soutient

    **Tolls on the old bridge cost more than they raise.**

    • Collecting them takes half of what comes in.
    • The detours wear out the side streets.

    > « A toll that pays for its own booth is no toll at all. »
    ## Ada Example (@ada)
    Ada Example builds bridges and teaches at the Harbour School.
    ## Sujets
    Tolls · Bridges
    -- The Harbour Post · 6 mai 2024 · 3 min de lecture
    Avec les mots de l’auteur
    The views expressed by contributors are their own and not the view of The Harbour Post.
    [Sur l’auteur] 1:about:2024-05-06-let-the-bridge-be-free
    [À lire aussi] 1:related:2024-05-06-let-the-bridge-be-free
    [Sujets] 1:tags:2024-05-06-let-the-bridge-be-free
    [Lire l’original] https://harbour.example/opinion/bridge
    [👍] 1:up:2024-05-06-let-the-bridge-be-free
    [👎] 1:down:2024-05-06-let-the-bridge-be-free
    ");
}

#[tokio::test]
async fn a_list_in_spanish() {
    insta::assert_snapshot!(said("es-419", "/digest search query:toll").await, @"
    (only you)
    # Búsqueda: toll
    **[Let the bridge be free](<https://harbour.example/opinion/bridge>)**
    *Ada Example* sostiene: Tolls on the old bridge cost more than they raise.
    -# The views expressed by contributors are their own and not the view of The Harbour Post.

    **The ferry is worth its fare**
    *Ada Example y Ben Sample* sostienen: The town should keep the ferry.
    -- 2 resúmenes
    <Abrir un resumen: Let the bridge be free | The ferry is worth its fare>
    [Publicar aquí] 1:post:0:s:toll
    ");
}

#[tokio::test]
async fn who_uses_another_language_is_answered_in_english() {
    assert!(said("ja", "/tags tag:zzzz").await.contains("No digest has the tag"));
}

#[tokio::test]
async fn commands_are_named_and_described_in_every_language() {
    let stage = Stage::new().await;
    let registered = stage.twin.commands();
    let digest = registered.iter().find(|c| c.name() == "digest").unwrap();
    let search = digest.json["options"].as_array().unwrap().iter().find(|o| o["name"] == "search").unwrap();
    let locals =
        |of: &Value, key: &str| of[key].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let all = ["de", "es-419", "es-ES", "fr"].map(str::to_owned).into();
    for key in ["name_localizations", "description_localizations"] {
        for of in [&digest.json, search, &search["options"][0]] {
            assert_eq!(locals(of, key), all, "{key} of {}", of["name"]);
        }
    }
    assert_eq!(search["name_localizations"]["es-ES"], "buscar");
    stage.end().await;
}
