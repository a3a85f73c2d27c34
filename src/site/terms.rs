//! The pages of all bylines, sections, tags or sources.

use super::Site;
use super::chart::grouped;
use super::lists;
use super::view::{Labelled, Letter, TermRow, TermsView};
use crate::archive::{TermId, TermKind, Terms, fold};

/// Terms of a page.
const NAMES: usize = 200;

/// So many terms need no row of initials to find one.
const FEW: usize = 30;

pub(super) fn title_of(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Byline => "Bylines",
        TermKind::Section => "Sections",
        TermKind::Tag => "Tags",
        TermKind::Source => "Sources",
    }
}

/// The terms of a kind in the order of the alphabet: bylines by the last word of the name, as indexes of
/// persons do.
#[derive(Debug, Default)]
pub(super) struct Alphabet {
    order: Vec<TermId>,
    /// Each initial with the place of the first term that has it.
    initials: Vec<(String, usize)>,
}

impl Alphabet {
    /// Of all terms of a kind.
    pub(super) fn new(terms: &Terms, kind: TermKind) -> Self {
        let key = |name: &str| {
            let name = fold(name);
            let last = name.rsplit(' ').next().unwrap_or_default().to_owned();
            if kind == TermKind::Byline {
                format!("{last} {name}")
            } else {
                name
            }
        };
        let all = (0u32..).map(TermId).zip(&terms.list);
        let mut all: Vec<_> = all.map(|(id, t)| (key(&t.name), &t.name, id)).collect();
        all.sort();
        let mut initials: Vec<(String, usize)> = Vec::new();
        for (place, (key, ..)) in all.iter().enumerate() {
            let letter = match key.chars().find(|c| c.is_alphanumeric()) {
                Some(c) if c.is_alphabetic() => c.to_uppercase().collect::<String>(),
                _ => "0\u{2013}9".to_owned(),
            };
            if initials.last().is_none_or(|(last, _)| *last != letter) {
                initials.push((letter, place));
            }
        }
        Alphabet {
            order: all.into_iter().map(|(.., id)| id).collect(),
            initials,
        }
    }

    /// How many pages it takes.
    pub(super) fn pages(&self) -> u32 {
        u32::try_from(self.order.len().div_ceil(NAMES)).unwrap_or(u32::MAX)
    }
}

/// The address of a page of a kind's terms, counted from 0.
pub(super) fn path(kind: TermKind, page: u32) -> String {
    match page {
        0 => format!("{}/index.html", kind.folder()),
        n => format!("{}/page-{}.html", kind.folder(), u64::from(n) + 1),
    }
}

/// A page of the terms of a kind, and the same by initial.
pub(super) fn terms(site: &Site, kind: TermKind, page: u32) -> TermsView<'_> {
    let alphabet = site.alphabet(kind);
    let count = alphabet.order.len();
    let start = (page as usize).saturating_mul(NAMES).min(count);
    let here = start..(start + NAMES).min(count);
    let row = |id: &TermId| row(site, kind, *id);
    let id_of = |number: usize| format!("letter-{}", number + 1);
    let ends = alphabet.initials.iter().skip(1).map(|(_, at)| *at);
    let spans = alphabet.initials.iter().zip(ends.chain([count]));
    let mut letters = Vec::new();
    let mut jump = Vec::new();
    for (number, ((letter, first), end)) in spans.enumerate() {
        if count > FEW {
            let on = u32::try_from(first / NAMES).unwrap_or(u32::MAX);
            jump.push(Labelled {
                label: letter.clone(),
                path: format!("{}#{}", path(kind, on), id_of(number)),
            });
        }
        let range = (*first).max(here.start)..end.min(here.end);
        if let Some(some) = alphabet.order.get(range).filter(|some| !some.is_empty()) {
            letters.push(Letter {
                letter: letter.clone(),
                id: id_of(number),
                terms: some.iter().map(row).collect(),
            });
        }
    }
    let title = title_of(kind);
    let there = |page: u32| path(kind, page);
    TermsView {
        title: if page == 0 {
            title.to_owned()
        } else {
            format!("{title}, page {}", u64::from(page) + 1)
        },
        intro: format!("{} {}", grouped(count), noun(kind, count)),
        terms: alphabet.order[here].iter().map(row).collect(),
        letters,
        jump,
        before: page.checked_sub(1).map(there),
        after: Some(page + 1).filter(|p| *p < alphabet.pages()).map(there),
    }
}

fn row(site: &Site, kind: TermKind, id: TermId) -> TermRow<'_> {
    let terms = site.archive.terms(kind);
    let term = terms.get(id);
    TermRow {
        name: &term.name,
        path: terms.path(id),
        count: term.articles.len(),
        count_text: grouped(term.articles.len()),
        span: lists::span_of(site, &term.articles),
    }
}

fn rows(site: &Site, kind: TermKind) -> impl Iterator<Item = TermRow<'_>> {
    let count = u32::try_from(site.archive.terms(kind).list.len()).unwrap_or(u32::MAX);
    (0..count).map(move |id| row(site, kind, TermId(id)))
}

/// The terms of a kind with the most articles.
pub(super) fn largest(site: &Site, kind: TermKind, count: usize) -> Vec<TermRow<'_>> {
    let mut all: Vec<_> = rows(site, kind).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(b.name)));
    all.truncate(count);
    all
}

fn noun(kind: TermKind, n: usize) -> &'static str {
    match (kind, n == 1) {
        (TermKind::Byline, true) => "byline",
        (TermKind::Byline, false) => "bylines",
        (TermKind::Section, true) => "section",
        (TermKind::Section, false) => "sections",
        (TermKind::Tag, true) => "tag",
        (TermKind::Tag, false) => "tags",
        (TermKind::Source, true) => "source",
        (TermKind::Source, false) => "sources",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Assets, Plan};
    use super::*;
    use crate::archive::tests::{archive, card};
    use crate::settings::Settings;

    #[test]
    fn many_names_take_pages_that_all_initials_lead_to() {
        let cards = (0..450).map(|i| {
            let mut card = card(&format!("{i}.txt"), "H", "2003");
            let letter = char::from(b'a' + (i % 4) as u8);
            card.tags = [format!("{letter}{i:03}").into()].into();
            card
        });
        let site = Site::new(
            archive(cards.collect()),
            Settings::default(),
            Assets::default(),
        );
        let pages: Vec<_> = (0..3).map(|n| terms(&site, TermKind::Tag, n)).collect();
        let shown: Vec<_> = pages.iter().flat_map(|p| &p.terms).collect();
        assert_eq!(shown.len(), 450);
        assert!(shown.is_sorted_by_key(|row| row.name));
        for page in &pages {
            let by_letter: usize = page.letters.iter().map(|l| l.terms.len()).sum();
            assert_eq!(by_letter, page.terms.len());
            assert_eq!(page.jump, pages[0].jump);
        }
        let jump: Vec<_> = pages[0]
            .jump
            .iter()
            .map(|l| (&*l.label, &*l.path))
            .collect();
        assert_eq!(
            jump,
            [
                ("A", "tags/index.html#letter-1"),
                ("B", "tags/index.html#letter-2"),
                ("C", "tags/page-2.html#letter-3"),
                ("D", "tags/page-2.html#letter-4"),
            ]
        );
        let ids = |n: usize| pages[n].letters.iter().map(|l| &*l.id).collect::<Vec<_>>();
        assert_eq!(ids(1), ["letter-2", "letter-3", "letter-4"]);
        assert_eq!(pages[2].before.as_deref(), Some("tags/page-2.html"));
        assert_eq!((&pages[2].after, pages[0].before.is_none()), (&None, true));
        let plan = Plan::new(&site, &[]).unwrap();
        let paths = plan.pages().iter().map(|p| p.path.as_str());
        let own: Vec<_> = paths
            .filter(|p| p.starts_with("tags/") && !p.contains("0") && !p.contains("1"))
            .filter(|p| p.contains("index") || p.contains("page"))
            .collect();
        assert_eq!(
            own,
            ["tags/index.html", "tags/page-2.html", "tags/page-3.html"]
        );
    }
}
