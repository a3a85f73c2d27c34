//! Clocks: 15:34, 3.34 pm, 7pm, 1909 GMT, 16h51, kl. 12.30, 11:26 Uhr, with their zones.

use super::label::word_at;
use super::token::{Kind, Token};
use super::zone::{Zone, zone};
use chrono::FixedOffset;

/// A clock time as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 23.
    pub(super) hour: u8,
    /// 0 to 59.
    pub(super) minute: u8,
    /// The offset, where its zone letters have one meaning.
    pub(super) offset: Option<FixedOffset>,
    /// Whether the zone is one of North America.
    pub(super) american: bool,
    /// Whether it has the 24-hour form with a unit ("Uhr") or a zone outside North America.
    pub(super) continental: bool,
}

/// Where a clock may use a full stop or no mark at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Right behind a date: "22.11.2024 07.57" is a clock.
    BehindDate,
    /// Anywhere: "07.57" needs "Uhr", "am" or a zone.
    Alone,
}

/// The clock that begins at token `at`, and the index behind it.
pub(super) fn clock_at(
    text: &str,
    tokens: &[Token],
    at: usize,
    place: Place,
) -> Option<(Clock, usize)> {
    let Kind::Number { value, len } = tokens.get(at)?.kind else {
        return None;
    };
    let (hour, minute, mut next, sure) = digits(text, tokens, at, value, len)?;
    let half = half_of_day(text, tokens, next);
    if let Some((_, behind)) = half {
        next = behind;
    }
    let unit = unit(text, tokens, next);
    next = unit.unwrap_or(next);
    let zone = zone_at(text, tokens, next);
    if let Some((_, behind)) = zone {
        next = behind;
    }
    let named = half.is_some() || unit.is_some() || zone.is_some();
    let enough = match sure {
        Sure::Colon => true,
        Sure::Dot => named || place == Place::BehindDate,
        Sure::HourOnly => half.is_some() || (unit.is_some() && place == Place::BehindDate),
        Sure::FourDigits => zone.is_some() || (unit.is_some() && len == 4),
    };
    if !enough {
        return None;
    }
    let zone_read = zone.map(|(z, _)| z);
    let hour = full_hour(hour, half.map(|(pm, _)| pm))?;
    let american = zone_read.is_some_and(|z| z.american);
    let clock = Clock {
        hour,
        minute,
        offset: zone_read.and_then(|z| z.offset),
        american,
        continental: !american && (unit.is_some() || half.is_none() && zone_read.is_some()),
    };
    Some((clock, behind_other_zone(text, tokens, next)))
}

/// How much the digits alone look like a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sure {
    Colon,
    Dot,
    HourOnly,
    FourDigits,
}

fn digits(
    text: &str,
    tokens: &[Token],
    at: usize,
    value: u32,
    len: u8,
) -> Option<(u8, u8, usize, Sure)> {
    if len == 4 || (len == 3 && value >= 100) {
        let (hour, minute) = in_range(value / 100, value % 100)?;
        return Some((hour, minute, at + 1, Sure::FourDigits));
    }
    if len > 2 {
        return None;
    }
    let mark = tokens.get(at + 1);
    let minutes = match tokens.get(at + 2).map(|t| (t.kind, t.gap)) {
        Some((Kind::Number { value, len: 2 }, false)) => Some(value),
        _ => None,
    };
    match (mark.map(|m| m.kind), minutes) {
        (Some(Kind::Mark(c @ (':' | '.' | '：'))), Some(minutes)) => {
            let (hour, minute) = in_range(value, minutes)?;
            let sure = if c == '.' { Sure::Dot } else { Sure::Colon };
            Some((hour, minute, behind_seconds(tokens, at + 3), sure))
        }
        (Some(Kind::Word), _) if is_hour_letter(text, mark) => {
            let (minutes, next) = match tokens.get(at + 2).map(|t| t.kind) {
                Some(Kind::Number { value, len: 2 }) => (value, at + 3),
                _ => return hour_only(value, at),
            };
            let (hour, minute) = in_range(value, minutes)?;
            Some((hour, minute, next, Sure::Colon))
        }
        _ => hour_only(value, at),
    }
}

fn hour_only(value: u32, at: usize) -> Option<(u8, u8, usize, Sure)> {
    let (hour, minute) = in_range(value, 0)?;
    Some((hour, minute, at + 1, Sure::HourOnly))
}

fn in_range(hour: u32, minute: u32) -> Option<(u8, u8)> {
    if hour > 23 || minute > 59 {
        return None;
    }
    Some((u8::try_from(hour).ok()?, u8::try_from(minute).ok()?))
}

/// Seconds and their fraction are read over: the archive keeps minutes.
fn behind_seconds(tokens: &[Token], at: usize) -> usize {
    let mut next = at;
    for (mark, digits) in [(':', Some(2)), ('.', None)] {
        let (Some(m), Some(n)) = (tokens.get(next), tokens.get(next + 1)) else {
            break;
        };
        let Kind::Number { len, .. } = n.kind else {
            break;
        };
        if m.kind != Kind::Mark(mark) || n.gap || digits.is_some_and(|d| d != len) {
            break;
        }
        next += 2;
    }
    next
}

fn is_hour_letter(text: &str, token: Option<&Token>) -> bool {
    token
        .and_then(|t| word_at(text, t))
        .is_some_and(|w| matches!(w, "h" | "時" | "u"))
}

/// "am", "p.m.", "AM": whether it is the afternoon, and the index behind.
fn half_of_day(text: &str, tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    let word = word_at(text, tokens.get(at)?)?;
    let pm = match word {
        "am" => return Some((false, behind_stop(tokens, at + 1))),
        "pm" => return Some((true, behind_stop(tokens, at + 1))),
        "a" => false,
        "p" => true,
        _ => return None,
    };
    let mut next = behind_stop(tokens, at + 1);
    let m = word_at(text, tokens.get(next)?)?;
    if m != "m" {
        return None;
    }
    next = behind_stop(tokens, next + 1);
    Some((pm, next))
}

fn behind_stop(tokens: &[Token], at: usize) -> usize {
    let stop = tokens
        .get(at)
        .is_some_and(|t| t.kind == Kind::Mark('.') && !t.gap);
    at + usize::from(stop)
}

/// "Uhr", "h", "hrs", "uur": the index behind.
fn unit(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let word = word_at(text, tokens.get(at)?)?;
    matches!(
        word,
        "uhr" | "h" | "hs" | "hrs" | "hours" | "uur" | "heures" | "horas" | "u" | "分"
    )
    .then_some(at + 1)
}

/// Zone letters, with a distance ("GMT+1"), in brackets or not, or a bare offset ("+0200").
fn zone_at(text: &str, tokens: &[Token], at: usize) -> Option<(Zone, usize)> {
    let first = tokens.get(at)?;
    if let Kind::Mark('(') = first.kind {
        let (zone, next) = zone_at(text, tokens.get(..at + 4).unwrap_or(tokens), at + 1)?;
        let closed = tokens.get(next)?.kind == Kind::Mark(')');
        return closed.then_some((zone, next + 1));
    }
    if let Some(found) = signed(tokens, at) {
        let four = matches!(tokens.get(at + 1)?.kind, Kind::Number { len: 4, .. });
        return (four && !tokens.get(at + 1)?.gap).then_some(found);
    }
    let lower = word_at(text, first)?;
    if let "eastern" | "pacific" | "central" | "mountain" = lower {
        let zone = Zone {
            offset: None,
            american: true,
        };
        return Some((zone, behind_time(text, tokens, at + 1)));
    }
    if let "local" = lower {
        let zone = Zone {
            offset: None,
            american: false,
        };
        return Some((zone, behind_time(text, tokens, at + 1)));
    }
    let named = zone(lower)?;
    if named.offset.is_some_and(|o| o.local_minus_utc() == 0)
        && let Some((distance, next)) = signed(tokens, at + 1)
        && !tokens.get(at + 1)?.gap
    {
        return Some((distance, next));
    }
    Some((named, at + 1))
}

fn behind_time(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut next = at;
    while let Some(word) = tokens.get(next).and_then(|t| word_at(text, t)) {
        if !matches!(word, "time" | "standard" | "daylight") || next > at + 2 {
            break;
        }
        next += 1;
    }
    next
}

/// "+1", "+0530", "-05:00".
fn signed(tokens: &[Token], at: usize) -> Option<(Zone, usize)> {
    let sign = match tokens.get(at)?.kind {
        Kind::Mark('+') => 1,
        Kind::Mark('-' | '−') => -1,
        _ => return None,
    };
    let Kind::Number { value, len } = tokens.get(at + 1)?.kind else {
        return None;
    };
    let (hours, minutes, next) = if len == 4 {
        (value / 100, value % 100, at + 2)
    } else if len > 2 {
        return None;
    } else {
        match (tokens.get(at + 2).map(|t| t.kind), tokens.get(at + 3)) {
            (Some(Kind::Mark(':')), Some(t)) if !t.gap => match t.kind {
                Kind::Number { value: m, len: 2 } => (value, m, at + 4),
                _ => (value, 0, at + 2),
            },
            _ => (value, 0, at + 2),
        }
    };
    if hours > 18 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    Some((
        Zone {
            offset: FixedOffset::east_opt(sign * seconds),
            american: sign < 0 && hours >= 3,
        },
        next,
    ))
}

/// The offset behind an ISO clock: "Z", "+02:00".
pub(super) fn iso_offset(
    text: &str,
    tokens: &[Token],
    at: usize,
) -> Option<(Option<FixedOffset>, usize)> {
    if let Some((zone, next)) = signed(tokens, at) {
        return Some((zone.offset, next));
    }
    let word = word_at(text, tokens.get(at)?)?;
    matches!(word, "z").then_some((FixedOffset::east_opt(0), at + 1))
}

fn full_hour(hour: u8, pm: Option<bool>) -> Option<u8> {
    Some(match pm {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        // "15:24 pm" is printed by careless software; the clock is still plain.
        _ => hour,
    })
}

/// "(0309 HKT)" behind a clock is the same moment elsewhere: read over.
fn behind_other_zone(text: &str, tokens: &[Token], at: usize) -> usize {
    let open = tokens.get(at).is_some_and(|t| t.kind == Kind::Mark('('));
    if !open {
        return at;
    }
    let inside = tokens.get(..(at + 12).min(tokens.len())).unwrap_or(tokens);
    let Some(close) = (at + 1..inside.len()).find(|&i| inside[i].kind == Kind::Mark(')')) else {
        return at;
    };
    let has_digit = (at + 1..close).any(|i| matches!(inside[i].kind, Kind::Number { .. }));
    let has_zone =
        (at + 1..close).any(|i| word_at(text, &inside[i]).is_some_and(|w| zone(w).is_some()));
    if has_digit && has_zone { close + 1 } else { at }
}

#[cfg(test)]
mod tests {
    use super::super::token::{lower, tokens};
    use super::*;

    fn read(text: &str, place: Place) -> Option<(u8, u8, Option<i32>)> {
        let text = &lower(text);
        let tokens = tokens(text);
        clock_at(text, &tokens, 0, place)
            .map(|(c, _)| (c.hour, c.minute, c.offset.map(|o| o.local_minus_utc() / 60)))
    }

    #[test]
    fn forms_of_clocks() {
        for (text, hour, minute, offset) in [
            ("15:34", 15, 34, None),
            ("7:45 am PST", 7, 45, Some(-480)),
            ("10:28am EST", 10, 28, Some(-300)),
            ("9.05 a.m.", 9, 5, None),
            ("7pm", 19, 0, None),
            ("12:01 AM", 0, 1, None),
            ("12:01 PM", 12, 1, None),
            ("1909 GMT (0309 HKT)", 19, 9, Some(0)),
            ("13:55 GMT+1", 13, 55, Some(60)),
            ("14:16 UTC+05:30", 14, 16, Some(330)),
            ("18.20 Uhr", 18, 20, None),
            ("16h51", 16, 51, None),
            ("16 h 51", 16, 51, None),
            ("21:57 h", 21, 57, None),
            ("15:24pm ist", 15, 24, None),
            ("15:34:59", 15, 34, None),
            ("11:00 AM Eastern time", 11, 0, None),
            ("14:02 (MEZ)", 14, 2, Some(60)),
        ] {
            assert_eq!(
                read(text, Place::Alone),
                Some((hour, minute, offset)),
                "{text}"
            );
        }
        assert_eq!(read("07.57", Place::BehindDate), Some((7, 57, None)));
    }

    #[test]
    fn what_is_no_clock() {
        for text in ["25:00", "12:60", "7", "07.57", "1909", "3 minutes", "2019"] {
            assert_eq!(read(text, Place::Alone), None, "{text}");
        }
    }
}
