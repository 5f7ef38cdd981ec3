//! Boards that are posted by themselves.

use sqlx::PgConnection;

use super::posted::posted;
use crate::calendar::Period;
use crate::chat::{Place, To};
use crate::ids::MemberId;
use crate::ids::WorkspaceId;
use crate::leaderboard::{Board, Rank, Standings};
use crate::outbox::{self, Letter};
use crate::platforms::traits;
use crate::settings::Settings;
use crate::subject::Subject;
use crate::wording::{self, BoardPeriod, BoardRow, ScheduledBoard, Words};

/// The board for its place. Where that refuses it, the admins are told instead; not again while the
/// place goes on refusing, since they know.
pub async fn posted_board(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    place: &Place,
    standings: &Standings,
) -> Result<Letter, sqlx::Error> {
    let words = Words::new(settings.locale, settings);
    let manner = traits(place.platform).manner;
    let message = wording::scheduled_board(&words, &shown(standings), manner.give);
    let letter = Letter::new(workspace, To::Place(place.clone()), message).about(Subject::Board);
    let last = outbox::last_about(conn, workspace, &Subject::Board).await?;
    if last.is_some_and(|last| last.unwanted && last.lane == letter.to.lane()) {
        return Ok(letter.confined(Vec::new()));
    }
    let refused = |words: &Words<'_>| wording::board_refused(words, place, manner);
    let shared = |words: &Words<'_>| wording::board_shared(words, place, manner.command);
    posted(conn, settings, (place, letter), refused, shared).await
}

fn shown(standings: &Standings) -> ScheduledBoard {
    ScheduledBoard {
        period: match standings.period {
            Period::Month => BoardPeriod::MonthOf(standings.day),
            _ => BoardPeriod::WeekOf(Period::Week.start(standings.day)),
        },
        received: board_rows(&standings.received, None),
        given: board_rows(&standings.given, None),
    }
}

/// The ranks of a board for `reader`, or for everyone.
pub fn board_rows(board: &Board, reader: Option<MemberId>) -> Vec<BoardRow> {
    let ranks = board.ranks.iter().map(|rank| board_row(rank, reader));
    let crowd = board.crowd.as_ref().map(|crowd| BoardRow {
        rank: crowd.rank,
        names: crowd.first.clone(),
        others: crowd.others,
        points: crowd.points,
        you: false,
    });
    ranks.chain(crowd).collect()
}

/// One rank of a board for `reader`, or for everyone.
pub fn board_row(rank: &Rank, reader: Option<MemberId>) -> BoardRow {
    BoardRow {
        rank: rank.rank,
        names: vec![rank.name.clone()],
        others: 0,
        points: rank.points,
        you: reader == Some(rank.member),
    }
}
