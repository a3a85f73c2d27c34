//! How a date is kept: as EDTF where people read it, as a few numbers where builds remember it.

use super::{Span, When, YEARS, parse};
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// A date in numbers. A cache holds hundreds of thousands of them, which each build reads.
#[derive(Serialize, Deserialize)]
struct Numbers {
    span: SpanNumbers,
    circa: bool,
    uncertain: bool,
}

/// Days are counted from the first of January of the year 1, minutes from midnight, offsets in seconds.
#[derive(Serialize, Deserialize)]
enum SpanNumbers {
    Year(i32),
    Month(i32, u8),
    Day(i32),
    Minute(i32, u32, Option<i32>),
}

impl Numbers {
    fn of(when: &When) -> Self {
        let span = match when.span {
            Span::Year(y) => SpanNumbers::Year(y),
            Span::Month(y, m) => SpanNumbers::Month(y, m),
            Span::Day(d) => SpanNumbers::Day(d.num_days_from_ce()),
            Span::Minute(d, t, offset) => SpanNumbers::Minute(
                d.num_days_from_ce(),
                t.hour() * 60 + t.minute(),
                offset.map(|o| o.local_minus_utc()),
            ),
        };
        Numbers {
            span,
            circa: when.circa,
            uncertain: when.uncertain,
        }
    }

    /// The date, where there is such a one.
    fn when(&self) -> Option<When> {
        let day = |days| {
            let day = NaiveDate::from_num_days_from_ce_opt(days)?;
            YEARS.contains(&day.year()).then_some(day)
        };
        let span = match self.span {
            SpanNumbers::Year(y) => When::year(y)?.span,
            SpanNumbers::Month(y, m) => When::month(y, m)?.span,
            SpanNumbers::Day(days) => Span::Day(day(days)?),
            SpanNumbers::Minute(days, minutes, offset) => {
                let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)?;
                let offset = match offset {
                    Some(seconds) => Some(FixedOffset::east_opt(seconds)?),
                    None => None,
                };
                Span::Minute(day(days)?, time, offset)
            }
        };
        Some(When {
            span,
            circa: self.circa,
            uncertain: self.uncertain,
        })
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match to.is_human_readable() {
            true => to.serialize_str(&self.edtf()),
            false => Numbers::of(self).serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            let text = <Cow<'de, str>>::deserialize(from)?;
            return parse(&text).map_err(D::Error::custom);
        }
        let numbers = Numbers::deserialize(from)?;
        numbers
            .when()
            .ok_or_else(|| D::Error::custom("no such date"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_comes_back() {
        for text in [
            "2021",
            "1987~",
            "0001-01?",
            "2021-06%",
            "2021-06-16",
            "9999-12-31",
            "2021-06-16T15:34",
            "2021-06-16T00:00Z",
            "2021-06-16T23:59-03:30?",
        ] {
            let when = parse(text).unwrap();
            let bytes = postcard::to_stdvec(&when).unwrap();
            assert!(bytes.len() <= 12, "{text}: {bytes:?}");
            assert_eq!(postcard::from_bytes::<When>(&bytes).unwrap(), when);
            let json = serde_json::to_string(&when).unwrap();
            assert_eq!(json, format!("{text:?}"));
            assert_eq!(serde_json::from_str::<When>(&json).unwrap(), when);
        }
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        let refused = |span: SpanNumbers| {
            let numbers = Numbers {
                span,
                circa: false,
                uncertain: false,
            };
            let bytes = postcard::to_stdvec(&numbers).unwrap();
            assert!(postcard::from_bytes::<When>(&bytes).is_err());
        };
        refused(SpanNumbers::Year(0));
        refused(SpanNumbers::Month(2021, 13));
        refused(SpanNumbers::Day(0));
        refused(SpanNumbers::Day(i32::MAX));
        refused(SpanNumbers::Minute(700_000, 1440, None));
        refused(SpanNumbers::Minute(700_000, 0, Some(90_000)));
    }
}
