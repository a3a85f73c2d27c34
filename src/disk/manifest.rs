//! The list of files that builds wrote into an output folder. Only these are ever replaced or deleted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Its name in the output folder.
pub(super) const NAME: &str = ".morgue-manifest";

const HEADER: &str = "morgue manifest 1: files that morgue wrote here, and may replace or delete";

/// Reads the manifest of an output folder; `None` where there is none.
pub(super) fn read(folder: &Path) -> io::Result<Option<BTreeSet<String>>> {
    let text = match fs::read_to_string(folder.join(NAME)) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "it is not a manifest of this version",
        ));
    }
    // A path that this program would not write cannot have been written by it.
    Ok(Some(
        lines
            .filter(|l| crate::path::SitePath::new(l).is_some())
            .map(str::to_owned)
            .collect(),
    ))
}

/// Writes the manifest so that there is always a whole one.
pub(super) fn write<'a>(
    folder: &Path,
    staging: &Path,
    files: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    let mut text = HEADER.to_owned();
    for file in files {
        text.push('\n');
        text.push_str(file);
    }
    text.push('\n');
    if fs::read(folder.join(NAME)).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    let fresh = staging.join("manifest");
    fs::write(&fresh, text)?;
    fs::rename(fresh, folder.join(NAME))
}
