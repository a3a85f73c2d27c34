//! How dates are written for readers: in the archive's language, exactly as far as they are known.

use crate::date::{Span, When, clock_into, day_into, digits};
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};
use pure_rust_locales::{Locale, locale_match};
use serde::Serialize;

/// Names of months and weekdays, their order, and the zone that local times are labelled with.
#[derive(Debug, Clone)]
pub struct DateStyle {
    months: &'static [&'static str],
    short_months: &'static [&'static str],
    weekdays: &'static [&'static str],
    order: Order,
    zone: Option<Tz>,
}

/// How day, month and year follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// 16 June 2021
    DayMonthYear,
    /// June 16, 2021
    MonthDayYear,
    /// 16. Juni 2021
    Ordinal,
    /// 16 de junio de 2021
    De,
}

/// A date as templates see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// ISO 8601, as exact as is known, with an offset only where one is known.
    pub iso: String,
    /// `16 June 2021, 15:34`
    pub text: String,
    /// `16 June 2021`
    pub day: String,
    /// `15:34`
    pub time: Option<String>,
    /// `2021`
    pub year: i32,
}

impl DateStyle {
    /// The style of a language. A language that the locale data does not know reads as English.
    pub fn new(lang: &str, zone: Option<Tz>) -> Self {
        let base = lang
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let locale = locale_of(lang);
        let order = match (base.as_str(), lang.to_ascii_lowercase().as_str()) {
            (_, "en-us") => Order::MonthDayYear,
            ("de" | "da" | "nb" | "nn" | "no" | "fi" | "cs" | "is", _) => Order::Ordinal,
            ("es" | "pt" | "gl" | "ca", _) => Order::De,
            _ => Order::DayMonthYear,
        };
        DateStyle {
            months: locale_match!(locale => LC_TIME::MON),
            short_months: locale_match!(locale => LC_TIME::ABMON),
            weekdays: locale_match!(locale => LC_TIME::DAY),
            order,
            zone,
        }
    }

    /// The name of a month, 1 to 12.
    pub fn month(&self, month: u8) -> &'static str {
        name(self.months, month)
    }

    /// The short name of a month, 1 to 12.
    pub fn short_month(&self, month: u8) -> &'static str {
        name(self.short_months, month)
    }

    /// The name of a day's weekday.
    pub fn weekday(&self, date: NaiveDate) -> &'static str {
        // The locale data begins the week on Sunday.
        self.weekdays
            .get(date.weekday().num_days_from_sunday() as usize)
            .copied()
            .unwrap_or_default()
    }

    /// `16 June 2021`
    pub fn day(&self, date: NaiveDate) -> String {
        let mut out = String::with_capacity(32);
        self.day_into(&mut out, date);
        out
    }

    fn day_into(&self, out: &mut String, date: NaiveDate) {
        let (month, day) = (self.month(date.month() as u8), date.day() as i32);
        let (behind_first, behind_second) = match self.order {
            Order::DayMonthYear => (" ", " "),
            Order::MonthDayYear => (" ", ", "),
            Order::Ordinal => (". ", " "),
            Order::De => (" de ", " de "),
        };
        if self.order == Order::MonthDayYear {
            out.push_str(month);
            out.push_str(behind_first);
            digits(out, day, 1);
        } else {
            digits(out, day, 1);
            out.push_str(behind_first);
            out.push_str(month);
        }
        out.push_str(behind_second);
        digits(out, date.year(), 1);
    }

    /// `16 June`, of any year.
    pub fn day_of_year(&self, month: u8, day: u8) -> String {
        let m = self.month(month);
        match self.order {
            Order::DayMonthYear => format!("{day} {m}"),
            Order::MonthDayYear => format!("{m} {day}"),
            Order::Ordinal => format!("{day}. {m}"),
            Order::De => format!("{day} de {m}"),
        }
    }

    /// `June 2021`
    pub fn month_of_year(&self, year: i32, month: u8) -> String {
        let m = self.month(month);
        let mut out = String::with_capacity(24);
        out.push_str(m);
        out.push_str(match self.order {
            Order::De => " de ",
            _ => " ",
        });
        digits(&mut out, year, 1);
        out
    }

    /// A date as templates see it.
    pub fn view(&self, when: &When) -> DateView {
        let mut text = self.plain_day(when);
        let time = self.clock(when);
        if let Some(time) = &time {
            text.push_str(", ");
            text.push_str(time);
        }
        DateView {
            iso: self.zoned(when).iso(),
            text: doubted(when, text),
            day: self.shown_day(when),
            time,
            year: when.year_number(),
        }
    }

    /// The day as far as it is known, with what is doubtful about it: `about 1990`.
    pub(super) fn shown_day(&self, when: &When) -> String {
        doubted(when, self.plain_day(when))
    }

    /// `15:34`, where it is known.
    pub(super) fn clock(&self, when: &When) -> Option<String> {
        when.time().map(hm)
    }

    fn plain_day(&self, when: &When) -> String {
        match when.span {
            Span::Year(y) => y.to_string(),
            Span::Month(y, m) => self.month_of_year(y, m),
            Span::Day(d) | Span::Minute(d, ..) => self.day(d),
        }
    }

    /// The date with the offset of the archive's zone, where it has a clock and no offset of its own.
    pub fn zoned(&self, when: &When) -> When {
        match (when.span, self.zone) {
            (Span::Minute(d, t, None), Some(zone)) => {
                let offset = offset_in(zone, d, t).map(|(offset, _)| offset);
                When {
                    span: Span::Minute(d, t, offset),
                    ..*when
                }
            }
            _ => *when,
        }
    }

    /// How a clock time is labelled: the zone's abbreviation, or the offset that the source gave.
    pub fn zone_label(&self, when: &When) -> Option<String> {
        match (when.span, self.zone) {
            (Span::Minute(_, _, Some(offset)), _) => Some(match offset.local_minus_utc() {
                0 => "UTC".to_owned(),
                _ => format!("UTC{offset}"),
            }),
            (Span::Minute(d, t, None), Some(zone)) => offset_in(zone, d, t)?.1,
            _ => None,
        }
    }

    /// RFC 3339, which feeds demand: where no offset is known, `-00:00` says just that (§4.3); where
    /// no clock or day is known, the first instant of the span stands for it.
    pub fn rfc3339(&self, when: &When) -> String {
        let mut out = String::with_capacity(25);
        match self.zoned(when).span {
            Span::Minute(d, t, offset) => {
                day_into(&mut out, d);
                out.push('T');
                clock_into(&mut out, t);
                out.push_str(":00");
                match offset {
                    Some(offset) => out.push_str(&offset.to_string()),
                    None => out.push_str("-00:00"),
                }
            }
            Span::Day(d) => {
                day_into(&mut out, d);
                out.push_str("T00:00:00-00:00");
            }
            Span::Month(y, m) => return format!("{y:04}-{m:02}-01T00:00:00-00:00"),
            Span::Year(y) => return format!("{y:04}-01-01T00:00:00-00:00"),
        }
        out
    }
}

fn doubted(when: &When, mut shown: String) -> String {
    if when.circa {
        shown.insert_str(0, "about ");
    }
    if when.uncertain {
        shown.push_str(" (uncertain)");
    }
    shown
}

fn hm(time: NaiveTime) -> String {
    let mut out = String::with_capacity(5);
    clock_into(&mut out, time);
    out
}

/// Offset and abbreviation of a zone at a printed clock time. A time that the zone skips or has twice
/// gets none: which of the two it was is not known.
fn offset_in(zone: Tz, date: NaiveDate, time: NaiveTime) -> Option<(FixedOffset, Option<String>)> {
    let local = zone.from_local_datetime(&date.and_time(time)).single()?;
    Some((
        local.offset().fix(),
        local.offset().abbreviation().map(str::to_owned),
    ))
}

fn name(list: &'static [&'static str], month: u8) -> &'static str {
    list.get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

/// The locale of a BCP 47 tag: the tag itself where it names one, else the language's home.
fn locale_of(lang: &str) -> Locale {
    let mut parts = lang.split('-');
    let base = parts.next().unwrap_or_default().to_ascii_lowercase();
    let region = parts.find(|p| p.len() == 2).map(str::to_ascii_uppercase);
    let named = region.and_then(|r| Locale::try_from(format!("{base}_{r}").as_str()).ok());
    let home = match base.as_str() {
        "en" => "en_GB",
        "cy" | "gd" => {
            return named
                .or_else(|| Locale::try_from(format!("{base}_GB").as_str()).ok())
                .unwrap_or(Locale::en_GB);
        }
        "da" => "da_DK",
        "sv" => "sv_SE",
        "nb" | "no" => "nb_NO",
        "nn" => "nn_NO",
        "cs" => "cs_CZ",
        "el" => "el_GR",
        "ja" => "ja_JP",
        "ko" => "ko_KR",
        "zh" => "zh_CN",
        "uk" => "uk_UA",
        "ar" => "ar_EG",
        "fa" => "fa_IR",
        "hi" => "hi_IN",
        "he" => "he_IL",
        "sl" => "sl_SI",
        "et" => "et_EE",
        "ga" => "ga_IE",
        _ => "",
    };
    named
        .or_else(|| Locale::try_from(home).ok())
        .or_else(|| Locale::try_from(format!("{base}_{}", base.to_ascii_uppercase()).as_str()).ok())
        .unwrap_or(Locale::en_GB)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse;

    fn shown(lang: &str, zone: Option<Tz>, date: &str) -> (String, String) {
        let view = DateStyle::new(lang, zone).view(&parse(date).unwrap());
        (view.text, view.iso)
    }

    #[test]
    fn dates_read_as_their_language_writes_them() {
        for (lang, date, want) in [
            ("en", "2021-06-16T15:34", "16 June 2021, 15:34"),
            ("en-US", "2021-06-16", "June 16, 2021"),
            ("de", "2021-06-16", "16. Juni 2021"),
            ("fr", "2021-06-16", "16 juin 2021"),
            ("es", "2021-06", "junio de 2021"),
            ("en", "2021-06~", "about June 2021"),
            ("en", "1990?", "1990 (uncertain)"),
            ("tlh", "2021-06-16", "16 June 2021"),
        ] {
            assert_eq!(shown(lang, None, date).0, want, "{lang}");
        }
    }

    #[test]
    fn a_zone_labels_but_never_moves() {
        let london = Some(Tz::Europe__London);
        assert_eq!(
            shown("en", london, "2021-06-16T15:34"),
            (
                "16 June 2021, 15:34".into(),
                "2021-06-16T15:34+01:00".into()
            )
        );
        assert_eq!(
            shown("en", london, "2021-06-16T15:34-04:00").1,
            "2021-06-16T15:34-04:00"
        );
        // The hour that the clocks repeat in October: no offset is claimed.
        assert_eq!(
            shown("en", london, "2021-10-31T01:30").1,
            "2021-10-31T01:30"
        );
        let style = DateStyle::new("en", london);
        assert_eq!(
            style
                .zone_label(&parse("2021-06-16T15:34").unwrap())
                .as_deref(),
            Some("BST")
        );
        assert_eq!(
            DateStyle::new("en", None).zone_label(&parse("2021-06-16T15:34").unwrap()),
            None
        );
    }

    #[test]
    fn feeds_claim_no_offset_that_is_not_known() {
        let style = DateStyle::new("en", None);
        for (date, want) in [
            ("2021-06-16T15:34", "2021-06-16T15:34:00-00:00"),
            ("2021-06-16T15:34Z", "2021-06-16T15:34:00+00:00"),
            ("2021-06", "2021-06-01T00:00:00-00:00"),
        ] {
            assert_eq!(style.rfc3339(&parse(date).unwrap()), want);
        }
    }
}
