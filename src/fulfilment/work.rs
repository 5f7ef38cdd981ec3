//! One try to deliver: what is known of the redemption, and what its service says.

use std::time::Duration;

use jiff::tz::TimeZone;
use secrecy::SecretString;
use sqlx::PgConnection;

use super::claim::{Claimed, begin_anew};
use super::services::Way;
use super::{Answer, Fulfiller, Order, Recipient};
use crate::database::commit;
use crate::explained::explained;
use crate::guarded::Panicked;
use crate::money::Money;
use crate::people;
use crate::policy::Actor;
use crate::rewards::voucher::{self, Held, Warning};
use crate::rewards::{
    self, Advance, Fulfilment, Item, NotAdvanced, Past, Redemption, State, Step, Trouble, catalog,
};
use crate::sealed::ENCRYPTION_KEY;
use crate::settings;

/// How long to wait before what this process cannot do is looked at again: another one may, or this one
/// once it is told more.
const NOT_HERE: Duration = Duration::from_mins(1);

/// What a try came to.
pub(super) enum Outcome {
    /// There is nothing to do: it came to its end in another way, or waits for a call.
    Nothing,
    /// A code is to be taken, in the transaction that records it.
    ByCode,
    /// This is what its service says, or what is plain without asking.
    Answered {
        /// What it says.
        answer: Answer,
        /// Whether an earlier try may have done it.
        in_doubt: bool,
    },
    /// Nothing was asked.
    NotYet {
        /// Why.
        why: Trouble,
        /// When it is looked at again, where that is not as after any failure.
        pause: Option<Duration>,
    },
    /// It waits for money, however long that takes.
    Waits(Waits),
    /// The work on it panicked.
    Panicked(Panicked),
}

impl Outcome {
    /// The name used in metrics.
    pub(super) const fn as_str(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::ByCode => "code",
            Self::Answered { answer, .. } => answer.as_str(),
            Self::NotYet { .. } => "not_yet",
            Self::Waits(_) => "waits",
            Self::Panicked(_) => "panicked",
        }
    }

    /// A refusal that is plain without asking.
    const fn never(why: Trouble, in_doubt: bool) -> Self {
        let answer = Answer::Refused(why);
        Self::Answered { answer, in_doubt }
    }

    /// Another process may be able to.
    const fn not_here(why: Trouble) -> Self {
        Self::NotYet {
            why,
            pause: Some(NOT_HERE),
        }
    }
}

/// What an order waits for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    /// Why, for who looks.
    pub(super) why: fn() -> Trouble,
    /// What admins are told.
    pub(super) warning: Warning,
}

/// Something here failed.
impl From<sqlx::Error> for Outcome {
    fn from(error: sqlx::Error) -> Self {
        Self::NotYet {
            why: Trouble::Here(explained(&error)),
            pause: None,
        }
    }
}

impl Fulfiller {
    /// Tries to deliver what was claimed.
    pub(super) async fn work(&self, claimed: &mut Claimed) -> Outcome {
        let (found, order) = match self.read(claimed).await {
            Ok(read) => read,
            Err(outcome) => return outcome,
        };
        let how = (&found.item, found.redemption.provider);
        let provider = match self.services.of(&self.clock, self.sealer.as_ref(), how) {
            Way::Service(provider) => provider,
            Way::Code => return Outcome::ByCode,
            Way::Never(why) => return Outcome::never(why, found.in_doubt),
            Way::NotHere(why) => return Outcome::not_here(why),
        };
        let begun = found.redemption.state == State::Fulfilling;
        let value = order.terms.as_ref().map(|terms| terms.value);
        if let Err(outcome) = self.begin(claimed, begun, value).await {
            return outcome;
        }
        // Whoever began it may have asked.
        let answer = if begun || found.in_doubt {
            provider.ask(&order).await
        } else {
            provider.deliver(&order).await
        };
        if let (Answer::NotNow { why, .. }, Some(value), false) = (&answer, value, found.in_doubt)
            && *why == Trouble::NoMoney
        {
            return self.too_little(found.redemption.provider, value);
        }
        Outcome::Answered {
            answer,
            in_doubt: found.in_doubt,
        }
    }

    /// The account cannot pay for it until somebody puts money in.
    fn too_little(&self, provider: Fulfilment, value: Money) -> Outcome {
        let day = self.clock.now().to_zoned(TimeZone::UTC).date();
        Outcome::Waits(Waits {
            why: || Trouble::NoMoney,
            warning: Warning::TooLittle {
                provider,
                value,
                day,
            },
        })
    }

    /// Reads what is to be delivered, and to whom; or why nothing is.
    async fn read(&self, claimed: &Claimed) -> Result<(Found, Order), Outcome> {
        let mut conn = self.pool.acquire().await?;
        let workspace = claimed.ticket.workspace;
        let redemption = rewards::by_id(&mut conn, workspace, claimed.redemption).await?;
        let redemption = redemption.ok_or(sqlx::Error::RowNotFound)?;
        match redemption.state {
            State::Approved | State::Fulfilling | State::Unknown => {}
            _ => return Err(Outcome::Nothing),
        }
        let item = catalog::by_id(&mut conn, workspace, redemption.item).await?;
        let item = item.ok_or(sqlx::Error::RowNotFound)?;
        let past = rewards::history(&mut conn, workspace, redemption.id).await?;
        let in_doubt = is_in_doubt(claimed, &redemption, &past);
        let delivery = self.delivery(&redemption)?;
        let mut order = order(&mut conn, &redemption, &item, delivery).await?;
        // What waited for long to be asked for was asked for after its last step.
        let last = past.last().map(|past| past.at.into());
        order.in_doubt_since = last.max(claimed.abandoned).filter(|_| in_doubt);
        order.under_way = claimed.promised;
        order.called_off = called_off(&past);
        let found = Found {
            redemption,
            item,
            in_doubt,
        };
        Ok((found, order))
    }

    /// What its member said that delivery needs to know.
    fn delivery(&self, redemption: &Redemption) -> Result<Option<SecretString>, Outcome> {
        if redemption.delivery.is_none() {
            return Ok(None);
        }
        let Some(sealer) = &self.sealer else {
            return Err(Outcome::not_here(Trouble::NoKey(ENCRYPTION_KEY)));
        };
        let opened = redemption.address(sealer).transpose();
        opened.map_err(|_| Outcome::not_here(Trouble::Closed(ENCRYPTION_KEY)))
    }

    /// From here on nobody takes the points back behind the service's back, and what it is worth counts
    /// against the budget of the month.
    async fn begin(
        &self,
        claimed: &mut Claimed,
        begun: bool,
        value: Option<Money>,
    ) -> Result<(), Outcome> {
        if begun && value.is_none() {
            return Ok(());
        }
        let (now, mut since) = (self.clock.now(), claimed.since);
        let begun = async {
            let mut tx = self.pool.begin().await?;
            let workspace = claimed.ticket.workspace;
            if let Some(value) = value {
                let which = (workspace, claimed.redemption);
                match voucher::hold(&mut tx, now, which, value).await? {
                    Held::Full { budget, month } => {
                        return Ok(Err(Warning::Budget { budget, month }));
                    }
                    // However long it waited for that, it was not tried before.
                    Held::Counted => {
                        begin_anew(&mut tx, &claimed.ticket, now).await?;
                        since = now;
                    }
                    Held::Before => {}
                }
            }
            if !begun {
                let teller = self.teller(&mut tx, workspace).await?;
                let ask = Advance::new(workspace, claimed.redemption, Step::Begin, &Actor::System);
                rewards::advance(&mut tx, &self.clock, ask, &*teller).await?;
            }
            Ok::<_, NotAdvanced>(Ok(tx))
        };
        let begun = begun.await;
        claimed.since = since;
        match begun {
            Ok(Err(warning)) => Err(Outcome::Waits(Waits {
                why: || Trouble::OverBudget,
                warning,
            })),
            Ok(Ok(tx)) => commit(tx).await.map_err(|failure| Outcome::NotYet {
                why: Trouble::Here(explained(&failure)),
                pause: None,
            }),
            // Somebody was faster: what it is now is looked at anew.
            Err(error) => Err(Outcome::NotYet {
                why: Trouble::Here(explained(&error)),
                pause: None,
            }),
        }
    }
}

/// What a try is about.
struct Found {
    redemption: Redemption,
    item: Item,
    in_doubt: bool,
}

/// Whether an earlier try may have done it: one whose service did not say, or that ended in the middle.
fn is_in_doubt(claimed: &Claimed, redemption: &Redemption, past: &[Past]) -> bool {
    let cut_short = claimed.abandoned.is_some() && redemption.state == State::Fulfilling;
    let ends = past.iter().rev();
    let mut ends = ends.filter(|past| matches!(past.after, State::Unknown | State::Failed));
    cut_short || ends.next().is_some_and(|last| last.after == State::Unknown)
}

/// How often its service called off what it had taken: each time it was recorded before anybody tried again.
fn called_off(past: &[Past]) -> u32 {
    let (by, why) = (Actor::System.to_string(), Trouble::Failed.to_string());
    let times = past.iter().filter(|past| {
        past.after == State::Failed && past.actor == by && past.reason.as_ref() == Some(&why)
    });
    u32::try_from(times.count()).unwrap_or(u32::MAX)
}

async fn order(
    conn: &mut PgConnection,
    redemption: &Redemption,
    item: &Item,
    delivery: Option<SecretString>,
) -> Result<Order, sqlx::Error> {
    let members = people::by_ids(conn, redemption.workspace, &[redemption.member]).await?;
    let member = members.into_iter().next().ok_or(sqlx::Error::RowNotFound)?;
    let locale = match member.locale {
        Some(locale) => locale,
        None => settings::load(conn, redemption.workspace).await?.locale,
    };
    Ok(Order {
        id: redemption.id,
        item: item.offer.slug.clone(),
        name: item.offer.texts.text(locale).name.clone(),
        terms: voucher::of_redemption(conn, redemption.workspace, redemption.id).await?,
        points: redemption.points,
        requested_at: redemption.requested_at.into(),
        in_doubt_since: None,
        under_way: false,
        called_off: 0,
        recipient: Recipient {
            name: member.name,
            locale,
            delivery: delivery.map(|told| (item.offer.asks, told)),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Ts;

    /// The reason that is kept is read by releases to come: another sentence would lose numbers that were
    /// used up.
    #[test]
    fn what_the_service_called_off_is_counted_and_nothing_else() {
        let said = Some("the service says that it failed");
        let past = |(after, by, reason): (State, Actor, Option<&str>)| Past {
            at: Ts(jiff::Timestamp::UNIX_EPOCH),
            actor: by.to_string(),
            actor_name: None,
            before: Some(State::Fulfilling),
            after,
            reason: reason.map(str::to_owned),
            transfer_id: None,
        };
        let counted = (State::Failed, Actor::System, said);
        let others = [
            (State::Unknown, Actor::System, said),
            (State::Failed, Actor::Operator, said),
            (
                State::Failed,
                Actor::System,
                Some("the service answered 404"),
            ),
            (State::Failed, Actor::System, None),
        ];
        let mut all = Vec::new();
        for times in 1..4 {
            all.extend(others.clone().map(past));
            assert_eq!(called_off(&all), times - 1);
            all.push(past(counted.clone()));
            assert_eq!(called_off(&all), times);
        }
    }
}
