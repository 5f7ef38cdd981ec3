//! Which installation of the app a delivery is for: a function for each kind of delivery.
//!
//! Who acts may be of another workspace of the same organisation, or of another organisation: whose
//! team is named beside them says nothing of whose app they used. Where a whole organisation
//! installed the app, its token is the organisation's.

use super::told;
use crate::chat::{Installation, Platform};
use crate::slack::payload::{CommandForm, Envelope, Interaction, Named};

/// The installation that a command is for.
pub fn of_command(form: &CommandForm) -> Option<Installation> {
    let organisation = told(form.enterprise_id.as_ref());
    named(
        organisation.filter(|_| form.is_enterprise_install.0),
        told(form.team_id.as_ref()),
    )
}

/// The installation that an event is for. In a shared channel `team_id` may be another
/// organisation's; the authorisation is always ours.
pub fn of_event(envelope: &Envelope) -> Option<Installation> {
    let ours = envelope.authorizations.first();
    let organisation = ours
        .filter(|ours| ours.is_enterprise_install.0)
        .and_then(|ours| told(ours.enterprise_id.as_ref()));
    let team = ours
        .and_then(|ours| told(ours.team_id.as_ref()))
        .or_else(|| told(envelope.context_team_id.as_ref()))
        .or_else(|| told(envelope.team_id.as_ref()));
    named(organisation, team)
}

/// The installation that an interaction is for. A form names its own, wherever it was opened; what
/// is neither in a form nor in a workspace was done where the person is at home.
pub fn of_interaction(it: &Interaction) -> Option<Installation> {
    let id = |named: Option<&'_ Named>| told(named?.id.as_ref()).map(str::to_owned);
    let organisation = id(it.enterprise.as_ref()).filter(|_| it.is_enterprise_install.0);
    let view = it.view.as_ref();
    let team = view
        .and_then(|view| told(view.app_installed_team_id.as_ref()).map(str::to_owned))
        .or_else(|| id(it.team.as_ref()))
        .or_else(|| told(it.user.team_id.as_ref()).map(str::to_owned));
    named(organisation.as_deref(), team.as_deref())
}

fn named(organisation: Option<&str>, team: Option<&str>) -> Option<Installation> {
    organisation
        .or(team)
        .map(|team| Installation::new(Platform::Slack, team))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn is(told: Option<Installation>, team: &str) {
        assert_eq!(told.unwrap().to_string(), format!("slack:{team}"));
    }

    fn event(envelope: &Value) -> Option<Installation> {
        of_event(&Envelope::read(envelope.to_string().as_bytes()).unwrap())
    }

    fn interaction(payload: &Value) -> Option<Installation> {
        of_interaction(&serde_json::from_value(payload.clone()).unwrap())
    }

    fn command(form: &str) -> Option<Installation> {
        of_command(&CommandForm::read(form.as_bytes()).unwrap())
    }

    #[test]
    fn a_command_is_for_the_workspace_it_was_typed_in() {
        is(
            command("team_id=T1&enterprise_id=E1&is_enterprise_install=false"),
            "T1",
        );
        is(
            command("team_id=T1&enterprise_id=E1&is_enterprise_install=true"),
            "E1",
        );
        assert_eq!(command("user_id=U1"), None);
    }

    #[test]
    fn the_authorisation_says_whose_event_it_is() {
        let seen = |authorizations: Value| {
            event(&json!({"team_id": "T2", "authorizations": authorizations}))
        };
        is(
            seen(json!([{"team_id": "T1", "enterprise_id": "E1"}])),
            "T1",
        );
        let whole =
            json!([{"team_id": null, "enterprise_id": "E1", "is_enterprise_install": true}]);
        is(seen(whole), "E1");
        is(
            seen(json!([{"team_id": null, "enterprise_id": "E1"}])),
            "T2",
        );
        is(seen(Value::Null), "T2");
    }

    #[test]
    fn a_form_is_for_whoever_installed_the_app_and_not_for_its_sender() {
        let form = json!({
            "type": "view_submission", "team": {"id": "T2"}, "enterprise": {"id": "E1"},
            "user": {"id": "U1", "team_id": "T2"}, "view": {"app_installed_team_id": "T1"},
        });
        is(interaction(&form), "T1");
    }

    #[test]
    fn a_shortcut_is_for_the_workspace_it_was_chosen_in() {
        let shortcut = json!({
            "type": "shortcut", "team": {"id": "T1"}, "enterprise": {"id": "E1"},
            "is_enterprise_install": "false", "user": {"id": "U1", "team_id": "E1"},
        });
        is(interaction(&shortcut), "T1");
        let whole = json!({
            "type": "shortcut", "team": null, "enterprise": {"id": "E1"},
            "is_enterprise_install": true, "user": {"id": "U1", "team_id": "T2"},
        });
        is(interaction(&whole), "E1");
        is(
            interaction(&json!({"team": null, "user": {"id": "U1", "team_id": "T9"}})),
            "T9",
        );
    }
}
