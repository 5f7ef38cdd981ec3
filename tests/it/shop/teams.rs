//! The same shop in Teams, where a card is pressed and a dialogue asks.

use plaudit::rewards::{Approval, Offer};
use plaudit_sandbox::teams::KUDOS;

use super::scene::{ANA, SITI, buttons, coffee, mug};
use crate::harness::Plaudit;

/// Liam has sixty points.
async fn stocked() -> Plaudit {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.offer(&coffee(), Some(1)).await;
    plaudit.offer(&mug(), None).await;
    plaudit.set("kudos.max_points_per_recipient", "100").await;
    plaudit
        .asked("budi", KUDOS, "@Plaudit @Liam +60 for everything")
        .await;
    assert_eq!(plaudit.points_of("liam").await, 60);
    plaudit
}

#[tokio::test]
async fn an_item_is_redeemed_and_delivered_in_teams() {
    let plaudit = stocked().await;
    let shop = plaudit.asked_alone("liam", "shop").await;
    let shown = shop.shown();
    assert!(
        shown.contains("You have 60 points") || shown.contains("60 points"),
        "{shown}"
    );
    assert!(
        shown.contains("Coffee voucher") && shown.contains("Mug"),
        "{shown}"
    );
    let card = plaudit.asked_alone("liam", "redeem coffee").await;
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(&card, "Redeem for 50 points").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    assert_eq!(plaudit.points_of("liam").await, 10);
    // The card says what was done, and has no such button any more.
    let again = liam.press(&card, "Redeem for 50 points").await;
    assert!(!again.is_ok(), "{again:?}");
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_out_of_reach_is_said_in_ones_own_language() {
    let plaudit = stocked().await;
    let told = plaudit.asked_alone("siti", "tukar coffee").await.shown();
    assert!(told.contains("kurang 50 poin lagi"), "{told}");
    assert_eq!(plaudit.redemptions().await, Vec::<String>::new());
    plaudit.finish().await;
}

/// Whoever is on both is asked on the one and acts on the other: what they were asked is settled there.
#[tokio::test]
async fn a_question_is_settled_wherever_it_was_asked() {
    let plaudit = Plaudit::start_at_noon().await;
    let asked = Offer {
        approval: Approval::Admin,
        ..coffee()
    };
    plaudit.offer(&asked, None).await;
    plaudit.earn(ANA, 70).await;
    plaudit.takes(ANA, "coffee").await;
    let question = plaudit.told_directly(SITI);
    let list = plaudit.asked_alone("siti", "approvals").await;
    let siti = plaudit.teams().as_user("siti");
    assert!(siti.press(&list, "Setujui").await.is_ok());
    plaudit.hush().await;
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    let now = plaudit.told_directly(SITI);
    assert_eq!(now.ts, question.ts);
    assert!(
        buttons(&now).iter().any(|(it, _)| it == "rewards.deliver"),
        "{now:?}"
    );
    let asks_twice = |text: &str| text.contains("Coffee voucher") && text.contains("Ana");
    let copies = plaudit.teams().direct("siti").into_iter();
    let copies = copies.filter(|it| it.by_app && it.id != list.id && asks_twice(&it.shown()));
    assert_eq!(copies.count(), 0, "one message for one thing");

    let list = plaudit.asked_alone("siti", "deliveries").await;
    assert!(siti.press(&list, "Sudah diserahkan…").await.is_ok());
    assert!(siti.submit().await.is_ok());
    plaudit.hush().await;
    assert_eq!(plaudit.redemptions().await, ["fulfilled 50"]);
    let settled = plaudit.told_directly(SITI);
    assert_eq!(settled.ts, question.ts);
    assert!(
        buttons(&settled).is_empty(),
        "nothing is left to press: {settled:?}"
    );
    plaudit.finish().await;
}

/// Somebody describes a mug, page by page, in their own language.
async fn described(plaudit: &Plaudit, who: &str, command: &str, says: [&str; 6]) {
    let [add, basics, words, rules, preview, published] = says;
    let list = plaudit.asked_alone(who, command).await;
    let person = plaudit.teams().as_user(who);
    let dialog = || person.dialog().expect("a dialog is open");
    assert!(person.press(&list, add).await.is_ok());
    assert_eq!(dialog().title, basics);
    for (field, answer) in [
        ("name", format!("Mug of {who}")),
        ("kind", "merchandise".to_owned()),
        ("price", "30".to_owned()),
    ] {
        assert!(person.fill(field, &answer).is_ok(), "{field}");
    }
    assert!(person.submit().await.is_ok());
    assert_eq!(dialog().title, words);
    // What is wrong is said, and what was typed stays.
    assert!(person.fill("tags", "two words").is_ok());
    assert!(person.fill("description", "Holds 300 ml.").is_ok());
    assert!(person.submit().await.failure.is_none());
    assert_eq!(dialog().title, words);
    let shown = dialog().shown();
    assert!(shown.contains("“two words”"), "{shown}");
    let card = dialog().card;
    let body = card["body"].as_array().unwrap();
    let typed = body.iter().find(|it| it["id"] == "description").unwrap();
    assert_eq!(typed["value"], "Holds 300 ml.");
    assert!(person.fill("tags", "green\nhome").is_ok());
    assert!(person.submit().await.is_ok());
    assert_eq!(dialog().title, rules);
    assert!(person.submit().await.is_ok());
    assert_eq!(dialog().title, preview);
    let shown = dialog().shown();
    for part in ["Holds 300 ml.", "green, home"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    // Back to a page, and to the preview again.
    assert!(person.press_in_dialog(rules).await.is_ok());
    assert!(person.fill("limit", "2").is_ok());
    assert!(person.submit().await.is_ok());
    assert_eq!(dialog().title, preview, "and no page between");
    assert!(person.submit().await.is_ok());
    let shown = dialog().shown();
    assert!(shown.contains(published), "{shown}");
    plaudit.hush().await;
}

#[tokio::test]
async fn an_item_is_described_in_a_dialogue_in_three_languages() {
    let plaudit = Plaudit::start_at_noon().await;
    for name in ["Liam", "Farid"] {
        let text = format!("@Plaudit admin add @{name}");
        plaudit.asked("siti", KUDOS, &text).await;
    }
    let english = [
        "Add item",
        "What it is",
        "Words and picture",
        "Who, when, how often",
        "Preview",
        "is in the shop",
    ];
    let indonesian = [
        "Tambah hadiah",
        "Apa hadiahnya",
        "Teks dan gambar",
        "Siapa, kapan, berapa",
        "Pratinjau",
        "sudah ada di toko",
    ];
    let malay = [
        "Tambah ganjaran",
        "Apa ganjarannya",
        "Teks dan gambar",
        "Siapa, bila, berapa",
        "Pratonton",
        "sudah ada di kedai",
    ];
    described(&plaudit, "liam", "items", english).await;
    described(&plaudit, "siti", "barang", indonesian).await;
    described(&plaudit, "farid", "barang", malay).await;
    let sql =
        "SELECT slug || ' ' || limit_count || '/' || limit_period FROM reward_item ORDER BY slug";
    let items = sqlx::query_scalar(sql).fetch_all(&plaudit.db.pool);
    let items: Vec<String> = items.await.unwrap();
    let mugs = ["farid", "liam", "siti"].map(|who| format!("mug-of-{who} 2/month"));
    assert_eq!(items, mugs);
    plaudit.finish().await;
}
