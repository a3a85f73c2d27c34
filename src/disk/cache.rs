//! The folder of what builds remember: `.morgue/` at the root of the site folder. It can be deleted at
//! any time; what is damaged, or was written by another program than this very one, is ignored.
//!
//! A head, `.morgue/cache`, names the files in `.morgue/parts/` that hold the rest. A part is called after
//! what is in it and never changes, so that a build writes those parts that are new, then the head, and
//! removes the others: a killed one leaves the old cache or the new one.

use super::stamp::Stamp;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Begins every cache file: the form of what follows, and the program that wrote it. Its version alone
/// does not tell two builds of a clone apart, of which the later one may read or render differently.
/// `None` where the program cannot be found, so that nothing is remembered.
pub(super) fn header() -> Option<Vec<u8>> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some(format!("morgue cache 3 {:?}\n", Stamp::of(&program)).into_bytes())
}

/// The files of a cache.
#[derive(Debug)]
struct Files {
    head: PathBuf,
    parts: PathBuf,
}

impl Files {
    fn of(root: &Path) -> Self {
        let folder = root.join(".morgue");
        Files {
            head: folder.join("cache"),
            parts: folder.join("parts"),
        }
    }

    fn part(&self, name: u128) -> PathBuf {
        self.parts.join(format!("{name:032x}"))
    }
}

/// What was remembered.
#[derive(Debug)]
pub struct Remembered {
    files: Files,
    head: Vec<u8>,
    /// Where the head goes on behind the header.
    start: usize,
}

/// What was remembered; `None` where there is nothing that can be used.
pub fn remembered(root: &Path) -> Option<Remembered> {
    let (files, header) = (Files::of(root), header()?);
    let head = super::bytes(&files.head).ok()?;
    let start = header.len();
    head.starts_with(&header)
        .then_some(Remembered { files, head, start })
}

impl Remembered {
    /// The head.
    pub fn head(&self) -> &[u8] {
        self.head.get(self.start..).unwrap_or_default()
    }

    /// A part by its name; `None` where it is not there.
    pub fn part(&self, name: u128) -> Option<Vec<u8>> {
        super::bytes(&self.files.part(name)).ok()
    }
}

/// A cache that is being written.
#[derive(Debug)]
pub struct Remember {
    files: Files,
    header: Vec<u8>,
}

impl Remember {
    /// Begins to write; `None` under a root that cannot be written to, which costs time and nothing else.
    pub fn begin(root: &Path) -> Option<Self> {
        let (files, header) = (Files::of(root), header()?);
        fs::create_dir_all(&files.parts).ok()?;
        Some(Remember { files, header })
    }

    /// Writes a part. Safe to call from many threads.
    ///
    /// # Errors
    /// What the system says; then the cache is not to be finished.
    pub fn part(&self, name: u128, bytes: &[u8]) -> io::Result<()> {
        written(&self.files.part(name), |out| out.write_all(bytes))
    }

    /// Writes the head, with which the parts that it names are what is remembered, as `write` gives its bytes.
    ///
    /// # Errors
    /// What the system says, or `write`; the old head is still there.
    pub fn head(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        written(&self.files.head, |out| {
            let mut out = BufWriter::new(out);
            out.write_all(&self.header)?;
            write(&mut out)?;
            out.flush()
        })
    }

    /// Removes all parts but these.
    pub fn retain(&self, names: &BTreeSet<u128>) {
        let wanted: BTreeSet<String> = names.iter().map(|name| format!("{name:032x}")).collect();
        let entries = fs::read_dir(&self.files.parts).into_iter().flatten();
        for entry in entries.flatten() {
            let name = entry.file_name();
            if !name.to_str().is_some_and(|name| wanted.contains(name)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Writes a file that is renamed, so that there is never half of one under its name.
fn written(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let fresh = path.with_extension(format!("{}", std::process::id()));
    let written = File::create(&fresh)
        .and_then(|mut file| write(&mut file))
        .and_then(|()| fs::rename(&fresh, path));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written
}
