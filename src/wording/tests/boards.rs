//! Leaderboards.

use jiff::civil::date;

use super::samples::{MENTION, SLASH, names, place, said};
use crate::calendar::Period;
use crate::chat::{Manner, Place, PlaceKind, Platform};
use crate::command::Metric;
use crate::wording::*;

#[test]
#[expect(clippy::too_many_lines, reason = "one sample after another")]
fn boards() {
    said("board", |said| {
        let w = said.words;
        let row = |rank, name: &str, points, you| BoardRow {
            rank,
            names: names(&[name]),
            others: 0,
            points,
            you,
        };
        let mut view = BoardView {
            metric: Metric::Received,
            period: BoardPeriod::This(Period::Month),
            value: Some("teamwork".into()),
            hides_channel: false,
            here: true,
            place: None,
            of: vec![],
            alone: false,
            rows: vec![],
            own: None,
            hidden: false,
            command: "/kudos",
        };
        said.message("board, empty", &board(&w, &view, "/kudos"));
        view.period = BoardPeriod::MonthOf(date(2027, 1, 1));
        said.message("another time, empty", &board(&w, &view, "/kudos"));
        view.of = names(&["@dev", "Zoë"]);
        said.message("board of some, empty", &board(&w, &view, "/kudos"));
        view.period = BoardPeriod::This(Period::Month);
        // A name that turns the line around, one that ends it, one that goes on.
        view.rows = vec![
            row(1, "Nur نور", 9, false),
            row(2, "\u{202e}Budi\nSantoso", 8, false),
            row(3, &"Ana ".repeat(40), 7, false),
        ];
        said.message("board of some", &board(&w, &view, "/kudos"));
        view.of = vec![];
        view.rows = vec![
            row(1, "Ana", 1250, false),
            row(2, "Budi", 30, true),
            row(2, "Citra", 30, false),
            row(4, "Dewi", 1, false),
        ];
        view.own = Some(row(12, "Eko", 1, true));
        said.message("board", &board(&w, &view, "/kudos"));
        view.rows = vec![
            row(1, "Ana", 9, false),
            BoardRow {
                rank: 2,
                names: names(&["Budi", "Citra"]),
                others: 24,
                points: 5,
                you: false,
            },
        ];
        said.message("board, a crowd", &board(&w, &view, "/kudos"));
        view.rows.remove(0);
        view.rows[0].others = 0;
        view.hides_channel = true;
        said.message("board of a namesake", &board(&w, &view, "/kudos"));
        (view.hides_channel, view.here, view.value) = (false, false, None);
        view.place = Some(place(PlaceKind::Public));
        said.message("board of a channel", &board(&w, &view, "/kudos"));
        (view.place, view.alone, view.own) = (None, true, None);
        view.of = names(&["Zoë"]);
        view.rows = vec![row(3, "Zoë", 5, false)];
        said.message("place of somebody", &board(&w, &view, "/kudos"));
        view.rows.clear();
        said.message("no place", &board(&w, &view, "/kudos"));
        said.message("board of a private channel", &board_private(&w, "/kudos"));
        (view.alone, view.of) = (false, vec![]);
        view.rows = vec![row(1, "Ana", 1250, false)];
        view.own = Some(row(12, "Eko", 1, true));
        view.value = Some("teamwork".into());
        view.hidden = true;
        said.message("board without the reader", &board(&w, &view, "/kudos"));
        view.hidden = false;
        said.message("on boards", &boards_chosen(&w, true, "/kudos"));
        said.message("off boards", &boards_chosen(&w, false, "/kudos"));
        view.metric = Metric::Given;
        (view.value, view.here) = (None, false);
        view.rows.truncate(1);
        for period in [
            Period::Day,
            Period::Week,
            Period::Quarter,
            Period::Year,
            Period::All,
        ] {
            view.period = BoardPeriod::This(period);
            said.message(&format!("{period:?}"), &board(&w, &view, "/kudos"));
        }
        for period in [
            BoardPeriod::Yesterday,
            BoardPeriod::QuarterOf(date(2026, 8, 17)),
            BoardPeriod::YearOf(date(2026, 8, 17)),
        ] {
            view.period = period;
            said.message(&format!("{period:?}"), &board(&w, &view, "/kudos"));
        }
        let mut posted = ScheduledBoard {
            period: BoardPeriod::WeekOf(date(2026, 8, 17)),
            received: view.rows.clone(),
            given: view.rows.clone(),
        };
        said.message("scheduled", &scheduled_board(&w, &posted, "/kudos"));
        posted.period = BoardPeriod::MonthOf(date(2026, 8, 1));
        (posted.received, posted.given) = (vec![], vec![]);
        said.message("scheduled, empty", &scheduled_board(&w, &posted, "/kudos"));
    });
}

#[test]
fn boards_without_a_place() {
    said("board_places", |said| {
        let w = said.words;
        let on_slack = place(PlaceKind::Public);
        let on_teams = Place {
            platform: Platform::Teams,
            ..on_slack.clone()
        };
        let mentioned = Manner {
            command: "@Plaudit",
            ..MENTION
        };
        for (place, manner) in [(&on_slack, SLASH), (&on_teams, mentioned)] {
            said.message("refused", &board_refused(&w, place, manner));
        }
        said.message("lost", &board_lost(&w, "slack:T2/C1", "/kudos"));
        said.message("board shared", &board_shared(&w, &on_slack, "/kudos"));
    });
}
