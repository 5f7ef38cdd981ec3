//! One person with several accounts: what follows from them, and making and unmaking them one.

use futures_util::future::join_all;
use plaudit::app::Register;
use plaudit::attempt::Failure;
use plaudit::calendar::Period;
use plaudit::chat::{Identity, Installation, Locale, Platform, Profile, Proof, Standing};
use plaudit::ids::{Joining, KudosId, MemberId};
use plaudit::kudos::{self, Direction, NotRecorded, Origin, Undo, Undone, Way};
use plaudit::leaderboard::{self, Metric, Query, Scope};
use plaudit::ledger::{Account, Book, Transfer, TransferKind};
use plaudit::people::{
    self, Details, Directory, Edit, JoinError, Member, NoticeKind, Recorded, SplitError,
};
use plaudit::policy::{Actor, Role};
use plaudit::settings::Settings;
use uuid::Uuid;

use crate::harness::{Books, TestDb, acting, batcher, colleague, count, holds, prove};

const TENANT: &str = "tenant";

fn profile(platform: Platform, user: &str, name: &str, email: Option<&str>) -> Profile {
    let team = if platform == Platform::Slack {
        "T1"
    } else {
        TENANT
    };
    Profile {
        email: email.map(str::to_owned),
        ..colleague(Identity::new(platform, team, user), name)
    }
}

/// Members 0 to 3, who gave nothing yet, with more to come.
struct Scene {
    db: TestDb,
    books: Books,
}

impl Scene {
    async fn open() -> Self {
        let db = TestDb::new().await;
        let books = Books::open(&db, "T1", 4).await;
        Self { db, books }
    }

    async fn told(&self, profile: &Profile) -> Recorded {
        let mut tx = self.db.pool.begin().await.unwrap();
        let (clock, workspace) = (&self.books.clock, self.books.workspace);
        let recorded = people::record(&mut tx, clock, workspace, profile).await;
        tx.commit().await.unwrap();
        recorded.unwrap()
    }

    async fn member(&self, id: MemberId) -> Member {
        let mut conn = self.db.pool.acquire().await.unwrap();
        let found = people::by_ids(&mut conn, self.books.workspace, &[id]).await;
        found.unwrap().pop().unwrap()
    }

    async fn find(&self, identity: &Identity) -> Option<MemberId> {
        let mut conn = self.db.pool.acquire().await.unwrap();
        let found = people::find(&mut conn, identity).await.unwrap();
        found.map(|member| member.id)
    }

    async fn join(&self, keep: MemberId, other: MemberId) -> Result<people::Joined, JoinError> {
        let mut tx = self.db.pool.begin().await.unwrap();
        let (clock, workspace) = (&self.books.clock, self.books.workspace);
        let joined = people::join(
            &mut tx,
            clock,
            &Actor::Operator,
            Joining {
                workspace,
                from: other,
                to: keep,
            },
            &Register::new(clock),
        )
        .await;
        if joined.is_ok() {
            tx.commit().await.unwrap();
        }
        joined
    }

    async fn split(&self, identity: &Identity) -> Result<MemberId, SplitError> {
        let mut tx = self.db.pool.begin().await.unwrap();
        let split = people::split(&mut tx, &self.books.clock, &Actor::Operator, identity).await;
        if split.is_ok() {
            tx.commit().await.unwrap();
        }
        split
    }

    async fn give(&self, from: usize, to: &[usize], points: i64) -> KudosId {
        let gift = self
            .books
            .gift(&Uuid::new_v4().to_string(), from, to, points);
        let id = gift.id;
        batcher(&self.db).give(gift).await.unwrap();
        id
    }

    async fn undo(&self, kudos: KudosId, by: MemberId) -> Undone {
        let mut tx = self.db.pool.begin().await.unwrap();
        let by = acting(by, Role::Member);
        let ask = Undo {
            workspace: self.books.workspace,
            kudos,
            by: &by,
            overdraft: false,
            keys: &[],
        };
        let settings = Settings::default();
        let undone = kudos::undo(&mut tx, &self.books.clock, &settings, ask).await;
        let undone = undone.unwrap();
        if matches!(undone, Undone::Done { .. }) {
            tx.commit().await.unwrap();
        }
        undone
    }

    /// What went back to where it came from is as gone as what was redeemed, and needs no redemption.
    async fn spend(&self, member: usize, amount: i64) {
        let from = self.books.points_of(member);
        let to = Account::issuance(self.books.workspace);
        let transfer = Transfer {
            id: self.books.clock.new_id(),
            at: self.books.clock.now(),
            kind: TransferKind::Grant,
            source: "spent".into(),
            amount,
            from,
            to,
            overdraft: false,
        };
        let mut tx = self.db.pool.begin().await.unwrap();
        let mut book = Book::open(&mut tx, [from, to]).await.unwrap();
        book.post(vec![transfer]).unwrap();
        book.close(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Points of each on the board of all time, best first.
    async fn board(&self, metric: Metric) -> Vec<(MemberId, i64)> {
        let query = Query {
            workspace: self.books.workspace,
            metric,
            period: Period::All,
            day: Books::DAY,
            scope: Scope::default(),
            among: None,
            limit: 10,
        };
        let mut conn = self.db.pool.acquire().await.unwrap();
        let board = leaderboard::board(&mut conn, &query, None).await.unwrap();
        let ranks = board.ranks.into_iter();
        ranks.map(|rank| (rank.member, rank.points)).collect()
    }

    async fn fold(&self) {
        let mut conn = self.db.pool.acquire().await.unwrap();
        leaderboard::fold(&mut conn).await.unwrap();
    }

    async fn finish(self) {
        let mut conn = self.db.pool.acquire().await.unwrap();
        prove(&mut conn).await;
    }
}

#[tokio::test]
async fn what_is_said_of_a_member_follows_from_all_their_accounts() {
    let scene = Scene::open().await;
    let mail = Some("ana@example.com");
    let mut teams = profile(Platform::Teams, "A", "Ferreira, Ana", mail);
    teams.standing = Standing::Member;
    let mut slack = profile(Platform::Slack, "UANA", "Ana", Some("Ana@Example.com"));
    slack.locale = Some(Locale::Id);
    slack.time_zone = Some("Asia/Jakarta".into());

    let first = scene.told(&teams).await;
    assert_eq!(scene.member(first.member).await.name, "Ferreira, Ana");
    let second = scene.told(&slack).await;
    assert_eq!(first.member, second.member);
    // Neither synchronisation undoes what the other said.
    for _ in 0..2 {
        for profile in [&teams, &slack] {
            let again = scene.told(profile).await;
            assert_eq!((again.member, again.changed), (first.member, false));
        }
    }
    let ana = scene.member(first.member).await;
    assert_eq!((ana.name.as_str(), ana.locale), ("Ana", Some(Locale::Id)));
    assert_eq!(ana.accounts.len(), 2);

    // The best of what they are, and active where any account is.
    slack.standing = Standing::Guest;
    slack.active = false;
    assert!(scene.told(&slack).await.changed);
    let ana = scene.member(first.member).await;
    assert_eq!((ana.standing, ana.active), (Standing::Member, true));
    let near = Installation::new(Platform::Slack, "T1");
    let reached = ana.reachable_at(Some(&near)).unwrap();
    assert_eq!(reached.platform, Platform::Teams);
    teams.active = false;
    scene.told(&teams).await;
    assert!(!scene.member(first.member).await.active);
}

#[tokio::test]
async fn an_account_answers_to_its_aliases_and_is_one_however_it_was_met() {
    let scene = Scene::open().await;
    let named = |user: &str| Identity::new(Platform::Teams, TENANT, user);
    // First without the id that counts.
    let met = profile(Platform::Teams, "29:a", "Ana", None);
    let ana = scene.told(&met).await.member;
    let mut told = profile(Platform::Teams, "aad-a", "Ana", None);
    told.aliases = vec!["29:a".into()];
    let recorded = scene.told(&told).await;
    assert!(recorded.changed);
    assert_eq!(recorded.member, ana);
    assert_eq!(scene.member(ana).await.accounts.len(), 1);
    assert!(!scene.told(&told).await.changed);
    assert_eq!(scene.told(&met).await.member, ana, "and by its alias again");
    assert_eq!(scene.member(ana).await.accounts.len(), 1);

    let directory = Directory::new(scene.db.pool.clone());
    for user in ["aad-a", "29:a"] {
        let found = directory.find(scene.books.workspace, &named(user)).await;
        assert_eq!(found.unwrap().unwrap().id, ana, "{user}");
        assert!(directory.at_hand(&named(user)).await.is_some(), "{user}");
    }
    assert_eq!(scene.find(&named("29:b")).await, None);
}

#[tokio::test]
async fn two_platforms_that_meet_a_person_at_once_make_one_member() {
    let scene = Scene::open().await;
    let told: Vec<_> = (0..6)
        .flat_map(|n| {
            let mail = format!("p{n}@example.com");
            [Platform::Slack, Platform::Teams]
                .map(|platform| profile(platform, &format!("P{n}"), "P", Some(&mail)))
        })
        .collect();
    join_all(told.iter().map(|profile| scene.told(profile))).await;
    let members = "SELECT count(DISTINCT member_id) FROM identity WHERE user_id LIKE 'P%'";
    assert_eq!(count(&scene.db.pool, members).await, 6);
    let all = "SELECT count(*) FROM member";
    assert_eq!(count(&scene.db.pool, all).await, 10);
}

#[tokio::test]
async fn points_boards_and_history_come_together() {
    let mut scene = Scene::open().await;
    let teams = profile(Platform::Teams, "A", "Also zero", None);
    let other = scene.told(&teams).await.member;
    // Member 4 is member 0 on another platform.
    scene.books.members.push(other);
    let [keep, one, two] = [0, 1, 2].map(|n| scene.books.members[n]);
    scene.give(1, &[0], 5).await;
    let to_other = scene.give(1, &[4, 2], 7).await;
    scene.fold().await;
    scene.give(2, &[4], 3).await;
    let by_other = scene.give(4, &[2], 2).await;

    let joined = scene.join(keep, other).await.unwrap();
    assert_eq!((joined.points, joined.accounts), (10, 1));
    assert_eq!(holds(&scene.db, &scene.books.points_of(0)).await, 15);
    assert_eq!(holds(&scene.db, &scene.books.points_of(4)).await, 0);
    let received = scene.board(Metric::Received).await;
    assert_eq!(received, [(keep, 15), (two, 9)]);
    scene.fold().await;
    assert_eq!(scene.board(Metric::Received).await, received);
    let given = scene.board(Metric::Given).await;
    assert_eq!(given, [(one, 19), (two, 3), (keep, 2)]);

    let mut conn = scene.db.pool.acquire().await.unwrap();
    let workspace = scene.books.workspace;
    let history = kudos::history(&mut conn, workspace, keep, Direction::Received, true, 5).await;
    assert_eq!(history.unwrap().len(), 3);
    let last = kudos::last_given(&mut conn, workspace, keep, Proof::Person)
        .await
        .unwrap();
    assert_eq!(
        last.map(|kudos| (kudos.id, kudos.giver)),
        Some((by_other, keep))
    );
    let everyone = people::list(&mut conn, workspace).await.unwrap();
    assert!(everyone.iter().all(|member| member.id != other));
    drop(conn);

    // Whoever did not hear of it yet has to try again.
    for (from, to) in [(1, 4), (4, 1)] {
        let late = scene.books.gift("late", from, &[to], 1);
        let given = batcher(&scene.db).give(late).await;
        assert_eq!(given, Err(Failure::NotDone(NotRecorded::Database)));
    }

    // What was given to the other is taken from the kept one, and what the other gave is theirs.
    assert!(matches!(
        scene.undo(to_other, one).await,
        Undone::Done { .. }
    ));
    assert_eq!(holds(&scene.db, &scene.books.points_of(0)).await, 8);
    assert!(matches!(
        scene.undo(by_other, keep).await,
        Undone::Done { .. }
    ));
    assert_eq!(scene.board(Metric::Received).await, [(keep, 8)]);
    assert_eq!(scene.find(&teams.identity).await, Some(keep));
    let audited = "SELECT count(*) FROM audit_log WHERE action = 'people.join'";
    assert_eq!(count(&scene.db.pool, audited).await, 1);
    scene.finish().await;
}

#[tokio::test]
async fn roles_pauses_and_reports_follow_whoever_is_joined() {
    let mut scene = Scene::open().await;
    let teams = profile(Platform::Teams, "A", "Also zero", None);
    let other = scene.told(&teams).await.member;
    scene.books.members.push(other);
    let [keep, above, below] = [0, 1, 2].map(|at| scene.books.members[at]);
    let (clock, workspace) = (&scene.books.clock, scene.books.workspace);
    let by = Actor::Operator;
    let mut tx = scene.db.pool.begin().await.unwrap();
    people::grant(&mut tx, clock, &by, (workspace, other), Role::Admin)
        .await
        .unwrap();
    people::pause_giving(&mut tx, clock, &by, (workspace, other), true)
        .await
        .unwrap();
    let reports = [(other, above), (below, other), (above, keep)];
    let told = reports.map(|(who, to)| {
        let manager = Edit::Set(to);
        let details = Details {
            manager,
            ..Details::default()
        };
        (who, details)
    });
    people::describe(&mut tx, clock, &by, workspace, &told.into())
        .await
        .unwrap();
    tx.commit().await.unwrap();

    scene.join(keep, other).await.unwrap();
    let kept = scene.member(keep).await;
    assert_eq!((kept.role, kept.paused), (Role::Admin, true));
    assert_eq!(scene.member(other).await.role, Role::Member);
    let managers: Vec<(MemberId, Option<MemberId>)> =
        sqlx::query_as("SELECT id, manager_id FROM member WHERE id = ANY($1)")
            .bind([keep, other, above, below])
            .fetch_all(&scene.db.pool)
            .await
            .unwrap();
    let of = |id| managers.iter().find(|(who, _)| *who == id).unwrap().1;
    assert_eq!(of(below), Some(keep), "whoever reported to the other");
    // The other reported to somebody who reports to the kept one.
    assert_eq!((of(keep), of(above), of(other)), (None, Some(keep), None));
    scene.finish().await;
}

#[tokio::test]
async fn what_somebody_gave_before_they_were_merged_comes_back_to_whom_they_are() {
    let mut scene = Scene::open().await;
    let teams = profile(Platform::Teams, "A", "Also zero", None);
    let other = scene.told(&teams).await.member;
    scene.books.members.push(other);
    let keep = scene.books.members[0];
    scene.give(0, &[1], 10).await;
    let by_other = scene.give(4, &[1, 2], 7).await;
    scene.join(keep, other).await.unwrap();
    let left = scene.books.allowance_of(0);
    assert_eq!(holds(&scene.db, &left).await, 90);
    let undone = scene.undo(by_other, keep).await;
    let Undone::Done { returned_to, .. } = undone else {
        panic!("{undone:?}");
    };
    assert_eq!(returned_to, Some(keep));
    assert_eq!(holds(&scene.db, &left).await, 104);
    let of_other = scene.books.allowance_of(4);
    assert_eq!(holds(&scene.db, &of_other).await, 86, "as before");
    assert!(matches!(scene.undo(by_other, keep).await, Undone::Already));
    scene.finish().await;
}

#[tokio::test]
async fn a_person_of_three_keeps_naming_whoever_has_the_accounts() {
    let mut scene = Scene::open().await;
    let [keep, one] = [0, 1].map(|n| scene.books.members[n]);
    for (platform, user) in [(Platform::Teams, "A"), (Platform::Slack, "F")] {
        let mut profile = profile(platform, user, "Also", None);
        profile.identity.team = format!("other {user}");
        let member = scene.told(&profile).await.member;
        scene.books.members.push(member);
    }
    let [second, third] = [4, 5].map(|n| scene.books.members[n]);
    let gift = scene.give(1, &[5], 4).await;
    scene.join(second, third).await.unwrap();
    scene.join(keep, second).await.unwrap();
    let merged: Vec<Option<MemberId>> =
        sqlx::query_scalar("SELECT merged_into FROM member WHERE id = ANY($1)")
            .bind(vec![second, third])
            .fetch_all(&scene.db.pool)
            .await
            .unwrap();
    assert_eq!(merged, [Some(keep), Some(keep)]);
    assert!(matches!(scene.undo(gift, one).await, Undone::Done { .. }));
    assert_eq!(holds(&scene.db, &scene.books.points_of(0)).await, 0);
    assert!(matches!(
        scene.join(keep, third).await,
        Err(JoinError::Merged)
    ));
    scene.finish().await;
}

#[tokio::test]
async fn what_either_muted_stays_muted_and_whoever_is_kept_is_told() {
    let mut scene = Scene::open().await;
    let keep = scene.books.members[0];
    let other = profile(Platform::Teams, "A", "Also", None);
    let other = scene.told(&other).await.member;
    scene.books.members.push(other);
    let mut conn = scene.db.pool.acquire().await.unwrap();
    for (member, kind) in [
        (keep, NoticeKind::Kudos),
        (other, NoticeKind::Joins),
        (other, NoticeKind::Kudos),
    ] {
        let workspace = scene.books.workspace;
        people::choose_notices(&mut conn, workspace, member, &[kind], false)
            .await
            .unwrap();
    }
    drop(conn);
    // One kudos for both of them, and another for the one who is to go.
    for (key, to) in [("both", &[0, 4][..]), ("one", &[4])] {
        let mut gift = scene.books.gift(key, 1, to, 1);
        let place = gift.origin.place().unwrap().clone();
        gift.origin = Origin::Chat(Way::Reaction, place);
        gift.message_id = Some("1.1".into());
        batcher(&scene.db).give(gift).await.unwrap();
    }
    scene.join(keep, other).await.unwrap();
    let mut muted = scene.member(keep).await.muted;
    muted.sort_by_key(|kind| kind.as_str());
    assert_eq!(muted, [NoticeKind::Joins, NoticeKind::Kudos]);
    let told: Vec<MemberId> = sqlx::query_scalar("SELECT recipient FROM notice_entry")
        .fetch_all(&scene.db.pool)
        .await
        .unwrap();
    assert_eq!(told, [keep; 3]);
    scene.finish().await;
}

#[tokio::test]
async fn what_cannot_be_one_person_is_refused() {
    let scene = Scene::open().await;
    let [zero, one] = [0, 1].map(|n| scene.books.members[n]);
    assert!(matches!(scene.join(zero, zero).await, Err(JoinError::Same)));
    let refused = scene.join(zero, one).await;
    let Err(JoinError::SameTeam { platform, team }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!((platform, team.as_str()), (Platform::Slack, "T1"));
    let elsewhere = Books::open(&scene.db, "T2", 1).await.members[0];
    let refused = scene.join(zero, elsewhere).await;
    assert!(matches!(refused, Err(JoinError::Elsewhere)), "{refused:?}");
    scene.finish().await;
}

#[tokio::test]
async fn spent_points_cannot_be_taken_from_whoever_is_kept() {
    let mut scene = Scene::open().await;
    let teams = profile(Platform::Teams, "A", "Also zero", None);
    scene.books.members.push(scene.told(&teams).await.member);
    let [keep, one, other] = [0, 1, 4].map(|n| scene.books.members[n]);
    let gift = scene.give(1, &[4], 6).await;
    scene.join(keep, other).await.unwrap();
    scene.spend(0, 5).await;
    let undone = scene.undo(gift, one).await;
    let Undone::Spent {
        member,
        expired: false,
    } = undone
    else {
        panic!("{undone:?}");
    };
    assert_eq!(member, keep);
    scene.finish().await;
}

#[tokio::test]
async fn an_account_that_was_split_off_stays_apart() {
    let scene = Scene::open().await;
    let mail = Some("ana@example.com");
    let slack = profile(Platform::Slack, "UANA", "Ana", mail);
    let teams = profile(Platform::Teams, "A", "Anna", mail);
    let ana = scene.told(&slack).await.member;
    assert_eq!(scene.told(&teams).await.member, ana);

    let act_key = scene.split(&teams.identity).await.unwrap();
    assert_ne!(act_key, ana);
    for profile in [&slack, &teams] {
        scene.told(profile).await;
    }
    assert_eq!(scene.find(&slack.identity).await, Some(ana));
    assert_eq!(scene.find(&teams.identity).await, Some(act_key));
    let names = [
        scene.member(ana).await.name,
        scene.member(act_key).await.name,
    ];
    assert_eq!(names, ["Ana", "Anna"]);
    // Of two with the same e-mail, a third account is nobody's for certain.
    let mut third = profile(Platform::Teams, "B", "Ana", mail);
    third.identity.team = "another tenant".into();
    let third = scene.told(&third).await.member;
    assert!(third != ana && third != act_key);

    let refused = scene.split(&slack.identity).await;
    assert!(matches!(refused, Err(SplitError::OnlyOne)), "{refused:?}");
    let nobody = Identity::new(Platform::Slack, "T1", "UNONE");
    let refused = scene.split(&nobody).await;
    assert!(
        matches!(refused, Err(SplitError::Unknown(_))),
        "{refused:?}"
    );
    // And they can be made one again.
    scene.join(ana, act_key).await.unwrap();
    assert_eq!(scene.find(&teams.identity).await, Some(ana));
    scene.finish().await;
}
