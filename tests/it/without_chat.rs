//! Giving and undoing without a chat: asked by a feature's function, as a console or a program does.

use std::sync::Arc;

use plaudit::ids::MemberId;
use plaudit::kudos::{
    self, Given, Giving, Named, NotGiven, Origin, Outcome, Refusal, Undo, Undone,
};
use plaudit::letters::GiftLetters;
use plaudit::people::{self, Member};
use plaudit::policy::{Actor, Role};
use plaudit::settings::Settings;
use plaudit_sandbox::slack::Message;

use crate::harness::{Plaudit, acting, batcher, count};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const TOM: &str = "U0TOM000011";
const KUDOS: &str = "C0KUDOS0001";

async fn member(plaudit: &Plaudit, user: &str) -> Arc<Member> {
    let id: MemberId = sqlx::query_scalar("SELECT member_id FROM identity WHERE user_id = $1")
        .bind(user)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let found = people::by_ids(&mut conn, plaudit.workspace().await, &[id]).await;
    Arc::new(found.unwrap().pop().unwrap())
}

/// What Ana gives Budi, in the console.
async fn giving(plaudit: &Plaudit, key: &str) -> Giving {
    let giver = member(plaudit, ANA).await;
    Giving {
        by: acting(giver.id, Role::Member),
        giver,
        named: vec![Named {
            member: member(plaudit, BUDI).await,
            by_group: false,
        }],
        amount: 5,
        values: vec!["teamwork".to_owned()],
        reason: "the &lt;launch&gt; of &lt;@U1&gt;".to_owned(),
        confirmed: false,
        origin: Origin::Console,
        message_id: None,
        happened_at: None,
        boosted: None,
        broadcast: false,
        keys: vec![key.to_owned()],
        act_keys: Vec::new(),
    }
}

async fn give(plaudit: &Plaudit, giving: Giving) -> Result<Given, NotGiven> {
    let settings = Arc::new(Settings::default());
    let narrator = Arc::new(GiftLetters {
        settings: Arc::clone(&settings),
        account: None,
        typed: None,
        answer_key: String::new(),
        replaces: None,
        answered_elsewhere: false,
        answered_in_public: false,
        answered_at_once: true,
    });
    let batcher = batcher(&plaudit.db);
    kudos::give(&batcher, &plaudit.clock, &settings, giving, narrator).await
}

async fn told(plaudit: &Plaudit, user: &str) -> Vec<String> {
    plaudit.quiet().await;
    let told = plaudit.sandbox.dm_with_bot(user);
    told.iter().map(Message::shown).collect()
}

#[tokio::test]
async fn what_is_given_in_the_console_is_given_as_in_a_chat() {
    let plaudit = Plaudit::start().await;
    let given = give(&plaudit, giving(&plaudit, "console/1").await).await;
    let Outcome::Given { left: 95 } = given.unwrap().outcome else {
        panic!("Ana gave 5 of 100");
    };
    assert_eq!(plaudit.points(BUDI).await, 5);
    // Budi is told where they are; it was given in no place, and is announced in none.
    let [told] = &told(&plaudit, BUDI).await[..] else {
        panic!("Budi is told once");
    };
    for word in ["<@U0ANA000005>", "5 poin", "the <launch> of <@U1>"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert!(plaudit.sandbox.messages(KUDOS).is_empty());
    // In the chat it is seen like any other, and counts on every board but those of channels.
    let ana = plaudit.sandbox.as_user(ANA);
    let history = ana.slash(KUDOS, "/kudos", "history").await;
    assert!(history.text.contains("launch"), "{history:?}");
    let board = ana.slash(KUDOS, "/kudos", "top").await;
    assert!(board.text.contains("Budi Santoso"), "{board:?}");
    let here = ana.slash(KUDOS, "/kudos", "top here").await;
    assert!(!here.text.contains("Budi Santoso"), "{here:?}");
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    plaudit::leaderboard::fold(&mut conn).await.unwrap();
    drop(conn);
    let board = ana.slash(KUDOS, "/kudos", "top all").await;
    assert!(board.text.contains("Budi Santoso"), "{board:?}");
    // And it is undone like any other.
    let undone = ana.slash(KUDOS, "/kudos", "undo").await;
    assert!(undone.text.contains("5 points"), "{undone:?}");
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_request_is_dealt_with_once() {
    let plaudit = Plaudit::start().await;
    for outcome in [Outcome::Given { left: 95 }, Outcome::AlreadyGiven] {
        let given = give(&plaudit, giving(&plaudit, "console/1").await).await;
        assert_eq!(given.unwrap().outcome, outcome);
    }
    assert_eq!(plaudit.points(BUDI).await, 5);
    assert_eq!(told(&plaudit, BUDI).await.len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_rules_and_the_rights_are_those_of_a_chat() {
    let plaudit = Plaudit::start().await;
    let ana = member(&plaudit, ANA).await;
    let to_herself = Giving {
        named: vec![Named {
            member: Arc::clone(&ana),
            by_group: false,
        }],
        ..giving(&plaudit, "console/1").await
    };
    let nameless = Giving {
        values: vec!["teamwrok".to_owned()],
        ..giving(&plaudit, "console/2").await
    };
    // Whoever runs the server has no allowance to give from.
    let operator = Giving {
        by: Actor::Operator,
        ..giving(&plaudit, "console/3").await
    };
    let refusals = [
        (to_herself, Refusal::Yourself),
        (
            nameless,
            Refusal::UnknownValue {
                typed: "teamwrok".to_owned(),
                nearest: Some("teamwork".to_owned()),
            },
        ),
        (operator, Refusal::NotForYou),
    ];
    for (giving, expected) in refusals {
        let refused = give(&plaudit, giving).await;
        let Err(NotGiven::Refused(refusal)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(refusal, expected);
    }
    assert_eq!(
        count(&plaudit.db.pool, "SELECT count(*) FROM kudos").await,
        0
    );
    plaudit.finish().await;
}

/// Undoes as `by`, and commits what was done.
async fn undo(plaudit: &Plaudit, kudos: &Given, by: &Actor, key: &str) -> Undone {
    let settings = Settings::default();
    let workspace = kudos.gift.workspace;
    let keys = [key.to_owned()];
    let ask = Undo {
        workspace,
        kudos: kudos.gift.id,
        by,
        overdraft: false,
        keys: &keys,
    };
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let undone = kudos::undo(&mut tx, &plaudit.clock, &settings, ask).await;
    let undone = undone.unwrap();
    if matches!(undone, Undone::Done { .. }) {
        tx.commit().await.unwrap();
    }
    undone
}

#[tokio::test]
async fn whoever_runs_the_server_undoes_once_and_it_is_noted() {
    let plaudit = Plaudit::start().await;
    let given = give(&plaudit, giving(&plaudit, "console/1").await)
        .await
        .unwrap();
    let tom = acting(member(&plaudit, TOM).await.id, Role::Member);
    let refused = undo(&plaudit, &given, &tom, "undo/1").await;
    assert!(matches!(refused, Undone::NotYours), "{refused:?}");
    // What was refused took no key.
    let done = undo(&plaudit, &given, &Actor::Operator, "undo/1").await;
    assert!(matches!(done, Undone::Done { .. }), "{done:?}");
    let again = undo(&plaudit, &given, &Actor::Operator, "undo/1").await;
    assert!(matches!(again, Undone::Repeated), "{again:?}");
    assert_eq!(plaudit.points(BUDI).await, 0);
    let siti = plaudit.sandbox.as_user(SITI);
    let audit = siti.slash(KUDOS, "/kudos", "audit").await;
    // Siti reads it in her language.
    let noted = "operator server: membatalkan kudos dari Ana Ferreira";
    assert!(audit.text.contains(noted), "{audit:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn what_was_announced_nowhere_is_not_announced_anew() {
    let plaudit = Plaudit::start().await;
    let given = give(&plaudit, giving(&plaudit, "console/1").await)
        .await
        .unwrap();
    let (workspace, id) = (given.gift.workspace, given.gift.id);
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let now = plaudit.clock.now();
    let settings = Settings::default();
    let refreshed = kudos::refresh_announcement(&mut conn, &settings, workspace, id, now).await;
    refreshed.unwrap();
    drop(conn);
    let letters = "SELECT count(*) FROM outbox WHERE subject LIKE 'kudos:%'";
    assert_eq!(count(&plaudit.db.pool, letters).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_place_belongs_to_a_chat_and_to_nothing_else() {
    let plaudit = Plaudit::start().await;
    let given = give(&plaudit, giving(&plaudit, "console/1").await)
        .await
        .unwrap();
    let copy = |source: &str, channel: &str| {
        format!(
            "INSERT INTO kudos (workspace_id, id, given_at, day, giver, points, company_values, message, source, channel)
             SELECT workspace_id, gen_random_uuid(), given_at, day, giver, points, company_values, message, {source}, {channel}
             FROM kudos WHERE id = '{}'",
            given.gift.id
        )
    };
    for (source, channel) in [
        ("'command'", "NULL"),
        ("'command'", "'C1'"),
        ("'api'", "'C1'"),
        ("'telepathy'", "NULL"),
    ] {
        let sql = sqlx::AssertSqlSafe(copy(source, channel));
        let refused = sqlx::query(sql).execute(&plaudit.db.pool).await;
        let refused = refused.unwrap_err();
        let refused = refused.as_database_error().unwrap();
        assert!(
            refused.is_check_violation(),
            "{source} {channel}: {refused}"
        );
    }
    plaudit.finish().await;
}
