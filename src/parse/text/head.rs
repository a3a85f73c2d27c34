//! The head of a story: headline, standfirst, byline and date line, in whatever order the page had
//! them.
//!
//! Lines below the headline are classified one by one up to the first lines of the body; then the
//! lines of facts among them say where the head ends.

use super::super::byline::{self, BylineLine};
use super::super::dates::{DateLine, Moment};
use super::super::{Byline, Found, caption, noise};
use super::Story;
use super::close;
use super::heading;
use super::meta::{self, Meta};
use super::{reporter, standing};
use crate::date::When;
use crate::diag::Diagnostic;

/// How far below the headline facts are looked for.
const REACH: usize = 60;

/// What a line of the head is, seen alone.
enum Class<'a> {
    Noise(noise::Reason),
    Meta(Meta<'a>),
    /// A name, an agency, a role or an outlet alone on its line.
    Name(BylineLine),
    Role,
    Caption,
    Section,
    Heading,
    Prose,
    Title,
}

/// Reads the head. Returns the lines of it that are not facts (captions, labels), for the body to
/// read, and the index of the first line below the head.
pub(super) fn read(story: &mut Story<'_>) -> (Vec<usize>, usize) {
    let Some(headline) = headline(story) else {
        return (Vec::new(), story.lines.len());
    };
    let classes = classify(story, headline + 1);
    let mut head = Head {
        first: headline + 1,
        classes,
        taken: Vec::new(),
        lone: None,
    };
    head.taken.resize(head.classes.len(), false);
    let end = head.end(story);
    head.classes.truncate(end);
    head.dates(story);
    head.bylines(story);
    head.rest(story)
}

/// Takes the headline and drops what stands above it.
fn headline(story: &mut Story<'_>) -> Option<usize> {
    let mut at = 0;
    while at < story.lines.len() {
        let text = story.text(at);
        if at < 30 && at + 1 < story.lines.len() {
            if let Some(reason) = noise::reason(text) {
                story.drop_line(at, reason);
                at += 1;
                continue;
            }
            let next_is_title = story.lines[at + 1].text.split(' ').count() > 3;
            if standing::is_section(text) && next_is_title {
                if story.draft.section.is_none() {
                    let found = Found::new(
                        text.to_owned(),
                        story.place(at),
                        "section above the headline",
                    );
                    story.draft.section = Some(found);
                } else {
                    story.drop_line(at, "section label");
                }
                at += 1;
                continue;
            }
        }
        let bare = text.trim_start_matches('#').trim();
        let value = if bare.is_empty() { text } else { bare };
        let found = Found::new(value.to_owned(), story.place(at), "first line");
        story.draft.headline = Some(found);
        return Some(at);
    }
    None
}

/// Classifies the lines below the headline until the body has surely begun.
fn classify<'a>(story: &Story<'a>, first: usize) -> Vec<Class<'a>> {
    let mut out = Vec::new();
    let (mut signed, mut dated) = (false, false);
    // How much prose may stand before the next fact: a standfirst, perhaps of several sentences.
    let (mut lines, mut bytes) = (0usize, 0usize);
    for at in first..story.lines.len().min(first + REACH) {
        let class = class_of(story, at);
        // A second byline below a first and some text is a teaser's.
        if signed && lines > 0 && matches!(&class, Class::Meta(m) if m.is_signed() && !m.is_dated())
        {
            break;
        }
        match &class {
            Class::Meta(meta) if meta.strong || meta.byline.is_some() => {
                signed |= meta.byline.is_some();
                dated |= meta.is_dated();
                (lines, bytes) = (0, 0);
            }
            Class::Prose => {
                lines += 1;
                bytes += story.lines[at].text.len();
            }
            Class::Heading if lines > 0 => break,
            _ => {}
        }
        let (most_lines, most_bytes) = match (signed, dated) {
            (false, false) => (8, 1500),
            (true, true) => (0, 0),
            _ => (2, 700),
        };
        out.push(class);
        if lines > most_lines || bytes > most_bytes {
            break;
        }
    }
    out
}

fn class_of<'a>(story: &Story<'a>, at: usize) -> Class<'a> {
    let line = &story.lines[at];
    let text = story.text(at);
    if close::is_closing(text) {
        return Class::Prose;
    }
    if let Some(meta) = meta::read(text, story.order) {
        return Class::Meta(meta);
    }
    if let Some(reason) = noise::reason(text) {
        return Class::Noise(reason);
    }
    if heading::related(text).is_some() {
        return Class::Heading;
    }
    if line.is_prose() && !text.ends_with(')') || text.len() > 400 {
        return Class::Prose;
    }
    if standing::is_section(text) {
        return Class::Section;
    }
    if text.len() <= 120 && !line.ends {
        if byline::is_agency_line(text) || (!byline::is_role_line(text) && !meta::is_place(text)) {
            if let Some(name) = byline::bare(text) {
                return Class::Name(name);
            }
        } else if byline::is_role_line(text) {
            if let Some(name) = byline::bare(text).filter(|b| !b.only_outlets) {
                return Class::Name(name);
            }
            return Class::Role;
        }
    }
    if caption::caption(text).is_some() {
        return Class::Caption;
    }
    if line.is_prose() {
        Class::Prose
    } else {
        Class::Title
    }
}

struct Head<'a> {
    /// Index of the line that `classes` begins with.
    first: usize,
    classes: Vec<Class<'a>>,
    /// Which of them a fact was made of, or were dropped.
    taken: Vec<bool>,
    /// A name alone above the body, without a date beside it.
    lone: Option<usize>,
}

impl Head<'_> {
    /// The length of the head: behind its last line of facts and the roles below it. Names alone
    /// count where a date stands beside them.
    fn end(&mut self, story: &Story<'_>) -> usize {
        let mut end = 0;
        let mut lone = None;
        for (i, class) in self.classes.iter().enumerate() {
            match class {
                Class::Meta(meta) if self.is_fact(i, meta) => {
                    end = i + 1;
                }
                Class::Name(_) | Class::Role if self.near_fact(i) => end = i + 1,
                Class::Name(name)
                    if end == 0 && !name.only_outlets && self.above_reading_time(story, i) =>
                {
                    lone = Some(i);
                    end = i + 1;
                }
                Class::Name(name) if end == 0 && self.is_lone_byline(story, i, name) => {
                    lone = Some(i);
                    end = i + 1;
                }
                _ => {}
            }
        }
        // The name that a label on its own line announces.
        if let Some(Class::Meta(meta)) = end.checked_sub(1).and_then(|i| self.classes.get(i))
            && meta.byline.as_ref().is_some_and(|b| b.bylines.is_empty())
            && matches!(self.classes.get(end), Some(Class::Name(_) | Class::Title))
        {
            end += 1;
        }
        self.lone = lone;
        end
    }

    /// Whether a line of facts is one for sure: by itself, beside another, or as the first line
    /// below the headline ("Lorn, 3 May 2019").
    fn is_fact(&self, at: usize, meta: &Meta<'_>) -> bool {
        let first = || {
            self.classes[..at]
                .iter()
                .all(|c| matches!(c, Class::Noise(_) | Class::Section))
        };
        meta.strong || meta.byline.is_some() || self.near_fact(at) || first()
    }

    /// Whether a line of minutes to read stands right below, as pages put it under a byline.
    fn above_reading_time(&self, story: &Story<'_>, at: usize) -> bool {
        matches!(self.classes.get(at + 1), Some(Class::Noise(_)))
            && story
                .text(self.first + at + 1)
                .to_lowercase()
                .contains("min")
            && noise::is_count(story.text(self.first + at + 1))
    }

    /// Whether a fact stands within two lines that are not noise.
    fn near_fact(&self, at: usize) -> bool {
        let is_fact = |class: &Class<'_>| matches!(class, Class::Meta(m) if m.is_dated() && (m.strong || m.byline.is_some()) || matches!(class, Class::Meta(m) if m.is_signed()));
        let counts = |class: &&Class<'_>| !matches!(class, Class::Noise(_) | Class::Role);
        let before = self.classes[..at].iter().rev().filter(counts).take(2);
        let behind = self.classes[at + 1..].iter().filter(counts).take(2);
        before
            .take_while(|c| !matches!(c, Class::Prose))
            .any(is_fact)
            || behind
                .take_while(|c| !matches!(c, Class::Prose))
                .any(is_fact)
    }

    /// A name alone on its line without a date beside it: right above the body, and of somebody whom
    /// the story does not mention.
    fn is_lone_byline(&self, story: &Story<'_>, at: usize, name: &BylineLine) -> bool {
        let alone = !matches!(
            self.classes.get(at + 1),
            Some(Class::Title | Class::Name(_) | Class::Heading)
        );
        let followed = self.classes[at + 1..]
            .iter()
            .find(|c| !matches!(c, Class::Noise(_) | Class::Role | Class::Section))
            .is_some_and(|c| matches!(c, Class::Prose));
        // Above it there is a standfirst at most; a name between paragraphs is a crosshead.
        let above = self.classes[..at].iter().zip(self.first..);
        let prose = above.filter(|(c, _)| matches!(c, Class::Prose));
        let bytes: usize = prose.clone().map(|(_, i)| story.text(i).len()).sum();
        if prose.count() > 1 || bytes > 400 {
            return false;
        }
        let line = self.first + at;
        alone
            && followed
            && story.lines[line].gap
            && (!name.only_outlets || byline::is_agency_line(story.text(line)))
            && (byline::is_agency_line(story.text(line))
                || name
                    .bylines
                    .iter()
                    .all(|b| !is_mentioned(story, line, &b.name)))
    }

    /// Takes published and updated from the lines of facts.
    fn dates(&mut self, story: &mut Story<'_>) {
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
            for stamp in &meta.stamps {
                line.take(stamp);
                doubts(story, at, stamp.moment);
            }
            self.taken[i] |= take_dates(story, at, &before, &line);
        }
    }

    /// Takes the authors: signed lines first, else names beside the date line.
    fn bylines(&mut self, story: &mut Story<'_>) {
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
            return Some(i);
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
        Some(next)
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
        let role = matches!(self.classes.get(i), Some(Class::Role));
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

    /// Gives every other line of the head its place.
    fn rest(&mut self, story: &mut Story<'_>) -> (Vec<usize>, usize) {
        let mut left = Vec::new();
        let end = self.classes.len();
        let standfirst = self.standfirst(story);
        if let Some((from, to)) = standfirst {
            take_standfirst(story, self.first + from, self.first + to);
        }
        for i in 0..end {
            let inside = standfirst.is_some_and(|(from, to)| (from..=to).contains(&i));
            if let Class::Meta(meta) = &self.classes[i]
                && let Some(section) = meta.section
            {
                take_section(story, self.first + i, section);
            }
            if self.taken[i] || inside {
                continue;
            }
            let at = self.first + i;
            match &self.classes[i] {
                Class::Noise(reason) => {
                    let reason = *reason;
                    story.drop_line(at, reason);
                }
                Class::Meta(meta) => {
                    let reason = if meta.stamps.iter().any(|s| s.moment == Moment::Vague) {
                        "date that cannot be known"
                    } else if meta.is_dated() {
                        "another date line"
                    } else {
                        "another byline"
                    };
                    story.drop_line(at, reason);
                }
                Class::Section if story.draft.section.is_none() => {
                    let found = Found::new(
                        story.text(at).to_owned(),
                        story.place(at),
                        "section in the head",
                    );
                    story.draft.section = Some(found);
                }
                Class::Section | Class::Heading => story.drop_line(at, "label in the head"),
                Class::Role => story.drop_line(at, "role without a name"),
                Class::Caption | Class::Prose | Class::Title | Class::Name(_) => {
                    left.push(at);
                }
            }
        }
        (left, self.first + end)
    }

    /// The standfirst: the sentences, or the longer titles, between headline and facts.
    fn standfirst(&self, story: &Story<'_>) -> Option<(usize, usize)> {
        let is_text = |i: usize| match &self.classes[i] {
            Class::Prose => true,
            Class::Title => story.text(self.first + i).split(' ').count() >= 5,
            _ => false,
        };
        // A story whose facts stand below it has no standfirst.
        let behind = self.first + self.classes.len();
        if !story.lines[behind..].iter().take(200).any(|l| l.is_prose()) {
            return None;
        }
        let from = (0..self.classes.len()).find(|&i| is_text(i))?;
        let to = (from..self.classes.len())
            .take_while(|&i| is_text(i))
            .last()?;
        let bytes: usize = (from..=to).map(|i| story.text(self.first + i).len()).sum();
        // A title right above its credit is a caption.
        let caption = matches!(self.classes.get(to + 1), Some(Class::Caption))
            && matches!(self.classes[to], Class::Title)
            && !story.lines[self.first + to + 1].gap;
        (to - from < 3 && bytes <= 900 && !caption).then_some((from, to))
    }
}

fn take_standfirst(story: &mut Story<'_>, from: usize, to: usize) {
    let text: Vec<&str> = (from..=to).map(|at| story.text(at)).collect();
    let text = text.join(" ");
    let span = story.span(from, to);
    if story.draft.bylines.is_empty()
        && let Some(byline) = reporter::in_standfirst(&text)
    {
        let found = Found::new(byline, span, "reporter named in the standfirst");
        story.draft.bylines.push(found);
    }
    story.draft.standfirst = Some(Found::new(text, span, "between headline and byline"));
}

fn take_section(story: &mut Story<'_>, at: usize, section: &str) {
    if story.draft.section.is_none() {
        let found = Found::new(
            section.to_owned(),
            story.place(at),
            "section on the date line",
        );
        story.draft.section = Some(found);
    }
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

/// Whether a name is printed in capitals, as crossheads are.
fn is_capitals(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

/// Whether the text mentions the last word of a name, or a part of it, outside line `at`, in any
/// case.
fn is_mentioned(story: &Story<'_>, at: usize, name: &str) -> bool {
    let Some(last) = name.split_whitespace().next_back() else {
        return true;
    };
    let parts: Vec<String> = last
        .split('-')
        .filter(|p| p.chars().count() > 2)
        .flat_map(|p| [p.to_owned(), p.to_uppercase(), p.to_lowercase()])
        .collect();
    let lines = story.lines.iter().enumerate().take(400);
    lines
        .filter(|(i, _)| *i != at)
        .any(|(_, line)| parts.iter().any(|p| line.text.contains(p.as_str())))
}
