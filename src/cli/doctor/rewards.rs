//! Whether somebody may have what is offered.

use super::finding::Finding;
use crate::cli::catalog::whom;
use crate::cli::open::Opened;
use crate::explained::explained;
use crate::rewards::catalog;
use crate::workspace;

const ABOUT: &str = "rewards";

/// What nobody may have, since nobody has the country or the team that it is for.
pub(super) async fn examine(opened: &Opened) -> Vec<Finding> {
    let look = async {
        let mut conn = opened.pool.acquire().await?;
        let mut found = Vec::new();
        for (workspace, name) in workspace::all(&mut conn).await? {
            let reached = catalog::reached(&mut conn, workspace, None).await?;
            // Who is to have it comes yet, where nobody has come.
            for item in reached.iter().filter(|it| it.people == 0 && it.of > 0) {
                found.push(Finding::warn(
                    ABOUT,
                    format_args!("{name}: {}", whom(item)),
                    "`plaudit people import` tells where people work; `plaudit catalog edit` says whom it is for.",
                ));
            }
        }
        Ok::<_, sqlx::Error>(found)
    };
    look.await.unwrap_or_else(|error| {
        vec![Finding::fail(
            ABOUT,
            explained(&error),
            "See the database's log.",
        )]
    })
}
