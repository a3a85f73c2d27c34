//! Saved web pages.

mod body;
mod build;
mod dom;
mod facts;
mod figure;
mod head;
mod headline;
mod inline;
mod json;
mod ld;
mod names;
mod noise;
mod pieces;
mod place;
mod plain;
mod root;
mod runs;
mod scan;
mod when;

use super::{Draft, Hints};
use crate::diag::Diagnostic;
use facts::Evidence;

/// Reads a saved page.
pub fn page(text: &str, path: &str, hints: &Hints) -> Draft {
    let dom = build::build(text);
    let scan = scan::scan(&dom);
    let titles = headline::Titles::of(&dom, &scan);
    let ld = ld::Ld::read(&dom, &scan);
    let likes = |text: &str| {
        titles.likeness(text) > 0.6
            || scan.headings.iter().take(20).any(|h| {
                dom.name(*h) == "h1"
                    && plain::overlap(&plain::key(&dom.text(*h)), &plain::key(text)) > 0.8
            })
    };
    let evidence = Evidence {
        dom: &dom,
        scan: &scan,
        article: ld.article(likes),
        web_page: ld.web_page(),
    };
    let headline = headline::headline(&dom, &scan, evidence.article.as_ref(), &titles);
    let original = evidence.original();
    let base = place::Base::of(
        &dom,
        &scan,
        path,
        original.as_ref().map(|f| f.value.as_str()),
    );
    let runs = runs::runs(&dom);
    let layout = root::layout(&dom, &runs, headline.element);
    let said: std::collections::HashSet<String> = headline
        .found
        .iter()
        .map(|f| plain::key(&f.value))
        .collect();
    let story = body::story(&pieces::Page {
        dom: &dom,
        runs: &runs,
        layout: &layout,
        base: &base,
        headline: headline.element,
        said: &said,
    });
    let mut draft = Draft {
        headline: headline.found,
        published: evidence.published().into_iter().next(),
        updated: evidence.updated().into_iter().next(),
        section: evidence.section(),
        tags: evidence.tags(),
        lang: evidence.lang(),
        source: evidence.source(),
        image: evidence.image(&base),
        original,
        body: story.blocks,
        dropped: story.dropped,
        ..Draft::default()
    };
    let house = names::House::of(&evidence, draft.original.as_ref().map(|f| f.value.as_str()));
    let english = draft
        .lang
        .as_ref()
        .is_none_or(|l| l.value.to_lowercase().starts_with("en"));
    let order = super::dates::Order {
        known: hints.date_order,
        day_first_language: !english,
    };
    let head = head::Head::of(&dom, &scan, &runs, &layout, headline.element, order);
    let stated = names::stated(&evidence, &house);
    let read = head.read(path, hints);
    let (seen, signed) = head.bylines(&read, &house);
    let (bylines, doubt) = names::choose(stated, seen, signed, path);
    draft.bylines = bylines;
    draft.doubts.extend(doubt);
    let shown = head.published(&read);
    if let (Some(stated), Some(shown)) = (&draft.published, &shown)
        && let (Some(a), Some(b)) = (stated.value.date(), shown.value.date())
        && (a - b).num_days().abs() > 1
    {
        draft.doubts.push(Diagnostic::dates_differ(
            path,
            shown.line(),
            &shown.value,
            &stated.value,
        ));
    }
    draft.published = draft.published.or(shown);
    draft.updated = draft.updated.or(read.updated);
    draft.dateline = read.dateline;
    draft.corrections = read.corrections;
    draft.not_before = read.not_before;
    draft.standfirst = read.standfirst;
    draft
}
