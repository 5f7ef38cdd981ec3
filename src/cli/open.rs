//! The database of a command: the one that is configured, or the private one, shared with a running
//! server or started for as long as the command takes.

use anyhow::{Context, anyhow, bail};
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgConnection};

use crate::config::{DatabaseConfig, EncryptionConfig};
use crate::database::archive::Archivist;
use crate::database::private::{Attached, attach, attach_or_make};
use crate::database::{Release, Schema, connect};
use crate::ids::WorkspaceId;
use crate::sealed::{Sealer, survey};
use crate::workspace;

/// An open database.
pub(super) struct Opened {
    pub(super) pool: PgPool,
    attached: Option<Attached>,
}

/// How many connections a command needs.
const CONNECTIONS: u32 = 2;

impl Opened {
    /// Opens the database as it is, where there is one.
    pub(super) async fn as_it_is(config: &DatabaseConfig) -> anyhow::Result<Self> {
        match config.given()? {
            Some(options) => Self::at(options, None).await,
            None => Self::attached(attach(&config.private()).await?).await,
        }
    }

    /// Opens the database, and makes an empty one where there is none.
    pub(super) async fn or_new(config: &DatabaseConfig) -> anyhow::Result<Self> {
        match config.given()? {
            Some(options) => Self::at(options, None).await,
            None => Self::attached(attach_or_make(&config.private()).await?).await,
        }
    }

    async fn attached(attached: Attached) -> anyhow::Result<Self> {
        Self::at(attached.connect_options(), Some(attached)).await
    }

    async fn at(options: PgConnectOptions, attached: Option<Attached>) -> anyhow::Result<Self> {
        let pool = connect(options, CONNECTIONS).await?;
        Ok(Self { pool, attached })
    }

    /// Opens a database that has every migration: a command must not change one that a server of
    /// another release uses.
    pub(super) async fn migrated(config: &DatabaseConfig) -> anyhow::Result<Self> {
        let opened = Self::as_it_is(config).await?;
        let mut conn = opened.pool.acquire().await?;
        let schema = Schema::read(&mut conn).await?;
        drop(conn);
        let pending = schema.pending;
        let refusal = match schema.is_for(Release::this()) {
            Err(refusal) => anyhow::Error::new(refusal),
            Ok(()) if pending > 0 => {
                anyhow!("the database is {pending} migrations behind: run `plaudit migrate` first")
            }
            Ok(()) => return Ok(opened),
        };
        opened.close().await;
        Err(refusal)
    }

    /// Who seals, with the keys that are given; nobody where none is. Keys that do not open what is there
    /// are refused: what they sealed would stand beside the rest, and no server would open it.
    pub(super) async fn sealer(&self, given: &EncryptionConfig) -> anyhow::Result<Option<Sealer>> {
        let Some(sealer) = given.sealer()? else {
            return Ok(None);
        };
        let survey = survey(&mut *self.pool.acquire().await?, Some(&sealer)).await?;
        let complete = survey.complete();
        complete.map_err(|missing| anyhow!(missing.mend()))?;
        Ok(Some(sealer))
    }

    /// Who copies it as a whole.
    pub(super) async fn archivist(
        &self,
        conn: &mut PgConnection,
        config: &DatabaseConfig,
    ) -> anyhow::Result<Archivist> {
        let options = self.pool.connect_options().as_ref().clone();
        let login = config.login()?;
        Ok(Archivist::new(conn, options, login, config.pg_bin.clone()).await?)
    }

    /// The workspace that is meant: the one named by its id or name, or the only one there is.
    pub(super) async fn workspace(&self, named: Option<&str>) -> anyhow::Result<WorkspaceId> {
        let mut conn = self.pool.acquire().await?;
        let all = workspace::all(&mut conn).await?;
        let chosen: Vec<_> = match named {
            None => all,
            Some(named) => all
                .into_iter()
                .filter(|(id, name)| name == named || id.to_string() == named)
                .collect(),
        };
        match chosen.as_slice() {
            [(id, _)] => Ok(*id),
            [] if named.is_some() => bail!("there is no workspace {}", named.unwrap_or_default()),
            [] => {
                bail!("there is no workspace yet: `plaudit serve` creates it from its first team")
            }
            several => {
                let choices: Vec<&str> =
                    several.iter().map(|(_, called)| called.as_str()).collect();
                bail!(
                    "say which workspace is meant with --workspace: {}",
                    choices.join(", ")
                )
            }
        }
    }

    /// Closes it, and stops the private server if it runs for this command alone.
    pub(super) async fn close(self) {
        self.pool.close().await;
        if let Some(attached) = self.attached {
            attached.stop().await;
        }
    }
}

/// Runs `work` on a migrated database and closes it, however the work ends.
pub(super) async fn with_database<T>(
    config: &DatabaseConfig,
    work: impl AsyncFnOnce(&Opened) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let opened = Opened::migrated(config)
        .await
        .context("the database cannot be used")?;
    let outcome = work(&opened).await;
    opened.close().await;
    outcome
}
