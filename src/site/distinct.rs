//! The pages of a plan in order, no two of them at one address on any file system.

use super::plan::{Page, Planned};
use crate::diag::Diagnostic;
use rayon::prelude::*;

/// The pages in order, or what there is to say where two want one address. `name` is what a page is called
/// in messages.
pub(super) fn sorted(
    mut pages: Vec<Planned>,
    name: impl Fn(&str, Page) -> String,
) -> Result<Vec<Planned>, Vec<Diagnostic>> {
    pages.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    match are_distinct(&pages) {
        true => Ok(pages),
        false => Err(faults(pages, name)),
    }
}

/// Whether no two pages, which come in order, are at one address where case folds.
fn are_distinct(pages: &[Planned]) -> bool {
    let has_case = |p: &&Planned| p.path.as_str().bytes().any(|b| b.is_ascii_uppercase());
    let mut folded: Vec<String> = pages
        .iter()
        .filter(has_case)
        .map(|p| p.path.folded())
        .collect();
    folded.sort_unstable();
    let is_taken = |path: &String| {
        let at = pages.binary_search_by(|p| p.path.as_str().cmp(path));
        at.is_ok()
    };
    pages.is_sorted_by(|a, b| a.path != b.path)
        && folded.is_sorted_by(|a, b| a != b)
        && !folded.iter().any(is_taken)
}

/// What there is to say of pages of which not all can be. Of two at one address the site's own stays.
fn faults(mut pages: Vec<Planned>, name: impl Fn(&str, Page) -> String) -> Vec<Diagnostic> {
    let rank = |page: Page| match page {
        Page::Static(_) => 1,
        Page::Asset(_) => 2,
        _ => 0,
    };
    pages.sort_by_cached_key(|p| (p.path.folded(), rank(p.page)));
    let same = pages.chunk_by(|a, b| a.path.folded() == b.path.folded());
    let taken = |same: &[Planned]| -> Vec<Diagnostic> {
        let Some((first, others)) = same.split_first() else {
            return Vec::new();
        };
        let said = |other: &Planned| {
            let name = name(other.path.as_str(), other.page);
            Diagnostic::address_taken(&name, first.path.as_str())
        };
        others.iter().map(said).collect()
    };
    same.flat_map(taken).collect()
}
