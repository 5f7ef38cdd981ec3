//! Who the token is, and which team it belongs to.

use serde_json::{Value, json};

use crate::slack::shared::Shared;

/// `auth.test`
pub(super) fn test(shared: &Shared) -> Value {
    shared.read(|model| {
        let team = &model.team;
        let bot = model.user(&team.app.bot_user);
        json!({
            "url": format!("https://{}.slack.com/", team.domain), "team": team.name,
            "user": bot.map(|bot| bot.name.as_str()), "team_id": team.id,
            "user_id": team.app.bot_user, "bot_id": team.app.bot_id,
            "is_enterprise_install": false,
        })
    })
}

/// `team.info`
pub(super) fn team_info(shared: &Shared) -> Value {
    shared.read(|model| {
        let team = &model.team;
        json!({"team": {
            "id": team.id, "name": team.name, "domain": team.domain, "email_domain": "example.com",
            "url": format!("https://{}.slack.com/", team.domain),
            "icon": {"image_default": true}, "avatar_base_url": "https://example.com/",
            "is_verified": false,
        }})
    })
}
