//! Places inside an article's page that links can lead to.

use super::slug::{fnv, slug};
use crate::parse::{Block, Draft};
use std::collections::BTreeMap;

/// The names of all places in a draft's text: its crossheads and its footnotes. Sorted.
pub(super) fn anchors(draft: &Draft) -> Vec<Box<str>> {
    let mut ids = Ids::default();
    let mut found: Vec<Box<str>> = Vec::new();
    for block in &draft.body {
        match &block.value {
            Block::Crosshead(text) => found.push(ids.make(text).into()),
            Block::Html { html, .. } => {
                let named = html.as_str().split(" id=\"").skip(1);
                found.extend(named.filter_map(|rest| Some(rest.split_once('"')?.0.into())));
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

/// Heading ids of one page, each unique, in linear time.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    seen: BTreeMap<String, u32>,
}

impl Ids {
    /// An id for a heading: its words, and a number where they were used before.
    pub(crate) fn make(&mut self, heading: &str) -> String {
        let mut base = slug(heading);
        if base.is_empty() {
            base = format!("h-{:x}", fnv(heading) & 0xffff);
        }
        let n = self.seen.entry(base.clone()).or_default();
        *n += 1;
        // A dot keeps numbered ids apart from headings that end in a number: slugs have no dots.
        if *n == 1 { base } else { format!("{base}.{n}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn heading_ids_are_unique() {
        let mut ids = Ids::default();
        let all: Vec<_> = ["Notes", "Notes", "Notes 2", "Notes", "…"]
            .iter()
            .map(|h| ids.make(h))
            .collect();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 5, "{all:?}");
    }
}
