//! A build that remembers the one before gives what a build from nothing gives, byte for byte, whatever
//! was edited in between, and says the same of it.

#![allow(
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk"
)]

mod common;

use common::{differences, run, stderr, stdout, tree, write};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Longer than the steps in which file systems count time.
const TICK: Duration = Duration::from_millis(60);

/// One edit of a site folder. Numbers pick files and words.
#[derive(Debug, Clone)]
enum Edit {
    Write { n: u8, form: u8, day: u8, word: u8 },
    Body { n: u8, word: u8 },
    Quote { n: u8, event: u8 },
    Come { n: u8, fact: u8, day: u8, word: u8 },
    Delete(u8),
    Rename(u8, u8),
    Sidecar { n: u8, day: u8 },
    Facts { n: u8, fact: u8 },
    Report { n: u8, event: u8, day: u8 },
    DropSidecar(u8),
    Template(u8),
    DropTemplate,
    Setting(u8),
    Asset(u8),
    DropAsset(u8),
    Static(u8),
    Redirect { old: u8, n: u8 },
    Page(u8),
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..9u8, 0..3u8, 0..6u8, 0..6u8).prop_map(|(n, form, day, word)| Edit::Write { n, form, day, word }),
        3 => (0..9u8, any::<u8>()).prop_map(|(n, word)| Edit::Body { n, word }),
        3 => (0..20u8, any::<u8>()).prop_map(|(n, event)| Edit::Quote { n, event }),
        4 => (100..=255u8, 0..13u8, 0..6u8, 0..6u8).prop_map(|(n, fact, day, word)| Edit::Come { n, fact, day, word }),
        2 => (0..9u8).prop_map(Edit::Delete),
        2 => (0..9u8, 0..9u8).prop_map(|(a, b)| Edit::Rename(a, b)),
        2 => (0..9u8, 0..6u8).prop_map(|(n, day)| Edit::Sidecar { n, day }),
        3 => (0..9u8, 0..9u8).prop_map(|(n, fact)| Edit::Facts { n, fact }),
        3 => (0..9u8, 0..3u8, 0..9u8).prop_map(|(n, event, day)| Edit::Report { n, event, day }),
        1 => (0..9u8).prop_map(Edit::DropSidecar),
        1 => (0..3u8).prop_map(Edit::Template),
        1 => Just(Edit::DropTemplate),
        1 => (0..4u8).prop_map(Edit::Setting),
        2 => (0..3u8).prop_map(Edit::Asset),
        1 => (0..3u8).prop_map(Edit::DropAsset),
        1 => (0..3u8).prop_map(Edit::Static),
        1 => (0..4u8, 0..9u8).prop_map(|(old, n)| Edit::Redirect { old, n }),
        1 => (0..3u8).prop_map(Edit::Page),
    ]
}

const WORDS: [&str; 6] = ["harbour", "ferry", "council", "library", "Ferry", "goose"];
const DATES: [&str; 6] = [
    "2021-06-16",
    "2021-06-16T10:30",
    "2021-06",
    "2019",
    "2020-06-16~",
    "",
];

fn original(root: &Path, n: u8) -> Option<std::path::PathBuf> {
    ["md", "txt", "html"]
        .iter()
        .map(|e| root.join(format!("content/a{n}.{e}")))
        .find(|p| p.exists())
}

fn markdown(day: u8, word: u8) -> String {
    let date = DATES[usize::from(day) % 6];
    let date = if date.is_empty() {
        String::new()
    } else {
        format!("date = \"{date}\"\n")
    };
    let (one, two) = (
        WORDS[usize::from(word) % 6],
        WORDS[usize::from(word / 2) % 6],
    );
    format!(
        "+++\ntitle = \"The {one} story\"\n{date}authors = [\"Ada {two}\"]\ntags = [\"{one}\", \"{two}\"]\nsection = \"{two}\"\n+++\n\nText of {one}, see [another](a{}.md), [that](/old/{}.html), [this](https://x.example/{}/) and ![p](p{}.png).\n\nRead more: The {two} story\n",
        word % 9,
        word % 4,
        word % 2,
        word % 3
    )
}

/// What else a sidecar may say, and the word of it travels: to other articles of a story, to lists, feeds,
/// the search index and the data.
const FACTS: [&str; 9] = [
    "story = \"The long flood\"\n",
    "story = \"The Long Flood\"\n",
    "story = \"Another affair\"\n",
    "related = false\n",
    "corrections = [{ date = \"2022-01-02\", text = \"It was the ferry.\" }]\n",
    "corrections = [\"It was the goose.\"]\nrobots = \"noindex\"\n",
    "withdrawn = \"by order\"\n",
    "robots = \"noindex\"\n",
    "anonymise = [\"Ada Marlowe\"]\n",
];

/// What a new article may say besides: the first three want the address of another.
const COMING: [&str; 4] = [
    "slug = \"a3\"\n",
    "slug = \"a4\"\nwithdrawn = \"by order\"\n",
    "slug = \"a1\"\naliases = [\"/old/1.html\"]\n",
    "draft = true\n",
];

/// One of several reports of an event, which are a story, or copies of one text where the day is the same.
fn report(event: u8, day: u8) -> String {
    let names = [
        ["Quernmouth", "Tilda Wexcombe", "barrier"],
        ["Saltley", "Piers Ormerod", "viaduct"],
        ["Harrowgill", "Una Thrale", "reservoir"],
    ][usize::from(event) % 3];
    let [place, person, thing] = names;
    let third = day % 3;
    format!(
        "{person} and the {thing} at {place}, part {third}\n\n{} July 2021\n\nBy Ada Marlowe\n\nThe {thing} at {place} gave way once more in week {third}, and {person} told the inquiry that {place} had been warned. Engineers of {place} measured the {thing} at dawn and found cracks wider than a hand.\n\nResidents below the {thing} asked {person} who would pay for the repair in year {third}, since the county had sold the {thing} for a song and {place} had never been asked.\n",
        10 + day,
    )
}

fn apply(root: &Path, edit: &Edit) {
    let content = root.join("content");
    match *edit {
        Edit::Write { n, form, day, word } => {
            if let Some(old) = original(root, n) {
                fs::remove_file(old).unwrap();
            }
            let word_text = WORDS[usize::from(word) % 6];
            match form {
                0 => write(root, &format!("content/a{n}.md"), markdown(day, word).as_bytes()),
                1 => write(root, &format!("content/a{n}.txt"), format!("The {word_text} story\n\n{} June 2021, 15:34\n\nBy Ada Marlowe\n\nSomething happened at the {word_text}, and was seen by many.\n\nRead more: The ferry story\n", 10 + day).as_bytes()),
                _ => write(root, &format!("content/a{n}.html"), format!("<html><head><title>The {word_text} page</title><meta property=\"article:published_time\" content=\"2021-06-{}\"></head><body><article><h1>The {word_text} page</h1><p>Something happened at the {word_text}, and it was seen by a great many people.</p></article></body></html>", 10 + day).as_bytes()),
            }
        }
        Edit::Body { n, word } => {
            if let Some(path) = original(root, n) {
                let mut text = fs::read_to_string(&path).unwrap();
                text.push_str(&format!("\n\nAnother line about {word}.\n"));
                fs::write(path, text).unwrap();
            }
        }
        // Its text alone changes, and by it what story it tells, whose copy it is and where it leads.
        Edit::Quote { n, event } => {
            if let Some(path) = original(root, n) {
                let mut text = fs::read_to_string(&path).unwrap();
                let other = report(event, event % 7);
                text.push_str(other.split_once("\n\nThe ").unwrap().1);
                text.push_str(&format!(
                    "\nRead more: The {} story\n",
                    WORDS[usize::from(event) % 6]
                ));
                fs::write(path, text).unwrap();
            }
        }
        Edit::Delete(n) => drop(original(root, n).map(fs::remove_file)),
        Edit::Rename(a, b) => {
            if let (Some(from), None) = (original(root, a), original(root, b)) {
                let to = content
                    .join(format!("a{b}"))
                    .with_extension(from.extension().unwrap());
                fs::rename(from, to).unwrap();
            }
        }
        Edit::Sidecar { n, day } => {
            let date = DATES[usize::from(day) % 6];
            write(
                root,
                &format!("content/a{n}.toml"),
                format!("published = \"{date}\"\ntags = [\"sidecar\"]\n").as_bytes(),
            );
        }
        Edit::Facts { n, fact } => {
            let text = FACTS[usize::from(fact) % FACTS.len()];
            write(root, &format!("content/a{n}.toml"), text.as_bytes());
        }
        // One that was not there, most of the time.
        Edit::Come { n, fact, day, word } => {
            let mut all = COMING.iter().chain(&FACTS);
            let fact = all.nth(fact.into()).unwrap();
            write(root, &format!("content/n{n}.toml"), fact.as_bytes());
            let text = markdown(day, word);
            write(root, &format!("content/n{n}.md"), text.as_bytes());
        }
        Edit::Report { n, event, day } => {
            if let Some(old) = original(root, n) {
                fs::remove_file(old).unwrap();
            }
            write(
                root,
                &format!("content/a{n}.txt"),
                report(event, day).as_bytes(),
            );
        }
        Edit::DropSidecar(n) => drop(fs::remove_file(content.join(format!("a{n}.toml")))),
        Edit::Template(n) => {
            let (name, text) = [
                (
                    "article.html",
                    "{% extends \"builtin/article.html\" %}{% block footer %}one{% endblock %}",
                ),
                (
                    "term.html",
                    "{% extends \"builtin/term.html\" %}{% block footer %}two{% endblock %}",
                ),
                (
                    "base.html",
                    "{% extends \"builtin/base.html\" %}{% block footer %}three{% endblock %}",
                ),
            ][usize::from(n) % 3];
            write(root, &format!("templates/{name}"), text.as_bytes());
        }
        Edit::DropTemplate => drop(fs::remove_dir_all(root.join("templates"))),
        Edit::Setting(n) => {
            let text = [
                "title = \"One\"\n",
                "title = \"Two\"\nlang = \"de\"\n",
                "base_url = \"https://x.example/r/\"\nsource = \"The Paper\"\n",
                "date_order = \"day-first\"\ntimezone = \"Europe/London\"\n",
            ];
            write(root, "morgue.toml", text[usize::from(n) % 4].as_bytes());
        }
        Edit::Asset(n) => {
            let mut bytes = fs::read(content.join(format!("p{n}.png"))).unwrap_or_default();
            bytes.push(n);
            write(root, &format!("content/p{n}.png"), &bytes);
        }
        Edit::DropAsset(n) => drop(fs::remove_file(content.join(format!("p{n}.png")))),
        Edit::Static(n) => write(root, "static/extra.css", format!("/* {n} */").as_bytes()),
        Edit::Redirect { old, n } => write(
            root,
            "redirects.csv",
            format!(
                "/old/{old}.html,a{n}.md\nhttps://x.example/{},a{n}.txt\n",
                old % 2
            )
            .as_bytes(),
        ),
        // Someone tampers with the site itself.
        Edit::Page(n) => {
            let page = root
                .join("public")
                .join(["index.html", "404.html", "robots.txt"][usize::from(n) % 3]);
            if page.exists() {
                fs::write(page, "tampered").unwrap();
            }
        }
    }
}

/// Builds with memory and from nothing, and holds the two against each other.
fn compare(root: &Path, edit: &Edit) {
    let clean = root.join("clean");
    drop(fs::remove_dir_all(&clean));
    fs::create_dir(&clean).unwrap();
    for part in [
        "content",
        "templates",
        "static",
        "morgue.toml",
        "redirects.csv",
    ] {
        if root.join(part).exists() {
            std::os::unix::fs::symlink(root.join(part), clean.join(part)).unwrap();
        }
    }
    let with = run(root, &["build"]);
    let without = run(&clean, &["build"]);
    assert_eq!(
        with.status.code(),
        without.status.code(),
        "{edit:?}\n{}\n{}",
        stderr(&with),
        stderr(&without)
    );
    assert_eq!(stderr(&with), stderr(&without), "{edit:?}");
    assert_eq!(
        differences(&tree(&clean.join("public")), &tree(&root.join("public"))),
        Vec::<String>::new(),
        "after {edit:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn remembering_changes_nothing(edits in prop::collection::vec(edits(), 4..10)) {
        let dir = tempfile::tempdir().unwrap();
        for n in 0..5u8 {
            apply(dir.path(), &Edit::Write { n, form: n % 3, day: n, word: n });
        }
        // Among many an edit leaves most as they are, so that it pays to remember what was compared.
        for n in 10..50u8 {
            apply(dir.path(), &Edit::Report { n, event: n, day: n % 9 });
        }
        sleep(TICK);
        prop_assert!(run(dir.path(), &["build"]).status.success());
        for edit in &edits {
            sleep(TICK);
            apply(dir.path(), edit);
            sleep(TICK);
            compare(dir.path(), edit);
        }
    }
}

/// Files of the site that a build changed, by its own count and by their times.
fn changed(root: &Path) -> (Vec<String>, String) {
    let times = |root: &Path| -> std::collections::BTreeMap<String, std::time::SystemTime> {
        walkdir::WalkDir::new(root.join("public"))
            .into_iter()
            .flatten()
            .filter(|e| e.file_type().is_file())
            .map(|e| {
                (
                    e.path()
                        .strip_prefix(root.join("public"))
                        .unwrap()
                        .display()
                        .to_string(),
                    e.metadata().unwrap().modified().unwrap(),
                )
            })
            .collect()
    };
    let before = times(root);
    sleep(TICK);
    let out = run(root, &["build"]);
    assert!(out.status.success(), "{}", stderr(&out));
    let after = times(root);
    (
        after
            .iter()
            .filter(|(n, t)| before.get(*n) != Some(t))
            .map(|(n, _)| n.clone())
            .collect(),
        stdout(&out),
    )
}

#[test]
fn an_edit_rewrites_what_depends_on_it_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    // The index of a search and the data follow every word; tests/search.rs and tests/exports.rs see to it.
    write(root, "morgue.toml", b"search = false\nexports = false\n");
    for n in 0..30u8 {
        write(root, &format!("content/s{n:02}.md"), format!("+++\ntitle = \"Story {n}\"\ndate = 20{:02}-03-{:02}\nauthors = [\"Ada Byrne\"]\ndescription = \"About {n}\"\n+++\n\nText.\n", n / 3, n + 1).as_bytes());
    }
    sleep(TICK);
    assert!(run(root, &["build"]).status.success());
    let (none, said) = changed(root);
    assert_eq!(none, Vec::<String>::new());
    assert!(said.contains("(0 changed)"), "{said}");

    // An edited body: its page.
    let path = root.join("content/s07.md");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\nMore text.\n").unwrap();
    assert_eq!(changed(root).0, ["2002/03/08/s07.html"]);

    // A changed template: the pages that use it.
    write(
        root,
        "templates/day.html",
        b"{% extends \"builtin/day.html\" %}{% block footer %}x{% endblock %}",
    );
    let (days, _) = changed(root);
    assert_eq!(days.len(), 30);
    assert!(
        days.iter()
            .all(|d| d.ends_with("/index.html") && d.len() == "2002/03/08/index.html".len()),
        "{days:?}"
    );

    // A new article of today: its page, its neighbour, and the lists it stands in.
    write(
        root,
        "content/new.md",
        b"+++\ntitle = \"New\"\ndate = 2010-01-01\nauthors = [\"Ada Byrne\"]\n+++\n\nText.\n",
    );
    let (some, _) = changed(root);
    let want = [
        ".morgue-manifest",
        "2009/03/30/index.html",
        "2009/03/30/s29.html",
        "2009/03/index.html",
        "2009/index.html",
        "2010/01/01/index.html",
        "2010/01/01/new.html",
        "2010/01/index.html",
        "2010/index.html",
        "bylines/ada-byrne.html",
        "bylines/index.html",
        "index.html",
        "on-this-day/01-01.html",
        "on-this-day/03-01.html",
        "on-this-day/index.html",
    ];
    assert_eq!(some, want);
}

#[test]
fn a_place_that_another_article_loses_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let link = b"+++\ntitle = \"One\"\ndate = 2021-03-04\n+++\n\nSee [there](b.md#the-flood) and [here](#nowhere).\n";
    write(root, "content/a.md", link);
    let other = |head: &str| {
        format!("+++\ntitle = \"Two\"\ndate = 2021-03-05\n+++\n\n## {head}\n\nText.\n")
    };
    write(root, "content/b.md", other("The flood").as_bytes());
    sleep(TICK);
    let out = run(root, &["build"]);
    let page = || fs::read_to_string(root.join("public/2021/03/04/a.html")).unwrap();
    assert!(
        page().contains("05/b.html#the-flood\">there</a> and here."),
        "{}",
        page()
    );
    assert!(stderr(&out).contains("`#nowhere` leads to no place of this article"));
    assert!(!stderr(&out).contains("no such place"));
    write(root, "content/b.md", other("The ebb").as_bytes());
    sleep(TICK);
    compare(root, &Edit::Body { n: 0, word: 0 });
    assert!(page().contains("05/b.html\">there</a>"), "{}", page());
}

#[test]
fn a_new_article_is_found_by_all_that_name_it() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    for n in 0..9u8 {
        let text = format!("Story {n}\n\n1{n} June 1999\n\nA text about the {n}.\n");
        write(root, &format!("content/s{n}.txt"), text.as_bytes());
    }
    write(root, "morgue.toml", b"stories = false\n");
    let names = b"+++\ntitle = \"One\"\ndate = 2021-03-04\n+++\n\nSee [there](b.md).\n";
    write(root, "content/a.md", names);
    let flood = b"Flood\n\n16 June 2005\n\nBy Ada Byrne\n\nThe river rose.\n";
    write(root, "content/m.txt", flood);
    sleep(TICK);
    assert!(run(root, &["build"]).status.success());
    let page = |path: &str| fs::read_to_string(root.join("public").join(path)).unwrap();
    assert!(!page("2021/03/04/a.html").contains("b.html"));
    // One that is mentioned far from where it stands itself.
    let b = b"+++\ntitle = \"Two\"\ndate = 1980-03-05\n+++\n\nText.\n";
    write(root, "content/b.md", b);
    sleep(TICK);
    compare(root, &Edit::Delete(0));
    assert!(page("2021/03/04/a.html").contains("1980/03/05/b.html"));
    // One that takes the address of another, which its author's page leads to.
    assert!(page("bylines/ada-byrne.html").contains("2005/06/16/flood.html"));
    write(
        root,
        "content/c.txt",
        b"Flood\n\n16 June 2005\n\nAnother river.\n",
    );
    sleep(TICK);
    compare(root, &Edit::Delete(0));
    assert!(!page("bylines/ada-byrne.html").contains("2005/06/16/flood.html"));
    // A withdrawn one does so, too.
    let ebb = b"Ebb\n\n17 June 2006\n\nBy Cy Dore\n\nThe river fell.\n";
    write(root, "content/n.txt", ebb);
    sleep(TICK);
    compare(root, &Edit::Delete(0));
    assert!(page("bylines/cy-dore.html").contains("2006/06/17/ebb.html"));
    let gone = b"+++\ntitle = \"Low\"\nslug = \"ebb\"\ndate = 2006-06-17\nwithdrawn = \"It was asked for.\"\n+++\n\nText.\n";
    write(root, "content/d.md", gone);
    sleep(TICK);
    compare(root, &Edit::Delete(0));
    assert!(!page("bylines/cy-dore.html").contains("2006/06/17/ebb.html"));
}

#[test]
fn a_damaged_memory_is_ignored() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "content/a.md", markdown(0, 0).as_bytes());
    assert!(run(root, &["build"]).status.success());
    let want = tree(&root.join("public"));
    let folder = root.join(".morgue/parts");
    let parts = || {
        let entries = fs::read_dir(&folder).unwrap();
        let mut all: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
        all.sort();
        all
    };
    let rebuilt = || {
        write(root, "content/b.md", markdown(0, 1).as_bytes());
        sleep(TICK);
        compare(root, &Edit::Body { n: 0, word: 0 });
        fs::remove_file(root.join("content/b.md")).unwrap();
        compare(root, &Edit::Delete(0));
    };
    for part in 0..parts().len() {
        let files = parts();
        let file = &files[part.min(files.len() - 1)];
        let bytes = fs::read(file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        rebuilt();
        fs::copy(&parts()[0], parts().last().unwrap()).unwrap();
        rebuilt();
        fs::remove_file(&parts()[part.min(parts().len() - 1)]).unwrap();
        rebuilt();
    }
    fs::remove_dir_all(&folder).unwrap();
    rebuilt();
    let cache = root.join(".morgue/cache");
    let whole = fs::read(&cache).unwrap();
    for damage in [
        b"".to_vec(),
        b"morgue cache 1\n".to_vec(),
        whole[..whole.len() / 2].to_vec(),
        [whole.as_slice(), b"x"].concat(),
        vec![0xff; 5000],
    ] {
        fs::write(&cache, damage).unwrap();
        let out = run(root, &["build"]);
        assert!(out.status.success(), "{}", stderr(&out));
        assert_eq!(
            differences(&want, &tree(&root.join("public"))),
            Vec::<String>::new()
        );
    }
}

#[test]
fn damaged_words_are_forgotten_without_a_word() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "content/a.md", markdown(0, 0).as_bytes());
    for n in 0..9u8 {
        write(root, &format!("content/r{n}.txt"), report(n, n).as_bytes());
    }
    sleep(TICK);
    assert!(run(root, &["build"]).status.success());
    let words = || {
        let entries = fs::read_dir(root.join(".morgue/words")).unwrap();
        entries.map(|e| e.unwrap().path()).collect::<Vec<_>>()
    };
    for (n, at) in [0, 1, 2, 3, 5, 8].into_iter().enumerate() {
        for file in words() {
            let mut bytes = fs::read(&file).unwrap();
            let place = bytes.len() * at / 9 + 40;
            bytes[place] ^= 0x55;
            fs::write(&file, bytes).unwrap();
        }
        let edit = Edit::Write {
            n: 0,
            form: 0,
            day: n as u8,
            word: n as u8,
        };
        apply(root, &edit);
        sleep(TICK);
        compare(root, &edit);
        compare(root, &edit);
    }
}
