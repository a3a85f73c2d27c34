//! Which articles are alike, and how much: TF-IDF over sketches, by way of inverted lists. Never all
//! pairs: only such as share words that few articles have.
//!
//! All weights are whole numbers and a word's rarity counts in powers of two, so that one more article
//! changes the likeness of few others, and the same articles give the same likeness on every machine.

use super::Member;
use super::sketch::Sketch;
use rayon::prelude::*;

/// Days between two articles that are near to one another.
pub(super) const NEAR: i32 = 400;

/// Articles that a word may stand in to bring together two that are near, and two that are not.
const FEW: [u32; 2] = [1024, 48];

/// Words that two articles must share to be compared.
const SHARED: u16 = 2;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    /// The smaller number.
    pub(super) a: u32,
    /// The larger number.
    pub(super) b: u32,
    /// How much they are alike: the cosine of their words' weights, in parts of 1,000.
    pub(super) alike: u16,
}

/// The words of all articles, each with the articles that have it.
pub(super) struct Lists {
    /// Distinct words, ascending.
    words: Vec<u32>,
    /// For each word where its articles begin in `places`.
    starts: Vec<u32>,
    /// Places of articles in `order`, ascending within a word.
    places: Vec<u32>,
    /// Articles by date, undated ones last.
    order: Vec<u32>,
    /// Dates in that order.
    days: Vec<i32>,
    dated: usize,
    /// The binary logarithm of the number of articles.
    size: u32,
}

/// What a word weighs by its rarity: the square of the doublings between the articles that have it and
/// all articles.
fn rarity(size: u32, articles: usize) -> u64 {
    let doublings = size.saturating_sub(articles.max(1).ilog2());
    u64::from(doublings * doublings)
}

impl Lists {
    pub(super) fn new(members: &[Member<'_>]) -> Self {
        let mut order: Vec<u32> = (0..members.len() as u32).collect();
        let day = |i: &u32| members[*i as usize].day.unwrap_or(i32::MAX);
        order.sort_by_key(|i| (day(i), *i));
        let days: Vec<i32> = order.iter().map(day).collect();
        let mut all: Vec<u64> = Vec::with_capacity(members.len() * super::sketch::WORDS);
        for (place, i) in order.iter().enumerate() {
            let member = &members[*i as usize];
            let words = member.sketch.words.iter().filter(|_| member.related);
            all.extend(words.map(|w| (u64::from(*w) << 32) | place as u64));
        }
        all.par_sort_unstable();
        let mut lists = Lists {
            words: Vec::new(),
            starts: Vec::new(),
            places: Vec::with_capacity(all.len()),
            dated: days.partition_point(|d| *d != i32::MAX),
            order,
            days,
            size: size(members.len()),
        };
        for entry in all {
            let word = (entry >> 32) as u32;
            if lists.words.last() != Some(&word) {
                lists.words.push(word);
                lists.starts.push(lists.places.len() as u32);
            }
            lists.places.push(entry as u32);
        }
        lists.starts.push(lists.places.len() as u32);
        lists
    }

    fn of(&self, word: u32) -> &[u32] {
        self.words.binary_search(&word).map_or(&[], |at| {
            &self.places[self.starts[at] as usize..self.starts[at + 1] as usize]
        })
    }
}

/// All pairs that are alike at all, sorted.
pub(super) fn all(members: &[Member<'_>]) -> Vec<Pair> {
    let lists = Lists::new(members);
    let norms: Vec<u64> = members.par_iter().map(|m| norm(m.sketch, &lists)).collect();
    let mut pairs: Vec<Pair> = (0..members.len())
        .into_par_iter()
        .map_init(
            || Shared::new(members.len()),
            |shared, place| {
                let a = lists.order[place];
                let sketch = members[a as usize].sketch;
                if members[a as usize].related {
                    shared.count(sketch, place, &lists);
                }
                let found: Vec<Pair> = shared
                    .taken()
                    .filter_map(|other| {
                        let b = lists.order[other as usize];
                        let product = product(sketch, members[b as usize].sketch, &lists);
                        let alike = alike(product, norms[a as usize], norms[b as usize]);
                        let alike = apart(alike, &members[a as usize], &members[b as usize]);
                        (alike >= LEAST).then(|| Pair {
                            a: a.min(b),
                            b: a.max(b),
                            alike,
                        })
                    })
                    .collect();
                found
            },
        )
        .flatten_iter()
        .collect();
    pairs.par_sort_unstable();
    pairs
}

fn norm(sketch: &Sketch, lists: &Lists) -> u64 {
    let words = sketch.words.iter().zip(&sketch.weights);
    words
        .map(|(word, weight)| {
            let w = u64::from(*weight) * rarity(lists.size, lists.of(*word).len());
            w * w
        })
        .sum()
}

fn product(a: &Sketch, b: &Sketch, lists: &Lists) -> u64 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.words.get(i), b.words.get(j)) {
        if x == y {
            let rarity = rarity(lists.size, lists.of(*x).len());
            sum += u64::from(a.weights[i]) * u64::from(b.weights[j]) * rarity * rarity;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
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
struct Shared {
    counts: Vec<u16>,
    touched: Vec<u32>,
}

impl Shared {
    fn new(articles: usize) -> Self {
        Shared {
            counts: vec![0; articles],
            touched: Vec::new(),
        }
    }

    fn count(&mut self, sketch: &Sketch, place: usize, lists: &Lists) {
        let near = if place < lists.dated {
            let from = lists.days[place].saturating_sub(NEAR);
            lists.days[..place].partition_point(|d| *d < from)
        } else {
            // No date is far from none.
            0
        };
        for word in &sketch.words {
            let list = lists.of(*word);
            if list.len() > FEW[0] as usize {
                continue;
            }
            let mine = list.partition_point(|p| (*p as usize) < place);
            let far = list.len() <= FEW[1] as usize;
            for other in list[..mine].iter().rev() {
                if !far && (*other as usize) < near {
                    break;
                }
                let count = &mut self.counts[*other as usize];
                if *count == 0 {
                    self.touched.push(*other);
                }
                *count += 1;
            }
        }
    }

    /// The articles that share enough; forgets all.
    fn taken(&mut self) -> impl Iterator<Item = u32> + '_ {
        let counts = &mut self.counts;
        self.touched
            .drain(..)
            .filter(move |other| std::mem::take(&mut counts[*other as usize]) >= SHARED)
    }
}
