//! The story itself, as blocks: paragraphs, crossheads, pictures and related links.

use super::dom::Id;
use super::figure::{figure, is_small, loose, source, under};
use super::inline::{item, markup};
use super::noise::noise;
use super::pieces::{Kind, Page, Piece, pieces};
use crate::parse::clean::{Address, clean};
use crate::parse::draft::{Block, Dropped, Figure, Found, Lines, Related};
use std::collections::HashSet;

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
    let pieces = pieces(page);
    let mut writer = Writer {
        page,
        out: Story::default(),
        pictures: pictures(page),
        next_picture: 0,
        holders: HashSet::new(),
        shown: HashSet::new(),
    };
    let mut at = 0;
    while at < pieces.len() {
        at = writer.write(&pieces, at);
    }
    writer.pictures_before(Id::MAX);
    writer.out
}

struct Writer<'a> {
    page: &'a Page<'a>,
    out: Story,
    /// The article's pictures, in document order.
    pictures: Vec<Id>,
    next_picture: usize,
    /// Elements whose picture was written.
    holders: HashSet<Id>,
    /// Addresses of pictures that were written: pages show one at several sizes.
    shown: HashSet<String>,
}

impl Writer<'_> {
    /// Writes the piece at an index; returns the index of the next one.
    fn write(&mut self, pieces: &[Piece], at: usize) -> usize {
        let piece = &pieces[at];
        let lines = self.lines(piece.run.start, piece.run.end - 1);
        let found = |block, rule| Found::new(block, lines, rule);
        match piece.kind {
            Kind::Noise(reason) => {
                let text = piece.text.clone();
                let dropped = Dropped { text, reason };
                self.out
                    .dropped
                    .push(Found::new(dropped, lines, "part of the page"));
                return at + 1;
            }
            Kind::Caption(id) => {
                self.pictures_before(id);
                if self.holders.insert(id) {
                    self.figure(figure(self.page.dom, id, self.page.base), lines);
                }
                return at + 1;
            }
            Kind::Under(picture) => {
                self.pictures_before(picture);
                self.holders.insert(picture);
                self.figure(
                    under(self.page.dom, picture, &piece.text, self.page.base),
                    lines,
                );
                return at + 1;
            }
            _ => self.pictures_before(piece.run.start),
        }
        if let Some(end) = self.list(pieces, at) {
            return end;
        }
        let block = match piece.kind {
            Kind::Link => found(
                Block::Related(self.related(piece)),
                "link that stands alone",
            ),
            Kind::Crosshead => found(Block::Crosshead(piece.text.clone()), "heading in the body"),
            Kind::Loose => found(Block::Figure(loose(&piece.text)), "credit"),
            _ => found(self.paragraph(piece), "paragraph of the body"),
        };
        self.out.blocks.push(block);
        at + 1
    }

    fn lines(&self, first: Id, last: Id) -> Lines {
        let dom = self.page.dom;
        Lines {
            first: dom.line(first),
            last: dom.line(last).max(dom.line(first)),
        }
    }

    fn figure(&mut self, figure: Figure, lines: Lines) {
        if let Some(picture) = &figure.picture
            && !self.shown.insert(picture.clone())
            && figure.caption.is_none()
        {
            return;
        }
        if figure != Figure::default() {
            self.out
                .blocks
                .push(Found::new(Block::Figure(figure), lines, "figure"));
        }
    }

    /// Writes the pictures without text that stand before a node.
    fn pictures_before(&mut self, id: Id) {
        while let Some(picture) = self
            .pictures
            .get(self.next_picture)
            .copied()
            .filter(|p| *p < id)
        {
            self.next_picture += 1;
            let dom = self.page.dom;
            let held = dom
                .ancestors(picture)
                .chain([picture])
                .any(|a| self.holders.contains(&a));
            if held {
                continue;
            }
            let Some(address) = source(dom, picture, self.page.base) else {
                continue;
            };
            let alt = dom
                .attr(picture, "alt")
                .map(super::plain::plain)
                .filter(|a| !a.is_empty());
            let bare = Figure {
                picture: Some(address),
                alt,
                ..Figure::default()
            };
            self.figure(bare, self.lines(picture, picture));
        }
    }

    /// Writes a list whose first item the piece at an index is; returns the index behind it.
    fn list(&mut self, pieces: &[Piece], at: usize) -> Option<usize> {
        let list = self.list_of(&pieces[at])?;
        let end = (at..pieces.len())
            .find(|i| self.list_of(&pieces[*i]) != Some(list))
            .unwrap_or(pieces.len());
        let items = &pieces[at..end];
        let name = if self.page.dom.name(list) == "ol" {
            "ol"
        } else {
            "ul"
        };
        let mut html = format!("<{name}>");
        let mut text = String::new();
        for piece in items {
            html.push_str(&item(self.page.dom, &piece.run, self.page.base));
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&piece.text);
        }
        html.push_str(&format!("</{name}>"));
        let block = Block::Html {
            html: clean(&html),
            text,
            paragraph: true,
        };
        let lines = self.lines(items[0].run.start, items[items.len() - 1].run.end - 1);
        self.out
            .blocks
            .push(Found::new(block, lines, "list in the body"));
        Some(end)
    }

    /// The list that a piece is an item of.
    fn list_of(&self, piece: &Piece) -> Option<Id> {
        if !matches!(piece.kind, Kind::Prose | Kind::Label) {
            return None;
        }
        let dom = self.page.dom;
        let item = std::iter::once(piece.run.block)
            .chain(dom.ancestors(piece.run.block))
            .take_while(|id| *id > self.page.layout.root)
            .find(|id| dom.name(*id) == "li")?;
        Some(dom.parent(item)).filter(|list| matches!(dom.name(*list), "ul" | "ol"))
    }

    fn paragraph(&self, piece: &Piece) -> Block {
        let dom = self.page.dom;
        let quoted = std::iter::once(piece.run.block)
            .chain(dom.ancestors(piece.run.block))
            .take_while(|id| *id > self.page.layout.root)
            .any(|id| dom.name(id) == "blockquote");
        let html = markup(dom, &piece.run, self.page.base, quoted);
        match html {
            Some(html) => Block::Html {
                html: clean(&html),
                text: piece.text.clone(),
                paragraph: true,
            },
            None => Block::Paragraph(piece.text.clone()),
        }
    }

    fn related(&self, piece: &Piece) -> Related {
        let dom = self.page.dom;
        let link = (piece.run.start..piece.run.end)
            .chain(dom.ancestors(piece.run.start))
            .find_map(|id| dom.attr(id, "href").filter(|_| dom.name(id) == "a"));
        let address = link.and_then(|href| self.page.base.resolve(href));
        Related {
            headline: piece.text.clone(),
            address: address.map(|(Address::Absolute(a) | Address::Local(a))| a),
        }
    }
}

/// The pictures of the article and of what stands between its headline and its text.
fn pictures(page: &Page<'_>) -> Vec<Id> {
    let dom = page.dom;
    let story = dom.subtree(page.layout.root);
    let start = match page.headline {
        Some(headline) if headline < story.end => dom.subtree(headline).end,
        _ => story.start,
    };
    let is_noise = |picture: Id| {
        dom.ancestors(picture)
            .take_while(|a| !dom.subtree(*a).contains(&story.start))
            .any(|a| noise(dom, a).is_some())
    };
    (start..story.end)
        .filter(|id| dom.name(*id) == "img" && !is_small(dom, *id) && !is_noise(*id))
        .collect()
}
