//! User objects.

use super::told;
use crate::chat::{Clean, Identity, Platform, Profile, Standing};
use crate::slack::payload::User;

/// Slackbot's id in every workspace. Its `is_bot` is false.
const SLACKBOT: &str = "USLACKBOT";

/// What a user object says of a person, seen from `team` of `organisation`.
pub fn profile(user: &User, team: &str, organisation: Option<&str>) -> Profile {
    let standing = standing(user, team, organisation);
    let theirs = match standing {
        Standing::Outsider => told(user.team_id.as_ref()).unwrap_or(team),
        _ => team,
    };
    // Accounts are joined by address, so an address that anyone may claim does not count.
    let confirmed = user.is_email_confirmed.is_none_or(|flag| flag.0);
    let profile = Profile {
        identity: Identity::new(Platform::Slack, theirs, &user.id),
        aliases: Vec::new(),
        name: name(user).to_owned(),
        email: told(user.profile.email.as_ref())
            .filter(|_| confirmed)
            .map(str::to_owned),
        locale: user.locale.as_deref().and_then(|tag| tag.parse().ok()),
        time_zone: told(user.tz.as_ref()).map(str::to_owned),
        standing,
        active: !user.deleted.0,
        admin: user.is_admin.0 || user.is_owner.0 || user.is_primary_owner.0,
    };
    profile.cleaned()
}

fn standing(user: &User, team: &str, organisation: Option<&str>) -> Standing {
    let elsewhere = user.team_id.as_deref().is_some_and(|theirs| theirs != team);
    // On Enterprise Grid a colleague's main workspace may be another one of the organisation, and
    // Slack calls a stranger whoever shares no channel with the bot.
    let colleague = user.enterprise_user.as_ref().is_some_and(|account| {
        let theirs = account.enterprise_id.as_deref();
        account.teams.iter().any(|theirs| theirs == team)
            || theirs.is_some_and(|theirs| Some(theirs) == organisation)
    });
    if user.is_bot.0 || user.id == SLACKBOT {
        Standing::Bot
    } else if !colleague && (user.is_stranger.0 || elsewhere) {
        Standing::Outsider
    } else if user.is_restricted.0 || user.is_ultra_restricted.0 {
        Standing::Guest
    } else {
        Standing::Member
    }
}

fn name(user: &User) -> &str {
    [
        &user.profile.display_name,
        &user.profile.real_name,
        &user.real_name,
        &user.name,
    ]
    .into_iter()
    .flatten()
    .map(|name| name.trim())
    .find(|name| !name.is_empty())
    .unwrap_or(&user.id)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::chat::Locale;
    use crate::slack::fixture;

    #[derive(Deserialize)]
    struct Page {
        members: Vec<User>,
    }

    fn everyone() -> Vec<Profile> {
        [
            "api_users_list_page1.json",
            "api_users_list_page2_last.json",
        ]
        .into_iter()
        .flat_map(|name| {
            serde_json::from_slice::<Page>(&fixture(name))
                .unwrap()
                .members
        })
        .map(|user| profile(&user, "T0FAKETEAM1", None))
        .collect()
    }

    #[test]
    fn everyone_is_what_they_are() {
        let standings: Vec<_> = everyone()
            .into_iter()
            .map(|p| (p.name, p.standing, p.active, p.admin))
            .collect();
        let expected = [
            ("siti", Standing::Member, true, true),
            ("budi", Standing::Member, true, false),
            ("Nur Aisyah binti Ismail", Standing::Member, true, false),
            ("Slackbot", Standing::Bot, true, false),
            ("zoë ✨", Standing::Member, true, false),
            ("kudos", Standing::Bot, true, false),
            ("Tamu Satu", Standing::Guest, true, false),
            ("Sudah Keluar", Standing::Member, false, false),
            ("pat", Standing::Outsider, true, false),
        ]
        .map(|(name, standing, active, admin)| (name.to_owned(), standing, active, admin));
        assert_eq!(standings, expected);
    }

    #[test]
    fn an_outsider_keeps_their_own_team() {
        let pat = everyone().pop().unwrap();
        assert_eq!(pat.identity.to_string(), "slack:T0EXTERN001/U0EXTUSER01");
    }

    #[test]
    fn languages_we_do_not_speak_are_none() {
        let locales: Vec<_> = everyone().into_iter().map(|p| p.locale).collect();
        assert_eq!(locales[0], Some(Locale::Id));
        assert_eq!(locales[2], Some(Locale::Ms));
        assert_eq!(locales[4], None);
    }

    #[test]
    fn an_unconfirmed_address_is_not_theirs() {
        let user: User = serde_json::from_str(
            r#"{"id":"U1","is_email_confirmed":false,"profile":{"email":"boss@example.com"}}"#,
        )
        .unwrap();
        assert_eq!(profile(&user, "T1", None).email, None);
    }

    #[test]
    fn a_colleague_of_the_grid_is_a_member() {
        let seen = |user: &str, organisation| {
            let user: User = serde_json::from_str(user).unwrap();
            let person = profile(&user, "T1", organisation);
            (person.standing, person.identity.to_string())
        };
        let member = (Standing::Member, "slack:T1/W1".to_owned());
        let both = r#"{"id":"W1","team_id":"T2","enterprise_user":{"teams":["T1","T2"]}}"#;
        assert_eq!(seen(both, None), member);
        // Of another workspace alone, and met in a channel that both of them have.
        let theirs = r#"{"id":"W1","team_id":"T2","is_stranger":true,
                         "enterprise_user":{"enterprise_id":"E1","teams":["T2"]}}"#;
        assert_eq!(seen(theirs, Some("E1")), member);
        let outsider = (Standing::Outsider, "slack:T2/W1".to_owned());
        assert_eq!(seen(theirs, Some("E2")), outsider);
        assert_eq!(seen(theirs, None), outsider);
    }
}
