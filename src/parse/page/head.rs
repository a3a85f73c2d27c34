//! The head of the article as a reader sees it: the byline and the date between the headline and the
//! first paragraph, read by the grammars that read scraped text.

use super::dom::{Dom, Id};
use super::figure::holder;
use super::names::{House, Named, named, people};
use super::root::{Layout, span};
use super::runs::{Run, line_text};
use super::scan::Scan;
use super::when::stated;
use crate::date::When;
use crate::parse::Hints;
use crate::parse::byline::signed;
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
    dom: &'a Dom,
    scan: &'a Scan,
    runs: &'a [Run],
    layout: &'a Layout,
    headline: Option<Id>,
    /// The run of the headline.
    title: usize,
    /// Runs from just before the headline to the third paragraph.
    zone: Range<usize>,
    /// Runs from just before the headline to just behind the story.
    reach: Range<usize>,
    order: Order,
}

impl<'a> Head<'a> {
    /// Marks out the head.
    pub(super) fn of(
        dom: &'a Dom,
        scan: &'a Scan,
        runs: &'a [Run],
        layout: &'a Layout,
        headline: Option<Id>,
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
            title: top,
            zone,
            reach: from..(last + BEHIND).min(runs.len()).max(from),
            order,
        }
    }

    /// The runs between the headline and the third paragraph.
    pub(super) fn below(&self) -> Range<usize> {
        (self.title + 1).min(self.zone.end)..self.zone.end
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
    /// line the run it is.
    fn transcript(&self) -> (String, Vec<usize>) {
        let mut text = String::new();
        let mut lines = Vec::new();
        let mut add = |i: usize, line: &str| {
            if !line.is_empty() {
                text.push_str(line);
                text.push('\n');
                lines.push(i);
            }
        };
        let title = self.title;
        add(title, &run_line(self.dom, &self.runs[title]));
        // A date or a byline above the headline is read as if it stood below it.
        for i in self.zone.start..title {
            let Some(line) = self.text(i) else { continue };
            let dated = date_line(&line, self.order).published.is_some();
            if self.layout.reasons[i].is_none() && (dated || signed(&line).is_some()) {
                add(i, &line);
            }
        }
        for i in title + 1..self.reach.end {
            let run = &self.runs[i];
            let in_title = self
                .headline
                .is_some_and(|h| self.dom.subtree(h).contains(&run.start));
            let in_head = i < self.zone.end && self.text(i).is_some();
            let fits = in_head || self.layout.reasons[i].is_none();
            if fits && !in_title && holder(self.dom, run.block, self.layout.root).is_none() {
                add(i, &run_line(self.dom, run));
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
        let mut apart: HashSet<Id> = runs.iter().map(|i| self.runs[*i].start).collect();
        for block in &draft.body {
            let Lines { first, last } = block.origin.lines();
            for line in first..=last {
                if let Some(run) = runs.get((line as usize).saturating_sub(1)) {
                    apart.remove(&self.runs[*run].start);
                }
            }
        }
        let at = |line: u32| {
            let run = runs.get((line as usize).saturating_sub(1)).or(runs.last());
            run.map_or(1, |run| self.dom.line(self.runs[*run].start))
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
            if text.is_empty() || text.chars().count() > 200 {
                continue;
            }
            out.push(named(text, Lines::one(self.dom.line(id)), "byline element"));
            end = self.dom.subtree(id).end;
        }
        out
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

    /// The date that the page shows, as exactly as its `<time>` gives it.
    pub(super) fn published(&self, read: &Draft) -> Option<Found<When>> {
        let times = self.scan.times.iter().copied().filter_map(|id| {
            let (first, _) = span(self.dom, self.runs, id);
            let when = stated(
                self.dom
                    .attr(id, "datetime")
                    .filter(|_| self.zone.contains(&first))?,
            )?;
            Some(Found::new(
                when,
                Lines::one(self.dom.line(id)),
                "element `time`",
            ))
        });
        let mut times = times.peekable();
        let Some(shown) = &read.published else {
            return times.next().or_else(|| self.marked_date());
        };
        let finer =
            times.find(|t| t.value.time().is_some() && t.value.date() == shown.value.date());
        finer
            .filter(|_| shown.value.time().is_none())
            .or_else(|| Some(shown.clone()))
    }

    /// The date in an element that is marked as one, where its line says more than a date line does.
    fn marked_date(&self) -> Option<Found<When>> {
        let marked = self.scan.times.iter().chain(&self.scan.dates);
        marked.copied().find_map(|id| {
            let (first, last) = span(self.dom, self.runs, id);
            let inside = self.zone.contains(&first)
                || first == last && self.zone.contains(&first.saturating_sub(1));
            let text = line_text(self.dom, id, self.dom.subtree(id).end);
            if !inside || text.len() > 60 {
                return None;
            }
            let when = date_line(&text, self.order).published?;
            Some(Found::new(
                when,
                Lines::one(self.dom.line(id)),
                "date element",
            ))
        })
    }
}

fn run_line(dom: &Dom, run: &Run) -> String {
    line_text(dom, run.start, run.end)
}
