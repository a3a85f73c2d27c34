//! Lines that pages print around an article: share bars, advertisements, newsletter and paywall
//! blocks, counters. Each has a reason; nothing is left out without one.
//!
//! A form is added by one line of `lists`: in [`WHOLE`] (the whole line), [`BEGINS`] (its beginning) or
//! [`HOLDS`] (anywhere in a line of its length).

mod lists;

use super::blanks;
use super::phrases::{Folded, Phrases, Starts};
use lists::*;
use std::sync::LazyLock;

/// Why a line is no part of the article.
pub(in crate::parse) type Reason = &'static str;

/// Longer lines are prose and are not compared.
const LONGEST: usize = 400;

static WHOLES: LazyLock<Phrases<Reason>> = LazyLock::new(|| Phrases::of(WHOLE));
static BEGINNINGS: LazyLock<Phrases<Reason>> = LazyLock::new(|| Phrases::of(BEGINS));
static HELD: LazyLock<Phrases<Reason>> = LazyLock::new(|| Phrases::of(HOLDS));
static COUNT: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of(&[((), COUNT_WORDS)]));
static SHARE: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of(&[((), SHARE_WORDS)]));

/// Why `line` is no part of an article, if it is none.
pub(in crate::parse) fn reason(line: &str) -> Option<Reason> {
    reason_of(line, &Folded::of(line))
}

/// Emoji and letters of no alphabet say something; dashes and commas alone do not.
fn is_symbol(c: char) -> bool {
    c > '\u{2fff}'
}

/// The same for a line whose beginning is folded already.
pub(in crate::parse) fn reason_of(line: &str, folded: &Folded<'_>) -> Option<Reason> {
    if line.len() > LONGEST {
        return None;
    }
    if !line.contains(char::is_alphanumeric) && !line.contains(is_symbol) {
        return Some("separator");
    }
    if let Some(reason) = WHOLES.whole_line(folded) {
        return Some(reason);
    }
    if may_count(line) && folded.is_whole() && is_counter(folded.as_str()) {
        return Some(COUNTER);
    }
    if line.len() <= 120 && is_address(line) {
        return Some(ADDRESS);
    }
    if line.len() <= 200 && is_share_bar(line) {
        return Some(SHARE_BAR);
    }
    if let Some((_, reason)) = BEGINNINGS.begins_line(folded) {
        return Some(reason);
    }
    if is_invitation(line, folded) {
        return Some(FOLLOW);
    }
    (line.len() <= 260).then(|| held(line)).flatten()
}

/// A phrase of [`HOLDS`] at the start of any word.
fn held(line: &str) -> Option<Reason> {
    let bytes = line.as_bytes();
    let starts = &*HELD_STARTS;
    let held_here = |at: usize| {
        let start = bytes.get(at..)?.first_chunk::<4>()?;
        // This bit makes letters small; the few marks that it changes as well tell nothing.
        let may = starts.may_hold(start.map(|b| b | 0x20));
        may.then(|| held_at(bytes, at)).flatten()
    };
    held_here(0).or_else(|| blanks::find(bytes, |blank| held_here(blank + 1)))
}

fn held_at(bytes: &[u8], at: usize) -> Option<Reason> {
    let first = bytes.get(at)?.to_ascii_lowercase();
    HELD.near_byte(first)
        .iter()
        .find(|(phrase, _)| {
            bytes
                .get(at..at + phrase.len())
                .is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
        })
        .map(|&(_, reason)| reason)
}

/// What the phrases of [`HOLDS`] begin with, none of which is shorter than four bytes.
static HELD_STARTS: LazyLock<Starts> =
    LazyLock::new(|| Starts::of(HOLDS.iter().flat_map(|(_, list)| list.split('|'))));

/// Whether a line has a digit, without which nothing is counted.
fn may_count(line: &str) -> bool {
    line.bytes().fold(false, |any, b| any | b.is_ascii_digit())
}

/// "84.1K", "1 / 23", "195Shares", "0 Comments", "4 min read", "New, 15 comments", "00:00".
fn is_counter(lower: &str) -> bool {
    let mut digits = false;
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        digits |= unit.len() < word.len();
        let known = unit.is_empty() || COUNT.whole(unit).is_some();
        if !known {
            return false;
        }
    }
    // A year alone may be a crosshead or a headline.
    digits && !(lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit()))
}

/// "Follow Jane Roe on Twitter", "Follow Jane Roe: @janeroe".
fn is_invitation(line: &str, folded: &Folded<'_>) -> bool {
    let follow = line.as_bytes().get(..7);
    if line.len() > 90 || !follow.is_some_and(|f| f.eq_ignore_ascii_case(b"follow ")) {
        return false;
    }
    let lower = folded.as_str();
    let networks = [
        "twitter",
        "x",
        "facebook",
        "instagram",
        "threads",
        "bluesky",
        "linkedin",
        "youtube",
        "tiktok",
    ];
    let last = lower.trim_end_matches(['.', '!']).rsplit(' ').next();
    line.contains('@') || last.is_some_and(|word| networks.contains(&word))
}

/// "@janeroe jane.roe@lorn.example", "lorn.com.au": handles, mails and names of hosts alone.
fn is_address(line: &str) -> bool {
    line.bytes().any(|b| matches!(b, b'@' | b'.'))
        && line.split_whitespace().all(|word| {
            let handle = word.len() > 1 && word.starts_with('@');
            let mail = word.contains('@') && word.contains('.');
            handle || mail || is_host(word)
        })
}

/// "lorn.com.au", "www.lorn.example": letters, digits and hyphens with stops between, all small.
fn is_host(word: &str) -> bool {
    let mut labels = word.split('.');
    let part = |label: &str| {
        label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let long = labels
        .next()
        .is_some_and(|first| first.len() >= 3 && part(first));
    let last = word.rsplit('.').next().unwrap_or_default();
    let tld = (2..=7).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_lowercase());
    long && tld && word.contains('.') && labels.all(|label| !label.is_empty() && part(label))
}

/// Whether all words are of share bars, and one of them of nothing else.
fn is_share_bar(line: &str) -> bool {
    let mut strong = false;
    for word in line.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let folded = Folded::of(word);
        if SHARE.whole_line(&folded).is_none() {
            return false;
        }
        strong |= !WEAK_SHARE_WORDS.contains(&folded.as_str());
    }
    strong
}

/// "4 minute read", "Lesezeit: 5 Minuten", "0 Comments" as a part of a date line.
pub(in crate::parse) fn is_count(part: &str) -> bool {
    part.len() <= 60 && is_counter(Folded::of(part).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_a_reason() {
        for (line, want) in [
            ("ADVERTISEMENT", AD),
            ("Story continues below advertisement", AD),
            ("Facebook Twitter Flipboard Send Reddit", SHARE_BAR),
            ("Share this article", SHARE_BAR),
            ("84.1K", COUNTER),
            ("1 / 23", COUNTER),
            ("0 Comments", COUNTER),
            ("4 minute read", COUNTER),
            ("Lesezeit: 5 Minuten", COUNTER),
            ("Sign up to our free morning email", LETTER),
            ("Already have an account? Sign in", WALL),
            ("We use cookies to improve your stay.", COOKIE),
            ("Follow us on every network", FOLLOW),
            ("Follow Jane Roe on X.", FOLLOW),
            ("lorn.com.au", ADDRESS),
            ("jane@lorn.example @janeroe", ADDRESS),
            ("Leave a comment", COMMENTS),
            ("Play video", PLAYER),
            (
                "Our shop may earn a commission on things you buy.",
                AFFILIATE,
            ),
            ("Copyright © 2021 The Bugle", RIGHTS),
        ] {
            assert_eq!(reason(line), Some(want), "{line}");
        }
    }

    #[test]
    fn stories_are_no_noise() {
        for line in [
            "The mayor said the bridge would stay shut until June.",
            "2021",
            "Share prices fell",
            "Jane Roe",
            "“Save the bridge”",
            "Facebook to close office",
            "Follow the money",
            "Key points",
        ] {
            assert_eq!(reason(line), None, "{line}");
        }
    }
}
