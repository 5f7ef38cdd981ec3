//! Texts about coffee draws.

use jiff::civil::date;

use super::samples::{people, said};
use crate::chat::{Identity, Platform};
use crate::coffee::Table;
use crate::database::Day;
use crate::schedule::Rhythm;
use crate::wording::{CoffeeView, coffee, coffee_alone, coffee_drawn};

#[test]
fn coffee_draws() {
    said("coffee", |said| {
        let w = said.words;
        let day = date(2026, 11, 30);
        let view = CoffeeView {
            rhythm: None,
            next: None,
            takes_part: false,
            others: 0,
            last: None,
            away: None,
            today: day,
        };
        said.message("none", &coffee(&w, &view));
        for (others, takes_part) in [
            (0, false),
            (1, false),
            (2, false),
            (0, true),
            (1, true),
            (2, true),
        ] {
            let view = CoffeeView {
                rhythm: Some(Rhythm::Weekly),
                next: Some(date(2026, 12, 7)),
                takes_part,
                others,
                last: Some((day, people(&["Ana", "Budi"]))),
                away: Some(date(2026, 12, 1)),
                ..view.clone()
            };
            said.message("draws", &coffee(&w, &view));
        }
        for number in 0..9 {
            let table = Table {
                day: Day(day),
                number,
                others: Vec::new(),
            };
            let platform = if number == 0 {
                Platform::Teams
            } else {
                Platform::Slack
            };
            let here = Identity::new(platform, "T1", "U1");
            said.message("drawn", &coffee_drawn(&w, &here, &people(&["Ana"]), &table));
        }
        said.message("alone", &coffee_alone(&w, "/kudos"));
    });
}
