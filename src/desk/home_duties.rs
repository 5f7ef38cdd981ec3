//! What waits for those who run the programme, as their home shows it: as far as the database tells in
//! passing.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::ids::{RewardId, WorkspaceId};
use crate::policy::{Action, Actor};
use crate::rewards::{self, catalog};
use crate::wording::{Few, HomeDuties, Words};
use crate::{checks, outbox};

/// How many items are named of which codes run out.
const NAMED: usize = 3;

/// What waits for `by`. Nobody sees what is not theirs to look after.
pub(super) async fn duties(
    conn: &mut PgConnection,
    words: &Words<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    now: Timestamp,
) -> Result<HomeDuties, sqlx::Error> {
    let mut duties = HomeDuties {
        approvals: rewards::how_many_wait(conn, workspace, by, now).await?,
        ..HomeDuties::default()
    };
    if by.may(Action::FulfilRedemption) {
        (_, duties.deliveries) = rewards::by_hand(conn, workspace, 0).await?;
    }
    if by.may(Action::ManageCatalog) {
        let low = words.settings.rewards_codes_low;
        let low = catalog::running_out(conn, workspace, low).await?;
        duties.codes = codes(conn, words, workspace, low).await?;
    }
    if by.may(Action::Configure) {
        duties.lost = outbox::given_up(conn, workspace).await?;
        let faults = checks::faults(conn, workspace, words.settings, now).await?;
        duties.findings = i64::try_from(faults.len()).unwrap_or(i64::MAX);
    }
    Ok(duties)
}

/// What runs out, by its name.
async fn codes(
    conn: &mut PgConnection,
    words: &Words<'_>,
    workspace: WorkspaceId,
    low: Vec<(RewardId, i64)>,
) -> Result<Few<(String, i64)>, sqlx::Error> {
    let few = Few::of(low, NAMED);
    let ids: Vec<RewardId> = few.shown.iter().map(|(id, _)| *id).collect();
    let items = catalog::by_ids(conn, workspace, &ids).await?;
    let named = few.shown.iter().filter_map(|(id, left)| {
        let item = items.iter().find(|item| item.id == *id)?;
        Some((item.offer.texts.text(words.locale).name.clone(), *left))
    });
    Ok(Few {
        shown: named.collect(),
        more: few.more,
    })
}
