//! Stories: which articles tell of the same running events, and which are copies of one text. Pure;
//! knows neither disk nor templates.
//!
//! Every article has a [`Sketch`], drawn from it alone. What belongs together is a function of all
//! sketches and dates, so that the order of reading does not matter. What comparing them found may be
//! remembered ([`Known`]), which changes nothing but the time it takes.

mod again;
mod cluster;
mod copies;
mod pairs;
mod sets;
mod sketch;
mod stories;
mod words;

pub use again::{Before, Known};
pub use sketch::Sketch;
pub use stories::{Stories, Story, StoryId};

use crate::date::{Span, When};
use chrono::{Datelike, NaiveDate};

/// An article as grouping sees it.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// What it is about.
    pub sketch: &'a Sketch,
    /// Its date as days since an epoch, the middle of what is only partly known.
    pub day: Option<i32>,
    /// The story that it says it belongs to: a number, equal for equal names.
    pub named: Option<u32>,
    /// Whether it may be grouped with others that it does not name.
    pub related: bool,
}

/// What was found, in numbers of articles, every list ascending.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Stories, of at least two articles that are not all copies of one text.
    pub stories: Vec<Vec<u32>>,
    /// Copies of one text, at least two.
    pub copies: Vec<Vec<u32>>,
}

/// Finds the stories of an archive.
pub fn find(members: &[Member<'_>]) -> Found {
    grouped(members, &Known::new(members))
}

/// Groups what was compared.
fn grouped(members: &[Member<'_>], known: &Known) -> Found {
    let (pairs, together) = (&known.pairs, &known.copies);
    let names: Vec<_> = members.iter().map(|m| m.named).collect();
    let copies = copies::groups(members.len(), together);
    let mut stories = cluster::groups(pairs, &names, together);
    // A text in two papers is no story yet, unless somebody says so.
    let texts = copies::texts(members.len(), &copies);
    stories.retain(|story| {
        let first = texts[story[0] as usize];
        story
            .iter()
            .any(|i| names[*i as usize].is_some() || texts[*i as usize] != first)
    });
    Found { stories, copies }
}

/// The day in the middle of what is known of a date, counted from the beginning of the calendar.
pub fn day(when: When) -> i32 {
    let (month, of_month) = match when.span {
        Span::Day(date) | Span::Minute(date, ..) => return date.num_days_from_ce(),
        Span::Month(_, month) => (month, 15),
        Span::Year(_) => (7, 1),
    };
    NaiveDate::from_ymd_opt(when.year_number(), month.into(), of_month)
        .map_or(0, |date| date.num_days_from_ce())
}
