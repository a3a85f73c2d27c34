//! The page as a list of runs: stretches of inline text between block edges, which are the
//! paragraphs, headings, captions and labels that a reader sees.

use super::dom::{Data, Dom, Id, ROOT, is_inline, is_unseen};

/// A stretch of inline text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Its first node.
    pub(super) start: Id,
    /// One past its last node.
    pub(super) end: Id,
    /// The innermost block that holds it.
    pub(super) block: Id,
    /// Characters that are not white space.
    pub(super) len: u32,
    /// How many of them stand in links.
    pub(super) linked: u32,
    /// How many marks end or join sentences (`.`, `,`, `!`, `?`, `。` …).
    pub(super) stops: u32,
}

impl Run {
    /// Whether it reads like a paragraph of prose rather than like a label or a list of links.
    pub(super) fn is_prose(&self) -> bool {
        self.len >= 30 && self.stops > 0 && self.linked * 2 < self.len
    }

    /// The share of its characters that stand in links.
    pub(super) fn link_share(&self) -> f32 {
        self.linked as f32 / self.len.max(1) as f32
    }
}

/// All runs of the page that hold a letter or a digit, in document order.
pub(super) fn runs(dom: &Dom) -> Vec<Run> {
    let mut walk = Walk {
        dom,
        out: Vec::new(),
        blocks: vec![ROOT],
        link_end: 0,
        run: None,
        breaks: 0,
    };
    let mut at = 0;
    while at < dom.nodes.len() {
        at = walk.step(at);
    }
    walk.flush();
    walk.out
}

struct Walk<'a> {
    dom: &'a Dom,
    out: Vec<Run>,
    /// Open blocks, innermost last.
    blocks: Vec<Id>,
    /// Where the current link ends.
    link_end: Id,
    run: Option<Run>,
    /// Line breaks since the last visible character.
    breaks: u32,
}

impl Walk<'_> {
    /// Looks at one node; returns the next to look at.
    fn step(&mut self, at: Id) -> Id {
        while let Some(block) = self.blocks.last()
            && *block != ROOT
            && at >= self.dom.nodes[*block].end as Id
        {
            self.flush();
            self.blocks.pop();
        }
        match &self.dom.nodes[at].data {
            Data::Text(text) => self.text(at, text),
            Data::Element(name, _) => {
                if is_unseen(name) || &**name == "button" {
                    return self.dom.nodes[at].end as Id;
                }
                if &**name == "br" {
                    self.breaks += 1;
                } else if &**name == "a" {
                    self.link_end = self.link_end.max(self.dom.nodes[at].end as Id);
                }
                if !is_inline(name) && &**name != "br" {
                    self.flush();
                    if self.dom.nodes[at].end as Id > at + 1 {
                        self.blocks.push(at);
                    }
                }
            }
            _ => {}
        }
        at + 1
    }

    fn text(&mut self, at: Id, text: &str) {
        let (mut len, mut stops) = (0, 0);
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            len += 1;
            stops += u32::from(matches!(
                c,
                '.' | ',' | '!' | '?' | ';' | '…' | '。' | '、' | '，' | '।' | '؟' | '！' | '？'
            ));
        }
        if len == 0 {
            return;
        }
        // Two line breaks are how old pages part their paragraphs.
        if self.breaks >= 2 {
            self.flush();
        }
        self.breaks = 0;
        let block = self.blocks.last().copied().unwrap_or(ROOT);
        let run = self.run.get_or_insert(Run {
            start: at,
            end: at,
            block,
            len: 0,
            linked: 0,
            stops: 0,
        });
        run.end = at + 1;
        run.len += len;
        run.stops += stops;
        if at < self.link_end {
            run.linked += len;
        }
    }

    fn flush(&mut self) {
        self.breaks = 0;
        if let Some(run) = self.run.take() {
            self.out.push(run);
        }
    }
}

/// The text of a run on one line.
pub(super) fn run_text(dom: &Dom, run: &Run) -> String {
    text_of(dom, run.start, run.end, false)
}

/// The same with the pieces of the line apart: a page sets a name and a date next to each other
/// with a style and no space ("Jane Roe2 hours ago").
pub(super) fn line_text(dom: &Dom, start: Id, end: Id) -> String {
    text_of(dom, start, end, true)
}

fn text_of(dom: &Dom, start: Id, end: Id, apart: bool) -> String {
    let mut out = String::new();
    let mut gap = false;
    let mut at = start;
    while at < end {
        match &dom.nodes[at].data {
            Data::Text(text) => {
                let before = out.chars().next_back();
                let next = text.chars().next();
                let index = || matches!(dom.name(dom.parent(at)), "sub" | "sup");
                gap |= apart
                    && before.is_some_and(char::is_alphanumeric)
                    && next.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
                    && !index();
                super::dom::collapse(text, &mut out, &mut gap);
            }
            Data::Element(name, _) => {
                if is_unseen(name) || &**name == "button" {
                    at = dom.nodes[at].end as Id;
                    continue;
                }
                gap |= !is_inline(name);
            }
            _ => {}
        }
        at += 1;
    }
    out
}
