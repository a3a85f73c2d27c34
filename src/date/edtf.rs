//! Reading dates in their written form: what stands in front matter, sidecars and metadata.
//!
//! Accepted are EDTF `2021`, `2021-06`, `2021-06-16` with `~`, `?` or `%` behind, and ISO 8601 /
//! RFC 3339 instants with `T`, `t` or a space before the clock, seconds and fractions (read, and cut
//! to the minute), and an offset as `Z`, `+01:00`, `+0100` or `+01`. Free text ("16 June 2021") is not
//! read here but by the grammar of date lines.

use super::When;
use chrono::FixedOffset;
use std::fmt;

/// Why a written date was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdtfError {
    /// It is not of the form at all.
    Form,
    /// It has the form, but the calendar or the clock has no such value (30 February, 25:00).
    Impossible,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EdtfError::Form => {
                "not a date in the form 2021-06-16, 2021-06-16T15:34, 2021-06 or 2021"
            }
            EdtfError::Impossible => "the calendar has no such date",
        })
    }
}

/// Reads one written date.
///
/// # Errors
/// [`EdtfError::Form`] where the text is something else, [`EdtfError::Impossible`] where it has the
/// form but not a value that exists. Nothing is rolled over: 24:00 and second 60 are refused but for
/// a leap second written as 23:59:60, which is read as 23:59.
pub fn parse(text: &str) -> Result<When, EdtfError> {
    let text = text.trim();
    let (core, circa, uncertain) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], true, false),
        Some(b'?') => (&text[..text.len() - 1], false, true),
        Some(b'%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    let when = exact(core)?;
    Ok(When {
        circa,
        uncertain,
        ..when
    })
}

fn exact(text: &str) -> Result<When, EdtfError> {
    let mut rest = Cursor(text.as_bytes());
    let year = rest.digits(4).ok_or(EdtfError::Form)?;
    if rest.at_end() {
        return When::year(year).ok_or(EdtfError::Impossible);
    }
    rest.expect(b"-")?;
    let month = small(rest.digits(2).ok_or(EdtfError::Form)?);
    if rest.at_end() {
        return When::month(year, month).ok_or(EdtfError::Impossible);
    }
    rest.expect(b"-")?;
    let day = small(rest.digits(2).ok_or(EdtfError::Form)?);
    let date = When::day(year, month, day);
    if rest.at_end() {
        return date.ok_or(EdtfError::Impossible);
    }
    rest.expect(b"Tt ")?;
    let (hour, minute) = clock(&mut rest)?;
    let offset = offset(&mut rest)?;
    date.and_then(|d| d.with_time(hour, minute, offset))
        .ok_or(EdtfError::Impossible)
}

/// `15:34`, `15:34:05` or `15:34:05.123`.
fn clock(rest: &mut Cursor<'_>) -> Result<(u8, u8), EdtfError> {
    let hour = small(rest.digits(2).ok_or(EdtfError::Form)?);
    rest.expect(b":")?;
    let minute = small(rest.digits(2).ok_or(EdtfError::Form)?);
    if rest.take(b":") {
        let second = rest.digits(2).ok_or(EdtfError::Form)?;
        if second > 60 || (second == 60 && (hour, minute) != (23, 59) && minute != 59) {
            return Err(EdtfError::Impossible);
        }
        if rest.take(b".,") {
            rest.digits(1).ok_or(EdtfError::Form)?;
            while rest.digits(1).is_some() {}
        }
    }
    Ok((hour, minute))
}

fn offset(rest: &mut Cursor<'_>) -> Result<Option<FixedOffset>, EdtfError> {
    rest.take(b" ");
    if rest.at_end() {
        return Ok(None);
    }
    if rest.take(b"Zz") {
        return if rest.at_end() {
            Ok(FixedOffset::east_opt(0))
        } else {
            Err(EdtfError::Form)
        };
    }
    let sign = if rest.take(b"+") {
        1
    } else if rest.take(b"-") {
        -1
    } else {
        return Err(EdtfError::Form);
    };
    let hours = rest.digits(2).ok_or(EdtfError::Form)?;
    let minutes = if rest.at_end() {
        0
    } else {
        rest.take(b":");
        rest.digits(2).ok_or(EdtfError::Form)?
    };
    if !rest.at_end() {
        return Err(EdtfError::Form);
    }
    // RFC 3339 §4.3: "-00:00" says that the offset is not known.
    if sign < 0 && hours == 0 && minutes == 0 {
        return Ok(None);
    }
    // The largest offset in use is +14:00; 18 hours is the bound of ISO 8601 libraries.
    if hours > 18 || minutes > 59 {
        return Err(EdtfError::Impossible);
    }
    Ok(FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60)))
}

/// A two-digit number fits a byte.
fn small(n: i32) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Exactly `n` ASCII digits.
    fn digits(&mut self, n: usize) -> Option<i32> {
        let head = self.0.get(..n)?;
        let mut value = 0;
        for b in head {
            if !b.is_ascii_digit() {
                return None;
            }
            value = value * 10 + i32::from(b - b'0');
        }
        self.0 = &self.0[n..];
        Some(value)
    }

    /// Takes one byte if it is one of `set`.
    fn take(&mut self, set: &[u8]) -> bool {
        match self.0.split_first() {
            Some((b, rest)) if set.contains(b) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, set: &[u8]) -> Result<(), EdtfError> {
        if self.take(set) {
            Ok(())
        } else {
            Err(EdtfError::Form)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Span;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_precision_and_doubt_round_trips() {
        for text in [
            "1987",
            "2021-06",
            "2021-06-16",
            "2021-06-16T15:34",
            "2021-06-16T15:34Z",
            "2021-06-16T15:34+01:00",
            "2021-06-16T15:34-09:30",
            "2021-12~",
            "1990?",
            "0001%",
            "9999-12-31",
        ] {
            assert_eq!(
                parse(text).map(|w| w.to_string()),
                Ok(text.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn other_writings_of_an_instant_are_read() {
        for (text, read) in [
            ("2021-06-16 15:34", "2021-06-16T15:34"),
            ("2021-06-16T15:34:59.123456Z", "2021-06-16T15:34Z"),
            ("2021-06-16 15:34:05 +0200", "2021-06-16T15:34+02:00"),
            ("2021-06-16T15:34+02", "2021-06-16T15:34+02:00"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59Z"),
            ("2021-06-16T15:34-00:00", "2021-06-16T15:34"),
        ] {
            assert_eq!(
                parse(text).map(|w| w.to_string()),
                Ok(read.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn impossible_values_are_told_from_other_text() {
        for text in [
            "0000",
            "0000-01-01",
            "2021-02-30",
            "2021-13",
            "2021-06-16T24:00",
            "2021-06-16T12:61",
            "2021-06-16T12:00:61",
            "2021-06-16T12:00+19:00",
        ] {
            assert_eq!(parse(text), Err(EdtfError::Impossible), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "16 June 2021",
            "21-06-16",
            "10000-01-01",
            "2021-6-1",
            "2021-06-16T15",
            "2021-06-16T15:34 BST",
            "-0044",
        ] {
            assert_eq!(parse(text), Err(EdtfError::Form), "{text}");
        }
    }

    #[test]
    fn partly_known_dates_sort_at_the_end_of_their_span() {
        let mut all: Vec<_> = [
            "2021-07-01",
            "2021",
            "2021-06-30T23:59",
            "2021-06-30",
            "2021-06",
            "2020-12-31",
        ]
        .iter()
        .map(|t| parse(t).unwrap())
        .collect();
        all.sort_by(When::compare);
        let shown: Vec<_> = all.iter().map(When::to_string).collect();
        assert_eq!(
            shown,
            [
                "2020-12-31",
                "2021-06-30T23:59",
                "2021-06-30",
                "2021-06",
                "2021-07-01",
                "2021"
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            if let Ok(when) = parse(&text) {
                prop_assert_eq!(parse(&when.to_string()), Ok(when));
            }
        }

        #[test]
        fn every_real_minute_round_trips(y in 1..=9999i32, m in 1..=12u8, d in 1..=28u8, h in 0..24u8, min in 0..60u8, off in -1080..=1080i32) {
            let offset = FixedOffset::east_opt(off * 60).unwrap();
            let when = When::day(y, m, d).and_then(|w| w.with_time(h, min, Some(offset))).unwrap();
            prop_assert_eq!(parse(&when.to_string()), Ok(when));
            prop_assert!(matches!(when.span, Span::Minute(..)));
        }
    }
}
