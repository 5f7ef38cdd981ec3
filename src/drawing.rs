//! Charts as pictures, for clients that do not draw them.

use charts_rs::{BarChart, Color, LineChart, Series, svg_to_png};

use crate::chat::{Chart, Mood, Point, Shape};

/// The size of a picture in pixels: twice what chats show, for screens with fine dots.
const WIDTH: f32 = 800.0;
const HEIGHT: f32 = 400.0;

/// A chart could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the chart could not be drawn: {0}")]
pub struct NotDrawn(String);

/// The chart as a PNG. It takes some milliseconds of computing.
pub fn png(chart: &Chart) -> Result<Vec<u8>, NotDrawn> {
    let not_drawn = |why: &dyn ToString| NotDrawn(why.to_string());
    let svg = match chart.shape {
        Shape::Bars => bars(chart).svg(),
        Shape::Line => line(chart).svg(),
    };
    let svg = svg.map_err(|error| not_drawn(&error))?;
    svg_to_png(&svg).map_err(|error| not_drawn(&error))
}

fn bars(chart: &Chart) -> BarChart {
    let (mut series, labels) = series(chart);
    let colours = chart.points.iter().map(|point| colour(point.mood));
    series.colors = Some(colours.map(Some).collect());
    let mut drawn = BarChart::new_with_theme(vec![series], labels, THEME);
    drawn.width = WIDTH;
    drawn.height = HEIGHT;
    drawn.title.text.clone_from(&chart.title);
    drawn.legend.show = Some(false);
    // Counts stand above their bars, and have no fractions.
    drawn.y_axis_hidden = true;
    drawn
}

fn line(chart: &Chart) -> LineChart {
    let (series, labels) = series(chart);
    let mut drawn = LineChart::new_with_theme(vec![series], labels, THEME);
    drawn.width = WIDTH;
    drawn.height = HEIGHT;
    drawn.title.text.clone_from(&chart.title);
    drawn.legend.show = Some(false);
    drawn
}

const THEME: &str = "light";

fn series(chart: &Chart) -> (Series, Vec<String>) {
    let values: Vec<f32> = chart.points.iter().map(height).collect();
    let labels = chart.points.iter().map(|it| it.label.clone()).collect();
    let mut series = Series::new(chart.title.clone(), values);
    series.label_show = true;
    (series, labels)
}

#[expect(clippy::cast_precision_loss, reason = "it is drawn")]
fn height(point: &Point) -> f32 {
    point.value as f32
}

fn colour(mood: Mood) -> Color {
    match mood {
        Mood::Plain => (0x0d, 0x6e, 0x63).into(),
        Mood::Good => (0x1a, 0x7f, 0x4b).into(),
        Mood::Fair => (0x98, 0xa5, 0xa1).into(),
        Mood::Bad => (0xb3, 0x26, 0x1e).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_a_picture_of_its_size() {
        for shape in [Shape::Bars, Shape::Line] {
            let point = |label: &str, value| Point {
                label: label.to_owned(),
                value,
                mood: Mood::Good,
            };
            let chart = Chart {
                title: "Kepuasan <karyawan> & “tim”".to_owned(),
                shape,
                points: vec![point("0", -3), point("1", 0), point("2 < 3", 12)],
                alt: String::new(),
                picture: None,
                drawn_by_slack: false,
            };
            let png = png(&chart).unwrap();
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
            let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!((number(16), number(20)), (800, 400));
        }
    }

    #[test]
    fn nothing_is_drawn_of_nothing_without_harm() {
        let empty = Chart {
            title: String::new(),
            shape: Shape::Bars,
            points: Vec::new(),
            alt: String::new(),
            picture: None,
            drawn_by_slack: false,
        };
        // Either is fine: it does not panic.
        drop(png(&empty));
    }
}
