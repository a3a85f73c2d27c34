//! `init` and `inspect` as a stranger runs them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{code, fine, folder, run, stderr, stdout, tree, write};
use std::fs;

const GULL: &str = "Gull takes the wheel\n\n14 June 1994\n\nBy Ottilie Brand\n\nIt sat down and looked ahead, as the skipper does.\n";

const DRAWER: &str = "Found in a drawer\n\nNobody knows when it was printed.\n";

#[test]
fn inspect_shows_a_table_or_a_line_of_json_for_each_file() {
    let dir = folder(&[
        ("a.txt", GULL),
        (
            "b.md",
            "+++\ntitle = \"Eel returns\"\ndate = \"2016-07~\"\nupdated = 2016-08-01T09:00:00+01:00\nauthors = [\"Jun Mori\"]\ntags = [\"eel\"]\nsection = \"News\"\ndescription = \"By the river.\"\n+++\nIt came back.\n\n![The eel](eel.png \"Picture: Pat Lorne\")\n",
        ),
        ("c.txt", DRAWER),
        ("c.toml", "byline = \"Ottilie Brand\"\n"),
        ("d.jpg", "x"),
    ]);
    let tables = fine(dir.path(), &["inspect", "a.txt", "b.md", "c.txt"]);
    insta::assert_snapshot!("inspect_tables", stdout(&tables));
    assert_eq!(stderr(&tables), "");
    let lines = fine(dir.path(), &["inspect", "--json", "a.txt", "b.md", "c.txt"]);
    insta::assert_snapshot!("inspect_json", stdout(&lines));
    let keys = [
        "file",
        "headline",
        "standfirst",
        "authors",
        "roles",
        "dateline",
        "published",
        "updated",
        "section",
        "tags",
        "captions",
        "related",
        "body",
    ];
    for line in stdout(&lines).lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            value.as_object().unwrap().keys().collect::<Vec<_>>(),
            keys,
            "{line}"
        );
    }
    let mixed = run(
        dir.path(),
        &["inspect", "--json", "d.jpg", "gone.txt", "a.txt"],
    );
    assert_eq!(code(&mixed), 1);
    assert_eq!(
        stdout(&mixed).lines().count(),
        1,
        "the others are shown all the same"
    );
    assert!(
        stderr(&mixed).contains(" --> d.jpg") && stderr(&mixed).contains(" --> gone.txt"),
        "{}",
        stderr(&mixed)
    );
}

#[test]
fn articles_of_every_form_are_parsed_as_they_were() {
    let sites = common::project().join("tests/sites");
    let files = [
        "plain/in/content/1994/ferry.txt",
        "plain/in/content/1994/timetable.txt",
        "dates/in/content/sidecar.txt",
        "dates/in/content/mentioned.txt",
        "markdown/in/content/flood/one.md",
        "markdown/in/content/flood/mark.md",
        "markdown/in/content/pelican.md",
        "markdown/in/content/story.md",
        "markdown/in/content/svenska.md",
        "page/in/content/saved/kiosk.html",
        "doubts/in/content/latin.txt",
    ];
    let tables = fine(&sites, &[&["inspect"][..], &files].concat());
    insta::assert_snapshot!("articles_as_tables", stdout(&tables));
    let lines = fine(&sites, &[&["inspect", "--json"][..], &files].concat());
    let pretty: Vec<String> = stdout(&lines)
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
        .map(|v| serde_json::to_string_pretty(&v).unwrap())
        .collect();
    insta::assert_snapshot!("articles_as_json", pretty.join("\n"));
}

#[test]
fn init_writes_a_site_that_builds_without_a_warning() {
    let dir = folder(&[]);
    let made = fine(dir.path(), &["init", "my-archive"]);
    assert_eq!(
        stdout(&made),
        "Wrote a new archive into my-archive:\n  morgue.toml\n  .gitignore\n  .github/workflows/pages.yml\n  content/1998/library-cat.txt\n  content/2024/footbridge.md\nBuild it with:  morgue build my-archive\n"
    );
    let files = tree(dir.path());
    let built = fine(dir.path(), &["build", "my-archive", "--strict"]);
    assert_eq!(stderr(&built), "");
    assert!(
        stdout(&built).contains("2 articles, "),
        "{}",
        stdout(&built)
    );
    let site = tree(&dir.path().join("my-archive/public"));
    assert_eq!(common::broken_links(&site, "/"), Vec::<String>::new());

    write(dir.path(), "my-archive/morgue.toml", b"title = 'Mine'\n");
    let again = run(dir.path(), &["init", "my-archive"]);
    assert_eq!((code(&again), stdout(&again)), (1, String::new()));
    assert!(
        stderr(&again).contains(
            "error: this file is there already; nothing was written\n --> my-archive/morgue.toml"
        ),
        "{}",
        stderr(&again)
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("my-archive/morgue.toml")).unwrap(),
        "title = 'Mine'\n"
    );

    // Where some of the files are there, none of the others is written.
    let partly = folder(&[("x/content/2024/footbridge.md", "mine")]);
    assert_eq!(code(&run(partly.path(), &["init", "x"])), 1);
    assert_eq!(tree(partly.path()).len(), 1);
    assert_eq!(files.len(), 5);

    // A file stands where a folder would.
    let file = folder(&[("x/content", "mine")]);
    let refused = run(file.path(), &["init", "x"]);
    assert_eq!(code(&refused), 1);
    assert!(
        stderr(&refused).contains("nothing was written\n --> x/content\n"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(tree(file.path()).len(), 1);
}

#[test]
fn every_setting_of_the_starter_is_one_and_holds_its_default() {
    let dir = folder(&[]);
    fine(dir.path(), &["init", "x"]);
    let text = fs::read_to_string(dir.path().join("x/morgue.toml")).unwrap();
    let set: String = text
        .lines()
        .filter_map(|l| l.strip_prefix('#').filter(|l| !l.starts_with(' ')))
        .map(|l| format!("{l}\n"))
        .collect();
    let (_, said) = morgue::settings::read(&set);
    assert_eq!(said, [], "{set}");
    for key in morgue::settings::KEYS {
        assert!(set.contains(&format!("{key} = ")), "{key}");
    }
}

#[test]
fn what_cannot_be_read_is_named_for_what_it_is() {
    let dir = folder(&[("content/a.txt", GULL)]);
    let asked = run(dir.path(), &["inspect", "content"]);
    assert_eq!(code(&asked), 1);
    assert!(stderr(&asked).contains("it is not a regular file"));
    // Spreadsheets write lists in any encoding; settings are TOML, which has one.
    let list = dir.path().join("redirects.csv");
    fs::write(&list, b"/a,a.txt\n# caf\xe9\n").unwrap();
    let built = run(dir.path(), &["build"]);
    assert_eq!(code(&built), 0);
    assert!(stderr(&built).contains("which is a guess"));
    fs::write(&list, b"%PDF-1.7 \x00").unwrap();
    assert_eq!(code(&run(dir.path(), &["build"])), 1);
    fs::remove_file(&list).unwrap();
    let settings = dir.path().join("morgue.toml");
    fs::write(settings, b"title = \"A\"\ntagline = \"caf\xe9\"\n").unwrap();
    let built = run(dir.path(), &["build"]);
    assert_eq!(code(&built), 1);
    assert!(stderr(&built).contains("it is not UTF-8, first in line 2"));
}
