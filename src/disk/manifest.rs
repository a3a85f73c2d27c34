//! The list of files that builds wrote into an output folder. Only these are ever replaced or deleted.

use crate::path::SitePath;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::ops::Range;
use std::path::Path;

/// Its name in the output folder.
pub(super) const NAME: &str = ".morgue-manifest";

const HEADER: &str = "morgue manifest 1: files that morgue wrote here, and may replace or delete";

/// The files that a manifest names, in order.
#[derive(Debug, Default)]
pub(super) struct Files {
    text: String,
    lines: Vec<Range<usize>>,
}

impl Files {
    fn new(text: String) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            let line = text[start..end].trim_end_matches('\r');
            // A path that this program would not write cannot have been written by it.
            if SitePath::is_sound(line) {
                lines.push(start..start + line.len());
            }
            start = end + 1;
        }
        let of = |line: &Range<usize>| &text[line.clone()];
        // Builds write them in order.
        if !lines.is_sorted_by(|a, b| of(a) < of(b)) {
            lines.sort_by(|a, b| of(a).cmp(of(b)));
            lines.dedup_by(|a, b| of(a) == of(b));
        }
        Files { text, lines }
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.lines.iter().map(|line| &self.text[line.clone()])
    }

    /// Whether a file is one of them.
    pub(super) fn contains(&self, file: &str) -> bool {
        let of = |line: &Range<usize>| &self.text[line.clone()];
        self.lines
            .binary_search_by(|line| of(line).cmp(file))
            .is_ok()
    }

    /// The place among `files`, which come in order, of those that are none of these.
    pub(super) fn lacking<'a>(&self, files: &[&'a str]) -> Vec<&'a str> {
        others(files.iter().copied(), self.iter())
    }

    /// Those that are not among `files`, which come in order.
    pub(super) fn without(&self, files: &[&str]) -> Vec<&str> {
        others(self.iter(), files.iter().copied())
    }
}

/// Those of `all` that are not in `known`; both come in order.
fn others<'a, 'b>(
    all: impl Iterator<Item = &'a str>,
    known: impl Iterator<Item = &'b str>,
) -> Vec<&'a str> {
    let mut known = known.peekable();
    all.filter(|file| {
        while known.next_if(|other| other < file).is_some() {}
        known.peek() != Some(file)
    })
    .collect()
}

/// Reads the manifest of an output folder; `None` where there is none.
pub(super) fn read(folder: &Path) -> io::Result<Option<Files>> {
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
    Ok(Some(Files::new(text)))
}

/// Writes the manifest so that there is always a whole one. The files come in order.
pub(super) fn write(folder: &Path, staging: &Path, files: &[&str]) -> io::Result<()> {
    let fresh = staging.join("manifest");
    let mut out = BufWriter::new(File::create(&fresh)?);
    for line in [HEADER].iter().chain(files) {
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    drop(out);
    fs::rename(fresh, folder.join(NAME))
}
