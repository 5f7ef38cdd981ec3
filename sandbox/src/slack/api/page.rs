//! Cursor pagination.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{Answer, ApiError, Args};

/// The page of `items` that the call asks for, and the cursor of the next one (empty at the end).
pub(super) fn page(items: Vec<Value>, args: &Args, limit: usize) -> Answer<(Vec<Value>, String)> {
    let start = match args.text("cursor") {
        None => 0,
        Some(cursor) => decoded(&cursor)
            .filter(|start| *start <= items.len())
            .ok_or_else(|| ApiError::new("invalid_cursor"))?,
    };
    let end = items.len().min(start + limit);
    let next = if end < items.len() {
        STANDARD.encode(format!("next:{end}"))
    } else {
        String::new()
    };
    let page = items.into_iter().skip(start).take(limit).collect();
    Ok((page, next))
}

fn decoded(cursor: &str) -> Option<usize> {
    let bytes = STANDARD.decode(cursor).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    text.strip_prefix("next:")?.parse().ok()
}
