//! How well stories are found: precision and recall over pairs of articles, on the demo, where a person
//! has said which articles belong together, and on an archive that is made with stories planted in it.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests set the scene on the real disk and show what they measured"
)]

#[path = "stories/planted.rs"]
mod planted;

use morgue::parse::{DateOrder, Hints, Kind, Outcome, Source, parse};
use morgue::story::{Found, Member, Sketch, find};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// An article with the story that it is labelled with.
struct Labelled {
    file: String,
    sketch: Sketch,
    day: Option<i32>,
    story: Option<String>,
}

fn labelled(
    file: &str,
    kind: Kind,
    text: &[u8],
    sidecar: Option<&[u8]>,
    story: Option<String>,
) -> Option<Labelled> {
    let source = Source {
        path: file,
        kind,
        bytes: text,
        sidecar: sidecar.map(|bytes| ("beside.toml", bytes)),
    };
    let hints = Hints {
        date_order: Some(DateOrder::DayFirst),
    };
    let Outcome::Article(draft) = parse(&source, &hints) else {
        return None;
    };
    let when = draft.published.as_ref().map(|p| p.value);
    Some(Labelled {
        file: file.to_owned(),
        sketch: Sketch::of(&draft),
        day: when.map(morgue::story::day),
        story,
    })
}

fn found(articles: &[Labelled]) -> Found {
    let members: Vec<_> = articles
        .iter()
        .map(|a| Member {
            sketch: &a.sketch,
            day: a.day,
            named: None,
            related: true,
        })
        .collect();
    find(&members)
}

type Pairs = BTreeSet<(usize, usize)>;

fn pairs(groups: &[Vec<usize>]) -> Pairs {
    let of = |group: &Vec<usize>| {
        let group = group.clone();
        let each =
            |(i, a): (usize, &usize)| group[i + 1..].iter().map(|b| (*a, *b)).collect::<Vec<_>>();
        group.iter().enumerate().flat_map(each).collect::<Vec<_>>()
    };
    groups.iter().flat_map(of).collect()
}

/// Precision and recall over pairs, as parts of 1,000, with a table of what went wrong.
fn measured(name: &str, articles: &[Labelled]) -> (usize, usize) {
    let mut labels: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, article) in articles.iter().enumerate() {
        if let Some(story) = &article.story {
            labels.entry(story).or_default().push(i);
        }
    }
    let wanted = pairs(&labels.values().cloned().collect::<Vec<_>>());
    let found = found(articles);
    let stories: Vec<Vec<usize>> = found
        .stories
        .iter()
        .map(|s| s.iter().map(|i| *i as usize).collect())
        .collect();
    let got = pairs(&stories);
    let right = got.intersection(&wanted).count();
    let precision = 1000 * right / got.len().max(1);
    let recall = 1000 * right / wanted.len().max(1);
    println!(
        "{name}: {} articles, {} labelled stories of {} pairs; {} stories found of {} pairs, {right} right",
        articles.len(),
        labels.len(),
        wanted.len(),
        stories.len(),
        got.len()
    );
    println!("precision 0.{precision:03}, recall 0.{recall:03}");
    for (a, b) in got.difference(&wanted).take(40) {
        println!("  wrong: {} | {}", articles[*a].file, articles[*b].file);
    }
    for (a, b) in wanted.difference(&got).take(80) {
        println!("  missed: {} | {}", articles[*a].file, articles[*b].file);
    }
    (precision, recall)
}

fn demo() -> Vec<Labelled> {
    let mut stories: BTreeMap<String, String> = BTreeMap::new();
    let mut name = String::new();
    for line in include_str!("stories/demo.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
    {
        match line.strip_prefix("  ") {
            Some(file) => assert_eq!(
                stories.insert(file.to_owned(), name.clone()),
                None,
                "{file}"
            ),
            None => name = line.to_owned(),
        }
    }
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut open = vec![content.clone()];
    let mut files = Vec::new();
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    let read = files.iter().filter_map(|path| {
        let kind = match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Kind::Text,
            "md" => Kind::Markdown,
            "html" => Kind::Page,
            _ => return None,
        };
        let file = path
            .strip_prefix(&content)
            .ok()?
            .to_str()?
            .replace('\\', "/");
        let sidecar = fs::read(path.with_extension("toml")).ok();
        let story = stories.remove(&file);
        labelled(
            &file,
            kind,
            &fs::read(path).ok()?,
            sidecar.as_deref(),
            story,
        )
    });
    let articles: Vec<_> = read.collect();
    assert!(
        stories.is_empty(),
        "labels of files that are not there: {stories:?}"
    );
    articles
}

#[test]
fn stories_of_the_demo_are_found() {
    let articles = demo();
    let stories: BTreeSet<_> = articles.iter().filter_map(|a| a.story.as_ref()).collect();
    assert!(stories.len() >= 40, "{}", stories.len());
    let (precision, recall) = measured("demo", &articles);
    assert!(precision >= 900 && recall >= 700);
}

#[test]
fn planted_stories_are_found() {
    let articles: Vec<_> = planted::archive(4_000, 60)
        .into_iter()
        .filter_map(|a| labelled(&a.file, Kind::Text, a.text.as_bytes(), None, a.story))
        .collect();
    let (precision, recall) = measured("planted", &articles);
    assert!(precision >= 900 && recall >= 700);
}
