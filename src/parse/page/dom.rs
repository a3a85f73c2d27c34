//! The page as a tree, in one vector and in document order.
//!
//! A node's descendants follow it without a gap, so that walking a subtree is walking a range, and
//! nothing here is recursive whatever the nesting of the page.

use html5ever::LocalName;
use html5ever::interface::Attribute;
use html5ever::tendril::StrTendril;
use std::ops::Range;

/// A node: its place in the vector.
pub(super) type Id = usize;

/// The document itself.
pub(super) const ROOT: Id = 0;

/// What a node is.
pub(super) enum Data {
    /// The document.
    Document,
    /// An element.
    Element(LocalName, Vec<Attribute>),
    /// Text, references decoded.
    Text(StrTendril),
    /// A comment.
    Comment(StrTendril),
}

/// A node with its place in the tree and in the file.
pub(super) struct Node {
    /// The node it stands in; the document stands in itself.
    pub(super) parent: u32,
    /// One past its last descendant.
    pub(super) end: u32,
    /// Line of the file, counted from 1.
    pub(super) line: u32,
    /// What it is.
    pub(super) data: Data,
}

/// A parsed page; immutable.
pub(super) struct Dom {
    /// All nodes, in document order.
    pub(super) nodes: Vec<Node>,
}

impl Dom {
    /// The name of an element in lower case; empty for other nodes.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].data {
            Data::Element(name, _) => name,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attr(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Element(_, attrs) => attrs
                .iter()
                .find(|a| &*a.name.local == name)
                .map(|a| &*a.value),
            _ => None,
        }
    }

    /// All attributes of an element.
    pub(super) fn attrs(&self, id: Id) -> impl Iterator<Item = (&str, &str)> {
        let attrs = match &self.nodes[id].data {
            Data::Element(_, attrs) => attrs.as_slice(),
            _ => &[],
        };
        attrs.iter().map(|a| (&*a.name.local, &*a.value))
    }

    /// The text of a text node.
    pub(super) fn text_node(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The line a node stands on.
    pub(super) fn line(&self, id: Id) -> u32 {
        self.nodes[id].line
    }

    /// The node that a node stands in; the document's is itself.
    pub(super) fn parent(&self, id: Id) -> Id {
        self.nodes[id].parent as Id
    }

    /// The node and its descendants.
    pub(super) fn subtree(&self, id: Id) -> Range<Id> {
        id..self.nodes[id].end as Id
    }

    /// Its descendants.
    pub(super) fn inside(&self, id: Id) -> Range<Id> {
        id + 1..self.nodes[id].end as Id
    }

    /// Its children, in order.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.nodes[id].end as Id;
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.nodes[child].end as Id;
                child
            })
        })
    }

    /// The nodes it stands in, innermost first, without the document.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            at = self.parent(at);
            (at != ROOT).then_some(at)
        })
    }

    /// All elements of one of the names, in document order.
    pub(super) fn elements<'a>(
        &'a self,
        within: Id,
        names: &'a [&str],
    ) -> impl Iterator<Item = Id> + 'a {
        self.subtree(within)
            .filter(|id| names.contains(&self.name(*id)))
    }

    /// The text of an element as a reader sees it on one line: white space collapsed, `<br>` and
    /// block edges as spaces; scripts and styles left out.
    pub(super) fn text(&self, id: Id) -> String {
        let mut out = String::new();
        self.text_into(id, &mut out, |_| false);
        out
    }

    /// The same without the subtrees that `skip` names.
    pub(super) fn text_without(&self, id: Id, skip: impl Fn(Id) -> bool) -> String {
        let mut out = String::new();
        self.text_into(id, &mut out, skip);
        out
    }

    fn text_into(&self, id: Id, out: &mut String, skip: impl Fn(Id) -> bool) {
        let Range { start, end } = self.subtree(id);
        let mut at = start;
        // Whether white space was seen since the last character, and so a space is due.
        let mut gap = false;
        let mut block_ends = Vec::new();
        while at < end {
            while block_ends.last().is_some_and(|end| at >= *end) {
                gap = true;
                block_ends.pop();
            }
            match &self.nodes[at].data {
                Data::Text(text) => collapse(text, out, &mut gap),
                Data::Element(name, _) => {
                    if at != start && (is_unseen(name) || skip(at)) {
                        at = self.nodes[at].end as Id;
                        continue;
                    }
                    if !is_inline(name) {
                        gap = true;
                        block_ends.push(self.nodes[at].end as Id);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
}

/// Appends text with its white space collapsed, and without characters that nobody sees.
pub(super) fn collapse(text: &str, out: &mut String, gap: &mut bool) {
    for c in text.chars() {
        match c {
            // Soft hyphens, zero-width characters and byte order marks show nothing.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            _ if c.is_whitespace() => *gap = true,
            _ if !crate::parse::clean::printable_char(c) => {}
            _ => {
                if *gap && !out.is_empty() {
                    out.push(' ');
                }
                *gap = false;
                out.push(c);
            }
        }
    }
}

/// Elements whose content is never text of the page.
pub(super) fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "svg"
            | "math"
            | "head"
            | "select"
            | "textarea"
            | "iframe"
            | "object"
            | "canvas"
    )
}

/// Elements that do not break a line.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    ) || name.contains('-')
}
