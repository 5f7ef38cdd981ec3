//! The days of people that may be celebrated: their birthday, and the day on which they began. Whoever's they are says
//! who is told.

use jiff::civil::Date;
use sqlx::PgConnection;

use super::day_of_year::{DayOfYear, NoDayOfYear};
use crate::database::{Day, announce_change};
use crate::ids::{Joining, MemberId, WorkspaceId};

words! {
    /// A sort of day that may be celebrated.
    pub enum OwnDay {
        /// The birthday.
        Birthday = "birthday",
        /// The day on which somebody began.
        Anniversary = "anniversary",
    }
}

words! {
    /// Who is told of a day of somebody's.
    pub enum ShownTo {
        /// Nobody.
        Nobody = "none",
        /// They themselves.
        Oneself = "private",
        /// Everybody in the channel of celebrations.
        Channel = "channel",
    }
}

impl ShownTo {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Oneself, Self::Channel];
}

/// The days of somebody that are known, and who is told of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnDays {
    /// Their birthday.
    pub birthday: Option<DayOfYear>,
    /// Who is told of it.
    pub birthday_shown: ShownTo,
    /// The day on which they began.
    pub began_on: Option<Date>,
    /// Who is told of that.
    pub anniversary_shown: ShownTo,
}

/// The days of a member.
pub async fn own_days(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<OwnDays, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT birthday, birthday_shown AS "birthday_shown: ShownTo", coalesce(hired_on, told_hired_on) AS began_on,
                  anniversary_shown AS "anniversary_shown: ShownTo"
           FROM member WHERE workspace_id = $1 AND id = $2"#,
        workspace,
        member,
    );
    let row = row.fetch_one(conn).await?;
    Ok(OwnDays {
        birthday: row.birthday.as_deref().map(as_kept).transpose()?,
        birthday_shown: row.birthday_shown,
        began_on: row.began_on.map(|day| day.0),
        anniversary_shown: row.anniversary_shown,
    })
}

/// Keeps who is told of a day of a member's. Where nobody is, what was looked up for it is forgotten.
pub async fn choose_shown(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    day: OwnDay,
    shown: ShownTo,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE member
         SET birthday_shown = CASE $3 WHEN 'birthday' THEN $4 ELSE birthday_shown END,
             anniversary_shown = CASE $3 WHEN 'anniversary' THEN $4 ELSE anniversary_shown END,
             told_hired_on = CASE WHEN $3 <> 'anniversary' OR $4 <> 'none' THEN told_hired_on END
         WHERE workspace_id = $1 AND id = $2",
        workspace,
        member,
        day.as_str(),
        shown.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await
}

/// Keeps the day on which a member began, as their platform tells: a list that says another is believed.
pub async fn keep_first_day(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    day: Date,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE member SET told_hired_on = $3 WHERE workspace_id = $1 AND id = $2 AND active AND hired_on IS NULL",
        workspace,
        member,
        Day(day) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Hands the days of a member on to another who turns out to be the same person, unless more is known of the
/// other. What they chose for either stands, but for what they chose for the one that is kept.
pub(super) async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE member kept
         SET birthday = coalesce(kept.birthday, other.birthday),
             told_hired_on = coalesce(kept.told_hired_on, other.told_hired_on),
             birthday_shown = CASE kept.birthday_shown WHEN 'none' THEN other.birthday_shown ELSE kept.birthday_shown END,
             anniversary_shown = CASE kept.anniversary_shown WHEN 'none' THEN other.anniversary_shown
                                                             ELSE kept.anniversary_shown END
         FROM member other
         WHERE kept.workspace_id = $1 AND kept.id = $3 AND other.workspace_id = $1 AND other.id = $2",
        workspace,
        from,
        to,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Somebody whose day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Celebrant {
    /// Who.
    pub member: MemberId,
    /// The date.
    pub date: Date,
    /// How many years since they began; nothing on a birthday.
    pub years: Option<i64>,
}

/// Whose birthday is on one of these dates, of those who let it be shown so; among these, or all.
pub async fn birthdays(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    (dates, shown): (&[Date], ShownTo),
    among: Option<&[MemberId]>,
) -> Result<Vec<Celebrant>, sqlx::Error> {
    let falling = dates.iter().flat_map(|date| DayOfYear::falling_on(*date));
    let days: Vec<String> = falling.map(|day| day.to_string()).collect();
    let rows = sqlx::query!(
        r#"SELECT id, birthday AS "birthday!" FROM member
           WHERE workspace_id = $1 AND birthday = ANY($2) AND birthday_shown = $3 AND birthday_shown <> 'none' AND active
             AND standing IN ('member', 'guest') AND ($4::uuid[] IS NULL OR id = ANY($4))
           ORDER BY birthday, name, id"#,
        workspace,
        &days,
        shown.as_str(),
        among as _,
    );
    let rows = rows.fetch_all(conn).await?;
    let mut celebrants = Vec::new();
    for row in rows {
        let day = as_kept(&row.birthday)?;
        let mut dates = dates.iter();
        if let Some(date) = dates.find(|date| day.in_year(date.year()) == **date) {
            celebrants.push(Celebrant {
                member: row.id,
                date: *date,
                years: None,
            });
        }
    }
    Ok(celebrants)
}

/// Who began on one of these dates, whole years ago, of those who let it be shown so; among these, or all.
pub async fn anniversaries(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    (dates, shown): (&[Date], ShownTo),
    among: Option<&[MemberId]>,
) -> Result<Vec<Celebrant>, sqlx::Error> {
    let falling = dates.iter().flat_map(|date| DayOfYear::falling_on(*date));
    let (months, days): (Vec<i32>, Vec<i32>) = falling
        .map(|day| (i32::from(day.month()), i32::from(day.day())))
        .unzip();
    let rows = sqlx::query!(
        r#"SELECT m.id, coalesce(m.hired_on, m.told_hired_on) AS "began_on!: Day" FROM member m
           JOIN unnest($2::int[], $3::int[]) AS on_day(month, day)
             ON extract(month FROM coalesce(m.hired_on, m.told_hired_on)) = on_day.month
            AND extract(day FROM coalesce(m.hired_on, m.told_hired_on)) = on_day.day
           WHERE m.workspace_id = $1 AND m.anniversary_shown = $4 AND m.anniversary_shown <> 'none' AND m.active
             AND m.standing IN ('member', 'guest') AND ($5::uuid[] IS NULL OR m.id = ANY($5))
           ORDER BY 2, m.name, m.id"#,
        workspace,
        &months,
        &days,
        shown.as_str(),
        among as _,
    );
    let rows = rows.fetch_all(conn).await?;
    let celebrants = rows.into_iter().filter_map(|row| {
        let began = DayOfYear::of(row.began_on.0);
        let date = dates
            .iter()
            .find(|date| began.in_year(date.year()) == **date)?;
        let years = i64::from(date.year()) - i64::from(row.began_on.0.year());
        (years > 0).then_some(Celebrant {
            member: row.id,
            date: *date,
            years: Some(years),
        })
    });
    Ok(celebrants.collect())
}

/// The members among these who have a day that might be celebrated, and nobody is told of it.
pub async fn undecided(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    (birthdays, anniversaries): (bool, bool),
    among: &[MemberId],
) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM member
         WHERE workspace_id = $1 AND id = ANY($2) AND active AND standing = 'member'
           AND ($3 AND birthday IS NOT NULL AND birthday_shown = 'none'
                OR $4 AND hired_on IS NOT NULL AND anniversary_shown = 'none')
         ORDER BY id",
        workspace,
        among as _,
        birthdays,
        anniversaries,
    )
    .fetch_all(conn)
    .await
}

/// A day as it is kept.
fn as_kept(day: &str) -> Result<DayOfYear, sqlx::Error> {
    let unread = |error: NoDayOfYear| sqlx::Error::Decode(error.into());
    day.parse().map_err(unread)
}
