//! `plaudit catalog import` and `export`.

use std::fs;

use super::programme::{Programme, Ran};

/// Imports a list, with these options.
async fn import(programme: &Programme, list: impl AsRef<[u8]>, options: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalog.csv");
    fs::write(&file, list).unwrap();
    let args = ["catalog", "import", file.to_str().unwrap()];
    programme.run_with_key(&[&args, options].concat()).await
}

async fn exported(programme: &Programme) -> String {
    let ran = programme.run(&["catalog", "export"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out
}

const LIST: &str = "\u{feff}Slug;Name;Name ID;Kind;Price;Stock;Tags;Limit;Note\r\n\
                    mug;'=Mug;Cangkir;merchandise;30;12;green;1/year;x\r\n\
                    tree;\"A tree; or two\";;donation;20-100/10;;green;;y\r\n\
                    ;;;;;;;;\r\n";

#[tokio::test]
async fn a_list_is_taken_over_whole_and_written_as_it_is_read() {
    let programme = Programme::new().await;
    let dry = import(&programme, LIST, &["--dry-run"]).await;
    let said = "mug  added for 30 points\ntree  added for 20-100/10 points\n";
    assert_eq!((dry.code, dry.out.as_str()), (0, said), "{dry:?}");
    assert!(dry.err.contains("nothing was changed"), "{dry:?}");
    assert_eq!(
        exported(&programme).await.lines().count(),
        1,
        "a header alone"
    );

    let ran = import(&programme, LIST, &[]).await;
    assert_eq!((ran.code, ran.out.as_str()), (0, said), "{ran:?}");
    assert!(ran.err.contains("not read: Note"), "{ran:?}");
    let again = import(&programme, LIST, &[]).await;
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{again:?}");

    let written = exported(&programme).await;
    assert!(written.contains(",'=Mug,Cangkir,"), "{written}");
    let elsewhere = Programme::new().await;
    let ran = import(&elsewhere, &written, &[]).await;
    assert_eq!((ran.code, ran.err.lines().count()), (0, 1), "{ran:?}");
    assert_eq!(exported(&elsewhere).await, written);

    // What is archived is changed, and not offered by that.
    let archived = programme.run(&["catalog", "archive", "tree"]).await;
    assert_eq!(archived.code, 0, "{archived:?}");
    let ran = import(&programme, "slug,tags\ntree,green;trees\n", &[]).await;
    let back = "tree is archived: `plaudit catalog archive tree --undo` offers it again\n";
    assert!(ran.code == 0 && ran.err.contains(back), "{ran:?}");
    let list = "slug,tags\ntree,green\nmug,green\n";
    let back = ["catalog", "archive", "tree", "--undo"];
    assert_eq!(programme.run(&back).await.code, 0);
    let ran = import(&programme, list, &[]).await;
    assert!(ran.code == 0 && !ran.err.contains("archived"), "{ran:?}");

    // An empty cell leaves what is known, a dash forgets it.
    let some = "slug,stock,tags,limit\nmug,unlimited,,-\ntree,5,a;b,\n";
    let ran = import(&programme, some, &[]).await;
    assert_eq!(
        ran.out,
        "mug  stock: 12 -> unlimited\nmug  limit: 1/year -> -\n\
         tree  stock: unlimited -> 5\ntree  tags: green -> a;b\n",
        "{ran:?}"
    );
    let excel = programme.run(&["catalog", "export", "--excel"]).await;
    assert!(excel.out.starts_with("\u{feff}slug,name,"), "{excel:?}");
    assert_eq!(import(&programme, &excel.out, &[]).await.code, 0);
    let ran = programme.run(&["ledger", "verify"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn a_list_with_any_fault_changes_nothing() {
    let programme = Programme::new().await;
    import(
        &programme,
        "slug,name,kind,price\nold,Old,learning,5\n",
        &[],
    )
    .await;
    let before = exported(&programme).await;
    let list = "slug,name,kind,price,stock,tags,from,until,country,fulfilment\n\
                good,Good,learning,10,,,,,,\n\
                old,,,6,,,,,,\n\
                mug,=1+1,thing,-5,many,a b,tomorrow,,Malaysia,\n\
                good,Again,learning,10,,,,,,\n\
                ,Nameless,learning,10,,,,,,\n\
                half,Half,,,,,,,,\n\
                days,Days,learning,5,,,2027-01-02,2027-01-01,,\n\
                hook,Hook,learning,5,,,,,,webhook\n\
                Té,Tea,learning,5,,,,,,\n\
                short,Short,learning\n";
    let ran = import(&programme, list, &[]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    let told: Vec<&str> = ran.err.lines().collect();
    for (line, about) in [
        ("line 4, column name: ", "a formula"),
        ("line 4, column kind: ", "is none of gift_card"),
        ("line 4, column price: ", "a price is points such as 50"),
        ("line 4, column stock: ", "\"many\" is no number"),
        ("line 4, column tags: ", "no tag"),
        ("line 4, column from: ", "no day"),
        ("line 4, column country: ", "two-letter"),
        ("line 5, column slug: ", "the same item as on line 2"),
        ("line 6, column slug: ", "no item is named"),
        ("line 7, column kind: ", "a new item needs this"),
        ("line 7, column price: ", "a new item needs this"),
        ("line 8, column until: ", "comes before the first"),
        ("line 9, column fulfilment: ", "address and its secret"),
        ("line 10, column slug: ", "a slug is made of"),
        ("line 11: ", "the line has 3 cells and the header 10"),
    ] {
        let found = told
            .iter()
            .any(|it| it.starts_with(line) && it.contains(about));
        assert!(found, "{line}{about}: {ran:?}");
    }
    assert_eq!(told.len(), 16, "{ran:?}");
    assert_eq!(exported(&programme).await, before);
}

#[tokio::test]
async fn what_is_no_list_of_items_says_so() {
    let programme = Programme::new().await;
    for (list, says) in [
        (&b""[..], "line 1: there is nothing in the list"),
        (b"slug,name\n", "line 1: there is nothing in the list"),
        (
            b"name,price\nTea,5\n",
            "line 1: the header names no column `slug`",
        ),
        (
            b"slug,price,Price\nx,1,2\n",
            "line 1, column Price: the header names this column twice",
        ),
        (b"slug,name\ntea,Caf\xe9\n", "line 2: this is not UTF-8"),
    ] {
        let ran = import(&programme, list, &[]).await;
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
        assert!(ran.err.starts_with(says), "{ran:?}");
    }
    let missing = programme
        .run(&["catalog", "import", "/nowhere/at/all.csv"])
        .await;
    assert!(
        missing.code == 1 && missing.err.contains("/nowhere/at/all.csv"),
        "{missing:?}"
    );
}

/// What people see first is whole: every kind, three languages, and pictures.
#[tokio::test]
async fn the_demos_list_is_one_that_is_taken_over() {
    let programme = Programme::new().await;
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/catalog.csv");
    let ran = programme.run_with_key(&["catalog", "import", list]).await;
    assert_eq!((ran.code, ran.out.lines().count()), (0, 20), "{ran:?}");
    let named: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT count(DISTINCT kind), (SELECT count(*) FROM reward_text WHERE description <> ''),
                count(image_url) FROM reward_item",
    )
    .fetch_all(&programme.db.pool)
    .await
    .unwrap();
    assert_eq!(named, [(6, 60, 20)]);
    let tagged = "SELECT count(*) FROM reward_item WHERE tags && ARRAY['charity', 'green']";
    let tagged: i64 = sqlx::query_scalar(tagged)
        .fetch_one(&programme.db.pool)
        .await
        .unwrap();
    assert!(tagged >= 7, "{tagged}");
}
