use proptest::prelude::*;

use super::ballot::{Place, RunKey};
use super::tally::{ANSWERED, Ballots, tally};
use super::*;
use crate::chat::Locale;
use crate::ids::{RunId, SeatId, WorkspaceId};

const PLACE: Place = Place {
    workspace: WorkspaceId::nil(),
    run: RunId::nil(),
    seat: SeatId::nil(),
};

fn question(id: &str, kind: Kind) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        text: Phrase::new(Locale::En, "How are you?"),
        required: false,
    }
}

fn kinds() -> Vec<Kind> {
    let options = || {
        vec![
            Phrase::new(Locale::En, "Tea"),
            Phrase::new(Locale::En, "Coffee"),
        ]
    };
    vec![
        Kind::Score {
            scale: Scale::FromZero,
        },
        Kind::Agreement,
        Kind::YesNo,
        Kind::Choice { options: options() },
        Kind::Choices { options: options() },
        Kind::Text,
    ]
}

fn given() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        Just(Vec::new()),
        (0..12_u8).prop_map(|n| vec![n.to_string()]),
        Just(vec!["1".to_owned(), "2".to_owned()]),
        Just(vec!["yes".to_owned()]),
        "\\PC{0,40}".prop_map(|text| vec![text]),
    ]
}

proptest! {
    #[test]
    fn a_ballot_opens_to_what_was_answered_and_its_length_tells_nothing(first in given(), second in given()) {
        let key = RunKey::new();
        for kind in kinds() {
            let question = question("q", kind);
            let ballots: Vec<_> = [&first, &second].into_iter().filter_map(|given| question.read(given).ok()).map(|answer| {
                let ballot = key.seal(PLACE, &question, &answer);
                assert_eq!(key.open(PLACE, &question, &ballot).unwrap(), answer);
                ballot.len()
            }).collect();
            prop_assert!(ballots.windows(2).all(|two| two[0] == two[1]));
        }
    }

    #[test]
    fn no_ballot_that_was_touched_opens(at in 0..60_usize, bit in 0..8_u8) {
        let key = RunKey::new();
        let question = question("q", Kind::Agreement);
        let mut ballot = key.seal(PLACE, &question, &Answer::One(3));
        let at = at % ballot.len();
        ballot[at] ^= 1 << bit;
        prop_assert!(key.open(PLACE, &question, &ballot).is_err());
    }
}

#[test]
fn a_ballot_opens_only_in_its_run_and_to_its_question() {
    let key = RunKey::new();
    let asked = question("q", Kind::Agreement);
    let ballot = key.seal(PLACE, &asked, &Answer::One(3));
    let elsewhere = [
        Place {
            run: RunId::from_u128(1),
            ..PLACE
        },
        // Not even on another seat of its run.
        Place {
            seat: SeatId::from_u128(1),
            ..PLACE
        },
    ];
    for elsewhere in elsewhere {
        assert!(key.open(elsewhere, &asked, &ballot).is_err());
    }
    let other = question("other", Kind::Agreement);
    assert!(key.open(PLACE, &other, &ballot).is_err());
    assert!(RunKey::new().open(PLACE, &asked, &ballot).is_err());
    assert!(key.open(PLACE, &asked, &[]).is_err());
    assert_ne!(ballot, key.seal(PLACE, &asked, &Answer::One(3)));
}

#[test]
fn the_longest_comment_of_the_widest_characters_fits() {
    let key = RunKey::new();
    let asked = question("why", Kind::Text);
    let longest = "🎉".repeat(TEXT_CHARS);
    let answer = asked.read(std::slice::from_ref(&longest)).unwrap();
    let ballot = key.seal(PLACE, &asked, &answer);
    assert_eq!(key.open(PLACE, &asked, &ballot).unwrap(), answer);
    assert_eq!(asked.read(&[longest + "!"]), Err(NotAnAnswer::TooLong));
}

#[test]
fn what_is_not_offered_is_no_answer() {
    let least = |scale| question("q", Kind::Score { scale });
    assert!(least(Scale::FromOne).read(&["0".to_owned()]).is_err());
    assert!(least(Scale::FromZero).read(&["0".to_owned()]).is_ok());
    for kind in kinds().into_iter().filter(|kind| *kind != Kind::Text) {
        let asked = question("q", kind);
        for bad in ["11", "-1", "99999999999", "x", ""] {
            assert_eq!(
                asked.read(&[bad.to_owned()]),
                Err(NotAnAnswer::NotOffered),
                "{bad}"
            );
        }
    }
    let required = Question {
        required: true,
        ..question("q", Kind::Text)
    };
    assert_eq!(required.read(&[" ".to_owned()]), Err(NotAnAnswer::Missing));
}

fn person(score: u8, comment: Option<&str>, team: &str) -> Ballots {
    Ballots {
        answers: vec![
            Answer::One(score),
            comment.map_or(Answer::Skipped, |text| Answer::Text(text.to_owned())),
        ],
        groups: vec![(Dimension::Team, team.to_owned())],
        leads: None,
    }
}

#[test]
fn what_may_not_be_shown_is_not_counted() {
    let questions = Definition::enps("Q1", Scale::FromZero).questions;
    let four: Vec<_> = (0..4).map(|n| person(n, Some("hm"), "Design")).collect();
    let nothing = tally(&questions, &four, &[], 5);
    assert!(nothing.counts.is_empty() && nothing.comments.is_empty());

    let mut people: Vec<_> = (0..6).map(|_| person(9, Some("good"), "Design")).collect();
    people.extend((0..5).map(|_| person(3, None, "Sales")));
    people.push(person(10, None, "Legal"));
    let counted = tally(&questions, &people, &[], 5);
    let parts: Vec<_> = counted
        .counts
        .iter()
        .filter(|it| it.answer == ANSWERED)
        .collect();
    let parts: Vec<_> = parts
        .iter()
        .map(|it| (it.dimension, it.part.as_str(), it.times))
        .collect();
    // With Sales, Legal would follow.
    assert_eq!(
        parts,
        [(Dimension::All, "", 12), (Dimension::Team, "Design", 6)]
    );
    let ten = |it: &&super::tally::Count| it.dimension == Dimension::All && it.answer == "10";
    assert_eq!(counted.counts.iter().find(ten).unwrap().times, 1);
    assert_eq!(
        counted.comments,
        [("why".to_owned(), vec!["good".to_owned(); 6])]
    );
}

/// Who leads a team belongs to it, without making it large enough: they know their own answer.
#[test]
fn a_team_is_shown_with_whoever_leads_it() {
    let questions = Definition::enps("Q1", Scale::FromZero).questions;
    for (reports, shown) in [(4, None), (5, Some(6))] {
        let mut people: Vec<_> = (0..reports)
            .map(|_| Ballots {
                groups: vec![(Dimension::Manager, "zoe".to_owned())],
                ..person(9, None, "Design")
            })
            .collect();
        people.push(Ballots {
            leads: Some("zoe".to_owned()),
            ..person(2, None, "Design")
        });
        people.extend((0..5).map(|_| person(3, None, "Sales")));
        let counted = tally(&questions, &people, &[], 5);
        let of_zoe =
            |it: &&super::tally::Count| it.dimension == Dimension::Manager && it.answer == ANSWERED;
        assert_eq!(counted.counts.iter().find(of_zoe).map(|it| it.times), shown);
    }
}

#[test]
fn a_file_says_a_survey() {
    let text = r#"
        title = "Monthly pulse"
        audience = "country:ID"
        [[question]]
        id = "workload"
        kind = "agreement"
        required = true
        text = { en = "My workload is manageable.", id = "Beban kerjaku wajar." }
        [[question]]
        id = "drink"
        kind = "choice"
        text = "What do you drink?"
        options = ["Tea", { en = "Coffee", id = "Kopi" }]
    "#;
    let survey = from_toml(text).unwrap();
    assert_eq!(survey.questions.len(), 2);
    assert_eq!(survey.audience.to_string(), "country:ID");
    assert_eq!(
        survey.questions[0].text.in_language(Locale::Id),
        Some("Beban kerjaku wajar.")
    );
    assert_eq!(
        survey.questions[1].text.in_language(Locale::Ms),
        Some("What do you drink?")
    );
}

#[test]
fn a_file_asks_questions_of_the_library_beside_its_own() {
    let text = r#"
        title = "Monthly pulse"
        [[question]]
        from = "workload-manageable"
        required = true
        [[question]]
        id = "own"
        kind = "text"
        text = "Anything else?"
    "#;
    let [from, own] = &from_toml(text).unwrap().questions[..] else {
        panic!("it asks two");
    };
    let of_library = sample("workload-manageable").unwrap();
    assert_eq!((&from.id, &from.text), (&of_library.id, &of_library.text));
    assert!(from.required && !own.required);
}

#[test]
fn what_people_like_is_asked_with_their_names() {
    let text = r#"
        title = "What do you like?"
        kind = "interest"
        interests = ["kind:learning", "tag:green"]
        [[question]]
        id = "own"
        kind = "text"
        text = "Anything else?"
    "#;
    let survey = from_toml(text).unwrap();
    let ids: Vec<&str> = survey.questions.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, [INTERESTS, "own", CONSENT]);
    assert_eq!(survey.attribution, Attribution::Named);
    let likes = &survey.questions[0];
    let answer = likes.read(&["tag:green".to_owned()]).unwrap();
    assert_eq!(likes.chosen(&answer), ["tag:green"]);
    let nameless = text.replace(
        "kind = \"interest\"",
        "kind = \"interest\"\nattribution = \"anonymous\"",
    );
    let refused = from_toml(&nameless).unwrap_err().to_string();
    assert!(refused.contains("bears names"), "{refused}");
}

#[test]
fn a_file_that_says_none_says_where() {
    for (wrong, said) in [
        ("title = \"x\"", "1 to 10 questions"),
        (
            "title = \"\"\n[[question]]\nid = \"a\"\nkind = \"text\"\ntext = \"b\"",
            "title",
        ),
        (
            "title = \"x\"\n[[question]]\nid = \"a\"\nkind = \"guess\"\ntext = \"b\"",
            "question 1 is of the kind \"guess\"",
        ),
        (
            "title = \"x\"\n[[question]]\nid = \"A\"\nkind = \"text\"\ntext = \"b\"",
            "id of question 1",
        ),
        (
            "title = \"x\"\n[[question]]\nid = \"a\"\nkind = \"choice\"\ntext = \"b\"\noptions = [\"c\"]",
            "question 1 has 2 to 20 options, no two alike",
        ),
        (
            "title = \"x\"\n[[question]]\nfrom = \"nothing\"",
            "question 1: there is no question \"nothing\"",
        ),
        (
            "title = \"x\"\n[[question]]\nfrom = \"workload-manageable\"\ntext = \"mine\"",
            "question 1 has an id",
        ),
        (
            "title = \"x\"\n[[question]]\nid = \"a\"\nkind = \"text\"",
            "question 1 has an id",
        ),
        ("title = \"x\"\nkind = \"enps\"", "the eNPS needs no file"),
        (
            "title = \"x\"\nkind = \"interest\"",
            "question 1 has 2 to 20 options, no two alike",
        ),
        ("title = \"x\"\ncolour = \"red\"", "colour"),
        (
            "title = \"x\"\nfloor = 2\n[[question]]\nid = \"a\"\nkind = \"text\"\ntext = \"b\"",
            "floor is 3 to 1000",
        ),
        (
            "title = \"x\"\naudience = \"some\"\n[[question]]\nid = \"a\"\nkind = \"text\"\ntext = \"b\"",
            "names nobody",
        ),
    ] {
        let refused = from_toml(wrong).unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
    }
}
