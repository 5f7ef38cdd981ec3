//! What those who run the programme read, and those whom they decide about.

use super::samples::said;
use crate::audit::Entry;
use crate::chat::{Locale, Message, Platform, Span};
use crate::command::{Command, Lexicon, parse};
use crate::ids::{ActId, MemberId};
use crate::people::{Grant, Holder, RoleRefusal, StandInRefusal};
use crate::policy::Role;
use crate::rewards::State;
use crate::settings::Settings;
use crate::wording::*;

fn at() -> crate::database::Ts {
    crate::database::Ts("2026-12-01T02:30:00Z".parse().unwrap())
}

fn holders() -> Vec<Holder> {
    let grant = |role, by: &str, by_name: Option<&str>| Grant {
        role,
        by: by.to_owned(),
        by_name: by_name.map(str::to_owned),
        at: at(),
    };
    let holder = |name: &str, role, said_by: &[Platform], granted| Holder {
        member: MemberId::nil(),
        name: name.to_owned(),
        role,
        said_by: said_by.to_vec(),
        granted,
    };
    vec![
        holder("Siti", Role::Admin, &[Platform::Slack], None),
        holder(
            "Ana",
            Role::Admin,
            &[Platform::Slack, Platform::Teams],
            Some(grant(Role::Admin, "0198", Some("Siti"))),
        ),
        holder(
            "Budi",
            Role::Admin,
            &[],
            Some(grant(Role::Admin, "system", None)),
        ),
        holder(
            "Citra",
            Role::Manager,
            &[],
            Some(grant(Role::Manager, "operator", None)),
        ),
    ]
}

#[test]
fn running_the_programme() {
    said("roles", |said| {
        let w = said.words;
        said.message("roles", &roles(&w, &holders(), "/kudos"));
        for role in [Role::Admin, Role::Manager] {
            let (add, no) = (true, Role::Member);
            said.message("added", &role_changed(&w, "Ana", role, add, role));
            said.message("removed", &role_changed(&w, "Ana", role, !add, no));
            let stays = role_changed(&w, "Ana", role, !add, Role::Admin);
            said.message("removed, and stays", &stays);
            for why in [
                RoleRefusal::NotForThem,
                RoleRefusal::Already,
                RoleRefusal::NotGranted,
                RoleRefusal::SaidBy(Platform::Slack),
                RoleRefusal::SaidBy(Platform::Teams),
                RoleRefusal::OnlyAdmin,
            ] {
                said.message(&format!("{why:?}"), &role_refused(&w, "Ana", role, why));
            }
            said.message("told", &told_of_role(&w, no, role, None));
            said.message("told by whom", &told_of_role(&w, no, role, Some("Siti")));
            said.message("told the end", &told_of_role(&w, role, no, Some("Siti")));
        }
    });
}

#[test]
fn pausing() {
    said("pause", |said| {
        let w = said.words;
        said.message("how", &pause_how(&w, "/kudos"));
        for (paused, changed) in [(true, true), (true, false), (false, true), (false, false)] {
            let name = format!("paused {paused}, changed {changed}");
            said.message(&name, &giving_paused(&w, "Ana", paused, changed));
        }
        said.message("told", &told_of_pause(&w, true));
        said.message("told the end", &told_of_pause(&w, false));
    });
}

/// An act of each kind, and one of a release to come.
fn acts() -> Vec<AuditLine> {
    let act = |action: &str, subject: &str, name: Option<&str>, change: Option<(&str, &str)>| {
        let entry = Entry {
            id: ActId::nil(),
            at: at(),
            actor: "operator".into(),
            actor_name: Some("Siti".into()),
            account: None,
            action: action.into(),
            subject: Some(subject).filter(|it| !it.is_empty()).map(Into::into),
            subject_name: name.map(str::to_owned),
            before: change.map(|(before, _)| before.to_owned()),
            after: change.map(|(_, after)| after.to_owned()),
            detail: serde_json::json!({ "people": 12, "name": "Budi", "until": "2026-12-05", "item": "mug" }),
        };
        let zone = jiff::tz::TimeZone::get("Asia/Jakarta").unwrap();
        AuditLine {
            when: entry.at.0.to_zoned(zone),
            entry,
        }
    };
    let ana = Some("Ana");
    let mut acts = vec![
        act(
            "setting.set",
            "setting:allowance.points",
            None,
            Some(("100", "200")),
        ),
        act("kudos.undo", "kudos:0198", ana, None),
        act("role.grant", "member:0198", ana, Some(("member", "admin"))),
        act(
            "role.grant",
            "member:0198",
            ana,
            Some(("member", "manager")),
        ),
        act("role.grant", "member:0198", ana, Some(("admin", "member"))),
        act("role.follow", "member:0198", ana, Some(("member", "admin"))),
        act(
            "role.follow",
            "member:0198",
            ana,
            Some(("admin", "manager")),
        ),
        act("role.follow", "member:0198", ana, Some(("admin", "member"))),
        act(
            "people.first_admin",
            "member:0198",
            ana,
            Some(("member", "admin")),
        ),
        act("people.pause", "member:0198", ana, None),
        act("people.resume", "member:0198", ana, None),
        act("people.stand_in", "member:0198", ana, None),
        act("people.stand_in_end", "member:0198", ana, None),
        act("people.describe", "member:0198", ana, None),
        act("people.describe", "", None, None),
        act("people.join", "member:0198", ana, None),
        act("people.split", "member:0198", None, None),
        act("team.assign", "team:slack:T1", None, None),
        act("team.invite", "", None, None),
        act("outbox.retry", "", None, None),
        act("moon.paint", "", None, None),
    ];
    let decided = Some(("requested", "approved"));
    let mut in_stead = act("redemption.decide", "redemption:0198", ana, decided);
    in_stead.entry.detail["for"] = "Siti".into();
    acts.push(in_stead);
    for (line, actor) in acts.iter_mut().zip(["operator", "system", "rule:0198"]) {
        line.entry.actor_name = None;
        line.entry.actor = actor.into();
    }
    acts
}

#[test]
fn who_stands_in() {
    said("stand_in", |said| {
        let (w, day) = (said.words, jiff::civil::date(2026, 12, 5));
        said.message("how", &stand_in_how(&w, "/kudos"));
        said.message("named", &stand_in_named(&w, "Budi", day, "/kudos"));
        said.message("shown", &stand_in_shown(&w, "Budi", day, "/kudos"));
        said.message("told", &told_of_stand_in(&w, "Ana", day));
        for ended in [true, false] {
            said.message("ended", &stand_in_ended(&w, ended));
        }
        for decided in [Decided::Nothing, Decided::InVain, Decided::Alone] {
            said.message("away", &stand_in_away(&w, day, decided, "/kudos"));
        }
        said.message("back", &stand_in_back(&w));
        for refusal in [
            StandInRefusal::Oneself,
            StandInRefusal::NotForThem,
            StandInRefusal::DecidesNothing,
            StandInRefusal::Day,
        ] {
            let message = stand_in_refused(&w, refusal, "Budi");
            said.message(&format!("{refusal:?}"), &message);
        }
        let wanted = Wanted {
            id: "1".to_owned(),
            member: "Rina".to_owned(),
            item: "Mug".to_owned(),
            points: 50,
            left: 20,
            gone: false,
            instead_of: Some("Ana".to_owned()),
        };
        said.message("asked", &approval_asked(&w, &wanted));
        said.message("asked again", &approval_reminder(&w, &wanted));
        let who = in_stead(&w, "Budi", "Ana");
        let settled = approval_settled(&w, &wanted, State::Approved, &who);
        said.message("settled", &settled);
    });
}

#[test]
fn what_was_done() {
    said("audit", |said| {
        let w = said.words;
        said.message("nothing", &audit(&w, &[], None));
        said.message("a page", &audit(&w, &acts(), Some(ActId::nil())));
    });
}

#[test]
fn what_became_of_rewards() {
    said("audit_rewards", |said| {
        let w = said.words;
        for detail in [
            serde_json::json!({ "added": "mug" }),
            serde_json::json!({ "archived": true }),
            serde_json::json!({ "archived": false }),
            serde_json::json!({ "changed": ["price", "texts", "moon"] }),
            serde_json::json!({ "changed": audit_parts() }),
            serde_json::json!({}),
        ] {
            let mut line = acts().remove(9);
            line.entry.action = "catalog.change".to_owned();
            line.entry.subject_name = Some("mug".to_owned());
            line.entry.detail = detail;
            let name = line.entry.detail.to_string();
            said.message(&name, &audit(&w, &[line], None));
        }
    });
}

/// Everything of a reward that may change.
fn audit_parts() -> Vec<&'static str> {
    crate::wording::audit::PARTS.to_vec()
}

/// What a message tells to type.
fn commands(message: &Message) -> Vec<Command> {
    let lines = message.parts.iter().filter_map(|part| match part {
        crate::chat::Part::Note(line) => Some(line),
        _ => None,
    });
    let spans = lines.chain([&message.summary]).flat_map(|line| &line.0);
    let typed = spans.filter_map(|span| match span {
        Span::Code(code) => code.strip_prefix("/kudos "),
        _ => None,
    });
    let lexicon = Lexicon {
        currency_emoji: "clap",
        currency_name: "points",
    };
    let read = |text: &str| {
        let text = text.replace("@ana", "<@U1>");
        parse(&text, &lexicon).unwrap_or_else(|misread| panic!("{text}: {misread:?}"))
    };
    typed.map(read).collect()
}

#[test]
fn what_is_told_to_be_typed_does_what_it_says() {
    let settings = Settings::default();
    for locale in Locale::ALL {
        let w = Words::new(locale, &settings);
        let told = commands(&roles(&w, &holders(), "/kudos"));
        let changes = told.into_iter().map(|command| match command {
            Command::Roles(roles) => roles.change.map(|(add, _)| add),
            other => panic!("{other:?}"),
        });
        let expected = [Some(true), Some(false), Some(true)];
        assert_eq!(changes.collect::<Vec<_>>(), expected, "{locale:?}");
        let told = commands(&pause_how(&w, "/kudos"));
        let pauses = told.into_iter().map(|command| match command {
            Command::Pause { member, paused } => (member.is_some(), paused),
            other => panic!("{other:?}"),
        });
        let expected = [(true, true), (true, false)];
        assert_eq!(pauses.collect::<Vec<_>>(), expected, "{locale:?}");
        for shown in [true, false] {
            let back = commands(&boards_chosen(&w, shown, "/kudos"));
            assert_eq!(back, [Command::Boards { shown: !shown }], "{locale:?}");
        }
        assert!(commands(&settings_list(&w, "/kudos")).contains(&Command::Audit));
    }
}
