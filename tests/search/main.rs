//! The search index against a scan of all texts: five hundred random queries of every kind, read from the
//! files as a browser reads them. The same queries with their answers are left for `e2e/`, where the script
//! of the search page answers them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests set the scene on the real disk, and a scene that cannot be set is a failed test"
)]

mod papers;
mod query;
mod reader;
mod scan;

use morgue::search::Scale;
use papers::Paper;
use query::Query;
use reader::Reader;
use scan::Scan;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Small, so that a few hundred articles fill both base and tail.
const SCALE: Scale = Scale {
    segment: 64,
    block: 16,
};

#[test]
fn five_hundred_random_queries_find_what_a_scan_of_the_texts_finds() {
    let paper = Paper::random(7, 600);
    let files = paper.index(SCALE);
    let reader = Reader::new(&files);
    let scan = Scan::new(&paper);
    let mut asked = Vec::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..500 {
        let query = Query::random(seed, &paper);
        let want = scan.find(&query);
        assert_eq!(reader.find(&query), want, "{} {}", query, query.sort);
        query
            .kinds()
            .for_each(|k| *kinds.entry(k).or_default() += usize::from(!want.is_empty()));
        asked.push(serde_json::json!({ "q": query.to_string(), "sort": query.sort, "want": want }));
    }
    // A test of empty answers would hold for an index of nothing.
    for kind in [
        "word", "begins", "phrase", "by", "section", "tag", "source", "not", "from", "to",
    ] {
        assert!(
            kinds.get(kind).is_some_and(|n| *n >= 10),
            "{kind}: {kinds:?}"
        );
    }
    left_for_the_browser(&files, asked);
}

/// What `e2e/search.test.js` asks.
fn left_for_the_browser(files: &[morgue::search::File], asked: Vec<serde_json::Value>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search");
    let _ = fs::remove_dir_all(&folder);
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    let queries = serde_json::json!({ "index": files[0].path, "asked": asked });
    fs::write(folder.join("queries.json"), queries.to_string()).unwrap();
}

#[test]
fn the_index_does_not_depend_on_what_was_there_before() {
    let paper = Paper::random(3, 300);
    let before = paper.segments(SCALE, None);
    let mut later = paper.clone();
    later.articles[150].paragraphs[1].push_str(" unheard-of");
    later.articles.remove(20);
    later.articles.push(Paper::random(4, 1).articles[0].clone());
    let again = later.segments(SCALE, Some(before));
    assert_eq!(later.files(SCALE, again), later.index(SCALE));
}

#[test]
fn a_segment_of_which_few_articles_changed_is_as_if_made_anew() {
    let paper = Paper::random(8, 300);
    for seed in 0..12 {
        let mut later = paper.clone();
        let other = Paper::random(100 + seed, 3);
        for (n, mut article) in other.articles.into_iter().enumerate() {
            let at = (seed as usize * 31 + n * 7) % 300;
            // The same date and headline: it stands where the old one stood. Or one of today, or of a day just
            // before, behind which all later ones move.
            if n < 2 {
                article.date.clone_from(&later.articles[at].date);
                article.headline.clone_from(&later.articles[at].headline);
                later.articles[at] = article;
            } else {
                article.date = match seed % 2 {
                    0 => "2030-01-01".into(),
                    _ => later.articles[paper.order()[2 + n * 3]].date.clone(),
                };
                later.articles.push(article);
            }
        }
        let before = paper.segments(SCALE, None);
        let again = later.segments(SCALE, Some(before));
        assert_eq!(later.files(SCALE, again), later.index(SCALE), "{seed}");
    }
}

#[test]
fn an_edit_and_an_article_of_today_change_few_files() {
    let paper = Paper::random(5, 2000);
    let scale = Scale {
        segment: 256,
        block: 16,
    };
    let names = |paper: &Paper| -> BTreeSet<String> {
        paper.index(scale).into_iter().map(|f| f.path).collect()
    };
    let before = names(&paper);
    let mut edited = paper.clone();
    let dated: Vec<usize> = (0..2000)
        .filter(|i| !edited.articles[*i].date.is_empty())
        .collect();
    edited.articles[dated[dated.len() / 2]].paragraphs[1].push_str(" unheard");
    let changed = names(&edited).difference(&before).count();
    // Two words come, with their places; the names of the files; suggestions.
    assert!(changed <= 12, "{changed} of {}", before.len());
    let mut today = paper.clone();
    let mut article = paper.articles[dated[1]].clone();
    article.date = "2030-01-01".into();
    article.paragraphs = vec!["Nothing unusual".into()];
    today.articles.push(article);
    let new = names(&today);
    let base: Vec<_> = new
        .difference(&before)
        .filter(|n| n.starts_with("search/b"))
        .collect();
    assert_eq!(base, Vec::<&String>::new());
}

#[test]
fn what_is_not_published_is_not_in_the_index() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("morgue.toml", "anonymise = [\"Zebedee Quillfeather\"]\n");
    let article = |limit: &str, word: &str| {
        format!(
            "+++\ntitle = \"T\"\ndate = 2020-01-02\n{limit}\n+++\n\nShown first.\n\nThen {word} and Zebedee Quillfeather.\n"
        )
    };
    write("content/a.md", &article("", "plainword"));
    write(
        "content/b.md",
        &article("withdrawn = \"by order\"", "withdrawnword"),
    );
    write(
        "content/c.md",
        &article("rights = \"excerpt\"", "excerptword"),
    );
    write(
        "content/d.md",
        &article("rights = \"private\"", "privateword"),
    );
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_morgue"))
        .arg("build")
        .arg(dir.path())
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let files: Vec<morgue::search::File> = fs::read_dir(dir.path().join("public/search"))
        .unwrap()
        .flatten()
        .map(|e| morgue::search::File {
            path: format!("search/{}", e.file_name().to_str().unwrap()),
            bytes: fs::read(e.path()).unwrap(),
        })
        .collect();
    let reader = Reader::new(&files);
    let keys = reader.keys();
    let has = |word: &str| keys.contains(&word);
    assert!(has("plainword") && has("shown"), "{keys:?}");
    for gone in [
        "withdrawnword",
        "excerptword",
        "privateword",
        "zebedee",
        "quillfeather",
    ] {
        assert!(!has(gone), "{gone}");
    }
}
