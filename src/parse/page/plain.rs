//! Text as a reader sees it, from metadata that may hold markup and references.

use super::build::build;
use super::dom::ROOT;

/// `raw` on one line, without tags, with references decoded (twice where a page encoded twice).
pub(super) fn plain(raw: &str) -> String {
    let mut text = if raw.contains(['<', '&']) {
        build(raw).text(ROOT)
    } else {
        squeeze(raw)
    };
    if text.contains('&') && text.contains(';') {
        text = build(&text).text(ROOT);
    }
    text
}

/// White space collapsed, characters that nobody sees left out.
pub(super) fn squeeze(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    super::dom::collapse(raw, &mut out, &mut false);
    out
}

/// The letters and digits of a text in lower case, one space between words: for comparing what two
/// places say.
pub(super) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{200b}') {
            gap = true;
        }
    }
    out
}

/// How much of the words of the shorter key the other one has, from 0 to 1.
pub(super) fn overlap(a: &str, b: &str) -> f32 {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if short.is_empty() || short[0].is_empty() || long.len() > 120 {
        return 0.0;
    }
    let shared = short.iter().filter(|w| long.contains(w)).count();
    shared as f32 / short.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_references_become_text() {
        for (raw, text) in [
            ("  A\n b ", "A b"),
            ("Tom &amp; Jerry", "Tom & Jerry"),
            ("Tom &amp;amp; Jerry&#039;s", "Tom & Jerry's"),
            ("<b>Bold</b> claim", "Bold claim"),
            ("1 < 2", "1 < 2"),
            ("AT&T", "AT&T"),
        ] {
            assert_eq!(plain(raw), text);
        }
    }

    #[test]
    fn keys_compare_what_is_read() {
        assert_eq!(key("‘It’s’ — A Test!"), "its a test");
        assert!(overlap("a b c", "a b c d") > 0.99);
        assert!(overlap("", "a") < 0.01);
    }
}
