//! A chart → the block that Slack draws it from.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::chat::{Chart, Shape};
use crate::slack::limits::{self, ELLIPSIS, cut, is_blank};

/// The block; nothing where Slack would not take it: with too many points, or with labels that are the
/// same once they are cut, since it tells points by them.
pub(super) fn block(chart: &Chart) -> Option<Value> {
    let labels: Vec<String> = chart.points.iter().map(|it| label(&it.label)).collect();
    let distinct: BTreeSet<&String> = labels.iter().collect();
    let known =
        (1..=limits::CHART_POINTS).contains(&labels.len()) && distinct.len() == labels.len();
    if !known {
        return None;
    }
    let points = labels.iter().zip(&chart.points);
    let data = points.map(|(label, point)| json!({ "label": label, "value": point.value }));
    let data: Vec<Value> = data.collect();
    Some(json!({
        "type": "data_visualization",
        "title": shown(&chart.title, limits::CHART_TITLE),
        "chart": {
            "type": match chart.shape {
                Shape::Bars => "bar",
                Shape::Line => "line",
            },
            "series": [{ "name": label(&chart.title), "data": data }],
            "axis_config": { "categories": labels },
        },
    }))
}

fn label(text: &str) -> String {
    shown(text, limits::CHART_LABEL)
}

fn shown(text: &str, most: usize) -> String {
    let text = if is_blank(text) { ELLIPSIS } else { text };
    cut(text, most)
}
