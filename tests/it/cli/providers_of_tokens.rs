//! The same of a provider whose tokens are exchanged for others: against Xoxoday's stand-in.

use plaudit_sandbox::selling::Step;
use plaudit_sandbox::xoxoday::{Sandbox, SandboxOptions};

use super::programme::{Programme, Ran, plaudit};
use crate::harness::{KEY, count};

struct Buyer {
    programme: Programme,
    there: Sandbox,
    token: String,
}

impl Buyer {
    async fn new() -> Self {
        let there = Sandbox::start(SandboxOptions::default()).await.unwrap();
        Self {
            programme: Programme::new().await,
            token: there.new_refresh_token(),
            there,
        }
    }

    /// What a command does that is told of the account, and of a key to keep its tokens with.
    async fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, Some(KEY)).await
    }

    async fn run_with(&self, args: &[&str], key: Option<&str>) -> Ran {
        let mut command = plaudit(&self.programme.db.url(), args);
        command.env("XOXODAY_CLIENT_ID", self.there.client_id());
        command.env("XOXODAY_CLIENT_SECRET", self.there.client_secret());
        command.env("XOXODAY_REFRESH_TOKEN", &self.token);
        command.env("XOXODAY_API_URL", self.there.api_url());
        if let Some(key) = key {
            command.env("PLAUDIT_ENCRYPTION_KEY", key);
        }
        let ran: Ran = command.output().await.unwrap().into();
        for secret in self.there.tokens() {
            assert!(
                !ran.out.contains(&secret) && !ran.err.contains(&secret),
                "{ran:?}"
            );
        }
        ran
    }

    async fn set(&self, key: &str, value: &str) {
        let ran = self.programme.run(&["settings", "set", key, value]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

#[tokio::test]
async fn its_products_become_items_and_stay_in_step() {
    let buyer = Buyer::new().await;
    let list = ["catalog", "products", "xoxoday", "--format", "csv"];
    let listed = buyer.run(&[&list[..], &["--country", "my"]].concat()).await;
    assert_eq!(
        listed.out,
        "id,name,kind,currency,values,countries,item\n\
         15365,World Card,gift_card,USD,5-2000,ID;MY;SG;US,\n\
         20002,Kedai Buku,gift_card,MYR,10 25 50 100,MY,\n\
         20003,Reef Trust,donation,USD,1-1000,,\n",
        "{listed:?}"
    );
    buyer
        .set("provider.rates", "IDR 500, MYR 0.05, USD 0.01")
        .await;
    let take = [
        "catalog",
        "take",
        "xoxoday",
        "20001",
        "15365",
        "--country",
        "id",
    ];
    let taken = buyer.run(&take).await;
    assert_eq!(
        taken.out,
        "pasar-raya  added for 100-300/100 points\n\
         world-card  added for 500-200000/500 points\n",
        "{taken:?}"
    );
    let shown = buyer
        .programme
        .run(&["catalog", "show", "pasar-raya"])
        .await;
    for line in [
        "fulfilment: xoxoday",
        "provider_product: 20001",
        "currency: IDR",
        "countries: ID",
    ] {
        assert!(shown.out.contains(line), "{shown:?}");
    }
    let sync = ["catalog", "sync", "xoxoday"];
    let same = buyer.run(&sync).await;
    assert_eq!((same.code, same.out.as_str()), (0, ""), "{same:?}");
    buyer.there.withdraw(20001);
    let gone = buyer.run(&sync).await;
    assert!(
        gone.out
            .contains("pasar-raya: Xoxoday does not sell 20001 in IDR, or not any more"),
        "{gone:?}"
    );
    buyer.there.sell_more(250);
    let listed = buyer
        .run(&[&list[..], &["--currency", "inr"]].concat())
        .await;
    assert_eq!(listed.out.lines().count(), 251, "{listed:?}");
    assert_eq!(buyer.there.calls(Step::Renew), 1);
    assert_eq!(buyer.there.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn without_a_key_to_keep_its_tokens_with_nothing_is_exchanged() {
    let buyer = Buyer::new().await;
    let needs = "XOXODAY_REFRESH_TOKEN is set, but PLAUDIT_ENCRYPTION_KEY is not";
    for args in [
        &["catalog", "products", "xoxoday"][..],
        &["serve", "--listen", "127.0.0.1:0"],
    ] {
        let ran = buyer.run_with(args, None).await;
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains(needs), "{ran:?}");
    }
    let doctor = buyer.run_with(&["doctor"], None).await;
    assert!(
        doctor.out.contains(&format!("FAIL  providers: {needs}")),
        "{doctor:?}"
    );
    let kept = "SELECT count(*) FROM provider_account";
    assert_eq!(count(&buyer.programme.db.pool, kept).await, 0);
    assert_eq!(buyer.there.calls(Step::Renew), 0);
}

#[tokio::test]
async fn the_doctor_says_whether_it_lets_us_in_and_another_token_begins_anew() {
    let mut buyer = Buyer::new().await;
    let doctor = buyer.run(&["doctor"]).await;
    let fine = "ok    providers: Xoxoday lets us in; left: USD 1000";
    assert!(doctor.out.contains(fine), "{doctor:?}");
    // Nobody told us that another one was made, and what we have is not let in.
    let next = buyer.there.new_refresh_token();
    buyer.there.revoke_access();
    sqlx::query("UPDATE provider_account SET tokens = NULL")
        .execute(&buyer.programme.db.pool)
        .await
        .unwrap();
    for _ in 0..2 {
        let doctor = buyer.run(&["doctor"]).await;
        for line in [
            "FAIL  providers: Xoxoday: its provider does not let the server's account in",
            "Let XOXODAY_REFRESH_TOKEN hold one that is valid there",
        ] {
            assert!(doctor.out.contains(line), "{line}: {doctor:?}");
        }
    }
    assert_eq!(buyer.there.calls(Step::Renew), 2);
    // Another secret may be let in, and is not.
    let mut command = plaudit(&buyer.programme.db.url(), &["doctor"]);
    command.envs([
        ("XOXODAY_CLIENT_ID", buyer.there.client_id()),
        ("XOXODAY_CLIENT_SECRET", "mended"),
        ("XOXODAY_REFRESH_TOKEN", &buyer.token),
        ("XOXODAY_API_URL", buyer.there.api_url()),
        ("PLAUDIT_ENCRYPTION_KEY", KEY),
    ]);
    assert!(command.output().await.is_ok());
    assert_eq!(buyer.there.calls(Step::Renew), 3);
    buyer.token = next;
    let doctor = buyer.run(&["doctor"]).await;
    assert!(doctor.out.contains(fine), "{doctor:?}");
    let ran = buyer.programme.run(&["doctor"]).await;
    let needs = "1 provider's pair of tokens encrypted with the key";
    assert!(ran.out.contains(needs), "{ran:?}");
}

#[tokio::test]
async fn a_first_token_that_is_mistyped_somewhere_locks_nobody_else_out() {
    let mut buyer = Buyer::new().await;
    let fine = "ok    providers: Xoxoday lets us in; left: USD 1000";
    let doctor = buyer.run(&["doctor"]).await;
    assert!(doctor.out.contains(fine), "{doctor:?}");
    let right = std::mem::replace(&mut buyer.token, "mistyped".to_owned());
    for _ in 0..2 {
        let doctor = buyer.run(&["doctor"]).await;
        let refused = "FAIL  providers: Xoxoday: its provider does not let the server's account in";
        assert!(doctor.out.contains(refused), "{doctor:?}");
    }
    assert_eq!(buyer.there.calls(Step::Renew), 2, "it is left alone");
    buyer.token = right;
    let doctor = buyer.run(&["doctor"]).await;
    assert!(doctor.out.contains(fine), "{doctor:?}");
    assert_eq!(buyer.there.calls(Step::Renew), 2);
}
