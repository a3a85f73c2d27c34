//! Authors and dates of the head, once its lines are classified.

use super::super::byline::{self, BylineLine};
use super::super::dates::{self, DateLine, Moment, Stamp};
use super::super::{Byline, Found};
use super::Story;
use super::head::{Class, Head};
use crate::date::When;
use crate::diag::Diagnostic;

impl Head<'_> {
    /// Takes published and updated from the lines of facts.
    pub(super) fn dates(&mut self, story: &mut Story<'_>) {
        let mut line = DateLine::default();
        for i in 0..self.classes.len() {
            let Class::Meta(meta) = &self.classes[i] else {
                continue;
            };
            if !meta.is_dated() || !self.is_fact(i, meta) {
                continue;
            }
            let at = self.first + i;
            let before = line.clone();
            let above = i
                .checked_sub(1)
                .filter(|&j| matches!(self.classes[j], Class::Title));
            let label = above.and_then(|j| dates::lone_label(story.text(self.first + j)));
            for (k, stamp) in meta.stamps.iter().enumerate() {
                let own = stamp.label.or(label.filter(|_| k == 0));
                line.take(&Stamp {
                    label: own,
                    ..*stamp
                });
                doubts(story, at, stamp.moment);
            }
            self.taken[i] |= take_dates(story, at, &before, &line);
            if let (Some(j), Some(_)) = (above, label) {
                self.taken[j] = true;
                story.drop_line(self.first + j, "label of a date");
            }
        }
    }

    /// Takes the authors: signed lines first, else names beside the date line.
    pub(super) fn bylines(&mut self, story: &mut Story<'_>) {
        let signed: Vec<usize> = (0..self.classes.len())
            .filter(|&i| matches!(&self.classes[i], Class::Meta(m) if m.is_signed()))
            .collect();
        let mut last = None;
        for i in signed {
            last = self.take_signed(story, i).or(last);
        }
        if story.draft.bylines.is_empty() {
            last = self.take_bare(story);
        }
        if let Some(last) = last {
            self.take_role(story, last + 1);
        }
    }

    fn take_signed(&mut self, story: &mut Story<'_>, i: usize) -> Option<usize> {
        let Class::Meta(meta) = &self.classes[i] else {
            return None;
        };
        let line = meta.byline.as_ref()?;
        let at = self.first + i;
        if !line.bylines.is_empty() {
            self.taken[i] |= push(story, at, at, &line.bylines, "byline");
            return Some(self.more_names(story, i, false));
        }
        // "By" or "Author of the article:" alone: the name is on the next line, perhaps with a "By"
        // of its own, which is then read as a line of facts.
        self.taken[i] = true;
        let next = i + 1;
        let named = match self.classes.get(next).unwrap_or(&Class::Heading) {
            Class::Name(name) => Some(name.bylines.clone()),
            Class::Title => byline::byline_line(story.text(at + 1)).map(|l| l.bylines),
            Class::Meta(m) if !m.is_signed() => m.byline.as_ref().map(|b| b.bylines.clone()),
            _ => None,
        };
        let Some(named) = named else {
            story.drop_line(at, "label of a byline");
            return None;
        };
        if push(story, at, at + 1, &named, "byline below its label") {
            self.taken[next] = true;
        } else {
            story.drop_line(at, "label of a byline");
        }
        Some(self.more_names(story, next, true))
    }

    /// Further names below one, each on its line: behind a comma or an "and" on a line of its own, or
    /// where `listed` is set, right below each other.
    fn more_names(&mut self, story: &mut Story<'_>, from: usize, listed: bool) -> usize {
        let mut last = from;
        let mut joints = Vec::new();
        for i in from + 1..self.classes.len() {
            let at = self.first + i;
            match &self.classes[i] {
                _ if is_joint(story.text(at)) => joints.push(i),
                Class::Noise(_) => {}
                Class::Name(name) if !name.only_outlets && (listed || !joints.is_empty()) => {
                    let bylines = name.bylines.clone();
                    self.taken[i] = push(story, at, at, &bylines, "another name below the byline");
                    for joint in joints.drain(..) {
                        if !matches!(self.classes[joint], Class::Noise(_)) {
                            story.drop_line(self.first + joint, "word between two names");
                            self.taken[joint] = true;
                        }
                    }
                    last = i;
                }
                _ => break,
            }
        }
        last
    }

    /// Names without "By": on the date line, beside it, or alone above the body.
    fn take_bare(&mut self, story: &mut Story<'_>) -> Option<usize> {
        let on_date_line = (0..self.classes.len()).find_map(|i| match &self.classes[i] {
            Class::Meta(meta) => meta.byline.as_ref().map(|b| (i, b.bylines.clone())),
            _ => None,
        });
        if let Some((i, bylines)) = on_date_line {
            push(
                story,
                self.first + i,
                self.first + i,
                &bylines,
                "name on the date line",
            );
            self.taken[i] = true;
            return Some(i);
        }
        let mut last = None;
        for i in 0..self.classes.len() {
            let Class::Name(name) = &self.classes[i] else {
                continue;
            };
            let at = self.first + i;
            let follows = last.is_some_and(|l| l + 1 == i);
            let beside = self.near_fact(i);
            if !(beside || follows || self.lone == Some(i)) || (last.is_some() && !follows) {
                continue;
            }
            if is_subject(story, name) || (follows && name.only_outlets) {
                continue;
            }
            let bylines = name.bylines.clone();
            self.taken[i] = push(story, at, at, &bylines, "name alone beside the date line");
            last = Some(i);
        }
        last
    }

    /// A role or an outlet on the line below the last name.
    fn take_role(&mut self, story: &mut Story<'_>, i: usize) {
        let at = self.first + i;
        // "Lorn Bugle Staff Writer" reads like a name with its role; below a byline it is a role.
        let role = match self.classes.get(i) {
            Some(Class::Role) => true,
            Some(Class::Name(n)) => !n.only_outlets && byline::is_role_line(story.text(at)),
            _ => false,
        };
        let outlet = matches!(self.classes.get(i), Some(Class::Name(n)) if n.only_outlets);
        if self.taken.get(i).copied().unwrap_or(true) || !(role || outlet) {
            return;
        }
        let text = story.text(at).to_owned();
        let place = story.place(at);
        if let Some(found) = story.draft.bylines.last_mut() {
            let slot = if role {
                &mut found.value.role
            } else {
                &mut found.value.outlet
            };
            if slot.is_none() {
                *slot = Some(text);
                let first = found.origin.lines();
                *found = Found::new(
                    found.value.clone(),
                    super::Lines {
                        first: first.first,
                        last: place.last,
                    },
                    found.rule,
                );
                self.taken[i] = true;
            }
        }
    }
}

/// A word or a mark that joins names, alone on its line.
fn is_joint(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "," | "&" | "and" | "with" | "und" | "et" | "y" | "e" | "og" | "och" | "en"
    )
}

/// Puts what line `at` added to the dates into the draft; whether it added anything.
fn take_dates(story: &mut Story<'_>, at: usize, before: &DateLine, now: &DateLine) -> bool {
    let place = story.place(at);
    // A clock below its date adds to the fact above.
    let since = |old: &Option<Found<When>>| super::Lines {
        first: old.as_ref().map_or(place.first, Found::line),
        last: place.last,
    };
    let mut taken = false;
    if now.published != before.published
        && let Some(when) = now.published
    {
        let rule = if now.updated == before.updated {
            "date line"
        } else {
            "date line with update"
        };
        let span = since(&story.draft.published);
        story.draft.published = Some(Found::new(when, span, rule));
        taken = true;
    }
    if now.updated != before.updated
        && let Some(when) = now.updated
    {
        let rule = if taken {
            "date line with update"
        } else {
            "update line"
        };
        let span = since(&story.draft.updated);
        story.draft.updated = Some(Found::new(when, span, rule));
        taken = true;
    }
    taken
}

/// Tells of dates that were found but cannot be used.
fn doubts(story: &mut Story<'_>, at: usize, moment: Moment) {
    match moment {
        Moment::Open(day_first, month_first) => story.doubt(at, |path, line| {
            Diagnostic::open_date_order(path, line, &day_first, &month_first)
        }),
        Moment::Impossible => {
            let text = story.text(at);
            story.doubt(at, |path, line| {
                Diagnostic::impossible_date(path, line, text)
            });
        }
        _ => {}
    }
}

/// Adds the authors that are not known yet; whether there were any.
fn push(
    story: &mut Story<'_>,
    first: usize,
    last: usize,
    bylines: &[Byline],
    rule: &'static str,
) -> bool {
    let before = story.draft.bylines.len();
    let span = story.span(first, last);
    for byline in bylines {
        let known = story
            .draft
            .bylines
            .iter()
            .any(|b| b.value.name.eq_ignore_ascii_case(&byline.name));
        if !known {
            story
                .draft
                .bylines
                .push(Found::new(byline.clone(), span, rule));
        }
    }
    story.draft.bylines.len() > before
}

/// Whether the headline names the person: then a name alone is a caption or a tag.
fn is_subject(story: &Story<'_>, name: &BylineLine) -> bool {
    story.draft.headline.as_ref().is_some_and(|h| {
        name.bylines
            .iter()
            .any(|b| !name.only_outlets && h.value.contains(b.name.as_str()))
    })
}
