//! Pairs of articles to stories: the two groups that are most alike become one, again and again, until
//! no two are alike enough.
//!
//! How alike two groups are is half the mean over all their articles, so that one article that touches on
//! two stories does not make them one, and half their closest pair, so that a story of many years need
//! not be alike from end to end.

use super::pairs::{Pair, size};
use super::sets::Sets;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// How alike two groups must be, in parts of 1,000: among more articles more are alike by chance, so that
/// it takes more for each doubling of the archive. Found on the label sets of `tests/stories.rs`.
fn enough(articles: usize) -> u64 {
    (37 * u64::from(size(articles))).saturating_sub(138) / 2
}

/// The share of that which the mean must reach in any case, in hundredths.
const MEAN: u64 = 56;

/// Groups articles by pairs, which are sorted. `names` are numbers of stories that articles name
/// themselves: one name is one group, and two names are never in one. `together` are pairs that are one
/// thing at any rate.
pub(super) fn groups(
    pairs: &[Pair],
    names: &[Option<u32>],
    together: &[(u32, u32)],
) -> Vec<Vec<u32>> {
    let mut sets = Sets::new(names.len());
    let mut first_of: BTreeMap<u32, u32> = BTreeMap::new();
    let mut named: BTreeMap<u32, u32> = BTreeMap::new();
    for (article, name) in (0u32..).zip(names) {
        if let Some(name) = name {
            let first = *first_of.entry(*name).or_insert(article);
            sets.join(first, article);
        }
    }
    for (name, article) in &first_of {
        named.insert(sets.find(*article), *name);
    }
    for (a, b) in together {
        let (x, y) = (sets.find(*a), sets.find(*b));
        let name = match (named.get(&x), named.get(&y)) {
            (Some(n), Some(m)) if n != m => continue,
            (n, m) => n.or(m).copied(),
        };
        sets.join(x, y);
        if let Some(name) = name {
            named.insert(sets.find(x), name);
        }
    }
    let mut work = Work::new(pairs, sets, named);
    work.run();
    work.sets.groups()
}

/// What two groups have between them.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    sum: u64,
    closest: u64,
}

struct Work {
    sets: Sets,
    enough: u64,
    named: BTreeMap<u32, u32>,
    /// For each group, by its smallest article, what it has with others.
    between: BTreeMap<u32, BTreeMap<u32, Between>>,
    /// Pairs of groups that are alike enough, the most alike first, of equal ones the first by number.
    /// Those that have changed since are skipped when their turn comes.
    next: BinaryHeap<(u64, Reverse<(u32, u32)>)>,
}

impl Work {
    fn new(pairs: &[Pair], mut sets: Sets, named: BTreeMap<u32, u32>) -> Self {
        let enough = enough(sets.count());
        // No mean is above the closest pair: groups that no close pair joins never become one, and what
        // lies between them need not be looked at.
        let mut reach = Sets::new(sets.count());
        (0..)
            .take(sets.count())
            .for_each(|article| reach.join(sets.find(article), article));
        let close = pairs.iter().filter(|p| u64::from(p.alike) >= enough);
        close.for_each(|p| reach.join(p.a, p.b));
        let mut between: BTreeMap<u32, BTreeMap<u32, Between>> = BTreeMap::new();
        for pair in pairs {
            let (x, y) = (sets.find(pair.a), sets.find(pair.b));
            if x == y || reach.find(x) != reach.find(y) {
                continue;
            }
            for (from, to) in [(x, y), (y, x)] {
                let entry = between.entry(from).or_default().entry(to).or_default();
                entry.sum += u64::from(pair.alike);
                entry.closest = entry.closest.max(u64::from(pair.alike));
            }
        }
        let mut work = Work {
            enough,
            sets,
            named,
            between,
            next: BinaryHeap::new(),
        };
        let mut found = Vec::new();
        for (x, others) in &work.between {
            let later = others.range(x + 1..);
            found.extend(later.filter_map(|(y, b)| work.candidate(*x, *y, *b)));
        }
        work.next.extend(found);
        work
    }

    fn candidate(&self, x: u32, y: u32, between: Between) -> Option<(u64, Reverse<(u32, u32)>)> {
        let many = u64::from(self.sets.size(x)) * u64::from(self.sets.size(y));
        let mean = between.sum / many;
        let alike = if 100 * mean < MEAN * self.enough {
            0
        } else {
            between.closest.midpoint(mean)
        };
        let strangers =
            matches!((self.named.get(&x), self.named.get(&y)), (Some(n), Some(m)) if n != m);
        (alike >= self.enough && !strangers).then_some((alike, Reverse((x.min(y), x.max(y)))))
    }

    fn run(&mut self) {
        while let Some(top) = self.next.pop() {
            let (x, y) = top.1.0;
            let still = self.between.get(&x).and_then(|others| others.get(&y));
            let now = still.and_then(|b| self.candidate(x, y, *b));
            if now == Some(top) {
                self.merge(x, y);
            }
        }
    }

    /// Makes one group of two; it goes by its smallest article, `x`.
    fn merge(&mut self, x: u32, y: u32) {
        let name = self.named.get(&x).or(self.named.get(&y)).copied();
        self.sets.join(x, y);
        if let Some(name) = name {
            self.named.insert(x, name);
        }
        let theirs = self.between.remove(&y).unwrap_or_default();
        let mut mine = self.between.remove(&x).unwrap_or_default();
        mine.remove(&y);
        for (other, b) in theirs {
            if other == x {
                continue;
            }
            let entry = mine.entry(other).or_default();
            entry.sum += b.sum;
            entry.closest = entry.closest.max(b.closest);
            if let Some(back) = self.between.get_mut(&other) {
                back.remove(&y);
                back.insert(x, *entry);
            }
        }
        let found: Vec<_> = mine
            .iter()
            .filter_map(|(other, b)| self.candidate(x, *other, *b))
            .collect();
        self.next.extend(found);
        self.between.insert(x, mine);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: u32, b: u32, alike: u16) -> Pair {
        Pair { a, b, alike }
    }

    #[test]
    fn one_article_between_two_stories_does_not_join_them() {
        let pairs = [
            pair(0, 1, 500),
            pair(0, 2, 500),
            pair(1, 2, 500),
            pair(2, 3, 160),
            pair(3, 4, 500),
            pair(3, 5, 500),
            pair(4, 5, 500),
        ];
        let found = groups(&pairs, &[None; 6], &[]);
        assert_eq!(found, [vec![0, 1, 2], vec![3, 4, 5]]);
    }

    #[test]
    fn names_win() {
        let pairs = [pair(0, 1, 900), pair(1, 2, 900), pair(2, 3, 900)];
        let names = [Some(7), None, Some(8), None, Some(7)];
        let found = groups(&pairs, &names, &[]);
        assert_eq!(found, [vec![0, 4], vec![1, 2, 3]]);
        let found = groups(&[], &names, &[(1, 3), (3, 0)]);
        assert_eq!(found, [vec![0, 1, 3, 4]]);
    }
}
