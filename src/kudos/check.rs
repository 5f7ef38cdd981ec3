//! The rules of giving. Pure: everything they need is handed in.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Note, Refusal};
use crate::chat::Standing;
use crate::people::Member;
use crate::settings::Settings;

/// Somebody named as a recipient.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who.
    pub member: Arc<Member>,
    /// Whether they were named as one of a group rather than by themselves.
    pub by_group: bool,
}

/// What somebody asks to give, before the rules were asked.
#[derive(Clone, Debug)]
pub struct Unchecked<'a> {
    /// Who gives.
    pub giver: &'a Member,
    /// To whom, in the order they were named.
    pub named: Vec<Named>,
    /// Points for each.
    pub amount: i64,
    /// Company values, as typed.
    pub values: Vec<String>,
    /// The reason, as typed.
    pub reason: &'a str,
    /// Whether nobody else reads it where it is given.
    pub direct: bool,
    /// Whether the giver has confirmed a number of recipients above the limit.
    pub confirmed: bool,
    /// Whether `@channel` or the like was named, which does not give.
    pub broadcast: bool,
}

/// What may be given.
#[derive(Clone, Debug)]
pub struct Checked {
    /// To whom; distinct.
    pub recipients: Vec<Arc<Member>>,
    /// Points for each.
    pub points: i64,
    /// Slugs of company values; distinct.
    pub values: Vec<String>,
    /// What the giver should know.
    pub notes: Vec<Note>,
}

/// Asks the rules.
pub fn check(settings: &Settings, gift: Unchecked<'_>) -> Result<Checked, Refusal> {
    giver_may(settings, gift.giver)?;
    if gift.direct && !settings.allow_direct {
        return Err(Refusal::NotInDirect);
    }
    let by_group = gift.named.iter().any(|named| named.by_group);
    let (recipients, mut notes) = recipients(settings, gift.giver, gift.named)?;
    if gift.broadcast {
        notes.push(Note::BroadcastLeftOut);
    }
    let points = points(settings, gift.amount)?;
    let values = values(settings, &gift.values)?;
    if gift.reason.trim().chars().count() < settings.reason_min_chars {
        return Err(Refusal::ReasonTooShort {
            min: settings.reason_min_chars,
        });
    }
    let (max, count) = (settings.max_recipients, recipients.len());
    if count > settings.max_group {
        return Err(Refusal::GroupTooLarge {
            max: settings.max_group,
            count,
        });
    }
    if count > max && !gift.confirmed {
        return Err(if by_group {
            let cost = points.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX));
            Refusal::ConfirmRecipients { count, cost }
        } else {
            Refusal::TooManyRecipients { max, named: count }
        });
    }
    Ok(Checked {
        recipients,
        points,
        values,
        notes,
    })
}

/// Whether somebody may give at all.
pub fn giver_may(settings: &Settings, giver: &Member) -> Result<(), Refusal> {
    match giver.standing {
        Standing::Member | Standing::Guest if giver.paused => Err(Refusal::Paused),
        Standing::Member => Ok(()),
        Standing::Guest if settings.allow_guests => Ok(()),
        Standing::Guest | Standing::Outsider | Standing::Bot => Err(Refusal::NotForYou),
    }
}

fn recipients(
    settings: &Settings,
    giver: &Member,
    named: Vec<Named>,
) -> Result<(Vec<Arc<Member>>, Vec<Note>), Refusal> {
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    let mut bots = Vec::new();
    let (mut yourself, mut guests, mut any_group) = (false, 0, false);
    for Named { member, by_group } in named {
        any_group |= by_group;
        if !seen.insert(member.id) {
            continue;
        }
        if member.id == giver.id {
            if !by_group {
                return Err(Refusal::Yourself);
            }
            yourself = true;
            continue;
        }
        match member.standing {
            Standing::Bot if by_group => continue,
            Standing::Bot => {
                bots.push(member.name.clone());
                continue;
            }
            _ if !member.active && by_group => continue,
            _ if !member.active => {
                return Err(Refusal::Deactivated {
                    name: member.name.clone(),
                });
            }
            Standing::Guest if settings.allow_guests => {}
            Standing::Guest if by_group => {
                guests += 1;
                continue;
            }
            Standing::Guest => {
                return Err(Refusal::Guest {
                    name: member.name.clone(),
                });
            }
            Standing::Outsider if by_group => continue,
            Standing::Outsider => {
                return Err(Refusal::Outsider {
                    name: member.name.clone(),
                });
            }
            Standing::Member => {}
        }
        kept.push(member);
    }
    if kept.is_empty() {
        return Err(if seen.is_empty() {
            Refusal::EmptyGroup
        } else if any_group {
            Refusal::NobodyLeft
        } else {
            Refusal::OnlyBots
        });
    }
    let mut notes = Vec::new();
    if !bots.is_empty() {
        notes.push(Note::BotsLeftOut { names: bots });
    }
    if yourself {
        notes.push(Note::YouLeftOut);
    }
    if guests > 0 {
        notes.push(Note::GuestsLeftOut { count: guests });
    }
    Ok((kept, notes))
}

fn points(settings: &Settings, amount: i64) -> Result<i64, Refusal> {
    if amount <= 0 {
        return Err(Refusal::NotPositive);
    }
    if amount > settings.max_points_per_recipient {
        return Err(Refusal::TooManyPoints {
            max: settings.max_points_per_recipient,
        });
    }
    Ok(amount)
}

fn values(settings: &Settings, typed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut slugs: Vec<String> = Vec::new();
    for name in typed {
        let Some(value) = settings.values.find(name) else {
            return Err(Refusal::UnknownValue {
                typed: name.clone(),
                nearest: settings.values.nearest(name).map(str::to_owned),
            });
        };
        if !slugs.contains(&value.slug) {
            slugs.push(value.slug.clone());
        }
    }
    if slugs.is_empty() && settings.value_required {
        return Err(Refusal::ValueMissing);
    }
    Ok(slugs)
}

#[cfg(test)]
mod tests;
