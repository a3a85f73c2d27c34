//! Bylines as pages print them, with invented people.

use super::*;

fn names(line: Option<BylineLine>) -> Vec<String> {
    line.map(|l| l.bylines.into_iter().map(|b| b.name).collect())
        .unwrap_or_default()
}

#[test]
fn signed_lines() {
    for (text, want) in [
        ("By Jane Roe", "Jane Roe"),
        ("By: Jane Roe", "Jane Roe"),
        ("by jane roe", ""),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe and John Doe", "Jane Roe;John Doe"),
        (
            "By Jane Roe, John Doe and Mary Major",
            "Jane Roe;John Doe;Mary Major",
        ),
        ("By Jane Roe & John Doe", "Jane Roe;John Doe"),
        ("By Jane Roe, Health Correspondent", "Jane Roe"),
        (
            "By Jane Roe, Health Correspondent, and John Doe",
            "Jane Roe;John Doe",
        ),
        ("By Jane Roe Lifestyle Writer", "Jane Roe"),
        ("By Jane Roe | Channel News", "Jane Roe"),
        ("By Jane Roe, Channel Business", "Jane Roe"),
        (
            "By Jane Roe and John Doe The Associated Press",
            "Jane Roe;John Doe",
        ),
        ("By Jane Roe, Associated Press", "Jane Roe"),
        ("By Jane Roe and Reuters", "Jane Roe;Reuters"),
        ("By Reuters", "Reuters"),
        ("By The Associated Press", "The Associated Press"),
        (
            "By Jane Roe in Kyiv and John Doe in London",
            "Jane Roe;John Doe",
        ),
        ("By Jane Roe for the Weekly Bugle", "Jane Roe"),
        ("By Jane Roe @janeroe", "Jane Roe"),
        ("By Jane Roe jane.roe@example.org", "Jane Roe"),
        ("By Jane RoeFollow", "Jane Roe"),
        ("By Jane Roe, MS, RD", "Jane Roe"),
        ("Analysis by Jane Roe, CNN Editor-at-large", "Jane Roe"),
        ("Special report by Jane Roe", "Jane Roe"),
        ("Written by Jane Roe", "Jane Roe"),
        ("Author: Jane Roe", "Jane Roe"),
        ("Author of the article: Jane Roe", "Jane Roe"),
        (
            "By Jane Roe and John Doe / Morning Shimbun Staff Writers",
            "Jane Roe;John Doe",
        ),
        ("By Jane Roe, in News, Business", "Jane Roe"),
        ("By BULLETIN POST STAFF", "BULLETIN POST STAFF"),
        ("By Staff Reporter", ""),
        ("By the numbers", ""),
        ("By Jane Roe and agencies", "Jane Roe"),
    ] {
        assert_eq!(names(signed(text)).join(";"), want, "{text}");
    }
}

#[test]
fn signed_lines_in_other_languages() {
    for (text, want) in [
        ("Von Jana Rohe und Hans Dorn", "Jana Rohe;Hans Dorn"),
        ("Von Jana Rohe, Politikredakteurin", "Jana Rohe"),
        (
            "Von Jana Rohe Landespolitische Korrespondentin",
            "Jana Rohe",
        ),
        (
            "Von Jana Rohe und Hans Dorn, dpa",
            "Jana Rohe;Hans Dorn;dpa",
        ),
        ("Ein Kommentar von Jana Rohe", "Jana Rohe"),
        ("Par Jeanne Roux", "Jeanne Roux"),
        (
            "Por Juana Ruiz y Pedro de la Torre",
            "Juana Ruiz;Pedro de la Torre",
        ),
        ("di Gianna Rossini", "Gianna Rossini"),
        ("Door Janneke de Roo", "Janneke de Roo"),
        ("Af Jane Rohde", "Jane Rohde"),
        ("Text: Jana Rohe", "Jana Rohe"),
    ] {
        assert_eq!(names(signed(text)).join(";"), want, "{text}");
    }
}

#[test]
fn lines_that_name_somebody_else() {
    for text in [
        "Photos by Jane Roe",
        "Edited by Jane Roe",
        "Additional reporting by Jane Roe",
        "Illustration by Jane Roe",
        "Sponsored by Acme",
        "Übersetzung: Jana Rohe",
    ] {
        assert!(names(signed(text)).is_empty(), "{text}");
        assert!(names(byline_line(text)).is_empty(), "{text}");
    }
}

#[test]
fn bare_lines() {
    for (text, want) in [
        ("Jane Roe", "Jane Roe"),
        ("Jane Roe and John Doe", "Jane Roe;John Doe"),
        ("Jane Roe, Business Weekly News", "Jane Roe"),
        (
            "Jane Roe and John R. Doe Springfield Valley Leader",
            "Jane Roe;John R. Doe",
        ),
        ("Jane Roe EVERY DAY", "Jane Roe"),
        ("Jane Roe @jroe", "Jane Roe"),
        ("Jane Roe, Political editor", "Jane Roe"),
        ("JANE ROE Political editor", "JANE ROE"),
        ("Read More", ""),
        ("Related Articles", ""),
        ("Share Tweet", ""),
        ("Jane Roe said on Monday", ""),
        ("What Jane Roe Knew", ""),
        ("Will Rowe", "Will Rowe"),
    ] {
        assert_eq!(names(bare(text)).join(";"), want, "{text}");
    }
}

#[test]
fn roles_and_outlets_are_kept() {
    let line = signed("By Jane Roe, Health Correspondent, BBC News").unwrap();
    assert_eq!(
        line.bylines[0].role.as_deref(),
        Some("Health Correspondent")
    );
    assert_eq!(line.bylines[0].outlet.as_deref(), Some("BBC News"));
    assert!(is_role_line("Political editor") && !is_role_line("The editor said so."));
    assert!(is_agency_line("dpa"));
}

#[test]
fn a_label_alone_has_no_names() {
    for text in [
        "By",
        "by:",
        "Author:",
        "Author of the article:",
        "Von",
        "Kommentar von",
    ] {
        assert!(signed(text).is_some_and(|l| l.bylines.is_empty()), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_line_is_read_or_not(text in "\\PC{0,80}") {
        let _ = byline_line(&text);
    }

    #[test]
    fn byline_like_lines_never_panic(text in "(By |Von )?([A-Z][a-z]{0,6}[ ,.|/@]{0,2}){0,8}") {
        if let Some(line) = byline_line(&text) {
            proptest::prop_assert!(line.bylines.iter().all(|b| !b.name.is_empty()));
        }
    }
}

#[test]
fn brackets_part_what_they_stand_between() {
    assert_eq!(
        names(signed("By Jane Roe(AP)and John Doe")),
        ["Jane Roe", "John Doe"]
    );
    assert!(!names(signed("Par Jane)Roe (avec AFP)")).contains(&"JaneRoe".to_owned()));
}
