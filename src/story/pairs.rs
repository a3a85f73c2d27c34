//! Which articles are alike, and how much: TF-IDF over sketches, by way of inverted lists. Never all
//! pairs: only such as share words that few articles have.
//!
//! All weights are whole numbers and a word's rarity counts in powers of two, so that one more article
//! changes the likeness of few others, and the same articles give the same likeness on every machine.

use super::Member;
use super::sketch::Sketch;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Days between two articles that are near to one another.
pub(super) const NEAR: i32 = 400;

/// Articles that a word may stand in to bring together two that are near, and two that are not.
pub(super) const FEW: [usize; 2] = [1024, 48];

/// Words that two articles must share to be compared.
pub(super) const SHARED: u16 = 2;

/// The binary logarithm of the number of articles, with [`OTHERS`].
pub(super) fn size(articles: usize) -> u32 {
    (articles + OTHERS).ilog2()
}

/// How much two articles must be alike to count, in parts of 1,000.
const LEAST: u16 = 40;

/// Articles that every archive is thought to have besides its own, so that a word of three articles in
/// a hundred is still a rare one.
const OTHERS: usize = 64;

/// Two articles that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Pair {
    /// The smaller number.
    pub(super) a: u32,
    /// The larger number.
    pub(super) b: u32,
    /// How much they are alike: the cosine of their words' weights, in parts of 1,000.
    pub(super) alike: u16,
}

/// What a word weighs by its rarity: the square of the doublings between the articles that have it and
/// all articles.
pub(super) fn rarity(size: u32, articles: usize) -> u16 {
    let doublings = size.saturating_sub(articles.max(1).ilog2());
    (doublings * doublings) as u16
}

/// The words of all articles, each with the articles that have it, by their places in the order of dates.
struct Lists {
    /// Articles by date, undated ones last.
    order: Vec<u32>,
    /// Dates in that order.
    days: Vec<i32>,
    dated: usize,
    /// For each place where its words begin in `rarities` and `entries`.
    starts: Vec<u32>,
    /// For each word of each place its rarity.
    rarities: Vec<u16>,
    /// For each word of each place where that place stands in `places`; [`NOWHERE`] for a word that
    /// brings nobody together.
    entries: Vec<u32>,
    /// Places that have a word, ascending, word after word. The first of a word is marked [`FIRST`], and
    /// all of a word that few have [`RARE`].
    places: Vec<u32>,
}

/// Words are sorted in so many parts, each of hashes that differ by less than `BAND`.
const BANDS: u32 = 8;
const BAND: u32 = (u32::MAX / BANDS) + 1;

/// The words of an article that may be grouped.
fn words<'a>(member: &Member<'a>) -> &'a [u32] {
    match member.related {
        true => &member.sketch.words,
        false => &[],
    }
}

const NOWHERE: u32 = u32::MAX;
const FIRST: u32 = 1 << 31;
const RARE: u32 = 1 << 30;

impl Lists {
    fn new(members: &[Member<'_>]) -> Self {
        let mut order: Vec<u32> = (0..members.len() as u32).collect();
        let day = |i: &u32| members[*i as usize].day.unwrap_or(i32::MAX);
        order.sort_by_key(|i| (day(i), *i));
        let days: Vec<i32> = order.iter().map(day).collect();
        let mut starts = Vec::with_capacity(members.len() + 1);
        let mut len = 0;
        for i in &order {
            starts.push(len as u32);
            len += words(&members[*i as usize]).len();
        }
        starts.push(len as u32);
        let mut lists = Lists {
            dated: days.partition_point(|d| *d != i32::MAX),
            order,
            days,
            rarities: vec![0; len],
            entries: vec![NOWHERE; len],
            places: Vec::new(),
            starts,
        };
        lists.fill(members, len);
        lists
    }

    /// Takes in all words of all places, those of the smallest hashes first: all at once would take more room
    /// than everything else.
    fn fill(&mut self, members: &[Member<'_>], len: usize) {
        let mut next = self.starts.clone();
        let mut some: Vec<u64> = Vec::with_capacity(len / BANDS as usize);
        for band in 0..BANDS {
            some.clear();
            for (place, i) in (0u64..).zip(&self.order) {
                // Within a place they come in the order of its sketch.
                let words = words(&members[*i as usize]);
                let from = (next[place as usize] - self.starts[place as usize]) as usize;
                let here = words.iter().skip(from).take_while(|w| **w / BAND == band);
                some.extend(here.map(|w| (u64::from(*w) << 32) | place));
            }
            some.par_sort_unstable();
            self.take(&some, &mut next, size(members.len()));
        }
    }

    /// Takes in words, sorted; `next` is for each place where the next of its words stands.
    fn take(&mut self, all: &[u64], next: &mut [u32], size: u32) {
        for list in all.chunk_by(|a, b| a >> 32 == b >> 32) {
            let rarity = rarity(size, list.len());
            let leads = (2..=FEW[0]).contains(&list.len());
            let mark = if list.len() <= FEW[1] { RARE } else { 0 };
            let begin = self.places.len() as u32;
            for (at, entry) in (0u32..).zip(list) {
                let place = *entry as u32;
                let slot = &mut next[place as usize];
                self.rarities[*slot as usize] = rarity;
                if leads {
                    self.entries[*slot as usize] = begin + at;
                    let first = if at == 0 { FIRST } else { 0 };
                    self.places.push(place | mark | first);
                }
                *slot += 1;
            }
        }
    }

    fn of(&self, place: usize) -> std::ops::Range<usize> {
        self.starts[place] as usize..self.starts[place + 1] as usize
    }
}

/// All pairs that are alike at all, sorted, and the norm of every article.
pub(super) fn all(members: &[Member<'_>]) -> (Vec<Pair>, Vec<u64>) {
    let lists = Lists::new(members);
    let at_place: Vec<u64> = (0..members.len())
        .into_par_iter()
        .map(|place| {
            let sketch = members[lists.order[place] as usize].sketch;
            norm(&sketch.weights, &lists.rarities[lists.of(place)])
        })
        .collect();
    let mut pairs: Vec<Pair> = (0..members.len())
        .into_par_iter()
        .map_init(
            || Shared::new(members.len()),
            |shared, place| {
                let a = lists.order[place];
                let one = &members[a as usize];
                let rarities = &lists.rarities[lists.of(place)];
                shared.count(place, &lists);
                let found: Vec<Pair> = shared
                    .taken()
                    .filter_map(|other| {
                        let b = lists.order[other as usize];
                        let two = &members[b as usize];
                        let product = product(one.sketch, rarities, two.sketch);
                        let norms = (at_place[place], at_place[other as usize]);
                        pair((a, one), (b, two), product, norms)
                    })
                    .collect();
                found
            },
        )
        .flatten_iter()
        .collect();
    pairs.par_sort_unstable();
    let mut norms = vec![0; members.len()];
    for (place, article) in lists.order.iter().enumerate() {
        norms[*article as usize] = at_place[place];
    }
    (pairs, norms)
}

/// The square of the length of an article's weights, each times its word's rarity.
pub(super) fn norm(weights: &[u8], rarities: &[u16]) -> u64 {
    let both = weights.iter().zip(rarities);
    both.map(|(weight, rarity)| (u64::from(*weight) * u64::from(*rarity)).pow(2))
        .sum()
}

/// The product of the weights of two articles; `rarities` are those of the first one's words.
pub(super) fn product(a: &Sketch, rarities: &[u16], b: &Sketch) -> u64 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.words.get(i), b.words.get(j)) {
        if x == y {
            let rarity = u64::from(rarities.get(i).copied().unwrap_or_default());
            sum += u64::from(a.weights[i]) * u64::from(b.weights[j]) * rarity * rarity;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

/// Two articles as a pair, if they are alike at all.
pub(super) fn pair(
    (a, one): (u32, &Member<'_>),
    (b, two): (u32, &Member<'_>),
    product: u64,
    norms: (u64, u64),
) -> Option<Pair> {
    let alike = apart(alike(product, norms.0, norms.1), one, two);
    (alike >= LEAST).then(|| Pair {
        a: a.min(b),
        b: a.max(b),
        alike,
    })
}

fn alike(product: u64, a: u64, b: u64) -> u16 {
    let square = u128::from(a) * u128::from(b);
    if square == 0 {
        return 0;
    }
    let share = u128::from(product) * u128::from(product) * 1_000_000 / square;
    share.isqrt().min(1000) as u16
}

/// What likeness is worth between two dates: a sixteenth less for each doubling of the time between them
/// from a month on.
fn apart(alike: u16, a: &Member<'_>, b: &Member<'_>) -> u16 {
    let (Some(x), Some(y)) = (a.day, b.day) else {
        return alike;
    };
    let doublings = u32::BITS - (x.abs_diff(y) / 30).leading_zeros();
    let less = u32::from(alike) * doublings / 16;
    alike - less as u16
}

/// How many words each earlier article shares with the one at hand.
pub(super) struct Shared {
    counts: Vec<u16>,
    touched: Vec<u32>,
}

impl Shared {
    pub(super) fn new(articles: usize) -> Self {
        Shared {
            counts: vec![0; articles],
            touched: Vec::new(),
        }
    }

    fn count(&mut self, place: usize, lists: &Lists) {
        let near = if place < lists.dated {
            let from = lists.days[place].saturating_sub(NEAR);
            lists.days[..place].partition_point(|d| *d < from) as u32
        } else {
            // No date is far from none.
            0
        };
        for entry in &lists.entries[lists.of(place)] {
            if *entry == NOWHERE {
                continue;
            }
            let mut at = *entry as usize;
            while lists.places[at] & FIRST == 0 {
                at -= 1;
                let other = lists.places[at] & !(FIRST | RARE);
                if other < near && lists.places[at] & RARE == 0 {
                    break;
                }
                self.add(other);
            }
        }
    }

    /// One more word that an article shares.
    pub(super) fn add(&mut self, other: u32) {
        let count = &mut self.counts[other as usize];
        if *count == 0 {
            self.touched.push(other);
        }
        *count += 1;
    }

    /// All articles that share any, and how many; forgets all.
    pub(super) fn counted(&mut self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let counts = &mut self.counts;
        self.touched
            .drain(..)
            .map(move |other| (other, std::mem::take(&mut counts[other as usize]).into()))
    }

    /// The articles that share enough; forgets all.
    pub(super) fn taken(&mut self) -> impl Iterator<Item = u32> + '_ {
        let counts = &mut self.counts;
        self.touched
            .drain(..)
            .filter(move |other| std::mem::take(&mut counts[*other as usize]) >= SHARED)
    }
}
