//! What grouping keeps of an article: the words that say most of what it is about, and a few marks of
//! its text as it stands. Drawn from the article alone, so that it can be remembered.

use super::words::{plain, words};
use crate::parse::{Block, Draft};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashMap;

/// Most words that are kept.
pub(super) const WORDS: usize = 64;

/// Marks of the text that are kept.
pub(super) const MARKS: usize = 24;

/// Words in a row that one mark stands for.
const ROW: usize = 5;

/// The sketch of an article; about 420 bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Hashes of words, ascending.
    pub(super) words: Box<[u32]>,
    /// How much each of them says, 1 to 15.
    pub(super) weights: Box<[u8]>,
    /// The smallest hashes of all rows of words in the body, ascending (a bottom-k sketch; Broder, "On the
    /// resemblance and containment of documents", 1997).
    pub(super) marks: Box<[u32]>,
}

/// As bytes, all at once: an archive remembers a hundred thousand of them, and reads them in each build.
impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::with_capacity(1 + 5 * self.words.len() + 4 * self.marks.len());
        bytes.push(self.words.len() as u8);
        let hashes = self.words.iter().chain(&self.marks);
        hashes.for_each(|hash| bytes.extend(hash.to_le_bytes()));
        bytes.extend(&self.weights);
        to.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for Sketch {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(from)?;
        let split = || {
            let (count, rest) = bytes.split_first()?;
            let count = usize::from(*count);
            let (hashes, weights) = rest.split_at_checked(rest.len().checked_sub(count)?)?;
            let (hashes, none) = hashes.as_chunks();
            let (words, marks) = hashes.split_at_checked(count)?;
            let hashes = |all: &[[u8; 4]]| all.iter().map(|h| u32::from_le_bytes(*h)).collect();
            none.is_empty().then(|| Sketch {
                words: hashes(words),
                weights: weights.into(),
                marks: hashes(marks),
            })
        };
        split().ok_or_else(|| D::Error::custom("no sketch"))
    }
}

/// How often a word stands in an article, each place by its worth.
#[derive(Default)]
struct Seen {
    count: u32,
    name: bool,
}

impl Sketch {
    /// The sketch of what is published of a draft: headline, standfirst and text.
    pub fn of(draft: &Draft) -> Self {
        let mut seen: HashMap<u32, Seen> = HashMap::with_capacity(256);
        let mut take = |text: &str, worth: u32| {
            words(text, &mut |word| {
                let entry = seen.entry(word.hash).or_default();
                entry.count += worth;
                entry.name |= word.name;
            });
        };
        if let Some(headline) = &draft.headline {
            take(&headline.value, 3);
        }
        if let Some(standfirst) = &draft.standfirst {
            take(&standfirst.value, 2);
        }
        let mut marks = Marks::default();
        for text in draft.body.iter().filter_map(|b| prose(&b.value)) {
            take(text, 1);
            plain(text, &mut |hash| marks.word(hash));
        }
        let mut all: Vec<(u8, u32)> = seen
            .into_iter()
            .map(|(hash, seen)| (weight(&seen), hash))
            .collect();
        // The heaviest, and of equally heavy ones those of the smallest hash: chosen by lot, and always
        // the same.
        let last = WORDS.min(all.len());
        if last < all.len() {
            all.select_nth_unstable_by_key(last, |(w, hash)| (std::cmp::Reverse(*w), *hash));
            all.truncate(last);
        }
        all.sort_unstable_by_key(|(_, hash)| *hash);
        Sketch {
            words: all.iter().map(|(_, hash)| *hash).collect(),
            weights: all.iter().map(|(w, _)| *w).collect(),
            marks: marks.smallest(),
        }
    }
}

/// What a word says of an article: less than its count, since the third mention says little more than
/// the second.
fn weight(seen: &Seen) -> u8 {
    let doublings = seen.count.clamp(1, 64).ilog2() as u8;
    2 + doublings + u8::from(seen.name)
}

/// The text of a block that tells the story.
fn prose(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(text) | Block::Crosshead(text) | Block::Html { text, .. } => Some(text),
        Block::Figure(figure) => figure.caption.as_deref(),
        Block::Related(_) => None,
    }
}

/// Collects marks while words go by.
#[derive(Default)]
struct Marks {
    row: [u32; ROW],
    words: usize,
    found: Vec<u32>,
}

impl Marks {
    fn word(&mut self, hash: u32) {
        self.row[self.words % ROW] = hash;
        self.words += 1;
        if self.words < ROW {
            return;
        }
        let mut mark = 0u64;
        for i in 0..ROW {
            let word = u64::from(self.row[(self.words + i) % ROW]);
            mark = (mark.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        self.found.push((mark >> 32) as u32);
    }

    fn smallest(mut self) -> Box<[u32]> {
        self.found.sort_unstable();
        self.found.dedup();
        self.found.truncate(MARKS);
        self.found.into_boxed_slice()
    }
}
