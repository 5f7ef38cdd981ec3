//! Charts of what surveys came to. Chats that do not draw them fetch them from here as pictures.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::chat::{Chart, Locale};
use crate::drawing;
use crate::explained::explained;
use crate::letters::survey_chart;
use crate::surveys::Figure;

/// What a run came to does not change.
const FOR_A_DAY: &str = "private, max-age=86400";

/// `GET /surveys/charts/{token}/{figure}-{locale}.png`: whoever knows the token may see it.
pub(super) async fn show(
    State(app): State<App>,
    Path((token, file)): Path<(String, String)>,
) -> Response {
    let Some(which) = read(&file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match draw(&app, &token, which).await {
        Ok(Some(png)) => {
            let headers = [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, FOR_A_DAY)];
            (headers, png).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(error = explained(&*error), "a chart is not shown");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn read(file: &str) -> Option<(Figure, Locale)> {
    let (figure, locale) = file.strip_suffix(".png")?.split_once('-')?;
    Some((figure.parse().ok()?, locale.parse().ok()?))
}

async fn draw(
    app: &App,
    token: &str,
    which: (Figure, Locale),
) -> Result<Option<Vec<u8>>, Box<dyn std::error::Error + Send + Sync>> {
    let mut conn = app.desk.pool.acquire().await?;
    let chart: Option<Chart> = survey_chart(&mut conn, token, which).await?;
    drop(conn);
    let Some(chart) = chart else {
        return Ok(None);
    };
    let png = tokio::task::spawn_blocking(move || drawing::png(&chart)).await??;
    Ok(Some(png))
}
