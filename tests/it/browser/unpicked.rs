//! What is typed into a list and not chosen is not dropped.

use plaudit_sandbox::teams::KUDOS as ON_TEAMS;

use super::scene::Scene;

const KUDOS: &str = "C0KUDOS0001";
const BUDI: &str = "U0BUDI00002";

#[tokio::test]
async fn the_only_one_who_is_meant_is_chosen_and_others_are_asked_about() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    for (who, says) in [
        ("Ana Ferreira", "is not chosen yet"),
        ("Rizky", "belum dipilih: pilih dari"),
        ("Farid", "belum dipilih: pilih daripada"),
    ] {
        scene.pick_person(who).await;
        scene.enter(KUDOS).await;
        scene.say("/kudos").await;
        scene
            .browser
            .wait_until("document.querySelector('dialog')")
            .await;
        // Several are called so; and nobody is.
        for typed in ["an", "nobody at all"] {
            scene.search("to", typed).await;
            scene.browser.click("[data-block='message'] textarea").await;
            scene
                .browser
                .wait_for_text("[data-block='to'] .unpicked", says)
                .await;
            scene.submit().await;
            scene
                .browser
                .wait_for_text("[data-block='to'] .error", says)
                .await;
            let note = "document.querySelector(\"[data-block='to'] .unpicked\").textContent";
            assert_eq!(scene.browser.eval(note).await, "", "said once");
            let empty = "document.querySelector(\"[data-block='to'] .search\").value = ''";
            scene.browser.eval(empty).await;
        }
        scene.browser.screenshot("unpicked").await;
        scene.browser.key("Escape").await;
        scene.dialog_closes().await;
    }
    assert_eq!(scene.plaudit.standing().await, 0);

    scene.pick_person("Ana Ferreira").await;
    scene.say("/kudos").await;
    scene
        .browser
        .wait_until("document.querySelector('dialog')")
        .await;
    scene.search("to", "budi s").await;
    scene.submit().await;
    scene.browser.wait_for_text("dialog", "99 left").await;
    assert_eq!(scene.plaudit.points(BUDI).await, 1);
    scene.browser.key("Escape").await;
    scene.dialog_closes().await;
    scene.finish().await;
}

#[tokio::test]
async fn so_it_is_in_teams_and_the_button_stays_in_sight() {
    let Some(mut scene) = Scene::open_teams().await else {
        return;
    };
    scene.pick_person("Zoë").await;
    scene.enter(ON_TEAMS).await;
    scene.browser.click("#shortcut").await;
    scene.browser.wait_for_text("dialog h2", "Give kudos").await;
    scene.browser.look(1280, 620, false).await;
    scene.submit().await;
    let error = "[data-block='to'] .error";
    scene
        .browser
        .wait_for_text(error, "Please fill this in.")
        .await;
    scene.search("to", "i").await;
    scene.submit().await;
    scene
        .browser
        .wait_for_text(error, "is not chosen yet")
        .await;
    scene.fill("message", "for the launch").await;
    let in_sight = "(() => { const box = n => n.getBoundingClientRect(); \
        const button = box(document.querySelector('dialog [type=submit]')); \
        const frame = box(document.querySelector('dialog')); \
        const below = document.elementFromPoint(button.x + 5, frame.bottom - 6); \
        return button.bottom <= frame.bottom && button.bottom <= innerHeight && \
          document.elementFromPoint(button.x + 5, button.bottom - 3)?.type === 'submit' && \
          !below.closest('.form-field'); })()";
    let focus = "document.activeElement.getBoundingClientRect().bottom \
        <= document.querySelector('dialog [type=submit]').getBoundingClientRect().top";
    scene.browser.wait_until(focus).await;
    scene.browser.wait_until(in_sight).await;
    scene.browser.screenshot("teams-form-button").await;
    scene.browser.look(1280, 840, false).await;
    scene
        .browser
        .eval("document.querySelector(\"[data-block='to'] .search\").value = ''")
        .await;
    scene.search("to", "budi").await;
    scene.submit().await;
    scene.browser.wait_for_text("dialog", "99 left").await;
    scene.browser.key("Escape").await;
    scene.dialog_closes().await;
    scene.finish().await;
}
