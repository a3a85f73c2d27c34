//! What a person reads of a file: a table of its facts with place and rule, what is doubtful about them,
//! and the original with marks in its margin.

use super::Inspected;
use super::margin::margin;
use crate::date::When;
use crate::diag::printable;
use crate::parse::{Block, Byline, Draft, Found, Kind, Origin};
use std::fmt::Write as _;

/// Widest value shown, in characters.
const WIDEST: usize = 60;

/// One row.
struct Row {
    field: &'static str,
    value: String,
    origin: Option<(Origin, &'static str)>,
}

/// Facts of one file, what is doubtful, and the original.
pub fn table(found: &Inspected) -> String {
    let mut rows = facts(&found.draft);
    match found.kind {
        // Its lines are markup, so that the story is shown here.
        Kind::Page => rows.extend(story(&found.draft)),
        Kind::Text | Kind::Markdown => rows.extend(captions(&found.draft)),
    }
    let field = rows.iter().map(|r| r.field.len()).max().unwrap_or(0);
    let value = rows
        .iter()
        .map(|r| shown(&r.value).chars().count())
        .max()
        .unwrap_or(0);
    let mut out = format!("{}\n", printable(&found.path));
    for row in &rows {
        let text = shown(&row.value);
        let place = row
            .origin
            .map(|(origin, rule)| format!("{}, {rule}", place(origin)))
            .unwrap_or_default();
        let pad = value - text.chars().count();
        let line = format!("  {:field$}  {text}{:pad$}  {place}", row.field, "");
        let _ = writeln!(out, "{}", line.trim_end());
    }
    for doubt in &found.doubts {
        let _ = writeln!(out, "\n{doubt}");
    }
    let margin = margin(found);
    if !margin.is_empty() {
        let _ = write!(out, "\n{margin}");
    }
    out
}

fn facts(draft: &Draft) -> Vec<Row> {
    let mut rows = Vec::new();
    rows.push(text("headline", &draft.headline).unwrap_or_else(|| unknown("headline")));
    rows.extend(text("standfirst", &draft.standfirst));
    rows.extend(draft.bylines.iter().map(byline));
    if draft.bylines.is_empty() {
        rows.push(unknown("byline"));
    }
    let when = |field, found: &Option<Found<When>>| {
        found.as_ref().map(|f| row(field, f.value.to_string(), f))
    };
    rows.push(when("published", &draft.published).unwrap_or_else(|| unknown("published")));
    rows.extend(when("updated", &draft.updated));
    rows.extend(when("not before", &draft.not_before));
    let others = [
        ("dateline", &draft.dateline),
        ("section", &draft.section),
        ("language", &draft.lang),
        ("source", &draft.source),
        ("original", &draft.original),
        ("image", &draft.image),
        ("slug", &draft.slug),
    ];
    rows.extend(
        others
            .into_iter()
            .filter_map(|(field, found)| text(field, found)),
    );
    rows.extend(draft.tags.iter().map(|t| row("tag", t.value.clone(), t)));
    rows.extend(
        draft
            .aliases
            .iter()
            .map(|a| row("alias", a.value.clone(), a)),
    );
    rows.extend(
        draft
            .corrections
            .iter()
            .map(|c| row("correction", c.value.text.clone(), c)),
    );
    rows.extend(text("robots", &draft.robots));
    let names = draft.anonymise.iter();
    rows.extend(names.map(|n| row("anonymise", n.value.clone(), n)));
    rows.extend(text("withdrawn", &draft.withdrawn));
    rows.extend(text("story", &draft.story));
    let related = draft.related.iter();
    rows.extend(related.map(|r| row("related", r.value.to_string(), r)));
    let rights = draft.rights.iter();
    rows.extend(rights.map(|r| row("rights", format!("{:?}", r.value).to_lowercase(), r)));
    rows
}

/// Pictures, whose captions and credits were parted.
fn captions(draft: &Draft) -> impl Iterator<Item = Row> + '_ {
    let figure = |b: &&Found<Block>| matches!(b.value, Block::Figure(_));
    draft.body.iter().filter(figure).map(block)
}

/// The blocks of the body, and what was left out: with its reason where the others show their rule.
fn story(draft: &Draft) -> impl Iterator<Item = Row> + '_ {
    let dropped = draft.dropped.iter().map(|d| Row {
        field: "left out",
        value: d.value.text.clone(),
        origin: Some((d.origin, d.value.reason)),
    });
    draft.body.iter().map(block).chain(dropped)
}

fn unknown(field: &'static str) -> Row {
    Row {
        field,
        value: "unknown".into(),
        origin: None,
    }
}

fn text(field: &'static str, found: &Option<Found<String>>) -> Option<Row> {
    found.as_ref().map(|f| row(field, f.value.clone(), f))
}

fn byline(found: &Found<Byline>) -> Row {
    let b = &found.value;
    let parts = [
        Some(b.name.as_str()),
        b.role.as_deref(),
        b.outlet.as_deref(),
    ];
    row(
        "byline",
        parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        found,
    )
}

fn row<T>(field: &'static str, value: String, found: &Found<T>) -> Row {
    Row {
        field,
        value,
        origin: Some((found.origin, found.rule)),
    }
}

fn block(found: &Found<Block>) -> Row {
    match &found.value {
        Block::Paragraph(text) => row("text", text.clone(), found),
        Block::Html { text, .. } => row("text", text.clone(), found),
        Block::Crosshead(text) => row("crosshead", text.clone(), found),
        Block::Related(r) => row("related", r.headline.clone(), found),
        Block::Figure(f) => {
            let credit = f.credit.as_ref().map(|c| format!("[{c}]"));
            let parts = [
                f.caption.as_deref().or(f.picture.as_deref()),
                credit.as_deref(),
            ];
            row(
                "caption",
                parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
                found,
            )
        }
    }
}

fn shown(value: &str) -> String {
    let line: String = printable(value).replace('\n', " ");
    crate::archive::cut(&line, WIDEST)
}

fn place(origin: Origin) -> String {
    let (lines, file) = match origin {
        Origin::Original(lines) => (lines, ""),
        Origin::Sidecar(lines) => (lines, "sidecar "),
    };
    if lines.first == lines.last {
        format!("{file}line {}", lines.first)
    } else {
        format!("{file}lines {}\u{2013}{}", lines.first, lines.last)
    }
}
