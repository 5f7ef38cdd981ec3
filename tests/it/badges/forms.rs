//! Badges that admins make, and award.

use serde_json::json;

use super::{ANA, BUDI, KUDOS, SITI, ZOE, start};
use crate::harness::{Plaudit, count};

impl Plaudit {
    /// Somebody presses a button of what their badges are shown in, in their chat with the bot.
    async fn opens(&self, who: &str, action: &str) -> String {
        let person = self.sandbox.as_user(who);
        let seen = person.post_to_bot("badges").await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
        let shown = self.sandbox.dm_with_bot(who).pop().unwrap();
        let seen = person.press(&shown.channel, &shown.ts, action).await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
        self.sandbox.modals(who).pop().expect("a form is open").id
    }
}

#[tokio::test]
async fn an_admin_makes_a_badge_and_awards_it_with_a_sentence() {
    let plaudit = start().await;
    plaudit.set("badges.channel", KUDOS).await;
    let siti = plaudit.sandbox.as_user(SITI);
    let form = plaudit.opens(SITI, "badges.new").await;
    let wrong = [
        ("name", json!("ありがとう")),
        ("picture", json!("nothing at all")),
        ("rule", json!("received")),
    ];
    let seen = siti.submit(&form, wrong).await;
    let at: Vec<&str> = seen.errors.keys().map(String::as_str).collect();
    assert_eq!(at, ["name", "number", "picture"], "{seen:?}");
    let right = [
        ("name", json!("Code Hero")),
        ("name_id", json!("Pahlawan Kode")),
        ("picture", json!("🦸")),
        ("rule", json!("by-hand")),
        ("number", json!("")),
    ];
    let seen = siti.submit(&form, right.clone()).await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.quiet().await;
    let form = plaudit.opens(SITI, "badges.new").await;
    let seen = siti.submit(&form, right).await;
    assert!(seen.errors["name"].contains("Sudah ada"), "{seen:?}");
    siti.close(&form, true).await;

    let form = plaudit.opens(SITI, "badges.award").await;
    let award = |to: &str| {
        [
            ("badge", json!("code-hero")),
            ("to", json!([to])),
            ("why", json!("for the *night* of the outage")),
        ]
    };
    let seen = siti.submit(&form, award(ZOE)).await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.quiet().await;
    let told = plaudit.badge_letters(ZOE).pop().unwrap().shown();
    assert!(
        told.contains("Code Hero") && told.contains("night"),
        "{told}"
    );
    let posted = plaudit.sandbox.messages(KUDOS).pop().unwrap().shown();
    assert!(
        posted.contains("Code Hero") && !posted.contains("night"),
        "{posted}"
    );
    assert_eq!(plaudit.awards(ZOE).await, ["code-hero"]);
    let form = plaudit.opens(SITI, "badges.award").await;
    let seen = siti.submit(&form, award(ZOE)).await;
    assert!(seen.errors.contains_key("to"), "{seen:?}");
    siti.close(&form, true).await;
    let audit = plaudit.types(SITI, "audit").await;
    assert!(
        audit.contains("membuat lencana") && audit.contains("memberikan lencana"),
        "{audit}"
    );
    // What is undone of hers takes nothing of what was awarded.
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    plaudit.follow().await;
    plaudit.types(BUDI, "batal").await;
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["code-hero", "-first-received"]);
    let shown = plaudit.types(ZOE, "badges").await;
    assert!(
        shown.contains("Code Hero") && shown.contains("night"),
        "{shown}"
    );
    plaudit.finish().await;
}

/// A badge with a rule goes to whoever has earned it already, quietly.
#[tokio::test]
async fn a_new_badge_is_awarded_in_silence_to_those_who_earned_it() {
    let plaudit = start().await;
    for _ in 0..3 {
        plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    }
    plaudit.follow().await;
    let before = plaudit.badge_letters(ZOE).len();
    let form = plaudit.opens(SITI, "badges.new").await;
    let made = [
        ("name", json!("Triple")),
        ("picture", json!(":star:")),
        ("rule", json!("received")),
        ("number", json!("3")),
    ];
    let seen = plaudit.sandbox.as_user(SITI).submit(&form, made).await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["first-received", "triple"]);
    assert_eq!(plaudit.badge_letters(ZOE).len(), before);
    plaudit.finish().await;
}

/// Whoever runs nothing makes none, and has no buttons for it.
#[tokio::test]
async fn nobody_else_makes_or_awards_badges() {
    let plaudit = start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.post_to_bot("badges").await;
    plaudit.quiet().await;
    let shown = plaudit.sandbox.dm_with_bot(ANA).pop().unwrap();
    assert!(!format!("{:?}", shown.blocks).contains("badges.new"));
    // An admin's message, whose button she presses after she is none any more.
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "admin add @ana").await;
    plaudit.quiet().await;
    let form = plaudit.opens(ANA, "badges.new").await;
    siti.slash(KUDOS, "/kudos", "admin remove @ana").await;
    plaudit.quiet().await;
    let made = [
        ("name", json!("Mine")),
        ("picture", json!("star")),
        ("rule", json!("by-hand")),
    ];
    ana.submit(&form, made).await;
    plaudit.quiet().await;
    let own = "SELECT count(*) FROM badge WHERE name IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, own).await, 0);
    plaudit.finish().await;
}
