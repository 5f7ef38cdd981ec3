//! A programme that buys of a provider's stand-in.

use plaudit::config::ServeSettings;
use plaudit::ids::{RedemptionId, RewardId};
use plaudit::policy::Actor;
use plaudit::rewards::{self, Asks, Fulfilment, State, Voucher};
use plaudit_sandbox::selling::{Fault, Step};

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

    /// An admin has a redemption tried again that failed.
    pub(super) async fn again(&self, id: RedemptionId) {
        let (clock, by) = (&self.scene.plaudit.clock, &Actor::Operator);
        let mut tx = self.scene.plaudit.db.pool.begin().await.unwrap();
        rewards::again(&mut tx, clock, by, (self.scene.workspace, id), &[])
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Budi redeems a card whose order is called off there.
    pub(super) async fn called_off(&self) -> RedemptionId {
        self.there.fail(Step::Place, [Fault::Fails]);
        let id = self.redeem().await;
        self.scene.until(id, State::Failed).await;
        assert_eq!(self.counted(id).await, 0);
        id
    }

    /// The orders of a redemption, whichever try they are of.
    pub(super) fn orders_of(&self, id: RedemptionId) -> Vec<Order> {
        let orders = self.there.orders().into_iter();
        orders
            .filter(|it| it.ours.starts_with(&id.to_string()))
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

    /// It was bought once, paid once, counted once, and what it is told once to whoever redeemed it.
    pub(super) async fn was_bought_once(&self, id: RedemptionId) {
        self.was_bought_after(id, 0).await;
    }

    /// The same after so many orders that were called off, each of which had a number of its own.
    pub(super) async fn was_bought_after(&self, id: RedemptionId, called_off: usize) {
        let redemption = self.scene.redemption(id).await;
        assert_eq!(redemption.state, State::Fulfilled);
        let orders = self.orders_of(id);
        let numbers: Vec<&str> = orders.iter().map(|it| it.ours.as_str()).collect();
        let expected = (1..=called_off + 1).map(|nth| match nth {
            1 => id.to_string(),
            _ => format!("{id}-{nth}"),
        });
        assert_eq!(numbers, expected.collect::<Vec<_>>());
        let (bought, before) = orders.split_last().unwrap();
        assert!(
            bought.paid && before.iter().all(|it| !it.paid),
            "{orders:?}"
        );
        assert_eq!(
            redemption.provider_reference.as_deref(),
            Some(bought.id.as_str())
        );
        assert_eq!(self.counted(id).await, CENTS);
        let goods = self.scene.code(id).await.unwrap();
        assert!(goods.contains(&bought.goods), "{goods}");
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
