//! Date lines: the dates in a line of a story's head, with their labels and clocks.
//!
//! [`stamps`] finds every date of a short text and says how sure each is; [`date_line`] reads a text
//! that is known to be the date of an article (a `<time>`, a date element) into published and
//! updated. Nothing is guessed: relative stamps, dates without a year and numeric dates whose order
//! is open are found, but have no value.
//!
//! `calendar` reads days, `clock` clocks, `zone` zone letters, `label` what stands before a date, and
//! `names` knows the months; a form is added in one of them by one rule and one example.

mod beginning;
mod calendar;
mod clock;
mod label;
mod latest;
mod names;
mod relative;
mod scan;
mod token;
mod zone;

pub(in crate::parse) use label::Label;
pub(in crate::parse) use latest::latest_day;
pub(in crate::parse) use scan::{lone_label, stamps};

use super::DateOrder;
use crate::date::When;

/// What is known about the order of numeric dates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::parse) struct Order {
    /// The setting, or what another date of the same file shows.
    pub(in crate::parse) known: Option<DateOrder>,
    /// Whether the text is in a language whose countries all put the day first (any but English).
    pub(in crate::parse) day_first_language: bool,
}

/// Whether a word is the name of a weekday.
pub(in crate::parse) fn is_weekday(word: &str) -> bool {
    names::weekday(&word.to_lowercase()).is_some()
}

/// One date of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Stamp {
    /// What it says.
    pub(in crate::parse) moment: Moment,
    /// The label before it.
    pub(in crate::parse) label: Option<Label>,
    /// First byte, its label included.
    pub(in crate::parse) start: usize,
    /// Byte behind the last one.
    pub(in crate::parse) end: usize,
}

/// How much a stamp says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Moment {
    /// A date with a year, perhaps with a clock.
    Full(When),
    /// A numeric date whose order is open, and its two readings: day first, month first.
    Open(When, When),
    /// A form of a date that the calendar does not have.
    Impossible,
    /// A clock alone: belongs to a date beside it.
    Clock(u8, u8, Option<chrono::FixedOffset>),
    /// "3 hours ago", "yesterday", "Monday 5:30PM", "18 Nov": not knowable.
    Vague,
}

/// The dates of a text that is known to be an article's date line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::parse) struct DateLine {
    /// When it was published.
    pub(in crate::parse) published: Option<When>,
    /// When it was last changed.
    pub(in crate::parse) updated: Option<When>,
    /// A numeric date whose order is open: day first, month first. It was not used.
    pub(in crate::parse) open: Option<(When, When)>,
    /// A date that the calendar does not have stood there.
    pub(in crate::parse) impossible: bool,
    /// A stamp without a knowable day stood there ("3 hours ago").
    pub(in crate::parse) vague: bool,
    /// Whether nothing said that `published` is the publication.
    unlabelled: bool,
    /// A clock of the publication that stood before its day.
    early: Option<(u8, u8, Option<chrono::FixedOffset>)>,
}

/// Reads one text that is known to hold an article's dates, such as a `<time>` element or a date
/// line: "16 June 2021, 15:34 | Updated: 16 June 2021, 16:50".
#[allow(
    dead_code,
    reason = "offered to saved pages, which read elements with it"
)]
pub(in crate::parse) fn date_line(text: &str, order: Order) -> DateLine {
    let mut line = DateLine::default();
    for stamp in stamps(text, order) {
        line.take(&stamp);
    }
    line
}

impl DateLine {
    /// Adds one stamp: the first date without a label is the publication unless another says that it
    /// is; a clock alone belongs to the day beside it.
    pub(in crate::parse) fn take(&mut self, stamp: &Stamp) {
        match (stamp.moment, stamp.label) {
            (_, Some(Label::Other)) => {}
            (Moment::Full(when), Some(Label::Updated)) => self.update(when),
            (Moment::Full(when), Some(Label::Published)) => {
                if self.unlabelled || self.published.is_none_or(|old| is_finer(when, old)) {
                    self.publish(when);
                    self.unlabelled = false;
                }
            }
            (Moment::Full(when), None) => {
                if self.published.is_none() {
                    self.publish(when);
                    self.unlabelled = true;
                }
            }
            (Moment::Clock(hour, minute, offset), label) => self.clock(hour, minute, offset, label),
            (Moment::Open(a, b), _) => self.open = self.open.or(Some((a, b))),
            (Moment::Impossible, _) => self.impossible = true,
            (Moment::Vague, _) => self.vague = true,
        }
    }

    /// Takes the publication, with the clock that stood before it where it has none.
    fn publish(&mut self, when: When) {
        let clock = self.early.take().filter(|_| when.time().is_none());
        let timed = clock.and_then(|(hour, minute, offset)| when.with_time(hour, minute, offset));
        self.published = timed.or(Some(when));
    }

    /// Takes a change. "Published: 16:01 Updated: 17:34 Tuesday 5 March 2024" gives one day for both.
    fn update(&mut self, when: When) {
        self.updated = Some(self.updated.map_or(when, |old| later(old, when)));
        if self.published.is_none()
            && let Some((hour, minute, offset)) = self.early.take()
        {
            self.published = same_day(when, hour, minute, offset);
        }
    }

    fn clock(
        &mut self,
        hour: u8,
        minute: u8,
        offset: Option<chrono::FixedOffset>,
        label: Option<Label>,
    ) {
        let target = match label {
            Some(Label::Updated) => {
                // "13:55 • Updated 14:20": the same day, in the same zone.
                let Some(day) = self.published else { return };
                let offset = offset.or(day.offset());
                let updated = day.with_time(hour, minute, offset);
                let after =
                    day.time().is_none() || updated.is_some_and(|u| u.order() >= day.order());
                if self.updated.is_none() && after {
                    self.updated = updated;
                }
                return;
            }
            // "Updated Mar 5, 2024 – 5.11pm, first published at 4.01pm"
            Some(Label::Published) if self.published.is_none() => {
                match self.updated {
                    Some(updated) => self.published = same_day(updated, hour, minute, offset),
                    None => self.early = Some((hour, minute, offset)),
                }
                return;
            }
            _ => &mut self.published,
        };
        if let Some(when) = target
            && when.time().is_none()
        {
            *target = when.with_time(hour, minute, offset).or(*target);
        }
    }
}

/// A clock earlier on the day of a change.
fn same_day(
    updated: When,
    hour: u8,
    minute: u8,
    offset: Option<chrono::FixedOffset>,
) -> Option<When> {
    let when = updated.with_time(hour, minute, offset.or(updated.offset()))?;
    (updated.time().is_none() || when.order() <= updated.order()).then_some(when)
}

fn later(a: When, b: When) -> When {
    if a.order() < b.order() && a.date() != b.date() || is_finer(b, a) {
        b
    } else {
        a
    }
}

/// Whether `a` is the same date as `b`, known more exactly.
fn is_finer(a: When, b: When) -> bool {
    a.date() == b.date() && a.time().is_some() && b.time().is_none()
}

#[cfg(test)]
mod tests;
