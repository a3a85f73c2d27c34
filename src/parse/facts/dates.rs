//! Dates in front matter and sidecars: the one place that decides which spellings are read.

use crate::date::{self, EdtfError, When};
use crate::parse::Hints;
use crate::parse::dates::{Moment, Order, stamps};
use std::borrow::Cow;

/// Why a written date was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Fault {
    /// It is no date, or one of a form that is not read.
    Form,
    /// The calendar or the clock has no such value.
    Impossible,
    /// Day and month can be read in either order: day first, month first.
    Open(When, When),
}

/// Reads a date that somebody wrote as the value of a key: in EDTF, in the spellings of the
/// generators, or as a date line prints it ("16 June 2021, 15:34").
pub(super) fn written_date(text: &str, hints: &Hints) -> Result<When, Fault> {
    match date::parse(&canonical(text)) {
        Ok(when) => Ok(when),
        Err(EdtfError::Impossible) => Err(Fault::Impossible),
        Err(EdtfError::Form) => printed_date(text.trim(), hints),
    }
}

/// One date as a page prints it, and nothing beside it.
fn printed_date(text: &str, hints: &Hints) -> Result<When, Fault> {
    let order = Order {
        known: hints.date_order,
        day_first_language: false,
    };
    // No date is longer, and the value of a key may be a whole file.
    if text.len() > 80 {
        return Err(Fault::Form);
    }
    let all = stamps(text, order);
    match all.as_slice() {
        [only] if only.start == 0 && only.end == text.len() => match only.moment {
            Moment::Full(when) => Ok(when),
            Moment::Open(day_first, month_first) => Err(Fault::Open(day_first, month_first)),
            Moment::Impossible => Err(Fault::Impossible),
            Moment::Clock(..) | Moment::Vague => Err(Fault::Form),
        },
        _ => Err(Fault::Form),
    }
}

/// `2021/06/16` and `2021-6-1`, which Jekyll, Hexo and Pelican accept, as `2021-06-16` and
/// `2021-06-01`: the year stands first, so nothing is guessed. A named UTC is its offset.
fn canonical(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let split = text
        .find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '/'))
        .unwrap_or(text.len());
    let (day, rest) = text.split_at_checked(split).unwrap_or((text, ""));
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let [year, month, of_month] = parts[..] else {
        return Cow::Borrowed(text);
    };
    let short = |n: &str| n.len() == 1 || n.len() == 2;
    if year.len() != 4 || !short(month) || !short(of_month) {
        return Cow::Borrowed(text);
    }
    let rest = match rest.strip_suffix(" UTC").or(rest.strip_suffix(" GMT")) {
        Some(clock) => format!("{clock}Z"),
        None => rest.to_owned(),
    };
    Cow::Owned(format!("{year}-{month:0>2}-{of_month:0>2}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Fault> {
        written_date(text, &Hints::default()).map(|w| w.to_string())
    }

    #[test]
    fn the_spellings_of_the_generators_are_read() {
        for (text, when) in [
            ("2021-06-16", "2021-06-16"),
            ("2021-06", "2021-06"),
            ("2021~", "2021~"),
            ("2021-06-16 15:34:00 +0200", "2021-06-16T15:34+02:00"),
            ("2021-06-16T15:34:05Z", "2021-06-16T15:34Z"),
            ("2021-06-16 15:34:05 UTC", "2021-06-16T15:34Z"),
            ("2021/06/16", "2021-06-16"),
            ("2021/6/1 09:05", "2021-06-01T09:05"),
            ("2021-6-1", "2021-06-01"),
            ("16 June 2021", "2021-06-16"),
            ("June 16, 2021", "2021-06-16"),
            ("16 June 2021, 15:34", "2021-06-16T15:34"),
        ] {
            assert_eq!(read(text), Ok(when.to_owned()), "{text}");
        }
    }

    #[test]
    fn nothing_is_rolled_over_or_guessed() {
        for text in ["2021-02-30", "2021/13/01", "30 February 2021"] {
            assert_eq!(read(text), Err(Fault::Impossible), "{text}");
        }
        assert!(matches!(read("03/04/2021"), Err(Fault::Open(..))));
        let set = Hints {
            date_order: Some(crate::parse::DateOrder::DayFirst),
        };
        let when = written_date("03/04/2021", &set).unwrap();
        assert_eq!(when.to_string(), "2021-04-03");
        for text in [
            "15:34",
            "yesterday",
            "",
            "1/2/3",
            "16 June 2021 or so",
            "on 16 June",
        ] {
            assert_eq!(read(text), Err(Fault::Form), "{text}");
        }
    }
}
