//! The pages of all bylines, sections, tags or sources.

use super::Site;
use super::chart::grouped;
use super::lists;
use super::view::{Letter, TermRow, TermsView};
use crate::archive::{TermId, TermKind};

pub(super) fn title_of(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Byline => "Bylines",
        TermKind::Section => "Sections",
        TermKind::Tag => "Tags",
        TermKind::Source => "Sources",
    }
}

/// All terms of a kind, and the same by initial: bylines by the last word of the name, as indexes of
/// persons do.
pub(super) fn terms(site: &Site, kind: TermKind) -> TermsView<'_> {
    let mut terms: Vec<_> = rows(site, kind).collect();
    let key = |row: &TermRow<'_>| {
        let name = crate::archive::fold(row.name);
        let last = name.rsplit(' ').next().unwrap_or_default().to_owned();
        if kind == TermKind::Byline {
            format!("{last} {name}")
        } else {
            name
        }
    };
    terms.sort_by_cached_key(|row| (key(row), row.name));
    let mut letters: Vec<Letter<'_>> = Vec::new();
    for row in &terms {
        let first = key(row).chars().find(|c| c.is_alphanumeric());
        let letter = match first {
            Some(c) if c.is_alphabetic() => c.to_uppercase().collect::<String>(),
            _ => "0\u{2013}9".to_owned(),
        };
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.terms.push(row.clone()),
            _ => letters.push(Letter {
                id: format!("letter-{}", letters.len() + 1),
                letter,
                terms: vec![row.clone()],
            }),
        }
    }
    TermsView {
        title: title_of(kind),
        intro: format!("{} {}", grouped(terms.len()), noun(kind, terms.len())),
        terms,
        letters,
    }
}

fn rows(site: &Site, kind: TermKind) -> impl Iterator<Item = TermRow<'_>> {
    let terms = site.archive.terms(kind);
    terms.list.iter().enumerate().map(move |(i, term)| TermRow {
        name: &term.name,
        path: terms.path(TermId(u32::try_from(i).unwrap_or(u32::MAX))),
        count: term.articles.len(),
        count_text: grouped(term.articles.len()),
        span: lists::span_of(site, &term.articles),
    })
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
