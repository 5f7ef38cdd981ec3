//! Both platforms, and three people who read different languages: Liam, Budi and Farid.

use std::iter::Cycle;
use std::ops::Range;

use plaudit_sandbox::slack::View;
use plaudit_sandbox::teams::KUDOS as TEAMS;

use crate::harness::Plaudit;

/// A channel of Slack where the bot sits.
pub(super) const SLACK: &str = "C0KUDOS0001";

/// By their names in Teams, and their ids in Slack: English, Indonesian, Malay.
pub(super) const READERS: [(&str, &str); 3] = [
    ("liam", "U0LIAM00016"),
    ("budi", "U0BUDI00002"),
    ("farid", "U0FARID0007"),
];

/// Where something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// After `/kudos`. Teams has no commands.
    Command,
    /// In a channel, after the bot's name.
    ToBot,
    /// In a direct message to the bot.
    Alone,
    /// In a channel where the bot sits.
    Overheard,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happens {
    /// So many points are given in all.
    Gives(i64),
    /// Nothing is given; whoever typed it is asked whether they mean to, with a button that gives.
    Asks,
    /// Nothing is given; whoever typed it is told this, in English, Indonesian or Malay.
    Tells([&'static str; 3]),
    /// Nothing at all.
    Silent,
}

/// What came of something that was typed.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) given: i64,
    /// What whoever typed it was told alone.
    pub(super) told: Vec<String>,
    /// Whether one of it has the button that gives.
    pub(super) asked: bool,
}

pub(super) struct Scene {
    pub(super) plaudit: Plaudit,
}

/// Who types it: everybody, where they are told something in their own language.
pub(super) fn readers(happens: &Happens, turns: &mut Cycle<Range<usize>>) -> Vec<usize> {
    match happens {
        Happens::Tells(_) | Happens::Asks => vec![0, 1, 2],
        Happens::Gives(_) | Happens::Silent => turns.next().into_iter().collect(),
    }
}

impl Scene {
    pub(super) async fn new() -> Self {
        let plaudit = Plaudit::start_at_noon().await;
        plaudit
            .teams()
            .change(|model| model.company.reads_all = true);
        plaudit.set("allowance.points", "100000").await;
        let values = "teamwork; ग्राहक; ลูกค้า; வாடிக்கையாளர்; İnovasyon; café";
        plaudit.set("values", values).await;
        Self { plaudit }
    }

    /// Asserts what happens, on both platforms.
    pub(super) async fn tries(&self, typed: &str, place: Where, reader: usize, happens: &Happens) {
        let (in_teams, in_slack) = READERS[reader];
        let slack = self.in_slack(typed, place, in_slack).await;
        check("Slack", typed, place, reader, happens, &slack);
        // Groups of people are Slack's, and so are commands.
        if place != Where::Command && !typed.contains("@tim-dev") {
            let teams = self.in_teams(typed, place, in_teams).await;
            check("Teams", typed, place, reader, happens, &teams);
        }
    }

    pub(super) async fn in_slack(&self, typed: &str, place: Where, who: &str) -> Outcome {
        let before = (self.given().await, self.slack_told(who).len());
        let person = self.plaudit.sandbox.as_user(who);
        let seen = match place {
            Where::Command => person.slash(SLACK, "/kudos", typed).await,
            Where::ToBot => person.post(SLACK, &format!("@Plaudit {typed}")).await,
            Where::Alone => person.post_to_bot(typed).await,
            Where::Overheard => person.post(SLACK, typed).await,
        };
        assert!(seen.is_ok(), "{typed}: {seen:?}");
        self.plaudit.hush().await;
        let mut told = self.slack_told(who).split_off(before.1);
        // The answer to a command is in its acknowledgement, or is a form.
        let modals = self.plaudit.sandbox.modals(who);
        if place == Where::Command {
            let form = modals.last().map(View::shown);
            told.push((seen.text.clone(), seen.body.clone()));
            told.extend(form.map(|form| (form, String::new())));
        }
        for modal in modals {
            person.close(&modal.id, true).await;
        }
        self.outcome(before.0, told).await
    }

    pub(super) async fn in_teams(&self, typed: &str, place: Where, who: &str) -> Outcome {
        let before = (self.given().await, self.teams_told(who).len());
        let person = self.plaudit.teams().as_user(who);
        let seen = match place {
            Where::ToBot => person.say(TEAMS, &format!("@Plaudit {typed}")).await,
            Where::Alone => person.say_to_bot(typed).await,
            Where::Overheard => person.say(TEAMS, typed).await,
            Where::Command => panic!("Teams has no commands"),
        };
        assert!(seen.is_ok(), "{typed}: {seen:?}");
        self.plaudit.hush().await;
        let told = self.teams_told(who).split_off(before.1);
        self.outcome(before.0, told).await
    }

    async fn outcome(&self, before: i64, told: Vec<(String, String)>) -> Outcome {
        Outcome {
            given: self.given().await - before,
            asked: told
                .iter()
                .any(|(_, raw)| raw.contains("kudos.give_proposed")),
            told: told.into_iter().map(|(shown, _)| shown).collect(),
        }
    }

    /// Everything that somebody was told alone: as they see it, and as it was sent.
    fn slack_told(&self, who: &str) -> Vec<(String, String)> {
        let sandbox = &self.plaudit.sandbox;
        let direct = sandbox.dm_with_bot(who).into_iter().filter(|it| it.by_app);
        let mut told: Vec<_> = sandbox.ephemerals(who).into_iter().chain(direct).collect();
        told.sort_by(|a, b| a.ts.cmp(&b.ts));
        told.iter()
            .map(|it| (it.shown(), serde_json::to_string(&it.blocks).unwrap()))
            .collect()
    }

    fn teams_told(&self, who: &str) -> Vec<(String, String)> {
        let teams = self.plaudit.teams();
        let direct = teams.direct(who).into_iter().filter(|it| it.by_app);
        let mut told: Vec<_> = teams.privates(who).into_iter().chain(direct).collect();
        told.retain(|it| it.by_app);
        told.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        told.iter()
            .map(|it| (it.shown().replace('\u{200b}', ""), format!("{it:?}")))
            .collect()
    }

    /// All points that anybody has.
    pub(super) async fn given(&self) -> i64 {
        sqlx::query_scalar(
            "SELECT coalesce(sum(balance), 0)::bigint FROM ledger_account WHERE kind = 'points'",
        )
        .fetch_one(&self.plaudit.db.pool)
        .await
        .unwrap()
    }

    pub(super) async fn finish(self) {
        self.plaudit.finish().await;
    }
}

fn check(
    platform: &str,
    typed: &str,
    place: Where,
    reader: usize,
    happens: &Happens,
    outcome: &Outcome,
) {
    let scene = format!(
        "{typed:?}, {place:?} on {platform}, read by {}: {outcome:?}",
        READERS[reader].0
    );
    let given = match happens {
        Happens::Gives(points) => *points,
        _ => 0,
    };
    assert_eq!(outcome.given, given, "{scene}");
    assert_eq!(outcome.asked, *happens == Happens::Asks, "{scene}");
    match happens {
        Happens::Gives(_) | Happens::Asks => assert!(!outcome.told.is_empty(), "{scene}"),
        Happens::Tells(says) => {
            let told = outcome.told.iter().any(|told| told.contains(says[reader]));
            assert!(told, "{scene}");
        }
        Happens::Silent => assert!(outcome.told.is_empty(), "{scene}"),
    }
}
