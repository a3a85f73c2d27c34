//! The files of one part of the index: its words in order, cut into shards of some ten thousand bytes.
//! What a shard is called and where it ends is told from the digests and lengths of its lists; the lists
//! themselves are read when it is written.
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
use super::segment::{Segment, Which};
use super::short_name;
use crate::archive::fnv;
use crate::site::Digest;
use std::ops::Range;

/// A shard has at least so many bytes, the last one excepted.
const LEAST: usize = 16 << 10;

/// From there on one byte in so many ends it.
const MEAN: u64 = 8 << 10;

/// At so many bytes it ends.
const MOST: usize = 36 << 10;

/// A word of a part: where its lists are, and what stands beside it.
pub(super) struct Word<'a> {
    pub(super) key: &'a str,
    /// Its place in each of the segments that have it.
    pub(super) at: Vec<(u32, u32)>,
    /// The other forms of its stem.
    pub(super) forms: Vec<&'a str>,
}

/// A word or a name of a part, as its shard has it.
#[derive(Debug)]
struct Item {
    key: Box<str>,
    beside: Vec<Box<str>>,
    lists: Source,
}

/// Where the lists of an item are.
#[derive(Debug)]
enum Source {
    /// Of a name: they are short.
    Here(Vec<u8>),
    /// Of a word: its place in each of the segments that have it.
    Segments(Vec<(u32, u32)>),
}

/// The shards of a part.
#[derive(Debug, Default)]
pub(super) struct Shards {
    /// The first word of each.
    pub(super) firsts: Vec<String>,
    /// The parts of their names that are their own, and of those of the places beside them.
    pub(super) names: Vec<(String, String)>,
    items: Vec<Item>,
    /// The items of each.
    ranges: Vec<Range<usize>>,
}

impl Shards {
    /// Cuts a part into shards. Names come before words in order.
    pub(super) fn new(
        segments: &[Segment],
        ranges: &[Range<usize>],
        fields: &[Field],
        words: Vec<Word<'_>>,
    ) -> Self {
        let names = fields.iter().filter_map(|field| {
            let lists = field.lists(ranges);
            (!lists.is_empty()).then(|| Item {
                key: field.key.as_str().into(),
                beside: field.shown.iter().map(|s| s.as_str().into()).collect(),
                lists: Source::Here(lists),
            })
        });
        let words = words.into_iter().map(|word| Item {
            key: word.key.into(),
            beside: word.forms.into_iter().map(Into::into).collect(),
            lists: Source::Segments(word.at),
        });
        let mut out = Shards {
            items: names.chain(words).collect(),
            ..Shards::default()
        };
        let mut open = Open::default();
        for at in 0..out.items.len() {
            let before = at.checked_sub(1).filter(|_| open.len > 0);
            let before = before.map_or("", |b| &*out.items[b].key);
            if open.add(before, &out.items[at], segments) {
                out.close(&mut open, at + 1);
            }
        }
        out.close(&mut open, out.items.len());
        out
    }

    fn close(&mut self, open: &mut Open, end: usize) {
        let start = self.ranges.last().map_or(0, |r| r.end);
        let Some(first) = self.items.get(start).filter(|_| start < end) else {
            return;
        };
        self.firsts.push(first.key.to_string());
        self.names
            .push((short_name(&open.docs), short_name(&open.places)));
        self.ranges.push(start..end);
        *open = Open::default();
    }

    /// The bytes of a shard; `None` where its lists cannot be read.
    pub(super) fn docs(&self, segments: &[Segment], shard: usize) -> Option<Vec<u8>> {
        let items = self.items.get(self.ranges.get(shard)?.clone())?;
        let spans = Spans::read(Which::Docs, segments, items)?;
        let (mut bytes, mut lists) = (Vec::new(), Vec::new());
        varint(&mut bytes, items.len() as u32);
        let mut last = "";
        for item in items {
            text_after(&mut bytes, last, &item.key);
            last = &item.key;
            varint(&mut bytes, item.beside.len() as u32);
            item.beside
                .iter()
                .for_each(|text| text_after(&mut bytes, &item.key, text));
            let from = lists.len();
            match &item.lists {
                Source::Here(here) => lists.extend(here),
                Source::Segments(at) => {
                    for (segment, form) in at {
                        varint(&mut lists, *segment);
                        lists.extend(spans.of(*segment, *form)?);
                    }
                }
            }
            varint(&mut bytes, (lists.len() - from) as u32);
        }
        bytes.extend(lists);
        Some(bytes)
    }

    /// The bytes of the places beside a shard; `None` where they cannot be read.
    pub(super) fn places(&self, segments: &[Segment], shard: usize) -> Option<Vec<u8>> {
        let items = self.items.get(self.ranges.get(shard)?.clone())?;
        let spans = Spans::read(Which::Places, segments, items)?;
        let (mut bytes, mut lists) = (Vec::new(), Vec::new());
        for item in items {
            let from = lists.len();
            if let Source::Segments(at) = &item.lists {
                for (segment, form) in at {
                    let inside = spans.of(*segment, *form)?;
                    varint(&mut lists, *segment);
                    varint(&mut lists, inside.len() as u32);
                    lists.extend(inside);
                }
            }
            varint(&mut bytes, (lists.len() - from) as u32);
        }
        bytes.extend(lists);
        Some(bytes)
    }
}

/// A shard whose end is looked for.
#[derive(Default)]
struct Open {
    len: usize,
    docs: Digest,
    places: Digest,
}

impl Open {
    /// Takes in an item behind that of the key `before`; whether the shard is long enough with it.
    fn add(&mut self, before: &str, item: &Item, segments: &[Segment]) -> bool {
        self.docs.add(&(&item.key, &item.beside));
        self.places.add(&false);
        let mut grown = length_after(before, &item.key) + varint_len(item.beside.len());
        let beside = item.beside.iter();
        grown += beside
            .map(|text| length_after(&item.key, text))
            .sum::<usize>();
        let mut lists = 0;
        match &item.lists {
            Source::Here(here) => {
                self.docs.add_bytes(here);
                lists += here.len();
            }
            Source::Segments(at) => {
                for (number, form) in at {
                    let Some(segment) = segments.get(*number as usize) else {
                        continue;
                    };
                    let form = *form as usize;
                    self.docs.add(&(number, segment.digest(Which::Docs, form)));
                    self.places
                        .add(&(true, number, segment.digest(Which::Places, form)));
                    lists += varint_len(*number as usize) + segment.len(Which::Docs, form);
                }
            }
        }
        grown += varint_len(lists) + lists;
        self.len += grown;
        // A word's size changes with every article, its magnitude seldom.
        let chance = grown.next_power_of_two() as u64;
        self.len >= MOST || (self.len >= LEAST && fnv(&item.key) % MEAN < chance)
    }
}

/// The lists of the words of a shard: in each segment they stand one behind the other.
struct Spans<'a> {
    which: Which,
    segments: &'a [Segment],
    /// By segment the first form and the bytes from there on.
    lists: Vec<Option<(usize, std::borrow::Cow<'a, [u8]>)>>,
}

impl<'a> Spans<'a> {
    fn read(which: Which, segments: &'a [Segment], items: &[Item]) -> Option<Self> {
        let mut forms: Vec<Option<Range<usize>>> = vec![None; segments.len()];
        for item in items {
            let Source::Segments(at) = &item.lists else {
                continue;
            };
            for (segment, form) in at {
                let form = *form as usize;
                let span = forms.get_mut(*segment as usize)?;
                let from = span.as_ref().map_or(form, |s| s.start);
                *span = Some(from..form + 1);
            }
        }
        let read = |(segment, forms): (&'a Segment, Option<Range<usize>>)| match forms {
            None => Some(None),
            Some(forms) => {
                let start = forms.start;
                segment
                    .lists(which, forms)
                    .map(|lists| Some((start, lists)))
            }
        };
        let lists = segments
            .iter()
            .zip(forms)
            .map(read)
            .collect::<Option<_>>()?;
        Some(Spans {
            which,
            segments,
            lists,
        })
    }

    fn of(&self, segment: u32, form: u32) -> Option<&[u8]> {
        let (start, lists) = self.lists.get(segment as usize)?.as_ref()?;
        let from = self.segments.get(segment as usize)?;
        lists.get(from.within(self.which, *start, form as usize))
    }
}

/// A text as what it shares with the one before, and its rest.
pub(super) fn text_after(out: &mut Vec<u8>, before: &str, text: &str) {
    let shared = shared(before, text);
    varint(out, shared as u32);
    varint(out, (text.len() - shared) as u32);
    out.extend(&text.as_bytes()[shared..]);
}

/// How many bytes that takes.
fn length_after(before: &str, text: &str) -> usize {
    let shared = shared(before, text);
    let rest = text.len() - shared;
    varint_len(shared) + varint_len(rest) + rest
}

fn shared(before: &str, text: &str) -> usize {
    let same = before.bytes().zip(text.bytes());
    same.take_while(|(a, b)| a == b).count()
}

fn varint_len(n: usize) -> usize {
    (usize::BITS - n.leading_zeros()).div_ceil(7).max(1) as usize
}
