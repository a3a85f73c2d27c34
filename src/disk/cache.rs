//! The folder of what builds remember: `.morgue/` at the root of the site folder. It can be deleted at
//! any time; what is damaged, or was written by another program than this very one, is ignored.

use super::spool::read_at;
use super::stamp::Stamp;
use std::fs;
use std::io::{self, BufWriter, Read as _, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Begins every cache file: the form of what follows, and the program that wrote it. Its version alone
/// does not tell two builds of a clone apart, of which the later one may read or render differently.
/// `None` where the program cannot be found, so that nothing is remembered.
pub(super) fn header() -> Option<Vec<u8>> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some(format!("morgue cache 2 {:?}\n", Stamp::of(&program)).into_bytes())
}

fn file(root: &Path) -> PathBuf {
    root.join(".morgue").join("cache")
}

/// What was remembered, to be read in parts.
#[derive(Debug)]
pub struct Remembered {
    file: fs::File,
    /// Where it begins, and how long it is.
    start: u64,
    len: u64,
}

/// What was remembered; `None` where there is nothing that can be used.
pub fn remembered(root: &Path) -> Option<Remembered> {
    let header = header()?;
    let mut file = fs::File::open(file(root)).ok()?;
    let mut begin = vec![0; header.len()];
    file.read_exact(&mut begin).ok()?;
    let start = header.len() as u64;
    let len = file.metadata().ok()?.len().checked_sub(start)?;
    (begin == header).then_some(Remembered { file, start, len })
}

impl Remembered {
    /// How many bytes there are.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// A range of them; `None` where it is not there.
    pub fn read(&self, range: Range<u64>) -> Option<Vec<u8>> {
        if range.end > self.len {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(range.end.checked_sub(range.start)?).ok()?];
        read_at(&self.file, &mut bytes, self.start + range.start).ok()?;
        Some(bytes)
    }
}

/// Remembers what `write` writes. A root that cannot be written to has no cache, which costs time and
/// nothing else.
pub fn remember(root: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let Some(header) = header() else {
        return;
    };
    let path = file(root);
    let fresh = path.with_extension(format!("{}", std::process::id()));
    let written = (|| {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = BufWriter::with_capacity(1 << 18, fs::File::create(&fresh)?);
        out.write_all(&header)?;
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?;
        // Renamed, so that a killed build leaves the old cache or the new one.
        fs::rename(&fresh, &path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
}
