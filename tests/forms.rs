//! The scored sample of forms: short texts, one a form or a trap, each with the facts it states.
//!
//! `forms/heads.txt` and `forms/outlets.txt` have one head a line, `forms/stories.txt` whole texts, `forms/pages.txt` saved
//! pages; both say at their top how
//! they are written. The test prints a table of all forms and fails when one that was read right is
//! not, and when one marked as a known miss is, so that the marks stay true.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at a broken file of forms"
)]

use morgue::parse::{Block, Draft, Hints, Kind, Outcome, Source, parse};
use std::collections::BTreeMap;

/// What a form's text says: fact name to value, several values joined by `; `.
type Facts = BTreeMap<String, String>;

struct Form {
    name: String,
    known_miss: bool,
    kind: Kind,
    text: String,
    want: Facts,
}

const HEADLINE: &str = "Lorn bridge shut after storm";
const BODY: &str = "The Lorn bridge was shut on Friday night after a storm had torn at its cables, the \
council said.\n\nNobody was hurt, and the ferry will carry walkers until the bolts have been looked at.";

/// Facts that a form does not name must not be found.
const ALWAYS: &[&str] = &["authors", "published", "updated"];

#[test]
fn forms() {
    let mut all = heads(include_str!("forms/heads.txt"));
    all.extend(heads(include_str!("forms/outlets.txt")));
    all.extend(stories(include_str!("forms/stories.txt")));
    all.extend(pages(include_str!("forms/pages.txt")));
    assert!(all.len() >= 150, "only {} forms", all.len());
    let mut table = String::new();
    let mut wrong = Vec::new();
    for form in &all {
        let got = facts(&read(form.kind, &form.text));
        let misses = misses(form, &got);
        let state = match (misses.is_empty(), form.known_miss) {
            (true, false) => "ok",
            (false, true) => "known miss",
            (true, true) => "no longer a miss: unmark it",
            (false, false) => "MISS",
        };
        table.push_str(&format!("{:<52} {state}\n", form.name));
        if misses.is_empty() == form.known_miss {
            wrong.push(format!(
                "{}: {}\n{}",
                form.name,
                misses.join(", "),
                form.text
            ));
        }
    }
    println!("{table}{} forms", all.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn read(kind: Kind, text: &str) -> Draft {
    let source = Source {
        path: "content/form.x",
        kind,
        bytes: text.as_bytes(),
        sidecar: None,
    };
    match parse(&source, &Hints::default()) {
        Outcome::Article(draft) => *draft,
        Outcome::Refused(said) => panic!("refused: {said:?}"),
    }
}

fn misses(form: &Form, got: &Facts) -> Vec<String> {
    let keys = ALWAYS
        .iter()
        .map(|k| (*k).to_owned())
        .chain(form.want.keys().cloned());
    let mut out = Vec::new();
    for key in keys {
        let want = form.want.get(&key).map_or("", String::as_str);
        let got = got.get(&key).map_or("", String::as_str);
        let line = format!("{key}: want “{want}”, got “{got}”");
        if want != got && !out.contains(&line) {
            out.push(line);
        }
    }
    out
}

fn facts(draft: &Draft) -> Facts {
    let mut out = Facts::new();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            out.insert(key.to_owned(), value);
        }
    };
    let text = |f: &Option<morgue::parse::Found<String>>| {
        f.as_ref().map(|f| f.value.clone()).unwrap_or_default()
    };
    let when = |f: &Option<morgue::parse::Found<morgue::date::When>>| {
        f.as_ref().map(|f| f.value.to_string()).unwrap_or_default()
    };
    put("headline", text(&draft.headline));
    put("standfirst", text(&draft.standfirst));
    put("section", text(&draft.section));
    put("dateline", text(&draft.dateline));
    put("published", when(&draft.published));
    put("updated", when(&draft.updated));
    put("not-before", when(&draft.not_before));
    put(
        "authors",
        joined(draft.bylines.iter().map(|b| b.value.name.clone())),
    );
    put(
        "roles",
        joined(draft.bylines.iter().filter_map(|b| b.value.role.clone())),
    );
    put(
        "outlets",
        joined(draft.bylines.iter().filter_map(|b| b.value.outlet.clone())),
    );
    put("tags", joined(draft.tags.iter().map(|t| t.value.clone())));
    put(
        "doubts",
        joined(draft.doubts.iter().map(|d| d.kind.to_string())),
    );
    put("corrections", draft.corrections.len().to_string());
    put(
        "dropped",
        joined(draft.dropped.iter().map(|d| d.value.reason.to_owned())),
    );
    body_facts(draft, &mut put);
    out
}

fn body_facts(draft: &Draft, put: &mut impl FnMut(&str, String)) {
    let blocks = || draft.body.iter().map(|b| &b.value);
    put(
        "paragraphs",
        blocks()
            .filter(|b| matches!(b, Block::Paragraph(_)))
            .count()
            .to_string(),
    );
    put(
        "crossheads",
        joined(blocks().filter_map(|b| match b {
            Block::Crosshead(t) => Some(t.clone()),
            _ => None,
        })),
    );
    put(
        "related",
        joined(blocks().filter_map(|b| match b {
            Block::Related(r) => Some(r.headline.clone()),
            _ => None,
        })),
    );
    put(
        "captions",
        joined(blocks().filter_map(|b| match b {
            Block::Figure(f) => Some(format!(
                "{} | {}",
                f.caption.as_deref().unwrap_or("-"),
                f.credit.as_deref().unwrap_or("-")
            )),
            _ => None,
        })),
    );
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// `name | head lines with ⏎ between => facts`
fn heads(file: &str) -> Vec<Form> {
    file.lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|line| {
            let (name, rest) = line.split_once(" | ").expect("a name and a bar");
            let (head, want) = rest.split_once("=>").expect("an arrow before the facts");
            let head = head.trim().replace(" ⏎ ", "\n").replace('⏎', "\n");
            Form {
                name: name.trim_start_matches('?').trim().to_owned(),
                known_miss: name.starts_with('?'),
                kind: Kind::Text,
                text: format!("{HEADLINE}\n\n{head}\n\n{BODY}\n"),
                want: want.split(" ~ ").filter_map(fact).collect(),
            }
        })
        .collect()
}

/// `=== name`, facts, `---`, text.
fn stories(file: &str) -> Vec<Form> {
    file.split("\n=== ")
        .skip(1)
        .map(|section| {
            let (name, rest) = section.split_once('\n').expect("a name");
            let (want, text) = rest.split_once("---\n").expect("a line of dashes");
            Form {
                name: name.trim_start_matches('?').trim().to_owned(),
                known_miss: name.starts_with('?'),
                kind: Kind::Text,
                text: text.replace("{body}", BODY),
                want: want.lines().filter_map(fact).collect(),
            }
        })
        .collect()
}

const TITLE: &str = "Lorn bridge shut after storm as ferry takes over";
const PARAGRAPHS: [&str; 5] = [
    "The Lorn bridge was shut on Friday night after a storm had torn at its cables, the council said in a \
     short note to the press.",
    "Nobody was hurt, and the ferry will carry walkers until the bolts have been looked at, which may take \
     weeks, said the harbour master.",
    "Two crews are at work on the south tower, and a third one is on its way from Kessel with new cables \
     and a crane, the mayor told reporters.",
    "“We have asked for help from the county, and we have been given it,” she said, standing below the arch \
     in the rain with her coat open.",
    "The bridge carries nine thousand people a day, most of them on foot, and has been shut for more than a \
     week only once since it was built.",
];
const OG: &str = "<title>{title} | Lorn Bugle</title><meta property=\"og:title\" content=\"{title} | Lorn Bugle\">\
<meta property=\"og:site_name\" content=\"Lorn Bugle\">";
const NAV: &str = "<header><a href=\"/\">Lorn Bugle</a><nav><ul><li><a href=\"/n\">News</a></li><li>\
<a href=\"/s\">Sport</a></li></ul></nav></header>";
const FOOT: &str = "<footer><p>© 2024 Lorn Bugle. All rights reserved.</p><ul><li><a href=\"/a\">About us</a></li>\
<li><a href=\"/c\">Contact</a></li></ul></footer>";

/// `name ‖ head ‖ body => facts`, below the lines that say so.
fn pages(file: &str) -> Vec<Form> {
    file.lines()
        .filter(|line| line.matches(" ‖ ").count() == 2 && !line.starts_with("Saved"))
        .map(|line| {
            let (page, want) = line.rsplit_once(" =>").expect("an arrow before the facts");
            let parts: Vec<&str> = page.split(" ‖ ").collect();
            let [name, head, body] = parts[..] else {
                panic!("three parts: {line}");
            };
            let html = format!(
                "<!DOCTYPE html>\n<html lang=\"en\"><head>{head}</head>\n<body>{body}</body></html>\n"
            );
            Form {
                name: format!("page: {}", name.trim_start_matches('?').trim()),
                known_miss: name.starts_with('?'),
                kind: Kind::Page,
                text: filled(&html),
                want: filled(want).split(" ~ ").filter_map(fact).collect(),
            }
        })
        .collect()
}

/// A page with its words in place.
fn filled(page: &str) -> String {
    let all = |before: &str, behind: &str| {
        let one = |p: &&str| format!("{before}{p}{behind}");
        PARAGRAPHS.iter().map(one).collect::<String>()
    };
    let breaks = PARAGRAPHS.join("<br><br>");
    let mut out = page.replace("{og}", OG).replace("{nav}", NAV);
    out = out.replace("{foot}", FOOT).replace("{title}", TITLE);
    out = out.replace("{text}", &all("<p>", "</p>"));
    out = out.replace("{text open}", &all("<p>", ""));
    out = out.replace("{text br}", &breaks);
    for (i, paragraph) in PARAGRAPHS.iter().enumerate() {
        out = out.replace(&format!("{{{}}}", i + 1), paragraph);
    }
    out
}

fn fact(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':')?;
    Some((key.trim().to_owned(), value.trim().to_owned()))
}
