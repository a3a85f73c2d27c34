//! Dates as metadata writes them: ISO 8601 in all its near misses, the form of mails and feeds, and
//! seconds since 1970.

use crate::date::{self, When};
use crate::parse::dates::{Order, date_line};

/// Reads a date of metadata. What it says is kept as it says it: an offset stays, and none is added.
pub(super) fn stated(value: &str) -> Option<When> {
    let value = value.trim();
    if value.is_empty() || value.len() > 80 {
        return None;
    }
    // Java writes the name of the zone behind the offset: `2021-06-16T15:34+02:00[Europe/Berlin]`.
    let value = value.split('[').next().unwrap_or(value).trim();
    date::parse(value)
        .ok()
        .or_else(|| mended(value))
        .or_else(|| compact(value))
        .or_else(|| epoch(value))
        .or_else(|| date_line(value, Order::default()).published)
        .filter(is_plausible)
}

/// No date before the first newspapers, and not the zeroes of an empty database field.
fn is_plausible(when: &When) -> bool {
    when.date().is_some() && (1600..=2200).contains(&when.year_number())
}

/// `2021/06/16 15:34`, `2021-6-16T9:05`, `2021-06-16T15:34:00 UTC`, `2021-06-16T15:34:00.000GMT`.
fn mended(value: &str) -> Option<When> {
    let (day, clock) = value
        .split_once(['T', ' '])
        .map_or((value, ""), |(d, c)| (d, c.trim()));
    let separator = if day.contains('/') { '/' } else { '-' };
    let mut parts = day.splitn(3, separator);
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() > 2 || date.len() > 2 {
        return None;
    }
    let mut iso = format!("{year}-{month:0>2}-{date:0>2}");
    let clock = clock
        .trim_end_matches(|c: char| c.is_ascii_alphabetic() && c != 'Z')
        .trim();
    let utc = value.ends_with("UTC") || value.ends_with("GMT");
    if !clock.is_empty() {
        let pad = if clock.find(':') == Some(1) { "0" } else { "" };
        iso.push('T');
        iso.push_str(pad);
        iso.push_str(clock);
        // `15:34:00 +0000 UTC` has said it already.
        if utc && !clock.contains(['+', 'Z']) {
            iso.push('Z');
        }
    }
    date::parse(&iso).ok()
}

/// `20210616`, `20210616T153400Z`, `20210616153400`.
fn compact(value: &str) -> Option<When> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if !value.is_ascii() || (digits != 8 && digits != 14 && digits != 12) {
        return None;
    }
    let (day, rest) = value.split_at(8);
    let rest = rest.strip_prefix('T').unwrap_or(rest);
    let iso = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    if rest.is_empty() {
        return date::parse(&iso).ok();
    }
    let clock = rest.bytes().take_while(u8::is_ascii_digit).count();
    if clock < 4 {
        return None;
    }
    date::parse(&format!(
        "{iso}T{}:{}{}",
        &rest[..2],
        &rest[2..4],
        &rest[clock..]
    ))
    .ok()
}

/// Seconds or milliseconds since 1970, which are in UTC by definition.
fn epoch(value: &str) -> Option<When> {
    let number: i64 = value.parse().ok()?;
    let seconds = match value.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let instant = chrono::DateTime::from_timestamp(seconds, 0)?;
    date::parse(&instant.format("%Y-%m-%dT%H:%MZ").to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn near_misses_of_iso_are_read() {
        for (value, iso) in [
            ("2021-06-16T15:34:59.000+0200", "2021-06-16T15:34+02:00"),
            ("2021-06-16 15:34:00 +02:00", "2021-06-16T15:34+02:00"),
            (
                "2021-06-16T15:34:00+02:00[Europe/Berlin]",
                "2021-06-16T15:34+02:00",
            ),
            ("2021-06-16T15:34:00 UTC", "2021-06-16T15:34Z"),
            ("2021-06-16 15:34:00 +0000 UTC", "2021-06-16T15:34Z"),
            ("2021/06/16 15:34", "2021-06-16T15:34"),
            ("2021-6-16", "2021-06-16"),
            ("2021-6-16T9:05", "2021-06-16T09:05"),
            ("20210616", "2021-06-16"),
            ("20210616T153400Z", "2021-06-16T15:34Z"),
            ("20210616153400", "2021-06-16T15:34"),
            ("1623857640", "2021-06-16T15:34Z"),
            ("1623857640000", "2021-06-16T15:34Z"),
            ("Wed, 16 Jun 2021 15:34:00 GMT", "2021-06-16T15:34Z"),
            ("June 16, 2021", "2021-06-16"),
        ] {
            assert_eq!(
                stated(value).map(|w| w.to_string()).as_deref(),
                Some(iso),
                "{value}"
            );
        }
    }

    #[test]
    fn nothing_is_made_of_what_is_no_date() {
        for value in [
            "",
            "0000-00-00",
            "1970",
            "2021-02-30",
            "yesterday",
            "12",
            "03/04/2021",
            "0",
            "-0001-11-30T00:00:00+00:00",
            "0001-01-01T00:00:00Z",
            "é1234567",
            "20219999",
        ] {
            assert_eq!(stated(value), None, "{value}");
        }
    }
}
