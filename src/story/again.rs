//! What an earlier build found, brought up to date: likeness is looked at again only where an article
//! changed, or the rarity of a word did. The outcome is that of a build from nothing.

use super::Member;
use super::copies::{self, MANY};
use super::pairs::{self, FEW, NEAR, Pair, Shared, rarity, size};
use super::sketch::Sketch;
use serde::{Deserialize, Serialize};

/// What comparing articles found, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Pairs that are alike, sorted.
    pub(super) pairs: Vec<Pair>,
    /// The norm of each article.
    pub(super) norms: Vec<u64>,
    /// Pairs that are copies of one text, sorted.
    pub(super) copies: Vec<(u32, u32)>,
}

/// What an earlier build knew, and what has changed since.
#[derive(Debug, Default)]
pub struct Before {
    /// By the numbers of then.
    pub known: Known,
    /// For each article of now its number then, where nothing of it has changed.
    pub same: Vec<Option<u32>>,
    /// What the others of then were about, as far as they could be grouped.
    pub gone: Vec<Sketch>,
}

/// Of so many articles one may be looked at again; if there are more of them, all are.
const PART: usize = if cfg!(test) { 1 } else { 4 };

impl Known {
    /// Compares all articles.
    pub(super) fn new(members: &[Member<'_>]) -> Self {
        let (pairs, norms) = pairs::all(members);
        let copies = copies::pairs(members);
        Known {
            pairs,
            norms,
            copies,
        }
    }

    /// The same with other numbers, of which there are `count`.
    pub fn renumbered(&self, numbers: &[u32], count: usize) -> Self {
        let of = |n: u32| numbers.get(n as usize).copied().unwrap_or_default();
        let both = |a: u32, b: u32| (of(a).min(of(b)), of(a).max(of(b)));
        let mut norms = vec![0; count];
        for (n, norm) in (0u32..).zip(&self.norms) {
            if let Some(slot) = norms.get_mut(of(n) as usize) {
                *slot = *norm;
            }
        }
        let mut pairs = self.pairs.clone();
        pairs.iter_mut().for_each(|p| (p.a, p.b) = both(p.a, p.b));
        let mut copies: Vec<_> = self.copies.iter().map(|(a, b)| both(*a, *b)).collect();
        pairs.sort_unstable();
        copies.sort_unstable();
        Known {
            pairs,
            norms,
            copies,
        }
    }

    /// What was known before, brought up to date; `None` where too much has changed for that to pay.
    pub(super) fn again(members: &[Member<'_>], before: &Before) -> Option<Self> {
        let (then, now) = (before.known.norms.len(), members.len());
        let new = before.same.iter().filter(|same| same.is_none()).count();
        let fits = before.same.len() == now && size(then) == size(now);
        if !fits || (new + before.gone.len()) * PART > now {
            return None;
        }
        let words = Side {
            of: |sketch| &sketch.words,
            class: |n| (n.max(1).ilog2(), n <= FEW[0], n <= FEW[1]),
        };
        let marks = Side {
            of: copies::marks,
            class: |n| (0, true, n <= MANY),
        };
        let (dirty, others) = rayon::join(
            || words.dirty(members, before),
            || marks.dirty(members, before),
        );
        if dirty.len().max(others.len()) * PART > now {
            return None;
        }
        let stands = Standing::new(before);
        let ((pairs, norms), copies) = rayon::join(
            || likeness(members, before, &stands, &words, &dirty),
            || copied(members, before, &stands, &marks, &others),
        );
        Some(Known {
            pairs,
            norms,
            copies,
        })
    }
}

/// The numbers that articles of then have now.
struct Standing(Vec<Option<u32>>);

impl Standing {
    fn new(before: &Before) -> Self {
        let mut now = vec![None; before.known.norms.len()];
        for (number, same) in (0u32..).zip(&before.same) {
            if let Some(slot) = same.and_then(|then| now.get_mut(then as usize)) {
                *slot = Some(number);
            }
        }
        Standing(now)
    }

    /// Two articles of then as they are now, if both stand and are not among those looked at again.
    fn both(&self, a: u32, b: u32, again: &[bool]) -> Option<(u32, u32)> {
        let now = |n: u32| {
            let now = self.0.get(n as usize).copied().flatten()?;
            (!again[now as usize]).then_some(now)
        };
        let (a, b) = (now(a)?, now(b)?);
        Some((a.min(b), a.max(b)))
    }
}

/// A side of sketches: their words or their marks.
struct Side {
    of: fn(&Sketch) -> &[u32],
    /// What of the number of articles that have a word counts for their likeness.
    class: fn(usize) -> (u32, bool, bool),
}

impl Side {
    /// The articles that have to be looked at again: those that are new or changed, and those with a word
    /// that counts for more or less than before.
    fn dirty(&self, members: &[Member<'_>], before: &Before) -> Vec<u32> {
        let is_new = |n: usize| before.same.get(n).is_none_or(Option::is_none);
        let mut changes: Vec<(u32, i64)> = Vec::new();
        for sketch in &before.gone {
            changes.extend((self.of)(sketch).iter().map(|word| (*word, -1)));
        }
        for (_, member) in members.iter().enumerate().filter(|(n, _)| is_new(*n)) {
            changes.extend(self.words(member).iter().map(|word| (*word, 1)));
        }
        changes.sort_unstable();
        let changes: Vec<(u32, i64)> = changes
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same[0].0, same.iter().map(|(_, n)| n).sum()))
            .filter(|(_, change)| *change != 0)
            .collect();
        let wanted = Wanted::new(changes.iter().map(|(word, _)| *word).collect());
        let mut counts = vec![0i64; changes.len()];
        for member in members {
            wanted.each(self.words(member), |at| counts[at] += 1);
        }
        let crossed = changes.iter().zip(counts).filter(|((_, change), now)| {
            let class = |n: i64| (self.class)(usize::try_from(n).unwrap_or_default());
            class(*now) != class(*now - change)
        });
        let crossed = Wanted::new(crossed.map(|((word, _), _)| *word).collect());
        let is_dirty = |(n, member): &(usize, &Member<'_>)| {
            let mut has = is_new(*n);
            if !has && !crossed.words.is_empty() {
                crossed.each(self.words(member), |_| has = true);
            }
            has
        };
        let all = members.iter().enumerate().filter(is_dirty);
        all.map(|(n, _)| n as u32).collect()
    }

    /// The words of an article that may be grouped.
    fn words<'a>(&self, member: &Member<'a>) -> &'a [u32] {
        match member.related {
            true => (self.of)(member.sketch),
            false => &[],
        }
    }

    /// The words of some articles, each with all articles that have it.
    fn lists(&self, members: &[Member<'_>], of: &[u32]) -> (Wanted, Vec<Vec<u32>>) {
        let mut words: Vec<u32> = Vec::new();
        for article in of {
            words.extend(self.words(&members[*article as usize]));
        }
        words.sort_unstable();
        words.dedup();
        let wanted = Wanted::new(words);
        let mut lists = vec![Vec::new(); wanted.words.len()];
        for (n, member) in (0u32..).zip(members) {
            wanted.each(self.words(member), |at| lists[at].push(n));
        }
        (wanted, lists)
    }
}

/// Words that are looked for.
struct Wanted {
    /// Sorted.
    words: Vec<u32>,
    /// A bit for the lowest bits of each of them, which few others share.
    bits: Vec<u64>,
}

/// Lowest bits that are looked at.
const BITS: u32 = 18;

impl Wanted {
    fn new(words: Vec<u32>) -> Self {
        let mut bits = vec![0; 1 << (BITS - 6)];
        for word in &words {
            let low = word & ((1 << BITS) - 1);
            bits[(low >> 6) as usize] |= 1 << (low & 63);
        }
        Wanted { words, bits }
    }

    /// Gives the places of those of `words` that are looked for.
    fn each(&self, words: &[u32], mut each: impl FnMut(usize)) {
        for word in words {
            let low = word & ((1 << BITS) - 1);
            if self.bits[(low >> 6) as usize] >> (low & 63) & 1 == 1
                && let Ok(at) = self.words.binary_search(word)
            {
                each(at);
            }
        }
    }
}

fn flags(count: usize, of: &[u32]) -> Vec<bool> {
    let mut flags = vec![false; count];
    of.iter().for_each(|n| flags[*n as usize] = true);
    flags
}

/// All pairs that are alike, and all norms.
fn likeness(
    members: &[Member<'_>],
    before: &Before,
    stands: &Standing,
    side: &Side,
    dirty: &[u32],
) -> (Vec<Pair>, Vec<u64>) {
    let again = flags(members.len(), dirty);
    let (wanted, lists) = side.lists(members, dirty);
    let rarities = |article: u32| -> Vec<u16> {
        let mut out = Vec::new();
        wanted.each(side.words(&members[article as usize]), |at| {
            out.push(rarity(size(members.len()), lists[at].len()));
        });
        out
    };
    let then = |n: usize| before.known.norms.get(before.same[n]? as usize).copied();
    let mut norms: Vec<u64> = (0..members.len())
        .map(|n| then(n).unwrap_or_default())
        .collect();
    for article in dirty {
        let weights = &members[*article as usize].sketch.weights;
        norms[*article as usize] = pairs::norm(weights, &rarities(*article));
    }
    let old = before.known.pairs.iter();
    let mut pairs: Vec<Pair> = old
        .filter_map(|p| {
            let (a, b) = stands.both(p.a, p.b, &again)?;
            Some(Pair { a, b, ..*p })
        })
        .collect();
    let mut shared = Shared::new(members.len());
    for article in dirty {
        let one = &members[*article as usize];
        wanted.each(side.words(one), |at| {
            let list = &lists[at];
            if list.len() > FEW[0] {
                return;
            }
            for other in list {
                let two = &members[*other as usize];
                let is_twice = again[*other as usize] && other <= article;
                if !is_twice && (list.len() <= FEW[1] || is_near(one, two)) {
                    shared.add(*other);
                }
            }
        });
        let rarities = rarities(*article);
        pairs.extend(shared.taken().filter_map(|other| {
            let two = &members[other as usize];
            let product = pairs::product(one.sketch, &rarities, two.sketch);
            let both = (norms[*article as usize], norms[other as usize]);
            pairs::pair((*article, one), (other, two), product, both)
        }));
    }
    pairs.sort_unstable();
    (pairs, norms)
}

/// No date is far from none.
fn is_near(one: &Member<'_>, two: &Member<'_>) -> bool {
    match (one.day, two.day) {
        (Some(x), Some(y)) => x.abs_diff(y) <= NEAR.unsigned_abs(),
        _ => true,
    }
}

/// All pairs of copies.
fn copied(
    members: &[Member<'_>],
    before: &Before,
    stands: &Standing,
    side: &Side,
    dirty: &[u32],
) -> Vec<(u32, u32)> {
    let again = flags(members.len(), dirty);
    let (wanted, lists) = side.lists(members, dirty);
    let old = before.known.copies.iter();
    let mut pairs: Vec<(u32, u32)> = old
        .filter_map(|(a, b)| stands.both(*a, *b, &again))
        .collect();
    let mut shared = Shared::new(members.len());
    for article in dirty {
        wanted.each(side.words(&members[*article as usize]), |at| {
            let list = &lists[at];
            let others = list.iter().filter(|_| list.len() <= MANY);
            for other in others.filter(|o| !again[**o as usize] || *o > article) {
                shared.add(*other);
            }
        });
        let one = &members[*article as usize];
        pairs.extend(shared.counted().filter_map(|(other, n)| {
            let is_copy = copies::are_copies(one, &members[other as usize], n);
            is_copy.then(|| (other.min(*article), other.max(*article)))
        }));
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests;
