//! The story itself: the runs of the article as paragraphs, crossheads, pictures and related links,
//! and the rest of them dropped with a reason.

use super::dom::{Dom, Id, ROOT};
use super::figure::{figure, holder};
use super::inline::markup;
use super::place::Base;
use super::plain::key;
use super::root::{Layout, span};
use super::runs::{Run, run_text};
use crate::parse::clean::Address;
use crate::parse::draft::{Block, Dropped, Figure, Found, Lines, Related};
use std::collections::HashSet;

/// What a run of the article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Prose,
    /// Words that are no sentence: a label, a short line.
    Label,
    Crosshead,
    /// Text of a picture, held by this element.
    Caption(Id),
    Link,
    Noise(&'static str),
}

struct Piece {
    run: Run,
    text: String,
    kind: Kind,
}

/// The parts of the page that the story is read from.
pub(super) struct Page<'a> {
    /// The page.
    pub(super) dom: &'a Dom,
    /// Its runs.
    pub(super) runs: &'a [Run],
    /// Which of them are the article.
    pub(super) layout: &'a Layout,
    /// What references are relative to.
    pub(super) base: &'a Base,
    /// The headline's element.
    pub(super) headline: Option<Id>,
    /// Texts that the head of the article says already: headline, byline, date line.
    pub(super) said: &'a [String],
}

/// The body, and what was left out of it.
#[derive(Default)]
pub(super) struct Story {
    /// The body.
    pub(super) blocks: Vec<Found<Block>>,
    /// What was left out.
    pub(super) dropped: Vec<Found<Dropped>>,
}

/// Reads the story.
pub(super) fn story(page: &Page<'_>) -> Story {
    let mut pieces = pieces(page);
    trim_ends(&mut pieces);
    drop_empty_crossheads(&mut pieces);
    let mut out = Story::default();
    let mut figures = HashSet::new();
    for piece in &pieces {
        let lines = lines(page.dom, &piece.run);
        let block = match piece.kind {
            Kind::Noise(reason) => {
                let text = piece.text.clone();
                out.dropped.push(Found::new(
                    Dropped { text, reason },
                    lines,
                    "part of the page",
                ));
                continue;
            }
            Kind::Caption(id) => {
                if !figures.insert(id) {
                    continue;
                }
                (Block::Figure(figure(page.dom, id, page.base)), "figure")
            }
            Kind::Link => (
                Block::Related(related(page, piece)),
                "link that stands alone",
            ),
            Kind::Crosshead => (Block::Crosshead(piece.text.clone()), "heading in the body"),
            Kind::Prose | Kind::Label => (paragraph(page, piece), "paragraph of the body"),
        };
        out.blocks.push(Found::new(block.0, lines, block.1));
    }
    out
}

fn lines(dom: &Dom, run: &Run) -> Lines {
    Lines {
        first: dom.line(run.start),
        last: dom.line(run.end - 1).max(dom.line(run.start)),
    }
}

fn paragraph(page: &Page<'_>, piece: &Piece) -> Block {
    let element = match page.dom.name(piece.run.block) {
        "blockquote" => "blockquote",
        "pre" => "pre",
        _ => "p",
    };
    match markup(page.dom, &piece.run, page.base, element) {
        Some(html) => Block::Html {
            html,
            text: piece.text.clone(),
            paragraph: true,
        },
        None => Block::Paragraph(piece.text.clone()),
    }
}

fn related(page: &Page<'_>, piece: &Piece) -> Related {
    let link = (piece.run.start..piece.run.end)
        .chain(page.dom.ancestors(piece.run.start))
        .find_map(|id| {
            page.dom
                .attr(id, "href")
                .filter(|_| page.dom.name(id) == "a")
        });
    let address = link.and_then(|href| page.base.resolve(href));
    Related {
        headline: piece.text.clone(),
        address: address.map(|(Address::Absolute(a) | Address::Local(a))| a),
    }
}

/// The runs of the article with what they are.
fn pieces(page: &Page<'_>) -> Vec<Piece> {
    let (dom, runs, root) = (page.dom, page.runs, page.layout.root);
    let (mut first, last) = span(dom, runs, root);
    // What stands before the headline is not the story.
    if let Some(headline) = page.headline.filter(|h| dom.subtree(root).contains(h)) {
        let end = dom.subtree(headline).end;
        first = runs.partition_point(|r| r.start < end).max(first);
    }
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for (run, reason) in runs[first..last]
        .iter()
        .zip(&page.layout.reasons[first..last])
    {
        let text = run_text(dom, run);
        if text.is_empty() {
            continue;
        }
        let mut kind = kind(page, run, *reason, &text);
        let text_key = key(&text);
        if matches!(kind, Kind::Prose) && text_key.len() > 60 && !seen.insert(text_key.clone()) {
            kind = Kind::Noise("repeated");
        }
        if matches!(kind, Kind::Label | Kind::Prose) && page.said.contains(&text_key) {
            kind = Kind::Noise("head of the article");
        }
        let run = *run;
        out.push(Piece { run, text, kind });
    }
    out
}

fn kind(page: &Page<'_>, run: &Run, reason: Option<&'static str>, text: &str) -> Kind {
    let (dom, root) = (page.dom, page.layout.root);
    if let Some(reason) = reason {
        return Kind::Noise(reason);
    }
    if let Some(holder) = holder(dom, run.block, root) {
        return Kind::Caption(holder);
    }
    let heading = std::iter::once(run.block)
        .chain(dom.ancestors(run.block))
        .take_while(|id| *id > root && *id != ROOT)
        .any(|id| matches!(dom.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
    if heading {
        return Kind::Crosshead;
    }
    if run.link_share() > 0.7 {
        return if run.len >= 15 {
            Kind::Link
        } else {
            Kind::Noise("link")
        };
    }
    let _ = text;
    if run.is_prose() {
        Kind::Prose
    } else {
        Kind::Label
    }
}

/// Labels before the first and behind the last paragraph belong to the head and the foot of the
/// page, not to the story.
fn trim_ends(pieces: &mut [Piece]) {
    let first = pieces.iter().position(|p| p.kind == Kind::Prose);
    let last = pieces.iter().rposition(|p| p.kind == Kind::Prose);
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    for (i, piece) in pieces.iter_mut().enumerate() {
        let (before, behind) = (i < first, i > last);
        match piece.kind {
            Kind::Label if before => piece.kind = Kind::Noise("head of the article"),
            Kind::Label | Kind::Crosshead if behind => {
                piece.kind = Kind::Noise("foot of the article")
            }
            _ => {}
        }
    }
}

/// A crosshead whose text was left out was the title of what was left out.
fn drop_empty_crossheads(pieces: &mut [Piece]) {
    for i in (0..pieces.len()).rev() {
        if pieces[i].kind != Kind::Crosshead {
            continue;
        }
        let behind = || {
            pieces[i + 1..]
                .iter()
                .map(|p| p.kind)
                .filter(|k| !matches!(k, Kind::Caption(_)))
        };
        // A block in the middle of the story has its own title; one that merely stands between a
        // crosshead and its text has not.
        let titles = matches!(
            behind().next(),
            Some(Kind::Noise("related block" | "newsletter block") | Kind::Link)
        );
        let next = behind().find(|k| !matches!(k, Kind::Noise(_)));
        if titles || matches!(next, None | Some(Kind::Link)) {
            pieces[i].kind = Kind::Noise("title of a block that is not the story");
        }
    }
}

/// A picture without any text around it.
pub(super) fn bare_figure(picture: String, alt: Option<String>) -> Figure {
    Figure {
        picture: Some(picture),
        alt,
        ..Figure::default()
    }
}
