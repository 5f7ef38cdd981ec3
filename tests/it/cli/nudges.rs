//! `plaudit nudge preview`: what a nudge would say, sent to nobody.

use super::programme::{Programme, Ran};

impl Programme {
    /// Siti and Budi have addresses, and Siti is whom Budi reports to.
    async fn with_addresses() -> Self {
        let programme = Self::new().await;
        programme
            .by_hand(
                "UPDATE identity SET email = CASE user_id WHEN 'U1' THEN 'siti@example.com' ELSE 'budi@example.com' END;
                 UPDATE member SET manager_id = (SELECT id FROM member WHERE name = 'Siti') WHERE name = '=Budi'",
            )
            .await;
        programme
    }

    async fn by_hand(&self, sql: &'static str) {
        use sqlx::Executor;
        let mut conn = self.db.tampering().await;
        conn.execute(sql).await.unwrap();
    }

    /// What a nudge would say, of which nothing is left.
    async fn preview(&self, args: &[&str]) -> Ran {
        let before = self.left().await;
        let ran = self.run(&[&["nudge", "preview"], args].concat()).await;
        assert_eq!(self.left().await, before, "{args:?}");
        ran
    }

    /// How much there is of what a nudge leaves.
    async fn left(&self) -> (i64, i64, i64) {
        sqlx::query_as(
            "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM nudge_told), (SELECT count(*) FROM nudge_round)",
        )
        .fetch_one(&self.db.pool)
        .await
        .unwrap()
    }
}

#[tokio::test]
async fn a_digest_is_shown_as_its_channel_and_a_manager_would_read_it() {
    let programme = Programme::with_addresses().await;
    let ran = programme.preview(&["digest"]).await;
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("Nothing is said"), "{ran:?}");
    programme.give(5, "for the launch").await;
    // Of today, a digest of today tells nothing yet.
    programme.by_hand("UPDATE kudos SET day = day - 1").await;
    for (args, title) in [
        (&["digest"][..], "Thanks of the past week"),
        (
            &["digest-manager", "--for", "Siti@Example.com"],
            "How your people were thanked",
        ),
    ] {
        let ran = programme.preview(args).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.starts_with(title), "{ran:?}");
        assert!(
            ran.out.contains("=Budi, from Siti: ") && ran.out.contains("the launch"),
            "{ran:?}"
        );
        assert!(ran.err.contains("It is off: `digest.day`"), "{ran:?}");
    }
    let ran = programme
        .preview(&["digest-manager", "--for", "budi@example.com"])
        .await;
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("nobody reports to them"), "{ran:?}");
}

#[tokio::test]
async fn what_is_asked_and_said_of_people_is_shown() {
    let programme = Programme::with_addresses().await;
    for (args, says, remark) in [
        (
            &["thanking", "--for", "budi@example.com"][..],
            "You haven't thanked a colleague here yet",
            "`kudos.thank_days`",
        ),
        (&["welcome"], "Welcome, ", "Nobody is new"),
        (
            &["welcome", "--for", "siti@example.com"],
            "/kudos",
            "`welcome.direct`",
        ),
        (&["celebrations"], "Happy birthday, ", "nobody's day"),
        (
            &["celebrations", "--for", "siti@example.com"],
            "Happy birthday, Siti!",
            "whenever those are",
        ),
    ] {
        let ran = programme.preview(args).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains(says), "{says}: {ran:?}");
        assert!(ran.err.contains(remark), "{remark}: {ran:?}");
    }
    // As on the day on which they are asked, whenever they gave last.
    programme.give(5, "for the launch").await;
    let set = programme
        .run(&["settings", "set", "kudos.thank_days", "20"])
        .await;
    assert_eq!(set.code, 0, "{set:?}");
    let ran = programme
        .preview(&["thanking", "--for", "siti@example.com"])
        .await;
    assert!(ran.out.contains("It has been 20 days"), "{ran:?}");
    assert!(ran.err.contains("They are not asked today"), "{ran:?}");
    assert!(!ran.err.contains("It is off"), "{ran:?}");
}

/// Whoever would be asked is not, and it is said why.
#[tokio::test]
async fn whoever_was_asked_lately_or_is_away_is_said_to_get_nothing() {
    let programme = Programme::with_addresses().await;
    // He has been here for years, and gave nothing.
    programme
        .by_hand(
            "UPDATE identity SET member_id = '01900000-0000-7000-8000-000000000001' WHERE user_id = 'U2';
             UPDATE member SET id = '01900000-0000-7000-8000-000000000001' WHERE name = '=Budi'",
        )
        .await;
    let set = ["settings", "set", "kudos.thank_days", "20"];
    assert_eq!(programme.run(&set).await.code, 0);
    for (happens, remark) in [
        (
            "INSERT INTO nudge_told (workspace_id, nudge, member_id, day)
             SELECT workspace_id, 'thanking', id, (now() AT TIME ZONE 'UTC')::date - 30 FROM member WHERE name = '=Budi'",
            "",
        ),
        (
            "INSERT INTO one_on_one_away (workspace_id, member_id, last_day)
             SELECT workspace_id, id, '9999-12-30' FROM member WHERE name = '=Budi'",
            "They are not asked today: they are away until 9999-12-30.\n",
        ),
        (
            "UPDATE nudge_told SET day = '9999-12-29'",
            "They are not asked today: they were asked on 9999-12-29, which is less than `kudos.thank_days` ago.\n",
        ),
    ] {
        programme.by_hand(happens).await;
        let ran = programme
            .preview(&["thanking", "--for", "budi@example.com"])
            .await;
        assert!(ran.out.contains("You haven't thanked"), "{ran:?}");
        assert_eq!((ran.code, ran.err.as_str()), (0, remark), "{happens}");
    }
}

/// Whoever runs the server does not learn by it when somebody's day is.
#[tokio::test]
async fn a_day_that_is_not_everybodys_is_not_told() {
    let programme = Programme::with_addresses().await;
    let own = ["celebrations", "--for", "budi@example.com"];
    let before = programme.preview(&own).await;
    programme
        .by_hand(
            "UPDATE member SET birthday = to_char(now() AT TIME ZONE 'UTC', 'MM-DD'), birthday_shown = 'private',
                               hired_on = (now() AT TIME ZONE 'UTC')::date - 3
             WHERE name = '=Budi'",
        )
        .await;
    let after = programme.preview(&own).await;
    assert_eq!((&before.out, &before.err), (&after.out, &after.err));
    let channel = programme.preview(&["celebrations"]).await;
    assert!(channel.err.contains("nobody's day"), "{channel:?}");
}

#[tokio::test]
async fn a_preview_of_nothing_is_refused() {
    let programme = Programme::with_addresses().await;
    for (args, code, why) in [
        (
            &["digest", "--for", "siti@example.com"][..],
            2,
            "`digest-manager`",
        ),
        (&["digest-manager"], 2, "--for EMAIL"),
        (&["thanking"], 2, "--for EMAIL"),
        (&["allowance"], 2, "digest-manager"),
        (&[], 2, "KIND"),
        (
            &["thanking", "--for", "nobody@example.com"],
            1,
            "nobody@example.com",
        ),
    ] {
        let ran = programme.preview(args).await;
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{ran:?}");
        assert!(ran.err.contains(why), "{why}: {ran:?}");
    }
}
