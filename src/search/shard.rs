//! The files of one part of the index: its words in order, cut into shards of some ten thousand bytes.
//! Where a cut falls depends on the words near it alone, so that a change moves no other cut. Beside each
//! shard of articles stands one of the places of its words, which only exact phrases read.
//!
//! A shard: the number of words; for each of them the length of what it shares with the word before, the
//! rest of it, a number of further texts cut the same way (the other forms of its stem, or how a name is
//! written and its address), and the length of its lists; then all lists. A list: the number of a segment
//! in this part, then as [`Segment`] writes it. A shard of places: the lengths of its words' lists; then the
//! lists, in which the number of a segment is followed by the length of what is said of it.

use super::bits::varint;
use super::fields::Field;
use super::segment::Segment;
use super::{File, named};
use crate::archive::fnv;
use std::ops::Range;

/// A shard has at least so many bytes, the last one excepted.
const LEAST: usize = 16 << 10;

/// From there on one byte in so many ends it.
const MEAN: u64 = 12 << 10;

/// At so many bytes it ends.
const MOST: usize = 48 << 10;

/// A word of a part: where its lists are, and what stands beside it.
pub(super) struct Word<'a> {
    pub(super) key: &'a str,
    /// Its place in each of the segments that have it.
    pub(super) at: Vec<(u32, usize)>,
    /// The other forms of its stem.
    pub(super) forms: Vec<&'a str>,
}

/// The shards of a part.
#[derive(Default)]
pub(super) struct Shards {
    /// The first word of each.
    pub(super) firsts: Vec<String>,
    /// Their names, and those of the places beside them.
    pub(super) names: Vec<(String, String)>,
    pub(super) files: Vec<File>,
}

/// Writes the shards of a part, whose files begin with `letter`. Names come before words in order.
pub(super) fn write(
    letter: char,
    segments: &[Segment],
    ranges: &[Range<usize>],
    fields: &[Field],
    words: &[Word<'_>],
) -> Shards {
    let mut out = Shards::default();
    let mut open = Open::default();
    for field in fields {
        let mut lists = Vec::new();
        for (segment, list) in field.lists(ranges) {
            varint(&mut lists, segment);
            lists.extend(list);
        }
        if !lists.is_empty() {
            let shown = field.shown.iter().map(String::as_str);
            open.add(&field.key, shown, &lists, &[]);
            open.cut(letter, &mut out);
        }
    }
    for word in words {
        let (mut lists, mut places) = (Vec::new(), Vec::new());
        for (segment, form) in &word.at {
            let Some(from) = segments.get(*segment as usize) else {
                continue;
            };
            let (articles, inside) = from.lists(*form);
            varint(&mut lists, *segment);
            lists.extend(articles);
            varint(&mut places, *segment);
            varint(&mut places, inside.len() as u32);
            places.extend(inside);
        }
        open.add(word.key, word.forms.iter().copied(), &lists, &places);
        open.cut(letter, &mut out);
    }
    open.finish(letter, &mut out);
    out
}

/// A shard that is being written.
#[derive(Default)]
struct Open {
    first: String,
    last: String,
    count: u32,
    heads: Vec<u8>,
    lists: Vec<u8>,
    place_heads: Vec<u8>,
    places: Vec<u8>,
    /// Bytes of the word that was added last.
    grown: usize,
}

impl Open {
    fn add<'a>(
        &mut self,
        key: &str,
        beside: impl ExactSizeIterator<Item = &'a str>,
        lists: &[u8],
        places: &[u8],
    ) {
        if self.count == 0 {
            self.first = key.to_owned();
            self.last.clear();
        }
        let before = self.heads.len();
        text_after(&mut self.heads, &self.last, key);
        varint(&mut self.heads, beside.len() as u32);
        for text in beside {
            text_after(&mut self.heads, key, text);
        }
        varint(&mut self.heads, lists.len() as u32);
        self.lists.extend(lists);
        varint(&mut self.place_heads, places.len() as u32);
        self.places.extend(places);
        self.grown = self.heads.len() - before + lists.len();
        self.count += 1;
        self.last.clear();
        self.last.push_str(key);
    }

    /// Ends the shard where it is long enough.
    fn cut(&mut self, letter: char, out: &mut Shards) {
        let len = self.heads.len() + self.lists.len();
        // A word's size changes with every article, its magnitude seldom.
        let chance = self.grown.next_power_of_two() as u64;
        if len >= MOST || (len >= LEAST && fnv(&self.last) % MEAN < chance) {
            std::mem::take(self).finish(letter, out);
        }
    }

    fn finish(self, letter: char, out: &mut Shards) {
        if self.count == 0 {
            return;
        }
        let mut bytes = Vec::with_capacity(self.heads.len() + self.lists.len() + 5);
        varint(&mut bytes, self.count);
        bytes.extend(self.heads);
        bytes.extend(self.lists);
        let mut places = self.place_heads;
        places.extend(self.places);
        let docs = named(&letter.to_string(), "bin", bytes);
        let places = named(&format!("{letter}p"), "bin", places);
        out.firsts.push(self.first);
        out.names.push((docs.path.clone(), places.path.clone()));
        // Two shards may say the same of their places.
        let is_new = !out.files.iter().any(|f| f.path == places.path);
        out.files.push(docs);
        if is_new {
            out.files.push(places);
        }
    }
}

/// A text as what it shares with the one before, and its rest.
pub(super) fn text_after(out: &mut Vec<u8>, before: &str, text: &str) {
    let shared = before
        .bytes()
        .zip(text.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    varint(out, shared as u32);
    varint(out, (text.len() - shared) as u32);
    out.extend(&text.as_bytes()[shared..]);
}
