//! What a line looks like as a whole: offers, text for machines, capitals.

use memchr::memchr;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Lines of offers: "Unlimited access", "Create an account".
pub(super) fn speaks_of_offers(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "subscri",
        "account",
        "unlimited",
        "newsletter",
        "sign in",
        "sign up",
        "register",
        "puzzles",
        "epaper",
        "e-paper",
        "inbox",
        "email",
        "e-mail",
        "exclusive articles",
        "abonn",
        "per month",
        "a month",
        "free trial",
        "cancel any",
        "access to",
        "terms",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Addresses, and lists of keywords without blanks between.
pub(super) fn is_machine_text(text: &str) -> bool {
    let address = !text.contains(' ') && (text.contains("://") || text.starts_with("www."));
    let commas = text.bytes().filter(|b| *b == b',').count();
    let blanks = text.matches(", ").count();
    address
        || (commas >= 3
            && blanks * 4 < commas
            && !text.bytes().any(|b| b.is_ascii_digit() && text.len() < 40))
}

/// Parts of the words before a credit, and what tells its rights. Each is searched for in many lines.
static MAKERS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    [
        "redit",
        "hoto",
        "icture",
        "mage",
        "oto",
        "ild",
        "Map:",
        "Chart:",
        "raw",
        "raphic:",
        "llustration",
    ]
    .iter()
    .map(Finder::new)
    .collect()
});
static RIGHTS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("opyright"));

/// Cheap test for long lines: a caption that ends in a full stop names its rights.
pub(super) fn may_hold_credit(text: &str) -> bool {
    let bytes = text.as_bytes();
    if text.len() >= 500 {
        return false;
    }
    let holds = |word: &Finder<'_>| word.find(bytes).is_some();
    let labelled = memchr(b':', bytes).is_some() && MAKERS.iter().any(holds);
    labelled
        || (!text.is_ascii() && text.contains('©'))
        || holds(&RIGHTS)
        || text.starts_with("Photo by ")
}

/// Six words and more in capitals: a link to another article.
pub(super) fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut upper) = (0usize, 0usize);
    for c in letters {
        all += 1;
        upper += usize::from(c.is_uppercase());
    }
    text.split(' ').count() >= 6 && all > 20 && upper * 10 >= all * 9
}
