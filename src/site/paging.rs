//! Lists in pages of bounded length, counted from the oldest.
//!
//! Page 1 holds the oldest articles and never changes again when newer ones are added; the newest page
//! is the list's own address. It holds at least one full page, so that a reader never meets a list
//! of two.

/// Rows of a full page.
pub(super) const ROWS: usize = 50;

/// One page of a list: `number` counts from 1, the oldest; `of` is the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    /// Which page.
    pub number: u32,
    /// How many pages.
    pub of: u32,
}

impl Part {
    /// All pages of a list of `rows`, oldest first. An empty list has one page.
    pub fn all(rows: usize) -> impl Iterator<Item = Part> {
        Part::all_of(rows, ROWS)
    }

    /// The same with pages of another length.
    pub(super) fn all_of(rows: usize, full: usize) -> impl Iterator<Item = Part> {
        let of = u32::try_from((rows / full).max(1)).unwrap_or(u32::MAX);
        (1..=of).map(move |number| Part { number, of })
    }

    /// Whether it is the newest page, which stands at the list's own address.
    pub fn is_head(self) -> bool {
        self.number == self.of
    }

    /// Its rows of a list that is sorted newest first.
    pub fn rows<T>(self, list: &[T]) -> &[T] {
        self.rows_of(list, ROWS)
    }

    /// The same with pages of another length.
    pub(super) fn rows_of<T>(self, list: &[T], full: usize) -> &[T] {
        let from_oldest = (self.number as usize).saturating_sub(1) * full;
        let end = list.len().saturating_sub(from_oldest);
        let start = if self.is_head() {
            0
        } else {
            end.saturating_sub(full)
        };
        list.get(start..end).unwrap_or_default()
    }

    /// Its address: `head` for the newest page, `page-N.html` in the list's folder for the others.
    /// The folder of `a/index.html` is `a`, that of `a/b.html` is `a/b`.
    pub fn path(self, head: &str) -> String {
        if self.is_head() {
            return head.to_owned();
        }
        let folder = head
            .strip_suffix("/index.html")
            .or_else(|| head.strip_suffix(".html"))
            .unwrap_or(head);
        format!("{folder}/page-{}.html", self.number)
    }

    /// The next newer page.
    pub fn newer(self) -> Option<Part> {
        (self.number < self.of).then_some(Part {
            number: self.number + 1,
            ..self
        })
    }

    /// The next older page.
    pub fn older(self) -> Option<Part> {
        (self.number > 1).then_some(Part {
            number: self.number - 1,
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_follow_the_list() {
        let part = Part { number: 1, of: 2 };
        assert_eq!(part.path("2021/06/index.html"), "2021/06/page-1.html");
        assert_eq!(part.path("bylines/a-b.html"), "bylines/a-b/page-1.html");
        assert_eq!(
            Part { number: 2, of: 2 }.path("bylines/a-b.html"),
            "bylines/a-b.html"
        );
    }

    proptest! {
        #[test]
        fn every_row_stands_once_and_old_pages_never_change(n in 0usize..500, more in 0usize..120) {
            let old: Vec<usize> = (0..n).rev().collect();
            let pages: Vec<_> = Part::all(n).collect();
            let mut all: Vec<usize> = pages.iter().flat_map(|p| p.rows(&old).iter().rev().copied()).collect();
            prop_assert!(pages.iter().all(|p| p.rows(&old).len() < 2 * ROWS));
            let sorted: Vec<_> = (0..n).collect();
            prop_assert_eq!(&all, &sorted);
            all.clear();
            let new: Vec<usize> = (0..n + more).rev().collect();
            let later: Vec<_> = Part::all(n + more).collect();
            for (a, b) in pages.iter().zip(&later).filter(|(a, _)| !a.is_head()) {
                prop_assert_eq!(a.rows(&old), b.rows(&new));
            }
        }
    }
}
