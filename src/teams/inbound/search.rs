//! A list that is searched as one types.

use super::Scene;
use crate::chat::{Clean, Search};
use crate::teams::activity::Activity;
use crate::teams::inbound::Home;

/// The search that an activity makes when it asks for offers. The card's `dataset` names the form and the
/// question (learn.microsoft.com, "Typeahead search in Adaptive Cards").
pub fn search(activity: &Activity, home: &Home) -> Result<Search, &'static str> {
    let scene = Scene {
        activity,
        home,
        // It is of no consequence when somebody typed.
        now: jiff::Timestamp::UNIX_EPOCH,
    };
    let told = |field: &str| activity.value[field].as_str();
    let dataset = told("dataset").ok_or("a search of nothing")?;
    let (form, field) = dataset.rsplit_once('/').ok_or("a search of another's")?;
    let search = Search {
        installation: home.installation.clone(),
        actor: scene.actor()?,
        form: form.to_owned(),
        field: field.to_owned(),
        typed: told("queryText").unwrap_or_default().to_owned(),
    };
    Ok(search.cleaned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::teams::inbound::tests::{home, read};

    fn asked(dataset: &str) -> Result<Search, &'static str> {
        let activity = json!({
            "type": "invoke", "name": "application/search", "id": "1",
            "from": {"id": "29:a", "aadObjectId": "a-1"}, "conversation": {"id": "19:c"},
            "value": {"queryText": "jak\u{0}", "queryOptions": {"skip": 0, "top": 15}, "dataset": dataset},
        });
        search(&read(&activity.to_string()), &home())
    }

    #[test]
    fn the_dataset_says_which_question_it_is() {
        let it = asked("settings/programme.time_zone").unwrap();
        assert_eq!(
            (it.form.as_str(), it.field.as_str(), it.typed.as_str()),
            ("settings", "programme.time_zone", "jak")
        );
        assert_eq!(it.actor.user, "a-1");
    }

    #[test]
    fn what_is_none_of_ours_is_not_searched() {
        assert!(asked("xbox").is_err());
    }
}
