//! What a nudge would say, were it told now: nothing is sent, and nothing is noted. It goes by what is known now, and
//! is worded by what words the real one.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use sqlx::PgConnection;

use super::{celebrations, thanking, working_days};
use crate::chat::{Message, Place, PlaceKind, Proof};
use crate::database::Day;
use crate::ids::{MemberId, WorkspaceId};
use crate::letters::{
    asked_whom_to_thank, at_home, celebrations_message, digest_message, hello_to, own_celebration,
    team_digest, welcome_message,
};
use crate::nudges::{self, Newcomers, Round};
use crate::outbox::{Body, Letter};
use crate::people::{self, Celebrant, Member, NoticeKind, ShownTo};
use crate::settings::{Celebrated, Nudge, Settings};
use crate::{holidays, kudos, one_on_ones, workspace};

/// After how many days somebody is shown to be asked whom to thank, while it is not set.
const USUAL: u16 = 30;

/// What a nudge would say.
#[derive(Debug, Default)]
pub struct Preview {
    /// What; nothing where nothing is said.
    pub message: Option<Message>,
    /// What else there is to know of it.
    pub remarks: Vec<Remark>,
}

/// What there is to know of what a nudge would say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It is not on.
    Off,
    /// There is no team whose channels it could go to, or nowhere to write to somebody.
    Unreachable,
    /// Nobody gave anything that it tells of.
    NobodyGave,
    /// Nobody reports to whom it would go to.
    NobodyReports,
    /// Whom it would go to does not want it.
    Muted,
    /// They are not asked now.
    NotAsked,
    /// They were asked on a day that is not long ago.
    AskedLately(Date),
    /// They are away until the end of a day.
    Away(Date),
    /// Nobody is new: it is shown for whoever came last.
    NobodyIsNew,
    /// So many are new that nobody is welcomed.
    Crowd(usize),
    /// It is nobody's day: it is shown as if it were the day of whoever came last.
    NobodysDay,
    /// It is shown as if it were their day, whenever that is.
    AsIfTheirs,
}

impl Preview {
    fn of(message: Option<Message>, remark: impl IntoIterator<Item = Remark>) -> Self {
        Self {
            message,
            remarks: remark.into_iter().collect(),
        }
    }

    fn without(remark: Remark) -> Self {
        Self::of(None, [remark])
    }

    /// What a letter says, if anybody can be written to.
    fn private(letter: Option<Letter>, remark: Option<Remark>) -> Self {
        match letter.map(|letter| letter.body) {
            Some(Body::Message(message)) => Self::of(Some(message), remark),
            Some(Body::News(_)) | None => Self::without(Remark::Unreachable),
        }
    }
}

/// What a nudge would say now: to `whom`, where it is private. Nothing is told of anybody that whoever runs the
/// programme does not read elsewhere: of a day that is private, not even when it is.
pub async fn preview(
    conn: &mut PgConnection,
    (workspace, settings): (WorkspaceId, &Settings),
    (nudge, whom): (Nudge, Option<&Member>),
    now: Timestamp,
) -> Result<Preview, sqlx::Error> {
    let asked = Asked {
        workspace,
        settings,
        nudge,
        now,
    };
    let mut preview = match (nudge, whom) {
        (Nudge::Digest, _) => asked.digest(conn).await?,
        (Nudge::Welcome, _) => asked.welcome(conn).await?,
        (Nudge::Celebrations, _) => asked.celebrations(conn).await?,
        (Nudge::TeamDigest, Some(whom)) => asked.team_digest(conn, whom).await?,
        (Nudge::Thanking, Some(whom)) => asked.thanking(conn, whom).await?,
        (Nudge::Hello, Some(whom)) => Preview::private(hello_to(whom, settings), None),
        (Nudge::OwnCelebrations, Some(whom)) => asked.own_celebration(whom),
        // What is private is for somebody; and what is asked of days tells of days.
        (Nudge::CelebrationChoice, _) | (_, None) => Preview::default(),
    };
    if !nudge.is_on(&settings.nudges) {
        preview.remarks.push(Remark::Off);
    }
    Ok(preview)
}

struct Asked<'a> {
    workspace: WorkspaceId,
    settings: &'a Settings,
    nudge: Nudge,
    now: Timestamp,
}

impl Asked<'_> {
    /// Now, by the programme's clock.
    fn here(&self) -> Zoned {
        self.now.to_zoned(self.settings.time_zone.clone())
    }

    /// The day by the programme's clock.
    fn today(&self) -> Date {
        self.here().date()
    }

    /// A round that would begin now, as the clock stands there.
    fn round(&self, there: &Zoned) -> Round {
        let zone = there.time_zone().iana_name().unwrap_or("UTC");
        Round::as_if(self.workspace, self.nudge, (zone, there.date()), self.now)
    }

    /// The channel that is set; else one that could be.
    async fn place(&self, conn: &mut PgConnection) -> Result<Option<Place>, sqlx::Error> {
        if let Some((_, named)) = self.nudge.channel(&self.settings.nudges) {
            let place = workspace::named_place(conn, self.workspace, named).await?;
            if place.is_some() {
                return Ok(place);
            }
        }
        let connections = workspace::connections(conn, self.workspace).await?;
        let first = connections.into_iter().map(|it| it.installation).next();
        Ok(first.map(|team| Place {
            platform: team.platform,
            team: team.team,
            channel: String::new(),
            thread: None,
            kind: PlaceKind::Public,
            shared: false,
        }))
    }

    async fn digest(&self, conn: &mut PgConnection) -> Result<Preview, sqlx::Error> {
        let Some(place) = self.place(conn).await? else {
            return Ok(Preview::without(Remark::Unreachable));
        };
        let Some(digest) = nudges::digest(conn, self.workspace, self.today()).await? else {
            return Ok(Preview::without(Remark::NobodyGave));
        };
        let whose = (self.workspace, self.settings);
        let message = digest_message(conn, whose, &place, &digest).await?;
        Ok(Preview::of(Some(message), None))
    }

    async fn team_digest(
        &self,
        conn: &mut PgConnection,
        manager: &Member,
    ) -> Result<Preview, sqlx::Error> {
        let managers = nudges::managers(conn, self.workspace, &[manager.id]).await?;
        if managers.is_empty() {
            return Ok(Preview::without(Remark::NobodyReports));
        }
        let today = at_home(self.now, manager, self.settings).date();
        let digest = nudges::team_digest(conn, self.workspace, manager.id, today).await?;
        let Some(digest) = digest else {
            return Ok(Preview::without(Remark::NobodyGave));
        };
        let letter = team_digest(conn, manager, self.settings, &digest).await?;
        let muted = (!manager.wants(NoticeKind::Digest)).then_some(Remark::Muted);
        Ok(Preview::private(letter, muted))
    }

    async fn thanking(
        &self,
        conn: &mut PgConnection,
        whom: &Member,
    ) -> Result<Preview, sqlx::Error> {
        let (workspace, set) = (self.workspace, self.settings.nudges.thanking_days);
        let last = kudos::last_given(conn, workspace, whom.id, Proof::Person).await?;
        // As it would be on the day on which they are asked.
        let after = i64::from(if set == 0 { USUAL } else { set });
        let days = last.map(|last| thanking::days_since(last.given_at.0, self.now).max(after));
        let people = nudges::companions(conn, workspace, whom.id, self.now).await?;
        let letter = asked_whom_to_thank(whom, self.settings, days, &people);
        let not_asked = if set > 0 {
            self.not_asked(conn, whom).await?
        } else {
            None
        };
        Ok(Preview::private(letter, not_asked))
    }

    /// Why somebody is not asked today, as whoever asks goes by it.
    async fn not_asked(
        &self,
        conn: &mut PgConnection,
        whom: &Member,
    ) -> Result<Option<Remark>, sqlx::Error> {
        let round = self.round(&at_home(self.now, whom, self.settings));
        let (workspace, own) = (self.workspace, [whom.id]);
        let silent = nudges::silent(conn, &round, self.settings, &own).await?;
        if silent.is_empty() {
            return Ok(Some(Remark::NotAsked));
        }
        let told = nudges::last_told(conn, workspace, self.nudge, whom.id).await?;
        let since = nudges::told_before(&round, self.settings);
        if let Some(day) = told.filter(|day| *day >= since) {
            return Ok(Some(Remark::AskedLately(day)));
        }
        let away = one_on_ones::away(conn, (workspace, &own), Day(round.day), self.now).await?;
        Ok(away.first().map(|it| Remark::Away(it.until.0)))
    }

    async fn welcome(&self, conn: &mut PgConnection) -> Result<Preview, sqlx::Error> {
        let round = self.round(&self.here());
        let since = nudges::on_since(conn, &round).await?;
        let since = since.unwrap_or(Timestamp::MIN);
        let (new, remark) = match nudges::newcomers(conn, &round, self.nudge, since).await? {
            Newcomers::Crowd(crowd) => return Ok(Preview::without(Remark::Crowd(crowd.len()))),
            Newcomers::Some(new) if new.is_empty() => {
                let last = nudges::came_last(conn, self.workspace).await?;
                (last.into_iter().collect(), Some(Remark::NobodyIsNew))
            }
            Newcomers::Some(new) => (new, None),
        };
        let people = people::by_ids(conn, self.workspace, &new).await?;
        if people.is_empty() {
            return Ok(Preview::without(Remark::Unreachable));
        }
        let message = welcome_message(self.settings, people);
        Ok(Preview::of(Some(message), remark))
    }

    async fn celebrations(&self, conn: &mut PgConnection) -> Result<Preview, sqlx::Error> {
        let Some(place) = self.place(conn).await? else {
            return Ok(Preview::without(Remark::Unreachable));
        };
        let (workspace, today) = (self.workspace, self.today());
        let days = working_days(conn, workspace).await?;
        let everybody = holidays::Place {
            zone: self.settings.time_zone.clone(),
            country: None,
        };
        let dates = nudges::celebrated_on(today, |day| days.works(day, &everybody));
        let shown = (&*dates, ShownTo::Channel);
        let which = (workspace, self.celebrated());
        let mut celebrants = celebrations::celebrants(conn, which, shown, None).await?;
        let mut remark = None;
        if celebrants.is_empty() {
            let last = nudges::came_last(conn, workspace).await?;
            celebrants = last.map(|id| self.as_if(id, today)).unwrap_or_default();
            remark = Some(Remark::NobodysDay);
        }
        let mut ids: Vec<MemberId> = celebrants.iter().map(|it| it.member).collect();
        ids.sort_unstable();
        ids.dedup();
        let people = people::by_ids(conn, workspace, &ids).await?;
        if people.is_empty() {
            return Ok(Preview::without(Remark::Unreachable));
        }
        let whose = (&*celebrants, &*people);
        let message = celebrations_message(self.settings, &place, whose, today);
        Ok(Preview::of(Some(message), remark))
    }

    fn own_celebration(&self, whom: &Member) -> Preview {
        let today = at_home(self.now, whom, self.settings).date();
        let as_if = self.as_if(whom.id, today);
        let as_if: Vec<&Celebrant> = as_if.iter().collect();
        let letter = own_celebration(whom, self.settings, &as_if);
        Preview::private(letter, Some(Remark::AsIfTheirs))
    }

    /// The days that are celebrated; both sorts, as long as the settings name none.
    fn celebrated(&self) -> Celebrated {
        match self.settings.nudges.celebrated {
            Celebrated::Nothing => Celebrated::Both,
            set => set,
        }
    }

    /// Somebody's days, as if they were on this one.
    fn as_if(&self, member: MemberId, date: Date) -> Vec<Celebrant> {
        let celebrated = self.celebrated();
        let day = |years| Celebrant {
            member,
            date,
            years,
        };
        let birthday = celebrated.birthdays().then(|| day(None));
        let years = celebrated.anniversaries().then(|| day(Some(1)));
        birthday.into_iter().chain(years).collect()
    }
}
