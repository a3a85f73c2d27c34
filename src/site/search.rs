//! The search page. Without its script it leads to the lists that hold every article.

use super::Site;
use super::front::{undated, years};
use super::terms::{largest, title_of};
use super::view::{NamedTerms, Search};
use crate::archive::TermKind;

/// Terms of each kind that the page names; a list of all is a click away.
const NAMED: usize = 24;

/// What the search page shows.
pub(super) fn page(site: &Site) -> Search<'_> {
    let kinds = [TermKind::Section, TermKind::Byline].into_iter();
    Search {
        index: site.index.paths().next(),
        years: years(site),
        undated: undated(site),
        lists: kinds
            .filter(|kind| !site.archive.terms(*kind).list.is_empty())
            .map(|kind| NamedTerms {
                label: title_of(kind),
                path: format!("{}/index.html", kind.folder()),
                terms: largest(site, kind, NAMED),
            })
            .collect(),
    }
}
