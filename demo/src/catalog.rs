//! What the sample company's points are exchanged for.

use anyhow::{Context, bail};
use plaudit::app::App;
use plaudit::policy::Actor;
use plaudit::rewards::catalog::{self, ImportError, Keeping};
use plaudit::rewards::codes;
use plaudit::workspace;
use plaudit_sandbox::webhook;
use sqlx::PgConnection;

/// The list that `plaudit catalog import` would read.
const LIST: &str = include_str!("../catalog.csv");

/// What needs nobody's hand, where there is a key to keep its codes with.
const BY_CODES: &str = "\
slug,name,name_id,name_ms,description,description_id,description_ms,kind,price,approval,fulfilment,limit,tags,image
films,A month of films,Sebulan nonton film,Sebulan tontonan filem,The code is in your messages within a minute.,\
Kodenya masuk ke pesanmu dalam semenit.,Kodnya tiba dalam mesej anda dalam seminit.,gift_card,30,auto,codes,1/month,family,experience
";

/// Items that are bought in the moment in which they are redeemed, and come as a link or as a code with its
/// PIN: where there is a key to keep that with. What the points come to by the rates is sold for just that.
const FOR_MONEY: &str = "\
slug,name,name_id,name_ms,description,description_id,description_ms,kind,price,approval,fulfilment,provider_product,currency,tags,image
world-card,World card,Kartu dunia,Kad dunia,Pays in shops all over the world. It is bought as you redeem it.,\
Bisa dipakai di toko di seluruh dunia. Dibeli saat kamu menukarnya.,Boleh digunakan di kedai di seluruh dunia. \
Dibeli semasa anda menebusnya.,gift_card,25-200/25,auto,tremendous,WORLDCARD001,USD,,gift_card
pasar-raya,Pasar Raya card,Kartu Pasar Raya,Kad Pasar Raya,Pays for groceries in Indonesia. You get its code and PIN at once.,\
Untuk belanja harian di Indonesia. Kode dan PIN-nya langsung kamu terima.,Untuk barangan runcit di Indonesia. \
Kod dan PIN diterima serta-merta.,gift_card,20-60/20,auto,xoxoday,20001,IDR,food;home,gift_card
";

/// What a service gives out that is told by a webhook: a ticket, whose number it answers.
const BY_SERVICE: &str = "\
slug,name,name_id,name_ms,description,description_id,description_ms,kind,price,approval,fulfilment,tags,image,webhook_url,webhook_secret
museum,A day at the museum,Sehari di museum,Sehari di muzium,Your ticket is in your messages at once.,\
Tiketnya langsung masuk ke pesanmu.,Tiketnya terus masuk ke mesej anda.,experience,20,auto,webhook,family,experience";

/// How many codes it has.
const CODES: usize = 20;

/// Fills the catalogue, unless data were kept: then it is there. Pictures are shown at `address`, and
/// tickets are ordered at `tickets`.
pub(crate) async fn fill(app: &App, address: &str, tickets: &str) -> anyhow::Result<()> {
    let mut tx = app.pool.begin().await?;
    let programmes = workspace::all(&mut tx).await?;
    let (programme, _) = programmes.first().context("nobody founded a programme")?;
    if !catalog::list(&mut tx, *programme, true).await?.is_empty() {
        return Ok(());
    }
    let public = address.parse()?;
    let how = Keeping {
        clock: &app.clock,
        by: &Actor::Operator,
        workspace: *programme,
        sealer: app.desk.sealer.as_ref(),
        accounts: app.desk.accounts,
        public: Some(&public),
    };
    import(&mut tx, how, LIST).await?;
    if let Some(sealer) = &app.desk.sealer {
        import(&mut tx, how, BY_CODES).await?;
        import(&mut tx, how, FOR_MONEY).await?;
        let by_service = format!("{BY_SERVICE},{tickets},{}\n", webhook::SECRET);
        import(&mut tx, how, &by_service).await?;
        let films = catalog::find(&mut tx, *programme, "films").await?;
        let films = (*programme, films.context("there is no item by codes")?.id);
        let typed: Vec<String> = (1..=CODES).map(|n| format!("FILM-{n:04}-DEMO")).collect();
        let Ok(read) = codes::read(&typed.join("\n")) else {
            bail!("the codes are none");
        };
        codes::load(&mut tx, &app.clock, how.by, sealer, films, &read).await?;
    }
    Ok(tx.commit().await?)
}

async fn import(conn: &mut PgConnection, how: Keeping<'_>, list: &str) -> anyhow::Result<()> {
    match catalog::import(conn, how, list.as_bytes()).await {
        Ok(_) => Ok(()),
        Err(ImportError::Faults(faults)) => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            bail!("the catalogue is no list of items: {}", faults.join("; "))
        }
        Err(failed @ ImportError::Database(_)) => Err(failed.into()),
    }
}
