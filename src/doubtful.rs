//! Doubtful articles, worst first, and how often each kind of doubt occurs.

use crate::diag::{Diagnostic, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An article about which there is something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful<'a> {
    /// Its file, as the messages name it.
    pub file: &'a str,
    /// What is said, in the order of its lines.
    pub said: Vec<&'a Diagnostic>,
    weight: usize,
}

impl Doubtful<'_> {
    /// The kinds of what is said, each once, worst first.
    pub fn kinds(&self) -> Vec<&str> {
        let mut said = self.said.clone();
        said.sort_by_key(|d| std::cmp::Reverse(weight(d)));
        let mut kinds: Vec<&str> = Vec::new();
        for d in said {
            if !kinds.contains(&d.kind.as_ref()) {
                kinds.push(&d.kind);
            }
        }
        kinds
    }
}

/// The files with errors or warnings, worst first: what is not published, then what readers miss most.
/// Files that are equally bad stand in the order of their paths.
pub fn doubtful(said: &[Diagnostic]) -> Vec<Doubtful<'_>> {
    let mut files: BTreeMap<&str, Doubtful<'_>> = BTreeMap::new();
    for d in said.iter().filter(|d| weight(d) > 0 && !d.file.is_empty()) {
        let entry = files.entry(&d.file).or_insert_with(|| Doubtful {
            file: &d.file,
            said: Vec::new(),
            weight: 0,
        });
        entry.said.push(d);
        entry.weight += weight(d);
    }
    let mut all: Vec<Doubtful<'_>> = files.into_values().collect();
    all.sort_by_key(|d| std::cmp::Reverse(d.weight));
    all
}

/// How much a doubt takes from an article. Many articles never had a byline, so that its lack weighs
/// least.
fn weight(said: &Diagnostic) -> usize {
    match (said.severity, said.kind.as_ref()) {
        (Severity::Error, _) => 1000,
        (Severity::Warning, "no-byline") => 1,
        (Severity::Warning, "no-headline" | "no-body") => 20,
        (Severity::Warning, _) => 10,
        (Severity::Note, _) => 0,
    }
}

/// The kinds of errors and warnings with their number, most frequent first.
pub fn kinds(said: &[Diagnostic]) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for d in said.iter().filter(|d| weight(d) > 0) {
        *counts.entry(&d.kind).or_default() += 1;
    }
    let mut all: Vec<(&str, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all
}

/// The same for programs: `kinds`, an object of counts, and `articles`, worst first, each with its
/// `file` and what is `said` of it.
pub fn to_json(said: &[Diagnostic]) -> Value {
    let one = |d: &&Diagnostic| {
        json!({
            "severity": d.severity.word(),
            "kind": d.kind,
            "line": d.line,
            "message": d.message,
            "hint": d.hint,
        })
    };
    let articles: Vec<Value> = doubtful(said)
        .iter()
        .map(|d| json!({ "file": d.file, "said": d.said.iter().map(one).collect::<Vec<_>>() }))
        .collect();
    let kinds: Vec<Value> = kinds(said)
        .iter()
        .map(|(kind, n)| json!({ "kind": kind, "count": n }))
        .collect();
    json!({ "kinds": kinds, "articles": articles })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_comes_first() {
        let said = [
            Diagnostic::no_byline("content/a.txt", 1),
            Diagnostic::no_byline("content/b.txt", 1),
            Diagnostic::no_date("content/b.txt", 1, None),
            Diagnostic::is_draft("content/c.md", 1),
            Diagnostic::no_body("content/d.txt", 1),
            Diagnostic::no_headline("content/d.txt", 1, "d.txt"),
        ];
        let all = doubtful(&said);
        let files: Vec<_> = all.iter().map(|d| (d.file, d.kinds())).collect();
        assert_eq!(
            files,
            [
                ("content/d.txt", vec!["no-body", "no-headline"]),
                ("content/b.txt", vec!["no-date", "no-byline"]),
                ("content/a.txt", vec!["no-byline"]),
            ]
        );
        assert_eq!(
            kinds(&said),
            [
                ("no-byline", 2),
                ("no-body", 1),
                ("no-date", 1),
                ("no-headline", 1)
            ]
        );
        let value = to_json(&said);
        assert_eq!(value["articles"][0]["file"], "content/d.txt");
        assert_eq!(value["articles"][1]["said"][1]["kind"], "no-date");
        assert_eq!(value["kinds"][0]["count"], 2);
    }
}
