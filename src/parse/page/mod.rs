//! Saved web pages.

mod body;
mod build;
mod dom;
mod json;
mod ld;
mod names;
mod noise;
mod plain;
mod root;
mod runs;
mod scan;

use super::{Block, Draft, Found, Hints};
use crate::parse::draft::Lines;

/// Reads a saved page.
pub fn page(text: &str, path: &str, hints: &Hints) -> Draft {
    let _ = (path, hints);
    let dom = build::build(text);
    let scan = scan::scan(&dom);
    let ld = ld::Ld::read(&dom, &scan);
    let _ = ld.article(|_| true);
    let h1 = scan.headings.iter().copied().find(|h| dom.name(*h) == "h1");
    let mut draft = Draft::default();
    draft.body = body::body(&dom, h1)
        .into_iter()
        .map(|p| {
            Found::new(
                if p.heading {
                    Block::Crosshead(p.text)
                } else {
                    Block::Paragraph(p.text)
                },
                Lines::one(dom.line(p.run.start)),
                "x",
            )
        })
        .collect();
    draft
}
