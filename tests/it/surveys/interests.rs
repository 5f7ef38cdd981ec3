//! What people like: asked with their names, shown first in the shop to those who agree, and forgotten when
//! they say so, take it back, or leave.

use plaudit::ids::RewardId;
use plaudit::policy::Actor;
use plaudit::rewards::{Interest, ItemKind, Offer, Price, catalog};
use plaudit::surveys::Definition;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::program::run;
use super::scene::{ANA, BUDI, FARID, SIX, TOM};
use crate::harness::{Plaudit, count};

const LIKED: &str = "SELECT count(DISTINCT member_id) FROM reward_interest";
const ANSWERED: &str = "SELECT count(*) FROM survey_answer";

/// Two of a sort or a tag that one may like, behind one that nobody asked for.
async fn start_with_a_shop() -> Plaudit {
    let plaudit = Plaudit::start_with_six().await;
    stock(&plaudit).await;
    plaudit
}

async fn stock(plaudit: &Plaudit) {
    let workspace = plaudit.workspace().await;
    let tagged = |offer: Offer| Offer {
        tags: vec!["green".to_owned()],
        ..offer
    };
    let price = || Price::Fixed(50);
    for offer in [
        Offer::new("coffee", ItemKind::GiftCard, "A coffee", price()),
        tagged(Offer::new(
            "mug",
            ItemKind::Merchandise,
            "Green mug",
            price(),
        )),
        Offer::new("zen", ItemKind::Learning, "Zen course", price()),
    ] {
        let id: RewardId = plaudit.clock.new_id();
        let mut tx = plaudit.db.pool.begin().await.unwrap();
        let by = &Actor::Operator;
        let added = catalog::add(&mut tx, &plaudit.clock, by, (workspace, id), &offer, None).await;
        added.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn asks(plaudit: &Plaudit) -> Definition {
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let items = catalog::list(&mut conn, workspace, false).await.unwrap();
    let offered = Interest::offered(&items);
    let of = offered.iter().map(ToString::to_string).collect();
    Definition::interest("What do you like?", of, Vec::new())
}

fn likes(agreed: &str) -> [(&'static str, Value); 2] {
    let likes = json!(["kind:learning", "tag:green"]);
    [("interests", likes), ("consent", json!(agreed))]
}

async fn told(plaudit: &Plaudit, who: &str, command: &str) -> String {
    let person = plaudit.sandbox.as_user(who);
    assert!(person.slash("C0KUDOS0001", "/kudos", command).await.is_ok());
    plaudit.quiet().await;
    plaudit.sandbox.ephemerals(who).pop().unwrap().shown()
}

/// Where something is said, which must be.
#[track_caller]
fn at(shown: &str, said: &str) -> usize {
    let at = shown.find(said);
    at.unwrap_or_else(|| panic!("{said}: {shown}"))
}

#[tokio::test]
async fn whoever_agrees_sees_what_they_like_first_until_they_end_that() {
    let plaudit = start_with_a_shop().await;
    let before = told(&plaudit, ANA, "shop").await;
    assert!(!before.contains("For you") && at(&before, "A coffee") < at(&before, "Green mug"));
    let asked = asks(&plaudit).await;
    plaudit.ask_six(&asked).await;
    plaudit.fills_in(ANA, likes("yes")).await;
    plaudit.fills_in(BUDI, likes("no")).await;
    plaudit.fills_in(FARID, likes("yes")).await;

    let hers = told(&plaudit, ANA, "shop").await;
    let order = [
        "For you",
        "Green mug",
        "Zen course",
        "Everything else",
        "A coffee",
    ];
    assert!(order.map(|said| at(&hers, said)).is_sorted(), "{hers}");
    let in_malay = told(&plaudit, FARID, "shop").await;
    assert!(in_malay.contains("Untuk anda"), "{in_malay}");
    let not_agreed = told(&plaudit, BUDI, "shop").await;
    assert!(!not_agreed.contains("Untukmu"), "{not_agreed}");
    assert_eq!(count(&plaudit.db.pool, LIKED).await, 2);
    let nothing = told(&plaudit, BUDI, "minat").await;
    assert!(
        nothing.contains("tidak tahu apa yang kamu suka"),
        "{nothing}"
    );

    let kept = told(&plaudit, ANA, "interests").await;
    assert!(
        kept.contains("Learning") && kept.contains("#green"),
        "{kept}"
    );
    let message = plaudit.sandbox.ephemerals(ANA).pop().unwrap();
    let ana = plaudit.sandbox.as_user(ANA);
    let press = ana.press(&message.channel, &message.ts, "rewards.forget_interests");
    assert!(press.await.is_ok());
    plaudit.quiet().await;
    // Her answer is erased as well; those of the others stay.
    assert_eq!(count(&plaudit.db.pool, LIKED).await, 1);
    assert_eq!(count(&plaudit.db.pool, ANSWERED).await, 2);
    let after = told(&plaudit, ANA, "shop").await;
    assert!(!after.contains("For you"), "{after}");
    plaudit.finish().await;
}

#[tokio::test]
async fn nothing_stays_of_who_changes_their_mind_takes_it_back_or_leaves() {
    let plaudit = start_with_a_shop().await;
    let asked = asks(&plaudit).await;
    let run = plaudit.ask_six(&asked).await;
    for who in [ANA, BUDI, TOM] {
        plaudit.fills_in(who, likes("yes")).await;
    }
    assert_eq!(count(&plaudit.db.pool, LIKED).await, 3);
    plaudit.fills_in(ANA, likes("no")).await;
    assert_eq!(count(&plaudit.db.pool, LIKED).await, 2);
    plaudit.takes_back(BUDI).await;
    assert_eq!(count(&plaudit.db.pool, LIKED).await, 1);
    assert!(plaudit.sandbox.as_user(TOM).deactivate().await.is_ok());
    plaudit.quiet().await;
    assert_eq!(count(&plaudit.db.pool, LIKED).await, 0);
    assert_eq!(
        count(&plaudit.db.pool, ANSWERED).await,
        1,
        "Ana's, who said no"
    );
    assert_eq!(plaudit.answered(run.id).await, 1);
    plaudit.finish().await;
}

/// All six report to Tom, and are enough to be summed up.
#[tokio::test]
async fn managers_read_nothing_of_what_people_like() {
    let plaudit = start_with_a_shop().await;
    sqlx::query(
        "UPDATE member m SET manager_id = tom.member_id FROM identity i, identity tom
         WHERE i.member_id = m.id AND i.user_id = ANY($1) AND tom.user_id = $2",
    )
    .bind(&SIX[..5])
    .bind(TOM)
    .execute(&plaudit.db.pool)
    .await
    .unwrap();
    let asked = asks(&plaudit).await;
    let run = plaudit.ask_six(&asked).await;
    for who in &SIX[..5] {
        plaudit.fills_in(who, likes("yes")).await;
    }
    plaudit.clock.advance(plaudit::clock::minutes(73 * 60));
    plaudit.survey_news().await;
    let results = plaudit.results(run.id).await;
    let mut parts = results.questions[0].parts.iter();
    assert!(
        parts.any(|part| part.manager.is_some()),
        "there is something to be read"
    );
    let read = plaudit.asked_of(TOM).shown();
    assert!(!read.contains("your team"), "{read}");
    plaudit.finish().await;
}

#[tokio::test]
async fn the_same_on_cards() {
    let plaudit = Plaudit::start_at_noon().await;
    stock(&plaudit).await;
    let asked = asks(&plaudit).await;
    let survey = plaudit.survey(&asked).await;
    plaudit.try_to_launch(survey).await.unwrap();
    let card = plaudit.asked_alone("liam", "survey").await;
    let liam = plaudit.teams().as_user("liam");
    assert!(liam.press(&card, "Answer").await.is_ok());
    assert!(liam.fill("interests", "kind:learning,tag:green").is_ok());
    assert!(liam.fill("consent", "yes").is_ok());
    assert!(liam.submit().await.is_ok());
    plaudit.hush().await;
    let shop = plaudit.asked_alone("liam", "shop").await.shown();
    assert!(at(&shop, "For you") < at(&shop, "Zen course"), "{shop}");
    let kept = plaudit.asked_alone("liam", "interests").await;
    assert!(liam.press(&kept, "Forget it").await.is_ok());
    plaudit.hush().await;
    assert_eq!(count(&plaudit.db.pool, LIKED).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_catalogue_says_what_is_asked() {
    let plaudit = Plaudit::start().await;
    stock(&plaudit).await;
    let (url, home) = (plaudit.db.url(), TempDir::new().unwrap());
    let environment = [("DATABASE_URL", url.as_str())];
    let create = ["survey", "create", "interest", "--title", "Likes"];
    let (code, _, refused) = run(home.path(), &environment, &create).await;
    assert_eq!(code, Some(0), "{refused}");
    let asked: Value = sqlx::query_scalar("SELECT questions FROM survey")
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    let of = asked[0]["of"].as_array().unwrap();
    assert_eq!(of.len(), ItemKind::ALL.len() + 1, "{asked}");
    assert!(of.contains(&json!("tag:green")), "{asked}");
    let file = home.path().join("likes.toml");
    let wrong = "title = \"x\"\nkind = \"interest\"\ninterests = [\"kind:learning\", \"kind:car\"]";
    std::fs::write(&file, wrong).unwrap();
    let create = ["survey", "create", "--file", file.to_str().unwrap()];
    let (code, _, refused) = run(home.path(), &environment, &create).await;
    assert!(code == Some(2) && refused.contains("kind:car"), "{refused}");
    plaudit.finish().await;
}
