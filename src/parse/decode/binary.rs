//! Files that hold no text, whatever their names say.

/// Formats that people rename, by their first bytes.
pub(super) fn known(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 13] = [
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "a rich text document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "a database"),
        (b"bplist00", "a web archive or property list"),
    ];
    MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, what)| *what)
}

/// Files of no known format that no encoding makes text of.
pub(super) fn unknown(bytes: &[u8]) -> Option<&'static str> {
    let zeros = count(bytes, |b| b == 0);
    // Control characters in text that is UTF-8 are taken out and named. Among bytes that are not, so
    // many of them are compressed data, or numbers.
    let noise = || {
        let controls = count(bytes, is_control);
        controls >= 16 && controls * 20 > bytes.len()
    };
    let is_binary = zeros * 10 > bytes.len() || std::str::from_utf8(bytes).is_err() && noise();
    is_binary.then_some("a binary file")
}

/// How many bytes are wanted: in stretches whose sums fit a byte, so that whole registers of bytes are
/// looked at at once.
fn count(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    let stretch = |part: &[u8]| part.iter().map(|b| u8::from(wanted(*b))).sum::<u8>();
    bytes
        .chunks(255)
        .map(|part| usize::from(stretch(part)))
        .sum()
}

/// Control characters but white space and the escape, which encodings of Japanese use.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t'..=b'\r' | 0x1b)
}
