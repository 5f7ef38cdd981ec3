//! Teams that join a programme: by a code that one of its admins makes.

use sqlx::PgConnection;

use super::context::{Ctx, lexicon};
use super::late::to_whoever_acted;
use super::{Desk, DeskError, Stop};
use crate::chat::{Ack, Act, Inbound, Message, PlaceKind, Reply};
use crate::command::{self, Command};
use crate::database::commit;
use crate::ids::WorkspaceId;
use crate::inbox;
use crate::outbox::{self, Letter};
use crate::platforms::traits;
use crate::policy::{Action, Actor};
use crate::settings::{self, Settings};
use crate::wording::{self, Words};
use crate::workspace::{self, Redeemed, VALID_FOR};

/// `connect` makes a code for another team; `connect CODE` takes this team, while nothing was given
/// in its own programme, into that which the code is of.
pub(super) async fn connect(ctx: &Ctx<'_>, code: Option<&str>) -> Result<Reply, Stop> {
    ctx.demand(Action::PlaceTeams).await?;
    match code {
        None => invite(ctx).await,
        Some(code) => match ctx.desk.redeem(ctx.inbound, code).await {
            Ok(reply) => Ok(reply),
            Err(stays) => ctx.answer(stays.say(&ctx.words())?).await,
        },
    }
}

async fn invite(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, workspace) = (&ctx.desk.clock, ctx.workspace());
    let code = workspace::invite(&mut tx, clock, workspace, &ctx.by()).await?;
    let message = wording::invitation(&ctx.words(), &code, VALID_FOR);
    let reply = ctx.confide_in(&mut tx, message).await?;
    ctx.commit(tx).await?;
    Ok(reply)
}

impl Desk {
    /// What a team may do that belongs to no programme: join one.
    pub(super) async fn newcomer(&self, inbound: &Inbound) -> Result<Reply, DeskError> {
        if let Some(code) = code(inbound) {
            return match self.redeem(inbound, &code).await {
                Ok(reply) => Ok(reply),
                Err(stays) => say_to_newcomer(inbound, |words| stays.say(words)),
            };
        }
        tracing::warn!(
            team.id = inbound.installation.team,
            "a delivery of a team in no programme"
        );
        let place = inbound.place.as_ref();
        let alone = place.is_some_and(|place| place.kind == PlaceKind::Direct);
        let command = traits(inbound.installation.platform).manner(alone).command;
        say_to_newcomer(inbound, |words| Ok(wording::not_connected(words, command)))
    }

    async fn redeem(&self, inbound: &Inbound, code: &str) -> Result<Reply, Stays> {
        let Some(actor) = &inbound.actor else {
            return Err(Stays::Invalid);
        };
        let (clock, installation) = (&self.clock, &inbound.installation);
        let mut tx = self.pool.begin().await?;
        let by = Actor::Invited(actor.clone());
        let redeemed = workspace::redeem(&mut tx, clock, &by, installation, code).await?;
        let workspace = match redeemed {
            Redeemed::Joined(workspace) | Redeemed::Already(workspace) => workspace,
            Redeemed::InUse => return Err(Stays::InUse),
            Redeemed::Invalid => return Err(Stays::Invalid),
        };
        let say = match redeemed {
            Redeemed::Joined(_) => wording::joined,
            _ => wording::joined_before,
        };
        let settings = settings::load(&mut tx, workspace).await?;
        let locale = inbound.client.locale.unwrap_or(settings.locale);
        let programme = workspace::name(&mut tx, workspace).await?;
        let message = say(&Words::new(locale, &settings), &programme);
        let reply = self.welcome(&mut tx, workspace, inbound, message).await?;
        commit(tx).await?;
        self.workspaces.forget();
        self.directory.forget();
        self.outbox.wake();
        Ok(reply)
    }

    /// Answers a team that has just come, once: in the acknowledgement or by the first letter of its
    /// programme to it.
    async fn welcome(
        &self,
        conn: &mut PgConnection,
        workspace: WorkspaceId,
        inbound: &Inbound,
        message: Message,
    ) -> Result<Reply, DeskError> {
        let (now, keys) = (self.clock.now(), [inbound.key.clone()]);
        if !inbox::record(conn, workspace, &keys, now).await? {
            return Ok(Reply::Nothing);
        }
        if inbound.ack != Ack::Empty {
            return Ok(Reply::Private(message));
        }
        if let Some(to) = to_whoever_acted(inbound) {
            let letter = Letter::new(workspace, to, message);
            outbox::enqueue(conn, now, &[letter]).await?;
        }
        Ok(Reply::Nothing)
    }
}

/// Why a team stays where it is.
enum Stays {
    /// Something was given in its own programme.
    InUse,
    /// The code is not valid.
    Invalid,
    /// Nobody knows: it was not dealt with.
    Failed(DeskError),
}

impl<E: Into<DeskError>> From<E> for Stays {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Stays {
    fn say(self, words: &Words<'_>) -> Result<Message, DeskError> {
        match self {
            Self::InUse => Ok(wording::stays(words)),
            Self::Invalid => Ok(wording::code_invalid(words, VALID_FOR)),
            Self::Failed(error) => Err(error),
        }
    }
}

/// An answer where the acknowledgement carries one. A letter belongs to a programme, and there is none.
fn say_to_newcomer(
    inbound: &Inbound,
    say: impl FnOnce(&Words<'_>) -> Result<Message, DeskError>,
) -> Result<Reply, DeskError> {
    let settings = Settings::default();
    let locale = inbound.client.locale.unwrap_or(settings.locale);
    let message = say(&Words::new(locale, &settings))?;
    Ok(match inbound.ack {
        Ack::Answers | Ack::Public => Reply::Private(message),
        Ack::Empty => Reply::Nothing,
    })
}

/// The code in what was said to us.
fn code(inbound: &Inbound) -> Option<String> {
    let settings = Settings::default();
    let lexicon = lexicon(&settings);
    let command = match &inbound.act {
        Act::Command { text, .. } => command::parse(text, &lexicon),
        Act::Said {
            text,
            addressed: true,
            ..
        } => command::parse_said(text, &lexicon),
        _ => return None,
    };
    match command {
        Ok(Command::Connect { code }) => code,
        _ => None,
    }
}
