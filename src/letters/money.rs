//! What admins are told of money.

use sqlx::PgConnection;

use super::reward::once;
use super::to_admins;
use crate::ids::WorkspaceId;
use crate::outbox::Letter;
use crate::rewards::voucher::Warning;
use crate::settings::Settings;
use crate::wording;

/// Each admin is told once of each budget of a month, once a day of too little money and of an account that is
/// locked out, and each time that one is low.
pub(super) async fn money_warnings(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    warning: Warning,
) -> Result<Vec<Letter>, sqlx::Error> {
    let say = |w: &wording::Words<'_>| wording::money_warning(w, &warning);
    let letters = to_admins(conn, workspace, settings, None, say).await?;
    let key = match warning {
        Warning::Budget { budget, month } => format!("budget/{month}/{budget}"),
        Warning::TooLittle { provider, day, .. } => format!("too_little/{provider}/{day}"),
        Warning::LockedOut { provider, day } => format!("locked_out/{provider}/{day}"),
        Warning::Low { .. } => return Ok(letters),
    };
    Ok(once(letters, &key))
}
