//! Date lines as pages print them, in every supported language.

use super::*;

fn read(text: &str) -> (Option<String>, Option<String>) {
    let line = date_line(text, Order::default());
    (
        line.published.map(|w| w.to_string()),
        line.updated.map(|w| w.to_string()),
    )
}

#[test]
fn published_dates() {
    for (text, want) in [
        ("16 June 2021, 15:34", "2021-06-16T15:34"),
        ("Wednesday 16 June 2021 15:34 BST", "2021-06-16T15:34+01:00"),
        (
            "Published: June 16, 2021 at 3:34 p.m. EDT",
            "2021-06-16T15:34-04:00",
        ),
        ("Published 3:34 PM ET Jun 16, 2021", "2021-06-16T15:34"),
        ("15:34, 16 JUN 2021", "2021-06-16T15:34"),
        ("3:34 PM PDT • June 16, 2021", "2021-06-16T15:34-07:00"),
        ("Posted on June 16th, 2021", "2021-06-16"),
        ("Wed 16 Jun 2021", "2021-06-16"),
        ("2021-06-16T15:34:30Z", "2021-06-16T15:34Z"),
        ("2021-06-16 15:34:30+02:00", "2021-06-16T15:34+02:00"),
        ("06/16/21 at 3:34 PM EDT", "2021-06-16T15:34-04:00"),
        ("16.06.2021, 15:34 Uhr", "2021-06-16T15:34"),
        ("16.6.2021 15.34", "2021-06-16T15:34"),
        ("16. Juni 2021 um 15.34 Uhr", "2021-06-16T15:34"),
        ("Publié le 16 juin 2021 à 15h34", "2021-06-16T15:34"),
        ("Publié le 06/05/2021", "2021-05-06"),
        ("16 de junio de 2021 a las 15:34 h", "2021-06-16T15:34"),
        ("16 giugno 2021 alle 15:34", "2021-06-16T15:34"),
        ("16 juni 2021 om 15:34", "2021-06-16T15:34"),
        ("16 de junho de 2021 às 15h34", "2021-06-16T15:34"),
        ("Publisert 16. juni 2021 kl. 15:34", "2021-06-16T15:34"),
        ("16 jun 2021 kl 15.34", "2021-06-16T15:34"),
        ("Publicerad: 16 juni 2021, 15:34", "2021-06-16T15:34"),
        ("公開日：2021/06/16 15:34", "2021-06-16T15:34"),
        ("2021年6月16日 15:34", "2021-06-16T15:34"),
        ("06/05/2021 - 15:34 GMT+1", "2021-05-06T15:34+01:00"),
        ("05/06/2021 3:34 PM EDT", "2021-05-06T15:34-04:00"),
        ("June 2021", "2021-06"),
    ] {
        assert_eq!(read(text), (Some(want.to_owned()), None), "{text}");
    }
}

#[test]
fn updates() {
    for (text, published, updated) in [
        (
            "16 June 2021, 15:34 | Updated: 16 June 2021, 16:50",
            Some("2021-06-16T15:34"),
            Some("2021-06-16T16:50"),
        ),
        (
            "Updated 10:28 AM, Jun 16, 2021",
            None,
            Some("2021-06-16T10:28"),
        ),
        (
            "Updated 1909 GMT (0309 HKT) June 16, 2021",
            None,
            Some("2021-06-16T19:09Z"),
        ),
        (
            "Published on 16/06/2021 - 13:55 GMT+1 •Updated 14:20",
            Some("2021-06-16T13:55+01:00"),
            Some("2021-06-16T14:20+01:00"),
        ),
        (
            "16 jun 2021 - 08:22 Actualizado: 16 jun 2021 - 17:38CEST",
            Some("2021-06-16T08:22"),
            Some("2021-06-16T17:38+02:00"),
        ),
        (
            "Giriş: 03.07.2024 - 18:24 Güncelleme: 03.07.2024 - 18:57",
            Some("2024-07-03T18:24"),
            Some("2024-07-03T18:57"),
        ),
        (
            "Erstellt: 16.06.2021, 15:34 Uhr, zuletzt aktualisiert: 17.06.2021, 9:05 Uhr",
            Some("2021-06-16T15:34"),
            Some("2021-06-17T09:05"),
        ),
        (
            "Published Jun 16, 2021 • Last updated 1 hour ago",
            Some("2021-06-16"),
            None,
        ),
    ] {
        let want = (published.map(str::to_owned), updated.map(str::to_owned));
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn what_is_not_knowable_stays_unknown() {
    for text in [
        "3 hours ago",
        "vor 2 Std.",
        "il y a 3 heures",
        "Monday 5:30PM",
        "Today 12:01 AM",
        "Heute, 12:37 Uhr",
        "Nov 18",
        "Last updated 15 hours ago",
        "2 days",
        "Copyright © 16 June 2021",
    ] {
        assert_eq!(read(text), (None, None), "{text}");
    }
    let open = date_line("03/04/2021", Order::default());
    assert!(open.published.is_none() && open.open.is_some());
    let known = Order {
        known: Some(DateOrder::MonthFirst),
        ..Order::default()
    };
    let settled = date_line("03/04/2021", known);
    assert_eq!(
        settled.published.map(|w| w.to_string()).as_deref(),
        Some("2021-03-04")
    );
    assert!(date_line("31 June 2021", Order::default()).impossible);
}

#[test]
fn the_latest_day_of_a_long_text() {
    let text = format!(
        "{} on 3 May 2019 and June 16, 2021, after the 2030 plan. In 1999 nothing. {}",
        "word ".repeat(400),
        "word ".repeat(400)
    );
    let (when, at) = latest_day(&text).unwrap();
    assert_eq!(when.to_string(), "2021-06-16");
    assert!(text[at..].starts_with("June"));
    assert_eq!(latest_day("no year at all"), None);
}

proptest::proptest! {
    #[test]
    fn any_text_has_stamps_within_it(text in "\\PC{0,80}") {
        for stamp in stamps(&text, Order::default()) {
            proptest::prop_assert!(text.get(stamp.start..stamp.end).is_some());
        }
    }

    #[test]
    fn date_like_texts_never_panic(text in "[0-9:./T+ ,a-zA-ZäZ()-]{0,60}") {
        let _ = date_line(&text, Order::default());
        let _ = latest_day(&text);
    }
}
