//! A programme with sealed values of every kind.

use plaudit::chat::{Identity, Installation, Platform};
use plaudit::clock::Clock;
use plaudit::ids::{MemberId, WorkspaceId};
use plaudit::people;
use plaudit::sealed::{CannotOpen, Column, Context, Owner, Sealed, Sealer};
use plaudit::workspace::Home;
use secrecy::{ExposeSecret, SecretString};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;
use uuid::Uuid;

use crate::harness::{Ran, TestDb, colleague, connect, plaudit};

/// Keys, oldest first.
pub(super) const FIRST: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
pub(super) const SECOND: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

pub(super) const THIRD: &str = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";

/// Both, while the second takes the place of the first.
pub(super) const BOTH: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=,\
                               AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

pub(super) fn sealer(keys: &str) -> Sealer {
    keys.parse().unwrap()
}

/// A programme with an item whose codes are loaded, one that a webhook delivers, and a member.
pub(super) struct Vault {
    pub(super) db: TestDb,
    pub(super) workspace: WorkspaceId,
    pub(super) member: MemberId,
    pub(super) coded: Uuid,
}

/// A value that was put in.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) column: Column,
    pub(super) row: String,
    pub(super) text: String,
}

const ITEM: &str = "
    INSERT INTO reward_item (workspace_id, id, slug, kind, price, stock, approval, fulfilment, webhook_url,
                             webhook_secret, created_at)
    VALUES ($1, $2, 'item-' || $2, 'gift_card', 5, CASE WHEN $3 = 'codes' THEN 0 END, 'auto', $3,
            CASE WHEN $3 = 'webhook' THEN 'https://rewards.example' END, $4, now())";

const CODE: &str = "
    WITH code AS (
      INSERT INTO reward_code (workspace_id, id, item_id, code, fingerprint, loaded_at)
      OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, now())
    ), counted AS (
      UPDATE reward_item SET stock = stock + 1 WHERE workspace_id = $1 AND id = $3 RETURNING stock
    )
    INSERT INTO stock_movement (workspace_id, item_id, number, at, amount, stock_after, why)
    SELECT $1, $3, stock, now(), 1, stock, 'loaded' FROM counted";

/// One that came to nothing, so that no points are held for it.
const REDEMPTION: &str = "
    WITH redeemed AS (
      INSERT INTO redemption (workspace_id, id, item_id, member_id, points, took_stock, state, requested_at, day,
                              provider, delivery, delivered)
      VALUES ($1, $2, $3, $4, 5, false, 'cancelled', now(), current_date, 'manual', $5, $6)
      RETURNING workspace_id, id
    )
    INSERT INTO redemption_step (workspace_id, redemption_id, number, at, actor, after)
    SELECT workspace_id, id, 1, now(), 'system', 'cancelled' FROM redeemed";

const RUN: &str = "WITH asked AS (
      INSERT INTO survey (workspace_id, id, kind, title, questions, audience, created_at)
      VALUES ($1, $2, 'enps', 'Q1', '[]', '{}', now()) RETURNING workspace_id, id
    )
    INSERT INTO survey_run (workspace_id, id, survey_id, floor, private_key, launched_at, closes_at, invited)
    SELECT workspace_id, id, id, 5, $3, now(), now() + interval '1 day', 5 FROM asked";

/// Two who talk no more, and what one of them wanted to talk about, where that is given.
const TALK: &str = "
    WITH other AS (
      INSERT INTO member (workspace_id, id, name, standing, active)
      VALUES ($1, $2, 'Ana', 'member', true) RETURNING workspace_id, id
    ), pair AS (
      INSERT INTO one_on_one (workspace_id, id, manager_id, report_id, state, asked_by, asked_at, spec, first_day,
                              note, ended_at)
      SELECT workspace_id, id, $3, id, 'ended', id, now(), 'weekly tue 09:00', current_date, $4, now() FROM other
      RETURNING workspace_id, id, report_id
    )
    INSERT INTO one_on_one_item (workspace_id, id, one_on_one_id, kind, member_id, text, added_at)
    SELECT workspace_id, id, id, 'point', report_id, $5, now() FROM pair WHERE $5 IS NOT NULL";

impl Vault {
    pub(super) async fn new() -> Self {
        let db = TestDb::new().await;
        let clock = Clock::system();
        let slack = Installation::new(Platform::Slack, "T1");
        let workspace = connect(&db.pool, &slack, "Acme", Home::New).await;
        let person = colleague(Identity::new(Platform::Slack, "T1", "U1"), "Siti");
        let mut conn = db.pool.acquire().await.unwrap();
        let recorded = people::record(&mut conn, &clock, workspace, &person).await;
        drop(conn);
        let vault = Self {
            db,
            workspace,
            member: recorded.unwrap().member,
            coded: Uuid::new_v4(),
        };
        vault.item(vault.coded, "codes", None).await;
        vault
    }

    async fn item(&self, id: Uuid, fulfilment: &str, secret: Option<Sealed>) {
        let item = sqlx::query(ITEM).bind(self.workspace).bind(id);
        let item = item.bind(fulfilment).bind(secret);
        item.execute(&self.db.pool).await.unwrap();
    }

    /// Puts a value in.
    pub(super) async fn keep(&self, sealer: &Sealer, column: Column, text: &str) -> Kept {
        let id = Uuid::new_v4();
        let row = match column {
            Column::Code => {
                let next = "SELECT nextval(pg_get_serial_sequence('reward_code', 'id'))";
                let next: i64 = sqlx::query_scalar(next)
                    .fetch_one(&self.db.pool)
                    .await
                    .unwrap();
                next.to_string()
            }
            _ => id.to_string(),
        };
        let secret = SecretString::from(text);
        let value = sealer.seal(&self.context(column, &row), &secret);
        match column {
            Column::WebhookSecret => self.item(id, "webhook", Some(value)).await,
            Column::Code => {
                let code = sqlx::query(CODE)
                    .bind(self.workspace)
                    .bind(row.parse::<i64>().unwrap())
                    .bind(self.coded)
                    .bind(value)
                    .bind(sealer.fingerprint(self.workspace, &secret));
                code.execute(&self.db.pool).await.unwrap();
            }
            Column::Delivery | Column::Delivered => {
                let asks = column == Column::Delivery;
                let redemption = sqlx::query(REDEMPTION)
                    .bind(self.workspace)
                    .bind(id)
                    .bind(self.coded)
                    .bind(self.member)
                    .bind(asks.then(|| value.clone()))
                    .bind((!asks).then_some(value));
                redemption.execute(&self.db.pool).await.unwrap();
            }
            Column::OneOnOneNote | Column::OneOnOneItem => {
                let is_note = column == Column::OneOnOneNote;
                let talk = sqlx::query(TALK)
                    .bind(self.workspace)
                    .bind(id)
                    .bind(self.member)
                    .bind(is_note.then(|| value.clone()))
                    .bind((!is_note).then_some(value));
                talk.execute(&self.db.pool).await.unwrap();
            }
            Column::ProviderTokens => {
                let account = "INSERT INTO provider_account (provider, tokens) VALUES ($1, $2)";
                let account = sqlx::query(account).bind(&row).bind(value);
                account.execute(&self.db.pool).await.unwrap();
            }
            Column::BallotKey => {
                let run = sqlx::query(RUN).bind(self.workspace).bind(id).bind(value);
                run.execute(&self.db.pool).await.unwrap();
            }
        }
        Kept {
            column,
            row,
            text: text.to_owned(),
        }
    }

    /// Where a value belongs.
    fn context(&self, column: Column, row: &str) -> Context {
        match column {
            Column::ProviderTokens => Context::new(Owner::Server, column, row),
            _ => Context::new(self.workspace, column, row),
        }
    }

    /// The id that its table has of whoever it belongs to.
    fn owner(&self, column: Column) -> WorkspaceId {
        match column {
            Column::ProviderTokens => WorkspaceId::nil(),
            _ => self.workspace,
        }
    }

    /// Puts some values of every kind in; more codes than are sealed anew at once.
    pub(super) async fn fill(&self, sealer: &Sealer) -> Vec<Kept> {
        let mut kept = Vec::new();
        for column in Column::ALL {
            for number in 0..if column == Column::Code { 250 } else { 3 } {
                let text = format!("hush {column} {number}");
                kept.push(self.keep(sealer, column, &text).await);
            }
        }
        kept
    }

    /// The value as it is written.
    pub(super) async fn sealed(&self, kept: &Kept) -> Sealed {
        let place = kept.column.place();
        let (table, name, owner, row) = (place.table, place.name, place.owner, place.row);
        let sql = format!("SELECT {name} FROM {table} WHERE {owner} = $1 AND {row}::text = $2");
        sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(self.owner(kept.column))
            .bind(&kept.row)
            .fetch_one(&self.db.pool)
            .await
            .unwrap()
    }

    /// Whether all of it opens, as it was.
    pub(super) async fn opens(&self, sealer: &Sealer, kept: &[Kept]) -> Result<(), CannotOpen> {
        for it in kept {
            let context = self.context(it.column, &it.row);
            let opened = sealer.open(&context, &self.sealed(it).await)?;
            assert_eq!(opened.expose_secret(), it.text);
        }
        Ok(())
    }

    /// How many of these another key than `sealer`'s first has sealed.
    pub(super) async fn older(&self, sealer: &Sealer, kept: &[Kept]) -> usize {
        let mut older = 0;
        for it in kept {
            older += usize::from(self.sealed(it).await.key_id() != sealer.first());
        }
        older
    }

    /// Seals a value with another key, as a command with that key does.
    pub(super) async fn seal_anew(&self, kept: &Kept, sealer: &Sealer) {
        let place = kept.column.place();
        let (table, name, owner, row) = (place.table, place.name, place.owner, place.row);
        let context = self.context(kept.column, &kept.row);
        let value = sealer.seal(&context, &SecretString::from(kept.text.as_str()));
        let sql = format!("UPDATE {table} SET {name} = $3 WHERE {owner} = $1 AND {row}::text = $2");
        let written = sqlx::query(AssertSqlSafe(sql)).bind(self.owner(kept.column));
        let written = written.bind(&kept.row).bind(value);
        let written = written.execute(&self.db.pool).await.unwrap();
        assert_eq!(written.rows_affected(), 1);
    }

    /// Breaks a value, as a failing disk does.
    pub(super) async fn damage(&self, kept: &Kept) {
        let place = kept.column.place();
        let (table, name, owner, row) = (place.table, place.name, place.owner, place.row);
        let sql = format!(
            "UPDATE {table} SET {name} = set_byte({name}, 20, 255 - get_byte({name}, 20))
             WHERE {owner} = $1 AND {row}::text = $2"
        );
        let broken = sqlx::query(AssertSqlSafe(sql)).bind(self.owner(kept.column));
        let broken = broken.bind(&kept.row).execute(&self.db.pool).await;
        assert_eq!(broken.unwrap().rows_affected(), 1);
    }

    /// Everything as it is written.
    pub(super) async fn all(&self, kept: &[Kept]) -> Vec<Sealed> {
        let mut all = Vec::new();
        for it in kept {
            all.push(self.sealed(it).await);
        }
        all
    }

    /// Runs a command with these keys.
    pub(super) async fn run(&self, keys: &str, arguments: &[&str]) -> Ran {
        run_on(&self.db, keys, arguments).await
    }
}

impl Ran {
    /// No text that was sealed, and no key, is in what was said.
    pub(super) fn is_discreet(&self) {
        for secret in ["hush", FIRST, SECOND, THIRD] {
            let said = self.out.contains(secret) || self.err.contains(secret);
            assert!(!said, "{self:?}");
        }
    }
}

/// Runs a command on a database with these keys.
pub(super) async fn run_on(db: &TestDb, keys: &str, arguments: &[&str]) -> Ran {
    let directory = TempDir::new().unwrap();
    let environment = [
        ("DATABASE_URL", db.url()),
        ("PLAUDIT_ENCRYPTION_KEY", keys.to_owned()),
    ];
    let environment: Vec<_> = environment.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let mut command = plaudit(directory.path(), arguments, &environment);
    Ran::from(command.output().await.unwrap())
}
