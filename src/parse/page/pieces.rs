//! The runs of the article, each with what it is: prose, a crosshead, the text of a picture, a link
//! that stands alone, or something that is not the story.

use super::dom::{Dom, Id, ROOT};
use super::figure::{holder, is_small};
use super::place::Base;
use super::plain::key;
use super::root::{Layout, span};
use super::runs::{Run, run_text};
use crate::parse::{caption, noise};
use std::collections::HashSet;

/// What a run of the article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph.
    Prose,
    /// Words that are no sentence: a label, a short line.
    Label,
    /// A heading in the body.
    Crosshead,
    /// Text of a picture, held by this element.
    Caption(Id),
    /// Text right below this picture, which no element holds together with it.
    Under(Id),
    /// Text of a picture that the page does not show here.
    Loose,
    /// A link that stands alone.
    Link,
    /// Not the story, and why.
    Noise(&'static str),
}

/// A run with its text and what it is.
pub(super) struct Piece {
    /// The run.
    pub(super) run: Run,
    /// Its text.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
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
    /// Key of the headline, which pages repeat.
    pub(super) title: &'a str,
    /// First nodes of the runs that the grammar of scraped text knows not to be the story.
    pub(super) apart: &'a HashSet<Id>,
    /// First nodes of the runs of the standfirst.
    pub(super) standfirst: &'a HashSet<Id>,
}

/// The runs of the article with what they are.
pub(super) fn pieces(page: &Page<'_>) -> Vec<Piece> {
    let (dom, runs, root) = (page.dom, page.runs, page.layout.root);
    let (mut first, last) = span(dom, runs, root);
    // What stands before the headline is not the story.
    if let Some(headline) = page.headline.filter(|h| dom.subtree(root).contains(h)) {
        let end = dom.subtree(headline).end;
        first = runs.partition_point(|r| r.start < end).max(first);
    }
    let mut seen = HashSet::new();
    let mut out: Vec<Piece> = Vec::new();
    let mut begun = false;
    let mut from = runs.get(first).map_or(0, |r| r.start);
    for (run, reason) in runs[first..last]
        .iter()
        .zip(&page.layout.reasons[first..last])
    {
        let text = run_text(dom, run);
        if text.is_empty() || page.standfirst.contains(&run.start) {
            continue;
        }
        let mut kind = kind(page, run, *reason, &text, from);
        from = run.end;
        let text_key = key(&text);
        if kind == Kind::Prose && text_key.len() > 60 && !seen.insert(text_key.clone()) {
            kind = Kind::Noise("repeated");
        }
        // A heading above the first paragraph may be the byline.
        let is_text =
            matches!(kind, Kind::Label | Kind::Prose) || kind == Kind::Crosshead && !begun;
        if is_text && (text_key == page.title || run.len <= 200 && page.apart.contains(&run.start))
        {
            kind = Kind::Noise("read as facts, not as story");
        }
        begun |= kind == Kind::Prose;
        out.push(Piece {
            run: *run,
            text,
            kind,
        });
    }
    end_at_next_story(page, &mut out);
    trim_ends(&mut out);
    drop_titles(&mut out);
    out
}

fn kind(page: &Page<'_>, run: &Run, reason: Option<&'static str>, text: &str, from: Id) -> Kind {
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
    if let Some(reason) = noise::reason(text) {
        return Kind::Noise(reason);
    }
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
    if let Some(kind) = caption_kind(dom, run, text, from) {
        return kind;
    }
    if run.is_prose() {
        Kind::Prose
    } else {
        Kind::Label
    }
}

/// A text that a credit or its place right below a picture shows to be a caption.
fn caption_kind(dom: &Dom, run: &Run, text: &str, from: Id) -> Option<Kind> {
    let picture = (from..run.start)
        .rev()
        .find(|id| dom.name(*id) == "img" && !is_small(dom, *id));
    // A credit alone is short, and a caption without a picture is not known for one.
    let may_be = picture.is_some() || text.len() <= 120;
    let read = may_be.then(|| caption::caption(text)).flatten();
    match (picture, read) {
        (Some(picture), Some(_)) => Some(Kind::Under(picture)),
        (Some(picture), None) if !run.is_prose() && run.len < 200 => Some(Kind::Under(picture)),
        (None, Some(read)) if read.text.is_empty() => Some(Kind::Loose),
        _ => None,
    }
}

/// Pages that never end put the next article below: its `h1` ends this one.
fn end_at_next_story(page: &Page<'_>, pieces: &mut [Piece]) {
    let first = pieces.iter().position(|p| p.kind == Kind::Prose);
    let is_title = |p: &Piece| {
        p.kind == Kind::Crosshead && p.text.len() > 20 && page.dom.name(p.run.block) == "h1"
    };
    let Some(next) = first.and_then(|f| pieces[f..].iter().position(is_title).map(|n| f + n))
    else {
        return;
    };
    // Where crossheads are `h1`, they come one after the other.
    if page.headline.is_some() && pieces[next..].iter().filter(|p| is_title(p)).count() < 3 {
        for piece in &mut pieces[next..] {
            if !matches!(piece.kind, Kind::Noise(_)) {
                piece.kind = Kind::Noise("another article");
            }
        }
    }
}

/// Labels before the first and behind the last paragraph belong to the head and the foot of the
/// page, not to the story.
fn trim_ends(pieces: &mut [Piece]) {
    let first = pieces.iter().position(|p| p.kind == Kind::Prose);
    let last = pieces.iter().rposition(|p| p.kind == Kind::Prose);
    let (Some(first), Some(mut last)) = (first, last) else {
        return;
    };
    // A story may end with a short sentence.
    while pieces
        .get(last + 1)
        .is_some_and(|p| p.kind == Kind::Label && is_sentence(&p.text))
    {
        last += 1;
    }
    for (i, piece) in pieces.iter_mut().enumerate() {
        let (before, behind) = (i < first, i > last);
        match piece.kind {
            Kind::Label if before => piece.kind = Kind::Noise("head of the article"),
            Kind::Label | Kind::Crosshead if behind => {
                piece.kind = Kind::Noise("foot of the article");
            }
            _ => {}
        }
    }
}

fn is_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '“', '’', '\'', '»', ')']);
    end.ends_with(['.', '!', '?', '…', '。']) && text.split(' ').count() > 2
}

/// A heading whose text was left out was the title of what was left out.
fn drop_titles(pieces: &mut [Piece]) {
    // What stands behind a piece, captions apart: the next of any kind, and the next of the story.
    let (mut next, mut story) = (None, None);
    for piece in pieces.iter_mut().rev() {
        if piece.kind == Kind::Crosshead {
            // A block in the middle of the story has its own title; one that merely stands between a
            // crosshead and its text has not.
            let titles = matches!(
                next,
                Some(Kind::Noise("related block" | "newsletter block") | Kind::Link)
            );
            if titles || matches!(story, None | Some(Kind::Link)) {
                piece.kind = Kind::Noise("title of a block that is not the story");
            }
        }
        match piece.kind {
            Kind::Caption(_) | Kind::Under(_) | Kind::Loose => {}
            Kind::Noise(_) => next = Some(piece.kind),
            _ => (next, story) = (Some(piece.kind), Some(piece.kind)),
        }
    }
}
