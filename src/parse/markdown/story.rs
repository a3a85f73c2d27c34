//! Markdown without front matter: a story whose facts stand in its text.
//!
//! The grammar of stories reads the lines as a reader sees them, without the marks, and says which of
//! them are headline, byline, dates and noise. Those leave the body; what is left of it keeps its
//! Markdown. So a `# Headline` above a date line works like a page that was saved as text.

use super::blocks::{self, OPTIONS};
use super::stretch::stretches;
use crate::parse::draft::{Block, Draft, Found, Lines};
use crate::parse::lines::Counter;
use crate::parse::{Hints, text};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Reads `markdown`, whose lines end in LF.
pub(super) fn read(markdown: &str, path: &str, hints: &Hints) -> Draft {
    let mut marked = Draft::default();
    blocks::read(markdown, 1, path, &mut marked);
    let only_text = |b: &Found<Block>| matches!(b.value, Block::Paragraph(_));
    if marked.headline.is_none() && marked.body.iter().all(only_text) {
        let mut story = text::story(markdown, path, hints);
        story.doubts.append(&mut marked.doubts);
        return story;
    }
    let mut story = text::story(&as_read(markdown), path, hints);
    let headed = blocks::starts_with_heading(markdown);
    if let Some(heading) = marked.headline.take() {
        if headed || story.headline.is_none() {
            let other = story.headline.replace(heading);
            give_way(&mut story, other);
        } else {
            let lines = heading.origin.lines();
            let at = marked.body.partition_point(|b| b.line() < lines.first);
            let crosshead = Block::Crosshead(heading.value);
            marked
                .body
                .insert(at, Found::new(crosshead, lines, "heading"));
        }
    }
    let read = std::mem::take(&mut story.body);
    story.body = merged(marked.body, read);
    story.doubts.append(&mut marked.doubts);
    story.dropped.extend(marked.dropped);
    story.dropped.sort_by_key(Found::line);
    story
}

/// A heading such as `# Share` is taken for noise by the grammar, and what stands below it for the headline.
/// Where the author calls it a heading it is the headline, and what stands below is text.
fn give_way(story: &mut Draft, other: Option<Found<String>>) {
    let Some(heading) = story.headline.as_ref().map(|h| h.origin.lines()) else {
        return;
    };
    let elsewhere = other.filter(|other| !overlap(other.origin.lines(), heading));
    if let Some(other) = elsewhere {
        story
            .dropped
            .retain(|d| !overlap(d.origin.lines(), heading));
        let lines = other.origin.lines();
        let at = story.body.partition_point(|b| b.line() < lines.first);
        let paragraph = Block::Paragraph(other.value);
        let found = Found::new(paragraph, lines, "below a heading");
        story.body.insert(at, found);
    }
}

/// The body: each Markdown block of which the grammar read some line as body, in its Markdown form
/// where it has markup and as the grammar read it where it has none.
fn merged(marked: Vec<Found<Block>>, read: Vec<Found<Block>>) -> Vec<Found<Block>> {
    let mut read = read.into_iter().peekable();
    let mut body: Vec<Found<Block>> = Vec::new();
    for block in marked {
        let lines = block.origin.lines();
        while read
            .next_if(|r| r.origin.lines().last < lines.first)
            .is_some()
        {}
        let mut said = Vec::new();
        let within = |r: &Found<Block>| {
            overlap(r.origin.lines(), lines) && r.origin.lines().last <= lines.last
        };
        while let Some(part) = read.next_if(within) {
            said.push(part);
        }
        // What the grammar joined with the next block is left for that one.
        let joined = read
            .peek()
            .is_some_and(|r| overlap(r.origin.lines(), lines));
        match &block.value {
            Block::Paragraph(_) => body.extend(said),
            Block::Figure(_) => body.push(block),
            Block::Html { text, .. } if text.is_empty() => body.push(block),
            Block::Crosshead(_) | Block::Related(_) | Block::Html { .. } => {
                if joined || !said.is_empty() {
                    body.push(block);
                }
            }
        }
    }
    body
}

fn overlap(one: Lines, two: Lines) -> bool {
    one.first <= two.last && two.first <= one.last
}

/// The text of `markdown` without its marks, each word on the line it stood on.
fn as_read(markdown: &str) -> String {
    let mut out = String::new();
    for stretch in stretches(markdown) {
        let mut line = u32::try_from(out.matches('\n').count()).unwrap_or(u32::MAX);
        while line < stretch.line {
            out.push('\n');
            line += 1;
        }
        if stretch.plain {
            out.push_str(stretch.text);
        } else {
            without_marks(stretch.text, &mut out);
        }
    }
    out
}

fn without_marks(markdown: &str, out: &mut String) {
    let mut counter = Counter::new(markdown, 1);
    let (mut line, mut pictures) = (1, 0_usize);
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if pictures == 0 => {
                let at = counter.at(range.start);
                while line < at {
                    out.push('\n');
                    line += 1;
                }
                let kept = text.trim_end_matches('\n');
                line += u32::try_from(kept.matches('\n').count()).unwrap_or_default();
                out.push_str(kept);
            }
            _ => {}
        }
    }
}
