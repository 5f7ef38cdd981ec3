//! Homes of those who have much of everything: within what a platform takes, and read in as many queries as
//! any other.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use plaudit::badges::{Badge, Earned, Rule, Shelf};
use plaudit::chat::{Locale, Rich};
use plaudit::database::Ts;
use plaudit::kudos::Balance;
use plaudit::rewards::State;
use plaudit::settings::Settings;
use plaudit::slack::render::{self, Target};
use plaudit::wording::{
    self, Few, HistoryLine, HomeDuties, HomeView, HomeWish, OwnRedemption, Words,
};
use proptest::prelude::*;
use tracing::instrument::WithSubscriber;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::{ANA, SITI, start};
use crate::harness::Plaudit;

/// Slack's limits of a view, and of a message, which shows the same.
const BLOCKS: usize = 50;
const BYTES: usize = 250_000;

/// Somebody with much of everything.
const MUCH: &str = "
    INSERT INTO reward_item (workspace_id, id, slug, kind, price, approval, fulfilment, stock, created_at)
    SELECT w.id, gen_random_uuid(), 'item-' || n, 'gift_card', n, 'admin',
           CASE WHEN n <= 20 THEN 'codes' ELSE 'manual' END, CASE WHEN n <= 20 THEN 1 END, now()
    FROM workspace w, generate_series(1, 60) n;
    INSERT INTO reward_text (workspace_id, item_id, locale, name, description)
    SELECT workspace_id, id, 'en', 'Voucher of the *very* long name <https://x.test|x> ' || slug, 'x' FROM reward_item
    WHERE slug LIKE 'item-%';
    INSERT INTO reward_wish (workspace_id, item_id, member_id, wished_at)
    SELECT i.workspace_id, i.id, a.member_id, now() FROM reward_item i
    JOIN identity a ON a.workspace_id = i.workspace_id AND a.user_id = 'U0ANA000005'
    WHERE i.price > 20 AND i.slug LIKE 'item-%';
    INSERT INTO redemption (workspace_id, id, item_id, member_id, points, took_stock, state, requested_at, day, provider)
    SELECT i.workspace_id, gen_random_uuid(), i.id, a.member_id, 1, false, 'requested', now(), '2026-11-18', 'manual'
    FROM reward_item i JOIN identity a ON a.workspace_id = i.workspace_id AND a.user_id = 'U0ANA000005',
         generate_series(1, 2) WHERE i.price <= 50 AND i.slug LIKE 'item-%';
    INSERT INTO badge (workspace_id, slug, name, picture, rule, since)
    SELECT id, 'own-' || n, 'Badge ' || n, ':star:', 'by-hand', now() FROM workspace, generate_series(1, 200) n;
    INSERT INTO badge_award (workspace_id, member_id, badge, earned_at, source)
    SELECT a.workspace_id, a.member_id, b.slug, now(), 'hand' FROM badge b
    JOIN identity a ON a.workspace_id = b.workspace_id AND a.user_id = 'U0ANA000005' WHERE b.slug LIKE 'own-%';
    INSERT INTO survey (workspace_id, id, kind, title, questions, audience, created_at)
    SELECT id, gen_random_uuid(), 'enps', 'Survey ' || n, '[]', '{}', now() FROM workspace, generate_series(1, 12) n;
    INSERT INTO survey_run (workspace_id, id, survey_id, floor, launched_at, closes_at, invited)
    SELECT workspace_id, id, id, 5, '2026-11-18', '2027-11-18', 5 FROM survey;
    INSERT INTO survey_invitation (workspace_id, run_id, member_id, told, invite_at)
    SELECT r.workspace_id, r.id, a.member_id, 'invited', '2026-11-18' FROM survey_run r
    JOIN identity a ON a.workspace_id = r.workspace_id AND a.user_id = 'U0ANA000005'";

/// As if it had come about in the course of time.
async fn have_much(plaudit: &Plaudit) {
    let mut conn = plaudit.db.tampering().await;
    sqlx::raw_sql(MUCH).execute(&mut conn).await.unwrap();
}

/// The stand-in looks at each block as Slack does; what does not fit is told by number.
#[tokio::test]
async fn much_of_everything_is_shortened_and_taken() {
    let plaudit = start().await;
    have_much(&plaudit).await;
    let home = plaudit.opens_home(ANA).await;
    for expected in ["and 197 more", "and 35 more", "and 97 more", "and 9 more"] {
        assert!(home.contains(expected), "{expected}: {home}");
    }
    let siti = plaudit.opens_home(SITI).await;
    assert!(
        siti.contains("100 permintaan") && siti.contains("dan 17 lainnya"),
        "{siti}"
    );
    for who in [ANA, SITI] {
        let view = plaudit.sandbox.home(who).unwrap();
        assert!(view.blocks().len() <= BLOCKS, "{}", view.blocks().len());
        assert!(view.given.to_string().len() <= BYTES / 4);
    }
    plaudit.finish_unproven().await;
}

/// Counts the statements of whatever is done under it.
#[derive(Clone, Default)]
struct Statements(Arc<AtomicUsize>);

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// How many statements it takes to look at the one home that was opened.
async fn looking(plaudit: &Plaudit) -> usize {
    loop {
        let due = "UPDATE home SET due_at = '-infinity'";
        sqlx::query(due).execute(&plaudit.db.pool).await.unwrap();
        let statements = Statements::default();
        let follow = plaudit.app().desk.follow_homes();
        follow.with_subscriber(statements.clone()).await.unwrap();
        plaudit.quiet().await;
        let made = statements.0.load(Ordering::Relaxed);
        // Unless somebody else looked at it before we did.
        if made > 10 {
            return made;
        }
    }
}

/// What waits for those who run the programme, and what the doctor would find, is asked for in so many more.
#[tokio::test]
async fn the_home_of_an_admin_takes_few_statements_more() {
    let plaudit = start().await;
    plaudit.home_shop(false).await;
    plaudit
        .set("provider.monthly_budget", "USD 500, IDR 100")
        .await;
    have_much(&plaudit).await;
    plaudit.opens_home(SITI).await;
    let made = looking(&plaudit).await;
    assert!(made <= 40 + 13, "{made} statements");
    plaudit.finish_unproven().await;
}

/// However much there is, it is asked for as often; and what is asked is bounded: the tables it is in may
/// grow.
#[tokio::test]
async fn a_home_takes_as_many_statements_whatever_one_has() {
    let plaudit = start().await;
    plaudit.home_shop(false).await;
    plaudit.opens_home(ANA).await;
    let little = looking(&plaudit).await;
    have_much(&plaudit).await;
    let much = looking(&plaudit).await;
    assert!(plaudit.home_of(ANA).contains("and 197 more"));
    // What is new takes a letter, and what there is some of its names.
    assert!(
        much <= little + 6 && much <= 40,
        "{much} statements, and {little} for little"
    );
    plaudit.finish_unproven().await;
}

fn lines(number: usize, said: &str) -> Vec<HistoryLine> {
    let line = || HistoryLine {
        when: jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC),
        other: (0..20)
            .map(|n| format!("Somebody of number {n} {said}"))
            .collect(),
        points: 1,
        message: Rich::plain(said),
    };
    (0..number).map(|_| line()).collect()
}

proptest! {
    /// Whatever somebody has, and however it is called.
    #[test]
    fn a_home_is_never_larger_than_slack_takes(
        kudos in 0_usize..4, surveys in 0_usize..200, wishes in 0_usize..6, own in 0_usize..4,
        talks in 0_usize..60, asked in 0_usize..60, badges in 0_usize..220, codes in 0_usize..300, many in 0_i64..1000,
        said in "\\PC{0,300}", locale in proptest::sample::select(&Locale::ALL[..]),
    ) {
        let settings = Settings::default();
        let at = || jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC);
        let name = |n: usize| format!("{said} {n}");
        let badge = |n: usize| Earned {
            badge: Badge {
                slug: format!("own-{n}"), name: Some(name(n)), name_id: None, name_ms: None,
                picture: ":star:".parse().unwrap(), rule: Rule::ByHand,
                since: Ts(jiff::Timestamp::UNIX_EPOCH), archived: false,
            },
            at: Ts(jiff::Timestamp::UNIX_EPOCH), reason: None,
        };
        let view = HomeView {
            name: &said, zone: None, gives: true, redeems: true,
            balance: Balance { points: many, allowance_left: many, resets_at: at() },
            expiring: None, rank: Some(Some((many, many))),
            shelf: Shelf { earned: (0..badges).map(badge).collect(), ..Shelf::default() },
            received: lines(kudos, &said), given: lines(kudos, &said), undo: None,
            surveys: Few::of((0..surveys).map(|n| (name(n), at())).collect(), 3),
            wishes: Few {
                shown: (0..wishes).map(|n| HomeWish { item: name(n), price: many, offered: n % 2 == 0 }).collect(),
                more: many,
            },
            redemptions: Few {
                shown: (0..own).map(|n| OwnRedemption {
                    id: String::new(), name: name(n), points: many, day: at().date(), state: State::Requested,
                    cancellable: false, brought: None,
                }).collect(),
                more: many,
            },
            talks: Few::of((0..talks).map(|n| (name(n), at())).collect(), 3),
            asked_by: (0..asked).map(name).collect(),
            duties: HomeDuties {
                approvals: many, deliveries: many, lost: many, findings: many,
                codes: Few::of((0..codes).map(|n| (name(n), many)).collect(), 3),
            },
        };
        let home = wording::home(&Words::new(locale, &settings), &view);
        let view = render::home(&home, Target { team: "T1" });
        prop_assert!(view["blocks"].as_array().unwrap().len() <= BLOCKS);
        prop_assert!(view.to_string().len() <= BYTES);
    }
}
