//! Bytes to text, with a warning wherever the encoding had to be guessed.
//!
//! The rule, in this order: a byte order mark decides; bytes that are valid UTF-8 are UTF-8; a page is
//! read by the charset that it declares; a file whose letters are mostly valid UTF-8 is damaged UTF-8;
//! anything else is guessed, and the warning says so. What comes out holds no control characters but
//! tab and newlines, no noncharacters, and U+FFFD only where a warning names it.

mod binary;
mod controls;
mod declared;

use super::messages::{self, Place};
use super::{Kind, lines};
use crate::diag::Diagnostic;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use declared::Declared;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Text, and what is doubtful about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Decoded<'a> {
    /// The text; borrowed where the bytes were clean UTF-8 already.
    pub text: Cow<'a, str>,
    /// Warnings about guesses and losses.
    pub doubts: Vec<Diagnostic>,
}

/// How much of a file the detector looks at: enough for any language, bounded for huge files.
const SAMPLE: usize = 1 << 20;

/// Reads `bytes` as text.
///
/// # Errors
/// A file that holds no text: empty, binary or UTF-32. The diagnostic says which.
pub(in crate::parse) fn decode<'a>(
    file: &str,
    kind: Kind,
    bytes: &'a [u8],
) -> Result<Decoded<'a>, Diagnostic> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(messages::utf32(file));
    }
    if let Some(what) = binary::known(bytes) {
        return Err(messages::binary(file, what));
    }
    let mut decoded = to_text(file, kind, bytes)?;
    decoded.text = controls::strip(file, decoded.text, &mut decoded.doubts);
    if decoded.text.trim().is_empty() {
        return Err(messages::empty(file));
    }
    Ok(decoded)
}

fn to_text<'a>(file: &str, kind: Kind, bytes: &'a [u8]) -> Result<Decoded<'a>, Diagnostic> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding == UTF_8 {
            return Ok(eight_bit(file, Kind::Text, rest, mark));
        }
        return Ok(by_encoding(file, encoding, rest, Vec::new()));
    }
    if memchr::memchr(0, bytes).is_some()
        && let Some(encoding) = utf16_without_mark(bytes)
    {
        let doubts = vec![messages::unmarked_utf16(file, encoding.name())];
        return Ok(by_encoding(file, encoding, bytes, doubts));
    }
    if let Some(what) = binary::unknown(bytes) {
        return Err(messages::binary(file, what));
    }
    Ok(eight_bit(file, kind, bytes, 0))
}

/// Text of an encoding that is UTF-8 or extends ASCII. `offset` is the length of the mark in front.
fn eight_bit<'a>(file: &str, kind: Kind, bytes: &'a [u8], offset: usize) -> Decoded<'a> {
    let declared = match kind {
        Kind::Page => declared::charset(bytes),
        Kind::Text | Kind::Markdown => None,
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => from_utf8(file, text, declared),
        Err(error) => {
            let at = place(bytes, error.valid_up_to());
            let shown = Place {
                byte: at.byte + offset,
                ..at
            };
            let bad = bytes.get(at.byte).copied().unwrap_or_default();
            if let Some(Declared { encoding, .. }) = declared.filter(|d| d.encoding != UTF_8) {
                return by_encoding(file, encoding, bytes, Vec::new());
            }
            // An incomplete sequence at the very end, with letters before it that were complete,
            // is a cut; in a file of one lone high byte it may as well be an accented letter.
            let head = bytes.get(..at.byte).unwrap_or_default();
            if error.error_len().is_none() && (bad >= 0xe0 || !head.is_ascii()) {
                return Decoded {
                    text: String::from_utf8_lossy(head),
                    doubts: vec![messages::truncated(file, shown)],
                };
            }
            if let Some((text, count)) = damaged_utf8(bytes) {
                return Decoded {
                    text: Cow::Owned(text),
                    doubts: vec![messages::damaged(file, shown, bad, count)],
                };
            }
            let encoding = guess(bytes, at.byte);
            let doubts = vec![messages::guessed(file, shown, bad, encoding.name())];
            by_encoding(file, encoding, bytes, doubts)
        }
    }
}

/// Valid UTF-8 is UTF-8 whatever a page declares, since no other encoding looks like it by chance;
/// but ISO-2022-JP, which is written in ASCII bytes, must be believed.
fn from_utf8<'a>(file: &str, text: &'a str, declared: Option<Declared>) -> Decoded<'a> {
    let mut doubts = Vec::new();
    if let Some(d) = declared.filter(|d| d.encoding != UTF_8) {
        if !d.encoding.is_ascii_compatible() && text.contains('\u{1b}') {
            return by_encoding(file, d.encoding, text.as_bytes(), doubts);
        }
        if !text.is_ascii() {
            let line = place(text.as_bytes(), d.at).line;
            doubts.push(messages::misdeclared(file, line, d.encoding.name()));
        }
    }
    Decoded {
        text: Cow::Borrowed(text),
        doubts,
    }
}

fn by_encoding<'a>(
    file: &str,
    encoding: &'static Encoding,
    bytes: &'a [u8],
    mut doubts: Vec<Diagnostic>,
) -> Decoded<'a> {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if errors {
        let at = text.find('\u{fffd}').unwrap_or_default();
        let line = place(text.as_bytes(), at).line;
        doubts.push(messages::undecodable(file, line, encoding.name()));
    }
    Decoded { text, doubts }
}

/// UTF-8 in which some bytes are not: each such byte is read as windows-1252, provided that most of
/// what is not ASCII is valid. Returns the text and the number of those bytes.
fn damaged_utf8(bytes: &[u8]) -> Option<(String, usize)> {
    let (mut good, mut bad, mut runs) = (0_usize, 0_usize, 0_usize);
    let mut inside = false;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
        // Two bytes of a cut character are one fault, and so are the six of a surrogate pair.
        let again = inside && chunk.valid().is_empty();
        runs += usize::from(!(chunk.invalid().is_empty() || again));
        inside = !chunk.invalid().is_empty();
    }
    if good < 3 * runs {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() + bad);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    Some((text, bad))
}

/// What Firefox would guess for the part around the first byte that is not UTF-8.
fn guess(bytes: &[u8], bad: usize) -> &'static Encoding {
    let start = bad.saturating_sub(SAMPLE / 2);
    let end = bytes.len().min(start + SAMPLE);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(start..end).unwrap_or_default(), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 that has lost its mark: zero bytes, and all on the same side of each pair.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let (mut even, mut odd, mut ascii) = (0_usize, 0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
        ascii += usize::from(
            pair.iter()
                .all(|b| matches!(b, b'\n' | b'\r' | b' '..=b'~')),
        );
    }
    // Spaces and line ends alone make one unit in twenty zero on one side, in any script.
    let (few, encoding) = if odd > even {
        (even, UTF_16LE)
    } else {
        (odd, UTF_16BE)
    };
    let many = even.max(odd);
    // A pair of printable ASCII is one ideograph in four, and no letter of any alphabet; where most
    // are such pairs, it is a text with a few stray zeros.
    let stray = ascii * 4 > sample.len();
    (many * 40 >= sample.len() && few * 10 < many && !stray).then_some(encoding)
}

/// The line of a byte.
fn place(bytes: &[u8], at: usize) -> Place {
    let head = bytes.get(..at).unwrap_or(bytes);
    let line = lines::count(head);
    Place { line, byte: at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(kind: Kind, bytes: &[u8]) -> (String, String) {
        let decoded = decode("a.txt", kind, bytes).unwrap();
        let said: Vec<_> = decoded.doubts.iter().map(ToString::to_string).collect();
        (decoded.text.into_owned(), said.join("\n"))
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_is_borrowed_and_its_mark_dropped() {
        for bytes in ["Café\r\n".as_bytes(), "\u{feff}Café\r\n".as_bytes()] {
            let decoded = decode("a.txt", Kind::Text, bytes).unwrap();
            assert!(matches!(decoded.text, Cow::Borrowed("Café\r\n")));
            assert!(decoded.doubts.is_empty());
        }
    }

    #[test]
    fn utf16_is_read_with_its_mark_and_named_without() {
        let text = "Überschwemmung\nFlut in Köln\n";
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let marked = utf16(&format!("\u{feff}{text}"), to_bytes);
            assert_eq!(read(Kind::Text, &marked), (text.to_owned(), String::new()));
            let (out, said) = read(Kind::Text, &utf16(text, to_bytes));
            assert_eq!(out, text);
            assert!(said.contains("no byte order mark"), "{said}");
        }
        let cyrillic = "Наводнение в городе\nВода поднялась за ночь\n";
        assert_eq!(
            read(Kind::Text, &utf16(cyrillic, u16::to_le_bytes)).0,
            cyrillic
        );
    }

    #[test]
    fn a_short_text_with_stray_zeros_stays_what_it_is() {
        let (out, said) = read(Kind::Text, b"The bridge \0was\0 closed.\n\nPhoto: PA\n");
        assert_eq!(out, "The bridge was closed.\n\nPhoto: PA\n");
        assert!(!said.contains("UTF-16"), "{said}");
    }

    #[test]
    fn half_a_character_of_utf16_is_named() {
        let mut bytes = utf16("\u{feff}Flood", u16::to_le_bytes);
        bytes.push(b'x');
        let (out, said) = read(Kind::Text, &bytes);
        assert_eq!(out, "Flood\u{fffd}");
        assert!(said.contains("not UTF-16LE"), "{said}");
    }

    #[test]
    fn old_charsets_are_guessed_with_line_offset_and_byte() {
        let (out, said) = read(
            Kind::Text,
            b"Headline\nThe caf\xe9 \x96 closed \x93for good\x94",
        );
        assert_eq!(out, "Headline\nThe café – closed “for good”");
        assert!(
            said.contains("byte 0xE9 at offset 16; read as windows-1252")
                && said.contains("a.txt:2"),
            "{said}"
        );
    }

    #[test]
    fn damaged_utf8_keeps_its_good_letters() {
        let (out, said) = read(Kind::Text, "Łódź, Köln, Málaga\nand caf".as_bytes());
        assert_eq!(
            (out.as_str(), said.as_str()),
            ("Łódź, Köln, Málaga\nand caf", "")
        );
        let mut bytes = "Łódź, Köln, Málaga\nand caf".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xe9 too");
        let (out, said) = read(Kind::Text, &bytes);
        assert_eq!(out, "Łódź, Köln, Málaga\nand café too");
        assert!(
            said.contains("1 byte that is not UTF-8, first 0xE9"),
            "{said}"
        );
    }

    #[test]
    fn a_cut_character_at_the_end_is_left_out_and_named() {
        let (out, said) = read(Kind::Text, &"Flood in Köln – again".as_bytes()[..17]);
        assert_eq!(out, "Flood in Köln ");
        assert!(
            said.contains("ends in the middle of a character at offset 15"),
            "{said}"
        );
        // One lone letter at the end of a file without others is not a cut.
        assert_eq!(read(Kind::Text, b"caf\xc9").0, "cafÉ");
    }

    #[test]
    fn a_page_is_read_by_what_it_declares() {
        for declaration in [
            "<meta charset=windows-1251>",
            "<META CharSet = 'windows-1251' />",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
            "<meta name=x><meta charset=\"cp1251\">",
        ] {
            let page = [declaration.as_bytes(), b"\xcf\xee\xe6\xe0\xf0"].concat();
            let (out, said) = read(Kind::Page, &page);
            assert!(out.ends_with("Пожар"), "{out}");
            assert_eq!(said, "");
        }
    }

    #[test]
    fn a_page_that_is_utf8_is_read_so_whatever_it_declares() {
        let (out, said) = read(Kind::Page, "<meta charset=latin1>Köln".as_bytes());
        assert!(out.ends_with("Köln"));
        assert!(said.contains("declares windows-1252"), "{said}");
        let japanese = b"<meta charset=iso-2022-jp>\x1b$B2P;v\x1b(B";
        assert!(read(Kind::Page, japanese).0.ends_with("火事"));
        assert_eq!(
            read(Kind::Page, "<meta charset=utf-16>Köln".as_bytes()).1,
            ""
        );
    }

    #[test]
    fn one_cut_character_spoils_no_other() {
        for cut in [b"\xc3\xe2\x80".as_slice(), b"\xed\xa0\xbd\xed\xb8\x80"] {
            let bytes = ["café “ ”, caf".as_bytes(), cut, b" and more"].concat();
            let (text, said) = read(Kind::Text, &bytes);
            assert!(text.starts_with("café “ ”, caf"), "{text}");
            assert!(text.ends_with(" and more"), "{text}");
            assert!(said.contains("not UTF-8"), "{said}");
        }
    }

    #[test]
    fn what_holds_no_text_is_refused() {
        let zeros = [b"text".as_slice(), &[0; 400]].concat();
        let noise: Vec<u8> = (1..2000_u32).map(|n| ((n * n) >> 3) as u8).collect();
        for (bytes, kind) in [
            (b"".as_slice(), "empty-file"),
            (b" \r\n\t", "empty-file"),
            (b"\xef\xbb\xbf", "empty-file"),
            (b"\0", "binary-file"),
            (b"\x89PNG\r\n\x1a\n\0\0", "binary-file"),
            (b"%PDF-1.7\n", "binary-file"),
            (b"PK\x03\x04", "binary-file"),
            (b"\xff\xfe\0\0A\0\0\0", "utf-32"),
            (zeros.as_slice(), "binary-file"),
            (noise.as_slice(), "binary-file"),
        ] {
            let refusal = decode("a.txt", Kind::Text, bytes).unwrap_err();
            assert_eq!(refusal.kind, kind, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), page in any::<bool>()) {
            let kind = if page { Kind::Page } else { Kind::Text };
            if let Ok(decoded) = decode("a", kind, &bytes) {
                prop_assert!(!decoded.text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')));
                let lost = decoded.text.contains('\u{fffd}');
                prop_assert!(!lost || !decoded.doubts.is_empty());
            }
        }
    }
}
