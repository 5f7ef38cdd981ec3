//! Saying in chat what the shop offers: page by page, looked at first, and published.

use plaudit::rewards::{Item, Offer, Price};
use plaudit_sandbox::slack::{Seen, View};
use serde_json::{Value, json};
use sqlx::Row;

use super::scene::{ANA, BUDI, KUDOS, SITI, buttons, coffee};
use crate::harness::{Plaudit, count};

/// What Siti has before her.
#[track_caller]
fn page(plaudit: &Plaudit) -> View {
    let mut modals = plaudit.sandbox.modals(SITI);
    modals.pop().expect("a form is open")
}

/// What stands in a question when its page opens.
#[track_caller]
fn initial(plaudit: &Plaudit, question: &str) -> Value {
    let page = page(plaudit);
    let block = page
        .block(question)
        .unwrap_or_else(|| panic!("no {question}"));
    let element = &block["element"];
    let chosen = &element["initial_option"]["value"];
    if chosen.is_null() {
        element["initial_value"].clone()
    } else {
        chosen.clone()
    }
}

/// Siti opens the list of items.
async fn list(plaudit: &Plaudit) {
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "barang").await;
    assert!(seen.is_ok(), "{seen:?}");
}

/// Siti begins a new item.
async fn begun() -> Plaudit {
    let plaudit = Plaudit::start().await;
    list(&plaudit).await;
    plaudit.presses(SITI, "rewards.item_add").await;
    plaudit
}

async fn send<const N: usize>(plaudit: &Plaudit, answers: [(&'static str, Value); N]) -> Seen {
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.submit(&page(plaudit).id, answers).await;
    plaudit.quiet().await;
    seen
}

/// The question that an answer is wrong at, with what is said there.
#[track_caller]
fn wrong(seen: &Seen) -> Vec<(String, String)> {
    assert!(seen.failure.is_none(), "{seen:?}");
    seen.errors.clone().into_iter().collect()
}

/// Siti says what must be said of a mug.
async fn basics(plaudit: &Plaudit) {
    let seen = send(
        plaudit,
        [
            ("name", json!("Enamel mug")),
            ("kind", json!("merchandise")),
            ("price", json!("30")),
            ("stock", json!("12")),
            ("approval", json!("manager")),
            ("fulfilment", json!("manual")),
        ],
    )
    .await;
    assert!(seen.is_ok(), "{seen:?}");
}

/// The items of the catalogue: slug, price, the most of it, stock and whether they are archived.
async fn items(plaudit: &Plaudit) -> Vec<String> {
    let sql = "SELECT concat_ws(' ', slug, price, price_max, stock, approval, tags, countries, image_url,
                      CASE WHEN archived_at IS NOT NULL THEN 'archived' END) FROM reward_item ORDER BY slug";
    let rows = sqlx::query(sql).fetch_all(&plaudit.db.pool).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// What the audit log says of items, and who did it.
async fn audited(plaudit: &Plaudit) -> Vec<Value> {
    let sql = "SELECT a.detail FROM audit_log a JOIN identity i ON i.member_id::text = a.actor
               WHERE a.action LIKE '%catalog%' AND i.user_id = $1 ORDER BY a.id";
    let details = sqlx::query_scalar(sql).bind(SITI);
    details.fetch_all(&plaudit.db.pool).await.unwrap()
}

#[tokio::test]
async fn an_item_is_described_page_by_page_and_published_as_it_was_shown() {
    let plaudit = begun().await;
    assert_eq!(page(&plaudit).title(), "Apa hadiahnya", "in her language");
    // Whole steps do not lead from 30 to 100 by 20; nothing typed is lost.
    let ranged = [
        ("name", json!("Enamel mug")),
        ("kind", json!("merchandise")),
        ("price", json!("30")),
        ("price_max", json!("100")),
        ("price_step", json!("20")),
        ("stock", json!("12")),
        ("approval", json!("manager")),
    ];
    let seen = send(&plaudit, ranged).await;
    let [(at, said)] = &wrong(&seen)[..] else {
        panic!("{seen:?}")
    };
    assert!(at == "price_max" && said.contains("kelipatan"), "{said}");
    basics(&plaudit).await;

    assert_eq!(page(&plaudit).title(), "Teks dan gambar");
    assert_eq!(initial(&plaudit, "slug"), "enamel-mug", "from its name");
    let words = |tags: &str, name: &str| {
        [
            ("description", json!("Holds 300 ml.")),
            ("name_id", json!(name)),
            ("description_id", json!("Muat 300 ml.")),
            ("slug", json!("mug")),
            ("tags", json!(tags)),
            ("image", json!("merchandise")),
        ]
    };
    let seen = send(&plaudit, words("green\ntwo words", "")).await;
    let at: Vec<String> = wrong(&seen).into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["name_id", "tags"], "each at its question: {seen:?}");
    assert!(
        send(&plaudit, words("green\nhome", "Mug enamel"))
            .await
            .is_ok()
    );

    assert_eq!(page(&plaudit).title(), "Siapa, kapan, berapa");
    let rules = |countries: &str, until: &str| {
        [
            ("limit", json!("1")),
            ("limit_period", json!("year")),
            ("roles", json!(["member", "manager"])),
            ("countries", json!(countries)),
            ("from", json!("2026-11-01")),
            ("until", json!(until)),
        ]
    };
    let seen = send(&plaudit, rules("Indonesia", "soon")).await;
    let at: Vec<String> = wrong(&seen).into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["countries", "until"], "{seen:?}");
    assert!(send(&plaudit, rules("id\nMY", "2099-12-31")).await.is_ok());

    // As the shop shows it, and what it does not show.
    let shown = page(&plaudit).shown();
    for part in [
        "*Mug enamel* · 30 poin",
        "Muat 300 ml.",
        "1 kali setahun",
        "Enamel mug",
        "green, home",
        "ID, MY",
        "Anggota, Manajer",
        "12",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(items(&plaudit).await, Vec::<String>::new(), "not yet");
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.submit(&page(&plaudit).id, []).await.is_ok());
    assert!(page(&plaudit).shown().contains("sudah ada di toko"));
    let picture = "https://plaudit.test/rewards/images/merchandise.png";
    let mug = format!("mug 30 12 manager {{green,home}} {{ID,MY}} {picture}");
    assert_eq!(items(&plaudit).await, [mug]);
    assert_eq!(audited(&plaudit).await, [json!({"added": "mug"})]);

    // Pressed twice, it is published once.
    let sent = plaudit.sandbox.deliveries();
    let sent = sent
        .iter()
        .rfind(|it| it.kind == "view_submission")
        .unwrap();
    assert_eq!(
        plaudit.sandbox.redeliver(sent.number).await.status,
        Some(200)
    );
    assert_eq!(audited(&plaudit).await.len(), 1);
    let drafts = "SELECT count(*) FROM reward_draft";
    assert_eq!(count(&plaudit.db.pool, drafts).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_not_finished_is_gone_on_with() {
    let plaudit = begun().await;
    basics(&plaudit).await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.close(&page(&plaudit).id, true).await;
    list(&plaudit).await;
    let shown = plaudit.shown_to(SITI).shown();
    assert!(
        shown.contains("belum selesai mengisi *Enamel mug*"),
        "{shown}"
    );
    plaudit.presses(SITI, "rewards.item_go_on").await;
    assert_eq!(page(&plaudit).title(), "Pratinjau");
    // Back to the first page: everything is there.
    press_in_page(&plaudit, "Apa hadiahnya").await;
    assert_eq!(initial(&plaudit, "name"), "Enamel mug");
    assert_eq!(initial(&plaudit, "stock"), "12");
    assert_eq!(initial(&plaudit, "approval"), "manager");
    assert!(send(&plaudit, [("price", json!("35"))]).await.is_ok());
    assert!(
        page(&plaudit).shown().contains("35 poin"),
        "and no page between"
    );
    siti.close(&page(&plaudit).id, true).await;
    list(&plaudit).await;
    let left = plaudit.presses(SITI, "rewards.item_forget").await;
    assert!(!left.shown().contains("Enamel mug"), "{left:?}");
    plaudit.finish().await;
}

/// Presses the button of a page that says this.
async fn press_in_page(plaudit: &Plaudit, says: &str) {
    let view = page(plaudit);
    let elements = view
        .blocks()
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let button = elements.flatten().find(|it| it["text"]["text"] == says);
    let button = button.unwrap_or_else(|| panic!("no {says}: {}", view.shown()));
    let action = button["action_id"].as_str().unwrap();
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.press_in_view(&view.id, action).await.is_ok());
}

/// A coffee voucher, which Siti is about to change.
async fn edited() -> (Plaudit, Item) {
    let plaudit = Plaudit::start().await;
    let item = plaudit.offer(&coffee(), Some(9)).await;
    list(&plaudit).await;
    plaudit.presses(SITI, "rewards.item_edit").await;
    (plaudit, item)
}

#[tokio::test]
async fn an_item_is_changed_and_its_page_says_how() {
    let (plaudit, item) = edited().await;
    for (question, shown) in [("name", "Coffee voucher"), ("price", "50"), ("stock", "9")] {
        assert_eq!(initial(&plaudit, question), shown);
    }
    assert!(send(&plaudit, []).await.is_ok());
    let shown = page(&plaudit).shown();
    assert!(shown.contains("Belum ada yang kamu ubah"), "{shown}");
    press_in_page(&plaudit, "Apa hadiahnya").await;
    assert!(send(&plaudit, [("price", json!("60"))]).await.is_ok());
    let shown = page(&plaudit).shown();
    assert!(shown.contains("50 poin → 60 poin"), "{shown}");
    // Somebody redeems one meanwhile: that is no change of the item, and stays taken.
    plaudit.earn(ANA, 100).await;
    plaudit.takes(ANA, "coffee").await;
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.submit(&page(&plaudit).id, []).await.is_ok());
    assert_eq!(items(&plaudit).await, ["coffee 60 8 auto {} {}"]);
    assert_eq!(plaudit.stock(&item).await, Some(8));
    assert_eq!(audited(&plaudit).await, [json!({"changed": ["price"]})]);
    plaudit.finish().await;
}

/// Nobody takes back what somebody else changes meanwhile: they look again.
#[tokio::test]
async fn an_item_that_is_another_by_now_is_looked_at_again() {
    let (plaudit, item) = edited().await;
    let dearer = Offer {
        price: Price::Fixed(70),
        ..coffee()
    };
    plaudit.reoffer(&item, &dearer).await;
    assert!(send(&plaudit, [("name", json!("Coffee"))]).await.is_ok());
    let shown = page(&plaudit).shown();
    assert!(shown.contains("ada yang mengubah hadiah ini"), "{shown}");
    assert!(shown.contains("70 poin"), "theirs and hers: {shown}");

    // Again, between the preview and its button.
    let greener = Offer {
        tags: vec!["green".to_owned()],
        ..dearer
    };
    plaudit.reoffer(&item, &greener).await;
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.submit(&page(&plaudit).id, []).await.is_ok());
    let shown = page(&plaudit).shown();
    assert!(shown.contains("ada yang mengubah hadiah ini"), "{shown}");
    assert_eq!(audited(&plaudit).await, Vec::<Value>::new());
    assert!(siti.submit(&page(&plaudit).id, []).await.is_ok());
    assert_eq!(items(&plaudit).await, ["coffee 70 9 auto {green} {}"]);
    assert_eq!(audited(&plaudit).await, [json!({"changed": ["texts"]})]);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_slug_that_is_taken_and_a_picture_without_an_address_are_said_where_they_are_asked() {
    let plaudit = begun().await;
    plaudit.offer(&coffee(), None).await;
    basics(&plaudit).await;
    let answers = [
        ("slug", json!("coffee")),
        ("image", json!("tree")),
        ("image_address", json!("http://pictures.example/mug.png")),
    ];
    let seen = send(&plaudit, answers).await;
    let at: Vec<String> = wrong(&seen).into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["image_address", "slug"], "{seen:?}");
    plaudit.finish().await;
}

/// A code is never typed into a chat: the preview says how it is loaded.
#[tokio::test]
async fn an_item_by_codes_says_how_they_are_loaded() {
    let plaudit = begun().await;
    let answers = |stock: Value| {
        [
            ("name", json!("Cinema")),
            ("kind", json!("experience")),
            ("price", json!("80")),
            ("stock", stock),
            ("approval", json!("auto")),
            ("fulfilment", json!("codes")),
        ]
    };
    let seen = send(&plaudit, answers(json!("5"))).await;
    let at: Vec<String> = wrong(&seen).into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["stock"], "codes are counted: {seen:?}");
    assert!(send(&plaudit, answers(Value::Null)).await.is_ok());
    assert!(send(&plaudit, []).await.is_ok());
    assert!(send(&plaudit, []).await.is_ok());
    let shown = page(&plaudit).shown();
    let how = "plaudit catalog codes load cinema codes.txt";
    assert!(shown.contains(how) && shown.contains("Habis"), "{shown}");
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.submit(&page(&plaudit).id, []).await.is_ok());
    assert!(page(&plaudit).shown().contains(how));
    assert_eq!(items(&plaudit).await, ["cinema 80 0 auto {} {}"]);

    // It stays delivered by codes, and is not counted by hand.
    list(&plaudit).await;
    plaudit.presses(SITI, "rewards.item_edit").await;
    assert!(page(&plaudit).block("stock").is_none());
    let ways = page(&plaudit).block("fulfilment").unwrap()["element"]["options"].clone();
    assert_eq!(ways.as_array().map(Vec::len), Some(1), "{ways}");
    plaudit.finish().await;
}

#[tokio::test]
async fn an_item_leaves_the_shop_and_comes_back() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&coffee(), Some(9)).await;
    list(&plaudit).await;
    let before = plaudit.shown_to(SITI);
    let after = plaudit.presses(SITI, "rewards.item_archive").await;
    assert!(after.shown().contains("Diarsipkan"), "{after:?}");
    // The same button once more, from a screen that is behind.
    let siti = plaudit.sandbox.as_user(SITI);
    let _ = siti
        .press(&before.channel, &before.ts, "rewards.item_archive")
        .await;
    plaudit.quiet().await;
    assert_eq!(items(&plaudit).await, ["coffee 50 9 auto {} {} archived"]);
    assert_eq!(audited(&plaudit).await, [json!({"archived": true})]);
    plaudit.earn(ANA, 60).await;
    plaudit.redeem(ANA, "").await;
    assert!(!plaudit.shown_to(ANA).shown().contains("Coffee"));
    plaudit.presses(SITI, "rewards.item_bring_back").await;
    assert_eq!(items(&plaudit).await, ["coffee 50 9 auto {} {}"]);
    // From the shop, a button leads there; others have none.
    for (who, leads) in [(SITI, true), (ANA, false)] {
        plaudit.redeem(who, "").await;
        let shop = buttons(&plaudit.shown_to(who));
        let has = shop.iter().any(|(action, _)| action == "rewards.items");
        assert_eq!(has, leads, "{who}: {shop:?}");
    }
    let listed = plaudit.presses(SITI, "rewards.items").await;
    assert!(listed.shown().contains("`coffee`"), "{listed:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_but_admins_changes_the_shop() {
    let (plaudit, _) = edited().await;
    let budi = plaudit.sandbox.as_user(BUDI);
    let seen = budi.slash(KUDOS, "/kudos", "items").await;
    assert!(seen.text.contains("admin"), "{seen:?}");
    // Pages and buttons that somebody made up change nothing.
    assert!(send(&plaudit, [("price", json!("60"))]).await.is_ok());
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.submit(&page(&plaudit).id, []).await.is_ok());
    plaudit.presses(SITI, "rewards.item_archive").await;
    let sent = plaudit.sandbox.deliveries();
    let was = items(&plaudit).await;
    for kind in ["view_submission", "block_actions"] {
        for delivery in sent.iter().filter(|it| it.kind == kind) {
            let forged = delivery.body.replace(SITI, BUDI);
            plaudit.deliver("/slack/interactions", forged).await;
        }
    }
    plaudit.quiet().await;
    assert_eq!(items(&plaudit).await, was);
    assert_eq!(
        count(&plaudit.db.pool, "SELECT count(*) FROM reward_draft").await,
        0
    );
    plaudit.finish().await;
}
