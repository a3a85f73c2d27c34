//! Reads the files of an index as the script of the search page does: the root first, then what a query needs.

use crate::query::{Clause, Date, Query};
use morgue::search::File;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    fn bit(&mut self) -> usize {
        let bit = self.bytes[self.at / 8] >> (7 - self.at % 8) & 1;
        self.at += 1;
        bit.into()
    }

    fn unary(&mut self) -> usize {
        let mut n = 0;
        while self.bit() == 1 {
            n += 1;
        }
        n
    }

    fn rice(&mut self, k: u32) -> usize {
        (0..k).fold(self.unary(), |n, _| n * 2 + self.bit())
    }

    fn varint(&mut self) -> usize {
        let (mut n, mut shift) = (0, 0);
        loop {
            let byte = self.take(1)[0];
            n |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return n;
            }
        }
    }

    fn take(&mut self, n: usize) -> &'a [u8] {
        self.at = self.at.next_multiple_of(8);
        let from = self.at / 8;
        self.at += n * 8;
        &self.bytes[from..from + n]
    }

    fn is_at_end(&self) -> bool {
        self.at.div_ceil(8) >= self.bytes.len()
    }
}

fn rice(len: usize, count: usize) -> u32 {
    (len / count).max(1).ilog2()
}

/// A word or name of one part of the index.
struct Entry<'a> {
    part: usize,
    beside: Vec<String>,
    list: &'a [u8],
    places: &'a [u8],
}

pub(crate) struct Reader<'a> {
    days: Vec<u64>,
    /// Starts and lengths of the segments of base and tail.
    segments: [Vec<(usize, usize)>; 2],
    entries: BTreeMap<String, Vec<Entry<'a>>>,
    count: usize,
    dated: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(files: &'a [File]) -> Self {
        let by_path: BTreeMap<&str, &[u8]> = files
            .iter()
            .map(|f| (f.path.as_str(), f.bytes.as_slice()))
            .collect();
        let root = files
            .iter()
            .find(|f| f.path.starts_with("search/root-"))
            .unwrap();
        let text = std::str::from_utf8(&root.bytes).unwrap().trim();
        let text = text
            .strip_prefix("morgue.root(")
            .unwrap()
            .strip_suffix(')')
            .unwrap();
        let root: Value = serde_json::from_str(text).unwrap();
        let number = |key: &str| root[key].as_u64().unwrap() as usize;
        let (dated, undated, full) = (number("dated"), number("undated"), number("full"));
        let segments = [0, 1].map(|part| {
            let of = |from: usize, len: usize| {
                let whole = len - len % full;
                let (start, end) = if part == 0 { (0, whole) } else { (whole, len) };
                (start..end)
                    .step_by(full)
                    .map(move |at| (from + at, full.min(end - at)))
            };
            of(0, dated).chain(of(dated, undated)).collect()
        });
        let json = |key: &str| -> Value {
            serde_json::from_slice(by_path[root[key].as_str().unwrap()]).unwrap()
        };
        let places = json("places");
        let mut entries: BTreeMap<String, Vec<Entry<'a>>> = BTreeMap::new();
        for (part, letter) in [(0, "b"), (1, "t")] {
            let names = root["parts"][part]["names"].as_str().unwrap();
            let beside = places[part].as_str().unwrap();
            for at in (0..names.len()).step_by(12) {
                let file = by_path[format!("search/{letter}-{}.bin", &names[at..at + 12]).as_str()];
                let places =
                    by_path[format!("search/{letter}p-{}.bin", &beside[at..at + 12]).as_str()];
                let first = root["parts"][part]["firsts"][at / 12].as_str().unwrap();
                shard(part, first, file, places, &mut entries);
            }
        }
        let days = json("days")
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n.as_u64().unwrap())
            .collect();
        Reader {
            days,
            segments,
            entries,
            count: dated + undated,
            dated,
        }
    }

    /// All words and names.
    pub(crate) fn keys(&self) -> Vec<&str> {
        self.entries.keys().map(String::as_str).collect()
    }

    pub(crate) fn find(&self, query: &Query) -> Vec<usize> {
        let all: Vec<Vec<usize>> = query.all.iter().map(|c| self.clause(c)).collect();
        let not: Vec<Vec<usize>> = query.not.iter().map(|c| self.clause(c)).collect();
        let low = query.from.map_or(0, |d| self.before(d, false));
        let open = if query.from.is_some() {
            self.dated
        } else {
            self.count
        };
        let high = query.to.map_or(open, |d| self.before(d, true));
        let is_found = |n: &usize| all.iter().all(|m| m[*n] > 0) && not.iter().all(|m| m[*n] == 0);
        let mut found: Vec<usize> = (low..high).filter(is_found).collect();
        if query.sort != "oldest" {
            let undated = found.partition_point(|n| *n < self.dated);
            found[..undated].reverse();
        }
        if query.sort == "relevance" {
            let idf = |m: &Vec<usize>| {
                32 - ((self.count / m.iter().filter(|w| **w > 0).count().max(1)) as u32)
                    .leading_zeros()
            };
            let idfs: Vec<u32> = all.iter().map(idf).collect();
            let score = |n: usize| -> u32 {
                all.iter()
                    .zip(&idfs)
                    .map(|(m, idf)| idf * [0, 2, 3, 4, 8][m[n]])
                    .sum()
            };
            found.sort_by_key(|n| std::cmp::Reverse(score(*n)));
        }
        found
    }

    /// Dated articles before a date, or before its end.
    fn before(&self, (y, m, d): Date, is_end: bool) -> usize {
        let rest = if is_end { 99 } else { 0 };
        let limit = u64::from(y * 10_000 + m.unwrap_or(rest) * 100 + d.unwrap_or(rest));
        let mut key = 0;
        let mut n = 0;
        for pair in self.days.chunks(2) {
            key += pair[0];
            if key < limit || (is_end && key == limit) {
                n += pair[1] as usize;
            }
        }
        n
    }

    fn clause(&self, clause: &Clause) -> Vec<usize> {
        let exactly = |key: &str| self.entries.get(key).map_or(&[][..], Vec::as_slice);
        match clause {
            Clause::Word(word) => {
                let own = self.forms(word);
                let others: BTreeSet<&String> = own.iter().flat_map(|(_, e)| &e.beside).collect();
                let mut all: Vec<&Entry<'_>> = own.iter().map(|(_, e)| *e).collect();
                all.extend(others.iter().flat_map(|key| exactly(key)));
                self.mask(&all)
            }
            Clause::Begins(start) => {
                let from = self
                    .entries
                    .range(start.clone()..)
                    .take_while(|(k, _)| k.starts_with(start.as_str()));
                self.mask(&from.flat_map(|(_, e)| e).collect::<Vec<_>>())
            }
            Clause::Field(kind, of, _) => {
                let whole = exactly(&format!("!{kind} {}", of.join(" ")));
                if !whole.is_empty() {
                    return self.mask(&whole.iter().collect::<Vec<_>>());
                }
                let part = |word: &String| {
                    self.mask(
                        &exactly(&format!("+{kind} {word}"))
                            .iter()
                            .collect::<Vec<_>>(),
                    )
                };
                of.iter().map(part).reduce(|a, b| both(a, &b)).unwrap()
            }
            Clause::Phrase(phrase) => {
                let lists: Vec<_> = phrase.iter().map(|w| self.forms(w)).collect();
                let masks = lists
                    .iter()
                    .map(|l| self.mask(&l.iter().map(|(_, e)| *e).collect::<Vec<_>>()));
                let mut all = masks.reduce(|a, b| both(a, &b)).unwrap();
                let places: Vec<BTreeMap<usize, Vec<usize>>> = lists
                    .iter()
                    .map(|l| l.iter().flat_map(|(_, e)| self.places(e)).collect())
                    .collect();
                for (n, weight) in all.iter_mut().enumerate().filter(|(_, w)| **w > 0) {
                    let follows = |p: &usize| {
                        places
                            .iter()
                            .enumerate()
                            .all(|(i, at)| at[&n].contains(&(p + i)))
                    };
                    if !places[0][&n].iter().any(follows) {
                        *weight = 0;
                    }
                }
                all
            }
        }
    }

    /// A form in every language.
    fn forms(&self, word: &str) -> Vec<(&String, &Entry<'a>)> {
        let is_it = |k: &str| {
            k == word
                || k.strip_prefix(word)
                    .is_some_and(|rest| rest.starts_with(' '))
        };
        let all = self
            .entries
            .range(word.to_owned()..)
            .take_while(|(k, _)| k.starts_with(word));
        let own = all.filter(|(k, _)| is_it(k));
        own.flat_map(|(k, e)| e.iter().map(move |e| (k, e)))
            .collect()
    }

    fn mask(&self, entries: &[&Entry<'_>]) -> Vec<usize> {
        let mut out = vec![0; self.count];
        for entry in entries {
            for (n, weight) in self.list(entry) {
                out[n] = out[n].max(weight + 1);
            }
        }
        out
    }

    fn list(&self, entry: &Entry<'_>) -> Vec<(usize, usize)> {
        let mut bits = Bits {
            bytes: entry.list,
            at: 0,
        };
        let mut out = Vec::new();
        while !bits.is_at_end() {
            let (start, len) = self.segments[entry.part][bits.varint()];
            let count = bits.varint();
            let k = rice(len, count);
            let mut next = start;
            for _ in 0..count {
                let n = next + bits.rice(k);
                next = n + 1;
                // Names have no places, and weigh nothing.
                let weight = if entry.places.is_empty() {
                    0
                } else {
                    bits.unary()
                };
                out.push((n, weight));
            }
            assert!(next <= start + len);
        }
        out
    }

    fn places(&self, entry: &Entry<'_>) -> Vec<(usize, Vec<usize>)> {
        let mut lists = Bits {
            bytes: entry.places,
            at: 0,
        };
        let mut here = None;
        let mut bits = Bits { bytes: &[], at: 0 };
        let mut out = Vec::new();
        for (n, _) in self.list(entry) {
            let segment = self.segments[entry.part]
                .iter()
                .position(|(s, len)| n >= *s && n < s + len);
            if segment != here {
                here = segment;
                assert_eq!(Some(lists.varint()), segment);
                let len = lists.varint();
                bits = Bits {
                    bytes: lists.take(len),
                    at: 0,
                };
            }
            let count = bits.unary() + 1;
            let k = rice(512, count);
            let mut next = 0;
            let at = (0..count).map(|_| {
                let place = next + bits.rice(k);
                next = place + 1;
                place
            });
            out.push((n, at.collect()));
        }
        out
    }
}

fn both(mut a: Vec<usize>, b: &[usize]) -> Vec<usize> {
    a.iter_mut()
        .zip(b)
        .filter(|(_, b)| **b == 0)
        .for_each(|(a, _)| *a = 0);
    a
}

fn shard<'a>(
    part: usize,
    first: &str,
    file: &'a [u8],
    places: &'a [u8],
    out: &mut BTreeMap<String, Vec<Entry<'a>>>,
) {
    let (mut bits, mut beside_bits) = (
        Bits { bytes: file, at: 0 },
        Bits {
            bytes: places,
            at: 0,
        },
    );
    fn text(bits: &mut Bits<'_>, before: &[u8]) -> Vec<u8> {
        let shared = bits.varint();
        let rest = bits.varint();
        [&before[..shared], bits.take(rest)].concat()
    }
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut last = Vec::new();
    let mut heads = Vec::new();
    for _ in 0..bits.varint() {
        last = text(&mut bits, &last);
        let beside: Vec<String> = (0..bits.varint())
            .map(|_| string(&text(&mut bits, &last)))
            .collect();
        heads.push((string(&last), beside, bits.varint(), beside_bits.varint()));
    }
    assert_eq!(heads[0].0, first);
    assert!(heads.is_sorted_by(|a, b| a.0 < b.0));
    for (key, beside, len, places_len) in heads {
        let entry = Entry {
            part,
            beside,
            list: bits.take(len),
            places: beside_bits.take(places_len),
        };
        out.entry(key).or_default().push(entry);
    }
    assert!(bits.is_at_end() && beside_bits.is_at_end());
}
