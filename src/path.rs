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

/// Which bytes the parts of a path may have. Paths are checked so often that looking a byte up shows.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut b = 0u8;
    while b < 128 {
        letters[b as usize] = b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        b += 1;
    }
    letters
};

impl SitePath {
    /// A path that holds the invariant; `None` for any other text.
    pub fn new(text: &str) -> Option<Self> {
        Self::is_sound(text).then(|| SitePath(text.into()))
    }

    /// Whether a text holds the invariant.
    pub fn is_sound(text: &str) -> bool {
        let is_part = |len: usize, dots: usize| (1..=255).contains(&len) && (dots < len || len > 2);
        let (mut len, mut dots) = (0, 0);
        for b in text.bytes() {
            if b == b'/' {
                if !is_part(len, dots) {
                    return false;
                }
                (len, dots) = (0, 0);
                continue;
            }
            if !LETTERS[usize::from(b)] {
                return false;
            }
            len += 1;
            dots += usize::from(b == b'.');
        }
        is_part(len, dots)
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
