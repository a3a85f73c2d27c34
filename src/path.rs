//! Paths inside the site: built from cleaned parts, and checked again here, so that nothing a file says
//! can lead outside the output folder.

use std::fmt;
use std::sync::Arc;

/// A relative path of the site with `/` between its parts: `2021/06/16/slug.html`.
///
/// Every part is non-empty, of ASCII letters, digits, `-`, `_` and `.`, neither `.` nor `..`, and
/// no longer than 255 bytes; the whole is a file, never a folder. An article, its page in the plan and what is
/// remembered of it share one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// A path that holds the invariant; `None` for any other text.
    pub fn new(text: &str) -> Option<Self> {
        Self::is_sound(text).then(|| SitePath(text.into()))
    }

    /// Whether a text holds the invariant. Builds ask this of every page a few times: all bytes are looked at
    /// without a stop at a wrong one, so that a register of them is done at a time.
    pub fn is_sound(text: &str) -> bool {
        let bytes = text.as_bytes();
        let is_plain = |b: u8| b.is_ascii_alphanumeric() | matches!(b, b'-' | b'_' | b'.' | b'/');
        let is_part =
            |part: &[u8]| (1..=255).contains(&part.len()) && !matches!(part, b"." | b"..");
        let mut start = 0;
        let mut are_parts = true;
        for end in memchr::memchr_iter(b'/', bytes).chain([bytes.len()]) {
            are_parts &= is_part(&bytes[start..end]);
            start = end + 1;
        }
        are_parts && bytes.iter().fold(true, |all, b| all & is_plain(*b))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders deep it lies.
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|b| *b == b'/').count()
    }

    /// What leads from this page to the top of the site: empty, `../`, `../../` …
    pub fn root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The key under which two paths are the same file on some file system: cases fold on Windows
    /// and macOS. Accents cannot differ, since parts are ASCII.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl<'de> serde::Deserialize<'de> for SitePath {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Text)
    }
}

/// Takes a path from wherever its text lies, which is not copied first.
struct Text;

impl serde::de::Visitor<'_> for Text {
    type Value = SitePath;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path of a site")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SitePath, E> {
        SitePath::new(text).ok_or_else(|| E::custom("no path of a site"))
    }
}

impl serde::Serialize for SitePath {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for bad in [
            "",
            "/a",
            "a/",
            "a//b",
            "../a",
            "a/../b",
            "a/./b",
            "a\\b",
            "a b",
            "é",
            "a\0b",
            "c:x",
            &"x".repeat(256),
        ] {
            assert_eq!(SitePath::new(bad), None, "{bad}");
        }
        let path = SitePath::new("2021/06/a-b.html").unwrap();
        assert_eq!((path.depth(), path.root().as_str()), (2, "../../"));
    }
}
