//! A programme that buys of a provider's stand-in.

use plaudit::config::ServeSettings;
use plaudit::ids::{RedemptionId, RewardId};
use plaudit::rewards::{Asks, Fulfilment, State, Voucher};

use super::there::{Order, There};
use crate::fulfilment::scene::{BUDI, SITI, Scene};
use crate::harness::Replica;

/// What ten points are worth, in cents.
pub(super) const CENTS: i64 = 500;

/// A programme in which ten points buy a card of five dollars, and nobody delivers yet.
pub(super) struct Shop {
    pub(super) scene: Scene,
    pub(super) there: There,
    pub(super) card: RewardId,
    full: i64,
}

impl Shop {
    /// One that buys of Tremendous.
    pub(super) async fn open() -> Self {
        Self::of(Fulfilment::Tremendous).await
    }

    /// One that buys of this provider, whose clock is the scene's.
    pub(super) async fn of(seller: Fulfilment) -> Self {
        let scene = Scene::open().await;
        let shown = scene.plaudit.clock.clone();
        let clock = plaudit_sandbox::Clock::new(move || shown.now());
        Self::with(scene, seller, clock).await
    }

    /// The same, whose clock is the machine's, as a program's is.
    pub(super) async fn by_the_machine(seller: Fulfilment) -> Self {
        let scene = Scene::open().await;
        Self::with(scene, seller, plaudit_sandbox::Clock::system()).await
    }

    async fn with(scene: Scene, seller: Fulfilment, clock: plaudit_sandbox::Clock) -> Self {
        scene.plaudit.app().stop.cancel();
        scene.plaudit.set("provider.rates", "USD 0.5").await;
        let there = There::start(seller, clock).await;
        let full = there.cents();
        let card = scene.add("card", |_, offer| {
            offer.fulfilment = seller;
            offer.voucher = Some(Voucher {
                product: there.card().to_owned(),
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
    pub(super) fn with_account(&self) -> impl FnOnce(&mut ServeSettings) {
        |settings| self.there.tell(settings)
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
        orders.filter(|it| it.ours == id.to_string()).collect()
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

    /// It was bought once, paid once, counted once, and what it is told once to whoever redeemed it.
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
        let goods = self.scene.code(id).await.unwrap();
        assert!(goods.contains(&orders[0].goods), "{goods}");
        let code = goods.lines().next().unwrap();
        assert_eq!(self.scene.times_told(BUDI, code).await, 1);
        assert_eq!(self.scene.times_told(SITI, code).await, 0);
    }

    /// Ends the test: what is gone there is what the orders cost.
    pub(super) async fn finish(self, deliverer: Replica) {
        assert_eq!(self.there.complaints(), Vec::<String>::new());
        let paid = self.there.orders().into_iter().filter(|it| it.paid);
        let paid: i64 = paid.map(|it| it.cents).sum();
        if self.there.cents() <= self.full {
            assert_eq!(self.there.cents() + paid, self.full);
        }
        deliverer.stop().await;
        self.scene.finish().await;
    }
}
