//! The same image, or the same face, under two cases: the search that sees it second records it.

use serde_json::Value;

use super::world::*;

/// What the last search's outcome says of other cases.
fn recorded(world: &World) -> Value {
    let book = world.book();
    let searched = book.iter().rfind(|entry| entry["operation"] == "search" && entry["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&searched["values"]["record"])).unwrap();
    record["links"].clone()
}

#[test]
fn a_probe_under_two_cases_is_linked_when_it_is_searched() {
    let world = World::new();
    world.enroll_portraits(&["biden.jpg", "astronaut.png"]);
    let examiner = &world.examiner;
    for name in ["obama.jpg", "obama2.jpg", "biden.jpg"] {
        examiner.portrait(name);
    }
    let first = examiner.state(PURPOSE);
    let seen = examiner.probe("obama.jpg", &first);
    // The same case, stated anew: no link.
    let again = examiner.state(PURPOSE);
    let search = |probe: &str, purpose: &str| {
        let searched = examiner.run(&["search", probe, "--purpose", purpose, "--json"]);
        assert!(matches!(searched.get_output().status.code(), Some(0 | 1)), "{}", stderr(&searched));
        json(&searched)
    };
    let probe = examiner.probe("obama.jpg", &again);
    assert_eq!(search(&probe, &again)["other_cases"], 0);
    assert_eq!((&recorded(&world)["linked"], &recorded(&world)["compared"]), (&0.into(), &1.into()));

    // Another case: the same file, another photograph of the same face, and somebody else.
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00999"));
    let [same, face, somebody] = ["obama.jpg", "obama2.jpg", "biden.jpg"].map(|name| examiner.probe(name, &other));
    let found = search(&same, &other);
    assert_eq!(found["other_cases"], 2);
    let links = recorded(&world);
    let ids: Vec<&str> = links["found"].as_array().unwrap().iter().map(|l| l["probe"].as_str().unwrap()).collect();
    assert!(ids.contains(&seen.as_str()) && ids.contains(&probe.as_str()), "{links}");
    assert!(links["found"].as_array().unwrap().iter().all(|link| link["same_image"] == true), "{links}");
    assert!(!links.to_string().contains("26-00123"), "the other case is named by its purpose's id only: {links}");
    search(&face, &other);
    let links = recorded(&world);
    assert_eq!(links["linked"], 2, "{links}");
    for link in links["found"].as_array().unwrap() {
        assert_eq!(link["same_image"], false);
        assert!(link["score"].as_f64().unwrap() >= links["line"].as_f64().unwrap(), "{link}");
    }
    assert_eq!(search(&somebody, &other)["other_cases"], 0);

    // A rekey computes the index anew: the same file is still known as such.
    world.commander.run(&[&["program", "rekey"], ADMINISTRATION].concat()).success();
    assert_eq!(search(&same, &other)["other_cases"], 2);
    assert!(recorded(&world)["found"].as_array().unwrap().iter().all(|link| link["same_image"] == true));

    // Where the index was emptied behind the book, the templates still tell; for people it is said in words.
    let connection = rusqlite::Connection::open(world.repository().join(frs::store::DATABASE_FILE)).unwrap();
    connection.execute("DELETE FROM probe_image", []).unwrap();
    drop(connection);
    let shown = stdout(&examiner.run(&["search", &same, "--purpose", &other]));
    assert!(shown.contains("OTHER CASES") && shown.contains("2 times"), "{shown}");
    world.verify();
}
