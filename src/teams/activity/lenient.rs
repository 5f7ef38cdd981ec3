//! Forgiving readers: what is not as expected is as if it were not there.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;

/// A string that says something, also when it came as a number or as yes or no.
pub(super) fn text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(plain(&Value::deserialize(value)?).filter(|text| !text.is_empty()))
}

/// Yes or no: a boolean, `"true"`, or 1.
pub(super) fn flag<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    Ok(match Value::deserialize(value)? {
        Value::Bool(flag) => flag,
        Value::String(text) => text.eq_ignore_ascii_case("true"),
        Value::Number(number) => number.as_i64() == Some(1),
        _ => false,
    })
}

/// An object; anything else is the default.
pub(super) fn part<'de, D, T>(value: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + DeserializeOwned,
{
    Ok(object(&Value::deserialize(value)?).unwrap_or_default())
}

/// The objects of a list.
pub(super) fn list<'de, D, T>(value: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let value = Value::deserialize(value)?;
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(items.iter().filter_map(object).collect())
}

/// Reads an object. A list would pass for one whose fields come in order.
pub(super) fn object<T: DeserializeOwned>(value: &Value) -> Option<T> {
    value.is_object().then(|| T::deserialize(value).ok())?
}

/// The text of a plain value.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
