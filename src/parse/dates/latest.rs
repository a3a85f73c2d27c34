//! The latest day that a text mentions: no article that tells of it can be older.

use super::scan::stamps;
use super::{Moment, Order};
use crate::date::When;

/// The latest full date that `text` mentions, however long it is, and the byte where it stands.
/// Numeric dates count only where their order is plain.
pub(in crate::parse) fn latest_day(text: &str) -> Option<(When, usize)> {
    let bytes = text.as_bytes();
    let mut latest: Option<(When, usize)> = None;
    let mut at = 0;
    while at + 4 <= bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        if run == 4 && matches!(bytes[at], b'1' | b'2') {
            let (from, to) = window(text, at);
            for stamp in stamps(&text[from..to], Order::default()) {
                if let Moment::Full(when) = stamp.moment
                    && when.date().is_some()
                    && latest.is_none_or(|(l, _)| l.date() < when.date())
                {
                    latest = Some((when, from + stamp.start));
                }
            }
        }
        at += run;
    }
    latest
}

/// Enough text around a year for any form of a date, cut at characters.
fn window(text: &str, at: usize) -> (usize, usize) {
    let mut from = at.saturating_sub(28);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (at + 12).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    (from, to)
}
