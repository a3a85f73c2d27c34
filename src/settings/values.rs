//! The values of settings: each of its kind, or a word on what it should be.

use super::BaseUrl;
use crate::parse::{DateOrder, Rights};
use chrono_tz::Tz;
use toml::de::DeValue;

pub(super) fn string(value: &DeValue<'_>) -> Result<String, String> {
    match value {
        DeValue::String(s) if s.trim().is_empty() => Err("is empty; leave it out instead".into()),
        DeValue::String(s) => Ok(s.trim().to_owned()),
        other => Err(format!("wants a string, not {}", other.type_str())),
    }
}

pub(super) fn rights(value: &DeValue<'_>) -> Result<Rights, String> {
    crate::parse::rights(&string(value)?)
        .ok_or_else(|| "wants \"full\", \"excerpt\" or \"private\"".into())
}

pub(super) fn by_section(value: &DeValue<'_>) -> Result<Vec<(String, Rights)>, String> {
    let DeValue::Table(table) = value else {
        return Err("wants a table such as { Letters = \"excerpt\" }".into());
    };
    let mut all = Vec::new();
    for (section, value) in table {
        let rights =
            rights(value.get_ref()).map_err(|e| format!("{e} for {}", section.get_ref()))?;
        all.push((section.get_ref().to_string(), rights));
    }
    Ok(all)
}

pub(super) fn names(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let fault = || "wants a list of names, such as [\"Jane Roe\"]".to_owned();
    let DeValue::Array(items) = value else {
        return Err(fault());
    };
    items
        .iter()
        .map(|item| {
            string(item.get_ref())
                .ok()
                .filter(|n| n.chars().any(char::is_alphanumeric))
        })
        .map(|name| name.ok_or_else(fault))
        .collect()
}

/// A folder inside the root: no `..`, not absolute, so that a settings file from elsewhere cannot
/// point the program at the rest of the disk. The command line can.
pub(super) fn folder(value: &DeValue<'_>) -> Result<String, String> {
    let text = string(value)?.replace('\\', "/");
    let cleaned = text.trim_end_matches('/');
    let inside = !cleaned.starts_with('/')
        && !cleaned.contains(':')
        && cleaned.split('/').all(|p| !p.is_empty() && p != "..");
    if inside {
        Ok(cleaned.to_owned())
    } else {
        Err("wants a folder inside the site's own folder; --content and --output take any".into())
    }
}

pub(super) fn language(value: &DeValue<'_>) -> Result<String, String> {
    let text = string(value)?;
    let well_formed = text.split('-').enumerate().all(|(i, part)| {
        let letters = part.bytes().all(|b| b.is_ascii_alphanumeric());
        letters
            && if i == 0 {
                (2..=3).contains(&part.len())
            } else {
                (1..=8).contains(&part.len())
            }
    });
    if well_formed {
        Ok(text)
    } else {
        Err("wants a language tag such as en, en-GB or de".into())
    }
}

pub(super) fn base_url(value: &DeValue<'_>) -> Result<Option<BaseUrl>, String> {
    let text = string(value)?;
    BaseUrl::parse(&text)
        .map(Some)
        .ok_or_else(|| "wants an absolute address such as https://example.org/archive/".into())
}

pub(super) fn timezone(value: &DeValue<'_>) -> Result<Tz, String> {
    string(value)?
        .parse()
        .map_err(|_| "wants a zone of the IANA list such as Europe/London".into())
}

pub(super) fn date_order(value: &DeValue<'_>) -> Result<DateOrder, String> {
    match string(value)?.as_str() {
        "day-first" => Ok(DateOrder::DayFirst),
        "month-first" => Ok(DateOrder::MonthFirst),
        _ => Err(
            "wants \"day-first\" (03/04 is 3 April) or \"month-first\" (03/04 is 4 March)".into(),
        ),
    }
}
