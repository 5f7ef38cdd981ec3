//! Any schedule, calendar and downtime: each date is held at most once, never before anybody's hour, never
//! on a day that is skipped, and never passed over in silence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use plaudit::database::{Day, Ts};
use plaudit::holidays::{self, Holidays};
use plaudit::ids::SurveyId;
use plaudit::policy::Actor;
use plaudit::surveys::Schedule;
use proptest::prelude::*;
use proptest::sample::select;

use super::dates::schedule;
use crate::harness::{Plaudit, keep_schedule};

const SPECS: [&str; 6] = [
    "weekly tue 10:00",
    "weekly sat 00:15",
    "fortnightly 2026-11-23 23:30",
    "monthly 31 09:00",
    "monthly 2nd-fri 16:45",
    "quarterly 1 last-mon 02:30",
];

#[derive(Clone, Debug)]
struct Case {
    schedule: Schedule,
    /// Of whom, and how many days after the beginning.
    holidays: Vec<(&'static str, i64)>,
    /// For how long nobody looks, in minutes, one time after the other.
    naps: Vec<i64>,
}

fn cases() -> impl Strategy<Value = Case> {
    let holidays = proptest::collection::vec((select(&["", "ID", "MY"][..]), 0_i64..120), 0..40);
    let nap = prop_oneof![4 => 1_i64..2000, 1 => 2000_i64..40_000];
    let naps = proptest::collection::vec(nap, 5..40);
    (
        select(&SPECS[..]),
        any::<bool>(),
        any::<bool>(),
        holidays,
        naps,
    )
        .prop_map(
            |(spec, skip_weekends, skip_holidays, holidays, naps)| Case {
                schedule: Schedule {
                    skip_weekends,
                    skip_holidays,
                    open_for: SignedDuration::from_hours(24 * 3),
                    ..schedule(spec)
                },
                holidays,
                naps,
            },
        )
}

/// An invitation: the date it is for, when it leaves, and where that is.
type Invitation = (Day, Ts, String, Option<String>);

async fn play(plaudit: &Plaudit, case: &Case) {
    let pool = &plaudit.db.pool;
    let workspace = plaudit.workspace().await;
    let began = plaudit.clock.now();
    let first = began.to_zoned(TimeZone::UTC).date();
    let mut of: BTreeMap<&str, BTreeMap<Date, String>> =
        ["", "ID", "MY"].map(|it| (it, BTreeMap::new())).into();
    for (country, after) in &case.holidays {
        of.get_mut(country)
            .unwrap()
            .insert(first.saturating_add(after.days()), "x".to_owned());
    }
    let mut tx = pool.begin().await.unwrap();
    for (country, days) in &of {
        let country = Some(*country).filter(|it| !it.is_empty());
        let (clock, by) = (&plaudit.clock, &Actor::Operator);
        let kept = holidays::replace(&mut tx, clock, by, workspace, country, days).await;
        kept.unwrap();
    }
    tx.commit().await.unwrap();
    let survey = plaudit.survey_of_six().await;
    let ahead = plaudit
        .put_on_schedule(survey, &case.schedule)
        .await
        .unwrap();
    let mut runs = 0;
    for nap in &case.naps {
        plaudit.clock.advance(SignedDuration::from_mins(*nap));
        keep_schedule(&plaudit.app().desk).await;
        plaudit.app().desk.run_surveys().await.unwrap();
        let now = launched(plaudit, survey).await;
        assert!(now <= runs + 1, "twice at once");
        runs = now;
    }
    let all = of
        .iter()
        .flat_map(|(of, days)| days.keys().map(|day| ((*of).to_owned(), *day)));
    let holidays = Holidays::new(all.filter(|_| case.schedule.skip_holidays));
    let invited: Vec<Invitation> = sqlx::query_as(
        "SELECT d.day, i.invite_at, m.time_zone, m.country FROM survey_date d
         JOIN survey_invitation i ON i.run_id = d.run_id JOIN member m ON m.id = i.member_id
         WHERE d.survey_id = $1",
    )
    .bind(survey)
    .fetch_all(pool)
    .await
    .unwrap();
    for (day, at, zone, country) in &invited {
        let zone = TimeZone::get(zone).unwrap();
        let on = zone.to_datetime(at.0).date();
        let weekend = [6, 7].contains(&on.weekday().to_monday_one_offset());
        assert!(!(case.schedule.skip_weekends && weekend), "on {on}");
        assert!(
            !holidays.include(on, country.as_deref()),
            "on {on} in {country:?}"
        );
        let time = case.schedule.recurrence.to_string();
        let time = time.split(' ').next_back().unwrap().parse().unwrap();
        let hour = day.0.to_datetime(time).to_zoned(zone).unwrap();
        assert!(at.0 >= hour.timestamp(), "before its hour");
    }
    known(plaudit, survey, case, ahead[0].day).await;
}

async fn launched(plaudit: &Plaudit, survey: SurveyId) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM survey_run WHERE survey_id = $1")
        .bind(survey)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap()
}

/// Of each date that has begun it is known what became of it, and each run is of one.
async fn known(plaudit: &Plaudit, survey: SurveyId, case: &Case, first: Date) {
    let pool = &plaudit.db.pool;
    let dates: Vec<(Day, String)> =
        sqlx::query_as("SELECT day, state FROM survey_date WHERE survey_id = $1 ORDER BY day")
            .bind(survey)
            .fetch_all(pool)
            .await
            .unwrap();
    let earliest = TimeZone::get("Etc/GMT-14").unwrap();
    let now: Timestamp = plaudit.clock.now();
    let mut clock = first.saturating_sub(1.day()).at(23, 59, 0, 0);
    let mut begun = Vec::new();
    while let Some(next) = case.schedule.recurrence.after(clock) {
        if next.to_zoned(earliest.clone()).unwrap().timestamp() > now {
            break;
        }
        begun.push(next.date());
        clock = next;
    }
    let days: Vec<Date> = dates.iter().map(|(day, _)| day.0).collect();
    assert_eq!(days, begun);
    let in_state = |wanted: &str| dates.iter().filter(|(_, state)| state == wanted).count();
    assert!(in_state("planned") <= 1, "{dates:?}");
    assert_eq!(
        i64::try_from(in_state("launched")).unwrap(),
        launched(plaudit, survey).await
    );
    sqlx::query("UPDATE survey_run SET state = 'closed', closed_at = now(), answered = 0, private_key = NULL WHERE survey_id = $1 AND state = 'open'")
        .bind(survey)
        .execute(pool)
        .await
        .unwrap();
    let gone = "DELETE FROM schedule WHERE what = 'survey:' || $1::text";
    sqlx::query(gone)
        .bind(survey.to_string())
        .execute(pool)
        .await
        .unwrap();
    let gone = "DELETE FROM survey_date WHERE survey_id = $1 AND state = 'planned'";
    sqlx::query(gone).bind(survey).execute(pool).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_is_held_once_in_its_time_whatever_happens() {
    let plaudit = Plaudit::start_around_the_world("2026-11-28T12:00:00Z").await;
    let handle = tokio::runtime::Handle::current();
    let config = ProptestConfig {
        cases: 12,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    tokio::task::block_in_place(|| {
        proptest!(config, |(case in cases())| {
            handle.block_on(play(&plaudit, &case));
        });
    });
    plaudit.finish().await;
}
