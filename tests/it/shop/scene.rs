//! What tests of the shop do again and again.

use plaudit::ids::RewardId;
use plaudit::policy::Actor;
use plaudit::rewards::{Asks, Item, ItemKind, Offer, Price, catalog};
use plaudit_sandbox::slack::{Message, Seen};
use sqlx::Row;

use crate::harness::Plaudit;

/// Who is an admin.
pub(super) const SITI: &str = "U0SITI00001";
pub(super) const ANA: &str = "U0ANA000005";
pub(super) const BUDI: &str = "U0BUDI00002";
pub(super) const RIZKY: &str = "U0RIZKY0006";
pub(super) const KUDOS: &str = "C0KUDOS0001";

/// A coffee voucher for 50 points, by hand, without asking anybody.
pub(super) fn coffee() -> Offer {
    Offer::new(
        "coffee",
        ItemKind::GiftCard,
        "Coffee voucher",
        Price::Fixed(50),
    )
}

/// Something that is sent to an address.
pub(super) fn mug() -> Offer {
    Offer {
        asks: Asks::Address,
        ..Offer::new("mug", ItemKind::Merchandise, "Mug", Price::Fixed(30))
    }
}

/// A donation of as much as one likes.
pub(super) fn tree() -> Offer {
    Offer::new(
        "tree",
        ItemKind::Donation,
        "A tree",
        Price::range(20, 100, 10).unwrap(),
    )
}

impl Plaudit {
    /// Puts an item into the catalogue.
    pub(crate) async fn offer(&self, offer: &Offer, stock: Option<i64>) -> Item {
        let id: RewardId = self.clock.new_id();
        let place = (self.workspace().await, id);
        let mut tx = self.db.pool.begin().await.unwrap();
        let item = catalog::add(&mut tx, &self.clock, &Actor::Operator, place, offer, stock).await;
        tx.commit().await.unwrap();
        item.unwrap()
    }

    /// Says something else of an item.
    pub(super) async fn reoffer(&self, item: &Item, offer: &Offer) {
        let place = (item.workspace, item.id);
        let mut tx = self.db.pool.begin().await.unwrap();
        let edited = catalog::edit(&mut tx, &self.clock, &Actor::Operator, place, offer).await;
        edited.unwrap();
        tx.commit().await.unwrap();
    }

    /// Lets somebody have points: a colleague gives them all that they have.
    pub(crate) async fn earn(&self, who: &str, points: i64) {
        let (giver, name) = match who {
            BUDI => (RIZKY, "@budi"),
            _ => (BUDI, "@ana"),
        };
        self.set("kudos.max_points_per_recipient", "100").await;
        let text = format!("{name} +{points} for everything");
        let seen = self
            .sandbox
            .as_user(giver)
            .slash(KUDOS, "/kudos", &text)
            .await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
        assert_eq!(self.points(who).await, points);
    }

    /// Somebody types `/redeem`.
    pub(super) async fn redeem(&self, who: &str, text: &str) -> Seen {
        let seen = self
            .sandbox
            .as_user(who)
            .slash(KUDOS, "/redeem", text)
            .await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
        seen
    }

    /// Somebody redeems an item by its name. What they are shown then.
    pub(crate) async fn takes(&self, who: &str, item: &str) -> Message {
        self.redeem(who, item).await;
        self.presses(who, "rewards.redeem").await
    }

    /// Somebody reports to `manager` from now on.
    pub(super) async fn reports_to(&self, who: &str, manager: &str) {
        let report =
            "UPDATE member SET manager_id = (SELECT member_id FROM identity WHERE user_id = $2 LIMIT 1)
             WHERE id = (SELECT member_id FROM identity WHERE user_id = $1 LIMIT 1)";
        let report = sqlx::query(report).bind(who).bind(manager);
        report.execute(&self.db.pool).await.unwrap();
    }

    /// Somebody presses a button of the last message that they alone see.
    pub(super) async fn presses(&self, who: &str, action: &str) -> Message {
        let message = self.shown_to(who);
        let seen = self
            .sandbox
            .as_user(who)
            .press(&message.channel, &message.ts, action)
            .await;
        assert!(seen.is_ok(), "{action}: {seen:?}");
        self.quiet().await;
        self.shown_to(who)
    }

    /// The last message that somebody alone sees.
    #[track_caller]
    pub(super) fn shown_to(&self, who: &str) -> Message {
        self.sandbox
            .ephemerals(who)
            .pop()
            .expect("nothing is shown")
    }

    /// The last message of the bot to somebody.
    #[track_caller]
    pub(super) fn told_directly(&self, who: &str) -> Message {
        self.sandbox
            .dm_with_bot(who)
            .pop()
            .expect("nothing is told")
    }

    /// Somebody presses a button of the last message of the bot to them.
    pub(crate) async fn presses_directly(&self, who: &str, action: &str) -> Seen {
        let message = self.told_directly(who);
        let seen = self
            .sandbox
            .as_user(who)
            .press(&message.channel, &message.ts, action)
            .await;
        self.quiet().await;
        seen
    }

    /// Somebody sends the form that is open, with these answers.
    pub(crate) async fn sends<const N: usize>(
        &self,
        who: &str,
        answers: [(&'static str, &str); N],
    ) -> Seen {
        let form = self.sandbox.modals(who).pop().expect("a form is open");
        let answers = answers.map(|(name, answer)| (name, serde_json::json!(answer)));
        let seen = self.sandbox.as_user(who).submit(&form.id, answers).await;
        self.quiet().await;
        seen
    }

    /// What every redemption has come to, oldest first, as `state points`.
    pub(crate) async fn redemptions(&self) -> Vec<String> {
        let sql = "SELECT state || ' ' || points FROM redemption ORDER BY id";
        let rows = sqlx::query(sql).fetch_all(&self.db.pool).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// How many are left of an item.
    pub(super) async fn stock(&self, item: &Item) -> Option<i64> {
        let sql = "SELECT stock FROM reward_item WHERE id = $1";
        sqlx::query_scalar(sql)
            .bind(item.id)
            .fetch_one(&self.db.pool)
            .await
            .unwrap()
    }
}

/// The buttons of a message: their action and what they say.
pub(super) fn buttons(message: &Message) -> Vec<(String, String)> {
    let elements = message
        .blocks
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let read = |it: &serde_json::Value| {
        let action = it["action_id"].as_str()?.split('#').next()?.to_owned();
        Some((action, it["text"]["text"].as_str()?.to_owned()))
    };
    elements.flatten().filter_map(read).collect()
}

/// How many buttons of a message are for an action.
pub(super) fn many(message: &Message, action: &str) -> usize {
    let buttons = buttons(message).into_iter();
    buttons.filter(|(it, _)| it == action).count()
}

/// What the button for an action says.
#[track_caller]
pub(super) fn label(message: &Message, action: &str) -> String {
    let found = buttons(message).into_iter().find(|(it, _)| it == action);
    found
        .unwrap_or_else(|| panic!("no {action} in {message:?}"))
        .1
}
