//! `plaudit catalog products`, `take` and `sync`, and what the doctor says of accounts: against Tremendous'
//! stand-in.

use plaudit_sandbox::selling::{Fault, Step};
use plaudit_sandbox::tremendous::{Sandbox, SandboxOptions};

use super::programme::{Programme, Ran, plaudit};
use crate::harness::KEY;

struct Buyer {
    programme: Programme,
    there: Sandbox,
}

impl Buyer {
    async fn new() -> Self {
        Self {
            programme: Programme::new().await,
            there: Sandbox::start(SandboxOptions::default()).await.unwrap(),
        }
    }

    /// What a command does that is told of the account, and of a key.
    async fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, Some(KEY)).await
    }

    async fn run_with(&self, args: &[&str], key: Option<&str>) -> Ran {
        let mut command = plaudit(&self.programme.db.url(), args);
        command.env("TREMENDOUS_API_KEY", self.there.key());
        command.env("TREMENDOUS_API_URL", self.there.api_url());
        command.envs(key.map(|key| ("PLAUDIT_ENCRYPTION_KEY", key)));
        command.output().await.unwrap().into()
    }

    async fn set(&self, key: &str, value: &str) {
        let ran = self.programme.run(&["settings", "set", key, value]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

#[tokio::test]
async fn chosen_products_become_items_and_stay_in_step() {
    let buyer = Buyer::new().await;
    let list = ["catalog", "products", "tremendous", "--format", "csv"];
    let listed = buyer.run(&[&list[..], &["--country", "my"]].concat()).await;
    assert_eq!(
        listed.out,
        "id,name,kind,currency,values,countries,item\n\
         WORLDCARD001,World Card,gift_card,USD,5-2000,ID;MY;SG;US,\n\
         KEDAIBUKU001,Kedai Buku,gift_card,MYR,10 25 50 100,MY,\n\
         REEFTRUST001,Reef Trust,donation,USD,1-1000,,\n\
         REEFTRUST001,Reef Trust,donation,MYR,1-1000,,\n",
        "{listed:?}"
    );
    let take = ["catalog", "take", "tremendous"];
    let unset = buyer.run(&[&take[..], &["PASARAYA0001"]].concat()).await;
    assert_eq!(unset.code, 1);
    assert!(
        unset
            .err
            .contains("what a point is worth in IDR is not set"),
        "{unset:?}"
    );
    buyer.set("provider.rates", "USD 0.01").await;
    let besides = "`plaudit settings set provider.rates \"USD 0.01, IDR …\"` says so";
    let unset = buyer.run(&[&take[..], &["PASARAYA0001"]].concat()).await;
    assert!(unset.err.contains(besides), "{unset:?}");
    buyer
        .set("provider.rates", "IDR 500, MYR 0.05, USD 0.01")
        .await;
    let unclear = buyer.run(&[&take[..], &["REEFTRUST001"]].concat()).await;
    assert!(
        unclear.err.contains("say which with --currency"),
        "{unclear:?}"
    );
    let dry = buyer
        .run(&[&take[..], &["PASARAYA0001", "--dry-run"]].concat())
        .await;
    assert_eq!(
        dry.out, "pasar-raya  added for 100-300/100 points\n",
        "{dry:?}"
    );
    assert!(dry.err.contains("nothing was changed"), "{dry:?}");
    let taken = buyer
        .run(&[&take[..], &["PASARAYA0001", "WORLDCARD001", "KEDAIBUKU001"]].concat())
        .await;
    assert_eq!(
        taken.out,
        "pasar-raya  added for 100-300/100 points\n\
         world-card  added for 500-200000/500 points\n\
         kedai-buku-myr-10  added for 200 points\n\
         kedai-buku-myr-25  added for 500 points\n\
         kedai-buku-myr-50  added for 1000 points\n\
         kedai-buku-myr-100  added for 2000 points\n",
        "{taken:?}"
    );
    let shown = buyer
        .programme
        .run(&["catalog", "show", "pasar-raya"])
        .await;
    for line in [
        "fulfilment: tremendous",
        "provider_product: PASARAYA0001",
        "currency: IDR",
        "countries: ID",
    ] {
        assert!(shown.out.contains(line), "{shown:?}");
    }
    let sync = ["catalog", "sync", "tremendous"];
    let same = buyer.run(&sync).await;
    assert_eq!((same.code, same.out.as_str()), (0, ""), "{same:?}");

    // Points are worth something else by now, and a product is gone.
    buyer
        .set("provider.rates", "IDR 1000, MYR 0.05, USD 0.01")
        .await;
    buyer.there.withdraw("KEDAIBUKU001");
    let dry = buyer.run(&[&sync[..], &["--dry-run"]].concat()).await;
    assert!(
        dry.out
            .contains("pasar-raya  price: 100-300/100 -> 50-150/50"),
        "{dry:?}"
    );
    assert!(
        dry.out.contains(
            "kedai-buku-myr-10: Tremendous does not sell KEDAIBUKU001 in MYR, or not any more"
        ),
        "{dry:?}"
    );
    assert!(
        dry.err
            .contains("items that would change: 1; to be looked at: 4; nothing was changed"),
        "{dry:?}"
    );
    let first = buyer.run(&sync).await;
    assert_eq!(first.out, dry.out);
    let again = buyer.run(&sync).await;
    assert!(!again.out.contains("pasar-raya"), "{again:?}");
    assert!(
        again.err.contains("items changed: 0; to be looked at: 4"),
        "{again:?}"
    );
    assert_eq!(buyer.there.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_taken_says_how_many_may_have_it() {
    let buyer = Buyer::new().await;
    buyer.set("provider.rates", "IDR 500").await;
    let take = ["catalog", "take", "tremendous", "PASARAYA0001"];
    let wrong = buyer
        .run(&[&take[..], &["--country", "IDN"]].concat())
        .await;
    assert_eq!(wrong.code, 2, "{wrong:?}");
    // Nothing is said to be added where nothing is.
    let half = buyer.run(&[&take[..], &["NOTHING00001"]].concat()).await;
    assert_eq!((half.code, half.out.as_str()), (1, ""), "{half:?}");
    let taken = buyer.run(&[&take[..], &["--country", "id"]].concat()).await;
    let nobody = "pasar-raya is for people in ID; 0 of 2 people have that country";
    assert!(taken.err.contains(nobody), "{taken:?}");
    let doctor = buyer.run(&["doctor"]).await;
    assert!(
        doctor.out.contains("warn  rewards: ") && doctor.out.contains(nobody),
        "{doctor:?}"
    );
    let set = ["people", "set", "slack:T1/U1", "--country", "ID"];
    assert_eq!(buyer.programme.run(&set).await.code, 0);
    let doctor = buyer.run(&["doctor"]).await;
    assert!(!doctor.out.contains("rewards: "), "{doctor:?}");
}

#[tokio::test]
async fn an_item_says_what_is_ordered_and_needs_an_account() {
    let buyer = Buyer::new().await;
    let card = [
        "catalog",
        "add",
        "Card",
        "--slug",
        "card",
        "--price",
        "500",
        "--kind",
        "gift_card",
        "--fulfilment",
        "tremendous",
        "--provider-product",
        "WORLDCARD001",
        "--currency",
        "usd",
    ];
    let without = buyer.programme.run(&card).await;
    assert_eq!(without.code, 1);
    assert!(
        without
            .err
            .contains("Tremendous has no account here: TREMENDOUS_API_KEY is not set"),
        "{without:?}"
    );
    let lacking = buyer.run(&card[..card.len() - 2]).await;
    assert!(
        lacking.err.contains("has its product and its currency"),
        "{lacking:?}"
    );
    assert_eq!(buyer.run(&card).await.code, 0);
    // Who has no account may still say something else of it.
    let edit = ["catalog", "edit", "card", "--price", "600"];
    assert_eq!(buyer.programme.run(&edit).await.code, 0);
    let other = ["catalog", "edit", "card", "--fulfilment", "manual"];
    assert_eq!(buyer.programme.run(&other).await.code, 0);
    let shown = buyer.programme.run(&["catalog", "show", "card"]).await;
    assert!(!shown.out.contains("provider_product"), "{shown:?}");
    for (option, typed) in [("--currency", "USX"), ("--provider-product", "a b")] {
        let wrong = buyer.run(&["catalog", "edit", "card", option, typed]).await;
        assert_eq!(wrong.code, 2, "{wrong:?}");
    }
}

#[tokio::test]
async fn what_is_not_sold_so_is_refused_before_anybody_pays() {
    let buyer = Buyer::new().await;
    buyer.set("provider.rates", "IDR 500, USD 0.01").await;
    let card = |product: &'static str, currency: &'static str, price: &'static str| {
        let known = "catalog add Card --slug card --kind gift_card --fulfilment tremendous";
        let mut args: Vec<&str> = known.split(' ').collect();
        args.extend(["--price", price, "--currency", currency]);
        args.extend(["--provider-product", product]);
        args
    };
    for (product, currency, price, why) in [
        ("NOTHING00001", "USD", "500", "sells no NOTHING00001"),
        (
            "WORLDCARD001",
            "IDR",
            "500",
            "it is sold in USD, not in IDR",
        ),
        (
            "WORLDCARD001",
            "USD",
            "100",
            "100 is not what it is sold for (USD 5-2000)",
        ),
    ] {
        let refused = buyer.run(&card(product, currency, price)).await;
        assert_eq!(refused.code, 1, "{refused:?}");
        assert!(refused.err.contains(why), "{refused:?}");
    }
    assert_eq!(buyer.run(&card("WORLDCARD001", "USD", "500")).await.code, 0);
    let edit = |price| ["catalog", "edit", "card", "--price", price];
    let refused = buyer.run(&edit("100")).await;
    assert!(refused.err.contains("--price: 100 is not"), "{refused:?}");
    // Whoever cannot be asked refuses nothing.
    buyer.there.fail(Step::Products, [Fault::FailBefore]);
    let unasked = buyer.run(&edit("100")).await;
    assert_eq!(unasked.code, 0, "{unasked:?}");
    assert!(unasked.err.contains("cannot be asked"), "{unasked:?}");
}

#[tokio::test]
async fn without_a_key_nothing_that_is_bought_could_be_kept() {
    let buyer = Buyer::new().await;
    let needs = "TREMENDOUS_API_KEY is set, but PLAUDIT_ENCRYPTION_KEY is not";
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let refused = buyer.run_with(&serve, None).await;
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains(needs), "{refused:?}");
    let doctor = buyer.run_with(&["doctor"], None).await;
    let fails = format!("FAIL  providers: {needs}");
    assert!(doctor.out.contains(&fails), "{doctor:?}");
    // What there is can be looked at all the same.
    let list = ["catalog", "products", "tremendous"];
    let listed = buyer.run_with(&list, None).await;
    assert_eq!(listed.code, 0, "{listed:?}");
}

#[tokio::test]
async fn the_doctor_asks_the_account_and_looks_at_rates_and_budgets() {
    let buyer = Buyer::new().await;
    let doctor = buyer.programme.run(&["doctor"]).await;
    let off = "off   providers: nobody has an account with a provider of vouchers";
    assert!(doctor.out.contains(off), "{doctor:?}");
    let card = [
        "catalog",
        "add",
        "Card",
        "--slug",
        "card",
        "--price",
        "500",
        "--kind",
        "gift_card",
        "--fulfilment",
        "tremendous",
        "--provider-product",
        "WORLDCARD001",
        "--currency",
        "USD",
    ];
    assert_eq!(buyer.run(&card).await.code, 0);
    let doctor = buyer.run(&["doctor"]).await;
    for line in [
        "ok    providers: Tremendous lets us in; left: USD 1000",
        "cannot be redeemed: what a point is worth in USD is not set",
        "`plaudit settings set provider.rates \"USD …\"` says so.",
    ] {
        assert!(doctor.out.contains(line), "{line}: {doctor:?}");
    }
    buyer.set("provider.rates", "USD 0.01").await;
    buyer.set("provider.monthly_budget", "USD 500").await;
    buyer.set("provider.balance_low", "USD 2000").await;
    let doctor = buyer.run(&["doctor"]).await;
    for line in [
        "ordered USD 0 this month, of USD 500",
        "USD 1000 is left, and",
    ] {
        assert!(doctor.out.contains(line), "{line}: {doctor:?}");
    }
    buyer.there.fail(Step::Balance, [Fault::LockedOut]);
    let doctor = buyer.run(&["doctor"]).await;
    let locked = "FAIL  providers: Tremendous: its provider does not let the server's account in";
    assert!(doctor.out.contains(locked), "{doctor:?}");
    let without = buyer.programme.run(&["doctor"]).await;
    assert!(
        without
            .out
            .contains("offers what Tremendous delivers, and there is no account"),
        "{without:?}"
    );
    // Its API is not at the root of its host.
    let mut astray = plaudit(&buyer.programme.db.url(), &["doctor"]);
    let root = buyer.there.api_url().replace("/api/v2", "");
    astray.env("TREMENDOUS_API_KEY", buyer.there.key());
    astray.env("TREMENDOUS_API_URL", root.trim_end_matches('/'));
    astray.env("PLAUDIT_ENCRYPTION_KEY", KEY);
    let astray = Ran::from(astray.output().await.unwrap());
    let where_else = "TREMENDOUS_API_URL is not where its API is called";
    assert!(astray.out.contains(where_else), "{astray:?}");
    let mut half = plaudit(&buyer.programme.db.url(), &["doctor"]);
    half.env("TREMENDOUS_API_URL", buyer.there.api_url());
    let half = Ran::from(half.output().await.unwrap());
    assert!(half.out.contains("TREMENDOUS_API_KEY is not"), "{half:?}");
}
