//! The head of a story: headline, standfirst, byline and date line, in whatever order the page had
//! them.
//!
//! Lines below the headline are classified one by one up to the first lines of the body; then the
//! lines of facts among them say where the head ends.

use super::super::byline::{self, BylineLine};
use super::super::{Found, caption, noise};
use super::Story;
use super::aside;
use super::close;
use super::furniture;
use super::heading;
use super::meta::{self, Meta};
use super::standing;

/// How far below the headline facts are looked for.
const REACH: usize = 60;

/// What a line of the head is, seen alone.
pub(super) enum Class<'a> {
    Noise(noise::Reason),
    Meta(Meta<'a>),
    /// A name, an agency, a role or an outlet alone on its line.
    Name(BylineLine),
    Role,
    Caption,
    Section,
    Heading,
    /// A correction, or a credit of somebody who is not the author.
    Closing,
    Prose,
    Title,
}

/// Reads the head. Returns the lines of it that are not facts (captions, labels), for the body to
/// read, and the index of the first line below the head.
pub(super) fn read(story: &mut Story<'_>) -> (Vec<usize>, usize) {
    let first = match story.draft.headline {
        // The label of a record has said it.
        Some(_) => 0,
        None => match headline(story) {
            Some(first) => first,
            None => return (Vec::new(), story.lines.len()),
        },
    };
    let classes = classify(story, first);
    let mut head = Head {
        first,
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

/// A first line that is longer and ends with a full stop is a paragraph, in bytes.
const LONGEST_HEADLINE: usize = 120;

/// Takes the headline and drops what stands above it; gives the line below. A text that begins with its first
/// paragraph, with a day or a byline, has none.
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
            let next = &story.lines[at + 1];
            let next_is_title = next.text.split(' ').count() > 3;
            if next_is_title && !next.is_prose() && standing::is_label(text) {
                story.drop_line(at, "label above the headline");
                at += 1;
                continue;
            }
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
        let is_paragraph = text.ends_with('.') && text.len() > LONGEST_HEADLINE;
        let has_more = at + 1 < story.lines.len();
        let is_fact = || furniture::is_day(&story.lines[at]) || names_author(text);
        if is_paragraph || has_more && is_fact() {
            return Some(at);
        }
        let bare = text.trim_start_matches('#').trim();
        let value = if bare.is_empty() { text } else { bare };
        let found = Found::new(value.to_owned(), story.place(at), "first line");
        story.draft.headline = Some(found);
        return Some(at + 1);
    }
    None
}

/// Whether a line is a byline and says so.
fn names_author(text: &str) -> bool {
    byline::signed(text).is_some_and(|line| !line.bylines.is_empty())
}

/// Classifies the lines below the headline until the body has surely begun.
fn classify<'a>(story: &Story<'a>, first: usize) -> Vec<Class<'a>> {
    let mut out = Vec::new();
    let (mut signed, mut dated) = (false, false);
    // How much prose may stand before the next fact: a standfirst, perhaps of several sentences.
    let (mut lines, mut bytes) = (0usize, 0usize);
    for at in first..story.lines.len().min(first + REACH) {
        let class = class_of(story, at, at == first, lines > 0);
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

fn class_of<'a>(story: &Story<'a>, at: usize, first: bool, below_prose: bool) -> Class<'a> {
    let line = &story.lines[at];
    let text = story.text(at);
    let meta = meta::read(text, story.order);
    if close::is_closing(text) {
        return match meta {
            // "Originally published March 5, 2024", "Compiled by Jane Roe": below text they close it.
            Some(meta)
                if !below_prose && (meta.strong && meta.is_dated() || meta.names_people()) =>
            {
                Class::Meta(meta)
            }
            _ if below_prose => Class::Prose,
            _ => Class::Closing,
        };
    }
    if let Some(meta) = meta {
        return Class::Meta(meta);
    }
    if let Some(reason) = aside::reason(text, line.ends) {
        return Class::Noise(reason);
    }
    if !first && aside::announces_other(story.text(at - 1)) && text.len() <= 80 && !line.ends {
        return Class::Noise("named for something else");
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

pub(super) struct Head<'a> {
    /// Index of the line that `classes` begins with.
    pub(super) first: usize,
    pub(super) classes: Vec<Class<'a>>,
    /// Which of them a fact was made of, or were dropped.
    pub(super) taken: Vec<bool>,
    /// A name alone above the body, without a date beside it.
    pub(super) lone: Option<usize>,
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

    /// Whether a line of facts is one for sure: by itself, beside another or a name, or as the first
    /// line below the headline ("Lorn, 3 May 2019").
    pub(super) fn is_fact(&self, at: usize, meta: &Meta<'_>) -> bool {
        let first = || {
            self.classes[..at]
                .iter()
                .all(|c| matches!(c, Class::Noise(_) | Class::Section))
        };
        meta.strong
            || meta.byline.is_some()
            || self.near_fact(at)
            || self.beside_name(at, meta)
            || first()
    }

    /// Whether a full date with something else on its line ("Mar 5, 2024 - Politics & Policy") stands
    /// right above or below the name of a person.
    fn beside_name(&self, at: usize, meta: &Meta<'_>) -> bool {
        let person =
            |i: usize| matches!(self.classes.get(i), Some(Class::Name(n)) if !n.only_outlets);
        meta.names_day() && (at.checked_sub(1).is_some_and(person) || person(at + 1))
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
    pub(super) fn near_fact(&self, at: usize) -> bool {
        let is_fact = |i: usize| match &self.classes[i] {
            Class::Meta(m) => {
                let sure = m.strong || m.byline.is_some() || self.beside_name(i, m);
                m.is_signed() || m.is_dated() && sure
            }
            _ => false,
        };
        let counts = |i: &usize| !matches!(self.classes[*i], Class::Noise(_) | Class::Role);
        let above_text = |i: &usize| !matches!(self.classes[*i], Class::Prose);
        let before = (0..at).rev().filter(counts).take(2);
        let behind = (at + 1..self.classes.len()).filter(counts).take(2);
        before.take_while(above_text).any(is_fact) || behind.take_while(above_text).any(is_fact)
    }

    /// A name alone on its line without a date beside it: right above the body, and of somebody whom
    /// the story does not mention.
    fn is_lone_byline(&self, story: &Story<'_>, at: usize, name: &BylineLine) -> bool {
        let outlet = |c: &Class<'_>| matches!(c, Class::Name(n) if n.only_outlets);
        let alone = self.classes.get(at + 1).is_none_or(|c| {
            outlet(c) || !matches!(c, Class::Title | Class::Name(_) | Class::Heading)
        });
        let followed = self.classes[at + 1..]
            .iter()
            .find(|c| !outlet(c) && !matches!(c, Class::Noise(_) | Class::Role | Class::Section))
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
                    .all(|b| !is_capitals(&b.name) && !is_mentioned(story, line, &b.name)))
    }
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
