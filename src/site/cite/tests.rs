//! Each form as it is shown, and what is left out of it.

use super::*;
use crate::archive::tests::{archive, card};

fn of(headline: &str, date: &str, names: &[&str]) -> [String; 5] {
    let mut c = card("a.txt", headline, date);
    c.bylines = names.iter().copied().map(Into::into).collect();
    c.section = (!names.is_empty()).then(|| "News".into());
    let a = archive(vec![c]);
    let all = citations(&Cited {
        article: &a.articles()[0],
        publisher: "The Packet",
        address: Some("https://x.example/a.html"),
        lang: "en",
    });
    all.map(|c| c.text)
}

#[test]
fn every_form() {
    let all = of(
        "Rain & shine",
        "2021-06-16T15:34",
        &["Ada Byrne", "Þóra Jónsdóttir", "Reuters"],
    );
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn what_is_not_known_is_not_said() {
    let [plain, bibtex, ris, csl, wikipedia] = of("A | ~~b}}\nER  - ", "", &[]);
    assert_eq!(
        plain,
        "\u{2018}A | ~~b}}\nER  - \u{2019}, The Packet, undated, https://x.example/a.html"
    );
    assert!(!bibtex.contains("author") && !bibtex.contains("date =") && bibtex.contains("b\\}\\}"));
    assert_eq!(ris.matches("\nER  -").count(), 1, "{ris}");
    assert!(!ris.contains("DA  - ") && !ris.contains("AU  - "));
    let csl: serde_json::Value = serde_json::from_str(&csl).unwrap();
    assert!(csl[0].get("issued").is_none() && csl[0].get("author").is_none());
    assert!(
        wikipedia.contains("|title=A {{!}} &#126;&#126;b&#125;&#125;")
            && wikipedia.contains("|date=n.d.")
    );
}

#[test]
fn partly_known_dates_stay_so() {
    let [plain, bibtex, ris, csl, _] = of("A", "1994-02~", &["Ludwig van Dam"]);
    assert!(
        plain.contains("about February 1994") && bibtex.contains("date = {1994-02~}"),
        "{plain} {bibtex}"
    );
    assert!(
        ris.contains("DA  - 1994/02\n") && ris.contains("AU  - van Dam, Ludwig\n"),
        "{ris}"
    );
    let csl: serde_json::Value = serde_json::from_str(&csl).unwrap();
    assert_eq!(
        csl[0]["issued"],
        serde_json::json!({ "date-parts": [[1994, 2]], "circa": true })
    );
}

#[test]
fn names_are_parted_only_where_there_is_no_doubt() {
    for (name, want) in [
        ("Ada Byrne", Some(("Ada", "Byrne"))),
        ("Ada B. Byrne", Some(("Ada B.", "Byrne"))),
        ("Ludwig van der Dam", Some(("Ludwig", "van der Dam"))),
        ("Ada", None),
        ("Press Association", None),
        ("Our Own Special Correspondent", None),
    ] {
        assert_eq!(parted(name), want, "{name}");
    }
}
