//! Lists that are searched as one types.

use std::sync::Arc;

use serde_json::json;

use super::activity::{activity, with};
use super::{Seen, form, send};
use crate::teams::check;
use crate::teams::shared::Shared;

/// Types into a list of the open dialog. What the app offers is in [`Seen::offers`].
pub(crate) async fn suggest(shared: &Arc<Shared>, user: &str, field: &str, typed: &str) -> Seen {
    let now = shared.clock.now();
    let asked = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let dialog = model.dialogs.get(&user.aad)?.clone();
        let inputs = form::inputs(&dialog.card);
        let input = inputs.into_iter().find(|input| input["id"] == field)?;
        let dataset = input["choices.data"]["dataset"].as_str()?;
        // People are not the bot's to find.
        let dataset = Some(dataset).filter(|data| !data.starts_with("graph.microsoft.com/"))?;
        let id = model.new_id(now);
        let value = json!({
            "queryText": typed, "queryOptions": {"skip": 0, "top": 15}, "dataset": dataset,
        });
        let told = with(
            activity(shared, model, &user, &dialog.conversation, ("invoke", &id)),
            json!({"name": "application/search", "value": value, "locale": user.locale}),
        );
        Some((user.aad, told))
    });
    let Some((aad, told)) = asked else {
        return Seen::refused("There is no such list");
    };
    let answer = send::deliver(shared, &told).await;
    let offers = check::search(&answer.body);
    let mut seen = Seen::from(answer);
    match offers {
        _ if seen.failure.is_some() => {}
        Ok(offers) => seen.offers = offers,
        Err(fault) => shared.complain(format!("answer to application/search: {fault}")),
    }
    shared.change(|model| {
        if let Some(dialog) = model.dialogs.get_mut(&aad) {
            let known = dialog.offers.entry(field.to_owned()).or_default();
            known.extend(seen.offers.iter().cloned());
        }
    });
    seen
}
