//! Lists that are searched as one types.

use super::{Desk, DeskError};
use crate::chat::{Choice, LISTED, Proof, Search, Standing};
use crate::people::Member;
use crate::policy::{Action, Actor};
use crate::settings::CompanyValues;
use crate::wording::{self, Words, actions};
use crate::workspace::Connected;

impl Desk {
    /// What a list offers whoever types, best first. Nothing for those who may not see the form.
    pub async fn search(&self, search: &Search) -> Result<Vec<Choice>, DeskError> {
        if search.actor.installation() != search.installation {
            return Ok(Vec::new());
        }
        let Some(connected) = self.workspaces.of(&search.installation).await? else {
            return Ok(Vec::new());
        };
        let actor = self
            .directory
            .find(connected.workspace(), &search.actor)
            .await?;
        let Some(actor) = actor.filter(|actor| actor.standing != Standing::Outsider) else {
            return Ok(Vec::new());
        };
        let by = Actor::Member {
            id: actor.id,
            role: actor.role,
            account: search.actor.clone(),
            proof: Proof::Person,
        };
        let form = actions::today(&search.form);
        Ok(match (form, search.field.as_str()) {
            (actions::FORM_GIVE, "values") => values(&connected.settings.values, &search.typed),
            (actions::FORM_SETTINGS, "programme.time_zone") if by.may(Action::Configure) => {
                zones(&search.typed)
            }
            (actions::FORM_FIND, "item") => self.rewards(&connected, &actor, &search.typed).await?,
            _ => {
                tracing::debug!(
                    form.id = form,
                    form.field = search.field,
                    "a list nobody knows"
                );
                Vec::new()
            }
        })
    }
}

impl Desk {
    /// The rewards that are offered to somebody and whose names fit what was typed.
    async fn rewards(
        &self,
        connected: &Connected,
        actor: &Member,
        typed: &str,
    ) -> Result<Vec<Choice>, DeskError> {
        let settings = &connected.settings;
        let today = settings.day(self.clock.now());
        let mut conn = self.pool.acquire().await?;
        let stall = self.offered_to(&mut conn, actor, today).await?;
        let words = Words::of(actor, settings);
        let found = best(stall.items.iter(), typed, |item, visit| {
            visit(&item.offer.slug);
            let texts = item.offer.texts.iter();
            texts.for_each(|(_, text)| visit(&text.name));
        });
        let found = found.into_iter();
        Ok(found
            .map(|item| wording::item_choice(&words, item))
            .collect())
    }
}

fn values(values: &CompanyValues, typed: &str) -> Vec<Choice> {
    best(values.iter(), typed, |value, visit| {
        visit(&value.slug);
        value.aliases.iter().for_each(|alias| visit(alias));
    })
    .into_iter()
    .map(wording::value_choice)
    .collect()
}

fn zones(typed: &str) -> Vec<Choice> {
    let zones: Vec<String> = jiff::tz::db()
        .available()
        .map(|zone| zone.to_string())
        .collect();
    best(zones.iter(), typed, |zone, visit| visit(zone))
        .into_iter()
        .map(|zone| wording::zone_choice(zone))
        .collect()
}

/// The first of those that have a name with what was typed in it: those that begin with it before
/// those of which a word does, and those before all others.
fn best<'a, T>(
    all: impl Iterator<Item = &'a T>,
    typed: &str,
    names: impl Fn(&'a T, &mut dyn FnMut(&'a str)),
) -> Vec<&'a T> {
    let typed = plain(typed);
    let ranked = all.filter_map(|it| {
        let mut best = None;
        names(it, &mut |name| {
            let rank = rank(&plain(name), &typed);
            best = [best, rank].into_iter().flatten().min();
        });
        Some((best?, it))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(LISTED);
    ranked.into_iter().map(|(_, it)| it).collect()
}

fn rank(name: &str, typed: &str) -> Option<u8> {
    let word = || {
        name.split([' ', '/', '-'])
            .any(|word| word.starts_with(typed))
    };
    if name.starts_with(typed) {
        Some(0)
    } else if word() {
        Some(1)
    } else {
        name.contains(typed).then_some(2)
    }
}

/// In lower case, and without what joins or marks words.
fn plain(name: &str) -> String {
    name.trim()
        .trim_start_matches('#')
        .to_lowercase()
        .replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(choices: &[Choice]) -> Vec<&str> {
        choices.iter().map(|it| it.value.as_str()).collect()
    }

    #[test]
    fn a_value_is_found_by_each_of_its_names() {
        let known: CompanyValues = "teamwork=gotong_royong; steam; care=royal; team_spirit"
            .parse()
            .unwrap();
        assert_eq!(
            found(&values(&known, " #Team")),
            ["teamwork", "team_spirit", "steam"],
            "what begins with it comes first"
        );
        assert_eq!(found(&values(&known, "roy")), ["care", "teamwork"]);
        assert_eq!(found(&values(&known, "")).len(), 4);
        assert_eq!(values(&known, "zzz"), []);
    }

    #[test]
    fn a_zone_is_found_by_its_city() {
        let jakarta = zones("jakarta");
        assert_eq!(found(&jakarta), ["Asia/Jakarta"]);
        let zones = zones("kuala l");
        assert_eq!(found(&zones), ["Asia/Kuala_Lumpur"]);
        assert_eq!(zones[0].label, "Asia/Kuala Lumpur");
    }

    #[test]
    fn no_more_is_found_than_any_list_shows() {
        assert_eq!(zones("").len(), LISTED);
    }
}
