//! The charset that a saved page declares, by the standard's prescan: `<meta>` near the top.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its charset may be declared. The standard says 1024 bytes, but programs that
/// save pages put a comment in front.
const DECLARED_WITHIN: usize = 4096;

/// A charset that a page declares, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    /// The charset.
    pub encoding: &'static Encoding,
    /// The byte at which the declaration starts.
    pub at: usize,
}

/// `<meta charset=…>` or `<meta http-equiv=… content="…; charset=…">` near the top of a page.
pub(super) fn charset(bytes: &[u8]) -> Option<Declared> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let lower = head.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = find(&lower, b"<meta", from) {
        let end = find(&lower, b">", found).unwrap_or(lower.len());
        if let Some(encoding) = charset_of(lower.get(found..end).unwrap_or_default()) {
            // Whoever wrote UTF-16 into a tag that reads as ASCII did not mean it (HTML Standard).
            let encoding = if encoding == UTF_16LE || encoding == UTF_16BE {
                UTF_8
            } else {
                encoding
            };
            return Some(Declared {
                encoding,
                at: found,
            });
        }
        from = end;
    }
    None
}

fn charset_of(tag: &[u8]) -> Option<&'static Encoding> {
    let mut from = 0;
    while let Some(found) = find(tag, b"charset", from) {
        from = found + b"charset".len();
        let rest = tag.get(from..).unwrap_or_default().trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else {
            continue;
        };
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
        let rest = rest.strip_prefix(b"'").unwrap_or(rest);
        let end = rest
            .iter()
            .position(|b| b.is_ascii_whitespace() || b"\"';/>".contains(b))
            .unwrap_or(rest.len());
        let label = rest.get(..end).unwrap_or_default();
        return Encoding::for_label_no_replacement(label);
    }
    None
}

fn find(haystack: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    haystack
        .get(from..)?
        .windows(needle.len())
        .position(|w| w == needle)
        .map(|i| i + from)
}
