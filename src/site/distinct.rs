//! The pages of a plan in order, no two of them at one address on any file system.

use super::plan::{Page, Planned};
use crate::diag::Diagnostic;
use crate::path::SitePath;
use rayon::prelude::*;
use std::collections::HashMap;

/// The pages in order.
pub(super) fn sorted(
    plan: Vec<(String, Page)>,
    statics: &[String],
) -> Result<Vec<Planned>, Vec<Diagnostic>> {
    let planned = |(text, page): &(String, Page)| {
        let path = SitePath::new(text)?;
        Some(Planned { path, page: *page })
    };
    let pages: Option<Vec<Planned>> = plan.par_iter().map(planned).collect();
    if let Some(mut pages) = pages {
        pages.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        if are_distinct(&pages) {
            return Ok(pages);
        }
    }
    Err(faults(plan, statics))
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

/// What there is to say of pages of which not all can be. Of two at one address the first stays.
fn faults(plan: Vec<(String, Page)>, statics: &[String]) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let mut all: HashMap<String, SitePath> = HashMap::new();
    for (text, page) in plan {
        let name = match page {
            Page::Static(i) => format!("static/{}", statics[i]),
            _ => text.clone(),
        };
        let Some(path) = SitePath::new(&text) else {
            said.push(Diagnostic::unsafe_address(&name));
            continue;
        };
        match all.get(&path.folded()) {
            Some(taken) => said.push(Diagnostic::address_taken(&name, taken.as_str())),
            None => drop(all.insert(path.folded(), path)),
        }
    }
    said
}
