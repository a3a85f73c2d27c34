//! From an edit to the page, and the life of the server.

use crate::child::Server;
use crate::common::{self, stderr, write};
use crate::{OTHER, PAGE, SCRIPT, STORY, site};

#[test]
fn an_edit_reaches_the_page() {
    let dir = site();
    let mut server = Server::start(dir.path(), &[]);
    assert_eq!(server.lines.len(), 1, "{:?}", server.lines);
    let mut events = server.events();
    let first = events.until(|_| true);
    assert_eq!(first["errors"], 0);
    assert!(
        server
            .get("/")
            .text()
            .contains(first["version"].as_str().unwrap())
    );
    write(
        dir.path(),
        "content/cat.txt",
        STORY.replace("slept", "woke").as_bytes(),
    );
    let second = events.until(|e| e["version"] != first["version"]);
    assert!(server.get(PAGE).text().contains("The cat woke."));
    assert!(server.line().starts_with("content/cat.txt: "));
    // New folders are watched too, and those that come later.
    write(
        dir.path(),
        "content/new/deep/dog.txt",
        OTHER.replace("Bridge", "Kennel").as_bytes(),
    );
    let third = events.until(|e| e["version"] != second["version"]);
    write(dir.path(), "static/new.txt", b"new");
    let fourth = events.until(|e| e["version"] != third["version"]);
    assert_eq!(server.get("/new.txt").text(), "new");
    write(
        dir.path(),
        "templates/404.html",
        b"<title>gone</title>{{ page.kind }}",
    );
    events.until(|e| e["version"] != fourth["version"]);
    assert!(
        server
            .get("/nowhere")
            .text()
            .starts_with("<title>gone</title>404")
    );
    write(
        dir.path(),
        "morgue.toml",
        b"base_url = 'https://x.example/repo/'\n",
    );
    events.until(|_| server.get("/repo/").status == 200);
    assert_eq!(server.get("/").status, 302);
    for (name, bytes) in common::tree(&dir.path().join("public")) {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("__morgue"),
            "{name}"
        );
    }
}

#[test]
fn errors_reach_the_page_and_the_last_good_one_stays() {
    let dir = site();
    let mut server = Server::start(dir.path(), &[]);
    let mut events = server.events();
    let good = events.until(|_| true);
    write(dir.path(), "templates/article.html", b"one\n{% if %}");
    let bad = events.until(|e| e["errors"] != 0);
    assert_eq!(bad["version"], good["version"]);
    let shown = &bad["shown"][0];
    assert_eq!(
        (&shown["severity"], &shown["fresh"]),
        (&"error".into(), &true.into())
    );
    assert_eq!(
        (&shown["file"], &shown["line"]),
        (&"templates/article.html".into(), &2.into()),
        "{shown}"
    );
    assert!(server.get(PAGE).text().contains("The cat slept."));
    std::fs::remove_file(dir.path().join("templates/article.html")).unwrap();
    events.until(|e| e["errors"] == 0);
    write(
        dir.path(),
        "content/undated.txt",
        b"No date at all\n\nIt has none.\n",
    );
    let warned = events.until(|e| e["shown"][0]["fresh"] == true);
    assert_eq!(warned["shown"][0]["file"], "content/undated.txt");
    assert_eq!(warned["shown"][0]["line"], 1);
    // The page is told first; the line ends what the terminal is told.
    while !server.line().starts_with("content/undated.txt") {}
    let log = std::fs::read_to_string(dir.path().join("stderr.log")).unwrap();
    assert!(
        log.contains("content/undated.txt:1") && log.contains("article.html:2"),
        "{log}"
    );
}

#[test]
fn it_starts_with_a_broken_site_and_heals() {
    let dir = site();
    write(dir.path(), "morgue.toml", b"lang = 7\n");
    let server = Server::start(dir.path(), &[]);
    let answer = server.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("No page yet") && answer.text().contains(SCRIPT));
    for own in ["reload.js", "reload.css"] {
        assert_eq!(server.get(&format!("/__morgue/{own}")).status, 200, "{own}");
    }
    let mut events = server.events();
    let broken = events.until(|e| e["errors"] == 1);
    assert_eq!(
        (&broken["shown"][0]["file"], &broken["shown"][0]["line"]),
        (&"morgue.toml".into(), &1.into())
    );
    write(dir.path(), "morgue.toml", b"lang = 'en'\n");
    let healed = events.until(|e| e["errors"] == 0);
    assert_ne!(healed["version"], broken["version"]);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_content_folder_may_go_and_come_back() {
    let dir = site();
    let server = Server::start(dir.path(), &[]);
    let mut events = server.events();
    std::fs::rename(dir.path().join("content"), dir.path().join("away")).unwrap();
    events.until(|e| e["errors"] != 0);
    std::fs::rename(dir.path().join("away"), dir.path().join("content")).unwrap();
    let back = events.until(|e| e["errors"] == 0);
    write(
        dir.path(),
        "content/cat.txt",
        STORY.replace("slept", "woke").as_bytes(),
    );
    events.until(|e| e["version"] != back["version"]);
    assert!(server.get(PAGE).text().contains("The cat woke."));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let dir = site();
    let held = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port().to_string();
    let output = common::run(dir.path(), &["serve", "--port", &port]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains(&port) && said.contains("hint: "), "{said}");
    assert!(
        !dir.path().join("public").exists(),
        "nothing is built for no one"
    );
}

#[cfg(unix)]
#[test]
fn interrupting_it_is_no_failure() {
    let dir = site();
    let server = Server::start(dir.path(), &[]);
    let _open = server.events();
    assert_eq!(server.interrupt().code(), Some(0));
    assert!(!dir.path().join(".public.morgue").exists());
}
