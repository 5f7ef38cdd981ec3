//! A redemption as a line: of a list, and of an export.

use crate::chat::shown_name;
use crate::cli::rows::{Cell, Row};
use crate::rewards::Line;

impl Row<14> for Line {
    const COLUMNS: [&'static str; 14] = [
        "id",
        "item",
        "member",
        "member_name",
        "points",
        "state",
        "requested_at",
        "decided_by",
        "decided_at",
        "fulfilled_at",
        "provider",
        "provider_reference",
        "reason",
        "decided_by_name",
    ];

    fn cells(self) -> [Cell; 14] {
        [
            self.id.into(),
            self.item.into(),
            self.member.into(),
            self.member_name.into(),
            self.points.into(),
            self.state.to_string().into(),
            self.requested_at.into(),
            self.decided_by.into(),
            self.decided_at.into(),
            self.fulfilled_at.into(),
            self.provider.into(),
            self.provider_reference.into(),
            self.reason.into(),
            self.decided_by_name.into(),
        ]
    }
}

/// For people.
pub(super) fn in_words(line: &Line) -> String {
    let Line {
        id,
        item,
        member_name,
        points,
        state,
        requested_at,
        ..
    } = line;
    let (state, name) = (state.as_str(), shown_name(member_name));
    let why = line.reason.iter().map(|reason| format!("  {reason}"));
    let why: String = why.collect();
    format!("{id}  {state:<10}  {points:>6}  {item}  {name}  {requested_at:.0}{why}")
}
