//! Words before a date that say what it is: "Published", "Last updated on", "Zuletzt aktualisiert am".
//!
//! A form is added by one line in [`LABELS`].

use super::super::phrases::{Phrases, Words};
use super::token::{Kind, Token};
use std::sync::LazyLock;

static TABLE: LazyLock<Phrases<(Label, bool)>> = LazyLock::new(|| Phrases::of(LABELS));

/// What a label says of the date behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum Label {
    /// First publication.
    Published,
    /// A later change.
    Updated,
    /// Something else, so that the date is not the article's: an event, a copyright, a visit.
    Other,
}

/// How the day and the month are ordered by the language of a label.
const DAY_FIRST: bool = true;
/// English labels leave the order open.
const OPEN: bool = false;

/// What labels say and whether their language puts the day first, and the phrases in lower case.
const LABELS: &[((Label, bool), &str)] = &[
    (
        (Label::Published, OPEN),
        "first published|originally published|date published|published date|publish date|publication date|\
        published online|published|date posted|posted|created|issued|uploaded|publication|公 開 日",
    ),
    (
        (Label::Updated, OPEN),
        "last updated|latest update|last update|date updated|this article was updated|this story was updated|\
        article updated|updated|update|upd|last modified|modified|last edited|edited|revised|更 新 日|更 新",
    ),
    (
        (Label::Other, OPEN),
        "copyright|accessed|retrieved|archived|expires|born|died|event date|file photo|joined|since|until|when|starts|ends|opens|closes",
    ),
    (
        (Label::Published, DAY_FIRST),
        "zuerst veröffentlicht|erstmals veröffentlicht|veröffentlicht|publiziert|erstellt|erschienen|\
        online seit|première publication|publié|publiée|mis en ligne|posté|publicado|publicada|creado|\
        criado|pubblicato|pubblicata|pubblicazione|gepubliceerd|geplaatst|offentliggjort|udgivet|publiceret|\
        oprettet|publisert|publicerad|publicerat|giriş|yayınlanma|diterbitkan",
    ),
    (
        (Label::Updated, DAY_FIRST),
        "zuletzt aktualisiert|letzte aktualisierung|aktualisiert|aktualisierung|zuletzt geändert|geändert|\
        bearbeitet|stand|mis à jour|mise à jour|dernière mise à jour|actualisé|modifié|màj|\
        última actualización|actualizado|actualizada|modificado|última atualização|atualizado|atualizada|\
        act|ultimo aggiornamento|ultima modifica|aggiornato|aggiornata|modificato|laatst bijgewerkt|\
        laatste update|bijgewerkt|laatst gewijzigd|gewijzigd|aangepast|senest opdateret|opdateret|\
        sist oppdatert|oppdatert|senast uppdaterad|uppdaterad|ändrad|son güncelleme|güncelleme|diperbarui",
    ),
];

/// Words that may stand between a label and its date, or before a date without a label.
static LINKS: Words = Words::of(&[
    "on", "at", "in", "the", "am", "um", "den", "dem", "der", "le", "à", "a", "el", "la", "las",
    "em", "às", "il", "alle", "ore", "op", "om", "den", "kl", "klokken", "d", "date", "it", "by",
    "this", "article", "was", "time",
]);

/// A label and the token behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labelled {
    /// What it says.
    pub(super) label: Label,
    /// Whether its language puts the day before the month.
    pub(super) day_first: bool,
    /// Index of the token behind the label.
    pub(super) next: usize,
}

/// The label that begins at token `at`, if one does.
pub(super) fn label_at(text: &str, tokens: &[Token], at: usize) -> Option<Labelled> {
    let first = tokens.get(at)?;
    if first.kind == Kind::Mark('©') {
        return Some(Labelled {
            label: Label::Other,
            day_first: OPEN,
            next: at + 1,
        });
    }
    let word = word_at(text, first)?;
    let mut best: Option<Labelled> = None;
    for &(phrase, (label, day_first)) in TABLE.likely(word) {
        if !phrase.starts_with(word) {
            continue;
        }
        let Some(next) = phrase_at(text, tokens, at, phrase) else {
            continue;
        };
        if best.is_none_or(|b| b.next < next) {
            best = Some(Labelled {
                label,
                day_first,
                next,
            });
        }
    }
    best
}

/// The first words of all labels.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    LABELS
        .iter()
        .flat_map(|(_, phrases)| phrases.split('|'))
        .filter_map(|phrase| phrase.split(' ').next())
}

/// Whether a lower-case word is the first of a label.
pub(super) fn begins_label(word: &str) -> bool {
    let first = |phrase: &str| phrase.split(' ').next() == Some(word);
    TABLE.likely(word).iter().any(|(phrase, _)| first(phrase))
}

/// Whether the token is a link word or a mark that keeps a label alive up to its date.
pub(super) fn is_link(text: &str, token: &Token) -> bool {
    match token.kind {
        Kind::Mark(c) => matches!(
            c,
            ':' | '：' | '.' | ',' | '-' | '–' | '—' | '/' | '(' | '[' | '*'
        ),
        Kind::Word => word_at(text, token).is_some_and(|w| LINKS.has(w)),
        Kind::Number { .. } => false,
    }
}

/// Whether the words of `phrase` stand at `at`; the index behind them.
fn phrase_at(text: &str, tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let mut next = at;
    for part in phrase.split(' ') {
        let word = word_at(text, tokens.get(next)?)?;
        if word != part {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// The text of a word token; in lower case, since [`lower`](super::token::lower) made the text.
pub(super) fn word_at<'a>(text: &'a str, token: &Token) -> Option<&'a str> {
    (token.kind == Kind::Word)
        .then(|| text.get(token.start..token.end))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::token::{lower, tokens};
    use super::*;

    fn read(text: &str) -> Option<(Label, usize)> {
        label_at(&lower(text), &tokens(text), 0).map(|l| (l.label, l.next))
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(read("Last updated on 3 May"), Some((Label::Updated, 2)));
        assert_eq!(read("Published: 3 May"), Some((Label::Published, 1)));
        assert_eq!(read("MISE À JOUR le 3 mai"), Some((Label::Updated, 3)));
        assert_eq!(read("Son Güncelleme : 3"), Some((Label::Updated, 2)));
        assert_eq!(read("Publishers of books"), None);
    }
}
