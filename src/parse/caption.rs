//! Captions and credits: "A bridge at dawn. Picture: PA", "(AP Photo/Jane Roe)", "Getty Images".

use memchr::memmem::Finder;
use std::sync::LazyLock;

/// A line read as a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Caption<'a> {
    /// The text without the credit; empty where the line is a credit alone.
    pub(in crate::parse) text: &'a str,
    /// Who made the picture, without the label.
    pub(in crate::parse) credit: &'a str,
}

/// Labels of credits: what stands behind them is the credit. Those with a colon may stand after any
/// text; the others only where the text before them ends.
static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Image Credits:|Image credits:|Image credit:|Image Credit:|Photo credit:|Photo Credit:|\
    Picture credit:|Credit:|Credits:|CREDIT:|Pictures:|Picture:|PICTURE:|Pics:|Pic:|Photographs:|\
    Photograph:|Photos:|Photo:|PHOTO:|Images:|Image:|Image source:|Image source, |Image Source:|Source:|Fotos:|\
    Foto:|FOTO:|Bildquelle:|Bildrechte:|Bilder:|Bild:|BILD:|Quelle:|Crédit photo :|Crédit :|\
    Crédits :|Photo :|Crédito:|Fotografía:|Imagen:|Imagem:|Immagine:|Beeld:|Map:|Maps:|Chart:|Charts:|\
    Drawing:|Drawings:|Graphic:|Graphics:|Illustration:|Illustrations:|Cartoon:|Diagram:|Photo by |Photos by |\
    Picture by |Image by |Photograph by |Foto van |Foto von |Foto de |Foto di |Courtesy of |\
    Courtesy |Copyright |Tous droits réservés |©|(c) ",
    )
});

/// Names that end a credit or are one.
static MAKERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "AAP|AFP|Alamy|Anadolu|ANP|ANSA|AP|APA|Archiv|ASSOCIATED PRESS|Associated Press|Belga|Bloomberg|\
    dpa|EFE|EPA|EPA-EFE|Europa Press|Getty|Getty Images|Getty images|GETTY IMAGES|iStock|Imago|\
    IMAGO|imago|Keystone|Lusa|LUSA|NTB|NurPhoto|PA|PA Media|PA Wire|PTI|Pixabay|Reuters|REUTERS|\
    Rex|Ritzau Scanpix|Scanpix|Shutterstock|TT|Unsplash|WireImage|Xinhua|ZUMA|picture alliance|\
    picture-alliance|Adobe Stock|FilmMagic|Handout|HANDOUT|Supplied|SUPPLIED|Ritzau|Sipa|ABACA|\
    Pool|iStockphoto|Depositphotos|The Canadian Press|AP Photo|Contributed|File photo|File Photo|\
    Screenshot|Screengrab",
    )
});

static MAKERS_END: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut ends: Vec<u8> = MAKERS
        .iter()
        .filter_map(|m| m.as_bytes().last().copied())
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends
});

/// Marks in brackets that say that a picture was meant: "(AP Photo/…)", "(Photo by …)".
static IN_BRACKETS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    split(
        "Photo|photo|PHOTO|Picture|Image:|Image via|Image by|Images|Getty|Credit|Courtesy|courtesy|Foto|\
    Bild|Screenshot|screenshot|Archivbild|Symbolbild|Archivfoto|Symbolfoto|via AP|via Reuters|/AP|\
    /AFP|/dpa|/Reuters|Handout|Supplied",
    )
});

/// Parts of every label without a colon, of which most lines have none.
static MAY_LABEL: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    [
        "©",
        "by ",
        "mage source, ",
        "opyright",
        "ourtesy",
        "(c)",
        "roits",
        "Foto ",
    ]
    .iter()
    .map(Finder::new)
    .collect()
});

/// The entries of a list with `|` between them.
fn split(list: &'static str) -> Vec<&'static str> {
    list.split('|').collect()
}

/// Longer texts are no captions.
const LONGEST: usize = 700;

/// Reads a line as a caption with its credit, or as a credit alone. Lines without a credit are not
/// told from other text here: that takes their neighbours.
pub(in crate::parse) fn caption(line: &str) -> Option<Caption<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    bracketed(line)
        .or_else(|| labelled(line))
        .or_else(|| by_maker(line))
        // A label with nothing behind it ("Foto:)") credits nobody.
        .filter(|caption| !caption.credit.is_empty())
}

/// "(AP Photo/Jane Roe)" at the end.
fn bracketed(line: &str) -> Option<Caption<'_>> {
    let bare = line.strip_suffix('.').unwrap_or(line);
    let (open, inside) = match (bare.strip_suffix(')'), bare.strip_suffix(']')) {
        (Some(head), _) => ('(', head),
        (_, Some(head)) => ('[', head),
        _ => return None,
    };
    let at = inside.rfind(open)?;
    let credit = inside[at + 1..].trim();
    let marked = IN_BRACKETS.iter().any(|mark| credit.contains(mark));
    // A closing "(AP)" ends a story as often as a caption.
    if !marked || credit.len() > 160 {
        return None;
    }
    Some(Caption {
        text: line[..at].trim(),
        credit: unlabelled(credit),
    })
}

/// "… Credit: AP" anywhere, the last label counting.
fn labelled(line: &str) -> Option<Caption<'_>> {
    let (at, label) = match (with_colon(line), without_colon(line)) {
        (Some(a), Some(b)) if b.0 < a.0 => b,
        (Some(a), _) => a,
        (None, b) => b?,
    };
    let credit = line[at + label.len()..]
        .trim()
        .trim_start_matches(':')
        .trim();
    if !is_credit_like(credit, label) {
        return None;
    }
    let text = line[..at]
        .trim()
        .trim_end_matches(['|', '-', '–', '—', '•', '/', '(', ' '])
        .trim();
    // "Source: …" and "Image: …" at the start of a line are as often text.
    let weak =
        matches!(label, "Source:" | "Quelle:" | "Copyright " | "Courtesy ") || is_drawn(label);
    if weak && text.is_empty() && credit.split_whitespace().count() > 6 {
        return None;
    }
    Some(Caption {
        text,
        credit: unlabelled(credit.trim_end_matches([')', ']'])),
    })
}

/// Labels of what is drawn, which begin a line of text as well ("Map: where the doors were").
fn is_drawn(label: &str) -> bool {
    [
        "Map", "Chart", "Drawing", "Graphic", "Illustr", "Cartoon", "Diagram",
    ]
    .iter()
    .any(|word| label.starts_with(word))
}

/// The last label that ends in a colon; of several that end there, the longest.
fn with_colon(line: &str) -> Option<(usize, &'static str)> {
    for (colon, _) in line.match_indices(':').rev() {
        let head = &line[..=colon];
        let label = LABELS
            .iter()
            .filter(|label| head.ends_with(**label))
            .filter(|label| stands_free(line, head.len() - label.len(), label))
            .max_by_key(|label| label.len());
        if let Some(label) = label {
            return Some((head.len() - label.len(), label));
        }
    }
    None
}

/// The first label that is a word without a colon, or ©.
fn without_colon(line: &str) -> Option<(usize, &'static str)> {
    if !MAY_LABEL
        .iter()
        .any(|mark| mark.find(line.as_bytes()).is_some())
    {
        return None;
    }
    LABELS
        .iter()
        .filter(|label| !label.ends_with(':'))
        .filter_map(|label| Some((line.find(label)?, *label)))
        .filter(|(at, label)| stands_free(line, *at, label))
        .min_by_key(|(at, _)| *at)
}

/// A label stands at the line's start or behind a blank or mark, and where it is a word without a
/// colon, behind the end of a sentence or a bar.
fn stands_free(line: &str, at: usize, label: &str) -> bool {
    let before = line[..at].trim_end();
    if at > 0
        && !line[..at].ends_with([' ', '(', '|', '/', '.', '"', '”', '\u{a0}'])
        && label != "©"
    {
        return false;
    }
    if label.ends_with(':') || label == "©" {
        return true;
    }
    before.is_empty() || before.ends_with(['.', '|', '-', '–', '!', '?', '"', '”', ',', '('])
}

/// A credit is short and holds no sentence.
fn is_credit_like(credit: &str, label: &str) -> bool {
    let words = credit.split_whitespace().count();
    let most = if label == "©" || label.ends_with(':') {
        16
    } else {
        12
    };
    words > 0
        && words <= most
        && credit.len() <= 140
        && !credit.contains(". ")
        && credit.starts_with(|c: char| {
            !c.is_lowercase()
                || credit.starts_with("dpa")
                || credit.starts_with("imago")
                || credit.starts_with("picture")
                || credit.starts_with("i")
                || words <= 3
        })
}

/// "Getty Images" alone, "Jane Roe/Getty", "A bridge at dawn. Jane Roe/Reuters".
fn by_maker(line: &str) -> Option<Caption<'_>> {
    let bare = line.trim_end_matches(['.', ')', ' ']);
    // Most lines do not end in the last letter of any.
    if !MAKERS_END.contains(bare.as_bytes().last()?) {
        return None;
    }
    let maker = MAKERS
        .iter()
        .filter(|m| ends_with_word(bare, m))
        .max_by_key(|m| m.len())?;
    let before = bare[..bare.len() - maker.len()].trim_end();
    if before.is_empty() {
        return Some(Caption {
            text: "",
            credit: line,
        });
    }
    if before.len() == bare.len() - maker.len() && !before.ends_with(['/', '|', '-', '©', '(']) {
        return None;
    }
    // A name and a slash before the maker, or the maker alone behind a sentence.
    let from = last_sentence_end(bare);
    let credit = bare[from..].trim();
    let slashed = credit.contains('/')
        || credit.contains(" via ")
        || credit.contains('|')
        || credit == *maker;
    if credit.split_whitespace().count() > 8 || !slashed {
        return None;
    }
    let names = credit.split_whitespace().all(|w| {
        w.starts_with(|c: char| !c.is_lowercase())
            || matches!(w, "via" | "for" | "and" | "de" | "van" | "/")
            || w.contains('/')
            || MAKERS.contains(&w)
            || w == "images"
            || w == "alliance"
    });
    if !names {
        return None;
    }
    let text = bare[..from].trim();
    // A caption is a sentence or two, not the end of a long paragraph.
    (text.len() <= 400).then_some(Caption { text, credit })
}

/// The byte behind the last sentence end, or the start.
fn last_sentence_end(text: &str) -> usize {
    [". ", "! ", "? ", ".\" ", ".” ", " | ", " – ", " — "]
        .iter()
        .filter_map(|mark| text.rfind(mark).map(|at| at + mark.len()))
        .max()
        .unwrap_or(0)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    // Most are told by the last byte, without a look at the others.
    if text.as_bytes().last() != word.as_bytes().last() {
        return false;
    }
    text.strip_suffix(word)
        .is_some_and(|head| !head.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// The credit without labels at its own head: "Photo by Jane Roe" is Jane Roe's.
fn unlabelled(credit: &str) -> &str {
    let mut credit = credit.trim();
    for label in [
        "Photo by ",
        "Photos by ",
        "Picture by ",
        "Image by ",
        "Photo:",
        "Picture:",
        "Pictures:",
        "Image:",
        "Images:",
        "Credit:",
        "Foto:",
        "Bild:",
        "Photograph by ",
        "Photo credit:",
        "Courtesy of ",
        "Photo/",
        "Picture/",
        "Foto/",
        "Map:",
        "Chart:",
        "Drawing:",
        "Graphic:",
        "Illustration:",
        "Photograph:",
        "Photographs:",
        "Drawing by ",
        "Illustration by ",
        "Graphic by ",
        "Map by ",
    ] {
        credit = credit.strip_prefix(label).unwrap_or(credit).trim();
    }
    credit
}

#[cfg(test)]
mod tests;
