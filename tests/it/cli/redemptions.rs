//! `plaudit redemptions`, and their export.

use std::process::Stdio;

use plaudit::ids::RewardId;
use plaudit::letters::RewardLetters;
use plaudit::policy::{Actor, Role};
use plaudit::rewards::{self, Approval, ItemKind, Offer, Price, Redeem, catalog};
use plaudit::sealed::{Column, Context, Sealed};
use plaudit::settings::Settings;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use super::programme::{Programme, Ran, plaudit};
use crate::harness::{KEY, acting, sealer};

impl Programme {
    /// Budi, who has points, asks for a coffee. Returns the redemption.
    async fn ask_for_coffee(&self) -> String {
        let mut tx = self.db.pool.begin().await.unwrap();
        let known = catalog::find(&mut tx, self.workspace, "coffee").await;
        let coffee = if let Some(coffee) = known.unwrap() {
            coffee
        } else {
            let id: RewardId = self.clock.new_id();
            let place = (self.workspace, id);
            let offer = Offer {
                approval: Approval::Admin,
                ..Offer::new("coffee", ItemKind::GiftCard, "Coffee", Price::Fixed(10))
            };
            let by = Actor::Operator;
            let added = catalog::add(&mut tx, &self.clock, &by, place, &offer, Some(9)).await;
            added.unwrap()
        };
        let by = acting(self.budi, Role::Member);
        let ask = Redeem {
            workspace: self.workspace,
            id: self.clock.new_id(),
            member: self.budi,
            by: &by,
            item: coffee.id,
            points: 10,
            seen: None,
            delivery: None,
            keys: &[],
        };
        let letters = RewardLetters {
            settings: Settings::default().into(),
            near: None,
        };
        let settings = Settings::default();
        let done = rewards::redeem(&mut tx, &self.clock, &settings, ask, &letters).await;
        tx.commit().await.unwrap();
        done.unwrap().redemption.id.to_string()
    }

    async fn redemptions(&self, args: &[&str]) -> Ran {
        self.run_with_key(&[&["redemptions"], args].concat()).await
    }

    /// What a redemption is, as machines read it.
    async fn redemption(&self, id: &str) -> Value {
        let ran = self.redemptions(&["list", "--format", "jsonl"]).await;
        let mut lines = ran
            .out
            .lines()
            .map(|it| serde_json::from_str::<Value>(it).unwrap());
        lines.find(|it| it["id"] == id).unwrap()
    }
}

#[tokio::test]
async fn an_operator_decides_delivers_and_gives_back() {
    let programme = Programme::new().await;
    for _ in 0..2 {
        programme.give(20, "thanks").await;
    }
    let id = programme.ask_for_coffee().await;
    let asked = programme.redemption(&id).await;
    assert_eq!(
        asked,
        json!({
            "id": id, "item": "coffee", "member": programme.budi, "member_name": "=Budi", "points": 10,
            "state": "requested", "requested_at": asked["requested_at"], "decided_by": null,
            "decided_at": null, "fulfilled_at": null, "provider": "manual",
            "provider_reference": null, "reason": null, "decided_by_name": null,
        })
    );
    let early = programme.redemptions(&["fulfil", &id]).await;
    assert_eq!((early.code, early.out.as_str()), (1, ""), "{early:?}");
    assert!(
        early
            .err
            .contains("is requested: there is nothing to fulfil"),
        "{early:?}"
    );

    for (step, state) in [("approve", "approved"), ("fulfil", "fulfilled")] {
        let ran = programme.redemptions(&[step, &id]).await;
        assert_eq!((ran.code, ran.err), (0, format!("{id} is {state}\n")));
        let again = programme.redemptions(&["approve", &id]).await;
        assert_eq!(again.code, 1, "{again:?}");
    }
    let delivered = programme.redemption(&id).await;
    assert_eq!(delivered["decided_by"], "operator");
    assert!(delivered["fulfilled_at"].is_string() && delivered["decided_at"].is_string());
    let back = programme
        .redemptions(&["refund", &id, "--reason", "cold"])
        .await;
    assert_eq!(back.code, 0, "{back:?}");
    assert_eq!(programme.redemption(&id).await["reason"], "cold");

    let rejected = programme.ask_for_coffee().await;
    let ran = programme
        .redemptions(&["reject", &rejected, "--reason", "too late"])
        .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let balances = programme.run(&["export", "balances"]).await.out;
    assert!(balances.contains("\"points\":40"), "{balances}");

    let shown = programme.redemptions(&["show", &id]).await.out;
    assert!(shown.contains("member: =Budi ("), "{shown}");
    let steps: Vec<&str> = shown.lines().skip(6).collect();
    for (step, (state, by, moved)) in steps.iter().zip([
        ("requested", "by =Budi", true),
        ("approved", "by operator", false),
        ("fulfilled", "by operator", true),
        ("refunded", "by operator", true),
    ]) {
        assert!(step.contains(state) && step.contains(by), "{shown}");
        assert_eq!(step.contains("transfer "), moved, "{shown}");
    }
    assert_eq!(steps.len(), 4, "{shown}");
    assert!(steps[3].ends_with("cold"), "{shown}");

    let told: i64 =
        sqlx::query_scalar("SELECT count(*) FROM outbox WHERE letter::text LIKE '%too late%'")
            .fetch_one(&programme.db.pool)
            .await
            .unwrap();
    assert!(told > 0, "the member is told why");
    let ran = programme.run(&["ledger", "verify"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn redemptions_are_listed_by_state_and_member_and_exported_by_day() {
    let programme = Programme::new().await;
    programme.give(20, "thanks").await;
    let none = programme.redemptions(&["list"]).await;
    assert_eq!((none.code, none.out.as_str()), (0, ""), "{none:?}");
    let first = programme.ask_for_coffee().await;
    let second = programme.ask_for_coffee().await;
    programme
        .redemptions(&["reject", &second, "--reason", "=no"])
        .await;
    let count = async |options: &[&str]| {
        let ran = programme.redemptions(&[&["list"], options].concat()).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.out.lines().count()
    };
    assert_eq!(count(&[]).await, 2);
    assert_eq!(count(&["--state", "rejected"]).await, 1);
    assert_eq!(count(&["--member", "slack:T1/U2"]).await, 2);
    assert_eq!(count(&["--member", "slack:T1/U1"]).await, 0);
    let text = programme
        .redemptions(&["list", "--state", "requested"])
        .await
        .out;
    assert!(text.starts_with(&format!("{first}  requested ")), "{text}");
    for (args, code) in [
        (&["list", "--state", "lost"][..], 2),
        (&["list", "--member", "slack:T1/U9"], 1),
        (&["show", "01980000-0000-7000-8000-000000000001"], 1),
        (&["refund", "01980000-0000-7000-8000-000000000001"], 1),
        (&["approve", "coffee"], 2),
    ] {
        let ran = programme.redemptions(args).await;
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (code, ""),
            "{args:?}: {ran:?}"
        );
    }

    let ran = programme
        .run(&["export", "redemptions", "--format", "csv"])
        .await;
    let (header, rows) = ran.csv();
    assert_eq!(
        header,
        "id,item,member,member_name,points,state,requested_at,decided_by,decided_at,fulfilled_at,\
         provider,provider_reference,reason,decided_by_name"
    );
    let told: Vec<_> = rows
        .iter()
        .map(|row| (&row[3], &row[5], &row[12]))
        .collect();
    assert_eq!(
        told,
        [("'=Budi", "requested", ""), ("'=Budi", "rejected", "'=no")]
    );
    let day = programme.clock.now().to_string()[..10].to_owned();
    let days = ["export", "redemptions", "--from", &day, "--to", &day];
    assert_eq!(programme.run(&days).await.out.lines().count(), 2);
    let before = ["export", "redemptions", "--to", "2026-01-01"];
    assert_eq!(programme.run(&before).await.out, "");
    let excel = programme.run(&["export", "redemptions", "--excel"]).await;
    assert!(excel.out.starts_with("\u{feff}id,item,"), "{excel:?}");
}

#[tokio::test]
async fn what_could_not_be_delivered_is_told_below_what_waits() {
    let programme = Programme::new().await;
    programme.give(20, "thanks").await;
    let id = programme.ask_for_coffee().await;
    let listed = async |format: &str| {
        let ran = programme.run(&["outbox", "list", "--format", format]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.err
    };
    let says = "`plaudit redemptions list --state failed`";
    programme.redemptions(&["approve", &id]).await;
    assert!(!listed("text").await.contains(says));
    let mut conn = programme.db.tampering().await;
    sqlx::query("UPDATE redemption SET state = 'failed' WHERE id = $1::uuid")
        .bind(&id)
        .execute(&mut conn)
        .await
        .unwrap();
    let told = listed("text").await;
    assert!(
        told.contains("could not be delivered: 1;") && told.contains(says),
        "{told}"
    );
    assert_eq!(listed("json").await, "");
}

#[tokio::test]
async fn a_code_is_for_its_member_alone() {
    let programme = Programme::new().await;
    programme.give(20, "thanks").await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let id = programme.ask_for_coffee().await;
        programme.redemptions(&["approve", &id]).await;
        ids.push(id);
    }
    let without_key = ["redemptions", "fulfil", &ids[0], "--code", "LATTE-1"];
    let ran = programme.run(&without_key).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("PLAUDIT_ENCRYPTION_KEY"), "{ran:?}");
    let ran = programme
        .redemptions(&["fulfil", &ids[0], "--code", "LATTE-1"])
        .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let other = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
    let args = ["redemptions", "fulfil", &ids[1], "--code", "LATTE-2"];
    let mut command = plaudit(&programme.db.url(), &args);
    command.env("PLAUDIT_ENCRYPTION_KEY", other);
    let ran: Ran = command.output().await.unwrap().into();
    let says = "does not open everything: 1 delivered reward encrypted with the key";
    assert!(ran.code == 1 && ran.err.contains(says), "{ran:?}");
    // Where nobody sees it go by.
    let args = ["redemptions", "fulfil", &ids[1], "--code", "-"];
    let mut command = plaudit(&programme.db.url(), &args);
    command.env("PLAUDIT_ENCRYPTION_KEY", KEY);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    typed.write_all(b"LATTE-2\n").await.unwrap();
    drop(typed);
    let ran: Ran = child.wait_with_output().await.unwrap().into();
    assert_eq!(ran.code, 0, "{ran:?}");

    for (id, code) in ids.iter().zip(["LATTE-1", "LATTE-2"]) {
        let sealed: Sealed =
            sqlx::query_scalar("SELECT delivered FROM redemption WHERE id = $1::uuid")
                .bind(id)
                .fetch_one(&programme.db.pool)
                .await
                .unwrap();
        let context = Context::new(programme.workspace, Column::Delivered, id);
        let opened = sealer().open(&context, &sealed).unwrap();
        assert_eq!(opened.expose_secret(), code);
        // The letter that brings it does not hold it: it is put in as it leaves.
        let holds: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM outbox WHERE letter::text LIKE '%' || $1 || '%'",
        )
        .bind(code)
        .fetch_one(&programme.db.pool)
        .await
        .unwrap();
        assert_eq!(holds, 0);
    }
    for told in [
        &["redemptions", "list", "--format", "json"][..],
        &["redemptions", "show", &ids[0]],
        &["export", "redemptions"],
        &["export", "ledger"],
        &["audit", "--format", "jsonl"],
        &["outbox", "list", "--format", "json"],
    ] {
        let ran = programme.run(told).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            !ran.out.contains("LATTE") && !ran.err.contains("LATTE"),
            "{ran:?}"
        );
    }
}
