//! The form of settings, on both pages: buttons on a page, a page on another, a list that is searched.

use plaudit_sandbox::teams;

use super::scene::Scene;

const KUDOS: &str = "C0KUDOS0001";

async fn zone(scene: &Scene) -> Option<String> {
    let sql = "SELECT value FROM setting WHERE key = 'programme.time_zone'";
    let zone = sqlx::query_scalar(sql).fetch_optional(&scene.plaudit.db.pool);
    zone.await.unwrap()
}

#[tokio::test]
async fn an_admin_sets_the_time_zone_in_slack() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.pick_person("Siti").await;
    scene.enter(KUDOS).await;
    scene.say("/kudos settings").await;
    scene.browser.wait_for_text("dialog h2", "Pengaturan").await;
    scene.browser.screenshot("settings").await;
    scene.press("settings.group#3").await;
    scene
        .browser
        .wait_for_text("dialog h2", "Nama dan waktu")
        .await;
    scene.choose("programme.time_zone", "Jakarta").await;
    scene.browser.screenshot("settings-page").await;
    scene.submit().await;
    scene
        .browser
        .wait_for_text("dialog .dialog-body", "programme.time_zone sekarang")
        .await;
    assert_eq!(zone(&scene).await.as_deref(), Some("Asia/Jakarta"));
    scene.finish().await;
}

#[tokio::test]
async fn an_admin_sets_the_time_zone_in_teams() {
    let Some(mut scene) = Scene::open_teams().await else {
        return;
    };
    scene.pick_person("Siti").await;
    scene.enter(teams::KUDOS).await;
    scene.say("@Plaudit settings").await;
    scene.read("allowance.points").await;
    scene.press("settings.open").await;
    scene.browser.wait_for_text("dialog h2", "Pengaturan").await;
    scene.browser.screenshot("teams-settings").await;
    let programme = "dialog .c-actions button:nth-of-type(4)";
    scene.browser.click(programme).await;
    scene
        .browser
        .wait_for_text("dialog h2", "Nama dan waktu")
        .await;
    scene.choose("programme.time_zone", "Jakarta").await;
    scene.browser.screenshot("teams-settings-page").await;
    scene.submit().await;
    scene
        .browser
        .wait_for_text("dialog .dialog-body", "programme.time_zone")
        .await;
    scene
        .browser
        .wait_for_text("dialog .dialog-body", "sekarang")
        .await;
    assert_eq!(zone(&scene).await.as_deref(), Some("Asia/Jakarta"));
    scene.finish().await;
}
