//! Surveys on a schedule: at an hour of each one's own zone, on working days, once.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use plaudit::clock::Clock;
use plaudit::holidays;
use plaudit::ids::SurveyId;
use plaudit::policy::Actor;
use plaudit::settings;
use plaudit::surveys::{self, NotScheduled, Schedule, Upcoming};

use super::scene::{ANA, BUDI, FARID, PRIYA, RIZKY, SITI, SIX, TOM, enps};
use crate::harness::{Plaudit, count, keep_schedule};

const FIVE_DAYS: SignedDuration = SignedDuration::from_hours(24 * 5);

/// Where the six are, from east to west.
const ZONES: [(&str, &str, Option<&str>); 6] = [
    (ANA, "Asia/Jayapura", Some("ID")),
    (BUDI, "Asia/Jakarta", Some("ID")),
    (RIZKY, "Asia/Jakarta", Some("ID")),
    (FARID, "Asia/Kuala_Lumpur", Some("MY")),
    (PRIYA, "Europe/London", None),
    (TOM, "America/New_York", None),
];

pub(super) fn schedule(spec: &str) -> Schedule {
    Schedule {
        recurrence: spec.parse().unwrap(),
        open_for: FIVE_DAYS,
        skip_weekends: false,
        skip_holidays: false,
        first_day: None,
        last_day: None,
    }
}

impl Plaudit {
    /// Six who live in several zones, at an instant of the test's.
    pub(super) async fn start_around_the_world(at: &str) -> Self {
        let plaudit = Self::start_at(Clock::set_to(at.parse().unwrap())).await;
        for (user, zone, country) in ZONES {
            sqlx::query(
                "UPDATE member m SET team = 'Six', time_zone = $2, country = $3 FROM identity i
                 WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id AND i.user_id = $1",
            )
            .bind(user)
            .bind(zone)
            .bind(country)
            .execute(&plaudit.db.pool)
            .await
            .unwrap();
        }
        plaudit
    }

    /// A survey of the six.
    pub(super) async fn survey_of_six(&self) -> SurveyId {
        let mut of_six = enps();
        of_six.audience = "team:Six".parse().unwrap();
        self.survey(&of_six).await
    }

    pub(super) async fn put_on_schedule(
        &self,
        survey: SurveyId,
        schedule: &Schedule,
    ) -> Result<Vec<Upcoming>, NotScheduled> {
        let which = (self.workspace().await, survey);
        let mut tx = self.db.pool.begin().await.unwrap();
        let settings = settings::load(&mut tx, which.0).await.unwrap();
        let by = (&Actor::Operator, &settings);
        let ahead = surveys::put_on_schedule(&mut tx, &self.clock, by, which, schedule).await?;
        tx.commit().await.unwrap();
        Ok(ahead)
    }

    async fn holiday(&self, country: Option<&str>, day: &str) {
        let workspace = self.workspace().await;
        let days = [(day.parse().unwrap(), "A holiday".to_owned())].into();
        let mut tx = self.db.pool.begin().await.unwrap();
        let by = &Actor::Operator;
        let kept = holidays::replace(&mut tx, &self.clock, by, workspace, country, &days).await;
        kept.unwrap();
        tx.commit().await.unwrap();
    }

    /// The clock shows this, and whatever is due is done.
    pub(super) async fn at(&self, at: &str) {
        let at: Timestamp = at.parse().unwrap();
        self.clock.advance(at.duration_since(self.clock.now()));
        keep_schedule(&self.app().desk).await;
        self.survey_news().await;
    }

    /// How many messages each of the six has, from east to west.
    fn messages(&self) -> [usize; 6] {
        ZONES.map(|(user, ..)| self.sandbox.dm_with_bot(user).len())
    }

    async fn runs(&self) -> i64 {
        count(&self.db.pool, "SELECT count(*) FROM survey_run").await
    }

    fn told_admin(&self) -> String {
        self.asked_of(SITI).shown()
    }
}

fn days(ahead: &[Upcoming]) -> Vec<String> {
    let each = ahead.iter();
    each.map(|it| it.opens.strftime("%Y-%m-%d %H:%M").to_string())
        .collect()
}

#[tokio::test]
async fn each_is_invited_and_reminded_at_an_hour_of_their_own() {
    let plaudit = Plaudit::start_around_the_world("2026-11-28T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let weekly = Schedule {
        skip_weekends: true,
        ..schedule("weekly tue 10:00")
    };
    let ahead = plaudit.put_on_schedule(survey, &weekly).await.unwrap();
    assert_eq!(
        days(&ahead),
        ["2026-12-01 10:00", "2026-12-08 10:00", "2026-12-15 10:00"]
    );
    assert_eq!(
        ahead[0].opens.timestamp(),
        "2026-12-01T01:00:00Z".parse().unwrap()
    );
    // It begins where it is ahead of everywhere else; nobody's hour has come.
    plaudit.at("2026-12-01T00:59:00Z").await;
    assert_eq!((plaudit.messages(), plaudit.runs().await), ([0; 6], 0));
    for (at, invited) in [
        ("2026-12-01T01:00:00Z", [1, 0, 0, 0, 0, 0]),
        ("2026-12-01T02:00:00Z", [1, 0, 0, 1, 0, 0]),
        ("2026-12-01T03:00:00Z", [1, 1, 1, 1, 0, 0]),
        ("2026-12-01T10:00:00Z", [1, 1, 1, 1, 1, 0]),
        ("2026-12-01T15:00:00Z", [1, 1, 1, 1, 1, 1]),
    ] {
        plaudit.at(at).await;
        assert_eq!(
            (plaudit.messages(), plaudit.runs().await),
            (invited, 1),
            "{at}"
        );
    }
    // It closes five days after the last invitation: on Sunday. The last working hour that leaves a day is
    // on Friday, by each one's clock.
    let closes: plaudit::database::Ts = sqlx::query_scalar("SELECT closes_at FROM survey_run")
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(closes.0, "2026-12-06T15:00:00Z".parse().unwrap());
    plaudit.scores(BUDI, 9).await;
    plaudit.at("2026-12-04T00:59:00Z").await;
    assert_eq!(plaudit.messages(), [1; 6]);
    plaudit.at("2026-12-04T01:00:00Z").await;
    assert_eq!(plaudit.messages(), [2, 1, 1, 1, 1, 1]);
    plaudit.at("2026-12-06T14:59:00Z").await;
    assert_eq!(plaudit.messages(), [2, 1, 2, 2, 2, 2], "Budi has answered");
    // Closed in time, and again the next week.
    plaudit.at("2026-12-06T15:01:00Z").await;
    plaudit.at("2026-12-08T01:00:00Z").await;
    assert_eq!((plaudit.runs().await, plaudit.messages()[0]), (2, 3));
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_sees_a_survey_before_their_hour() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let once = schedule("once 2026-12-01 10:00");
    plaudit.put_on_schedule(survey, &once).await.unwrap();
    plaudit.at("2026-12-01T01:00:00Z").await;
    let waits = async |who: &str| {
        let person = plaudit.sandbox.as_user(who);
        assert!(
            person
                .slash("C0KUDOS0001", "/kudos", "survey")
                .await
                .is_ok()
        );
        plaudit.quiet().await;
        let shown = plaudit.sandbox.ephemerals(who).pop().unwrap().shown();
        shown.contains("Q1")
    };
    assert!(waits(ANA).await && !waits(TOM).await);
    plaudit.finish().await;
}

#[tokio::test]
async fn weekends_and_holidays_are_skipped_for_those_who_have_them() {
    let plaudit = Plaudit::start_around_the_world("2026-12-01T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let skipping = Schedule {
        skip_weekends: true,
        skip_holidays: true,
        ..schedule("once 2026-12-05 10:00")
    };
    plaudit.holiday(Some("ID"), "2026-12-07").await;
    let ahead = plaudit.put_on_schedule(survey, &skipping).await.unwrap();
    // Saturday becomes Monday, which is none in Indonesia: Farid is the first.
    assert_eq!(days(&ahead), ["2026-12-07 10:00"]);
    assert_eq!(ahead[0].day, "2026-12-05".parse::<Date>().unwrap());
    plaudit.at("2026-12-05T12:00:00Z").await;
    assert_eq!(plaudit.runs().await, 0);
    plaudit.at("2026-12-07T02:00:00Z").await;
    assert_eq!(plaudit.messages(), [0, 0, 0, 1, 0, 0]);
    plaudit.at("2026-12-07T16:00:00Z").await;
    assert_eq!(plaudit.messages(), [0, 0, 0, 1, 1, 1]);
    plaudit.at("2026-12-08T03:00:00Z").await;
    assert_eq!((plaudit.messages(), plaudit.runs().await), ([1; 6], 1));
    plaudit.finish().await;
}

#[tokio::test]
async fn a_holiday_that_is_imported_after_a_date_began_counts() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let skipping = Schedule {
        skip_holidays: true,
        ..schedule("weekly tue 10:00")
    };
    plaudit.put_on_schedule(survey, &skipping).await.unwrap();
    plaudit.at("2026-12-01T00:30:00Z").await;
    plaudit.holiday(None, "2026-12-01").await;
    plaudit.at("2026-12-01T20:00:00Z").await;
    assert_eq!(plaudit.runs().await, 0);
    plaudit.at("2026-12-02T01:00:00Z").await;
    assert_eq!((plaudit.runs().await, plaudit.messages()[0]), (1, 1));
    plaudit.finish().await;
}

#[tokio::test]
async fn after_downtime_the_latest_date_is_held_once_and_the_others_are_told_of() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let weekly = schedule("weekly tue 10:00");
    plaudit.put_on_schedule(survey, &weekly).await.unwrap();
    // Three weeks later, on Tuesday afternoon in Jakarta.
    plaudit.at("2026-12-15T08:00:00Z").await;
    assert_eq!(plaudit.runs().await, 1);
    assert_eq!(
        plaudit.messages(),
        [1, 1, 1, 1, 0, 0],
        "the west has its hour still ahead"
    );
    let told = plaudit.told_admin();
    assert!(
        told.contains("Q1")
            && told.contains("1 Des")
            && told.contains("8 Des")
            && !told.contains("15 Des"),
        "{told}"
    );
    plaudit.at("2026-12-15T09:00:00Z").await;
    assert_eq!(plaudit.runs().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_cannot_be_launched_is_told_and_goes_on_with_the_next_date() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let weekly = schedule("weekly tue 10:00");
    plaudit.put_on_schedule(survey, &weekly).await.unwrap();
    plaudit.set("survey.anonymity_threshold", "7").await;
    plaudit.at("2026-12-01T02:00:00Z").await;
    let told = plaudit.told_admin();
    assert!(
        told.contains("1 Des") && told.contains("hanya 6 orang") && told.contains("mulai dari 7"),
        "{told}"
    );
    plaudit.set("survey.anonymity_threshold", "5").await;
    plaudit.at("2026-12-07T12:00:00Z").await;
    // By hand, a day before: it is open when its date comes.
    let run = plaudit.try_to_launch(survey).await.unwrap();
    plaudit.at("2026-12-08T02:00:00Z").await;
    let told = plaudit.told_admin();
    assert!(
        told.contains("8 Des") && told.contains("masih dibuka"),
        "{told}"
    );
    plaudit.try_to_close(run.id).await.unwrap();
    plaudit.at("2026-12-15T02:00:00Z").await;
    assert_eq!(plaudit.runs().await, 2, "and then it is held");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_date_is_held_once_however_often_the_schedule_is_set() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let weekly = schedule("weekly tue 10:00");
    plaudit.put_on_schedule(survey, &weekly).await.unwrap();
    plaudit.at("2026-12-01T00:30:00Z").await;
    // It has begun, and nobody's hour has come: it is held all the same.
    plaudit.put_on_schedule(survey, &weekly).await.unwrap();
    plaudit.at("2026-12-01T01:00:00Z").await;
    let run = "SELECT count(*) FROM survey_date WHERE state = 'launched' AND run_id IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, run).await, 1);
    let ahead = plaudit
        .put_on_schedule(survey, &schedule("weekly tue 11:00"))
        .await;
    assert_eq!(
        days(&ahead.unwrap())[0],
        "2026-12-08 11:00",
        "today it was held"
    );
    plaudit.at("2026-12-01T16:00:00Z").await;
    assert_eq!(plaudit.runs().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_off_its_schedule_or_archived_is_sent_no_more() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let workspace = plaudit.workspace().await;
    let (off, archived) = (plaudit.survey_of_six().await, plaudit.survey_of_six().await);
    for survey in [off, archived] {
        let weekly = schedule("weekly tue 10:00");
        plaudit.put_on_schedule(survey, &weekly).await.unwrap();
    }
    // Both have begun, and are planned.
    plaudit.at("2026-12-01T00:30:00Z").await;
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let (clock, by) = (&plaudit.clock, &Actor::Operator);
    let taken = surveys::take_off_schedule(&mut tx, clock, by, (workspace, off)).await;
    assert!(taken.unwrap());
    let put_away = surveys::archive(&mut tx, clock, by, workspace, archived).await;
    assert!(put_away.unwrap());
    tx.commit().await.unwrap();
    plaudit.at("2026-12-08T20:00:00Z").await;
    assert_eq!((plaudit.messages(), plaudit.runs().await), ([0; 6], 0));
    let refused = plaudit
        .put_on_schedule(archived, &schedule("weekly tue 10:00"))
        .await;
    assert!(
        matches!(refused, Err(NotScheduled::Archived)),
        "{refused:?}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_schedule_that_makes_no_sense_is_refused() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let refused = async |schedule: Schedule| {
        plaudit
            .put_on_schedule(survey, &schedule)
            .await
            .unwrap_err()
    };
    let past = refused(schedule("once 2026-11-30 10:00")).await;
    assert!(matches!(past, NotScheduled::Never), "{past}");
    let week = SignedDuration::from_hours(24 * 7);
    let overlaps = refused(Schedule {
        open_for: week,
        ..schedule("weekly tue 10:00")
    })
    .await;
    assert!(matches!(overlaps, NotScheduled::Overlap), "{overlaps}");
    let short = refused(Schedule {
        open_for: SignedDuration::from_hours(1),
        ..schedule("weekly tue 10:00")
    })
    .await;
    assert!(matches!(short, NotScheduled::Time), "{short}");
    let pattern = refused(schedule("cron 0 9 * * *")).await;
    assert!(matches!(pattern, NotScheduled::Recurrence), "{pattern}");
    // The hour of the day is still ahead in New York: it is held there, and nowhere too early.
    plaudit.at("2026-12-01T00:30:00Z").await;
    let until = Schedule {
        last_day: Some("2026-12-08".parse().unwrap()),
        ..schedule("weekly tue 10:00")
    };
    let ahead = plaudit.put_on_schedule(survey, &until).await.unwrap();
    assert_eq!(days(&ahead), ["2026-12-01 10:00", "2026-12-08 10:00"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn admins_see_the_next_dates() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    let survey = plaudit.survey_of_six().await;
    let monthly = schedule("monthly 1st-tue 10:00");
    plaudit.put_on_schedule(survey, &monthly).await.unwrap();
    let shown = async |who: &str| {
        let person = plaudit.sandbox.as_user(who);
        assert!(
            person
                .slash("C0KUDOS0001", "/kudos", "survey")
                .await
                .is_ok()
        );
        plaudit.quiet().await;
        plaudit.sandbox.ephemerals(who).pop().unwrap().shown()
    };
    let dates = shown(SITI).await;
    for said in [
        "Q1",
        "Selasa, 1 Des pukul 10",
        "Selasa, 5 Jan",
        "Selasa, 2 Feb",
    ] {
        assert!(dates.contains(said), "{said}: {dates}");
    }
    assert!(!shown(SIX[0]).await.contains("Q1"), "nobody else does");
    plaudit.finish().await;
}
