//! Which articles are copies of one text, such as a wire report in two papers, perhaps cut or with
//! another headline.

use super::Member;
use super::sets::Sets;
use super::sketch::{MARKS, Sketch};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Days within which one text is printed again. A text of another year is a revival, and news again.
const DAYS: i32 = 45;

/// Marks that a text needs to be told from others: a notice of a line or two has fewer.
const LEAST: usize = 12;

/// Articles that a mark may stand in; one of more is a phrase of the house.
pub(super) const MANY: usize = 64;

/// The pairs of articles that are copies of one text: of the smallest marks of both together at least
/// two in five are in both.
pub(super) fn pairs(members: &[Member<'_>]) -> Vec<(u32, u32)> {
    let mut all: Vec<u64> = Vec::with_capacity(members.len() * MARKS);
    for (i, member) in (0u64..).zip(members) {
        if member.related {
            let marks = marks(member.sketch).iter();
            all.extend(marks.map(|m| (u64::from(*m) << 32) | i));
        }
    }
    all.par_sort_unstable();
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for one in all.chunk_by(|x, y| x >> 32 == y >> 32) {
        if one.len() > MANY {
            continue;
        }
        for (n, a) in one.iter().enumerate() {
            for b in &one[n + 1..] {
                *shared.entry((*a as u32, *b as u32)).or_default() += 1;
            }
        }
    }
    shared
        .into_iter()
        .filter(|((a, b), n)| are_copies(&members[*a as usize], &members[*b as usize], *n))
        .map(|(pair, _)| pair)
        .collect()
}

/// The marks of an article by which it may be a copy.
pub(super) fn marks(sketch: &Sketch) -> &[u32] {
    match sketch.marks.len() >= LEAST {
        true => &sketch.marks,
        false => &[],
    }
}

/// Whether two articles that share so many marks are copies of one text.
pub(super) fn are_copies(a: &Member<'_>, b: &Member<'_>, shared: u32) -> bool {
    let near = match (a.day, b.day) {
        (Some(x), Some(y)) => x.abs_diff(y) <= DAYS.unsigned_abs(),
        _ => true,
    };
    shared > 2 && near && is_copy(&a.sketch.marks, &b.sketch.marks)
}

fn is_copy(a: &[u32], b: &[u32]) -> bool {
    let (mut i, mut j, mut seen, mut both) = (0, 0, 0, 0);
    while seen < MARKS {
        let (x, y) = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) => (*x, *y),
            _ => break,
        };
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
        seen += 1;
    }
    both * 5 >= seen * 2
}

/// Groups of copies, each sorted by number.
pub(super) fn groups(count: usize, pairs: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut sets = Sets::new(count);
    pairs.iter().for_each(|(a, b)| sets.join(*a, *b));
    sets.groups()
}

/// For each article which text it is: the number of the first article that has it.
pub(super) fn texts(count: usize, groups: &[Vec<u32>]) -> Vec<u32> {
    let mut texts: Vec<u32> = (0..).take(count).collect();
    for group in groups {
        for article in group {
            texts[*article as usize] = group[0];
        }
    }
    texts
}
