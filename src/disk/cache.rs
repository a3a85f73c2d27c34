//! The folder of what builds remember: `.morgue/` at the root of the site folder. It can be deleted at
//! any time; what is damaged, or was written by another program than this very one, is ignored.

use super::stamp::Stamp;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Begins every cache file: the form of what follows, and the program that wrote it. Its version alone
/// does not tell two builds of a clone apart, of which the later one may read or render differently.
/// `None` where the program cannot be found, so that nothing is remembered.
pub(super) fn header() -> Option<Vec<u8>> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some(format!("morgue cache 1 {:?}\n", Stamp::of(&program)).into_bytes())
}

fn file(root: &Path) -> PathBuf {
    root.join(".morgue").join("cache")
}

/// What was remembered; `None` where there is nothing that can be used.
pub fn remembered(root: &Path) -> Option<Vec<u8>> {
    let header = header()?;
    let mut bytes = fs::read(file(root)).ok()?;
    if !bytes.starts_with(&header) {
        return None;
    }
    bytes.drain(..header.len());
    Some(bytes)
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
