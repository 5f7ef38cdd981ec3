//! What only some may do, asked for by somebody else.

use super::Stop;
use super::context::Ctx;
use crate::people;
use crate::policy::Action;
use crate::wording;

/// So many admins are named: enough that one of them is there.
const NAMED: usize = 3;

impl Ctx<'_> {
    /// Stops whoever may not do this, and says whom to ask.
    pub(super) async fn demand(&self, action: Action) -> Result<(), Stop> {
        if self.may(action) {
            return Ok(());
        }
        let mut conn = self.desk.pool.acquire().await?;
        let admins = people::admins(&mut conn, self.workspace()).await?;
        drop(conn);
        let mut names: Vec<String> = admins.into_iter().map(|admin| admin.name).collect();
        names.sort();
        names.truncate(NAMED);
        Err(Stop::says(wording::admins_only(&self.words(), &names)))
    }
}
