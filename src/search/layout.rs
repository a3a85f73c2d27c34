//! How articles are numbered in the index: dated ones from the oldest, so that today's is the last and
//! a range of dates is a range of numbers; behind them the undated.

use crate::archive::{Archive, ArticleId};
use std::ops::Range;

/// How many articles make a whole part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Of a full segment.
    pub segment: usize,
    /// Of a file of cards.
    pub block: usize,
}

impl Default for Scale {
    /// What is good for a hundred thousand articles, and does no harm to fewer.
    fn default() -> Self {
        Scale {
            segment: 4096,
            block: 128,
        }
    }
}

/// The numbers of an archive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) scale: Scale,
    /// Dated articles.
    pub(super) dated: usize,
    /// Undated articles.
    pub(super) undated: usize,
}

/// Which of the two parts of the index a segment is in: full ones are the base, which new articles leave
/// alone, and what is left over is the tail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Base,
    Tail,
}

impl Layout {
    pub(super) fn new(archive: &Archive, scale: Scale) -> Self {
        let dated = archive.dated().count();
        Layout {
            scale,
            dated,
            undated: archive.articles().len() - dated,
        }
    }

    /// The numbers of all segments of a part, in order.
    pub(super) fn segments(self, part: Part) -> Vec<Range<usize>> {
        let whole = self.scale.segment;
        let all = |from: usize, len: usize| {
            let full = len - len % whole;
            let (start, end) = match part {
                Part::Base => (0, full),
                Part::Tail => (full, len),
            };
            let starts = (start..end).step_by(whole);
            starts.map(move |s| from + s..from + end.min(s + whole))
        };
        let dated = all(0, self.dated);
        dated.chain(all(self.dated, self.undated)).collect()
    }

    /// The files of cards: no file holds both dated and undated articles.
    pub(super) fn blocks(self) -> impl Iterator<Item = Range<usize>> {
        let whole = self.scale.block;
        let all = move |from: usize, len: usize| {
            (0..len)
                .step_by(whole)
                .map(move |s| from + s..from + len.min(s + whole))
        };
        all(0, self.dated).chain(all(self.dated, self.undated))
    }

    /// The article of a number.
    pub(super) fn article(self, number: usize) -> ArticleId {
        let at = match number < self.dated {
            true => self.dated - 1 - number,
            false => number,
        };
        ArticleId(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The number of an article.
    pub(super) fn number(self, article: ArticleId) -> usize {
        match article.index() < self.dated {
            true => self.dated - 1 - article.index(),
            false => article.index(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_and_blocks_cover_every_number_once() {
        for (dated, undated) in [(0, 0), (5, 0), (0, 5), (4096, 1), (9000, 5000)] {
            let layout = Layout {
                scale: Scale::default(),
                dated,
                undated,
            };
            let mut all: Vec<usize> = [Part::Base, Part::Tail]
                .into_iter()
                .flat_map(|p| layout.segments(p))
                .flatten()
                .collect();
            all.sort_unstable();
            let blocks: Vec<usize> = layout.blocks().flatten().collect();
            assert_eq!(all, blocks);
            assert_eq!(all, (0..dated + undated).collect::<Vec<_>>());
            for number in all {
                assert_eq!(layout.number(layout.article(number)), number);
            }
        }
        let layout = Layout {
            scale: Scale::default(),
            dated: 9000,
            undated: 5000,
        };
        let base = layout.segments(Part::Base);
        assert_eq!(base, [0..4096, 4096..8192, 9000..13096]);
        assert_eq!(layout.segments(Part::Tail), [8192..9000, 13096..14000]);
    }
}
