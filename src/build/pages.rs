//! The second pass: every page of the plan is made and written, in parallel.

use super::sources::draft;
use super::{Loaded, Progress, Stage, Static, Summary};
use crate::archive::ArticleId;
use crate::diag::{Diagnostic, Severity};
use crate::disk::{self, Output, Written};
use crate::site::{self, Page, Planned};
use rayon::prelude::*;

/// What became of the pages.
#[derive(Default)]
struct Tally {
    files: usize,
    changed: usize,
    bytes: u64,
    said: Vec<Diagnostic>,
    /// A page could not be made or written, so that the site as a whole is not sound.
    failed: bool,
}

impl Tally {
    fn join(mut self, other: Tally) -> Tally {
        self.files += other.files;
        self.changed += other.changed;
        self.bytes += other.bytes;
        self.failed |= other.failed;
        if self.said.is_empty() {
            self.said = other.said;
        } else {
            self.said.extend(other.said);
        }
        self
    }
}

/// Makes all pages, and writes them where there is an output. `None` where one could not be made.
pub(super) fn all(
    loaded: &Loaded,
    output: Option<&Output>,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Option<Summary> {
    let pages = loaded.plan.pages();
    progress.begin(Stage::Writing, pages.len());
    let tally = pages
        .par_iter()
        .fold(
            || (Tally::default(), Vec::new()),
            |(mut tally, mut buffer), planned| {
                // A full disk would fail page after page; the first one says it all.
                if !tally.failed {
                    one(loaded, output, planned, &mut buffer, &mut tally);
                }
                progress.step();
                (tally, buffer)
            },
        )
        .map(|(tally, _)| tally)
        .reduce(Tally::default, Tally::join);
    let mut faults = tally.said;
    faults.sort_by(Diagnostic::order);
    faults.dedup();
    said.extend(faults);
    (!tally.failed).then(|| loaded.summary(tally.files, tally.changed, tally.bytes))
}

fn one(
    loaded: &Loaded,
    output: Option<&Output>,
    planned: &Planned,
    buffer: &mut Vec<u8>,
    tally: &mut Tally,
) {
    let result = match copied_from(loaded, planned) {
        Some(from) => match output {
            Some(output) => output.copy(&planned.path, &from),
            None => disk::size(&from).map(|bytes| (Written::Same, bytes)),
        },
        None => made(loaded, planned, buffer, &mut tally.said).and_then(|()| {
            let bytes = buffer.len() as u64;
            output
                .map_or(Ok(Written::Same), |o| o.put(&planned.path, buffer))
                .map(|written| (written, bytes))
        }),
    };
    match result {
        Ok((written, bytes)) => {
            tally.files += 1;
            tally.bytes += bytes;
            tally.changed += usize::from(written == Written::Changed);
        }
        Err(fault) => {
            tally.failed |= fault.severity == Severity::Error;
            tally.said.push(fault);
        }
    }
}

/// The user's file that a page is a copy of.
fn copied_from(loaded: &Loaded, planned: &Planned) -> Option<std::path::PathBuf> {
    match planned.page {
        Page::Asset(i) => Some(loaded.content.join(&loaded.site.assets.list()[i].file)),
        Page::Static(i) => match &loaded.statics[i] {
            Static::Own(name) => Some(loaded.root.join("static").join(name)),
            Static::Builtin(_) => None,
        },
        _ => None,
    }
}

/// Makes a page in `out`.
fn made(
    loaded: &Loaded,
    planned: &Planned,
    out: &mut Vec<u8>,
    said: &mut Vec<Diagnostic>,
) -> Result<(), Diagnostic> {
    let site = &loaded.site;
    let bytes = match planned.page {
        Page::Article(id) => return article(loaded, id, out, said),
        Page::Feed(of) => site::atom(site, of),
        Page::Sitemap(number) => site::sitemap(site, &loaded.plan, number),
        Page::SitemapIndex => site::sitemap_index(site),
        Page::Robots => site::robots(site),
        Page::NoJekyll => Vec::new(),
        Page::Static(i) => match &loaded.statics[i] {
            Static::Builtin(bytes) => bytes.to_vec(),
            Static::Own(_) => Vec::new(),
        },
        _ => match site::view(site, planned) {
            Some(view) => return loaded.theme.render(&view, out),
            None => Vec::new(),
        },
    };
    *out = bytes;
    Ok(())
}

fn article(
    loaded: &Loaded,
    id: ArticleId,
    out: &mut Vec<u8>,
    said: &mut Vec<Diagnostic>,
) -> Result<(), Diagnostic> {
    let file = &*loaded.site.archive.get(id).card.file;
    let place = || format!("{}/{file}", loaded.content_shown);
    let (kind, sidecar) = loaded
        .kinds
        .get(file)
        .ok_or_else(|| Diagnostic::changed_meanwhile(&place()))?;
    let draft = draft(
        &loaded.content,
        &loaded.content_shown,
        file,
        *kind,
        sidecar.as_deref(),
        &loaded.site.settings,
    )
    .map_err(|_| Diagnostic::changed_meanwhile(&place()))?;
    let (view, doubts) = site::article(&loaded.site, &loaded.content_shown, id, &draft);
    said.extend(doubts);
    loaded.theme.render(&view, out)
}
