//! Dates in front matter and sidecars: the one place that decides which spellings are read.

use crate::date::{self, EdtfError, When};
use std::borrow::Cow;

/// Reads a date that somebody wrote as the value of a key.
///
/// # Errors
/// As for [`date::parse`].
pub(super) fn written_date(text: &str) -> Result<When, EdtfError> {
    date::parse(&canonical(text))
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

    #[test]
    fn the_spellings_of_the_generators_are_read() {
        for (text, read) in [
            ("2021-06-16", "2021-06-16"),
            ("2021-06", "2021-06"),
            ("2021~", "2021~"),
            ("2021-06-16 15:34:00 +0200", "2021-06-16T15:34+02:00"),
            ("2021-06-16T15:34:05Z", "2021-06-16T15:34Z"),
            ("2021-06-16 15:34:05 UTC", "2021-06-16T15:34Z"),
            ("2021/06/16", "2021-06-16"),
            ("2021/6/1 09:05", "2021-06-01T09:05"),
            ("2021-6-1", "2021-06-01"),
        ] {
            let when = written_date(text).map(|w| w.to_string());
            assert_eq!(when, Ok(read.to_owned()), "{text}");
        }
    }

    #[test]
    fn nothing_is_rolled_over_or_guessed() {
        assert_eq!(written_date("2021-02-30"), Err(EdtfError::Impossible));
        assert_eq!(written_date("2021/13/01"), Err(EdtfError::Impossible));
        for text in [
            "03/04/2021",
            "15:34",
            "yesterday",
            "",
            "1/2/3",
            "2021-06-16 25",
        ] {
            assert!(written_date(text).is_err(), "{text}");
        }
    }
}
