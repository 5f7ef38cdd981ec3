//! The data visualization block: docs.slack.dev, "Data visualization block".

use std::collections::BTreeSet;

use serde_json::Value;

use super::Check;

/// Series of a chart, and slices of a pie.
const SERIES: (usize, usize) = (1, 6);

/// Points of a series.
const POINTS: (usize, usize) = (1, 20);

impl Check {
    pub(super) fn chart(&mut self, block: &Value, at: &str) {
        let needed = ["type", "title", "chart"];
        let Some(known) = self.object(block, &needed, &["block_id"], at) else {
            return;
        };
        self.string(known, "title", (1, 50), at);
        let (chart, at) = (&block["chart"], format!("{at}/chart"));
        match chart["type"].as_str() {
            Some("pie") => {
                self.object(chart, &["type", "segments"], &[], &at);
                self.points(&chart["segments"], SERIES, &format!("{at}/segments"));
            }
            Some("bar" | "line" | "area") => self.series(chart, &at),
            _ => self.fault(
                "must be one of: pie, bar, area, line",
                &format!("{at}/type"),
            ),
        }
    }

    fn series(&mut self, chart: &Value, at: &str) {
        self.object(chart, &["type", "series", "axis_config"], &[], at);
        let (axes, axes_at) = (&chart["axis_config"], format!("{at}/axis_config"));
        self.object(axes, &["categories"], &["x_label", "y_label"], &axes_at);
        let categories = self.array(
            &axes["categories"],
            POINTS,
            &format!("{axes_at}/categories"),
        );
        let categories: BTreeSet<&str> = categories.iter().filter_map(Value::as_str).collect();
        let mut names = BTreeSet::new();
        let list = self.array(&chart["series"], SERIES, &format!("{at}/series"));
        for (index, series) in list.iter().enumerate() {
            let at = format!("{at}/series/{index}");
            let Some(known) = self.object(series, &["name", "data"], &[], &at) else {
                continue;
            };
            if let Some(name) = self.string(known, "name", (1, 20), &at)
                && !names.insert(name)
            {
                self.fault("names must be unique", &at);
            }
            let labels = self.points(&series["data"], POINTS, &format!("{at}/data"));
            if labels != categories {
                self.fault("labels must match the categories", &at);
            }
        }
    }

    /// Checks points, and returns their labels.
    fn points<'a>(
        &mut self,
        list: &'a Value,
        bounds: (usize, usize),
        at: &str,
    ) -> BTreeSet<&'a str> {
        let mut labels = BTreeSet::new();
        for (index, point) in self.array(list, bounds, at).iter().enumerate() {
            let at = format!("{at}/{index}");
            let Some(known) = self.object(point, &["label", "value"], &[], &at) else {
                continue;
            };
            let Some(label) = self.string(known, "label", (1, 20), &at) else {
                continue;
            };
            if !labels.insert(label) {
                self.fault("labels must be unique", &at);
            }
            if !point["value"].is_number() {
                self.fault("must be a number", &format!("{at}/value"));
            }
        }
        labels
    }
}
