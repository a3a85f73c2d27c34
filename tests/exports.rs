//! What the archive gives to programs: data, archived feeds, JSON Feed, corrections.

#![allow(
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod common;

use common::{differences, fine, folder, tree, write};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Tree = BTreeMap<String, Vec<u8>>;

const BASE: &str = "https://x.example/repo/";

fn built(root: &Path) -> Tree {
    fine(root, &["build", "--base-url", BASE]);
    tree(&root.join("public"))
}

fn text(site: &Tree, name: &str) -> String {
    assert!(site.contains_key(name), "{name}");
    String::from_utf8_lossy(&site[name]).into_owned()
}

fn scene() -> tempfile::TempDir {
    folder(&[
        ("morgue.toml", "title = \"The \\\"Packet\\\"\"\n"),
        (
            "content/a.md",
            "+++\ntitle = \"=SUM(1) and \\\"quotes\\\"\"\ndate = 1994-02-12\nauthors = [\"Ada\", \"Þóra\"]\ntags = [\"x\", \"y, z\"]\n\
          correction = { date = 1994-02-14, text = \"Two, not three.\" }\n+++\nFirst.\n\n*Second* one.\n",
        ),
        (
            "content/b.md",
            "+++\ntitle = \"B\"\ndate = 2021-06-16T10:30\nlang = \"sv\"\ncorrections = [\"Undated.\", { date = \"2021-06\", text = \"Later.\" }]\n+++\nText.\n",
        ),
        ("content/c.txt", "C\n\nNo date is in here, and no name.\n"),
    ])
}

/// The records of a CSV file (RFC 4180).
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut all, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                all.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted);
    all
}

#[test]
fn every_article_is_a_row_and_a_line_that_the_package_describes() {
    let dir = scene();
    let site = built(dir.path());
    let package: Value = serde_json::from_str(&text(&site, "data/datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    for resource in resources {
        assert!(site.contains_key(&format!("data/{}", resource["path"].as_str().unwrap())));
    }
    let fields: Vec<&str> = resources[0]["schema"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["name"].as_str().unwrap())
        .collect();
    let rows = records(&text(&site, "data/articles.csv"));
    assert_eq!(rows[0], fields);
    let lines = common::gunzip(&site["data/articles.jsonl.gz"]);
    let lines: Vec<Value> = String::from_utf8(lines)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!((rows.len(), lines.len()), (4, 3));
    let column = |name: &str| fields.iter().position(|f| *f == name).unwrap();
    for (row, line) in rows[1..].iter().zip(&lines) {
        assert_eq!(row[column("path")], line["path"].as_str().unwrap());
        assert!(site.contains_key(&row[column("path")]));
        assert_eq!(row[column("text")], line["text"].as_str().unwrap());
        assert_eq!(line.as_object().unwrap().len(), fields.len());
    }
    let first = &lines[0];
    assert_eq!(first["headline"], "=SUM(1) and \"quotes\"");
    assert_eq!(rows[1][column("headline")], "'=SUM(1) and \"quotes\"");
    assert_eq!(first["text"], "First.\n\nSecond one.");
    assert_eq!(
        (
            rows[1][column("authors")].as_str(),
            rows[1][column("tags")].as_str()
        ),
        ("Ada; Þóra", "x; y, z")
    );
    assert_eq!(first["corrections"][0]["date"], "1994-02-14");
    assert_eq!(
        (&lines[2]["published"], &lines[2]["source"]),
        (&Value::Null, &Value::Null)
    );
    assert!(text(&site, "data/index.html").contains("href=\"../data/articles.csv\""));
    // No name and no time in the compressed file: equal articles are equal bytes.
    assert_eq!(site["data/articles.jsonl.gz"][3..8], [0; 5]);
}

#[test]
fn a_large_archive_is_exported_in_parts_and_an_edit_touches_one() {
    let dir = folder(&[]);
    for i in 0..1_100 {
        let day = format!(
            "{}-{:02}-{:02}",
            if i < 1_050 { 2020 } else { 2021 },
            i % 12 + 1,
            i % 28 + 1
        );
        let text = format!(
            "+++\ntitle = \"Article {i}\"\ndate = {day}\nauthor = \"Ada\"\n+++\nText {i}.\n"
        );
        write(dir.path(), &format!("content/{i}.md"), text.as_bytes());
    }
    write(
        dir.path(),
        "content/u.txt",
        b"Undated\n\nNo date is in here.\n",
    );
    let site = built(dir.path());
    let parts: Vec<&String> = site.keys().filter(|n| n.ends_with(".jsonl.gz")).collect();
    assert_eq!(parts.len(), 14, "{parts:?}");
    let lines: usize = parts
        .iter()
        .map(|p| common::gunzip(&site[*p]).split(|b| *b == b'\n').count() - 1)
        .sum();
    assert_eq!(lines, 1_101);
    std::thread::sleep(std::time::Duration::from_millis(60));
    let text = "+++\ntitle = \"Article 3\"\ndate = 2020-04-04\nauthor = \"Ada\"\n+++\nEdited.\n";
    write(dir.path(), "content/3.md", text.as_bytes());
    let changed = differences(&site, &built(dir.path()));
    let data: Vec<&String> = changed.iter().filter(|c| c.contains("data/")).collect();
    assert_eq!(
        data,
        [
            "differs: data/articles-2020-04.csv",
            "differs: data/articles-2020-04.jsonl.gz"
        ]
    );
}

#[test]
fn without_exports_there_is_no_data() {
    let dir = scene();
    write(dir.path(), "morgue.toml", b"exports = false\n");
    assert!(!built(dir.path()).keys().any(|n| n.starts_with("data/")));
}

/// The values of `href` of the links of a relation.
fn links(feed: &str, rel: &str) -> Vec<String> {
    feed.split("<link ")
        .skip(1)
        .filter(|l| l.contains(&format!("rel=\"{rel}\"")))
        .map(|l| {
            l.split_once("href=\"")
                .unwrap()
                .1
                .split('"')
                .next()
                .unwrap()
                .strip_prefix(BASE)
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn the_chain_of_feeds_leads_through_the_whole_run_and_back() {
    let dir = scene();
    for year in 2000..2004 {
        let text = format!(
            "+++\ntitle = \"Of {year}\"\ndate = {year}-03-01\nauthor = \"Ada\"\n+++\nText.\n"
        );
        write(dir.path(), &format!("content/y{year}.md"), text.as_bytes());
    }
    let site = built(dir.path());
    let (mut at, mut found, mut before) = ("feed.xml".to_owned(), BTreeSet::new(), None);
    let mut documents = Vec::new();
    loop {
        let feed = text(&site, &at);
        found.extend(feed.split("<entry").skip(1).map(|e| {
            e.split_once("<id>")
                .unwrap()
                .1
                .split('<')
                .next()
                .unwrap()
                .to_owned()
        }));
        assert_eq!(links(&feed, "self"), [at.as_str()]);
        if at != "feed.xml" {
            assert!(
                feed.contains("<fh:archive xmlns:fh=\"http://purl.org/syndication/history/1.0\"/>")
            );
            assert_eq!(links(&feed, "current"), ["feed.xml"]);
            assert_eq!(
                links(&feed, "next-archive").first(),
                before.as_ref().filter(|b| *b != "feed.xml")
            );
            documents.push(at.clone());
        }
        let Some(next) = links(&feed, "prev-archive").pop() else {
            break;
        };
        before = Some(std::mem::replace(&mut at, next));
    }
    assert_eq!(
        documents,
        [
            "feeds/2003.xml",
            "feeds/2002.xml",
            "feeds/2001.xml",
            "feeds/2000.xml",
            "feeds/1994.xml"
        ]
    );
    assert_eq!(found.len(), 6);
    std::thread::sleep(std::time::Duration::from_millis(60));
    write(
        dir.path(),
        "content/new.md",
        b"+++\ntitle = \"New\"\ndate = 2021-07-01\nauthor = \"Ada\"\n+++\nText.\n",
    );
    let changed = differences(&site, &built(dir.path()));
    assert!(!changed.iter().any(|c| c.contains("feeds/")), "{changed:?}");
    let json: Value = serde_json::from_str(&text(&site, "feed.json")).unwrap();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    let dates: Vec<&str> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["date_published"].as_str().unwrap())
        .collect();
    assert_eq!(dates.len(), 6);
    assert!(dates.windows(2).all(|w| w[0] >= w[1]), "{dates:?}");
    assert_eq!(json["items"][0]["url"], format!("{BASE}2021/06/16/b.html"));
    let front = text(&site, "index.html");
    assert!(front.contains("type=\"application/feed+json\""), "{front}");
}

#[test]
fn corrections_stand_on_a_page_and_in_a_feed() {
    let site = built(scene().path());
    let page = text(&site, "corrections/index.html");
    let place = |words: &str| page.find(words).unwrap_or(page.len());
    assert!(
        place("Later.") < place("Two, not three.") && place("Two, not three.") < place("Undated."),
        "{page}"
    );
    let feed = text(&site, "corrections/feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 3);
    assert!(feed.contains("<title>Correction: B</title>"), "{feed}");
    let article = text(&site, "1994/02/12/a.html");
    assert!(
        article.contains("id=\"corrections\"")
            && article.contains("\"dateModified\":\"1994-02-14\""),
        "{article}"
    );
    assert!(text(&site, "index.html").contains("href=\"corrections/index.html\""));
}
