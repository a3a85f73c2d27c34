//! Which of the files beside originals the site copies.

use super::inputs::Inputs;
use super::withheld::Withheld;
use crate::diag::Diagnostic;
use crate::site::Assets;
use crate::{disk, parse};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The files to copy: all beside articles, and of a saved page's own folder those that its article
/// shows. Pictures that could run something are left out and named in what there is to say.
pub(super) fn assets(
    inputs: &Inputs,
    wanted: &BTreeSet<String>,
    withheld: &Withheld<'_>,
) -> (Assets, Vec<Diagnostic>) {
    let mut said = Vec::new();
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
    // An archive may have as many pictures as articles.
    let looked_at = files
        .into_par_iter()
        .map(|file| match fault(inputs, &file) {
            Some(fault) => Err(fault),
            None => Ok(file),
        })
        .collect::<Vec<_>>();
    let mut sound = Vec::new();
    for file in looked_at {
        match file {
            Ok(file) => sound.push(file),
            Err(fault) => said.push(fault),
        }
    }
    (Assets::new(sound), said)
}

/// What keeps a file from being copied: then it is missed here, so that no page shows or links it.
fn fault(inputs: &Inputs, file: &str) -> Option<Diagnostic> {
    let shown = &inputs.shown;
    if !file.to_ascii_lowercase().ends_with(".svg") {
        return disk::unreadable(&inputs.content, shown, file);
    }
    match disk::read(&inputs.content, shown, file) {
        Ok(bytes) => parse::active_content(&bytes).map(|(line, what)| {
            Diagnostic::active_picture(&format!("{shown}/{file}"), line, &what)
        }),
        Err(fault) => Some(fault),
    }
}
