//! Reading what the user keeps beside the articles: settings, templates, static files.

use super::kinds::is_litter;
use super::list::{relative, said_by};
use super::{Stamp, bytes, opened, shown, text};
use crate::diag::{Diagnostic, Severity};
use crate::render::UserTemplate;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// The text of the settings file at the root; `None` where there is none.
///
/// # Errors
/// The file is there but cannot be read, or is not UTF-8.
pub fn settings(root: &Path) -> Result<Option<String>, Diagnostic> {
    let found = there(
        crate::settings::FILE,
        text(&root.join(crate::settings::FILE)),
    )?;
    Ok(found.map(|text| text.trim_start_matches('\u{feff}').to_owned()))
}

/// The list of redirects at the root, which a spreadsheet may have written in any encoding; `None` where there is
/// none.
///
/// # Errors
/// The file is there but cannot be read.
pub fn redirects(root: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    there(
        crate::redirects::FILE,
        bytes(&root.join(crate::redirects::FILE)),
    )
}

fn there<T>(name: &str, read: io::Result<T>) -> Result<Option<T>, Diagnostic> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Diagnostic::unreadable_input(name, &e)),
    }
}

/// The user's templates: every `.html` and `.xml` file below `ROOT/templates`.
///
/// # Errors
/// A file that cannot be read, named.
pub fn templates(root: &Path) -> Result<Vec<UserTemplate>, Vec<Diagnostic>> {
    let folder = root.join("templates");
    let (files, mut said) = plain_files(&folder, "templates");
    // Whatever else lies there is no template.
    said.retain(|d| d.severity == Severity::Error);
    let mut found = Vec::new();
    for file in files.into_iter().filter(|file| is_template(file)) {
        match text(&folder.join(&file)) {
            Ok(text) => found.push(UserTemplate { name: file, text }),
            Err(e) => said.push(Diagnostic::unreadable_input(
                &format!("templates/{file}"),
                &e,
            )),
        }
    }
    if said.is_empty() {
        Ok(found)
    } else {
        Err(said)
    }
}

fn is_template(file: &str) -> bool {
    file.ends_with(".html") || file.ends_with(".xml")
}

/// The user's static files, by their paths below `ROOT/static`, sorted, each with its stamp; and what
/// is not published of that folder, and why.
pub fn statics(root: &Path) -> (Vec<(String, Stamp)>, Vec<Diagnostic>) {
    let folder = root.join("static");
    let (files, mut said) = plain_files(&folder, "static");
    let mut found = Vec::with_capacity(files.len());
    for file in files {
        match opened(&folder.join(&file)).and_then(|(open, _)| open.metadata()) {
            Ok(meta) => found.push((file, Stamp::of(&meta))),
            Err(e) => said.push(Diagnostic::unreadable(&format!("static/{file}"), &e)),
        }
    }
    (found, said)
}

/// Regular files below a folder that are not hidden, sorted; none where there is no such folder. With
/// what else is there, in a folder that messages call `name`.
fn plain_files(folder: &Path, name: &str) -> (Vec<String>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut said = Vec::new();
    let place = |path: &Path| match relative(folder, path) {
        Some(file) if file.is_empty() => name.to_owned(),
        Some(file) => format!("{name}/{file}"),
        None => shown(&Path::new(name).join(path.strip_prefix(folder).unwrap_or(path))),
    };
    let mut entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(fault) => {
                let missing = fault.depth() == 0
                    && fault.io_error().map(io::Error::kind) == Some(io::ErrorKind::NotFound);
                if !missing {
                    let file = place(fault.path().unwrap_or(folder));
                    said.push(Diagnostic::unreadable(&file, &said_by(&fault)));
                }
                continue;
            }
        };
        if entry.depth() == 0 {
            // It may be a link itself: it stands in the root under the name that counts.
            continue;
        }
        let (kind, file) = (entry.file_type(), place(entry.path()));
        if entry.file_name().to_str().is_some_and(is_litter) {
            said.push(Diagnostic::hidden(&file));
            if kind.is_dir() {
                entries.skip_current_dir();
            }
        } else if kind.is_symlink() {
            said.push(Diagnostic::own_link(&file));
        } else if kind.is_file() {
            match relative(folder, entry.path()) {
                Some(file) => found.push(file),
                None => said.push(Diagnostic::unreadable_name(&file)),
            }
        } else if !kind.is_dir() {
            said.push(Diagnostic::not_a_file(&file));
        }
    }
    (found, said)
}
