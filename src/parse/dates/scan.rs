//! Finding every date of a text: labels, days and clocks in any order, from left to right.

use super::beginning::may_begin;
use super::calendar::{Day, behind_weekday, day_at};
use super::clock::{Clock, Place, clock_at, iso_offset};
use super::label::{Labelled, is_link, label_at, word_at};
use super::names::weekday;
use super::relative::relative_at;
use super::token::{Kind, Token, lower, tokens};
use super::zone::zone as zone_of;
use super::{DateOrder, Moment, Order, Stamp};
use crate::date::When;
use chrono::Datelike as _;

/// Texts longer than this are prose, not a date line; they are not read.
const LONGEST: usize = 600;

/// Every date of `text`, in its order. Texts of more than 600 bytes have none.
pub(in crate::parse) fn stamps(text: &str, order: Order) -> Vec<Stamp> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    // Without a digit there is no date, and vague stamps stand on short lines.
    if text.len() > 60 && !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let text = &lower(text);
    let mut out = Vec::new();
    let mut pending: Option<(Labelled, usize)> = None;
    let mut at = 0;
    while at < tokens.len() {
        let start = tokens[at].start;
        if let Some(word) = word_at(text, &tokens[at])
            && !may_begin(word)
        {
            if !is_link(text, &tokens[at]) {
                pending = None;
            }
            at += 1;
            continue;
        }
        if starts_word(&tokens, at)
            && let Some(found) = label_at(text, &tokens, at)
        {
            let from = pending.map_or(start, |(_, s)| s);
            pending = Some((found, from));
            at = found.next;
            continue;
        }
        let label = pending.map(|(l, _)| l);
        if let Some((moment, next)) = moment_at(text, &tokens, at, order, label) {
            out.push(Stamp {
                moment,
                label: label.map(|l| l.label),
                start: pending.map_or(start, |(_, s)| s),
                end: tokens[next - 1].end,
            });
            pending = None;
            at = next;
            continue;
        }
        if !is_link(text, &tokens[at]) {
            pending = None;
        }
        at += 1;
    }
    out
}

/// What a line says that is a label and nothing else ("Updated on"): the date follows on the next.
pub(in crate::parse) fn lone_label(text: &str) -> Option<super::Label> {
    if text.len() > 40 {
        return None;
    }
    let tokens = tokens(text);
    let text = &lower(text);
    let found = label_at(text, &tokens, 0)?;
    tokens[found.next..]
        .iter()
        .all(|t| is_link(text, t))
        .then_some(found.label)
}

/// A label does not begin inside "e-published". Two words without a blank between are ones that a page
/// glued together.
fn starts_word(tokens: &[Token], at: usize) -> bool {
    at == 0 || tokens[at].gap || !matches!(tokens[at - 1].kind, Kind::Mark('-' | '@' | '#' | '/'))
}

type Read = Option<(Moment, usize)>;

fn moment_at(
    text: &str,
    tokens: &[Token],
    at: usize,
    order: Order,
    label: Option<Labelled>,
) -> Read {
    if at > 0
        && !tokens[at].gap
        && matches!(tokens[at - 1].kind, Kind::Mark('@' | '#' | '$' | '€' | '£'))
    {
        return None;
    }
    clock_first(text, tokens, at, order, label)
        .or_else(|| day_first(text, tokens, at, order, label))
        .or_else(|| {
            relative_at(text, tokens, at, label.is_some()).map(|next| (Moment::Vague, next))
        })
}

/// "15:34, 16 June 2021", "1909 GMT (0309 HKT) November 18, 2019", or a clock alone.
fn clock_first(
    text: &str,
    tokens: &[Token],
    at: usize,
    order: Order,
    label: Option<Labelled>,
) -> Read {
    // "16.01, 5 Mar 2024" has a stop in its clock, which counts where the date follows.
    let alone = clock_at(text, tokens, at, Place::Alone);
    let (clock, next) = alone.or_else(|| clock_at(text, tokens, at, Place::BehindDate))?;
    let from = behind_separators(text, tokens, next);
    let dated = day_at(text, tokens, from).or_else(|| weekday_and_day(text, tokens, from));
    if alone.is_none() && (from == next || !matches!(dated, Some((Day::Known(_), _)))) {
        return None;
    }
    if let Some((day, behind)) = dated {
        let another = clock_behind(text, tokens, behind).is_some();
        if !another && day != Day::Partial {
            return Some((moment(day, Some(clock), order, label), behind));
        }
    }
    Some((Moment::Clock(clock.hour, clock.minute, clock.offset), next))
}

/// "Wednesday, 16 June 2021 at 15:34 BST".
fn day_first(
    text: &str,
    tokens: &[Token],
    at: usize,
    order: Order,
    label: Option<Labelled>,
) -> Read {
    // "Mar" is March in English and Tuesday elsewhere: a date that reads without a weekday has none.
    let (day, next) = day_at(text, tokens, at).or_else(|| weekday_and_day(text, tokens, at))?;
    if day == Day::Partial {
        let behind = clock_behind(text, tokens, next).map_or(next, |(_, b)| b);
        return Some((Moment::Vague, behind));
    }
    if is_negative(text, tokens, at) {
        return Some((Moment::Impossible, next));
    }
    if let Some(behind) = impossible_clock(text, tokens, next) {
        return Some((Moment::Impossible, behind));
    }
    let clock = iso_clock(text, tokens, next).or_else(|| clock_behind(text, tokens, next));
    match clock {
        Some((_, behind)) if is_impossible_offset(tokens, behind) => {
            Some((Moment::Impossible, behind_glued(tokens, behind + 1)))
        }
        Some((clock, behind)) => Some((moment(day, Some(clock), order, label), behind)),
        None => Some((
            moment(day, None, order, label),
            behind_lone_zone(text, tokens, next),
        )),
    }
}

/// "5 Mar, 2024 CET": a zone without a clock says nothing, and belongs to the date all the same.
fn behind_lone_zone(text: &str, tokens: &[Token], at: usize) -> usize {
    let zone = tokens.get(at).filter(|t| t.gap && t.end - t.start >= 3);
    let known = zone
        .and_then(|t| word_at(text, t))
        .is_some_and(|word| zone_of(word).is_some());
    at + usize::from(known)
}

/// "Tue, 03/05/2024": a weekday and its day; the weekday settles which number is the month.
fn weekday_and_day(text: &str, tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let from = behind_weekday(text, tokens, at)?;
    let (day, next) = day_at(text, tokens, from)?;
    let Day::Open {
        first,
        second,
        year,
    } = day
    else {
        return Some((day, next));
    };
    let weekday = weekday(word_at(text, tokens.get(at)?)?)?;
    let fits = |when: &When| {
        let date = when.date();
        date.is_some_and(|d| d.weekday().num_days_from_monday() == u32::from(weekday))
    };
    let readings = [(second, first), (first, second)];
    let mut fitting = readings
        .iter()
        .filter_map(|(month, day)| When::day(year, *month, *day))
        .filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(when), None) => Some((Day::Known(when), next)),
        _ => Some((day, next)),
    }
}

/// "-0044-03-15": a year before the first.
fn is_negative(text: &str, tokens: &[Token], at: usize) -> bool {
    let minus = at
        .checked_sub(1)
        .is_some_and(|i| matches!(tokens[i].kind, Kind::Mark('-' | '−')) && !tokens[at].gap);
    minus
        && text
            .get(tokens[at].start..)
            .is_some_and(|t| t.starts_with('0'))
}

/// The index behind "T24:00:00", "T12:60" or " 25:00": the form of a clock, but no time of a day.
/// Left unread, its digits would be taken for something else.
fn impossible_clock(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    let glued = !first.gap && word_at(text, first) == Some("t");
    let from = at + usize::from(glued);
    let hour = number_at(tokens, from, glued)?;
    let colon = tokens.get(from + 1)?.kind == Kind::Mark(':');
    let minute = number_at(tokens, from + 2, true)?;
    (colon && (hour > 23 || minute > 59)).then(|| behind_glued(tokens, from + 3))
}

/// A number of one or two digits.
fn number_at(tokens: &[Token], at: usize, glued: bool) -> Option<u32> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::Number { value, len: 1..=2 } if token.gap != glued => Some(value),
        _ => None,
    }
}

/// "+99:00" or "+9900" behind a clock. A minus may as well lead to the end of a span of time.
fn is_impossible_offset(tokens: &[Token], at: usize) -> bool {
    let (Some(sign), Some(number)) = (tokens.get(at), tokens.get(at + 1)) else {
        return false;
    };
    let most = match sign.kind {
        Kind::Mark('+') => 18,
        Kind::Mark('-' | '−') => 23,
        _ => return false,
    };
    let hours = match number.kind {
        Kind::Number { value, len: 2 } => value,
        Kind::Number { value, len: 4 } => value / 100,
        _ => return false,
    };
    // " +9900" has a blank in front, as mail headers have it.
    let spaced = sign.gap && matches!(sign.kind, Kind::Mark('+')) && number.end - number.start == 4;
    (!sign.gap || spaced) && !number.gap && hours > most
}

/// The index behind all that follows without a blank.
fn behind_glued(tokens: &[Token], at: usize) -> usize {
    let more = tokens.iter().skip(at).take_while(|t| !t.gap).count();
    at + more
}

/// "T16:15:30Z" directly behind a date.
fn iso_clock(text: &str, tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let t = tokens.get(at)?;
    if t.gap || word_at(text, t)? != "t" {
        return None;
    }
    let (mut clock, mut next) = clock_at(text, tokens, at + 1, Place::BehindDate)?;
    if let Some((offset, behind)) = iso_offset(text, tokens, next) {
        clock.offset = offset;
        next = behind;
    }
    Some((clock, next))
}

fn clock_behind(text: &str, tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let from = behind_separators(text, tokens, at);
    let from = behind_weekday(text, tokens, from)
        .map_or(from, |behind| behind_separators(text, tokens, behind));
    let (mut clock, mut next) = clock_at(text, tokens, from, Place::BehindDate)?;
    if let Some((offset, behind)) = numeric_offset(text, tokens, next) {
        clock.offset = offset;
        next = behind;
    }
    // "16 June 2021 15:34, 17 June 2021" would take the clock of the date behind it, but a clock
    // whose own date follows belongs to that one only if the first date has none: it stays here.
    Some((clock, next))
}

/// "+02:00" glued to a clock: "16:51:39+02:00".
fn numeric_offset(
    text: &str,
    tokens: &[Token],
    at: usize,
) -> Option<(Option<chrono::FixedOffset>, usize)> {
    let sign = tokens.get(at)?;
    if sign.gap || !matches!(sign.kind, Kind::Mark('+' | '-' | '−')) || tokens.get(at + 1)?.gap {
        return None;
    }
    iso_offset(text, tokens, at)
}

/// Marks and words that may stand between a day and its clock.
fn behind_separators(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut next = at;
    while next < at + 4 {
        let Some(token) = tokens.get(next) else { break };
        let skip = match token.kind {
            Kind::Mark(c) => matches!(
                c,
                ',' | '-' | '–' | '—' | '|' | '•' | '·' | '.' | '/' | '@' | ':' | ';' | '(' | '~'
            ),
            Kind::Word => is_link(text, token),
            Kind::Number { .. } => false,
        };
        if !skip {
            break;
        }
        next += 1;
    }
    next
}

fn moment(day: Day, clock: Option<Clock>, order: Order, label: Option<Labelled>) -> Moment {
    let at = |when: When| match clock {
        Some(c) => when.with_time(c.hour, c.minute, c.offset).unwrap_or(when),
        None => when,
    };
    match day {
        Day::Known(when) => Moment::Full(at(when)),
        Day::Impossible => Moment::Impossible,
        Day::Partial => Moment::Vague,
        Day::Open {
            first,
            second,
            year,
        } => {
            let (Some(a), Some(b)) = (
                When::day(year, second, first),
                When::day(year, first, second),
            ) else {
                return Moment::Impossible;
            };
            match settle(clock, order, label) {
                Some(DateOrder::DayFirst) => Moment::Full(at(a)),
                Some(DateOrder::MonthFirst) => Moment::Full(at(b)),
                None => Moment::Open(at(a), at(b)),
            }
        }
    }
}

/// What settles 03/04/2021: the setting; the label's or the text's language; a North American zone,
/// where the month comes first; a European zone or a 24-hour clock, which newspapers that put the
/// month first do not print with it.
fn settle(clock: Option<Clock>, order: Order, label: Option<Labelled>) -> Option<DateOrder> {
    if order.known.is_some() {
        return order.known;
    }
    if order.day_first_language || label.is_some_and(|l| l.day_first) {
        return Some(DateOrder::DayFirst);
    }
    match clock {
        Some(c) if c.american => Some(DateOrder::MonthFirst),
        Some(c) if c.continental => Some(DateOrder::DayFirst),
        _ => None,
    }
}
