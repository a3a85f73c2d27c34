//! The body of a story: paragraphs, crossheads, captions with credits, related links, and the noise
//! between them.
//!
//! Lines are read from top to bottom. A heading ("Read more") or the first line of a newsletter or
//! paywall block opens a block, which lasts while its lines look like it.

use super::super::byline;
use super::super::caption::{self, Caption};
use super::super::dates::Moment;
use super::super::phrases::Folded;
use super::super::{Block, Figure, Found, Related, noise};
use super::Story;
use super::close;
use super::heading;
use super::line::Line;
use super::shape::{is_machine_text, is_shouted, may_hold_credit, speaks_of_offers};
use super::{meta, titles};
use std::collections::BTreeSet;

/// The rule by which a short line of plain text is taken for a crosshead. Nothing marks it, so `inspect`
/// trusts it only in company.
pub(crate) const SHORT_LINE: &str = "short line";

/// What the lines below a heading are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Story,
    /// Below "Read more" or "Trending".
    Links,
    /// Below a newsletter or paywall line.
    Block(noise::Reason),
    /// Below the end of the article: the headline came twice more.
    Below,
}

/// Reads the body: first the lines that the head left over, then all from `from` on.
pub(super) fn read(story: &mut Story<'_>, left: &[usize], from: usize) {
    let mut body = Body {
        mode: Mode::Story,
        in_head: true,
        begun: BTreeSet::new(),
        again: 0,
        shouts: story.lines.iter().any(is_shouted_link),
    };
    for &at in left {
        body.line(story, at);
    }
    body.mode = Mode::Story;
    body.in_head = false;
    for at in from..story.lines.len() {
        body.line(story, at);
    }
    titles::settle(story);
}

struct Body<'a> {
    mode: Mode,
    in_head: bool,
    /// The beginnings of the paragraphs so far: pages print the first again as a description.
    begun: BTreeSet<&'a str>,
    /// How often the headline came again since the last paragraph.
    again: u32,
    /// Whether the story's lines in capitals are links.
    shouts: bool,
}

impl<'a> Body<'a> {
    fn line(&mut self, story: &mut Story<'a>, at: usize) {
        let text = story.text(at);
        if self.mode == Mode::Below {
            story.drop_line(at, "below the story");
            return;
        }
        let folded = Folded::of(text);
        if let Some(reason) = noise::reason_of(text, &folded) {
            self.noise(story, at, reason);
            return;
        }
        if self.in_block(story, at) {
            return;
        }
        match heading::related_of(text, &folded) {
            Some(heading::Related::Heading) => {
                story.drop_line(at, "heading of related links");
                self.mode = Mode::Links;
                return;
            }
            Some(heading::Related::Link(headline)) => {
                push_related(story, at, headline, "related link");
                return;
            }
            None => {}
        }
        if close::read(story, at, &folded) || self.links(story, at) || self.caption(story, at) {
            return;
        }
        self.text(story, at);
    }

    fn noise(&mut self, story: &mut Story<'_>, at: usize, reason: noise::Reason) {
        story.drop_line(at, reason);
        if matches!(reason, "newsletter block" | "paywall block") {
            self.mode = Mode::Block(reason);
        } else if let Mode::Block(_) = self.mode
            && story.lines[at].gap
        {
            self.mode = Mode::Story;
        }
    }

    /// Lines directly below a newsletter or paywall line belong to it while they are short or talk
    /// of it.
    fn in_block(&mut self, story: &mut Story<'_>, at: usize) -> bool {
        let Mode::Block(reason) = self.mode else {
            return false;
        };
        let line = &story.lines[at];
        let glued = !line.gap && (line.text.len() < 90 || speaks_of_offers(&line.text));
        let offer = line.text.len() < 220 && speaks_of_offers(&line.text);
        if glued || offer {
            story.drop_line(at, reason);
            return true;
        }
        self.mode = Mode::Story;
        false
    }

    /// Titles below a heading of links.
    fn links(&mut self, story: &mut Story<'_>, at: usize) -> bool {
        if self.mode != Mode::Links {
            return false;
        }
        let line = &story.lines[at];
        let words = line.text.split(' ').count();
        let title = line.text.len() <= 180 && (!line.ends || line.text.ends_with(['?', '!']));
        if title && words >= 3 {
            let text = story.text(at);
            push_related(story, at, text, "below a heading of related links");
            return true;
        }
        if title || line.text.len() < 60 {
            story.drop_line(at, "label among related links");
            return true;
        }
        self.mode = Mode::Story;
        false
    }

    fn caption(&mut self, story: &mut Story<'_>, at: usize) -> bool {
        let text = story.text(at);
        let line = &story.lines[at];
        if let Some(caption) = text.strip_prefix("Image caption,") {
            self.caption_of_credit(story, at, caption.trim());
            return true;
        }
        if line.ends && !text.ends_with([')', ']']) && !may_hold_credit(text) {
            return false;
        }
        let Some(Caption {
            text: caption,
            credit,
        }) = caption::caption(text)
        else {
            return false;
        };
        if caption.is_empty() {
            return take_credit(story, at, credit);
        }
        let caption = without_stop(caption);
        let mut span = story.place(at);
        if let Some(last) = story.draft.body.last()
            && is_same_caption(&last.value, caption)
        {
            // The caption printed twice: alone, and with its credit.
            span.first = last.line();
            story.draft.body.pop();
        }
        push_figure(story, span, Some(caption), Some(credit));
        true
    }

    /// "Image source, Acme" and below it "Image caption, A bridge" are one picture's.
    fn caption_of_credit(&mut self, story: &mut Story<'_>, at: usize, caption: &str) {
        let mut span = story.place(at);
        let mut credit = None;
        if let Some(Block::Figure(above)) = story.draft.body.last().map(|b| &b.value)
            && above.caption.is_none()
        {
            credit.clone_from(&above.credit);
            span.first = story.draft.body.last().map_or(span.first, Found::line);
            story.draft.body.pop();
        }
        push_figure(story, span, Some(without_stop(caption)), credit.as_deref());
    }

    fn text(&mut self, story: &mut Story<'a>, at: usize) {
        let line = &story.lines[at];
        let text = story.text(at);
        let place = story.place(at);
        if repeats_head(story, text) {
            story.drop_line(at, "repeats the head");
            self.again += 1;
            if self.again > 1 && self.begun.len() > 2 {
                self.mode = Mode::Below;
            }
            return;
        }
        if repeats_caption(story, text) {
            story.drop_line(at, "repeated caption");
            return;
        }
        if line.text.len() < 100 && (!line.ends || line.gap) && is_teaser_fact(story, at) {
            story.drop_line(at, "byline or date of another article");
            return;
        }
        if !line.ends && is_machine_text(text) {
            story.drop_line(at, "text for machines");
            return;
        }
        if line.is_prose() || (line.ends && !self.in_head) {
            if text.len() > 60 && !self.begun.insert(beginning(text)) {
                story.drop_line(at, "repeated paragraph");
                return;
            }
            self.again = 0;
            story.draft.body.push(Found::new(
                Block::Paragraph(text.to_owned()),
                place,
                "paragraph",
            ));
            return;
        }
        if self.shouts && is_shouted(text) {
            push_related(story, at, text, "line in capitals");
            return;
        }
        let bare = text.trim_start_matches('#').trim_start();
        let bare = if bare.is_empty() { text } else { bare };
        story.draft.body.push(Found::new(
            Block::Crosshead(bare.to_owned()),
            place,
            SHORT_LINE,
        ));
    }
}

/// A line in capitals that is as long as a headline. Outlets that set links so set all of them so;
/// without such a line, one in capitals is a crosshead.
fn is_shouted_link(line: &Line<'_>) -> bool {
    line.text.len() >= 60 && !line.ends && !line.is_prose() && is_shouted(&line.text)
}

/// The first letters of a paragraph.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(56)]
}

fn without_stop(caption: &str) -> &str {
    let bare = caption.trim_end_matches(['.', ' ', '|', '-', '–']);
    if bare.is_empty() { caption } else { bare }
}

fn is_same_caption(block: &Block, caption: &str) -> bool {
    match block {
        Block::Paragraph(text) | Block::Crosshead(text) => without_stop(text) == caption,
        Block::Figure(figure) => {
            figure.credit.is_none() && figure.caption.as_deref() == Some(caption)
        }
        _ => false,
    }
}

/// A credit alone on its line: of the title or the short sentence right above it.
fn take_credit(story: &mut Story<'_>, at: usize, credit: &str) -> bool {
    let place = story.place(at);
    let glued = !story.lines[at].gap;
    let above = story.draft.body.last().map(|last| {
        let near = story.lines[at.saturating_sub(1)].last == last.origin.lines().last;
        match &last.value {
            Block::Crosshead(text) if near => Some((text.clone(), last.line())),
            Block::Paragraph(text) if near && glued && text.len() < 300 => {
                Some((text.clone(), last.line()))
            }
            Block::Figure(f) if near && f.credit.is_none() => {
                f.caption.clone().map(|c| (c, last.line()))
            }
            _ => None,
        }
    });
    let mut span = place;
    let caption = above.flatten().map(|(text, line)| {
        story.draft.body.pop();
        span.first = line;
        without_stop(&text).to_owned()
    });
    push_figure(story, span, caption.as_deref(), Some(credit));
    true
}

fn push_figure(
    story: &mut Story<'_>,
    span: super::Lines,
    caption: Option<&str>,
    credit: Option<&str>,
) {
    let repeated = story
        .draft
        .body
        .iter()
        .rev()
        .take(12)
        .any(|b| match &b.value {
            Block::Figure(f) => {
                caption.is_some()
                    && f.caption.as_deref() == caption
                    && f.credit.as_deref() == credit
            }
            _ => false,
        });
    let figure = Figure {
        picture: None,
        alt: None,
        caption: caption.map(str::to_owned),
        credit: credit.map(str::to_owned),
    };
    if repeated {
        let dropped = super::Dropped {
            text: caption.unwrap_or_default().to_owned(),
            reason: "repeated caption",
        };
        story.draft.dropped.push(Found::new(dropped, span, "noise"));
        return;
    }
    story.draft.body.push(Found::new(
        Block::Figure(figure),
        span,
        "caption with credit",
    ));
}

fn push_related(story: &mut Story<'_>, at: usize, headline: &str, rule: &'static str) {
    let related = Related {
        headline: headline.trim().to_owned(),
        address: None,
    };
    let place = story.place(at);
    story
        .draft
        .body
        .push(Found::new(Block::Related(related), place, rule));
}

fn repeats_head(story: &Story<'_>, text: &str) -> bool {
    let same = |found: &Option<Found<String>>| found.as_ref().is_some_and(|f| f.value == text);
    same(&story.draft.headline) || same(&story.draft.standfirst)
}

/// The text of the caption just above, printed again.
fn repeats_caption(story: &Story<'_>, text: &str) -> bool {
    text.len() < 500
        && story
            .draft
            .body
            .last()
            .is_some_and(|last| match &last.value {
                Block::Figure(f) => f.caption.as_deref() == Some(without_stop(text)),
                Block::Crosshead(above) => above == text,
                _ => false,
            })
}

/// A byline or a date alone on a line of the body belongs to a teaser.
fn is_teaser_fact(story: &Story<'_>, at: usize) -> bool {
    let text = story.text(at);
    // "— Joan Hale (@joan) 3 May 2019" signs a quoted message.
    if text.starts_with(['—', '–', '-']) {
        return false;
    }
    let fact = meta::read(text, story.order).is_some_and(|m| {
        let dated = m.stamps.iter().any(|s| {
            matches!(s.moment, Moment::Full(_)) || text.contains("ago") || text.contains("vor ")
        });
        let named = m.byline.as_ref().is_some_and(|b| !b.bylines.is_empty());
        m.strong && (dated || (named && m.stamps.is_empty()))
    });
    fact || byline::is_agency_line(text)
}
