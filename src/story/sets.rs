//! Disjoint sets of articles, each known by its smallest one.

/// Sets of the numbers from 0 on.
#[derive(Debug)]
pub(super) struct Sets {
    parent: Vec<u32>,
    size: Vec<u32>,
}

impl Sets {
    /// Every number for itself.
    pub(super) fn new(count: usize) -> Self {
        Sets {
            parent: (0..).take(count).collect(),
            size: vec![1; count],
        }
    }

    /// The smallest number of the set that `of` is in.
    pub(super) fn find(&mut self, of: u32) -> u32 {
        let mut at = of;
        while self.parent[at as usize] != at {
            let above = self.parent[at as usize];
            self.parent[at as usize] = self.parent[above as usize];
            at = self.parent[at as usize];
        }
        at
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        if a != b {
            let (small, large) = (a.min(b), a.max(b));
            self.parent[large as usize] = small;
            self.size[small as usize] += self.size[large as usize];
        }
    }

    /// How many the set has that `first` is the smallest of.
    pub(super) fn size(&self, first: u32) -> u32 {
        self.size[first as usize]
    }

    /// How many numbers there are.
    pub(super) fn count(&self) -> usize {
        self.parent.len()
    }

    /// All sets of more than one, sorted.
    pub(super) fn groups(&mut self) -> Vec<Vec<u32>> {
        let mut at: Vec<Option<usize>> = vec![None; self.parent.len()];
        let mut out: Vec<Vec<u32>> = Vec::new();
        for number in (0u32..).take(self.parent.len()) {
            let first = self.find(number);
            if self.size[first as usize] < 2 {
                continue;
            }
            match at[first as usize] {
                Some(i) => out[i].push(number),
                None => {
                    at[first as usize] = Some(out.len());
                    out.push(vec![number]);
                }
            }
        }
        out
    }
}
