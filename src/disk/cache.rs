//! The folder of what builds remember: `.morgue/` at the root of the site folder. It can be deleted at
//! any time; what is damaged or of another version is ignored.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Begins every cache file. The number changes with the form of what follows.
const MAGIC: &[u8] = b"morgue cache 1\n";

fn file(root: &Path) -> PathBuf {
    root.join(".morgue").join("cache")
}

/// What was remembered; `None` where there is nothing that can be used.
pub fn remembered(root: &Path) -> Option<Vec<u8>> {
    let mut bytes = fs::read(file(root)).ok()?;
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    bytes.drain(..MAGIC.len());
    Some(bytes)
}

/// Remembers what `write` writes. A root that cannot be written to has no cache, which costs time and
/// nothing else.
pub fn remember(root: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let path = file(root);
    let fresh = path.with_extension(format!("{}", std::process::id()));
    let written = (|| {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = BufWriter::with_capacity(1 << 18, fs::File::create(&fresh)?);
        out.write_all(MAGIC)?;
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?;
        // Renamed, so that a killed build leaves the old cache or the new one.
        fs::rename(&fresh, &path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
}
