//! Which files beside articles belong to what is not shown, and so are not copied.

use super::memory::{One, Source};
use crate::publish::Names;
use std::collections::{BTreeMap, BTreeSet};

/// What decides it.
pub(super) struct Withheld<'a> {
    /// Files that published articles show.
    shown: &'a BTreeSet<String>,
    /// Files that articles would show without their limits.
    hidden: BTreeSet<&'a str>,
    /// Originals that are not shown, without their ending.
    stems: BTreeSet<&'a str>,
    /// Folders with originals, and whether any of them is shown.
    folders: BTreeMap<&'a str, bool>,
    /// Names that are shown as initials, by the folder of the article.
    names: Vec<(&'a str, Names)>,
}

impl<'a> Withheld<'a> {
    /// `shown` are the files that published articles show; `everywhere` the names that no article
    /// may show; `is_withdrawn` tells of an original's card.
    pub(super) fn new(
        sources: &'a [Box<Source>],
        shown: &'a BTreeSet<String>,
        everywhere: &'a [String],
        is_withdrawn: impl Fn(&Source) -> bool,
    ) -> Self {
        let mut out = Withheld {
            shown,
            hidden: BTreeSet::new(),
            stems: BTreeSet::new(),
            folders: BTreeMap::new(),
            names: Vec::new(),
        };
        if !everywhere.is_empty() {
            let all = everywhere.iter().map(String::as_str);
            out.names.push(("", Names::new(all)));
        }
        let mut last = None;
        for source in sources {
            let (withheld, gone) = match &source.one {
                One::Article { beside, .. } => {
                    let names = beside.iter().flat_map(|b| &b.names);
                    let mut names = names.map(String::as_str).peekable();
                    if names.peek().is_some() {
                        out.names.push((folder(&source.file), Names::new(names)));
                    }
                    let withheld = beside.as_ref().map(|b| b.withheld.as_slice());
                    (withheld.unwrap_or_default(), is_withdrawn(source))
                }
                One::Held { withheld, .. } => (withheld.as_slice(), true),
                One::Refused => (&[][..], false),
            };
            out.hidden.extend(withheld.iter().map(String::as_str));
            if gone {
                out.stems.insert(stem(&source.file));
            }
            // Originals come in order, most of them behind another one of their folder.
            let folder = folder(&source.file);
            if gone || last != Some(folder) {
                *out.folders.entry(folder).or_default() |= !gone;
                last = (!gone).then_some(folder);
            }
        }
        out
    }

    /// Whether a file belongs to what is not shown: it is shown there and nowhere else, it has the
    /// name of such an article, it stands in a folder of nothing else, or a name that is not to be
    /// shown is in its own.
    pub(super) fn has(&self, file: &str) -> bool {
        if self.shown.contains(file) {
            return false;
        }
        self.hidden.contains(file)
            || self.stems.contains(stem(file))
            || self.stands_apart(file)
            || self.names.iter().any(|(folder, names)| {
                let near = folder.is_empty()
                    || file
                        .strip_prefix(folder)
                        .is_some_and(|r| r.starts_with('/'));
                near && names.in_address(file.get(folder.len()..).unwrap_or_default())
            })
    }

    /// Whether the nearest folder above that has originals has none that is shown.
    fn stands_apart(&self, file: &str) -> bool {
        let mut at = folder(file);
        loop {
            if let Some(any_shown) = self.folders.get(at) {
                return !any_shown;
            }
            if at.is_empty() {
                return false;
            }
            at = folder(at);
        }
    }
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path without the ending of its name.
fn stem(file: &str) -> &str {
    let name = file.len() - file.rsplit('/').next().unwrap_or(file).len();
    match file[name..].rfind('.') {
        Some(dot) => &file[..name + dot],
        None => file,
    }
}
