//! The first pass: every original is read and parsed, in parallel, and only its card is kept.

use super::{Progress, Stage};
use crate::archive::{Archive, Card, assign};
use crate::check;
use crate::diag::Diagnostic;
use crate::disk::{self, Listing, Original};
use crate::parse::{self, Draft, Kind, Outcome, Source};
use crate::settings::Settings;
use crate::site::{Assets, local_files};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// For each file that became an article: its kind and sidecar, for the second pass.
pub(super) type Kinds = HashMap<String, (Kind, Option<String>)>;

/// What the first pass yields.
pub(super) struct Read {
    pub(super) archive: Archive,
    pub(super) assets: Assets,
    pub(super) kinds: Kinds,
    pub(super) said: Vec<Diagnostic>,
    pub(super) refused: usize,
}

/// What became of one original.
enum One {
    Article {
        card: Box<Card>,
        local: Vec<String>,
    },
    /// Marked as a draft.
    Held,
    Refused,
}

/// Reads all originals of a listing.
pub(super) fn read(
    content: &Path,
    shown: &str,
    listing: Listing,
    settings: &Settings,
    progress: &dyn Progress,
) -> Read {
    progress.begin(Stage::Reading, listing.originals.len());
    let all: Vec<(One, Vec<Diagnostic>)> = listing
        .originals
        .par_iter()
        .map(|original| {
            let one = read_one(content, shown, original, settings);
            progress.step();
            one
        })
        .collect();
    let mut said = listing.said;
    let mut cards = Vec::with_capacity(all.len());
    let mut kinds = Kinds::with_capacity(all.len());
    let mut local = BTreeSet::new();
    let mut refused = 0;
    for ((one, doubts), original) in all.into_iter().zip(listing.originals) {
        said.extend(doubts);
        match one {
            One::Article { card, local: files } => {
                cards.push(*card);
                local.extend(files);
                kinds.insert(original.file, (original.kind, original.sidecar));
            }
            One::Held => {}
            One::Refused => refused += 1,
        }
    }
    let assets = assets(
        content,
        shown,
        listing.assets,
        listing.page_parts,
        &local,
        &mut said,
    );
    let (articles, doubts) = assign(cards, shown);
    said.extend(doubts);
    Read {
        archive: Archive::new(articles),
        assets,
        kinds,
        said,
        refused,
    }
}

fn read_one(
    content: &Path,
    shown: &str,
    original: &Original,
    settings: &Settings,
) -> (One, Vec<Diagnostic>) {
    let draft = match draft(
        content,
        shown,
        &original.file,
        original.kind,
        original.sidecar.as_deref(),
        settings,
    ) {
        Ok(draft) => draft,
        Err(said) => return (One::Refused, said),
    };
    let path = format!("{shown}/{}", original.file);
    if let Some(held) = draft.draft.as_ref().filter(|d| d.value) {
        return (One::Held, vec![Diagnostic::is_draft(&path, held.line())]);
    }
    let mut said = draft.doubts.clone();
    said.extend(check::lacking(&path, &draft));
    let card = Card::new(
        &original.file,
        original.kind,
        &draft,
        settings.source.as_deref(),
    );
    let local = if original.kind == Kind::Text {
        Vec::new()
    } else {
        local_files(&original.file, &draft)
    };
    (
        One::Article {
            card: Box::new(card),
            local,
        },
        said,
    )
}

/// Reads and parses one original with its sidecar.
pub(super) fn draft(
    content: &Path,
    shown: &str,
    file: &str,
    kind: Kind,
    sidecar: Option<&str>,
    settings: &Settings,
) -> Result<Box<Draft>, Vec<Diagnostic>> {
    let bytes = disk::read(content, shown, file).map_err(|d| vec![d])?;
    let beside = match sidecar {
        Some(name) => Some((
            format!("{shown}/{name}"),
            disk::read(content, shown, name).map_err(|d| vec![d])?,
        )),
        None => None,
    };
    let path = format!("{shown}/{file}");
    let source = Source {
        path: &path,
        kind,
        bytes: &bytes,
        sidecar: beside
            .as_ref()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    };
    match parse::parse(&source, &settings.hints()) {
        Outcome::Article(draft) => Ok(draft),
        Outcome::Refused(said) => Err(said),
    }
}

/// The files to copy: all beside articles, and of a saved page's own folder those that its article
/// shows. Pictures that could run something are left out and named.
fn assets(
    content: &Path,
    shown: &str,
    mut files: Vec<String>,
    parts: Vec<String>,
    wanted: &BTreeSet<String>,
    said: &mut Vec<Diagnostic>,
) -> Assets {
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for part in parts {
        if wanted.contains(&part) && disk::is_asset(&part) {
            files.push(part);
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
    let mut faults: Vec<Diagnostic> = Vec::new();
    files.retain(|file| {
        if !file.to_ascii_lowercase().ends_with(".svg") {
            return true;
        }
        let fault = match disk::read(content, shown, file) {
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
