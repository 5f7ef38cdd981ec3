//! What somebody's home shows, as things are: read in so many queries, whatever they have.

use jiff::{Timestamp, Zoned};
use sqlx::PgConnection;

use super::history::line;
use super::home_duties::duties;
use super::shop::own_redemption;
use crate::calendar::Period;
use crate::chat::{Identity, Message, Proof, Standing};
use crate::clock::{later, minutes};
use crate::home::{self, Fingerprint};
use crate::ids::{MemberId, RewardId, WorkspaceId};
use crate::kudos::{self, Direction, Kudos};
use crate::leaderboard::{self, Metric, Query, Scope};
use crate::letters::{at_home, next_one_on_one, zone_of};
use crate::one_on_ones::{self, Dates, OneOnOne, State};
use crate::people::{self, Member};
use crate::platforms::traits;
use crate::policy::{Action, Actor};
use crate::rewards::{self, Item, catalog};
use crate::settings::Settings;
use crate::wording::{self, Few, HistoryLine, HomeView, HomeWish, NextExpiry, Words};
use crate::{badges, surveys};

/// How many kudos are shown each way, and how much of what was said.
const KUDOS: i64 = 3;
const SAID: usize = 140;

/// How many are shown of everything else; the buttons lead to the others.
const SHOWN: usize = 3;
const WISHES: i64 = 5;
const REDEMPTIONS: i64 = 3;

/// Whose home it is.
#[derive(Clone, Copy)]
pub(super) struct Resident<'a> {
    pub(super) member: &'a Member,
    /// The account by which they see it.
    pub(super) account: &'a Identity,
    pub(super) settings: &'a Settings,
    pub(super) now: Timestamp,
}

/// A home as it is now.
pub(super) struct Home {
    /// What it shows.
    pub(super) message: Message,
    /// Whether it shows what waits for those who run the programme, too.
    pub(super) minds: bool,
    /// When it is another one by itself.
    pub(super) until: Timestamp,
}

impl<'a> Resident<'a> {
    /// What their home shows, noted as what they have before them; and its fingerprint.
    pub(super) async fn look(
        self,
        conn: &mut PgConnection,
    ) -> Result<(Message, Option<Fingerprint>), sqlx::Error> {
        let Home {
            message,
            minds,
            until,
        } = self.home(conn).await?;
        let fingerprint = Fingerprint::of(&message);
        let whose = (self.workspace(), self.account);
        let then = (minds, Some(until));
        home::keep(conn, whose, fingerprint.as_ref(), then, self.now).await?;
        Ok((message, fingerprint))
    }

    /// Their home.
    pub(super) async fn home(self, conn: &mut PgConnection) -> Result<Home, sqlx::Error> {
        let (words, by) = (Words::of(self.member, self.settings), self.by());
        let decides = people::decides(conn, self.workspace(), self.member.id).await?;
        let minds = decides || by.may(Action::FulfilRedemption);
        let mut view = self.own(conn).await?;
        let until = self.kudos(conn, &mut view).await?;
        self.talks(conn, &mut view).await?;
        self.surveys(conn, &mut view).await?;
        self.rewards(conn, &mut view).await?;
        if minds {
            view.duties = duties(conn, &words, self.workspace(), &by, self.now).await?;
        }
        let message = wording::home(&words, &view);
        let has_home = traits(self.account.platform).has_home;
        Ok(Home {
            message: if has_home {
                message
            } else {
                wording::home_by_itself(&words, message)
            },
            minds,
            until,
        })
    }

    const fn workspace(&self) -> WorkspaceId {
        self.member.workspace
    }

    /// The member as the actor: they look for themselves, and the platform says that it is them.
    fn by(&self) -> Actor {
        Actor::Member {
            id: self.member.id,
            role: self.member.role,
            account: self.account.clone(),
            proof: Proof::Person,
        }
    }

    fn in_their_zone(&self, at: Timestamp) -> Zoned {
        at_home(at, self.member, self.settings)
    }

    /// What they have, and where they stand.
    async fn own(&self, conn: &mut PgConnection) -> Result<HomeView<'a>, sqlx::Error> {
        let (member, settings, now) = (self.member, self.settings, self.now);
        let workspace = self.workspace();
        let balance = kudos::balance(conn, workspace, member.id, settings, now).await?;
        let expiring = rewards::next_expiry(conn, workspace, member.id, settings, now).await?;
        let today = settings.day(now);
        let rank = if member.on_boards {
            let query = Query {
                workspace,
                metric: Metric::Received,
                period: Period::Month,
                day: today,
                scope: Scope::default(),
                among: None,
                limit: 1,
            };
            let place = leaderboard::place_of(conn, &query, member.id).await?;
            Some(place.map(|it| (it.rank, it.points)))
        } else {
            None
        };
        Ok(HomeView {
            name: &member.name,
            zone: member.time_zone.as_ref(),
            gives: kudos::giver_may(settings, member) != Err(kudos::Refusal::NotForYou),
            redeems: false,
            balance,
            expiring: expiring.map(|expiring| NextExpiry { expiring, today }),
            rank,
            shelf: badges::of(conn, now, settings, workspace, member.id).await?,
            received: Vec::new(),
            given: Vec::new(),
            undo: None,
            surveys: Few::default(),
            wishes: Few::default(),
            redemptions: Few::default(),
            talks: Few::default(),
            asked_by: Vec::new(),
            duties: wording::HomeDuties::default(),
        })
    }

    /// What they received and gave last. Returns when they can undo no more, or may give anew.
    async fn kudos(
        &self,
        conn: &mut PgConnection,
        view: &mut HomeView<'_>,
    ) -> Result<Timestamp, sqlx::Error> {
        let (workspace, member) = (self.workspace(), self.member.id);
        let mut load =
            async |direction| kudos::history(conn, workspace, member, direction, true, KUDOS).await;
        let received = load(Direction::Received).await?;
        let given = load(Direction::Given).await?;
        let all = received.iter().chain(&given);
        let ids: Vec<MemberId> = all
            .flat_map(|it| it.recipients.iter().copied().chain([it.giver]))
            .collect();
        let members = people::by_ids(conn, workspace, &ids).await?;
        let zone = zone_of(self.member, self.settings);
        let shown = |it: &Kudos, others: &[MemberId]| {
            let line = line(zone, it, others, &members);
            HistoryLine {
                message: wording::brief(&line.message, SAID),
                ..line
            }
        };
        let lines = received.iter().map(|it| shown(it, &[it.giver]));
        view.received = lines.collect();
        let lines = given.iter().map(|it| shown(it, &it.recipients));
        view.given = lines.collect();
        let resets = view.balance.resets_at.timestamp();
        let last = given.first().map(|it| {
            let until = later(it.given_at.0, minutes(self.settings.undo_minutes));
            (it.id, until)
        });
        Ok(match last.filter(|(_, until)| *until > self.now) {
            Some((kudos, until)) => {
                view.undo = Some(kudos);
                until.min(resets)
            }
            None => resets,
        })
    }

    /// With whom they talk next, and who asks them to.
    async fn talks(
        &self,
        conn: &mut PgConnection,
        view: &mut HomeView<'_>,
    ) -> Result<(), sqlx::Error> {
        let (workspace, member) = (self.workspace(), self.member.id);
        let pairs = one_on_ones::of(conn, workspace, member).await?;
        let others: Vec<MemberId> = pairs.iter().map(|it| it.other(member)).collect();
        if others.is_empty() {
            return Ok(());
        }
        let others = people::by_ids(conn, workspace, &others).await?;
        let name = |pair: &OneOnOne| {
            let other = others.iter().find(|it| it.id == pair.other(member));
            other.map_or_else(String::new, |it| it.name.clone())
        };
        let asks = |it: &&OneOnOne| it.state == State::Asked && it.asked_by != member;
        view.asked_by = pairs.iter().filter(asks).map(name).collect();
        let dates = Dates::of_all(conn, &pairs, self.settings).await?;
        let going = pairs.iter().zip(&dates);
        let going = going.filter(|(pair, _)| pair.state == State::Going);
        let mut ahead: Vec<(String, Zoned)> = going
            .filter_map(|(pair, dates)| {
                let when = (self.settings, self.now);
                let (_, at) = next_one_on_one(dates, pair, self.member, when)?;
                Some((name(pair), at))
            })
            .collect();
        ahead.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        view.talks = Few::of(ahead, SHOWN);
        Ok(())
    }

    /// What asks them, and has no answer of theirs: as much as they are told where they ask for it.
    async fn surveys(
        &self,
        conn: &mut PgConnection,
        view: &mut HomeView<'_>,
    ) -> Result<(), sqlx::Error> {
        let whose = (self.workspace(), self.member.id);
        let open = surveys::open_for(conn, whose, self.now).await?;
        let waiting = open.into_iter().filter(|(_, answered)| !answered);
        let waiting = waiting.map(|(run, _)| {
            let until = self.in_their_zone(run.closes_at.0);
            (run.title, until)
        });
        view.surveys = Few::of(waiting.collect(), SHOWN);
        Ok(())
    }

    /// What they wish for, and what they redeemed.
    async fn rewards(
        &self,
        conn: &mut PgConnection,
        view: &mut HomeView<'_>,
    ) -> Result<(), sqlx::Error> {
        let (workspace, member) = (self.workspace(), self.member.id);
        if self.member.standing != Standing::Member || !catalog::is_open(conn, workspace).await? {
            return Ok(());
        }
        view.redeems = true;
        let (ids_wished, wishes) = rewards::wished(conn, workspace, member, WISHES).await?;
        let own = rewards::of_member(conn, workspace, member, REDEMPTIONS).await?;
        let all = rewards::count_of_member(conn, workspace, member).await?;
        let ids = own
            .iter()
            .map(|it| it.item)
            .chain(ids_wished.iter().copied());
        let ids: Vec<RewardId> = ids.collect();
        if ids.is_empty() {
            return Ok(());
        }
        let items = catalog::by_ids(conn, workspace, &ids).await?;
        let words = Words::of(self.member, self.settings);
        let today = self.settings.day(self.now);
        let wish = |item: &Item| HomeWish {
            item: item.offer.texts.text(words.locale).name.clone(),
            price: item.offer.price.least(),
            offered: item.is_offered(today) && !item.is_sold_out(),
        };
        let found = ids_wished
            .iter()
            .filter_map(|id| items.iter().find(|item| item.id == *id));
        let shown: Vec<HomeWish> = found.map(wish).collect();
        view.wishes = Few {
            shown,
            more: wishes.saturating_sub(WISHES).max(0),
        };
        let shown = own
            .iter()
            .map(|it| own_redemption(words.locale, it, &items));
        view.redemptions = Few {
            shown: shown.collect(),
            more: all.saturating_sub(REDEMPTIONS).max(0),
        };
        Ok(())
    }
}
