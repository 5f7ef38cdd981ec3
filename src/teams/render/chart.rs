//! A chart → the element that Teams draws it from ("Charts in Adaptive Cards", learn.microsoft.com).

use serde_json::{Value, json};

use super::literal::line;
use crate::chat::{Chart, Mood, Shape};
use crate::teams::limits;

/// The element. A client that cannot draw it shows the picture, where there is one, or nothing: the text
/// beside it says the same.
pub(super) fn element(chart: &Chart, picture: Option<Value>) -> Value {
    let title = line(&chart.title, limits::TITLE);
    let points = chart.points.iter().map(|point| {
        let label = line(&point.label, limits::CHART_LABEL);
        let mut value = json!({ "x": label, "y": point.value });
        if let (Shape::Bars, Some(colour)) = (chart.shape, colour(point.mood)) {
            value["color"] = json!(colour);
        }
        value
    });
    let points: Vec<Value> = points.collect();
    let (kind, data) = match chart.shape {
        Shape::Bars => ("Chart.VerticalBar", json!(points)),
        Shape::Line => ("Chart.Line", json!([{ "legend": title, "values": points }])),
    };
    json!({
        "type": kind,
        "title": title,
        "data": data,
        "fallback": picture.unwrap_or_else(|| json!("drop")),
    })
}

const fn colour(mood: Mood) -> Option<&'static str> {
    match mood {
        Mood::Plain => None,
        Mood::Good => Some("good"),
        Mood::Fair => Some("neutral"),
        Mood::Bad => Some("attention"),
    }
}
