//! The form of settings: a page to choose a group from, a page for each, on both platforms.

use plaudit_sandbox::slack::{Seen, View};
use plaudit_sandbox::teams;
use serde_json::{Value, json};

use crate::harness::{Plaudit, eventually};

const SITI: &str = "U0SITI00001";
const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";
const GENERAL: &str = "C0GENERAL01";

/// The page that Siti, who is an admin, has before her.
#[track_caller]
fn page(plaudit: &Plaudit) -> View {
    let modals = plaudit.sandbox.modals(SITI);
    modals.last().expect("a form is open").clone()
}

/// Opens the page of a group.
async fn open(plaudit: &Plaudit, group: &str) -> View {
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "settings").await;
    assert_eq!(seen.body, "", "{seen:?}");
    press(plaudit, group).await;
    page(plaudit)
}

/// Presses the button of a group on the first page.
async fn press(plaudit: &Plaudit, group: &str) {
    let menu = page(plaudit);
    let elements = menu
        .blocks()
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let button = elements.flatten().find(|it| it["value"] == group);
    let action = button.unwrap()["action_id"].as_str().unwrap();
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.press_in_view(&menu.id, action).await.is_ok());
}

async fn save<const N: usize>(plaudit: &Plaudit, answers: [(&'static str, Value); N]) -> Seen {
    let siti = plaudit.sandbox.as_user(SITI);
    siti.submit(&page(plaudit).id, answers).await
}

/// What is set.
async fn set(plaudit: &Plaudit, key: &str) -> Option<String> {
    let sql = "SELECT value FROM setting WHERE key = $1";
    let value = sqlx::query_scalar(sql).bind(key);
    value.fetch_optional(&plaudit.db.pool).await.unwrap()
}

/// What the audit log tells of settings.
async fn audited(plaudit: &Plaudit) -> Vec<String> {
    let sql = "SELECT subject || ': ' || before || ' to ' || after
               FROM audit_log WHERE subject LIKE 'setting:%' ORDER BY id";
    sqlx::query_scalar(sql)
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_admin_chooses_a_group_and_saves_its_page() {
    let plaudit = Plaudit::start().await;
    let menu_then_page = open(&plaudit, "allowance").await;
    assert_eq!(
        plaudit.sandbox.modals(SITI).len(),
        2,
        "the first page lies below"
    );
    assert_eq!(menu_then_page.title(), "Jatah", "in one's own language");
    let element = |block: &str| page(&plaudit).block(block).unwrap()["element"].clone();
    assert_eq!(element("allowance.points")["initial_value"], "100");
    assert_eq!(
        element("allowance.period")["initial_option"]["value"],
        "month"
    );

    let answers = [
        ("allowance.points", json!("200")),
        ("allowance.period", json!("week")),
    ];
    let seen = save(&plaudit, answers).await;
    assert!(seen.is_ok(), "{seen:?}");
    let saved = page(&plaudit);
    assert_eq!(saved.id, menu_then_page.id, "the page is shown anew");
    assert!(saved.shown().contains("*200*"), "{}", saved.shown());
    assert_eq!(element("allowance.points")["initial_value"], "200");
    assert_eq!(
        set(&plaudit, "allowance.points").await.as_deref(),
        Some("200")
    );
    assert_eq!(
        set(&plaudit, "allowance.period").await.as_deref(),
        Some("week")
    );
    assert_eq!(audited(&plaudit).await.len(), 2, "each change by itself");

    // The same page again: under the same id, and yet another act.
    assert!(
        save(&plaudit, [("allowance.points", json!("300"))])
            .await
            .is_ok()
    );
    assert_eq!(
        set(&plaudit, "allowance.points").await.as_deref(),
        Some("300")
    );
    assert_eq!(audited(&plaudit).await.len(), 3, "what stays is no change");
    assert!(save(&plaudit, []).await.is_ok());
    assert!(page(&plaudit).shown().contains("Tidak ada yang berubah"));
    assert_eq!(audited(&plaudit).await.len(), 3);

    // Closed, it uncovers the first page.
    let siti = plaudit.sandbox.as_user(SITI);
    siti.close(&page(&plaudit).id, false).await;
    press(&plaudit, "giving").await;
    assert!(page(&plaudit).block("kudos.undo_minutes").is_some());
    plaudit.finish().await;
}

#[tokio::test]
async fn what_cannot_be_set_is_said_at_its_question_and_nothing_is_set() {
    let plaudit = Plaudit::start().await;
    open(&plaudit, "programme").await;
    let answers = [
        ("currency.name", json!("bintang")),
        ("currency.emoji", json!("no emoji at all")),
    ];
    let seen = save(&plaudit, answers).await;
    let said = seen
        .errors
        .get("currency.emoji")
        .cloned()
        .unwrap_or_default();
    assert!(said.contains("no emoji at all"), "{seen:?}");
    assert_eq!(set(&plaudit, "currency.name").await, None, "all or nothing");
    assert!(
        save(&plaudit, [("currency.emoji", json!(":star:"))])
            .await
            .is_ok()
    );
    assert_eq!(
        set(&plaudit, "currency.emoji").await.as_deref(),
        Some(":star:")
    );
    assert_eq!(
        set(&plaudit, "currency.name").await,
        None,
        "the answer of then is gone"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_time_zone_is_searched_as_one_types() {
    let plaudit = Plaudit::start().await;
    let view = open(&plaudit, "programme").await;
    let siti = plaudit.sandbox.as_user(SITI);
    let search = async |typed: &str| siti.search(&view.id, "programme.time_zone", typed).await;
    let found = search("").await.offers;
    assert_eq!(found.len(), 100, "no more than Slack takes");
    let found = search("jakar").await.offers;
    assert_eq!(found[0]["value"], "Asia/Jakarta", "{found:?}");
    assert!(search("no such place").await.offers.is_empty());
    let seen = save(&plaudit, [("programme.time_zone", json!("Asia/Jakarta"))]).await;
    assert!(seen.is_ok(), "{seen:?}");
    let zone = set(&plaudit, "programme.time_zone").await;
    assert_eq!(zone.as_deref(), Some("Asia/Jakarta"));

    // Whoever may not configure finds nothing, whatever form they made up.
    let delivered = plaudit.sandbox.deliveries();
    let asked = delivered
        .iter()
        .rfind(|it| it.kind == "block_suggestion")
        .unwrap();
    let forged = asked.body.replace(SITI, ANA);
    let answer = plaudit.deliver("/slack/options", forged).await;
    assert_eq!(answer.json(), json!({"options": []}));
    plaudit.finish().await;
}

/// Nobody takes back what somebody else changes meanwhile.
#[tokio::test]
async fn a_page_that_is_out_of_date_is_shown_anew() {
    let plaudit = Plaudit::start().await;
    open(&plaudit, "allowance").await;
    plaudit.set("allowance.points", "500").await;
    assert!(
        save(&plaudit, [("allowance.period", json!("day"))])
            .await
            .is_ok()
    );
    assert_eq!(set(&plaudit, "allowance.period").await, None);
    let shown = page(&plaudit);
    assert!(
        shown.shown().contains("mengubah pengaturan ini"),
        "{}",
        shown.shown()
    );
    let points = &shown.block("allowance.points").unwrap()["element"];
    assert_eq!(points["initial_value"], "500");
    assert!(
        save(&plaudit, [("allowance.period", json!("day"))])
            .await
            .is_ok()
    );
    assert_eq!(
        set(&plaudit, "allowance.period").await.as_deref(),
        Some("day")
    );
    assert_eq!(
        set(&plaudit, "allowance.points").await.as_deref(),
        Some("500")
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_page_that_is_sent_twice_is_saved_once() {
    let plaudit = Plaudit::start().await;
    open(&plaudit, "allowance").await;
    assert!(
        save(&plaudit, [("allowance.points", json!("200"))])
            .await
            .is_ok()
    );
    let sent = plaudit.sandbox.deliveries();
    let sent = sent
        .iter()
        .rfind(|it| it.kind == "view_submission")
        .unwrap();
    let again = plaudit.sandbox.redeliver(sent.number).await;
    assert_eq!(again.status, Some(200), "{again:?}");
    assert_eq!(audited(&plaudit).await.len(), 1);
    plaudit.finish().await;
}

/// The place is tried before it is said to be done: what came of it follows by message.
#[tokio::test]
async fn boards_go_where_they_can_be_posted() {
    let plaudit = Plaudit::start().await;
    let choose = async |channel: Value, says: &str| {
        open(&plaudit, "boards").await;
        let answers = [
            ("leaderboard.channel", channel),
            ("leaderboard.schedule", json!("weekly")),
        ];
        assert!(save(&plaudit, answers).await.is_ok());
        plaudit.quiet().await;
        let told = async || plaudit.sandbox.dm_with_bot(SITI);
        let said = |told: &Vec<plaudit_sandbox::slack::Message>| {
            told.last().is_some_and(|it| it.shown().contains(says))
        };
        eventually("she is told", told, said).await;
    };
    plaudit.sandbox.change(|model| {
        let general = model
            .team
            .channels
            .iter_mut()
            .find(|it| it.id == GENERAL)
            .unwrap();
        general.archived = true;
    });
    choose(json!(GENERAL), "arsip").await;
    assert_eq!(
        set(&plaudit, "leaderboard.schedule").await,
        None,
        "all or nothing"
    );
    choose(json!(KUDOS), "weekly").await;
    let team = plaudit.sandbox.model().team.id.clone();
    let there = format!("slack:{team}/{KUDOS}");
    assert_eq!(
        set(&plaudit, "leaderboard.channel").await,
        Some(there.clone())
    );

    // It is chosen when the page opens; what is left as it is asks nobody.
    let view = open(&plaudit, "boards").await;
    let element = &view.block("leaderboard.channel").unwrap()["element"];
    assert_eq!(element["initial_conversation"], KUDOS);
    assert!(
        save(&plaudit, [("leaderboard.schedule", json!("monthly"))])
            .await
            .is_ok()
    );
    assert_eq!(
        set(&plaudit, "leaderboard.schedule").await.as_deref(),
        Some("monthly")
    );
    assert_eq!(set(&plaudit, "leaderboard.channel").await, Some(there));
    // Cleared, they go nowhere.
    assert!(
        save(&plaudit, [("leaderboard.channel", Value::Null)])
            .await
            .is_ok()
    );
    assert_eq!(
        set(&plaudit, "leaderboard.channel").await.as_deref(),
        Some("none")
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_but_admins_opens_it() {
    let plaudit = Plaudit::start().await;
    let budi = plaudit.sandbox.as_user(BUDI);
    let seen = budi.slash(KUDOS, "/kudos", "settings").await;
    assert!(seen.text.contains("admin"), "{seen:?}");
    assert!(plaudit.sandbox.modals(BUDI).is_empty());

    // A page that somebody made up is not saved either.
    open(&plaudit, "allowance").await;
    save(&plaudit, [("allowance.points", json!("200"))]).await;
    let sent = plaudit.sandbox.deliveries();
    let sent = sent
        .iter()
        .rfind(|it| it.kind == "view_submission")
        .unwrap();
    let forged = sent.body.replace(SITI, BUDI).replace("200", "900");
    plaudit.deliver("/slack/interactions", forged).await;
    assert_eq!(
        set(&plaudit, "allowance.points").await.as_deref(),
        Some("200")
    );
    plaudit.finish().await;
}

/// Nothing of it is sent, and nothing of it can be pressed.
#[tokio::test]
async fn whoever_sets_a_nudge_reads_what_it_would_say() {
    let plaudit = Plaudit::start().await;
    for (group, says) in [
        ("celebrations", "Happy birthday, "),
        ("welcome", "Good to have you here"),
        ("digest", "belum ada yang bisa diceritakan"),
    ] {
        let settings = open(&plaudit, group).await;
        press(&plaudit, group).await;
        let shown = page(&plaudit);
        assert_ne!(shown.id, settings.id, "{group}");
        assert_eq!(shown.title(), "Bunyi pesannya");
        assert!(shown.shown().contains(says), "{says}: {}", shown.shown());
        let elements = shown.blocks().iter().filter(|it| it["type"] == "actions");
        assert_eq!(elements.count(), 0, "{group}");
        let siti = plaudit.sandbox.as_user(SITI);
        siti.close(&shown.id, true).await;
    }
    let left = "SELECT (SELECT count(*) FROM nudge_told)
                     + (SELECT count(*) FROM outbox WHERE letter::text LIKE '%Happy birthday%')";
    assert_eq!(crate::harness::count(&plaudit.db.pool, left).await, 0);
    plaudit.finish().await;
}

/// In Teams a page leads back by a button, and no input knows the channels.
#[tokio::test]
async fn the_same_pages_are_dialogs_in_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    let siti = plaudit.teams().as_user("siti");
    let list = plaudit
        .asked("siti", teams::KUDOS, "@Plaudit settings")
        .await;
    assert!(
        list.shown().contains("allowance.points"),
        "as text: {list:?}"
    );
    let open_form = "Ubah lewat formulir";
    assert!(siti.press(&list, open_form).await.is_ok());
    let dialog = || siti.dialog().expect("a dialog is open");
    assert_eq!(dialog().title, "Pengaturan");
    let seen = siti.press_in_dialog("Jatah").await;
    assert!(seen.is_ok(), "{seen:?}");
    assert!(siti.fill("allowance.points", "").is_ok());
    assert!(
        siti.press_in_dialog("Kembali").await.is_ok(),
        "whatever is typed"
    );
    assert_eq!(dialog().title, "Pengaturan");

    assert!(siti.press_in_dialog("Nama dan waktu").await.is_ok());
    let found = siti.search("programme.time_zone", "jakarta").await.offers;
    assert_eq!(found[0]["value"], "Asia/Jakarta");
    assert!(siti.fill("programme.time_zone", "Asia/Jakarta").is_ok());
    assert!(siti.fill("currency.emoji", "no emoji at all").is_ok());
    assert!(siti.submit().await.failure.is_none());
    assert!(
        dialog().shown().contains("no emoji at all"),
        "{}",
        dialog().shown()
    );
    assert!(siti.fill("currency.emoji", ":star:").is_ok());
    assert!(siti.submit().await.is_ok());
    assert_eq!(
        set(&plaudit, "programme.time_zone").await.as_deref(),
        Some("Asia/Jakarta")
    );
    assert_eq!(
        set(&plaudit, "currency.emoji").await.as_deref(),
        Some(":star:")
    );

    assert!(siti.press_in_dialog("Kembali").await.is_ok());
    assert!(siti.press_in_dialog("Papan peringkat").await.is_ok());
    let shown = dialog().shown();
    assert!(shown.contains("pengaturan leaderboard.channel"), "{shown}");
    assert!(siti.fill("leaderboard.schedule", "weekly").is_ok());
    assert!(siti.submit().await.is_ok());
    assert_eq!(
        set(&plaudit, "leaderboard.schedule").await.as_deref(),
        Some("weekly")
    );
    assert_eq!(
        set(&plaudit, "leaderboard.channel").await,
        None,
        "what was not asked stays"
    );
    plaudit.finish().await;
}

/// In Teams it is a page with a way back.
#[tokio::test]
async fn what_a_nudge_would_say_is_a_page_in_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    let siti = plaudit.teams().as_user("siti");
    let list = plaudit
        .asked("siti", teams::KUDOS, "@Plaudit settings")
        .await;
    assert!(siti.press(&list, "Ubah lewat formulir").await.is_ok());
    let dialog = || siti.dialog().expect("a dialog is open");
    assert!(siti.press_in_dialog("Perayaan").await.is_ok());
    let seen = siti.press_in_dialog("Lihat bunyi pesannya").await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(dialog().title, "Bunyi pesannya");
    assert!(
        dialog().shown().contains("Happy birthday, "),
        "{}",
        dialog().shown()
    );
    assert!(siti.press_in_dialog("Kembali").await.is_ok());
    assert_eq!(dialog().title, "Perayaan");
    plaudit.finish().await;
}
