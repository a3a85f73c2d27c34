//! Names in every spelling; what is left of an article under each limit.

use super::*;
use crate::parse::{Hints, Outcome, Source, parse};
use proptest::prelude::*;

fn names(all: &[&str]) -> Names {
    Names::new(all.iter().copied())
}

fn shown(names: &Names, text: &str) -> String {
    names.text(text).unwrap_or_else(|| text.to_owned())
}

fn draft(kind: Kind, text: &str) -> Box<Draft> {
    let source = Source {
        path: "content/a.x",
        kind,
        bytes: text.as_bytes(),
        sidecar: None,
    };
    match parse(&source, &Hints::default()) {
        Outcome::Article(draft) => draft,
        Outcome::Refused(said) => panic!("refused: {said:?}"),
    }
}

fn public(kind: Kind, text: &str, settings: &Settings) -> Public {
    match publish(draft(kind, text), settings) {
        Release::Public(public) => public,
        Release::Private(_) => panic!("private"),
    }
}

#[test]
fn a_name_is_known_in_every_spelling() {
    let jane = names(&["Jané Röe"]);
    for (text, want) in [
        ("Jané Röe spoke.", "J. R. spoke."),
        ("JANE ROE SPOKE", "J. R. SPOKE"),
        ("said jane\u{a0}roe.", "said J. R."),
        ("Roe, Jane: a life", "J. R.: a life"),
        ("Jane A. Roe left", "J. R. left"),
        ("Mrs Roe's house, the Roes", "Mrs R.'s house, the R."),
        (
            "Jane Roeov and Jane Röe\u{2019}s",
            "J. R. and J. R.\u{2019}s",
        ),
        ("Ja\u{ad}ne Ro\u{301}e", "J. R."),
        ("Jane Roee", "J. R."),
        (
            "Roebuck Lane, Roe-Smith; roe deer",
            "Roebuck Lane, R.-Smith; roe deer",
        ),
        ("Jane\nRoe", "J. R."),
        ("Jane Doe", "Jane Doe"),
    ] {
        assert_eq!(shown(&jane, text), want, "{text}");
    }
}

#[test]
fn names_of_many_kinds_have_initials() {
    for (name, text, want) in [
        (
            "Jürgen Müller",
            "Juergen Mueller und Jurgen Muller",
            "J. M. und J. M.",
        ),
        ("Bjoern Aas", "Björn Ås", "B. A."),
        (
            "Jean-Luc O'Brien",
            "Jean\u{2010}Luc O\u{2019}Brien, Brien",
            "J.-L. O., Brien",
        ),
        (
            "Ludwig van Dam",
            "ludwig VAN dam und Dam",
            "L. v. D. und D.",
        ),
        ("Łukasz Żak", "Lukasz Zak", "Ł. Ż."),
        ("王小明", "记者王小明说", "记者王.说"),
        ("Иван Петров", "ИВАН ПЕТРОВ, Петров", "И. П., П."),
        ("Roe, Jane", "Jane Roe", "J. R."),
        ("Cher", "Cher and Cheryl", "C. and Cheryl"),
    ] {
        assert_eq!(shown(&names(&[name]), text), want, "{name}");
    }
}

#[test]
fn a_last_name_of_two_halves_goes_too() {
    let both = names(&["Sinéad O'Brien", "Zoë Müller-d\u{2019}Arcy", "Jane Roe"]);
    for (text, want) in [
        ("Ms O\u{2019}Brien said.", "Ms O. said."),
        ("the O'Briens; O'BRIEN", "the O.; O."),
        ("Ms OBrien and Sinead OBrien", "Ms O. and S. O."),
        ("Mueller-d'Arcy's, Muller-Darcy", "M.-d.'s, M.-d."),
        ("Brien, O Brien Street", "Brien, O. Street"),
        ("@janeroe and #SineadOBrien", "@J. R. and #S. O."),
    ] {
        assert_eq!(shown(&both, text), want, "{text}");
    }
    for yes in [
        "photos/sinead-o-brien.jpg",
        "ms-obrien.png",
        "o-brien-1.png",
        "zoe-mueller-d-arcy.svg",
        "zoemuellerdarcy.svg",
        "M%C3%BCller-dArcy.jpg",
    ] {
        assert!(both.in_address(yes), "{yes}");
    }
    assert!(!both.in_address("photos/mueller-brien.jpg"));
    assert_eq!(
        both.slug("sinead-o-brien-fined-as-obrien-family-weeps"),
        "s-o-fined-as-o-family-weeps"
    );
}

#[test]
fn addresses_are_searched_too() {
    let jane = names(&["Jane Roe"]);
    for yes in [
        "https://x.example/2021/jane-roe-jailed.html",
        "photos/Jane%20Roe.JPG",
        "https://social.example/@janeroe99",
        "roe_jane.png",
        "mrs-roe.png",
    ] {
        assert!(jane.in_address(yes), "{yes}");
    }
    for no in ["https://x.example/jane/road", "monroe.png", ""] {
        assert!(!jane.in_address(no), "{no}");
    }
    assert_eq!(
        jane.slug("jane-roe-jailed-as-roe-family-weeps"),
        "j-r-jailed-as-r-family-weeps"
    );
    assert_eq!(jane.slug("a-quiet-street"), "a-quiet-street");
}

#[test]
fn markup_hides_no_name() {
    let text = "+++\ntitle = \"Trial of Jane Roe\"\nanonymise = [\"Jane Roe\"]\n+++\n\
        *Jane* **Roe** and J<b>ane</b> R&#111;e &amp; Jane&nbsp;Roe<br>Jane<br>Roe\n\n\
        ![Jane Roe at home](jane-roe.png \"Roe\") [court](https://x.example/jane-roe) [Jane Roe](b.md)\n\n\
        | Jane | Roe |\n|---|---|\n| <span title=\"Jane Roe\">x</span> | y |\n";
    let public = public(Kind::Markdown, text, &Settings::default());
    let all = format!("{:?}", public.draft);
    let plain = crate::archive::fold(&all);
    assert!(!plain.contains("roe") && !plain.contains("jane<"), "{all}");
    let html: String = public
        .draft
        .body
        .iter()
        .filter_map(|b| match &b.value {
            Block::Html { html, .. } => Some(html.as_str()),
            _ => None,
        })
        .collect();
    insta::assert_snapshot!(html.replace(crate::parse::LOCAL, "|"));
    let card = public.card("trials/jane-roe-trial.md".into(), Kind::Markdown, None);
    assert_eq!(
        (&*card.slug, &*card.headline),
        ("j-r-trial", "Trial of J. R.")
    );
    assert_eq!(public.said("content/a.md"), []);
}

#[test]
fn a_name_that_is_nowhere_is_said() {
    let text = "+++\ntitle = \"Trial\"\nanonymise = [\"Jane Row\"]\n+++\nJane Roe spoke.\n";
    let public = public(Kind::Markdown, text, &Settings::default());
    let kinds: Vec<_> = public
        .said("content/a.md")
        .iter()
        .map(|d| d.kind.to_string())
        .collect();
    assert_eq!(kinds, ["anonymise"]);
}

#[test]
fn an_excerpt_is_its_first_paragraph() {
    let text = "+++\ntitle = \"Strike\"\nsection = \"News\"\nimage = \"a.png\"\n+++\n\
        ## Start\n\nThe *first* paragraph with a [link](b.md).\n\nThe second one.\n\n> A quotation.\n";
    let settings = Settings {
        section_rights: vec![("news".into(), Rights::Excerpt)],
        ..Settings::default()
    };
    let public = public(Kind::Markdown, text, &settings);
    let bodies: Vec<_> = public.draft.body.iter().map(|b| &b.value).collect();
    assert_eq!(
        bodies,
        [&Block::Paragraph("The first paragraph with a link.".into())]
    );
    assert!(public.draft.image.is_none() && public.limited);
    let own = text.replace("image", "rights = \"full\"\nimage");
    assert!(
        super::tests::public(Kind::Markdown, &own, &settings)
            .draft
            .body
            .len()
            > 1
    );
    let long = format!("Strike\n\n{}", "word ".repeat(2_000));
    let settings = Settings {
        rights: Rights::Excerpt,
        ..Settings::default()
    };
    let cut = super::tests::public(Kind::Text, &long, &settings);
    assert!(format!("{:?}", cut.draft.body).len() < 2 * LONGEST);
}

#[test]
fn nothing_is_left_of_what_is_withdrawn_or_private() {
    let text = "+++\ntitle = \"Strike\"\ndate = 2021-06-16\ntags = [\"t\"]\nwithdrawn = \"At the court's order\"\n+++\nSecret.\n";
    let gone = public(Kind::Markdown, text, &Settings::default());
    assert!(!format!("{:?}", gone.draft).contains("Secret"));
    let card = gone.card("a.md".into(), Kind::Markdown, Some("The Packet"));
    assert_eq!(
        (&*card.headline, &*card.slug, card.tags.len(), card.source),
        ("", "a", 0, None)
    );
    let private = text.replace(
        "withdrawn = \"At the court's order\"",
        "rights = \"private\"",
    );
    assert!(matches!(
        publish(draft(Kind::Markdown, &private), &Settings::default()),
        Release::Private(Some(5))
    ));
}

#[test]
fn a_correction_is_an_update() {
    let text = |updated: &str| {
        format!(
            "+++\ntitle = \"Strike\"\ndate = 2021-06-16\n{updated}\ncorrections = [{{ date = 2021-06-18, text = \"a\" }}, {{ date = 2021-06-17, text = \"b\" }}]\n+++\nText.\n"
        )
    };
    let updated = |line: &str| {
        let public = public(Kind::Markdown, &text(line), &Settings::default());
        public.draft.updated.map(|u| u.value.to_string())
    };
    assert_eq!(updated("").as_deref(), Some("2021-06-18"));
    assert_eq!(
        updated("updated = 2021-06-20").as_deref(),
        Some("2021-06-20")
    );
    assert_eq!(
        updated("updated = \"2021-06-18T10:00\"").as_deref(),
        Some("2021-06-18T10:00")
    );
}

proptest! {
    /// Rewritten HTML is balanced where the HTML was, and no name survives.
    #[test]
    fn no_name_survives(text in "(Jane|Roe|jane roe|<b>|</b>|&amp;|\\[Jane Roe\\]\\(jane-roe.md\\)|<i title=\"Jane Roe\">|</i>| |a|\\n){0,30}") {
        let text = format!("+++\ntitle = \"T\"\nanonymise = [\"Jane Roe\"]\n+++\n{text}\n");
        let public = public(Kind::Markdown, &text, &Settings::default());
        for block in &public.draft.body {
            if let Block::Html { html, text, .. } = &block.value {
                let html = html.as_str();
                let bare: String = html.split('<').map(|p| p.split_once('>').map_or(p, |(_, t)| t)).collect();
                for shown in [&bare, text, &html.to_owned()] {
                    prop_assert!(!shown.to_lowercase().contains("jane roe"), "{}", shown);
                }
                prop_assert_eq!(html.matches("<b>").count(), html.matches("</b>").count());
                prop_assert_eq!(html.matches("<i").count(), html.matches("</i>").count());
            }
        }
    }

    #[test]
    fn looking_only_at_candidates_misses_no_name(
        given in prop::collection::vec("(Jane|O'Brien|Jean-Luc|Ro|Roe|M\u{fc}ller|\u{738b}|Les)( (Roe|O'Brien|M\u{fc}ller|Es|\u{738b}\u{5c0f}))?", 1..5),
        text in "(Jane|Roes?|O'Briens?|OBrien|Jean-?Luc|janeroes|Mueller|xJane|\u{738b}|\u{5c0f}|Les|Es|Ms|,| |-){0,12}",
    ) {
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let names = names(&given);
        let units = super::stream::units(&text);
        let all = names.find_among(&units, |_| (0..given.len()).collect());
        prop_assert_eq!(names.find(&units), all);
    }

    #[test]
    fn any_name_and_text_will_do(name in "\\PC{0,12}", text in "\\PC{0,40}") {
        let names = names(&[&name]);
        let _ = (names.text(&text), names.in_address(&text), names.slug(&text));
    }
}
