//! The second pass: every page of the plan is made and written, in parallel, unless it stands there
//! already with the same fingerprint.

use super::inputs::Static;
use super::memory::Written as Remembered;
use super::original::draft;
use super::standing::Before;
use super::touched::{self, Flags, Touched};
use super::{Loaded, Progress, Stage};
use crate::archive::ArticleId;
use crate::diag::{Diagnostic, Severity};
use crate::disk::{self, CopyFault, Output, Written};
use crate::parse::Draft;
use crate::site::{self, Digest, Fingerprint, Listed, Page, Planned, Prints, Rows, SiteView};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize};

/// What became of all pages, in the order of the plan.
pub(super) struct Made {
    pages: Vec<One>,
    /// Of what all of them are made of.
    pub(super) frame: Fingerprint,
    /// Of all files.
    pub(super) bytes: u64,
    /// Files that were written.
    pub(super) changed: usize,
    /// What there is to say, each once.
    pub(super) said: Vec<Diagnostic>,
    /// Whether every page was made.
    pub(super) sound: bool,
    /// Whether what the build before kept of words is damaged, so that a page could not be made.
    pub(super) forgotten: bool,
}

/// What became of one page. There are as many of these as pages, so that they are small.
enum One {
    /// It was left as it stands, at this place among those of the build before.
    Standing(u32),
    /// It was made, and has this fingerprint.
    Made(Fingerprint, Said),
    /// It was made, and is made anew each time.
    Anew(Said),
}

/// What there is to say of a page; nothing of most, for which a pointer takes the least room.
type Said = Option<Box<Vec<Diagnostic>>>;

fn all_of(said: &Said) -> &[Diagnostic] {
    said.as_deref().map_or(&[], |all| all)
}

/// What making a page came to.
#[derive(Default)]
struct Done {
    changed: bool,
    bytes: u64,
    said: Vec<Diagnostic>,
    failed: bool,
    forgotten: bool,
}

impl Done {
    /// What is kept of a page with this fingerprint.
    fn of(self, fingerprint: Option<Fingerprint>) -> One {
        let said = (!self.said.is_empty()).then(|| Box::new(self.said));
        match fingerprint {
            Some(fingerprint) => One::Made(fingerprint, said),
            None => One::Anew(said),
        }
    }
}

/// What making all pages came to, while it goes on.
#[derive(Default)]
struct Tally {
    bytes: AtomicU64,
    changed: AtomicUsize,
    failed: AtomicBool,
    forgotten: AtomicBool,
}

impl Tally {
    fn add(&self, done: &Done) {
        self.bytes.fetch_add(done.bytes, Relaxed);
        self.changed.fetch_add(done.changed.into(), Relaxed);
        self.failed.fetch_or(done.failed, Relaxed);
        self.forgotten.fetch_or(done.forgotten, Relaxed);
    }
}

/// Makes all pages, and writes them where there is an output, with what stands there.
pub(super) fn all(
    loaded: &Loaded<'_>,
    to: Option<(&Output, &Before)>,
    progress: &dyn Progress,
) -> Option<Made> {
    let output = to.map(|(output, _)| output);
    let plan = loaded.plan.pages();
    progress.begin(Stage::Writing, plan.len());
    let rows = output.map(|_| Rows::new(&loaded.site));
    let common = common(loaded);
    let frame = touched::frame(loaded, common, &Flags::default());
    let touched = to.and_then(|(_, before)| Touched::new(loaded, common, before));
    let template = |name: &str| loaded.theme.digest(name);
    let source = |id: ArticleId| loaded.sources.digest(id);
    let copy = |page: Page| copied(loaded, page);
    let prints = rows.as_ref().map(|rows| Prints {
        site: &loaded.site,
        plan: &loaded.plan,
        rows,
        common,
        template: &template,
        source: &source,
        copy: &copy,
    });
    let places = to.map(|(_, before)| before.places(plan));
    let standing = |at: usize| {
        let place = (*places.as_ref()?.get(at)?)?;
        Some((place, to?.1.standing(place)?))
    };
    let tally = Tally::default();
    let stands = |(place, same): (u32, &Remembered)| {
        tally.bytes.fetch_add(same.stamp.size(), Relaxed);
        One::Standing(place)
    };
    // From the end, where the largest stand: the site map is not to be waited for when all others are done.
    let mut pages: Vec<One> = plan
        .par_iter()
        .enumerate()
        .rev()
        .map_init(Vec::new, |buffer, (at, planned)| {
            progress.step();
            // A full disk would fail page after page; the first one says it all.
            if tally.failed.load(Relaxed) {
                return One::Anew(None);
            }
            let standing = standing(at);
            let spared = |t: &&Touched| t.spares(loaded, planned.page);
            if let Some(same) = touched.as_ref().filter(spared).and(standing) {
                return stands(same);
            }
            let mut list = site::listed(&loaded.site, planned.page);
            let fingerprint = prints.as_ref().and_then(|p| p.of(planned, list.as_mut()));
            let is_same = |same: &Remembered| Some(same.fingerprint) == fingerprint;
            if let Some(same) = standing.filter(|(_, same)| is_same(same)) {
                return stands(same);
            }
            let done = one(loaded, output, planned, list, buffer);
            tally.add(&done);
            done.of(fingerprint)
        })
        .collect();
    pages.reverse();
    let before = to.map(|(_, before)| before);
    Some(Made::of(pages, frame, before, tally))
}

impl Made {
    fn of(pages: Vec<One>, frame: Fingerprint, before: Option<&Before>, tally: Tally) -> Self {
        let said = pages.iter().flat_map(|one| match one {
            One::Standing(place) => before.map_or(&[][..], |b| b.said(*place)),
            One::Made(_, said) | One::Anew(said) => all_of(said),
        });
        let mut said: Vec<Diagnostic> = said.cloned().collect();
        said.sort_by(Diagnostic::order);
        said.dedup();
        Made {
            frame,
            pages,
            said,
            bytes: tally.bytes.into_inner(),
            changed: tally.changed.into_inner(),
            forgotten: tally.forgotten.into_inner(),
            sound: !tally.failed.into_inner(),
        }
    }

    /// Where a page is among those of the build before, if it stands as that one left it. `None` for a page
    /// that is made anew each time.
    pub(super) fn place(&self, page: usize) -> Option<Option<u32>> {
        match self.pages.get(page)? {
            One::Standing(place) => Some(Some(*place)),
            One::Made(..) => Some(None),
            One::Anew(_) => None,
        }
    }

    /// The fingerprint of a page that was made, and what there is to say of it.
    pub(super) fn fresh(&self, page: usize) -> Option<(Fingerprint, &[Diagnostic])> {
        match self.pages.get(page)? {
            One::Made(fingerprint, said) => Some((*fingerprint, all_of(said))),
            One::Standing(_) | One::Anew(_) => None,
        }
    }
}

/// What every page depends on.
fn common(loaded: &Loaded<'_>) -> Fingerprint {
    let view = serde_json::to_string(&SiteView::new(&loaded.site)).unwrap_or_default();
    Digest::of(&(
        env!("CARGO_PKG_VERSION"),
        format!("{:?}", loaded.site.settings),
        view,
        &loaded.inputs.shown,
    ))
}

/// The digest of a file that is copied; `None` where it changed too recently to be trusted.
fn copied(loaded: &Loaded<'_>, page: Page) -> Option<Fingerprint> {
    let moment = loaded.inputs.moment;
    let stamp = match page {
        Page::Static(i) => match &loaded.inputs.statics.get(i)?.1 {
            Static::Builtin(bytes) => return Some(Digest::of_bytes(bytes)),
            Static::Own(_, stamp) => *stamp,
        },
        _ => disk::stamp(&copied_from(loaded, page)?.0).ok()?,
    };
    (!stamp.is_racy(moment)).then(|| Digest::of(&stamp))
}

fn one(
    loaded: &Loaded<'_>,
    output: Option<&Output>,
    planned: &Planned,
    list: Option<Listed>,
    buffer: &mut Vec<u8>,
) -> Done {
    let mut said = Vec::new();
    if let Page::Index(i) = planned.page {
        let Some(bytes) = loaded.site.index.bytes(&loaded.site, i) else {
            return Done {
                failed: true,
                forgotten: true,
                ..Done::default()
            };
        };
        buffer.clear();
        buffer.extend_from_slice(&bytes);
    }
    let result = match copied_from(loaded, planned.page) {
        Some((from, shown)) => match output {
            Some(output) => match output.copy(&planned.path, &from) {
                Ok(copied) => Ok(copied),
                Err(CopyFault::Site(fault)) => Err(fault),
                // One file that cannot be read is left out; the others are published all the same.
                Err(CopyFault::Source(why)) => {
                    return Done {
                        said: vec![Diagnostic::unreadable(&shown, &why)],
                        ..Done::default()
                    };
                }
            },
            None => disk::stamp(&from).map(|stamp| (Written::Same, stamp.size())),
        },
        None => made(loaded, planned, list, buffer, &mut said).and_then(|()| {
            let bytes = buffer.len() as u64;
            output
                .map_or(Ok(Written::Same), |o| o.put(&planned.path, buffer))
                .map(|written| (written, bytes))
        }),
    };
    match result {
        Ok((written, bytes)) => Done {
            changed: written == Written::Changed,
            bytes,
            said,
            ..Done::default()
        },
        Err(fault) => {
            let failed = fault.severity == Severity::Error;
            said.push(fault);
            Done {
                said,
                failed,
                ..Done::default()
            }
        }
    }
}

/// The user's file that a page is a copy of, and its name in messages.
fn copied_from(loaded: &Loaded<'_>, page: Page) -> Option<(PathBuf, String)> {
    let inputs = loaded.inputs;
    match page {
        Page::Asset(i) => {
            let file = &loaded.site.assets.list().get(i)?.file;
            Some((
                inputs.content.join(file),
                format!("{}/{file}", inputs.shown),
            ))
        }
        Page::Static(i) => match inputs.statics.get(i)? {
            (name, Static::Own(path, _)) => Some((path.clone(), format!("static/{name}"))),
            (_, Static::Builtin(_)) => None,
        },
        _ => None,
    }
}

/// Makes a page in `out`.
fn made(
    loaded: &Loaded<'_>,
    planned: &Planned,
    list: Option<Listed>,
    out: &mut Vec<u8>,
    said: &mut Vec<Diagnostic>,
) -> Result<(), Diagnostic> {
    let site = &loaded.site;
    let bytes = match planned.page {
        Page::Article(id) => return article(loaded, id, out, said),
        Page::Feed(of) => site::atom(site, of),
        Page::JsonFeed => site::json_feed(site),
        Page::CorrectionsFeed => site::corrections_feed(site),
        Page::DataPackage => site::data_package(site),
        Page::Data(part, format) => {
            let mut table = site::Table::new(format);
            for id in site::data_members(site, part) {
                let draft = drafted(loaded, &site.archive.get(id).card.file)?;
                table.push(site, id, &draft);
            }
            table.finish()
        }
        Page::Sitemap(number) => site::sitemap(site, &loaded.plan, number),
        Page::SitemapIndex => site::sitemap_index(site),
        Page::Robots => site::robots(site),
        Page::NoJekyll => Vec::new(),
        // Made before.
        Page::Index(_) => return Ok(()),
        Page::Static(i) => match loaded.inputs.statics.get(i) {
            Some((_, Static::Builtin(bytes))) => bytes.to_vec(),
            _ => Vec::new(),
        },
        _ => match site::view(site, planned, list, loaded.theme.asks_for_items()) {
            Some(view) => return loaded.theme.render(&view, out),
            None => Vec::new(),
        },
    };
    *out = bytes;
    Ok(())
}

fn article(
    loaded: &Loaded<'_>,
    id: ArticleId,
    out: &mut Vec<u8>,
    said: &mut Vec<Diagnostic>,
) -> Result<(), Diagnostic> {
    let file = &*loaded.site.archive.get(id).card.file;
    let shown = &loaded.inputs.shown;
    let draft = drafted(loaded, file)?;
    let (view, doubts) = site::article(&loaded.site, shown, id, &draft);
    said.extend(doubts);
    loaded.theme.render(&view, out)
}

/// What the public may see of an article.
fn drafted(loaded: &Loaded<'_>, file: &str) -> Result<Draft, Diagnostic> {
    match loaded.sources.draft(file) {
        Some(draft) => Ok(draft),
        None => read_again(loaded, file).map(|draft| *draft),
    }
}

/// The draft of an article whose card was remembered.
fn read_again(loaded: &Loaded<'_>, file: &str) -> Result<Box<Draft>, Diagnostic> {
    let shown = &loaded.inputs.shown;
    let changed = || Diagnostic::changed_meanwhile(&format!("{shown}/{file}"));
    let source = loaded.sources.get(file).ok_or_else(changed)?;
    let sidecar = source.sidecar.as_ref().map(|beside| beside.0.as_str());
    // Where the system refuses, such as for want of open files, its own words say more.
    let refusal = |said: Vec<Diagnostic>| {
        let by_system = said.into_iter().rfind(|d| d.kind == "unreadable");
        by_system.map_or_else(changed, |d| d.hint("build again"))
    };
    let (draft, content) = draft(loaded.inputs, file, source.kind, sidecar).map_err(refusal)?;
    // What lists show of it was read before; a page of another text beside them would lie.
    let read = loaded.site.archive.by_file(file);
    let read = read.and_then(|id| loaded.sources.digest(id));
    if read.is_some_and(|d| d.content != content) {
        return Err(changed());
    }
    Ok(draft)
}
