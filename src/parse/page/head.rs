//! The head of the article as a reader sees it: the byline and the date between the headline and the
//! first paragraph, read by the grammars that read scraped text.

use super::dom::{Dom, Id};
use super::figure::holder;
use super::names::{House, Named, named, people};
use super::root::{Layout, span};
use super::runs::{Run, line_text};
use super::scan::Scan;
use crate::parse::Hints;
use crate::parse::byline::{byline_line, signed};
use crate::parse::dates::{Order, date_line};
use crate::parse::draft::{Byline, Draft, Found, Lines};
use std::collections::HashSet;
use std::ops::Range;

/// How many runs before the headline may belong to the head: section, date, kicker.
const BEFORE: usize = 8;
/// How many runs behind the story may still speak of it.
const BEHIND: usize = 12;
/// The head has no more runs than this; what follows a headline at greater length is something else.
const LENGTH: usize = 60;

/// What the grammar of scraped text made of the page.
#[derive(Default)]
pub(super) struct Read {
    /// The facts, with their places in the file.
    pub(super) draft: Draft,
    /// First nodes of the runs that it kept out of the body.
    pub(super) apart: HashSet<Id>,
}

/// Where to look for visible facts.
pub(super) struct Head<'a> {
    pub(super) dom: &'a Dom,
    pub(super) scan: &'a Scan,
    pub(super) runs: &'a [Run],
    layout: &'a Layout,
    headline: Option<Id>,
    /// What the headline says where the page shows none.
    stated: &'a str,
    /// The run of the headline, or the first of the article where the page shows none.
    title: usize,
    /// Runs from just before the headline to the third paragraph.
    pub(super) zone: Range<usize>,
    /// Runs from just before the headline to just behind the story.
    pub(super) reach: Range<usize>,
    pub(super) order: Order,
}

impl<'a> Head<'a> {
    /// Marks out the head.
    pub(super) fn of(
        dom: &'a Dom,
        scan: &'a Scan,
        runs: &'a [Run],
        layout: &'a Layout,
        (headline, stated): (Option<Id>, &'a str),
        order: Order,
    ) -> Self {
        let (first, last) = span(dom, runs, layout.root);
        let title = headline.map(|id| span(dom, runs, id).0);
        let top = match title {
            Some(title) if title < last => title,
            _ => first,
        };
        // The standfirst and more may stand above the byline, so that the head ends with the third
        // paragraph and not with the first.
        let body = (top.max(first)..last)
            .filter(|i| layout.reasons[*i].is_none() && runs[*i].is_prose() && runs[*i].len > 60)
            .nth(2)
            .unwrap_or(last);
        let from = top.saturating_sub(BEFORE);
        let zone = from..body.min(first.max(top) + LENGTH).max(from);
        Head {
            dom,
            scan,
            runs,
            layout,
            headline,
            stated,
            title: top,
            zone,
            reach: from..(last + BEHIND).min(runs.len()).max(from),
            order,
        }
    }

    /// The runs between the headline and the third paragraph.
    pub(super) fn below(&self) -> Range<usize> {
        self.behind_title().min(self.zone.end)..self.zone.end
    }

    /// The first run that is not the headline.
    fn behind_title(&self) -> usize {
        self.title + usize::from(self.headline.is_some())
    }

    /// The text of a run, where it may speak of the article.
    fn text(&self, i: usize) -> Option<String> {
        let fits = matches!(
            self.layout.reasons[i],
            None | Some(
                "about the author"
                    | "hidden"
                    | "share bar"
                    | "comments"
                    | "sidebar"
                    | "aside"
                    | "list of tags"
            )
        );
        // What is longer is a standfirst or a paragraph.
        (fits && self.runs[i].len <= 160).then(|| run_line(self.dom, &self.runs[i]))
    }

    /// Whether a node stands among these runs and not in another article's teaser.
    fn reaches(&self, id: Id, within: &Range<usize>) -> bool {
        let (first, last) = span(self.dom, self.runs, id);
        first < last
            && within.contains(&first)
            && within.contains(&(last - 1))
            && (first..last).any(|i| {
                !matches!(
                    self.layout.reasons[i],
                    Some("related block" | "comments" | "navigation" | "footer")
                )
            })
    }

    /// The headline, the head and the story as lines, for the grammar of scraped text; and for each
    /// line the run it is, if it is one.
    fn transcript(&self) -> (String, Vec<Option<usize>>) {
        let mut text = String::new();
        let mut lines = Vec::new();
        let mut add = |i: Option<usize>, line: &str| {
            if !line.is_empty() {
                text.push_str(line);
                text.push('\n');
                lines.push(i);
            }
        };
        let title = self.title;
        if self.headline.is_some() {
            add(Some(title), &run_line(self.dom, &self.runs[title]));
        } else {
            let stated = self.stated.trim();
            add(
                None,
                if stated.is_empty() {
                    "Untitled"
                } else {
                    stated
                },
            );
        }
        // A date or a byline above the headline is read as if it stood below it.
        for i in self.zone.start..title {
            let Some(line) = self.text(i) else { continue };
            let dated = date_line(&line, self.order).published.is_some();
            if self.layout.reasons[i].is_none() && (dated || signed(&line).is_some()) {
                add(Some(i), &line);
            }
        }
        for i in self.behind_title()..self.reach.end {
            let run = &self.runs[i];
            let in_title = self
                .headline
                .is_some_and(|h| self.dom.subtree(h).contains(&run.start));
            let in_head = i < self.zone.end && self.text(i).is_some();
            let fits = in_head || self.layout.reasons[i].is_none();
            if fits && !in_title && holder(self.dom, run.block, self.layout.root).is_none() {
                // Old pages set byline and date as lines of one paragraph.
                let short = in_head && run.len <= 300;
                for line in broken(self.dom, run, short) {
                    add(Some(i), &line);
                }
            }
        }
        (text, lines)
    }

    /// What the grammar of scraped text reads from the page, with its places in the file.
    pub(super) fn read(&self, path: &str, hints: &Hints) -> Read {
        if self.runs.is_empty() {
            return Read::default();
        }
        let (text, runs) = self.transcript();
        let mut draft = crate::parse::text::story(&text, path, hints);
        // Lines that the grammar kept out of the body are facts of the head, or noise.
        let all = runs.iter().flatten();
        let mut apart: HashSet<Id> = all.map(|i| self.runs[*i].start).collect();
        for block in &draft.body {
            let Lines { first, last } = block.origin.lines();
            for line in first..=last {
                if let Some(Some(run)) = runs.get((line as usize).saturating_sub(1)) {
                    apart.remove(&self.runs[*run].start);
                }
            }
        }
        let at = |line: u32| {
            let run = runs.get((line as usize).saturating_sub(1)).or(runs.last());
            let run = run.copied().flatten();
            run.map_or(1, |run| self.dom.line(self.runs[run].start))
        };
        let place = |lines: &mut crate::parse::Origin| {
            let Lines { first, last } = lines.lines();
            // What stands above the headline was read below it.
            let (a, b) = (at(first), at(last));
            *lines = crate::parse::Origin::Original(Lines {
                first: a.min(b),
                last: a.max(b),
            });
        };
        for doubt in &mut draft.doubts {
            doubt.line = doubt.line.map(at);
        }
        draft.bylines.iter_mut().for_each(|f| place(&mut f.origin));
        draft
            .corrections
            .iter_mut()
            .for_each(|f| place(&mut f.origin));
        draft
            .published
            .iter_mut()
            .for_each(|f| place(&mut f.origin));
        draft.updated.iter_mut().for_each(|f| place(&mut f.origin));
        draft
            .not_before
            .iter_mut()
            .for_each(|f| place(&mut f.origin));
        draft.dateline.iter_mut().for_each(|f| place(&mut f.origin));
        draft
            .standfirst
            .iter_mut()
            .for_each(|f| place(&mut f.origin));
        Read { draft, apart }
    }

    /// Who wrote it, as the page shows it, and whether a line says so itself: a signed line, then a
    /// marked element, then a name that stands alone.
    pub(super) fn bylines(&self, read: &Draft, house: &House) -> (Vec<Found<Byline>>, bool) {
        let shown = read.bylines.iter().filter(|f| !house.is(&f.value.name));
        let shown: Vec<_> = shown.cloned().collect();
        if shown.first().is_some_and(|f| f.rule.starts_with("byline")) {
            return (shown, true);
        }
        let marked = people(&self.by_element(&self.zone), house);
        if !marked.is_empty() {
            return (marked, false);
        }
        if !shown.is_empty() {
            return (shown, false);
        }
        let below = people(&self.by_element(&self.reach), house);
        // Several names below the story are as likely those of other stories.
        if below.len() == 1 {
            return (below, false);
        }
        (people(&self.by_prop(), house), false)
    }

    /// Elements that are marked as the author's.
    fn by_element(&self, within: &Range<usize>) -> Vec<Named> {
        let mut out: Vec<Named> = Vec::new();
        let mut end = 0;
        for id in self.scan.authors.iter().copied() {
            if id < end || !self.reaches(id, within) {
                continue;
            }
            let text = line_text(self.dom, id, self.dom.subtree(id).end);
            // What reads as no byline may hold one: a box about the author, a list.
            if text.chars().count() > 200
                || self.is_list_of_authors(id)
                || byline_line(&text).is_none()
            {
                continue;
            }
            out.push(named(text, Lines::one(self.dom.line(id)), "byline element"));
            end = self.dom.subtree(id).end;
        }
        out
    }

    /// Whether an element holds items that are marked as an author each.
    fn is_list_of_authors(&self, id: Id) -> bool {
        let inside = self.dom.inside(id);
        let marked = &self.scan.authors;
        let from = marked.partition_point(|a| *a < inside.start);
        let items = marked[from..]
            .iter()
            .take_while(|a| inside.contains(*a))
            .filter(|a| self.dom.name(**a) == "li");
        items.take(2).count() > 1
    }

    /// `itemprop="author"`.
    fn by_prop(&self) -> Vec<Named> {
        let props = self
            .scan
            .props
            .iter()
            .filter(|(name, _)| name == "author" || name == "creator");
        // In the order of the page, so that the one inside an element is found at once.
        let names: Vec<Id> = self
            .scan
            .props
            .iter()
            .filter(|(name, _)| name == "name")
            .map(|(_, id)| *id)
            .collect();
        props
            .filter(|(_, id)| self.dom.name(*id) == "meta" || self.reaches(*id, &self.reach))
            .map(|(_, id)| {
                let inside = self.dom.inside(*id);
                let inner = names
                    .get(names.partition_point(|inner| *inner < inside.start))
                    .filter(|inner| inside.contains(inner));
                let at = inner.copied().unwrap_or(*id);
                let text = self
                    .dom
                    .attr(at, "content")
                    .map_or_else(|| self.dom.text(at), str::to_owned);
                named(text, Lines::one(self.dom.line(at)), "microdata `author`")
            })
            .collect()
    }
}

fn run_line(dom: &Dom, run: &Run) -> String {
    line_text(dom, run.start, run.end)
}

/// The lines of a run: parted at its line breaks where it is short.
fn broken(dom: &Dom, run: &Run, short: bool) -> Vec<String> {
    let breaks: Vec<Id> = (run.start..run.end)
        .filter(|id| short && dom.name(*id) == "br")
        .collect();
    let starts = std::iter::once(run.start).chain(breaks.iter().copied());
    let ends = breaks.iter().copied().chain([run.end]);
    starts
        .zip(ends)
        .map(|(start, end)| line_text(dom, start, end))
        .collect()
}
