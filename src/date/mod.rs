//! Dates as newspapers give them: exact to the minute, the day, the month or the year, perhaps
//! approximate, or not known at all.
//!
//! A [`When`] holds what a source said and nothing more: no field is ever filled in, and a printed
//! clock is never moved by a time zone. The written form is EDTF (Extended Date/Time Format, ISO
//! 8601-2:2019, levels 0 and 1 as the Library of Congress profiles them).

mod edtf;
mod form;

pub use edtf::{EdtfError, parse};

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use std::cmp::Ordering;
use std::fmt;

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// A year of the proleptic Gregorian calendar, 0 to 9999.
    Year(i32),
    /// A month of a year; the month is 1 to 12.
    Month(i32, u8),
    /// A day.
    Day(NaiveDate),
    /// A clock time on a day as printed at the source, with the offset from UTC where the source
    /// gave one.
    Minute(NaiveDate, NaiveTime, Option<FixedOffset>),
}

/// A date with its precision and its doubts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    /// What is known.
    pub span: Span,
    /// Circa: the source gives an approximation (EDTF `~`).
    pub circa: bool,
    /// Uncertain: the source or the archivist doubts it (EDTF `?`).
    pub uncertain: bool,
}

/// Years that a date can have: four digits, and no year 0, which neither history nor HTML has.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

impl When {
    /// A year, where it is one that the format can write (1 to 9999).
    pub fn year(year: i32) -> Option<Self> {
        YEARS.contains(&year).then(|| Self::exact(Span::Year(year)))
    }

    /// A month of a year.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month))
            .then(|| Self::exact(Span::Month(year, month)))
    }

    /// A day; `None` for one that the calendar does not have.
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month.into(), day.into()).map(|d| Self::exact(Span::Day(d)))
    }

    /// The same day at a clock time, seconds cut to the minute. A month or a year stays what it is.
    #[must_use]
    pub fn with_time(self, hour: u8, minute: u8, offset: Option<FixedOffset>) -> Option<Self> {
        let time = NaiveTime::from_hms_opt(hour.into(), minute.into(), 0)?;
        match self.span {
            Span::Day(day) | Span::Minute(day, ..) => Some(When {
                span: Span::Minute(day, time, offset),
                ..self
            }),
            Span::Year(_) | Span::Month(..) => None,
        }
    }

    /// A span that is neither approximate nor uncertain.
    pub fn exact(span: Span) -> Self {
        When {
            span,
            circa: false,
            uncertain: false,
        }
    }

    /// The calendar year.
    pub fn year_number(&self) -> i32 {
        match self.span {
            Span::Year(y) | Span::Month(y, _) => y,
            Span::Day(d) | Span::Minute(d, ..) => d.year(),
        }
    }

    /// The month, 1 to 12, where it is known.
    pub fn month_number(&self) -> Option<u8> {
        match self.span {
            Span::Year(_) => None,
            Span::Month(_, m) => Some(m),
            Span::Day(d) | Span::Minute(d, ..) => u8::try_from(d.month()).ok(),
        }
    }

    /// The day, where it is known.
    pub fn date(&self) -> Option<NaiveDate> {
        match self.span {
            Span::Day(d) | Span::Minute(d, ..) => Some(d),
            Span::Year(_) | Span::Month(..) => None,
        }
    }

    /// The clock, where it is known.
    pub fn time(&self) -> Option<NaiveTime> {
        match self.span {
            Span::Minute(_, t, _) => Some(t),
            _ => None,
        }
    }

    /// The offset from UTC, where the source gave one.
    pub fn offset(&self) -> Option<FixedOffset> {
        match self.span {
            Span::Minute(_, _, o) => o,
            _ => None,
        }
    }

    /// The key that archives sort by, newest first. The printed day and clock decide, never an
    /// offset, so that an article stands on the day it names; what is only partly known sorts at
    /// the end of the span it names (an article of "June 2021" is the last of June in time, and so
    /// the first in a list with the newest on top).
    pub fn order(&self) -> (i32, u8, u8, u8, u8) {
        const END: u8 = u8::MAX;
        match self.span {
            Span::Year(y) => (y, END, END, END, END),
            Span::Month(y, m) => (y, m, END, END, END),
            Span::Day(d) => (d.year(), d.month() as u8, d.day() as u8, END, END),
            Span::Minute(d, t, _) => (
                d.year(),
                d.month() as u8,
                d.day() as u8,
                t.hour() as u8,
                t.minute() as u8,
            ),
        }
    }

    /// Compares two dates by [`When::order`].
    pub fn compare(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }

    /// The date without `~` and `?`, as ISO 8601 has it: `2021`, `2021-06`, `2021-06-16`,
    /// `2021-06-16T15:34` or `2021-06-16T15:34+01:00`.
    pub fn iso(&self) -> String {
        let mut out = String::with_capacity(26);
        match self.span {
            Span::Year(y) => digits(&mut out, y, 4),
            Span::Month(y, m) => {
                digits(&mut out, y, 4);
                out.push('-');
                digits(&mut out, m.into(), 2);
            }
            Span::Day(d) => day_into(&mut out, d),
            Span::Minute(d, t, offset) => {
                day_into(&mut out, d);
                out.push('T');
                clock_into(&mut out, t);
                match offset {
                    Some(o) if o.local_minus_utc() == 0 => out.push('Z'),
                    Some(o) => out.push_str(&o.to_string()),
                    None => {}
                }
            }
        }
        out
    }

    /// The EDTF form: ISO 8601 with a trailing `~`, `?` or `%` (both).
    fn edtf(&self) -> String {
        let mut out = self.iso();
        out.push_str(match (self.circa, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        });
        out
    }
}

/// `2021-06-16`
pub(crate) fn day_into(out: &mut String, day: NaiveDate) {
    digits(out, day.year(), 4);
    out.push('-');
    digits(out, day.month() as i32, 2);
    out.push('-');
    digits(out, day.day() as i32, 2);
}

/// `15:34`
pub(crate) fn clock_into(out: &mut String, time: NaiveTime) {
    digits(out, time.hour() as i32, 2);
    out.push(':');
    digits(out, time.minute() as i32, 2);
}

/// A number with zeros before it up to `width` digits. Dates are written so often that the machinery
/// of `format!` would show in the time of a build, and so would a loop over their digits.
pub(crate) fn digits(out: &mut String, number: i32, width: usize) {
    match (number, width) {
        (0..=9, 1) => return out.push_str(&pair(number)[1..]),
        (10..=99, 1) | (0..=99, 2) => return out.push_str(pair(number)),
        (1000..=9999, _) if width <= 4 => {
            out.push_str(pair(number / 100));
            return out.push_str(pair(number % 100));
        }
        _ => {}
    }
    let mut buffer = [b'0'; 12];
    let mut rest = number.unsigned_abs();
    let mut at = buffer.len();
    while rest > 0 || buffer.len() - at < width.max(1) {
        at -= 1;
        // A digit is below ten.
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if at == 0 {
            break;
        }
    }
    if number < 0 {
        out.push('-');
    }
    out.push_str(std::str::from_utf8(&buffer[at..]).unwrap_or_default());
}

/// Two digits of a number from 0 to 99.
fn pair(number: i32) -> &'static str {
    const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
                         5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = usize::try_from(number).unwrap_or_default() * 2;
    PAIRS.get(at..at + 2).unwrap_or_default()
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf())
    }
}
