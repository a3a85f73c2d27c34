//! The order of day and month in a story's numeric dates, where the text itself shows it.

use super::super::dates::Order;
use super::super::{DateOrder, Hints};
use super::line::Line;

/// Small words of languages whose countries put the day first.
const DAY_FIRST: &[&str] = &[
    "der", "die", "und", "das", "nicht", "mit", "ist", "von", "le", "les", "des", "est", "dans",
    "une", "pour", "el", "los", "las", "del", "que", "por", "una", "il", "che", "della", "per",
    "sono", "het", "een", "van", "niet", "voor", "não", "uma", "com", "para", "og", "det", "af",
    "av", "som", "på", "och", "är", "att", "ikke",
];

/// Small words of English.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "that", "for", "is", "was", "with", "on", "said", "as",
    "at", "by",
];

/// What is known about numeric dates of this text.
pub(super) fn of(lines: &[Line<'_>], hints: &Hints) -> Order {
    // Only numbers with slashes or hyphens between leave the order open.
    let numeric = lines
        .iter()
        .take(60)
        .any(|l| l.text.len() < 260 && has_numbers_joined(l.text.as_bytes()));
    if !numeric {
        return Order {
            known: hints.date_order,
            day_first_language: false,
        };
    }
    Order {
        known: hints.date_order.or_else(|| shown(lines)),
        day_first_language: is_day_first_language(lines),
    }
}

/// "3/4": a digit, a slash or hyphen, a digit.
fn has_numbers_joined(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(b'/', b'-', bytes).any(|at| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        digit(at + 1) && at.checked_sub(1).is_some_and(digit)
    })
}

/// A numeric date of the head that only one order allows ("16/06/2021") shows the order of the
/// others.
fn shown(lines: &[Line<'_>]) -> Option<DateOrder> {
    lines
        .iter()
        .take(40)
        .filter(|l| l.text.len() < 200 && l.text.contains('/'))
        .find_map(|l| order_in(&l.text))
}

fn order_in(text: &str) -> Option<DateOrder> {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('/') {
        let before: &[u8] = &bytes[at.saturating_sub(2)..at];
        let first = number(before)?;
        let rest = &bytes[at + 1..];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let behind = rest.get(digits..digits + 5);
        let whole = behind.is_some_and(|b| b[0] == b'/' && b[1..].iter().all(u8::is_ascii_digit));
        if !whole || digits == 0 || digits > 2 {
            continue;
        }
        let second = number(&rest[..digits])?;
        match (first, second) {
            (13..=31, 1..=12) => return Some(DateOrder::DayFirst),
            (1..=12, 13..=31) => return Some(DateOrder::MonthFirst),
            _ => {}
        }
    }
    None
}

/// The number that the digits at the end of `bytes` make.
fn number(bytes: &[u8]) -> Option<u32> {
    let from = bytes
        .iter()
        .rposition(|b| !b.is_ascii_digit())
        .map_or(0, |i| i + 1);
    std::str::from_utf8(&bytes[from..]).ok()?.parse().ok()
}

/// Whether the first hundred words or so are of another language than English.
fn is_day_first_language(lines: &[Line<'_>]) -> bool {
    let (mut other, mut english) = (0u32, 0u32);
    let words = lines
        .iter()
        .filter(|l| l.text.len() > 60)
        .flat_map(|l| l.text.split(' '))
        .take(120);
    for word in words {
        if ENGLISH.contains(&word) {
            english += 1;
        }
        if DAY_FIRST.contains(&word) {
            other += 1;
        }
    }
    other > 4 && other > english * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::split;

    #[test]
    fn one_plain_date_shows_the_order() {
        assert_eq!(
            shown(&split("Posted 16/06/2021")),
            Some(DateOrder::DayFirst)
        );
        assert_eq!(
            shown(&split("Posted 6/16/2021")),
            Some(DateOrder::MonthFirst)
        );
        assert_eq!(shown(&split("Posted 6/7/2021 and/or 1/2")), None);
    }

    #[test]
    fn the_language_shows_the_order() {
        let german = "Die Brücke ist nach dem Sturm gesperrt und das Rathaus hat noch nicht gesagt, wer die Kosten trägt.";
        let english = "The bridge is shut after the storm and the town hall has not said who will pay for it in the end.";
        assert!(is_day_first_language(&split(german)));
        assert!(!is_day_first_language(&split(english)));
    }
}
