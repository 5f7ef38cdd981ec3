//! A call's arguments, whichever way they were encoded.

use serde_json::{Map, Value};

use super::error::{Answer, ApiError};

/// The arguments of a call.
#[derive(Debug, Default)]
pub(super) struct Args(Map<String, Value>);

impl Args {
    /// Reads a body by its content type. Methods that only read ignore JSON bodies, as at Slack.
    pub(super) fn read(
        content_type: Option<&str>,
        body: &[u8],
        query: &str,
        writes: bool,
    ) -> Answer<Self> {
        let mut args = Self::form(query.as_bytes())?;
        let kind = content_type
            .and_then(|kind| kind.split(';').next())
            .map(|kind| kind.trim().to_ascii_lowercase());
        match kind.as_deref() {
            _ if body.is_empty() => {}
            Some("application/json") if writes => {
                match serde_json::from_slice(body).map_err(|_| ApiError::new("invalid_json"))? {
                    Value::Object(fields) => args.0.extend(fields),
                    _ => return Err(ApiError::new("json_not_object")),
                }
            }
            Some("application/json") => {}
            Some("application/x-www-form-urlencoded") => args.0.extend(Self::form(body)?.0),
            Some(_) => return Err(ApiError::new("invalid_post_type")),
            None => return Err(ApiError::new("missing_post_type")),
        }
        Ok(args)
    }

    fn form(body: &[u8]) -> Answer<Self> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| ApiError::new("invalid_form_data"))?;
        let fields = pairs
            .into_iter()
            .map(|(name, text)| (name, Value::String(text)));
        Ok(Self(fields.collect()))
    }

    /// The arguments as they came, for the record.
    pub(super) fn as_json(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// A text; empty counts as absent, numbers are taken as written.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A text that must be there.
    pub(super) fn needed(&self, name: &str, error: &str) -> Answer<String> {
        self.text(name).ok_or_else(|| ApiError::new(error))
    }

    /// A truth value: `true`, `"true"`, `1`, `"1"`.
    pub(super) fn flag(&self, name: &str) -> bool {
        match self.0.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => text == "true" || text == "1",
            Some(Value::Number(number)) => number.as_u64() == Some(1),
            _ => false,
        }
    }

    /// A whole number within `1..=most`, or `otherwise`.
    pub(super) fn limit(&self, otherwise: usize, most: usize) -> Answer<usize> {
        let Some(text) = self.text("limit") else {
            return Ok(otherwise);
        };
        match text.parse() {
            Ok(limit) if (1..=most).contains(&limit) => Ok(limit),
            _ => Err(ApiError::new("invalid_limit")),
        }
    }

    /// Structured data: JSON as it is, or written out within a form field.
    pub(super) fn json(&self, name: &str, error: &str) -> Answer<Option<Value>> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| ApiError::new(error)),
            Some(value) => Ok(Some(value.clone())),
        }
    }
}
