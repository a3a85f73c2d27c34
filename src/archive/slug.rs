//! Words to names of files: what an address ends in.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Longest slug in bytes. The whole name stays below the 255 bytes of every file system, and below
/// what people can read in a status bar.
const LONGEST: usize = 80;

/// Names that Windows reserves for devices, with or without an ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// `text` as a part of an address: lower-case ASCII letters and digits with single hyphens between,
/// other scripts romanised, cut at a word where that is possible. Empty where nothing can be said
/// in these letters.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST + 1));
    let mut gap = false;
    let mut push = |b: u8| {
        if b.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.push(b.to_ascii_lowercase() as char);
        } else {
            gap = true;
        }
        out.len() <= LONGEST
    };
    'text: for c in text.chars() {
        // Apostrophes join: "council's" is one word.
        if matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}') {
            continue;
        }
        if c.is_ascii() {
            if !push(c as u8) {
                break;
            }
        } else {
            let romanised = deunicode::deunicode_char(c).unwrap_or(" ");
            for b in romanised.bytes() {
                if !push(b) {
                    break 'text;
                }
            }
        }
    }
    if out.len() > LONGEST {
        let cut = out[..LONGEST]
            .rfind('-')
            .filter(|at| *at > LONGEST / 2)
            .unwrap_or(LONGEST);
        out.truncate(cut);
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether the site or an operating system needs the name itself: `index`, `404`, numbers (years and
/// days), `page-3` (older pages of a list), `con` and the other devices of Windows.
pub fn is_reserved(slug: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    slug == "index"
        || slug == "feed"
        || digits(slug)
        || slug.strip_prefix("page-").is_some_and(digits)
        || is_device(slug)
}

/// Whether Windows keeps the name for a device, with or without an ending, in whatever case.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let port = |name| {
        stem.strip_prefix(name)
            .is_some_and(|n: &str| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    DEVICES.contains(&stem.as_str()) || port("com") || port("lpt")
}

/// The key under which two names are the same: case, accents, kinds of space and of apostrophe do
/// not count.
pub fn fold(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    folded(text, |b| out.push(b));
    String::from_utf8(out).unwrap_or_default()
}

/// [`fnv`] of the key under which two names are the same.
pub(super) fn fold_fnv(text: &str) -> u64 {
    let mut hash = FNV_BASIS;
    folded(text, |b| hash = fnv_step(hash, b));
    fnv_end(hash)
}

/// Gives the bytes of such a key one by one.
fn folded(text: &str, each: impl FnMut(u8)) {
    let mut folded = Folded {
        each,
        begun: false,
        gap: false,
    };
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(b) if b.is_ascii() => folded.byte(b),
            // Character by character: putting them in order again moves marks only, which go.
            _ => decompose_compatible(c, |c| {
                if !is_combining_mark(c) {
                    folded.char(c);
                }
            }),
        }
    }
}

/// What an ASCII byte is in such a key; 0 for a space, and for the byte 0, which no text has.
const PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut b = 0u8;
    while b < 128 {
        plain[b as usize] = match b {
            b' ' | b'\t'..=b'\r' => 0,
            b'`' => b'\'',
            b => b.to_ascii_lowercase(),
        };
        b += 1;
    }
    plain
};

/// A key in the making. Most of a text is ASCII, and goes by faster in bytes.
struct Folded<F> {
    each: F,
    begun: bool,
    gap: bool,
}

impl<F: FnMut(u8)> Folded<F> {
    #[inline]
    fn byte(&mut self, b: u8) {
        match PLAIN[usize::from(b)] {
            0 => self.gap = true,
            b => {
                self.close_gap();
                (self.each)(b);
            }
        }
    }

    fn char(&mut self, c: char) {
        match c {
            c if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{ad}') => self.gap = true,
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => self.byte(b'\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => self.byte(b'"'),
            '\u{2010}'..='\u{2015}' => self.byte(b'-'),
            c => match u8::try_from(c) {
                Ok(b) if b.is_ascii() => self.byte(b),
                _ => {
                    self.close_gap();
                    let mut buffer = [0; 4];
                    for c in c.to_lowercase() {
                        let bytes = c.encode_utf8(&mut buffer).bytes();
                        bytes.for_each(&mut self.each);
                    }
                }
            },
        }
    }

    #[inline]
    fn close_gap(&mut self) {
        if self.gap && self.begun {
            (self.each)(b' ');
        }
        self.begun = true;
        self.gap = false;
    }
}

/// A short name drawn from `key` alone, to set two things apart that would share an address. FNV-1a
/// (64 bits; Fowler, Noll, Vo), written out because it must never change between versions.
pub fn tag(key: &str) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut hash = fnv(key);
    let mut out = String::with_capacity(6);
    for _ in 0..6 {
        out.push(LETTERS[(hash & 31) as usize] as char);
        hash >>= 5;
    }
    out
}

/// FNV-1a of 64 bits, folded once so that the low bits depend on all of them.
pub fn fnv(key: &str) -> u64 {
    fnv_end(key.bytes().fold(FNV_BASIS, fnv_step))
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv_step(hash: u64, b: u8) -> u64 {
    (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
}

fn fnv_end(hash: u64) -> u64 {
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_are_words_in_ascii() {
        for (text, want) in [
            (
                "Council’s £3m plan: ‘No more delays’",
                "councils-ps3m-plan-no-more-delays",
            ),
            ("  Þóra & Müller-Łęcki  ", "thora-muller-lecki"),
            ("Москва", "moskva"),
            ("../../etc/passwd", "etc-passwd"),
            ("\u{202e}", ""),
            ("", ""),
        ] {
            assert_eq!(slug(text), want, "{text}");
        }
    }

    #[test]
    fn long_slugs_are_cut_at_a_word() {
        let s = slug(&"archive ".repeat(40));
        assert!(s.len() <= LONGEST && s.ends_with("archive"), "{s}");
        assert_eq!(slug(&"x".repeat(500)).len(), LONGEST);
    }

    #[test]
    fn what_the_site_needs_is_reserved() {
        for name in [
            "index", "404", "2021", "page-12", "con", "com1", "lpt9", "feed",
        ] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["indexes", "page-one", "com", "convoy", "404-day"] {
            assert!(!is_reserved(name), "{name}");
        }
    }

    #[test]
    fn names_fold() {
        assert_eq!(fold("  José\u{a0} NÚÑEZ"), fold("jose nunez"));
        assert_eq!(fold("O’Dowd"), fold("O'DOWD"));
    }

    #[test]
    fn tags_never_change() {
        assert_eq!(tag("content/a.txt"), "8ptvx0");
    }

    proptest! {
        #[test]
        fn the_hash_of_a_key_is_that_of_the_key(text in "\\PC{0,40}") {
            prop_assert_eq!(fold_fnv(&text), fnv(&fold(&text)));
        }

        #[test]
        fn folding_is_by_the_compatible_form(text in "[\\PC \u{300}\u{316}\u{ad}\u{1100}\u{1161}éﬁ]{0,40}") {
            use unicode_normalization::UnicodeNormalization as _;
            let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
            prop_assert_eq!(fold(&text), fold(&plain));
        }

        #[test]
        fn any_text_gives_a_sound_slug(text in "\\PC{0,200}") {
            let s = slug(&text);
            prop_assert!(s.len() <= LONGEST);
            prop_assert!(s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!s.starts_with('-') && !s.ends_with('-') && !s.contains("--"));
            prop_assert_eq!(slug(&s), s.clone());
        }
    }
}
