//! A programme that buys of Tremendous' stand-in.

use plaudit::config::ServeSettings;
use plaudit::fulfilment::TremendousAccount;
use plaudit::ids::{RedemptionId, RewardId};
use plaudit::rewards::{Asks, Fulfilment, State, Voucher};
use plaudit_sandbox::tremendous::{Order, Sandbox, SandboxOptions};

use crate::fulfilment::scene::{BUDI, SITI, Scene};
use crate::harness::Replica;

/// What ten points are worth, in cents.
pub(super) const CENTS: i64 = 500;

/// A programme in which ten points buy a card of five dollars, and nobody delivers yet.
pub(super) struct Shop {
    pub(super) scene: Scene,
    pub(super) there: Sandbox,
    pub(super) card: RewardId,
    full: i64,
}

impl Shop {
    pub(super) async fn open() -> Self {
        let scene = Scene::open().await;
        scene.plaudit.app().stop.cancel();
        scene.plaudit.set("provider.rates", "USD 0.5").await;
        let options = SandboxOptions::default();
        let full = options.cents;
        let there = Sandbox::start(options).await.unwrap();
        let card = scene.add("card", |_, offer| {
            offer.fulfilment = Fulfilment::Tremendous;
            offer.voucher = Some(Voucher {
                product: "WORLDCARD001".to_owned(),
                currency: "USD".parse().unwrap(),
            });
        });
        let card = card.await;
        Self {
            scene,
            there,
            card,
            full,
        }
    }

    /// Tells a process of the account.
    pub(super) fn with_account(&self) -> impl FnOnce(&mut ServeSettings) + use<> {
        let account = TremendousAccount {
            api: self.there.api_url().parse().unwrap(),
            key: self.there.key().into(),
        };
        |settings| settings.providers.tremendous = Some(account)
    }

    /// A process that delivers.
    pub(super) async fn deliverer(&self) -> Replica {
        self.scene.beside(self.with_account()).await
    }

    /// The same, which can be killed.
    pub(super) async fn mortal(&self) -> Replica {
        self.scene.mortal(self.with_account()).await
    }

    /// Budi redeems a card.
    pub(super) async fn redeem(&self) -> RedemptionId {
        self.scene.redeem(self.card, None).await
    }

    /// Lets the item ask for a mailbox.
    pub(super) async fn ask_for_a_mailbox(&self) {
        let asks = self.scene.edit(self.card, |offer| offer.asks = Asks::Email);
        asks.await.unwrap();
    }

    /// The orders of a redemption.
    pub(super) fn orders_of(&self, id: RedemptionId) -> Vec<Order> {
        let orders = self.there.orders().into_iter();
        orders
            .filter(|it| it.external_id == id.to_string())
            .collect()
    }

    /// What counts against the budget for a redemption, in cents.
    pub(super) async fn counted(&self, id: RedemptionId) -> i64 {
        let counted =
            "SELECT coalesce(sum(minor), 0)::bigint FROM voucher_spending WHERE redemption_id = $1";
        let counted = sqlx::query_scalar(counted).bind(id);
        counted
            .fetch_one(&self.scene.plaudit.db.pool)
            .await
            .unwrap()
    }

    /// It was bought once, paid once, counted once, and its link told once to whoever redeemed it.
    pub(super) async fn was_bought_once(&self, id: RedemptionId) {
        let redemption = self.scene.redemption(id).await;
        assert_eq!(redemption.state, State::Fulfilled);
        let orders = self.orders_of(id);
        assert_eq!(orders.len(), 1, "{orders:?}");
        assert_eq!(
            redemption.provider_reference.as_deref(),
            Some(orders[0].id.as_str())
        );
        assert_eq!(self.counted(id).await, CENTS);
        let link = self.scene.code(id).await.unwrap();
        let number = orders[0].id.trim_start_matches("ORDER");
        assert!(link.contains(&format!("REWARD{number}-")), "{link}");
        assert_eq!(self.scene.times_told(BUDI, &link).await, 1);
        assert_eq!(self.scene.times_told(SITI, &link).await, 0);
    }

    /// Ends the test: what is gone there is what the orders cost.
    pub(super) async fn finish(self, deliverer: Replica) {
        assert_eq!(self.there.complaints(), Vec::<String>::new());
        let paid = self
            .there
            .orders()
            .into_iter()
            .filter(|it| it.status == "EXECUTED");
        let paid: i64 = paid.map(|it| it.cents).sum();
        if self.there.cents() <= self.full {
            assert_eq!(self.there.cents() + paid, self.full);
        }
        deliverer.stop().await;
        self.scene.finish().await;
    }
}
