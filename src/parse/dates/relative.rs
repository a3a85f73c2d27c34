//! Stamps whose day cannot be known from the text: "3 hours ago", "vor 2 Std.", "yesterday at 5pm".

use super::super::phrases::Words;
use super::clock::{Place, clock_at};
use super::label::word_at;
use super::names;
use super::token::{Kind, Token};

/// Words for spans of time behind a number.
static UNITS: Words = Words::of(&[
    "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr",
    "hrs", "hour", "hours", "d", "day", "days", "w", "wk", "wks", "week", "weeks", "mo", "mth",
    "mths", "month", "months", "y", "yr", "yrs", "year", "years", "std", "stunde", "stunden",
    "minuten", "tag", "tagen", "tage", "woche", "wochen", "monat", "monaten", "jahren", "heure",
    "heures", "jour", "jours", "semaine", "semaines", "mois", "hora", "horas", "minuto", "minutos",
    "día", "días", "dia", "dias", "ore", "ora", "minuti", "giorni", "giorno", "uur", "dagen",
    "dag", "uren", "timer", "timmar", "minutter", "dage", "dager", "dagar",
]);

/// Words for one of them.
static ONE: Words = Words::of(&["a", "an", "one", "eine", "einer", "une", "un"]);

/// Words behind such a span.
static AGO: Words = Words::of(&["ago", "fa", "geleden", "siden", "sedan", "atrás"]);

/// Words before such a span.
static SINCE: Words = Words::of(&["vor", "hace", "há", "il", "for", "about", "over", "just"]);

/// Days named from today.
static DAYS: Words = Words::of(&[
    "today",
    "yesterday",
    "heute",
    "gestern",
    "aujourd'hui",
    "aujourd’hui",
    "hier",
    "hoy",
    "ayer",
    "oggi",
    "ieri",
    "vandaag",
    "gisteren",
    "hoje",
    "ontem",
    "idag",
    "igår",
    "tonight",
    "now",
]);

/// All words that a vague stamp begins with, but for the names of weekdays.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    [&ONE, &SINCE, &DAYS]
        .into_iter()
        .flat_map(|words| words.all())
}

/// The vague stamp that begins at token `at`: the index behind it.
pub(super) fn relative_at(
    text: &str,
    tokens: &[Token],
    at: usize,
    labelled: bool,
) -> Option<usize> {
    span(text, tokens, at)
        .or_else(|| since(text, tokens, at))
        .or_else(|| named_day(text, tokens, at, labelled))
}

/// "3 hours ago", "2 days" at the end of a line, "an hour ago".
fn span(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let counted = match tokens.get(at)?.kind {
        Kind::Number { len: 1..=3, .. } => true,
        Kind::Word => one_of(text, tokens, at, &ONE),
        _ => return None,
    };
    if !counted || !one_of(text, tokens, at + 1, &UNITS) {
        return None;
    }
    let mut next = at + 2;
    if tokens.get(next).is_some_and(|t| t.kind == Kind::Mark('.')) {
        next += 1;
    }
    // "1 hour 20 minutes ago"
    if matches!(
        tokens.get(next).map(|t| t.kind),
        Some(Kind::Number { len: 1..=2, .. })
    ) && one_of(text, tokens, next + 1, &UNITS)
    {
        next += 2;
    }
    if one_of(text, tokens, next, &AGO) {
        return Some(next + 1);
    }
    // "2 days" closes a line; "2 days of talks" is prose, and "4 min" is how long reading takes.
    let number = matches!(tokens.get(at)?.kind, Kind::Number { .. });
    let long = word_is(
        text,
        tokens,
        at + 1,
        &[
            "hour", "hours", "day", "days", "week", "weeks", "h", "d", "w",
        ],
    );
    (number && long && next == tokens.len()).then_some(next)
}

/// "vor 2 Std.", "il y a 3 heures", "hace 5 horas".
fn since(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    if !one_of(text, tokens, at, &SINCE) {
        return None;
    }
    let mut next = at + 1;
    while word_is(
        text,
        tokens,
        next,
        &["y", "a", "einer", "einem", "una", "un", "une"],
    ) {
        next += 1;
    }
    if matches!(tokens.get(next).map(|t| t.kind), Some(Kind::Number { .. })) {
        next += 1;
    } else if next == at + 1 {
        return None;
    }
    if !one_of(text, tokens, next, &UNITS) {
        return None;
    }
    next += 1;
    let stop = tokens.get(next).is_some_and(|t| t.kind == Kind::Mark('.'));
    Some(next + usize::from(stop))
}

/// "Today 12:01 AM", "Heute, 12:37 Uhr", "Monday 5:30PM", "yesterday".
fn named_day(text: &str, tokens: &[Token], at: usize, labelled: bool) -> Option<usize> {
    let word = word_at(text, tokens.get(at)?)?;
    let day = DAYS.has(word);
    if !day && names::weekday(word).is_none() {
        return None;
    }
    let mut next = at + 1;
    while tokens
        .get(next)
        .is_some_and(|t| matches!(t.kind, Kind::Mark(',' | '.' | '-' | '–' | '|' | '•' | '·')))
        || word_is(
            text,
            tokens,
            next,
            &["at", "um", "à", "a", "alle", "om", "kl"],
        )
    {
        next += 1;
    }
    if let Some((_, behind)) = clock_at(text, tokens, next, Place::BehindDate) {
        return Some(behind);
    }
    // A day's name alone is vague only behind a label or where hardly anything stands behind it: it
    // may end an outlet's name. "Sam" and "Don" are weekdays somewhere and first names elsewhere.
    let short = tokens.len() <= if day { 3 } else { 1 };
    ((labelled && day) || (at == 0 && short)).then_some(at + 1)
}

fn one_of(text: &str, tokens: &[Token], at: usize, words: &Words) -> bool {
    tokens
        .get(at)
        .and_then(|t| word_at(text, t))
        .is_some_and(|w| words.has(w))
}

fn word_is(text: &str, tokens: &[Token], at: usize, words: &[&str]) -> bool {
    tokens
        .get(at)
        .and_then(|t| word_at(text, t))
        .is_some_and(|w| words.contains(&w))
}
