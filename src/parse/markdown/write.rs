//! Markdown events to HTML, and to the same as plain text, in one pass.
//!
//! Our own writer rather than the parser's, because every tag and address in the result is then one
//! that this file names: text is escaped, addresses go through the allowlist, pictures are local or
//! links, footnotes have ids that cannot be forged, and depth is bounded. Where a block has raw HTML in
//! it, the result is not safe yet and `clean` has the last word.

use super::footnotes::Footnotes;
use crate::parse::clean::address::{Address, address};
use crate::parse::draft::LOCAL;
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};
use std::fmt::Write as _;

/// Elements nested deeper than this are unwrapped; the same bound as for raw HTML.
const DEPTH: usize = 64;

/// A block as HTML and as text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// HTML; not safe where the block had raw HTML.
    pub html: String,
    /// The text in it, its blocks on lines of their own.
    pub text: String,
    /// Whether there was raw HTML in it. Then local references are not marked: cleaning does that.
    pub raw: bool,
}

/// Writes one block. `raw` says whether there is raw HTML among its events.
pub(super) fn write<'a>(events: &[Event<'a>], raw: bool, footnotes: &mut Footnotes<'a>) -> Written {
    let mut writer = Writer {
        out: Written {
            raw,
            ..Written::default()
        },
        footnotes,
        depth: 0,
        links: Vec::new(),
        picture: None,
        columns: Vec::new(),
    };
    for event in events {
        writer.event(event);
    }
    let kept = writer.out.text.trim_end().len();
    writer.out.text.truncate(kept);
    writer.out
}

/// A picture whose alternative text is being collected.
struct Picture<'e, 'a> {
    address: Option<Address>,
    title: &'e CowStr<'a>,
    alt: String,
    /// Pictures nested in its alternative text.
    inner: usize,
}

struct Writer<'w, 'e, 'a> {
    out: Written,
    footnotes: &'w mut Footnotes<'a>,
    depth: usize,
    /// For each open link, whether it was written.
    links: Vec<bool>,
    picture: Option<Picture<'e, 'a>>,
    columns: Vec<(usize, &'e [Alignment], bool)>,
}

impl<'e, 'a> Writer<'_, 'e, 'a> {
    fn event(&mut self, event: &'e Event<'a>) {
        if self.picture.is_some() {
            return self.in_picture(event);
        }
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                self.picture = Some(Picture {
                    address: address(dest_url),
                    title,
                    alt: String::new(),
                    inner: 0,
                });
            }
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth <= DEPTH {
                    self.start(tag);
                }
            }
            Event::End(tag) => {
                if self.depth <= DEPTH {
                    self.end(*tag);
                } else if is_block(*tag) {
                    self.new_line();
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                self.out.html.push_str("<code>");
                self.text(code);
                self.out.html.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.out.html.push_str(html),
            Event::SoftBreak => {
                self.out.html.push('\n');
                self.out.text.push(' ');
            }
            Event::HardBreak => {
                self.out.html.push_str("<br>\n");
                self.out.text.push('\n');
            }
            Event::Rule => self.out.html.push_str("<hr>\n"),
            Event::FootnoteReference(name) => self.footnotes.link(name, &mut self.out.html),
            // Not switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out.html);
        self.out.text.push_str(text);
    }

    fn new_line(&mut self) {
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.out.text.push('\n');
        }
    }

    fn start(&mut self, tag: &'e Tag<'a>) {
        let html = &mut self.out.html;
        match tag {
            Tag::Paragraph => html.push_str("<p>"),
            Tag::Heading { level, .. } => html.push_str(heading(*level, false)),
            Tag::BlockQuote(_) => html.push_str("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                html.push_str("<pre><code>");
            }
            Tag::List(None) => html.push_str("<ul>\n"),
            Tag::List(Some(1)) => html.push_str("<ol>\n"),
            Tag::List(Some(start)) => {
                // Writing to a String cannot fail.
                let _ = writeln!(html, "<ol start=\"{start}\">");
            }
            Tag::Item => html.push_str("<li>"),
            Tag::Emphasis => html.push_str("<em>"),
            Tag::Strong => html.push_str("<strong>"),
            Tag::Strikethrough => html.push_str("<del>"),
            Tag::Table(alignments) => {
                html.push_str("<table>\n");
                self.columns.push((0, alignments, true));
            }
            Tag::TableHead => html.push_str("<thead>\n<tr>"),
            Tag::TableRow => html.push_str("<tr>"),
            Tag::TableCell => self.cell(),
            Tag::FootnoteDefinition(name) => self.footnotes.open(name, html),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(*link_type, dest_url, title),
            // Raw HTML needs no frame, pictures are taken before, and the rest is not switched on.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let html = &mut self.out.html;
        match tag {
            TagEnd::Paragraph => html.push_str("</p>\n"),
            TagEnd::Heading(level) => html.push_str(heading(level, true)),
            TagEnd::BlockQuote(_) => html.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => html.push_str("</code></pre>\n"),
            TagEnd::List(true) => html.push_str("</ol>\n"),
            TagEnd::List(false) => html.push_str("</ul>\n"),
            TagEnd::Item => html.push_str("</li>\n"),
            TagEnd::Emphasis => html.push_str("</em>"),
            TagEnd::Strong => html.push_str("</strong>"),
            TagEnd::Strikethrough => html.push_str("</del>"),
            TagEnd::Table => {
                html.push_str("</tbody>\n</table>\n");
                self.columns.pop();
            }
            TagEnd::TableHead => {
                html.push_str("</tr>\n</thead>\n<tbody>\n");
                self.new_row();
            }
            TagEnd::TableRow => {
                html.push_str("</tr>\n");
                self.new_row();
            }
            TagEnd::TableCell => {
                let head = self.columns.last().is_some_and(|(_, _, head)| *head);
                // A corner without a word heads nothing, and would be read out as a heading.
                let open = html.rfind("<th ").filter(|_| head);
                match open.filter(|at| html[*at..].find('>') == Some(html.len() - at - 1)) {
                    Some(at) => html.replace_range(at.., "<td></td>"),
                    None => html.push_str(if head { "</th>" } else { "</td>" }),
                }
                self.out.text.push(' ');
            }
            TagEnd::FootnoteDefinition => html.push_str("</div>\n"),
            TagEnd::Link if self.links.pop() == Some(true) => html.push_str("</a>"),
            _ => {}
        }
        if is_block(tag) {
            self.new_line();
        }
    }

    fn new_row(&mut self) {
        if let Some((column, _, head)) = self.columns.last_mut() {
            *column = 0;
            *head = false;
        }
    }

    /// Alignment is a class, since the pages' policy allows no styles in attributes.
    fn cell(&mut self) {
        let Some((column, alignments, head)) = self.columns.last_mut() else {
            return;
        };
        let class = match alignments.get(*column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        *column += 1;
        let open = if *head { "<th scope=\"col\"" } else { "<td" };
        self.out.html.push_str(open);
        self.out.html.push_str(class);
        self.out.html.push('>');
    }

    fn link(&mut self, kind: LinkType, to: &str, title: &str) {
        let to = match kind {
            LinkType::Email => address(&format!("mailto:{to}")),
            _ => address(to),
        };
        let written = match to {
            Some(to) => {
                self.out.html.push_str("<a href=\"");
                self.reference(&to);
                self.attribute("title", title);
                self.out.html.push('>');
                true
            }
            None => false,
        };
        self.links.push(written);
    }

    /// An address and the quotation mark that ends it.
    fn reference(&mut self, to: &Address) {
        let html = &mut self.out.html;
        match to {
            Address::Absolute(url) => escape(url, html),
            Address::Local(path) if self.out.raw => escape(path, html),
            Address::Local(path) => {
                html.push(LOCAL);
                escape(path, html);
                html.push(LOCAL);
            }
        }
        html.push('"');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let html = &mut self.out.html;
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
    }

    fn in_picture(&mut self, event: &Event<'a>) {
        let Some(picture) = &mut self.picture else {
            return;
        };
        match event {
            Event::Text(text) | Event::Code(text) => picture.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            Event::Start(Tag::Image { .. }) => picture.inner += 1,
            Event::End(TagEnd::Image) if picture.inner > 0 => picture.inner -= 1,
            Event::End(TagEnd::Image) => {
                if let Some(picture) = self.picture.take() {
                    self.finish_picture(&picture);
                }
            }
            _ => {}
        }
    }

    /// A local picture is shown; one from elsewhere is linked, since a page loads nothing from there.
    fn finish_picture(&mut self, picture: &Picture<'_, '_>) {
        match &picture.address {
            Some(to @ Address::Local(_)) => {
                self.out.html.push_str("<img src=\"");
                self.reference(to);
                self.out.html.push_str(" alt=\"");
                escape(&picture.alt, &mut self.out.html);
                self.out.html.push('"');
                self.attribute("title", picture.title);
                self.out.html.push('>');
            }
            Some(to @ Address::Absolute(url)) if !self.links.contains(&true) => {
                let shown = if picture.alt.is_empty() {
                    url
                } else {
                    &picture.alt
                };
                self.out.html.push_str("<a href=\"");
                self.reference(to);
                self.out.html.push('>');
                self.text(shown);
                self.out.html.push_str("</a>");
            }
            _ => self.text(&picture.alt),
        }
    }
}

/// Headings inside of quotations and lists, one below the headline at most.
fn heading(level: HeadingLevel, end: bool) -> &'static str {
    match (level, end) {
        (HeadingLevel::H1 | HeadingLevel::H2, false) => "<h2>",
        (HeadingLevel::H1 | HeadingLevel::H2, true) => "</h2>\n",
        (_, false) => "<h3>",
        (_, true) => "</h3>\n",
    }
}

fn is_block(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
    )
}

/// Text for any place in HTML: between tags and in quoted attributes.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = from.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            _ => "&quot;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}
