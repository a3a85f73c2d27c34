//! Lines that pages print around an article: share bars, advertisements, newsletter and paywall
//! blocks, counters. Each has a reason; nothing is left out without one.
//!
//! A form is added by one line of `lists`: in [`WHOLE`] (the whole line), [`BEGINS`] (its beginning) or
//! [`HOLDS`] (anywhere in a line of its length).

mod lists;

use super::phrases::{Folded, Phrases};
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
pub(in crate::parse) fn reason_of(line: &str, folded: &Folded) -> Option<Reason> {
    if line.len() > LONGEST {
        return None;
    }
    let lower = folded.as_str();
    if line.len() < 24 && !line.contains(char::is_alphanumeric) && !line.contains(is_symbol) {
        return Some("separator");
    }
    if folded.is_whole() {
        if let Some(reason) = WHOLES.whole(lower) {
            return Some(reason);
        }
        if is_counter(lower) {
            return Some(COUNTER);
        }
    }
    if line.len() <= 120 && is_address(line) {
        return Some(ADDRESS);
    }
    if line.len() <= 200 && is_share_bar(line) {
        return Some(SHARE_BAR);
    }
    if let Some((_, reason)) = BEGINNINGS.begins(lower) {
        return Some(reason);
    }
    if is_invitation(line, lower) {
        return Some(FOLLOW);
    }
    (line.len() <= 260).then(|| held(line)).flatten()
}

/// A phrase of [`HOLDS`] at the start of any word.
fn held(line: &str) -> Option<Reason> {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        if let [a, b, ..] = bytes[at..]
            && HELD_STARTS.may_begin(a, b)
            && let Some(reason) = held_at(bytes, at)
        {
            return Some(reason);
        }
        at += bytes[at..].iter().position(|b| *b == b' ')? + 1;
    }
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

/// Which pairs of letters the phrases of [`HOLDS`] begin with, by the low five bits of both: one
/// look tells nearly every word of a text from them.
struct Starts([u32; 32]);

static HELD_STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut bits = [0u32; 32];
    for phrase in HOLDS.iter().flat_map(|(_, list)| list.split('|')) {
        if let [a, b, ..] = phrase.as_bytes() {
            bits[usize::from(a & 31)] |= 1 << (b & 31);
        }
    }
    Starts(bits)
});

impl Starts {
    fn may_begin(&self, a: u8, b: u8) -> bool {
        self.0[usize::from(a & 31)] >> (b & 31) & 1 == 1
    }
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
fn is_invitation(line: &str, lower: &str) -> bool {
    if line.len() > 90 || !lower.starts_with("follow ") {
        return false;
    }
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
        if SHARE.whole(folded.as_str()).is_none() {
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
