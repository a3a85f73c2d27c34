//! The standfirst: the summary between the headline and the story, told from the story's own first
//! paragraph.

use super::dom::{Dom, Id};
use super::facts::Evidence;
use super::figure::holder;
use super::plain::{key, overlap};
use super::root::{Layout, span};
use super::runs::{Run, run_text};
use super::scan::{class_words, has_word};
use crate::parse::draft::{Found, Lines};
use std::collections::HashSet;
use std::ops::Range;

/// Words by which pages name their standfirst.
const WORDS: [&str; 22] = [
    "standfirst",
    "deck",
    "dek",
    "subtitle",
    "subhead",
    "subheadline",
    "subheading",
    "summary",
    "excerpt",
    "intro",
    "introtext",
    "lead",
    "lede",
    "chapo",
    "chapeau",
    "vorspann",
    "entradilla",
    "bajada",
    "sapo",
    "occhiello",
    "ingress",
    "strapline",
];

/// The standfirst, and the first nodes of the runs that it is made of.
#[derive(Default)]
pub(super) struct Standfirst {
    /// What it says.
    pub(super) found: Option<Found<String>>,
    /// First nodes of its runs, which are then not paragraphs of the story.
    pub(super) runs: HashSet<Id>,
}

/// Finds the standfirst among the runs between the headline and the third paragraph: what is marked
/// as one and does not repeat the headline, else what the page gives as its description and does not set like its paragraphs.
pub(super) fn standfirst(
    evidence: &Evidence<'_>,
    runs: &[Run],
    layout: &Layout,
    head: Range<usize>,
    apart: &HashSet<Id>,
    title: &str,
) -> Standfirst {
    let dom = evidence.dom;
    let fits = |i: usize| {
        let run = &runs[i];
        let is_noise = !matches!(layout.reasons[i], None | Some("related block"));
        let is_prose = run.len >= 15 && run.len <= 700 && run.link_share() < 0.5;
        is_prose && !is_noise && !apart.contains(&run.start) && holder(dom, run.block, 0).is_none()
    };
    let candidates: Vec<usize> = head.clone().filter(|i| fits(*i)).take(12).collect();
    for i in candidates.iter().copied() {
        let Some(element) = marked(dom, &runs[i], layout.root) else {
            continue;
        };
        let (first, last) = span(dom, runs, element);
        let all: Vec<usize> = (first..last).filter(|i| fits(*i)).collect();
        let says = |i: &usize| key(&run_text(dom, &runs[*i]));
        if all.iter().any(|i| overlap(&says(i), title) > 0.8) {
            continue;
        }
        let total: u32 = all.iter().map(|i| runs[*i].len).sum();
        if all.len() <= 6 && total <= 1200 && !is_body_like(dom, runs, layout, i, last) {
            return join(dom, runs, &all, "standfirst element");
        }
    }
    let descriptions = evidence.descriptions();
    for i in candidates {
        let text_key = key(&run_text(dom, &runs[i]));
        let described = descriptions.iter().any(|(text, ..)| {
            let text = key(text);
            text.contains(' ') && (text == text_key || overlap(&text, &text_key) > 0.9)
        });
        if described && !is_body_like(dom, runs, layout, i, i + 1) {
            return join(
                dom,
                runs,
                &[i],
                "text that the page gives as its description",
            );
        }
    }
    Standfirst::default()
}

/// The outermost element around a run that is marked as the standfirst and is no part of the story's
/// text.
fn marked(dom: &Dom, run: &Run, root: Id) -> Option<Id> {
    std::iter::once(run.block)
        .chain(dom.ancestors(run.block))
        .take_while(|id| !dom.subtree(*id).contains(&root) && dom.name(*id) != "body")
        .filter(|id| dom.attr(*id, "class").is_some() || dom.attr(*id, "data-testid").is_some())
        .filter(|id| has_word(&class_words(dom, *id), &WORDS))
        .last()
}

/// Whether the next paragraph is set in the same way, so that this one is a paragraph as well.
fn is_body_like(dom: &Dom, runs: &[Run], layout: &Layout, at: usize, behind: usize) -> bool {
    let next = (behind..runs.len())
        .find(|i| layout.reasons[*i].is_none() && runs[*i].is_prose() && runs[*i].len > 60);
    let Some(next) = next else { return true };
    let alike =
        |a: Id, b: Id| dom.name(a) == dom.name(b) && dom.attr(a, "class") == dom.attr(b, "class");
    let (a, b) = (runs[at].block, runs[next].block);
    alike(a, b) && alike(dom.parent(a), dom.parent(b))
}

fn join(dom: &Dom, runs: &[Run], all: &[usize], rule: &'static str) -> Standfirst {
    let texts: Vec<String> = all.iter().map(|i| run_text(dom, &runs[*i])).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return Standfirst::default();
    };
    let lines = Lines {
        first: dom.line(runs[*first].start),
        last: dom.line(runs[*last].start),
    };
    Standfirst {
        found: Some(Found::new(texts.join(" "), lines, rule)),
        runs: all.iter().map(|i| runs[*i].start).collect(),
    }
}
