//! A programme where points are worth something.

use plaudit::clock::Clock;
use plaudit::config::ServeSettings;
use plaudit::database::Ts;
use plaudit::ids::{MemberId, RedemptionId, RewardId, WorkspaceId};
use plaudit::letters::RewardLetters;
use plaudit::policy::{Actor, Role};
use plaudit::rewards::catalog::CatalogError;
use plaudit::rewards::codes::{self, Loaded};
use plaudit::rewards::{
    self, Asks, Fulfilment, ItemKind, Offer, Price, Redeem, Redemption, State, Webhook, catalog,
};
use plaudit::sealed::{Column, Context};
use plaudit::settings::{self, Settings};
use plaudit_sandbox::slack::Message;
use secrecy::{ExposeSecret, SecretString};
use sqlx::PgConnection;

use crate::harness::slack::{Answer, post};
use crate::harness::{Plaudit, Replica, acting, comes_to, eventually, sealer, slack_settings};
use plaudit_sandbox::webhook::{Receiver, SECRET, sign};

pub(super) const SITI: &str = "U0SITI00001";
pub(super) const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

/// What everything costs.
const PRICE: i64 = 10;

/// A programme in which Budi has 100 points, and Siti is an admin.
pub(super) struct Scene {
    pub(super) plaudit: Plaudit,
    pub(super) workspace: WorkspaceId,
    pub(super) budi: MemberId,
}

impl Scene {
    pub(super) async fn open() -> Self {
        let clock = Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap());
        let plaudit = Plaudit::start_at(clock).await;
        for giver in [SITI, ANA] {
            let person = plaudit.sandbox.as_user(giver);
            let seen = person
                .slash(KUDOS, "/kudos", "@budi +50 for all of it")
                .await;
            assert_eq!(seen.status, Some(200), "{seen:?}");
        }
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 100);
        let english = sqlx::query("UPDATE member SET chosen_locale = 'en'");
        english.execute(&plaudit.db.pool).await.unwrap();
        let (workspace, budi) = (plaudit.workspace().await, member(&plaudit, BUDI).await);
        Self {
            plaudit,
            workspace,
            budi,
        }
    }

    /// Puts an item into the catalogue.
    pub(super) async fn add(
        &self,
        slug: &str,
        change: impl FnOnce(RewardId, &mut Offer),
    ) -> RewardId {
        let id = self.plaudit.clock.new_id();
        let name = format!("The {slug}");
        let mut offer = Offer::new(slug, ItemKind::GiftCard, &name, Price::Fixed(PRICE));
        change(id, &mut offer);
        let mut tx = self.plaudit.db.pool.begin().await.unwrap();
        let which = (self.workspace, id);
        let (clock, by) = (&self.plaudit.clock, &Actor::Operator);
        catalog::add(&mut tx, clock, by, which, &offer, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Says something else of an item.
    pub(super) async fn edit(
        &self,
        item: RewardId,
        change: impl FnOnce(&mut Offer),
    ) -> Result<(), CatalogError> {
        let mut tx = self.plaudit.db.pool.begin().await.unwrap();
        let found = catalog::by_id(&mut tx, self.workspace, item).await;
        let mut offer = found.unwrap().unwrap().offer;
        change(&mut offer);
        let (clock, which) = (&self.plaudit.clock, (self.workspace, item));
        catalog::edit(&mut tx, clock, &Actor::Operator, which, &offer).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    /// A service, and what its calls are signed with, for an item.
    pub(super) fn webhook(&self, receiver: &Receiver, item: RewardId) -> Webhook {
        let context = Context::new(self.workspace, Column::WebhookSecret, item);
        Webhook {
            url: receiver.url.clone(),
            secret: sealer().seal(&context, &SECRET.into()),
        }
    }

    /// An item that is delivered by these codes.
    pub(super) async fn by_codes(&self, codes: &str) -> RewardId {
        let item = self.add("coffee", |_, offer| offer.fulfilment = Fulfilment::Codes);
        let item = item.await;
        self.load(item, codes).await;
        item
    }

    /// Loads codes.
    pub(super) async fn load(&self, item: RewardId, codes: &str) -> Loaded {
        let mut tx = self.plaudit.db.pool.begin().await.unwrap();
        let (sealer, codes) = (sealer(), codes::read(codes).unwrap());
        let (clock, which) = (&self.plaudit.clock, (self.workspace, item));
        let loaded = codes::load(&mut tx, clock, &Actor::Operator, &sealer, which, &codes);
        let loaded = loaded.await.unwrap();
        tx.commit().await.unwrap();
        loaded
    }

    /// An item that a service delivers.
    pub(super) async fn by_service(&self, receiver: &Receiver, asks: Asks) -> RewardId {
        self.by_service_as("mug", receiver, asks).await
    }

    /// The same, under another name.
    pub(super) async fn by_service_as(
        &self,
        slug: &str,
        receiver: &Receiver,
        asks: Asks,
    ) -> RewardId {
        let add = self.add(slug, |id, offer| {
            offer.fulfilment = Fulfilment::Webhook;
            offer.asks = asks;
            offer.webhook = Some(self.webhook(receiver, id));
        });
        add.await
    }

    /// Budi redeems an item.
    pub(super) async fn redeem(&self, item: RewardId, delivery: Option<&str>) -> RedemptionId {
        let mut tx = self.plaudit.db.pool.begin().await.unwrap();
        let id = self.redeem_in(&mut tx, item, delivery).await;
        tx.commit().await.unwrap();
        id
    }

    /// The same, in a transaction of the test's own.
    pub(super) async fn redeem_in(
        &self,
        conn: &mut PgConnection,
        item: RewardId,
        delivery: Option<&str>,
    ) -> RedemptionId {
        let id: RedemptionId = self.plaudit.clock.new_id();
        let context = Context::new(self.workspace, Column::Delivery, id);
        let delivery = delivery.map(|it| sealer().seal(&context, &SecretString::from(it)));
        let by = acting(self.budi, Role::Member);
        let ask = Redeem {
            workspace: self.workspace,
            id,
            member: self.budi,
            by: &by,
            item,
            points: PRICE,
            seen: None,
            delivery,
            keys: &[],
        };
        let settings = self.settings().await;
        let teller = RewardLetters::new(settings.clone());
        let redeemed = rewards::redeem(conn, &self.plaudit.clock, &settings, ask, &teller);
        redeemed.await.unwrap();
        id
    }

    pub(super) async fn settings(&self) -> Settings {
        let mut conn = self.plaudit.db.pool.acquire().await.unwrap();
        settings::load(&mut conn, self.workspace).await.unwrap()
    }

    pub(super) async fn redemption(&self, id: RedemptionId) -> Redemption {
        let mut conn = self.plaudit.db.pool.acquire().await.unwrap();
        let found = rewards::by_id(&mut conn, self.workspace, id).await;
        found.unwrap().unwrap()
    }

    /// Lets time pass until the next try is due, unless one is under way.
    pub(super) async fn let_time_pass(&self) {
        let next = "SELECT min(available_at) FROM fulfilment
                    WHERE settled_at IS NULL AND NOT EXISTS (SELECT FROM fulfilment WHERE lease IS NOT NULL)";
        let next = sqlx::query_scalar(next).fetch_one(&self.plaudit.db.pool);
        let next: Option<Ts> = next.await.unwrap();
        let left = next.map(|next| next.0.duration_since(self.plaudit.clock.now()));
        if let Some(left) = left.filter(jiff::SignedDuration::is_positive) {
            self.plaudit.clock.advance(left);
        }
    }

    /// Waits until what was tried is recorded.
    pub(super) async fn recorded(&self) {
        let busy = "SELECT count(*) FROM fulfilment WHERE lease IS NOT NULL";
        comes_to(&self.plaudit.db.pool, 0, busy).await;
    }

    /// Waits until a service was called so often.
    pub(super) async fn called(&self, receiver: &Receiver, times: usize) {
        let look = async || {
            self.let_time_pass().await;
            receiver.calls().len()
        };
        eventually("the service is called", look, |calls| *calls >= times).await;
    }

    /// Waits until a redemption stands there.
    pub(super) async fn until(&self, id: RedemptionId, state: State) -> Redemption {
        let look = async || {
            self.let_time_pass().await;
            self.redemption(id).await
        };
        let what = format!("it is {state}");
        eventually(&what, look, |seen| seen.state == state).await
    }

    /// Waits until nothing waits to be delivered.
    pub(super) async fn delivered(&self) {
        let look = async || -> i64 {
            self.let_time_pass().await;
            let waiting = "SELECT count(*) FROM fulfilment WHERE settled_at IS NULL";
            let waiting = sqlx::query_scalar(waiting).fetch_one(&self.plaudit.db.pool);
            waiting.await.unwrap()
        };
        eventually("nothing waits to be delivered", look, |it| *it == 0).await;
    }

    /// What was delivered, opened.
    pub(super) async fn code(&self, id: RedemptionId) -> Option<String> {
        let redemption = self.redemption(id).await;
        let context = Context::new(self.workspace, Column::Delivered, id);
        let opened = redemption
            .delivered
            .map(|sealed| sealer().open(&context, &sealed).unwrap());
        opened.map(|code| code.expose_secret().to_owned())
    }

    /// Which steps it took, as `approved fulfilling fulfilled`.
    pub(super) async fn steps(&self, id: RedemptionId) -> String {
        let mut conn = self.plaudit.db.pool.acquire().await.unwrap();
        let past = rewards::history(&mut conn, self.workspace, id).await;
        let steps = past.unwrap();
        let steps: Vec<&str> = steps.iter().map(|past| past.after.as_str()).collect();
        steps.join(" ")
    }

    /// What somebody was told by the bot.
    pub(super) async fn told(&self, user: &str) -> Vec<String> {
        self.plaudit.quiet().await;
        let told = self.plaudit.sandbox.dm_with_bot(user);
        told.iter().map(Message::shown).collect()
    }

    /// How many of the messages to somebody hold these words.
    pub(super) async fn times_told(&self, user: &str, words: &str) -> usize {
        let told = self.told(user).await;
        told.iter()
            .filter(|message| message.contains(words))
            .count()
    }

    /// Calls back as a service does.
    pub(super) async fn call_back(&self, id: RedemptionId, body: &str) -> Answer {
        let at = self.plaudit.clock.now().as_second();
        self.call_back_as(id, &id.to_string(), at, body).await
    }

    /// The same, with another id or time signed.
    pub(super) async fn call_back_as(
        &self,
        id: RedemptionId,
        signed: &str,
        at: i64,
        body: &str,
    ) -> Answer {
        let at = at.to_string();
        let signature = sign(signed, &at, body.as_bytes());
        let headers = [
            ("webhook-id", signed),
            ("webhook-timestamp", at.as_str()),
            ("webhook-signature", signature.as_str()),
        ];
        let url = self.plaudit.url(&format!("/fulfilment/{id}"));
        post(&url, &headers, body.into()).await
    }

    /// Another process beside this one, told otherwise.
    pub(super) async fn beside(&self, change: impl FnOnce(&mut ServeSettings)) -> Replica {
        let clock = self.plaudit.clock.clone();
        Replica::start_as(self.plaudit.db.options(), self.process(change), clock).await
    }

    /// The same, which can be killed.
    pub(super) async fn mortal(&self, change: impl FnOnce(&mut ServeSettings)) -> Replica {
        let clock = self.plaudit.clock.clone();
        Replica::start_apart_as(&self.plaudit.db, self.process(change), clock).await
    }

    /// What another process is told.
    fn process(&self, change: impl FnOnce(&mut ServeSettings)) -> ServeSettings {
        let mut settings = ServeSettings {
            slack: Some(slack_settings(&self.plaudit.sandbox)),
            sealer: Some(sealer()),
            fulfilment_private: true,
            public: Some("https://plaudit.test/".parse().unwrap()),
            ..ServeSettings::default()
        };
        change(&mut settings);
        settings
    }

    /// Ends the test: the books agree, and nobody was told a code but who got it.
    pub(super) async fn finish(self) {
        let mut conn = self.plaudit.db.pool.acquire().await.unwrap();
        let fault = rewards::verify_rewards(&mut conn).await.unwrap();
        assert_eq!(fault, None);
        drop(conn);
        self.plaudit.finish().await;
    }
}

pub(super) async fn member(plaudit: &Plaudit, user: &str) -> MemberId {
    sqlx::query_scalar("SELECT member_id FROM identity WHERE user_id = $1")
        .bind(user)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap()
}
