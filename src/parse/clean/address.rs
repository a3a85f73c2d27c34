//! What a reference in HTML may become: an absolute address of an allowed scheme, a local
//! reference, or nothing.

use ammonia::Url;

/// A reference that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Address {
    /// `http`, `https` or `mailto`, in the canonical form that every browser reads alike.
    Absolute(String),
    /// Relative to the file it stands in; never empty, never with a scheme or a host.
    Local(String),
}

/// Reads a reference as a browser would: white space around it and tabs or line breaks inside do
/// not count, and backslashes are slashes where a host could stand. `None` for other schemes, for
/// what no browser would follow and for the empty reference.
pub(in crate::parse) fn address(reference: &str) -> Option<Address> {
    let text: String = reference
        .chars()
        .filter(|c| printable_char(*c) && !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let text = text.trim();
    let slash = |b: Option<&u8>| matches!(b, Some(b'/' | b'\\'));
    let bytes = text.as_bytes();
    if slash(bytes.first()) && slash(bytes.get(1)) {
        // `//host/path` has the scheme of the page it stood on, which was not this one.
        let host = text.trim_start_matches(['/', '\\']);
        return absolute(&format!("https://{host}"));
    }
    match Url::parse(text) {
        Ok(_) => absolute(text),
        Err(ammonia::url::ParseError::RelativeUrlWithoutBase) if !text.is_empty() => {
            Some(Address::Local(text.to_owned()))
        }
        Err(_) => None,
    }
}

fn absolute(text: &str) -> Option<Address> {
    let url = Url::parse(text).ok()?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Some(Address::Absolute(url.into())),
        "mailto" => Some(Address::Absolute(url.into())),
        _ => None,
    }
}

/// Whether a character may stand in published text: no control character but tab and line break,
/// and no noncharacter.
pub(in crate::parse) fn printable_char(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{fdd0}'..='\u{fdef}' => false,
        _ => !c.is_control() && (u32::from(c) & 0xfffe) != 0xfffe,
    }
}
