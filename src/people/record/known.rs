//! The accounts that are known already.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::chat::{Identity, Locale, Profile, Standing};
use crate::ids::{MemberId, WorkspaceId};

/// What an account is known to be.
pub(super) struct Known {
    pub(super) workspace: WorkspaceId,
    pub(super) member: MemberId,
    pub(super) user: String,
    name: Option<String>,
    email: Option<String>,
    locale: Option<Locale>,
    time_zone: Option<String>,
    standing: Standing,
    active: bool,
    administers: bool,
    aliases: Vec<String>,
}

impl Known {
    /// Whether all that `profile` tells is known already.
    pub(super) fn says(&self, profile: &Profile) -> bool {
        let told = |said: Option<&str>, known: &Option<String>| {
            said.is_none_or(|said| known.as_deref() == Some(said))
        };
        told(Some(&profile.name), &self.name)
            && told(profile.email.as_deref(), &self.email)
            && profile.locale.is_none_or(|it| self.locale == Some(it))
            && told(profile.time_zone.as_deref(), &self.time_zone)
            && (profile.standing, profile.active) == (self.standing, self.active)
            && profile.admin == self.administers
            && profile.aliases.iter().all(|it| self.aliases.contains(it))
    }
}

/// The known accounts among those that `profiles` tell of, by their places.
pub(super) async fn known(
    conn: &mut PgConnection,
    profiles: &[Profile],
) -> Result<HashMap<usize, Known>, sqlx::Error> {
    let column = |of: fn(&Identity) -> &str| -> Vec<String> {
        profiles
            .iter()
            .map(|it| of(&it.identity).to_owned())
            .collect()
    };
    let rows = sqlx::query!(
        r#"SELECT n.place AS "place!", i.workspace_id, i.member_id, i.user_id, i.name, i.email,
                  i.locale AS "locale: Locale", i.time_zone, i.standing AS "standing: Standing", i.active, i.administers,
                  ARRAY(SELECT a.alias FROM identity_alias a
                        WHERE (a.platform, a.team, a.user_id) = (i.platform, i.team, i.user_id)) AS "aliases!"
           FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS n(platform, team, user_id, place)
           CROSS JOIN LATERAL (
             SELECT * FROM identity i
             WHERE i.platform = n.platform AND i.team = n.team
               AND i.user_id IN (n.user_id, (SELECT a.user_id FROM identity_alias a
                                             WHERE a.platform = n.platform AND a.team = n.team AND a.alias = n.user_id))
             ORDER BY i.user_id = n.user_id DESC LIMIT 1
           ) i"#,
        &column(|it| it.platform.as_str()),
        &column(|it| &it.team),
        &column(|it| &it.user),
    )
    .fetch_all(conn)
    .await?;
    let known = rows.into_iter().filter_map(|row| {
        let place = usize::try_from(row.place).ok()?.checked_sub(1)?;
        let known = Known {
            workspace: row.workspace_id,
            member: row.member_id,
            user: row.user_id,
            name: row.name,
            email: row.email,
            locale: row.locale,
            time_zone: row.time_zone,
            standing: row.standing,
            active: row.active,
            administers: row.administers,
            aliases: row.aliases,
        };
        Some((place, known))
    });
    Ok(known.collect())
}
