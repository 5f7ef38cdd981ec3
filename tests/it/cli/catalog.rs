//! `plaudit catalog`: one item after the other.

use serde_json::{Value, json};

use super::programme::{Programme, Ran, plaudit};
use crate::harness::KEY;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

impl Programme {
    /// What a command does that knows a key and where the world reaches the server.
    pub(super) async fn run_with_key(&self, args: &[&str]) -> Ran {
        let mut command = plaudit(&self.db.url(), args);
        command.env("PLAUDIT_ENCRYPTION_KEY", KEY);
        command.env("PLAUDIT_PUBLIC_URL", "https://plaudit.example.com");
        command.output().await.unwrap().into()
    }

    /// Adds an item, with these options.
    async fn add(&self, options: &[&str]) -> Ran {
        self.run_with_key(&[&["catalog", "add"], options].concat())
            .await
    }

    /// The items, as machines read them.
    async fn items(&self, options: &[&str]) -> Vec<Value> {
        let args = ["catalog", "list", "--format", "jsonl"];
        let ran = self.run(&[&args, options].concat()).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let lines = ran.out.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// What every item needs.
const COFFEE: &[&str] = &[
    "Coffee voucher",
    "--slug",
    "coffee",
    "--price",
    "50",
    "--kind",
    "gift_card",
];

#[tokio::test]
async fn an_item_is_added_and_listed() {
    let programme = Programme::new().await;
    let whole = [
        "--stock",
        "3",
        "--approval",
        "manager",
        "--fulfilment",
        "manual",
    ];
    let ran = programme.add(&[COFFEE, &whole].concat()).await;
    let said = "coffee  added for 50 points\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, said), "{ran:?}");
    let tree = [
        "A tree",
        "--slug",
        "tree",
        "--price",
        "20-100/10",
        "--kind",
        "donation",
        "--approval",
        "auto",
        "--fulfilment",
        "manual",
    ];
    assert_eq!(programme.add(&tree).await.code, 0);
    assert_eq!(
        programme.items(&[]).await,
        [
            json!({"slug": "tree", "name": "A tree", "kind": "donation", "price": 20,
                   "price_max": 100, "stock": null, "archived": false}),
            json!({"slug": "coffee", "name": "Coffee voucher", "kind": "gift_card", "price": 50,
                   "price_max": null, "stock": 3, "archived": false}),
        ]
    );
    let csv = programme.run(&["catalog", "list", "--format", "csv"]).await;
    assert_eq!(
        csv.out,
        "slug,name,kind,price,price_max,stock,archived\n\
         tree,A tree,donation,20,100,,false\n\
         coffee,Coffee voucher,gift_card,50,,3,false\n"
    );
    let text = programme.run(&["catalog", "list"]).await.out;
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].contains("20-100/10") && lines[0].contains("unlimited"),
        "{text}"
    );
    assert!(
        lines[1].contains("3 left") && lines[1].ends_with("Coffee voucher"),
        "{text}"
    );
    let ran = programme.run(&["ledger", "verify"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let programme = Programme::new().await;
    assert_eq!(programme.add(COFFEE).await.code, 0);
    let again = programme.add(COFFEE).await;
    assert_eq!((again.code, again.out.as_str()), (1, ""), "{again:?}");
    assert!(again.err.contains("called coffee already"), "{again:?}");

    let tea = [
        "Tea",
        "--slug",
        "tea",
        "--price",
        "5",
        "--kind",
        "gift_card",
    ];
    for (options, code, says) in [
        (&["--stock", "-1"][..], 2, "no number of things"),
        (&["--approval", "king"], 2, "auto, manager, admin"),
        (&["--limit", "1/fortnight"], 2, "1/month"),
        (&["--country", "Indonesia"], 2, "two-letter"),
        (&["--tag", "two words"], 2, "no tag"),
        (&["--image", "http://x.example/a.png"], 2, "https://"),
        (&["--from", "soon"], 2, "2026-11-27"),
        (
            &["--webhook-url", "http://shop.example/"],
            2,
            "must be https",
        ),
        (
            &["--from", "2027-01-02", "--until", "2027-01-01"],
            2,
            "--until",
        ),
        (&["--fulfilment", "webhook"], 1, "--fulfilment"),
        (
            &["--webhook-url", "https://shop.example/"],
            1,
            "--fulfilment",
        ),
    ] {
        let ran = programme.add(&[&tea, options].concat()).await;
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (code, ""),
            "{options:?}: {ran:?}"
        );
        assert!(ran.err.contains(says), "{options:?}: {ran:?}");
    }
    for misused in [
        &["Tea"][..],
        &["Tea", "--slug", "tea", "--kind", "gift_card"],
        &["Tea", "--slug", "tea", "--kind", "tea", "--price", "5"],
        &[
            "Tea",
            "--slug",
            "tea",
            "--kind",
            "gift_card",
            "--price",
            "5-9",
        ],
    ] {
        let ran = programme.add(misused).await;
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (2, ""),
            "{misused:?}: {ran:?}"
        );
    }
    let slug = ["Tea", "--slug", "Té", "--kind", "gift_card", "--price", "5"];
    let ran = programme.add(&slug).await;
    assert!(
        ran.code == 1 && ran.err.contains("--slug: a slug is made of"),
        "{ran:?}"
    );
    assert_eq!(
        programme.items(&["--all"]).await.len(),
        1,
        "nothing else was added"
    );
}

/// Of what is delivered by codes there are as many as are loaded, whatever is said of its stock.
#[tokio::test]
async fn a_stock_of_codes_counts_for_nothing() {
    let programme = Programme::new().await;
    let options = ["--stock", "3", "--fulfilment", "codes"];
    let ran = programme.add(&[COFFEE, &options].concat()).await;
    let says = "--stock counts for nothing: the stock of what is delivered by codes is the number of codes";
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains(says), "{ran:?}");
    assert_eq!(programme.items(&[]).await[0]["stock"], 0);
    for (options, stock) in [
        (&["--fulfilment", "manual", "--stock", "5"][..], json!(5)),
        (&["--fulfilment", "codes"], json!(0)),
        (
            &["--fulfilment", "manual", "--stock", "unlimited"],
            Value::Null,
        ),
    ] {
        let ran = programme
            .run_with_key(&[&["catalog", "edit", "coffee"], options].concat())
            .await;
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
        assert_eq!(programme.items(&[]).await[0]["stock"], stock, "{options:?}");
    }
}

#[tokio::test]
async fn a_picture_of_ours_is_shown_where_the_world_reaches_the_server() {
    let programme = Programme::new().await;
    let pictured = [&["catalog", "add"], COFFEE, &["--image", "coffee"]].concat();
    let nowhere = programme.run(&pictured).await;
    assert_eq!((nowhere.code, nowhere.out.as_str()), (1, ""), "{nowhere:?}");
    assert!(
        nowhere.err.contains("PLAUDIT_PUBLIC_URL is not set"),
        "{nowhere:?}"
    );
    assert_eq!(programme.run_with_key(&pictured).await.code, 0);
    let shown = programme.run(&["catalog", "show", "coffee"]).await.out;
    let image = "image: https://plaudit.example.com/rewards/images/coffee.png\n";
    assert!(shown.contains(image), "{shown}");
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one item, said and taken back field by field"
)]
async fn everything_that_is_said_can_be_changed_and_taken_back() {
    let programme = Programme::new().await;
    programme.add(COFFEE).await;
    let edit = async |options: &[&str]| {
        let args = [&["catalog", "edit", "coffee"], options].concat();
        programme.run_with_key(&args).await
    };
    let all: &[&[&str]] = &[
        &[
            "--name",
            "Coffee",
            "--name-id",
            "Kopi",
            "--name-ms",
            "Kopi O",
        ],
        &[
            "--description",
            "One cup.",
            "--description-id",
            "Secangkir.",
            "--description-ms",
            "Secawan.",
        ],
        &[
            "--kind",
            "experience",
            "--price",
            "50-500/50",
            "--stock",
            "7",
        ],
        &[
            "--approval",
            "admin",
            "--approval-above",
            "100",
            "--asks",
            "email",
            "--limit",
            "2/month",
        ],
        &[
            "--tag", "Green", "--tag", "warm", "--role", "manager", "--team", "Sales",
        ],
        &[
            "--country",
            "id",
            "--country",
            "MY",
            "--min-tenure-days",
            "90",
            "--image",
            "coffee",
        ],
        &["--from", "2026-12-01", "--until", "2026-12-31"],
    ];
    for options in all {
        let ran = edit(options).await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let shown = programme.run(&["catalog", "show", "coffee"]).await;
    assert_eq!(
        shown.out,
        "slug: coffee\nname: Coffee\nname_id: Kopi\nname_ms: Kopi O\n\
         description: One cup.\ndescription_id: Secangkir.\ndescription_ms: Secawan.\n\
         kind: experience\nprice: 50-500/50\nstock: 7\napproval: admin\napproval_above: 100\n\
         fulfilment: manual\nasks: email\nlimit: 2/month\ntags: green;warm\nroles: manager\n\
         teams: Sales\ncountries: ID;MY\nmin_tenure_days: 90\n\
         image: https://plaudit.example.com/rewards/images/coffee.png\n\
         from: 2026-12-01\nuntil: 2026-12-31\n"
    );
    let same = edit(&["--price", "50-500/50"]).await;
    assert_eq!(
        (same.out.as_str(), same.err.as_str()),
        ("", "nothing changed\n")
    );
    let ran = edit(&["--price", "60", "--slug", "kopi"]).await;
    assert_eq!(
        ran.out,
        "kopi  slug: coffee -> kopi\nkopi  price: 50-500/50 -> 60\n"
    );
    let clear = [
        "catalog",
        "edit",
        "kopi",
        "--name-id",
        "-",
        "--name-ms",
        "-",
        "--description",
        "-",
        "--description-id",
        "-",
        "--description-ms",
        "-",
        "--stock",
        "unlimited",
        "--approval-above",
        "-",
        "--asks",
        "-",
        "--limit",
        "-",
        "--tag",
        "-",
        "--role",
        "-",
        "--team",
        "-",
        "--country",
        "-",
        "--min-tenure-days",
        "-",
        "--image",
        "-",
        "--from",
        "-",
        "--until",
        "-",
    ];
    let ran = programme.run(&clear).await;
    assert_eq!((ran.code, ran.out.lines().count()), (0, 17), "{ran:?}");
    let shown = programme.run(&["catalog", "show", "kopi"]).await;
    assert_eq!(
        shown.out,
        "slug: kopi\nname: Coffee\nkind: experience\nprice: 60\nstock: unlimited\n\
         approval: admin\nfulfilment: manual\nasks: nothing\n"
    );
    for (options, says) in [
        (&["--name", "-"][..], "--name: an item has a name"),
        (&["--slug", "x y"], "--slug"),
    ] {
        let args = [&["catalog", "edit", "kopi"], options].concat();
        let ran = programme.run(&args).await;
        assert!(ran.code == 1 && ran.err.contains(says), "{ran:?}");
    }
    let nobody = edit(&["--price", "5"]).await;
    assert!(
        nobody.code == 1 && nobody.err.contains("no item called coffee"),
        "{nobody:?}"
    );

    let audit = programme.run(&["audit", "--format", "jsonl"]).await;
    let acts = audit
        .out
        .lines()
        .filter(|line| line.contains("\"catalog.change\""));
    assert!(acts.count() > all.len(), "{audit:?}");
}

#[tokio::test]
async fn an_item_is_taken_out_and_put_back() {
    let programme = Programme::new().await;
    programme.add(COFFEE).await;
    for (options, says) in [
        (&["coffee"][..], "not offered any more"),
        (&["coffee"], "not offered before"),
    ] {
        let ran = programme
            .run(&[&["catalog", "archive"], options].concat())
            .await;
        assert!(ran.code == 0 && ran.err.contains(says), "{ran:?}");
        assert_eq!(programme.items(&[]).await, Vec::<Value>::new());
        assert_eq!(programme.items(&["--all"]).await[0]["archived"], true);
    }
    let shown = programme.run(&["catalog", "show", "coffee"]).await;
    assert!(shown.out.ends_with("archived: true\n"), "{shown:?}");
    let ran = programme
        .run(&["catalog", "archive", "coffee", "--undo"])
        .await;
    assert!(
        ran.code == 0 && ran.err.contains("offered again"),
        "{ran:?}"
    );
    assert_eq!(programme.items(&[]).await.len(), 1);
}

#[tokio::test]
async fn a_webhooks_secret_is_told_to_nobody() {
    let programme = Programme::new().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("{SECRET}\n")).unwrap();
    let file = file.path().to_str().unwrap();
    let webhook = [
        "--fulfilment",
        "webhook",
        "--webhook-url",
        "https://shop.example/orders",
    ];
    let given = [COFFEE, &webhook, &["--webhook-secret", SECRET]].concat();
    let without_key = programme
        .run(&[&["catalog", "add"], &given[..]].concat())
        .await;
    assert_eq!(without_key.code, 1, "{without_key:?}");
    assert!(
        without_key
            .err
            .contains("PLAUDIT_ENCRYPTION_KEY is not set"),
        "{without_key:?}"
    );
    let wrong = [COFFEE, &webhook, &["--webhook-secret", "whsec_hush!"]].concat();
    let wrong = programme.add(&wrong).await;
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert!(!wrong.err.contains("hush"), "{wrong:?}");

    let added = programme.add(&given).await;
    assert_eq!(added.code, 0, "{added:?}");
    assert!(!added.err.contains("not of the internet"), "{added:?}");
    let edit = ["catalog", "edit", "coffee", "--webhook-secret-file", file];
    let changed = programme.run_with_key(&edit).await;
    assert_eq!(
        changed.out, "coffee  webhook_secret: - -> changed\n",
        "{changed:?}"
    );
    // What else is said leaves it as it was.
    let stays: Vec<u8> = sealed(&programme).await;
    let cheaper = programme
        .run(&["catalog", "edit", "coffee", "--price", "40"])
        .await;
    assert_eq!(cheaper.code, 0, "{cheaper:?}");
    assert_eq!(sealed(&programme).await, stays);
    for told in [
        &["catalog", "show", "coffee"][..],
        &["catalog", "export"],
        &["catalog", "list", "--format", "jsonl"],
        &["audit", "--format", "jsonl"],
    ] {
        let ran = programme.run(told).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.out.contains(&SECRET[..12]), "{ran:?}");
    }
    assert!(!String::from_utf8_lossy(&stays).contains(&SECRET[6..]));
    // By hand from now on: nobody is asked, and nothing is kept.
    let by_hand = ["catalog", "edit", "coffee", "--fulfilment", "manual"];
    let by_hand = programme.run(&by_hand).await;
    assert_eq!(by_hand.code, 0, "{by_hand:?}");
    let kept: Option<Vec<u8>> = sqlx::query_scalar("SELECT webhook_secret FROM reward_item")
        .fetch_one(&programme.db.pool)
        .await
        .unwrap();
    assert_eq!(kept, None);
}

async fn sealed(programme: &Programme) -> Vec<u8> {
    sqlx::query_scalar("SELECT webhook_secret FROM reward_item")
        .fetch_one(&programme.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_address_at_which_nobody_is_called_is_told_as_it_is_typed() {
    let programme = Programme::new().await;
    for (slug, url, private) in [
        ("far", "https://shop.example/orders", false),
        ("number", "https://10.1.2.3/orders", true),
        ("here", "http://127.0.0.1:9/orders", true),
        ("named", "http://localhost:9/orders", true),
    ] {
        let said = [
            slug,
            "--slug",
            slug,
            "--price",
            "5",
            "--kind",
            "donation",
            "--fulfilment",
            "webhook",
            "--webhook-url",
            url,
            "--webhook-secret",
            SECRET,
        ];
        let added = programme.add(&said).await;
        assert_eq!(added.code, 0, "{added:?}");
        let told = added.err.contains("PLAUDIT_FULFILMENT_PRIVATE=true");
        assert_eq!(told, private, "{added:?}");
    }
    let list = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(
        list.path(),
        "slug,webhook_url\nfar,https://192.168.1.9/orders\nnamed,https://shop.example/\n",
    )
    .unwrap();
    let list = list.path().to_str().unwrap();
    let imported = programme.run_with_key(&["catalog", "import", list]).await;
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(
        imported
            .err
            .contains("far: 192.168.1.9 is not of the internet"),
        "{imported:?}"
    );
    assert!(!imported.err.contains("named:"), "{imported:?}");
}
