//! Which of the files beside originals the site copies.

use super::inputs::Inputs;
use super::withheld::Withheld;
use crate::diag::Diagnostic;
use crate::site::Assets;
use crate::{disk, parse};
use std::collections::{BTreeMap, BTreeSet};

/// The files to copy: all beside articles, and of a saved page's own folder those that its article
/// shows. Pictures that could run something are left out and named.
pub(super) fn assets(
    inputs: &Inputs,
    wanted: &BTreeSet<String>,
    withheld: &Withheld<'_>,
    said: &mut Vec<Diagnostic>,
) -> Assets {
    let shown = &inputs.shown;
    let mut files: Vec<String> = inputs
        .listing
        .assets
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for (part, _) in &inputs.listing.page_parts {
        if wanted.contains(part) && disk::is_asset(part) {
            files.push(part.clone());
        } else {
            let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
            *left_out.entry(format!("{shown}/{folder}")).or_default() += 1;
        }
    }
    said.extend(
        left_out
            .iter()
            .map(|(folder, n)| Diagnostic::page_parts(folder, *n)),
    );
    let all = files.len();
    files.retain(|file| !withheld.has(file));
    if files.len() < all {
        said.push(Diagnostic::withheld_files(shown, all - files.len()));
    }
    let mut faults: Vec<Diagnostic> = Vec::new();
    files.retain(|file| {
        if !file.to_ascii_lowercase().ends_with(".svg") {
            // One that cannot be copied is missed here, so that no page shows or links it.
            let fault = disk::unreadable(&inputs.content, shown, file);
            let sound = fault.is_none();
            faults.extend(fault);
            return sound;
        }
        let fault = match disk::read(&inputs.content, shown, file) {
            Ok(bytes) => parse::active_content(&bytes).map(|(line, what)| {
                Diagnostic::active_picture(&format!("{shown}/{file}"), line, &what)
            }),
            Err(fault) => Some(fault),
        };
        let sound = fault.is_none();
        faults.extend(fault);
        sound
    });
    said.extend(faults);
    Assets::new(files)
}
