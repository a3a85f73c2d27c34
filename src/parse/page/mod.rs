//! Saved web pages: `.html` and `.htm` files with the folder of pictures that a browser puts beside
//! them.
//!
//! `build` makes a flat tree (`dom`) of the text and `scan` notes where everything of interest
//! stands. Metadata is read by `json`, `ld`, `facts`, `place` and `when`; `runs` and `root` find the
//! article by what it looks like; `head` reads its byline and date with the grammar of scraped text,
//! and `standfirst` its summary.
//! Each fact takes its best evidence (`headline`, `names`, `published`), and `pieces`, `body`, `figure` and
//! `inline` write the story. A form is added in the one file that is about it.

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
mod published;
mod root;
mod runs;
mod scan;
mod standfirst;
mod when;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

use super::dates::Order;
use super::{Draft, Hints};
use crate::diag::Diagnostic;
use facts::Evidence;
use headline::{Headline, Titles};
use ld::Ld;
use plain::{key, overlap};

/// Reads a saved page. Total: any text gives a draft, in time linear in its length.
///
/// `text` is the file as text, whatever its charset was; `path` names it in messages and tells which
/// folder of pictures is its own.
pub(in crate::parse) fn page(text: &str, path: &str, hints: &Hints) -> Draft {
    let dom = build::build(text);
    let scan = scan::scan(&dom);
    let titles = Titles::of(&dom, &scan);
    let ld = Ld::read(&dom, &scan);
    let shown: Vec<String> = scan
        .headings
        .iter()
        .filter(|id| dom.name(**id) == "h1")
        .take(20)
        .map(|id| key(&dom.text(*id)))
        .collect();
    let resembles = |text: &str| {
        let text_key = key(text);
        titles.likeness(text) > 0.6 || shown.iter().any(|h1| overlap(h1, &text_key) > 0.8)
    };
    let evidence = Evidence {
        dom: &dom,
        scan: &scan,
        article: ld.article(resembles),
        web_page: ld.web_page(),
    };
    let headline = headline::headline(&dom, &scan, evidence.article.as_ref(), &titles);
    read(&evidence, headline, path, hints)
}

/// Reads the page whose headline is known.
fn read(evidence: &Evidence<'_>, headline: Headline, path: &str, hints: &Hints) -> Draft {
    let (dom, scan) = (evidence.dom, evidence.scan);
    let original = evidence.original();
    let address = original.as_ref().map(|f| f.value.as_str());
    let base = place::Base::of(dom, scan, path, address);
    let house = names::House::of(evidence, address);
    let lang = evidence.lang();
    let runs = runs::runs(dom);
    let layout = root::layout(dom, &runs, headline.element);
    let order = Order {
        known: hints.date_order,
        day_first_language: lang.as_ref().is_some_and(|l| !l.value.starts_with("en")),
    };
    let stated = headline.found.as_ref().map_or("", |f| f.value.as_str());
    let shown = (headline.element, stated);
    let head = head::Head::of(dom, scan, &runs, &layout, shown, order);
    let mut seen = head.read(path, hints);
    let title = headline.found.as_ref().map(|f| key(&f.value));
    let title = title.unwrap_or_default();
    let mut first =
        standfirst::standfirst(evidence, &runs, &layout, head.below(), &seen.apart, &title);
    let story = body::story(&pieces::Page {
        dom,
        runs: &runs,
        layout: &layout,
        base: &base,
        headline: headline.element,
        title: &title,
        apart: &seen.apart,
        standfirst: &first.runs,
    });
    let (shown, signed) = head.bylines(&seen.draft, &house);
    let stated = names::stated(evidence, &house);
    let (bylines, doubt) = names::choose(stated, shown, signed, path);
    let mut doubts: Vec<Diagnostic> = doubt.into_iter().collect();
    let published = published::published(evidence, &head, &seen.draft, path, &mut doubts);
    if published.is_none() {
        doubts.append(&mut seen.draft.doubts);
    }
    let standfirst = first.found.take().or(seen.draft.standfirst);
    Draft {
        headline: headline.found,
        standfirst,
        bylines,
        dateline: seen.draft.dateline,
        not_before: seen.draft.not_before.filter(|_| published.is_none()),
        published,
        updated: evidence.updated().into_iter().next().or(seen.draft.updated),
        section: evidence.section(),
        tags: evidence.tags(),
        lang,
        source: evidence.source(),
        image: evidence.image(&base),
        original,
        corrections: seen.draft.corrections,
        body: story.blocks,
        dropped: story.dropped,
        doubts,
        ..Draft::default()
    }
}
