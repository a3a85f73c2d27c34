//! Days of the calendar as newspapers print them: 16 June 2021, June 16th, 2021, 16.06.2021,
//! 2021-06-16, 11/18/19, 2021年6月16日. One function a form; [`day_at`] lists them.

use super::label::word_at;
use super::names;
use super::token::{Kind, Token};
use crate::date::When;

/// A day as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// A day that the calendar has, or a month of a year.
    Known(When),
    /// Numbers whose order is open: 03/04/2021.
    Open {
        /// The first number.
        first: u8,
        /// The second number.
        second: u8,
        /// The year.
        year: i32,
    },
    /// It has the form of a date, but the calendar has no such day: 31 February 2021.
    Impossible,
    /// A day and month without a year, or a weekday: not knowable.
    Partial,
}

impl Day {
    fn of(year: i32, month: u8, day: u8) -> Self {
        When::day(year, month, day).map_or(Day::Impossible, Day::Known)
    }
}

type Read = Option<(Day, usize)>;

/// The date that begins at token `at`, and the index behind it.
pub(super) fn day_at(text: &str, tokens: &[Token], at: usize) -> Read {
    match tokens.get(at)?.kind {
        Kind::Number { .. } => year_first(tokens, at)
            .or_else(|| han(text, tokens, at))
            .or_else(|| day_month_name(text, tokens, at))
            .or_else(|| numeric(tokens, at)),
        Kind::Word => month_name_first(text, tokens, at),
        Kind::Mark(_) => None,
    }
}

/// Reads over a weekday in front of a date ("Monday,", "Mon.", "Sunday the").
pub(super) fn behind_weekday(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let word = word_at(text, tokens.get(at)?)?;
    names::weekday(word)?;
    let mut next = at + 1;
    // Portuguese: terça-feira.
    if mark_is(tokens, next, '-') && word_is(text, tokens, next + 1, "feira") {
        next += 2;
    }
    while mark_is(tokens, next, '.') || mark_is(tokens, next, ',') {
        next += 1;
    }
    if word_is(text, tokens, next, "the") || word_is(text, tokens, next, "den") {
        next += 1;
    }
    Some(next)
}

/// 2021-06-16, 2021/06/16, 2021.06.16.
fn year_first(tokens: &[Token], at: usize) -> Read {
    let year = number(tokens, at, 4..=4)?;
    let mark = separator(tokens, at + 1)?;
    let month = number(tokens, at + 2, 1..=2)?;
    if separator(tokens, at + 3)? != mark || tokens.get(at + 4)?.gap {
        return None;
    }
    let day = number(tokens, at + 4, 1..=2)?;
    Some((full(year, month, day), at + 5))
}

/// 2021年6月16日.
fn han(text: &str, tokens: &[Token], at: usize) -> Read {
    let year = number(tokens, at, 4..=4)?;
    let month = number(tokens, at + 2, 1..=2)?;
    let day = number(tokens, at + 4, 1..=2)?;
    let signs = [(1, "年"), (3, "月"), (5, "日")];
    signs
        .iter()
        .all(|&(i, sign)| word_is(text, tokens, at + i, sign))
        .then(|| (full(year, month, day), at + 6))
}

/// 16 June 2021, 16th of June, 2021, 16. Juni 2021, 16 de junio de 2021, 16-Jun-2021.
fn day_month_name(text: &str, tokens: &[Token], at: usize) -> Read {
    let day = number(tokens, at, 1..=2)?;
    let mut next = behind_ordinal(text, tokens, at + 1);
    if let Some(Kind::Mark('.' | '-' | '/' | 'º' | '°')) = tokens.get(next).map(|t| t.kind) {
        next += 1;
    }
    next = behind_of(text, tokens, next);
    let month = month_at(text, tokens, next)?;
    next = behind_marks(text, tokens, next + 1);
    match year_at(tokens, next) {
        Some((year, behind)) => Some((full(year, month.into(), day), behind)),
        // "May" and "Mar" are words of their own; "12 May" in a head is still a date without year.
        None if (1..=31).contains(&day) => Some((Day::Partial, behind_month(tokens, at, next))),
        None => None,
    }
}

/// June 16, 2021; June 16th 2021; Jun. 16 2021; June 2021.
fn month_name_first(text: &str, tokens: &[Token], at: usize) -> Read {
    let month = month_at(text, tokens, at)?;
    let mut next = at + 1;
    if mark_is(tokens, next, '.') || mark_is(tokens, next, '-') || mark_is(tokens, next, ',') {
        next += 1;
    }
    next = behind_of(text, tokens, next);
    if word_is(text, tokens, next, "the") {
        next += 1;
    }
    if let Some((year, behind)) = year_at(tokens, next) {
        let when = When::month(i32::try_from(year).ok()?, month);
        return Some((when.map_or(Day::Impossible, Day::Known), behind));
    }
    let day = number(tokens, next, 1..=2)?;
    let behind_day = behind_ordinal(text, tokens, next + 1);
    // "May 10:30" is a clock behind a month's name.
    if mark_is(tokens, behind_day, ':') {
        return None;
    }
    let at_year = behind_marks(text, tokens, behind_day);
    match year_at(tokens, at_year) {
        Some((year, behind)) => Some((full(year, month.into(), day), behind)),
        None if (1..=31).contains(&day) => Some((Day::Partial, behind_day)),
        None => None,
    }
}

/// 16.06.2021, 16/6/21, 06-16-2021.
fn numeric(tokens: &[Token], at: usize) -> Read {
    let first = number(tokens, at, 1..=2)?;
    let mark = separator(tokens, at + 1)?;
    let second = number(tokens, at + 2, 1..=2)?;
    if separator(tokens, at + 3)? != mark {
        // "12.3." is a German day without a year, "11/18" an American one.
        return None;
    }
    let (year, behind) = match tokens.get(at + 4)?.kind {
        Kind::Number { value, len: 4 } => (i32::try_from(value).ok()?, at + 5),
        // Two digits are a year only where nothing of a version or an address number is near.
        Kind::Number { value, len: 2 } if !tokens.get(at + 4)?.gap => (century(value)?, at + 5),
        _ => return None,
    };
    if separator(tokens, behind).is_some_and(|m| m == mark)
        && matches!(
            tokens.get(behind + 1).map(|t| (t.kind, t.gap)),
            Some((Kind::Number { .. }, false))
        )
    {
        return None;
    }
    let (a, b) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
    let day = match (a, b) {
        // No country writes month.day.year.
        _ if mark == '.' => Day::of(year, b, a),
        (13.., 13..) | (0, _) | (_, 0) => Day::Impossible,
        (13.., _) => Day::of(year, b, a),
        (_, 13..) => Day::of(year, a, b),
        _ if a == b => Day::of(year, a, b),
        _ => Day::Open {
            first: a,
            second: b,
            year,
        },
    };
    plausible(year).then_some((day, behind))
}

/// Two-digit years turn at 70, as POSIX has it.
fn century(value: u32) -> Option<i32> {
    let value = i32::try_from(value).ok()?;
    Some(if value < 70 {
        2000 + value
    } else {
        1900 + value
    })
}

fn full(year: u32, month: u32, day: u32) -> Day {
    let read = || {
        Some(Day::of(
            i32::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        ))
    };
    read().unwrap_or(Day::Impossible)
}

/// Newspapers begin in 1605; a four-digit number outside is not a year of one.
fn plausible(year: i32) -> bool {
    (1600..=2199).contains(&year)
}

fn year_at(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let year = number(tokens, at, 4..=4)?;
    // "November 18, 2019" but not "18 November 2019:30" or "May 1909 GMT".
    plausible(i32::try_from(year).ok()?).then_some((year, at + 1))
}

fn month_at(text: &str, tokens: &[Token], at: usize) -> Option<u8> {
    names::month(word_at(text, tokens.get(at)?)?)
}

/// "st", "nd", "rd", "th", "er", "º" directly behind a number.
fn behind_ordinal(text: &str, tokens: &[Token], at: usize) -> usize {
    let ordinal = tokens
        .get(at)
        .filter(|t| !t.gap)
        .and_then(|t| word_at(text, t))
        .is_some_and(|w| matches!(w, "st" | "nd" | "rd" | "th" | "er" | "º" | "ª"));
    at + usize::from(ordinal)
}

fn behind_of(text: &str, tokens: &[Token], at: usize) -> usize {
    let of = ["of", "de", "di", "del"]
        .iter()
        .any(|w| word_is(text, tokens, at, w));
    at + usize::from(of)
}

/// Between a month and its year: a comma, a full stop, "de", "of".
fn behind_marks(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut next = at;
    for _ in 0..2 {
        let mark = matches!(
            tokens.get(next).map(|t| t.kind),
            Some(Kind::Mark(',' | '.' | '-' | '/'))
        );
        next = behind_of(text, tokens, next + usize::from(mark));
    }
    next
}

/// A partial date ends behind its month, not behind marks that follow it.
fn behind_month(tokens: &[Token], at: usize, next: usize) -> usize {
    (at + 1..next)
        .rev()
        .find(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word))
        .map_or(next, |i| i + 1)
}

fn separator(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(c @ ('-' | '/' | '.' | '‑')) => Some(c),
        _ => None,
    }
}

fn number(tokens: &[Token], at: usize, digits: std::ops::RangeInclusive<u8>) -> Option<u32> {
    match tokens.get(at)?.kind {
        Kind::Number { value, len } if digits.contains(&len) => Some(value),
        _ => None,
    }
}

fn mark_is(tokens: &[Token], at: usize, mark: char) -> bool {
    tokens.get(at).is_some_and(|t| t.kind == Kind::Mark(mark))
}

fn word_is(text: &str, tokens: &[Token], at: usize, word: &str) -> bool {
    tokens
        .get(at)
        .and_then(|t| word_at(text, t))
        .is_some_and(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::super::token::{lower, tokens};
    use super::*;

    fn read(text: &str) -> Option<Day> {
        day_at(&lower(text), &tokens(text), 0).map(|(d, _)| d)
    }

    #[test]
    fn forms_of_days() {
        for text in [
            "16 June 2021",
            "16th of June, 2021",
            "16. Juni 2021",
            "16 de junio de 2021",
            "16-Jun-2021",
            "June 16, 2021",
            "June 16th 2021",
            "Jun. 16, 2021",
            "JUNE 16 2021",
            "16 juin 2021",
            "16 giugno 2021",
            "16.06.2021",
            "16. 06. 2021",
            "16.6.21",
            "16/06/2021",
            "06/16/2021",
            "6/16/21",
            "2021-06-16",
            "2021/06/16",
            "2021年6月16日",
        ] {
            assert_eq!(read(text), Some(Day::of(2021, 6, 16)), "{text}");
        }
        assert_eq!(read("1er mai 2021"), When::day(2021, 5, 1).map(Day::Known));
    }

    #[test]
    fn what_is_open_partial_impossible_or_no_date() {
        assert!(matches!(read("03/04/2021"), Some(Day::Open { .. })));
        assert_eq!(read("04/04/2021"), Some(Day::of(2021, 4, 4)));
        assert_eq!(read("31 February 2021"), Some(Day::Impossible));
        assert_eq!(read("31.02.2021"), Some(Day::Impossible));
        assert_eq!(read("Nov 18"), Some(Day::Partial));
        assert_eq!(read("18 Nov"), Some(Day::Partial));
        assert_eq!(read("June 2021"), When::month(2021, 6).map(Day::Known));
        for text in ["1.2.3", "192.168.10.1", "10-20", "May", "2021", "12.3."] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
