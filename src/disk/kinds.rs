//! What a file in the content folder is, told by its name.

use crate::parse::Kind;

/// Endings of files that are published as they are: pictures, documents, sound, film, data. Nothing
/// that a browser would run is among them; SVG is looked into before it is let through.
pub(super) const ASSETS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "tif", "tiff", "svg", "ico", "pdf", "epub",
    "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "webm", "ogv", "mov", "csv",
    "tsv", "json", "geojson", "gpx", "kml", "srt", "vtt", "xlsx", "xls", "ods", "docx", "doc",
    "odt", "pptx", "odp", "rtf", "zip", "gz",
];

/// What to do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// An article.
    Original(Kind),
    /// Facts about the article of the same name.
    Sidecar,
    /// Copied.
    Asset,
    /// Not published: hidden, or what an editor or a system leaves behind.
    Litter,
    /// Not published: of a kind that is not known to be harmless.
    Unknown,
}

/// The role of a file by its name alone.
pub(super) fn role(name: &str) -> Role {
    if is_litter(name) {
        return Role::Litter;
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    match ending.as_str() {
        "txt" | "text" => Role::Original(Kind::Text),
        "md" | "markdown" => Role::Original(Kind::Markdown),
        "html" | "htm" | "xhtml" => Role::Original(Kind::Page),
        "toml" => Role::Sidecar,
        known if ASSETS.contains(&known) => Role::Asset,
        _ => Role::Unknown,
    }
}

/// Hidden files, and what editors and systems leave behind.
pub(super) fn is_litter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || ["thumbs.db", "desktop.ini"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
        || [
            ".swp",
            ".swo",
            ".bak",
            ".tmp",
            ".orig",
            ".part",
            ".crdownload",
        ]
        .iter()
        .any(|end| {
            let tail = name.len().checked_sub(end.len());
            tail.and_then(|at| name.as_bytes().get(at..))
                .is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_names() {
        for (name, want) in [
            ("a.txt", Role::Original(Kind::Text)),
            ("A.TXT", Role::Original(Kind::Text)),
            ("a.md", Role::Original(Kind::Markdown)),
            ("a.htm", Role::Original(Kind::Page)),
            ("a.toml", Role::Sidecar),
            ("a.JPG", Role::Asset),
            (".DS_Store", Role::Litter),
            ("a.txt~", Role::Litter),
            ("#a.txt#", Role::Litter),
            ("a.js", Role::Unknown),
            ("README", Role::Unknown),
        ] {
            assert_eq!(role(name), want, "{name}");
        }
    }
}
