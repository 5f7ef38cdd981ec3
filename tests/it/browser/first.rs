//! The first minute on the pages: whom one is, what there is to try, and nothing cut off.

use serde_json::json;

use super::scene::Scene;

const KUDOS: &str = "C0KUDOS0001";

/// Whether an element is wholly within the window.
const IN_SIGHT: &str = "(() => { const n = document.querySelector('.hints'); if (!n) return false; \
    const last = n.querySelector('li:last-of-type').getBoundingClientRect(), box = n.getBoundingClientRect(); \
    return box.top >= 0 && last.bottom <= Math.min(box.bottom, innerHeight); })()";

/// So much was said before that one would have to scroll up.
async fn long_ago(scene: &Scene) {
    let ana = scene.plaudit.sandbox.as_user("U0ANA000005");
    for n in 0..30 {
        ana.post(KUDOS, &format!("Something that was said before, {n}"))
            .await;
    }
}

#[tokio::test]
async fn one_is_somebody_who_reads_what_the_browser_asks_for() {
    for (language, name, title, button) in [
        ("fr-FR,fr", "Zoë", "Three things to try", "Give kudos"),
        (
            "ms-MY,en",
            "Nur Aisyah",
            "Tiga perkara untuk dicuba",
            "Beri kudos",
        ),
        ("id", "Siti", "Tiga hal untuk dicoba", "Beri kudos"),
    ] {
        let Some(mut scene) = Scene::open_in(language).await else {
            return;
        };
        scene.browser.wait_for_text("#me", name).await;
        scene.browser.wait_for_text(".hints", title).await;
        scene.browser.wait_for_text("#shortcut", button).await;
        scene.finish().await;
    }
}

#[tokio::test]
async fn the_page_speaks_the_language_of_whom_one_is() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    for (who, language, words) in [
        (
            "Ana Ferreira",
            "en",
            ["Channels", "Message #kudos", "Messages"],
        ),
        ("Budi", "id", ["Channel", "Kirim pesan ke #kudos", "Pesan"]),
        (
            "Farid",
            "ms",
            ["Saluran", "Hantar mesej ke #kudos", "Mesej"],
        ),
    ] {
        scene.pick_person(who).await;
        scene.enter(KUDOS).await;
        let [channels, placeholder, messages] = words;
        scene.browser.wait_for_text("#sidebar", channels).await;
        let said = json!([placeholder, messages, language]);
        let says = format!(
            "JSON.stringify([document.querySelector('#composer').placeholder, \
              document.querySelector('#messages').ariaLabel, document.documentElement.lang.slice(0, 2)]) \
              === JSON.stringify({said})"
        );
        scene.browser.wait_until(&says).await;
    }
    scene.finish().await;
}

/// Every sentence of the pages is there in every language.
#[tokio::test]
async fn nothing_is_said_in_two_languages_only() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    let source = scene
        .browser
        .eval("fetch('/assets/language.js').then(r => r.text())")
        .await;
    let source = source.as_str().unwrap();
    let table = source.split("const SAID = ").nth(1).unwrap();
    let table = table.split("\n};").next().unwrap();
    let holes = format!(
        "Object.entries({table}}}).filter(([, said]) => said.length !== 3 || \
         new Set(said.map(it => it.split('{{}}').length)).size !== 1).map(([name]) => name)"
    );
    assert_eq!(scene.browser.eval(&holes).await, json!([]));
    scene.finish().await;
}

#[tokio::test]
async fn what_there_is_to_try_is_seen_at_first_however_much_was_said() {
    for (width, height) in [(1280, 860), (390, 844)] {
        let Some(mut scene) = Scene::open().await else {
            return;
        };
        long_ago(&scene).await;
        scene.browser.look(width, height, false).await;
        let page = scene.plaudit.sandbox.page_url().to_owned();
        scene.browser.open(&page).await;
        scene.read("said before, 29").await;
        scene.browser.wait_until(IN_SIGHT).await;
        scene.browser.screenshot(&format!("first-{width}")).await;
        // And the latest that was said is in sight as well.
        scene
            .browser
            .wait_until(
                "document.querySelector('#messages').lastElementChild.getBoundingClientRect().bottom \
                 <= document.querySelector('#compose').getBoundingClientRect().top",
            )
            .await;
        scene.finish().await;
    }
}

/// What the field says while it is empty, in one line of it.
const FITS: &str = "(() => { const area = document.querySelector('#composer'); \
    const pen = document.createElement('canvas').getContext('2d'); \
    pen.font = getComputedStyle(area).font; \
    return pen.measureText(area.placeholder).width <= area.clientWidth; })()";

/// Names of people that do not fit.
const CUT: &str = "[...document.querySelectorAll('.me-name strong')] \
    .filter(n => n.getClientRects().length && n.scrollWidth > n.clientWidth).map(n => n.textContent)";

#[tokio::test]
async fn nothing_is_cut_off_on_a_narrow_screen() {
    let Some(mut slack) = Scene::open().await else {
        return;
    };
    let Some(mut teams) = Scene::open_teams().await else {
        return;
    };
    for scene in [&mut slack, &mut teams] {
        for who in ["Nur Aisyah", "Rizky", "Zoë"] {
            scene.browser.look(1280, 860, false).await;
            scene.pick_person(who).await;
            assert_eq!(scene.browser.eval(CUT).await, json!([]), "{who}");
            scene.browser.look(390, 844, false).await;
            scene.browser.wait_until(FITS).await;
        }
        scene.browser.screenshot("narrow-composer").await;
        scene.browser.look(1280, 860, false).await;
        scene.browser.click("#me").await;
        scene
            .browser
            .wait_until("document.querySelector('.people li')")
            .await;
        assert_eq!(scene.browser.eval(CUT).await, json!([]));
        scene.browser.screenshot("switcher").await;
        scene.browser.key("Escape").await;
    }
    slack.finish().await;
    teams.finish().await;
}
