//! Pages that stand: as the build before left them, and as this one leaves them for the next.

use super::memory::Written as Remembered;
use super::pages::Made;
use super::parts::Values;
use crate::diag::Diagnostic;
use crate::disk::Output;
use crate::path::SitePath;
use crate::site::Planned;
use rayon::prelude::*;
use std::borrow::Cow;

/// Pages as the build before wrote them, in the order of its plan, and whether each stands as it left it.
pub(super) struct Before {
    pages: Vec<Remembered>,
    stand: Vec<bool>,
}

impl Before {
    /// Looks at every file of them, which takes longer than anything else of a small edit.
    pub(super) fn new(pages: Vec<Remembered>, output: &Output) -> Self {
        let stands = |page: &Remembered| output.stamp(&page.path) == Some(page.stamp);
        let stand = pages.par_iter().map(stands).collect();
        Before { pages, stand }
    }

    /// For each page of a plan its place among them, which come in the same order.
    pub(super) fn places(&self, plan: &[Planned]) -> Vec<Option<u32>> {
        let mut rest = (0u32..).zip(&self.pages).peekable();
        let place = |planned: &Planned| {
            while rest.next_if(|(_, page)| page.path < planned.path).is_some() {}
            let same = rest.next_if(|(_, page)| page.path == planned.path);
            same.map(|(place, _)| place)
        };
        plan.iter().map(place).collect()
    }

    /// Whether there was a page of this path.
    pub(super) fn has(&self, path: &SitePath) -> bool {
        let at = self.pages.binary_search_by(|page| page.path.cmp(path));
        at.is_ok()
    }

    fn page(&self, place: u32) -> Option<&Remembered> {
        self.pages.get(place as usize)
    }

    /// What there was to say of a page.
    pub(super) fn said(&self, place: u32) -> &[Diagnostic] {
        self.page(place).map_or(&[], |page| &page.said)
    }

    /// A page that stands.
    pub(super) fn standing(&self, place: u32) -> Option<&Remembered> {
        let stands = *self.stand.get(place as usize)?;
        self.page(place).filter(|_| stands)
    }
}

/// Pages as they stand now, but for those that are made anew each time.
pub(super) struct Stamped<'a> {
    made: &'a Made,
    plan: &'a [Planned],
    before: &'a Before,
    output: &'a Output,
    /// Which pages of the plan they are.
    numbers: Vec<u32>,
    places: Vec<Option<u32>>,
}

impl<'a> Stamped<'a> {
    /// Every page as it stands now, to be remembered.
    pub(super) fn new(
        made: &'a Made,
        plan: &'a [Planned],
        before: &'a Before,
        output: &'a Output,
    ) -> Self {
        let place = |(n, _): (u32, _)| Some((n, made.place(n as usize)?));
        let (numbers, places) = (0u32..).zip(plan).filter_map(place).unzip();
        Stamped {
            made,
            plan,
            before,
            output,
            numbers,
            places,
        }
    }
}

impl Values for Stamped<'_> {
    type Value<'v>
        = Cow<'v, Remembered>
    where
        Self: 'v;

    fn places(&self) -> &[Option<u32>] {
        &self.places
    }

    fn key(&self, number: usize) -> &str {
        self.plan[self.numbers[number] as usize].path.as_str()
    }

    fn value(&self, number: usize) -> Cow<'_, Remembered> {
        let at = self.numbers[number] as usize;
        let place = self.places[number];
        match place.and_then(|place| self.before.page(place)) {
            Some(page) => Cow::Borrowed(page),
            None => {
                let path = self.plan[at].path.clone();
                let (fingerprint, said) = self.made.fresh(at).unwrap_or_default();
                Cow::Owned(Remembered {
                    fingerprint,
                    // No file has the stamp that stands for none.
                    stamp: self.output.stamp(&path).unwrap_or_default(),
                    said: said.to_vec(),
                    path,
                })
            }
        }
    }
}
