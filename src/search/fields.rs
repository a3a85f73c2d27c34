//! Bylines, sections, tags and sources as lists of articles, like any word: `!by maureen tapp` by the
//! whole name, `+by tapp` by a word of it. No form begins with these signs,
//! which stand before all letters and digits.

use super::bits::{Writer, varint};
use super::fold::{name, words};
use super::layout::Layout;
use super::segment::rice;
use crate::archive::{Archive, TermId, TermKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// A name, or a word of one, with its articles.
#[derive(Debug)]
pub(super) struct Field {
    /// What it is looked up by.
    pub(super) key: String,
    /// For a whole name how it is written and where its page is.
    pub(super) shown: Vec<String>,
    /// Numbers of its articles, ascending.
    numbers: Vec<u32>,
}

fn kind_of(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Byline => "by",
        TermKind::Section => "section",
        TermKind::Tag => "tag",
        TermKind::Source => "source",
    }
}

/// All of them, by key.
pub(super) fn all(archive: &Archive, layout: Layout) -> Vec<Field> {
    let mut out = Vec::new();
    for kind in TermKind::ALL {
        let kind_name = kind_of(kind);
        let terms = archive.terms(kind);
        let mut by_word: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        // Terms that fold to one name are one.
        let mut by_name: BTreeMap<String, Field> = BTreeMap::new();
        for (id, term) in (0u32..).zip(&terms.list) {
            let numbers = || term.articles.iter().map(|a| layout.number(*a) as u32);
            let key = format!("!{kind_name} {}", name(&term.name));
            let field = by_name.entry(key.clone()).or_insert_with(|| Field {
                key,
                shown: vec![term.name.to_string(), terms.path(TermId(id)).to_owned()],
                numbers: Vec::new(),
            });
            field.numbers.extend(numbers());
            words(&term.name, &mut String::new(), |word| {
                let list = by_word.entry(word.to_owned()).or_default();
                list.extend(numbers());
            });
        }
        out.extend(by_name.into_values());
        out.extend(by_word.into_iter().map(|(word, numbers)| Field {
            key: format!("+{kind_name} {word}"),
            shown: Vec::new(),
            numbers,
        }));
    }
    for field in &mut out {
        field.numbers.sort_unstable();
        field.numbers.dedup();
    }
    out.sort_by(|a, b| a.key.cmp(&b.key));
    out
}

impl Field {
    /// Its articles in each segment that has some: the segment's place among `segments`, and its list.
    pub(super) fn lists(&self, segments: &[Range<usize>]) -> Vec<u8> {
        let mut out = Vec::new();
        for (at, range) in (0u32..).zip(segments) {
            let before = |n: usize| self.numbers.partition_point(|x| (*x as usize) < n);
            let numbers = &self.numbers[before(range.start)..before(range.end)];
            if numbers.is_empty() {
                continue;
            }
            varint(&mut out, at);
            let count = numbers.len() as u32;
            let k = rice(range.len() as u32, count);
            let mut list = Writer::default();
            list.varint(count);
            let mut next = range.start as u32;
            for number in numbers {
                list.rice(number - next, k);
                next = number + 1;
            }
            out.extend(list.finish());
        }
        out
    }
}
