//! From text to tree, in one pass over the tokens and in linear time.
//!
//! This is not the tree construction of the HTML standard, which is quadratic in nested tags and can
//! multiply formatting elements without bound. Saved pages are written by browsers and well nested;
//! for the others the ends that authors leave out are implied, and a stray end tag is ignored.

use super::dom::{Data, Dom, Node, ROOT};
use crate::parse::clean::few_attributes;
use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Elements nested deeper than this are unwrapped; browsers do the same at about 512.
const DEPTH: usize = 400;

/// A page has thousands of nodes; a hostile one stops growing here, and its text is kept as text.
const NODES: usize = 1 << 20;

/// The tokeniser counts in 32 bits, so that it gets its text in pieces.
const PIECE: usize = 1 << 24;

/// Parses a page or a part of one.
pub(super) fn build(html: &str) -> Dom {
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Builder::new())), TokenizerOpts::default());
    let input = BufferQueue::default();
    let html = few_attributes(html);
    let mut rest = &*html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        input.push_back(StrTendril::from_slice(piece));
        // Only a sink that asks for a pause gets one, and this one never asks.
        let _ = tokenizer.feed(&input);
        rest = after;
    }
    tokenizer.end();
    let mut builder = tokenizer.sink.0.into_inner();
    builder.close_to(0);
    Dom {
        nodes: builder.nodes,
    }
}

/// The token sink; the trait hands out `&self` only.
struct Sink(RefCell<Builder>);

struct Builder {
    nodes: Vec<Node>,
    /// Open elements, outermost first, the document below them all.
    open: Vec<usize>,
    /// How many open elements are inside `svg` or `math`, that one included.
    foreign: usize,
    /// Whether `html`, `head` and `body` were seen: later ones are ignored.
    seen: [bool; 3],
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match token {
            Token::CharacterTokens(text) => builder.text(text, line),
            Token::CommentToken(text) => builder.push(Data::Comment(text), line),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                return builder.start(tag, line);
            }
            Token::TagToken(tag) => builder.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Builder {
    fn new() -> Self {
        let root = Node {
            parent: 0,
            end: 0,
            line: 1,
            data: Data::Document,
        };
        Builder {
            nodes: vec![root],
            open: Vec::new(),
            foreign: 0,
            seen: [false; 3],
        }
    }

    fn current(&self) -> usize {
        self.open.last().copied().unwrap_or(ROOT)
    }

    fn name(&self, id: usize) -> &str {
        match &self.nodes[id].data {
            Data::Element(name, _) => name,
            _ => "",
        }
    }

    fn push(&mut self, data: Data, line: u32) {
        if self.nodes.len() >= NODES {
            return;
        }
        let id = self.nodes.len();
        self.nodes.push(Node {
            parent: self.current() as u32,
            end: id as u32 + 1,
            line,
            data,
        });
    }

    fn text(&mut self, text: StrTendril, line: u32) {
        let breaks = text.bytes().filter(|b| *b == b'\n').count();
        let line = line
            .saturating_sub(u32::try_from(breaks).unwrap_or(u32::MAX))
            .max(1);
        let current = self.current();
        // Scripts are kept for the sake of JSON-LD alone, and nothing of a style sheet is.
        if self.name(current) == "style" || self.dull_script(current) {
            return;
        }
        // Text of one element comes in pieces wherever a reference stood in it.
        if let Some(last) = self.nodes.last_mut()
            && last.parent == current as u32
            && let Data::Text(before) = &mut last.data
        {
            before.push_tendril(&text);
            return;
        }
        self.push(Data::Text(text), line);
    }

    fn dull_script(&self, id: usize) -> bool {
        match &self.nodes[id].data {
            Data::Element(name, attrs) if &**name == "script" => !attrs
                .iter()
                .any(|a| &*a.name.local == "type" && a.value.contains("json")),
            _ => false,
        }
    }

    fn start(&mut self, tag: Tag, line: u32) -> TokenSinkResult<()> {
        let name = tag.name.clone();
        if let Some(i) = ["html", "head", "body"].iter().position(|n| *n == &*name) {
            if self.seen[i] {
                return TokenSinkResult::Continue;
            }
            self.seen[i] = true;
        }
        if self.foreign > 0 && leaves_foreign(&name) {
            self.leave_foreign();
        }
        self.imply_ends(&name);
        let void = is_void(&name) || (self.foreign > 0 && tag.self_closing);
        let foreign = matches!(&*name, "svg" | "math");
        let full = self.open.len() >= DEPTH || self.nodes.len() >= NODES;
        // Where the tree is full the element is left out, but its raw text must still be raw.
        if !full {
            let id = self.nodes.len();
            self.push(Data::Element(name.clone(), tag.attrs), line);
            if !(void || foreign && tag.self_closing) {
                self.open.push(id);
                self.foreign += usize::from(foreign || self.foreign > 0);
            }
        }
        if self.foreign > 0 || full && !matches!(&*name, "script" | "style") {
            return TokenSinkResult::Continue;
        }
        match &*name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, name: &LocalName) {
        // Text behind `</body>` belongs to the body all the same, as in a browser.
        if matches!(&**name, "html" | "body") {
            return;
        }
        let of_table = matches!(
            &**name,
            "table" | "caption" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
        );
        for (i, id) in self.open.iter().enumerate().rev() {
            let open = self.name(*id);
            if open == &**name {
                return self.close_to(i);
            }
            // An end tag cannot close what the cell it stands in stands in.
            if matches!(open, "td" | "th" | "table" | "button" | "body") && !of_table {
                return;
            }
        }
    }

    /// Closes open elements until `depth` of them are left.
    fn close_to(&mut self, depth: usize) {
        let end = self.nodes.len() as u32;
        while self.open.len() > depth {
            if let Some(id) = self.open.pop() {
                self.nodes[id].end = end;
                self.foreign = self.foreign.saturating_sub(1);
            }
        }
        if depth == 0 {
            self.nodes[ROOT].end = end;
        }
    }

    fn leave_foreign(&mut self) {
        let first = self.open.len() - self.foreign.min(self.open.len());
        self.close_to(first);
    }

    /// Closes what a start tag ends: the paragraph before a block, the item before an item, the cell
    /// before a cell, the head before the first of the body.
    fn imply_ends(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "table", "td", "th", "body"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table", "td", "th", "body"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            "body" => (&["head"], &[]),
            _ if is_block(name) => (&["p", "head"], &["table", "td", "th", "button", "body"]),
            _ => return,
        };
        for (i, id) in self.open.iter().enumerate().rev() {
            let open = self.name(*id);
            if ended.contains(&open) {
                return self.close_to(i);
            }
            if within.contains(&open) {
                return;
            }
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Start tags that close an open paragraph.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// HTML elements that cannot stand in a drawing and so end one that was left open.
fn leaves_foreign(name: &str) -> bool {
    is_block(name) || matches!(name, "body" | "img" | "li" | "span" | "strong" | "meta")
}
