//! The body of a Markdown file, block by block.
//!
//! A paragraph without markup is plain text, a paragraph of nothing but pictures is figures, a heading
//! is a crosshead, "Read more: …" is a related link; all else is HTML.

use super::footnotes::Footnotes;
use super::shape::{self, Shape};
use super::stretch::stretches;
use super::write::{Written, write};
use crate::parse::clean::{self, address::printable_char};
use crate::parse::draft::{Block, CleanHtml, Draft, Dropped, Found, Lines};
use crate::parse::lines::Counter;
use crate::parse::messages;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What of Markdown is read. Smart punctuation would change what the article says, and heading
/// attributes would take words out of a crosshead.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

/// Reads `body`, whose first line is line `first` of the file, into `draft`. Where there is no headline
/// yet, the first heading of the first level becomes it.
pub(super) fn read(body: &str, first: u32, path: &str, draft: &mut Draft) {
    for stretch in stretches(body) {
        let line = first.saturating_add(stretch.line);
        if stretch.plain {
            plain(stretch.text, line, path, draft);
        } else {
            markdown(stretch.text, line, draft);
        }
    }
}

/// Takes a stretch that is too long to be Markdown as it is.
fn plain(text: &str, first: u32, path: &str, draft: &mut Draft) {
    draft.doubts.push(messages::huge(path, first, text.len()));
    let text = text.trim();
    let lines = Lines {
        first,
        last: first.saturating_add(u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)),
    };
    let kept: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    draft
        .body
        .push(Found::new(Block::Paragraph(kept), lines, "plain text"));
}

fn markdown(body: &str, first: u32, draft: &mut Draft) {
    let mut reader = Reader {
        draft,
        lines: Counter::new(body, first),
        body,
        footnotes: Footnotes::default(),
        raw: None,
        entities: body.contains("&#"),
    };
    let mut events: Vec<Event<'_>> = Vec::new();
    let (mut depth, mut raw) = (0_usize, false);
    for (mut event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        if reader.entities {
            scrub(&mut event);
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Html(_) | Event::InlineHtml(_) => raw = true,
            _ => {}
        }
        events.push(event);
        if depth == 0 {
            // The range of an end is that of the whole element.
            reader.block(&events, raw, range);
            events.clear();
            raw = false;
        }
    }
    reader.flush();
}

/// `&#1;` is a control character that the bytes of the file did not show.
fn scrub(event: &mut Event<'_>) {
    match event {
        Event::Text(text) => scrub_text(text),
        Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => scrub_text(title),
        _ => {}
    }
}

fn scrub_text(text: &mut CowStr<'_>) {
    if !text.chars().all(printable_char) {
        let kept: String = text.chars().filter(|c| printable_char(*c)).collect();
        *text = kept.into();
    }
}

struct Reader<'r, 'a> {
    draft: &'r mut Draft,
    lines: Counter<'a>,
    body: &'a str,
    footnotes: Footnotes<'a>,
    /// Raw HTML that may go on in the next block: Markdown ends a block of HTML at an empty line,
    /// authors do not.
    raw: Option<(String, Lines)>,
    entities: bool,
}

impl<'a> Reader<'_, 'a> {
    fn block(&mut self, events: &[Event<'a>], raw: bool, range: Range<usize>) {
        let lines = self.lines_of(range);
        if let Some(Event::Start(Tag::HtmlBlock)) = events.first() {
            let written = write(events, raw, &mut self.footnotes);
            let (html, all) = self.raw.get_or_insert((String::new(), lines));
            html.push_str(&written.html);
            html.push('\n');
            all.last = lines.last;
            return;
        }
        self.flush();
        match events.first() {
            Some(Event::Start(Tag::Heading { level, .. })) => {
                self.heading(*level, &shape::text(events), lines);
            }
            Some(Event::Start(Tag::Paragraph)) => match shape::of(events) {
                Shape::Plain(text) => self.plain(text, lines),
                Shape::Figures(figures) => {
                    for figure in figures {
                        self.push(Block::Figure(figure), lines, "picture");
                    }
                }
                Shape::Emphasis(text) if self.caption(&text) => {}
                Shape::Related(links) => {
                    for link in links {
                        self.push(Block::Related(link), lines, "related link");
                    }
                }
                Shape::Emphasis(_) | Shape::Other => self.html(events, raw, lines),
            },
            _ => self.html(events, raw, lines),
        }
    }

    /// The lines of a block, without the empty ones that its range may end with.
    fn lines_of(&mut self, range: Range<usize>) -> Lines {
        let first = self.lines.at(range.start);
        let text = self.body.get(range.clone()).unwrap_or_default();
        let last = self.lines.at(range.start + text.trim_end().len());
        Lines { first, last }
    }

    fn push(&mut self, block: Block, lines: Lines, rule: &'static str) {
        self.draft.body.push(Found::new(block, lines, rule));
    }

    fn heading(&mut self, level: HeadingLevel, text: &str, lines: Lines) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if level == HeadingLevel::H1 {
            match &self.draft.headline {
                None => {
                    let found = Found::new(text.to_owned(), lines, "first heading");
                    self.draft.headline = Some(found);
                    return;
                }
                Some(headline) if same(&headline.value, text) => {
                    let dropped = Dropped {
                        text: text.to_owned(),
                        reason: "repeated headline",
                    };
                    let found = Found::new(dropped, lines, "heading");
                    return self.draft.dropped.push(found);
                }
                Some(_) => {}
            }
        }
        self.push(Block::Crosshead(text.to_owned()), lines, "heading");
    }

    fn plain(&mut self, text: String, lines: Lines) {
        if !text.is_empty() {
            self.push(Block::Paragraph(text), lines, "paragraph");
        }
    }

    /// Text in italics directly below a picture that has no caption yet.
    fn caption(&mut self, text: &str) -> bool {
        let Some(Block::Figure(figure)) = self.draft.body.last_mut().map(|f| &mut f.value) else {
            return false;
        };
        if figure.caption.is_some() || figure.credit.is_some() {
            return false;
        }
        (figure.caption, figure.credit) = super::caption::split(text);
        true
    }

    fn html(&mut self, events: &[Event<'a>], raw: bool, lines: Lines) {
        let Written { html, text, .. } = write(events, raw, &mut self.footnotes);
        let paragraph = matches!(
            events.first(),
            Some(Event::Start(
                Tag::Paragraph | Tag::List(_) | Tag::BlockQuote(_)
            ))
        );
        if raw {
            self.cleaned(&html, paragraph, lines);
        } else {
            let block = Block::Html {
                html: CleanHtml::trusted(html),
                paragraph: paragraph && !text.is_empty(),
                text,
            };
            self.push(block, lines, "markup");
        }
    }

    /// Publishes the raw HTML that was collected, as far as it is text or local pictures.
    fn flush(&mut self) {
        if let Some((html, lines)) = self.raw.take() {
            self.cleaned(&html, true, lines);
        }
    }

    /// A comment without an end hides all below it from every reader of HTML.
    fn open_comment(&mut self, html: &str, lines: Lines) {
        let Some(at) = html.rfind("<!--").filter(|at| !html[*at..].contains("-->")) else {
            return;
        };
        let above = html[..at].matches('\n').count();
        let first = (lines.first + u32::try_from(above).unwrap_or(0)).min(lines.last);
        let dropped = Dropped {
            text: html[at..].trim().to_owned(),
            reason: OPEN_COMMENT,
        };
        let lines = Lines { first, ..lines };
        let found = Found::new(dropped, lines, "raw HTML");
        self.draft.dropped.push(found);
    }

    fn cleaned(&mut self, html: &str, paragraph: bool, lines: Lines) {
        if is_comment(html) {
            return;
        }
        self.open_comment(html, lines);
        let clean = clean::clean(html);
        let text = shape::text_of_html(clean.as_str());
        if text.is_empty() && !clean.as_str().contains("<img") && !clean.as_str().contains("<hr") {
            let dropped = Dropped {
                text: html.trim().to_owned(),
                reason: "HTML without text",
            };
            let found = Found::new(dropped, lines, "raw HTML");
            return self.draft.dropped.push(found);
        }
        let block = Block::Html {
            html: clean,
            paragraph: paragraph && !text.is_empty(),
            text,
        };
        self.push(block, lines, "raw HTML");
    }
}

/// Why text below the beginning of a comment that has no end is left out.
pub(super) const OPEN_COMMENT: &str = "comment without an end";

/// A single comment, such as the `<!--more-->` of Jekyll and Hugo.
fn is_comment(html: &str) -> bool {
    let inner = html
        .trim()
        .strip_prefix("<!--")
        .and_then(|h| h.strip_suffix("-->"));
    inner.is_some_and(|i| !i.contains("-->"))
}

/// Whether two headlines are the same but for space and capitals.
fn same(one: &str, two: &str) -> bool {
    let words = |t: &str| {
        t.split_whitespace()
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    words(one) == words(two)
}

/// Whether the first block of `text` is a heading of the first level.
pub(super) fn starts_with_heading(text: &str) -> bool {
    let mut events = Parser::new_ext(text, OPTIONS);
    matches!(
        events.next(),
        Some(Event::Start(Tag::Heading {
            level: HeadingLevel::H1,
            ..
        }))
    ) && !matches!(events.next(), Some(Event::End(TagEnd::Heading(_))))
}
