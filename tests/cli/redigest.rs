//! `redigest`, as far as it goes without a site; tests/redigest.rs has the rest.

use super::Place;
use std::fs;

#[test]
fn what_has_no_address_or_is_a_persons_is_named_and_left_alone() {
    let place = Place::new();
    place.says(&["add", "--published", "2024-05-06", "piece.txt"]);
    let id = "2024-05-06-the-ferry-is-worth-its-fare";
    insta::assert_snapshot!(place.says(&["redigest", "--all"]), @"0: skipped 2024-05-06-the-ferry-is-worth-its-fare: it has no address to fetch it from, and texts are not kept; remove it, then add its file again");
    assert!(place.says(&["redigest", id]).starts_with("1: skipped"), "it was asked for by name");
    let file = place.path().join(format!("digests/{id}.toml"));
    let edited = fs::read_to_string(&file).unwrap().replace("\ngist = \"", "\ngist = \"Truly, ");
    fs::write(&file, &edited).unwrap();
    insta::assert_snapshot!(place.says(&["redigest", id]), @"1: left alone: 2024-05-06-the-ferry-is-worth-its-fare; a person wrote or corrected it (--edited redigests it, too)");
    assert_eq!(fs::read_to_string(&file).unwrap(), edited);
}

#[test]
fn a_page_that_may_not_be_had_is_skipped_and_said() {
    let place = Place::new();
    place.says(&["add", "--published", "2024-05-06", "--url", "http://127.0.0.1:9/ferry", "piece.txt"]);
    let said = place.says(&["redigest", "--all"]);
    assert!(said.starts_with("1: skipped "), "{said}");
    assert!(said.contains("http://127.0.0.1:9/ferry: "), "{said}");
    assert!(!place.path().join("data/redigest").exists(), "the run is over");
}

#[test]
fn what_is_mistyped_is_answered_with_what_is_meant() {
    let place = Place::new();
    place.says(&["add", "--published", "2024-05-06", "piece.txt"]);
    let said = place.says(&["redigest", "2024-05-06-the-fery-is-worth-its-fare"]);
    assert!(said.starts_with("1: no digest has the id"), "{said}");
    assert!(said.ends_with("did you mean \"2024-05-06-the-ferry-is-worth-its-fare\"?"), "{said}");
    assert!(place.says(&["redigest"]).starts_with("2: "), "neither an id nor --all");
    assert!(place.says(&["redigest", "--all", "x"]).starts_with("2: "), "both");
}
