//! The original with marks in its margin: which line gave which fact, and why a line was left out.

use super::Inspected;
use crate::diag::printable;
use crate::parse::{Block, Found, Kind, Origin};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Widest line shown, in characters.
const WIDEST: usize = 100;

/// The original, line by line; of a saved page only the lines that gave a fact, since its other lines
/// are markup.
pub(super) fn margin(found: &Inspected) -> String {
    let marks = Marks::of(found);
    let lines: Vec<(u32, &str)> = (1..).zip(found.text.lines()).collect();
    let marked = |n: &u32| marks.0.contains_key(n);
    let whole = found.kind != Kind::Page;
    let shown = lines.iter().filter(|(n, _)| whole || marked(n));
    let number = lines.len().to_string().len();
    let widest = marks.0.values().map(|m| m.join(", ").chars().count());
    let width = widest.max().unwrap_or(0);
    let mut out = String::new();
    for (n, line) in shown {
        let marks = marks.0.get(n).filter(|_| !line.trim().is_empty());
        let mark = marks.map(|m| m.join(", ")).unwrap_or_default();
        let line = crate::archive::cut(&printable(line.trim_end()), WIDEST);
        let row = format!("  {mark:>width$}  {n:>number$} \u{2502} {line}");
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}

/// The marks of each line, in the order in which the table names the facts.
struct Marks(BTreeMap<u32, Vec<String>>);

impl Marks {
    fn of(found: &Inspected) -> Self {
        let draft = &found.draft;
        let mut marks = Marks(BTreeMap::new());
        marks.one("headline", &draft.headline);
        marks.one("standfirst", &draft.standfirst);
        marks.all("byline", &draft.bylines);
        marks.one("published", &draft.published);
        marks.one("updated", &draft.updated);
        marks.one("not before", &draft.not_before);
        marks.one("dateline", &draft.dateline);
        marks.one("section", &draft.section);
        marks.one("language", &draft.lang);
        marks.one("source", &draft.source);
        marks.one("original", &draft.original);
        marks.one("image", &draft.image);
        marks.one("slug", &draft.slug);
        marks.all("tag", &draft.tags);
        marks.all("alias", &draft.aliases);
        marks.all("correction", &draft.corrections);
        if found.kind != Kind::Page {
            for block in &draft.body {
                marks.mark(name(&block.value), block.origin);
            }
            for dropped in &draft.dropped {
                marks.mark(
                    &format!("left out: {}", dropped.value.reason),
                    dropped.origin,
                );
            }
        }
        marks
    }

    fn one<T>(&mut self, name: &str, fact: &Option<Found<T>>) {
        if let Some(fact) = fact {
            self.mark(name, fact.origin);
        }
    }

    fn all<T>(&mut self, name: &str, facts: &[Found<T>]) {
        facts.iter().for_each(|fact| self.mark(name, fact.origin));
    }

    fn mark(&mut self, name: &str, origin: Origin) {
        let Origin::Original(lines) = origin else {
            return;
        };
        for line in lines.first..=lines.last {
            let marks = self.0.entry(line).or_default();
            if !marks.iter().any(|m| m == name) {
                marks.push(name.to_owned());
            }
        }
    }
}

fn name(block: &Block) -> &'static str {
    match block {
        Block::Paragraph(_) | Block::Html { .. } => "text",
        Block::Crosshead(_) => "crosshead",
        Block::Figure(_) => "caption",
        Block::Related(_) => "related",
    }
}
