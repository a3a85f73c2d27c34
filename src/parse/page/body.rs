//! The story itself: the runs of the article as paragraphs and crossheads, without what stands
//! between them.

use super::dom::{Dom, Id};
use super::root::{layout, span};
use super::runs::{Run, run_text, runs};

/// What a run of the article is.
#[derive(Debug)]
pub(super) struct Piece {
    /// The run.
    pub(super) run: Run,
    /// Its text.
    pub(super) text: String,
    /// Whether it is a crosshead.
    pub(super) heading: bool,
}

/// XXX
pub(super) fn body(dom: &Dom, h1: Option<Id>) -> Vec<Piece> {
    let runs = runs(dom);
    let layout = layout(dom, &runs);
    let (first, last) = span(dom, &runs, layout.root);
    let mut out = Vec::new();
    for i in first..last {
        let run = runs[i];
        if layout.reasons[i].is_some() {
            continue;
        }
        if h1.is_some_and(|h| {
            dom.subtree(layout.root).contains(&h) && run.start < dom.nodes[h].end as Id
        }) {
            continue;
        }
        if dom
            .ancestors(run.start)
            .any(|a| matches!(dom.name(a), "figure" | "figcaption"))
        {
            continue;
        }
        let heading = dom
            .ancestors(run.start)
            .take_while(|a| *a >= layout.root)
            .any(|a| matches!(dom.name(a), "h2" | "h3" | "h4" | "h5" | "h6"));
        let text = run_text(dom, &run);
        if run.link_share() > 0.6 && !heading {
            continue;
        }
        out.push(Piece { run, text, heading });
    }
    out
}
