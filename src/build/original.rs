//! One original: read, parsed, and made what the public may see of it.

use super::inputs::Inputs;
use super::memory::{Beside, One};
use crate::archive::{Alias, Card, headline_key};
use crate::check;
use crate::diag::Diagnostic;
use crate::disk::{self, Original};
use crate::parse::{self, Draft, Kind, Outcome, Source};
use crate::publish::{Public, Release, publish};
use crate::search::Gather;
use crate::site::{Digest, Fingerprint, SourceDigest, local_files, mentions};
use crate::story::Sketch;

/// What is remembered of an original, what there is to say of it, and the card and draft of an article.
pub(super) type Read = (One, Vec<Diagnostic>, Option<(Box<Card>, Box<Draft>)>);

/// Reads one original for the first pass. `words` takes in what its page will show as text.
pub(super) fn article(inputs: &Inputs, original: &Original, words: Option<&mut Gather>) -> Read {
    let sidecar = original.sidecar.as_ref().map(|beside| beside.0.as_str());
    let (draft, content) = match parsed(inputs, &original.file, original.kind, sidecar) {
        Ok(read) => read,
        Err(said) => return (One::Refused, said, None),
    };
    let path = format!("{}/{}", inputs.shown, original.file);
    let mut said = draft.doubts.clone();
    if let Some(held) = draft.draft.as_ref().filter(|d| d.value) {
        // A limit that cannot be read is an error of its file, not a wish of its author.
        if said.iter().any(|d| d.kind == "limit") {
            return (One::Refused, said, None);
        }
        let withheld = local_files(&original.file, &draft);
        let said = Diagnostic::is_draft(&path, held.line());
        let former = draft.headline.as_ref().map(|h| headline_key(&h.value));
        return (One::Held { withheld, former }, vec![said], None);
    }
    if draft.withdrawn.is_none() {
        said.extend(check::lacking(&path, &draft));
    }
    let before = local_files(&original.file, &draft);
    let names: Vec<_> = draft.anonymise.iter().map(|n| n.value.clone()).collect();
    let former = draft.headline.as_ref().map(|h| headline_key(&h.value));
    let public = match publish(draft, &inputs.settings) {
        Release::Public(public) => public,
        Release::Private(line) => {
            let held = One::Held {
                withheld: before,
                former,
            };
            return (held, vec![Diagnostic::private(&path, line)], None);
        }
    };
    said.extend(public.said(&path));
    let source = inputs.settings.source.as_deref();
    let mut card = Box::new(public.card(original.file.clone(), original.kind, source));
    add_listed(&mut card, inputs.redirects.of(&original.file), &public);
    if inputs.settings.stories && public.draft.withdrawn.is_none() {
        card.sketch = Some(Box::new(Sketch::of(&public.draft)));
    }
    let (local, withheld) = if public.limited {
        (local_files(&original.file, &public.draft), before)
    } else {
        (before, Vec::new())
    };
    let digest = SourceDigest {
        content,
        mentions: mentions(&public.draft),
        words: words
            .map(|w| w.add(&card, &public.draft, &inputs.settings.lang))
            .unwrap_or_default(),
    };
    let beside = Beside {
        local,
        withheld,
        names,
    }
    .boxed();
    let article = One::Article { digest, beside };
    (article, said, Some((card, public.draft)))
}

/// Old addresses of the list of redirects, but for those that have a name which is shown as initials.
fn add_listed(card: &mut Card, listed: &[Alias], public: &Public) {
    let mut listed = listed
        .iter()
        .filter(|a| !public.names.in_address(a.path.as_str()))
        .peekable();
    if listed.peek().is_some() {
        let mut seldom = card.seldom().clone();
        seldom.aliases.extend(listed.cloned());
        card.set_seldom(seldom);
    }
}

/// What the public may see of one original, read and parsed again; with the digest of its bytes.
pub(super) fn draft(
    inputs: &Inputs,
    file: &str,
    kind: Kind,
    sidecar: Option<&str>,
) -> Result<(Box<Draft>, Fingerprint), Vec<Diagnostic>> {
    let (draft, content) = parsed(inputs, file, kind, sidecar)?;
    match publish(draft, &inputs.settings) {
        Release::Public(public) => Ok((public.draft, content)),
        Release::Private(_) => Err(Vec::new()),
    }
}

/// Reads and parses one original with its sidecar; with the digest of their bytes.
fn parsed(
    inputs: &Inputs,
    file: &str,
    kind: Kind,
    sidecar: Option<&str>,
) -> Result<(Box<Draft>, Fingerprint), Vec<Diagnostic>> {
    let (content, shown) = (&inputs.content, &inputs.shown);
    let path = format!("{shown}/{file}");
    let bytes = disk::read(content, shown, file).map_err(|d| vec![d])?;
    let beside = match sidecar {
        Some(name) => Some((
            format!("{shown}/{name}"),
            disk::read(content, shown, name)
                .map_err(|d| vec![Diagnostic::unreadable_sidecar(&path), d])?,
        )),
        None => None,
    };
    let mut digest = Digest::default();
    digest.add_bytes(&bytes);
    if let Some((_, bytes)) = &beside {
        digest.add_bytes(bytes);
    }
    // The lengths keep apart what moves from one file to the other.
    digest.add(&(bytes.len(), beside.as_ref().map(|(_, b)| b.len())));
    let source = Source {
        path: &path,
        kind,
        bytes: &bytes,
        sidecar: beside
            .as_ref()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    };
    match parse::parse(&source, &inputs.settings.hints()) {
        Outcome::Article(draft) => Ok((draft, digest.finish())),
        Outcome::Refused(said) => Err(said),
    }
}
