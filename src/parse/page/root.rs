//! Where the article stands: of all elements of the page, the one whose runs are prose with the least
//! of anything else.

use super::dom::{Dom, Id, ROOT};
use super::noise::noise;
use super::runs::Run;
use super::scan::{class_words, has_word};

/// Which part of the page is the article, and which parts of it are not.
pub(super) struct Layout {
    /// The element that holds the article.
    pub(super) root: Id,
    /// For each run, why it is no part of the article, if it is not.
    pub(super) reasons: Vec<Option<&'static str>>,
}

/// Parts that hold more than this share of the page's prose are not noise whatever their name says:
/// a page may call its whole body `has-sidebar`.
const MOST: f32 = 0.4;

/// Finds the article.
pub(super) fn layout(dom: &Dom, runs: &[Run], headline: Option<Id>) -> Layout {
    let reasons = reasons(dom, runs, headline);
    // Sums over runs, so that the worth of any subtree is one subtraction.
    let mut worth = Vec::with_capacity(runs.len() + 1);
    let mut sum = 0.0_f32;
    worth.push(sum);
    let mut title = false;
    for (run, reason) in runs.iter().zip(&reasons) {
        let heading = matches!(dom.name(run.block), "h2" | "h3" | "h4" | "h5");
        // A heading that is a link, and the lines below it, announce another article.
        title = if heading {
            run.link_share() > 0.8
        } else {
            title && run.len < 400
        };
        sum += if title {
            -0.5 * run.len as f32
        } else {
            value(dom, run, reason.is_some())
        };
        worth.push(sum);
        title &= heading;
    }
    let title = headline.map(|h| span(dom, runs, h));
    let prose = prose(runs, &reasons);
    let mut best = (f32::MIN, ROOT);
    let mut seen = usize::MAX;
    for run in runs
        .iter()
        .zip(&reasons)
        .filter(|(r, why)| why.is_none() && r.is_prose())
        .map(|(r, _)| r)
    {
        for element in std::iter::once(run.block).chain(dom.ancestors(run.block)) {
            // Everything around an element that was looked at was looked at as well.
            if element == seen {
                break;
            }
            let (first, last) = span(dom, runs, element);
            let mut total = (worth[last] - worth[first]) * favour(dom, element);
            if let Some((start, end)) = title {
                // The story begins right below its headline: prose that would be left out between
                // the two speaks against the element, and so does standing above it.
                total -= 1.5 * (prose[first.max(end)] - prose[end]);
                if last <= start && total > 0.0 {
                    total *= 0.2;
                }
            }
            // Of elements of equal worth the inner one is the closer fit.
            if total > best.0 || (total >= best.0 && element > best.1) {
                best = (total, element);
            }
        }
        seen = run.block;
    }
    Layout {
        root: best.1,
        reasons,
    }
}

/// What a run adds to the worth of the element that holds it.
fn value(dom: &Dom, run: &Run, is_noise: bool) -> f32 {
    let (len, linked) = (run.len as f32, run.linked as f32);
    if is_noise {
        return -0.3 * len.min(200.0);
    }
    if run.is_prose() {
        return len - 2.0 * linked;
    }
    if matches!(
        dom.name(run.block),
        "h2" | "h3" | "h4" | "li" | "blockquote" | "figcaption"
    ) {
        return -0.2 * len.min(100.0) - linked;
    }
    -5.0 - len.min(100.0) - linked
}

/// How much the name of an element speaks for it.
fn favour(dom: &Dom, id: Id) -> f32 {
    if dom
        .attr(id, "itemprop")
        .is_some_and(|p| p.contains("articleBody"))
    {
        return 1.3;
    }
    let words = class_words(dom, id);
    let kind = has_word(
        &words,
        &[
            "article", "story", "entry", "post", "artikel", "news", "content",
        ],
    );
    let part = has_word(
        &words,
        &["body", "content", "text", "main", "copy", "richtext"],
    );
    match dom.name(id) {
        "article" => 1.15,
        _ if kind && part => 1.15,
        "main" => 1.05,
        _ => 1.0,
    }
}

/// The runs inside an element, as a range of their list.
pub(super) fn span(dom: &Dom, runs: &[Run], id: Id) -> (usize, usize) {
    let range = dom.subtree(id);
    let first = runs.partition_point(|r| r.start < range.start);
    let last = runs.partition_point(|r| r.start < range.end);
    (first, last)
}

/// Sums of the prose that is not known to be noise, before each run.
fn prose(runs: &[Run], reasons: &[Option<&'static str>]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(runs.len() + 1);
    let mut sum = 0.0_f32;
    sums.push(sum);
    for (run, reason) in runs.iter().zip(reasons) {
        if run.is_prose() && reason.is_none() {
            sum += run.len as f32;
        }
        sums.push(sum);
    }
    sums
}

/// For each run, the reason of the outermost part of the page that is noise and holds it.
fn reasons(dom: &Dom, runs: &[Run], headline: Option<Id>) -> Vec<Option<&'static str>> {
    let mut prose = vec![0.0_f32];
    let mut sum = 0.0;
    for run in runs {
        sum += if run.is_prose() { run.len as f32 } else { 0.0 };
        prose.push(sum);
    }
    let mut out = vec![None; runs.len()];
    let mut verdicts: Vec<Option<Option<&'static str>>> = vec![None; dom.nodes.len()];
    let mut path = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        path.clear();
        path.push(run.block);
        path.extend(dom.ancestors(run.block));
        // Outermost first: a part of noise is noise.
        for element in path.iter().rev() {
            let verdict = *verdicts[*element].get_or_insert_with(|| {
                // What holds the headline is not noise whatever it is called.
                let holds = headline.is_some_and(|h| dom.subtree(*element).contains(&h));
                if holds || matches!(dom.name(*element), "body" | "html" | "main") {
                    return None;
                }
                let reason = noise(dom, *element).or_else(|| teaser(dom, *element))?;
                let (first, last) = span(dom, runs, *element);
                (prose[last] - prose[first] <= MOST * sum).then_some(reason)
            });
            if verdict.is_some() {
                out[i] = verdict;
                break;
            }
        }
    }
    out
}

/// An `article` whose title is a link is the teaser of another one.
fn teaser(dom: &Dom, id: Id) -> Option<&'static str> {
    if dom.name(id) != "article" || dom.elements(id, &["h1"]).next().is_some() {
        return None;
    }
    let heading = dom.elements(id, &["h2", "h3", "h4", "h5"]).next()?;
    let linked = dom.elements(heading, &["a"]).next().is_some()
        || dom
            .ancestors(heading)
            .take_while(|a| *a >= id)
            .any(|a| dom.name(a) == "a");
    linked.then_some("related block")
}
